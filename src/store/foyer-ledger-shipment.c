/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ledger-private.h"

static const char *
text_of (JsonObject *body, const char *field)
{
  const char *text = body != NULL ? foyer_body_text (body, field) : NULL;

  return text != NULL ? text : "";
}

gboolean
foyer_ledger_apply_shipment_open (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  JsonObject *recipient = json_object_has_member (change->body, "recipient") ? json_object_get_object_member (change->body, "recipient") : NULL;
  FoyerId     order;

  foyer_body_id (change->body, "order", &order);
  if (!foyer_connection_run (connection, error,
                             "INSERT OR IGNORE INTO shipment (id, order_id, name, company, street, postcode, city, country, paid, currency, made_at, device)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             "bbttttttitib", &change->subject, &order, text_of (recipient, "name"), text_of (recipient, "company"),
                             text_of (recipient, "street"), text_of (recipient, "postcode"), text_of (recipient, "city"), text_of (recipient, "country"),
                             foyer_body_integer (change->body, "paid", 0), text_of (change->body, "currency"), change->made_at, &change->device))
    return FALSE;
  *is_new = sqlite3_changes (connection->db) > 0;
  return TRUE;
}
