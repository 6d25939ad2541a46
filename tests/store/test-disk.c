/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "foyer-error.h"
#include "store-dump.h"
#include "store-fixture.h"

/* What a test process in a namespace of its own ends with. */
#define DONE 0
#define NO_NAMESPACE 77

static gboolean
write_text (const char *path, const char *text)
{
  int      descriptor = open (path, O_WRONLY | O_CLOEXEC);
  gboolean written = descriptor >= 0 && write (descriptor, text, strlen (text)) == (gssize) strlen (text);

  if (descriptor >= 0)
    close (descriptor);
  return written;
}

/* Puts this process where it may mount. */
static gboolean
enter_namespace (void)
{
  uid_t            user = getuid ();
  gid_t            group = getgid ();
  g_autofree char *users = g_strdup_printf ("0 %d 1", (int) user);
  g_autofree char *groups = g_strdup_printf ("0 %d 1", (int) group);

  if (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0)
    return FALSE;
  write_text ("/proc/self/setgroups", "deny");
  return write_text ("/proc/self/uid_map", users) && write_text ("/proc/self/gid_map", groups) &&
         mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static void
fill_disk (const char *path)
{
  static char block[4096];
  int         descriptor = open (path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);

  g_assert_cmpint (descriptor, >=, 0);
  while (write (descriptor, block, sizeof block) > 0)
    ;
  g_assert_cmpint (errno, ==, ENOSPC);
  close (descriptor);
}

static void
move_fixture (Fixture *fixture)
{
  char *path = g_build_filename (fixture->folder, "foyer.db", NULL);

  g_free (fixture->path);
  fixture->path = path;
}

/* On a disk of 3 MB: sells until it is full. */
static int
run_full_disk (void)
{
  Fixture          fixture = { .folder = g_dir_make_tmp ("foyer-full-XXXXXX", NULL) };
  g_autofree char *filler = g_build_filename (fixture.folder, "filler", NULL);
  GError          *error = NULL;
  gint64           orders, tickets;
  g_autoptr (FoyerOrder) after = NULL;

  if (!enter_namespace () || mount ("foyer", fixture.folder, "tmpfs", 0, "size=3m") != 0)
    return NO_NAMESPACE;
  move_fixture (&fixture);
  fixture_fill (&fixture, 100000);
  fill_disk (filler);
  for (int i = 0; i < 10000 && error == NULL; i++)
    {
      g_autoptr (FoyerOrder) order = fixture_sell (&fixture, &fixture.stalls, 2, &error);
    }
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE_FULL);
  g_assert_nonnull (strstr (error->message, "no room"));
  g_clear_error (&error);
  for (int i = 0; i < 3; i++)
    {
      g_assert_null (fixture_sell (&fixture, &fixture.stalls, 2, &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE_FULL);
      g_clear_error (&error);
    }
  orders = dump_number (fixture.path, "SELECT count(*) FROM orders");
  tickets = dump_number (fixture.path, "SELECT count(*) FROM ticket");
  g_assert_cmpint (tickets, ==, 2 * orders);
  g_assert_cmpint (dump_number (fixture.path, "SELECT count(*) FROM outbox WHERE line LIKE '%order.sale%'"), ==, orders);
  g_assert_cmpint (g_unlink (filler), ==, 0);
  after = fixture_sell (&fixture, &fixture.stalls, 2, &error);
  g_assert_no_error (error);
  fixture_reopen (&fixture);
  g_assert_cmpint (dump_number (fixture.path, "SELECT count(*) FROM ticket"), ==, tickets + 2);
  g_assert_cmpint (dump_number (fixture.path, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), ==, 0);
  g_clear_object (&fixture.store);
  return DONE;
}

static int
run_full_from_the_first (void)
{
  g_autofree char *folder = g_dir_make_tmp ("foyer-full-XXXXXX", NULL);
  g_autofree char *filler = g_build_filename (folder, "filler", NULL);
  g_autofree char *path = g_build_filename (folder, "foyer.db", NULL);
  g_autoptr (FoyerStore) store = NULL;
  GError *error = NULL;

  if (!enter_namespace () || mount ("foyer", folder, "tmpfs", 0, "size=200k") != 0)
    return NO_NAMESPACE;
  fill_disk (filler);
  g_assert_null (foyer_store_open (path, FALSE, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE_FULL);
  g_clear_error (&error);
  g_assert_cmpint (g_unlink (filler), ==, 0);
  g_assert_null (foyer_store_open (path, FALSE, &error)); /* some room, but too little for a store */
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE_FULL);
  g_clear_error (&error);
  g_assert_cmpint (mount ("foyer", folder, "tmpfs", MS_REMOUNT, "size=4m"), ==, 0);
  store = foyer_store_open (path, FALSE, &error);
  g_assert_no_error (error);
  return DONE;
}

static int
run_read_only_folder (void)
{
  Fixture fixture = { .folder = g_dir_make_tmp ("foyer-fixed-XXXXXX", NULL) };
  GError *error = NULL;

  if (!enter_namespace () || mount ("foyer", fixture.folder, "tmpfs", 0, "size=8m") != 0)
    return NO_NAMESPACE;
  move_fixture (&fixture);
  fixture_fill (&fixture, 10);
  g_clear_object (&fixture.store);
  g_assert_cmpint (mount ("foyer", fixture.folder, "tmpfs", MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
  g_assert_null (foyer_store_open (fixture.path, FALSE, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE_READ_ONLY);
  g_assert_nonnull (strstr (error->message, fixture.path));
  g_clear_error (&error);
  g_assert_cmpint (mount ("foyer", fixture.folder, "tmpfs", MS_REMOUNT, NULL), ==, 0);
  fixture_reopen (&fixture);
  g_clear_object (&fixture.store);
  return DONE;
}

/* A process of its own, since a namespace is entered only by one that has no threads yet. */
static void
run_apart (const char *path)
{
  char            *arguments[] = { NULL, (char *) "-p", (char *) path, (char *) "--apart", NULL };
  int              status = 0;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *errors = NULL;
  GError          *error = NULL;

  arguments[0] = program;
  g_spawn_sync (NULL, arguments, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &errors, &status, &error);
  g_assert_no_error (error);
  if (WIFEXITED (status) && WEXITSTATUS (status) == NO_NAMESPACE)
    {
      g_test_skip ("this system lets nobody mount a disk for a test");
      return;
    }
  if (!WIFEXITED (status) || WEXITSTATUS (status) != DONE)
    g_error ("%s: %s", path, errors);
}

static const struct
{
  const char *path;
  int (*run) (void);
} tests[] = {
  { "/store/disk/full-disk-loses-nothing-and-works-again", run_full_disk },
  { "/store/disk/full-from-the-first-is-said", run_full_from_the_first },
  { "/store/disk/read-only-folder-is-said", run_read_only_folder },
};

static void
test_apart (gconstpointer data)
{
  run_apart (data);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && strcmp (argv[3], "--apart") == 0)
    for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
      if (strcmp (argv[2], tests[i].path) == 0)
        return tests[i].run ();
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].path, tests[i].path, test_apart);
  return g_test_run ();
}
