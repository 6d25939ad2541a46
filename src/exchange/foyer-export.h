/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "foyer-id.h"
#include "foyer-store.h"

G_BEGIN_DECLS

/** FoyerExportKind: what is written out. */
typedef enum
{
  FOYER_EXPORT_ATTENDEES, /* a line a ticket; foyer_import_open() understands it */
  FOYER_EXPORT_ORDERS,    /* a line an order */
  FOYER_EXPORT_SCANS,     /* a line a presentation at a gate, newest first */
  FOYER_EXPORT_EVENTS,    /* a line an event */
} FoyerExportKind;

/**
 * foyer_export_csv:
 * @kind: what
 * @event: (nullable): of which event; %NULL for all
 * @stream: (transfer none): where to; flushed, not closed
 * @with_mark: begin with a byte order mark
 * @rows: (out) (nullable): how many lines were written, without the first
 *
 * Writes a table as CSV in UTF-8 with English column names, from one snapshot of
 * the store. Blocks; holds one row in memory at a time, of scans those of one event.
 */
gboolean foyer_export_csv (FoyerStore *store, FoyerExportKind kind, const FoyerId *event, GOutputStream *stream, gboolean with_mark, gint64 *rows, GCancellable *cancellable, GError **error);

/**
 * foyer_export_calendar:
 * @event: (nullable): which event; %NULL for all that are not drafts
 *
 * Writes events as an iCalendar object (RFC 5545), with times in UTC. Blocks.
 */
gboolean foyer_export_calendar (FoyerStore *store, const FoyerId *event, GOutputStream *stream, gint64 *rows, GCancellable *cancellable, GError **error);

G_END_DECLS
