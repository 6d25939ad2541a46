/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "foyer-admission-store.h"
#include "foyer-conflict-store.h"
#include "foyer-error.h"
#include "foyer-guest-store.h"
#include "foyer-import.h"
#include "foyer-order-store.h"
#include "foyer-outbox-store.h"
#include "store-fixture.h"

#define GUESTS 17000

static FoyerImport *
open_text (Fixture *fixture, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (fixture->folder, "list.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (FoyerEventSummary) summary = fixture_summary (fixture);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return foyer_import_open (file, summary, NULL, error);
}

static FoyerImport *
open_good (Fixture *fixture, const char *text)
{
  GError      *error = NULL;
  FoyerImport *import = open_text (fixture, text, &error);

  g_assert_no_error (error);
  foyer_import_set_over_capacity (import, TRUE); /* the hall of the fixture is small */
  return import;
}

static FoyerImportResult *
run (Fixture *fixture, const char *text)
{
  g_autoptr (FoyerImport) import = open_good (fixture, text);
  GError            *error = NULL;
  FoyerImportResult *result = foyer_import_run (import, fixture->store, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static void
assert_result (const FoyerImportResult *result, int rows, int imported, int known, int bad)
{
  g_assert_cmpint (result->rows, ==, rows);
  g_assert_cmpint (result->imported, ==, imported);
  g_assert_cmpint (result->known, ==, known);
  g_assert_cmpint (result->bad, ==, bad);
}

static gpointer
recent_orders (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_order_store_recent (connection, data, 1000, error);
}

static GPtrArray *
get_orders (Fixture *fixture)
{
  GError    *error = NULL;
  GPtrArray *orders = foyer_store_read (fixture->store, recent_orders, &fixture->event, NULL, &error);

  g_assert_no_error (error);
  return orders;
}

static FoyerOrder *
find_order (GPtrArray *orders, const char *number)
{
  for (guint i = 0; i < orders->len; i++)
    if (strcmp (((FoyerOrder *) orders->pdata[i])->number, number) == 0)
      return orders->pdata[i];
  g_assert_not_reached ();
}

static const FoyerOrderTicket *
line_of (const FoyerOrder *order, guint index)
{
  return order->tickets->pdata[index];
}

static void
test_columns (void)
{
  static const struct
  {
    const char      *header;
    FoyerImportField field;
  } known[] = {
    { "Name", FOYER_IMPORT_NAME },
    { "Attendee name", FOYER_IMPORT_NAME },
    { "First Name", FOYER_IMPORT_FIRST_NAME },
    { "first_name", FOYER_IMPORT_FIRST_NAME },
    { "Vorname", FOYER_IMPORT_FIRST_NAME },
    { "Surname", FOYER_IMPORT_LAST_NAME },
    { "Nachname", FOYER_IMPORT_LAST_NAME },
    { "E-Mail", FOYER_IMPORT_EMAIL },
    { "E-Mail-Adresse", FOYER_IMPORT_EMAIL },
    { "Straße und Hausnummer", FOYER_IMPORT_STREET },
    { "PLZ", FOYER_IMPORT_POSTCODE },
    { "Postcode / Zip", FOYER_IMPORT_POSTCODE },
    { "Ort", FOYER_IMPORT_CITY },
    { "Land", FOYER_IMPORT_COUNTRY },
    { "Ticket Type", FOYER_IMPORT_CATEGORY },
    { "Product", FOYER_IMPORT_CATEGORY },
    { "Kategorie", FOYER_IMPORT_CATEGORY },
    { "Order #", FOYER_IMPORT_ORDER },
    { "Order code", FOYER_IMPORT_ORDER },
    { "Bestell-Nr.", FOYER_IMPORT_ORDER },
    { "Barcode number", FOYER_IMPORT_CODE },
    { "Secret", FOYER_IMPORT_CODE },
    { "Seat name", FOYER_IMPORT_SEAT },
    { "Sitzplatz", FOYER_IMPORT_SEAT },
    { "Preis", FOYER_IMPORT_PRICE },
    { "Attendee Status", FOYER_IMPORT_STATUS },
    { "Checked in", FOYER_IMPORT_CHECKED_IN },
    { "Eingecheckt", FOYER_IMPORT_CHECKED_IN },
    { "Einwilligung", FOYER_IMPORT_CONSENT },
    { "Bemerkung", FOYER_IMPORT_NOTE },
    { "Firma", FOYER_IMPORT_COMPANY },
    { "Telefon", FOYER_IMPORT_PHONE },
    { "Fees Paid", FOYER_IMPORT_IGNORE },
    { "", FOYER_IMPORT_IGNORE },
    { "e", FOYER_IMPORT_IGNORE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_test_message ("%s", known[i].header);
      g_assert_cmpint (foyer_import_field_recognise (known[i].header), ==, known[i].field);
    }
}

static void
test_good (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerImportResult) result = run (fixture,
                                              "\xef\xbb\xbfOrder;First name;Last name;E-mail;Ticket type;Price;Seat;Consent;City;Fees\r\n"
                                              "W-1;Jürgen;Groß;j@example.org;stalls;\"24,00\";Row 1 Seat 1;ja;Leipzig;1\r\n"
                                              "W-1;Zoë;;;Stalls;20,50;Row 1 Seat 2;;;1\r\n"
                                              "\r\n;;;;;;;;;\r\n"
                                              "W-2;;;k@example.org;Balcony;;;no;;\r\n");
  g_autoptr (GPtrArray) orders = get_orders (fixture);
  FoyerOrder *order = find_order (orders, "W-1");

  assert_result (result, 3, 3, 0, 0);
  g_assert_cmpuint (orders->len, ==, 2);
  g_assert_cmpuint (order->tickets->len, ==, 2);
  g_assert_cmpint (order->status, ==, FOYER_ORDER_PAID);
  g_assert_cmpint (order->channel, ==, FOYER_CHANNEL_IMPORT);
  g_assert_cmpint (foyer_order_total (order), ==, 4450);
  g_assert_cmpstr (line_of (order, 0)->attendee->name, ==, "Jürgen Groß");
  g_assert_cmpstr (line_of (order, 0)->attendee->city, ==, "Leipzig");
  g_assert_true (line_of (order, 0)->attendee->consent);
  g_assert_cmpstr (line_of (order, 1)->attendee->name, ==, "Zoë");
  g_assert_cmpstr (line_of (order, 1)->ticket->seat, ==, "Row 1 Seat 2");
  g_assert_true (foyer_id_equal (&line_of (order, 1)->ticket->category, &fixture->stalls));
  order = find_order (orders, "W-2");
  g_assert_cmpint (foyer_order_total (order), ==, 1600);
  g_assert_cmpint (line_of (order, 0)->ticket->vat_rate, ==, 700);
  g_assert_cmpuint (strlen (line_of (order, 0)->ticket->secret), ==, 26);
}

static const char list[] = "name,email,category,code,order\n"
                           "Anna,a@example.org,Stalls,CODE-1,\n"
                           "Ben,b@example.org,Stalls,,X\n"
                           "Guest,,Balcony,,\n"
                           "Guest,,Balcony,,\n";

static void
test_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerImportResult) first = run (fixture, list);
  g_autoptr (FoyerImportResult) second = run (fixture, list);
  g_autofree char *longer = g_strconcat (list, "Carla,c@example.org,Stalls,CODE-1x,X\nGuest,,Balcony,,\n", NULL);
  g_autoptr (FoyerImportResult) third = run (fixture, longer);
  g_autoptr (FoyerEventSummary) summary = fixture_summary (fixture);

  assert_result (first, 4, 4, 0, 0);
  assert_result (second, 4, 0, 4, 0);
  assert_result (third, 6, 2, 4, 0);
  g_assert_cmpint (summary->stock.sold, ==, 6);
}

static void
test_known_code (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (FoyerOrder) order = fixture_sell (fixture, &fixture->stalls, 1, &error);
  g_autofree char *text = g_strdup_printf ("name,category,code\nAnna,Stalls,%s\nBen,Stalls,OTHER\n", line_of (order, 0)->ticket->secret);
  g_autoptr (FoyerImportResult) result = run (fixture, text);

  g_assert_no_error (error);
  assert_result (result, 2, 1, 1, 0);
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerImportResult) result = run (fixture,
                                              "order,name,category,status,checked in\n"
                                              "1,Paid,Stalls,bezahlt,\n"
                                              "2,Unpaid,Stalls,offen,\n"
                                              "3,Refunded,Stalls,Refunded,\n"
                                              "4,In,Stalls,Checked In,\n"
                                              "5,In too,Stalls,paid,2026-11-20 19:12\n"
                                              "6,Not yet,Stalls,valid,false\n");
  static const FoyerTicketStatus statuses[] = { FOYER_TICKET_VALID, FOYER_TICKET_UNPAID, FOYER_TICKET_REFUNDED, FOYER_TICKET_ADMITTED, FOYER_TICKET_ADMITTED, FOYER_TICKET_VALID };
  g_autoptr (GPtrArray) orders = get_orders (fixture);
  g_autoptr (FoyerImportResult) again = NULL;

  assert_result (result, 6, 6, 0, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", (int) i + 1);

      g_test_message ("order %s", number);
      g_assert_cmpint (line_of (find_order (orders, number), 0)->ticket->status, ==, statuses[i]);
    }
  /* the state moved on elsewhere: still the same tickets */
  again = run (fixture, "order,name,category,status,checked in\n1,Paid,Stalls,Checked In,\n");
  assert_result (again, 1, 0, 1, 0);
}

static const char bad_list[] = "name,email,category,price,code,status,consent\n"
                               "Anna,a@example.org,Stalls,24,,,\n"
                               ",,Stalls,24,,,\n"
                               "Ben,at home,Stalls,24,,,\n"
                               "Carla,c@example.org,Loge,24,,,\n"
                               "Dora,d@example.org,Stalls,cheap,,,\n"
                               "Emil,e@example.org,,24,,,\n"
                               "Finn,f@example.org,Stalls,24,SAME,,\n"
                               "Gina,g@example.org,Stalls,24,SAME,,\n"
                               "Hans,h@example.org,Stalls,24,,perhaps,\n"
                               "Ida,i@example.org,Stalls,24,,,perhaps\n"
                               "Jan,j@example.org,Stalls,-3,,,\n";

static void
test_bad (Fixture *fixture, gconstpointer data)
{
  static const int lines[] = { 3, 4, 5, 6, 7, 9, 10, 11, 12 };
  g_autoptr (FoyerImportResult) result = run (fixture, bad_list);
  g_autoptr (FoyerEventSummary) summary = fixture_summary (fixture);
  g_autoptr (FoyerImport) import = NULL;
  g_autoptr (FoyerImportResult) skipped = NULL;

  assert_result (result, 11, 0, 0, 9);
  g_assert_true (result->refused);
  g_assert_cmpuint (result->problems->len, ==, G_N_ELEMENTS (lines));
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      FoyerImportProblem *problem = result->problems->pdata[i];

      g_test_message ("line %d: %s", (int) problem->line, problem->message);
      g_assert_cmpint (problem->line, ==, lines[i]);
      g_assert_true (g_str_has_suffix (problem->message, "."));
    }
  g_assert_cmpint (summary->stock.sold, ==, 0);
  import = open_good (fixture, bad_list);
  foyer_import_set_skip_bad (import, TRUE);
  skipped = foyer_import_run (import, fixture->store, NULL, NULL, NULL, NULL);
  assert_result (skipped, 11, 2, 0, 9);
  g_assert_false (skipped->refused);
}

static void
test_new_categories (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "name,category,price\nAnna,Loge,80\nBen,loge,80\nCarla,Stalls,24\n";
  g_autoptr (FoyerImport) import = open_good (fixture, text);
  GError *error = NULL;
  g_autoptr (FoyerImportResult) result = NULL;
  g_autoptr (FoyerImportResult) again = NULL;
  g_autoptr (FoyerEventSummary) summary = NULL;

  foyer_import_set_create_categories (import, TRUE);
  result = foyer_import_run (import, fixture->store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_result (result, 3, 3, 0, 0);
  again = run (fixture, text);
  assert_result (again, 3, 0, 3, 0);
  summary = fixture_summary (fixture);
  g_assert_cmpuint (summary->categories->len, ==, 3);
  g_assert_cmpint (((FoyerCategorySummary *) summary->categories->pdata[2])->category->price, ==, 8000);
  g_assert_cmpint (((FoyerCategorySummary *) summary->categories->pdata[2])->stock.sold, ==, 2);
}

static void
test_preview (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerImport) import = open_good (fixture, "Who;Mail;Kind\nAnna;a@example.org;Stalls\nBen;nonsense;Stalls\n");
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GError) error = NULL;
  FoyerImportRow *row;

  g_assert_cmpuint (foyer_import_get_n_columns (import), ==, 3);
  g_assert_cmpstr (foyer_import_get_header (import, 2), ==, "Kind");
  g_assert_cmpint (foyer_import_get_field (import, 0), ==, FOYER_IMPORT_IGNORE);
  g_assert_cmpint (foyer_import_get_field (import, 1), ==, FOYER_IMPORT_EMAIL);
  foyer_import_set_field (import, 0, FOYER_IMPORT_NAME);
  foyer_import_set_field (import, 2, FOYER_IMPORT_CATEGORY);
  rows = foyer_import_preview (import, 20, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  row = rows->pdata[0];
  g_assert_cmpstr (row->texts[FOYER_IMPORT_NAME], ==, "Anna");
  g_assert_cmpstr (row->texts[FOYER_IMPORT_CATEGORY], ==, "Stalls");
  g_assert_cmpint (row->price, ==, 2400);
  g_assert_null (row->problem);
  g_assert_nonnull (((FoyerImportRow *) rows->pdata[1])->problem);
  first = foyer_import_preview (import, 1, NULL, &error);
  g_assert_cmpuint (first->len, ==, 1);
  /* a field is of one column at most */
  foyer_import_set_field (import, 2, FOYER_IMPORT_NAME);
  g_assert_cmpint (foyer_import_get_field (import, 0), ==, FOYER_IMPORT_IGNORE);
  foyer_import_set_field (import, 2, FOYER_IMPORT_IGNORE);
  foyer_import_set_field (import, 1, FOYER_IMPORT_IGNORE);
  none = foyer_import_preview (import, 20, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
}

static void
test_no_list (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (FoyerImport) import = open_good (fixture, "name,category\n");

  g_assert_null (foyer_import_run (import, fixture->store, NULL, NULL, NULL, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (open_text (fixture, "", &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_clear_error (&error);
}

/* A list long enough for several transactions. */
static char *
long_list (void)
{
  GString *text = g_string_new ("name,email,category\n");

  for (int i = 0; i < GUESTS; i++)
    g_string_append_printf (text, "Guest %d,guest%d@example.org,Stalls\n", i, i);
  return g_string_free (text, FALSE);
}

typedef struct
{
  GCancellable *cancellable;
  goffset       after;
} Stop;

static void
stop_cb (goffset done, goffset total, gpointer data)
{
  Stop *stop = data;

  if (done * 100 >= stop->after * total)
    g_cancellable_cancel (stop->cancellable);
}

static void
test_cancel_checking (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = long_list ();
  g_autoptr (FoyerImport) import = open_good (fixture, text);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (FoyerEventSummary) summary = NULL;
  GError *error = NULL;
  Stop    stop = { cancellable, 0 };

  g_assert_null (foyer_import_run (import, fixture->store, cancellable, stop_cb, &stop, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  summary = fixture_summary (fixture);
  g_assert_cmpint (summary->stock.sold, ==, 0);
}

typedef struct
{
  FoyerImport       *import;
  FoyerStore        *store;
  FoyerImportResult *result;
  gboolean           done;
} Background;

static gpointer
run_in_background (gpointer data)
{
  Background *background = data;

  background->result = foyer_import_run (background->import, background->store, NULL, NULL, NULL, NULL);
  g_atomic_int_set (&background->done, TRUE);
  return NULL;
}

static gpointer
write_nothing (FoyerConnection *connection, gpointer data, GError **error)
{
  return connection;
}

/* A till's writes get between the transactions of the list. */
static void
test_till_goes_on (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = long_list ();
  g_autoptr (FoyerImport) import = open_good (fixture, text);
  Background background = { import, fixture->store, NULL, FALSE };
  GThread   *thread = g_thread_new ("import", run_in_background, &background);
  int        writes = 0;
  gint64     longest = 0;

  while (!g_atomic_int_get (&background.done))
    {
      gint64 begun = g_get_monotonic_time ();

      g_assert_nonnull (foyer_store_write (fixture->store, write_nothing, NULL, NULL));
      longest = MAX (longest, g_get_monotonic_time () - begun);
      writes++;
      g_usleep (5000);
    }
  g_thread_join (thread);
  g_test_message ("%d writes beside it, the longest took %.1f ms", writes, longest / 1e3);
  assert_result (background.result, GUESTS, GUESTS, 0, 0);
  foyer_import_result_free (background.result);
  g_assert_cmpint (writes, >, 10);
}

/* What goes to other devices says the same as what stands here. */
typedef struct
{
  GPtrArray *entries;
  int        checked;
} Outbox;

static gpointer
check_outbox (FoyerConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) entries = foyer_outbox_store_peek (connection, 1000, error);
  int *checked = data;

  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (FoyerChange) change = foyer_change_parse (((FoyerOutboxEntry *) entries->pdata[i])->line, -1, error);
      g_autoptr (FoyerOrder) told = NULL;
      g_autoptr (FoyerOrder) kept = NULL;

      g_assert_nonnull (change);
      if (change->kind != FOYER_CHANGE_ORDER_SALE)
        continue;
      told = foyer_change_dup_order (change);
      kept = foyer_order_store_get (connection, &change->subject, error);
      g_assert_cmpstr (told->number, ==, kept->number);
      g_assert_cmpint (told->made_at, ==, kept->made_at);
      g_assert_cmpstr (told->buyer->name, ==, kept->buyer->name);
      g_assert_cmpuint (told->tickets->len, ==, kept->tickets->len);
      g_assert_cmpint (foyer_order_paid (told), ==, foyer_order_paid (kept));
      for (guint j = 0; j < told->tickets->len; j++)
        {
          g_assert_true (foyer_id_equal (&line_of (told, j)->ticket->id, &line_of (kept, j)->ticket->id));
          g_assert_true (foyer_id_equal (&line_of (told, j)->ticket->category, &line_of (kept, j)->ticket->category));
          g_assert_cmpstr (line_of (told, j)->ticket->secret, ==, line_of (kept, j)->ticket->secret);
          g_assert_cmpstr (line_of (told, j)->ticket->seat, ==, line_of (kept, j)->ticket->seat);
          g_assert_cmpint (line_of (told, j)->ticket->serial, ==, line_of (kept, j)->ticket->serial);
          g_assert_cmpint (line_of (told, j)->ticket->price, ==, line_of (kept, j)->ticket->price);
          g_assert_cmpint (line_of (told, j)->ticket->vat_rate, ==, line_of (kept, j)->ticket->vat_rate);
          g_assert_cmpstr (line_of (told, j)->attendee->name, ==, line_of (kept, j)->attendee->name);
          g_assert_cmpstr (line_of (told, j)->attendee->note, ==, line_of (kept, j)->attendee->note);
          g_assert_cmpint (line_of (told, j)->attendee->consent, ==, line_of (kept, j)->attendee->consent);
        }
      (*checked)++;
    }
  return NULL;
}

static void
test_outbox (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerImportResult) result = run (fixture,
                                              "order,name,email,category,note,consent,code,seat\n"
                                              "A,\"Anna \"\"the\"\" Berg \\ / \x07 😀\",a@example.org,Stalls,\"first\nsecond\",yes,CODE 1,Row 1 · Seat 2\n"
                                              "A,Ben,,Stalls,,,,\n"
                                              ",Чехова\u2028,,Balcony,,no,,\n");
  GError *error = NULL;
  int     checked = 0;

  assert_result (result, 3, 3, 0, 0);
  foyer_store_read (fixture->store, check_outbox, &checked, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (checked, ==, 2);
}

static gpointer
count_conflicts (FoyerConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) conflicts = foyer_conflict_store_list (connection, FALSE, 10, error);

  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      const FoyerConflict *conflict = conflicts->pdata[i];

      g_assert_cmpstr (conflict->kind, ==, "oversold");
      g_assert_cmpstr (conflict->title, ==, "Balcony");
      g_assert_cmpstr (conflict->detail, ==, "3/2");
    }
  return g_memdup2 (&conflicts->len, sizeof conflicts->len);
}

static guint
get_conflicts (Fixture *fixture)
{
  g_autofree guint *count = foyer_store_read (fixture->store, count_conflicts, NULL, NULL, NULL);

  return *count;
}

static const FoyerImportExcess *
get_excess (const FoyerImportResult *result, guint n)
{
  g_assert_cmpuint (result->excess->len, ==, n);
  return result->excess->pdata[0];
}

/* Three of five places of the Balcony go; of five guests of the list two are here, so three come for two. */
static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  static const char first[] = "name,category\nA,Balcony\nB,Balcony\n";
  static const char second[] = "name,category,status\nA,Balcony,paid\nB,Balcony,paid\nC,Balcony,paid\nD,Balcony,paid\nE,Balcony,paid\nF,Balcony,refunded\n";
  g_autoptr (FoyerImportResult) begun = run (fixture, first);
  g_autoptr (FoyerOrder) order = fixture_sell (fixture, &fixture->balcony, 1, NULL);
  g_autoptr (FoyerImport) import = open_good (fixture, second);
  g_autoptr (FoyerImportResult) refused = NULL;
  g_autoptr (FoyerImportResult) done = NULL;
  const FoyerImportExcess *excess;

  g_assert_cmpuint (begun->excess->len, ==, 0);
  g_assert_nonnull (order);
  foyer_import_set_over_capacity (import, FALSE);
  refused = foyer_import_run (import, fixture->store, NULL, NULL, NULL, NULL);
  g_assert_true (refused->refused);
  excess = get_excess (refused, 1);
  g_assert_cmpstr (excess->name, ==, "Balcony");
  g_assert_cmpint (excess->left, ==, 2);
  g_assert_cmpint (excess->wanted, ==, 3);
  assert_result (refused, 6, 0, 0, 0);
  g_assert_cmpuint (get_conflicts (fixture), ==, 0);
  foyer_import_set_over_capacity (import, TRUE);
  done = foyer_import_run (import, fixture->store, NULL, NULL, NULL, NULL);
  assert_result (done, 6, 4, 2, 0);
  g_assert_cmpuint (get_conflicts (fixture), ==, 1);
}

/* The house is full before its categories are. */
static void
test_too_many_for_the_event (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &fixture->event);
  g_autoptr (FoyerImport) import = NULL;
  g_autoptr (FoyerImportResult) refused = NULL;

  foyer_change_set_integer (change, "capacity", 3);
  g_assert_true (fixture_apply (fixture, change, FOYER_ORIGIN_HERE, NULL));
  import = open_good (fixture, "name,category\nA,Balcony\nB,Stalls\nC,Stalls\nD,Stalls\n");
  foyer_import_set_over_capacity (import, FALSE);
  refused = foyer_import_run (import, fixture->store, NULL, NULL, NULL, NULL);
  g_assert_true (refused->refused);
  g_assert_cmpstr (get_excess (refused, 1)->name, ==, "");
  g_assert_cmpint (get_excess (refused, 1)->left, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/columns/are-recognised-in-english-and-german", test_columns);
  g_test_add ("/import/rows/become-orders-tickets-and-guests", Fixture, NULL, fixture_set_up, test_good, fixture_tear_down);
  g_test_add ("/import/the-same-file-twice/adds-nothing", Fixture, NULL, fixture_set_up, test_twice, fixture_tear_down);
  g_test_add ("/import/codes/that-are-here-already-are-known", Fixture, NULL, fixture_set_up, test_known_code, fixture_tear_down);
  g_test_add ("/import/states/come-as-facts", Fixture, NULL, fixture_set_up, test_states, fixture_tear_down);
  g_test_add ("/import/bad-rows/are-named-and-nothing-is-written", Fixture, NULL, fixture_set_up, test_bad, fixture_tear_down);
  g_test_add ("/import/categories/are-made-when-asked", Fixture, NULL, fixture_set_up, test_new_categories, fixture_tear_down);
  g_test_add ("/import/preview/shows-what-each-column-becomes", Fixture, NULL, fixture_set_up, test_preview, fixture_tear_down);
  g_test_add ("/import/files-without-guests/are-refused", Fixture, NULL, fixture_set_up, test_no_list, fixture_tear_down);
  g_test_add ("/import/too-many/are-refused-or-noted", Fixture, NULL, fixture_set_up, test_too_many, fixture_tear_down);
  g_test_add ("/import/too-many/for-the-whole-event", Fixture, NULL, fixture_set_up, test_too_many_for_the_event, fixture_tear_down);
  g_test_add ("/import/cancel/while-checking-leaves-nothing", Fixture, NULL, fixture_set_up, test_cancel_checking, fixture_tear_down);
  g_test_add ("/import/tills/go-on-beside-it", Fixture, NULL, fixture_set_up, test_till_goes_on, fixture_tear_down);
  g_test_add ("/import/outbox/says-what-was-written", Fixture, NULL, fixture_set_up, test_outbox, fixture_tear_down);
  return g_test_run ();
}
