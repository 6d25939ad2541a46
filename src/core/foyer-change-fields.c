/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-change.h"

#include "foyer-cash.h"
#include "foyer-layout-picture.h"
#include "foyer-layout.h"
#include "foyer-lease.h"
#include "foyer-money.h"
#include "foyer-ticket-code.h"

#define TEXT(name, max) { name, FOYER_FIELD_TEXT, FALSE, 0, max, NULL }
#define INTEGER(name, min, max) { name, FOYER_FIELD_INTEGER, FALSE, min, max, NULL }
#define TIME(name) INTEGER (name, 0, FOYER_TIME_MAX)
#define REAL(name, min, max) { name, FOYER_FIELD_REAL, FALSE, min, max, NULL }
#define BOOLEAN(name) { name, FOYER_FIELD_BOOLEAN, FALSE, 0, 0, NULL }
#define ID(name) { name, FOYER_FIELD_ID, FALSE, 0, 0, NULL }
#define REQUIRED_TEXT(name, max) { name, FOYER_FIELD_TEXT, TRUE, 0, max, NULL }
#define REQUIRED_CODE(name) { name, FOYER_FIELD_TEXT, TRUE, 1, FOYER_CODE_MAX, NULL }
#define REQUIRED_INTEGER(name, min, max) { name, FOYER_FIELD_INTEGER, TRUE, min, max, NULL }
#define REQUIRED_ID(name) { name, FOYER_FIELD_ID, TRUE, 0, 0, NULL }
#define END { NULL }

#define STOCK_MAX 100000000
#define TICKETS_MAX 10000

static const FoyerField venue_fields[] = {
  TEXT ("name", 300),
  TEXT ("street", 300),
  TEXT ("postcode", 40),
  TEXT ("city", 200),
  TEXT ("state", 200),
  TEXT ("country", 60),
  TEXT ("kind", 40),
  TEXT ("timezone", 80),
  TEXT ("amenities", 2000),
  INTEGER ("capacity", -1, STOCK_MAX),
  REAL ("latitude", -90, 90),
  REAL ("longitude", -180, 180),
  BOOLEAN ("deleted"),
  END,
};

static const FoyerField event_fields[] = {
  TEXT ("title", 400),
  TEXT ("description", 200000),
  TEXT ("organizer", 300),
  ID ("venue"),
  TEXT ("timezone", 80),
  TEXT ("currency", 3),
  TEXT ("tags", 4000),
  ID ("plan"),
  TEXT ("plan_map", 100000),
  TEXT ("public_url", 2000),
  TEXT ("cancel_reason", 4000),
  TIME ("starts"),
  TIME ("ends"),
  TIME ("doors"),
  INTEGER ("capacity", -1, STOCK_MAX),
  INTEGER ("low_percent", 0, 100),
  INTEGER ("critical_percent", 0, 100),
  INTEGER ("number", 0, 9999),
  BOOLEAN ("reentry"),
  BOOLEAN ("signed_codes"),
  TEXT ("conditions", 4000),
  ID ("ticket_layout"),
  ID ("badge_layout"),
  ID ("label_layout"),
  ID ("receipt_layout"),
  ID ("note_layout"),
  TEXT ("status", 40),
  BOOLEAN ("deleted"),
  END,
};

static const FoyerField plan_fields[] = {
  ID ("venue"),
  TEXT ("name", 300),
  TEXT ("document", 3 * 1024 * 1024),
  BOOLEAN ("deleted"),
  END,
};

static const FoyerField category_fields[] = {
  ID ("event"),
  TEXT ("name", 300),
  TEXT ("colour", 16),
  TEXT ("benefits", 8000),
  TEXT ("sku", 200),
  INTEGER ("price", 0, FOYER_MONEY_MAX),
  INTEGER ("vat_rate", 0, 10000),
  INTEGER ("capacity", -1, STOCK_MAX),
  TIME ("sale_from"),
  TIME ("sale_until"),
  INTEGER ("min_per_order", 1, TICKETS_MAX),
  INTEGER ("max_per_order", 0, TICKETS_MAX),
  INTEGER ("position", 0, 100000),
  TEXT ("windows", 8000),
  ID ("ticket_layout"),
  ID ("badge_layout"),
  TEXT ("status", 40),
  BOOLEAN ("deleted"),
  END,
};

static const FoyerField gate_fields[] = {
  ID ("event"),
  TEXT ("name", 200),
  TEXT ("categories", 20000),
  BOOLEAN ("deleted"),
  END,
};

static const FoyerField cashier_fields[] = {
  TEXT ("name", 200),
  TEXT ("role", 20),
  TEXT ("pin", 300),
  BOOLEAN ("deleted"),
  END,
};

static const FoyerField layout_fields[] = {
  TEXT ("name", 300),
  TEXT ("role", 20),
  TEXT ("document", FOYER_LAYOUT_MAX_LENGTH),
  BOOLEAN ("deleted"),
  END,
};

static const FoyerField picture_fields[] = { TEXT ("data", FOYER_LAYOUT_PICTURE_MAX_BYTES / 3 * 4 + 8), END };

static const FoyerField attendee_fields[] = {
  TEXT ("name", 400),
  TEXT ("email", 254),
  TEXT ("phone", 60),
  TEXT ("company", 300),
  TEXT ("street", 300),
  TEXT ("postcode", 40),
  TEXT ("city", 200),
  TEXT ("country", 60),
  TEXT ("segment", 100),
  TEXT ("note", 4000),
  BOOLEAN ("consent"),
  END,
};

static const FoyerField ticket_fields[] = {
  REQUIRED_ID ("id"),
  REQUIRED_ID ("category"),
  REQUIRED_CODE ("secret"),
  REQUIRED_INTEGER ("price", 0, FOYER_MONEY_MAX),
  INTEGER ("discount", -FOYER_MONEY_MAX, FOYER_MONEY_MAX),
  INTEGER ("vat_rate", 0, 10000),
  INTEGER ("serial", 0, FOYER_SERIAL_MAX),
  TEXT ("seat", 200),
  { "attendee", FOYER_FIELD_OBJECT, FALSE, 0, 0, attendee_fields },
  END,
};

static const FoyerField payment_fields[] = {
  REQUIRED_ID ("id"),
  REQUIRED_TEXT ("method", 40),
  REQUIRED_INTEGER ("amount", 0, FOYER_MONEY_MAX * 100),
  INTEGER ("given", 0, FOYER_MONEY_MAX * 100),
  INTEGER ("rounding", -FOYER_CASH_STEP_MAX, FOYER_CASH_STEP_MAX),
  TEXT ("reference", 200),
  ID ("shift"),
  ID ("cashier"),
  END,
};

static const FoyerField sale_fields[] = {
  REQUIRED_ID ("event"),
  REQUIRED_TEXT ("number", 60),
  REQUIRED_TEXT ("channel", 40),
  { "currency", FOYER_FIELD_TEXT, TRUE, 3, 3, NULL },
  TEXT ("note", 4000),
  TEXT ("reason", 1000),
  ID ("shift"),
  ID ("cashier"),
  ID ("approver"),
  INTEGER ("lease", 0, FOYER_LEASE_EPOCH_MAX),
  { "buyer", FOYER_FIELD_OBJECT, FALSE, 0, 0, attendee_fields },
  { "tickets", FOYER_FIELD_LIST, TRUE, 1, TICKETS_MAX, ticket_fields },
  { "payments", FOYER_FIELD_LIST, FALSE, 0, 100, payment_fields },
  END,
};

static const FoyerField refund_ticket_fields[] = { REQUIRED_ID ("id"), END };

static const FoyerField refund_part_fields[] = {
  REQUIRED_TEXT ("method", 40),
  REQUIRED_INTEGER ("amount", 0, FOYER_MONEY_MAX * 100),
  INTEGER ("rounding", -FOYER_CASH_STEP_MAX, FOYER_CASH_STEP_MAX),
  TEXT ("reference", 200),
  END,
};

/* "amount" is all money that went back, "parts" how; without them it went by "method". */
static const FoyerField refund_fields[] = {
  REQUIRED_INTEGER ("amount", 0, FOYER_MONEY_MAX * 100),
  TEXT ("method", 40),
  TEXT ("cause", 20),
  REQUIRED_TEXT ("reason", 1000),
  ID ("shift"),
  ID ("cashier"),
  ID ("approver"),
  ID ("request"),
  { "parts", FOYER_FIELD_LIST, FALSE, 0, 100, refund_part_fields },
  { "tickets", FOYER_FIELD_LIST, TRUE, 1, TICKETS_MAX, refund_ticket_fields },
  END,
};

static const FoyerField scan_fields[] = {
  REQUIRED_ID ("event"),
  REQUIRED_TEXT ("mode", 20),
  REQUIRED_TEXT ("verdict", 40),
  TEXT ("gate", 200),
  TEXT ("method", 20),
  TEXT ("operator", 200),
  TEXT ("reason", 1000),
  END,
};

static const FoyerField undo_fields[] = { REQUIRED_ID ("scan"), TEXT ("reason", 1000), END };

static const FoyerField block_fields[] = {
  { "blocked", FOYER_FIELD_BOOLEAN, TRUE, 0, 0, NULL },
  REQUIRED_TEXT ("reason", 1000),
  END,
};

static const FoyerField reprint_fields[] = {
  REQUIRED_CODE ("secret"),
  REQUIRED_INTEGER ("copy", 2, 10000),
  REQUIRED_TEXT ("reason", 1000),
  ID ("shift"),
  END,
};

static const FoyerField printed_fields[] = {
  REQUIRED_ID ("job"),
  REQUIRED_INTEGER ("copy", 1, 10000),
  TEXT ("printer", 300),
  END,
};

static const FoyerField cash_count_fields[] = {
  REQUIRED_INTEGER ("value", 1, FOYER_MONEY_MAX),
  REQUIRED_INTEGER ("count", 0, FOYER_CASH_COUNT_MAX),
  END,
};

static const FoyerField refund_request_fields[] = {
  REQUIRED_TEXT ("reason", 1000),
  ID ("cashier"),
  { "tickets", FOYER_FIELD_LIST, TRUE, 1, TICKETS_MAX, refund_ticket_fields },
  END,
};

static const FoyerField refund_decline_fields[] = {
  REQUIRED_ID ("request"),
  REQUIRED_TEXT ("reason", 1000),
  ID ("approver"),
  END,
};

static const FoyerField shift_open_fields[] = {
  { "currency", FOYER_FIELD_TEXT, TRUE, 3, 3, NULL },
  REQUIRED_INTEGER ("opening", 0, FOYER_MONEY_MAX * 100),
  TEXT ("till", 200),
  ID ("cashier"),
  { "counts", FOYER_FIELD_LIST, FALSE, 0, 100, cash_count_fields },
  END,
};

static const FoyerField shift_cash_fields[] = {
  REQUIRED_TEXT ("cause", 20),
  REQUIRED_INTEGER ("amount", 0, FOYER_MONEY_MAX * 100),
  REQUIRED_TEXT ("reason", 1000),
  ID ("cashier"),
  ID ("approver"),
  END,
};

static const FoyerField shift_hand_over_fields[] = { REQUIRED_ID ("cashier"), END };

static const FoyerField shift_close_fields[] = {
  REQUIRED_INTEGER ("number", 1, G_MAXINT32),
  REQUIRED_INTEGER ("counted", 0, FOYER_MONEY_MAX * 100),
  INTEGER ("expected", -FOYER_MONEY_MAX * 100, FOYER_MONEY_MAX * 100),
  TEXT ("reason", 1000),
  ID ("cashier"),
  ID ("approver"),
  TEXT ("report", 1000000),
  END,
};
static const FoyerField seat_fields[] = {
  { "seat", FOYER_FIELD_TEXT, TRUE, 1, 200, NULL },
  END,
};

static const FoyerField hold_fields[] = {
  REQUIRED_ID ("event"),
  REQUIRED_ID ("category"),
  REQUIRED_INTEGER ("count", 1, STOCK_MAX),
  REQUIRED_TEXT ("kind", 40),
  TEXT ("owner", 300),
  TIME ("until"),
  INTEGER ("lease", 0, FOYER_LEASE_EPOCH_MAX),
  { "seats", FOYER_FIELD_LIST, FALSE, 0, TICKETS_MAX, seat_fields },
  END,
};

static const FoyerField release_fields[] = { TEXT ("reason", 1000), END };

static const FoyerField settle_fields[] = { TEXT ("note", 4000), END };

static const FoyerField key_add_fields[] = {
  REQUIRED_TEXT ("form", 20),
  REQUIRED_TEXT ("algorithm", 20),
  { "material", FOYER_FIELD_TEXT, TRUE, 1, 8000, NULL },
  TEXT ("kid", 200),
  TEXT ("name", 200),
  ID ("event"),
  TEXT ("audience", 200),
  END,
};

static const FoyerField key_revoke_fields[] = { REQUIRED_TEXT ("reason", 1000), END };

static const FoyerField shipment_open_fields[] = {
  REQUIRED_ID ("order"),
  { "recipient", FOYER_FIELD_OBJECT, FALSE, 0, 0, attendee_fields },
  INTEGER ("paid", 0, FOYER_MONEY_MAX),
  TEXT ("currency", 3),
  END,
};

const FoyerField *
foyer_change_kind_fields (FoyerChangeKind kind)
{
  static const FoyerField *const tables[FOYER_N_CHANGE_KINDS] = {
    [FOYER_CHANGE_VENUE_EDIT] = venue_fields,
    [FOYER_CHANGE_EVENT_EDIT] = event_fields,
    [FOYER_CHANGE_CATEGORY_EDIT] = category_fields,
    [FOYER_CHANGE_GATE_EDIT] = gate_fields,
    [FOYER_CHANGE_CASHIER_EDIT] = cashier_fields,
    [FOYER_CHANGE_LAYOUT_EDIT] = layout_fields,
    [FOYER_CHANGE_PICTURE_EDIT] = picture_fields,
    [FOYER_CHANGE_PLAN_EDIT] = plan_fields,
    [FOYER_CHANGE_ATTENDEE_EDIT] = attendee_fields,
    [FOYER_CHANGE_ORDER_SALE] = sale_fields,
    [FOYER_CHANGE_ORDER_PAYMENT] = payment_fields,
    [FOYER_CHANGE_ORDER_REFUND] = refund_fields,
    [FOYER_CHANGE_TICKET_SCAN] = scan_fields,
    [FOYER_CHANGE_TICKET_UNDO] = undo_fields,
    [FOYER_CHANGE_TICKET_BLOCK] = block_fields,
    [FOYER_CHANGE_TICKET_REPRINT] = reprint_fields,
    [FOYER_CHANGE_TICKET_PRINTED] = printed_fields,
    [FOYER_CHANGE_CONFLICT_SETTLE] = settle_fields,
    [FOYER_CHANGE_KEY_ADD] = key_add_fields,
    [FOYER_CHANGE_KEY_REVOKE] = key_revoke_fields,
    [FOYER_CHANGE_ORDER_REFUND_REQUEST] = refund_request_fields,
    [FOYER_CHANGE_ORDER_REFUND_DECLINE] = refund_decline_fields,
    [FOYER_CHANGE_SHIFT_OPEN] = shift_open_fields,
    [FOYER_CHANGE_SHIFT_CASH] = shift_cash_fields,
    [FOYER_CHANGE_SHIFT_HAND_OVER] = shift_hand_over_fields,
    [FOYER_CHANGE_SHIFT_CLOSE] = shift_close_fields,
    [FOYER_CHANGE_SHIPMENT_OPEN] = shipment_open_fields,
    [FOYER_CHANGE_STOCK_HOLD] = hold_fields,
    [FOYER_CHANGE_STOCK_RELEASE] = release_fields,
  };

  g_return_val_if_fail (kind < FOYER_N_CHANGE_KINDS, settle_fields);

  return tables[kind];
}
