/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A webcam for tests: offers a picture file to PipeWire as a Video/Source
 * until it is killed. Usage: fake-camera PICTURE NODE-NAME
 */
#include <gst/gst.h>

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstElement) file = NULL;
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstStructure) properties = NULL;
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;

  gst_init (&argc, &argv);
  if (argc != 3)
    return 2;
  pipeline = gst_parse_launch ("filesrc name=file ! pngdec ! imagefreeze is-live=true ! videoconvert ! "
                               "video/x-raw,format=YUY2,width=640,height=480,framerate=30/1 ! pipewiresink name=sink mode=provide",
                               &error);
  if (pipeline == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  file = gst_bin_get_by_name (GST_BIN (pipeline), "file");
  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  properties = gst_structure_new ("p",
                                  "media.class", G_TYPE_STRING, "Video/Source",
                                  "media.role", G_TYPE_STRING, "Camera",
                                  "node.name", G_TYPE_STRING, argv[2],
                                  "node.description", G_TYPE_STRING, argv[2],
                                  NULL);
  g_object_set (file, "location", argv[1], NULL);
  g_object_set (sink, "stream-properties", properties, NULL);
  bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_ERROR | GST_MESSAGE_EOS);
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    {
      gst_message_parse_error (message, &error, NULL);
      g_printerr ("%s\n", error->message);
    }
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return 1;
}
