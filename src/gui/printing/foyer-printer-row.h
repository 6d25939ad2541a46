/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-printer.h"

G_BEGIN_DECLS

#define FOYER_TYPE_PRINTER_ROW (foyer_printer_row_get_type ())

/**
 * FoyerPrinterRow: chooses the printer for tickets, and tells what is the matter
 * with it. It looks for printers while it is shown, away from the main thread.
 *
 * Property `problem` (string, nullable): a sentence on why tickets cannot be printed now.
 */
G_DECLARE_FINAL_TYPE (FoyerPrinterRow, foyer_printer_row, FOYER, PRINTER_ROW, AdwComboRow)

/** foyer_printer_row_set_settings: The key `ticket-printer` is what it shows and sets. */
void foyer_printer_row_set_settings (FoyerPrinterRow *self, GSettings *settings);

/** foyer_printer_row_look: Looks for printers again. */
void foyer_printer_row_look (FoyerPrinterRow *self);

/** foyer_printer_row_get_problem: Returns: (transfer none) (nullable): a sentence on why tickets cannot be printed now */
const char *foyer_printer_row_get_problem (FoyerPrinterRow *self);

/** foyer_printer_row_get_stopped: Returns: (transfer none) (nullable): name of the chosen printer when it is stopped and may be resumed */
const char *foyer_printer_row_get_stopped (FoyerPrinterRow *self);

G_END_DECLS
