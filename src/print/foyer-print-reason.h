/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The keywords with which printers and jobs tell what is the matter (IPP
 * printer-state-reasons and job-state-reasons, RFC 8011 sections 5.4.12 and
 * 5.3.8), as words. The words that are known are marked for translation, so
 * gettext() finds them. */

char  *foyer_print_reason_to_words (const char *keyword);
char **foyer_print_reasons_to_words (const char *const *keywords,
                                     gsize              n_keywords);

G_END_DECLS
