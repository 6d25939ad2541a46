/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-scan-filter.h"

/* A screen that shows a new code on every frame must not fill the memory. */
#define MAX_ENTRIES 64

typedef struct
{
  FoyerCode *code;
  gint64     last_us;
  gboolean   counted;
} Entry;

struct _FoyerScanFilter
{
  gint64  absence_us;
  GArray *entries; /* Entry, the oldest first */
};

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  foyer_code_unref (entry->code);
}

/**
 * foyer_scan_filter_new:
 * @absence_us: how long a code must be out of sight to count again, in
 *   microseconds; %FOYER_SCAN_ABSENCE_US is right for people
 *
 * Returns: (transfer full): a filter
 */
FoyerScanFilter *
foyer_scan_filter_new (gint64 absence_us)
{
  FoyerScanFilter *self = g_new0 (FoyerScanFilter, 1);

  self->absence_us = absence_us;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  return self;
}

/**
 * foyer_scan_filter_free:
 * @self: (nullable) (transfer full): a filter
 *
 * Frees the filter.
 */
void
foyer_scan_filter_free (FoyerScanFilter *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_free (self);
}

static Entry *
find (FoyerScanFilter *self,
      const FoyerCode *code)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      if (foyer_code_equal (entry->code, code))
        return entry;
    }
  return NULL;
}

/* A clock that has jumped back makes everything new rather than everything
 * held for ever. */
static void
forget_absent (FoyerScanFilter *self,
               gint64           time_us)
{
  for (guint i = 0; i < self->entries->len;)
    {
      gint64 age = time_us - g_array_index (self->entries, Entry, i).last_us;

      if (age >= self->absence_us || age < 0)
        g_array_remove_index (self->entries, i);
      else
        i++;
    }
}

/**
 * foyer_scan_filter_see:
 * @self: a filter
 * @code: a code in a frame
 * @time_us: when the frame was taken, by a clock that does not go back
 *
 * Notes that a code is in sight. Two codes with the same time are from the
 * same frame and do not confirm each other.
 *
 * Returns: what that means
 */
FoyerSighting
foyer_scan_filter_see (FoyerScanFilter *self,
                       const FoyerCode *code,
                       gint64           time_us)
{
  Entry *entry;

  g_return_val_if_fail (self != NULL && code != NULL, FOYER_SIGHTING_HELD);

  forget_absent (self, time_us);
  entry = find (self, code);
  if (entry == NULL)
    {
      Entry fresh = { foyer_code_ref ((FoyerCode *) code), time_us, FALSE };

      if (self->entries->len == MAX_ENTRIES)
        g_array_remove_index (self->entries, 0);
      g_array_append_val (self->entries, fresh);
      return FOYER_SIGHTING_FIRST;
    }
  if (entry->counted)
    {
      entry->last_us = time_us;
      return FOYER_SIGHTING_HELD;
    }
  if (entry->last_us == time_us)
    return FOYER_SIGHTING_FIRST;
  entry->last_us = time_us;
  entry->counted = TRUE;
  return FOYER_SIGHTING_AGREED;
}

/**
 * foyer_scan_filter_count:
 * @self: a filter
 * @code: a code that was just seen
 *
 * Says that the caller has taken @code as a scan, because it knows it. It is
 * then %FOYER_SIGHTING_HELD until it has been out of sight.
 */
void
foyer_scan_filter_count (FoyerScanFilter *self,
                         const FoyerCode *code)
{
  Entry *entry;

  g_return_if_fail (self != NULL && code != NULL);

  entry = find (self, code);
  if (entry != NULL)
    entry->counted = TRUE;
}

/**
 * foyer_scan_filter_pass:
 * @self: a filter
 * @code: a code in a frame
 * @time_us: when the frame was taken, by a clock that does not go back
 * @known: (nullable): asked at most once for each time a ticket is held up;
 *   %NULL when nothing is known
 * @user_data: for @known
 *
 * The same in one step, for a caller that can tell at once what it knows.
 *
 * Returns: whether @code is a scan now
 */
gboolean
foyer_scan_filter_pass (FoyerScanFilter   *self,
                        const FoyerCode   *code,
                        gint64             time_us,
                        FoyerScanKnownFunc known,
                        gpointer           user_data)
{
  switch (foyer_scan_filter_see (self, code, time_us))
    {
    case FOYER_SIGHTING_FIRST:
      if (known == NULL || !known (code, user_data))
        return FALSE;
      foyer_scan_filter_count (self, code);
      return TRUE;
    case FOYER_SIGHTING_AGREED:
      return TRUE;
    case FOYER_SIGHTING_HELD:
    default:
      return FALSE;
    }
}

/**
 * foyer_scan_filter_reset:
 * @self: a filter
 *
 * Forgets everything in sight, as when another gate is chosen: what is held
 * up counts again.
 */
void
foyer_scan_filter_reset (FoyerScanFilter *self)
{
  g_return_if_fail (self != NULL);
  g_array_set_size (self->entries, 0);
}
