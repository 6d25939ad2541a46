/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-qr-lattice.h"

#include <math.h>
#include <string.h>

#include "foyer-engine.h"
#include "foyer-qr-grid.h"

/* Modules that are sampled to judge a lattice: of a larger code, only some. */
#define JUDGED 800
/* White modules around the code that are sampled along. */
#define MARGIN 2
/* How much of a module is averaged. */
#define HEART 0.28f
/* The surroundings that tell dark from light, in modules. */
#define AROUND 4.5f

/* From the unit square to the picture. */
typedef struct
{
  float a, b, c, d, e, f, g, h;
  float area; /* of the unit square, were it seen from the front */
} Warp;

/* A point of the picture, and how large modules are there. */
typedef struct
{
  float x;
  float y;
  float module;
} Place;

/* The brightness of every module and of those around the code. */
typedef struct
{
  int    side; /* with margins */
  float *value;
} Samples;

/**
 * foyer_qr_lattice_init:
 * @self: (out): a lattice
 * @light: the picture; kept by the caller
 * @size: modules on a side
 * @corners: where the code seems to be
 *
 * Lays an even lattice between four corners.
 */
void
foyer_qr_lattice_init (FoyerQrLattice   *self,
                       const FoyerLight *light,
                       int               size,
                       const FoyerPoint  corners[4])
{
  float length = 0;

  memset (self, 0, sizeof *self);
  self->light = light;
  self->size = size;
  self->layout = foyer_qr_grid_layout (size);
  memcpy (self->corners, corners, sizeof self->corners);
  for (guint i = 0; i < 4; i++)
    length += hypotf (corners[i].x - corners[(i + 1) % 4].x, corners[i].y - corners[(i + 1) % 4].y);
  self->module = length / 4 / (float) size;
}

/**
 * foyer_qr_lattice_clear:
 * @self: a lattice
 *
 * Frees what is in it.
 */
void
foyer_qr_lattice_clear (FoyerQrLattice *self)
{
  g_clear_pointer (&self->layout, g_free);
}

static Warp
get_warp (const FoyerQrLattice *self)
{
  const FoyerPoint *p = self->corners;
  float             dx1 = p[1].x - p[2].x, dx2 = p[3].x - p[2].x, dx3 = p[0].x - p[1].x + p[2].x - p[3].x;
  float             dy1 = p[1].y - p[2].y, dy2 = p[3].y - p[2].y, dy3 = p[0].y - p[1].y + p[2].y - p[3].y;
  float             det = dx1 * dy2 - dx2 * dy1;
  Warp              warp;

  if (fabsf (det) < 1e-6f)
    det = 1e-6f;
  warp.g = (dx3 * dy2 - dx2 * dy3) / det;
  warp.h = (dx1 * dy3 - dx3 * dy1) / det;
  warp.a = p[1].x - p[0].x + warp.g * p[1].x;
  warp.b = p[3].x - p[0].x + warp.h * p[3].x;
  warp.c = p[0].x;
  warp.d = p[1].y - p[0].y + warp.g * p[1].y;
  warp.e = p[3].y - p[0].y + warp.h * p[3].y;
  warp.f = p[0].y;
  warp.area = warp.a * (warp.e - warp.f * warp.h) - warp.b * (warp.d - warp.f * warp.g) + warp.c * (warp.d * warp.h - warp.e * warp.g);
  return warp;
}

static Place
place (const FoyerQrLattice *self,
       const Warp           *warp,
       float                 u,
       float                 v)
{
  const float *bend = self->bend;
  float        depth = warp->g * u + warp->h * v + 1;
  float        bulge_u = 4 * u * (1 - u), bulge_v = 4 * v * (1 - v);
  Place        point;

  if (fabsf (depth) < 1e-4f)
    depth = 1e-4f;
  point.x = (warp->a * u + warp->b * v + warp->c) / depth;
  point.y = (warp->d * u + warp->e * v + warp->f) / depth;
  point.module = sqrtf (fabsf (warp->area / (depth * depth * depth))) / (float) self->size;
  point.module = CLAMP (point.module, self->module / 4, self->module * 4);
  point.x += bend[0] * bulge_u + bend[1] * bulge_v + bend[2] * bulge_u * (2 * v - 1) + bend[3] * bulge_v * (2 * u - 1) +
             bend[8] * bulge_u * (2 * u - 1) + bend[9] * bulge_v * (2 * v - 1);
  point.y += bend[4] * bulge_u + bend[5] * bulge_v + bend[6] * bulge_u * (2 * v - 1) + bend[7] * bulge_v * (2 * u - 1) +
             bend[10] * bulge_u * (2 * u - 1) + bend[11] * bulge_v * (2 * v - 1);
  return point;
}

/* How dark a module is against its surroundings, -1 to 1. */
static float
darkness (const FoyerQrLattice *self,
          const Warp           *warp,
          int                   x,
          int                   y)
{
  Place at = place (self, warp, ((float) x + 0.5f) / (float) self->size, ((float) y + 0.5f) / (float) self->size);
  float mean, spread, value;

  if (!(at.x >= 0 && at.y >= 0 && at.x < (float) self->light->width && at.y < (float) self->light->height))
    return 0;
  spread = foyer_light_spread (self->light, at.x, at.y, AROUND * at.module, &mean);
  value = foyer_light_mean (self->light, at.x, at.y, HEART * at.module);
  return CLAMP ((mean - value) / MAX (spread, 4), -1, 1);
}

/**
 * foyer_qr_lattice_timing:
 * @self: a lattice
 *
 * Returns: how well the two dotted lines between the finders fit, -1 to 1:
 *   tells whether the size is right before anything else is
 */
float
foyer_qr_lattice_timing (const FoyerQrLattice *self)
{
  Warp  warp = get_warp (self);
  float sum = 0;
  int   n = 0;

  for (int i = 8; i < self->size - 8; i++, n++)
    {
      float along = darkness (self, &warp, i, 6), down = darkness (self, &warp, 6, i);

      sum += i % 2 == 0 ? along + down : -along - down;
    }
  return n > 0 ? sum / (float) (2 * n) : 0;
}

/* How well it fits: what must be dark is dark, what must be light is light,
 * and what may be either is clearly one of them.
 */
static float
judge (const FoyerQrLattice *self)
{
  Warp  warp = get_warp (self);
  int   step = MAX (1, self->size * self->size / JUDGED);
  float sum = 0, weight = 0;
  int   n = 0;

  for (int y = 0; y < self->size; y++)
    for (int x = 0; x < self->size; x++)
      {
        guint8 cell = self->layout[y * self->size + x];

        switch (cell)
          {
          case FOYER_QR_CELL_DARK:
            sum += darkness (self, &warp, x, y);
            weight += 1;
            break;
          case FOYER_QR_CELL_LIGHT:
            sum -= darkness (self, &warp, x, y);
            weight += 1;
            break;
          default:
            if (++n % step != 0)
              break;
            sum += 0.5f * fabsf (darkness (self, &warp, x, y));
            weight += 0.5f;
          }
      }
  return sum / weight;
}

/**
 * foyer_qr_lattice_agreement:
 * @self: a lattice
 *
 * Returns: the share of modules with a fixed colour that have it
 */
float
foyer_qr_lattice_agreement (const FoyerQrLattice *self)
{
  Warp  warp = get_warp (self);
  guint n = 0, right = 0;

  for (int y = 0; y < self->size; y++)
    for (int x = 0; x < self->size; x++)
      {
        guint8 cell = self->layout[y * self->size + x];

        if (cell != FOYER_QR_CELL_DARK && cell != FOYER_QR_CELL_LIGHT)
          continue;
        n++;
        right += (darkness (self, &warp, x, y) > 0) == (cell == FOYER_QR_CELL_DARK);
      }
  return (float) right / (float) n;
}

/* Moves one number by a step either way, as long as that helps. */
static gboolean
nudge (FoyerQrLattice *self,
       float          *number,
       float           step,
       float          *best)
{
  gboolean better = FALSE;

  for (int way = 0; way < 2; way++)
    {
      float before = *number;

      while (TRUE)
        {
          float score;

          *number = before + (way == 0 ? step : -step);
          score = judge (self);
          if (score <= *best + 1e-4f)
            break;
          *best = score;
          before = *number;
          better = TRUE;
        }
      *number = before;
      if (better)
        break;
    }
  return better;
}

/* The corner without a finder is a guess from far away: look around. */
static void
seek_far_corner (FoyerQrLattice *self,
                 float          *best)
{
  FoyerPoint from = self->corners[2], found = from;

  for (int dy = -4; dy <= 4; dy++)
    for (int dx = -4; dx <= 4; dx++)
      {
        float score;

        self->corners[2].x = from.x + (float) dx * self->module * 0.7f;
        self->corners[2].y = from.y + (float) dy * self->module * 0.7f;
        score = judge (self);
        if (score > *best)
          {
            *best = score;
            found = self->corners[2];
          }
      }
  self->corners[2] = found;
}

/**
 * foyer_qr_lattice_settle:
 * @self: a lattice
 *
 * Moves the corners to where it fits best.
 */
void
foyer_qr_lattice_settle (FoyerQrLattice *self)
{
  static const float steps[] = { 0.8f, 0.4f, 0.2f, 0.1f };
  static const guint order[] = { 2, 1, 3, 0 };
  float              best = judge (self);

  if (best < 0.75f)
    seek_far_corner (self, &best);
  for (guint s = 0; s < G_N_ELEMENTS (steps); s++)
    for (guint round = 0; round < 3; round++)
      {
        gboolean better = FALSE;

        for (guint i = 0; i < 4; i++)
          {
            better |= nudge (self, &self->corners[order[i]].x, steps[s] * self->module, &best);
            better |= nudge (self, &self->corners[order[i]].y, steps[s] * self->module, &best);
          }
        if (!better)
          break;
      }
}

/**
 * foyer_qr_lattice_bend:
 * @self: a lattice that has settled
 *
 * Bends it to where it fits best: a bottle, a cup, a sheet in a hand.
 */
void
foyer_qr_lattice_bend (FoyerQrLattice *self)
{
  static const float steps[] = { 1.6f, 0.8f, 0.4f, 0.2f, 0.1f };
  float              best = judge (self);

  for (guint s = 0; s < G_N_ELEMENTS (steps); s++)
    for (guint round = 0; round < 4; round++)
      {
        gboolean better = FALSE;

        for (guint i = 0; i < FOYER_QR_BENDS; i++)
          better |= nudge (self, &self->bend[i], steps[s] * self->module, &best);
        for (guint i = 0; i < 4; i++)
          {
            better |= nudge (self, &self->corners[i].x, steps[s] * self->module * 0.7f, &best);
            better |= nudge (self, &self->corners[i].y, steps[s] * self->module * 0.7f, &best);
          }
        if (!better)
          break;
      }
}

static void
take_samples (const FoyerQrLattice *self,
              Samples              *samples)
{
  Warp warp = get_warp (self);

  samples->side = self->size + 2 * MARGIN;
  samples->value = g_new (float, (gsize) samples->side * samples->side);
  for (int y = 0; y < samples->side; y++)
    for (int x = 0; x < samples->side; x++)
      {
        float u = ((float) (x - MARGIN) + 0.5f) / (float) self->size, v = ((float) (y - MARGIN) + 0.5f) / (float) self->size;
        Place at = place (self, &warp, u, v);

        if (!isfinite (at.x) || !isfinite (at.y))
          at.x = at.y = 0;
        at.x = CLAMP (at.x, 0, (float) self->light->width);
        at.y = CLAMP (at.y, 0, (float) self->light->height);
        samples->value[y * samples->side + x] = foyer_light_mean (self->light, at.x, at.y, HEART * at.module);
      }
}

/* Takes off what has come over from the neighbours on both sides: the lens
 * was out of focus, or the hand moved.
 */
static void
sharpen (const Samples *samples,
         float          across,
         float          down,
         float         *out)
{
  int               side = samples->side;
  g_autofree float *half = g_new (float, (gsize) side *side);

  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      {
        const float *in = samples->value + y * side;

        half[y * side + x] = (in[x] - across * (in[MAX (x - 1, 0)] + in[MIN (x + 1, side - 1)])) / (1 - 2 * across);
      }
  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      out[y * side + x] = (half[y * side + x] - down * (half[MAX (y - 1, 0) * side + x] + half[MIN (y + 1, side - 1) * side + x])) / (1 - 2 * down);
}

/* Each module against those around it. Where all around is alike, nothing can
 * be told: a reflected lamp, a blot.
 */
static void
decide (const FoyerQrLattice *self,
        const Samples        *samples,
        const float          *value,
        int                   radius,
        gboolean              by_mean,
        float                *modules)
{
  int   side = samples->side;
  float low_all = G_MAXFLOAT, high_all = -G_MAXFLOAT;

  for (int i = 0; i < side * side; i++)
    {
      low_all = MIN (low_all, value[i]);
      high_all = MAX (high_all, value[i]);
    }
  for (int y = 0; y < self->size; y++)
    for (int x = 0; x < self->size; x++)
      {
        int   cx = x + MARGIN, cy = y + MARGIN;
        float low = G_MAXFLOAT, high = -G_MAXFLOAT, sum = 0, middle, range;
        int   n = 0;

        for (int v = MAX (cy - radius, 0); v <= MIN (cy + radius, side - 1); v++)
          for (int u = MAX (cx - radius, 0); u <= MIN (cx + radius, side - 1); u++)
            {
              float here = value[v * side + u];

              low = MIN (low, here);
              high = MAX (high, here);
              sum += here;
              n++;
            }
        range = MAX (high - low, (high_all - low_all) * 0.12f);
        middle = by_mean ? sum / (float) n : (low + high) / 2;
        modules[y * self->size + x] = CLAMP (2 * (middle - value[cy * side + cx]) / MAX (range, 1), -1, 1);
        /* blinded */
        if (samples->value[cy * side + cx] >= 252 && low > 215)
          modules[y * self->size + x] = 0;
      }
}

static guint8 *
decode_mirrored (const FoyerQrLattice *self,
                 const float          *modules,
                 gsize                *length)
{
  g_autofree float *mirrored = g_new (float, (gsize) self->size * self->size);

  for (int y = 0; y < self->size; y++)
    for (int x = 0; x < self->size; x++)
      mirrored[x * self->size + y] = modules[y * self->size + x];
  return foyer_qr_grid_decode (mirrored, self->layout, self->size, length);
}

/**
 * foyer_qr_lattice_read:
 * @self: a lattice
 * @deadline_us: foyer_engine_time() after which no further way is tried
 * @length: (out): bytes
 *
 * Reads the code, with several ways to tell dark from light.
 *
 * Returns: (transfer full) (nullable): what it says
 */
guint8 *
foyer_qr_lattice_read (const FoyerQrLattice *self,
                       gint64                deadline_us,
                       gsize                *length)
{
  static const float blurs[][2] = { { 0, 0 }, { 0.1f, 0.1f }, { 0.18f, 0.18f }, { 0.24f, 0.24f }, { 0.2f, 0.05f }, { 0.05f, 0.2f } };
  static const struct
  {
    int      radius;
    gboolean by_mean;
  } ways[] = { { 3, FALSE }, { 5, TRUE }, { 12, FALSE } };
  Samples           samples;
  guint8           *data = NULL;
  g_autofree float *value = NULL;
  g_autofree float *modules = NULL;

  take_samples (self, &samples);
  value = g_new (float, (gsize) samples.side *samples.side);
  modules = g_new (float, (gsize) self->size * self->size);
  for (guint b = 0; b < G_N_ELEMENTS (blurs) && data == NULL; b++)
    {
      if (b > 0 && foyer_engine_time () > deadline_us)
        break;
      sharpen (&samples, blurs[b][0], blurs[b][1], value);
      for (guint w = 0; w < G_N_ELEMENTS (ways) && data == NULL; w++)
        {
          decide (self, &samples, value, ways[w].radius, ways[w].by_mean, modules);
          data = foyer_qr_grid_decode (modules, self->layout, self->size, length);
          if (data == NULL && w == 0 && b < 2)
            data = decode_mirrored (self, modules, length);
        }
    }
  g_free (samples.value);
  return data;
}
