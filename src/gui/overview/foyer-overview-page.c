/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-overview-page.h"

#include <glib/gi18n.h>

#include "foyer-countdown.h"
#include "foyer-format.h"
#include "foyer-money.h"
#include "foyer-pill.h"
#include "foyer-stock-row.h"
#include "foyer-tile.h"

#define TICK_SECONDS 15

struct _FoyerOverviewPage
{
  FoyerPage parent_instance;

  GtkStack   *stack;
  FoyerPill  *phase;
  GtkLabel   *countdown;
  GtkLabel   *title;
  GtkLabel   *date;
  GtkWidget  *place;
  GtkLabel   *venue;
  GtkBox     *alerts;
  FoyerTile  *sold_tile;
  FoyerTile  *left_tile;
  FoyerTile  *inside_tile;
  FoyerTile  *revenue_tile;
  GtkListBox *categories;
  GtkWidget  *box_office;
  GtkWidget  *door;
  guint       tick_id; /* while the page is shown: the clock goes on */
};

G_DEFINE_FINAL_TYPE (FoyerOverviewPage, foyer_overview_page, FOYER_TYPE_PAGE)

static const FoyerEventSummary *
get_summary (FoyerOverviewPage *self)
{
  FoyerEventItem *item = foyer_session_get_event (foyer_page_get_session (FOYER_PAGE (self)));

  return item != NULL ? foyer_event_item_get_summary (item) : NULL;
}

static void
set_suggested (GtkWidget *button, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

/* What the clock alone changes. */
static void
show_clock (FoyerOverviewPage *self)
{
  const FoyerEventSummary *summary = get_summary (self);
  FoyerTime                now = g_get_real_time ();
  FoyerEventPhase          phase;
  g_autofree char         *countdown = NULL;

  if (summary == NULL)
    return;
  phase = foyer_event_phase (summary->event, summary->categories->len > 0 ? summary->available : G_MAXINT64, now);
  countdown = foyer_countdown_sentence (summary->event, phase, now);
  foyer_pill_set_phase (self->phase, phase);
  gtk_label_set_label (self->countdown, countdown);
  gtk_widget_set_visible (GTK_WIDGET (self->countdown), *countdown != '\0');
  set_suggested (self->door, phase == FOYER_PHASE_ACTIVE);
  set_suggested (self->box_office, phase != FOYER_PHASE_ACTIVE);
}

static gboolean
tick_cb (gpointer user_data)
{
  show_clock (user_data);
  return G_SOURCE_CONTINUE;
}

static char *
when_sentence (const FoyerEvent *event)
{
  g_autofree char *date = foyer_format_date (event->starts, event->timezone);
  g_autofree char *starts = foyer_format_time (event->starts, event->timezone);
  g_autofree char *ends = foyer_format_time (event->ends, event->timezone);
  g_autofree char *doors = foyer_format_time (event->doors, event->timezone);
  GString         *sentence;

  if (event->starts == 0)
    return g_strdup (_ ("No date yet"));
  sentence = g_string_new (NULL);
  if (event->ends != 0)
    /* Translators: a date, a start and an end: “Saturday, 21 November 2026, 20:00 – 23:00” */
    g_string_printf (sentence, _ ("%s, %s – %s"), date, starts, ends);
  else
    /* Translators: a date and a start: “Saturday, 21 November 2026, 20:00” */
    g_string_printf (sentence, _ ("%s, %s"), date, starts);
  if (event->doors != 0)
    /* Translators: appended to a date; “%s” is a time of day */
    g_string_append_printf (sentence, _ (" · doors %s"), doors);
  return g_string_free_and_steal (sentence);
}

static void
show_hero (FoyerOverviewPage *self, const FoyerEventSummary *summary)
{
  g_autofree char *when = when_sentence (summary->event);

  gtk_label_set_label (self->title, *summary->event->title != '\0' ? summary->event->title : _ ("Untitled Event"));
  gtk_label_set_label (self->date, when);
  gtk_widget_set_visible (self->place, summary->venue != NULL);
  if (summary->venue != NULL)
    {
      g_autofree char *address = foyer_venue_dup_address (summary->venue);
      g_autofree char *venue = g_strjoin (*address != '\0' && *summary->venue->name != '\0' ? " · " : "", summary->venue->name, address, NULL);

      gtk_label_set_label (self->venue, venue);
    }
}

static void
show_tiles (FoyerOverviewPage *self, const FoyerEventSummary *summary)
{
  const FoyerStock *stock = &summary->stock;
  g_autofree char  *sold = foyer_format_count (stock->sold);
  g_autofree char  *capacity = foyer_format_count (stock->capacity == FOYER_UNLIMITED ? G_MAXINT64 : stock->capacity);
  g_autofree char  *left = foyer_format_count (summary->available);
  g_autofree char  *held = foyer_format_count (stock->held);
  g_autofree char  *inside = foyer_format_count (stock->inside);
  g_autofree char  *admitted = foyer_format_count (stock->admitted);
  g_autofree char  *revenue = foyer_money_format_full (summary->revenue, summary->event->currency);
  /* Translators: “%s” is a number of tickets */
  g_autofree char *of = stock->capacity == FOYER_UNLIMITED ? g_strdup (_ ("no limit")) : g_strdup_printf (_ ("of %s"), capacity);
  /* Translators: “%s” is a number of tickets that are set aside */
  g_autofree char *aside = stock->held > 0 ? g_strdup_printf (_ ("%s held"), held) : g_strdup (_ ("to sell"));
  /* Translators: “%s” is a number of guests */
  g_autofree char *in = g_strdup_printf (_ ("%s admitted in all"), admitted);

  foyer_tile_show (self->sold_tile, sold, of);
  foyer_tile_show (self->left_tile, left, aside);
  foyer_tile_show (self->inside_tile, inside, in);
  foyer_tile_show (self->revenue_tile, revenue, _ ("paid less refunds"));
}

static void
show_categories (FoyerOverviewPage *self, const FoyerEventSummary *summary)
{
  guint          n = 0;
  GtkListBoxRow *row;

  for (; n < summary->categories->len; n++)
    {
      row = gtk_list_box_get_row_at_index (self->categories, n);
      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (foyer_stock_row_new ());
          gtk_list_box_append (self->categories, GTK_WIDGET (row));
        }
      foyer_stock_row_show (FOYER_STOCK_ROW (row), summary->categories->pdata[n], summary->event->currency);
    }
  while ((row = gtk_list_box_get_row_at_index (self->categories, n)) != NULL)
    gtk_list_box_remove (self->categories, GTK_WIDGET (row));
}

static char *
alert_sentence (const FoyerCategorySummary *category)
{
  g_autofree char *left = foyer_format_count (category->available);
  const char      *name = category->category->name;

  if (category->alert == FOYER_ALERT_SOLD_OUT)
    /* Translators: “%s” is the name of a ticket category */
    return g_strdup_printf (_ ("%s is sold out"), name);
  if (category->alert == FOYER_ALERT_CRITICAL)
    /* Translators: the name of a ticket category and how many tickets are left */
    return g_strdup_printf (ngettext ("%s is almost gone: %s left", "%s is almost gone: %s left", category->available), name, left);
  /* Translators: the name of a ticket category and how many tickets are left */
  return g_strdup_printf (ngettext ("%s is running low: %s left", "%s is running low: %s left", category->available), name, left);
}

static void
add_alert (FoyerOverviewPage *self, const FoyerCategorySummary *category)
{
  g_autofree char *sentence = alert_sentence (category);
  GtkWidget       *row = g_object_new (GTK_TYPE_BOX, "spacing", 12, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget       *icon = gtk_image_new_from_icon_name (foyer_format_alert_icon (category->alert));
  GtkWidget       *label = gtk_label_new (sentence);

  gtk_widget_add_css_class (icon, foyer_format_alert_style (category->alert));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (self->alerts, row);
}

static void
show_alerts (FoyerOverviewPage *self, const FoyerEventSummary *summary)
{
  gboolean is_told = summary->phase == FOYER_PHASE_ON_SALE || summary->phase == FOYER_PHASE_SOLD_OUT ||
                     summary->phase == FOYER_PHASE_ACTIVE;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->alerts))) != NULL)
    gtk_box_remove (self->alerts, row);
  for (int alert = FOYER_ALERT_SOLD_OUT; alert > FOYER_ALERT_NONE; alert--)
    for (guint i = 0; is_told && i < summary->categories->len; i++)
      {
        const FoyerCategorySummary *category = summary->categories->pdata[i];

        if ((int) category->alert == alert)
          add_alert (self, category);
      }
  gtk_widget_set_visible (GTK_WIDGET (self->alerts), gtk_widget_get_first_child (GTK_WIDGET (self->alerts)) != NULL);
}

static void
foyer_overview_page_refresh (FoyerPage *page)
{
  FoyerOverviewPage       *self = FOYER_OVERVIEW_PAGE (page);
  const FoyerEventSummary *summary = get_summary (self);

  if (summary == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, foyer_session_is_ready (foyer_page_get_session (page)) ? "empty" : "loading");
      return;
    }
  show_hero (self, summary);
  show_clock (self);
  show_alerts (self, summary);
  show_tiles (self, summary);
  show_categories (self, summary);
  gtk_stack_set_visible_child_name (self->stack, "event");
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const FoyerEventSummary *summary = get_summary (FOYER_OVERVIEW_PAGE (widget));
  g_autofree char         *id = NULL;

  if (summary == NULL)
    return;
  id = foyer_id_dup_text (&summary->event->id);
  gtk_widget_activate_action (widget, "win.edit-event", "s", id);
}

static void
foyer_overview_page_map (GtkWidget *widget)
{
  FoyerOverviewPage *self = FOYER_OVERVIEW_PAGE (widget);

  GTK_WIDGET_CLASS (foyer_overview_page_parent_class)->map (widget);
  show_clock (self);
  self->tick_id = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
}

static void
foyer_overview_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&FOYER_OVERVIEW_PAGE (widget)->tick_id, g_source_remove);
  GTK_WIDGET_CLASS (foyer_overview_page_parent_class)->unmap (widget);
}

static void
foyer_overview_page_dispose (GObject *object)
{
  g_clear_handle_id (&FOYER_OVERVIEW_PAGE (object)->tick_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_OVERVIEW_PAGE);
  G_OBJECT_CLASS (foyer_overview_page_parent_class)->dispose (object);
}

static void
foyer_overview_page_class_init (FoyerOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_overview_page_dispose;
  FOYER_PAGE_CLASS (klass)->refresh = foyer_overview_page_refresh;
  widget_class->map = foyer_overview_page_map;
  widget_class->unmap = foyer_overview_page_unmap;
  g_type_ensure (FOYER_TYPE_PILL);
  g_type_ensure (FOYER_TYPE_TILE);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/overview/foyer-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerOverviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerOverviewPage, phase);
  gtk_widget_class_bind_template_child (widget_class, FoyerOverviewPage, countdown);
  gtk_widget_class_bind_template_child (widget_class, FoyerOverviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, FoyerOverviewPage, date);
  gtk_widget_class_bind_template_child (widget_class, FoyerOverviewPage, place);
  gtk_widget_class_bind_template_child (widget_class, FoyerOverviewPage, venue);
  gtk_widget_class_bind_template_child (widget_class, FoyerOverviewPage, alerts);
  gtk_widget_class_bind_template_child (widget_class, FoyerOverviewPage, sold_tile);
  gtk_widget_class_bind_template_child (widget_class, FoyerOverviewPage, left_tile);
  gtk_widget_class_bind_template_child (widget_class, FoyerOverviewPage, inside_tile);
  gtk_widget_class_bind_template_child (widget_class, FoyerOverviewPage, revenue_tile);
  gtk_widget_class_bind_template_child (widget_class, FoyerOverviewPage, categories);
  gtk_widget_class_bind_template_child (widget_class, FoyerOverviewPage, box_office);
  gtk_widget_class_bind_template_child (widget_class, FoyerOverviewPage, door);
  gtk_widget_class_install_action (widget_class, "overview.edit", NULL, edit_action);
}

static void
foyer_overview_page_init (FoyerOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
