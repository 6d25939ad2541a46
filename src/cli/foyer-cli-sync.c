/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "foyer-cli.h"
#include "foyer-outbox-store.h"
#include "foyer-sync.h"

static gpointer
list_refused (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_outbox_store_list_refused (connection, error);
}

static const char *
find_kind (const FoyerChange *change)
{
  return change != NULL ? foyer_change_kind_nick (change->kind) : "?";
}

/* All that the platform has refused until now and still lies here. */
static void
print_refused (const GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const FoyerOutboxEntry *entry = entries->pdata[i];
      g_autoptr (FoyerChange) change = foyer_change_parse (entry->line, -1, NULL);
      g_autofree char *made = change != NULL ? foyer_time_format_iso (change->made_at) : g_strdup ("?");

      g_printerr (_ ("Refused: %s of %s: %s\n"), find_kind (change), made, entry->refusal);
    }
}

static JsonArray *
refused_to_json (const GPtrArray *entries)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      const FoyerOutboxEntry *entry = entries->pdata[i];
      g_autoptr (FoyerChange) change = foyer_change_parse (entry->line, -1, NULL);
      JsonObject *object = json_object_new ();

      foyer_cli_set_id (object, "id", &entry->id);
      json_object_set_string_member (object, "kind", find_kind (change));
      json_object_set_string_member (object, "reason", entry->refusal);
      json_array_add_object_element (list, object);
    }
  return list;
}

static FoyerCliExit
run (FoyerCli *cli, int argc, char **argv)
{
  g_autoptr (FoyerSecrets) secrets = NULL;
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GError) error = NULL;
  FoyerSyncResult result = { 0 };
  FoyerCliExit    exit;

  if (!foyer_cli_parse (cli, &foyer_cli_sync, NULL, &argc, &argv, 0, 0))
    return FOYER_CLI_USAGE;
  if (foyer_cli_open (cli, FALSE, &exit) == NULL)
    return exit;
  secrets = foyer_cli_secrets (cli);
  if (!foyer_sync_run_once (cli->store, secrets, NULL, NULL, &result, &error))
    return foyer_cli_fail (cli, error);
  refused = foyer_store_read (cli->store, list_refused, NULL, NULL, &error);
  if (refused == NULL)
    return foyer_cli_fail (cli, error);
  if (cli->json)
    {
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "pushed", result.pushed);
      json_object_set_int_member (object, "refused", result.refused);
      json_object_set_int_member (object, "pulled", result.pulled);
      json_object_set_int_member (object, "skipped", result.skipped);
      json_object_set_array_member (object, "refusals", refused_to_json (refused));
      foyer_cli_print_json (object);
      return result.refused > 0 ? FOYER_CLI_REFUSED : FOYER_CLI_OK;
    }
  g_print (_ ("Sent %d, refused %d, received %d.\n"), (int) result.pushed, (int) result.refused, (int) result.pulled);
  print_refused (refused);
  return result.refused > 0 ? FOYER_CLI_REFUSED : FOYER_CLI_OK;
}

const FoyerCliCommand foyer_cli_sync = { "sync", "", N_ ("Send what waits and read what is new"), run };
