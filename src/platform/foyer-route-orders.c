/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-routes.h"

#include <string.h>

#include "foyer-error.h"
#include "foyer-follow.h"
#include "foyer-web-order.h"
#include "foyer-wire-json.h"

#define LINES_MAX 50
#define COUNT_MAX 1000
#define REFERENCE_MAX 200
#define REASON_MAX 1000

typedef struct
{
  FoyerId        id;
  FoyerWebOrder *order; /* (nullable): as it is afterwards */
  FoyerWebStep   step;
  gint64         head;
} Request;

static void
request_free (Request *request)
{
  g_clear_pointer (&request->order, foyer_web_order_free);
  g_free (request->step.buyer);
  g_free (request->step.reference);
  g_free (request->step.reason);
  g_free (request);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

/* --- The answer --------------------------------------------------------------------- */

static void
add_ticket (JsonArray *tickets, guint position, JsonNode *node, gpointer data)
{
  JsonObject *sold = json_node_get_object (node);
  JsonObject *ticket = json_object_new ();

  json_object_set_string_member (ticket, "id", foyer_body_text (sold, "id"));
  json_object_set_string_member (ticket, "category", foyer_body_text (sold, "category"));
  json_object_set_string_member (ticket, "code", foyer_body_text (sold, "secret"));
  json_object_set_int_member (ticket, "serial", foyer_body_integer (sold, "serial", 0));
  json_array_add_object_element (data, ticket);
}

static char *
print_order (const FoyerWebOrder *order)
{
  JsonObject *object = json_object_new ();
  JsonArray  *lines = json_array_new ();
  JsonArray  *tickets = json_array_new ();

  for (guint i = 0; i < order->lines->len; i++)
    {
      const FoyerWebLine *line = &g_array_index (order->lines, FoyerWebLine, i);
      JsonObject         *told = json_object_new ();

      foyer_wire_set_id (told, "category", &line->category);
      json_object_set_int_member (told, "count", line->count);
      json_object_set_int_member (told, "price", line->price);
      json_array_add_object_element (lines, told);
    }
  if (order->tickets != NULL)
    json_array_foreach_element (order->tickets, add_ticket, tickets);
  foyer_wire_set_id (object, "id", &order->id);
  json_object_set_string_member (object, "number", order->number);
  json_object_set_string_member (object, "status", foyer_order_status_nick (order->status));
  foyer_wire_set_id (object, "event", &order->event);
  json_object_set_string_member (object, "currency", order->currency);
  json_object_set_int_member (object, "total", order->total);
  json_object_set_int_member (object, "expires_at", order->expires_at);
  json_object_set_array_member (object, "lines", lines);
  json_object_set_array_member (object, "tickets", tickets);
  return foyer_wire_print (object);
}

static gboolean
refuse (FoyerExchange *exchange, FoyerWebResult result, const FoyerWebOrder *order)
{
  switch (result)
    {
    case FOYER_WEB_UNKNOWN:
      return foyer_exchange_refuse (exchange, 404, "unknown", "There is no such event, category or order.", NULL);
    case FOYER_WEB_NOT_ON_SALE:
      return foyer_exchange_refuse (exchange, 409, "not-on-sale", "This is not on sale now, or not so many of it in one order.", NULL);
    case FOYER_WEB_SOLD_OUT:
      return foyer_exchange_refuse (exchange, 409, "sold-out", "There are not so many left.", NULL);
    case FOYER_WEB_AMOUNT:
      return foyer_exchange_refuse (exchange, 409, "amount", "What was paid is not what the order costs.", NULL);
    case FOYER_WEB_STATE:
    case FOYER_WEB_GOOD:
    default:
      return foyer_exchange_refuse (exchange, 409, "state", "The order is in a state that does not allow this.", foyer_order_status_nick (order->status));
    }
}

static gboolean
check_role (FoyerExchange *exchange)
{
  return foyer_role_may_make (exchange->device.role, FOYER_CHANGE_ORDER_SALE) ||
         foyer_exchange_refuse (exchange, 403, "role", "This device was not paired to sell.", NULL);
}

/* --- POST orders -------------------------------------------------------------------- */

static gboolean
reserve_work (FoyerExchange *exchange, FoyerStorage *storage, GError **error)
{
  Request       *request = exchange->data;
  FoyerWebResult result = FOYER_WEB_GOOD;

  if (!check_role (exchange) ||
      !foyer_web_order_reserve (storage, foyer_exchange_organization (exchange), request->order, g_get_real_time (), &result, &request->head, error))
    return FALSE;
  return result == FOYER_WEB_GOOD || refuse (exchange, result, request->order);
}

static void
reserve_reply (FoyerExchange *exchange)
{
  Request *request = exchange->data;

  foyer_server_announce (exchange->server, request->head);
  foyer_exchange_answer (exchange, 201, print_order (request->order));
}

static gboolean
fail (const char *what, GError **error)
{
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "%s", what);
  return FALSE;
}

static gboolean
has_category (const FoyerWebOrder *order, const FoyerId *category)
{
  for (guint i = 0; i < order->lines->len; i++)
    if (foyer_id_equal (&g_array_index (order->lines, FoyerWebLine, i).category, category))
      return TRUE;
  return FALSE;
}

static gboolean
read_line (FoyerWebOrder *order, JsonNode *node, GError **error)
{
  FoyerWebLine line = { 0 };

  if (!JSON_NODE_HOLDS_OBJECT (node) || !foyer_body_id (json_node_get_object (node), "category", &line.category))
    return fail ("A line needs a “category”.", error);
  line.count = foyer_body_integer (json_node_get_object (node), "count", 0);
  if (line.count < 1 || line.count > COUNT_MAX)
    return fail ("A line needs a “count” from 1 to 1000.", error);
  if (has_category (order, &line.category))
    return fail ("A category stands in one line alone.", error);
  g_array_append_val (order->lines, line);
  return TRUE;
}

static gboolean
read_order (FoyerWebOrder *order, JsonObject *object, GError **error)
{
  JsonNode  *node = json_object_get_member (object, "lines");
  JsonArray *lines = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gint64     minutes = foyer_body_integer (object, "minutes", FOYER_WEB_HOLD / FOYER_MINUTE);

  if (json_object_has_member (object, "id") && !foyer_body_id (object, "id", &order->id))
    return fail ("“id” is no id.", error);
  if (!foyer_wire_require_id (object, "event", &order->event, error))
    return FALSE;
  if (lines == NULL || json_array_get_length (lines) == 0 || json_array_get_length (lines) > LINES_MAX)
    return fail ("“lines” must be a list of 1 to 50 lines.", error);
  if (minutes < 1 || minutes > FOYER_WEB_HOLD_MAX / FOYER_MINUTE)
    return fail ("“minutes” must be from 1 to 60.", error);
  for (guint i = 0; i < json_array_get_length (lines); i++)
    if (!read_line (order, json_array_get_element (lines, i), error))
      return FALSE;
  order->expires_at = g_get_real_time () + minutes * FOYER_MINUTE;
  return TRUE;
}

static void
start (FoyerExchange *exchange, Request *request, FoyerExchangeWork work, FoyerExchangeReply reply)
{
  foyer_exchange_set_data (exchange, request, (GDestroyNotify) request_free);
  foyer_exchange_run (exchange, FOYER_ACCESS_DEVICE, work, reply);
}

void
foyer_route_orders (FoyerExchange *exchange, GHashTable *query)
{
  g_autoptr (GBytes) body = foyer_exchange_body (exchange);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = foyer_wire_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body), &error);
  g_autoptr (Request) request = g_new0 (Request, 1);

  request->order = foyer_web_order_new ();
  if (object == NULL || !read_order (request->order, object, &error))
    foyer_exchange_fail (exchange, 400, "invalid", "The order cannot be read.", error->message);
  else
    start (exchange, g_steal_pointer (&request), reserve_work, reserve_reply);
}

/* --- GET orders/{id} ---------------------------------------------------------------- */

static gboolean
load_work (FoyerExchange *exchange, FoyerStorage *storage, GError **error)
{
  Request *request = exchange->data;

  if (!check_role (exchange) ||
      !foyer_web_order_load (storage, foyer_exchange_organization (exchange), &request->id, g_get_real_time (), &request->order, error))
    return FALSE;
  return request->order != NULL || refuse (exchange, FOYER_WEB_UNKNOWN, NULL);
}

static void
load_reply (FoyerExchange *exchange)
{
  Request *request = exchange->data;

  foyer_server_announce (exchange->server, request->head);
  foyer_exchange_answer (exchange, 200, print_order (request->order));
}

/* Returns: (transfer full) (nullable): a request about the order in the path; %NULL when it was answered */
static Request *
name_order (FoyerExchange *exchange)
{
  g_autoptr (Request) request = g_new0 (Request, 1);

  if (foyer_id_parse (exchange->name, &request->id))
    return g_steal_pointer (&request);
  foyer_exchange_fail (exchange, 404, "unknown", "There is no such order.", NULL);
  return NULL;
}

void
foyer_route_order (FoyerExchange *exchange, GHashTable *query)
{
  Request *request = name_order (exchange);

  if (request != NULL)
    start (exchange, request, load_work, load_reply);
}

/* --- PATCH orders/{id} -------------------------------------------------------------- */

static gboolean
step_work (FoyerExchange *exchange, FoyerStorage *storage, GError **error)
{
  const FoyerId *organization = foyer_exchange_organization (exchange);
  Request       *request = exchange->data;
  FoyerTime      now = g_get_real_time ();
  FoyerWebResult result = FOYER_WEB_GOOD;

  if (!check_role (exchange) ||
      !foyer_follow_all (storage, organization, error) ||
      !foyer_web_order_load (storage, organization, &request->id, now, &request->order, error))
    return FALSE;
  if (request->order == NULL)
    return refuse (exchange, FOYER_WEB_UNKNOWN, NULL);
  if (!foyer_web_order_step (storage, organization, request->order, &request->step, now, &result, &request->head, error))
    return FALSE;
  return result == FOYER_WEB_GOOD || refuse (exchange, result, request->order);
}

static gboolean
read_text (JsonObject *object, const char *field, gsize max, char **text, GError **error)
{
  const char *value = foyer_body_text (object, field);

  if (value == NULL)
    return TRUE;
  if (strlen (value) > max)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” is too long.", field);
      return FALSE;
    }
  *text = g_strdup (value);
  return TRUE;
}

/* A buyer follows the rules of every other attendee. */
static gboolean
read_buyer (JsonObject *object, char **buyer, GError **error)
{
  static const FoyerId somebody = { { 1 } };
  JsonNode            *node = json_object_get_member (object, "buyer");
  g_autoptr (FoyerChange) probe = NULL;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail ("“buyer” is no object.", error);
  probe = foyer_change_new (FOYER_CHANGE_ATTENDEE_EDIT, &somebody);
  json_object_unref (probe->body);
  probe->body = json_object_ref (json_node_get_object (node));
  if (!foyer_change_validate (probe, error))
    return FALSE;
  *buyer = json_to_string (node, FALSE);
  return TRUE;
}

static gboolean
read_status (JsonObject *object, FoyerOrderStatus *status)
{
  const char *nick = foyer_body_text (object, "status");

  if (nick == NULL)
    return FALSE;
  *status = foyer_order_status_from_nick (nick);
  return g_str_equal (foyer_order_status_nick (*status), nick) && *status != FOYER_ORDER_OPEN && *status != FOYER_ORDER_EXPIRED;
}

static gboolean
read_step (FoyerWebStep *step, JsonObject *object, GError **error)
{
  if (!read_status (object, &step->status))
    return fail ("“status” must be pending, paid, completed, cancelled or refunded.", error);
  step->amount = foyer_body_integer (object, "amount", -1);
  return read_text (object, "reference", REFERENCE_MAX, &step->reference, error) &&
         read_text (object, "reason", REASON_MAX, &step->reason, error) &&
         read_buyer (object, &step->buyer, error);
}

void
foyer_route_order_step (FoyerExchange *exchange, GHashTable *query)
{
  g_autoptr (GBytes) body = foyer_exchange_body (exchange);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (Request) request = name_order (exchange);

  if (request == NULL)
    return;
  object = foyer_wire_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body), &error);
  if (object == NULL || !read_step (&request->step, object, &error))
    foyer_exchange_fail (exchange, 400, "invalid", "The request cannot be read.", error->message);
  else
    start (exchange, g_steal_pointer (&request), step_work, load_reply);
}
