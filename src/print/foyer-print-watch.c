/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-print-watch.h"
#include "foyer-print-error.h"

#define SHORTEST_MS 300
#define LONGEST_MS 2000

struct _FoyerPrintWatch
{
  GObject parent_instance;

  int                  job_id;
  FoyerPrintJobStatus *status; /* what was told last, or NULL */
  gboolean             done;
  guint                pause_ms;
  GMainContext        *context;
  GSource             *timer;       /* while waiting, or NULL */
  GCancellable        *cancellable; /* while asking, or NULL */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerPrintWatch, foyer_print_watch, G_TYPE_OBJECT)

static void ask (FoyerPrintWatch *self);

static void
stop_timer (FoyerPrintWatch *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static gboolean
timer_cb (gpointer data)
{
  FoyerPrintWatch *self = data;

  stop_timer (self);
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
start_timer (FoyerPrintWatch *self)
{
  stop_timer (self);
  self->timer = g_timeout_source_new (self->pause_ms);
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_set_static_name (self->timer, "[foyer] print watch");
  g_source_attach (self->timer, self->context);
}

static FoyerPrintJobStatus *
status_from_error (int           job_id,
                   const GError *error)
{
  FoyerPrintJobStatus *status = g_new0 (FoyerPrintJobStatus, 1);

  status->job_id = job_id;
  status->state = FOYER_PRINT_JOB_STATE_UNKNOWN;
  status->reasons = g_new0 (char *, 2);
  status->reasons[0] = g_strdup (error->message);
  return status;
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autofree GWeakRef *weak = data;
  g_autoptr (FoyerPrintJobStatus) status = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerPrintWatch) self = NULL;
  gboolean changed;

  status = g_task_propagate_pointer (G_TASK (result), &error);
  self = g_weak_ref_get (weak);
  g_weak_ref_clear (weak);
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (status == NULL)
    status = status_from_error (self->job_id, error);
  self->done = foyer_print_job_state_is_final (status->state) ||
               g_error_matches (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_JOB);

  changed = !foyer_print_job_status_equal (self->status, status);
  self->pause_ms = changed ? SHORTEST_MS : MIN (self->pause_ms * 3 / 2, LONGEST_MS);
  if (changed)
    {
      g_clear_pointer (&self->status, foyer_print_job_status_free);
      self->status = g_steal_pointer (&status);
    }
  if (!self->done)
    start_timer (self);
  if (changed || self->done)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
ask_thread (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  GError              *error = NULL;
  FoyerPrintJobStatus *status = foyer_print_job_query (GPOINTER_TO_INT (data), cancellable, &error);

  if (status != NULL)
    g_task_return_pointer (task, status, (GDestroyNotify) foyer_print_job_status_free);
  else
    g_task_return_error (task, error);
}

static void
ask (FoyerPrintWatch *self)
{
  g_autoptr (GTask) task = NULL;
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  /* The answer comes to the context of the watch, whatever is the thread's
   * default at this moment. */
  g_main_context_push_thread_default (self->context);
  g_weak_ref_init (weak, self);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, asked_cb, weak);
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, GINT_TO_POINTER (self->job_id), NULL);
  g_task_run_in_thread (task, ask_thread);
  g_main_context_pop_thread_default (self->context);
}

static void
foyer_print_watch_dispose (GObject *object)
{
  FoyerPrintWatch *self = FOYER_PRINT_WATCH (object);

  stop_timer (self);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (foyer_print_watch_parent_class)->dispose (object);
}

static void
foyer_print_watch_finalize (GObject *object)
{
  FoyerPrintWatch *self = FOYER_PRINT_WATCH (object);

  g_clear_pointer (&self->status, foyer_print_job_status_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  G_OBJECT_CLASS (foyer_print_watch_parent_class)->finalize (object);
}

static void
foyer_print_watch_class_init (FoyerPrintWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = foyer_print_watch_dispose;
  object_class->finalize = foyer_print_watch_finalize;

  /**
   * FoyerPrintWatch::changed:
   * @self: the watch
   *
   * The status has changed, or the watch is done; then it is the last emission.
   */
  signals[CHANGED] =
    g_signal_new ("changed", FOYER_TYPE_PRINT_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
foyer_print_watch_init (FoyerPrintWatch *self)
{
  self->pause_ms = SHORTEST_MS;
  self->context = g_main_context_ref_thread_default ();
}

/**
 * foyer_print_watch_new:
 * @job_id: number of a job
 *
 * Returns: (transfer full): a watch that has begun to ask
 */
FoyerPrintWatch *
foyer_print_watch_new (int job_id)
{
  FoyerPrintWatch *self = g_object_new (FOYER_TYPE_PRINT_WATCH, NULL);

  self->job_id = job_id;
  ask (self);
  return self;
}

/**
 * foyer_print_watch_get_job_id:
 * @self: a watch
 *
 * Returns: number of the job
 */
int
foyer_print_watch_get_job_id (FoyerPrintWatch *self)
{
  g_return_val_if_fail (FOYER_IS_PRINT_WATCH (self), 0);

  return self->job_id;
}

/**
 * foyer_print_watch_get_status:
 * @self: a watch
 *
 * Returns: (transfer none) (nullable): the job as it was told last; %NULL before
 *   the first answer. Valid until the next #FoyerPrintWatch::changed
 */
const FoyerPrintJobStatus *
foyer_print_watch_get_status (FoyerPrintWatch *self)
{
  g_return_val_if_fail (FOYER_IS_PRINT_WATCH (self), NULL);

  return self->status;
}

/**
 * foyer_print_watch_is_done:
 * @self: a watch
 *
 * Returns: %TRUE if the job will not change any more
 */
gboolean
foyer_print_watch_is_done (FoyerPrintWatch *self)
{
  g_return_val_if_fail (FOYER_IS_PRINT_WATCH (self), FALSE);

  return self->done;
}

/**
 * foyer_print_watch_hurry:
 * @self: a watch
 *
 * Asks at once, for example after the job was canceled or its printer resumed.
 * To be called in the thread that made the watch.
 */
void
foyer_print_watch_hurry (FoyerPrintWatch *self)
{
  g_return_if_fail (FOYER_IS_PRINT_WATCH (self));

  self->pause_ms = SHORTEST_MS;
  if (self->timer == NULL)
    return;
  stop_timer (self);
  ask (self);
}
