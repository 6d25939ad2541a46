/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "foyer-document-data.h"
#include "foyer-error.h"
#include "foyer-json.h"
#include "foyer-layout-picture.h"
#include "foyer-layout-private.h"
#include "foyer-nick.h"

#define VERSION_MEMBER "foyer_layout"
#define MAX_PICTURES 20

/* Where in the text we are, for sentences. */
typedef struct
{
  guint page;    /* 0: not on a page yet */
  guint element; /* 0: not at an element yet */
} Place;

static gboolean G_GNUC_PRINTF (3, 4)
  refuse (const Place *place, GError **error, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list          args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  if (place->element > 0)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The layout cannot be read: element %u on page %u: %s", place->element, place->page, reason);
  else
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The layout cannot be read: %s", reason);
  return FALSE;
}

static gboolean
read_number (JsonNode *node, const FoyerLayoutMember *member, int *value, const Place *place, GError **error)
{
  gint64 number;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return refuse (place, error, "“%s” is not a whole number.", member->name);
  number = json_node_get_int (node);
  if (number < member->min || number > member->max)
    return refuse (place, error, "“%s” must be between %d and %d.", member->name, member->min, member->max);
  *value = (int) number;
  return TRUE;
}

static gboolean
read_nick (JsonNode *node, const FoyerLayoutMember *member, int *value, const Place *place, GError **error)
{
  const char *nick = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

  *value = foyer_nick_find (member->nicks, g_strv_length ((char **) member->nicks), nick, -1);
  return *value >= 0 || refuse (place, error, "“%s” has a value that is not known.", member->name);
}

static gboolean
read_text (JsonNode *node, const FoyerLayoutMember *member, char **value, const Place *place, GError **error)
{
  const char *text;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse (place, error, "“%s” is not a text.", member->name);
  text = json_node_get_string (node);
  if (strlen (text) > (gsize) member->max)
    return refuse (place, error, "“%s” is too long; %d bytes are allowed.", member->name, member->max);
  if (!g_utf8_validate (text, -1, NULL))
    return refuse (place, error, "“%s” is not UTF-8.", member->name);
  g_set_str (value, text);
  return TRUE;
}

static gboolean
read_member (JsonNode *node, const FoyerLayoutMember *member, gpointer target, const Place *place, GError **error)
{
  if (member->is_text)
    return read_text (node, member, &G_STRUCT_MEMBER (char *, target, member->offset), place, error);
  if (member->nicks != NULL)
    return read_nick (node, member, &G_STRUCT_MEMBER (int, target, member->offset), place, error);
  if (!member->is_boolean)
    return read_number (node, member, &G_STRUCT_MEMBER (int, target, member->offset), place, error);
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return refuse (place, error, "“%s” is neither true nor false.", member->name);
  G_STRUCT_MEMBER (int, target, member->offset) = json_node_get_boolean (node);
  return TRUE;
}

static const FoyerLayoutMember *
find_member (const FoyerLayoutMember *members, const char *name, guint type)
{
  for (; members->name != NULL; members++)
    if ((members->types & type) != 0 && strcmp (members->name, name) == 0)
      return members;
  return NULL;
}

/* Reads all members but those @others, and sees that none is missing. */
static gboolean
read_members (JsonObject *object, const FoyerLayoutMember *members, guint type, const char *const *others, gpointer target, const Place *place, GError **error)
{
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      const FoyerLayoutMember *member = find_member (members, name, type);

      if (member != NULL ? !read_member (node, member, target, place, error)
                         : !g_strv_contains (others, name) && !refuse (place, error, "“%.40s” is not known there.", g_utf8_validate (name, -1, NULL) ? name : "?"))
        return FALSE;
    }
  for (; members->name != NULL; members++)
    if ((members->required & type) != 0 && !json_object_has_member (object, members->name))
      return refuse (place, error, "“%s” is missing.", members->name);
  return TRUE;
}

static gboolean
is_color (const char *color)
{
  return *color == '\0' || strcmp (color, "category") == 0 || strcmp (color, "on-category") == 0 ||
         (*color == '#' && strlen (color) == 7 && strspn (color + 1, "0123456789abcdefABCDEF") == 6);
}

static gboolean
check_element (const FoyerLayoutElement *element, const Place *place, GError **error)
{
  const char *field = element->when + (*element->when == '!');
  FoyerId     id;

  if (*element->when != '\0' && foyer_document_field_from_nick (field) == FOYER_N_DOCUMENT_FIELDS)
    return refuse (place, error, "“when” names no field.");
  if (!is_color (element->color) || !is_color (element->fill))
    return refuse (place, error, "a colour is “#rrggbb”, “category” or “on-category”.");
  if ((foyer_layout_type_is_code (element->type) || element->type == FOYER_LAYOUT_PICTURE) && element->rotation % 90 != 0)
    return refuse (place, error, "codes and pictures turn by quarters only.");
  if (element->type == FOYER_LAYOUT_PICTURE && *element->content != '\0' && !foyer_id_parse (element->content, &id))
    return refuse (place, error, "“content” names no picture.");
  return TRUE;
}

static FoyerLayoutElement *
read_element (JsonNode *node, const Place *place, GError **error)
{
  static const char *const others[] = { "type", NULL };
  g_autoptr (FoyerLayoutElement) element = NULL;
  FoyerLayoutElementType type;
  JsonNode              *nick;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      refuse (place, error, "it is no object.");
      return NULL;
    }
  nick = json_object_get_member (json_node_get_object (node), "type");
  type = foyer_layout_type_from_nick (nick != NULL && JSON_NODE_HOLDS_VALUE (nick) ? json_node_get_string (nick) : NULL);
  if (type == FOYER_N_LAYOUT_ELEMENT_TYPES)
    {
      refuse (place, error, "its type is not known to this version of Foyer.");
      return NULL;
    }
  element = foyer_layout_element_new (type);
  if (!read_members (json_node_get_object (node), foyer_layout_element_members, 1u << type, others, element, place, error) ||
      !check_element (element, place, error))
    return NULL;
  return g_steal_pointer (&element);
}

static gboolean
read_page (FoyerLayout *self, JsonNode *node, Place *place, GError **error)
{
  GPtrArray *page = foyer_layout_add_page (self);
  JsonArray *elements;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (place, error, "a page is a list of elements.");
  elements = json_node_get_array (node);
  if (json_array_get_length (elements) > FOYER_LAYOUT_MAX_ELEMENTS)
    return refuse (place, error, "a page has more than %d elements.", FOYER_LAYOUT_MAX_ELEMENTS);
  for (guint i = 0; i < json_array_get_length (elements); i++)
    {
      FoyerLayoutElement *element;

      place->element = i + 1;
      element = read_element (json_array_get_element (elements, i), place, error);
      if (element == NULL)
        return FALSE;
      g_ptr_array_add (page, element);
    }
  place->element = 0;
  return TRUE;
}

static gboolean
read_pages (FoyerLayout *self, JsonObject *object, GError **error)
{
  Place      place = { 0, 0 };
  JsonNode  *node = json_object_get_member (object, "pages");
  JsonArray *pages = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (pages == NULL || json_array_get_length (pages) == 0)
    return refuse (&place, error, "it has no pages.");
  if (json_array_get_length (pages) > FOYER_LAYOUT_MAX_PAGES)
    return refuse (&place, error, "it has more than %d pages.", FOYER_LAYOUT_MAX_PAGES);
  for (guint i = 0; i < json_array_get_length (pages); i++)
    {
      place.page = i + 1;
      if (!read_page (self, json_array_get_element (pages, i), &place, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_pictures (FoyerLayout *self, JsonObject *object, GError **error)
{
  const Place    place = { 0, 0 };
  JsonNode      *all = json_object_get_member (object, "pictures");
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  if (all == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (all) || json_object_get_size (json_node_get_object (all)) > MAX_PICTURES)
    return refuse (&place, error, "“pictures” is no object of at most %d pictures.", MAX_PICTURES);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  json_object_iter_init (&iter, json_node_get_object (all));
  while (json_object_iter_next (&iter, &name, &node))
    {
      GBytes *png;
      FoyerId id, named;

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        return refuse (&place, error, "a picture is no text.");
      png = foyer_layout_picture_decode (json_node_get_string (node), error);
      if (png == NULL)
        return FALSE;
      id = foyer_layout_picture_id (png);
      g_hash_table_insert (self->pictures, foyer_id_dup_text (&id), png);
      if (!foyer_id_parse (name, &named) || !foyer_id_equal (&id, &named))
        return refuse (&place, error, "a picture is not the one that its name says.");
    }
  return TRUE;
}

static gboolean
check_sheet (const FoyerLayout *self, GError **error)
{
  const Place place = { 0, 0 };

  if (self->rows == 0 && self->columns == 0)
    return TRUE;
  if (self->rows < 1 || self->columns < 1 || self->continuous ||
      self->sheet_width < FOYER_LAYOUT_MIN_SIZE || self->sheet_height < FOYER_LAYOUT_MIN_SIZE)
    return refuse (&place, error, "a sheet needs a size, rows and columns, and is not continuous.");
  return TRUE;
}

static FoyerLayout *
read_layout (JsonObject *object, GError **error)
{
  static const char *const others[] = { VERSION_MEMBER, "role", "pages", "pictures", NULL };
  g_autoptr (FoyerLayout) self = foyer_layout_alloc ();
  const Place place = { 0, 0 };
  JsonNode   *version = json_object_get_member (object, VERSION_MEMBER);
  JsonNode   *role = json_object_get_member (object, "role");

  if (version == NULL || !JSON_NODE_HOLDS_VALUE (version) || json_node_get_value_type (version) != G_TYPE_INT64 || json_node_get_int (version) < 1)
    {
      refuse (&place, error, "it does not say “%s”, so it is no layout of Foyer.", VERSION_MEMBER);
      return NULL;
    }
  if (json_node_get_int (version) > FOYER_LAYOUT_VERSION)
    {
      refuse (&place, error, "it was made by a newer Foyer. Please update Foyer.");
      return NULL;
    }
  self->role = foyer_layout_role_from_nick (role != NULL && JSON_NODE_HOLDS_VALUE (role) ? json_node_get_string (role) : NULL);
  if (self->role == FOYER_N_LAYOUT_ROLES)
    {
      refuse (&place, error, "“role” must be ticket, badge, label, receipt or note.");
      return NULL;
    }
  if (!read_members (object, foyer_layout_members, 1, others, self, &place, error) || !check_sheet (self, error) ||
      !read_pages (self, object, error) || !read_pictures (self, object, error))
    return NULL;
  return g_steal_pointer (&self);
}

FoyerLayout *
foyer_layout_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonObject) object = foyer_json_parse_object (text, length, error);

  return object != NULL ? read_layout (object, error) : NULL;
}

/* -- Printing -- */

static void
write_members (JsonObject *object, const FoyerLayoutMember *members, guint type, gconstpointer source)
{
  for (; members->name != NULL; members++)
    {
      const char *text = members->is_text ? G_STRUCT_MEMBER (char *, source, members->offset) : NULL;
      int         number = members->is_text ? 0 : G_STRUCT_MEMBER (int, source, members->offset);
      gboolean    required = (members->required & type) != 0;

      if ((members->types & type) == 0 ||
          (!required && (members->is_text ? *text == '\0' : number == members->fallback)))
        continue;
      if (members->is_text)
        json_object_set_string_member (object, members->name, text);
      else if (members->nicks != NULL)
        json_object_set_string_member (object, members->name, members->nicks[number]);
      else if (members->is_boolean)
        json_object_set_boolean_member (object, members->name, number);
      else
        json_object_set_int_member (object, members->name, number);
    }
}

static JsonArray *
write_page (GPtrArray *page)
{
  JsonArray *elements = json_array_new ();

  for (guint i = 0; i < page->len; i++)
    {
      const FoyerLayoutElement *element = page->pdata[i];
      JsonObject               *object = json_object_new ();

      json_object_set_string_member (object, "type", foyer_layout_type_nick (element->type));
      write_members (object, foyer_layout_element_members, 1u << element->type, element);
      json_array_add_object_element (elements, object);
    }
  return elements;
}

static JsonObject *
write_pictures (const FoyerLayout *self)
{
  JsonObject    *object = json_object_new ();
  GHashTableIter iter;
  gpointer       name, png;

  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, &name, &png))
    if (foyer_layout_has_picture (self, name))
      {
        g_autofree char *text = g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));

        json_object_set_string_member (object, name, text);
      }
  return object;
}

char *
foyer_layout_print (const FoyerLayout *self, gboolean pretty)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonArray *pages = json_array_new ();

  json_object_set_int_member (object, VERSION_MEMBER, FOYER_LAYOUT_VERSION);
  json_object_set_string_member (object, "role", foyer_layout_role_nick (self->role));
  write_members (object, foyer_layout_members, 1, self);
  for (guint i = 0; i < self->pages->len; i++)
    json_array_add_array_element (pages, write_page (self->pages->pdata[i]));
  json_object_set_array_member (object, "pages", pages);
  if (self->pictures != NULL && g_hash_table_size (self->pictures) > 0)
    json_object_set_object_member (object, "pictures", write_pictures (self));
  json_node_set_object (root, object);
  return json_to_string (root, pretty);
}
