/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many codes are read from bad pictures, and how fast: zbar alone,
 * zxing-cpp alone and Foyer, on the same pictures in the same run. zxing-cpp
 * has all its tries switched on, zbar its full density, both colours and the
 * size at which it reads most. Foyer reads each picture in two ways: as a camera
 * sees a ticket that is held still, again and again until it is read (all that
 * time counts), and as a single photograph.
 *
 * Usage: bench-decode [PICTURES-OF-A-KIND [POSES [NOISE]]]; one JSON object a
 * line.
 */
#include <stdlib.h>
#include <string.h>

#include "degraded.h"
#include "figures.h"
#include "foyer-decoder-client.h"
#include "foyer-engine.h"
#include "foyer-luma.h"
#include "picture.h"

/* Half a second of a camera. */
#define HELD_FRAMES 14
/* zbar reads less of anything larger. */
#define ZBAR_SIDE 1280

typedef struct
{
  GArray *ms;
  guint   pictures; /* with a code that was read right */
  guint   codes;
  guint   wrong;
} Tally;

typedef struct
{
  FoyerZxing         *zxing;
  FoyerZbar          *zbar;
  FoyerDecoderClient *client;
  Tally               by_zbar;
  Tally               by_zxing;
  Tally               first; /* the first frame of those that are held */
  Tally               held;
  Tally               still;
  guint               total;
} Bench;

static gboolean
says (GPtrArray  *texts,
      const char *text)
{
  for (guint i = 0; i < texts->len; i++)
    if (g_str_equal (texts->pdata[i], text))
      return TRUE;
  return FALSE;
}

/* Of this thread alone: the machine may have other work. */
static void
add_cpu_time (GArray *ms,
              gint64  began_us)
{
  double spent = (double) (figure_cpu_time () - began_us) / 1000;

  g_array_append_val (ms, spent);
}

static gboolean
tally (Tally     *self,
       GPtrArray *codes,
       GPtrArray *texts,
       gint64     began_us)
{
  guint right = 0;

  add_cpu_time (self->ms, began_us);
  for (guint i = 0; i < codes->len; i++)
    if (says (texts, foyer_code_get_text (codes->pdata[i])))
      right++;
    else
      self->wrong++;
  self->codes += right;
  self->pictures += right > 0;
  return right > 0;
}

static GPtrArray *
new_codes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_code_unref);
}

static void
run_zxing (Bench          *bench,
           const Degraded *picture)
{
  g_autoptr (GPtrArray) codes = new_codes ();
  gint64       began_us = figure_cpu_time ();
  FoyerAttempt attempt = { .frame = picture->frame, .name = "plain", .scale = 1, .codes = codes };

  foyer_zxing_read (bench->zxing, &attempt);
  tally (&bench->by_zxing, codes, picture->texts, began_us);
}

static void
run_zbar (Bench          *bench,
          const Degraded *picture)
{
  g_autoptr (GPtrArray) codes = new_codes ();
  gint64 began_us = figure_cpu_time ();
  g_autoptr (FoyerFrame) fit = foyer_luma_shrunk (picture->frame, ZBAR_SIDE);
  FoyerAttempt attempt = { .frame = fit, .name = "plain", .scale = 1, .codes = codes };

  foyer_zbar_read (bench->zbar, &attempt);
  if (codes->len == 0)
    {
      g_autoptr (FoyerFrame) inverted = foyer_luma_inverted (fit);

      attempt.frame = inverted;
      foyer_zbar_read (bench->zbar, &attempt);
    }
  tally (&bench->by_zbar, codes, picture->texts, began_us);
}

static gboolean
run_held (FoyerFrame *frame,
          GPtrArray  *texts,
          Tally      *first,
          Tally      *held)
{
  g_autoptr (FoyerDecoder) decoder = foyer_decoder_new (0);
  g_autoptr (GPtrArray) codes = NULL;
  gint64 began_us = figure_cpu_time ();

  for (guint i = 0; i < HELD_FRAMES; i++)
    {
      g_clear_pointer (&codes, g_ptr_array_unref);
      codes = foyer_decoder_decode (decoder, frame);
      if (i == 0)
        tally (first, codes, texts, began_us);
      if (codes->len > 0)
        break;
    }
  return tally (held, codes, texts, began_us);
}

static void
run_still (Bench          *bench,
           const Degraded *picture)
{
  gint64 began_us = g_get_monotonic_time ();
  g_autoptr (GPtrArray) codes = foyer_decoder_client_decode_still (bench->client, picture->frame, NULL);

  tally (&bench->still, codes, picture->texts, figure_cpu_time ());
  /* the work is done in another process */
  g_array_set_size (bench->still.ms, bench->still.ms->len - 1);
  figure_add_time (bench->still.ms, began_us);
}

static void
report (const char *name,
        double      value,
        const char *unit,
        const char *reach,
        gboolean    ok)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.2f", value);
  g_print ("{\"name\":\"%s\",\"value\":%s,\"unit\":\"%s\",\"reach\":\"%s\",\"ok\":%s}\n",
           name, number, unit, reach, ok ? "true" : "false");
}

static double
percent (guint part,
         guint whole)
{
  return 100.0 * part / MAX (whole, 1);
}

static void
run_set (Bench *bench,
         guint  of_a_kind)
{
  for (guint kind = 0; kind < degraded_count (); kind++)
    {
      guint            zbar = bench->by_zbar.pictures, zxing = bench->by_zxing.pictures, still = bench->still.pictures;
      g_autofree char *name = g_strconcat ("scan.read.", degraded_name (kind), NULL);

      for (guint i = 0; i < of_a_kind; i++)
        {
          g_autoptr (Degraded) picture = degraded_new (kind, i);

          run_zbar (bench, picture);
          run_zxing (bench, picture);
          run_still (bench, picture);
          if (kind < degraded_tickets ())
            run_held (picture->frame, picture->texts, &bench->first, &bench->held);
          bench->total++;
        }
      zbar = bench->by_zbar.pictures - zbar;
      zxing = bench->by_zxing.pictures - zxing;
      still = bench->still.pictures - still;
      g_printerr ("%-24s zbar %3.0f %%, zxing %3.0f %%, Foyer %3.0f %%\n", degraded_name (kind),
                  percent (zbar, of_a_kind), percent (zxing, of_a_kind), percent (still, of_a_kind));
      figure_note (name, percent (still, of_a_kind), "%");
    }
}

static void
report_set (Bench *bench,
            guint  of_a_kind)
{
  double still = percent (bench->still.pictures, bench->total);
  double zbar = percent (bench->by_zbar.pictures, bench->total), zxing = percent (bench->by_zxing.pictures, bench->total);

  figure_note ("scan.read.pictures", bench->total, "pictures");
  figure_note ("scan.read.zbar", zbar, "%");
  figure_note ("scan.read.zxing", zxing, "%");
  report ("scan.read.foyer", still, "%", "10 more than zxing and zbar", still >= MAX (zbar, zxing) + 10);
  figure_note ("scan.read.zbar.codes", bench->by_zbar.codes, "codes");
  figure_note ("scan.read.zxing.codes", bench->by_zxing.codes, "codes");
  report ("scan.read.foyer.codes", bench->still.codes, "codes", "more than zxing and zbar",
          bench->still.codes > bench->by_zxing.codes && bench->still.codes > bench->by_zbar.codes);
  figure_report ("scan.read.foyer.wrong", bench->still.wrong + bench->held.wrong, "codes", 0);
  figure_note ("scan.read.foyer.held", percent (bench->held.pictures, degraded_tickets () * of_a_kind), "%");
  figure_note ("scan.read.foyer.first-frame", percent (bench->first.pictures, degraded_tickets () * of_a_kind), "%");
  figure_note ("scan.still.median", figure_quantile (bench->still.ms, 0.5), "ms");
  figure_report ("scan.still.max", figure_quantile (bench->still.ms, 1), "ms", 3000);
  figure_note ("scan.zbar.median", figure_quantile (bench->by_zbar.ms, 0.5), "ms");
  figure_note ("scan.zxing.median", figure_quantile (bench->by_zxing.ms, 0.5), "ms");
}

static void
tally_init (Tally *self)
{
  self->ms = g_array_new (FALSE, FALSE, sizeof (double));
}

static void
tally_clear (Tally *self)
{
  g_array_unref (self->ms);
}

/* Our own tickets in a steady hand, by their size in the picture. */
static void
run_poses (guint poses)
{
  static const struct
  {
    double module;
    double share;
  } sizes[] = { { 4, 100 }, { 3, 95 }, { 2, 0 } };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      Tally            first = { NULL }, held = { NULL };
      double           share;
      g_autofree char *reach = g_strdup_printf (">= %.0f", sizes[s].share);
      g_autofree char *name = g_strdup_printf ("scan.ticket.%.0f-pixels-a-module", sizes[s].module);
      g_autofree char *median = g_strconcat (name, ".frame.median", NULL);
      g_autofree char *p99 = g_strconcat (name, ".frame.p99", NULL);

      tally_init (&first);
      tally_init (&held);
      for (guint i = 0; i < poses; i++)
        {
          g_autoptr (Degraded) picture = degraded_new_pose (sizes[s].module, i);

          run_held (picture->frame, picture->texts, &first, &held);
        }
      share = percent (held.pictures, poses);
      report (name, share, "%", reach, share >= sizes[s].share && held.wrong == 0);
      if (s == 0)
        {
          figure_report (median, figure_quantile (first.ms, 0.5), "ms", 12);
          figure_report (p99, figure_quantile (first.ms, 0.99), "ms", 60);
        }
      tally_clear (&first);
      tally_clear (&held);
    }
}

/* A camera that looks at a wall: all that is tried, round and round. */
static void
run_idle (void)
{
  g_autoptr (FoyerDecoder) decoder = foyer_decoder_new (0);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (GArray) ms = g_array_new (FALSE, FALSE, sizeof (double));
  Picture picture = { .width = 1280, .height = 720, .module = 0.01, .noise = 4, .clutter = 12 };
  g_autoptr (FoyerFrame) frame = picture_qr (&picture, "x", 1, 0, rand);

  for (guint i = 0; i < 60; i++)
    {
      gint64 began_us = figure_cpu_time ();
      g_autoptr (GPtrArray) codes = foyer_decoder_decode (decoder, frame);

      add_cpu_time (ms, began_us);
    }
  figure_report ("scan.idle.median", figure_quantile (ms, 0.5), "ms", 33);
  figure_report ("scan.idle.p99", figure_quantile (ms, 0.99), "ms", 120);
}

/* Pictures of nothing: noise, noise in blocks, stripes of noise. */
static void
run_noise (guint frames)
{
  g_autoptr (FoyerDecoder) decoder = foyer_decoder_new (0);
  guint wrong = 0;

  for (guint i = 0; i < frames; i++)
    {
      g_autoptr (FoyerFrame) frame = degraded_noise (i);
      g_autoptr (GPtrArray) codes = foyer_decoder_decode (decoder, frame);

      for (guint k = 0; k < codes->len; k++)
        g_printerr ("frame %u of noise says “%s” (%s, %s)\n", i, foyer_code_get_text (codes->pdata[k]),
                    foyer_symbology_get_nick (foyer_code_get_symbology (codes->pdata[k])), foyer_code_get_attempt (codes->pdata[k]));
      wrong += codes->len > 0;
    }
  figure_note ("scan.noise.frames", frames, "frames");
  figure_report ("scan.noise.wrong", wrong, "frames", 0);
}

int
main (int   argc,
      char *argv[])
{
  guint  of_a_kind = argc > 1 ? (guint) atoi (argv[1]) : 17;
  guint  poses = argc > 2 ? (guint) atoi (argv[2]) : 100;
  guint  noise = argc > 3 ? (guint) atoi (argv[3]) : 2000;
  Bench  bench = { NULL };
  Tally *all[] = { &bench.by_zbar, &bench.by_zxing, &bench.first, &bench.held, &bench.still };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    tally_init (all[i]);
  bench.zxing = foyer_zxing_new (FOYER_SYMBOLOGY_DEFAULT);
  bench.zbar = foyer_zbar_new (FOYER_SYMBOLOGY_DEFAULT);
  bench.client = foyer_decoder_client_new (0);
  g_assert_true (g_setenv ("FOYER_DECODER_HELPER", DECODER_PROGRAM, TRUE));
  if (of_a_kind > 0)
    {
      run_set (&bench, of_a_kind);
      report_set (&bench, of_a_kind);
    }
  if (poses > 0)
    run_poses (poses);
  if (noise > 0)
    run_noise (noise);
  run_idle ();
  foyer_decoder_client_free (bench.client);
  foyer_zxing_free (bench.zxing);
  foyer_zbar_free (bench.zbar);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    tally_clear (all[i]);
  return 0;
}
