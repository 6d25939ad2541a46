/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-escpos.h"

#include <string.h>

#define ESC "\x1b"
#define GS "\x1d"
#define INITIALIZE ESC "@"
#define CODE_PAGE_858 ESC "t\x13"
#define BOLD_ON ESC "E\x01"
#define BOLD_OFF ESC "E\x00"
#define LEFT ESC "a\x00"
#define CENTRED ESC "a\x01"
#define LARGE GS "!\x11" /* twice as wide and high */
#define HIGH GS "!\x01"  /* twice as high */
#define USUAL GS "!\x00"
#define FEED_AND_CUT ESC "d\x04" GS "VB\x00"
#define OPEN_DRAWER ESC "p\x00\x19\xfa" /* connector 1, 50 ms on, 500 ms off */

#define APPEND(bytes, command) g_byte_array_append (bytes, (const guint8 *) (command), sizeof (command) - 1)

/* Code page 858 from 0x80 on. */
static const char upper_half[] =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0";

/* Signs that the code page does not have, and what says the same. */
static const struct
{
  gunichar    sign;
  const char *instead;
} others[] = {
  { 0x2010, "-" },
  { 0x2011, "-" },
  { 0x2013, "-" },
  { 0x2014, "-" },
  { 0x2212, "-" },
  { 0x2018, "'" },
  { 0x2019, "'" },
  { 0x201a, "'" },
  { 0x201c, "\"" },
  { 0x201d, "\"" },
  { 0x201e, "\"" },
  { 0x2026, "..." },
  { 0x202f, " " },
  { 0x2009, " " },
};

static void
append_string (GByteArray *bytes, const char *text)
{
  g_byte_array_append (bytes, (const guint8 *) text, strlen (text));
}

static void
append_other (GByteArray *bytes, gunichar character)
{
  char             text[7] = "";
  g_autofree char *ascii = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i].sign == character)
      {
        append_string (bytes, others[i].instead);
        return;
      }
  if (g_unichar_ismark (character))
    return;
  text[g_unichar_to_utf8 (character, text)] = '\0';
  ascii = g_str_to_ascii (text, "C");
  for (const char *p = ascii; *p != '\0'; p++)
    if (*p < 0x20 || *p == 0x7f)
      {
        append_string (bytes, "?");
        return;
      }
  append_string (bytes, ascii);
}

void
foyer_escpos_append_text (GByteArray *bytes, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar    character = g_utf8_get_char (p);
      const char *found;
      guint8      byte;

      if (character < 0x20 || (character >= 0x7f && character < 0xa0))
        byte = ' ';
      else if (character < 0x7f)
        byte = (guint8) character;
      else if ((found = g_utf8_strchr (upper_half, -1, character)) != NULL)
        byte = (guint8) (0x80 + g_utf8_pointer_to_offset (upper_half, found));
      else
        {
          append_other (bytes, character);
          continue;
        }
      if (byte == 0xff) /* a blank that does not break is one for paper, too */
        byte = ' ';
      g_byte_array_append (bytes, &byte, 1);
    }
}

/* A text in the printer's bytes: one column each. */
static GByteArray *
encode (const char *text)
{
  GByteArray *bytes = g_byte_array_new ();

  foyer_escpos_append_text (bytes, text != NULL ? text : "");
  return bytes;
}

static guint
find_break (const guint8 *text, guint length, guint width)
{
  if (length <= width)
    return length;
  for (guint i = width; i > width / 2; i--)
    if (text[i] == ' ')
      return i;
  return width;
}

static void
append_blanks (GByteArray *bytes, guint count)
{
  for (guint i = 0; i < count; i++)
    append_string (bytes, " ");
}

/* @text in lines of the paper, @amount at the right of the first one. */
static void
append_row (GByteArray *bytes, const char *text, const char *amount, guint columns)
{
  g_autoptr (GByteArray) left = encode (text);
  g_autoptr (GByteArray) right = encode (amount);
  guint at = 0;
  guint width;

  if (right->len > columns - 2)
    g_byte_array_set_size (right, columns - 2);
  width = right->len > 0 ? columns - right->len - 1 : columns;
  do
    {
      guint length = find_break (left->data + at, left->len - at, width);

      g_byte_array_append (bytes, left->data + at, length);
      if (at == 0 && right->len > 0)
        {
          append_blanks (bytes, columns - right->len - length);
          g_byte_array_append (bytes, right->data, right->len);
        }
      append_string (bytes, "\n");
      at += length;
      while (at < left->len && left->data[at] == ' ')
        at++;
    }
  while (at < left->len);
}

static void
append_line (GByteArray *bytes, const FoyerDocumentLine *line)
{
  g_autofree char *text = line->quantity != NULL && *line->quantity != '\0' ? g_strconcat (line->quantity, " ", line->text, NULL) : g_strdup (line->text);

  switch (line->kind)
    {
    case FOYER_DOCUMENT_LINE_RULE:
      for (int i = 0; i < FOYER_ESCPOS_COLUMNS; i++)
        append_string (bytes, "-");
      append_string (bytes, "\n");
      return;
    case FOYER_DOCUMENT_LINE_HEADING:
      APPEND (bytes, "\n" BOLD_ON);
      append_row (bytes, text, line->amount, FOYER_ESCPOS_COLUMNS);
      APPEND (bytes, BOLD_OFF);
      return;
    case FOYER_DOCUMENT_LINE_TOTAL:
      APPEND (bytes, BOLD_ON HIGH);
      append_row (bytes, text, line->amount, FOYER_ESCPOS_COLUMNS);
      APPEND (bytes, USUAL BOLD_OFF);
      break;
    case FOYER_DOCUMENT_LINE_ITEM:
    case FOYER_DOCUMENT_LINE_NOTE:
    default:
      append_row (bytes, text, line->amount, FOYER_ESCPOS_COLUMNS);
      break;
    }
  if (line->detail != NULL && *line->detail != '\0')
    {
      g_autofree char *detail = g_strconcat ("  ", line->detail, NULL);

      append_row (bytes, detail, NULL, FOYER_ESCPOS_COLUMNS);
    }
}

static void
append_field (GByteArray *bytes, const FoyerDocumentData *receipt, FoyerDocumentField field)
{
  g_auto (GStrv) lines = g_strsplit (foyer_document_data_get (receipt, field), "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      append_row (bytes, lines[i], NULL, FOYER_ESCPOS_COLUMNS);
}

static void
append_head (GByteArray *bytes, const FoyerDocumentData *receipt)
{
  APPEND (bytes, CENTRED BOLD_ON);
  append_field (bytes, receipt, FOYER_DOCUMENT_ORGANIZER);
  APPEND (bytes, BOLD_OFF);
  append_field (bytes, receipt, FOYER_DOCUMENT_PLACE);
  if (*foyer_document_data_get (receipt, FOYER_DOCUMENT_TITLE) != '\0')
    {
      APPEND (bytes, LARGE);
      append_row (bytes, foyer_document_data_get (receipt, FOYER_DOCUMENT_TITLE), NULL, FOYER_ESCPOS_COLUMNS / 2);
      APPEND (bytes, USUAL);
    }
  APPEND (bytes, LEFT "\n");
  append_row (bytes, foyer_document_data_get (receipt, FOYER_DOCUMENT_ISSUED), foyer_document_data_get (receipt, FOYER_DOCUMENT_ORDER), FOYER_ESCPOS_COLUMNS);
  append_row (bytes, foyer_document_data_get (receipt, FOYER_DOCUMENT_TILL), foyer_document_data_get (receipt, FOYER_DOCUMENT_CASHIER), FOYER_ESCPOS_COLUMNS);
  APPEND (bytes, "\n");
}

GBytes *
foyer_escpos_print (const FoyerDocumentData *receipt)
{
  GByteArray *bytes = g_byte_array_new ();

  APPEND (bytes, INITIALIZE CODE_PAGE_858);
  append_head (bytes, receipt);
  for (guint i = 0; i < receipt->lines->len; i++)
    append_line (bytes, receipt->lines->pdata[i]);
  if (*foyer_document_data_get (receipt, FOYER_DOCUMENT_NOTE) != '\0')
    {
      APPEND (bytes, "\n" CENTRED);
      append_field (bytes, receipt, FOYER_DOCUMENT_NOTE);
      APPEND (bytes, LEFT);
    }
  APPEND (bytes, FEED_AND_CUT);
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
foyer_escpos_open_drawer (void)
{
  return g_bytes_new_static (OPEN_DRAWER, sizeof OPEN_DRAWER - 1);
}
