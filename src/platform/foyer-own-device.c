/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-own-device.h"

#include "foyer-change.h"
#include "foyer-error.h"
#include "foyer-ticket-code.h"
#include "foyer-ticket-register.h"

/* Not one of foyer_role_nick(): nobody can be paired for it, and no list of laptops shows it. */
#define ROLE "platform"
#define NAME "Web orders"
#define NUMBER_MAX 99
#define SERIALS_PER_DEVICE 100000 /* as every device has, see foyer_sale_store_sell() */

static gboolean
read_own (const FoyerValue *columns, guint n_columns, gpointer data)
{
  FoyerOwnDevice *own = data;

  foyer_value_get_id (&columns[0], &own->device.id);
  own->number = columns[1].integer;
  return FALSE;
}

static gboolean
add (FoyerStorage *storage, FoyerOwnDevice *own, FoyerTime now, GError **error)
{
  g_autofree char *token = foyer_token_generate ();
  FoyerTokenHash   hash;
  FoyerRandom      random;
  FoyerValue       values[7];

  values[0] = foyer_value_id (&own->device.organization);
  if (!foyer_storage_get_integer (storage, "SELECT coalesce (max (number), 0) + 1 FROM device WHERE organization = $1", values, 1, &own->number, error))
    return FALSE;
  if (own->number > NUMBER_MAX)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STATE, "All device numbers are taken, so the platform cannot sell.");
      return FALSE;
    }
  foyer_random_init_system (&random);
  own->device.id = foyer_id_generate (now, &random);
  /* nobody has this token */
  foyer_token_hash (token, &hash);
  values[1] = foyer_value_id (&own->device.id);
  values[2] = foyer_value_text (NAME);
  values[3] = foyer_value_text (ROLE);
  values[4] = foyer_value_integer (own->number);
  values[5] = foyer_value_blob (hash.bytes, sizeof hash.bytes);
  values[6] = foyer_value_integer (now);
  return foyer_storage_run (storage,
                            "INSERT INTO device (organization, id, name, version, role, number, token_hash, paired_at, last_seen) VALUES ($1, $2, $3, '', $4, $5, $6, $7, $7)",
                            values, G_N_ELEMENTS (values), NULL, NULL, error);
}

gboolean
foyer_own_device_ensure (FoyerStorage *storage, const FoyerId *organization, FoyerTime now, FoyerOwnDevice *own, GError **error)
{
  const FoyerValue values[] = { foyer_value_id (organization), foyer_value_text (ROLE) };

  *own = (FoyerOwnDevice) { .device = { .organization = *organization, .role = FOYER_ROLE_ORGANIZER } };
  return foyer_storage_run (storage, "SELECT id, number FROM device WHERE organization = $1 AND role = $2", values, G_N_ELEMENTS (values), read_own, own, error) &&
         (own->number > 0 || add (storage, own, now, error));
}

char *
foyer_own_device_allot_number (FoyerStorage *storage, const FoyerOwnDevice *own, GError **error)
{
  const FoyerValue value = foyer_value_id (&own->device.organization);
  gint64           last = 0;

  if (!foyer_storage_get_integer (storage, "UPDATE organization SET orders = orders + 1 WHERE id = $1 RETURNING orders", &value, 1, &last, error))
    return NULL;
  return g_strdup_printf ("%d-%06" G_GINT64_FORMAT, (int) own->number, last);
}

static void
fill_in_ticket (FoyerOrder *order, FoyerTicket *ticket, gint64 serial, FoyerTime now, FoyerRandom *random)
{
  if (foyer_id_is_none (&ticket->id))
    ticket->id = foyer_id_generate (now, random);
  ticket->order = order->id;
  ticket->event = order->event;
  g_free (ticket->secret);
  ticket->secret = foyer_secret_generate (random);
  ticket->serial = serial;
}

FoyerChange *
foyer_own_device_sell (FoyerStorage *storage, const FoyerOwnDevice *own, FoyerOrder *order, const FoyerId *id, FoyerTime now, GError **error)
{
  gint64       first = own->number * SERIALS_PER_DEVICE;
  gint64       last = first + SERIALS_PER_DEVICE - 1;
  gint64       serial;
  FoyerRandom  random;
  FoyerChange *change;

  if (!foyer_ticket_register_last_serial (storage, &own->device.organization, &order->event, first, last, &serial, error))
    return NULL;
  if (serial + order->tickets->len > last)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STATE, "The platform has no ticket numbers left for the event.");
      return NULL;
    }
  if (order->number == NULL)
    order->number = foyer_own_device_allot_number (storage, own, error);
  if (order->number == NULL)
    return NULL;
  foyer_random_init_system (&random);
  for (guint i = 0; i < order->tickets->len; i++)
    fill_in_ticket (order, ((FoyerOrderTicket *) order->tickets->pdata[i])->ticket, ++serial, now, &random);
  for (guint i = 0; i < order->payments->len; i++)
    ((FoyerPayment *) order->payments->pdata[i])->id = foyer_id_generate (now, &random);
  order->made_at = now;
  change = foyer_change_new_sale (order);
  change->id = *id;
  change->device = own->device.id;
  change->made_at = now;
  return change;
}
