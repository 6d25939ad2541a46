/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-document-sample.h"
#include "foyer-error.h"
#include "foyer-layout-pretix.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What is read is printed and read again as the same; its templates expand. */
static void
look_at (FoyerLayout *layout)
{
  g_autoptr (FoyerDocumentData) sample = foyer_document_sample_new (layout->role, FOYER_DOCUMENT_EVERYDAY, "de");
  g_autofree char *text = foyer_layout_print (layout, FALSE);
  g_autoptr (FoyerLayout) again = foyer_layout_parse (text, -1, NULL);
  g_autoptr (FoyerLayout) copy = foyer_layout_copy (layout);

  g_assert_nonnull (again);
  g_assert_true (foyer_layout_equal (layout, again));
  g_assert_true (foyer_layout_equal (layout, copy));
  for (guint page = 0; page < layout->pages->len; page++)
    for (guint i = 0; i < foyer_layout_get_page (layout, page)->len; i++)
      {
        const FoyerLayoutElement *element = foyer_layout_get_page (layout, page)->pdata[i];
        g_autofree char          *expanded = foyer_document_expand (element->content, sample, layout->language);

        foyer_layout_element_bounds (element);
        if (expanded != NULL)
          g_assert_true (g_utf8_validate (expanded, -1, NULL));
      }
}

/* Whatever comes from pretix becomes a layout that we can read ourselves. */
static void
look_at_pretix (const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerLayout) layout = foyer_layout_pretix_parse (text, length, FOYER_LAYOUT_TICKET, 0, 0, NULL, &error);
  g_autofree char *printed = NULL;

  if (layout != NULL)
    {
      printed = foyer_layout_pretix_print (layout, NULL);
      look_at (layout);
    }
  else
    g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerLayout) layout = foyer_layout_parse ((const char *) data, (gssize) size, &error);

  look_at_pretix ((const char *) data, (gssize) size);
  if (layout != NULL)
    look_at (layout);
  else
    {
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  return 0;
}
