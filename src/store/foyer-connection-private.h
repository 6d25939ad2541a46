/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "foyer-connection.h"
#include "foyer-incarnation.h"
#include "foyer-store.h"

G_BEGIN_DECLS

struct _FoyerConnection
{
  sqlite3           *db;
  GHashTable        *statements; /* SQL text -> prepared statement */
  GAsyncQueue       *jobs;       /* (nullable): that wait for this connection; of the store's */
  GHashTable        *by_place;   /* place of the text -> the same statements, found without reading it */
  GHashTable        *words;      /* of names that foyer_search_index_write() need not write again */
  FoyerClock         clock;
  FoyerRandom        random;
  FoyerId            device;
  const FoyerSigner *signer;      /* (nullable): of the store; signs what goes onto tickets */
  FoyerTime          fixed_now;   /* 0: the wall clock; else the time that demos and tests ask for */
  FoyerStoreSubjects changed;     /* by the transaction that runs */
  FoyerIncarnation  *incarnation; /* (nullable): of the writer */
  gint64             spending;    /* of leases, by the transaction that runs */
  gboolean           writable;
  gint64             intake;      /* number of the list that the job which runs is of; 0: of none */
  gint64             intake_seq;  /* how far down the outbox one was taken back; 0: nothing yet */
  gboolean           intake_runs; /* a list comes in, and somebody here sees to its end */
  gboolean           indexed;     /* the search index got a piece that foyer-store-upkeep does not know of */
  gboolean           clock_moved; /* past what the outbox tells after a restart, and not yet kept */
};

/** FoyerRows: the rows of one query; resetting it is all the cleaning it needs. */
typedef sqlite3_stmt FoyerRows;

/** foyer_connection_open: Opens the file as it is: until foyer_connection_start_log() nothing is written to it, not even on closing. */
FoyerConnection *foyer_connection_open (const char *path, gboolean writable, GError **error);

/** foyer_connection_start_log: Makes the writer's commits durable, and its closing fold the log into the file. */
gboolean foyer_connection_start_log (FoyerConnection *self, GError **error);

void foyer_connection_close (FoyerConnection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerConnection, foyer_connection_close)

/** foyer_connection_set_error: Sets @error from SQLite's last result on @db, mapped to a sentence and a code. */
void foyer_connection_set_error (sqlite3 *db, int result, GError **error);

/**
 * foyer_connection_query:
 * @sql: a constant statement; it is prepared once and kept
 * @types: one letter a parameter: i gint64, d double, t text, b FoyerId* (none is NULL)
 *
 * Returns: (nullable): the rows, to be stepped with foyer_rows_next()
 */
FoyerRows *foyer_connection_query (FoyerConnection *self, GError **error, const char *sql, const char *types, ...);

/** foyer_connection_run: As foyer_connection_query() for statements without rows. */
gboolean foyer_connection_run (FoyerConnection *self, GError **error, const char *sql, const char *types, ...);

/** foyer_connection_number: Runs a query of one number. Returns: it, @fallback when there is no row or on error */
gint64 foyer_connection_number (FoyerConnection *self, gint64 fallback, GError **error, const char *sql, const char *types, ...);

/** foyer_connection_execute: Runs statements without parameters, as `BEGIN`. */
gboolean foyer_connection_execute (FoyerConnection *self, const char *sql, GError **error);

/** foyer_rows_next: Returns: TRUE with a row; FALSE at the end, or with @error */
gboolean foyer_rows_next (FoyerRows *self, GError **error);
void     foyer_rows_finish (FoyerRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerRows, foyer_rows_finish)

/* Columns: texts are borrowed until the next step, _dup_ are the caller's. */
gint64      foyer_rows_integer (FoyerRows *self, int column);
const char *foyer_rows_text (FoyerRows *self, int column);
char       *foyer_rows_dup_text (FoyerRows *self, int column);
FoyerId     foyer_rows_id (FoyerRows *self, int column);

G_END_DECLS
