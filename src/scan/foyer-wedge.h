/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FOYER_WEDGE_MAX_TEXT:
 *
 * The longest burst that is taken for a code, in characters. A longer one is
 * swallowed and gives nothing.
 */
#define FOYER_WEDGE_MAX_TEXT 4096

/**
 * FoyerWedgeOptions:
 * @min_length: characters that a code has at least
 * @gap_us: longest time between two keys of a scanner, in microseconds
 * @pause_us: silence that ends a code that came without Enter or Tab; also the
 *   longest gap once @min_length keys have come
 * @prefix: (nullable): what the scanner puts in front, taken off when there
 * @suffix: (nullable): what it puts behind, before Enter; taken off when there
 * @map: (nullable): which characters arrive as others, from
 *   foyer_wedge_layout_learn(); put right before prefix and suffix are looked for
 * @let_first_pass: whether the first key of what may become a burst is passed
 *   on at once, so that people who type see no delay; a scan then says in
 *   #FoyerWedgeResult.leaked that there is a character to take back
 *
 * How a scanner that acts as a keyboard is told from a person.
 */
typedef struct
{
  guint       min_length;
  gint64      gap_us;
  gint64      pause_us;
  const char *prefix;
  const char *suffix;
  const char *map;
  gboolean    let_first_pass;
} FoyerWedgeOptions;

/**
 * FOYER_WEDGE_OPTIONS:
 *
 * At least 6 characters, at most 50 ms apart, ended by Enter, Tab or 100 ms of
 * silence.
 */
#define FOYER_WEDGE_OPTIONS ((FoyerWedgeOptions) { .min_length = 6, .gap_us = 50 * 1000, .pause_us = 100 * 1000 })

/**
 * FoyerWedgeVerdict:
 * @FOYER_WEDGE_PASS: not for the wedge; let the key go on
 * @FOYER_WEDGE_KEEP: it belongs to what may be a burst; keep it from going on
 *
 * What to do with a key.
 */
typedef enum
{
  FOYER_WEDGE_PASS,
  FOYER_WEDGE_KEEP,
} FoyerWedgeVerdict;

/**
 * FoyerWedgeResult:
 * @scan: (nullable): a code that is complete, without prefix, suffix and Enter
 * @typed: (nullable): keys that were kept and turned out to be a person's; put
 *   this text where the focus is before anything else
 * @leaked: with @scan, how many characters in front of the cursor were passed
 *   on before the burst was recognised; take them back
 *
 * What a key or a moment of silence has brought. Clear it with
 * foyer_wedge_result_clear(), or declare it with g_auto().
 */
typedef struct
{
  char *scan;
  char *typed;
  guint leaked;
} FoyerWedgeResult;

/**
 * FoyerWedge:
 *
 * Tells the keys of a USB bar code scanner from those of a person by their
 * speed, so that a scan is recognised anywhere and lands in no text field.
 * Feed it every key press before widgets see it, but not the modifier keys.
 *
 * It has no clock: time is an argument, and nothing happens between two calls.
 */
typedef struct _FoyerWedge FoyerWedge;

FoyerWedge       *foyer_wedge_new (const FoyerWedgeOptions *options);
void              foyer_wedge_free (FoyerWedge *self);
FoyerWedgeVerdict foyer_wedge_key (FoyerWedge *self, gunichar key, gint64 time_us, FoyerWedgeResult *result);
void              foyer_wedge_set_caps_lock (FoyerWedge *self, gboolean on);
gboolean          foyer_wedge_poll (FoyerWedge *self, gint64 time_us, FoyerWedgeResult *result);
void              foyer_wedge_flush (FoyerWedge *self, FoyerWedgeResult *result);
gint64            foyer_wedge_get_deadline (const FoyerWedge *self);
gboolean          foyer_wedge_is_burst (const FoyerWedge *self);
void              foyer_wedge_result_clear (FoyerWedgeResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerWedge, foyer_wedge_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FoyerWedgeResult, foyer_wedge_result_clear)

G_END_DECLS
