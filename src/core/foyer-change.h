/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "foyer-id.h"
#include "foyer-order.h"

G_BEGIN_DECLS

/**
 * FoyerChangeKind:
 *
 * What can happen. The first family are edits of the catalogue, which merge
 * field by field; all others are facts, which are appended (DESIGN section 4).
 */
typedef enum
{
  FOYER_CHANGE_VENUE_EDIT,
  FOYER_CHANGE_EVENT_EDIT,
  FOYER_CHANGE_CATEGORY_EDIT,
  FOYER_CHANGE_GATE_EDIT,
  FOYER_CHANGE_CASHIER_EDIT,
  FOYER_CHANGE_LAYOUT_EDIT,  /* how paper looks, see foyer_layout_parse() */
  FOYER_CHANGE_PICTURE_EDIT, /* on it; the subject follows from the picture, see foyer_layout_picture_id() */
  FOYER_CHANGE_PLAN_EDIT,    /* where the seats of a house stand, see foyer-plan-store.h */
  FOYER_CHANGE_ATTENDEE_EDIT,
  FOYER_CHANGE_ORDER_SALE,
  FOYER_CHANGE_ORDER_PAYMENT,
  FOYER_CHANGE_ORDER_REFUND,
  FOYER_CHANGE_TICKET_SCAN,
  FOYER_CHANGE_TICKET_UNDO,
  FOYER_CHANGE_TICKET_BLOCK,
  FOYER_CHANGE_TICKET_REPRINT,
  FOYER_CHANGE_TICKET_PRINTED,
  FOYER_CHANGE_CONFLICT_SETTLE,
  FOYER_CHANGE_KEY_ADD,
  FOYER_CHANGE_KEY_REVOKE,
  FOYER_CHANGE_ORDER_REFUND_REQUEST, /* a till asks for what it may not refund by itself */
  FOYER_CHANGE_ORDER_REFUND_DECLINE,
  FOYER_CHANGE_SHIFT_OPEN, /* the subject names the shift, here and below */
  FOYER_CHANGE_SHIFT_CASH,
  FOYER_CHANGE_SHIFT_HAND_OVER,
  FOYER_CHANGE_SHIFT_CLOSE,
  FOYER_CHANGE_SHIPMENT_OPEN, /* an order is to be posted; the subject follows from the order, so that there is one */
  FOYER_CHANGE_STOCK_HOLD,    /* stock set aside; the subject names the hold */
  FOYER_CHANGE_STOCK_RELEASE, /* and let go of before its time */
  FOYER_N_CHANGE_KINDS,
} FoyerChangeKind;

typedef enum
{
  FOYER_FIELD_TEXT,    /* JSON string of @min to @max bytes */
  FOYER_FIELD_INTEGER, /* JSON integer in [@min, @max] */
  FOYER_FIELD_REAL,    /* JSON number in [@min, @max] */
  FOYER_FIELD_BOOLEAN,
  FOYER_FIELD_ID,     /* JSON string, an id in text form; "" for none */
  FOYER_FIELD_LIST,   /* JSON array of objects of @items, @max at most */
  FOYER_FIELD_OBJECT, /* JSON object of @items */
} FoyerFieldType;

/** FoyerField: the rule for one member of a change's body. The tables of them are the one description of all bodies. */
typedef struct _FoyerField FoyerField;
struct _FoyerField
{
  const char       *name; /* NULL ends a table */
  FoyerFieldType    type;
  gboolean          required;
  gint64            min;
  gint64            max;
  const FoyerField *items;
};

/**
 * FoyerChange:
 *
 * Something that happened: made here by a click or a scan, read from a file or
 * received from the platform. Reference-counted; not to be altered once it was
 * given to the store. Its subject is the thing it happened to; a scan of an
 * unknown code has none.
 */
typedef struct
{
  FoyerId         id; /* none until stamped by the store */
  FoyerId         subject;
  FoyerId         device;  /* where it was made */
  FoyerTime       made_at; /* stamp of the hybrid logical clock */
  gint64          rev;     /* of the platform's feed; 0: not from there */
  JsonObject     *body;
  FoyerChangeKind kind;
} FoyerChange;

/** foyer_change_new: Returns: (transfer full): a change of @subject (nullable: none) with an empty body */
FoyerChange *foyer_change_new (FoyerChangeKind kind, const FoyerId *subject);
FoyerChange *foyer_change_ref (FoyerChange *self);
void         foyer_change_unref (FoyerChange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerChange, foyer_change_unref)

void foyer_change_set_text (FoyerChange *self, const char *field, const char *value);
void foyer_change_set_integer (FoyerChange *self, const char *field, gint64 value);
void foyer_change_set_real (FoyerChange *self, const char *field, double value);
void foyer_change_set_boolean (FoyerChange *self, const char *field, gboolean value);
void foyer_change_set_id (FoyerChange *self, const char *field, const FoyerId *value);

/** foyer_body_text: Returns: (nullable): the text member @field, or %NULL when there is none. */
const char *foyer_body_text (JsonObject *body, const char *field);
gint64      foyer_body_integer (JsonObject *body, const char *field, gint64 fallback);
gboolean    foyer_body_boolean (JsonObject *body, const char *field, gboolean fallback);
/** foyer_body_id: Returns: whether the member is there and names something; @id is none otherwise */
gboolean foyer_body_id (JsonObject *body, const char *field, FoyerId *id);

const char *foyer_change_kind_nick (FoyerChangeKind kind);
/** foyer_change_kind_from_nick: Returns: %FOYER_N_CHANGE_KINDS when @nick names no kind known here */
FoyerChangeKind foyer_change_kind_from_nick (const char *nick);
/** foyer_change_kind_merges: Returns: whether it belongs to the catalogue family, whose fields merge */
gboolean foyer_change_kind_merges (FoyerChangeKind kind);
/** foyer_change_kind_fields: Returns: (transfer none): the rules of its body */
const FoyerField *foyer_change_kind_fields (FoyerChangeKind kind);

/**
 * foyer_change_validate:
 *
 * Checks the form of a change: that required members are there and all known
 * members have their type and bounds. Members it does not know are left alone;
 * a newer version may have sent them.
 *
 * Returns: FALSE and %FOYER_ERROR_INVALID naming the member
 */
gboolean foyer_change_validate (const FoyerChange *self, GError **error);

/**
 * foyer_change_from_json:
 * @object: `{id, kind, subject, made_at, device, body}` and maybe `rev`
 *
 * The change shares the body with @object.
 *
 * Returns: (transfer full) (nullable): the change, validated; %NULL and %FOYER_ERROR_INVALID otherwise
 */
FoyerChange *foyer_change_from_json (JsonObject *object, GError **error);

/**
 * foyer_change_parse:
 *
 * As foyer_change_from_json() from a text of @length bytes (-1: NUL-terminated)
 * that nobody vouches for: read with the limits of foyer_json_parse_object(), so
 * that deep nesting or sheer length harms neither stack nor memory.
 */
FoyerChange *foyer_change_parse (const char *text, gssize length, GError **error);

/** foyer_change_print: Returns: (transfer full): one line of JSON without the final newline; `rev` only when it is set */
char *foyer_change_print (const FoyerChange *self);

/** foyer_change_new_sale: Returns: (transfer full): the fact that @order was sold */
FoyerChange *foyer_change_new_sale (const FoyerOrder *order);

/** foyer_change_validate_sale: As foyer_change_validate() of foyer_change_new_sale(), without making it. */
gboolean foyer_change_validate_sale (const FoyerOrder *order, GError **error);

/** foyer_change_print_sale: Returns: (transfer full): as foyer_change_print() of foyer_change_new_sale(); @order has a moment and only valid values */
char *foyer_change_print_sale (const FoyerOrder *order, const FoyerId *id, const FoyerId *device);

/** foyer_change_dup_order: Returns: (transfer full): the order inside an `order.sale` change */
FoyerOrder *foyer_change_dup_order (const FoyerChange *self);

/** FoyerSaleFact: an `order.sale` change without its tree of JSON. */
typedef struct
{
  FoyerId     id;
  FoyerId     device;
  gint64      rev;   /* of the platform's feed; 0: not from there */
  FoyerOrder *order; /* its id is the subject, its time when the change was made */
} FoyerSaleFact;

/**
 * foyer_sale_fact_read:
 *
 * Reads a change as foyer_change_print_sale() writes it, by the same rules and
 * with the same result as foyer_change_parse() and foyer_change_dup_order(), in
 * a fraction of the time.
 *
 * Returns: (transfer full) (nullable): the sale; %NULL when the text is something
 *   else, or needs foyer_change_parse() to tell what it is
 */
FoyerSaleFact *foyer_sale_fact_read (const char *text, gsize length);
void           foyer_sale_fact_free (FoyerSaleFact *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSaleFact, foyer_sale_fact_free)

G_END_DECLS
