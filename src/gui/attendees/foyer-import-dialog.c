/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-import-dialog.h"

#include <glib/gi18n.h>

#include "foyer-format.h"
#include "foyer-import-words.h"
#include "foyer-import.h"
#include "foyer-money.h"

#define PREVIEW_ROWS 20
#define PROGRESS_PAUSE_MS 100

/* Up to this size a file is read to its end for the preview; a longer one when it is imported. */
#define CHECK_BYTES_MAX (4 * 1024 * 1024)

/* The import belongs to one thread at a time: while a task has it, the rows
 * that change it are not sensitive. */
struct _FoyerImportDialog
{
  AdwDialog parent_instance;

  FoyerSession        *session;
  FoyerEventItem      *event;
  FoyerImport         *import;
  GCancellable        *cancellable;
  GPtrArray           *preview_rows; /* widgets in rows_group, not owned */
  gint                 permille;     /* of the run; atomic */
  guint                progress_id;
  gboolean             busy;
  gboolean             again; /* what was changed meanwhile is still to be previewed */
  AdwWindowTitle      *title;
  GtkButton           *import_button;
  GtkStack            *stack;
  AdwBanner           *bad_banner;
  AdwStatusPage       *failed_page;
  AdwStatusPage       *done_page;
  AdwPreferencesGroup *columns_group;
  AdwPreferencesGroup *rows_group;
  AdwPreferencesGroup *problems_group;
  AdwSwitchRow        *create_row;
  AdwSwitchRow        *skip_row;
  AdwPreferencesGroup *excess_group;
  AdwSwitchRow        *over_row;
  GtkProgressBar      *progress_bar;
};

G_DEFINE_FINAL_TYPE (FoyerImportDialog, foyer_import_dialog, ADW_TYPE_DIALOG)

static void preview (FoyerImportDialog *self);

static void
show_failure (FoyerImportDialog *self, const GError *error)
{
  g_autofree char *reason = g_markup_escape_text (foyer_import_explain (error), -1);

  g_message ("The import failed: %s", error->message);
  adw_status_page_set_description (self->failed_page, reason);
  gtk_stack_set_visible_child_name (self->stack, "failed");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", FALSE);
}

/* What one row became, in two lines. */
static GtkWidget *
create_preview_row (FoyerImportDialog *self, const FoyerImportRow *row)
{
  const char      *currency = foyer_event_item_get_summary (self->event)->event->currency;
  g_autofree char *price = foyer_money_format_full (row->price, currency);
  g_autofree char *details = NULL;
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  const FoyerImportField shown[] = { FOYER_IMPORT_CATEGORY, FOYER_IMPORT_SEAT, FOYER_IMPORT_EMAIL, FOYER_IMPORT_ORDER };
  GtkWidget             *widget = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget),
                                 *row->texts[FOYER_IMPORT_NAME] != '\0' ? row->texts[FOYER_IMPORT_NAME] : _ ("Walk-up guest"));
  if (row->problem != NULL)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-error-symbolic");

      details = g_strdup_printf (_ ("Line %d: %s"), (int) row->line, row->problem);
      gtk_widget_add_css_class (icon, "error");
      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Bad row"), -1);
      adw_action_row_add_prefix (ADW_ACTION_ROW (widget), icon);
    }
  else
    {
      for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
        if (*row->texts[shown[i]] != '\0')
          g_strv_builder_add (parts, row->texts[shown[i]]);
      g_strv_builder_add (parts, price);
      if (!row->paid)
        g_strv_builder_add (parts, _ ("Unpaid"));
      if (row->admitted)
        g_strv_builder_add (parts, _ ("Admitted"));
      list = g_strv_builder_end (parts);
      details = g_strjoinv (" · ", list);
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), details);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (widget), 3);
  return widget;
}

static gpointer
take_import (FoyerImportDialog *self)
{
  g_assert (!self->busy);
  self->busy = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->columns_group), FALSE);
  return self->import;
}

static void
give_import_back (FoyerImportDialog *self)
{
  self->busy = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->columns_group), TRUE);
}

typedef struct
{
  FoyerImport *import; /* of the dialog, which the task keeps alive */
  FoyerStore  *store;
} Looking;

static void
looking_free (gpointer data)
{
  g_object_unref (((Looking *) data)->store);
  g_free (data);
}

/* What the dialog shows before anything is imported. */
typedef struct
{
  GPtrArray         *rows;
  FoyerImportResult *check; /* (nullable): of a file too long to be read twice */
} Preview;

static void
preview_free (gpointer data)
{
  Preview *preview = data;

  g_clear_pointer (&preview->rows, g_ptr_array_unref);
  foyer_import_result_free (preview->check);
  g_free (preview);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Preview, preview_free)

static Preview *
look (const Looking *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (Preview) seen = g_new0 (Preview, 1);

  seen->rows = foyer_import_preview (job->import, PREVIEW_ROWS, cancellable, error);
  if (seen->rows == NULL)
    return NULL;
  if (foyer_import_get_size (job->import) > CHECK_BYTES_MAX || seen->rows->len == 0)
    return g_steal_pointer (&seen);
  seen->check = foyer_import_check (job->import, cancellable, NULL, NULL, error);
  if (seen->check == NULL || !foyer_import_check_room (job->import, job->store, seen->check, cancellable, error))
    return NULL;
  return g_steal_pointer (&seen);
}

static void
preview_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError  *error = NULL;
  Preview *seen = look (data, cancellable, &error);

  if (seen != NULL)
    g_task_return_pointer (task, seen, preview_free);
  else
    g_task_return_error (task, error);
}

static void
show_excess (FoyerImportDialog *self, const FoyerImportResult *check)
{
  gboolean         any = check != NULL && check->excess->len > 0;
  g_autofree char *description = any ? foyer_import_excess_description (check->excess) : NULL;
  g_autofree char *escaped = any ? g_markup_escape_text (description, -1) : NULL;

  adw_preferences_group_set_description (self->excess_group, escaped);
  gtk_widget_set_visible (GTK_WIDGET (self->excess_group), any);
}

static gint64
count_bad (const Preview *seen)
{
  gint64 bad = 0;

  if (seen->check != NULL)
    return seen->check->bad;
  for (guint i = 0; i < seen->rows->len; i++)
    bad += ((FoyerImportRow *) seen->rows->pdata[i])->problem != NULL;
  return bad;
}

static void
show_bad (FoyerImportDialog *self, const Preview *seen)
{
  gint64           bad = count_bad (seen);
  g_autofree char *count = foyer_format_count (bad);
  g_autofree char *title = g_strdup_printf (ngettext ("%s row cannot be imported as it is.", "%s rows cannot be imported as they are.", bad), count);

  adw_banner_set_use_markup (self->bad_banner, FALSE);
  adw_banner_set_title (self->bad_banner, title);
  adw_banner_set_revealed (self->bad_banner, bad > 0 && !adw_switch_row_get_active (self->skip_row));
}

static gboolean
can_import (FoyerImportDialog *self, const Preview *seen)
{
  gboolean good = count_bad (seen) == 0 || adw_switch_row_get_active (self->skip_row);
  gboolean room = seen->check == NULL || seen->check->excess->len == 0 || adw_switch_row_get_active (self->over_row);

  return seen->rows->len > 0 && good && room;
}

static void
show_preview (FoyerImportDialog *self, const Preview *seen)
{
  for (guint i = 0; i < self->preview_rows->len; i++)
    adw_preferences_group_remove (self->rows_group, self->preview_rows->pdata[i]);
  g_ptr_array_set_size (self->preview_rows, 0);
  for (guint i = 0; i < seen->rows->len; i++)
    {
      GtkWidget *row = create_preview_row (self, seen->rows->pdata[i]);

      adw_preferences_group_add (self->rows_group, row);
      g_ptr_array_add (self->preview_rows, row);
    }
  show_bad (self, seen);
  show_excess (self, seen->check);
  gtk_stack_set_visible_child_name (self->stack, "preview");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", can_import (self, seen));
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FoyerImportDialog *self = FOYER_IMPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (Preview) seen = g_task_propagate_pointer (G_TASK (result), &error);

  give_import_back (self);
  if (seen != NULL)
    show_preview (self, seen);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (self, error);
  if (self->again)
    preview (self);
}

static void
preview (FoyerImportDialog *self)
{
  g_autoptr (GTask) task = NULL;
  Looking *job;

  if (self->import == NULL)
    return;
  self->again = self->busy;
  if (self->busy)
    return;
  foyer_import_set_create_categories (self->import, adw_switch_row_get_active (self->create_row));
  foyer_import_set_skip_bad (self->import, adw_switch_row_get_active (self->skip_row));
  foyer_import_set_over_capacity (self->import, adw_switch_row_get_active (self->over_row));
  job = g_new0 (Looking, 1);
  job->import = take_import (self);
  job->store = g_object_ref (foyer_session_get_store (self->session));
  task = g_task_new (self, self->cancellable, previewed_cb, NULL);
  g_task_set_source_tag (task, preview);
  g_task_set_task_data (task, job, looking_free);
  g_task_run_in_thread (task, preview_in_thread);
}

static void
options_changed_cb (FoyerImportDialog *self)
{
  preview (self);
}

static void
field_chosen_cb (AdwComboRow *row, GParamSpec *pspec, FoyerImportDialog *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "column"));

  foyer_import_set_field (self->import, column, adw_combo_row_get_selected (row));
  preview (self);
}

static void
show_columns (FoyerImportDialog *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (int field = 0; field < FOYER_IMPORT_N_FIELDS; field++)
    gtk_string_list_append (words, foyer_import_field_word (field));
  if (foyer_import_get_format (self->import)->encoding == FOYER_CSV_WINDOWS_1252)
    adw_preferences_group_set_description (self->columns_group, _ ("The file is not in UTF-8. It is read as Windows-1252 (Latin-1): if names look wrong, save it as UTF-8 and import it again."));
  for (guint column = 0; column < foyer_import_get_n_columns (self->import); column++)
    {
      const char *header = foyer_import_get_header (self->import, column);
      GtkWidget  *row = adw_combo_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *header != '\0' ? header : _ ("Column without a name"));
      adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), foyer_import_get_field (self->import, column));
      g_object_set_data (G_OBJECT (row), "column", GUINT_TO_POINTER (column));
      g_signal_connect_object (row, "notify::selected", G_CALLBACK (field_chosen_cb), self, G_CONNECT_DEFAULT);
      adw_preferences_group_add (self->columns_group, row);
    }
}

typedef struct
{
  GFile          *file;
  FoyerEventItem *event;
} Open;

static void
open_free (gpointer data)
{
  Open *job = data;

  g_object_unref (job->file);
  g_object_unref (job->event);
  g_free (job);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Open        *job = data;
  GError      *error = NULL;
  FoyerImport *import = foyer_import_open (job->file, foyer_event_item_get_summary (job->event), cancellable, &error);

  if (import != NULL)
    g_task_return_pointer (task, import, (GDestroyNotify) foyer_import_free);
  else
    g_task_return_error (task, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FoyerImportDialog *self = FOYER_IMPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  FoyerImport *import = g_task_propagate_pointer (G_TASK (result), &error);

  if (import == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_failure (self, error);
      return;
    }
  self->import = import;
  show_columns (self);
  preview (self);
}

typedef struct
{
  FoyerImportDialog *dialog; /* kept alive by the task that runs it */
  FoyerStore        *store;
} Run;

static void
run_free (gpointer data)
{
  g_object_unref (((Run *) data)->store);
  g_free (data);
}

static void
progress_cb (goffset done, goffset all, gpointer user_data)
{
  FoyerImportDialog *self = user_data;

  g_atomic_int_set (&self->permille, all > 0 ? (int) (done * 1000 / all) : 0);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Run               *job = data;
  GError            *error = NULL;
  FoyerImportResult *result = foyer_import_run (job->dialog->import, job->store, cancellable, progress_cb, job->dialog, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) foyer_import_result_free);
  else
    g_task_return_error (task, error);
}

static void
show_result (FoyerImportDialog *self, const FoyerImportResult *result)
{
  g_autofree char *title = foyer_import_result_title (result);
  g_autofree char *description = foyer_import_result_description (result);

  adw_status_page_set_title (self->done_page, title);
  adw_status_page_set_description (self->done_page, description);
  adw_status_page_set_icon_name (self->done_page, result->refused ? "dialog-warning-symbolic" : "emblem-ok-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->problems_group), result->problems->len > 0);
  for (guint i = 0; i < MIN (result->problems->len, 100); i++)
    {
      const FoyerImportProblem *problem = result->problems->pdata[i];
      g_autofree char          *line = g_strdup_printf (_ ("Line %d"), (int) problem->line);
      GtkWidget                *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), line);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), problem->message);
      adw_preferences_group_add (self->problems_group, row);
    }
  gtk_stack_set_visible_child_name (self->stack, "done");
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), FALSE);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FoyerImportDialog *self = FOYER_IMPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerImportResult) outcome = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_handle_id (&self->progress_id, g_source_remove);
  give_import_back (self);
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (outcome != NULL && outcome->refused && outcome->excess->len > 0 && outcome->bad == 0)
    {
      /* a long list, of which the preview did not know */
      show_excess (self, outcome);
      gtk_stack_set_visible_child_name (self->stack, "preview");
    }
  else if (outcome != NULL)
    show_result (self, outcome);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* stopped, and nothing is left of it: back to where it began */
      g_clear_object (&self->cancellable);
      self->cancellable = g_cancellable_new ();
      gtk_stack_set_visible_child_name (self->stack, "preview");
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", TRUE);
    }
  else
    show_failure (self, error);
}

static gboolean
show_progress_cb (gpointer user_data)
{
  FoyerImportDialog *self = user_data;

  gtk_progress_bar_set_fraction (self->progress_bar, g_atomic_int_get (&self->permille) / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerImportDialog *self = FOYER_IMPORT_DIALOG (widget);
  g_autoptr (GTask) task = NULL;
  Run *job;

  if (self->busy || self->import == NULL)
    return;
  job = g_new0 (Run, 1);
  job->dialog = self;
  job->store = g_object_ref (foyer_session_get_store (self->session));
  take_import (self);
  task = g_task_new (self, self->cancellable, ran_cb, NULL);
  /* what came in before a stop is told, not thrown away */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, run_action);
  g_task_set_task_data (task, job, run_free);
  g_task_run_in_thread (task, run_in_thread);
  self->progress_id = g_timeout_add (PROGRESS_PAUSE_MS, show_progress_cb, self);
  adw_banner_set_revealed (self->bad_banner, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "running");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", FALSE);
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
}

static void
stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (FOYER_IMPORT_DIALOG (widget)->cancellable);
}

AdwDialog *
foyer_import_dialog_new (FoyerSession *session, GFile *file)
{
  FoyerImportDialog *self = g_object_new (FOYER_TYPE_IMPORT_DIALOG, NULL);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, opened_cb, NULL);
  g_autofree char *name = g_file_get_basename (file);
  Open            *job = g_new0 (Open, 1);

  self->session = g_object_ref (session);
  self->event = g_object_ref (foyer_session_get_event (session));
  adw_window_title_set_subtitle (self->title, name);
  job->file = g_object_ref (file);
  job->event = g_object_ref (self->event);
  g_task_set_source_tag (task, foyer_import_dialog_new);
  g_task_set_task_data (task, job, open_free);
  g_task_run_in_thread (task, open_in_thread);
  return ADW_DIALOG (self);
}

typedef struct
{
  FoyerSession *session;
  FoyerPage    *page;
} Choice;

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Choice *choice = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL && foyer_session_get_event (choice->session) != NULL)
    adw_dialog_present (foyer_import_dialog_new (choice->session, file), GTK_WIDGET (choice->page));
  else if (file == NULL && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    foyer_page_report (choice->page, _ ("No file could be chosen. Try again."), error);
  g_object_unref (choice->session);
  g_object_unref (choice->page);
  g_free (choice);
}

void
foyer_import_dialog_choose_file (FoyerPage *page)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  Choice *choice = g_new0 (Choice, 1);

  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "txt");
  gtk_file_filter_add_suffix (filter, "tsv");
  gtk_file_filter_set_name (filter, _ ("Lists (CSV)"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_set_title (dialog, _ ("Import Attendees"));
  choice->session = g_object_ref (foyer_page_get_session (page));
  choice->page = g_object_ref (page);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), NULL, file_chosen_cb, choice);
}

static void
foyer_import_dialog_dispose (GObject *object)
{
  FoyerImportDialog *self = FOYER_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_IMPORT_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->event);
  G_OBJECT_CLASS (foyer_import_dialog_parent_class)->dispose (object);
}

static void
foyer_import_dialog_finalize (GObject *object)
{
  FoyerImportDialog *self = FOYER_IMPORT_DIALOG (object);

  g_clear_pointer (&self->import, foyer_import_free);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->preview_rows);
  G_OBJECT_CLASS (foyer_import_dialog_parent_class)->finalize (object);
}

static void
foyer_import_dialog_class_init (FoyerImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_import_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/attendees/foyer-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerImportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, FoyerImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerImportDialog, bad_banner);
  gtk_widget_class_bind_template_child (widget_class, FoyerImportDialog, failed_page);
  gtk_widget_class_bind_template_child (widget_class, FoyerImportDialog, done_page);
  gtk_widget_class_bind_template_child (widget_class, FoyerImportDialog, columns_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerImportDialog, rows_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerImportDialog, problems_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerImportDialog, create_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerImportDialog, skip_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerImportDialog, excess_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerImportDialog, over_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerImportDialog, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, options_changed_cb);
  gtk_widget_class_install_action (widget_class, "import.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "import.stop", NULL, stop_action);
}

static void
foyer_import_dialog_init (FoyerImportDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->preview_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", FALSE);
}
