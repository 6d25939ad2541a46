/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-printer-job.h"

G_BEGIN_DECLS

#define FOYER_TYPE_PRINT_WATCH (foyer_print_watch_get_type ())

/**
 * FoyerPrintWatch:
 *
 * Follows one job until it is done. It asks the print system in a worker
 * thread, after 0.3 s at first and every 2 s when nothing happens, and emits
 * #FoyerPrintWatch::changed in the main context that was the thread's default
 * when it was made. It holds a reference to nothing but itself, and dropping the
 * last reference ends it.
 *
 * A print system that does not answer is asked again: the job may well be
 * printed when it comes back. #FoyerPrintJobStatus.state is then
 * %FOYER_PRINT_JOB_STATE_UNKNOWN with the error's sentence as reason. A job that
 * the print system has forgotten ends the watch in that state.
 */
G_DECLARE_FINAL_TYPE (FoyerPrintWatch, foyer_print_watch, FOYER, PRINT_WATCH, GObject)

FoyerPrintWatch           *foyer_print_watch_new (int job_id);
int                        foyer_print_watch_get_job_id (FoyerPrintWatch *self);
const FoyerPrintJobStatus *foyer_print_watch_get_status (FoyerPrintWatch *self);
gboolean                   foyer_print_watch_is_done (FoyerPrintWatch *self);
void                       foyer_print_watch_hurry (FoyerPrintWatch *self);

G_END_DECLS
