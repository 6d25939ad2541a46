/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-sync.h"

#include <string.h>

#include "foyer-change-store.h"
#include "foyer-changes-message.h"
#include "foyer-config.h"
#include "foyer-error.h"
#include "foyer-outbox-store.h"
#include "foyer-sync-settings.h"

/* A batch stays well below what a platform takes, whatever a single change weighs. */
#define BATCH_BYTES (FOYER_WIRE_BODY_MAX / 2)
#define LINES_PER_COMMIT 1000

typedef struct
{
  const char            *url;
  const FoyerPairAnswer *answer;
} Pairing;

static gpointer
write_pairing (FoyerConnection *connection, gpointer data, GError **error)
{
  Pairing *pairing = data;

  foyer_sync_settings_write_pairing (connection, pairing->url, pairing->answer, error);
  return NULL;
}

static gpointer
write_forgotten (FoyerConnection *connection, gpointer data, GError **error)
{
  foyer_sync_settings_write_forgotten (connection, error);
  return NULL;
}

/* Returns: whether the write succeeded; its function returns nothing else */
static gboolean
write_store (FoyerStore *store, FoyerStoreFunc func, gpointer data, GError **error)
{
  GError *problem = NULL;

  foyer_store_write (store, func, data, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

gboolean
foyer_sync_pair (FoyerStore *store, FoyerSecrets *secrets, const char *text, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerPairingCode) code = foyer_pairing_code_parse (text, error);
  g_autoptr (FoyerPairRequest) request = NULL;
  g_autoptr (FoyerPairAnswer) answer = NULL;
  g_autofree char *device = NULL;
  g_autofree char *token_before = NULL;
  Pairing          pairing;

  if (code == NULL)
    return FALSE;
  device = foyer_id_dup_text (foyer_store_get_device (store));
  if (!foyer_secrets_lookup (secrets, device, code->url, &token_before, cancellable, error))
    return FALSE;
  request = foyer_pair_request_new (code->token, foyer_store_get_device (store), name, FOYER_VERSION);
  answer = foyer_remote_pair (code, request, cancellable, error);
  if (answer == NULL || !foyer_secrets_store (secrets, device, code->url, answer->access_token, cancellable, error))
    return FALSE;
  pairing = (Pairing) { code->url, answer };
  return write_store (store, write_pairing, &pairing, error);
}

gboolean
foyer_sync_forget (FoyerStore *store, FoyerSecrets *secrets, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerSyncSettings) settings = foyer_sync_settings_load (store, error);
  g_autofree char *device = NULL;

  if (settings == NULL)
    return FALSE;
  if (*settings->url == '\0')
    return TRUE;
  device = foyer_id_dup_text (foyer_store_get_device (store));
  return foyer_secrets_store (secrets, device, settings->url, NULL, cancellable, error) &&
         write_store (store, write_forgotten, NULL, error);
}

FoyerRemote *
foyer_sync_connect (FoyerStore *store, FoyerSecrets *secrets, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerSyncSettings) settings = foyer_sync_settings_load (store, error);
  g_autofree char *device = NULL;
  g_autofree char *token = NULL;

  if (settings == NULL)
    return NULL;
  if (*settings->url == '\0')
    {
      g_set_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_NOT_PAIRED, "This store belongs to no platform yet. Pair it first.");
      return NULL;
    }
  device = foyer_id_dup_text (foyer_store_get_device (store));
  if (!foyer_secrets_lookup (secrets, device, settings->url, &token, cancellable, error))
    return NULL;
  if (token == NULL)
    {
      g_set_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_SIGN_IN, "The access token for %s is not in the keyring. Pair this device again.", settings->url);
      return NULL;
    }
  return foyer_remote_new_platform (settings->url, token);
}

/* --- Push ------------------------------------------------------------------- */

typedef struct
{
  GPtrArray *entries;  /* (element-type FoyerOutboxEntry) */
  guint      n_sent;   /* of these, from the first */
  GPtrArray *verdicts; /* (nullable) (element-type FoyerChangeVerdict) */
  char      *refusal;  /* (nullable): of the first entry, when the platform could not take it at all */
} Batch;

static gpointer
peek (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_outbox_store_peek (connection, *(guint *) data, error);
}

static gpointer
settle (FoyerConnection *connection, gpointer data, GError **error)
{
  Batch *batch = data;

  for (guint i = 0; i < batch->n_sent; i++)
    {
      FoyerOutboxEntry   *entry = batch->entries->pdata[i];
      FoyerChangeVerdict *verdict = batch->verdicts != NULL ? batch->verdicts->pdata[i] : NULL;
      const char         *refusal = verdict != NULL ? verdict->reason : batch->refusal;

      if (verdict != NULL && verdict->accepted)
        {
          if (!foyer_outbox_store_accept (connection, entry->seq, &entry->id, error))
            return NULL;
        }
      else if (!foyer_outbox_store_refuse (connection, entry->seq, &entry->id, refusal, error))
        return NULL;
    }
  return NULL;
}

static gboolean
check_verdicts (Batch *batch, GError **error)
{
  for (guint i = 0; i < batch->n_sent; i++)
    {
      FoyerOutboxEntry   *entry = batch->entries->pdata[i];
      FoyerChangeVerdict *verdict = batch->verdicts->pdata[i];

      if (verdict->accepted && !foyer_id_equal (&verdict->id, &entry->id))
        {
          g_set_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_NOT_A_PLATFORM, "The platform's answer cannot be understood: it speaks of other changes than were sent.");
          return FALSE;
        }
    }
  return TRUE;
}

/* Sends as much of the batch as fits, halving what the platform finds too large. */
static gboolean
send_batch (FoyerRemote *remote, Batch *batch, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (GError) problem = NULL;
  gsize bytes = 0;

  for (guint i = 0; i < batch->n_sent; i++)
    {
      FoyerOutboxEntry *entry = batch->entries->pdata[i];

      bytes += strlen (entry->line);
      if (i > 0 && bytes > BATCH_BYTES)
        break;
      g_ptr_array_add (lines, entry->line);
    }
  batch->n_sent = lines->len;
  if (remote->kind->push (remote, lines, &batch->verdicts, cancellable, &problem))
    return check_verdicts (batch, error);
  if (!g_error_matches (problem, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_TOO_LARGE))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (batch->n_sent > 1)
    {
      batch->n_sent /= 2;
      return send_batch (remote, batch, cancellable, error);
    }
  batch->refusal = g_strdup (problem->message);
  return TRUE;
}

static void
count_batch (const Batch *batch, FoyerSyncResult *result)
{
  for (guint i = 0; i < batch->n_sent; i++)
    {
      if (batch->verdicts != NULL && ((FoyerChangeVerdict *) batch->verdicts->pdata[i])->accepted)
        result->pushed++;
      else
        result->refused++;
    }
}

static gboolean
push_batch (FoyerStore *store, FoyerRemote *remote, GPtrArray *entries, GCancellable *cancellable, FoyerSyncResult *result, GError **error)
{
  Batch    batch = { .entries = entries, .n_sent = entries->len };
  gboolean good = send_batch (remote, &batch, cancellable, error) && write_store (store, settle, &batch, error);

  if (good)
    count_batch (&batch, result);
  g_clear_pointer (&batch.verdicts, g_ptr_array_unref);
  g_free (batch.refusal);
  return good;
}

static gboolean
push_all (FoyerStore *store, FoyerRemote *remote, GCancellable *cancellable, FoyerSyncResult *result, GError **error)
{
  guint limit = FOYER_CHANGES_MAX;

  while (TRUE)
    {
      g_autoptr (GPtrArray) entries = foyer_store_read (store, peek, &limit, cancellable, error);

      if (entries == NULL)
        return FALSE;
      if (entries->len == 0)
        return TRUE;
      if (!push_batch (store, remote, entries, cancellable, result, error))
        return FALSE;
    }
}

/* --- Pull ------------------------------------------------------------------- */

typedef struct
{
  FoyerStore      *store;
  GPtrArray       *lines; /* (element-type FoyerFeedLine): read and not yet in the store */
  gint64           cursor;
  gint64           skipped;
  FoyerSyncResult *result;
} Pull;

static gboolean
apply_line (FoyerConnection *connection, Pull *pull, FoyerFeedLine *line, GError **error)
{
  if (line->type == FOYER_FEED_CHANGE)
    return foyer_change_store_apply (connection, line->change, FOYER_ORIGIN_REMOTE, error);
  if (line->type == FOYER_FEED_CHECKPOINT)
    return TRUE;
  g_message ("change %" G_GINT64_FORMAT " of the feed was skipped: %s", line->rev, line->problem);
  pull->skipped++;
  return foyer_sync_settings_add_skipped (connection, line->rev, error);
}

/* The changes and the cursor go into one transaction, so a kill at any moment leaves both or neither. */
static gpointer
apply_lines (FoyerConnection *connection, gpointer data, GError **error)
{
  Pull  *pull = data;
  gint64 cursor = pull->cursor;

  pull->skipped = 0;
  for (guint i = 0; i < pull->lines->len; i++)
    {
      FoyerFeedLine *line = pull->lines->pdata[i];

      if (!apply_line (connection, pull, line, error))
        return NULL;
      cursor = MAX (cursor, line->rev);
    }
  foyer_sync_settings_write_cursor (connection, cursor, error);
  return NULL;
}

/* Whether another try could not help: the change is at fault, not the disk. */
static gboolean
is_fault_of_change (const GError *error)
{
  return g_error_matches (error, FOYER_ERROR, FOYER_ERROR_INVALID) ||
         g_error_matches (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND) ||
         g_error_matches (error, FOYER_ERROR, FOYER_ERROR_STATE);
}

static gboolean
store_lines (Pull *pull, GError **error)
{
  if (!write_store (pull->store, apply_lines, pull, error))
    return FALSE;
  for (guint i = 0; i < pull->lines->len; i++)
    {
      FoyerFeedLine *line = pull->lines->pdata[i];

      pull->cursor = MAX (pull->cursor, line->rev);
      pull->result->pulled += line->type != FOYER_FEED_CHECKPOINT;
    }
  pull->result->skipped += pull->skipped;
  g_ptr_array_set_size (pull->lines, 0);
  return TRUE;
}

/* Finds the lines that the store does not take, each in a transaction of its own. */
static gboolean
store_one_by_one (Pull *pull, GError **error)
{
  g_autoptr (GPtrArray) all = g_steal_pointer (&pull->lines);

  pull->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_feed_line_free);
  while (all->len > 0)
    {
      FoyerFeedLine *line = g_ptr_array_steal_index (all, 0);
      g_autoptr (GError) problem = NULL;

      g_ptr_array_add (pull->lines, line);
      if (store_lines (pull, &problem))
        continue;
      if (!is_fault_of_change (problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      line->type = FOYER_FEED_UNUSABLE;
      g_set_str (&line->problem, problem->message);
      if (!store_lines (pull, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
flush (Pull *pull, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (pull->lines->len == 0 || store_lines (pull, &problem))
    return TRUE;
  if (is_fault_of_change (problem))
    return store_one_by_one (pull, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
take_line (FoyerFeedLine *line, gpointer data, GError **error)
{
  Pull    *pull = data;
  gboolean is_end = line->type == FOYER_FEED_CHECKPOINT;

  /* A checkpoint that says nothing new needs no write: most polls end so. */
  if (is_end && line->rev <= pull->cursor && pull->lines->len == 0)
    {
      foyer_feed_line_free (line);
      return TRUE;
    }
  g_ptr_array_add (pull->lines, line);
  return pull->lines->len < LINES_PER_COMMIT && !is_end ? TRUE : flush (pull, error);
}

static gpointer
rewind_feed (FoyerConnection *connection, gpointer data, GError **error)
{
  foyer_sync_settings_rewind (connection, FOYER_VERSION, error);
  return NULL;
}

static gboolean
pull_all (FoyerStore *store, FoyerRemote *remote, GCancellable *cancellable, FoyerSyncResult *result, GError **error)
{
  g_autoptr (FoyerSyncSettings) settings = foyer_sync_settings_load (store, error);
  g_autoptr (GError) problem = NULL;
  Pull     pull = { .store = store, .result = result };
  gboolean good;

  if (settings == NULL)
    return FALSE;
  if (settings->skipped_rev > 0)
    {
      if (!write_store (store, rewind_feed, NULL, error))
        return FALSE;
      g_clear_pointer (&settings, foyer_sync_settings_free);
      settings = foyer_sync_settings_load (store, error);
      if (settings == NULL)
        return FALSE;
    }
  pull.cursor = settings->cursor;
  pull.lines = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_feed_line_free);
  good = remote->kind->pull (remote, pull.cursor, take_line, &pull, cancellable, error);
  /* What came before the line was cut is good, and need not be sent again. */
  if (!good && !flush (&pull, &problem))
    g_warning ("the last lines of a broken feed were not kept: %s", problem->message);
  g_ptr_array_unref (pull.lines);
  return good;
}

static gpointer
write_last_sync (FoyerConnection *connection, gpointer data, GError **error)
{
  foyer_sync_settings_write_last_sync (connection, foyer_connection_now (connection), error);
  return NULL;
}

gboolean
foyer_sync_exchange (FoyerStore *store, FoyerRemote *remote, GCancellable *cancellable, FoyerSyncResult *result, GError **error)
{
  gboolean good;

  *result = (FoyerSyncResult) { 0 };
  good = push_all (store, remote, cancellable, result, error) && pull_all (store, remote, cancellable, result, error);
  result->clock_offset = remote->clock_offset;
  /* An exchange of nothing is not worth a write to the disk. */
  if (good && result->pushed + result->refused + result->pulled > 0)
    return write_store (store, write_last_sync, NULL, error);
  return good;
}

gboolean
foyer_sync_run_once (FoyerStore *store, FoyerSecrets *secrets, GCancellable *cancellable, FoyerSyncResult *result, GError **error)
{
  g_autoptr (FoyerRemote) remote = NULL;

  *result = (FoyerSyncResult) { 0 };
  remote = foyer_sync_connect (store, secrets, cancellable, error);
  return remote != NULL && foyer_sync_exchange (store, remote, cancellable, result, error);
}

char *
foyer_sync_invite (FoyerStore *store, FoyerSecrets *secrets, FoyerRole role, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerRemote) remote = foyer_sync_connect (store, secrets, cancellable, error);

  return remote != NULL ? foyer_remote_invite (remote, role, cancellable, error) : NULL;
}
