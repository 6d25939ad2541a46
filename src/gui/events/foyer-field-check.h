/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What may be entered into a field of a FoyerForm; each is a FoyerFormParse. */

/** foyer_check_capacity: A number of tickets, empty for no limit. @data: (nullable): a gint64 that it must not be below: what is sold */
JsonNode *foyer_check_capacity (const char *text, gpointer data, char **sentence);

/** foyer_check_price: An amount. @data: the ISO 4217 code of its currency */
JsonNode *foyer_check_price (const char *text, gpointer data, char **sentence);

/** foyer_check_percent: A rate like "19" or "7,5" as hundredths of a percent; empty for 0. */
JsonNode *foyer_check_percent (const char *text, gpointer data, char **sentence);

/** foyer_check_count: A number from 1 on, empty for @data (a fallback, as GINT_TO_POINTER). */
JsonNode *foyer_check_count (const char *text, gpointer data, char **sentence);

/** foyer_check_name: Any text but an empty one. @data: the sentence to say when it is empty */
JsonNode *foyer_check_name (const char *text, gpointer data, char **sentence);

/** foyer_check_country: Two letters of ISO 3166, or empty. */
JsonNode *foyer_check_country (const char *text, gpointer data, char **sentence);

/** foyer_check_format_count: Returns: (transfer full): the number, "" for @unset */
char *foyer_check_format_count (gint64 number, gint64 unset);

/** foyer_check_format_percent: Returns: (transfer full): hundredths of a percent as "7" or "7,5", in the locale's way */
char *foyer_check_format_percent (int rate);

G_END_DECLS
