/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-guest-matches.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "foyer-answer.h"
#include "foyer-format.h"

static char *
describe (const FoyerGuest *guest)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  const char *const texts[] = { guest->category, foyer_seat_after_category (guest->seat, guest->category), guest->order_number };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*texts[i] != '\0')
      g_ptr_array_add (parts, (char *) texts[i]);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static GtkWidget *
new_row (const FoyerGuest *guest)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *status = gtk_label_new (foyer_format_ticket_status (guest->status));
  g_autofree char *subtitle = describe (guest);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *guest->name != '\0' ? guest->name : _ ("Walk-up guest"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_add_css_class (status, guest->status == FOYER_TICKET_VALID ? "success" : "dimmed");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), status);
  g_object_set_data_full (G_OBJECT (row), "code", foyer_id_dup_text (&guest->ticket), g_free);
  return row;
}

static GtkWidget *
new_more_row (guint more)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u more; type more of the name", "%u more; type more of the name", more), more);
  GtkWidget       *label = gtk_label_new (text);
  GtkWidget       *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_add_css_class (label, "door-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

void
foyer_guest_matches_fill (GtkListBox *list, const FoyerGuestQuery *answer)
{
  gtk_list_box_remove_all (list);
  for (guint i = 0; i < answer->guests->len; i++)
    gtk_list_box_append (list, new_row (answer->guests->pdata[i]));
  if (answer->found > answer->guests->len)
    gtk_list_box_append (list, new_more_row (answer->found - answer->guests->len));
}

char *
foyer_guest_matches_dup_code (GtkListBoxRow *row)
{
  return g_strdup (g_object_get_data (G_OBJECT (row), "code"));
}
