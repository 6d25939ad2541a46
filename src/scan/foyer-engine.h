/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-code.h"
#include "foyer-frame.h"

G_BEGIN_DECLS

/* One try to read a frame: which picture, what it is called in statistics,
 * how its pixels map to those of the frame that came in, and where to put
 * what is found (FoyerCode; a code that is there already is not put twice).
 */
typedef struct
{
  FoyerFrame *frame;
  const char *name;
  double      scale; /* pixels of the original frame per pixel of this one */
  double      x;     /* where the part that is looked at begins in the original frame */
  double      y;
  double      width; /* of that part, in pixels of the original frame */
  double      height;
  double      turn; /* degrees by which this picture was turned, around its middle */
  gint64      started_us;
  GPtrArray  *codes;
} FoyerAttempt;

typedef struct _FoyerZxing FoyerZxing;
typedef struct _FoyerZbar  FoyerZbar;
typedef struct _FoyerOwn   FoyerOwn;

/* foyer_engine_time: Returns: microseconds that this thread has computed. Time
 * for a picture is counted by it, so that as much is read on a busy machine.
 */
gint64 foyer_engine_time (void);

void foyer_attempt_add (const FoyerAttempt *attempt,
                        FoyerScanEngine     engine,
                        FoyerSymbology      symbology,
                        const void         *data,
                        gsize               length,
                        const FoyerPoint    corners[4]);

FoyerZxing *foyer_zxing_new (FoyerSymbology symbologies);
void        foyer_zxing_free (FoyerZxing *self);
void        foyer_zxing_read (FoyerZxing *self, const FoyerAttempt *attempt);

FoyerZbar *foyer_zbar_new (FoyerSymbology symbologies);
void       foyer_zbar_free (FoyerZbar *self);
void       foyer_zbar_read (FoyerZbar *self, const FoyerAttempt *attempt);

/* Reads QR codes that the other two do not: spoiled by lamps, blur, bending
 * and dirt. It is the slowest of the three.
 */
FoyerOwn *foyer_own_new (FoyerSymbology symbologies);
void      foyer_own_free (FoyerOwn *self);
void      foyer_own_read (FoyerOwn *self, const FoyerAttempt *attempt, gint64 deadline_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerOwn, foyer_own_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerZxing, foyer_zxing_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerZbar, foyer_zbar_free)

G_END_DECLS
