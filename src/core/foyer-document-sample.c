/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-document-sample.h"

#include "foyer-document-words.h"

/* What the English and the German sample say. */
typedef struct
{
  FoyerDocumentField field;
  const char        *texts[2];
} Value;

static const Value everyday[] = {
  { FOYER_DOCUMENT_EVENT, { "The Marriage of Figaro", "Die Hochzeit des Figaro" } },
  { FOYER_DOCUMENT_ORGANIZER, { "Friends of the Opera", "Opernfreunde Neuburg e. V." } },
  { FOYER_DOCUMENT_VENUE, { "Municipal Theatre, Great Hall", "Stadttheater, Großes Haus" } },
  { FOYER_DOCUMENT_PLACE, { "12 Theatre Square, Newcastle NE1 4AB", "Residenzstraße 66, 86633 Neuburg" } },
  { FOYER_DOCUMENT_DATE, { "Saturday, 14 November 2026", "Samstag, 14. November 2026" } },
  { FOYER_DOCUMENT_TIME, { "20:00", "20:00 Uhr" } },
  { FOYER_DOCUMENT_DATE_TIME, { "Saturday, 14 November 2026, 20:00", "Samstag, 14. November 2026, 20:00 Uhr" } },
  { FOYER_DOCUMENT_DOORS, { "19:00", "19:00 Uhr" } },
  { FOYER_DOCUMENT_ENDS, { "23:00", "23:00 Uhr" } },
  { FOYER_DOCUMENT_CATEGORY, { "Stalls", "Parkett" } },
  { FOYER_DOCUMENT_CATEGORY_COLOR, { "#b5352b", "#2b6cb5" } },
  { FOYER_DOCUMENT_BENEFITS, { "Programme included", "Programmheft inklusive" } },
  { FOYER_DOCUMENT_PRICE, { "£24.00", "24,00 €" } },
  { FOYER_DOCUMENT_CONDITIONS, { "No admission after the doors close. Keep this ticket until the end of the performance. It admits one person once.", "Kein Einlass nach Beginn der Vorstellung. Die Karte gilt für eine Person und einen Einlass." } },
  { FOYER_DOCUMENT_SEAT, { "Row 4, Seat 12", "Reihe 4, Platz 12" } },
  { FOYER_DOCUMENT_NAME, { "Anna Ellison", "Jürgen Müller" } },
  { FOYER_DOCUMENT_COMPANY, { "Ellison & Sons", "Müller Holzbau" } },
  { FOYER_DOCUMENT_NUMBER, { "0117-0000042", "0117-0000042" } },
  { FOYER_DOCUMENT_CODE, { "7QK3M9TZW5X2B8N4C6V1H0JRDG", "7QK3M9TZW5X2B8N4C6V1H0JRDG" } },
  { FOYER_DOCUMENT_EAN13, { "2011700000427", "2011700000427" } },
  { FOYER_DOCUMENT_ORDER, { "A7K042", "A7K042" } },
  { FOYER_DOCUMENT_BUYER, { "Anna Ellison", "Jürgen Müller" } },
  { FOYER_DOCUMENT_ADDRESS, { "Anna Ellison\n4 Harbour View\nTynemouth NE30 4BP\nUnited Kingdom", "Jürgen Müller\nAm Schwalbanger 7\n86633 Neuburg\nDeutschland" } },
  { FOYER_DOCUMENT_STREET, { "4 Harbour View", "Am Schwalbanger 7" } },
  { FOYER_DOCUMENT_POSTCODE, { "NE30 4BP", "86633" } },
  { FOYER_DOCUMENT_CITY, { "Tynemouth", "Neuburg" } },
  { FOYER_DOCUMENT_COUNTRY, { "United Kingdom", "Deutschland" } },
  { FOYER_DOCUMENT_SENDER, { "Friends of the Opera · 12 Theatre Square · Newcastle NE1 4AB", "Opernfreunde e. V. · Residenzstraße 66 · 86633 Neuburg" } },
  { FOYER_DOCUMENT_CARRIER, { "Royal Mail", "DHL" } },
  { FOYER_DOCUMENT_TRACKING, { "JD0002254812345678", "00340434161094042557" } },
  { FOYER_DOCUMENT_WEIGHT, { "150 g", "150 g" } },
  { FOYER_DOCUMENT_PIECES, { "3 tickets", "3 Karten" } },
  { FOYER_DOCUMENT_ISSUED, { "14 Nov 2026, 19:42", "14.11.2026, 19:42 Uhr" } },
  { FOYER_DOCUMENT_CASHIER, { "Maria", "Maria" } },
  { FOYER_DOCUMENT_TILL, { "Till 2", "Kasse 2" } },
  { FOYER_DOCUMENT_SHIFT, { "17", "17" } },
  { FOYER_DOCUMENT_TOTAL, { "£57.00", "57,00 €" } },
  { FOYER_DOCUMENT_NOTE, { "VAT no. GB 123 4567 89", "USt-IdNr. DE123456789" } },
};

static const Value longest[] = {
  { FOYER_DOCUMENT_EVENT, { "The Extraordinarily Long-Winded and Most Lamentable Tragedy of the Unfortunate Prince of Schleswig-Holstein-Sonderburg", "Das außerordentlich langatmige und höchst beklagenswerte Trauerspiel vom unglücklichen Prinzen zu Schleswig-Holstein-Sonderburg" } },
  { FOYER_DOCUMENT_ORGANIZER, { "The Royal Society for the Promotion of Descriptive Titles in the Performing Arts", "Königliche Gesellschaft zur Förderung beschreibender Titel in den darstellenden Künsten e. V." } },
  { FOYER_DOCUMENT_VENUE, { "Queen Elizabeth Memorial Concert Hall and Conference Centre, Upper Gallery", "Donaudampfschifffahrtsgesellschaftskapitänsmützenmuseum, Festsaal" } },
  { FOYER_DOCUMENT_PLACE, { "135 Llanfairpwllgwyngyll Road, Stratford-upon-Avon, Warwickshire CV37 6BB", "Straße des Siebzehnten Juni 135, Hinterhaus, 10623 Berlin-Charlottenburg-Wilmersdorf" } },
  { FOYER_DOCUMENT_DATE, { "Wednesday, 23 September 2026", "Donnerstag, 24. September 2026" } },
  { FOYER_DOCUMENT_DATE_TIME, { "Wednesday, 23 September 2026, 19:30", "Donnerstag, 24. September 2026, 19:30 Uhr" } },
  { FOYER_DOCUMENT_TIME, { "19:30", "19:30 Uhr" } },
  { FOYER_DOCUMENT_DOORS, { "18:30", "18:30 Uhr" } },
  { FOYER_DOCUMENT_CATEGORY, { "Wheelchair user with companion, reduced, members", "Rollstuhlfahrer mit Begleitperson, ermäßigt, Mitglieder" } },
  { FOYER_DOCUMENT_PRICE, { "CHF 1’234’567.85", "1.234.567,85 €" } },
  { FOYER_DOCUMENT_CONDITIONS, { "No admission after the doors close, no refund after the day of sale, no photographs, no recordings, no umbrellas, no animals except guide dogs; the house may change the cast and the time.", "Kein Einlass nach Beginn, keine Rückgabe nach dem Kauftag, keine Bild- und Tonaufnahmen, keine Schirme, keine Tiere außer Blindenhunden; Besetzung und Beginn können sich ändern." } },
  { FOYER_DOCUMENT_SEAT, { "Gallery Left Upper Tier, Box 14, Row WW, Seat 1234", "Rang links oben, Loge 14, Reihe WW, Platz 1234" } },
  { FOYER_DOCUMENT_NAME, { "Alexandrina Bartholomea Featherstonehaugh-Cholmondeley of Woolfardisworthy", "Karl-Theodor Maria Nikolaus Johann Freiherr von und zu Beispielhausen-Musterfeld" } },
  { FOYER_DOCUMENT_COMPANY, { "International Association of Unreasonably Long Company Names, Incorporated", "Rechtsschutzversicherungsgesellschaften-Dachverband Süddeutschland GmbH & Co. KGaA" } },
  { FOYER_DOCUMENT_NUMBER, { "9999-0012345678", "9999-0012345678" } },
  { FOYER_DOCUMENT_COPY, { "12", "12" } },
  { FOYER_DOCUMENT_ORDER, { "ORDER-2026-00012345", "BESTELLUNG-2026-0001" } },
  { FOYER_DOCUMENT_BUYER, { "Alexandrina Bartholomea Featherstonehaugh-Cholmondeley", "Karl-Theodor Freiherr von und zu Beispielhausen-Musterfeld" } },
  { FOYER_DOCUMENT_ADDRESS, { "Alexandrina Bartholomea Featherstonehaugh-Cholmondeley\nInternational Association of Unreasonably Long Company Names\nSuite 1234, 135 Llanfairpwllgwyngyll Road\nStratford-upon-Avon, Warwickshire CV37 6BB\nUnited Kingdom of Great Britain and Northern Ireland", "Karl-Theodor Freiherr von und zu Beispielhausen-Musterfeld\nRechtsschutzversicherungsgesellschaften-Dachverband\nStraße des Siebzehnten Juni 135, Hinterhaus, 4. Stock\n10623 Berlin-Charlottenburg-Wilmersdorf\nBundesrepublik Deutschland" } },
  { FOYER_DOCUMENT_SENDER, { "The Royal Society for the Promotion of Descriptive Titles · 135 Llanfairpwllgwyngyll Road · Stratford-upon-Avon CV37 6BB", "Königliche Gesellschaft zur Förderung beschreibender Titel e. V. · Straße des Siebzehnten Juni 135 · 10623 Berlin" } },
  { FOYER_DOCUMENT_CARRIER, { "Australia Post Express International", "Österreichische Post Express International" } },
  { FOYER_DOCUMENT_PIECES, { "1,234 tickets", "1.234 Karten" } },
  { FOYER_DOCUMENT_WEIGHT, { "61.7 kg", "61,7 kg" } },
  { FOYER_DOCUMENT_CASHIER, { "Alexandrina Featherstonehaugh", "Karl-Theodor von Beispielhausen" } },
  { FOYER_DOCUMENT_NOTE, { "Returns are taken until one hour before the performance, at the till where the tickets were bought, against this receipt.", "Rückgabe bis eine Stunde vor Beginn an der Kasse, an der die Karten gekauft wurden, gegen Vorlage dieses Belegs." } },
};

static const FoyerDocumentField of_shortest[] = {
  FOYER_DOCUMENT_CODE, FOYER_DOCUMENT_NUMBER, FOYER_DOCUMENT_EAN13, FOYER_DOCUMENT_ISSUED, FOYER_DOCUMENT_TIME
};

static void
set_values (FoyerDocumentData *data, const Value *values, gsize n_values, guint language)
{
  for (gsize i = 0; i < n_values; i++)
    foyer_document_data_set (data, values[i].field, values[i].texts[language]);
}

static void
set_shortest (FoyerDocumentData *data)
{
  for (guint i = 0; i < FOYER_N_DOCUMENT_FIELDS; i++)
    {
      gboolean keep = FALSE;

      for (gsize n = 0; n < G_N_ELEMENTS (of_shortest); n++)
        keep = keep || of_shortest[n] == i;
      if (!keep)
        foyer_document_data_set (data, i, NULL);
    }
  foyer_document_data_set (data, FOYER_DOCUMENT_EVENT, "Ox");
  foyer_document_data_set (data, FOYER_DOCUMENT_CATEGORY, "A");
  foyer_document_data_set (data, FOYER_DOCUMENT_NAME, "Bo Li");
  foyer_document_data_set (data, FOYER_DOCUMENT_ADDRESS, "Bo Li\nÅ 1\n8472 Ii");
  foyer_document_data_set (data, FOYER_DOCUMENT_DATE, "1.5.2026");
  foyer_document_data_set (data, FOYER_DOCUMENT_DATE_TIME, "1.5.2026, 20:00");
  foyer_document_data_set (data, FOYER_DOCUMENT_ORDER, "A1");
}

static void
add_receipt_lines (FoyerDocumentData *data, FoyerDocumentSample sample, guint language)
{
  static const char *const totals[] = { "£57.00", "57,00 €" };

  foyer_document_data_add_line (data, FOYER_DOCUMENT_LINE_ITEM, "2 ×", foyer_document_data_get (data, FOYER_DOCUMENT_CATEGORY),
                                foyer_document_data_get (data, FOYER_DOCUMENT_EVENT), language == 0 ? "£48.00" : "48,00 €");
  if (sample != FOYER_DOCUMENT_SHORTEST)
    foyer_document_data_add_line (data, FOYER_DOCUMENT_LINE_ITEM, "1 ×", language == 0 ? "Student" : "Schüler und Studenten",
                                  foyer_document_data_get (data, FOYER_DOCUMENT_EVENT), language == 0 ? "£9.00" : "9,00 €");
  for (guint i = 0; sample == FOYER_DOCUMENT_LONGEST && i < 12; i++)
    foyer_document_data_add_line (data, FOYER_DOCUMENT_LINE_ITEM, "100 ×", foyer_document_data_get (data, FOYER_DOCUMENT_CATEGORY),
                                  foyer_document_data_get (data, FOYER_DOCUMENT_EVENT), "1,234,567.85");
  foyer_document_data_add_line (data, FOYER_DOCUMENT_LINE_RULE, NULL, NULL, NULL, NULL);
  foyer_document_data_add_line (data, FOYER_DOCUMENT_LINE_TOTAL, NULL, foyer_document_words_get (language == 0 ? "en" : "de", "total"), NULL, totals[language]);
  if (sample == FOYER_DOCUMENT_SHORTEST)
    return;
  foyer_document_data_add_line (data, FOYER_DOCUMENT_LINE_ITEM, NULL, language == 0 ? "Cash" : "Bar", NULL, language == 0 ? "£60.00" : "60,00 €");
  foyer_document_data_add_line (data, FOYER_DOCUMENT_LINE_ITEM, NULL, language == 0 ? "Change" : "Rückgeld", NULL, language == 0 ? "£3.00" : "3,00 €");
  foyer_document_data_add_line (data, FOYER_DOCUMENT_LINE_NOTE, NULL, language == 0 ? "Including VAT of 7 %: £3.73" : "Darin 7 % USt: 3,73 €", NULL, NULL);
}

static void
add_note_lines (FoyerDocumentData *data, FoyerDocumentSample sample)
{
  guint n = sample == FOYER_DOCUMENT_LONGEST ? 45 : sample == FOYER_DOCUMENT_SHORTEST ? 1
                                                                                      : 3;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("0117-%07u", 42 + i);
      g_autofree char *seat = g_strdup (foyer_document_data_get (data, FOYER_DOCUMENT_SEAT));
      g_autofree char *detail = *seat != '\0' ? g_strdup_printf ("%s · %s", seat, number) : g_strdup (number);

      foyer_document_data_add_line (data, FOYER_DOCUMENT_LINE_ITEM, "1 ×", foyer_document_data_get (data, FOYER_DOCUMENT_CATEGORY), detail,
                                    foyer_document_data_get (data, FOYER_DOCUMENT_PRICE));
    }
}

FoyerDocumentData *
foyer_document_sample_new (FoyerLayoutRole role, FoyerDocumentSample sample, const char *language)
{
  FoyerDocumentData *data = foyer_document_data_new ();
  gboolean           german = language != NULL && g_str_has_prefix (language, "de");
  const char        *code = german ? "de" : "en";

  set_values (data, everyday, G_N_ELEMENTS (everyday), german);
  if (sample == FOYER_DOCUMENT_LONGEST)
    set_values (data, longest, G_N_ELEMENTS (longest), german);
  if (sample == FOYER_DOCUMENT_SHORTEST)
    set_shortest (data);
  if (role == FOYER_LAYOUT_RECEIPT)
    {
      foyer_document_data_set (data, FOYER_DOCUMENT_TITLE, foyer_document_words_get (code, "receipt"));
      add_receipt_lines (data, sample, german);
    }
  if (role == FOYER_LAYOUT_NOTE)
    {
      foyer_document_data_set (data, FOYER_DOCUMENT_TITLE, foyer_document_words_get (code, "delivery-note"));
      add_note_lines (data, sample);
    }
  return data;
}
