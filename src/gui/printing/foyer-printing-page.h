/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

#define FOYER_TYPE_PRINTING_PAGE (foyer_printing_page_get_type ())

/** FoyerPrintingPage: the page “Printing” of the window. */
G_DECLARE_FINAL_TYPE (FoyerPrintingPage, foyer_printing_page, FOYER, PRINTING_PAGE, FoyerPage)

G_END_DECLS
