/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_SCANNER_PAGE (foyer_scanner_page_get_type ())

/**
 * FoyerScannerPage:
 *
 * A test code to scan: shows whether a barcode scanner arrives as it should,
 * and learns which characters do not. While it is shown, no other page hears
 * the scanner.
 */
G_DECLARE_FINAL_TYPE (FoyerScannerPage, foyer_scanner_page, FOYER, SCANNER_PAGE, AdwNavigationPage)

/** foyer_scanner_page_new: Returns: (transfer floating): the page; what it learns goes into "wedge-map" of @settings */
AdwNavigationPage *foyer_scanner_page_new (GSettings *settings);

G_END_DECLS
