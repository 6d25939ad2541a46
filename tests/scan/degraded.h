/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene.h"

G_BEGIN_DECLS

/**
 * Degraded:
 *
 * One picture of the project's set of bad pictures: @frame shows codes that
 * say @texts.
 */
typedef struct
{
  FoyerFrame *frame;
  GPtrArray  *texts;
} Degraded;

/** degraded_count: Returns: how many kinds of trouble there are; the first degraded_tickets() are tickets at a door. */
guint       degraded_count (void);
guint       degraded_tickets (void);
const char *degraded_name (guint kind);

/** degraded_new: Returns: (transfer full): the @number-th picture of @kind, always the same one */
Degraded *degraded_new (guint kind, guint number);

/** degraded_new_pose: Returns: (transfer full): one of our own tickets in a steady hand, at @module pixels a module */
Degraded *degraded_new_pose (double module, guint number);

/** degraded_noise: Returns: (transfer full): the @number-th of endless pictures without a code: noise as fine as pixels and as
 * coarse as modules, stripes as wide as bars, and both on top of each other */
FoyerFrame *degraded_noise (guint number);

void degraded_free (Degraded *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Degraded, degraded_free)

G_END_DECLS
