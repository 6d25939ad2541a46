/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-code.h"

#include <string.h>

struct _FoyerCode
{
  gatomicrefcount ref_count;
  char           *text;
  GBytes         *bytes;
  FoyerCodeFlaws  flaws;
  FoyerSymbology  symbology;
  FoyerScanEngine engine;
  char           *attempt;
  double          milliseconds;
  FoyerPoint      corners[4];
};

G_DEFINE_BOXED_TYPE (FoyerCode, foyer_code, foyer_code_ref, foyer_code_unref)
G_DEFINE_FLAGS_TYPE (FoyerSymbology,
                     foyer_symbology,
                     G_DEFINE_ENUM_VALUE (FOYER_SYMBOLOGY_QR, "qr"),
                     G_DEFINE_ENUM_VALUE (FOYER_SYMBOLOGY_EAN_13, "ean-13"),
                     G_DEFINE_ENUM_VALUE (FOYER_SYMBOLOGY_CODE_128, "code-128"),
                     G_DEFINE_ENUM_VALUE (FOYER_SYMBOLOGY_AZTEC, "aztec"),
                     G_DEFINE_ENUM_VALUE (FOYER_SYMBOLOGY_DATA_MATRIX, "data-matrix"),
                     G_DEFINE_ENUM_VALUE (FOYER_SYMBOLOGY_PDF_417, "pdf-417"))
G_DEFINE_ENUM_TYPE (FoyerScanEngine,
                    foyer_scan_engine,
                    G_DEFINE_ENUM_VALUE (FOYER_SCAN_ENGINE_ZXING, "zxing"),
                    G_DEFINE_ENUM_VALUE (FOYER_SCAN_ENGINE_ZBAR, "zbar"),
                    G_DEFINE_ENUM_VALUE (FOYER_SCAN_ENGINE_FOYER, "foyer"))

/**
 * foyer_symbology_get_nick:
 * @symbology: one symbology
 *
 * Returns: its short name, such as "ean-13"; the same as the nick of the GType
 */
const char *
foyer_symbology_get_nick (FoyerSymbology symbology)
{
  switch (symbology)
    {
    case FOYER_SYMBOLOGY_QR:
      return "qr";
    case FOYER_SYMBOLOGY_EAN_13:
      return "ean-13";
    case FOYER_SYMBOLOGY_CODE_128:
      return "code-128";
    case FOYER_SYMBOLOGY_AZTEC:
      return "aztec";
    case FOYER_SYMBOLOGY_DATA_MATRIX:
      return "data-matrix";
    case FOYER_SYMBOLOGY_PDF_417:
      return "pdf-417";
    case FOYER_SYMBOLOGY_DEFAULT:
    default:
      return "several";
    }
}

/**
 * foyer_scan_engine_get_nick:
 * @engine: an engine
 *
 * Returns: its short name, "zxing" or "zbar"
 */
const char *
foyer_scan_engine_get_nick (FoyerScanEngine engine)
{
  switch (engine)
    {
    case FOYER_SCAN_ENGINE_ZBAR:
      return "zbar";
    case FOYER_SCAN_ENGINE_FOYER:
      return "foyer";
    case FOYER_SCAN_ENGINE_ZXING:
    default:
      return "zxing";
    }
}

/* Characters that a label shows as something else than themselves. */
static gboolean
is_hidden (gunichar c)
{
  switch ((int) g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
      return TRUE;
    default:
      return FALSE;
    }
}

static char *
sanitise (const char     *data,
          gsize           length,
          FoyerCodeFlaws *flaws)
{
  g_autoptr (GString) text = g_string_sized_new (MIN (length, FOYER_CODE_MAX_TEXT));
  const char *p = data;
  const char *end = data + length;

  while (p < end)
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);
      gsize    step;

      /* NUL is told as an error or as a character by different versions. */
      if (*p == '\0')
        c = 0;
      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          *flaws |= FOYER_CODE_NOT_TEXT;
          c = 0xfffd;
          step = 1;
        }
      else
        {
          step = *p == '\0' ? 1 : (gsize) (g_utf8_next_char (p) - p);
          if (is_hidden (c))
            {
              *flaws |= FOYER_CODE_CONTROL;
              c = 0xfffd;
            }
        }
      if (text->len + (gsize) g_unichar_to_utf8 (c, NULL) > FOYER_CODE_MAX_TEXT)
        {
          *flaws |= FOYER_CODE_TOO_LONG;
          break;
        }
      g_string_append_unichar (text, c);
      p += step;
    }
  if (length > FOYER_CODE_MAX_TEXT)
    *flaws |= FOYER_CODE_TOO_LONG;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * foyer_code_new:
 * @data: what the code says, as bytes; may hold NUL
 * @length: how many bytes
 * @symbology: the one symbology it was read as
 * @engine: which library read it
 * @attempt: names what was done to the picture first
 * @milliseconds: time from the start of work on the frame to this reading
 * @corners: (nullable): top left, top right, bottom right, bottom left, as
 *   seen from the code
 *
 * Makes a code of what an engine has read.
 *
 * Returns: (transfer full): the code
 */
FoyerCode *
foyer_code_new (const void      *data,
                gsize            length,
                FoyerSymbology   symbology,
                FoyerScanEngine  engine,
                const char      *attempt,
                double           milliseconds,
                const FoyerPoint corners[4])
{
  FoyerCode *self;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  self = g_new0 (FoyerCode, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->text = sanitise (data, length, &self->flaws);
  self->bytes = g_bytes_new (data, MIN (length, FOYER_CODE_MAX_TEXT));
  self->symbology = symbology;
  self->engine = engine;
  self->attempt = g_strdup (attempt);
  self->milliseconds = milliseconds;
  if (corners != NULL)
    memcpy (self->corners, corners, sizeof self->corners);
  return self;
}

/**
 * foyer_code_ref:
 * @self: a code
 *
 * Returns: (transfer full): @self
 */
FoyerCode *
foyer_code_ref (FoyerCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * foyer_code_unref:
 * @self: (transfer full): a code
 *
 * Drops a reference; the last one frees the code. Any thread may do so.
 */
void
foyer_code_unref (FoyerCode *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_bytes_unref (self->bytes);
  g_free (self->text);
  g_free (self->attempt);
  g_free (self);
}

/**
 * foyer_code_get_text:
 * @self: a code
 *
 * What the code says, fit for a label: valid UTF-8 of at most
 * %FOYER_CODE_MAX_TEXT bytes. Control characters and bytes that are not text
 * are replaced by U+FFFD; foyer_code_get_flaws() tells whether that happened,
 * and foyer_code_get_bytes() has what was there.
 *
 * Returns: (transfer none): the text
 */
const char *
foyer_code_get_text (const FoyerCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->text;
}

/**
 * foyer_code_get_bytes:
 * @self: a code
 *
 * Returns: (transfer none): what was read, unchanged but for its length, which
 *   is %FOYER_CODE_MAX_TEXT at most; may hold NUL
 */
GBytes *
foyer_code_get_bytes (const FoyerCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->bytes;
}

/**
 * foyer_code_get_flaws:
 * @self: a code
 *
 * Returns: what keeps it from being plain text, 0 when nothing does
 */
FoyerCodeFlaws
foyer_code_get_flaws (const FoyerCode *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->flaws;
}

/**
 * foyer_code_is_plain:
 * @self: a code
 *
 * Only a plain code can be one of Foyer's: one whose text is exactly what was
 * read, not empty and without anything hidden.
 *
 * Returns: whether the code is plain text
 */
gboolean
foyer_code_is_plain (const FoyerCode *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->flaws == 0 && self->text[0] != '\0';
}

/**
 * foyer_code_get_symbology:
 * @self: a code
 *
 * Returns: the kind of code
 */
FoyerSymbology
foyer_code_get_symbology (const FoyerCode *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->symbology;
}

/**
 * foyer_code_get_engine:
 * @self: a code
 *
 * Returns: the library that read it
 */
FoyerScanEngine
foyer_code_get_engine (const FoyerCode *self)
{
  g_return_val_if_fail (self != NULL, FOYER_SCAN_ENGINE_ZXING);
  return self->engine;
}

/**
 * foyer_code_get_attempt:
 * @self: a code
 *
 * Returns: (transfer none): what was done to the picture before the code could
 *   be read, such as "plain" or "enlarged"; for statistics
 */
const char *
foyer_code_get_attempt (const FoyerCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->attempt;
}

/**
 * foyer_code_get_milliseconds:
 * @self: a code
 *
 * Returns: time from the start of work on the frame to this reading
 */
double
foyer_code_get_milliseconds (const FoyerCode *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->milliseconds;
}

/**
 * foyer_code_get_corners:
 * @self: a code
 * @corners: (out): top left, top right, bottom right and bottom left as seen
 *   from the code, in pixels of the frame it was read from
 *
 * Where in the frame the code was.
 */
void
foyer_code_get_corners (const FoyerCode *self,
                        FoyerPoint       corners[4])
{
  g_return_if_fail (self != NULL);
  memcpy (corners, self->corners, sizeof self->corners);
}

/**
 * foyer_code_equal:
 * @a: a code
 * @b: a code
 *
 * Whether two readings are of the same kind and say the same, byte for byte.
 * Engine, place and time are not compared.
 *
 * Returns: %TRUE when they do
 */
gboolean
foyer_code_equal (const FoyerCode *a,
                  const FoyerCode *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);
  return a->symbology == b->symbology && g_bytes_equal (a->bytes, b->bytes);
}
