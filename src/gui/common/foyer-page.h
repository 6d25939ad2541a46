/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_TYPE_PAGE (foyer_page_get_type ())

/**
 * FoyerPage:
 *
 * A page of the window. It is told to refresh when it is shown and something it
 * watches has changed since, or another event is in hand; a hidden page does
 * no work. Its template must hold an AdwToastOverlay.
 */
G_DECLARE_DERIVABLE_TYPE (FoyerPage, foyer_page, FOYER, PAGE, AdwNavigationPage)

/**
 * FoyerPageClass:
 * @watches: FoyerStoreSubjects that the page shows
 * @refresh: reads and shows anew; called on the main thread while the page is mapped
 * @started: called once, when the session is there
 */
struct _FoyerPageClass
{
  AdwNavigationPageClass parent_class;

  guint watches;
  void (*refresh) (FoyerPage *self);
  void (*started) (FoyerPage *self);
};

FoyerSession *foyer_page_get_session (FoyerPage *self);
FoyerStore   *foyer_page_get_store (FoyerPage *self);

/** foyer_page_get_cancellable: Returns: (transfer none): cancelled when the page goes */
GCancellable *foyer_page_get_cancellable (FoyerPage *self);

/** foyer_page_queue_refresh: Refreshes now if the page is shown, else when it is. */
void foyer_page_queue_refresh (FoyerPage *self);

/** foyer_page_toast: Says something in passing. */
void foyer_page_toast (FoyerPage *self, const char *sentence);

/**
 * foyer_page_report:
 * @what: a translated sentence that says what failed and what to do
 * @error: (nullable): goes to the log; a cancelled one is passed over in silence
 */
void foyer_page_report (FoyerPage *self, const char *what, const GError *error);

/** foyer_page_add_toast: @toast: (transfer full) */
void foyer_page_add_toast (FoyerPage *self, AdwToast *toast);

G_END_DECLS
