/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-document-sample.h"
#include "foyer-document-words.h"

static FoyerDocumentData *
create_data (void)
{
  FoyerDocumentData *data = foyer_document_data_new ();

  foyer_document_data_set (data, FOYER_DOCUMENT_EVENT, "Figaro");
  foyer_document_data_set (data, FOYER_DOCUMENT_NAME, "Anna {seat}");
  foyer_document_data_set (data, FOYER_DOCUMENT_CITY, "Ulm");
  return data;
}

static void
assert_expands (const char *template, const char *expected)
{
  g_autoptr (FoyerDocumentData) data = create_data ();
  g_autofree char *text = foyer_document_expand (template, data, "de");

  g_assert_cmpstr (text, ==, expected);
}

static void
fields_and_words_are_put_in (void)
{
  assert_expands ("{event}", "Figaro");
  assert_expands ("»{event}« {label:seat}", "»Figaro« Platz");
  assert_expands ("{label:order}", "Bestellung");
  assert_expands ("", NULL);
  assert_expands ("plain", "plain");
}

static void
a_value_is_not_a_template (void)
{
  assert_expands ("{name}", "Anna {seat}");
}

static void
what_is_empty_takes_its_line_with_it (void)
{
  assert_expands ("Row {seat}", NULL);
  assert_expands ("{label:seat} {seat}", NULL);
  assert_expands ("{name}\n{company}\n{postcode} {city}", "Anna {seat}\n Ulm");
  assert_expands ("{seat}\n{city}", "Ulm");
  assert_expands ("{city}\n{seat}", "Ulm");
}

static void
braces_that_name_nothing_are_left_alone (void)
{
  assert_expands ("{{event}", "{event}");
  assert_expands ("a { b } {", "a { b } {");
  assert_expands ("{}", "{}");
  assert_expands ("{Event}", "{Event}");
  assert_expands ("x{no-such-field}", NULL);
  assert_expands ("{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}{city}", "Ulm");
}

static void
every_word_is_there_in_every_language (void)
{
  for (const char *const *language = foyer_document_words_languages (); *language != NULL; language++)
    for (const char *const *name = foyer_document_words_names (); *name != NULL; name++)
      g_assert_cmpstr (foyer_document_words_get (*language, *name), >, "");
  g_assert_cmpstr (foyer_document_words_get ("de_AT.UTF-8", "price"), ==, "Preis");
  g_assert_cmpstr (foyer_document_words_get ("den", "price"), ==, "Price");
  g_assert_cmpstr (foyer_document_words_get (NULL, "price"), ==, "Price");
  g_assert_null (foyer_document_words_get ("de", "no-such-word"));
}

static void
a_date_is_said_in_the_language_of_the_paper (void)
{
  const FoyerTime  time = G_GINT64_CONSTANT (1794682800) * G_USEC_PER_SEC; /* 2026-11-14 19:00 UTC */
  g_autofree char *english = foyer_document_words_date_time ("en", time, "Europe/London");
  g_autofree char *german = foyer_document_words_date_time ("de_DE", time, "Europe/Berlin");
  g_autofree char *french = foyer_document_words_date ("fr", time, "Europe/Paris");
  g_autofree char *brief = foyer_document_words_moment ("de", time, "Europe/Berlin");
  g_autofree char *none = foyer_document_words_date_time ("de", 0, "Europe/Berlin");

  g_assert_cmpstr (english, ==, "Saturday, 14 November 2026, 19:00");
  g_assert_cmpstr (german, ==, "Samstag, 14. November 2026, 20:00 Uhr");
  g_assert_cmpstr (french, ==, "samedi 14 novembre 2026");
  g_assert_cmpstr (brief, ==, "14.11.2026, 20:00 Uhr");
  g_assert_cmpstr (none, ==, "");
}

static void
names_of_fields_are_their_own (void)
{
  for (guint i = 0; i < FOYER_N_DOCUMENT_FIELDS; i++)
    g_assert_cmpint (foyer_document_field_from_nick (foyer_document_field_nick (i)), ==, i);
  g_assert_cmpint (foyer_document_field_from_nick ("nothing"), ==, FOYER_N_DOCUMENT_FIELDS);
}

static void
a_copy_says_the_same (void)
{
  g_autoptr (FoyerDocumentData) data = foyer_document_sample_new (FOYER_LAYOUT_RECEIPT, FOYER_DOCUMENT_LONGEST, "de");
  g_autoptr (FoyerDocumentData) copy = foyer_document_data_copy (data);

  g_assert_cmpuint (copy->lines->len, ==, data->lines->len);
  for (guint i = 0; i < FOYER_N_DOCUMENT_FIELDS; i++)
    g_assert_cmpstr (foyer_document_data_get (copy, i), ==, foyer_document_data_get (data, i));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/fields-and-words-are-put-in", fields_and_words_are_put_in);
  g_test_add_func ("/document/a-value-is-not-a-template", a_value_is_not_a_template);
  g_test_add_func ("/document/what-is-empty-takes-its-line-with-it", what_is_empty_takes_its_line_with_it);
  g_test_add_func ("/document/braces-that-name-nothing-are-left-alone", braces_that_name_nothing_are_left_alone);
  g_test_add_func ("/document/every-word-is-there-in-every-language", every_word_is_there_in_every_language);
  g_test_add_func ("/document/a-date-is-said-in-the-language-of-the-paper", a_date_is_said_in_the_language_of_the_paper);
  g_test_add_func ("/document/names-of-fields-are-their-own", names_of_fields_are_their_own);
  g_test_add_func ("/document/a-copy-says-the-same", a_copy_says_the_same);
  return g_test_run ();
}
