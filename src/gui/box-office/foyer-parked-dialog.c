/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-parked-dialog.h"

#include <glib/gi18n.h>

#include "foyer-cart.h"
#include "foyer-event-item.h"
#include "foyer-format.h"
#include "foyer-money.h"

struct _FoyerParkedDialog
{
  AdwDialog parent_instance;

  GtkListBox *orders;
  GArray     *times; /* (element-type gint64): of the rows */
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerParkedDialog, foyer_parked_dialog, ADW_TYPE_DIALOG)

static void
row_activated_cb (FoyerParkedDialog *self, GtkListBoxRow *row)
{
  gint64 parked_at = g_array_index (self->times, gint64, gtk_list_box_row_get_index (row));

  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[CHOSEN], 0, parked_at);
}

static const char *
find_title (GListModel *events, const FoyerId *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (events); i++)
    {
      g_autoptr (FoyerEventItem) item = g_list_model_get_item (events, i);

      if (foyer_id_equal (foyer_event_item_get_id (item), id))
        return foyer_event_item_get_summary (item)->event->title;
    }
  return "";
}

static char *
dup_lines (const FoyerCart *cart)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cart->lines->len; i++)
    g_string_append_printf (text, "%s%d × %s", i > 0 ? ", " : "", foyer_cart_get (cart, i)->count, foyer_cart_get (cart, i)->name);
  return g_string_free (text, FALSE);
}

static GtkWidget *
create_row (const FoyerParkedCart *parked, GListModel *events)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *total;
  g_autofree char *lines = dup_lines (parked->cart);
  g_autofree char *ago = foyer_format_ago (parked->parked_at, g_get_real_time ());
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", find_title (events, &parked->cart->event), ago);
  g_autofree char *amount = foyer_money_format_full (foyer_cart_total (parked->cart), parked->cart->currency);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), lines);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  total = gtk_label_new (amount);
  gtk_widget_add_css_class (total, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), total);
  return row;
}

static void
foyer_parked_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_PARKED_DIALOG);
  G_OBJECT_CLASS (foyer_parked_dialog_parent_class)->dispose (object);
}

static void
foyer_parked_dialog_finalize (GObject *object)
{
  g_array_unref (FOYER_PARKED_DIALOG (object)->times);
  G_OBJECT_CLASS (foyer_parked_dialog_parent_class)->finalize (object);
}

static void
foyer_parked_dialog_class_init (FoyerParkedDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_parked_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_parked_dialog_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", FOYER_TYPE_PARKED_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/box-office/foyer-parked-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerParkedDialog, orders);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
foyer_parked_dialog_init (FoyerParkedDialog *self)
{
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
foyer_parked_dialog_new (GPtrArray *parked, GListModel *events)
{
  FoyerParkedDialog *self = g_object_new (FOYER_TYPE_PARKED_DIALOG, NULL);

  for (guint i = parked->len; i > 0; i--)
    {
      const FoyerParkedCart *cart = parked->pdata[i - 1];

      gtk_list_box_append (self->orders, create_row (cart, events));
      g_array_append_val (self->times, cart->parked_at);
    }
  return ADW_DIALOG (self);
}
