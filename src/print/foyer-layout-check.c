/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-check.h"

#include <pango/pangocairo.h>
#include <stdio.h>
#include <string.h>

#include "foyer-document-words.h"
#include "foyer-layout-painter.h"

/* Rounding to whole dots moves an edge by less than this. */
#define SLACK 150

typedef struct
{
  FoyerLayout *layout;
  GPtrArray   *findings;
  gboolean     has[FOYER_N_DOCUMENT_FIELDS]; /* fields that are printed */
  gboolean     has_list;
  gboolean     has_code; /* that says what lets in */
  /* the element that is looked at */
  guint page;
  guint element;
} Check;

void
foyer_layout_finding_free (FoyerLayoutFinding *self)
{
  if (self == NULL)
    return;
  g_free (self->detail);
  g_free (self);
}

static void
add (Check *check, FoyerLayoutIssue issue, guint page, guint element, const char *detail)
{
  FoyerLayoutFinding *finding;

  for (guint i = 0; i < check->findings->len; i++)
    {
      finding = check->findings->pdata[i];
      if (finding->issue == issue && finding->page == page && finding->element == element && g_strcmp0 (finding->detail, detail) == 0)
        return;
    }
  finding = g_new0 (FoyerLayoutFinding, 1);
  finding->issue = issue;
  finding->page = page;
  finding->element = element;
  finding->detail = g_strdup (detail);
  g_ptr_array_add (check->findings, finding);
}

static void
add_whole (Check *check, FoyerLayoutIssue issue)
{
  add (check, issue, 0, FOYER_LAYOUT_WHOLE, NULL);
}

/* -- Fields -- */

static void
look_at_name (const char *name, gsize length, gpointer data)
{
  Check             *check = data;
  g_autofree char   *nick = g_strndup (name, length);
  FoyerDocumentField field = foyer_document_field_from_nick (nick);

  if (field < FOYER_N_DOCUMENT_FIELDS)
    check->has[field] = TRUE;
  else if (!g_str_has_prefix (nick, FOYER_DOCUMENT_LABEL_PREFIX) ||
           foyer_document_words_get ("en", nick + strlen (FOYER_DOCUMENT_LABEL_PREFIX)) == NULL)
    add (check, FOYER_LAYOUT_UNKNOWN_FIELD, check->page, check->element, nick);
}

static gboolean
has_family (PangoFontMap *map, const char *families)
{
  g_auto (GStrv) names = g_strsplit (families, ",", -1);
  PangoFontFamily **all;
  int               n_all;
  gboolean          found = FALSE;

  if (*families == '\0')
    return TRUE;
  pango_font_map_list_families (map, &all, &n_all);
  for (int i = 0; i < n_all && !found; i++)
    for (char **name = names; *name != NULL && !found; name++)
      found = g_ascii_strcasecmp (g_strstrip (*name), pango_font_family_get_name (all[i])) == 0;
  g_free (all);
  return found;
}

static void
look_at_content (Check *check, const FoyerLayoutElement *element)
{
  if (element->type == FOYER_LAYOUT_LIST)
    check->has_list = TRUE;
  if (element->type == FOYER_LAYOUT_QR && strstr (element->content, "{code}") != NULL)
    check->has_code = TRUE;
  if (element->type != FOYER_LAYOUT_PICTURE)
    foyer_document_template_foreach (element->content, look_at_name, check);
  if (!has_family (pango_cairo_font_map_get_default (), element->family))
    add (check, FOYER_LAYOUT_NO_FONT, check->page, check->element, element->family);
}

static void
look_for_what_must_be (Check *check)
{
  const gboolean *has = check->has;
  FoyerLayoutRole role = check->layout->role;
  gboolean        says_when = has[FOYER_DOCUMENT_DATE] || has[FOYER_DOCUMENT_DATE_TIME];
  gboolean        says_where = has[FOYER_DOCUMENT_VENUE] || has[FOYER_DOCUMENT_PLACE];

  if (!has[FOYER_DOCUMENT_EVENT] && (role == FOYER_LAYOUT_TICKET || role == FOYER_LAYOUT_BADGE))
    add_whole (check, FOYER_LAYOUT_NO_EVENT);
  if (!says_when && role == FOYER_LAYOUT_TICKET)
    add_whole (check, FOYER_LAYOUT_NO_DATE);
  if (!says_where && role == FOYER_LAYOUT_TICKET)
    add_whole (check, FOYER_LAYOUT_NO_PLACE);
  if (!has[FOYER_DOCUMENT_ORGANIZER] && (role == FOYER_LAYOUT_TICKET || role == FOYER_LAYOUT_RECEIPT))
    add_whole (check, FOYER_LAYOUT_NO_ORGANIZER);
  if (!check->has_code && role == FOYER_LAYOUT_TICKET)
    add_whole (check, FOYER_LAYOUT_NO_CODE);
  if (!has[FOYER_DOCUMENT_NAME] && role == FOYER_LAYOUT_BADGE)
    add_whole (check, FOYER_LAYOUT_NO_NAME);
  if (!has[FOYER_DOCUMENT_ADDRESS] && !has[FOYER_DOCUMENT_STREET] && role == FOYER_LAYOUT_LABEL)
    add_whole (check, FOYER_LAYOUT_NO_ADDRESS);
  if (!check->has_list && (role == FOYER_LAYOUT_RECEIPT || role == FOYER_LAYOUT_NOTE))
    add_whole (check, FOYER_LAYOUT_NO_LIST);
}

/* -- Places -- */

static FoyerLayoutRect
inner (const FoyerLayoutElement *element)
{
  FoyerLayoutRect rect = foyer_layout_element_bounds (element);
  int             slack_x = MIN (SLACK, rect.width / 2), slack_y = MIN (SLACK, rect.height / 2);

  rect.x += slack_x;
  rect.y += slack_y;
  rect.width -= 2 * slack_x;
  rect.height -= 2 * slack_y;
  return rect;
}

static gboolean
contains (const FoyerLayoutRect *outer, const FoyerLayoutRect *rect)
{
  return outer->x <= rect->x && outer->y <= rect->y && outer->x + outer->width >= rect->x + rect->width &&
         outer->y + outer->height >= rect->y + rect->height;
}

static gboolean
is_light (const char *color)
{
  guint red, green, blue;

  return *color == '\0' || (sscanf (color, "#%2x%2x%2x", &red, &green, &blue) == 3 && red + green + blue > 3 * 200);
}

/* A box around a code harms it only when it is dark. */
static gboolean
is_ground (const FoyerLayoutElement *element, const FoyerLayoutRect *code)
{
  FoyerLayoutRect rect = foyer_layout_element_bounds (element);

  return element->type == FOYER_LAYOUT_BOX && contains (&rect, code) && is_light (element->fill);
}

static void
look_around_code (Check *check, const GPtrArray *page, const FoyerLayoutElement *code)
{
  FoyerLayoutRect rect = inner (code);

  for (guint i = 0; i < page->len; i++)
    {
      const FoyerLayoutElement *other = page->pdata[i];
      FoyerLayoutRect           there = inner (other);

      if (other == code || (other->type == FOYER_LAYOUT_LINE && other->stroke == FOYER_LAYOUT_FOLD) ||
          !foyer_layout_rect_overlaps (&rect, &there) || is_ground (other, &rect))
        continue;
      add (check, FOYER_LAYOUT_QUIET_ZONE, check->page, check->element, NULL);
      return;
    }
}

static void
look_for_lines (Check *check, const GPtrArray *page, const FoyerLayoutElement *element)
{
  FoyerLayoutRect rect = inner (element);

  for (guint i = 0; i < page->len; i++)
    {
      const FoyerLayoutElement *line = page->pdata[i];
      FoyerLayoutRect           there = foyer_layout_element_bounds (line);

      if (line->type != FOYER_LAYOUT_LINE || line == element || !foyer_layout_rect_overlaps (&rect, &there))
        continue;
      if (line->stroke == FOYER_LAYOUT_STUB && element->type != FOYER_LAYOUT_BOX && element->type != FOYER_LAYOUT_LINE)
        add (check, FOYER_LAYOUT_ON_STUB_LINE, check->page, check->element, NULL);
      if (line->stroke == FOYER_LAYOUT_FOLD && foyer_layout_type_is_code (element->type))
        add (check, FOYER_LAYOUT_ON_FOLD, check->page, check->element, NULL);
    }
}

static void
look_at_place (Check *check, const GPtrArray *page, const FoyerLayoutElement *element)
{
  const FoyerLayoutRect paper = { 0, 0, check->layout->width, check->layout->height };
  FoyerLayoutRect       rect = inner (element);

  if (!contains (&paper, &rect))
    add (check, FOYER_LAYOUT_OUTSIDE, check->page, check->element, NULL);
  if (foyer_layout_type_is_code (element->type))
    look_around_code (check, page, element);
  look_for_lines (check, page, element);
}

static void
look_at_sheet (Check *check)
{
  const FoyerLayout *layout = check->layout;

  if (layout->rows > 0 &&
      (layout->left + layout->columns * layout->width + (layout->columns - 1) * layout->gap_x > layout->sheet_width + SLACK ||
       layout->top + layout->rows * layout->height + (layout->rows - 1) * layout->gap_y > layout->sheet_height + SLACK))
    add_whole (check, FOYER_LAYOUT_SHEET_TOO_SMALL);
}

/* -- Trying it -- */

static FoyerLayoutIssue
issue_of (FoyerLayoutTroubleKind kind)
{
  switch (kind)
    {
    case FOYER_LAYOUT_CODE_LEFT_OUT:
      return FOYER_LAYOUT_LEFT_OUT;
    case FOYER_LAYOUT_CODE_TOO_FINE:
      return FOYER_LAYOUT_TOO_FINE;
    case FOYER_LAYOUT_PICTURE_MISSING:
      return FOYER_LAYOUT_NO_PICTURE;
    case FOYER_LAYOUT_TEXT_CUT:
    default:
      return FOYER_LAYOUT_CUT;
    }
}

static void
try_papers (Check *check, const GPtrArray *papers, const char *language, double dpi)
{
  g_autoptr (FoyerLayoutPainter) painter = foyer_layout_painter_new (check->layout, language, dpi, FALSE);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t         *cr = cairo_create (surface);
  const GArray    *troubles;

  for (guint i = 0; i < papers->len; i++)
    for (guint page = 0; page < foyer_layout_painter_count_pages (painter, papers->pdata[i]); page++)
      foyer_layout_painter_draw (painter, cr, papers->pdata[i], page, 0, 0, NULL);
  troubles = foyer_layout_painter_get_troubles (painter);
  for (guint i = 0; i < troubles->len; i++)
    {
      const FoyerLayoutTrouble *trouble = &g_array_index (troubles, FoyerLayoutTrouble, i);

      add (check, issue_of (trouble->kind), trouble->page, trouble->element, NULL);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static int
compare_findings (gconstpointer first, gconstpointer second)
{
  const FoyerLayoutFinding *a = first, *b = second;

  return (int) a->issue - (int) b->issue;
}

GPtrArray *
foyer_layout_check (FoyerLayout *layout, const GPtrArray *papers, const char *language, double dpi)
{
  Check check = { .layout = layout, .findings = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_layout_finding_free) };

  for (check.page = 0; check.page < layout->pages->len; check.page++)
    {
      const GPtrArray *page = foyer_layout_get_page (layout, check.page);

      for (check.element = 0; check.element < page->len; check.element++)
        {
          look_at_content (&check, page->pdata[check.element]);
          look_at_place (&check, page, page->pdata[check.element]);
        }
    }
  look_for_what_must_be (&check);
  look_at_sheet (&check);
  try_papers (&check, papers, language, dpi);
  g_ptr_array_sort_values (check.findings, compare_findings);
  return check.findings;
}
