/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-web-order.h"

#include <string.h>

#include "foyer-catalogue.h"
#include "foyer-category.h"
#include "foyer-change-log.h"
#include "foyer-event.h"
#include "foyer-follow.h"
#include "foyer-stock-register.h"

#define HOLD_KIND "web"
#define REFUND_REASON "Refunded in the web shop"

FoyerWebOrder *
foyer_web_order_new (void)
{
  FoyerWebOrder *self = g_new0 (FoyerWebOrder, 1);

  self->lines = g_array_new (FALSE, TRUE, sizeof (FoyerWebLine));
  self->buyer = g_strdup ("{}");
  self->reference = g_strdup ("");
  return self;
}

void
foyer_web_order_free (FoyerWebOrder *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_free (self->currency);
  g_free (self->buyer);
  g_free (self->reference);
  g_array_unref (self->lines);
  g_clear_pointer (&self->tickets, json_array_unref);
  g_free (self);
}

/* --- Reading ------------------------------------------------------------------------ */

static gboolean
read_order (const FoyerValue *columns, guint n_columns, gpointer data)
{
  FoyerWebOrder *order = foyer_web_order_new ();

  foyer_value_get_id (&columns[0], &order->event);
  order->number = g_strdup (columns[1].text);
  order->status = foyer_order_status_from_nick (columns[2].text);
  order->currency = g_strdup (columns[3].text);
  order->total = columns[4].integer;
  g_set_str (&order->buyer, columns[5].text);
  g_set_str (&order->reference, columns[6].text);
  order->made_at = columns[7].integer;
  order->expires_at = columns[8].integer;
  *(FoyerWebOrder **) data = order;
  return FALSE;
}

static gboolean
read_line (const FoyerValue *columns, guint n_columns, gpointer data)
{
  FoyerWebLine line = { .count = columns[1].integer, .price = columns[2].integer };

  foyer_value_get_id (&columns[0], &line.category);
  foyer_value_get_id (&columns[3], &line.hold);
  g_array_append_val (data, line);
  return TRUE;
}

static gboolean
keep_text (const FoyerValue *columns, guint n_columns, gpointer data)
{
  *(char **) data = g_strdup (columns[0].text);
  return FALSE;
}

static FoyerId
sale_id (const FoyerWebOrder *order)
{
  return foyer_id_derive ("web-sale", &order->id, &order->id);
}

static gboolean
load_tickets (FoyerStorage *storage, const FoyerId *organization, FoyerWebOrder *order, GError **error)
{
  FoyerId          sale = sale_id (order);
  const FoyerValue values[] = { foyer_value_id (organization), foyer_value_id (&sale) };
  g_autofree char *body = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_clear_pointer (&order->tickets, json_array_unref);
  if (!foyer_storage_run (storage, "SELECT body FROM change WHERE organization = $1 AND id = $2", values, 2, keep_text, &body, error))
    return FALSE;
  node = body != NULL ? json_from_string (body, NULL) : NULL;
  if (node != NULL)
    order->tickets = json_array_ref (json_object_get_array_member (json_node_get_object (node), "tickets"));
  return TRUE;
}

static gboolean
is_waiting (const FoyerWebOrder *order)
{
  return order->status == FOYER_ORDER_OPEN || order->status == FOYER_ORDER_PENDING;
}

gboolean
foyer_web_order_load (FoyerStorage *storage, const FoyerId *organization, const FoyerId *id, FoyerTime now, FoyerWebOrder **order, GError **error)
{
  const FoyerValue values[] = { foyer_value_id (organization), foyer_value_id (id) };
  g_autoptr (FoyerWebOrder) found = NULL;

  *order = NULL;
  if (!foyer_storage_run (storage, "SELECT event, number, status, currency, total, buyer, reference, made_at, expires_at FROM web_order WHERE organization = $1 AND id = $2",
                          values, 2, read_order, &found, error))
    return FALSE;
  if (found == NULL)
    return TRUE;
  found->id = *id;
  if (!foyer_storage_run (storage, "SELECT category, places, price, hold FROM web_order_line WHERE organization = $1 AND web_order = $2 ORDER BY category",
                          values, 2, read_line, found->lines, error) ||
      !load_tickets (storage, organization, found, error))
    return FALSE;
  if (is_waiting (found) && now >= found->expires_at)
    found->status = FOYER_ORDER_EXPIRED;
  *order = g_steal_pointer (&found);
  return TRUE;
}

/* --- Writing ------------------------------------------------------------------------ */

static gboolean
save (FoyerStorage *storage, const FoyerId *organization, const FoyerWebOrder *order, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (organization),
    foyer_value_id (&order->id),
    foyer_value_id (&order->event),
    foyer_value_text (order->number),
    foyer_value_text (foyer_order_status_nick (order->status)),
    foyer_value_text (order->currency),
    foyer_value_integer (order->total),
    foyer_value_text (order->buyer),
    foyer_value_text (order->reference),
    foyer_value_integer (order->made_at),
    foyer_value_integer (order->expires_at),
  };

  return foyer_storage_run (storage,
                            "INSERT INTO web_order (organization, id, event, number, status, currency, total, buyer, reference, made_at, expires_at) "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
                            "ON CONFLICT (organization, id) DO UPDATE SET status = excluded.status, buyer = excluded.buyer, reference = excluded.reference, expires_at = excluded.expires_at",
                            values, G_N_ELEMENTS (values), NULL, NULL, error);
}

static gboolean
save_line (FoyerStorage *storage, const FoyerId *organization, const FoyerWebOrder *order, const FoyerWebLine *line, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (organization),
    foyer_value_id (&order->id),
    foyer_value_id (&line->category),
    foyer_value_integer (line->count),
    foyer_value_integer (line->price),
    foyer_value_id (&line->hold),
  };

  return foyer_storage_run (storage,
                            "INSERT INTO web_order_line (organization, web_order, category, places, price, hold) VALUES ($1, $2, $3, $4, $5, $6) "
                            "ON CONFLICT (organization, web_order, category) DO UPDATE SET hold = excluded.hold",
                            values, G_N_ELEMENTS (values), NULL, NULL, error);
}

static gboolean
add_change (FoyerStorage *storage, const FoyerOwnDevice *own, FoyerChange *change, FoyerTime now, gint64 *head, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();

  g_ptr_array_add (changes, change);
  return foyer_change_log_add (storage, &own->device, changes, now, head, error);
}

static FoyerChange *
make_change (const FoyerOwnDevice *own, FoyerChangeKind kind, const FoyerId *subject, FoyerTime now)
{
  FoyerChange *change = foyer_change_new (kind, subject);
  FoyerRandom  random;

  foyer_random_init_system (&random);
  change->id = foyer_id_generate (now, &random);
  change->device = own->device.id;
  change->made_at = now;
  return change;
}

static gboolean
hold (FoyerStorage *storage, const FoyerOwnDevice *own, const FoyerWebOrder *order, FoyerWebLine *line, FoyerTime now, gint64 *head, GError **error)
{
  FoyerRandom random;
  g_autoptr (FoyerChange) change = NULL;

  foyer_random_init_system (&random);
  line->hold = foyer_id_generate (now, &random);
  change = make_change (own, FOYER_CHANGE_STOCK_HOLD, &line->hold, now);
  foyer_change_set_id (change, "event", &order->event);
  foyer_change_set_id (change, "category", &line->category);
  foyer_change_set_integer (change, "count", line->count);
  foyer_change_set_text (change, "kind", HOLD_KIND);
  foyer_change_set_text (change, "owner", order->number);
  foyer_change_set_integer (change, "until", order->expires_at);
  return add_change (storage, own, change, now, head, error);
}

static gboolean
release (FoyerStorage *storage, const FoyerOwnDevice *own, const FoyerWebOrder *order, FoyerTime now, gint64 *head, GError **error)
{
  for (guint i = 0; i < order->lines->len; i++)
    {
      const FoyerWebLine *line = &g_array_index (order->lines, FoyerWebLine, i);
      g_autoptr (FoyerChange) change = make_change (own, FOYER_CHANGE_STOCK_RELEASE, &line->hold, now);

      if (!add_change (storage, own, change, now, head, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether nobody has the places of the line: not those who sell, nor those who hold. */
static gboolean
is_free (FoyerStorage *storage, const FoyerId *organization, const FoyerWebLine *line, FoyerTime now, gboolean *is, GError **error)
{
  FoyerPool category;
  FoyerPool event;

  if (!foyer_stock_register_read (storage, organization, &line->category, now, &category, &event, error))
    return FALSE;
  *is = line->count <= MIN (foyer_pool_available (&category), foyer_pool_available (&event));
  return TRUE;
}

/* --- Reserving ---------------------------------------------------------------------- */

static gboolean
is_event_on_sale (JsonObject *fields, FoyerTime now)
{
  gint64 ends = foyer_body_integer (fields, "ends", 0);

  return g_strcmp0 (foyer_body_text (fields, "status"), foyer_event_status_nick (FOYER_EVENT_PUBLISHED)) == 0 &&
         !foyer_body_boolean (fields, "deleted", FALSE) && (ends == 0 || now < ends);
}

static gboolean
is_line_on_sale (JsonObject *fields, gint64 count, FoyerTime now)
{
  gint64 from = foyer_body_integer (fields, "sale_from", 0);
  gint64 until = foyer_body_integer (fields, "sale_until", 0);
  gint64 max = foyer_body_integer (fields, "max_per_order", 0);

  return g_strcmp0 (foyer_body_text (fields, "status"), foyer_category_status_nick (FOYER_CATEGORY_LIVE)) == 0 &&
         !foyer_body_boolean (fields, "deleted", FALSE) && now >= from && (until == 0 || now < until) &&
         count >= foyer_body_integer (fields, "min_per_order", 1) && (max == 0 || count <= max);
}

static gboolean
reserve_line (FoyerStorage *storage, const FoyerOwnDevice *own, FoyerWebOrder *order, FoyerWebLine *line, FoyerTime now, FoyerWebResult *result, gint64 *head, GError **error)
{
  const FoyerId *organization = &own->device.organization;
  g_autoptr (JsonObject) fields = NULL;
  FoyerId  event;
  gboolean is = FALSE;

  if (!foyer_catalogue_get (storage, organization, &line->category, &fields, error))
    return FALSE;
  if (fields == NULL || !foyer_body_id (fields, "event", &event) || !foyer_id_equal (&event, &order->event))
    *result = FOYER_WEB_UNKNOWN;
  else if (!is_line_on_sale (fields, line->count, now))
    *result = FOYER_WEB_NOT_ON_SALE;
  if (*result != FOYER_WEB_GOOD)
    return TRUE;
  if (!is_free (storage, organization, line, now, &is, error))
    return FALSE;
  if (!is)
    {
      *result = FOYER_WEB_SOLD_OUT;
      return TRUE;
    }
  line->price = foyer_body_integer (fields, "price", 0);
  order->total += line->price * line->count;
  /* the next line sees that these are held, which matters where the event's capacity binds */
  return hold (storage, own, order, line, now, head, error) && save_line (storage, organization, order, line, error);
}

static gboolean
reserve (FoyerStorage *storage, const FoyerOwnDevice *own, FoyerWebOrder *order, JsonObject *event, FoyerTime now, FoyerWebResult *result, gint64 *head, GError **error)
{
  const char *currency = foyer_body_text (event, "currency");
  FoyerRandom random;

  foyer_random_init_system (&random);
  if (foyer_id_is_none (&order->id))
    order->id = foyer_id_generate (now, &random);
  order->number = foyer_own_device_allot_number (storage, own, error);
  if (order->number == NULL)
    return FALSE;
  order->currency = g_strdup (currency != NULL ? currency : "EUR");
  order->made_at = now;
  order->status = FOYER_ORDER_OPEN;
  for (guint i = 0; i < order->lines->len && *result == FOYER_WEB_GOOD; i++)
    if (!reserve_line (storage, own, order, &g_array_index (order->lines, FoyerWebLine, i), now, result, head, error))
      return FALSE;
  return *result != FOYER_WEB_GOOD || save (storage, &own->device.organization, order, error);
}

/* The order of the same id takes the place of what was asked for. */
static void
take_over (FoyerWebOrder *order, FoyerWebOrder *found)
{
  FoyerWebOrder asked = *order;

  *order = *found;
  *found = asked;
}

gboolean
foyer_web_order_reserve (FoyerStorage *storage, const FoyerId *organization, FoyerWebOrder *order, FoyerTime now, FoyerWebResult *result, gint64 *head, GError **error)
{
  FoyerOwnDevice own;
  g_autoptr (FoyerWebOrder) found = NULL;
  g_autoptr (JsonObject) event = NULL;

  *result = FOYER_WEB_GOOD;
  if (!foyer_follow_all (storage, organization, error) ||
      (!foyer_id_is_none (&order->id) && !foyer_web_order_load (storage, organization, &order->id, now, &found, error)))
    return FALSE;
  if (found != NULL)
    {
      take_over (order, found);
      return TRUE;
    }
  if (!foyer_own_device_ensure (storage, organization, now, &own, error) ||
      !foyer_catalogue_get (storage, organization, &order->event, &event, error))
    return FALSE;
  if (event == NULL)
    *result = FOYER_WEB_UNKNOWN;
  else if (!is_event_on_sale (event, now))
    *result = FOYER_WEB_NOT_ON_SALE;
  return *result != FOYER_WEB_GOOD || reserve (storage, &own, order, event, now, result, head, error);
}

/* --- Steps -------------------------------------------------------------------------- */

static FoyerAttendee *
make_attendee (JsonObject *buyer)
{
  FoyerAttendee *attendee = foyer_attendee_new ();
  const struct
  {
    const char *field;
    char      **value;
  } parts[] = {
    { "name", &attendee->name },
    { "email", &attendee->email },
    { "phone", &attendee->phone },
    { "company", &attendee->company },
    { "street", &attendee->street },
    { "postcode", &attendee->postcode },
    { "city", &attendee->city },
    { "country", &attendee->country },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *text = foyer_body_text (buyer, parts[i].field);

      if (text != NULL)
        g_set_str (parts[i].value, text);
    }
  attendee->consent = foyer_body_boolean (buyer, "consent", FALSE);
  return attendee;
}

static FoyerOrder *
make_order (FoyerStorage *storage, const FoyerOwnDevice *own, const FoyerWebOrder *web, GError **error)
{
  g_autoptr (FoyerOrder) order = foyer_order_new ();
  g_autoptr (JsonNode) node = json_from_string (web->buyer, NULL);
  FoyerPayment *payment;

  order->id = web->id;
  order->event = web->event;
  order->number = g_strdup (web->number);
  order->currency = g_strdup (web->currency);
  order->channel = FOYER_CHANNEL_ONLINE;
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node) && json_object_get_size (json_node_get_object (node)) > 0)
    order->buyer = make_attendee (json_node_get_object (node));
  for (guint i = 0; i < web->lines->len; i++)
    {
      const FoyerWebLine *line = &g_array_index (web->lines, FoyerWebLine, i);
      g_autoptr (JsonObject) fields = NULL;

      if (!foyer_catalogue_get (storage, &own->device.organization, &line->category, &fields, error))
        return NULL;
      for (gint64 n = 0; n < line->count; n++)
        {
          FoyerTicket   *ticket = foyer_ticket_new ();
          FoyerAttendee *attendee = NULL;

          ticket->category = line->category;
          ticket->price = line->price;
          ticket->vat_rate = fields != NULL ? foyer_body_integer (fields, "vat_rate", 0) : 0;
          if (order->buyer != NULL && order->buyer->name != NULL && *order->buyer->name != '\0')
            {
              attendee = foyer_attendee_new ();
              g_set_str (&attendee->name, order->buyer->name);
            }
          foyer_order_add (order, ticket, attendee);
        }
    }
  payment = foyer_payment_new (FOYER_PAYMENT_ONLINE, web->total);
  g_set_str (&payment->reference, web->reference);
  g_ptr_array_add (order->payments, payment);
  return g_steal_pointer (&order);
}

/* Sells what is held. Of an order that has expired the places must be free still. */
static gboolean
sell (FoyerStorage *storage, const FoyerOwnDevice *own, FoyerWebOrder *web, gboolean late, FoyerTime now, FoyerWebResult *result, gint64 *head, GError **error)
{
  FoyerId id = sale_id (web);
  g_autoptr (FoyerOrder) order = NULL;
  g_autoptr (FoyerChange) change = NULL;

  if (!release (storage, own, web, now, head, error))
    return FALSE;
  for (guint i = 0; late && i < web->lines->len; i++)
    {
      gboolean is = FALSE;

      /* held again line by line, so that the next one counts with it */
      if (!is_free (storage, &own->device.organization, &g_array_index (web->lines, FoyerWebLine, i), now, &is, error))
        return FALSE;
      if (!is)
        {
          *result = FOYER_WEB_SOLD_OUT;
          return TRUE;
        }
      web->expires_at = now + FOYER_MINUTE;
      if (!hold (storage, own, web, &g_array_index (web->lines, FoyerWebLine, i), now, head, error))
        return FALSE;
    }
  if (late && !release (storage, own, web, now, head, error))
    return FALSE;
  order = make_order (storage, own, web, error);
  change = order != NULL ? foyer_own_device_sell (storage, own, order, &id, now, error) : NULL;
  return change != NULL && add_change (storage, own, change, now, head, error);
}

static gboolean
refund (FoyerStorage *storage, const FoyerOwnDevice *own, FoyerWebOrder *web, const FoyerWebStep *step, FoyerTime now, gint64 *head, GError **error)
{
  g_autoptr (FoyerChange) change = make_change (own, FOYER_CHANGE_ORDER_REFUND, &web->id, now);
  JsonArray *tickets = json_array_new ();

  for (guint i = 0; web->tickets != NULL && i < json_array_get_length (web->tickets); i++)
    {
      JsonObject *gone = json_object_new ();

      json_object_set_string_member (gone, "id", foyer_body_text (json_array_get_object_element (web->tickets, i), "id"));
      json_array_add_object_element (tickets, gone);
    }
  foyer_change_set_integer (change, "amount", web->total);
  foyer_change_set_text (change, "method", foyer_payment_method_nick (FOYER_PAYMENT_ONLINE));
  foyer_change_set_text (change, "reason", step->reason != NULL && *step->reason != '\0' ? step->reason : REFUND_REASON);
  json_object_set_array_member (change->body, "tickets", tickets);
  return add_change (storage, own, change, now, head, error);
}

/* The guest is at the till of a payment service: the places are held for as long again. */
static gboolean
prolong (FoyerStorage *storage, const FoyerOwnDevice *own, FoyerWebOrder *web, FoyerTime now, gint64 *head, GError **error)
{
  if (!release (storage, own, web, now, head, error))
    return FALSE;
  web->expires_at = now + FOYER_WEB_HOLD_MAX;
  for (guint i = 0; i < web->lines->len; i++)
    {
      FoyerWebLine *line = &g_array_index (web->lines, FoyerWebLine, i);

      if (!hold (storage, own, web, line, now, head, error) || !save_line (storage, &own->device.organization, web, line, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_step (FoyerStorage *storage, const FoyerOwnDevice *own, FoyerWebOrder *web, const FoyerWebStep *step, FoyerTime now, FoyerWebResult *result, gint64 *head, GError **error)
{
  gboolean late = web->status == FOYER_ORDER_EXPIRED;

  switch (step->status)
    {
    case FOYER_ORDER_PENDING:
      return prolong (storage, own, web, now, head, error);
    case FOYER_ORDER_PAID:
      if (step->amount != web->total)
        {
          *result = FOYER_WEB_AMOUNT;
          return TRUE;
        }
      return sell (storage, own, web, late, now, result, head, error);
    case FOYER_ORDER_CANCELLED:
      return release (storage, own, web, now, head, error);
    case FOYER_ORDER_REFUNDED:
      return refund (storage, own, web, step, now, head, error);
    case FOYER_ORDER_COMPLETED:
      return TRUE;
    case FOYER_ORDER_OPEN:
    case FOYER_ORDER_EXPIRED:
    default:
      *result = FOYER_WEB_STATE;
      return TRUE;
    }
}

gboolean
foyer_web_order_step (FoyerStorage *storage, const FoyerId *organization, FoyerWebOrder *order, const FoyerWebStep *step, FoyerTime now, FoyerWebResult *result, gint64 *head, GError **error)
{
  FoyerOwnDevice own;

  *result = FOYER_WEB_GOOD;
  if (!foyer_order_status_may_become (order->status, step->status))
    *result = FOYER_WEB_STATE;
  /* told again: what was done is done */
  if (*result != FOYER_WEB_GOOD || order->status == step->status)
    return TRUE;
  if (step->buyer != NULL)
    g_set_str (&order->buyer, step->buyer);
  if (step->reference != NULL)
    g_set_str (&order->reference, step->reference);
  if (!foyer_own_device_ensure (storage, organization, now, &own, error) ||
      !take_step (storage, &own, order, step, now, result, head, error))
    return FALSE;
  if (*result != FOYER_WEB_GOOD)
    return TRUE;
  order->status = step->status;
  return save (storage, organization, order, error) && load_tickets (storage, organization, order, error);
}
