/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-door-desk.h"

#include <glib/gi18n.h>

#include "foyer-door-store.h"
#include "foyer-format.h"
#include "foyer-money.h"
#include "foyer-party-dialog.h"
#include "foyer-sale-store.h"

struct _FoyerDoorDesk
{
  GObject parent_instance;

  FoyerPage   *page; /* not kept; NULL once stopped */
  FoyerId      ticket;
  FoyerId      order;
  char        *holder;
  char        *currency;
  gint64       due;
  FoyerVerdict verdict;
  int          left;
};

enum
{
  PRESENT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerDoorDesk, foyer_door_desk, G_TYPE_OBJECT)

/* A step that was asked for, and the ticket it was asked for: another one may be
 * held up while the dialog is open. */
typedef struct
{
  FoyerDoorDesk     *self;
  FoyerId            ticket;
  FoyerId            order;
  gint64             amount;
  FoyerPaymentMethod method;
  gboolean           blocked;
  char              *reason;
  char              *staff;
} Step;

static Step *
step_new (FoyerDoorDesk *self)
{
  Step *step = g_new0 (Step, 1);

  step->self = g_object_ref (self);
  step->ticket = self->ticket;
  step->order = self->order;
  step->amount = self->due;
  return step;
}

static void
step_free (Step *step)
{
  g_object_unref (step->self);
  g_free (step->reason);
  g_free (step->staff);
  g_free (step);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static gboolean
may_make (FoyerDoorDesk *self, FoyerChangeKind kind)
{
  FoyerRole role = foyer_sync_client_get_role (foyer_session_get_sync (foyer_page_get_session (self->page)));

  return role == FOYER_N_ROLES || foyer_role_may_make (role, kind);
}

void
foyer_door_desk_take (FoyerDoorDesk *self, const FoyerAdmission *admission)
{
  g_return_if_fail (FOYER_IS_DOOR_DESK (self));

  self->ticket = admission != NULL && admission->listed ? admission->ticket : FOYER_ID_NONE;
  if (admission == NULL)
    return;
  self->order = admission->order;
  self->due = admission->amount_due;
  self->verdict = admission->verdict;
  self->left = admission->left_in_order;
  g_set_str (&self->holder, admission->holder);
  g_set_str (&self->currency, admission->currency);
}

FoyerAnswerOffers
foyer_door_desk_offers (FoyerDoorDesk *self)
{
  FoyerAnswerOffers offers = FOYER_OFFER_NONE;

  g_return_val_if_fail (FOYER_IS_DOOR_DESK (self), FOYER_OFFER_NONE);

  if (self->page == NULL || foyer_id_is_none (&self->ticket))
    return offers;
  if (self->verdict == FOYER_VERDICT_ADMITTED && self->left > 0)
    offers |= FOYER_OFFER_PARTY;
  if (self->verdict == FOYER_VERDICT_UNPAID && may_make (self, FOYER_CHANGE_ORDER_PAYMENT))
    offers |= FOYER_OFFER_PAYMENT;
  if (self->verdict == FOYER_VERDICT_BLOCKED && may_make (self, FOYER_CHANGE_TICKET_BLOCK))
    offers |= FOYER_OFFER_UNBLOCK;
  if (self->verdict == FOYER_VERDICT_INFO && may_make (self, FOYER_CHANGE_TICKET_BLOCK))
    offers |= FOYER_OFFER_BLOCK;
  return offers;
}

static void
present (FoyerDoorDesk *self, const FoyerId *ticket, const char *staff, const char *reason)
{
  char id[FOYER_ID_TEXT_LENGTH + 1];

  g_signal_emit (self, signals[PRESENT], 0, foyer_id_print (ticket, id), staff, reason);
}

/* The party. */

static void
party_chosen_cb (FoyerDoorDesk *self, GArray *tickets)
{
  for (guint i = 0; i < tickets->len; i++)
    present (self, &g_array_index (tickets, FoyerId, i), NULL, _ ("With the party"));
}

static gpointer
read_party (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_door_store_party (connection, data, error);
}

static void
party_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerDoorDesk) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) party = foyer_store_read_finish (FOYER_STORE (source), result, &error);
  AdwDialog *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->page == NULL)
    return;
  if (party == NULL)
    {
      foyer_page_report (self->page, _ ("The order could not be read. Try again."), error);
      return;
    }
  dialog = foyer_party_dialog_new (party);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (party_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self->page));
}

void
foyer_door_desk_admit_party (FoyerDoorDesk *self)
{
  g_return_if_fail (FOYER_IS_DOOR_DESK (self));

  if (self->page != NULL && !foyer_id_is_none (&self->ticket))
    foyer_store_read_async (foyer_page_get_store (self->page), read_party, g_memdup2 (&self->order, sizeof self->order), g_free, (GDestroyNotify) g_ptr_array_unref,
                            foyer_page_get_cancellable (self->page), party_read_cb, g_object_ref (self));
}

/* Payment. */

static gpointer
take_payment (FoyerConnection *connection, gpointer data, GError **error)
{
  const Step *step = data;

  return GINT_TO_POINTER (foyer_sale_store_pay (connection, &step->order, step->method, step->amount, _ ("Paid at the door"), error));
}

static void
paid_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  g_autoptr (GError) error = NULL;

  if (foyer_store_write_finish (FOYER_STORE (source), result, &error) == NULL)
    {
      if (step->self->page != NULL)
        foyer_page_report (step->self->page, _ ("The payment could not be recorded. Do not let in; try again."), error);
      return;
    }
  if (step->self->page != NULL)
    present (step->self, &step->ticket, NULL, _ ("Paid at the door"));
}

static void
payment_chosen_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (Step) step = user_data;

  if (g_str_equal (response, "cancel") || step->self->page == NULL)
    return;
  step->method = g_str_equal (response, "card") ? FOYER_PAYMENT_CARD : FOYER_PAYMENT_CASH;
  foyer_store_write_async (foyer_page_get_store (step->self->page), take_payment, step, NULL, NULL, paid_cb, step);
  g_steal_pointer (&step);
}

void
foyer_door_desk_take_payment (FoyerDoorDesk *self)
{
  AdwDialog       *dialog;
  g_autofree char *amount = NULL;

  g_return_if_fail (FOYER_IS_DOOR_DESK (self));

  if (self->page == NULL || foyer_id_is_none (&self->ticket))
    return;
  amount = foyer_money_format_full (self->due, self->currency);
  /* Translators: an amount of money */
  dialog = adw_alert_dialog_new (NULL, NULL);
  adw_alert_dialog_format_heading (ADW_ALERT_DIALOG (dialog), _ ("Take %s?"), amount);
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), _ ("This pays the whole order. The guest is let in when the payment is recorded."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "card", _ ("Paid by C_ard"), "cash", _ ("Paid in Ca_sh"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "cash", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (payment_chosen_cb), step_new (self));
  adw_dialog_present (dialog, GTK_WIDGET (self->page));
}

/* Blocks. */

static gpointer
block (FoyerConnection *connection, gpointer data, GError **error)
{
  const Step *step = data;

  return GINT_TO_POINTER (foyer_ticket_store_block (connection, &step->ticket, step->blocked, step->reason, error));
}

static void
blocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = foyer_store_write_finish (FOYER_STORE (source), result, &error) != NULL;

  if (step->self->page == NULL)
    return;
  if (!done)
    foyer_page_report (step->self->page, _ ("The ticket’s block could not be changed. Try again."), error);
  else
    foyer_page_toast (step->self->page, step->blocked ? _ ("The ticket is blocked at all doors") : _ ("The ticket is not blocked any more. Scan it again."));
}

static GtkEditable *
add_entry (AdwDialog *dialog, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), group);
  g_object_set_data (G_OBJECT (dialog), "entry", row);
  return GTK_EDITABLE (row);
}

static void
block_chosen_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (g_object_get_data (G_OBJECT (dialog), "entry"))));

  if (g_str_equal (response, "cancel") || step->self->page == NULL)
    return;
  step->reason = *reason != '\0' ? g_steal_pointer (&reason) : g_strdup (step->blocked ? _ ("Blocked at the door") : _ ("Unblocked at the door"));
  foyer_store_write_async (foyer_page_get_store (step->self->page), block, step, NULL, NULL, blocked_cb, step);
  g_steal_pointer (&step);
}

void
foyer_door_desk_block (FoyerDoorDesk *self, gboolean blocked)
{
  AdwDialog *dialog;
  Step      *step;

  g_return_if_fail (FOYER_IS_DOOR_DESK (self));

  if (self->page == NULL || foyer_id_is_none (&self->ticket))
    return;
  dialog = adw_alert_dialog_new (blocked ? _ ("Block This Ticket?") : _ ("Unblock This Ticket?"),
                                 blocked ? _ ("It is refused at every door, with your reason.") : _ ("It is admitted again. Your reason is kept."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "do", blocked ? _ ("_Block") : _ ("_Unblock"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "do", blocked ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "do");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  add_entry (dialog, _ ("Reason"));
  step = step_new (self);
  step->blocked = blocked;
  g_signal_connect (dialog, "response", G_CALLBACK (block_chosen_cb), step);
  adw_dialog_present (dialog, GTK_WIDGET (self->page));
}

/* By hand. */

static const char *const reasons[] = {
  N_ ("Phone has no power"),
  N_ ("Ticket forgotten or lost"),
  N_ ("Ticket cannot be read"),
  N_ ("On the guest list"),
};

static void
by_hand_chosen_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  GtkEditable *who = g_object_get_data (G_OBJECT (dialog), "entry");
  AdwComboRow *why = g_object_get_data (G_OBJECT (dialog), "why");
  guint        reason = adw_combo_row_get_selected (why);

  if (g_str_equal (response, "cancel") || step->self->page == NULL)
    return;
  g_settings_set_string (foyer_session_get_settings (foyer_page_get_session (step->self->page)), "door-operator", gtk_editable_get_text (who));
  present (step->self, &step->ticket, gtk_editable_get_text (who), _ (reasons[MIN (reason, G_N_ELEMENTS (reasons) - 1)]));
}

static GtkWidget *
new_reasons (void)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    gtk_string_list_append (list, _ (reasons[i]));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Why"));
  return row;
}

/* Who lets in by hand says so; a name is asked for before anybody is. */
static void
who_changed_cb (AdwAlertDialog *dialog)
{
  g_autofree char *who = g_strstrip (g_strdup (gtk_editable_get_text (g_object_get_data (G_OBJECT (dialog), "entry"))));

  adw_alert_dialog_set_response_enabled (dialog, "admit", *who != '\0');
}

void
foyer_door_desk_by_hand (FoyerDoorDesk *self, const char *code, const char *name)
{
  AdwDialog       *dialog;
  GtkEditable     *who;
  GtkWidget       *why;
  Step            *step;
  g_autofree char *staff = NULL;

  g_return_if_fail (FOYER_IS_DOOR_DESK (self));

  if (self->page == NULL)
    return;
  dialog = adw_alert_dialog_new (_ ("Let In Without a Ticket?"), NULL);
  /* Translators: the name of a guest */
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog), _ ("%s: check who it is. The scan says who let the guest in, and why."), name);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "admit", _ ("_Admit"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "admit", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "admit");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  who = add_entry (dialog, _ ("Your Name"));
  why = new_reasons ();
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (adw_alert_dialog_get_extra_child (ADW_ALERT_DIALOG (dialog))), why);
  g_object_set_data (G_OBJECT (dialog), "why", why);
  staff = g_settings_get_string (foyer_session_get_settings (foyer_page_get_session (self->page)), "door-operator");
  g_signal_connect_object (who, "changed", G_CALLBACK (who_changed_cb), dialog, G_CONNECT_SWAPPED);
  gtk_editable_set_text (who, staff);
  who_changed_cb (ADW_ALERT_DIALOG (dialog));
  step = step_new (self);
  foyer_id_parse (code, &step->ticket);
  g_signal_connect (dialog, "response", G_CALLBACK (by_hand_chosen_cb), step);
  adw_dialog_present (dialog, GTK_WIDGET (self->page));
}

void
foyer_door_desk_stop (FoyerDoorDesk *self)
{
  g_return_if_fail (FOYER_IS_DOOR_DESK (self));

  self->page = NULL;
}

static void
foyer_door_desk_finalize (GObject *object)
{
  FoyerDoorDesk *self = FOYER_DOOR_DESK (object);

  g_free (self->holder);
  g_free (self->currency);
  G_OBJECT_CLASS (foyer_door_desk_parent_class)->finalize (object);
}

static void
foyer_door_desk_class_init (FoyerDoorDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_door_desk_finalize;
  signals[PRESENT] = g_signal_new ("present", FOYER_TYPE_DOOR_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

static void
foyer_door_desk_init (FoyerDoorDesk *self)
{
}

FoyerDoorDesk *
foyer_door_desk_new (FoyerPage *page)
{
  FoyerDoorDesk *self = g_object_new (FOYER_TYPE_DOOR_DESK, NULL);

  self->page = page;
  return self;
}
