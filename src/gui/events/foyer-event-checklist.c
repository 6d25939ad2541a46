/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-event-checklist.h"

#include <glib/gi18n.h>

static gboolean
has_tickets (const FoyerEventSummary *event)
{
  for (guint i = 0; i < event->categories->len; i++)
    {
      const FoyerCategory *category = ((FoyerCategorySummary *) event->categories->pdata[i])->category;

      if (category->status != FOYER_CATEGORY_DRAFT && *category->name != '\0' && category->capacity != 0)
        return TRUE;
    }
  return FALSE;
}

/* How many may come is bounded by something: the event, or each category. */
static gboolean
has_bound (const FoyerEventSummary *event)
{
  return event->categories->len > 0 && event->stock.capacity != FOYER_UNLIMITED;
}

gboolean
foyer_event_checklist (const FoyerEventSummary *event, FoyerTime now, FoyerEventCheck checks[FOYER_N_EVENT_CHECKS])
{
  gboolean all = TRUE;

  checks[0] = (FoyerEventCheck) { _ ("A title"), _ ("Say what it is."), *event->event->title != '\0' };
  checks[1] = (FoyerEventCheck) { _ ("A start in the future"), _ ("Set the date and the time."), event->event->starts > now };
  checks[2] = (FoyerEventCheck) { _ ("A venue"), _ ("Choose where it takes place."), event->venue != NULL };
  checks[3] = (FoyerEventCheck) { _ ("Something to sell"), _ ("Add a ticket category that is on sale."), has_tickets (event) };
  checks[4] = (FoyerEventCheck) { _ ("A bound on how many may come"), _ ("Set a capacity for the event or for each category."), has_bound (event) };
  for (guint i = 0; i < FOYER_N_EVENT_CHECKS; i++)
    all = all && checks[i].done;
  return all;
}
