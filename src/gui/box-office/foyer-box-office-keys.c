/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The box office: its keys, and the scanner that types like one. */
#include "foyer-box-office-private.h"

#include <glib/gi18n.h>

#include "foyer-ticket-dialog.h"

/* The keys of the first categories; the others of the row have a meaning of
 * their own (F6, F7, F9, F10) or are the window's (F11). With Shift they reach
 * as many again. */
static const struct
{
  guint       keyval;
  const char *name;
  const char *shifted;
} category_keys[] = {
  { GDK_KEY_F1, "F1", "⇧F1" },
  { GDK_KEY_F2, "F2", "⇧F2" },
  { GDK_KEY_F3, "F3", "⇧F3" },
  { GDK_KEY_F4, "F4", "⇧F4" },
  { GDK_KEY_F5, "F5", "⇧F5" },
  { GDK_KEY_F8, "F8", "⇧F8" },
  { GDK_KEY_F12, "F12", "⇧F12" },
};

#define SHIFTED 0x40000000u /* marks a key pressed with Shift */

const char *
foyer_box_office_get_key_name (guint position)
{
  if (position < G_N_ELEMENTS (category_keys))
    return category_keys[position].name;
  position -= G_N_ELEMENTS (category_keys);
  return position < G_N_ELEMENTS (category_keys) ? category_keys[position].shifted : NULL;
}

static gboolean
press_category (FoyerBoxOfficePage *self, guint key)
{
  for (guint i = 0; i < G_N_ELEMENTS (category_keys); i++)
    {
      guint position = key & SHIFTED ? i + G_N_ELEMENTS (category_keys) : i;

      if ((key & ~SHIFTED) != category_keys[i].keyval)
        continue;
      if (position < self->shown->len)
        foyer_till_add (self->till, g_array_index (self->shown, guint, position));
      return TRUE;
    }
  return FALSE;
}

static gboolean
press_command (FoyerBoxOfficePage *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_Return:
      foyer_till_enter (self->till);
      return TRUE;
    case GDK_KEY_BackSpace:
      foyer_till_erase (self->till);
      return TRUE;
    case GDK_KEY_Escape:
      foyer_box_office_clear (self);
      return TRUE;
    case GDK_KEY_F6:
      foyer_till_park (self->till);
      return TRUE;
    case GDK_KEY_F7:
      foyer_box_office_recall (self);
      return TRUE;
    case GDK_KEY_F9:
      foyer_till_pay_by_card (self->till);
      return TRUE;
    case GDK_KEY_F10:
      foyer_box_office_comp (self);
      return TRUE;
    case '*':
      foyer_box_office_set_price (self);
      return TRUE;
    case '/':
      foyer_till_split (self->till);
      return TRUE;
    case '+':
    case '-':
      foyer_till_change_current (self->till, key == '+' ? 1 : -1);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Keys that choose may be typed ahead while a sale is being committed; those
 * that sell may not, or an Enter pressed twice would sell the next order too. */
static gboolean
may_wait (guint key)
{
  if (key == '+' || key == '-' || (key >= '0' && key <= '9'))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (category_keys); i++)
    if ((key & ~SHIFTED) == category_keys[i].keyval)
      return TRUE;
  return FALSE;
}

static gboolean
press (FoyerBoxOfficePage *self, guint key)
{
  if (foyer_till_get_state (self->till) == FOYER_TILL_BUSY)
    {
      if (may_wait (key))
        g_array_append_val (self->waiting, key);
      return TRUE;
    }
  return press_category (self, key) || press_command (self, key) || foyer_till_type (self->till, key);
}

void
foyer_box_office_press_waiting (FoyerBoxOfficePage *self, gboolean done)
{
  g_autoptr (GArray) keys = self->waiting;

  self->waiting = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; done && i < keys->len; i++)
    press (self, g_array_index (keys, guint, i));
}

static void
reprint_ticket_cb (FoyerBoxOfficePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-page", "s", "attendees");
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerBoxOfficePage) self = user_data;
  g_autoptr (GError) error = NULL;
  FoyerAdmission *admission = foyer_store_read_finish (FOYER_STORE (source), result, &error);
  AdwDialog      *dialog;

  if (admission == NULL)
    {
      foyer_page_report (FOYER_PAGE (self), _ ("The ticket could not be looked up. Scan it again."), error);
      return;
    }
  dialog = foyer_ticket_dialog_new (admission);
  g_signal_connect_object (dialog, "response::attendees", G_CALLBACK (reprint_ticket_cb), self, G_CONNECT_SWAPPED);
  foyer_box_office_present (self, dialog);
}

static void
look_up (FoyerBoxOfficePage *self, const char *code)
{
  FoyerLookupRequest *request = g_new0 (FoyerLookupRequest, 1);

  request->event = *foyer_session_get_event_id (foyer_page_get_session (FOYER_PAGE (self)));
  request->code = g_strdup (code);
  foyer_store_read_async (foyer_page_get_store (FOYER_PAGE (self)), foyer_till_job_look_up, request, (GDestroyNotify) foyer_lookup_request_free,
                          (GDestroyNotify) foyer_admission_free, foyer_page_get_cancellable (FOYER_PAGE (self)), looked_up_cb, g_object_ref (self));
}

static void
take_result (FoyerBoxOfficePage *self, const FoyerWedgeResult *result)
{
  if (result->scan != NULL)
    look_up (self, result->scan);
  for (const char *at = result->typed; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    press (self, g_utf8_get_char (at));
}

static gboolean wedge_due_cb (gpointer user_data);

static void
watch_wedge (FoyerBoxOfficePage *self)
{
  gint64 deadline = foyer_wedge_get_deadline (self->wedge);

  g_clear_handle_id (&self->wedge_id, g_source_remove);
  if (deadline >= 0)
    self->wedge_id = g_timeout_add ((guint) (MAX (deadline - g_get_monotonic_time (), 0) / 1000 + 1), wedge_due_cb, self);
}

static gboolean
wedge_due_cb (gpointer user_data)
{
  FoyerBoxOfficePage *self = user_data;
  g_auto (FoyerWedgeResult) result = { 0 };

  self->wedge_id = 0;
  foyer_wedge_poll (self->wedge, g_get_monotonic_time (), &result);
  take_result (self, &result);
  watch_wedge (self);
  return G_SOURCE_REMOVE;
}

static void
flush_wedge (FoyerBoxOfficePage *self)
{
  g_auto (FoyerWedgeResult) result = { 0 };

  foyer_wedge_flush (self->wedge, &result);
  take_result (self, &result);
  watch_wedge (self);
}

static gboolean
is_modifier (guint keyval)
{
  return (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R) || keyval == GDK_KEY_Num_Lock ||
         (keyval >= GDK_KEY_ISO_Lock && keyval <= GDK_KEY_ISO_Level5_Lock && keyval != GDK_KEY_ISO_Left_Tab);
}

static gboolean
press_character (FoyerBoxOfficePage *self, gunichar character)
{
  g_auto (FoyerWedgeResult) result = { 0 };
  FoyerWedgeVerdict verdict;

  /* a space presses the button in focus, unless it is in the middle of a code */
  if (character == ' ' && foyer_wedge_get_deadline (self->wedge) < 0)
    return GDK_EVENT_PROPAGATE;
  verdict = foyer_wedge_key (self->wedge, character, g_get_monotonic_time (), &result);
  take_result (self, &result);
  watch_wedge (self);
  if (verdict == FOYER_WEDGE_KEEP)
    return GDK_EVENT_STOP;
  return character == '\r' ? press (self, GDK_KEY_Return) : GDK_EVENT_PROPAGATE;
}

static gboolean
key_pressed_cb (FoyerBoxOfficePage *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gunichar   character = gdk_keyval_to_unicode (keyval);

  if (is_modifier (keyval) || g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "till") != 0)
    return GDK_EVENT_PROPAGATE;
  if (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return GDK_EVENT_PROPAGATE; /* a menu is open */
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK))
    {
      flush_wedge (self);
      if ((state & GDK_CONTROL_MASK) != 0 && gdk_keyval_to_lower (keyval) == GDK_KEY_z)
        foyer_box_office_void (self);
      else if ((state & GDK_CONTROL_MASK) != 0 && gdk_keyval_to_lower (keyval) == GDK_KEY_r)
        foyer_box_office_reprint (self);
      else if ((state & GDK_CONTROL_MASK) != 0 && gdk_keyval_to_lower (keyval) == GDK_KEY_p)
        foyer_box_office_pay_otherwise (self);
      else
        return GDK_EVENT_PROPAGATE;
      return GDK_EVENT_STOP;
    }
  if (character == '\r' || character == '\t' || (character != 0 && !g_unichar_iscntrl (character)))
    return press_character (self, character);
  flush_wedge (self);
  return press (self, state & GDK_SHIFT_MASK ? keyval | SHIFTED : keyval);
}

void
foyer_box_office_start_keys (FoyerBoxOfficePage *self)
{
  GSettings        *settings = foyer_session_get_settings (foyer_page_get_session (FOYER_PAGE (self)));
  FoyerWedgeOptions options = FOYER_WEDGE_OPTIONS;
  g_autofree char  *prefix = g_settings_get_string (settings, "wedge-prefix");
  g_autofree char  *suffix = g_settings_get_string (settings, "wedge-suffix");

  options.gap_us = g_settings_get_int (settings, "wedge-gap-ms") * 1000;
  options.prefix = *prefix != '\0' ? prefix : NULL;
  options.suffix = *g_strchomp (suffix) != '\0' ? suffix : NULL; /* Enter and Tab end a code anyway */
  self->wedge = foyer_wedge_new (&options);
}

void
foyer_box_office_add_keys (FoyerBoxOfficePage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
