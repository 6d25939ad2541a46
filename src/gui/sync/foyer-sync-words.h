/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-change.h"
#include "foyer-role.h"
#include "foyer-sync-client.h"

G_BEGIN_DECLS

/* Translated words for what synchronising says of itself. */

/** FoyerSyncGlance: what the foot of the sidebar tells. */
typedef struct
{
  FoyerSyncState state;
  FoyerTime      last_sync; /* 0: never */
  gint64         waiting;   /* changes to send */
  gint64         refused;   /* changes that the platform refused */
  gint64         conflicts; /* open ones, refused changes among them */
} FoyerSyncGlance;

/** foyer_sync_words_glance: Returns: (transfer full): a few words: "In sync · 19:42", "2 conflicts"… */
char *foyer_sync_words_glance (const FoyerSyncGlance *glance);
/** foyer_sync_words_glance_icon: Returns: the icon that goes with them */
const char *foyer_sync_words_glance_icon (const FoyerSyncGlance *glance);
/** foyer_sync_words_needs_person: Returns: whether somebody has to do something */
gboolean foyer_sync_words_needs_person (const FoyerSyncGlance *glance);

/** foyer_sync_words_state: Returns: the state as a title: "In Sync", "Offline"… */
const char *foyer_sync_words_state (FoyerSyncState state, gint64 waiting);
/** foyer_sync_words_advice: Returns: what the state means for the person, one or two sentences */
const char *foyer_sync_words_advice (FoyerSyncState state);
/** foyer_sync_words_error: Returns: (transfer full): why pairing, inviting or leaving did not work and what to do */
char *foyer_sync_words_error (const GError *error);

/** foyer_sync_words_sentence: Returns: a sentence of the platform or of the exchange with it, translated when it is a known one */
const char *foyer_sync_words_sentence (const char *sentence);

/** foyer_sync_words_role: Returns: "Organizer", "Box Office", "Door"; "" without a role */
const char *foyer_sync_words_role (FoyerRole role);
/** foyer_sync_words_role_rights: Returns: what a laptop in @role may do, one sentence */
const char *foyer_sync_words_role_rights (FoyerRole role);

/** foyer_sync_words_change: Returns: what a change is, as a title: "Sale", "Scan at the Door"… */
const char *foyer_sync_words_change (FoyerChangeKind kind);
/** foyer_sync_words_tally: Returns: (transfer full): "3 sales, 8 scans"; @counts: by kind, %FOYER_N_CHANGE_KINDS of them */
char *foyer_sync_words_tally (const guint *counts);

/** foyer_sync_words_field: Returns: the name of a field for people; @field itself when it is not known */
const char *foyer_sync_words_field (const char *field);
/**
 * foyer_sync_words_value:
 * @kind: of the edit that writes @field
 * @value: (nullable): as the store keeps it
 * @zone: (nullable): IANA zone for times
 * @currency: (nullable): for prices
 *
 * Returns: (transfer full): the value as people read it
 */
char *foyer_sync_words_value (FoyerChangeKind kind, const char *field, const char *value, const char *zone, const char *currency);

/** foyer_sync_words_platform: Returns: (transfer full): name and address of a platform, and whether others can read along */
char *foyer_sync_words_platform (const char *name, const char *url);

G_END_DECLS
