/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-import-columns.h"

#include <string.h>

#include "foyer-nick.h"
#include "foyer-search-text.h"

static const char *const nicks[FOYER_IMPORT_N_FIELDS] = {
  [FOYER_IMPORT_IGNORE] = "ignore",
  [FOYER_IMPORT_NAME] = "name",
  [FOYER_IMPORT_FIRST_NAME] = "first-name",
  [FOYER_IMPORT_LAST_NAME] = "last-name",
  [FOYER_IMPORT_EMAIL] = "email",
  [FOYER_IMPORT_PHONE] = "phone",
  [FOYER_IMPORT_COMPANY] = "company",
  [FOYER_IMPORT_STREET] = "street",
  [FOYER_IMPORT_POSTCODE] = "postcode",
  [FOYER_IMPORT_CITY] = "city",
  [FOYER_IMPORT_COUNTRY] = "country",
  [FOYER_IMPORT_CATEGORY] = "category",
  [FOYER_IMPORT_ORDER] = "order",
  [FOYER_IMPORT_CODE] = "code",
  [FOYER_IMPORT_SEAT] = "seat",
  [FOYER_IMPORT_PRICE] = "price",
  [FOYER_IMPORT_STATUS] = "status",
  [FOYER_IMPORT_CHECKED_IN] = "checked-in",
  [FOYER_IMPORT_CONSENT] = "consent",
  [FOYER_IMPORT_SEGMENT] = "segment",
  [FOYER_IMPORT_NOTE] = "note",
};

/* Folded, letters and digits only, separated and enclosed by blanks. */
static const char *const headers[FOYER_IMPORT_N_FIELDS] = {
  [FOYER_IMPORT_IGNORE] = " ",
  [FOYER_IMPORT_NAME] = " name fullname attendeename attendee guest guestname teilnehmer teilnehmername gast gastname kontakt "
                        "vollername vorundnachname namedesteilnehmers besucher ",
  [FOYER_IMPORT_FIRST_NAME] = " firstname givenname forename attendeefirstname vorname rufname ",
  [FOYER_IMPORT_LAST_NAME] = " lastname surname familyname attendeelastname nachname familienname zuname ",
  [FOYER_IMPORT_EMAIL] = " email emailaddress mail attendeeemail mailaddress emailadresse mailadresse emaildesteilnehmers ",
  [FOYER_IMPORT_PHONE] = " phone phonenumber mobile mobilenumber telephone cellphone tel telefon telefonnummer handy mobil mobilnummer rufnummer ",
  [FOYER_IMPORT_COMPANY] = " company organisation organization employer firma unternehmen verein institution ",
  [FOYER_IMPORT_STREET] = " street address address1 streetaddress homeaddress1 billingaddress1 strasse strassehausnummer "
                          "strasseundhausnummer strasseundnr strassenr adresse anschrift ",
  [FOYER_IMPORT_POSTCODE] = " postcode zip zipcode postalcode postcodezip homepostcode homezip plz postleitzahl ",
  [FOYER_IMPORT_CITY] = " city town homecity purchasercity ort stadt wohnort ",
  [FOYER_IMPORT_COUNTRY] = " country countrycode purchasercountry homecountry land landercode staat ",
  [FOYER_IMPORT_CATEGORY] = " category tickettype ticketcategory product productname item tickettier ticketname class kategorie ticketart "
                            "ticketkategorie kartenart ticket ticketklasse preiskategorie produkt eintrittskarte karte ",
  [FOYER_IMPORT_ORDER] = " order orderno ordernumber orderid ordercode orderreference booking bookingnumber bookingid bookingreference "
                         "reservationid bestellung bestellnummer bestellnr bestellcode auftrag auftragsnummer buchung buchungsnummer ",
  [FOYER_IMPORT_CODE] = " code barcode barcodenumber ticketcode qrcode qr secret ticketsecret ticketreference ticketid attendeeno "
                        "ticketnumber publicid strichcode ticketnummer kartennummer eintrittscode geheimnis ticketnr ",
  [FOYER_IMPORT_SEAT] = " seat seatname seatnumber seating seatinglocation place sitz platz sitzplatz sitznummer platznummer platzname ",
  [FOYER_IMPORT_PRICE] = " price ticketprice paidprice amount pricepaid preis ticketpreis betrag kartenpreis bezahlterpreis ",
  [FOYER_IMPORT_STATUS] = " status attendeestatus ticketstatus orderstatus paymentstatus bestellstatus zahlungsstatus zustand ",
  [FOYER_IMPORT_CHECKED_IN] = " checkedin checkins attended admitted checkin present eingecheckt anwesend eingelassen erschienen ",
  [FOYER_IMPORT_CONSENT] = " consent newsletter marketing optin marketingconsent einwilligung werbung zustimmung kontaktaufnahme ",
  [FOYER_IMPORT_SEGMENT] = " segment group guestgroup tag gruppe zielgruppe ",
  [FOYER_IMPORT_NOTE] = " note notes comment comments remark remarks ordercomment notiz bemerkung bemerkungen kommentar anmerkung hinweis ",
};

const char *
foyer_import_field_nick (FoyerImportField field)
{
  g_return_val_if_fail (field < FOYER_IMPORT_N_FIELDS, nicks[FOYER_IMPORT_IGNORE]);

  return nicks[field];
}

FoyerImportField
foyer_import_field_from_nick (const char *nick)
{
  return foyer_nick_find (nicks, FOYER_IMPORT_N_FIELDS, nick, FOYER_IMPORT_N_FIELDS);
}

FoyerImportField
foyer_import_field_recognise (const char *header)
{
  g_autofree char *folded = foyer_search_fold (header);
  g_autoptr (GString) word = g_string_new (" ");

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (word, g_utf8_get_char (p));
  g_string_append_c (word, ' ');
  if (word->len <= 2)
    return FOYER_IMPORT_IGNORE;
  for (int field = FOYER_IMPORT_NAME; field < FOYER_IMPORT_N_FIELDS; field++)
    if (strstr (headers[field], word->str) != NULL)
      return field;
  return FOYER_IMPORT_IGNORE;
}
