/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-admission.h"
#include "foyer-event-store.h"
#include "foyer-order.h"
#include "foyer-print-job.h"

G_BEGIN_DECLS

/* Translated words for values, the same on every page. */

/** foyer_format_date: Returns: (transfer full): "Sat 21 November 2026" in @zone (IANA; nullable or "": local), "" for 0 */
char *foyer_format_date (FoyerTime time, const char *zone);
/** foyer_format_time: Returns: (transfer full): "20:00", "" for 0 */
char *foyer_format_time (FoyerTime time, const char *zone);
/** foyer_format_date_time: Returns: (transfer full): "Sat 21 Nov, 20:00"; with the year when it is not this one; "Today, 20:00" today */
char *foyer_format_date_time (FoyerTime time, const char *zone, FoyerTime now);
/** foyer_format_ago: Returns: (transfer full): "just now", "12 s ago", "5 min ago", then the time */
char *foyer_format_ago (FoyerTime time, FoyerTime now);
/** foyer_format_count: Returns: (transfer full): digits grouped as the locale does; "∞" for G_MAXINT64 */
char *foyer_format_count (gint64 count);

const char *foyer_format_phase (FoyerEventPhase phase);
const char *foyer_format_phase_icon (FoyerEventPhase phase);
const char *foyer_format_alert (FoyerAlert alert);
const char *foyer_format_alert_icon (FoyerAlert alert);
/** foyer_format_alert_style: Returns: (nullable): the style class that goes with it */
const char *foyer_format_alert_style (FoyerAlert alert);
const char *foyer_format_ticket_status (FoyerTicketStatus status);
const char *foyer_format_ticket_status_icon (FoyerTicketStatus status);
const char *foyer_format_order_status (FoyerOrderStatus status);
const char *foyer_format_payment_method (FoyerPaymentMethod method);
const char *foyer_format_print_state (FoyerPrintState state);
const char *foyer_format_print_state_icon (FoyerPrintState state);

/** foyer_format_verdict: Returns: the word that fills the screen: "Welcome", "Already in"… */
const char *foyer_format_verdict (FoyerVerdict verdict);
/** foyer_format_verdict_advice: Returns: what to do next, one sentence */
const char *foyer_format_verdict_advice (FoyerVerdict verdict);
const char *foyer_format_verdict_icon (FoyerVerdict verdict);
/** foyer_format_verdict_style: Returns: the style class of its colour: "verdict-yes", "verdict-genuine", "verdict-no", "verdict-wait", "verdict-info" */
const char *foyer_format_verdict_style (FoyerVerdict verdict);

/** foyer_format_store_error: Returns: a sentence for a person on why something did not work */
const char *foyer_format_store_error (const GError *error);

G_END_DECLS
