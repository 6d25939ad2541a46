/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ticket-samples.h"

#include "foyer-ean13.h"

/**
 * ticket_sample_set_number:
 * @face: a ticket
 * @number: 0 or more
 *
 * Gives @face the seat, numbers, holder and codes of the @number-th ticket.
 */
void
ticket_sample_set_number (FoyerTicketFace *face,
                          guint            number)
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

  g_set_str (&face->code, code);
  g_set_str (&face->ean13, ean);
  g_free (face->seat);
  face->seat = g_strdup_printf ("Row %u, seat %u", 1 + number / 32 % 40, 1 + number % 32);
  g_free (face->holder);
  face->holder = g_strdup_printf ("%s %s", first[number % 8], last[number % 7]);
  g_free (face->ticket_number);
  face->ticket_number = g_strdup_printf ("FIG-%06u", number);
  g_free (face->order_number);
  face->order_number = g_strdup_printf ("A7K%03u", number / 2 % 1000);
}

/**
 * ticket_sample_numbered:
 * @number: 0 or more
 *
 * Returns: (transfer full): an everyday ticket, another one for each @number
 */
FoyerTicketFace *
ticket_sample_numbered (guint number)
{
  FoyerTicketFace *face = foyer_ticket_face_new ();

  face->event = g_strdup ("The Marriage of Figaro");
  face->event_short = g_strdup ("Figaro");
  face->venue = g_strdup ("Municipal Theatre, Great Hall");
  face->place = g_strdup ("Theatre Square 1, 86633 Neuburg");
  face->date = g_strdup ("Saturday, 14 November 2026, 20:00");
  face->doors = g_strdup ("19:00");
  face->category = g_strdup ("Stalls");
  face->category_color = g_strdup ("#b5352b");
  face->price = g_strdup ("€24.00");
  face->organizer = g_strdup ("Friends of the Opera presents");
  face->terms = g_strdup ("No admission after the doors close. Keep this ticket until the end of the performance. It admits one person once.");
  ticket_sample_set_number (face, number);
  return face;
}

static void
set_texts (FoyerTicketFace *face,
           const char      *event,
           const char      *venue,
           const char      *place,
           const char      *date,
           const char      *category,
           const char      *seat,
           const char      *price,
           const char      *holder)
{
  g_set_str (&face->event, event);
  g_set_str (&face->event_short, NULL);
  g_set_str (&face->venue, venue);
  g_set_str (&face->place, place);
  g_set_str (&face->date, date);
  g_set_str (&face->category, category);
  g_set_str (&face->seat, seat);
  g_set_str (&face->price, price);
  g_set_str (&face->holder, holder);
}

/**
 * ticket_sample_new:
 * @sample: which
 *
 * Returns: (transfer full): a ticket with unusual texts
 */
FoyerTicketFace *
ticket_sample_new (TicketSample sample)
{
  FoyerTicketFace *face = ticket_sample_numbered (100 + sample);

  switch (sample)
    {
    case TICKET_SAMPLE_SHORT:
      set_texts (face, "X", "Y", NULL, "1.1.", "A", NULL, NULL, NULL);
      g_set_str (&face->doors, NULL);
      g_set_str (&face->organizer, NULL);
      g_set_str (&face->terms, NULL);
      g_set_str (&face->order_number, NULL);
      break;
    case TICKET_SAMPLE_LONG:
      set_texts (face,
                 "The Extraordinarily Long-Winded and Most Lamentable Tragedy of the Unfortunate Prince of Schleswig-Holstein-Sonderburg-Augustenburg, in Five Acts with Prologue",
                 "Donaudampfschifffahrtsgesellschaftskapitänsmützenmuseum, Friedrich-Wilhelm-Festsaal",
                 "Straße des Siebzehnten Juni einhundertfünfunddreißig, Hinterhaus, 10623 Berlin-Charlottenburg-Wilmersdorf, Deutschland",
                 "Wednesday, the twenty-third of September 2026, half past seven o'clock in the evening",
                 "Wheelchair user with accompanying person, reduced, members",
                 "Section Gallery Left Upper Tier, Box 14, Row WW, Seat 1234",
                 "CHF 1’234’567.85",
                 "Karl-Theodor Maria Nikolaus Johann Jacob Philipp Franz Joseph Sylvester Freiherr von und zu Beispielhausen-Musterfeld");
      g_set_str (&face->organizer, "The Royal Society for the Promotion of Excessively Descriptive Titles and Subtitles in the Performing Arts, registered association");
      g_set_str (&face->ticket_number, "NEUBURG-2026-FIGARO-000000123456789");
      g_set_str (&face->order_number, "ORDER-2026-000123456789");
      g_set_str (&face->terms, "No admission after the doors close, no refund after the day of sale, no photographs, no recordings, no umbrellas, no animals except guide dogs, no responsibility for lost hats; the house may change the cast, the time and the piece itself.");
      face->copy = 12;
      break;
    case TICKET_SAMPLE_SIGNED:
      /* 154 characters of base45: the longest signed code. */
      g_free (face->code);
      face->code = g_strnfill (154, 'A');
      for (guint i = 0; i < 154; i++)
        face->code[i] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"[(i * 31 + i / 7) % 45];
      break;
    case TICKET_SAMPLE_GERMAN:
      set_texts (face, "Die Hochzeit des Figaro", "Stadttheater, Großes Haus", "Theaterplatz 1, 86633 Neuburg",
                 "Samstag, 14. November 2026, 20:00 Uhr", "Parkett", "Reihe 4, Platz 12", "24,00 €", "Jürgen Müßiggänger");
      g_set_str (&face->language, "de_DE.UTF-8");
      g_set_str (&face->organizer, "Opernfreunde e. V. laden ein");
      g_set_str (&face->terms, "Kein Einlass nach Beginn der Vorstellung. Gilt für eine Person und einen Eintritt.");
      g_set_str (&face->category_color, "#2b6cb5");
      face->copy = 2;
      break;
    case TICKET_SAMPLE_ARABIC:
      set_texts (face, "حفل الموسيقى العربية الكبير", "دار الأوبرا، القاعة الكبرى", "شارع التحرير ١، القاهرة",
                 "السبت ١٤ نوفمبر ٢٠٢٦، الساعة ٢٠:٠٠", "الصالة", "صف ٤ مقعد ١٢", "٢٤٫٠٠ €", "فاطمة الزهراء");
      break;
    case TICKET_SAMPLE_CHINESE:
      set_texts (face, "费加罗的婚礼", "國家大劇院歌劇廳", "北京市西城区西长安街2号", "2026年11月14日 星期六 20:00",
                 "池座", "4排12座", "¥680", "王小明");
      break;
    case TICKET_SAMPLE_THAI:
      set_texts (face, "งานแต่งงานของฟิกาโร ณ โรงละครแห่งชาติ", "โรงละครแห่งชาติ", "ถนนราชินี เขตพระนคร กรุงเทพฯ",
                 "วันเสาร์ที่ 14 พฤศจิกายน 2569 เวลา 20:00 น.", "ชั้นล่าง", "แถว 4 ที่นั่ง 12", "฿900", "ผู้ชม ตัวอย่าง");
      break;
    case TICKET_SAMPLE_EMOJI:
      set_texts (face, "Summer Beats 🎉🎶 2026", "Beach 🏖️ Stage", "Pier 3", "Saturday, 1 August 2026, 16:00",
                 "VIP 🌟", "Free choice", "$99.50", "Zoë 🦊");
      break;
    case TICKET_SAMPLE_HOSTILE:
      set_texts (face, "Line\nbreak\tand\x1b[31m escape\x07 \xff\xfe broken \u202ereversed",
                 "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320a\u036b\u0357\u0334\u0362\u0335\u031c\u0330\u0354l\u0368\u0367\u0369\u0358\u0320g\u0351\u0357o",
                 "<b>&amp;</b> %s %n ../../etc", "", "\n\r\v", "\u2028\u2029", "\u200b", "\x01\x02");
      g_set_str (&face->category_color, "#zzzzzz; drop");
      g_set_str (&face->language, "xx");
      break;
    case TICKET_SAMPLE_PLAIN:
    case N_TICKET_SAMPLES:
    default:
      break;
    }
  return face;
}
