/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-change.h"

#include "foyer-error.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
sell_again (const FoyerChange *change)
{
  g_autoptr (FoyerOrder) order = foyer_change_dup_order (change);
  g_autoptr (FoyerChange) sale = foyer_change_new_sale (order);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (order->tickets->len, >, 0);
  g_assert_cmpint (foyer_order_total (order), >=, 0);
  g_assert_cmpint (foyer_order_paid (order), >=, 0);
  foyer_change_validate (sale, &error);
  g_assert_no_error (error);
}

/* The quick reader may know less than the thorough one, never more. */
static void
read_by_hand (const FoyerChange *change, const char *text, gsize length)
{
  g_autoptr (FoyerSaleFact) sale = foyer_sale_fact_read (text, length);
  g_autoptr (FoyerOrder) order = NULL;
  g_autofree char *by_hand = NULL;
  g_autofree char *by_tree = NULL;

  if (sale == NULL)
    return;
  g_assert_nonnull (change);
  g_assert_cmpint (change->kind, ==, FOYER_CHANGE_ORDER_SALE);
  order = foyer_change_dup_order (change);
  by_tree = foyer_change_print_sale (order, &change->id, &change->device);
  by_hand = foyer_change_print_sale (sale->order, &sale->id, &sale->device);
  g_assert_cmpstr (by_hand, ==, by_tree);
}

/* A line of a feed or a body that was posted. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerChange) change = foyer_change_parse ((const char *) data, size, &error);
  g_autoptr (FoyerChange) again = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *printed_again = NULL;

  read_by_hand (change, (const char *) data, size);
  if (change == NULL)
    {
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  g_assert_no_error (error);
  printed = foyer_change_print (change);
  again = foyer_change_parse (printed, -1, &error);
  g_assert_no_error (error);
  printed_again = foyer_change_print (again);
  g_assert_cmpstr (printed, ==, printed_again);
  g_assert_true (foyer_id_equal (&change->id, &again->id));
  g_assert_true (foyer_id_equal (&change->subject, &again->subject));
  g_assert_cmpint (change->made_at, ==, again->made_at);
  if (change->kind == FOYER_CHANGE_ORDER_SALE)
    sell_again (change);
  return 0;
}
