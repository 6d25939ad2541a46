/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-pair-camera.h"

#include <glib/gi18n.h>

#include "foyer-pairing-code.h"

struct _FoyerPairCamera
{
  AdwBin parent_instance;

  FoyerCamera   *camera;
  gboolean       found; /* since it was mapped */
  GtkStack      *stack;
  GtkPicture    *picture;
  AdwStatusPage *trouble;
};

enum
{
  FOUND,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerPairCamera, foyer_pair_camera, ADW_TYPE_BIN)

static void
show_trouble (FoyerPairCamera *self, const char *title, const char *advice)
{
  adw_status_page_set_title (self->trouble, title);
  adw_status_page_set_description (self->trouble, advice);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

static void
show_state (FoyerPairCamera *self)
{
  switch (foyer_camera_get_state (self->camera))
    {
    case FOYER_CAMERA_PLAYING:
      gtk_stack_set_visible_child_name (self->stack, "picture");
      break;
    case FOYER_CAMERA_NO_CAMERA:
    case FOYER_CAMERA_UNPLUGGED:
      show_trouble (self, _ ("No Camera"), _ ("Plug one in and it starts by itself, or paste the code."));
      break;
    case FOYER_CAMERA_BUSY:
      show_trouble (self, _ ("Camera in Use"), _ ("Close the other program that uses it, or paste the code."));
      break;
    case FOYER_CAMERA_DENIED:
      show_trouble (self, _ ("Camera Not Allowed"), _ ("Allow Foyer to use the camera in the privacy settings, or paste the code."));
      break;
    case FOYER_CAMERA_ERROR:
      g_message ("Camera: %s", foyer_camera_get_message (self->camera));
      show_trouble (self, _ ("Camera Trouble"), _ ("Unplug the camera and plug it in again, or paste the code."));
      break;
    case FOYER_CAMERA_OFF:
    case FOYER_CAMERA_STARTING:
    default:
      gtk_stack_set_visible_child_name (self->stack, "starting");
      break;
    }
}

static void
paintable_cb (FoyerPairCamera *self)
{
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (foyer_camera_get_paintable (self->camera)));
}

static void
code_cb (FoyerPairCamera *self, FoyerCode *code)
{
  g_autoptr (FoyerPairingCode) pairing = NULL;

  if (self->found || !foyer_code_is_plain (code))
    return;
  pairing = foyer_pairing_code_parse (foyer_code_get_text (code), NULL);
  if (pairing == NULL)
    return;
  self->found = TRUE;
  g_signal_emit (self, signals[FOUND], 0, foyer_code_get_text (code));
}

FoyerCamera *
foyer_pair_camera_get_camera (FoyerPairCamera *self)
{
  g_return_val_if_fail (FOYER_IS_PAIR_CAMERA (self), NULL);

  return self->camera;
}

static void
foyer_pair_camera_map (GtkWidget *widget)
{
  FoyerPairCamera *self = FOYER_PAIR_CAMERA (widget);

  GTK_WIDGET_CLASS (foyer_pair_camera_parent_class)->map (widget);
  self->found = FALSE;
  foyer_camera_start (self->camera);
}

static void
foyer_pair_camera_unmap (GtkWidget *widget)
{
  foyer_camera_stop (FOYER_PAIR_CAMERA (widget)->camera);
  GTK_WIDGET_CLASS (foyer_pair_camera_parent_class)->unmap (widget);
}

static void
foyer_pair_camera_dispose (GObject *object)
{
  FoyerPairCamera *self = FOYER_PAIR_CAMERA (object);

  /* the bin holds its child itself, which disposing of the template would take from it unseen */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_PAIR_CAMERA);
  g_clear_object (&self->camera);
  G_OBJECT_CLASS (foyer_pair_camera_parent_class)->dispose (object);
}

static void
foyer_pair_camera_class_init (FoyerPairCameraClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_pair_camera_dispose;
  widget_class->map = foyer_pair_camera_map;
  widget_class->unmap = foyer_pair_camera_unmap;
  signals[FOUND] = g_signal_new ("found", FOYER_TYPE_PAIR_CAMERA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/sync/foyer-pair-camera.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerPairCamera, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerPairCamera, picture);
  gtk_widget_class_bind_template_child (widget_class, FoyerPairCamera, trouble);
}

static void
foyer_pair_camera_init (FoyerPairCamera *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->camera = foyer_camera_new (TRUE);
  g_signal_connect_object (self->camera, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "notify::paintable", G_CALLBACK (paintable_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "code", G_CALLBACK (code_cb), self, G_CONNECT_SWAPPED);
}
