/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ticket-samples.h"

#include "foyer-ean13.h"

/**
 * ticket_sample_set_number:
 * @data: a ticket
 * @number: 0 or more
 *
 * Gives @data the seat, numbers, holder and codes of the @number-th ticket.
 */
void
ticket_sample_set_number (FoyerDocumentData *data,
                          guint              number)
{
  static const char        alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  static const char *const first[] = { "Anna", "Björn", "Chloé", "Dmitri", "Elif", "Fatima", "Göran", "Hana" };
  static const char *const last[] = { "Berg", "Çelik", "Dąbrowska", "Ellison", "Fuchs", "García", "Huber" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (number);
  char code[27];
  char ean[14];

  for (guint i = 0; i < 26; i++)
    code[i] = alphabet[g_rand_int_range (rand, 0, 32)];
  code[26] = '\0';
  g_snprintf (ean, sizeof ean, "20117%07u", number % 10000000);
  ean[12] = '0' + foyer_ean13_check_digit (ean);
  ean[13] = '\0';

  foyer_document_data_set (data, FOYER_DOCUMENT_CODE, code);
  foyer_document_data_set (data, FOYER_DOCUMENT_EAN13, ean);
  foyer_document_data_take (data, FOYER_DOCUMENT_SEAT, g_strdup_printf ("Row %u, seat %u", 1 + number / 32 % 40, 1 + number % 32));
  foyer_document_data_take (data, FOYER_DOCUMENT_NAME, g_strdup_printf ("%s %s", first[number % 8], last[number % 7]));
  foyer_document_data_take (data, FOYER_DOCUMENT_NUMBER, g_strdup_printf ("FIG-%06u", number));
  foyer_document_data_take (data, FOYER_DOCUMENT_ORDER, g_strdup_printf ("A7K%03u", number / 2 % 1000));
}

/**
 * ticket_sample_numbered:
 * @number: 0 or more
 *
 * Returns: (transfer full): an everyday ticket, another one for each @number
 */
FoyerDocumentData *
ticket_sample_numbered (guint number)
{
  FoyerDocumentData *data = foyer_document_data_new ();

  foyer_document_data_set (data, FOYER_DOCUMENT_EVENT, "The Marriage of Figaro");
  foyer_document_data_set (data, FOYER_DOCUMENT_VENUE, "Municipal Theatre, Great Hall");
  foyer_document_data_set (data, FOYER_DOCUMENT_PLACE, "Theatre Square 1, 86633 Neuburg");
  foyer_document_data_set (data, FOYER_DOCUMENT_DATE_TIME, "Saturday, 14 November 2026, 20:00");
  foyer_document_data_set (data, FOYER_DOCUMENT_DOORS, "19:00");
  foyer_document_data_set (data, FOYER_DOCUMENT_CATEGORY, "Stalls");
  foyer_document_data_set (data, FOYER_DOCUMENT_CATEGORY_COLOR, "#b5352b");
  foyer_document_data_set (data, FOYER_DOCUMENT_PRICE, "€24.00");
  foyer_document_data_set (data, FOYER_DOCUMENT_ORGANIZER, "Friends of the Opera presents");
  foyer_document_data_set (data, FOYER_DOCUMENT_CONDITIONS, "No admission after the doors close. Keep this ticket until the end of the performance. It admits one person once.");
  ticket_sample_set_number (data, number);
  return data;
}

static void
set_texts (FoyerDocumentData *data,
           const char        *event,
           const char        *venue,
           const char        *place,
           const char        *date,
           const char        *category,
           const char        *seat,
           const char        *price,
           const char        *holder)
{
  foyer_document_data_set (data, FOYER_DOCUMENT_EVENT, event);
  foyer_document_data_set (data, FOYER_DOCUMENT_VENUE, venue);
  foyer_document_data_set (data, FOYER_DOCUMENT_PLACE, place);
  foyer_document_data_set (data, FOYER_DOCUMENT_DATE_TIME, date);
  foyer_document_data_set (data, FOYER_DOCUMENT_CATEGORY, category);
  foyer_document_data_set (data, FOYER_DOCUMENT_SEAT, seat);
  foyer_document_data_set (data, FOYER_DOCUMENT_PRICE, price);
  foyer_document_data_set (data, FOYER_DOCUMENT_NAME, holder);
}

/**
 * ticket_sample_new:
 * @sample: which
 *
 * Returns: (transfer full): a ticket with unusual texts
 */
FoyerDocumentData *
ticket_sample_new (TicketSample sample)
{
  FoyerDocumentData *data = ticket_sample_numbered (100 + sample);
  char              *code;

  switch (sample)
    {
    case TICKET_SAMPLE_SHORT:
      set_texts (data, "X", "Y", NULL, "1.1.", "A", NULL, NULL, NULL);
      foyer_document_data_set (data, FOYER_DOCUMENT_DOORS, NULL);
      foyer_document_data_set (data, FOYER_DOCUMENT_ORGANIZER, NULL);
      foyer_document_data_set (data, FOYER_DOCUMENT_CONDITIONS, NULL);
      foyer_document_data_set (data, FOYER_DOCUMENT_ORDER, NULL);
      break;
    case TICKET_SAMPLE_LONG:
      set_texts (data,
                 "The Extraordinarily Long-Winded and Most Lamentable Tragedy of the Unfortunate Prince of Schleswig-Holstein-Sonderburg-Augustenburg, in Five Acts with Prologue",
                 "Donaudampfschifffahrtsgesellschaftskapitänsmützenmuseum, Friedrich-Wilhelm-Festsaal",
                 "Straße des Siebzehnten Juni einhundertfünfunddreißig, Hinterhaus, 10623 Berlin-Charlottenburg-Wilmersdorf, Deutschland",
                 "Wednesday, the twenty-third of September 2026, half past seven o'clock in the evening",
                 "Wheelchair user with accompanying person, reduced, members",
                 "Section Gallery Left Upper Tier, Box 14, Row WW, Seat 1234",
                 "CHF 1’234’567.85",
                 "Karl-Theodor Maria Nikolaus Johann Jacob Philipp Franz Joseph Sylvester Freiherr von und zu Beispielhausen-Musterfeld");
      foyer_document_data_set (data, FOYER_DOCUMENT_ORGANIZER, "The Royal Society for the Promotion of Excessively Descriptive Titles and Subtitles in the Performing Arts, registered association");
      foyer_document_data_set (data, FOYER_DOCUMENT_NUMBER, "NEUBURG-2026-FIGARO-000000123456789");
      foyer_document_data_set (data, FOYER_DOCUMENT_ORDER, "ORDER-2026-000123456789");
      foyer_document_data_set (data, FOYER_DOCUMENT_CONDITIONS, "No admission after the doors close, no refund after the day of sale, no photographs, no recordings, no umbrellas, no animals except guide dogs, no responsibility for lost hats; the house may change the cast, the time and the piece itself.");
      foyer_document_data_set (data, FOYER_DOCUMENT_COPY, "12");
      break;
    case TICKET_SAMPLE_SIGNED:
      /* 154 characters of base45: the longest signed code. */
      code = g_strnfill (154, 'A');
      for (guint i = 0; i < 154; i++)
        code[i] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"[(i * 31 + i / 7) % 45];
      foyer_document_data_take (data, FOYER_DOCUMENT_CODE, code);
      break;
    case TICKET_SAMPLE_GERMAN:
      set_texts (data, "Die Hochzeit des Figaro", "Stadttheater, Großes Haus", "Theaterplatz 1, 86633 Neuburg",
                 "Samstag, 14. November 2026, 20:00 Uhr", "Parkett", "Reihe 4, Platz 12", "24,00 €", "Jürgen Müßiggänger");
      foyer_document_data_set (data, FOYER_DOCUMENT_ORGANIZER, "Opernfreunde e. V. laden ein");
      foyer_document_data_set (data, FOYER_DOCUMENT_CONDITIONS, "Kein Einlass nach Beginn der Vorstellung. Gilt für eine Person und einen Eintritt.");
      foyer_document_data_set (data, FOYER_DOCUMENT_CATEGORY_COLOR, "#2b6cb5");
      foyer_document_data_set (data, FOYER_DOCUMENT_COPY, "2");
      break;
    case TICKET_SAMPLE_ARABIC:
      set_texts (data, "حفل الموسيقى العربية الكبير", "دار الأوبرا، القاعة الكبرى", "شارع التحرير ١، القاهرة",
                 "السبت ١٤ نوفمبر ٢٠٢٦، الساعة ٢٠:٠٠", "الصالة", "صف ٤ مقعد ١٢", "٢٤٫٠٠ €", "فاطمة الزهراء");
      break;
    case TICKET_SAMPLE_CHINESE:
      set_texts (data, "费加罗的婚礼", "國家大劇院歌劇廳", "北京市西城区西长安街2号", "2026年11月14日 星期六 20:00",
                 "池座", "4排12座", "¥680", "王小明");
      break;
    case TICKET_SAMPLE_THAI:
      set_texts (data, "งานแต่งงานของฟิกาโร ณ โรงละครแห่งชาติ", "โรงละครแห่งชาติ", "ถนนราชินี เขตพระนคร กรุงเทพฯ",
                 "วันเสาร์ที่ 14 พฤศจิกายน 2569 เวลา 20:00 น.", "ชั้นล่าง", "แถว 4 ที่นั่ง 12", "฿900", "ผู้ชม ตัวอย่าง");
      break;
    case TICKET_SAMPLE_EMOJI:
      set_texts (data, "Summer Beats 🎉🎶 2026", "Beach 🏖️ Stage", "Pier 3", "Saturday, 1 August 2026, 16:00",
                 "VIP 🌟", "Free choice", "$99.50", "Zoë 🦊");
      break;
    case TICKET_SAMPLE_HOSTILE:
      set_texts (data, "Line\nbreak\tand\x1b[31m escape\x07 \xff\xfe broken \u202ereversed",
                 "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320a\u036b\u0357\u0334\u0362\u0335\u031c\u0330\u0354l\u0368\u0367\u0369\u0358\u0320g\u0351\u0357o",
                 "<b>&amp;</b> %s %n ../../etc", "", "\n\r\v", "\u2028\u2029", "\u200b", "\x01\x02");
      foyer_document_data_set (data, FOYER_DOCUMENT_CATEGORY_COLOR, "#zzzzzz; drop");
      break;
    case TICKET_SAMPLE_PLAIN:
    case N_TICKET_SAMPLES:
    default:
      break;
    }
  return data;
}
