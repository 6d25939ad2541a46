/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-conflict-row.h"

#include <glib/gi18n.h>

#include "foyer-format.h"
#include "foyer-sync-words.h"

struct _FoyerConflictRow
{
  AdwExpanderRow parent_instance;

  FoyerConflictReport *report;
};

G_DEFINE_FINAL_TYPE (FoyerConflictRow, foyer_conflict_row, ADW_TYPE_EXPANDER_ROW)

/* detail: guests that came, and places that there were */
static char *
oversold_title (const FoyerConflictReport *report)
{
  gint64           came = g_ascii_strtoll (report->conflict->detail, NULL, 10);
  const char      *slash = strchr (report->conflict->detail, '/');
  gint64           left = slash != NULL ? g_ascii_strtoll (slash + 1, NULL, 10) : 0;
  g_autofree char *guests = foyer_format_count (came);
  g_autofree char *places = foyer_format_count (left);

  /* Translators: how many guests an imported list brought, and for how many there was room */
  return g_strdup_printf (_ ("%s Guests for %s Places"), guests, places);
}

char *
foyer_conflict_report_title (const FoyerConflictReport *report)
{
  const char *title = *report->conflict->title != '\0' ? report->conflict->title : NULL;

  switch (report->kind)
    {
    case FOYER_CONFLICT_DOUBLE_ADMISSION:
      /* without a guest's name the title is that of the event, which stands below */
      if (title == NULL || g_strcmp0 (title, report->event) == 0)
        return g_strdup (_ ("One Ticket Was Admitted Twice"));
      return g_strdup_printf (_ ("%s Was Admitted Twice"), title);
    case FOYER_CONFLICT_DOUBLE_REFUND:
      if (title == NULL || g_strcmp0 (title, report->event) == 0)
        return g_strdup (_ ("One Ticket Was Refunded Twice"));
      return g_strdup_printf (_ ("%s Was Refunded Twice"), title);
    case FOYER_CONFLICT_MERGED_FIELD:
      return g_strdup_printf (_ ("“%s” Was Edited Twice"), title != NULL ? title : _ ("Untitled"));
    case FOYER_CONFLICT_REFUSED_CHANGE:
      return g_strdup_printf (_ ("Refused: %s"), foyer_sync_words_change (report->change_kind));
    case FOYER_CONFLICT_OVERSOLD:
      return oversold_title (report);
    case FOYER_CONFLICT_OTHER:
    default:
      return g_strdup (title != NULL ? title : report->conflict->kind);
    }
}

const char *
foyer_conflict_report_proposal (const FoyerConflictReport *report)
{
  switch (report->kind)
    {
    case FOYER_CONFLICT_DOUBLE_ADMISSION:
      return _ ("One of the two tickets is a copy. One guest is counted as inside; ask the other one where the ticket is from.");
    case FOYER_CONFLICT_DOUBLE_REFUND:
      return _ ("Two tills took this ticket back without knowing of each other. Both refunds stand in their shifts; ask for the money back, or book the loss.");
    case FOYER_CONFLICT_MERGED_FIELD:
      return _ ("The later edit was kept. If the other one is right, copy it and enter it again.");
    case FOYER_CONFLICT_REFUSED_CHANGE:
      return report->can_retry ? _ ("The change is kept on this laptop. Ask an organizer to put right what is missing, then try again.")
                               : _ ("The change has been taken since; nothing is missing.");
    case FOYER_CONFLICT_OVERSOLD:
      return _ ("A list was imported although there was not room for all. Find more places, or refund some of the tickets.");
    case FOYER_CONFLICT_OTHER:
    default:
      return _ ("A newer version of Foyer noted this. Update this laptop to see all of it.");
    }
}

/* Text of strangers is never markup. */
static AdwActionRow *
add_row (FoyerConflictRow *self, const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 6);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (row), "property");
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (row));
  return ADW_ACTION_ROW (row);
}

static GtkWidget *
create_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
add_side (FoyerConflictRow *self, const char *title, const FoyerConflictSide *side, const char *zone)
{
  g_autofree char *when = foyer_format_date_time (side->made_at, zone, g_get_real_time ());
  GString         *text = g_string_new (when);

  if (side->gate != NULL && *side->gate != '\0')
    g_string_append_printf (text, " · %s", side->gate);
  g_string_append_printf (text, " · %s", side->here ? _ ("this laptop") : _ ("another laptop"));
  add_row (self, title, text->str);
  g_string_free (text, TRUE);
}

static void
add_values (FoyerConflictRow *self)
{
  const FoyerConflictReport *report = self->report;
  g_autofree char           *kept = NULL;
  g_autofree char           *lost = NULL;
  GtkWidget                 *copy;

  if (report->field == NULL)
    return;
  kept = foyer_sync_words_value (report->change_kind, report->field, report->kept, report->zone, report->currency);
  lost = foyer_sync_words_value (report->change_kind, report->field, report->lost, report->zone, report->currency);
  add_row (self, _ ("Kept"), kept);
  copy = create_button (_ ("_Copy"), "conflict.copy");
  adw_action_row_add_suffix (add_row (self, _ ("Not Kept"), lost), copy);
  gtk_accessible_update_property (GTK_ACCESSIBLE (copy), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Copy the Text That Was Not Kept"), -1);
}

/* What to do, and below it the buttons that do it, so that both have room on a narrow screen. */
static void
add_proposal (FoyerConflictRow *self)
{
  g_autofree char *id = foyer_id_dup_text (&self->report->conflict->id);
  GtkWidget       *row = adw_preferences_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget       *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *label = gtk_label_new (foyer_conflict_report_proposal (self->report));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  if (self->report->can_retry)
    gtk_box_append (GTK_BOX (buttons), create_button (_ ("_Try Again"), "sync.retry"));
  if (self->report->can_settle)
    {
      GtkWidget *settle = create_button (_ ("_Settle…"), "sync.settle");

      gtk_actionable_set_action_target (GTK_ACTIONABLE (settle), "s", id);
      gtk_box_append (GTK_BOX (buttons), settle);
    }
  gtk_widget_set_visible (buttons, gtk_widget_get_first_child (buttons) != NULL);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_add_css_class (box, "conflict-proposal");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static const char *
icon_of (FoyerConflictKind kind)
{
  switch (kind)
    {
    case FOYER_CONFLICT_DOUBLE_ADMISSION:
      return "system-users-symbolic";
    case FOYER_CONFLICT_DOUBLE_REFUND:
      return "edit-undo-symbolic";
    case FOYER_CONFLICT_MERGED_FIELD:
      return "document-edit-symbolic";
    case FOYER_CONFLICT_REFUSED_CHANGE:
      return "action-unavailable-symbolic";
    case FOYER_CONFLICT_OVERSOLD:
      return "dialog-warning-symbolic";
    case FOYER_CONFLICT_OTHER:
    default:
      return "dialog-question-symbolic";
    }
}

static char *
subtitle_of (const FoyerConflictReport *report)
{
  g_autofree char *when = foyer_format_date_time (report->conflict->made_at, report->zone, g_get_real_time ());
  const char      *what = report->event;

  if (report->kind == FOYER_CONFLICT_OVERSOLD && report->event != NULL && g_strcmp0 (report->conflict->title, report->event) != 0)
    return g_strdup_printf ("%s · %s · %s", report->event, report->conflict->title, when);
  if (report->kind == FOYER_CONFLICT_MERGED_FIELD && report->field != NULL)
    what = foyer_sync_words_field (report->field);
  return what != NULL && *what != '\0' ? g_strdup_printf ("%s · %s", what, when) : g_steal_pointer (&when);
}

static void
fill (FoyerConflictRow *self)
{
  const FoyerConflictReport *report = self->report;
  g_autofree char           *title = foyer_conflict_report_title (report);
  g_autofree char           *subtitle = subtitle_of (report);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), gtk_image_new_from_icon_name (icon_of (report->kind)));
  if (report->kind == FOYER_CONFLICT_DOUBLE_ADMISSION)
    {
      add_side (self, _ ("First"), &report->sides[0], report->zone);
      add_side (self, _ ("Again"), &report->sides[1], report->zone);
    }
  else if (report->kind == FOYER_CONFLICT_MERGED_FIELD)
    add_values (self);
  else if (report->kind == FOYER_CONFLICT_REFUSED_CHANGE)
    add_row (self, _ ("The Platform Says"), foyer_sync_words_sentence (report->conflict->detail));
  add_proposal (self);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), FOYER_CONFLICT_ROW (widget)->report->lost);
}

GtkWidget *
foyer_conflict_row_new (FoyerConflictReport *report)
{
  FoyerConflictRow *self = g_object_new (FOYER_TYPE_CONFLICT_ROW, NULL);

  self->report = report;
  fill (self);
  return GTK_WIDGET (self);
}

const FoyerConflictReport *
foyer_conflict_row_get_report (FoyerConflictRow *self)
{
  g_return_val_if_fail (FOYER_IS_CONFLICT_ROW (self), NULL);

  return self->report;
}

static void
foyer_conflict_row_finalize (GObject *object)
{
  g_clear_pointer (&FOYER_CONFLICT_ROW (object)->report, foyer_conflict_report_free);
  G_OBJECT_CLASS (foyer_conflict_row_parent_class)->finalize (object);
}

static void
foyer_conflict_row_class_init (FoyerConflictRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_conflict_row_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "conflict.copy", NULL, copy_action);
}

static void
foyer_conflict_row_init (FoyerConflictRow *self)
{
}
