/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-order-store.h"
#include "foyer-print-job-store.h"
#include "box-office/foyer-till-job.h"
#include "gui-fixture.h"

/* How long a button activated without a pointer stays down. */
#define PRESSED_MS 300

/* -- What the store knows -- */

static gpointer
read_recent (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_order_store_recent (connection, data, 100, error);
}

static GPtrArray *
list_orders (GuiFixture *fixture)
{
  GError    *error = NULL;
  GPtrArray *orders = foyer_store_read (fixture->store.store, read_recent, &fixture->store.event, NULL, &error);

  g_assert_no_error (error);
  return orders;
}

static gpointer
read_jobs (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_print_job_store_list (connection, 100, error);
}

static GPtrArray *
list_jobs (GuiFixture *fixture)
{
  GError    *error = NULL;
  GPtrArray *jobs = foyer_store_read (fixture->store.store, read_jobs, NULL, NULL, &error);

  g_assert_no_error (error);
  return jobs;
}

static gint64
count_sold (GuiFixture *fixture)
{
  g_autoptr (FoyerEventSummary) summary = fixture_summary (&fixture->store);

  return summary->stock.sold;
}

/* -- What a person does and sees -- */

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
expect (GuiFixture *fixture, GtkWidget *page, const char *text)
{
  if (gui_fixture_wait_for_text (fixture, page, text))
    return;
  g_test_message ("“%s” is not to be seen", text);
  g_test_fail ();
}

static gboolean
has_orders (GuiFixture *fixture, gpointer data)
{
  g_autoptr (GPtrArray) orders = list_orders (fixture);

  return orders->len == GPOINTER_TO_UINT (data);
}

static GPtrArray *
wait_for_orders (GuiFixture *fixture, guint count)
{
  g_assert_true (gui_fixture_wait_until (fixture, has_orders, GUINT_TO_POINTER (count)));
  return list_orders (fixture);
}

static void
give_reason (GuiFixture *fixture, const char *reason)
{
  GtkWidget *row = gui_fixture_wait_for_widget (fixture, ADW_TYPE_ENTRY_ROW, "reason");
  GtkWidget *dialog;

  g_assert_nonnull (row);
  dialog = gtk_widget_get_ancestor (row, ADW_TYPE_ALERT_DIALOG);
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "apply"));
  gtk_editable_set_text (GTK_EDITABLE (row), reason);
  g_assert_true (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "apply"));
  g_signal_emit_by_name (dialog, "response", "apply");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

/* -- Selling -- */

static void
test_two_tickets_for_cash (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);
  g_autoptr (GPtrArray) orders = NULL;
  g_autoptr (GPtrArray) jobs = NULL;
  const FoyerOrder   *order;
  const FoyerPayment *payment;

  press_keys (page, "2 F1 Return Return");
  orders = wait_for_orders (fixture, 1);
  order = orders->pdata[0];
  g_assert_cmpint (order->channel, ==, FOYER_CHANNEL_BOX_OFFICE);
  g_assert_cmpint (order->status, ==, FOYER_ORDER_PAID);
  g_assert_cmpuint (order->tickets->len, ==, 2);
  g_assert_cmpint (foyer_order_total (order), ==, 4800);
  g_assert_cmpuint (order->payments->len, ==, 1);
  payment = order->payments->pdata[0];
  g_assert_cmpint (payment->method, ==, FOYER_PAYMENT_CASH);
  g_assert_cmpint (payment->given, ==, 4800);
  jobs = list_jobs (fixture);
  g_assert_cmpuint (jobs->len, ==, 1);
  g_assert_true (foyer_id_equal (&((FoyerPrintJob *) jobs->pdata[0])->order, &order->id));
  g_assert_cmpint (((FoyerPrintJob *) jobs->pdata[0])->pages, ==, 2);
  expect (fixture, page, "Sold");
  expect (fixture, page, order->number);
}

static void
test_double_enter_sells_once (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);
  g_autoptr (GPtrArray) orders = NULL;

  press_keys (page, "1 F2 Return Return Return Return Return");
  orders = wait_for_orders (fixture, 1);
  press_keys (page, "Return Return");
  gui_fixture_pause (fixture, 300);
  g_clear_pointer (&orders, g_ptr_array_unref);
  orders = list_orders (fixture);
  g_assert_cmpuint (orders->len, ==, 1);
}

static void
test_typed_ahead (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);
  g_autoptr (GPtrArray) orders = NULL;

  /* the next order is begun before the first is on the disk */
  press_keys (page, "1 F1 Return Return 3 F2");
  orders = wait_for_orders (fixture, 1);
  expect (fixture, page, "3 ×");
  press_keys (page, "Return Return");
  g_clear_pointer (&orders, g_ptr_array_unref);
  orders = wait_for_orders (fixture, 2);
  g_assert_cmpint (foyer_order_total (orders->pdata[0]), ==, 4800);
}

static void
test_cash_given (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);
  g_autoptr (GPtrArray) orders = NULL;
  const FoyerPayment *payment;

  press_keys (page, "2 F1 Return 4 0 Return");
  expect (fixture, page, "8.00 € too little");
  press_keys (page, "BackSpace BackSpace 5 0 comma 5 0 Return");
  orders = wait_for_orders (fixture, 1);
  payment = ((FoyerOrder *) orders->pdata[0])->payments->pdata[0];
  g_assert_cmpint (payment->amount, ==, 4800);
  g_assert_cmpint (payment->given, ==, 5050);
  g_assert_nonnull (gui_fixture_wait_for_widget (fixture, GTK_TYPE_LABEL, "change_amount"));
  expect (fixture, page, "2.50 €");
  press_keys (page, "F2");
  expect (fixture, page, "change 2.50");
  g_assert_null (gui_fixture_find (page, GTK_TYPE_LABEL, "change_amount"));
}

static void
test_card (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);
  g_autoptr (GPtrArray) orders = NULL;

  press_keys (page, "F1 F2 F9");
  orders = wait_for_orders (fixture, 1);
  g_assert_cmpint (foyer_order_total (orders->pdata[0]), ==, 4000);
  g_assert_cmpint (((FoyerPayment *) ((FoyerOrder *) orders->pdata[0])->payments->pdata[0])->method, ==, FOYER_PAYMENT_CARD);
}

static void
test_comp (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);
  g_autoptr (GPtrArray) orders = NULL;
  const FoyerOrder *order;

  press_keys (page, "2 F2 F10");
  give_reason (fixture, "Press");
  orders = wait_for_orders (fixture, 1);
  order = orders->pdata[0];
  g_assert_cmpint (order->channel, ==, FOYER_CHANNEL_COMP);
  g_assert_cmpint (foyer_order_total (order), ==, 0);
  g_assert_cmpstr (order->reason, ==, "Press");
  g_assert_cmpint (order->status, ==, FOYER_ORDER_PAID);
}

static void
test_by_mouse (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);
  g_autoptr (GPtrArray) orders = NULL;

  gui_fixture_activate (gui_fixture_find_action (page, "sale.add"));
  expect (fixture, page, "1 ×");
  gui_fixture_activate (gui_fixture_find_action (page, "sale.more"));
  expect (fixture, page, "2 ×");
  gui_fixture_pause (fixture, PRESSED_MS);
  gui_fixture_activate (gui_fixture_find_action (page, "sale.more"));
  expect (fixture, page, "3 ×");
  gui_fixture_activate (gui_fixture_find_action (page, "sale.fewer"));
  expect (fixture, page, "2 ×");
  gui_fixture_activate (gui_fixture_find_action (page, "sale.pay"));
  expect (fixture, page, "Take Cash");
  gui_fixture_activate (gui_fixture_find_action (page, "sale.give"));
  orders = wait_for_orders (fixture, 1);
  g_assert_cmpint (foyer_order_total (orders->pdata[0]), ==, 4800);
  g_assert_cmpint (((FoyerPayment *) ((FoyerOrder *) orders->pdata[0])->payments->pdata[0])->given, ==, 5000);
}

/* -- The cart -- */

static void
test_lines (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);

  press_keys (page, "2 F1 plus plus minus");
  expect (fixture, page, "3 ×");
  expect (fixture, page, "72.00");
  press_keys (page, "F2");
  expect (fixture, page, "88.00 €");
  press_keys (page, "BackSpace");
  expect (fixture, page, "72.00 €");
  press_keys (page, "Escape");
  expect (fixture, page, "Type how many");
  g_assert_cmpint (count_sold (fixture), ==, 0);
}

static void
test_escape_asks (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);
  GtkWidget *dialog;

  press_keys (page, "F1 F2 Return 5");
  expect (fixture, page, "5▏");
  press_keys (page, "Escape Escape Escape");
  dialog = gui_fixture_wait_for_widget (fixture, ADW_TYPE_ALERT_DIALOG, NULL);
  g_assert_nonnull (dialog);
  g_signal_emit_by_name (dialog, "response", "clear");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  expect (fixture, page, "Type how many");
}

static void
test_number_without_category (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);

  press_keys (page, "F1 4 Return");
  expect (fixture, page, "4 of what?");
  gui_fixture_pause (fixture, 600);
  press_keys (page, "Return");
  gui_fixture_pause (fixture, 100);
  g_assert_cmpint (count_sold (fixture), ==, 0);
}

static void
test_more_than_there_are (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);

  press_keys (page, "6 F2");
  expect (fixture, page, "Only 5 of “Balcony” are left.");
  press_keys (page, "5 F2 F2");
  expect (fixture, page, "No more than 5 of “Balcony”");
}

static void
test_sold_out_meanwhile (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);
  g_autoptr (FoyerOrder) other = NULL;
  GError *error = NULL;

  press_keys (page, "4 F2 Return");
  expect (fixture, page, "Take Cash");
  other = fixture_sell (&fixture->store, &fixture->store.balcony, 3, &error);
  g_assert_no_error (error);
  press_keys (page, "Return");
  expect (fixture, page, "Only 2 of “Balcony” are left. Nothing was sold.");
  g_assert_cmpint (count_sold (fixture), ==, 3);
  press_keys (page, "minus minus Return Return");
  expect (fixture, page, "Sold");
  g_assert_cmpint (count_sold (fixture), ==, 5);
  expect (fixture, page, "Sold Out");
}

static void
test_park_and_recall (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);

  press_keys (page, "3 F1 F6");
  expect (fixture, page, "1 Parked");
  press_keys (page, "F2 F6");
  expect (fixture, page, "2 Parked");
  press_keys (page, "F7");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (fixture->window), "3 × Stalls"));
  gui_fixture_activate (gui_fixture_wait_for_widget (fixture, ADW_TYPE_ACTION_ROW, "3 × Stalls"));
  expect (fixture, page, "72.00 €");
  expect (fixture, page, "1 Parked");
}

static void
test_order_at_hand_outlives_the_window (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);

  press_keys (page, "3 F1");
  expect (fixture, page, "72.00 €");
  gui_fixture_open_again (fixture);
  page = open_till (fixture);
  expect (fixture, page, "1 Parked");
  press_keys (page, "F7");
  expect (fixture, page, "72.00 €");
}

/* Returns: how many orders the store holds aside, whatever the till shows */
static guint
count_kept (GuiFixture *fixture)
{
  g_autoptr (GPtrArray) kept = foyer_store_read (fixture->store.store, foyer_till_job_read_parked, NULL, NULL, NULL);

  g_assert_nonnull (kept);
  return kept->len;
}

static void
test_recalled_order_is_kept_until_it_is_done (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);

  press_keys (page, "3 F1 F6");
  expect (fixture, page, "1 Parked");
  press_keys (page, "F7");
  expect (fixture, page, "72.00");
  g_assert_cmpuint (count_kept (fixture), ==, 1); /* were the till to die now */
  press_keys (page, "F6");
  expect (fixture, page, "1 Parked");
  g_assert_cmpuint (count_kept (fixture), ==, 1);
  press_keys (page, "F7");
  expect (fixture, page, "72.00");
  press_keys (page, "Return Return");
  expect (fixture, page, "Sold");
  g_assert_cmpuint (count_kept (fixture), ==, 0);
}

/* -- After the sale -- */

static void
test_void (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);
  g_autoptr (GPtrArray) orders = NULL;

  press_keys (page, "2 F1 Return Return");
  expect (fixture, page, "0-000001");
  press_keys (page, "<Control>z");
  give_reason (fixture, "Wrong tickets");
  expect (fixture, page, "is void. Give back 48.00 €.");
  orders = list_orders (fixture);
  g_assert_cmpint (((FoyerOrder *) orders->pdata[0])->status, ==, FOYER_ORDER_REFUNDED);
  g_assert_cmpint (count_sold (fixture), ==, 0);
}

static void
test_reprint (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) jobs = NULL;
  const FoyerTicket *first, *second;

  press_keys (page, "1 F1 Return Return");
  expect (fixture, page, "0-000001");
  before = list_orders (fixture);
  press_keys (page, "<Control>r");
  give_reason (fixture, "Paper jam");
  expect (fixture, page, "New tickets are on their way");
  after = list_orders (fixture);
  first = ((FoyerOrderTicket *) ((FoyerOrder *) before->pdata[0])->tickets->pdata[0])->ticket;
  second = ((FoyerOrderTicket *) ((FoyerOrder *) after->pdata[0])->tickets->pdata[0])->ticket;
  g_assert_cmpint (second->copy, ==, 2);
  g_assert_cmpstr (first->secret, !=, second->secret);
  jobs = list_jobs (fixture);
  g_assert_cmpuint (jobs->len, ==, 2);
  g_assert_cmpstr (((FoyerPrintJob *) jobs->pdata[0])->reason, ==, "Paper jam");
}

static void
test_scanner (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);
  g_autoptr (FoyerOrder) order = NULL;
  GError     *error = NULL;
  const char *secret;

  order = fixture_sell (&fixture->store, &fixture->store.stalls, 1, &error);
  g_assert_no_error (error);
  press_keys (page, "F2");
  secret = ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->secret;
  for (const char *at = secret; *at != '\0'; at++)
    g_assert_true (gui_fixture_press (page, gdk_unicode_to_keyval (*at), 0));
  press_keys (page, "Return");
  g_assert_nonnull (gui_fixture_wait_for_widget (fixture, ADW_TYPE_ALERT_DIALOG, NULL));
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (fixture->window), order->number));
  expect (fixture, page, "16.00 €");
  g_assert_null (gui_fixture_find_action (page, "sale.give"));
  adw_dialog_force_close (ADW_DIALOG (gui_fixture_find (GTK_WIDGET (fixture->window), ADW_TYPE_ALERT_DIALOG, NULL)));
}

/* Its Enter would answer the dialog, and its digits would be the reason. */
static void
test_scanner_in_dialog (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_till (fixture);
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *entry;

  press_keys (page, "1 F1 F10");
  entry = gui_fixture_wait_for_widget (fixture, ADW_TYPE_ENTRY_ROW, NULL);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Press");
  gtk_widget_grab_focus (entry);
  gtk_editable_set_position (GTK_EDITABLE (entry), -1);
  for (const char *at = "7NKR5T2BPD9W3XQ1"; *at != '\0'; at++)
    if (!gui_fixture_press (window, gdk_unicode_to_keyval (*at), 0))
      {
        int end = gtk_editable_get_position (GTK_EDITABLE (entry));

        gtk_editable_insert_text (GTK_EDITABLE (entry), at, 1, &end); /* as the entry would */
        gtk_editable_set_position (GTK_EDITABLE (entry), end);
      }
  g_assert_true (gui_fixture_press (window, GDK_KEY_Return, 0));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Press");
  g_assert_nonnull (gui_fixture_find (window, ADW_TYPE_ALERT_DIALOG, NULL));
  g_assert_cmpint (count_sold (fixture), ==, 0);
  adw_dialog_force_close (ADW_DIALOG (gui_fixture_find (window, ADW_TYPE_ALERT_DIALOG, NULL)));
}

static void
test_draft (GuiFixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &fixture->store.event);
  GtkWidget *page = open_till (fixture);
  GError    *error = NULL;

  foyer_change_set_text (change, "status", "draft");
  g_assert_true (fixture_apply (&fixture->store, change, FOYER_ORIGIN_HERE, &error));
  g_assert_no_error (error);
  expect (fixture, page, "This event is a draft.");
  press_keys (page, "F1");
  gui_fixture_pause (fixture, 100);
  g_assert_true (gui_fixture_has_text (page, "Type how many"));
}

static void
test_no_event (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (gui_fixture_show_page (fixture, "box-office"));

  expect (fixture, page, "Nothing to Sell Yet");
  gui_fixture_activate (gui_fixture_find_action (page, "win.show-page"));
  g_assert_nonnull (gui_fixture_wait_for_widget (fixture, FOYER_TYPE_PAGE, "events"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (GuiFixture *, gconstpointer);
  } tests[] = {
    { "/box-office/two-tickets-for-cash-take-four-keys", test_two_tickets_for_cash },
    { "/box-office/enter-pressed-too-often-sells-once", test_double_enter_sells_once },
    { "/box-office/the-next-order-may-be-typed-ahead", test_typed_ahead },
    { "/box-office/cash-given-brings-change", test_cash_given },
    { "/box-office/a-card-pays-the-exact-amount", test_card },
    { "/box-office/a-comp-wants-a-reason", test_comp },
    { "/box-office/sells-by-mouse-too", test_by_mouse },
    { "/box-office/lines-grow-and-shrink", test_lines },
    { "/box-office/escape-asks-before-it-clears-two-lines", test_escape_asks },
    { "/box-office/a-number-without-a-category-is-not-paid", test_number_without_category },
    { "/box-office/no-more-than-there-are-go-into-an-order", test_more_than_there_are },
    { "/box-office/stock-that-went-meanwhile-is-told-and-nothing-sold", test_sold_out_meanwhile },
    { "/box-office/a-parked-order-is-taken-up-again", test_park_and_recall },
    { "/box-office/an-order-taken-up-is-kept-until-it-is-done", test_recalled_order_is_kept_until_it_is_done },
    { "/box-office/the-order-at-hand-outlives-the-window", test_order_at_hand_outlives_the_window },
    { "/box-office/a-void-gives-money-and-stock-back", test_void },
    { "/box-office/a-reprint-has-a-new-code-and-a-reason", test_reprint },
    { "/box-office/a-scanner-is-no-typist", test_scanner },
    { "/box-office/a-scanner-answers-no-dialog", test_scanner_in_dialog },
    { "/box-office/a-draft-sells-nothing-and-says-so", test_draft },
  };

  g_test_init (&argc, &argv, NULL);
  g_setenv ("CUPS_SERVER", "/nonexistent/cups.sock", TRUE); /* nothing is printed */
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, GuiFixture, NULL, gui_fixture_set_up, tests[i].test, gui_fixture_tear_down);
  g_test_add ("/box-office/without-an-event-leads-to-the-events", GuiFixture, "empty", gui_fixture_set_up, test_no_event, gui_fixture_tear_down);
  /* what does not fit draws a warning, and a warning ends the test */
  g_test_add ("/box-office/parked-orders-fit-a-narrow-window", GuiFixture, "narrow", gui_fixture_set_up, test_park_and_recall, gui_fixture_tear_down);
  return g_test_run ();
}
