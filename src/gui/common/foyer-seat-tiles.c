/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-seat-tiles.h"

#include <math.h>

#define TILE 256 /* device pixels, each way */

/* Some screens of pieces; beyond it all but the visible ones go. */
#define TILES_MAX 200

struct _FoyerSeatTiles
{
  FoyerSeatPainter *painter;
  GHashTable       *textures; /* gint64 place -> GdkTexture */
  double            zoom;
};

FoyerSeatTiles *
foyer_seat_tiles_new (FoyerSeatPainter *painter)
{
  FoyerSeatTiles *self = g_new0 (FoyerSeatTiles, 1);

  self->painter = painter;
  self->textures = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->zoom = 1;
  return self;
}

void
foyer_seat_tiles_free (FoyerSeatTiles *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->textures);
  g_free (self);
}

void
foyer_seat_tiles_set_zoom (FoyerSeatTiles *self, double zoom)
{
  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  foyer_seat_tiles_forget (self);
}

void
foyer_seat_tiles_forget (FoyerSeatTiles *self)
{
  g_hash_table_remove_all (self->textures);
}

static gint64
key_of (int column, int line)
{
  return (gint64) column * G_MAXINT32 + line;
}

static int
tile_of (const FoyerSeatTiles *self, double place)
{
  return (int) floor (place * self->zoom / TILE);
}

void
foyer_seat_tiles_forget_seat (FoyerSeatTiles *self, guint seat)
{
  const FoyerSeatIndex *index = foyer_seat_painter_get_grid (self->painter)->index;
  const FoyerSeatPlace *place = foyer_seat_index_get (index, seat);
  double                reach = place->seat->radius * 1.3;

  for (int line = tile_of (self, place->at.y - reach); line <= tile_of (self, place->at.y + reach); line++)
    for (int column = tile_of (self, place->at.x - reach); column <= tile_of (self, place->at.x + reach); column++)
      {
        gint64 key = key_of (column, line);

        g_hash_table_remove (self->textures, &key);
      }
}

static GdkTexture *
draw_tile (FoyerSeatTiles *self, const graphene_rect_t *piece)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, TILE, TILE);
  cairo_t         *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture;

  foyer_seat_painter_draw (self->painter, cr, piece, self->zoom);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) cairo_image_surface_get_stride (surface) * TILE,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  texture = gdk_memory_texture_new (TILE, TILE, GDK_MEMORY_DEFAULT, bytes, cairo_image_surface_get_stride (surface));
  return texture;
}

static GdkTexture *
ensure_tile (FoyerSeatTiles *self, int column, int line, const graphene_rect_t *piece)
{
  gint64      key = key_of (column, line);
  GdkTexture *texture = g_hash_table_lookup (self->textures, &key);

  if (texture == NULL)
    {
      texture = draw_tile (self, piece);
      g_hash_table_insert (self->textures, g_memdup2 (&key, sizeof key), texture);
    }
  return texture;
}

void
foyer_seat_tiles_snapshot (FoyerSeatTiles *self, GtkSnapshot *snapshot, const graphene_point_t *corner, int width, int height, double scale)
{
  int    left = (int) floor (corner->x / TILE), right = (int) floor ((corner->x + width * scale - 1) / TILE);
  int    top = (int) floor (corner->y / TILE), bottom = (int) floor ((corner->y + height * scale - 1) / TILE);
  double side = TILE / self->zoom;

  if (g_hash_table_size (self->textures) > TILES_MAX)
    foyer_seat_tiles_forget (self);
  for (int line = top; line <= bottom; line++)
    for (int column = left; column <= right; column++)
      {
        graphene_rect_t piece = GRAPHENE_RECT_INIT ((float) (column * side), (float) (line * side), (float) side, (float) side);
        graphene_rect_t place = GRAPHENE_RECT_INIT ((float) ((column * TILE - corner->x) / scale), (float) ((line * TILE - corner->y) / scale),
                                                    (float) (TILE / scale), (float) (TILE / scale));

        gtk_snapshot_append_texture (snapshot, ensure_tile (self, column, line, &piece), &place);
      }
}
