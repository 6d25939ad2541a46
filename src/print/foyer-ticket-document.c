/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ticket-document.h"
#include "foyer-print-error.h"
#include "foyer-ticket-painter.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>

struct _FoyerTicketDocument
{
  cairo_surface_t    *surface;
  cairo_t            *cr;
  FoyerTicketPainter *painter;
  GOutputStream      *stream; /* buffered */
  GError             *error;  /* the first thing that went wrong */
  char               *path;   /* where the file shall be at the end, or NULL */
  char               *part;   /* where it is until then */
  guint               pages;

  GQueue forms; /* of Form, the one that was used last first */
};

/* What the tickets of one category have in common, kept in the file once: a
 * recording that is painted on several pages becomes one form of the PDF. */
typedef struct
{
  FoyerTicketFace *face;
  cairo_surface_t *recording;
  guint            uses;
} Form;

#define MAX_FORMS 16

/* Cairo 1.18 keeps some bytes for each command of a recording each time that it
 * is painted, and walks through them; a new recording begins with none. */
#define MAX_USES 100

static void
form_free (Form *form)
{
  foyer_ticket_face_free (form->face);
  cairo_surface_destroy (form->recording);
  g_free (form);
}

/* Each stream of a PDF page is compressed with a state of a third of a megabyte
 * that is freed again. The GNU allocator gives such memory back to the system
 * and fetches it anew, a hundred page faults for each ticket, a fifth of the
 * time, until it has once seen a larger block freed (mallopt(3),
 * M_MMAP_THRESHOLD). */
static void
teach_allocator (void)
{
  g_free (g_malloc (4 * 1024 * 1024));
}

static cairo_status_t
write_cb (void                *data,
          const unsigned char *bytes,
          unsigned int         length)
{
  FoyerTicketDocument *self = data;

  if (self->error != NULL)
    return CAIRO_STATUS_WRITE_ERROR;
  if (!g_output_stream_write_all (self->stream, bytes, length, NULL, NULL, &self->error))
    return CAIRO_STATUS_WRITE_ERROR;
  return CAIRO_STATUS_SUCCESS;
}

/**
 * foyer_ticket_document_new:
 * @stream: where the PDF goes; it is not closed
 * @title: title in the file's properties; no names of people
 *
 * Returns: (transfer full): a document without pages
 */
FoyerTicketDocument *
foyer_ticket_document_new (GOutputStream *stream,
                           const char    *title)
{
  FoyerTicketDocument *self = g_new0 (FoyerTicketDocument, 1);

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);

  teach_allocator ();
  self->stream = g_buffered_output_stream_new_sized (stream, 64 * 1024);
  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (self->stream), FALSE);
  self->painter = foyer_ticket_painter_new ();
  self->surface = cairo_pdf_surface_create_for_stream (write_cb, self, FOYER_TICKET_WIDTH, FOYER_TICKET_HEIGHT);
  /* The version that every printer reads; it also has no object streams, of
   * which cairo would write one for each page. */
  cairo_pdf_surface_restrict_to_version (self->surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATOR, "Foyer");
  self->cr = cairo_create (self->surface);
  return self;
}

/**
 * foyer_ticket_document_new_for_path:
 * @path: a file name; a file of this name is replaced only when the document
 *   is finished
 * @title: title in the file's properties; no names of people
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a document without pages, or %NULL with
 *   an error of the file system
 */
FoyerTicketDocument *
foyer_ticket_document_new_for_path (const char *path,
                                    const char *title,
                                    GError    **error)
{
  g_autofree char *part = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  FoyerTicketDocument *self;
  int                  fd;

  g_return_val_if_fail (path != NULL, NULL);

  part = g_strconcat (path, ".XXXXXX", NULL);
  fd = g_mkstemp (part);
  if (fd < 0)
    {
      int saved = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved),
                   "The file “%s” cannot be written: %s.", path, g_strerror (saved));
      return NULL;
    }
  stream = g_unix_output_stream_new (fd, TRUE);
  self = foyer_ticket_document_new (stream, title);
  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (self->stream), TRUE);
  self->path = g_strdup (path);
  self->part = g_steal_pointer (&part);
  return self;
}

/**
 * foyer_ticket_document_free:
 * @self: (nullable) (transfer full): a document
 *
 * Frees @self. A document for a path that was not finished leaves no file.
 */
void
foyer_ticket_document_free (FoyerTicketDocument *self)
{
  if (self == NULL)
    return;
  /* Not finished: nothing more shall reach the stream. */
  if (self->error == NULL)
    self->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "The document was given up.");
  g_clear_pointer (&self->cr, cairo_destroy);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_queue_clear_full (&self->forms, (GDestroyNotify) form_free);
  foyer_ticket_painter_free (self->painter);
  g_clear_object (&self->stream);
  if (self->part != NULL)
    (void) g_unlink (self->part);
  g_free (self->part);
  g_free (self->path);
  g_clear_error (&self->error);
  g_free (self);
}

static gboolean
check (FoyerTicketDocument *self,
       cairo_status_t       status,
       GError             **error)
{
  if (self->error == NULL && status != CAIRO_STATUS_SUCCESS)
    self->error = g_error_new (FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_DRAWING,
                               "The tickets could not be drawn: %s.", cairo_status_to_string (status));
  if (self->error == NULL)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (self->error);
  return FALSE;
}

static Form *
form_new (FoyerTicketDocument   *self,
          const FoyerTicketFace *face)
{
  const cairo_rectangle_t page = { 0, 0, FOYER_TICKET_WIDTH, FOYER_TICKET_HEIGHT };
  Form                   *form = g_new0 (Form, 1);
  cairo_t                *cr;

  form->face = foyer_ticket_face_copy (face);
  form->recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &page);
  cr = cairo_create (form->recording);
  foyer_ticket_painter_draw_shared (self->painter, cr, face);
  cairo_destroy (cr);
  return form;
}

static void
draw_shared (FoyerTicketDocument   *self,
             const FoyerTicketFace *face)
{
  GList *link = self->forms.head;

  while (link != NULL && !foyer_ticket_painter_shares (((Form *) link->data)->face, face))
    link = link->next;
  if (link != NULL)
    {
      g_queue_unlink (&self->forms, link);
      if (++((Form *) link->data)->uses == MAX_USES)
        g_clear_list (&link, (GDestroyNotify) form_free);
    }
  if (link == NULL)
    link = g_list_prepend (NULL, form_new (self, face));
  g_queue_push_head_link (&self->forms, link);
  if (self->forms.length > MAX_FORMS)
    form_free (g_queue_pop_tail (&self->forms));

  cairo_set_source_surface (self->cr, ((Form *) link->data)->recording, 0, 0);
  cairo_paint (self->cr);
}

/**
 * foyer_ticket_document_add:
 * @self: a document that is not finished
 * @face: the next ticket; may be changed or freed afterwards
 * @error: return location
 *
 * Adds a page. After an error the document cannot be finished, so that no
 * ticket is ever missing from a batch unnoticed.
 *
 * Returns: %FALSE with %FOYER_PRINT_ERROR or an error of the stream
 */
gboolean
foyer_ticket_document_add (FoyerTicketDocument   *self,
                           const FoyerTicketFace *face,
                           GError               **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->surface != NULL, FALSE);
  g_return_val_if_fail (face != NULL, FALSE);

  if (self->error == NULL)
    {
      if (foyer_ticket_painter_draw_own (self->painter, self->cr, face, &self->error))
        {
          draw_shared (self, face);
          cairo_show_page (self->cr);
          self->pages++;
        }
    }
  return check (self, cairo_status (self->cr), error);
}

/**
 * foyer_ticket_document_get_pages:
 * @self: a document
 *
 * Returns: number of pages so far
 */
guint
foyer_ticket_document_get_pages (const FoyerTicketDocument *self)
{
  return self->pages;
}

/**
 * foyer_ticket_document_finish:
 * @self: a document with at least one page
 * @cancellable: (nullable): stops the last writing
 * @error: return location
 *
 * Writes the rest of the file and, for a document with a path, puts it in its
 * place. To be called once; only foyer_ticket_document_free() may follow.
 *
 * Returns: %FALSE with an error; then there is no file
 */
gboolean
foyer_ticket_document_finish (FoyerTicketDocument *self,
                              GCancellable        *cancellable,
                              GError             **error)
{
  cairo_status_t status;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->surface != NULL, FALSE);

  if (self->error == NULL && self->pages == 0)
    self->error = g_error_new_literal (FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_DRAWING,
                                       "There is no ticket to print.");
  g_clear_pointer (&self->cr, cairo_destroy);
  cairo_surface_finish (self->surface);
  status = cairo_surface_status (self->surface);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  if (!check (self, status, error))
    return FALSE;
  if (!g_output_stream_close (self->stream, cancellable, &self->error))
    return check (self, CAIRO_STATUS_SUCCESS, error);
  if (self->part != NULL)
    {
      if (g_rename (self->part, self->path) != 0)
        {
          int saved = errno;

          g_set_error (&self->error, G_IO_ERROR, g_io_error_from_errno (saved),
                       "The file “%s” cannot be written: %s.", self->path, g_strerror (saved));
          return check (self, CAIRO_STATUS_SUCCESS, error);
        }
      g_clear_pointer (&self->part, g_free);
    }
  return TRUE;
}
