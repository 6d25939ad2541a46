/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * foyer_picture_read_async:
 * @file: a picture, such as a screenshot of a ticket
 *
 * Reads all codes of a picture, on a thread of its own.
 */
void foyer_picture_read_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/** foyer_picture_read_finish: Returns: (transfer full) (nullable) (element-type FoyerCode): the codes, or a FoyerFrameError or GIOErrorEnum */
GPtrArray *foyer_picture_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
