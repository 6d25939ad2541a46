/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-cashiers-dialog.h"

#include <glib/gi18n.h>

#include "foyer-format.h"
#include "foyer-pin.h"
#include "foyer-shift-job.h"

struct _FoyerCashiersDialog
{
  AdwDialog parent_instance;

  FoyerStore        *store;
  GCancellable      *cancellable;
  AdwNavigationView *navigation;
  AdwBin            *list;
  AdwToastOverlay   *toasts;
  GPtrArray         *cashiers; /* (nullable) (element-type FoyerCashier) */
  FoyerId            edited;
  AdwEntryRow       *name;
  AdwSwitchRow      *supervises;
  GtkEditable       *pin;
  GtkWidget         *save;
};

G_DEFINE_FINAL_TYPE (FoyerCashiersDialog, foyer_cashiers_dialog, ADW_TYPE_DIALOG)

static void read_list (FoyerCashiersDialog *self);

/* -- One of them -- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerCashiersDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (foyer_store_write_finish (FOYER_STORE (source), result, &error) == NULL)
    {
      g_message ("A cashier could not be saved: %s", error->message);
      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (foyer_format_store_error (error)));
      return;
    }
  if (self->cancellable == NULL)
    return; /* closed meanwhile */
  adw_navigation_view_pop_to_tag (self->navigation, "list");
  read_list (self);
}

static void
save_cb (FoyerCashiersDialog *self)
{
  FoyerShiftRequest *request = foyer_shift_request_new ();
  const char        *pin = gtk_editable_get_text (self->pin);

  request->cashier = foyer_cashier_new ();
  request->cashier->id = self->edited;
  request->cashier->name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  request->cashier->role = adw_switch_row_get_active (self->supervises) ? FOYER_CASHIER_SUPERVISES : FOYER_CASHIER_SELLS;
  request->pin = *pin != '\0' ? g_strdup (pin) : NULL;
  foyer_store_write_async (self->store, foyer_shift_job_save_cashier, request, (GDestroyNotify) foyer_shift_request_free, NULL, saved_cb, g_object_ref (self));
}

static void
remove_cb (FoyerCashiersDialog *self)
{
  FoyerShiftRequest *request = foyer_shift_request_new ();

  request->id = self->edited;
  foyer_store_write_async (self->store, foyer_shift_job_remove_cashier, request, (GDestroyNotify) foyer_shift_request_free, NULL, saved_cb, g_object_ref (self));
}

static void
check (FoyerCashiersDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  const char      *pin = gtk_editable_get_text (self->pin);
  gboolean         keeps = *pin == '\0' && !foyer_id_is_none (&self->edited);

  gtk_widget_set_sensitive (self->save, *name != '\0' && (keeps || foyer_pin_is_valid (pin)));
}

static void
edit (FoyerCashiersDialog *self, const FoyerCashier *cashier)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *content = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  self->edited = cashier != NULL ? cashier->id : FOYER_ID_NONE;
  self->name = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (self->name), cashier != NULL ? cashier->name : "");
  self->pin = GTK_EDITABLE (adw_password_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->pin), cashier != NULL ? _ ("New PIN, 4 to 12 Digits") : _ ("PIN, 4 to 12 Digits"));
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->pin), GTK_INPUT_PURPOSE_PIN);
  self->supervises = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->supervises), _ ("Supervisor"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->supervises), _ ("May approve free tickets, other prices, refunds and differences"));
  /* somebody must be able to name the others */
  adw_switch_row_set_active (self->supervises, cashier != NULL ? cashier->role == FOYER_CASHIER_SUPERVISES : self->cashiers == NULL || self->cashiers->len == 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->name));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->pin));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->supervises));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (content), ADW_PREFERENCES_GROUP (group));
  if (cashier != NULL)
    {
      GtkWidget *button = adw_button_row_new ();

      group = adw_preferences_group_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (button), _ ("_Remove"));
      adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (button), TRUE);
      gtk_widget_add_css_class (button, "destructive-action");
      g_signal_connect_object (button, "activated", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), button);
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (content), ADW_PREFERENCES_GROUP (group));
    }
  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pin, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), content);
  check (self);
  adw_navigation_view_push (self->navigation, adw_navigation_page_new (view, cashier != NULL ? cashier->name : _ ("New Cashier")));
}

static void
add_cb (FoyerCashiersDialog *self)
{
  edit (self, NULL);
}

/* -- The list -- */

static void
row_activated_cb (FoyerCashiersDialog *self, AdwActionRow *row)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  if (index >= 0 && (guint) index < self->cashiers->len)
    edit (self, self->cashiers->pdata[index]);
}

static GtkWidget *
create_list (FoyerCashiersDialog *self)
{
  GtkWidget *content = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  for (guint i = 0; i < self->cashiers->len; i++)
    {
      const FoyerCashier *cashier = self->cashiers->pdata[i];
      GtkWidget          *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cashier->name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), cashier->role == FOYER_CASHIER_SUPERVISES ? _ ("Supervisor") : _ ("Cashier"));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _ ("They sign in with their PIN. It keeps a record of who did what; it does not keep out whoever can open this laptop."));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (content), ADW_PREFERENCES_GROUP (group));
  return content;
}

static void
list_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerCashiersDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerDesk) desk = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->cashiers, g_ptr_array_unref);
  if (desk == NULL)
    adw_bin_set_child (self->list, g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "dialog-warning-symbolic", "title", _ ("The Cashiers Could Not Be Read"),
                                                 "description", foyer_format_store_error (error), NULL));
  else if (desk->cashiers->len == 0)
    adw_bin_set_child (self->list, g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "avatar-default-symbolic", "title", _ ("No Cashiers"),
                                                 "description", _ ("Anybody may sell here. Name those who do, and each sale says who made it."), NULL));
  else
    {
      self->cashiers = g_ptr_array_ref (desk->cashiers);
      adw_bin_set_child (self->list, create_list (self));
    }
}

static void
read_list (FoyerCashiersDialog *self)
{
  foyer_store_read_async (self->store, foyer_till_job_read_desk, NULL, NULL, (GDestroyNotify) foyer_desk_free, self->cancellable, list_read_cb, g_object_ref (self));
}

static void
foyer_cashiers_dialog_dispose (GObject *object)
{
  FoyerCashiersDialog *self = FOYER_CASHIERS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_pointer (&self->cashiers, g_ptr_array_unref);
  G_OBJECT_CLASS (foyer_cashiers_dialog_parent_class)->dispose (object);
}

static void
foyer_cashiers_dialog_class_init (FoyerCashiersDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_cashiers_dialog_dispose;
}

static void
foyer_cashiers_dialog_init (FoyerCashiersDialog *self)
{
  GtkWidget         *view = adw_toolbar_view_new ();
  GtkWidget         *header = adw_header_bar_new ();
  GtkWidget         *add = gtk_button_new_with_mnemonic (_ ("_Add…"));
  AdwNavigationPage *page;

  self->cancellable = g_cancellable_new ();
  self->navigation = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->list = ADW_BIN (adw_bin_new ());
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), add);
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->list));
  page = adw_navigation_page_new_with_tag (view, _ ("Cashiers"), "list");
  adw_navigation_view_add (self->navigation, page);
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->navigation));
  adw_dialog_set_child (ADW_DIALOG (self), GTK_WIDGET (self->toasts));
  adw_dialog_set_content_width (ADW_DIALOG (self), 420);
  adw_dialog_set_content_height (ADW_DIALOG (self), 480);
}

AdwDialog *
foyer_cashiers_dialog_new (FoyerStore *store)
{
  FoyerCashiersDialog *self = g_object_new (FOYER_TYPE_CASHIERS_DIALOG, "title", _ ("Cashiers"), NULL);

  self->store = g_object_ref (store);
  read_list (self);
  return ADW_DIALOG (self);
}
