/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * foyer_redact_body:
 * @kind: of the change
 * @body: its JSON as kept by the platform
 *
 * Leaves of a change's body what a door needs: who may come in, by name, but
 * not how to reach them. What may stay is listed, so a member that a newer
 * version adds is left out until somebody decides otherwise.
 *
 * Returns: (transfer full) (nullable): the smaller body, or %NULL when this
 *   kind of change holds no personal data and @body may be used as it is
 */
char *foyer_redact_body (const char *kind, const char *body);

G_END_DECLS
