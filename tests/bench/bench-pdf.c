/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-pdf SCRIPT: ten thousand hardtickets to one PDF file: time, memory, and
 * the same with ReportLab (SCRIPT) in the same run. One JSON object per line. */
#include "foyer-ticket-document.h"
#include "ticket-samples.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TICKETS 10000
#define WARM_UP 1000
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
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  g_assert_nonnull (line);
  return atof (line + strlen ("VmHWM:")) / 1024;
}

static double
seconds_of_reportlab (const char *script)
{
  g_autofree char *n = g_strdup_printf ("%d", REPORTLAB_TICKETS);
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "python3", script, n, NULL);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return g_ascii_strtod (output, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "foyer-bench-pdf-XXXXXX", NULL);
  g_autoptr (FoyerTicketDocument) document = NULL;
  g_autoptr (FoyerTicketFace) face = ticket_sample_numbered (0);
  g_autoptr (GError) error = NULL;
  double seconds, memory = 0, reportlab;
  gint64 begin;
  GStatBuf info;

  g_assert_cmpint (argc, ==, 2);
  close (g_mkstemp (path));
  begin = g_get_monotonic_time ();
  document = foyer_ticket_document_new_for_path (path, "Tickets", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < TICKETS; i++)
    {
      if (i == WARM_UP)
        memory = peak_memory ();
      ticket_sample_set_number (face, i);
      foyer_ticket_document_add (document, face, &error);
      g_assert_no_error (error);
    }
  foyer_ticket_document_finish (document, NULL, &error);
  g_assert_no_error (error);
  seconds = (g_get_monotonic_time () - begin) / 1e6;
  memory = peak_memory () - memory;
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_unlink (path);

  reportlab = seconds_of_reportlab (argv[1]);

  report ("print.pdf.10000", seconds, "s", "<= 10", seconds <= 10);
  report ("print.pdf.rate", TICKETS / seconds, "tickets/s", ">= 1000", TICKETS / seconds >= 1000);
  report ("print.pdf.memory", memory, "MB", "<= 16", memory <= 16);
  report ("print.pdf.size", info.st_size / 1024.0 / TICKETS, "KB/ticket", "<= 2", info.st_size / 1024.0 / TICKETS <= 2);
  report ("print.pdf.reportlab", REPORTLAB_TICKETS / reportlab, "tickets/s", "", TRUE);
  report ("print.pdf.ratio", TICKETS / seconds * reportlab / REPORTLAB_TICKETS, "x", ">= 50",
          TICKETS / seconds * reportlab / REPORTLAB_TICKETS >= 50);
  return all_ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
