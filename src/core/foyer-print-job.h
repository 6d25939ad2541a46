/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-id.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_PRINT_WAITING, /* committed, not yet handed to the print system */
  FOYER_PRINT_SENT,    /* the print system has it */
  FOYER_PRINT_PRINTING,
  FOYER_PRINT_STOPPED, /* paper out, cover open…: a person must look */
  FOYER_PRINT_DONE,
  FOYER_PRINT_FAILED, /* can be tried again */
  FOYER_PRINT_CANCELLED,
} FoyerPrintState;

/** FoyerPrintJob: one document, its printer, and how far it is. */
typedef struct
{
  FoyerId         id; /* also the job's name in the print system, so that it can be found again */
  FoyerId         order;
  FoyerId         event;
  char           *title;
  char           *printer;
  char           *message; /* what the print system says, or "" */
  char           *reason;  /* of a reprint, or "" */
  char           *form;    /* of a receipt or report: "escpos", "80mm" or "a4"; "" for tickets */
  int             pages;
  int             system_job; /* number in the print system; 0: none */
  FoyerTime       made_at;
  FoyerTime       updated_at;
  FoyerPrintState state;
} FoyerPrintJob;

FoyerPrintJob *foyer_print_job_new (void);
void           foyer_print_job_free (FoyerPrintJob *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerPrintJob, foyer_print_job_free)

const char     *foyer_print_state_nick (FoyerPrintState state);
FoyerPrintState foyer_print_state_from_nick (const char *nick);

/** foyer_print_state_is_open: Returns: whether something is still to come of a job in this state */
gboolean foyer_print_state_is_open (FoyerPrintState state);

G_END_DECLS
