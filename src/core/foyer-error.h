/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FOYER_ERROR:
 *
 * Errors that callers tell apart, from core up to the programs. The message is
 * a plain English sentence for the log and the command line; the desktop
 * program chooses its own translated sentence by the code.
 */
#define FOYER_ERROR (foyer_error_quark ())

/**
 * FoyerError:
 * @FOYER_ERROR_INVALID: a value or message does not follow its rules
 * @FOYER_ERROR_NOT_FOUND: the thing named does not exist here
 * @FOYER_ERROR_SOLD_OUT: there is not enough stock for the sale
 * @FOYER_ERROR_LEASE: there is enough stock, but this device may not sell that much of it without asking
 * @FOYER_ERROR_NOT_ON_SALE: the category or event cannot be sold now
 * @FOYER_ERROR_STATE: the thing is in a state that does not allow the step
 * @FOYER_ERROR_STORE_TOO_NEW: the store was written by a newer version
 * @FOYER_ERROR_STORE_DAMAGED: the store file is not a sound Foyer store
 * @FOYER_ERROR_STORE_BUSY: another process owns the store
 * @FOYER_ERROR_STORE_READ_ONLY: the store or its folder cannot be written
 * @FOYER_ERROR_STORE_FULL: there is no room left on the disk
 * @FOYER_ERROR_STORE: any other failure of the store
 */
typedef enum
{
  FOYER_ERROR_INVALID,
  FOYER_ERROR_NOT_FOUND,
  FOYER_ERROR_SOLD_OUT,
  FOYER_ERROR_NOT_ON_SALE,
  FOYER_ERROR_STATE,
  FOYER_ERROR_STORE_TOO_NEW,
  FOYER_ERROR_STORE_DAMAGED,
  FOYER_ERROR_STORE_BUSY,
  FOYER_ERROR_STORE_READ_ONLY,
  FOYER_ERROR_STORE_FULL,
  FOYER_ERROR_STORE,
  FOYER_ERROR_LEASE,
} FoyerError;

GQuark foyer_error_quark (void);

G_END_DECLS
