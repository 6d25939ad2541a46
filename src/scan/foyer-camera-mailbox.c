/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-camera-mailbox.h"

struct _FoyerCameraMailbox
{
  GMainContext        *main;
  GWeakRef             camera;
  FoyerCameraEventFunc func;
};

typedef struct
{
  FoyerCameraMailbox *mailbox; /* counted reference */
  FoyerCameraEvent    event;
} Letter;

/* What a decode thread knows of where it belongs. */
typedef struct
{
  FoyerCameraMailbox *mailbox; /* counted reference */
  FoyerHinter        *hinter;
  guint               serial;
} Sender;

static void
mailbox_clear (gpointer data)
{
  FoyerCameraMailbox *self = data;

  g_weak_ref_clear (&self->camera);
  g_main_context_unref (self->main);
}

static void
letter_free (gpointer data)
{
  Letter *letter = data;

  g_free (letter->event.message);
  g_clear_pointer (&letter->event.devices, g_ptr_array_unref);
  g_clear_pointer (&letter->event.codes, g_ptr_array_unref);
  g_clear_pointer (&letter->event.frame, foyer_frame_unref);
  foyer_camera_mailbox_unref (letter->mailbox);
  g_free (letter);
}

static gboolean
letter_deliver (gpointer data)
{
  Letter *letter = data;
  g_autoptr (GObject) camera = g_weak_ref_get (&letter->mailbox->camera);

  if (camera != NULL)
    letter->mailbox->func (camera, &letter->event);
  return G_SOURCE_REMOVE;
}

static void
sender_free (gpointer data)
{
  Sender *sender = data;

  foyer_camera_mailbox_unref (sender->mailbox);
  foyer_hinter_free (sender->hinter);
  g_free (sender);
}

static void
frame_read_cb (FoyerFrame *frame,
               GPtrArray  *codes,
               double      milliseconds,
               gpointer    data)
{
  Sender          *sender = data;
  FoyerCameraEvent event = {
    .kind = FOYER_CAMERA_EVENT_DECODED,
    .serial = sender->serial,
    .milliseconds = milliseconds,
    .codes = g_ptr_array_ref (codes),
    .hint = foyer_hinter_see (sender->hinter, frame, codes->len > 0),
  };

  /* The frame lies in a buffer of the camera, which has few of them. */
  if (codes->len > 0)
    event.frame = foyer_frame_new_copy (foyer_frame_get_data (frame),
                                        foyer_frame_get_width (frame), foyer_frame_get_height (frame),
                                        foyer_frame_get_stride (frame), foyer_frame_get_time (frame));
  foyer_camera_mailbox_post (sender->mailbox, event);
}

/**
 * foyer_camera_mailbox_new:
 * @camera: whom events are for; held weakly
 * @func: called with them on the main context that is the default here
 *
 * Returns: (transfer full): a mailbox
 */
FoyerCameraMailbox *
foyer_camera_mailbox_new (GObject             *camera,
                          FoyerCameraEventFunc func)
{
  FoyerCameraMailbox *self = g_atomic_rc_box_new0 (FoyerCameraMailbox);

  self->main = g_main_context_ref_thread_default ();
  self->func = func;
  g_weak_ref_init (&self->camera, camera);
  return self;
}

/**
 * foyer_camera_mailbox_unref:
 * @self: (transfer full): a mailbox
 *
 * Drops a reference. Any thread may do so.
 */
void
foyer_camera_mailbox_unref (FoyerCameraMailbox *self)
{
  g_atomic_rc_box_release_full (self, mailbox_clear);
}

/**
 * foyer_camera_mailbox_get_context:
 * @self: a mailbox
 *
 * Returns: (transfer none): where events are delivered
 */
GMainContext *
foyer_camera_mailbox_get_context (FoyerCameraMailbox *self)
{
  return self->main;
}

/**
 * foyer_camera_mailbox_post:
 * @self: a mailbox
 * @event: what to tell; what it points to is taken over
 *
 * Sends an event, from any thread. Events of one thread arrive in order.
 */
void
foyer_camera_mailbox_post (FoyerCameraMailbox *self,
                           FoyerCameraEvent    event)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Letter *letter = g_new0 (Letter, 1);

  letter->mailbox = g_atomic_rc_box_acquire (self);
  letter->event = event;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, letter_deliver, letter, letter_free);
  g_source_attach (source, self->main);
}

/**
 * foyer_camera_mailbox_read:
 * @self: a mailbox
 * @frames: where frames come from
 * @serial: put into every event
 *
 * Starts a decode thread that sends what it reads to this mailbox.
 *
 * Returns: (transfer full): the decode thread
 */
FoyerCameraReader *
foyer_camera_mailbox_read (FoyerCameraMailbox *self,
                           GstAppSink         *frames,
                           guint               serial)
{
  Sender *sender = g_new0 (Sender, 1);

  sender->mailbox = g_atomic_rc_box_acquire (self);
  sender->hinter = foyer_hinter_new ();
  sender->serial = serial;
  return foyer_camera_reader_new (frames, frame_read_cb, sender, sender_free);
}
