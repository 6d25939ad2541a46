/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-camera-device.h"

struct _FoyerCameraDevice
{
  GObject parent_instance;

  char *id;
  char *name;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FoyerCameraDevice, foyer_camera_device, G_TYPE_OBJECT)

static void
foyer_camera_device_finalize (GObject *object)
{
  FoyerCameraDevice *self = FOYER_CAMERA_DEVICE (object);

  g_free (self->id);
  g_free (self->name);
  G_OBJECT_CLASS (foyer_camera_device_parent_class)->finalize (object);
}

static void
foyer_camera_device_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  FoyerCameraDevice *self = FOYER_CAMERA_DEVICE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_camera_device_class_init (FoyerCameraDeviceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = foyer_camera_device_finalize;
  object_class->get_property = foyer_camera_device_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
foyer_camera_device_init (FoyerCameraDevice *self)
{
}

/**
 * foyer_camera_device_new:
 * @id: what tells it from others
 * @name: what people call it
 *
 * Returns: (transfer full): a device
 */
FoyerCameraDevice *
foyer_camera_device_new (const char *id,
                         const char *name)
{
  FoyerCameraDevice *self = g_object_new (FOYER_TYPE_CAMERA_DEVICE, NULL);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  return self;
}

/**
 * foyer_camera_device_get_id:
 * @self: a device
 *
 * Returns: (transfer none): what foyer_camera_set_device() takes
 */
const char *
foyer_camera_device_get_id (FoyerCameraDevice *self)
{
  g_return_val_if_fail (FOYER_IS_CAMERA_DEVICE (self), NULL);
  return self->id;
}

/**
 * foyer_camera_device_get_name:
 * @self: a device
 *
 * Returns: (transfer none): its name, for people
 */
const char *
foyer_camera_device_get_name (FoyerCameraDevice *self)
{
  g_return_val_if_fail (FOYER_IS_CAMERA_DEVICE (self), NULL);
  return self->name;
}
