/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-engine.h"

#include <math.h>
#include <string.h>

#include "foyer-qr-grid.h"
#include "foyer-qr-lattice.h"

/* Sizes of the square that a pixel is compared with, as parts of the picture's
 * shorter side: large codes, middling ones, small ones.
 */
static const int neighbourhoods[] = { 8, 24, 48 };
#define TRIPLES 14
#define SIZES 4

struct _FoyerOwn
{
  FoyerSymbology symbologies;
};

/* The work on one picture. */
typedef struct
{
  const FoyerAttempt *attempt;
  FoyerLight         *light;
  guint8             *dark;
  GArray             *done; /* FoyerPoint: middles of finders of codes that were read */
  gint64              deadline_us;
  gboolean            seen; /* there is a code, whether it could be read or not */
} Search;

FoyerOwn *
foyer_own_new (FoyerSymbology symbologies)
{
  FoyerOwn *self = g_new0 (FoyerOwn, 1);

  self->symbologies = symbologies;
  return self;
}

void
foyer_own_free (FoyerOwn *self)
{
  g_free (self);
}

static gboolean
is_late (const Search *search)
{
  return foyer_engine_time () > search->deadline_us;
}

static gboolean
meet (FoyerPoint  a,
      FoyerPoint  b,
      FoyerPoint  c,
      FoyerPoint  d,
      FoyerPoint *at)
{
  float x1 = b.x - a.x, y1 = b.y - a.y, x2 = d.x - c.x, y2 = d.y - c.y;
  float cross = x1 * y2 - y1 * x2;
  float t;

  if (fabsf (cross) < 1e-3f * hypotf (x1, y1) * hypotf (x2, y2))
    return FALSE;
  t = ((c.x - a.x) * y2 - (c.y - a.y) * x2) / cross;
  *at = (FoyerPoint) { a.x + t * x1, a.y + t * y1 };
  return TRUE;
}

/* The corners by the middles of the finders alone, as if seen from the front. */
static void
guess_corners (const FoyerFinderTriple *triple,
               int                      size,
               FoyerPoint               corners[4])
{
  float k = 1.0f / (float) (size - 7);
  float rx = (triple->at[1].x - triple->at[0].x) * k, ry = (triple->at[1].y - triple->at[0].y) * k;
  float dx = (triple->at[2].x - triple->at[0].x) * k, dy = (triple->at[2].y - triple->at[0].y) * k;
  float x = triple->at[0].x - 3.5f * (rx + dx), y = triple->at[0].y - 3.5f * (ry + dy);
  float n = (float) size;

  corners[0] = (FoyerPoint) { x, y };
  corners[1] = (FoyerPoint) { x + n * rx, y + n * ry };
  corners[2] = (FoyerPoint) { x + n * (rx + dx), y + n * (ry + dy) };
  corners[3] = (FoyerPoint) { x + n * dx, y + n * dy };
}

/* The corners by the edges of the finders: right also when seen from the side. */
static gboolean
find_corners (const Search            *search,
              const FoyerFinderTriple *triple,
              FoyerPoint               corners[4])
{
  FoyerPoint right = { triple->at[1].x - triple->at[0].x, triple->at[1].y - triple->at[0].y };
  FoyerPoint down = { triple->at[2].x - triple->at[0].x, triple->at[2].y - triple->at[0].y };
  FoyerPoint ring[3][4];

  for (guint i = 0; i < 3; i++)
    if (!foyer_qr_finder_corners (search->dark, search->light->width, search->light->height, &triple->at[i], right, down, ring[i]))
      return FALSE;
  corners[0] = ring[0][0];
  corners[1] = ring[1][1];
  corners[3] = ring[2][3];
  return meet (ring[1][1], ring[1][2], ring[2][3], ring[2][2], &corners[2]);
}

static void
add_code (const Search         *search,
          const FoyerQrLattice *lattice,
          const guint8         *data,
          gsize                 length)
{
  foyer_attempt_add (search->attempt, FOYER_SCAN_ENGINE_FOYER, FOYER_SYMBOLOGY_QR, data, length, lattice->corners);
}

/* A lattice that lies where none is has half of its modules right, or two
 * thirds once it has been moved to where it fits best.
 */
#define HOPELESS 0.66f
#define LIKELY 0.76f

static gboolean
read_lattice (Search         *search,
              FoyerQrLattice *lattice)
{
  g_autofree guint8 *data = NULL;
  float              agreement;
  gsize              length;

  foyer_qr_lattice_settle (lattice);
  agreement = foyer_qr_lattice_agreement (lattice);
  if (agreement > LIKELY)
    data = foyer_qr_lattice_read (lattice, search->deadline_us, &length);
  if (data == NULL && !is_late (search) && agreement > HOPELESS)
    {
      foyer_qr_lattice_bend (lattice);
      agreement = foyer_qr_lattice_agreement (lattice);
      if (agreement > LIKELY)
        data = foyer_qr_lattice_read (lattice, search->deadline_us, &length);
    }
  search->seen = search->seen || agreement > 0.88f;
  if (data == NULL)
    return FALSE;
  add_code (search, lattice, data, length);
  return TRUE;
}

typedef struct
{
  int        size;
  FoyerPoint corners[4];
  float      score;
} Guess;

static int
compare_guesses (gconstpointer a,
                 gconstpointer b)
{
  float left = ((const Guess *) a)->score, right = ((const Guess *) b)->score;

  return (left < right) - (left > right);
}

/* Sizes near the one that the finders tell, best fit of the dotted lines
 * first.
 */
static gboolean
try_triple (Search                  *search,
            const FoyerFinderTriple *triple)
{
  float      module = (triple->at[0].module + triple->at[1].module + triple->at[2].module) / 3;
  float      across = hypotf (triple->at[1].x - triple->at[0].x, triple->at[1].y - triple->at[0].y);
  float      down = hypotf (triple->at[2].x - triple->at[0].x, triple->at[2].y - triple->at[0].y);
  float      estimate = (across + down) / 2 / module + 7;
  int        middle = (int) lrintf ((estimate - 17) / 4) * 4 + 17;
  int        reach = 8 + (int) (estimate / 12) / 4 * 4;
  FoyerPoint edges[4];
  gboolean   has_edges = find_corners (search, triple, edges);
  Guess      guesses[64];
  guint      n = 0;

  for (int size = MAX (middle - reach, FOYER_QR_MIN_SIZE); size <= MIN (middle + reach, FOYER_QR_MAX_SIZE); size += 4)
    for (int by_edges = 0; by_edges <= has_edges; by_edges++)
      {
        g_auto (FoyerQrLattice) lattice = { NULL };
        Guess *guess = &guesses[n];

        if (n >= G_N_ELEMENTS (guesses))
          break;
        guess->size = size;
        if (by_edges)
          memcpy (guess->corners, edges, sizeof edges);
        else
          guess_corners (triple, size, guess->corners);
        foyer_qr_lattice_init (&lattice, search->light, size, guess->corners);
        guess->score = foyer_qr_lattice_timing (&lattice) - 0.01f * fabsf ((float) size - estimate);
        n++;
      }
  qsort (guesses, n, sizeof (Guess), compare_guesses);
  for (guint i = 0; i < MIN (n, SIZES); i++)
    {
      g_auto (FoyerQrLattice) lattice = { NULL };

      if (guesses[i].score < 0.15f || is_late (search))
        break;
      foyer_qr_lattice_init (&lattice, search->light, guesses[i].size, guesses[i].corners);
      if (read_lattice (search, &lattice))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_done (const Search      *search,
         const FoyerFinder *finder)
{
  for (guint i = 0; i < search->done->len; i++)
    {
      FoyerPoint at = g_array_index (search->done, FoyerPoint, i);

      if (hypotf (at.x - finder->x, at.y - finder->y) < 3 * finder->module)
        return TRUE;
    }
  return FALSE;
}

static void
try_triples (Search       *search,
             const GArray *triples)
{
  for (guint i = 0; i < triples->len && !is_late (search); i++)
    {
      const FoyerFinderTriple *triple = &g_array_index (triples, FoyerFinderTriple, i);

      if (is_done (search, &triple->at[0]) || is_done (search, &triple->at[1]) || is_done (search, &triple->at[2]))
        continue;
      if (try_triple (search, triple))
        for (guint k = 0; k < 3; k++)
          {
            FoyerPoint at = { triple->at[k].x, triple->at[k].y };

            g_array_append_val (search->done, at);
          }
    }
}

/* Only when there is no code with three finders are two taken for one. */
static void
search_once (Search *search)
{
  g_autoptr (GArray) finders = foyer_qr_finder_search (search->dark, search->light->width, search->light->height);
  g_autoptr (GArray) triples = foyer_qr_finder_combine (finders, TRIPLES);
  g_autoptr (GArray) pairs = NULL;

  try_triples (search, triples);
  if (search->seen || is_late (search))
    return;
  pairs = foyer_qr_finder_complete (finders, search->dark, search->light->width, search->light->height, TRIPLES);
  try_triples (search, pairs);
}

void
foyer_own_read (FoyerOwn           *self,
                const FoyerAttempt *attempt,
                gint64              deadline_us)
{
  g_autoptr (FoyerLight) light = NULL;
  g_autoptr (GArray) done = NULL;
  Search search;
  int    side = MIN (foyer_frame_get_width (attempt->frame), foyer_frame_get_height (attempt->frame));

  if (!(self->symbologies & FOYER_SYMBOLOGY_QR) || side < FOYER_QR_MIN_SIZE)
    return;
  light = foyer_light_new (attempt->frame);
  done = g_array_new (FALSE, FALSE, sizeof (FoyerPoint));
  search = (Search) { attempt, light, NULL, done, deadline_us, FALSE };
  for (guint i = 0; i < G_N_ELEMENTS (neighbourhoods) && !is_late (&search); i++)
    {
      g_autofree guint8 *dark = foyer_light_binarise (light, MAX (side / neighbourhoods[i] / 2, 4), 3);

      search.dark = dark;
      search_once (&search);
    }
}
