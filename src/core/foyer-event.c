/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-event.h"

#include "foyer-nick.h"

static const char *const status_nicks[] = { "draft", "pending-approval", "published", "cancelled", "archived" };
static const char *const phase_nicks[] = { "draft", "pending-approval", "on-sale", "sold-out",
                                           "active", "completed", "cancelled", "archived" };

FoyerEvent *
foyer_event_new (void)
{
  FoyerEvent *self = g_new0 (FoyerEvent, 1);

  self->capacity = FOYER_UNLIMITED;
  return self;
}

void
foyer_event_free (FoyerEvent *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->description);
  g_free (self->organizer);
  g_free (self->timezone);
  g_free (self->currency);
  g_free (self->tags);
  g_free (self->public_url);
  g_free (self->cancel_reason);
  g_free (self);
}

const char *
foyer_event_status_nick (FoyerEventStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (status_nicks), status_nicks[0]);

  return status_nicks[status];
}

FoyerEventStatus
foyer_event_status_from_nick (const char *nick)
{
  return foyer_nick_find (status_nicks, G_N_ELEMENTS (status_nicks), nick, FOYER_EVENT_DRAFT);
}

const char *
foyer_event_phase_nick (FoyerEventPhase phase)
{
  g_return_val_if_fail (phase < G_N_ELEMENTS (phase_nicks), phase_nicks[0]);

  return phase_nicks[phase];
}

FoyerTime
foyer_event_opens (const FoyerEvent *self)
{
  if (self->doors != 0)
    return self->doors;
  return self->starts != 0 ? self->starts - FOYER_HOUR : 0;
}

FoyerTime
foyer_event_closes (const FoyerEvent *self)
{
  if (self->ends > self->starts)
    return self->ends;
  return self->starts != 0 ? self->starts + 6 * FOYER_HOUR : 0;
}

FoyerEventPhase
foyer_event_phase (const FoyerEvent *self, gint64 available, FoyerTime now)
{
  switch (self->status)
    {
    case FOYER_EVENT_DRAFT:
      return FOYER_PHASE_DRAFT;
    case FOYER_EVENT_PENDING_APPROVAL:
      return FOYER_PHASE_PENDING_APPROVAL;
    case FOYER_EVENT_CANCELLED:
      return FOYER_PHASE_CANCELLED;
    case FOYER_EVENT_ARCHIVED:
      return FOYER_PHASE_ARCHIVED;
    case FOYER_EVENT_PUBLISHED:
      break;
    default:
      g_assert_not_reached ();
    }
  if (foyer_event_closes (self) != 0 && now >= foyer_event_closes (self))
    return FOYER_PHASE_COMPLETED;
  if (foyer_event_opens (self) != 0 && now >= foyer_event_opens (self))
    return FOYER_PHASE_ACTIVE;
  return available == 0 ? FOYER_PHASE_SOLD_OUT : FOYER_PHASE_ON_SALE;
}
