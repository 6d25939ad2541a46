/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-change.h"
#include "foyer-device-register.h"
#include "foyer-lease-message.h"

G_BEGIN_DECLS

/*
 * The authority over stock: who may sell how many of what. All functions run
 * inside a transaction that has locked the organization's row, as
 * foyer_change_log_append() does, so that several processes on one database
 * take turns and the last ticket is granted once.
 */

/** foyer_stock_register_lock: Lets no other process divide stock until this transaction ends. */
gboolean foyer_stock_register_lock (FoyerStorage *storage, const FoyerId *organization, GError **error);

/** foyer_stock_register_note: Takes what @change, which is new in the log, means for stock. Facts are never refused here. */
gboolean foyer_stock_register_note (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, GError **error);

/**
 * foyer_stock_register_read:
 * @category: (out): the stock of the category @id; without bound when it is not known
 * @event: (out): that of the event that it belongs to; without bound when it has none
 *
 * Returns: FALSE when the storage failed
 */
gboolean foyer_stock_register_read (FoyerStorage *storage, const FoyerId *organization, const FoyerId *id, FoyerTime now, FoyerPool *category, FoyerPool *event, GError **error);

typedef enum
{
  FOYER_LEASING_GOOD,
  FOYER_LEASING_ROLLED_BACK, /* the device knows less than it told before in this epoch: it must begin another */
  FOYER_LEASING_OVERDRAWN,   /* the device says it spent more than it was granted */
} FoyerLeasingResult;

/**
 * foyer_stock_register_lease:
 * @device: who asks; a door never does
 * @result: (out):
 * @grants: (out) (transfer full) (nullable) (element-type FoyerLeaseGrant): one for each ask, in its order, when @result is good
 *
 * Takes back what is given back and grants of what is asked for as much as
 * foyer_lease_grant() says, so that `sold + held + leased <= capacity` for
 * category and event.
 *
 * Returns: FALSE when the storage failed
 */
gboolean foyer_stock_register_lease (FoyerStorage *storage, const FoyerDevice *device, const FoyerLeaseRequest *request, FoyerTime now, FoyerLeasingResult *result, GArray **grants, GError **error);

G_END_DECLS
