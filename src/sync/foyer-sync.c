/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-sync.h"

#include <string.h>

#include "foyer-change-store.h"
#include "foyer-changes-message.h"
#include "foyer-config.h"
#include "foyer-error.h"
#include "foyer-outbox-store.h"
#include "foyer-sale-store.h"
#include "foyer-sync-settings.h"

/* A batch stays well below what a platform takes, whatever a single change weighs. */
#define BATCH_BYTES (FOYER_WIRE_BODY_MAX / 2)
/* Large transactions touch each page of an index once instead of often; a till
 * waits for one of them no longer than a quarter of a second. */
#define LINES_PER_COMMIT 4000

typedef struct
{
  const char            *url;
  const char            *fingerprint;
  const FoyerPairAnswer *answer;
} Pairing;

static gpointer
write_pairing (FoyerConnection *connection, gpointer data, GError **error)
{
  Pairing *pairing = data;

  foyer_sync_settings_write_pairing (connection, pairing->url, pairing->fingerprint, pairing->answer, error);
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
  g_autofree char *fingerprint = NULL;
  Pairing          pairing;

  if (code == NULL)
    return FALSE;
  device = foyer_id_dup_text (foyer_store_get_device (store));
  if (!foyer_secrets_lookup (secrets, device, code->url, &token_before, cancellable, error))
    return FALSE;
  request = foyer_pair_request_new (code->token, foyer_store_get_device (store), name, FOYER_VERSION);
  answer = foyer_remote_pair (code, request, &fingerprint, cancellable, error);
  if (answer == NULL || !foyer_secrets_store (secrets, device, code->url, answer->access_token, cancellable, error))
    return FALSE;
  pairing = (Pairing) { code->url, fingerprint, answer };
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
  return foyer_remote_new_platform (settings->url, settings->fingerprint, token);
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

/* Lines of the feed on their way into the store. */
typedef struct
{
  FoyerStore *store;
  GPtrArray  *lines;  /* (element-type FoyerFeedLine) */
  gint64      base;   /* where the feed stood before these lines */
  gint64      cursor; /* and after them */
  gint64      skipped;
  GError     *error; /* (nullable) */
} Load;

typedef struct
{
  FoyerStore      *store;
  Load            *next;   /* being filled */
  GThread         *writer; /* (nullable): stores the load before, and returns it */
  const char      *gate;   /* where this device stands as far as the store knows */
  gint64           cursor; /* after the last line that was read */
  gboolean         broken; /* a load was not stored, so none after it may be: the cursor would pass over it */
  FoyerSyncResult *result;
} Pull;

static Load *
load_new (FoyerStore *store, gint64 base)
{
  Load *load = g_new0 (Load, 1);

  load->store = store;
  load->base = load->cursor = base;
  load->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_feed_line_free);
  return load;
}

static void
load_free (Load *load)
{
  g_ptr_array_unref (load->lines);
  g_clear_error (&load->error);
  g_free (load);
}

static gboolean
apply_line (FoyerConnection *connection, Load *load, FoyerFeedLine *line, GError **error)
{
  if (line->type == FOYER_FEED_CHANGE)
    return foyer_change_store_apply (connection, line->change, FOYER_ORIGIN_REMOTE, error);
  if (line->type == FOYER_FEED_SALE)
    return foyer_change_store_take_sale (connection, line->sale, error);
  if (line->type == FOYER_FEED_CHECKPOINT)
    return line->gate == NULL || foyer_sync_settings_write_gate (connection, line->gate, error);
  g_message ("change %" G_GINT64_FORMAT " of the feed was skipped: %s", line->rev, line->problem);
  load->skipped++;
  return foyer_sync_settings_add_skipped (connection, line->rev, error);
}

/* The changes and the cursor go into one transaction, so a kill at any moment leaves both or neither. */
static gpointer
apply_lines (FoyerConnection *connection, gpointer data, GError **error)
{
  Load *load = data;

  load->skipped = 0;
  for (guint i = 0; i < load->lines->len; i++)
    if (!apply_line (connection, load, load->lines->pdata[i], error))
      return NULL;
  foyer_sync_settings_write_cursor (connection, load->cursor, error);
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

/* Finds the lines that the store does not take, each in a transaction of its own. */
static gboolean
store_one_by_one (Load *load, GError **error)
{
  gint64 cursor = load->base;
  gint64 skipped = 0;

  for (guint i = 0; i < load->lines->len; i++)
    {
      FoyerFeedLine *line = load->lines->pdata[i];
      Load           single = { .store = load->store, .lines = g_ptr_array_new () };
      g_autoptr (GPtrArray) lines = single.lines;
      g_autoptr (GError) problem = NULL;

      g_ptr_array_add (lines, line);
      cursor = MAX (cursor, line->rev);
      single.cursor = cursor;
      if (!write_store (load->store, apply_lines, &single, &problem))
        {
          if (!is_fault_of_change (problem))
            {
              g_propagate_error (error, g_steal_pointer (&problem));
              return FALSE;
            }
          line->type = FOYER_FEED_UNUSABLE;
          g_set_str (&line->problem, problem->message);
          if (!write_store (load->store, apply_lines, &single, error))
            return FALSE;
        }
      skipped += single.skipped;
    }
  load->skipped = skipped;
  return TRUE;
}

static gpointer
store_load (gpointer data)
{
  Load *load = data;
  g_autoptr (GError) problem = NULL;

  if (!write_store (load->store, apply_lines, load, &problem))
    {
      if (is_fault_of_change (problem))
        store_one_by_one (load, &load->error);
      else
        load->error = g_steal_pointer (&problem);
    }
  return load;
}

/* Takes notice of what became of a load; frees it. */
static gboolean
finish_load (Pull *pull, Load *load, GError **error)
{
  gboolean good = load->error == NULL;

  if (good)
    {
      for (guint i = 0; i < load->lines->len; i++)
        pull->result->pulled += ((FoyerFeedLine *) load->lines->pdata[i])->type != FOYER_FEED_CHECKPOINT;
      pull->result->skipped += load->skipped;
    }
  else
    {
      pull->broken = TRUE;
      g_propagate_error (error, g_steal_pointer (&load->error));
    }
  load_free (load);
  return good;
}

static gboolean
wait_for_writer (Pull *pull, GError **error)
{
  GThread *writer = g_steal_pointer (&pull->writer);

  return writer == NULL || finish_load (pull, g_thread_join (writer), error);
}

/* While one load goes into the store the next is read and parsed: that is most of the work. */
static gboolean
hand_over (Pull *pull, GError **error)
{
  if (!wait_for_writer (pull, error))
    return FALSE;
  pull->next->cursor = pull->cursor;
  pull->writer = g_thread_new ("sync-store", store_load, pull->next);
  pull->next = load_new (pull->store, pull->cursor);
  return TRUE;
}

static gboolean
flush (Pull *pull, GError **error)
{
  Load *last;

  if (!wait_for_writer (pull, error))
    return FALSE;
  if (pull->next->lines->len == 0)
    return TRUE;
  last = g_steal_pointer (&pull->next);
  pull->next = load_new (pull->store, pull->cursor);
  last->cursor = pull->cursor;
  return finish_load (pull, store_load (last), error);
}

static gboolean
take_line (FoyerFeedLine *line, gpointer data, GError **error)
{
  Pull    *pull = data;
  gboolean is_end = line->type == FOYER_FEED_CHECKPOINT;

  /* A checkpoint that says nothing new needs no write: most polls end so. */
  if (is_end && line->rev <= pull->cursor && pull->next->lines->len == 0 && (line->gate == NULL || g_str_equal (line->gate, pull->gate)))
    {
      foyer_feed_line_free (line);
      return wait_for_writer (pull, error);
    }
  if (line->type == FOYER_FEED_SALE)
    foyer_sale_store_prepare (line->sale->order); /* here, beside the writer */
  pull->cursor = MAX (pull->cursor, line->rev);
  g_ptr_array_add (pull->next->lines, line);
  if (is_end)
    return flush (pull, error);
  return pull->next->lines->len < LINES_PER_COMMIT || hand_over (pull, error);
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
  remote->unsent = settings->waiting + settings->refused;
  pull.gate = settings->gate;
  pull.cursor = settings->cursor;
  pull.next = load_new (store, pull.cursor);
  good = remote->kind->pull (remote, pull.cursor, take_line, &pull, cancellable, error);
  /* What came before the line was cut is good, and need not be sent again. */
  if (!good && !pull.broken && !flush (&pull, &problem))
    g_warning ("the last lines of a broken feed were not kept: %s", problem->message);
  load_free (pull.next);
  return good;
}

static gpointer
write_last_sync (FoyerConnection *connection, gpointer data, GError **error)
{
  foyer_sync_settings_write_last_sync (connection, foyer_connection_now (connection), error);
  return NULL;
}

gboolean
foyer_sync_exchange (FoyerStore *store, FoyerRemote *remote, const FoyerLeaseWishes *wishes, GCancellable *cancellable, FoyerSyncResult *result, GError **error)
{
  gboolean good;

  *result = (FoyerSyncResult) { 0 };
  good = push_all (store, remote, cancellable, result, error) && pull_all (store, remote, cancellable, result, error) &&
         foyer_sync_lease (store, remote, wishes, &result->n_held, cancellable, error);
  result->clock_offset = remote->clock_offset;
  /* An exchange of nothing is not worth a write to the disk. */
  if (good && result->pushed + result->refused + result->pulled > 0)
    return write_store (store, write_last_sync, NULL, error);
  return good;
}

gboolean
foyer_sync_run_once (FoyerStore *store, FoyerSecrets *secrets, const FoyerLeaseWishes *wishes, GCancellable *cancellable, FoyerSyncResult *result, GError **error)
{
  const FoyerLeaseWishes none = { 0 };
  g_autoptr (FoyerRemote) remote = NULL;

  *result = (FoyerSyncResult) { 0 };
  remote = foyer_sync_connect (store, secrets, cancellable, error);
  return remote != NULL && foyer_sync_exchange (store, remote, wishes != NULL ? wishes : &none, cancellable, result, error);
}

char *
foyer_sync_invite (FoyerStore *store, FoyerSecrets *secrets, FoyerRole role, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerRemote) remote = foyer_sync_connect (store, secrets, cancellable, error);

  return remote != NULL ? foyer_remote_invite (remote, role, cancellable, error) : NULL;
}
