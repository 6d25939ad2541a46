/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-box-office-private.h"

#include <glib/gi18n.h>

#include "foyer-category-button.h"
#include "foyer-format.h"
#include "../printing/foyer-print-queue.h"

G_DEFINE_FINAL_TYPE (FoyerBoxOfficePage, foyer_box_office_page, FOYER_TYPE_PAGE)

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
      g_autofree char            *explained = NULL;

      if (category->category->status == FOYER_CATEGORY_DRAFT)
        continue;
      explained = foyer_till_dup_here_sentence (self->till, category);
      child = gtk_flow_box_get_child_at_index (self->categories, (int) position);
      if (child == NULL)
        {
          gtk_flow_box_append (self->categories, foyer_category_button_new ());
          child = gtk_flow_box_get_child_at_index (self->categories, (int) position);
          gtk_widget_set_focusable (GTK_WIDGET (child), FALSE);
        }
      foyer_category_button_show (FOYER_CATEGORY_BUTTON (gtk_flow_box_child_get_child (child)), category, summary->event->currency, i,
                                  foyer_box_office_get_key_name (position), foyer_till_get_available (self->till, category),
                                  foyer_till_get_here (self->till, category), explained,
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
  gtk_widget_action_set_enabled (widget, "sale.price", filled && free);
  gtk_widget_action_set_enabled (widget, "sale.otherwise", filled && free);
  gtk_widget_action_set_enabled (widget, "sale.receipt", sale != NULL && free);
  gtk_widget_action_set_enabled (widget, "sale.split", foyer_till_get_state (self->till) == FOYER_TILL_PAYING);
  gtk_widget_action_set_enabled (widget, "sale.card", filled && free);
  gtk_widget_action_set_enabled (widget, "sale.comp", filled && free);
  gtk_widget_action_set_enabled (widget, "sale.park", filled && free);
  gtk_widget_action_set_enabled (widget, "sale.recall", foyer_till_get_parked (self->till)->len > 0 && free);
  gtk_widget_action_set_enabled (widget, "sale.void", sale != NULL && !sale->voided && !sale->practice && free);
  gtk_widget_action_set_enabled (widget, "sale.reprint", sale != NULL && !sale->voided && !sale->practice && free);
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

/* Who sells, and since when; below the title. */
static void
show_desk (FoyerBoxOfficePage *self)
{
  const FoyerDesk  *desk = foyer_till_get_desk (self->till);
  const FoyerShift *shift = desk != NULL ? desk->shift : NULL;
  g_autofree char  *since = shift != NULL ? foyer_format_time (shift->opened_at, NULL) : NULL;
  g_autofree char  *words = NULL;

  if (shift != NULL)
    words = *shift->cashier_name != '\0' ? g_strdup_printf (_ ("%s · shift since %s"), shift->cashier_name, since) : g_strdup_printf (_ ("Shift since %s"), since);
  adw_window_title_set_subtitle (self->title, words != NULL ? words : "");
  adw_banner_set_button_label (self->banner, foyer_till_needs_shift (self->till) ? _ ("_Open Shift…") : NULL);
  adw_banner_set_revealed (self->training, foyer_till_get_training (self->till));
  foyer_box_office_enable_shift (self);
}

static void
show_all (FoyerBoxOfficePage *self)
{
  const FoyerEventSummary *summary = get_summary (self);
  g_autofree char         *closed = foyer_till_dup_closed (self->till);

  adw_banner_set_title (self->banner, closed != NULL ? closed : "");
  adw_banner_set_revealed (self->banner, closed != NULL);
  enable_actions (self, closed == NULL);
  show_desk (self);
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

/* -- Actions -- */

static void
comp_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_box_office_comp (FOYER_BOX_OFFICE_PAGE (widget));
}

static void
void_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_box_office_void (FOYER_BOX_OFFICE_PAGE (widget));
}

static void
reprint_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_box_office_reprint (FOYER_BOX_OFFICE_PAGE (widget));
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_box_office_clear (FOYER_BOX_OFFICE_PAGE (widget));
}

static void
recall_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_box_office_recall (FOYER_BOX_OFFICE_PAGE (widget));
}

static void
price_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_box_office_set_price (FOYER_BOX_OFFICE_PAGE (widget));
}

static void
otherwise_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_box_office_pay_otherwise (FOYER_BOX_OFFICE_PAGE (widget));
}

static void
receipt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_till_print_receipt (FOYER_BOX_OFFICE_PAGE (widget)->till);
}

static void
split_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_till_split (FOYER_BOX_OFFICE_PAGE (widget)->till);
}

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

/* -- The page -- */

static void
foyer_box_office_page_started (FoyerPage *page)
{
  FoyerBoxOfficePage *self = FOYER_BOX_OFFICE_PAGE (page);

  self->till = foyer_till_new (foyer_page_get_session (page));
  g_signal_connect_object (self->till, "changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->till, "committed", G_CALLBACK (foyer_box_office_press_waiting), self, G_CONNECT_SWAPPED);
  foyer_box_office_start_keys (self);
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
  g_free (self->reason);
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
  FOYER_PAGE_CLASS (klass)->watches = FOYER_SUBJECT_EVENTS | FOYER_SUBJECT_VENUES | FOYER_SUBJECT_ORDERS | FOYER_SUBJECT_TICKETS | FOYER_SUBJECT_PRINTING | FOYER_SUBJECT_SHIFTS;
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
  gtk_widget_class_bind_template_child (widget_class, FoyerBoxOfficePage, title);
  gtk_widget_class_bind_template_child (widget_class, FoyerBoxOfficePage, training);
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
  gtk_widget_class_install_action (widget_class, "sale.price", NULL, price_action);
  gtk_widget_class_install_action (widget_class, "sale.otherwise", NULL, otherwise_action);
  gtk_widget_class_install_action (widget_class, "sale.receipt", NULL, receipt_action);
  gtk_widget_class_install_action (widget_class, "sale.split", NULL, split_action);
  foyer_box_office_install_shift (widget_class);
}

static void
foyer_box_office_page_init (FoyerBoxOfficePage *self)
{
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->waiting = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
  foyer_box_office_add_keys (self);
}
