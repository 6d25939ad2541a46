/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-list.h"

#include "foyer-fitted-text.h"

/* Of the type size. */
#define GAP 0.5      /* between columns */
#define LEADING 0.25 /* below a line */
#define BEFORE_TOTAL 0.2
#define BEFORE_HEADING 0.7
#define SMALL 0.85
#define LARGE 1.3
#define RULE_ROOM 0.9
#define RULE_WIDTH 0.07

#define FAMILIES "Cantarell, Adwaita Sans, Noto Sans, Sans"

typedef struct
{
  PangoContext    *context;
  const char      *family;
  const GPtrArray *lines;
  double           size;
  double           width;
  double           quantity; /* widths of the columns with their gaps */
  double           amount;
} List;

static double
to_points (int micrometres)
{
  return micrometres * 72.0 / FOYER_LAYOUT_INCH;
}

static PangoLayout *
create_layout (const List *list, const char *text, double size, PangoWeight weight, double width)
{
  PangoLayout          *layout = pango_layout_new (list->context);
  PangoFontDescription *font = pango_font_description_new ();
  g_autofree char      *families = *list->family != '\0' ? g_strconcat (list->family, ", ", FAMILIES, NULL) : g_strdup (FAMILIES);
  g_autofree char      *printable = foyer_printable_lines (text);

  pango_font_description_set_family (font, families);
  pango_font_description_set_weight (font, weight);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width > 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, printable, -1);
  return layout;
}

static void
type_of (const List *list, const FoyerDocumentLine *line, double *size, PangoWeight *weight)
{
  *size = list->size;
  *weight = PANGO_WEIGHT_NORMAL;
  if (line->kind == FOYER_DOCUMENT_LINE_TOTAL)
    {
      *size *= LARGE;
      *weight = PANGO_WEIGHT_BOLD;
    }
  else if (line->kind == FOYER_DOCUMENT_LINE_HEADING)
    *weight = PANGO_WEIGHT_BOLD;
  else if (line->kind == FOYER_DOCUMENT_LINE_NOTE)
    *size *= SMALL;
}

static double
width_of (const List *list, const FoyerDocumentLine *line, const char *text)
{
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle extents;
  PangoWeight    weight;
  double         size;

  if (text == NULL || *text == '\0')
    return 0;
  type_of (list, line, &size, &weight);
  layout = create_layout (list, text, size, weight, 0);
  pango_layout_get_extents (layout, NULL, &extents);
  return (double) extents.width / PANGO_SCALE + GAP * list->size;
}

static List
list_init (PangoContext *context, const FoyerLayoutElement *element, const GPtrArray *lines)
{
  List list = { .context = context, .family = element->family, .lines = lines, .size = element->size / 100.0 };

  list.width = to_points (element->width);
  /* All lines, also those on other pages, so that columns stay where they are. */
  for (guint i = 0; i < lines->len; i++)
    {
      const FoyerDocumentLine *line = lines->pdata[i];

      list.quantity = MAX (list.quantity, width_of (&list, line, line->quantity));
      list.amount = MAX (list.amount, width_of (&list, line, line->amount));
    }
  list.quantity = MIN (list.quantity, list.width * 0.3);
  list.amount = MIN (list.amount, list.width * 0.5);
  return list;
}

/* Draws a text when there is a context, and returns its height. */
static double
put (const List *list, cairo_t *cr, const char *text, double size, PangoWeight weight, double x, double y, double width, gboolean at_right)
{
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle extents;

  if (text == NULL || *text == '\0')
    return 0;
  layout = create_layout (list, text, size, weight, width);
  if (at_right)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  pango_layout_get_extents (layout, NULL, &extents);
  if (cr != NULL)
    {
      cairo_move_to (cr, x, y);
      pango_cairo_show_layout (cr, layout);
    }
  return (double) extents.height / PANGO_SCALE;
}

static double
put_line (const List *list, cairo_t *cr, const FoyerDocumentLine *line, double y, gboolean is_first)
{
  double      before = 0, height, size, x = list->quantity;
  double      room = list->width - list->quantity - (line->amount != NULL && *line->amount != '\0' ? list->amount : 0);
  PangoWeight weight;

  type_of (list, line, &size, &weight);
  if (line->kind == FOYER_DOCUMENT_LINE_RULE)
    {
      if (cr != NULL)
        {
          cairo_rectangle (cr, 0, y + RULE_ROOM / 2 * list->size, list->width, MAX (RULE_WIDTH * list->size, 0.5));
          cairo_fill (cr);
        }
      return RULE_ROOM * list->size;
    }
  if (line->kind == FOYER_DOCUMENT_LINE_HEADING || line->kind == FOYER_DOCUMENT_LINE_NOTE || line->kind == FOYER_DOCUMENT_LINE_TOTAL)
    {
      x = 0;
      room += list->quantity;
    }
  if (!is_first && line->kind == FOYER_DOCUMENT_LINE_HEADING)
    before = BEFORE_HEADING * list->size;
  if (!is_first && line->kind == FOYER_DOCUMENT_LINE_TOTAL)
    before = BEFORE_TOTAL * list->size;
  y += before;
  height = put (list, cr, line->text, size, weight, x, y, room, FALSE);
  height = MAX (height, put (list, cr, line->quantity, size, weight, 0, y, list->quantity, FALSE));
  height = MAX (height, put (list, cr, line->amount, size, weight, list->width - list->amount, y, list->amount, TRUE));
  height += put (list, cr, line->detail, list->size * SMALL, PANGO_WEIGHT_NORMAL, x, y + height, room, FALSE);
  return before + height + LEADING * list->size;
}

guint
foyer_layout_list_measure (PangoContext *context, const FoyerLayoutElement *element, const GPtrArray *lines, guint first, double room, double *height)
{
  List   list = list_init (context, element, lines);
  double y = 0;
  guint  count = 0;

  for (; first + count < lines->len; count++)
    {
      double next = put_line (&list, NULL, lines->pdata[first + count], y, count == 0);

      if (room > 0 && count > 0 && y + next > room)
        break;
      y += next;
    }
  if (height != NULL)
    *height = y;
  return count;
}

void
foyer_layout_list_draw (PangoContext *context, cairo_t *cr, const FoyerLayoutElement *element, const GPtrArray *lines, guint first, guint count)
{
  List   list = list_init (context, element, lines);
  double y = 0;

  for (guint i = 0; i < count && first + i < lines->len; i++)
    y += put_line (&list, cr, lines->pdata[first + i], y, i == 0);
}
