/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-page.h"

G_BEGIN_DECLS

#define FOYER_TYPE_IMPORT_DIALOG (foyer_import_dialog_get_type ())

/**
 * FoyerImportDialog:
 *
 * A guest list on its way into the event in hand: what each column becomes, the
 * first rows as they are understood, the import with progress and cancel, and
 * what became of every row.
 */
G_DECLARE_FINAL_TYPE (FoyerImportDialog, foyer_import_dialog, FOYER, IMPORT_DIALOG, AdwDialog)

/** foyer_import_dialog_new: Returns: (transfer floating): a dialog that reads @file for the event in hand */
AdwDialog *foyer_import_dialog_new (FoyerSession *session, GFile *file);

/** foyer_import_dialog_choose_file: Asks for a file, then opens the dialog over @page, which also tells what went wrong. */
void foyer_import_dialog_choose_file (FoyerPage *page);

G_END_DECLS
