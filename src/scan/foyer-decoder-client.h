/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-decoder.h"

G_BEGIN_DECLS

/**
 * FoyerDecoderClient:
 *
 * Reads codes in a process of its own (foyer-decoder), so that a picture that
 * crashes an engine, or sends it round in circles, costs that frame and
 * nothing else: the process is cut off and another one takes its place, going
 * on with the next way to read.
 *
 * Without the helper's program, as in a build that was not installed whole, it
 * decodes in this process and says so in the log, once.
 *
 * A client belongs to one thread at a time.
 */
typedef struct _FoyerDecoderClient FoyerDecoderClient;

FoyerDecoderClient *foyer_decoder_client_new (FoyerSymbology symbologies);
void                foyer_decoder_client_free (FoyerDecoderClient *self);
GPtrArray          *foyer_decoder_client_decode (FoyerDecoderClient *self, FoyerFrame *frame);
GPtrArray          *foyer_decoder_client_decode_still (FoyerDecoderClient *self, FoyerFrame *frame, GCancellable *cancellable);
double              foyer_decoder_client_get_milliseconds (const FoyerDecoderClient *self);
guint               foyer_decoder_client_get_restarts (const FoyerDecoderClient *self);
int                 foyer_decoder_client_get_pid (const FoyerDecoderClient *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDecoderClient, foyer_decoder_client_free)

G_END_DECLS
