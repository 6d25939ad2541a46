/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-cashier-store.h"

#include "foyer-change-store.h"
#include "foyer-connection-private.h"
#include "foyer-error.h"
#include "foyer-pin.h"

static FoyerCashier *
read_cashier (FoyerRows *rows)
{
  FoyerCashier *cashier = foyer_cashier_new ();

  cashier->id = foyer_rows_id (rows, 0);
  cashier->name = foyer_rows_dup_text (rows, 1);
  cashier->role = foyer_cashier_role_from_nick (foyer_rows_text (rows, 2));
  cashier->pin = foyer_rows_dup_text (rows, 3);
  return cashier;
}

GPtrArray *
foyer_cashier_store_list (FoyerConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) cashiers = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_cashier_free);
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT id, name, role, pin FROM cashier WHERE deleted = 0 ORDER BY name, id", "");

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    g_ptr_array_add (cashiers, read_cashier (rows));
  if (local_error == NULL)
    return g_steal_pointer (&cashiers);
  g_propagate_error (error, local_error);
  return NULL;
}

FoyerCashier *
foyer_cashier_store_get (FoyerConnection *connection, const FoyerId *id, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT id, name, role, pin FROM cashier WHERE id = ?", "b", id);

  return rows != NULL && foyer_rows_next (rows, error) ? read_cashier (rows) : NULL;
}

gboolean
foyer_cashier_store_save (FoyerConnection *connection, FoyerCashier *cashier, const char *pin, GError **error)
{
  g_autoptr (FoyerChange) change = NULL;

  if (pin != NULL && !foyer_pin_is_valid (pin))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "A PIN has %d to %d digits.", FOYER_PIN_MIN, FOYER_PIN_MAX);
      return FALSE;
    }
  if (foyer_id_is_none (&cashier->id))
    cashier->id = foyer_id_generate (foyer_connection_now (connection), &connection->random);
  change = foyer_change_new (FOYER_CHANGE_CASHIER_EDIT, &cashier->id);
  foyer_change_set_text (change, "name", cashier->name);
  foyer_change_set_text (change, "role", foyer_cashier_role_nick (cashier->role));
  if (pin != NULL)
    {
      g_free (cashier->pin);
      cashier->pin = foyer_pin_hash (pin, &connection->random);
      foyer_change_set_text (change, "pin", cashier->pin);
    }
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

gboolean
foyer_cashier_store_remove (FoyerConnection *connection, const FoyerId *id, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_CASHIER_EDIT, id);

  foyer_change_set_boolean (change, "deleted", TRUE);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

FoyerCashier *
foyer_cashier_store_find_pin (FoyerConnection *connection, const char *pin, FoyerRight right, GError **error)
{
  g_autoptr (GPtrArray) cashiers = foyer_cashier_store_list (connection, error);

  for (guint i = 0; cashiers != NULL && i < cashiers->len; i++)
    {
      const FoyerCashier *cashier = cashiers->pdata[i];

      if (foyer_cashier_may (cashier, right) && foyer_pin_matches (pin, cashier->pin))
        return g_ptr_array_steal_index (cashiers, i);
    }
  return NULL;
}
