/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-order.h"
#include "foyer-own-device.h"

G_BEGIN_DECLS

/*
 * Orders of a web shop that has no stock of its own: their places are held
 * while the guest pays, and sold when the money is there. All functions take
 * and answer for one organization, in a transaction of their own.
 */

/** FOYER_WEB_HOLD: how long an order's places are held when the shop does not say. */
#define FOYER_WEB_HOLD (15 * FOYER_MINUTE)
/** FOYER_WEB_HOLD_MAX: the longest that a shop may ask for. */
#define FOYER_WEB_HOLD_MAX (60 * FOYER_MINUTE)

typedef struct
{
  FoyerId category;
  gint64  count;
  gint64  price; /* of one, minor units */
  FoyerId hold;
} FoyerWebLine;

typedef struct
{
  FoyerId          id;
  FoyerId          event;
  char            *number;
  char            *currency;
  char            *buyer;     /* JSON */
  char            *reference; /* of the payment, or "" */
  gint64           total;     /* minor units */
  FoyerTime        made_at;
  FoyerTime        expires_at; /* of the hold */
  FoyerOrderStatus status;
  GArray          *lines;   /* (element-type FoyerWebLine) */
  JsonArray       *tickets; /* (nullable): as in the sale, when there is one */
} FoyerWebOrder;

FoyerWebOrder *foyer_web_order_new (void);
void           foyer_web_order_free (FoyerWebOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerWebOrder, foyer_web_order_free)

/** FoyerWebResult: why a step was not taken. */
typedef enum
{
  FOYER_WEB_GOOD,
  FOYER_WEB_UNKNOWN,     /* there is no such order, event or category */
  FOYER_WEB_NOT_ON_SALE, /* not now, or not so many of it in one order */
  FOYER_WEB_SOLD_OUT,
  FOYER_WEB_STATE,  /* the order is in a state that does not allow the step */
  FOYER_WEB_AMOUNT, /* what was paid is not what it costs */
} FoyerWebResult;

/**
 * foyer_web_order_reserve:
 * @order: with its event, and lines with category and count; an id, or none; @expires_at; filled in
 *
 * Holds the places of a new order. One that is there already, by its id, is read instead.
 *
 * Returns: FALSE when the storage failed; with another @result than good, what was done is to be undone
 */
gboolean foyer_web_order_reserve (FoyerStorage *storage, const FoyerId *organization, FoyerWebOrder *order, FoyerTime now, FoyerWebResult *result, gint64 *head, GError **error);

/** foyer_web_order_load: Sets @order (nullable) (transfer full); one whose time is up is expired, whether somebody noted it or not. */
gboolean foyer_web_order_load (FoyerStorage *storage, const FoyerId *organization, const FoyerId *id, FoyerTime now, FoyerWebOrder **order, GError **error);

/** FoyerWebStep: what is to become of an order. */
typedef struct
{
  FoyerOrderStatus status;
  char            *buyer;     /* (nullable): JSON of an attendee; as it is */
  char            *reference; /* (nullable): of the payment */
  char            *reason;    /* (nullable): of a refund */
  gint64           amount;    /* paid, minor units; -1: not said */
} FoyerWebStep;

/** foyer_web_order_step: Takes @order one step further; as foyer_web_order_reserve(). */
gboolean foyer_web_order_step (FoyerStorage *storage, const FoyerId *organization, FoyerWebOrder *order, const FoyerWebStep *step, FoyerTime now, FoyerWebResult *result, gint64 *head, GError **error);

G_END_DECLS
