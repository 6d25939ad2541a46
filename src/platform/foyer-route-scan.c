/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-routes.h"

#include "foyer-catalogue.h"
#include "foyer-change-log.h"
#include "foyer-follow.h"
#include "foyer-ticket-code.h"
#include "foyer-ticket-register.h"
#include "foyer-wire-json.h"

#define GATE_MAX 200

/* A ticket shown to a scanner that has no store of its own: the platform is its door. */
typedef struct
{
  FoyerId        id; /* of the scan; the one who asks again with it gets the same answer */
  FoyerId        event;
  char          *code;
  char          *gate;
  FoyerScanMode  mode;
  FoyerVerdict   verdict;
  FoyerPresented presented;
  char          *category; /* (nullable): its name */
  gboolean       again;    /* this very scan was answered before */
  gint64         head;
} Scan;

static void
scan_free (Scan *scan)
{
  g_free (scan->code);
  g_free (scan->gate);
  g_free (scan->category);
  g_free (scan);
}

static gboolean
keep_text (const FoyerValue *columns, guint n_columns, gpointer data)
{
  *(char **) data = g_strdup (columns[0].text);
  return FALSE;
}

/* The answer may have been lost on its way: what was decided stays decided. */
static gboolean
find_answer (FoyerStorage *storage, const FoyerId *organization, Scan *scan, GError **error)
{
  const FoyerValue values[] = { foyer_value_id (organization), foyer_value_id (&scan->id) };
  g_autofree char *body = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!foyer_storage_run (storage, "SELECT body FROM change WHERE organization = $1 AND id = $2 AND kind = 'ticket.scan'", values, 2, keep_text, &body, error))
    return FALSE;
  node = body != NULL ? json_from_string (body, NULL) : NULL;
  if (node == NULL)
    return TRUE;
  scan->again = TRUE;
  scan->verdict = foyer_verdict_from_nick (foyer_body_text (json_node_get_object (node), "verdict"));
  return TRUE;
}

static gboolean
record (FoyerStorage *storage, const FoyerDevice *device, Scan *scan, FoyerTime now, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_change_unref);
  FoyerChange *change = foyer_change_new (FOYER_CHANGE_TICKET_SCAN, &scan->presented.ticket);

  change->id = scan->id;
  change->device = device->id;
  change->made_at = now;
  foyer_change_set_id (change, "event", &scan->event);
  foyer_change_set_text (change, "mode", foyer_scan_mode_nick (scan->mode));
  foyer_change_set_text (change, "verdict", foyer_verdict_nick (scan->verdict));
  foyer_change_set_text (change, "gate", scan->gate);
  g_ptr_array_add (changes, change);
  return foyer_change_log_add (storage, device, changes, now, &scan->head, error);
}

static gboolean
scan_work (FoyerExchange *exchange, FoyerStorage *storage, GError **error)
{
  const FoyerId *organization = foyer_exchange_organization (exchange);
  Scan          *scan = exchange->data;
  FoyerTime      now = g_get_real_time ();
  g_autoptr (JsonObject) category = NULL;

  if (!foyer_follow_all (storage, organization, error) ||
      !find_answer (storage, organization, scan, error) ||
      !foyer_ticket_register_present (storage, organization, scan->code, &scan->event, scan->gate, now, &scan->presented, error) ||
      !foyer_catalogue_get (storage, organization, &scan->presented.category, &category, error))
    return FALSE;
  if (category != NULL)
    scan->category = g_strdup (foyer_body_text (category, "name"));
  if (scan->again)
    return TRUE;
  scan->verdict = foyer_admission_decide (&scan->presented.facts, scan->mode, now);
  return scan->mode == FOYER_SCAN_INFO || record (storage, &exchange->device, scan, now, error);
}

static void
scan_reply (FoyerExchange *exchange)
{
  Scan       *scan = exchange->data;
  JsonObject *object = json_object_new ();

  foyer_server_announce (exchange->server, scan->head);
  foyer_wire_set_id (object, "id", &scan->id);
  json_object_set_string_member (object, "verdict", foyer_verdict_nick (scan->verdict));
  json_object_set_boolean_member (object, "pass", foyer_verdict_lets_pass (scan->verdict));
  foyer_wire_set_id (object, "ticket", &scan->presented.ticket);
  json_object_set_string_member (object, "category", scan->category != NULL ? scan->category : "");
  json_object_set_int_member (object, "entered_at", scan->presented.entered_at);
  foyer_exchange_answer (exchange, 200, foyer_wire_print (object));
}

/* Returns: (transfer full) (nullable): what is asked, or %NULL and @error */
static Scan *
parse (GBytes *body, GError **error)
{
  g_autoptr (JsonObject) object = foyer_wire_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body), error);
  const char *code = object != NULL ? foyer_wire_require_text (object, "code", FOYER_CODE_MAX, error) : NULL;
  const char *gate;
  const char *mode;
  FoyerRandom random;
  Scan       *scan;

  if (code == NULL)
    return NULL;
  gate = foyer_body_text (object, "gate");
  if (gate != NULL && *gate != '\0' && foyer_wire_require_text (object, "gate", GATE_MAX, error) == NULL)
    return NULL;
  mode = foyer_body_text (object, "mode");
  scan = g_new0 (Scan, 1);
  scan->gate = g_strdup (gate != NULL ? gate : "");
  scan->mode = mode != NULL ? foyer_scan_mode_from_nick (mode) : FOYER_SCAN_ENTRY;
  scan->code = foyer_code_normalize (code, -1);
  if (scan->code == NULL)
    scan->code = g_strdup ("");
  foyer_random_init_system (&random);
  if (!foyer_body_id (object, "id", &scan->id))
    scan->id = foyer_id_generate (g_get_real_time (), &random);
  if (foyer_wire_require_id (object, "event", &scan->event, error))
    return scan;
  scan_free (scan);
  return NULL;
}

void
foyer_route_scan (FoyerExchange *exchange, GHashTable *query)
{
  g_autoptr (GBytes) body = foyer_exchange_body (exchange);
  g_autoptr (GError) error = NULL;
  Scan *scan = parse (body, &error);

  if (scan == NULL)
    {
      foyer_exchange_fail (exchange, 400, "invalid", "The request cannot be read.", error->message);
      return;
    }
  foyer_exchange_set_data (exchange, scan, (GDestroyNotify) scan_free);
  foyer_exchange_run (exchange, FOYER_ACCESS_DEVICE, scan_work, scan_reply);
}
