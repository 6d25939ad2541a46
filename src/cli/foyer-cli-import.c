/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include "foyer-cli.h"
#include "foyer-import.h"

/* Ctrl+C ends the import after the rows that are being written; a second one ends the program. */
static gpointer
wait_for_interrupt (gpointer cancellable)
{
  sigset_t signals;
  int      caught;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigwait (&signals, &caught);
  g_cancellable_cancel (cancellable);
  sigwait (&signals, &caught);
  _exit (128 + SIGINT);
}

/* The mask is inherited by all threads, so it must be set before the store is opened. */
static GCancellable *
cancel_on_interrupt (void)
{
  GCancellable *cancellable = g_cancellable_new ();
  sigset_t      signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  g_thread_unref (g_thread_new ("interrupt", wait_for_interrupt, g_object_ref (cancellable)));
  return cancellable;
}

static void
show_progress_cb (goffset done, goffset total, gpointer data)
{
  g_printerr ("\r%3d %%", total > 0 ? (int) (done * 100 / total) : 0);
  if (done == total)
    g_printerr ("\r     \r");
}

/* What the file is taken for, before anything comes of it. */
static void
print_reading (FoyerImport *import)
{
  FoyerCsvEncoding encoding = foyer_import_get_format (import)->encoding;

  for (guint i = 0; i < foyer_import_get_n_columns (import); i++)
    {
      FoyerImportField field = foyer_import_get_field (import, i);

      if (field == FOYER_IMPORT_IGNORE)
        g_print (_ ("Column “%s” is left out\n"), foyer_import_get_header (import, i));
      else
        g_print (_ ("Column “%s” is taken as: %s\n"), foyer_import_get_header (import, i), foyer_import_field_nick (field));
    }
  if (encoding == FOYER_CSV_WINDOWS_1252)
    g_printerr ("%s\n", _ ("The file is not in UTF-8. It is read as Windows-1252 (Latin-1): if names look wrong, save it as UTF-8 and import it again."));
}

static JsonArray *
columns_to_json (FoyerImport *import)
{
  JsonArray *columns = json_array_new ();

  for (guint i = 0; i < foyer_import_get_n_columns (import); i++)
    {
      JsonObject *column = json_object_new ();

      json_object_set_string_member (column, "header", foyer_import_get_header (import, i));
      json_object_set_string_member (column, "field", foyer_import_field_nick (foyer_import_get_field (import, i)));
      json_array_add_object_element (columns, column);
    }
  return columns;
}

static void
print_excess (const FoyerImportResult *result)
{
  for (guint i = 0; i < result->excess->len; i++)
    {
      const FoyerImportExcess *excess = result->excess->pdata[i];

      if (*excess->name != '\0')
        g_printerr (_ ("“%s”: %d new guests, but room for %d.\n"), excess->name, (int) excess->wanted, (int) excess->left);
      else
        g_printerr (_ ("The whole event: %d new guests, but room for %d.\n"), (int) excess->wanted, (int) excess->left);
    }
}

static JsonArray *
excess_to_json (const FoyerImportResult *result)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < result->excess->len; i++)
    {
      const FoyerImportExcess *excess = result->excess->pdata[i];
      JsonObject              *entry = json_object_new ();

      json_object_set_string_member (entry, "category", excess->name);
      json_object_set_int_member (entry, "guests", excess->wanted);
      json_object_set_int_member (entry, "left", excess->left);
      json_array_add_object_element (list, entry);
    }
  return list;
}

static void
print_result (FoyerCli *cli, FoyerImport *import, const FoyerImportResult *result, gboolean over)
{
  JsonObject *object;
  JsonArray  *problems;

  for (guint i = 0; i < result->problems->len && !cli->json; i++)
    {
      const FoyerImportProblem *problem = result->problems->pdata[i];

      g_printerr (_ ("Line %d: %s\n"), (int) problem->line, problem->message);
    }
  if (!cli->json)
    {
      g_print (_ ("%d rows: %d imported, %d were here already, %d bad.\n"), (int) result->rows, (int) result->imported, (int) result->known, (int) result->bad);
      print_excess (result);
      if (result->refused && result->excess->len > 0 && !over)
        g_printerr ("%s\n", _ ("Nothing was imported. Raise the capacity, or take them in all the same with --over-capacity."));
      else if (result->refused)
        g_printerr ("%s\n", _ ("Nothing was imported. Mend the bad rows, or leave them out with --skip-bad."));
      return;
    }
  object = json_object_new ();
  problems = json_array_new ();
  json_object_set_string_member (object, "encoding", foyer_csv_encoding_name (foyer_import_get_format (import)->encoding));
  json_object_set_array_member (object, "columns", columns_to_json (import));
  json_object_set_int_member (object, "rows", result->rows);
  json_object_set_int_member (object, "imported", result->imported);
  json_object_set_int_member (object, "known", result->known);
  json_object_set_int_member (object, "bad", result->bad);
  json_object_set_boolean_member (object, "refused", result->refused);
  for (guint i = 0; i < result->problems->len; i++)
    {
      const FoyerImportProblem *problem = result->problems->pdata[i];
      JsonObject               *entry = json_object_new ();

      json_object_set_int_member (entry, "line", problem->line);
      json_object_set_string_member (entry, "message", problem->message);
      json_array_add_object_element (problems, entry);
    }
  json_object_set_array_member (object, "problems", problems);
  json_object_set_array_member (object, "excess", excess_to_json (result));
  foyer_cli_print_json (object);
}

static FoyerCliExit
run (FoyerCli *cli, int argc, char **argv)
{
  g_autofree char   *event = NULL;
  gboolean           create = FALSE, skip = FALSE, over = FALSE;
  const GOptionEntry options[] = {
    { "event", 0, 0, G_OPTION_ARG_STRING, &event, N_ ("Which event: its number, id or a part of its title"), N_ ("EVENT") },
    { "create-categories", 0, 0, G_OPTION_ARG_NONE, &create, N_ ("Create categories that the event does not have"), NULL },
    { "skip-bad", 0, 0, G_OPTION_ARG_NONE, &skip, N_ ("Import the good rows when there are bad ones"), NULL },
    { "over-capacity", 0, 0, G_OPTION_ARG_NONE, &over, N_ ("Import more guests than there is room for"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (FoyerEventSummary) summary = NULL;
  g_autoptr (FoyerImportResult) result = NULL;
  g_autoptr (FoyerImport) import = NULL;
  g_autoptr (GCancellable) cancellable = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  FoyerCliExit exit;

  if (!foyer_cli_parse (cli, &foyer_cli_import, options, &argc, &argv, 1, 1))
    return FOYER_CLI_USAGE;
  if (event == NULL)
    return foyer_cli_complain (cli, FOYER_CLI_USAGE, _ ("Say which event, with --event."));
  cancellable = cancel_on_interrupt ();
  if (foyer_cli_open (cli, FALSE, &exit) == NULL)
    return exit;
  summary = foyer_cli_find_event (cli->store, event, &error);
  if (summary == NULL)
    return foyer_cli_fail (cli, error);
  file = g_file_new_for_commandline_arg (argv[1]);
  import = foyer_import_open (file, summary, cancellable, &error);
  if (import == NULL)
    return foyer_cli_fail (cli, error);
  if (!cli->json)
    print_reading (import);
  foyer_import_set_create_categories (import, create);
  foyer_import_set_skip_bad (import, skip);
  foyer_import_set_over_capacity (import, over);
  result = foyer_import_run (import, cli->store, cancellable, isatty (STDERR_FILENO) ? show_progress_cb : NULL, NULL, &error);
  if (result == NULL)
    return foyer_cli_fail (cli, error);
  print_result (cli, import, result, over);
  return result->refused ? FOYER_CLI_REFUSED : FOYER_CLI_OK;
}

const FoyerCliCommand foyer_cli_import = { "import", "FILE", N_ ("Take in a guest list (CSV)"), run };
