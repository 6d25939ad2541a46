/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-fixture.h"

#include "foyer-conflict-store.h"
#include "foyer-meta-store.h"
#include "foyer-outbox-store.h"

static void
open_empty (Fixture *fixture, guint seed)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("foyer-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "foyer.db", NULL);
  fixture->store = foyer_store_open (fixture->path, FALSE, &error);
  g_assert_no_error (error);
  foyer_store_set_repeatable (fixture->store, 1000 + seed, FIXTURE_NOW);
}

Laptop *
laptop_new (guint seed)
{
  Laptop          *self = g_new0 (Laptop, 1);
  g_autofree char *path = NULL;

  if (seed == 0)
    fixture_set_up (&self->fixture, NULL);
  else
    open_empty (&self->fixture, seed);
  path = g_build_filename (self->fixture.folder, "token", NULL);
  self->secrets = foyer_secrets_new_file (path);
  return self;
}

void
laptop_free (Laptop *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->secrets);
  fixture_tear_down (&self->fixture, NULL);
  g_free (self);
}

void
laptop_pair (Laptop *self, const char *code)
{
  g_autoptr (GError) error = NULL;

  foyer_sync_pair (self->fixture.store, self->secrets, code, "A laptop", NULL, &error);
  g_assert_no_error (error);
}

FoyerSyncResult
laptop_sync (Laptop *self)
{
  g_autoptr (GError) error = NULL;
  FoyerSyncResult result;

  foyer_sync_run_once (self->fixture.store, self->secrets, NULL, NULL, &result, &error);
  g_assert_no_error (error);
  return result;
}

GError *
laptop_fail (Laptop *self)
{
  FoyerSyncResult result;
  GError         *error = NULL;

  g_assert_false (foyer_sync_run_once (self->fixture.store, self->secrets, NULL, NULL, &result, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  return error;
}

typedef struct
{
  const FoyerId *event;
  const char    *text;
  gint64         number;
} Query;

static gpointer
count_outbox (FoyerConnection *connection, gpointer data, GError **error)
{
  foyer_outbox_store_count (connection, data, error);
  return NULL;
}

static FoyerOutboxCount
outbox (Laptop *self)
{
  g_autoptr (GError) error = NULL;
  FoyerOutboxCount count = { 0 };

  foyer_store_read (self->fixture.store, count_outbox, &count, NULL, &error);
  g_assert_no_error (error);
  return count;
}

gint64
laptop_waiting (Laptop *self)
{
  return outbox (self).waiting;
}

gint64
laptop_refused (Laptop *self)
{
  return outbox (self).refused;
}

static gpointer
count_sold (FoyerConnection *connection, gpointer data, GError **error)
{
  Query *query = data;
  g_autoptr (FoyerEventSummary) summary = foyer_event_store_get (connection, query->event, error);

  query->number = summary != NULL ? summary->stock.sold : -1;
  return NULL;
}

gint64
laptop_sold (Laptop *self, const FoyerId *event)
{
  Query query = { .event = event };

  foyer_store_read (self->fixture.store, count_sold, &query, NULL, NULL);
  return query.number;
}

static gpointer
count_admitted (FoyerConnection *connection, gpointer data, GError **error)
{
  Query *query = data;
  g_auto (FoyerDoorCount) count = { 0 };

  foyer_door_store_count (connection, query->event, 1, foyer_connection_now (connection), &count, error);
  query->number = count.admitted;
  return NULL;
}

gint64
laptop_admitted (Laptop *self, const FoyerId *event)
{
  Query query = { .event = event };
  g_autoptr (GError) error = NULL;

  foyer_store_read (self->fixture.store, count_admitted, &query, NULL, &error);
  g_assert_no_error (error);
  return query.number;
}

static gpointer
count_conflicts (FoyerConnection *connection, gpointer data, GError **error)
{
  ((Query *) data)->number = foyer_conflict_store_count (connection, error);
  return NULL;
}

gint64
laptop_conflicts (Laptop *self)
{
  Query query = { 0 };
  g_autoptr (GError) error = NULL;

  foyer_store_read (self->fixture.store, count_conflicts, &query, NULL, &error);
  g_assert_no_error (error);
  return query.number;
}

static gpointer
admit (FoyerConnection *connection, gpointer data, GError **error)
{
  Query                      *query = data;
  const FoyerAdmissionRequest request = { .event = *query->event, .code = query->text, .gate = "North" };
  g_autoptr (FoyerAdmission) admission = foyer_admission_store_admit (connection, &request, error);

  query->number = admission != NULL ? (int) admission->verdict : -1;
  return NULL;
}

FoyerVerdict
laptop_admit (Laptop *self, const FoyerId *event, const char *code)
{
  Query query = { event, code, -1 };
  g_autoptr (GError) error = NULL;

  foyer_store_write (self->fixture.store, admit, &query, &error);
  g_assert_no_error (error);
  return query.number;
}

static gpointer
read_meta (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_meta_store_get (connection, data, error);
}

char *
laptop_read_meta (Laptop *self, const char *key)
{
  return foyer_store_read (self->fixture.store, read_meta, (gpointer) key, NULL, NULL);
}
