/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-redaction.h"

#include "foyer-change.h"
#include "foyer-wire-json.h"

/* Free texts such as notes are not among them: people write telephone numbers into notes. */
static const char *const person_members[] = { "name", "company", "segment", NULL };
static const char *const sale_members[] = { "event", "number", "channel", "currency", NULL };
static const char *const ticket_members[] = { "id", "category", "secret", "price", "vat_rate", "serial", "seat", NULL };
static const char *const cashier_members[] = { "name", "deleted", NULL }; /* no PINs, not even hashed */
static const char *const shipment_members[] = { "order", NULL };
static const char *const payment_members[] = { "id", "method", "amount", "given", NULL };

static JsonObject *
keep_members (JsonObject *object, const char *const *members)
{
  JsonObject *kept = json_object_new ();

  for (guint i = 0; members[i] != NULL; i++)
    {
      JsonNode *value = json_object_get_member (object, members[i]);

      if (value != NULL && JSON_NODE_HOLDS_VALUE (value))
        json_object_set_member (kept, members[i], json_node_ref (value));
    }
  return kept;
}

static void
keep_person (JsonObject *from, JsonObject *to, const char *member)
{
  JsonNode *person = json_object_get_member (from, member);

  if (person != NULL && JSON_NODE_HOLDS_OBJECT (person))
    json_object_set_object_member (to, member, keep_members (json_node_get_object (person), person_members));
}

static void
keep_list (JsonObject *from, JsonObject *to, const char *member, const char *const *members, const char *person)
{
  JsonNode  *node = json_object_get_member (from, member);
  JsonArray *list;
  JsonArray *kept;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return;
  list = json_node_get_array (node);
  kept = json_array_new ();
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *item = json_array_get_object_element (list, i);
      JsonObject *smaller = keep_members (item, members);

      if (person != NULL)
        keep_person (item, smaller, person);
      json_array_add_object_element (kept, smaller);
    }
  json_object_set_array_member (to, member, kept);
}

static JsonObject *
redact_sale (JsonObject *sale)
{
  JsonObject *kept = keep_members (sale, sale_members);

  keep_person (sale, kept, "buyer");
  keep_list (sale, kept, "tickets", ticket_members, "attendee");
  keep_list (sale, kept, "payments", payment_members, NULL);
  return kept;
}

char *
foyer_redact_body (const char *kind, const char *body)
{
  FoyerChangeKind which = foyer_change_kind_from_nick (kind);
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *object;

  if (which != FOYER_CHANGE_ORDER_SALE && which != FOYER_CHANGE_ATTENDEE_EDIT && which != FOYER_CHANGE_CASHIER_EDIT && which != FOYER_CHANGE_SHIPMENT_OPEN)
    return NULL;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, body, -1, NULL) || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return g_strdup ("{}");
  object = json_node_get_object (json_parser_get_root (parser));
  if (which == FOYER_CHANGE_ORDER_SALE)
    return foyer_wire_print (redact_sale (object));
  if (which == FOYER_CHANGE_SHIPMENT_OPEN)
    return foyer_wire_print (keep_members (object, shipment_members));
  return foyer_wire_print (keep_members (object, which == FOYER_CHANGE_CASHIER_EDIT ? cashier_members : person_members));
}
