/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FOYER_PRINT_ERROR (foyer_print_error_quark ())

/**
 * FoyerPrintError:
 * @FOYER_PRINT_ERROR_CODE: a ticket code cannot be drawn (too long for a QR code)
 * @FOYER_PRINT_ERROR_DRAWING: the page could not be drawn or written
 * @FOYER_PRINT_ERROR_UNREACHABLE: the print system does not answer; nothing was handed over
 * @FOYER_PRINT_ERROR_NO_PRINTER: there is no printer of this name
 * @FOYER_PRINT_ERROR_NOT_ACCEPTING: the printer refuses new jobs, or PDF
 * @FOYER_PRINT_ERROR_REFUSED: the print system refused the request
 * @FOYER_PRINT_ERROR_NOT_PERMITTED: this user may not do that
 * @FOYER_PRINT_ERROR_NO_JOB: the print system knows no such job (any more)
 * @FOYER_PRINT_ERROR_UNCERTAIN: the answer was lost and the job may have been
 *   taken; look for it with foyer_print_job_find() before sending it again
 *
 * What can go wrong in this layer, as far as callers must tell it apart.
 * The messages are plain English sentences.
 */
typedef enum
{
  FOYER_PRINT_ERROR_CODE,
  FOYER_PRINT_ERROR_DRAWING,
  FOYER_PRINT_ERROR_UNREACHABLE,
  FOYER_PRINT_ERROR_NO_PRINTER,
  FOYER_PRINT_ERROR_NOT_ACCEPTING,
  FOYER_PRINT_ERROR_REFUSED,
  FOYER_PRINT_ERROR_NOT_PERMITTED,
  FOYER_PRINT_ERROR_NO_JOB,
  FOYER_PRINT_ERROR_UNCERTAIN,
} FoyerPrintError;

GQuark foyer_print_error_quark (void);

G_END_DECLS
