/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-print-job.h"

#include "foyer-nick.h"

static const char *const state_nicks[] = { "waiting", "sent", "printing", "stopped", "done", "failed", "cancelled" };

FoyerPrintJob *
foyer_print_job_new (void)
{
  return g_new0 (FoyerPrintJob, 1);
}

void
foyer_print_job_free (FoyerPrintJob *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->printer);
  g_free (self->message);
  g_free (self->reason);
  g_free (self->form);
  g_free (self);
}

const char *
foyer_print_state_nick (FoyerPrintState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (state_nicks), state_nicks[0]);

  return state_nicks[state];
}

FoyerPrintState
foyer_print_state_from_nick (const char *nick)
{
  return foyer_nick_find (state_nicks, G_N_ELEMENTS (state_nicks), nick, FOYER_PRINT_FAILED);
}

gboolean
foyer_print_state_is_open (FoyerPrintState state)
{
  return state <= FOYER_PRINT_STOPPED;
}
