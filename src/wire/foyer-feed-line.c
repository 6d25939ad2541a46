/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-feed-line.h"

#include "foyer-error.h"
#include "foyer-wire-json.h"

void
foyer_feed_line_free (FoyerFeedLine *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->change, foyer_change_unref);
  foyer_sale_fact_free (self->sale);
  g_free (self->problem);
  g_free (self->gate);
  g_free (self);
}

FoyerFeedLine *
foyer_feed_line_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (FoyerFeedLine) self = g_new0 (FoyerFeedLine, 1);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GError) problem = NULL;

  self->sale = foyer_sale_fact_read (text, length);
  if (self->sale != NULL && self->sale->rev > 0)
    {
      self->type = FOYER_FEED_SALE;
      self->rev = self->sale->rev;
      return g_steal_pointer (&self);
    }
  g_clear_pointer (&self->sale, foyer_sale_fact_free);
  object = foyer_wire_parse (text, length, error);
  if (object == NULL)
    return NULL;
  if (json_object_has_member (object, "checkpoint"))
    {
      self->type = FOYER_FEED_CHECKPOINT;
      self->rev = foyer_body_integer (object, "checkpoint", -1);
      self->head = foyer_body_integer (object, "head", self->rev);
      self->gate = g_strdup (foyer_body_text (object, "gate"));
      if (self->rev >= 0)
        return g_steal_pointer (&self);
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The checkpoint of the feed is no number.");
      return NULL;
    }
  self->rev = foyer_body_integer (object, "rev", 0);
  if (self->rev <= 0)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "A line of the feed has no “rev”.");
      return NULL;
    }
  self->change = foyer_change_from_json (object, &problem);
  if (self->change == NULL)
    {
      self->type = FOYER_FEED_UNUSABLE;
      self->problem = g_strdup (problem->message);
    }
  return g_steal_pointer (&self);
}

static void
append_id (GString *text, const char *name, const FoyerId *id)
{
  char printed[FOYER_ID_TEXT_LENGTH + 1] = "";

  if (!foyer_id_is_none (id))
    foyer_id_print (id, printed);
  g_string_append (text, name);
  g_string_append (text, printed);
  g_string_append_c (text, '"');
}

void
foyer_feed_append_change (GString *text, gint64 rev, const FoyerId *id, const char *kind, const FoyerId *subject, FoyerTime made_at, const FoyerId *device, const char *body)
{
  g_string_append_printf (text, "{\"rev\":%" G_GINT64_FORMAT, rev);
  append_id (text, ",\"id\":\"", id);
  g_string_append_printf (text, ",\"kind\":\"%s\"", kind);
  append_id (text, ",\"subject\":\"", subject);
  g_string_append_printf (text, ",\"made_at\":%" G_GINT64_FORMAT, made_at);
  append_id (text, ",\"device\":\"", device);
  g_string_append (text, ",\"body\":");
  g_string_append (text, body);
  g_string_append (text, "}\n");
}

void
foyer_feed_append_checkpoint (GString *text, gint64 rev, gint64 head, const char *gate)
{
  JsonObject      *object = json_object_new ();
  g_autofree char *line = NULL;

  json_object_set_int_member (object, "checkpoint", rev);
  json_object_set_int_member (object, "head", head);
  if (gate != NULL)
    json_object_set_string_member (object, "gate", gate);
  line = foyer_wire_print (object);
  g_string_append (text, line);
  g_string_append_c (text, '\n');
}

char *
foyer_live_print (gint64 head)
{
  return g_strdup_printf ("{\"rev\":%" G_GINT64_FORMAT "}", head);
}

gint64
foyer_live_parse (const char *text, gsize length)
{
  g_autoptr (JsonObject) object = foyer_wire_parse (text, length, NULL);

  return object != NULL ? MAX (foyer_body_integer (object, "rev", 0), 0) : 0;
}
