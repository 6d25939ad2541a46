/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-party-dialog.h"

#include <glib/gi18n.h>

#include "foyer-answer.h"
#include "foyer-door-store.h"
#include "foyer-format.h"

struct _FoyerPartyDialog
{
  AdwDialog parent_instance;

  GPtrArray *party;  /* FoyerPartyGuest */
  GPtrArray *checks; /* GtkCheckButton, one a guest; NULL for those who cannot come in */
  GtkButton *admit;
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerPartyDialog, foyer_party_dialog, ADW_TYPE_DIALOG)

static guint
count_ticked (FoyerPartyDialog *self)
{
  guint count = 0;

  for (guint i = 0; i < self->checks->len; i++)
    count += self->checks->pdata[i] != NULL && gtk_check_button_get_active (self->checks->pdata[i]);
  return count;
}

static void
ticked_cb (FoyerPartyDialog *self)
{
  guint            count = count_ticked (self);
  g_autofree char *text = g_strdup_printf (ngettext ("_Admit %u", "_Admit %u", count), count);

  gtk_button_set_label (self->admit, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->admit), count > 0);
}

static void
admit_cb (FoyerPartyDialog *self)
{
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (FoyerId));

  for (guint i = 0; i < self->checks->len; i++)
    if (self->checks->pdata[i] != NULL && gtk_check_button_get_active (self->checks->pdata[i]))
      g_array_append_val (tickets, ((FoyerPartyGuest *) self->party->pdata[i])->ticket);
  g_signal_emit (self, signals[CHOSEN], 0, tickets);
  adw_dialog_close (ADW_DIALOG (self));
}

static GtkWidget *
new_row (FoyerPartyDialog *self, const FoyerPartyGuest *guest)
{
  GtkWidget       *row = adw_action_row_new ();
  const char      *seat = foyer_seat_after_category (guest->seat, guest->category);
  g_autofree char *subtitle = *seat != '\0' ? g_strdup_printf ("%s · %s", guest->category, seat) : g_strdup (guest->category);
  GtkWidget       *check = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *guest->holder != '\0' ? guest->holder : _ ("Guest without a name"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (guest->may_enter)
    {
      check = gtk_check_button_new ();
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      g_signal_connect_object (check, "toggled", G_CALLBACK (ticked_cb), self, G_CONNECT_SWAPPED);
    }
  else
    {
      GtkWidget *state = gtk_label_new (guest->inside ? _ ("Inside") : foyer_format_ticket_status (guest->status));

      gtk_widget_add_css_class (state, "dimmed");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
    }
  g_ptr_array_add (self->checks, check);
  return row;
}

static void
foyer_party_dialog_finalize (GObject *object)
{
  FoyerPartyDialog *self = FOYER_PARTY_DIALOG (object);

  g_clear_pointer (&self->party, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  G_OBJECT_CLASS (foyer_party_dialog_parent_class)->finalize (object);
}

static void
foyer_party_dialog_class_init (FoyerPartyDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_party_dialog_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", FOYER_TYPE_PARTY_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ARRAY);
}

static void
foyer_party_dialog_init (FoyerPartyDialog *self)
{
  self->checks = g_ptr_array_new ();
}

AdwDialog *
foyer_party_dialog_new (GPtrArray *party)
{
  FoyerPartyDialog *self = g_object_new (FOYER_TYPE_PARTY_DIALOG, "title", _ ("Who Is Here?"), "content-width", 420, NULL);
  GtkWidget        *view = adw_toolbar_view_new ();
  GtkWidget        *page = adw_preferences_page_new ();
  GtkWidget        *group = adw_preferences_group_new ();

  self->party = g_ptr_array_ref (party);
  self->admit = GTK_BUTTON (gtk_button_new ());
  gtk_button_set_use_underline (self->admit, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->admit), "pill");
  gtk_widget_add_css_class (GTK_WIDGET (self->admit), "suggested-action");
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->admit), 18);
  gtk_widget_set_margin_top (GTK_WIDGET (self->admit), 12);
  gtk_widget_set_halign (GTK_WIDGET (self->admit), GTK_ALIGN_CENTER);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _ ("Untick who comes later. Their tickets stay good."));
  for (guint i = 0; i < party->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_row (self, party->pdata[i]));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->admit));
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_default_widget (ADW_DIALOG (self), GTK_WIDGET (self->admit));
  g_signal_connect_object (self->admit, "clicked", G_CALLBACK (admit_cb), self, G_CONNECT_SWAPPED);
  ticked_cb (self);
  return ADW_DIALOG (self);
}
