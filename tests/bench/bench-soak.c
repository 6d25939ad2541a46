/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An evening at the door, faster than real time: frames without a ticket,
 * tickets held up, tickets that are hard to read, and every now and then a
 * crash, through the decoder process and the filter as at the door. Memory of
 * this process and of the decoder's must stay where it was.
 *
 * Usage: bench-soak [FRAMES]; 864000 are 8 hours at 30 frames a second.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "degraded.h"
#include "figures.h"
#include "foyer-decoder-client.h"
#include "foyer-hint.h"
#include "foyer-scan-filter.h"
#include "picture.h"

#define FRAME_US (G_USEC_PER_SEC / 30)
/* A guest is there for a second and a half: 20,000 scans in eight hours. */
#define GUEST_FRAMES 43
#define EMPTY 24

static double
resident_megabytes (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/statm", pid);
  g_autofree char *text = NULL;
  long             pages = 0;

  if (g_file_get_contents (path, &text, NULL, NULL))
    sscanf (text, "%*d %ld", &pages);
  return (double) pages * 4096 / (1024 * 1024);
}

static FoyerFrame *
wall (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  Picture picture = { .width = 640, .height = 360, .module = 0.01, .noise = 3, .clutter = 6 };

  return picture_qr (&picture, "x", 1, 0, rand);
}

static FoyerFrame *
guest (guint number)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (100 + number);
  g_autofree char *text = g_strdup_printf ("FOYER-SOAK-%08u", number);
  Picture          picture = { .width = 640, .height = 360, .module = number % 4 == 3 ? 1.7 : 4, .light = 210, .dark = 40, .noise = 4, .blur = 0.7, .turn = number * 17, .clutter = 6 };

  return picture_qr (&picture, text, strlen (text), 1, rand);
}

static FoyerFrame *
at_time (FoyerFrame *frame,
         gint64      time_us)
{
  return foyer_frame_new_copy (foyer_frame_get_data (frame), foyer_frame_get_width (frame), foyer_frame_get_height (frame), foyer_frame_get_stride (frame), time_us);
}

int
main (int   argc,
      char *argv[])
{
  guint  frames = argc > 1 ? (guint) atoi (argv[1]) : 12000;
  guint  warm = MAX (frames / 10, 3000), scans = 0, crashes = 0, lost = 0;
  double own = 0, helper = 0;
  gint64 now_us = G_USEC_PER_SEC, began_us = g_get_monotonic_time ();
  g_autoptr (FoyerDecoderClient) client = NULL;
  g_autoptr (FoyerScanFilter) filter = foyer_scan_filter_new (FOYER_SCAN_ABSENCE_US);
  g_autoptr (FoyerHinter) hinter = foyer_hinter_new ();
  g_autoptr (FoyerFrame) empty = wall ();
  g_autoptr (FoyerFrame) held = NULL;

  g_assert_true (g_setenv ("FOYER_DECODER_HELPER", DECODER_PROGRAM, TRUE));
  client = foyer_decoder_client_new (0);
  for (guint i = 0; i < frames; i++, now_us += FRAME_US)
    {
      guint number = i / GUEST_FRAMES, moment = i % GUEST_FRAMES;
      g_autoptr (FoyerFrame) frame = NULL;
      g_autoptr (GPtrArray) codes = NULL;

      if (moment == EMPTY || held == NULL)
        {
          g_clear_pointer (&held, foyer_frame_unref);
          held = guest (number);
        }
      frame = at_time (moment < EMPTY ? empty : held, now_us);
      codes = foyer_decoder_client_decode (client, frame);
      foyer_hinter_see (hinter, frame, codes->len > 0);
      for (guint k = 0; k < codes->len; k++)
        scans += foyer_scan_filter_see (filter, codes->pdata[k], now_us) == FOYER_SIGHTING_AGREED;
      if (i % 5000 == 4999)
        {
          crashes++;
          kill (foyer_decoder_client_get_pid (client), SIGKILL);
        }
      if (i == warm)
        {
          own = resident_megabytes ((int) getpid ());
          helper = resident_megabytes (foyer_decoder_client_get_pid (client));
        }
    }
  lost = foyer_decoder_client_get_restarts (client);
  /* the process was new a moment ago, perhaps: let it have seen everything once */
  for (guint i = 0; i < 60; i++)
    g_ptr_array_unref (foyer_decoder_client_decode (client, i % 2 == 0 ? held : empty));
  figure_note ("scan.soak.frames", frames, "frames");
  figure_note ("scan.soak.scans", scans, "scans");
  figure_note ("scan.soak.crashes", crashes, "crashes");
  figure_report ("scan.soak.frames-lost", lost, "frames", crashes);
  figure_note ("scan.soak.times-real-time", (double) frames * FRAME_US / (double) (g_get_monotonic_time () - began_us), "times");
  figure_note ("scan.soak.memory", resident_megabytes ((int) getpid ()), "MB");
  figure_report ("scan.soak.memory-growth", 100 * (resident_megabytes ((int) getpid ()) / own - 1), "%", 10);
  figure_note ("scan.soak.decoder-memory", resident_megabytes (foyer_decoder_client_get_pid (client)), "MB");
  figure_report ("scan.soak.decoder-memory-growth", 100 * (resident_megabytes (foyer_decoder_client_get_pid (client)) / helper - 1), "%", 10);
  return 0;
}
