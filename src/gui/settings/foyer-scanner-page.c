/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-scanner-page.h"

#include <glib/gi18n.h>

#include "foyer-wedge-layout.h"
#include "foyer-wedge-listener.h"
#include "sync/foyer-qr-view.h"

struct _FoyerScannerPage
{
  AdwNavigationPage parent_instance;

  FoyerQrView *qr;
  GtkLabel    *result;
  GtkLabel    *detail;

  GSettings          *settings;
  FoyerWedgeListener *listener;
  char               *before; /* the map that was in force; put back when nothing is learned */
};

G_DEFINE_FINAL_TYPE (FoyerScannerPage, foyer_scanner_page, ADW_TYPE_NAVIGATION_PAGE)

static void
show_result (FoyerScannerPage *self, const char *result, const char *detail, const char *style)
{
  static const char *const styles[] = { "success", "warning", "error" };

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->result), styles[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->result), style);
  gtk_label_set_label (self->result, result);
  gtk_label_set_label (self->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *detail != '\0');
  gtk_accessible_announce (GTK_ACCESSIBLE (self), result, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_error (FoyerScannerPage *self, const GError *error)
{
  switch ((FoyerWedgeLayoutError) error->code)
    {
    case FOYER_WEDGE_LAYOUT_ERROR_LOST:
      show_result (self, _ ("Some characters got lost"), _ ("Make the pause between two characters longer in the preferences, or set the scanner to another keyboard, then scan again."), "error");
      break;
    case FOYER_WEDGE_LAYOUT_ERROR_MIXED:
      show_result (self, _ ("Two characters arrive as the same one"), _ ("Set the scanner to keep capitals and small letters apart, or to another keyboard, then scan again."), "error");
      break;
    case FOYER_WEDGE_LAYOUT_ERROR_OTHER_CODE:
    default:
      show_result (self, _ ("That was another code"), _ ("The scanner works. Scan the code above to train it."), "warning");
      break;
    }
}

static void
scan_cb (FoyerScannerPage *self, const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *map = foyer_wedge_layout_learn (typed, &error);

  if (map == NULL)
    {
      show_error (self, error);
      return;
    }
  g_set_str (&self->before, map);
  if (*map == '\0')
    show_result (self, _ ("All is well"), _ ("Scanner and computer agree on every key."), "success");
  else
    show_result (self, _ ("Learned"), _ ("The scanner is set to another keyboard than this computer. Foyer puts that right from now on."), "success");
}

/* Other pages must not take the test code for a ticket. */
static void
shown_cb (FoyerScannerPage *self)
{
  g_free (self->before);
  self->before = g_settings_get_string (self->settings, "wedge-map");
  g_settings_set_string (self->settings, "wedge-map", "");
  foyer_wedge_listener_grab (self->listener, TRUE);
}

static void
hidden_cb (FoyerScannerPage *self)
{
  if (self->before == NULL)
    return;
  foyer_wedge_listener_grab (self->listener, FALSE);
  g_settings_set_string (self->settings, "wedge-map", self->before);
  g_clear_pointer (&self->before, g_free);
}

static void
foyer_scanner_page_dispose (GObject *object)
{
  FoyerScannerPage *self = FOYER_SCANNER_PAGE (object);

  if (self->listener != NULL)
    hidden_cb (self);
  g_clear_object (&self->listener);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_SCANNER_PAGE);
  G_OBJECT_CLASS (foyer_scanner_page_parent_class)->dispose (object);
}

static void
foyer_scanner_page_class_init (FoyerScannerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_scanner_page_dispose;
  g_type_ensure (FOYER_TYPE_QR_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/settings/foyer-scanner-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerScannerPage, qr);
  gtk_widget_class_bind_template_child (widget_class, FoyerScannerPage, result);
  gtk_widget_class_bind_template_child (widget_class, FoyerScannerPage, detail);
}

static void
foyer_scanner_page_init (FoyerScannerPage *self)
{
  g_autoptr (GError) error = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  if (!foyer_qr_view_set_text (self->qr, FOYER_WEDGE_TRAINING_TEXT, &error))
    g_warning ("The test code could not be drawn: %s", error->message);
}

AdwNavigationPage *
foyer_scanner_page_new (GSettings *settings)
{
  FoyerScannerPage *self = g_object_new (FOYER_TYPE_SCANNER_PAGE, NULL);

  self->settings = g_object_ref (settings);
  self->listener = foyer_wedge_listener_new (GTK_WIDGET (self), settings);
  g_signal_connect_object (self->listener, "scan", G_CALLBACK (scan_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "showing", G_CALLBACK (shown_cb), NULL);
  g_signal_connect (self, "hiding", G_CALLBACK (hidden_cb), NULL);
  return ADW_NAVIGATION_PAGE (self);
}
