/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-shift-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "foyer-cash-counter.h"
#include "foyer-error.h"
#include "foyer-format.h"
#include "foyer-money.h"
#include "foyer-shift-job.h"

struct _FoyerShiftDialog
{
  AdwDialog parent_instance;

  FoyerSession      *session;
  GCancellable      *cancellable;
  char              *currency;
  AdwNavigationView *navigation;
  FoyerCashCounter  *counter;
  AdwEntryRow       *till;
  GtkEditable       *pin; /* (nullable) */
  AdwEntryRow       *reason;
  GtkLabel          *sum;
  GtkWidget         *apply;
  GtkLabel          *message;
  gboolean           has_cashiers;
  gboolean           has_supervisors;
  gboolean           open; /* a shift is open, and to be closed */
  gboolean           differs;
  gboolean           beyond; /* the limit */
};

enum
{
  DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerShiftDialog, foyer_shift_dialog, ADW_TYPE_DIALOG)

static void
say (FoyerShiftDialog *self, const char *sentence)
{
  gtk_label_set_label (self->message, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *sentence != '\0');
  if (*sentence != '\0')
    gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static FoyerShiftRequest *
request_new (FoyerShiftDialog *self)
{
  FoyerShiftRequest *request = foyer_shift_request_new ();
  GSettings         *settings = foyer_session_get_settings (self->session);

  request->counts = foyer_cash_counter_dup_counts (self->counter);
  request->currency = g_strdup (self->currency);
  request->till = g_strdup (self->till != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->till)) : "");
  request->reason = g_strdup (self->reason != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->reason)) : "");
  request->limit = self->has_supervisors ? g_settings_get_int (settings, "shift-limit") : -1;
  if (self->pin != NULL)
    request->pin = g_strdup (gtk_editable_get_text (self->pin));
  return request;
}

static void
fail (FoyerShiftDialog *self, const GError *error)
{
  gtk_widget_set_sensitive (self->apply, TRUE);
  g_message ("A shift: %s", error->message);
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND))
    say (self, _ ("This PIN is not right."));
  else if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_STATE))
    say (self, self->open ? _ ("The shift was closed meanwhile.") : _ ("A shift is open already."));
  else
    say (self, foyer_format_store_error (error));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerShiftDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (foyer_store_write_finish (FOYER_STORE (source), result, &error) == NULL)
    {
      fail (self, error);
      return;
    }
  g_signal_emit (self, signals[DONE], 0, NULL);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerShiftDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerShiftReport) report = foyer_store_write_finish (FOYER_STORE (source), result, &error);

  if (report == NULL)
    {
      fail (self, error);
      return;
    }
  adw_dialog_force_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[DONE], 0, report);
}

static void
apply_cb (FoyerShiftDialog *self)
{
  FoyerStore *store = foyer_session_get_store (self->session);

  say (self, "");
  gtk_widget_set_sensitive (self->apply, FALSE);
  if (self->open)
    foyer_store_write_async (store, foyer_shift_job_close, request_new (self), (GDestroyNotify) foyer_shift_request_free,
                             (GDestroyNotify) foyer_shift_report_free, closed_cb, g_object_ref (self));
  else
    {
      g_settings_set_string (foyer_session_get_settings (self->session), "till-name", gtk_editable_get_text (GTK_EDITABLE (self->till)));
      foyer_store_write_async (store, foyer_shift_job_open, request_new (self), (GDestroyNotify) foyer_shift_request_free, NULL, opened_cb, g_object_ref (self));
    }
}

/* What must be entered before it can be applied. */
static void
check (FoyerShiftDialog *self)
{
  gboolean good = self->pin == NULL || strlen (gtk_editable_get_text (self->pin)) >= 4;

  if (self->differs && self->reason != NULL)
    {
      g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));

      good &= *text != '\0';
    }
  if (self->apply != NULL)
    gtk_widget_set_sensitive (self->apply, good);
}

static GtkEditable *
add_pin (FoyerShiftDialog *self, GtkWidget *group, const char *title)
{
  GtkWidget *row = adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_PIN);
  g_signal_connect_object (row, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return GTK_EDITABLE (row);
}

static GtkWidget *
create_button (FoyerShiftDialog *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

/* A page: what is asked, a sentence when something is wrong, and the button at the foot. */
static AdwNavigationPage *
create_page (const char *title, GtkWidget *content, GtkWidget *sum, GtkWidget *message, GtkWidget *button)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  gtk_widget_set_margin_top (foot, 12);
  gtk_widget_set_margin_bottom (foot, 12);
  gtk_widget_set_margin_start (foot, 12);
  gtk_widget_set_margin_end (foot, 12);
  if (sum != NULL)
    gtk_box_append (GTK_BOX (foot), sum);
  if (message != NULL)
    gtk_box_append (GTK_BOX (foot), message);
  gtk_box_append (GTK_BOX (foot), button);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (view), foot);
  adw_toolbar_view_set_bottom_bar_style (ADW_TOOLBAR_VIEW (view), ADW_TOOLBAR_RAISED);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), content);
  return adw_navigation_page_new (view, title);
}

static GtkLabel *
create_message (void)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "error");
  gtk_widget_set_visible (label, FALSE);
  return GTK_LABEL (label);
}

/* -- Closing: after the count -- */

static void
add_amount (AdwPreferencesGroup *group, const char *title, gint64 amount, const char *currency)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *money = foyer_money_format_full (amount, currency);
  GtkWidget       *label = gtk_label_new (money);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "title-3");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (group, row);
}

static void
show_comparison (FoyerShiftDialog *self, const FoyerShiftReport *report)
{
  GtkWidget       *content = adw_preferences_page_new ();
  GtkWidget       *group = adw_preferences_group_new ();
  g_autofree char *unsynced = NULL;

  self->differs = report->difference != 0;
  self->beyond = self->has_supervisors && foyer_shift_report_needs_approval (report, g_settings_get_int (foyer_session_get_settings (self->session), "shift-limit"));
  add_amount (ADW_PREFERENCES_GROUP (group), _ ("Expected"), report->expected, self->currency);
  add_amount (ADW_PREFERENCES_GROUP (group), _ ("Counted"), report->counted, self->currency);
  add_amount (ADW_PREFERENCES_GROUP (group), _ ("Difference"), report->difference, self->currency);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (content), ADW_PREFERENCES_GROUP (group));
  if (report->shared && report->unsynced > 0)
    {
      unsynced = g_strdup_printf (ngettext ("%d change is not yet with the platform. It is sent as soon as there is a connection.", "%d changes are not yet with the platform. They are sent as soon as there is a connection.", (gulong) report->unsynced), (int) report->unsynced);
      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), unsynced);
    }
  self->reason = NULL;
  self->pin = NULL;
  if (self->differs)
    {
      group = adw_preferences_group_new ();
      self->reason = ADW_ENTRY_ROW (adw_entry_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reason), _ ("Reason for the Difference"));
      g_signal_connect_object (self->reason, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->reason));
      if (self->beyond)
        self->pin = add_pin (self, group, _ ("PIN of a Supervisor"));
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (content), ADW_PREFERENCES_GROUP (group));
    }
  self->message = create_message ();
  self->apply = create_button (self, _ ("_Close Shift"), G_CALLBACK (apply_cb));
  adw_navigation_view_push (self->navigation, create_page (_ ("Close Shift"), content, NULL, GTK_WIDGET (self->message), self->apply));
  check (self);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerShiftDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerShiftReport) report = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (report != NULL)
    show_comparison (self, report);
  else
    fail (self, error);
}

static void
counted_cb (FoyerShiftDialog *self)
{
  foyer_store_read_async (foyer_session_get_store (self->session), foyer_shift_job_compare, request_new (self), (GDestroyNotify) foyer_shift_request_free,
                          (GDestroyNotify) foyer_shift_report_free, self->cancellable, compared_cb, g_object_ref (self));
}

/* -- Counting -- */

static void
show_sum (FoyerShiftDialog *self)
{
  g_autofree char *money = foyer_money_format_full (foyer_cash_counter_get_sum (self->counter), self->currency);

  gtk_label_set_label (self->sum, money);
}

static void
create_count (FoyerShiftDialog *self)
{
  GtkWidget       *content = adw_preferences_page_new ();
  GtkWidget       *group = adw_preferences_group_new ();
  g_autofree char *name = g_settings_get_string (foyer_session_get_settings (self->session), "till-name");

  self->message = create_message ();
  self->counter = FOYER_CASH_COUNTER (foyer_cash_counter_new (self->currency));
  if (!self->open)
    {
      self->till = ADW_ENTRY_ROW (adw_entry_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->till), _ ("Name of This Till"));
      gtk_editable_set_text (GTK_EDITABLE (self->till), *name != '\0' ? name : g_get_host_name ());
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->till));
      if (self->has_cashiers)
        self->pin = add_pin (self, group, _ ("Your PIN"));
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (content), ADW_PREFERENCES_GROUP (group));
    }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->counter), self->open ? _ ("Count the Drawer") : _ ("What Is in the Drawer"));
  if (!self->open)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->counter), _ ("Leave it empty for a drawer without money."));
  g_signal_connect_object (self->counter, "changed", G_CALLBACK (show_sum), self, G_CONNECT_SWAPPED);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (content), ADW_PREFERENCES_GROUP (self->counter));
  self->sum = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (self->sum), "title-1");
  gtk_widget_add_css_class (GTK_WIDGET (self->sum), "numeric");
  self->apply = self->open ? create_button (self, _ ("_Done Counting"), G_CALLBACK (counted_cb)) : create_button (self, _ ("_Open Shift"), G_CALLBACK (apply_cb));
  adw_navigation_view_add (self->navigation, create_page (self->open ? _ ("Count") : _ ("Open Shift"), content, GTK_WIDGET (self->sum), GTK_WIDGET (self->message), self->apply));
  show_sum (self);
  check (self);
}

static void
foyer_shift_dialog_dispose (GObject *object)
{
  FoyerShiftDialog *self = FOYER_SHIFT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (foyer_shift_dialog_parent_class)->dispose (object);
}

static void
foyer_shift_dialog_finalize (GObject *object)
{
  g_free (FOYER_SHIFT_DIALOG (object)->currency);
  G_OBJECT_CLASS (foyer_shift_dialog_parent_class)->finalize (object);
}

static void
foyer_shift_dialog_class_init (FoyerShiftDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_shift_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_shift_dialog_finalize;
  signals[DONE] = g_signal_new ("done", FOYER_TYPE_SHIFT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
foyer_shift_dialog_init (FoyerShiftDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->navigation = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_dialog_set_content_width (ADW_DIALOG (self), 440);
  adw_dialog_set_content_height (ADW_DIALOG (self), 700);
  adw_dialog_set_child (ADW_DIALOG (self), GTK_WIDGET (self->navigation));
}

AdwDialog *
foyer_shift_dialog_new (FoyerSession *session, const FoyerDesk *desk, const char *currency)
{
  FoyerShiftDialog *self = g_object_new (FOYER_TYPE_SHIFT_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->open = desk->shift != NULL;
  self->currency = g_strdup (self->open ? desk->shift->currency : currency);
  self->has_cashiers = desk->cashiers->len > 0;
  for (guint i = 0; i < desk->cashiers->len; i++)
    self->has_supervisors |= ((FoyerCashier *) desk->cashiers->pdata[i])->role == FOYER_CASHIER_SUPERVISES;
  adw_dialog_set_title (ADW_DIALOG (self), self->open ? _ ("Close Shift") : _ ("Open Shift"));
  create_count (self);
  return ADW_DIALOG (self);
}
