/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "foyer-csv-writer.h"
#include "foyer-export.h"
#include "foyer-import.h"
#include "store-fixture.h"

static char *
export_text (Fixture *fixture, FoyerExportKind kind, gint64 *rows)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  GError *error = NULL;

  g_assert_true (foyer_export_csv (fixture->store, kind, &fixture->event, stream, FALSE, rows, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static FoyerImportResult *
import_text (Fixture *fixture, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, "list.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (FoyerEventSummary) summary = fixture_summary (fixture);
  g_autoptr (FoyerImport) import = NULL;
  GError            *error = NULL;
  FoyerImportResult *result;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  import = foyer_import_open (file, summary, NULL, &error);
  g_assert_no_error (error);
  result = foyer_import_run (import, fixture->store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return result;
}

static const char list[] = "order,name,email,phone,category,price,status,note,code,consent\n"
                           "=1+1,=cmd|calc,a@example.org,+49 30 23125 001,Stalls,24.00,paid,\"@home; \"\"x\"\"\nnext\",CODE-1,yes\n"
                           "B,Юлія,b@example.org,,Balcony,16.00,refunded,-5,CODE-2,\n"
                           "C,陽子,c@example.org,,Balcony,16.00,blocked,,CODE-3,\n"
                           "D,Dora,d@example.org,,Stalls,24.00,checked in,,CODE-4,\n"
                           "E,Emil,e@example.org,,Stalls,24.00,unpaid,,CODE-5,\n";

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerImportResult) first = import_text (fixture, list);
  gint64           rows = 0;
  Fixture          other = { NULL };
  g_autofree char *text = export_text (fixture, FOYER_EXPORT_ATTENDEES, &rows);
  g_autofree char *again = NULL;
  g_autoptr (FoyerImportResult) second = NULL;
  g_autoptr (FoyerImportResult) third = NULL;

  g_assert_cmpint (first->imported, ==, 5);
  g_assert_cmpint (rows, ==, 5);
  second = import_text (fixture, text);
  g_assert_cmpint (second->known, ==, 5);
  g_assert_cmpint (second->imported, ==, 0);
  fixture_set_up (&other, NULL);
  third = import_text (&other, text);
  g_assert_cmpint (third->imported, ==, 5);
  again = export_text (&other, FOYER_EXPORT_ATTENDEES, NULL);
  g_assert_cmpstr (text, ==, again);
  fixture_tear_down (&other, NULL);
}

static void
test_formulas (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerImportResult) result = import_text (fixture, list);
  g_autofree char *attendees = export_text (fixture, FOYER_EXPORT_ATTENDEES, NULL);
  g_autofree char *orders = export_text (fixture, FOYER_EXPORT_ORDERS, NULL);

  g_assert_nonnull (strstr (attendees, ",'=cmd|calc,"));
  g_assert_nonnull (strstr (attendees, ",'+49 30 23125 001,"));
  g_assert_nonnull (strstr (attendees, ",\"'@home; \"\"x\"\"\nnext\"\r\n"));
  g_assert_nonnull (strstr (attendees, ",'-5\r\n"));
  g_assert_null (strstr (attendees, ",="));
  g_assert_null (strstr (attendees, ",@"));
  g_assert_nonnull (strstr (orders, "Tonight,'=1+1,"));
  g_assert_null (strstr (orders, ",="));
}

static void
test_tables (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerImportResult) result = import_text (fixture, list);
  gint64           rows = 0;
  g_autofree char *orders = export_text (fixture, FOYER_EXPORT_ORDERS, &rows);
  g_autofree char *scans = NULL;
  g_autofree char *events = NULL;

  g_assert_cmpint (rows, ==, 5);
  g_assert_nonnull (strstr (orders, "import,refunded,Юлія,b@example.org,,1,16.00,16.00,16.00,EUR,"));
  g_assert_nonnull (strstr (orders, "import,pending,Emil,e@example.org,,1,24.00,0.00,0.00,EUR,"));
  scans = export_text (fixture, FOYER_EXPORT_SCANS, &rows);
  g_assert_cmpint (rows, ==, 1);
  g_assert_nonnull (strstr (scans, ",Import,entry,admitted,no,Dora,Stalls,"));
  events = export_text (fixture, FOYER_EXPORT_EVENTS, &rows);
  g_assert_cmpint (rows, ==, 1);
  g_assert_nonnull (strstr (events, "42,Tonight,"));
  g_assert_nonnull (strstr (events, "2026-11-21T20:00:00+01"));
  g_assert_nonnull (strstr (events, "Europe/Berlin,Great Hall,"));
}

static void
test_mark (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (FoyerCsvWriter) writer = foyer_csv_writer_new (stream, TRUE);

  foyer_csv_writer_text (writer, NULL);
  foyer_csv_writer_number (writer, -5);
  foyer_csv_writer_money (writer, 123456, "JPY");
  foyer_csv_writer_time (writer, 0, NULL);
  foyer_csv_writer_time (writer, G_GINT64_CONSTANT (1795285800000000), NULL);
  foyer_csv_writer_text (writer, "\t=1");
  g_assert_true (foyer_csv_writer_end_record (writer, NULL, NULL));
  g_assert_true (foyer_csv_writer_finish (writer, NULL, NULL));
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_assert_cmpstr (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), ==, "\xef\xbb\xbf,-5,123456,,2026-11-21T18:30:00Z,'\t=1\r\n");
}

static void
test_calendar (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &fixture->event);
  GError     *error = NULL;
  gint64      rows = 0;
  const char *text;
  g_auto (GStrv) lines = NULL;

  foyer_change_set_text (change, "title", "Käthe, Jürgen; und ein sehr langer Titel mit vielen Umlauten: äöüäöüäöüäöüäöüäöüäöüäöüäöü");
  foyer_change_set_text (change, "description", "First line\nsecond \\ line");
  foyer_change_set_text (change, "tags", "music/jazz, late");
  foyer_change_set_text (change, "public_url", "https://example.org/tonight\r\nX-EVIL:1");
  g_assert_true (fixture_apply (fixture, change, FOYER_ORIGIN_HERE, &error));
  g_assert_true (foyer_export_calendar (fixture->store, NULL, stream, &rows, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (rows, ==, 1);
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  text = g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream));
  g_assert_true (g_str_has_prefix (text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  g_assert_true (g_str_has_suffix (text, "END:VCALENDAR\r\n"));
  g_assert_nonnull (strstr (text, "SUMMARY:Käthe\\, Jürgen\\; und"));
  g_assert_nonnull (strstr (text, "DESCRIPTION:First line\\nsecond \\\\ line\r\n"));
  g_assert_nonnull (strstr (text, "CATEGORIES:music/jazz,late\r\n"));
  g_assert_nonnull (strstr (text, "DTSTART:20261121T190000Z\r\n"));
  g_assert_nonnull (strstr (text, "LOCATION:Great Hall\r\n"));
  g_assert_null (strstr (text, "X-EVIL"));
  lines = g_strsplit (text, "\r\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_assert_cmpuint (strlen (*line), <=, 75);
      g_assert_true (g_utf8_validate (*line, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/export/attendees/come-back-as-they-were", Fixture, NULL, fixture_set_up, test_round_trip, fixture_tear_down);
  g_test_add ("/export/formulas/are-kept-from-spreadsheets", Fixture, NULL, fixture_set_up, test_formulas, fixture_tear_down);
  g_test_add ("/export/orders-scans-and-events/are-tables", Fixture, NULL, fixture_set_up, test_tables, fixture_tear_down);
  g_test_add_func ("/export/cells/are-written-as-the-standard-says", test_mark);
  g_test_add ("/export/calendar/is-folded-and-escaped", Fixture, NULL, fixture_set_up, test_calendar, fixture_tear_down);
  return g_test_run ();
}
