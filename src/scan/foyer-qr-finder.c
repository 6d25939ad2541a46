/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-qr-finder.h"

#include <math.h>
#include <string.h>

/* More than this in one picture is wallpaper. */
#define MAX_FINDERS 400
#define MAX_COMBINED 40

/* Whether five runs are as 1 : 1 : 3 : 1 : 1, roughly: blur makes the dark ones
 * thicker or thinner.
 */
static gboolean
is_finder (const int runs[5],
           float    *module)
{
  int   total = runs[0] + runs[1] + runs[2] + runs[3] + runs[4];
  float one = (float) total / 7;
  float slack = one * 0.7f + 0.6f;

  if (total < 7 || runs[0] == 0 || runs[1] == 0 || runs[2] == 0 || runs[3] == 0 || runs[4] == 0)
    return FALSE;
  *module = one;
  return fabsf ((float) runs[0] - one) < slack && fabsf ((float) runs[1] - one) < slack &&
         fabsf ((float) runs[2] - 3 * one) < 2 * slack && fabsf ((float) runs[3] - one) < slack &&
         fabsf ((float) runs[4] - one) < slack && runs[2] > runs[1] && runs[2] > runs[3];
}

/* Counts the runs through a point along a line, both ways from the middle. */
static gboolean
cross_check (const guint8 *dark,
             int           width,
             int           height,
             float         x,
             float         y,
             int           dx,
             int           dy,
             float         expected,
             float        *middle,
             float        *module)
{
  int limit = (int) (expected * 7) + 4;
  int runs[5] = { 0 };
  int ends[2];

  for (int way = 0; way < 2; way++)
    {
      int sign = way == 0 ? -1 : 1;
      int u = (int) x, v = (int) y;
      int run = 2;

      if (way == 1)
        {
          u += dx;
          v += dy;
        }
      while (u >= 0 && v >= 0 && u < width && v < height)
        {
          if ((dark[(gsize) v * width + u] != 0) != (run % 2 == 0))
            {
              run += sign;
              if (run < 0 || run > 4)
                break;
            }
          if (++runs[run] > limit)
            return FALSE;
          u += sign * dx;
          v += sign * dy;
        }
      if (run > 0 && run < 4)
        return FALSE;
    }
  ends[0] = runs[0] + runs[1];
  ends[1] = runs[3] + runs[4];
  *middle = (float) (ends[1] - ends[0]) / 2;
  return is_finder (runs, module);
}

/* The middle of the run in the middle, seen along a line. */
static float
centre_offset (const guint8 *dark,
               int           width,
               int           height,
               float         x,
               float         y,
               int           dx,
               int           dy)
{
  int back = 0, forth = 0;

  for (int u = (int) x, v = (int) y; u >= 0 && v >= 0 && u < width && v < height && dark[(gsize) v * width + u]; u -= dx, v -= dy)
    back++;
  for (int u = (int) x, v = (int) y; u >= 0 && v >= 0 && u < width && v < height && dark[(gsize) v * width + u]; u += dx, v += dy)
    forth++;
  return (float) (forth - back) / 2;
}

static void
note (GArray     *finders,
      FoyerFinder seen)
{
  for (guint i = 0; i < finders->len; i++)
    {
      FoyerFinder *known = &g_array_index (finders, FoyerFinder, i);
      float        n = (float) known->rows;

      if (fabsf (known->x - seen.x) > known->module * 1.5f || fabsf (known->y - seen.y) > known->module * 1.5f ||
          seen.module > known->module * 1.7f || known->module > seen.module * 1.7f)
        continue;
      known->x = (known->x * n + seen.x) / (n + 1);
      known->y = (known->y * n + seen.y) / (n + 1);
      known->module = (known->module * n + seen.module) / (n + 1);
      known->rows++;
      return;
    }
  if (finders->len < MAX_FINDERS)
    g_array_append_val (finders, seen);
}

static void
look_at (const guint8 *dark,
         int           width,
         int           height,
         int           y,
         int           end,
         const int     runs[5],
         GArray       *finders)
{
  float       x = (float) end - (float) runs[4] - (float) runs[3] - (float) runs[2] / 2;
  float       module, along, offset;
  float       middle = (float) y + 0.5f;
  FoyerFinder finder;

  if (!is_finder (runs, &module))
    return;
  if (!cross_check (dark, width, height, x, middle, 0, 1, module * 2, &offset, &along))
    return;
  middle += centre_offset (dark, width, height, x, middle, 0, 1);
  if (!cross_check (dark, width, height, x, middle, 1, 0, module * 1.5f, &offset, &module))
    return;
  x += centre_offset (dark, width, height, x, middle, 1, 0);
  if (along > module * 2.6f || module > along * 2.6f)
    return;
  finder = (FoyerFinder) { x, middle, (module + along) / 2, 1 };
  note (finders, finder);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const FoyerFinder *left = a, *right = b;

  return (left->rows < right->rows) - (left->rows > right->rows);
}

GArray *
foyer_qr_finder_search (const guint8 *dark,
                        int           width,
                        int           height)
{
  GArray *finders = g_array_new (FALSE, FALSE, sizeof (FoyerFinder));

  for (int y = 0; y < height; y++)
    {
      const guint8 *in = dark + (gsize) y * width;
      int           runs[5] = { 0 };
      int           n = 0, begin = 0;

      /* runs begin with a dark one: light ones at odd places */
      for (int x = 1; x <= width; x++)
        {
          if (x < width && in[x] == in[x - 1])
            continue;
          memmove (runs, runs + 1, sizeof (int) * 4);
          runs[4] = x - begin;
          begin = x;
          n++;
          if (n >= 5 && in[x - 1])
            look_at (dark, width, height, y, x, runs, finders);
        }
    }
  g_array_sort (finders, compare_rows);
  return finders;
}

static float
distance (const FoyerFinder *a,
          const FoyerFinder *b)
{
  return hypotf (a->x - b->x, a->y - b->y);
}

/* Whether three can be the corners of a code with @a in the corner; a square
 * seen from the side may be half as wide as it is high.
 */
static gboolean
judge_triple (const FoyerFinder *a,
              const FoyerFinder *b,
              const FoyerFinder *c,
              FoyerFinderTriple *triple)
{
  float ab = distance (a, b), ac = distance (a, c);
  float most = MAX (a->module, MAX (b->module, c->module)), least = MIN (a->module, MIN (b->module, c->module));
  float cross = (b->x - a->x) * (c->y - a->y) - (b->y - a->y) * (c->x - a->x);
  float dot = (b->x - a->x) * (c->x - a->x) + (b->y - a->y) * (c->y - a->y);
  float sine, mean = (a->module + b->module + c->module) / 3;
  float modules = (ab + ac) / 2 / mean;

  if (ab < 1 || ac < 1 || most > least * 4.2f || MAX (ab, ac) > MIN (ab, ac) * 3)
    return FALSE;
  sine = fabsf (cross) / (ab * ac);
  if (sine < 0.4f || modules < 9 || modules > 250)
    return FALSE;
  triple->at[0] = *a;
  triple->at[1] = cross > 0 ? *b : *c;
  triple->at[2] = cross > 0 ? *c : *b;
  triple->doubt = (most / least - 1) + (MAX (ab, ac) / MIN (ab, ac) - 1) + fabsf (dot) / (ab * ac) * 1.5f + modules / 200;
  return TRUE;
}

/* The square around a finder that lies along @right, as its sides run. */
static gboolean
find_sides (const guint8      *dark,
            int                width,
            int                height,
            const FoyerFinder *finder,
            FoyerPoint         right,
            FoyerPoint         sides[2])
{
  FoyerPoint down = { -right.y, right.x };
  FoyerPoint ring[4];

  if (!foyer_qr_finder_corners (dark, width, height, finder, right, down, ring))
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      /* the two sides that run right, and the two that run down */
      FoyerPoint a = ring[i == 0 ? 1 : 3], b = ring[0], c = ring[2], d = ring[i == 0 ? 3 : 1];

      sides[i].x = (a.x - b.x + c.x - d.x) / 14;
      sides[i].y = (a.y - b.y + c.y - d.y) / 14;
    }
  return TRUE;
}

static FoyerFinder
virtual_finder (const FoyerFinder *from,
                FoyerPoint         step,
                float              modules)
{
  return (FoyerFinder) { from->x + step.x * modules, from->y + step.y * modules, from->module, 0 };
}

static void
add_triple (GArray     *triples,
            FoyerFinder corner,
            FoyerFinder b,
            FoyerFinder c)
{
  FoyerFinderTriple triple;

  if (judge_triple (&corner, &b, &c, &triple))
    g_array_append_val (triples, triple);
}

/* Two finders on one side of a code, and where the third must then be: below
 * or above either of them.
 */
static void
complete_pair (const guint8      *dark,
               int                width,
               int                height,
               const FoyerFinder *p,
               const FoyerFinder *q,
               GArray            *triples)
{
  FoyerPoint along = { q->x - p->x, q->y - p->y };
  FoyerPoint at_p[2], at_q[2], down;
  float      length = hypotf (along.x, along.y), side, cross, modules;

  if (length < 1 || !find_sides (dark, width, height, p, along, at_p) || !find_sides (dark, width, height, q, along, at_q))
    return;
  side = hypotf (at_p[0].x + at_q[0].x, at_p[0].y + at_q[0].y) / 2;
  cross = fabsf (at_p[0].x * along.y - at_p[0].y * along.x) / (MAX (side, 0.1f) * length);
  modules = length / MAX (side, 0.1f);
  if (cross > 0.3f || modules < 12 || modules > 175)
    return;
  down = (FoyerPoint) { (at_p[1].x + at_q[1].x) / 2, (at_p[1].y + at_q[1].y) / 2 };
  for (int sign = -1; sign <= 1; sign += 2)
    {
      add_triple (triples, *p, *q, virtual_finder (p, down, (float) sign * modules));
      add_triple (triples, *q, *p, virtual_finder (q, down, (float) sign * modules));
    }
}

GArray *
foyer_qr_finder_complete (const GArray *finders,
                          const guint8 *dark,
                          int           width,
                          int           height,
                          guint         most)
{
  GArray            *triples = g_array_new (FALSE, FALSE, sizeof (FoyerFinderTriple));
  const FoyerFinder *all = (const FoyerFinder *) (const void *) finders->data;
  guint              n = MIN (finders->len, 5);

  for (guint a = 0; a < n; a++)
    for (guint b = a + 1; b < n; b++)
      if (MAX (all[a].module, all[b].module) < 1.6f * MIN (all[a].module, all[b].module))
        complete_pair (dark, width, height, &all[a], &all[b], triples);
  if (triples->len > most)
    g_array_set_size (triples, most);
  return triples;
}

static int
compare_doubt (gconstpointer a,
               gconstpointer b)
{
  float left = ((const FoyerFinderTriple *) a)->doubt, right = ((const FoyerFinderTriple *) b)->doubt;

  return (left > right) - (left < right);
}

GArray *
foyer_qr_finder_combine (const GArray *finders,
                         guint         most)
{
  GArray            *triples = g_array_new (FALSE, FALSE, sizeof (FoyerFinderTriple));
  guint              n = MIN (finders->len, MAX_COMBINED);
  const FoyerFinder *all = (const FoyerFinder *) (const void *) finders->data;

  for (guint a = 0; a < n; a++)
    for (guint b = 0; b < n; b++)
      for (guint c = b + 1; c < n; c++)
        {
          FoyerFinderTriple triple;

          if (a == b || a == c)
            continue;
          if (judge_triple (&all[a], &all[b], &all[c], &triple))
            g_array_append_val (triples, triple);
        }
  g_array_sort (triples, compare_doubt);
  if (triples->len > most)
    g_array_set_size (triples, most);
  return triples;
}

/* Fills the ring around the middle and keeps its extremes. */
gboolean
foyer_qr_finder_corners (const guint8      *dark,
                         int                width,
                         int                height,
                         const FoyerFinder *finder,
                         FoyerPoint         right,
                         FoyerPoint         down,
                         FoyerPoint         corners[4])
{
  int                reach = (int) (finder->module * 8) + 3;
  int                x0 = MAX ((int) finder->x - reach, 0), y0 = MAX ((int) finder->y - reach, 0);
  int                x1 = MIN ((int) finder->x + reach, width - 1), y1 = MIN ((int) finder->y + reach, height - 1);
  int                w = x1 - x0 + 1, h = y1 - y0 + 1;
  int                n = 0, filled = 0, state = 0, start = -1;
  float              best[4] = { -G_MAXFLOAT, -G_MAXFLOAT, -G_MAXFLOAT, -G_MAXFLOAT };
  g_autofree guint8 *seen = NULL;
  g_autofree int    *todo = NULL;

  if (w < 5 || h < 5)
    return FALSE;
  seen = g_malloc0 ((gsize) w * h);
  todo = g_new (int, (gsize) w *h);
  /* from the middle out to the ring: dark, light, dark */
  for (int x = CLAMP ((int) finder->x, x0, x1), y = CLAMP ((int) finder->y, y0, y1); x <= x1; x++)
    {
      gboolean is_dark = dark[(gsize) y * width + x] != 0;

      if (state == 0 && !is_dark)
        state = 1;
      else if (state == 1 && is_dark)
        {
          start = (y - y0) * w + x - x0;
          break;
        }
    }
  if (start < 0)
    return FALSE;
  todo[n++] = start;
  seen[start] = 1;
  while (n > 0)
    {
      int at = todo[--n];
      int x = at % w, y = at / w;

      filled++;
      if (x == 0 || y == 0 || x == w - 1 || y == h - 1)
        return FALSE;
      for (int corner = 0; corner < 4; corner++)
        {
          float u = (float) (x + x0) + 0.5f - finder->x, v = (float) (y + y0) + 0.5f - finder->y;
          float sx = corner == 1 || corner == 2 ? 1 : -1, sy = corner >= 2 ? 1 : -1;
          /* how far along the diagonal, in the code's own directions */
          float cross = right.x * down.y - right.y * down.x;
          float a = (u * down.y - v * down.x) / cross, b = (right.x * v - right.y * u) / cross;
          float score = a * sx + b * sy;

          if (score > best[corner])
            {
              float length = hypotf (u, v);

              best[corner] = score;
              /* to the outer edge of the pixel */
              corners[corner].x = finder->x + u + (length > 0 ? u / length * 0.6f : 0);
              corners[corner].y = finder->y + v + (length > 0 ? v / length * 0.6f : 0);
            }
        }
      for (int k = 0; k < 4; k++)
        {
          int nx = x + (k == 0) - (k == 1), ny = y + (k == 2) - (k == 3);

          if (!seen[ny * w + nx] && dark[(gsize) (ny + y0) * width + nx + x0])
            {
              seen[ny * w + nx] = 1;
              todo[n++] = ny * w + nx;
            }
        }
    }
  /* a ring has 24 of 49 modules */
  return (float) filled > 10 * finder->module * finder->module && (float) filled < 45 * finder->module * finder->module + 40;
}
