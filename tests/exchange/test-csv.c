/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "foyer-csv-reader.h"
#include "foyer-error.h"

typedef struct
{
  GFile *file;
  char  *error; /* sentence, or NULL */
  char  *text;  /* "line:cell|cell" a record, one a line */
} Outcome;

static void
outcome_clear (Outcome *self)
{
  g_file_delete (self->file, NULL, NULL);
  g_clear_object (&self->file);
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->text, g_free);
}

static char *
read_all (GFile *file, GError **error)
{
  GString       *text = g_string_new (NULL);
  GError        *local_error = NULL;
  FoyerCsvFormat format;
  FoyerCsvRecord record;
  g_autoptr (FoyerCsvReader) reader = NULL;

  if (foyer_csv_format_detect (file, &format, NULL, NULL, &local_error))
    reader = foyer_csv_reader_open (file, &format, NULL, &local_error);
  while (reader != NULL && foyer_csv_reader_next (reader, &record, NULL, &local_error))
    {
      g_string_append_printf (text, "%d:", (int) record.line);
      for (guint i = 0; i < record.n_cells; i++)
        {
          g_assert_true (g_utf8_validate (record.cells[i], -1, NULL));
          g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", record.cells[i]);
        }
      g_string_append_c (text, '\n');
    }
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return g_string_free (text, FALSE);
}

static Outcome
read_bytes (const char *bytes, gsize length)
{
  Outcome outcome = { NULL };
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  outcome.file = g_file_new_tmp ("foyer-csv-XXXXXX.csv", &stream, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (stream)), bytes, length, NULL, NULL, &error));
  g_assert_true (g_io_stream_close (G_IO_STREAM (stream), NULL, &error));
  outcome.text = read_all (outcome.file, &error);
  if (error != NULL)
    {
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
      outcome.error = g_strdup (error->message);
    }
  return outcome;
}

static void
check (const char *bytes, gsize length, const char *expected)
{
  Outcome outcome = read_bytes (bytes, length);

  g_assert_null (outcome.error);
  g_assert_cmpstr (outcome.text, ==, expected);
  outcome_clear (&outcome);
}

static void
check_text (const char *text, const char *expected)
{
  check (text, strlen (text), expected);
}

static void
check_error (const char *bytes, gsize length, const char *part)
{
  Outcome outcome = read_bytes (bytes, length);

  g_assert_nonnull (outcome.error);
  g_test_message ("%s", outcome.error);
  g_assert_nonnull (strstr (outcome.error, part));
  outcome_clear (&outcome);
}

static void
test_plain (void)
{
  check_text ("name,email\nAnna,a@example.org\n", "1:name|email\n2:Anna|a@example.org\n");
  check_text ("name;email\r\nAnna;a@example.org", "1:name|email\n2:Anna|a@example.org\n");
  check_text ("name\temail\rAnna\ta@example.org\r", "1:name|email\n2:Anna|a@example.org\n");
  check_text ("\n\nname|email\n\nAnna|\n", "3:name|email\n5:Anna|\n");
  check_text ("a,b\n,\n", "1:a|b\n2:|\n");
}

static void
test_quotes (void)
{
  check_text ("name,note\n\"Berg, Anna\",\"says \"\"hi\"\"\"\n", "1:name|note\n2:Berg, Anna|says \"hi\"\n");
  check_text ("a,b\r\n\"one\r\ntwo\",x\r\n3,4\r\n", "1:a|b\n2:one\ntwo|x\n4:3|4\n");
  check_text ("a,b\n5\" disc,y\n", "1:a|b\n2:5\" disc|y\n");
  check_text ("a,b\n\"x\"y,z\n", "1:a|b\n2:xy|z\n");
  check_text ("a\n\"\"\n", "1:a\n2:\n");
  check_text ("\"a;b\",c,d\n1,2,3\n", "1:a;b|c|d\n2:1|2|3\n");
}

static void
test_encodings (void)
{
  static const char utf8[] = "\xef\xbb\xbfname;ort\nJ\xc3\xbcrgen;K\xc3\xb6ln\n";
  static const char windows[] = "name;ort\nJ\xfcrgen;K\xf6ln \x80\n";
  static const char little[] = "\xff\xfen\0;\0o\0\n\0\xfc\0;\0\x3d\xd8\x00\xde\n\0";
  static const char big[] = "\xfe\xff\0n\0;\0o\0\n\0\xfc\0;\xd8\x3d\xde\x00\0\n";
  static const char unmarked[] = "n\0a\0m\0e\0;\0o\0\n\0A\0n\0n\0a\0;\0B\0\n\0";

  check (utf8, sizeof utf8 - 1, "1:name|ort\n2:Jürgen|Köln\n");
  check (windows, sizeof windows - 1, "1:name|ort\n2:Jürgen|Köln €\n");
  check (little, sizeof little - 1, "1:n|o\n2:ü|😀\n");
  check (big, sizeof big - 1, "1:n|o\n2:ü|😀\n");
  check (unmarked, sizeof unmarked - 1, "1:name|o\n2:Anna|B\n");
}

static void
test_wrong_encodings (void)
{
  static const char mixed[] = "name\nJ\xc3\xbcrgen\nAnna\nJ\xfcrgen\n";
  static const char foreign[] = "name\nAnna\n\x81\x8d\n";
  static const char half[] = "\xff\xfen\0\n\0\x3d\xd8x\0";
  static const char cut[] = "\xff\xfen\0\n\0x";
  static const char nul[] = "name\nAn\0na\n";

  check_error (mixed, sizeof mixed - 1, "Line 4 is not UTF-8");
  check_error (foreign, sizeof foreign - 1, "Line 3 is in an encoding");
  check_error (half, sizeof half - 1, "Line 2 is not UTF-16");
  check_error (cut, sizeof cut - 1, "line 2; it was cut off");
  check_error (nul, sizeof nul - 1, "Line 2 has a zero byte");
  check_error ("", 0, "empty");
}

static void
test_monsters (void)
{
  g_autoptr (GString) text = g_string_new ("name,email\nAnna,a@example.org\n");
  gsize begin = text->len;

  for (int i = 0; i < 10 * 1024 * 1024; i++)
    g_string_append_c (text, 'x');
  check_error (text->str, text->len, "Line 3 is longer than 256 kB");
  memset (text->str + begin, ',', text->len - begin);
  check_error (text->str, text->len, "Line 3 has more than 1000 columns");
  memset (text->str + begin, '\n', text->len - begin);
  text->str[begin] = '"';
  check_error (text->str, text->len, "quotation mark on line 3 is not closed");
  check_error ("name\n\"Anna\n", 11, "quotation mark on line 2 is never closed");
}

/* Pieces are read 64 kB at a time; what lies across their edges must not be torn. */
static void
test_edges (void)
{
  for (int before = 65530; before < 65540; before++)
    {
      g_autoptr (GString) text = g_string_new ("a,b\n\"");
      g_autoptr (GString) expected = g_string_new ("1:a|b\n2:");
      Outcome outcome;

      while (text->len < (gsize) before)
        g_string_append_c (text, 'x');
      g_string_append_printf (expected, "%s", text->str + 5);
      g_string_append (text, "\r\n\"\"ü\"\r\n\"1\",2\r\n");
      g_string_append (expected, "\n\"ü\n4:1|2\n");
      outcome = read_bytes (text->str, text->len);
      g_assert_cmpstr (outcome.text, ==, expected->str);
      g_assert_null (outcome.error);
      outcome_clear (&outcome);
    }
}

/* Every file of the corpus and thousands of changed ones: a sentence or records, never a crash. */
static void
test_mutations (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "exchange", "corpus", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_autoptr (GRand) random = g_rand_new_with_seed (20261121);
  int         n_files = 0;
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize            length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
      n_files++;
      for (int i = 0; i < (g_test_slow () ? 5000 : 300); i++)
        {
          g_autofree char *changed = g_memdup2 (bytes, length + 1);
          Outcome          outcome;
          gsize            cut = i == 0 ? length : (gsize) g_rand_int_range (random, 0, length + 1);

          for (int j = 0; i > 0 && j < 1 + i % 7 && length > 0; j++)
            changed[g_rand_int_range (random, 0, length)] = "\",;\n\r\t\0\xff\xc3\x80\xd8x"[g_rand_int_range (random, 0, 12)];
          outcome = read_bytes (changed, i % 2 == 0 ? length : cut);
          g_assert_true (outcome.error == NULL || g_str_has_suffix (outcome.error, ".") || g_str_has_suffix (outcome.error, "?"));
          outcome_clear (&outcome);
        }
    }
  g_assert_cmpint (n_files, >=, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/separators-and-line-ends/are-told-apart", test_plain);
  g_test_add_func ("/csv/quotes/hold-separators-quotes-and-line-ends", test_quotes);
  g_test_add_func ("/csv/encodings/are-recognised", test_encodings);
  g_test_add_func ("/csv/encodings/that-are-wrong-name-the-line", test_wrong_encodings);
  g_test_add_func ("/csv/monsters/are-refused-with-a-sentence", test_monsters);
  g_test_add_func ("/csv/edges-of-pieces/tear-nothing", test_edges);
  g_test_add_func ("/csv/mutations/never-crash", test_mutations);
  return g_test_run ();
}
