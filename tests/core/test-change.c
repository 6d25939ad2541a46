/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-change.h"

#include <math.h>
#include <string.h>

#include "foyer-error.h"
#include "foyer-json.h"
#include "foyer-money.h"
#include "foyer-ticket-code.h"

#define NOON (G_GINT64_CONSTANT (1790000000) * FOYER_SECOND)
#define ID_1 "\"01890a5d-ac96-774b-bcce-b302099a8057\""
#define ID_2 "\"01890a5d-ac96-774b-bcce-b302099a8058\""

/* The smallest sound body of each kind, and what it cannot do without; written from the design. */
static const struct
{
  FoyerChangeKind kind;
  const char     *nick;
  const char     *body;
  const char     *required; /* separated by blanks */
  gboolean        merges;
} kinds[] = {
  { FOYER_CHANGE_VENUE_EDIT, "venue.edit", "{}", "", TRUE },
  { FOYER_CHANGE_EVENT_EDIT, "event.edit", "{}", "", TRUE },
  { FOYER_CHANGE_CATEGORY_EDIT, "category.edit", "{}", "", TRUE },
  { FOYER_CHANGE_GATE_EDIT, "gate.edit", "{}", "", TRUE },
  { FOYER_CHANGE_CASHIER_EDIT, "cashier.edit", "{}", "", TRUE },
  { FOYER_CHANGE_LAYOUT_EDIT, "layout.edit", "{}", "", TRUE },
  { FOYER_CHANGE_PICTURE_EDIT, "picture.edit", "{}", "", TRUE },
  { FOYER_CHANGE_PLAN_EDIT, "plan.edit", "{}", "", TRUE },
  { FOYER_CHANGE_ATTENDEE_EDIT, "attendee.edit", "{}", "", TRUE },
  { FOYER_CHANGE_ORDER_SALE, "order.sale",
    "{\"event\":" ID_1 ",\"number\":\"3-000042\",\"channel\":\"box-office\",\"currency\":\"EUR\","
    "\"tickets\":[{\"id\":" ID_1 ",\"category\":" ID_2 ",\"secret\":\"S\",\"price\":0}]}",
    "event number channel currency tickets", FALSE },
  { FOYER_CHANGE_ORDER_PAYMENT, "order.payment", "{\"id\":" ID_1 ",\"method\":\"cash\",\"amount\":1}", "id method amount", FALSE },
  { FOYER_CHANGE_ORDER_REFUND, "order.refund", "{\"amount\":1,\"reason\":\"ill\",\"tickets\":[{\"id\":" ID_1 "}]}", "amount reason tickets", FALSE },
  { FOYER_CHANGE_TICKET_SCAN, "ticket.scan", "{\"event\":" ID_1 ",\"mode\":\"entry\",\"verdict\":\"admitted\"}", "event mode verdict", FALSE },
  { FOYER_CHANGE_TICKET_UNDO, "ticket.undo", "{\"scan\":" ID_1 "}", "scan", FALSE },
  { FOYER_CHANGE_TICKET_BLOCK, "ticket.block", "{\"blocked\":true,\"reason\":\"stolen\"}", "blocked reason", FALSE },
  { FOYER_CHANGE_TICKET_REPRINT, "ticket.reprint", "{\"secret\":\"S\",\"copy\":2,\"reason\":\"torn\"}", "secret copy reason", FALSE },
  { FOYER_CHANGE_TICKET_PRINTED, "ticket.printed", "{\"job\":" ID_1 ",\"copy\":1}", "job copy", FALSE },
  { FOYER_CHANGE_CONFLICT_SETTLE, "conflict.settle", "{}", "", FALSE },
  { FOYER_CHANGE_KEY_ADD, "key.add", "{\"form\":\"foyer\",\"algorithm\":\"EdDSA\",\"material\":\"MCow\"}", "form algorithm material", FALSE },
  { FOYER_CHANGE_KEY_REVOKE, "key.revoke", "{\"reason\":\"stolen\"}", "reason", FALSE },
  { FOYER_CHANGE_ORDER_REFUND_REQUEST, "order.refund-request", "{\"reason\":\"ill\",\"tickets\":[{\"id\":" ID_1 "}]}", "reason tickets", FALSE },
  { FOYER_CHANGE_ORDER_REFUND_DECLINE, "order.refund-decline", "{\"request\":" ID_1 ",\"reason\":\"used\"}", "request reason", FALSE },
  { FOYER_CHANGE_SHIFT_OPEN, "shift.open", "{\"currency\":\"EUR\",\"opening\":20000}", "currency opening", FALSE },
  { FOYER_CHANGE_SHIFT_CASH, "shift.cash", "{\"cause\":\"out\",\"amount\":5,\"reason\":\"taxi\"}", "cause amount reason", FALSE },
  { FOYER_CHANGE_SHIFT_HAND_OVER, "shift.hand-over", "{\"cashier\":" ID_1 "}", "cashier", FALSE },
  { FOYER_CHANGE_SHIFT_CLOSE, "shift.close", "{\"number\":1,\"counted\":0}", "number counted", FALSE },
  { FOYER_CHANGE_SHIPMENT_OPEN, "shipment.open", "{\"order\":\"0193a5c2-7a10-7c44-8f11-2b8de2c80001\",\"recipient\":{\"name\":\"Anna\"}}", "order", FALSE },
  { FOYER_CHANGE_STOCK_HOLD, "stock.hold", "{\"event\":" ID_1 ",\"category\":" ID_2 ",\"count\":2,\"kind\":\"band\"}", "event category count kind", FALSE },
  { FOYER_CHANGE_STOCK_RELEASE, "stock.release", "{}", "", FALSE },
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == FOYER_N_CHANGE_KINDS);

static char *
wrap (const char *nick, const char *body)
{
  return g_strdup_printf ("{\"id\":" ID_1 ",\"kind\":\"%s\",\"subject\":" ID_2 ",\"made_at\":1790000000000000,\"device\":" ID_1 ",\"body\":%s}", nick, body);
}

static void
assert_taken (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerChange) change = foyer_change_parse (text, -1, &error);

  if (change == NULL)
    g_error ("%.200s was refused: %s", text, error->message);
  g_assert_no_error (error);
}

static void
assert_refused (const char *text, const char *member)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerChange) change = foyer_change_parse (text, -1, &error);

  if (change != NULL)
    g_error ("%.200s was taken", text);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  if (member != NULL && strstr (error->message, member) == NULL)
    g_error ("%.200s was refused without naming %s: %s", text, member, error->message);
}

static FoyerChange *
sound_change (FoyerChangeKind kind)
{
  g_autofree char *text = wrap (kinds[kind].nick, kinds[kind].body);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  FoyerChange *change;

  /* from a tree that may be altered */
  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  change = foyer_change_from_json (json_node_get_object (json_parser_get_root (parser)), &error);
  g_assert_no_error (error);
  return change;
}

static void
test_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *text = wrap (kinds[i].nick, kinds[i].body);

      g_assert_cmpint (kinds[i].kind, ==, i);
      g_assert_cmpstr (foyer_change_kind_nick (i), ==, kinds[i].nick);
      g_assert_cmpint (foyer_change_kind_from_nick (kinds[i].nick), ==, i);
      g_assert_cmpint (foyer_change_kind_merges (i), ==, kinds[i].merges);
      assert_taken (text);
    }
  g_assert_cmpint (foyer_change_kind_from_nick ("order.teleport"), ==, FOYER_N_CHANGE_KINDS);
  g_assert_cmpint (foyer_change_kind_from_nick (NULL), ==, FOYER_N_CHANGE_KINDS);
}

static void
test_required (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (GStrv) required = g_strsplit (kinds[i].required, " ", -1);
      guint n_required = 0;

      for (const FoyerField *field = foyer_change_kind_fields (i); field->name != NULL; field++)
        {
          g_autoptr (FoyerChange) change = sound_change (i);
          g_autoptr (GError) error = NULL;
          gboolean needed = g_strv_contains ((const char *const *) required, field->name);

          g_assert_cmpint (field->required, ==, needed);
          n_required += needed;
          if (json_object_has_member (change->body, field->name))
            json_object_remove_member (change->body, field->name);
          g_assert_cmpint (foyer_change_validate (change, &error), ==, !needed);
          if (needed)
            {
              g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
              g_assert_nonnull (strstr (error->message, field->name));
            }
        }
      g_assert_cmpuint (n_required, ==, g_strv_length (required));
    }
}

static JsonNode *
node_of (const char *json)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (json, &error);

  g_assert_no_error (error);
  return node;
}

static gboolean
is_of_type (const FoyerField *field, const char *json)
{
  switch (field->type)
    {
    case FOYER_FIELD_TEXT:
      return json[0] == '"';
    case FOYER_FIELD_INTEGER:
      return strcmp (json, "7") == 0;
    case FOYER_FIELD_REAL:
      return g_ascii_isdigit (json[0]);
    case FOYER_FIELD_BOOLEAN:
      return strcmp (json, "true") == 0;
    case FOYER_FIELD_ID:
      return FALSE; /* “EUR” is none */
    case FOYER_FIELD_LIST:
      return strcmp (json, "[]") == 0;
    case FOYER_FIELD_OBJECT:
      return strcmp (json, "{}") == 0;
    default:
      g_assert_not_reached ();
    }
}

static void
test_types (void)
{
  static const char *const samples[] = { "null", "true", "7", "7.5", "\"EUR\"", "[]", "{}", "[1]" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (const FoyerField *field = foyer_change_kind_fields (i); field->name != NULL; field++)
      for (gsize j = 0; j < G_N_ELEMENTS (samples); j++)
        {
          g_autoptr (FoyerChange) change = sound_change (i);
          g_autoptr (GError) error = NULL;
          gboolean fits = is_of_type (field, samples[j]);

          /* a list that must not be empty */
          if (field->type == FOYER_FIELD_LIST && field->min > 0)
            fits = FALSE;
          json_object_set_member (change->body, field->name, node_of (samples[j]));
          if (foyer_change_validate (change, &error) != fits)
            g_error ("%s: %s of %s was %s", kinds[i].nick, field->name, samples[j], fits ? "refused" : "taken");
          if (!fits)
            {
              g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
              g_assert_nonnull (strstr (error->message, field->name));
            }
        }
}

static gboolean
takes_integer (FoyerChangeKind kind, const char *name, gint64 value)
{
  g_autoptr (FoyerChange) change = sound_change (kind);

  foyer_change_set_integer (change, name, value);
  return foyer_change_validate (change, NULL);
}

static gboolean
takes_real (FoyerChangeKind kind, const char *name, double value)
{
  g_autoptr (FoyerChange) change = sound_change (kind);

  foyer_change_set_real (change, name, value);
  return foyer_change_validate (change, NULL);
}

static gboolean
takes_text (FoyerChangeKind kind, const char *name, gsize length)
{
  g_autoptr (FoyerChange) change = sound_change (kind);
  g_autofree char *text = g_strnfill (length, 'x');

  foyer_change_set_text (change, name, text);
  return foyer_change_validate (change, NULL);
}

static void
test_bounds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (const FoyerField *field = foyer_change_kind_fields (i); field->name != NULL; field++)
      if (field->type == FOYER_FIELD_INTEGER)
        {
          g_assert_true (takes_integer (i, field->name, field->min));
          g_assert_true (takes_integer (i, field->name, field->max));
          g_assert_false (takes_integer (i, field->name, field->min - 1));
          g_assert_false (takes_integer (i, field->name, field->max + 1));
          g_assert_false (takes_integer (i, field->name, G_MININT64));
          g_assert_false (takes_integer (i, field->name, G_MAXINT64));
        }
      else if (field->type == FOYER_FIELD_REAL)
        {
          g_assert_true (takes_real (i, field->name, field->min));
          g_assert_true (takes_real (i, field->name, field->max));
          g_assert_false (takes_real (i, field->name, nextafter (field->min, -INFINITY)));
          g_assert_false (takes_real (i, field->name, nextafter (field->max, INFINITY)));
          g_assert_false (takes_real (i, field->name, NAN));
          g_assert_false (takes_real (i, field->name, INFINITY));
          g_assert_false (takes_real (i, field->name, -INFINITY));
        }
      else if (field->type == FOYER_FIELD_TEXT)
        {
          g_assert_true (takes_text (i, field->name, field->min));
          g_assert_true (takes_text (i, field->name, field->max));
          g_assert_false (takes_text (i, field->name, field->max + 1));
          if (field->min > 0)
            g_assert_false (takes_text (i, field->name, field->min - 1));
        }
}

static void
test_money_bounds (void)
{
  /* the bounds that guard money are told here once more, as figures */
  g_assert_true (takes_integer (FOYER_CHANGE_CATEGORY_EDIT, "price", G_GINT64_CONSTANT (100000000000)));
  g_assert_false (takes_integer (FOYER_CHANGE_CATEGORY_EDIT, "price", G_GINT64_CONSTANT (100000000001)));
  g_assert_false (takes_integer (FOYER_CHANGE_CATEGORY_EDIT, "price", -1));
  g_assert_false (takes_integer (FOYER_CHANGE_ORDER_PAYMENT, "amount", -1));
  g_assert_false (takes_integer (FOYER_CHANGE_ORDER_REFUND, "amount", -1));
  g_assert_false (takes_integer (FOYER_CHANGE_CATEGORY_EDIT, "vat_rate", 10001));
  g_assert_false (takes_integer (FOYER_CHANGE_TICKET_REPRINT, "copy", 1));
  g_assert_true (takes_integer (FOYER_CHANGE_CATEGORY_EDIT, "capacity", -1));
  g_assert_false (takes_integer (FOYER_CHANGE_CATEGORY_EDIT, "capacity", -2));
  g_assert_false (takes_text (FOYER_CHANGE_TICKET_REPRINT, "secret", 0));
  g_assert_false (takes_text (FOYER_CHANGE_ORDER_SALE, "currency", 2));
}

static void
test_ids (void)
{
  static const char nobody[] = "00000000-0000-0000-0000-000000000000";

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (const FoyerField *field = foyer_change_kind_fields (i); field->name != NULL; field++)
      if (field->type == FOYER_FIELD_ID)
        {
          g_autoptr (FoyerChange) change = sound_change (i);

          foyer_change_set_text (change, field->name, "");
          g_assert_cmpint (foyer_change_validate (change, NULL), ==, !field->required);
          foyer_change_set_text (change, field->name, nobody);
          g_assert_cmpint (foyer_change_validate (change, NULL), ==, !field->required);
          foyer_change_set_text (change, field->name, "01890a5d-ac96-774b-bcce-b302099a805x");
          g_assert_false (foyer_change_validate (change, NULL));
          foyer_change_set_id (change, field->name, &change->id);
          g_assert_true (foyer_change_validate (change, NULL));
        }
}

static void
test_utf8 (void)
{
  g_autoptr (FoyerChange) change = sound_change (FOYER_CHANGE_VENUE_EDIT);

  foyer_change_set_text (change, "name", "Caf\xe9");
  g_assert_false (foyer_change_validate (change, NULL));
  foyer_change_set_text (change, "name", "Café");
  g_assert_true (foyer_change_validate (change, NULL));
}

static void
assert_sale (const char *tickets, const char *more, const char *member)
{
  g_autofree char *body = g_strdup_printf ("{\"event\":" ID_1 ",\"number\":\"1\",\"channel\":\"comp\",\"currency\":\"EUR\",\"tickets\":%s%s}", tickets, more);
  g_autofree char *text = wrap ("order.sale", body);

  if (member == NULL)
    assert_taken (text);
  else
    assert_refused (text, member);
}

#define TICKET(more) "{\"id\":" ID_1 ",\"category\":" ID_2 ",\"secret\":\"S\",\"price\":5" more "}"

static void
test_inside_lists (void)
{
  g_autoptr (GString) tickets = g_string_new ("[" TICKET (""));

  assert_sale ("[" TICKET ("") "]", "", NULL);
  assert_sale ("[" TICKET ("") "," TICKET (",\"seat\":\"R4 S12\",\"attendee\":{\"name\":\"Anna\"}") "]", "", NULL);
  assert_sale ("[]", "", "tickets");
  assert_sale ("{}", "", "tickets");
  assert_sale ("[1]", "", "tickets");
  assert_sale ("[null]", "", "tickets");
  assert_sale ("[[]]", "", "tickets");
  assert_sale ("[" TICKET ("") ",{}]", "", "id");
  assert_sale ("[" TICKET (",\"price\":-1") "]", "", "price");
  assert_sale ("[" TICKET (",\"price\":5.0") "]", "", "price");
  assert_sale ("[" TICKET (",\"price\":\"5\"") "]", "", "price");
  assert_sale ("[" TICKET (",\"secret\":\"\"") "]", "", "secret");
  assert_sale ("[" TICKET (",\"id\":\"\"") "]", "", "id");
  assert_sale ("[" TICKET (",\"attendee\":[]") "]", "", "attendee");
  assert_sale ("[" TICKET (",\"attendee\":null") "]", "", "attendee");
  assert_sale ("[" TICKET (",\"attendee\":{\"name\":7}") "]", "", "name");
  assert_sale ("[" TICKET (",\"attendee\":{\"consent\":1}") "]", "", "consent");
  assert_sale ("[" TICKET ("") "]", ",\"payments\":[]", NULL);
  assert_sale ("[" TICKET ("") "]", ",\"payments\":{}", "payments");
  assert_sale ("[" TICKET ("") "]", ",\"payments\":[{\"id\":" ID_1 ",\"method\":\"cash\",\"amount\":5}]", NULL);
  assert_sale ("[" TICKET ("") "]", ",\"payments\":[{\"id\":" ID_1 ",\"method\":\"cash\",\"amount\":-5}]", "amount");
  assert_sale ("[" TICKET ("") "]", ",\"payments\":[{\"id\":" ID_1 ",\"method\":\"cash\"}]", "amount");
  assert_sale ("[" TICKET ("") "]", ",\"buyer\":{\"email\":false}", "email");
  assert_sale ("[" TICKET ("") "]", ",\"buyer\":\"Anna\"", "buyer");
  for (int i = 1; i < 10000; i++)
    g_string_append (tickets, "," TICKET (""));
  g_string_append (tickets, "]");
  assert_sale (tickets->str, "", NULL);
  g_string_truncate (tickets, tickets->len - 1);
  g_string_append (tickets, "," TICKET ("") "]");
  assert_sale (tickets->str, "", "tickets");
}

static void
test_unknown_members (void)
{
  g_autofree char *text = wrap ("ticket.block", "{\"blocked\":true,\"reason\":\"\",\"newer\":{\"a\":[1,2.5,null,\"ü\",{\"b\":[]}]},\"also\":-9007199254740993}");
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerChange) change = foyer_change_parse (text, -1, &error);
  g_autofree char *printed = NULL;

  g_assert_no_error (error);
  printed = foyer_change_print (change);
  g_assert_nonnull (strstr (printed, "\"newer\":{\"a\":[1,2.5,null,\"ü\",{\"b\":[]}]}"));
  g_assert_nonnull (strstr (printed, "\"also\":-9007199254740993"));
}

static void
test_envelope (void)
{
  static const struct
  {
    const char *text;
    const char *member; /* NULL: sound */
  } envelopes[] = {
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":1,\"body\":{}}", NULL },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":1,\"body\":{},\"rev\":7,\"device\":\"\",\"x\":1}", NULL },
    { "{\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":1,\"body\":{}}", "id" },
    { "{\"id\":\"\",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":1,\"body\":{}}", "id" },
    { "{\"id\":7,\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":1,\"body\":{}}", "id" },
    { "{\"id\":\"00000000-0000-0000-0000-000000000000\",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":1,\"body\":{}}", "id" },
    { "{\"id\":" ID_1 ",\"subject\":" ID_2 ",\"made_at\":1,\"body\":{}}", "kind" },
    { "{\"id\":" ID_1 ",\"kind\":7,\"subject\":" ID_2 ",\"made_at\":1,\"body\":{}}", "kind" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.burn\",\"subject\":" ID_2 ",\"made_at\":1,\"body\":{}}", "kind" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"made_at\":1,\"body\":{}}", "subject" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":\"\",\"made_at\":1,\"body\":{}}", "subject" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":\"x\",\"made_at\":1,\"body\":{}}", "subject" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":{},\"made_at\":1,\"body\":{}}", "subject" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":1,\"body\":{},\"device\":\"x\"}", "device" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":1,\"body\":{},\"device\":[]}", "device" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"body\":{}}", "made_at" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":0,\"body\":{}}", "made_at" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":-1,\"body\":{}}", "made_at" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":\"1\",\"body\":{}}", "made_at" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":253402300799999999,\"body\":{}}", NULL },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":253402300800000000,\"body\":{}}", "made_at" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":9223372036854775807,\"body\":{}}", "made_at" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":1,\"body\":{},\"rev\":-1}", "rev" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":1,\"body\":{},\"rev\":\"7\"}", "rev" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":1}", "body" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":1,\"body\":null}", "body" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":1,\"body\":[]}", "body" },
    { "{\"id\":" ID_1 ",\"kind\":\"venue.edit\",\"subject\":" ID_2 ",\"made_at\":1,\"body\":\"{}\"}", "body" },
    /* only a scan may have no subject: nobody knows the code */
    { "{\"id\":" ID_1 ",\"kind\":\"ticket.scan\",\"made_at\":1,\"body\":{\"event\":" ID_1 ",\"mode\":\"entry\",\"verdict\":\"unknown\"}}", NULL },
    { "{\"id\":" ID_1 ",\"kind\":\"ticket.scan\",\"subject\":\"\",\"made_at\":1,\"body\":{\"event\":" ID_1 ",\"mode\":\"entry\",\"verdict\":\"unknown\"}}", NULL },
    { "{\"id\":" ID_1 ",\"kind\":\"ticket.scan\",\"subject\":\"x\",\"made_at\":1,\"body\":{\"event\":" ID_1 ",\"mode\":\"entry\",\"verdict\":\"unknown\"}}", "subject" },
    { "{\"id\":" ID_1 ",\"kind\":\"ticket.undo\",\"made_at\":1,\"body\":{\"scan\":" ID_1 "}}", "subject" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (envelopes); i++)
    if (envelopes[i].member == NULL)
      assert_taken (envelopes[i].text);
    else
      assert_refused (envelopes[i].text, envelopes[i].member);
}

static void
test_hostile_text (void)
{
  g_autofree char *open = g_strnfill (5000000, '[');
  g_autofree char *deep_body = g_strdup_printf ("{\"x\":%s", open);
  g_autofree char *deep = wrap ("venue.edit", deep_body);
  g_autofree char *two = NULL;
  g_autofree char *one = wrap ("venue.edit", "{}");
  g_autofree char *huge = wrap ("venue.edit", "{\"capacity\":1e400}");
  g_autofree char *long_name = g_strnfill (10000000, 'x');
  g_autofree char *long_body = g_strdup_printf ("{\"name\":\"%s\"}", long_name);
  g_autofree char *longish = wrap ("venue.edit", long_body);
  g_autofree char *nul = wrap ("ticket.reprint", "{\"secret\":\"abc\\u0000def\",\"copy\":2,\"reason\":\"\"}");

  two = g_strconcat (one, one, NULL);
  assert_refused (deep, "nested");
  assert_refused (open, "nested");
  assert_refused (two, NULL);
  assert_refused (huge, NULL);
  assert_refused (longish, "name");
  assert_refused (nul, NULL);
  assert_refused ("", NULL);
  assert_refused ("null", NULL);
  assert_refused ("[]", NULL);
  assert_refused ("\xff\xfe{}", NULL);
}

static void
test_print_parse (void)
{
  FoyerRandom random;

  foyer_random_init_seed (&random, 1);
  for (int i = 0; i < 3000; i++)
    {
      FoyerId subject = foyer_id_generate (NOON, &random);
      g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &subject);
      g_autoptr (FoyerChange) back = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autofree char *again = NULL;
      g_autoptr (GString) title = g_string_new (NULL);
      FoyerId id;

      change->id = foyer_id_generate (NOON, &random);
      change->device = foyer_id_generate (NOON, &random);
      change->made_at = NOON + foyer_random_below (&random, G_MAXUINT32);
      change->rev = foyer_random_below (&random, 3);
      for (guint n = foyer_random_below (&random, 20); n > 0; n--)
        {
          gunichar c = 1 + foyer_random_below (&random, n % 3 == 0 ? 0x2100 : 0x80);

          if (g_unichar_validate (c))
            g_string_append_unichar (title, c);
        }
      foyer_change_set_text (change, "title", title->str);
      foyer_change_set_id (change, "venue", i % 2 == 0 ? &subject : NULL);
      foyer_change_set_integer (change, "capacity", (gint64) foyer_random_below (&random, 1000) - 1);
      foyer_change_set_boolean (change, "reentry", i % 3 == 0);
      text = foyer_change_print (change);
      g_assert_null (strchr (text, '\n'));
      back = foyer_change_parse (text, -1, &error);
      g_assert_no_error (error);
      again = foyer_change_print (back);
      g_assert_cmpstr (text, ==, again);
      g_assert_cmpint (back->kind, ==, change->kind);
      g_assert_true (foyer_id_equal (&back->id, &change->id));
      g_assert_true (foyer_id_equal (&back->subject, &subject));
      g_assert_true (foyer_id_equal (&back->device, &change->device));
      g_assert_cmpint (back->made_at, ==, change->made_at);
      g_assert_cmpint (back->rev, ==, change->rev);
      g_assert_cmpstr (foyer_body_text (back->body, "title"), ==, title->str);
      g_assert_cmpint (foyer_body_id (back->body, "venue", &id), ==, i % 2 == 0);
      g_assert_cmpint (foyer_body_boolean (back->body, "reentry", FALSE), ==, i % 3 == 0);
    }
}

static void
test_rev_only_when_set (void)
{
  g_autoptr (FoyerChange) change = sound_change (FOYER_CHANGE_VENUE_EDIT);
  g_autofree char *without = foyer_change_print (change);
  g_autofree char *with = NULL;

  change->rev = 12;
  with = foyer_change_print (change);
  g_assert_null (strstr (without, "\"rev\""));
  g_assert_nonnull (strstr (with, "\"rev\":12"));
}

static void
test_body_getters (void)
{
  g_autoptr (JsonObject) body = foyer_json_parse_object ("{\"t\":\"x\",\"i\":7,\"r\":7.5,\"b\":true,\"n\":null,\"l\":[],\"o\":{},\"none\":\"00000000-0000-0000-0000-000000000000\",\"id\":" ID_1 "}", -1, NULL);
  static const char *const not_texts[] = { "i", "r", "b", "n", "l", "o", "missing" };
  static const char *const not_integers[] = { "t", "r", "b", "n", "l", "o", "missing" };
  FoyerId                  id;

  g_assert_nonnull (body);
  g_assert_cmpstr (foyer_body_text (body, "t"), ==, "x");
  g_assert_cmpint (foyer_body_integer (body, "i", -1), ==, 7);
  g_assert_true (foyer_body_boolean (body, "b", FALSE));
  g_assert_true (foyer_body_boolean (body, "i", TRUE));
  g_assert_false (foyer_body_boolean (body, "i", FALSE));
  for (gsize i = 0; i < G_N_ELEMENTS (not_texts); i++)
    g_assert_null (foyer_body_text (body, not_texts[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (not_integers); i++)
    g_assert_cmpint (foyer_body_integer (body, not_integers[i], -1), ==, -1);
  g_assert_true (foyer_body_id (body, "id", &id));
  g_assert_false (foyer_id_is_none (&id));
  g_assert_false (foyer_body_id (body, "t", &id));
  g_assert_true (foyer_id_is_none (&id));
  g_assert_false (foyer_body_id (body, "none", &id));
  g_assert_false (foyer_body_id (body, "missing", &id));
}

static void
test_references (void)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_VENUE_EDIT, NULL);
  FoyerChange *other = foyer_change_ref (change);

  g_assert_true (other == change);
  foyer_change_unref (other);
  g_assert_nonnull (change->body);
  g_assert_true (foyer_id_is_none (&change->subject));
  g_assert_false (foyer_change_validate (change, NULL));
  foyer_change_unref (NULL);
}

/* --- Sale and order --- */

static char *
random_text (FoyerRandom *random, gboolean nullable)
{
  static const char *const texts[] = { "", "x", "Anna Berg", "“Müller” & <Sons>", "山田\ttab\nline", "\\\"quoted\\\"" };

  if (nullable && foyer_random_below (random, 5) == 0)
    return NULL;
  return g_strdup (texts[foyer_random_below (random, G_N_ELEMENTS (texts))]);
}

static FoyerAttendee *
random_attendee (FoyerRandom *random)
{
  FoyerAttendee *attendee = foyer_attendee_new ();

  attendee->name = random_text (random, TRUE);
  attendee->email = random_text (random, TRUE);
  attendee->phone = random_text (random, TRUE);
  attendee->company = random_text (random, TRUE);
  attendee->street = random_text (random, TRUE);
  attendee->postcode = random_text (random, TRUE);
  attendee->city = random_text (random, TRUE);
  attendee->country = random_text (random, TRUE);
  attendee->segment = random_text (random, TRUE);
  attendee->note = random_text (random, TRUE);
  attendee->consent = foyer_random_below (random, 2);
  return attendee;
}

static FoyerOrder *
random_order (FoyerRandom *random)
{
  FoyerOrder *order = foyer_order_new ();

  order->id = foyer_id_generate (NOON, random);
  order->event = foyer_id_generate (NOON, random);
  order->made_at = NOON + foyer_random_below (random, 1000);
  order->number = random_text (random, TRUE);
  order->currency = g_strdup ("EUR");
  order->note = random_text (random, TRUE);
  order->reason = random_text (random, TRUE);
  if (foyer_random_below (random, 2) == 0)
    order->shift = foyer_id_generate (NOON, random);
  if (foyer_random_below (random, 2) == 0)
    order->cashier = foyer_id_generate (NOON, random);
  if (foyer_random_below (random, 4) == 0)
    order->approver = foyer_id_generate (NOON, random);
  order->channel = foyer_random_below (random, 4);
  if (foyer_random_below (random, 2) == 0)
    order->buyer = random_attendee (random);
  for (guint n = 1 + foyer_random_below (random, 5); n > 0; n--)
    {
      FoyerTicket   *ticket = foyer_ticket_new ();
      FoyerAttendee *attendee = foyer_random_below (random, 2) == 0 ? random_attendee (random) : NULL;

      ticket->id = foyer_id_generate (NOON, random);
      ticket->category = foyer_id_generate (NOON, random);
      ticket->secret = foyer_secret_generate (random);
      ticket->seat = random_text (random, TRUE);
      ticket->price = foyer_random_below (random, G_MAXUINT32);
      ticket->discount = foyer_random_below (random, 3) == 0 ? (gint64) foyer_random_below (random, 2000) - 1000 : 0;
      ticket->vat_rate = foyer_random_below (random, 10001);
      ticket->serial = foyer_random_below (random, FOYER_SERIAL_MAX + 1);
      foyer_order_add (order, ticket, attendee);
    }
  for (guint n = foyer_random_below (random, 4); n > 0; n--)
    {
      FoyerPayment *payment = foyer_payment_new (foyer_random_below (random, FOYER_N_PAYMENT_METHODS), foyer_random_below (random, G_MAXUINT32));

      payment->id = foyer_id_generate (NOON, random);
      payment->given = payment->amount + foyer_random_below (random, 1000);
      payment->rounding = foyer_random_below (random, 3) == 0 ? (gint64) foyer_random_below (random, 5) - 2 : 0;
      g_free (payment->reference);
      payment->reference = random_text (random, TRUE);
      g_ptr_array_add (order->payments, payment);
    }
  return order;
}

static void
assert_same_text (const char *sold, const char *read)
{
  g_assert_nonnull (read); /* texts that were left out come back empty, never as NULL */
  g_assert_cmpstr (sold != NULL ? sold : "", ==, read);
}

static void
assert_same_person (const FoyerAttendee *sold, const FoyerAttendee *read)
{
  g_assert_cmpint (sold == NULL, ==, read == NULL);
  if (sold == NULL)
    return;
  assert_same_text (sold->name, read->name);
  assert_same_text (sold->email, read->email);
  assert_same_text (sold->phone, read->phone);
  assert_same_text (sold->company, read->company);
  assert_same_text (sold->street, read->street);
  assert_same_text (sold->postcode, read->postcode);
  assert_same_text (sold->city, read->city);
  assert_same_text (sold->country, read->country);
  assert_same_text (sold->segment, read->segment);
  assert_same_text (sold->note, read->note);
  g_assert_cmpint (sold->consent, ==, read->consent);
}

static void
assert_same_ticket (const FoyerOrder *order, const FoyerOrderTicket *sold, const FoyerOrderTicket *read)
{
  g_assert_true (foyer_id_equal (&sold->ticket->id, &read->ticket->id));
  g_assert_true (foyer_id_equal (&sold->ticket->category, &read->ticket->category));
  g_assert_true (foyer_id_equal (&order->id, &read->ticket->order));
  g_assert_true (foyer_id_equal (&order->event, &read->ticket->event));
  assert_same_text (sold->ticket->secret, read->ticket->secret);
  assert_same_text (sold->ticket->seat, read->ticket->seat);
  g_assert_cmpint (sold->ticket->price, ==, read->ticket->price);
  g_assert_cmpint (sold->ticket->discount, ==, read->ticket->discount);
  g_assert_cmpint (sold->ticket->vat_rate, ==, read->ticket->vat_rate);
  g_assert_cmpint (sold->ticket->serial, ==, read->ticket->serial);
  g_assert_cmpint (read->ticket->copy, ==, 1);
  g_assert_cmpint (read->ticket->status, ==, FOYER_TICKET_VALID);
  assert_same_person (sold->attendee, read->attendee);
  if (read->attendee != NULL)
    g_assert_true (foyer_id_equal (&read->attendee->id, &read->ticket->id));
}

static void
test_sale_round_trip (void)
{
  FoyerRandom random;

  foyer_random_init_seed (&random, 2);
  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (FoyerOrder) order = random_order (&random);
      g_autoptr (FoyerChange) sale = foyer_change_new_sale (order);
      g_autoptr (FoyerChange) arrived = NULL;
      g_autoptr (FoyerOrder) read = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      sale->id = foyer_id_generate (NOON, &random);
      foyer_change_validate (sale, &error);
      g_assert_no_error (error);
      text = foyer_change_print (sale);
      arrived = foyer_change_parse (text, -1, &error);
      g_assert_no_error (error);
      read = foyer_change_dup_order (arrived);

      g_assert_true (foyer_id_equal (&order->id, &read->id));
      g_assert_true (foyer_id_equal (&order->event, &read->event));
      g_assert_cmpint (order->made_at, ==, read->made_at);
      g_assert_cmpint (order->channel, ==, read->channel);
      assert_same_text (order->number, read->number);
      assert_same_text (order->currency, read->currency);
      assert_same_text (order->note, read->note);
      assert_same_text (order->reason, read->reason);
      g_assert_true (foyer_id_equal (&order->shift, &read->shift));
      g_assert_true (foyer_id_equal (&order->cashier, &read->cashier));
      g_assert_true (foyer_id_equal (&order->approver, &read->approver));
      assert_same_person (order->buyer, read->buyer);
      g_assert_cmpuint (order->tickets->len, ==, read->tickets->len);
      for (guint j = 0; j < order->tickets->len; j++)
        assert_same_ticket (order, order->tickets->pdata[j], read->tickets->pdata[j]);
      g_assert_cmpuint (order->payments->len, ==, read->payments->len);
      for (guint j = 0; j < order->payments->len; j++)
        {
          const FoyerPayment *taken = order->payments->pdata[j];
          const FoyerPayment *told = read->payments->pdata[j];

          g_assert_true (foyer_id_equal (&taken->id, &told->id));
          g_assert_cmpint (taken->method, ==, told->method);
          g_assert_cmpint (taken->amount, ==, told->amount);
          g_assert_cmpint (taken->given, ==, told->given);
          g_assert_cmpint (taken->rounding, ==, told->rounding);
          assert_same_text (taken->reference, told->reference);
        }
      g_assert_cmpint (foyer_order_total (order), ==, foyer_order_total (read));
      g_assert_cmpint (foyer_order_paid (order), ==, foyer_order_paid (read));
    }
}

static void
test_sale_by_hand (void)
{
  FoyerRandom random;

  foyer_random_init_seed (&random, 3);
  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (FoyerOrder) order = random_order (&random);
      g_autoptr (FoyerChange) sale = foyer_change_new_sale (order);
      g_autoptr (JsonNode) expected = NULL;
      g_autoptr (JsonNode) printed = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autofree char *by_hand = NULL;

      sale->id = foyer_id_generate (NOON, &random);
      sale->device = foyer_id_generate (NOON, &random);
      text = foyer_change_print (sale);
      expected = json_from_string (text, &error);
      g_assert_no_error (error);
      g_assert_cmpint (foyer_change_validate_sale (order, NULL), ==, foyer_change_validate (sale, NULL));
      by_hand = foyer_change_print_sale (order, &sale->id, &sale->device);
      printed = json_from_string (by_hand, &error);
      g_assert_no_error (error);
      if (!json_node_equal (expected, printed))
        g_test_message ("%s\n%s", text, by_hand);
      g_assert_true (json_node_equal (expected, printed));
    }
}

static void
make_long (char **text, gsize length)
{
  g_free (*text);
  *text = g_strnfill (length, 'x');
}

static void
test_sale_bounds_by_hand (void)
{
  for (int i = 0; i < 12; i++)
    {
      FoyerRandom random;
      g_autoptr (FoyerOrder) order = NULL;
      g_autoptr (FoyerChange) sale = NULL;
      FoyerOrderTicket *line;

      foyer_random_init_seed (&random, 4);
      do
        {
          g_clear_pointer (&order, foyer_order_free);
          order = random_order (&random);
          line = order->tickets->pdata[0];
        }
      while (order->buyer == NULL || line->attendee == NULL || order->payments->len == 0);
      g_assert_true (foyer_change_validate_sale (order, NULL));
      if (i == 0)
        order->event = FOYER_ID_NONE;
      else if (i == 1)
        line->ticket->id = FOYER_ID_NONE;
      else if (i == 2)
        line->ticket->category = FOYER_ID_NONE;
      else if (i == 3)
        line->ticket->price = -1;
      else if (i == 4)
        line->ticket->vat_rate = 10001;
      else if (i == 5)
        make_long (&line->ticket->seat, 201);
      else if (i == 6)
        make_long (&line->attendee->note, 4001);
      else if (i == 7)
        make_long (&order->buyer->email, 255);
      else if (i == 8)
        make_long (&order->currency, 2);
      else if (i == 9)
        make_long (&order->number, 61);
      else if (i == 10)
        g_set_str (&line->attendee->name, "\xff");
      else
        make_long (&((FoyerPayment *) order->payments->pdata[0])->reference, 201);
      sale = foyer_change_new_sale (order);
      g_assert_false (foyer_change_validate_sale (order, NULL));
      g_assert_false (foyer_change_validate (sale, NULL));
    }
}

/* Returns: (transfer full) (nullable): what the slow way makes of it, printed again */
static char *
read_by_tree (const char *line, gsize length)
{
  g_autoptr (FoyerChange) change = foyer_change_parse (line, length, NULL);
  g_autoptr (FoyerOrder) order = NULL;

  if (change == NULL || change->kind != FOYER_CHANGE_ORDER_SALE)
    return NULL;
  order = foyer_change_dup_order (change);
  return foyer_change_print_sale (order, &change->id, &change->device);
}

static char *
read_by_hand (const char *line, gsize length)
{
  g_autoptr (FoyerSaleFact) sale = foyer_sale_fact_read (line, length);

  return sale != NULL ? foyer_change_print_sale (sale->order, &sale->id, &sale->device) : NULL;
}

static char *
random_line (FoyerRandom *random)
{
  g_autoptr (FoyerOrder) order = random_order (random);
  FoyerId id = foyer_id_generate (NOON, random);
  FoyerId device = foyer_id_generate (NOON, random);

  order->made_at = NOON;
  return foyer_change_validate_sale (order, NULL) ? foyer_change_print_sale (order, &id, &device) : NULL;
}

static void
test_sale_read_by_hand (void)
{
  FoyerRandom random;
  int         read = 0;

  foyer_random_init_seed (&random, 5);
  for (int i = 0; i < 10000; i++)
    {
      g_autofree char *line = random_line (&random);
      g_autofree char *by_tree = NULL;
      g_autofree char *by_hand = NULL;

      if (line == NULL)
        continue;
      by_tree = read_by_tree (line, strlen (line));
      by_hand = read_by_hand (line, strlen (line));
      g_assert_nonnull (by_tree);
      if (by_hand == NULL)
        {
          g_assert_nonnull (strstr (line, "\\u")); /* the only thing printed that is left to the tree */
          continue;
        }
      g_assert_cmpstr (by_hand, ==, by_tree);
      read++;
    }
  g_assert_cmpint (read, >, 500);
}

/* Puts something that matters in JSON, or anything, in a random place. */
static void
spoil (GString *line, FoyerRandom *random)
{
  static const char *const pieces[] = { "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "-1", "1e3", "1.5", "true", "null", " ", "\\n", "\\u0041", "\xff", "\x01", "\"id\":\"\",", "99999999999" };
  gsize                    place = foyer_random_below (random, line->len);
  gsize                    length = 1 + foyer_random_below (random, 12);

  if (foyer_random_below (random, 2) == 0)
    g_string_erase (line, place, MIN (length, line->len - place));
  if (foyer_random_below (random, 3) > 0)
    g_string_insert (line, place, pieces[foyer_random_below (random, G_N_ELEMENTS (pieces))]);
}

static void
test_sale_read_by_hand_is_no_laxer (void)
{
  FoyerRandom random;
  int         read = 0;

  foyer_random_init_seed (&random, 6);
  for (int i = 0; i < 40000; i++)
    {
      g_autofree char *line = random_line (&random);
      g_autoptr (GString) spoilt = g_string_new (line);
      g_autofree char *by_hand = NULL;
      g_autofree char *by_tree = NULL;

      if (line == NULL)
        continue;
      spoil (spoilt, &random);
      by_hand = read_by_hand (spoilt->str, spoilt->len);
      if (by_hand == NULL)
        continue;
      by_tree = read_by_tree (spoilt->str, spoilt->len);
      if (g_strcmp0 (by_hand, by_tree) != 0)
        g_test_message ("%s", spoilt->str);
      g_assert_cmpstr (by_hand, ==, by_tree);
      read++;
    }
  g_assert_cmpint (read, >, 100);
}

static void
test_sale_of_nothing (void)
{
  g_autoptr (FoyerOrder) order = foyer_order_new ();
  g_autoptr (FoyerChange) sale = foyer_change_new_sale (order);

  g_assert_false (foyer_change_validate (sale, NULL));
}

static void
test_payment_given_is_the_amount (void)
{
  g_autofree char *body = g_strdup ("{\"event\":" ID_1 ",\"number\":\"\",\"channel\":\"newer\",\"currency\":\"EUR\","
                                    "\"tickets\":[" TICKET ("") "],\"payments\":[{\"id\":" ID_1 ",\"method\":\"newer\",\"amount\":5}]}");
  g_autofree char *text = wrap ("order.sale", body);
  g_autoptr (FoyerChange) sale = foyer_change_parse (text, -1, NULL);
  g_autoptr (FoyerOrder) order = NULL;
  const FoyerPayment *payment;

  g_assert_nonnull (sale);
  order = foyer_change_dup_order (sale);
  payment = order->payments->pdata[0];
  g_assert_cmpint (payment->given, ==, 5);
  g_assert_cmpint (payment->method, ==, FOYER_PAYMENT_OTHER);
  g_assert_cmpstr (payment->reference, ==, "");
  g_assert_cmpint (order->channel, ==, FOYER_CHANNEL_ONLINE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/change/every-kind-has-its-name-and-a-smallest-body", test_kinds);
  g_test_add_func ("/change/what-is-required-must-be-there", test_required);
  g_test_add_func ("/change/every-member-must-have-its-type", test_types);
  g_test_add_func ("/change/every-member-has-bounds", test_bounds);
  g_test_add_func ("/change/money-stock-and-copies-have-these-bounds", test_money_bounds);
  g_test_add_func ("/change/ids-must-be-ids-and-name-something-where-required", test_ids);
  g_test_add_func ("/change/texts-must-be-utf-8", test_utf8);
  g_test_add_func ("/change/lists-are-checked-to-their-innermost-member", test_inside_lists);
  g_test_add_func ("/change/members-of-a-newer-version-are-kept", test_unknown_members);
  g_test_add_func ("/change/the-envelope-is-checked", test_envelope);
  g_test_add_func ("/change/hostile-texts-are-refused", test_hostile_text);
  g_test_add_func ("/change/what-is-printed-is-read-back", test_print_parse);
  g_test_add_func ("/change/the-rev-is-printed-only-when-set", test_rev_only_when_set);
  g_test_add_func ("/change/a-member-of-another-type-reads-as-missing", test_body_getters);
  g_test_add_func ("/change/lives-as-long-as-somebody-holds-it", test_references);
  g_test_add_func ("/sale/an-order-comes-through-whole", test_sale_round_trip);
  g_test_add_func ("/sale/printed-by-hand-says-the-same", test_sale_by_hand);
  g_test_add_func ("/sale/by-hand-has-the-same-bounds", test_sale_bounds_by_hand);
  g_test_add_func ("/sale/read-by-hand-says-the-same", test_sale_read_by_hand);
  g_test_add_func ("/sale/read-by-hand-takes-nothing-more", test_sale_read_by_hand_is_no_laxer);
  g_test_add_func ("/sale/nothing-cannot-be-sold", test_sale_of_nothing);
  g_test_add_func ("/sale/names-of-a-newer-version-do-no-harm", test_payment_given_is_the_amount);
  return g_test_run ();
}
