/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-box-office-page.h"

#include <glib/gi18n.h>

#include "foyer-category-button.h"
#include "foyer-format.h"
#include "foyer-order-pane.h"
#include "foyer-parked-dialog.h"
#include "foyer-reason-dialog.h"
#include "foyer-ticket-dialog.h"
#include "foyer-till.h"
#include "foyer-wedge-listener.h"
#include "foyer-wedge.h"
#include "../printing/foyer-print-queue.h"

struct _FoyerBoxOfficePage
{
  FoyerPage parent_instance;

  FoyerTill  *till;
  FoyerWedge *wedge;
  GArray     *shown;   /* (element-type guint): indices of the categories that have a button */
  GArray     *waiting; /* (element-type guint): keys pressed while a sale was being committed */
  guint       wedge_id;

  GtkStack       *stack;
  AdwBanner      *banner;
  GtkWidget      *recall;
  GtkWidget      *entry_box;
  GtkLabel       *entry;
  GtkLabel       *event_title;
  GtkLabel       *event_when;
  GtkFlowBox     *categories;
  FoyerOrderPane *pane;
};

G_DEFINE_FINAL_TYPE (FoyerBoxOfficePage, foyer_box_office_page, FOYER_TYPE_PAGE)

/* The keys of the first categories; the others of the row have a meaning of
 * their own (F6, F7, F9, F10) or are the window's (F11). With Shift they reach
 * as many again. */
static const struct
{
  guint       keyval;
  const char *name;
  const char *shifted;
} category_keys[] = {
  { GDK_KEY_F1, "F1", "⇧F1" },
  { GDK_KEY_F2, "F2", "⇧F2" },
  { GDK_KEY_F3, "F3", "⇧F3" },
  { GDK_KEY_F4, "F4", "⇧F4" },
  { GDK_KEY_F5, "F5", "⇧F5" },
  { GDK_KEY_F8, "F8", "⇧F8" },
  { GDK_KEY_F12, "F12", "⇧F12" },
};

#define SHIFTED 0x40000000u /* marks a key pressed with Shift */

static const char *
get_key_name (guint position)
{
  if (position < G_N_ELEMENTS (category_keys))
    return category_keys[position].name;
  position -= G_N_ELEMENTS (category_keys);
  return position < G_N_ELEMENTS (category_keys) ? category_keys[position].shifted : NULL;
}

static const FoyerEventSummary *
get_summary (FoyerBoxOfficePage *self)
{
  FoyerEventItem *item = foyer_session_get_event (foyer_page_get_session (FOYER_PAGE (self)));

  return item != NULL ? foyer_event_item_get_summary (item) : NULL;
}

static void
grab_entry (FoyerBoxOfficePage *self)
{
  if (gtk_widget_get_mapped (self->entry_box))
    gtk_widget_grab_focus (self->entry_box);
}

static void
show_entry (FoyerBoxOfficePage *self)
{
  const char      *entry = foyer_till_get_entry (self->till);
  g_autofree char *text = g_strconcat (entry, "▏", NULL);

  gtk_label_set_label (self->entry, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry_box), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, entry, -1);
}

static void
show_categories (FoyerBoxOfficePage *self, const FoyerEventSummary *summary)
{
  FoyerTime        now = g_get_real_time ();
  GtkFlowBoxChild *child;
  guint            position = 0;

  g_array_set_size (self->shown, 0);
  for (guint i = 0; i < summary->categories->len; i++)
    {
      const FoyerCategorySummary *category = summary->categories->pdata[i];

      if (category->category->status == FOYER_CATEGORY_DRAFT)
        continue;
      child = gtk_flow_box_get_child_at_index (self->categories, (int) position);
      if (child == NULL)
        {
          gtk_flow_box_append (self->categories, foyer_category_button_new ());
          child = gtk_flow_box_get_child_at_index (self->categories, (int) position);
          gtk_widget_set_focusable (GTK_WIDGET (child), FALSE);
        }
      foyer_category_button_show (FOYER_CATEGORY_BUTTON (gtk_flow_box_child_get_child (child)), category, summary->event->currency, i,
                                  get_key_name (position), foyer_till_get_available (self->till, category),
                                  foyer_till_get_category_closed (category, now));
      g_array_append_val (self->shown, i);
      position++;
    }
  while ((child = gtk_flow_box_get_child_at_index (self->categories, (int) position)) != NULL)
    gtk_flow_box_remove (self->categories, GTK_WIDGET (child));
}

static void
show_event (FoyerBoxOfficePage *self, const FoyerEventSummary *summary)
{
  g_autofree char *when = foyer_format_date_time (summary->event->starts, summary->event->timezone, g_get_real_time ());
  const char      *venue = summary->venue != NULL ? summary->venue->name : "";
  g_autofree char *both = *venue != '\0' && *when != '\0' ? g_strdup_printf ("%s · %s", when, venue) : g_strconcat (when, venue, NULL);

  gtk_label_set_label (self->event_title, *summary->event->title != '\0' ? summary->event->title : _ ("Untitled Event"));
  gtk_label_set_label (self->event_when, both);
}

static void
enable_actions (FoyerBoxOfficePage *self, gboolean open)
{
  gboolean         free = foyer_till_get_state (self->till) != FOYER_TILL_BUSY;
  gboolean         filled = !foyer_cart_is_empty (foyer_till_get_cart (self->till));
  const FoyerSale *sale = foyer_till_get_last_sale (self->till);
  GtkWidget       *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "sale.add", open && free);
  gtk_widget_action_set_enabled (widget, "sale.pay", filled && free);
  gtk_widget_action_set_enabled (widget, "sale.card", filled && free);
  gtk_widget_action_set_enabled (widget, "sale.comp", filled && free);
  gtk_widget_action_set_enabled (widget, "sale.park", filled && free);
  gtk_widget_action_set_enabled (widget, "sale.recall", foyer_till_get_parked (self->till)->len > 0 && free);
  gtk_widget_action_set_enabled (widget, "sale.void", sale != NULL && !sale->voided && free);
  gtk_widget_action_set_enabled (widget, "sale.reprint", sale != NULL && !sale->voided && free);
}

static void
show_recall (FoyerBoxOfficePage *self)
{
  guint            parked = foyer_till_get_parked (self->till)->len;
  g_autofree char *label = g_strdup_printf (ngettext ("%u Parked (F7)", "%u Parked (F7)", parked), parked);

  gtk_button_set_label (GTK_BUTTON (self->recall), label);
  gtk_widget_set_tooltip_text (self->recall, label);
  gtk_widget_set_visible (self->recall, parked > 0);
}

static void
show_all (FoyerBoxOfficePage *self)
{
  const FoyerEventSummary *summary = get_summary (self);
  g_autofree char         *closed = foyer_till_dup_closed (self->till);

  adw_banner_set_title (self->banner, closed != NULL ? closed : "");
  adw_banner_set_revealed (self->banner, closed != NULL);
  enable_actions (self, closed == NULL);
  show_recall (self);
  if (summary == NULL)
    return;
  show_event (self, summary);
  show_categories (self, summary);
  show_entry (self);
  foyer_order_pane_show (self->pane, self->till, summary->event->currency);
  gtk_stack_set_visible_child_name (self->stack, self->shown->len > 0 ? "till" : "no-categories");
}

static void
foyer_box_office_page_refresh (FoyerPage *page)
{
  FoyerBoxOfficePage *self = FOYER_BOX_OFFICE_PAGE (page);
  FoyerEventItem     *item = foyer_session_get_event (foyer_page_get_session (page));
  gboolean            was_till = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "till") == 0;

  foyer_till_set_event (self->till, item);
  foyer_till_read (self->till);
  if (item == NULL)
    gtk_stack_set_visible_child_name (self->stack, "no-event");
  else if (!was_till)
    grab_entry (self);
}

/* -- Steps that ask first -- */

static void
comp_reason_cb (FoyerBoxOfficePage *self, const char *response, FoyerReasonDialog *dialog)
{
  if (g_strcmp0 (response, "apply") == 0)
    foyer_till_pay_nothing (self->till, foyer_reason_dialog_get_reason (dialog));
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
present (FoyerBoxOfficePage *self, AdwDialog *dialog)
{
  g_signal_connect_object (dialog, "closed", G_CALLBACK (grab_entry), self, G_CONNECT_SWAPPED);
  foyer_wedge_listener_guard (GTK_WIDGET (dialog), foyer_session_get_settings (foyer_page_get_session (FOYER_PAGE (self))));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
ask_reason (FoyerBoxOfficePage *self, const char *heading, const char *body, const char *apply, const char *const *suggestions, GCallback callback)
{
  AdwDialog *dialog = foyer_reason_dialog_new (heading, body, apply, suggestions);

  g_signal_connect_object (dialog, "response", callback, self, G_CONNECT_SWAPPED);
  present (self, dialog);
}

static void
comp_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerBoxOfficePage *self = FOYER_BOX_OFFICE_PAGE (widget);
  const char *const   suggestions[] = { _ ("Guest list"), _ ("Press"), _ ("Staff"), _ ("Artist"), _ ("Sponsor"), NULL };

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
  if (sale != NULL && !sale->voided)
    return TRUE;
  foyer_page_toast (FOYER_PAGE (self), sale == NULL ? _ ("Nothing was sold here yet.") : _ ("The last sale is void already."));
  return FALSE;
}

static void
void_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerBoxOfficePage *self = FOYER_BOX_OFFICE_PAGE (widget);
  const char *const   suggestions[] = { _ ("Wrong tickets"), _ ("Guest changed their mind"), _ ("Could not pay"), NULL };
  g_autofree char    *heading = NULL;

  if (!check_last_sale (self))
    return;
  heading = g_strdup_printf (_ ("Void Order %s?"), foyer_till_get_last_sale (self->till)->order->number);
  ask_reason (self, heading, _ ("The money goes back to the guest and the tickets are not valid any more."), _ ("_Void"), suggestions, G_CALLBACK (void_reason_cb));
}

static void
reprint_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerBoxOfficePage *self = FOYER_BOX_OFFICE_PAGE (widget);
  const char *const   suggestions[] = { _ ("Paper jam"), _ ("Badly printed"), _ ("Lost"), NULL };
  g_autofree char    *heading = NULL;

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

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerBoxOfficePage *self = FOYER_BOX_OFFICE_PAGE (widget);
  AdwDialog          *dialog;

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
  present (self, dialog);
}

static void
parked_chosen_cb (FoyerBoxOfficePage *self, gint64 parked_at)
{
  foyer_till_recall (self->till, parked_at);
}

static void
recall_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerBoxOfficePage *self = FOYER_BOX_OFFICE_PAGE (widget);
  GPtrArray          *parked = foyer_till_get_parked (self->till);
  AdwDialog          *dialog;

  if (parked->len == 0)
    foyer_page_toast (FOYER_PAGE (self), _ ("No order is parked."));
  else if (parked->len == 1)
    foyer_till_recall (self->till, ((FoyerParkedCart *) parked->pdata[0])->parked_at);
  else
    {
      dialog = foyer_parked_dialog_new (parked, foyer_session_get_events (foyer_page_get_session (FOYER_PAGE (self))));
      g_signal_connect_object (dialog, "chosen", G_CALLBACK (parked_chosen_cb), self, G_CONNECT_SWAPPED);
      present (self, dialog);
    }
}

/* -- Steps that do not -- */

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_till_add (FOYER_BOX_OFFICE_PAGE (widget)->till, g_variant_get_uint32 (parameter));
}

static void
more_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_till_change_line (FOYER_BOX_OFFICE_PAGE (widget)->till, g_variant_get_uint32 (parameter), 1);
}

static void
fewer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_till_change_line (FOYER_BOX_OFFICE_PAGE (widget)->till, g_variant_get_uint32 (parameter), -1);
}

static void
pay_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_till_enter (FOYER_BOX_OFFICE_PAGE (widget)->till);
}

static void
give_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_till_give (FOYER_BOX_OFFICE_PAGE (widget)->till, g_variant_get_int64 (parameter));
}

static void
card_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_till_pay_by_card (FOYER_BOX_OFFICE_PAGE (widget)->till);
}

static void
park_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_till_park (FOYER_BOX_OFFICE_PAGE (widget)->till);
}

/* Not a reprint: this paper has never come out. */
static void
print_last_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerBoxOfficePage *self = FOYER_BOX_OFFICE_PAGE (widget);
  const FoyerSale    *sale = foyer_till_get_last_sale (self->till);

  if (sale != NULL && sale->print != NULL)
    foyer_print_queue_retry (foyer_session_get_print_queue (foyer_page_get_session (FOYER_PAGE (self))), &sale->print->id);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_till_back (FOYER_BOX_OFFICE_PAGE (widget)->till);
}

/* -- Keys -- */

static gboolean
press_category (FoyerBoxOfficePage *self, guint key)
{
  for (guint i = 0; i < G_N_ELEMENTS (category_keys); i++)
    {
      guint position = key & SHIFTED ? i + G_N_ELEMENTS (category_keys) : i;

      if ((key & ~SHIFTED) != category_keys[i].keyval)
        continue;
      if (position < self->shown->len)
        foyer_till_add (self->till, g_array_index (self->shown, guint, position));
      return TRUE;
    }
  return FALSE;
}

static gboolean
press_command (FoyerBoxOfficePage *self, guint key)
{
  GtkWidget *widget = GTK_WIDGET (self);

  switch (key)
    {
    case GDK_KEY_Return:
      foyer_till_enter (self->till);
      return TRUE;
    case GDK_KEY_BackSpace:
      foyer_till_erase (self->till);
      return TRUE;
    case GDK_KEY_Escape:
      clear_action (widget, NULL, NULL);
      return TRUE;
    case GDK_KEY_F6:
      foyer_till_park (self->till);
      return TRUE;
    case GDK_KEY_F7:
      recall_action (widget, NULL, NULL);
      return TRUE;
    case GDK_KEY_F9:
      foyer_till_pay_by_card (self->till);
      return TRUE;
    case GDK_KEY_F10:
      comp_action (widget, NULL, NULL);
      return TRUE;
    case '+':
    case '-':
      foyer_till_change_current (self->till, key == '+' ? 1 : -1);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Keys that choose may be typed ahead while a sale is being committed; those
 * that sell may not, or an Enter pressed twice would sell the next order too. */
static gboolean
may_wait (guint key)
{
  if (key == '+' || key == '-' || (key >= '0' && key <= '9'))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (category_keys); i++)
    if ((key & ~SHIFTED) == category_keys[i].keyval)
      return TRUE;
  return FALSE;
}

static gboolean
press (FoyerBoxOfficePage *self, guint key)
{
  if (foyer_till_get_state (self->till) == FOYER_TILL_BUSY)
    {
      if (may_wait (key))
        g_array_append_val (self->waiting, key);
      return TRUE;
    }
  return press_category (self, key) || press_command (self, key) || foyer_till_type (self->till, key);
}

static void
committed_cb (FoyerBoxOfficePage *self, gboolean done)
{
  g_autoptr (GArray) keys = self->waiting;

  self->waiting = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; done && i < keys->len; i++)
    press (self, g_array_index (keys, guint, i));
}

static void
reprint_ticket_cb (FoyerBoxOfficePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-page", "s", "attendees");
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerBoxOfficePage) self = user_data;
  g_autoptr (GError) error = NULL;
  FoyerAdmission *admission = foyer_store_read_finish (FOYER_STORE (source), result, &error);
  AdwDialog      *dialog;

  if (admission == NULL)
    {
      foyer_page_report (FOYER_PAGE (self), _ ("The ticket could not be looked up. Scan it again."), error);
      return;
    }
  dialog = foyer_ticket_dialog_new (admission);
  g_signal_connect_object (dialog, "response::attendees", G_CALLBACK (reprint_ticket_cb), self, G_CONNECT_SWAPPED);
  present (self, dialog);
}

static void
look_up (FoyerBoxOfficePage *self, const char *code)
{
  FoyerLookupRequest *request = g_new0 (FoyerLookupRequest, 1);

  request->event = *foyer_session_get_event_id (foyer_page_get_session (FOYER_PAGE (self)));
  request->code = g_strdup (code);
  foyer_store_read_async (foyer_page_get_store (FOYER_PAGE (self)), foyer_till_job_look_up, request, (GDestroyNotify) foyer_lookup_request_free,
                          (GDestroyNotify) foyer_admission_free, foyer_page_get_cancellable (FOYER_PAGE (self)), looked_up_cb, g_object_ref (self));
}

static void
take_result (FoyerBoxOfficePage *self, const FoyerWedgeResult *result)
{
  if (result->scan != NULL)
    look_up (self, result->scan);
  for (const char *at = result->typed; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    press (self, g_utf8_get_char (at));
}

static gboolean wedge_due_cb (gpointer user_data);

static void
watch_wedge (FoyerBoxOfficePage *self)
{
  gint64 deadline = foyer_wedge_get_deadline (self->wedge);

  g_clear_handle_id (&self->wedge_id, g_source_remove);
  if (deadline >= 0)
    self->wedge_id = g_timeout_add ((guint) (MAX (deadline - g_get_monotonic_time (), 0) / 1000 + 1), wedge_due_cb, self);
}

static gboolean
wedge_due_cb (gpointer user_data)
{
  FoyerBoxOfficePage *self = user_data;
  g_auto (FoyerWedgeResult) result = { 0 };

  self->wedge_id = 0;
  foyer_wedge_poll (self->wedge, g_get_monotonic_time (), &result);
  take_result (self, &result);
  watch_wedge (self);
  return G_SOURCE_REMOVE;
}

static void
flush_wedge (FoyerBoxOfficePage *self)
{
  g_auto (FoyerWedgeResult) result = { 0 };

  foyer_wedge_flush (self->wedge, &result);
  take_result (self, &result);
  watch_wedge (self);
}

static gboolean
is_modifier (guint keyval)
{
  return (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R) || keyval == GDK_KEY_Num_Lock ||
         (keyval >= GDK_KEY_ISO_Lock && keyval <= GDK_KEY_ISO_Level5_Lock && keyval != GDK_KEY_ISO_Left_Tab);
}

static gboolean
press_character (FoyerBoxOfficePage *self, gunichar character)
{
  g_auto (FoyerWedgeResult) result = { 0 };
  FoyerWedgeVerdict verdict;

  /* a space presses the button in focus, unless it is in the middle of a code */
  if (character == ' ' && foyer_wedge_get_deadline (self->wedge) < 0)
    return GDK_EVENT_PROPAGATE;
  verdict = foyer_wedge_key (self->wedge, character, g_get_monotonic_time (), &result);
  take_result (self, &result);
  watch_wedge (self);
  if (verdict == FOYER_WEDGE_KEEP)
    return GDK_EVENT_STOP;
  return character == '\r' ? press (self, GDK_KEY_Return) : GDK_EVENT_PROPAGATE;
}

static gboolean
key_pressed_cb (FoyerBoxOfficePage *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gunichar   character = gdk_keyval_to_unicode (keyval);

  if (is_modifier (keyval) || g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "till") != 0)
    return GDK_EVENT_PROPAGATE;
  if (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return GDK_EVENT_PROPAGATE; /* a menu is open */
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK))
    {
      flush_wedge (self);
      if ((state & GDK_CONTROL_MASK) != 0 && gdk_keyval_to_lower (keyval) == GDK_KEY_z)
        void_action (GTK_WIDGET (self), NULL, NULL);
      else if ((state & GDK_CONTROL_MASK) != 0 && gdk_keyval_to_lower (keyval) == GDK_KEY_r)
        reprint_action (GTK_WIDGET (self), NULL, NULL);
      else
        return GDK_EVENT_PROPAGATE;
      return GDK_EVENT_STOP;
    }
  if (character == '\r' || character == '\t' || (character != 0 && !g_unichar_iscntrl (character)))
    return press_character (self, character);
  flush_wedge (self);
  return press (self, state & GDK_SHIFT_MASK ? keyval | SHIFTED : keyval);
}

static void
create_wedge (FoyerBoxOfficePage *self)
{
  GSettings        *settings = foyer_session_get_settings (foyer_page_get_session (FOYER_PAGE (self)));
  FoyerWedgeOptions options = FOYER_WEDGE_OPTIONS;
  g_autofree char  *prefix = g_settings_get_string (settings, "wedge-prefix");
  g_autofree char  *suffix = g_settings_get_string (settings, "wedge-suffix");

  options.gap_us = g_settings_get_int (settings, "wedge-gap-ms") * 1000;
  options.prefix = *prefix != '\0' ? prefix : NULL;
  options.suffix = *g_strchomp (suffix) != '\0' ? suffix : NULL; /* Enter and Tab end a code anyway */
  self->wedge = foyer_wedge_new (&options);
}

/* -- The page -- */

static void
foyer_box_office_page_started (FoyerPage *page)
{
  FoyerBoxOfficePage *self = FOYER_BOX_OFFICE_PAGE (page);

  self->till = foyer_till_new (foyer_page_get_session (page));
  g_signal_connect_object (self->till, "changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->till, "committed", G_CALLBACK (committed_cb), self, G_CONNECT_SWAPPED);
  create_wedge (self);
}

/* F10 is a key of the till, and not the menu's, as long as the till is shown. */
static void
set_menu_key (GtkWidget *widget, gboolean menu)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_handle_menubar_accel (GTK_WINDOW (root), menu);
}

static void
foyer_box_office_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (foyer_box_office_page_parent_class)->map (widget);
  set_menu_key (widget, FALSE);
  grab_entry (FOYER_BOX_OFFICE_PAGE (widget));
}

static void
foyer_box_office_page_unmap (GtkWidget *widget)
{
  set_menu_key (widget, TRUE);
  GTK_WIDGET_CLASS (foyer_box_office_page_parent_class)->unmap (widget);
}

static void
foyer_box_office_page_dispose (GObject *object)
{
  FoyerBoxOfficePage *self = FOYER_BOX_OFFICE_PAGE (object);

  g_clear_handle_id (&self->wedge_id, g_source_remove);
  if (self->till != NULL)
    g_object_run_dispose (G_OBJECT (self->till));
  g_clear_object (&self->till);
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_BOX_OFFICE_PAGE);
  G_OBJECT_CLASS (foyer_box_office_page_parent_class)->dispose (object);
}

static void
foyer_box_office_page_finalize (GObject *object)
{
  FoyerBoxOfficePage *self = FOYER_BOX_OFFICE_PAGE (object);

  foyer_wedge_free (self->wedge);
  g_array_unref (self->shown);
  g_array_unref (self->waiting);
  G_OBJECT_CLASS (foyer_box_office_page_parent_class)->finalize (object);
}

static void
foyer_box_office_page_class_init (FoyerBoxOfficePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_box_office_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_box_office_page_finalize;
  widget_class->map = foyer_box_office_page_map;
  widget_class->unmap = foyer_box_office_page_unmap;
  FOYER_PAGE_CLASS (klass)->watches = FOYER_SUBJECT_EVENTS | FOYER_SUBJECT_VENUES | FOYER_SUBJECT_ORDERS | FOYER_SUBJECT_TICKETS | FOYER_SUBJECT_PRINTING;
  FOYER_PAGE_CLASS (klass)->refresh = foyer_box_office_page_refresh;
  FOYER_PAGE_CLASS (klass)->started = foyer_box_office_page_started;
  g_type_ensure (FOYER_TYPE_ORDER_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/box-office/foyer-box-office-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerBoxOfficePage, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerBoxOfficePage, banner);
  gtk_widget_class_bind_template_child (widget_class, FoyerBoxOfficePage, recall);
  gtk_widget_class_bind_template_child (widget_class, FoyerBoxOfficePage, entry_box);
  gtk_widget_class_bind_template_child (widget_class, FoyerBoxOfficePage, entry);
  gtk_widget_class_bind_template_child (widget_class, FoyerBoxOfficePage, event_title);
  gtk_widget_class_bind_template_child (widget_class, FoyerBoxOfficePage, event_when);
  gtk_widget_class_bind_template_child (widget_class, FoyerBoxOfficePage, categories);
  gtk_widget_class_bind_template_child (widget_class, FoyerBoxOfficePage, pane);
  gtk_widget_class_install_action (widget_class, "sale.add", "u", add_action);
  gtk_widget_class_install_action (widget_class, "sale.more", "u", more_action);
  gtk_widget_class_install_action (widget_class, "sale.fewer", "u", fewer_action);
  gtk_widget_class_install_action (widget_class, "sale.pay", NULL, pay_action);
  gtk_widget_class_install_action (widget_class, "sale.give", "x", give_action);
  gtk_widget_class_install_action (widget_class, "sale.card", NULL, card_action);
  gtk_widget_class_install_action (widget_class, "sale.comp", NULL, comp_action);
  gtk_widget_class_install_action (widget_class, "sale.park", NULL, park_action);
  gtk_widget_class_install_action (widget_class, "sale.recall", NULL, recall_action);
  gtk_widget_class_install_action (widget_class, "sale.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "sale.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "sale.void", NULL, void_action);
  gtk_widget_class_install_action (widget_class, "sale.print-last", NULL, print_last_action);
  gtk_widget_class_install_action (widget_class, "sale.reprint", NULL, reprint_action);
}

static void
foyer_box_office_page_init (FoyerBoxOfficePage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->waiting = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
