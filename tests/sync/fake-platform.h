/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FakePlatform:
 *
 * Something that pairs like a platform and then answers as it was told: a web
 * server on a thread of its own.
 */
typedef struct _FakePlatform FakePlatform;

FakePlatform *fake_platform_new (void);
void          fake_platform_free (FakePlatform *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakePlatform, fake_platform_free)

/** fake_platform_code: Returns: (transfer full): a pairing code for it */
char *fake_platform_code (FakePlatform *self);

/** fake_platform_answer: How it answers @path ("changes" or "feed") from now on; @status 0 hangs up. A NULL @body accepts all changes. */
void fake_platform_answer (FakePlatform *self, const char *path, guint status, const char *content_type, const char *body);

G_END_DECLS
