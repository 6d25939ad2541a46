/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-sync-words.h"

#include <glib/gi18n.h>

#include "foyer-error.h"
#include "foyer-format.h"
#include "foyer-money.h"
#include "foyer-sync-error.h"

static gboolean
is_sending (FoyerSyncState state, gint64 waiting)
{
  return waiting > 0 && (state == FOYER_SYNC_ONLINE || state == FOYER_SYNC_CONNECTING);
}

static char *
with_waiting (const char *words, gint64 waiting)
{
  g_autofree char *count = foyer_format_count (waiting);
  g_autofree char *rest = NULL;

  if (waiting == 0)
    return g_strdup (words);
  /* Translators: behind “Offline”; how many changes are still to be sent */
  rest = g_strdup_printf (ngettext ("%s to send", "%s to send", waiting), count);
  return g_strdup_printf ("%s · %s", words, rest);
}

static char *
words_of_state (const FoyerSyncGlance *glance)
{
  g_autofree char *count = foyer_format_count (glance->waiting);
  g_autofree char *time = foyer_format_time (glance->last_sync, NULL);

  switch (glance->state)
    {
    case FOYER_SYNC_CONNECTING:
    case FOYER_SYNC_ONLINE:
      if (glance->waiting > 0)
        return g_strdup_printf (_ ("Sending %s…"), count);
      if (glance->state == FOYER_SYNC_CONNECTING)
        return g_strdup (_ ("Connecting…"));
      /* Translators: the time of the last exchange follows: “In sync · 19:42” */
      return g_strdup_printf (_ ("In sync · %s"), time);
    case FOYER_SYNC_OFFLINE:
      return with_waiting (_ ("Offline"), glance->waiting);
    case FOYER_SYNC_NEEDS_SIGN_IN:
      return g_strdup (_ ("Sign in again"));
    case FOYER_SYNC_FAILED:
      return with_waiting (_ ("Cannot sync"), glance->waiting);
    case FOYER_SYNC_UNPAIRED:
    default:
      return g_strdup (_ ("On this laptop only"));
    }
}

char *
foyer_sync_words_glance (const FoyerSyncGlance *glance)
{
  gint64           n = glance->conflicts > 0 ? glance->conflicts : glance->refused;
  g_autofree char *count = foyer_format_count (n);

  if (glance->conflicts > 0)
    return g_strdup_printf (ngettext ("%s conflict", "%s conflicts", n), count);
  if (glance->refused > 0)
    return g_strdup_printf (ngettext ("%s change refused", "%s changes refused", n), count);
  return words_of_state (glance);
}

const char *
foyer_sync_words_glance_icon (const FoyerSyncGlance *glance)
{
  if (glance->conflicts > 0 || glance->refused > 0)
    return "dialog-warning-symbolic";
  if (is_sending (glance->state, glance->waiting))
    return "network-transmit-symbolic";
  switch (glance->state)
    {
    case FOYER_SYNC_CONNECTING:
      return "network-transmit-receive-symbolic";
    case FOYER_SYNC_ONLINE:
      return "object-select-symbolic";
    case FOYER_SYNC_OFFLINE:
      return "network-offline-symbolic";
    case FOYER_SYNC_NEEDS_SIGN_IN:
      return "dialog-password-symbolic";
    case FOYER_SYNC_FAILED:
      return "network-error-symbolic";
    case FOYER_SYNC_UNPAIRED:
    default:
      return "computer-symbolic";
    }
}

gboolean
foyer_sync_words_needs_person (const FoyerSyncGlance *glance)
{
  return glance->conflicts > 0 || glance->refused > 0 || glance->state == FOYER_SYNC_NEEDS_SIGN_IN || glance->state == FOYER_SYNC_FAILED;
}

const char *
foyer_sync_words_state (FoyerSyncState state, gint64 waiting)
{
  if (is_sending (state, waiting))
    return _ ("Sending…");
  switch (state)
    {
    case FOYER_SYNC_CONNECTING:
      return _ ("Connecting…");
    case FOYER_SYNC_ONLINE:
      return _ ("In Sync");
    case FOYER_SYNC_OFFLINE:
      return _ ("Offline");
    case FOYER_SYNC_NEEDS_SIGN_IN:
      return _ ("Sign In Again");
    case FOYER_SYNC_FAILED:
      return _ ("Cannot Sync");
    case FOYER_SYNC_UNPAIRED:
    default:
      return _ ("On This Laptop Only");
    }
}

const char *
foyer_sync_words_advice (FoyerSyncState state)
{
  switch (state)
    {
    case FOYER_SYNC_CONNECTING:
    case FOYER_SYNC_ONLINE:
      return _ ("What happens here is on the other laptops a moment later.");
    case FOYER_SYNC_OFFLINE:
      return _ ("The platform cannot be reached. Go on selling and admitting; everything is sent when it is back.");
    case FOYER_SYNC_NEEDS_SIGN_IN:
      return _ ("The platform does not know this laptop any more. Go on selling and admitting, and pair it again with a new code.");
    case FOYER_SYNC_FAILED:
      return _ ("The platform does not answer as it should. Go on selling and admitting; Foyer keeps trying. On a public Wi-Fi, sign in to it with a web browser.");
    case FOYER_SYNC_UNPAIRED:
    default:
      return _ ("Everything stays on this laptop until it is paired with a platform.");
    }
}

char *
foyer_sync_words_error (const GError *error)
{
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_INVALID))
    return g_strdup (_ ("This is not a complete pairing code. Paste all of it: it begins with “foyer-pair:”, or is an address followed by groups of letters and digits."));
  if (error->domain == FOYER_ERROR)
    return g_strdup (foyer_format_store_error (error));
  if (error->domain != FOYER_SYNC_ERROR)
    return g_strdup_printf (_ ("It did not work. Try again. (%s)"), foyer_sync_words_sentence (error->message));
  switch ((FoyerSyncError) error->code)
    {
    case FOYER_SYNC_ERROR_PAIRING:
      return g_strdup (_ ("The platform does not accept this code: it is mistyped, was used already, or is older than ten minutes. Ask for a new one."));
    case FOYER_SYNC_ERROR_OFFLINE:
      return g_strdup (_ ("The platform cannot be reached. Check the network of this laptop and the address in the code, then try again."));
    case FOYER_SYNC_ERROR_NOT_A_PLATFORM:
      return g_strdup (_ ("What answers at this address is not a platform. On a public Wi-Fi, sign in to it with a web browser first."));
    case FOYER_SYNC_ERROR_CERTIFICATE:
      return g_strdup (_ ("What answers at this address does not show the platform’s certificate, so nothing was sent. Check the code, and on a public Wi-Fi sign in to it with a web browser first. If the platform was set up anew, pair again with a new code."));
    case FOYER_SYNC_ERROR_NO_KEYRING:
      return g_strdup (_ ("This laptop has no open keyring to keep the access in. Unlock it, or install one such as GNOME Keyring, then try again."));
    case FOYER_SYNC_ERROR_SIGN_IN:
      return g_strdup (_ ("The platform does not know this laptop any more. Pair it again with a new code."));
    case FOYER_SYNC_ERROR_REFUSED:
      return g_strdup (_ ("The platform does not allow this laptop to do that. Ask an organizer."));
    case FOYER_SYNC_ERROR_NOT_PAIRED:
      return g_strdup (_ ("This laptop belongs to no platform any more. Pair it first."));
    case FOYER_SYNC_ERROR_PLATFORM:
    case FOYER_SYNC_ERROR_TOO_LARGE:
    case FOYER_SYNC_ERROR_ROLLED_BACK:
    case FOYER_SYNC_ERROR_LEASE:
    default:
      return g_strdup_printf (_ ("The platform has a problem. Try again in a minute. (%s)"), foyer_sync_words_sentence (error->message));
    }
}

/* They come in English over the wire and out of the layers below; these are known to the translators. */
static const char *const known_sentences[] G_GNUC_UNUSED = {
  N_ ("This device was not paired for changes of this kind."),
  N_ ("The change was made by another device."),
  N_ ("The change is too large."),
  N_ ("The change holds text that is not UTF-8."),
  N_ ("This device was removed by the organizer."),
  N_ ("This device asks too often. Wait a moment."),
  N_ ("This platform knows less than the device has already seen from it; it was probably restored from a back-up."),
  N_ ("The platform takes no message of this size."),
  N_ ("The platform's answer cannot be understood; it may have been cut off. Nothing is lost, and what waits is sent with the next try."),
  N_ ("The platform's answer cannot be understood: it speaks of other changes than were sent."),
};

const char *
foyer_sync_words_sentence (const char *sentence)
{
  return *sentence != '\0' ? gettext (sentence) : sentence;
}

char *
foyer_sync_words_platform (const char *name, const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GInetAddress) address = uri != NULL ? g_inet_address_new_from_string (g_uri_get_host (uri)) : NULL;

  if (uri == NULL || !g_str_equal (g_uri_get_scheme (uri), "http") || (address != NULL && g_inet_address_get_is_loopback (address)))
    return g_strdup_printf ("%s · %s", name, url);
  return g_strdup_printf ("%s · %s · %s", name, url, _ ("not encrypted: others on the network can read along"));
}

const char *
foyer_sync_words_role (FoyerRole role)
{
  switch (role)
    {
    case FOYER_ROLE_ORGANIZER:
      return _ ("Organizer");
    case FOYER_ROLE_BOX_OFFICE:
      return _ ("Box Office");
    case FOYER_ROLE_DOOR:
      return _ ("Door");
    case FOYER_ROLE_ADMIN:
      return _ ("Administrator");
    case FOYER_N_ROLES:
    default:
      return "";
    }
}

const char *
foyer_sync_words_role_rights (FoyerRole role)
{
  switch (role)
    {
    case FOYER_ROLE_ORGANIZER:
      return _ ("Plans events and may do everything");
    case FOYER_ROLE_BOX_OFFICE:
      return _ ("Sells, prints and admits");
    case FOYER_ROLE_DOOR:
      return _ ("Admits only, and sees no addresses");
    case FOYER_ROLE_ADMIN:
      return _ ("As organizer, and manages the organizers’ laptops");
    case FOYER_N_ROLES:
    default:
      return "";
    }
}

const char *
foyer_sync_words_change (FoyerChangeKind kind)
{
  switch (kind)
    {
    case FOYER_CHANGE_VENUE_EDIT:
      return _ ("Edit of a Venue");
    case FOYER_CHANGE_EVENT_EDIT:
      return _ ("Edit of an Event");
    case FOYER_CHANGE_CATEGORY_EDIT:
      return _ ("Edit of a Category");
    case FOYER_CHANGE_GATE_EDIT:
      return _ ("Edit of a Gate");
    case FOYER_CHANGE_CASHIER_EDIT:
      return _ ("Edit of a Cashier");
    case FOYER_CHANGE_LAYOUT_EDIT:
      return _ ("Edit of a Layout");
    case FOYER_CHANGE_PICTURE_EDIT:
      return _ ("Picture for a Layout");
    case FOYER_CHANGE_PLAN_EDIT:
      return _ ("Edit of a Seating Plan");
    case FOYER_CHANGE_ATTENDEE_EDIT:
      return _ ("Edit of an Attendee");
    case FOYER_CHANGE_ORDER_SALE:
      return _ ("Sale");
    case FOYER_CHANGE_ORDER_PAYMENT:
      return _ ("Payment");
    case FOYER_CHANGE_ORDER_REFUND:
      return _ ("Refund");
    case FOYER_CHANGE_TICKET_SCAN:
      return _ ("Scan at the Door");
    case FOYER_CHANGE_TICKET_UNDO:
      return _ ("Scan Taken Back");
    case FOYER_CHANGE_TICKET_BLOCK:
      return _ ("Block of a Ticket");
    case FOYER_CHANGE_TICKET_REPRINT:
      return _ ("Reprint");
    case FOYER_CHANGE_TICKET_PRINTED:
      return C_ ("kind of change", "Print");
    case FOYER_CHANGE_CONFLICT_SETTLE:
      return _ ("Settled Conflict");
    case FOYER_CHANGE_KEY_ADD:
      return _ ("Key for Ticket Codes");
    case FOYER_CHANGE_KEY_REVOKE:
      return _ ("Revoked Key");
    case FOYER_CHANGE_ORDER_REFUND_REQUEST:
      return _ ("Request for a Refund");
    case FOYER_CHANGE_ORDER_REFUND_DECLINE:
      return _ ("Declined Refund");
    case FOYER_CHANGE_SHIFT_OPEN:
      return _ ("Opened Shift");
    case FOYER_CHANGE_SHIFT_CASH:
      return _ ("Cash Moved");
    case FOYER_CHANGE_SHIFT_HAND_OVER:
      return _ ("Drawer Handed Over");
    case FOYER_CHANGE_SHIPMENT_OPEN:
      return _ ("Order to Be Posted");
    case FOYER_CHANGE_SHIFT_CLOSE:
      return _ ("Closed Shift");
    case FOYER_CHANGE_STOCK_HOLD:
      return _ ("Hold");
    case FOYER_CHANGE_STOCK_RELEASE:
      return _ ("End of a Hold");
    case FOYER_N_CHANGE_KINDS:
    default:
      return C_ ("kind of change", "Change");
    }
}

/* Takes @words over. */
static void
add_to_tally (GString *text, guint count, char *words)
{
  if (count > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words);
  g_free (words);
}

char *
foyer_sync_words_tally (const guint *counts)
{
  GString *text = g_string_new (NULL);
  guint    sales = counts[FOYER_CHANGE_ORDER_SALE];
  guint    money = counts[FOYER_CHANGE_ORDER_PAYMENT] + counts[FOYER_CHANGE_ORDER_REFUND];
  guint    scans = counts[FOYER_CHANGE_TICKET_SCAN] + counts[FOYER_CHANGE_TICKET_UNDO];
  guint    edits = 0, others = 0;

  for (FoyerChangeKind kind = 0; kind < FOYER_N_CHANGE_KINDS; kind++)
    if (foyer_change_kind_merges (kind))
      edits += counts[kind];
    else
      others += counts[kind];
  others -= sales + money + scans;
  add_to_tally (text, sales, g_strdup_printf (ngettext ("%u sale", "%u sales", sales), sales));
  add_to_tally (text, money, g_strdup_printf (ngettext ("%u payment", "%u payments", money), money));
  add_to_tally (text, scans, g_strdup_printf (ngettext ("%u scan", "%u scans", scans), scans));
  add_to_tally (text, edits, g_strdup_printf (ngettext ("%u edit", "%u edits", edits), edits));
  add_to_tally (text, others, g_strdup_printf (ngettext ("%u other", "%u others", others), others));
  return g_string_free_and_steal (text);
}

static const struct
{
  const char *field;
  const char *words;
} fields[] = {
  { "title", N_ ("Title") },
  { "name", N_ ("Name") },
  { "description", N_ ("Description") },
  { "organizer", N_ ("Organizer") },
  { "venue", N_ ("Venue") },
  { "timezone", N_ ("Time Zone") },
  { "currency", N_ ("Currency") },
  { "tags", N_ ("Tags") },
  { "public_url", N_ ("Web Address") },
  { "cancel_reason", N_ ("Reason for Cancelling") },
  { "starts", N_ ("Start") },
  { "ends", N_ ("End") },
  { "doors", N_ ("Doors Open") },
  { "capacity", N_ ("Capacity") },
  { "number", N_ ("Number") },
  { "reentry", N_ ("Re-Entry") },
  { "signed_codes", N_ ("Signed Codes") },
  { "status", N_ ("Status") },
  { "deleted", N_ ("Deleted") },
  { "event", N_ ("Event") },
  { "colour", N_ ("Colour") },
  { "benefits", N_ ("Benefits") },
  { "price", N_ ("Price") },
  { "sale_from", N_ ("On Sale From") },
  { "sale_until", N_ ("On Sale Until") },
  { "position", N_ ("Position") },
  { "windows", N_ ("Admission Times") },
  { "conditions", N_ ("Conditions") },
  { "ticket_layout", N_ ("Layout of Tickets") },
  { "badge_layout", N_ ("Layout of Badges") },
  { "label_layout", N_ ("Layout of Address Labels") },
  { "receipt_layout", N_ ("Layout of Receipts") },
  { "note_layout", N_ ("Layout of Delivery Notes") },
  { "role", N_ ("Kind of Paper") },
  { "document", N_ ("Layout") },
  { "data", N_ ("Picture") },
  { "categories", N_ ("Categories") },
  { "email", N_ ("E-Mail") },
  { "phone", N_ ("Phone") },
  { "company", N_ ("Company") },
  { "street", N_ ("Street") },
  { "postcode", N_ ("Postcode") },
  { "city", N_ ("City") },
  { "state", N_ ("State") },
  { "country", N_ ("Country") },
  { "segment", N_ ("Segment") },
  { "note", N_ ("Note for the Door") },
  { "consent", N_ ("Consent") },
};

const char *
foyer_sync_words_field (const char *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].field, field))
      return _ (fields[i].words);
  return field;
}

static gboolean
is_time (const char *field)
{
  static const char *const times[] = { "starts", "ends", "doors", "sale_from", "sale_until", NULL };

  return g_strv_contains (times, field);
}

static FoyerFieldType
type_of (FoyerChangeKind kind, const char *name)
{
  if (kind < FOYER_N_CHANGE_KINDS)
    for (const FoyerField *field = foyer_change_kind_fields (kind); field->name != NULL; field++)
      if (g_str_equal (field->name, name))
        return field->type;
  return FOYER_FIELD_TEXT;
}

char *
foyer_sync_words_value (FoyerChangeKind kind, const char *field, const char *value, const char *zone, const char *currency)
{
  FoyerFieldType type = type_of (kind, field);
  gint64         number;

  if (value == NULL || *value == '\0')
    return g_strdup (_ ("Empty"));
  /* Too long for people to read, and nothing they could enter again. */
  if (kind == FOYER_CHANGE_PICTURE_EDIT || g_str_equal (field, "document") || g_str_equal (field, "plan_map"))
    return g_strdup (_ ("Another design"));
  if (type == FOYER_FIELD_BOOLEAN)
    return g_strdup (g_str_equal (value, "0") ? _ ("No") : _ ("Yes"));
  if (type != FOYER_FIELD_INTEGER || !g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return g_strdup (value);
  if (is_time (field))
    return number != 0 ? foyer_format_date_time (number, zone, g_get_real_time ()) : g_strdup (_ ("Empty"));
  if (g_str_equal (field, "price") && currency != NULL)
    return foyer_money_format_full (number, currency);
  if (g_str_equal (field, "capacity") && number < 0)
    return g_strdup (_ ("Unlimited"));
  return foyer_format_count (number);
}
