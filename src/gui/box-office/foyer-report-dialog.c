/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-report-dialog.h"

#include <glib/gi18n.h>

#include "foyer-document-json.h"
#include "foyer-format.h"
#include "foyer-money.h"
#include "foyer-shift-job.h"
#include "foyer-shift-paper.h"

struct _FoyerReportDialog
{
  AdwDialog parent_instance;

  FoyerStore        *store;
  GCancellable      *cancellable;
  AdwNavigationView *navigation;
  AdwBin            *list;
};

enum
{
  PRINT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerReportDialog, foyer_report_dialog, ADW_TYPE_DIALOG)

/* -- A report -- */

static void
add_heading (AdwPreferencesPage *page, AdwPreferencesGroup **group, const char *title)
{
  *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  if (title != NULL)
    {
      g_autofree char *markup = g_markup_escape_text (title, -1);

      adw_preferences_group_set_title (*group, markup);
    }
  adw_preferences_page_add (page, *group);
}

static void
add_line (AdwPreferencesGroup *group, const FoyerDocumentLine *line)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *title = line->quantity != NULL ? g_strdup_printf ("%s %s", line->quantity, line->text) : g_strdup (line->text);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title != NULL ? title : "");
  if (line->detail != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), line->detail);
  if (line->amount != NULL)
    {
      GtkWidget *amount = gtk_label_new (line->amount);

      gtk_widget_add_css_class (amount, "numeric");
      if (line->kind == FOYER_DOCUMENT_LINE_TOTAL)
        gtk_widget_add_css_class (amount, "title-3");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), amount);
    }
  if (line->kind == FOYER_DOCUMENT_LINE_NOTE)
    gtk_widget_add_css_class (row, "dimmed");
  adw_preferences_group_add (group, row);
}

static void
print_cb (FoyerReportDialog *self, GtkButton *button)
{
  g_signal_emit (self, signals[PRINT], 0, g_object_get_data (G_OBJECT (button), "title"), g_object_get_data (G_OBJECT (button), "document"));
}

static GtkWidget *
create_print_button (FoyerReportDialog *self, const FoyerDocumentData *paper)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-print-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Print"));
  g_object_set_data_full (G_OBJECT (button), "title", g_strdup (foyer_document_data_get (paper, FOYER_DOCUMENT_TITLE)), g_free);
  g_object_set_data_full (G_OBJECT (button), "document", foyer_document_data_print (paper), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (print_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static AdwNavigationPage *
create_report (FoyerReportDialog *self, const FoyerShiftReport *report)
{
  g_autoptr (FoyerDocumentData) paper = foyer_shift_paper_report (report);
  GtkWidget           *view = adw_toolbar_view_new ();
  GtkWidget           *header = adw_header_bar_new ();
  GtkWidget           *content = adw_preferences_page_new ();
  AdwPreferencesGroup *group = NULL;

  add_heading (ADW_PREFERENCES_PAGE (content), &group, report->till);
  for (guint i = 0; i < paper->lines->len; i++)
    {
      const FoyerDocumentLine *line = paper->lines->pdata[i];

      if (line->kind == FOYER_DOCUMENT_LINE_HEADING)
        add_heading (ADW_PREFERENCES_PAGE (content), &group, line->text);
      else if (line->kind != FOYER_DOCUMENT_LINE_RULE)
        add_line (group, line);
    }
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), create_print_button (self, paper));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), content);
  return adw_navigation_page_new (view, foyer_document_data_get (paper, FOYER_DOCUMENT_TITLE));
}

/* -- The list -- */

static void
report_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerReportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerShiftReport) report = foyer_store_read_finish (FOYER_STORE (source), result, &error);
  AdwNavigationPage *page;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (report != NULL)
    {
      adw_navigation_view_push (self->navigation, create_report (self, report));
      return;
    }
  g_message ("A report could not be read: %s", error->message);
  page = adw_navigation_page_new (adw_toolbar_view_new (), _ ("Report"));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (adw_navigation_page_get_child (page)), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (adw_navigation_page_get_child (page)),
                                g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "dialog-warning-symbolic", "title", _ ("The Report Could Not Be Read"),
                                              "description", foyer_format_store_error (error), NULL));
  adw_navigation_view_push (self->navigation, page);
}

static void
row_activated_cb (FoyerReportDialog *self, AdwActionRow *row)
{
  FoyerShiftRequest *request = foyer_shift_request_new ();

  foyer_id_parse (g_object_get_data (G_OBJECT (row), "shift"), &request->id);
  foyer_store_read_async (self->store, foyer_shift_job_report, request, (GDestroyNotify) foyer_shift_request_free, (GDestroyNotify) foyer_shift_report_free,
                          self->cancellable, report_read_cb, g_object_ref (self));
}

static GtkWidget *
create_row (FoyerReportDialog *self, const FoyerShift *shift)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *opened = foyer_format_date_time (shift->opened_at, NULL, g_get_real_time ());
  g_autofree char *closed = foyer_format_time (shift->closed_at, NULL);
  g_autofree char *title = shift->number > 0 ? g_strdup_printf (_ ("Z Report %d"), (int) shift->number) : g_strdup (_ ("Open Shift"));
  g_autofree char *span = shift->closed_at != 0 ? g_strdup_printf ("%s – %s", opened, closed) : g_strdup (opened);
  g_autofree char *who = *shift->cashier_name != '\0' ? g_strdup_printf ("%s · %s", shift->till, shift->cashier_name) : g_strdup (shift->till);
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s", span, who);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "shift", foyer_id_dup_text (&shift->id), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
list_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerReportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) shifts = foyer_store_read_finish (FOYER_STORE (source), result, &error);
  GtkWidget *content, *group;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (shifts == NULL || shifts->len == 0)
    {
      adw_bin_set_child (self->list, g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "foyer-ticket-symbolic", "title", shifts == NULL ? _ ("The Shifts Could Not Be Read") : _ ("No Shifts Yet"),
                                                   "description", shifts == NULL ? foyer_format_store_error (error) : _ ("Open a shift to count the drawer. Its report appears here."), NULL));
      return;
    }
  content = adw_preferences_page_new ();
  group = adw_preferences_group_new ();
  for (guint i = 0; i < shifts->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_row (self, shifts->pdata[i]));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (content), ADW_PREFERENCES_GROUP (group));
  adw_bin_set_child (self->list, content);
}

static void
foyer_report_dialog_dispose (GObject *object)
{
  FoyerReportDialog *self = FOYER_REPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (foyer_report_dialog_parent_class)->dispose (object);
}

static void
foyer_report_dialog_class_init (FoyerReportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_report_dialog_dispose;
  signals[PRINT] = g_signal_new ("print", FOYER_TYPE_REPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
foyer_report_dialog_init (FoyerReportDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->navigation = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_dialog_set_content_width (ADW_DIALOG (self), 480);
  adw_dialog_set_content_height (ADW_DIALOG (self), 680);
  adw_dialog_set_child (ADW_DIALOG (self), GTK_WIDGET (self->navigation));
}

AdwDialog *
foyer_report_dialog_new (FoyerStore *store)
{
  FoyerReportDialog *self = g_object_new (FOYER_TYPE_REPORT_DIALOG, "title", _ ("Shifts"), NULL);
  GtkWidget         *view = adw_toolbar_view_new ();

  self->store = g_object_ref (store);
  self->list = ADW_BIN (adw_bin_new ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->list));
  adw_navigation_view_add (self->navigation, adw_navigation_page_new (view, _ ("Shifts")));
  foyer_store_read_async (store, foyer_shift_job_list, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, self->cancellable, list_read_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}

AdwDialog *
foyer_report_dialog_new_for (FoyerStore *store, const FoyerShiftReport *report)
{
  FoyerReportDialog *self = g_object_new (FOYER_TYPE_REPORT_DIALOG, "title", _ ("Report"), NULL);

  self->store = g_object_ref (store);
  adw_navigation_view_add (self->navigation, create_report (self, report));
  return ADW_DIALOG (self);
}
