/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-field-error.h"

struct _FoyerFieldError
{
  AdwPreferencesRow parent_instance;

  GtkWidget *icon;
  GtkLabel  *label;
};

G_DEFINE_FINAL_TYPE (FoyerFieldError, foyer_field_error, ADW_TYPE_PREFERENCES_ROW)

static void
set_style (GtkWidget *widget, const char *style, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, style);
  else
    gtk_widget_remove_css_class (widget, style);
}

void
foyer_field_error_show (FoyerFieldError *self, GtkWidget *row, const char *sentence, gboolean is_wrong)
{
  g_return_if_fail (FOYER_IS_FIELD_ERROR (self));

  gtk_label_set_label (self->label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self), sentence != NULL);
  set_style (GTK_WIDGET (self), "error", is_wrong);
  set_style (GTK_WIDGET (self), "warning", !is_wrong);
  set_style (row, "error", sentence != NULL && is_wrong);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               sentence != NULL && is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (sentence != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
foyer_field_error_class_init (FoyerFieldErrorClass *klass)
{
}

static void
foyer_field_error_init (FoyerFieldError *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (NULL);

  self->icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  self->label = GTK_LABEL (label);
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

FoyerFieldError *
foyer_field_error_new_below (GtkWidget *row)
{
  FoyerFieldError *self;
  GtkWidget       *list = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX);
  GtkWidget       *own_row = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX_ROW);

  g_return_val_if_fail (list != NULL && own_row != NULL, NULL);

  self = g_object_new (FOYER_TYPE_FIELD_ERROR, "activatable", FALSE, "focusable", FALSE, NULL);
  gtk_list_box_insert (GTK_LIST_BOX (list), GTK_WIDGET (self), gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (own_row)) + 1);
  return self;
}
