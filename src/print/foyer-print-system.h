/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cups/cups.h>
#include <gio/gio.h>

#include "foyer-print-error.h"

G_BEGIN_DECLS

/* How this layer speaks with CUPS: each call opens its own connection, so that
 * it may run in any thread, waits at most seconds, and turns every failure into
 * a sentence. CUPS_SERVER is respected. For this folder only. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (http_t, httpClose)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ipp_t, ippDelete)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cups_dinfo_t, cupsFreeDestInfo)

http_t  *foyer_print_system_connect (GCancellable *cancellable,
                                     GError      **error);
ipp_t   *foyer_print_system_request (http_t     *http,
                                     ipp_t      *request,
                                     const char *resource,
                                     GError    **error);
gboolean foyer_print_system_is_lost (http_t      *http,
                                     ipp_status_t status);
gboolean foyer_print_system_check (http_t      *http,
                                   ipp_status_t status,
                                   GError     **error);
ipp_t   *foyer_print_system_new_printer_request (ipp_op_t    operation,
                                                 const char *printer);
ipp_t   *foyer_print_system_new_job_request (ipp_op_t operation,
                                             int      job_id);

G_END_DECLS
