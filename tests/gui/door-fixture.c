/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "door-fixture.h"

#include "door/foyer-door-page.h"
#include "foyer-config.h"

GtkWidget *
door_find (Door *door, GType type, const char *name)
{
  GtkWidget *widget = gui_fixture_find (GTK_WIDGET (door->page), type, name);

  g_assert_nonnull (widget);
  return widget;
}

const FoyerTicket *
door_get_ticket (Door *door, guint index)
{
  return ((FoyerOrderTicket *) door->order->tickets->pdata[index])->ticket;
}

const char *
door_get_code (Door *door, guint index)
{
  return door_get_ticket (door, index)->secret;
}

static gpointer
sell_order (FoyerConnection *connection, gpointer order, GError **error)
{
  return GINT_TO_POINTER (foyer_sale_store_sell (connection, order, error));
}

FoyerOrder *
door_sell (Door *door, FoyerPaymentMethod method, const char *const names[])
{
  FoyerOrder *order = foyer_order_new ();
  GError     *error = NULL;

  order->event = door->base.store.event;
  for (gsize i = 0; names[i] != NULL; i++)
    {
      FoyerAttendee *attendee = foyer_attendee_new ();
      FoyerTicket   *ticket = foyer_order_add (order, foyer_ticket_new (), attendee);

      g_set_str (&attendee->name, names[i]);
      g_set_str (&attendee->note, i == 0 ? "Brings a wheelchair" : "");
      ticket->category = door->base.store.stalls;
      ticket->price = 2400;
    }
  g_ptr_array_add (order->payments, foyer_payment_new (method, order->tickets->len * 2400));
  foyer_store_write (door->base.store.store, sell_order, order, &error);
  g_assert_no_error (error);
  return order;
}

void
door_set_up (Door *door, gconstpointer data)
{
  static const char *const names[] = { "Anna Berg", "Noël O’Hara", NULL };
  g_autoptr (GSettings) settings = g_settings_new (FOYER_APP_ID);
  gboolean narrow = g_strcmp0 (data, "narrow") == 0;

  g_settings_set_int (settings, "window-width", narrow ? 360 : 1100);
  g_settings_set_int (settings, "window-height", narrow ? 720 : 760);
  gui_fixture_set_up (&door->base, NULL);
  g_settings_reset (door->base.settings, "camera-device");
  g_settings_reset (door->base.settings, "door-operator");
  g_settings_reset (door->base.settings, "door-confirm");
  g_settings_reset (door->base.settings, "door-locked");
  g_settings_set_string (door->base.settings, "door-gate", "Gate North");
  g_settings_set_string (door->base.settings, "scan-sound", "off");
  door->order = door_sell (door, FOYER_PAYMENT_CASH, names);
  door->page = gui_fixture_show_page (&door->base, "door");
  g_assert_nonnull (gui_fixture_wait_for_widget (&door->base, GTK_TYPE_SEARCH_ENTRY, "entry"));
  door->answer = FOYER_ANSWER (gtk_widget_get_template_child (GTK_WIDGET (door->page), FOYER_TYPE_DOOR_PAGE, "answer"));
}

void
door_tear_down (Door *door, gconstpointer data)
{
  g_clear_pointer (&door->order, foyer_order_free);
  gui_fixture_tear_down (&door->base, NULL);
}

static gboolean
draw (GuiFixture *fixture, gpointer node)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window), gtk_widget_get_height (window));
  *(GskRenderNode **) node = gtk_snapshot_to_node (snapshot);
  return *(GskRenderNode **) node != NULL;
}

/* With FOYER_PICTURES in the environment each answer is also kept as a picture. */
void
door_keep_picture (Door *door, const char *name)
{
  const char *folder = g_getenv ("FOYER_PICTURES");
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *file = NULL;

  if (folder == NULL)
    return;
  gui_fixture_pause (&door->base, 300);
  g_assert_true (gui_fixture_wait_until (&door->base, draw, &node));
  file = g_strdup_printf ("%s/%s.png", folder, name);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (door->base.window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, file));
}

static gboolean
shows_word (GuiFixture *fixture, gpointer word)
{
  GtkWidget *answer = gui_fixture_find (GTK_WIDGET (fixture->window), FOYER_TYPE_ANSWER, NULL);
  GtkWidget *label = answer != NULL ? gui_fixture_find (answer, GTK_TYPE_LABEL, "word") : NULL;

  return label != NULL && g_str_equal (gtk_label_get_label (GTK_LABEL (label)), word);
}

void
door_expect_answer (Door *door, const char *word, FoyerAnswerKind kind)
{
  static const char *const styles[] = { "verdict-yes", "verdict-no", "verdict-wait", "verdict-info", "verdict-genuine" };

  if (!gui_fixture_wait_until (&door->base, shows_word, (gpointer) word))
    g_error ("The door did not say “%s”", word);
  g_assert_cmpint (foyer_answer_get_kind (door->answer), ==, kind);
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    g_assert_cmpint (gtk_widget_has_css_class (GTK_WIDGET (door->answer), styles[i]), ==, i == kind);
}

void
door_expect_text (Door *door, const char *text)
{
  if (!gui_fixture_wait_for_text (&door->base, GTK_WIDGET (door->answer), text))
    g_error ("The answer does not say “%s” but “%s”", text,
             gtk_label_get_label (GTK_LABEL (door_find (door, GTK_TYPE_LABEL, "reason"))));
}

void
door_type_code (Door *door, const char *code)
{
  GtkWidget *entry = door_find (door, GTK_TYPE_SEARCH_ENTRY, "entry");

  foyer_answer_clear (door->answer);
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), code);
  g_signal_emit_by_name (entry, "activate");
}

void
door_set_mode (Door *door, const char *mode)
{
  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (door_find (door, ADW_TYPE_TOGGLE_GROUP, "mode")), mode);
}

FoyerDoorState *
door_read_state (Door *door)
{
  GError *error = NULL;
  g_autoptr (FoyerDoorQuery) query = foyer_door_query_new (&door->base.store.event, NULL, g_get_real_time ());
  FoyerDoorState *state = foyer_store_read (door->base.store.store, foyer_door_state_read, query, NULL, &error);

  g_assert_no_error (error);
  return state;
}

void
door_expect_inside (Door *door, int inside, guint scans)
{
  g_autoptr (FoyerDoorState) state = door_read_state (door);

  g_assert_cmpint (state->count.inside, ==, inside);
  g_assert_cmpuint (state->recent->len, ==, scans);
}

static gboolean
has_dialog (GuiFixture *fixture, gpointer wanted)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));

  return wanted != NULL ? dialog != NULL && gtk_widget_get_mapped (GTK_WIDGET (dialog)) : dialog == NULL;
}

AdwDialog *
door_wait_for_dialog (Door *door)
{
  g_assert_true (gui_fixture_wait_until (&door->base, has_dialog, door));
  gui_fixture_pause (&door->base, 50); /* what is inside is mapped after it */
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (door->base.window));
}

GtkWidget *
door_find_in_dialog (Door *door, GType type)
{
  GtkWidget *dialog = GTK_WIDGET (door_wait_for_dialog (door));
  GtkWidget *widget = NULL;

  for (int i = 0; i < 100 && (widget = gui_fixture_find (dialog, type, NULL)) == NULL; i++)
    gui_fixture_pause (&door->base, 50);
  g_assert_nonnull (widget);
  return widget;
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

void
door_respond (Door *door, const char *response)
{
  AdwDialog *dialog = door_wait_for_dialog (door);

  g_assert_true (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), response));
  for (int i = 0; i < 100 && find_button (GTK_WIDGET (dialog), adw_alert_dialog_get_response_label (ADW_ALERT_DIALOG (dialog), response)) == NULL; i++)
    gui_fixture_pause (&door->base, 50);
  gui_fixture_activate (find_button (GTK_WIDGET (dialog), adw_alert_dialog_get_response_label (ADW_ALERT_DIALOG (dialog), response)));
  g_assert_true (gui_fixture_wait_until (&door->base, has_dialog, NULL));
}

/* Nobody is let in by hand by nobody. */
void
door_let_in_by_hand (Door *door)
{
  AdwDialog *dialog = door_wait_for_dialog (door);

  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "admit"));
  gtk_editable_set_text (GTK_EDITABLE (door_find_in_dialog (door, ADW_TYPE_ENTRY_ROW)), "Jo");
  door_keep_picture (door, "by-hand");
  door_respond (door, "admit");
}
