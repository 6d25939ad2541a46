/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-sync-settings.h"

#include "foyer-meta-store.h"
#include "foyer-outbox-store.h"

#define KEY_URL "platform-url"
#define KEY_FINGERPRINT "platform-fingerprint"
#define KEY_NAME "platform-name"
#define KEY_ROLE "platform-role"
#define KEY_GATE "platform-gate"
#define KEY_ORGANIZATION "platform-organization"
#define KEY_NUMBER "device-number"
#define KEY_CURSOR "feed-cursor"
#define KEY_SKIPPED "feed-skipped"
#define KEY_SKIPPED_REV "feed-skipped-rev"
#define KEY_VERSION "feed-version"
#define KEY_LAST_SYNC "last-sync"

void
foyer_sync_settings_free (FoyerSyncSettings *self)
{
  if (self == NULL)
    return;
  g_free (self->url);
  g_free (self->fingerprint);
  g_free (self->name);
  g_free (self->gate);
  g_free (self);
}

static gboolean
read_text (FoyerConnection *connection, const char *key, char **value, GError **error)
{
  GError *problem = NULL;

  *value = foyer_meta_store_get (connection, key, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (*value == NULL)
    *value = g_strdup ("");
  return TRUE;
}

static gboolean
read_number (FoyerConnection *connection, const char *key, gint64 *value, GError **error)
{
  g_autofree char *text = NULL;

  if (!read_text (connection, key, &text, error))
    return FALSE;
  *value = g_ascii_strtoll (text, NULL, 10);
  return TRUE;
}

static gboolean
write_number (FoyerConnection *connection, const char *key, gint64 value, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  return foyer_meta_store_set (connection, key, text, error);
}

static gpointer
load (FoyerConnection *connection, gpointer data, GError **error)
{
  g_autoptr (FoyerSyncSettings) self = g_new0 (FoyerSyncSettings, 1);
  g_autofree char *role = NULL;
  FoyerOutboxCount count = { 0 };

  if (!read_text (connection, KEY_URL, &self->url, error) ||
      !read_text (connection, KEY_FINGERPRINT, &self->fingerprint, error) ||
      !read_text (connection, KEY_NAME, &self->name, error) ||
      !read_text (connection, KEY_GATE, &self->gate, error) ||
      !read_text (connection, KEY_ROLE, &role, error) ||
      !read_number (connection, KEY_CURSOR, &self->cursor, error) ||
      !read_number (connection, KEY_LAST_SYNC, &self->last_sync, error) ||
      !read_number (connection, KEY_SKIPPED, &self->skipped, error) ||
      !read_number (connection, KEY_SKIPPED_REV, &self->skipped_rev, error) ||
      !foyer_outbox_store_count (connection, &count, error))
    return NULL;
  self->role = foyer_role_from_nick (role);
  self->waiting = count.waiting;
  self->refused = count.refused;
  return g_steal_pointer (&self);
}

FoyerSyncSettings *
foyer_sync_settings_load (FoyerStore *store, GError **error)
{
  return foyer_store_read (store, load, NULL, NULL, error);
}

static gboolean
clear_feed (FoyerConnection *connection, GError **error)
{
  return foyer_meta_store_set (connection, KEY_CURSOR, NULL, error) &&
         foyer_meta_store_set (connection, KEY_SKIPPED, NULL, error) &&
         foyer_meta_store_set (connection, KEY_SKIPPED_REV, NULL, error) &&
         foyer_meta_store_set (connection, KEY_LAST_SYNC, NULL, error);
}

gboolean
foyer_sync_settings_write_pairing (FoyerConnection *connection, const char *url, const char *fingerprint, const FoyerPairAnswer *answer, GError **error)
{
  g_autofree char *organization = foyer_id_dup_text (&answer->organization);
  g_autofree char *organization_before = NULL;
  g_autofree char *role_before = NULL;
  const char      *role = foyer_role_nick (answer->role);

  if (!read_text (connection, KEY_ORGANIZATION, &organization_before, error) ||
      !read_text (connection, KEY_ROLE, &role_before, error))
    return FALSE;
  /* What a role may see differs, so another role reads all of it again. */
  if ((!g_str_equal (organization, organization_before) || !g_str_equal (role, role_before)) && !clear_feed (connection, error))
    return FALSE;
  return foyer_meta_store_set (connection, KEY_URL, url, error) &&
         foyer_meta_store_set (connection, KEY_FINGERPRINT, fingerprint, error) &&
         foyer_meta_store_set (connection, KEY_NAME, answer->organization_name, error) &&
         foyer_meta_store_set (connection, KEY_GATE, answer->gate, error) &&
         foyer_meta_store_set (connection, KEY_ROLE, role, error) &&
         foyer_meta_store_set (connection, KEY_ORGANIZATION, organization, error) &&
         write_number (connection, KEY_NUMBER, answer->number, error);
}

gboolean
foyer_sync_settings_write_forgotten (FoyerConnection *connection, GError **error)
{
  return foyer_meta_store_set (connection, KEY_URL, NULL, error) &&
         foyer_meta_store_set (connection, KEY_FINGERPRINT, NULL, error) &&
         foyer_meta_store_set (connection, KEY_NAME, NULL, error) &&
         foyer_meta_store_set (connection, KEY_GATE, NULL, error) &&
         foyer_meta_store_set (connection, KEY_ROLE, NULL, error) &&
         clear_feed (connection, error);
}

gboolean
foyer_sync_settings_write_gate (FoyerConnection *connection, const char *gate, GError **error)
{
  return foyer_meta_store_set (connection, KEY_GATE, gate, error);
}

gboolean
foyer_sync_settings_write_cursor (FoyerConnection *connection, gint64 cursor, GError **error)
{
  return write_number (connection, KEY_CURSOR, cursor, error);
}

gboolean
foyer_sync_settings_write_last_sync (FoyerConnection *connection, FoyerTime when, GError **error)
{
  return write_number (connection, KEY_LAST_SYNC, when, error);
}

gboolean
foyer_sync_settings_add_skipped (FoyerConnection *connection, gint64 rev, GError **error)
{
  gint64 count;
  gint64 first;

  if (!read_number (connection, KEY_SKIPPED, &count, error) ||
      !read_number (connection, KEY_SKIPPED_REV, &first, error) ||
      !write_number (connection, KEY_SKIPPED, count + 1, error))
    return FALSE;
  return (first > 0 && first <= rev) || write_number (connection, KEY_SKIPPED_REV, rev, error);
}

gboolean
foyer_sync_settings_rewind (FoyerConnection *connection, const char *version, GError **error)
{
  g_autofree char *before = NULL;
  gint64           first;
  gint64           cursor;

  if (!read_text (connection, KEY_VERSION, &before, error) ||
      !read_number (connection, KEY_SKIPPED_REV, &first, error) ||
      !read_number (connection, KEY_CURSOR, &cursor, error))
    return FALSE;
  if (g_str_equal (before, version))
    return TRUE;
  if (first > 0 &&
      (!write_number (connection, KEY_CURSOR, MIN (cursor, first - 1), error) ||
       !foyer_meta_store_set (connection, KEY_SKIPPED, NULL, error) ||
       !foyer_meta_store_set (connection, KEY_SKIPPED_REV, NULL, error)))
    return FALSE;
  return foyer_meta_store_set (connection, KEY_VERSION, version, error);
}
