/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-hint.h"

#include <string.h>

/* The picture in small, which is enough to tell what has come into it. */
#define COLUMNS 64
#define ROWS 36
#define CELLS (COLUMNS * ROWS)
/* Points of a cell that are looked at, in each direction. */
#define POINTS 4

/* How far a cell must be from the empty view to be something that has come. */
#define CHANGED 18
/* A share of the picture below which it is a hand or a shadow. */
#define SOMETHING (CELLS / 40)
/* People try for so long before they are helped, and are not helped for ever:
 * what does not go away is furniture.
 */
#define PATIENCE_US (900 * 1000)
#define FURNITURE_US (20 * G_USEC_PER_SEC)
/* Silence after a code was read. */
#define READ_US (2 * G_USEC_PER_SEC)
/* Looking ten times a second is enough. */
#define LOOK_US (100 * 1000)
/* A hint stays so long that it can be read. */
#define STAY_US (1500 * 1000)

#define DARK 45
#define WHITE 250
#define MOVED 14

struct _FoyerHinter
{
  float     empty[CELLS]; /* the view without anybody */
  float     before[CELLS];
  gboolean  started;
  gint64    looked_us;
  gint64    since_us; /* something is there; 0 when not */
  gint64    read_us;
  gint64    said_us;
  FoyerHint hint;
};

/* What one look has shown. */
typedef struct
{
  float  cells[CELLS];
  double mean;
  guint  changed; /* cells that are not as in the empty view */
  guint  moved;   /* of those, cells that were different a moment ago */
  guint  white;   /* of those, cells that are blinding */
  double edges;   /* how steep edges are there, 0 to 1 */
  int    width;   /* of the box around them, in cells */
  int    height;
} View;

G_DEFINE_ENUM_TYPE (FoyerHint,
                    foyer_hint,
                    G_DEFINE_ENUM_VALUE (FOYER_HINT_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (FOYER_HINT_CLOSER, "closer"),
                    G_DEFINE_ENUM_VALUE (FOYER_HINT_FARTHER, "farther"),
                    G_DEFINE_ENUM_VALUE (FOYER_HINT_TOO_DARK, "too-dark"),
                    G_DEFINE_ENUM_VALUE (FOYER_HINT_GLARE, "glare"),
                    G_DEFINE_ENUM_VALUE (FOYER_HINT_HOLD_STILL, "hold-still"))

/**
 * foyer_hint_get_nick:
 * @hint: a hint
 *
 * Returns: its name for log and tests, such as "too-dark"
 */
const char *
foyer_hint_get_nick (FoyerHint hint)
{
  static const char *const nicks[] = { "none", "closer", "farther", "too-dark", "glare", "hold-still" };

  g_return_val_if_fail (hint >= 0 && hint < G_N_ELEMENTS (nicks), NULL);
  return nicks[hint];
}

/**
 * foyer_hinter_new:
 *
 * Returns: (transfer full): a hinter that knows no view yet
 */
FoyerHinter *
foyer_hinter_new (void)
{
  return g_new0 (FoyerHinter, 1);
}

/**
 * foyer_hinter_free:
 * @self: (nullable) (transfer full): a hinter
 *
 * Frees the hinter.
 */
void
foyer_hinter_free (FoyerHinter *self)
{
  g_free (self);
}

/* The mean of some points of each cell, and the share of those that are
 * blinding in its last eighth.
 */
static void
look (FoyerFrame *frame,
      View       *view,
      guint8     *whites)
{
  const guint8 *data = foyer_frame_get_data (frame);
  int           width = foyer_frame_get_width (frame);
  int           height = foyer_frame_get_height (frame);
  int           stride = foyer_frame_get_stride (frame);
  double        sum = 0;

  for (int cy = 0; cy < ROWS; cy++)
    for (int cx = 0; cx < COLUMNS; cx++)
      {
        guint total = 0, white = 0;

        for (int p = 0; p < POINTS * POINTS; p++)
          {
            int    x = (int) (((gint64) cx * POINTS + p % POINTS) * width / (COLUMNS * POINTS));
            int    y = (int) (((gint64) cy * POINTS + p / POINTS) * height / (ROWS * POINTS));
            guint8 value = data[(gsize) y * stride + x];

            total += value;
            white += value >= WHITE;
          }
        view->cells[cy * COLUMNS + cx] = (float) total / (POINTS * POINTS);
        whites[cy * COLUMNS + cx] = (guint8) white;
        sum += view->cells[cy * COLUMNS + cx];
      }
  view->mean = sum / CELLS;
}

/* How steep edges are: the largest step between neighbours, as a share of the
 * range within a few pixels. Print in focus steps from ink to paper within two
 * pixels; out of focus it takes many.
 */
static double
edge_steepness (FoyerFrame *frame,
                const int   box[4])
{
  const guint8 *data = foyer_frame_get_data (frame);
  int           stride = foyer_frame_get_stride (frame);
  int           x0 = box[0] * foyer_frame_get_width (frame) / COLUMNS;
  int           x1 = (box[2] + 1) * foyer_frame_get_width (frame) / COLUMNS;
  int           y0 = box[1] * foyer_frame_get_height (frame) / ROWS;
  int           y1 = (box[3] + 1) * foyer_frame_get_height (frame) / ROWS;
  guint         spans = 0;
  double        steep = 0;

  for (int y = y0; y < y1; y += 7)
    for (int x = x0; x + 24 <= x1; x += 24)
      {
        const guint8 *in = data + (gsize) y * stride + x;
        int           low = in[0], high = in[0], step = 0;

        for (int i = 2; i < 24; i++)
          {
            low = MIN (low, in[i]);
            high = MAX (high, in[i]);
            step = MAX (step, ABS (in[i] - in[i - 2]));
          }
        if (high - low >= 40)
          {
            spans++;
            steep += (double) step / (high - low);
          }
      }
  return spans < 4 ? 0 : steep / spans;
}

static void
compare (FoyerHinter *self,
         FoyerFrame  *frame,
         View        *view)
{
  guint8 whites[CELLS];
  int    box[4] = { COLUMNS, ROWS, -1, -1 };
  double empty_mean = 0;
  float  gain;

  look (frame, view, whites);
  for (int i = 0; i < CELLS; i++)
    empty_mean += self->empty[i];
  empty_mean /= CELLS;
  /* A camera that sets its exposure anew changes everything a little. */
  gain = CLAMP ((float) ((view->mean + 8) / (empty_mean + 8)), 0.8f, 1.25f);

  view->changed = view->moved = view->white = 0;
  for (int i = 0; i < CELLS; i++)
    {
      int x = i % COLUMNS, y = i / COLUMNS;

      if (ABS (view->cells[i] - self->empty[i] * gain) < CHANGED)
        continue;
      view->changed++;
      view->moved += ABS (view->cells[i] - self->before[i]) > MOVED;
      view->white += whites[i] > POINTS * POINTS / 2;
      box[0] = MIN (box[0], x);
      box[1] = MIN (box[1], y);
      box[2] = MAX (box[2], x);
      box[3] = MAX (box[3], y);
    }
  view->width = box[2] - box[0] + 1;
  view->height = box[3] - box[1] + 1;
  view->edges = view->changed > 0 ? edge_steepness (frame, box) : 0;
}

static FoyerHint
judge (const View *view)
{
  double share = (double) view->changed / CELLS;

  if (view->mean < DARK)
    return FOYER_HINT_TOO_DARK;
  if (view->moved > view->changed / 3)
    return FOYER_HINT_HOLD_STILL;
  if (view->white > view->changed / 8)
    return FOYER_HINT_GLARE;
  if (share > 0.45 && view->edges < 0.3)
    return FOYER_HINT_FARTHER;
  if (share < 0.30)
    return FOYER_HINT_CLOSER;
  return FOYER_HINT_NONE;
}

static void
learn (FoyerHinter *self,
       const View  *view,
       float        weight)
{
  for (int i = 0; i < CELLS; i++)
    self->empty[i] += weight * (view->cells[i] - self->empty[i]);
}

/**
 * foyer_hinter_see:
 * @self: a hinter
 * @frame: the newest frame; its time is used
 * @read: whether a code was read in it
 *
 * Takes a frame. Any that come faster than ten a second are passed over.
 *
 * Returns: what would help now
 */
FoyerHint
foyer_hinter_see (FoyerHinter *self,
                  FoyerFrame  *frame,
                  gboolean     read)
{
  gint64    now = foyer_frame_get_time (frame);
  FoyerHint hint = FOYER_HINT_NONE;
  View      view;

  g_return_val_if_fail (self != NULL && frame != NULL, FOYER_HINT_NONE);

  if (read)
    {
      self->read_us = now;
      self->since_us = 0;
      self->hint = FOYER_HINT_NONE;
    }
  if (self->started && now >= self->looked_us && now - self->looked_us < LOOK_US)
    return self->hint;
  compare (self, frame, &view);
  if (!self->started)
    {
      memcpy (self->empty, view.cells, sizeof self->empty);
      memcpy (self->before, view.cells, sizeof self->before);
      self->started = TRUE;
      self->looked_us = now;
      return view.mean < DARK / 2.0 ? FOYER_HINT_TOO_DARK : FOYER_HINT_NONE;
    }
  self->looked_us = now;

  if (view.changed < SOMETHING)
    {
      self->since_us = 0;
      learn (self, &view, 0.05f);
      if (view.mean < DARK / 2.0)
        hint = FOYER_HINT_TOO_DARK;
    }
  else if (self->since_us == 0)
    self->since_us = now;
  else if (now - self->since_us > FURNITURE_US)
    learn (self, &view, 0.05f);
  else if (now - self->since_us >= PATIENCE_US && (self->read_us == 0 || now - self->read_us > READ_US))
    hint = judge (&view);
  memcpy (self->before, view.cells, sizeof self->before);

  /* No flicker: a hint stays until another has been right for as long as it
   * takes to read one, but goes at once when nobody is there. */
  if (hint != self->hint && (self->hint == FOYER_HINT_NONE || self->since_us == 0 || now - self->said_us >= STAY_US))
    {
      self->hint = hint;
      self->said_us = now;
    }
  return self->hint;
}
