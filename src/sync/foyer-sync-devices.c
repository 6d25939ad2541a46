/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-sync-client.h"

#include "foyer-sync.h"

static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerSyncClient *self = source;
  GError          *error = NULL;
  g_autoptr (FoyerRemote) remote = foyer_sync_connect (foyer_sync_client_get_store (self), foyer_sync_client_get_secrets (self), cancellable, &error);
  GPtrArray *devices = remote != NULL ? foyer_remote_list_devices (remote, cancellable, &error) : NULL;

  if (devices != NULL)
    g_task_return_pointer (task, devices, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
foyer_sync_client_list_devices_async (FoyerSyncClient *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_SYNC_CLIENT (self));

  g_task_set_source_tag (task, foyer_sync_client_list_devices_async);
  g_task_run_in_thread (task, list_thread);
}

GPtrArray *
foyer_sync_client_list_devices_finish (FoyerSyncClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  FoyerId          device;
  FoyerDeviceEdit *edit;
} Editing;

static void
editing_free (gpointer data)
{
  foyer_device_edit_free (((Editing *) data)->edit);
  g_free (data);
}

static void
edit_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerSyncClient *self = source;
  Editing         *editing = data;
  GError          *error = NULL;
  g_autoptr (FoyerRemote) remote = foyer_sync_connect (foyer_sync_client_get_store (self), foyer_sync_client_get_secrets (self), cancellable, &error);

  if (remote != NULL && foyer_remote_edit_device (remote, &editing->device, editing->edit, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
foyer_sync_client_edit_device_async (FoyerSyncClient *self, const FoyerId *device, FoyerDeviceEdit *edit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Editing *editing = g_new0 (Editing, 1);

  g_return_if_fail (FOYER_IS_SYNC_CLIENT (self));

  editing->device = *device;
  editing->edit = edit;
  g_task_set_source_tag (task, foyer_sync_client_edit_device_async);
  g_task_set_task_data (task, editing, editing_free);
  g_task_run_in_thread (task, edit_thread);
}

gboolean
foyer_sync_client_edit_device_finish (FoyerSyncClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
