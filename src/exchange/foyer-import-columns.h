/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FoyerImportField: what a column of a guest list can become. */
typedef enum
{
  FOYER_IMPORT_IGNORE, /* left out */
  FOYER_IMPORT_NAME,
  FOYER_IMPORT_FIRST_NAME,
  FOYER_IMPORT_LAST_NAME,
  FOYER_IMPORT_EMAIL,
  FOYER_IMPORT_PHONE,
  FOYER_IMPORT_COMPANY,
  FOYER_IMPORT_STREET,
  FOYER_IMPORT_POSTCODE,
  FOYER_IMPORT_CITY,
  FOYER_IMPORT_COUNTRY,
  FOYER_IMPORT_CATEGORY,
  FOYER_IMPORT_ORDER,
  FOYER_IMPORT_CODE,
  FOYER_IMPORT_SEAT,
  FOYER_IMPORT_PRICE,
  FOYER_IMPORT_STATUS,     /* paid, unpaid, refunded…; or "checked in" */
  FOYER_IMPORT_CHECKED_IN, /* yes or no */
  FOYER_IMPORT_CONSENT,    /* yes or no */
  FOYER_IMPORT_SEGMENT,
  FOYER_IMPORT_NOTE,
  FOYER_IMPORT_N_FIELDS,
} FoyerImportField;

/** foyer_import_field_nick: Returns: a stable name, as "first-name" */
const char *foyer_import_field_nick (FoyerImportField field);

/** foyer_import_field_from_nick: Returns: %FOYER_IMPORT_N_FIELDS when @nick names none */
FoyerImportField foyer_import_field_from_nick (const char *nick);

/**
 * foyer_import_field_recognise:
 * @header: the name of a column as it stands in the file
 *
 * Knows the names that guest lists of common systems and people bear, in
 * English and German; case, accents, blanks and punctuation do not matter.
 *
 * Returns: %FOYER_IMPORT_IGNORE when it is not known
 */
FoyerImportField foyer_import_field_recognise (const char *header);

G_END_DECLS
