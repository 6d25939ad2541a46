/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-document-data.h"

G_BEGIN_DECLS

/** foyer_document_data_print: Returns: (transfer full): as JSON, for a paper that waits for its printer */
char *foyer_document_data_print (const FoyerDocumentData *self);

/** foyer_document_data_parse: Returns: (transfer full) (nullable): what foyer_document_data_print() wrote; %FOYER_ERROR_INVALID. What is not known is left out */
FoyerDocumentData *foyer_document_data_parse (const char *text, GError **error);

G_END_DECLS
