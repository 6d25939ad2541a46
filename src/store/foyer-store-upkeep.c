/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-store-upkeep.h"

#include "foyer-intake-store.h"
#include "foyer-search-index.h"

/* How many pages of the log are worth folding into the file once nothing was
 * written for a while, and how many are folded in even when nothing pauses. */
#define LOG_PAGES 1000
#define LOG_PAGES_MAX 32000

/* So many pieces slow a search by 2 ms; more are not left to a pause. */
#define PIECES_MAX 400
#define COMMITS_BETWEEN_COUNTS 16

#define ENTRIES 25 /* of a list, which are taken back at once */
#define STEP (8 * G_TIME_SPAN_MILLISECOND)

/* Called by SQLite after each commit of the writer, on its thread. */
static int
committed_cb (void *user_data, sqlite3 *db, const char *name, int pages)
{
  FoyerStoreUpkeep *self = user_data;

  self->log_pages = pages;
  if (self->connection->indexed)
    {
      self->connection->indexed = FALSE;
      self->untidy = TRUE;
      self->commits++;
    }
  return SQLITE_OK;
}

void
foyer_store_upkeep_start (FoyerStoreUpkeep *self, FoyerConnection *connection)
{
  self->connection = connection;
  self->untidy = TRUE; /* who had the store before may have been cut off */
  self->partial = TRUE;
  self->commits = COMMITS_BETWEEN_COUNTS;
  sqlite3_wal_hook (connection->db, committed_cb, self);
}

static void
fold_log (FoyerStoreUpkeep *self)
{
  sqlite3_wal_checkpoint_v2 (self->connection->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  self->log_pages = 0;
}

static gboolean
merge_some (FoyerStoreUpkeep *self, gboolean *more, GError **error)
{
  gint64 end = g_get_monotonic_time () + STEP;

  if (!foyer_connection_run (self->connection, error, "BEGIN IMMEDIATE", ""))
    return FALSE;
  do
    if (!foyer_search_index_merge (self->connection, more, error))
      return FALSE;
  while (*more && !foyer_connection_is_wanted (self->connection) && g_get_monotonic_time () < end);
  return foyer_connection_run (self->connection, error, "COMMIT", "");
}

/* What cannot be merged now is as right as it was, and only slower. */
static void
merge_pieces (FoyerStoreUpkeep *self)
{
  g_autoptr (GError) error = NULL;
  gboolean more = FALSE;

  if (!merge_some (self, &more, &error))
    {
      g_message ("The search index stays in pieces until something is written: %s", error->message);
      if (!sqlite3_get_autocommit (self->connection->db))
        foyer_connection_run (self->connection, NULL, "ROLLBACK", "");
      more = FALSE;
    }
  self->untidy = more;
}

static gboolean
take_some_back (FoyerConnection *connection, gboolean *more, GError **error)
{
  gint64 end = g_get_monotonic_time () + STEP;

  connection->intake = 0;
  if (!foyer_connection_run (connection, error, "BEGIN IMMEDIATE", ""))
    return FALSE;
  do
    if (!foyer_intake_store_take_back (connection, ENTRIES, more, error))
      return FALSE;
  while (*more && !foyer_connection_is_wanted (connection) && g_get_monotonic_time () < end);
  return foyer_connection_run (connection, error, "COMMIT", "");
}

/* Until it is, nothing is sent; so a failure is tried again when the store is opened next. */
static void
take_back (FoyerStoreUpkeep *self)
{
  FoyerConnection *connection = self->connection;
  g_autoptr (GError) error = NULL;
  gboolean more = FALSE;

  if (!take_some_back (connection, &more, &error))
    {
      g_warning ("A list that did not come in whole could not be taken back: %s", error->message);
      if (!sqlite3_get_autocommit (connection->db))
        foyer_connection_run (connection, NULL, "ROLLBACK", "");
      connection->intake_seq = 0;
      connection->changed = 0;
      more = FALSE;
    }
  self->partial = more;
}

static gboolean
is_partial (const FoyerStoreUpkeep *self)
{
  return self->partial && !self->connection->intake_runs;
}

void
foyer_store_upkeep_keep_pace (FoyerStoreUpkeep *self)
{
  if (self->log_pages >= LOG_PAGES_MAX)
    fold_log (self);
  if (self->commits < COMMITS_BETWEEN_COUNTS)
    return;
  if (foyer_search_index_count_pieces (self->connection) > PIECES_MAX)
    merge_pieces (self);
  else
    self->commits = 0;
}

gboolean
foyer_store_upkeep_is_due (const FoyerStoreUpkeep *self)
{
  return is_partial (self) || self->untidy || self->log_pages >= LOG_PAGES;
}

FoyerStoreSubjects
foyer_store_upkeep_step (FoyerStoreUpkeep *self)
{
  self->connection->changed = 0;
  if (is_partial (self))
    take_back (self);
  else if (self->untidy)
    merge_pieces (self);
  else if (self->log_pages >= LOG_PAGES)
    fold_log (self);
  return self->connection->changed;
}
