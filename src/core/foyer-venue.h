/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-id.h"

G_BEGIN_DECLS

/** FoyerVenue: a place where events happen. Texts are never %NULL once read from the store. */
typedef struct
{
  FoyerId id;
  char   *name;
  char   *street;
  char   *postcode;
  char   *city;
  char   *state;
  char   *country;   /* ISO 3166 alpha-2, or "" */
  char   *kind;      /* "seated", "standing", "open-air" or "" */
  char   *timezone;  /* IANA name, or "" */
  char   *amenities; /* comma-separated */
  gint64  capacity;  /* FOYER_UNLIMITED when not set */
  double  latitude;  /* degrees; both 0 when not set */
  double  longitude;
} FoyerVenue;

FoyerVenue *foyer_venue_new (void);
void        foyer_venue_free (FoyerVenue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerVenue, foyer_venue_free)

/** foyer_venue_dup_address: Returns: (transfer full): street, postcode and city in one line, "" when none is known */
char *foyer_venue_dup_address (const FoyerVenue *self);

G_END_DECLS
