/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-change.h"
#include "foyer-connection.h"

G_BEGIN_DECLS

/** FoyerConflict: two things that cannot both be right, or something refused; it stays until a person settles it. */
typedef struct
{
  FoyerId   id;
  FoyerId   subject;
  FoyerId   event;  /* none when it concerns no single event */
  char     *kind;   /* "double-admission", "double-refund", "refused-change", "merged-field", "oversold" */
  char     *title;  /* event and guest or thing concerned, for people */
  char     *detail; /* of a double admission: a JSON object `{first:{gate,made_at,device}, second:{…}}`; of "oversold": how many came, "/", and for how many there was room; else a sentence or a value */
  char     *note;
  FoyerTime made_at;
  FoyerTime settled_at; /* 0: open */
} FoyerConflict;

void foyer_conflict_free (FoyerConflict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerConflict, foyer_conflict_free)

/** foyer_conflict_store_list: Returns: (transfer full) (element-type FoyerConflict): newest first */
GPtrArray *foyer_conflict_store_list (FoyerConnection *connection, gboolean with_settled, guint limit, GError **error);

/** foyer_conflict_store_count: Returns: how many are open */
gint64 foyer_conflict_store_count (FoyerConnection *connection, GError **error);

/** foyer_conflict_store_settle: Marks a conflict as settled, here and on all devices. */
gboolean foyer_conflict_store_settle (FoyerConnection *connection, const FoyerId *conflict, const char *note, GError **error);

/** foyer_conflict_store_add: Notes a conflict that arose at @made_at, once for each @id. @event (nullable) */
gboolean foyer_conflict_store_add (FoyerConnection *connection, const char *kind, const FoyerId *id, const FoyerId *subject, const FoyerId *event, const char *detail, FoyerTime made_at, GError **error);

/* For foyer_change_store_apply() only. */
gboolean foyer_conflict_store_apply_settle (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);

G_END_DECLS
