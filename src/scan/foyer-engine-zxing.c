/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-engine.h"

#include <ZXing/ZXingC.h>
#include <math.h>

/* More codes than this in one frame is not a ticket held up to a camera. */
#define MAX_SYMBOLS 32
/* How many times longer than high a bar code may be, seen askew. */
#define FLATTEST 20

struct _FoyerZxing
{
  ZXing_ReaderOptions *options;
};

static const struct
{
  FoyerSymbology      symbology;
  ZXing_BarcodeFormat format;
} formats[] = {
  { FOYER_SYMBOLOGY_QR, ZXing_BarcodeFormat_QRCode },
  { FOYER_SYMBOLOGY_EAN_13, ZXing_BarcodeFormat_EAN13 },
  { FOYER_SYMBOLOGY_CODE_128, ZXing_BarcodeFormat_Code128 },
  { FOYER_SYMBOLOGY_AZTEC, ZXing_BarcodeFormat_Aztec },
  { FOYER_SYMBOLOGY_DATA_MATRIX, ZXing_BarcodeFormat_DataMatrix },
  { FOYER_SYMBOLOGY_PDF_417, ZXing_BarcodeFormat_PDF417 },
};

FoyerZxing *
foyer_zxing_new (FoyerSymbology symbologies)
{
  FoyerZxing *self = g_new0 (FoyerZxing, 1);
  int         wanted = 0;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (symbologies & formats[i].symbology)
      wanted |= (int) formats[i].format;

  self->options = ZXing_ReaderOptions_new ();
  ZXing_ReaderOptions_setFormats (self->options, (ZXing_BarcodeFormats) wanted);
  ZXing_ReaderOptions_setMaxNumberOfSymbols (self->options, MAX_SYMBOLS);
  ZXing_ReaderOptions_setTextMode (self->options, ZXing_TextMode_Plain);
  return self;
}

void
foyer_zxing_free (FoyerZxing *self)
{
  if (self == NULL)
    return;
  ZXing_ReaderOptions_delete (self->options);
  g_free (self);
}

static FoyerSymbology
symbology_of (ZXing_BarcodeFormat format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i].format == format)
      return formats[i].symbology;
  return 0;
}

/* A bar code is bars: what a row or two of a chequered shirt spell out is none. */
static gboolean
is_too_flat (FoyerSymbology        symbology,
             const ZXing_Position *at)
{
  double length = hypot (at->topRight.x - at->topLeft.x, at->topRight.y - at->topLeft.y);
  double height = hypot (at->bottomLeft.x - at->topLeft.x, at->bottomLeft.y - at->topLeft.y);

  return (symbology == FOYER_SYMBOLOGY_EAN_13 || symbology == FOYER_SYMBOLOGY_CODE_128) && height * FLATTEST < length;
}

/* The content is taken as bytes, never as the C string that the library also
 * offers: that one ends at the first NUL of a hostile code.
 */
static void
add_barcode (const FoyerAttempt  *attempt,
             const ZXing_Barcode *barcode)
{
  FoyerSymbology symbology = symbology_of (ZXing_Barcode_format (barcode));
  ZXing_Position at = ZXing_Barcode_position (barcode);
  FoyerPoint     corners[4] = {
    { (float) at.topLeft.x, (float) at.topLeft.y },
    { (float) at.topRight.x, (float) at.topRight.y },
    { (float) at.bottomRight.x, (float) at.bottomRight.y },
    { (float) at.bottomLeft.x, (float) at.bottomLeft.y },
  };
  int     length = 0;
  guint8 *bytes;

  if (symbology == 0 || !ZXing_Barcode_isValid (barcode) || is_too_flat (symbology, &at))
    return;
  bytes = ZXing_Barcode_bytes (barcode, &length);
  if (bytes != NULL && length > 0)
    foyer_attempt_add (attempt, FOYER_SCAN_ENGINE_ZXING, symbology, bytes, (gsize) length, corners);
  ZXing_free (bytes);
}

void
foyer_zxing_read (FoyerZxing         *self,
                  const FoyerAttempt *attempt)
{
  FoyerFrame      *frame = attempt->frame;
  ZXing_ImageView *view = ZXing_ImageView_new (foyer_frame_get_data (frame),
                                               foyer_frame_get_width (frame),
                                               foyer_frame_get_height (frame),
                                               ZXing_ImageFormat_Lum,
                                               foyer_frame_get_stride (frame),
                                               1);
  ZXing_Barcodes  *barcodes = NULL;

  if (view != NULL)
    barcodes = ZXing_ReadBarcodes (view, self->options);
  if (barcodes != NULL)
    {
      int n = ZXing_Barcodes_size (barcodes);

      for (int i = 0; i < n; i++)
        add_barcode (attempt, ZXing_Barcodes_at (barcodes, i));
      ZXing_Barcodes_delete (barcodes);
    }
  else
    {
      char *reason = ZXing_LastErrorMsg ();

      g_debug ("zxing gave up on a frame: %s", reason != NULL ? reason : "no reason given");
      ZXing_free (reason);
    }
  ZXing_ImageView_delete (view);
}
