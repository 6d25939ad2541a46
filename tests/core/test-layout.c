/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-error.h"
#include "foyer-layout-picture.h"
#include "foyer-layout-pretix.h"
#include "foyer-layout.h"

#include <string.h>

#define HEAD "{\"foyer_layout\":1,\"role\":\"ticket\",\"width\":100000,\"height\":50000,"
#define AT "\"x\":0,\"y\":0,\"width\":1000,\"height\":1000"

/* The smallest PNG: one white pixel. */
#define PIXEL "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="

static FoyerLayout *
create_layout (void)
{
  FoyerLayout *layout = foyer_layout_new (FOYER_LAYOUT_BADGE, "Mine", 105000, 148000);

  for (FoyerLayoutElementType type = 0; type < FOYER_N_LAYOUT_ELEMENT_TYPES; type++)
    {
      FoyerLayoutElement *element = foyer_layout_element_new (type);

      element->x = 1000 * (int) type;
      element->width = 20000;
      element->height = 9000;
      element->rotation = type == FOYER_LAYOUT_LIST ? 0 : 90;
      g_set_str (&element->name, "Ä “quoted” \\ name");
      g_set_str (&element->when, "!copy");
      if (type == FOYER_LAYOUT_TEXT)
        {
          g_set_str (&element->content, "{event}\n{date}");
          g_set_str (&element->color, "#12aBef");
          element->align = FOYER_LAYOUT_ALIGN_RIGHT;
          element->valign = FOYER_LAYOUT_BOTTOM;
          element->italic = TRUE;
          element->max_lines = 3;
        }
      if (type == FOYER_LAYOUT_BOX)
        {
          g_set_str (&element->fill, "category");
          element->stroke = FOYER_LAYOUT_DASHED;
        }
      g_ptr_array_add (foyer_layout_get_page (layout, 0), element);
    }
  foyer_layout_add_page (layout);
  g_set_str (&layout->language, "de");
  layout->black_only = TRUE;
  layout->rows = 2;
  layout->columns = 2;
  layout->sheet_width = 210000;
  layout->sheet_height = 297000;
  return layout;
}

static void
what_is_printed_is_read_again (void)
{
  g_autoptr (FoyerLayout) layout = create_layout ();
  g_autoptr (GError) error = NULL;

  for (int pretty = 0; pretty < 2; pretty++)
    {
      g_autofree char *text = foyer_layout_print (layout, pretty);
      g_autofree char *second = NULL;
      g_autoptr (FoyerLayout) again = foyer_layout_parse (text, -1, &error);

      g_assert_no_error (error);
      g_assert_true (foyer_layout_equal (layout, again));
      second = foyer_layout_print (again, pretty);
      g_assert_cmpstr (text, ==, second);
    }
}

static void
a_copy_is_of_its_own (void)
{
  g_autoptr (FoyerLayout) layout = create_layout ();
  g_autoptr (FoyerLayout) copy = foyer_layout_copy (layout);
  FoyerLayoutElement *element = foyer_layout_get_page (copy, 0)->pdata[0];

  g_assert_true (foyer_layout_equal (layout, copy));
  element->x++;
  g_assert_false (foyer_layout_equal (layout, copy));
  element->x--;
  g_set_str (&element->content, "other");
  g_assert_false (foyer_layout_equal (layout, copy));
}

static void
bad_layouts_are_refused_with_a_sentence (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { "", "JSON" },
    { "[]", "" },
    { "{}", "no layout of Foyer" },
    { "{\"foyer_layout\":2}", "newer Foyer" },
    { "{\"foyer_layout\":1,\"role\":\"poster\"}", "role" },
    { "{\"foyer_layout\":1,\"role\":\"ticket\",\"pages\":[[]]}", "“width” is missing" },
    { "{\"foyer_layout\":1,\"role\":\"ticket\",\"width\":9e99,\"height\":1,\"pages\":[[]]}", "“width”" },
    { "{\"foyer_layout\":1,\"role\":\"ticket\",\"width\":2000000000,\"height\":9000,\"pages\":[[]]}", "“width” must be between" },
    { HEAD "\"pages\":[]}", "no pages" },
    { HEAD "\"pages\":[[],[],[],[],[],[],[],[],[]]}", "more than 8 pages" },
    { HEAD "\"rows\":3,\"pages\":[[]]}", "a sheet needs" },
    { HEAD "\"pages\":[[{\"type\":\"hologram\"," AT "}]]}", "element 1 on page 1: its type is not known" },
    { HEAD "\"pages\":[[{\"type\":\"box\"," AT "},{\"type\":\"text\"," AT "}]]}", "element 2 on page 1: “content” is missing" },
    { HEAD "\"pages\":[[{\"type\":\"box\"," AT ",\"blink\":true}]]}", "“blink” is not known there" },
    { HEAD "\"pages\":[[{\"type\":\"box\"," AT ",\"size\":100}]]}", "“size” is not known there" },
    { HEAD "\"pages\":[[{\"type\":\"box\"," AT ",\"color\":\"red\"}]]}", "a colour is" },
    { HEAD "\"pages\":[[{\"type\":\"box\"," AT ",\"when\":\"rain\"}]]}", "“when” names no field" },
    { HEAD "\"pages\":[[{\"type\":\"qr\",\"content\":\"{code}\"," AT ",\"rotation\":45}]]}", "by quarters" },
    { HEAD "\"pages\":[[{\"type\":\"picture\",\"content\":\"../../etc\"," AT "}]]}", "names no picture" },
    { HEAD "\"pages\":[[{\"type\":\"text\",\"content\":\"a\"," AT ",\"align\":\"diagonal\"}]]}", "“align” has a value" },
    { HEAD "\"pages\":[[]],\"pictures\":{\"x\":\"AAAA\"}}", "no PNG" },
    { HEAD "\"pages\":[[]],\"pictures\":{\"x\":\"" PIXEL "\"}}", "is not the one" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (foyer_layout_parse (cases[i].text, -1, &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
      if (strstr (error->message, cases[i].says) == NULL)
        g_error ("“%s” does not say “%s”", error->message, cases[i].says);
    }
}

static void
a_text_of_ten_megabytes_is_refused (void)
{
  g_autofree char *long_text = g_strnfill (10 * 1024 * 1024, 'x');
  g_autofree char *text = g_strdup_printf (HEAD "\"pages\":[[{\"type\":\"text\"," AT ",\"content\":\"%s\"}]]}", long_text);
  g_autoptr (GError) error = NULL;

  g_assert_null (foyer_layout_parse (text, -1, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "too long"));
  g_assert_cmpuint (strlen (error->message), <, 300);
}

static void
a_picture_travels_with_its_layout (void)
{
  gsize   size;
  guint8 *data = g_base64_decode (PIXEL, &size);
  g_autoptr (GBytes) png = g_bytes_new_take (data, size);
  FoyerId          id = foyer_layout_picture_id (png);
  g_autofree char *name = foyer_id_dup_text (&id);
  g_autofree char *text = g_strdup_printf (HEAD "\"pages\":[[{\"type\":\"picture\",\"content\":\"%s\"," AT "}]],\"pictures\":{\"%s\":\"" PIXEL "\"}}", name, name);
  g_autofree char *printed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerLayout) layout = foyer_layout_parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (g_hash_table_lookup (layout->pictures, name), png));
  printed = foyer_layout_print (layout, FALSE);
  g_assert_nonnull (strstr (printed, PIXEL));
}

static void
a_turned_box_covers_what_it_should (void)
{
  g_autoptr (FoyerLayoutElement) element = foyer_layout_element_new (FOYER_LAYOUT_BOX);
  FoyerLayoutRect bounds;

  element->x = 1000;
  element->y = 2000;
  element->width = 10000;
  element->height = 4000;
  element->rotation = 270;
  bounds = foyer_layout_element_bounds (element);
  g_assert_cmpint (bounds.x, ==, 4000);
  g_assert_cmpint (bounds.y, ==, -1000);
  g_assert_cmpint (bounds.width, ==, 4000);
  g_assert_cmpint (bounds.height, ==, 10000);
  element->rotation = 180;
  bounds = foyer_layout_element_bounds (element);
  g_assert_cmpint (bounds.width, ==, 10000);
  element->rotation = 45;
  bounds = foyer_layout_element_bounds (element);
  g_assert_cmpint (bounds.width, ==, bounds.height);
}

/* Numbers as numbers and as texts, as both come from there. */
#define PRETIX                                                                                                              \
  "[{\"type\":\"barcodearea\",\"left\":\"130.40\",\"bottom\":\"200\",\"size\":\"64.00\",\"content\":\"secret\"},"           \
  "{\"type\":\"textcontainer\",\"left\":10,\"bottom\":250.5,\"width\":100,\"height\":20,\"fontsize\":\"16\",\"bold\":true," \
  "\"align\":\"right\",\"verticalalign\":\"middle\",\"color\":[255,0,16,1],\"content\":\"event_name\",\"rotation\":-90},"   \
  "{\"type\":\"textarea\",\"left\":10,\"bottom\":100,\"width\":80,\"fontsize\":10,\"content\":\"other\",\"page\":2,"        \
  "\"text\":\"{attendee_name}: {seat} {question_x}\"},"                                                                     \
  "{\"type\":\"poweredby\",\"left\":1,\"bottom\":1,\"size\":20,\"content\":\"dark\"}]"

static void
a_layout_of_pretix_is_read (void)
{
  g_autoptr (GError) error = NULL;
  guint left_out;
  g_autoptr (FoyerLayout) layout = foyer_layout_pretix_parse (PRETIX, -1, FOYER_LAYOUT_TICKET, 0, 0, &left_out, &error);
  FoyerLayoutElement *qr, *title, *other;

  g_assert_no_error (error);
  g_assert_cmpuint (left_out, ==, 1);
  g_assert_cmpuint (layout->pages->len, ==, 2);
  g_assert_cmpint (layout->width, ==, 210000);
  g_assert_cmpint (layout->height, ==, 297000);
  qr = foyer_layout_get_page (layout, 0)->pdata[0];
  g_assert_cmpint (qr->type, ==, FOYER_LAYOUT_QR);
  g_assert_cmpint (qr->x, ==, 130400);
  g_assert_cmpint (qr->y, ==, 297000 - 200000 - 64000);
  g_assert_cmpstr (qr->content, ==, "{code}");
  title = foyer_layout_get_page (layout, 0)->pdata[1];
  g_assert_cmpstr (title->content, ==, "{event}");
  g_assert_cmpstr (title->color, ==, "#ff0010");
  g_assert_cmpint (title->y, ==, 297000 - 250500 - 20000);
  g_assert_cmpint (title->size, ==, 1600);
  g_assert_cmpint (title->weight, ==, 700);
  g_assert_cmpint (title->rotation, ==, 270);
  g_assert_cmpint (title->align, ==, FOYER_LAYOUT_ALIGN_RIGHT);
  other = foyer_layout_get_page (layout, 1)->pdata[0];
  g_assert_cmpstr (other->content, ==, "{name}: {seat} {question_x}");
}

static void
a_layout_goes_to_pretix_and_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerLayout) layout = foyer_layout_pretix_parse (PRETIX, -1, FOYER_LAYOUT_TICKET, 0, 0, NULL, &error);
  guint            left_out;
  g_autofree char *text = foyer_layout_pretix_print (layout, &left_out);
  g_autoptr (FoyerLayout) again = foyer_layout_pretix_parse (text, -1, FOYER_LAYOUT_TICKET, layout->width, layout->height, NULL, &error);
  FoyerLayoutElement *before, *after;

  g_assert_no_error (error);
  g_assert_cmpuint (left_out, ==, 0);
  g_assert_true (foyer_layout_element_equal (foyer_layout_get_page (layout, 0)->pdata[0], foyer_layout_get_page (again, 0)->pdata[0]));
  before = foyer_layout_get_page (layout, 0)->pdata[1];
  after = foyer_layout_get_page (again, 0)->pdata[1];
  g_set_str (&after->family, before->family);
  g_assert_true (foyer_layout_element_equal (before, after));
}

static void
what_is_not_of_pretix_is_refused (void)
{
  static const char *const texts[] = { "", "{}", "null", "[", "[]]", "{\"a\":[]}", "[1" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (foyer_layout_pretix_parse (texts[i], -1, FOYER_LAYOUT_TICKET, 0, 0, NULL, &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/what-is-printed-is-read-again", what_is_printed_is_read_again);
  g_test_add_func ("/layout/a-copy-is-of-its-own", a_copy_is_of_its_own);
  g_test_add_func ("/layout/bad-layouts-are-refused-with-a-sentence", bad_layouts_are_refused_with_a_sentence);
  g_test_add_func ("/layout/a-text-of-ten-megabytes-is-refused", a_text_of_ten_megabytes_is_refused);
  g_test_add_func ("/layout/a-picture-travels-with-its-layout", a_picture_travels_with_its_layout);
  g_test_add_func ("/layout/a-turned-box-covers-what-it-should", a_turned_box_covers_what_it_should);
  g_test_add_func ("/layout/a-layout-of-pretix-is-read", a_layout_of_pretix_is_read);
  g_test_add_func ("/layout/a-layout-goes-to-pretix-and-back", a_layout_goes_to_pretix_and_back);
  g_test_add_func ("/layout/what-is-not-of-pretix-is-refused", what_is_not_of_pretix_is_refused);
  return g_test_run ();
}
