/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

void foyer_modules_draw (cairo_t      *cr,
                         const guint8 *modules,
                         guint         columns,
                         guint         rows,
                         double        x,
                         double        y,
                         double        width,
                         double        height);

G_END_DECLS
