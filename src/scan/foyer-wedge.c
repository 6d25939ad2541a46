/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-wedge.h"

#include "foyer-wedge-layout.h"

#include <string.h>

struct _FoyerWedge
{
  guint    min_length;
  gint64   gap_us;
  gint64   pause_us;
  char    *prefix;
  char    *suffix;
  char    *map;
  gboolean let_first_pass;
  gboolean caps_lock;

  GString *text;    /* keys so far, those passed on included */
  guint    length;  /* the same in characters, also beyond the longest */
  guint    passed;  /* how many of them went on to a widget */
  gint64   last_us; /* when the last of them came */
};

/**
 * foyer_wedge_new:
 * @options: (nullable): %NULL for %FOYER_WEDGE_OPTIONS
 *
 * Returns: (transfer full): a wedge
 */
FoyerWedge *
foyer_wedge_new (const FoyerWedgeOptions *options)
{
  FoyerWedge       *self = g_new0 (FoyerWedge, 1);
  FoyerWedgeOptions standard = FOYER_WEDGE_OPTIONS;

  if (options == NULL)
    options = &standard;
  self->min_length = MAX (options->min_length, 2);
  self->gap_us = options->gap_us;
  self->pause_us = MAX (options->pause_us, options->gap_us);
  self->prefix = g_strdup (options->prefix);
  self->suffix = g_strdup (options->suffix);
  self->map = g_strdup (options->map);
  self->let_first_pass = options->let_first_pass;
  self->text = g_string_new (NULL);
  return self;
}

/**
 * foyer_wedge_free:
 * @self: (nullable) (transfer full): a wedge
 *
 * Frees the wedge. What it still keeps is lost.
 */
void
foyer_wedge_free (FoyerWedge *self)
{
  if (self == NULL)
    return;
  g_free (self->prefix);
  g_free (self->suffix);
  g_free (self->map);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static void
start_over (FoyerWedge *self)
{
  g_string_truncate (self->text, 0);
  self->length = 0;
  self->passed = 0;
}

static gint64
longest_gap (const FoyerWedge *self)
{
  return self->length >= self->min_length ? self->pause_us : self->gap_us;
}

static char *
strip (const FoyerWedge *self)
{
  g_autofree char *upright = self->caps_lock ? foyer_wedge_layout_swap_case (self->text->str) : g_strdup (self->text->str);
  g_autofree char *meant = foyer_wedge_layout_apply (self->map, upright);
  const char      *text = meant;
  gsize            length = strlen (meant);

  if (self->prefix != NULL && g_str_has_prefix (text, self->prefix))
    {
      text += strlen (self->prefix);
      length -= strlen (self->prefix);
    }
  if (self->suffix != NULL && g_str_has_suffix (text, self->suffix))
    length -= strlen (self->suffix);
  return length > 0 ? g_strndup (text, length) : NULL;
}

/* The keys so far are a scanner's: hand them out as one text. */
static void
finish_scan (FoyerWedge       *self,
             FoyerWedgeResult *result)
{
  if (self->length <= FOYER_WEDGE_MAX_TEXT)
    {
      result->scan = strip (self);
      result->leaked = self->passed;
    }
  start_over (self);
}

/* The keys so far are a person's: give back those that were kept. */
static void
finish_typed (FoyerWedge       *self,
              FoyerWedgeResult *result)
{
  const char *kept = g_utf8_offset_to_pointer (self->text->str, (glong) self->passed);

  if (*kept != '\0')
    result->typed = g_strdup (kept);
  start_over (self);
}

static void
finish (FoyerWedge       *self,
        FoyerWedgeResult *result)
{
  if (self->length == 0)
    return;
  if (self->length >= self->min_length)
    finish_scan (self, result);
  else
    finish_typed (self, result);
}

static gboolean
is_terminator (gunichar key)
{
  return key == '\r' || key == '\n' || key == '\t';
}

/**
 * foyer_wedge_key:
 * @self: a wedge
 * @key: the character of the key, '\r' or '\n' for Enter, '\t' for Tab; 0 (a
 *   modifier) changes nothing
 * @time_us: when it was pressed, by a clock that does not go back
 * @result: (out caller-allocates): what it has brought; always set
 *
 * Takes a key press. Whatever @result has comes before the key itself: first
 * act on @result, then on what this returns. For keys without a character that
 * do something, such as F1 or the arrows, call foyer_wedge_flush() instead.
 *
 * Returns: what to do with the key
 */
FoyerWedgeVerdict
foyer_wedge_key (FoyerWedge       *self,
                 gunichar          key,
                 gint64            time_us,
                 FoyerWedgeResult *result)
{
  gboolean in_time;

  g_return_val_if_fail (self != NULL && result != NULL, FOYER_WEDGE_PASS);

  memset (result, 0, sizeof *result);
  if (key == 0)
    return FOYER_WEDGE_PASS;

  in_time = self->length > 0 && time_us >= self->last_us && time_us - self->last_us <= longest_gap (self);
  if (!in_time)
    finish (self, result);

  if (is_terminator (key))
    {
      if (in_time && self->length >= self->min_length)
        {
          finish_scan (self, result);
          return FOYER_WEDGE_KEEP;
        }
      finish (self, result);
      return FOYER_WEDGE_PASS;
    }
  if (g_unichar_iscntrl (key) || !g_unichar_validate (key))
    {
      finish (self, result);
      return FOYER_WEDGE_PASS;
    }

  self->last_us = time_us;
  self->length++;
  if (self->length <= FOYER_WEDGE_MAX_TEXT)
    g_string_append_unichar (self->text, key);
  if (self->length == 1 && self->let_first_pass)
    {
      self->passed = 1;
      return FOYER_WEDGE_PASS;
    }
  return FOYER_WEDGE_KEEP;
}

/**
 * foyer_wedge_set_caps_lock:
 * @self: a wedge
 * @on: whether Caps Lock is on
 *
 * A scanner presses Shift for capitals and knows nothing of Caps Lock, which
 * turns them all round; the code is turned back. What a person types is not
 * touched.
 */
void
foyer_wedge_set_caps_lock (FoyerWedge *self,
                           gboolean    on)
{
  g_return_if_fail (self != NULL);
  self->caps_lock = on;
}

/**
 * foyer_wedge_poll:
 * @self: a wedge
 * @time_us: now
 * @result: (out caller-allocates): what the silence has brought; always set
 *
 * Call this when foyer_wedge_get_deadline() has come: keys of a person are
 * given back, and a scan without Enter is complete.
 *
 * Returns: whether @result has anything
 */
gboolean
foyer_wedge_poll (FoyerWedge       *self,
                  gint64            time_us,
                  FoyerWedgeResult *result)
{
  g_return_val_if_fail (self != NULL && result != NULL, FALSE);

  memset (result, 0, sizeof *result);
  if (self->length > 0 && (time_us < self->last_us || time_us - self->last_us > longest_gap (self)))
    finish (self, result);
  return result->scan != NULL || result->typed != NULL;
}

/**
 * foyer_wedge_flush:
 * @self: a wedge
 * @result: (out caller-allocates): what was kept; always set
 *
 * Ends what is going on, as when a key without a character comes or the focus
 * moves.
 */
void
foyer_wedge_flush (FoyerWedge       *self,
                   FoyerWedgeResult *result)
{
  g_return_if_fail (self != NULL && result != NULL);

  memset (result, 0, sizeof *result);
  finish (self, result);
}

/**
 * foyer_wedge_get_deadline:
 * @self: a wedge
 *
 * Returns: when to call foyer_wedge_poll(), by the clock of the keys; -1 when
 *   nothing is going on
 */
gint64
foyer_wedge_get_deadline (const FoyerWedge *self)
{
  g_return_val_if_fail (self != NULL, -1);
  return self->length > 0 ? self->last_us + longest_gap (self) + 1 : -1;
}

/**
 * foyer_wedge_is_burst:
 * @self: a wedge
 *
 * Returns: whether so many keys have come so fast that it can only be a scanner
 */
gboolean
foyer_wedge_is_burst (const FoyerWedge *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->length >= self->min_length;
}

/**
 * foyer_wedge_result_clear:
 * @result: a result
 *
 * Frees what is in it and empties it.
 */
void
foyer_wedge_result_clear (FoyerWedgeResult *result)
{
  g_clear_pointer (&result->scan, g_free);
  g_clear_pointer (&result->typed, g_free);
  result->leaked = 0;
}
