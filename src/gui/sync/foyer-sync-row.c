/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-sync-row.h"

#include <glib/gi18n.h>

#include "foyer-conflict-store.h"
#include "foyer-sync-words.h"

struct _FoyerSyncRow
{
  GtkListBoxRow parent_instance;

  FoyerSession *session;
  GCancellable *cancellable;
  GtkWidget    *state;
  GtkImage     *icon;
  GtkLabel     *words;
  gint64        conflicts;
};

G_DEFINE_FINAL_TYPE (FoyerSyncRow, foyer_sync_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_style (GtkWidget *widget, const char *style, gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (widget, style);
  else
    gtk_widget_remove_css_class (widget, style);
}

static void
show_state (FoyerSyncRow *self)
{
  FoyerSyncClient      *sync = foyer_session_get_sync (self->session);
  const FoyerSyncGlance glance = {
    .state = foyer_sync_client_get_state (sync),
    .last_sync = foyer_sync_client_get_last_sync (sync),
    .waiting = foyer_sync_client_get_waiting (sync),
    .refused = foyer_sync_client_get_refused (sync),
    .conflicts = self->conflicts,
  };
  gboolean         urgent = foyer_sync_words_needs_person (&glance);
  g_autofree char *words = foyer_sync_words_glance (&glance);
  g_autofree char *name = g_strdup_printf ("%s: %s", _ ("Sync"), words);

  gtk_label_set_label (self->words, words);
  gtk_image_set_from_icon_name (self->icon, foyer_sync_words_glance_icon (&glance));
  set_style (self->state, "warning", urgent);
  set_style (self->state, "dimmed", !urgent);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gpointer
count_conflicts (FoyerConnection *connection, gpointer data, GError **error)
{
  gint64 *count = g_new0 (gint64, 1);

  *count = foyer_conflict_store_count (connection, error);
  return count;
}

static void
conflicts_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerSyncRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *count = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (count == NULL)
    {
      g_warning ("The conflicts could not be counted: %s", error->message);
      return;
    }
  self->conflicts = *count;
  show_state (self);
}

static void
count_again (FoyerSyncRow *self)
{
  foyer_store_read_async (foyer_session_get_store (self->session), count_conflicts, NULL, NULL, g_free, self->cancellable,
                          conflicts_counted_cb, g_object_ref (self));
}

static void
changed_cb (FoyerSyncRow *self, guint subjects)
{
  if (subjects & FOYER_SUBJECT_CONFLICTS)
    count_again (self);
}

GtkWidget *
foyer_sync_row_new (FoyerSession *session)
{
  FoyerSyncRow *self = g_object_new (FOYER_TYPE_SYNC_ROW, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (foyer_session_get_sync (session), "notify", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_state (self);
  count_again (self);
  return GTK_WIDGET (self);
}

static void
foyer_sync_row_dispose (GObject *object)
{
  FoyerSyncRow *self = FOYER_SYNC_ROW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_SYNC_ROW);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (foyer_sync_row_parent_class)->dispose (object);
}

static void
foyer_sync_row_finalize (GObject *object)
{
  g_clear_object (&FOYER_SYNC_ROW (object)->cancellable);
  G_OBJECT_CLASS (foyer_sync_row_parent_class)->finalize (object);
}

static void
foyer_sync_row_class_init (FoyerSyncRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_sync_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_sync_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/sync/foyer-sync-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncRow, state);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncRow, words);
}

static void
foyer_sync_row_init (FoyerSyncRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}
