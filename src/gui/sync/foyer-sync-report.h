/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-change.h"
#include "foyer-conflict-store.h"
#include "foyer-outbox-store.h"
#include "foyer-store.h"

G_BEGIN_DECLS

/** FoyerConflictKind: kinds of conflict that are told apart here; one of a newer version is shown by its text. */
typedef enum
{
  FOYER_CONFLICT_DOUBLE_ADMISSION,
  FOYER_CONFLICT_DOUBLE_REFUND, /* two tills gave money back for one ticket */
  FOYER_CONFLICT_MERGED_FIELD,
  FOYER_CONFLICT_REFUSED_CHANGE,
  FOYER_CONFLICT_OVERSOLD, /* a list brought more guests than there was room for */
  FOYER_CONFLICT_OTHER,
} FoyerConflictKind;

/** FoyerConflictSide: one of two admissions. */
typedef struct
{
  FoyerTime made_at; /* 0: not known */
  char     *gate;
  gboolean  here; /* on this laptop */
} FoyerConflictSide;

/** FoyerConflictReport: a conflict with what a person needs to judge it. */
typedef struct
{
  FoyerConflict    *conflict;
  FoyerConflictKind kind;
  FoyerConflictSide sides[2];    /* of a double admission */
  FoyerChangeKind   change_kind; /* of a merged field or a refused change; %FOYER_N_CHANGE_KINDS: not known */
  gboolean          can_retry;   /* the refused change is still here */
  gboolean          can_settle;  /* this laptop may; set by whoever shows it */
  char             *field;       /* (nullable): of a merged field, as in the change */
  char             *lost;        /* (nullable): what it would have said */
  char             *kept;        /* (nullable): what it says now */
  char             *event;       /* (nullable): title of the event concerned */
  char             *zone;        /* (nullable): its time zone */
  char             *currency;    /* (nullable): its currency */
} FoyerConflictReport;

void foyer_conflict_report_free (FoyerConflictReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerConflictReport, foyer_conflict_report_free)

/** foyer_conflict_report_equal: Returns: whether both say the same */
gboolean foyer_conflict_report_equal (const FoyerConflictReport *self, const FoyerConflictReport *other);

/** FoyerSyncReport: what the page “Sync” shows of the store. */
typedef struct
{
  GPtrArray       *open;    /* (element-type FoyerConflictReport): newest first */
  GPtrArray       *settled; /* (element-type FoyerConflictReport) */
  FoyerOutboxCount count;
  gboolean         tallied;                     /* @tally holds all that wait */
  guint            tally[FOYER_N_CHANGE_KINDS]; /* changes that wait, by kind */
} FoyerSyncReport;

void foyer_sync_report_free (FoyerSyncReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSyncReport, foyer_sync_report_free)

/** foyer_sync_report_read: A #FoyerStoreFunc for a reader. @device: a FoyerId, this laptop's. Returns: (transfer full): a FoyerSyncReport */
gpointer foyer_sync_report_read (FoyerConnection *connection, gpointer device, GError **error);

G_END_DECLS
