/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-camera.h"

#include <gst/gst.h>

#include "picture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define TICKET "3F7K2M9QX4TR8VBN5CHJ6WPD1E"
#define OTHER_TICKET "7Y2CAMERATWO5CHJ6WPD1E3F7K"

typedef struct
{
  FoyerCamera *camera;
  GString     *seen; /* nicks of the states, in order */
  char        *text; /* the last code */
  guint        codes;
  guint        decoded;
  gint64       longest_us; /* between two turns of the main loop */
} Watch;

static void
state_cb (FoyerCamera *camera,
          GParamSpec  *pspec,
          Watch       *watch)
{
  g_string_append_printf (watch->seen, "%s ", foyer_camera_state_get_nick (foyer_camera_get_state (camera)));
}

static void
code_cb (FoyerCamera *camera,
         FoyerCode   *code,
         FoyerFrame  *frame,
         Watch       *watch)
{
  g_assert_nonnull (frame);
  g_set_str (&watch->text, foyer_code_get_text (code));
  watch->codes++;
}

static void
decoded_cb (FoyerCamera *camera,
            double       milliseconds,
            guint        n,
            Watch       *watch)
{
  g_assert_cmpfloat (milliseconds, >, 0);
  watch->decoded++;
}

static Watch *
watch_new (gboolean preview)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->camera = foyer_camera_new (preview);
  watch->seen = g_string_new (NULL);
  g_signal_connect (watch->camera, "notify::state", G_CALLBACK (state_cb), watch);
  g_signal_connect (watch->camera, "code", G_CALLBACK (code_cb), watch);
  g_signal_connect (watch->camera, "decoded", G_CALLBACK (decoded_cb), watch);
  return watch;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until @done, or fails after @seconds. */
static void
run_until (Watch *watch,
           gboolean (*done) (Watch *watch),
           guint       seconds,
           const char *what)
{
  gint64 until = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  guint  wake = g_timeout_add (5, wake_cb, NULL);

  while (!done (watch))
    {
      gint64 before;

      if (g_get_monotonic_time () > until)
        g_error ("Waited %u s for %s; states: %s(%s)", seconds, what, watch->seen->str,
                 foyer_camera_get_message (watch->camera));
      before = g_get_monotonic_time ();
      g_main_context_iteration (NULL, TRUE);
      watch->longest_us = MAX (watch->longest_us, g_get_monotonic_time () - before);
    }
  g_source_remove (wake);
}

static gboolean
is_off (Watch *watch)
{
  return foyer_camera_get_state (watch->camera) == FOYER_CAMERA_OFF;
}

static gboolean
is_playing (Watch *watch)
{
  return foyer_camera_get_state (watch->camera) == FOYER_CAMERA_PLAYING;
}

static gboolean
is_gone (Watch *watch)
{
  FoyerCameraState state = foyer_camera_get_state (watch->camera);

  return state == FOYER_CAMERA_UNPLUGGED || state == FOYER_CAMERA_NO_CAMERA;
}

static gboolean
is_error (Watch *watch)
{
  return foyer_camera_get_state (watch->camera) == FOYER_CAMERA_ERROR;
}

static gboolean
has_code (Watch *watch)
{
  return watch->codes > 0;
}

static gboolean
has_decoded (Watch *watch)
{
  return watch->decoded > 2;
}

static guint
count_threads (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  const char *name;
  guint       n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/proc/self/task/%s/comm", name);
      g_autofree char *comm = NULL;

      if (g_file_get_contents (path, &comm, NULL, NULL) && g_str_has_prefix (comm, "foyer-"))
        n++;
    }
  return n;
}

/* Lets its camera go before another one's, whose threads are still there. */
static void
watch_end (Watch *watch)
{
  g_signal_handlers_disconnect_by_data (watch->camera, watch);
  g_assert_finalize_object (watch->camera);
  watch->camera = NULL;
}

static void
watch_free (Watch *watch)
{
  gint64 until;

  if (watch->camera != NULL)
    watch_end (watch);
  until = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  while (count_threads () > 0 && g_get_monotonic_time () < until)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (5000);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (count_threads (), ==, 0);
  /* Loading plugins aside, nothing may hold up the main loop. */
  g_assert_cmpint (watch->longest_us, <, 1000 * 1000);
  g_string_free (watch->seen, TRUE);
  g_free (watch->text);
  g_free (watch);
}

static char *
save_ticket (const char *text)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;
  Picture picture = PICTURE_CLEAN (640, 480);
  g_autoptr (FoyerFrame) frame = picture_qr (&picture, text, strlen (text), 1, rand);
  char *path = NULL;

  g_close (g_file_open_tmp ("foyer-XXXXXX.png", &path, NULL), NULL);
  picture_save (frame, path, "png", &error);
  g_assert_no_error (error);
  return path;
}

static void
test_ticket_is_read (gconstpointer format)
{
  g_autofree char *path = save_ticket (TICKET);
  g_autofree char *description =
    g_strdup_printf ("filesrc location=%s ! pngdec ! imagefreeze is-live=true ! videoconvert ! "
                     "video/x-raw,format=%s,framerate=30/1",
                     path, (const char *) format);
  Watch *watch = watch_new (FALSE);

  foyer_camera_set_source_description (watch->camera, description);
  foyer_camera_start (watch->camera);
  g_assert_cmpint (foyer_camera_get_state (watch->camera), ==, FOYER_CAMERA_STARTING);
  run_until (watch, has_code, 20, "a code");
  run_until (watch, is_playing, 5, "playing");
  g_assert_cmpstr (watch->text, ==, TICKET);
  g_assert_null (foyer_camera_get_message (watch->camera));
  g_assert_cmpfloat (foyer_camera_get_decode_ms (watch->camera), >, 0);

  foyer_camera_stop (watch->camera);
  watch->codes = 0;
  run_until (watch, is_off, 5, "off");
  g_assert_cmpuint (watch->codes, ==, 0);

  foyer_camera_start (watch->camera);
  run_until (watch, has_code, 5, "a code after starting again");
  watch_free (watch);
  g_unlink (path);
}

static void
test_nothing_in_sight_reads_nothing (void)
{
  Watch *watch = watch_new (FALSE);

  foyer_camera_set_source_description (watch->camera, "videotestsrc is-live=true pattern=snow ! video/x-raw,width=640,height=480");
  foyer_camera_start (watch->camera);
  run_until (watch, has_decoded, 20, "frames");
  run_until (watch, is_playing, 5, "playing");
  g_assert_cmpuint (watch->codes, ==, 0);
  watch_free (watch);
}

static void
test_source_that_ends_is_opened_again (void)
{
  Watch *watch = watch_new (FALSE);

  foyer_camera_set_source_description (watch->camera, "videotestsrc is-live=true num-buffers=20 ! video/x-raw,width=320,height=240,framerate=30/1");
  foyer_camera_start (watch->camera);
  run_until (watch, is_playing, 20, "playing");
  run_until (watch, is_gone, 10, "the end");
  g_assert_nonnull (foyer_camera_get_message (watch->camera));
  run_until (watch, is_playing, 10, "playing again");
  g_assert_cmpstr (watch->seen->str, ==, "starting playing unplugged starting playing ");
  watch_free (watch);
}

static void
test_source_that_fails_says_why (void)
{
  Watch *watch = watch_new (FALSE);

  foyer_camera_set_source_description (watch->camera, "no-such-element");
  foyer_camera_start (watch->camera);
  run_until (watch, is_error, 20, "an error");
  g_assert_nonnull (strstr (foyer_camera_get_message (watch->camera), "no-such-element"));
  watch_free (watch);
}

static void
test_disposing_at_once_leaves_no_thread (void)
{
  for (guint i = 0; i < 5; i++)
    {
      Watch *watch = watch_new (FALSE);

      foyer_camera_set_source_description (watch->camera, "videotestsrc is-live=true");
      foyer_camera_start (watch->camera);
      watch_free (watch);
    }
}

/* A PipeWire of our own, in a runtime directory of our own. */
typedef struct
{
  char        *runtime;
  GSubprocess *pipewire;
  GSubprocess *wireplumber;
} Pipewire;

static GSubprocess *
spawn (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);

  g_assert_no_error (error);
  return process;
}

static void
kill_and_reap (GSubprocess **process)
{
  if (*process == NULL)
    return;
  g_subprocess_send_signal (*process, SIGTERM);
  g_subprocess_wait (*process, NULL, NULL);
  g_clear_object (process);
}

static void
pipewire_start (Pipewire *pipewire)
{
  g_autofree char *socket = g_build_filename (pipewire->runtime, "pipewire-0", NULL);
  gint64           until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  pipewire->pipewire = spawn ((const char *const[]) { "pipewire", NULL });
  while (!g_file_test (socket, G_FILE_TEST_EXISTS))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_usleep (20000);
    }
  pipewire->wireplumber = spawn ((const char *const[]) { "dbus-run-session", "--", "wireplumber", NULL });
  g_usleep (500000);
}

static GSubprocess *
plug_in (const char *picture,
         const char *name)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "scan", "fake-camera", NULL);

  return spawn ((const char *const[]) { program, picture, name, NULL });
}

static void
pipewire_stop (Pipewire *pipewire)
{
  kill_and_reap (&pipewire->wireplumber);
  kill_and_reap (&pipewire->pipewire);
}

static gboolean
pipewire_is_there (void)
{
  static const char *const programs[] = { "pipewire", "wireplumber", "dbus-run-session" };

  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *path = g_find_program_in_path (programs[i]);

      if (path == NULL)
        {
          g_test_skip ("PipeWire, WirePlumber and D-Bus are needed for this");
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
has_two_devices (Watch *watch)
{
  return g_list_model_get_n_items (foyer_camera_get_devices (watch->camera)) == 2;
}

static void
test_camera_comes_and_goes (void)
{
  g_autofree char *picture = save_ticket (TICKET);
  g_autofree char *other_picture = save_ticket (OTHER_TICKET);
  g_autoptr (GSubprocess) camera = NULL;
  g_autoptr (GSubprocess) second = NULL;
  g_autoptr (FoyerCameraDevice) device = NULL;
  Pipewire pipewire = { NULL };
  Watch   *watch;

  if (!pipewire_is_there ())
    return;
  pipewire.runtime = g_strdup (g_get_user_runtime_dir ());
  pipewire_start (&pipewire);

  watch = watch_new (FALSE);
  foyer_camera_start (watch->camera);
  run_until (watch, is_gone, 20, "no camera");
  g_assert_cmpint (foyer_camera_get_state (watch->camera), ==, FOYER_CAMERA_NO_CAMERA);
  g_assert_cmpstr (foyer_camera_get_message (watch->camera), ==, "No camera is connected");

  camera = plug_in (picture, "foyer-lid");
  run_until (watch, is_playing, 20, "the camera");
  run_until (watch, has_code, 10, "a code");
  g_assert_cmpstr (watch->text, ==, TICKET);
  device = g_list_model_get_item (foyer_camera_get_devices (watch->camera), 0);
  g_assert_cmpstr (foyer_camera_device_get_id (device), ==, "foyer-lid");

  g_test_message ("the cable is pulled");
  kill_and_reap (&camera);
  run_until (watch, is_gone, 10, "the camera to be missed");
  g_assert_cmpint (foyer_camera_get_state (watch->camera), ==, FOYER_CAMERA_UNPLUGGED);
  g_assert_nonnull (foyer_camera_get_message (watch->camera));

  g_test_message ("and put back");
  watch->codes = 0;
  camera = plug_in (picture, "foyer-lid");
  run_until (watch, is_playing, 20, "the camera again");
  run_until (watch, has_code, 10, "a code again");

  g_test_message ("a second one is chosen");
  second = plug_in (other_picture, "foyer-usb");
  run_until (watch, has_two_devices, 20, "two devices");
  foyer_camera_set_device (watch->camera, "foyer-usb");
  run_until (watch, is_playing, 20, "the second camera");
  watch->codes = 0;
  run_until (watch, has_code, 10, "its code");
  g_assert_cmpstr (watch->text, ==, OTHER_TICKET);

  g_test_message ("PipeWire falls over and comes back");
  kill_and_reap (&second);
  kill_and_reap (&camera);
  pipewire_stop (&pipewire);
  run_until (watch, is_gone, 10, "the loss to be noticed");
  pipewire_start (&pipewire);
  second = plug_in (other_picture, "foyer-usb");
  run_until (watch, is_playing, 30, "the second camera again");

  watch_free (watch);
  kill_and_reap (&second);
  pipewire_stop (&pipewire);
  g_unlink (picture);
  g_unlink (other_picture);
  g_free (pipewire.runtime);
}

/* A lane takes what is there when it starts, so both have to be. */
static void
wait_for_two_devices (void)
{
  g_autoptr (GstDeviceMonitor) monitor = gst_device_monitor_new ();
  gint64 until = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  guint  n = 0;

  gst_device_monitor_add_filter (monitor, "Video/Source", NULL);
  g_assert_true (gst_device_monitor_start (monitor));
  while (n < 2 && g_get_monotonic_time () < until)
    {
      GList *devices = gst_device_monitor_get_devices (monitor);

      n = g_list_length (devices);
      g_list_free_full (devices, gst_object_unref);
      g_usleep (20000);
    }
  gst_device_monitor_stop (monitor);
  g_assert_cmpuint (n, ==, 2);
}

/* Two lanes at one door: each gets a camera of its own. */
static void
test_two_cameras_at_once (gconstpointer chosen)
{
  g_autofree char *picture = save_ticket (TICKET);
  g_autofree char *other_picture = save_ticket (OTHER_TICKET);
  g_autoptr (GSubprocess) left = NULL;
  g_autoptr (GSubprocess) right = NULL;
  Pipewire pipewire = { NULL };
  Watch   *first, *second;

  if (!pipewire_is_there ())
    return;
  pipewire.runtime = g_strdup (g_get_user_runtime_dir ());
  pipewire_start (&pipewire);
  left = plug_in (picture, "foyer-a-left");
  right = plug_in (other_picture, "foyer-b-right");
  wait_for_two_devices ();

  first = watch_new (FALSE);
  second = watch_new (FALSE);
  if (chosen != NULL)
    {
      /* the first lane, which would take it, makes way */
      foyer_camera_set_device (second->camera, chosen);
      foyer_camera_set_lane (first->camera, 0, chosen);
    }
  else
    foyer_camera_set_lane (second->camera, 1, NULL);
  foyer_camera_start (first->camera);
  foyer_camera_start (second->camera);
  run_until (first, has_code, 20, "a code in the first lane");
  run_until (second, has_code, 20, "a code in the second lane");
  g_assert_cmpstr (first->text, ==, chosen != NULL ? OTHER_TICKET : TICKET);
  g_assert_cmpstr (second->text, ==, chosen != NULL ? TICKET : OTHER_TICKET);

  if (chosen == NULL)
    {
      g_test_message ("one cable is pulled; the other lane goes on");
      kill_and_reap (&right);
      run_until (second, is_gone, 10, "the second camera to be missed");
      first->codes = 0;
      run_until (first, has_code, 10, "a code in the first lane still");
    }

  watch_end (second);
  watch_free (first);
  watch_free (second);
  kill_and_reap (&left);
  kill_and_reap (&right);
  pipewire_stop (&pipewire);
  g_unlink (picture);
  g_unlink (other_picture);
  g_free (pipewire.runtime);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *runtime = g_dir_make_tmp ("foyer-run-XXXXXX", NULL);
  int              result;

  /* Before anything reads it: no PipeWire of the desktop, no camera of the
   * machine. */
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_unsetenv ("PIPEWIRE_REMOTE");
  g_unsetenv ("PIPEWIRE_RUNTIME_DIR");
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/scan/camera/ticket-is-read-from-packed-frames", "YUY2", test_ticket_is_read);
  g_test_add_data_func ("/scan/camera/ticket-is-read-from-planes", "I420", test_ticket_is_read);
  g_test_add_data_func ("/scan/camera/ticket-is-read-from-colours", "BGRx", test_ticket_is_read);
  g_test_add_func ("/scan/camera/nothing-in-sight-reads-nothing", test_nothing_in_sight_reads_nothing);
  g_test_add_func ("/scan/camera/source-that-ends-is-opened-again", test_source_that_ends_is_opened_again);
  g_test_add_func ("/scan/camera/source-that-fails-says-why", test_source_that_fails_says_why);
  g_test_add_func ("/scan/camera/disposing-at-once-leaves-no-thread", test_disposing_at_once_leaves_no_thread);
  g_test_add_func ("/scan/camera/comes-and-goes", test_camera_comes_and_goes);
  g_test_add_data_func ("/scan/camera/two-at-once", NULL, test_two_cameras_at_once);
  g_test_add_data_func ("/scan/camera/two-at-once-one-of-them-chosen", "foyer-a-left", test_two_cameras_at_once);
  result = g_test_run ();
  g_rmdir (runtime);
  return result;
}
