/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-windows.h"

#include <string.h>

static int
compare (gconstpointer first, gconstpointer second)
{
  const FoyerWindow *a = first, *b = second;

  return a->from < b->from ? -1 : a->from > b->from;
}

static gboolean
read_line (const char *line, FoyerWindow *window)
{
  const char      *slash = strchr (line, '/');
  g_autofree char *from = slash != NULL ? g_strndup (line, (gsize) (slash - line)) : NULL;
  g_autofree char *until = slash != NULL ? g_strdup (slash + 1) : NULL;

  if (slash == NULL)
    return FALSE;
  window->from = foyer_time_parse_iso (g_strstrip (from), NULL);
  window->until = foyer_time_parse_iso (g_strstrip (until), NULL);
  return window->from > 0 && window->until > window->from;
}

GArray *
foyer_windows_parse (const char *text)
{
  GArray *windows = g_array_new (FALSE, FALSE, sizeof (FoyerWindow));
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  FoyerWindow window;

  for (char **line = lines; *line != NULL; line++)
    if (read_line (*line, &window))
      g_array_append_val (windows, window);
  g_array_sort (windows, compare);
  return windows;
}

char *
foyer_windows_print (GArray *windows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < windows->len; i++)
    {
      const FoyerWindow *window = &g_array_index (windows, FoyerWindow, i);
      g_autofree char   *from = foyer_time_format_iso (window->from);
      g_autofree char   *until = foyer_time_format_iso (window->until);

      g_string_append_printf (text, "%s%s/%s", i > 0 ? "\n" : "", from, until);
    }
  return g_string_free_and_steal (text);
}

const FoyerWindow *
foyer_windows_find (GArray *windows, FoyerTime now)
{
  const FoyerWindow *open = NULL, *next = NULL, *last = NULL;

  for (guint i = 0; i < windows->len; i++)
    {
      const FoyerWindow *window = &g_array_index (windows, FoyerWindow, i);

      if (window->from <= now && now <= window->until)
        open = window;
      else if (window->from > now && next == NULL)
        next = window;
      if (last == NULL || window->until > last->until)
        last = window;
    }
  return open != NULL ? open : next != NULL ? next
                                            : last;
}

gboolean
foyer_windows_part (GArray *windows, FoyerTime first, FoyerTime second)
{
  for (guint i = 0; i < windows->len; i++)
    {
      const FoyerWindow *window = &g_array_index (windows, FoyerWindow, i);

      if (first < window->from && window->from <= second)
        return TRUE;
    }
  return FALSE;
}
