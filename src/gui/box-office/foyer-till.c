/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-till-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "foyer-money.h"

/* The longest count and the longest amount that can be typed, in characters. */
#define COUNT_LENGTH 3
#define AMOUNT_LENGTH 11

enum
{
  CHANGED,
  COMMITTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerTill, foyer_till, G_TYPE_OBJECT)

void
foyer_till_tell_changed (FoyerTill *self)
{
  foyer_till_watch_cart (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
foyer_till_say (FoyerTill *self, char *sentence, gboolean failed)
{
  g_free (self->message);
  self->message = sentence;
  self->failed = failed;
}

/* Also tells; for steps that end with it. */
void
foyer_till_refuse (FoyerTill *self, char *sentence)
{
  foyer_till_say (self, sentence, TRUE);
  foyer_till_tell_changed (self);
}

const FoyerEventSummary *
foyer_till_get_summary (FoyerTill *self)
{
  return self->item != NULL ? foyer_event_item_get_summary (self->item) : NULL;
}

const char *
foyer_till_get_currency (FoyerTill *self)
{
  if (self->cart != NULL)
    return self->cart->currency;
  return foyer_till_get_summary (self) != NULL ? foyer_till_get_summary (self)->event->currency : "EUR";
}

FoyerCategorySummary *
foyer_till_find_category (const FoyerEventSummary *summary, const FoyerId *id)
{
  for (guint i = 0; summary != NULL && i < summary->categories->len; i++)
    {
      FoyerCategorySummary *category = summary->categories->pdata[i];

      if (foyer_id_equal (&category->category->id, id))
        return category;
    }
  return NULL;
}

FoyerStore *
foyer_till_get_store (FoyerTill *self)
{
  return foyer_session_get_store (self->session);
}

void
foyer_till_set_sale (FoyerTill *self, FoyerSale *sale)
{
  g_clear_pointer (&self->last_sale, foyer_sale_free);
  self->last_sale = sale;
}

/* Every commit ends here. */
void
foyer_till_finish_commit (FoyerTill *self, gboolean done, FoyerTillState state)
{
  self->state = state;
  if (done)
    {
      g_string_truncate (self->entry, 0);
      foyer_till_forget_payments (self);
    }
  foyer_till_tell_changed (self);
  g_signal_emit (self, signals[COMMITTED], 0, done);
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
    return foyer_money_parse (self->entry->str, foyer_till_get_currency (self), &given, NULL) ? given : 0;
  return foyer_till_get_cash_due (self);
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
  const FoyerEventSummary *summary = foyer_till_get_summary (self);

  if (summary == NULL)
    return NULL;
  if (foyer_till_needs_shift (self))
    return g_strdup (_ ("Open a shift to sell."));
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
  const FoyerEventSummary *summary = foyer_till_get_summary (self);
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
  foyer_till_tell_changed (self);
}

static gboolean
has_decimals_left (FoyerTill *self)
{
  const char *sign = strpbrk (self->entry->str, ".,");

  return sign == NULL || (int) strlen (sign + 1) < foyer_currency_exponent (foyer_till_get_currency (self));
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
    fits = paying && self->entry->len > 0 && strpbrk (self->entry->str, ".,") == NULL && foyer_currency_exponent (foyer_till_get_currency (self)) > 0;
  else
    fits = paying ? has_decimals_left (self) && self->entry->len < AMOUNT_LENGTH : self->entry->len < COUNT_LENGTH;
  if (fits)
    g_string_append_unichar (self->entry, character);
  foyer_till_tell_changed (self);
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
  else if (self->state == FOYER_TILL_PAYING && self->payments->len > 0)
    g_ptr_array_remove_index (self->payments, self->payments->len - 1);
  else if (self->state == FOYER_TILL_PAYING)
    self->state = FOYER_TILL_SELLING;
  else if (!foyer_cart_is_empty (self->cart))
    foyer_cart_set_count (self->cart, self->cart->current, 0);
  foyer_till_tell_changed (self);
}

char *
foyer_till_dup_left_sentence (const char *name, gint64 left)
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
    foyer_till_refuse (self, g_steal_pointer (&closed));
  else if (category_closed != NULL)
    foyer_till_refuse (self, g_strdup_printf ("“%s”: %s", what->name, category_closed));
  else if (more > left)
    foyer_till_refuse (self, in_cart > 0 ? g_strdup_printf (_ ("No more than %d of “%s” can be sold now."), (int) (in_cart + left), what->name)
                                         : foyer_till_dup_left_sentence (what->name, left));
  else if (what->max_per_order > 0 && in_cart + more > what->max_per_order)
    foyer_till_refuse (self, g_strdup_printf (ngettext ("One order may hold %d of “%s”.", "One order may hold %d of “%s”, no more.", what->max_per_order), what->max_per_order, what->name));
  else if (in_cart + more > FOYER_CART_LINE_MAX)
    foyer_till_refuse (self, g_strdup_printf (_ ("One order may hold %d of “%s”, no more."), FOYER_CART_LINE_MAX, what->name));
  else
    return foyer_till_check_here (self, category, more);
  return FALSE;
}

static FoyerCategorySummary *
get_category (FoyerTill *self, guint index)
{
  const FoyerEventSummary *summary = foyer_till_get_summary (self);

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
  foyer_till_forget_payments (self);
  if (count == 0)
    {
      foyer_till_refuse (self, g_strdup (_ ("Type how many tickets, at least 1.")));
      return;
    }
  if (!check_more (self, category, count))
    return;
  if (self->cart == NULL)
    self->cart = foyer_cart_new (foyer_event_item_get_id (self->item), foyer_till_get_currency (self));
  foyer_cart_add (self->cart, category->category, count);
  foyer_till_tell_changed (self);
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
  category = foyer_till_find_category (foyer_till_get_summary (self), &line->category);
  if (delta > 0 && (category == NULL || !check_more (self, category, delta)))
    return;
  self->state = FOYER_TILL_SELLING;
  g_string_truncate (self->entry, 0);
  foyer_till_forget_payments (self);
  foyer_cart_set_count (self->cart, index, MAX (line->count + delta, 0));
  foyer_till_tell_changed (self);
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
      const FoyerCategorySummary *category = foyer_till_find_category (foyer_till_get_summary (self), &line->category);

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
  else if (self->trouble != NULL)
    {
      why = g_strconcat (self->trouble, " ", _ ("Take no money yet."), NULL);
      g_clear_pointer (&self->kept, g_free); /* so that it is tried again */
    }
  else
    why = find_too_few (self);
  if (why == NULL)
    return TRUE;
  foyer_till_refuse (self, g_steal_pointer (&why));
  return FALSE;
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
    {
      self->state = FOYER_TILL_SELLING;
      foyer_till_forget_payments (self);
    }
  foyer_till_tell_changed (self);
  return TRUE;
}

void
foyer_till_clear (FoyerTill *self)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state == FOYER_TILL_BUSY)
    return;
  foyer_till_dismiss (self);
  foyer_till_discard_cart (self);
  foyer_till_forget_payments (self);
  g_string_truncate (self->entry, 0);
  self->state = FOYER_TILL_SELLING;
  foyer_till_tell_changed (self);
}

const FoyerDesk *
foyer_till_get_desk (FoyerTill *self)
{
  g_return_val_if_fail (FOYER_IS_TILL (self), NULL);

  return self->desk;
}

gboolean
foyer_till_needs_shift (FoyerTill *self)
{
  g_return_val_if_fail (FOYER_IS_TILL (self), FALSE);

  return !self->training && self->desk != NULL && self->desk->shift == NULL &&
         g_settings_get_boolean (foyer_session_get_settings (self->session), "shift-required");
}

gboolean
foyer_till_get_training (FoyerTill *self)
{
  g_return_val_if_fail (FOYER_IS_TILL (self), FALSE);

  return self->training;
}

void
foyer_till_set_training (FoyerTill *self, gboolean training)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state == FOYER_TILL_BUSY || self->training == !!training)
    return;
  foyer_till_clear (self);
  self->shows_change = FALSE;
  foyer_till_set_sale (self, NULL);
  self->training = !!training;
  foyer_till_read (self);
  foyer_till_tell_changed (self);
}

void
foyer_till_set_price (FoyerTill *self, gint64 price, const char *reason, const FoyerId *approver)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state == FOYER_TILL_BUSY || foyer_cart_is_empty (self->cart))
    return;
  foyer_till_dismiss (self);
  foyer_till_forget_payments (self);
  g_string_truncate (self->entry, 0);
  foyer_cart_set_price (self->cart, self->cart->current, price, reason, approver);
  foyer_till_tell_changed (self);
}

void
foyer_till_set_event (FoyerTill *self, FoyerEventItem *item)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  g_set_object (&self->item, item);
  /* the session knows which event is wanted before that event is read */
  if (self->state != FOYER_TILL_BUSY && self->cart != NULL && !foyer_id_equal (&self->cart->event, foyer_session_get_event_id (self->session)))
    {
      if (foyer_cart_is_empty (self->cart))
        foyer_till_discard_cart (self);
      else
        foyer_till_park (self);
    }
  foyer_till_tell_changed (self);
}

static void
foyer_till_dispose (GObject *object)
{
  FoyerTill *self = FOYER_TILL (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->session != NULL)
    foyer_till_keep_cart (self);
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
  foyer_desk_free (self->desk);
  g_ptr_array_unref (self->payments);
  g_free (self->kept);
  g_free (self->trouble);
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
  self->payments = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_payment_free);
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
