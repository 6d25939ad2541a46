/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-document-json.h"

#include "foyer-change.h"
#include "foyer-json.h"
#include "foyer-nick.h"

static const char *const kind_nicks[] = { "item", "heading", "total", "note", "rule" };

static void
set_text (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, member, text);
}

char *
foyer_document_data_print (const FoyerDocumentData *self)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObject *values = json_object_new ();
  JsonArray  *lines = json_array_new ();

  json_node_take_object (root, object);
  for (FoyerDocumentField field = 0; field < FOYER_N_DOCUMENT_FIELDS; field++)
    set_text (values, foyer_document_field_nick (field), self->values[field]);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const FoyerDocumentLine *line = self->lines->pdata[i];
      JsonObject              *entry = json_object_new ();

      json_object_set_string_member (entry, "kind", kind_nicks[line->kind]);
      set_text (entry, "quantity", line->quantity);
      set_text (entry, "text", line->text);
      set_text (entry, "detail", line->detail);
      set_text (entry, "amount", line->amount);
      json_array_add_object_element (lines, entry);
    }
  json_object_set_object_member (object, "values", values);
  json_object_set_array_member (object, "lines", lines);
  return json_to_string (root, FALSE);
}

static void
read_line (FoyerDocumentData *self, JsonNode *node)
{
  JsonObject *line;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;
  line = json_node_get_object (node);
  foyer_document_data_add_line (self, foyer_nick_find (kind_nicks, G_N_ELEMENTS (kind_nicks), foyer_body_text (line, "kind"), FOYER_DOCUMENT_LINE_ITEM),
                                foyer_body_text (line, "quantity"), foyer_body_text (line, "text"), foyer_body_text (line, "detail"), foyer_body_text (line, "amount"));
}

FoyerDocumentData *
foyer_document_data_parse (const char *text, GError **error)
{
  g_autoptr (JsonObject) object = foyer_json_parse_object (text, -1, error);
  FoyerDocumentData *self;
  JsonNode          *values, *lines;

  if (object == NULL)
    return NULL;
  self = foyer_document_data_new ();
  values = json_object_get_member (object, "values");
  lines = json_object_get_member (object, "lines");
  for (FoyerDocumentField field = 0; values != NULL && JSON_NODE_HOLDS_OBJECT (values) && field < FOYER_N_DOCUMENT_FIELDS; field++)
    foyer_document_data_set (self, field, foyer_body_text (json_node_get_object (values), foyer_document_field_nick (field)));
  for (guint i = 0; lines != NULL && JSON_NODE_HOLDS_ARRAY (lines) && i < json_array_get_length (json_node_get_array (lines)); i++)
    read_line (self, json_array_get_element (json_node_get_array (lines), i));
  return self;
}
