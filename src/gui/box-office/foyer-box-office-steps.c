/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The box office: steps that ask first. */
#include "foyer-box-office-private.h"

#include <glib/gi18n.h>

#include "foyer-amount-dialog.h"
#include "foyer-cashier.h"
#include "foyer-parked-dialog.h"
#include "foyer-reason-dialog.h"
#include "foyer-shift-job.h"
#include "foyer-wedge-listener.h"

/* Somebody who guesses is not let on for ever. */
#define WRONG_PINS_MAX 5

static void
grab_entry (FoyerBoxOfficePage *self)
{
  if (gtk_widget_get_mapped (self->entry_box))
    gtk_widget_grab_focus (self->entry_box);
}

void
foyer_box_office_present (FoyerBoxOfficePage *self, AdwDialog *dialog)
{
  g_signal_connect_object (dialog, "closed", G_CALLBACK (grab_entry), self, G_CONNECT_SWAPPED);
  foyer_wedge_listener_guard (GTK_WIDGET (dialog), foyer_session_get_settings (foyer_page_get_session (FOYER_PAGE (self))));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* -- Approval -- */

static void ask_pin (FoyerBoxOfficePage *self, const char *body);

static void
pin_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerBoxOfficePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerCashier) cashier = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (error != NULL)
    {
      foyer_page_report (FOYER_PAGE (self), _ ("The PIN could not be checked. Try again."), error);
      return;
    }
  if (cashier != NULL)
    {
      self->wrong_pins = 0;
      self->approved (self, &cashier->id);
    }
  else if (++self->wrong_pins < WRONG_PINS_MAX)
    ask_pin (self, _ ("This PIN is not right, or it is not the one of a supervisor."));
  else
    {
      self->wrong_pins = WRONG_PINS_MAX - 1; /* one try each time from now on */
      foyer_page_toast (FOYER_PAGE (self), _ ("Too many wrong PINs. Ask a supervisor."));
    }
}

static void
pin_response_cb (FoyerBoxOfficePage *self, const char *response, AdwAlertDialog *dialog)
{
  GtkWidget         *list = adw_alert_dialog_get_extra_child (dialog);
  GtkWidget         *row = gtk_widget_get_first_child (list);
  FoyerShiftRequest *request;

  if (g_strcmp0 (response, "apply") != 0)
    return;
  request = foyer_shift_request_new ();
  request->pin = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));
  request->right = self->right;
  foyer_store_read_async (foyer_page_get_store (FOYER_PAGE (self)), foyer_shift_job_find_pin, request, (GDestroyNotify) foyer_shift_request_free,
                          (GDestroyNotify) foyer_cashier_free, foyer_page_get_cancellable (FOYER_PAGE (self)), pin_found_cb, g_object_ref (self));
}

AdwDialog *
foyer_box_office_pin_dialog_new (const char *heading, const char *body, const char *apply)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("PIN"));
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_PIN);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_widget_set_name (row, "pin");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), list);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "apply", apply, NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "apply", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "apply");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_dialog_set_focus (dialog, row);
  return dialog;
}

static void
ask_pin (FoyerBoxOfficePage *self, const char *body)
{
  AdwDialog *dialog = foyer_box_office_pin_dialog_new (_ ("A Supervisor Must Approve"), body, _ ("_Approve"));

  g_signal_connect_object (dialog, "response", G_CALLBACK (pin_response_cb), self, G_CONNECT_SWAPPED);
  foyer_box_office_present (self, dialog);
}

void
foyer_box_office_approve (FoyerBoxOfficePage *self, FoyerRight right, FoyerApprovedFunc then)
{
  const FoyerDesk    *desk = foyer_till_get_desk (self->till);
  const FoyerCashier *cashier = foyer_desk_get_cashier (desk);
  const FoyerId       nobody = FOYER_ID_NONE;
  gboolean            named = desk != NULL && desk->cashiers->len > 0;

  self->approved = then;
  self->right = right;
  if (foyer_till_get_training (self->till) || !named)
    then (self, &nobody);
  else if (cashier != NULL && foyer_cashier_may (cashier, right))
    then (self, cashier->role == FOYER_CASHIER_SUPERVISES ? &cashier->id : &nobody);
  else
    ask_pin (self, _ ("Their PIN goes on record with it."));
}

static void
give_away (FoyerBoxOfficePage *self, const FoyerId *approver)
{
  foyer_till_pay_nothing (self->till, self->reason, approver);
}

static void
comp_reason_cb (FoyerBoxOfficePage *self, const char *response, FoyerReasonDialog *dialog)
{
  if (g_strcmp0 (response, "apply") == 0)
    {
      g_set_str (&self->reason, foyer_reason_dialog_get_reason (dialog));
      foyer_box_office_approve (self, FOYER_RIGHT_COMP, give_away);
    }
}

static void
void_reason_cb (FoyerBoxOfficePage *self, const char *response, FoyerReasonDialog *dialog)
{
  if (g_strcmp0 (response, "apply") == 0)
    foyer_till_void_last (self->till, foyer_reason_dialog_get_reason (dialog));
}

static void
reprint_reason_cb (FoyerBoxOfficePage *self, const char *response, FoyerReasonDialog *dialog)
{
  if (g_strcmp0 (response, "apply") == 0)
    foyer_till_reprint_last (self->till, foyer_reason_dialog_get_reason (dialog));
}

static void
ask_reason (FoyerBoxOfficePage *self, const char *heading, const char *body, const char *apply, const char *const *suggestions, GCallback callback)
{
  AdwDialog *dialog = foyer_reason_dialog_new (heading, body, apply, suggestions);

  g_signal_connect_object (dialog, "response", callback, self, G_CONNECT_SWAPPED);
  foyer_box_office_present (self, dialog);
}

void
foyer_box_office_comp (FoyerBoxOfficePage *self)
{
  const char *const suggestions[] = { _ ("Guest list"), _ ("Press"), _ ("Staff"), _ ("Artist"), _ ("Sponsor"), NULL };

  if (!foyer_till_can_pay (self->till))
    return;
  ask_reason (self, _ ("Give These Tickets Away?"), _ ("They are sold free of charge. The reason goes on record."), _ ("_Give Away"), suggestions, G_CALLBACK (comp_reason_cb));
}

static gboolean
check_last_sale (FoyerBoxOfficePage *self)
{
  const FoyerSale *sale = foyer_till_get_last_sale (self->till);

  if (foyer_till_get_state (self->till) == FOYER_TILL_BUSY)
    return FALSE;
  if (sale != NULL && sale->practice)
    {
      foyer_page_toast (FOYER_PAGE (self), _ ("This is practice; nothing was sold."));
      return FALSE;
    }
  if (sale != NULL && !sale->voided)
    return TRUE;
  foyer_page_toast (FOYER_PAGE (self), sale == NULL ? _ ("Nothing was sold here yet.") : _ ("The last sale is void already."));
  return FALSE;
}

void
foyer_box_office_void (FoyerBoxOfficePage *self)
{
  const char *const suggestions[] = { _ ("Wrong tickets"), _ ("Guest changed their mind"), _ ("Could not pay"), NULL };
  g_autofree char  *heading = NULL;

  if (!check_last_sale (self))
    return;
  heading = g_strdup_printf (_ ("Void Order %s?"), foyer_till_get_last_sale (self->till)->order->number);
  ask_reason (self, heading, _ ("The money goes back to the guest and the tickets are not valid any more."), _ ("_Void"), suggestions, G_CALLBACK (void_reason_cb));
}

void
foyer_box_office_reprint (FoyerBoxOfficePage *self)
{
  const char *const suggestions[] = { _ ("Paper jam"), _ ("Badly printed"), _ ("Lost"), NULL };
  g_autofree char  *heading = NULL;

  if (!check_last_sale (self))
    return;
  heading = g_strdup_printf (_ ("Print Order %s Again?"), foyer_till_get_last_sale (self->till)->order->number);
  ask_reason (self, heading, _ ("The new tickets get new codes; the old paper is refused at the door."), _ ("_Print"), suggestions, G_CALLBACK (reprint_reason_cb));
}

static void
clear_response_cb (FoyerBoxOfficePage *self, const char *response)
{
  if (g_strcmp0 (response, "clear") == 0)
    foyer_till_clear (self->till);
}

void
foyer_box_office_clear (FoyerBoxOfficePage *self)
{
  AdwDialog *dialog;

  if (foyer_till_back (self->till))
    return;
  if (foyer_till_get_cart (self->till)->lines->len < 2)
    {
      foyer_till_clear (self->till);
      return;
    }
  dialog = adw_alert_dialog_new (_ ("Clear the Order?"), _ ("Nothing was sold yet."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Keep"), "clear", _ ("_Clear"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "clear", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "clear");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (clear_response_cb), self, G_CONNECT_SWAPPED);
  foyer_box_office_present (self, dialog);
}

static void
parked_chosen_cb (FoyerBoxOfficePage *self, gint64 parked_at)
{
  foyer_till_recall (self->till, parked_at);
}

void
foyer_box_office_recall (FoyerBoxOfficePage *self)
{
  GPtrArray *parked = foyer_till_get_parked (self->till);
  AdwDialog *dialog;

  if (parked->len == 0)
    foyer_page_toast (FOYER_PAGE (self), _ ("No order is parked."));
  else if (parked->len == 1)
    foyer_till_recall (self->till, ((FoyerParkedCart *) parked->pdata[0])->parked_at);
  else
    {
      dialog = foyer_parked_dialog_new (parked, foyer_session_get_events (foyer_page_get_session (FOYER_PAGE (self))));
      g_signal_connect_object (dialog, "chosen", G_CALLBACK (parked_chosen_cb), self, G_CONNECT_SWAPPED);
      foyer_box_office_present (self, dialog);
    }
}

static void
override_price (FoyerBoxOfficePage *self, const FoyerId *approver)
{
  foyer_till_set_price (self->till, self->amount, self->reason, approver);
}

static void
price_response_cb (FoyerBoxOfficePage *self, const char *response, FoyerAmountDialog *dialog)
{
  if (g_strcmp0 (response, "apply") != 0)
    return;
  self->amount = foyer_amount_dialog_get_amount (dialog);
  g_set_str (&self->reason, foyer_amount_dialog_get_text (dialog));
  foyer_box_office_approve (self, FOYER_RIGHT_PRICE, override_price);
}

void
foyer_box_office_set_price (FoyerBoxOfficePage *self)
{
  const FoyerCart     *cart = foyer_till_get_cart (self->till);
  const FoyerCartLine *line;
  g_autofree char     *heading = NULL;
  AdwDialog           *dialog;

  if (foyer_till_get_state (self->till) == FOYER_TILL_BUSY || foyer_cart_is_empty (cart))
    return;
  line = foyer_cart_get (cart, cart->current);
  heading = g_strdup_printf (_ ("Another Price for “%s”?"), line->name);
  dialog = foyer_amount_dialog_new_price (heading, line->price, cart->currency);
  g_signal_connect_object (dialog, "response", G_CALLBACK (price_response_cb), self, G_CONNECT_SWAPPED);
  foyer_box_office_present (self, dialog);
}

static void
payment_response_cb (FoyerBoxOfficePage *self, const char *response, FoyerAmountDialog *dialog)
{
  if (g_strcmp0 (response, "apply") == 0)
    foyer_till_pay_part (self->till, foyer_amount_dialog_get_method (dialog), foyer_amount_dialog_get_amount (dialog), foyer_amount_dialog_get_text (dialog));
}

void
foyer_box_office_pay_otherwise (FoyerBoxOfficePage *self)
{
  AdwDialog *dialog;

  if (!foyer_till_can_pay (self->till))
    return;
  dialog = foyer_amount_dialog_new_payment (foyer_till_get_rest (self->till), foyer_till_get_currency (self->till));
  g_signal_connect_object (dialog, "response", G_CALLBACK (payment_response_cb), self, G_CONNECT_SWAPPED);
  foyer_box_office_present (self, dialog);
}
