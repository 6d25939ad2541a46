/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-change.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_FEED_CHANGE,     /* a change with its rev */
  FOYER_FEED_SALE,       /* the same, of the kind that most are of */
  FOYER_FEED_UNUSABLE,   /* it has a rev, but this version cannot use it */
  FOYER_FEED_CHECKPOINT, /* the last line: everything up to this rev was sent */
} FoyerFeedLineType;

/**
 * FoyerFeedLine:
 *
 * One line of the platform's feed. The feed is newline-delimited JSON: changes
 * in the order of their rev, then one checkpoint. A feed without its checkpoint
 * was cut off; what came before is still good.
 */
typedef struct
{
  FoyerFeedLineType type;
  gint64            rev;
  FoyerChange      *change;  /* (nullable): of %FOYER_FEED_CHANGE */
  FoyerSaleFact    *sale;    /* (nullable): of %FOYER_FEED_SALE */
  char             *problem; /* (nullable): of %FOYER_FEED_UNUSABLE */
  gint64            head;    /* of %FOYER_FEED_CHECKPOINT: the newest rev of the organization; there is more when it is above @rev */
  char             *gate;    /* (nullable): of %FOYER_FEED_CHECKPOINT: where the reader is to stand, "" for nowhere in particular */
} FoyerFeedLine;

void foyer_feed_line_free (FoyerFeedLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerFeedLine, foyer_feed_line_free)

/** foyer_feed_line_parse: Returns: (transfer full) (nullable): the line, or %NULL and %FOYER_ERROR_INVALID when it is none */
FoyerFeedLine *foyer_feed_line_parse (const char *text, gsize length, GError **error);

/**
 * foyer_feed_append_change:
 *
 * Writes a line of the feed, with its newline, from the parts that a platform
 * keeps, without parsing @body again.
 */
void foyer_feed_append_change (GString *text, gint64 rev, const FoyerId *id, const char *kind, const FoyerId *subject, FoyerTime made_at, const FoyerId *device, const char *body);

/** foyer_feed_append_checkpoint: Writes the last line of a feed that ends at @rev while the organization is at @head, for a device at @gate (nullable). */
void foyer_feed_append_checkpoint (GString *text, gint64 rev, gint64 head, const char *gate);

/** foyer_live_print: Returns: (transfer full): the message of `GET live` that says the organization is at @head */
char *foyer_live_print (gint64 head);

/** foyer_live_parse: Returns: the rev in a message of `GET live`, or 0 when it is none */
gint64 foyer_live_parse (const char *text, gsize length);

G_END_DECLS
