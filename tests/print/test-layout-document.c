/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints tickets to PDF and looks at the result with other programs: poppler
 * for the pages, zbar for the codes. */
#include "foyer-layout-painter.h"
#include "foyer-print-error.h"
#include "foyer-layout-document.h"
#include "foyer-layout-ready.h"
#include "ticket-samples.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char        *dir;
  char        *pdf;
  FoyerLayout *layout;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("foyer-print-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->pdf = g_build_filename (fixture->dir, "tickets.pdf", NULL);
  fixture->layout = foyer_layout_ready_new ("ticket-5.5x2");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->dir);
  foyer_layout_unref (fixture->layout);
  g_free (fixture->dir);
  g_free (fixture->pdf);
}

/* Runs a program and returns what it prints. */
static char *
output_of (const char *first,
           ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char   *output = NULL;
  va_list args;

  va_start (args, first);
  for (const char *arg = first; arg != NULL; arg = va_arg (args, const char *))
    g_ptr_array_add (argv, (char *) arg);
  va_end (args);
  g_ptr_array_add (argv, NULL);

  process = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("%s failed", first);
  return output;
}

static void
write_papers (const Fixture *fixture,
              GPtrArray     *papers,
              double         dpi)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerLayoutDocument) document = foyer_layout_document_new_for_path (fixture->pdf, "Tickets", &error);

  g_assert_no_error (error);
  foyer_layout_document_set_printer (document, dpi, FALSE);
  for (guint i = 0; i < papers->len; i++)
    {
      foyer_layout_document_add (document, fixture->layout, papers->pdata[i], &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (foyer_layout_document_get_pages (document), ==, papers->len);
  foyer_layout_document_finish (document, NULL, &error);
  g_assert_no_error (error);
}

static GPtrArray *
all_papers (void)
{
  GPtrArray *papers = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_document_data_free);

  for (guint i = 0; i < N_TICKET_SAMPLES; i++)
    g_ptr_array_add (papers, ticket_sample_new (i));
  for (guint i = 0; i < 30; i++)
    g_ptr_array_add (papers, ticket_sample_numbered (i));
  return papers;
}

static void
every_page_has_the_size_of_a_ticket (Fixture      *fixture,
                                     gconstpointer data)
{
  g_autoptr (GPtrArray) papers = all_papers ();
  g_autofree char *info = NULL;
  g_auto (GStrv) lines = NULL;
  guint sizes = 0;

  write_papers (fixture, papers, 203);
  info = output_of ("pdfinfo", "-f", "1", "-l", "9999", "-box", fixture->pdf, NULL);
  lines = g_strsplit (info, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_regex_match_simple ("^Page +[0-9]+ size:", lines[i], 0, 0))
        {
          g_assert_true (g_str_has_suffix (lines[i], " 396 x 144 pts"));
          sizes++;
        }
      if (g_regex_match_simple ("^Page +[0-9]+ rot:", lines[i], 0, 0))
        g_assert_true (g_str_has_suffix (lines[i], " 0"));
      if (strstr (lines[i], "MediaBox:") != NULL)
        g_assert_true (g_regex_match_simple (" 0\\.00 +0\\.00 +396\\.00 +144\\.00$", lines[i], 0, 0));
    }
  g_assert_cmpuint (sizes, ==, papers->len);
}

static void
assert_codes_read_back (Fixture    *fixture,
                        guint       made_for_dpi,
                        const char *dpi)
{
  g_autoptr (GPtrArray) papers = all_papers ();
  g_autofree char *stem = g_build_filename (fixture->dir, "page", NULL);
  g_autofree char *nothing = NULL;

  write_papers (fixture, papers, made_for_dpi);
  nothing = output_of ("pdftoppm", "-r", dpi, "-gray", fixture->pdf, stem, NULL);
  for (guint i = 0; i < papers->len; i++)
    {
      const FoyerDocumentData *paper = papers->pdata[i];
      g_autofree char         *image = g_strdup_printf ("%s-%02u.pgm", stem, i + 1);
      g_autofree char         *found = output_of ("zbarimg", "--quiet", "--nodbus", image, NULL);
      g_autofree char         *qr = g_strdup_printf ("QR-Code:%s\n", foyer_document_data_get (paper, FOYER_DOCUMENT_CODE));
      g_autofree char         *ean = g_strdup_printf ("EAN-13:%s\n", foyer_document_data_get (paper, FOYER_DOCUMENT_EAN13));

      if (strstr (found, qr) == NULL || strstr (found, ean) == NULL)
        g_error ("ticket %u at %s dpi: expected\n%s%sbut read\n%s", i, dpi, qr, ean, found);
    }
}

static void
codes_read_back_at_203_dpi (Fixture      *fixture,
                            gconstpointer data)
{
  assert_codes_read_back (fixture, 0, "203");
}

static void
codes_read_back_at_300_dpi (Fixture      *fixture,
                            gconstpointer data)
{
  assert_codes_read_back (fixture, 300, "300");
}

static void
codes_read_back_on_another_printer (Fixture      *fixture,
                                    gconstpointer data)
{
  assert_codes_read_back (fixture, 203, "300");
}

/* The grey values of a page, as pdftoppm writes them (binary PGM). */
typedef struct
{
  char         *contents;
  const guint8 *pixels;
  int           width;
  int           height;
} Page;

static Page
page_read (const char *path)
{
  Page  page = { 0 };
  gsize length;
  int   header = 0;

  g_assert_true (g_file_get_contents (path, &page.contents, &length, NULL));
  g_assert_cmpint (sscanf (page.contents, "P5\n%d %d\n255%n", &page.width, &page.height, &header), ==, 2);
  page.pixels = (const guint8 *) page.contents + header + 1;
  g_assert_cmpuint (length, ==, header + 1 + (gsize) page.width * page.height);
  return page;
}

static gboolean
is_dark (const Page *page,
         int         x,
         int         y)
{
  return page->pixels[y * page->width + x] < 128;
}

/* Fails unless every run of dark or light pixels between two dark ones on the
 * line is a multiple of @unit long. Returns the number of runs. */
static guint
assert_runs_of (const Page *page,
                int         x,
                int         y,
                int         dx,
                int         dy,
                int         length,
                int         unit)
{
  guint    runs = 0;
  int      run = 0;
  gboolean seen = FALSE;

  for (int i = 1; i < length; i++)
    {
      run++;
      if (is_dark (page, x + i * dx, y + i * dy) == is_dark (page, x + (i - 1) * dx, y + (i - 1) * dy))
        continue;
      if (seen)
        {
          g_assert_cmpint (run % unit, ==, 0);
          runs++;
        }
      seen = TRUE;
      run = 0;
    }
  return runs;
}

static void
modules_and_bars_are_whole_dots (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autoptr (GPtrArray) papers = all_papers ();
  g_autofree char *stem = g_build_filename (fixture->dir, "page", NULL);
  g_autofree char *nothing = NULL;

  write_papers (fixture, papers, 203);
  nothing = output_of ("pdftoppm", "-r", "203", "-gray", fixture->pdf, stem, NULL);
  for (guint i = 0; i < papers->len; i++)
    {
      /* Seven dots a module for a 26-character secret, five for the longest
       * signed code; three dots a bar. */
      int              unit = strlen (foyer_document_data_get (papers->pdata[i], FOYER_DOCUMENT_CODE)) > 26 ? 5 : 7;
      g_autofree char *image = g_strdup_printf ("%s-%02u.pgm", stem, i + 1);
      Page             page = page_read (image);
      guint            runs = 0;

      g_assert_cmpint (page.width, ==, 1117);
      g_assert_cmpint (page.height, ==, 406);
      for (int y = 175; y < 330; y++)
        runs += assert_runs_of (&page, 542, y, 1, 0, 250, unit);
      for (int x = 600; x < 740; x++)
        runs += assert_runs_of (&page, x, 140, 0, 1, 216, unit);
      g_assert_cmpuint (runs, >, 1000);
      runs = assert_runs_of (&page, 1020, 20, 0, 1, 366, 3);
      g_assert_cmpuint (runs, ==, 30 + 29);
      g_free (page.contents);
    }
}

static void
quiet_zones_are_clear (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr (GPtrArray) papers = all_papers ();
  g_autofree char *stem = g_build_filename (fixture->dir, "page", NULL);
  g_autofree char *nothing = NULL;

  write_papers (fixture, papers, 203);
  nothing = output_of ("pdftoppm", "-r", "203", "-gray", fixture->pdf, stem, NULL);
  for (guint i = 0; i < papers->len; i++)
    {
      g_autofree char *image = g_strdup_printf ("%s-%02u.pgm", stem, i + 1);
      int              unit = strlen (foyer_document_data_get (papers->pdata[i], FOYER_DOCUMENT_CODE)) > 26 ? 5 : 7;
      int              modules = unit == 5 ? 41 : 25;
      Page             page = page_read (image);
      int              left = 0, top = 0, clear;

      /* The first dark pixel of the finder pattern, on its middle line. */
      for (int y = 130; y < 250 && top == 0; y++)
        for (int x = 560; x < 700; x++)
          if (is_dark (&page, x, y))
            {
              left = x;
              top = y;
              break;
            }
      clear = 4 * unit;
      for (int y = top - clear; y < top + modules * unit + clear; y++)
        for (int x = left - clear; x < left + modules * unit + clear; x++)
          {
            gboolean inside = x >= left && x < left + modules * unit && y >= top && y < top + modules * unit;

            if (!inside && is_dark (&page, x, y))
              g_error ("ticket %u: a dark dot at %d, %d in the quiet zone of the code at %d, %d", i, x, y, left, top);
          }
      g_free (page.contents);
    }
}

static void
a_ticket_without_code_is_not_printed (Fixture      *fixture,
                                      gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerDocumentData) good = ticket_sample_new (TICKET_SAMPLE_PLAIN);
  g_autoptr (FoyerDocumentData) bad = ticket_sample_new (TICKET_SAMPLE_PLAIN);
  FoyerLayoutDocument *document = foyer_layout_document_new_for_path (fixture->pdf, "Tickets", &error);

  g_assert_no_error (error);
  foyer_document_data_take (bad, FOYER_DOCUMENT_CODE, g_strnfill (5000, '7'));
  g_assert_true (foyer_layout_document_add (document, fixture->layout, good, &error));
  g_assert_false (foyer_layout_document_add (document, fixture->layout, bad, &error));
  g_assert_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_CODE);
  g_clear_error (&error);
  g_assert_false (foyer_layout_document_finish (document, NULL, &error));
  g_assert_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_CODE);
  foyer_layout_document_free (document);
  g_assert_cmpint (g_rmdir (fixture->dir), ==, 0); /* nothing is left in it */
  g_assert_cmpint (g_mkdir (fixture->dir, 0700), ==, 0);
}

static void
an_unfinished_document_leaves_the_old_file (Fixture      *fixture,
                                            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerDocumentData) paper = ticket_sample_new (TICKET_SAMPLE_PLAIN);
  g_autofree char     *contents = NULL;
  FoyerLayoutDocument *document;

  g_assert_true (g_file_set_contents (fixture->pdf, "old", -1, NULL));
  document = foyer_layout_document_new_for_path (fixture->pdf, "Tickets", &error);
  g_assert_true (foyer_layout_document_add (document, fixture->layout, paper, &error));
  foyer_layout_document_free (document);
  g_assert_true (g_file_get_contents (fixture->pdf, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "old");
}

static void
no_ticket_is_no_document (Fixture      *fixture,
                          gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerLayoutDocument) document = foyer_layout_document_new_for_path (fixture->pdf, "Tickets", &error);

  g_assert_false (foyer_layout_document_finish (document, NULL, &error));
  g_assert_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_DRAWING);
}

static void
a_full_disk_is_told (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) full = g_file_new_for_path ("/dev/full");
  g_autoptr (GFileOutputStream) stream = g_file_append_to (full, G_FILE_CREATE_NONE, NULL, &error);
  g_autoptr (FoyerLayoutDocument) document = NULL;

  g_assert_no_error (error);
  document = foyer_layout_document_new (G_OUTPUT_STREAM (stream), "Tickets");
  for (guint i = 0; i < 200 && error == NULL; i++)
    {
      g_autoptr (FoyerDocumentData) paper = ticket_sample_numbered (i);

      foyer_layout_document_add (document, fixture->layout, paper, &error);
    }
  if (error == NULL)
    foyer_layout_document_finish (document, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static void
a_missing_folder_is_told (Fixture      *fixture,
                          gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (foyer_layout_document_new_for_path ("/nowhere/at/all.pdf", "Tickets", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
the_paper_says_what_the_data_says (Fixture      *fixture,
                                   gconstpointer data)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_document_data_free);
  g_autofree char *text = NULL;

  g_ptr_array_add (papers, ticket_sample_new (TICKET_SAMPLE_GERMAN));
  g_set_str (&fixture->layout->language, "de");
  write_papers (fixture, papers, 203);
  text = output_of ("pdftotext", "-raw", fixture->pdf, "-", NULL);
  for (const char *const *at = (const char *const[]) { "Die Hochzeit des Figaro", "Stadttheater, Großes Haus", "Theaterplatz 1, 86633 Neuburg", "Samstag, 14. November 2026, 20:00 Uhr", "Einlass 19:00", "Parkett", "Reihe 4, Platz 12", "24,00 €", "Jürgen Müßiggänger", "Bestellung A7K", NULL }; *at != NULL; at++)
    if (strstr (text, *at) == NULL)
      g_error ("“%s” is missing on the ticket:\n%s", *at, text);
}

static void
a_preview_is_the_same_ticket (Fixture      *fixture,
                              gconstpointer data)
{
  g_autoptr (FoyerDocumentData) paper = ticket_sample_new (TICKET_SAMPLE_GERMAN);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerLayoutPainter) painter = foyer_layout_painter_new (fixture->layout, "de", 0, FALSE);
  g_autofree char *image = g_build_filename (fixture->dir, "preview.png", NULL);
  g_autofree char *found = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1188, 432);
  cairo_t         *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, 3, 3);
  g_assert_true (foyer_layout_painter_draw (painter, cr, paper, 0, 0, 0, &error));
  g_assert_no_error (error);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, image), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  found = output_of ("zbarimg", "--quiet", "--nodbus", image, NULL);
  g_assert_nonnull (strstr (found, foyer_document_data_get (paper, FOYER_DOCUMENT_CODE)));
  g_assert_nonnull (strstr (found, foyer_document_data_get (paper, FOYER_DOCUMENT_EAN13)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define add(name, func) g_test_add ("/print/layout-document/" name, Fixture, NULL, set_up, func, tear_down)
  add ("every-page-has-the-size-of-a-ticket", every_page_has_the_size_of_a_ticket);
  add ("codes-read-back-at-203-dpi", codes_read_back_at_203_dpi);
  add ("codes-read-back-at-300-dpi", codes_read_back_at_300_dpi);
  add ("codes-read-back-on-another-printer", codes_read_back_on_another_printer);
  add ("modules-and-bars-are-whole-dots", modules_and_bars_are_whole_dots);
  add ("quiet-zones-are-clear", quiet_zones_are_clear);
  add ("a-ticket-without-code-is-not-printed", a_ticket_without_code_is_not_printed);
  add ("an-unfinished-document-leaves-the-old-file", an_unfinished_document_leaves_the_old_file);
  add ("no-ticket-is-no-document", no_ticket_is_no_document);
  add ("a-full-disk-is-told", a_full_disk_is_told);
  add ("a-missing-folder-is-told", a_missing_folder_is_told);
  add ("the-paper-says-what-the-data-says", the_paper_says_what_the_data_says);
  add ("a-preview-is-the-same-ticket", a_preview_is_the_same_ticket);
#undef add
  return g_test_run ();
}
