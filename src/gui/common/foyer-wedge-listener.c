/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-wedge-listener.h"

#include "foyer-wedge.h"

struct _FoyerWedgeListener
{
  GObject parent_instance;

  GtkWidget          *page;       /* nullable, not kept */
  GtkWidget          *root;       /* nullable, not kept: where the controller is */
  GtkEventController *controller; /* nullable, owned by the root */
  GSettings          *settings;
  FoyerWedge         *wedge;
  gint64              clock_ahead_us; /* of the keys' clock to the monotonic one */
  guint               poll_id;
  gboolean            grabs;
};

enum
{
  SCAN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerWedgeListener, foyer_wedge_listener, G_TYPE_OBJECT)

static char *
dup_printable_suffix (GSettings *settings)
{
  char *suffix = g_settings_get_string (settings, "wedge-suffix");

  /* Enter and Tab end a burst anyway */
  return g_strchomp (suffix);
}

static void
make_wedge (FoyerWedgeListener *self)
{
  g_autofree char  *prefix = g_settings_get_string (self->settings, "wedge-prefix");
  g_autofree char  *suffix = dup_printable_suffix (self->settings);
  g_autofree char  *map = g_settings_get_string (self->settings, "wedge-map");
  FoyerWedgeOptions options = FOYER_WEDGE_OPTIONS;

  options.gap_us = g_settings_get_int (self->settings, "wedge-gap-ms") * 1000;
  options.prefix = *prefix != '\0' ? prefix : NULL;
  options.suffix = *suffix != '\0' ? suffix : NULL;
  options.map = *map != '\0' ? map : NULL;
  options.let_first_pass = TRUE;
  g_clear_pointer (&self->wedge, foyer_wedge_free);
  self->wedge = foyer_wedge_new (&options);
}

static GtkEditable *
get_focused_field (FoyerWedgeListener *self)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (GTK_ROOT (self->root)) : NULL;

  return GTK_IS_EDITABLE (focus) && gtk_editable_get_editable (GTK_EDITABLE (focus)) ? GTK_EDITABLE (focus) : NULL;
}

static void
give_back (GtkEditable *field, const char *typed)
{
  int position;

  gtk_editable_delete_selection (field);
  position = gtk_editable_get_position (field);
  gtk_editable_insert_text (field, typed, -1, &position);
  gtk_editable_set_position (field, position);
}

static void
take_back (GtkEditable *field, int count)
{
  int position = gtk_editable_get_position (field);

  if (count > 0 && position >= count)
    gtk_editable_delete_text (field, position - count, position);
}

static void
apply (FoyerWedgeListener *self, const FoyerWedgeResult *result)
{
  GtkEditable *field = get_focused_field (self);

  if (result->typed != NULL && field != NULL)
    give_back (field, result->typed);
  if (result->scan == NULL)
    return;
  if (field != NULL)
    take_back (field, (int) result->leaked);
  g_signal_emit (self, signals[SCAN], 0, result->scan);
}

static void queue_poll (FoyerWedgeListener *self);

static gboolean
poll_cb (gpointer user_data)
{
  FoyerWedgeListener *self = user_data;
  g_auto (FoyerWedgeResult) result = { 0 };

  self->poll_id = 0;
  foyer_wedge_poll (self->wedge, g_get_monotonic_time () + self->clock_ahead_us, &result);
  apply (self, &result);
  queue_poll (self);
  return G_SOURCE_REMOVE;
}

/* With less haste than keys, so that those that wait in the queue count first. */
static void
queue_poll (FoyerWedgeListener *self)
{
  gint64 deadline = foyer_wedge_get_deadline (self->wedge);
  gint64 left;

  g_clear_handle_id (&self->poll_id, g_source_remove);
  if (deadline < 0)
    return;
  left = deadline - (g_get_monotonic_time () + self->clock_ahead_us);
  self->poll_id = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, MAX (left, 0) / 1000 + 1, poll_cb, self, NULL);
}

static gboolean
is_modifier (guint keyval)
{
  return (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R) || keyval == GDK_KEY_ISO_Level3_Shift || keyval == GDK_KEY_Num_Lock;
}

/* A scanner that plays the keys of another keyboard also hits keys that wait
 * here for a letter to put an accent on.
 */
static const struct
{
  guint    keyval;
  gunichar character;
} dead_keys[] = {
  { GDK_KEY_dead_grave, '`' },
  { GDK_KEY_dead_acute, 0xb4 },
  { GDK_KEY_dead_circumflex, '^' },
  { GDK_KEY_dead_tilde, '~' },
  { GDK_KEY_dead_diaeresis, 0xa8 },
};

static gunichar
to_character (guint keyval, GdkModifierType state)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK))
    return 0;
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter)
    return '\n';
  if (keyval == GDK_KEY_Tab)
    return '\t';
  for (gsize i = 0; i < G_N_ELEMENTS (dead_keys); i++)
    if (keyval == dead_keys[i].keyval)
      return dead_keys[i].character;
  return gdk_keyval_to_unicode (keyval);
}

/* A person's accents stay what they are: such a key counts only within a burst. */
static gboolean
is_dead (guint keyval)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dead_keys); i++)
    if (keyval == dead_keys[i].keyval)
      return TRUE;
  return FALSE;
}

/* The keys' own clock: a window that was busy drawing gets them late, all at once. */
static gint64
get_key_time (FoyerWedgeListener *self, GtkEventController *controller)
{
  gint64 now = g_get_monotonic_time ();
  gint64 time = (gint64) gtk_event_controller_get_current_event_time (controller) * 1000;

  if (time == 0)
    time = now;
  self->clock_ahead_us = time - now;
  return time;
}

/* Which listener of a window has it for itself. */
static GQuark
grab_quark (void)
{
  return g_quark_from_static_string ("foyer-wedge-grab");
}

static gboolean
key_pressed_cb (FoyerWedgeListener *self, guint keyval, guint keycode, GdkModifierType state, GtkEventController *controller)
{
  g_autoptr (FoyerWedgeListener) alive = g_object_ref (self);
  g_auto (FoyerWedgeResult) result = { 0 };
  FoyerWedgeVerdict verdict = FOYER_WEDGE_PASS;
  gunichar          character;
  gpointer          grab = g_object_get_qdata (G_OBJECT (self->root), grab_quark ());

  if (is_modifier (keyval) || (grab != NULL && grab != self))
    return GDK_EVENT_PROPAGATE;
  foyer_wedge_set_caps_lock (self->wedge, (state & GDK_LOCK_MASK) != 0);
  character = to_character (keyval, state);
  if (character == 0)
    foyer_wedge_flush (self->wedge, &result);
  else if (is_dead (keyval) && !foyer_wedge_is_burst (self->wedge))
    foyer_wedge_flush (self->wedge, &result);
  else
    verdict = foyer_wedge_key (self->wedge, character, get_key_time (self, controller), &result);
  apply (self, &result);
  queue_poll (self);
  return verdict == FOYER_WEDGE_KEEP ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
set_grab (FoyerWedgeListener *self, gboolean grab)
{
  if (self->root == NULL)
    return;
  if (grab)
    g_object_set_qdata (G_OBJECT (self->root), grab_quark (), self);
  else if (g_object_get_qdata (G_OBJECT (self->root), grab_quark ()) == self)
    g_object_set_qdata (G_OBJECT (self->root), grab_quark (), NULL);
}

static void
detach (FoyerWedgeListener *self)
{
  set_grab (self, FALSE);
  g_clear_handle_id (&self->poll_id, g_source_remove);
  if (self->root != NULL && self->controller != NULL)
    gtk_widget_remove_controller (self->root, self->controller);
  g_clear_weak_pointer (&self->controller);
  g_clear_weak_pointer (&self->root);
}

static void
attach (FoyerWedgeListener *self)
{
  GtkEventController *controller;

  detach (self);
  controller = gtk_event_controller_key_new ();
  g_set_weak_pointer (&self->root, GTK_WIDGET (gtk_widget_get_root (self->page)));
  g_set_weak_pointer (&self->controller, controller);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_name (controller, "wedge");
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->root, controller);
  if (self->grabs)
    set_grab (self, TRUE);
}

void
foyer_wedge_listener_grab (FoyerWedgeListener *self, gboolean grab)
{
  g_return_if_fail (FOYER_IS_WEDGE_LISTENER (self));

  self->grabs = grab;
  set_grab (self, grab);
}

static void
foyer_wedge_listener_dispose (GObject *object)
{
  FoyerWedgeListener *self = FOYER_WEDGE_LISTENER (object);

  detach (self);
  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (foyer_wedge_listener_parent_class)->dispose (object);
}

static void
foyer_wedge_listener_finalize (GObject *object)
{
  foyer_wedge_free (FOYER_WEDGE_LISTENER (object)->wedge);
  G_OBJECT_CLASS (foyer_wedge_listener_parent_class)->finalize (object);
}

static void
foyer_wedge_listener_class_init (FoyerWedgeListenerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = foyer_wedge_listener_dispose;
  object_class->finalize = foyer_wedge_listener_finalize;
  signals[SCAN] = g_signal_new ("scan", FOYER_TYPE_WEDGE_LISTENER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
foyer_wedge_listener_init (FoyerWedgeListener *self)
{
}

FoyerWedgeListener *
foyer_wedge_listener_new (GtkWidget *page, GSettings *settings)
{
  FoyerWedgeListener *self;

  g_return_val_if_fail (GTK_IS_WIDGET (page), NULL);

  self = g_object_new (FOYER_TYPE_WEDGE_LISTENER, NULL);
  g_set_weak_pointer (&self->page, page);
  self->settings = g_object_ref (settings);
  make_wedge (self);
  g_signal_connect_object (settings, "changed::wedge-gap-ms", G_CALLBACK (make_wedge), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::wedge-prefix", G_CALLBACK (make_wedge), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::wedge-suffix", G_CALLBACK (make_wedge), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::wedge-map", G_CALLBACK (make_wedge), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "map", G_CALLBACK (attach), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "unmap", G_CALLBACK (detach), self, G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (page))
    attach (self);
  return self;
}

void
foyer_wedge_listener_guard (GtkWidget *dialog, GSettings *settings)
{
  FoyerWedgeListener *self = foyer_wedge_listener_new (dialog, settings);

  foyer_wedge_listener_grab (self, TRUE);
  g_signal_connect_object (self, "scan", G_CALLBACK (gtk_widget_error_bell), dialog, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (dialog), "wedge-guard", self, g_object_unref);
}
