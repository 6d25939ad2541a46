/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-follow.h"

#include "foyer-catalogue.h"
#include "foyer-feed-line.h"
#include "foyer-stock-register.h"
#include "foyer-ticket-register.h"

/* So few that others who wait for the storage do not notice. */
#define STEP 500

gboolean
foyer_follow_note (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, GError **error)
{
  /* stock first: it looks which tickets the others do not know yet */
  return foyer_stock_register_note (storage, organization, change, error) &&
         foyer_catalogue_note (storage, organization, change, error) &&
         foyer_ticket_register_note (storage, organization, change, error);
}

typedef struct
{
  GPtrArray *changes; /* (element-type FoyerChange) */
  gint64     rev;     /* of the last */
} Batch;

static gboolean
read_change (const FoyerValue *columns, guint n_columns, gpointer data)
{
  Batch *batch = data;
  g_autoptr (GString) line = g_string_new (NULL);
  FoyerChange *change;
  FoyerId      id;
  FoyerId      subject;
  FoyerId      device;

  batch->rev = columns[0].integer;
  foyer_value_get_id (&columns[1], &id);
  foyer_value_get_id (&columns[3], &subject);
  foyer_value_get_id (&columns[5], &device);
  foyer_feed_append_change (line, batch->rev, &id, columns[2].text, &subject, columns[4].integer, &device, columns[6].text);
  change = foyer_change_parse (line->str, line->len, NULL);
  /* one that an older version took in, and this one does not understand, says nothing here */
  if (change != NULL)
    g_ptr_array_add (batch->changes, change);
  return TRUE;
}

/* Locks the row, so that nobody takes in changes meanwhile, and tells where the reading stands. */
static gboolean
lock (FoyerStorage *storage, const FoyerId *organization, gint64 *followed, gint64 *head, GError **error)
{
  const FoyerValue value = foyer_value_id (organization);

  return foyer_storage_get_integer (storage, "UPDATE organization SET rev = rev + 0 WHERE id = $1 RETURNING rev", &value, 1, head, error) &&
         foyer_storage_get_integer (storage, "SELECT followed FROM organization WHERE id = $1", &value, 1, followed, error);
}

gboolean
foyer_follow_step (FoyerStorage *storage, const FoyerId *organization, gboolean *done, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_change_unref);
  Batch      batch = { changes, 0 };
  gint64     followed = 0;
  gint64     head = 0;
  FoyerValue values[3];

  if (!lock (storage, organization, &followed, &head, error))
    return FALSE;
  *done = followed >= head;
  if (*done)
    return TRUE;
  values[0] = foyer_value_id (organization);
  values[1] = foyer_value_integer (followed);
  values[2] = foyer_value_integer (STEP);
  if (!foyer_storage_run (storage, "SELECT rev, id, kind, subject, made_at, device, body FROM change WHERE organization = $1 AND rev > $2 ORDER BY rev LIMIT $3",
                          values, 3, read_change, &batch, error))
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    if (!foyer_follow_note (storage, organization, changes->pdata[i], error))
      return FALSE;
  values[1] = foyer_value_integer (batch.rev > 0 ? batch.rev : head);
  return foyer_storage_run (storage, "UPDATE organization SET followed = $2 WHERE id = $1", values, 2, NULL, NULL, error);
}

gboolean
foyer_follow_all (FoyerStorage *storage, const FoyerId *organization, GError **error)
{
  gboolean done = FALSE;

  while (!done)
    if (!foyer_follow_step (storage, organization, &done, error))
      return FALSE;
  return TRUE;
}
