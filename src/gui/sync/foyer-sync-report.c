/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-sync-report.h"

#include "foyer-catalogue-store.h"
#include "foyer-event-store.h"
#include "foyer-json.h"

#define CONFLICTS_MAX 200
#define TALLY_MAX 300 /* more than these are only counted */

void
foyer_conflict_report_free (FoyerConflictReport *self)
{
  if (self == NULL)
    return;
  foyer_conflict_free (self->conflict);
  g_free (self->sides[0].gate);
  g_free (self->sides[1].gate);
  g_free (self->field);
  g_free (self->lost);
  g_free (self->kept);
  g_free (self->event);
  g_free (self->zone);
  g_free (self->currency);
  g_free (self);
}

gboolean
foyer_conflict_report_equal (const FoyerConflictReport *self, const FoyerConflictReport *other)
{
  return self->conflict->made_at == other->conflict->made_at && self->conflict->settled_at == other->conflict->settled_at &&
         self->can_retry == other->can_retry && self->can_settle == other->can_settle && self->change_kind == other->change_kind &&
         g_strcmp0 (self->conflict->title, other->conflict->title) == 0 && g_strcmp0 (self->conflict->detail, other->conflict->detail) == 0 &&
         g_strcmp0 (self->kept, other->kept) == 0 && g_strcmp0 (self->event, other->event) == 0;
}

void
foyer_sync_report_free (FoyerSyncReport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_clear_pointer (&self->settled, g_ptr_array_unref);
  g_free (self);
}

/* What one reading keeps at hand. */
typedef struct
{
  FoyerConnection *connection;
  const FoyerId   *device;
  GPtrArray       *refused; /* (element-type FoyerOutboxEntry) */
} Reading;

static void
read_side (FoyerConflictSide *side, JsonObject *detail, const char *name, const FoyerId *here)
{
  JsonNode   *node = json_object_get_member (detail, name);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  FoyerId     device = FOYER_ID_NONE;

  if (object == NULL)
    return;
  foyer_body_id (object, "device", &device);
  side->made_at = foyer_body_integer (object, "made_at", 0);
  side->gate = g_strdup (foyer_body_text (object, "gate"));
  side->here = foyer_id_equal (&device, here);
}

static void
read_admissions (FoyerConflictReport *report, const Reading *reading)
{
  g_autoptr (JsonObject) detail = foyer_json_parse_object (report->conflict->detail, -1, NULL);

  if (detail == NULL)
    return;
  read_side (&report->sides[0], detail, "first", reading->device);
  read_side (&report->sides[1], detail, "second", reading->device);
}

/* Returns: (transfer full): the name of the venue @id; else @id itself */
static char *
name_venue (FoyerConnection *connection, char *id)
{
  g_autoptr (FoyerVenue) venue = NULL;
  FoyerId parsed;

  if (id == NULL || !foyer_id_parse (id, &parsed))
    return id;
  venue = foyer_venue_store_get (connection, &parsed, NULL);
  if (venue == NULL)
    return id;
  g_free (id);
  return g_strdup (venue->name);
}

static gboolean
read_field (FoyerConflictReport *report, const Reading *reading, GError **error)
{
  const char *colon = strstr (report->conflict->detail, ": ");

  if (colon == NULL)
    return TRUE;
  report->field = g_strndup (report->conflict->detail, colon - report->conflict->detail);
  report->lost = g_strdup (colon + 2);
  if (!foyer_catalogue_store_read_value (reading->connection, &report->conflict->subject, report->field, &report->change_kind, &report->kept, error))
    return FALSE;
  if (g_str_equal (report->field, "venue"))
    {
      report->lost = name_venue (reading->connection, report->lost);
      report->kept = name_venue (reading->connection, report->kept);
    }
  return TRUE;
}

static void
read_refused (FoyerConflictReport *report, const Reading *reading)
{
  for (guint i = 0; i < reading->refused->len; i++)
    {
      const FoyerOutboxEntry *entry = reading->refused->pdata[i];
      g_autoptr (FoyerChange) change = NULL;

      if (!foyer_id_equal (&entry->id, &report->conflict->subject))
        continue;
      report->can_retry = TRUE;
      change = foyer_change_parse (entry->line, -1, NULL);
      if (change != NULL)
        report->change_kind = change->kind;
    }
}

/* Returns: FALSE with @error; TRUE and @event none when the conflict concerns no single event */
static gboolean
find_event (FoyerConflictReport *report, const Reading *reading, FoyerId *event, GError **error)
{
  g_autofree char *text = NULL;
  FoyerChangeKind  kind;

  *event = report->conflict->event;
  if (report->kind != FOYER_CONFLICT_MERGED_FIELD)
    return TRUE;
  if (report->change_kind == FOYER_CHANGE_EVENT_EDIT)
    *event = report->conflict->subject;
  else if (report->change_kind == FOYER_CHANGE_CATEGORY_EDIT)
    {
      if (!foyer_catalogue_store_read_value (reading->connection, &report->conflict->subject, "event", &kind, &text, error))
        return FALSE;
      foyer_id_parse (text, event);
    }
  return TRUE;
}

static gboolean
read_event_field (const Reading *reading, const FoyerId *event, const char *field, char **value, GError **error)
{
  FoyerChangeKind kind;

  return foyer_catalogue_store_read_value (reading->connection, event, field, &kind, value, error);
}

static gboolean
read_event (FoyerConflictReport *report, const Reading *reading, GError **error)
{
  FoyerId event;

  return find_event (report, reading, &event, error) &&
         (foyer_id_is_none (&event) ||
          (read_event_field (reading, &event, "title", &report->event, error) &&
           read_event_field (reading, &event, "timezone", &report->zone, error) &&
           read_event_field (reading, &event, "currency", &report->currency, error)));
}

static FoyerConflictKind
kind_of (const char *nick)
{
  if (g_str_equal (nick, "double-admission"))
    return FOYER_CONFLICT_DOUBLE_ADMISSION;
  if (g_str_equal (nick, "double-refund"))
    return FOYER_CONFLICT_DOUBLE_REFUND;
  if (g_str_equal (nick, "merged-field"))
    return FOYER_CONFLICT_MERGED_FIELD;
  if (g_str_equal (nick, "refused-change"))
    return FOYER_CONFLICT_REFUSED_CHANGE;
  if (g_str_equal (nick, "oversold"))
    return FOYER_CONFLICT_OVERSOLD;
  return FOYER_CONFLICT_OTHER;
}

static FoyerConflictReport *
read_conflict (FoyerConflict *conflict, const Reading *reading, GError **error)
{
  g_autoptr (FoyerConflictReport) report = g_new0 (FoyerConflictReport, 1);

  report->conflict = conflict;
  report->kind = kind_of (conflict->kind);
  report->change_kind = FOYER_N_CHANGE_KINDS;
  if (report->kind == FOYER_CONFLICT_DOUBLE_ADMISSION)
    read_admissions (report, reading);
  else if (report->kind == FOYER_CONFLICT_REFUSED_CHANGE)
    read_refused (report, reading);
  else if (report->kind == FOYER_CONFLICT_MERGED_FIELD && !read_field (report, reading, error))
    return NULL;
  if (!read_event (report, reading, error))
    return NULL;
  return g_steal_pointer (&report);
}

static gboolean
read_conflicts (FoyerSyncReport *self, const Reading *reading, GError **error)
{
  g_autoptr (GPtrArray) conflicts = foyer_conflict_store_list (reading->connection, TRUE, CONFLICTS_MAX, error);

  if (conflicts == NULL)
    return FALSE;
  while (conflicts->len > 0)
    {
      FoyerConflictReport *report = read_conflict (g_ptr_array_steal_index (conflicts, 0), reading, error);

      if (report == NULL)
        return FALSE;
      g_ptr_array_add (report->conflict->settled_at != 0 ? self->settled : self->open, report);
    }
  return TRUE;
}

static gboolean
read_outbox (FoyerSyncReport *self, FoyerConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;

  if (!foyer_outbox_store_count (connection, &self->count, error))
    return FALSE;
  self->tallied = self->count.waiting <= TALLY_MAX;
  if (!self->tallied)
    return TRUE;
  entries = foyer_outbox_store_peek (connection, TALLY_MAX, error);
  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (FoyerChange) change = foyer_change_parse (((FoyerOutboxEntry *) entries->pdata[i])->line, -1, NULL);

      if (change != NULL)
        self->tally[change->kind]++;
    }
  return TRUE;
}

gpointer
foyer_sync_report_read (FoyerConnection *connection, gpointer device, GError **error)
{
  g_autoptr (FoyerSyncReport) self = g_new0 (FoyerSyncReport, 1);
  g_autoptr (GPtrArray) refused = foyer_outbox_store_list_refused (connection, error);
  const Reading reading = { connection, device, refused };

  self->open = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_conflict_report_free);
  self->settled = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_conflict_report_free);
  if (refused == NULL || !read_outbox (self, connection, error) || !read_conflicts (self, &reading, error))
    return NULL;
  return g_steal_pointer (&self);
}
