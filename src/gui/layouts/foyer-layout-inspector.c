/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-inspector.h"

#include <glib/gi18n.h>
#include <string.h>

#include "foyer-document-words.h"
#include "foyer-layout-words.h"

#define BIT(type) (1u << FOYER_LAYOUT_##type)
#define CODES (BIT (QR) | BIT (EAN13) | BIT (CODE128))
#define PAPER (1u << 31) /* nothing is selected */
#define ELEMENTS (PAPER - 1)

typedef enum
{
  ROW_NUMBER,
  ROW_SWITCH,
  ROW_TEXT,
  ROW_CHOICE,
  ROW_COLOR,
  ROW_WHEN,
  ROW_LANGUAGE,
} RowKind;

/* Everything that can be set: of which elements, and how it is shown. */
typedef struct
{
  const char        *title;
  RowKind            kind;
  gsize              offset;
  guint              types;
  guint              group;
  double             unit; /* of a number: what 1 is shown for */
  double             min;
  double             max;
  double             step;
  const char *const *choices; /* NULL-terminated; their places are the values */
} Property;

enum
{
  GROUP_PLACE,
  GROUP_TYPE,
  GROUP_LOOK,
  GROUP_WHEN,
  GROUP_PAPER,
  GROUP_SHEET,
  N_GROUPS
};

static const char *const group_titles[N_GROUPS] = { N_ ("Place"), N_ ("Type"), N_ ("Look"), N_ ("When"), N_ ("Paper"), N_ ("Sheet") };

static const char *const aligns[] = { N_ ("At the Left"), N_ ("In the Centre"), N_ ("At the Right"), NULL };
static const char *const valigns[] = { N_ ("Top"), N_ ("Middle"), N_ ("Bottom"), NULL };
static const char *const strokes[] = { N_ ("Solid"), N_ ("Dashed"), N_ ("Stub, Torn Off"), N_ ("Fold, Not Printed"), NULL };
static const char *const roles[] = { N_ ("Ticket"), N_ ("Badge"), N_ ("Address Label"), N_ ("Receipt"), N_ ("Delivery Note"), NULL };

#define OF_ELEMENT(member) G_STRUCT_OFFSET (FoyerLayoutElement, member)
#define OF_LAYOUT(member) G_STRUCT_OFFSET (FoyerLayout, member)
#define LENGTH(title, offset, types, group, min, max) { title, ROW_NUMBER, offset, types, group, 1000, min, max, 0.5, NULL }
#define POINTS(title, offset, types, min, max) { title, ROW_NUMBER, offset, types, GROUP_TYPE, 100, min, max, 0.5, NULL }
#define COUNT(title, offset, types, group, min, max, step) { title, ROW_NUMBER, offset, types, group, 1, min, max, step, NULL }

static const Property properties[] = {
  { N_ ("Name"), ROW_TEXT, OF_ELEMENT (name), ELEMENTS, GROUP_PLACE },
  LENGTH (N_ ("From the Left (mm)"), OF_ELEMENT (x), ELEMENTS, GROUP_PLACE, -1500, 3000),
  LENGTH (N_ ("From the Top (mm)"), OF_ELEMENT (y), ELEMENTS, GROUP_PLACE, -1500, 3000),
  LENGTH (N_ ("Width (mm)"), OF_ELEMENT (width), ELEMENTS, GROUP_PLACE, 0, 3000),
  LENGTH (N_ ("Height (mm)"), OF_ELEMENT (height), ELEMENTS, GROUP_PLACE, 0, 3000),
  COUNT (N_ ("Turned (degrees)"), OF_ELEMENT (rotation), BIT (TEXT) | BIT (LINE) | BIT (BOX), GROUP_PLACE, 0, 359, 15),
  COUNT (N_ ("Turned (degrees)"), OF_ELEMENT (rotation), CODES | BIT (PICTURE), GROUP_PLACE, 0, 270, 90),
  POINTS (N_ ("Size (pt)"), OF_ELEMENT (size), BIT (TEXT) | BIT (LIST), 2, 400),
  POINTS (N_ ("Smallest Size (pt)"), OF_ELEMENT (min_size), BIT (TEXT), 0, 400),
  COUNT (N_ ("Lines at Most"), OF_ELEMENT (max_lines), BIT (TEXT), GROUP_TYPE, 1, 100, 1),
  COUNT (N_ ("Weight"), OF_ELEMENT (weight), BIT (TEXT), GROUP_TYPE, 100, 1000, 100),
  { N_ ("Italic"), ROW_SWITCH, OF_ELEMENT (italic), BIT (TEXT), GROUP_TYPE },
  { N_ ("Alignment"), ROW_CHOICE, OF_ELEMENT (align), BIT (TEXT) | CODES | BIT (PICTURE), GROUP_TYPE, .choices = aligns },
  { N_ ("Vertical Alignment"), ROW_CHOICE, OF_ELEMENT (valign), BIT (TEXT) | BIT (QR) | BIT (PICTURE), GROUP_TYPE, .choices = valigns },
  POINTS (N_ ("Letter Spacing (pt)"), OF_ELEMENT (spacing), BIT (TEXT), 0, 50),
  { N_ ("Font"), ROW_TEXT, OF_ELEMENT (family), BIT (TEXT) | BIT (LIST), GROUP_TYPE },
  { N_ ("Colour"), ROW_COLOR, OF_ELEMENT (color), BIT (TEXT) | BIT (LIST) | BIT (LINE) | BIT (BOX), GROUP_LOOK },
  { N_ ("Fill"), ROW_COLOR, OF_ELEMENT (fill), BIT (BOX), GROUP_LOOK },
  LENGTH (N_ ("Thickness (mm)"), OF_ELEMENT (thickness), BIT (LINE) | BIT (BOX), GROUP_LOOK, 0, 50),
  LENGTH (N_ ("Round Corners (mm)"), OF_ELEMENT (radius), BIT (BOX), GROUP_LOOK, 0, 1500),
  { N_ ("Stroke"), ROW_CHOICE, OF_ELEMENT (stroke), BIT (LINE) | BIT (BOX), GROUP_LOOK, .choices = strokes },
  { N_ ("Printed"), ROW_WHEN, OF_ELEMENT (when), ELEMENTS, GROUP_WHEN },
  { N_ ("Name of the Layout"), ROW_TEXT, OF_LAYOUT (name), PAPER, GROUP_PAPER },
  { N_ ("Kind of Paper"), ROW_CHOICE, OF_LAYOUT (role), PAPER, GROUP_PAPER, .choices = roles },
  LENGTH (N_ ("Width (mm)"), OF_LAYOUT (width), PAPER, GROUP_PAPER, 5, 1500),
  LENGTH (N_ ("Height (mm)"), OF_LAYOUT (height), PAPER, GROUP_PAPER, 5, 1500),
  { N_ ("Language of the Words"), ROW_LANGUAGE, OF_LAYOUT (language), PAPER, GROUP_PAPER },
  { N_ ("On a Roll, as Long as Its List"), ROW_SWITCH, OF_LAYOUT (continuous), PAPER, GROUP_PAPER },
  { N_ ("Black Only, for Thermal Printers"), ROW_SWITCH, OF_LAYOUT (black_only), PAPER, GROUP_PAPER },
  COUNT (N_ ("Rows on a Sheet"), OF_LAYOUT (rows), PAPER, GROUP_SHEET, 0, 30, 1),
  COUNT (N_ ("Columns on a Sheet"), OF_LAYOUT (columns), PAPER, GROUP_SHEET, 0, 30, 1),
  LENGTH (N_ ("Width of the Sheet (mm)"), OF_LAYOUT (sheet_width), PAPER, GROUP_SHEET, 0, 1500),
  LENGTH (N_ ("Height of the Sheet (mm)"), OF_LAYOUT (sheet_height), PAPER, GROUP_SHEET, 0, 1500),
  LENGTH (N_ ("First from the Left (mm)"), OF_LAYOUT (left), PAPER, GROUP_SHEET, 0, 1500),
  LENGTH (N_ ("First from the Top (mm)"), OF_LAYOUT (top), PAPER, GROUP_SHEET, 0, 1500),
  LENGTH (N_ ("Gap between Columns (mm)"), OF_LAYOUT (gap_x), PAPER, GROUP_SHEET, 0, 1500),
  LENGTH (N_ ("Gap between Rows (mm)"), OF_LAYOUT (gap_y), PAPER, GROUP_SHEET, 0, 1500),
};

/* The colours that mean something; the last choice is any other. */
static const struct
{
  const char *color;
  const char *words;
} colors[] = {
  { "", N_ ("Black") },
  { "#ffffff", N_ ("White") },
  { "category", N_ ("Of the Category") },
  { "on-category", N_ ("Read on the Category’s Colour") },
  { NULL, N_ ("Other") },
};

struct _FoyerLayoutInspector
{
  AdwBin parent_instance;

  FoyerLayoutDesign   *design;
  AdwPreferencesPage  *page;
  AdwPreferencesGroup *text_group;
  GtkTextView         *text;
  AdwPreferencesGroup *picture_group;
  AdwPreferencesGroup *arrange_group;
  AdwPreferencesGroup *groups[N_GROUPS];
  GtkWidget           *rows[G_N_ELEMENTS (properties)];
  GtkListBox          *elements;
  gboolean             updating; /* rows are being set, not used */
};

G_DEFINE_FINAL_TYPE (FoyerLayoutInspector, foyer_layout_inspector, ADW_TYPE_BIN)

/* -- From rows to the layout -- */

/* Returns: (nullable): what the property at @index is of */
static gpointer
target_of (FoyerLayoutInspector *self, guint index)
{
  FoyerLayoutElement *element = self->design != NULL ? foyer_layout_design_get_selected (self->design) : NULL;

  if (self->design == NULL)
    return NULL;
  if (properties[index].types & PAPER)
    return foyer_layout_design_get_layout (self->design);
  return element != NULL && properties[index].types & (1u << element->type) ? element : NULL;
}

static guint
index_of (FoyerLayoutInspector *self, gpointer row)
{
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (self->rows[i] == row)
      return i;
  g_assert_not_reached ();
}

static void
set_number (FoyerLayoutInspector *self, guint index, int value)
{
  gpointer target = target_of (self, index);

  if (self->updating || target == NULL || G_STRUCT_MEMBER (int, target, properties[index].offset) == value)
    return;
  foyer_layout_design_begin (self->design, properties[index].title);
  G_STRUCT_MEMBER (int, target, properties[index].offset) = value;
  foyer_layout_design_end (self->design);
}

static void
set_text (FoyerLayoutInspector *self, guint index, const char *value)
{
  gpointer target = target_of (self, index);

  if (self->updating || target == NULL || g_strcmp0 (G_STRUCT_MEMBER (char *, target, properties[index].offset), value) == 0)
    return;
  foyer_layout_design_begin (self->design, properties[index].title);
  g_set_str (&G_STRUCT_MEMBER (char *, target, properties[index].offset), value);
  foyer_layout_design_end (self->design);
}

static void
number_changed_cb (FoyerLayoutInspector *self, GParamSpec *pspec, AdwSpinRow *row)
{
  guint  index = index_of (self, row);
  double value = adw_spin_row_get_value (row) * properties[index].unit;

  /* Codes turn by quarters. */
  if (properties[index].step == 90)
    value = ((int) value / 90) * 90;
  set_number (self, index, (int) (value < 0 ? value - 0.5 : value + 0.5));
}

static void
switch_changed_cb (FoyerLayoutInspector *self, GParamSpec *pspec, AdwSwitchRow *row)
{
  set_number (self, index_of (self, row), adw_switch_row_get_active (row));
}

static void
text_changed_cb (FoyerLayoutInspector *self, AdwEntryRow *row)
{
  set_text (self, index_of (self, row), gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
choice_changed_cb (FoyerLayoutInspector *self, GParamSpec *pspec, AdwComboRow *row)
{
  if (adw_combo_row_get_selected (row) != GTK_INVALID_LIST_POSITION)
    set_number (self, index_of (self, row), (int) adw_combo_row_get_selected (row));
}

static GtkColorDialogButton *
button_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "button");
}

static void
color_chosen_cb (FoyerLayoutInspector *self, GParamSpec *pspec, GtkColorDialogButton *button)
{
  GtkWidget       *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_COMBO_ROW);
  const GdkRGBA   *rgba = gtk_color_dialog_button_get_rgba (button);
  g_autofree char *color = g_strdup_printf ("#%02x%02x%02x", (guint) (rgba->red * 255 + 0.5f), (guint) (rgba->green * 255 + 0.5f), (guint) (rgba->blue * 255 + 0.5f));

  set_text (self, index_of (self, row), color);
}

static void
color_changed_cb (FoyerLayoutInspector *self, GParamSpec *pspec, AdwComboRow *row)
{
  guint chosen = adw_combo_row_get_selected (row);

  if (self->updating || chosen == GTK_INVALID_LIST_POSITION)
    return;
  if (colors[chosen].color != NULL)
    set_text (self, index_of (self, row), colors[chosen].color);
  else
    color_chosen_cb (self, NULL, button_of (GTK_WIDGET (row)));
}

/* Always, then for each field with it, then for each field without it. */
static void
when_changed_cb (FoyerLayoutInspector *self, GParamSpec *pspec, AdwComboRow *row)
{
  guint            chosen = adw_combo_row_get_selected (row);
  g_autofree char *when = NULL;

  if (chosen == GTK_INVALID_LIST_POSITION)
    return;
  if (chosen == 0)
    when = g_strdup ("");
  else if (chosen <= FOYER_N_DOCUMENT_FIELDS)
    when = g_strdup (foyer_document_field_nick (chosen - 1));
  else
    when = g_strconcat ("!", foyer_document_field_nick (chosen - 1 - FOYER_N_DOCUMENT_FIELDS), NULL);
  set_text (self, index_of (self, row), when);
}

/* The program's, then those that have words. */
static void
language_changed_cb (FoyerLayoutInspector *self, GParamSpec *pspec, AdwComboRow *row)
{
  guint chosen = adw_combo_row_get_selected (row);

  if (chosen != GTK_INVALID_LIST_POSITION)
    set_text (self, index_of (self, row), chosen == 0 ? "" : foyer_document_words_languages ()[chosen - 1]);
}

static void
content_changed_cb (FoyerLayoutInspector *self, GtkTextBuffer *buffer)
{
  FoyerLayoutElement *element = self->design != NULL ? foyer_layout_design_get_selected (self->design) : NULL;
  g_autofree char    *text = NULL;

  if (self->updating || element == NULL || element->type == FOYER_LAYOUT_PICTURE)
    return;
  g_object_get (buffer, "text", &text, NULL);
  if (strlen (text) > FOYER_LAYOUT_MAX_TEXT || strcmp (text, element->content) == 0)
    return;
  foyer_layout_design_begin (self->design, "content");
  g_set_str (&element->content, text);
  foyer_layout_design_end (self->design);
}

/* -- From the layout to rows -- */

static guint
choice_of_color (const char *color)
{
  guint i = 0;

  while (colors[i].color != NULL && strcmp (colors[i].color, color) != 0)
    i++;
  return i;
}

static void
show_color (GtkWidget *row, const char *color)
{
  guint   choice = choice_of_color (color);
  GdkRGBA rgba;

  adw_combo_row_set_selected (ADW_COMBO_ROW (row), choice);
  gtk_widget_set_visible (GTK_WIDGET (button_of (row)), colors[choice].color == NULL);
  if (colors[choice].color == NULL && gdk_rgba_parse (&rgba, color))
    gtk_color_dialog_button_set_rgba (button_of (row), &rgba);
}

static guint
choice_of_when (const char *when)
{
  FoyerDocumentField field = foyer_document_field_from_nick (when + (*when == '!'));

  if (*when == '\0' || field == FOYER_N_DOCUMENT_FIELDS)
    return 0;
  return 1 + field + (*when == '!' ? FOYER_N_DOCUMENT_FIELDS : 0);
}

static guint
choice_of_language (const char *language)
{
  const char *const *languages = foyer_document_words_languages ();

  for (guint i = 0; languages[i] != NULL; i++)
    if (strcmp (languages[i], language) == 0)
      return i + 1;
  return 0;
}

static void
show_row (FoyerLayoutInspector *self, guint i, gpointer target)
{
  const Property *property = &properties[i];
  GtkWidget      *row = self->rows[i];
  const char     *text;

  switch (property->kind)
    {
    case ROW_NUMBER:
      adw_spin_row_set_value (ADW_SPIN_ROW (row), G_STRUCT_MEMBER (int, target, property->offset) / property->unit);
      break;
    case ROW_SWITCH:
      adw_switch_row_set_active (ADW_SWITCH_ROW (row), G_STRUCT_MEMBER (int, target, property->offset));
      break;
    case ROW_CHOICE:
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), (guint) G_STRUCT_MEMBER (int, target, property->offset));
      break;
    case ROW_TEXT:
      text = G_STRUCT_MEMBER (char *, target, property->offset);
      /* Not while it is typed: the cursor would jump. */
      if (strcmp (gtk_editable_get_text (GTK_EDITABLE (row)), text) != 0)
        gtk_editable_set_text (GTK_EDITABLE (row), text);
      break;
    case ROW_COLOR:
      show_color (row, G_STRUCT_MEMBER (char *, target, property->offset));
      break;
    case ROW_LANGUAGE:
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), choice_of_language (G_STRUCT_MEMBER (char *, target, property->offset)));
      break;
    case ROW_WHEN:
    default:
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), choice_of_when (G_STRUCT_MEMBER (char *, target, property->offset)));
      break;
    }
}

static void
show_content (FoyerLayoutInspector *self, const FoyerLayoutElement *element)
{
  GtkTextBuffer   *buffer = gtk_text_view_get_buffer (self->text);
  gboolean         has_text = element != NULL && (element->type == FOYER_LAYOUT_TEXT || foyer_layout_type_is_code (element->type));
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->text_group), has_text);
  gtk_widget_set_visible (GTK_WIDGET (self->picture_group), element != NULL && element->type == FOYER_LAYOUT_PICTURE);
  if (!has_text)
    return;
  adw_preferences_group_set_title (self->text_group, foyer_layout_words_type (element->type));
  g_object_get (buffer, "text", &text, NULL);
  if (strcmp (text, element->content) != 0)
    gtk_text_buffer_set_text (buffer, element->content, -1);
}

static void
show_elements (FoyerLayoutInspector *self)
{
  GPtrArray     *elements = foyer_layout_design_get_elements (self->design);
  GtkListBoxRow *row;

  for (guint i = 0; i < elements->len; i++)
    {
      const FoyerLayoutElement *element = elements->pdata[elements->len - 1 - i];
      g_autofree char          *words = foyer_layout_words_element (element);
      gboolean                  selected = foyer_layout_design_is_selected (self->design, elements->len - 1 - i);

      row = gtk_list_box_get_row_at_index (self->elements, (int) i);
      if (row == NULL)
        {
          GtkWidget *made = adw_action_row_new ();

          adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (made), FALSE);
          adw_action_row_set_title_lines (ADW_ACTION_ROW (made), 1);
          gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (made), TRUE);
          adw_action_row_add_suffix (ADW_ACTION_ROW (made), gtk_image_new_from_icon_name ("object-select-symbolic"));
          g_object_set_data (G_OBJECT (made), "mark", gtk_widget_get_last_child (gtk_widget_get_last_child (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (made)))));
          gtk_list_box_append (self->elements, made);
          row = GTK_LIST_BOX_ROW (made);
        }
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
      gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "mark"), selected);
      gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
    }
  while ((row = gtk_list_box_get_row_at_index (self->elements, (int) elements->len)) != NULL)
    gtk_list_box_remove (self->elements, GTK_WIDGET (row));
}

static void
show (FoyerLayoutInspector *self)
{
  gboolean                  group_shown[N_GROUPS] = { FALSE };
  const FoyerLayoutElement *element = self->design != NULL ? foyer_layout_design_get_selected (self->design) : NULL;
  gboolean                  none = self->design != NULL && foyer_layout_design_get_selection (self->design)->len == 0;

  if (self->design == NULL)
    return;
  self->updating = TRUE;
  show_content (self, element);
  gtk_widget_set_visible (GTK_WIDGET (self->arrange_group), !none);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      gpointer target = target_of (self, i);
      gboolean shown = target != NULL && (!(properties[i].types & PAPER) || none);

      gtk_widget_set_visible (self->rows[i], shown);
      group_shown[properties[i].group] |= shown;
      if (shown)
        show_row (self, i, target);
    }
  for (guint i = 0; i < N_GROUPS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->groups[i]), group_shown[i]);
  show_elements (self);
  self->updating = FALSE;
}

static void
element_activated_cb (FoyerLayoutInspector *self, GtkListBoxRow *row)
{
  foyer_layout_design_select (self->design, foyer_layout_design_get_elements (self->design)->len - 1 - (guint) gtk_list_box_row_get_index (row));
}

/* -- Building -- */

static GtkWidget *
create_number (FoyerLayoutInspector *self, const Property *property)
{
  GtkWidget *row = adw_spin_row_new_with_range (property->min, property->max, property->step);

  adw_spin_row_set_digits (ADW_SPIN_ROW (row), property->unit > 1 ? 2 : 0);
  g_signal_connect_object (row, "notify::value", G_CALLBACK (number_changed_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static GtkStringList *
create_whens (void)
{
  GtkStringList *list = gtk_string_list_new ((const char *const[]) { _ ("Always"), NULL });

  for (guint without = 0; without < 2; without++)
    for (guint i = 0; i < FOYER_N_DOCUMENT_FIELDS; i++)
      {
        /* Translators: %s is what a ticket may say, such as “Seat” */
        g_autofree char *words = g_strdup_printf (without ? _ ("Without: %s") : _ ("With: %s"), foyer_layout_words_field (i));

        gtk_string_list_append (list, words);
      }
  return list;
}

/* Languages are called what those call them who speak them. */
static GtkStringList *
create_languages (void)
{
  static const char *const names[] = { "English", "Deutsch", "Español", "Français", "Italiano", "Nederlands", NULL };
  GtkStringList           *list = gtk_string_list_new ((const char *const[]) { _ ("As the Program"), NULL });

  g_assert (g_strv_length ((char **) names) == g_strv_length ((char **) foyer_document_words_languages ()));
  gtk_string_list_splice (list, 1, 0, names);
  return list;
}

static GtkStringList *
create_choices (const Property *property)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  if (property->kind == ROW_COLOR)
    for (gsize i = 0; i < G_N_ELEMENTS (colors); i++)
      gtk_string_list_append (list, _ (colors[i].words));
  else
    for (gsize i = 0; property->choices[i] != NULL; i++)
      gtk_string_list_append (list, _ (property->choices[i]));
  return list;
}

static void
add_color_button (FoyerLayoutInspector *self, GtkWidget *row)
{
  GtkColorDialog *dialog = gtk_color_dialog_new ();
  GtkWidget      *button = gtk_color_dialog_button_new (dialog);

  gtk_color_dialog_set_with_alpha (dialog, FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Other Colour"), -1);
  g_object_set_data (G_OBJECT (row), "button", button);
  g_signal_connect_object (button, "notify::rgba", G_CALLBACK (color_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
create_combo (FoyerLayoutInspector *self, const Property *property)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = NULL;
  GCallback changed = G_CALLBACK (choice_changed_cb);

  if (property->kind == ROW_WHEN)
    {
      list = create_whens ();
      changed = G_CALLBACK (when_changed_cb);
      adw_combo_row_set_expression (ADW_COMBO_ROW (row), gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
      adw_combo_row_set_enable_search (ADW_COMBO_ROW (row), TRUE);
    }
  else if (property->kind == ROW_LANGUAGE)
    {
      list = create_languages ();
      changed = G_CALLBACK (language_changed_cb);
    }
  else
    list = create_choices (property);
  if (property->kind == ROW_COLOR)
    {
      changed = G_CALLBACK (color_changed_cb);
      add_color_button (self, row);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  g_signal_connect_object (row, "notify::selected", changed, self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
create_row (FoyerLayoutInspector *self, const Property *property)
{
  GtkWidget *row;

  switch (property->kind)
    {
    case ROW_NUMBER:
      row = create_number (self, property);
      break;
    case ROW_SWITCH:
      row = adw_switch_row_new ();
      g_signal_connect_object (row, "notify::active", G_CALLBACK (switch_changed_cb), self, G_CONNECT_SWAPPED);
      break;
    case ROW_TEXT:
      row = adw_entry_row_new ();
      g_signal_connect_object (row, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
      break;
    case ROW_CHOICE:
    case ROW_COLOR:
    case ROW_WHEN:
    case ROW_LANGUAGE:
    default:
      row = create_combo (self, property);
      break;
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (property->title));
  return row;
}

static void
insert_field_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerLayoutInspector *self = FOYER_LAYOUT_INSPECTOR (widget);
  g_autofree char      *field = g_strdup_printf ("{%s}", g_variant_get_string (parameter, NULL));

  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (self->text), field, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
append_field (GMenu *menu, const char *words, const char *prefix, const char *nick)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (words, NULL);
  g_autofree char *target = g_strconcat (prefix, nick, NULL);

  g_menu_item_set_action_and_target (item, "inspector.insert-field", "s", target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
create_field_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) words = g_menu_new ();
  const struct
  {
    const char        *title;
    FoyerDocumentField first;
    FoyerDocumentField end;
  } parts[] = {
    { _ ("Event and Category"), FOYER_DOCUMENT_EVENT, FOYER_DOCUMENT_SEAT },
    { _ ("Ticket"), FOYER_DOCUMENT_SEAT, FOYER_DOCUMENT_ADDRESS },
    { _ ("Post"), FOYER_DOCUMENT_ADDRESS, FOYER_DOCUMENT_TITLE },
    { _ ("Receipt and Note"), FOYER_DOCUMENT_TITLE, FOYER_N_DOCUMENT_FIELDS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GMenu) part = g_menu_new ();

      for (guint field = parts[i].first; field < (guint) parts[i].end; field++)
        if (field != FOYER_DOCUMENT_CATEGORY_COLOR)
          append_field (part, foyer_layout_words_field (field), "", foyer_document_field_nick (field));
      g_menu_append_submenu (menu, parts[i].title, G_MENU_MODEL (part));
    }
  for (const char *const *name = foyer_document_words_names (); *name != NULL; name++)
    append_field (words, foyer_document_words_get (g_get_language_names ()[0], *name), FOYER_DOCUMENT_LABEL_PREFIX, *name);
  g_menu_append_submenu (menu, _ ("Words in the Paper’s Language"), G_MENU_MODEL (words));
  return G_MENU_MODEL (menu);
}

static void
build_text (FoyerLayoutInspector *self)
{
  g_autoptr (GMenuModel) menu = create_field_menu ();
  GtkWidget *row = adw_preferences_row_new (), *button = gtk_menu_button_new ();

  self->text_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->text = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->text, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->text, FALSE);
  gtk_widget_set_size_request (GTK_WIDGET (self->text), -1, 72);
  gtk_text_view_set_top_margin (self->text, 12);
  gtk_text_view_set_bottom_margin (self->text, 12);
  gtk_text_view_set_left_margin (self->text, 12);
  gtk_text_view_set_right_margin (self->text, 12);
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "layout-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Text with Fields in Braces"), -1);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (content_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (self->text));
  adw_preferences_group_add (self->text_group, row);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Insert Field"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_add_css_class (button, "flat");
  adw_preferences_group_set_header_suffix (self->text_group, button);
  adw_preferences_page_add (self->page, self->text_group);
}

static void
build_picture (FoyerLayoutInspector *self)
{
  GtkWidget *row = adw_button_row_new ();

  self->picture_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->picture_group, _ ("Picture"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Choose _Picture…"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "layout.choose-picture");
  adw_preferences_group_add (self->picture_group, row);
  adw_preferences_page_add (self->page, self->picture_group);
}

static void
add_button (GtkWidget *box, const char *icon, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "touch");
  gtk_box_append (GTK_BOX (box), button);
}

static void
build_arrange (FoyerLayoutInspector *self)
{
  const struct
  {
    const char *icon;
    const char *label;
    const char *action;
  } buttons[2][6] = {
    {
      { "foyer-align-left-symbolic", _ ("Align Left"), "layout.align(0)" },
      { "foyer-align-center-symbolic", _ ("Align Centre"), "layout.align(1)" },
      { "foyer-align-right-symbolic", _ ("Align Right"), "layout.align(2)" },
      { "foyer-align-top-symbolic", _ ("Align Top"), "layout.align(3)" },
      { "foyer-align-middle-symbolic", _ ("Align Middle"), "layout.align(4)" },
      { "foyer-align-bottom-symbolic", _ ("Align Bottom"), "layout.align(5)" },
    },
    {
      { "go-top-symbolic", _ ("Bring to the Top"), "layout.order(0)" },
      { "go-up-symbolic", _ ("Bring Up"), "layout.order(1)" },
      { "go-down-symbolic", _ ("Bring Down"), "layout.order(2)" },
      { "go-bottom-symbolic", _ ("Bring to the Bottom"), "layout.order(3)" },
      { "object-rotate-right-symbolic", _ ("Turn by a Quarter"), "layout.turn" },
      { "user-trash-symbolic", _ ("Delete"), "layout.delete" },
    },
  };

  self->arrange_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

      gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
      for (guint n = 0; n < G_N_ELEMENTS (buttons[i]); n++)
        add_button (box, buttons[i][n].icon, buttons[i][n].label, buttons[i][n].action);
      adw_preferences_group_add (self->arrange_group, box);
    }
  adw_preferences_page_add (self->page, self->arrange_group);
}

static void
build_elements (FoyerLayoutInspector *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, _ ("Elements"));
  adw_preferences_group_set_description (group, _ ("The uppermost first"));
  self->elements = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->elements, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->elements), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->elements), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Elements"), -1);
  g_signal_connect_object (self->elements, "row-activated", G_CALLBACK (element_activated_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self->elements));
  adw_preferences_page_add (self->page, group);
}

void
foyer_layout_inspector_set_design (FoyerLayoutInspector *self, FoyerLayoutDesign *design)
{
  if (self->design != NULL)
    g_signal_handlers_disconnect_by_data (self->design, self);
  g_set_object (&self->design, design);
  if (design == NULL)
    return;
  g_signal_connect_object (design, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (design, "selected", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

void
foyer_layout_inspector_edit_text (FoyerLayoutInspector *self)
{
  gtk_widget_grab_focus (gtk_widget_get_visible (GTK_WIDGET (self->text_group)) ? GTK_WIDGET (self->text) : self->rows[0]);
}

static void
foyer_layout_inspector_dispose (GObject *object)
{
  foyer_layout_inspector_set_design (FOYER_LAYOUT_INSPECTOR (object), NULL);
  G_OBJECT_CLASS (foyer_layout_inspector_parent_class)->dispose (object);
}

static void
foyer_layout_inspector_class_init (FoyerLayoutInspectorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_layout_inspector_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "inspector.insert-field", "s", insert_field_action);
}

static void
foyer_layout_inspector_init (FoyerLayoutInspector *self)
{
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  build_text (self);
  build_picture (self);
  build_arrange (self);
  for (guint i = 0; i < N_GROUPS; i++)
    {
      self->groups[i] = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (self->groups[i], _ (group_titles[i]));
      adw_preferences_page_add (self->page, self->groups[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      self->rows[i] = create_row (self, &properties[i]);
      adw_preferences_group_add (self->groups[properties[i].group], self->rows[i]);
    }
  build_elements (self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->page));
}
