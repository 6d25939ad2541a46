/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-private.h"

#define BIT(type) (1u << FOYER_LAYOUT_##type)
#define ALL ((1u << FOYER_N_LAYOUT_ELEMENT_TYPES) - 1)
#define CODES (BIT (QR) | BIT (EAN13) | BIT (CODE128))
#define TYPED (BIT (TEXT) | BIT (LIST))
#define DRAWN (BIT (LINE) | BIT (BOX))

#define NUMBER(name, types, required, min, max, fallback) \
  { #name, G_STRUCT_OFFSET (FoyerLayoutElement, name), FALSE, FALSE, NULL, types, required, min, max, fallback }
#define BOOLEAN(name, types) \
  { #name, G_STRUCT_OFFSET (FoyerLayoutElement, name), FALSE, TRUE, NULL, types, 0, 0, 1, 0 }
#define NICK(name, nicks, types) \
  { #name, G_STRUCT_OFFSET (FoyerLayoutElement, name), FALSE, FALSE, nicks, types, 0, 0, 0, 0 }
#define TEXT(name, types, required, max) \
  { #name, G_STRUCT_OFFSET (FoyerLayoutElement, name), TRUE, FALSE, NULL, types, required, 0, max, 0 }

static const char *const aligns[] = { "left", "center", "right", NULL };
static const char *const valigns[] = { "top", "middle", "bottom", NULL };
static const char *const strokes[] = { "solid", "dashed", "stub", "fold", NULL };

const FoyerLayoutMember foyer_layout_element_members[] = {
  TEXT (name, ALL, 0, 200),
  NUMBER (x, ALL, ALL, -FOYER_LAYOUT_MAX_SIZE, 2 * FOYER_LAYOUT_MAX_SIZE, 0),
  NUMBER (y, ALL, ALL, -FOYER_LAYOUT_MAX_SIZE, 2 * FOYER_LAYOUT_MAX_SIZE, 0),
  NUMBER (width, ALL, ALL, 0, 2 * FOYER_LAYOUT_MAX_SIZE, 0),
  NUMBER (height, ALL, ALL, 0, 2 * FOYER_LAYOUT_MAX_SIZE, 0),
  NUMBER (rotation, ALL & ~BIT (LIST), 0, 0, 359, 0),
  TEXT (content, BIT (TEXT) | CODES | BIT (PICTURE), BIT (TEXT) | CODES | BIT (PICTURE), FOYER_LAYOUT_MAX_TEXT),
  TEXT (when, ALL, 0, 40),
  TEXT (family, TYPED, 0, 200),
  NUMBER (weight, BIT (TEXT), 0, 100, 1000, 400),
  BOOLEAN (italic, BIT (TEXT)),
  NUMBER (size, TYPED, 0, 200, 40000, 1000),
  NUMBER (min_size, TYPED, 0, 0, 40000, 0),
  NUMBER (max_lines, BIT (TEXT), 0, 1, 100, 1),
  NUMBER (spacing, BIT (TEXT), 0, 0, 5000, 0),
  NICK (align, aligns, BIT (TEXT) | CODES | BIT (PICTURE)),
  NICK (valign, valigns, BIT (TEXT) | CODES | BIT (PICTURE)),
  TEXT (color, TYPED | DRAWN, 0, 40),
  TEXT (fill, BIT (BOX), 0, 40),
  NUMBER (thickness, DRAWN, 0, 0, 50 * FOYER_LAYOUT_MM, 250),
  NUMBER (radius, BIT (BOX), 0, 0, FOYER_LAYOUT_MAX_SIZE, 0),
  NICK (stroke, strokes, DRAWN),
  { NULL },
};

#undef NUMBER
#undef BOOLEAN
#undef TEXT
#define NUMBER(name, required, min, max) \
  { #name, G_STRUCT_OFFSET (FoyerLayout, name), FALSE, FALSE, NULL, ALL, required, min, max, 0 }
#define BOOLEAN(name) \
  { #name, G_STRUCT_OFFSET (FoyerLayout, name), FALSE, TRUE, NULL, ALL, 0, 0, 1, 0 }
#define TEXT(name, max) \
  { #name, G_STRUCT_OFFSET (FoyerLayout, name), TRUE, FALSE, NULL, ALL, 0, 0, max, 0 }

const FoyerLayoutMember foyer_layout_members[] = {
  TEXT (name, 300),
  TEXT (language, 20),
  NUMBER (width, ALL, FOYER_LAYOUT_MIN_SIZE, FOYER_LAYOUT_MAX_SIZE),
  NUMBER (height, ALL, FOYER_LAYOUT_MIN_SIZE, FOYER_LAYOUT_MAX_SIZE),
  BOOLEAN (continuous),
  BOOLEAN (black_only),
  NUMBER (sheet_width, 0, 0, FOYER_LAYOUT_MAX_SIZE),
  NUMBER (sheet_height, 0, 0, FOYER_LAYOUT_MAX_SIZE),
  NUMBER (rows, 0, 0, FOYER_LAYOUT_MAX_CELLS),
  NUMBER (columns, 0, 0, FOYER_LAYOUT_MAX_CELLS),
  NUMBER (left, 0, 0, FOYER_LAYOUT_MAX_SIZE),
  NUMBER (top, 0, 0, FOYER_LAYOUT_MAX_SIZE),
  NUMBER (gap_x, 0, 0, FOYER_LAYOUT_MAX_SIZE),
  NUMBER (gap_y, 0, 0, FOYER_LAYOUT_MAX_SIZE),
  { NULL },
};
