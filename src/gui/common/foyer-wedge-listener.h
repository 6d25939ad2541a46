/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FOYER_TYPE_WEDGE_LISTENER (foyer_wedge_listener_get_type ())

/**
 * FoyerWedgeListener:
 *
 * Hears a bar code scanner that types like a keyboard, wherever the focus is in
 * the window, as long as one page is shown. What it types lands in no field: a
 * first character that did is taken back. What a person types goes where it was
 * meant to go. The scanner's pace, prefix and suffix are settings.
 *
 * Signal "scan" (text): a code, without prefix, suffix and Enter.
 */
G_DECLARE_FINAL_TYPE (FoyerWedgeListener, foyer_wedge_listener, FOYER, WEDGE_LISTENER, GObject)

/** foyer_wedge_listener_new: Listens while @page is mapped. @page must outlive it or dispose of it; it is not kept. */
FoyerWedgeListener *foyer_wedge_listener_new (GtkWidget *page, GSettings *settings);

/** foyer_wedge_listener_grab: While @grab, no other listener of the same window hears anything. */
void foyer_wedge_listener_grab (FoyerWedgeListener *self, gboolean grab);

/** foyer_wedge_listener_guard: What a scanner types while @dialog is shown goes nowhere, its Enter included, which would answer the dialog. */
void foyer_wedge_listener_guard (GtkWidget *dialog, GSettings *settings);

G_END_DECLS
