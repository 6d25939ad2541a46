/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-import.h"

G_BEGIN_DECLS

/* Translated words of the import. */

/** foyer_import_field_word: Returns: "E-Mail", "Left out" */
const char *foyer_import_field_word (FoyerImportField field);

/** foyer_import_explain: Returns: (transfer none): a sentence for a person on why a file cannot be imported; the reader's own names the line */
const char *foyer_import_explain (const GError *error);

/** foyer_import_excess_description: Returns: (transfer full): for whom there is no room, a line for each category */
char *foyer_import_excess_description (const GPtrArray *excess);

/** foyer_import_result_title: Returns: (transfer full): "500 attendees imported" */
char *foyer_import_result_title (const FoyerImportResult *result);

/** foyer_import_result_description: Returns: (transfer full): what became of the other rows, "" when there are none */
char *foyer_import_result_description (const FoyerImportResult *result);

G_END_DECLS
