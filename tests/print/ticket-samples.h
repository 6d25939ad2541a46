/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-document-data.h"

/* Made-up tickets that the tests and the benchmark print. */

typedef enum
{
  TICKET_SAMPLE_PLAIN,
  TICKET_SAMPLE_SHORT,
  TICKET_SAMPLE_LONG,
  TICKET_SAMPLE_SIGNED,
  TICKET_SAMPLE_GERMAN,
  TICKET_SAMPLE_ARABIC,
  TICKET_SAMPLE_CHINESE,
  TICKET_SAMPLE_THAI,
  TICKET_SAMPLE_EMOJI,
  TICKET_SAMPLE_HOSTILE,
  N_TICKET_SAMPLES
} TicketSample;

FoyerDocumentData *ticket_sample_new (TicketSample sample);
FoyerDocumentData *ticket_sample_numbered (guint number);
void               ticket_sample_set_number (FoyerDocumentData *data,
                                             guint              number);
