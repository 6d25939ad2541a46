/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-qr.h"
#include "foyer-modules.h"
#include "foyer-print-error.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

struct _FoyerQr
{
  guint   modules; /* per side, without the quiet zone */
  QRcode *code;
};

/* Ticket secrets and base45 codes consist of these alone, which halves the
 * bits per character (ISO/IEC 18004, alphanumeric mode). */
static gboolean
is_alphanumeric (const char *text)
{
  return text[strspn (text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")] == '\0';
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
  qr->code = code;
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
  QRcode_free (qr->code);
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
 * foyer_qr_get_data:
 * @qr: a code
 *
 * Returns: (transfer none): the rows of modules, without the quiet zone; the
 *   lowest bit tells a dark one
 */
const guint8 *
foyer_qr_get_data (const FoyerQr *qr)
{
  return qr->code->data;
}

/**
 * foyer_qr_draw:
 * @qr: a code
 * @cr: where to draw; not turned
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
  foyer_modules_draw (cr, qr->code->data, qr->modules, qr->modules, x, y, size, size);
}
