/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-camera-reader.h"

#include <gst/video/video.h>

#include "foyer-decoder-client.h"

struct _FoyerCameraReader
{
  gatomicrefcount       ref_count;
  GThread              *thread;
  GstAppSink           *sink;
  FoyerCameraReaderFunc func;
  gpointer              user_data;
  GDestroyNotify        destroy;

  GMutex   mutex;
  GCond    ended_cond;
  gboolean ended;
  gint64   last_frame_us;
  gint64   busy_since_us;
};

static void
reader_unref (FoyerCameraReader *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_object (&self->sink);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->ended_cond);
  g_free (self);
}

static void
video_frame_free (GstVideoFrame *video)
{
  gst_video_frame_unmap (video);
  g_free (video);
}

/**
 * foyer_camera_frame_from_sample:
 * @sample: a raw video sample whose first component is brightness
 *
 * Planar pictures are wrapped as they are, mapped for reading; packed ones
 * (YUY2 and the like) have their brightness picked out.
 *
 * Returns: (transfer full) (nullable): the frame, %NULL when the sample cannot
 *   be mapped
 */
FoyerFrame *
foyer_camera_frame_from_sample (GstSample *sample)
{
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  GstCaps   *caps = gst_sample_get_caps (sample);
  gint64     now = g_get_monotonic_time ();
  g_autoptr (GBytes) bytes = NULL;
  GstVideoFrame *video;
  GstVideoInfo   info;
  const guint8  *luma;
  int            width, height, stride, step;
  guint8        *picked;

  if (buffer == NULL || caps == NULL || !gst_video_info_from_caps (&info, caps))
    return NULL;
  video = g_new0 (GstVideoFrame, 1);
  if (!gst_video_frame_map (video, &info, buffer, GST_MAP_READ))
    {
      g_free (video);
      return NULL;
    }

  luma = GST_VIDEO_FRAME_COMP_DATA (video, 0);
  width = GST_VIDEO_FRAME_WIDTH (video);
  height = GST_VIDEO_FRAME_HEIGHT (video);
  stride = GST_VIDEO_FRAME_COMP_STRIDE (video, 0);
  step = GST_VIDEO_FRAME_COMP_PSTRIDE (video, 0);
  if (step == 1)
    {
      bytes = g_bytes_new_with_free_func (luma, (gsize) (height - 1) * stride + width,
                                          (GDestroyNotify) video_frame_free, video);
      return foyer_frame_new_for_bytes (bytes, width, height, stride, now);
    }

  picked = g_malloc ((gsize) width * height);
  for (int y = 0; y < height; y++)
    {
      const guint8 *in = luma + (gssize) y * stride;
      guint8       *out = picked + (gsize) y * width;

      for (int x = 0; x < width; x++)
        out[x] = in[x * step];
    }
  video_frame_free (video);
  return foyer_frame_new_take (picked, width, height, now);
}

static void
note (FoyerCameraReader *self,
      gboolean           busy)
{
  gint64 now = g_get_monotonic_time ();

  g_mutex_lock (&self->mutex);
  self->busy_since_us = busy ? now : 0;
  self->last_frame_us = now;
  g_mutex_unlock (&self->mutex);
}

static gpointer
reader_thread (gpointer data)
{
  FoyerCameraReader *self = data;
  g_autoptr (FoyerDecoderClient) decoder = foyer_decoder_client_new (0);
  GstSample *sample;

  /* Gives nothing once the pipeline stops or the source has ended. */
  while ((sample = gst_app_sink_pull_sample (self->sink)) != NULL)
    {
      g_autoptr (FoyerFrame) frame = foyer_camera_frame_from_sample (sample);
      g_autoptr (GPtrArray) codes = NULL;

      note (self, TRUE);
      if (frame != NULL)
        {
          codes = foyer_decoder_client_decode (decoder, frame);
          self->func (frame, codes, foyer_decoder_client_get_milliseconds (decoder), self->user_data);
        }
      g_clear_pointer (&frame, foyer_frame_unref);
      gst_sample_unref (sample);
      note (self, FALSE);
    }

  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  g_cond_signal (&self->ended_cond);
  g_mutex_unlock (&self->mutex);
  reader_unref (self);
  return NULL;
}

/**
 * foyer_camera_reader_new:
 * @sink: an appsink that keeps one buffer and drops the older
 * @func: what to do with what was read; runs on the decode thread
 * @user_data: for @func
 * @destroy: (nullable): frees @user_data, perhaps on the decode thread
 *
 * Starts the decode thread.
 *
 * Returns: the reader; end it with foyer_camera_reader_finish()
 */
FoyerCameraReader *
foyer_camera_reader_new (GstAppSink           *sink,
                         FoyerCameraReaderFunc func,
                         gpointer              user_data,
                         GDestroyNotify        destroy)
{
  FoyerCameraReader *self = g_new0 (FoyerCameraReader, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_atomic_ref_count_inc (&self->ref_count);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->ended_cond);
  self->sink = g_object_ref (sink);
  self->func = func;
  self->user_data = user_data;
  self->destroy = destroy;
  self->thread = g_thread_new ("foyer-decode", reader_thread, self);
  return self;
}

/**
 * foyer_camera_reader_get_last_frame:
 * @self: a reader
 *
 * Returns: monotonic time of the newest frame, 0 before the first
 */
gint64
foyer_camera_reader_get_last_frame (FoyerCameraReader *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->last_frame_us;
}

/**
 * foyer_camera_reader_get_busy_since:
 * @self: a reader
 *
 * Returns: monotonic time since when one and the same frame is being decoded,
 *   0 when none is
 */
gint64
foyer_camera_reader_get_busy_since (FoyerCameraReader *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->busy_since_us;
}

/**
 * foyer_camera_reader_finish:
 * @self: (transfer full): a reader whose pipeline has been stopped
 * @patience_us: how long to wait for the frame in hand
 *
 * Waits for the decode thread. Should a picture have sent an engine into an
 * endless loop, the thread is left to itself, so that the door goes on.
 *
 * Returns: whether the thread has ended
 */
gboolean
foyer_camera_reader_finish (FoyerCameraReader *self,
                            gint64             patience_us)
{
  gint64   until = g_get_monotonic_time () + patience_us;
  gboolean ended;

  g_mutex_lock (&self->mutex);
  while (!self->ended)
    if (!g_cond_wait_until (&self->ended_cond, &self->mutex, until))
      break;
  ended = self->ended;
  g_mutex_unlock (&self->mutex);

  if (ended)
    g_thread_join (self->thread);
  else
    g_thread_unref (self->thread);
  reader_unref (self);
  return ended;
}
