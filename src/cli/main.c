/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "foyer-cli.h"
#include "foyer-config.h"

static void
print_help (void)
{
  g_print ("%s\n\n%s\n", _ ("Usage: foyerctl [--store FILE] [--json] COMMAND …"), _ ("Commands:"));
  for (const FoyerCliCommand *const *command = foyer_cli_list_commands (); *command != NULL; command++)
    g_print ("  %-8s %s\n", (*command)->name, _ ((*command)->summary));
  g_print ("\n%s\n", _ ("Options:\n"
                        "  --store FILE       work with this store instead of your own\n"
                        "  --token-file FILE  keep the access token in this file instead of the keyring\n"
                        "  --json             one JSON object a line, for programs; errors too\n"
                        "  --version          print the version\n"
                        "Each command knows --help.\n"
                        "\n"
                        "Exit codes: 0 done; 1 failed; 2 wrong call; 3 refused by the rules (not admitted, sold out,\n"
                        "bad rows); 4 the store is busy, damaged, too new, read-only or full; 5 network, keyring or printer."));
}

/* Takes the options that may stand anywhere before or behind the command. */
static gboolean
take_common (FoyerCli *cli, int *argc, char **argv)
{
  int kept = 1;

  for (int i = 1; i < *argc; i++)
    {
      char      **file = g_str_has_prefix (argv[i], "--store") ? &cli->store_path : &cli->token_file;
      const char *name = file == &cli->store_path ? "--store" : "--token-file";

      if (strcmp (argv[i], "--json") == 0)
        cli->json = TRUE;
      else if (strcmp (argv[i], name) == 0)
        {
          if (i + 1 == *argc)
            return FALSE;
          g_set_str (file, argv[++i]);
        }
      else if (g_str_has_prefix (argv[i], name) && argv[i][strlen (name)] == '=')
        g_set_str (file, argv[i] + strlen (name) + 1);
      else
        argv[kept++] = argv[i];
    }
  argv[kept] = NULL;
  *argc = kept;
  return TRUE;
}

static FoyerCliExit
run (FoyerCli *cli, int argc, char **argv)
{
  const FoyerCliCommand *command;

  if (!take_common (cli, &argc, argv))
    return foyer_cli_complain (cli, FOYER_CLI_USAGE, _ ("An option lacks its file."));
  if (argc < 2 || strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "help") == 0)
    {
      print_help ();
      return argc < 2 ? FOYER_CLI_USAGE : FOYER_CLI_OK;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      g_print ("Foyer %s\n", FOYER_VERSION);
      return FOYER_CLI_OK;
    }
  command = foyer_cli_find_command (argv[1]);
  if (command == NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("There is no command “%s”. See foyerctl --help."), argv[1]);

      return foyer_cli_complain (cli, FOYER_CLI_USAGE, sentence);
    }
  if (cli->store_path == NULL)
    cli->store_path = foyer_store_default_path ();
  return command->run (cli, argc - 1, argv + 1);
}

int
main (int argc, char **argv)
{
  FoyerCli cli = { 0 };
  /* set when the program runs from its build folder */
  const char  *locale_dir = g_getenv ("FOYER_LOCALE_DIR");
  FoyerCliExit code;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : FOYER_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  code = run (&cli, argc, argv);
  if (cli.store != NULL)
    foyer_store_close (cli.store);
  g_clear_object (&cli.store);
  g_free (cli.store_path);
  g_free (cli.token_file);
  return code;
}
