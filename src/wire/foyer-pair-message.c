/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-pair-message.h"

#include "foyer-error.h"
#include "foyer-wire-json.h"

#define TOKEN_MAX 200
#define NUMBER_MAX 99

FoyerPairRequest *
foyer_pair_request_new (const char *token, const FoyerId *device, const char *name, const char *version)
{
  FoyerPairRequest *self = g_new0 (FoyerPairRequest, 1);

  self->token = g_strdup (token);
  self->device = *device;
  self->name = g_strdup (name);
  self->version = g_strdup (version != NULL ? version : "");
  return self;
}

void
foyer_pair_request_free (FoyerPairRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->token);
  g_free (self->name);
  g_free (self->version);
  g_free (self);
}

char *
foyer_pair_request_print (const FoyerPairRequest *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "token", self->token);
  foyer_wire_set_id (object, "device", &self->device);
  json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "version", self->version);
  return foyer_wire_print (object);
}

FoyerPairRequest *
foyer_pair_request_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonObject) object = foyer_wire_parse (text, length, error);
  const char *token;
  const char *name;
  const char *version;
  FoyerId     device;

  if (object == NULL)
    return NULL;
  token = foyer_wire_require_text (object, "token", TOKEN_MAX, error);
  if (token == NULL)
    return NULL;
  name = foyer_wire_require_text (object, "name", FOYER_DEVICE_NAME_MAX, error);
  if (name == NULL || !foyer_wire_require_id (object, "device", &device, error))
    return NULL;
  version = foyer_body_text (object, "version");
  if (version != NULL && *version != '\0' && foyer_wire_require_text (object, "version", FOYER_DEVICE_NAME_MAX, error) == NULL)
    return NULL;
  return foyer_pair_request_new (token, &device, name, version);
}

FoyerPairAnswer *
foyer_pair_answer_new (void)
{
  return g_new0 (FoyerPairAnswer, 1);
}

void
foyer_pair_answer_free (FoyerPairAnswer *self)
{
  if (self == NULL)
    return;
  g_free (self->access_token);
  g_free (self->gate);
  g_free (self->organization_name);
  g_free (self);
}

char *
foyer_pair_answer_print (const FoyerPairAnswer *self)
{
  JsonObject *object = json_object_new ();

  foyer_wire_set_id (object, "device", &self->device);
  json_object_set_string_member (object, "access_token", self->access_token);
  json_object_set_string_member (object, "role", foyer_role_nick (self->role));
  json_object_set_int_member (object, "number", self->number);
  json_object_set_string_member (object, "gate", self->gate != NULL ? self->gate : "");
  foyer_wire_set_id (object, "organization", &self->organization);
  json_object_set_string_member (object, "organization_name", self->organization_name != NULL ? self->organization_name : "");
  return foyer_wire_print (object);
}

FoyerPairAnswer *
foyer_pair_answer_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonObject) object = foyer_wire_parse (text, length, error);
  g_autoptr (FoyerPairAnswer) self = foyer_pair_answer_new ();
  const char *value;

  if (object == NULL)
    return NULL;
  value = foyer_wire_require_text (object, "access_token", TOKEN_MAX, error);
  if (value == NULL)
    return NULL;
  self->access_token = g_strdup (value);
  if (!foyer_wire_require_id (object, "device", &self->device, error) ||
      !foyer_wire_require_id (object, "organization", &self->organization, error))
    return NULL;
  self->role = foyer_role_from_nick (foyer_body_text (object, "role"));
  if (self->role == FOYER_N_ROLES)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“role” is missing or not known here.");
      return NULL;
    }
  self->number = CLAMP (foyer_body_integer (object, "number", 0), 0, NUMBER_MAX + 1);
  if (self->number < 1 || self->number > NUMBER_MAX)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“number” is not between 1 and %d.", NUMBER_MAX);
      return NULL;
    }
  value = foyer_body_text (object, "gate");
  self->gate = g_strdup (value != NULL ? value : "");
  value = foyer_body_text (object, "organization_name");
  self->organization_name = g_strdup (value != NULL ? value : "");
  return g_steal_pointer (&self);
}
