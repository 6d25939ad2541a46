/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-event-row.h"

#include <glib/gi18n.h>

#include "foyer-format.h"
#include "foyer-money.h"
#include "foyer-pill.h"

struct _FoyerEventRow
{
  AdwBin parent_instance;

  GtkBox         *halves;
  GtkLabel       *day;
  GtkLabel       *weekday;
  GtkLabel       *title;
  GtkLabel       *place;
  GtkWidget      *facts;
  GtkWidget      *pills;
  FoyerPill      *alert;
  FoyerPill      *phase;
  GtkLabel       *sale;
  GtkProgressBar *bar;
  gboolean        narrow;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FoyerEventRow, foyer_event_row, ADW_TYPE_BIN)

static char *
format_local (const FoyerEvent *event, const char *pattern)
{
  g_autoptr (GTimeZone) zone = *event->timezone != '\0' ? g_time_zone_new_identifier (event->timezone) : NULL;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (event->starts);
  g_autoptr (GDateTime) local = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_to_local (utc);

  return g_date_time_format (local, pattern);
}

static char *
price_range (const FoyerEventSummary *summary)
{
  const char *currency = summary->event->currency;
  gint64      lowest = G_MAXINT64, highest = -1;

  for (guint i = 0; i < summary->categories->len; i++)
    {
      gint64 price = ((FoyerCategorySummary *) summary->categories->pdata[i])->category->price;

      lowest = MIN (lowest, price);
      highest = MAX (highest, price);
    }
  if (highest < 0)
    return NULL;
  if (lowest < highest)
    {
      g_autofree char *from = foyer_money_format (lowest, currency);
      g_autofree char *to = foyer_money_format_full (highest, currency);

      /* Translators: a range of prices: “9.00 – 24.00 €” */
      return g_strdup_printf (_ ("%s – %s"), from, to);
    }
  return foyer_money_format_full (lowest, currency);
}

static char *
sale_sentence (const FoyerEventSummary *summary)
{
  g_autofree char *prices = price_range (summary);
  g_autofree char *left = foyer_format_count (summary->available);

  if (prices == NULL)
    return g_strdup (_ ("Nothing to sell yet"));
  if (summary->available == G_MAXINT64)
    return g_steal_pointer (&prices);
  /* Translators: a price or a range of them, and a number of tickets */
  return g_strdup_printf (ngettext ("%s · %s left", "%s · %s left", summary->available), prices, left);
}

static char *
place_sentence (const FoyerEventSummary *summary)
{
  const FoyerEvent *event = summary->event;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (event->starts != 0)
    g_ptr_array_add (parts, summary->phase == FOYER_PHASE_COMPLETED ? foyer_format_date_time (event->starts, event->timezone, g_get_real_time ())
                                                                    : foyer_format_time (event->starts, event->timezone));
  if (summary->venue != NULL && *summary->venue->name != '\0')
    g_ptr_array_add (parts, g_strdup (summary->venue->name));
  if (summary->venue != NULL && *summary->venue->city != '\0')
    g_ptr_array_add (parts, g_strdup (summary->venue->city));
  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup (_ ("No date and venue yet")));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

void
foyer_event_row_show (FoyerEventRow *self, FoyerEventItem *item)
{
  const FoyerEventSummary *summary = foyer_event_item_get_summary (item);
  const FoyerEvent        *event = summary->event;
  const FoyerStock        *stock = &summary->stock;
  g_autofree char         *day = event->starts != 0 ? format_local (event, "%-d") : g_strdup ("–");
  g_autofree char         *weekday = event->starts != 0 ? format_local (event, "%a") : g_strdup ("");
  g_autofree char         *place = place_sentence (summary);
  g_autofree char         *sale = sale_sentence (summary);
  gboolean                 sells = summary->phase == FOYER_PHASE_ON_SALE || summary->phase == FOYER_PHASE_ACTIVE;

  g_return_if_fail (FOYER_IS_EVENT_ROW (self));

  gtk_label_set_label (self->day, day);
  gtk_label_set_label (self->weekday, weekday);
  gtk_label_set_label (self->title, *event->title != '\0' ? event->title : _ ("Untitled Event"));
  gtk_label_set_label (self->place, place);
  gtk_label_set_label (self->sale, sale);
  foyer_pill_set_phase (self->phase, summary->phase);
  foyer_pill_set_alert (self->alert, sells ? summary->alert : FOYER_ALERT_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), stock->capacity > 0);
  gtk_progress_bar_set_fraction (self->bar, stock->capacity > 0 ? CLAMP ((double) (stock->sold + stock->held) / stock->capacity, 0, 1) : 0);
}

static void
set_narrow (FoyerEventRow *self, gboolean narrow)
{
  GtkAlign align = narrow ? GTK_ALIGN_START : GTK_ALIGN_END;

  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->halves), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (self->pills, align);
  gtk_label_set_xalign (self->sale, narrow ? 0 : 1);
  gtk_widget_set_halign (self->facts, narrow ? GTK_ALIGN_FILL : GTK_ALIGN_END);
}

static void
foyer_event_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, FOYER_EVENT_ROW (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_event_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_NARROW:
      set_narrow (FOYER_EVENT_ROW (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_event_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_EVENT_ROW);
  G_OBJECT_CLASS (foyer_event_row_parent_class)->dispose (object);
}

static void
foyer_event_row_class_init (FoyerEventRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = foyer_event_row_dispose;
  object_class->get_property = foyer_event_row_get_property;
  object_class->set_property = foyer_event_row_set_property;
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (FOYER_TYPE_PILL);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/events/foyer-event-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerEventRow, halves);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventRow, day);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventRow, weekday);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventRow, title);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventRow, place);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventRow, facts);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventRow, pills);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventRow, alert);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventRow, phase);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventRow, sale);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventRow, bar);
}

static void
foyer_event_row_init (FoyerEventRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
foyer_event_row_new (void)
{
  return g_object_new (FOYER_TYPE_EVENT_ROW, NULL);
}
