/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-picture-reader.h"

#include "foyer-decoder-client.h"

static void
read_picture (GTask *task, gpointer source, gpointer file, GCancellable *cancellable)
{
  g_autoptr (FoyerDecoderClient) decoder = NULL;
  GError *error = NULL;
  g_autoptr (FoyerFrame) frame = foyer_frame_new_from_file (file, cancellable, &error);

  if (frame == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  decoder = foyer_decoder_client_new (FOYER_SYMBOLOGY_DEFAULT);
  g_task_return_pointer (task, foyer_decoder_client_decode_still (decoder, frame, cancellable), (GDestroyNotify) g_ptr_array_unref);
}

void
foyer_picture_read_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, foyer_picture_read_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, read_picture);
}

GPtrArray *
foyer_picture_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
