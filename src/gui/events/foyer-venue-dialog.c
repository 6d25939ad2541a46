/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-venue-dialog.h"

#include <glib/gi18n.h>

#include "foyer-field-check.h"
#include "foyer-form.h"
#include "foyer-format.h"
#include "foyer-leave-dialog.h"
#include "foyer-zone-row.h"

struct _FoyerVenueDialog
{
  AdwDialog parent_instance;

  FoyerForm       *form;
  GtkButton       *save;
  AdwToastOverlay *toasts;
  GtkWidget       *name;
  AdwComboRow     *kind;
  GtkWidget       *capacity;
  GtkWidget       *street;
  GtkWidget       *postcode;
  GtkWidget       *city;
  GtkWidget       *state;
  GtkWidget       *country;
  FoyerZoneRow    *zone;
};

enum
{
  SAVED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerVenueDialog, foyer_venue_dialog, ADW_TYPE_DIALOG)

static const char *const kinds[] = { "", "seated", "standing", "open-air" };

static void
kind_chosen_cb (FoyerVenueDialog *self)
{
  if (!foyer_form_is_showing (self->form))
    foyer_form_edit (self->form, "kind", foyer_value_text (kinds[adw_combo_row_get_selected (self->kind)]), NULL);
}

static void
zone_chosen_cb (FoyerVenueDialog *self)
{
  if (!foyer_form_is_showing (self->form))
    foyer_form_edit (self->form, "timezone", foyer_value_text (foyer_zone_row_get_zone (self->zone)), NULL);
}

static gboolean
can_save (FoyerVenueDialog *self)
{
  return foyer_form_can_save (self->form) && *gtk_editable_get_text (GTK_EDITABLE (self->name)) != '\0';
}

static void
show_can_save (FoyerVenueDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "venue.save", can_save (self));
}

static void
edited_cb (FoyerVenueDialog *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
}

static void
saved_cb (FoyerVenueDialog *self)
{
  g_autofree char *id = foyer_id_dup_text (foyer_form_get_subject (self->form));

  g_signal_emit (self, signals[SAVED], 0, id);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
failed_cb (FoyerVenueDialog *self, const GError *error)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (foyer_format_store_error (error)));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_form_save (FOYER_VENUE_DIALOG (widget)->form);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
close_attempted_cb (FoyerVenueDialog *self)
{
  foyer_leave_dialog_present (ADW_DIALOG (self), self->form, can_save (self));
}

static void
bind (FoyerVenueDialog *self)
{
  FoyerForm *form = self->form;

  foyer_form_bind_text (form, "name", self->name, foyer_check_name, (gpointer) _ ("A venue needs a name."));
  foyer_form_bind_text (form, "capacity", self->capacity, foyer_check_capacity, NULL);
  foyer_form_bind_text (form, "street", self->street, NULL, NULL);
  foyer_form_bind_text (form, "postcode", self->postcode, NULL, NULL);
  foyer_form_bind_text (form, "city", self->city, NULL, NULL);
  foyer_form_bind_text (form, "state", self->state, NULL, NULL);
  foyer_form_bind_text (form, "country", self->country, foyer_check_country, NULL);
  foyer_form_bind (form, "kind", GTK_WIDGET (self->kind));
  foyer_form_bind (form, "timezone", GTK_WIDGET (self->zone));
}

static void
show (FoyerVenueDialog *self, const FoyerVenue *venue)
{
  g_autofree char *capacity = foyer_check_format_count (venue->capacity, FOYER_UNLIMITED);

  foyer_form_show_text (self->form, "name", foyer_value_text (venue->name), venue->name, 0);
  foyer_form_show_text (self->form, "capacity", foyer_value_integer (venue->capacity), capacity, 0);
  foyer_form_show_text (self->form, "street", foyer_value_text (venue->street), venue->street, 0);
  foyer_form_show_text (self->form, "postcode", foyer_value_text (venue->postcode), venue->postcode, 0);
  foyer_form_show_text (self->form, "city", foyer_value_text (venue->city), venue->city, 0);
  foyer_form_show_text (self->form, "state", foyer_value_text (venue->state), venue->state, 0);
  foyer_form_show_text (self->form, "country", foyer_value_text (venue->country), venue->country, 0);
  foyer_form_set_showing (self->form, TRUE);
  foyer_form_show (self->form, "kind", foyer_value_text (venue->kind), 0);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i], venue->kind) == 0)
      adw_combo_row_set_selected (self->kind, i);
  foyer_form_show (self->form, "timezone", foyer_value_text (venue->timezone), 0);
  foyer_zone_row_set_zone (self->zone, venue->timezone);
  foyer_form_set_showing (self->form, FALSE);
}

static void
foyer_venue_dialog_dispose (GObject *object)
{
  FoyerVenueDialog *self = FOYER_VENUE_DIALOG (object);

  if (self->form != NULL)
    foyer_form_close (self->form);
  g_clear_object (&self->form);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_VENUE_DIALOG);
  G_OBJECT_CLASS (foyer_venue_dialog_parent_class)->dispose (object);
}

static void
foyer_venue_dialog_class_init (FoyerVenueDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_venue_dialog_dispose;
  signals[SAVED] = g_signal_new ("saved", FOYER_TYPE_VENUE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (FOYER_TYPE_ZONE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/events/foyer-venue-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerVenueDialog, save);
  gtk_widget_class_bind_template_child (widget_class, FoyerVenueDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, FoyerVenueDialog, name);
  gtk_widget_class_bind_template_child (widget_class, FoyerVenueDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, FoyerVenueDialog, capacity);
  gtk_widget_class_bind_template_child (widget_class, FoyerVenueDialog, street);
  gtk_widget_class_bind_template_child (widget_class, FoyerVenueDialog, postcode);
  gtk_widget_class_bind_template_child (widget_class, FoyerVenueDialog, city);
  gtk_widget_class_bind_template_child (widget_class, FoyerVenueDialog, state);
  gtk_widget_class_bind_template_child (widget_class, FoyerVenueDialog, country);
  gtk_widget_class_bind_template_child (widget_class, FoyerVenueDialog, zone);
  gtk_widget_class_bind_template_callback (widget_class, close_attempted_cb);
  gtk_widget_class_install_action (widget_class, "venue.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "venue.cancel", NULL, cancel_action);
}

static void
foyer_venue_dialog_init (FoyerVenueDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  foyer_form_focus_first (GTK_WIDGET (self), self->name);
}

AdwDialog *
foyer_venue_dialog_new (FoyerSession *session, const FoyerVenue *venue)
{
  FoyerVenueDialog *self = g_object_new (FOYER_TYPE_VENUE_DIALOG, NULL);
  FoyerRandom       random;
  FoyerId           id;

  if (venue == NULL)
    {
      foyer_random_init_system (&random);
      id = foyer_id_generate (g_get_real_time (), &random);
    }
  else
    {
      id = venue->id;
      adw_dialog_set_title (ADW_DIALOG (self), _ ("Edit Venue"));
      gtk_button_set_label (self->save, _ ("_Save"));
    }
  self->form = foyer_form_new (session, FOYER_CHANGE_VENUE_EDIT, &id, FALSE);
  bind (self);
  if (venue != NULL)
    show (self, venue);
  else
    foyer_zone_row_set_zone (self->zone, "");
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (kind_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->zone, "notify::selected", G_CALLBACK (zone_chosen_cb), self, G_CONNECT_SWAPPED);
  if (venue == NULL)
    {
      g_autofree char *zone = foyer_zone_local ();

      foyer_zone_row_set_zone (self->zone, zone);
    }
  g_signal_connect_object (self->form, "notify::can-save", G_CALLBACK (show_can_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  show_can_save (self);
  return ADW_DIALOG (self);
}
