/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FOYER_TYPE_QR_VIEW (foyer_qr_view_get_type ())

/** FoyerQrView: a QR code on white paper, light or dark around it, each module a whole number of the screen's pixels. */
G_DECLARE_FINAL_TYPE (FoyerQrView, foyer_qr_view, FOYER, QR_VIEW, GtkWidget)

/** foyer_qr_view_set_text: Returns: FALSE when @text does not fit into a QR code */
gboolean foyer_qr_view_set_text (FoyerQrView *self, const char *text, GError **error);

G_END_DECLS
