/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** FoyerWireError: the body of every answer that is not a success: `{statusCode, error, message, details}`. */
typedef struct
{
  int   status;  /* of HTTP */
  char *code;    /* for programs, e.g. "pairing-expired" */
  char *message; /* a sentence for people, English */
  char *details; /* what exactly, or "" */
} FoyerWireError;

FoyerWireError *foyer_wire_error_new (int status, const char *code, const char *message, const char *details);
void            foyer_wire_error_free (FoyerWireError *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerWireError, foyer_wire_error_free)

/** foyer_wire_error_print: @request_id (nullable) is named in the log and helps to find it there. */
char *foyer_wire_error_print (const FoyerWireError *self, const char *request_id);

/** foyer_wire_error_parse: Returns: (transfer full) (nullable): the error, or %NULL when @text is not one of ours */
FoyerWireError *foyer_wire_error_parse (const char *text, gsize length);

/** foyer_health_print: Returns: (transfer full): the answer to `GET health` */
char *foyer_health_print (const char *version);

/** foyer_health_parse: Returns: (transfer full) (nullable): the version of the platform that answered, %NULL and %FOYER_ERROR_INVALID when it is none */
char *foyer_health_parse (const char *text, gsize length, GError **error);

G_END_DECLS
