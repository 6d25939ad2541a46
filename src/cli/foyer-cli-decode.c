/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "foyer-cli.h"
#include "foyer-decoder-client.h"

static void
print_code (FoyerCli *cli, const char *path, const FoyerCode *code)
{
  if (cli->json)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "file", path);
      json_object_set_string_member (object, "text", foyer_code_get_text (code));
      json_object_set_boolean_member (object, "plain", foyer_code_is_plain (code));
      json_object_set_string_member (object, "symbology", foyer_symbology_get_nick (foyer_code_get_symbology (code)));
      json_object_set_string_member (object, "engine", foyer_scan_engine_get_nick (foyer_code_get_engine (code)));
      json_object_set_double_member (object, "milliseconds", foyer_code_get_milliseconds (code));
      foyer_cli_print_json (object);
    }
  else
    g_print ("%s: %s  (%s, %s, %.1f ms)\n", path, foyer_code_get_text (code),
             foyer_symbology_get_nick (foyer_code_get_symbology (code)),
             foyer_scan_engine_get_nick (foyer_code_get_engine (code)), foyer_code_get_milliseconds (code));
}

static FoyerCliExit
run (FoyerCli *cli, int argc, char **argv)
{
  g_autoptr (FoyerDecoderClient) decoder = NULL;
  FoyerCliExit exit = FOYER_CLI_OK;

  if (!foyer_cli_parse (cli, &foyer_cli_decode, NULL, &argc, &argv, 1, -1))
    return FOYER_CLI_USAGE;
  decoder = foyer_decoder_client_new (0);
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (argv[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerFrame) frame = foyer_frame_new_from_file (file, NULL, &error);
      g_autoptr (GPtrArray) codes = NULL;

      if (frame == NULL)
        {
          g_autofree char *sentence = g_strdup_printf ("%s: %s", argv[i], error->message);

          exit = foyer_cli_complain (cli, FOYER_CLI_FAILED, sentence);
          continue;
        }
      codes = foyer_decoder_client_decode_still (decoder, frame, NULL);
      for (guint n = 0; n < codes->len; n++)
        print_code (cli, argv[i], codes->pdata[n]);
      if (codes->len == 0 && !cli->json)
        g_print (_ ("%s: no code found\n"), argv[i]);
    }
  return exit;
}

const FoyerCliCommand foyer_cli_decode = { "decode", "PICTURE…", N_ ("Read all codes in pictures; touches no store"), run };
