/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-scan-request.h"

/* The list is a look back, not the log: what matters is the last few. */
#define RECENT_SCANS 30

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

gpointer
foyer_scan_request_run (FoyerConnection *connection, gpointer data, GError **error)
{
  const FoyerScanRequest *self = data;
  FoyerAdmissionRequest   request = { .event = self->event, .code = self->code, .gate = self->gate, .mode = self->mode };

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
  g_free (self);
}

gpointer
foyer_door_state_read (FoyerConnection *connection, gpointer data, GError **error)
{
  g_autoptr (FoyerDoorState) self = g_new0 (FoyerDoorState, 1);

  self->event = *(const FoyerId *) data;
  if (!foyer_door_store_count (connection, data, 1, foyer_connection_now (connection), &self->count, error))
    return NULL;
  self->recent = foyer_door_store_recent (connection, data, RECENT_SCANS, error);
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
