/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-role.h"

#include "foyer-nick.h"

static const char *const role_nicks[FOYER_N_ROLES] = {
  [FOYER_ROLE_ORGANIZER] = "organizer",
  [FOYER_ROLE_BOX_OFFICE] = "box-office",
  [FOYER_ROLE_DOOR] = "door",
  [FOYER_ROLE_ADMIN] = "admin",
};

const char *
foyer_role_nick (FoyerRole role)
{
  g_return_val_if_fail (role < FOYER_N_ROLES, "");

  return role_nicks[role];
}

FoyerRole
foyer_role_from_nick (const char *nick)
{
  return foyer_nick_find (role_nicks, FOYER_N_ROLES, nick, FOYER_N_ROLES);
}

gboolean
foyer_role_may_make (FoyerRole role, FoyerChangeKind kind)
{
  if (kind >= FOYER_N_CHANGE_KINDS)
    return FALSE;
  switch (role)
    {
    case FOYER_ROLE_ORGANIZER:
    case FOYER_ROLE_ADMIN:
      return TRUE;
    case FOYER_ROLE_BOX_OFFICE:
      return kind != FOYER_CHANGE_VENUE_EDIT && kind != FOYER_CHANGE_EVENT_EDIT && kind != FOYER_CHANGE_CATEGORY_EDIT &&
             kind != FOYER_CHANGE_GATE_EDIT && kind != FOYER_CHANGE_LAYOUT_EDIT && kind != FOYER_CHANGE_PICTURE_EDIT && kind != FOYER_CHANGE_PLAN_EDIT && kind != FOYER_CHANGE_KEY_REVOKE;
    case FOYER_ROLE_DOOR:
      return kind == FOYER_CHANGE_TICKET_SCAN || kind == FOYER_CHANGE_TICKET_UNDO || kind == FOYER_CHANGE_TICKET_BLOCK;
    case FOYER_N_ROLES:
    default:
      return FALSE;
    }
}

gboolean
foyer_role_may_pair (FoyerRole role)
{
  return role == FOYER_ROLE_ORGANIZER || role == FOYER_ROLE_ADMIN;
}

gboolean
foyer_role_may_manage (FoyerRole role, FoyerRole other)
{
  return role == FOYER_ROLE_ADMIN || (role == FOYER_ROLE_ORGANIZER && other != FOYER_ROLE_ADMIN);
}

gboolean
foyer_role_sees_contacts (FoyerRole role)
{
  return role == FOYER_ROLE_ORGANIZER || role == FOYER_ROLE_BOX_OFFICE || role == FOYER_ROLE_ADMIN;
}
