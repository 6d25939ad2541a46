/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "foyer-cli.h"
#include "foyer-pairing-code.h"
#include "foyer-sync.h"

FoyerSecrets *
foyer_cli_secrets (FoyerCli *cli)
{
  return cli->token_file != NULL ? foyer_secrets_new_file (cli->token_file) : foyer_secrets_new_keyring ();
}

static FoyerCliExit
run (FoyerCli *cli, int argc, char **argv)
{
  g_autofree char   *name = NULL;
  const GOptionEntry options[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("What people call this laptop (default: its host name)"), N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (FoyerSecrets) secrets = NULL;
  g_autoptr (FoyerPairingCode) code = NULL;
  g_autoptr (GError) error = NULL;
  FoyerCliExit exit;

  if (!foyer_cli_parse (cli, &foyer_cli_pair, options, &argc, &argv, 1, 1))
    return FOYER_CLI_USAGE;
  code = foyer_pairing_code_parse (argv[1], &error);
  if (code == NULL)
    return foyer_cli_complain (cli, FOYER_CLI_USAGE, error->message);
  if (foyer_cli_open (cli, FALSE, &exit) == NULL)
    return exit;
  secrets = foyer_cli_secrets (cli);
  if (!foyer_sync_pair (cli->store, secrets, argv[1], name != NULL ? name : g_get_host_name (), NULL, &error))
    return foyer_cli_fail (cli, error);
  if (!cli->json)
    g_print ("%s\n", _ ("This laptop has joined the platform. Now run foyerctl sync."));
  return FOYER_CLI_OK;
}

const FoyerCliCommand foyer_cli_pair = { "pair", "CODE", N_ ("Join a platform with the pairing code that it shows"), run };
