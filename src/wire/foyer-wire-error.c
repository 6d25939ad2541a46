/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-wire-error.h"

#include "foyer-change.h"
#include "foyer-error.h"
#include "foyer-wire-json.h"

#define PLATFORM_NAME "foyer-platform"

FoyerWireError *
foyer_wire_error_new (int status, const char *code, const char *message, const char *details)
{
  FoyerWireError *self = g_new0 (FoyerWireError, 1);

  self->status = status;
  self->code = g_strdup (code);
  self->message = g_strdup (message);
  self->details = g_strdup (details != NULL ? details : "");
  return self;
}

void
foyer_wire_error_free (FoyerWireError *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->message);
  g_free (self->details);
  g_free (self);
}

char *
foyer_wire_error_print (const FoyerWireError *self, const char *request_id)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "statusCode", self->status);
  json_object_set_string_member (object, "error", self->code);
  json_object_set_string_member (object, "message", self->message);
  json_object_set_string_member (object, "details", self->details);
  if (request_id != NULL)
    json_object_set_string_member (object, "requestId", request_id);
  return foyer_wire_print (object);
}

FoyerWireError *
foyer_wire_error_parse (const char *text, gsize length)
{
  g_autoptr (JsonObject) object = foyer_wire_parse (text, length, NULL);
  const char *code;
  const char *message;

  if (object == NULL)
    return NULL;
  code = foyer_body_text (object, "error");
  message = foyer_body_text (object, "message");
  if (code == NULL || message == NULL)
    return NULL;
  return foyer_wire_error_new (CLAMP (foyer_body_integer (object, "statusCode", 0), 0, 999),
                               code, message, foyer_body_text (object, "details"));
}

char *
foyer_health_print (const char *version)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "status", "ok");
  json_object_set_string_member (object, "name", PLATFORM_NAME);
  json_object_set_string_member (object, "version", version);
  return foyer_wire_print (object);
}

char *
foyer_health_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonObject) object = foyer_wire_parse (text, length, error);
  const char *version;

  if (object == NULL)
    return NULL;
  version = foyer_body_text (object, "version");
  if (g_strcmp0 (foyer_body_text (object, "name"), PLATFORM_NAME) == 0 && version != NULL)
    return g_strdup (version);
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "What answers there is not a Foyer platform.");
  return NULL;
}
