/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FoyerDataLock:
 *
 * The right of one process to use a platform's folder. It ends with the process.
 */
typedef struct
{
  int fd;
} FoyerDataLock;

/** foyer_data_lock_take: Sets @busy when another process has it; then and on success returns TRUE, FALSE and @error otherwise */
gboolean foyer_data_lock_take (const char *folder, FoyerDataLock *lock, gboolean *busy, GError **error);
void     foyer_data_lock_release (FoyerDataLock *lock);

/** FoyerControl: how a second process speaks to the one that owns the database. */
typedef struct
{
  char *url;         /* on this machine */
  char *token;       /* of an admin */
  char *fingerprint; /* of its certificate, "" without TLS */
} FoyerControl;

void foyer_control_free (FoyerControl *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerControl, foyer_control_free)

/** foyer_control_file_write: Leaves it in the folder, readable for its owner alone. */
gboolean foyer_control_file_write (const char *folder, const FoyerControl *control, GError **error);

/** foyer_control_file_read: Returns: (transfer full) (nullable): */
FoyerControl *foyer_control_file_read (const char *folder, GError **error);
void          foyer_control_file_remove (const char *folder);

G_END_DECLS
