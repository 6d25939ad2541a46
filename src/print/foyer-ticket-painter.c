/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ticket-painter.h"
#include "foyer-ean13.h"
#include "foyer-fitted-text.h"
#include "foyer-modules.h"
#include "foyer-qr.h"
#include "foyer-ticket-words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/*
 * Where everything stands, in points from the top left corner:
 *
 *   0                                        290          396
 *   +------------------------------------------:------------+
 *   | organizer                       [copy 2] : the stub,  |
 *   | # EVENT, as large as it fits             : turned a   |
 *   | # date in words           +------------+ : quarter,   |
 *   | # venue            doors  |            | : so that it |
 *   | # place                   |     QR     | : reads with |
 *   | # ----------------------  |            | : its bars   |
 *   | # category  seat   price  |            | : below the  |
 *   | # holder          order   +------------+ : text       |
 *   | # terms                       number     :            |
 *   +------------------------------------------:------------+
 *
 * Black on white is enough: colour is only in the two strips marked with #
 * and the line on the stub, which hold no text.
 */
#define PERFORATION 290.0
#define LEFT 21.0
#define MAIN_RIGHT 282.0
#define COLUMN_RIGHT 188.0
#define QR_LEFT 192.0
#define QR_TOP 47.0
#define QR_WIDTH 92.0
#define QR_HEIGHT 87.0
#define STUB_LEFT 9.0
#define STUB_RIGHT 135.0
#define STUB_WIDTH (STUB_RIGHT - STUB_LEFT)
#define STUB_SEAT_WIDTH 72.0
#define STUB_PRICE_WIDTH 46.0
#define COPY_WIDTH 42.0
#define BARS_TOP 55.0
#define BARS_HEIGHT 30.0
#define BARS_GUARD 4.0

#define DEFAULT_DPI 203

/* So much of a dot is left off at each edge of a code: rasterisers grow an image
 * to every pixel that it touches, and touching the next one would make one row
 * of modules thicker than the others. */
#define INSET 0.01

typedef enum
{
  TEXT_ORGANIZER,
  TEXT_EVENT,
  TEXT_DATE,
  TEXT_VENUE,
  TEXT_DOORS,
  TEXT_PLACE,
  TEXT_CATEGORY_LABEL,
  TEXT_CATEGORY,
  TEXT_SEAT_LABEL,
  TEXT_SEAT,
  TEXT_PRICE_LABEL,
  TEXT_PRICE,
  TEXT_HOLDER,
  TEXT_ORDER,
  TEXT_TERMS,
  TEXT_NUMBER,
  TEXT_COPY,
  TEXT_STUB_EVENT,
  TEXT_STUB_DATE,
  TEXT_STUB_CATEGORY,
  TEXT_STUB_SEAT,
  TEXT_STUB_NUMBER,
  TEXT_STUB_PRICE,
  N_TEXTS
} TextId;

/* The text that was last printed at a place of the ticket. */
typedef struct
{
  char            *source; /* as it came in */
  double           x;
  double           width;
  FoyerFittedText *fitted;
} Slot;

struct _FoyerTicketPainter
{
  PangoContext      *context;
  cairo_font_face_t *digits;
  Slot               slots[N_TEXTS];
};

/**
 * foyer_ticket_painter_new:
 *
 * Returns: (transfer full): a painter for the calling thread
 */
FoyerTicketPainter *
foyer_ticket_painter_new (void)
{
  FoyerTicketPainter   *self = g_new0 (FoyerTicketPainter, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* The same outlines and widths on screen and on paper. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_font_options (self->context, options);
  pango_cairo_context_set_resolution (self->context, 72);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  cairo_font_options_destroy (options);
  self->digits = cairo_toy_font_face_create ("monospace", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  return self;
}

/**
 * foyer_ticket_painter_free:
 * @self: (nullable) (transfer full): a painter
 */
void
foyer_ticket_painter_free (FoyerTicketPainter *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_free (self->slots[i].source);
      foyer_fitted_text_free (self->slots[i].fitted);
    }
  cairo_font_face_destroy (self->digits);
  g_object_unref (self->context);
  g_free (self);
}

/* Draws @text, if there is any, and remembers how. Returns the width taken. */
static double
draw_text (FoyerTicketPainter *self,
           cairo_t            *cr,
           TextId              id,
           const FoyerTextBox *box,
           const char         *text)
{
  Slot  *slot = &self->slots[id];
  double width;

  if (text == NULL || *text == '\0')
    return 0;
  if (slot->fitted == NULL || slot->x != box->x || slot->width != box->width || strcmp (slot->source, text) != 0)
    {
      g_autofree char *line = foyer_printable_text (text);

      g_clear_pointer (&slot->fitted, foyer_fitted_text_free);
      slot->fitted = foyer_fitted_text_new (self->context, box, line);
      slot->x = box->x;
      slot->width = box->width;
      g_set_str (&slot->source, text);
    }
  foyer_fitted_text_draw (slot->fitted, cr);
  foyer_fitted_text_get_extents (slot->fitted, &width, NULL);
  return width;
}

/* The nearest whole dot of the printer. */
static double
whole_dots (double points,
            double dpi)
{
  return round (points * dpi / 72) * 72 / dpi;
}

static void
set_category_color (cairo_t    *cr,
                    const char *color)
{
  guint red = 0, green = 0, blue = 0;
  int   end = 0;

  if (color == NULL || sscanf (color, "#%2x%2x%2x%n", &red, &green, &blue, &end) != 3 || end != 7 || color[7] != '\0')
    red = green = blue = 0;
  cairo_set_source_rgb (cr, red / 255.0, green / 255.0, blue / 255.0);
}

static void
fill_rectangle (cairo_t *cr,
                double   x,
                double   y,
                double   width,
                double   height)
{
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

/* White on black, from @right to the left. */
static void
draw_copy_mark (FoyerTicketPainter     *self,
                cairo_t                *cr,
                const FoyerTicketFace  *face,
                const FoyerTicketWords *words,
                double                  right,
                double                  y)
{
  const double       width = COPY_WIDTH, height = 9.5;
  const FoyerTextBox box = { 0, 0, width - 4, height, 6.5, 4, 4, 1, PANGO_ALIGN_CENTER, PANGO_WEIGHT_BOLD, 0.4 };
  g_autofree char   *text = NULL;

  if (face->copy < 2)
    return;
  text = g_strdup_printf ("%s %u", words->copy, face->copy);
  cairo_save (cr);
  fill_rectangle (cr, right - width, y, width, height);
  cairo_translate (cr, right - width + 2, y);
  cairo_set_source_rgb (cr, 1, 1, 1);
  draw_text (self, cr, TEXT_COPY, &box, text);
  cairo_restore (cr);
}

static gboolean
is_there (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Category, seat and price side by side; what is not there leaves its room to
 * the others. The seat is the ticket's own, the rest it shares. */
static void
draw_columns (FoyerTicketPainter     *self,
              cairo_t                *cr,
              const FoyerTicketFace  *face,
              const FoyerTicketWords *words,
              gboolean                own)
{
  const struct
  {
    TextId      label_id;
    TextId      id;
    const char *label;
    const char *text;
    double      share;
  } columns[] = {
    { TEXT_CATEGORY_LABEL, TEXT_CATEGORY, words->category, face->category, 1.1 },
    { TEXT_SEAT_LABEL, TEXT_SEAT, words->seat, face->seat, 1.35 },
    { TEXT_PRICE_LABEL, TEXT_PRICE, words->price, face->price, 0.8 },
  };
  const double gap = 6;
  double       shares = 0, room = COLUMN_RIGHT - LEFT + gap, x = LEFT;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (is_there (columns[i].text))
      shares += columns[i].share;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      double width;

      if (!is_there (columns[i].text))
        continue;
      width = room * columns[i].share / shares - gap;
      if (!own)
        draw_text (self, cr, columns[i].label_id,
                   &(FoyerTextBox) { x, 91, width, 7, 5.5, 4, 4, 1, PANGO_ALIGN_LEFT, PANGO_WEIGHT_NORMAL, 0.3 },
                   columns[i].label);
      if (own == (columns[i].id == TEXT_SEAT))
        draw_text (self, cr, columns[i].id,
                   &(FoyerTextBox) { x, 98, width, 17, 13, 7, 6, 2, PANGO_ALIGN_LEFT, PANGO_WEIGHT_BOLD, 0 },
                   columns[i].text);
      x += width + gap;
    }
}

/* A word and what it says, at the right; returns how much room is left. */
static double
draw_labelled (FoyerTicketPainter *self,
               cairo_t            *cr,
               TextId              id,
               const FoyerTextBox *box,
               const char         *word,
               const char         *text)
{
  g_autofree char *line = NULL;

  if (!is_there (text))
    return COLUMN_RIGHT - LEFT;
  line = g_strdup_printf ("%s %s", word, text);
  return COLUMN_RIGHT - LEFT - draw_text (self, cr, id, box, line) - 6;
}

/* What stands left of the perforation and is the same on many tickets. */
static void
draw_shared_main (FoyerTicketPainter     *self,
                  cairo_t                *cr,
                  const FoyerTicketFace  *face,
                  const FoyerTicketWords *words)
{
  double mark = face->copy > 1 ? COPY_WIDTH + 4 : 0;
  double room;

  draw_text (self, cr, TEXT_ORGANIZER,
             &(FoyerTextBox) { LEFT, 8, MAIN_RIGHT - mark - LEFT, 9, 7, 5, 5, 1, PANGO_ALIGN_LEFT, PANGO_WEIGHT_NORMAL, 0.5 },
             face->organizer);
  draw_text (self, cr, TEXT_EVENT,
             &(FoyerTextBox) { LEFT, 18, MAIN_RIGHT - LEFT, 29, 23, 13, 8, 3, PANGO_ALIGN_LEFT, PANGO_WEIGHT_ULTRABOLD, 0 },
             face->event);
  draw_text (self, cr, TEXT_DATE,
             &(FoyerTextBox) { LEFT, 50, COLUMN_RIGHT - LEFT, 14, 11.5, 8, 6, 2, PANGO_ALIGN_LEFT, PANGO_WEIGHT_BOLD, 0 },
             face->date);
  room = draw_labelled (self, cr, TEXT_DOORS,
                        &(FoyerTextBox) { COLUMN_RIGHT - 62, 65, 62, 11, 8.5, 6, 6, 1, PANGO_ALIGN_RIGHT, PANGO_WEIGHT_BOLD, 0 },
                        words->doors, face->doors);
  draw_text (self, cr, TEXT_VENUE,
             &(FoyerTextBox) { LEFT, 65, room, 11, 8.5, 6.5, 5, 2, PANGO_ALIGN_LEFT, PANGO_WEIGHT_NORMAL, 0 },
             face->venue);
  draw_text (self, cr, TEXT_PLACE,
             &(FoyerTextBox) { LEFT, 76, COLUMN_RIGHT - LEFT, 9, 7, 5.5, 4.25, 2, PANGO_ALIGN_LEFT, PANGO_WEIGHT_NORMAL, 0 },
             face->place);
  fill_rectangle (cr, LEFT, 87.5, COLUMN_RIGHT - LEFT, 0.71);
  draw_columns (self, cr, face, words, FALSE);
  set_category_color (cr, face->category_color);
  fill_rectangle (cr, 10, 9, 5, FOYER_TICKET_HEIGHT - 18);
  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_text (self, cr, TEXT_TERMS,
             &(FoyerTextBox) { LEFT, 126.5, COLUMN_RIGHT - LEFT, 12, 5, 4.75, 4.25, 2, PANGO_ALIGN_LEFT, PANGO_WEIGHT_NORMAL, 0 },
             face->terms);
}

static void
draw_own_main (FoyerTicketPainter     *self,
               cairo_t                *cr,
               const FoyerTicketFace  *face,
               const FoyerTicketWords *words)
{
  double room;

  draw_copy_mark (self, cr, face, words, MAIN_RIGHT, 7.5);
  draw_columns (self, cr, face, words, TRUE);
  room = draw_labelled (self, cr, TEXT_ORDER,
                        &(FoyerTextBox) { COLUMN_RIGHT - 76, 116.5, 76, 10, 7, 5, 5, 1, PANGO_ALIGN_RIGHT, PANGO_WEIGHT_NORMAL, 0 },
                        words->order, face->order_number);
  draw_text (self, cr, TEXT_HOLDER,
             &(FoyerTextBox) { LEFT, 116.5, room, 10, 8.5, 6.5, 4.75, 2, PANGO_ALIGN_LEFT, PANGO_WEIGHT_NORMAL, 0 },
             face->holder);
  draw_text (self, cr, TEXT_NUMBER,
             &(FoyerTextBox) { QR_LEFT + 4, 134, QR_WIDTH - 8, 7, 7, 4.5, 4.5, 1, PANGO_ALIGN_CENTER, PANGO_WEIGHT_BOLD, 0 },
             face->ticket_number);
}

/* The digits stand under the bars they belong to, the first one in the left
 * quiet zone. */
static void
draw_digits (cairo_t           *cr,
             cairo_font_face_t *face,
             const char        *digits,
             double             x,
             double             y,
             double             module)
{
  cairo_scaled_font_t *font;
  cairo_glyph_t        glyphs[13];
  cairo_glyph_t       *raw = glyphs;
  int                  n = G_N_ELEMENTS (glyphs);
  cairo_text_extents_t extents;

  cairo_set_font_face (cr, face);
  cairo_set_font_size (cr, 8.5);
  font = cairo_get_scaled_font (cr);
  if (cairo_scaled_font_text_to_glyphs (font, 0, y, digits, 13, &raw, &n, NULL, NULL, NULL) != CAIRO_STATUS_SUCCESS)
    return;
  cairo_scaled_font_glyph_extents (font, raw, 1, &extents);
  for (int i = 0; i < n; i++)
    {
      double cell = i == 0 ? -7 : i <= 6 ? 3 + (i - 1) * 7
                                         : 50 + (i - 7) * 7;

      raw[i].x = x + (cell + 3.5) * module - extents.x_advance / 2;
    }
  cairo_show_glyphs (cr, raw, n);
  if (raw != glyphs)
    cairo_glyph_free (raw);
}

/* Where the bar code stands on the stub. */
typedef struct
{
  guint8 modules[FOYER_EAN13_MODULES];
  double module; /* width of a module */
  double x;      /* on the stub */
  double y;
} Bars;

static gboolean
place_bars (Bars                  *bars,
            const FoyerTicketFace *face,
            double                 dpi)
{
  const double all = FOYER_EAN13_QUIET_LEFT + FOYER_EAN13_MODULES + FOYER_EAN13_QUIET_RIGHT;

  if (!foyer_ean13_encode (face->ean13, bars->modules))
    return FALSE;
  bars->module = MAX (floor (STUB_WIDTH * dpi / 72 / all), 1) * 72 / dpi;
  bars->x = whole_dots ((FOYER_TICKET_HEIGHT - all * bars->module) / 2 + FOYER_EAN13_QUIET_LEFT * bars->module, dpi);
  bars->y = whole_dots (BARS_TOP, dpi);
  return TRUE;
}

/* The long bars at both ends and in the middle are the same in all symbols. */
static void
draw_guard_bars (cairo_t               *cr,
                 const FoyerTicketFace *face,
                 double                 dpi)
{
  Bars bars;

  if (!place_bars (&bars, face, dpi))
    return;
  for (guint i = 0; i < FOYER_EAN13_MODULES; i++)
    if (bars.modules[i] && foyer_ean13_is_guard (i))
      fill_rectangle (cr, bars.x + i * bars.module, bars.y, bars.module, BARS_HEIGHT + BARS_GUARD);
}

/* On the page, not on the turned stub: the bars run from the bottom up. */
static void
draw_bars (cairo_t               *cr,
           const FoyerTicketFace *face,
           double                 dpi)
{
  guint8 upwards[FOYER_EAN13_MODULES];
  double dot = 72 / dpi, length;
  Bars   bars;

  if (!place_bars (&bars, face, dpi))
    return;
  for (guint i = 0; i < FOYER_EAN13_MODULES; i++)
    upwards[FOYER_EAN13_MODULES - 1 - i] = bars.modules[i];
  length = FOYER_EAN13_MODULES * bars.module;
  foyer_modules_draw (cr, upwards, 1, FOYER_EAN13_MODULES,
                      whole_dots (PERFORATION, dpi) + bars.y + dot * INSET,
                      FOYER_TICKET_HEIGHT - bars.x - length + dot * INSET,
                      whole_dots (BARS_HEIGHT, dpi) - 2 * dot * INSET, length - 2 * dot * INSET);
}

/* The stub is a small card of its own, 144 wide and 106 high, turned a quarter
 * to the left. */
static void
begin_stub (cairo_t *cr,
            double   dpi)
{
  cairo_save (cr);
  cairo_translate (cr, whole_dots (PERFORATION, dpi), FOYER_TICKET_HEIGHT);
  cairo_rotate (cr, -G_PI / 2);
}

static void
draw_shared_stub (FoyerTicketPainter    *self,
                  cairo_t               *cr,
                  const FoyerTicketFace *face,
                  double                 dpi)
{
  const char *name = is_there (face->event_short) ? face->event_short : face->event;
  double      mark = face->copy > 1 ? COPY_WIDTH + 4 : 0;
  double      seat = is_there (face->seat) ? STUB_SEAT_WIDTH + 6 : 0;

  draw_text (self, cr, TEXT_STUB_EVENT,
             &(FoyerTextBox) { STUB_LEFT, 4, STUB_WIDTH - mark, 14, 11, 7.5, 5.5, 2, PANGO_ALIGN_LEFT, PANGO_WEIGHT_BOLD, 0 },
             name);
  draw_text (self, cr, TEXT_STUB_DATE,
             &(FoyerTextBox) { STUB_LEFT, 17, STUB_WIDTH, 9, 7, 5, 5, 1, PANGO_ALIGN_LEFT, PANGO_WEIGHT_NORMAL, 0 },
             face->date);
  draw_text (self, cr, TEXT_STUB_CATEGORY,
             &(FoyerTextBox) { STUB_LEFT, 29, STUB_WIDTH - seat, 14, 11, 7.5, 5.5, 2, PANGO_ALIGN_LEFT, PANGO_WEIGHT_BOLD, 0 },
             face->category);
  draw_text (self, cr, TEXT_STUB_PRICE,
             &(FoyerTextBox) { STUB_RIGHT - STUB_PRICE_WIDTH, 43, STUB_PRICE_WIDTH, 9, 7, 5, 5, 1, PANGO_ALIGN_RIGHT, PANGO_WEIGHT_NORMAL, 0 },
             face->price);
  set_category_color (cr, face->category_color);
  fill_rectangle (cr, STUB_LEFT, 26.5, STUB_WIDTH, 1.42);
  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_guard_bars (cr, face, dpi);
}

static void
draw_own_stub (FoyerTicketPainter     *self,
               cairo_t                *cr,
               const FoyerTicketFace  *face,
               const FoyerTicketWords *words,
               double                  dpi)
{
  double price = is_there (face->price) ? STUB_PRICE_WIDTH + 6 : 0;
  Bars   bars;

  draw_copy_mark (self, cr, face, words, STUB_RIGHT, 6);
  draw_text (self, cr, TEXT_STUB_SEAT,
             &(FoyerTextBox) { STUB_RIGHT - STUB_SEAT_WIDTH, 29, STUB_SEAT_WIDTH, 14, 11, 7, 5.5, 2, PANGO_ALIGN_RIGHT, PANGO_WEIGHT_BOLD, 0 },
             face->seat);
  draw_text (self, cr, TEXT_STUB_NUMBER,
             &(FoyerTextBox) { STUB_LEFT, 43, STUB_WIDTH - price, 9, 7, 4.5, 4.5, 1, PANGO_ALIGN_LEFT, PANGO_WEIGHT_NORMAL, 0 },
             face->ticket_number);
  if (place_bars (&bars, face, dpi))
    draw_digits (cr, self->digits, face->ean13, bars.x, BARS_TOP + BARS_HEIGHT + 8, bars.module);
}

static void
draw_perforation (cairo_t *cr,
                  double   dpi)
{
  const double dashes[] = { 2.84, 2.84 };
  double       x = whole_dots (PERFORATION, dpi);

  cairo_save (cr);
  cairo_set_line_width (cr, 0.71);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, x, 0);
  cairo_line_to (cr, x, FOYER_TICKET_HEIGHT);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static gboolean
draw_code (cairo_t               *cr,
           const FoyerTicketFace *face,
           double                 dpi,
           GError               **error)
{
  g_autoptr (FoyerQr) qr = NULL;
  double modules, dots, dot = 72 / dpi, size, x, y;

  qr = foyer_qr_new (face->code != NULL ? face->code : "", error);
  if (qr == NULL)
    return FALSE;
  modules = foyer_qr_get_modules (qr);
  dots = MAX (floor (QR_HEIGHT / dot / (modules + 2 * FOYER_QR_QUIET)), 1);
  size = modules * dots * dot;
  x = whole_dots (QR_LEFT + (QR_WIDTH - size) / 2, dpi);
  y = whole_dots (QR_TOP + (QR_HEIGHT - size) / 2, dpi);

  foyer_qr_draw (qr, cr, x + dot * INSET, y + dot * INSET, size - 2 * dot * INSET);
  return TRUE;
}

static double
resolution_of (const FoyerTicketFace *face)
{
  return face->dots_per_inch > 0 ? face->dots_per_inch : DEFAULT_DPI;
}

/**
 * foyer_ticket_painter_shares:
 * @a: a ticket
 * @b: another ticket
 *
 * Returns: %TRUE if foyer_ticket_painter_draw_shared() draws the same for both
 */
gboolean
foyer_ticket_painter_shares (const FoyerTicketFace *a,
                             const FoyerTicketFace *b)
{
  return g_strcmp0 (a->event, b->event) == 0 &&
         g_strcmp0 (a->event_short, b->event_short) == 0 &&
         g_strcmp0 (a->venue, b->venue) == 0 &&
         g_strcmp0 (a->place, b->place) == 0 &&
         g_strcmp0 (a->date, b->date) == 0 &&
         g_strcmp0 (a->doors, b->doors) == 0 &&
         g_strcmp0 (a->organizer, b->organizer) == 0 &&
         g_strcmp0 (a->terms, b->terms) == 0 &&
         foyer_ticket_words_for (a->language) == foyer_ticket_words_for (b->language) &&
         g_strcmp0 (a->category, b->category) == 0 &&
         g_strcmp0 (a->category_color, b->category_color) == 0 &&
         g_strcmp0 (a->price, b->price) == 0 &&
         is_there (a->seat) == is_there (b->seat) &&
         (a->copy > 1) == (b->copy > 1) &&
         foyer_ean13_is_valid (a->ean13) == foyer_ean13_is_valid (b->ean13) &&
         resolution_of (a) == resolution_of (b);
}

/**
 * foyer_ticket_painter_draw_shared:
 * @self: a painter
 * @cr: where to draw, see foyer_ticket_face_draw()
 * @face: a ticket
 *
 * Draws what all tickets of a category have in common.
 */
void
foyer_ticket_painter_draw_shared (FoyerTicketPainter    *self,
                                  cairo_t               *cr,
                                  const FoyerTicketFace *face)
{
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_shared_main (self, cr, face, foyer_ticket_words_for (face->language));
  draw_perforation (cr, resolution_of (face));
  begin_stub (cr, resolution_of (face));
  draw_shared_stub (self, cr, face, resolution_of (face));
  cairo_restore (cr);
  cairo_restore (cr);
}

/**
 * foyer_ticket_painter_draw_own:
 * @self: a painter
 * @cr: where to draw, see foyer_ticket_face_draw()
 * @face: a ticket
 * @error: return location
 *
 * Draws the rest of the ticket.
 *
 * Returns: %FALSE with %FOYER_PRINT_ERROR_CODE if the code cannot be drawn
 */
gboolean
foyer_ticket_painter_draw_own (FoyerTicketPainter    *self,
                               cairo_t               *cr,
                               const FoyerTicketFace *face,
                               GError               **error)
{
  const FoyerTicketWords *words = foyer_ticket_words_for (face->language);
  double                  dpi = resolution_of (face);
  gboolean                ok;

  /* The texts come first: for each page cairo 1.18 keeps a table of all that
   * was drawn up to the last text. */
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_own_main (self, cr, face, words);
  begin_stub (cr, dpi);
  draw_own_stub (self, cr, face, words, dpi);
  cairo_restore (cr);
  draw_bars (cr, face, dpi);
  ok = draw_code (cr, face, dpi, error);
  cairo_restore (cr);
  return ok;
}
