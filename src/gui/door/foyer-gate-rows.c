/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-door-setup-private.h"

#include <glib/gi18n.h>

/* A gate and the switches of its categories. */
typedef struct
{
  FoyerDoorSetup *setup; /* not kept: its rows hold this */
  FoyerGate      *gate;
  GPtrArray      *switches; /* AdwSwitchRow */
  GArray         *categories;
} GateRow;

static void
gate_row_free (gpointer data, GClosure *closure)
{
  GateRow *self = data;

  foyer_gate_free (self->gate);
  g_ptr_array_unref (self->switches);
  g_array_unref (self->categories);
  g_free (self);
}

static gpointer
save_gate (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_door_store_save_gate (connection, data, error));
}

static gpointer
delete_gate (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_door_store_delete_gate (connection, data, error));
}

static FoyerGate *
copy_gate (const FoyerGate *gate)
{
  FoyerGate *copy = foyer_gate_new (&gate->event, gate->name);

  copy->id = gate->id;
  return copy;
}

/* A gate of all categories names none; one of none would let nobody in, and is meant to be one of all. */
static void
switched_cb (AdwSwitchRow *row, GParamSpec *pspec, gpointer user_data)
{
  GateRow   *self = user_data;
  FoyerGate *gate = copy_gate (self->gate);

  for (guint i = 0; i < self->switches->len; i++)
    if (adw_switch_row_get_active (self->switches->pdata[i]))
      g_array_append_val (gate->categories, g_array_index (self->categories, FoyerId, i));
  if (gate->categories->len == self->categories->len)
    g_array_set_size (gate->categories, 0);
  foyer_door_setup_run (self->setup, save_gate, gate, (GDestroyNotify) foyer_gate_free);
}

static void
remove_cb (GtkButton *button, gpointer user_data)
{
  GateRow *self = user_data;

  foyer_door_setup_run (self->setup, delete_gate, g_memdup2 (&self->gate->id, sizeof self->gate->id), g_free);
}

static char *
describe (const FoyerGate *gate, const FoyerEventSummary *event)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (gate->categories->len == 0)
    return g_strdup (_ ("All categories"));
  for (guint i = 0; i < event->categories->len; i++)
    {
      const FoyerCategory *category = ((FoyerCategorySummary *) event->categories->pdata[i])->category;

      if (foyer_gate_takes (gate, &category->id))
        g_ptr_array_add (names, category->name);
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static GtkWidget *
new_row (FoyerDoorSetup *setup, const FoyerEventSummary *event, const FoyerGate *gate)
{
  GtkWidget       *row = adw_expander_row_new ();
  GtkWidget       *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *subtitle = describe (gate, event);
  GateRow         *self = g_new0 (GateRow, 1);

  self->setup = setup;
  self->gate = copy_gate (gate);
  self->switches = g_ptr_array_new ();
  self->categories = g_array_new (FALSE, FALSE, sizeof (FoyerId));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gate->name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  for (guint i = 0; i < event->categories->len; i++)
    {
      const FoyerCategory *category = ((FoyerCategorySummary *) event->categories->pdata[i])->category;
      GtkWidget           *item = adw_switch_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (item), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (item), category->name);
      adw_switch_row_set_active (ADW_SWITCH_ROW (item), foyer_gate_takes (gate, &category->id));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), item);
      g_ptr_array_add (self->switches, item);
      g_array_append_val (self->categories, category->id);
      g_signal_connect (item, "notify::active", G_CALLBACK (switched_cb), self);
    }
  gtk_widget_set_tooltip_text (button, _ ("Remove Gate"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), button);
  g_signal_connect_data (button, "clicked", G_CALLBACK (remove_cb), self, gate_row_free, 0);
  return row;
}

typedef struct
{
  FoyerDoorSetup *setup;
  FoyerId         event;
} NewGate;

static void
new_gate_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
add_cb (AdwEntryRow *row, gpointer user_data)
{
  const NewGate   *new_gate = user_data;
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*name != '\0')
    foyer_door_setup_run (new_gate->setup, save_gate, foyer_gate_new (&new_gate->event, name), (GDestroyNotify) foyer_gate_free);
}

GtkWidget *
foyer_gate_rows_new (FoyerDoorSetup *setup, const FoyerEventSummary *event, GPtrArray *gates)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *entry = adw_entry_row_new ();
  NewGate   *new_gate = g_new0 (NewGate, 1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Gates"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _ ("Who may come in where. A gate that is not listed takes everybody."));
  for (guint i = 0; i < gates->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_row (setup, event, gates->pdata[i]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("New Gate"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  new_gate->setup = setup;
  new_gate->event = event->event->id;
  g_signal_connect_data (entry, "apply", G_CALLBACK (add_cb), new_gate, new_gate_free, 0);
  return group;
}
