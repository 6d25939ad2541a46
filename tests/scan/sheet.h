/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-code.h"

G_BEGIN_DECLS

/**
 * Sheet:
 *
 * Something with codes on it, drawn flat and large: a hardticket as it is
 * printed, a phone, a poster, a bottle's label. A scene shows it to a camera.
 */
typedef struct
{
  float     *ink; /* brightness, 0 to 1; less than 0 where there is no paper */
  int        width;
  int        height;
  double     module;  /* of the codes, in pixels of the sheet */
  double     focus_x; /* where the code is that the camera looks at */
  double     focus_y;
  double     extent; /* half a side of that code with its quiet zone */
  GPtrArray *texts;  /* what the codes say, the one in focus first */
} Sheet;

Sheet *sheet_ticket (const char *code, guint number);
Sheet *sheet_phone (const char *code, gboolean dark, GRand *rand);
Sheet *sheet_qr (const char *code, int level, double quiet, GRand *rand);
Sheet *sheet_dotted (const char *code, GRand *rand);
Sheet *sheet_lots (guint columns, guint rows, GRand *rand);
Sheet *sheet_ean_13 (const char *digits);
Sheet *sheet_code_128 (const char *text);
void   sheet_free (Sheet *self);

void sheet_invert (Sheet *self);
void sheet_scratch (Sheet *self, guint n, double thickness, GRand *rand);
void sheet_blot (Sheet *self, guint n, double size, GRand *rand);
void sheet_crease (Sheet *self, guint n, GRand *rand);
void sheet_tear (Sheet *self, double share, GRand *rand);
void sheet_surround (Sheet *self, double module, GRand *rand);

char *sheet_random_text (GRand *rand, guint length);
char *sheet_random_ean_13 (GRand *rand);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sheet, sheet_free)

G_END_DECLS
