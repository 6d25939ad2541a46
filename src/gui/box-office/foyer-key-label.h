/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FOYER_TYPE_KEY_LABEL (foyer_key_label_get_type ())

/** FoyerKeyLabel: the face of a button: what it does, and the key that does the same. Properties `label` and `key`. */
G_DECLARE_FINAL_TYPE (FoyerKeyLabel, foyer_key_label, FOYER, KEY_LABEL, GtkBox)

G_END_DECLS
