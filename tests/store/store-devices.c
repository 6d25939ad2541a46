/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-devices.h"

#include <glib/gstdio.h>

#include "foyer-outbox-store.h"
#include "store-dump.h"

Devices *
devices_new (int n_stores, guint64 seed)
{
  Devices *self = g_new0 (Devices, 1);
  GError  *error = NULL;

  self->folder = g_dir_make_tmp ("foyer-devices-XXXXXX", &error);
  g_assert_no_error (error);
  self->stores = g_ptr_array_new_with_free_func (g_object_unref);
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_change_unref);
  self->seqs = g_array_new (FALSE, TRUE, sizeof (gint64));
  foyer_random_init_seed (&self->random, seed);
  for (int i = 0; i < n_stores; i++)
    devices_add (self);
  return self;
}

void
devices_free (Devices *self)
{
  g_ptr_array_unref (self->stores);
  g_ptr_array_unref (self->changes);
  g_array_unref (self->seqs);
  fixture_folder_remove (self->folder);
  g_free (self->folder);
  g_free (self);
}

int
devices_dice (Devices *self, int sides)
{
  return foyer_random_below (&self->random, sides);
}

FoyerStore *
devices_get (Devices *self, int device)
{
  return self->stores->pdata[device];
}

int
devices_add (Devices *self)
{
  int              number = self->stores->len;
  g_autofree char *name = g_strdup_printf ("device-%d.db", number);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  GError          *error = NULL;
  FoyerStore      *store = foyer_store_open (path, FALSE, &error);
  gint64           seq = 0;

  g_assert_no_error (error);
  foyer_store_set_repeatable (store, devices_dice (self, G_MAXINT32), FIXTURE_NOW);
  g_ptr_array_add (self->stores, store);
  g_array_append_val (self->seqs, seq);
  return number;
}

typedef struct
{
  GPtrArray  *changes;
  FoyerOrigin origin;
} Apply;

static gpointer
apply (FoyerConnection *connection, gpointer data, GError **error)
{
  Apply *call = data;

  for (guint i = 0; i < call->changes->len; i++)
    if (!foyer_change_store_apply (connection, call->changes->pdata[i], call->origin, error))
      return NULL;
  return NULL;
}

static void
apply_all (Devices *self, int device, GPtrArray *changes, FoyerOrigin origin)
{
  Apply   call = { changes, origin };
  GError *error = NULL;

  foyer_store_write (devices_get (self, device), apply, &call, &error);
  g_assert_no_error (error);
}

void
devices_make (Devices *self, int device, FoyerChange *change)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();

  g_ptr_array_add (changes, change);
  apply_all (self, device, changes, FOYER_ORIGIN_HERE);
}

void
devices_deliver (Devices *self, int device, FoyerChange *change)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();

  g_ptr_array_add (changes, change);
  apply_all (self, device, changes, FOYER_ORIGIN_REMOTE);
}

static gpointer
peek (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_outbox_store_peek (connection, G_MAXINT32, error);
}

void
devices_collect (Devices *self)
{
  for (guint i = 0; i < self->stores->len; i++)
    {
      gint64 *seq = &g_array_index (self->seqs, gint64, i);
      GError *error = NULL;
      g_autoptr (GPtrArray) entries = foyer_store_read (devices_get (self, i), peek, NULL, NULL, &error);

      g_assert_no_error (error);
      for (guint j = 0; j < entries->len; j++)
        {
          const FoyerOutboxEntry *entry = entries->pdata[j];

          if (entry->seq <= *seq)
            continue;
          *seq = entry->seq;
          g_ptr_array_add (self->changes, foyer_change_parse (entry->line, -1, &error));
          g_assert_no_error (error);
        }
    }
}

static gpointer
accept_all (FoyerConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) entries = foyer_outbox_store_peek (connection, G_MAXINT32, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const FoyerOutboxEntry *entry = entries->pdata[i];

      if (!foyer_outbox_store_accept (connection, entry->seq, &entry->id, error))
        return NULL;
    }
  return NULL;
}

void
devices_acknowledge (Devices *self)
{
  devices_collect (self);
  for (guint i = 0; i < self->stores->len; i++)
    {
      GError *error = NULL;

      foyer_store_write (devices_get (self, i), accept_all, NULL, &error);
      g_assert_no_error (error);
      g_array_index (self->seqs, gint64, i) = 0;
    }
}

void
devices_deliver_some (Devices *self, int device, int count)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();

  devices_collect (self);
  for (int i = 0; i < count && self->changes->len > 0; i++)
    g_ptr_array_add (some, self->changes->pdata[devices_dice (self, self->changes->len)]);
  apply_all (self, device, some, FOYER_ORIGIN_REMOTE);
}

static void
shuffle (Devices *self, GPtrArray *array)
{
  for (guint i = array->len; i > 1; i--)
    {
      guint    other = devices_dice (self, i);
      gpointer swap = array->pdata[i - 1];

      array->pdata[i - 1] = array->pdata[other];
      array->pdata[other] = swap;
    }
}

void
devices_deliver_all (Devices *self)
{
  devices_collect (self);
  for (guint i = 0; i < self->stores->len; i++)
    {
      g_autoptr (GPtrArray) all = g_ptr_array_new ();

      for (guint j = 0; j < self->changes->len; j++)
        for (int copies = devices_dice (self, 3) == 0 ? 2 : 1; copies > 0; copies--)
          g_ptr_array_add (all, self->changes->pdata[j]);
      shuffle (self, all);
      apply_all (self, i, all, FOYER_ORIGIN_REMOTE);
    }
}

void
devices_assert_equal (Devices *self, const char *const *tables)
{
  g_autofree char *first = NULL;

  for (guint i = 0; i < self->stores->len; i++)
    {
      const char *path = foyer_store_get_path (devices_get (self, i));
      char       *dump = tables != NULL ? dump_tables (path, tables) : dump_shared (path);

      if (first == NULL)
        {
          first = dump;
          continue;
        }
      g_assert_cmpstr (first, ==, dump);
      g_free (dump);
    }
}
