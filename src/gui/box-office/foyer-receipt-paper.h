/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-document-data.h"
#include "foyer-event-store.h"
#include "foyer-fiscal.h"
#include "foyer-order.h"

G_BEGIN_DECLS

/** FoyerReceiptContext: what a receipt says besides its sale. */
typedef struct
{
  const FoyerEventSummary    *summary; /* (nullable): the event, when it is known */
  const char                 *till;
  const char                 *cashier; /* or "" */
  const FoyerFiscal          *fiscal;
  const FoyerFiscalSignature *signature; /* (nullable) */
  gboolean                    practice;  /* nothing was sold */
  gboolean                    copy;      /* not the first receipt of this sale */
} FoyerReceiptContext;

/** foyer_receipt_paper_new: Returns: (transfer full): the receipt of @order in the words of the program's language */
FoyerDocumentData *foyer_receipt_paper_new (const FoyerOrder *order, const FoyerReceiptContext *context);

G_END_DECLS
