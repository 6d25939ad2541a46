/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-choices.h"

#include <glib/gi18n.h>

#include "foyer-event-store.h"
#include "foyer-layout-ready.h"
#include "foyer-layout-store.h"
#include "foyer-layout-words.h"

/* A category and the layout of its tickets. */
typedef struct
{
  FoyerId id;
  char   *name;
  FoyerId choice;
} FoyerLayoutCategory;

/* A row: whose choice of what. */
typedef struct
{
  FoyerLayoutRole role;
  FoyerId         category; /* none: the event's */
  GArray         *ids;      /* of FoyerId, as the row lists them; the first is none */
} Row;

struct _FoyerLayoutChoices
{
  AdwBin parent_instance;

  FoyerSession      *session;
  FoyerLayoutChosen *chosen;
};

enum
{
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerLayoutChoices, foyer_layout_choices, ADW_TYPE_BIN)

/* -- Reading -- */

static void
category_free (gpointer data)
{
  g_free (((FoyerLayoutCategory *) data)->name);
  g_free (data);
}

void
foyer_layout_chosen_free (FoyerLayoutChosen *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->conditions);
  g_ptr_array_unref (self->categories);
  g_clear_pointer (&self->own, g_ptr_array_unref);
  g_free (self);
}

static gboolean
read_category (FoyerConnection *connection, FoyerLayoutChosen *chosen, const FoyerCategory *category, GError **error)
{
  FoyerLayoutCategory *entry = g_new0 (FoyerLayoutCategory, 1);

  entry->id = category->id;
  entry->name = g_strdup (category->name);
  g_ptr_array_add (chosen->categories, entry);
  return foyer_layout_store_choice (connection, FOYER_LAYOUT_TICKET, NULL, &category->id, &entry->choice, error);
}

static gboolean
read_event (FoyerConnection *connection, FoyerLayoutChosen *chosen, GError **error)
{
  g_autoptr (FoyerEventSummary) summary = foyer_event_store_get (connection, &chosen->event, error);

  if (summary == NULL)
    return FALSE;
  chosen->title = g_strdup (summary->event->title);
  chosen->conditions = foyer_layout_store_conditions (connection, &chosen->event, error);
  for (FoyerLayoutRole role = 0; role < FOYER_N_LAYOUT_ROLES; role++)
    if (!foyer_layout_store_choice (connection, role, &chosen->event, NULL, &chosen->choices[role], error))
      return FALSE;
  for (guint i = 0; i < summary->categories->len; i++)
    if (!read_category (connection, chosen, ((FoyerCategorySummary *) summary->categories->pdata[i])->category, error))
      return FALSE;
  return chosen->conditions != NULL;
}

FoyerLayoutChosen *
foyer_layout_chosen_read (FoyerConnection *connection, const FoyerId *event, GError **error)
{
  g_autoptr (FoyerLayoutChosen) chosen = g_new0 (FoyerLayoutChosen, 1);

  chosen->event = *event;
  chosen->categories = g_ptr_array_new_with_free_func (category_free);
  chosen->own = foyer_layout_store_list (connection, error);
  if (chosen->own == NULL || (!foyer_id_is_none (event) && !read_event (connection, chosen, error)))
    return NULL;
  return g_steal_pointer (&chosen);
}

/* -- Choosing -- */

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLayoutChoices) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_session_commit_finish (FOYER_SESSION (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* @change is taken over. */
static void
commit (FoyerLayoutChoices *self, FoyerChange *change)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_change_unref);

  g_ptr_array_add (changes, change);
  foyer_session_commit_async (self->session, changes, committed_cb, g_object_ref (self));
}

static void
row_free (gpointer data)
{
  g_array_unref (((Row *) data)->ids);
  g_free (data);
}

static void
chosen_cb (FoyerLayoutChoices *self, GParamSpec *pspec, AdwComboRow *widget)
{
  const Row     *row = g_object_get_data (G_OBJECT (widget), "row");
  guint          selected = adw_combo_row_get_selected (widget);
  gboolean       of_event = foyer_id_is_none (&row->category);
  const FoyerId *subject = of_event ? &self->chosen->event : &row->category;
  FoyerChange   *change;

  if (selected >= row->ids->len)
    return;
  change = foyer_change_new (of_event ? FOYER_CHANGE_EVENT_EDIT : FOYER_CHANGE_CATEGORY_EDIT, subject);
  foyer_change_set_id (change, foyer_layout_store_choice_field (row->role), &g_array_index (row->ids, FoyerId, selected));
  commit (self, change);
}

static void
conditions_applied_cb (FoyerLayoutChoices *self, AdwEntryRow *row)
{
  FoyerChange *change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &self->chosen->event);

  foyer_change_set_text (change, "conditions", gtk_editable_get_text (GTK_EDITABLE (row)));
  commit (self, change);
}

/* -- Rows -- */

static void
add_choice (GtkStringList *titles, GArray *ids, const char *title, const FoyerId *id)
{
  gtk_string_list_append (titles, title);
  g_array_append_val (ids, *id);
}

static void
fill (FoyerLayoutChoices *self, GtkStringList *titles, Row *row)
{
  for (const char *const *name = foyer_layout_ready_names (); *name != NULL; name++)
    {
      g_autoptr (FoyerLayout) layout = foyer_layout_ready_new (*name);

      if (layout->role == row->role)
        add_choice (titles, row->ids, foyer_layout_words_ready (*name), &layout->id);
    }
  for (guint i = 0; i < self->chosen->own->len; i++)
    {
      const FoyerLayoutEntry *entry = self->chosen->own->pdata[i];

      if (entry->role == row->role)
        add_choice (titles, row->ids, *entry->name != '\0' ? entry->name : _ ("Untitled Layout"), &entry->id);
    }
}

static GtkWidget *
create_row (FoyerLayoutChoices *self, FoyerLayoutRole role, const FoyerLayoutCategory *category)
{
  GtkWidget *widget = adw_combo_row_new ();
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *usual = g_strdup_printf (_ ("Usual: %s"), foyer_layout_words_ready (foyer_layout_ready_default (role)));
  const FoyerId   *choice = category != NULL ? &category->choice : &self->chosen->choices[role];
  Row             *row = g_new0 (Row, 1);

  row->role = role;
  row->category = category != NULL ? category->id : FOYER_ID_NONE;
  row->ids = g_array_new (FALSE, FALSE, sizeof (FoyerId));
  add_choice (titles, row->ids, category != NULL ? _ ("As the Event") : usual, &FOYER_ID_NONE);
  fill (self, titles, row);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), category != NULL ? category->name : foyer_layout_words_role_many (role));
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (widget), TRUE);
  adw_combo_row_set_model (ADW_COMBO_ROW (widget), G_LIST_MODEL (titles));
  for (guint i = 0; i < row->ids->len; i++)
    if (foyer_id_equal (&g_array_index (row->ids, FoyerId, i), choice))
      adw_combo_row_set_selected (ADW_COMBO_ROW (widget), i);
  g_object_set_data_full (G_OBJECT (widget), "row", row, row_free);
  g_signal_connect_object (widget, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  return widget;
}

static GtkWidget *
create_categories (FoyerLayoutChoices *self)
{
  GtkWidget *expander = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), _ ("Other Tickets for a Category"));
  for (guint i = 0; i < self->chosen->categories->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), create_row (self, FOYER_LAYOUT_TICKET, self->chosen->categories->pdata[i]));
  return expander;
}

static GtkWidget *
create_conditions (FoyerLayoutChoices *self)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Small Print on Tickets"));
  gtk_editable_set_text (GTK_EDITABLE (row), self->chosen->conditions);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (conditions_applied_cb), self, G_CONNECT_SWAPPED);
  return row;
}

void
foyer_layout_choices_show (FoyerLayoutChoices *self, FoyerLayoutChosen *chosen)
{
  GtkWidget       *group = adw_preferences_group_new ();
  g_autofree char *title = NULL;

  g_clear_pointer (&self->chosen, foyer_layout_chosen_free);
  self->chosen = chosen;
  gtk_widget_set_visible (GTK_WIDGET (self), !foyer_id_is_none (&chosen->event));
  if (foyer_id_is_none (&chosen->event))
    return;
  title = g_markup_printf_escaped (_ ("Paper of “%s”"), chosen->title);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_row (self, FOYER_LAYOUT_TICKET, NULL));
  if (chosen->categories->len > 0)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_categories (self));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_conditions (self));
  for (FoyerLayoutRole role = FOYER_LAYOUT_BADGE; role < FOYER_N_LAYOUT_ROLES; role++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_row (self, role, NULL));
  adw_bin_set_child (ADW_BIN (self), group);
}

void
foyer_layout_choices_set_session (FoyerLayoutChoices *self, FoyerSession *session)
{
  g_set_object (&self->session, session);
}

static void
foyer_layout_choices_dispose (GObject *object)
{
  g_clear_object (&FOYER_LAYOUT_CHOICES (object)->session);
  G_OBJECT_CLASS (foyer_layout_choices_parent_class)->dispose (object);
}

static void
foyer_layout_choices_finalize (GObject *object)
{
  g_clear_pointer (&FOYER_LAYOUT_CHOICES (object)->chosen, foyer_layout_chosen_free);
  G_OBJECT_CLASS (foyer_layout_choices_parent_class)->finalize (object);
}

static void
foyer_layout_choices_class_init (FoyerLayoutChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_layout_choices_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_layout_choices_finalize;
  signals[FAILED] = g_signal_new ("failed", FOYER_TYPE_LAYOUT_CHOICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
foyer_layout_choices_init (FoyerLayoutChoices *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
