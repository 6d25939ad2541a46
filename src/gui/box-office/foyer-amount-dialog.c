/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-amount-dialog.h"

#include <glib/gi18n.h>

#include "foyer-money.h"

typedef enum
{
  KIND_DRAWER,
  KIND_PRICE,
  KIND_PAYMENT,
} Kind;

struct _FoyerAmountDialog
{
  AdwAlertDialog parent_instance;

  AdwComboRow *choice; /* (nullable) */
  AdwEntryRow *amount;
  AdwEntryRow *text;
  char        *currency;
  gint64       rest; /* of a payment */
  Kind         kind;
};

G_DEFINE_FINAL_TYPE (FoyerAmountDialog, foyer_amount_dialog, ADW_TYPE_ALERT_DIALOG)

/* In the order of the choices. */
static const FoyerPaymentMethod methods[] = { FOYER_PAYMENT_CARD, FOYER_PAYMENT_VOUCHER, FOYER_PAYMENT_INVOICE, FOYER_PAYMENT_CASH };

FoyerDrawerCause
foyer_amount_dialog_get_cause (FoyerAmountDialog *self)
{
  g_return_val_if_fail (FOYER_IS_AMOUNT_DIALOG (self) && self->kind == KIND_DRAWER, FOYER_DRAWER_NO_SALE);

  return (FoyerDrawerCause) adw_combo_row_get_selected (self->choice);
}

FoyerPaymentMethod
foyer_amount_dialog_get_method (FoyerAmountDialog *self)
{
  g_return_val_if_fail (FOYER_IS_AMOUNT_DIALOG (self) && self->kind == KIND_PAYMENT, FOYER_PAYMENT_CASH);

  return methods[MIN (adw_combo_row_get_selected (self->choice), G_N_ELEMENTS (methods) - 1)];
}

static gboolean
read_amount (FoyerAmountDialog *self, gint64 *amount)
{
  return foyer_money_parse (gtk_editable_get_text (GTK_EDITABLE (self->amount)), self->currency, amount, NULL);
}

gint64
foyer_amount_dialog_get_amount (FoyerAmountDialog *self)
{
  gint64 amount = 0;

  g_return_val_if_fail (FOYER_IS_AMOUNT_DIALOG (self), 0);

  return read_amount (self, &amount) ? amount : 0;
}

const char *
foyer_amount_dialog_get_text (FoyerAmountDialog *self)
{
  g_return_val_if_fail (FOYER_IS_AMOUNT_DIALOG (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->text));
}

static const char *
title_of_text (FoyerAmountDialog *self)
{
  if (self->kind != KIND_PAYMENT)
    return _ ("Reason");
  switch ((int) foyer_amount_dialog_get_method (self))
    {
    case FOYER_PAYMENT_VOUCHER:
      return _ ("Code of the Voucher");
    case FOYER_PAYMENT_INVOICE:
      return _ ("Who Pays Later");
    case FOYER_PAYMENT_CARD:
      return _ ("Reference of the Terminal (Optional)");
    default:
      return _ ("Remark (Optional)");
    }
}

static gboolean
needs_text (FoyerAmountDialog *self)
{
  FoyerPaymentMethod method = self->kind == KIND_PAYMENT ? foyer_amount_dialog_get_method (self) : FOYER_PAYMENT_OTHER;

  return method != FOYER_PAYMENT_CARD && method != FOYER_PAYMENT_CASH;
}

static void
check (FoyerAmountDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (foyer_amount_dialog_get_text (self)));
  gboolean         no_sale = self->kind == KIND_DRAWER && foyer_amount_dialog_get_cause (self) == FOYER_DRAWER_NO_SALE;
  gint64           amount = 0;
  gboolean         good = no_sale || (read_amount (self, &amount) && (amount > 0 || self->kind == KIND_PRICE));

  if (self->kind == KIND_PAYMENT)
    good &= amount <= self->rest;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->text), title_of_text (self));
  gtk_widget_set_visible (GTK_WIDGET (self->amount), !no_sale);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "apply", good && (!needs_text (self) || *text != '\0'));
}

static void
foyer_amount_dialog_finalize (GObject *object)
{
  g_free (FOYER_AMOUNT_DIALOG (object)->currency);
  G_OBJECT_CLASS (foyer_amount_dialog_parent_class)->finalize (object);
}

static void
foyer_amount_dialog_class_init (FoyerAmountDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_amount_dialog_finalize;
}

static void
foyer_amount_dialog_init (FoyerAmountDialog *self)
{
}

static void
add_row (FoyerAmountDialog *self, GtkWidget *list, AdwEntryRow **row, const char *name, const char *title)
{
  *row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (*row), title);
  gtk_widget_set_name (GTK_WIDGET (*row), name);
  adw_entry_row_set_activates_default (*row, TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (*row));
}

static FoyerAmountDialog *
create (Kind kind, const char *heading, const char *body, const char *apply, const char *currency, const char *const *choices)
{
  FoyerAmountDialog *self = g_object_new (FOYER_TYPE_AMOUNT_DIALOG, "heading", heading, "body", body, NULL);
  GtkWidget         *list = gtk_list_box_new ();

  self->kind = kind;
  self->currency = g_strdup (currency);
  if (choices != NULL)
    {
      g_autoptr (GtkStringList) model = gtk_string_list_new (choices);

      self->choice = ADW_COMBO_ROW (adw_combo_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->choice), kind == KIND_PAYMENT ? _ ("Paid By") : _ ("What"));
      adw_combo_row_set_model (self->choice, G_LIST_MODEL (model));
      gtk_widget_set_name (GTK_WIDGET (self->choice), "choice");
      gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->choice));
    }
  add_row (self, list, &self->amount, "amount", kind == KIND_PRICE ? _ ("Price of One Ticket") : _ ("Amount"));
  add_row (self, list, &self->text, "reason", "");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (self), list);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (self), "cancel", _ ("_Cancel"), "apply", apply, NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (self), "apply", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (self), "apply");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (self), "cancel");
  g_signal_connect_object (self->amount, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  if (self->choice != NULL)
    g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->amount));
  return self;
}

static void
set_amount (FoyerAmountDialog *self, gint64 amount)
{
  g_autofree char *text = foyer_money_format (amount, self->currency);

  gtk_editable_set_text (GTK_EDITABLE (self->amount), text);
  check (self);
}

AdwDialog *
foyer_amount_dialog_new_drawer (const char *currency)
{
  const char *const  causes[] = { _ ("Cash In"), _ ("Cash Out"), _ ("To the Safe"), _ ("Open the Drawer Only"), NULL };
  FoyerAmountDialog *self = create (KIND_DRAWER, _ ("Cash In or Out"), _ ("It goes on record with the shift."), _ ("_Record"), currency, causes);

  check (self);
  return ADW_DIALOG (self);
}

AdwDialog *
foyer_amount_dialog_new_price (const char *heading, gint64 price, const char *currency)
{
  FoyerAmountDialog *self = create (KIND_PRICE, heading, _ ("The other price and its reason go on record."), _ ("_Set Price"), currency, NULL);

  set_amount (self, price);
  return ADW_DIALOG (self);
}

AdwDialog *
foyer_amount_dialog_new_payment (gint64 rest, const char *currency)
{
  const char *const  words[] = { _ ("Card"), _ ("Voucher"), _ ("Invoice, Paid Later"), _ ("Cash"), NULL };
  g_autofree char   *left = foyer_money_format_full (rest, currency);
  g_autofree char   *body = g_strdup_printf (_ ("%s is left to pay. With less, the rest is paid otherwise."), left);
  FoyerAmountDialog *self = create (KIND_PAYMENT, _ ("Other Payment"), body, _ ("_Take Payment"), currency, words);

  self->rest = rest;
  set_amount (self, rest);
  return ADW_DIALOG (self);
}
