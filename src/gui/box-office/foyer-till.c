/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-till.h"

#include <glib/gi18n.h>
#include <string.h>

#include "foyer-error.h"
#include "foyer-format.h"
#include "foyer-money.h"

/* The longest count and the longest amount that can be typed, in characters. */
#define COUNT_LENGTH 3
#define AMOUNT_LENGTH 11

/* An Enter that bounces must not wipe away the change that it has just brought. */
#define BOUNCE_US (G_USEC_PER_SEC / 2)

struct _FoyerTill
{
  GObject parent_instance;

  FoyerSession   *session;
  FoyerEventItem *item;
  FoyerCart      *cart;
  FoyerSale      *last_sale;
  GPtrArray      *parked; /* (element-type FoyerParkedCart) */
  GString        *entry;
  char           *message;
  GCancellable   *cancellable; /* until the till goes */
  GCancellable   *reading;     /* of the last sale and the parked carts, until they are read again */
  gint64          sold_at;     /* monotonic */
  FoyerTime       recall_next; /* once the cart at hand is parked */
  FoyerTillState  state;
  guint           failed : 1;
  guint           shows_change : 1;
};

enum
{
  CHANGED,
  COMMITTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerTill, foyer_till, G_TYPE_OBJECT)

static void
tell_changed (FoyerTill *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
say (FoyerTill *self, char *sentence, gboolean failed)
{
  g_free (self->message);
  self->message = sentence;
  self->failed = failed;
}

/* Also tells; for steps that end with it. */
static void
refuse (FoyerTill *self, char *sentence)
{
  say (self, sentence, TRUE);
  tell_changed (self);
}

static const FoyerEventSummary *
get_summary (FoyerTill *self)
{
  return self->item != NULL ? foyer_event_item_get_summary (self->item) : NULL;
}

static const char *
get_currency (FoyerTill *self)
{
  if (self->cart != NULL)
    return self->cart->currency;
  return get_summary (self) != NULL ? get_summary (self)->event->currency : "EUR";
}

static FoyerCategorySummary *
find_category (const FoyerEventSummary *summary, const FoyerId *id)
{
  for (guint i = 0; summary != NULL && i < summary->categories->len; i++)
    {
      FoyerCategorySummary *category = summary->categories->pdata[i];

      if (foyer_id_equal (&category->category->id, id))
        return category;
    }
  return NULL;
}

static FoyerStore *
get_store (FoyerTill *self)
{
  return foyer_session_get_store (self->session);
}

FoyerTillState
foyer_till_get_state (FoyerTill *self)
{
  g_return_val_if_fail (FOYER_IS_TILL (self), FOYER_TILL_SELLING);

  return self->state;
}

const FoyerCart *
foyer_till_get_cart (FoyerTill *self)
{
  g_return_val_if_fail (FOYER_IS_TILL (self), NULL);

  return self->cart;
}

const char *
foyer_till_get_entry (FoyerTill *self)
{
  g_return_val_if_fail (FOYER_IS_TILL (self), NULL);

  return self->entry->str;
}

gint64
foyer_till_get_given (FoyerTill *self)
{
  gint64 given = 0;

  g_return_val_if_fail (FOYER_IS_TILL (self), 0);

  if (self->state == FOYER_TILL_PAYING && self->entry->len > 0)
    return foyer_money_parse (self->entry->str, get_currency (self), &given, NULL) ? given : 0;
  return foyer_cart_total (self->cart);
}

const char *
foyer_till_get_message (FoyerTill *self)
{
  g_return_val_if_fail (FOYER_IS_TILL (self), NULL);

  return self->message;
}

gboolean
foyer_till_get_failed (FoyerTill *self)
{
  g_return_val_if_fail (FOYER_IS_TILL (self), FALSE);

  return self->message != NULL && self->failed;
}

const FoyerSale *
foyer_till_get_last_sale (FoyerTill *self)
{
  g_return_val_if_fail (FOYER_IS_TILL (self), NULL);

  return self->last_sale;
}

gboolean
foyer_till_get_shows_change (FoyerTill *self)
{
  g_return_val_if_fail (FOYER_IS_TILL (self), FALSE);

  return self->shows_change && self->last_sale != NULL;
}

GPtrArray *
foyer_till_get_parked (FoyerTill *self)
{
  g_return_val_if_fail (FOYER_IS_TILL (self), NULL);

  return self->parked;
}

char *
foyer_till_dup_closed (FoyerTill *self)
{
  const FoyerEventSummary *summary = get_summary (self);

  if (summary == NULL)
    return NULL;
  switch (summary->phase)
    {
    case FOYER_PHASE_DRAFT:
      return g_strdup (_ ("This event is a draft. Publish it to sell tickets."));
    case FOYER_PHASE_PENDING_APPROVAL:
      return g_strdup (_ ("This event waits for approval. Nothing can be sold yet."));
    case FOYER_PHASE_COMPLETED:
      return g_strdup (_ ("This event is over. Choose another one to sell tickets."));
    case FOYER_PHASE_CANCELLED:
      return g_strdup (_ ("This event was cancelled. Nothing can be sold."));
    case FOYER_PHASE_ARCHIVED:
      return g_strdup (_ ("This event is archived. Choose another one to sell tickets."));
    case FOYER_PHASE_SOLD_OUT:
      return g_strdup (_ ("This event is sold out."));
    case FOYER_PHASE_ON_SALE:
    case FOYER_PHASE_ACTIVE:
    default:
      return NULL;
    }
}

gint64
foyer_till_get_available (FoyerTill *self, const FoyerCategorySummary *category)
{
  const FoyerEventSummary *summary = get_summary (self);
  gint64                   left = category->available;

  if (left != G_MAXINT64)
    left -= foyer_cart_count (self->cart, &category->category->id);
  if (summary != NULL && summary->available != G_MAXINT64)
    left = MIN (left, summary->available - foyer_cart_count_all (self->cart));
  return MAX (left, 0);
}

const char *
foyer_till_get_category_closed (const FoyerCategorySummary *category, FoyerTime now)
{
  if (category->category->sale_from != 0 && now < category->category->sale_from)
    return _ ("Not Yet on Sale");
  if (category->category->sale_until != 0 && now > category->category->sale_until)
    return _ ("Sale Has Ended");
  return NULL;
}

void
foyer_till_dismiss (FoyerTill *self)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->message == NULL && !self->shows_change)
    return;
  self->shows_change = FALSE;
  g_clear_pointer (&self->message, g_free);
  tell_changed (self);
}

static gboolean
has_decimals_left (FoyerTill *self)
{
  const char *sign = strpbrk (self->entry->str, ".,");

  return sign == NULL || (int) strlen (sign + 1) < foyer_currency_exponent (get_currency (self));
}

gboolean
foyer_till_type (FoyerTill *self, gunichar character)
{
  gboolean paying = self->state == FOYER_TILL_PAYING;
  gboolean is_sign = character == '.' || character == ',';
  gboolean fits;

  g_return_val_if_fail (FOYER_IS_TILL (self), FALSE);

  if (!is_sign && !(character >= '0' && character <= '9'))
    return FALSE;
  if (self->state == FOYER_TILL_BUSY)
    return TRUE;
  foyer_till_dismiss (self);
  if (is_sign)
    fits = paying && self->entry->len > 0 && strpbrk (self->entry->str, ".,") == NULL && foyer_currency_exponent (get_currency (self)) > 0;
  else
    fits = paying ? has_decimals_left (self) && self->entry->len < AMOUNT_LENGTH : self->entry->len < COUNT_LENGTH;
  if (fits)
    g_string_append_unichar (self->entry, character);
  tell_changed (self);
  return TRUE;
}

void
foyer_till_erase (FoyerTill *self)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state == FOYER_TILL_BUSY)
    return;
  foyer_till_dismiss (self);
  if (self->entry->len > 0)
    g_string_truncate (self->entry, self->entry->len - 1);
  else if (self->state == FOYER_TILL_PAYING)
    self->state = FOYER_TILL_SELLING;
  else if (!foyer_cart_is_empty (self->cart))
    foyer_cart_set_count (self->cart, self->cart->current, 0);
  tell_changed (self);
}

static char *
dup_left_sentence (const char *name, gint64 left)
{
  if (left <= 0)
    return g_strdup_printf (_ ("“%s” is sold out."), name);
  return g_strdup_printf (ngettext ("Only %d of “%s” is left.", "Only %d of “%s” are left.", (gulong) left), (int) left, name);
}

/* Whether @more of @category may go into the cart; says why not. */
static gboolean
check_more (FoyerTill *self, const FoyerCategorySummary *category, int more)
{
  const FoyerCategory *what = category->category;
  int                  in_cart = foyer_cart_count (self->cart, &what->id);
  g_autofree char     *closed = foyer_till_dup_closed (self);
  const char          *category_closed = foyer_till_get_category_closed (category, g_get_real_time ());
  gint64               left = foyer_till_get_available (self, category);

  if (closed != NULL)
    refuse (self, g_steal_pointer (&closed));
  else if (category_closed != NULL)
    refuse (self, g_strdup_printf ("“%s”: %s", what->name, category_closed));
  else if (more > left)
    refuse (self, in_cart > 0 ? g_strdup_printf (_ ("No more than %d of “%s” can be sold now."), (int) (in_cart + left), what->name)
                              : dup_left_sentence (what->name, left));
  else if (what->max_per_order > 0 && in_cart + more > what->max_per_order)
    refuse (self, g_strdup_printf (ngettext ("One order may hold %d of “%s”.", "One order may hold %d of “%s”, no more.", what->max_per_order), what->max_per_order, what->name));
  else if (in_cart + more > FOYER_CART_LINE_MAX)
    refuse (self, g_strdup_printf (_ ("One order may hold %d of “%s”, no more."), FOYER_CART_LINE_MAX, what->name));
  else
    return TRUE;
  return FALSE;
}

static FoyerCategorySummary *
get_category (FoyerTill *self, guint index)
{
  const FoyerEventSummary *summary = get_summary (self);

  return summary != NULL && index < summary->categories->len ? summary->categories->pdata[index] : NULL;
}

void
foyer_till_add (FoyerTill *self, guint index)
{
  FoyerCategorySummary *category = get_category (self, index);
  int                   count = 1;

  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state == FOYER_TILL_BUSY || category == NULL)
    return;
  foyer_till_dismiss (self);
  if (self->state == FOYER_TILL_SELLING && self->entry->len > 0)
    count = (int) g_ascii_strtoll (self->entry->str, NULL, 10);
  if (self->state == FOYER_TILL_PAYING) /* the guest wants something more after all */
    self->state = FOYER_TILL_SELLING;
  g_string_truncate (self->entry, 0);
  if (count == 0)
    {
      refuse (self, g_strdup (_ ("Type how many tickets, at least 1.")));
      return;
    }
  if (!check_more (self, category, count))
    return;
  if (self->cart == NULL)
    self->cart = foyer_cart_new (foyer_event_item_get_id (self->item), get_currency (self));
  foyer_cart_add (self->cart, category->category, count);
  tell_changed (self);
}

void
foyer_till_change_line (FoyerTill *self, guint index, int delta)
{
  FoyerCartLine        *line;
  FoyerCategorySummary *category;

  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state == FOYER_TILL_BUSY || self->cart == NULL || index >= self->cart->lines->len)
    return;
  foyer_till_dismiss (self);
  line = foyer_cart_get (self->cart, index);
  category = find_category (get_summary (self), &line->category);
  if (delta > 0 && (category == NULL || !check_more (self, category, delta)))
    return;
  self->state = FOYER_TILL_SELLING;
  g_string_truncate (self->entry, 0);
  foyer_cart_set_count (self->cart, index, MAX (line->count + delta, 0));
  tell_changed (self);
}

void
foyer_till_change_current (FoyerTill *self, int delta)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->cart != NULL)
    foyer_till_change_line (self, self->cart->current, delta);
}

/* Categories that are sold in twos or more. */
static char *
find_too_few (FoyerTill *self)
{
  for (guint i = 0; i < self->cart->lines->len; i++)
    {
      const FoyerCartLine        *line = foyer_cart_get (self->cart, i);
      const FoyerCategorySummary *category = find_category (get_summary (self), &line->category);

      if (category != NULL && line->count < category->category->min_per_order)
        return g_strdup_printf (_ ("“%s” is sold from %d tickets on."), line->name, category->category->min_per_order);
    }
  return NULL;
}

gboolean
foyer_till_can_pay (FoyerTill *self)
{
  g_autofree char *why = NULL;

  g_return_val_if_fail (FOYER_IS_TILL (self), FALSE);

  if (self->state == FOYER_TILL_BUSY)
    return FALSE;
  if (foyer_cart_is_empty (self->cart))
    why = g_strdup (_ ("There is nothing to pay yet. Choose a category."));
  else if (self->state == FOYER_TILL_SELLING && self->entry->len > 0)
    why = g_strdup_printf (_ ("%s of what? Choose a category, or take the number back."), self->entry->str);
  else
    why = find_too_few (self);
  if (why == NULL)
    return TRUE;
  refuse (self, g_steal_pointer (&why));
  return FALSE;
}

static void
set_sale (FoyerTill *self, FoyerSale *sale)
{
  g_clear_pointer (&self->last_sale, foyer_sale_free);
  self->last_sale = sale;
}

/* Every commit ends here. */
static void
finish_commit (FoyerTill *self, gboolean done, FoyerTillState state)
{
  self->state = state;
  if (done)
    g_string_truncate (self->entry, 0);
  tell_changed (self);
  g_signal_emit (self, signals[COMMITTED], 0, done);
}

static gpointer
read_event (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_event_store_get (connection, data, error);
}

/* The stock was gone between key and commit: tell how much there is. */
static void
shortage_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerEventSummary) summary = foyer_store_read_finish (FOYER_STORE (source), result, &error);
  char *sentence = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  for (guint i = 0; summary != NULL && sentence == NULL && i < self->cart->lines->len; i++)
    {
      const FoyerCartLine        *line = foyer_cart_get (self->cart, i);
      const FoyerCategorySummary *category = find_category (summary, &line->category);

      if (category != NULL && line->count > category->available)
        sentence = dup_left_sentence (line->name, category->available);
    }
  if (sentence == NULL && summary != NULL)
    sentence = g_strdup_printf (ngettext ("Only %d ticket of the event is left.", "Only %d tickets of the event are left.", (gulong) summary->available), (int) summary->available);
  if (sentence == NULL)
    sentence = g_strdup (_ ("There are not enough tickets left."));
  say (self, g_strconcat (sentence, " ", _ ("Nothing was sold."), NULL), TRUE);
  g_free (sentence);
  finish_commit (self, FALSE, FOYER_TILL_SELLING);
}

static void
sold_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  FoyerSale *sale = foyer_store_write_finish (FOYER_STORE (source), result, &error);

  if (sale != NULL)
    {
      set_sale (self, sale);
      g_clear_pointer (&self->cart, foyer_cart_free);
      self->shows_change = TRUE;
      self->sold_at = g_get_monotonic_time ();
      finish_commit (self, TRUE, FOYER_TILL_SELLING);
      return;
    }
  g_message ("A sale was refused: %s", error->message);
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_SOLD_OUT))
    {
      foyer_store_read_async (FOYER_STORE (source), read_event, g_memdup2 (&self->cart->event, sizeof (FoyerId)), g_free,
                              (GDestroyNotify) foyer_event_summary_free, self->cancellable, shortage_read_cb, g_object_ref (self));
      return;
    }
  say (self, g_strconcat (foyer_format_store_error (error), " ", _ ("Nothing was sold."), NULL), TRUE);
  finish_commit (self, FALSE, FOYER_TILL_SELLING);
}

/* What people see in the printer's queue: no names of guests. */
static char *
dup_print_title (FoyerTill *self)
{
  const FoyerEventSummary *summary = get_summary (self);

  return g_strdup (summary != NULL && *summary->event->title != '\0' ? summary->event->title : _ ("Tickets"));
}

static void
sell (FoyerTill *self, FoyerOrder *order)
{
  FoyerSellRequest *request = g_new0 (FoyerSellRequest, 1);

  g_clear_pointer (&self->message, g_free);
  request->order = order;
  request->printer = g_settings_get_string (foyer_session_get_settings (self->session), "ticket-printer");
  request->title = dup_print_title (self);
  self->state = FOYER_TILL_BUSY;
  self->shows_change = FALSE;
  foyer_store_write_async (get_store (self), foyer_till_job_sell, request, (GDestroyNotify) foyer_sell_request_free,
                           (GDestroyNotify) foyer_sale_free, sold_cb, g_object_ref (self));
  tell_changed (self);
}

static void
sell_for (FoyerTill *self, FoyerPaymentMethod method, gint64 given)
{
  FoyerOrder *order = foyer_cart_to_order (self->cart, FALSE);
  gint64      total = foyer_cart_total (self->cart);

  if (total > 0)
    {
      FoyerPayment *payment = foyer_payment_new (method, total);

      payment->given = given;
      g_ptr_array_add (order->payments, payment);
    }
  sell (self, order);
}

static void
take_cash (FoyerTill *self)
{
  gint64 total = foyer_cart_total (self->cart);
  gint64 given = foyer_till_get_given (self);

  if (given < total)
    {
      g_autofree char *missing = foyer_money_format_full (total - given, get_currency (self));

      refuse (self, g_strdup_printf (_ ("That is %s too little."), missing));
      return;
    }
  sell_for (self, FOYER_PAYMENT_CASH, given);
}

void
foyer_till_enter (FoyerTill *self)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state == FOYER_TILL_BUSY)
    return;
  if (self->shows_change && g_get_monotonic_time () - self->sold_at < BOUNCE_US)
    return;
  foyer_till_dismiss (self);
  if (!foyer_till_can_pay (self))
    return;
  if (self->state == FOYER_TILL_PAYING)
    {
      take_cash (self);
      return;
    }
  self->state = FOYER_TILL_PAYING;
  tell_changed (self);
}

void
foyer_till_give (FoyerTill *self, gint64 amount)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  foyer_till_dismiss (self);
  if (!foyer_till_can_pay (self))
    return;
  if (amount >= foyer_cart_total (self->cart))
    sell_for (self, FOYER_PAYMENT_CASH, amount);
}

void
foyer_till_pay_by_card (FoyerTill *self)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state == FOYER_TILL_BUSY)
    return;
  foyer_till_dismiss (self);
  if (foyer_till_can_pay (self))
    sell_for (self, FOYER_PAYMENT_CARD, 0);
}

void
foyer_till_pay_nothing (FoyerTill *self, const char *reason)
{
  FoyerOrder *order;

  g_return_if_fail (FOYER_IS_TILL (self));

  if (!foyer_till_can_pay (self))
    return;
  order = foyer_cart_to_order (self->cart, TRUE);
  order->reason = g_strdup (reason);
  sell (self, order);
}

gboolean
foyer_till_back (FoyerTill *self)
{
  g_return_val_if_fail (FOYER_IS_TILL (self), TRUE);

  if (self->state == FOYER_TILL_BUSY)
    return TRUE;
  if (self->state == FOYER_TILL_SELLING && self->entry->len == 0 && !foyer_cart_is_empty (self->cart))
    return FALSE;
  foyer_till_dismiss (self);
  if (self->entry->len > 0)
    g_string_truncate (self->entry, 0);
  else
    self->state = FOYER_TILL_SELLING;
  tell_changed (self);
  return TRUE;
}

void
foyer_till_clear (FoyerTill *self)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state == FOYER_TILL_BUSY)
    return;
  foyer_till_dismiss (self);
  g_clear_pointer (&self->cart, foyer_cart_free);
  g_string_truncate (self->entry, 0);
  self->state = FOYER_TILL_SELLING;
  tell_changed (self);
}

static void
set_parked (FoyerTill *self, GPtrArray *parked)
{
  g_ptr_array_unref (self->parked);
  self->parked = parked;
}

static void
parked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *parked = foyer_store_write_finish (FOYER_STORE (source), result, &error);
  FoyerTime  recall_next = self->recall_next;

  self->recall_next = 0;
  if (parked == NULL)
    {
      g_warning ("A cart could not be parked: %s", error->message);
      say (self, g_strconcat (_ ("The order could not be parked."), " ", foyer_format_store_error (error), NULL), TRUE);
      finish_commit (self, FALSE, FOYER_TILL_SELLING);
      return;
    }
  set_parked (self, parked);
  g_clear_pointer (&self->cart, foyer_cart_free);
  say (self, g_strdup (_ ("The order is parked. F7 takes it up again.")), FALSE);
  finish_commit (self, TRUE, FOYER_TILL_SELLING);
  if (recall_next != 0 && self->session != NULL)
    foyer_till_recall (self, recall_next);
}

void
foyer_till_park (FoyerTill *self)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state == FOYER_TILL_BUSY)
    return;
  foyer_till_dismiss (self);
  if (foyer_cart_is_empty (self->cart))
    {
      refuse (self, g_strdup (_ ("There is nothing to park.")));
      return;
    }
  self->state = FOYER_TILL_BUSY;
  foyer_store_write_async (get_store (self), foyer_till_job_park, foyer_cart_copy (self->cart), (GDestroyNotify) foyer_cart_free,
                           (GDestroyNotify) g_ptr_array_unref, parked_cb, g_object_ref (self));
  tell_changed (self);
}

static void
forget_parked (FoyerTill *self, FoyerTime parked_at)
{
  for (guint i = 0; i < self->parked->len; i++)
    if (((FoyerParkedCart *) self->parked->pdata[i])->parked_at == parked_at)
      g_ptr_array_remove_index (self->parked, i--);
}

static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerParkedCart) parked = foyer_store_write_finish (FOYER_STORE (source), result, &error);

  if (parked == NULL)
    {
      g_message ("A parked cart could not be taken up: %s", error->message);
      say (self, g_strconcat (_ ("The order could not be taken up."), " ", foyer_format_store_error (error), NULL), TRUE);
      finish_commit (self, FALSE, FOYER_TILL_SELLING);
      if (self->session != NULL)
        foyer_till_read (self);
      return;
    }
  forget_parked (self, parked->parked_at);
  g_clear_pointer (&self->cart, foyer_cart_free);
  self->cart = g_steal_pointer (&parked->cart);
  finish_commit (self, TRUE, FOYER_TILL_SELLING);
  if (self->session != NULL && !foyer_id_equal (&self->cart->event, foyer_session_get_event_id (self->session)))
    foyer_session_set_event_id (self->session, &self->cart->event);
}

void
foyer_till_recall (FoyerTill *self, FoyerTime parked_at)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state == FOYER_TILL_BUSY)
    return;
  if (!foyer_cart_is_empty (self->cart))
    {
      self->recall_next = parked_at;
      foyer_till_park (self);
      return;
    }
  foyer_till_dismiss (self);
  self->state = FOYER_TILL_BUSY;
  foyer_store_write_async (get_store (self), foyer_till_job_recall, g_memdup2 (&parked_at, sizeof parked_at), g_free,
                           (GDestroyNotify) foyer_parked_cart_free, recalled_cb, g_object_ref (self));
  tell_changed (self);
}

static void
take_result (FoyerTill *self, FoyerSale *sale, const GError *error, char *done, const char *failed)
{
  if (sale != NULL)
    {
      set_sale (self, sale);
      say (self, done, FALSE);
      finish_commit (self, TRUE, FOYER_TILL_SELLING);
      return;
    }
  g_message ("%s", error->message);
  g_free (done);
  say (self, g_strconcat (failed, " ", foyer_format_store_error (error), NULL), TRUE);
  finish_commit (self, FALSE, FOYER_TILL_SELLING);
}

static void
voided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  FoyerSale       *sale = foyer_store_write_finish (FOYER_STORE (source), result, &error);
  g_autofree char *amount = sale != NULL ? foyer_money_format_full (foyer_order_total (sale->order), sale->order->currency) : NULL;

  take_result (self, sale, error,
               sale != NULL ? g_strdup_printf (_ ("Order %s is void. Give back %s."), sale->order->number, amount) : NULL,
               _ ("The sale could not be voided."));
}

static void
reprinted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  FoyerSale *sale = foyer_store_write_finish (FOYER_STORE (source), result, &error);

  take_result (self, sale, error, g_strdup (_ ("New tickets are on their way. Keep the old ones: they are not valid any more.")),
               _ ("The tickets could not be printed again."));
}

static gboolean
begin_with_last (FoyerTill *self)
{
  if (self->state == FOYER_TILL_BUSY)
    return FALSE;
  foyer_till_dismiss (self);
  if (self->last_sale == NULL)
    refuse (self, g_strdup (_ ("Nothing was sold here yet.")));
  else if (self->last_sale->voided)
    refuse (self, g_strdup (_ ("The last sale is void already.")));
  else
    self->state = FOYER_TILL_BUSY;
  return self->state == FOYER_TILL_BUSY;
}

static FoyerSaleRequest *
request_new (FoyerTill *self, const char *reason)
{
  FoyerSaleRequest *request = g_new0 (FoyerSaleRequest, 1);

  request->order = self->last_sale->order->id;
  request->reason = g_strdup (reason);
  request->printer = g_settings_get_string (foyer_session_get_settings (self->session), "ticket-printer");
  request->title = dup_print_title (self);
  return request;
}

void
foyer_till_void_last (FoyerTill *self, const char *reason)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (!begin_with_last (self))
    return;
  foyer_store_write_async (get_store (self), foyer_till_job_void, request_new (self, reason), (GDestroyNotify) foyer_sale_request_free,
                           (GDestroyNotify) foyer_sale_free, voided_cb, g_object_ref (self));
  tell_changed (self);
}

void
foyer_till_reprint_last (FoyerTill *self, const char *reason)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (!begin_with_last (self))
    return;
  foyer_store_write_async (get_store (self), foyer_till_job_reprint, request_new (self, reason), (GDestroyNotify) foyer_sale_request_free,
                           (GDestroyNotify) foyer_sale_free, reprinted_cb, g_object_ref (self));
  tell_changed (self);
}

static void
last_sale_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  FoyerSale *sale = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_warning ("The last sale could not be read: %s", error->message);
  if (sale == NULL)
    return;
  /* an older reading must not hide the sale that was just made */
  if (self->state == FOYER_TILL_BUSY || (self->last_sale != NULL && sale->order->made_at < self->last_sale->order->made_at))
    {
      foyer_sale_free (sale);
      return;
    }
  set_sale (self, sale);
  tell_changed (self);
}

static void
parked_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *parked = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (parked == NULL)
    {
      g_warning ("The parked carts could not be read: %s", error->message);
      return;
    }
  set_parked (self, parked);
  tell_changed (self);
}

void
foyer_till_read (FoyerTill *self)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  foyer_store_read_async (get_store (self), foyer_till_job_read_last, NULL, NULL, (GDestroyNotify) foyer_sale_free,
                          self->reading, last_sale_read_cb, g_object_ref (self));
  foyer_store_read_async (get_store (self), foyer_till_job_read_parked, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                          self->reading, parked_read_cb, g_object_ref (self));
}

void
foyer_till_set_event (FoyerTill *self, FoyerEventItem *item)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  g_set_object (&self->item, item);
  if (self->state != FOYER_TILL_BUSY && !foyer_cart_is_empty (self->cart) &&
      (item == NULL || !foyer_id_equal (&self->cart->event, foyer_event_item_get_id (item))))
    foyer_till_park (self);
  tell_changed (self);
}

static void
foyer_till_dispose (GObject *object)
{
  FoyerTill *self = FOYER_TILL (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->item);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (foyer_till_parent_class)->dispose (object);
}

static void
foyer_till_finalize (GObject *object)
{
  FoyerTill *self = FOYER_TILL (object);

  g_object_unref (self->cancellable);
  foyer_cart_free (self->cart);
  foyer_sale_free (self->last_sale);
  g_ptr_array_unref (self->parked);
  g_string_free (self->entry, TRUE);
  g_free (self->message);
  G_OBJECT_CLASS (foyer_till_parent_class)->finalize (object);
}

static void
foyer_till_class_init (FoyerTillClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = foyer_till_dispose;
  object_class->finalize = foyer_till_finalize;
  signals[CHANGED] = g_signal_new ("changed", FOYER_TYPE_TILL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COMMITTED] = g_signal_new ("committed", FOYER_TYPE_TILL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
foyer_till_init (FoyerTill *self)
{
  self->parked = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_parked_cart_free);
  self->entry = g_string_new (NULL);
  self->cancellable = g_cancellable_new ();
}

FoyerTill *
foyer_till_new (FoyerSession *session)
{
  FoyerTill *self = g_object_new (FOYER_TYPE_TILL, NULL);

  self->session = g_object_ref (session);
  return self;
}
