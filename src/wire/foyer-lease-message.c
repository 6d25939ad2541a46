/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-lease-message.h"

#include "foyer-change.h"
#include "foyer-error.h"
#include "foyer-wire-json.h"

#define COUNTER_MAX G_GINT64_CONSTANT (1000000000000)

FoyerLeaseRequest *
foyer_lease_request_new (gint64 epoch)
{
  FoyerLeaseRequest *self = g_new0 (FoyerLeaseRequest, 1);

  self->epoch = epoch;
  self->asks = g_array_new (FALSE, TRUE, sizeof (FoyerLeaseAsk));
  return self;
}

void
foyer_lease_request_free (FoyerLeaseRequest *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->asks);
  g_free (self);
}

static void
set_lease (JsonObject *object, const FoyerLease *lease)
{
  json_object_set_int_member (object, "granted", lease->granted);
  json_object_set_int_member (object, "used", lease->used);
  json_object_set_int_member (object, "returned", lease->returned);
}

static gboolean
refuse (const char *field, const char *reason, GError **error)
{
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” %s", field, reason);
  return FALSE;
}

/* A member that is missing is 0. */
static gboolean
take_counter (JsonObject *object, const char *field, gint64 min, gint64 *value, GError **error)
{
  *value = json_object_has_member (object, field) ? foyer_body_integer (object, field, G_MININT64) : 0;
  return (*value >= min && *value <= COUNTER_MAX) || refuse (field, "is no counter.", error);
}

static gboolean
take_lease (JsonObject *object, FoyerLease *lease, GError **error)
{
  return take_counter (object, "granted", 0, &lease->granted, error) &&
         take_counter (object, "used", 0, &lease->used, error) &&
         take_counter (object, "returned", 0, &lease->returned, error);
}

static gboolean
take_category (JsonObject *object, FoyerId *category, GError **error)
{
  return foyer_body_id (object, "category", category) || refuse ("category", "is missing or no id.", error);
}

/* Calls @take for each object of the list @field. */
static gboolean
take_list (JsonObject *object, const char *field, gboolean (*take) (JsonObject *item, GArray *found, GError **error), GArray *found, GError **error)
{
  JsonNode  *node = json_object_get_member (object, field);
  JsonArray *list;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) > FOYER_LEASES_MAX)
    return refuse (field, "is missing, no list, or too long.", error);
  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *item = json_array_get_element (list, i);

      if (!JSON_NODE_HOLDS_OBJECT (item))
        return refuse (field, "has an entry that is not an object.", error);
      if (!take (json_node_get_object (item), found, error))
        return FALSE;
    }
  return TRUE;
}

char *
foyer_lease_request_print (const FoyerLeaseRequest *self)
{
  JsonObject *object = json_object_new ();
  JsonArray  *list = json_array_new ();

  for (guint i = 0; i < self->asks->len; i++)
    {
      const FoyerLeaseAsk *ask = &g_array_index (self->asks, FoyerLeaseAsk, i);
      JsonObject          *item = json_object_new ();

      foyer_wire_set_id (item, "category", &ask->category);
      set_lease (item, &ask->lease);
      json_object_set_int_member (item, "wanted", ask->wanted);
      json_array_add_object_element (list, item);
    }
  json_object_set_int_member (object, "epoch", self->epoch);
  json_object_set_array_member (object, "leases", list);
  return foyer_wire_print (object);
}

static gboolean
take_ask (JsonObject *item, GArray *found, GError **error)
{
  FoyerLeaseAsk ask = { 0 };

  if (!take_category (item, &ask.category, error) || !take_lease (item, &ask.lease, error) ||
      !take_counter (item, "wanted", 0, &ask.wanted, error))
    return FALSE;
  g_array_append_val (found, ask);
  return TRUE;
}

FoyerLeaseRequest *
foyer_lease_request_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonObject) object = foyer_wire_parse (text, length, error);
  g_autoptr (FoyerLeaseRequest) self = NULL;
  gint64 epoch;

  if (object == NULL)
    return NULL;
  epoch = foyer_body_integer (object, "epoch", 0);
  if (epoch < 1 || epoch > FOYER_LEASE_EPOCH_MAX)
    {
      refuse ("epoch", "is missing or out of bounds.", error);
      return NULL;
    }
  self = foyer_lease_request_new (epoch);
  if (!take_list (object, "leases", take_ask, self->asks, error))
    return NULL;
  return g_steal_pointer (&self);
}

char *
foyer_lease_answer_print (GArray *grants)
{
  JsonObject *object = json_object_new ();
  JsonArray  *list = json_array_new ();

  for (guint i = 0; i < grants->len; i++)
    {
      const FoyerLeaseGrant *grant = &g_array_index (grants, FoyerLeaseGrant, i);
      JsonObject            *item = json_object_new ();

      foyer_wire_set_id (item, "category", &grant->category);
      set_lease (item, &grant->lease);
      json_object_set_int_member (item, "left", grant->left);
      json_object_set_boolean_member (item, "scarce", grant->scarce);
      json_array_add_object_element (list, item);
    }
  json_object_set_array_member (object, "leases", list);
  return foyer_wire_print (object);
}

static gboolean
take_grant (JsonObject *item, GArray *found, GError **error)
{
  FoyerLeaseGrant grant = { .scarce = foyer_body_boolean (item, "scarce", FALSE) };

  if (!take_category (item, &grant.category, error) || !take_lease (item, &grant.lease, error) ||
      !take_counter (item, "left", -1, &grant.left, error))
    return FALSE;
  g_array_append_val (found, grant);
  return TRUE;
}

GArray *
foyer_lease_answer_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonObject) object = foyer_wire_parse (text, length, error);
  g_autoptr (GArray) grants = g_array_new (FALSE, TRUE, sizeof (FoyerLeaseGrant));

  if (object == NULL || !take_list (object, "leases", take_grant, grants, error))
    return NULL;
  return g_steal_pointer (&grants);
}
