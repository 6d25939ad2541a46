/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-document-data.h"

#include <string.h>

#include "foyer-document-words.h"
#include "foyer-nick.h"

static const char *const field_nicks[FOYER_N_DOCUMENT_FIELDS] = {
  [FOYER_DOCUMENT_EVENT] = "event",
  [FOYER_DOCUMENT_ORGANIZER] = "organizer",
  [FOYER_DOCUMENT_VENUE] = "venue",
  [FOYER_DOCUMENT_PLACE] = "place",
  [FOYER_DOCUMENT_DATE] = "date",
  [FOYER_DOCUMENT_TIME] = "time",
  [FOYER_DOCUMENT_DATE_TIME] = "date-time",
  [FOYER_DOCUMENT_DOORS] = "doors",
  [FOYER_DOCUMENT_ENDS] = "ends",
  [FOYER_DOCUMENT_CATEGORY] = "category",
  [FOYER_DOCUMENT_CATEGORY_COLOR] = "category-color",
  [FOYER_DOCUMENT_BENEFITS] = "benefits",
  [FOYER_DOCUMENT_PRICE] = "price",
  [FOYER_DOCUMENT_CONDITIONS] = "conditions",
  [FOYER_DOCUMENT_SEAT] = "seat",
  [FOYER_DOCUMENT_NAME] = "name",
  [FOYER_DOCUMENT_COMPANY] = "company",
  [FOYER_DOCUMENT_NUMBER] = "number",
  [FOYER_DOCUMENT_CODE] = "code",
  [FOYER_DOCUMENT_EAN13] = "ean13",
  [FOYER_DOCUMENT_COPY] = "copy",
  [FOYER_DOCUMENT_ORDER] = "order",
  [FOYER_DOCUMENT_BUYER] = "buyer",
  [FOYER_DOCUMENT_ADDRESS] = "address",
  [FOYER_DOCUMENT_STREET] = "street",
  [FOYER_DOCUMENT_POSTCODE] = "postcode",
  [FOYER_DOCUMENT_CITY] = "city",
  [FOYER_DOCUMENT_COUNTRY] = "country",
  [FOYER_DOCUMENT_SENDER] = "sender",
  [FOYER_DOCUMENT_CARRIER] = "carrier",
  [FOYER_DOCUMENT_TRACKING] = "tracking",
  [FOYER_DOCUMENT_WEIGHT] = "weight",
  [FOYER_DOCUMENT_PIECES] = "pieces",
  [FOYER_DOCUMENT_TITLE] = "title",
  [FOYER_DOCUMENT_ISSUED] = "issued",
  [FOYER_DOCUMENT_CASHIER] = "cashier",
  [FOYER_DOCUMENT_TILL] = "till",
  [FOYER_DOCUMENT_SHIFT] = "shift",
  [FOYER_DOCUMENT_TOTAL] = "total",
  [FOYER_DOCUMENT_NOTE] = "note",
  [FOYER_DOCUMENT_PAGE] = "page",
  [FOYER_DOCUMENT_PAGES] = "pages",
};

static void
line_free (gpointer data)
{
  FoyerDocumentLine *line = data;

  g_free (line->quantity);
  g_free (line->text);
  g_free (line->detail);
  g_free (line->amount);
  g_free (line);
}

FoyerDocumentData *
foyer_document_data_new (void)
{
  FoyerDocumentData *self = g_new0 (FoyerDocumentData, 1);

  self->lines = g_ptr_array_new_with_free_func (line_free);
  return self;
}

FoyerDocumentData *
foyer_document_data_copy (const FoyerDocumentData *self)
{
  FoyerDocumentData *copy = foyer_document_data_new ();

  for (guint i = 0; i < FOYER_N_DOCUMENT_FIELDS; i++)
    copy->values[i] = g_strdup (self->values[i]);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const FoyerDocumentLine *line = self->lines->pdata[i];

      foyer_document_data_add_line (copy, line->kind, line->quantity, line->text, line->detail, line->amount);
    }
  return copy;
}

void
foyer_document_data_free (FoyerDocumentData *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < FOYER_N_DOCUMENT_FIELDS; i++)
    g_free (self->values[i]);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

void
foyer_document_data_set (FoyerDocumentData *self, FoyerDocumentField field, const char *value)
{
  g_return_if_fail (field < FOYER_N_DOCUMENT_FIELDS);

  g_set_str (&self->values[field], value);
}

void
foyer_document_data_take (FoyerDocumentData *self, FoyerDocumentField field, char *value)
{
  g_return_if_fail (field < FOYER_N_DOCUMENT_FIELDS);

  g_free (self->values[field]);
  self->values[field] = value;
}

const char *
foyer_document_data_get (const FoyerDocumentData *self, FoyerDocumentField field)
{
  g_return_val_if_fail (field < FOYER_N_DOCUMENT_FIELDS, "");

  return self->values[field] != NULL ? self->values[field] : "";
}

void
foyer_document_data_add_line (FoyerDocumentData *self, FoyerDocumentLineKind kind, const char *quantity, const char *text, const char *detail, const char *amount)
{
  FoyerDocumentLine *line = g_new0 (FoyerDocumentLine, 1);

  line->kind = kind;
  line->quantity = g_strdup (quantity);
  line->text = g_strdup (text);
  line->detail = g_strdup (detail);
  line->amount = g_strdup (amount);
  g_ptr_array_add (self->lines, line);
}

const char *
foyer_document_field_nick (FoyerDocumentField field)
{
  g_return_val_if_fail (field < FOYER_N_DOCUMENT_FIELDS, "");

  return field_nicks[field];
}

FoyerDocumentField
foyer_document_field_from_nick (const char *nick)
{
  return foyer_nick_find (field_nicks, FOYER_N_DOCUMENT_FIELDS, nick, FOYER_N_DOCUMENT_FIELDS);
}

gboolean
foyer_document_field_is_shared (FoyerDocumentField field)
{
  return field <= FOYER_DOCUMENT_CONDITIONS;
}

/* -- Templates -- */

/* What a name in braces stands for. @is_field tells words from values. */
static const char *
value_of (const char *name, gsize length, const FoyerDocumentData *data, const char *language, gboolean *is_field)
{
  const gsize prefix = strlen (FOYER_DOCUMENT_LABEL_PREFIX);
  char        nick[32];

  *is_field = TRUE;
  if (length >= sizeof nick)
    return "";
  memcpy (nick, name, length);
  nick[length] = '\0';
  if (strncmp (nick, FOYER_DOCUMENT_LABEL_PREFIX, prefix) == 0)
    {
      const char *word = foyer_document_words_get (language, nick + prefix);

      *is_field = FALSE;
      return word != NULL ? word : "";
    }
  for (guint i = 0; i < FOYER_N_DOCUMENT_FIELDS; i++)
    if (strcmp (field_nicks[i], nick) == 0)
      return foyer_document_data_get (data, i);
  return "";
}

/* Returns: the end of the name after the brace at @at, %NULL when no name follows */
static const char *
end_of_name (const char *at)
{
  const char *end = at + 1 + strspn (at + 1, "abcdefghijklmnopqrstuvwxyz0123456789-:_");

  return *end == '}' && end > at + 1 ? end : NULL;
}

/* Appends the line that begins at @at and ends at @end, unless its fields are all empty. */
static gboolean
expand_line (GString *text, const char *at, const char *end, const FoyerDocumentData *data, const char *language)
{
  gsize start = text->len;
  guint fields = 0, filled = 0;

  while (at < end)
    {
      const char *stop = *at == '{' ? end_of_name (at) : NULL;
      gboolean    is_field;
      const char *value;

      if (*at == '{' && at[1] == '{')
        {
          g_string_append_c (text, '{');
          at += 2;
        }
      else if (stop == NULL)
        g_string_append_c (text, *at++);
      else
        {
          value = value_of (at + 1, stop - at - 1, data, language, &is_field);
          fields += is_field;
          filled += is_field && *value != '\0';
          g_string_append (text, value);
          at = stop + 1;
        }
    }
  if (fields == 0 || filled > 0)
    return TRUE;
  g_string_truncate (text, start);
  return FALSE;
}

char *
foyer_document_expand (const char *template, const FoyerDocumentData *data, const char *language)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean kept = FALSE;

  for (const char *at = template, *end; at != NULL; at = *end != '\0' ? end + 1 : NULL)
    {
      gsize before = text->len;

      end = strchrnul (at, '\n');
      if (kept)
        g_string_append_c (text, '\n');
      if (expand_line (text, at, end, data, language))
        kept = TRUE;
      else
        g_string_truncate (text, before);
    }
  return text->len > 0 ? g_string_free_and_steal (g_steal_pointer (&text)) : NULL;
}

void
foyer_document_template_foreach (const char *template, FoyerTemplateFunc func, gpointer data)
{
  for (const char *at = template; *at != '\0'; at++)
    {
      const char *stop = *at == '{' ? end_of_name (at) : NULL;

      if (*at == '{' && at[1] == '{')
        at++;
      else if (stop != NULL)
        {
          func (at + 1, stop - at - 1, data);
          at = stop;
        }
    }
}
