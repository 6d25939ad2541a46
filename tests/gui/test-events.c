/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gui-fixture.h"

#include "events/foyer-field-check.h"
#include "events/foyer-form.h"
#include "events/foyer-when-row.h"
#include "foyer-outbox-store.h"

/* --- reading the store ------------------------------------------------------ */

static gpointer
read_events (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_event_store_list (connection, error);
}

/* The only event there is, %NULL when there is none. */
static FoyerEventSummary *
read_only_event (GuiFixture *fixture)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) events = foyer_store_read (fixture->store.store, read_events, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (events->len, <=, 1);
  return events->len > 0 ? g_ptr_array_steal_index (events, 0) : NULL;
}

static gboolean
has_title (GuiFixture *fixture, gpointer title)
{
  g_autoptr (FoyerEventSummary) summary = read_only_event (fixture);

  return summary != NULL && g_str_equal (summary->event->title, title);
}

static gboolean
has_no_event (GuiFixture *fixture, gpointer data)
{
  g_autoptr (FoyerEventSummary) summary = read_only_event (fixture);

  return summary == NULL;
}

static gboolean
has_status (GuiFixture *fixture, gpointer data)
{
  g_autoptr (FoyerEventSummary) summary = read_only_event (fixture);

  return summary != NULL && (int) summary->event->status == GPOINTER_TO_INT (data);
}

static gboolean
has_categories (GuiFixture *fixture, gpointer data)
{
  g_autoptr (FoyerEventSummary) summary = read_only_event (fixture);

  return summary != NULL && summary->categories->len == GPOINTER_TO_UINT (data);
}

static gpointer
count_outbox (FoyerConnection *connection, gpointer data, GError **error)
{
  FoyerOutboxCount count;

  return foyer_outbox_store_count (connection, &count, error) ? GINT_TO_POINTER (count.waiting + 1) : NULL;
}

static int
outbox_length (GuiFixture *fixture)
{
  GError *error = NULL;
  int     length = GPOINTER_TO_INT (foyer_store_read (fixture->store.store, count_outbox, NULL, NULL, &error)) - 1;

  g_assert_no_error (error);
  return length;
}

/* --- driving the editor ----------------------------------------------------- */

static gboolean
is_ready (GuiFixture *fixture, gpointer widget)
{
  return gtk_widget_is_sensitive (widget);
}

static GtkWidget *
wait_for_editor (GuiFixture *fixture)
{
  GtkWidget *editor = gui_fixture_wait_for_widget (fixture, ADW_TYPE_NAVIGATION_PAGE, "event-editor");
  GtkWidget *title;

  g_assert_nonnull (editor);
  title = gui_fixture_wait_for_widget (fixture, ADW_TYPE_ENTRY_ROW, "title");
  g_assert_nonnull (title);
  g_assert_true (gui_fixture_wait_until (fixture, is_ready, title));
  return editor;
}

static GtkWidget *
open_editor (GuiFixture *fixture)
{
  g_autofree char *id = foyer_id_dup_text (&fixture->store.event);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.edit-event", "s", id));
  return wait_for_editor (fixture);
}

static GtkWidget *
find (GuiFixture *fixture, GType type, const char *name)
{
  GtkWidget *widget = gui_fixture_wait_for_widget (fixture, type, name);

  g_assert_nonnull (widget);
  return widget;
}

static void
enter (GuiFixture *fixture, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, ADW_TYPE_ENTRY_ROW, name)), text);
}

static void
click (GuiFixture *fixture, const char *action)
{
  gui_fixture_activate (gui_fixture_find_action (GTK_WIDGET (fixture->window), action));
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static gboolean
has_no_dialog (GuiFixture *fixture, gpointer data)
{
  return gui_fixture_find (GTK_WIDGET (fixture->window), ADW_TYPE_DIALOG, NULL) == NULL;
}

static gboolean
has_alert (GuiFixture *fixture, gpointer data)
{
  return ADW_IS_ALERT_DIALOG (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));
}

static void
answer (GuiFixture *fixture, const char *label)
{
  g_assert_true (gui_fixture_wait_until (fixture, has_alert, NULL));
  gui_fixture_activate (find_button (GTK_WIDGET (fixture->window), label));
  g_assert_true (gui_fixture_wait_until (fixture, has_no_dialog, NULL));
}

static void
show_tickets (GtkWidget *editor)
{
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (gui_fixture_find (editor, ADW_TYPE_VIEW_STACK, NULL)), "tickets");
}

static void
add_category (GuiFixture *fixture, const char *name, const char *price, const char *capacity)
{
  click (fixture, "tickets.add");
  enter (fixture, "price", price);
  enter (fixture, "name", name);
  enter (fixture, "capacity", capacity);
  gui_fixture_picture (fixture, "category-dialog");
  click (fixture, "category.save");
  g_assert_true (gui_fixture_wait_until (fixture, has_no_dialog, NULL));
}

static gboolean
has_venue (GuiFixture *fixture, gpointer name)
{
  g_autoptr (FoyerEventSummary) summary = read_only_event (fixture);

  return summary != NULL && summary->venue != NULL && g_str_equal (summary->venue->name, name);
}

static void
pick_day (GuiFixture *fixture, const char *row, int days_ahead, const char *time)
{
  GtkWidget *when = find (fixture, FOYER_TYPE_WHEN_ROW, row);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, days_ahead);
  GtkWidget *button = gui_fixture_find (when, GTK_TYPE_MENU_BUTTON, "date");

  gtk_editable_set_text (GTK_EDITABLE (gui_fixture_find (when, GTK_TYPE_ENTRY, "time")), time);
  gtk_calendar_select_day (GTK_CALENDAR (gtk_widget_get_first_child (gtk_popover_get_child (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))))), day);
}

/* --- tests ------------------------------------------------------------------ */

static void
add_venue (GuiFixture *fixture)
{
  AdwComboRow *venue = ADW_COMBO_ROW (find (fixture, ADW_TYPE_COMBO_ROW, "venue"));

  /* the last one is “New Venue…” */
  adw_combo_row_set_selected (venue, g_list_model_get_n_items (adw_combo_row_get_model (venue)) - 1);
  enter (fixture, "name", "Kulturkirche");
  enter (fixture, "city", "Köln");
  gui_fixture_picture (fixture, "venue-dialog");
  click (fixture, "venue.save");
  g_assert_true (gui_fixture_wait_until (fixture, has_venue, (gpointer) "Kulturkirche"));
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (venue), "Kulturkirche"));
}

static void
test_create_and_publish (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *editor;
  g_autoptr (FoyerEventSummary) summary = NULL;

  gui_fixture_show_page (fixture, "overview");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (fixture->window), "No Events Yet"));
  gui_fixture_picture (fixture, "overview-empty");
  click (fixture, "win.new-event");
  editor = wait_for_editor (fixture);
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), ADW_TYPE_ENTRY_ROW));
  gui_fixture_picture (fixture, "editor-new");

  /* a checklist says what is missing */
  click (fixture, "editor.publish");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (fixture->window), "Not Ready Yet"));
  gui_fixture_picture (fixture, "publish-missing");
  g_assert_false (gtk_widget_is_sensitive (find_button (GTK_WIDGET (fixture->window), "_Publish")));
  answer (fixture, "_Close");

  enter (fixture, "title", "Abendkonzert");
  pick_day (fixture, "starts", 20, "20:00");
  pick_day (fixture, "doors", 20, "19");
  add_venue (fixture);
  gui_fixture_picture (fixture, "editor-basics");
  show_tickets (editor);
  add_category (fixture, "Stalls", "24,50", "180");
  g_assert_true (gui_fixture_wait_until (fixture, has_categories, GUINT_TO_POINTER (1)));
  g_assert_true (gui_fixture_wait_for_text (fixture, editor, "Stalls"));
  add_category (fixture, "Balcony", "1.016,00", "");
  g_assert_true (gui_fixture_wait_until (fixture, has_categories, GUINT_TO_POINTER (2)));
  g_assert_true (gui_fixture_wait_for_text (fixture, editor, "Balcony"));
  gui_fixture_picture (fixture, "editor-tickets");

  /* one category has no limit, so the event must have one */
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (gui_fixture_find (editor, ADW_TYPE_VIEW_STACK, NULL)), "basics");
  enter (fixture, "capacity", "250");
  click (fixture, "editor.publish");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (fixture->window), "Publish Event?"));
  gui_fixture_picture (fixture, "publish-ready");
  answer (fixture, "_Publish");
  g_assert_true (gui_fixture_wait_until (fixture, has_status, GINT_TO_POINTER (FOYER_EVENT_PUBLISHED)));

  summary = read_only_event (fixture);
  g_assert_cmpstr (summary->event->title, ==, "Abendkonzert");
  g_assert_cmpint (summary->event->starts - summary->event->doors, ==, FOYER_HOUR);
  g_assert_cmpint (summary->event->capacity, ==, 250);
  g_assert_cmpint (summary->event->number, ==, 1);
  g_assert_cmpstr (summary->event->currency, ==, "EUR");
  g_assert_cmpint (((FoyerCategorySummary *) summary->categories->pdata[0])->category->price, ==, 2450);
  g_assert_cmpint (((FoyerCategorySummary *) summary->categories->pdata[1])->category->price, ==, 101600);
  g_assert_cmpint (((FoyerCategorySummary *) summary->categories->pdata[1])->category->capacity, ==, FOYER_UNLIMITED);
  g_assert_cmpstr (((FoyerCategorySummary *) summary->categories->pdata[0])->category->colour, !=,
                   ((FoyerCategorySummary *) summary->categories->pdata[1])->category->colour);
}

static void
test_blank_event_goes (GuiFixture *fixture, gconstpointer data)
{
  gui_fixture_show_page (fixture, "events");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.new-event", NULL));
  wait_for_editor (fixture);
  g_assert_true (gtk_widget_activate_action (find (fixture, ADW_TYPE_ENTRY_ROW, "title"), "navigation.pop", NULL));
  g_assert_true (gui_fixture_wait_until (fixture, has_no_event, NULL));
}

static void
test_saves_as_typed (GuiFixture *fixture, gconstpointer data)
{
  int before;

  open_editor (fixture);
  before = outbox_length (fixture);
  enter (fixture, "title", "Tomor");
  enter (fixture, "title", "Tomorrow");
  g_assert_true (gui_fixture_wait_until (fixture, has_title, (gpointer) "Tomorrow"));
  g_assert_cmpint (outbox_length (fixture), ==, before + 1);

  /* what was taken back again is no change */
  enter (fixture, "title", "Never");
  enter (fixture, "title", "Tomorrow");
  gui_fixture_pause (fixture, 700);
  g_assert_cmpint (outbox_length (fixture), ==, before + 1);
}

static void
test_leaving_early_loses_nothing (GuiFixture *fixture, gconstpointer data)
{
  open_editor (fixture);
  enter (fixture, "title", "Left early");
  g_assert_true (gtk_widget_activate_action (find (fixture, ADW_TYPE_ENTRY_ROW, "title"), "navigation.pop", NULL));
  g_assert_true (gui_fixture_wait_until (fixture, has_title, (gpointer) "Left early"));
}

static void
test_closing_early_loses_nothing (GuiFixture *fixture, gconstpointer data)
{
  open_editor (fixture);
  enter (fixture, "title", "Closed early");
  gui_fixture_close_window (fixture);
  g_assert_true (gui_fixture_wait_until (fixture, has_title, (gpointer) "Closed early"));
}

static void
test_wrong_values_stay_out (GuiFixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerEventSummary) before = NULL;
  g_autoptr (FoyerEventSummary) after = NULL;
  g_autoptr (FoyerOrder) order = fixture_sell (&fixture->store, &fixture->store.stalls, 3, NULL);
  GtkWidget *editor;
  GtkWidget *time;

  g_assert_nonnull (order);
  before = read_only_event (fixture);
  editor = open_editor (fixture);
  enter (fixture, "capacity", "2");
  g_assert_true (gui_fixture_has_text (editor, "3 tickets are sold already. It cannot be fewer."));
  time = gui_fixture_find (find (fixture, FOYER_TYPE_WHEN_ROW, "ends"), GTK_TYPE_ENTRY, "time");
  gtk_editable_set_text (GTK_EDITABLE (time), "25:00");
  g_assert_true (gui_fixture_has_text (editor, "Enter a time of day like 20:00."));
  gui_fixture_picture (fixture, "editor-wrong");
  gui_fixture_pause (fixture, 700);
  after = read_only_event (fixture);
  g_assert_cmpint (after->event->capacity, ==, before->event->capacity);
  g_assert_cmpint (after->event->ends, ==, before->event->ends);

  enter (fixture, "capacity", "3");
  g_assert_false (gui_fixture_has_text (editor, "It cannot be fewer."));
}

static void
edit_from_elsewhere (GuiFixture *fixture, const char *field, const char *value, int minutes)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &fixture->store.event);
  FoyerRandom random;
  GError     *error = NULL;

  foyer_random_init_seed (&random, g_str_hash (value));
  change->id = foyer_id_generate (g_get_real_time (), &random);
  change->device = foyer_id_generate (g_get_real_time (), &random);
  /* later than all before: the clock of the store has been at FIXTURE_NOW */
  change->made_at = MAX (g_get_real_time (), FIXTURE_NOW) + minutes * FOYER_MINUTE;
  foyer_change_set_text (change, field, value);
  g_assert_true (fixture_apply (&fixture->store, change, FOYER_ORIGIN_REMOTE, &error));
  g_assert_no_error (error);
}

static void
test_others_do_not_overwrite (GuiFixture *fixture, gconstpointer data)
{
  GtkEditable *title;

  open_editor (fixture);
  title = GTK_EDITABLE (find (fixture, ADW_TYPE_ENTRY_ROW, "title"));
  gtk_widget_grab_focus (GTK_WIDGET (title));
  gtk_editable_set_text (title, "Half typ");
  edit_from_elsewhere (fixture, "title", "From elsewhere", 1);
  edit_from_elsewhere (fixture, "organizer", "Verein", 2);
  g_assert_true (gui_fixture_wait_for_text (fixture, find (fixture, ADW_TYPE_ENTRY_ROW, "organizer"), "Verein"));
  g_assert_cmpstr (gtk_editable_get_text (title), ==, "Half typ");

  /* with the cursor elsewhere it shows what others write */
  gtk_widget_grab_focus (find (fixture, ADW_TYPE_ENTRY_ROW, "organizer"));
  gui_fixture_pause (fixture, 600);
  edit_from_elsewhere (fixture, "title", "Written by others", 4);
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (title), "Written by others"));
}

static void
test_category_price (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *editor = open_editor (fixture);
  GtkWidget *row;

  show_tickets (editor);
  row = find (fixture, ADW_TYPE_ACTION_ROW, "Balcony");
  gui_fixture_activate (row);
  enter (fixture, "price", "12.345");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (fixture->window), "12.345"));
  enter (fixture, "price", "-3");
  g_assert_true (gui_fixture_has_text (GTK_WIDGET (fixture->window), "A price cannot be below zero."));
  g_assert_false (gtk_widget_is_sensitive (gui_fixture_find_action (GTK_WIDGET (fixture->window), "category.save")));
  enter (fixture, "price", "18");
  click (fixture, "category.save");
  g_assert_true (gui_fixture_wait_until (fixture, has_no_dialog, NULL));
  g_assert_true (gui_fixture_wait_for_text (fixture, editor, "18.00"));
}

static gboolean
balcony_is_first (GuiFixture *fixture, gpointer data)
{
  g_autoptr (FoyerEventSummary) summary = read_only_event (fixture);

  return g_str_equal (((FoyerCategorySummary *) summary->categories->pdata[0])->category->name, "Balcony");
}

static void
test_categories_move_and_go (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget       *editor = open_editor (fixture);
  g_autofree char *balcony = foyer_id_dup_text (&fixture->store.balcony);
  g_autofree char *stalls = foyer_id_dup_text (&fixture->store.stalls);
  g_autoptr (FoyerOrder) order = fixture_sell (&fixture->store, &fixture->store.stalls, 1, NULL);
  GtkWidget *row;

  show_tickets (editor);
  row = find (fixture, ADW_TYPE_ACTION_ROW, "Balcony");
  g_assert_true (gui_fixture_wait_for_text (fixture, editor, "1 sold"));
  row = find (fixture, ADW_TYPE_ACTION_ROW, "Balcony");
  g_assert_true (gtk_widget_activate_action (row, "tickets.move-up", "s", balcony));
  g_assert_true (gui_fixture_wait_until (fixture, balcony_is_first, NULL));

  /* not the one that is sold */
  row = find (fixture, ADW_TYPE_ACTION_ROW, "Stalls");
  g_assert_true (gtk_widget_activate_action (row, "tickets.delete", "s", stalls));
  g_assert_true (gui_fixture_wait_for_text (fixture, editor, "Hide it instead"));
  g_assert_true (has_categories (fixture, GUINT_TO_POINTER (2)));

  row = find (fixture, ADW_TYPE_ACTION_ROW, "Balcony");
  g_assert_true (gtk_widget_activate_action (row, "tickets.delete", "s", balcony));
  g_assert_true (gui_fixture_wait_until (fixture, has_categories, GUINT_TO_POINTER (1)));
}

static void
test_cancel_asks_why (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *editor = open_editor (fixture);
  g_autoptr (FoyerEventSummary) summary = NULL;

  g_assert_true (gtk_widget_activate_action (find (fixture, ADW_TYPE_ENTRY_ROW, "title"), "editor.cancel-event", NULL));
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (fixture->window), "Cancel Event?"));
  g_assert_false (gtk_widget_is_sensitive (find_button (GTK_WIDGET (fixture->window), "_Cancel Event")));
  enter (fixture, "reason", "The roof leaks");
  gui_fixture_picture (fixture, "cancel-event");
  answer (fixture, "_Cancel Event");
  g_assert_true (gui_fixture_wait_until (fixture, has_status, GINT_TO_POINTER (FOYER_EVENT_CANCELLED)));
  summary = read_only_event (fixture);
  g_assert_cmpstr (summary->event->cancel_reason, ==, "The roof leaks");
  g_assert_true (gui_fixture_wait_for_text (fixture, editor, "This event is cancelled: The roof leaks"));
  gui_fixture_picture (fixture, "editor-cancelled");
}

static void
test_list_and_search (GuiFixture *fixture, gconstpointer data)
{
  FoyerPage *page = gui_fixture_show_page (fixture, "events");
  g_autoptr (FoyerOrder) order = NULL;
  GtkWidget *list;

  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "Great Hall"));
  g_assert_true (gui_fixture_has_text (GTK_WIDGET (page), "15 left"));
  order = fixture_sell (&fixture->store, &fixture->store.stalls, 2, NULL);
  g_assert_nonnull (order);
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "13 left"));
  list = gui_fixture_find (GTK_WIDGET (page), GTK_TYPE_LIST_VIEW, "list");
  gtk_widget_activate_action (list, "list.activate-item", "u", 0);
  wait_for_editor (fixture);
  gtk_widget_activate_action (find (fixture, ADW_TYPE_ENTRY_ROW, "title"), "navigation.pop", NULL);
  find (fixture, ADW_TYPE_NAVIGATION_PAGE, "event-list");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (fixture, GTK_TYPE_TOGGLE_BUTTON, "search_button")), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, GTK_TYPE_SEARCH_ENTRY, "search")), "opera");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "No Event Found"));
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, GTK_TYPE_SEARCH_ENTRY, "search")), "great ton");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "13 left"));
}

static void
test_duplicate (GuiFixture *fixture, gconstpointer data)
{
  open_editor (fixture);
  g_assert_true (gtk_widget_activate_action (find (fixture, ADW_TYPE_ENTRY_ROW, "title"), "editor.duplicate", NULL));
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (fixture->window), "Tonight (Copy)"));
  gui_fixture_pause (fixture, 500);
  show_tickets (find (fixture, ADW_TYPE_NAVIGATION_PAGE, "event-editor"));
  find (fixture, ADW_TYPE_ACTION_ROW, "Balcony");
}

/* What does not fit draws a warning, and a warning ends the test. */
static void
test_narrow_window (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *editor;

  gui_fixture_show_page (fixture, "events");
  g_assert_nonnull (gui_fixture_wait_for_widget (fixture, GTK_TYPE_LIST_VIEW, "list"));
  gui_fixture_picture (fixture, "narrow-list");
  editor = open_editor (fixture);
  gui_fixture_picture (fixture, "narrow-basics");
  g_assert_true (gtk_widget_activate_action (find (fixture, ADW_TYPE_ENTRY_ROW, "title"), "basics.edit-venue", NULL));
  enter (fixture, "country", "D1");
  gui_fixture_picture (fixture, "narrow-venue");
  g_assert_true (adw_dialog_get_can_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window))) == FALSE);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));
  g_assert_true (gui_fixture_wait_until (fixture, has_no_dialog, NULL));
  show_tickets (editor);
  gui_fixture_activate (find (fixture, ADW_TYPE_ACTION_ROW, "Balcony"));
  find (fixture, ADW_TYPE_ENTRY_ROW, "price");
  gui_fixture_picture (fixture, "narrow-category");
  click (fixture, "category.cancel");
  g_assert_true (gui_fixture_wait_until (fixture, has_no_dialog, NULL));
  gui_fixture_picture (fixture, "narrow-tickets");
}

static void
test_time_of_day (void)
{
  g_assert_cmpint (foyer_when_parse_time ("20:30"), ==, 20 * 60 + 30);
  g_assert_cmpint (foyer_when_parse_time ("20"), ==, 20 * 60);
  g_assert_cmpint (foyer_when_parse_time ("2030"), ==, 20 * 60 + 30);
  g_assert_cmpint (foyer_when_parse_time ("930"), ==, 9 * 60 + 30);
  g_assert_cmpint (foyer_when_parse_time (" 8.30 pm"), ==, 20 * 60 + 30);
  g_assert_cmpint (foyer_when_parse_time ("12 am"), ==, 0);
  g_assert_cmpint (foyer_when_parse_time ("19 Uhr"), ==, 19 * 60);
  g_assert_cmpint (foyer_when_parse_time ("0:00"), ==, 0);
  g_assert_cmpint (foyer_when_parse_time ("24:00"), ==, -1);
  g_assert_cmpint (foyer_when_parse_time ("20:60"), ==, -1);
  g_assert_cmpint (foyer_when_parse_time ("20:3"), ==, -1);
  g_assert_cmpint (foyer_when_parse_time ("13 pm"), ==, -1);
  g_assert_cmpint (foyer_when_parse_time ("soon"), ==, -1);
  g_assert_cmpint (foyer_when_parse_time (""), ==, -1);
}

static void
check (FoyerFormParse parse, const char *text, gpointer data, gint64 expected)
{
  g_autofree char *sentence = NULL;
  g_autoptr (JsonNode) value = parse (text, data, &sentence);

  g_assert_cmpint (value != NULL ? json_node_get_int (value) : -2, ==, expected);
  g_assert_true ((value == NULL) == (sentence != NULL));
}

static void
test_field_checks (void)
{
  gint64 sold = 12;

  check (foyer_check_capacity, "", &sold, FOYER_UNLIMITED);
  check (foyer_check_capacity, "12", &sold, 12);
  check (foyer_check_capacity, "1 200", &sold, 1200);
  check (foyer_check_capacity, "11", &sold, -2);
  check (foyer_check_capacity, "many", &sold, -2);
  check (foyer_check_capacity, "99999999999999999999", &sold, -2);
  check (foyer_check_percent, "7,5 %", NULL, 750);
  check (foyer_check_percent, "19", NULL, 1900);
  check (foyer_check_percent, "", NULL, 0);
  check (foyer_check_percent, "101", NULL, -2);
  check (foyer_check_percent, "7.555", NULL, -2);
  check (foyer_check_percent, "nan", NULL, -2);
  check (foyer_check_price, "24", (gpointer) "EUR", 2400);
  check (foyer_check_price, "24", (gpointer) "JPY", 24);
  check (foyer_check_price, "24.555", (gpointer) "USD", 2455500);
  check (foyer_check_price, "-1", (gpointer) "EUR", -2);
  check (foyer_check_price, "", (gpointer) "EUR", -2);
  check (foyer_check_count, "", GINT_TO_POINTER (1), 1);
  check (foyer_check_count, "0", GINT_TO_POINTER (1), -2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/events/a-time-of-day-is-read-as-people-write-it", test_time_of_day);
  g_test_add_func ("/events/fields-take-what-is-right", test_field_checks);
#define ADD(name, data, function) g_test_add (name, GuiFixture, data, gui_fixture_set_up, function, gui_fixture_tear_down)
  ADD ("/events/a-newcomer-creates-and-publishes", "empty", test_create_and_publish);
  ADD ("/events/a-blank-event-is-gone-when-it-is-left", "empty", test_blank_event_goes);
  ADD ("/events/what-is-typed-is-saved-once", NULL, test_saves_as_typed);
  ADD ("/events/leaving-the-editor-early-loses-nothing", NULL, test_leaving_early_loses_nothing);
  ADD ("/events/closing-the-window-early-loses-nothing", NULL, test_closing_early_loses_nothing);
  ADD ("/events/wrong-values-are-explained-and-not-saved", NULL, test_wrong_values_stay_out);
  ADD ("/events/others-do-not-overwrite-what-is-being-typed", NULL, test_others_do_not_overwrite);
  ADD ("/events/a-category-is-saved-as-a-whole", NULL, test_category_price);
  ADD ("/events/categories-are-put-in-order-and-deleted-while-unsold", NULL, test_categories_move_and_go);
  ADD ("/events/cancelling-asks-for-a-reason", NULL, test_cancel_asks_why);
  ADD ("/events/the-list-lives-and-is-searched", NULL, test_list_and_search);
  ADD ("/events/a-duplicate-has-the-categories-too", NULL, test_duplicate);
  ADD ("/events/all-of-it-fits-a-narrow-window", "narrow", test_narrow_window);
#undef ADD
  return g_test_run ();
}
