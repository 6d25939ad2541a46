/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layouts-page.h"

#include <glib/gi18n.h>

#include "foyer-layout-choices.h"
#include "foyer-layout-editor.h"
#include "foyer-layout-file.h"
#include "foyer-layout-ready.h"
#include "foyer-layout-store.h"
#include "foyer-layout-tile.h"
#include "foyer-layout-words.h"

struct _FoyerLayoutsPage
{
  FoyerPage parent_instance;

  AdwNavigationView  *navigation;
  FoyerLayoutChoices *choices;
  GtkWidget          *own_box;
  GtkFlowBox         *own;
  GtkFlowBox         *ready;
};

G_DEFINE_FINAL_TYPE (FoyerLayoutsPage, foyer_layouts_page, FOYER_TYPE_PAGE)

/* What the page shows. */
typedef struct
{
  FoyerLayoutChosen *chosen;
  GPtrArray         *layouts; /* (element-type FoyerLayout): own ones that can be read */
} Gallery;

static void
gallery_free (gpointer data)
{
  Gallery *gallery = data;

  foyer_layout_chosen_free (gallery->chosen);
  g_ptr_array_unref (gallery->layouts);
  g_free (gallery);
}

static gpointer
read_gallery (FoyerConnection *connection, gpointer data, GError **error)
{
  FoyerLayoutChosen *chosen = foyer_layout_chosen_read (connection, data, error);
  Gallery           *gallery;

  if (chosen == NULL)
    return NULL;
  gallery = g_new0 (Gallery, 1);
  gallery->chosen = chosen;
  gallery->layouts = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_layout_unref);
  for (guint i = 0; i < chosen->own->len; i++)
    {
      FoyerLayout *layout = foyer_layout_store_load (connection, &((FoyerLayoutEntry *) chosen->own->pdata[i])->id, NULL);

      /* One of a newer version is left to it. */
      if (layout != NULL)
        g_ptr_array_add (gallery->layouts, layout);
    }
  return gallery;
}

/* -- The gallery -- */

static void
open_layout (FoyerLayoutsPage *self, FoyerLayout *layout)
{
  adw_navigation_view_push (self->navigation, foyer_layout_editor_new (foyer_page_get_session (FOYER_PAGE (self)), layout));
}

static void
tile_clicked_cb (FoyerLayoutsPage *self, GtkButton *button)
{
  open_layout (self, g_object_get_data (G_OBJECT (button), "layout"));
}

static void
add_tile (FoyerLayoutsPage *self, GtkFlowBox *box, FoyerLayout *layout, const char *name)
{
  GtkWidget       *button = gtk_button_new (), *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget       *title = gtk_label_new (name), *details;
  g_autofree char *size = foyer_layout_words_size (layout);
  g_autofree char *words = g_strdup_printf ("%s · %s", foyer_layout_words_role (layout->role), size);

  details = gtk_label_new (words);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (details), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (details, "caption");
  gtk_widget_add_css_class (details, "dimmed");
  gtk_box_append (GTK_BOX (content), foyer_layout_tile_new (layout));
  gtk_box_append (GTK_BOX (content), title);
  gtk_box_append (GTK_BOX (content), details);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "layout-tile");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  g_object_set_data_full (G_OBJECT (button), "layout", foyer_layout_ref (layout), (GDestroyNotify) foyer_layout_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (tile_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_flow_box_append (box, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static void
add_ready (FoyerLayoutsPage *self)
{
  for (const char *const *name = foyer_layout_ready_names (); *name != NULL; name++)
    {
      g_autoptr (FoyerLayout) layout = foyer_layout_ready_new (*name);
      const char *words = foyer_layout_words_ready (*name);

      /* What is made of it gets an id of its own. */
      layout->id = FOYER_ID_NONE;
      g_free (layout->name);
      /* Translators: the name of a layout that was made from the ready one named %s */
      layout->name = g_strdup_printf (_ ("%s, My Own"), words);
      add_tile (self, self->ready, layout, words);
    }
}

static void
gallery_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLayoutsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  Gallery *gallery = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (gallery == NULL)
    {
      foyer_page_report (FOYER_PAGE (self), _ ("The layouts could not be read. Open this page again."), error);
      return;
    }
  if (!g_cancellable_is_cancelled (foyer_page_get_cancellable (FOYER_PAGE (self))))
    {
      gtk_flow_box_remove_all (self->own);
      for (guint i = 0; i < gallery->layouts->len; i++)
        {
          FoyerLayout *layout = gallery->layouts->pdata[i];

          add_tile (self, self->own, layout, *layout->name != '\0' ? layout->name : _ ("Untitled Layout"));
        }
      gtk_widget_set_visible (self->own_box, gallery->layouts->len > 0);
      foyer_layout_choices_show (self->choices, g_steal_pointer (&gallery->chosen));
    }
  gallery_free (gallery);
}

static void
foyer_layouts_page_refresh (FoyerPage *page)
{
  const FoyerId *event = foyer_session_get_event_id (foyer_page_get_session (page));

  foyer_store_read_async (foyer_page_get_store (page), read_gallery, g_memdup2 (event, sizeof *event), g_free, gallery_free,
                          foyer_page_get_cancellable (page), gallery_read_cb, g_object_ref (page));
}

/* -- New ones -- */

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (FoyerLayout) layout = foyer_layout_new (FOYER_LAYOUT_TICKET, _ ("New Layout"), 139700, 50800);

  open_layout (FOYER_LAYOUTS_PAGE (widget), layout);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLayoutsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  guint left_out = 0;
  g_autoptr (FoyerLayout) layout = foyer_layout_file_read_finish (result, &left_out, &error);
  g_autofree char *sentence = NULL;

  if (layout == NULL)
    {
      sentence = g_strdup_printf (_ ("This file cannot be imported. (%s)"), error->message);
      foyer_page_report (FOYER_PAGE (self), sentence, error);
      return;
    }
  open_layout (self, layout);
  if (left_out > 0)
    sentence = g_strdup_printf (ngettext ("%u element has no counterpart here and was left out.", "%u elements have no counterpart here and were left out.", left_out), left_out);
  if (sentence != NULL)
    foyer_page_toast (FOYER_PAGE (self), sentence);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLayoutsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    foyer_layout_file_read_async (file, foyer_page_get_cancellable (FOYER_PAGE (self)), imported_cb, g_object_ref (self));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    foyer_page_report (FOYER_PAGE (self), _ ("No file could be chosen. Try again."), error);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_dialog_set_title (dialog, _ ("Import Layout"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), foyer_page_get_cancellable (FOYER_PAGE (widget)), file_chosen_cb, g_object_ref (widget));
}

/* -- The page -- */

static void
choice_failed_cb (FoyerLayoutsPage *self, const GError *error)
{
  foyer_page_report (FOYER_PAGE (self), _ ("The choice could not be saved. Try again."), error);
  foyer_page_queue_refresh (FOYER_PAGE (self));
}

static void
foyer_layouts_page_started (FoyerPage *page)
{
  FoyerLayoutsPage *self = FOYER_LAYOUTS_PAGE (page);

  foyer_layout_choices_set_session (self->choices, foyer_page_get_session (page));
  add_ready (self);
}

static void
foyer_layouts_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_LAYOUTS_PAGE);
  G_OBJECT_CLASS (foyer_layouts_page_parent_class)->dispose (object);
}

static void
foyer_layouts_page_class_init (FoyerLayoutsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_layouts_page_dispose;
  FOYER_PAGE_CLASS (klass)->watches = FOYER_SUBJECT_LAYOUTS;
  FOYER_PAGE_CLASS (klass)->refresh = foyer_layouts_page_refresh;
  FOYER_PAGE_CLASS (klass)->started = foyer_layouts_page_started;
  g_type_ensure (FOYER_TYPE_LAYOUT_CHOICES);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/layouts/foyer-layouts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutsPage, navigation);
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutsPage, choices);
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutsPage, own_box);
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutsPage, own);
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutsPage, ready);
  gtk_widget_class_install_action (widget_class, "layouts.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "layouts.import", NULL, import_action);
}

static void
foyer_layouts_page_init (FoyerLayoutsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->choices, "failed", G_CALLBACK (choice_failed_cb), self, G_CONNECT_SWAPPED);
}
