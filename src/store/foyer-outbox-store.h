/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-change.h"
#include "foyer-connection.h"

G_BEGIN_DECLS

/** FoyerOutboxEntry: a change that the platform has not acknowledged. */
typedef struct
{
  gint64  seq;
  FoyerId id;
  char   *line;    /* the change as one line of JSON */
  char   *refusal; /* (nullable): why the platform refused it; such entries wait for a person */
} FoyerOutboxEntry;

void foyer_outbox_entry_free (FoyerOutboxEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerOutboxEntry, foyer_outbox_entry_free)

/** FoyerOutboxCount: how much is still here. */
typedef struct
{
  gint64 waiting;
  gint64 refused;
} FoyerOutboxCount;

gboolean foyer_outbox_store_add (FoyerConnection *connection, const FoyerChange *change, GError **error);

/** foyer_outbox_store_add_line: As foyer_outbox_store_add() for a change that is printed already. */
gboolean foyer_outbox_store_add_line (FoyerConnection *connection, const FoyerId *change, const char *line, GError **error);

/** foyer_outbox_store_peek: Returns: (transfer full) (element-type FoyerOutboxEntry): the oldest @limit that wait, in the order they were made; none while a list comes in (foyer-intake-store) */
GPtrArray *foyer_outbox_store_peek (FoyerConnection *connection, guint limit, GError **error);

/** foyer_outbox_store_list_refused: Returns: (transfer full) (element-type FoyerOutboxEntry): those that the platform refused */
GPtrArray *foyer_outbox_store_list_refused (FoyerConnection *connection, GError **error);

/** foyer_outbox_store_accept: The platform has it: the entry goes. Only when both @seq and @id fit. */
gboolean foyer_outbox_store_accept (FoyerConnection *connection, gint64 seq, const FoyerId *id, GError **error);

/** foyer_outbox_store_refuse: The platform refused it: kept, shown, and reported as a conflict. */
gboolean foyer_outbox_store_refuse (FoyerConnection *connection, gint64 seq, const FoyerId *id, const char *reason, GError **error);

/** foyer_outbox_store_retry: Puts all refused entries back in line. */
gboolean foyer_outbox_store_retry (FoyerConnection *connection, GError **error);

gboolean foyer_outbox_store_count (FoyerConnection *connection, FoyerOutboxCount *count, GError **error);

G_END_DECLS
