/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-guest-sheet.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "foyer-print-error.h"

/* Points on A4. */
#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define MARGIN 40.0
#define HEAD 52.0
#define FOOT 24.0
#define ROW 24.0
#define BOX 13.0
#define NAME_X (MARGIN + 42.0)
#define DETAIL_X (MARGIN + 245.0)
#define NUMBER_X (MARGIN + 425.0)
#define ROWS ((guint) ((PAGE_HEIGHT - 2 * MARGIN - HEAD - FOOT) / ROW))

typedef struct
{
  const FoyerGuestSheet *sheet;
  cairo_t               *cr;
  PangoLayout           *layout;
  GOutputStream         *stream;
  GCancellable          *cancellable;
  GError                *error; /* the first thing that went wrong */
} Sheet;

static cairo_status_t
write_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  Sheet *self = data;

  if (self->error != NULL || !g_output_stream_write_all (self->stream, bytes, length, NULL, self->cancellable, &self->error))
    return CAIRO_STATUS_WRITE_ERROR;
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_text (Sheet *self, const char *text, double x, double y, double width, double size, PangoWeight weight, PangoAlignment align)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();

  pango_font_description_set_family_static (font, "Cantarell, Sans");
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (self->layout, font);
  pango_layout_set_width (self->layout, (int) (width * PANGO_SCALE));
  pango_layout_set_height (self->layout, 0);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (self->layout, align);
  pango_layout_set_text (self->layout, text, -1);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, self->layout);
}

static void
draw_head (Sheet *self, guint page, guint pages)
{
  g_autofree char *number = g_strdup_printf ("%u / %u", page, pages);
  double           width = PAGE_WIDTH - 2 * MARGIN;

  draw_text (self, self->sheet->title, MARGIN, MARGIN, width, 16, PANGO_WEIGHT_BOLD, PANGO_ALIGN_LEFT);
  draw_text (self, self->sheet->subtitle, MARGIN, MARGIN + 22, width, 10, PANGO_WEIGHT_NORMAL, PANGO_ALIGN_LEFT);
  draw_text (self, number, MARGIN, PAGE_HEIGHT - MARGIN - 10, width, 10, PANGO_WEIGHT_NORMAL, PANGO_ALIGN_RIGHT);
}

static void
draw_box (Sheet *self, const FoyerGuestSheetLine *line, double y)
{
  double x = MARGIN + 20;

  if (line->refused)
    return;
  cairo_set_line_width (self->cr, 1);
  cairo_rectangle (self->cr, x, y, BOX, BOX);
  cairo_stroke (self->cr);
  if (!line->ticked)
    return;
  cairo_set_line_width (self->cr, 1.6);
  cairo_move_to (self->cr, x + 2.5, y + 7);
  cairo_line_to (self->cr, x + 5.5, y + 10);
  cairo_line_to (self->cr, x + 11, y + 3);
  cairo_stroke (self->cr);
}

/* Returns: (transfer full): the letter under which a name stands, "" for none */
static char *
dup_letter (const char *name)
{
  gunichar         first = g_utf8_get_char (name);
  g_autofree char *plain = NULL;

  if (!g_unichar_isalpha (first))
    return g_strdup ("");
  plain = g_utf8_substring (name, 0, 1);
  return g_utf8_strup (plain, -1);
}

static void
draw_line (Sheet *self, const FoyerGuestSheetLine *line, const char *letter, double y)
{
  g_autofree char *below = *line->note != '\0' ? g_strdup_printf ("%s%s%s", line->detail, *line->detail != '\0' ? " · " : "", line->note) : g_strdup (line->detail);

  draw_text (self, letter, MARGIN, y, 18, 12, PANGO_WEIGHT_BOLD, PANGO_ALIGN_LEFT);
  draw_box (self, line, y);
  draw_text (self, *line->name != '\0' ? line->name : "—", NAME_X, y, DETAIL_X - NAME_X - 8, 12, PANGO_WEIGHT_SEMIBOLD, PANGO_ALIGN_LEFT);
  draw_text (self, below, DETAIL_X, y + 1, NUMBER_X - DETAIL_X - 8, 10, PANGO_WEIGHT_NORMAL, PANGO_ALIGN_LEFT);
  draw_text (self, line->refused ? self->sheet->refused : line->number, NUMBER_X, y + 1, PAGE_WIDTH - MARGIN - NUMBER_X, 10,
             line->refused ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL, PANGO_ALIGN_RIGHT);
  cairo_set_line_width (self->cr, 0.3);
  cairo_move_to (self->cr, MARGIN, y + ROW - 5);
  cairo_line_to (self->cr, PAGE_WIDTH - MARGIN, y + ROW - 5);
  cairo_stroke (self->cr);
}

static void
draw_page (Sheet *self, guint page, guint pages)
{
  guint            first = (page - 1) * ROWS;
  g_autofree char *last = g_strdup ("");

  draw_head (self, page, pages);
  for (guint i = first; i < MIN (first + ROWS, self->sheet->lines->len); i++)
    {
      const FoyerGuestSheetLine *line = &g_array_index (self->sheet->lines, FoyerGuestSheetLine, i);
      g_autofree char           *letter = dup_letter (line->name);
      gboolean                   fresh = g_set_str (&last, letter);

      draw_line (self, line, fresh ? letter : "", MARGIN + HEAD + (i - first) * ROW);
    }
  cairo_show_page (self->cr);
}

gboolean
foyer_guest_sheet_write (const FoyerGuestSheet *sheet, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  Sheet            self = { .sheet = sheet, .stream = stream, .cancellable = cancellable };
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, &self, PAGE_WIDTH, PAGE_HEIGHT);
  guint            pages = MAX ((sheet->lines->len + ROWS - 1) / ROWS, 1);
  cairo_status_t   status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, sheet->title);
  self.cr = cairo_create (surface);
  self.layout = pango_cairo_create_layout (self.cr);
  for (guint page = 1; page <= pages && self.error == NULL && !g_cancellable_set_error_if_cancelled (cancellable, &self.error); page++)
    draw_page (&self, page, pages);
  g_object_unref (self.layout);
  cairo_destroy (self.cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (self.error == NULL && status != CAIRO_STATUS_SUCCESS)
    g_set_error (&self.error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_DRAWING, "The list could not be drawn: %s", cairo_status_to_string (status));
  if (self.error == NULL)
    return TRUE;
  g_propagate_error (error, self.error);
  return FALSE;
}
