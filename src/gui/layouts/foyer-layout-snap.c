/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-snap.h"

#include <stdlib.h>

/* Lines that catch, across one direction. */
static GArray *
collect_lines (FoyerLayoutDesign *design, gboolean vertical)
{
  const FoyerLayout *layout = foyer_layout_design_get_layout (design);
  GPtrArray         *elements = foyer_layout_design_get_elements (design);
  GArray            *lines = g_array_new (FALSE, FALSE, sizeof (int));
  int                side = vertical ? layout->width : layout->height;
  int                paper[] = { 0, side / 2, side };

  g_array_append_vals (lines, paper, G_N_ELEMENTS (paper));
  for (guint i = 0; i < elements->len; i++)
    {
      FoyerLayoutRect bounds = foyer_layout_element_bounds (elements->pdata[i]);
      int             start = vertical ? bounds.x : bounds.y, length = vertical ? bounds.width : bounds.height;
      int             own[] = { start, start + length / 2, start + length };

      if (!foyer_layout_design_is_selected (design, i))
        g_array_append_vals (lines, own, G_N_ELEMENTS (own));
    }
  return lines;
}

/* Of several places, the one that is nearest to a line. Returns: whether one is near enough, how far to go, and the line */
static gboolean
find (const GArray *lines, const int *places, guint n_places, int distance, int *shift, int *line)
{
  int best = distance + 1;

  for (guint i = 0; i < lines->len; i++)
    for (guint n = 0; n < n_places; n++)
      {
        int way = g_array_index (lines, int, i) - places[n];

        if (abs (way) < best)
          {
            best = abs (way);
            *shift = way;
            *line = g_array_index (lines, int, i);
          }
      }
  return best <= distance;
}

FoyerLayoutSnap
foyer_layout_snap_move (FoyerLayoutDesign *design, FoyerLayoutRect *rect, int distance)
{
  g_autoptr (GArray) across = collect_lines (design, TRUE);
  g_autoptr (GArray) along = collect_lines (design, FALSE);
  const int       xs[] = { rect->x, rect->x + rect->width / 2, rect->x + rect->width };
  const int       ys[] = { rect->y, rect->y + rect->height / 2, rect->y + rect->height };
  FoyerLayoutSnap snap = { 0 };
  int             shift = 0;

  snap.has_x = find (across, xs, G_N_ELEMENTS (xs), distance, &shift, &snap.x);
  if (snap.has_x)
    rect->x += shift;
  snap.has_y = find (along, ys, G_N_ELEMENTS (ys), distance, &shift, &snap.y);
  if (snap.has_y)
    rect->y += shift;
  return snap;
}

FoyerLayoutSnap
foyer_layout_snap_size (FoyerLayoutDesign *design, const FoyerLayoutElement *element, int sign_x, int sign_y, double *width, double *height, int distance)
{
  g_autoptr (GArray) across = collect_lines (design, TRUE);
  g_autoptr (GArray) along = collect_lines (design, FALSE);
  const int       x = sign_x < 0 ? element->x + element->width - (int) *width : element->x + (int) *width;
  const int       y = sign_y < 0 ? element->y + element->height - (int) *height : element->y + (int) *height;
  FoyerLayoutSnap snap = { 0 };
  int             shift = 0;

  snap.has_x = sign_x != 0 && find (across, &x, 1, distance, &shift, &snap.x);
  if (snap.has_x)
    *width += sign_x * shift;
  snap.has_y = sign_y != 0 && find (along, &y, 1, distance, &shift, &snap.y);
  if (snap.has_y)
    *height += sign_y * shift;
  return snap;
}
