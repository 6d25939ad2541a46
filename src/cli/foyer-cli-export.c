/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "foyer-cli.h"
#include "foyer-export.h"

static const char *const kinds[] = { "attendees", "orders", "scans", "events" };

static GOutputStream *
open_output (const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (path == NULL)
    return g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  file = g_file_new_for_commandline_arg (path);
  return G_OUTPUT_STREAM (g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, error));
}

/* A stream that is merely let go would put its half over the file that was there. */
static void
abandon (GOutputStream *output)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (output, cancelled, NULL);
}

static int
find_kind (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i], name) == 0)
      return i;
  return -1;
}

static FoyerCliExit
run (FoyerCli *cli, int argc, char **argv)
{
  g_autofree char   *event = NULL;
  g_autofree char   *format = NULL;
  g_autofree char   *path = NULL;
  gboolean           mark = FALSE;
  const GOptionEntry options[] = {
    { "event", 0, 0, G_OPTION_ARG_STRING, &event, N_ ("Of this event only: its number, id or a part of its title"), N_ ("EVENT") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("csv (the default), or ics for events"), N_ ("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, N_ ("Write to FILE instead of the terminal"), N_ ("FILE") },
    { "mark", 0, 0, G_OPTION_ARG_NONE, &mark, N_ ("Begin with a byte order mark, which some spreadsheets want"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (FoyerEventSummary) summary = NULL;
  g_autoptr (GOutputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  const FoyerId *id = NULL;
  gboolean       calendar, written;
  gint64         rows = 0;
  FoyerCliExit   exit;
  int            kind;

  if (!foyer_cli_parse (cli, &foyer_cli_export, options, &argc, &argv, 1, 1))
    return FOYER_CLI_USAGE;
  kind = find_kind (argv[1]);
  calendar = g_strcmp0 (format, "ics") == 0;
  if (kind < 0 || (format != NULL && !calendar && strcmp (format, "csv") != 0) || (calendar && kind != FOYER_EXPORT_EVENTS))
    return foyer_cli_complain (cli, FOYER_CLI_USAGE, _ ("There are attendees, orders, scans and events, as csv; events also as ics."));
  if (foyer_cli_open (cli, TRUE, &exit) == NULL)
    return exit;
  if (event != NULL)
    {
      summary = foyer_cli_find_event (cli->store, event, &error);
      if (summary == NULL)
        return foyer_cli_fail (cli, error);
      id = &summary->event->id;
    }
  output = open_output (path, &error);
  if (output == NULL)
    return foyer_cli_fail (cli, error);
  written = calendar ? foyer_export_calendar (cli->store, id, output, &rows, NULL, &error)
                     : foyer_export_csv (cli->store, kind, id, output, mark, &rows, NULL, &error);
  if (!written)
    abandon (output);
  if (!written || !g_output_stream_close (output, NULL, &error))
    return foyer_cli_fail (cli, error);
  if (path != NULL && !cli->json)
    g_print (_ ("%d rows written to “%s”.\n"), (int) rows, path);
  return FOYER_CLI_OK;
}

const FoyerCliCommand foyer_cli_export = { "export", "attendees|orders|scans|events", N_ ("Write out tables (CSV) or a calendar"), run };
