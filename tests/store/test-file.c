/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "foyer-error.h"
#include "foyer-store-migration.h"
#include "store-dump.h"
#include "store-fixture.h"

static char *
checksum (const char *path)
{
  g_autofree char *content = NULL;
  gsize            length;
  GError          *error = NULL;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);
}

static void
assert_refused (const char *path, FoyerError code)
{
  g_autofree char *before = checksum (path);
  g_autofree char *after = NULL;

  for (int read_only = 0; read_only < 2; read_only++)
    {
      g_autoptr (FoyerStore) store = NULL;
      GError *error = NULL;

      store = foyer_store_open (path, read_only, &error);
      g_assert_error (error, FOYER_ERROR, (int) code);
      g_assert_true (strchr (error->message, ' ') != NULL);
      g_assert_null (store);
      g_clear_error (&error);
    }
  after = checksum (path);
  g_assert_cmpstr (before, ==, after);
}

/* A sound store, closed, as a file to be spoilt. */
static void
close_store (Fixture *fixture)
{
  g_autoptr (FoyerOrder) order = NULL;
  GError *error = NULL;

  order = fixture_sell (fixture, &fixture->stalls, 2, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->store);
}

static void
test_fresh_store_says_what_it_is (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);

  g_assert_cmpint (dump_number (fixture->path, "PRAGMA application_id"), ==, 0x466f7972);
  g_assert_cmpint (dump_number (fixture->path, "PRAGMA user_version"), ==, foyer_store_migration_count ());
  close_store (fixture);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  fixture_reopen (fixture);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM ticket"), ==, 2);
}

static void
test_newer_store_is_left_untouched (Fixture *fixture, gconstpointer data)
{
  close_store (fixture);
  dump_execute (fixture->path, "PRAGMA user_version = 1000");
  dump_execute (fixture->path, "PRAGMA wal_checkpoint (TRUNCATE)");
  assert_refused (fixture->path, FOYER_ERROR_STORE_TOO_NEW);
}

static void
test_newer_version_in_the_log_is_left_untouched (Fixture *fixture, gconstpointer data)
{
  close_store (fixture);
  dump_execute (fixture->path, "PRAGMA user_version = 1000"); /* stays in the log, not yet in the file */
  assert_refused (fixture->path, FOYER_ERROR_STORE_TOO_NEW);
  g_assert_cmpint (dump_number (fixture->path, "PRAGMA user_version"), ==, 1000);
}

static void
test_other_database_is_left_untouched (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "other.db", NULL);

  dump_execute (path, "CREATE TABLE photo (name TEXT); INSERT INTO photo VALUES ('cat')");
  assert_refused (path, FOYER_ERROR_STORE_DAMAGED);
  dump_execute (path, "PRAGMA application_id = 7");
  assert_refused (path, FOYER_ERROR_STORE_DAMAGED);
}

static void
test_no_database_is_left_untouched (Fixture *fixture, gconstpointer data)
{
  static const char *const contents[] = { "x", "Dear Anna,\n", "SQLite format 3", "%PDF-1.7 and so on, for more than a hundred bytes, as a file has them that somebody renamed by accident to be a store" };
  g_autofree char         *path = g_build_filename (fixture->folder, "letter.db", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      assert_refused (path, FOYER_ERROR_STORE_DAMAGED);
    }
}

static void
test_folder_is_no_store (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;

  g_assert_null (foyer_store_open (fixture->folder, FALSE, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE_DAMAGED);
  g_clear_error (&error);
}

static void
test_nothing_to_read_is_said (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nothing.db", NULL);
  GError          *error = NULL;

  g_assert_null (foyer_store_open (path, TRUE, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_truncated_store_is_damaged_and_can_be_copied (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = NULL;
  g_autofree char *second_copy = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GStatBuf         info;
  GError          *error = NULL;

  close_store (fixture);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (truncate (fixture->path, info.st_size / 2 / 4096 * 4096), ==, 0);
  before = checksum (fixture->path);
  g_assert_null (foyer_store_open (fixture->path, FALSE, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE_DAMAGED);
  g_clear_error (&error);
  copy = foyer_store_save_copy (fixture->path, &error);
  g_assert_no_error (error);
  second_copy = foyer_store_save_copy (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (copy, !=, second_copy);
  g_assert_cmpint (g_stat (copy, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  after = checksum (copy);
  g_assert_cmpstr (before, ==, after);
}

static gpointer
read_everything (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_event_store_list (connection, error);
}

/* Wherever a bit falls over, the store says that it is damaged, or works; it never brings the program down. */
static void
test_flipped_bits_are_found_or_harmless (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "flipped.db", NULL);
  gsize            length;
  FoyerRandom      random;
  int              damaged = 0;

  close_store (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  foyer_random_init_seed (&random, 11);
  for (int round = 0; round < 300; round++)
    {
      /* every third in the header of a page, where it hurts */
      gsize where = round % 3 ? foyer_random_below (&random, length) : foyer_random_below (&random, length / 4096) * 4096 + foyer_random_below (&random, 16);
      char  byte = content[where];
      g_autoptr (FoyerStore) store = NULL;
      g_autoptr (GError) error = NULL;

      content[where] ^= 1 << foyer_random_below (&random, 8);
      g_assert_true (g_file_set_contents (path, content, length, NULL));
      store = foyer_store_open (path, FALSE, &error);
      if (store != NULL)
        {
          g_autoptr (GPtrArray) events = foyer_store_read (store, read_everything, NULL, NULL, &error);
        }
      if (error != NULL && !g_error_matches (error, FOYER_ERROR, FOYER_ERROR_STORE_TOO_NEW))
        {
          g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE_DAMAGED);
          damaged++;
        }
      content[where] = byte;
    }
  g_test_message ("%d of 300 were found", damaged);
  g_assert_cmpint (damaged, >, 60);
}

static void
test_page_filled_with_noughts_is_found (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize            length;
  GError          *error = NULL;

  close_store (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  memset (content + 8 * 4096, 0, 4096);
  g_assert_true (g_file_set_contents (fixture->path, content, length, NULL));
  g_assert_null (foyer_store_open (fixture->path, FALSE, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE_DAMAGED);
  g_clear_error (&error);
}

static void
test_log_cut_short_loses_no_more_than_its_end (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *torn = g_build_filename (fixture->folder, "torn.db", NULL);
  g_autofree char *torn_log = g_strconcat (torn, "-wal", NULL);
  g_autofree char *content = NULL;
  g_autofree char *log_content = NULL;
  gsize            length, log_length;
  FoyerRandom      random;

  for (int i = 0; i < 5; i++)
    {
      g_autoptr (FoyerOrder) order = fixture_sell (fixture, &fixture->stalls, 1, NULL);

      g_assert_nonnull (order);
    }
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  g_assert_true (g_file_get_contents (log, &log_content, &log_length, NULL));
  foyer_random_init_seed (&random, 12);
  for (int round = 0; round < 25; round++)
    {
      g_autoptr (FoyerStore) store = NULL;
      GError *error = NULL;

      g_assert_true (g_file_set_contents (torn, content, length, NULL));
      g_assert_true (g_file_set_contents (torn_log, log_content, round == 0 ? log_length : foyer_random_below (&random, log_length), NULL));
      store = foyer_store_open (torn, FALSE, &error);
      g_assert_no_error (error);
      g_assert_cmpint (dump_number (torn, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), ==, 0);
      g_assert_cmpint (dump_number (torn, "SELECT count(*) FROM ticket"), ==, dump_number (torn, "SELECT count(*) FROM orders"));
      if (round == 0)
        g_assert_cmpint (dump_number (torn, "SELECT count(*) FROM ticket"), ==, 5);
    }
}

static int
open_as_second (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerStore) store = foyer_store_open (path, FALSE, &error);

  return store == NULL && g_error_matches (error, FOYER_ERROR, FOYER_ERROR_STORE_BUSY) ? 0 : 1;
}

static int
read_as_second (const char *path, const char *device)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerStore) store = foyer_store_open (path, TRUE, &error);
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *own = NULL;

  if (store == NULL)
    return 1;
  events = foyer_store_read (store, read_everything, NULL, NULL, &error);
  if (events == NULL || events->len != 1)
    return 2;
  if (foyer_store_write (store, read_everything, NULL, &error) != NULL || !g_error_matches (error, FOYER_ERROR, FOYER_ERROR_STORE_READ_ONLY))
    return 3;
  own = foyer_id_dup_text (foyer_store_get_device (store));
  return g_str_equal (own, device) ? 0 : 4;
}

/* Whether another process, which this one is, finds the lock on the bytes that every open database holds
 * (https://www.sqlite.org/lockingv3.html: the shared range begins 2 bytes after 1 GiB). */
static int
find_lock (const char *path)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000000 + 2, .l_len = 510 };
  int          descriptor = open (path, O_RDWR | O_CLOEXEC);
  gboolean     found = descriptor >= 0 && fcntl (descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;

  close (descriptor);
  return found ? 0 : 1;
}

/* Starts this program again as another process that wants the store. Returns: its exit status */
static int
run_second (Fixture *fixture, const char *what)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *device = foyer_id_dup_text (foyer_store_get_device (fixture->store));
  char            *arguments[] = { program, (char *) what, fixture->path, device, NULL };
  int              status;
  GError          *error = NULL;

  g_spawn_sync (NULL, arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_second_process_is_told_who_has_it (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (run_second (fixture, "--open"), ==, 0);
}

static void
test_second_store_of_one_process_is_refused_too (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;

  g_assert_null (foyer_store_open (fixture->path, FALSE, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE_BUSY);
  g_clear_error (&error);
}

static void
test_others_may_read_beside_the_owner (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = NULL;
  GError *error = NULL;

  g_assert_cmpint (run_second (fixture, "--read"), ==, 0);
  order = fixture_sell (fixture, &fixture->stalls, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (run_second (fixture, "--read"), ==, 0);
  fixture_reopen (fixture);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM ticket"), ==, 1);
}

static void
test_rights_of_others_are_none (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "sub", "foyer.db", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (FoyerStore) store = NULL;
  GStatBuf info;
  GError  *error = NULL;

  store = foyer_store_open (path, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 077, ==, 0);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 077, ==, 0);
  g_clear_object (&store);
  fixture_folder_remove (folder);
}

/* POSIX takes all locks of a process from a file when it closes any descriptor of it. */
static void
test_looking_at_an_open_store_leaves_its_locks (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = NULL;
  g_autoptr (FoyerStore) reader = NULL;
  GError *error = NULL;

  g_assert_cmpint (run_second (fixture, "--lock"), ==, 0);
  g_assert_null (foyer_store_open (fixture->path, FALSE, &error)); /* probed, and refused */
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE_BUSY);
  g_clear_error (&error);
  g_assert_cmpint (run_second (fixture, "--lock"), ==, 0);
  reader = foyer_store_open (fixture->path, TRUE, &error);
  g_assert_no_error (error);
  g_clear_object (&reader);
  g_assert_cmpint (run_second (fixture, "--lock"), ==, 0);
  copy = foyer_store_save_copy (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (run_second (fixture, "--lock"), ==, 0);
}

static void
test_copy_beside_the_owner_is_whole_and_private (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GStatBuf         info;
  GError          *error = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (FoyerOrder) order = fixture_sell (fixture, &fixture->stalls, 1, &error);

      g_assert_no_error (error);
    }
  before = dump_shared (fixture->path);
  copy = foyer_store_save_copy (fixture->path, &error); /* most of it is in the log still */
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (copy, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  after = dump_shared (copy);
  g_assert_cmpstr (before, ==, after);
}

static void
test_copy_of_nothing_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nothing.db", NULL);
  GError          *error = NULL;

  g_assert_null (foyer_store_save_copy (path, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND);
  g_clear_error (&error);
}

#define ADD(path, function) g_test_add ("/store/file/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  if (argc == 4 && strcmp (argv[1], "--open") == 0)
    return open_as_second (argv[2]);
  if (argc == 4 && strcmp (argv[1], "--read") == 0)
    return read_as_second (argv[2], argv[3]);
  if (argc == 4 && strcmp (argv[1], "--lock") == 0)
    return find_lock (argv[2]);
  g_test_init (&argc, &argv, NULL);
  ADD ("fresh-store-says-what-it-is", test_fresh_store_says_what_it_is);
  ADD ("newer-store-is-left-untouched", test_newer_store_is_left_untouched);
  ADD ("newer-version-in-the-log-is-left-untouched", test_newer_version_in_the_log_is_left_untouched);
  ADD ("other-database-is-left-untouched", test_other_database_is_left_untouched);
  ADD ("no-database-is-left-untouched", test_no_database_is_left_untouched);
  ADD ("folder-is-no-store", test_folder_is_no_store);
  ADD ("nothing-to-read-is-said", test_nothing_to_read_is_said);
  ADD ("truncated-store-is-damaged-and-can-be-copied", test_truncated_store_is_damaged_and_can_be_copied);
  ADD ("flipped-bits-are-found-or-harmless", test_flipped_bits_are_found_or_harmless);
  ADD ("page-of-noughts-is-found", test_page_filled_with_noughts_is_found);
  ADD ("log-cut-short-loses-no-more-than-its-end", test_log_cut_short_loses_no_more_than_its_end);
  ADD ("second-process-is-told-who-has-it", test_second_process_is_told_who_has_it);
  ADD ("second-store-of-one-process-is-refused-too", test_second_store_of_one_process_is_refused_too);
  ADD ("others-may-read-beside-the-owner", test_others_may_read_beside_the_owner);
  ADD ("looking-at-an-open-store-leaves-its-locks", test_looking_at_an_open_store_leaves_its_locks);
  ADD ("copy-beside-the-owner-is-whole-and-private", test_copy_beside_the_owner_is_whole_and_private);
  ADD ("copy-of-nothing-is-refused", test_copy_of_nothing_is_refused);
  ADD ("rights-of-others-are-none", test_rights_of_others_are_none);
  return g_test_run ();
}
