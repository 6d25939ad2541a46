/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The till: what this laptop may sell without asking its platform. */
#include "foyer-till-private.h"

#include <glib/gi18n.h>

#include "foyer-format.h"
#include "foyer-sync-client.h"

gint64
foyer_till_get_here (FoyerTill *self, const FoyerCategorySummary *category)
{
  if (category->here == G_MAXINT64)
    return G_MAXINT64;
  return MAX (category->here - foyer_cart_count (self->cart, &category->category->id), 0);
}

static gboolean
is_online (FoyerTill *self)
{
  return foyer_sync_client_get_state (foyer_session_get_sync (self->session)) == FOYER_SYNC_ONLINE;
}

char *
foyer_till_dup_here_sentence (FoyerTill *self, const FoyerCategorySummary *category)
{
  const FoyerEventSummary *summary = foyer_till_get_summary (self);
  FoyerTime                as_of = foyer_sync_client_get_last_sync (foyer_session_get_sync (self->session));
  g_autofree char         *here = foyer_format_count (foyer_till_get_here (self, category));
  g_autofree char         *left = foyer_format_count (foyer_till_get_available (self, category));
  g_autofree char         *when = foyer_format_time (as_of, NULL);

  if (summary == NULL || !summary->leased || category->here == G_MAXINT64)
    return NULL;
  /* Translators: numbers of tickets, and a time: “12 to sell here, 48 left in all, as of 19:42” */
  return g_strdup_printf (_ ("%s to sell here, %s left in all, as of %s"), here, left, when);
}

void
foyer_till_ask_for (FoyerTill *self, const FoyerId *category, int places)
{
  foyer_sync_client_ask_for (foyer_session_get_sync (self->session), category, places);
}

char *
foyer_till_dup_dry_sentence (FoyerTill *self, const FoyerCategorySummary *category)
{
  const char      *name = category->category->name;
  g_autofree char *here = foyer_format_count (category->here);
  g_autofree char *left = foyer_format_count (category->available);

  if (is_online (self))
    return g_strdup_printf (_ ("More of “%s” is on its way from the platform. Try again in a moment."), name);
  /* Translators: numbers of tickets and the name of a category */
  return g_strdup_printf (_ ("Off line, this laptop may sell %s of “%s”; %s are left in all. Connect it to fetch more, sell another category, or send the guest to another till."),
                          here, name, left);
}

gboolean
foyer_till_check_here (FoyerTill *self, const FoyerCategorySummary *category, int more)
{
  int in_cart = foyer_cart_count (self->cart, &category->category->id);

  if (more <= foyer_till_get_here (self, category))
    return TRUE;
  foyer_till_ask_for (self, &category->category->id, in_cart + more);
  /* It comes while the order goes on; the sale itself makes sure. */
  if (is_online (self))
    return TRUE;
  foyer_till_refuse (self, foyer_till_dup_dry_sentence (self, category));
  return FALSE;
}
