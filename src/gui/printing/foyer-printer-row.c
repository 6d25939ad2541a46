/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-printer-row.h"

#include <glib/gi18n.h>

#include "foyer-print-error.h"

/* How long printers on the network are waited for, and how often they are looked for. */
#define LOOK_MS 1000
#define LOOK_EVERY_SECONDS 5

struct _FoyerPrinterRow
{
  AdwComboRow parent_instance;

  GSettings    *settings;
  GPtrArray    *printers; /* (element-type FoyerPrinter) (nullable): not looked yet */
  GPtrArray    *names;    /* (element-type utf8): of the rows; "" for the default one */
  GCancellable *cancellable;
  char         *problem;
  const char   *stopped; /* in printers */
  guint         look_id;
  guint         looking : 1;
  guint         filling : 1;
};

enum
{
  PROP_0,
  PROP_PROBLEM,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FoyerPrinterRow, foyer_printer_row, ADW_TYPE_COMBO_ROW)

static char *
dup_chosen (FoyerPrinterRow *self)
{
  return self->settings != NULL ? g_settings_get_string (self->settings, "ticket-printer") : g_strdup ("");
}

/* The printer that tickets go to; an empty name is the default one. */
static FoyerPrinter *
find_printer (FoyerPrinterRow *self, const char *name)
{
  for (guint i = 0; self->printers != NULL && i < self->printers->len; i++)
    {
      FoyerPrinter *printer = self->printers->pdata[i];

      if (*name != '\0' ? g_strcmp0 (printer->name, name) == 0 : printer->is_default)
        return printer;
    }
  return NULL;
}

static const char *
get_title (const FoyerPrinter *printer)
{
  return printer->description != NULL && *printer->description != '\0' ? printer->description : printer->name;
}

static void
set_problem (FoyerPrinterRow *self, char *problem)
{
  g_autofree char *owned = problem;

  if (g_set_str (&self->problem, owned))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static char *
dup_reasons (const FoyerPrinter *printer)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; printer->reasons != NULL && printer->reasons[i] != NULL; i++)
    {
      if (*printer->reasons[i] == '\0')
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _ (printer->reasons[i]));
    }
  return g_string_free (text, FALSE);
}

static char *
dup_printer_problem (const FoyerPrinter *printer)
{
  g_autofree char *reasons = dup_reasons (printer);

  if (printer->state == FOYER_PRINTER_STATE_STOPPED)
    return *reasons != '\0' ? g_strdup_printf (_ ("“%s” has stopped: %s"), get_title (printer), reasons)
                            : g_strdup_printf (_ ("“%s” has stopped."), get_title (printer));
  if (printer->has_details && !printer->accepts_jobs)
    return g_strdup_printf (_ ("“%s” takes no print jobs now."), get_title (printer));
  return *reasons != '\0' ? g_strdup_printf ("“%s”: %s", get_title (printer), reasons) : NULL;
}

static void
judge (FoyerPrinterRow *self)
{
  g_autofree char *chosen = dup_chosen (self);
  FoyerPrinter    *printer = find_printer (self, chosen);

  self->stopped = printer != NULL && printer->state == FOYER_PRINTER_STATE_STOPPED ? printer->name : NULL;
  if (printer != NULL)
    set_problem (self, dup_printer_problem (printer));
  else if (self->printers->len == 0)
    set_problem (self, g_strdup (_ ("There is no printer. Add one in the system settings.")));
  else if (*chosen != '\0')
    set_problem (self, g_strdup_printf (_ ("The printer “%s” is not there. Choose another one, or switch it on."), chosen));
  else
    set_problem (self, g_strdup (_ ("No printer is chosen for tickets.")));
}

static void
append_choice (FoyerPrinterRow *self, GtkStringList *titles, const char *name, const char *title)
{
  g_ptr_array_add (self->names, g_strdup (name));
  gtk_string_list_append (titles, title);
}

static void
fill (FoyerPrinterRow *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *chosen = dup_chosen (self);
  FoyerPrinter    *usual = find_printer (self, "");
  g_autofree char *usual_title = usual != NULL ? g_strdup_printf (_ ("System Default (%s)"), get_title (usual)) : g_strdup (_ ("None"));
  guint            selected = 0;

  g_ptr_array_set_size (self->names, 0);
  append_choice (self, titles, "", usual_title);
  for (guint i = 0; i < self->printers->len; i++)
    append_choice (self, titles, ((FoyerPrinter *) self->printers->pdata[i])->name, get_title (self->printers->pdata[i]));
  if (*chosen != '\0' && find_printer (self, chosen) == NULL)
    append_choice (self, titles, chosen, chosen);
  for (guint i = 0; i < self->names->len; i++)
    if (g_strcmp0 (self->names->pdata[i], chosen) == 0)
      selected = i;
  self->filling = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (titles));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
  self->filling = FALSE;
}

static gboolean
is_same (GPtrArray *first, GPtrArray *second)
{
  if (first == NULL || first->len != second->len)
    return FALSE;
  for (guint i = 0; i < first->len; i++)
    {
      const FoyerPrinter *one = first->pdata[i], *other = second->pdata[i];

      if (g_strcmp0 (one->name, other->name) != 0 || one->is_default != other->is_default || g_strcmp0 (get_title (one), get_title (other)) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerPrinterRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) printers = foyer_printer_list_finish (result, &error);
  gboolean same;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->looking = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), printers != NULL);
  if (printers == NULL)
    {
      g_debug ("The printers could not be listed: %s", error->message);
      self->stopped = NULL;
      set_problem (self, g_error_matches (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNREACHABLE)
                           ? g_strdup (_ ("The print system is not running. Tickets can be sold, but not printed."))
                           : g_strdup_printf (_ ("The printers cannot be listed: %s"), error->message));
      return;
    }
  same = is_same (self->printers, printers);
  g_clear_pointer (&self->printers, g_ptr_array_unref);
  self->printers = g_steal_pointer (&printers);
  if (!same) /* an open list must not close under the pointer */
    fill (self);
  judge (self);
}

void
foyer_printer_row_look (FoyerPrinterRow *self)
{
  g_return_if_fail (FOYER_IS_PRINTER_ROW (self));

  if (self->looking)
    return;
  self->looking = TRUE;
  foyer_printer_list_async (LOOK_MS, self->cancellable, listed_cb, g_object_ref (self));
}

const char *
foyer_printer_row_get_problem (FoyerPrinterRow *self)
{
  g_return_val_if_fail (FOYER_IS_PRINTER_ROW (self), NULL);

  return self->problem;
}

const char *
foyer_printer_row_get_stopped (FoyerPrinterRow *self)
{
  g_return_val_if_fail (FOYER_IS_PRINTER_ROW (self), NULL);

  return self->stopped;
}

static void
selected_cb (FoyerPrinterRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->filling || self->settings == NULL || selected >= self->names->len)
    return;
  g_settings_set_string (self->settings, "ticket-printer", self->names->pdata[selected]);
  judge (self);
}

void
foyer_printer_row_set_settings (FoyerPrinterRow *self, GSettings *settings)
{
  g_return_if_fail (FOYER_IS_PRINTER_ROW (self));

  g_set_object (&self->settings, settings);
}

static gboolean
look_cb (gpointer user_data)
{
  foyer_printer_row_look (user_data);
  return G_SOURCE_CONTINUE;
}

static void
foyer_printer_row_map (GtkWidget *widget)
{
  FoyerPrinterRow *self = FOYER_PRINTER_ROW (widget);

  GTK_WIDGET_CLASS (foyer_printer_row_parent_class)->map (widget);
  foyer_printer_row_look (self);
  self->look_id = g_timeout_add_seconds (LOOK_EVERY_SECONDS, look_cb, self);
}

static void
foyer_printer_row_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&FOYER_PRINTER_ROW (widget)->look_id, g_source_remove);
  GTK_WIDGET_CLASS (foyer_printer_row_parent_class)->unmap (widget);
}

static void
foyer_printer_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PROBLEM:
      g_value_set_string (value, FOYER_PRINTER_ROW (object)->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_printer_row_dispose (GObject *object)
{
  FoyerPrinterRow *self = FOYER_PRINTER_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (foyer_printer_row_parent_class)->dispose (object);
}

static void
foyer_printer_row_finalize (GObject *object)
{
  FoyerPrinterRow *self = FOYER_PRINTER_ROW (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->printers, g_ptr_array_unref);
  g_ptr_array_unref (self->names);
  g_free (self->problem);
  G_OBJECT_CLASS (foyer_printer_row_parent_class)->finalize (object);
}

static void
foyer_printer_row_class_init (FoyerPrinterRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = foyer_printer_row_get_property;
  object_class->dispose = foyer_printer_row_dispose;
  object_class->finalize = foyer_printer_row_finalize;
  widget_class->map = foyer_printer_row_map;
  widget_class->unmap = foyer_printer_row_unmap;
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
foyer_printer_row_init (FoyerPrinterRow *self)
{
  self->cancellable = g_cancellable_new ();
  self->names = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}
