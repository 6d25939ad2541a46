/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "foyer-cashier-store.h"
#include "foyer-meta-store.h"
#include "foyer-order-store.h"
#include "foyer-shift-store.h"
#include "gui-fixture.h"

/* -- What the store knows -- */

static gpointer
read_recent (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_order_store_recent (connection, data, 100, error);
}

static GPtrArray *
list_orders (GuiFixture *fixture)
{
  return foyer_store_read (fixture->store.store, read_recent, &fixture->store.event, NULL, NULL);
}

static gpointer
read_shifts (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_shift_store_list (connection, TRUE, 10, error);
}

static gboolean
has_shifts (GuiFixture *fixture, gboolean closed)
{
  g_autoptr (GPtrArray) shifts = foyer_store_read (fixture->store.store, read_shifts, NULL, NULL, NULL);

  return shifts->len == 1 && (((FoyerShift *) shifts->pdata[0])->closed_at != 0) == closed;
}

static gboolean
is_open (GuiFixture *fixture, gpointer data)
{
  return has_shifts (fixture, FALSE);
}

static gboolean
is_closed (GuiFixture *fixture, gpointer data)
{
  return has_shifts (fixture, TRUE);
}

static gboolean
has_orders (GuiFixture *fixture, gpointer data)
{
  g_autoptr (GPtrArray) orders = list_orders (fixture);

  return orders->len == GPOINTER_TO_UINT (data);
}

static gpointer
read_kept (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_meta_store_get (connection, "till-cart", error);
}

static gboolean
is_kept (GuiFixture *fixture, gpointer data)
{
  g_autofree char *kept = foyer_store_read (fixture->store.store, read_kept, NULL, NULL, NULL);

  return (kept != NULL) == GPOINTER_TO_INT (data);
}

/* -- What a person does -- */

static GtkWidget *
open_till (GuiFixture *fixture)
{
  GtkWidget *page = GTK_WIDGET (gui_fixture_show_page (fixture, "box-office"));

  g_assert_nonnull (gui_fixture_wait_for_widget (fixture, GTK_TYPE_BOX, "till"));
  return page;
}

static void
press_keys (GtkWidget *page, const char *keys)
{
  g_auto (GStrv) names = g_strsplit (keys, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      guint           keyval = 0;
      GdkModifierType state = 0;

      gtk_accelerator_parse (names[i], &keyval, &state);
      if (keyval == 0)
        keyval = gdk_keyval_from_name (names[i]);
      g_assert_cmpuint (keyval, !=, 0);
      g_assert_true (gui_fixture_press (page, keyval, state));
    }
}

static void
expect (GuiFixture *fixture, GtkWidget *root, const char *text)
{
  if (gui_fixture_wait_for_text (fixture, root, text))
    return;
  g_test_message ("“%s” is not to be seen", text);
  g_test_fail ();
}

/* The button of a dialog that shows @label, its mnemonic left out. */
static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root) && gtk_button_get_label (GTK_BUTTON (root)) != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (gtk_button_get_label (GTK_BUTTON (root)), "_", -1);
      g_autofree char *text = g_strjoinv ("", parts);

      if (g_str_equal (text, label))
        return root;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
can_click (GuiFixture *fixture, gpointer label)
{
  GtkWidget *button = find_button (GTK_WIDGET (fixture->window), label);

  return button != NULL && gtk_widget_is_sensitive (button);
}

static void
click (GuiFixture *fixture, const char *label)
{
  g_assert_true (gui_fixture_wait_until (fixture, can_click, (gpointer) label));
  gui_fixture_activate (find_button (GTK_WIDGET (fixture->window), label));
}

static void
open_shift (GuiFixture *fixture, GtkWidget *page)
{
  gui_fixture_pause (fixture, 100); /* the desk is read */
  gtk_widget_activate_action (page, "shift.open", NULL);
  click (fixture, "Open Shift");
  g_assert_true (gui_fixture_wait_until (fixture, is_open, NULL));
}

static GtkWidget *
wait_for_row (GuiFixture *fixture, const char *name)
{
  GtkWidget *row = gui_fixture_wait_for_widget (fixture, ADW_TYPE_ENTRY_ROW, name);

  g_assert_nonnull (row);
  return row;
}

static void
fill_amount (GuiFixture *fixture, const char *amount, const char *reason)
{
  GtkWidget *row = wait_for_row (fixture, "amount");
  GtkWidget *dialog = gtk_widget_get_ancestor (row, ADW_TYPE_ALERT_DIALOG);

  gtk_editable_set_text (GTK_EDITABLE (row), amount);
  gtk_editable_set_text (GTK_EDITABLE (wait_for_row (fixture, "reason")), reason);
  g_assert_true (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "apply"));
  g_signal_emit_by_name (dialog, "response", "apply");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

/* -- Shifts -- */

static void
test_shift (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *row;

  open_shift (fixture, page);
  expect (fixture, page, "Shift since");
  press_keys (page, "2 F1 Return Return");
  g_assert_true (gui_fixture_wait_until (fixture, has_orders, GUINT_TO_POINTER (1)));
  gui_fixture_pause (fixture, 100);
  gtk_widget_activate_action (page, "shift.close", NULL);
  g_assert_true (gui_fixture_wait_for_text (fixture, window, "Done Counting"));
  g_assert_false (gui_fixture_has_text (window, "Expected")); /* it is a blind count */
  row = gui_fixture_wait_for_widget (fixture, ADW_TYPE_SPIN_ROW, "20.00 €");
  adw_spin_row_set_value (ADW_SPIN_ROW (row), 2);
  expect (fixture, window, "40.00 €");
  click (fixture, "Done Counting");
  expect (fixture, window, "Expected");
  expect (fixture, window, "-8.00 €");
  gui_fixture_picture (fixture, "shift-difference");
  gtk_editable_set_text (GTK_EDITABLE (gui_fixture_wait_for_widget (fixture, ADW_TYPE_ENTRY_ROW, "Reason for the Difference")), "Gave too much");
  click (fixture, "Close Shift");
  g_assert_true (gui_fixture_wait_until (fixture, is_closed, NULL));
  expect (fixture, window, "Z Report 1");
  expect (fixture, window, "Gave too much");
  gui_fixture_picture (fixture, "z-report");
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
}

static void
test_shift_required (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  g_settings_set_boolean (fixture->settings, "shift-required", TRUE);
  page = open_till (fixture);
  expect (fixture, page, "Open a shift to sell.");
  press_keys (page, "F1");
  gui_fixture_pause (fixture, 100);
  g_assert_true (gui_fixture_has_text (page, "Type how many"));
  g_settings_reset (fixture->settings, "shift-required");
}

/* -- Payments -- */

static void
test_split (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);
  g_autoptr (GPtrArray) orders = NULL;
  GPtrArray *payments;

  press_keys (page, "2 F1 Return 2 0 F9");
  expect (fixture, page, "Card 20.00");
  press_keys (page, "1 0 slash");
  expect (fixture, page, "Cash 10.00");
  press_keys (page, "<Control>p");
  fill_amount (fixture, "8", "T4711");
  expect (fixture, page, "Card 8.00");
  press_keys (page, "2 0 Return");
  g_assert_true (gui_fixture_wait_until (fixture, has_orders, GUINT_TO_POINTER (1)));
  orders = list_orders (fixture);
  payments = ((FoyerOrder *) orders->pdata[0])->payments;
  g_assert_cmpuint (payments->len, ==, 4);
  g_assert_cmpint (foyer_order_paid (orders->pdata[0]), ==, 4800);
  expect (fixture, page, "10.00 €"); /* the change of 20.00 for 10.00 */
}

static void
test_split_is_taken_back (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);

  press_keys (page, "2 F1 Return 2 0 F9");
  expect (fixture, page, "Card 20.00");
  press_keys (page, "BackSpace");
  gui_fixture_pause (fixture, 50);
  g_assert_false (gui_fixture_has_text (page, "Card 20.00"));
  press_keys (page, "2 0 F9 F2"); /* another ticket after all: the guest is asked anew */
  gui_fixture_pause (fixture, 50);
  g_assert_false (gui_fixture_has_text (page, "Card 20.00"));
}

static void
test_price (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);
  g_autoptr (GPtrArray) orders = NULL;
  const FoyerOrder *order;

  press_keys (page, "2 F1 asterisk");
  fill_amount (fixture, "20", "Pillar");
  expect (fixture, page, "40.00 €");
  press_keys (page, "Return Return");
  g_assert_true (gui_fixture_wait_until (fixture, has_orders, GUINT_TO_POINTER (1)));
  orders = list_orders (fixture);
  order = orders->pdata[0];
  g_assert_cmpint (foyer_order_total (order), ==, 4000);
  g_assert_cmpint (((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->discount, ==, 400);
  g_assert_cmpstr (order->reason, ==, "Pillar");
}

/* -- Rights -- */

static gpointer
name_cashiers (FoyerConnection *connection, gpointer data, GError **error)
{
  FoyerCashier seller = { .name = (char *) "Anna" };
  FoyerCashier chief = { .name = (char *) "Chief", .role = FOYER_CASHIER_SUPERVISES };
  gboolean     done = foyer_cashier_store_save (connection, &seller, "1111", error) && foyer_cashier_store_save (connection, &chief, "9999", error);

  g_free (seller.pin);
  g_free (chief.pin);
  return GINT_TO_POINTER (done);
}

static void
enter_pin (GuiFixture *fixture, const char *pin)
{
  GtkWidget *row = gui_fixture_wait_for_widget (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, "pin");
  GtkWidget *dialog;

  g_assert_nonnull (row);
  dialog = gtk_widget_get_ancestor (row, ADW_TYPE_ALERT_DIALOG);
  gtk_editable_set_text (GTK_EDITABLE (row), pin);
  g_signal_emit_by_name (dialog, "response", "apply");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_approval (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page, *row;
  g_autoptr (GPtrArray) orders = NULL;

  g_assert_nonnull (foyer_store_write (fixture->store.store, name_cashiers, NULL, NULL));
  page = open_till (fixture);
  gui_fixture_pause (fixture, 100);
  gtk_widget_activate_action (page, "shift.open", NULL);
  row = gui_fixture_wait_for_widget (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, "Your PIN");
  gtk_editable_set_text (GTK_EDITABLE (row), "2222");
  click (fixture, "Open Shift");
  expect (fixture, GTK_WIDGET (fixture->window), "This PIN is not right.");
  gtk_editable_set_text (GTK_EDITABLE (row), "1111");
  click (fixture, "Open Shift");
  expect (fixture, page, "Anna · shift since");
  press_keys (page, "F1 asterisk");
  fill_amount (fixture, "1", "Friend");
  enter_pin (fixture, "1111"); /* her own does not do */
  enter_pin (fixture, "9999");
  expect (fixture, page, "1.00 €");
  press_keys (page, "Return Return");
  g_assert_true (gui_fixture_wait_until (fixture, has_orders, GUINT_TO_POINTER (1)));
  orders = list_orders (fixture);
  g_assert_false (foyer_id_is_none (&((FoyerOrder *) orders->pdata[0])->approver));
  g_assert_false (foyer_id_is_none (&((FoyerOrder *) orders->pdata[0])->cashier));
}

/* -- Practice -- */

static void
test_practice (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);

  gtk_widget_activate_action (page, "shift.train", NULL);
  expect (fixture, page, "Practice: nothing is sold");
  press_keys (page, "2 F1 Return 5 0 Return");
  expect (fixture, page, "2.00 €");
  expect (fixture, page, "Practice 1");
  gui_fixture_pause (fixture, 100);
  g_assert_true (has_orders (fixture, GUINT_TO_POINTER (0)));
  g_assert_true (is_kept (fixture, GINT_TO_POINTER (FALSE)));
  gtk_widget_activate_action (page, "shift.train", NULL);
  press_keys (page, "F2 Return Return");
  g_assert_true (gui_fixture_wait_until (fixture, has_orders, GUINT_TO_POINTER (1)));
}

/* -- Receipts -- */

typedef struct
{
  GSocketService *service;
  GString        *bytes; /* that came in, with NUL as '0' */
  guint           connections;
} Printer;

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  Printer *printer = data;
  char     buffer[4096];
  gssize   length;

  printer->connections++;
  while ((length = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, sizeof buffer, NULL, NULL)) > 0)
    for (gssize i = 0; i < length; i++)
      g_string_append_c (printer->bytes, buffer[i] != '\0' ? buffer[i] : '0');
  return TRUE;
}

static gboolean
has_printed (GuiFixture *fixture, gpointer data)
{
  return ((Printer *) data)->connections >= 2;
}

static void
test_receipt_and_drawer (GuiFixture *fixture, gconstpointer data)
{
  Printer          printer = { g_socket_service_new (), g_string_new (NULL), 0 };
  GtkWidget       *page = open_till (fixture);
  guint16          port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (printer.service), NULL, NULL);
  g_autofree char *address = g_strdup_printf ("socket://127.0.0.1:%u", port);
  const char      *drawer, *receipt;

  g_signal_connect (printer.service, "incoming", G_CALLBACK (incoming_cb), &printer);
  g_settings_set_string (fixture->settings, "receipt-printer", address);
  g_settings_set_boolean (fixture->settings, "receipt-always", TRUE);
  g_settings_set_boolean (fixture->settings, "drawer-kick", TRUE);
  press_keys (page, "2 F1 Return 5 0 Return");
  g_assert_true (gui_fixture_wait_until (fixture, has_printed, &printer));
  drawer = strstr (printer.bytes->str, "\x1bp0\x19\xfa");
  receipt = strstr (printer.bytes->str, "Receipt");
  g_assert_nonnull (drawer);
  g_assert_nonnull (receipt);
  g_assert_nonnull (strstr (printer.bytes->str, "0-000001"));
  g_assert_nonnull (strstr (printer.bytes->str, "VAT 7 % of 48.00"));
  g_assert_nonnull (strstr (printer.bytes->str, "This till has no certified"));
  g_settings_reset (fixture->settings, "receipt-printer");
  g_settings_reset (fixture->settings, "receipt-always");
  g_settings_reset (fixture->settings, "drawer-kick");
  g_socket_service_stop (printer.service);
  g_object_unref (printer.service);
  g_string_free (printer.bytes, TRUE);
}

/* -- What a crash leaves -- */

static void
test_cart_is_kept_until_it_is_sold (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);

  gui_fixture_pause (fixture, 100);
  press_keys (page, "3 F1");
  g_assert_true (gui_fixture_wait_until (fixture, is_kept, GINT_TO_POINTER (TRUE)));
  press_keys (page, "Return Return");
  g_assert_true (gui_fixture_wait_until (fixture, has_orders, GUINT_TO_POINTER (1)));
  g_assert_true (is_kept (fixture, GINT_TO_POINTER (FALSE)));
}

static gpointer
leave_cart (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_meta_store_set (connection, "till-cart", data, error));
}

static void
test_cart_comes_back (GuiFixture *fixture, gconstpointer data)
{
  g_autofree char *event = foyer_id_dup_text (&fixture->store.event);
  g_autofree char *category = foyer_id_dup_text (&fixture->store.stalls);
  g_autofree char *text = g_strdup_printf ("[('%s', 'EUR', int64 0, '', '', [('%s', 'Stalls', '', int64 2400, int64 2400, 700, 3)])]", event, category);
  GtkWidget       *page;

  g_assert_nonnull (foyer_store_write (fixture->store.store, leave_cart, text, NULL));
  page = open_till (fixture);
  expect (fixture, page, "72.00 €");
  expect (fixture, page, "not finished when the program ended");
  press_keys (page, "Return Return");
  g_assert_true (gui_fixture_wait_until (fixture, has_orders, GUINT_TO_POINTER (1)));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (GuiFixture *, gconstpointer);
  } tests[] = {
    { "/shift/is-counted-blind-and-closed-with-a-reason", test_shift },
    { "/shift/where-one-is-required-nothing-is-sold-without", test_shift_required },
    { "/shift/payment-is-split-over-cards-and-cash", test_split },
    { "/shift/part-of-a-payment-is-taken-back", test_split_is_taken_back },
    { "/shift/another-price-has-a-reason", test_price },
    { "/shift/cashier-needs-approval-for-another-price", test_approval },
    { "/shift/practice-sells-nothing", test_practice },
    { "/shift/receipt-is-printed-and-the-drawer-opened", test_receipt_and_drawer },
    { "/shift/cart-is-kept-until-it-is-sold", test_cart_is_kept_until_it_is_sold },
    { "/shift/cart-comes-back-after-a-crash", test_cart_comes_back },
  };

  g_test_init (&argc, &argv, NULL);
  g_setenv ("CUPS_SERVER", "/nonexistent/cups.sock", TRUE); /* nothing is printed */
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, GuiFixture, NULL, gui_fixture_set_up, tests[i].test, gui_fixture_tear_down);
  return g_test_run ();
}
