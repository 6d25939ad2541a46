/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-pretix.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "foyer-document-data.h"
#include "foyer-error.h"
#include "foyer-json.h"

/* Names there and here; where several mean the same, the first one is written. */
static const struct
{
  const char        *name;
  FoyerDocumentField field;
} variables[] = {
  { "event_name", FOYER_DOCUMENT_EVENT },
  { "event_series_name", FOYER_DOCUMENT_EVENT },
  { "organizer", FOYER_DOCUMENT_ORGANIZER },
  { "event_location", FOYER_DOCUMENT_PLACE },
  { "event_date", FOYER_DOCUMENT_DATE },
  { "event_date_range", FOYER_DOCUMENT_DATE },
  { "event_begin_date", FOYER_DOCUMENT_DATE },
  { "event_begin", FOYER_DOCUMENT_DATE_TIME },
  { "event_begin_time", FOYER_DOCUMENT_TIME },
  { "event_admission_time", FOYER_DOCUMENT_DOORS },
  { "event_admission", FOYER_DOCUMENT_DOORS },
  { "event_end_time", FOYER_DOCUMENT_ENDS },
  { "event_end", FOYER_DOCUMENT_ENDS },
  { "item", FOYER_DOCUMENT_CATEGORY },
  { "itemvar", FOYER_DOCUMENT_CATEGORY },
  { "variation", FOYER_DOCUMENT_CATEGORY },
  { "item_description", FOYER_DOCUMENT_BENEFITS },
  { "itemvar_description", FOYER_DOCUMENT_BENEFITS },
  { "price", FOYER_DOCUMENT_PRICE },
  { "price_with_addons", FOYER_DOCUMENT_PRICE },
  { "price_with_bundled", FOYER_DOCUMENT_PRICE },
  { "event_info_text", FOYER_DOCUMENT_CONDITIONS },
  { "organizer_info_text", FOYER_DOCUMENT_CONDITIONS },
  { "seat", FOYER_DOCUMENT_SEAT },
  { "attendee_name", FOYER_DOCUMENT_NAME },
  { "attendee_company", FOYER_DOCUMENT_COMPANY },
  { "attendee_street", FOYER_DOCUMENT_STREET },
  { "attendee_zipcode", FOYER_DOCUMENT_POSTCODE },
  { "attendee_city", FOYER_DOCUMENT_CITY },
  { "attendee_country", FOYER_DOCUMENT_COUNTRY },
  { "order_positionid", FOYER_DOCUMENT_NUMBER },
  { "secret", FOYER_DOCUMENT_CODE },
  { "order", FOYER_DOCUMENT_ORDER },
  { "invoice_name", FOYER_DOCUMENT_BUYER },
  { "now_datetime", FOYER_DOCUMENT_ISSUED },
};

/* Common sizes, the smallest first; both ways round. */
static const int sizes[][2] = {
  { 85600, 53980 },
  { 74000, 105000 },
  { 105000, 148000 },
  { 148000, 210000 },
  { 210000, 297000 },
};

#define MAX_OBJECTS 500
#define MAX_MM 1500.0
#define LINE_HEIGHT 1.2 /* of the type size */
#define POINT 352.78    /* micrometres */

static const char *
name_of (FoyerDocumentField field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    if (variables[i].field == field)
      return variables[i].name;
  return NULL;
}

static FoyerDocumentField
field_of (const char *name, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    if (strlen (variables[i].name) == length && strncmp (variables[i].name, name, length) == 0)
      return variables[i].field;
  return FOYER_N_DOCUMENT_FIELDS;
}

/* -- Reading -- */

/* Numbers may be texts there. */
static gboolean
read_number (JsonObject *object, const char *member, double *value)
{
  JsonNode *node = json_object_get_member (object, member);
  GType     type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  char     *end;

  if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    *value = json_node_get_double (node);
  else if (type == G_TYPE_STRING)
    {
      *value = g_ascii_strtod (json_node_get_string (node), &end);
      if (end == json_node_get_string (node) || *end != '\0')
        return FALSE;
    }
  else
    return FALSE;
  return isfinite (*value);
}

static double
number_or (JsonObject *object, const char *member, double fallback)
{
  double value;

  return read_number (object, member, &value) ? CLAMP (value, -MAX_MM, MAX_MM) : fallback;
}

static const char *
text_of (JsonObject *object, const char *member)
{
  JsonNode   *node = json_object_get_member (object, member);
  const char *text = node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";

  return g_utf8_validate (text, -1, NULL) ? text : "";
}

static gboolean
flag_of (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

/* "Row {seat_row}" there becomes our template; what is not known here stays as
 * it is, so that the check names it. */
static char *
translate (const char *text)
{
  GString *template = g_string_new (NULL);

  for (const char *at = text; *at != '\0' && template->len < FOYER_LAYOUT_MAX_TEXT - 64;)
    {
      gsize              length = *at == '{' ? strspn (at + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-:_") : 0;
      FoyerDocumentField field = length > 0 && at[1 + length] == '}' ? field_of (at + 1, length) : FOYER_N_DOCUMENT_FIELDS;

      if (field < FOYER_N_DOCUMENT_FIELDS)
        {
          g_string_append_printf (template, "{%s}", foyer_document_field_nick (field));
          at += length + 2;
        }
      else
        {
          const char *next = g_utf8_next_char (at);

          g_string_append_len (template, at, next - at);
          at = next;
        }
    }
  return g_string_free_and_steal (template);
}

static char *
content_of (JsonObject *object)
{
  const char        *content = text_of (object, "content");
  FoyerDocumentField field = field_of (content, strlen (content));

  if (strcmp (content, "other") == 0 || strcmp (content, "other_i18n") == 0)
    return translate (text_of (object, "text"));
  if (field < FOYER_N_DOCUMENT_FIELDS)
    return g_strdup_printf ("{%s}", foyer_document_field_nick (field));
  return strlen (content) < 200 ? g_strdup_printf ("{%s}", content) : g_strdup ("");
}

static char *
color_of (JsonObject *object)
{
  JsonNode  *node = json_object_get_member (object, "color");
  JsonArray *parts = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint      values[3] = { 0 };

  if (parts == NULL || json_array_get_length (parts) < 3)
    return g_strdup ("");
  for (guint i = 0; i < 3; i++)
    {
      JsonNode *part = json_array_get_element (parts, i);

      if (JSON_NODE_HOLDS_VALUE (part) && json_node_get_value_type (part) == G_TYPE_INT64)
        values[i] = (guint) CLAMP (json_node_get_int (part), 0, 255);
    }
  return values[0] + values[1] + values[2] > 0 ? g_strdup_printf ("#%02x%02x%02x", values[0], values[1], values[2]) : g_strdup ("");
}

static int
to_micrometres (double millimetres)
{
  return (int) lround (CLAMP (millimetres, -MAX_MM, MAX_MM) * FOYER_LAYOUT_MM);
}

static FoyerLayoutElement *
read_text (JsonObject *object, gboolean is_container)
{
  FoyerLayoutElement *element = foyer_layout_element_new (FOYER_LAYOUT_TEXT);
  double              size = CLAMP (number_or (object, "fontsize", 10), 2, 400);
  double              bottom = number_or (object, "bottom", 0);
  const char         *align = text_of (object, "align"), *valign = text_of (object, "verticalalign");
  int                 line = (int) (size * POINT * LINE_HEIGHT);

  g_free (element->content);
  element->content = content_of (object);
  g_free (element->color);
  element->color = color_of (object);
  element->x = to_micrometres (number_or (object, "left", 0));
  element->width = MAX (to_micrometres (number_or (object, "width", 50)), 1000);
  element->height = is_container ? MAX (to_micrometres (number_or (object, "height", 10)), 1000) : line * 2;
  /* From the lower edge up for now, see turn_over(). The legacy type grows from a line. */
  element->y = to_micrometres (bottom);
  if (!is_container && flag_of (object, "downward"))
    element->y -= element->height;
  element->size = (int) lround (size * 100);
  element->weight = flag_of (object, "bold") ? 700 : 400;
  element->italic = flag_of (object, "italic");
  element->max_lines = CLAMP (element->height / MAX (line, 1), 1, 100);
  element->align = strcmp (align, "right") == 0 ? FOYER_LAYOUT_ALIGN_RIGHT : strcmp (align, "center") == 0 ? FOYER_LAYOUT_ALIGN_CENTER
                                                                                                           : FOYER_LAYOUT_ALIGN_LEFT;
  element->valign = strcmp (valign, "middle") == 0 ? FOYER_LAYOUT_MIDDLE : strcmp (valign, "bottom") == 0 || (!is_container && !flag_of (object, "downward")) ? FOYER_LAYOUT_BOTTOM
                                                                                                                                                              : FOYER_LAYOUT_TOP;
  element->rotation = ((int) number_or (object, "rotation", 0) % 360 + 360) % 360;
  if (strlen (text_of (object, "fontfamily")) < 200)
    g_set_str (&element->family, text_of (object, "fontfamily"));
  return element;
}

static FoyerLayoutElement *
read_barcode (JsonObject *object)
{
  FoyerLayoutElement *element = foyer_layout_element_new (FOYER_LAYOUT_QR);

  g_free (element->content);
  element->content = *text_of (object, "content") != '\0' ? content_of (object) : g_strdup ("{code}");
  element->x = to_micrometres (number_or (object, "left", 0));
  element->y = to_micrometres (number_or (object, "bottom", 0));
  element->width = element->height = MAX (to_micrometres (number_or (object, "size", 30)), 1000);
  element->align = FOYER_LAYOUT_ALIGN_CENTER;
  element->valign = FOYER_LAYOUT_MIDDLE;
  return element;
}

/* Their pictures and the mark of the maker have no counterpart. */
static FoyerLayoutElement *
read_object (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *type = object != NULL ? text_of (object, "type") : "";

  if (strcmp (type, "barcodearea") == 0)
    return read_barcode (object);
  if (strcmp (type, "textcontainer") == 0 || strcmp (type, "textarea") == 0)
    return read_text (object, strcmp (type, "textcontainer") == 0);
  return NULL;
}

static guint
page_of (JsonNode *node)
{
  double page = number_or (json_node_get_object (node), "page", 1);

  return (guint) CLAMP (page, 1, FOYER_LAYOUT_MAX_PAGES) - 1;
}

static void
choose_size (FoyerLayout *layout, int width, int height)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int turned = 0; turned < 2; turned++)
      if (sizes[i][turned] >= width && sizes[i][1 - turned] >= height)
        {
          layout->width = sizes[i][turned];
          layout->height = sizes[i][1 - turned];
          return;
        }
  layout->width = CLAMP (width, FOYER_LAYOUT_MIN_SIZE, FOYER_LAYOUT_MAX_SIZE);
  layout->height = CLAMP (height, FOYER_LAYOUT_MIN_SIZE, FOYER_LAYOUT_MAX_SIZE);
}

/* From the lower edge up to from the upper edge down. */
static void
turn_over (FoyerLayout *layout)
{
  for (guint i = 0; i < layout->pages->len; i++)
    for (guint n = 0; n < foyer_layout_get_page (layout, i)->len; n++)
      {
        FoyerLayoutElement *element = foyer_layout_get_page (layout, i)->pdata[n];

        element->y = layout->height - element->y - element->height;
      }
}

/* The whole is a list; our reader of texts from outside wants an object. */
static JsonObject *
parse (const char *text, gssize length, GError **error)
{
  g_autofree char *wrapped = NULL;

  if (length < 0)
    length = (gssize) strlen (text);
  if (length > FOYER_JSON_MAX_LENGTH / 2)
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The layout of pretix is too long.");
      return NULL;
    }
  wrapped = g_strdup_printf ("{\"layout\":%.*s}", (int) length, text);
  return foyer_json_parse_object (wrapped, -1, error);
}

FoyerLayout *
foyer_layout_pretix_parse (const char *text, gssize length, FoyerLayoutRole role, int width, int height, guint *left_out, GError **error)
{
  g_autoptr (JsonObject) object = parse (text, length, error);
  g_autoptr (FoyerLayout) layout = NULL;
  JsonNode  *list;
  JsonArray *objects;
  guint      lost = 0;
  int        right = 0, top = 0;

  if (object == NULL)
    return NULL;
  list = json_object_get_member (object, "layout");
  if (list == NULL || !JSON_NODE_HOLDS_ARRAY (list) || json_array_get_length (json_node_get_array (list)) > MAX_OBJECTS)
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "This is no layout of pretix: it is no list of objects.");
      return NULL;
    }
  objects = json_node_get_array (list);
  layout = foyer_layout_new (role, "pretix", FOYER_LAYOUT_MIN_SIZE, FOYER_LAYOUT_MIN_SIZE);
  for (guint i = 0; i < json_array_get_length (objects); i++)
    {
      JsonNode           *node = json_array_get_element (objects, i);
      FoyerLayoutElement *element = read_object (node);

      if (element == NULL || foyer_layout_get_page (layout, 0)->len >= FOYER_LAYOUT_MAX_ELEMENTS)
        {
          foyer_layout_element_free (element);
          lost++;
          continue;
        }
      while (layout->pages->len <= page_of (node))
        foyer_layout_add_page (layout);
      right = MAX (right, element->x + element->width);
      top = MAX (top, element->y + element->height);
      g_ptr_array_add (foyer_layout_get_page (layout, page_of (node)), element);
    }
  if (width > 0 && height > 0)
    {
      layout->width = CLAMP (width, FOYER_LAYOUT_MIN_SIZE, FOYER_LAYOUT_MAX_SIZE);
      layout->height = CLAMP (height, FOYER_LAYOUT_MIN_SIZE, FOYER_LAYOUT_MAX_SIZE);
    }
  else
    choose_size (layout, right, top);
  turn_over (layout);
  if (left_out != NULL)
    *left_out = lost;
  return g_steal_pointer (&layout);
}

/* -- Writing -- */

static void
set_number (JsonObject *object, const char *member, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  json_object_set_string_member (object, member, g_ascii_formatd (text, sizeof text, "%.2f", value));
}

typedef struct
{
  GString    *text;
  const char *at; /* how far the template was copied */
} Translation;

static void
put_name (const char *name, gsize length, gpointer data)
{
  Translation       *translation = data;
  g_autofree char   *nick = g_strndup (name, length);
  FoyerDocumentField field = foyer_document_field_from_nick (nick);
  const char        *there = field < FOYER_N_DOCUMENT_FIELDS ? name_of (field) : NULL;

  g_string_append_len (translation->text, translation->at, name - 1 - translation->at);
  if (there != NULL)
    g_string_append_printf (translation->text, "{%s}", there);
  else if (g_str_has_prefix (nick, "venue"))
    g_string_append (translation->text, "{event_location}");
  translation->at = name + length + 1;
}

static void
set_content (JsonObject *object, const char *template)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Translation translation = { text, template };

  foyer_document_template_foreach (template, put_name, &translation);
  g_string_append (text, translation.at);
  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    if (text->str[0] == '{' && strlen (variables[i].name) + 2 == text->len && strncmp (text->str + 1, variables[i].name, text->len - 2) == 0)
      {
        json_object_set_string_member (object, "content", variables[i].name);
        return;
      }
  json_object_set_string_member (object, "content", "other");
  json_object_set_string_member (object, "text", text->str);
}

static JsonArray *
create_color (const char *color)
{
  JsonArray *parts = json_array_new ();
  guint      red = 0, green = 0, blue = 0;

  if (*color == '#')
    sscanf (color, "#%2x%2x%2x", &red, &green, &blue);
  json_array_add_int_element (parts, red);
  json_array_add_int_element (parts, green);
  json_array_add_int_element (parts, blue);
  json_array_add_int_element (parts, 1);
  return parts;
}

static JsonObject *
write_text (const FoyerLayout *layout, const FoyerLayoutElement *element)
{
  static const char *const aligns[] = { "left", "center", "right" };
  static const char *const valigns[] = { "top", "middle", "bottom" };
  JsonObject              *object = json_object_new ();

  json_object_set_string_member (object, "type", "textcontainer");
  set_number (object, "left", element->x / 1000.0);
  set_number (object, "bottom", (layout->height - element->y - element->height) / 1000.0);
  set_number (object, "width", element->width / 1000.0);
  set_number (object, "height", element->height / 1000.0);
  set_number (object, "fontsize", element->size / 100.0);
  json_object_set_string_member (object, "fontfamily", *element->family != '\0' ? element->family : "Open Sans");
  json_object_set_boolean_member (object, "bold", element->weight >= 600);
  json_object_set_boolean_member (object, "italic", element->italic);
  json_object_set_string_member (object, "align", aligns[element->align]);
  json_object_set_string_member (object, "verticalalign", valigns[element->valign]);
  json_object_set_array_member (object, "color", create_color (element->color));
  json_object_set_int_member (object, "rotation", element->rotation);
  json_object_set_boolean_member (object, "autoresize", TRUE);
  json_object_set_boolean_member (object, "splitlongwords", TRUE);
  set_content (object, element->content);
  return object;
}

static JsonObject *
write_qr (const FoyerLayout *layout, const FoyerLayoutElement *element)
{
  JsonObject *object = json_object_new ();
  int         size = MIN (element->width, element->height);

  json_object_set_string_member (object, "type", "barcodearea");
  set_number (object, "left", (element->x + (element->width - size) / 2) / 1000.0);
  set_number (object, "bottom", (layout->height - element->y - (element->height + size) / 2) / 1000.0);
  set_number (object, "size", size / 1000.0);
  set_content (object, element->content);
  return object;
}

char *
foyer_layout_pretix_print (const FoyerLayout *self, guint *left_out)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  JsonArray *objects = json_array_new ();
  guint      lost = 0;

  for (guint i = 0; i < self->pages->len; i++)
    for (guint n = 0; n < foyer_layout_get_page (self, i)->len; n++)
      {
        const FoyerLayoutElement *element = foyer_layout_get_page (self, i)->pdata[n];
        JsonObject               *object;

        if (element->type != FOYER_LAYOUT_TEXT && element->type != FOYER_LAYOUT_QR)
          {
            lost++;
            continue;
          }
        object = element->type == FOYER_LAYOUT_TEXT ? write_text (self, element) : write_qr (self, element);
        json_object_set_int_member (object, "page", i + 1);
        json_array_add_object_element (objects, object);
      }
  json_node_take_array (root, objects);
  if (left_out != NULL)
    *left_out = lost;
  return json_to_string (root, TRUE);
}
