/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "foyer-event-store.h"
#include "foyer-secrets.h"
#include "foyer-store.h"

G_BEGIN_DECLS

/** FoyerCliExit: what the shell is told; listed in `foyerctl --help`. */
typedef enum
{
  FOYER_CLI_OK = 0,
  FOYER_CLI_FAILED = 1,  /* something went wrong */
  FOYER_CLI_USAGE = 2,   /* the call's words are off */
  FOYER_CLI_REFUSED = 3, /* the rules say no: not admitted, sold out, bad rows */
  FOYER_CLI_STORE = 4,   /* the store is busy, damaged, too new, read-only or full */
  FOYER_CLI_OUTSIDE = 5, /* the network, the platform, the keyring or the printer */
} FoyerCliExit;

/** FoyerCli: what all commands share. */
typedef struct
{
  char       *store_path;
  char       *token_file; /* (nullable): where the token is kept instead of the keyring */
  gboolean    json;
  FoyerStore *store; /* opened when first asked for */
} FoyerCli;

/** FoyerCliCommand: one command; @options (nullable) are parsed before @run, which gets what is left. */
typedef struct
{
  const char *name;
  const char *arguments; /* for the usage line, or "" */
  const char *summary;
  FoyerCliExit (*run) (FoyerCli *cli, int argc, char **argv);
} FoyerCliCommand;

extern const FoyerCliCommand foyer_cli_decode, foyer_cli_demo, foyer_cli_events, foyer_cli_export, foyer_cli_import, foyer_cli_info, foyer_cli_keys,
  foyer_cli_pair, foyer_cli_print, foyer_cli_scan, foyer_cli_sell, foyer_cli_sync;

/** foyer_cli_find_command: Returns: (nullable): the command @name */
const FoyerCliCommand *foyer_cli_find_command (const char *name);

/** foyer_cli_list_commands: Returns: (array zero-terminated=1): all of them */
const FoyerCliCommand *const *foyer_cli_list_commands (void);

/**
 * foyer_cli_parse:
 * @options: (nullable): of the command
 *
 * Parses a command's options; says what is wrong and how it is called.
 *
 * Returns: FALSE when the call must end with %FOYER_CLI_USAGE
 */
gboolean foyer_cli_parse (FoyerCli *cli, const FoyerCliCommand *command, const GOptionEntry *options, int *argc, char ***argv, int min_arguments, int max_arguments);

/** foyer_cli_open: Returns: (transfer none) (nullable): the store; on failure the sentence was said and @exit is set */
FoyerStore *foyer_cli_open (FoyerCli *cli, gboolean read_only, FoyerCliExit *exit);

/** foyer_cli_secrets: Returns: (transfer full): where the access token is kept: the keyring, or the file that was asked for */
FoyerSecrets *foyer_cli_secrets (FoyerCli *cli);

/** foyer_cli_complain: Says @sentence: to people on the standard error, to programs as an object with "error" and "exit". Returns: @exit */
FoyerCliExit foyer_cli_complain (FoyerCli *cli, FoyerCliExit exit, const char *sentence);

/** foyer_cli_fail: Says why something failed. Returns: the exit code that goes with @error; of the domain %G_OPTION_ERROR, %FOYER_CLI_USAGE */
FoyerCliExit foyer_cli_fail (FoyerCli *cli, const GError *error);

/** foyer_cli_print_padded: Prints @text cut or filled up to @columns of a terminal, in which some characters take two. */
void foyer_cli_print_padded (const char *text, int columns);

/** foyer_cli_find_event: @text is an id, a number, or a part of one title only; else %G_OPTION_ERROR. Returns: (transfer full) (nullable): the event with its counts */
FoyerEventSummary *foyer_cli_find_event (FoyerStore *store, const char *text, GError **error);

/** foyer_cli_print_json: Prints @object (transfer full) as one line. */
void foyer_cli_print_json (JsonObject *object);

/** foyer_cli_set_id: Sets a member to the text of an id. */
void foyer_cli_set_id (JsonObject *object, const char *member, const FoyerId *id);

G_END_DECLS
