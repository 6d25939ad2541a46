/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-category.h"

#include "foyer-nick.h"
#include "foyer-stock.h"

static const char *const status_nicks[] = { "draft", "live", "hidden" };

FoyerCategory *
foyer_category_new (void)
{
  FoyerCategory *self = g_new0 (FoyerCategory, 1);

  self->capacity = FOYER_UNLIMITED;
  self->min_per_order = 1;
  return self;
}

void
foyer_category_free (FoyerCategory *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->colour);
  g_free (self->benefits);
  g_free (self->sku);
  g_free (self->windows);
  g_free (self);
}

const char *
foyer_category_status_nick (FoyerCategoryStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (status_nicks), status_nicks[0]);

  return status_nicks[status];
}

FoyerCategoryStatus
foyer_category_status_from_nick (const char *nick)
{
  return foyer_nick_find (status_nicks, G_N_ELEMENTS (status_nicks), nick, FOYER_CATEGORY_DRAFT);
}
