/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-scan-log.h"

#include <glib/gi18n.h>

#include "foyer-format.h"

static const char *
choose_colour (const FoyerScan *scan)
{
  if (scan->undone)
    return "dimmed";
  if (g_str_equal (foyer_format_verdict_style (scan->verdict), "verdict-wait"))
    return "warning";
  return foyer_verdict_lets_pass (scan->verdict) ? "success" : "error";
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static char *
describe (const FoyerScanRow *row, const char *zone)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *time = foyer_format_time (row->scan.made_at, zone);

  g_ptr_array_add (parts, time);
  if (row->scan.undone)
    g_ptr_array_add (parts, (char *) _ ("Taken back"));
  if (*row->category != '\0')
    g_ptr_array_add (parts, row->category);
  if (row->scan.gate != NULL && *row->scan.gate != '\0')
    g_ptr_array_add (parts, row->scan.gate);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static const char *
choose_name (const FoyerScanRow *row)
{
  if (*row->holder != '\0')
    return row->holder;
  return foyer_id_is_none (&row->scan.ticket) ? _ ("Unknown Code") : _ ("Walk-up guest");
}

static GtkWidget *
new_row (const FoyerScanRow *row, const char *zone)
{
  g_autofree char *caption = describe (row, zone);
  const char      *name = choose_name (row);
  const char      *verdict = foyer_format_verdict (row->scan.verdict);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", verdict, name, caption);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget       *icon = gtk_image_new_from_icon_name (foyer_format_verdict_icon (row->scan.verdict));
  GtkWidget       *word = new_label (verdict, choose_colour (&row->scan));
  GtkWidget       *child = gtk_list_box_row_new ();

  gtk_widget_add_css_class (icon, choose_colour (&row->scan));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), new_label (name, row->scan.undone ? "dimmed" : NULL));
  gtk_box_append (GTK_BOX (lines), new_label (caption, "caption"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (lines), "dimmed");
  gtk_widget_add_css_class (word, "caption-heading");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), word);
  gtk_widget_add_css_class (box, "door-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (child), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (child), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return child;
}

/* What makes a row look as it does. */
static char *
make_key (const FoyerScanRow *row)
{
  g_autofree char *id = foyer_id_dup_text (&row->scan.id);

  return g_strdup_printf ("%s %d %s", id, row->scan.undone, row->holder);
}

static int
find_old (GtkListBox *list, int from, const char *key)
{
  GtkListBoxRow *row;

  for (int i = from; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "key"), key) == 0)
      return i;
  return -1;
}

static void
remove_rows (GtkListBox *list, int from, int until)
{
  for (int i = from; i < until; i++)
    gtk_list_box_remove (list, GTK_WIDGET (gtk_list_box_get_row_at_index (list, from)));
}

void
foyer_scan_log_fill (GtkListBox *list, GPtrArray *scans, const char *zone)
{
  GtkListBoxRow *rest;

  for (guint i = 0; i < scans->len; i++)
    {
      g_autofree char *key = make_key (scans->pdata[i]);
      int              old = find_old (list, (int) i, key);
      GtkWidget       *row;

      if (old >= 0)
        {
          remove_rows (list, (int) i, old);
          continue;
        }
      row = new_row (scans->pdata[i], zone);
      g_object_set_data_full (G_OBJECT (row), "key", g_steal_pointer (&key), g_free);
      gtk_list_box_insert (list, row, (int) i);
    }
  while ((rest = gtk_list_box_get_row_at_index (list, (int) scans->len)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (rest));
}

const FoyerScanRow *
foyer_scan_log_find_undoable (GPtrArray *scans, const FoyerId *device)
{
  for (guint i = 0; i < scans->len; i++)
    {
      const FoyerScanRow *row = scans->pdata[i];

      if (foyer_id_equal (&row->scan.device, device) && foyer_verdict_lets_pass (row->scan.verdict))
        return row->scan.undone ? NULL : row;
    }
  return NULL;
}
