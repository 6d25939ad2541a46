/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-event-editor.h"

#include <glib/gi18n.h>

#include "foyer-change.h"
#include "foyer-event-basics.h"
#include "foyer-event-jobs.h"
#include "foyer-event-tickets.h"
#include "foyer-format.h"
#include "foyer-lifecycle.h"

struct _FoyerEventEditor
{
  AdwNavigationPage parent_instance;

  FoyerSession      *session;
  FoyerEventItem    *event; /* (nullable): not read yet */
  GCancellable      *cancellable;
  FoyerId            id;
  guint64            token; /* of the read that is under way */
  gboolean           is_new;
  gboolean           touched; /* something was entered */
  gboolean           left;
  AdwViewStack      *stack;
  AdwWindowTitle    *narrow_title;
  AdwBanner         *banner;
  GtkWidget         *publish;
  AdwToastOverlay   *toasts;
  FoyerEventBasics  *basics;
  FoyerEventTickets *tickets;
};

enum
{
  DUPLICATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerEventEditor, foyer_event_editor, ADW_TYPE_NAVIGATION_PAGE)

const FoyerId *
foyer_event_editor_get_event (FoyerEventEditor *self)
{
  g_return_val_if_fail (FOYER_IS_EVENT_EDITOR (self), NULL);

  return &self->id;
}

static void
say (FoyerEventEditor *self, const char *sentence)
{
  AdwToast *toast;

  if (self->left)
    return;
  toast = adw_toast_new (sentence);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
show_status (FoyerEventEditor *self)
{
  const FoyerEvent *event = foyer_event_item_get_summary (self->event)->event;
  gboolean          is_draft = event->status == FOYER_EVENT_DRAFT || event->status == FOYER_EVENT_PENDING_APPROVAL;
  gboolean          is_over = event->status == FOYER_EVENT_CANCELLED || event->status == FOYER_EVENT_ARCHIVED;
  g_autofree char  *cancelled = NULL;

  gtk_widget_set_visible (self->publish, is_draft);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.publish", is_draft);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.cancel-event", !is_over);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.archive", event->status != FOYER_EVENT_ARCHIVED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.restore", is_over);
  adw_banner_set_use_markup (self->banner, FALSE);
  if (event->status == FOYER_EVENT_CANCELLED)
    {
      /* Translators: “%s” is the reason that was typed */
      cancelled = g_strdup_printf (_ ("This event is cancelled: %s"), event->cancel_reason);
      adw_banner_set_title (self->banner, cancelled);
    }
  else if (is_over)
    adw_banner_set_title (self->banner, _ ("This event is archived."));
  adw_banner_set_revealed (self->banner, is_over);
}

static void
show (FoyerEventEditor *self, FoyerEventForEdit *read)
{
  gboolean                 first = self->event == NULL;
  const FoyerEventSummary *summary;
  const char              *title;

  g_clear_object (&self->event);
  self->event = foyer_event_item_new (g_steal_pointer (&read->summary));
  summary = foyer_event_item_get_summary (self->event);
  title = *summary->event->title != '\0' ? summary->event->title : _ ("New Event");
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->narrow_title, title);
  foyer_event_basics_show (self->basics, summary, read->venues, self->token);
  foyer_event_tickets_show (self->tickets, self->event);
  show_status (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  if (first && self->is_new)
    foyer_event_basics_focus_title (self->basics);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerEventEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerEventForEdit) read = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->left)
    return;
  if (read != NULL)
    show (self, read);
  else
    {
      g_message ("The event could not be read: %s", error->message);
      say (self, foyer_format_store_error (error));
    }
}

static void
reload (FoyerEventEditor *self)
{
  if (self->left)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->token = foyer_event_basics_begin_show (self->basics);
  foyer_store_read_async (foyer_session_get_store (self->session), foyer_event_job_read, g_memdup2 (&self->id, sizeof self->id), g_free,
                          (GDestroyNotify) foyer_event_for_edit_free, self->cancellable, read_cb, g_object_ref (self));
}

static void
session_changed_cb (FoyerSession *session, guint subjects, FoyerEventEditor *self)
{
  if (subjects & (FOYER_SUBJECT_EVENTS | FOYER_SUBJECT_VENUES | FOYER_SUBJECT_ORDERS))
    reload (self);
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerEventEditor) self = user_data;
  g_autoptr (GError) error = NULL;

  if (foyer_session_commit_finish (FOYER_SESSION (source), result, &error))
    return;
  g_message ("The event could not be saved: %s", error->message);
  say (self, foyer_format_store_error (error));
}

static void
add_status (GPtrArray *changes, const FoyerId *id, FoyerEventStatus status)
{
  FoyerChange *change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, id);

  foyer_change_set_text (change, "status", foyer_event_status_nick (status));
  g_ptr_array_add (changes, change);
}

static void
set_status (FoyerEventEditor *self, FoyerEventStatus status, const char *reason)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_change_unref);

  if (reason != NULL)
    {
      FoyerChange *change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &self->id);

      foyer_change_set_text (change, "cancel_reason", reason);
      g_ptr_array_add (changes, change);
    }
  add_status (changes, &self->id, status);
  self->touched = TRUE;
  foyer_session_commit_async (self->session, changes, committed_cb, g_object_ref (self));
}

/* --- publish ---------------------------------------------------------------- */

static void
publish_answered_cb (FoyerEventEditor *self, const char *answer)
{
  if (!g_str_equal (answer, "publish") || self->left)
    return;
  set_status (self, FOYER_EVENT_PUBLISHED, NULL);
  say (self, _ ("Published. The box office can sell tickets now."));
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerEventEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerEventForEdit) read = foyer_store_write_finish (FOYER_STORE (source), result, &error);
  AdwDialog *dialog;

  if (self->left)
    return;
  if (read == NULL)
    {
      say (self, foyer_format_store_error (error));
      return;
    }
  dialog = foyer_publish_dialog_new (read->summary, g_get_real_time ());
  g_signal_connect_object (dialog, "response", G_CALLBACK (publish_answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* The event is read where the last keystrokes are being written, behind them. */
static void
publish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerEventEditor *self = FOYER_EVENT_EDITOR (widget);

  foyer_event_basics_save (self->basics);
  if (!foyer_event_basics_is_valid (self->basics))
    {
      adw_view_stack_set_visible_child_name (self->stack, "basics");
      say (self, _ ("Correct first what is marked."));
      return;
    }
  foyer_store_write_async (foyer_session_get_store (self->session), foyer_event_job_read, g_memdup2 (&self->id, sizeof self->id), g_free,
                           (GDestroyNotify) foyer_event_for_edit_free, checked_cb, g_object_ref (self));
}

/* --- cancel, archive, restore, duplicate ------------------------------------ */

static void
cancel_answered_cb (AdwDialog *dialog, const char *answer, FoyerEventEditor *self)
{
  if (g_str_equal (answer, "cancel-event") && !self->left)
    set_status (self, FOYER_EVENT_CANCELLED, foyer_cancel_dialog_get_reason (dialog));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerEventEditor *self = FOYER_EVENT_EDITOR (widget);
  AdwDialog        *dialog;

  if (self->event == NULL)
    return;
  dialog = foyer_cancel_dialog_new (foyer_event_item_get_summary (self->event));
  g_signal_connect_object (dialog, "response", G_CALLBACK (cancel_answered_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
}

static void
unarchive_cb (AdwToast *toast, FoyerEventEditor *self)
{
  set_status (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (toast), "status")), NULL);
}

static void
archive_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerEventEditor *self = FOYER_EVENT_EDITOR (widget);
  AdwToast         *toast;

  if (self->event == NULL)
    return;
  toast = adw_toast_new (_ ("Event archived"));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data (G_OBJECT (toast), "status", GINT_TO_POINTER (foyer_event_item_get_summary (self->event)->event->status));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (unarchive_cb), self, G_CONNECT_DEFAULT);
  set_status (self, FOYER_EVENT_ARCHIVED, NULL);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_status (FOYER_EVENT_EDITOR (widget), FOYER_EVENT_DRAFT, NULL);
}

static void
duplicated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerEventEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree FoyerId *copy = foyer_store_write_finish (FOYER_STORE (source), result, &error);
  g_autofree char    *text = NULL;

  if (copy == NULL)
    {
      g_message ("The event could not be duplicated: %s", error->message);
      say (self, foyer_format_store_error (error));
      return;
    }
  text = foyer_id_dup_text (copy);
  g_signal_emit (self, signals[DUPLICATED], 0, text);
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerEventEditor *self = FOYER_EVENT_EDITOR (widget);

  foyer_event_basics_save (self->basics);
  self->touched = TRUE;
  foyer_store_write_async (foyer_session_get_store (self->session), foyer_event_job_duplicate, g_memdup2 (&self->id, sizeof self->id), g_free,
                           g_free, duplicated_cb, g_object_ref (self));
}

/* --- coming and going ------------------------------------------------------- */

static void
take_back (FoyerEventEditor *self)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_change_unref);
  FoyerChange *change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &self->id);

  foyer_change_set_boolean (change, "deleted", TRUE);
  g_ptr_array_add (changes, change);
  foyer_session_commit_async (self->session, changes, committed_cb, g_object_ref (self));
}

void
foyer_event_editor_leave (FoyerEventEditor *self)
{
  g_return_if_fail (FOYER_IS_EVENT_EDITOR (self));

  if (self->left)
    return;
  self->left = TRUE;
  g_cancellable_cancel (self->cancellable);
  foyer_event_basics_save (self->basics);
  if (self->is_new && !self->touched && self->event != NULL && foyer_event_item_get_summary (self->event)->categories->len == 0)
    take_back (self);
}

static void
touched_cb (FoyerEventEditor *self)
{
  self->touched = TRUE;
}

static void
failed_cb (FoyerEventEditor *self, const GError *error)
{
  say (self, foyer_format_store_error (error));
}

static void
foyer_event_editor_dispose (GObject *object)
{
  FoyerEventEditor *self = FOYER_EVENT_EDITOR (object);

  if (self->basics != NULL && self->session != NULL)
    foyer_event_editor_leave (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_EVENT_EDITOR);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->event);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (foyer_event_editor_parent_class)->dispose (object);
}

static void
foyer_event_editor_class_init (FoyerEventEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_event_editor_dispose;
  signals[DUPLICATED] = g_signal_new ("duplicated", FOYER_TYPE_EVENT_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (FOYER_TYPE_EVENT_BASICS);
  g_type_ensure (FOYER_TYPE_EVENT_TICKETS);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/events/foyer-event-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerEventEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventEditor, narrow_title);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventEditor, banner);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventEditor, publish);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventEditor, toasts);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventEditor, basics);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventEditor, tickets);
  gtk_widget_class_install_action (widget_class, "editor.publish", NULL, publish_action);
  gtk_widget_class_install_action (widget_class, "editor.cancel-event", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "editor.archive", NULL, archive_action);
  gtk_widget_class_install_action (widget_class, "editor.restore", NULL, restore_action);
  gtk_widget_class_install_action (widget_class, "editor.duplicate", NULL, duplicate_action);
}

static void
foyer_event_editor_init (FoyerEventEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
foyer_event_editor_new (FoyerSession *session, const FoyerId *event, gboolean is_new)
{
  FoyerEventEditor *self = g_object_new (FOYER_TYPE_EVENT_EDITOR, NULL);

  self->session = g_object_ref (session);
  self->id = *event;
  self->is_new = is_new;
  foyer_event_basics_open (self->basics, session, event);
  foyer_event_tickets_open (self->tickets, session, self->toasts);
  g_signal_connect_object (self->basics, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->basics, "stale", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->basics, "edited", G_CALLBACK (touched_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), FALSE); /* until there is something to edit */
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}
