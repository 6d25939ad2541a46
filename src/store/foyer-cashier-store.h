/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cashier.h"
#include "foyer-connection.h"

G_BEGIN_DECLS

/** foyer_cashier_store_list: Returns: (transfer full) (element-type FoyerCashier): all who sell, by name */
GPtrArray *foyer_cashier_store_list (FoyerConnection *connection, GError **error);

/** foyer_cashier_store_get: Returns: (transfer full) (nullable): a cashier, also one who was removed; %NULL without error when nobody has @id */
FoyerCashier *foyer_cashier_store_get (FoyerConnection *connection, const FoyerId *id, GError **error);

/**
 * foyer_cashier_store_save:
 * @cashier: name and role; an id, when it is one that is known, else it is filled in
 * @pin: (nullable): a new PIN; %NULL leaves it as it is
 *
 * Takes some 20 ms with a PIN. Returns: FALSE with %FOYER_ERROR_INVALID for a PIN that is none
 */
gboolean foyer_cashier_store_save (FoyerConnection *connection, FoyerCashier *cashier, const char *pin, GError **error);

gboolean foyer_cashier_store_remove (FoyerConnection *connection, const FoyerId *id, GError **error);

/**
 * foyer_cashier_store_find_pin:
 * @right: what they want to do
 *
 * Looks who has this PIN and may do it. Slow on purpose, and slower the more
 * cashiers there are; not for the main thread.
 *
 * Returns: (transfer full) (nullable): who it is; %NULL without error when nobody is
 */
FoyerCashier *foyer_cashier_store_find_pin (FoyerConnection *connection, const char *pin, FoyerRight right, GError **error);

G_END_DECLS
