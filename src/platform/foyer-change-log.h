/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-changes-message.h"
#include "foyer-device-register.h"

G_BEGIN_DECLS

/**
 * foyer_change_log_append:
 * @device: who sent the batch
 * @offers: (element-type FoyerOffer): what it sent
 * @verdicts: (out) (transfer full) (element-type FoyerChangeVerdict): one for each offer, in its order
 * @head: (out): the newest rev after it
 *
 * Numbers and keeps what the device is allowed to send. A change that is
 * already there gets the rev of its first time.
 *
 * Returns: FALSE when the storage failed; nothing was kept then
 */
gboolean foyer_change_log_append (FoyerStorage *storage, const FoyerDevice *device, GPtrArray *offers, FoyerTime now, GPtrArray **verdicts, gint64 *head, GError **error);

/**
 * foyer_change_log_add:
 * @device: whose changes they are
 * @changes: (element-type FoyerChange): made by the platform itself for the device
 * @head: (out): the newest rev after it
 *
 * As foyer_change_log_append(), for changes that cannot be refused.
 *
 * Returns: FALSE and %FOYER_ERROR_INVALID when one was refused all the same, or when the storage failed
 */
gboolean foyer_change_log_add (FoyerStorage *storage, const FoyerDevice *device, GPtrArray *changes, FoyerTime now, gint64 *head, GError **error);

/** foyer_change_log_read_news: Returns: the newest rev that an announcement of foyer_change_log_append() tells, 0 when it is not about @organization */
gint64 foyer_change_log_read_news (const char *text, const FoyerId *organization);

/** foyer_change_log_head: Sets @head to the newest rev of @organization. */
gboolean foyer_change_log_head (FoyerStorage *storage, const FoyerId *organization, gint64 *head, GError **error);

/**
 * foyer_change_log_read:
 * @since: the last rev that the reader has
 * @until: the last rev that it is to get
 * @limit: rows at most
 * @role: of the reader, which decides what of people's data it gets
 * @text: gets the lines
 * @last: (out): the rev of the last line, or @since when there was none
 *
 * Reads lines of the feed, up to @limit or about %FOYER_FEED_PAGE_BYTES.
 */
gboolean foyer_change_log_read (FoyerStorage *storage, const FoyerId *organization, gint64 since, gint64 until, gint64 limit, FoyerRole role, GString *text, gint64 *last, gint64 *n_lines, GError **error);

#define FOYER_FEED_PAGE_BYTES (192 * 1024)

G_END_DECLS
