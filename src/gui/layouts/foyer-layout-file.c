/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-file.h"

#include <gtk/gtk.h>
#include <string.h>

#include "foyer-error.h"
#include "foyer-layout-picture.h"
#include "foyer-layout-pretix.h"

/* Dots that are of use: ten centimetres at 300 dots an inch. */
#define PICTURE_SIDE 1200
#define SMALLEST_SIDE 64

typedef struct
{
  FoyerLayout *layout;
  guint        left_out;
} Read;

static void
read_free (gpointer data)
{
  foyer_layout_unref (((Read *) data)->layout);
  g_free (data);
}

static gboolean
is_list (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '[';
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *text = NULL;
  gsize            length;
  GError          *error = NULL;
  Read            *read;

  if (!g_file_load_contents (data, cancellable, &text, &length, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  read = g_new0 (Read, 1);
  if (is_list (text))
    read->layout = foyer_layout_pretix_parse (text, (gssize) length, FOYER_LAYOUT_TICKET, 0, 0, &read->left_out, &error);
  else
    read->layout = foyer_layout_parse (text, (gssize) length, &error);
  if (read->layout != NULL)
    {
      g_task_return_pointer (task, read, read_free);
      return;
    }
  read_free (read);
  g_task_return_error (task, error);
}

void
foyer_layout_file_read_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, foyer_layout_file_read_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}

FoyerLayout *
foyer_layout_file_read_finish (GAsyncResult *result, guint *left_out, GError **error)
{
  Read        *read = g_task_propagate_pointer (G_TASK (result), error);
  FoyerLayout *layout;

  if (read == NULL)
    return NULL;
  *left_out = read->left_out;
  layout = g_steal_pointer (&read->layout);
  g_free (read);
  return layout;
}

/* -- Pictures -- */

static cairo_status_t
write_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
create_png (GdkTexture *texture, int width, int height)
{
  int              full_width = gdk_texture_get_width (texture), full_height = gdk_texture_get_height (texture);
  cairo_surface_t *full = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, full_width, full_height);
  cairo_surface_t *small = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t         *cr = cairo_create (small);
  GByteArray      *png = g_byte_array_new ();

  gdk_texture_download (texture, cairo_image_surface_get_data (full), (gsize) cairo_image_surface_get_stride (full));
  cairo_surface_mark_dirty (full);
  cairo_scale (cr, (double) width / full_width, (double) height / full_height);
  cairo_set_source_surface (cr, full, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (small, write_cb, png);
  cairo_surface_destroy (small);
  cairo_surface_destroy (full);
  return g_byte_array_free_to_bytes (png);
}

/* Smaller and smaller, until it is small enough. */
static void
picture_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_file (data, &error);
  double scale;

  if (texture == NULL || gdk_texture_get_width (texture) > 20000 || gdk_texture_get_height (texture) > 20000)
    {
      g_clear_error (&error);
      g_task_return_new_error (task, FOYER_ERROR, FOYER_ERROR_INVALID, "The file is no picture, or too large a one.");
      return;
    }
  scale = MIN (1, (double) PICTURE_SIDE / MAX (gdk_texture_get_width (texture), gdk_texture_get_height (texture)));
  for (; scale * MAX (gdk_texture_get_width (texture), gdk_texture_get_height (texture)) >= SMALLEST_SIDE; scale *= 0.7)
    {
      g_autoptr (GBytes) png = create_png (texture, MAX ((int) (gdk_texture_get_width (texture) * scale), 1), MAX ((int) (gdk_texture_get_height (texture) * scale), 1));

      if (foyer_layout_picture_check (png, NULL))
        {
          g_task_return_pointer (task, g_steal_pointer (&png), (GDestroyNotify) g_bytes_unref);
          return;
        }
    }
  if (MAX (gdk_texture_get_width (texture), gdk_texture_get_height (texture)) < SMALLEST_SIDE)
    g_task_return_pointer (task, create_png (texture, gdk_texture_get_width (texture), gdk_texture_get_height (texture)), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_new_error (task, FOYER_ERROR, FOYER_ERROR_INVALID, "The picture cannot be made small enough.");
}

void
foyer_layout_file_read_picture_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, foyer_layout_file_read_picture_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, picture_thread);
}

GBytes *
foyer_layout_file_read_picture_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
