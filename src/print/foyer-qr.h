/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Clear modules that a reader needs on each side (ISO/IEC 18004). */
#define FOYER_QR_QUIET 4

/**
 * FoyerQr:
 *
 * A QR code as a square of modules, ready to be drawn. A plain value: it may
 * be made and used in any thread.
 */
typedef struct _FoyerQr FoyerQr;

FoyerQr      *foyer_qr_new (const char *text,
                            GError    **error);
void          foyer_qr_free (FoyerQr *qr);
guint         foyer_qr_get_modules (const FoyerQr *qr);
const guint8 *foyer_qr_get_data (const FoyerQr *qr);
void          foyer_qr_draw (const FoyerQr *qr,
                             cairo_t       *cr,
                             double         x,
                             double         y,
                             double         size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerQr, foyer_qr_free)

G_END_DECLS
