/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "foyer-change.h"
#include "foyer-error.h"
#include "foyer-money.h"
#include "foyer-search-text.h"
#include "foyer-ticket-code.h"

typedef enum
{
  PAID,
  UNPAID,
  REFUNDED,
  ADMITTED,
  BLOCKED,
  UNKNOWN,
} Status;

/* The most bytes that a change may hold of each (see the rules of order.sale). */
static const guint16 longest[FOYER_IMPORT_N_FIELDS] = {
  [FOYER_IMPORT_NAME] = 400,
  [FOYER_IMPORT_FIRST_NAME] = 200,
  [FOYER_IMPORT_LAST_NAME] = 199,
  [FOYER_IMPORT_EMAIL] = 254,
  [FOYER_IMPORT_PHONE] = 60,
  [FOYER_IMPORT_COMPANY] = 300,
  [FOYER_IMPORT_STREET] = 300,
  [FOYER_IMPORT_POSTCODE] = 40,
  [FOYER_IMPORT_CITY] = 200,
  [FOYER_IMPORT_COUNTRY] = 60,
  [FOYER_IMPORT_CATEGORY] = 300,
  [FOYER_IMPORT_ORDER] = 60,
  [FOYER_IMPORT_CODE] = FOYER_CODE_MAX,
  [FOYER_IMPORT_SEAT] = 200,
  [FOYER_IMPORT_PRICE] = 60,
  [FOYER_IMPORT_STATUS] = 60,
  [FOYER_IMPORT_CHECKED_IN] = 60,
  [FOYER_IMPORT_CONSENT] = 60,
  [FOYER_IMPORT_SEGMENT] = 100,
  [FOYER_IMPORT_NOTE] = 4000,
};

FoyerImportReading *
foyer_import_reading_new (FoyerImport *import, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerCsvReader) reader = foyer_csv_reader_open (import->file, &import->format, cancellable, error);
  FoyerImportReading *self;
  FoyerCsvRecord      header;
  GError             *local_error = NULL;

  if (reader == NULL)
    return NULL;
  if (!foyer_csv_reader_next (reader, &header, cancellable, &local_error))
    {
      if (local_error == NULL)
        g_set_error (&local_error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("The file is empty."));
      g_propagate_error (error, local_error);
      return NULL;
    }
  self = g_new0 (FoyerImportReading, 1);
  self->import = import;
  self->reader = g_steal_pointer (&reader);
  self->name = g_string_new (NULL);
  self->content = g_string_new (NULL);
  foyer_row_set_init (&self->seen);
  return self;
}

void
foyer_import_reading_free (FoyerImportReading *self)
{
  if (self == NULL)
    return;
  foyer_csv_reader_free (self->reader);
  foyer_row_set_clear (&self->seen);
  g_string_free (self->name, TRUE);
  g_string_free (self->content, TRUE);
  g_free (self->category_text);
  g_free (self->problem);
  g_free (self->code);
  g_free (self);
}

static gboolean problem (FoyerImportReading *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
problem (FoyerImportReading *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_free (self->problem);
  self->problem = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return FALSE;
}

/* Trims, and makes blanks of control characters, in place. A code is left as it
 * is: changed, it would not be the ticket's any more. */
static const char *
clean (char *text, FoyerImportField field)
{
  char *p;

  for (p = text; *p != '\0'; p++)
    if (field != FOYER_IMPORT_CODE && g_ascii_iscntrl (*p) && !(field == FOYER_IMPORT_NOTE && *p == '\n'))
      *p = ' ';
  while (p > text && g_ascii_isspace (p[-1]))
    *--p = '\0';
  while (g_ascii_isspace (*text))
    text++;
  /* the mark by which exports keep spreadsheets from taking a text for a formula */
  if (*text == '\'' && text[1] != '\0' && strchr ("=+-@", text[1]) != NULL)
    text++;
  return text;
}

static gboolean
read_texts (FoyerImportReading *self, const FoyerCsvRecord *record)
{
  for (int field = 1; field < FOYER_IMPORT_N_FIELDS; field++)
    {
      int column = self->import->columns[field];

      self->texts[field] = column >= 0 && (guint) column < record->n_cells ? clean (record->cells[column], field) : "";
    }
  self->texts[FOYER_IMPORT_IGNORE] = "";
  for (int field = 1; field < FOYER_IMPORT_N_FIELDS; field++)
    if (strlen (self->texts[field]) > longest[field])
      return problem (self, _ ("“%s” is too long: %d bytes, %d are the most."),
                      (const char *) self->import->headers->pdata[self->import->columns[field]], (int) strlen (self->texts[field]), longest[field]);
  return TRUE;
}

static void
join_name (FoyerImportReading *self)
{
  if (*self->texts[FOYER_IMPORT_NAME] != '\0')
    return;
  g_string_assign (self->name, self->texts[FOYER_IMPORT_FIRST_NAME]);
  if (self->name->len > 0 && *self->texts[FOYER_IMPORT_LAST_NAME] != '\0')
    g_string_append_c (self->name, ' ');
  g_string_append (self->name, self->texts[FOYER_IMPORT_LAST_NAME]);
  self->texts[FOYER_IMPORT_NAME] = self->name->str;
}

/* Rows come sorted by category more often than not. */
static FoyerImportCategory *
look_up_category (FoyerImportReading *self, const char *text)
{
  if (self->category_text == NULL || strcmp (self->category_text, text) != 0)
    {
      self->category_found = foyer_import_find_category (self->import, text);
      g_set_str (&self->category_text, text);
    }
  return self->category_found;
}

static gboolean
read_category (FoyerImportReading *self)
{
  const char *text = self->texts[FOYER_IMPORT_CATEGORY];

  if (*text != '\0')
    {
      self->category = look_up_category (self, text);
      return self->category != NULL || problem (self, _ ("The event has no category “%s”."), text);
    }
  if (self->import->categories->len != 1)
    return problem (self, "%s", self->import->categories->len == 0 ? _ ("The row names no category, and the event has none.") : _ ("The row names no category, and the event has several."));
  self->category = self->import->categories->pdata[0];
  return TRUE;
}

static gboolean
read_price (FoyerImportReading *self)
{
  const char *text = self->texts[FOYER_IMPORT_PRICE];
  g_autoptr (GError) error = NULL;

  self->price = self->category->price;
  if (*text == '\0' || foyer_money_parse (text, self->import->currency, &self->price, &error))
    return TRUE;
  return problem (self, _ ("“%s” is no price."), text);
}

static gboolean
is_one_of (const char *word, const char *words)
{
  g_autofree char *enclosed = g_strconcat (" ", word, " ", NULL);

  return strstr (words, enclosed) != NULL;
}

/* Letters and digits of a folded text, so that "Checked In" is "checkedin". */
static char *
squeeze (const char *text)
{
  char *folded = foyer_search_fold (text);
  char *out = folded;

  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || (guchar) *p >= 0x80)
      *out++ = *p;
  *out = '\0';
  return folded;
}

static Status
read_status_word (const char *text)
{
  g_autofree char *word = squeeze (text);

  if (*word == '\0' || is_one_of (word, " paid valid completed complete attending confirmed active sold ok yes approved bezahlt gueltig gultig abgeschlossen bestatigt aktiv verkauft ja free comp p "))
    return PAID;
  if (is_one_of (word, " unpaid pending open awaiting awaitingpayment reserved onhold due offen unbezahlt ausstehend reserviert n "))
    return UNPAID;
  if (is_one_of (word, " refunded cancelled canceled void voided notattending expired deleted erstattet storniert abgesagt ungultig verfallen c r e "))
    return REFUNDED;
  if (is_one_of (word, " checkedin admitted attended used redeemed in present eingecheckt eingelassen anwesend benutzt "))
    return ADMITTED;
  if (is_one_of (word, " blocked denied gesperrt "))
    return BLOCKED;
  return UNKNOWN;
}

static gboolean
read_yes (const char *text, gboolean *yes)
{
  g_autofree char *word = squeeze (text);

  *yes = is_one_of (word, " yes y true 1 x on ja j wahr checkedin attended eingecheckt anwesend ");
  return *yes || *word == '\0' || is_one_of (word, " no n false 0 off nein falsch notattended ");
}

static gboolean
read_states (FoyerImportReading *self)
{
  Status   status = read_status_word (self->texts[FOYER_IMPORT_STATUS]);
  gboolean checked_in;

  if (status == UNKNOWN)
    return problem (self, _ ("“%s” is no status that is known here."), self->texts[FOYER_IMPORT_STATUS]);
  /* a list of check-ins has the moment of it, or nothing */
  if (!read_yes (self->texts[FOYER_IMPORT_CHECKED_IN], &checked_in))
    checked_in = TRUE;
  if (!read_yes (self->texts[FOYER_IMPORT_CONSENT], &self->consent))
    return problem (self, _ ("“%s” is neither yes nor no."), self->texts[FOYER_IMPORT_CONSENT]);
  self->paid = status != UNPAID;
  self->refunded = status == REFUNDED;
  self->blocked = status == BLOCKED;
  self->admitted = !self->refunded && !self->blocked && self->paid && (checked_in || status == ADMITTED);
  return TRUE;
}

/* A ticket is known by its code; one without by all that is told of it. */
static gboolean
read_identity (FoyerImportReading *self)
{
  static const FoyerImportField told[] = {
    FOYER_IMPORT_ORDER, FOYER_IMPORT_NAME, FOYER_IMPORT_EMAIL, FOYER_IMPORT_CATEGORY, FOYER_IMPORT_SEAT, FOYER_IMPORT_PRICE,
    FOYER_IMPORT_PHONE, FOYER_IMPORT_COMPANY, FOYER_IMPORT_STREET, FOYER_IMPORT_POSTCODE, FOYER_IMPORT_CITY, FOYER_IMPORT_COUNTRY
  };
  const char *code = self->code;
  guint       before;

  g_string_assign (self->content, "import.ticket");
  if (code != NULL)
    g_string_append_printf (self->content, "\x1e%s", code);
  else
    for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
      {
        g_string_append_c (self->content, '\x1f');
        g_string_append (self->content, self->texts[told[i]]);
      }
  self->ticket = foyer_id_derive (self->content->str, &self->import->event, &FOYER_ID_NONE);
  before = foyer_row_set_add (&self->seen, &self->ticket);
  if (before == 0)
    return TRUE;
  if (code != NULL)
    return problem (self, _ ("The code of this row stands in the file already."));
  /* several guests may be told of in the same words */
  g_string_append_printf (self->content, "\x1f%u", before);
  self->ticket = foyer_id_derive (self->content->str, &self->import->event, &FOYER_ID_NONE);
  return TRUE;
}

static gboolean
read_code (FoyerImportReading *self)
{
  const char *text = self->texts[FOYER_IMPORT_CODE];

  if (*text == '\0')
    return TRUE;
  self->code = foyer_code_normalize (text, -1);
  return self->code != NULL || problem (self, _ ("The code of this row cannot be a ticket’s code."));
}

static gboolean
understand (FoyerImportReading *self, const FoyerCsvRecord *record)
{
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->code, g_free);
  self->line = record->line;
  self->category = NULL;
  self->price = 0;
  self->paid = self->refunded = self->blocked = self->admitted = self->consent = FALSE;
  if (!read_texts (self, record))
    return FALSE;
  join_name (self);
  if (*self->texts[FOYER_IMPORT_NAME] == '\0' && *self->texts[FOYER_IMPORT_EMAIL] == '\0' && *self->texts[FOYER_IMPORT_CODE] == '\0')
    return problem (self, _ ("The row has neither a name nor an e-mail address nor a code."));
  if (*self->texts[FOYER_IMPORT_EMAIL] != '\0' && !foyer_email_is_plausible (self->texts[FOYER_IMPORT_EMAIL]))
    return problem (self, _ ("“%s” is no e-mail address."), self->texts[FOYER_IMPORT_EMAIL]);
  return read_category (self) && read_price (self) && read_states (self) && read_code (self) && read_identity (self);
}

/* A row of separators only, as spreadsheets leave them below a table. */
static gboolean
is_blank (const FoyerCsvRecord *record)
{
  for (guint i = 0; i < record->n_cells; i++)
    if (record->cells[i][strspn (record->cells[i], " \t\n")] != '\0')
      return FALSE;
  return TRUE;
}

gboolean
foyer_import_reading_next (FoyerImportReading *self, GCancellable *cancellable, GError **error)
{
  FoyerCsvRecord record;

  do
    if (!foyer_csv_reader_next (self->reader, &record, cancellable, error))
      return FALSE;
  while (is_blank (&record));
  understand (self, &record);
  return TRUE;
}
