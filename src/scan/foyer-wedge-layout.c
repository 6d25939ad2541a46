/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-wedge-layout.h"

#include <string.h>

/* Pairs of characters: what arrives, and what was meant. A scanner plays the
 * keys of a keyboard from the United States, which is how nearly all leave the
 * factory; the computer takes them for the keys of its own.
 */
static const char german[] = "ß-´=zyü[+]ö;ä'#\\yz-/\"@§#&^/&(*)(=)?_`+ZYÜ{*}Ö:Ä\"'|YZ;<:>_?";
static const char french[] = "&1é2\"3'4(5-6è7_8ç9à0)-aqzw^[$]qam;ù'*\\wz,m;,:.!/1!2@3#4$5%6^7&8*9(0)°_AQZW¨{£}QAM:%\"µ|WZ?M.</>§?";

static const char *const layouts[] = { german, french };

G_DEFINE_QUARK (foyer_wedge_layout_error, foyer_wedge_layout_error)

static gboolean
is_control (gunichar c)
{
  return g_unichar_iscntrl (c) || !g_unichar_validate (c);
}

/* How many characters two texts have in common, place by place. */
static glong
count_alike (const char *a,
             const char *b)
{
  glong alike = 0;

  for (; *a != '\0' && *b != '\0'; a = g_utf8_next_char (a), b = g_utf8_next_char (b))
    alike += g_unichar_tolower (g_utf8_get_char (a)) == g_unichar_tolower (g_utf8_get_char (b));
  return alike;
}

/**
 * foyer_wedge_layout_learn:
 * @typed: what arrived when the test code was scanned, without prefix and
 *   suffix
 * @error: where to put an error of %FOYER_WEDGE_LAYOUT_ERROR
 *
 * Finds out which characters arrive as others.
 *
 * Returns: (transfer full) (nullable): a map for foyer_wedge_layout_apply();
 *   empty when all is well
 */
char *
foyer_wedge_layout_learn (const char *typed,
                          GError    **error)
{
  const char *meant = FOYER_WEDGE_TRAINING_TEXT;
  glong       length = g_utf8_strlen (meant, -1), arrived = g_utf8_strlen (typed, -1);
  glong       alike = count_alike (typed, meant);
  g_autoptr (GString) map = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  /* at least the digits and some letters are where they are on every keyboard, or the letters and some digits */
  if (arrived != length)
    {
      gboolean ours = alike > length / 5 || g_str_has_prefix (typed, "FOYER") || g_str_has_prefix (typed, "foyer");

      g_set_error (error, FOYER_WEDGE_LAYOUT_ERROR, ours ? FOYER_WEDGE_LAYOUT_ERROR_LOST : FOYER_WEDGE_LAYOUT_ERROR_OTHER_CODE,
                   "%ld characters arrived, and the test code has %ld", arrived, length);
      return NULL;
    }
  if (alike < length / 3)
    {
      g_set_error (error, FOYER_WEDGE_LAYOUT_ERROR, FOYER_WEDGE_LAYOUT_ERROR_OTHER_CODE, "That is not the test code");
      return NULL;
    }
  for (const char *from = typed; *from != '\0'; from = g_utf8_next_char (from), meant = g_utf8_next_char (meant))
    {
      gunichar came = g_utf8_get_char (from), wanted = g_utf8_get_char (meant);
      gpointer before;

      if (g_hash_table_lookup_extended (seen, GUINT_TO_POINTER (came), NULL, &before))
        {
          if (GPOINTER_TO_UINT (before) == wanted)
            continue;
          g_set_error (error, FOYER_WEDGE_LAYOUT_ERROR, FOYER_WEDGE_LAYOUT_ERROR_MIXED, "Two characters arrive as the same one");
          return NULL;
        }
      g_hash_table_insert (seen, GUINT_TO_POINTER (came), GUINT_TO_POINTER (wanted));
      if (came == wanted || is_control (came))
        continue;
      g_string_append_unichar (map, came);
      g_string_append_unichar (map, wanted);
    }
  return g_string_free (g_steal_pointer (&map), FALSE);
}

static gunichar
look_up (const char *map,
         gunichar    came)
{
  while (map != NULL && *map != '\0')
    {
      gunichar    from = g_utf8_get_char (map);
      const char *next = g_utf8_next_char (map);

      if (*next == '\0')
        break;
      if (from == came)
        return g_utf8_get_char (next);
      map = g_utf8_next_char (next);
    }
  return came;
}

/**
 * foyer_wedge_layout_apply:
 * @map: (nullable): pairs of characters, from foyer_wedge_layout_learn()
 * @typed: what arrived
 *
 * Returns: (transfer full): what was meant
 */
char *
foyer_wedge_layout_apply (const char *map,
                          const char *typed)
{
  GString *meant = g_string_sized_new (strlen (typed));

  for (; *typed != '\0'; typed = g_utf8_next_char (typed))
    g_string_append_unichar (meant, look_up (map, g_utf8_get_char (typed)));
  return g_string_free (meant, FALSE);
}

/**
 * foyer_wedge_layout_swap_case:
 * @typed: what arrived while Caps Lock was on
 *
 * Returns: (transfer full): what was meant
 */
char *
foyer_wedge_layout_swap_case (const char *typed)
{
  GString *meant = g_string_sized_new (strlen (typed));

  for (; *typed != '\0'; typed = g_utf8_next_char (typed))
    {
      gunichar c = g_utf8_get_char (typed);

      g_string_append_unichar (meant, g_unichar_isupper (c) ? g_unichar_tolower (c) : g_unichar_toupper (c));
    }
  return g_string_free (meant, FALSE);
}

static void
add (GPtrArray  *guesses,
     const char *typed,
     char       *guess)
{
  gboolean known = g_str_equal (guess, typed);

  for (guint i = 0; i < guesses->len && !known; i++)
    known = g_str_equal (guesses->pdata[i], guess);
  if (known)
    g_free (guess);
  else
    g_ptr_array_add (guesses, guess);
}

/**
 * foyer_wedge_layout_guess:
 * @typed: a code that is not known
 *
 * For a scanner that nobody has trained: what may have been meant, if the
 * computer has a German or French keyboard, or Caps Lock was on. None of it
 * counts unless it is known; there is nothing to be gained by guessing a code.
 *
 * Returns: (transfer full) (array zero-terminated=1): the guesses, without
 *   @typed itself
 */
char **
foyer_wedge_layout_guess (const char *typed)
{
  g_autofree char *swapped = foyer_wedge_layout_swap_case (typed);
  GPtrArray       *guesses = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      add (guesses, typed, foyer_wedge_layout_apply (layouts[i], typed));
      add (guesses, typed, foyer_wedge_layout_apply (layouts[i], swapped));
    }
  add (guesses, typed, g_steal_pointer (&swapped));
  g_ptr_array_add (guesses, NULL);
  return (char **) g_ptr_array_free (guesses, FALSE);
}
