/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-incarnation.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "foyer-connection-private.h"
#include "foyer-lease.h"
#include "foyer-lease-store.h"
#include "foyer-meta-store.h"

/* Two numbers of fixed width, so that writing them anew is one write in place. */
#define LINE "%019" G_GINT64_FORMAT " %019" G_GINT64_FORMAT "\n"
#define LINE_LENGTH 40

struct _FoyerIncarnation
{
  char  *path;
  int    descriptor; /* locked; -1: there is no epoch */
  gint64 epoch;
  gint64 spent;
};

static char *
make_path (FoyerConnection *connection)
{
  char text[FOYER_ID_TEXT_LENGTH + 1];

  foyer_id_print (foyer_connection_device (connection), text);
  return g_build_filename (g_get_user_state_dir (), "foyer", "leases", text, NULL);
}

static gboolean
write_line (FoyerIncarnation *self)
{
  char line[LINE_LENGTH + 1];

  g_snprintf (line, sizeof line, LINE, self->epoch, self->spent);
  return pwrite (self->descriptor, line, LINE_LENGTH, 0) == LINE_LENGTH;
}

static gboolean
read_line (FoyerIncarnation *self)
{
  char  line[LINE_LENGTH + 1] = "";
  char *end;

  if (pread (self->descriptor, line, LINE_LENGTH, 0) != LINE_LENGTH || line[LINE_LENGTH - 1] != '\n')
    return FALSE;
  self->epoch = g_ascii_strtoll (line, &end, 10);
  if (*end != ' ')
    return FALSE;
  self->spent = g_ascii_strtoll (end + 1, &end, 10);
  return *end == '\n';
}

static void
let_go (FoyerIncarnation *self)
{
  if (self->descriptor >= 0)
    close (self->descriptor);
  self->descriptor = -1;
}

/* A copy of the store on this machine has the same file; only one of the two gets it. */
static gboolean
take_file (FoyerIncarnation *self, int flags)
{
  let_go (self);
  self->descriptor = open (self->path, O_RDWR | O_CLOEXEC | flags, 0600);
  if (self->descriptor >= 0 && flock (self->descriptor, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  let_go (self);
  return FALSE;
}

/* The folder is synchronised too, or the file could be gone after a loss of power. */
static gboolean
sync_file (FoyerIncarnation *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  int              descriptor = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean         good = fsync (self->descriptor) == 0 && descriptor >= 0 && fsync (descriptor) == 0;

  if (descriptor >= 0)
    close (descriptor);
  return good;
}

static gint64
make_epoch (FoyerConnection *connection)
{
  FoyerRandom random;
  guint64     bits = 0;

  /* never from the repeatable source of a demo: two copies would draw the same */
  foyer_random_init_system (&random);
  foyer_random_fill (&random, (guint8 *) &bits, sizeof bits);
  return 1 + (gint64) (bits % (guint64) FOYER_LEASE_EPOCH_MAX);
}

gboolean
foyer_incarnation_begin (FoyerIncarnation *self, FoyerConnection *connection, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  g_mkdir_with_parents (folder, 0700);
  self->epoch = make_epoch (connection);
  self->spent = 0;
  if ((self->descriptor < 0 && !take_file (self, O_CREAT)) || ftruncate (self->descriptor, 0) != 0 || !write_line (self) || !sync_file (self))
    {
      g_warning ("“%s” cannot be written (%s), so this device gets no stock to sell from", self->path, g_strerror (errno));
      let_go (self);
      return foyer_lease_store_set_epoch (connection, 0, error);
    }
  return foyer_lease_store_set_epoch (connection, self->epoch, error);
}

FoyerIncarnation *
foyer_incarnation_open (FoyerConnection *connection, GError **error)
{
  g_autoptr (FoyerIncarnation) self = g_new0 (FoyerIncarnation, 1);
  GError *local_error = NULL;
  gint64  epoch = foyer_lease_store_epoch (connection, &local_error);
  gint64  spent = 0;

  self->path = make_path (connection);
  self->descriptor = -1;
  if (local_error == NULL && epoch > 0)
    spent = foyer_lease_store_spent (connection, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (epoch == 0)
    return g_steal_pointer (&self);
  if (take_file (self, 0) && read_line (self) && self->epoch == epoch && self->spent <= spent)
    {
      self->spent = spent;
      return g_steal_pointer (&self);
    }
  g_message ("The store is a copy of an earlier one, so what it had leased is not sold again.");
  if (!foyer_incarnation_begin (self, connection, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
foyer_incarnation_note_spent (FoyerIncarnation *self, gint64 count)
{
  self->spent += count;
  if (self->descriptor >= 0 && !write_line (self))
    g_warning ("“%s” cannot be written: %s", self->path, g_strerror (errno));
}

void
foyer_incarnation_free (FoyerIncarnation *self)
{
  if (self == NULL)
    return;
  let_go (self);
  g_free (self->path);
  g_free (self);
}
