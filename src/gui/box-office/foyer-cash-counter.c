/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-cash-counter.h"

#include "foyer-money.h"

struct _FoyerCashCounter
{
  AdwPreferencesGroup parent_instance;

  GPtrArray    *rows; /* (element-type AdwSpinRow): of the kinds, in their order */
  const gint64 *values;
  char         *currency;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerCashCounter, foyer_cash_counter, ADW_TYPE_PREFERENCES_GROUP)

static gint64
count_of (FoyerCashCounter *self, guint index)
{
  return (gint64) adw_spin_row_get_value (self->rows->pdata[index]);
}

gint64
foyer_cash_counter_get_sum (FoyerCashCounter *self)
{
  gint64 sum = 0;

  g_return_val_if_fail (FOYER_IS_CASH_COUNTER (self), 0);

  for (guint i = 0; i < self->rows->len; i++)
    sum += self->values[i] * count_of (self, i);
  return sum;
}

GArray *
foyer_cash_counter_dup_counts (FoyerCashCounter *self)
{
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (FoyerCashCount));

  g_return_val_if_fail (FOYER_IS_CASH_COUNTER (self), counts);

  for (guint i = 0; i < self->rows->len; i++)
    {
      FoyerCashCount count = { self->values[i], count_of (self, i) };

      if (count.count > 0)
        g_array_append_val (counts, count);
    }
  return counts;
}

static void
value_changed_cb (FoyerCashCounter *self, GParamSpec *pspec, AdwSpinRow *row)
{
  guint            index = 0;
  g_autofree char *worth = NULL;

  g_ptr_array_find (self->rows, row, &index);
  worth = foyer_money_format (self->values[index] * count_of (self, index), self->currency);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), count_of (self, index) > 0 ? worth : "");
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
foyer_cash_counter_finalize (GObject *object)
{
  FoyerCashCounter *self = FOYER_CASH_COUNTER (object);

  g_ptr_array_unref (self->rows);
  g_free (self->currency);
  G_OBJECT_CLASS (foyer_cash_counter_parent_class)->finalize (object);
}

static void
foyer_cash_counter_class_init (FoyerCashCounterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_cash_counter_finalize;
  signals[CHANGED] = g_signal_new ("changed", FOYER_TYPE_CASH_COUNTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
foyer_cash_counter_init (FoyerCashCounter *self)
{
  self->rows = g_ptr_array_new ();
}

GtkWidget *
foyer_cash_counter_new (const char *currency)
{
  FoyerCashCounter *self = g_object_new (FOYER_TYPE_CASH_COUNTER, NULL);
  guint             n;

  self->currency = g_strdup (currency);
  self->values = foyer_cash_denominations (currency, &n);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget       *row = adw_spin_row_new_with_range (0, FOYER_CASH_COUNT_MAX, 1);
      g_autofree char *title = foyer_money_format_full (self->values[i], currency);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_spin_row_set_numeric (ADW_SPIN_ROW (row), TRUE);
      g_ptr_array_add (self->rows, row);
      g_signal_connect_object (row, "notify::value", G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    }
  return GTK_WIDGET (self);
}
