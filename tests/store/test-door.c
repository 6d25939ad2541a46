/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-admission-store.h"
#include "foyer-conflict-store.h"
#include "foyer-door-store.h"
#include "foyer-error.h"
#include "foyer-key-store.h"
#include "foyer-ticket-store.h"
#include "foyer-windows.h"
#include "store-devices.h"
#include "store-dump.h"
#include "store-fixture.h"

/* Signed codes, gates, windows and counting, on a real store. */

#define GATE "North"

typedef struct
{
  FoyerAdmissionRequest request;
  FoyerAdmission       *answer;
} Scan;

static gpointer
run_scan (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_admission_store_admit (connection, data, error);
}

static FoyerAdmission *
present (FoyerStore *store, const FoyerAdmissionRequest *request)
{
  g_autoptr (GError) error = NULL;
  FoyerAdmission *answer = foyer_store_write (store, run_scan, (gpointer) request, &error);

  g_assert_no_error (error);
  return answer;
}

static FoyerVerdict
scan_at (Fixture *fixture, const char *code, FoyerScanMode mode, FoyerTime now)
{
  FoyerAdmissionRequest request = { .event = fixture->event, .code = code, .gate = GATE, .mode = mode, .now = now };
  g_autoptr (FoyerAdmission) answer = present (fixture->store, &request);

  return answer->verdict;
}

static FoyerVerdict
scan (Fixture *fixture, const char *code, FoyerScanMode mode)
{
  return scan_at (fixture, code, mode, 0);
}

static FoyerTicket *
ticket_of (FoyerOrder *order, guint n)
{
  return ((FoyerOrderTicket *) order->tickets->pdata[n])->ticket;
}

static FoyerOrder *
sell (Fixture *fixture, int count)
{
  g_autoptr (GError) error = NULL;
  FoyerOrder *order = fixture_sell (fixture, &fixture->stalls, count, &error);

  g_assert_no_error (error);
  return order;
}

static FoyerSigner *
new_signer (guint64 seed)
{
  FoyerRandom random;

  foyer_random_init_seed (&random, seed);
  return foyer_signer_generate (&random);
}

static char *
sign (Fixture *fixture, const FoyerTicket *ticket, const FoyerSigner *signer)
{
  FoyerSignedContent content = { .ticket = ticket->id, .event = fixture->event, .category = fixture->stalls, .secret = ticket->secret };

  return foyer_signed_code_print (&content, signer);
}

static gpointer
run_announce (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_key_store_announce (connection, data, "Till 1", error));
}

static void
announce (Fixture *fixture, FoyerSigner *signer)
{
  g_autoptr (GError) error = NULL;

  foyer_store_write (fixture->store, run_announce, signer, &error);
  g_assert_no_error (error);
}

static gpointer
run_revoke_all (FoyerConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) keys = foyer_key_store_list (connection, error);

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    foyer_key_store_revoke (connection, &((FoyerSigningKey *) keys->pdata[i])->id, "stolen", error);
  return NULL;
}

static void
revoke_all (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  foyer_store_write (fixture->store, run_revoke_all, NULL, &error);
  g_assert_no_error (error);
}

static void
edit (Fixture *fixture, FoyerChangeKind kind, const FoyerId *subject, const char *field, const char *value)
{
  g_autoptr (FoyerChange) change = foyer_change_new (kind, subject);
  g_autoptr (GError) error = NULL;

  foyer_change_set_text (change, field, value);
  fixture_apply (fixture, change, FOYER_ORIGIN_HERE, &error);
  g_assert_no_error (error);
}

/* A ticket that was sold elsewhere: its id and its secret are known to the test alone. */
static FoyerTicket *
new_elsewhere (void)
{
  FoyerTicket *ticket = foyer_ticket_new ();

  g_assert_true (foyer_id_parse ("0190c8a2-7b5e-7c3d-8e9f-0123456789ab", &ticket->id));
  ticket->secret = g_strdup ("0123456789ABCDEFGHJKMNPQRS");
  return ticket;
}

static void
test_signed_on_the_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = sell (fixture, 1);
  g_autoptr (FoyerSigner) signer = new_signer (1);
  g_autofree char *code = sign (fixture, ticket_of (order, 0), signer);

  announce (fixture, signer);
  g_assert_cmpint (scan (fixture, code, FOYER_SCAN_INFO), ==, FOYER_VERDICT_INFO);
  g_assert_cmpint (scan (fixture, code, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_ADMITTED);
  g_assert_cmpint (scan (fixture, code, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_ALREADY_IN);
  g_assert_cmpint (scan (fixture, ticket_of (order, 0)->secret, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_ALREADY_IN);
}

/* The secret inside ties it to the list, even when its key is no more to be trusted. */
static void
test_revoked_key_of_a_listed_ticket (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = sell (fixture, 1);
  g_autoptr (FoyerSigner) signer = new_signer (1);
  g_autoptr (FoyerTicket) other = foyer_ticket_copy (ticket_of (order, 0));
  g_autofree char *code = sign (fixture, ticket_of (order, 0), signer);
  g_autofree char *guessed = NULL;

  g_set_str (&other->secret, "0123456789ABCDEFGHJKMNPQRS");
  guessed = sign (fixture, other, signer);
  announce (fixture, signer);
  revoke_all (fixture);
  g_assert_cmpint (scan (fixture, guessed, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_FORGED);
  g_assert_cmpint (scan (fixture, code, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_ADMITTED);
}

static void
test_signed_copy_of_a_reprint (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = sell (fixture, 1);
  g_autoptr (FoyerSigner) signer = new_signer (1);
  g_autofree char *old = sign (fixture, ticket_of (order, 0), signer);
  g_autofree char *fresh = NULL;
  g_autoptr (FoyerChange) reprint = foyer_change_new (FOYER_CHANGE_TICKET_REPRINT, &ticket_of (order, 0)->id);

  announce (fixture, signer);
  foyer_change_set_text (reprint, "secret", "ZZZZZZZZZZZZZZZZZZZZZZZZZZ");
  foyer_change_set_integer (reprint, "copy", 2);
  foyer_change_set_text (reprint, "reason", "torn");
  g_assert_true (fixture_apply (fixture, reprint, FOYER_ORIGIN_HERE, NULL));
  g_set_str (&ticket_of (order, 0)->secret, "ZZZZZZZZZZZZZZZZZZZZZZZZZZ");
  fresh = sign (fixture, ticket_of (order, 0), signer);
  g_assert_cmpint (scan (fixture, old, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_REPLACED);
  g_assert_cmpint (scan (fixture, fresh, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_ADMITTED);
}

static void
test_genuine (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerSigner) signer = new_signer (1);
  g_autoptr (FoyerSigner) stranger = new_signer (2);
  g_autoptr (FoyerTicket) ticket = new_elsewhere ();
  g_autofree char      *code = sign (fixture, ticket, signer);
  g_autofree char      *tampered = g_strdup (code);
  FoyerAdmissionRequest request = { .event = fixture->event, .code = code, .gate = GATE, .mode = FOYER_SCAN_INFO };
  g_autoptr (FoyerAdmission) answer = NULL;

  g_assert_cmpint (scan (fixture, code, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_UNKNOWN);
  announce (fixture, signer);
  tampered[60] = tampered[60] == 'A' ? 'B' : 'A';
  g_assert_cmpint (scan (fixture, tampered, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_FORGED);
  answer = present (fixture->store, &request);
  g_assert_cmpint (answer->verdict, ==, FOYER_VERDICT_GENUINE);
  g_assert_cmpstr (answer->category, ==, "Stalls");
  g_assert_cmpstr (answer->event, ==, "Tonight");
  g_assert_false (answer->listed);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM scan WHERE verdict = 'genuine'"), ==, 0);
  g_assert_cmpint (scan (fixture, code, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_GENUINE);
  g_assert_cmpint (scan (fixture, code, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_ALREADY_IN);
  g_assert_cmpint (scan (fixture, code, FOYER_SCAN_EXIT), ==, FOYER_VERDICT_EXITED);
  revoke_all (fixture);
  g_assert_cmpint (scan (fixture, code, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_FORGED);
}

static void
test_genuine_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerSigner) signer = new_signer (1);
  g_autoptr (FoyerTicket) ticket = new_elsewhere ();
  FoyerSignedContent content = { .ticket = ticket->id, .event = fixture->stalls, .category = fixture->stalls, .secret = ticket->secret };
  g_autofree char   *other = foyer_signed_code_print (&content, signer);
  g_autofree char   *late = NULL;

  announce (fixture, signer);
  g_assert_cmpint (scan (fixture, other, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_WRONG_EVENT);
  content.event = fixture->event;
  content.valid_until = FIXTURE_NOW - FOYER_HOUR;
  late = foyer_signed_code_print (&content, signer);
  g_assert_cmpint (scan (fixture, late, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_EXPIRED);
}

/* The list comes after the guest. */
static void
test_genuine_is_reconciled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerSigner) signer = new_signer (1);
  g_autoptr (FoyerTicket) ticket = new_elsewhere ();
  g_autofree char *code = sign (fixture, ticket, signer);
  g_autoptr (FoyerOrder) order = foyer_order_new ();
  FoyerTicket *line;
  g_autoptr (FoyerChange) sale = NULL;
  g_autoptr (GError) error = NULL;

  announce (fixture, signer);
  g_assert_cmpint (scan (fixture, code, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_GENUINE);
  g_assert_true (foyer_id_parse ("0190c8a2-7b5e-7c3d-8e9f-0123456789ac", &order->id));
  order->event = fixture->event;
  order->number = g_strdup ("9-000001");
  order->currency = g_strdup ("EUR");
  line = foyer_order_add (order, foyer_ticket_new (), NULL);
  line->id = ticket->id;
  line->category = fixture->stalls;
  g_set_str (&line->secret, ticket->secret);
  sale = foyer_change_new_sale (order);
  sale->made_at = FIXTURE_NOW - FOYER_DAY;
  sale->id = order->id;
  g_assert_true (foyer_id_parse ("0190c8a2-7b5e-7c3d-8e9f-0123456789ad", &sale->device));
  fixture_apply (fixture, sale, FOYER_ORIGIN_REMOTE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM ticket WHERE secret = '0123456789ABCDEFGHJKMNPQRS' AND inside = 1 AND status = 'admitted'"), ==, 1);
  g_assert_cmpint (scan (fixture, code, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_ALREADY_IN);
  g_assert_cmpint (scan (fixture, ticket->secret, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_ALREADY_IN);
}

static gpointer
run_add_key (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_key_store_add (connection, data, error));
}

/* A JWS of the EventApp names its event and its ticket in its own words. */
static void
test_jws (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerSigner) signer = new_signer (3);
  g_autofree char *code = foyer_signed_code_print_jws ("ticket-1", "evening-7", "Stalls", FIXTURE_NOW - FOYER_DAY, FIXTURE_NOW + 364 * FOYER_DAY, signer);
  g_autofree char *other = foyer_signed_code_print_jws ("ticket-1", "evening-8", "Stalls", FIXTURE_NOW - FOYER_DAY, FIXTURE_NOW + 364 * FOYER_DAY, signer);
  g_autofree char *old = foyer_signed_code_print_jws ("ticket-2", "evening-7", "Stalls", FIXTURE_NOW - 9 * FOYER_DAY, FIXTURE_NOW - FOYER_DAY, signer);
  g_autoptr (FoyerSigningKey) key = foyer_signing_key_new (FOYER_SIGNED_JWS, FOYER_ALGORITHM_EDDSA, foyer_signer_get_public (signer), foyer_signer_get_kid (signer));
  g_autoptr (FoyerSigningKey) secret = foyer_signing_key_new (FOYER_SIGNED_JWS, FOYER_ALGORITHM_HS256, "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "s");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (scan (fixture, code, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_UNKNOWN);
  key->event = fixture->event;
  g_set_str (&key->audience, "evening-7");
  foyer_store_write (fixture->store, run_add_key, key, &error);
  g_assert_no_error (error);
  g_assert_cmpint (scan (fixture, code, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_GENUINE);
  g_assert_cmpint (scan (fixture, code, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_ALREADY_IN);
  g_assert_cmpint (scan (fixture, other, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_WRONG_EVENT);
  g_assert_cmpint (scan (fixture, old, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_EXPIRED);
  g_assert_cmpint (scan (fixture, "eyJhbGciOiJub25lIn0.e30.", FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_FORGED);
  /* a secret that also signs does not travel */
  g_assert_null (foyer_store_write (fixture->store, run_add_key, secret, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
}

/* Windows. */

static char *
two_days (void)
{
  FoyerWindow days[] = {
    { FIXTURE_NOW - FOYER_HOUR, FIXTURE_NOW + 5 * FOYER_HOUR },
    { FIXTURE_NOW + 23 * FOYER_HOUR, FIXTURE_NOW + 29 * FOYER_HOUR },
  };
  g_autoptr (GArray) windows = g_array_new (FALSE, FALSE, sizeof (FoyerWindow));

  g_array_append_vals (windows, days, G_N_ELEMENTS (days));
  return foyer_windows_print (windows);
}

static void
test_days (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = sell (fixture, 1);
  g_autofree char *windows = two_days ();
  const char      *code = ticket_of (order, 0)->secret;

  edit (fixture, FOYER_CHANGE_CATEGORY_EDIT, &fixture->stalls, "windows", windows);
  g_assert_cmpint (scan_at (fixture, code, FOYER_SCAN_ENTRY, FIXTURE_NOW - 2 * FOYER_HOUR), ==, FOYER_VERDICT_TOO_EARLY);
  g_assert_cmpint (scan_at (fixture, code, FOYER_SCAN_ENTRY, FIXTURE_NOW), ==, FOYER_VERDICT_ADMITTED);
  g_assert_cmpint (scan_at (fixture, code, FOYER_SCAN_ENTRY, FIXTURE_NOW + FOYER_HOUR), ==, FOYER_VERDICT_ALREADY_IN);
  g_assert_cmpint (scan_at (fixture, code, FOYER_SCAN_ENTRY, FIXTURE_NOW + 10 * FOYER_HOUR), ==, FOYER_VERDICT_TOO_EARLY);
  /* nobody scanned out; the second day is a day of its own, and no conflict */
  g_assert_cmpint (scan_at (fixture, code, FOYER_SCAN_ENTRY, FIXTURE_NOW + 24 * FOYER_HOUR), ==, FOYER_VERDICT_ADMITTED);
  g_assert_cmpint (scan_at (fixture, code, FOYER_SCAN_ENTRY, FIXTURE_NOW + 25 * FOYER_HOUR), ==, FOYER_VERDICT_ALREADY_IN);
  g_assert_cmpint (scan_at (fixture, code, FOYER_SCAN_ENTRY, FIXTURE_NOW + 40 * FOYER_HOUR), ==, FOYER_VERDICT_TOO_LATE);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM conflict"), ==, 0);
}

/* Gates. */

static gpointer
run_save_gate (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_door_store_save_gate (connection, data, error));
}

static void
test_gates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = sell (fixture, 1);
  g_autoptr (FoyerGate) north = foyer_gate_new (&fixture->event, "north");
  g_autoptr (FoyerGate) south = foyer_gate_new (&fixture->event, "South");
  FoyerAdmissionRequest request = { .event = fixture->event, .code = ticket_of (order, 0)->secret, .gate = GATE, .mode = FOYER_SCAN_ENTRY };
  g_autoptr (FoyerAdmission) refused = NULL;
  g_autoptr (FoyerAdmission) admitted = NULL;

  g_array_append_val (north->categories, fixture->balcony);
  g_array_append_val (south->categories, fixture->stalls);
  foyer_store_write (fixture->store, run_save_gate, north, NULL);
  foyer_store_write (fixture->store, run_save_gate, south, NULL);
  refused = present (fixture->store, &request);
  g_assert_cmpint (refused->verdict, ==, FOYER_VERDICT_WRONG_GATE);
  g_assert_cmpstr (refused->gates, ==, "South");
  request.gate = "South";
  admitted = present (fixture->store, &request);
  g_assert_cmpint (admitted->verdict, ==, FOYER_VERDICT_ADMITTED);
}

/* By hand, several events, parties. */

static void
test_by_hand (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = sell (fixture, 1);
  g_autofree char      *id = foyer_id_dup_text (&ticket_of (order, 0)->id);
  FoyerAdmissionRequest request = {
    .event = fixture->event,
    .code = id,
    .gate = GATE,
    .mode = FOYER_SCAN_ENTRY,
    .method = FOYER_SCAN_MANUAL,
    .staff = "Jo",
    .reason = "Telephone was empty",
  };
  g_autoptr (FoyerAdmission) answer = present (fixture->store, &request);

  g_assert_cmpint (answer->verdict, ==, FOYER_VERDICT_ADMITTED);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM scan WHERE method = 'manual' AND operator = 'Jo' AND reason = 'Telephone was empty'"), ==, 1);
}

static void
test_several_events (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = sell (fixture, 2);
  FoyerAdmissionRequest request = { .event = fixture->balcony, .code = ticket_of (order, 0)->secret, .gate = GATE, .mode = FOYER_SCAN_ENTRY };
  g_autoptr (FoyerAdmission) other = present (fixture->store, &request);
  g_autoptr (FoyerAdmission) both = NULL;

  g_assert_cmpint (other->verdict, ==, FOYER_VERDICT_WRONG_EVENT);
  request.also = &fixture->event;
  request.n_also = 1;
  both = present (fixture->store, &request);
  g_assert_cmpint (both->verdict, ==, FOYER_VERDICT_ADMITTED);
  g_assert_true (foyer_id_equal (&both->event_id, &fixture->event));
}

static gpointer
run_party (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_door_store_party (connection, data, error);
}

static void
test_party (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = sell (fixture, 4);
  FoyerAdmissionRequest request = { .event = fixture->event, .code = ticket_of (order, 1)->secret, .gate = GATE, .mode = FOYER_SCAN_ENTRY };
  g_autoptr (FoyerAdmission) answer = present (fixture->store, &request);
  g_autoptr (GPtrArray) party = foyer_store_read (fixture->store, run_party, &order->id, NULL, NULL);

  g_assert_cmpint (answer->in_order, ==, 4);
  g_assert_cmpint (answer->admitted_in_order, ==, 1);
  g_assert_cmpint (answer->left_in_order, ==, 3);
  g_assert_cmpuint (party->len, ==, 4);
  for (guint i = 0; i < party->len; i++)
    {
      const FoyerPartyGuest *guest = party->pdata[i];

      g_assert_cmpint (guest->inside, ==, i == 1);
      g_assert_cmpint (guest->may_enter, ==, i != 1);
    }
}

/* Counting. */

static gpointer
run_count (FoyerConnection *connection, gpointer data, GError **error)
{
  FoyerDoorCount *count = g_new0 (FoyerDoorCount, 1);

  if (!foyer_door_store_count (connection, data, 1, foyer_connection_now (connection), count, error))
    g_clear_pointer (&count, g_free);
  return count;
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = sell (fixture, 3);
  g_autoptr (FoyerSigner) signer = new_signer (1);
  g_autoptr (FoyerTicket) ticket = new_elsewhere ();
  g_autofree char *code = sign (fixture, ticket, signer);
  FoyerDoorCount  *count;

  announce (fixture, signer);
  scan (fixture, code, FOYER_SCAN_ENTRY);
  scan (fixture, ticket_of (order, 0)->secret, FOYER_SCAN_ENTRY);
  scan (fixture, ticket_of (order, 0)->secret, FOYER_SCAN_ENTRY);
  scan (fixture, ticket_of (order, 1)->secret, FOYER_SCAN_ENTRY);
  scan (fixture, ticket_of (order, 1)->secret, FOYER_SCAN_EXIT);
  scan (fixture, "nonsense", FOYER_SCAN_ENTRY);
  count = foyer_store_read (fixture->store, run_count, &fixture->event, NULL, NULL);
  g_assert_cmpint (count->inside, ==, 2);
  g_assert_cmpint (count->admitted, ==, 3);
  g_assert_cmpint (count->expected, ==, 3);
  g_assert_cmpint (count->refused, ==, 2);
  g_assert_cmpint (count->unlisted, ==, 1);
  g_assert_cmpuint (count->gates->len, ==, 1);
  {
    const FoyerGateCount *gate = count->gates->pdata[0];

    g_assert_cmpstr (gate->gate, ==, GATE);
    g_assert_cmpint (gate->entries, ==, 3);
    g_assert_cmpint (gate->exits, ==, 1);
    g_assert_true (gate->here);
  }
  g_assert_cmpuint (count->arrivals[FOYER_DOOR_MINUTES - 1] + count->arrivals[FOYER_DOOR_MINUTES - 2], ==, 3);
  foyer_door_count_clear (count);
  g_free (count);
}

static gpointer
run_sheet (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_door_store_sheet (connection, data, NULL, error);
}

static void
test_sheet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = sell (fixture, 2);
  g_autoptr (GPtrArray) lines = NULL;

  scan (fixture, ticket_of (order, 0)->secret, FOYER_SCAN_ENTRY);
  lines = foyer_store_read (fixture->store, run_sheet, &fixture->event, NULL, NULL);
  g_assert_cmpuint (lines->len, ==, 2);
  g_assert_true (((FoyerSheetLine *) lines->pdata[0])->inside);
  g_assert_false (((FoyerSheetLine *) lines->pdata[1])->inside);
}

static gpointer
run_details (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_ticket_store_details (connection, data, error);
}

/* Paper bears the signed code where the event wants it, and this device has a key. */
static void
test_paper_is_signed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = sell (fixture, 1);
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &fixture->event);
  FoyerSigner *signer = new_signer (1);
  g_autoptr (FoyerTicketDetails) before = NULL;
  g_autoptr (FoyerTicketDetails) unasked = NULL;
  g_autoptr (FoyerTicketDetails) after = NULL;

  announce (fixture, signer);
  before = foyer_store_read (fixture->store, run_details, &ticket_of (order, 0)->id, NULL, NULL);
  g_assert_null (before->signed_code);
  foyer_store_set_signer (fixture->store, signer);
  unasked = foyer_store_read (fixture->store, run_details, &ticket_of (order, 0)->id, NULL, NULL);
  g_assert_null (unasked->signed_code);
  foyer_change_set_boolean (change, "signed_codes", TRUE);
  g_assert_true (fixture_apply (fixture, change, FOYER_ORIGIN_HERE, NULL));
  after = foyer_store_read (fixture->store, run_details, &ticket_of (order, 0)->id, NULL, NULL);
  g_assert_cmpint (foyer_signed_form_of (after->signed_code), ==, FOYER_SIGNED_FOYER);
  g_assert_cmpint (scan (fixture, after->signed_code, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_ADMITTED);
}

/* Two devices: keys and revocations travel, in any order. */
static void
test_keys_travel (void)
{
  g_autoptr (Devices) devices = devices_new (3, 11);
  g_autoptr (FoyerSigner) signer = new_signer (1);
  g_autoptr (GError) error = NULL;

  foyer_store_write (devices_get (devices, 0), run_announce, signer, &error);
  g_assert_no_error (error);
  foyer_store_write (devices_get (devices, 0), run_revoke_all, NULL, &error);
  g_assert_no_error (error);
  devices_collect (devices);
  devices_deliver_all (devices);
  devices_assert_equal (devices, NULL);
  g_assert_cmpint (dump_number (foyer_store_get_path (devices_get (devices, 2)), "SELECT count(*) FROM signing_key k JOIN key_revocation r ON r.key = k.id"), ==, 2);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/door/signed/a-signed-code-of-a-listed-ticket-is-that-ticket", test_signed_on_the_list);
  ADD ("/door/signed/a-listed-ticket-is-good-even-when-its-key-was-revoked", test_revoked_key_of_a_listed_ticket);
  ADD ("/door/signed/a-reprint-retires-the-signed-code-too", test_signed_copy_of_a_reprint);
  ADD ("/door/signed/without-the-list-the-signature-speaks", test_genuine);
  ADD ("/door/signed/another-event-and-another-time-are-told", test_genuine_elsewhere);
  ADD ("/door/signed/a-genuine-guest-is-counted-when-the-list-comes", test_genuine_is_reconciled);
  ADD ("/door/signed/a-jws-is-bound-to-the-event-of-its-key", test_jws);
  ADD ("/door/windows/each-day-lets-in-once", test_days);
  ADD ("/door/gates/a-gate-takes-its-categories-only", test_gates);
  ADD ("/door/by-hand/says-who-and-why", test_by_hand);
  ADD ("/door/events/one-door-serves-several", test_several_events);
  ADD ("/door/party/an-order-knows-who-is-still-outside", test_party);
  ADD ("/door/counts/come-from-the-scans-alone", test_counts);
  ADD ("/door/sheet/lists-who-may-come", test_sheet);
  ADD ("/door/signed/paper-is-signed-where-the-event-wants-it", test_paper_is_signed);
  g_test_add_func ("/door/keys/travel-with-the-feed", test_keys_travel);
  return g_test_run ();
}
