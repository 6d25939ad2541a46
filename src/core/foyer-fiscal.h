/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-document-data.h"
#include "foyer-order.h"

G_BEGIN_DECLS

/**
 * FoyerFiscalSignature: what a certified security device says of one sale, as
 * receipts must show it (Germany: start and end, transaction number, serial
 * number, check value, signature counter).
 */
typedef struct
{
  char     *serial;    /* of the device */
  char     *signature; /* check value */
  char     *code;      /* what a QR code holds, or "" */
  gint64    transaction;
  gint64    counter;
  FoyerTime started;
  FoyerTime finished;
} FoyerFiscalSignature;

void foyer_fiscal_signature_free (FoyerFiscalSignature *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerFiscalSignature, foyer_fiscal_signature_free)

/**
 * FoyerFiscal: how a till talks to a device that signs its sales.
 *
 * @start is called before a sale is committed, @finish after it, both on the
 * thread of the store's writer: a device that answers slowly must be asked
 * elsewhere. An error of @start refuses the sale; one of @finish does not undo
 * it: the receipt then says that the device failed.
 */
typedef struct
{
  const char *name;
  gboolean    certified;
  gboolean (*start) (gpointer device, FoyerTime now, gint64 *transaction, GError **error);
  FoyerFiscalSignature *(*finish) (gpointer device, gint64 transaction, const FoyerOrder *order, FoyerTime now, GError **error);
  gpointer device;
} FoyerFiscal;

/** foyer_fiscal_none: Returns: (transfer none): no device: nothing is signed, and receipts say so */
const FoyerFiscal *foyer_fiscal_none (void);

/**
 * foyer_fiscal_describe:
 * @signature: (nullable): of the sale, when there is one
 * @notice: what a till without a certified device says
 * @failure: what is said when a certified one gave no signature
 *
 * Adds to a receipt what the device said of its sale, or that nothing was signed.
 */
void foyer_fiscal_describe (const FoyerFiscal *self, const FoyerFiscalSignature *signature, const char *notice, const char *failure, FoyerDocumentData *receipt);

G_END_DECLS
