/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-import-words.h"

#include <glib/gi18n.h>

#include "foyer-error.h"
#include "foyer-format.h"

static const char *const field_words[FOYER_IMPORT_N_FIELDS] = {
  [FOYER_IMPORT_IGNORE] = N_ ("Left out"),
  [FOYER_IMPORT_NAME] = N_ ("Name"),
  [FOYER_IMPORT_FIRST_NAME] = N_ ("First Name"),
  [FOYER_IMPORT_LAST_NAME] = N_ ("Last Name"),
  [FOYER_IMPORT_EMAIL] = N_ ("E-Mail"),
  [FOYER_IMPORT_PHONE] = N_ ("Phone"),
  [FOYER_IMPORT_COMPANY] = N_ ("Company"),
  [FOYER_IMPORT_STREET] = N_ ("Street"),
  [FOYER_IMPORT_POSTCODE] = N_ ("Postcode"),
  [FOYER_IMPORT_CITY] = N_ ("City"),
  [FOYER_IMPORT_COUNTRY] = N_ ("Country"),
  [FOYER_IMPORT_CATEGORY] = N_ ("Category"),
  [FOYER_IMPORT_ORDER] = N_ ("Order"),
  [FOYER_IMPORT_CODE] = N_ ("Ticket Code"),
  [FOYER_IMPORT_SEAT] = N_ ("Seat"),
  [FOYER_IMPORT_PRICE] = N_ ("Price"),
  [FOYER_IMPORT_STATUS] = N_ ("Status"),
  [FOYER_IMPORT_CHECKED_IN] = N_ ("Admitted"),
  [FOYER_IMPORT_CONSENT] = N_ ("Consent"),
  [FOYER_IMPORT_SEGMENT] = N_ ("Segment"),
  [FOYER_IMPORT_NOTE] = N_ ("Note"),
};

const char *
foyer_import_field_word (FoyerImportField field)
{
  g_return_val_if_fail (field < FOYER_IMPORT_N_FIELDS, "");

  return _ (field_words[field]);
}

const char *
foyer_import_explain (const GError *error)
{
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_INVALID))
    return error->message;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return _ ("The file could not be read. Check that it is still there and that you may read it.");
  return foyer_format_store_error (error);
}

char *
foyer_import_excess_description (const GPtrArray *excess)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < excess->len; i++)
    {
      const FoyerImportExcess *one = excess->pdata[i];
      g_autofree char         *guests = foyer_format_count (one->wanted);
      g_autofree char         *places = foyer_format_count (one->left);

      if (i > 0)
        g_string_append_c (text, '\n');
      if (*one->name != '\0')
        /* Translators: a category, how many guests a list brings, and for how many there is room */
        g_string_append_printf (text, _ ("“%s”: %s new guests, room for %s"), one->name, guests, places);
      else
        g_string_append_printf (text, _ ("The whole event: %s new guests, room for %s"), guests, places);
    }
  return g_string_free (text, FALSE);
}

char *
foyer_import_result_title (const FoyerImportResult *result)
{
  g_autofree char *count = foyer_format_count (result->imported);

  if (result->refused)
    return g_strdup (_ ("Nothing Was Imported"));
  return g_strdup_printf (ngettext ("%s Attendee Imported", "%s Attendees Imported", result->imported), count);
}

static void
add_sentence (GString *text, char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

char *
foyer_import_result_description (const FoyerImportResult *result)
{
  GString         *text = g_string_new (NULL);
  g_autofree char *known = foyer_format_count (result->known);
  g_autofree char *bad = foyer_format_count (result->bad);

  if (result->refused && result->bad == 0)
    add_sentence (text, g_strdup (_ ("There is not enough room for all of them.")));
  else if (result->refused)
    add_sentence (text, g_strdup_printf (ngettext ("%s row is bad. Mend it in the file, or leave bad rows out.", "%s rows are bad. Mend them in the file, or leave bad rows out.", result->bad), bad));
  else if (result->bad > 0)
    add_sentence (text, g_strdup_printf (ngettext ("%s bad row was left out.", "%s bad rows were left out.", result->bad), bad));
  if (result->known > 0)
    add_sentence (text, g_strdup_printf (ngettext ("%s was here already.", "%s were here already.", result->known), known));
  return g_string_free (text, FALSE);
}
