/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-document.h"
#include "foyer-print-error.h"
#include "foyer-layout-painter.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>

/* A layout and what draws it. */
typedef struct
{
  FoyerLayout        *layout;
  FoyerLayoutPainter *painter;
} Face;

/* Faces that are kept; with more layouts at a time they are made again and again. */
#define MAX_FACES 16

struct _FoyerLayoutDocument
{
  cairo_surface_t *surface;
  cairo_t         *cr;
  GOutputStream   *stream; /* buffered */
  GError          *error;  /* the first thing that went wrong */
  char            *path;   /* where the file shall be at the end, or NULL */
  char            *part;   /* where it is until then */
  double           dpi;
  gboolean         black_only;
  guint            pages;
  guint            cut;

  GQueue faces; /* of Face, the one that was used last first */
  GQueue forms; /* of Form, the same */

  /* the sheet that is being filled */
  Face      *sheet_face;
  GPtrArray *cells; /* (element-type FoyerDocumentData) */
};

/* What the tickets of one category have in common, kept in the file once: a
 * recording that is painted on several pages becomes one form of the PDF. */
typedef struct
{
  const Face        *face;
  guint              page;
  FoyerDocumentData *data;
  cairo_surface_t   *recording;
  guint              uses;
} Form;

#define MAX_FORMS 16

/* Cairo 1.18 keeps some bytes for each command of a recording each time that it
 * is painted, and walks through them; a new recording begins with none. */
#define MAX_USES 100

static void
form_free (Form *form)
{
  foyer_document_data_free (form->data);
  cairo_surface_destroy (form->recording);
  g_free (form);
}

static void
face_free (Face *face)
{
  foyer_layout_painter_free (face->painter);
  foyer_layout_unref (face->layout);
  g_free (face);
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
  FoyerLayoutDocument *self = data;

  if (self->error != NULL)
    return CAIRO_STATUS_WRITE_ERROR;
  if (!g_output_stream_write_all (self->stream, bytes, length, NULL, NULL, &self->error))
    return CAIRO_STATUS_WRITE_ERROR;
  return CAIRO_STATUS_SUCCESS;
}

FoyerLayoutDocument *
foyer_layout_document_new (GOutputStream *stream,
                           const char    *title)
{
  FoyerLayoutDocument *self = g_new0 (FoyerLayoutDocument, 1);

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);

  teach_allocator ();
  self->stream = g_buffered_output_stream_new_sized (stream, 64 * 1024);
  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (self->stream), FALSE);
  self->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_document_data_free);
  self->surface = cairo_pdf_surface_create_for_stream (write_cb, self, 72, 72); /* until the first page */
  /* The version that every printer reads; it also has no object streams, of
   * which cairo would write one for each page. */
  cairo_pdf_surface_restrict_to_version (self->surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATOR, "Foyer");
  self->cr = cairo_create (self->surface);
  return self;
}

FoyerLayoutDocument *
foyer_layout_document_new_for_path (const char *path,
                                    const char *title,
                                    GError    **error)
{
  g_autofree char *part = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  FoyerLayoutDocument *self;
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
  self = foyer_layout_document_new (stream, title);
  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (self->stream), TRUE);
  self->path = g_strdup (path);
  self->part = g_steal_pointer (&part);
  return self;
}

void
foyer_layout_document_free (FoyerLayoutDocument *self)
{
  if (self == NULL)
    return;
  /* Not finished: nothing more shall reach the stream. */
  if (self->error == NULL)
    self->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "The document was given up.");
  g_clear_pointer (&self->cr, cairo_destroy);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_queue_clear_full (&self->forms, (GDestroyNotify) form_free);
  g_queue_clear_full (&self->faces, (GDestroyNotify) face_free);
  g_ptr_array_unref (self->cells);
  g_clear_object (&self->stream);
  if (self->part != NULL)
    (void) g_unlink (self->part);
  g_free (self->part);
  g_free (self->path);
  g_clear_error (&self->error);
  g_free (self);
}

static gboolean
check (FoyerLayoutDocument *self,
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

/* -- Faces and forms -- */

static void
forget_forms_of (FoyerLayoutDocument *self, const Face *face)
{
  for (GList *link = self->forms.head, *next; link != NULL; link = next)
    {
      next = link->next;
      if (((Form *) link->data)->face == face)
        {
          form_free (link->data);
          g_queue_delete_link (&self->forms, link);
        }
    }
}

static Face *
get_face (FoyerLayoutDocument *self, FoyerLayout *layout)
{
  Face  *face;
  GList *link = self->faces.head;

  while (link != NULL && ((Face *) link->data)->layout != layout)
    link = link->next;
  if (link != NULL)
    {
      g_queue_unlink (&self->faces, link);
      g_queue_push_head_link (&self->faces, link);
      return link->data;
    }
  if (self->faces.length >= MAX_FACES)
    {
      face = g_queue_pop_tail (&self->faces);
      forget_forms_of (self, face);
      face_free (face);
    }
  face = g_new0 (Face, 1);
  face->layout = foyer_layout_ref (layout);
  face->painter = foyer_layout_painter_new (layout, g_get_language_names ()[0], self->dpi, self->black_only);
  g_queue_push_head (&self->faces, face);
  return face;
}

static Form *
form_new (const Face *face, const FoyerDocumentData *data, guint page)
{
  cairo_rectangle_t area = { 0 };
  Form             *form = g_new0 (Form, 1);
  cairo_t          *cr;

  form->face = face;
  form->page = page;
  form->data = foyer_document_data_copy (data);
  foyer_layout_painter_get_size (face->painter, data, page, &area.width, &area.height);
  form->recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &area);
  cr = cairo_create (form->recording);
  foyer_layout_painter_draw_shared (face->painter, cr, data, page);
  cairo_destroy (cr);
  return form;
}

static gboolean
is_form_of (const Form *form, const Face *face, const FoyerDocumentData *data, guint page)
{
  return form->face == face && form->page == page && foyer_layout_painter_shares (face->painter, form->data, data);
}

static void
draw_shared (FoyerLayoutDocument *self, const Face *face, const FoyerDocumentData *data, guint page, double x, double y)
{
  GList *link = self->forms.head;

  while (link != NULL && !is_form_of (link->data, face, data, page))
    link = link->next;
  if (link != NULL)
    {
      g_queue_unlink (&self->forms, link);
      if (++((Form *) link->data)->uses == MAX_USES)
        g_clear_list (&link, (GDestroyNotify) form_free);
    }
  if (link == NULL)
    link = g_list_prepend (NULL, form_new (face, data, page));
  g_queue_push_head_link (&self->forms, link);
  if (self->forms.length > MAX_FORMS)
    form_free (g_queue_pop_tail (&self->forms));

  cairo_set_source_surface (self->cr, ((Form *) link->data)->recording, x, y);
  cairo_paint (self->cr);
}

/* -- Pages -- */

static double
to_points (int micrometres)
{
  return micrometres * 72.0 / FOYER_LAYOUT_INCH;
}

static void
draw_page (FoyerLayoutDocument *self, const Face *face, const FoyerDocumentData *data, guint page, double x, double y)
{
  /* Cairo 1.18 keeps a table of all that was drawn up to the last text of a
   * page, and walks through it: a form costs less behind it. */
  gboolean own_first = foyer_layout_painter_is_apart (face->painter, data, page);

  if (!own_first)
    draw_shared (self, face, data, page, x, y);
  if (foyer_layout_painter_draw_own (face->painter, self->cr, data, page, x, y, &self->error) && own_first)
    draw_shared (self, face, data, page, x, y);
}

static void
end_page (FoyerLayoutDocument *self)
{
  if (self->error != NULL)
    return;
  cairo_show_page (self->cr);
  self->pages++;
}

static void
count_cut (FoyerLayoutDocument *self, const Face *face)
{
  if (foyer_layout_painter_get_troubles (face->painter)->len > 0)
    self->cut++;
  foyer_layout_painter_forget_troubles (face->painter);
}

static void
add_alone (FoyerLayoutDocument *self, const Face *face, const FoyerDocumentData *data)
{
  guint pages = foyer_layout_painter_count_pages (face->painter, data);

  for (guint page = 0; page < pages && self->error == NULL; page++)
    {
      double width, height;

      foyer_layout_painter_get_size (face->painter, data, page, &width, &height);
      cairo_pdf_surface_set_size (self->surface, width, height);
      draw_page (self, face, data, page, 0, 0);
      end_page (self);
    }
  count_cut (self, face);
}

static void
draw_cells (FoyerLayoutDocument *self, guint page)
{
  const FoyerLayout *layout = self->sheet_face->layout;

  for (guint i = 0; i < self->cells->len && self->error == NULL; i++)
    {
      int row = (int) i / layout->columns, column = (int) i % layout->columns;

      draw_page (self, self->sheet_face, self->cells->pdata[i], page,
                 to_points (layout->left + column * (layout->width + layout->gap_x)),
                 to_points (layout->top + row * (layout->height + layout->gap_y)));
      count_cut (self, self->sheet_face);
    }
}

static void
end_sheet (FoyerLayoutDocument *self)
{
  const FoyerLayout *layout;

  if (self->cells->len == 0)
    return;
  layout = self->sheet_face->layout;
  for (guint page = 0; page < layout->pages->len && self->error == NULL; page++)
    {
      cairo_pdf_surface_set_size (self->surface, to_points (layout->sheet_width), to_points (layout->sheet_height));
      draw_cells (self, page);
      end_page (self);
    }
  g_ptr_array_set_size (self->cells, 0);
}

static void
add_cell (FoyerLayoutDocument *self, Face *face, const FoyerDocumentData *data)
{
  self->sheet_face = face;
  g_ptr_array_add (self->cells, foyer_document_data_copy (data));
  if (self->cells->len == (guint) (face->layout->rows * face->layout->columns))
    end_sheet (self);
}

void
foyer_layout_document_set_printer (FoyerLayoutDocument *self, double dpi, gboolean black_only)
{
  g_return_if_fail (g_queue_is_empty (&self->faces));

  self->dpi = dpi;
  self->black_only = black_only;
}

gboolean
foyer_layout_document_add (FoyerLayoutDocument *self, FoyerLayout *layout, const FoyerDocumentData *data, GError **error)
{
  Face *face;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->surface != NULL, FALSE);

  if (self->cells->len > 0 && self->sheet_face->layout != layout)
    end_sheet (self);
  face = get_face (self, layout);
  if (self->error == NULL && layout->rows > 0)
    add_cell (self, face, data);
  else if (self->error == NULL)
    add_alone (self, face, data);
  return check (self, cairo_status (self->cr), error);
}

guint
foyer_layout_document_get_pages (const FoyerLayoutDocument *self)
{
  return self->pages + (self->cells->len > 0 ? self->sheet_face->layout->pages->len : 0);
}

guint
foyer_layout_document_get_cut (const FoyerLayoutDocument *self)
{
  return self->cut;
}

gboolean
foyer_layout_document_finish (FoyerLayoutDocument *self,
                              GCancellable        *cancellable,
                              GError             **error)
{
  cairo_status_t status;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->surface != NULL, FALSE);

  if (self->error == NULL)
    end_sheet (self);
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
