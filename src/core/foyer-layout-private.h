/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-layout.h"

G_BEGIN_DECLS

/* One table says which members a layout and its elements have in memory and in
 * JSON, what they may be, and what they are when nothing is said. */
typedef struct
{
  const char        *name; /* in JSON; NULL ends a table */
  gsize              offset;
  gboolean           is_text;
  gboolean           is_boolean;
  const char *const *nicks; /* of an enumeration, NULL-terminated; %NULL otherwise */
  guint              types; /* bits of the element types that have it */
  guint              required;
  int                min; /* of a number; of a text the bytes */
  int                max;
  int                fallback;
} FoyerLayoutMember;

extern const FoyerLayoutMember foyer_layout_element_members[];
extern const FoyerLayoutMember foyer_layout_members[];

FoyerLayout           *foyer_layout_alloc (void);
FoyerLayoutElementType foyer_layout_type_from_nick (const char *nick);

G_END_DECLS
