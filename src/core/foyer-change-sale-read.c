/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-change.h"

#include <string.h>

/*
 * Sales as foyer_change_print_sale() writes them, read straight into orders: the
 * first look at a platform is hundred thousands of them, and a tree of JSON for
 * each takes ten times as long as reading it. Whatever is out of the ordinary (an
 * unknown member, a rare escape, a number that is none) makes the reader give
 * up; foyer_change_parse() is then asked, and says what is wrong when it is.
 */

typedef struct
{
  const char *place;
  const char *end;
} Reader;

static gboolean
skip (Reader *reader, char c)
{
  if (reader->place == reader->end || *reader->place != c)
    return FALSE;
  reader->place++;
  return TRUE;
}

/* Moves behind the string that begins here. @escapes: how many characters of it are escaped */
static gboolean
find_string (Reader *reader, const char **text, gsize *length, gsize *escapes)
{
  const char *p;

  if (!skip (reader, '"'))
    return FALSE;
  *escapes = 0;
  for (p = reader->place; p < reader->end && *p != '"'; p++)
    {
      if ((guchar) *p < 0x20)
        return FALSE;
      if (*p == '\\')
        {
          (*escapes)++;
          if (++p == reader->end || strchr ("\"\\/bfnrt", *p) == NULL)
            return FALSE;
        }
    }
  if (p >= reader->end)
    return FALSE;
  *text = reader->place;
  *length = p - reader->place;
  reader->place = p + 1;
  return TRUE;
}

static char
unescape (char c)
{
  static const char meanings[] = "b\bf\fn\nr\rt\t";
  const char       *found = strchr (meanings, c);

  return found != NULL ? found[1] : c;
}

/* Returns: (transfer full) (nullable) */
static char *
read_text (Reader *reader, const FoyerField *field)
{
  const char *raw;
  gsize       length, escapes;
  char       *text, *out;

  if (!find_string (reader, &raw, &length, &escapes) || length - escapes > (gsize) field->max || length - escapes < (gsize) field->min)
    return NULL;
  if (escapes == 0)
    return g_strndup (raw, length);
  text = out = g_malloc (length - escapes + 1);
  for (const char *p = raw; p < raw + length; p++)
    *out++ = *p == '\\' ? unescape (*++p) : *p;
  *out = '\0';
  return text;
}

/* Replaces *@target, which may be %NULL. */
static gboolean
take_text (Reader *reader, const FoyerField *field, char **target)
{
  g_free (*target);
  *target = read_text (reader, field);
  return *target != NULL;
}

static gboolean
take_id (Reader *reader, FoyerId *id)
{
  char        text[FOYER_ID_TEXT_LENGTH + 1];
  const char *raw;
  gsize       length, escapes;

  if (!find_string (reader, &raw, &length, &escapes) || length != FOYER_ID_TEXT_LENGTH || escapes > 0)
    return FALSE;
  memcpy (text, raw, length);
  text[length] = '\0';
  return foyer_id_parse (text, id) && !foyer_id_is_none (id);
}

static gboolean
take_number (Reader *reader, const FoyerField *field, gint64 *number)
{
  gboolean    negative = skip (reader, '-');
  const char *first = reader->place;

  *number = 0;
  while (reader->place < reader->end && g_ascii_isdigit (*reader->place) && reader->place - first < 18)
    *number = *number * 10 + (*reader->place++ - '0');
  if (reader->place == first || (*first == '0' && (negative || reader->place - first > 1)))
    return FALSE;
  *number = negative ? -*number : *number;
  if (*number < field->min || *number > field->max)
    return FALSE;
  return reader->place < reader->end && (*reader->place == ',' || *reader->place == '}');
}

static gboolean
take_small_number (Reader *reader, const FoyerField *field, int *number)
{
  gint64 value;

  if (!take_number (reader, field, &value) || value > G_MAXINT)
    return FALSE;
  *number = value;
  return TRUE;
}

static gboolean
take_boolean (Reader *reader, gboolean *value)
{
  static const char *const words[] = { "false", "true" };

  for (int i = 0; i < 2; i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize) (reader->end - reader->place) > length && memcmp (reader->place, words[i], length) == 0)
        {
          reader->place += length;
          *value = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* Reads the value of the member that @field describes into @target. */
typedef gboolean (*TakeMember) (Reader *reader, const FoyerField *field, gpointer target);

static gboolean
read_object (Reader *reader, const FoyerField *fields, TakeMember take, gpointer target)
{
  guint32 seen = 0;

  if (!skip (reader, '{'))
    return FALSE;
  while (!skip (reader, '}'))
    {
      const char *name;
      gsize       length, escapes;
      guint       i = 0;

      if ((seen != 0 && !skip (reader, ',')) || !find_string (reader, &name, &length, &escapes) || !skip (reader, ':'))
        return FALSE;
      while (fields[i].name != NULL && (strncmp (fields[i].name, name, length) != 0 || fields[i].name[length] != '\0'))
        i++;
      if (fields[i].name == NULL || (seen & (1u << i)) != 0 || !take (reader, &fields[i], target))
        return FALSE;
      seen |= 1u << i;
    }
  for (guint i = 0; fields[i].name != NULL; i++)
    if (fields[i].required && (seen & (1u << i)) == 0)
      return FALSE;
  return TRUE;
}

static gboolean
read_list (Reader *reader, const FoyerField *field, gboolean (*take) (Reader *reader, const FoyerField *fields, FoyerOrder *order), FoyerOrder *order)
{
  gint64 n = 0;

  if (!skip (reader, '['))
    return FALSE;
  while (!skip (reader, ']'))
    {
      if ((n > 0 && !skip (reader, ',')) || ++n > field->max || !take (reader, field->items, order))
        return FALSE;
    }
  return n >= field->min;
}

static void
complete (char **text)
{
  if (*text == NULL)
    *text = g_strdup ("");
}

#define IS(field, member) (strcmp ((field)->name, member) == 0)

static const struct
{
  const char *member;
  gsize       offset;
} person_texts[] = {
  { "name", G_STRUCT_OFFSET (FoyerAttendee, name) },
  { "email", G_STRUCT_OFFSET (FoyerAttendee, email) },
  { "phone", G_STRUCT_OFFSET (FoyerAttendee, phone) },
  { "company", G_STRUCT_OFFSET (FoyerAttendee, company) },
  { "street", G_STRUCT_OFFSET (FoyerAttendee, street) },
  { "postcode", G_STRUCT_OFFSET (FoyerAttendee, postcode) },
  { "city", G_STRUCT_OFFSET (FoyerAttendee, city) },
  { "country", G_STRUCT_OFFSET (FoyerAttendee, country) },
  { "segment", G_STRUCT_OFFSET (FoyerAttendee, segment) },
  { "note", G_STRUCT_OFFSET (FoyerAttendee, note) },
};

static gboolean
take_person_member (Reader *reader, const FoyerField *field, gpointer target)
{
  FoyerAttendee *person = target;

  for (gsize i = 0; i < G_N_ELEMENTS (person_texts); i++)
    if (IS (field, person_texts[i].member))
      return take_text (reader, field, &G_STRUCT_MEMBER (char *, person, person_texts[i].offset));
  return IS (field, "consent") && take_boolean (reader, &person->consent);
}

static gboolean
take_person (Reader *reader, const FoyerField *field, FoyerAttendee **target)
{
  g_autoptr (FoyerAttendee) person = foyer_attendee_new ();

  if (!read_object (reader, field->items, take_person_member, person))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (person_texts); i++)
    complete (&G_STRUCT_MEMBER (char *, person, person_texts[i].offset));
  *target = g_steal_pointer (&person);
  return TRUE;
}

static gboolean
take_ticket_member (Reader *reader, const FoyerField *field, gpointer target)
{
  FoyerOrderTicket *line = target;
  FoyerTicket      *ticket = line->ticket;

  if (IS (field, "id"))
    return take_id (reader, &ticket->id);
  if (IS (field, "category"))
    return take_id (reader, &ticket->category);
  if (IS (field, "secret"))
    return take_text (reader, field, &ticket->secret);
  if (IS (field, "seat"))
    return take_text (reader, field, &ticket->seat);
  if (IS (field, "price"))
    return take_number (reader, field, &ticket->price);
  if (IS (field, "discount"))
    return take_number (reader, field, &ticket->discount);
  if (IS (field, "vat_rate"))
    return take_small_number (reader, field, &ticket->vat_rate);
  if (IS (field, "serial"))
    return take_small_number (reader, field, &ticket->serial);
  return IS (field, "attendee") && take_person (reader, field, &line->attendee);
}

static gboolean
take_ticket (Reader *reader, const FoyerField *fields, FoyerOrder *order)
{
  g_autoptr (FoyerTicket) ticket = foyer_ticket_new ();
  g_autoptr (FoyerAttendee) attendee = NULL;
  FoyerOrderTicket line = { ticket, NULL };
  gboolean         good = read_object (reader, fields, take_ticket_member, &line);

  attendee = line.attendee;
  if (!good)
    return FALSE;
  complete (&ticket->secret);
  complete (&ticket->seat);
  ticket->order = order->id;
  if (attendee != NULL)
    attendee->id = ticket->id;
  foyer_order_add (order, g_steal_pointer (&ticket), g_steal_pointer (&attendee));
  return TRUE;
}

typedef struct
{
  FoyerPayment *payment;
  gboolean      has_given;
} PaymentTarget;

static gboolean
take_payment_member (Reader *reader, const FoyerField *field, gpointer target)
{
  PaymentTarget *line = target;
  FoyerPayment  *payment = line->payment;

  if (IS (field, "id"))
    return take_id (reader, &payment->id);
  if (IS (field, "amount"))
    return take_number (reader, field, &payment->amount);
  if (IS (field, "rounding"))
    return take_number (reader, field, &payment->rounding);
  if (IS (field, "reference"))
    return take_text (reader, field, &payment->reference);
  if (IS (field, "given"))
    {
      line->has_given = TRUE;
      return take_number (reader, field, &payment->given);
    }
  if (IS (field, "method"))
    {
      g_autofree char *nick = read_text (reader, field);

      payment->method = foyer_payment_method_from_nick (nick);
      return g_strcmp0 (nick, foyer_payment_method_nick (payment->method)) == 0;
    }
  return FALSE;
}

static gboolean
take_payment (Reader *reader, const FoyerField *fields, FoyerOrder *order)
{
  g_autoptr (FoyerPayment) payment = foyer_payment_new (FOYER_PAYMENT_OTHER, 0);
  PaymentTarget line = { payment, FALSE };

  if (!read_object (reader, fields, take_payment_member, &line))
    return FALSE;
  if (!line.has_given)
    payment->given = payment->amount;
  complete (&payment->reference);
  g_ptr_array_add (order->payments, g_steal_pointer (&payment));
  return TRUE;
}

static gboolean
take_sale_member (Reader *reader, const FoyerField *field, gpointer target)
{
  FoyerOrder *order = target;

  if (IS (field, "event"))
    return take_id (reader, &order->event);
  if (IS (field, "number"))
    return take_text (reader, field, &order->number);
  if (IS (field, "currency"))
    return take_text (reader, field, &order->currency);
  if (IS (field, "note"))
    return take_text (reader, field, &order->note);
  if (IS (field, "reason"))
    return take_text (reader, field, &order->reason);
  if (IS (field, "shift"))
    return take_id (reader, &order->shift);
  if (IS (field, "cashier"))
    return take_id (reader, &order->cashier);
  if (IS (field, "approver"))
    return take_id (reader, &order->approver);
  if (IS (field, "lease"))
    return take_number (reader, field, &order->lease);
  if (IS (field, "buyer"))
    return take_person (reader, field, &order->buyer);
  if (IS (field, "tickets"))
    return read_list (reader, field, take_ticket, order);
  if (IS (field, "payments"))
    return read_list (reader, field, take_payment, order);
  if (IS (field, "channel"))
    {
      g_autofree char *nick = read_text (reader, field);

      order->channel = foyer_channel_from_nick (nick);
      return g_strcmp0 (nick, foyer_channel_nick (order->channel)) == 0;
    }
  return FALSE;
}

static gboolean
take_sale (Reader *reader, FoyerOrder *order)
{
  if (!read_object (reader, foyer_change_kind_fields (FOYER_CHANGE_ORDER_SALE), take_sale_member, order))
    return FALSE;
  complete (&order->number);
  complete (&order->currency);
  complete (&order->note);
  complete (&order->reason);
  return TRUE;
}

/* The envelope; the body comes last, as everything that prints one has it. */
static const FoyerField envelope_fields[] = {
  { "id", FOYER_FIELD_ID, TRUE, 0, 0, NULL },
  { "kind", FOYER_FIELD_TEXT, TRUE, 0, 40, NULL },
  { "subject", FOYER_FIELD_ID, TRUE, 0, 0, NULL },
  { "device", FOYER_FIELD_ID, TRUE, 0, 0, NULL },
  { "made_at", FOYER_FIELD_INTEGER, TRUE, 1, FOYER_TIME_MAX, NULL },
  { "rev", FOYER_FIELD_INTEGER, FALSE, 0, G_MAXINT64, NULL },
  { "body", FOYER_FIELD_OBJECT, TRUE, 0, 0, NULL },
  { NULL },
};

static gboolean
take_envelope_member (Reader *reader, const FoyerField *field, gpointer target)
{
  FoyerSaleFact *self = target;

  if (IS (field, "id"))
    return take_id (reader, &self->id);
  if (IS (field, "subject"))
    return take_id (reader, &self->order->id);
  if (IS (field, "device"))
    return take_id (reader, &self->device);
  if (IS (field, "made_at"))
    return take_number (reader, field, &self->order->made_at);
  if (IS (field, "rev"))
    return take_number (reader, field, &self->rev);
  if (IS (field, "kind"))
    {
      g_autofree char *nick = read_text (reader, field);

      return g_strcmp0 (nick, foyer_change_kind_nick (FOYER_CHANGE_ORDER_SALE)) == 0;
    }
  return !foyer_id_is_none (&self->order->id) && take_sale (reader, self->order);
}

#undef IS

FoyerSaleFact *
foyer_sale_fact_read (const char *text, gsize length)
{
  g_autoptr (FoyerSaleFact) self = NULL;
  Reader reader = { text, text + length };

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate_len (text, length, NULL))
    return NULL;
  self = g_new0 (FoyerSaleFact, 1);
  self->order = foyer_order_new ();
  if (!read_object (&reader, envelope_fields, take_envelope_member, self) || reader.place != reader.end)
    return NULL;
  for (guint i = 0; i < self->order->tickets->len; i++)
    ((FoyerOrderTicket *) self->order->tickets->pdata[i])->ticket->event = self->order->event;
  return g_steal_pointer (&self);
}

void
foyer_sale_fact_free (FoyerSaleFact *self)
{
  if (self == NULL)
    return;
  foyer_order_free (self->order);
  g_free (self);
}
