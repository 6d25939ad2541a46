/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "foyer-format.h"
#include "foyer-layout-canvas.h"
#include "foyer-layout-check.h"
#include "foyer-layout-file.h"
#include "foyer-layout-inspector.h"
#include "foyer-layout-picture.h"
#include "foyer-layout-preview.h"
#include "foyer-layout-pretix.h"
#include "foyer-layout-store.h"
#include "foyer-layout-words.h"

/* Milliseconds after the last edit. */
#define SAVE_DELAY 1500
#define CHECK_DELAY 400

struct _FoyerLayoutEditor
{
  AdwNavigationPage parent_instance;

  FoyerSession      *session;
  FoyerLayoutDesign *design;
  GCancellable      *cancellable;
  GPtrArray         *previews;  /* (nullable) (element-type FoyerLayoutPreview) */
  GPtrArray         *found;     /* (nullable) (element-type FoyerLayoutFinding) */
  char              *shown_for; /* what the previews were read for */
  FoyerId            id;        /* none until it was saved first */
  double             zoom;      /* 0: fits */
  guint              save_id;
  guint              check_id;
  gboolean           touched; /* since it was saved */
  gboolean           saving;
  gboolean           removed;

  AdwWindowTitle       *title;
  AdwToastOverlay      *toasts;
  AdwOverlaySplitView  *split;
  FoyerLayoutCanvas    *canvas;
  FoyerLayoutInspector *inspector;
  GtkScrolledWindow    *scroller;
  GtkDropDown          *preview;
  GtkWidget            *page_box;
  GtkLabel             *page_label;
  GtkButton            *zoom_button;
  GtkMenuButton        *check_button;
  GtkListBox           *findings;
  GtkWidget            *no_findings;
};

G_DEFINE_FINAL_TYPE (FoyerLayoutEditor, foyer_layout_editor, ADW_TYPE_NAVIGATION_PAGE)

FoyerLayoutDesign *
foyer_layout_editor_get_design (FoyerLayoutEditor *self)
{
  return self->design;
}

static FoyerLayout *
get_layout (FoyerLayoutEditor *self)
{
  return foyer_layout_design_get_layout (self->design);
}

static const char *
get_language (FoyerLayoutEditor *self)
{
  return *get_layout (self)->language != '\0' ? get_layout (self)->language : g_get_language_names ()[0];
}

static void
report (FoyerLayoutEditor *self, const char *sentence, const GError *error)
{
  AdwToast *toast;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_message ("%s: %s", sentence, error->message);
  toast = adw_toast_new (sentence);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* -- Saving -- */

static gpointer
save_job (FoyerConnection *connection, gpointer data, GError **error)
{
  FoyerLayout *layout = data;

  return foyer_layout_store_save (connection, layout, error) ? g_memdup2 (&layout->id, sizeof layout->id) : NULL;
}

static void save_now (FoyerLayoutEditor *self);

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLayoutEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree FoyerId *id = foyer_store_write_finish (FOYER_STORE (source), result, &error);

  self->saving = FALSE;
  if (id == NULL)
    {
      self->touched = TRUE;
      report (self, _ ("The layout could not be saved. Change something to try again."), error);
      return;
    }
  self->id = *id;
  if (self->touched)
    save_now (self);
}

/* One after the other: the first one gives the layout its id. */
static void
save_now (FoyerLayoutEditor *self)
{
  FoyerLayout *copy;

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (!self->touched || self->saving || self->removed)
    return;
  self->touched = FALSE;
  self->saving = TRUE;
  copy = foyer_layout_copy (get_layout (self));
  copy->id = self->id;
  foyer_store_write_async (foyer_session_get_store (self->session), save_job, copy, (GDestroyNotify) foyer_layout_unref, g_free, saved_cb, g_object_ref (self));
}

static gboolean
save_later_cb (gpointer user_data)
{
  FoyerLayoutEditor *self = user_data;

  self->save_id = 0;
  save_now (self);
  return G_SOURCE_REMOVE;
}

static void
hidden_cb (FoyerLayoutEditor *self)
{
  save_now (self);
}

/* -- What to look at -- */

static void
show_findings (FoyerLayoutEditor *self)
{
  const char *label = self->found->len > 0 ? _ ("There is something to look at") : _ ("Nothing is missing.");

  gtk_list_box_remove_all (self->findings);
  for (guint i = 0; i < self->found->len; i++)
    {
      const FoyerLayoutFinding *finding = self->found->pdata[i];
      g_autofree char          *sentence = NULL;
      GtkWidget                *words;

      /* The layout may be another one by now; it is checked again in a moment. */
      if (finding->page >= get_layout (self)->pages->len ||
          (finding->element != FOYER_LAYOUT_WHOLE && finding->element >= foyer_layout_get_page (get_layout (self), finding->page)->len))
        continue;
      sentence = foyer_layout_words_finding (get_layout (self), finding);
      words = gtk_label_new (sentence);
      gtk_label_set_wrap (GTK_LABEL (words), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (words), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_max_width_chars (GTK_LABEL (words), 40);
      gtk_label_set_xalign (GTK_LABEL (words), 0);
      gtk_widget_set_margin_top (words, 6);
      gtk_widget_set_margin_bottom (words, 6);
      g_object_set_data (G_OBJECT (words), "finding", (gpointer) finding);
      gtk_list_box_append (self->findings, words);
    }
  gtk_widget_set_visible (self->no_findings, self->found->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), self->found->len > 0);
  gtk_menu_button_set_icon_name (self->check_button, self->found->len > 0 ? "dialog-warning-symbolic" : "object-select-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->check_button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
finding_activated_cb (FoyerLayoutEditor *self, GtkListBoxRow *row)
{
  const FoyerLayoutFinding *finding = g_object_get_data (G_OBJECT (gtk_list_box_row_get_child (row)), "finding");

  gtk_menu_button_popdown (self->check_button);
  foyer_layout_design_set_page (self->design, finding->page);
  if (finding->element < foyer_layout_design_get_elements (self->design)->len)
    foyer_layout_design_select (self->design, finding->element);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLayoutEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = foyer_layout_preview_check_finish (result, &error);

  if (found == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = g_steal_pointer (&found);
  show_findings (self);
}

static gboolean
check_cb (gpointer user_data)
{
  FoyerLayoutEditor *self = user_data;

  self->check_id = 0;
  if (self->previews != NULL)
    foyer_layout_preview_check_async (get_layout (self), self->previews, self->cancellable, checked_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
check_later (FoyerLayoutEditor *self)
{
  g_clear_handle_id (&self->check_id, g_source_remove);
  self->check_id = g_timeout_add (CHECK_DELAY, check_cb, self);
}

/* -- Previews -- */

static void
preview_chosen_cb (FoyerLayoutEditor *self)
{
  guint chosen = gtk_drop_down_get_selected (self->preview);

  if (self->previews != NULL && chosen < self->previews->len)
    foyer_layout_canvas_set_data (self->canvas, ((FoyerLayoutPreview *) self->previews->pdata[chosen])->data, get_language (self));
}

static void
previews_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLayoutEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) previews = foyer_layout_preview_read_finish (FOYER_STORE (source), result, &error);
  g_autoptr (GtkStringList) titles = NULL;
  guint chosen = gtk_drop_down_get_selected (self->preview);

  if (previews == NULL)
    {
      report (self, _ ("The tickets could not be read. Open the layout again."), error);
      return;
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  g_clear_pointer (&self->previews, g_ptr_array_unref);
  self->previews = g_steal_pointer (&previews);
  titles = gtk_string_list_new (NULL);
  for (guint i = 0; i < self->previews->len; i++)
    gtk_string_list_append (titles, ((FoyerLayoutPreview *) self->previews->pdata[i])->title);
  gtk_drop_down_set_model (self->preview, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->preview, chosen < self->previews->len ? chosen : 0);
  preview_chosen_cb (self);
  check_later (self);
}

static void
read_previews (FoyerLayoutEditor *self)
{
  g_autofree char *wanted = g_strdup_printf ("%s %s", foyer_layout_role_nick (get_layout (self)->role), get_language (self));

  if (g_strcmp0 (wanted, self->shown_for) == 0)
    return;
  g_set_str (&self->shown_for, wanted);
  foyer_layout_preview_read_async (foyer_session_get_store (self->session), get_layout (self)->role, get_language (self),
                                   foyer_session_get_event_id (self->session), self->cancellable, previews_read_cb, g_object_ref (self));
}

/* -- What is shown -- */

static void
show_page (FoyerLayoutEditor *self)
{
  guint            page = foyer_layout_design_get_page (self->design), pages = get_layout (self)->pages->len;
  g_autofree char *words = g_strdup_printf ("%u / %u", page + 1, pages);

  gtk_label_set_label (self->page_label, words);
  gtk_widget_set_visible (self->page_box, pages > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "layout.previous-page", page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "layout.next-page", page + 1 < pages);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "layout.delete-page", pages > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "layout.add-page", pages < FOYER_LAYOUT_MAX_PAGES);
}

static void
show_zoom (FoyerLayoutEditor *self)
{
  g_autofree char *words = g_strdup_printf (_ ("%d %%"), (int) (foyer_layout_canvas_get_zoom (self->canvas) * 100 + 0.5));

  gtk_button_set_label (self->zoom_button, words);
}

static void
show_title (FoyerLayoutEditor *self)
{
  g_autofree char *size = foyer_layout_words_size (get_layout (self));
  const char      *name = *get_layout (self)->name != '\0' ? get_layout (self)->name : _ ("Untitled Layout");

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), name);
  adw_window_title_set_title (self->title, name);
  adw_window_title_set_subtitle (self->title, size);
}

static void
selected_cb (FoyerLayoutEditor *self)
{
  gboolean any = foyer_layout_design_get_selection (self->design)->len > 0;

  for (const char *const *action = (const char *const[]) { "layout.delete", "layout.duplicate", "layout.align", "layout.order", "layout.turn", NULL }; *action != NULL; action++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), *action, any);
  show_page (self);
}

static void
show_all (FoyerLayoutEditor *self)
{
  show_title (self);
  show_zoom (self);
  selected_cb (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "layout.undo", foyer_layout_design_can_undo (self->design));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "layout.redo", foyer_layout_design_can_redo (self->design));
}

static void
changed_cb (FoyerLayoutEditor *self)
{
  self->touched = TRUE;
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_DELAY, save_later_cb, self);
  show_all (self);
  read_previews (self);
  check_later (self);
}

static void
edit_cb (FoyerLayoutEditor *self)
{
  adw_overlay_split_view_set_show_sidebar (self->split, TRUE);
  foyer_layout_inspector_edit_text (self->inspector);
}

static void
close_sidebar_cb (FoyerLayoutEditor *self)
{
  adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
}

static void
room_changed_cb (FoyerLayoutEditor *self)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller), *along = gtk_scrolled_window_get_vadjustment (self->scroller);

  foyer_layout_canvas_set_room (self->canvas, (int) gtk_adjustment_get_page_size (across), (int) gtk_adjustment_get_page_size (along));
  show_zoom (self);
}

/* -- Actions -- */

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_layout_design_undo (FOYER_LAYOUT_EDITOR (widget)->design);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_layout_design_redo (FOYER_LAYOUT_EDITOR (widget)->design);
}

static void
choose_picture_action (GtkWidget *widget, const char *name, GVariant *parameter);

/* As people want a new one: in the middle, with something on it. */
static FoyerLayoutElement *
create_element (FoyerLayoutEditor *self, FoyerLayoutElementType type)
{
  static const struct
  {
    int         width;
    int         height;
    const char *content;
  } news[FOYER_N_LAYOUT_ELEMENT_TYPES] = {
    { 50000, 6000, "{event}" },
    { 30000, 30000, "{code}" },
    { 44000, 15000, "{ean13}" },
    { 50000, 12000, "{order}" },
    { 30000, 20000, "" },
    { 50000, 500, "" },
    { 50000, 20000, "" },
    { 60000, 60000, "" },
  };
  const FoyerLayout  *layout = get_layout (self);
  FoyerLayoutElement *element = foyer_layout_element_new (type);

  element->width = MIN (news[type].width, layout->width);
  element->height = MIN (news[type].height, layout->height);
  element->x = (layout->width - element->width) / 2;
  element->y = (layout->height - element->height) / 2;
  g_set_str (&element->content, news[type].content);
  if (foyer_layout_type_is_code (type) || type == FOYER_LAYOUT_PICTURE)
    {
      element->align = FOYER_LAYOUT_ALIGN_CENTER;
      element->valign = FOYER_LAYOUT_MIDDLE;
    }
  return element;
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerLayoutEditor *self = FOYER_LAYOUT_EDITOR (widget);

  for (FoyerLayoutElementType type = 0; type < FOYER_N_LAYOUT_ELEMENT_TYPES; type++)
    if (strcmp (foyer_layout_type_nick (type), g_variant_get_string (parameter, NULL)) == 0)
      {
        foyer_layout_design_add (self->design, create_element (self, type));
        gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
        if (type == FOYER_LAYOUT_PICTURE)
          choose_picture_action (widget, NULL, NULL);
      }
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_layout_design_duplicate (FOYER_LAYOUT_EDITOR (widget)->design);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_layout_design_delete (FOYER_LAYOUT_EDITOR (widget)->design);
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_layout_design_select_all (FOYER_LAYOUT_EDITOR (widget)->design);
}

static void
align_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_layout_design_align (FOYER_LAYOUT_EDITOR (widget)->design, (FoyerLayoutSide) g_variant_get_int32 (parameter));
}

static void
order_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_layout_design_order (FOYER_LAYOUT_EDITOR (widget)->design, (FoyerLayoutOrder) g_variant_get_int32 (parameter));
}

static void
turn_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_layout_design_turn (FOYER_LAYOUT_EDITOR (widget)->design, 90);
}

static void
add_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_layout_design_add_page (FOYER_LAYOUT_EDITOR (widget)->design);
}

static void
delete_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_layout_design_delete_page (FOYER_LAYOUT_EDITOR (widget)->design);
}

static void
turn_page (FoyerLayoutEditor *self, int by)
{
  foyer_layout_design_set_page (self->design, foyer_layout_design_get_page (self->design) + (guint) by);
  gtk_widget_queue_draw (GTK_WIDGET (self->canvas));
}

static void
next_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn_page (FOYER_LAYOUT_EDITOR (widget), 1);
}

static void
previous_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn_page (FOYER_LAYOUT_EDITOR (widget), -1);
}

static void
set_zoom (FoyerLayoutEditor *self, double zoom)
{
  foyer_layout_canvas_set_zoom (self->canvas, zoom);
  show_zoom (self);
}

static void
zoom_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_zoom (FOYER_LAYOUT_EDITOR (widget), foyer_layout_canvas_get_zoom (FOYER_LAYOUT_EDITOR (widget)->canvas) * 1.25);
}

static void
zoom_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_zoom (FOYER_LAYOUT_EDITOR (widget), foyer_layout_canvas_get_zoom (FOYER_LAYOUT_EDITOR (widget)->canvas) / 1.25);
}

static void
zoom_fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_zoom (FOYER_LAYOUT_EDITOR (widget), 0);
}

/* -- Pictures -- */

static void
use_picture (FoyerLayoutEditor *self, GBytes *png)
{
  FoyerLayoutElement *element = foyer_layout_design_get_selected (self->design);
  FoyerLayout        *layout;
  FoyerId             id = foyer_layout_picture_id (png);

  if (element == NULL || element->type != FOYER_LAYOUT_PICTURE)
    return;
  foyer_layout_design_begin (self->design, NULL);
  layout = get_layout (self);
  if (layout->pictures == NULL)
    layout->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_hash_table_insert (layout->pictures, foyer_id_dup_text (&id), g_bytes_ref (png));
  g_free (element->content);
  element->content = foyer_id_dup_text (&id);
  foyer_layout_design_end (self->design);
}

static void
picture_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLayoutEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = foyer_layout_file_read_picture_finish (result, &error);

  if (png != NULL)
    use_picture (self, png);
  else
    report (self, _ ("This picture cannot be used. Choose a PNG, JPEG or SVG file."), error);
}

static void
picture_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLayoutEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    foyer_layout_file_read_picture_async (file, self->cancellable, picture_read_cb, g_object_ref (self));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    report (self, _ ("No file could be chosen. Try again."), error);
}

static void
choose_picture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_dialog_set_title (dialog, _ ("Choose Picture"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), FOYER_LAYOUT_EDITOR (widget)->cancellable, picture_chosen_cb, g_object_ref (widget));
}

/* -- Files -- */

typedef struct
{
  FoyerLayoutEditor *editor;
  char              *text;
  guint              left_out;
} Exporting;

static void
exporting_free (Exporting *exporting)
{
  g_object_unref (exporting->editor);
  g_free (exporting->text);
  g_free (exporting);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exporting *exporting = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    report (exporting->editor, _ ("The layout could not be exported. Choose another folder."), error);
  else if (exporting->left_out > 0)
    report (exporting->editor, _ ("Exported, but without bar codes, pictures, lines and boxes: pretix has them in the PDF behind the layout."), NULL);
  else
    report (exporting->editor, _ ("The layout was exported."), NULL);
  exporting_free (exporting);
}

static void
export_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exporting *exporting = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    {
      g_file_replace_contents_async (file, exporting->text, strlen (exporting->text), NULL, FALSE, G_FILE_CREATE_NONE, exporting->editor->cancellable, exported_cb, exporting);
      return;
    }
  if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    report (exporting->editor, _ ("No file could be chosen. Try again."), error);
  exporting_free (exporting);
}

static void export (FoyerLayoutEditor *self, gboolean for_pretix)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *file_name = g_strdup_printf (for_pretix ? "%s (pretix).json" : "%s.json", *get_layout (self)->name != '\0' ? get_layout (self)->name : _ ("Layout"));
  Exporting       *exporting = g_new0 (Exporting, 1);

  exporting->editor = g_object_ref (self);
  exporting->text = for_pretix ? foyer_layout_pretix_print (get_layout (self), &exporting->left_out) : foyer_layout_print (get_layout (self), TRUE);
  gtk_file_dialog_set_title (dialog, _ ("Export Layout"));
  gtk_file_dialog_set_initial_name (dialog, g_strdelimit (file_name, "/", '-'));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->cancellable, export_chosen_cb, exporting);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  export (FOYER_LAYOUT_EDITOR (widget), FALSE);
}

static void
export_pretix_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  export (FOYER_LAYOUT_EDITOR (widget), TRUE);
}

/* -- Deleting the layout -- */

static gpointer
delete_job (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_layout_store_delete (connection, data, error));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLayoutEditor) self = user_data;
  g_autoptr (GError) error = NULL;

  foyer_store_write_finish (FOYER_STORE (source), result, &error);
  if (error == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
  else
    {
      self->removed = FALSE;
      report (self, _ ("The layout could not be deleted. Try again."), error);
    }
}

static void
remove_response_cb (FoyerLayoutEditor *self, const char *response)
{
  if (g_strcmp0 (response, "delete") != 0)
    return;
  self->removed = TRUE;
  if (foyer_id_is_none (&self->id))
    gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
  else
    foyer_store_write_async (foyer_session_get_store (self->session), delete_job, g_memdup2 (&self->id, sizeof self->id), g_free, NULL, deleted_cb, g_object_ref (self));
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Delete This Layout?"), _ ("Events that use it print in the ready layout again."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "delete", _ ("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_response_cb), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

/* -- The page -- */

static void
foyer_layout_editor_dispose (GObject *object)
{
  FoyerLayoutEditor *self = FOYER_LAYOUT_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_handle_id (&self->check_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_LAYOUT_EDITOR);
  g_clear_object (&self->design);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (foyer_layout_editor_parent_class)->dispose (object);
}

static void
foyer_layout_editor_finalize (GObject *object)
{
  FoyerLayoutEditor *self = FOYER_LAYOUT_EDITOR (object);

  g_clear_pointer (&self->previews, g_ptr_array_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self->shown_for);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (foyer_layout_editor_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "layout.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "layout.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "layout.add", "s", add_action);
  gtk_widget_class_install_action (widget_class, "layout.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "layout.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "layout.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "layout.align", "i", align_action);
  gtk_widget_class_install_action (widget_class, "layout.order", "i", order_action);
  gtk_widget_class_install_action (widget_class, "layout.turn", NULL, turn_action);
  gtk_widget_class_install_action (widget_class, "layout.add-page", NULL, add_page_action);
  gtk_widget_class_install_action (widget_class, "layout.delete-page", NULL, delete_page_action);
  gtk_widget_class_install_action (widget_class, "layout.next-page", NULL, next_page_action);
  gtk_widget_class_install_action (widget_class, "layout.previous-page", NULL, previous_page_action);
  gtk_widget_class_install_action (widget_class, "layout.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "layout.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "layout.zoom-fit", NULL, zoom_fit_action);
  gtk_widget_class_install_action (widget_class, "layout.choose-picture", NULL, choose_picture_action);
  gtk_widget_class_install_action (widget_class, "layout.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "layout.export-pretix", NULL, export_pretix_action);
  gtk_widget_class_install_action (widget_class, "layout.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "layout.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "layout.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "layout.duplicate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "layout.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "layout.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "layout.zoom-fit", NULL);
}

static void
foyer_layout_editor_class_init (FoyerLayoutEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_layout_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_layout_editor_finalize;
  g_type_ensure (FOYER_TYPE_LAYOUT_CANVAS);
  g_type_ensure (FOYER_TYPE_LAYOUT_INSPECTOR);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/layouts/foyer-layout-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutEditor, title);
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutEditor, toasts);
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutEditor, split);
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutEditor, canvas);
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutEditor, inspector);
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutEditor, preview);
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutEditor, page_box);
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutEditor, page_label);
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutEditor, zoom_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutEditor, check_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutEditor, findings);
  gtk_widget_class_bind_template_child (widget_class, FoyerLayoutEditor, no_findings);
  gtk_widget_class_bind_template_callback (widget_class, hidden_cb);
  gtk_widget_class_bind_template_callback (widget_class, finding_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, preview_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_sidebar_cb);
  install_actions (widget_class);
}

static void
foyer_layout_editor_init (FoyerLayoutEditor *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (GtkAdjustment **adjustment = (GtkAdjustment *[]) { gtk_scrolled_window_get_hadjustment (self->scroller), gtk_scrolled_window_get_vadjustment (self->scroller), NULL }; *adjustment != NULL; adjustment++)
    g_signal_connect_object (*adjustment, "notify::page-size", G_CALLBACK (room_changed_cb), self, G_CONNECT_SWAPPED);
}

AdwNavigationPage *
foyer_layout_editor_new (FoyerSession *session, FoyerLayout *layout)
{
  FoyerLayoutEditor *self = g_object_new (FOYER_TYPE_LAYOUT_EDITOR, NULL);
  g_autoptr (FoyerDocumentData) nothing = foyer_document_data_new ();

  self->session = g_object_ref (session);
  self->id = layout->id;
  self->design = foyer_layout_design_new (layout);
  foyer_layout_canvas_set_data (self->canvas, nothing, get_language (self));
  foyer_layout_canvas_set_design (self->canvas, self->design);
  foyer_layout_inspector_set_design (self->inspector, self->design);
  g_signal_connect_object (self->design, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->design, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  show_all (self);
  read_previews (self);
  return ADW_NAVIGATION_PAGE (self);
}
