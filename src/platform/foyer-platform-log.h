/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * foyer_platform_log_init:
 *
 * Sends everything that is logged to the standard error output, one line each:
 * `time=… level=… domain=… message="…"`, so that people can read it and
 * programs can take it apart. Nothing logged here may name a person, a token or
 * the query of a request.
 */
void foyer_platform_log_init (void);

/** foyer_platform_log_request: Logs one answered request; @device (nullable) is the text of its id. */
void foyer_platform_log_request (const char *request_id, const char *method, const char *path, guint status, double milliseconds, const char *device);

G_END_DECLS
