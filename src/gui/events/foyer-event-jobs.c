/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-event-jobs.h"

#include <glib/gi18n.h>

#include "foyer-change-store.h"

#define WEEK (7 * FOYER_DAY)

void
foyer_event_for_edit_free (FoyerEventForEdit *self)
{
  if (self == NULL)
    return;
  foyer_event_summary_free (self->summary);
  g_clear_pointer (&self->venues, g_ptr_array_unref);
  g_free (self);
}

gpointer
foyer_event_job_read (FoyerConnection *connection, gpointer event, GError **error)
{
  g_autoptr (FoyerEventForEdit) self = g_new0 (FoyerEventForEdit, 1);

  self->summary = foyer_event_store_get (connection, event, error);
  if (self->summary == NULL)
    return NULL;
  self->venues = foyer_venue_store_list (connection, error);
  return self->venues != NULL ? g_steal_pointer (&self) : NULL;
}

static FoyerId
new_id (FoyerConnection *connection)
{
  return foyer_id_generate (foyer_connection_now (connection), foyer_connection_random (connection));
}

/* Ids are in order of time, so the highest is the youngest. */
static char *
last_currency (GPtrArray *events)
{
  const FoyerEvent *last = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      const FoyerEvent *event = ((FoyerEventSummary *) events->pdata[i])->event;

      if (last == NULL || foyer_id_compare (&event->id, &last->id) > 0)
        last = event;
    }
  return g_strdup (last != NULL && *last->currency != '\0' ? last->currency : "EUR");
}

gpointer
foyer_event_job_create (FoyerConnection *connection, gpointer timezone, GError **error)
{
  g_autoptr (GPtrArray) events = foyer_event_store_list (connection, error);
  g_autoptr (FoyerChange) change = NULL;
  g_autofree char *currency = NULL;
  FoyerId          id;

  if (events == NULL)
    return NULL;
  id = new_id (connection);
  currency = last_currency (events);
  change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &id);
  foyer_change_set_text (change, "title", "");
  foyer_change_set_text (change, "status", foyer_event_status_nick (FOYER_EVENT_DRAFT));
  foyer_change_set_text (change, "timezone", timezone);
  foyer_change_set_text (change, "currency", currency);
  foyer_change_set_integer (change, "number", foyer_event_store_next_number (connection));
  if (!foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error))
    return NULL;
  return g_memdup2 (&id, sizeof id);
}

static gint64
week_later (FoyerTime time)
{
  return time != 0 ? time + WEEK : 0;
}

static FoyerChange *
copy_event (FoyerConnection *connection, const FoyerEvent *event, const FoyerId *id)
{
  FoyerChange *change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, id);
  /* Translators: the title of the copy of an event; “%s” is the title of the event */
  g_autofree char *title = g_strdup_printf (_ ("%s (Copy)"), event->title);

  foyer_change_set_text (change, "title", title);
  foyer_change_set_text (change, "description", event->description);
  foyer_change_set_text (change, "organizer", event->organizer);
  foyer_change_set_text (change, "timezone", event->timezone);
  foyer_change_set_text (change, "currency", event->currency);
  foyer_change_set_text (change, "tags", event->tags);
  foyer_change_set_text (change, "status", foyer_event_status_nick (FOYER_EVENT_DRAFT));
  foyer_change_set_id (change, "venue", &event->venue);
  foyer_change_set_integer (change, "starts", week_later (event->starts));
  foyer_change_set_integer (change, "ends", week_later (event->ends));
  foyer_change_set_integer (change, "doors", week_later (event->doors));
  foyer_change_set_integer (change, "capacity", event->capacity);
  foyer_change_set_integer (change, "low_percent", event->low_percent);
  foyer_change_set_integer (change, "critical_percent", event->critical_percent);
  foyer_change_set_boolean (change, "reentry", event->reentry);
  foyer_change_set_integer (change, "number", foyer_event_store_next_number (connection));
  return change;
}

static FoyerChange *
copy_category (FoyerConnection *connection, const FoyerCategory *category, const FoyerId *event)
{
  FoyerId      id = new_id (connection);
  FoyerChange *change = foyer_change_new (FOYER_CHANGE_CATEGORY_EDIT, &id);

  foyer_change_set_id (change, "event", event);
  foyer_change_set_text (change, "name", category->name);
  foyer_change_set_text (change, "colour", category->colour);
  foyer_change_set_text (change, "benefits", category->benefits);
  foyer_change_set_integer (change, "price", category->price);
  foyer_change_set_integer (change, "vat_rate", category->vat_rate);
  foyer_change_set_integer (change, "capacity", category->capacity);
  foyer_change_set_integer (change, "sale_from", week_later (category->sale_from));
  foyer_change_set_integer (change, "sale_until", week_later (category->sale_until));
  foyer_change_set_integer (change, "min_per_order", MAX (category->min_per_order, 1));
  foyer_change_set_integer (change, "max_per_order", category->max_per_order);
  foyer_change_set_integer (change, "position", category->position);
  foyer_change_set_text (change, "status", foyer_category_status_nick (category->status));
  return change;
}

gpointer
foyer_event_job_duplicate (FoyerConnection *connection, gpointer event, GError **error)
{
  g_autoptr (FoyerEventSummary) original = foyer_event_store_get (connection, event, error);
  g_autoptr (FoyerChange) change = NULL;
  FoyerId id;

  if (original == NULL)
    return NULL;
  id = new_id (connection);
  change = copy_event (connection, original->event, &id);
  if (!foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error))
    return NULL;
  for (guint i = 0; i < original->categories->len; i++)
    {
      g_autoptr (FoyerChange) category = copy_category (connection, ((FoyerCategorySummary *) original->categories->pdata[i])->category, &id);

      if (!foyer_change_store_apply (connection, category, FOYER_ORIGIN_HERE, error))
        return NULL;
    }
  return g_memdup2 (&id, sizeof id);
}
