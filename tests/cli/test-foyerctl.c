/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "foyer-store.h"

/* The real program, as a person or a script calls it. */

#define TONIGHT "Midsummer"

typedef struct
{
  char *folder;
  char *path; /* of the store */
} Fixture;

typedef struct
{
  int   code;
  char *out;
  char *err;
} Run;

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->out, g_free);
  g_clear_pointer (&run->err, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;

  fixture->folder = g_dir_make_tmp ("foyer-cli-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "foyer.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_chmod (fixture->folder, 0700);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
run_strv (Run *run, const char *store, const char *const *arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  run_clear (run);
  g_ptr_array_add (argv, (char *) g_getenv ("FOYERCTL"));
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (argv, (char *) *arguments);
  if (store != NULL)
    {
      g_ptr_array_add (argv, (char *) "--store");
      g_ptr_array_add (argv, (char *) store);
    }
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &run->out, &run->err, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process)); /* never by a signal */
  run->code = g_subprocess_get_exit_status (process);
}

static void foyerctl (Run *run, Fixture *fixture, int code, ...) G_GNUC_NULL_TERMINATED;

static void
foyerctl (Run *run, Fixture *fixture, int code, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  const char *argument;
  va_list     list;

  va_start (list, code);
  while ((argument = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (arguments, (char *) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);
  run_strv (run, fixture->path, (const char *const *) arguments->pdata);
  if (run->code != code)
    g_test_message ("%s: %d\n%s%s", (const char *) arguments->pdata[0], run->code, run->out, run->err);
  g_assert_cmpint (run->code, ==, code);
  if (code != 0)
    g_assert_cmpuint (strlen (run->err) + strlen (run->out), >, 10); /* a sentence */
}

/* Every line is one JSON object; the one numbered @line. */
static JsonObject *
parse_line (const Run *run, guint line, guint *n_lines)
{
  g_auto (GStrv) lines = g_strsplit (run->out, "\n", -1);
  JsonObject *object = NULL;
  guint       n = 0;

  for (; lines[n] != NULL && *lines[n] != '\0'; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = json_from_string (lines[n], &error);

      g_assert_no_error (error);
      g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
      if (n == line)
        object = json_node_dup_object (node);
    }
  if (n_lines != NULL)
    *n_lines = n;
  g_assert_nonnull (object);
  return object;
}

static void
test_help (Fixture *fixture, gconstpointer data)
{
  static const char *const commands[] = { "demo", "import", "events", "sell", "scan", "decode", "print", "pair", "sync", "export", "info" };
  g_auto (Run) run = { 0 };

  foyerctl (&run, fixture, 0, "--help", NULL);
  g_assert_nonnull (strstr (run.out, "Exit codes: 0 done"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *line = g_strdup_printf ("  %s ", commands[i]);

      foyerctl (&run, fixture, 0, "--help", NULL);
      g_assert_nonnull (strstr (run.out, line));
      foyerctl (&run, fixture, 0, commands[i], "--help", NULL);
      g_assert_nonnull (strstr (run.out, "Usage:"));
    }
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_wrong_calls (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) run = { 0 };

  foyerctl (&run, fixture, 2, "dance", NULL);
  foyerctl (&run, fixture, 2, "events", "--dance", NULL);
  foyerctl (&run, fixture, 2, "sell", "Stalls=2", NULL);
  foyerctl (&run, fixture, 2, "sell", "--event", "1", NULL);
  foyerctl (&run, fixture, 2, "scan", "--event", "1", NULL);
  foyerctl (&run, fixture, 2, "scan", "X", "--event", "1", "--mode", "dance", NULL);
  foyerctl (&run, fixture, 2, "import", "--event", "1", NULL);
  foyerctl (&run, fixture, 2, "export", "guests", NULL);
  foyerctl (&run, fixture, 2, "export", "orders", "--format", "ics", NULL);
  foyerctl (&run, fixture, 2, "print", NULL);
  foyerctl (&run, fixture, 2, "decode", NULL);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_demo (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) run = { 0 };
  g_autoptr (JsonObject) event = NULL;
  g_autoptr (JsonObject) info = NULL;
  guint n_lines;

  foyerctl (&run, fixture, 0, "demo", NULL);
  foyerctl (&run, fixture, 3, "demo", NULL); /* it is not empty any more */
  foyerctl (&run, fixture, 0, "events", "--json", NULL);
  event = parse_line (&run, 0, &n_lines);
  g_assert_cmpuint (n_lines, ==, 12);
  g_assert_nonnull (json_object_get_string_member (event, "title"));
  foyerctl (&run, fixture, 0, "events", NULL);
  g_assert_nonnull (strstr (run.out, "Der zerbrochne Krug"));
  foyerctl (&run, fixture, 0, "info", "--json", NULL);
  info = parse_line (&run, 0, NULL);
  g_assert_cmpint (json_object_get_int_member (info, "events"), ==, 12);
  g_assert_cmpint (json_object_get_int_member (info, "sold"), >, 1900);
  g_assert_cmpint (json_object_get_int_member (info, "conflicts"), ==, 1);
}

static void
test_sell_and_scan (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) run = { 0 };
  g_autoptr (JsonObject) order = NULL;
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;
  g_autofree char *pdf = g_build_filename (fixture->folder, "tickets.pdf", NULL);
  const char      *code, *number;
  JsonArray       *tickets;
  GStatBuf         status;

  foyerctl (&run, fixture, 0, "demo", NULL);
  foyerctl (&run, fixture, 0, "sell", "--event", TONIGHT, "Balcony=2", "--card", "--json", NULL);
  order = parse_line (&run, 0, NULL);
  tickets = json_object_get_array_member (order, "tickets");
  number = json_object_get_string_member (order, "order");
  g_assert_cmpuint (json_array_get_length (tickets), ==, 2);
  g_assert_cmpint (json_object_get_int_member (order, "total"), ==, 3200);
  code = json_object_get_string_member (json_array_get_object_element (tickets, 0), "code");
  foyerctl (&run, fixture, 0, "scan", code, "--event", TONIGHT, "--mode", "info", "--json", NULL);
  foyerctl (&run, fixture, 0, "scan", code, "--event", TONIGHT, "--gate", "North door", "--json", NULL);
  first = parse_line (&run, 0, NULL);
  g_assert_cmpstr (json_object_get_string_member (first, "verdict"), ==, "admitted");
  foyerctl (&run, fixture, 3, "scan", code, "--event", TONIGHT, "--json", NULL);
  second = parse_line (&run, 0, NULL);
  g_assert_cmpstr (json_object_get_string_member (second, "verdict"), ==, "already-in");
  g_assert_cmpstr (json_object_get_string_member (second, "last_gate"), ==, "North door");
  foyerctl (&run, fixture, 3, "scan", "no such code", "--event", TONIGHT, NULL);
  foyerctl (&run, fixture, 0, "scan", code, "--event", TONIGHT, "--mode", "exit", NULL);
  foyerctl (&run, fixture, 0, "print", "--order", number, "--pdf", pdf, NULL);
  g_assert_cmpint (g_stat (pdf, &status), ==, 0);
  g_assert_cmpint (status.st_size, >, 1000);
  foyerctl (&run, fixture, 1, "print", "--order", "no such order", "--pdf", pdf, NULL);
}

/* What a scan of @code says, recorded nowhere. */
static char *
look_at (Fixture *fixture, const char *code, int exit)
{
  g_auto (Run) run = { 0 };
  g_autoptr (JsonObject) object = NULL;

  foyerctl (&run, fixture, exit, "scan", code, "--event", TONIGHT, "--mode", "info", "--json", NULL);
  object = parse_line (&run, 0, NULL);
  return g_strdup (json_object_get_string_member (object, "verdict"));
}

static void
test_second_paper (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) run = { 0 };
  g_autoptr (JsonObject) order = NULL;
  g_autoptr (JsonObject) printed = NULL;
  g_autofree char *pdf = g_build_filename (fixture->folder, "tickets.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", "tickets.pdf", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const char      *code, *number;

  foyerctl (&run, fixture, 0, "demo", NULL);
  foyerctl (&run, fixture, 0, "sell", "--event", TONIGHT, "Balcony=1", "--json", NULL);
  order = parse_line (&run, 0, NULL);
  number = json_object_get_string_member (order, "order");
  code = json_object_get_string_member (json_array_get_object_element (json_object_get_array_member (order, "tickets"), 0), "code");
  foyerctl (&run, fixture, 1, "print", "--order", number, "--pdf", nowhere, NULL); /* counts for nothing */
  foyerctl (&run, fixture, 0, "print", "--order", number, "--pdf", pdf, NULL);
  foyerctl (&run, fixture, 3, "print", "--order", number, "--pdf", pdf, NULL);
  g_assert_nonnull (strstr (run.err, "--reason"));
  foyerctl (&run, fixture, 2, "print", "--order", number, "--pdf", pdf, "--reason", " ", NULL);
  before = look_at (fixture, code, 0);
  g_assert_cmpstr (before, ==, "info");
  foyerctl (&run, fixture, 0, "print", "--order", number, "--pdf", pdf, "--reason", "Torn", "--json", NULL);
  printed = parse_line (&run, 0, NULL);
  g_assert_cmpint (json_object_get_int_member (printed, "copy"), ==, 2);
  after = look_at (fixture, code, 3);
  g_assert_cmpstr (after, ==, "replaced");
}

/* Programs read what went wrong where they read the rest. */
static void
test_errors_for_programs (Fixture *fixture, gconstpointer data)
{
  static const char *const calls[][4] = { { "dance" }, { "events", "--dance" }, { "sell", "Stalls=1" }, { "decode", "/nonexistent.png" }, { "events" } };
  static const int         codes[] = { 2, 2, 2, 1, 4 };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (Run) run = { 0 };
      g_autoptr (JsonObject) object = NULL;
      guint n_lines;

      foyerctl (&run, fixture, codes[i], "--json", calls[i][0], calls[i][1], calls[i][2], NULL);
      object = parse_line (&run, 0, &n_lines);
      g_assert_cmpuint (n_lines, ==, 1);
      g_assert_cmpint (json_object_get_int_member (object, "exit"), ==, codes[i]);
      g_assert_cmpuint (strlen (json_object_get_string_member (object, "error")), >, 10);
      g_assert_cmpstr (run.err, ==, "");
    }
}

/* Where the columns begin, as a terminal shows them. */
static int
find_column (const char *line, const char *word)
{
  const char *found = strstr (line, word);

  g_assert_nonnull (found);
  return g_utf8_strlen (line, found - line);
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) run = { 0 };
  g_auto (GStrv) lines = NULL;
  int column;

  foyerctl (&run, fixture, 0, "demo", NULL);
  foyerctl (&run, fixture, 0, "events", NULL);
  lines = g_strsplit (run.out, "\n", -1);
  column = find_column (lines[0], "Status");
  find_column (lines[0], "Left");
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      const char *state = strrchr (lines[i], ' ');

      g_test_message ("%s", lines[i]);
      g_assert_cmpint (g_utf8_strlen (lines[i], state + 1 - lines[i]), ==, column);
    }
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) run = { 0 };

  foyerctl (&run, fixture, 0, "demo", NULL);
  foyerctl (&run, fixture, 3, "sell", "--event", "Nachtschicht", "Regular=1", NULL);
  foyerctl (&run, fixture, 3, "sell", "--event", "Harbour", "Standing=1", NULL);
  foyerctl (&run, fixture, 3, "sell", "--event", "Krug", "Stalls=1", NULL);
  foyerctl (&run, fixture, 1, "sell", "--event", TONIGHT, "Loge=1", NULL);
  foyerctl (&run, fixture, 2, "sell", "--event", TONIGHT, "Stalls=nine", NULL);
  foyerctl (&run, fixture, 2, "sell", "--event", "e", "Stalls=1", NULL); /* a part of several titles */
  foyerctl (&run, fixture, 2, "pair", "no pairing code", NULL);
  foyerctl (&run, fixture, 1, "sell", "--event", "Hamlet", "Stalls=1", NULL);
  foyerctl (&run, fixture, 2, "sell", "--event", TONIGHT, "Stalls=1", "--cash", "--card", NULL);
  foyerctl (&run, fixture, 0, "sell", "--event", TONIGHT, "Wheelchair=1", "--comp", "Press", NULL);
  foyerctl (&run, fixture, 5, "sync", "--token-file", "/nonexistent/token", NULL); /* of no platform */
}

static char *
write_list (Fixture *fixture, const char *name, int rows)
{
  g_autoptr (GString) text = g_string_new ("Order;Name;E-mail;Ticket type\r\n");
  char *path = g_build_filename (fixture->folder, name, NULL);

  for (int i = 0; i < rows; i++)
    g_string_append_printf (text, "L-%d;Käthe Gast %d;guest%d@example.org;Lawn\r\n", i / 2, i, i);
  g_assert_true (g_file_set_contents (path, text->str, text->len, NULL));
  return path;
}

static void
test_import_export (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) run = { 0 };
  g_autofree char *list = write_list (fixture, "list.csv", 500);
  g_autofree char *exported = g_build_filename (fixture->folder, "guests.csv", NULL);
  g_autofree char *bad = g_build_filename (fixture->folder, "bad.csv", NULL);
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;
  g_autoptr (JsonObject) back = NULL;
  g_autofree char *text = NULL;

  foyerctl (&run, fixture, 0, "demo", NULL);
  foyerctl (&run, fixture, 0, "import", list, "--event", "Garden", "--json", NULL);
  first = parse_line (&run, 0, NULL);
  g_assert_cmpint (json_object_get_int_member (first, "imported"), ==, 500);
  foyerctl (&run, fixture, 0, "import", list, "--event", "Garden", "--json", NULL);
  second = parse_line (&run, 0, NULL);
  g_assert_cmpint (json_object_get_int_member (second, "known"), ==, 500);
  foyerctl (&run, fixture, 0, "export", "attendees", "--event", "Garden", "-o", exported, NULL);
  g_assert_true (g_file_get_contents (exported, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Käthe Gast 499"));
  foyerctl (&run, fixture, 0, "import", exported, "--event", "Garden", "--json", NULL);
  back = parse_line (&run, 0, NULL);
  g_assert_cmpint (json_object_get_int_member (back, "imported"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (back, "known"), >=, 500);
  g_assert_true (g_file_set_contents (bad, "name,category\nAnna,Lawn\n,Lawn\nBen,Loge\n", -1, NULL));
  foyerctl (&run, fixture, 3, "import", bad, "--event", "Garden", NULL);
  g_assert_nonnull (strstr (run.err, "Line 3:"));
  g_assert_nonnull (strstr (run.err, "Line 4:"));
  foyerctl (&run, fixture, 0, "import", bad, "--event", "Garden", "--skip-bad", "--create-categories", NULL);
  foyerctl (&run, fixture, 1, "import", "/nonexistent.csv", "--event", "Garden", NULL);
  g_assert_true (g_file_set_contents (bad, "name\nJ\xc3\xbcrgen\nJ\xfcrgen\n", -1, NULL));
  foyerctl (&run, fixture, 1, "import", bad, "--event", "Garden", NULL);
  g_assert_nonnull (strstr (run.err, "Line 3 is not UTF-8"));
  foyerctl (&run, fixture, 0, "export", "orders", NULL);
  foyerctl (&run, fixture, 0, "export", "scans", NULL);
  foyerctl (&run, fixture, 0, "export", "events", "--format", "ics", NULL);
  g_assert_true (g_str_has_prefix (run.out, "BEGIN:VCALENDAR\r\n"));
}

/* The bytes of a file, to see that nobody touched it. */
static char *
digest (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize            length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) bytes, length);
}

static void
poke (const char *path, goffset offset, const char *bytes, gsize length)
{
  int file = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (pwrite (file, bytes, length, offset), ==, (int) length);
  close (file);
}

static void
assert_untouched (Fixture *fixture, const char *sentence)
{
  g_auto (Run) run = { 0 };
  g_autofree char *before = digest (fixture->path);
  g_autofree char *after = NULL;

  foyerctl (&run, fixture, 4, "info", NULL);
  g_test_message ("%s", run.err);
  g_assert_nonnull (strstr (run.err, sentence));
  foyerctl (&run, fixture, 4, "events", NULL);
  foyerctl (&run, fixture, 4, "demo", NULL);
  foyerctl (&run, fixture, 4, "sell", "--event", TONIGHT, "Balcony=1", NULL);
  after = digest (fixture->path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_newer_store (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) run = { 0 };

  foyerctl (&run, fixture, 0, "demo", NULL);
  poke (fixture->path, 60, "\0\0\x03\xe7", 4); /* user_version in the header of the file */
  assert_untouched (fixture, "newer");
}

static void
test_damaged_store (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) run = { 0 };
  g_autoptr (JsonObject) object = NULL;
  const char      *copy;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  foyerctl (&run, fixture, 0, "demo", NULL);
  poke (fixture->path, 0, "This is not a database at all.", 30);
  assert_untouched (fixture, "--save-copy");
  before = digest (fixture->path);
  foyerctl (&run, fixture, 0, "info", "--save-copy", "--json", NULL);
  object = parse_line (&run, 0, NULL);
  copy = json_object_get_string_member (object, "copy");
  after = digest (copy);
  g_assert_cmpstr (before, ==, after);
}

static void
test_no_store (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) run = { 0 };

  foyerctl (&run, fixture, 4, "events", NULL);
  foyerctl (&run, fixture, 4, "export", "orders", NULL);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_busy_store (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) run = { 0 };
  GError *error = NULL;
  g_autoptr (FoyerStore) store = NULL;

  foyerctl (&run, fixture, 0, "demo", NULL);
  store = foyer_store_open (fixture->path, FALSE, &error);
  g_assert_no_error (error);
  foyerctl (&run, fixture, 4, "sell", "--event", TONIGHT, "Balcony=1", NULL);
  foyerctl (&run, fixture, 0, "events", NULL); /* looking is allowed */
}

static void
test_read_only_store (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) run = { 0 };

  if (geteuid () == 0)
    {
      g_test_skip ("the superuser may write everywhere");
      return;
    }
  foyerctl (&run, fixture, 0, "demo", NULL);
  g_chmod (fixture->path, 0400);
  g_chmod (fixture->folder, 0500);
  foyerctl (&run, fixture, 4, "sell", "--event", TONIGHT, "Balcony=1", NULL);
}

/* A whole disk of its own, too small for the list. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) run = { 0 };
  g_autofree char *mount_point = g_dir_make_tmp ("foyer-disk-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (mount_point, "foyer.db", NULL);
  g_autofree char *list = write_list (fixture, "long.csv", 20000);
  Fixture          disk = { mount_point, path };
  g_autoptr (JsonObject) after = NULL;

  if (mount ("tmpfs", mount_point, "tmpfs", 0, "size=16m") != 0)
    {
      g_autofree char *reason = g_strdup_printf ("a small disk cannot be mounted here: %s", g_strerror (errno));

      g_rmdir (mount_point);
      g_test_skip (reason);
      return;
    }
  foyerctl (&run, &disk, 0, "demo", NULL);
  foyerctl (&run, &disk, 3, "import", list, "--event", "Garden", NULL);
  g_assert_nonnull (strstr (run.err, "“Lawn”: 20000 new guests, but room for"));
  foyerctl (&run, &disk, 4, "import", list, "--event", "Garden", "--over-capacity", NULL);
  g_assert_nonnull (strstr (run.err, "room"));
  foyerctl (&run, &disk, 0, "info", "--json", NULL);
  after = parse_line (&run, 0, NULL);
  g_assert_cmpint (json_object_get_int_member (after, "sold"), >, 1900);
  umount2 (mount_point, MNT_DETACH);
  g_rmdir (mount_point);
}

static void
test_interrupt (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) run = { 0 };
  g_autofree char *list = write_list (fixture, "long.csv", 60000);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (JsonObject) rest = NULL;
  GError *error = NULL;
  Run     first = { 0 };
  gint64  imported;

  foyerctl (&run, fixture, 0, "demo", NULL);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, g_getenv ("FOYERCTL"), "import", list, "--event", "Garden", "--over-capacity",
                              "--json", "--store", fixture->path, NULL);
  g_assert_no_error (error);
  g_usleep (G_USEC_PER_SEC);
  g_subprocess_send_signal (process, SIGINT);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &first.out, &first.err, &error));
  g_test_message ("%s%s", first.out, first.err);
  /* stopped while it checked or wrote, or just after the end: all or nothing */
  imported = g_subprocess_get_if_exited (process) && g_subprocess_get_exit_status (process) == 0 ? 60000 : 0;
  foyerctl (&run, fixture, 0, "import", list, "--event", "Garden", "--over-capacity", "--json", NULL);
  rest = parse_line (&run, 0, NULL);
  g_assert_cmpint (json_object_get_int_member (rest, "known"), ==, imported);
  g_assert_cmpint (json_object_get_int_member (rest, "imported"), ==, 60000 - imported);
  run_clear (&first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (g_getenv ("FOYERCTL"));
  g_test_add ("/foyerctl/help/names-every-command-and-the-exit-codes", Fixture, NULL, set_up, test_help, tear_down);
  g_test_add ("/foyerctl/wrong-calls/end-with-2", Fixture, NULL, set_up, test_wrong_calls, tear_down);
  g_test_add ("/foyerctl/demo/fills-an-empty-store", Fixture, NULL, set_up, test_demo, tear_down);
  g_test_add ("/foyerctl/sell-and-scan/admit-once", Fixture, NULL, set_up, test_sell_and_scan, tear_down);
  g_test_add ("/foyerctl/print/second-paper-needs-a-reason-and-a-new-code", Fixture, NULL, set_up, test_second_paper, tear_down);
  g_test_add ("/foyerctl/json/errors-are-objects-too", Fixture, NULL, set_up, test_errors_for_programs, tear_down);
  g_test_add ("/foyerctl/events/columns-stand-under-each-other", Fixture, NULL, set_up, test_table, tear_down);
  g_test_add ("/foyerctl/refusals/end-with-3", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/foyerctl/import-and-export/go-round", Fixture, NULL, set_up, test_import_export, tear_down);
  g_test_add ("/foyerctl/import/leaves-nothing-when-interrupted", Fixture, NULL, set_up, test_interrupt, tear_down);
  g_test_add ("/foyerctl/store/newer-is-refused-untouched", Fixture, NULL, set_up, test_newer_store, tear_down);
  g_test_add ("/foyerctl/store/damaged-is-said-and-a-copy-offered", Fixture, NULL, set_up, test_damaged_store, tear_down);
  g_test_add ("/foyerctl/store/missing-is-not-made-by-looking", Fixture, NULL, set_up, test_no_store, tear_down);
  g_test_add ("/foyerctl/store/in-use-may-be-read", Fixture, NULL, set_up, test_busy_store, tear_down);
  g_test_add ("/foyerctl/store/read-only-is-said", Fixture, NULL, set_up, test_read_only_store, tear_down);
  g_test_add ("/foyerctl/store/full-disk-loses-nothing", Fixture, NULL, set_up, test_full_disk, tear_down);
  return g_test_run ();
}
