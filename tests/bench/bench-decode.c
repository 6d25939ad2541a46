/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many codes are read from degraded pictures, and how fast: zbar alone,
 * zxing-cpp alone and the decoder that uses both, on the same pictures in the
 * same run. The decoder sees each picture again and again, as a camera sees a
 * ticket that is held still, until it has read it or six frames have passed;
 * all that time counts. The engines alone would read nothing more from the
 * same picture a second time.
 *
 * Usage: bench-decode [PICTURES [SEED]]; one JSON object a line.
 */
#include "foyer-decoder.h"
#include "foyer-engine.h"

#include "picture.h"

#include <stdlib.h>
#include <string.h>

/* One round of everything that the decoder tries: a fifth of a second. */
#define HELD_FRAMES 6

typedef struct
{
  GArray     *ms;
  guint       read;
  guint       wrong;
  GHashTable *ways; /* nullable: engine and attempt -> how many */
} Tally;

static void
report (const char *name,
        double      value,
        const char *unit,
        const char *reach,
        gboolean    ok)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.2f", value);
  if (reach == NULL)
    g_print ("{\"name\":\"%s\",\"value\":%s,\"unit\":\"%s\"}\n", name, number, unit);
  else
    g_print ("{\"name\":\"%s\",\"value\":%s,\"unit\":\"%s\",\"reach\":\"%s\",\"ok\":%s}\n",
             name, number, unit, reach, ok ? "true" : "false");
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
quantile (GArray *values,
          double  q)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, (guint) ((values->len - 1) * q));
}

static double
mean (GArray *values)
{
  double sum = 0;

  for (guint i = 0; i < values->len; i++)
    sum += g_array_index (values, double, i);
  return sum / values->len;
}

static void
tally (Tally      *self,
       GPtrArray  *codes,
       const char *text,
       gint64      started_us)
{
  double   ms = (double) (g_get_monotonic_time () - started_us) / 1000;
  gboolean right = FALSE;

  g_array_append_val (self->ms, ms);
  for (guint i = 0; i < codes->len; i++)
    {
      if (g_str_equal (foyer_code_get_text (codes->pdata[i]), text))
        {
          right = TRUE;
          if (self->ways != NULL)
            {
              char *way = g_strdup_printf ("%s-%s", foyer_scan_engine_get_nick (foyer_code_get_engine (codes->pdata[i])),
                                           foyer_code_get_attempt (codes->pdata[i]));
              guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->ways, way));

              g_hash_table_replace (self->ways, way, GUINT_TO_POINTER (n + 1));
            }
        }
      else
        self->wrong++;
    }
  self->read += right;
}

static char *
make_text (GRand *rand,
           guint  length)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  char             *text = g_malloc (length + 1);

  for (guint i = 0; i < length; i++)
    text[i] = alphabet[g_rand_int_range (rand, 0, 32)];
  text[length] = '\0';
  return text;
}

static char *
make_ean_13 (GRand *rand)
{
  char *digits = g_strdup_printf ("2%011d0", g_rand_int_range (rand, 0, G_MAXINT));
  int   sum = 0;

  for (int i = 0; i < 12; i++)
    sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
  digits[12] = (char) ('0' + (10 - sum % 10) % 10);
  return digits;
}

/* Ticket secrets, signed codes and bar codes, as a webcam in a foyer sees them:
 * turned, tilted, out of focus, in bad light; half of them in front of things with
 * stripes and print on them. Every twelfth is light on dark.
 */
static FoyerFrame *
make_picture (GRand *rand,
              guint  i,
              char **text)
{
  Picture picture = {
    .width = 1280,
    .height = 720,
    .module = g_rand_double_range (rand, 1.8, 6),
    .turn = g_rand_double_range (rand, 0, 360),
    .tilt_x = g_rand_double_range (rand, -0.12, 0.12),
    .tilt_y = g_rand_double_range (rand, -0.12, 0.12),
    .blur = g_rand_double_range (rand, 0.4, 1.6),
    .noise = g_rand_double_range (rand, 0, 9),
    .dark = g_rand_double_range (rand, 10, 90),
    .shade = g_rand_double_range (rand, 0, 0.4),
    .inverted = i % 12 == 11,
    .clutter = i % 2 == 0 ? 0 : 12,
  };

  picture.light = picture.dark + g_rand_double_range (rand, 40, 160);
  if (i % 5 == 4)
    {
      picture.turn = g_rand_double_range (rand, -25, 25);
      *text = make_ean_13 (rand);
      return picture_ean_13 (&picture, *text, rand);
    }
  *text = make_text (rand, i % 5 == 3 ? 150 : 26);
  return picture_qr (&picture, *text, strlen (*text), 1, rand);
}

static void
run_engine (FoyerZxing *zxing,
            FoyerZbar  *zbar,
            FoyerFrame *frame,
            const char *text,
            Tally      *result)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_code_unref);
  gint64       started_us = g_get_monotonic_time ();
  FoyerAttempt attempt = { .frame = frame, .name = "plain", .scale = 1, .started_us = started_us, .codes = codes };

  if (zxing != NULL)
    foyer_zxing_read (zxing, &attempt);
  else
    foyer_zbar_read (zbar, &attempt);
  tally (result, codes, text, started_us);
}

static void
run_decoder (FoyerFrame *frame,
             const char *text,
             Tally      *first,
             Tally      *held)
{
  g_autoptr (FoyerDecoder) decoder = foyer_decoder_new (0);
  g_autoptr (GPtrArray) codes = NULL;
  gint64 started_us = g_get_monotonic_time ();

  for (guint i = 0; i < HELD_FRAMES; i++)
    {
      g_clear_pointer (&codes, g_ptr_array_unref);
      codes = foyer_decoder_decode (decoder, frame);
      if (i == 0)
        tally (first, codes, text, started_us);
      if (codes->len > 0)
        break;
    }
  tally (held, codes, text, started_us);
}

static void
report_ways (GHashTable *ways)
{
  GHashTableIter iter;
  gpointer       way, n;

  g_hash_table_iter_init (&iter, ways);
  while (g_hash_table_iter_next (&iter, &way, &n))
    {
      g_autofree char *name = g_strconcat ("scan.decode.by.", way, NULL);

      report (name, GPOINTER_TO_UINT (n), "codes", NULL, TRUE);
    }
}

/* A camera that looks at a wall for two rounds of everything that is tried. */
static void
run_idle (GRand *rand)
{
  g_autoptr (FoyerDecoder) decoder = foyer_decoder_new (0);
  g_autoptr (GArray) ms = g_array_new (FALSE, FALSE, sizeof (double));
  Picture picture = { .width = 1280, .height = 720, .module = 0.01, .noise = 4 };
  g_autoptr (FoyerFrame) frame = picture_qr (&picture, "x", 1, 0, rand);

  for (guint i = 0; i < 2 * HELD_FRAMES; i++)
    {
      g_autoptr (GPtrArray) codes = foyer_decoder_decode (decoder, frame);
      double spent = foyer_decoder_get_milliseconds (decoder);

      g_array_append_val (ms, spent);
    }
  report ("scan.decode.idle.mean", mean (ms), "ms", NULL, TRUE);
  report ("scan.decode.idle.max", quantile (ms, 1), "ms", NULL, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  guint pictures = argc > 1 ? (guint) atoi (argv[1]) : 200;
  g_autoptr (GRand) rand = g_rand_new_with_seed (argc > 2 ? (guint32) atoi (argv[2]) : 2026);
  g_autoptr (FoyerZxing) zxing = foyer_zxing_new (FOYER_SYMBOLOGY_DEFAULT);
  g_autoptr (FoyerZbar) zbar = foyer_zbar_new (FOYER_SYMBOLOGY_DEFAULT);
  Tally  by_zxing = { NULL }, by_zbar = { NULL }, first = { NULL }, held = { NULL };
  Tally *all[] = { &by_zxing, &by_zbar, &first, &held };
  double zbar_ms, held_ms, median;

  if (pictures == 0)
    return 2;
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    all[i]->ms = g_array_new (FALSE, FALSE, sizeof (double));
  held.ways = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < pictures; i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (FoyerFrame) frame = make_picture (rand, i, &text);

      run_engine (NULL, zbar, frame, text, &by_zbar);
      run_engine (zxing, NULL, frame, text, &by_zxing);
      run_decoder (frame, text, &first, &held);
    }

  zbar_ms = mean (by_zbar.ms);
  held_ms = mean (held.ms);
  median = quantile (first.ms, 0.5);
  report ("scan.decode.pictures", pictures, "pictures", NULL, TRUE);
  report ("scan.decode.median", median, "ms", "<= 12", median <= 12);
  report ("scan.decode.p99", quantile (first.ms, 0.99), "ms", NULL, TRUE);
  report ("scan.decode.zbar.median", quantile (by_zbar.ms, 0.5), "ms", NULL, TRUE);
  report ("scan.decode.zbar.mean", zbar_ms, "ms", NULL, TRUE);
  report ("scan.decode.zxing.median", quantile (by_zxing.ms, 0.5), "ms", NULL, TRUE);
  report ("scan.decode.zxing.mean", mean (by_zxing.ms), "ms", NULL, TRUE);
  report ("scan.decode.held.median", quantile (held.ms, 0.5), "ms", NULL, TRUE);
  report ("scan.decode.held.mean", held_ms, "ms", NULL, TRUE);
  report ("scan.decode.held.mean-of-zbar", held_ms / zbar_ms, "ratio", "<= 0.5", held_ms <= zbar_ms / 2);
  report ("scan.decode.zbar.read", by_zbar.read, "codes", NULL, TRUE);
  report ("scan.decode.zxing.read", by_zxing.read, "codes", NULL, TRUE);
  report ("scan.decode.first.read", first.read, "codes", NULL, TRUE);
  report ("scan.decode.held.read", held.read, "codes", "more than zbar and than zxing",
          held.read > by_zbar.read && held.read > by_zxing.read);
  report ("scan.decode.held.wrong", held.wrong, "codes", "0", held.wrong == 0);
  report_ways (held.ways);
  run_idle (rand);
  g_hash_table_unref (held.ways);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_array_unref (all[i]->ms);
  return 0;
}
