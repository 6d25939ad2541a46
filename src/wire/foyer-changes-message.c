/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-changes-message.h"

#include "foyer-error.h"
#include "foyer-wire-json.h"

void
foyer_offer_free (FoyerOffer *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->change, foyer_change_unref);
  g_free (self->code);
  g_free (self->problem);
  g_free (self);
}

char *
foyer_changes_print (GPtrArray *bodies)
{
  GString *text = g_string_new ("{\"changes\":[");

  for (guint i = 0; i < bodies->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      g_string_append (text, bodies->pdata[i]);
    }
  g_string_append (text, "]}");
  return g_string_free_and_steal (text);
}

static FoyerOffer *
read_offer (JsonNode *node)
{
  FoyerOffer *offer = g_new0 (FoyerOffer, 1);
  g_autoptr (GError) error = NULL;
  JsonObject *object;
  const char *kind;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      offer->code = g_strdup ("invalid");
      offer->problem = g_strdup ("A change must be a JSON object.");
      return offer;
    }
  object = json_node_get_object (node);
  foyer_body_id (object, "id", &offer->id);
  offer->change = foyer_change_from_json (object, &error);
  if (offer->change != NULL)
    return offer;
  kind = foyer_body_text (object, "kind");
  if (kind != NULL && foyer_change_kind_from_nick (kind) == FOYER_N_CHANGE_KINDS)
    offer->code = g_strdup ("unknown-kind");
  else
    offer->code = g_strdup ("invalid");
  offer->problem = g_strdup (error->message);
  return offer;
}

static JsonArray *
require_list (JsonObject *object, const char *field, GError **error)
{
  JsonNode *node = json_object_get_member (object, field);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” is missing or not a list.", field);
  return NULL;
}

GPtrArray *
foyer_changes_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonObject) object = foyer_wire_parse (text, length, error);
  GPtrArray *offers;
  JsonArray *list;

  if (object == NULL)
    return NULL;
  list = require_list (object, "changes", error);
  if (list == NULL)
    return NULL;
  if (json_array_get_length (list) > FOYER_CHANGES_MAX)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID,
                   "“changes” holds %u changes; at most %d may be sent at once.", json_array_get_length (list), FOYER_CHANGES_MAX);
      return NULL;
    }
  offers = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_offer_free);
  for (guint i = 0; i < json_array_get_length (list); i++)
    g_ptr_array_add (offers, read_offer (json_array_get_element (list, i)));
  return offers;
}

FoyerChangeVerdict *
foyer_change_verdict_new_accepted (const FoyerId *id, gint64 rev, gboolean duplicate)
{
  FoyerChangeVerdict *self = g_new0 (FoyerChangeVerdict, 1);

  self->id = *id;
  self->rev = rev;
  self->accepted = TRUE;
  self->duplicate = duplicate;
  return self;
}

FoyerChangeVerdict *
foyer_change_verdict_new_refused (const FoyerId *id, const char *code, const char *reason)
{
  FoyerChangeVerdict *self = g_new0 (FoyerChangeVerdict, 1);

  self->id = *id;
  self->code = g_strdup (code);
  self->reason = g_strdup (reason);
  return self;
}

void
foyer_change_verdict_free (FoyerChangeVerdict *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->reason);
  g_free (self);
}

static JsonObject *
verdict_to_json (const FoyerChangeVerdict *verdict)
{
  JsonObject *object = json_object_new ();

  foyer_wire_set_id (object, "id", &verdict->id);
  json_object_set_string_member (object, "result", verdict->accepted ? "accepted" : "refused");
  if (verdict->accepted)
    {
      json_object_set_int_member (object, "rev", verdict->rev);
      if (verdict->duplicate)
        json_object_set_boolean_member (object, "duplicate", TRUE);
    }
  else
    {
      json_object_set_string_member (object, "code", verdict->code);
      json_object_set_string_member (object, "reason", verdict->reason);
    }
  return object;
}

char *
foyer_change_verdicts_print (GPtrArray *verdicts, gint64 head)
{
  JsonObject *object = json_object_new ();
  JsonArray  *list = json_array_new ();

  for (guint i = 0; i < verdicts->len; i++)
    json_array_add_object_element (list, verdict_to_json (verdicts->pdata[i]));
  json_object_set_array_member (object, "results", list);
  json_object_set_int_member (object, "head", head);
  return foyer_wire_print (object);
}

static FoyerChangeVerdict *
read_verdict (JsonNode *node, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *result = object != NULL ? foyer_body_text (object, "result") : NULL;
  const char *code;
  const char *reason;
  FoyerId     id;
  gint64      rev;

  if (result == NULL)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The answer to a change has no “result”.");
      return NULL;
    }
  foyer_body_id (object, "id", &id);
  if (g_str_equal (result, "accepted"))
    {
      rev = foyer_body_integer (object, "rev", 0);
      if (rev > 0 && !foyer_id_is_none (&id))
        return foyer_change_verdict_new_accepted (&id, rev, foyer_body_boolean (object, "duplicate", FALSE));
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "An accepted change came back without its id or “rev”.");
      return NULL;
    }
  if (g_str_equal (result, "refused"))
    {
      code = foyer_body_text (object, "code");
      reason = foyer_body_text (object, "reason");
      return foyer_change_verdict_new_refused (&id, code != NULL ? code : "refused", reason != NULL ? reason : "The platform gave no reason.");
    }
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The answer to a change is neither “accepted” nor “refused”.");
  return NULL;
}

GPtrArray *
foyer_change_verdicts_parse (const char *text, gsize length, gint64 *head, GError **error)
{
  g_autoptr (JsonObject) object = foyer_wire_parse (text, length, error);
  g_autoptr (GPtrArray) verdicts = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_change_verdict_free);
  JsonArray *list;

  if (object == NULL)
    return NULL;
  list = require_list (object, "results", error);
  if (list == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      FoyerChangeVerdict *verdict = read_verdict (json_array_get_element (list, i), error);

      if (verdict == NULL)
        return NULL;
      g_ptr_array_add (verdicts, verdict);
    }
  if (head != NULL)
    *head = foyer_body_integer (object, "head", 0);
  return g_steal_pointer (&verdicts);
}
