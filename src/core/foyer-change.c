/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-change.h"

#include <string.h>

#include "foyer-error.h"
#include "foyer-json.h"
#include "foyer-nick.h"

static const char *const kind_nicks[FOYER_N_CHANGE_KINDS] = {
  [FOYER_CHANGE_VENUE_EDIT] = "venue.edit",
  [FOYER_CHANGE_EVENT_EDIT] = "event.edit",
  [FOYER_CHANGE_CATEGORY_EDIT] = "category.edit",
  [FOYER_CHANGE_GATE_EDIT] = "gate.edit",
  [FOYER_CHANGE_CASHIER_EDIT] = "cashier.edit",
  [FOYER_CHANGE_LAYOUT_EDIT] = "layout.edit",
  [FOYER_CHANGE_PLAN_EDIT] = "plan.edit",
  [FOYER_CHANGE_PICTURE_EDIT] = "picture.edit",
  [FOYER_CHANGE_ATTENDEE_EDIT] = "attendee.edit",
  [FOYER_CHANGE_ORDER_SALE] = "order.sale",
  [FOYER_CHANGE_ORDER_PAYMENT] = "order.payment",
  [FOYER_CHANGE_ORDER_REFUND] = "order.refund",
  [FOYER_CHANGE_TICKET_SCAN] = "ticket.scan",
  [FOYER_CHANGE_TICKET_UNDO] = "ticket.undo",
  [FOYER_CHANGE_TICKET_BLOCK] = "ticket.block",
  [FOYER_CHANGE_TICKET_REPRINT] = "ticket.reprint",
  [FOYER_CHANGE_TICKET_PRINTED] = "ticket.printed",
  [FOYER_CHANGE_CONFLICT_SETTLE] = "conflict.settle",
  [FOYER_CHANGE_KEY_ADD] = "key.add",
  [FOYER_CHANGE_KEY_REVOKE] = "key.revoke",
  [FOYER_CHANGE_ORDER_REFUND_REQUEST] = "order.refund-request",
  [FOYER_CHANGE_ORDER_REFUND_DECLINE] = "order.refund-decline",
  [FOYER_CHANGE_SHIFT_OPEN] = "shift.open",
  [FOYER_CHANGE_SHIFT_CASH] = "shift.cash",
  [FOYER_CHANGE_SHIFT_HAND_OVER] = "shift.hand-over",
  [FOYER_CHANGE_SHIFT_CLOSE] = "shift.close",
  [FOYER_CHANGE_SHIPMENT_OPEN] = "shipment.open",
  [FOYER_CHANGE_STOCK_HOLD] = "stock.hold",
  [FOYER_CHANGE_STOCK_RELEASE] = "stock.release",
};

FoyerChange *
foyer_change_new (FoyerChangeKind kind, const FoyerId *subject)
{
  FoyerChange *self = g_atomic_rc_box_new0 (FoyerChange);

  self->kind = kind;
  if (subject != NULL)
    self->subject = *subject;
  self->body = json_object_new ();
  return self;
}

FoyerChange *
foyer_change_ref (FoyerChange *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
change_clear (gpointer data)
{
  json_object_unref (((FoyerChange *) data)->body);
}

void
foyer_change_unref (FoyerChange *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, change_clear);
}

void
foyer_change_set_text (FoyerChange *self, const char *field, const char *value)
{
  json_object_set_string_member (self->body, field, value != NULL ? value : "");
}

void
foyer_change_set_integer (FoyerChange *self, const char *field, gint64 value)
{
  json_object_set_int_member (self->body, field, value);
}

void
foyer_change_set_real (FoyerChange *self, const char *field, double value)
{
  json_object_set_double_member (self->body, field, value);
}

void
foyer_change_set_boolean (FoyerChange *self, const char *field, gboolean value)
{
  json_object_set_boolean_member (self->body, field, value);
}

static void
set_id (JsonObject *object, const char *field, const FoyerId *value)
{
  char text[FOYER_ID_TEXT_LENGTH + 1] = "";

  if (value != NULL && !foyer_id_is_none (value))
    foyer_id_print (value, text);
  json_object_set_string_member (object, field, text);
}

void
foyer_change_set_id (FoyerChange *self, const char *field, const FoyerId *value)
{
  set_id (self->body, field, value);
}

static JsonNode *
value_of (JsonObject *body, const char *field, GType type)
{
  JsonNode *node = json_object_get_member (body, field);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type ? node : NULL;
}

const char *
foyer_body_text (JsonObject *body, const char *field)
{
  JsonNode *node = value_of (body, field, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

gint64
foyer_body_integer (JsonObject *body, const char *field, gint64 fallback)
{
  JsonNode *node = value_of (body, field, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : fallback;
}

gboolean
foyer_body_boolean (JsonObject *body, const char *field, gboolean fallback)
{
  JsonNode *node = value_of (body, field, G_TYPE_BOOLEAN);

  return node != NULL ? json_node_get_boolean (node) : fallback;
}

gboolean
foyer_body_id (JsonObject *body, const char *field, FoyerId *id)
{
  return foyer_id_parse (foyer_body_text (body, field), id) && !foyer_id_is_none (id);
}

const char *
foyer_change_kind_nick (FoyerChangeKind kind)
{
  g_return_val_if_fail (kind < FOYER_N_CHANGE_KINDS, "");

  return kind_nicks[kind];
}

FoyerChangeKind
foyer_change_kind_from_nick (const char *nick)
{
  return foyer_nick_find (kind_nicks, FOYER_N_CHANGE_KINDS, nick, FOYER_N_CHANGE_KINDS);
}

gboolean
foyer_change_kind_merges (FoyerChangeKind kind)
{
  return kind <= FOYER_CHANGE_ATTENDEE_EDIT;
}

static gboolean
refuse (GError **error, const char *field, const char *reason)
{
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” %s", field, reason);
  return FALSE;
}

static gboolean validate_body (JsonObject *body, const FoyerField *fields, GError **error);

static gboolean
validate_list (JsonNode *node, const FoyerField *field, GError **error)
{
  JsonArray *list;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, field->name, "is not a list");
  list = json_node_get_array (node);
  if (json_array_get_length (list) < field->min || json_array_get_length (list) > field->max)
    return refuse (error, field->name, "has too few or too many entries");
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *item = json_array_get_element (list, i);

      if (!JSON_NODE_HOLDS_OBJECT (item))
        return refuse (error, field->name, "has an entry that is not an object");
      if (!validate_body (json_node_get_object (item), field->items, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
validate_field (JsonNode *node, const FoyerField *field, GError **error)
{
  GType   type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  FoyerId id;

  switch (field->type)
    {
    case FOYER_FIELD_TEXT:
      if (type != G_TYPE_STRING)
        return refuse (error, field->name, "is not a text");
      if (strlen (json_node_get_string (node)) > (gsize) field->max)
        return refuse (error, field->name, "is too long");
      if (strlen (json_node_get_string (node)) < (gsize) field->min)
        return refuse (error, field->name, "is empty or too short");
      if (!g_utf8_validate (json_node_get_string (node), -1, NULL))
        return refuse (error, field->name, "is not UTF-8");
      return TRUE;
    case FOYER_FIELD_INTEGER:
      if (type != G_TYPE_INT64)
        return refuse (error, field->name, "is not a whole number");
      if (json_node_get_int (node) < field->min || json_node_get_int (node) > field->max)
        return refuse (error, field->name, "is out of bounds");
      return TRUE;
    case FOYER_FIELD_REAL:
      if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
        return refuse (error, field->name, "is not a number");
      if (!(json_node_get_double (node) >= field->min && json_node_get_double (node) <= field->max))
        return refuse (error, field->name, "is out of bounds");
      return TRUE;
    case FOYER_FIELD_BOOLEAN:
      return type == G_TYPE_BOOLEAN || refuse (error, field->name, "is neither true nor false");
    case FOYER_FIELD_ID:
      if (type != G_TYPE_STRING)
        return refuse (error, field->name, "is not an id");
      if (*json_node_get_string (node) == '\0' && !field->required)
        return TRUE;
      if (!foyer_id_parse (json_node_get_string (node), &id) || (field->required && foyer_id_is_none (&id)))
        return refuse (error, field->name, "is not an id");
      return TRUE;
    case FOYER_FIELD_LIST:
      return validate_list (node, field, error);
    case FOYER_FIELD_OBJECT:
      if (!JSON_NODE_HOLDS_OBJECT (node))
        return refuse (error, field->name, "is not an object");
      return validate_body (json_node_get_object (node), field->items, error);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
validate_body (JsonObject *body, const FoyerField *fields, GError **error)
{
  for (const FoyerField *field = fields; field->name != NULL; field++)
    {
      JsonNode *node = json_object_get_member (body, field->name);

      if (node == NULL)
        {
          if (field->required)
            return refuse (error, field->name, "is missing");
        }
      else if (!validate_field (node, field, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
foyer_change_validate (const FoyerChange *self, GError **error)
{
  g_return_val_if_fail (self->kind < FOYER_N_CHANGE_KINDS, FALSE);

  if (foyer_id_is_none (&self->subject) && self->kind != FOYER_CHANGE_TICKET_SCAN)
    return refuse (error, "subject", "is missing");
  return validate_body (self->body, foyer_change_kind_fields (self->kind), error);
}

/* The envelope around the body; `kind` is asked for first, since it chooses the body's rules. */
static const FoyerField envelope_fields[] = {
  { "id", FOYER_FIELD_ID, TRUE, 0, 0, NULL },
  { "subject", FOYER_FIELD_ID, FALSE, 0, 0, NULL },
  { "device", FOYER_FIELD_ID, FALSE, 0, 0, NULL },
  { "made_at", FOYER_FIELD_INTEGER, TRUE, 1, FOYER_TIME_MAX, NULL },
  { "rev", FOYER_FIELD_INTEGER, FALSE, 0, G_MAXINT64, NULL },
  { NULL },
};

FoyerChange *
foyer_change_from_json (JsonObject *object, GError **error)
{
  g_autoptr (FoyerChange) self = NULL;
  FoyerChangeKind kind = foyer_change_kind_from_nick (foyer_body_text (object, "kind"));
  JsonNode       *body = json_object_get_member (object, "body");

  if (kind == FOYER_N_CHANGE_KINDS)
    {
      refuse (error, "kind", "is not known here");
      return NULL;
    }
  if (!validate_body (object, envelope_fields, error))
    return NULL;
  if (body == NULL || !JSON_NODE_HOLDS_OBJECT (body))
    {
      refuse (error, "body", "is missing or no object");
      return NULL;
    }
  self = foyer_change_new (kind, NULL);
  foyer_body_id (object, "id", &self->id);
  foyer_body_id (object, "subject", &self->subject);
  foyer_body_id (object, "device", &self->device);
  self->made_at = foyer_body_integer (object, "made_at", 0);
  self->rev = foyer_body_integer (object, "rev", 0);
  json_object_unref (self->body);
  self->body = json_node_dup_object (body);
  if (!foyer_change_validate (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

FoyerChange *
foyer_change_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonObject) object = foyer_json_parse_object (text, length, error);

  return object != NULL ? foyer_change_from_json (object, error) : NULL;
}

char *
foyer_change_print (const FoyerChange *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  if (self->rev != 0)
    json_object_set_int_member (object, "rev", self->rev);
  set_id (object, "id", &self->id);
  json_object_set_string_member (object, "kind", foyer_change_kind_nick (self->kind));
  set_id (object, "subject", &self->subject);
  json_object_set_int_member (object, "made_at", self->made_at);
  set_id (object, "device", &self->device);
  json_object_set_object_member (object, "body", json_object_ref (self->body));
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}
