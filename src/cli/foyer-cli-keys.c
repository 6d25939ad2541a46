/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "foyer-cli.h"
#include "foyer-error.h"
#include "foyer-key-store.h"

static gpointer
list_keys (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_key_store_list (connection, error);
}

static gpointer
add_key (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_key_store_add (connection, data, error));
}

typedef struct
{
  FoyerId     key;
  const char *reason;
} Revocation;

static gpointer
revoke_key (FoyerConnection *connection, gpointer data, GError **error)
{
  const Revocation *revocation = data;

  return GINT_TO_POINTER (foyer_key_store_revoke (connection, &revocation->key, revocation->reason, error));
}

static void
print_key (FoyerCli *cli, const FoyerSigningKey *key)
{
  g_autofree char *id = foyer_id_dup_text (&key->id);
  JsonObject      *object;

  if (!cli->json)
    {
      g_print ("%s  %-5s  %s  %s  %s%s\n", id, foyer_signed_form_nick (key->form), foyer_algorithm_nick (key->algorithm), key->kid, key->name,
               key->revoked ? _ ("  (revoked)") : "");
      return;
    }
  object = json_object_new ();
  foyer_cli_set_id (object, "id", &key->id);
  json_object_set_string_member (object, "form", foyer_signed_form_nick (key->form));
  json_object_set_string_member (object, "algorithm", foyer_algorithm_nick (key->algorithm));
  json_object_set_string_member (object, "kid", key->kid);
  json_object_set_string_member (object, "name", key->name);
  foyer_cli_set_id (object, "event", &key->event);
  json_object_set_string_member (object, "audience", key->audience);
  json_object_set_boolean_member (object, "revoked", key->revoked);
  foyer_cli_print_json (object);
}

static FoyerCliExit
list (FoyerCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  FoyerCliExit exit;

  if (foyer_cli_open (cli, TRUE, &exit) == NULL)
    return exit;
  keys = foyer_store_read (cli->store, list_keys, NULL, NULL, &error);
  if (keys == NULL)
    return foyer_cli_fail (cli, error);
  for (guint i = 0; i < keys->len; i++)
    print_key (cli, keys->pdata[i]);
  return FOYER_CLI_OK;
}

/* What the options of "add" say of a key. */
typedef struct
{
  char *form;
  char *algorithm;
  char *kid;
  char *name;
  char *event;
  char *audience;
} Options;

static FoyerSigningKey *
read_key (FoyerCli *cli, const Options *options, const char *path, GError **error)
{
  FoyerSignedForm  form = foyer_signed_form_from_nick (options->form != NULL ? options->form : "jws");
  FoyerAlgorithm   algorithm = foyer_algorithm_from_nick (options->algorithm != NULL ? options->algorithm : "EdDSA");
  g_autofree char *material = NULL;
  g_autoptr (FoyerSigningKey) key = NULL;
  g_autoptr (FoyerEventSummary) event = NULL;

  if (form == FOYER_SIGNED_NONE || algorithm == FOYER_N_ALGORITHMS)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("There are the forms foyer, jws and sig1, and the algorithms EdDSA, ES256 and RS256."));
      return NULL;
    }
  if (!g_file_get_contents (path, &material, NULL, error))
    return NULL;
  key = foyer_signing_key_new (form, algorithm, g_strstrip (material), options->kid);
  g_set_str (&key->name, options->name != NULL ? options->name : "");
  g_set_str (&key->audience, options->audience != NULL ? options->audience : "");
  if (options->event != NULL)
    {
      event = foyer_cli_find_event (cli->store, options->event, error);
      if (event == NULL)
        return NULL;
      key->event = event->event->id;
    }
  return g_steal_pointer (&key);
}

static FoyerCliExit
add (FoyerCli *cli, const Options *options, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerSigningKey) key = NULL;
  FoyerCliExit exit;

  if (foyer_cli_open (cli, FALSE, &exit) == NULL)
    return exit;
  key = read_key (cli, options, path, &error);
  if (key == NULL || foyer_store_write (cli->store, add_key, key, &error) == NULL)
    return foyer_cli_fail (cli, error);
  print_key (cli, key);
  return FOYER_CLI_OK;
}

static FoyerCliExit
revoke_by_id (FoyerCli *cli, const char *id, const char *reason)
{
  g_autoptr (GError) error = NULL;
  Revocation   revocation = { .reason = reason };
  FoyerCliExit exit;

  if (!foyer_id_parse (id, &revocation.key))
    {
      g_printerr (_ ("“%s” is no id of a key.\n"), id);
      return FOYER_CLI_USAGE;
    }
  if (foyer_cli_open (cli, FALSE, &exit) == NULL)
    return exit;
  return foyer_store_write (cli->store, revoke_key, &revocation, &error) != NULL ? FOYER_CLI_OK : foyer_cli_fail (cli, error);
}

static FoyerCliExit
run (FoyerCli *cli, int argc, char **argv)
{
  Options            options = { 0 };
  g_autofree char   *reason = NULL;
  const GOptionEntry entries[] = {
    { "form", 0, 0, G_OPTION_ARG_STRING, &options.form, N_ ("Whose codes it checks: foyer, jws (the default) or sig1"), N_ ("FORM") },
    { "algorithm", 0, 0, G_OPTION_ARG_STRING, &options.algorithm, N_ ("EdDSA (the default), ES256 or RS256"), N_ ("NAME") },
    { "kid", 0, 0, G_OPTION_ARG_STRING, &options.kid, N_ ("The name by which codes call it"), N_ ("NAME") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, N_ ("Whose key it is, for people"), N_ ("NAME") },
    { "event", 0, 0, G_OPTION_ARG_STRING, &options.event, N_ ("Which event: its number, id or a part of its title"), N_ ("EVENT") },
    { "audience", 0, 0, G_OPTION_ARG_STRING, &options.audience, N_ ("What codes call that event"), N_ ("TEXT") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why a key is revoked"), N_ ("TEXT") },
    G_OPTION_ENTRY_NULL,
  };
  FoyerCliExit exit = FOYER_CLI_USAGE;

  if (!foyer_cli_parse (cli, &foyer_cli_keys, entries, &argc, &argv, 0, 2))
    return FOYER_CLI_USAGE;
  if (argc == 1)
    exit = list (cli);
  else if (argc == 3 && g_str_equal (argv[1], "add"))
    exit = add (cli, &options, argv[2]);
  else if (argc == 3 && g_str_equal (argv[1], "revoke"))
    exit = revoke_by_id (cli, argv[2], reason != NULL ? reason : _ ("No reason given"));
  else
    g_printerr ("%s\n", _ ("Say nothing to list the keys, add FILE, or revoke ID."));
  g_free (options.form);
  g_free (options.algorithm);
  g_free (options.kid);
  g_free (options.name);
  g_free (options.event);
  g_free (options.audience);
  return exit;
}

const FoyerCliCommand foyer_cli_keys = { "keys", "[add FILE|revoke ID]", N_ ("Show, add or revoke keys that check ticket codes"), run };
