/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FoyerTicketWords:
 *
 * The labels on paper in one language. They are a table of their own because
 * a ticket speaks the language of its event, which need not be the language
 * of the person who prints it.
 */
typedef struct
{
  const char *language; /* ISO 639 code */
  const char *category;
  const char *seat;
  const char *price;
  const char *doors; /* before a time, as "Doors 19:00" */
  const char *order; /* before a number */
  const char *copy;  /* before a number */
} FoyerTicketWords;

const FoyerTicketWords *foyer_ticket_words_for (const char *language);

G_END_DECLS
