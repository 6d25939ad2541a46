/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define FOYER_TYPE_CODE (foyer_code_get_type ())
#define FOYER_TYPE_SYMBOLOGY (foyer_symbology_get_type ())
#define FOYER_TYPE_SCAN_ENGINE (foyer_scan_engine_get_type ())

/**
 * FOYER_CODE_MAX_TEXT:
 *
 * The longest text kept of a code, in bytes. Everything that Foyer prints is
 * far shorter; a QR code can hold up to 7089 digits.
 */
#define FOYER_CODE_MAX_TEXT 4096

/**
 * FoyerSymbology:
 * @FOYER_SYMBOLOGY_QR: QR code (ISO/IEC 18004)
 * @FOYER_SYMBOLOGY_EAN_13: EAN-13 (ISO/IEC 15420)
 * @FOYER_SYMBOLOGY_CODE_128: Code 128 (ISO/IEC 15417)
 * @FOYER_SYMBOLOGY_AZTEC: Aztec (ISO/IEC 24778); read only when asked for
 * @FOYER_SYMBOLOGY_DATA_MATRIX: Data Matrix (ISO/IEC 16022); only when asked for
 * @FOYER_SYMBOLOGY_PDF_417: PDF417 (ISO/IEC 15438); only when asked for
 * @FOYER_SYMBOLOGY_DEFAULT: what tickets carry
 *
 * Kinds of code. Every kind that is switched on costs time on each frame and
 * adds to the chance of a wrong reading.
 */
typedef enum /*< flags >*/
{
  FOYER_SYMBOLOGY_QR = 1 << 0,
  FOYER_SYMBOLOGY_EAN_13 = 1 << 1,
  FOYER_SYMBOLOGY_CODE_128 = 1 << 2,
  FOYER_SYMBOLOGY_AZTEC = 1 << 3,
  FOYER_SYMBOLOGY_DATA_MATRIX = 1 << 4,
  FOYER_SYMBOLOGY_PDF_417 = 1 << 5,
  FOYER_SYMBOLOGY_DEFAULT = FOYER_SYMBOLOGY_QR | FOYER_SYMBOLOGY_EAN_13 | FOYER_SYMBOLOGY_CODE_128,
} FoyerSymbology;

/**
 * FoyerScanEngine:
 * @FOYER_SCAN_ENGINE_ZXING: zxing-cpp
 * @FOYER_SCAN_ENGINE_ZBAR: zbar
 * @FOYER_SCAN_ENGINE_FOYER: Foyer's own
 *
 * What read a code.
 */
typedef enum
{
  FOYER_SCAN_ENGINE_ZXING,
  FOYER_SCAN_ENGINE_ZBAR,
  FOYER_SCAN_ENGINE_FOYER,
} FoyerScanEngine;

/**
 * FoyerCodeFlaws:
 * @FOYER_CODE_CONTROL: it holds control characters, NUL, or invisible ones
 *   that change how text reads, such as a change of writing direction
 * @FOYER_CODE_NOT_TEXT: it is not UTF-8
 * @FOYER_CODE_TOO_LONG: it was longer than %FOYER_CODE_MAX_TEXT and was cut
 *
 * What keeps a code from being plain text. A code with a flaw is not one of
 * Foyer's.
 */
typedef enum /*< flags >*/
{
  FOYER_CODE_CONTROL = 1 << 0,
  FOYER_CODE_NOT_TEXT = 1 << 1,
  FOYER_CODE_TOO_LONG = 1 << 2,
} FoyerCodeFlaws;

/**
 * FoyerPoint:
 * @x: pixels from the left
 * @y: pixels from the top
 *
 * A point of a frame.
 */
typedef struct
{
  float x;
  float y;
} FoyerPoint;

/**
 * FoyerCode:
 *
 * One code that was read from a frame. It is immutable and counted by
 * reference, so it may be handed between threads. Whatever stands in it was
 * written by a stranger.
 */
typedef struct _FoyerCode FoyerCode;

GType       foyer_symbology_get_type (void);
const char *foyer_symbology_get_nick (FoyerSymbology symbology);
GType       foyer_scan_engine_get_type (void);
const char *foyer_scan_engine_get_nick (FoyerScanEngine engine);

GType           foyer_code_get_type (void);
FoyerCode      *foyer_code_new (const void      *data,
                                gsize            length,
                                FoyerSymbology   symbology,
                                FoyerScanEngine  engine,
                                const char      *attempt,
                                double           milliseconds,
                                const FoyerPoint corners[4]);
FoyerCode      *foyer_code_ref (FoyerCode *self);
void            foyer_code_unref (FoyerCode *self);
const char     *foyer_code_get_text (const FoyerCode *self);
GBytes         *foyer_code_get_bytes (const FoyerCode *self);
FoyerCodeFlaws  foyer_code_get_flaws (const FoyerCode *self);
gboolean        foyer_code_is_plain (const FoyerCode *self);
FoyerSymbology  foyer_code_get_symbology (const FoyerCode *self);
FoyerScanEngine foyer_code_get_engine (const FoyerCode *self);
const char     *foyer_code_get_attempt (const FoyerCode *self);
double          foyer_code_get_milliseconds (const FoyerCode *self);
void            foyer_code_get_corners (const FoyerCode *self, FoyerPoint corners[4]);
gboolean        foyer_code_equal (const FoyerCode *a, const FoyerCode *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerCode, foyer_code_unref)

G_END_DECLS
