/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-camera.h"

#include <gtk/gtk.h>

typedef struct
{
  FoyerCamera *camera;
  guint        pictures;
  gint64       longest_us;
} Watch;

static void
invalidated_cb (GdkPaintable *paintable,
                Watch        *watch)
{
  watch->pictures++;
}

static gboolean
has_paintable (Watch *watch)
{
  return foyer_camera_get_paintable (watch->camera) != NULL;
}

static gboolean
has_pictures (Watch *watch)
{
  return watch->pictures >= 10;
}

static gboolean
is_playing (Watch *watch)
{
  return foyer_camera_get_state (watch->camera) == FOYER_CAMERA_PLAYING;
}

static gboolean
is_off (Watch *watch)
{
  return foyer_camera_get_state (watch->camera) == FOYER_CAMERA_OFF;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
run_until (Watch *watch,
           gboolean (*done) (Watch *watch),
           const char *what)
{
  gint64 until = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  guint  wake = g_timeout_add (5, wake_cb, NULL);

  while (!done (watch))
    {
      gint64 before = g_get_monotonic_time ();

      if (before > until)
        g_error ("Waited 20 s for %s (%s: %s)", what,
                 foyer_camera_state_get_nick (foyer_camera_get_state (watch->camera)),
                 foyer_camera_get_message (watch->camera));
      g_main_context_iteration (NULL, TRUE);
      watch->longest_us = MAX (watch->longest_us, g_get_monotonic_time () - before);
    }
  g_source_remove (wake);
}

static void
test_picture_is_shown_and_the_same_after_a_stop (void)
{
  Watch watch = { foyer_camera_new (TRUE) };
  g_autoptr (GObject) paintable = NULL;
  GtkWidget *window = gtk_window_new ();
  GtkWidget *picture = gtk_picture_new ();
  gulong     handler;

  gtk_window_set_child (GTK_WINDOW (window), picture);
  gtk_window_present (GTK_WINDOW (window));
  foyer_camera_set_source_description (watch.camera, "videotestsrc is-live=true ! video/x-raw,format=YUY2,width=640,height=480,framerate=30/1");
  foyer_camera_start (watch.camera);
  run_until (&watch, has_paintable, "a paintable");
  paintable = g_object_ref (foyer_camera_get_paintable (watch.camera));
  g_assert_true (GDK_IS_PAINTABLE (paintable));
  gtk_picture_set_paintable (GTK_PICTURE (picture), GDK_PAINTABLE (paintable));
  handler = g_signal_connect (paintable, "invalidate-contents", G_CALLBACK (invalidated_cb), &watch);

  /* The plugin is loaded: from here on nothing may hold up the main loop. */
  watch.longest_us = 0;
  run_until (&watch, has_pictures, "pictures");
  run_until (&watch, is_playing, "playing");
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (paintable)), ==, 640);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (GDK_PAINTABLE (paintable)), ==, 480);

  foyer_camera_stop (watch.camera);
  run_until (&watch, is_off, "off");
  watch.pictures = 0;
  foyer_camera_start (watch.camera);
  run_until (&watch, has_pictures, "pictures after starting again");
  g_assert_true (foyer_camera_get_paintable (watch.camera) == paintable);

  g_test_message ("longest turn of the main loop: %.1f ms", (double) watch.longest_us / 1000);
  g_assert_cmpint (watch.longest_us, <, 500 * 1000);
  g_signal_handler_disconnect (paintable, handler);
  gtk_window_destroy (GTK_WINDOW (window));
  foyer_camera_stop (watch.camera);
  run_until (&watch, is_off, "off");
  g_assert_finalize_object (watch.camera);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scan/preview/picture-is-shown-and-the-same-after-a-stop", test_picture_is_shown_and_the_same_after_a_stop);
  return g_test_run ();
}
