/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-session.h"

#include "foyer-change-store.h"
#include "foyer-error.h"
#include "foyer-signing.h"
#include "../printing/foyer-print-queue.h"

#define REFRESH_PAUSE_MS 60

/* How much longer than reading the counts took the session rests before it reads them anew. */
#define REST_FACTOR 4

/* Of these the events have counts. */
#define COUNTED (FOYER_SUBJECT_VENUES | FOYER_SUBJECT_EVENTS | FOYER_SUBJECT_ORDERS | FOYER_SUBJECT_TICKETS)

struct _FoyerSession
{
  GObject parent_instance;

  FoyerStore      *store;
  FoyerSyncClient *sync;
  GSettings       *settings;
  FoyerPrintQueue *print_queue;
  GListStore      *events;
  FoyerEventItem  *event;
  FoyerId          event_id;
  GCancellable    *cancellable;
  guint            pending;    /* subjects whose signal is still to come */
  guint            held;       /* subjects that are told once the events were read anew */
  guint            refresh_id; /* source of that signal */
  gboolean         reading;
  gboolean         again; /* what is being read is out of date */
  gint64           begun;
  gint64           rests_until;
  guint            read_id; /* source that reads anew */
  gboolean         ready;   /* the events were read once */
  gboolean         signing; /* the key of this laptop was asked for */
};

enum
{
  PROP_0,
  PROP_EVENT,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerSession, foyer_session, G_TYPE_OBJECT)

typedef struct
{
  GPtrArray         *events;
  FoyerEventSummary *event; /* (nullable) */
} Overview;

static void
overview_free (gpointer data)
{
  Overview *overview = data;

  g_clear_pointer (&overview->events, g_ptr_array_unref);
  foyer_event_summary_free (overview->event);
  g_free (overview);
}

static const FoyerEventSummary *
choose_event (GPtrArray *events, FoyerTime now)
{
  const FoyerEventSummary *chosen = NULL;

  /* tonight's, else the next one to come, else the last one there was */
  for (guint i = 0; i < events->len; i++)
    {
      const FoyerEventSummary *summary = events->pdata[i];

      if (summary->phase == FOYER_PHASE_CANCELLED || summary->phase == FOYER_PHASE_ARCHIVED)
        continue;
      chosen = summary;
      if (foyer_event_closes (summary->event) > now)
        break;
    }
  return chosen;
}

static gpointer
read_overview (FoyerConnection *connection, gpointer data, GError **error)
{
  const FoyerId           *wanted = data;
  const FoyerEventSummary *summary;
  Overview                *overview = g_new0 (Overview, 1);
  GError                  *local_error = NULL;

  overview->events = foyer_event_store_list (connection, error);
  if (overview->events == NULL)
    {
      overview_free (overview);
      return NULL;
    }
  if (!foyer_id_is_none (wanted))
    overview->event = foyer_event_store_get (connection, wanted, &local_error);
  /* the event that is remembered may be of another store */
  if (g_error_matches (local_error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND))
    g_clear_error (&local_error);
  summary = overview->event == NULL && local_error == NULL ? choose_event (overview->events, foyer_connection_now (connection)) : NULL;
  if (summary != NULL)
    overview->event = foyer_event_store_get (connection, &summary->event->id, &local_error);
  if (local_error == NULL)
    return overview;
  g_propagate_error (error, local_error);
  overview_free (overview);
  return NULL;
}

static void plan_read (FoyerSession *self);

/* Long reads rest in between, and one that is under way is not given up for the
 * next change: with a door and tills at work there is always one more. */
static void
finish_reading (FoyerSession *self)
{
  gint64 now = g_get_monotonic_time ();

  self->reading = FALSE;
  self->rests_until = now + REST_FACTOR * (now - self->begun);
  if (self->again)
    plan_read (self);
}

static void
sign_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerSession *self = FOYER_SESSION (source);
  g_autoptr (GError) error = NULL;

  if (!foyer_signing_start (self->store, foyer_sync_client_get_secrets (self->sync), g_get_host_name (), NULL, &error))
    g_message ("Tickets are printed without signatures: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

/* Once an event wants signed codes, and this laptop may sell, it signs what it prints. */
static void
start_signing (FoyerSession *self)
{
  FoyerRole role = foyer_sync_client_get_role (self->sync);
  gboolean  wanted = FALSE;
  g_autoptr (GTask) task = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->events)) && !wanted; i++)
    {
      g_autoptr (FoyerEventItem) item = g_list_model_get_item (G_LIST_MODEL (self->events), i);

      wanted = foyer_event_item_get_summary (item)->event->signed_codes;
    }
  if (!wanted || self->signing || (role != FOYER_N_ROLES && !foyer_role_may_make (role, FOYER_CHANGE_KEY_ADD)))
    return;
  self->signing = TRUE;
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, start_signing);
  g_task_run_in_thread (task, sign_in_thread);
}

static void
tell_held (FoyerSession *self, guint more)
{
  guint subjects = self->held | more;

  self->held = 0;
  if (subjects != 0)
    g_signal_emit (self, signals[CHANGED], 0, subjects);
}

static void
overview_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerSession) self = user_data;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  Overview *overview = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  finish_reading (self);
  if (overview == NULL)
    {
      g_message ("The events could not be read: %s", error->message);
      tell_held (self, 0);
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < overview->events->len; i++)
    g_ptr_array_add (items, foyer_event_item_new (overview->events->pdata[i]));
  g_ptr_array_set_free_func (overview->events, NULL);
  g_list_store_splice (self->events, 0, g_list_model_get_n_items (G_LIST_MODEL (self->events)), items->pdata, items->len);
  start_signing (self);
  g_clear_object (&self->event);
  if (overview->event != NULL)
    {
      self->event_id = overview->event->event->id;
      self->event = foyer_event_item_new (g_steal_pointer (&overview->event));
    }
  else
    self->event_id = FOYER_ID_NONE;
  overview_free (overview);
  foyer_sync_client_set_event (self->sync, &self->event_id);
  self->ready = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVENT]);
  tell_held (self, FOYER_SESSION_EVENT);
}

static void
read_again (FoyerSession *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_handle_id (&self->read_id, g_source_remove);
  self->reading = TRUE;
  self->again = FALSE;
  self->begun = g_get_monotonic_time ();
  foyer_store_read_async (self->store, read_overview, g_memdup2 (&self->event_id, sizeof self->event_id), g_free,
                          overview_free, self->cancellable, overview_read_cb, g_object_ref (self));
}

static gboolean
read_cb (gpointer user_data)
{
  FoyerSession *self = user_data;

  self->read_id = 0;
  read_again (self);
  return G_SOURCE_REMOVE;
}

static void
plan_read (FoyerSession *self)
{
  gint64 rest = self->rests_until - g_get_monotonic_time ();

  if (self->reading)
    self->again = TRUE;
  else if (rest <= 0)
    read_again (self);
  else if (self->read_id == 0)
    self->read_id = g_timeout_add (rest / 1000 + 1, read_cb, self);
}

/* What moves the counts of events is told when these are known, unless their
 * reading rests: a page that shows both reads once for a commit, not twice. */
static gboolean
refresh_cb (gpointer user_data)
{
  FoyerSession *self = user_data;
  guint         subjects = self->pending;

  self->refresh_id = 0;
  self->pending = 0;
  if (subjects & COUNTED)
    plan_read (self);
  if ((subjects & COUNTED) && self->reading)
    self->held |= subjects;
  else
    g_signal_emit (self, signals[CHANGED], 0, subjects);
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (FoyerStore *store, guint subjects, FoyerSession *self)
{
  self->pending |= subjects;
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_PAUSE_MS, refresh_cb, self);
}

/* The organizer sent this laptop to a gate. */
static void
moved_cb (FoyerSession *self)
{
  g_autofree char *gate = NULL;

  g_object_get (self->sync, "gate", &gate, NULL);
  if (*gate != '\0')
    g_settings_set_string (self->settings, "door-gate", gate);
}

FoyerSession *
foyer_session_new (FoyerStore *store, FoyerSyncClient *sync, GSettings *settings)
{
  FoyerSession    *self;
  g_autofree char *remembered = NULL;

  g_return_val_if_fail (FOYER_IS_STORE (store), NULL);
  g_return_val_if_fail (FOYER_IS_SYNC_CLIENT (sync), NULL);

  self = g_object_new (FOYER_TYPE_SESSION, NULL);
  self->store = g_object_ref (store);
  self->sync = g_object_ref (sync);
  self->settings = g_object_ref (settings);
  self->print_queue = foyer_print_queue_new (store, settings);
  remembered = g_settings_get_string (settings, "current-event");
  foyer_id_parse (remembered, &self->event_id);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (sync, "notify::gate", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  read_again (self);
  return self;
}

FoyerStore *
foyer_session_get_store (FoyerSession *self)
{
  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);

  return self->store;
}

FoyerPrintQueue *
foyer_session_get_print_queue (FoyerSession *self)
{
  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);

  return self->print_queue;
}

FoyerSyncClient *
foyer_session_get_sync (FoyerSession *self)
{
  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);

  return self->sync;
}

GSettings *
foyer_session_get_settings (FoyerSession *self)
{
  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);

  return self->settings;
}

GListModel *
foyer_session_get_events (FoyerSession *self)
{
  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->events);
}

FoyerEventItem *
foyer_session_get_event (FoyerSession *self)
{
  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);

  return self->event;
}

gboolean
foyer_session_is_ready (FoyerSession *self)
{
  g_return_val_if_fail (FOYER_IS_SESSION (self), FALSE);

  return self->ready;
}

const FoyerId *
foyer_session_get_event_id (FoyerSession *self)
{
  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);

  return &self->event_id;
}

void
foyer_session_set_event_id (FoyerSession *self, const FoyerId *event)
{
  g_autofree char *text = NULL;

  g_return_if_fail (FOYER_IS_SESSION (self));

  if (foyer_id_equal (&self->event_id, event))
    return;
  self->event_id = *event;
  text = foyer_id_dup_text (event);
  g_settings_set_string (self->settings, "current-event", text);
  read_again (self);
}

static gpointer
apply_all (FoyerConnection *connection, gpointer data, GError **error)
{
  GPtrArray *changes = data;

  for (guint i = 0; i < changes->len; i++)
    if (!foyer_change_store_apply (connection, changes->pdata[i], FOYER_ORIGIN_HERE, error))
      return NULL;
  return GINT_TO_POINTER (TRUE);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (foyer_store_write_finish (FOYER_STORE (source), result, &error) != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
foyer_session_commit_async (FoyerSession *self, GPtrArray *changes, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_SESSION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, foyer_session_commit_async);
  foyer_store_write_async (self->store, apply_all, g_ptr_array_ref (changes), (GDestroyNotify) g_ptr_array_unref, NULL,
                           applied_cb, task);
}

gboolean
foyer_session_commit_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
foyer_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerSession *self = FOYER_SESSION (object);

  switch (id)
    {
    case PROP_EVENT:
      g_value_set_object (value, self->event);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_session_dispose (GObject *object)
{
  FoyerSession *self = FOYER_SESSION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->read_id, g_source_remove);
  g_clear_object (&self->event);
  g_clear_object (&self->events);
  g_clear_object (&self->settings);
  g_clear_object (&self->sync);
  g_clear_object (&self->print_queue);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (foyer_session_parent_class)->dispose (object);
}

static void
foyer_session_class_init (FoyerSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = foyer_session_get_property;
  object_class->dispose = foyer_session_dispose;
  properties[PROP_EVENT] = g_param_spec_object ("event", NULL, NULL, FOYER_TYPE_EVENT_ITEM, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", FOYER_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[FAILED] = g_signal_new ("failed", FOYER_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
foyer_session_init (FoyerSession *self)
{
  self->events = g_list_store_new (FOYER_TYPE_EVENT_ITEM);
}
