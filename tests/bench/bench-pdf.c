/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ten thousand hardtickets to one PDF file: time, memory, and the same with
 * ReportLab in the same run. One JSON object per line. Called with a number it
 * prints that many and tells its own figures; the rest is done by such calls, so
 * that each is measured from its cold start. */
#include "foyer-layout-document.h"
#include "foyer-layout-ready.h"
#include "ticket-samples.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define TICKETS 10000
#define FEW_TICKETS 1000
#define REPORTLAB_TICKETS 200

static gboolean all_ok = TRUE;

static void
report (const char *name,
        double      value,
        const char *unit,
        const char *reach,
        gboolean    ok)
{
  all_ok = all_ok && ok;
  printf ("{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\",\"reach\":\"%s\",\"ok\":%s}\n", name, value, unit, reach, ok ? "true" : "false");
  fflush (stdout);
}

/* The highest resident size so far, in megabytes. */
static double
peak_memory (void)
{
  g_autofree char *status = NULL;
  const char      *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  g_assert_nonnull (line);
  return atof (line + strlen ("VmHWM:")) / 1024;
}

/* Prints seconds, processor seconds, megabytes and bytes of the file. */
static int
print_tickets (guint tickets)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "foyer-bench-pdf-XXXXXX", NULL);
  g_autoptr (FoyerLayoutDocument) document = NULL;
  g_autoptr (FoyerDocumentData) data = ticket_sample_numbered (0);
  g_autoptr (FoyerLayout) layout = foyer_layout_ready_new ("ticket-5.5x2");
  g_autoptr (GError) error = NULL;
  gint64   begin = g_get_monotonic_time ();
  GStatBuf info;

  close (g_mkstemp (path));
  document = foyer_layout_document_new_for_path (path, "Tickets", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < tickets; i++)
    {
      ticket_sample_set_number (data, i);
      foyer_layout_document_add (document, layout, data, &error);
      g_assert_no_error (error);
    }
  foyer_layout_document_finish (document, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  printf ("%.6f %.6f %.3f %lld\n", (g_get_monotonic_time () - begin) / 1e6, (double) clock () / CLOCKS_PER_SEC,
          peak_memory (), (long long) info.st_size);
  g_unlink (path);
  return EXIT_SUCCESS;
}

/* Runs a program with a number and reads the @n numbers that it prints. */
static void
measure (double     *values,
         guint       n,
         guint       number,
         const char *program,
         const char *script)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autofree char *output = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, script != NULL ? script : text, script != NULL ? text : NULL, NULL);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  parts = g_strsplit (g_strstrip (output), " ", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, n);
  for (guint i = 0; i < n; i++)
    values[i] = g_ascii_strtod (parts[i], NULL);
}

int
main (int    argc,
      char **argv)
{
  double few[4], many[4], reportlab[2];
  double size, memory, ratio;

  if (argc > 1)
    return print_tickets ((guint) atoi (argv[1]));

  measure (few, 4, FEW_TICKETS, "/proc/self/exe", NULL);
  measure (many, 4, TICKETS, "/proc/self/exe", NULL);
  measure (reportlab, 2, REPORTLAB_TICKETS, "python3", REPORTLAB_SCRIPT);

  memory = many[2] - few[2];
  size = many[3] / 1024 / TICKETS;
  /* By processor time, so that what else runs on the machine does not count. */
  ratio = (reportlab[1] / REPORTLAB_TICKETS) / (many[1] / TICKETS);
  report ("print.pdf.10000", many[0], "s", "<= 10", many[0] <= 10);
  report ("print.pdf.rate", TICKETS / many[0], "tickets/s", ">= 1000", TICKETS / many[0] >= 1000);
  report ("print.pdf.reportlab", REPORTLAB_TICKETS / reportlab[0], "tickets/s", "", reportlab[0] > 0);
  report ("print.pdf.ratio", ratio, "x", ">= 50", ratio >= 50);
  report ("print.pdf.memory", memory, "MB more than for 1000", "<= 10", memory <= 10);
  report ("print.pdf.size", size, "KB/ticket", "<= 2", size <= 2);
  return all_ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
