/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-camera-pipeline.h"

/* Formats whose first component is brightness, so that most cameras need no
 * conversion at all on the way to the decoder.
 */
#define LUMA_FORMATS "{ GRAY8, I420, YV12, NV12, NV21, Y42B, Y444, YUY2, UYVY, YVYU, VYUY }"

#define NEWEST "queue leaky=downstream max-size-buffers=1 max-size-bytes=0 max-size-time=0"

static const char tail_description[] =
  "capsfilter name=wish ! decodebin ! tee name=tee allow-not-linked=true "
  "tee. ! " NEWEST " ! videoconvert ! appsink name=frames sync=false max-buffers=1 drop=true "
  "enable-last-sample=false caps=\"video/x-raw,format=" LUMA_FORMATS "\"";
static const char preview_description[] = NEWEST " ! videoconvert name=last";

static gboolean
add_preview (GstElement *pipeline,
             GstElement *preview,
             GError    **error)
{
  g_autoptr (GstElement) branch = gst_parse_bin_from_description (preview_description, TRUE, error);
  g_autoptr (GstElement) tee = gst_bin_get_by_name (GST_BIN (pipeline), "tee");
  GstElement *bin = branch;

  if (branch == NULL)
    return FALSE;
  gst_bin_add_many (GST_BIN (pipeline), g_steal_pointer (&branch), preview, NULL);
  return gst_element_link_many (tee, bin, preview, NULL);
}

/**
 * foyer_camera_pipeline_new:
 * @source: (transfer floating): where pictures come from
 * @caps: (nullable): the format to ask the source for
 * @preview: (nullable): a video sink to show the picture with; kept by the
 *   caller
 * @error: where to put an error
 *
 * Builds the pipeline, stopped.
 *
 * Returns: (transfer full) (nullable): the pipeline
 */
GstElement *
foyer_camera_pipeline_new (GstElement *source,
                           GstCaps    *caps,
                           GstElement *preview,
                           GError    **error)
{
  g_autoptr (GstElement) owned = gst_object_ref_sink (source);
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstElement) wish = NULL;
  gboolean linked;

  /* Without the flag a missing plugin gives half a pipeline. */
  pipeline = gst_parse_launch_full (tail_description, NULL, GST_PARSE_FLAG_FATAL_ERRORS, error);
  if (pipeline == NULL)
    return NULL;
  gst_object_ref_sink (pipeline);
  wish = gst_bin_get_by_name (GST_BIN (pipeline), "wish");
  if (caps != NULL)
    g_object_set (wish, "caps", caps, NULL);

  gst_bin_add (GST_BIN (pipeline), source);
  linked = gst_element_link (source, wish);
  if (linked && preview != NULL)
    {
      linked = add_preview (pipeline, preview, error);
      if (!linked)
        foyer_camera_pipeline_release (pipeline, preview);
    }
  if (!linked)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, GST_CORE_ERROR, GST_CORE_ERROR_NEGOTIATION, "The camera offers no picture that can be used");
      return NULL;
    }
  return g_steal_pointer (&pipeline);
}

/**
 * foyer_camera_pipeline_get_frames:
 * @pipeline: a pipeline
 *
 * Returns: (transfer full): the sink to take frames from
 */
GstAppSink *
foyer_camera_pipeline_get_frames (GstElement *pipeline)
{
  return GST_APP_SINK (gst_bin_get_by_name (GST_BIN (pipeline), "frames"));
}

/**
 * foyer_camera_pipeline_release:
 * @pipeline: a stopped pipeline
 * @preview: (nullable): the sink given to foyer_camera_pipeline_new()
 *
 * Takes the preview sink out, so that the next pipeline shows its picture in
 * the same place.
 */
void
foyer_camera_pipeline_release (GstElement *pipeline,
                               GstElement *preview)
{
  if (preview != NULL && GST_OBJECT_PARENT (preview) == GST_OBJECT (pipeline))
    gst_bin_remove (GST_BIN (pipeline), preview);
}

/**
 * foyer_camera_pipeline_judge:
 * @error: what a pipeline said
 * @was_playing: whether pictures had come before
 *
 * Returns: the state that tells people the same
 */
FoyerCameraState
foyer_camera_pipeline_judge (const GError *error,
                             gboolean      was_playing)
{
  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_AUTHORIZED))
    return FOYER_CAMERA_DENIED;
  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_BUSY))
    return FOYER_CAMERA_BUSY;
  if (was_playing)
    return FOYER_CAMERA_UNPLUGGED;
  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_FOUND))
    return FOYER_CAMERA_NO_CAMERA;
  return FOYER_CAMERA_ERROR;
}
