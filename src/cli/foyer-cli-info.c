/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "foyer-cli.h"
#include "foyer-config.h"
#include "foyer-conflict-store.h"
#include "foyer-meta-store.h"
#include "foyer-outbox-store.h"

typedef struct
{
  gint64           events;
  gint64           sold;
  gint64           conflicts;
  FoyerOutboxCount outbox;
  char            *platform;
} Info;

static void
info_free (gpointer data)
{
  g_free (((Info *) data)->platform);
  g_free (data);
}

static gpointer
read_info (FoyerConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) events = foyer_event_store_list (connection, error);
  Info *info;

  if (events == NULL)
    return NULL;
  info = g_new0 (Info, 1);
  info->events = events->len;
  for (guint i = 0; i < events->len; i++)
    info->sold += ((FoyerEventSummary *) events->pdata[i])->stock.sold;
  info->conflicts = foyer_conflict_store_count (connection, error);
  info->platform = foyer_meta_store_get (connection, "platform-url", NULL);
  if (foyer_outbox_store_count (connection, &info->outbox, error))
    return info;
  info_free (info);
  return NULL;
}

/* Works on stores that cannot be opened, too. */
static FoyerCliExit
save_copy (FoyerCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = foyer_store_save_copy (cli->store_path, &error);

  if (copy == NULL)
    return foyer_cli_fail (cli, error);
  if (cli->json)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "copy", copy);
      foyer_cli_print_json (object);
    }
  else
    g_print (_ ("A copy of the store is in “%s”.\n"), copy);
  return FOYER_CLI_OK;
}

static FoyerCliExit
run (FoyerCli *cli, int argc, char **argv)
{
  gboolean           copy = FALSE;
  const GOptionEntry options[] = {
    { "save-copy", 0, 0, G_OPTION_ARG_NONE, &copy, N_ ("Copy the store, sound or not, to a new file beside it"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  FoyerCliExit exit;
  Info        *info;

  if (!foyer_cli_parse (cli, &foyer_cli_info, options, &argc, &argv, 0, 0))
    return FOYER_CLI_USAGE;
  if (copy)
    return save_copy (cli);
  if (foyer_cli_open (cli, TRUE, &exit) == NULL)
    return exit;
  info = foyer_store_read (cli->store, read_info, NULL, NULL, &error);
  if (info == NULL)
    return foyer_cli_fail (cli, error);
  if (cli->json)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "version", FOYER_VERSION);
      json_object_set_string_member (object, "store", cli->store_path);
      foyer_cli_set_id (object, "device", foyer_store_get_device (cli->store));
      json_object_set_string_member (object, "platform", info->platform != NULL ? info->platform : "");
      json_object_set_int_member (object, "events", info->events);
      json_object_set_int_member (object, "sold", info->sold);
      json_object_set_int_member (object, "waiting", info->outbox.waiting);
      json_object_set_int_member (object, "refused", info->outbox.refused);
      json_object_set_int_member (object, "conflicts", info->conflicts);
      foyer_cli_print_json (object);
    }
  else
    {
      g_print (_ ("Store:      %s\n"), cli->store_path);
      g_print (_ ("Platform:   %s\n"), info->platform != NULL ? info->platform : _ ("none, on this laptop only"));
      g_print (_ ("Events:     %d\n"), (int) info->events);
      g_print (_ ("Sold:       %d\n"), (int) info->sold);
      g_print (_ ("To send:    %d\n"), (int) info->outbox.waiting);
      g_print (_ ("Refused:    %d\n"), (int) info->outbox.refused);
      g_print (_ ("Conflicts:  %d\n"), (int) info->conflicts);
    }
  info_free (info);
  return FOYER_CLI_OK;
}

const FoyerCliCommand foyer_cli_info = { "info", "", N_ ("Say what is in the store, and what waits to be sent"), run };
