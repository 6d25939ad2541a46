/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGconn, PQfinish)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

/** FOYER_POSTGRESQL_CHANNEL: on which the processes of a platform tell each other what is new. */
#define FOYER_POSTGRESQL_CHANNEL "foyer"

/** foyer_postgresql_connect: Returns: (transfer full) (nullable): a connection, or %NULL and %FOYER_ERROR_STORE; blocks for some seconds at most */
PGconn *foyer_postgresql_connect (const char *address, GError **error);

G_END_DECLS
