/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-print-reason.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *keyword;
  const char *words; /* NULL: nothing that people need to know */
} reasons[] = {
  { "none", NULL },
  { "media-empty", N_ ("Out of paper") },
  { "media-needed", N_ ("Out of paper") },
  { "media-low", N_ ("Paper is running low") },
  { "media-jam", N_ ("Paper jam") },
  { "input-tray-missing", N_ ("Paper tray missing") },
  { "output-area-full", N_ ("Output tray full") },
  { "output-area-almost-full", N_ ("Output tray almost full") },
  { "output-tray-missing", N_ ("Output tray missing") },
  { "cover-open", N_ ("Cover open") },
  { "door-open", N_ ("Door open") },
  { "interlock-open", N_ ("Cover open") },
  { "cutter-jam", N_ ("Cutter jam") },
  { "marker-supply-low", N_ ("Ink or ribbon is running low") },
  { "marker-supply-empty", N_ ("Ink or ribbon is used up") },
  { "toner-low", N_ ("Toner is running low") },
  { "toner-empty", N_ ("Toner is used up") },
  { "marker-waste-almost-full", N_ ("Waste container almost full") },
  { "marker-waste-full", N_ ("Waste container full") },
  { "fuser-over-temp", N_ ("Printer is too hot") },
  { "thermal-overheat", N_ ("Printer is too hot") },
  { "moving-to-paused", N_ ("Stopping") },
  { "paused", N_ ("Stopped") },
  { "stopping", N_ ("Stopping") },
  { "stopped-partly", N_ ("Stopped in part") },
  { "shutdown", N_ ("Switched off") },
  { "deactivated", N_ ("Switched off") },
  { "offline", N_ ("Not connected") },
  { "connecting-to-device", N_ ("Connecting to the printer") },
  { "timed-out", N_ ("The printer does not answer") },
  { "spool-area-full", N_ ("No room for more jobs") },
  { "hold-new-jobs", N_ ("New jobs are held") },
  { "cups-missing-filter", N_ ("A part of the printer driver is missing") },
  { "cups-insecure-filter", N_ ("The printer driver is not safe") },
  { "cups-waiting-for-job-completed", NULL },
  { "cups-remote-pending", NULL },
  { "cups-remote-pending-held", N_ ("Held by the printer") },
  { "cups-remote-processing", NULL },
  { "cups-remote-stopped", N_ ("Stopped by the printer") },
  { "cups-remote-canceled", N_ ("Canceled at the printer") },
  { "cups-remote-aborted", N_ ("Given up by the printer") },
  { "cups-remote-completed", NULL },
  { "job-completed-successfully", NULL },
  { "job-completed-with-warnings", N_ ("Printed with warnings") },
  { "job-completed-with-errors", N_ ("Printed with errors") },
  { "job-incoming", NULL },
  { "job-data-insufficient", N_ ("The document has not arrived completely") },
  { "job-printing", NULL },
  { "job-queued", NULL },
  { "job-transforming", NULL },
  { "job-outgoing", NULL },
  { "job-hold-until-specified", N_ ("Held until it is released") },
  { "job-stopped", N_ ("Stopped") },
  { "processing-to-stop-point", N_ ("Stopping") },
  { "printer-stopped", N_ ("The printer is stopped") },
  { "printer-stopped-partly", N_ ("The printer is stopped in part") },
  { "resources-are-not-ready", N_ ("The printer is not ready") },
  { "job-canceled-by-user", N_ ("Canceled") },
  { "job-canceled-by-operator", N_ ("Canceled by an administrator") },
  { "job-canceled-at-device", N_ ("Canceled at the printer") },
  { "aborted-by-system", N_ ("Given up by the print system") },
  { "document-format-error", N_ ("The document cannot be read") },
  { "unsupported-document-format", N_ ("The printer cannot print PDF documents") },
  { "document-unprintable-error", N_ ("The document cannot be printed") },
  { "service-off-line", N_ ("Not connected") },
  { "cups-held-for-authentication", N_ ("The printer wants a password") },
  { "account-authorization-failed", N_ ("The printer wants a password") },
};

/**
 * foyer_print_reason_to_words:
 * @keyword: such as "media-empty-error"
 *
 * Returns: (transfer full) (nullable): the words, such as "Out of paper"; a
 *   keyword that is not known becomes readable ("fan-broken" gives "Fan
 *   broken"); %NULL if there is nothing to tell
 */
char *
foyer_print_reason_to_words (const char *keyword)
{
  static const char *const severities[] = { "-error", "-warning", "-report" };
  g_autofree char         *bare = NULL;

  g_return_val_if_fail (keyword != NULL, NULL);

  bare = g_ascii_strdown (keyword, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (severities); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (reasons); j++)
        if (strcmp (bare, reasons[j].keyword) == 0)
          return g_strdup (reasons[j].words);
      if (g_str_has_suffix (bare, severities[i]))
        bare[strlen (bare) - strlen (severities[i])] = '\0';
    }
  for (gsize j = 0; j < G_N_ELEMENTS (reasons); j++)
    if (strcmp (bare, reasons[j].keyword) == 0)
      return g_strdup (reasons[j].words);

  /* What the print system tells itself. */
  if (*bare == '\0' || g_str_has_prefix (bare, "cups-"))
    return NULL;
  g_strdelimit (bare, "-_", ' ');
  bare[0] = g_ascii_toupper (bare[0]);
  return g_utf8_make_valid (bare, -1);
}

/**
 * foyer_print_reasons_to_words:
 * @keywords: (array length=n_keywords): reasons
 * @n_keywords: how many
 *
 * Returns: (transfer full): the words, each once, perhaps none
 */
char **
foyer_print_reasons_to_words (const char *const *keywords,
                              gsize              n_keywords)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < n_keywords; i++)
    {
      g_autofree char *words = foyer_print_reason_to_words (keywords[i]);

      if (words != NULL && g_hash_table_add (seen, g_strdup (words)))
        g_strv_builder_add (builder, words);
    }
  return g_strv_builder_end (builder);
}
