/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "foyer-layout.h"

G_BEGIN_DECLS

/* Layouts and pictures in files; all of it off the main thread. */

/** foyer_layout_file_read_async: Reads a layout of Foyer or of pretix. */
void foyer_layout_file_read_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/** foyer_layout_file_read_finish: @left_out: (out): what a layout of pretix had that has no counterpart. Returns: (transfer full) (nullable) */
FoyerLayout *foyer_layout_file_read_finish (GAsyncResult *result, guint *left_out, GError **error);

/** foyer_layout_file_read_picture_async: Reads a picture of any kind, and makes it as small as layouts need it. */
void foyer_layout_file_read_picture_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/** foyer_layout_file_read_picture_finish: Returns: (transfer full) (nullable): PNG */
GBytes *foyer_layout_file_read_picture_finish (GAsyncResult *result, GError **error);

G_END_DECLS
