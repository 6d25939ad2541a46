/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-device-roster.h"

#define COLUMNS "id, name, version, role, gate, number, paired_at, last_seen, unsent, revoked"

static gboolean
read_device (const FoyerValue *columns, guint n_columns, gpointer data)
{
  FoyerDeviceReport *report = g_new0 (FoyerDeviceReport, 1);

  foyer_value_get_id (&columns[0], &report->id);
  report->name = g_strdup (columns[1].text);
  report->version = g_strdup (columns[2].text);
  report->role = foyer_role_from_nick (columns[3].text);
  report->gate = g_strdup (columns[4].text);
  report->number = columns[5].integer;
  report->paired_at = columns[6].integer;
  report->last_seen = columns[7].integer;
  report->unsent = columns[8].integer;
  report->revoked = columns[9].integer != 0;
  if (report->role == FOYER_N_ROLES)
    foyer_device_report_free (report);
  else
    g_ptr_array_add (data, report);
  return TRUE;
}

gboolean
foyer_device_roster_read (FoyerStorage *storage, const FoyerId *organization, GPtrArray **devices, GError **error)
{
  const FoyerValue value = foyer_value_id (organization);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_device_report_free);

  if (!foyer_storage_run (storage, "SELECT " COLUMNS " FROM device WHERE organization = $1 ORDER BY number", &value, 1, read_device, found, error))
    return FALSE;
  *devices = g_steal_pointer (&found);
  return TRUE;
}

gboolean
foyer_device_roster_find (FoyerStorage *storage, const FoyerId *organization, const FoyerId *id, FoyerDeviceReport **device, GError **error)
{
  const FoyerValue values[] = { foyer_value_id (organization), foyer_value_id (id) };
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_device_report_free);

  *device = NULL;
  if (!foyer_storage_run (storage, "SELECT " COLUMNS " FROM device WHERE organization = $1 AND id = $2", values, G_N_ELEMENTS (values), read_device, found, error))
    return FALSE;
  if (found->len > 0)
    *device = g_ptr_array_steal_index (found, 0);
  return TRUE;
}

gboolean
foyer_device_roster_edit (FoyerStorage *storage, const FoyerId *organization, FoyerDeviceReport *device, const FoyerDeviceEdit *edit, GError **error)
{
  FoyerValue values[5];

  if (edit->name != NULL)
    g_set_str (&device->name, edit->name);
  if (edit->gate != NULL)
    g_set_str (&device->gate, edit->gate);
  device->revoked = device->revoked || edit->revoke;
  values[0] = foyer_value_id (organization);
  values[1] = foyer_value_id (&device->id);
  values[2] = foyer_value_text (device->name);
  values[3] = foyer_value_text (device->gate);
  values[4] = foyer_value_integer (device->revoked);
  return foyer_storage_run (storage, "UPDATE device SET name = $3, gate = $4, revoked = $5 WHERE organization = $1 AND id = $2",
                            values, G_N_ELEMENTS (values), NULL, NULL, error);
}

void
foyer_sighting_free (FoyerSighting *self)
{
  g_free (self->version);
  g_free (self);
}

static gboolean
note_one (FoyerStorage *storage, const FoyerSighting *sighting, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (&sighting->organization),
    foyer_value_id (&sighting->device),
    foyer_value_integer (sighting->seen_at),
    foyer_value_integer (sighting->unsent),
    foyer_value_text (sighting->version != NULL ? sighting->version : ""),
  };

  return foyer_storage_run (storage,
                            "UPDATE device SET last_seen = CASE WHEN last_seen > $3 THEN last_seen ELSE $3 END, "
                            "unsent = CASE WHEN $4 < 0 THEN unsent ELSE $4 END, "
                            "version = CASE WHEN $5 = '' THEN version ELSE $5 END "
                            "WHERE organization = $1 AND id = $2",
                            values, G_N_ELEMENTS (values), NULL, NULL, error);
}

gboolean
foyer_device_roster_note (FoyerStorage *storage, GPtrArray *sightings, GError **error)
{
  for (guint i = 0; i < sightings->len; i++)
    if (!note_one (storage, sightings->pdata[i], error))
      return FALSE;
  return TRUE;
}
