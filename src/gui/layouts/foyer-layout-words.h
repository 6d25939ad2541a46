/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-document-data.h"
#include "foyer-layout-check.h"
#include "foyer-layout.h"

G_BEGIN_DECLS

/* Translated words for layouts. */

const char *foyer_layout_words_role (FoyerLayoutRole role);

/** foyer_layout_words_role_many: Returns: "Tickets" */
const char *foyer_layout_words_role_many (FoyerLayoutRole role);
const char *foyer_layout_words_type (FoyerLayoutElementType type);
const char *foyer_layout_words_type_icon (FoyerLayoutElementType type);
const char *foyer_layout_words_field (FoyerDocumentField field);

/** foyer_layout_words_ready: Returns: what people call the ready layout of this name */
const char *foyer_layout_words_ready (const char *name);

/** foyer_layout_words_size: Returns: (transfer full): "139.7 × 50.8 mm" */
char *foyer_layout_words_size (const FoyerLayout *layout);

/** foyer_layout_words_element: Returns: (transfer full): its name, or what it says, and its type */
char *foyer_layout_words_element (const FoyerLayoutElement *element);

/** foyer_layout_words_finding: Returns: (transfer full): a sentence that says what is wrong and what to do */
char *foyer_layout_words_finding (const FoyerLayout *layout, const FoyerLayoutFinding *finding);

G_END_DECLS
