/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "foyer-device-message.h"
#include "foyer-feed-line.h"
#include "foyer-lease-message.h"
#include "foyer-pair-message.h"
#include "foyer-pairing-code.h"

G_BEGIN_DECLS

typedef struct _FoyerRemote FoyerRemote;

/** FoyerRemoteLineFunc: One line of the feed; takes it over. Returns: FALSE with @error to stop */
typedef gboolean (*FoyerRemoteLineFunc) (FoyerFeedLine *line, gpointer data, GError **error);

/** FoyerRemoteHintFunc: The platform has something new, up to @head. */
typedef void (*FoyerRemoteHintFunc) (gint64 head, gpointer data);

/**
 * FoyerRemoteKind:
 *
 * What a kind of platform must be able to do for this device. All functions
 * block, except @listen, and fail with %FOYER_SYNC_ERROR or G_IO_ERROR_CANCELLED.
 */
typedef struct
{
  /* Sends changes (element-type utf8: lines of JSON); @verdicts (element-type FoyerChangeVerdict) in the same order and number. */
  gboolean (*push) (FoyerRemote *self, GPtrArray *lines, GPtrArray **verdicts, GCancellable *cancellable, GError **error);
  /* Reads the feed after @since to its checkpoint. */
  gboolean (*pull) (FoyerRemote *self, gint64 since, FoyerRemoteLineFunc func, gpointer data, GCancellable *cancellable, GError **error);
  /* Asks for stock and gives it back; @grants (element-type FoyerLeaseGrant). %FOYER_SYNC_ERROR_LEASE: begin a new epoch. */
  gboolean (*lease) (FoyerRemote *self, const FoyerLeaseRequest *request, GArray **grants, GCancellable *cancellable, GError **error);
  /* Asks for hints, which come while the calling thread runs its default context. Calling it again while it listens does nothing. */
  void (*listen) (FoyerRemote *self, FoyerRemoteHintFunc func, gpointer data);
  gboolean (*is_listening) (FoyerRemote *self);
  void (*free) (FoyerRemote *self);
} FoyerRemoteKind;

/** FoyerRemote: a platform as this device sees it. It belongs to the thread that made it. */
struct _FoyerRemote
{
  const FoyerRemoteKind *kind;
  gint64                 unsent;       /* changes that wait here or were refused, told with the next requests; -1: not counted */
  gint64                 clock_offset; /* microseconds that the platform's clock is ahead of ours; 0 when not known or under two seconds */
};

void foyer_remote_free (FoyerRemote *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerRemote, foyer_remote_free)

/**
 * foyer_remote_new_platform:
 * @pin: of the certificate to expect, as of foyer_fingerprint_is_pin(); "" trusts whom the system trusts
 * @token: (nullable):
 *
 * Returns: (transfer full): a foyer-platform at @url, which knows this device by @token
 */
FoyerRemote *foyer_remote_new_platform (const char *url, const char *pin, const char *token);

/**
 * foyer_remote_pair:
 * @fingerprint: (out): of the certificate that met the code's, in full; "" when the system vouches for it or without TLS
 *
 * Uses a pairing code up.
 *
 * Returns: (transfer full) (nullable): what the platform gave, or %NULL and %FOYER_SYNC_ERROR
 */
FoyerPairAnswer *foyer_remote_pair (const FoyerPairingCode *code, const FoyerPairRequest *request, char **fingerprint, GCancellable *cancellable, GError **error);

/** foyer_remote_list_devices: Returns: (transfer full) (element-type FoyerDeviceReport) (nullable): all devices of the platform, or %NULL and %FOYER_SYNC_ERROR */
GPtrArray *foyer_remote_list_devices (FoyerRemote *self, GCancellable *cancellable, GError **error);

/** foyer_remote_edit_device: Renames a device, moves it to another gate or locks it out. */
gboolean foyer_remote_edit_device (FoyerRemote *self, const FoyerId *device, const FoyerDeviceEdit *edit, GCancellable *cancellable, GError **error);

/** foyer_remote_invite: Asks the platform for a pairing code for another device. Returns: (transfer full) (nullable): its text, or %NULL and %FOYER_SYNC_ERROR */
char *foyer_remote_invite (FoyerRemote *self, FoyerRole role, GCancellable *cancellable, GError **error);

G_END_DECLS
