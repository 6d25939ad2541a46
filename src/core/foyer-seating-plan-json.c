/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-seating-plan-json.h"

#include <math.h>
#include <string.h>

#include "foyer-error.h"
#include "foyer-json.h"

#define VALUES_MAX 3000000
#define TEXT_MAX 1000
#define PLACE_MAX 1e7
#define POINTS_MAX 10000

/* What is read, so that a refusal can name the place. */
typedef struct
{
  FoyerSeatingPlan *plan;
  GHashTable       *guids; /* owned by the plan's seats */
  GHashTable       *categories;
  const char       *zone;
  const char       *row;
  guint             seats;
} Reading;

G_GNUC_PRINTF (3, 4)
static gboolean
refuse (const Reading *reading, GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list          values;

  va_start (values, format);
  what = g_strdup_vprintf (format, values);
  va_end (values);
  if (reading->row != NULL)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The seating plan cannot be read: in zone “%s”, row “%s”, %s.", reading->zone,
                 reading->row, what);
  else if (reading->zone != NULL)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The seating plan cannot be read: in zone “%s”, %s.", reading->zone, what);
  else
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The seating plan cannot be read: %s.", what);
  return FALSE;
}

static gboolean
is_absent (JsonNode *node)
{
  return node == NULL || JSON_NODE_HOLDS_NULL (node);
}

/* Replaces @text (owned) when the member is there. Numbers are taken as they are written: row 4 need not be quoted. */
static gboolean
read_text (const Reading *reading, JsonObject *object, const char *name, char **text, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (is_absent (node))
    return TRUE;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    {
      g_free (*text);
      *text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
      return TRUE;
    }
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse (reading, error, "“%s” is no text", name);
  if (strlen (json_node_get_string (node)) > TEXT_MAX)
    return refuse (reading, error, "“%s” is too long", name);
  g_set_str (text, json_node_get_string (node));
  return TRUE;
}

static gboolean
read_number (const Reading *reading, JsonObject *object, const char *name, double *number, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  GType     type;
  double    value;

  if (is_absent (node))
    return TRUE;
  type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  value = type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double (node) : NAN;
  if (!isfinite (value) || fabs (value) > PLACE_MAX)
    return refuse (reading, error, "“%s” is no number that can be drawn", name);
  *number = value;
  return TRUE;
}

/* Sets @object to the member, or to NULL when it is not there. */
static gboolean
read_object (const Reading *reading, JsonObject *parent, const char *name, JsonObject **object, GError **error)
{
  JsonNode *node = json_object_get_member (parent, name);

  *object = NULL;
  if (is_absent (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (reading, error, "“%s” is no object", name);
  *object = json_node_get_object (node);
  return TRUE;
}

static gboolean
read_point (const Reading *reading, JsonObject *parent, const char *name, const char *x, const char *y, FoyerPlanPoint *point, GError **error)
{
  JsonObject *object;

  if (!read_object (reading, parent, name, &object, error))
    return FALSE;
  return object == NULL || (read_number (reading, object, x, &point->x, error) && read_number (reading, object, y, &point->y, error));
}

typedef gboolean (*ReadItem) (Reading *reading, JsonObject *item, gpointer parent, GError **error);

static gboolean
read_list (Reading *reading, JsonObject *object, const char *name, ReadItem read, gpointer parent, GError **error)
{
  JsonNode  *node = json_object_get_member (object, name);
  JsonArray *items;

  if (is_absent (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (reading, error, "“%s” is no list", name);
  items = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonNode *item = json_array_get_element (items, i);

      if (!JSON_NODE_HOLDS_OBJECT (item))
        return refuse (reading, error, "item %u of “%s” is no object", i + 1, name);
      if (!read (reading, json_node_get_object (item), parent, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_category (Reading *reading, JsonObject *object, gpointer parent G_GNUC_UNUSED, GError **error)
{
  g_autofree char *name = g_strdup ("");
  g_autofree char *colour = g_strdup ("");
  guint            index;

  if (!read_text (reading, object, "name", &name, error) || !read_text (reading, object, "color", &colour, error))
    return FALSE;
  if (*name == '\0')
    return refuse (reading, error, "a category has no name");
  if (g_hash_table_contains (reading->categories, name))
    return refuse (reading, error, "two categories are called “%s”", name);
  index = foyer_seating_plan_add_category (reading->plan, name, colour);
  g_hash_table_insert (reading->categories, ((FoyerPlanCategory *) reading->plan->categories->pdata[index])->name, GUINT_TO_POINTER (index));
  return TRUE;
}

static gboolean
read_seat_texts (Reading *reading, JsonObject *object, FoyerPlanSeat *seat, GError **error)
{
  g_autofree char *category = g_strdup ("");
  g_autofree char *direction = g_strdup ("");
  gpointer         index;

  if (!read_text (reading, object, "seat_guid", &seat->guid, error) || !read_text (reading, object, "seat_number", &seat->number, error) ||
      !read_text (reading, object, "uuid", &seat->uuid, error) || !read_text (reading, object, "category", &category, error) ||
      !read_text (reading, object, "start_direction", &direction, error))
    return FALSE;
  if (*seat->number == '\0')
    return refuse (reading, error, "a seat has no number");
  if (*seat->guid == '\0' || g_ascii_isspace (seat->guid[0]) || g_ascii_isspace (seat->guid[strlen (seat->guid) - 1]))
    return refuse (reading, error, "seat “%s” has no id, or one with blanks around it", seat->number);
  if (*category != '\0')
    {
      if (!g_hash_table_lookup_extended (reading->categories, category, NULL, &index))
        return refuse (reading, error, "seat “%s” is of a category “%s” that the plan does not have", seat->number, category);
      seat->category = GPOINTER_TO_UINT (index);
    }
  seat->direction = g_str_equal (direction, "<>") ? 'b' : *direction == '<' || *direction == '>' ? *direction
                                                                                                 : 0;
  return TRUE;
}

static gboolean
read_seat (Reading *reading, JsonObject *object, gpointer parent, GError **error)
{
  FoyerPlanRow  *row = parent;
  FoyerPlanSeat *seat;

  if (++reading->seats > FOYER_PLAN_SEATS_MAX)
    return refuse (reading, error, "there are more than %d seats", FOYER_PLAN_SEATS_MAX);
  seat = foyer_plan_row_add_seat (row, "", "", (FoyerPlanPoint) { 0, 0 }, FOYER_PLAN_NO_CATEGORY);
  if (!read_seat_texts (reading, object, seat, error) || !read_point (reading, object, "position", "x", "y", &seat->at, error) ||
      !read_number (reading, object, "radius", &seat->radius, error))
    return FALSE;
  if (seat->radius <= 0)
    return refuse (reading, error, "seat “%s” has no size", seat->number);
  if (!g_hash_table_add (reading->guids, seat->guid))
    return refuse (reading, error, "the id “%s” is given to a second seat", seat->guid);
  return TRUE;
}

static gboolean
read_row (Reading *reading, JsonObject *object, gpointer parent, GError **error)
{
  FoyerPlanZone   *zone = parent;
  FoyerPlanRow    *row = foyer_plan_row_new ("");
  g_autofree char *name_at = g_strdup ("");

  g_ptr_array_add (zone->rows, row);
  if (!read_text (reading, object, "row_number", &row->number, error) || !read_text (reading, object, "row_label", &row->label, error) ||
      !read_text (reading, object, "seat_label", &row->seat_label, error) || !read_text (reading, object, "uuid", &row->uuid, error) ||
      !read_text (reading, object, "row_number_position", &name_at, error) ||
      !read_point (reading, object, "position", "x", "y", &row->at, error))
    return FALSE;
  row->name_at = g_str_equal (name_at, "start")  ? FOYER_PLAN_ROW_NAME_START
                 : g_str_equal (name_at, "end")  ? FOYER_PLAN_ROW_NAME_END
                 : g_str_equal (name_at, "both") ? FOYER_PLAN_ROW_NAME_BOTH
                                                 : FOYER_PLAN_ROW_NAME_NONE;
  reading->row = row->number;
  if (!read_list (reading, object, "seats", read_seat, row, error))
    return FALSE;
  reading->row = NULL;
  return TRUE;
}

static gboolean
read_corner (Reading *reading, JsonObject *object, gpointer parent, GError **error)
{
  FoyerPlanArea *area = parent;
  FoyerPlanPoint point = { 0, 0 };

  if (area->points->len == POINTS_MAX)
    return refuse (reading, error, "an area has more than %d corners", POINTS_MAX);
  if (!read_number (reading, object, "x", &point.x, error) || !read_number (reading, object, "y", &point.y, error))
    return FALSE;
  g_array_append_val (area->points, point);
  return TRUE;
}

static const char *const shapes[] = {
  [FOYER_PLAN_SHAPE_POLYGON] = "polygon",
  [FOYER_PLAN_SHAPE_RECTANGLE] = "rectangle",
  [FOYER_PLAN_SHAPE_ELLIPSE] = "ellipse",
  [FOYER_PLAN_SHAPE_CIRCLE] = "circle",
  [FOYER_PLAN_SHAPE_TEXT] = "text",
};

static gboolean
read_shape (Reading *reading, JsonObject *object, FoyerPlanArea *area, GError **error)
{
  JsonObject *part, *circle;

  if (!read_object (reading, object, "polygon", &part, error) ||
      (part != NULL && !read_list (reading, part, "points", read_corner, area, error)) ||
      !read_object (reading, object, "ellipse", &part, error) ||
      (part != NULL && !read_point (reading, part, "radius", "x", "y", &area->size, error)) ||
      !read_object (reading, object, "circle", &circle, error) ||
      (circle != NULL && !read_number (reading, circle, "radius", &area->size.x, error)) ||
      !read_point (reading, object, "rectangle", "width", "height", &area->size, error))
    return FALSE;
  if (area->size.x < 0 || area->size.y < 0)
    return refuse (reading, error, "an area has a negative size");
  if (!read_object (reading, object, "text", &part, error))
    return FALSE;
  return part == NULL ||
         (read_text (reading, part, "text", &area->text, error) && read_point (reading, part, "position", "x", "y", &area->text_at, error) &&
          read_text (reading, part, "color", &area->text_colour, error) && read_number (reading, part, "size", &area->text_size, error));
}

static gboolean
read_area (Reading *reading, JsonObject *object, gpointer parent, GError **error)
{
  FoyerPlanZone   *zone = parent;
  FoyerPlanArea   *area = foyer_plan_area_new (FOYER_PLAN_SHAPE_TEXT);
  g_autofree char *shape = g_strdup ("text");
  guint            n = 0;

  g_ptr_array_add (zone->areas, area);
  if (!read_text (reading, object, "shape", &shape, error) || !read_text (reading, object, "uuid", &area->uuid, error) ||
      !read_text (reading, object, "color", &area->colour, error) || !read_text (reading, object, "border_color", &area->border_colour, error) ||
      !read_number (reading, object, "rotation", &area->rotation, error) ||
      !read_point (reading, object, "position", "x", "y", &area->at, error))
    return FALSE;
  while (n < G_N_ELEMENTS (shapes) && !g_str_equal (shapes[n], shape))
    n++;
  if (n == G_N_ELEMENTS (shapes))
    return refuse (reading, error, "an area has the shape “%s”, which is not known", shape);
  area->shape = n;
  return read_shape (reading, object, area, error);
}

static gboolean
read_zone (Reading *reading, JsonObject *object, gpointer parent G_GNUC_UNUSED, GError **error)
{
  FoyerPlanZone *zone = foyer_plan_zone_new ("");

  g_ptr_array_add (reading->plan->zones, zone);
  if (!read_text (reading, object, "name", &zone->name, error) || !read_text (reading, object, "zone_id", &zone->zone_id, error) ||
      !read_text (reading, object, "uuid", &zone->uuid, error) || !read_point (reading, object, "position", "x", "y", &zone->at, error))
    return FALSE;
  reading->zone = zone->name;
  if (!read_list (reading, object, "rows", read_row, zone, error) || !read_list (reading, object, "areas", read_area, zone, error))
    return FALSE;
  reading->zone = NULL;
  return TRUE;
}

FoyerSeatingPlan *
foyer_seating_plan_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonObject) object = foyer_json_parse_object_within (text, length, VALUES_MAX, error);
  g_autoptr (FoyerSeatingPlan) plan = foyer_seating_plan_new ("");
  g_autoptr (GHashTable) guids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) categories = g_hash_table_new (g_str_hash, g_str_equal);
  Reading reading = { .plan = plan, .guids = guids, .categories = categories };

  if (object == NULL)
    return NULL;
  if (!json_object_has_member (object, "zones"))
    {
      refuse (&reading, error, "the file holds no zones and so is no seating plan");
      return NULL;
    }
  if (!read_text (&reading, object, "name", &plan->name, error) ||
      !read_point (&reading, object, "size", "width", "height", &plan->size, error) ||
      !read_list (&reading, object, "categories", read_category, NULL, error) ||
      !read_list (&reading, object, "zones", read_zone, NULL, error))
    return NULL;
  return g_steal_pointer (&plan);
}

/* Whole numbers without a point, so that equal plans print equal texts and stay short. */
static JsonNode *
number_node (double number)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  if (number == floor (number))
    json_node_set_int (node, (gint64) number);
  else
    json_node_set_double (node, number);
  return node;
}

static void
add_number (JsonObject *object, const char *name, double number)
{
  json_object_set_member (object, name, number_node (number));
}

static void
add_point (JsonObject *object, const char *name, const char *x, const char *y, FoyerPlanPoint point)
{
  JsonObject *member = json_object_new ();

  add_number (member, x, point.x);
  add_number (member, y, point.y);
  json_object_set_object_member (object, name, member);
}

static void
add_text (JsonObject *object, const char *name, const char *text)
{
  if (*text != '\0')
    json_object_set_string_member (object, name, text);
}

static JsonObject *
seat_object (const FoyerSeatingPlan *plan, const FoyerPlanSeat *seat)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "seat_guid", seat->guid);
  json_object_set_string_member (object, "seat_number", seat->number);
  add_text (object, "uuid", seat->uuid);
  add_point (object, "position", "x", "y", seat->at);
  if (seat->category != FOYER_PLAN_NO_CATEGORY)
    json_object_set_string_member (object, "category", ((FoyerPlanCategory *) plan->categories->pdata[seat->category])->name);
  if (seat->radius != FOYER_PLAN_SEAT_RADIUS)
    add_number (object, "radius", seat->radius);
  if (seat->direction != 0)
    json_object_set_string_member (object, "start_direction", seat->direction == 'b' ? "<>" : seat->direction == '<' ? "<"
                                                                                                                     : ">");
  return object;
}

static JsonObject *
row_object (const FoyerSeatingPlan *plan, const FoyerPlanRow *row)
{
  static const char *const places[] = {
    [FOYER_PLAN_ROW_NAME_NONE] = NULL,
    [FOYER_PLAN_ROW_NAME_START] = "start",
    [FOYER_PLAN_ROW_NAME_END] = "end",
    [FOYER_PLAN_ROW_NAME_BOTH] = "both",
  };
  JsonObject *object = json_object_new ();
  JsonArray  *seats = json_array_sized_new (row->seats->len);

  json_object_set_string_member (object, "row_number", row->number);
  add_text (object, "row_label", row->label);
  add_text (object, "seat_label", row->seat_label);
  add_text (object, "uuid", row->uuid);
  add_point (object, "position", "x", "y", row->at);
  if (places[row->name_at] != NULL)
    json_object_set_string_member (object, "row_number_position", places[row->name_at]);
  for (guint i = 0; i < row->seats->len; i++)
    json_array_add_object_element (seats, seat_object (plan, &g_array_index (row->seats, FoyerPlanSeat, i)));
  json_object_set_array_member (object, "seats", seats);
  return object;
}

static void
add_shape (JsonObject *object, const FoyerPlanArea *area)
{
  JsonObject *shape = json_object_new ();
  JsonArray  *points;

  switch (area->shape)
    {
    case FOYER_PLAN_SHAPE_POLYGON:
      points = json_array_new ();
      for (guint i = 0; i < area->points->len; i++)
        {
          JsonObject *point = json_object_new ();

          add_number (point, "x", g_array_index (area->points, FoyerPlanPoint, i).x);
          add_number (point, "y", g_array_index (area->points, FoyerPlanPoint, i).y);
          json_array_add_object_element (points, point);
        }
      json_object_set_array_member (shape, "points", points);
      break;
    case FOYER_PLAN_SHAPE_RECTANGLE:
      add_number (shape, "width", area->size.x);
      add_number (shape, "height", area->size.y);
      break;
    case FOYER_PLAN_SHAPE_ELLIPSE:
      add_point (shape, "radius", "x", "y", area->size);
      break;
    case FOYER_PLAN_SHAPE_CIRCLE:
      add_number (shape, "radius", area->size.x);
      break;
    case FOYER_PLAN_SHAPE_TEXT:
    default:
      json_object_unref (shape);
      return;
    }
  json_object_set_object_member (object, shapes[area->shape], shape);
}

static JsonObject *
area_object (const FoyerPlanArea *area)
{
  JsonObject *object = json_object_new ();
  JsonObject *text;

  json_object_set_string_member (object, "shape", shapes[area->shape]);
  add_text (object, "uuid", area->uuid);
  json_object_set_string_member (object, "color", area->colour);
  json_object_set_string_member (object, "border_color", area->border_colour);
  add_number (object, "rotation", area->rotation);
  add_point (object, "position", "x", "y", area->at);
  add_shape (object, area);
  if (*area->text != '\0')
    {
      text = json_object_new ();
      json_object_set_string_member (text, "text", area->text);
      add_point (text, "position", "x", "y", area->text_at);
      add_text (text, "color", area->text_colour);
      add_number (text, "size", area->text_size);
      json_object_set_object_member (object, "text", text);
    }
  return object;
}

static JsonObject *
zone_object (const FoyerSeatingPlan *plan, const FoyerPlanZone *zone)
{
  JsonObject *object = json_object_new ();
  JsonArray  *rows = json_array_sized_new (zone->rows->len);
  JsonArray  *areas = json_array_sized_new (zone->areas->len);

  json_object_set_string_member (object, "name", zone->name);
  add_text (object, "zone_id", zone->zone_id);
  add_text (object, "uuid", zone->uuid);
  add_point (object, "position", "x", "y", zone->at);
  for (guint i = 0; i < zone->rows->len; i++)
    json_array_add_object_element (rows, row_object (plan, zone->rows->pdata[i]));
  json_object_set_array_member (object, "rows", rows);
  for (guint i = 0; i < zone->areas->len; i++)
    json_array_add_object_element (areas, area_object (zone->areas->pdata[i]));
  json_object_set_array_member (object, "areas", areas);
  return object;
}

char *
foyer_seating_plan_print (const FoyerSeatingPlan *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonArray *categories = json_array_new ();
  JsonArray *zones = json_array_new ();

  json_object_set_string_member (object, "name", self->name);
  for (guint i = 0; i < self->categories->len; i++)
    {
      const FoyerPlanCategory *category = self->categories->pdata[i];
      JsonObject              *item = json_object_new ();

      json_object_set_string_member (item, "name", category->name);
      add_text (item, "color", category->colour);
      json_array_add_object_element (categories, item);
    }
  json_object_set_array_member (object, "categories", categories);
  add_point (object, "size", "width", "height", self->size);
  for (guint i = 0; i < self->zones->len; i++)
    json_array_add_object_element (zones, zone_object (self, self->zones->pdata[i]));
  json_object_set_array_member (object, "zones", zones);
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}
