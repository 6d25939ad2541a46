/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-sync-page.h"

#include <glib/gi18n.h>

#include "foyer-conflict-row.h"
#include "foyer-device-group.h"
#include "foyer-format.h"
#include "foyer-invite-dialog.h"
#include "foyer-pair-dialog.h"
#include "foyer-sync-report.h"
#include "foyer-sync-words.h"

/* A clock that is further off than this makes the order of sales and scans hard to follow. */
#define CLOCK_TOLERANCE (30 * FOYER_SECOND)

struct _FoyerSyncPage
{
  FoyerPage parent_instance;

  FoyerSyncReport *report;     /* (nullable): as last read */
  GHashTable      *rows;       /* FoyerId of an open conflict -> FoyerConflictRow */
  GPtrArray       *settled_of; /* rows in @settled */
  guint            tick_id;    /* while the page is shown */
  GtkStack        *stack;
  AdwActionRow    *state_row;
  GtkImage        *state_icon;
  GtkButton       *state_button;
  AdwActionRow    *detail_row;
  AdwActionRow    *platform_row;
  AdwActionRow    *role_row;
  AdwActionRow    *contact_row;
  AdwActionRow    *clock_row;
  AdwActionRow    *skipped_row;
  AdwActionRow    *waiting_row;
  GtkImage        *waiting_icon;
  AdwActionRow    *refused_row;
  GtkWidget       *conflicts_group;
  GtkListBox      *conflicts;
  GtkWidget       *settled_list;
  AdwExpanderRow  *settled;
  GtkWidget       *platform_group;
  GtkWidget       *invite_group;
  GtkWidget       *leave_group;
};

G_DEFINE_FINAL_TYPE (FoyerSyncPage, foyer_sync_page, FOYER_TYPE_PAGE)

static FoyerSyncClient *
get_sync (FoyerSyncPage *self)
{
  return foyer_session_get_sync (foyer_page_get_session (FOYER_PAGE (self)));
}

static void
set_title (AdwActionRow *row, const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
}

static void
show_if (gpointer widget, gboolean shown)
{
  gtk_widget_set_visible (widget, shown);
}

/* --- The state ---------------------------------------------------------------- */

static void
show_contact (FoyerSyncPage *self)
{
  FoyerTime        last = foyer_sync_client_get_last_sync (get_sync (self));
  g_autofree char *ago = foyer_format_ago (last, g_get_real_time ());

  adw_action_row_set_subtitle (self->contact_row, last != 0 ? ago : _ ("Never yet"));
}

static gboolean
tick_cb (gpointer user_data)
{
  show_contact (user_data);
  return G_SOURCE_CONTINUE;
}

static void
show_clock (FoyerSyncPage *self)
{
  gint64           offset;
  gint64           minutes;
  g_autofree char *title = NULL;

  g_object_get (get_sync (self), "clock-offset", &offset, NULL);
  show_if (self->clock_row, ABS (offset) > CLOCK_TOLERANCE);
  minutes = MAX (1, (ABS (offset) + 30 * FOYER_SECOND) / FOYER_MINUTE);
  if (offset > 0)
    title = g_strdup_printf (ngettext ("The clock of this laptop is %d minute slow", "The clock of this laptop is %d minutes slow", minutes), (int) minutes);
  else
    title = g_strdup_printf (ngettext ("The clock of this laptop is %d minute fast", "The clock of this laptop is %d minutes fast", minutes), (int) minutes);
  set_title (self->clock_row, title);
}

static void
show_skipped (FoyerSyncPage *self)
{
  gint64           skipped;
  g_autofree char *title = NULL;

  g_object_get (get_sync (self), "skipped", &skipped, NULL);
  title = g_strdup_printf (ngettext ("%d change needs a newer version of Foyer", "%d changes need a newer version of Foyer", skipped), (int) skipped);
  set_title (self->skipped_row, title);
  show_if (self->skipped_row, skipped > 0);
}

static void
show_platform (FoyerSyncPage *self)
{
  FoyerSyncClient *sync = get_sync (self);
  FoyerRole        role = foyer_sync_client_get_role (sync);
  g_autofree char *gate = NULL;
  g_autofree char *platform = NULL;
  g_autofree char *duty = NULL;

  g_object_get (sync, "gate", &gate, NULL);
  platform = foyer_sync_words_platform (foyer_sync_client_get_platform_name (sync), foyer_sync_client_get_platform_url (sync));
  duty = *gate != '\0' ? g_strdup_printf ("%s · %s", foyer_sync_words_role (role), gate) : g_strdup (foyer_sync_words_role (role));
  adw_action_row_set_subtitle (self->platform_row, platform);
  adw_action_row_set_subtitle (self->role_row, duty);
}

/* One button: what helps in this state. */
static void
show_button (FoyerSyncPage *self, FoyerSyncState state)
{
  gboolean pair = state == FOYER_SYNC_NEEDS_SIGN_IN || state == FOYER_SYNC_UNPAIRED;

  gtk_button_set_label (self->state_button, pair ? _ ("_Pair…") : _ ("_Sync Now"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->state_button), pair ? "sync.pair" : "sync.now");
  if (pair)
    gtk_widget_add_css_class (GTK_WIDGET (self->state_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state_button), "suggested-action");
}

static void
show_state (FoyerSyncPage *self)
{
  FoyerSyncClient      *sync = get_sync (self);
  const char           *message = foyer_sync_client_get_message (sync);
  const FoyerSyncGlance glance = { .state = foyer_sync_client_get_state (sync), .waiting = foyer_sync_client_get_waiting (sync) };
  gboolean              paired = glance.state != FOYER_SYNC_UNPAIRED;
  gboolean              attention = self->report != NULL && (self->report->open->len > 0 || self->report->count.refused > 0);

  if (self->report == NULL)
    return;
  set_title (self->state_row, foyer_sync_words_state (glance.state, glance.waiting));
  adw_action_row_set_subtitle (self->state_row, foyer_sync_words_advice (glance.state));
  gtk_image_set_from_icon_name (self->state_icon, foyer_sync_words_glance_icon (&glance));
  adw_action_row_set_subtitle (self->detail_row, foyer_sync_words_sentence (message));
  show_if (self->detail_row, glance.state == FOYER_SYNC_FAILED && *message != '\0');
  show_if (self->platform_row, paired);
  show_if (self->role_row, paired);
  show_if (self->contact_row, paired);
  show_if (self->platform_group, paired && foyer_role_may_pair (foyer_sync_client_get_role (sync)));
  show_if (self->invite_group, paired && foyer_role_may_pair (foyer_sync_client_get_role (sync)));
  show_if (self->leave_group, paired);
  show_button (self, glance.state);
  show_platform (self);
  show_contact (self);
  show_clock (self);
  show_skipped (self);
  gtk_stack_set_visible_child_name (self->stack, paired || attention ? "paired" : "alone");
}

/* --- What the store says -------------------------------------------------------- */

static void
show_outbox (FoyerSyncPage *self)
{
  const FoyerSyncReport *report = self->report;
  gint64                 waiting = report->count.waiting;
  gint64                 refused = report->count.refused;
  g_autofree char       *n_waiting = foyer_format_count (waiting);
  g_autofree char       *n_refused = foyer_format_count (refused);
  g_autofree char       *tally = report->tallied ? foyer_sync_words_tally (report->tally) : g_strdup ("");
  g_autofree char       *title = g_strdup_printf (ngettext ("%s change waits to be sent", "%s changes wait to be sent", waiting), n_waiting);
  g_autofree char       *title_refused = g_strdup_printf (ngettext ("%s change was refused", "%s changes were refused", refused), n_refused);

  set_title (self->waiting_row, waiting > 0 ? title : _ ("Everything has been sent"));
  adw_action_row_set_subtitle (self->waiting_row, tally);
  gtk_image_set_from_icon_name (self->waiting_icon, waiting > 0 ? "network-transmit-symbolic" : "object-select-symbolic");
  set_title (self->refused_row, title_refused);
  show_if (self->refused_row, refused > 0);
}

static gboolean
may_settle (FoyerSyncPage *self)
{
  FoyerRole role = foyer_sync_client_get_role (get_sync (self));

  return role == FOYER_N_ROLES || foyer_role_may_make (role, FOYER_CHANGE_CONFLICT_SETTLE);
}

static int
compare_rows (GtkListBoxRow *first, GtkListBoxRow *second, gpointer user_data)
{
  const FoyerConflict *a = foyer_conflict_row_get_report (FOYER_CONFLICT_ROW (first))->conflict;
  const FoyerConflict *b = foyer_conflict_row_get_report (FOYER_CONFLICT_ROW (second))->conflict;

  return a->made_at != b->made_at ? (a->made_at < b->made_at ? 1 : -1) : foyer_id_compare (&a->id, &b->id);
}

/* A row that says the same stays, with its focus and what is unfolded. */
static void
show_open (FoyerSyncPage *self)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->rows);
  GPtrArray *open = self->report->open;

  self->rows = g_hash_table_new (foyer_id_hash, foyer_id_equal);
  for (guint i = 0; i < open->len; i++)
    {
      FoyerConflictReport *report = g_steal_pointer (&open->pdata[i]);
      FoyerConflictRow    *row = g_hash_table_lookup (before, &report->conflict->id);

      report->can_settle = may_settle (self);
      if (row != NULL && foyer_conflict_report_equal (foyer_conflict_row_get_report (row), report))
        {
          g_hash_table_remove (before, &report->conflict->id);
          foyer_conflict_report_free (report);
        }
      else
        {
          gboolean expanded = row != NULL && adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row));

          row = FOYER_CONFLICT_ROW (foyer_conflict_row_new (report));
          adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), expanded);
          gtk_list_box_append (self->conflicts, GTK_WIDGET (row));
        }
      g_hash_table_insert (self->rows, (gpointer) &foyer_conflict_row_get_report (row)->conflict->id, row);
    }
  if (g_hash_table_size (before) > 0)
    {
      g_autoptr (GPtrArray) gone = g_hash_table_steal_all_values (before);

      for (guint i = 0; i < gone->len; i++)
        gtk_list_box_remove (self->conflicts, gone->pdata[i]);
    }
}

static GtkWidget *
create_settled_row (const FoyerConflictReport *report)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *title = foyer_conflict_report_title (report);
  g_autofree char *when = foyer_format_date_time (report->conflict->settled_at, NULL, g_get_real_time ());
  g_autofree char *words = *report->conflict->note != '\0' ? g_strdup_printf ("%s · %s", when, report->conflict->note) : g_strdup (when);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  return row;
}

static void
show_settled (FoyerSyncPage *self)
{
  GPtrArray       *settled = self->report->settled;
  g_autofree char *count = foyer_format_count (settled->len);

  for (guint i = 0; i < self->settled_of->len; i++)
    adw_expander_row_remove (self->settled, self->settled_of->pdata[i]);
  g_ptr_array_set_size (self->settled_of, 0);
  for (guint i = 0; i < settled->len; i++)
    {
      GtkWidget *row = create_settled_row (settled->pdata[i]);

      adw_expander_row_add_row (self->settled, row);
      g_ptr_array_add (self->settled_of, row);
    }
  adw_expander_row_set_subtitle (self->settled, count);
  show_if (self->settled_list, settled->len > 0);
}

static void
report_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerSyncPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerSyncReport) report = foyer_store_read_finish (FOYER_STORE (source), result, &error);
  guint n_open;

  if (report == NULL)
    {
      foyer_page_report (FOYER_PAGE (self), _ ("What is to be sent and settled could not be read."), error);
      return;
    }
  n_open = report->open->len;
  g_clear_pointer (&self->report, foyer_sync_report_free);
  self->report = g_steal_pointer (&report);
  show_state (self);
  show_outbox (self);
  show_open (self);
  show_settled (self);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->conflicts_group),
                                         n_open > 0 ? _ ("Somebody has to look at these and decide.") : _ ("There is nothing to settle."));
  show_if (self->conflicts, n_open > 0);
}

static void
foyer_sync_page_refresh (FoyerPage *page)
{
  FoyerStore *store = foyer_page_get_store (page);

  foyer_store_read_async (store, foyer_sync_report_read, g_memdup2 (foyer_store_get_device (store), sizeof (FoyerId)), g_free,
                          (GDestroyNotify) foyer_sync_report_free, foyer_page_get_cancellable (page), report_read_cb, g_object_ref (page));
}

/* --- What people do --------------------------------------------------------------- */

static void
pair_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (foyer_pair_dialog_new (foyer_page_get_session (FOYER_PAGE (widget))), widget);
}

static void
invite_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (foyer_invite_dialog_new (get_sync (FOYER_SYNC_PAGE (widget))), widget);
}

static void
now_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_sync_client_sync_now (get_sync (FOYER_SYNC_PAGE (widget)));
}

static void
left_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerSyncPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_sync_client_forget_finish (FOYER_SYNC_CLIENT (source), result, &error))
    {
      g_autofree char *sentence = foyer_sync_words_error (error);

      foyer_page_report (FOYER_PAGE (self), sentence, error);
    }
}

static void
leave_answered_cb (AdwAlertDialog *dialog, const char *response, FoyerSyncPage *self)
{
  if (g_strcmp0 (response, "leave") == 0)
    foyer_sync_client_forget_async (get_sync (self), foyer_page_get_cancellable (FOYER_PAGE (self)), left_cb, g_object_ref (self));
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerSyncPage   *self = FOYER_SYNC_PAGE (widget);
  gint64           waiting = foyer_sync_client_get_waiting (get_sync (self));
  AdwDialog       *question = adw_alert_dialog_new (_ ("Leave This Platform?"), NULL);
  g_autofree char *count = foyer_format_count (waiting);
  g_autofree char *unsent = NULL;

  if (waiting > 0)
    unsent = g_strdup_printf (ngettext ("%s change that was not sent stays here, too, and is sent when this laptop is paired again.",
                                        "%s changes that were not sent stay here, too, and are sent when this laptop is paired again.", waiting),
                              count);
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (question), "%s%s%s",
                                _ ("Sales and scans of the other laptops do not arrive here any more, and yours do not reach them. All that is on this laptop stays. To come back you need a new pairing code."),
                                unsent != NULL ? "\n\n" : "", unsent != NULL ? unsent : "");
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "cancel", _ ("_Cancel"), "leave", _ ("_Leave"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "leave", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (question, "response", G_CALLBACK (leave_answered_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (question, widget);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerSyncPage) self = user_data;
  g_autoptr (GError) error = NULL;

  foyer_store_write_finish (FOYER_STORE (source), result, &error);
  if (error != NULL)
    foyer_page_report (FOYER_PAGE (self), foyer_format_store_error (error), error);
}

static gpointer
retry_refused (FoyerConnection *connection, gpointer data, GError **error)
{
  foyer_outbox_store_retry (connection, error);
  return NULL;
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_store_write_async (foyer_page_get_store (FOYER_PAGE (widget)), retry_refused, NULL, NULL, NULL, written_cb, g_object_ref (widget));
}

typedef struct
{
  FoyerId conflict;
  char   *note;
} Settlement;

static void
settlement_free (gpointer data)
{
  g_free (((Settlement *) data)->note);
  g_free (data);
}

static gpointer
settle (FoyerConnection *connection, gpointer data, GError **error)
{
  const Settlement *settlement = data;

  foyer_conflict_store_settle (connection, &settlement->conflict, settlement->note, error);
  return NULL;
}

static void
settle_answered_cb (AdwAlertDialog *dialog, const char *response, FoyerSyncPage *self)
{
  GtkWidget  *entry = adw_alert_dialog_get_extra_child (dialog);
  Settlement *settlement;

  if (g_strcmp0 (response, "settle") != 0)
    return;
  settlement = g_new0 (Settlement, 1);
  settlement->conflict = *(FoyerId *) g_object_get_data (G_OBJECT (dialog), "conflict");
  settlement->note = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  foyer_store_write_async (foyer_page_get_store (FOYER_PAGE (self)), settle, settlement, settlement_free, NULL, written_cb, g_object_ref (self));
}

static void
settle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerSyncPage    *self = FOYER_SYNC_PAGE (widget);
  AdwDialog        *question;
  GtkWidget        *entry;
  FoyerConflictRow *row;
  FoyerId           id;
  g_autofree char  *title = NULL;

  if (!foyer_id_parse (g_variant_get_string (parameter, NULL), &id) || (row = g_hash_table_lookup (self->rows, &id)) == NULL)
    return;
  title = foyer_conflict_report_title (foyer_conflict_row_get_report (row));
  question = adw_alert_dialog_new (_ ("Settle This Conflict?"), NULL);
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (question), "%s\n\n%s", title,
                                _ ("It is then settled on all laptops. The note tells the others what was done."));
  entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Note"));
  gtk_entry_set_max_length (GTK_ENTRY (entry), 300);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Note"), -1);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (question), entry);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "cancel", _ ("_Cancel"), "settle", _ ("_Settle"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "settle", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (question), "settle");
  adw_dialog_set_focus (question, entry);
  g_object_set_data_full (G_OBJECT (question), "conflict", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (question, "response", G_CALLBACK (settle_answered_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (question, widget);
}

/* --- The widget ------------------------------------------------------------------- */

static void
foyer_sync_page_started (FoyerPage *page)
{
  FoyerDeviceGroup *devices = FOYER_DEVICE_GROUP (FOYER_SYNC_PAGE (page)->platform_group);

  foyer_device_group_set_session (devices, foyer_page_get_session (page));
  g_signal_connect_object (foyer_session_get_sync (foyer_page_get_session (page)), "notify::last-sync", G_CALLBACK (foyer_device_group_refresh), devices, G_CONNECT_SWAPPED);
  g_signal_connect_object (foyer_session_get_sync (foyer_page_get_session (page)), "notify", G_CALLBACK (show_state), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (foyer_session_get_sync (foyer_page_get_session (page)), "notify::role", G_CALLBACK (foyer_page_queue_refresh), page, G_CONNECT_SWAPPED);
}

static void
foyer_sync_page_map (GtkWidget *widget)
{
  FoyerSyncPage *self = FOYER_SYNC_PAGE (widget);

  GTK_WIDGET_CLASS (foyer_sync_page_parent_class)->map (widget);
  self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
}

static void
foyer_sync_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&FOYER_SYNC_PAGE (widget)->tick_id, g_source_remove);
  GTK_WIDGET_CLASS (foyer_sync_page_parent_class)->unmap (widget);
}

static void
foyer_sync_page_dispose (GObject *object)
{
  FoyerSyncPage *self = FOYER_SYNC_PAGE (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_SYNC_PAGE);
  G_OBJECT_CLASS (foyer_sync_page_parent_class)->dispose (object);
}

static void
foyer_sync_page_finalize (GObject *object)
{
  FoyerSyncPage *self = FOYER_SYNC_PAGE (object);

  g_clear_pointer (&self->report, foyer_sync_report_free);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->settled_of, g_ptr_array_unref);
  G_OBJECT_CLASS (foyer_sync_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, state_icon);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, state_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, detail_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, platform_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, role_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, contact_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, clock_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, skipped_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, waiting_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, waiting_icon);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, refused_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, conflicts_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, conflicts);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, settled_list);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, settled);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, platform_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, invite_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerSyncPage, leave_group);
}

static void
foyer_sync_page_class_init (FoyerSyncPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_sync_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_sync_page_finalize;
  widget_class->map = foyer_sync_page_map;
  widget_class->unmap = foyer_sync_page_unmap;
  FOYER_PAGE_CLASS (klass)->watches = FOYER_SUBJECT_OUTBOX | FOYER_SUBJECT_CONFLICTS;
  FOYER_PAGE_CLASS (klass)->refresh = foyer_sync_page_refresh;
  FOYER_PAGE_CLASS (klass)->started = foyer_sync_page_started;
  g_type_ensure (FOYER_TYPE_DEVICE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/sync/foyer-sync-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "sync.pair", NULL, pair_action);
  gtk_widget_class_install_action (widget_class, "sync.now", NULL, now_action);
  gtk_widget_class_install_action (widget_class, "sync.invite", NULL, invite_action);
  gtk_widget_class_install_action (widget_class, "sync.leave", NULL, leave_action);
  gtk_widget_class_install_action (widget_class, "sync.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "sync.settle", "s", settle_action);
}

static void
foyer_sync_page_init (FoyerSyncPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_hash_table_new (foyer_id_hash, foyer_id_equal);
  self->settled_of = g_ptr_array_new ();
  gtk_list_box_set_sort_func (self->conflicts, compare_rows, NULL, NULL);
}
