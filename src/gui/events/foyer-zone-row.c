/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-zone-row.h"

/* Zones by country, from the tz database: code, coordinates, name, comment. */
#define ZONE_TABLE "/usr/share/zoneinfo/zone.tab"

struct _FoyerZoneRow
{
  AdwComboRow parent_instance;

  GtkStringList *zones;
};

G_DEFINE_FINAL_TYPE (FoyerZoneRow, foyer_zone_row, ADW_TYPE_COMBO_ROW)

char *
foyer_zone_local (void)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (local);

  return g_strdup (name != NULL && strchr (name, '/') != NULL ? name : "UTC");
}

static guint
find_zone (FoyerZoneRow *self, const char *zone)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->zones));

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (gtk_string_list_get_string (self->zones, i), zone) == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

const char *
foyer_zone_row_get_zone (FoyerZoneRow *self)
{
  const char *zone;

  g_return_val_if_fail (FOYER_IS_ZONE_ROW (self), "UTC");

  if (self->zones == NULL)
    return "UTC"; /* going */
  zone = gtk_string_list_get_string (self->zones, adw_combo_row_get_selected (ADW_COMBO_ROW (self)));
  return zone != NULL ? zone : "UTC";
}

void
foyer_zone_row_set_zone (FoyerZoneRow *self, const char *zone)
{
  guint position;

  g_return_if_fail (FOYER_IS_ZONE_ROW (self));

  if (zone == NULL || *zone == '\0')
    zone = "UTC";
  position = find_zone (self, zone);
  if (position == GTK_INVALID_LIST_POSITION)
    {
      position = g_list_model_get_n_items (G_LIST_MODEL (self->zones));
      gtk_string_list_append (self->zones, zone);
    }
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), position);
}

static int
compare_names (gconstpointer first, gconstpointer second)
{
  return strcmp (*(const char *const *) first, *(const char *const *) second);
}

/* New names go behind those that are there, so that the choice stays where it is. */
static void
add_zones (FoyerZoneRow *self, char *table)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", 4);

      if (*lines[i] != '#' && g_strv_length (columns) >= 3 && find_zone (self, columns[2]) == GTK_INVALID_LIST_POSITION)
        g_ptr_array_add (names, g_strdup (columns[2]));
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  gtk_string_list_splice (self->zones, g_list_model_get_n_items (G_LIST_MODEL (self->zones)), 0, (const char *const *) names->pdata);
}

static void
table_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerZoneRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *table = NULL;

  if (!g_file_load_contents_finish (G_FILE (source), result, &table, NULL, NULL, &error))
    g_message ("The table of time zones could not be read: %s", error->message);
  else if (self->zones != NULL)
    add_zones (self, table);
}

static void
foyer_zone_row_constructed (GObject *object)
{
  FoyerZoneRow    *self = FOYER_ZONE_ROW (object);
  g_autofree char *local = foyer_zone_local ();
  g_autoptr (GFile) table = g_file_new_for_path (ZONE_TABLE);

  G_OBJECT_CLASS (foyer_zone_row_parent_class)->constructed (object);
  gtk_string_list_append (self->zones, local);
  if (!g_str_equal (local, "UTC"))
    gtk_string_list_append (self->zones, "UTC");
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (self->zones));
  adw_combo_row_set_expression (ADW_COMBO_ROW (self), gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (self), TRUE);
  adw_combo_row_set_search_match_mode (ADW_COMBO_ROW (self), GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  g_file_load_contents_async (table, NULL, table_loaded_cb, g_object_ref (self));
}

static void
foyer_zone_row_dispose (GObject *object)
{
  g_clear_object (&FOYER_ZONE_ROW (object)->zones);
  G_OBJECT_CLASS (foyer_zone_row_parent_class)->dispose (object);
}

static void
foyer_zone_row_class_init (FoyerZoneRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = foyer_zone_row_constructed;
  G_OBJECT_CLASS (klass)->dispose = foyer_zone_row_dispose;
}

static void
foyer_zone_row_init (FoyerZoneRow *self)
{
  self->zones = gtk_string_list_new (NULL);
}
