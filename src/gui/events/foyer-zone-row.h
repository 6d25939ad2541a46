/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_ZONE_ROW (foyer_zone_row_get_type ())

/** FoyerZoneRow: a row that chooses a time zone by its IANA name, with search. `notify::selected` tells of a choice. */
G_DECLARE_FINAL_TYPE (FoyerZoneRow, foyer_zone_row, FOYER, ZONE_ROW, AdwComboRow)

/** foyer_zone_row_get_zone: Returns: (transfer none): the chosen name */
const char *foyer_zone_row_get_zone (FoyerZoneRow *self);

/** foyer_zone_row_set_zone: @zone: an IANA name, put on the list when it is not there */
void foyer_zone_row_set_zone (FoyerZoneRow *self, const char *zone);

/** foyer_zone_local: Returns: (transfer full): the name of this machine's zone, "UTC" when it has none */
char *foyer_zone_local (void);

G_END_DECLS
