/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <sqlite3.h>

#include "foyer-device-register.h"
#include "foyer-error.h"
#include "foyer-redaction.h"
#include "foyer-storage-schema.h"
#include "foyer-worker.h"

#define NOW (G_GINT64_CONSTANT (1795285800) * FOYER_SECOND)

typedef struct
{
  char         *folder;
  char         *path;
  FoyerStorage *storage;
  FoyerId       organization;
} Desk;

static void
set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk->folder = g_dir_make_tmp ("foyer-register-XXXXXX", &error);
  g_assert_no_error (error);
  desk->path = g_build_filename (desk->folder, "platform.sqlite", NULL);
  desk->storage = foyer_storage_open_sqlite (desk->path, &error);
  g_assert_no_error (error);
  foyer_register_find_organization (desk->storage, "Foyer", NOW, &desk->organization, &error);
  g_assert_no_error (error);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  g_clear_pointer (&desk->storage, foyer_storage_close);
  g_unlink (desk->path);
  g_rmdir (desk->folder);
  g_clear_pointer (&desk->path, g_free);
  g_clear_pointer (&desk->folder, g_free);
}

static FoyerPairingResult
pair (Desk *desk, const char *token, guint device_number, FoyerTime now, FoyerPairAnswer **answer)
{
  g_autoptr (FoyerPairRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  FoyerPairingResult result = FOYER_PAIRING_UNKNOWN;
  FoyerRandom        random;
  FoyerId            device;

  foyer_random_init_seed (&random, device_number);
  device = foyer_id_generate (NOW, &random);
  request = foyer_pair_request_new (token, &device, "A laptop", NULL);
  foyer_register_pair (desk->storage, request, now, &result, answer, &error);
  g_assert_no_error (error);
  return result;
}

static char *
invite (Desk *desk, FoyerTime now)
{
  g_autoptr (GError) error = NULL;
  char *token = foyer_register_add_pairing (desk->storage, &desk->organization, FOYER_ROLE_DOOR, now, &error);

  g_assert_no_error (error);
  return token;
}

static void
test_code_works_once_within_ten_minutes (Desk *desk, gconstpointer data)
{
  g_autofree char *first = invite (desk, NOW);
  g_autofree char *second = invite (desk, NOW);
  g_autofree char *typed = NULL;
  g_autoptr (FoyerPairAnswer) answer = NULL;
  g_autoptr (FoyerPairAnswer) none = NULL;

  g_assert_cmpint (pair (desk, "7ZK4M2QH9T0XW3E8R5N1C6V2BD", 1, NOW, &none), ==, FOYER_PAIRING_UNKNOWN);
  g_assert_cmpint (pair (desk, "\x01", 1, NOW, &none), ==, FOYER_PAIRING_UNKNOWN);
  g_assert_cmpint (pair (desk, first, 1, NOW + FOYER_PAIRING_LIFE, &none), ==, FOYER_PAIRING_EXPIRED);
  typed = g_ascii_strdown (first, -1);
  g_assert_cmpint (pair (desk, typed, 1, NOW + FOYER_PAIRING_LIFE - 1, &answer), ==, FOYER_PAIRING_GOOD);
  g_assert_cmpint (answer->number, ==, 1);
  g_assert_cmpint (answer->role, ==, FOYER_ROLE_DOOR);
  g_assert_cmpuint (strlen (answer->access_token), ==, 43);
  g_assert_cmpint (pair (desk, first, 2, NOW, &none), ==, FOYER_PAIRING_USED);
  g_assert_null (none);
  g_assert_cmpint (pair (desk, second, 2, NOW, &none), ==, FOYER_PAIRING_GOOD);
  g_assert_cmpint (none->number, ==, 2);
}

static void
test_device_keeps_its_number_and_loses_its_old_token (Desk *desk, gconstpointer data)
{
  g_autofree char *first = invite (desk, NOW);
  g_autofree char *second = invite (desk, NOW);
  g_autoptr (FoyerPairAnswer) before = NULL;
  g_autoptr (FoyerPairAnswer) after = NULL;
  g_autoptr (GError) error = NULL;
  FoyerTokenHash hash;
  FoyerDevice    device = { 0 };
  gboolean       found = TRUE;

  pair (desk, first, 1, NOW, &before);
  pair (desk, second, 1, NOW, &after);
  g_assert_cmpint (after->number, ==, before->number);
  foyer_token_hash (before->access_token, &hash);
  g_assert_true (foyer_register_authenticate (desk->storage, &hash, &found, &device, &error));
  g_assert_false (found);
  foyer_token_hash (after->access_token, &hash);
  g_assert_true (foyer_register_authenticate (desk->storage, &hash, &found, &device, &error));
  g_assert_true (found);
  g_assert_true (foyer_id_equal (&device.id, &after->device));
}

static void
test_hundredth_device_is_told_so (Desk *desk, gconstpointer data)
{
  for (guint i = 1; i <= 100; i++)
    {
      g_autofree char *token = invite (desk, NOW);
      g_autoptr (FoyerPairAnswer) answer = NULL;
      FoyerPairingResult result = pair (desk, token, i, NOW, &answer);

      g_assert_cmpint (result, ==, i <= 99 ? FOYER_PAIRING_GOOD : FOYER_PAIRING_FULL);
      g_assert_true (answer == NULL || answer->number == (int) i);
    }
}

static void
test_tokens_are_not_in_the_file (Desk *desk, gconstpointer data)
{
  g_autofree char *code = invite (desk, NOW);
  g_autofree char *text = NULL;
  g_autoptr (FoyerPairAnswer) answer = NULL;
  gsize length;

  pair (desk, code, 1, NOW, &answer);
  g_clear_pointer (&desk->storage, foyer_storage_close);
  g_assert_true (g_file_get_contents (desk->path, &text, &length, NULL));
  g_assert_null (memmem (text, length, code, strlen (code)));
  g_assert_null (memmem (text, length, answer->access_token, strlen (answer->access_token)));
}

static gboolean
execute (Desk *desk, const char *sql)
{
  return foyer_storage_run_plain (desk->storage, sql, NULL);
}

static void
test_newer_or_foreign_file_is_left_alone (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize            before_length;
  gsize            after_length;

  g_assert_true (execute (desk, "PRAGMA user_version = 99"));
  g_clear_pointer (&desk->storage, foyer_storage_close);
  g_assert_true (g_file_get_contents (desk->path, &before, &before_length, NULL));
  g_assert_null (foyer_storage_open_sqlite (desk->path, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE_TOO_NEW);
  g_assert_true (g_file_get_contents (desk->path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (desk->path, "This is a letter to my aunt, and no database at all.", -1, NULL));
  g_assert_null (foyer_storage_open_sqlite (desk->path, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE_DAMAGED);
}

/* Makes the file anew as the first format was, with an organisation and @more in it. */
static void
make_first_format (Desk *desk, const char *more)
{
  g_autofree char *script = foyer_storage_schema_script (0, NULL);
  sqlite3         *db = NULL;

  g_clear_pointer (&desk->storage, foyer_storage_close);
  g_assert_cmpint (g_unlink (desk->path), ==, 0);
  g_assert_nonnull (script);
  g_assert_cmpint (sqlite3_open (desk->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, script, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "INSERT INTO organization (id, name, created_at) VALUES (x'00112233445566778899aabbccddeeff', 'Old House', 5);"
                                     "PRAGMA application_id = 0x466f7950; PRAGMA user_version = 1;",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, more, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static gint64
read_integer (const char *path, const char *sql)
{
  sqlite3      *db = NULL;
  sqlite3_stmt *row = NULL;
  gint64        value;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (row, 0);
  sqlite3_finalize (row);
  sqlite3_close (db);
  return value;
}

static void
test_first_format_is_brought_up_to_date (Desk *desk, gconstpointer data)
{
  g_autofree char *copy = g_strconcat (desk->path, ".format-1", NULL);
  GError          *error = NULL;
  GStatBuf         info;
  gint64           format = read_integer (desk->path, "PRAGMA user_version");

  make_first_format (desk, "");
  for (int i = 0; i < 2; i++)
    {
      desk->storage = foyer_storage_open_sqlite (desk->path, &error);
      g_assert_no_error (error);
      g_clear_pointer (&desk->storage, foyer_storage_close);
    }
  g_assert_cmpint (read_integer (desk->path, "PRAGMA user_version"), ==, format);
  g_assert_cmpint (read_integer (desk->path, "SELECT count(*) FROM organization WHERE name = 'Old House' AND created_at = 5"), ==, 1);
  g_assert_cmpint (g_stat (copy, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (read_integer (copy, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (read_integer (copy, "SELECT count(*) FROM organization"), ==, 1);
  g_unlink (copy);
}

static void
test_step_that_fails_changes_nothing (Desk *desk, gconstpointer data)
{
  g_autofree char *copy = g_strconcat (desk->path, ".format-1", NULL);
  g_autoptr (GError) error = NULL;

  make_first_format (desk, "ALTER TABLE device ADD COLUMN unsent INTEGER NOT NULL DEFAULT 7"); /* in the way of the second format */
  g_assert_null (foyer_storage_open_sqlite (desk->path, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, "stays at format 1"));
  g_assert_cmpint (read_integer (desk->path, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (read_integer (desk->path, "SELECT count(*) FROM organization"), ==, 1);
  g_unlink (copy);
}

typedef struct
{
  guint number;
  guint n_done;
  guint n_failed;
} Count;

static gboolean
insert_organization (FoyerStorage *storage, gpointer data, GError **error)
{
  Count           *count = data;
  FoyerId          id = FOYER_ID_NONE;
  const FoyerValue value = foyer_value_id (&id);

  id.bytes[15] = ++count->number;
  if (!foyer_storage_run (storage, "INSERT INTO organization (id, name, created_at) VALUES ($1, 'x', 0)", &value, 1, NULL, NULL, error))
    return FALSE;
  /* every third one fails after it has written */
  if (count->number % 3 == 0)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_STATE, "no");
  return count->number % 3 != 0;
}

static void
done_cb (gpointer data, const GError *error)
{
  Count *count = data;

  count->n_done++;
  count->n_failed += error != NULL;
}

static void
test_failed_job_undoes_itself_and_no_other (Desk *desk, gconstpointer data)
{
  FoyerWorker *worker = foyer_worker_new (g_steal_pointer (&desk->storage));
  Count        count = { 0 };
  gint64       kept = 0;

  for (guint i = 0; i < 30; i++)
    foyer_worker_push (worker, insert_organization, done_cb, &count);
  foyer_worker_free (worker);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (count.n_done, ==, 30);
  g_assert_cmpuint (count.n_failed, ==, 10);
  desk->storage = foyer_storage_open_sqlite (desk->path, NULL);
  g_assert_true (foyer_storage_get_integer (desk->storage, "SELECT count(*) FROM organization", NULL, 0, &kept, NULL));
  g_assert_cmpint (kept, ==, 20 + 1);
}

static void
test_door_learns_names_but_no_contacts (void)
{
  static const char sale[] =
    "{\"event\":\"e\",\"number\":\"1-1\",\"channel\":\"online\",\"currency\":\"EUR\",\"note\":\"call +49 170 1\",\"loyalty\":\"x@example.org\","
    "\"buyer\":{\"name\":\"Anna Berg\",\"email\":\"anna@example.org\",\"phone\":\"0170\",\"street\":\"Weg 1\",\"postcode\":\"10115\",\"city\":\"Berlin\",\"country\":\"DE\",\"twitter\":\"@anna\"},"
    "\"tickets\":[{\"id\":\"t\",\"category\":\"c\",\"secret\":\"S\",\"price\":100,\"seat\":\"R4\",\"attendee\":{\"name\":\"Øyvind\",\"email\":\"o@example.org\",\"note\":\"0171\"},\"contact\":{\"email\":\"o@example.org\"}}],"
    "\"payments\":[{\"id\":\"p\",\"method\":\"card\",\"amount\":100,\"reference\":\"anna@example.org\"}]}";
  static const char *const gone[] = { "@", "0170", "0171", "+49", "Weg", "10115", "Berlin", "DE", "email", "loyalty", "contact", "note" };
  static const char *const kept[] = { "Anna Berg", "Øyvind", "R4", "\"secret\":\"S\"", "\"amount\":100", "card", "1-1" };
  g_autofree char         *body = foyer_redact_body ("order.sale", sale);
  g_autofree char         *cashier = foyer_redact_body ("cashier.edit", "{\"name\":\"Bo\",\"role\":\"supervisor\",\"pin\":\"pbkdf2-sha256$1$00$00\"}");
  g_autofree char         *edit = foyer_redact_body ("attendee.edit", "{\"name\":\"Anna\",\"email\":\"anna@example.org\",\"city\":\"Berlin\"}");

  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    g_assert_null (strstr (body, gone[i]));
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    g_assert_nonnull (strstr (body, kept[i]));
  g_assert_cmpstr (edit, ==, "{\"name\":\"Anna\"}");
  g_assert_cmpstr (cashier, ==, "{\"name\":\"Bo\"}");
  g_assert_null (foyer_redact_body ("ticket.scan", "{}"));
}

static void
test_rights_of_others_are_none (Desk *desk, gconstpointer data)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (desk->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 077, ==, 0);
}

#define ADD(name, func) g_test_add ("/platform/" name, Desk, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("register/code-works-once-within-ten-minutes", test_code_works_once_within_ten_minutes);
  ADD ("register/device-keeps-its-number-and-loses-its-old-token", test_device_keeps_its_number_and_loses_its_old_token);
  ADD ("register/hundredth-device-is-told-so", test_hundredth_device_is_told_so);
  ADD ("register/tokens-are-not-in-the-file", test_tokens_are_not_in_the_file);
  ADD ("storage/newer-or-foreign-file-is-left-alone", test_newer_or_foreign_file_is_left_alone);
  ADD ("storage/first-format-is-brought-up-to-date", test_first_format_is_brought_up_to_date);
  ADD ("storage/step-that-fails-changes-nothing", test_step_that_fails_changes_nothing);
  ADD ("storage/rights-of-others-are-none", test_rights_of_others_are_none);
  ADD ("worker/failed-job-undoes-itself-and-no-other", test_failed_job_undoes_itself_and_no_other);
  g_test_add_func ("/platform/redaction/door-learns-names-but-no-contacts", test_door_learns_names_but_no_contacts);
  return g_test_run ();
}
