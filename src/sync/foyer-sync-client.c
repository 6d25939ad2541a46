/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-sync-client.h"

#include "foyer-sync-enums.h"
#include "foyer-sync-settings.h"
#include "foyer-sync.h"

#define POLL_MS 1500            /* without hints */
#define POLL_LISTENING_MS 30000 /* with hints, which may be lost */
#define RETRY_FIRST_MS 1000
#define RETRY_MAX_MS 30000
#define LISTEN_EVERY (5 * G_TIME_SPAN_SECOND)
#define LEASE_EVERY (60 * G_TIME_SPAN_SECOND) /* what others lack is asked for */

/* What the thread has found out and the properties show. */
typedef struct
{
  FoyerSyncSettings *settings;
  char              *message; /* or "" */
  FoyerTime          clock_offset;
  FoyerTime          last_sync;
  FoyerSyncState     state;
} Status;

struct _FoyerSyncClient
{
  GObject parent_instance;

  FoyerStore   *store;
  FoyerSecrets *secrets;
  GMainContext *main_context;
  GMainContext *context; /* of the thread */
  GThread      *thread;  /* (nullable): while it runs */
  GCancellable *cancellable;
  Status       *shown; /* main thread only */

  GMutex           lock; /* for all below */
  FoyerLeaseWishes wishes;
  gboolean         stopping;
  gboolean         closing; /* one exchange more, then the end */
  gboolean         ended;   /* the thread is about to */
  GCond            end;
  gboolean         wanted;   /* exchange now */
  gboolean         touched;  /* the outbox changed */
  gboolean         repaired; /* paired or forgotten: look at the settings again */
};

/* The thread's own, so that no lock is needed. */
typedef struct
{
  FoyerSyncClient *client;
  FoyerRemote     *remote; /* (nullable) */
  FoyerTime        last_good;
  FoyerSyncState   state;
  char            *message;
  gint64           hinted;      /* the newest rev that the platform spoke of */
  gint64           cursor;      /* the last rev that is here */
  gint64           listened_at; /* monotonic: when hints were last asked for */
  gint64           leased_at;   /* monotonic: when the platform last heard of the leases */
  guint            n_failures;  /* in a row */
  gboolean         timed_out;
} Loop;

enum
{
  PROP_0,
  PROP_STATE,
  PROP_WAITING,
  PROP_REFUSED,
  PROP_SKIPPED,
  PROP_LAST_SYNC,
  PROP_MESSAGE,
  PROP_PLATFORM_NAME,
  PROP_PLATFORM_URL,
  PROP_GATE,
  PROP_ROLE,
  PROP_CLOCK_OFFSET,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FoyerSyncClient, foyer_sync_client, G_TYPE_OBJECT)

static void
status_free (Status *status)
{
  g_clear_pointer (&status->settings, foyer_sync_settings_free);
  g_free (status->message);
  g_free (status);
}

static Status *
status_new (void)
{
  Status *status = g_new0 (Status, 1);

  status->settings = g_new0 (FoyerSyncSettings, 1);
  status->settings->url = g_strdup ("");
  status->settings->fingerprint = g_strdup ("");
  status->settings->name = g_strdup ("");
  status->settings->gate = g_strdup ("");
  status->settings->role = FOYER_N_ROLES;
  status->message = g_strdup ("");
  return status;
}

/* --- Main thread -------------------------------------------------------------- */

typedef struct
{
  FoyerSyncClient *client;
  Status          *status;
} News;

static void
news_free (News *news)
{
  g_clear_pointer (&news->status, status_free);
  g_object_unref (news->client);
  g_free (news);
}

static void
notify_if (FoyerSyncClient *self, int property, gboolean differs)
{
  if (differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
show_cb (gpointer data)
{
  News            *news = data;
  FoyerSyncClient *self = news->client;
  Status          *old = g_steal_pointer (&self->shown);
  Status *new = self->shown = g_steal_pointer (&news->status);

  g_object_freeze_notify (G_OBJECT (self));
  notify_if (self, PROP_STATE, old->state != new->state);
  notify_if (self, PROP_WAITING, old->settings->waiting != new->settings->waiting);
  notify_if (self, PROP_REFUSED, old->settings->refused != new->settings->refused);
  notify_if (self, PROP_SKIPPED, old->settings->skipped != new->settings->skipped);
  notify_if (self, PROP_LAST_SYNC, old->last_sync != new->last_sync);
  notify_if (self, PROP_MESSAGE, !g_str_equal (old->message, new->message));
  notify_if (self, PROP_PLATFORM_NAME, !g_str_equal (old->settings->name, new->settings->name));
  notify_if (self, PROP_PLATFORM_URL, !g_str_equal (old->settings->url, new->settings->url));
  notify_if (self, PROP_GATE, !g_str_equal (old->settings->gate, new->settings->gate));
  notify_if (self, PROP_ROLE, old->settings->role != new->settings->role);
  notify_if (self, PROP_CLOCK_OFFSET, old->clock_offset != new->clock_offset);
  g_object_thaw_notify (G_OBJECT (self));
  status_free (old);
  return G_SOURCE_REMOVE;
}

/* On the main thread; @status: (transfer full) */
static void
show (FoyerSyncClient *self, Status *status)
{
  News news = { self, status };

  show_cb (&news);
}

static void
wake (FoyerSyncClient *self, gboolean *flag)
{
  g_mutex_lock (&self->lock);
  *flag = TRUE;
  g_mutex_unlock (&self->lock);
  g_main_context_wakeup (self->context);
}

static void
changed_cb (FoyerSyncClient *self, guint subjects)
{
  if (subjects & FOYER_SUBJECT_OUTBOX)
    wake (self, &self->touched);
}

/* --- The thread --------------------------------------------------------------- */

static void
tell (Loop *loop, FoyerSyncState state, const char *message)
{
  FoyerSyncClient *self = loop->client;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSource) source = g_idle_source_new ();
  News              *news = g_new0 (News, 1);
  Status            *status = status_new ();
  FoyerSyncSettings *settings = foyer_sync_settings_load (self->store, &error);

  if (settings != NULL)
    {
      foyer_sync_settings_free (status->settings);
      status->settings = settings;
      loop->cursor = settings->cursor;
    }
  loop->state = state;
  g_set_str (&loop->message, message);
  status->state = state;
  g_set_str (&status->message, error != NULL && *message == '\0' ? error->message : message);
  status->last_sync = MAX (status->settings->last_sync, loop->last_good);
  status->clock_offset = loop->remote != NULL ? loop->remote->clock_offset : 0;
  news->client = g_object_ref (self);
  news->status = status;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, show_cb, news, (GDestroyNotify) news_free);
  g_source_attach (source, self->main_context);
}

static FoyerSyncState
state_of_error (const GError *error)
{
  if (g_error_matches (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_NOT_PAIRED))
    return FOYER_SYNC_UNPAIRED;
  if (g_error_matches (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_OFFLINE))
    return FOYER_SYNC_OFFLINE;
  if (g_error_matches (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_SIGN_IN))
    return FOYER_SYNC_NEEDS_SIGN_IN;
  return FOYER_SYNC_FAILED;
}

static gboolean
is_stopping (FoyerSyncClient *self)
{
  gboolean stopping;

  g_mutex_lock (&self->lock);
  stopping = self->stopping;
  g_mutex_unlock (&self->lock);
  return stopping;
}

static gboolean
is_closing (FoyerSyncClient *self)
{
  gboolean closing;

  g_mutex_lock (&self->lock);
  closing = self->closing;
  g_mutex_unlock (&self->lock);
  return closing;
}

static void
fail (Loop *loop, const GError *error)
{
  FoyerSyncState state = state_of_error (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || is_stopping (loop->client))
    return;
  loop->n_failures++;
  /* The next try looks for the token again, and begins with fresh connections. */
  g_clear_pointer (&loop->remote, foyer_remote_free);
  if (state == FOYER_SYNC_UNPAIRED)
    {
      loop->n_failures = 0;
      tell (loop, state, "");
      return;
    }
  if (loop->state != state)
    g_message ("sync: %s", error->message);
  tell (loop, state, error->message);
}

static void
hint_cb (gint64 head, gpointer data)
{
  Loop *loop = data;

  loop->hinted = MAX (loop->hinted, head);
}

static void
listen (Loop *loop)
{
  gint64 now = g_get_monotonic_time ();

  if (loop->remote->kind->is_listening (loop->remote) || now - loop->listened_at < LISTEN_EVERY)
    return;
  loop->listened_at = now;
  loop->remote->kind->listen (loop->remote, hint_cb, loop);
}

static FoyerLeaseWishes
take_wishes (Loop *loop)
{
  FoyerSyncClient *self = loop->client;
  FoyerLeaseWishes wishes;
  gint64           now = g_get_monotonic_time ();

  g_mutex_lock (&self->lock);
  wishes = self->wishes;
  wishes.closing = self->closing;
  g_mutex_unlock (&self->lock);
  wishes.listening = now - loop->leased_at > LEASE_EVERY;
  if (wishes.listening)
    loop->leased_at = now;
  return wishes;
}

/* It was asked for; a newer wish stays. */
static void
forget_wish (FoyerSyncClient *self, const FoyerLeaseWishes *wishes)
{
  g_mutex_lock (&self->lock);
  if (foyer_id_equal (&self->wishes.category, &wishes->category) && self->wishes.places == wishes->places)
    self->wishes.places = 0;
  g_mutex_unlock (&self->lock);
}

static void
exchange (Loop *loop)
{
  FoyerSyncClient *self = loop->client;
  FoyerSyncResult  result;
  FoyerLeaseWishes wishes = take_wishes (loop);
  g_autoptr (GError) error = NULL;

  if (loop->remote == NULL)
    {
      loop->remote = foyer_sync_connect (self->store, self->secrets, self->cancellable, &error);
      loop->listened_at = 0;
      loop->hinted = 0;
      if (loop->remote != NULL && loop->n_failures == 0)
        tell (loop, FOYER_SYNC_CONNECTING, "");
    }
  if (loop->remote == NULL || !foyer_sync_exchange (self->store, loop->remote, &wishes, self->cancellable, &result, &error))
    {
      fail (loop, error);
      return;
    }
  loop->n_failures = 0;
  loop->last_good = g_get_real_time ();
  if (wishes.places > 0)
    forget_wish (self, &wishes);
  tell (loop, FOYER_SYNC_ONLINE, "");
  listen (loop);
}

static guint
next_delay (const Loop *loop)
{
  guint delay;

  if (loop->n_failures == 0)
    return loop->remote != NULL && loop->remote->kind->is_listening (loop->remote) ? POLL_LISTENING_MS : POLL_MS;
  delay = MIN (RETRY_FIRST_MS << MIN (loop->n_failures - 1, 5), RETRY_MAX_MS);
  /* Spread, so that a hall full of laptops does not come back all at once. */
  return delay / 2 + g_random_int_range (0, delay / 2);
}

static gboolean
time_out_cb (gpointer data)
{
  ((Loop *) data)->timed_out = TRUE;
  return G_SOURCE_REMOVE;
}

/* Returns: whether there is a reason to exchange now */
static gboolean
take_flags (Loop *loop)
{
  FoyerSyncClient *self = loop->client;
  gboolean         go;
  gboolean         touched;
  gboolean         repaired;

  g_mutex_lock (&self->lock);
  go = self->stopping || self->closing || self->wanted || self->repaired;
  touched = self->touched;
  repaired = self->repaired;
  self->wanted = self->touched = self->repaired = FALSE;
  g_mutex_unlock (&self->lock);
  if (repaired)
    {
      g_clear_pointer (&loop->remote, foyer_remote_free);
      loop->n_failures = 0;
      loop->last_good = 0;
    }
  if (touched && !go)
    {
      g_autoptr (FoyerSyncSettings) settings = foyer_sync_settings_load (self->store, NULL);

      /* Offline, new sales are counted but do not hurry the next try. */
      go = settings != NULL && settings->waiting > 0 && loop->state == FOYER_SYNC_ONLINE;
      if (!go)
        {
          g_autofree char *message = g_strdup (loop->message);

          tell (loop, loop->state, message);
        }
    }
  return go || loop->hinted > loop->cursor;
}

static void
wait_for_reason (Loop *loop)
{
  GMainContext *context = loop->client->context;
  g_autoptr (GSource) timer = NULL;

  loop->timed_out = FALSE;
  if (loop->state != FOYER_SYNC_UNPAIRED)
    {
      timer = g_timeout_source_new (next_delay (loop));
      g_source_set_callback (timer, time_out_cb, loop, NULL);
      g_source_attach (timer, context);
    }
  while (!loop->timed_out && !take_flags (loop))
    {
      g_main_context_iteration (context, TRUE);
      /* Hints just came to be listened for, or ceased: the poll changes its pace. */
      if (timer != NULL && loop->n_failures == 0 && loop->remote != NULL)
        g_source_set_ready_time (timer, MIN (g_source_get_ready_time (timer), g_get_monotonic_time () + next_delay (loop) * 1000));
    }
  if (timer != NULL)
    g_source_destroy (timer);
}

static gpointer
run (gpointer data)
{
  Loop loop = { .client = data, .state = FOYER_SYNC_CONNECTING, .message = g_strdup ("") };

  g_main_context_push_thread_default (loop.client->context);
  while (!is_stopping (loop.client))
    {
      gboolean closing = is_closing (loop.client);

      exchange (&loop);
      if (closing)
        break;
      wait_for_reason (&loop);
    }
  g_clear_pointer (&loop.remote, foyer_remote_free);
  g_mutex_lock (&loop.client->lock);
  loop.client->ended = TRUE;
  g_cond_signal (&loop.client->end);
  g_mutex_unlock (&loop.client->lock);
  g_main_context_pop_thread_default (loop.client->context);
  g_free (loop.message);
  return NULL;
}

/* --- Public ------------------------------------------------------------------- */

static void
pair_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerSyncClient *self = source;
  char           **words = data;
  GError          *error = NULL;

  if (foyer_sync_pair (self->store, self->secrets, words[0], words[1], cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  wake (self, &self->repaired);
}

void
foyer_sync_client_pair_async (FoyerSyncClient *self, const char *text, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *words[] = { text, name, NULL };

  g_return_if_fail (FOYER_IS_SYNC_CLIENT (self));

  g_task_set_source_tag (task, foyer_sync_client_pair_async);
  g_task_set_task_data (task, g_strdupv ((char **) words), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, pair_thread);
}

gboolean
foyer_sync_client_pair_finish (FoyerSyncClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
forget_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerSyncClient *self = source;
  GError          *error = NULL;

  if (foyer_sync_forget (self->store, self->secrets, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  wake (self, &self->repaired);
}

void
foyer_sync_client_forget_async (FoyerSyncClient *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_SYNC_CLIENT (self));

  g_task_set_source_tag (task, foyer_sync_client_forget_async);
  g_task_run_in_thread (task, forget_thread);
}

gboolean
foyer_sync_client_forget_finish (FoyerSyncClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
invite_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerSyncClient *self = source;
  GError          *error = NULL;
  char            *text = foyer_sync_invite (self->store, self->secrets, GPOINTER_TO_INT (data), cancellable, &error);

  if (text != NULL)
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, error);
}

void
foyer_sync_client_invite_async (FoyerSyncClient *self, FoyerRole role, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_SYNC_CLIENT (self));

  g_task_set_source_tag (task, foyer_sync_client_invite_async);
  g_task_set_task_data (task, GINT_TO_POINTER (role), NULL);
  g_task_run_in_thread (task, invite_thread);
}

char *
foyer_sync_client_invite_finish (FoyerSyncClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
foyer_sync_client_know (FoyerSyncClient *self, FoyerSyncSettings *settings)
{
  Status *status;

  g_return_if_fail (FOYER_IS_SYNC_CLIENT (self) && self->thread == NULL);

  status = status_new ();
  foyer_sync_settings_free (status->settings);
  status->settings = settings;
  status->state = *settings->url != '\0' ? FOYER_SYNC_CONNECTING : FOYER_SYNC_UNPAIRED;
  status->last_sync = settings->last_sync;
  show (self, status);
}

void
foyer_sync_client_start (FoyerSyncClient *self)
{
  g_return_if_fail (FOYER_IS_SYNC_CLIENT (self));

  if (self->thread != NULL)
    return;
  g_cancellable_reset (self->cancellable);
  self->stopping = FALSE;
  self->closing = FALSE;
  self->ended = FALSE;
  self->thread = g_thread_new ("sync", run, self);
}

void
foyer_sync_client_stop (FoyerSyncClient *self)
{
  g_return_if_fail (FOYER_IS_SYNC_CLIENT (self));

  if (self->thread == NULL)
    return;
  wake (self, &self->stopping);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->thread, g_thread_join);
}

void
foyer_sync_client_close (FoyerSyncClient *self, guint seconds)
{
  gint64 until = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;

  g_return_if_fail (FOYER_IS_SYNC_CLIENT (self));

  if (self->thread == NULL)
    return;
  /* Nobody waits for a platform that was not there a moment ago. */
  if (self->shown->state == FOYER_SYNC_ONLINE)
    {
      wake (self, &self->closing);
      g_mutex_lock (&self->lock);
      while (!self->ended && g_cond_wait_until (&self->end, &self->lock, until))
        ;
      g_mutex_unlock (&self->lock);
    }
  foyer_sync_client_stop (self);
}

void
foyer_sync_client_set_event (FoyerSyncClient *self, const FoyerId *event)
{
  gboolean differs;

  g_return_if_fail (FOYER_IS_SYNC_CLIENT (self));

  g_mutex_lock (&self->lock);
  differs = !foyer_id_equal (&self->wishes.event, event != NULL ? event : &FOYER_ID_NONE);
  self->wishes.event = event != NULL ? *event : FOYER_ID_NONE;
  g_mutex_unlock (&self->lock);
  if (differs)
    wake (self, &self->wanted);
}

void
foyer_sync_client_ask_for (FoyerSyncClient *self, const FoyerId *category, gint64 places)
{
  g_return_if_fail (FOYER_IS_SYNC_CLIENT (self));

  g_mutex_lock (&self->lock);
  self->wishes.category = *category;
  self->wishes.places = places;
  g_mutex_unlock (&self->lock);
  wake (self, &self->wanted);
}

void
foyer_sync_client_sync_now (FoyerSyncClient *self)
{
  g_return_if_fail (FOYER_IS_SYNC_CLIENT (self));

  wake (self, &self->wanted);
}

FoyerStore *
foyer_sync_client_get_store (FoyerSyncClient *self)
{
  return self->store;
}

FoyerSecrets *
foyer_sync_client_get_secrets (FoyerSyncClient *self)
{
  return self->secrets;
}

FoyerSyncState
foyer_sync_client_get_state (FoyerSyncClient *self)
{
  return self->shown->state;
}

gint64
foyer_sync_client_get_waiting (FoyerSyncClient *self)
{
  return self->shown->settings->waiting;
}

gint64
foyer_sync_client_get_refused (FoyerSyncClient *self)
{
  return self->shown->settings->refused;
}

FoyerTime
foyer_sync_client_get_last_sync (FoyerSyncClient *self)
{
  return self->shown->last_sync;
}

const char *
foyer_sync_client_get_message (FoyerSyncClient *self)
{
  return self->shown->message;
}

const char *
foyer_sync_client_get_platform_name (FoyerSyncClient *self)
{
  return self->shown->settings->name;
}

const char *
foyer_sync_client_get_platform_url (FoyerSyncClient *self)
{
  return self->shown->settings->url;
}

FoyerRole
foyer_sync_client_get_role (FoyerSyncClient *self)
{
  return self->shown->settings->role;
}

static void
foyer_sync_client_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  Status *shown = FOYER_SYNC_CLIENT (object)->shown;

  switch (property)
    {
    case PROP_STATE:
      g_value_set_enum (value, shown->state);
      break;
    case PROP_WAITING:
      g_value_set_int64 (value, shown->settings->waiting);
      break;
    case PROP_REFUSED:
      g_value_set_int64 (value, shown->settings->refused);
      break;
    case PROP_SKIPPED:
      g_value_set_int64 (value, shown->settings->skipped);
      break;
    case PROP_LAST_SYNC:
      g_value_set_int64 (value, shown->last_sync);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, shown->message);
      break;
    case PROP_PLATFORM_NAME:
      g_value_set_string (value, shown->settings->name);
      break;
    case PROP_PLATFORM_URL:
      g_value_set_string (value, shown->settings->url);
      break;
    case PROP_GATE:
      g_value_set_string (value, shown->settings->gate);
      break;
    case PROP_ROLE:
      g_value_set_int (value, shown->settings->role);
      break;
    case PROP_CLOCK_OFFSET:
      g_value_set_int64 (value, shown->clock_offset);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
foyer_sync_client_dispose (GObject *object)
{
  FoyerSyncClient *self = FOYER_SYNC_CLIENT (object);

  foyer_sync_client_stop (self);
  g_clear_object (&self->store);
  g_clear_object (&self->secrets);
  G_OBJECT_CLASS (foyer_sync_client_parent_class)->dispose (object);
}

static void
foyer_sync_client_finalize (GObject *object)
{
  FoyerSyncClient *self = FOYER_SYNC_CLIENT (object);

  g_clear_pointer (&self->main_context, g_main_context_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->shown, status_free);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->end);
  G_OBJECT_CLASS (foyer_sync_client_parent_class)->finalize (object);
}

static GParamSpec *
number_property (const char *name)
{
  return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
text_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
foyer_sync_client_class_init (FoyerSyncClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = foyer_sync_client_get_property;
  object_class->dispose = foyer_sync_client_dispose;
  object_class->finalize = foyer_sync_client_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, FOYER_TYPE_SYNC_STATE, FOYER_SYNC_UNPAIRED, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WAITING] = number_property ("waiting");
  properties[PROP_REFUSED] = number_property ("refused");
  properties[PROP_SKIPPED] = number_property ("skipped");
  properties[PROP_LAST_SYNC] = number_property ("last-sync");
  properties[PROP_MESSAGE] = text_property ("message");
  properties[PROP_PLATFORM_NAME] = text_property ("platform-name");
  properties[PROP_PLATFORM_URL] = text_property ("platform-url");
  properties[PROP_GATE] = text_property ("gate");
  properties[PROP_ROLE] = g_param_spec_int ("role", NULL, NULL, 0, FOYER_N_ROLES, FOYER_N_ROLES, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLOCK_OFFSET] = number_property ("clock-offset");
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
foyer_sync_client_init (FoyerSyncClient *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->end);
  self->main_context = g_main_context_ref_thread_default ();
  self->context = g_main_context_new ();
  self->cancellable = g_cancellable_new ();
  self->shown = status_new ();
}

FoyerSyncClient *
foyer_sync_client_new (FoyerStore *store, FoyerSecrets *secrets)
{
  FoyerSyncClient *self;

  g_return_val_if_fail (FOYER_IS_STORE (store), NULL);
  g_return_val_if_fail (FOYER_IS_SECRETS (secrets), NULL);

  self = g_object_new (FOYER_TYPE_SYNC_CLIENT, NULL);
  self->store = g_object_ref (store);
  self->secrets = g_object_ref (secrets);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
