/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "foyer-id.h"

G_BEGIN_DECLS

/**
 * foyer_wire_parse:
 * @text: (nullable): what came over the wire; need not be UTF-8 or JSON
 * @length: its bytes
 *
 * Returns: (transfer full) (nullable): the object, or %NULL and
 *   %FOYER_ERROR_INVALID with a sentence that says what it was instead
 */
JsonObject *foyer_wire_parse (const char *text, gsize length, GError **error);

/** foyer_wire_print: Takes @object over. Returns: (transfer full): it as one line of JSON, without newline */
char *foyer_wire_print (JsonObject *object);

/** foyer_wire_set_id: Sets @field to the text form of @id, "" when it is none. */
void foyer_wire_set_id (JsonObject *object, const char *field, const FoyerId *id);

/** foyer_wire_require_text: Returns: (transfer none) (nullable): the text member, at most @max bytes, or %NULL and %FOYER_ERROR_INVALID */
const char *foyer_wire_require_text (JsonObject *object, const char *field, gsize max, GError **error);

/** foyer_wire_require_id: Sets @id to the member. Returns: FALSE and %FOYER_ERROR_INVALID when it is missing or no id */
gboolean foyer_wire_require_id (JsonObject *object, const char *field, FoyerId *id, GError **error);

G_END_DECLS
