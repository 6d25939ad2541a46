/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "foyer-connection-private.h"
#include "foyer-error.h"
#include "foyer-guest-store.h"
#include "foyer-store-file.h"
#include "foyer-store-migration.h"
#include "store-dump.h"
#include "store-fixture.h"

/* Formats that come after the first here, whatever those of the program are. The
 * third needs the second, and rebuilds a table that another one refers to. */
static const char second[] =
  "CREATE TABLE till (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;"
  "CREATE TABLE drawer (till INTEGER NOT NULL REFERENCES till (id), cash INTEGER NOT NULL) STRICT;"
  "INSERT INTO till VALUES (1, 'Foyer'), (2, 'Courtyard');"
  "INSERT INTO drawer VALUES (1, 5000), (2, 100);"
  "ALTER TABLE orders ADD COLUMN till INTEGER NOT NULL DEFAULT 1;";
static const char third[] =
  "CREATE TABLE new_till (id INTEGER PRIMARY KEY, name TEXT NOT NULL, gate TEXT NOT NULL) STRICT;"
  "INSERT INTO new_till SELECT id, name, 'North' FROM till;"
  "DROP TABLE till;"
  "ALTER TABLE new_till RENAME TO till;";

static FoyerConnection *
open_writer (Fixture *fixture)
{
  GError          *error = NULL;
  FoyerConnection *connection = foyer_connection_open (fixture->path, TRUE, &error);

  g_assert_no_error (error);
  foyer_connection_start_log (connection, &error);
  g_assert_no_error (error);
  return connection;
}

static void
migrate (Fixture *fixture, const char *const *scripts, GError **error)
{
  g_autoptr (FoyerConnection) connection = open_writer (fixture);

  g_assert_cmpint (foyer_store_migrate (connection, fixture->path, scripts, error), ==, error == NULL || *error == NULL);
}

/* A store as the first format was, with what people had put there. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *base = foyer_store_migration_load (0, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "store", "version-1.sql", NULL);
  g_autofree char *content = NULL;
  const char      *scripts[] = { base, NULL };
  GError          *error = NULL;

  fixture->folder = g_dir_make_tmp ("foyer-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "foyer.db", NULL);
  migrate (fixture, scripts, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  dump_execute (fixture->path, content);
}

/* Returns: (transfer full) (nullable): the copy beside the store, when there is just one */
static char *
find_copy (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  char       *copy = NULL;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (!g_str_has_prefix (name, "foyer.db.copy-") || g_str_has_suffix (name, "-wal") || g_str_has_suffix (name, "-shm"))
        continue;
      g_assert_null (copy);
      copy = g_build_filename (fixture->folder, name, NULL);
    }
  return copy;
}

static void
assert_private (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static gpointer
find_oyvind (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_guest_store_find (connection, data, "oyvind", FOYER_GUESTS_BY_NAME, error);
}

static void
test_first_format_is_read_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) found = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *lines_after = NULL;
  FoyerId          id;
  GError          *error = NULL;

  lines = dump_text (fixture->path, "SELECT group_concat (line, x'0a') FROM outbox");
  fixture->store = foyer_store_open (fixture->path, GPOINTER_TO_INT (data), &error);
  g_assert_no_error (error);
  g_assert_cmpint (dump_number (fixture->path, "PRAGMA user_version"), ==, foyer_store_migration_count ());
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM orders"), ==, 4);
  g_assert_cmpint (dump_number (fixture->path, "SELECT sum(price) FROM ticket WHERE live = 1"), ==, 3200 + 2400 + 2400 + 1600);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(DISTINCT secret) FROM ticket WHERE length(secret) = 26"), ==, 5);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM scan WHERE verdict = 'too-early'"), ==, 2);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), ==, 0);
  lines_after = dump_text (fixture->path, "SELECT group_concat (line, x'0a') FROM outbox");
  g_assert_cmpstr (lines, ==, lines_after);
  g_assert_true (foyer_id_parse ("01a1ff5f-5440-7c67-9582-0d3b15e2a585", &id));
  found = foyer_store_read (fixture->store, find_oyvind, &id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
}

static void
test_opening_again_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_reopen (fixture);
  before = dump_shared (fixture->path);
  fixture_reopen (fixture);
  after = dump_shared (fixture->path);
  g_assert_cmpstr (before, ==, after);
  copy = find_copy (fixture); /* no second one */
  g_assert_cmpint (copy != NULL, ==, foyer_store_migration_count () > 1);
}

static void
test_old_store_gets_the_tables_of_a_new_one (Fixture *fixture, gconstpointer data)
{
  static const char *const schema = "SELECT group_concat (name || coalesce (sql, '')) FROM (SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name)";
  g_autofree char         *path = g_build_filename (fixture->folder, "new.db", NULL);
  g_autofree char         *of_old = NULL;
  g_autofree char         *of_new = NULL;
  g_autoptr (FoyerStore) fresh = foyer_store_open (path, FALSE, NULL);

  g_assert_nonnull (fresh);
  fixture_reopen (fixture);
  of_old = dump_text (fixture->path, schema);
  of_new = dump_text (path, schema);
  g_assert_cmpstr (of_old, ==, of_new);
}

static void
test_formats_follow_each_other_and_a_copy_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *base = foyer_store_migration_load (0, NULL);
  g_autofree char *before = dump_shared (fixture->path);
  g_autofree char *kept = NULL;
  g_autofree char *copy = NULL;
  const char      *scripts[] = { base, second, third, NULL };
  GError          *error = NULL;

  migrate (fixture, scripts, &error);
  g_assert_no_error (error);
  g_assert_cmpint (dump_number (fixture->path, "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (dump_number (fixture->path, "PRAGMA application_id"), ==, FOYER_STORE_APPLICATION_ID);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM orders WHERE till = 1"), ==, 4);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM till JOIN drawer ON till.id = drawer.till WHERE gate = 'North'"), ==, 2);
  copy = find_copy (fixture);
  g_assert_nonnull (copy);
  assert_private (copy);
  g_assert_cmpint (dump_number (copy, "PRAGMA user_version"), ==, 1);
  kept = dump_shared (copy);
  g_assert_cmpstr (before, ==, kept);
}

static void
test_format_that_fails_is_undone_and_tried_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *base = foyer_store_migration_load (0, NULL);
  const char      *bad[] = { base, second, "CREATE TABLE half (x); DELETE FROM ticket; INSERT INTO nowhere VALUES (1);", NULL };
  const char      *good[] = { base, second, third, NULL };
  GError          *error = NULL;

  migrate (fixture, bad, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, "from format 2 to 3"));
  g_clear_error (&error);
  g_assert_cmpint (dump_number (fixture->path, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), ==, 0);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM ticket"), ==, 5);
  migrate (fixture, good, &error);
  g_assert_no_error (error);
  g_assert_cmpint (dump_number (fixture->path, "PRAGMA user_version"), ==, 3);
}

static void
test_format_that_breaks_a_reference_is_undone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *base = foyer_store_migration_load (0, NULL);
  const char      *scripts[] = { base, second, "DELETE FROM till WHERE id = 2;", NULL };
  GError          *error = NULL;

  migrate (fixture, scripts, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE_DAMAGED);
  g_clear_error (&error);
  g_assert_cmpint (dump_number (fixture->path, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM till"), ==, 2);
}

static void
test_references_are_enforced_afterwards (Fixture *fixture, gconstpointer data)
{
  g_autofree char *base = foyer_store_migration_load (0, NULL);
  const char      *scripts[] = { base, second, NULL };
  g_autoptr (FoyerConnection) connection = open_writer (fixture);

  g_assert_true (foyer_store_migrate (connection, fixture->path, scripts, NULL));
  g_assert_false (foyer_connection_execute (connection, "INSERT INTO drawer VALUES (99, 1)", NULL));
}

static void
test_fresh_store_needs_no_copy (Fixture *fixture, gconstpointer data)
{
  g_assert_null (find_copy (fixture));
}

#define ADD(path, function) g_test_add ("/store/migration/" path, Fixture, NULL, set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("first-format-is-read-whole", test_first_format_is_read_whole);
  g_test_add ("/store/migration/first-format-is-read-whole-by-a-reader", Fixture, GINT_TO_POINTER (TRUE), set_up, test_first_format_is_read_whole, fixture_tear_down);
  ADD ("opening-again-changes-nothing", test_opening_again_changes_nothing);
  ADD ("old-store-gets-the-tables-of-a-new-one", test_old_store_gets_the_tables_of_a_new_one);
  ADD ("formats-follow-each-other-and-a-copy-is-kept", test_formats_follow_each_other_and_a_copy_is_kept);
  ADD ("format-that-fails-is-undone-and-tried-again", test_format_that_fails_is_undone_and_tried_again);
  ADD ("format-that-breaks-a-reference-is-undone", test_format_that_breaks_a_reference_is_undone);
  ADD ("references-are-enforced-afterwards", test_references_are_enforced_afterwards);
  g_test_add ("/store/migration/fresh-store-needs-no-copy", Fixture, NULL, fixture_set_up, test_fresh_store_needs_no_copy, fixture_tear_down);
  return g_test_run ();
}
