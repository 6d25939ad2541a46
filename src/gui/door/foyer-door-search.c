/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-door-search.h"

#include <glib/gi18n.h>

#include "foyer-guest-matches.h"
#include "foyer-scan-request.h"

#define MATCHES_SHOWN 20
#define SHORTEST_NAME 2

struct _FoyerDoorSearch
{
  GObject parent_instance;

  FoyerPage    *page; /* not kept; NULL once stopped */
  GtkEditable  *entry;
  GtkStack     *lists;
  GtkListBox   *matches;
  GCancellable *search;     /* of the name that is being looked for */
  char         *looked_for; /* the name that is being looked for, or whose guests are shown */
};

enum
{
  CODE,
  GUEST,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerDoorSearch, foyer_door_search, G_TYPE_OBJECT)

typedef struct
{
  FoyerDoorSearch *self;
  gboolean         entered; /* with Enter: a code that is known is a scan */
} Search;

static void
drop_search (FoyerDoorSearch *self)
{
  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
}

void
foyer_door_search_clear (FoyerDoorSearch *self)
{
  g_return_if_fail (FOYER_IS_DOOR_SEARCH (self));

  drop_search (self);
  g_clear_pointer (&self->looked_for, g_free);
  gtk_editable_set_text (self->entry, "");
  gtk_stack_set_visible_child_name (self->lists, "scans");
}

static void
take_entered (FoyerDoorSearch *self, const FoyerGuestQuery *answer)
{
  if (answer->is_code || answer->guests->len == 0)
    {
      foyer_door_search_clear (self);
      g_signal_emit (self, signals[CODE], 0, answer->text);
    }
  else
    /* as Tab would, which also makes it the row that Enter means */
    gtk_widget_child_focus (GTK_WIDGET (self->matches), GTK_DIR_TAB_FORWARD);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Search *search = user_data;
  g_autoptr (FoyerDoorSearch) self = search->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerGuestQuery) answer = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->page == NULL)
    return;
  if (answer == NULL)
    {
      foyer_page_report (self->page, _ ("The guests could not be searched. Try again."), error);
      return;
    }
  foyer_guest_matches_fill (self->matches, answer);
  gtk_stack_set_visible_child_name (self->lists, "matches");
  if (search->entered)
    take_entered (self, answer);
}

static void
look_for (FoyerDoorSearch *self, gboolean entered)
{
  const FoyerId   *event = foyer_session_get_event_id (foyer_page_get_session (self->page));
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  Search          *search;

  /* the entry tells a change late, when Enter may have told it already */
  if (!g_set_str (&self->looked_for, text) && !entered)
    return;
  drop_search (self);
  if (g_utf8_strlen (text, -1) < (entered ? 1 : SHORTEST_NAME))
    {
      gtk_stack_set_visible_child_name (self->lists, "scans");
      return;
    }
  self->search = g_cancellable_new ();
  search = g_new0 (Search, 1);
  search->self = g_object_ref (self);
  search->entered = entered;
  foyer_store_read_async (foyer_page_get_store (self->page), foyer_guest_query_run, foyer_guest_query_new (event, text, MATCHES_SHOWN),
                          (GDestroyNotify) foyer_guest_query_free, (GDestroyNotify) foyer_guest_query_free, self->search, searched_cb, search);
}

static void
changed_cb (FoyerDoorSearch *self)
{
  if (self->page != NULL)
    look_for (self, FALSE);
}

/* The entry hears keys of the whole page, so Enter may be meant for the widget
 * that has the focus. */
static void
activated_cb (FoyerDoorSearch *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self->entry)));

  if (self->page == NULL)
    return;
  if (*gtk_editable_get_text (self->entry) == '\0' && gtk_widget_activate_action (GTK_WIDGET (self->page), "door.admit", NULL))
    return; /* Enter with nothing typed confirms what is shown */
  if (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->entry)))
    look_for (self, TRUE);
  else
    gtk_widget_activate (focus);
}

/* Somebody types where no field has the focus. */
static void
started_cb (FoyerDoorSearch *self)
{
  GtkEditable *text = gtk_editable_get_delegate (self->entry);

  if (GTK_IS_TEXT (text) && !gtk_widget_has_focus (GTK_WIDGET (text)))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
}

static void
chosen_cb (FoyerDoorSearch *self, GtkListBoxRow *row)
{
  g_autofree char *code = foyer_guest_matches_dup_code (row);
  g_autofree char *name = code != NULL ? g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row))) : NULL;

  if (code == NULL)
    return;
  foyer_door_search_clear (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  g_signal_emit (self, signals[GUEST], 0, code, name);
}

void
foyer_door_search_stop (FoyerDoorSearch *self)
{
  g_return_if_fail (FOYER_IS_DOOR_SEARCH (self));

  drop_search (self);
  self->page = NULL;
}

static void
foyer_door_search_finalize (GObject *object)
{
  FoyerDoorSearch *self = FOYER_DOOR_SEARCH (object);

  drop_search (self);
  g_free (self->looked_for);
  G_OBJECT_CLASS (foyer_door_search_parent_class)->finalize (object);
}

static void
foyer_door_search_class_init (FoyerDoorSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_door_search_finalize;
  signals[CODE] = g_signal_new ("code", FOYER_TYPE_DOOR_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[GUEST] = g_signal_new ("guest", FOYER_TYPE_DOOR_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
foyer_door_search_init (FoyerDoorSearch *self)
{
}

FoyerDoorSearch *
foyer_door_search_new (FoyerPage *page, GtkSearchEntry *entry, GtkStack *lists, GtkListBox *matches)
{
  FoyerDoorSearch *self = g_object_new (FOYER_TYPE_DOOR_SEARCH, NULL);

  self->page = page;
  self->entry = GTK_EDITABLE (entry);
  self->lists = lists;
  self->matches = matches;
  g_signal_connect_object (entry, "search-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "stop-search", G_CALLBACK (foyer_door_search_clear), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "search-started", G_CALLBACK (started_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (matches, "row-activated", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_search_entry_set_key_capture_widget (entry, GTK_WIDGET (page));
  return self;
}
