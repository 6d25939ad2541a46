/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-decoder.h"

#include "foyer-engine.h"
#include "foyer-luma.h"

#include <math.h>
#include <time.h>

/* Nothing that is dearer than plain looks at more than this. */
#define LARGE 2560
/* zbar reads hardly more of anything larger and takes twice as long. */
#define MIDDLE 960
/* How much longer than its time a picture may take when others compute too. */
#define BUSY 2
/* How many parts of a picture are looked at on their own. */
#define PARTS 6
/* The reader of last resort may take so long for one way to prepare. */
#define OWN_STILL_US (350 * 1000)
/* A tenth of a second is what a camera's frame may cost at most, once in a
 * while, when the reader of last resort has its turn.
 */
#define OWN_LIVE_US (45 * 1000)

typedef enum
{
  PREPARE_SMOOTH = 1 << 0,
  PREPARE_SOFTEN = 1 << 1,
  PREPARE_MEDIAN = 1 << 2,
  PREPARE_SHARPEN = 1 << 3,
  PREPARE_EQUALISE = 1 << 4,
  PREPARE_ENLARGE = 1 << 5,
  PREPARE_INVERT = 1 << 6,
  PREPARE_REGION = 1 << 7,
  PREPARE_INK = 1 << 8,      /* dark and light alone, by small surroundings */
  PREPARE_INK_WIDE = 1 << 9, /* the same by large ones */
  PREPARE_PARTS = 1 << 10,   /* each part that may be a code, in turn */
} Prepare;

typedef struct
{
  const char     *name;
  FoyerScanEngine engine;
  Prepare         prepare;
  int             side; /* at most so many pixels; 0 for as many as the engine likes */
  int             turn; /* degrees */
} Try;

struct _FoyerDecoder
{
  FoyerZxing *zxing;
  FoyerZbar  *zbar;
  FoyerOwn   *own;
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
  gint64      deadline_us; /* by foyer_engine_time() */
  GPtrArray  *codes;
} Look;

/* What is tried on the first frame, the second and so on, and round again. The
 * order is by codes gained per millisecond on degraded pictures
 * (tests/bench/bench-decode.c): four of five codes lie in the region and are
 * plain to read in a fifth of the time of the whole picture; there, doubling
 * and smoothing find most of the rest.
 */
#define ZXING FOYER_SCAN_ENGINE_ZXING
#define ZBAR FOYER_SCAN_ENGINE_ZBAR
#define OWN FOYER_SCAN_ENGINE_FOYER
#define PLAIN { "plain", ZXING, 0 }
#define REGION { "region", ZXING, PREPARE_REGION }
static const Try schedule[][2] = {
  { REGION, PLAIN },
  { { "region-enlarged", ZXING, PREPARE_REGION | PREPARE_ENLARGE },
    { "region-sharpened-enlarged", ZXING, PREPARE_REGION | PREPARE_SHARPEN | PREPARE_ENLARGE } },
  { { "region-own", OWN, PREPARE_REGION }, { NULL } },
  { { "smoothed", ZXING, PREPARE_SMOOTH },
    { "region-smoothed", ZBAR, PREPARE_REGION | PREPARE_SMOOTH } },
  { REGION,
    { "region-equalised", ZXING, PREPARE_REGION | PREPARE_EQUALISE } },
  { { "region-turned", ZXING, PREPARE_REGION, 0, 22 },
    { "region-turned-back", ZXING, PREPARE_REGION, 0, -22 } },
  { { "own", OWN, 0, 1280 }, { NULL } },
  { REGION,
    { "smoothed", ZBAR, PREPARE_SMOOTH } },
  { { "enlarged", ZXING, PREPARE_ENLARGE }, { NULL } },
  { { "region-own-inverted", OWN, PREPARE_REGION | PREPARE_INVERT }, { NULL } },
};

/* After a frame that had a code: there may be a second one beside it. */
static const Try after_hit[2] = { PLAIN, REGION };

/* The whole picture in every way, for a still: cheap and likely ways first.
 * Once something has been read, the rest of the first row is enough.
 */
static const Try still_first[] = {
  PLAIN,
  { "half", ZXING, 0, 1280 },
  { "plain", ZBAR, 0, MIDDLE },
  { "smoothed", ZXING, PREPARE_SMOOTH, 1600 },
  { "enlarged", ZXING, PREPARE_ENLARGE, 1280 },
  { "own", OWN, 0, 1280 },
  { "ink", ZXING, PREPARE_INK, 1280 },
  { "parts-enlarged", ZXING, PREPARE_PARTS | PREPARE_ENLARGE, 500 },
};
static const Try still_more[] = {
  { "quarter", ZXING, 0, 640 },
  { "region-enlarged", ZXING, PREPARE_REGION | PREPARE_ENLARGE, 1600 },
  { "parts-enlarged", OWN, PREPARE_PARTS | PREPARE_ENLARGE, 400 },
  { "own-smoothed", OWN, PREPARE_SMOOTH, 800 },
  { "ink-wide", ZXING, PREPARE_INK_WIDE, 1600 },
  { "softened-ink", ZXING, PREPARE_SOFTEN | PREPARE_INK, 1280 },
  { "sharpened-enlarged", ZXING, PREPARE_SHARPEN | PREPARE_ENLARGE, 1000 },
  { "smoothed", ZBAR, PREPARE_SMOOTH, 1280 },
  { "turned", ZXING, 0, 1280, 22 },
  { "turned", ZXING, 0, 1280, -22 },
  { "turned", ZXING, 0, 1280, 45 },
  { "own-large", OWN, 0, 2000 },
  { "own-inverted", OWN, PREPARE_INVERT, 1280 },
  { "equalised", ZXING, PREPARE_EQUALISE, 1280 },
  { "median", ZXING, PREPARE_MEDIAN, 1280 },
  { "parts-smoothed", ZXING, PREPARE_PARTS | PREPARE_SMOOTH | PREPARE_ENLARGE, 600 },
  { "parts", ZBAR, PREPARE_PARTS | PREPARE_ENLARGE, 400 },
  { "softened", ZXING, PREPARE_SOFTEN, 1600 },
  { "smoothed-enlarged", ZXING, PREPARE_SMOOTH | PREPARE_ENLARGE, 1600 },
  { "own-small", OWN, 0, 500 },
  { "own-softened", OWN, PREPARE_SOFTEN, 1280 },
  { "own-enlarged", OWN, PREPARE_ENLARGE, 800 },
  { "quarter", ZBAR, 0, 480 },
  { "plain", ZBAR, 0, 1600 },
  { "inverted", ZBAR, PREPARE_INVERT, MIDDLE },
  { "ink", ZBAR, PREPARE_INK, 1280 },
  { "smoothed-enlarged", ZBAR, PREPARE_SMOOTH | PREPARE_ENLARGE, 640 },
  { "turned", ZBAR, 0, MIDDLE, 15 },
  { "turned", ZBAR, 0, MIDDLE, -15 },
  { "tenth", ZXING, 0, 320 },
};
#undef PLAIN
#undef REGION
#undef ZXING
#undef ZBAR
#undef OWN

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
  self->own = foyer_own_new (symbologies);
  self->budget_ms = FOYER_DECODER_BUDGET_MS;
  return self;
}

/**
 * foyer_decoder_free:
 * @self: (nullable) (transfer full): a decoder
 *
 * Frees the decoder and its engines.
 */
void
foyer_decoder_free (FoyerDecoder *self)
{
  if (self == NULL)
    return;
  foyer_zxing_free (self->zxing);
  foyer_zbar_free (self->zbar);
  foyer_own_free (self->own);
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

gint64
foyer_engine_time (void)
{
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  return used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
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
      /* around the middle of this picture, which is the middle of the upright one */
      double x = corners[i].x - foyer_frame_get_width (attempt->frame) / 2.0, y = corners[i].y - foyer_frame_get_height (attempt->frame) / 2.0;
      double cosine = cos (attempt->turn * G_PI / 180), sine = sin (attempt->turn * G_PI / 180);

      original[i].x = (float) (attempt->x + attempt->width / 2 + (x * cosine - y * sine) * attempt->scale);
      original[i].y = (float) (attempt->y + attempt->height / 2 + (x * sine + y * cosine) * attempt->scale);
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

/* What is cheap and loses nothing comes before what is dear. */
static FoyerFrame *
prepare (FoyerFrame *view,
         const Try  *try)
{
  static const struct
  {
    Prepare bit;
    FoyerFrame *(*step) (FoyerFrame *);
  } steps[] = {
    { PREPARE_MEDIAN, foyer_luma_median },
    { PREPARE_SMOOTH, foyer_luma_smoothed },
    { PREPARE_SOFTEN, foyer_luma_softened },
    { PREPARE_ENLARGE, foyer_luma_enlarged },
    { PREPARE_SHARPEN, foyer_luma_sharpened },
    { PREPARE_EQUALISE, foyer_luma_equalised },
    { PREPARE_INVERT, foyer_luma_inverted },
    { PREPARE_INK, foyer_luma_ink },
    { PREPARE_INK_WIDE, foyer_luma_ink_wide },
  };
  int         side = try->side;
  FoyerFrame *picture;

  if (side == 0 && try->engine == FOYER_SCAN_ENGINE_ZBAR)
    side = MIDDLE;
  else if (side == 0 && (try->prepare & PREPARE_ENLARGE))
    side = MIDDLE * 2;
  picture = side > 0 || try->engine == FOYER_SCAN_ENGINE_ZBAR ? foyer_luma_shrunk (view, side) : foyer_frame_ref (view);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (try->prepare & steps[i].bit)
      apply (&picture, steps[i].step);
  if (try->turn != 0)
    {
      FoyerFrame *turned = foyer_luma_turned (picture, try->turn);

      foyer_frame_unref (picture);
      picture = turned;
    }
  return picture;
}

static void
run_view (FoyerDecoder *self,
          Look         *look,
          const Try    *try,
          FoyerFrame   *view,
          int           x,
          int           y)
{
  FoyerAttempt attempt;
  double       enlarged, shrunk;
  g_autoptr (FoyerFrame) picture = NULL;

  picture = prepare (view, try);
  enlarged = try->turn != 0 ? foyer_luma_turned_width (foyer_frame_get_width (view), foyer_frame_get_height (view), try->turn) : foyer_frame_get_width (view);
  shrunk = foyer_frame_get_width (picture);
  attempt = (FoyerAttempt) {
    .frame = picture,
    .name = try->name,
    .scale = look->scale * enlarged / shrunk,
    .turn = try->turn,
    .width = look->scale * foyer_frame_get_width (view),
    .height = look->scale * foyer_frame_get_height (view),
    .x = look->scale * x,
    .y = look->scale * y,
    .started_us = look->started_us,
    .codes = look->codes,
  };
  switch (try->engine)
    {
    case FOYER_SCAN_ENGINE_ZBAR:
      foyer_zbar_read (self->zbar, &attempt);
      break;
    case FOYER_SCAN_ENGINE_FOYER:
      foyer_own_read (self->own, &attempt, MIN (look->deadline_us, foyer_engine_time () + OWN_STILL_US));
      break;
    case FOYER_SCAN_ENGINE_ZXING:
    default:
      foyer_zxing_read (self->zxing, &attempt);
    }
}

static void
run_try (FoyerDecoder *self,
         Look         *look,
         const Try    *try)
{
  if (try->prepare & PREPARE_PARTS)
    {
      FoyerRegion parts[PARTS];
      guint       n = foyer_luma_regions (look->frame, parts, PARTS);

      for (guint i = 0; i < n && foyer_engine_time () < look->deadline_us; i++)
        {
          g_autoptr (FoyerFrame) part = foyer_luma_part (look->frame, &parts[i]);

          run_view (self, look, try, part, parts[i].x, parts[i].y);
        }
    }
  else if (try->prepare & PREPARE_REGION)
    {
      if (look->region == NULL)
        look->region = foyer_luma_busiest (look->frame, &look->x, &look->y);
      run_view (self, look, try, look->region, look->x, look->y);
    }
  else
    run_view (self, look, try, look->frame, 0, 0);
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

  look.deadline_us = foyer_engine_time () + OWN_LIVE_US;
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
 * foyer_decoder_decode_still_from:
 * @self: a decoder
 * @frame: a photograph or a picture file
 * @begin: the first try to make; those before are passed over
 * @budget_ms: computing time after which no further try is begun; on a busy
 *   machine up to twice as much passes
 * @watch: (nullable) (scope call): told of each try and each code
 * @user_data: for @watch
 * @cancellable: (nullable): to give up early
 *
 * As foyer_decoder_decode_still(), for whoever must go on where another
 * decoder was cut off.
 *
 * Returns: (transfer full) (element-type FoyerCode): what was found, each
 *   text once
 */
GPtrArray *
foyer_decoder_decode_still_from (FoyerDecoder     *self,
                                 FoyerFrame       *frame,
                                 guint             begin,
                                 double            budget_ms,
                                 FoyerDecoderWatch watch,
                                 gpointer          user_data,
                                 GCancellable     *cancellable)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_code_unref);
  g_autoptr (FoyerFrame) fit = foyer_luma_shrunk (frame, LARGE);
  Look  look = { .frame = frame, .scale = 1, .started_us = g_get_monotonic_time (), .codes = codes };
  guint told = 0;

  g_return_val_if_fail (self != NULL && frame != NULL, NULL);

  look.deadline_us = foyer_engine_time () + (gint64) (budget_ms * 1000);
  for (guint i = begin; i < G_N_ELEMENTS (still_first) + G_N_ELEMENTS (still_more); i++)
    {
      gboolean first = i < G_N_ELEMENTS (still_first);

      if ((!first && codes->len > 0) || g_cancellable_is_cancelled (cancellable) || (i > begin && (foyer_engine_time () >= look.deadline_us || elapsed_ms (look.started_us) > BUSY * budget_ms)))
        break;
      if (watch != NULL)
        watch (i, NULL, user_data);
      if (i > 0)
        {
          look.frame = fit;
          look.scale = (double) foyer_frame_get_width (frame) / foyer_frame_get_width (fit);
        }
      run_try (self, &look, first ? &still_first[i] : &still_more[i - G_N_ELEMENTS (still_first)]);
      for (; watch != NULL && told < codes->len; told++)
        watch (i, codes->pdata[told], user_data);
    }
  g_clear_pointer (&look.region, foyer_frame_unref);
  self->last_ms = elapsed_ms (look.started_us);
  return g_steal_pointer (&codes);
}

/**
 * foyer_decoder_decode_still:
 * @self: a decoder
 * @frame: a photograph or a picture file
 * @cancellable: (nullable): to give up early, with what was found so far
 *
 * Looks for codes in a single picture, trying everything: there is no next
 * frame. What is easy to read takes some hundredths of a second; before it
 * says that there is nothing it may take %FOYER_DECODER_STILL_BUDGET_MS: call
 * it off the main thread. What the decoder remembers of a camera is left as it
 * is.
 *
 * Returns: (transfer full) (element-type FoyerCode): what was found, each
 *   text once
 */
GPtrArray *
foyer_decoder_decode_still (FoyerDecoder *self,
                            FoyerFrame   *frame,
                            GCancellable *cancellable)
{
  return foyer_decoder_decode_still_from (self, frame, 0, FOYER_DECODER_STILL_BUDGET_MS, NULL, NULL, cancellable);
}

/**
 * foyer_decoder_resume:
 * @self: a decoder
 * @misses: frames in a row that had nothing
 * @hit: whether the last frame had a code
 *
 * Takes over what another decoder remembered.
 */
void
foyer_decoder_resume (FoyerDecoder *self,
                      guint         misses,
                      gboolean      hit)
{
  g_return_if_fail (self != NULL);
  self->misses = misses;
  self->hit = hit;
}

/**
 * foyer_decoder_get_hit:
 * @self: a decoder
 *
 * Returns: whether the last frame had a code
 */
gboolean
foyer_decoder_get_hit (const FoyerDecoder *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->hit;
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
