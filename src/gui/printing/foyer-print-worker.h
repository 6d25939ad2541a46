/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-id.h"
#include "foyer-store.h"

G_BEGIN_DECLS

/**
 * FoyerPrintOrder:
 * @FOYER_PRINT_ORDER_LOOK: something about jobs may have changed
 * @FOYER_PRINT_ORDER_RETRY: try a job again
 * @FOYER_PRINT_ORDER_CANCEL: stop a job
 * @FOYER_PRINT_ORDER_USE_PRINTER: use this printer from now on, and try what waits
 * @FOYER_PRINT_ORDER_OPEN_DRAWER: open the drawer that hangs on a receipt printer
 */
typedef enum
{
  FOYER_PRINT_ORDER_LOOK,
  FOYER_PRINT_ORDER_RETRY,
  FOYER_PRINT_ORDER_CANCEL,
  FOYER_PRINT_ORDER_USE_PRINTER,
  FOYER_PRINT_ORDER_OPEN_DRAWER,
} FoyerPrintOrder;

/** FoyerPrintWorker: the thread of the print queue; straight blocking code. */
typedef struct _FoyerPrintWorker FoyerPrintWorker;

/** foyer_print_worker_start: @printer: name of the printer, "" for the print system's default */
FoyerPrintWorker *foyer_print_worker_start (FoyerStore *store, const char *printer);

/** foyer_print_worker_stop: Takes @self over and lets the thread end by itself, without waiting for it. */
void foyer_print_worker_stop (FoyerPrintWorker *self);

/** foyer_print_worker_order: Queues an order; @job and @printer as it needs. Any thread. */
void foyer_print_worker_order (FoyerPrintWorker *self, FoyerPrintOrder order, const FoyerId *job, const char *printer);

G_END_DECLS
