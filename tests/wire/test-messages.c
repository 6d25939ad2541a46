/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "foyer-changes-message.h"
#include "foyer-error.h"
#include "foyer-feed-line.h"
#include "foyer-pair-message.h"
#include "foyer-wire-error.h"
#include "foyer-wire-json.h"

#define WALL (G_GINT64_CONSTANT (1763680000) * FOYER_SECOND)

static FoyerChange *
make_scan (FoyerRandom *random)
{
  FoyerId      ticket = foyer_id_generate (WALL, random);
  FoyerId      event = foyer_id_generate (WALL, random);
  FoyerChange *change = foyer_change_new (FOYER_CHANGE_TICKET_SCAN, &ticket);

  change->id = foyer_id_generate (WALL, random);
  change->device = foyer_id_generate (WALL, random);
  change->made_at = WALL;
  foyer_change_set_id (change, "event", &event);
  foyer_change_set_text (change, "mode", "entry");
  foyer_change_set_text (change, "verdict", "admitted");
  foyer_change_set_text (change, "gate", "Nørd “1”\n\t");
  return change;
}

static void
test_pair_messages_survive_a_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerPairRequest) request = NULL;
  g_autoptr (FoyerPairRequest) request_back = NULL;
  g_autoptr (FoyerPairAnswer) answer = foyer_pair_answer_new ();
  g_autoptr (FoyerPairAnswer) answer_back = NULL;
  g_autofree char *request_text = NULL;
  g_autofree char *answer_text = NULL;
  FoyerRandom      random;
  FoyerId          device;

  foyer_random_init_seed (&random, 1);
  device = foyer_id_generate (WALL, &random);
  request = foyer_pair_request_new ("token", &device, "Kasse „Süd“", "0.1.0");
  request_text = foyer_pair_request_print (request);
  request_back = foyer_pair_request_parse (request_text, strlen (request_text), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (request_back->token, ==, "token");
  g_assert_cmpstr (request_back->name, ==, "Kasse „Süd“");
  g_assert_true (foyer_id_equal (&request_back->device, &device));

  answer->access_token = g_strdup ("secret");
  answer->device = device;
  answer->organization = foyer_id_generate (WALL, &random);
  answer->role = FOYER_ROLE_DOOR;
  answer->number = 42;
  answer->gate = g_strdup ("North");
  answer_text = foyer_pair_answer_print (answer);
  answer_back = foyer_pair_answer_parse (answer_text, strlen (answer_text), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer_back->access_token, ==, "secret");
  g_assert_cmpint (answer_back->role, ==, FOYER_ROLE_DOOR);
  g_assert_cmpint (answer_back->number, ==, 42);
  g_assert_cmpstr (answer_back->gate, ==, "North");
}

static void
test_batch_survives_a_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerChange) change = NULL;
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) offers = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  FoyerRandom      random;
  FoyerOffer      *offer;

  foyer_random_init_seed (&random, 2);
  change = make_scan (&random);
  g_ptr_array_add (bodies, foyer_change_print (change));
  g_ptr_array_add (bodies, g_strdup ("{\"id\":\"0193a5c2-7a10-7c44-8f11-2b8de2c80001\",\"kind\":\"of.tomorrow\",\"made_at\":1,\"body\":{}}"));
  g_ptr_array_add (bodies, g_strdup ("\"text\""));
  text = foyer_changes_print (bodies);
  offers = foyer_changes_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (offers->len, ==, 3);
  offer = offers->pdata[0];
  again = foyer_change_print (offer->change);
  g_assert_cmpstr (again, ==, bodies->pdata[0]);
  offer = offers->pdata[1];
  g_assert_null (offer->change);
  g_assert_cmpstr (offer->code, ==, "unknown-kind");
  g_assert_false (foyer_id_is_none (&offer->id));
  offer = offers->pdata[2];
  g_assert_cmpstr (offer->code, ==, "invalid");
  g_assert_true (foyer_id_is_none (&offer->id));
}

static void
test_batch_of_501_is_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) bodies = g_ptr_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < FOYER_CHANGES_MAX + 1; i++)
    g_ptr_array_add (bodies, (gpointer) "{}");
  text = foyer_changes_print (bodies);
  g_assert_null (foyer_changes_parse (text, strlen (text), &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
}

static void
test_verdicts_survive_a_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) verdicts = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_change_verdict_free);
  g_autoptr (GPtrArray) back = NULL;
  g_autofree char    *text = NULL;
  FoyerRandom         random;
  FoyerId             id;
  FoyerChangeVerdict *verdict;
  gint64              head = 0;

  foyer_random_init_seed (&random, 3);
  id = foyer_id_generate (WALL, &random);
  g_ptr_array_add (verdicts, foyer_change_verdict_new_accepted (&id, 7, TRUE));
  g_ptr_array_add (verdicts, foyer_change_verdict_new_refused (&id, "role", "no"));
  text = foyer_change_verdicts_print (verdicts, 9);
  back = foyer_change_verdicts_parse (text, strlen (text), &head, &error);
  g_assert_no_error (error);
  g_assert_cmpint (head, ==, 9);
  verdict = back->pdata[0];
  g_assert_true (verdict->accepted && verdict->duplicate);
  g_assert_cmpint (verdict->rev, ==, 7);
  g_assert_true (foyer_id_equal (&verdict->id, &id));
  verdict = back->pdata[1];
  g_assert_false (verdict->accepted);
  g_assert_cmpstr (verdict->code, ==, "role");
  g_assert_cmpstr (verdict->reason, ==, "no");
}

static void
test_feed_line_survives_a_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerChange) change = NULL;
  g_autoptr (FoyerFeedLine) line = NULL;
  g_autoptr (FoyerFeedLine) end = NULL;
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *body_text = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  FoyerRandom      random;

  foyer_random_init_seed (&random, 4);
  change = make_scan (&random);
  body = json_node_init_object (json_node_alloc (), change->body);
  body_text = json_to_string (body, FALSE);
  foyer_feed_append_change (text, 12, &change->id, foyer_change_kind_nick (change->kind), &change->subject, change->made_at, &change->device, body_text);
  g_assert_true (g_str_has_suffix (text->str, "}\n"));
  line = foyer_feed_line_parse (text->str, text->len - 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (line->type, ==, FOYER_FEED_CHANGE);
  g_assert_cmpint (line->rev, ==, 12);
  change->rev = 12;
  before = foyer_change_print (change);
  after = foyer_change_print (line->change);
  g_assert_cmpstr (before, ==, after);

  g_string_truncate (text, 0);
  foyer_feed_append_checkpoint (text, 12, 15, NULL);
  end = foyer_feed_line_parse (text->str, text->len, &error);
  g_assert_no_error (error);
  g_assert_cmpint (end->type, ==, FOYER_FEED_CHECKPOINT);
  g_assert_cmpint (end->rev, ==, 12);
  g_assert_cmpint (end->head, ==, 15);
}

static void
test_feed_line_of_a_newer_version_keeps_its_rev (void)
{
  static const char text[] = "{\"rev\":5,\"id\":\"0193a5c2-7a10-7c44-8f11-2b8de2c80001\",\"kind\":\"of.tomorrow\",\"made_at\":1,\"body\":{}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerFeedLine) line = foyer_feed_line_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpint (line->type, ==, FOYER_FEED_UNUSABLE);
  g_assert_cmpint (line->rev, ==, 5);
  g_assert_nonnull (line->problem);
}

static void
test_errors_survive_a_round_trip (void)
{
  g_autoptr (FoyerWireError) failure = foyer_wire_error_new (410, "pairing-used", "Used.", NULL);
  g_autoptr (FoyerWireError) back = NULL;
  g_autofree char *text = foyer_wire_error_print (failure, "r1");
  g_autofree char *health = foyer_health_print ("0.1.0");
  g_autofree char *version = foyer_health_parse (health, strlen (health), NULL);

  back = foyer_wire_error_parse (text, strlen (text));
  g_assert_cmpint (back->status, ==, 410);
  g_assert_cmpstr (back->code, ==, "pairing-used");
  g_assert_cmpstr (back->message, ==, "Used.");
  g_assert_cmpstr (version, ==, "0.1.0");
}

/* Every parser gets every text: cut at each byte, or with one byte changed, a
 * message is refused or still a message, and never more than that. */
static void
feed_all (const char *text, gsize length)
{
  g_autoptr (FoyerPairRequest) request = foyer_pair_request_parse (text, length, NULL);
  g_autoptr (FoyerPairAnswer) answer = foyer_pair_answer_parse (text, length, NULL);
  g_autoptr (GPtrArray) offers = foyer_changes_parse (text, length, NULL);
  g_autoptr (GPtrArray) verdicts = foyer_change_verdicts_parse (text, length, NULL, NULL);
  g_autoptr (FoyerFeedLine) line = foyer_feed_line_parse (text, length, NULL);
  g_autoptr (FoyerWireError) failure = foyer_wire_error_parse (text, length);
  g_autofree char *version = foyer_health_parse (text, length, NULL);

  g_assert_true (offers == NULL || offers->len <= FOYER_CHANGES_MAX);
  g_assert_true (line == NULL || line->rev >= 0);
  g_assert_true (answer == NULL || (answer->number >= 1 && answer->number <= 99));
}

static void
test_garbage_is_refused (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "\n",
    "null",
    "[]",
    "{",
    "{}",
    "<html><body>Sign in to the Wi-Fi</body></html>",
    "{\"changes\":{}}",
    "{\"results\":[1]}",
    "{\"results\":[{\"result\":\"accepted\"}]}",
    "{\"results\":[{\"result\":\"maybe\",\"id\":\"\"}]}",
    "{\"rev\":\"12\"}",
    "{\"rev\":-1}",
    "{\"checkpoint\":\"x\"}",
    "{\"rev\":99999999999999999999999999}",
    "\xff\xfe\x00\x01",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (FoyerFeedLine) line = foyer_feed_line_parse (texts[i], strlen (texts[i]), NULL);
      g_autoptr (GPtrArray) verdicts = foyer_change_verdicts_parse (texts[i], strlen (texts[i]), NULL, NULL);

      g_assert_null (verdicts);
      g_assert_true (line == NULL || line->type == FOYER_FEED_UNUSABLE);
      feed_all (texts[i], strlen (texts[i]));
    }
}

static void
test_web_page_is_called_a_web_page (void)
{
  static const char text[] = "  <!DOCTYPE html><html>";
  g_autoptr (GError) error = NULL;

  g_assert_null (foyer_wire_parse (text, strlen (text), &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "web page"));
}

static void
test_damaged_messages_break_nothing (void)
{
  static const char *const texts[] = {
    "{\"token\":\"t\",\"device\":\"0193a5c2-7a10-7c44-8f11-2b8de2c80001\",\"name\":\"n\",\"version\":\"\"}",
    "{\"results\":[{\"id\":\"0193a5c2-7a10-7c44-8f11-2b8de2c80001\",\"result\":\"accepted\",\"rev\":4}],\"head\":4}",
    "{\"changes\":[{\"id\":\"0193a5c2-7a10-7c44-8f11-2b8de2c80001\",\"kind\":\"event.edit\",\"subject\":\"0193a5c2-7a10-7c44-8f11-2b8de2c80001\",\"made_at\":5,\"body\":{\"title\":\"x\"}}]}",
    "{\"rev\":3,\"id\":\"0193a5c2-7a10-7c44-8f11-2b8de2c80001\",\"kind\":\"event.edit\",\"subject\":\"0193a5c2-7a10-7c44-8f11-2b8de2c80001\",\"made_at\":5,\"body\":{\"title\":\"x\"}}",
  };
  FoyerRandom random;

  foyer_random_init_seed (&random, 5);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gsize length = strlen (texts[i]);

      for (gsize cut = 0; cut < length; cut++)
        feed_all (texts[i], cut);
      for (guint round = 0; round < 2000; round++)
        {
          g_autofree char *damaged = g_strdup (texts[i]);

          damaged[foyer_random_below (&random, length)] = foyer_random_below (&random, 256);
          feed_all (damaged, length);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/pair/messages-survive-a-round-trip", test_pair_messages_survive_a_round_trip);
  g_test_add_func ("/wire/changes/batch-survives-a-round-trip", test_batch_survives_a_round_trip);
  g_test_add_func ("/wire/changes/batch-of-501-is-refused", test_batch_of_501_is_refused);
  g_test_add_func ("/wire/changes/verdicts-survive-a-round-trip", test_verdicts_survive_a_round_trip);
  g_test_add_func ("/wire/feed/line-survives-a-round-trip", test_feed_line_survives_a_round_trip);
  g_test_add_func ("/wire/feed/line-of-a-newer-version-keeps-its-rev", test_feed_line_of_a_newer_version_keeps_its_rev);
  g_test_add_func ("/wire/error/survives-a-round-trip", test_errors_survive_a_round_trip);
  g_test_add_func ("/wire/garbage/is-refused", test_garbage_is_refused);
  g_test_add_func ("/wire/garbage/web-page-is-called-a-web-page", test_web_page_is_called_a_web_page);
  g_test_add_func ("/wire/garbage/damaged-messages-break-nothing", test_damaged_messages_break_nothing);
  return g_test_run ();
}
