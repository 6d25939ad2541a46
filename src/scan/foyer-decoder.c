/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-decoder.h"

#include "foyer-engine.h"
#include "foyer-luma.h"

/* zbar reads hardly more of anything larger and takes twice as long. */
#define ZBAR_MAX_SIDE 960
/* The dearer tries on a still look at no more than this; the first at all. */
#define STILL_MAX_SIDE 2560
/* Enlarging anything larger than a 1080p frame costs more than it finds. */
#define ENLARGE_MAX_SIDE 1920

typedef enum
{
  PREPARE_SMOOTH = 1 << 0,
  PREPARE_SHARPEN = 1 << 1,
  PREPARE_EQUALISE = 1 << 2,
  PREPARE_ENLARGE = 1 << 3,
  PREPARE_INVERT = 1 << 4,
  PREPARE_REGION = 1 << 5,
} Prepare;

typedef struct
{
  const char     *name;
  FoyerScanEngine engine;
  Prepare         prepare;
} Try;

struct _FoyerDecoder
{
  FoyerZxing *zxing;
  FoyerZbar  *zbar;
  double      budget_ms;
  double      last_ms;
  guint       misses;
  gboolean    hit; /* the frame before had a code */
};

/* The work on one frame. */
typedef struct
{
  FoyerFrame *frame;
  FoyerFrame *region; /* found when first needed */
  int         x;
  int         y;
  double      scale; /* pixels of the picture that came in per pixel of @frame */
  gint64      started_us;
  GPtrArray  *codes;
} Look;

/* What is tried on the first frame, the second and so on, and round again. The
 * order is by codes gained per millisecond on degraded pictures
 * (tests/bench/bench-decode.c): four of five codes lie in the region and are
 * plain to read in a fifth of the time of the whole picture; there, doubling
 * and smoothing find most of the rest.
 */
#define PLAIN { "plain", FOYER_SCAN_ENGINE_ZXING, 0 }
#define REGION { "region", FOYER_SCAN_ENGINE_ZXING, PREPARE_REGION }
static const Try schedule[][2] = {
  { REGION, PLAIN },
  { { "region-enlarged", FOYER_SCAN_ENGINE_ZXING, PREPARE_REGION | PREPARE_ENLARGE },
    { "region-sharpened-enlarged", FOYER_SCAN_ENGINE_ZXING, PREPARE_REGION | PREPARE_SHARPEN | PREPARE_ENLARGE } },
  { { "smoothed", FOYER_SCAN_ENGINE_ZXING, PREPARE_SMOOTH },
    { "region-smoothed", FOYER_SCAN_ENGINE_ZBAR, PREPARE_REGION | PREPARE_SMOOTH } },
  { REGION,
    { "region-equalised", FOYER_SCAN_ENGINE_ZXING, PREPARE_REGION | PREPARE_EQUALISE } },
  { REGION,
    { "smoothed", FOYER_SCAN_ENGINE_ZBAR, PREPARE_SMOOTH } },
  { { "enlarged", FOYER_SCAN_ENGINE_ZXING, PREPARE_ENLARGE }, { NULL } },
};

/* After a frame that had a code: there may be a second one beside it. */
static const Try after_hit[2] = { PLAIN, REGION };

/* The whole picture in every way, for a still. */
static const Try still_tries[] = {
  PLAIN,
  { "smoothed", FOYER_SCAN_ENGINE_ZXING, PREPARE_SMOOTH },
  { "enlarged", FOYER_SCAN_ENGINE_ZXING, PREPARE_ENLARGE },
  { "smoothed-enlarged", FOYER_SCAN_ENGINE_ZXING, PREPARE_SMOOTH | PREPARE_ENLARGE },
  { "sharpened-enlarged", FOYER_SCAN_ENGINE_ZXING, PREPARE_SHARPEN | PREPARE_ENLARGE },
  { "equalised", FOYER_SCAN_ENGINE_ZXING, PREPARE_EQUALISE },
  { "plain", FOYER_SCAN_ENGINE_ZBAR, 0 },
  { "smoothed", FOYER_SCAN_ENGINE_ZBAR, PREPARE_SMOOTH },
  { "inverted", FOYER_SCAN_ENGINE_ZBAR, PREPARE_INVERT },
};
#undef PLAIN
#undef REGION

/**
 * foyer_decoder_new:
 * @symbologies: which kinds to look for, or 0 for %FOYER_SYMBOLOGY_DEFAULT
 *
 * Returns: (transfer full): a decoder
 */
FoyerDecoder *
foyer_decoder_new (FoyerSymbology symbologies)
{
  FoyerDecoder *self = g_new0 (FoyerDecoder, 1);

  if (symbologies == 0)
    symbologies = FOYER_SYMBOLOGY_DEFAULT;
  self->zxing = foyer_zxing_new (symbologies);
  self->zbar = foyer_zbar_new (symbologies);
  self->budget_ms = FOYER_DECODER_BUDGET_MS;
  return self;
}

/**
 * foyer_decoder_free:
 * @self: (nullable) (transfer full): a decoder
 *
 * Frees the decoder and both engines.
 */
void
foyer_decoder_free (FoyerDecoder *self)
{
  if (self == NULL)
    return;
  foyer_zxing_free (self->zxing);
  foyer_zbar_free (self->zbar);
  g_free (self);
}

/**
 * foyer_decoder_set_budget:
 * @self: a decoder
 * @milliseconds: time for one frame
 *
 * Sets how long foyer_decoder_decode() may take before it begins no further
 * try. A try that has begun is not broken off.
 */
void
foyer_decoder_set_budget (FoyerDecoder *self,
                          double        milliseconds)
{
  g_return_if_fail (self != NULL);
  self->budget_ms = milliseconds;
}

void
foyer_attempt_add (const FoyerAttempt *attempt,
                   FoyerScanEngine     engine,
                   FoyerSymbology      symbology,
                   const void         *data,
                   gsize               length,
                   const FoyerPoint    corners[4])
{
  g_autoptr (FoyerCode) code = NULL;
  FoyerPoint original[4];

  for (guint i = 0; i < 4; i++)
    {
      original[i].x = (float) (attempt->x + corners[i].x * attempt->scale);
      original[i].y = (float) (attempt->y + corners[i].y * attempt->scale);
    }
  code = foyer_code_new (data, length, symbology, engine, attempt->name,
                         (double) (g_get_monotonic_time () - attempt->started_us) / 1000.0, original);
  for (guint i = 0; i < attempt->codes->len; i++)
    if (foyer_code_equal (g_ptr_array_index (attempt->codes, i), code))
      return;
  g_ptr_array_add (attempt->codes, g_steal_pointer (&code));
}

/* Replaces *picture by what @step makes of it. */
static void
apply (FoyerFrame **picture,
       FoyerFrame *(*step) (FoyerFrame *) )
{
  FoyerFrame *next = step (*picture);

  foyer_frame_unref (*picture);
  *picture = next;
}

static void
run_try (FoyerDecoder *self,
         Look         *look,
         const Try    *try)
{
  gboolean     in_region = (try->prepare & PREPARE_REGION) != 0;
  FoyerFrame  *view = look->frame;
  FoyerAttempt attempt;
  g_autoptr (FoyerFrame) picture = NULL;

  if (in_region)
    {
      if (look->region == NULL)
        look->region = foyer_luma_busiest (look->frame, &look->x, &look->y);
      view = look->region;
    }
  if (try->engine == FOYER_SCAN_ENGINE_ZBAR)
    picture = foyer_luma_shrunk (view, ZBAR_MAX_SIDE);
  else if (try->prepare & PREPARE_ENLARGE)
    picture = foyer_luma_shrunk (view, ENLARGE_MAX_SIDE);
  else
    picture = foyer_frame_ref (view);
  if (try->prepare & PREPARE_SMOOTH)
    apply (&picture, foyer_luma_smoothed);
  if (try->prepare & PREPARE_ENLARGE)
    apply (&picture, foyer_luma_enlarged);
  if (try->prepare & PREPARE_SHARPEN)
    apply (&picture, foyer_luma_sharpened);
  if (try->prepare & PREPARE_EQUALISE)
    apply (&picture, foyer_luma_equalised);
  if (try->prepare & PREPARE_INVERT)
    apply (&picture, foyer_luma_inverted);

  attempt = (FoyerAttempt) {
    .frame = picture,
    .name = try->name,
    .scale = look->scale * foyer_frame_get_width (view) / foyer_frame_get_width (picture),
    .x = in_region ? look->scale * look->x : 0,
    .y = in_region ? look->scale * look->y : 0,
    .started_us = look->started_us,
    .codes = look->codes,
  };
  if (try->engine == FOYER_SCAN_ENGINE_ZBAR)
    foyer_zbar_read (self->zbar, &attempt);
  else
    foyer_zxing_read (self->zxing, &attempt);
}

static double
elapsed_ms (gint64 started_us)
{
  return (double) (g_get_monotonic_time () - started_us) / 1000.0;
}

/**
 * foyer_decoder_decode:
 * @self: a decoder
 * @frame: the newest frame of a camera
 *
 * Looks for codes in one of a row of frames. What one frame does not give is
 * tried in other ways on the next ones. It takes 3 to 40 ms: call it off the
 * main thread.
 *
 * Returns: (transfer full) (element-type FoyerCode): what was found, each
 *   text once; often empty
 */
GPtrArray *
foyer_decoder_decode (FoyerDecoder *self,
                      FoyerFrame   *frame)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_code_unref);
  Look       look = { .frame = frame, .scale = 1, .started_us = g_get_monotonic_time (), .codes = codes };
  const Try *tries;

  g_return_val_if_fail (self != NULL && frame != NULL, NULL);

  tries = self->hit ? after_hit : schedule[self->misses % G_N_ELEMENTS (schedule)];
  for (guint i = 0; i < G_N_ELEMENTS (after_hit); i++)
    {
      if (tries[i].name == NULL || codes->len > 0 || (i > 0 && elapsed_ms (look.started_us) >= self->budget_ms))
        break;
      run_try (self, &look, &tries[i]);
    }
  g_clear_pointer (&look.region, foyer_frame_unref);

  self->hit = codes->len > 0;
  self->misses = self->hit ? 0 : self->misses + 1;
  self->last_ms = elapsed_ms (look.started_us);
  return g_steal_pointer (&codes);
}

/**
 * foyer_decoder_decode_still:
 * @self: a decoder
 * @frame: a photograph or a picture file
 *
 * Looks for codes in a single picture, trying everything: there is no next
 * frame. It takes up to some seconds on a large photograph: call it off the
 * main thread. What the decoder remembers of a camera is left as it is.
 *
 * Returns: (transfer full) (element-type FoyerCode): what was found, each
 *   text once
 */
GPtrArray *
foyer_decoder_decode_still (FoyerDecoder *self,
                            FoyerFrame   *frame)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_code_unref);
  g_autoptr (FoyerFrame) fit = NULL;
  Look look = { .frame = frame, .scale = 1, .started_us = g_get_monotonic_time (), .codes = codes };

  g_return_val_if_fail (self != NULL && frame != NULL, NULL);

  run_try (self, &look, &still_tries[0]);
  fit = foyer_luma_shrunk (frame, STILL_MAX_SIDE);
  look.frame = fit;
  look.scale = (double) foyer_frame_get_width (frame) / foyer_frame_get_width (fit);
  for (guint i = 1; i < G_N_ELEMENTS (still_tries); i++)
    run_try (self, &look, &still_tries[i]);
  self->last_ms = elapsed_ms (look.started_us);
  return g_steal_pointer (&codes);
}

/**
 * foyer_decoder_reset:
 * @self: a decoder
 *
 * Forgets the frames before, as when the camera changes.
 */
void
foyer_decoder_reset (FoyerDecoder *self)
{
  g_return_if_fail (self != NULL);
  self->misses = 0;
  self->hit = FALSE;
}

/**
 * foyer_decoder_get_milliseconds:
 * @self: a decoder
 *
 * Returns: how long the last frame took
 */
double
foyer_decoder_get_milliseconds (const FoyerDecoder *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->last_ms;
}

/**
 * foyer_decoder_get_misses:
 * @self: a decoder
 *
 * Returns: how many frames in a row had nothing
 */
guint
foyer_decoder_get_misses (const FoyerDecoder *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->misses;
}
