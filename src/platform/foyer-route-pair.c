/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-routes.h"

#include "foyer-pairing-code.h"
#include "foyer-wire-json.h"

typedef struct
{
  FoyerPairRequest  *request;
  FoyerPairAnswer   *answer;
  FoyerPairingResult result;
} Pair;

static void
pair_free (Pair *pair)
{
  g_clear_pointer (&pair->request, foyer_pair_request_free);
  g_clear_pointer (&pair->answer, foyer_pair_answer_free);
  g_free (pair);
}

static gboolean
pair_work (FoyerExchange *exchange, FoyerStorage *storage, GError **error)
{
  Pair *pair = exchange->data;

  if (!foyer_register_pair (storage, pair->request, g_get_real_time (), &pair->result, &pair->answer, error))
    return FALSE;
  switch (pair->result)
    {
    case FOYER_PAIRING_GOOD:
      exchange->device.id = pair->answer->device;
      return TRUE;
    case FOYER_PAIRING_UNKNOWN:
      return foyer_exchange_refuse (exchange, 403, "pairing-unknown", "This pairing code is not known here.", NULL);
    case FOYER_PAIRING_USED:
      return foyer_exchange_refuse (exchange, 410, "pairing-used", "This pairing code was used already. Ask the organizer for a new one.", NULL);
    case FOYER_PAIRING_EXPIRED:
      return foyer_exchange_refuse (exchange, 410, "pairing-expired", "This pairing code is too old. Ask the organizer for a new one.", NULL);
    case FOYER_PAIRING_FULL:
      return foyer_exchange_refuse (exchange, 409, "devices-full", "All 99 device numbers of this organization are taken.", NULL);
    default:
      g_assert_not_reached ();
    }
}

static void
pair_reply (FoyerExchange *exchange)
{
  Pair *pair = exchange->data;

  foyer_exchange_answer (exchange, 200, foyer_pair_answer_print (pair->answer));
}

/* With 128 bits guessing is hopeless, but it shall not keep the storage busy either. */
static gboolean
may_try (FoyerServer *server)
{
  gint64 now = g_get_monotonic_time ();

  if (now - server->pairings_since > G_TIME_SPAN_MINUTE)
    {
      server->pairings_since = now;
      server->n_pairings = 0;
    }
  return ++server->n_pairings <= FOYER_PAIRINGS_PER_MINUTE;
}

void
foyer_route_device_pair (FoyerExchange *exchange, GHashTable *query)
{
  g_autoptr (GBytes) body = foyer_exchange_body (exchange);
  g_autoptr (FoyerPairRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  Pair *pair;

  if (!may_try (exchange->server))
    {
      foyer_exchange_fail (exchange, 429, "too-many-requests", "Too many laptops try to pair at once. Wait a minute.", NULL);
      return;
    }
  request = foyer_pair_request_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body), &error);
  if (request == NULL)
    {
      foyer_exchange_fail (exchange, 400, "invalid", "The request to pair cannot be read.", error->message);
      return;
    }
  pair = g_new0 (Pair, 1);
  pair->request = g_steal_pointer (&request);
  foyer_exchange_set_data (exchange, pair, (GDestroyNotify) pair_free);
  foyer_exchange_run (exchange, FOYER_ACCESS_ANYBODY, pair_work, pair_reply);
}

typedef struct
{
  FoyerRole role;
  char     *token;
} Invitation;

static void
invitation_free (Invitation *invitation)
{
  g_free (invitation->token);
  g_free (invitation);
}

static gboolean
invite_work (FoyerExchange *exchange, FoyerStorage *storage, GError **error)
{
  Invitation    *invitation = exchange->data;
  const FoyerId *organization = foyer_exchange_organization (exchange);

  if (!exchange->is_admin && !foyer_role_may_manage (exchange->device.role, invitation->role))
    return foyer_exchange_refuse (exchange, 403, "role", "Only an administrator's device may let another administrator in.", NULL);
  invitation->token = foyer_register_add_pairing (storage, organization, invitation->role, g_get_real_time (), error);
  return invitation->token != NULL;
}

static void
invite_reply (FoyerExchange *exchange)
{
  Invitation *invitation = exchange->data;
  g_autoptr (FoyerPairingCode) code = foyer_pairing_code_new (exchange->server->public_url, invitation->token, foyer_certificate_get_pin (exchange->server->certificate));
  g_autofree char *text = foyer_pairing_code_print (code);
  JsonObject      *object = json_object_new ();

  json_object_set_string_member (object, "code", text);
  json_object_set_string_member (object, "url", code->url);
  json_object_set_string_member (object, "token", code->token);
  json_object_set_string_member (object, "fingerprint", code->fingerprint);
  json_object_set_string_member (object, "role", foyer_role_nick (invitation->role));
  json_object_set_int_member (object, "expires_in", FOYER_PAIRING_LIFE / FOYER_SECOND);
  foyer_exchange_answer (exchange, 201, foyer_wire_print (object));
}

void
foyer_route_pairing (FoyerExchange *exchange, GHashTable *query)
{
  g_autoptr (GBytes) body = foyer_exchange_body (exchange);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GError) error = NULL;
  Invitation *invitation;
  FoyerRole   role;

  object = foyer_wire_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body), &error);
  if (object == NULL)
    {
      foyer_exchange_fail (exchange, 400, "invalid", "The request cannot be read.", error->message);
      return;
    }
  role = foyer_role_from_nick (foyer_body_text (object, "role"));
  if (role == FOYER_N_ROLES)
    {
      foyer_exchange_fail (exchange, 400, "invalid", "The request cannot be read.", "“role” must be organizer, box-office, door or admin.");
      return;
    }
  invitation = g_new0 (Invitation, 1);
  invitation->role = role;
  foyer_exchange_set_data (exchange, invitation, (GDestroyNotify) invitation_free);
  foyer_exchange_run (exchange, FOYER_ACCESS_ORGANIZER, invite_work, invite_reply);
}
