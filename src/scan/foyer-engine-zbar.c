/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-engine.h"

#include <zbar.h>

/* No ticket has a shorter one. */
#define SHORTEST_CODE_128 6
/* In how many rows or columns a bar code must be read the same. */
#define LINES 3

struct _FoyerZbar
{
  zbar_image_scanner_t *scanner;
  zbar_image_t         *image;
};

static const struct
{
  FoyerSymbology     symbology;
  zbar_symbol_type_t type;
} types[] = {
  { FOYER_SYMBOLOGY_QR, ZBAR_QRCODE },
  { FOYER_SYMBOLOGY_EAN_13, ZBAR_EAN13 },
  { FOYER_SYMBOLOGY_CODE_128, ZBAR_CODE128 },
  { FOYER_SYMBOLOGY_PDF_417, ZBAR_PDF417 },
};

FoyerZbar *
foyer_zbar_new (FoyerSymbology symbologies)
{
  FoyerZbar *self = g_new0 (FoyerZbar, 1);

  self->scanner = zbar_image_scanner_create ();
  self->image = zbar_image_create ();
  zbar_image_scanner_enable_cache (self->scanner, 0);
  zbar_image_scanner_set_config (self->scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (symbologies & types[i].symbology)
      zbar_image_scanner_set_config (self->scanner, types[i].type, ZBAR_CFG_ENABLE, 1);
  /* Bytes as they stand in the code, so that they compare with zxing's. */
  if (symbologies & FOYER_SYMBOLOGY_QR)
    zbar_image_scanner_set_config (self->scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
  return self;
}

void
foyer_zbar_free (FoyerZbar *self)
{
  if (self == NULL)
    return;
  zbar_image_destroy (self->image);
  zbar_image_scanner_destroy (self->scanner);
  g_free (self);
}

static FoyerSymbology
symbology_of (zbar_symbol_type_t type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].type == type)
      return types[i].symbology;
  return 0;
}

/* A QR code comes with its four corners in the order top left, bottom left,
 * bottom right, top right; a bar code with every point where a scan line met
 * it, of which the bounding box is taken.
 */
static void
symbol_corners (const zbar_symbol_t *symbol,
                FoyerPoint           corners[4])
{
  guint n = zbar_symbol_get_loc_size (symbol);
  float x0 = G_MAXFLOAT, y0 = G_MAXFLOAT, x1 = 0, y1 = 0;

  if (zbar_symbol_get_type (symbol) == ZBAR_QRCODE && n == 4)
    {
      static const guint order[4] = { 0, 3, 2, 1 };

      for (guint i = 0; i < 4; i++)
        {
          corners[i].x = (float) zbar_symbol_get_loc_x (symbol, order[i]);
          corners[i].y = (float) zbar_symbol_get_loc_y (symbol, order[i]);
        }
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      float x = (float) zbar_symbol_get_loc_x (symbol, i);
      float y = (float) zbar_symbol_get_loc_y (symbol, i);

      x0 = MIN (x0, x);
      y0 = MIN (y0, y);
      x1 = MAX (x1, x);
      y1 = MAX (y1, y);
    }
  if (n == 0)
    x0 = y0 = 0;
  corners[0] = (FoyerPoint) { x0, y0 };
  corners[1] = (FoyerPoint) { x1, y0 };
  corners[2] = (FoyerPoint) { x1, y1 };
  corners[3] = (FoyerPoint) { x0, y1 };
}

void
foyer_zbar_read (FoyerZbar          *self,
                 const FoyerAttempt *attempt)
{
  FoyerFrame          *frame = attempt->frame;
  const zbar_symbol_t *symbol;
  unsigned             width = (unsigned) foyer_frame_get_width (frame);
  unsigned             height = (unsigned) foyer_frame_get_height (frame);

  g_assert (foyer_frame_get_stride (frame) == foyer_frame_get_width (frame));

  zbar_image_set_format (self->image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (self->image, width, height);
  zbar_image_set_data (self->image, foyer_frame_get_data (frame), (gulong) width * height, NULL);
  if (zbar_scan_image (self->scanner, self->image) < 0)
    g_debug ("zbar gave up on a frame");

  for (symbol = zbar_image_first_symbol (self->image); symbol != NULL; symbol = zbar_symbol_next (symbol))
    {
      FoyerSymbology symbology = symbology_of (zbar_symbol_get_type (symbol));
      FoyerPoint     corners[4];

      if (symbology == 0 || zbar_symbol_get_data_length (symbol) == 0)
        continue;
      /* zbar asks for no quiet zone, so that any fence holds short codes */
      if ((symbology & (FOYER_SYMBOLOGY_CODE_128 | FOYER_SYMBOLOGY_EAN_13)) && zbar_symbol_get_quality (symbol) < LINES)
        continue;
      if (symbology == FOYER_SYMBOLOGY_CODE_128 && zbar_symbol_get_data_length (symbol) < SHORTEST_CODE_128)
        continue;
      symbol_corners (symbol, corners);
      foyer_attempt_add (attempt, FOYER_SCAN_ENGINE_ZBAR, symbology,
                         zbar_symbol_get_data (symbol), zbar_symbol_get_data_length (symbol), corners);
    }
  /* The frame's memory is not ours to keep. */
  zbar_image_set_symbols (self->image, NULL);
  zbar_image_set_data (self->image, NULL, 0, NULL);
}
