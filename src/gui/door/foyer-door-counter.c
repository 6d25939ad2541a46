/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-door-counter.h"

#include <glib/gi18n.h>

#include "foyer-admission.h"
#include "foyer-arrivals-chart.h"
#include "foyer-format.h"

/* Arrivals of the last minutes that are summed up in words. */
#define PACE_MINUTES 5

struct _FoyerDoorCounter
{
  AdwBin parent_instance;

  GtkLabel           *inside;
  GtkLabel           *expected;
  GtkWidget          *warning;
  GtkImage           *warning_icon;
  GtkLabel           *warning_text;
  FoyerArrivalsChart *chart;
  GtkWidget          *pace_row;
  GtkLabel           *pace;
  GtkMenuButton      *more;
  GtkListBox         *gates;
};

G_DEFINE_FINAL_TYPE (FoyerDoorCounter, foyer_door_counter, ADW_TYPE_BIN)

static char *
describe_crowd (FoyerCrowd crowd, gint64 inside, gint64 capacity)
{
  g_autofree char *room = foyer_format_count (MAX (capacity - inside, 0));
  g_autofree char *most = foyer_format_count (capacity);

  switch (crowd)
    {
    case FOYER_CROWD_FULL:
      /* Translators: how many people fit in */
      return g_strdup_printf (_ ("Full: the house holds %s"), most);
    case FOYER_CROWD_NEARLY_FULL:
      /* Translators: how many more people fit in, and how many in all */
      return g_strdup_printf (_ ("Nearly full: room for %1$s of %2$s"), room, most);
    case FOYER_CROWD_FILLING:
      /* Translators: how many more people fit in, and how many in all */
      return g_strdup_printf (_ ("Filling up: room for %1$s of %2$s"), room, most);
    case FOYER_CROWD_EASY:
    default:
      return NULL;
    }
}

static void
show_crowd (FoyerDoorCounter *self, const FoyerDoorCount *count)
{
  FoyerCrowd       crowd = foyer_crowd (count->inside, count->capacity);
  g_autofree char *text = describe_crowd (crowd, count->inside, count->capacity);
  gboolean         changed = text != NULL && g_strcmp0 (text, gtk_label_get_label (self->warning_text)) != 0;

  gtk_widget_set_visible (self->warning, text != NULL);
  gtk_label_set_label (self->warning_text, text != NULL ? text : "");
  gtk_image_set_from_icon_name (self->warning_icon, crowd == FOYER_CROWD_FULL ? "dialog-error-symbolic" : "dialog-warning-symbolic");
  if (crowd == FOYER_CROWD_FULL)
    gtk_widget_add_css_class (self->warning, "full");
  else
    gtk_widget_remove_css_class (self->warning, "full");
  if (changed)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
show_pace (FoyerDoorCounter *self, const FoyerDoorCount *count)
{
  guint            sum = 0, all = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < FOYER_DOOR_MINUTES; i++)
    all += count->arrivals[i];
  gtk_widget_set_visible (self->pace_row, all > 0);
  for (guint i = 1; i <= PACE_MINUTES; i++)
    sum += count->arrivals[FOYER_DOOR_MINUTES - i];
  /* Translators: guests who came in during the last five minutes */
  text = g_strdup_printf (ngettext ("%u in 5 min", "%u in 5 min", sum), sum);
  gtk_label_set_label (self->pace, text);
  foyer_arrivals_chart_set (self->chart, count->arrivals, FOYER_DOOR_MINUTES);
}

static GtkWidget *
new_gate_row (const FoyerGateCount *gate, FoyerTime now)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *ago = foyer_format_ago (gate->last_at, now);
  g_autofree char *entries = foyer_format_count (gate->entries);
  g_autofree char *exits = foyer_format_count (gate->exits);
  /* Translators: those who came in at a gate, those who went out there */
  g_autofree char *numbers = g_strdup_printf (_ ("%1$s in · %2$s out"), entries, exits);
  GtkWidget       *label = gtk_label_new (numbers);
  g_autofree char *age = NULL;

  if (gate->here)
    /* Translators: how long ago: “12 s ago” */
    age = g_strdup_printf (_ ("This laptop, last scan %s"), ago);
  else
    /* Translators: how long ago: “12 s ago” */
    age = g_strdup_printf (_ ("Another laptop, last scan heard of %s"), ago);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *gate->gate != '\0' ? gate->gate : _ ("No gate named"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), age);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

void
foyer_door_counter_show (FoyerDoorCounter *self, const FoyerDoorCount *count, const char *zone, FoyerTime now)
{
  g_autofree char *inside = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *rest = NULL;

  g_return_if_fail (FOYER_IS_DOOR_COUNTER (self));

  inside = foyer_format_count (count->inside);
  expected = foyer_format_count (count->expected);
  gtk_label_set_label (self->inside, inside);
  if (count->unlisted > 0)
    {
      g_autofree char *unlisted = foyer_format_count (count->unlisted);

      /* Translators: below a large number of people: those inside, out of so many who hold tickets; how many came in by the signature on their ticket alone */
      rest = g_strdup_printf (_ ("inside of %1$s expected, %2$s not listed yet"), expected, unlisted);
    }
  else
    /* Translators: below a large number of people: those inside, out of so many who hold tickets */
    rest = g_strdup_printf (_ ("inside of %s expected"), expected);
  gtk_label_set_label (self->expected, rest);
  show_crowd (self, count);
  show_pace (self, count);
  gtk_list_box_remove_all (self->gates);
  for (guint i = 0; i < count->gates->len; i++)
    gtk_list_box_append (self->gates, new_gate_row (count->gates->pdata[i], now));
  gtk_widget_set_sensitive (GTK_WIDGET (self->more), count->gates->len > 0);
}

static void
foyer_door_counter_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_DOOR_COUNTER);
  G_OBJECT_CLASS (foyer_door_counter_parent_class)->dispose (object);
}

static void
foyer_door_counter_class_init (FoyerDoorCounterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_door_counter_dispose;
  g_type_ensure (FOYER_TYPE_ARRIVALS_CHART);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/door/foyer-door-counter.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorCounter, inside);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorCounter, expected);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorCounter, warning);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorCounter, warning_icon);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorCounter, warning_text);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorCounter, chart);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorCounter, pace_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorCounter, pace);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorCounter, more);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorCounter, gates);
}

static void
foyer_door_counter_init (FoyerDoorCounter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
