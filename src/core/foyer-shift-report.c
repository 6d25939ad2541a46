/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-shift-report.h"

#include <string.h>

#include "foyer-change.h"
#include "foyer-json.h"
#include "foyer-money.h"

static void
line_free (gpointer data)
{
  FoyerReportLine *line = data;

  g_free (line->event);
  g_free (line->category);
  g_free (line);
}

static void
note_free (gpointer data)
{
  FoyerReportNote *note = data;

  g_free (note->what);
  g_free (note->reason);
  g_free (note->approver);
  g_free (note);
}

FoyerShiftReport *
foyer_shift_report_new (void)
{
  FoyerShiftReport *self = g_new0 (FoyerShiftReport, 1);

  self->tenders = g_ptr_array_new_with_free_func (g_free);
  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->taxes = g_ptr_array_new_with_free_func (g_free);
  self->notes = g_ptr_array_new_with_free_func (note_free);
  self->counts = g_array_new (FALSE, TRUE, sizeof (FoyerCashCount));
  return self;
}

void
foyer_shift_report_free (FoyerShiftReport *self)
{
  if (self == NULL)
    return;
  g_free (self->till);
  g_free (self->currency);
  g_free (self->cashiers);
  g_free (self->first_order);
  g_free (self->last_order);
  g_free (self->reason);
  g_free (self->approver);
  g_ptr_array_unref (self->tenders);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->taxes);
  g_ptr_array_unref (self->notes);
  g_array_unref (self->counts);
  g_free (self);
}

FoyerReportTender *
foyer_shift_report_get_tender (FoyerShiftReport *self, FoyerPaymentMethod method)
{
  FoyerReportTender *tender;

  for (guint i = 0; i < self->tenders->len; i++)
    {
      tender = self->tenders->pdata[i];
      if (tender->method == method)
        return tender;
    }
  tender = g_new0 (FoyerReportTender, 1);
  tender->method = method;
  g_ptr_array_add (self->tenders, tender);
  return tender;
}

FoyerReportLine *
foyer_shift_report_add_line (FoyerShiftReport *self, const char *event, const char *category)
{
  FoyerReportLine *line = g_new0 (FoyerReportLine, 1);

  line->event = g_strdup (event);
  line->category = g_strdup (category);
  g_ptr_array_add (self->lines, line);
  return line;
}

void
foyer_shift_report_add_tax (FoyerShiftReport *self, gint64 rate, gint64 amount)
{
  FoyerReportTax *tax = NULL;

  for (guint i = 0; i < self->taxes->len && tax == NULL; i++)
    if (((FoyerReportTax *) self->taxes->pdata[i])->rate == rate)
      tax = self->taxes->pdata[i];
  if (tax == NULL)
    {
      tax = g_new0 (FoyerReportTax, 1);
      tax->rate = rate;
      g_ptr_array_add (self->taxes, tax);
    }
  tax->amount += amount;
}

void
foyer_shift_report_add_note (FoyerShiftReport *self, const char *what, const char *reason, const char *approver, gint64 count, gint64 amount)
{
  FoyerReportNote *note = g_new0 (FoyerReportNote, 1);

  note->what = g_strdup (what);
  note->reason = g_strdup (reason);
  note->approver = g_strdup (approver != NULL ? approver : "");
  note->count = count;
  note->amount = amount;
  g_ptr_array_add (self->notes, note);
}

void
foyer_shift_report_settle (FoyerShiftReport *self)
{
  self->expected = self->opening + self->cash_in - self->cash_out - self->drops;
  for (guint i = 0; i < self->tenders->len; i++)
    {
      const FoyerReportTender *tender = self->tenders->pdata[i];

      if (tender->method == FOYER_PAYMENT_CASH)
        self->expected += tender->in - tender->out;
    }
  for (guint i = 0; i < self->taxes->len; i++)
    {
      FoyerReportTax *tax = self->taxes->pdata[i];

      tax->tax = foyer_money_vat_part (tax->amount, tax->rate);
    }
}

void
foyer_shift_report_count (FoyerShiftReport *self, const GArray *counts)
{
  g_array_set_size (self->counts, 0);
  for (guint i = 0; counts != NULL && i < counts->len; i++)
    if (g_array_index (counts, FoyerCashCount, i).count > 0)
      g_array_append_val (self->counts, g_array_index (counts, FoyerCashCount, i));
  self->counted = foyer_cash_sum (self->counts);
  self->difference = self->counted - self->expected;
}

gboolean
foyer_shift_report_needs_approval (const FoyerShiftReport *self, gint64 limit)
{
  return ABS (self->difference) > limit;
}

gint64
foyer_shift_report_turnover (const FoyerShiftReport *self)
{
  gint64 turnover = 0;

  for (guint i = 0; i < self->lines->len; i++)
    turnover += ((FoyerReportLine *) self->lines->pdata[i])->net - ((FoyerReportLine *) self->lines->pdata[i])->refunded;
  return turnover;
}

gint64
foyer_shift_report_gap (const FoyerShiftReport *self)
{
  gint64 taken = 0;

  for (guint i = 0; i < self->tenders->len; i++)
    {
      const FoyerReportTender *tender = self->tenders->pdata[i];

      if (tender->method != FOYER_PAYMENT_INVOICE)
        taken += tender->in - tender->out;
    }
  return taken - self->rounding - self->settled - (foyer_shift_report_turnover (self) - self->invoiced);
}

/* -- As JSON: tables of members, so that what is written and what is read cannot differ -- */

typedef struct
{
  const char *name;
  gsize       offset;
  gboolean    is_text;
} Member;

#define NUMBER(type, member) { #member, G_STRUCT_OFFSET (type, member), FALSE }
#define TEXT(type, member) { #member, G_STRUCT_OFFSET (type, member), TRUE }

static const Member report_members[] = {
  TEXT (FoyerShiftReport, till),
  TEXT (FoyerShiftReport, currency),
  TEXT (FoyerShiftReport, cashiers),
  TEXT (FoyerShiftReport, first_order),
  TEXT (FoyerShiftReport, last_order),
  TEXT (FoyerShiftReport, reason),
  TEXT (FoyerShiftReport, approver),
  NUMBER (FoyerShiftReport, number),
  NUMBER (FoyerShiftReport, opened_at),
  NUMBER (FoyerShiftReport, made_at),
  NUMBER (FoyerShiftReport, orders),
  NUMBER (FoyerShiftReport, tickets),
  NUMBER (FoyerShiftReport, rounding),
  NUMBER (FoyerShiftReport, invoiced),
  NUMBER (FoyerShiftReport, settled),
  NUMBER (FoyerShiftReport, opening),
  NUMBER (FoyerShiftReport, cash_in),
  NUMBER (FoyerShiftReport, cash_out),
  NUMBER (FoyerShiftReport, drops),
  NUMBER (FoyerShiftReport, expected),
  NUMBER (FoyerShiftReport, counted),
  NUMBER (FoyerShiftReport, difference),
  NUMBER (FoyerShiftReport, unsynced),
  { NULL },
};

static const Member tender_members[] = {
  NUMBER (FoyerReportTender, n_in),
  NUMBER (FoyerReportTender, in),
  NUMBER (FoyerReportTender, n_out),
  NUMBER (FoyerReportTender, out),
  { NULL },
};

static const Member line_members[] = {
  TEXT (FoyerReportLine, event),
  TEXT (FoyerReportLine, category),
  NUMBER (FoyerReportLine, sold),
  NUMBER (FoyerReportLine, gross),
  NUMBER (FoyerReportLine, discounts),
  NUMBER (FoyerReportLine, net),
  NUMBER (FoyerReportLine, returned),
  NUMBER (FoyerReportLine, refunded),
  { NULL },
};

static const Member tax_members[] = {
  NUMBER (FoyerReportTax, rate),
  NUMBER (FoyerReportTax, amount),
  NUMBER (FoyerReportTax, tax),
  { NULL },
};

static const Member note_members[] = {
  TEXT (FoyerReportNote, what),
  TEXT (FoyerReportNote, reason),
  TEXT (FoyerReportNote, approver),
  NUMBER (FoyerReportNote, count),
  NUMBER (FoyerReportNote, amount),
  { NULL },
};

static const Member count_members[] = {
  NUMBER (FoyerCashCount, value),
  NUMBER (FoyerCashCount, count),
  { NULL },
};

#undef NUMBER
#undef TEXT

static JsonObject *
write_members (gconstpointer from, const Member *members)
{
  JsonObject *object = json_object_new ();

  for (; members->name != NULL; members++)
    {
      const char *text = members->is_text ? G_STRUCT_MEMBER (char *, from, members->offset) : NULL;

      if (members->is_text)
        json_object_set_string_member (object, members->name, text != NULL ? text : "");
      else
        json_object_set_int_member (object, members->name, G_STRUCT_MEMBER (gint64, from, members->offset));
    }
  return object;
}

static void
read_members (JsonObject *object, gpointer to, const Member *members)
{
  for (; members->name != NULL; members++)
    {
      JsonNode *node = json_object_get_member (object, members->name);
      GType     type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

      if (members->is_text)
        {
          g_free (G_STRUCT_MEMBER (char *, to, members->offset));
          G_STRUCT_MEMBER (char *, to, members->offset) = g_strdup (type == G_TYPE_STRING ? json_node_get_string (node) : "");
        }
      else
        G_STRUCT_MEMBER (gint64, to, members->offset) = type == G_TYPE_INT64 ? json_node_get_int (node) : 0;
    }
}

static JsonArray *
write_list (GPtrArray *list, const Member *members)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < list->len; i++)
    json_array_add_object_element (array, write_members (list->pdata[i], members));
  return array;
}

char *
foyer_shift_report_print (const FoyerShiftReport *self)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = write_members (self, report_members);
  JsonArray  *tenders = json_array_new ();
  JsonArray  *counts = json_array_new ();

  json_node_take_object (root, object);
  json_object_set_boolean_member (object, "shared", self->shared);
  for (guint i = 0; i < self->tenders->len; i++)
    {
      const FoyerReportTender *tender = self->tenders->pdata[i];
      JsonObject              *entry = write_members (tender, tender_members);

      json_object_set_string_member (entry, "method", foyer_payment_method_nick (tender->method));
      json_array_add_object_element (tenders, entry);
    }
  for (guint i = 0; i < self->counts->len; i++)
    json_array_add_object_element (counts, write_members (&g_array_index (self->counts, FoyerCashCount, i), count_members));
  json_object_set_array_member (object, "tenders", tenders);
  json_object_set_array_member (object, "lines", write_list (self->lines, line_members));
  json_object_set_array_member (object, "taxes", write_list (self->taxes, tax_members));
  json_object_set_array_member (object, "notes", write_list (self->notes, note_members));
  json_object_set_array_member (object, "counts", counts);
  return json_to_string (root, FALSE);
}

/* Returns: (transfer none): entry @i of the list @name; %NULL behind its end. What is no object counts as an empty one. */
static JsonObject *
get_entry (JsonObject *object, const char *name, guint i, JsonObject *empty)
{
  JsonNode  *node = json_object_get_member (object, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonNode  *entry;

  if (array == NULL || i >= json_array_get_length (array))
    return NULL;
  entry = json_array_get_element (array, i);
  return JSON_NODE_HOLDS_OBJECT (entry) ? json_node_get_object (entry) : empty;
}

static void
read_list (JsonObject *object, const char *name, const Member *members, GPtrArray *list, gsize size)
{
  g_autoptr (JsonObject) empty = json_object_new ();
  JsonObject *entry;

  for (guint i = 0; (entry = get_entry (object, name, i, empty)) != NULL; i++)
    {
      g_ptr_array_add (list, g_malloc0 (size));
      read_members (entry, list->pdata[i], members);
    }
}

FoyerShiftReport *
foyer_shift_report_parse (const char *text, GError **error)
{
  g_autoptr (JsonObject) object = foyer_json_parse_object (text, -1, error);
  g_autoptr (JsonObject) empty = json_object_new ();
  FoyerShiftReport *self;
  JsonObject       *entry;

  if (object == NULL)
    return NULL;
  self = foyer_shift_report_new ();
  read_members (object, self, report_members);
  self->shared = foyer_body_boolean (object, "shared", FALSE);
  for (guint i = 0; (entry = get_entry (object, "tenders", i, empty)) != NULL; i++)
    read_members (entry, foyer_shift_report_get_tender (self, foyer_payment_method_from_nick (foyer_body_text (entry, "method"))), tender_members);
  read_list (object, "lines", line_members, self->lines, sizeof (FoyerReportLine));
  read_list (object, "taxes", tax_members, self->taxes, sizeof (FoyerReportTax));
  read_list (object, "notes", note_members, self->notes, sizeof (FoyerReportNote));
  for (guint i = 0; (entry = get_entry (object, "counts", i, empty)) != NULL; i++)
    {
      FoyerCashCount count;

      read_members (entry, &count, count_members);
      g_array_append_val (self->counts, count);
    }
  return self;
}
