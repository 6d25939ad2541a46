/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "foyer-money.h"
#include "foyer-random.h"
#include "foyer-shift-report.h"

static FoyerShiftReport *
evening_new (void)
{
  FoyerShiftReport  *report = foyer_shift_report_new ();
  FoyerReportTender *tender;
  FoyerReportLine   *line;
  FoyerCashCount     notes[] = { { 5000, 10 }, { 2000, 0 }, { 5, 3 } };
  g_autoptr (GArray) counts = g_array_new (FALSE, TRUE, sizeof (FoyerCashCount));

  report->till = g_strdup ("Till 2 “left”");
  report->currency = g_strdup ("CHF");
  report->cashiers = g_strdup ("Anna, Bo");
  report->first_order = g_strdup ("2-000007");
  report->last_order = g_strdup ("2-000019");
  report->reason = g_strdup ("a note\nof two lines");
  report->approver = g_strdup ("");
  report->number = 41;
  report->opened_at = 1795285800000000;
  report->made_at = 1795299900000000;
  report->opening = 20000;
  report->cash_in = 5000;
  report->cash_out = 1500;
  report->drops = 10000;
  report->rounding = 2;
  report->invoiced = 2400;
  report->unsynced = 3;
  report->shared = TRUE;
  tender = foyer_shift_report_get_tender (report, FOYER_PAYMENT_CASH);
  tender->n_in = 12;
  tender->in = 36002;
  tender->n_out = 1;
  tender->out = 2400;
  foyer_shift_report_get_tender (report, FOYER_PAYMENT_CARD)->in = 4800;
  foyer_shift_report_get_tender (report, FOYER_PAYMENT_INVOICE)->in = 2400;
  line = foyer_shift_report_add_line (report, "Tonight", "Stalls");
  line->sold = 18;
  line->gross = 44000;
  line->discounts = 800;
  line->net = 43200;
  line->returned = 1;
  line->refunded = 2400;
  foyer_shift_report_add_tax (report, 700, 43200);
  foyer_shift_report_add_tax (report, 700, -2400);
  foyer_shift_report_add_note (report, "comp", "Press", "Chief", 2, 4800);
  foyer_shift_report_settle (report);
  g_array_append_vals (counts, notes, G_N_ELEMENTS (notes));
  foyer_shift_report_count (report, counts);
  return report;
}

static void
test_expected_cash (void)
{
  g_autoptr (FoyerShiftReport) report = evening_new ();

  /* opening + in - out - drops + cash taken - cash given back; cards do not count */
  g_assert_cmpint (report->expected, ==, 20000 + 5000 - 1500 - 10000 + 36002 - 2400);
  g_assert_cmpint (report->counted, ==, 50015);
  g_assert_cmpint (report->difference, ==, report->counted - report->expected);
  g_assert_cmpuint (report->counts->len, ==, 2); /* of what there is none nothing is said */
  g_assert_true (foyer_shift_report_needs_approval (report, 500));
  g_assert_false (foyer_shift_report_needs_approval (report, ABS (report->difference)));
}

static void
test_tax_is_taken_from_the_sum (void)
{
  g_autoptr (FoyerShiftReport) report = evening_new ();
  const FoyerReportTax *tax = report->taxes->pdata[0];

  g_assert_cmpuint (report->taxes->len, ==, 1);
  g_assert_cmpint (tax->amount, ==, 40800);
  g_assert_cmpint (tax->tax, ==, foyer_money_vat_part (40800, 700));
}

static void
test_tenders_and_sales_agree (void)
{
  g_autoptr (FoyerShiftReport) report = evening_new ();

  g_assert_cmpint (foyer_shift_report_turnover (report), ==, 40800);
  g_assert_cmpint (foyer_shift_report_gap (report), ==, 0);
  foyer_shift_report_get_tender (report, FOYER_PAYMENT_CASH)->in += 100;
  g_assert_cmpint (foyer_shift_report_gap (report), ==, 100);
}

static void
test_kept_as_it_was (void)
{
  g_autoptr (FoyerShiftReport) report = evening_new ();
  g_autoptr (FoyerShiftReport) read = NULL;
  g_autofree char *text = foyer_shift_report_print (report);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  read = foyer_shift_report_parse (text, &error);
  g_assert_no_error (error);
  again = foyer_shift_report_print (read);
  g_assert_cmpstr (text, ==, again);
  g_assert_cmpint (read->number, ==, 41);
  g_assert_cmpstr (read->cashiers, ==, "Anna, Bo");
  g_assert_cmpint (foyer_shift_report_gap (read), ==, 0);
  g_assert_cmpint (((FoyerReportNote *) read->notes->pdata[0])->amount, ==, 4800);
  g_assert_true (read->shared);
}

static void
test_nonsense_does_no_harm (void)
{
  static const char *const texts[] = { "", "7", "[]", "{", "{\"tenders\":7,\"lines\":[7,null,[]],\"counts\":[{\"value\":\"x\"}],\"till\":5,\"number\":\"4\"}", "{}" };
  g_autofree char         *good = NULL;
  g_autoptr (FoyerShiftReport) report = evening_new ();
  FoyerRandom random;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerShiftReport) read = foyer_shift_report_parse (texts[i], &error);

      g_assert_cmpint (read == NULL, ==, error != NULL);
      if (read != NULL)
        g_assert_nonnull (read->till);
    }
  good = foyer_shift_report_print (report);
  foyer_random_init_seed (&random, 3);
  for (int i = 0; i < 5000; i++)
    {
      g_autofree char *spoilt = g_strdup (good);
      g_autoptr (FoyerShiftReport) read = NULL;
      g_autofree char *printed = NULL;

      for (int n = 0; n < 3; n++)
        spoilt[foyer_random_below (&random, strlen (spoilt))] = (char) (32 + foyer_random_below (&random, 95));
      read = foyer_shift_report_parse (spoilt, NULL);
      printed = read != NULL ? foyer_shift_report_print (read) : NULL;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/shift-report/expected-cash", test_expected_cash);
  g_test_add_func ("/core/shift-report/tax-is-taken-from-the-sum", test_tax_is_taken_from_the_sum);
  g_test_add_func ("/core/shift-report/tenders-and-sales-agree", test_tenders_and_sales_agree);
  g_test_add_func ("/core/shift-report/kept-as-it-was", test_kept_as_it_was);
  g_test_add_func ("/core/shift-report/nonsense-does-no-harm", test_nonsense_does_no_harm);
  return g_test_run ();
}
