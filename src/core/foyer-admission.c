/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-admission.h"

#include "foyer-nick.h"

static const char *const mode_nicks[] = { "entry", "exit", "info" };
static const char *const verdict_nicks[] = {
  "admitted",
  "exited",
  "info",
  "unknown",
  "forged",
  "replaced",
  "wrong-event",
  "blocked",
  "refunded",
  "cancelled",
  "unpaid",
  "expired",
  "too-early",
  "too-late",
  "wrong-gate",
  "already-in",
  "not-inside",
  "genuine",
};

static const char *const method_nicks[] = { "camera", "scanner", "manual" };

FoyerVerdict
foyer_admission_decide (const FoyerAdmissionFacts *facts, FoyerScanMode mode, FoyerTime now)
{
  if (facts->forged)
    return FOYER_VERDICT_FORGED;
  if (!facts->known && !facts->genuine)
    return FOYER_VERDICT_UNKNOWN;
  if (facts->replaced && mode != FOYER_SCAN_EXIT)
    return FOYER_VERDICT_REPLACED;
  if (!facts->right_event)
    return FOYER_VERDICT_WRONG_EVENT;
  if (mode == FOYER_SCAN_EXIT)
    return facts->inside ? FOYER_VERDICT_EXITED : FOYER_VERDICT_NOT_INSIDE;
  if (facts->blocked)
    return FOYER_VERDICT_BLOCKED;
  if (facts->refunded)
    return FOYER_VERDICT_REFUNDED;
  if (facts->cancelled || facts->event_cancelled)
    return FOYER_VERDICT_CANCELLED;
  if (!facts->paid)
    return FOYER_VERDICT_UNPAID;
  if (facts->expired)
    return FOYER_VERDICT_EXPIRED;
  if (facts->valid_from != 0 && now < facts->valid_from)
    return FOYER_VERDICT_TOO_EARLY;
  if (facts->valid_until != 0 && now > facts->valid_until)
    return FOYER_VERDICT_TOO_LATE;
  if (!facts->category_allowed)
    return FOYER_VERDICT_WRONG_GATE;
  if (facts->inside || (facts->was_inside && !facts->reentry))
    return FOYER_VERDICT_ALREADY_IN;
  if (!facts->known)
    return FOYER_VERDICT_GENUINE;
  return mode == FOYER_SCAN_INFO ? FOYER_VERDICT_INFO : FOYER_VERDICT_ADMITTED;
}

gboolean
foyer_verdict_lets_pass (FoyerVerdict verdict)
{
  return verdict == FOYER_VERDICT_ADMITTED || verdict == FOYER_VERDICT_EXITED ||
         verdict == FOYER_VERDICT_NOT_INSIDE || verdict == FOYER_VERDICT_GENUINE;
}

const char *
foyer_verdict_nick (FoyerVerdict verdict)
{
  g_return_val_if_fail (verdict < G_N_ELEMENTS (verdict_nicks), verdict_nicks[0]);

  return verdict_nicks[verdict];
}

FoyerVerdict
foyer_verdict_from_nick (const char *nick)
{
  return foyer_nick_find (verdict_nicks, G_N_ELEMENTS (verdict_nicks), nick, FOYER_VERDICT_UNKNOWN);
}

const char *
foyer_scan_mode_nick (FoyerScanMode mode)
{
  g_return_val_if_fail (mode < G_N_ELEMENTS (mode_nicks), mode_nicks[0]);

  return mode_nicks[mode];
}

FoyerScanMode
foyer_scan_mode_from_nick (const char *nick)
{
  return foyer_nick_find (mode_nicks, G_N_ELEMENTS (mode_nicks), nick, FOYER_SCAN_INFO);
}

const char *
foyer_scan_method_nick (FoyerScanMethod method)
{
  g_return_val_if_fail (method < G_N_ELEMENTS (method_nicks), method_nicks[0]);

  return method_nicks[method];
}

FoyerScanMethod
foyer_scan_method_from_nick (const char *nick)
{
  return foyer_nick_find (method_nicks, G_N_ELEMENTS (method_nicks), nick, FOYER_SCAN_BY_CAMERA);
}

FoyerCrowd
foyer_crowd (gint64 inside, gint64 capacity)
{
  if (capacity <= 0 || inside * 100 < capacity * FOYER_CROWD_NEAR)
    return FOYER_CROWD_EASY;
  if (inside >= capacity)
    return FOYER_CROWD_FULL;
  return inside * 100 < capacity * FOYER_CROWD_CLOSE ? FOYER_CROWD_FILLING : FOYER_CROWD_NEARLY_FULL;
}

void
foyer_scan_free (FoyerScan *self)
{
  if (self == NULL)
    return;
  g_free (self->gate);
  g_free (self->staff);
  g_free (self->reason);
  g_free (self);
}
