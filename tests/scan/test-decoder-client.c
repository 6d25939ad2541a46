/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decoder process, with real crashes: it is killed and stopped while it
 * works.
 */
#include "foyer-decoder-client.h"

#include "picture.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#define TICKET "3F7K2M9QX4TR8VBN5CHJ6WPD1E"

static FoyerFrame *
ticket_frame (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  Picture picture = PICTURE_CLEAN (640, 480);

  return picture_qr (&picture, TICKET, strlen (TICKET), 1, rand);
}

static FoyerFrame *
noise_frame (int width,
             int height)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  return picture_noise (width, height, rand);
}

static void
assert_reads (FoyerDecoderClient *client)
{
  g_autoptr (FoyerFrame) frame = ticket_frame ();
  g_autoptr (GPtrArray) codes = foyer_decoder_client_decode (client, frame);

  g_assert_cmpuint (codes->len, ==, 1);
  g_assert_cmpstr (foyer_code_get_text (codes->pdata[0]), ==, TICKET);
}

static void
test_a_frame_is_read_in_the_other_process (void)
{
  g_autoptr (FoyerDecoderClient) client = foyer_decoder_client_new (0);

  assert_reads (client);
  g_assert_cmpint (foyer_decoder_client_get_pid (client), >, 0);
  g_assert_cmpint (foyer_decoder_client_get_pid (client), !=, getpid ());
}

static void
test_the_same_is_found_as_without (void)
{
  g_autoptr (FoyerDecoderClient) client = foyer_decoder_client_new (0);
  g_autoptr (FoyerDecoder) decoder = foyer_decoder_new (0);
  g_autoptr (FoyerFrame) frame = ticket_frame ();
  g_autoptr (GPtrArray) outside = foyer_decoder_client_decode_still (client, frame, NULL);
  g_autoptr (GPtrArray) inside = foyer_decoder_decode_still (decoder, frame, NULL);
  FoyerPoint a[4], b[4];

  g_assert_cmpuint (outside->len, ==, inside->len);
  g_assert_true (foyer_code_equal (outside->pdata[0], inside->pdata[0]));
  g_assert_cmpstr (foyer_code_get_attempt (outside->pdata[0]), ==, foyer_code_get_attempt (inside->pdata[0]));
  foyer_code_get_corners (outside->pdata[0], a);
  foyer_code_get_corners (inside->pdata[0], b);
  g_assert_cmpmem (a, sizeof a, b, sizeof b);
}

static void
test_pictures_of_any_size_go_through (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 641, 3 }, { 1920, 1080 }, { 17, 900 }, { 3000, 2000 } };
  g_autoptr (FoyerDecoderClient) client = foyer_decoder_client_new (0);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (FoyerFrame) frame = noise_frame (sizes[i][0], sizes[i][1]);
      g_autoptr (GPtrArray) codes = foyer_decoder_client_decode (client, frame);

      g_assert_cmpuint (codes->len, ==, 0);
    }
  g_assert_cmpuint (foyer_decoder_client_get_restarts (client), ==, 0);
  assert_reads (client);
}

/* Another thread that does to the decoder process what a picture might. */
typedef struct
{
  pid_t  pid;
  int    signal;
  gulong after_us;
} Strike;

static gpointer
strike_thread (gpointer data)
{
  Strike *strike = data;

  g_usleep (strike->after_us);
  kill (strike->pid, strike->signal);
  kill (strike->pid, SIGCONT);
  return NULL;
}

/* The process is stopped before it gets the frame, so that it is at it when
 * it is struck, however slow or fast the machine is.
 */
static void
strike_mid_frame (int signal)
{
  g_autoptr (FoyerDecoderClient) client = foyer_decoder_client_new (0);
  g_autoptr (FoyerFrame) noise = noise_frame (640, 480);
  g_autoptr (GPtrArray) codes = NULL;
  Strike   strike = { .signal = signal, .after_us = 50 * 1000 };
  GThread *thread = NULL;

  assert_reads (client);
  strike.pid = foyer_decoder_client_get_pid (client);
  kill (strike.pid, SIGSTOP);
  if (signal != SIGSTOP)
    thread = g_thread_new ("strike", strike_thread, &strike);
  codes = foyer_decoder_client_decode (client, noise);
  g_clear_pointer (&thread, g_thread_join);

  g_assert_cmpuint (codes->len, ==, 0);
  g_assert_cmpuint (foyer_decoder_client_get_restarts (client), ==, 1);
  g_assert_cmpfloat (foyer_decoder_client_get_milliseconds (client), <, 5000);
  /* that frame is lost, the next one is not */
  assert_reads (client);
  g_assert_cmpint (foyer_decoder_client_get_pid (client), !=, strike.pid);
}

static void
test_a_crash_costs_one_frame (void)
{
  strike_mid_frame (SIGKILL);
  strike_mid_frame (SIGSEGV);
}

static void
test_a_picture_without_end_is_cut_off (void)
{
  strike_mid_frame (SIGSTOP);
}

static void
test_a_crash_between_frames_costs_none (void)
{
  g_autoptr (FoyerDecoderClient) client = foyer_decoder_client_new (0);

  assert_reads (client);
  kill (foyer_decoder_client_get_pid (client), SIGKILL);
  g_usleep (50 * 1000);
  assert_reads (client);
}

static void
test_a_still_goes_on_with_the_next_try (void)
{
  g_autoptr (FoyerDecoderClient) client = foyer_decoder_client_new (0);
  g_autoptr (FoyerFrame) noise = noise_frame (1280, 960);
  g_autoptr (GPtrArray) codes = NULL;
  Strike   strike = { .signal = SIGKILL, .after_us = 300 * 1000 };
  GThread *thread;

  assert_reads (client);
  strike.pid = foyer_decoder_client_get_pid (client);
  thread = g_thread_new ("strike", strike_thread, &strike);
  codes = foyer_decoder_client_decode_still (client, noise, NULL);
  g_thread_join (thread);

  g_assert_cmpuint (codes->len, ==, 0);
  g_assert_cmpuint (foyer_decoder_client_get_restarts (client), ==, 1);
  /* it did not stop there */
  g_assert_cmpfloat (foyer_decoder_client_get_milliseconds (client), >, 600);
  assert_reads (client);
}

static gpointer
cancel_thread (gpointer data)
{
  g_usleep (200 * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_a_still_can_be_cancelled (void)
{
  g_autoptr (FoyerDecoderClient) client = foyer_decoder_client_new (0);
  g_autoptr (FoyerFrame) noise = noise_frame (2000, 1500);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) codes = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_thread, cancellable);
  gint64   began = g_get_monotonic_time ();

  codes = foyer_decoder_client_decode_still (client, noise, cancellable);
  g_thread_join (thread);
  g_assert_cmpuint (codes->len, ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - began, <, G_USEC_PER_SEC);
  assert_reads (client);
}

static void
test_without_the_helper_it_decodes_in_here (void)
{
  g_autofree char *helper = g_strdup (g_getenv ("FOYER_DECODER_HELPER"));
  g_autoptr (FoyerDecoderClient) client = foyer_decoder_client_new (0);

  g_setenv ("FOYER_DECODER_HELPER", "/nonexistent/foyer-decoder", TRUE);
  g_test_expect_message ("foyer-scan", G_LOG_LEVEL_WARNING, "*cannot be started*");
  assert_reads (client);
  g_test_assert_expected_messages ();
  g_assert_cmpint (foyer_decoder_client_get_pid (client), ==, 0);
  assert_reads (client);
  g_setenv ("FOYER_DECODER_HELPER", helper, TRUE);
}

static void
test_it_ends_with_its_client (void)
{
  FoyerDecoderClient *client = foyer_decoder_client_new (0);
  pid_t               pid;

  assert_reads (client);
  pid = foyer_decoder_client_get_pid (client);
  foyer_decoder_client_free (client);
  for (guint i = 0; i < 100 && kill (pid, 0) == 0; i++)
    g_usleep (20 * 1000);
  g_assert_cmpint (kill (pid, 0), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (g_getenv ("FOYER_DECODER_HELPER"));
  g_test_add_func ("/decoder-client/a-frame-is-read-in-the-other-process", test_a_frame_is_read_in_the_other_process);
  g_test_add_func ("/decoder-client/the-same-is-found-as-without", test_the_same_is_found_as_without);
  g_test_add_func ("/decoder-client/pictures-of-any-size-go-through", test_pictures_of_any_size_go_through);
  g_test_add_func ("/decoder-client/a-crash-costs-one-frame", test_a_crash_costs_one_frame);
  g_test_add_func ("/decoder-client/a-picture-without-end-is-cut-off", test_a_picture_without_end_is_cut_off);
  g_test_add_func ("/decoder-client/a-crash-between-frames-costs-none", test_a_crash_between_frames_costs_none);
  g_test_add_func ("/decoder-client/a-still-goes-on-with-the-next-try", test_a_still_goes_on_with_the_next_try);
  g_test_add_func ("/decoder-client/a-still-can-be-cancelled", test_a_still_can_be_cancelled);
  g_test_add_func ("/decoder-client/without-the-helper-it-decodes-in-here", test_without_the_helper_it_decodes_in_here);
  g_test_add_func ("/decoder-client/it-ends-with-its-client", test_it_ends_with_its_client);
  return g_test_run ();
}
