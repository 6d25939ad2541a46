/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout-codes.h"

#include "foyer-document-sample.h"
#include "foyer-layout-document.h"
#include "foyer-layout-ready.h"
#include "ticket-samples.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <zbar.h>

/* Pages that are rasterised at a time, so that they need little room. */
#define CHUNK 40

static FoyerDocumentData *
create_paper (FoyerLayoutRole role, guint number)
{
  FoyerDocumentData *data = foyer_document_sample_new (role, FOYER_DOCUMENT_EVERYDAY, number % 2 == 0 ? "en" : "de");

  ticket_sample_set_number (data, number);
  foyer_document_data_take (data, FOYER_DOCUMENT_ORDER, g_strdup_printf ("%c%c%04u", 'A' + number % 26, 'K' + number % 7, number * 37 % 10000));
  foyer_document_data_take (data, FOYER_DOCUMENT_TRACKING, g_strdup_printf ("JD%018u", number * 7919));
  return data;
}

/* What scanners shall read on a paper. */
static void
add_expected (GPtrArray *expected, const FoyerLayout *layout, const FoyerDocumentData *data)
{
  GPtrArray *page = foyer_layout_get_page (layout, 0);

  for (guint i = 0; i < page->len; i++)
    {
      const FoyerLayoutElement *element = page->pdata[i];

      if (foyer_layout_type_is_code (element->type))
        g_ptr_array_add (expected, foyer_document_expand (element->content, data, "en"));
    }
}

/* Binary PBM, as pdftoppm writes it: eight dots in a byte, black is 1. */
static guint8 *
read_picture (const char *path, guint *width, guint *height)
{
  g_autofree char *contents = NULL;
  gsize            length;
  int              header = 0;
  guint8          *grey;
  const guint8    *bits;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpint (sscanf (contents, "P4\n%u %u%n", width, height, &header), ==, 2);
  bits = (const guint8 *) contents + header + 1;
  g_assert_cmpuint (length, >=, (gsize) header + 1 + (gsize) ((*width + 7) / 8) * *height);
  grey = g_malloc ((gsize) *width * *height);
  for (guint y = 0; y < *height; y++)
    for (guint x = 0; x < *width; x++)
      grey[(gsize) y * *width + x] = bits[(gsize) y * ((*width + 7) / 8) + x / 8] & (0x80 >> (x % 8)) ? 0 : 255;
  return grey;
}

static void
add_read (GHashTable *found, zbar_image_scanner_t *scanner, const char *path)
{
  guint              width, height;
  g_autofree guint8 *grey = read_picture (path, &width, &height);
  zbar_image_t      *image = zbar_image_create ();

  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, width, height);
  zbar_image_set_data (image, grey, (unsigned long) width * height, NULL);
  zbar_scan_image (scanner, image);
  for (const zbar_symbol_t *symbol = zbar_image_first_symbol (image); symbol != NULL; symbol = zbar_symbol_next (symbol))
    g_hash_table_add (found, g_strdup (zbar_symbol_get_data (symbol)));
  zbar_image_destroy (image);
}

static void
rasterise (const char *pdf, const char *stem, guint first, guint last, guint dpi)
{
  g_autofree char *from = g_strdup_printf ("%u", first), *to = g_strdup_printf ("%u", last), *at = g_strdup_printf ("%u", dpi);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "pdftoppm", "-mono", "-r", at, "-f", from, "-l", to, pdf, stem, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
}

/* Reads all pictures in @dir and removes them. */
static void
read_pictures (GHashTable *found, zbar_image_scanner_t *scanner, const char *dir)
{
  g_autoptr (GDir) folder = g_dir_open (dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".pbm"))
      {
        g_autofree char *path = g_build_filename (dir, name, NULL);

        add_read (found, scanner, path);
        g_unlink (path);
      }
}

static GHashTable *
read_codes (const char *dir, const char *pdf, guint pages, guint dpi)
{
  GHashTable           *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  g_autofree char      *stem = g_build_filename (dir, "page", NULL);

  zbar_image_scanner_set_config (scanner, 0, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_scanner_set_config (scanner, ZBAR_EAN13, ZBAR_CFG_ENABLE, 1);
  zbar_image_scanner_set_config (scanner, ZBAR_CODE128, ZBAR_CFG_ENABLE, 1);
  for (guint first = 1; first <= pages; first += CHUNK)
    {
      rasterise (pdf, stem, first, MIN (first + CHUNK - 1, pages), dpi);
      read_pictures (found, scanner, dir);
    }
  zbar_image_scanner_destroy (scanner);
  return found;
}

LayoutCodes
layout_codes_count (const char *name, guint papers, guint dpi)
{
  LayoutCodes codes = { 0 };
  g_autoptr (FoyerLayout) layout = foyer_layout_ready_new (name);
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("foyer-codes-XXXXXX", &error);
  g_autofree char *pdf = g_build_filename (dir, "papers.pdf", NULL);
  g_autoptr (FoyerLayoutDocument) document = foyer_layout_document_new_for_path (pdf, "Papers", &error);

  g_assert_no_error (error);
  foyer_layout_document_set_printer (document, dpi, TRUE);
  for (guint i = 0; i < papers; i++)
    {
      g_autoptr (FoyerDocumentData) data = create_paper (layout->role, i);

      g_assert_true (foyer_layout_document_add (document, layout, data, &error));
      add_expected (expected, layout, data);
    }
  g_assert_true (foyer_layout_document_finish (document, NULL, &error));
  found = read_codes (dir, pdf, foyer_layout_document_get_pages (document), dpi);
  codes.printed = expected->len;
  for (guint i = 0; i < expected->len; i++)
    codes.read += g_hash_table_contains (found, expected->pdata[i]);
  g_unlink (pdf);
  g_rmdir (dir);
  return codes;
}
