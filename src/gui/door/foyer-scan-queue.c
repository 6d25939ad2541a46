/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-scan-queue.h"

struct _FoyerScanQueue
{
  GObject parent_instance;

  FoyerSession *session;
  GQueue        waiting; /* Presentation */
  gboolean      busy;
  gboolean      stopped;
};

enum
{
  ANSWERED,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerScanQueue, foyer_scan_queue, G_TYPE_OBJECT)

typedef struct
{
  FoyerScanQueue   *queue; /* kept while the store is at work */
  FoyerScanRequest *request;
  FoyerScanOrigin   origin;
  char             *code;
  GArray           *excluded; /* (nullable): the tickets that the request leaves out */
  gint64            since_us;
} Presentation;

static void
presentation_free (Presentation *self)
{
  g_clear_object (&self->queue);
  g_clear_pointer (&self->request, foyer_scan_request_free);
  g_clear_object (&self->origin.viewfinder);
  g_clear_pointer (&self->origin.picture, g_array_unref);
  g_clear_pointer (&self->excluded, g_array_unref);
  g_free (self->code);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Presentation, presentation_free)

static void
take_answer (FoyerScanQueue *self, const Presentation *presentation, FoyerAdmission *admission)
{
  const FoyerScanOrigin *origin = &presentation->origin;

  if (origin->viewfinder != NULL && !foyer_id_is_none (&admission->ticket))
    foyer_viewfinder_note_ticket (origin->viewfinder, presentation->code, &admission->ticket);
  if (foyer_scan_is_answered (presentation->excluded, &admission->ticket))
    return;
  if (origin->picture != NULL && !foyer_id_is_none (&admission->ticket))
    g_array_append_val (origin->picture, admission->ticket);
  g_signal_emit (self, signals[ANSWERED], 0, admission, presentation->code);
  g_debug ("From code to verdict: %.1f ms", (double) (g_get_monotonic_time () - presentation->since_us) / 1000);
}

static void present_next (FoyerScanQueue *self);

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Presentation) presentation = user_data;
  g_autoptr (GError) error = NULL;
  /* reads and writes are finished alike */
  g_autoptr (FoyerAdmission) admission = foyer_store_write_finish (FOYER_STORE (source), result, &error);
  FoyerScanQueue *self = presentation->queue;

  self->busy = FALSE;
  if (self->stopped)
    return;
  if (admission != NULL)
    take_answer (self, presentation, admission);
  else
    {
      g_warning ("A scan could not be recorded: %s", error->message);
      g_signal_emit (self, signals[FAILED], 0, error);
    }
  present_next (self);
}

/* The tickets whose other codes are no scans of their own, fixed for one job. */
static GArray *
dup_excluded (const FoyerScanOrigin *origin)
{
  if (origin->viewfinder != NULL)
    return foyer_viewfinder_dup_tickets (origin->viewfinder);
  return origin->picture != NULL ? g_array_copy (origin->picture) : NULL;
}

static void
present_next (FoyerScanQueue *self)
{
  FoyerStore       *store = foyer_session_get_store (self->session);
  Presentation     *presentation;
  FoyerScanRequest *request;

  if (self->busy || g_queue_is_empty (&self->waiting))
    return;
  self->busy = TRUE;
  presentation = g_queue_pop_head (&self->waiting);
  presentation->queue = g_object_ref (self);
  presentation->excluded = dup_excluded (&presentation->origin);
  request = g_steal_pointer (&presentation->request);
  if (presentation->excluded != NULL)
    request->answered = g_array_ref (presentation->excluded);
  if (request->mode == FOYER_SCAN_INFO)
    foyer_store_read_async (store, foyer_scan_request_run, request, (GDestroyNotify) foyer_scan_request_free,
                            (GDestroyNotify) foyer_admission_free, NULL, answered_cb, presentation);
  else
    foyer_store_write_async (store, foyer_scan_request_run, request, (GDestroyNotify) foyer_scan_request_free,
                             (GDestroyNotify) foyer_admission_free, answered_cb, presentation);
}

void
foyer_scan_queue_present (FoyerScanQueue *self, FoyerScanRequest *request, FoyerScanOrigin origin)
{
  Presentation *presentation;

  g_return_if_fail (FOYER_IS_SCAN_QUEUE (self));

  if (self->stopped || foyer_id_is_none (&request->event))
    {
      foyer_scan_request_free (request);
      return;
    }
  presentation = g_new0 (Presentation, 1);
  presentation->request = request;
  presentation->code = g_strdup (request->code);
  g_set_object (&presentation->origin.viewfinder, origin.viewfinder);
  presentation->origin.picture = origin.picture != NULL ? g_array_ref (origin.picture) : NULL;
  presentation->since_us = g_get_monotonic_time ();
  g_queue_push_tail (&self->waiting, presentation);
  present_next (self);
}

void
foyer_scan_queue_stop (FoyerScanQueue *self)
{
  g_return_if_fail (FOYER_IS_SCAN_QUEUE (self));

  self->stopped = TRUE;
  g_queue_clear_full (&self->waiting, (GDestroyNotify) presentation_free);
}

static void
foyer_scan_queue_dispose (GObject *object)
{
  FoyerScanQueue *self = FOYER_SCAN_QUEUE (object);

  foyer_scan_queue_stop (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (foyer_scan_queue_parent_class)->dispose (object);
}

static void
foyer_scan_queue_class_init (FoyerScanQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_scan_queue_dispose;
  signals[ANSWERED] = g_signal_new ("answered", FOYER_TYPE_SCAN_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", FOYER_TYPE_SCAN_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
foyer_scan_queue_init (FoyerScanQueue *self)
{
  g_queue_init (&self->waiting);
}

FoyerScanQueue *
foyer_scan_queue_new (FoyerSession *session)
{
  FoyerScanQueue *self = g_object_new (FOYER_TYPE_SCAN_QUEUE, NULL);

  self->session = g_object_ref (session);
  return self;
}
