/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-store.h"

#include <unistd.h>

#include "foyer-connection-private.h"
#include "foyer-error.h"
#include "foyer-meta-store.h"
#include "foyer-store-file.h"
#include "foyer-store-upkeep.h"

#define N_READERS 2

/* How long nothing must have been written before the upkeep begins, and how
 * long it rests after each step. */
#define PAUSE (200 * G_TIME_SPAN_MILLISECOND)
#define REST (10 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  FoyerStoreFunc func; /* NULL: the thread ends */
  gpointer       data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  GCancellable  *cancellable;
  GTask         *task; /* of an asynchronous job, else the fields below */
  gpointer       result;
  GError        *error;
  gboolean       done;
} Job;

typedef struct
{
  FoyerStore      *store; /* not owned: threads are joined before the store goes */
  FoyerConnection *connection;
  GAsyncQueue     *jobs;
  GThread         *thread;
  FoyerStoreUpkeep upkeep; /* of the writer */
} Worker;

struct _FoyerStore
{
  GObject parent_instance;

  char         *path;
  FoyerId       device;
  GMainContext *context;
  int           lock; /* descriptor; -1 for a reader */
  gboolean      closed;
  GAsyncQueue  *write_jobs; /* NULL when read-only */
  GAsyncQueue  *read_jobs;
  Worker        writer;
  Worker        readers[N_READERS];
  GMutex        mutex; /* guards what follows, and the results of blocking jobs */
  GCond         done;
  guint         changed;   /* not yet signalled */
  FoyerTime     fixed_now; /* 0: the wall clock */
  FoyerSigner  *signer;    /* (nullable): set once, then only read */
  GSource      *changed_source;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerStore, foyer_store, G_TYPE_OBJECT)

static void
job_free_data (Job *job)
{
  if (job->data_free != NULL)
    job->data_free (job->data);
  job->data_free = NULL;
}

static void
job_free (Job *job)
{
  job_free_data (job);
  if (job->result != NULL && job->result_free != NULL)
    job->result_free (job->result);
  g_clear_error (&job->error);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->task);
  g_free (job);
}

static gboolean
emit_changed_cb (gpointer user_data)
{
  g_autoptr (FoyerStore) self = g_weak_ref_get (user_data);
  guint changed;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  g_mutex_lock (&self->mutex);
  changed = self->changed;
  self->changed = 0;
  g_clear_pointer (&self->changed_source, g_source_unref);
  g_mutex_unlock (&self->mutex);
  g_signal_emit (self, signals[CHANGED], 0, changed);
  return G_SOURCE_REMOVE;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* Several commits between two turns of the main loop make one signal. */
static void
tell_changed (FoyerStore *self, guint changed)
{
  if (changed == 0)
    return;
  g_mutex_lock (&self->mutex);
  self->changed |= changed;
  if (self->changed_source == NULL)
    {
      GWeakRef *weak = g_new0 (GWeakRef, 1);

      g_weak_ref_init (weak, self);
      self->changed_source = g_idle_source_new ();
      g_source_set_priority (self->changed_source, G_PRIORITY_DEFAULT);
      g_source_set_callback (self->changed_source, emit_changed_cb, weak, weak_ref_free);
      g_source_attach (self->changed_source, self->context);
    }
  g_mutex_unlock (&self->mutex);
}

static int
stop_if_cancelled (void *cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

static gpointer
run_read (FoyerStore *self, FoyerConnection *connection, Job *job, GError **error)
{
  gpointer result;

  g_mutex_lock (&self->mutex);
  connection->fixed_now = self->fixed_now;
  connection->signer = self->signer;
  g_mutex_unlock (&self->mutex);
  if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return NULL;
  if (job->cancellable != NULL)
    sqlite3_progress_handler (connection->db, 1000, stop_if_cancelled, job->cancellable);
  /* one snapshot for all that the job reads */
  result = foyer_connection_run (connection, error, "BEGIN", "") ? job->func (connection, job->data, error) : NULL;
  sqlite3_progress_handler (connection->db, 0, NULL, NULL);
  if (!sqlite3_get_autocommit (connection->db))
    foyer_connection_run (connection, NULL, "ROLLBACK", "");
  return result;
}

static gpointer
run_write (FoyerStore *self, FoyerConnection *connection, Job *job, GError **error)
{
  GError  *local_error = NULL;
  gpointer result;

  g_mutex_lock (&self->mutex);
  connection->signer = self->signer;
  g_mutex_unlock (&self->mutex);
  connection->changed = 0;
  connection->intake = 0;
  connection->spending = 0;
  if (!foyer_connection_run (connection, error, "BEGIN IMMEDIATE", ""))
    return NULL;
  result = job->func (connection, job->data, &local_error);
  if (local_error == NULL && foyer_meta_store_keep_clock (connection, &local_error) &&
      foyer_connection_run (connection, &local_error, "COMMIT", ""))
    {
      connection->clock_moved = FALSE;
      if (connection->spending > 0)
        foyer_incarnation_note_spent (connection->incarnation, connection->spending);
      tell_changed (self, connection->changed);
      return result;
    }
  if (!sqlite3_get_autocommit (connection->db))
    foyer_connection_run (connection, NULL, "ROLLBACK", "");
  g_hash_table_remove_all (connection->words); /* some may have gone with it */
  connection->intake_seq = 0;
  if (result != NULL && job->result_free != NULL)
    job->result_free (result);
  g_propagate_error (error, local_error);
  return NULL;
}

static gboolean
return_task_cb (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->result_free);
  return G_SOURCE_REMOVE;
}

/* A task holds the store, and a store must not go on one of its own threads,
 * which it waits for then: so the task is left to the context it came from. */
static void
finish_job (FoyerStore *self, Job *job, gpointer result, GError *error)
{
  g_autoptr (GSource) source = NULL;

  if (job->task == NULL)
    {
      g_mutex_lock (&self->mutex);
      job->result = result;
      job->error = error;
      job->done = TRUE;
      g_cond_broadcast (&self->done);
      g_mutex_unlock (&self->mutex);
      return;
    }
  job->result = result;
  job->error = error;
  job_free_data (job);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, return_task_cb, job, (GDestroyNotify) job_free);
  g_source_attach (source, g_task_get_context (job->task));
}

/* What the upkeep does costs as much as several commits, so it waits until the
 * counter does, and rests between its steps: nobody is in a hurry for it. */
static Job *
next_job (Worker *worker)
{
  Job *job = NULL;

  if (worker->connection->writable)
    {
      foyer_store_upkeep_keep_pace (&worker->upkeep);
      if (foyer_store_upkeep_is_due (&worker->upkeep))
        job = g_async_queue_timeout_pop (worker->jobs, PAUSE);
      while (job == NULL && foyer_store_upkeep_is_due (&worker->upkeep))
        {
          tell_changed (worker->store, foyer_store_upkeep_step (&worker->upkeep));
          job = g_async_queue_timeout_pop (worker->jobs, REST);
        }
    }
  return job != NULL ? job : g_async_queue_pop (worker->jobs);
}

static gpointer
work (gpointer data)
{
  Worker *worker = data;

  while (TRUE)
    {
      Job     *job = next_job (worker);
      GError  *error = NULL;
      gpointer result;

      if (job->func == NULL)
        {
          job_free (job);
          return NULL;
        }
      if (worker->connection->writable)
        result = run_write (worker->store, worker->connection, job, &error);
      else
        result = run_read (worker->store, worker->connection, job, &error);
      finish_job (worker->store, job, result, error);
    }
}

static gboolean
start_worker (FoyerStore *self, Worker *worker, gboolean writable, GError **error)
{
  worker->store = self;
  worker->jobs = writable ? self->write_jobs : self->read_jobs;
  if (worker->connection == NULL)
    worker->connection = foyer_connection_open (self->path, FALSE, error);
  if (worker->connection == NULL)
    return FALSE;
  worker->connection->device = self->device;
  worker->connection->jobs = worker->jobs;
  if (writable)
    foyer_store_upkeep_start (&worker->upkeep, worker->connection);
  worker->thread = g_thread_new (writable ? "store-write" : "store-read", work, worker);
  return TRUE;
}

static void
stop_worker (Worker *worker)
{
  g_clear_pointer (&worker->thread, g_thread_join);
  g_clear_pointer (&worker->connection, foyer_connection_close);
}

/* A reader changes nothing, but it cannot read tables that are not there yet. */
static gboolean
bring_up_to_date (const char *path, GError **error)
{
  g_autoptr (FoyerConnection) connection = NULL;
  g_autoptr (GError) local_error = NULL;
  int      lock = foyer_store_file_lock (path, &local_error);
  gboolean prepared = FALSE;

  if (lock >= 0)
    {
      connection = foyer_connection_open (path, TRUE, &local_error);
      prepared = connection != NULL && foyer_store_file_prepare (connection, path, &local_error);
      g_clear_pointer (&connection, foyer_connection_close);
      close (lock);
    }
  if (!prepared)
    g_propagate_prefixed_error (error, g_steal_pointer (&local_error), "The store is of an older Foyer and cannot be read before it is brought up to date. ");
  return prepared;
}

static gboolean
open_reader (FoyerStore *self, Worker *reader, GError **error)
{
  reader->connection = foyer_connection_open (self->path, FALSE, error);
  return reader->connection != NULL && foyer_store_file_check (reader->connection, error);
}

static gboolean
open_files (FoyerStore *self, gboolean read_only, GError **error)
{
  if (!foyer_store_file_probe (self->path, read_only, error))
    return FALSE;
  if (!read_only)
    {
      self->lock = foyer_store_file_lock (self->path, error);
      if (self->lock < 0)
        return FALSE;
      self->writer.connection = foyer_connection_open (self->path, TRUE, error);
      if (self->writer.connection == NULL ||
          !foyer_store_file_prepare (self->writer.connection, self->path, error) ||
          !foyer_meta_store_start (self->writer.connection, error))
        return FALSE;
      self->writer.connection->incarnation = foyer_incarnation_open (self->writer.connection, error);
      if (self->writer.connection->incarnation == NULL)
        return FALSE;
      self->device = self->writer.connection->device;
      self->write_jobs = g_async_queue_new ();
    }
  else
    {
      if (!open_reader (self, &self->readers[0], error))
        return FALSE;
      if (foyer_store_file_is_old (self->readers[0].connection))
        {
          g_clear_pointer (&self->readers[0].connection, foyer_connection_close);
          if (!bring_up_to_date (self->path, error) || !open_reader (self, &self->readers[0], error))
            return FALSE;
        }
      self->device = foyer_meta_store_read_device (self->readers[0].connection);
    }
  self->read_jobs = g_async_queue_new ();
  for (int i = 0; i < N_READERS; i++)
    if (!start_worker (self, &self->readers[i], FALSE, error))
      return FALSE;
  return read_only || start_worker (self, &self->writer, TRUE, error);
}

FoyerStore *
foyer_store_open (const char *path, gboolean read_only, GError **error)
{
  g_autoptr (FoyerStore) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (FOYER_TYPE_STORE, NULL);
  self->path = g_strdup (path);
  self->context = g_main_context_ref_thread_default ();
  if (!open_files (self, read_only, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError     *error = NULL;
  FoyerStore *self = foyer_store_open (data, FALSE, &error);

  if (self == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_main_context_unref (self->context);
  self->context = g_main_context_ref (g_task_get_context (task));
  g_task_return_pointer (task, self, g_object_unref);
}

void
foyer_store_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, foyer_store_open_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, open_in_thread);
}

FoyerStore *
foyer_store_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* From here on no job gets behind the ones that end the threads. */
static gboolean
begin_close (FoyerStore *self)
{
  gboolean closed;

  g_mutex_lock (&self->mutex);
  closed = self->closed;
  self->closed = TRUE;
  if (!closed && self->writer.thread != NULL)
    g_async_queue_push (self->write_jobs, g_new0 (Job, 1));
  for (int i = 0; i < N_READERS && !closed; i++)
    if (self->readers[i].thread != NULL)
      g_async_queue_push (self->read_jobs, g_new0 (Job, 1));
  g_mutex_unlock (&self->mutex);
  return !closed;
}

void
foyer_store_close (FoyerStore *self)
{
  g_return_if_fail (FOYER_IS_STORE (self));

  if (!begin_close (self))
    return;
  for (int i = 0; i < N_READERS; i++)
    stop_worker (&self->readers[i]);
  if (self->writer.thread != NULL)
    {
      g_clear_pointer (&self->writer.thread, g_thread_join);
      foyer_connection_execute (self->writer.connection, "PRAGMA optimize", NULL);
    }
  stop_worker (&self->writer);
  if (self->lock >= 0)
    close (self->lock);
  self->lock = -1;
}

/* Takes @job over when it can be done. */
static gboolean
push_job (FoyerStore *self, gboolean write, Job *job, GError **error)
{
  gboolean pushed = FALSE;

  g_mutex_lock (&self->mutex);
  if (self->closed)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE, "The store is closed.");
  else if (write && self->write_jobs == NULL)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_READ_ONLY, "The store was opened for reading only.");
  else
    {
      g_async_queue_push (write ? self->write_jobs : self->read_jobs, job);
      pushed = TRUE;
    }
  g_mutex_unlock (&self->mutex);
  return pushed;
}

static gpointer
run_and_wait (FoyerStore *self, gboolean write, FoyerStoreFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  Job     *job = g_new0 (Job, 1);
  gpointer result;

  job->func = func;
  job->data = data;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  if (push_job (self, write, job, error))
    {
      g_mutex_lock (&self->mutex);
      while (!job->done)
        g_cond_wait (&self->done, &self->mutex);
      g_mutex_unlock (&self->mutex);
    }
  result = g_steal_pointer (&job->result);
  if (job->error != NULL)
    g_propagate_error (error, g_steal_pointer (&job->error));
  job_free (job);
  return result;
}

gpointer
foyer_store_read (FoyerStore *self, FoyerStoreFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (FOYER_IS_STORE (self), NULL);

  return run_and_wait (self, FALSE, func, data, cancellable, error);
}

gpointer
foyer_store_write (FoyerStore *self, FoyerStoreFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (FOYER_IS_STORE (self), NULL);

  return run_and_wait (self, TRUE, func, data, NULL, error);
}

static void
push_task (FoyerStore *self, gboolean write, GTask *task, FoyerStoreFunc func, gpointer data, GDestroyNotify data_free, GDestroyNotify result_free)
{
  GError *error = NULL;
  Job    *job = g_new0 (Job, 1);

  job->func = func;
  job->data = data;
  job->data_free = data_free;
  job->result_free = result_free;
  job->task = task;
  if (!write && g_task_get_cancellable (task) != NULL)
    job->cancellable = g_object_ref (g_task_get_cancellable (task));
  if (push_job (self, write, job, &error))
    return;
  g_task_return_error (task, error);
  job_free (job);
}

void
foyer_store_read_async (FoyerStore *self, FoyerStoreFunc func, gpointer data, GDestroyNotify data_free, GDestroyNotify result_free, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_store_read_async);
  push_task (self, FALSE, task, func, data, data_free, result_free);
}

gpointer
foyer_store_read_finish (FoyerStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
foyer_store_write_async (FoyerStore *self, FoyerStoreFunc func, gpointer data, GDestroyNotify data_free, GDestroyNotify result_free, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, foyer_store_write_async);
  push_task (self, TRUE, task, func, data, data_free, result_free);
}

gpointer
foyer_store_write_finish (FoyerStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  guint64   seed;
  FoyerTime now;
} Repeatable;

static gpointer
set_repeatable (FoyerConnection *connection, gpointer data, GError **error)
{
  Repeatable *repeatable = data;

  foyer_random_init_seed (&connection->random, repeatable->seed);
  connection->fixed_now = repeatable->now;
  return NULL;
}

void
foyer_store_set_repeatable (FoyerStore *self, guint64 seed, FoyerTime now)
{
  Repeatable repeatable = { seed, now };

  g_mutex_lock (&self->mutex);
  self->fixed_now = now;
  g_mutex_unlock (&self->mutex);
  foyer_store_write (self, set_repeatable, &repeatable, NULL);
}

void
foyer_store_set_signer (FoyerStore *self, FoyerSigner *signer)
{
  g_return_if_fail (FOYER_IS_STORE (self));

  g_mutex_lock (&self->mutex);
  if (self->signer == NULL)
    self->signer = g_steal_pointer (&signer);
  g_mutex_unlock (&self->mutex);
  foyer_signer_free (signer);
}

char *
foyer_store_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "foyer", "foyer.db", NULL);
}

const char *
foyer_store_get_path (FoyerStore *self)
{
  return self->path;
}

const FoyerId *
foyer_store_get_device (FoyerStore *self)
{
  return &self->device;
}

static void
foyer_store_finalize (GObject *object)
{
  FoyerStore *self = FOYER_STORE (object);

  foyer_store_close (self);
  g_clear_pointer (&self->signer, foyer_signer_free);
  g_clear_pointer (&self->write_jobs, g_async_queue_unref);
  g_clear_pointer (&self->read_jobs, g_async_queue_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->changed_source, g_source_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->done);
  g_free (self->path);
  G_OBJECT_CLASS (foyer_store_parent_class)->finalize (object);
}

static void
foyer_store_class_init (FoyerStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_store_finalize;
  signals[CHANGED] = g_signal_new ("changed", FOYER_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
foyer_store_init (FoyerStore *self)
{
  self->lock = -1;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->done);
}
