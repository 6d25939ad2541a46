/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** FoyerGuestSheetLine: one guest. Texts are borrowed, "" when there is nothing to say. */
typedef struct
{
  const char *name;
  const char *detail; /* category and seat */
  const char *number; /* of the order */
  const char *note;
  gboolean    ticked;  /* in already */
  gboolean    refused; /* must not come in as it is; no box to tick */
} FoyerGuestSheetLine;

/** FoyerGuestSheet: the list of a door for a night without power. Texts are borrowed. */
typedef struct
{
  const char *title;    /* the event */
  const char *subtitle; /* date, gate, and when the list was made */
  const char *refused;  /* the word beside who must not come in */
  GArray     *lines;    /* FoyerGuestSheetLine, in their order */
} FoyerGuestSheet;

/**
 * foyer_guest_sheet_write:
 * @stream: where the PDF goes; it is not closed
 *
 * Writes A4 pages with a box to tick before each name, the first letter of the
 * names in the margin, and the number of each page. Any thread.
 *
 * Returns: FALSE when it could not be written
 */
gboolean foyer_guest_sheet_write (const FoyerGuestSheet *sheet, GOutputStream *stream, GCancellable *cancellable, GError **error);

G_END_DECLS
