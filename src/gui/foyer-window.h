/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_TYPE_WINDOW (foyer_window_get_type ())

/** FoyerWindow: the one window: a sidebar with the event in hand and the pages. It only routes. */
G_DECLARE_FINAL_TYPE (FoyerWindow, foyer_window, FOYER, WINDOW, AdwApplicationWindow)

FoyerWindow *foyer_window_new (AdwApplication *application, FoyerSession *session);

/** foyer_window_show_page: Goes to the page with @name: "overview", "box-office", "door", "attendees", "printing", "events", "sync". Returns: FALSE when there is none */
gboolean foyer_window_show_page (FoyerWindow *self, const char *name);

/** foyer_window_has_page: Returns: whether there is a page @name, for some role at least */
gboolean foyer_window_has_page (const char *name);

/** foyer_window_dup_page_names: Returns: (transfer full): the names that foyer_window_show_page() takes, with commas between them */
char *foyer_window_dup_page_names (void);

G_END_DECLS
