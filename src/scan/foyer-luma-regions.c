/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-luma.h"

#include <string.h>

#define BLOCK 12
/* A region is something in a picture, not the picture. */
#define LARGEST 0.35

/* Blocks that hang together. */
typedef struct
{
  int     x0;
  int     y0;
  int     x1;
  int     y1;
  int     blocks;
  guint64 energy;
} Patch;

static int
compare_guint (gconstpointer a,
               gconstpointer b)
{
  guint left = *(const guint *) a, right = *(const guint *) b;

  return (left > right) - (left < right);
}

static int
compare_patches (gconstpointer a,
                 gconstpointer b)
{
  const Patch *left = a, *right = b;

  return (left->energy < right->energy) - (left->energy > right->energy);
}

/* How much brightness changes in both directions: a matrix does, stripes and
 * edges only in one.
 */
static guint *
measure (FoyerFrame *frame,
         int         columns,
         int         rows)
{
  const guint8 *data = foyer_frame_get_data (frame);
  int           stride = foyer_frame_get_stride (frame);
  guint        *energy = g_new0 (guint, columns * rows);

  for (int row = 0; row < rows; row++)
    for (int column = 0; column < columns; column++)
      {
        guint across = 0, down = 0;

        for (int y = row * BLOCK; y < (row + 1) * BLOCK - 2; y++)
          {
            const guint8 *in = data + (gsize) y * stride + column * BLOCK;

            for (int x = 0; x < BLOCK - 2; x++)
              {
                across += (guint) ABS (in[x] - in[x + 2]);
                down += (guint) ABS (in[x] - in[x + 2 * stride]);
              }
          }
        energy[row * columns + column] = MIN (across, down);
      }
  return energy;
}

static Patch
gather (const guint *energy,
        guint8      *todo,
        int         *stack,
        int          columns,
        int          rows,
        int          seed)
{
  Patch patch = { columns, rows, -1, -1, 0, 0 };
  int   n = 0;

  stack[n++] = seed;
  todo[seed] = 0;
  while (n > 0)
    {
      int at = stack[--n], x = at % columns, y = at / columns;

      patch.x0 = MIN (patch.x0, x);
      patch.y0 = MIN (patch.y0, y);
      patch.x1 = MAX (patch.x1, x);
      patch.y1 = MAX (patch.y1, y);
      patch.blocks++;
      patch.energy += energy[at];
      for (int v = MAX (y - 1, 0); v <= MIN (y + 1, rows - 1); v++)
        for (int u = MAX (x - 1, 0); u <= MIN (x + 1, columns - 1); u++)
          if (todo[v * columns + u])
            {
              todo[v * columns + u] = 0;
              stack[n++] = v * columns + u;
            }
    }
  return patch;
}

/**
 * foyer_luma_regions:
 * @frame: a frame
 * @regions: (out caller-allocates) (array length=most): what was found, with a
 *   margin
 * @most: how many at most
 *
 * Finds parts of the picture that may be codes, likeliest first, for what is
 * too dear, or too coarse, on the whole.
 *
 * Returns: how many there are
 */
guint
foyer_luma_regions (FoyerFrame  *frame,
                    FoyerRegion *regions,
                    guint        most)
{
  int                width = foyer_frame_get_width (frame), height = foyer_frame_get_height (frame);
  int                columns = width / BLOCK, rows = height / BLOCK;
  int                n = columns * rows;
  guint              found = 0, threshold;
  g_autofree guint  *energy = NULL;
  g_autofree guint  *sorted = NULL;
  g_autofree guint8 *todo = NULL;
  g_autofree int    *stack = NULL;
  g_autoptr (GArray) patches = g_array_new (FALSE, FALSE, sizeof (Patch));

  if (columns < 6 || rows < 6)
    return 0;
  energy = measure (frame, columns, rows);
  sorted = g_memdup2 (energy, sizeof (guint) * (gsize) n);
  qsort (sorted, (gsize) n, sizeof (guint), compare_guint);
  threshold = MAX (sorted[n / 2] * 2, sorted[n - 1 - n / 200] / 4);
  todo = g_malloc ((gsize) n);
  stack = g_new (int, n);
  for (int i = 0; i < n; i++)
    todo[i] = energy[i] > threshold;
  for (int i = 0; i < n; i++)
    if (todo[i])
      {
        Patch patch = gather (energy, todo, stack, columns, rows, i);
        int   w = patch.x1 - patch.x0 + 1, h = patch.y1 - patch.y0 + 1;

        if (patch.blocks >= 4 && MAX (w, h) <= 3 * MIN (w, h) + 2 && (double) w * h < LARGEST * n)
          g_array_append_val (patches, patch);
      }
  g_array_sort (patches, compare_patches);
  for (guint i = 0; i < patches->len && found < most; i++)
    {
      const Patch *patch = &g_array_index (patches, Patch, i);
      FoyerRegion *region = &regions[found++];

      region->x = MAX (patch->x0 - 2, 0) * BLOCK;
      region->y = MAX (patch->y0 - 2, 0) * BLOCK;
      region->width = MIN ((patch->x1 + 3) * BLOCK, width) - region->x;
      region->height = MIN ((patch->y1 + 3) * BLOCK, height) - region->y;
    }
  return found;
}

/**
 * foyer_luma_part:
 * @frame: a frame
 * @region: a part of it
 *
 * Returns: (transfer full): that part, sharing the memory of @frame
 */
FoyerFrame *
foyer_luma_part (FoyerFrame        *frame,
                 const FoyerRegion *region)
{
  int stride = foyer_frame_get_stride (frame);
  g_autoptr (GBytes) bytes = foyer_frame_ref_bytes (frame, (gsize) region->y * stride + region->x);

  return foyer_frame_new_for_bytes (bytes, region->width, region->height, stride, foyer_frame_get_time (frame));
}
