/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-bell.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "foyer-error.h"
#include "foyer-postgresql.h"

#define AGAIN_MILLISECONDS 2000
/* A connection on which nothing was heard for so long is asked whether it still lives. */
#define QUIET_MILLISECONDS 30000

struct _FoyerBell
{
  char         *address;
  GThread      *thread;
  GMainContext *context; /* where the function is called */
  int           stop;    /* eventfd: readable when the thread is to end */
  FoyerBellFunc func;    /* (nullable): on the maker's thread; %NULL when it wants to hear no more */
  gpointer      data;
};

static void
bell_clear (gpointer data)
{
  FoyerBell *self = data;

  close (self->stop);
  g_main_context_unref (self->context);
  g_free (self->address);
}

PGconn *
foyer_postgresql_connect (const char *address, GError **error)
{
  /* What stands before the address may be said otherwise in it, what stands behind may not. */
  const char *const keywords[] = { "connect_timeout", "application_name", "tcp_user_timeout", "dbname", "client_encoding", NULL };
  const char *const values[] = { "5", "foyer-platform", "15000", address, "UTF8", NULL };
  g_autoptr (PGconn) connection = PQconnectdbParams (keywords, values, 1);

  if (PQstatus (connection) == CONNECTION_OK)
    return g_steal_pointer (&connection);
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE, "The platform's database cannot be reached: %s", g_strchomp (PQerrorMessage (connection)));
  return NULL;
}

typedef struct
{
  FoyerBell *bell;
  char      *text; /* (nullable) */
} Ring;

static void
ring_free (gpointer data)
{
  g_atomic_rc_box_release_full (((Ring *) data)->bell, bell_clear);
  g_free (((Ring *) data)->text);
  g_free (data);
}

static gboolean
ring_cb (gpointer data)
{
  Ring *ring = data;

  if (ring->bell->func != NULL)
    ring->bell->func (ring->text, ring->bell->data);
  return G_SOURCE_REMOVE;
}

static void
ring (FoyerBell *self, const char *text)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Ring *told = g_new0 (Ring, 1);

  told->bell = g_atomic_rc_box_acquire (self);
  told->text = g_strdup (text);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, ring_cb, told, ring_free);
  g_source_attach (source, self->context);
}

/* Returns: whether to go on */
static gboolean
wait_for (FoyerBell *self, int socket, int milliseconds, gboolean *heard)
{
  struct pollfd sources[] = { { self->stop, POLLIN, 0 }, { socket, POLLIN, 0 } };
  int           n = poll (sources, socket >= 0 ? 2 : 1, milliseconds);

  *heard = n > 0 && socket >= 0 && sources[1].revents != 0;
  return sources[0].revents == 0;
}

static gboolean
is_alive (PGconn *connection, const char *sql)
{
  g_autoptr (PGresult) result = PQexec (connection, sql);

  return PQresultStatus (result) == PGRES_COMMAND_OK || PQresultStatus (result) == PGRES_TUPLES_OK;
}

static void
ring_all (FoyerBell *self, PGconn *connection)
{
  PGnotify *note;

  while ((note = PQnotifies (connection)) != NULL)
    {
      ring (self, note->extra);
      PQfreemem (note);
    }
}

/* Returns: FALSE when the thread is to end; TRUE when the connection broke */
static gboolean
hear (FoyerBell *self, PGconn *connection)
{
  gboolean heard;

  if (!is_alive (connection, "LISTEN " FOYER_POSTGRESQL_CHANNEL))
    return TRUE;
  ring (self, NULL);
  while (wait_for (self, PQsocket (connection), QUIET_MILLISECONDS, &heard))
    {
      if (heard ? !PQconsumeInput (connection) : !is_alive (connection, "SELECT 1"))
        return TRUE;
      ring_all (self, connection);
    }
  return FALSE;
}

static gpointer
run (gpointer data)
{
  FoyerBell *self = data;
  gboolean   heard;
  gboolean   going = TRUE;

  while (going)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PGconn) connection = foyer_postgresql_connect (self->address, &error);

      if (connection == NULL)
        g_debug ("other processes are not heard: %s", error->message);
      else
        going = hear (self, connection);
      going = going && wait_for (self, -1, AGAIN_MILLISECONDS, &heard);
    }
  return NULL;
}

FoyerBell *
foyer_bell_new (const char *address, FoyerBellFunc func, gpointer data)
{
  FoyerBell *self = g_atomic_rc_box_new0 (FoyerBell);

  self->address = g_strdup (address);
  self->func = func;
  self->data = data;
  self->stop = eventfd (0, EFD_CLOEXEC);
  g_assert (self->stop >= 0);
  self->context = g_main_context_ref_thread_default ();
  self->thread = g_thread_new ("bell", run, self);
  return self;
}

void
foyer_bell_free (FoyerBell *self)
{
  const guint64 one = 1;

  if (self == NULL)
    return;
  while (write (self->stop, &one, sizeof one) < 0 && errno == EINTR)
    ;
  g_thread_join (self->thread);
  self->func = NULL;
  g_atomic_rc_box_release_full (self, bell_clear);
}
