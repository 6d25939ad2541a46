/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-id.h"
#include "foyer-lease.h"

G_BEGIN_DECLS

/** FOYER_LEASES_MAX: the most categories that one `POST leases` may speak of. */
#define FOYER_LEASES_MAX 500

/** FoyerLeaseAsk: what a device says of one category. */
typedef struct
{
  FoyerId    category;
  FoyerLease lease;  /* as the device knows it */
  gint64     wanted; /* up to what `granted` should be raised, so that asking twice gets nothing twice; 0: nothing */
} FoyerLeaseAsk;

/** FoyerLeaseRequest: the body of `POST leases`. */
typedef struct
{
  gint64  epoch; /* of the device's store, 1 to %FOYER_LEASE_EPOCH_MAX */
  GArray *asks;  /* (element-type FoyerLeaseAsk): of different categories */
} FoyerLeaseRequest;

FoyerLeaseRequest *foyer_lease_request_new (gint64 epoch);
void               foyer_lease_request_free (FoyerLeaseRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerLeaseRequest, foyer_lease_request_free)

char *foyer_lease_request_print (const FoyerLeaseRequest *self);

/** foyer_lease_request_parse: Returns: (transfer full) (nullable): the request, or %NULL and %FOYER_ERROR_INVALID */
FoyerLeaseRequest *foyer_lease_request_parse (const char *text, gsize length, GError **error);

/** FoyerLeaseGrant: what the platform says to one ask. */
typedef struct
{
  FoyerId    category;
  FoyerLease lease;  /* as the platform knows it now */
  gint64     left;   /* that nobody has sold, in this device's hands or elsewhere; -1: nothing bounds it */
  gboolean   scarce; /* others ask in vain: give back what is not needed */
} FoyerLeaseGrant;

/** foyer_lease_answer_print: @grants: (element-type FoyerLeaseGrant): Returns: (transfer full): the answer to `POST leases` */
char *foyer_lease_answer_print (GArray *grants);

/** foyer_lease_answer_parse: Returns: (transfer full) (element-type FoyerLeaseGrant) (nullable): what was granted, or %NULL and %FOYER_ERROR_INVALID */
GArray *foyer_lease_answer_parse (const char *text, gsize length, GError **error);

G_END_DECLS
