/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-qr-finder.h"

G_BEGIN_DECLS

/**
 * FOYER_QR_BENDS:
 *
 * By how many numbers a lattice may be bent: for each of the two directions
 * of the picture, how far the middles of the sides bulge, how the bulge
 * changes across, and how much closer together the modules are at the sides.
 */
#define FOYER_QR_BENDS 12

/**
 * FoyerQrLattice:
 * @light: the picture
 * @size: modules on a side
 * @module: pixels of a module, on average
 * @layout: what each module must be (foyer_qr_grid_layout())
 * @corners: of the code in the picture, clockwise from the one with a finder
 *   on both sides
 * @bend: how it is curved, in pixels
 *
 * Where the modules of a QR code lie in a picture.
 */
typedef struct
{
  const FoyerLight *light;
  int               size;
  float             module;
  guint8           *layout;
  FoyerPoint        corners[4];
  float             bend[FOYER_QR_BENDS];
} FoyerQrLattice;

void    foyer_qr_lattice_init (FoyerQrLattice *self, const FoyerLight *light, int size, const FoyerPoint corners[4]);
void    foyer_qr_lattice_clear (FoyerQrLattice *self);
float   foyer_qr_lattice_timing (const FoyerQrLattice *self);
void    foyer_qr_lattice_settle (FoyerQrLattice *self);
void    foyer_qr_lattice_bend (FoyerQrLattice *self);
float   foyer_qr_lattice_agreement (const FoyerQrLattice *self);
guint8 *foyer_qr_lattice_read (const FoyerQrLattice *self, gint64 deadline_us, gsize *length);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FoyerQrLattice, foyer_qr_lattice_clear)

G_END_DECLS
