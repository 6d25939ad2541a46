/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-id.h"

G_BEGIN_DECLS

/* How paper looks. Lengths are micrometres, type sizes hundredths of a point. */

#define FOYER_LAYOUT_MM 1000
#define FOYER_LAYOUT_INCH 25400

/** FOYER_LAYOUT_VERSION: of the JSON form that this program writes; it reads all up to it. */
#define FOYER_LAYOUT_VERSION 1

/* Bounds of what is read; the schema in data/layout.schema.json repeats them. */
#define FOYER_LAYOUT_MAX_LENGTH (256 * 1024) /* bytes of JSON without pictures */
#define FOYER_LAYOUT_MAX_PAGES 8
#define FOYER_LAYOUT_MAX_ELEMENTS 120 /* on a page */
#define FOYER_LAYOUT_MAX_TEXT 4000    /* bytes */
#define FOYER_LAYOUT_MIN_SIZE (5 * FOYER_LAYOUT_MM)
#define FOYER_LAYOUT_MAX_SIZE (1500 * FOYER_LAYOUT_MM)
#define FOYER_LAYOUT_MAX_CELLS 30 /* rows and columns of a sheet */

typedef enum
{
  FOYER_LAYOUT_TICKET,
  FOYER_LAYOUT_BADGE,
  FOYER_LAYOUT_LABEL, /* address */
  FOYER_LAYOUT_RECEIPT,
  FOYER_LAYOUT_NOTE, /* delivery */
  FOYER_N_LAYOUT_ROLES,
} FoyerLayoutRole;

/**
 * FoyerLayoutElementType:
 * @FOYER_LAYOUT_TEXT: a template, see foyer_document_expand()
 * @FOYER_LAYOUT_QR: a QR code of a template
 * @FOYER_LAYOUT_EAN13: a bar code of 13 digits
 * @FOYER_LAYOUT_CODE128: a bar code of any text
 * @FOYER_LAYOUT_PICTURE: a picture, told by its id
 * @FOYER_LAYOUT_LINE: from edge to edge of its box along the longer side
 * @FOYER_LAYOUT_BOX: a rectangle, drawn or filled
 * @FOYER_LAYOUT_LIST: the lines of the document
 */
typedef enum
{
  FOYER_LAYOUT_TEXT,
  FOYER_LAYOUT_QR,
  FOYER_LAYOUT_EAN13,
  FOYER_LAYOUT_CODE128,
  FOYER_LAYOUT_PICTURE,
  FOYER_LAYOUT_LINE,
  FOYER_LAYOUT_BOX,
  FOYER_LAYOUT_LIST,
  FOYER_N_LAYOUT_ELEMENT_TYPES,
} FoyerLayoutElementType;

typedef enum
{
  FOYER_LAYOUT_ALIGN_LEFT,
  FOYER_LAYOUT_ALIGN_CENTER,
  FOYER_LAYOUT_ALIGN_RIGHT,
  FOYER_N_LAYOUT_ALIGNS,
} FoyerLayoutAlign;

typedef enum
{
  FOYER_LAYOUT_TOP,
  FOYER_LAYOUT_MIDDLE,
  FOYER_LAYOUT_BOTTOM,
  FOYER_N_LAYOUT_VALIGNS,
} FoyerLayoutValign;

/**
 * FoyerLayoutStroke:
 * @FOYER_LAYOUT_SOLID: a plain line
 * @FOYER_LAYOUT_DASHED: a dashed one
 * @FOYER_LAYOUT_STUB: dashed, where the stub is torn off; nothing should cross it
 * @FOYER_LAYOUT_FOLD: not printed; where the paper is folded; nothing should cross it
 */
typedef enum
{
  FOYER_LAYOUT_SOLID,
  FOYER_LAYOUT_DASHED,
  FOYER_LAYOUT_STUB,
  FOYER_LAYOUT_FOLD,
  FOYER_N_LAYOUT_STROKES,
} FoyerLayoutStroke;

/**
 * FoyerLayoutElement:
 *
 * One thing on a page. Its box is given before it is turned about its centre.
 * Which members count depends on the type. Texts are never %NULL.
 */
typedef struct
{
  char *name;    /* for people who edit, or "" */
  char *content; /* template; for a picture its id */
  char *when;    /* name of a field that must not be empty, or must be with "!" before it; or "" */
  char *family;  /* of the type; "": the house's */
  char *color;   /* "#rrggbb", "category", "on-category" (what is read on it) or "": black; of a box the edge */
  char *fill;    /* of a box, the same; "": not filled */
  int   x;
  int   y;
  int   width;
  int   height;
  int   rotation; /* degrees clockwise, 0..359; quarters for all but texts, lines and boxes */
  int   weight;   /* 100..1000 */
  int   size;     /* when there is room */
  int   min_size; /* the smallest that is still read; 0: 60 % of @size */
  int   max_lines;
  int   spacing; /* between letters, hundredths of a point */
  int   thickness;
  int   radius; /* of a box's corners */
  int   italic;

  FoyerLayoutElementType type;
  FoyerLayoutAlign       align;
  FoyerLayoutValign      valign;
  FoyerLayoutStroke      stroke;
} FoyerLayoutElement;

FoyerLayoutElement *foyer_layout_element_new (FoyerLayoutElementType type);
FoyerLayoutElement *foyer_layout_element_copy (const FoyerLayoutElement *self);
void                foyer_layout_element_free (FoyerLayoutElement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerLayoutElement, foyer_layout_element_free)

/** foyer_layout_element_equal: Returns: whether both say the same */
gboolean foyer_layout_element_equal (const FoyerLayoutElement *first, const FoyerLayoutElement *second);

/** FoyerLayoutRect: an upright rectangle in micrometres. */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} FoyerLayoutRect;

/** foyer_layout_element_bounds: Returns: what the element covers once it is turned */
FoyerLayoutRect foyer_layout_element_bounds (const FoyerLayoutElement *self);

gboolean foyer_layout_rect_overlaps (const FoyerLayoutRect *first, const FoyerLayoutRect *second);

/** foyer_layout_type_is_code: Returns: whether scanners read it */
gboolean foyer_layout_type_is_code (FoyerLayoutElementType type);

/**
 * FoyerLayout:
 *
 * The looks of a ticket, badge, label, receipt or note. A layout that was handed
 * to others is not altered any more; who edits makes a copy. Reference-counted,
 * any thread.
 */
typedef struct
{
  FoyerId         id; /* none until it has one; ready layouts have one of their own */
  FoyerLayoutRole role;
  char           *name;
  char           *language;   /* of the words on it, ISO 639; "": the event's or the program's */
  int             width;      /* of one ticket or label */
  int             height;     /* on a roll with its list as it is drawn */
  int             continuous; /* on a roll: as long as its list */
  int             black_only; /* for printers without grey */

  /* several to a sheet; no rows: each is a sheet of its own */
  int sheet_width;
  int sheet_height;
  int rows;
  int columns;
  int left; /* of the first one on the sheet */
  int top;
  int gap_x;
  int gap_y;

  GPtrArray  *pages;    /* (element-type GPtrArray) of FoyerLayoutElement, the lowest first */
  GHashTable *pictures; /* (nullable): id as text -> GBytes of PNG, in layouts from files */
} FoyerLayout;

/** foyer_layout_new: Returns: (transfer full): one empty page of this size */
FoyerLayout *foyer_layout_new (FoyerLayoutRole role, const char *name, int width, int height);
FoyerLayout *foyer_layout_copy (const FoyerLayout *self);
FoyerLayout *foyer_layout_ref (FoyerLayout *self);
void         foyer_layout_unref (FoyerLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerLayout, foyer_layout_unref)

/** foyer_layout_add_page: Returns: (transfer none): the elements of a new page at the end */
GPtrArray *foyer_layout_add_page (FoyerLayout *self);

/** foyer_layout_get_page: Returns: (transfer none) (element-type FoyerLayoutElement): @index is below the number of pages */
GPtrArray *foyer_layout_get_page (const FoyerLayout *self, guint index);

gboolean foyer_layout_equal (const FoyerLayout *first, const FoyerLayout *second);

/** foyer_layout_has_picture: Returns: whether any page shows the picture of this id */
gboolean foyer_layout_has_picture (const FoyerLayout *self, const char *picture);

const char     *foyer_layout_role_nick (FoyerLayoutRole role);
FoyerLayoutRole foyer_layout_role_from_nick (const char *nick);
const char     *foyer_layout_type_nick (FoyerLayoutElementType type);

/**
 * foyer_layout_parse:
 * @text: JSON in the form of data/layout.schema.json, from anywhere
 * @length: its bytes, or -1 when NUL-terminated
 *
 * Returns: (transfer full) (nullable): the layout; %NULL and %FOYER_ERROR_INVALID
 *   with a sentence that names what is wrong and where
 */
FoyerLayout *foyer_layout_parse (const char *text, gssize length, GError **error);

/**
 * foyer_layout_print:
 * @pretty: for people to read, in a file
 *
 * Returns: (transfer full): JSON, with the pictures if it has them
 */
char *foyer_layout_print (const FoyerLayout *self, gboolean pretty);

G_END_DECLS
