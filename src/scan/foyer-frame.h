/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FOYER_TYPE_FRAME (foyer_frame_get_type ())

/**
 * FOYER_FRAME_MAX_PIXELS:
 *
 * The largest picture that is looked at: 64 megapixels. Anything above is
 * refused before memory is set aside for it.
 */
#define FOYER_FRAME_MAX_PIXELS (64 * 1024 * 1024)

/**
 * FoyerFrame:
 *
 * One picture as brightness alone: 8 bits a pixel, 0 black, 255 white, rows
 * from top to bottom. It is immutable and counted by reference, so it may be
 * handed between threads.
 */
typedef struct _FoyerFrame FoyerFrame;

/**
 * FoyerFrameError:
 * @FOYER_FRAME_ERROR_NOT_A_PICTURE: the file holds no picture that can be read
 * @FOYER_FRAME_ERROR_TOO_LARGE: more than %FOYER_FRAME_MAX_PIXELS pixels, or a
 *   file that is too long to be a photograph
 *
 * Why a file did not become a frame. Errors of the file system itself come
 * as #GIOErrorEnum.
 */
typedef enum
{
  FOYER_FRAME_ERROR_NOT_A_PICTURE,
  FOYER_FRAME_ERROR_TOO_LARGE,
} FoyerFrameError;

#define FOYER_FRAME_ERROR (foyer_frame_error_quark ())
GQuark foyer_frame_error_quark (void);

GType         foyer_frame_get_type (void);
FoyerFrame   *foyer_frame_new_for_bytes (GBytes *bytes, int width, int height, int stride, gint64 time_us);
FoyerFrame   *foyer_frame_new_copy (const guint8 *data, int width, int height, int stride, gint64 time_us);
FoyerFrame   *foyer_frame_new_take (guint8 *data, int width, int height, gint64 time_us);
FoyerFrame   *foyer_frame_new_from_file (GFile *file, GCancellable *cancellable, GError **error);
GBytes       *foyer_frame_ref_bytes (FoyerFrame *self, gsize offset);
FoyerFrame   *foyer_frame_ref (FoyerFrame *self);
void          foyer_frame_unref (FoyerFrame *self);
const guint8 *foyer_frame_get_data (FoyerFrame *self);
int           foyer_frame_get_width (FoyerFrame *self);
int           foyer_frame_get_height (FoyerFrame *self);
int           foyer_frame_get_stride (FoyerFrame *self);
gint64        foyer_frame_get_time (FoyerFrame *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerFrame, foyer_frame_unref)

G_END_DECLS
