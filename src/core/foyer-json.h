/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** FOYER_JSON_MAX_LENGTH: the longest JSON text, in bytes, that is read. */
#define FOYER_JSON_MAX_LENGTH (16 * 1024 * 1024)

/** FOYER_JSON_MAX_DEPTH: how deep lists and objects may be nested; the deepest body of a change needs 5. */
#define FOYER_JSON_MAX_DEPTH 32

/** FOYER_JSON_MAX_VALUES: how many values a text may hold, so that a small text cannot fill the memory. */
#define FOYER_JSON_MAX_VALUES 500000

/**
 * foyer_json_parse_object:
 * @text: JSON (RFC 8259) from outside; need not be UTF-8
 * @length: its bytes, or -1 when NUL-terminated
 *
 * Reads one JSON object and nothing else from a text that nobody vouches for.
 * Refused, besides what is no JSON: comments and single quotes, anything behind
 * the object, texts beyond the three limits above, and what the tree could not
 * hold unharmed: U+0000 in a text (it would be cut there), whole numbers beyond
 * 64 bits and decimals beyond a double. Of a member named twice the last counts.
 * Any thread.
 *
 * Returns: (transfer full) (nullable): the object; %NULL and %FOYER_ERROR_INVALID otherwise.
 *   The sentence never holds any of the content, and so may be logged.
 */
JsonObject *foyer_json_parse_object (const char *text, gssize length, GError **error);

/** foyer_json_parse_object_within: as foyer_json_parse_object(), with a bound of its own for how many values the text may hold. */
JsonObject *foyer_json_parse_object_within (const char *text, gssize length, gsize max_values, GError **error);

G_END_DECLS
