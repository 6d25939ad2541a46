/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "foyer-cli.h"
#include "foyer-error.h"
#include "foyer-money.h"
#include "foyer-sale-store.h"
#include "foyer-search-text.h"

static const FoyerCategory *
find_category (const FoyerEventSummary *summary, const char *name, GError **error)
{
  g_autofree char *wanted = foyer_search_fold (name);

  for (guint i = 0; i < summary->categories->len; i++)
    {
      const FoyerCategory *category = ((FoyerCategorySummary *) summary->categories->pdata[i])->category;
      g_autofree char     *folded = foyer_search_fold (category->name);

      if (strcmp (folded, wanted) == 0)
        return category;
    }
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, _ ("“%s” has no category “%s”."), summary->event->title, name);
  return NULL;
}

/* @text: "Stalls=2" */
static gboolean
add_tickets (FoyerOrder *order, const FoyerEventSummary *summary, const char *text, gboolean comp, GError **error)
{
  const char          *equals = strrchr (text, '=');
  g_autofree char     *name = equals != NULL ? g_strndup (text, equals - text) : g_strdup (text);
  const FoyerCategory *category = find_category (summary, name, error);
  guint64              count = 1;

  if (category == NULL)
    return FALSE;
  if (equals != NULL && !g_ascii_string_to_unsigned (equals + 1, 10, 1, 1000, &count, NULL))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("“%s” is not a number from 1 to 1000."), equals + 1);
      return FALSE;
    }
  for (guint i = 0; i < count; i++)
    {
      FoyerTicket *ticket = foyer_order_add (order, foyer_ticket_new (), NULL);

      ticket->category = category->id;
      ticket->price = comp ? 0 : category->price;
      ticket->vat_rate = category->vat_rate;
    }
  return TRUE;
}

static gpointer
sell (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_sale_store_sell (connection, data, error));
}

static void
print_order (FoyerCli *cli, const FoyerOrder *order, int event_number)
{
  g_autofree char *total = foyer_money_format_full (foyer_order_total (order), order->currency);
  JsonObject      *object;
  JsonArray       *tickets;

  if (!cli->json)
    {
      g_print (_ ("Order %s, %d tickets, %s\n"), order->number, (int) order->tickets->len, total);
      for (guint i = 0; i < order->tickets->len; i++)
        {
          const FoyerTicket *ticket = ((FoyerOrderTicket *) order->tickets->pdata[i])->ticket;
          g_autofree char   *number = foyer_ticket_dup_number (event_number, ticket->serial);

          g_print ("%s  %s\n", number, ticket->secret);
        }
      return;
    }
  object = json_object_new ();
  tickets = json_array_new ();
  foyer_cli_set_id (object, "id", &order->id);
  json_object_set_string_member (object, "order", order->number);
  json_object_set_int_member (object, "total", foyer_order_total (order));
  json_object_set_string_member (object, "currency", order->currency);
  for (guint i = 0; i < order->tickets->len; i++)
    {
      const FoyerTicket *ticket = ((FoyerOrderTicket *) order->tickets->pdata[i])->ticket;
      JsonObject        *entry = json_object_new ();

      foyer_cli_set_id (entry, "id", &ticket->id);
      json_object_set_string_member (entry, "code", ticket->secret);
      json_object_set_int_member (entry, "serial", ticket->serial);
      json_object_set_int_member (entry, "price", ticket->price);
      json_array_add_object_element (tickets, entry);
    }
  json_object_set_array_member (object, "tickets", tickets);
  foyer_cli_print_json (object);
}

static FoyerCliExit
run (FoyerCli *cli, int argc, char **argv)
{
  g_autofree char   *event = NULL;
  g_autofree char   *comp = NULL;
  gboolean           cash = FALSE, card = FALSE;
  const GOptionEntry options[] = {
    { "event", 0, 0, G_OPTION_ARG_STRING, &event, N_ ("Which event: its number, id or a part of its title"), N_ ("EVENT") },
    { "cash", 0, 0, G_OPTION_ARG_NONE, &cash, N_ ("Paid in cash (the default)"), NULL },
    { "card", 0, 0, G_OPTION_ARG_NONE, &card, N_ ("Paid by card"), NULL },
    { "comp", 0, 0, G_OPTION_ARG_STRING, &comp, N_ ("Given away, for this reason"), N_ ("REASON") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (FoyerOrder) order = foyer_order_new ();
  g_autoptr (FoyerEventSummary) summary = NULL;
  g_autoptr (GError) error = NULL;
  FoyerCliExit exit;

  if (!foyer_cli_parse (cli, &foyer_cli_sell, options, &argc, &argv, 1, -1))
    return FOYER_CLI_USAGE;
  if (event == NULL || cash + card + (comp != NULL) > 1)
    return foyer_cli_complain (cli, FOYER_CLI_USAGE, event == NULL ? _ ("Say which event, with --event.") : _ ("Choose one of --cash, --card and --comp."));
  if (foyer_cli_open (cli, FALSE, &exit) == NULL)
    return exit;
  summary = foyer_cli_find_event (cli->store, event, &error);
  if (summary == NULL)
    return foyer_cli_fail (cli, error);
  order->event = summary->event->id;
  order->channel = comp != NULL ? FOYER_CHANNEL_COMP : FOYER_CHANNEL_BOX_OFFICE;
  order->reason = g_strdup (comp);
  for (int i = 1; i < argc; i++)
    if (!add_tickets (order, summary, argv[i], comp != NULL, &error))
      return foyer_cli_fail (cli, error);
  if (comp == NULL)
    g_ptr_array_add (order->payments, foyer_payment_new (card ? FOYER_PAYMENT_CARD : FOYER_PAYMENT_CASH, foyer_order_total (order)));
  if (foyer_store_write (cli->store, sell, order, &error) == NULL)
    return foyer_cli_fail (cli, error);
  print_order (cli, order, summary->event->number);
  return FOYER_CLI_OK;
}

const FoyerCliCommand foyer_cli_sell = { "sell", "CATEGORY[=NUMBER]…", N_ ("Sell tickets of an event"), run };
