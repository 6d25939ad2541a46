/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "foyer-cli.h"
#include "foyer-demo.h"

static FoyerCliExit
run (FoyerCli *cli, int argc, char **argv)
{
  gint64             seed = FOYER_DEMO_SEED;
  const GOptionEntry options[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_ ("Make another demo organisation"), N_ ("NUMBER") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  FoyerCliExit exit;

  if (!foyer_cli_parse (cli, &foyer_cli_demo, options, &argc, &argv, 0, 0))
    return FOYER_CLI_USAGE;
  if (foyer_cli_open (cli, FALSE, &exit) == NULL)
    return exit;
  if (!foyer_demo_fill (cli->store, seed, 0, NULL, NULL, NULL, &error))
    return foyer_cli_fail (cli, error);
  if (cli->json)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "store", cli->store_path);
      foyer_cli_print_json (object);
    }
  else
    g_print (_ ("The demo organisation is in “%s”.\n"), cli->store_path);
  return FOYER_CLI_OK;
}

const FoyerCliCommand foyer_cli_demo = { "demo", "", N_ ("Fill an empty store with a demo organisation"), run };
