/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-control-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "foyer-change.h"
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

void
foyer_control_free (FoyerControl *self)
{
  if (self == NULL)
    return;
  g_free (self->url);
  g_free (self->token);
  g_free (self->fingerprint);
  g_free (self);
}

gboolean
foyer_control_file_write (const char *folder, const FoyerControl *control, GError **error)
{
  g_autofree char *path = g_build_filename (folder, CONTROL_FILE, NULL);
  g_autofree char *text = NULL;
  JsonObject      *object = json_object_new ();

  json_object_set_string_member (object, "url", control->url);
  json_object_set_string_member (object, "token", control->token);
  json_object_set_string_member (object, "fingerprint", control->fingerprint);
  text = foyer_wire_print (object);
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

FoyerControl *
foyer_control_file_read (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, CONTROL_FILE, NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) object = NULL;
  FoyerControl *self;
  const char   *url;
  const char   *token;
  const char   *fingerprint;
  gsize         length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  object = foyer_wire_parse (text, length, error);
  if (object == NULL)
    return NULL;
  url = foyer_wire_require_text (object, "url", 1000, error);
  token = url != NULL ? foyer_wire_require_text (object, "token", 200, error) : NULL;
  if (token == NULL)
    return NULL;
  fingerprint = foyer_body_text (object, "fingerprint");
  self = g_new0 (FoyerControl, 1);
  self->url = g_strdup (url);
  self->token = g_strdup (token);
  self->fingerprint = g_strdup (fingerprint != NULL ? fingerprint : "");
  return self;
}

void
foyer_control_file_remove (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, CONTROL_FILE, NULL);

  g_unlink (path);
}
