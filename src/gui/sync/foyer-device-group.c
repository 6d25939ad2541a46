/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-device-group.h"

#include <glib/gi18n.h>

#include "foyer-config.h"
#include "foyer-device-dialog.h"
#include "foyer-format.h"
#include "foyer-sync-words.h"

#define REFRESH_SECONDS 10

struct _FoyerDeviceGroup
{
  AdwPreferencesGroup parent_instance;

  FoyerSession *session;
  GCancellable *cancellable; /* (nullable): of the question under way */
  GtkWidget    *problem_row; /* instead of the list */
  GPtrArray    *rows;        /* (element-type AdwActionRow): in the group */
  GPtrArray    *devices;     /* (nullable) (element-type FoyerDeviceReport): as shown */
  guint         timer;       /* source, while it is shown */
};

G_DEFINE_FINAL_TYPE (FoyerDeviceGroup, foyer_device_group, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
is_own (FoyerDeviceGroup *self, const FoyerDeviceReport *device)
{
  return foyer_id_equal (&device->id, foyer_store_get_device (foyer_session_get_store (self->session)));
}

/* "Door · North · 5 min ago" */
static char *
describe (FoyerDeviceGroup *self, const FoyerDeviceReport *device)
{
  g_autofree char *ago = foyer_format_ago (device->last_seen, g_get_real_time ());
  GString         *words = g_string_new (foyer_sync_words_role (device->role));

  if (*device->gate != '\0')
    g_string_append_printf (words, " · %s", device->gate);
  if (device->revoked)
    g_string_append_printf (words, " · %s", _ ("removed"));
  else if (is_own (self, device))
    g_string_append_printf (words, " · %s", _ ("this laptop"));
  else
    g_string_append_printf (words, " · %s", ago);
  return g_string_free_and_steal (words);
}

/* What waits on it, and a program that is another than this one: both may explain a complaint. */
static GtkWidget *
create_notes (FoyerDeviceGroup *self, const FoyerDeviceReport *device)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  if (device->unsent > 0 && !device->revoked)
    {
      g_autofree char *count = foyer_format_count (device->unsent);
      g_autofree char *text = g_strdup_printf (ngettext ("%s to send", "%s to send", device->unsent), count);
      GtkWidget       *label = gtk_label_new (text);

      gtk_widget_add_css_class (label, "warning");
      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_set_halign (label, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (box), label);
    }
  if (*device->version != '\0' && !g_str_equal (device->version, FOYER_VERSION) && !device->revoked)
    {
      g_autofree char *text = g_strdup_printf (_ ("Version %s"), device->version);
      GtkWidget       *label = gtk_label_new (text);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_set_halign (label, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

static const char *
icon_of (FoyerRole role)
{
  switch (role)
    {
    case FOYER_ROLE_BOX_OFFICE:
      return "foyer-ticket-symbolic";
    case FOYER_ROLE_DOOR:
      return "foyer-door-symbolic";
    case FOYER_ROLE_ORGANIZER:
    case FOYER_ROLE_ADMIN:
    case FOYER_N_ROLES:
    default:
      return "computer-symbolic";
    }
}

static void
activated_cb (AdwActionRow *row, FoyerDeviceGroup *self)
{
  guint position;

  if (g_ptr_array_find (self->rows, row, &position))
    foyer_device_dialog_present (GTK_WIDGET (self), self->session, self->devices->pdata[position]);
}

static GtkWidget *
create_row (FoyerDeviceGroup *self, const FoyerDeviceReport *device)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *icon = gtk_image_new_from_icon_name (icon_of (device->role));
  g_autofree char *subtitle = describe (self, device);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), device->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, foyer_sync_words_role (device->role), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_notes (self, device));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (device->revoked)
    gtk_widget_add_css_class (row, "dim-label");
  g_signal_connect (row, "activated", G_CALLBACK (activated_cb), self);
  return row;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const FoyerDeviceReport *first = *(const FoyerDeviceReport *const *) a;
  const FoyerDeviceReport *second = *(const FoyerDeviceReport *const *) b;

  return first->revoked != second->revoked ? first->revoked - second->revoked : first->number - second->number;
}

static void
update_row (FoyerDeviceGroup *self, guint position, const FoyerDeviceReport *device)
{
  g_autofree char *subtitle = describe (self, device);

  adw_action_row_set_subtitle (self->rows->pdata[position], subtitle);
}

/* Whether the rows stay, with the focus that one of them may have. */
static gboolean
is_same (const FoyerDeviceReport *a, const FoyerDeviceReport *b)
{
  return foyer_id_equal (&a->id, &b->id) && a->role == b->role && a->unsent == b->unsent && a->revoked == b->revoked &&
         g_str_equal (a->name, b->name) && g_str_equal (a->version, b->version);
}

static gboolean
is_same_list (GPtrArray *before, GPtrArray *after)
{
  if (before == NULL || before->len != after->len)
    return FALSE;
  for (guint i = 0; i < after->len; i++)
    if (!is_same (before->pdata[i], after->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
show_devices (FoyerDeviceGroup *self, GPtrArray *devices)
{
  gboolean same = is_same_list (self->devices, devices);

  gtk_widget_set_visible (self->problem_row, FALSE);
  if (!same)
    {
      for (guint i = 0; i < self->rows->len; i++)
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
      g_ptr_array_set_size (self->rows, 0);
    }
  for (guint i = 0; i < devices->len; i++)
    {
      if (same)
        update_row (self, i, devices->pdata[i]);
      else
        {
          GtkWidget *row = create_row (self, devices->pdata[i]);

          adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
          g_ptr_array_add (self->rows, row);
        }
    }
  g_clear_pointer (&self->devices, g_ptr_array_unref);
  self->devices = g_ptr_array_ref (devices);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerDeviceGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) devices = foyer_sync_client_list_devices_finish (FOYER_SYNC_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (devices != NULL)
    {
      g_ptr_array_sort (devices, compare);
      show_devices (self, devices);
    }
  else
    {
      /* What was known stays in sight; the state of the page says that there is no contact. */
      g_debug ("the laptops of the platform are not known: %s", error->message);
      gtk_widget_set_visible (self->problem_row, self->devices == NULL);
    }
}

void
foyer_device_group_refresh (FoyerDeviceGroup *self)
{
  if (self->session == NULL || self->cancellable != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->cancellable = g_cancellable_new ();
  foyer_sync_client_list_devices_async (foyer_session_get_sync (self->session), self->cancellable, listed_cb, g_object_ref (self));
}

static gboolean
refresh_cb (gpointer data)
{
  foyer_device_group_refresh (data);
  return G_SOURCE_CONTINUE;
}

void
foyer_device_group_set_session (FoyerDeviceGroup *self, FoyerSession *session)
{
  g_set_object (&self->session, session);
  foyer_device_group_refresh (self);
}

static void
foyer_device_group_map (GtkWidget *widget)
{
  FoyerDeviceGroup *self = FOYER_DEVICE_GROUP (widget);

  GTK_WIDGET_CLASS (foyer_device_group_parent_class)->map (widget);
  self->timer = g_timeout_add_seconds (REFRESH_SECONDS, refresh_cb, self);
  foyer_device_group_refresh (self);
}

static void
forget_question (FoyerDeviceGroup *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
foyer_device_group_unmap (GtkWidget *widget)
{
  forget_question (FOYER_DEVICE_GROUP (widget));
  GTK_WIDGET_CLASS (foyer_device_group_parent_class)->unmap (widget);
}

static void
foyer_device_group_dispose (GObject *object)
{
  FoyerDeviceGroup *self = FOYER_DEVICE_GROUP (object);

  forget_question (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (foyer_device_group_parent_class)->dispose (object);
}

static void
foyer_device_group_finalize (GObject *object)
{
  FoyerDeviceGroup *self = FOYER_DEVICE_GROUP (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->devices, g_ptr_array_unref);
  G_OBJECT_CLASS (foyer_device_group_parent_class)->finalize (object);
}

static void
foyer_device_group_class_init (FoyerDeviceGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_device_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_device_group_finalize;
  widget_class->map = foyer_device_group_map;
  widget_class->unmap = foyer_device_group_unmap;
}

static void
foyer_device_group_init (FoyerDeviceGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->problem_row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->problem_row), _ ("The platform’s laptops are shown when it can be reached."));
  gtk_widget_set_visible (self->problem_row, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->problem_row);
}
