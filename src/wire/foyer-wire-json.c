/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-wire-json.h"

#include <string.h>

#include "foyer-change.h"
#include "foyer-error.h"

JsonObject *
foyer_wire_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) problem = NULL;
  JsonNode *root;
  gsize     start = 0;

  while (start < length && g_ascii_isspace (text[start]))
    start++;
  if (text == NULL || start == length)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The message is empty.");
      return NULL;
    }
  if (text[start] == '<')
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The message is a web page, not JSON.");
      return NULL;
    }
  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The message is not UTF-8.");
      return NULL;
    }
  if (!json_parser_load_from_data (parser, text, length, &problem))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The message is not JSON: %s", problem->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The message is not a JSON object.");
      return NULL;
    }
  return json_node_dup_object (root);
}

char *
foyer_wire_print (JsonObject *object)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (root, object);
  return json_to_string (root, FALSE);
}

void
foyer_wire_set_id (JsonObject *object, const char *field, const FoyerId *id)
{
  char text[FOYER_ID_TEXT_LENGTH + 1] = "";

  if (!foyer_id_is_none (id))
    foyer_id_print (id, text);
  json_object_set_string_member (object, field, text);
}

const char *
foyer_wire_require_text (JsonObject *object, const char *field, gsize max, GError **error)
{
  const char *text = foyer_body_text (object, field);

  if (text == NULL || *text == '\0')
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” is missing.", field);
      return NULL;
    }
  if (strlen (text) > max)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” is too long.", field);
      return NULL;
    }
  return text;
}

gboolean
foyer_wire_require_id (JsonObject *object, const char *field, FoyerId *id, GError **error)
{
  if (foyer_body_id (object, field, id))
    return TRUE;
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” is missing or no id.", field);
  return FALSE;
}
