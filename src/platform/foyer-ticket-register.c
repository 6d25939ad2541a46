/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ticket-register.h"

#include <string.h>

#include "foyer-catalogue.h"
#include "foyer-event.h"
#include "foyer-order.h"
#include "foyer-windows.h"

/* --- What changes mean ------------------------------------------------------------- */

static gboolean
note_code (FoyerStorage *storage, const FoyerId *organization, const FoyerId *ticket, const char *secret, gint64 copy, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (organization),
    foyer_value_text (secret),
    foyer_value_id (ticket),
    foyer_value_integer (copy),
  };

  return foyer_storage_run (storage, "INSERT INTO ticket_code (organization, secret, ticket, copy) VALUES ($1, $2, $3, $4) ON CONFLICT (organization, secret) DO NOTHING",
                            values, G_N_ELEMENTS (values), NULL, NULL, error);
}

static gboolean
note_ticket (FoyerStorage *storage, const FoyerId *organization, const FoyerId *sale, const FoyerId *event, JsonObject *ticket, GError **error)
{
  FoyerId    id;
  FoyerId    category;
  FoyerValue values[6];

  foyer_body_id (ticket, "id", &id);
  foyer_body_id (ticket, "category", &category);
  values[0] = foyer_value_id (organization);
  values[1] = foyer_value_id (&id);
  values[2] = foyer_value_id (sale);
  values[3] = foyer_value_id (event);
  values[4] = foyer_value_id (&category);
  values[5] = foyer_value_integer (foyer_body_integer (ticket, "serial", 0));
  return foyer_storage_run (storage,
                            "INSERT INTO admission (organization, ticket, sale, event, category, serial) VALUES ($1, $2, $3, $4, $5, $6) "
                            "ON CONFLICT (organization, ticket) DO UPDATE SET sale = excluded.sale, event = excluded.event, category = excluded.category, serial = excluded.serial "
                            "WHERE admission.sale IS NULL",
                            values, G_N_ELEMENTS (values), NULL, NULL, error) &&
         note_code (storage, organization, &id, foyer_body_text (ticket, "secret"), 1, error);
}

/* What an invoice promises is not yet paid. */
static gint64
paid_by (JsonObject *payment)
{
  const char *method = foyer_body_text (payment, "method");

  return foyer_payment_method_from_nick (method) == FOYER_PAYMENT_INVOICE ? 0 : foyer_body_integer (payment, "amount", 0);
}

static gboolean
note_money (FoyerStorage *storage, const FoyerId *organization, const FoyerId *sale, gint64 total, gint64 paid, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (organization),
    foyer_value_id (sale),
    foyer_value_integer (total),
    foyer_value_integer (paid),
  };

  return foyer_storage_run (storage,
                            "INSERT INTO sale_money (organization, sale, total, paid) VALUES ($1, $2, $3, $4) "
                            "ON CONFLICT (organization, sale) DO UPDATE SET total = sale_money.total + excluded.total, paid = sale_money.paid + excluded.paid",
                            values, G_N_ELEMENTS (values), NULL, NULL, error);
}

static gboolean
note_sale (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, GError **error)
{
  JsonArray *tickets = json_object_get_array_member (change->body, "tickets");
  JsonArray *payments = json_object_has_member (change->body, "payments") ? json_object_get_array_member (change->body, "payments") : NULL;
  gint64     total = 0;
  gint64     paid = 0;
  FoyerId    event;

  foyer_body_id (change->body, "event", &event);
  for (guint i = 0; i < json_array_get_length (tickets); i++)
    {
      JsonObject *ticket = json_array_get_object_element (tickets, i);

      total += foyer_body_integer (ticket, "price", 0);
      if (!note_ticket (storage, organization, &change->subject, &event, ticket, error))
        return FALSE;
    }
  for (guint i = 0; payments != NULL && i < json_array_get_length (payments); i++)
    paid += paid_by (json_array_get_object_element (payments, i));
  return note_money (storage, organization, &change->subject, total, paid, error);
}

static gboolean
note_refund (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, GError **error)
{
  JsonArray *tickets = json_object_get_array_member (change->body, "tickets");

  for (guint i = 0; i < json_array_get_length (tickets); i++)
    {
      FoyerId    id;
      FoyerValue values[2];

      foyer_body_id (json_array_get_object_element (tickets, i), "id", &id);
      values[0] = foyer_value_id (organization);
      values[1] = foyer_value_id (&id);
      if (!foyer_storage_run (storage, "INSERT INTO admission (organization, ticket, refunded) VALUES ($1, $2, 1) ON CONFLICT (organization, ticket) DO UPDATE SET refunded = 1",
                              values, G_N_ELEMENTS (values), NULL, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
note_block (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (organization),
    foyer_value_id (&change->subject),
    foyer_value_integer (foyer_body_boolean (change->body, "blocked", TRUE)),
    foyer_value_integer (change->made_at),
  };

  return foyer_storage_run (storage,
                            "INSERT INTO admission (organization, ticket, blocked, blocked_at) VALUES ($1, $2, $3, $4) "
                            "ON CONFLICT (organization, ticket) DO UPDATE SET blocked = excluded.blocked, blocked_at = excluded.blocked_at WHERE excluded.blocked_at >= admission.blocked_at",
                            values, G_N_ELEMENTS (values), NULL, NULL, error);
}

static gboolean
note_reprint (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, GError **error)
{
  gint64           copy = foyer_body_integer (change->body, "copy", 2);
  const FoyerValue values[] = { foyer_value_id (organization), foyer_value_id (&change->subject), foyer_value_integer (copy) };

  return foyer_storage_run (storage,
                            "INSERT INTO admission (organization, ticket, copy) VALUES ($1, $2, $3) "
                            "ON CONFLICT (organization, ticket) DO UPDATE SET copy = excluded.copy WHERE excluded.copy > admission.copy",
                            values, G_N_ELEMENTS (values), NULL, NULL, error) &&
         note_code (storage, organization, &change->subject, foyer_body_text (change->body, "secret"), copy, error);
}

static gboolean
move (FoyerStorage *storage, const FoyerId *organization, const FoyerId *ticket, gboolean inside, FoyerTime at, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (organization),
    foyer_value_id (ticket),
    foyer_value_integer (inside),
    foyer_value_integer (at),
    foyer_value_integer (inside ? at : 0),
  };

  return foyer_storage_run (storage,
                            "INSERT INTO admission (organization, ticket, inside, moved_at, entered_at) VALUES ($1, $2, $3, $4, $5) "
                            "ON CONFLICT (organization, ticket) DO UPDATE SET "
                            "inside = CASE WHEN excluded.moved_at >= admission.moved_at THEN excluded.inside ELSE admission.inside END, "
                            "entered_at = CASE WHEN excluded.entered_at > admission.entered_at THEN excluded.entered_at ELSE admission.entered_at END, "
                            "moved_at = CASE WHEN excluded.moved_at >= admission.moved_at THEN excluded.moved_at ELSE admission.moved_at END",
                            values, G_N_ELEMENTS (values), NULL, NULL, error);
}

static gboolean
note_scan (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, GError **error)
{
  FoyerVerdict  verdict = foyer_verdict_from_nick (foyer_body_text (change->body, "verdict"));
  FoyerScanMode mode = foyer_scan_mode_from_nick (foyer_body_text (change->body, "mode"));

  if (mode == FOYER_SCAN_INFO || foyer_id_is_none (&change->subject) || !foyer_verdict_lets_pass (verdict))
    return TRUE;
  return move (storage, organization, &change->subject, mode == FOYER_SCAN_ENTRY, change->made_at, error);
}

static gboolean
keep_text (const FoyerValue *columns, guint n_columns, gpointer data)
{
  *(char **) data = g_strdup (columns[0].text);
  return FALSE;
}

/* An entry that was taken back never was; an exit that was taken back leaves the guest inside. */
static gboolean
note_undo (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, GError **error)
{
  FoyerId          scan;
  FoyerValue       values[3];
  g_autofree char *body = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!foyer_body_id (change->body, "scan", &scan))
    return TRUE;
  values[0] = foyer_value_id (organization);
  values[1] = foyer_value_id (&scan);
  if (!foyer_storage_run (storage, "SELECT body FROM change WHERE organization = $1 AND id = $2", values, 2, keep_text, &body, error))
    return FALSE;
  node = body != NULL ? json_from_string (body, NULL) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  values[1] = foyer_value_id (&change->subject);
  if (foyer_scan_mode_from_nick (foyer_body_text (json_node_get_object (node), "mode")) == FOYER_SCAN_EXIT)
    return foyer_storage_run (storage, "UPDATE admission SET inside = 1 WHERE organization = $1 AND ticket = $2", values, 2, NULL, NULL, error);
  return foyer_storage_run (storage, "UPDATE admission SET inside = 0, entered_at = 0 WHERE organization = $1 AND ticket = $2", values, 2, NULL, NULL, error);
}

gboolean
foyer_ticket_register_note (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, GError **error)
{
  switch ((int) change->kind)
    {
    case FOYER_CHANGE_ORDER_SALE:
      return note_sale (storage, organization, change, error);
    case FOYER_CHANGE_ORDER_PAYMENT:
      return note_money (storage, organization, &change->subject, 0, paid_by (change->body), error);
    case FOYER_CHANGE_ORDER_REFUND:
      return note_refund (storage, organization, change, error);
    case FOYER_CHANGE_TICKET_BLOCK:
      return note_block (storage, organization, change, error);
    case FOYER_CHANGE_TICKET_REPRINT:
      return note_reprint (storage, organization, change, error);
    case FOYER_CHANGE_TICKET_SCAN:
      return note_scan (storage, organization, change, error);
    case FOYER_CHANGE_TICKET_UNDO:
      return note_undo (storage, organization, change, error);
    default:
      return TRUE;
    }
}

/* --- At the door ------------------------------------------------------------------- */

static gboolean
read_presented (const FoyerValue *columns, guint n_columns, gpointer data)
{
  FoyerPresented      *presented = data;
  FoyerAdmissionFacts *facts = &presented->facts;

  foyer_value_get_id (&columns[0], &presented->ticket);
  /* a code without its sale is not to be trusted yet */
  if (!foyer_value_get_id (&columns[1], &presented->sale))
    return FALSE;
  facts->known = TRUE;
  foyer_value_get_id (&columns[2], &presented->event);
  foyer_value_get_id (&columns[3], &presented->category);
  facts->replaced = columns[4].integer < columns[5].integer;
  facts->refunded = columns[6].integer != 0;
  facts->blocked = columns[7].integer != 0;
  facts->inside = columns[8].integer != 0;
  presented->entered_at = columns[9].integer;
  facts->was_inside = presented->entered_at > 0;
  facts->paid = columns[10].type == FOYER_VALUE_INTEGER && columns[10].integer >= 0;
  return FALSE;
}

static void
take_event (FoyerPresented *presented, JsonObject *fields)
{
  FoyerAdmissionFacts *facts = &presented->facts;
  g_autoptr (FoyerEvent) event = foyer_event_new ();

  event->starts = foyer_body_integer (fields, "starts", 0);
  event->ends = foyer_body_integer (fields, "ends", 0);
  event->doors = foyer_body_integer (fields, "doors", 0);
  facts->event_cancelled = g_strcmp0 (foyer_body_text (fields, "status"), "cancelled") == 0;
  facts->reentry = foyer_body_boolean (fields, "reentry", FALSE);
  if (event->starts > 0)
    {
      facts->valid_from = foyer_event_opens (event);
      facts->valid_until = foyer_event_closes (event);
    }
}

/* The windows of a category stand in for the times of its event. */
static void
take_category (FoyerPresented *presented, JsonObject *fields, FoyerTime now)
{
  FoyerAdmissionFacts *facts = &presented->facts;
  const char          *text = foyer_body_text (fields, "windows");
  g_autoptr (GArray) windows = NULL;
  const FoyerWindow *window;

  if (text == NULL || *text == '\0')
    return;
  windows = foyer_windows_parse (text);
  window = foyer_windows_find (windows, now);
  if (window == NULL)
    return;
  facts->valid_from = window->from;
  facts->valid_until = window->until;
  if (windows->len > 1 && presented->entered_at < window->from)
    facts->inside = facts->was_inside = FALSE;
}

/* A gate that is not set up lets in everybody. */
static gboolean
is_gate_closed (JsonObject *fields, const char *gate, const char *category)
{
  const char      *name = foyer_body_text (fields, "name");
  const char      *categories = foyer_body_text (fields, "categories");
  g_autofree char *folded = NULL;
  g_autofree char *folded_gate = NULL;

  if (name == NULL || categories == NULL || *categories == '\0' || foyer_body_boolean (fields, "deleted", FALSE))
    return FALSE;
  folded = g_utf8_casefold (name, -1);
  folded_gate = g_utf8_casefold (gate, -1);
  return g_str_equal (folded, folded_gate) && strstr (categories, category) == NULL;
}

static gboolean
read_gates (FoyerStorage *storage, const FoyerId *organization, const char *gate, FoyerPresented *presented, GError **error)
{
  g_autofree char *category = foyer_id_dup_text (&presented->category);
  g_autoptr (GArray) subjects = NULL;

  presented->facts.category_allowed = TRUE;
  if (*gate == '\0')
    return TRUE;
  if (!foyer_catalogue_list_of_event (storage, organization, &presented->event, &subjects, error))
    return FALSE;
  for (guint i = 0; i < subjects->len; i++)
    {
      g_autoptr (JsonObject) fields = NULL;

      if (!foyer_catalogue_get (storage, organization, &g_array_index (subjects, FoyerId, i), &fields, error))
        return FALSE;
      if (fields != NULL && is_gate_closed (fields, gate, category))
        presented->facts.category_allowed = FALSE;
    }
  return TRUE;
}

gboolean
foyer_ticket_register_present (FoyerStorage *storage, const FoyerId *organization, const char *secret, const FoyerId *event, const char *gate, FoyerTime now, FoyerPresented *presented, GError **error)
{
  const FoyerValue values[] = { foyer_value_id (organization), foyer_value_text (secret) };
  g_autoptr (JsonObject) event_fields = NULL;
  g_autoptr (JsonObject) category_fields = NULL;

  *presented = (FoyerPresented) { 0 };
  if (!foyer_storage_run (storage,
                          "SELECT a.ticket, a.sale, a.event, a.category, c.copy, a.copy, a.refunded, a.blocked, a.inside, a.entered_at, "
                          "(SELECT m.paid - m.total FROM sale_money m WHERE m.organization = $1 AND m.sale = a.sale) "
                          "FROM ticket_code c JOIN admission a ON a.organization = c.organization AND a.ticket = c.ticket "
                          "WHERE c.organization = $1 AND c.secret = $2",
                          values, G_N_ELEMENTS (values), read_presented, presented, error))
    return FALSE;
  if (!presented->facts.known)
    return TRUE;
  presented->facts.right_event = foyer_id_equal (&presented->event, event);
  if (!foyer_catalogue_get (storage, organization, &presented->event, &event_fields, error) ||
      !foyer_catalogue_get (storage, organization, &presented->category, &category_fields, error) ||
      !read_gates (storage, organization, gate, presented, error))
    return FALSE;
  if (event_fields != NULL)
    take_event (presented, event_fields);
  if (category_fields != NULL)
    take_category (presented, category_fields, now);
  return TRUE;
}

gboolean
foyer_ticket_register_last_serial (FoyerStorage *storage, const FoyerId *organization, const FoyerId *event, gint64 first, gint64 last, gint64 *serial, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (organization),
    foyer_value_id (event),
    foyer_value_integer (first),
    foyer_value_integer (last),
  };

  *serial = first;
  return foyer_storage_get_integer (storage, "SELECT max (serial) FROM admission WHERE organization = $1 AND event = $2 AND serial BETWEEN $3 AND $4",
                                    values, G_N_ELEMENTS (values), serial, error);
}
