/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-worker.h"

/* How long a group waits for more when others are known to be busy, and how large it may grow. */
#define GATHER_MICROSECONDS 1500
#define GROUP_MAX 256

struct _FoyerWorker
{
  FoyerStorage *storage;
  GAsyncQueue  *queue;
  GThread      *thread;
  GMainContext *context; /* where answers go */
};

typedef struct
{
  FoyerJobFunc func;
  FoyerJobDone done;
  gpointer     data;
  GError      *error;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_error (&job->error);
  g_free (job);
}

static gboolean
answer_cb (gpointer data)
{
  GPtrArray *jobs = data;

  for (guint i = 0; i < jobs->len; i++)
    {
      Job *job = jobs->pdata[i];

      job->done (job->data, job->error);
    }
  return G_SOURCE_REMOVE;
}

static void
answer (FoyerWorker *self, GPtrArray *jobs)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, answer_cb, jobs, (GDestroyNotify) g_ptr_array_unref);
  g_source_attach (source, self->context);
}

/* Returns: FALSE when the transaction itself is lost */
static gboolean
run_one (FoyerWorker *self, Job *job, GError **error)
{
  if (!foyer_storage_run_plain (self->storage, "SAVEPOINT job", error))
    return FALSE;
  if (!job->func (self->storage, job->data, &job->error) &&
      !foyer_storage_run_plain (self->storage, "ROLLBACK TO SAVEPOINT job", error))
    return FALSE;
  return foyer_storage_run_plain (self->storage, "RELEASE SAVEPOINT job", error);
}

static void
run_group (FoyerWorker *self, GPtrArray *jobs)
{
  g_autoptr (GError) error = NULL;
  gboolean good = foyer_storage_run_plain (self->storage, "BEGIN", &error);

  for (guint i = 0; good && i < jobs->len; i++)
    good = run_one (self, jobs->pdata[i], &error);
  good = good && foyer_storage_run_plain (self->storage, "COMMIT", &error);
  if (good)
    return;
  /* A disk that is full may already have rolled back by itself, so this may fail; the reason is in @error. */
  foyer_storage_run_plain (self->storage, "ROLLBACK", NULL);
  g_warning ("A group of %u requests was not stored: %s", jobs->len, error->message);
  for (guint i = 0; i < jobs->len; i++)
    {
      Job *job = jobs->pdata[i];

      g_clear_error (&job->error);
      job->error = g_error_copy (error);
    }
}

static gboolean
take (GPtrArray *jobs, Job *job)
{
  if (job->func == NULL)
    {
      job_free (job);
      return FALSE;
    }
  g_ptr_array_add (jobs, job);
  return TRUE;
}

static gpointer
work (gpointer data)
{
  FoyerWorker *self = data;
  gboolean     running = TRUE;
  gboolean     busy = FALSE;

  while (running)
    {
      g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (job_free);
      gint64 until;
      Job   *job;

      running = take (jobs, g_async_queue_pop (self->queue));
      until = g_get_monotonic_time () + (busy ? GATHER_MICROSECONDS : 0);
      while (running && jobs->len < GROUP_MAX)
        {
          gint64 left = until - g_get_monotonic_time ();

          job = left > 0 ? g_async_queue_timeout_pop (self->queue, left) : g_async_queue_try_pop (self->queue);
          if (job == NULL)
            break;
          running = take (jobs, job);
        }
      if (jobs->len == 0)
        break;
      busy = jobs->len > 1;
      run_group (self, jobs);
      answer (self, g_steal_pointer (&jobs));
    }
  foyer_storage_close (self->storage);
  return NULL;
}

FoyerWorker *
foyer_worker_new (FoyerStorage *storage)
{
  FoyerWorker *self = g_new0 (FoyerWorker, 1);

  self->storage = storage;
  self->queue = g_async_queue_new ();
  self->context = g_main_context_ref_thread_default ();
  self->thread = g_thread_new ("storage", work, self);
  return self;
}

void
foyer_worker_push (FoyerWorker *self, FoyerJobFunc func, FoyerJobDone done, gpointer data)
{
  Job *job = g_new0 (Job, 1);

  job->func = func;
  job->done = done;
  job->data = data;
  g_async_queue_push (self->queue, job);
}

void
foyer_worker_free (FoyerWorker *self)
{
  if (self == NULL)
    return;
  g_async_queue_push (self->queue, g_new0 (Job, 1));
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  g_main_context_unref (self->context);
  g_free (self);
}
