/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-order-pane.h"

#include <glib/gi18n.h>

#include "foyer-cart-row.h"
#include "foyer-cash.h"
#include "foyer-format.h"
#include "foyer-key-label.h"
#include "foyer-money.h"
#include "../printing/foyer-print-queue.h"

#define N_NOTES 3

struct _FoyerOrderPane
{
  AdwBin parent_instance;

  GtkStack          *middle;
  GtkScrolledWindow *scroller;
  GtkListBox        *lines;
  GtkLabel          *change_title;
  GtkLabel          *change_amount;
  GtkLabel          *change_details;
  GtkWidget         *message_box;
  GtkImage          *message_icon;
  GtkLabel          *message;
  GtkLabel          *total;
  GtkStack          *payment;
  GtkLabel          *given;
  GtkLabel          *due_title;
  GtkLabel          *due;
  GtkLabel          *parts;
  GtkBox            *notes;
  GtkWidget         *note_buttons[N_NOTES];
  GtkWidget         *last_sale;
  GtkLabel          *last_title;
  GtkLabel          *last_details;
  GtkImage          *print_icon;
  GtkLabel          *print_words;
  GtkWidget         *print;
};

G_DEFINE_FINAL_TYPE (FoyerOrderPane, foyer_order_pane, ADW_TYPE_BIN)

static void
show_lines (FoyerOrderPane *self, const FoyerCart *cart)
{
  guint          count = cart != NULL ? cart->lines->len : 0;
  GtkListBoxRow *row;

  for (guint i = 0; i < count; i++)
    {
      row = gtk_list_box_get_row_at_index (self->lines, (int) i);
      if (row == NULL)
        {
          gtk_list_box_append (self->lines, foyer_cart_row_new ());
          row = gtk_list_box_get_row_at_index (self->lines, (int) i);
        }
      foyer_cart_row_show (FOYER_CART_ROW (row), foyer_cart_get (cart, i), cart->currency, i);
    }
  while ((row = gtk_list_box_get_row_at_index (self->lines, (int) count)) != NULL)
    gtk_list_box_remove (self->lines, GTK_WIDGET (row));
}

static char *
dup_part_words (const FoyerPayment *payment, const char *currency, gboolean alone)
{
  const char      *method = foyer_format_payment_method (payment->method);
  g_autofree char *given = foyer_money_format (payment->given, currency);
  g_autofree char *change = foyer_money_format (foyer_payment_change (payment), currency);
  g_autofree char *amount = foyer_money_format (foyer_payment_due (payment), currency);

  if (foyer_payment_change (payment) > 0)
    return g_strdup_printf (_ ("Cash · given %s · change %s"), given, change);
  return alone ? g_strdup (method) : g_strdup_printf ("%s %s", method, amount);
}

static char *
dup_parts_words (GPtrArray *payments, const char *currency)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < payments->len; i++)
    {
      g_autofree char *part = dup_part_words (payments->pdata[i], currency, payments->len == 1);

      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", part);
    }
  return g_string_free (words, FALSE);
}

static char *
dup_payment_words (const FoyerSale *sale)
{
  const FoyerOrder *order = sale->order;

  if (order->payments->len > 0)
    return dup_parts_words (order->payments, order->currency);
  return order->reason != NULL && *order->reason != '\0' ? g_strdup_printf (_ ("Free of charge · %s"), order->reason) : g_strdup (_ ("Free of charge"));
}

static void
show_change (FoyerOrderPane *self, const FoyerSale *sale)
{
  gint64           due = foyer_sale_change_due (sale);
  g_autofree char *amount = foyer_money_format_full (due, sale->order->currency);
  g_autofree char *total = foyer_money_format_full (foyer_order_total (sale->order), sale->order->currency);
  g_autofree char *words = dup_payment_words (sale);
  g_autofree char *details = g_strdup_printf ("%s\n%s · %s", words, total, sale->order->number);

  gtk_label_set_label (self->change_title, due > 0 ? _ ("Change") : sale->practice ? _ ("Practised")
                                                                                   : _ ("Sold"));
  gtk_label_set_label (self->change_amount, due > 0 ? amount : total);
  gtk_label_set_label (self->change_details, details);
}

static void
show_message (FoyerOrderPane *self, FoyerTill *till)
{
  const char *message = foyer_till_get_message (till);
  gboolean    failed = foyer_till_get_failed (till);

  if (message != NULL && g_strcmp0 (message, gtk_label_get_label (self->message)) != 0)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_label_set_label (self->message, message != NULL ? message : "");
  gtk_image_set_from_icon_name (self->message_icon, failed ? "dialog-warning-symbolic" : "dialog-information-symbolic");
  if (failed)
    gtk_widget_add_css_class (self->message_box, "failed");
  else
    gtk_widget_remove_css_class (self->message_box, "failed");
  gtk_widget_set_visible (self->message_box, message != NULL);
}

static void
show_notes (FoyerOrderPane *self, gint64 total, const char *currency)
{
  gint64 notes[N_NOTES];
  guint  count = foyer_cash_suggest (total, currency, notes, N_NOTES);

  for (guint i = 0; i < N_NOTES; i++)
    {
      g_autofree char *label = i < count ? foyer_money_format (notes[i], currency) : g_strdup ("");

      gtk_button_set_label (GTK_BUTTON (self->note_buttons[i]), label);
      gtk_widget_set_visible (self->note_buttons[i], i < count);
      if (i >= count)
        continue;
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->note_buttons[i]), "x", notes[i]);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->note_buttons[i]), "sale.give");
    }
}

static void
show_parts (FoyerOrderPane *self, FoyerTill *till, const char *currency)
{
  GPtrArray       *payments = foyer_till_get_payments (till);
  GString         *words = g_string_new (NULL);
  g_autofree char *taken = NULL;

  for (guint i = 0; i < payments->len; i++)
    {
      g_autofree char *part = dup_part_words (payments->pdata[i], currency, FALSE);

      g_string_append_printf (words, "%s%s", i > 0 ? " · " : "", part);
    }
  taken = g_string_free (words, FALSE);
  gtk_label_set_label (self->parts, taken);
  gtk_widget_set_visible (GTK_WIDGET (self->parts), payments->len > 0);
}

static void
show_payment (FoyerOrderPane *self, FoyerTill *till, const char *currency)
{
  gint64           whole = foyer_cart_total (foyer_till_get_cart (till));
  gint64           total = foyer_till_get_cash_due (till);
  gint64           given = foyer_till_get_given (till);
  const char      *entry = foyer_till_get_entry (till);
  g_autofree char *total_text = foyer_money_format_full (whole, currency);
  g_autofree char *given_text = foyer_money_format (given, currency);
  g_autofree char *due_text = foyer_money_format (ABS (given - total), currency);

  gtk_label_set_label (self->total, total_text);
  gtk_label_set_label (self->given, *entry != '\0' ? entry : given_text);
  gtk_label_set_label (self->due_title, given < total ? _ ("Still Missing") : _ ("Change"));
  gtk_label_set_label (self->due, due_text);
  show_parts (self, till, currency);
  show_notes (self, total, currency);
  if (foyer_till_get_state (till) != FOYER_TILL_BUSY)
    gtk_stack_set_visible_child_name (self->payment, foyer_till_get_state (till) == FOYER_TILL_PAYING ? "paying" : "selling");
}

static void
show_print (FoyerOrderPane *self, const FoyerSale *sale)
{
  const FoyerPrintJob *job = sale->print;
  gboolean             waits = job != NULL && job->state == FOYER_PRINT_WAITING && *job->message != '\0';
  gboolean             stuck = job == NULL || waits || job->state == FOYER_PRINT_FAILED || job->state == FOYER_PRINT_CANCELLED || job->state == FOYER_PRINT_STOPPED;
  g_autofree char     *message = job != NULL ? foyer_print_queue_dup_message (job) : g_strdup ("");
  g_autofree char     *words = NULL;

  if (sale->practice)
    words = g_strdup (_ ("Practice: nothing was sold"));
  else if (sale->voided)
    words = g_strdup (_ ("Void: the money was given back"));
  else if (stuck && *message != '\0')
    words = g_strdup_printf (_ ("Sold, not printed. %s"), message);
  else if (stuck)
    words = g_strdup (_ ("Sold, not printed"));
  else if (*message != '\0')
    words = g_strdup_printf ("%s. %s", foyer_format_print_state (job->state), message);
  else
    words = g_strdup (foyer_format_print_state (job->state));
  gtk_label_set_label (self->print_words, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->print_words), words);
  gtk_image_set_from_icon_name (self->print_icon, sale->voided ? "edit-undo-symbolic" : stuck ? "printer-warning-symbolic"
                                                                                              : foyer_format_print_state_icon (job->state));
  gtk_widget_set_visible (self->print, stuck && !sale->voided && !sale->practice);
}

static void
show_last_sale (FoyerOrderPane *self, const FoyerSale *sale, gboolean paying)
{
  g_autofree char *total = NULL;
  g_autofree char *title = NULL;
  g_autofree char *details = NULL;

  gtk_widget_set_visible (self->last_sale, sale != NULL && !paying); /* one sum at a time */
  if (sale == NULL)
    return;
  total = foyer_money_format_full (foyer_order_total (sale->order), sale->order->currency);
  title = g_strdup_printf ("%s · %s", sale->order->number, total);
  details = dup_payment_words (sale);
  gtk_label_set_label (self->last_title, title);
  gtk_label_set_label (self->last_details, details);
  show_print (self, sale);
}

void
foyer_order_pane_show (FoyerOrderPane *self, FoyerTill *till, const char *currency)
{
  const FoyerCart *cart = foyer_till_get_cart (till);
  const FoyerSale *sale = foyer_till_get_last_sale (till);

  g_return_if_fail (FOYER_IS_ORDER_PANE (self));

  show_lines (self, cart);
  show_message (self, till);
  show_payment (self, till, cart != NULL ? cart->currency : currency);
  show_last_sale (self, sale, foyer_till_get_state (till) == FOYER_TILL_PAYING);
  if (foyer_till_get_shows_change (till))
    show_change (self, sale);
  gtk_stack_set_visible_child_name (self->middle, foyer_till_get_shows_change (till) ? "change" : foyer_cart_is_empty (cart) ? "empty"
                                                                                                                             : "lines");
}

static void
foyer_order_pane_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_ORDER_PANE);
  G_OBJECT_CLASS (foyer_order_pane_parent_class)->dispose (object);
}

static void
foyer_order_pane_class_init (FoyerOrderPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_order_pane_dispose;
  g_type_ensure (FOYER_TYPE_KEY_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/box-office/foyer-order-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, middle);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, lines);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, change_title);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, change_amount);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, change_details);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, message_box);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, message_icon);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, message);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, total);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, payment);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, given);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, due_title);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, due);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, parts);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, notes);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, last_sale);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, last_title);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, last_details);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, print_icon);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, print_words);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPane, print);
}

static void
foyer_order_pane_init (FoyerOrderPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_NOTES; i++)
    {
      self->note_buttons[i] = gtk_button_new ();
      gtk_widget_set_focus_on_click (self->note_buttons[i], FALSE);
      gtk_widget_add_css_class (self->note_buttons[i], "touch");
      gtk_widget_add_css_class (self->note_buttons[i], "numeric");
      gtk_box_append (self->notes, self->note_buttons[i]);
    }
}
