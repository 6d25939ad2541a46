/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-shopify.h"

#include <string.h>

#include "foyer-change.h"
#include "foyer-error.h"
#include "foyer-money.h"
#include "foyer-wire-json.h"

#define LINES_MAX 1000
#define COUNT_MAX 10000
#define DIGEST_SIZE 32
#define SIGNATURE_MAX 100

gboolean
foyer_shopify_is_signed (const char *secret, const guint8 *body, gsize length, const char *signature)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guint8 *) secret, strlen (secret));
  g_autofree guint8 *given = NULL;
  guint8             made[DIGEST_SIZE];
  gsize              made_length = sizeof made;
  gsize              given_length = 0;
  guint8             difference = 0;

  if (signature == NULL || strlen (signature) > SIGNATURE_MAX)
    return FALSE;
  given = g_base64_decode (signature, &given_length);
  g_hmac_update (hmac, body, length);
  g_hmac_get_digest (hmac, made, &made_length);
  if (given_length != sizeof made)
    return FALSE;
  for (guint i = 0; i < sizeof made; i++)
    difference |= made[i] ^ given[i];
  return difference == 0;
}

static void
line_free (gpointer data)
{
  g_free (((FoyerShopifyLine *) data)->sku);
  g_free (data);
}

void
foyer_shopify_order_free (FoyerShopifyOrder *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->number);
  g_free (self->currency);
  foyer_attendee_free (self->buyer);
  foyer_attendee_free (self->recipient);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

static JsonObject *
member (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* At most @max bytes, cut between characters: what a shop lets people type may be longer than what fits here. */
static void
take (char **field, JsonObject *object, const char *name, gsize max)
{
  const char      *text = object != NULL ? foyer_body_text (object, name) : NULL;
  g_autofree char *cut = NULL;

  if (text == NULL || *text == '\0' || (*field != NULL && **field != '\0'))
    return;
  cut = g_strndup (text, max);
  g_free (*field);
  *field = g_utf8_make_valid (cut, strlen (cut));
  /* a character that was cut in two became one that is longer */
  if (strlen (*field) > max)
    (*field)[g_utf8_find_prev_char (*field, *field + max) - *field] = '\0';
}

static void
take_name (FoyerAttendee *person, JsonObject *object)
{
  const char      *first = object != NULL ? foyer_body_text (object, "first_name") : NULL;
  const char      *last = object != NULL ? foyer_body_text (object, "last_name") : NULL;
  g_autofree char *both = NULL;

  take (&person->name, object, "name", 400);
  if ((person->name != NULL && *person->name != '\0') || (first == NULL && last == NULL))
    return;
  both = g_strstrip (g_strjoin (" ", first != NULL ? first : "", last != NULL ? last : "", NULL));
  g_set_str (&person->name, strlen (both) <= 400 ? both : "");
}

static void
take_address (FoyerAttendee *person, JsonObject *address)
{
  take_name (person, address);
  take (&person->company, address, "company", 300);
  take (&person->street, address, "address1", 300);
  take (&person->postcode, address, "zip", 40);
  take (&person->city, address, "city", 200);
  take (&person->country, address, "country_code", 60);
  take (&person->phone, address, "phone", 60);
}

static gint64
read_money (JsonObject *object, const char *name, const char *currency)
{
  const char *text = foyer_body_text (object, name);
  gint64      minor = 0;

  return text != NULL && foyer_money_parse (text, currency, &minor, NULL) ? minor : -1;
}

static gint64
sum_discounts (JsonObject *line, const char *currency)
{
  JsonNode *node = json_object_get_member (line, "discount_allocations");
  gint64    sum = 0;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return 0;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *one = json_array_get_element (json_node_get_array (node), i);

      if (JSON_NODE_HOLDS_OBJECT (one))
        sum += MAX (0, read_money (json_node_get_object (one), "amount", currency));
    }
  return sum;
}

static gboolean
refuse (const char *what, GError **error)
{
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The shop's order cannot be read: %s.", what);
  return FALSE;
}

static gboolean
read_line (FoyerShopifyOrder *self, JsonNode *node, GError **error)
{
  JsonObject       *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char       *sku = object != NULL ? foyer_body_text (object, "sku") : NULL;
  FoyerShopifyLine *line;

  if (object == NULL)
    return refuse ("a line is no object", error);
  line = g_new0 (FoyerShopifyLine, 1);
  g_ptr_array_add (self->lines, line);
  line->sku = g_strdup (sku != NULL ? sku : "");
  line->count = foyer_body_integer (object, "quantity", -1);
  line->price = read_money (object, "price", self->currency);
  line->discount = sum_discounts (object, self->currency);
  if (line->count < 0 || line->count > COUNT_MAX)
    return refuse ("a quantity is no number that can be", error);
  if (line->price < 0 || line->price > FOYER_MONEY_MAX)
    return refuse ("a price is no amount that can be", error);
  return TRUE;
}

static gboolean
read_lines (FoyerShopifyOrder *self, JsonObject *object, GError **error)
{
  JsonNode  *node = json_object_get_member (object, "line_items");
  JsonArray *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  /* a cancellation may come without them */
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (i >= LINES_MAX || !read_line (self, json_array_get_element (list, i), error))
      return i < LINES_MAX ? FALSE : refuse ("it has too many lines", error);
  return TRUE;
}

static void
read_people (FoyerShopifyOrder *self, JsonObject *object)
{
  JsonObject *shipping = member (object, "shipping_address");

  self->buyer = foyer_attendee_new ();
  take_address (self->buyer, member (object, "billing_address"));
  take_name (self->buyer, member (object, "customer"));
  take (&self->buyer->email, object, "email", 254);
  take (&self->buyer->email, member (object, "customer"), "email", 254);
  take (&self->buyer->phone, object, "phone", 60);
  if (shipping == NULL)
    return;
  self->recipient = foyer_attendee_new ();
  take_address (self->recipient, shipping);
}

FoyerShopifyOrder *
foyer_shopify_order_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (FoyerShopifyOrder) self = g_new0 (FoyerShopifyOrder, 1);
  g_autoptr (JsonObject) object = NULL;
  const char *name;
  const char *currency;
  gint64      id;

  self->lines = g_ptr_array_new_with_free_func (line_free);
  object = foyer_wire_parse (text, length, error);
  if (object == NULL)
    return NULL;
  id = foyer_body_integer (object, "id", 0);
  name = foyer_body_text (object, "name");
  currency = foyer_body_text (object, "currency");
  if (id <= 0)
    {
      refuse ("it has no id", error);
      return NULL;
    }
  self->id = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  self->number = name != NULL && *name != '\0' && strlen (name) <= 60 ? g_strdup (name) : g_strdup_printf ("#%s", self->id);
  self->currency = g_strdup (currency != NULL && strlen (currency) == 3 ? currency : "EUR");
  read_people (self, object);
  return read_lines (self, object, error) ? g_steal_pointer (&self) : NULL;
}
