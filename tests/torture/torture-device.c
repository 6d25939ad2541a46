/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One laptop of the torture: a real store and a real sync client, driven by lines
 * on standard input. Each command is answered by one line that begins with "ok"
 * or "no"; "ok" is printed after the commit, so whoever read it may kill this
 * process and expects to find the change again.
 *
 *   torture-device STORE SKEW    SKEW: seconds that its clock is ahead
 */
#include <stdlib.h>

#include "foyer-admission-store.h"
#include "foyer-change-store.h"
#include "foyer-conflict-store.h"
#include "foyer-connection-private.h"
#include "foyer-hold-store.h"
#include "foyer-lease-store.h"
#include "foyer-outbox-store.h"
#include "foyer-refund-store.h"
#include "foyer-sale-store.h"
#include "foyer-sync-client.h"
#include "foyer-sync.h"
#include "store-dump.h"

typedef struct
{
  FoyerStore      *store;
  FoyerSecrets    *secrets;
  FoyerSyncClient *client; /* (nullable): while it is on line by itself */
  char            *path;
  gint64           skew; /* seconds */
} Device;

/* What a command is told, and what it answers. */
typedef struct
{
  char   **words;
  GString *answer;
} Call;

static void
set_clock (Device *self)
{
  /* a clock that is right is left alone */
  if (self->skew != 0)
    foyer_store_set_repeatable (self->store, g_random_int (), g_get_real_time () + self->skew * FOYER_SECOND);
}

static FoyerId
word_id (const Call *call, guint position)
{
  FoyerId id = FOYER_ID_NONE;

  if (position < g_strv_length (call->words))
    foyer_id_parse (call->words[position], &id);
  return id;
}

static gint64
word_number (const Call *call, guint position)
{
  return position < g_strv_length (call->words) ? g_ascii_strtoll (call->words[position], NULL, 10) : 0;
}

static void
answer_id (Call *call, const FoyerId *id)
{
  char text[FOYER_ID_TEXT_LENGTH + 1];

  g_string_append_printf (call->answer, " %s", foyer_id_print (id, text));
}

/* make TITLE CAPACITY… -> event and categories */
static gpointer
make (FoyerConnection *connection, gpointer data, GError **error)
{
  Call        *call = data;
  FoyerRandom *random = foyer_connection_random (connection);
  FoyerTime    now = foyer_connection_now (connection);
  FoyerId      event = foyer_id_generate (now, random);
  g_autoptr (FoyerChange) edit = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &event);

  foyer_change_set_text (edit, "title", call->words[1]);
  foyer_change_set_text (edit, "currency", "EUR");
  foyer_change_set_text (edit, "status", "published");
  foyer_change_set_integer (edit, "starts", now + FOYER_HOUR);
  foyer_change_set_integer (edit, "ends", now + 5 * FOYER_DAY);
  foyer_change_set_boolean (edit, "reentry", TRUE);
  if (!foyer_change_store_apply (connection, edit, FOYER_ORIGIN_HERE, error))
    return NULL;
  answer_id (call, &event);
  for (guint i = 2; i < g_strv_length (call->words); i++)
    {
      FoyerId category = foyer_id_generate (now, random);
      g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_CATEGORY_EDIT, &category);

      foyer_change_set_id (change, "event", &event);
      foyer_change_set_text (change, "name", call->words[i]);
      foyer_change_set_text (change, "status", "live");
      foyer_change_set_integer (change, "price", 1000);
      foyer_change_set_integer (change, "capacity", word_number (call, i));
      if (!foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error))
        return NULL;
      answer_id (call, &category);
    }
  return NULL;
}

/* sell EVENT CATEGORY COUNT -> order */
static gpointer
sell (FoyerConnection *connection, gpointer data, GError **error)
{
  Call  *call = data;
  gint64 count = word_number (call, 3);
  g_autoptr (FoyerOrder) order = foyer_order_new ();

  order->event = word_id (call, 1);
  order->channel = FOYER_CHANNEL_BOX_OFFICE;
  for (gint64 i = 0; i < count; i++)
    {
      FoyerTicket *ticket = foyer_order_add (order, foyer_ticket_new (), NULL);

      ticket->category = word_id (call, 2);
      ticket->price = 1000;
    }
  g_ptr_array_add (order->payments, foyer_payment_new (FOYER_PAYMENT_CASH, 1000 * count));
  if (foyer_sale_store_sell (connection, order, error))
    answer_id (call, &order->id);
  return NULL;
}

static char *
pick (FoyerConnection *connection, const char *sql)
{
  GError *error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, &error, sql, "");

  return rows != NULL && foyer_rows_next (rows, NULL) ? foyer_rows_dup_text (rows, 0) : NULL;
}

static gboolean
pick_id (FoyerConnection *connection, const char *sql, FoyerId *id)
{
  g_autofree char *text = pick (connection, sql);

  *id = FOYER_ID_NONE;
  if (text == NULL || strlen (text) != 2 * FOYER_ID_SIZE)
    return FALSE;
  for (guint i = 0; i < FOYER_ID_SIZE; i++)
    id->bytes[i] = g_ascii_xdigit_value (text[2 * i]) * 16 + g_ascii_xdigit_value (text[2 * i + 1]);
  return TRUE;
}

/* scan EVENT entry|exit -> scan */
static gpointer
scan (FoyerConnection *connection, gpointer data, GError **error)
{
  Call                       *call = data;
  g_autofree char            *code = pick (connection, "SELECT secret FROM ticket ORDER BY random () LIMIT 1");
  const FoyerAdmissionRequest request = { .event = word_id (call, 1), .code = code, .gate = "North", .mode = g_str_equal (call->words[2], "exit") ? FOYER_SCAN_EXIT : FOYER_SCAN_ENTRY };
  g_autoptr (FoyerAdmission) admission = NULL;

  if (code == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no ticket yet");
      return NULL;
    }
  admission = foyer_admission_store_admit (connection, &request, error);
  if (admission != NULL)
    answer_id (call, &admission->scan);
  return NULL;
}

/* refund -> order */
static gpointer
refund (FoyerConnection *connection, gpointer data, GError **error)
{
  Call   *call = data;
  gint64  amount = 0;
  FoyerId order;
  FoyerId ticket;
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (FoyerId));

  if (!pick_id (connection, "SELECT hex (id) FROM ticket WHERE live = 1 AND inside = 0 AND status = 'valid' ORDER BY random () LIMIT 1", &ticket))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "nothing to refund");
      return NULL;
    }
  {
    g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT order_id FROM ticket WHERE id = ?", "b", &ticket);

    if (rows == NULL || !foyer_rows_next (rows, error))
      return NULL;
    order = foyer_rows_id (rows, 0);
  }
  g_array_append_val (tickets, ticket);
  if (foyer_sale_store_refund (connection, &order, tickets, "cash", "Ill", &amount, error))
    answer_id (call, &order);
  return NULL;
}

/* edit SUBJECT KIND FIELD TEXT */
static gpointer
edit (FoyerConnection *connection, gpointer data, GError **error)
{
  Call   *call = data;
  FoyerId subject = word_id (call, 1);
  g_autoptr (FoyerChange) change = NULL;

  if (foyer_id_is_none (&subject) && !pick_id (connection, "SELECT hex (id) FROM ticket ORDER BY random () LIMIT 1", &subject))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "nothing to edit");
      return NULL;
    }
  change = foyer_change_new (foyer_change_kind_from_nick (call->words[2]), &subject);
  foyer_change_set_text (change, call->words[3], call->words[4]);
  foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
  return NULL;
}

/* hold EVENT CATEGORY COUNT SECONDS -> hold */
static gpointer
hold (FoyerConnection *connection, gpointer data, GError **error)
{
  Call     *call = data;
  FoyerHold wish = { .event = word_id (call, 1), .category = word_id (call, 2), .places = word_number (call, 3), .kind = (char *) "band" };

  wish.until = foyer_connection_now (connection) + word_number (call, 4) * FOYER_SECOND;
  if (foyer_hold_store_add (connection, &wish, error))
    answer_id (call, &wish.id);
  return NULL;
}

/* release */
static gpointer
release (FoyerConnection *connection, gpointer data, GError **error)
{
  FoyerId id;

  if (pick_id (connection, "SELECT hex (id) FROM hold WHERE released = 0 ORDER BY random () LIMIT 1", &id))
    foyer_hold_store_release (connection, &id, "Over", error);
  return NULL;
}

/* here EVENT CATEGORY -> what can be sold here, and in all */
static gpointer
here (FoyerConnection *connection, gpointer data, GError **error)
{
  Call   *call = data;
  FoyerId event = word_id (call, 1);
  FoyerId id = word_id (call, 2);
  g_autoptr (FoyerEventSummary) summary = foyer_event_store_get (connection, &event, error);

  for (guint i = 0; summary != NULL && i < summary->categories->len; i++)
    {
      const FoyerCategorySummary *category = summary->categories->pdata[i];

      if (foyer_id_equal (&category->category->id, &id))
        g_string_append_printf (call->answer, " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                                category->here, category->available, category->stock.sold);
    }
  return NULL;
}

static gpointer
count_outbox (FoyerConnection *connection, gpointer data, GError **error)
{
  FoyerOutboxCount count = { 0 };

  if (foyer_outbox_store_count (connection, &count, error))
    g_string_append_printf (((Call *) data)->answer, " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, count.waiting, count.refused);
  return NULL;
}

static const struct
{
  const char    *name;
  FoyerStoreFunc func;
} writes[] = {
  { "make", make },
  { "sell", sell },
  { "scan", scan },
  { "refund", refund },
  { "edit", edit },
  { "hold", hold },
  { "release", release },
  { "here", here },
  { "outbox", count_outbox },
};

static void
go_on_line (Device *self)
{
  if (self->client != NULL)
    return;
  self->client = foyer_sync_client_new (self->store, self->secrets);
  foyer_sync_client_start (self->client);
}

static void
go_off_line (Device *self, gboolean give_back)
{
  if (self->client == NULL)
    return;
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (give_back)
    foyer_sync_client_close (self->client, 2);
  else
    foyer_sync_client_stop (self->client);
  g_clear_object (&self->client);
}

static void
sync_once (Device *self, Call *call, GError **error)
{
  FoyerSyncResult result;

  if (foyer_sync_run_once (self->store, self->secrets, NULL, NULL, &result, error))
    g_string_append_printf (call->answer, " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, result.pushed, result.pulled, result.refused);
}

/* What all must agree on; the rest of the tables is told by those. */
static const char *const dumped[] = {
  "venue", "event", "category", "field_version", "orders", "payment", "refund", "refund_ticket", "ticket",
  "attendee", "scan", "scan_undo", "block", "conflict", "settlement", "hold", NULL
};

static gboolean
act (Device *self, Call *call, GError **error)
{
  const char *name = call->words[0];

  set_clock (self);
  for (gsize i = 0; i < G_N_ELEMENTS (writes); i++)
    if (g_str_equal (writes[i].name, name))
      {
        foyer_store_write (self->store, writes[i].func, call, error);
        return TRUE;
      }
  if (g_str_equal (name, "pair"))
    foyer_sync_pair (self->store, self->secrets, call->words[1], "A laptop", NULL, error);
  else if (g_str_equal (name, "sync"))
    sync_once (self, call, error);
  else if (g_str_equal (name, "online"))
    go_on_line (self);
  else if (g_str_equal (name, "offline"))
    go_off_line (self, FALSE);
  else if (g_str_equal (name, "close"))
    go_off_line (self, TRUE);
  else if (g_str_equal (name, "dump"))
    {
      g_autofree char *text = dump_tables (self->path, dumped);

      g_file_set_contents (call->words[1], text, -1, error);
    }
  else
    return FALSE;
  return TRUE;
}

static void
serve (Device *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Call call = { words, answer };

  if (!act (self, &call, &error))
    g_print ("no command %s\n", words[0]);
  else if (error != NULL)
    g_print ("no %s %d %s\n", g_quark_to_string (error->domain), error->code, error->message);
  else
    g_print ("ok%s\n", answer->str);
}

int
main (int argc, char **argv)
{
  Device           device = { 0 };
  g_autofree char *token = NULL;
  g_autoptr (GIOChannel) in = g_io_channel_unix_new (0);
  g_autoptr (GError) error = NULL;
  char *line;
  gsize end;

  g_assert_cmpint (argc, ==, 3);
  device.path = argv[1];
  device.skew = g_ascii_strtoll (argv[2], NULL, 10);
  token = g_strconcat (device.path, ".token", NULL);
  device.secrets = foyer_secrets_new_file (token);
  device.store = foyer_store_open (device.path, FALSE, &error);
  if (device.store == NULL)
    {
      g_print ("no store %s\n", error->message);
      return 1;
    }
  g_print ("ok\n");
  while (g_io_channel_read_line (in, &line, NULL, &end, NULL) == G_IO_STATUS_NORMAL)
    {
      line[end] = '\0';
      serve (&device, line);
      g_free (line);
    }
  go_off_line (&device, FALSE);
  foyer_store_close (device.store);
  g_clear_object (&device.store);
  g_clear_object (&device.secrets);
  return 0;
}
