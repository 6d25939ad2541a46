/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-change.h"

G_BEGIN_DECLS

/** FoyerRole: what a device was paired for. The platform holds every device to it. */
typedef enum
{
  FOYER_ROLE_ORGANIZER,
  FOYER_ROLE_BOX_OFFICE,
  FOYER_ROLE_DOOR,
  FOYER_ROLE_ADMIN,
  FOYER_N_ROLES,
} FoyerRole;

/** foyer_role_nick: Returns: (transfer none): "organizer", "box-office", "door" or "admin" */
const char *foyer_role_nick (FoyerRole role);

/** foyer_role_from_nick: Returns: %FOYER_N_ROLES when @nick (nullable) names no role */
FoyerRole foyer_role_from_nick (const char *nick);

/**
 * foyer_role_may_make:
 *
 * The rule of authority by kind: an organizer and an administrator may do everything; a box office
 * everything but edit venues, events and categories; a door may scan, take a
 * scan back and block.
 *
 * Returns: whether the platform takes a change of @kind from a device in @role
 */
gboolean foyer_role_may_make (FoyerRole role, FoyerChangeKind kind);

/** foyer_role_may_pair: Returns: whether a device in @role may hand out pairing codes, and manage devices */
gboolean foyer_role_may_pair (FoyerRole role);

/** foyer_role_may_manage: Returns: whether a device in @role may invite, rename and lock out one in @other: an administrator all, an organizer all but administrators */
gboolean foyer_role_may_manage (FoyerRole role, FoyerRole other);

/** foyer_role_sees_contacts: Returns: whether a device in @role is given e-mail, phone and address of people */
gboolean foyer_role_sees_contacts (FoyerRole role);

G_END_DECLS
