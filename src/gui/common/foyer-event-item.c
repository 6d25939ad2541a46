/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-event-item.h"

struct _FoyerEventItem
{
  GObject parent_instance;

  FoyerEventSummary *summary;
};

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FoyerEventItem, foyer_event_item, G_TYPE_OBJECT)

FoyerEventItem *
foyer_event_item_new (FoyerEventSummary *summary)
{
  FoyerEventItem *self = g_object_new (FOYER_TYPE_EVENT_ITEM, NULL);

  self->summary = summary;
  return self;
}

const FoyerEventSummary *
foyer_event_item_get_summary (FoyerEventItem *self)
{
  g_return_val_if_fail (FOYER_IS_EVENT_ITEM (self), NULL);

  return self->summary;
}

const FoyerId *
foyer_event_item_get_id (FoyerEventItem *self)
{
  g_return_val_if_fail (FOYER_IS_EVENT_ITEM (self), NULL);

  return &self->summary->event->id;
}

static void
foyer_event_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerEventItem *self = FOYER_EVENT_ITEM (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->summary->event->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_event_item_finalize (GObject *object)
{
  foyer_event_summary_free (FOYER_EVENT_ITEM (object)->summary);
  G_OBJECT_CLASS (foyer_event_item_parent_class)->finalize (object);
}

static void
foyer_event_item_class_init (FoyerEventItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = foyer_event_item_get_property;
  object_class->finalize = foyer_event_item_finalize;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
foyer_event_item_init (FoyerEventItem *self)
{
}
