/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-attendee.h"

#include <string.h>

FoyerAttendee *
foyer_attendee_new (void)
{
  return g_new0 (FoyerAttendee, 1);
}

FoyerAttendee *
foyer_attendee_copy (const FoyerAttendee *self)
{
  FoyerAttendee *copy;

  if (self == NULL)
    return NULL;
  copy = g_memdup2 (self, sizeof *self);
  copy->name = g_strdup (self->name);
  copy->email = g_strdup (self->email);
  copy->phone = g_strdup (self->phone);
  copy->company = g_strdup (self->company);
  copy->street = g_strdup (self->street);
  copy->postcode = g_strdup (self->postcode);
  copy->city = g_strdup (self->city);
  copy->country = g_strdup (self->country);
  copy->segment = g_strdup (self->segment);
  copy->note = g_strdup (self->note);
  return copy;
}

void
foyer_attendee_free (FoyerAttendee *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->email);
  g_free (self->phone);
  g_free (self->company);
  g_free (self->street);
  g_free (self->postcode);
  g_free (self->city);
  g_free (self->country);
  g_free (self->segment);
  g_free (self->note);
  g_free (self);
}

gboolean
foyer_email_is_plausible (const char *text)
{
  const char *at;

  if (text == NULL || strlen (text) > 254 || strpbrk (text, " ,;<>\"") != NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return FALSE;
  at = strchr (text, '@');
  return at != NULL && at > text && strchr (at + 1, '@') == NULL && strchr (at + 1, '.') != NULL &&
         at[1] != '.' && text[strlen (text) - 1] != '.';
}
