/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-change.h"

/* Texts that are empty are left out: most orders of a box office name nobody. */
static void
put_text (JsonObject *object, const char *field, const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (object, field, value);
}

static void
put_required_text (JsonObject *object, const char *field, const char *value)
{
  json_object_set_string_member (object, field, value != NULL ? value : "");
}

static void
put_id (JsonObject *object, const char *field, const FoyerId *id)
{
  char text[FOYER_ID_TEXT_LENGTH + 1];

  json_object_set_string_member (object, field, foyer_id_print (id, text));
}

static void
put_optional_id (JsonObject *object, const char *field, const FoyerId *id)
{
  if (!foyer_id_is_none (id))
    put_id (object, field, id);
}

static void
put_optional_number (JsonObject *object, const char *field, gint64 value)
{
  if (value != 0)
    json_object_set_int_member (object, field, value);
}

static JsonObject *
attendee_to_json (const FoyerAttendee *attendee)
{
  JsonObject *object = json_object_new ();

  put_text (object, "name", attendee->name);
  put_text (object, "email", attendee->email);
  put_text (object, "phone", attendee->phone);
  put_text (object, "company", attendee->company);
  put_text (object, "street", attendee->street);
  put_text (object, "postcode", attendee->postcode);
  put_text (object, "city", attendee->city);
  put_text (object, "country", attendee->country);
  put_text (object, "segment", attendee->segment);
  put_text (object, "note", attendee->note);
  if (attendee->consent)
    json_object_set_boolean_member (object, "consent", TRUE);
  return object;
}

static char *
get_text (JsonObject *object, const char *field)
{
  const char *text = foyer_body_text (object, field);

  return g_strdup (text != NULL ? text : "");
}

static FoyerAttendee *
attendee_from_json (JsonObject *object)
{
  FoyerAttendee *attendee = foyer_attendee_new ();

  attendee->name = get_text (object, "name");
  attendee->email = get_text (object, "email");
  attendee->phone = get_text (object, "phone");
  attendee->company = get_text (object, "company");
  attendee->street = get_text (object, "street");
  attendee->postcode = get_text (object, "postcode");
  attendee->city = get_text (object, "city");
  attendee->country = get_text (object, "country");
  attendee->segment = get_text (object, "segment");
  attendee->note = get_text (object, "note");
  attendee->consent = foyer_body_boolean (object, "consent", FALSE);
  return attendee;
}

static FoyerAttendee *
get_attendee (JsonObject *object, const char *field)
{
  JsonNode *node = json_object_get_member (object, field);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? attendee_from_json (json_node_get_object (node)) : NULL;
}

static JsonObject *
ticket_to_json (const FoyerOrderTicket *line)
{
  const FoyerTicket *ticket = line->ticket;
  JsonObject        *object = json_object_new ();

  put_id (object, "id", &ticket->id);
  put_id (object, "category", &ticket->category);
  put_required_text (object, "secret", ticket->secret);
  json_object_set_int_member (object, "price", ticket->price);
  put_optional_number (object, "discount", ticket->discount);
  json_object_set_int_member (object, "vat_rate", ticket->vat_rate);
  json_object_set_int_member (object, "serial", ticket->serial);
  put_text (object, "seat", ticket->seat);
  if (line->attendee != NULL)
    json_object_set_object_member (object, "attendee", attendee_to_json (line->attendee));
  return object;
}

static JsonObject *
payment_to_json (const FoyerPayment *payment)
{
  JsonObject *object = json_object_new ();

  put_id (object, "id", &payment->id);
  json_object_set_string_member (object, "method", foyer_payment_method_nick (payment->method));
  json_object_set_int_member (object, "amount", payment->amount);
  json_object_set_int_member (object, "given", payment->given);
  put_optional_number (object, "rounding", payment->rounding);
  put_text (object, "reference", payment->reference);
  return object;
}

FoyerChange *
foyer_change_new_sale (const FoyerOrder *order)
{
  FoyerChange *self = foyer_change_new (FOYER_CHANGE_ORDER_SALE, &order->id);
  JsonArray   *tickets = json_array_new ();
  JsonArray   *payments = json_array_new ();

  put_id (self->body, "event", &order->event);
  put_required_text (self->body, "number", order->number);
  json_object_set_string_member (self->body, "channel", foyer_channel_nick (order->channel));
  put_required_text (self->body, "currency", order->currency);
  put_text (self->body, "note", order->note);
  put_text (self->body, "reason", order->reason);
  put_optional_id (self->body, "shift", &order->shift);
  put_optional_id (self->body, "cashier", &order->cashier);
  put_optional_id (self->body, "approver", &order->approver);
  if (order->lease != 0)
    json_object_set_int_member (self->body, "lease", order->lease);
  if (order->buyer != NULL)
    json_object_set_object_member (self->body, "buyer", attendee_to_json (order->buyer));
  for (guint i = 0; i < order->tickets->len; i++)
    json_array_add_object_element (tickets, ticket_to_json (order->tickets->pdata[i]));
  json_object_set_array_member (self->body, "tickets", tickets);
  for (guint i = 0; i < order->payments->len; i++)
    json_array_add_object_element (payments, payment_to_json (order->payments->pdata[i]));
  json_object_set_array_member (self->body, "payments", payments);
  self->made_at = order->made_at;
  return self;
}

static void
read_ticket (FoyerOrder *order, JsonObject *object)
{
  FoyerAttendee *attendee = get_attendee (object, "attendee");
  FoyerTicket   *ticket = foyer_order_add (order, foyer_ticket_new (), attendee);

  foyer_body_id (object, "id", &ticket->id);
  if (attendee != NULL)
    attendee->id = ticket->id;
  foyer_body_id (object, "category", &ticket->category);
  ticket->order = order->id;
  ticket->event = order->event;
  ticket->secret = get_text (object, "secret");
  ticket->seat = get_text (object, "seat");
  ticket->price = foyer_body_integer (object, "price", 0);
  ticket->discount = foyer_body_integer (object, "discount", 0);
  ticket->vat_rate = foyer_body_integer (object, "vat_rate", 0);
  ticket->serial = foyer_body_integer (object, "serial", 0);
}

static void
read_payment (FoyerOrder *order, JsonObject *object)
{
  FoyerPayment *payment = foyer_payment_new (foyer_payment_method_from_nick (foyer_body_text (object, "method")),
                                             foyer_body_integer (object, "amount", 0));

  foyer_body_id (object, "id", &payment->id);
  payment->given = foyer_body_integer (object, "given", payment->amount);
  payment->rounding = foyer_body_integer (object, "rounding", 0);
  g_free (payment->reference);
  payment->reference = get_text (object, "reference");
  g_ptr_array_add (order->payments, payment);
}

FoyerOrder *
foyer_change_dup_order (const FoyerChange *self)
{
  FoyerOrder *order = foyer_order_new ();
  JsonArray  *list;

  g_return_val_if_fail (self->kind == FOYER_CHANGE_ORDER_SALE, order);

  order->id = self->subject;
  order->made_at = self->made_at;
  foyer_body_id (self->body, "event", &order->event);
  order->number = get_text (self->body, "number");
  order->currency = get_text (self->body, "currency");
  order->note = get_text (self->body, "note");
  order->reason = get_text (self->body, "reason");
  foyer_body_id (self->body, "shift", &order->shift);
  foyer_body_id (self->body, "cashier", &order->cashier);
  foyer_body_id (self->body, "approver", &order->approver);
  order->lease = foyer_body_integer (self->body, "lease", 0);
  order->channel = foyer_channel_from_nick (foyer_body_text (self->body, "channel"));
  order->buyer = get_attendee (self->body, "buyer");
  list = json_object_get_array_member (self->body, "tickets");
  for (guint i = 0; i < json_array_get_length (list); i++)
    read_ticket (order, json_array_get_object_element (list, i));
  if (json_object_has_member (self->body, "payments"))
    {
      list = json_object_get_array_member (self->body, "payments");
      for (guint i = 0; i < json_array_get_length (list); i++)
        read_payment (order, json_array_get_object_element (list, i));
    }
  return order;
}
