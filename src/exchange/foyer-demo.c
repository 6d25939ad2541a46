/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-demo.h"

#include "foyer-admission-store.h"
#include "foyer-change-store.h"
#include "foyer-demo-private.h"
#include "foyer-error.h"
#include "foyer-event-store.h"
#include "foyer-order-store.h"
#include "foyer-print-job-store.h"
#include "foyer-refund-store.h"
#include "foyer-sale-store.h"

typedef struct
{
  guint64               seed;
  FoyerTime             now;
  GCancellable         *cancellable;
  GFileProgressCallback progress;
  gpointer              progress_data;
} Filling;

static gboolean
apply (FoyerConnection *connection, FoyerChange *change, GError **error)
{
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

static gboolean
write_venue (FoyerConnection *connection, const FoyerDemoPlan *plan, int index, GError **error)
{
  const FoyerDemoVenue *venue = &foyer_demo_venues[index];
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_VENUE_EDIT, &plan->venues[index]);

  foyer_change_set_text (change, "name", venue->name);
  foyer_change_set_text (change, "street", venue->street);
  foyer_change_set_text (change, "postcode", venue->postcode);
  foyer_change_set_text (change, "city", venue->city);
  foyer_change_set_text (change, "country", venue->country);
  foyer_change_set_text (change, "kind", venue->kind);
  foyer_change_set_text (change, "timezone", "Europe/Berlin");
  foyer_change_set_text (change, "amenities", venue->amenities);
  foyer_change_set_integer (change, "capacity", venue->capacity);
  foyer_change_set_real (change, "latitude", venue->latitude);
  foyer_change_set_real (change, "longitude", venue->longitude);
  return apply (connection, change, error);
}

static gboolean
write_category (FoyerConnection *connection, const FoyerDemoPlan *plan, int event, int index, GError **error)
{
  const FoyerDemoCategory *category = &foyer_demo_events[event].categories[index];
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_CATEGORY_EDIT, &plan->categories[event][index]);

  foyer_change_set_id (change, "event", &plan->events[event]);
  foyer_change_set_text (change, "name", category->name);
  foyer_change_set_text (change, "colour", category->colour);
  if (category->benefits != NULL)
    foyer_change_set_text (change, "benefits", category->benefits);
  foyer_change_set_integer (change, "price", category->price);
  foyer_change_set_integer (change, "vat_rate", foyer_demo_events[event].vat_rate);
  foyer_change_set_integer (change, "capacity", category->capacity);
  foyer_change_set_integer (change, "position", index);
  foyer_change_set_text (change, "status", foyer_category_status_nick (category->hidden ? FOYER_CATEGORY_HIDDEN : FOYER_CATEGORY_LIVE));
  return apply (connection, change, error);
}

static gboolean
write_event (FoyerConnection *connection, const FoyerDemoPlan *plan, int index, GError **error)
{
  const FoyerDemoEvent *event = &foyer_demo_events[index];
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &plan->events[index]);

  foyer_change_set_text (change, "title", event->title);
  foyer_change_set_text (change, "description", event->description);
  foyer_change_set_text (change, "organizer", "Stadthaus Lindenau");
  foyer_change_set_id (change, "venue", &plan->venues[event->venue]);
  foyer_change_set_text (change, "timezone", "Europe/Berlin");
  foyer_change_set_text (change, "currency", "EUR");
  foyer_change_set_text (change, "tags", event->tags);
  foyer_change_set_integer (change, "starts", plan->starts[index]);
  foyer_change_set_integer (change, "ends", plan->starts[index] + event->minutes * FOYER_MINUTE);
  foyer_change_set_integer (change, "doors", plan->doors[index]);
  foyer_change_set_integer (change, "capacity", foyer_demo_venues[event->venue].capacity);
  foyer_change_set_integer (change, "number", foyer_event_store_next_number (connection));
  foyer_change_set_boolean (change, "reentry", event->reentry);
  foyer_change_set_text (change, "status", foyer_event_status_nick (event->status));
  if (!apply (connection, change, error))
    return FALSE;
  for (int i = 0; i < 6 && event->categories[i].name != NULL; i++)
    if (!write_category (connection, plan, index, i, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_programme (FoyerConnection *connection, const FoyerDemoPlan *plan, GError **error)
{
  foyer_connection_set_time (connection, plan->opened);
  for (int i = 0; i < FOYER_DEMO_N_VENUES; i++)
    if (!write_venue (connection, plan, i, error))
      return FALSE;
  for (int i = 0; i < FOYER_DEMO_N_EVENTS; i++)
    if (!write_event (connection, plan, i, error))
      return FALSE;
  return TRUE;
}

static const FoyerTicket *
ticket_of (const FoyerDemoStep *step)
{
  return ((FoyerOrderTicket *) step->order->tickets->pdata[step->ticket])->ticket;
}

static gboolean
write_print (FoyerConnection *connection, const FoyerDemoPlan *plan, const FoyerDemoStep *step, GError **error)
{
  g_autoptr (FoyerPrintJob) job = foyer_print_job_new ();
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (FoyerId));

  job->order = step->order->id;
  job->event = plan->events[step->event];
  job->title = g_strdup_printf ("%s · %s", foyer_demo_events[step->event].title, step->order->number);
  job->printer = g_strdup ("Front desk");
  for (guint i = 0; i < step->order->tickets->len; i++)
    g_array_append_val (tickets, ((FoyerOrderTicket *) step->order->tickets->pdata[i])->ticket->id);
  return foyer_print_job_store_add (connection, job, tickets, error) &&
         foyer_print_job_store_update (connection, &job->id, FOYER_PRINT_DONE, 0, job->printer, "", error);
}

static gboolean
write_scan (FoyerConnection *connection, const FoyerDemoPlan *plan, const FoyerDemoStep *step, const char *code, GError **error)
{
  FoyerAdmissionRequest request = { .event = plan->events[step->event], .code = code, .gate = step->gate, .mode = step->mode };
  g_autoptr (FoyerAdmission) admission = foyer_admission_store_admit (connection, &request, error);

  return admission != NULL;
}

static gboolean
write_scan_elsewhere (FoyerConnection *connection, const FoyerDemoPlan *plan, const FoyerDemoStep *step, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_TICKET_SCAN, &ticket_of (step)->id);

  change->id = foyer_id_generate (step->time, foyer_connection_random (connection));
  change->device = foyer_id_generate (plan->opened, foyer_connection_random (connection));
  change->made_at = step->time;
  foyer_change_set_id (change, "event", &plan->events[step->event]);
  foyer_change_set_text (change, "mode", foyer_scan_mode_nick (FOYER_SCAN_ENTRY));
  foyer_change_set_text (change, "verdict", foyer_verdict_nick (FOYER_VERDICT_ADMITTED));
  foyer_change_set_text (change, "gate", step->gate);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_REMOTE, error);
}

static gboolean
write_cancel_event (FoyerConnection *connection, const FoyerDemoPlan *plan, const FoyerDemoStep *step, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &plan->events[step->event]);

  foyer_change_set_text (change, "status", foyer_event_status_nick (FOYER_EVENT_CANCELLED));
  foyer_change_set_text (change, "cancel_reason", foyer_demo_events[step->event].cancel_reason);
  return apply (connection, change, error);
}

static gboolean
write_step (FoyerConnection *connection, const FoyerDemoPlan *plan, const FoyerDemoStep *step, GError **error)
{
  switch (step->kind)
    {
    case FOYER_DEMO_SELL:
      return foyer_sale_store_sell (connection, step->order, error);
    case FOYER_DEMO_PAY:
      return foyer_sale_store_pay (connection, &step->order->id, FOYER_PAYMENT_OTHER, foyer_order_total (step->order), step->reason, error);
    case FOYER_DEMO_REFUND:
      return foyer_sale_store_refund (connection, &step->order->id, NULL, foyer_payment_method_nick (FOYER_PAYMENT_ONLINE), step->reason, NULL, error);
    case FOYER_DEMO_BLOCK:
      return foyer_ticket_store_block (connection, &ticket_of (step)->id, TRUE, step->reason, error);
    case FOYER_DEMO_REPRINT:
      return foyer_order_store_reprint (connection, &ticket_of (step)->id, step->reason, error);
    case FOYER_DEMO_PRINT:
      return write_print (connection, plan, step, error);
    case FOYER_DEMO_SCAN:
      return write_scan (connection, plan, step, ticket_of (step)->secret, error);
    case FOYER_DEMO_SCAN_UNKNOWN:
      return write_scan (connection, plan, step, "https://example.org/menu", error);
    case FOYER_DEMO_SCAN_ELSEWHERE:
      return write_scan_elsewhere (connection, plan, step, error);
    case FOYER_DEMO_CANCEL_EVENT:
      return write_cancel_event (connection, plan, step, error);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
check_empty (FoyerConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) events = foyer_event_store_list (connection, error);

  if (events == NULL)
    return FALSE;
  if (events->len == 0)
    return TRUE;
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_STATE, "The store already has events; the demo organisation needs an empty store.");
  return FALSE;
}

static gboolean
write_all (FoyerConnection *connection, const Filling *filling, FoyerTime now, GError **error)
{
  g_autoptr (FoyerDemoPlan) plan = foyer_demo_plan_new (foyer_connection_random (connection), now);

  if (!write_programme (connection, plan, error))
    return FALSE;
  for (guint i = 0; i < plan->steps->len; i++)
    {
      const FoyerDemoStep *step = &g_array_index (plan->steps, FoyerDemoStep, i);

      if (g_cancellable_set_error_if_cancelled (filling->cancellable, error))
        return FALSE;
      foyer_connection_set_time (connection, step->time);
      if (!write_step (connection, plan, step, error))
        return FALSE;
      if (filling->progress != NULL && (i % 100 == 0 || i + 1 == plan->steps->len))
        filling->progress (i + 1, plan->steps->len, filling->progress_data);
    }
  return TRUE;
}

static gpointer
fill (FoyerConnection *connection, gpointer data, GError **error)
{
  const Filling *filling = data;
  FoyerRandom   *random = foyer_connection_random (connection);
  FoyerRandom    before = *random;
  FoyerTime      now = filling->now != 0 ? filling->now : foyer_connection_now (connection);
  FoyerTime      time_before;
  gboolean       done;

  if (!check_empty (connection, error))
    return NULL;
  time_before = foyer_connection_set_time (connection, now);
  foyer_random_init_seed (random, filling->seed);
  done = write_all (connection, filling, now, error);
  *random = before;
  foyer_connection_set_time (connection, time_before);
  return GINT_TO_POINTER (done);
}

gboolean
foyer_demo_fill (FoyerStore *store, guint64 seed, FoyerTime now, GCancellable *cancellable, GFileProgressCallback progress, gpointer progress_data, GError **error)
{
  Filling filling = { seed, now, cancellable, progress, progress_data };

  return foyer_store_write (store, fill, &filling, error) != NULL;
}
