/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "foyer-error.h"
#include "foyer-print-error.h"
#include "foyer-search-text.h"
#include "foyer-sync-error.h"

const FoyerCliCommand *const *
foyer_cli_list_commands (void)
{
  static const FoyerCliCommand *const commands[] = {
    &foyer_cli_events,
    &foyer_cli_sell,
    &foyer_cli_print,
    &foyer_cli_scan,
    &foyer_cli_import,
    &foyer_cli_export,
    &foyer_cli_pair,
    &foyer_cli_sync,
    &foyer_cli_info,
    &foyer_cli_keys,
    &foyer_cli_decode,
    &foyer_cli_demo,
    NULL,
  };

  return commands;
}

const FoyerCliCommand *
foyer_cli_find_command (const char *name)
{
  for (const FoyerCliCommand *const *command = foyer_cli_list_commands (); *command != NULL; command++)
    if (strcmp ((*command)->name, name) == 0)
      return *command;
  return NULL;
}

FoyerCliExit
foyer_cli_complain (FoyerCli *cli, FoyerCliExit exit, const char *sentence)
{
  JsonObject *object;

  if (!cli->json)
    {
      g_printerr ("%s\n", sentence);
      return exit;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "error", sentence);
  json_object_set_int_member (object, "exit", exit);
  foyer_cli_print_json (object);
  return exit;
}

gboolean
foyer_cli_parse (FoyerCli *cli, const FoyerCliCommand *command, const GOptionEntry *options, int *argc, char ***argv, int min_arguments, int max_arguments)
{
  g_autoptr (GOptionContext) context = g_option_context_new (command->arguments);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("foyerctl %s", command->name);
  const char      *wrong;
  int              count;

  g_set_prgname (name);
  g_option_context_set_summary (context, _ (command->summary));
  if (options != NULL)
    g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &error))
    {
      count = *argc - 1;
      if (count >= min_arguments && (max_arguments < 0 || count <= max_arguments))
        return TRUE;
      wrong = count < min_arguments ? _ ("Something is missing.") : _ ("There are too many words.");
    }
  else
    wrong = error->message;
  foyer_cli_complain (cli, FOYER_CLI_USAGE, wrong);
  if (!cli->json)
    g_printerr (_ ("Usage: foyerctl %s [OPTIONS] %s\nSee foyerctl %s --help.\n"), command->name, command->arguments, command->name);
  return FALSE;
}

static FoyerCliExit
find_exit (const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return FOYER_CLI_USAGE;
  if (error->domain == FOYER_SYNC_ERROR || error->domain == FOYER_PRINT_ERROR)
    return FOYER_CLI_OUTSIDE;
  if (error->domain != FOYER_ERROR)
    return FOYER_CLI_FAILED;
  switch ((FoyerError) error->code)
    {
    case FOYER_ERROR_SOLD_OUT:
    case FOYER_ERROR_LEASE:
    case FOYER_ERROR_NOT_ON_SALE:
    case FOYER_ERROR_STATE:
      return FOYER_CLI_REFUSED;
    case FOYER_ERROR_STORE_TOO_NEW:
    case FOYER_ERROR_STORE_DAMAGED:
    case FOYER_ERROR_STORE_BUSY:
    case FOYER_ERROR_STORE_READ_ONLY:
    case FOYER_ERROR_STORE_FULL:
    case FOYER_ERROR_STORE:
      return FOYER_CLI_STORE;
    case FOYER_ERROR_INVALID:
    case FOYER_ERROR_NOT_FOUND:
    default:
      return FOYER_CLI_FAILED;
    }
}

FoyerCliExit
foyer_cli_fail (FoyerCli *cli, const GError *error)
{
  return foyer_cli_complain (cli, find_exit (error), error->message);
}

FoyerStore *
foyer_cli_open (FoyerCli *cli, gboolean read_only, FoyerCliExit *exit)
{
  g_autoptr (GError) error = NULL;

  if (cli->store == NULL && read_only && !g_file_test (cli->store_path, G_FILE_TEST_EXISTS))
    g_set_error (&error, FOYER_ERROR, FOYER_ERROR_STORE, _ ("There is no store “%s”."), cli->store_path);
  else if (cli->store == NULL)
    cli->store = foyer_store_open (cli->store_path, read_only, &error);
  if (cli->store == NULL)
    *exit = foyer_cli_fail (cli, error);
  if (!cli->json && g_error_matches (error, FOYER_ERROR, FOYER_ERROR_STORE_DAMAGED))
    g_printerr ("%s\n", _ ("Nothing was changed. Put a copy of it aside with foyerctl info --save-copy before you try to mend it."));
  return cli->store;
}

static gpointer
list_events (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_event_store_list (connection, error);
}

static gpointer
get_event (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_event_store_get (connection, data, error);
}

static gboolean
matches (const FoyerEvent *event, const char *text)
{
  g_autofree char *title = foyer_search_fold (event->title);
  g_autofree char *part = foyer_search_fold (text);
  FoyerId          id;

  if (foyer_id_parse (text, &id))
    return foyer_id_equal (&id, &event->id);
  if (strspn (text, "0123456789") == strlen (text))
    return atoi (text) == event->number;
  return strstr (title, part) != NULL;
}

FoyerEventSummary *
foyer_cli_find_event (FoyerStore *store, const char *text, GError **error)
{
  g_autoptr (GPtrArray) events = foyer_store_read (store, list_events, NULL, NULL, error);
  const FoyerEvent *found = NULL;

  if (events == NULL)
    return NULL;
  for (guint i = 0; i < events->len; i++)
    {
      const FoyerEvent *event = ((FoyerEventSummary *) events->pdata[i])->event;

      if (!matches (event, text))
        continue;
      if (found != NULL)
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("“%s” is a part of more than one title. Say more of it, or its number."), text);
          return NULL;
        }
      found = event;
    }
  if (found == NULL)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, _ ("There is no event “%s”. See foyerctl events."), text);
      return NULL;
    }
  return foyer_store_read (store, get_event, (gpointer) &found->id, NULL, error);
}

void
foyer_cli_print_json (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *line = NULL;

  json_node_take_object (node, object);
  line = json_to_string (node, FALSE);
  /* UTF-8 whatever the locale is */
  fputs (line, stdout);
  fputc ('\n', stdout);
}

static int
count_columns (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;
  return g_unichar_iswide (character) ? 2 : 1;
}

void
foyer_cli_print_padded (const char *text, int columns)
{
  int width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += count_columns (g_utf8_get_char (p));
  if (width <= columns)
    {
      g_print ("%s%*s", text, columns - width, "");
      return;
    }
  width = 1; /* of the ellipsis */
  for (const char *p = text; width + count_columns (g_utf8_get_char (p)) <= columns; p = g_utf8_next_char (p))
    {
      g_print ("%.*s", (int) (g_utf8_next_char (p) - p), p);
      width += count_columns (g_utf8_get_char (p));
    }
  g_print ("…%*s", columns - width, "");
}

void
foyer_cli_set_id (JsonObject *object, const char *member, const FoyerId *id)
{
  g_autofree char *text = foyer_id_is_none (id) ? g_strdup ("") : foyer_id_dup_text (id);

  json_object_set_string_member (object, member, text);
}
