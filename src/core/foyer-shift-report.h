/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-shift.h"

G_BEGIN_DECLS

/*
 * What a shift adds up to: X report while it is open, Z report when it is
 * closed. All amounts are minor units of the shift's currency.
 */

/** FoyerReportTender: one way of paying. Cash is what really moved, rounded where coins are missing. */
typedef struct
{
  FoyerPaymentMethod method;
  gint64             n_in;
  gint64             in;
  gint64             n_out;
  gint64             out; /* given back */
} FoyerReportTender;

/** FoyerReportLine: one category of one event. */
typedef struct
{
  char  *event;
  char  *category;
  gint64 sold;
  gint64 gross;     /* at the prices of the category */
  gint64 discounts; /* what guests were charged less (more: below 0), comps included */
  gint64 net;       /* @gross - @discounts: what they were charged */
  gint64 returned;  /* tickets taken back in this shift, whenever they were sold */
  gint64 refunded;  /* and what they had cost */
} FoyerReportLine;

/** FoyerReportTax: what was charged less what was refunded at one rate of tax, and the tax inside it. */
typedef struct
{
  gint64 rate; /* hundredths of a percent */
  gint64 amount;
  gint64 tax;
} FoyerReportTax;

/** FoyerReportNote: things that happened for a reason, as many as share it. */
typedef struct
{
  char  *what; /* "comp", "void", "refund", "exchange", "price", "in", "out", "drop", "no-sale", "reprint" */
  char  *reason;
  char  *approver; /* who approved, or "" */
  gint64 count;
  gint64 amount; /* what it was worth, 0 where nothing was */
} FoyerReportNote;

/** FoyerShiftReport: a plain value; texts are never %NULL when it was read or made by the store. */
typedef struct
{
  char      *till;
  char      *currency;
  char      *cashiers; /* all who had the drawer, in their order: "Anna, Bo" */
  char      *first_order;
  char      *last_order;
  char      *reason;   /* of a difference */
  char      *approver; /* of it */
  gint64     number;   /* of the Z report; 0: an X report */
  gint64     opened_at;
  gint64     made_at; /* when it was made; of a Z report: when the shift was closed */
  gint64     orders;
  gint64     tickets;
  gint64     rounding; /* what rounding of cash brought (lost: below 0) */
  gint64     invoiced; /* sold on account in this shift, and to be paid later */
  gint64     settled;  /* paid in this shift for orders sold before it or elsewhere */
  gint64     opening;
  gint64     cash_in;
  gint64     cash_out;
  gint64     drops;
  gint64     expected;   /* cash that must be in the drawer */
  gint64     counted;    /* cash that was; 0 in an X report */
  gint64     difference; /* @counted - @expected */
  gint64     unsynced;   /* changes that the platform had not when this was made; carried over to the next shift */
  gboolean   shared;     /* a platform is there to have them */
  GPtrArray *tenders;    /* (element-type FoyerReportTender) */
  GPtrArray *lines;      /* (element-type FoyerReportLine) */
  GPtrArray *taxes;      /* (element-type FoyerReportTax) */
  GPtrArray *notes;      /* (element-type FoyerReportNote) */
  GArray    *counts;     /* (element-type FoyerCashCount): of the blind count, largest first */
} FoyerShiftReport;

FoyerShiftReport *foyer_shift_report_new (void);
void              foyer_shift_report_free (FoyerShiftReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerShiftReport, foyer_shift_report_free)

/** foyer_shift_report_get_tender: Returns: (transfer none): the tender of @method, added when there was none */
FoyerReportTender *foyer_shift_report_get_tender (FoyerShiftReport *self, FoyerPaymentMethod method);

FoyerReportLine *foyer_shift_report_add_line (FoyerShiftReport *self, const char *event, const char *category);

/** foyer_shift_report_add_tax: Adds @amount (may be below 0) at @rate. */
void foyer_shift_report_add_tax (FoyerShiftReport *self, gint64 rate, gint64 amount);

void foyer_shift_report_add_note (FoyerShiftReport *self, const char *what, const char *reason, const char *approver, gint64 count, gint64 amount);

/** foyer_shift_report_settle: Computes the tax of each rate and the expected cash from the other figures. */
void foyer_shift_report_settle (FoyerShiftReport *self);

/** foyer_shift_report_count: Puts the blind count in: @counts (element-type FoyerCashCount) is copied. */
void foyer_shift_report_count (FoyerShiftReport *self, const GArray *counts);

/** foyer_shift_report_needs_approval: Returns: whether the difference is beyond @limit (minor units) */
gboolean foyer_shift_report_needs_approval (const FoyerShiftReport *self, gint64 limit);

/** foyer_shift_report_turnover: Returns: what was charged, less what was refunded */
gint64 foyer_shift_report_turnover (const FoyerShiftReport *self);

/** foyer_shift_report_gap: Returns: what tenders and sales do not agree in; 0 unless something is missing from the report */
gint64 foyer_shift_report_gap (const FoyerShiftReport *self);

/** foyer_shift_report_print: Returns: (transfer full): as JSON, as it is kept when a shift is closed */
char *foyer_shift_report_print (const FoyerShiftReport *self);

/** foyer_shift_report_parse: Returns: (transfer full) (nullable): what foyer_shift_report_print() wrote; %FOYER_ERROR_INVALID */
FoyerShiftReport *foyer_shift_report_parse (const char *text, GError **error);

G_END_DECLS
