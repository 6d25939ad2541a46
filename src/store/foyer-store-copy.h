/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * foyer_store_copy_files:
 *
 * Copies the file at @path and its log byte by byte, for the owner of the lock;
 * the copy is on the disk, and its owner's alone, when this returns. See
 * foyer_store_save_copy() for everybody else.
 *
 * Returns: (transfer full): the copy's path
 */
char *foyer_store_copy_files (const char *path, GError **error);

G_END_DECLS
