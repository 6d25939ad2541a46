/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-ticket-face.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FoyerTicketDocument:
 *
 * A PDF with one ticket on each page, every page exactly
 * %FOYER_TICKET_WIDTH by %FOYER_TICKET_HEIGHT points. Pages go out as they are
 * added, so the memory needed does not grow with the number of tickets. Belongs
 * to one thread, which may be any thread.
 */
typedef struct _FoyerTicketDocument FoyerTicketDocument;

FoyerTicketDocument *foyer_ticket_document_new (GOutputStream *stream,
                                                const char    *title);
FoyerTicketDocument *foyer_ticket_document_new_for_path (const char *path,
                                                         const char *title,
                                                         GError    **error);
void                 foyer_ticket_document_free (FoyerTicketDocument *self);
gboolean             foyer_ticket_document_add (FoyerTicketDocument   *self,
                                                const FoyerTicketFace *face,
                                                GError               **error);
guint                foyer_ticket_document_get_pages (const FoyerTicketDocument *self);
gboolean             foyer_ticket_document_finish (FoyerTicketDocument *self,
                                                   GCancellable        *cancellable,
                                                   GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerTicketDocument, foyer_ticket_document_free)

G_END_DECLS
