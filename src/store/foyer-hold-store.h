/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-change.h"
#include "foyer-connection.h"

G_BEGIN_DECLS

/** FoyerHold: stock set aside for somebody, until a time or until it is let go of. */
typedef struct
{
  FoyerId   id;
  FoyerId   event;
  FoyerId   category;
  char     *kind;  /* "band", "press", "cart"…: a word of the house */
  char     *owner; /* for whom, for people, or "" */
  gint64    places;
  FoyerTime until; /* 0: until it is released */
  FoyerTime made_at;
} FoyerHold;

void foyer_hold_free (FoyerHold *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerHold, foyer_hold_free)

/**
 * foyer_hold_store_add:
 * @hold: what to set aside; its id and time are set
 *
 * Sets stock aside, in a write job. With a platform it comes out of what this
 * device may sell here, and comes back to it when the hold ends.
 *
 * Returns: FALSE and %FOYER_ERROR_SOLD_OUT or %FOYER_ERROR_LEASE when there is not enough
 */
gboolean foyer_hold_store_add (FoyerConnection *connection, FoyerHold *hold, GError **error);

/** foyer_hold_store_release: Lets go of a hold before its time; doing so twice does nothing. */
gboolean foyer_hold_store_release (FoyerConnection *connection, const FoyerId *hold, const char *reason, GError **error);

/** foyer_hold_store_list: Returns: (transfer full) (element-type FoyerHold): what is set aside of @event now, oldest first */
GPtrArray *foyer_hold_store_list (FoyerConnection *connection, const FoyerId *event, GError **error);

/* For foyer_change_store_apply() only. */
gboolean foyer_hold_store_apply_hold (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);
gboolean foyer_hold_store_apply_release (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);

G_END_DECLS
