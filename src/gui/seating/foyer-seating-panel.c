/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-seating-panel.h"

#include <glib/gi18n.h>

struct _FoyerSeatingPanel
{
  AdwBin parent_instance;

  FoyerPlanEditor     *editor;
  gboolean             showing; /* what changes now was not changed by hand */
  AdwPreferencesGroup *seats_group;
  AdwComboRow         *category;
  AdwEntryRow         *row_name;
  AdwExpanderRow      *numbers;
  AdwSpinRow          *first;
  AdwSpinRow          *step;
  AdwSwitchRow        *from_right;
  AdwEntryRow         *name;
  AdwPreferencesGroup *categories_group;
  AdwPreferencesGroup *areas_group;
  char               **category_names; /* that the list shows */
  GPtrArray           *category_rows;  /* owned by their group */
  GPtrArray           *area_rows;
};

G_DEFINE_FINAL_TYPE (FoyerSeatingPanel, foyer_seating_panel, ADW_TYPE_BIN)

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static void
name_accessibly (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* Categories */

static guint
number_of (gpointer widget, const char *key)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), key));
}

static const FoyerPlanCategory *
category_of (FoyerSeatingPanel *self, gpointer widget)
{
  return foyer_plan_editor_get_plan (self->editor)->categories->pdata[number_of (widget, "category")];
}

static void
category_renamed_cb (FoyerSeatingPanel *self, AdwEntryRow *row)
{
  const FoyerPlanCategory *category = category_of (self, row);

  if (!foyer_plan_editor_edit_category (self->editor, number_of (row, "category"), gtk_editable_get_text (GTK_EDITABLE (row)), category->colour))
    gtk_editable_set_text (GTK_EDITABLE (row), category->name);
}

static void
category_coloured_cb (FoyerSeatingPanel *self, GParamSpec *pspec G_GNUC_UNUSED, GtkColorDialogButton *button)
{
  const GdkRGBA   *chosen = gtk_color_dialog_button_get_rgba (button);
  g_autofree char *colour = g_strdup_printf ("#%02x%02x%02x", (guint) (chosen->red * 255 + 0.5f), (guint) (chosen->green * 255 + 0.5f),
                                             (guint) (chosen->blue * 255 + 0.5f));

  if (!self->showing)
    foyer_plan_editor_edit_category (self->editor, number_of (button, "category"), category_of (self, button)->name, colour);
}

static void
paint_cb (FoyerSeatingPanel *self, GtkButton *button)
{
  foyer_plan_editor_paint (self->editor, number_of (button, "category"));
}

static void
remove_category_cb (FoyerSeatingPanel *self, GtkButton *button)
{
  foyer_plan_editor_remove_category (self->editor, number_of (button, "category"));
}

static void
category_added_cb (FoyerSeatingPanel *self)
{
  const FoyerSeatingPlan *plan = foyer_plan_editor_get_plan (self->editor);
  guint                   n = plan->categories->len;
  g_autofree char        *name = NULL;

  do
    {
      g_free (name);
      /* Translators: the name of a new category of seats, until it gets a better one */
      name = g_strdup_printf (_ ("Category %u"), ++n);
    }
  while (foyer_seating_plan_find_category (plan, name) != FOYER_PLAN_NO_CATEGORY);
  foyer_plan_editor_add_category (self->editor, name);
  gtk_widget_grab_focus (self->category_rows->pdata[self->category_rows->len - 1]);
}

static GtkWidget *
small_button (const char *icon, const char *words, guint category, GCallback clicked, FoyerSeatingPanel *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, words);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "category", GUINT_TO_POINTER (category));
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
category_row_new (FoyerSeatingPanel *self, guint i)
{
  GtkWidget      *row = adw_entry_row_new ();
  GtkColorDialog *dialog = gtk_color_dialog_new ();
  GtkWidget      *colour;

  gtk_color_dialog_set_with_alpha (dialog, FALSE);
  gtk_color_dialog_set_title (dialog, _ ("Colour of the Category"));
  colour = gtk_color_dialog_button_new (dialog);
  gtk_widget_set_valign (colour, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (colour), "category", GUINT_TO_POINTER (i));
  g_signal_connect_swapped (colour, "notify::rgba", G_CALLBACK (category_coloured_cb), self);
  name_accessibly (colour, _ ("Colour of the Category"));

  adw_entry_row_set_max_length (ADW_ENTRY_ROW (row), 75);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "category", GUINT_TO_POINTER (i));
  g_object_set_data (G_OBJECT (row), "colour", colour);
  g_signal_connect_swapped (row, "apply", G_CALLBACK (category_renamed_cb), self);
  adw_entry_row_add_prefix (ADW_ENTRY_ROW (row), colour);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), small_button ("object-select-symbolic", _ ("Give the Chosen Seats This Category"), i,
                                                               G_CALLBACK (paint_cb), self));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row),
                            small_button ("user-trash-symbolic", _ ("Remove the Category"), i, G_CALLBACK (remove_category_cb), self));
  return row;
}

static void
show_category (FoyerSeatingPanel *self, guint i)
{
  const FoyerSeatingPlan  *plan = foyer_plan_editor_get_plan (self->editor);
  const FoyerPlanCategory *category = plan->categories->pdata[i];
  guint                    seats = foyer_seating_plan_count_seats (plan, i);
  g_autofree char         *title = g_strdup_printf (ngettext ("%u seat", "%u seats", seats), seats);
  GtkWidget               *row = self->category_rows->pdata[i];
  GdkRGBA                  rgba;

  if (!gdk_rgba_parse (&rgba, category->colour))
    rgba = (GdkRGBA) { 0.55f, 0.55f, 0.57f, 1 };
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), category->name))
    gtk_editable_set_text (GTK_EDITABLE (row), category->name);
  gtk_color_dialog_button_set_rgba (g_object_get_data (G_OBJECT (row), "colour"), &rgba);
}

/* The list that a choice is being made from must not be taken away meanwhile. */
static void
show_category_names (FoyerSeatingPanel *self)
{
  const FoyerSeatingPlan *plan = foyer_plan_editor_get_plan (self->editor);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GtkStringList) list = NULL;
  g_auto (GStrv) names = NULL;

  g_strv_builder_add (builder, _ ("None"));
  for (guint i = 0; i < plan->categories->len; i++)
    g_strv_builder_add (builder, ((FoyerPlanCategory *) plan->categories->pdata[i])->name);
  names = g_strv_builder_end (builder);
  if (self->category_names != NULL && g_strv_equal ((const char *const *) names, (const char *const *) self->category_names))
    return;
  list = gtk_string_list_new ((const char *const *) names);
  adw_combo_row_set_model (self->category, G_LIST_MODEL (list));
  g_strfreev (self->category_names);
  self->category_names = g_steal_pointer (&names);
}

/* Rows stay while there are as many categories, so that one may go on typing in them. */
static void
show_categories (FoyerSeatingPanel *self)
{
  guint n = foyer_plan_editor_get_plan (self->editor)->categories->len;

  if (self->category_rows->len != n)
    {
      clear_rows (self->categories_group, self->category_rows);
      for (guint i = 0; i < n; i++)
        {
          g_ptr_array_add (self->category_rows, category_row_new (self, i));
          adw_preferences_group_add (self->categories_group, self->category_rows->pdata[i]);
        }
    }
  for (guint i = 0; i < n; i++)
    show_category (self, i);
  show_category_names (self);
}

/* Areas */

static const FoyerPlanArea *
area_of (FoyerSeatingPanel *self, gpointer row)
{
  const FoyerPlanZone *zone = foyer_plan_editor_get_plan (self->editor)->zones->pdata[number_of (row, "zone")];

  return zone->areas->pdata[number_of (row, "area")];
}

static double
value_of (gpointer expander, const char *key)
{
  return adw_spin_row_get_value (ADW_SPIN_ROW (g_object_get_data (G_OBJECT (expander), key)));
}

static void
area_edited_cb (FoyerSeatingPanel *self, GtkWidget *expander)
{
  FoyerPlanArea like = *area_of (self, expander);

  if (self->showing)
    return;
  like.at = (FoyerPlanPoint) { value_of (expander, "left"), value_of (expander, "top") };
  like.size = (FoyerPlanPoint) { value_of (expander, "width"), value_of (expander, "height") };
  like.rotation = value_of (expander, "turn");
  like.text = (char *) gtk_editable_get_text (GTK_EDITABLE (g_object_get_data (G_OBJECT (expander), "words")));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), like.text);
  foyer_plan_editor_edit_area (self->editor, number_of (expander, "zone"), number_of (expander, "area"), &like);
}

static void
area_spun_cb (GtkWidget *expander, GParamSpec *pspec G_GNUC_UNUSED, GtkWidget *row)
{
  area_edited_cb (FOYER_SEATING_PANEL (gtk_widget_get_ancestor (row, FOYER_TYPE_SEATING_PANEL)), expander);
}

static void
area_named_cb (GtkWidget *expander, AdwEntryRow *row)
{
  area_edited_cb (FOYER_SEATING_PANEL (gtk_widget_get_ancestor (GTK_WIDGET (row), FOYER_TYPE_SEATING_PANEL)), expander);
}

static void
add_spin (GtkWidget *expander, const char *key, const char *title, double lower, double value)
{
  GtkWidget *row = adw_spin_row_new_with_range (lower, 100000, 5);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_spin_row_set_value (ADW_SPIN_ROW (row), value);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
  g_object_set_data (G_OBJECT (expander), key, row);
  g_signal_connect_object (row, "notify::value", G_CALLBACK (area_spun_cb), expander, G_CONNECT_SWAPPED);
}

static void
remove_area_cb (GtkWidget *expander, GtkWidget *row)
{
  FoyerSeatingPanel *self = FOYER_SEATING_PANEL (gtk_widget_get_ancestor (row, FOYER_TYPE_SEATING_PANEL));

  foyer_plan_editor_remove_area (self->editor, number_of (expander, "zone"), number_of (expander, "area"));
}

static GtkWidget *
area_row_new (FoyerSeatingPanel *self, guint zone, guint area)
{
  GtkWidget           *expander = adw_expander_row_new ();
  GtkWidget           *words = adw_entry_row_new ();
  GtkWidget           *gone = adw_button_row_new ();
  const FoyerPlanArea *shown;

  g_object_set_data (G_OBJECT (expander), "zone", GUINT_TO_POINTER (zone));
  g_object_set_data (G_OBJECT (expander), "area", GUINT_TO_POINTER (area));
  g_object_set_data (G_OBJECT (expander), "words", words);
  shown = area_of (self, expander);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (expander), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), *shown->text != '\0' ? shown->text : _ ("Area"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (words), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (words), shown->text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (words), TRUE);
  g_signal_connect_object (words, "apply", G_CALLBACK (area_named_cb), expander, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), words);
  add_spin (expander, "left", _ ("From the Left"), -100000, shown->at.x);
  add_spin (expander, "top", _ ("From the Top"), -100000, shown->at.y);
  add_spin (expander, "width", _ ("Width"), 1, shown->size.x);
  add_spin (expander, "height", _ ("Height"), 1, shown->size.y);
  add_spin (expander, "turn", _ ("Turn, in Degrees"), -360, shown->rotation);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (gone), _ ("Remove"));
  gtk_widget_add_css_class (gone, "destructive-action");
  g_signal_connect_object (gone, "activated", G_CALLBACK (remove_area_cb), expander, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), gone);
  return expander;
}

static guint
count_areas (const FoyerSeatingPlan *plan)
{
  guint count = 0;

  for (guint z = 0; z < plan->zones->len; z++)
    count += ((FoyerPlanZone *) plan->zones->pdata[z])->areas->len;
  return count;
}

/* As with categories. */
static void
show_areas (FoyerSeatingPanel *self)
{
  const FoyerSeatingPlan *plan = foyer_plan_editor_get_plan (self->editor);

  gtk_widget_set_visible (GTK_WIDGET (self->areas_group), count_areas (plan) > 0);
  if (self->area_rows->len == count_areas (plan))
    {
      for (guint i = 0; i < self->area_rows->len; i++)
        {
          GtkWidget           *expander = self->area_rows->pdata[i];
          const FoyerPlanArea *area = area_of (self, expander);

          adw_spin_row_set_value (g_object_get_data (G_OBJECT (expander), "left"), area->at.x);
          adw_spin_row_set_value (g_object_get_data (G_OBJECT (expander), "top"), area->at.y);
          adw_spin_row_set_value (g_object_get_data (G_OBJECT (expander), "width"), area->size.x);
          adw_spin_row_set_value (g_object_get_data (G_OBJECT (expander), "height"), area->size.y);
          adw_spin_row_set_value (g_object_get_data (G_OBJECT (expander), "turn"), area->rotation);
        }
      return;
    }
  clear_rows (self->areas_group, self->area_rows);
  for (guint z = 0; z < plan->zones->len; z++)
    for (guint a = 0; a < ((FoyerPlanZone *) plan->zones->pdata[z])->areas->len; a++)
      {
        GtkWidget *row = area_row_new (self, z, a);

        adw_preferences_group_add (self->areas_group, row);
        g_ptr_array_add (self->area_rows, row);
      }
}

/* Seats */

static guint
common_category (FoyerSeatingPanel *self)
{
  const GArray         *chosen = foyer_plan_editor_get_chosen (self->editor);
  const FoyerSeatIndex *index = foyer_plan_editor_get_index (self->editor);
  guint                 category = foyer_seat_index_get (index, g_array_index (chosen, guint, 0))->seat->category;

  for (guint i = 1; i < chosen->len; i++)
    if (foyer_seat_index_get (index, g_array_index (chosen, guint, i))->seat->category != category)
      return GTK_INVALID_LIST_POSITION;
  return category == FOYER_PLAN_NO_CATEGORY ? 0 : category + 1;
}

static void
show_chosen (FoyerSeatingPanel *self)
{
  guint               n = foyer_plan_editor_get_chosen (self->editor)->len;
  g_autofree char    *title = g_strdup_printf (ngettext ("%u Seat Chosen", "%u Seats Chosen", n), n);
  const FoyerPlanRow *row = n > 0 ? foyer_plan_editor_get_row (self->editor) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->seats_group), n > 0);
  if (n == 0)
    return;
  self->showing = TRUE;
  adw_preferences_group_set_title (self->seats_group, title);
  adw_combo_row_set_selected (self->category, common_category (self));
  gtk_widget_set_visible (GTK_WIDGET (self->row_name), row != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->numbers), row != NULL);
  if (row != NULL && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->row_name)), row->number))
    gtk_editable_set_text (GTK_EDITABLE (self->row_name), row->number);
  self->showing = FALSE;
}

static void
show_plan (FoyerSeatingPanel *self)
{
  const FoyerSeatingPlan *plan = foyer_plan_editor_get_plan (self->editor);

  self->showing = TRUE;
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->name)), plan->name))
    gtk_editable_set_text (GTK_EDITABLE (self->name), plan->name);
  show_categories (self);
  show_areas (self);
  self->showing = FALSE;
}

static void
category_chosen_cb (FoyerSeatingPanel *self)
{
  guint selected = adw_combo_row_get_selected (self->category);

  if (self->showing || selected == GTK_INVALID_LIST_POSITION || foyer_plan_editor_get_chosen (self->editor)->len == 0 ||
      selected == common_category (self))
    return;
  foyer_plan_editor_paint (self->editor, selected == 0 ? FOYER_PLAN_NO_CATEGORY : selected - 1);
}

static void
row_named_cb (FoyerSeatingPanel *self)
{
  foyer_plan_editor_name_row (self->editor, gtk_editable_get_text (GTK_EDITABLE (self->row_name)));
}

static void
numbered_cb (FoyerSeatingPanel *self)
{
  foyer_plan_editor_number_row (self->editor, (guint) adw_spin_row_get_value (self->first), (guint) adw_spin_row_get_value (self->step),
                                adw_switch_row_get_active (self->from_right));
}

static void
named_cb (FoyerSeatingPanel *self)
{
  foyer_plan_editor_set_name (self->editor, gtk_editable_get_text (GTK_EDITABLE (self->name)));
}

static void
foyer_seating_panel_dispose (GObject *object)
{
  FoyerSeatingPanel *self = FOYER_SEATING_PANEL (object);

  g_clear_object (&self->editor);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_SEATING_PANEL);

  G_OBJECT_CLASS (foyer_seating_panel_parent_class)->dispose (object);
}

static void
foyer_seating_panel_finalize (GObject *object)
{
  FoyerSeatingPanel *self = FOYER_SEATING_PANEL (object);

  g_ptr_array_unref (self->category_rows);
  g_ptr_array_unref (self->area_rows);
  g_strfreev (self->category_names);

  G_OBJECT_CLASS (foyer_seating_panel_parent_class)->finalize (object);
}

static void
foyer_seating_panel_class_init (FoyerSeatingPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_seating_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_seating_panel_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/seating/foyer-seating-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerSeatingPanel, seats_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerSeatingPanel, category);
  gtk_widget_class_bind_template_child (widget_class, FoyerSeatingPanel, row_name);
  gtk_widget_class_bind_template_child (widget_class, FoyerSeatingPanel, numbers);
  gtk_widget_class_bind_template_child (widget_class, FoyerSeatingPanel, first);
  gtk_widget_class_bind_template_child (widget_class, FoyerSeatingPanel, step);
  gtk_widget_class_bind_template_child (widget_class, FoyerSeatingPanel, from_right);
  gtk_widget_class_bind_template_child (widget_class, FoyerSeatingPanel, name);
  gtk_widget_class_bind_template_child (widget_class, FoyerSeatingPanel, categories_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerSeatingPanel, areas_group);
  gtk_widget_class_bind_template_callback (widget_class, row_named_cb);
  gtk_widget_class_bind_template_callback (widget_class, numbered_cb);
  gtk_widget_class_bind_template_callback (widget_class, named_cb);
  gtk_widget_class_bind_template_callback (widget_class, category_added_cb);
}

static void
foyer_seating_panel_init (FoyerSeatingPanel *self)
{
  self->category_rows = g_ptr_array_new ();
  self->area_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
foyer_seating_panel_open (FoyerSeatingPanel *self, FoyerPlanEditor *editor)
{
  g_return_if_fail (FOYER_IS_SEATING_PANEL (self));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (show_plan), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "chosen", G_CALLBACK (show_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->category, "notify::selected", G_CALLBACK (category_chosen_cb), self, G_CONNECT_SWAPPED);
  show_plan (self);
  show_chosen (self);
}
