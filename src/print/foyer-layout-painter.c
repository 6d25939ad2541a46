/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-painter.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "foyer-fitted-text.h"
#include "foyer-layout-image.h"
#include "foyer-layout-list.h"
#include "foyer-symbol.h"

/* One line is kept down to this part of its size; below it a text wraps that may. */
#define WRAP_PART 0.72
#define MIN_PART 0.6
#define MIN_POINTS 3.5

/* Finer modules are not read well by cameras and scanners, in millimetres. */
#define MIN_QR_MODULE 0.33
#define MIN_BAR_MODULE 0.24

/* A colour lighter than this is white where there is only black, and black is
 * read on one lighter than that. */
#define WHITE_FROM 0.9
#define BLACK_ON_FROM 0.6

/* The text that was last printed at a place. */
typedef struct
{
  char            *source; /* as it came in */
  FoyerFittedText *fitted;
} Slot;

typedef struct
{
  GPtrArray *elements;
  GArray    *shared; /* of guint: what documents have in common, the lowest first */
  GArray    *own;
  Slot      *slots;
  int        list;     /* index of the list, or -1 */
  gboolean   is_apart; /* nothing of its own lies on what is shared */
} Page;

/* Where a page of paper gets its looks and its lines from. */
typedef struct
{
  guint  page;
  guint  first; /* line of the list */
  guint  count;
  double growth; /* points that the page is longer than it was drawn, on a roll */
} Sheet;

struct _FoyerLayoutPainter
{
  FoyerLayout       *layout;
  char              *language;
  double             dpi;
  gboolean           black_only;
  PangoContext      *context;
  cairo_font_face_t *digits;
  GHashTable        *images; /* id as text -> cairo_surface_t, or NULL when it cannot be shown */
  GArray            *troubles;
  Page              *pages;
  gboolean           has_list;
  gboolean           tells_pages;                              /* a text says "page 1 of 3" */
  gboolean           shared_values[FOYER_N_DOCUMENT_FIELDS];   /* what the shared elements say */
  gboolean           shared_presence[FOYER_N_DOCUMENT_FIELDS]; /* what they depend on being there */
};

static double
to_points (int micrometres)
{
  return micrometres * 72.0 / FOYER_LAYOUT_INCH;
}

static FoyerLayoutElement *
element_at (const Page *page, guint index)
{
  return page->elements->pdata[index];
}

/* -- What is shared -- */

typedef struct
{
  FoyerLayoutPainter *painter;
  gboolean            is_own;
} Looking;

static FoyerDocumentField
field_of (const char *name, gsize length)
{
  g_autofree char *nick = g_strndup (name, length);

  return foyer_document_field_from_nick (nick);
}

static void
look_at_field (const char *name, gsize length, gpointer data)
{
  Looking           *looking = data;
  FoyerDocumentField field = field_of (name, length);

  if (field < FOYER_N_DOCUMENT_FIELDS && !foyer_document_field_is_shared (field))
    looking->is_own = TRUE;
  if (field == FOYER_DOCUMENT_PAGE || field == FOYER_DOCUMENT_PAGES)
    looking->painter->tells_pages = TRUE;
}

static void
note_field (const char *name, gsize length, gpointer data)
{
  FoyerLayoutPainter *self = data;
  FoyerDocumentField  field = field_of (name, length);

  if (field < FOYER_N_DOCUMENT_FIELDS)
    self->shared_values[field] = TRUE;
}

static void
note_shared (FoyerLayoutPainter *self, const FoyerLayoutElement *element)
{
  foyer_document_template_foreach (element->content, note_field, self);
  if (*element->when != '\0')
    self->shared_presence[foyer_document_field_from_nick (element->when + (*element->when == '!'))] = TRUE;
  if (g_str_has_suffix (element->color, "category") || g_str_has_suffix (element->fill, "category"))
    self->shared_values[FOYER_DOCUMENT_CATEGORY_COLOR] = TRUE;
}

static gboolean
covers_any (const Page *page, const GArray *below, const FoyerLayoutElement *element, gboolean codes_only)
{
  FoyerLayoutRect bounds = foyer_layout_element_bounds (element);

  for (guint i = 0; i < below->len; i++)
    {
      const FoyerLayoutElement *other = element_at (page, g_array_index (below, guint, i));
      FoyerLayoutRect           rect = foyer_layout_element_bounds (other);

      if ((!codes_only || foyer_layout_type_is_code (other->type)) && foyer_layout_rect_overlaps (&rect, &bounds))
        return TRUE;
    }
  return FALSE;
}

/* Texts come first: for each page cairo 1.18 keeps a table of all that was drawn
 * up to the last text, and codes are large. What lies on a code stays on it. */
static void
put_codes_last (const Page *page, GArray *own)
{
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (guint));
  guint kept = 0;

  for (guint i = 0; i < own->len; i++)
    {
      guint index = g_array_index (own, guint, i);

      if (foyer_layout_type_is_code (element_at (page, index)->type))
        g_array_append_val (codes, index);
      else if (covers_any (page, codes, element_at (page, index), TRUE))
        return;
    }
  for (guint i = 0; i < own->len; i++)
    {
      guint index = g_array_index (own, guint, i);

      if (!foyer_layout_type_is_code (element_at (page, index)->type))
        g_array_index (own, guint, kept++) = index;
    }
  g_array_set_size (own, kept);
  g_array_append_vals (own, codes->data, codes->len);
}

static gboolean
depends_on_own (const FoyerLayoutElement *element)
{
  FoyerDocumentField field = *element->when != '\0' ? foyer_document_field_from_nick (element->when + (*element->when == '!')) : FOYER_N_DOCUMENT_FIELDS;

  return field != FOYER_N_DOCUMENT_FIELDS && !foyer_document_field_is_shared (field);
}

/* What is there on few documents, and has something of their own on it, is theirs,
 * too: the black ground of the word "copy". */
static void
give_away_grounds (Page *page)
{
  for (guint i = page->shared->len; i-- > 0;)
    {
      guint index = g_array_index (page->shared, guint, i), at = 0;

      if (!depends_on_own (element_at (page, index)) || !covers_any (page, page->own, element_at (page, index), FALSE))
        continue;
      g_array_remove_index (page->shared, i);
      while (at < page->own->len && g_array_index (page->own, guint, at) < index)
        at++;
      g_array_insert_val (page->own, at, index);
    }
  page->is_apart = TRUE;
  for (guint i = 0; i < page->shared->len; i++)
    page->is_apart = page->is_apart && !covers_any (page, page->own, element_at (page, g_array_index (page->shared, guint, i)), FALSE);
}

/* An element is shared when it says the same on many documents and does not lie
 * on one that is not. */
static void
page_init (FoyerLayoutPainter *self, Page *page, GPtrArray *elements)
{
  page->elements = elements;
  page->shared = g_array_new (FALSE, FALSE, sizeof (guint));
  page->own = g_array_new (FALSE, FALSE, sizeof (guint));
  page->slots = g_new0 (Slot, MAX (elements->len, 1));
  page->list = -1;
  for (guint i = 0; i < elements->len; i++)
    {
      const FoyerLayoutElement *element = elements->pdata[i];
      Looking                   looking = { self, element->type == FOYER_LAYOUT_LIST || self->layout->continuous };

      if (element->type == FOYER_LAYOUT_LIST && page->list < 0)
        page->list = (int) i;
      if (element->type != FOYER_LAYOUT_PICTURE)
        foyer_document_template_foreach (element->content, look_at_field, &looking);
      if (looking.is_own || covers_any (page, page->own, element, FALSE))
        g_array_append_val (page->own, i);
      else
        g_array_append_val (page->shared, i);
    }
  give_away_grounds (page);
  for (guint i = 0; i < page->shared->len; i++)
    note_shared (self, element_at (page, g_array_index (page->shared, guint, i)));
  put_codes_last (page, page->own);
  self->has_list = self->has_list || page->list >= 0;
}

static void
page_clear (Page *page)
{
  for (guint i = 0; i < page->elements->len; i++)
    {
      g_free (page->slots[i].source);
      foyer_fitted_text_free (page->slots[i].fitted);
    }
  g_free (page->slots);
  g_array_unref (page->shared);
  g_array_unref (page->own);
}

gboolean
foyer_layout_painter_shares (FoyerLayoutPainter *self, const FoyerDocumentData *first, const FoyerDocumentData *second)
{
  for (guint i = 0; i < FOYER_N_DOCUMENT_FIELDS; i++)
    {
      const char *here = foyer_document_data_get (first, i), *there = foyer_document_data_get (second, i);

      if ((self->shared_values[i] && strcmp (here, there) != 0) ||
          (self->shared_presence[i] && (*here == '\0') != (*there == '\0')))
        return FALSE;
    }
  return TRUE;
}

/* -- A painter -- */

static void
image_free (gpointer image)
{
  if (image != NULL)
    cairo_surface_destroy (image);
}

FoyerLayoutPainter *
foyer_layout_painter_new (FoyerLayout *layout, const char *language, double dpi, gboolean black_only)
{
  FoyerLayoutPainter   *self = g_new0 (FoyerLayoutPainter, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  self->layout = foyer_layout_ref (layout);
  self->language = g_strdup (*layout->language != '\0' ? layout->language : language);
  self->dpi = dpi > 0 ? dpi : FOYER_LAYOUT_DEFAULT_DPI;
  self->black_only = black_only || layout->black_only;
  self->images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, image_free);
  self->troubles = g_array_new (FALSE, FALSE, sizeof (FoyerLayoutTrouble));
  /* The same outlines and widths on screen and on paper. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_font_options (self->context, options);
  pango_cairo_context_set_resolution (self->context, 72);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  cairo_font_options_destroy (options);
  self->digits = cairo_toy_font_face_create ("monospace", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  self->pages = g_new0 (Page, layout->pages->len);
  for (guint i = 0; i < layout->pages->len; i++)
    page_init (self, &self->pages[i], layout->pages->pdata[i]);
  return self;
}

void
foyer_layout_painter_free (FoyerLayoutPainter *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->layout->pages->len; i++)
    page_clear (&self->pages[i]);
  g_free (self->pages);
  cairo_font_face_destroy (self->digits);
  g_object_unref (self->context);
  g_hash_table_unref (self->images);
  g_array_unref (self->troubles);
  foyer_layout_unref (self->layout);
  g_free (self->language);
  g_free (self);
}

const GArray *
foyer_layout_painter_get_troubles (FoyerLayoutPainter *self)
{
  return self->troubles;
}

void
foyer_layout_painter_forget_troubles (FoyerLayoutPainter *self)
{
  g_array_set_size (self->troubles, 0);
}

static void
add_trouble (FoyerLayoutPainter *self, FoyerLayoutTroubleKind kind, const Page *page, guint element)
{
  const FoyerLayoutTrouble trouble = { kind, (guint) (page - self->pages), element };

  for (guint i = 0; i < self->troubles->len; i++)
    {
      const FoyerLayoutTrouble *known = &g_array_index (self->troubles, FoyerLayoutTrouble, i);

      if (known->kind == kind && known->page == trouble.page && known->element == element)
        return;
    }
  g_array_append_val (self->troubles, trouble);
}

/* -- Sheets -- */

/* A list that is longer than its box goes on on further sheets of the same
 * looks; on a roll the paper is as long as it. */
static void
add_sheets (FoyerLayoutPainter *self, const FoyerDocumentData *data, guint index, GArray *sheets)
{
  const Page               *page = &self->pages[index];
  const FoyerLayoutElement *list = page->list >= 0 ? element_at (page, (guint) page->list) : NULL;
  Sheet                     sheet = { .page = index };
  double                    height;

  if (list != NULL && self->layout->continuous)
    {
      sheet.count = foyer_layout_list_measure (self->context, list, data->lines, 0, 0, &height);
      sheet.growth = height - to_points (list->height);
    }
  else if (list != NULL)
    while (sheet.first < data->lines->len)
      {
        sheet.count = foyer_layout_list_measure (self->context, list, data->lines, sheet.first, to_points (list->height), NULL);
        if (sheet.first + sheet.count >= data->lines->len)
          break;
        g_array_append_val (sheets, sheet);
        sheet.first += sheet.count;
      }
  g_array_append_val (sheets, sheet);
}

static GArray *
create_sheets (FoyerLayoutPainter *self, const FoyerDocumentData *data)
{
  GArray *sheets = g_array_new (FALSE, FALSE, sizeof (Sheet));

  for (guint i = 0; i < self->layout->pages->len; i++)
    add_sheets (self, data, i, sheets);
  return sheets;
}

static Sheet
get_sheet (FoyerLayoutPainter *self, const FoyerDocumentData *data, guint page, guint *n_pages)
{
  g_autoptr (GArray) sheets = NULL;

  *n_pages = self->layout->pages->len;
  if (!self->has_list)
    return (Sheet) { .page = MIN (page, self->layout->pages->len - 1) };
  sheets = create_sheets (self, data);
  *n_pages = sheets->len;
  return g_array_index (sheets, Sheet, MIN (page, sheets->len - 1));
}

guint
foyer_layout_painter_count_pages (FoyerLayoutPainter *self, const FoyerDocumentData *data)
{
  guint n_pages;

  get_sheet (self, data, 0, &n_pages);
  return n_pages;
}

void
foyer_layout_painter_get_size (FoyerLayoutPainter *self, const FoyerDocumentData *data, guint page, double *width, double *height)
{
  guint n_pages;
  Sheet sheet = get_sheet (self, data, page, &n_pages);

  *width = to_points (self->layout->width);
  *height = MAX (to_points (self->layout->height) + sheet.growth, to_points (FOYER_LAYOUT_MIN_SIZE));
}

/* -- Drawing -- */

/* What a page is drawn with. */
typedef struct
{
  cairo_t                 *cr;
  const FoyerDocumentData *data;
  Page                    *page;
  Sheet                    sheet;
  double                   x;
  double                   y;
} Drawing;

static void
set_color (FoyerLayoutPainter *self, const Drawing *drawing, const char *color)
{
  guint    red = 0, green = 0, blue = 0;
  int      end = 0;
  gboolean is_on = strcmp (color, "on-category") == 0;
  double   light;

  if (is_on || strcmp (color, "category") == 0)
    color = foyer_document_data_get (drawing->data, FOYER_DOCUMENT_CATEGORY_COLOR);
  if (sscanf (color, "#%2x%2x%2x%n", &red, &green, &blue, &end) != 3 || end != 7 || color[7] != '\0')
    red = green = blue = 0;
  light = (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
  if (is_on)
    red = green = blue = light < (self->black_only ? WHITE_FROM : BLACK_ON_FROM) ? 255 : 0;
  else if (self->black_only)
    red = green = blue = light < WHITE_FROM ? 0 : 255;
  cairo_set_source_rgb (drawing->cr, red / 255.0, green / 255.0, blue / 255.0);
}

/* The origin goes to the upper left corner of the element, which is then turned. */
static void
go_to (const Drawing *drawing, const FoyerLayoutElement *element, double y)
{
  double width = to_points (element->width), height = to_points (element->height);

  cairo_translate (drawing->cr, drawing->x + to_points (element->x), y + to_points (element->y));
  if (element->rotation != 0)
    {
      cairo_translate (drawing->cr, width / 2, height / 2);
      cairo_rotate (drawing->cr, element->rotation * G_PI / 180);
      cairo_translate (drawing->cr, -width / 2, -height / 2);
    }
}

static FoyerTextBox
box_of (const FoyerLayoutElement *element)
{
  static const PangoAlignment  aligns[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT };
  static const FoyerTextValign valigns[] = { FOYER_TEXT_TOP, FOYER_TEXT_MIDDLE, FOYER_TEXT_BOTTOM };
  FoyerTextBox                 box = { 0 };

  box.width = MAX (to_points (element->width), 1);
  box.height = MAX (to_points (element->height), 1);
  box.size = element->size / 100.0;
  box.min_size = element->min_size > 0 ? MIN (element->min_size / 100.0, box.size) : MIN (MAX (box.size * MIN_PART, MIN_POINTS), box.size);
  box.wrap_size = MAX (box.size * WRAP_PART, box.min_size);
  box.max_lines = (guint) element->max_lines;
  box.align = aligns[element->align];
  box.valign = valigns[element->valign];
  box.weight = (PangoWeight) element->weight;
  box.spacing = element->spacing / 100.0;
  box.italic = element->italic;
  box.family = element->family;
  return box;
}

static void
draw_text (FoyerLayoutPainter *self, const Drawing *drawing, guint index, double y)
{
  const FoyerLayoutElement *element = element_at (drawing->page, index);
  Slot                     *slot = &drawing->page->slots[index];
  g_autofree char          *text = foyer_document_expand (element->content, drawing->data, self->language);

  if (text == NULL)
    return;
  if (slot->fitted == NULL || strcmp (slot->source, text) != 0)
    {
      g_autofree char *printable = element->max_lines > 1 ? foyer_printable_lines (text) : foyer_printable_text (text);
      FoyerTextBox     box = box_of (element);

      g_clear_pointer (&slot->fitted, foyer_fitted_text_free);
      slot->fitted = foyer_fitted_text_new (self->context, &box, printable);
      g_free (slot->source);
      slot->source = g_steal_pointer (&text);
    }
  if (foyer_fitted_text_is_ellipsized (slot->fitted))
    add_trouble (self, FOYER_LAYOUT_TEXT_CUT, drawing->page, index);
  cairo_save (drawing->cr);
  go_to (drawing, element, y);
  set_color (self, drawing, element->color);
  foyer_fitted_text_draw (slot->fitted, drawing->cr);
  cairo_restore (drawing->cr);
}

/* Paper that lets people in says so by its QR code; one without must not be. */
static gboolean
must_have (const FoyerLayoutPainter *self, const FoyerLayoutElement *element)
{
  return element->type == FOYER_LAYOUT_QR &&
         (self->layout->role == FOYER_LAYOUT_TICKET || self->layout->role == FOYER_LAYOUT_BADGE);
}

static gboolean
draw_code (FoyerLayoutPainter *self, const Drawing *drawing, guint index, double y, GError **error)
{
  const FoyerLayoutElement *element = element_at (drawing->page, index);
  g_autofree char          *text = foyer_document_expand (element->content, drawing->data, self->language);
  g_autoptr (FoyerSymbol) symbol = NULL;
  g_autoptr (GError) local_error = NULL;
  guint  dots;
  double module;

  if (text == NULL && !must_have (self, element))
    return TRUE;
  symbol = foyer_symbol_new (element->type, text != NULL ? text : "", &local_error);
  if (symbol == NULL)
    {
      add_trouble (self, FOYER_LAYOUT_CODE_LEFT_OUT, drawing->page, index);
      if (!must_have (self, element))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  dots = foyer_symbol_dots (symbol, element, self->dpi);
  module = dots * 25.4 / self->dpi;
  if (module < (element->type == FOYER_LAYOUT_QR ? MIN_QR_MODULE : MIN_BAR_MODULE))
    add_trouble (self, FOYER_LAYOUT_CODE_TOO_FINE, drawing->page, index);
  foyer_symbol_draw (symbol, drawing->cr, element, text, self->digits, drawing->x, y, self->dpi);
  return TRUE;
}

static cairo_surface_t *
get_image (FoyerLayoutPainter *self, const char *id)
{
  gpointer image = NULL;

  if (!g_hash_table_lookup_extended (self->images, id, NULL, &image))
    {
      GBytes *png = self->layout->pictures != NULL ? g_hash_table_lookup (self->layout->pictures, id) : NULL;

      image = png != NULL ? foyer_layout_image_load (png) : NULL;
      g_hash_table_insert (self->images, g_strdup (id), image);
    }
  return image;
}

static void
draw_picture (FoyerLayoutPainter *self, const Drawing *drawing, guint index, double y)
{
  const FoyerLayoutElement *element = element_at (drawing->page, index);
  cairo_surface_t          *image = get_image (self, element->content);

  if (image == NULL)
    add_trouble (self, FOYER_LAYOUT_PICTURE_MISSING, drawing->page, index);
  else
    foyer_layout_image_draw (image, drawing->cr, element, drawing->x, y, self->dpi, self->black_only);
}

static void
set_dashes (cairo_t *cr, FoyerLayoutStroke stroke, double thickness)
{
  double dashes[] = { MAX (3 * thickness, 2.84), MAX (3 * thickness, 2.84) };

  if (stroke == FOYER_LAYOUT_SOLID)
    cairo_set_dash (cr, NULL, 0, 0);
  else
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
}

static void
draw_line (FoyerLayoutPainter *self, const Drawing *drawing, const FoyerLayoutElement *element, double y)
{
  cairo_t *cr = drawing->cr;
  double   width = to_points (element->width), height = to_points (element->height);
  double   thickness = MAX (to_points (element->thickness), 72 / self->dpi);

  if (element->stroke == FOYER_LAYOUT_FOLD)
    return;
  cairo_save (cr);
  go_to (drawing, element, y);
  set_color (self, drawing, element->color);
  cairo_set_line_width (cr, thickness);
  set_dashes (cr, element->stroke, thickness);
  if (width >= height)
    {
      cairo_move_to (cr, 0, height / 2);
      cairo_line_to (cr, width, height / 2);
    }
  else
    {
      cairo_move_to (cr, width / 2, 0);
      cairo_line_to (cr, width / 2, height);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
add_box (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  radius = MIN (radius, MIN (width, height) / 2);
  if (radius <= 0)
    {
      cairo_rectangle (cr, x, y, width, height);
      return;
    }
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

static void
draw_box (FoyerLayoutPainter *self, const Drawing *drawing, const FoyerLayoutElement *element, double y)
{
  cairo_t *cr = drawing->cr;
  double   width = to_points (element->width), height = to_points (element->height);
  double   thickness = to_points (element->thickness), radius = to_points (element->radius);

  cairo_save (cr);
  go_to (drawing, element, y);
  if (*element->fill != '\0')
    {
      set_color (self, drawing, element->fill);
      add_box (cr, 0, 0, width, height, radius);
      cairo_fill (cr);
    }
  if (element->thickness > 0 && width > thickness && height > thickness && element->stroke != FOYER_LAYOUT_FOLD)
    {
      set_color (self, drawing, element->color);
      cairo_set_line_width (cr, thickness);
      set_dashes (cr, element->stroke, thickness);
      /* The edge is inside of the box. */
      add_box (cr, thickness / 2, thickness / 2, width - thickness, height - thickness, radius);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

static void
draw_list (FoyerLayoutPainter *self, const Drawing *drawing, const FoyerLayoutElement *element, double y)
{
  cairo_save (drawing->cr);
  go_to (drawing, element, y);
  set_color (self, drawing, element->color);
  foyer_layout_list_draw (self->context, drawing->cr, element, drawing->data->lines, drawing->sheet.first, drawing->sheet.count);
  cairo_restore (drawing->cr);
}

static gboolean
is_there (const Drawing *drawing, const FoyerLayoutElement *element)
{
  gboolean           without = *element->when == '!';
  FoyerDocumentField field;

  if (*element->when == '\0')
    return TRUE;
  field = foyer_document_field_from_nick (element->when + without);
  return field == FOYER_N_DOCUMENT_FIELDS || (*foyer_document_data_get (drawing->data, field) == '\0') == without;
}

/* What stands below a list moves with its end. */
static double
shift_of (const Drawing *drawing, const FoyerLayoutElement *element)
{
  const FoyerLayoutElement *list = drawing->page->list >= 0 ? element_at (drawing->page, (guint) drawing->page->list) : NULL;

  return list != NULL && list != element && element->y >= list->y + list->height ? drawing->sheet.growth : 0;
}

static gboolean
draw_element (FoyerLayoutPainter *self, const Drawing *drawing, guint index, GError **error)
{
  const FoyerLayoutElement *element = element_at (drawing->page, index);
  double                    y = drawing->y + shift_of (drawing, element);

  if (!is_there (drawing, element))
    return TRUE;
  switch (element->type)
    {
    case FOYER_LAYOUT_TEXT:
      draw_text (self, drawing, index, y);
      return TRUE;
    case FOYER_LAYOUT_QR:
    case FOYER_LAYOUT_EAN13:
    case FOYER_LAYOUT_CODE128:
      return draw_code (self, drawing, index, y, error);
    case FOYER_LAYOUT_PICTURE:
      draw_picture (self, drawing, index, y);
      return TRUE;
    case FOYER_LAYOUT_LINE:
      draw_line (self, drawing, element, y);
      return TRUE;
    case FOYER_LAYOUT_BOX:
      draw_box (self, drawing, element, y);
      return TRUE;
    case FOYER_LAYOUT_LIST:
      draw_list (self, drawing, element, y);
      return TRUE;
    case FOYER_N_LAYOUT_ELEMENT_TYPES:
    default:
      g_assert_not_reached ();
    }
}

/* The first error is kept, and the rest is drawn all the same. */
static gboolean
draw_elements (FoyerLayoutPainter *self, const Drawing *drawing, const GArray *indices, GError **error)
{
  gboolean ok = TRUE;

  for (guint i = 0; i < indices->len; i++)
    ok = draw_element (self, drawing, g_array_index (indices, guint, i), ok ? error : NULL) && ok;
  return ok;
}

gboolean
foyer_layout_painter_is_apart (FoyerLayoutPainter *self, const FoyerDocumentData *data, guint page)
{
  guint n_pages;

  return self->pages[get_sheet (self, data, page, &n_pages).page].is_apart;
}

void
foyer_layout_painter_draw_shared (FoyerLayoutPainter *self, cairo_t *cr, const FoyerDocumentData *data, guint page)
{
  guint   n_pages;
  Drawing drawing = { .cr = cr, .data = data, .sheet = get_sheet (self, data, page, &n_pages) };

  drawing.page = &self->pages[drawing.sheet.page];
  draw_elements (self, &drawing, drawing.page->shared, NULL);
}

gboolean
foyer_layout_painter_draw_own (FoyerLayoutPainter *self, cairo_t *cr, const FoyerDocumentData *data, guint page, double x, double y, GError **error)
{
  guint   n_pages;
  Drawing drawing = { .cr = cr, .data = data, .sheet = get_sheet (self, data, page, &n_pages), .x = x, .y = y };
  g_autoptr (FoyerDocumentData) numbered = NULL;

  drawing.page = &self->pages[drawing.sheet.page];
  if (self->tells_pages)
    {
      drawing.data = numbered = foyer_document_data_copy (data);
      foyer_document_data_take (numbered, FOYER_DOCUMENT_PAGE, g_strdup_printf ("%u", page + 1));
      foyer_document_data_take (numbered, FOYER_DOCUMENT_PAGES, g_strdup_printf ("%u", n_pages));
    }
  return draw_elements (self, &drawing, drawing.page->own, error);
}

gboolean
foyer_layout_painter_draw (FoyerLayoutPainter *self, cairo_t *cr, const FoyerDocumentData *data, guint page, double x, double y, GError **error)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  foyer_layout_painter_draw_shared (self, cr, data, page);
  cairo_restore (cr);
  return foyer_layout_painter_draw_own (self, cr, data, page, x, y, error);
}
