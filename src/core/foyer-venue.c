/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-venue.h"

#include "foyer-stock.h"

FoyerVenue *
foyer_venue_new (void)
{
  FoyerVenue *self = g_new0 (FoyerVenue, 1);

  self->capacity = FOYER_UNLIMITED;
  return self;
}

void
foyer_venue_free (FoyerVenue *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->street);
  g_free (self->postcode);
  g_free (self->city);
  g_free (self->state);
  g_free (self->country);
  g_free (self->kind);
  g_free (self->timezone);
  g_free (self->amenities);
  g_free (self);
}

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

char *
foyer_venue_dup_address (const FoyerVenue *self)
{
  GString *line = g_string_new (is_set (self->street) ? self->street : "");

  if (is_set (self->postcode) || is_set (self->city))
    {
      if (line->len > 0)
        g_string_append (line, ", ");
      if (is_set (self->postcode))
        g_string_append (line, self->postcode);
      if (is_set (self->postcode) && is_set (self->city))
        g_string_append_c (line, ' ');
      if (is_set (self->city))
        g_string_append (line, self->city);
    }
  return g_string_free (line, FALSE);
}
