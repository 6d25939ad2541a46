/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-pill.h"

#include "foyer-format.h"

struct _FoyerPill
{
  GtkWidget parent_instance;

  GtkImage   *icon;
  GtkLabel   *word;
  const char *style; /* (nullable): the class that is set, a constant */
};

G_DEFINE_FINAL_TYPE (FoyerPill, foyer_pill, GTK_TYPE_WIDGET)

void
foyer_pill_set (FoyerPill *self, const char *word, const char *icon, const char *style)
{
  g_return_if_fail (FOYER_IS_PILL (self));

  gtk_label_set_label (self->word, word);
  gtk_image_set_from_icon_name (self->icon, icon);
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  self->style = g_intern_string (style);
  if (self->style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), self->style);
}

static const char *
phase_style (FoyerEventPhase phase)
{
  switch (phase)
    {
    case FOYER_PHASE_ON_SALE:
      return "success";
    case FOYER_PHASE_ACTIVE:
      return "accent";
    case FOYER_PHASE_PENDING_APPROVAL:
      return "warning";
    case FOYER_PHASE_SOLD_OUT:
    case FOYER_PHASE_CANCELLED:
      return "error";
    case FOYER_PHASE_DRAFT:
    case FOYER_PHASE_COMPLETED:
    case FOYER_PHASE_ARCHIVED:
    default:
      return NULL;
    }
}

void
foyer_pill_set_phase (FoyerPill *self, FoyerEventPhase phase)
{
  foyer_pill_set (self, foyer_format_phase (phase), foyer_format_phase_icon (phase), phase_style (phase));
}

void
foyer_pill_set_alert (FoyerPill *self, FoyerAlert alert)
{
  gtk_widget_set_visible (GTK_WIDGET (self), alert != FOYER_ALERT_NONE);
  foyer_pill_set (self, foyer_format_alert (alert), foyer_format_alert_icon (alert), foyer_format_alert_style (alert));
}

static void
foyer_pill_dispose (GObject *object)
{
  FoyerPill *self = FOYER_PILL (object);

  g_clear_pointer ((GtkWidget **) &self->icon, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->word, gtk_widget_unparent);
  G_OBJECT_CLASS (foyer_pill_parent_class)->dispose (object);
}

static void
foyer_pill_class_init (FoyerPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_pill_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pill");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
foyer_pill_init (FoyerPill *self)
{
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->word = GTK_LABEL (gtk_label_new (NULL));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->word), GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
}
