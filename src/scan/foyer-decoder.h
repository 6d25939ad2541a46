/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-code.h"
#include "foyer-frame.h"

G_BEGIN_DECLS

/**
 * FOYER_DECODER_BUDGET_MS:
 *
 * How long one camera frame may take before no further try is begun: what 25
 * frames a second leave.
 */
#define FOYER_DECODER_BUDGET_MS 40

/**
 * FOYER_DECODER_STILL_BUDGET_MS:
 *
 * How long a single picture may take before no further try is begun.
 */
#define FOYER_DECODER_STILL_BUDGET_MS 1800

/**
 * FoyerDecoder:
 *
 * Finds codes in frames with zxing-cpp, zbar and a reader of its own. Cheap tries come first; while
 * a ticket is held up and nothing is read, each further frame gets another,
 * dearer try (other engine, size, contrast, sharpness).
 *
 * A decoder belongs to one thread at a time and remembers how many frames in
 * a row had nothing.
 */
typedef struct _FoyerDecoder FoyerDecoder;

/**
 * FoyerDecoderWatch:
 * @try: which try of a still begins, with @code %NULL
 * @code: (nullable): what was read just now
 * @user_data: the caller's
 *
 * Tells what goes on in a single picture, as it goes on.
 */
typedef void (*FoyerDecoderWatch) (guint try, const FoyerCode *code, gpointer user_data);

FoyerDecoder *foyer_decoder_new (FoyerSymbology symbologies);
void          foyer_decoder_free (FoyerDecoder *self);
void          foyer_decoder_set_budget (FoyerDecoder *self, double milliseconds);
GPtrArray    *foyer_decoder_decode (FoyerDecoder *self, FoyerFrame *frame);
GPtrArray    *foyer_decoder_decode_still (FoyerDecoder *self, FoyerFrame *frame, GCancellable *cancellable);
GPtrArray    *foyer_decoder_decode_still_from (FoyerDecoder     *self,
                                               FoyerFrame       *frame,
                                               guint             begin,
                                               double            budget_ms,
                                               FoyerDecoderWatch watch,
                                               gpointer          user_data,
                                               GCancellable     *cancellable);
void          foyer_decoder_resume (FoyerDecoder *self, guint misses, gboolean hit);
gboolean      foyer_decoder_get_hit (const FoyerDecoder *self);
void          foyer_decoder_reset (FoyerDecoder *self);
double        foyer_decoder_get_milliseconds (const FoyerDecoder *self);
guint         foyer_decoder_get_misses (const FoyerDecoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDecoder, foyer_decoder_free)

G_END_DECLS
