/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-demo-private.h"

#include <math.h>
#include <string.h>

#define ROWS_MAX 20
#define OPENED_DAYS 60
#define CANCELLED_AGO (2 * FOYER_DAY)

/* What is being planned for one event. */
typedef struct
{
  FoyerDemoPlan *plan;
  FoyerRandom   *random;
  int            event;
  int            left[6];            /* tickets still to be sold, by category */
  int            taken[6][ROWS_MAX]; /* seats taken in each row, from the aisle */
} Planner;

static const char *const gates[] = { "North door", "South door" };

static FoyerDemoStep *
add_step (FoyerDemoPlan *plan, FoyerDemoStepKind kind, FoyerTime time, int event, FoyerOrder *order, guint ticket)
{
  FoyerDemoStep step = { .time = time, .sequence = plan->steps->len, .kind = kind, .event = event, .order = order, .ticket = ticket, .gate = gates[0] };

  g_array_append_val (plan->steps, step);
  return &g_array_index (plan->steps, FoyerDemoStep, plan->steps->len - 1);
}

static gboolean
by_chance (Planner *self, guint percent)
{
  return foyer_random_below (self->random, 100) < percent;
}

/* Seats are taken in the first rows that have room side by side, with a little chance. */
static char *
take_seat (Planner *self, int index, guint together)
{
  const FoyerDemoCategory *category = &foyer_demo_events[self->event].categories[index];
  int                      rows, row = -1;

  if (category->section == NULL)
    return NULL;
  if (category->per_row == 0)
    return g_strdup_printf ("%s · %s %d", category->section, category->place, ++self->taken[index][0]);
  rows = category->capacity / category->per_row;
  for (int try = 0; try < 4 && row < 0; try++)
    {
      int candidate = foyer_random_below (self->random, rows);

      if (self->taken[index][candidate] + (int) together <= category->per_row)
        row = candidate;
    }
  for (int i = 0; i < rows && row < 0; i++)
    if (self->taken[index][i] + (int) together <= category->per_row)
      row = i;
  for (int i = 0; i < rows && row < 0; i++)
    if (self->taken[index][i] < category->per_row)
      row = i;
  g_assert (row >= 0);
  return g_strdup_printf ("%s · Row %d · Seat %d", category->section, category->first_row + row, ++self->taken[index][row]);
}

static guint
choose_size (Planner *self, int left)
{
  static const guint8 sizes[] = { 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 4, 4 };

  guint size = sizes[foyer_random_below (self->random, G_N_ELEMENTS (sizes))];

  return MIN (size, (guint) left);
}

static FoyerTime
choose_time (Planner *self, FoyerTime from, FoyerTime to)
{
  double share = sqrt (foyer_random_below (self->random, 1000000) / 1e6);

  return from + (FoyerTime) (share * (to - from));
}

static void
add_tickets (Planner *self, FoyerOrder *order, int index, guint count, gboolean named)
{
  const FoyerDemoCategory *category = &foyer_demo_events[self->event].categories[index];

  for (guint i = 0; i < count; i++)
    {
      FoyerAttendee *person = NULL;
      FoyerTicket   *ticket = foyer_ticket_new ();

      if (named)
        person = order->tickets->len == 0 && order->buyer != NULL ? foyer_attendee_copy (order->buyer) : foyer_demo_person (self->random, order->buyer);
      foyer_order_add (order, ticket, person);
      ticket->category = self->plan->categories[self->event][index];
      ticket->price = category->price;
      ticket->vat_rate = foyer_demo_events[self->event].vat_rate;
      ticket->seat = take_seat (self, index, count - i);
      self->left[index]--;
    }
}

static gint64
cash_given (gint64 total)
{
  gint64 note = total <= 2000 ? 500 : total <= 5000 ? 1000
                                                    : 5000;

  return (total + note - 1) / note * note;
}

static FoyerPaymentMethod
choose_method (Planner *self, FoyerChannel channel, gboolean invoice)
{
  if (invoice)
    return FOYER_PAYMENT_INVOICE;
  if (channel == FOYER_CHANNEL_ONLINE)
    return FOYER_PAYMENT_ONLINE;
  return by_chance (self, 55) ? FOYER_PAYMENT_CASH : FOYER_PAYMENT_CARD;
}

static void
add_payment (Planner *self, FoyerOrder *order, gboolean invoice)
{
  gint64        total = foyer_order_total (order);
  FoyerPayment *payment;

  if (total == 0)
    return;
  payment = foyer_payment_new (choose_method (self, order->channel, invoice), total);
  if (payment->method == FOYER_PAYMENT_CASH)
    payment->given = cash_given (total);
  else if (payment->method == FOYER_PAYMENT_CARD)
    payment->reference = g_strdup_printf ("%06u", foyer_random_below (self->random, 1000000));
  g_ptr_array_add (order->payments, payment);
}

static void
make_comp (FoyerOrder *order)
{
  static const char *const reasons[] = { "Guest of the company", "Press", "Volunteer of the evening" };

  order->channel = FOYER_CHANNEL_COMP;
  order->reason = g_strdup (reasons[order->tickets->len % G_N_ELEMENTS (reasons)]);
  for (guint i = 0; i < order->tickets->len; i++)
    ((FoyerOrderTicket *) order->tickets->pdata[i])->ticket->price = 0;
}

static FoyerOrder *
add_order (Planner *self, int index, guint count, FoyerChannel channel, gboolean invoice, FoyerTime time)
{
  FoyerOrder *order = foyer_order_new ();
  gboolean    named = channel != FOYER_CHANNEL_BOX_OFFICE || by_chance (self, 12);

  order->event = self->plan->events[self->event];
  order->channel = channel;
  order->made_at = time;
  if (named)
    order->buyer = foyer_demo_person (self->random, NULL);
  add_tickets (self, order, index, count, named);
  /* a family or a couple of friends of whom one is a student */
  if (!invoice && by_chance (self, 14) && self->left[(index + 1) % 3] > 0)
    add_tickets (self, order, (index + 1) % 3, 1, named);
  if (channel == FOYER_CHANNEL_COMP)
    make_comp (order);
  add_payment (self, order, invoice);
  g_ptr_array_add (self->plan->orders, order);
  add_step (self->plan, FOYER_DEMO_SELL, time, self->event, order, 0);
  return order;
}

static void
plan_invoice (Planner *self, int index, FoyerTime from, FoyerTime to)
{
  FoyerTime   time = from + (to - from) / 3;
  guint       count = MIN (self->left[index], index == 2 && self->left[index] > 50 ? 24 : 6);
  FoyerOrder *order;

  if (count == 0 || foyer_demo_events[self->event].categories[index].price == 0)
    return;
  order = add_order (self, index, count, FOYER_CHANNEL_BOX_OFFICE, TRUE, time);
  order->note = g_strdup ("Invoice sent by e-mail.");
  if (order->buyer == NULL)
    order->buyer = foyer_demo_person (self->random, NULL);
  if (foyer_demo_events[self->event].day < 0 || by_chance (self, 50))
    add_step (self->plan, FOYER_DEMO_PAY, time + (to - time) / 2, self->event, order, 0)->reason = "Bank transfer";
}

static void
plan_sales (Planner *self)
{
  const FoyerDemoEvent *event = &foyer_demo_events[self->event];
  FoyerDemoPlan        *plan = self->plan;
  FoyerTime             to = MIN (plan->now - 4 * FOYER_MINUTE, plan->starts[self->event] - 10 * FOYER_MINUTE);
  FoyerTime             from = MAX (plan->opened + FOYER_DAY, plan->starts[self->event] - 55 * FOYER_DAY);

  if (event->cancel_reason != NULL)
    to = plan->now - CANCELLED_AGO - FOYER_HOUR;
  for (int i = 0; i < 6; i++)
    self->left[i] = event->categories[i].name != NULL ? event->categories[i].sold : 0;
  plan_invoice (self, 2, from, to);
  plan_invoice (self, 0, from, to);
  for (int i = 0; i < 6; i++)
    while (self->left[i] > 0)
      {
        guint        chance = foyer_random_below (self->random, 100);
        FoyerChannel channel = chance < 75 ? FOYER_CHANNEL_ONLINE : chance < 97 ? FOYER_CHANNEL_BOX_OFFICE
                                                                                : FOYER_CHANNEL_COMP;
        guint        count = choose_size (self, self->left[i]);

        add_order (self, i, count, channel, FALSE, choose_time (self, from, to));
      }
}

/* Tickets that were bought, given back and sold again would change the counts,
 * so what is refunded here comes on top of what is sold in the end. */
static void
plan_refunds (Planner *self, guint wanted)
{
  static const char *const reasons[] = { "Cannot come", "Booked the wrong evening", "Ill" };
  FoyerDemoPlan           *plan = self->plan;
  const FoyerDemoCategory *category = &foyer_demo_events[self->event].categories[0];
  FoyerTime                until = MIN (plan->now, plan->starts[self->event]) - 3 * FOYER_MINUTE;

  for (guint i = 0; i < wanted && category->sold + 2 * (int) wanted <= category->capacity; i++)
    {
      FoyerTime   time = plan->opened + 2 * FOYER_DAY + i * FOYER_HOUR;
      FoyerOrder *order;

      self->left[0] = 1 + i % 2;
      order = add_order (self, 0, self->left[0], FOYER_CHANNEL_ONLINE, FALSE, time);
      add_step (plan, FOYER_DEMO_REFUND, time + (until - time) / 2, self->event, order, 0)->reason = reasons[i % G_N_ELEMENTS (reasons)];
    }
}

static void
plan_cancelled (Planner *self, guint first)
{
  FoyerDemoPlan *plan = self->plan;
  FoyerTime      time = plan->now - CANCELLED_AGO;

  add_step (plan, FOYER_DEMO_CANCEL_EVENT, time, self->event, NULL, 0);
  for (guint i = first; i < plan->orders->len; i++)
    {
      FoyerOrder *order = plan->orders->pdata[i];

      if (by_chance (self, 60) && order->payments->len > 0 && foyer_order_paid (order) > 0 && order->made_at < time)
        add_step (plan, FOYER_DEMO_REFUND, time + (1 + i - first) * FOYER_MINUTE, self->event, order, 0)->reason = "The event was cancelled";
    }
}

static FoyerTime
arrival (Planner *self)
{
  FoyerDemoPlan *plan = self->plan;
  FoyerTime      doors = plan->doors[self->event];
  FoyerTime      window = plan->starts[self->event] + 8 * FOYER_MINUTE - doors;

  return doors + (FoyerTime) (window * (0.15 + 0.85 * foyer_random_below (self->random, 1000) / 1000.0));
}

static void
plan_scan (Planner *self, FoyerOrder *order, guint ticket, FoyerTime time, FoyerScanMode mode)
{
  FoyerDemoStep *step = add_step (self->plan, FOYER_DEMO_SCAN, time, self->event, order, ticket);

  step->mode = mode;
  step->gate = gates[foyer_random_below (self->random, G_N_ELEMENTS (gates))];
}

static void
plan_arrivals (Planner *self, guint first)
{
  FoyerDemoPlan *plan = self->plan;

  for (guint i = first; i < plan->orders->len; i++)
    {
      FoyerOrder *order = plan->orders->pdata[i];
      FoyerTime   time = MAX (arrival (self), order->made_at + FOYER_MINUTE);

      if (by_chance (self, 6))
        continue; /* did not come */
      for (guint j = 0; j < order->tickets->len; j++)
        {
          FoyerTime here = time + j * 4 * FOYER_SECOND;

          if (here >= plan->now - FOYER_MINUTE || by_chance (self, 2))
            continue;
          plan_scan (self, order, j, here, FOYER_SCAN_ENTRY);
          if (foyer_demo_events[self->event].reentry && by_chance (self, 8) && here + 50 * FOYER_MINUTE < plan->now)
            {
              plan_scan (self, order, j, here + 40 * FOYER_MINUTE, FOYER_SCAN_EXIT);
              plan_scan (self, order, j, here + 50 * FOYER_MINUTE, FOYER_SCAN_ENTRY);
            }
          else if (by_chance (self, 1)) /* held up twice */
            plan_scan (self, order, j, here + 30 * FOYER_SECOND, FOYER_SCAN_ENTRY);
        }
    }
  for (int i = 0; i < 3; i++)
    add_step (plan, FOYER_DEMO_SCAN_UNKNOWN, MIN (plan->doors[self->event] + (9 + i * 7) * FOYER_MINUTE, plan->now - 2 * FOYER_MINUTE), self->event, NULL, 0);
}

/* The paid orders of an event nobody of which has come yet, the last first. */
static FoyerOrder *
find_order (FoyerDemoPlan *plan, guint first)
{
  for (guint i = plan->orders->len; i-- > first;)
    {
      FoyerOrder *order = plan->orders->pdata[i];
      gboolean    free = order->channel == FOYER_CHANNEL_ONLINE && order->tickets->len >= 2 && order->made_at < plan->now - 3 * FOYER_DAY;

      for (guint j = 0; j < plan->steps->len && free; j++)
        {
          const FoyerDemoStep *step = &g_array_index (plan->steps, FoyerDemoStep, j);

          free = step->order != order || step->kind == FOYER_DEMO_SELL;
        }
      if (free)
        return order;
    }
  g_assert_not_reached ();
}

/* What makes tonight a night at a real door. */
static void
plan_tonight (Planner *self, guint first)
{
  FoyerDemoPlan *plan = self->plan;
  FoyerOrder    *order;

  order = find_order (plan, first);
  add_step (plan, FOYER_DEMO_SCAN, plan->now - 6 * FOYER_MINUTE, self->event, order, 0);
  add_step (plan, FOYER_DEMO_SCAN_ELSEWHERE, plan->now - 5 * FOYER_MINUTE, self->event, order, 0)->gate = gates[1];
  order = find_order (plan, first);
  add_step (plan, FOYER_DEMO_BLOCK, plan->now - 20 * FOYER_HOUR, self->event, order, 0)->reason = "Reported stolen by the buyer";
  add_step (plan, FOYER_DEMO_BLOCK, plan->now - 20 * FOYER_HOUR, self->event, order, 1)->reason = "Reported stolen by the buyer";
  order = find_order (plan, first);
  add_step (plan, FOYER_DEMO_REPRINT, plan->now - 30 * FOYER_HOUR, self->event, order, 0)->reason = "Lost in the wash";
  for (guint i = 0; i < 4; i++)
    {
      order = find_order (plan, first);
      add_step (plan, FOYER_DEMO_PRINT, plan->now - (26 - i) * FOYER_HOUR, self->event, order, 0);
    }
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const FoyerDemoStep *first = a;
  const FoyerDemoStep *second = b;

  if (first->time != second->time)
    return first->time < second->time ? -1 : 1;
  return first->sequence < second->sequence ? -1 : 1;
}

static FoyerTime
time_of_day (FoyerTime now, int day, int minutes)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / FOYER_SECOND);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone != NULL ? zone : g_date_time_get_timezone (utc));
  g_autoptr (GDateTime) moved = g_date_time_add_days (local, day);
  g_autoptr (GDateTime) at = g_date_time_new (g_date_time_get_timezone (moved), g_date_time_get_year (moved), g_date_time_get_month (moved),
                                              g_date_time_get_day_of_month (moved), minutes / 60, minutes % 60, 0);

  return g_date_time_to_unix (at) * FOYER_SECOND;
}

static void
plan_times (FoyerDemoPlan *self)
{
  for (int i = 0; i < FOYER_DEMO_N_EVENTS; i++)
    {
      const FoyerDemoEvent *event = &foyer_demo_events[i];

      /* tonight's doors opened a while ago, and it starts at a quarter of an hour */
      if (event->day == 0)
        self->starts[i] = (self->now + 40 * FOYER_MINUTE) / (15 * FOYER_MINUTE) * (15 * FOYER_MINUTE);
      else
        self->starts[i] = time_of_day (self->now, event->day, event->time);
      self->doors[i] = self->starts[i] - FOYER_HOUR;
    }
}

static void
plan_ids (FoyerDemoPlan *self, FoyerRandom *random)
{
  for (int i = 0; i < FOYER_DEMO_N_VENUES; i++)
    self->venues[i] = foyer_id_generate (self->opened, random);
  for (int i = 0; i < FOYER_DEMO_N_EVENTS; i++)
    {
      self->events[i] = foyer_id_generate (self->opened, random);
      for (int j = 0; j < 6; j++)
        self->categories[i][j] = foyer_id_generate (self->opened, random);
    }
}

static void
plan_event (FoyerDemoPlan *self, FoyerRandom *random, int index)
{
  Planner planner = { .plan = self, .random = random, .event = index };
  guint   first = self->orders->len;

  if (foyer_demo_events[index].status != FOYER_EVENT_PUBLISHED)
    return;
  plan_sales (&planner);
  if (foyer_demo_events[index].cancel_reason != NULL)
    plan_cancelled (&planner, first);
  else if (self->doors[index] < self->now)
    plan_arrivals (&planner, first);
  if (foyer_demo_events[index].day == 0)
    plan_tonight (&planner, first);
  plan_refunds (&planner, foyer_demo_events[index].day == 0 ? 4 : 2);
}

FoyerDemoPlan *
foyer_demo_plan_new (FoyerRandom *random, FoyerTime now)
{
  FoyerDemoPlan *self = g_new0 (FoyerDemoPlan, 1);

  self->now = now;
  self->opened = now - OPENED_DAYS * FOYER_DAY;
  self->orders = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_order_free);
  self->steps = g_array_new (FALSE, FALSE, sizeof (FoyerDemoStep));
  plan_times (self);
  plan_ids (self, random);
  for (int i = 0; i < FOYER_DEMO_N_EVENTS; i++)
    plan_event (self, random, i);
  g_array_sort (self->steps, compare_steps);
  return self;
}

void
foyer_demo_plan_free (FoyerDemoPlan *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->orders);
  g_array_unref (self->steps);
  g_free (self);
}
