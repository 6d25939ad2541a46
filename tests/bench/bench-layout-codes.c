/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every code of 500 papers in each ready layout, printed to PDF, rasterised in
 * black and white as the two common print heads do it, and read with zbar. One
 * JSON object per line. */
#include "foyer-layout-ready.h"
#include "layout-codes.h"

#include <stdio.h>
#include <stdlib.h>

#define PAPERS 500

int
main (void)
{
  gboolean all_ok = TRUE;

  for (const char *const *name = foyer_layout_ready_names (); *name != NULL; name++)
    for (guint dpi = 203; dpi <= 300; dpi += 97)
      {
        LayoutCodes codes = layout_codes_count (*name, PAPERS, dpi);
        gboolean    ok = codes.read == codes.printed && codes.printed >= PAPERS;

        all_ok = all_ok && ok;
        printf ("{\"name\":\"layout.%s.%u\",\"value\":%.3f,\"unit\":\"%% of %u codes read\",\"reach\":\"100\",\"ok\":%s}\n",
                *name, dpi, 100.0 * codes.read / codes.printed, codes.printed, ok ? "true" : "false");
        fflush (stdout);
      }
  return all_ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
