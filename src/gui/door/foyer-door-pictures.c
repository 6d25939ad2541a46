/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-door-pictures.h"

#include <glib/gi18n.h>

#include "foyer-code.h"
#include "foyer-picture-reader.h"

struct _FoyerDoorPictures
{
  GObject parent_instance;

  FoyerPage *page; /* not kept; NULL once stopped */
};

enum
{
  CODE,
  TROUBLE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerDoorPictures, foyer_door_pictures, G_TYPE_OBJECT)

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerDoorPictures) self = user_data;
  g_autoptr (GArray) answered = g_array_new (FALSE, FALSE, sizeof (FoyerId));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) codes = foyer_picture_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->page == NULL)
    return;
  if (codes == NULL)
    {
      g_message ("A picture could not be read: %s", error->message);
      g_signal_emit (self, signals[TROUBLE], 0, _ ("Not a Picture"), _ ("This file could not be read as a picture. Take a photo or a screenshot of the ticket."));
      return;
    }
  if (codes->len == 0)
    g_signal_emit (self, signals[TROUBLE], 0, _ ("No Code Found"), _ ("There is no code to be read in this picture. Try a larger or sharper one."));
  for (guint i = 0; i < codes->len; i++)
    g_signal_emit (self, signals[CODE], 0, foyer_code_get_text (codes->pdata[i]), answered);
}

static void
read_picture (FoyerDoorPictures *self, GFile *file)
{
  foyer_picture_read_async (file, foyer_page_get_cancellable (self->page), read_cb, g_object_ref (self));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerDoorPictures) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (self->page == NULL)
    return;
  if (file != NULL)
    read_picture (self, file);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    foyer_page_report (self->page, _ ("The picture could not be opened. Try again."), error);
}

void
foyer_door_pictures_choose (FoyerDoorPictures *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_return_if_fail (FOYER_IS_DOOR_PICTURES (self));

  if (self->page == NULL)
    return;
  gtk_file_filter_set_name (filter, _ ("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_dialog_set_title (dialog, _ ("Read a Picture"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->page))), foyer_page_get_cancellable (self->page), chosen_cb, g_object_ref (self));
}

static gboolean
dropped_cb (FoyerDoorPictures *self, const GValue *value)
{
  GdkFileList *list = g_value_get_boxed (value);
  g_autoptr (GSList) files = gdk_file_list_get_files (list);

  for (GSList *link = files; link != NULL && self->page != NULL; link = link->next)
    read_picture (self, link->data);
  return files != NULL;
}

void
foyer_door_pictures_stop (FoyerDoorPictures *self)
{
  g_return_if_fail (FOYER_IS_DOOR_PICTURES (self));

  self->page = NULL;
}

static void
foyer_door_pictures_class_init (FoyerDoorPicturesClass *klass)
{
  signals[CODE] = g_signal_new ("code", FOYER_TYPE_DOOR_PICTURES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ARRAY);
  signals[TROUBLE] = g_signal_new ("trouble", FOYER_TYPE_DOOR_PICTURES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
foyer_door_pictures_init (FoyerDoorPictures *self)
{
}

FoyerDoorPictures *
foyer_door_pictures_new (FoyerPage *page)
{
  FoyerDoorPictures *self = g_object_new (FOYER_TYPE_DOOR_PICTURES, NULL);
  GtkDropTarget     *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->page = page;
  g_signal_connect_object (drop, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (page), GTK_EVENT_CONTROLLER (drop));
  return self;
}
