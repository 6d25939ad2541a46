/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "foyer-escpos.h"
#include "foyer-print-error.h"
#include "foyer-raw-printer.h"

#define START "\x1b@\x1bt\x13"
#define END "\x1b" \
            "d\x04\x1dVB"

static void
assert_bytes (GBytes *bytes, const char *expected, gsize length)
{
  gsize         size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  g_assert_cmpmem (data, size, expected, length);
}

static void
test_byte_for_byte (void)
{
  static const char expected[] =
    START "\x1b"
          "a\x01\x1b"
          "E\x01"
          "Kulturverein M\x81ller\n"
          "\x1b"
          "E\x00"
          "Hof 3\n"
          "\x1d!\x11"
          "Receipt\n"
          "\x1d!\x00"
          "\x1b"
          "a\x00\n"
          "14 Nov 2026, 19:42                2-000042\n"
          "Till 2                                Anna\n"
          "\n"
          "2 \x9e Stalls                           48.00\n"
          "------------------------------------------\n"
          "\x1b"
          "E\x01\x1d!\x01"
          "Total                              48.00 \xd5\n"
          "\x1d!\x00\x1b"
          "E\x00"
          "Cash                                 50.00\n"
          "\n\x1b"
          "a\x01"
          "Thank you\n"
          "\x1b"
          "a\x00" END "\x00";
  g_autoptr (FoyerDocumentData) receipt = foyer_document_data_new ();
  g_autoptr (GBytes) bytes = NULL;

  foyer_document_data_set (receipt, FOYER_DOCUMENT_ORGANIZER, "Kulturverein Müller");
  foyer_document_data_set (receipt, FOYER_DOCUMENT_PLACE, "Hof 3");
  foyer_document_data_set (receipt, FOYER_DOCUMENT_TITLE, "Receipt");
  foyer_document_data_set (receipt, FOYER_DOCUMENT_ISSUED, "14 Nov 2026, 19:42");
  foyer_document_data_set (receipt, FOYER_DOCUMENT_ORDER, "2-000042");
  foyer_document_data_set (receipt, FOYER_DOCUMENT_TILL, "Till 2");
  foyer_document_data_set (receipt, FOYER_DOCUMENT_CASHIER, "Anna");
  foyer_document_data_set (receipt, FOYER_DOCUMENT_NOTE, "Thank you");
  foyer_document_data_add_line (receipt, FOYER_DOCUMENT_LINE_ITEM, "2 ×", "Stalls", NULL, "48.00");
  foyer_document_data_add_line (receipt, FOYER_DOCUMENT_LINE_RULE, NULL, NULL, NULL, NULL);
  foyer_document_data_add_line (receipt, FOYER_DOCUMENT_LINE_TOTAL, NULL, "Total", NULL, "48.00 €");
  foyer_document_data_add_line (receipt, FOYER_DOCUMENT_LINE_ITEM, NULL, "Cash", NULL, "50.00");
  bytes = foyer_escpos_print (receipt);
  assert_bytes (bytes, expected, sizeof expected - 1);
}

static void
test_drawer (void)
{
  g_autoptr (GBytes) bytes = foyer_escpos_open_drawer ();

  assert_bytes (bytes, "\x1bp\x00\x19\xfa", 5);
}

static void
assert_text (const char *text, const char *expected)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  foyer_escpos_append_text (bytes, text);
  g_assert_cmpmem (bytes->data, bytes->len, expected, strlen (expected));
}

static void
test_code_page (void)
{
  assert_text ("Ärger für 5 €", "\x8erger f\x81r 5 \xd5");
  assert_text ("ÿ Ý ß ø Þ", "\x98 \xed \xe1 \x9b \xe8");
  assert_text ("“Zu” – ‘früh’ …", "\"Zu\" - 'fr\x81h' ...");
  assert_text ("Łódź", "L\xa2"
                       "dz");
  assert_text ("山田", "??");
  assert_text ("a\xc2\xa0"
               "b\xe2\x80\xaf"
               "c",
               "a b c");
}

/* A name that would cut the paper, open the drawer or change the print. */
static void
test_names_give_no_commands (void)
{
  assert_text ("Eve\x1bp\x01\x19\xfa", "Eve p  ?");
  assert_text ("\x1d"
               "V\x01\n\r\t\x10\x14\x01",
               " V       ");
  assert_text ("\xc2\x9b"
               "1m\xc2\x85",
               " 1m ");
  assert_text ("\x7f", " ");
}

static void
test_no_control_character_ever (void)
{
  for (gunichar character = 1; character < 0x30000; character++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      char text[7];

      if (!g_unichar_validate (character))
        continue;
      text[g_unichar_to_utf8 (character, text)] = '\0';
      foyer_escpos_append_text (bytes, text);
      for (guint i = 0; i < bytes->len; i++)
        g_assert_true (bytes->data[i] >= 0x20 && bytes->data[i] != 0x7f);
    }
}

static void
test_long_texts_are_wrapped (void)
{
  g_autoptr (FoyerDocumentData) receipt = foyer_document_data_new ();
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  foyer_document_data_add_line (receipt, FOYER_DOCUMENT_LINE_ITEM, "12 ×", "A very long category of an evening that does not end before the morning", "Wet seats, and rather many of them, in the first rows", "1,234.00");
  foyer_document_data_add_line (receipt, FOYER_DOCUMENT_LINE_ITEM, NULL, "Donaudampfschifffahrtsgesellschaftskapitänswitwenverein", NULL, "123456789012345678901234567890123456789012345678901234567890");
  bytes = foyer_escpos_print (receipt);
  g_bytes_get_data (bytes, &size);
  {
    const guint8 *data = g_bytes_get_data (bytes, NULL);
    guint         column = 0;
    gboolean      seen = FALSE;

    for (gsize i = 0; i < size; i++)
      if (data[i] == '\n')
        column = 0;
      else if (data[i] == 0x1b || data[i] == 0x1d)
        i += data[i + 1] == '@' ? 1 : data[i + 1] == 'V' ? 3
                                                         : 2;
      else
        {
          column++;
          seen |= column == FOYER_ESCPOS_COLUMNS;
          g_assert_cmpuint (column, <=, FOYER_ESCPOS_COLUMNS);
        }
    g_assert_true (seen);
  }
}

/* -- A printer in the network -- */

static gpointer
listen_thread (gpointer data)
{
  GSocketListener *listener = data;
  g_autoptr (GSocketConnection) connection = g_socket_listener_accept (listener, NULL, NULL, NULL);
  GByteArray *bytes = g_byte_array_new ();
  guint8      buffer[256];
  gssize      length;

  while ((length = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, sizeof buffer, NULL, NULL)) > 0)
    g_byte_array_append (bytes, buffer, length);
  return bytes;
}

static void
test_printer_in_the_network (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GBytes) drawer = foyer_escpos_open_drawer ();
  g_autoptr (GByteArray) got = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *printer = NULL;
  guint16          port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  GThread         *thread;

  g_assert_no_error (error);
  printer = g_strdup_printf ("socket://127.0.0.1:%u", port);
  g_assert_true (foyer_raw_printer_is_socket (printer));
  thread = g_thread_new ("printer", listen_thread, listener);
  g_assert_true (foyer_raw_printer_send (printer, drawer, NULL, &error));
  g_assert_no_error (error);
  got = g_thread_join (thread);
  g_assert_cmpmem (got->data, got->len, "\x1bp\x00\x19\xfa", 5);
}

static void
test_printer_that_is_not_there (void)
{
  g_autoptr (GBytes) drawer = foyer_escpos_open_drawer ();
  g_autoptr (GError) error = NULL;

  g_assert_false (foyer_raw_printer_is_socket ("Receipts"));
  g_assert_false (foyer_raw_printer_is_socket (NULL));
  g_assert_false (foyer_raw_printer_send ("socket://127.0.0.1:1", drawer, NULL, &error));
  g_assert_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNREACHABLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/escpos/byte-for-byte", test_byte_for_byte);
  g_test_add_func ("/escpos/drawer", test_drawer);
  g_test_add_func ("/escpos/code-page", test_code_page);
  g_test_add_func ("/escpos/names-give-no-commands", test_names_give_no_commands);
  g_test_add_func ("/escpos/no-control-character-ever", test_no_control_character_ever);
  g_test_add_func ("/escpos/long-texts-are-wrapped", test_long_texts_are_wrapped);
  g_test_add_func ("/escpos/printer-in-the-network", test_printer_in_the_network);
  g_test_add_func ("/escpos/printer-that-is-not-there", test_printer_that_is_not_there);
  return g_test_run ();
}
