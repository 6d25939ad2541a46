/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-device-register.h"
#include "foyer-device-roster.h"

G_BEGIN_DECLS

/**
 * FoyerPresence:
 *
 * Who was here lately, kept in memory and written now and then in one go:
 * polling costs no writes, and requests of two processes never wait for each
 * other's rows. It belongs to the main thread.
 */
typedef struct _FoyerPresence FoyerPresence;

FoyerPresence *foyer_presence_new (void);
void           foyer_presence_free (FoyerPresence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerPresence, foyer_presence_free)

/** foyer_presence_note: Takes note of a request. @unsent below 0 and @version %NULL: it did not say. */
void foyer_presence_note (FoyerPresence *self, const FoyerDevice *device, FoyerTime now, gint64 unsent, const char *version);

/** foyer_presence_take: Returns: (transfer full) (nullable) (element-type FoyerSighting): what is to be written, ordered by device; %NULL when there is nothing new */
GPtrArray *foyer_presence_take (FoyerPresence *self);

G_END_DECLS
