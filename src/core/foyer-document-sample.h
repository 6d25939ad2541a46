/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-document-data.h"
#include "foyer-layout.h"

G_BEGIN_DECLS

/**
 * FoyerDocumentSample:
 * @FOYER_DOCUMENT_EVERYDAY: as most are
 * @FOYER_DOCUMENT_SHORTEST: with no more than there must be
 * @FOYER_DOCUMENT_LONGEST: with texts as long as they come
 */
typedef enum
{
  FOYER_DOCUMENT_EVERYDAY,
  FOYER_DOCUMENT_SHORTEST,
  FOYER_DOCUMENT_LONGEST,
  FOYER_N_DOCUMENT_SAMPLES,
} FoyerDocumentSample;

/**
 * foyer_document_sample_new:
 * @role: what is printed
 * @language: (nullable): German for "de", English otherwise
 *
 * Returns: (transfer full): made-up data to look at a layout with
 */
FoyerDocumentData *foyer_document_sample_new (FoyerLayoutRole role, FoyerDocumentSample sample, const char *language);

G_END_DECLS
