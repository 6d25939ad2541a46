/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-preferences-dialog.h"

#include "foyer-scanner-page.h"

struct _FoyerPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  AdwEntryRow  *gate_row;
  AdwComboRow  *sound_row;
  AdwEntryRow  *till_row;
  AdwSwitchRow *shift_row;
  AdwEntryRow  *receipt_printer_row;
  AdwComboRow  *receipt_form_row;
  AdwSwitchRow *receipt_always_row;
  AdwSwitchRow *drawer_row;
  AdwSpinRow   *gap_row;
  AdwEntryRow  *prefix_row;
  AdwEntryRow  *suffix_row;
  AdwSwitchRow *mirror_row;
  AdwSwitchRow *upside_down_row;
  GtkWidget    *second_lane_group;
  AdwSwitchRow *second_mirror_row;
  AdwSwitchRow *second_upside_down_row;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (FoyerPreferencesDialog, foyer_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
sound_chosen_cb (AdwComboRow *row, GParamSpec *pspec, GSettings *settings)
{
  g_settings_set_enum (settings, "scan-sound", adw_combo_row_get_selected (row));
}

static void
form_chosen_cb (AdwComboRow *row, GParamSpec *pspec, GSettings *settings)
{
  g_settings_set_enum (settings, "receipt-form", adw_combo_row_get_selected (row));
}

/* What ends a burst anyway cannot be written into a field. */
static gboolean
suffix_to_text (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_take_string (value, g_strchomp (g_variant_dup_string (variant, NULL)));
  return TRUE;
}

static GVariant *
text_to_suffix (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return g_variant_new_take_string (g_strconcat (g_value_get_string (value), "\n", NULL));
}

static void
train_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerPreferencesDialog *self = FOYER_PREFERENCES_DIALOG (widget);

  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self), foyer_scanner_page_new (self->settings));
}

AdwDialog *
foyer_preferences_dialog_new (GSettings *settings)
{
  FoyerPreferencesDialog *self = g_object_new (FOYER_TYPE_PREFERENCES_DIALOG, NULL);

  g_settings_bind (settings, "door-gate", self->gate_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "till-name", self->till_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "shift-required", self->shift_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "receipt-printer", self->receipt_printer_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "receipt-always", self->receipt_always_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "drawer-kick", self->drawer_row, "active", G_SETTINGS_BIND_DEFAULT);
  adw_combo_row_set_selected (self->receipt_form_row, g_settings_get_enum (settings, "receipt-form"));
  g_signal_connect_object (self->receipt_form_row, "notify::selected", G_CALLBACK (form_chosen_cb), settings, G_CONNECT_DEFAULT);
  g_settings_bind (settings, "wedge-gap-ms", self->gap_row, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "wedge-prefix", self->prefix_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "wedge-suffix", self->suffix_row, "text", G_SETTINGS_BIND_DEFAULT, suffix_to_text, text_to_suffix, NULL, NULL);
  g_settings_bind (settings, "camera-mirror", self->mirror_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "camera-upside-down", self->upside_down_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "second-lane", self->second_lane_group, "visible", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "camera-mirror-2", self->second_mirror_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "camera-upside-down-2", self->second_upside_down_row, "active", G_SETTINGS_BIND_DEFAULT);
  self->settings = g_object_ref (settings);
  adw_combo_row_set_selected (self->sound_row, g_settings_get_enum (settings, "scan-sound"));
  g_signal_connect_object (self->sound_row, "notify::selected", G_CALLBACK (sound_chosen_cb), settings, G_CONNECT_DEFAULT);
  return ADW_DIALOG (self);
}

static void
foyer_preferences_dialog_dispose (GObject *object)
{
  g_clear_object (&FOYER_PREFERENCES_DIALOG (object)->settings);
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
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, till_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, shift_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, receipt_printer_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, receipt_form_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, receipt_always_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, drawer_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, gap_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, prefix_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, suffix_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, mirror_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, upside_down_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, second_lane_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, second_mirror_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, second_upside_down_row);
  gtk_widget_class_install_action (widget_class, "preferences.train", NULL, train_action);
}

static void
foyer_preferences_dialog_init (FoyerPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
