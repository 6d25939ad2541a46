/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-page.h"

typedef struct
{
  FoyerSession *session;
  GCancellable *cancellable;
  gboolean      stale;
} FoyerPagePrivate;

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (FoyerPage, foyer_page, ADW_TYPE_NAVIGATION_PAGE)

static void
refresh_if_shown (FoyerPage *self)
{
  FoyerPagePrivate *priv = foyer_page_get_instance_private (self);

  if (!priv->stale || priv->session == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  priv->stale = FALSE;
  if (FOYER_PAGE_GET_CLASS (self)->refresh != NULL)
    FOYER_PAGE_GET_CLASS (self)->refresh (self);
}

void
foyer_page_queue_refresh (FoyerPage *self)
{
  FoyerPagePrivate *priv = foyer_page_get_instance_private (self);

  g_return_if_fail (FOYER_IS_PAGE (self));

  priv->stale = TRUE;
  refresh_if_shown (self);
}

static void
session_changed_cb (FoyerSession *session, guint subjects, FoyerPage *self)
{
  if (subjects & (FOYER_PAGE_GET_CLASS (self)->watches | FOYER_SESSION_EVENT))
    foyer_page_queue_refresh (self);
}

FoyerSession *
foyer_page_get_session (FoyerPage *self)
{
  FoyerPagePrivate *priv = foyer_page_get_instance_private (self);

  g_return_val_if_fail (FOYER_IS_PAGE (self), NULL);

  return priv->session;
}

FoyerStore *
foyer_page_get_store (FoyerPage *self)
{
  return foyer_session_get_store (foyer_page_get_session (self));
}

GCancellable *
foyer_page_get_cancellable (FoyerPage *self)
{
  FoyerPagePrivate *priv = foyer_page_get_instance_private (self);

  g_return_val_if_fail (FOYER_IS_PAGE (self), NULL);

  return priv->cancellable;
}

static AdwToastOverlay *
find_toasts (GtkWidget *widget)
{
  AdwToastOverlay *found = NULL;

  if (ADW_IS_TOAST_OVERLAY (widget))
    return ADW_TOAST_OVERLAY (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_toasts (child);
  return found;
}

void
foyer_page_add_toast (FoyerPage *self, AdwToast *toast)
{
  AdwToastOverlay *toasts;

  g_return_if_fail (FOYER_IS_PAGE (self));

  toasts = find_toasts (GTK_WIDGET (self));
  g_return_if_fail (toasts != NULL);
  adw_toast_overlay_add_toast (toasts, toast);
}

void
foyer_page_toast (FoyerPage *self, const char *sentence)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_use_markup (toast, FALSE); /* names contain & and < */
  foyer_page_add_toast (self, toast);
}

void
foyer_page_report (FoyerPage *self, const char *what, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_message ("%s (%s)", what, error != NULL ? error->message : "no details");
  foyer_page_toast (self, what);
}

static void
foyer_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (foyer_page_parent_class)->map (widget);
  refresh_if_shown (FOYER_PAGE (widget));
}

static void
foyer_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, foyer_page_get_session (FOYER_PAGE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FoyerPagePrivate *priv = foyer_page_get_instance_private (FOYER_PAGE (object));

  switch (id)
    {
    case PROP_SESSION:
      priv->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_page_constructed (GObject *object)
{
  FoyerPage        *self = FOYER_PAGE (object);
  FoyerPagePrivate *priv = foyer_page_get_instance_private (self);

  G_OBJECT_CLASS (foyer_page_parent_class)->constructed (object);
  if (priv->session == NULL)
    return;
  g_signal_connect_object (priv->session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_DEFAULT);
  if (FOYER_PAGE_GET_CLASS (self)->started != NULL)
    FOYER_PAGE_GET_CLASS (self)->started (self);
}

static void
foyer_page_dispose (GObject *object)
{
  FoyerPagePrivate *priv = foyer_page_get_instance_private (FOYER_PAGE (object));

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->session);
  G_OBJECT_CLASS (foyer_page_parent_class)->dispose (object);
}

static void
foyer_page_finalize (GObject *object)
{
  FoyerPagePrivate *priv = foyer_page_get_instance_private (FOYER_PAGE (object));

  g_clear_object (&priv->cancellable);
  G_OBJECT_CLASS (foyer_page_parent_class)->finalize (object);
}

static void
foyer_page_class_init (FoyerPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = foyer_page_get_property;
  object_class->set_property = foyer_page_set_property;
  object_class->constructed = foyer_page_constructed;
  object_class->dispose = foyer_page_dispose;
  object_class->finalize = foyer_page_finalize;
  GTK_WIDGET_CLASS (klass)->map = foyer_page_map;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, FOYER_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
foyer_page_init (FoyerPage *self)
{
  FoyerPagePrivate *priv = foyer_page_get_instance_private (self);

  priv->cancellable = g_cancellable_new ();
  priv->stale = TRUE;
}
