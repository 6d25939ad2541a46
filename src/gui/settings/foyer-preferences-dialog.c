/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-preferences-dialog.h"

struct _FoyerPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  AdwEntryRow *gate_row;
  AdwComboRow *sound_row;
  AdwSpinRow  *gap_row;
  AdwEntryRow *prefix_row;
};

G_DEFINE_FINAL_TYPE (FoyerPreferencesDialog, foyer_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
sound_chosen_cb (AdwComboRow *row, GParamSpec *pspec, GSettings *settings)
{
  g_settings_set_enum (settings, "scan-sound", adw_combo_row_get_selected (row));
}

AdwDialog *
foyer_preferences_dialog_new (GSettings *settings)
{
  FoyerPreferencesDialog *self = g_object_new (FOYER_TYPE_PREFERENCES_DIALOG, NULL);

  g_settings_bind (settings, "door-gate", self->gate_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "wedge-gap-ms", self->gap_row, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "wedge-prefix", self->prefix_row, "text", G_SETTINGS_BIND_DEFAULT);
  adw_combo_row_set_selected (self->sound_row, g_settings_get_enum (settings, "scan-sound"));
  g_signal_connect_object (self->sound_row, "notify::selected", G_CALLBACK (sound_chosen_cb), settings, G_CONNECT_DEFAULT);
  return ADW_DIALOG (self);
}

static void
foyer_preferences_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_PREFERENCES_DIALOG);
  G_OBJECT_CLASS (foyer_preferences_dialog_parent_class)->dispose (object);
}

static void
foyer_preferences_dialog_class_init (FoyerPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_preferences_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/settings/foyer-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, gate_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, sound_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, gap_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, prefix_row);
}

static void
foyer_preferences_dialog_init (FoyerPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
