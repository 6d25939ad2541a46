/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-device-message.h"

#include <string.h>

#include "foyer-error.h"
#include "foyer-pair-message.h"
#include "foyer-wire-json.h"

void
foyer_device_report_free (FoyerDeviceReport *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->version);
  g_free (self->gate);
  g_free (self);
}

static JsonObject *
to_object (const FoyerDeviceReport *self)
{
  JsonObject *object = json_object_new ();

  foyer_wire_set_id (object, "id", &self->id);
  json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "version", self->version);
  json_object_set_string_member (object, "role", foyer_role_nick (self->role));
  json_object_set_string_member (object, "gate", self->gate);
  json_object_set_int_member (object, "number", self->number);
  json_object_set_int_member (object, "paired_at", self->paired_at);
  json_object_set_int_member (object, "last_seen", self->last_seen);
  json_object_set_int_member (object, "unsent", self->unsent);
  json_object_set_boolean_member (object, "revoked", self->revoked);
  return object;
}

char *
foyer_device_report_print (const FoyerDeviceReport *self)
{
  return foyer_wire_print (to_object (self));
}

char *
foyer_device_reports_print (GPtrArray *devices)
{
  JsonObject *object = json_object_new ();
  JsonArray  *list = json_array_new ();

  for (guint i = 0; i < devices->len; i++)
    json_array_add_object_element (list, to_object (devices->pdata[i]));
  json_object_set_array_member (object, "devices", list);
  return foyer_wire_print (object);
}

static char *
dup_member (JsonObject *object, const char *field)
{
  const char *text = foyer_body_text (object, field);

  return g_strdup (text != NULL ? text : "");
}

static FoyerDeviceReport *
from_object (JsonObject *object)
{
  g_autoptr (FoyerDeviceReport) self = g_new0 (FoyerDeviceReport, 1);

  self->role = foyer_role_from_nick (foyer_body_text (object, "role"));
  if (!foyer_body_id (object, "id", &self->id) || self->role == FOYER_N_ROLES)
    return NULL;
  self->name = dup_member (object, "name");
  self->version = dup_member (object, "version");
  self->gate = dup_member (object, "gate");
  self->number = CLAMP (foyer_body_integer (object, "number", 0), 0, 100);
  self->paired_at = foyer_body_integer (object, "paired_at", 0);
  self->last_seen = foyer_body_integer (object, "last_seen", 0);
  self->unsent = foyer_body_integer (object, "unsent", 0);
  self->revoked = foyer_body_boolean (object, "revoked", FALSE);
  return g_steal_pointer (&self);
}

/* A device with a role of a newer version is left out; the others are of use. */
static void
read_one (JsonArray *list, guint position, JsonNode *node, gpointer data)
{
  FoyerDeviceReport *report = JSON_NODE_HOLDS_OBJECT (node) ? from_object (json_node_get_object (node)) : NULL;

  if (report != NULL)
    g_ptr_array_add (data, report);
}

GPtrArray *
foyer_device_reports_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) devices = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_device_report_free);
  g_autoptr (JsonObject) object = foyer_wire_parse (text, length, error);
  JsonNode *list;

  if (object == NULL)
    return NULL;
  list = json_object_get_member (object, "devices");
  if (list == NULL || !JSON_NODE_HOLDS_ARRAY (list))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“devices” is missing.");
      return NULL;
    }
  json_array_foreach_element (json_node_get_array (list), read_one, devices);
  return g_steal_pointer (&devices);
}

void
foyer_device_edit_free (FoyerDeviceEdit *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->gate);
  g_free (self);
}

char *
foyer_device_edit_print (const FoyerDeviceEdit *self)
{
  JsonObject *object = json_object_new ();

  if (self->name != NULL)
    json_object_set_string_member (object, "name", self->name);
  if (self->gate != NULL)
    json_object_set_string_member (object, "gate", self->gate);
  if (self->revoke)
    json_object_set_boolean_member (object, "revoked", TRUE);
  return foyer_wire_print (object);
}

/* Returns: FALSE when the member is there and is no text that fits */
static gboolean
read_text (JsonObject *object, const char *field, gsize max, char **text, GError **error)
{
  const char *value = foyer_body_text (object, field);

  if (!json_object_has_member (object, field))
    return TRUE;
  if (value == NULL || strlen (value) > max)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” must be a text of at most %d bytes.", field, (int) max);
      return FALSE;
    }
  *text = g_strstrip (g_strdup (value));
  return TRUE;
}

FoyerDeviceEdit *
foyer_device_edit_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (FoyerDeviceEdit) self = g_new0 (FoyerDeviceEdit, 1);
  g_autoptr (JsonObject) object = foyer_wire_parse (text, length, error);

  if (object == NULL ||
      !read_text (object, "name", FOYER_DEVICE_NAME_MAX, &self->name, error) ||
      !read_text (object, "gate", FOYER_DEVICE_GATE_MAX, &self->gate, error))
    return NULL;
  if (self->name != NULL && *self->name == '\0')
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "A device needs a “name”.");
      return NULL;
    }
  self->revoke = foyer_body_boolean (object, "revoked", FALSE);
  if (json_object_has_member (object, "revoked") && !self->revoke)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“revoked” can only become true; a device that was locked out is paired again.");
      return NULL;
    }
  return g_steal_pointer (&self);
}
