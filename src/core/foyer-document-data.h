/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FoyerDocumentField:
 *
 * What can stand on paper. In a template a field is written as its nick in
 * braces, "{event}". Every value is a text that is ready to be printed; one that
 * has nothing to say is empty.
 */
typedef enum
{
  /* the same on all tickets of a category */
  FOYER_DOCUMENT_EVENT,
  FOYER_DOCUMENT_ORGANIZER,
  FOYER_DOCUMENT_VENUE,
  FOYER_DOCUMENT_PLACE,     /* address of the venue in one line */
  FOYER_DOCUMENT_DATE,      /* in words: "Saturday, 14 November 2026" */
  FOYER_DOCUMENT_TIME,      /* "20:00" */
  FOYER_DOCUMENT_DATE_TIME, /* "Saturday, 14 November 2026, 20:00" */
  FOYER_DOCUMENT_DOORS,     /* "19:00" */
  FOYER_DOCUMENT_ENDS,      /* "23:00" */
  FOYER_DOCUMENT_CATEGORY,
  FOYER_DOCUMENT_CATEGORY_COLOR, /* "#rrggbb" */
  FOYER_DOCUMENT_BENEFITS,
  FOYER_DOCUMENT_PRICE,
  FOYER_DOCUMENT_CONDITIONS, /* the small print */
  /* each ticket's own */
  FOYER_DOCUMENT_SEAT,
  FOYER_DOCUMENT_NAME, /* of the guest */
  FOYER_DOCUMENT_COMPANY,
  FOYER_DOCUMENT_NUMBER, /* of the ticket, for people */
  FOYER_DOCUMENT_CODE,   /* what a QR code holds */
  FOYER_DOCUMENT_EAN13,
  FOYER_DOCUMENT_COPY, /* "2" and more; empty on the first copy */
  FOYER_DOCUMENT_ORDER,
  FOYER_DOCUMENT_BUYER,
  /* post */
  FOYER_DOCUMENT_ADDRESS, /* of the recipient, several lines */
  FOYER_DOCUMENT_STREET,
  FOYER_DOCUMENT_POSTCODE,
  FOYER_DOCUMENT_CITY,
  FOYER_DOCUMENT_COUNTRY,
  FOYER_DOCUMENT_SENDER, /* one line */
  FOYER_DOCUMENT_CARRIER,
  FOYER_DOCUMENT_TRACKING,
  FOYER_DOCUMENT_WEIGHT,
  FOYER_DOCUMENT_PIECES, /* how many tickets, in words: "3 tickets" */
  /* receipts, notes and reports of a shift */
  FOYER_DOCUMENT_TITLE,
  FOYER_DOCUMENT_ISSUED, /* when the paper was made, date and time */
  FOYER_DOCUMENT_CASHIER,
  FOYER_DOCUMENT_TILL,
  FOYER_DOCUMENT_SHIFT,
  FOYER_DOCUMENT_TOTAL,
  FOYER_DOCUMENT_NOTE,
  FOYER_DOCUMENT_PAGE, /* filled in when a document takes several pages */
  FOYER_DOCUMENT_PAGES,
  FOYER_N_DOCUMENT_FIELDS,
} FoyerDocumentField;

/**
 * FoyerDocumentLineKind:
 * @FOYER_DOCUMENT_LINE_ITEM: something that was sold or sent
 * @FOYER_DOCUMENT_LINE_HEADING: a title above the lines that follow
 * @FOYER_DOCUMENT_LINE_TOTAL: a sum, larger and bold
 * @FOYER_DOCUMENT_LINE_NOTE: a remark, small
 * @FOYER_DOCUMENT_LINE_RULE: a line from edge to edge, without text
 */
typedef enum
{
  FOYER_DOCUMENT_LINE_ITEM,
  FOYER_DOCUMENT_LINE_HEADING,
  FOYER_DOCUMENT_LINE_TOTAL,
  FOYER_DOCUMENT_LINE_NOTE,
  FOYER_DOCUMENT_LINE_RULE,
} FoyerDocumentLineKind;

/** FoyerDocumentLine: one line of a receipt, a note or a report; texts may be %NULL. */
typedef struct
{
  FoyerDocumentLineKind kind;
  char                 *quantity; /* "2 ×", in a column of its own at the left */
  char                 *text;
  char                 *detail; /* below @text, smaller */
  char                 *amount; /* at the right */
} FoyerDocumentLine;

/**
 * FoyerDocumentData:
 *
 * What is printed on one ticket, label, receipt or note, independent of how it
 * looks. A plain value; any thread.
 */
typedef struct
{
  char      *values[FOYER_N_DOCUMENT_FIELDS]; /* %NULL: nothing to say */
  GPtrArray *lines;                           /* (element-type FoyerDocumentLine) */
} FoyerDocumentData;

FoyerDocumentData *foyer_document_data_new (void);
FoyerDocumentData *foyer_document_data_copy (const FoyerDocumentData *self);
void               foyer_document_data_free (FoyerDocumentData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDocumentData, foyer_document_data_free)

/** foyer_document_data_set: @value: (nullable): copied */
void foyer_document_data_set (FoyerDocumentData *self, FoyerDocumentField field, const char *value);

/** foyer_document_data_take: @value: (nullable) (transfer full) */
void foyer_document_data_take (FoyerDocumentData *self, FoyerDocumentField field, char *value);

/** foyer_document_data_get: Returns: (transfer none): the value, "" when there is none */
const char *foyer_document_data_get (const FoyerDocumentData *self, FoyerDocumentField field);

/** foyer_document_data_add_line: Adds a line at the end; the texts are copied and may all be %NULL. */
void foyer_document_data_add_line (FoyerDocumentData *self, FoyerDocumentLineKind kind, const char *quantity, const char *text, const char *detail, const char *amount);

/** foyer_document_field_nick: Returns: how a template names it, "event" */
const char *foyer_document_field_nick (FoyerDocumentField field);

/** foyer_document_field_from_nick: Returns: %FOYER_N_DOCUMENT_FIELDS when nothing has this name */
FoyerDocumentField foyer_document_field_from_nick (const char *nick);

/** foyer_document_field_is_shared: Returns: whether it is the same on all tickets of a category */
gboolean foyer_document_field_is_shared (FoyerDocumentField field);

/**
 * foyer_document_expand:
 * @template: text with fields in braces, "{event}", words of the paper's language,
 *   "{label:seat}", and "{{" for a brace
 * @data: what to put in
 * @language: (nullable): of the words, see foyer_document_words_get()
 *
 * A line that has fields, all of which are empty, goes as a whole, so that
 * nothing is left of "Row {seat}" when there is none. Names that are not known
 * stand for nothing.
 *
 * Returns: (transfer full) (nullable): the text; %NULL when nothing of it is left
 */
char *foyer_document_expand (const char *template, const FoyerDocumentData *data, const char *language);

/** FoyerTemplateFunc: Told each name in braces of a template, with @length bytes. */
typedef void (*FoyerTemplateFunc) (const char *name, gsize length, gpointer data);

/** foyer_document_template_foreach: Tells what is in braces. */
void foyer_document_template_foreach (const char *template, FoyerTemplateFunc func, gpointer data);

G_END_DECLS
