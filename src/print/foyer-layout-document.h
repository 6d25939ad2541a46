/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "foyer-document-data.h"
#include "foyer-layout.h"

G_BEGIN_DECLS

/**
 * FoyerLayoutDocument:
 *
 * A PDF of tickets or other papers, every page exactly as large as its layout
 * says; several to a sheet where it says so. Pages go out as they are added, so
 * the memory needed does not grow with their number. Belongs to one thread,
 * which may be any thread.
 */
typedef struct _FoyerLayoutDocument FoyerLayoutDocument;

/**
 * foyer_layout_document_new:
 * @stream: where the PDF goes; it is not closed
 * @title: title in the file's properties; no names of people
 *
 * Returns: (transfer full): a document without pages, for a printer of
 *   %FOYER_LAYOUT_DEFAULT_DPI, with the words of the program's language
 */
FoyerLayoutDocument *foyer_layout_document_new (GOutputStream *stream, const char *title);

/**
 * foyer_layout_document_new_for_path:
 * @path: a file name; a file of this name is replaced only when the document is finished
 *
 * Returns: (transfer full) (nullable): as foyer_layout_document_new(), or %NULL
 *   with an error of the file system
 */
FoyerLayoutDocument *foyer_layout_document_new_for_path (const char *path, const char *title, GError **error);

/** foyer_layout_document_set_printer: Tells what is printed on, before anything is added: its resolution (0: not known) and whether it has black alone. */
void foyer_layout_document_set_printer (FoyerLayoutDocument *self, double dpi, gboolean black_only);

/** foyer_layout_document_free: A document for a path that was not finished leaves no file. */
void foyer_layout_document_free (FoyerLayoutDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerLayoutDocument, foyer_layout_document_free)

/**
 * foyer_layout_document_add:
 * @layout: how it looks; papers of several layouts may follow each other, a few
 *   layouts at a time
 * @data: what it says; may be changed or freed afterwards
 *
 * Adds a paper. After an error the document cannot be finished, so that no
 * ticket is ever missing from a batch unnoticed.
 *
 * Returns: FALSE with %FOYER_PRINT_ERROR or an error of the stream
 */
gboolean foyer_layout_document_add (FoyerLayoutDocument *self, FoyerLayout *layout, const FoyerDocumentData *data, GError **error);

/** foyer_layout_document_get_pages: Returns: how many pages are in the file so far; a sheet counts once it is begun */
guint foyer_layout_document_get_pages (const FoyerLayoutDocument *self);

/** foyer_layout_document_get_cut: Returns: how many papers had a text that lost its end, a code that is too fine, or a picture that is missing */
guint foyer_layout_document_get_cut (const FoyerLayoutDocument *self);

/**
 * foyer_layout_document_finish:
 *
 * Writes the end of the file; for a path the file gets its name. Nothing can be
 * added afterwards. A document without pages is an error.
 *
 * Returns: FALSE with %FOYER_PRINT_ERROR or an error of the stream
 */
gboolean foyer_layout_document_finish (FoyerLayoutDocument *self, GCancellable *cancellable, GError **error);

G_END_DECLS
