/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-control-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "foyer-error.h"
#include "foyer-wire-json.h"

#define CONTROL_FILE "control.json"
#define LOCK_FILE "lock"

gboolean
foyer_data_lock_take (const char *folder, FoyerDataLock *lock, gboolean *busy, GError **error)
{
  g_autofree char *path = g_build_filename (folder, LOCK_FILE, NULL);

  *busy = FALSE;
  lock->fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock->fd < 0)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_READ_ONLY, "The folder %s cannot be used: %s", folder, g_strerror (errno));
      return FALSE;
    }
  if (flock (lock->fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  *busy = errno == EWOULDBLOCK;
  if (!*busy)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE, "The folder %s cannot be locked: %s", folder, g_strerror (errno));
  foyer_data_lock_release (lock);
  return *busy;
}

void
foyer_data_lock_release (FoyerDataLock *lock)
{
  if (lock->fd >= 0)
    close (lock->fd);
  lock->fd = -1;
}

gboolean
foyer_control_file_write (const char *folder, const char *url, const char *token, GError **error)
{
  g_autofree char *path = g_build_filename (folder, CONTROL_FILE, NULL);
  g_autofree char *text = NULL;
  JsonObject      *object = json_object_new ();

  json_object_set_string_member (object, "url", url);
  json_object_set_string_member (object, "token", token);
  text = foyer_wire_print (object);
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

gboolean
foyer_control_file_read (const char *folder, char **url, char **token, GError **error)
{
  g_autofree char *path = g_build_filename (folder, CONTROL_FILE, NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) object = NULL;
  const char *found_url;
  const char *found_token;
  gsize       length;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  object = foyer_wire_parse (text, length, error);
  if (object == NULL)
    return FALSE;
  found_url = foyer_wire_require_text (object, "url", 1000, error);
  found_token = found_url != NULL ? foyer_wire_require_text (object, "token", 200, error) : NULL;
  if (found_token == NULL)
    return FALSE;
  *url = g_strdup (found_url);
  *token = g_strdup (found_token);
  return TRUE;
}

void
foyer_control_file_remove (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, CONTROL_FILE, NULL);

  g_unlink (path);
}
