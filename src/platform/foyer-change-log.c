/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-change-log.h"

#include <string.h>

#include "foyer-error.h"
#include "foyer-feed-line.h"
#include "foyer-follow.h"
#include "foyer-redaction.h"

#define BODY_MAX (4 * 1024 * 1024)

static gboolean
read_rev (const FoyerValue *columns, guint n_columns, gpointer data)
{
  *(gint64 *) data = columns[0].integer;
  return FALSE;
}

/* Returns: (nullable): the refusal, or %NULL when the device may send this change */
static FoyerChangeVerdict *
judge (const FoyerDevice *device, const FoyerOffer *offer, const char *body)
{
  if (offer->change == NULL)
    return foyer_change_verdict_new_refused (&offer->id, offer->code, offer->problem);
  if (!foyer_role_may_make (device->role, offer->change->kind))
    return foyer_change_verdict_new_refused (&offer->id, "role", "This device was not paired for changes of this kind.");
  /* An organizer's laptop may pass on what others made; a till or a door speaks for itself alone. */
  if (!foyer_role_may_pair (device->role) && !foyer_id_equal (&offer->change->device, &device->id))
    return foyer_change_verdict_new_refused (&offer->id, "device", "The change was made by another device.");
  if (strlen (body) > BODY_MAX)
    return foyer_change_verdict_new_refused (&offer->id, "too-large", "The change is too large.");
  if (!g_utf8_validate (body, -1, NULL))
    return foyer_change_verdict_new_refused (&offer->id, "invalid", "The change holds text that is not UTF-8.");
  return NULL;
}

static gboolean
insert (FoyerStorage *storage, const FoyerDevice *device, const FoyerChange *change, const char *body, gint64 rev, FoyerTime now, gint64 *kept, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (&device->organization),
    foyer_value_integer (rev),
    foyer_value_id (&change->id),
    foyer_value_text (foyer_change_kind_nick (change->kind)),
    foyer_value_id (&change->subject),
    foyer_value_text (body),
    foyer_value_id (&change->device),
    foyer_value_id (&device->id),
    foyer_value_integer (change->made_at),
    foyer_value_integer (now),
  };

  *kept = 0;
  return foyer_storage_run (storage,
                            "INSERT INTO change (organization, rev, id, kind, subject, body, device, sent_by, made_at, received_at) "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (organization, id) DO NOTHING RETURNING rev",
                            values, G_N_ELEMENTS (values), read_rev, kept, error);
}

static gboolean
find_rev (FoyerStorage *storage, const FoyerDevice *device, const FoyerId *id, gint64 *rev, GError **error)
{
  const FoyerValue values[] = { foyer_value_id (&device->organization), foyer_value_id (id) };

  return foyer_storage_get_integer (storage, "SELECT rev FROM change WHERE organization = $1 AND id = $2", values, G_N_ELEMENTS (values), rev, error);
}

static FoyerChangeVerdict *
keep (FoyerStorage *storage, const FoyerDevice *device, const FoyerOffer *offer, FoyerTime now, gboolean following, gint64 *head, GError **error)
{
  g_autofree char    *body = NULL;
  FoyerChangeVerdict *refusal;
  gint64              rev = 0;

  if (offer->change != NULL)
    {
      g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), offer->change->body);

      body = json_to_string (node, FALSE);
    }
  refusal = judge (device, offer, body);
  if (refusal != NULL)
    return refusal;
  if (!insert (storage, device, offer->change, body, *head + 1, now, &rev, error))
    return NULL;
  if (rev != 0)
    {
      *head = rev;
      if (following && !foyer_follow_note (storage, &device->organization, offer->change, error))
        return NULL;
      return foyer_change_verdict_new_accepted (&offer->id, rev, FALSE);
    }
  if (!find_rev (storage, device, &offer->id, &rev, error))
    return NULL;
  return foyer_change_verdict_new_accepted (&offer->id, rev, TRUE);
}

static gboolean
announce (FoyerStorage *storage, const FoyerId *organization, gint64 head, GError **error)
{
  g_autofree char *id = foyer_id_dup_text (organization);
  g_autofree char *text = g_strdup_printf ("%s %" G_GINT64_FORMAT, id, head);

  return foyer_storage_announce (storage, text, error);
}

gint64
foyer_change_log_read_news (const char *text, const FoyerId *organization)
{
  g_autofree char *id = foyer_id_dup_text (organization);
  gint64           head = 0;

  if (g_str_has_prefix (text, id) && text[strlen (id)] == ' ')
    g_ascii_string_to_signed (text + strlen (id) + 1, 10, 0, G_MAXINT64, &head, NULL);
  return head;
}

gboolean
foyer_change_log_append (FoyerStorage *storage, const FoyerDevice *device, GPtrArray *offers, FoyerTime now, GPtrArray **verdicts, gint64 *head, GError **error)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_change_verdict_free);
  FoyerValue values[3] = { foyer_value_id (&device->organization) };
  gint64     before = 0;
  gint64     followed = 0;

  /* Writing the row locks it on every kind of database, so nobody else numbers changes until the COMMIT. */
  if (!foyer_storage_get_integer (storage, "UPDATE organization SET rev = rev + 0 WHERE id = $1 RETURNING rev", values, 1, &before, error) ||
      !foyer_storage_get_integer (storage, "SELECT followed FROM organization WHERE id = $1", values, 1, &followed, error))
    return FALSE;
  *head = before;
  for (guint i = 0; i < offers->len; i++)
    {
      FoyerChangeVerdict *verdict = keep (storage, device, offers->pdata[i], now, followed == before, head, error);

      if (verdict == NULL)
        return FALSE;
      g_ptr_array_add (made, verdict);
    }
  values[1] = foyer_value_integer (*head);
  values[2] = foyer_value_integer (before);
  if (*head != before &&
      (!foyer_storage_run (storage, "UPDATE organization SET rev = $2, followed = CASE WHEN followed = $3 THEN $2 ELSE followed END WHERE id = $1", values, 3, NULL, NULL, error) ||
       !announce (storage, &device->organization, *head, error)))
    return FALSE;
  *verdicts = g_steal_pointer (&made);
  return TRUE;
}

gboolean
foyer_change_log_add (FoyerStorage *storage, const FoyerDevice *device, GPtrArray *changes, FoyerTime now, gint64 *head, GError **error)
{
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_offer_free);
  g_autoptr (GPtrArray) verdicts = NULL;

  for (guint i = 0; i < changes->len; i++)
    {
      FoyerChange *change = changes->pdata[i];
      FoyerOffer  *offer = g_new0 (FoyerOffer, 1);

      offer->id = change->id;
      offer->change = foyer_change_ref (change);
      g_ptr_array_add (offers, offer);
      if (!foyer_change_validate (change, error))
        return FALSE;
    }
  if (!foyer_change_log_append (storage, device, offers, now, &verdicts, head, error))
    return FALSE;
  for (guint i = 0; i < verdicts->len; i++)
    {
      FoyerChangeVerdict *verdict = verdicts->pdata[i];

      if (!verdict->accepted)
        {
          g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "A change of the platform's own was refused: %s", verdict->reason);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
foyer_change_log_head (FoyerStorage *storage, const FoyerId *organization, gint64 *head, GError **error)
{
  const FoyerValue value = foyer_value_id (organization);

  *head = 0;
  return foyer_storage_get_integer (storage, "SELECT rev FROM organization WHERE id = $1", &value, 1, head, error);
}

typedef struct
{
  GString  *text;
  gsize     bytes_max;
  FoyerRole role;
  gint64    last;
  gint64    n_lines;
} Page;

static gboolean
read_line (const FoyerValue *columns, guint n_columns, gpointer data)
{
  Page            *page = data;
  g_autofree char *redacted = NULL;
  FoyerId          id;
  FoyerId          subject;
  FoyerId          device;

  foyer_value_get_id (&columns[1], &id);
  foyer_value_get_id (&columns[3], &subject);
  foyer_value_get_id (&columns[5], &device);
  if (!foyer_role_sees_contacts (page->role))
    redacted = foyer_redact_body (columns[2].text, columns[6].text);
  foyer_feed_append_change (page->text, columns[0].integer, &id, columns[2].text, &subject, columns[4].integer, &device,
                            redacted != NULL ? redacted : columns[6].text);
  page->last = columns[0].integer;
  page->n_lines++;
  return page->text->len < page->bytes_max;
}

gboolean
foyer_change_log_read (FoyerStorage *storage, const FoyerId *organization, gint64 since, gint64 until, gint64 limit, FoyerRole role, GString *text, gint64 *last, gint64 *n_lines, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (organization),
    foyer_value_integer (since),
    foyer_value_integer (until),
    foyer_value_integer (limit),
  };
  Page page = { text, text->len + FOYER_FEED_PAGE_BYTES, role, since, 0 };

  if (!foyer_storage_run (storage,
                          "SELECT rev, id, kind, subject, made_at, device, body FROM change "
                          "WHERE organization = $1 AND rev > $2 AND rev <= $3 ORDER BY rev LIMIT $4",
                          values, G_N_ELEMENTS (values), read_line, &page, error))
    return FALSE;
  *last = page.last;
  *n_lines = page.n_lines;
  return TRUE;
}
