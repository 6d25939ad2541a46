/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "foyer-change-store.h"
#include "foyer-event-store.h"
#include "foyer-import.h"

/* Imports a guest list of a million rows, with sales at a till going on, and
 * says how long it took. FOYER_BENCH_ROWS shortens it. */

#define ROWS 1000000
#define REACH 30.0

static void
fail_on (GError *error)
{
  if (error == NULL)
    return;
  g_printerr ("%s\n", error->message);
  exit (1);
}

static void
write_list (const char *path, int rows)
{
  static const char *const given[] = { "Anna", "Jürgen", "Małgorzata", "Chloë", "Дмитрий", "Ελένη", "ليلى", "陽子", "Thomas", "Seán", "İbrahim", "Grace" };
  static const char *const family[] = { "Müller", "Whitcombe", "Wójcik", "Шевченко", "Οικονόμου", "منصور", "小林", "Okafor", "Ångström", "Berg", "Núñez", "Vogel", "Hartley" };
  FILE                    *file = fopen (path, "w");

  g_assert_nonnull (file);
  fprintf (file, "Order number;Name;E-mail;Ticket type;City;Postcode;Seat;Consent\r\n");
  for (int i = 0; i < rows; i++)
    fprintf (file, "W-%07d;%s %s %d;guest%d@example.org;%s;Leipzig;%05d;\"Row %d; Seat %d\";%s\r\n", i / 2, given[i % G_N_ELEMENTS (given)],
             family[i / 7 % G_N_ELEMENTS (family)], i, i, i % 3 == 0 ? "Balcony" : "Stalls", 4000 + i % 4000, i / 100, i % 100, i % 4 == 0 ? "yes" : "no");
  fclose (file);
}

static gpointer
make_event (FoyerConnection *connection, gpointer data, GError **error)
{
  static const char *const names[] = { "Stalls", "Balcony" };
  FoyerId                  id = foyer_id_generate (foyer_connection_now (connection), foyer_connection_random (connection));
  g_autoptr (FoyerChange) event = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &id);

  foyer_change_set_text (event, "title", "A stadium");
  foyer_change_set_text (event, "currency", "EUR");
  foyer_change_set_integer (event, "number", 1);
  foyer_change_set_text (event, "status", "published");
  if (!foyer_change_store_apply (connection, event, FOYER_ORIGIN_HERE, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      FoyerId category = foyer_id_generate (foyer_connection_now (connection), foyer_connection_random (connection));
      g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_CATEGORY_EDIT, &category);

      foyer_change_set_id (change, "event", &id);
      foyer_change_set_text (change, "name", names[i]);
      foyer_change_set_integer (change, "price", 2400);
      foyer_change_set_text (change, "status", "live");
      if (!foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error))
        return NULL;
    }
  return foyer_event_store_get (connection, &id, error);
}

int
main (int argc, char **argv)
{
  const char      *wanted = g_getenv ("FOYER_BENCH_ROWS");
  int              rows = wanted != NULL ? atoi (wanted) : ROWS;
  GError          *error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("foyer-bench-XXXXXX", &error);
  g_autofree char *list = g_build_filename (folder, "guests.csv", NULL);
  g_autofree char *path = g_build_filename (folder, "foyer.db", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (list);
  g_autoptr (FoyerStore) store = NULL;
  g_autoptr (FoyerEventSummary) event = NULL;
  g_autoptr (FoyerImport) import = NULL;
  g_autoptr (FoyerImportResult) result = NULL;
  struct rusage usage;
  gint64        begun;
  double        seconds;
  const char   *name;
  g_autoptr (GDir) dir = NULL;

  fail_on (error);
  write_list (list, rows);
  store = foyer_store_open (path, FALSE, &error);
  fail_on (error);
  event = foyer_store_write (store, make_event, NULL, &error);
  fail_on (error);
  import = foyer_import_open (file, event, NULL, &error);
  fail_on (error);
  begun = g_get_monotonic_time ();
  result = foyer_import_check (import, NULL, NULL, NULL, &error);
  fail_on (error);
  printf ("{\"name\":\"import.check\",\"value\":%.2f,\"unit\":\"s\"}\n", (g_get_monotonic_time () - begun) / 1e6);
  g_clear_pointer (&result, foyer_import_result_free);
  begun = g_get_monotonic_time ();
  result = foyer_import_run (import, store, NULL, NULL, NULL, &error);
  fail_on (error);
  seconds = (g_get_monotonic_time () - begun) / 1e6;
  g_assert_cmpint (result->imported, ==, rows);
  getrusage (RUSAGE_SELF, &usage);
  printf ("{\"name\":\"import.csv.%d\",\"value\":%.2f,\"unit\":\"s\",\"reach\":\"<= %g\",\"ok\":%s}\n", rows, seconds, REACH,
          seconds <= REACH ? "true" : "false");
  printf ("{\"name\":\"import.memory\",\"value\":%.0f,\"unit\":\"MB\",\"reach\":\"<= 250\",\"ok\":%s}\n", usage.ru_maxrss / 1024.0,
          usage.ru_maxrss / 1024.0 <= 250 ? "true" : "false");
  g_clear_object (&store);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *leftover = g_build_filename (folder, name, NULL);

      g_remove (leftover);
    }
  g_rmdir (folder);
  return seconds <= REACH ? 0 : 1;
}
