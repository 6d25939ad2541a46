/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-change.h"

#include <string.h>

#include "foyer-error.h"

/*
 * Sales made here, checked and printed straight from the order: guest lists of
 * a million go through here, and a tree of JSON for each of them would cost more
 * than all the rest.
 */

/* The rules of the table for a text, so that they stand in one place. */
static gboolean
check_text (const FoyerField *fields, const char *name, const char *value, GError **error)
{
  const FoyerField *field = fields;
  gsize             length = value != NULL ? strlen (value) : 0;
  const char       *reason = NULL;

  while (strcmp (field->name, name) != 0)
    field++;
  if (length > (gsize) field->max)
    reason = "is too long";
  else if ((length > 0 || field->required) && length < (gsize) field->min)
    reason = "is too short";
  else if (length > 0 && !g_utf8_validate (value, length, NULL))
    reason = "is not UTF-8";
  if (reason != NULL)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” %s", name, reason);
  return reason == NULL;
}

static gboolean
check_number (const FoyerField *fields, const char *name, gint64 value, GError **error)
{
  const FoyerField *field = fields;

  while (strcmp (field->name, name) != 0)
    field++;
  if (value >= field->min && value <= field->max)
    return TRUE;
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” is out of bounds", name);
  return FALSE;
}

static gboolean
check_id (const char *name, const FoyerId *id, GError **error)
{
  if (!foyer_id_is_none (id))
    return TRUE;
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” is missing", name);
  return FALSE;
}

static const FoyerField *
items_of (const FoyerField *fields, const char *name)
{
  while (strcmp (fields->name, name) != 0)
    fields++;
  return fields->items;
}

static gboolean
check_person (const FoyerField *fields, const FoyerAttendee *person, GError **error)
{
  return person == NULL ||
         (check_text (fields, "name", person->name, error) && check_text (fields, "email", person->email, error) &&
          check_text (fields, "phone", person->phone, error) && check_text (fields, "company", person->company, error) &&
          check_text (fields, "street", person->street, error) && check_text (fields, "postcode", person->postcode, error) &&
          check_text (fields, "city", person->city, error) && check_text (fields, "country", person->country, error) &&
          check_text (fields, "segment", person->segment, error) && check_text (fields, "note", person->note, error));
}

static gboolean
check_ticket (const FoyerField *fields, const FoyerOrderTicket *line, GError **error)
{
  const FoyerTicket *ticket = line->ticket;

  return check_id ("id", &ticket->id, error) && check_id ("category", &ticket->category, error) &&
         check_text (fields, "secret", ticket->secret, error) && check_number (fields, "price", ticket->price, error) &&
         check_number (fields, "discount", ticket->discount, error) && check_number (fields, "vat_rate", ticket->vat_rate, error) && check_number (fields, "serial", ticket->serial, error) &&
         check_text (fields, "seat", ticket->seat, error) && check_person (items_of (fields, "attendee"), line->attendee, error);
}

static gboolean
check_payment (const FoyerField *fields, const FoyerPayment *payment, GError **error)
{
  return check_id ("id", &payment->id, error) && check_number (fields, "amount", payment->amount, error) &&
         check_number (fields, "given", payment->given, error) &&
         check_number (fields, "rounding", payment->rounding, error) && check_text (fields, "reference", payment->reference, error);
}

gboolean
foyer_change_validate_sale (const FoyerOrder *order, GError **error)
{
  const FoyerField *fields = foyer_change_kind_fields (FOYER_CHANGE_ORDER_SALE);
  const FoyerField *ticket_fields = items_of (fields, "tickets");
  const FoyerField *payment_fields = items_of (fields, "payments");

  if (!check_id ("subject", &order->id, error) || !check_id ("event", &order->event, error) ||
      !check_text (fields, "number", order->number, error) || !check_text (fields, "currency", order->currency, error) ||
      !check_text (fields, "note", order->note, error) || !check_text (fields, "reason", order->reason, error) ||
      !check_number (fields, "lease", order->lease, error) || !check_person (items_of (fields, "buyer"), order->buyer, error) ||
      !check_number (fields, "tickets", order->tickets->len, error) || !check_number (fields, "payments", order->payments->len, error))
    return FALSE;
  for (guint i = 0; i < order->tickets->len; i++)
    if (!check_ticket (ticket_fields, order->tickets->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < order->payments->len; i++)
    if (!check_payment (payment_fields, order->payments->pdata[i], error))
      return FALSE;
  return TRUE;
}

static void
append_string (GString *line, const char *text)
{
  g_string_append_c (line, '"');
  while (*text != '\0')
    {
      const char *p = text;

      while ((guchar) *p >= 0x20 && *p != '"' && *p != '\\' && *p != 0x7f)
        p++;
      g_string_append_len (line, text, p - text);
      if (*p == '\0')
        break;
      if (*p == '"' || *p == '\\')
        {
          g_string_append_c (line, '\\');
          g_string_append_c (line, *p);
        }
      else
        g_string_append_printf (line, "\\u%04x", (guchar) *p);
      text = p + 1;
    }
  g_string_append_c (line, '"');
}

/* Members are written with a comma behind, which end_list() takes off. */
static void
append_required (GString *line, const char *member, const char *value)
{
  append_string (line, member);
  g_string_append_c (line, ':');
  append_string (line, value != NULL ? value : "");
  g_string_append_c (line, ',');
}

static void
append_text (GString *line, const char *member, const char *value)
{
  if (value != NULL && *value != '\0')
    append_required (line, member, value);
}

static void
append_id (GString *line, const char *member, const FoyerId *id)
{
  char text[FOYER_ID_TEXT_LENGTH + 1];

  append_text (line, member, foyer_id_print (id, text));
}

static void
append_integer (GString *line, const char *member, gint64 value)
{
  char    digits[24];
  char   *p = digits + sizeof digits;
  guint64 rest = ABS (value);

  *--p = '\0';
  *--p = ',';
  do
    *--p = '0' + rest % 10;
  while ((rest /= 10) > 0);
  if (value < 0)
    *--p = '-';
  append_string (line, member);
  g_string_append_c (line, ':');
  g_string_append (line, p);
}

static void
append_optional_integer (GString *line, const char *member, gint64 value)
{
  if (value != 0)
    append_integer (line, member, value);
}

static void
append_optional_id (GString *line, const char *member, const FoyerId *id)
{
  if (!foyer_id_is_none (id))
    append_id (line, member, id);
}

static void
end_list (GString *line, char bracket)
{
  if (line->str[line->len - 1] == ',')
    g_string_truncate (line, line->len - 1);
  g_string_append_c (line, bracket);
  g_string_append_c (line, ',');
}

static void
append_person (GString *line, const char *member, const FoyerAttendee *person)
{
  if (person == NULL)
    return;
  append_string (line, member);
  g_string_append (line, ":{");
  append_text (line, "name", person->name);
  append_text (line, "email", person->email);
  append_text (line, "phone", person->phone);
  append_text (line, "company", person->company);
  append_text (line, "street", person->street);
  append_text (line, "postcode", person->postcode);
  append_text (line, "city", person->city);
  append_text (line, "country", person->country);
  append_text (line, "segment", person->segment);
  append_text (line, "note", person->note);
  if (person->consent)
    g_string_append (line, "\"consent\":true,");
  end_list (line, '}');
}

static void
append_ticket (GString *line, const FoyerOrderTicket *entry)
{
  const FoyerTicket *ticket = entry->ticket;

  g_string_append_c (line, '{');
  append_id (line, "id", &ticket->id);
  append_id (line, "category", &ticket->category);
  append_required (line, "secret", ticket->secret);
  append_integer (line, "price", ticket->price);
  append_optional_integer (line, "discount", ticket->discount);
  append_integer (line, "vat_rate", ticket->vat_rate);
  append_integer (line, "serial", ticket->serial);
  append_text (line, "seat", ticket->seat);
  append_person (line, "attendee", entry->attendee);
  end_list (line, '}');
}

static void
append_payment (GString *line, const FoyerPayment *payment)
{
  g_string_append_c (line, '{');
  append_id (line, "id", &payment->id);
  append_required (line, "method", foyer_payment_method_nick (payment->method));
  append_integer (line, "amount", payment->amount);
  append_integer (line, "given", payment->given);
  append_optional_integer (line, "rounding", payment->rounding);
  append_text (line, "reference", payment->reference);
  end_list (line, '}');
}

char *
foyer_change_print_sale (const FoyerOrder *order, const FoyerId *id, const FoyerId *device)
{
  GString *line = g_string_sized_new (1024);

  g_string_append_c (line, '{');
  append_id (line, "id", id);
  append_text (line, "kind", foyer_change_kind_nick (FOYER_CHANGE_ORDER_SALE));
  append_id (line, "subject", &order->id);
  append_integer (line, "made_at", order->made_at);
  append_id (line, "device", device);
  g_string_append (line, "\"body\":{");
  append_id (line, "event", &order->event);
  append_required (line, "number", order->number);
  append_required (line, "channel", foyer_channel_nick (order->channel));
  append_required (line, "currency", order->currency);
  append_text (line, "note", order->note);
  append_text (line, "reason", order->reason);
  append_optional_id (line, "shift", &order->shift);
  append_optional_id (line, "cashier", &order->cashier);
  append_optional_id (line, "approver", &order->approver);
  if (order->lease != 0)
    append_integer (line, "lease", order->lease);
  append_person (line, "buyer", order->buyer);
  g_string_append (line, "\"tickets\":[");
  for (guint i = 0; i < order->tickets->len; i++)
    append_ticket (line, order->tickets->pdata[i]);
  end_list (line, ']');
  g_string_append (line, "\"payments\":[");
  for (guint i = 0; i < order->payments->len; i++)
    append_payment (line, order->payments->pdata[i]);
  end_list (line, ']');
  end_list (line, '}');
  end_list (line, '}');
  g_string_truncate (line, line->len - 1);
  return g_string_free (line, FALSE);
}
