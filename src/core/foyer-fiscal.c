/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-fiscal.h"

static gboolean
start_none (gpointer device, FoyerTime now, gint64 *transaction, GError **error)
{
  *transaction = 0;
  return TRUE;
}

static FoyerFiscalSignature *
finish_none (gpointer device, gint64 transaction, const FoyerOrder *order, FoyerTime now, GError **error)
{
  return NULL;
}

const FoyerFiscal *
foyer_fiscal_none (void)
{
  static const FoyerFiscal none = { "none", FALSE, start_none, finish_none, NULL };

  return &none;
}

void
foyer_fiscal_signature_free (FoyerFiscalSignature *self)
{
  if (self == NULL)
    return;
  g_free (self->serial);
  g_free (self->signature);
  g_free (self->code);
  g_free (self);
}

void
foyer_fiscal_describe (const FoyerFiscal *self, const FoyerFiscalSignature *signature, const char *notice, const char *failure, FoyerDocumentData *receipt)
{
  g_autofree char *numbers = NULL;
  g_autofree char *started = NULL;
  g_autofree char *finished = NULL;
  g_autofree char *span = NULL;

  if (signature == NULL)
    {
      foyer_document_data_add_line (receipt, FOYER_DOCUMENT_LINE_NOTE, NULL, self->certified ? failure : notice, NULL, NULL);
      return;
    }
  started = foyer_time_format_iso (signature->started);
  finished = foyer_time_format_iso (signature->finished);
  span = g_strdup_printf ("%s – %s", started, finished);
  numbers = g_strdup_printf ("%s · %" G_GINT64_FORMAT " · %" G_GINT64_FORMAT, signature->serial, signature->transaction, signature->counter);
  foyer_document_data_add_line (receipt, FOYER_DOCUMENT_LINE_NOTE, NULL, span, NULL, NULL);
  foyer_document_data_add_line (receipt, FOYER_DOCUMENT_LINE_NOTE, NULL, numbers, NULL, NULL);
  foyer_document_data_add_line (receipt, FOYER_DOCUMENT_LINE_NOTE, NULL, signature->signature, NULL, NULL);
}
