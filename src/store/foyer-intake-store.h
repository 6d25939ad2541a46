/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-connection.h"

G_BEGIN_DECLS

/*
 * A long list that is taken in by many transactions, between which tills and
 * doors go on, and that comes in whole or not at all. While it comes in nothing
 * is sent, so that everything can still be taken back: by a cancel, and after a
 * crash by the store itself, when it is open again and nobody waits.
 *
 * What others did meanwhile with a ticket of the list (a scan, an edit) stays,
 * as facts about a ticket that is not known here.
 */

/** foyer_intake_store_begin: Begins, in a write job; %FOYER_ERROR_STATE while another list comes in or is taken back. */
gboolean foyer_intake_store_begin (FoyerConnection *connection, GError **error);

/** foyer_intake_store_go_on: What the write job does from here on is of the list. */
gboolean foyer_intake_store_go_on (FoyerConnection *connection, GError **error);

/** foyer_intake_store_end: All of the list is in, and may be sent. */
gboolean foyer_intake_store_end (FoyerConnection *connection, GError **error);

/** foyer_intake_store_abandon: The list will not come in: from here on it can be taken back. */
void foyer_intake_store_abandon (FoyerConnection *connection);

/**
 * foyer_intake_store_take_back:
 * @n_entries: how many changes to look at, at most
 * @more: (out): whether to call it again, in a write job of its own
 *
 * Takes back the list that did not come in to its end, the last changes first;
 * does nothing when there is none, or one that is still coming in.
 */
gboolean foyer_intake_store_take_back (FoyerConnection *connection, guint n_entries, gboolean *more, GError **error);

G_END_DECLS
