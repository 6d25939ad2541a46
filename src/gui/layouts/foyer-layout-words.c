/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-words.h"

#include <glib/gi18n.h>
#include <string.h>

const char *
foyer_layout_words_role (FoyerLayoutRole role)
{
  static const char *const words[FOYER_N_LAYOUT_ROLES] = { N_ ("Ticket"), N_ ("Badge"), N_ ("Address Label"), N_ ("Receipt"), N_ ("Delivery Note") };

  return _ (words[role]);
}

const char *
foyer_layout_words_role_many (FoyerLayoutRole role)
{
  static const char *const words[FOYER_N_LAYOUT_ROLES] = { N_ ("Tickets"), N_ ("Badges"), N_ ("Address Labels"), N_ ("Receipts"), N_ ("Delivery Notes") };

  return _ (words[role]);
}

const char *
foyer_layout_words_type (FoyerLayoutElementType type)
{
  static const char *const words[FOYER_N_LAYOUT_ELEMENT_TYPES] = {
    N_ ("Text"), N_ ("QR Code"), N_ ("Bar Code EAN-13"), N_ ("Bar Code 128"), N_ ("Picture"), N_ ("Line"), N_ ("Box"), N_ ("List")
  };

  return _ (words[type]);
}

const char *
foyer_layout_words_type_icon (FoyerLayoutElementType type)
{
  static const char *const icons[FOYER_N_LAYOUT_ELEMENT_TYPES] = {
    "insert-text-symbolic", "foyer-code-symbolic", "foyer-bars-symbolic", "foyer-bars-symbolic", "image-x-generic-symbolic",
    "foyer-line-symbolic", "checkbox-symbolic", "view-list-symbolic"
  };

  return icons[type];
}

const char *
foyer_layout_words_field (FoyerDocumentField field)
{
  static const char *const words[FOYER_N_DOCUMENT_FIELDS] = {
    [FOYER_DOCUMENT_EVENT] = N_ ("Event"),
    [FOYER_DOCUMENT_ORGANIZER] = N_ ("Organizer"),
    [FOYER_DOCUMENT_VENUE] = N_ ("Venue"),
    [FOYER_DOCUMENT_PLACE] = N_ ("Address of the Venue"),
    [FOYER_DOCUMENT_DATE] = N_ ("Date in Words"),
    [FOYER_DOCUMENT_TIME] = N_ ("Start"),
    [FOYER_DOCUMENT_DATE_TIME] = N_ ("Date and Start"),
    [FOYER_DOCUMENT_DOORS] = N_ ("Doors Open"),
    [FOYER_DOCUMENT_ENDS] = N_ ("End"),
    [FOYER_DOCUMENT_CATEGORY] = N_ ("Category"),
    [FOYER_DOCUMENT_CATEGORY_COLOR] = N_ ("Colour of the Category"),
    [FOYER_DOCUMENT_BENEFITS] = N_ ("Benefits"),
    [FOYER_DOCUMENT_PRICE] = N_ ("Price"),
    [FOYER_DOCUMENT_CONDITIONS] = N_ ("Conditions"),
    [FOYER_DOCUMENT_SEAT] = N_ ("Seat"),
    [FOYER_DOCUMENT_NAME] = N_ ("Name"),
    [FOYER_DOCUMENT_COMPANY] = N_ ("Company"),
    [FOYER_DOCUMENT_NUMBER] = N_ ("Number of the Ticket"),
    [FOYER_DOCUMENT_CODE] = N_ ("Code That Lets In"),
    [FOYER_DOCUMENT_EAN13] = N_ ("Number for EAN-13"),
    [FOYER_DOCUMENT_COPY] = N_ ("Number of the Copy"),
    [FOYER_DOCUMENT_ORDER] = N_ ("Number of the Order"),
    [FOYER_DOCUMENT_BUYER] = N_ ("Buyer"),
    [FOYER_DOCUMENT_ADDRESS] = N_ ("Address"),
    [FOYER_DOCUMENT_STREET] = N_ ("Street"),
    [FOYER_DOCUMENT_POSTCODE] = N_ ("Postcode"),
    [FOYER_DOCUMENT_CITY] = N_ ("City"),
    [FOYER_DOCUMENT_COUNTRY] = N_ ("Country"),
    [FOYER_DOCUMENT_SENDER] = N_ ("Sender"),
    [FOYER_DOCUMENT_CARRIER] = N_ ("Carrier"),
    [FOYER_DOCUMENT_TRACKING] = N_ ("Tracking Number"),
    [FOYER_DOCUMENT_WEIGHT] = N_ ("Weight"),
    [FOYER_DOCUMENT_PIECES] = N_ ("Number of Tickets"),
    [FOYER_DOCUMENT_TITLE] = N_ ("Title"),
    [FOYER_DOCUMENT_ISSUED] = N_ ("Date of the Paper"),
    [FOYER_DOCUMENT_CASHIER] = N_ ("Cashier"),
    [FOYER_DOCUMENT_TILL] = N_ ("Till"),
    [FOYER_DOCUMENT_SHIFT] = N_ ("Shift"),
    [FOYER_DOCUMENT_TOTAL] = N_ ("Total"),
    [FOYER_DOCUMENT_NOTE] = N_ ("Note"),
    [FOYER_DOCUMENT_PAGE] = N_ ("Page"),
    [FOYER_DOCUMENT_PAGES] = N_ ("Number of Pages"),
  };

  return _ (words[field]);
}

const char *
foyer_layout_words_ready (const char *name)
{
  static const struct
  {
    const char *name;
    const char *words;
  } ready[] = {
    { "ticket-5.5x2", N_ ("Hardticket 5.5 × 2 in with Stub") },
    { "ticket-8x3", N_ ("Hardticket 8 × 3 in with Stub") },
    { "ticket-a4-3up", N_ ("Three Tickets on A4") },
    { "ticket-a6", N_ ("Ticket A6") },
    { "badge-a6", N_ ("Badge A6") },
    { "badge-id1", N_ ("Badge ID-1, as a Credit Card") },
    { "label-62mm", N_ ("Address Label 62 mm") },
    { "label-4x6", N_ ("Address Label 4 × 6 in") },
    { "note-a4", N_ ("Delivery Note A4") },
    { "receipt-80mm", N_ ("Receipt 80 mm") },
    { "receipt-a4", N_ ("Receipt A4") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ready); i++)
    if (strcmp (ready[i].name, name) == 0)
      return _ (ready[i].words);
  return name;
}

char *
foyer_layout_words_size (const FoyerLayout *layout)
{
  /* Translators: width and height of paper */
  return g_strdup_printf (_ ("%.4g × %.4g mm"), layout->width / 1000.0, layout->height / 1000.0);
}

char *
foyer_layout_words_element (const FoyerLayoutElement *element)
{
  g_autofree char *line = g_strdup (*element->name != '\0' ? element->name : element->type == FOYER_LAYOUT_PICTURE ? ""
                                                                                                                   : element->content);

  g_strdelimit (line, "\n", ' ');
  return *line != '\0' ? g_strdup_printf ("%s: %s", foyer_layout_words_type (element->type), line) : g_strdup (foyer_layout_words_type (element->type));
}

static const char *
sentence_of (FoyerLayoutIssue issue)
{
  switch (issue)
    {
    case FOYER_LAYOUT_NO_EVENT:
      return _ ("It does not say what for. Add a text with the event.");
    case FOYER_LAYOUT_NO_DATE:
      return _ ("It does not say when. Add a text with the date.");
    case FOYER_LAYOUT_NO_PLACE:
      return _ ("It does not say where. Add a text with the venue.");
    case FOYER_LAYOUT_NO_ORGANIZER:
      return _ ("It does not say who invites. Add a text with the organizer.");
    case FOYER_LAYOUT_NO_CODE:
      return _ ("No door can scan it. Add a QR code with the code that lets in.");
    case FOYER_LAYOUT_NO_NAME:
      return _ ("It says no name. Add a text with the name.");
    case FOYER_LAYOUT_NO_ADDRESS:
      return _ ("It says no address. Add a text with the address.");
    case FOYER_LAYOUT_NO_LIST:
      return _ ("It does not say what it is for. Add a list.");
    case FOYER_LAYOUT_UNKNOWN_FIELD:
      return _ ("Nothing is known by this name:");
    case FOYER_LAYOUT_OUTSIDE:
      return _ ("It leaves the paper. Move it, or make it smaller.");
    case FOYER_LAYOUT_ON_STUB_LINE:
      return _ ("It is torn in two with the stub. Move it.");
    case FOYER_LAYOUT_ON_FOLD:
      return _ ("A folded code is read badly. Move it away from the fold.");
    case FOYER_LAYOUT_QUIET_ZONE:
      return _ ("Something is too near for scanners. Keep the box of the code clear.");
    case FOYER_LAYOUT_TOO_FINE:
      return _ ("It is too fine for a printer of 203 dots per inch. Make it larger.");
    case FOYER_LAYOUT_LEFT_OUT:
      return _ ("It cannot say what it should. An EAN-13 takes thirteen digits, a bar code 128 plain letters and digits.");
    case FOYER_LAYOUT_CUT:
      return _ ("A long text loses its end. Make the box larger, or allow more lines or a smaller size.");
    case FOYER_LAYOUT_NO_PICTURE:
      return _ ("There is no picture. Choose one.");
    case FOYER_LAYOUT_NO_FONT:
      return _ ("This font is not on this laptop, another one takes its place:");
    case FOYER_LAYOUT_SHEET_TOO_SMALL:
    default:
      return _ ("Not all papers fit on the sheet. Use fewer rows or columns, or a larger sheet.");
    }
}

char *
foyer_layout_words_finding (const FoyerLayout *layout, const FoyerLayoutFinding *finding)
{
  g_autofree char *who = NULL;
  const char      *sentence = sentence_of (finding->issue);

  if (finding->element != FOYER_LAYOUT_WHOLE)
    who = foyer_layout_words_element (foyer_layout_get_page (layout, finding->page)->pdata[finding->element]);
  if (finding->detail != NULL)
    return g_strdup_printf ("%s. %s “%s”", who, sentence, finding->detail);
  return who != NULL ? g_strdup_printf ("%s. %s", who, sentence) : g_strdup (sentence);
}
