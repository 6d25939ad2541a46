/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-routes.h"

#include "foyer-device-roster.h"

/* --- GET devices ---------------------------------------------------------------- */

typedef struct
{
  GPtrArray *sightings; /* (nullable): not yet written */
  GPtrArray *devices;
} Roster;

static void
roster_free (Roster *roster)
{
  g_clear_pointer (&roster->sightings, g_ptr_array_unref);
  g_clear_pointer (&roster->devices, g_ptr_array_unref);
  g_free (roster);
}

static gboolean
read_work (FoyerExchange *exchange, FoyerStorage *storage, GError **error)
{
  Roster *roster = exchange->data;

  if (roster->sightings != NULL && !foyer_device_roster_note (storage, roster->sightings, error))
    return FALSE;
  return foyer_device_roster_read (storage, foyer_exchange_organization (exchange), &roster->devices, error);
}

static void
read_reply (FoyerExchange *exchange)
{
  foyer_exchange_answer (exchange, 200, foyer_device_reports_print (((Roster *) exchange->data)->devices));
}

void
foyer_route_devices (FoyerExchange *exchange, GHashTable *query)
{
  Roster *roster = g_new0 (Roster, 1);

  roster->sightings = foyer_presence_take (exchange->server->presence);
  foyer_exchange_set_data (exchange, roster, (GDestroyNotify) roster_free);
  foyer_exchange_run (exchange, FOYER_ACCESS_ORGANIZER, read_work, read_reply);
}

/* --- PATCH devices/{id} ----------------------------------------------------------- */

typedef struct
{
  FoyerId            id;
  FoyerDeviceEdit   *edit;
  FoyerDeviceReport *device; /* (nullable): as it is afterwards */
} Editing;

static void
editing_free (Editing *editing)
{
  g_clear_pointer (&editing->edit, foyer_device_edit_free);
  g_clear_pointer (&editing->device, foyer_device_report_free);
  g_free (editing);
}

static gboolean
edit_work (FoyerExchange *exchange, FoyerStorage *storage, GError **error)
{
  Editing       *editing = exchange->data;
  const FoyerId *organization = foyer_exchange_organization (exchange);

  if (!foyer_device_roster_find (storage, organization, &editing->id, &editing->device, error))
    return FALSE;
  if (editing->device == NULL)
    return foyer_exchange_refuse (exchange, 404, "device-unknown", "There is no such device.", NULL);
  if (!exchange->is_admin && !foyer_role_may_manage (exchange->device.role, editing->device->role))
    return foyer_exchange_refuse (exchange, 403, "role", "Only an administrator's device may do this to an administrator's device.", NULL);
  /* Somebody who can organize is always left. */
  if (editing->edit->revoke && foyer_id_equal (&editing->id, &exchange->device.id))
    return foyer_exchange_refuse (exchange, 409, "device-own", "A device cannot lock itself out.", NULL);
  return foyer_device_roster_edit (storage, organization, editing->device, editing->edit, error);
}

static void
edit_reply (FoyerExchange *exchange)
{
  Editing *editing = exchange->data;

  /* The device learns its gate, or that it is locked out, at its next request: let that be at once. */
  foyer_server_hang_up (exchange->server, &editing->id);
  foyer_exchange_answer (exchange, 200, foyer_device_report_print (editing->device));
}

void
foyer_route_device (FoyerExchange *exchange, GHashTable *query)
{
  g_autoptr (GBytes) body = foyer_exchange_body (exchange);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerDeviceEdit) edit = NULL;
  Editing *editing;
  FoyerId  id;

  if (!foyer_id_parse (exchange->name, &id))
    {
      foyer_exchange_fail (exchange, 404, "device-unknown", "There is no such device.", NULL);
      return;
    }
  edit = foyer_device_edit_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body), &error);
  if (edit == NULL)
    {
      foyer_exchange_fail (exchange, 400, "invalid", "The request cannot be read.", error->message);
      return;
    }
  editing = g_new0 (Editing, 1);
  editing->id = id;
  editing->edit = g_steal_pointer (&edit);
  foyer_exchange_set_data (exchange, editing, (GDestroyNotify) editing_free);
  foyer_exchange_run (exchange, FOYER_ACCESS_ORGANIZER, edit_work, edit_reply);
}
