/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "foyer-cli.h"
#include "foyer-sync.h"

static FoyerCliExit
run (FoyerCli *cli, int argc, char **argv)
{
  g_autoptr (FoyerSecrets) secrets = NULL;
  g_autoptr (GError) error = NULL;
  FoyerSyncResult result = { 0 };
  FoyerCliExit    exit;

  if (!foyer_cli_parse (&foyer_cli_sync, NULL, &argc, &argv, 0, 0))
    return FOYER_CLI_USAGE;
  if (foyer_cli_open (cli, FALSE, &exit) == NULL)
    return exit;
  secrets = foyer_cli_secrets (cli);
  if (!foyer_sync_run_once (cli->store, secrets, NULL, &result, &error))
    return foyer_cli_fail (error);
  if (cli->json)
    {
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "pushed", result.pushed);
      json_object_set_int_member (object, "refused", result.refused);
      json_object_set_int_member (object, "pulled", result.pulled);
      json_object_set_int_member (object, "skipped", result.skipped);
      foyer_cli_print_json (object);
    }
  else
    g_print (_ ("Sent %d, refused %d, received %d.\n"), (int) result.pushed, (int) result.refused, (int) result.pulled);
  return result.refused > 0 ? FOYER_CLI_REFUSED : FOYER_CLI_OK;
}

const FoyerCliCommand foyer_cli_sync = { "sync", "", N_ ("Send what waits and read what is new"), run };
