/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-admission-store.h"
#include "foyer-cart.h"
#include "foyer-cashier.h"
#include "foyer-event-store.h"
#include "foyer-print-job.h"
#include "foyer-shift.h"

G_BEGIN_DECLS

/*
 * What a till does in the store: straight code for the store's threads
 * (FoyerStoreFunc), each one transaction. Requests are plain values.
 */

/** FoyerSale: a sale that was committed here, with how its print is doing. */
typedef struct
{
  FoyerOrder    *order;
  FoyerPrintJob *print; /* (nullable): the newest print of it; none when nothing was queued */
  gboolean       voided;
  gboolean       practice; /* nothing was sold: the till is in training */
} FoyerSale;

void foyer_sale_free (FoyerSale *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSale, foyer_sale_free)

/** foyer_sale_change_due: Returns: what goes back to the guest in cash, minor units */
gint64 foyer_sale_change_due (const FoyerSale *self);

/** FoyerSellRequest: sell the tickets of @order, and queue their print. */
typedef struct
{
  FoyerOrder *order; /* filled in by the job */
  char       *printer;
  char       *title; /* of the print job */
  char       *till;
  char       *receipt_printer; /* (nullable): no receipt */
  char       *receipt_form;    /* "escpos", "80mm" or "a4" */
  FoyerTime   parked_at;       /* of the parked order that is sold with it; 0: none */
} FoyerSellRequest;

void foyer_sell_request_free (FoyerSellRequest *self);

/** foyer_till_job_sell: @data: FoyerSellRequest. A write. Returns: (transfer full) (nullable): the FoyerSale */
gpointer foyer_till_job_sell (FoyerConnection *connection, gpointer data, GError **error);

/** FoyerPaperRequest: print a receipt or a report. */
typedef struct
{
  FoyerId order;    /* of a receipt that is made by the job; none: @document is what is printed */
  char   *document; /* (nullable) */
  char   *title;
  char   *till;
  char   *printer;
  char   *form;
} FoyerPaperRequest;

void foyer_paper_request_free (FoyerPaperRequest *self);

/** foyer_till_job_print_paper: @data: FoyerPaperRequest. A write: queues it. Returns: something */
gpointer foyer_till_job_print_paper (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_till_job_read_last: A read. Returns: (transfer full) (nullable): the FoyerSale made last at this till; %NULL without error when there is none */
gpointer foyer_till_job_read_last (FoyerConnection *connection, gpointer data, GError **error);

/** FoyerSaleRequest: do something with a finished sale. */
typedef struct
{
  FoyerId order;
  char   *reason;
  char   *printer;
  char   *title;
  gint64  cash_step;
} FoyerSaleRequest;

void foyer_sale_request_free (FoyerSaleRequest *self);

/** foyer_till_job_void: @data: FoyerSaleRequest. A write: gives all money back and cancels what has not been printed. Returns: (transfer full) (nullable): the FoyerSale */
gpointer foyer_till_job_void (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_till_job_reprint: @data: FoyerSaleRequest. A write: new codes for all tickets that still hold, and a print of them. Returns: (transfer full) (nullable): the FoyerSale */
gpointer foyer_till_job_reprint (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_till_job_park: @data: FoyerCart; it takes the place of the parked one it was taken up from. A write. Returns: (transfer full) (nullable) (element-type FoyerParkedCart): all parked carts */
gpointer foyer_till_job_park (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_till_job_read_parked: A read. Returns: (transfer full) (nullable) (element-type FoyerParkedCart): all parked carts */
gpointer foyer_till_job_read_parked (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_till_job_keep_cart: @data: FoyerCart, empty: none. A write: keeps what is being chosen, so that a crash does not lose it. Returns: something */
gpointer foyer_till_job_keep_cart (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_till_job_read_cart: A read. Returns: (transfer full) (nullable): the FoyerCart that was kept; %NULL without error when there is none */
gpointer foyer_till_job_read_cart (FoyerConnection *connection, gpointer data, GError **error);

/** FoyerDesk: who sits at the till. */
typedef struct
{
  FoyerShift *shift;    /* (nullable): none is open */
  GPtrArray  *cashiers; /* (element-type FoyerCashier): all who may */
} FoyerDesk;

void foyer_desk_free (FoyerDesk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDesk, foyer_desk_free)

/** foyer_desk_get_cashier: Returns: (transfer none) (nullable): who has the drawer; %NULL when nobody is named */
const FoyerCashier *foyer_desk_get_cashier (const FoyerDesk *self);

/** foyer_till_job_read_desk: A read. Returns: (transfer full) (nullable): the FoyerDesk */
gpointer foyer_till_job_read_desk (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_till_job_recall: @data: a FoyerTime, when it was parked. A read: it stays parked, in case the till dies. Returns: (transfer full) (nullable): the FoyerParkedCart; %FOYER_ERROR_NOT_FOUND */
gpointer foyer_till_job_recall (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_till_job_discard: @data: a FoyerTime, when it was parked. A write: nobody wants it any more. Returns: (transfer full) (nullable) (element-type FoyerParkedCart): all parked carts */
gpointer foyer_till_job_discard (FoyerConnection *connection, gpointer data, GError **error);

/** FoyerLookupRequest: whose ticket is this? */
typedef struct
{
  FoyerId event;
  char   *code;
} FoyerLookupRequest;

void foyer_lookup_request_free (FoyerLookupRequest *self);

/** foyer_till_job_look_up: @data: FoyerLookupRequest. A read: as at the door, but nothing is recorded. Returns: (transfer full) (nullable): the FoyerAdmission */
gpointer foyer_till_job_look_up (FoyerConnection *connection, gpointer data, GError **error);

G_END_DECLS
