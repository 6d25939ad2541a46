/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-ticket-face.h"

G_BEGIN_DECLS

/**
 * FoyerTicketPainter:
 *
 * Draws tickets one after the other and keeps the laid-out texts that they
 * have in common (the event, the venue, the labels). Its memory does not grow with the number of tickets. Belongs to one
 * thread.
 */
typedef struct _FoyerTicketPainter FoyerTicketPainter;

FoyerTicketPainter *foyer_ticket_painter_new (void);
void                foyer_ticket_painter_free (FoyerTicketPainter *self);
gboolean            foyer_ticket_painter_shares (const FoyerTicketFace *a,
                                                 const FoyerTicketFace *b);
void                foyer_ticket_painter_draw_shared (FoyerTicketPainter    *self,
                                                      cairo_t               *cr,
                                                      const FoyerTicketFace *face);
gboolean            foyer_ticket_painter_draw_own (FoyerTicketPainter    *self,
                                                   cairo_t               *cr,
                                                   const FoyerTicketFace *face,
                                                   GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerTicketPainter, foyer_ticket_painter_free)

G_END_DECLS
