/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Printers that take bytes as they are: receipt printers in the network
 * (“socket://HOST:PORT”, port 9100 when none is named) and raw queues of CUPS.
 */

/** foyer_raw_printer_is_socket: Returns: whether @printer names a printer in the network, and no queue */
gboolean foyer_raw_printer_is_socket (const char *printer);

/**
 * foyer_raw_printer_send:
 * @printer: "socket://HOST:PORT"
 *
 * Sends @bytes and waits until the printer has taken them, some seconds at most.
 * Blocking; not for the main thread.
 *
 * Returns: FALSE with %FOYER_PRINT_ERROR_UNREACHABLE when nothing was sent,
 *   %FOYER_PRINT_ERROR_UNCERTAIN when it broke off in the middle
 */
gboolean foyer_raw_printer_send (const char *printer, GBytes *bytes, GCancellable *cancellable, GError **error);

G_END_DECLS
