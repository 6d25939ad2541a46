/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-door-sound.h"

#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <math.h>

/* How long the sound device is kept open after a sound. */
#define KEEP_OPEN_US (20 * G_USEC_PER_SEC)
#define RAMP_SECONDS 0.008
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define SAMPLE_FORMAT "S16LE"
#else
#define SAMPLE_FORMAT "S16BE"
#endif

typedef struct
{
  double pitch; /* Hz; 0 is silence */
  double seconds;
  double edge; /* share of the odd overtones: 0 is round, 1 is harsh */
} Note;

static const Note notes[][4] = {
  [FOYER_ANSWER_YES] = { { 659.26, 0.09, 0.1 }, { 987.77, 0.22, 0.1 } },
  [FOYER_ANSWER_NO] = { { 174.61, 0.20, 1.0 }, { 0, 0.07, 0 }, { 138.59, 0.38, 1.0 } },
  [FOYER_ANSWER_WAIT] = { { 466.16, 0.12, 0.4 }, { 0, 0.08, 0 }, { 466.16, 0.12, 0.4 } },
  [FOYER_ANSWER_INFO] = { { 784.00, 0.10, 0 } },
  [FOYER_ANSWER_GENUINE] = { { 659.26, 0.09, 0.1 }, { 987.77, 0.09, 0.1 }, { 783.99, 0.20, 0.1 } },
};

typedef struct
{
  FoyerAnswerKind kind;
  double          volume;
  gboolean        quit;
} Order;

struct _FoyerDoorSound
{
  GAsyncQueue *orders; /* shared with the thread */
};

/* On the thread only. */
typedef struct
{
  GAsyncQueue *orders;
  GstElement  *pipeline;
  GstElement  *source;
  GstElement  *volume;
  gboolean     told; /* that there is no sound */
} Player;

static double
tone (const Note *note, double t)
{
  double phase = 2 * G_PI * note->pitch * t;
  double value = sin (phase);

  for (int overtone = 3; overtone <= 7; overtone += 2)
    value += note->edge * sin (phase * overtone) / overtone;
  return value / (1 + note->edge * 0.68);
}

static double
loudness (const Note *note, double t)
{
  double in = MIN (t / RAMP_SECONDS, 1);
  double out = MIN ((note->seconds - t) / (note->seconds * 0.5), 1);

  return in * out;
}

GBytes *
foyer_door_sound_render (FoyerAnswerKind kind)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (gint16));
  gsize length;

  for (gsize i = 0; i < G_N_ELEMENTS (notes[kind]); i++)
    {
      const Note *note = &notes[kind][i];
      int         count = (int) (note->seconds * FOYER_DOOR_SOUND_RATE);

      for (int n = 0; n < count; n++)
        {
          double t = (double) n / FOYER_DOOR_SOUND_RATE;
          gint16 sample = (gint16) (tone (note, t) * loudness (note, t) * 0.8 * G_MAXINT16);

          g_array_append_val (samples, sample);
        }
    }
  length = samples->len * sizeof (gint16);
  return g_bytes_new_take (g_array_free (g_steal_pointer (&samples), FALSE), length);
}

static void
tell_once (Player *self, const char *why)
{
  if (!self->told)
    g_message ("The door makes no sound: %s", why);
  self->told = TRUE;
}

static void
close_device (Player *self)
{
  if (self->pipeline == NULL)
    return;
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_clear_object (&self->volume);
  gst_clear_object (&self->source);
  gst_clear_object (&self->pipeline);
}

static gboolean
open_device (Player *self)
{
  g_autoptr (GError) error = NULL;

  if (self->pipeline != NULL)
    return TRUE;
  if (!gst_init_check (NULL, NULL, &error))
    {
      tell_once (self, error->message);
      return FALSE;
    }
  self->pipeline = gst_parse_launch ("appsrc name=source format=time caps=audio/x-raw,format=" SAMPLE_FORMAT ",rate=44100,channels=1,layout=interleaved "
                                     "! audioconvert ! audioresample ! volume name=volume ! autoaudiosink",
                                     &error);
  if (error != NULL)
    {
      tell_once (self, error->message);
      close_device (self);
      return FALSE;
    }
  self->source = gst_bin_get_by_name (GST_BIN (self->pipeline), "source");
  self->volume = gst_bin_get_by_name (GST_BIN (self->pipeline), "volume");
  return TRUE;
}

static void
check_device (Player *self)
{
  g_autoptr (GstBus) bus = self->pipeline != NULL ? gst_element_get_bus (self->pipeline) : NULL;
  g_autoptr (GstMessage) message = bus != NULL ? gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR) : NULL;
  g_autoptr (GError) error = NULL;

  if (message == NULL)
    return;
  gst_message_parse_error (message, &error, NULL);
  tell_once (self, error->message);
  close_device (self);
}

static void
play (Player *self, const Order *order)
{
  g_autoptr (GBytes) sound = foyer_door_sound_render (order->kind);
  GstBuffer *buffer;

  check_device (self);
  if (!open_device (self))
    return;
  gst_element_set_state (self->pipeline, GST_STATE_READY);
  g_object_set (self->volume, "volume", order->volume, NULL);
  if (gst_element_set_state (self->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    {
      check_device (self);
      tell_once (self, "there is no sound device");
      close_device (self);
      return;
    }
  buffer = gst_buffer_new_wrapped_bytes (sound);
  GST_BUFFER_PTS (buffer) = 0;
  GST_BUFFER_DURATION (buffer) = gst_util_uint64_scale (g_bytes_get_size (sound) / sizeof (gint16), GST_SECOND, FOYER_DOOR_SOUND_RATE);
  gst_app_src_push_buffer (GST_APP_SRC (self->source), buffer);
  gst_app_src_end_of_stream (GST_APP_SRC (self->source));
}

static gpointer
run (gpointer data)
{
  Player   self = { .orders = data };
  gboolean quit = FALSE;

  while (!quit)
    {
      g_autofree Order *order = self.pipeline != NULL ? g_async_queue_timeout_pop (self.orders, KEEP_OPEN_US) : g_async_queue_pop (self.orders);

      quit = order != NULL && order->quit;
      if (order == NULL)
        check_device (&self);
      if (order == NULL || quit)
        close_device (&self);
      else
        play (&self, order);
    }
  g_async_queue_unref (self.orders);
  return NULL;
}

FoyerDoorSound *
foyer_door_sound_new (void)
{
  FoyerDoorSound *self = g_new0 (FoyerDoorSound, 1);

  self->orders = g_async_queue_new_full (g_free);
  g_thread_unref (g_thread_new ("door-sound", run, g_async_queue_ref (self->orders)));
  return self;
}

static void
give_order (FoyerDoorSound *self, Order order)
{
  g_async_queue_push (self->orders, g_memdup2 (&order, sizeof order));
}

void
foyer_door_sound_play (FoyerDoorSound *self, FoyerAnswerKind kind, double volume)
{
  g_return_if_fail (self != NULL);

  if (volume > 0)
    give_order (self, (Order) { .kind = kind, .volume = MIN (volume, 1) });
}

void
foyer_door_sound_free (FoyerDoorSound *self)
{
  if (self == NULL)
    return;
  give_order (self, (Order) { .quit = TRUE });
  g_async_queue_unref (self->orders);
  g_free (self);
}
