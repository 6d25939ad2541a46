/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FOYER_TYPE_ARRIVALS_CHART (foyer_arrivals_chart_get_type ())

/** FoyerArrivalsChart: a bar for each of the last minutes, as high as guests came in. It says the same to assistive technology in words. */
G_DECLARE_FINAL_TYPE (FoyerArrivalsChart, foyer_arrivals_chart, FOYER, ARRIVALS_CHART, GtkWidget)

/** foyer_arrivals_chart_set: Shows @n_minutes counts, the last of which is the minute that runs. */
void foyer_arrivals_chart_set (FoyerArrivalsChart *self, const guint *minutes, guint n_minutes);

G_END_DECLS
