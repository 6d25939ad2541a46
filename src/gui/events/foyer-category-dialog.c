/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-category-dialog.h"

#include <glib/gi18n.h>

#include "foyer-field-check.h"
#include "foyer-form.h"
#include "foyer-format.h"
#include "foyer-leave-dialog.h"
#include "foyer-money.h"
#include "foyer-when-row.h"

#define NO_COLOUR "#8c8c91" /* as a swatch shows a category without one */

struct _FoyerCategoryDialog
{
  AdwDialog parent_instance;

  FoyerForm            *form;
  char                 *currency;
  char                 *timezone;
  gint64                sold;
  GtkButton            *save;
  AdwToastOverlay      *toasts;
  GtkWidget            *name;
  GtkWidget            *price;
  GtkWidget            *vat_rate;
  GtkWidget            *capacity;
  GtkWidget            *colour_row;
  GtkColorDialogButton *colour;
  AdwComboRow          *status;
  FoyerWhenRow         *sale_from;
  FoyerWhenRow         *sale_until;
  GtkWidget            *min_per_order;
  GtkWidget            *max_per_order;
};

G_DEFINE_FINAL_TYPE (FoyerCategoryDialog, foyer_category_dialog, ADW_TYPE_DIALOG)

/* Told apart by most people, colour-blind ones included; a category takes the next one. */
static const char *const colours[] = { "#3584e4", "#2190a4", "#ed5b00", "#9141ac", "#c88800", "#3a944a", "#d56199", "#6f8396" };

static gboolean
can_save (FoyerCategoryDialog *self)
{
  return foyer_form_can_save (self->form) && *gtk_editable_get_text (GTK_EDITABLE (self->name)) != '\0' &&
         *gtk_editable_get_text (GTK_EDITABLE (self->price)) != '\0';
}

static void
show_can_save (FoyerCategoryDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "category.save", can_save (self));
}

static void
edited_cb (FoyerCategoryDialog *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
}

static void
status_chosen_cb (FoyerCategoryDialog *self)
{
  FoyerCategoryStatus status = adw_combo_row_get_selected (self->status);

  if (!foyer_form_is_showing (self->form))
    foyer_form_edit (self->form, "status", foyer_value_text (foyer_category_status_nick (status)), NULL);
}

static void
colour_chosen_cb (FoyerCategoryDialog *self)
{
  const GdkRGBA   *rgba = gtk_color_dialog_button_get_rgba (self->colour);
  g_autofree char *colour = g_strdup_printf ("#%02x%02x%02x", (int) (rgba->red * 255 + 0.5), (int) (rgba->green * 255 + 0.5), (int) (rgba->blue * 255 + 0.5));

  if (!foyer_form_is_showing (self->form))
    foyer_form_edit (self->form, "colour", foyer_value_text (colour), NULL);
}

static void
edit_window (FoyerCategoryDialog *self, const char *field, FoyerWhenRow *row, const char *sentence)
{
  if (foyer_when_row_is_wrong (row))
    foyer_form_edit (self->form, field, NULL, _ ("Enter a time of day like 20:00."));
  else
    foyer_form_edit (self->form, field, sentence == NULL ? foyer_value_integer (foyer_when_row_get_time (row)) : NULL, sentence);
}

static void
window_edited_cb (FoyerCategoryDialog *self)
{
  FoyerTime from = foyer_when_row_get_time (self->sale_from);
  FoyerTime until = foyer_when_row_get_time (self->sale_until);

  edit_window (self, "sale_from", self->sale_from, NULL);
  edit_window (self, "sale_until", self->sale_until, until != 0 && until <= from ? _ ("The sale must end after it begins.") : NULL);
}

static void
most_edited_cb (FoyerCategoryDialog *self)
{
  int least = atoi (gtk_editable_get_text (GTK_EDITABLE (self->min_per_order)));
  int most = atoi (gtk_editable_get_text (GTK_EDITABLE (self->max_per_order)));

  foyer_form_note (self->form, "max_per_order", most > 0 && most < least ? _ ("This is fewer than the least per order.") : NULL);
}

static void
saved_cb (FoyerCategoryDialog *self)
{
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
failed_cb (FoyerCategoryDialog *self, const GError *error)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (foyer_format_store_error (error)));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_form_save (FOYER_CATEGORY_DIALOG (widget)->form);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
close_attempted_cb (FoyerCategoryDialog *self)
{
  foyer_leave_dialog_present (ADW_DIALOG (self), self->form, can_save (self));
}

static void
bind (FoyerCategoryDialog *self)
{
  FoyerForm *form = self->form;

  foyer_form_bind_text (form, "name", self->name, foyer_check_name, (gpointer) _ ("A category needs a name."));
  foyer_form_bind_text (form, "price", self->price, foyer_check_price, self->currency);
  foyer_form_bind_text (form, "vat_rate", self->vat_rate, foyer_check_percent, NULL);
  foyer_form_bind_text (form, "capacity", self->capacity, foyer_check_capacity, &self->sold);
  foyer_form_bind_text (form, "min_per_order", self->min_per_order, foyer_check_count, GINT_TO_POINTER (1));
  foyer_form_bind_text (form, "max_per_order", self->max_per_order, foyer_check_count, GINT_TO_POINTER (0));
  foyer_form_bind (form, "colour", self->colour_row);
  foyer_form_bind (form, "status", GTK_WIDGET (self->status));
  foyer_form_bind (form, "sale_from", GTK_WIDGET (self->sale_from));
  foyer_form_bind (form, "sale_until", GTK_WIDGET (self->sale_until));
}

static void
connect_widgets (FoyerCategoryDialog *self)
{
  g_signal_connect_object (self->status, "notify::selected", G_CALLBACK (status_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->colour, "notify::rgba", G_CALLBACK (colour_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sale_from, "edited", G_CALLBACK (window_edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sale_until, "edited", G_CALLBACK (window_edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->min_per_order, "changed", G_CALLBACK (most_edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->max_per_order, "changed", G_CALLBACK (most_edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "notify::can-save", G_CALLBACK (show_can_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
}

static void
show_colour (FoyerCategoryDialog *self, const char *colour)
{
  GdkRGBA rgba;

  if (gdk_rgba_parse (&rgba, colour) || gdk_rgba_parse (&rgba, NO_COLOUR))
    gtk_color_dialog_button_set_rgba (self->colour, &rgba);
}

static void
show (FoyerCategoryDialog *self, const FoyerCategory *category)
{
  FoyerForm       *form = self->form;
  g_autofree char *price = foyer_money_format (category->price, self->currency);
  g_autofree char *vat_rate = foyer_check_format_percent (category->vat_rate);
  g_autofree char *capacity = foyer_check_format_count (category->capacity, FOYER_UNLIMITED);
  g_autofree char *least = foyer_check_format_count (category->min_per_order, 1);
  g_autofree char *most = foyer_check_format_count (category->max_per_order, 0);

  foyer_form_show_text (form, "name", foyer_value_text (category->name), category->name, 0);
  foyer_form_show_text (form, "price", foyer_value_integer (category->price), price, 0);
  foyer_form_show_text (form, "vat_rate", foyer_value_integer (category->vat_rate), vat_rate, 0);
  foyer_form_show_text (form, "capacity", foyer_value_integer (category->capacity), capacity, 0);
  foyer_form_show_text (form, "min_per_order", foyer_value_integer (category->min_per_order), least, 0);
  foyer_form_show_text (form, "max_per_order", foyer_value_integer (category->max_per_order), most, 0);
  foyer_form_show (form, "colour", foyer_value_text (category->colour), 0);
  foyer_form_show (form, "status", foyer_value_text (foyer_category_status_nick (category->status)), 0);
  foyer_form_show (form, "sale_from", foyer_value_integer (category->sale_from), 0);
  foyer_form_show (form, "sale_until", foyer_value_integer (category->sale_until), 0);
  adw_combo_row_set_selected (self->status, category->status);
  foyer_when_row_set_time (self->sale_from, category->sale_from, self->timezone);
  foyer_when_row_set_time (self->sale_until, category->sale_until, self->timezone);
  show_colour (self, category->colour);
}

/* What a new category has without anybody entering it. */
static void
propose (FoyerCategoryDialog *self, const FoyerEventSummary *event)
{
  guint n = event->categories->len;

  foyer_form_bind (self->form, "event", GTK_WIDGET (self));
  foyer_form_bind (self->form, "position", GTK_WIDGET (self));
  foyer_form_edit (self->form, "event", foyer_value_id (&event->event->id), NULL);
  if (n > 0)
    {
      const FoyerCategory *last = ((FoyerCategorySummary *) event->categories->pdata[n - 1])->category;
      g_autofree char     *vat_rate = foyer_check_format_percent (last->vat_rate);

      foyer_form_edit (self->form, "position", foyer_value_integer (last->position + 1), NULL);
      gtk_editable_set_text (GTK_EDITABLE (self->vat_rate), vat_rate);
    }
  foyer_form_edit (self->form, "status", foyer_value_text ("live"), NULL);
  foyer_form_edit (self->form, "colour", foyer_value_text (colours[n % G_N_ELEMENTS (colours)]), NULL);
  adw_combo_row_set_selected (self->status, FOYER_CATEGORY_LIVE);
  show_colour (self, colours[n % G_N_ELEMENTS (colours)]);
  foyer_when_row_set_time (self->sale_from, 0, self->timezone);
  foyer_when_row_set_time (self->sale_until, 0, self->timezone);
}

static void
foyer_category_dialog_dispose (GObject *object)
{
  FoyerCategoryDialog *self = FOYER_CATEGORY_DIALOG (object);

  if (self->form != NULL)
    foyer_form_close (self->form);
  g_clear_object (&self->form);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_CATEGORY_DIALOG);
  G_OBJECT_CLASS (foyer_category_dialog_parent_class)->dispose (object);
}

static void
foyer_category_dialog_finalize (GObject *object)
{
  FoyerCategoryDialog *self = FOYER_CATEGORY_DIALOG (object);

  g_free (self->currency);
  g_free (self->timezone);
  G_OBJECT_CLASS (foyer_category_dialog_parent_class)->finalize (object);
}

static void
foyer_category_dialog_class_init (FoyerCategoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_category_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_category_dialog_finalize;
  g_type_ensure (FOYER_TYPE_WHEN_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/events/foyer-category-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryDialog, save);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryDialog, name);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryDialog, price);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryDialog, vat_rate);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryDialog, capacity);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryDialog, colour_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryDialog, colour);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryDialog, status);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryDialog, sale_from);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryDialog, sale_until);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryDialog, min_per_order);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryDialog, max_per_order);
  gtk_widget_class_bind_template_callback (widget_class, close_attempted_cb);
  gtk_widget_class_install_action (widget_class, "category.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "category.cancel", NULL, cancel_action);
}

static void
foyer_category_dialog_init (FoyerCategoryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  foyer_form_focus_first (GTK_WIDGET (self), self->name);
}

AdwDialog *
foyer_category_dialog_new (FoyerSession *session, const FoyerEventSummary *event, const FoyerCategorySummary *category)
{
  FoyerCategoryDialog *self = g_object_new (FOYER_TYPE_CATEGORY_DIALOG, NULL);
  g_autofree char     *price_title = NULL;
  FoyerId              id;
  FoyerRandom          random;

  foyer_random_init_system (&random);
  id = category != NULL ? category->category->id : foyer_id_generate (g_get_real_time (), &random);
  self->sold = category != NULL ? category->stock.sold : 0;
  self->currency = g_strdup (event->event->currency);
  self->timezone = g_strdup (event->event->timezone);
  /* Translators: “%s” is the sign of a currency */
  price_title = g_strdup_printf (_ ("Price in %s"), foyer_currency_symbol (self->currency));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->price), price_title);
  self->form = foyer_form_new (session, FOYER_CHANGE_CATEGORY_EDIT, &id, FALSE);
  bind (self);
  foyer_when_row_set_fallback (self->sale_until, event->event->starts);
  if (category != NULL)
    {
      adw_dialog_set_title (ADW_DIALOG (self), _ ("Edit Ticket Category"));
      gtk_button_set_label (self->save, _ ("_Save"));
      show (self, category->category);
    }
  else
    propose (self, event);
  connect_widgets (self);
  show_can_save (self);
  return ADW_DIALOG (self);
}
