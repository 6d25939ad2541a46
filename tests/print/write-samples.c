/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write-samples FILE [N [DPI [LAYOUT]]]: the sample tickets, or N everyday ones,
 * as a PDF, to look at and for tests that need a file. With a ready layout the
 * samples of its kind in English and German. */
#include "foyer-document-sample.h"
#include "foyer-layout-document.h"
#include "foyer-layout-ready.h"
#include "ticket-samples.h"

#include <stdlib.h>

static gboolean
add_samples_of (FoyerLayoutDocument *document,
                FoyerLayout         *layout,
                GError             **error)
{
  static const char *const languages[] = { "en", "de" };
  gboolean                 ok = TRUE;

  for (guint i = 0; ok && i < 2 * FOYER_N_DOCUMENT_SAMPLES; i++)
    {
      g_autoptr (FoyerDocumentData) data = foyer_document_sample_new (layout->role, i / 2, languages[i % 2]);
      g_autoptr (FoyerLayout) spoken = foyer_layout_copy (layout);

      g_set_str (&spoken->language, languages[i % 2]);
      ok = foyer_layout_document_add (document, spoken, data, error);
    }
  return ok;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (FoyerLayoutDocument) document = NULL;
  g_autoptr (FoyerLayout) layout = foyer_layout_ready_new (argc > 4 ? argv[4] : "ticket-5.5x2");
  g_autoptr (GError) error = NULL;
  guint    n = argc > 2 ? (guint) atoi (argv[2]) : 0;
  gboolean ok = argc > 1;

  document = ok ? foyer_layout_document_new_for_path (argv[1], "Tickets", &error) : NULL;
  ok = document != NULL;
  if (ok)
    foyer_layout_document_set_printer (document, argc > 3 ? atof (argv[3]) : 0, FALSE);
  if (ok && argc > 4)
    ok = add_samples_of (document, layout, &error);
  for (guint i = 0; ok && i < (n > 0 ? n : argc > 4 ? 0
                                                    : N_TICKET_SAMPLES);
       i++)
    {
      g_autoptr (FoyerDocumentData) data = n > 0 ? ticket_sample_numbered (i) : ticket_sample_new (i);

      ok = foyer_layout_document_add (document, layout, data, &error);
    }
  ok = ok && foyer_layout_document_finish (document, NULL, &error);
  if (!ok)
    g_printerr ("%s\n", error != NULL ? error->message : "usage: write-samples FILE [N [DPI [LAYOUT]]]");
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
