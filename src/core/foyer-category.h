/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-id.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_CATEGORY_DRAFT,  /* being prepared */
  FOYER_CATEGORY_LIVE,   /* on sale */
  FOYER_CATEGORY_HIDDEN, /* sold only by those who know of it */
} FoyerCategoryStatus;

/** FoyerCategory: one type of ticket of one event. */
typedef struct
{
  FoyerId             id;
  FoyerId             event;
  char               *name;
  char               *colour;     /* "#rrggbb" */
  char               *benefits;   /* one per line */
  char               *sku;        /* of another system, or "" */
  gint64              price;      /* minor units of the event's currency */
  int                 vat_rate;   /* hundredths of a percent */
  gint64              capacity;   /* FOYER_UNLIMITED: bounded by the event alone */
  FoyerTime           sale_from;  /* 0: at once */
  FoyerTime           sale_until; /* 0: until the event ends */
  int                 min_per_order;
  int                 max_per_order; /* 0: no limit */
  int                 position;
  char               *windows; /* when it admits, see foyer_windows_parse(); "": as long as its event */
  FoyerCategoryStatus status;
} FoyerCategory;

FoyerCategory *foyer_category_new (void);
void           foyer_category_free (FoyerCategory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerCategory, foyer_category_free)

const char         *foyer_category_status_nick (FoyerCategoryStatus status);
FoyerCategoryStatus foyer_category_status_from_nick (const char *nick);

G_END_DECLS
