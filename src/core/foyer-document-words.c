/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-document-words.h"

#include <string.h>

enum
{
  EN,
  DE,
  ES,
  FR,
  IT,
  NL,
  N_LANGUAGES
};

static const char *const languages[] = { "en", "de", "es", "fr", "it", "nl", NULL };

static const char *const names[] = {
  "category", "seat", "price", "doors", "order", "copy", "number", "name", "date", "venue", "total", "page", "cashier", "till",
  "receipt", "delivery-note", "to", "from", "item", "quantity", "amount", "tickets", "admits-one", "organizer", "thanks",
  "keep", "shift", "shipment", "weight", NULL
};

#define N_NAMES (G_N_ELEMENTS (names) - 1)

static const char *const words[N_LANGUAGES][N_NAMES] = {
  [EN] = { "Category", "Seat", "Price", "Doors", "Order", "COPY", "Number", "Name", "Date", "Venue", "Total", "Page", "Cashier", "Till",
           "Receipt", "Delivery Note", "To", "From", "Item", "Quantity", "Amount", "Tickets", "Admits one", "Organizer", "Thank you, and enjoy the evening!",
           "Please keep this ticket until the end.", "Shift", "Shipment", "Weight" },
  [DE] = { "Kategorie", "Platz", "Preis", "Einlass", "Bestellung", "KOPIE", "Nummer", "Name", "Datum", "Ort", "Summe", "Seite", "Kasse", "Schalter",
           "Beleg", "Lieferschein", "An", "Von", "Artikel", "Menge", "Betrag", "Karten", "Gilt für eine Person", "Veranstalter", "Vielen Dank und einen schönen Abend!",
           "Bitte bewahren Sie die Karte bis zum Ende auf.", "Schicht", "Sendung", "Gewicht" },
  [ES] = { "Categoría", "Asiento", "Precio", "Puertas", "Pedido", "COPIA", "Número", "Nombre", "Fecha", "Lugar", "Total", "Página", "Cajero", "Caja",
           "Recibo", "Albarán", "Para", "De", "Artículo", "Cantidad", "Importe", "Entradas", "Válido para una persona", "Organizador", "Gracias y disfrute de la velada",
           "Conserve esta entrada hasta el final.", "Turno", "Envío", "Peso" },
  [FR] = { "Catégorie", "Place", "Prix", "Portes", "Commande", "COPIE", "Numéro", "Nom", "Date", "Lieu", "Total", "Page", "Caissier", "Caisse",
           "Reçu", "Bon de livraison", "À", "De", "Article", "Quantité", "Montant", "Billets", "Valable pour une personne", "Organisateur", "Merci et bonne soirée !",
           "Conservez ce billet jusqu’à la fin.", "Service", "Envoi", "Poids" },
  [IT] = { "Categoria", "Posto", "Prezzo", "Porte", "Ordine", "COPIA", "Numero", "Nome", "Data", "Luogo", "Totale", "Pagina", "Cassiere", "Cassa",
           "Ricevuta", "Bolla di consegna", "A", "Da", "Articolo", "Quantità", "Importo", "Biglietti", "Valido per una persona", "Organizzatore", "Grazie e buona serata!",
           "Conservare il biglietto fino alla fine.", "Turno", "Spedizione", "Peso" },
  [NL] = { "Categorie", "Plaats", "Prijs", "Deuren", "Bestelling", "KOPIE", "Nummer", "Naam", "Datum", "Locatie", "Totaal", "Pagina", "Kassier", "Kassa",
           "Bon", "Pakbon", "Aan", "Van", "Artikel", "Aantal", "Bedrag", "Kaarten", "Geldig voor één persoon", "Organisator", "Bedankt en een fijne avond!",
           "Bewaar dit kaartje tot het einde.", "Dienst", "Zending", "Gewicht" },
};

/* Monday first, as ISO 8601 and GDateTime count. */
static const char *const weekdays[N_LANGUAGES][7] = {
  [EN] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" },
  [DE] = { "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag" },
  [ES] = { "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo" },
  [FR] = { "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche" },
  [IT] = { "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica" },
  [NL] = { "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag" },
};

static const char *const months[N_LANGUAGES][12] = {
  [EN] = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December" },
  [DE] = { "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember" },
  [ES] = { "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre" },
  [FR] = { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre" },
  [IT] = { "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre" },
  [NL] = { "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december" },
};

const char *const *
foyer_document_words_languages (void)
{
  return languages;
}

const char *const *
foyer_document_words_names (void)
{
  return names;
}

static guint
language_index (const char *language)
{
  for (guint i = 0; language != NULL && i < N_LANGUAGES; i++)
    if (g_ascii_strncasecmp (language, languages[i], 2) == 0 && !g_ascii_isalpha (language[2]))
      return i;
  return EN;
}

const char *
foyer_document_words_get (const char *language, const char *name)
{
  for (guint i = 0; i < N_NAMES; i++)
    if (strcmp (names[i], name) == 0)
      return words[language_index (language)][i];
  return NULL;
}

static GDateTime *
at_zone (FoyerTime time, const char *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (time);
  g_autoptr (GTimeZone) there = zone != NULL && *zone != '\0' ? g_time_zone_new_identifier (zone) : NULL;

  return there != NULL ? g_date_time_to_timezone (utc, there) : g_date_time_to_local (utc);
}

char *
foyer_document_words_date (const char *language, FoyerTime time, const char *zone)
{
  g_autoptr (GDateTime) moment = NULL;
  guint       index = language_index (language);
  const char *weekday, *month;
  int         day, year;

  if (time == 0)
    return g_strdup ("");
  moment = at_zone (time, zone);
  weekday = weekdays[index][g_date_time_get_day_of_week (moment) - 1];
  month = months[index][g_date_time_get_month (moment) - 1];
  day = g_date_time_get_day_of_month (moment);
  year = g_date_time_get_year (moment);
  if (index == DE)
    return g_strdup_printf ("%s, %d. %s %d", weekday, day, month, year);
  if (index == ES)
    return g_strdup_printf ("%s, %d de %s de %d", weekday, day, month, year);
  if (index == EN)
    return g_strdup_printf ("%s, %d %s %d", weekday, day, month, year);
  return g_strdup_printf ("%s %d %s %d", weekday, day, month, year);
}

char *
foyer_document_words_time (const char *language, FoyerTime time, const char *zone)
{
  g_autoptr (GDateTime) moment = NULL;

  if (time == 0)
    return g_strdup ("");
  moment = at_zone (time, zone);
  return g_strdup_printf ("%02d:%02d%s", g_date_time_get_hour (moment), g_date_time_get_minute (moment),
                          language_index (language) == DE ? " Uhr" : "");
}

char *
foyer_document_words_date_time (const char *language, FoyerTime time, const char *zone)
{
  g_autofree char *date = foyer_document_words_date (language, time, zone);
  g_autofree char *clock = foyer_document_words_time (language, time, zone);

  return *date != '\0' ? g_strdup_printf ("%s, %s", date, clock) : g_strdup ("");
}

char *
foyer_document_words_moment (const char *language, FoyerTime time, const char *zone)
{
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *clock = foyer_document_words_time (language, time, zone);
  guint            index = language_index (language);
  int              day, month, year;

  if (time == 0)
    return g_strdup ("");
  moment = at_zone (time, zone);
  g_date_time_get_ymd (moment, &year, &month, &day);
  if (index == EN)
    return g_strdup_printf ("%d %.3s %d, %s", day, months[EN][month - 1], year, clock);
  return g_strdup_printf (index == DE ? "%02d.%02d.%d, %s" : "%02d/%02d/%d, %s", day, month, year, clock);
}
