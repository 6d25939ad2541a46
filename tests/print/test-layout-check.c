/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-document-sample.h"
#include "foyer-layout-check.h"
#include "foyer-layout-ready.h"

static GPtrArray *
check (FoyerLayout *layout, FoyerDocumentSample sample, double dpi)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_document_data_free);

  g_ptr_array_add (papers, foyer_document_sample_new (layout->role, sample, "en"));
  g_ptr_array_add (papers, foyer_document_sample_new (layout->role, sample, "de"));
  return foyer_layout_check (layout, papers, "en", dpi);
}

static gboolean
has (const GPtrArray *findings, FoyerLayoutIssue issue)
{
  for (guint i = 0; i < findings->len; i++)
    if (((FoyerLayoutFinding *) findings->pdata[i])->issue == issue)
      return TRUE;
  return FALSE;
}

static FoyerLayoutElement *
add_element (FoyerLayout *layout, FoyerLayoutElementType type, int x, int y, int width, int height, const char *content)
{
  FoyerLayoutElement *element = foyer_layout_element_new (type);

  element->x = x;
  element->y = y;
  element->width = width;
  element->height = height;
  g_set_str (&element->content, content);
  g_ptr_array_add (foyer_layout_get_page (layout, 0), element);
  return element;
}

static FoyerLayout *
create_ticket (void)
{
  FoyerLayout *layout = foyer_layout_new (FOYER_LAYOUT_TICKET, "Small", 100000, 50000);

  add_element (layout, FOYER_LAYOUT_TEXT, 5000, 5000, 50000, 6000, "{event}");
  add_element (layout, FOYER_LAYOUT_TEXT, 5000, 12000, 50000, 6000, "{date-time}");
  add_element (layout, FOYER_LAYOUT_TEXT, 5000, 19000, 50000, 6000, "{venue}");
  add_element (layout, FOYER_LAYOUT_TEXT, 5000, 26000, 50000, 6000, "{organizer}");
  add_element (layout, FOYER_LAYOUT_QR, 60000, 5000, 35000, 35000, "{code}");
  return layout;
}

static void
ready_layouts_are_sound (gconstpointer name)
{
  for (double dpi = 203; dpi <= 300; dpi += 97)
    {
      g_autoptr (FoyerLayout) layout = foyer_layout_ready_new (name);
      g_autoptr (GPtrArray) findings = check (layout, FOYER_DOCUMENT_EVERYDAY, dpi);

      for (guint i = 0; i < findings->len; i++)
        {
          const FoyerLayoutFinding *finding = findings->pdata[i];

          g_error ("%s: issue %d at element %u “%s”", (const char *) name, finding->issue, finding->element,
                   finding->element != FOYER_LAYOUT_WHOLE ? ((FoyerLayoutElement *) foyer_layout_get_page (layout, finding->page)->pdata[finding->element])->name : "");
        }
    }
}

static void
a_sound_ticket_has_no_findings (void)
{
  g_autoptr (FoyerLayout) layout = create_ticket ();
  g_autoptr (GPtrArray) findings = check (layout, FOYER_DOCUMENT_EVERYDAY, 203);

  g_assert_cmpuint (findings->len, ==, 0);
}

static void
what_an_empty_ticket_lacks_is_named (void)
{
  g_autoptr (FoyerLayout) layout = foyer_layout_new (FOYER_LAYOUT_TICKET, "Empty", 100000, 50000);
  g_autoptr (GPtrArray) findings = check (layout, FOYER_DOCUMENT_EVERYDAY, 203);

  g_assert_cmpuint (findings->len, ==, 5);
  g_assert_true (has (findings, FOYER_LAYOUT_NO_EVENT));
  g_assert_true (has (findings, FOYER_LAYOUT_NO_DATE));
  g_assert_true (has (findings, FOYER_LAYOUT_NO_PLACE));
  g_assert_true (has (findings, FOYER_LAYOUT_NO_ORGANIZER));
  g_assert_true (has (findings, FOYER_LAYOUT_NO_CODE));
}

static void
other_papers_lack_other_things (void)
{
  static const struct
  {
    FoyerLayoutRole  role;
    FoyerLayoutIssue issue;
  } cases[] = {
    { FOYER_LAYOUT_BADGE, FOYER_LAYOUT_NO_NAME },
    { FOYER_LAYOUT_LABEL, FOYER_LAYOUT_NO_ADDRESS },
    { FOYER_LAYOUT_RECEIPT, FOYER_LAYOUT_NO_LIST },
    { FOYER_LAYOUT_NOTE, FOYER_LAYOUT_NO_LIST },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FoyerLayout) layout = foyer_layout_new (cases[i].role, "Empty", 100000, 50000);
      g_autoptr (GPtrArray) findings = check (layout, FOYER_DOCUMENT_EVERYDAY, 203);

      g_assert_true (has (findings, cases[i].issue));
      g_assert_false (has (findings, FOYER_LAYOUT_NO_CODE));
    }
}

static void
assert_found (FoyerLayout *layout, FoyerLayoutIssue issue, guint element)
{
  g_autoptr (GPtrArray) findings = check (layout, FOYER_DOCUMENT_LONGEST, 203);

  for (guint i = 0; i < findings->len; i++)
    if (((FoyerLayoutFinding *) findings->pdata[i])->issue == issue && ((FoyerLayoutFinding *) findings->pdata[i])->element == element)
      return;
  g_error ("issue %d was not found", issue);
}

static void
what_is_in_the_wrong_place_is_named (void)
{
  g_autoptr (FoyerLayout) layout = create_ticket ();
  FoyerLayoutElement *text = add_element (layout, FOYER_LAYOUT_TEXT, 57000, 10000, 20000, 4000, "near");
  FoyerLayoutElement *line;

  assert_found (layout, FOYER_LAYOUT_QUIET_ZONE, 4);
  text->x = 90000;
  text->y = 44000;
  assert_found (layout, FOYER_LAYOUT_OUTSIDE, 5);
  text->x = 10000;
  line = add_element (layout, FOYER_LAYOUT_LINE, 20000, 0, 100, 50000, "");
  line->stroke = FOYER_LAYOUT_STUB;
  assert_found (layout, FOYER_LAYOUT_ON_STUB_LINE, 5);
  line->x = 70000;
  line->stroke = FOYER_LAYOUT_FOLD;
  assert_found (layout, FOYER_LAYOUT_ON_FOLD, 4);
}

static void
what_cannot_be_printed_is_named (void)
{
  g_autoptr (FoyerLayout) layout = create_ticket ();
  FoyerLayoutElement *code = foyer_layout_get_page (layout, 0)->pdata[4];
  FoyerLayoutElement *font = add_element (layout, FOYER_LAYOUT_TEXT, 5000, 34000, 20000, 4000, "{weather} {label:seat}");

  g_set_str (&font->family, "No Such Font");
  assert_found (layout, FOYER_LAYOUT_NO_FONT, 5);
  assert_found (layout, FOYER_LAYOUT_UNKNOWN_FIELD, 5);
  add_element (layout, FOYER_LAYOUT_CODE128, 5000, 40000, 30000, 6000, "ümlaut {order}");
  assert_found (layout, FOYER_LAYOUT_LEFT_OUT, 6);
  add_element (layout, FOYER_LAYOUT_PICTURE, 40000, 40000, 6000, 6000, "0190a3c0-0000-7000-8000-000000000000");
  assert_found (layout, FOYER_LAYOUT_NO_PICTURE, 7);
  assert_found (layout, FOYER_LAYOUT_CUT, 0);
  code->width = code->height = 9000;
  assert_found (layout, FOYER_LAYOUT_TOO_FINE, 4);
  layout->rows = layout->columns = 2;
  layout->sheet_width = 210000;
  layout->sheet_height = 60000;
  assert_found (layout, FOYER_LAYOUT_SHEET_TOO_SMALL, FOYER_LAYOUT_WHOLE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (const char *const *name = foyer_layout_ready_names (); *name != NULL; name++)
    {
      g_autofree char *path = g_strdup_printf ("/layout-check/ready/%s-is-sound", *name);

      g_test_add_data_func (path, *name, ready_layouts_are_sound);
    }
  g_test_add_func ("/layout-check/a-sound-ticket-has-no-findings", a_sound_ticket_has_no_findings);
  g_test_add_func ("/layout-check/what-an-empty-ticket-lacks-is-named", what_an_empty_ticket_lacks_is_named);
  g_test_add_func ("/layout-check/other-papers-lack-other-things", other_papers_lack_other_things);
  g_test_add_func ("/layout-check/what-is-in-the-wrong-place-is-named", what_is_in_the_wrong_place_is_named);
  g_test_add_func ("/layout-check/what-cannot-be-printed-is-named", what_cannot_be_printed_is_named);
  return g_test_run ();
}
