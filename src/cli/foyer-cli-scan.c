/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "foyer-admission-store.h"
#include "foyer-cli.h"
#include "foyer-decoder-client.h"
#include "foyer-error.h"

/* The words of the door page. */
static const char *const words[] = {
  [FOYER_VERDICT_ADMITTED] = N_ ("Welcome"),
  [FOYER_VERDICT_EXITED] = N_ ("Goodbye"),
  [FOYER_VERDICT_INFO] = N_ ("Good Ticket"),
  [FOYER_VERDICT_UNKNOWN] = N_ ("Unknown Ticket"),
  [FOYER_VERDICT_FORGED] = N_ ("Forged Ticket"),
  [FOYER_VERDICT_REPLACED] = N_ ("Replaced Ticket"),
  [FOYER_VERDICT_WRONG_EVENT] = N_ ("Other Event"),
  [FOYER_VERDICT_BLOCKED] = N_ ("Blocked"),
  [FOYER_VERDICT_REFUNDED] = N_ ("Refunded"),
  [FOYER_VERDICT_CANCELLED] = N_ ("Cancelled"),
  [FOYER_VERDICT_UNPAID] = N_ ("Not Paid"),
  [FOYER_VERDICT_EXPIRED] = N_ ("Expired"),
  [FOYER_VERDICT_TOO_EARLY] = N_ ("Too Early"),
  [FOYER_VERDICT_TOO_LATE] = N_ ("Too Late"),
  [FOYER_VERDICT_WRONG_GATE] = N_ ("Other Gate"),
  [FOYER_VERDICT_ALREADY_IN] = N_ ("Already In"),
  [FOYER_VERDICT_NOT_INSIDE] = N_ ("Was Not Inside"),
  [FOYER_VERDICT_GENUINE] = N_ ("Genuine Ticket"),
};

static gpointer
admit (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_admission_store_admit (connection, data, error);
}

/* A file that is there is a picture, and so is what is called like one, or a
 * mistyped name would be taken for a ticket; anything else is the code itself. */
static gboolean
is_picture (const char *argument)
{
  static const char *const endings[] = { ".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff" };
  g_autofree char         *lower = g_ascii_strdown (argument, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return g_file_test (argument, G_FILE_TEST_IS_REGULAR);
}

static char *
read_code (const char *argument, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argument);
  g_autoptr (FoyerDecoderClient) decoder = NULL;
  g_autoptr (FoyerFrame) frame = NULL;
  g_autoptr (GPtrArray) codes = NULL;

  if (!is_picture (argument))
    return g_strdup (argument);
  frame = foyer_frame_new_from_file (file, NULL, error);
  if (frame == NULL)
    return NULL;
  decoder = foyer_decoder_client_new (0);
  codes = foyer_decoder_client_decode_still (decoder, frame, NULL);
  for (guint i = 0; i < codes->len; i++)
    if (foyer_code_is_plain (codes->pdata[i]))
      return g_strdup (foyer_code_get_text (codes->pdata[i]));
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, _ ("No code could be read in “%s”."), argument);
  return NULL;
}

static void
print_admission (FoyerCli *cli, const FoyerAdmission *admission)
{
  g_autofree char *last = foyer_time_format_iso (admission->last_at);

  if (cli->json)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "verdict", foyer_verdict_nick (admission->verdict));
      json_object_set_string_member (object, "mode", foyer_scan_mode_nick (admission->mode));
      foyer_cli_set_id (object, "ticket", &admission->ticket);
      foyer_cli_set_id (object, "scan", &admission->scan);
      json_object_set_string_member (object, "holder", admission->holder);
      json_object_set_string_member (object, "category", admission->category);
      json_object_set_string_member (object, "seat", admission->seat);
      json_object_set_string_member (object, "order", admission->order_number);
      json_object_set_string_member (object, "reason", admission->reason);
      json_object_set_string_member (object, "last_at", last);
      json_object_set_string_member (object, "last_gate", admission->last_gate);
      json_object_set_boolean_member (object, "last_here", admission->last_here);
      foyer_cli_print_json (object);
      return;
    }
  g_print ("%s", _ (words[admission->verdict]));
  if (*admission->holder != '\0')
    g_print ("  %s", admission->holder);
  if (*admission->category != '\0')
    g_print ("  %s", admission->category);
  if (*admission->seat != '\0')
    g_print ("  %s", admission->seat);
  if (admission->verdict == FOYER_VERDICT_ALREADY_IN)
    g_print (_ ("  (admitted %s, gate “%s”)"), last, admission->last_gate);
  if (*admission->reason != '\0')
    g_print ("  (%s)", admission->reason);
  g_print ("\n");
}

static FoyerCliExit
run (FoyerCli *cli, int argc, char **argv)
{
  g_autofree char   *event = NULL;
  g_autofree char   *gate = NULL;
  g_autofree char   *mode = NULL;
  const GOptionEntry options[] = {
    { "event", 0, 0, G_OPTION_ARG_STRING, &event, N_ ("Which event: its number, id or a part of its title"), N_ ("EVENT") },
    { "gate", 0, 0, G_OPTION_ARG_STRING, &gate, N_ ("At which gate"), N_ ("NAME") },
    { "mode", 0, 0, G_OPTION_ARG_STRING, &mode, N_ ("entry (the default), exit, or info, which records nothing"), N_ ("MODE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (FoyerEventSummary) summary = NULL;
  g_autoptr (FoyerAdmission) admission = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char      *code = NULL;
  FoyerAdmissionRequest request = { 0 };
  FoyerCliExit          exit;

  if (!foyer_cli_parse (cli, &foyer_cli_scan, options, &argc, &argv, 1, 1))
    return FOYER_CLI_USAGE;
  if (event == NULL)
    return foyer_cli_complain (cli, FOYER_CLI_USAGE, _ ("Say which event, with --event."));
  request.mode = mode != NULL ? foyer_scan_mode_from_nick (mode) : FOYER_SCAN_ENTRY;
  if (mode != NULL && g_strcmp0 (foyer_scan_mode_nick (request.mode), mode) != 0)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("“%s” is no mode. There are entry, exit and info."), mode);

      return foyer_cli_complain (cli, FOYER_CLI_USAGE, sentence);
    }
  if (foyer_cli_open (cli, FALSE, &exit) == NULL)
    return exit;
  summary = foyer_cli_find_event (cli->store, event, &error);
  if (summary == NULL)
    return foyer_cli_fail (cli, error);
  code = read_code (argv[1], &error);
  if (code == NULL)
    return foyer_cli_fail (cli, error);
  request.event = summary->event->id;
  request.code = code;
  request.gate = gate != NULL ? gate : "";
  request.method = is_picture (argv[1]) ? FOYER_SCAN_BY_CAMERA : FOYER_SCAN_BY_SCANNER;
  admission = foyer_store_write (cli->store, admit, &request, &error);
  if (admission == NULL)
    return foyer_cli_fail (cli, error);
  print_admission (cli, admission);
  return foyer_verdict_lets_pass (admission->verdict) || admission->verdict == FOYER_VERDICT_INFO ? FOYER_CLI_OK : FOYER_CLI_REFUSED;
}

const FoyerCliCommand foyer_cli_scan = { "scan", "CODE|PICTURE", N_ ("Present a ticket at the door"), run };
