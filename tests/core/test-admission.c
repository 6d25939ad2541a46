/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-admission.h"

#include <string.h>

#define NOON (G_GINT64_CONSTANT (1790000000) * FOYER_SECOND)

/* A ticket that nothing speaks against. */
static FoyerAdmissionFacts
sound_facts (void)
{
  return (FoyerAdmissionFacts) { .known = TRUE, .right_event = TRUE, .paid = TRUE, .category_allowed = TRUE };
}

/*
 * What each row of the door's rules asks and answers, as a list in their order:
 * written from the design, not from the code.
 */
typedef enum
{
  IS_FORGED,
  IS_UNKNOWN,
  IS_REPLACED,
  IS_OTHER_EVENT,
  IS_BLOCKED,
  IS_REFUNDED,
  IS_CANCELLED,
  IS_UNPAID,
  IS_EXPIRED,
  IS_EARLY,
  IS_LATE,
  IS_OTHER_GATE,
  IS_IN,
  N_REASONS,
} Reason;

static const FoyerVerdict verdict_of[N_REASONS] = {
  FOYER_VERDICT_FORGED, FOYER_VERDICT_UNKNOWN, FOYER_VERDICT_REPLACED, FOYER_VERDICT_WRONG_EVENT, FOYER_VERDICT_BLOCKED,
  FOYER_VERDICT_REFUNDED, FOYER_VERDICT_CANCELLED, FOYER_VERDICT_UNPAID, FOYER_VERDICT_EXPIRED, FOYER_VERDICT_TOO_EARLY,
  FOYER_VERDICT_TOO_LATE, FOYER_VERDICT_WRONG_GATE, FOYER_VERDICT_ALREADY_IN
};

static FoyerVerdict
oracle (const gboolean reasons[N_REASONS], gboolean inside, FoyerScanMode mode)
{
  for (int i = 0; i < N_REASONS; i++)
    {
      gboolean asked_at_exit = i == IS_FORGED || i == IS_UNKNOWN || i == IS_OTHER_EVENT;

      if (reasons[i] && (mode != FOYER_SCAN_EXIT || asked_at_exit))
        return verdict_of[i];
    }
  switch (mode)
    {
    case FOYER_SCAN_EXIT:
      return inside ? FOYER_VERDICT_EXITED : FOYER_VERDICT_NOT_INSIDE;
    case FOYER_SCAN_INFO:
      return FOYER_VERDICT_INFO;
    case FOYER_SCAN_ENTRY:
    default:
      return FOYER_VERDICT_ADMITTED;
    }
}

static void
test_truth_table (void)
{
  guint verdicts = 0;

  /* 14 yes-or-no facts, 3 states of the clock, 3 modes */
  for (guint bits = 0; bits < 1u << 14; bits++)
    for (int clock = 0; clock < 3; clock++)
      for (FoyerScanMode mode = FOYER_SCAN_ENTRY; mode <= FOYER_SCAN_INFO; mode++)
        {
          FoyerAdmissionFacts facts = {
            .known = bits & 1,
            .replaced = bits >> 1 & 1,
            .forged = bits >> 2 & 1,
            .right_event = bits >> 3 & 1,
            .event_cancelled = bits >> 4 & 1,
            .blocked = bits >> 5 & 1,
            .refunded = bits >> 6 & 1,
            .cancelled = bits >> 7 & 1,
            .paid = bits >> 8 & 1,
            .category_allowed = bits >> 9 & 1,
            .reentry = bits >> 10 & 1,
            .inside = bits >> 11 & 1,
            .was_inside = bits >> 12 & 1,
            .expired = bits >> 13 & 1,
            .valid_from = clock == 1 ? NOON + 1 : NOON,
            .valid_until = clock == 2 ? NOON - 1 : NOON,
          };
          gboolean reasons[N_REASONS] = {
            [IS_FORGED] = facts.forged,
            [IS_UNKNOWN] = !facts.known,
            [IS_REPLACED] = facts.replaced,
            [IS_OTHER_EVENT] = !facts.right_event,
            [IS_BLOCKED] = facts.blocked,
            [IS_REFUNDED] = facts.refunded,
            [IS_CANCELLED] = facts.cancelled || facts.event_cancelled,
            [IS_UNPAID] = !facts.paid,
            [IS_EXPIRED] = facts.expired,
            [IS_EARLY] = clock == 1,
            [IS_LATE] = clock == 2,
            [IS_OTHER_GATE] = !facts.category_allowed,
            [IS_IN] = facts.inside || (facts.was_inside && !facts.reentry),
          };
          FoyerVerdict expected = oracle (reasons, facts.inside, mode);
          FoyerVerdict verdict = foyer_admission_decide (&facts, mode, NOON);

          if (verdict != expected)
            g_error ("facts %#x, clock %d, %s: %s instead of %s", bits, clock, foyer_scan_mode_nick (mode),
                     foyer_verdict_nick (verdict), foyer_verdict_nick (expected));
          verdicts |= 1u << verdict;
        }
  /* every verdict was given */
  g_assert_cmphex (verdicts, ==, (1u << (FOYER_VERDICT_NOT_INSIDE + 1)) - 1);
}

static void
test_order (void)
{
  /* all at once, then one reason less at a time: each next one comes to light */
  FoyerAdmissionFacts facts = { .replaced = TRUE, .forged = TRUE, .blocked = TRUE, .refunded = TRUE, .cancelled = TRUE, .expired = TRUE, .inside = TRUE, .valid_from = NOON + FOYER_HOUR };

  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_FORGED);
  facts.forged = FALSE;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_UNKNOWN);
  facts.known = TRUE;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_REPLACED);
  facts.replaced = FALSE;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_WRONG_EVENT);
  facts.right_event = TRUE;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_BLOCKED);
  facts.blocked = FALSE;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_REFUNDED);
  facts.refunded = FALSE;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_CANCELLED);
  facts.cancelled = FALSE;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_UNPAID);
  facts.paid = TRUE;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_EXPIRED);
  facts.expired = FALSE;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_TOO_EARLY);
  facts.valid_from = 0;
  facts.valid_until = NOON - FOYER_HOUR;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_TOO_LATE);
  facts.valid_until = 0;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_WRONG_GATE);
  facts.category_allowed = TRUE;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_ALREADY_IN);
  facts.inside = FALSE;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_ADMITTED);
}

static void
test_evening_of_a_guest (void)
{
  FoyerAdmissionFacts facts = sound_facts ();

  facts.reentry = TRUE;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_INFO, NOON), ==, FOYER_VERDICT_INFO);
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_EXIT, NOON), ==, FOYER_VERDICT_NOT_INSIDE);
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_ADMITTED);
  facts.inside = facts.was_inside = TRUE;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_ALREADY_IN);
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_EXIT, NOON), ==, FOYER_VERDICT_EXITED);
  facts.inside = FALSE;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_ADMITTED);
  facts.reentry = FALSE;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_ALREADY_IN);
}

static void
test_nobody_is_kept_in (void)
{
  FoyerAdmissionFacts facts = { .known = TRUE, .right_event = TRUE, .replaced = TRUE, .blocked = TRUE, .refunded = TRUE, .cancelled = TRUE, .event_cancelled = TRUE, .expired = TRUE, .inside = TRUE, .was_inside = TRUE, .valid_from = NOON + 1, .valid_until = NOON - 1 };

  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_EXIT, NOON), ==, FOYER_VERDICT_EXITED);
}

static void
test_bounds (void)
{
  FoyerAdmissionFacts facts = sound_facts ();

  facts.valid_from = NOON;
  facts.valid_until = NOON + FOYER_HOUR;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON - 1), ==, FOYER_VERDICT_TOO_EARLY);
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_ADMITTED);
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON + FOYER_HOUR), ==, FOYER_VERDICT_ADMITTED);
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON + FOYER_HOUR + 1), ==, FOYER_VERDICT_TOO_LATE);
  facts.valid_from = facts.valid_until = 0;
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, 1), ==, FOYER_VERDICT_ADMITTED);
  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, FOYER_TIME_MAX), ==, FOYER_VERDICT_ADMITTED);
}

static void
test_who_passes (void)
{
  for (FoyerVerdict verdict = FOYER_VERDICT_ADMITTED; verdict <= FOYER_VERDICT_NOT_INSIDE; verdict++)
    g_assert_cmpint (foyer_verdict_lets_pass (verdict), ==,
                     verdict == FOYER_VERDICT_ADMITTED || verdict == FOYER_VERDICT_EXITED || verdict == FOYER_VERDICT_NOT_INSIDE);
}

static void
test_nicks (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (FoyerVerdict verdict = FOYER_VERDICT_ADMITTED; verdict <= FOYER_VERDICT_NOT_INSIDE; verdict++)
    {
      g_assert_true (g_hash_table_add (seen, (gpointer) foyer_verdict_nick (verdict)));
      g_assert_cmpint (foyer_verdict_from_nick (foyer_verdict_nick (verdict)), ==, verdict);
    }
  for (FoyerScanMode mode = FOYER_SCAN_ENTRY; mode <= FOYER_SCAN_INFO; mode++)
    g_assert_cmpint (foyer_scan_mode_from_nick (foyer_scan_mode_nick (mode)), ==, mode);
  g_assert_cmpstr (foyer_verdict_nick (FOYER_VERDICT_ALREADY_IN), ==, "already-in");
  g_assert_cmpstr (foyer_verdict_nick (FOYER_VERDICT_NOT_INSIDE), ==, "not-inside");
}

static void
test_unknown_nicks (void)
{
  g_assert_false (foyer_verdict_lets_pass (foyer_verdict_from_nick ("from-a-newer-version")));
  g_assert_false (foyer_verdict_lets_pass (foyer_verdict_from_nick (NULL)));
  g_assert_cmpint (foyer_scan_mode_from_nick ("from-a-newer-version"), ==, FOYER_SCAN_INFO);
  g_assert_cmpint (foyer_scan_mode_from_nick (NULL), ==, FOYER_SCAN_INFO);
}

static void
test_free (void)
{
  FoyerScan *scan = g_new0 (FoyerScan, 1);

  scan->gate = g_strdup ("North");
  foyer_scan_free (scan);
  foyer_scan_free (NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/admission/every-combination-of-facts-gets-the-verdict-of-the-design", test_truth_table);
  g_test_add_func ("/admission/the-first-reason-in-order-is-told", test_order);
  g_test_add_func ("/admission/a-guest-comes-goes-and-comes-back", test_evening_of_a_guest);
  g_test_add_func ("/admission/nobody-is-kept-in", test_nobody_is_kept_in);
  g_test_add_func ("/admission/the-first-and-the-last-moment-count", test_bounds);
  g_test_add_func ("/admission/only-three-verdicts-let-pass", test_who_passes);
  g_test_add_func ("/admission/every-verdict-and-mode-has-a-name-of-its-own", test_nicks);
  g_test_add_func ("/admission/an-unknown-name-lets-nobody-pass-and-moves-nobody", test_unknown_nicks);
  g_test_add_func ("/admission/a-scan-frees-what-it-holds", test_free);
  return g_test_run ();
}
