/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write-samples FILE [N [DPI]]: the sample tickets, or N everyday ones, as a
 * PDF, to look at and for tests that need a file. */
#include "foyer-ticket-document.h"
#include "ticket-samples.h"

#include <stdlib.h>

int
main (int    argc,
      char **argv)
{
  g_autoptr (FoyerTicketDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  guint    n = argc > 2 ? (guint) atoi (argv[2]) : 0;
  gboolean ok = argc > 1;

  document = ok ? foyer_ticket_document_new_for_path (argv[1], "Tickets", &error) : NULL;
  ok = document != NULL;
  for (guint i = 0; ok && i < (n > 0 ? n : N_TICKET_SAMPLES); i++)
    {
      g_autoptr (FoyerTicketFace) face = n > 0 ? ticket_sample_numbered (i) : ticket_sample_new (i);

      face->dots_per_inch = argc > 3 ? (guint) atoi (argv[3]) : 0;
      ok = foyer_ticket_document_add (document, face, &error);
    }
  ok = ok && foyer_ticket_document_finish (document, NULL, &error);
  if (!ok)
    g_printerr ("%s\n", error != NULL ? error->message : "usage: write-samples FILE [N [DPI]]");
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
