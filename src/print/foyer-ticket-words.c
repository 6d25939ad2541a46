/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ticket-words.h"

#include <string.h>

static const FoyerTicketWords words[] = {
  { "en", "Category", "Seat", "Price", "Doors", "Order", "COPY" },
  { "de", "Kategorie", "Platz", "Preis", "Einlass", "Bestellung", "KOPIE" },
  { "es", "Categoría", "Asiento", "Precio", "Puertas", "Pedido", "COPIA" },
  { "fr", "Catégorie", "Place", "Prix", "Portes", "Commande", "COPIE" },
  { "it", "Categoria", "Posto", "Prezzo", "Porte", "Ordine", "COPIA" },
  { "nl", "Categorie", "Plaats", "Prijs", "Deuren", "Bestelling", "KOPIE" },
};

/**
 * foyer_ticket_words_for:
 * @language: (nullable): a language or locale name, such as "de" or "de_AT"
 *
 * Returns: (transfer none): the labels in that language, else in English
 */
const FoyerTicketWords *
foyer_ticket_words_for (const char *language)
{
  for (gsize i = 0; language != NULL && i < G_N_ELEMENTS (words); i++)
    {
      gsize n = strlen (words[i].language);

      if (g_ascii_strncasecmp (language, words[i].language, n) == 0 && !g_ascii_isalpha (language[n]))
        return &words[i];
    }
  return &words[0];
}
