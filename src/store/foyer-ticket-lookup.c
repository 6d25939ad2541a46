/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ticket-lookup.h"

#include <string.h>

#include "foyer-key-store.h"
#include "foyer-ticket-code.h"

void
foyer_ticket_lookup_free (FoyerTicketLookup *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->code, foyer_signed_code_free);
  g_free (self->event_ref);
  g_free (self);
}

/* Runs a query whose first column is an id. Returns: whether there was one */
static gboolean
find_one (FoyerRows *rows, FoyerId *id, GError **error)
{
  gboolean found = rows != NULL && foyer_rows_next (rows, error);

  if (found)
    *id = foyer_rows_id (rows, 0);
  foyer_rows_finish (rows);
  return found;
}

/* A code of several tickets means the one of the event at the door. */
static gboolean
find_by_secret (FoyerConnection *connection, const char *code, const FoyerId *event, FoyerId *ticket, GError **error)
{
  return find_one (foyer_connection_query (connection, error, "SELECT id FROM ticket WHERE secret = ? ORDER BY event = ? DESC LIMIT 1", "tb", code, event), ticket, error);
}

static gboolean
find_plain (FoyerConnection *connection, const FoyerAdmissionRequest *request, const char *code, FoyerTicketLookup *self, GError **error)
{
  GError *local_error = NULL;
  int     event_number, serial;
  FoyerId id;

  if (!find_by_secret (connection, code, &request->event, &self->ticket, &local_error) && local_error == NULL)
    self->replaced = find_one (foyer_connection_query (connection, &local_error, "SELECT ticket FROM retired_code WHERE code = ? LIMIT 1", "t", code), &self->ticket, &local_error);
  if (local_error == NULL && foyer_id_is_none (&self->ticket) && foyer_ean13_parse (code, &event_number, &serial))
    find_one (foyer_connection_query (connection, &local_error,
                                      "SELECT t.id FROM event e JOIN ticket t ON t.event = e.id AND t.serial = ?1 WHERE e.number = ?2 ORDER BY e.id = ?3 DESC LIMIT 1",
                                      "iib", (gint64) serial, (gint64) event_number, &request->event),
              &self->ticket, &local_error);
  if (local_error == NULL && foyer_id_is_none (&self->ticket) && foyer_id_parse (code, &id))
    find_one (foyer_connection_query (connection, &local_error, "SELECT id FROM ticket WHERE id = ?", "b", &id), &self->ticket, &local_error);
  self->known = !foyer_id_is_none (&self->ticket);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* How the copy that the code was made for stands to the one on the list. */
typedef enum
{
  COPY_CURRENT,
  COPY_RETIRED,
  COPY_UNKNOWN, /* of a reprint that is not known here yet, or of nobody */
} Copy;

static gboolean
has_tag (const FoyerSignedCode *code, const char *secret)
{
  guint8 tag[FOYER_SECRET_TAG_SIZE];

  foyer_secret_tag (secret, tag);
  return memcmp (tag, code->secret_tag, sizeof tag) == 0;
}

static Copy
compare_copy (FoyerConnection *connection, const FoyerSignedCode *code, const FoyerId *ticket, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error,
                                                       "SELECT secret, 1 FROM ticket WHERE id = ?1 UNION ALL SELECT code, 0 FROM retired_code WHERE ticket = ?1", "b", ticket);

  while (rows != NULL && foyer_rows_next (rows, error))
    if (has_tag (code, foyer_rows_text (rows, 0)))
      return foyer_rows_integer (rows, 1) ? COPY_CURRENT : COPY_RETIRED;
  return COPY_UNKNOWN;
}

/* A signed code whose ticket is on the list. The code names a copy of the ticket
 * by its secret, which only its holder and we know: so that a ticket on the list
 * is good even when the key that signed it was revoked since, or is not here. */
static void
judge_listed (FoyerConnection *connection, FoyerTicketLookup *self, FoyerProof proof, GError **error)
{
  Copy copy = self->code->form == FOYER_SIGNED_FOYER ? compare_copy (connection, self->code, &self->ticket, error) : COPY_UNKNOWN;

  self->forged = proof == FOYER_PROOF_FORGED || (copy == COPY_UNKNOWN && proof == FOYER_PROOF_REVOKED);
  self->replaced = copy == COPY_RETIRED;
  self->known = !self->forged && (copy != COPY_UNKNOWN || proof == FOYER_PROOF_GENUINE);
  self->revoked = self->forged && proof == FOYER_PROOF_REVOKED;
}

static gboolean
find_listed (FoyerConnection *connection, const FoyerAdmissionRequest *request, FoyerTicketLookup *self, GError **error)
{
  GError  *local_error = NULL;
  gboolean found = !foyer_id_is_none (&self->code->ticket) &&
                   find_one (foyer_connection_query (connection, &local_error, "SELECT id FROM ticket WHERE id = ?", "b", &self->code->ticket), &self->ticket, &local_error);

  if (!found && local_error == NULL && self->code->form == FOYER_SIGNED_JWS)
    found = find_by_secret (connection, self->code->subject, &request->event, &self->ticket, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return found;
}

static void
find_event_of_tag (FoyerConnection *connection, const FoyerAdmissionRequest *request, FoyerTicketLookup *self, GError **error)
{
  g_autoptr (FoyerRows) rows = NULL;

  self->event = foyer_signed_code_is_for_event (self->code, &request->event) ? request->event : FOYER_ID_NONE;
  for (guint i = 0; i < request->n_also && foyer_id_is_none (&self->event); i++)
    if (foyer_signed_code_is_for_event (self->code, &request->also[i]))
      self->event = request->also[i];
  rows = foyer_id_is_none (&self->event) ? foyer_connection_query (connection, error, "SELECT id FROM event", "") : NULL;
  while (rows != NULL && foyer_rows_next (rows, error))
    {
      FoyerId event = foyer_rows_id (rows, 0);

      if (foyer_signed_code_is_for_event (self->code, &event))
        self->event = event;
    }
}

/* Codes of other systems are bound to the event of their key, or name ours. */
static void
find_event_of_key (const FoyerAdmissionRequest *request, FoyerTicketLookup *self, const FoyerSigningKey *key)
{
  FoyerId  named;
  gboolean other = *key->audience != '\0' && *self->code->event != '\0' && !g_str_equal (key->audience, self->code->event);

  g_set_str (&self->event_ref, self->code->event);
  if (other)
    return;
  if (!foyer_id_is_none (&key->event))
    self->event = key->event;
  else if (foyer_id_parse (self->code->event, &named))
    self->event = named;
  else if (*key->audience != '\0' || self->code->form == FOYER_SIGNED_SIG1)
    self->event = request->event;
}

/* Where no list names it, the ticket is called after what its code says, on every device alike. */
static FoyerId
name_ticket (const FoyerTicketLookup *self, const char *code)
{
  g_autofree char *purpose = NULL;

  if (!foyer_id_is_none (&self->code->ticket))
    return self->code->ticket;
  purpose = g_strconcat ("signed ", self->code->form == FOYER_SIGNED_JWS ? self->code->subject : code, NULL);
  return foyer_id_derive (purpose, &self->event, &self->event);
}

static gboolean
find_signed (FoyerConnection *connection, const FoyerAdmissionRequest *request, const char *code, FoyerTicketLookup *self, GError **error)
{
  g_autoptr (FoyerSigningKey) key = NULL;
  GError    *local_error = NULL;
  FoyerProof proof;

  self->code = foyer_signed_code_parse (code, NULL);
  if (self->code == NULL)
    {
      /* what only looks a little like the form of another system is nobody's forgery */
      self->forged = foyer_signed_form_of (code) != FOYER_SIGNED_SIG1;
      return TRUE;
    }
  if (!foyer_key_store_prove (connection, self->code, request->secrets, &key, &proof, error))
    return FALSE;
  if (find_listed (connection, request, self, &local_error))
    judge_listed (connection, self, proof, &local_error);
  else if (local_error == NULL)
    {
      self->genuine = proof == FOYER_PROOF_GENUINE;
      self->forged = proof == FOYER_PROOF_FORGED || proof == FOYER_PROOF_REVOKED;
      self->revoked = proof == FOYER_PROOF_REVOKED;
      if (self->genuine && self->code->form == FOYER_SIGNED_FOYER)
        find_event_of_tag (connection, request, self, &local_error);
      else if (self->genuine)
        find_event_of_key (request, self, key);
      if (self->genuine)
        self->ticket = name_ticket (self, code);
    }
  if (!self->known && !self->genuine)
    self->ticket = FOYER_ID_NONE;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

FoyerTicketLookup *
foyer_ticket_lookup (FoyerConnection *connection, const FoyerAdmissionRequest *request, GError **error)
{
  g_autoptr (FoyerTicketLookup) self = g_new0 (FoyerTicketLookup, 1);
  g_autofree char *code = foyer_code_normalize (request->code, -1);

  if (code == NULL)
    return g_steal_pointer (&self);
  if (!find_plain (connection, request, code, self, error))
    return NULL;
  if (!self->known && foyer_signed_form_of (code) != FOYER_SIGNED_NONE && !find_signed (connection, request, code, self, error))
    return NULL;
  return g_steal_pointer (&self);
}
