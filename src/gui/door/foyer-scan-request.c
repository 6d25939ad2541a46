/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-scan-request.h"

#include "foyer-conflict-store.h"
#include "foyer-wedge-layout.h"

/* The list is a look back, not the log: what matters is the last few. */
#define RECENT_SCANS 30
#define CONFLICTS_READ 200

FoyerScanRequest *
foyer_scan_request_new (const FoyerId *event, const char *code, const char *gate, FoyerScanMode mode)
{
  FoyerScanRequest *self = g_new0 (FoyerScanRequest, 1);

  self->event = *event;
  self->code = g_strdup (code);
  self->gate = g_strdup (gate);
  self->mode = mode;
  return self;
}

void
foyer_scan_request_free (FoyerScanRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->gate);
  g_free (self->staff);
  g_free (self->reason);
  g_clear_pointer (&self->also, g_array_unref);
  g_clear_pointer (&self->answered, g_array_unref);
  g_free (self);
}

gboolean
foyer_scan_is_answered (GArray *answered, const FoyerId *ticket)
{
  for (guint i = 0; answered != NULL && i < answered->len; i++)
    if (foyer_id_equal (&g_array_index (answered, FoyerId, i), ticket))
      return TRUE;
  return FALSE;
}

/* A barcode scanner that nobody has trained may play the keys of another
 * keyboard. What it meant counts only if it is known here.
 */
static char *
find_meant (FoyerConnection *connection, const FoyerScanRequest *self, GError **error)
{
  g_auto (GStrv) guesses = NULL;
  GError *local_error = NULL;

  if (self->method != FOYER_SCAN_BY_SCANNER || foyer_admission_store_knows (connection, self->code, &local_error) || local_error != NULL)
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      return g_strdup (self->code);
    }
  guesses = foyer_wedge_layout_guess (self->code);
  for (guint i = 0; guesses[i] != NULL && local_error == NULL; i++)
    if (foyer_admission_store_knows (connection, guesses[i], &local_error))
      return g_strdup (guesses[i]);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return g_strdup (self->code);
}

gpointer
foyer_scan_request_run (FoyerConnection *connection, gpointer data, GError **error)
{
  const FoyerScanRequest *self = data;
  g_autoptr (GError) local_error = NULL;
  g_autofree char      *meant = find_meant (connection, self, &local_error);
  FoyerAdmissionRequest request = {
    .event = self->event,
    .also = self->also != NULL ? (const FoyerId *) (gpointer) self->also->data : NULL,
    .n_also = self->also != NULL ? self->also->len : 0,
    .code = meant,
    .gate = self->gate,
    .mode = self->mode,
    .method = self->method,
    .staff = self->staff,
    .reason = self->reason,
    .now = self->now,
  };

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (self->answered != NULL && self->answered->len > 0)
    {
      FoyerAdmissionRequest look = request;
      g_autoptr (FoyerAdmission) seen = NULL;

      look.mode = FOYER_SCAN_INFO;
      seen = foyer_admission_store_admit (connection, &look, error);
      if (seen == NULL || foyer_scan_is_answered (self->answered, &seen->ticket))
        return g_steal_pointer (&seen);
    }
  return foyer_admission_store_admit (connection, &request, error);
}

void
foyer_door_state_free (FoyerDoorState *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->recent, g_ptr_array_unref);
  foyer_door_count_clear (&self->count);
  g_free (self->conflict);
  g_free (self);
}

FoyerDoorQuery *
foyer_door_query_new (const FoyerId *event, GArray *also, FoyerTime now)
{
  FoyerDoorQuery *self = g_new0 (FoyerDoorQuery, 1);

  self->events = g_array_new (FALSE, FALSE, sizeof (FoyerId));
  g_array_append_vals (self->events, event, 1);
  if (also != NULL)
    g_array_append_vals (self->events, also->data, also->len);
  self->now = now;
  return self;
}

void
foyer_door_query_free (FoyerDoorQuery *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->events);
  g_free (self);
}

/* Who was let in at two doors, at this one or elsewhere, and nobody has settled it. */
static gboolean
read_conflicts (FoyerConnection *connection, FoyerDoorState *self, const FoyerDoorQuery *query, GError **error)
{
  g_autoptr (GPtrArray) conflicts = foyer_conflict_store_list (connection, FALSE, CONFLICTS_READ, error);

  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      const FoyerConflict *conflict = conflicts->pdata[i];
      gboolean             here = FALSE;

      for (guint n = 0; n < query->events->len && !here; n++)
        here = foyer_id_equal (&conflict->event, &g_array_index (query->events, FoyerId, n));
      if (!here || !g_str_equal (conflict->kind, "double-admission"))
        continue;
      if (self->conflicts++ == 0)
        self->conflict = g_strdup (conflict->title);
    }
  return conflicts != NULL;
}

gpointer
foyer_door_state_read (FoyerConnection *connection, gpointer data, GError **error)
{
  const FoyerDoorQuery *query = data;
  const FoyerId        *events = (const FoyerId *) (gpointer) query->events->data;
  g_autoptr (FoyerDoorState) self = g_new0 (FoyerDoorState, 1);

  self->event = events[0];
  if (!foyer_door_store_count (connection, events, query->events->len, query->now, &self->count, error) ||
      !read_conflicts (connection, self, query, error))
    return NULL;
  self->recent = foyer_door_store_recent (connection, events, RECENT_SCANS, error);
  return self->recent != NULL ? g_steal_pointer (&self) : NULL;
}

FoyerGuestQuery *
foyer_guest_query_new (const FoyerId *event, const char *text, guint limit)
{
  FoyerGuestQuery *self = g_new0 (FoyerGuestQuery, 1);

  self->event = *event;
  self->text = g_strdup (text);
  self->limit = limit;
  return self;
}

void
foyer_guest_query_free (FoyerGuestQuery *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_clear_pointer (&self->guests, g_ptr_array_unref);
  g_free (self);
}

gpointer
foyer_guest_query_run (FoyerConnection *connection, gpointer data, GError **error)
{
  const FoyerGuestQuery *query = data;
  g_autoptr (FoyerGuestQuery) self = foyer_guest_query_new (&query->event, query->text, query->limit);
  g_autoptr (GArray) rows = NULL;
  GError *local_error = NULL;

  self->is_code = foyer_admission_store_knows (connection, self->text, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  rows = foyer_guest_store_find (connection, &self->event, self->text, FOYER_GUESTS_BY_NAME, error);
  if (rows == NULL)
    return NULL;
  self->found = rows->len;
  self->guests = foyer_guest_store_load (connection, (const gint64 *) (gpointer) rows->data, MIN (rows->len, self->limit), error);
  return self->guests != NULL ? g_steal_pointer (&self) : NULL;
}

gpointer
foyer_code_is_known (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_admission_store_knows (connection, data, error));
}
