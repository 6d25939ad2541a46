/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-door-undo.h"

#include <glib/gi18n.h>

#include "foyer-admission-store.h"

struct _FoyerDoorUndo
{
  GObject parent_instance;

  FoyerPage *page; /* not kept; NULL once stopped */
  FoyerId    scan; /* none: nothing to take back */
  FoyerTime  at;
  char      *name;
};

enum
{
  UNDONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerDoorUndo, foyer_door_undo, G_TYPE_OBJECT)

void
foyer_door_undo_set (FoyerDoorUndo *self, const FoyerId *scan, FoyerTime at, const char *name)
{
  g_return_if_fail (FOYER_IS_DOOR_UNDO (self));

  self->scan = scan != NULL ? *scan : FOYER_ID_NONE;
  if (scan != NULL)
    self->at = at;
  g_set_str (&self->name, name);
  gtk_widget_action_set_enabled (GTK_WIDGET (self->page), "door.undo", scan != NULL);
}

void
foyer_door_undo_offer (FoyerDoorUndo *self, const FoyerScanRow *row)
{
  g_return_if_fail (FOYER_IS_DOOR_UNDO (self));

  /* a scan of this moment may not be in what was read a moment ago */
  if (row != NULL && row->scan.made_at >= self->at)
    foyer_door_undo_set (self, &row->scan.id, row->scan.made_at, row->holder);
}

void
foyer_door_undo_forget (FoyerDoorUndo *self)
{
  g_return_if_fail (FOYER_IS_DOOR_UNDO (self));

  self->at = 0;
  foyer_door_undo_set (self, NULL, 0, NULL);
}

static gpointer
undo_scan (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_admission_store_undo (connection, data, _ ("Taken back at the door"), error));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerDoorUndo) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean         done = foyer_store_write_finish (FOYER_STORE (source), result, &error) != NULL;

  if (self->page == NULL)
    return;
  if (!done)
    {
      foyer_page_report (self->page, _ ("The scan could not be taken back. Try again."), error);
      foyer_page_queue_refresh (self->page);
      return;
    }
  if (self->name != NULL && *self->name != '\0')
    /* Translators: the name of a guest */
    sentence = g_strdup_printf (_ ("The scan of %s was taken back"), self->name);
  g_signal_emit (self, signals[UNDONE], 0);
  foyer_page_toast (self->page, sentence != NULL ? sentence : _ ("The last scan was taken back"));
}

void
foyer_door_undo_run (FoyerDoorUndo *self)
{
  FoyerId scan;

  g_return_if_fail (FOYER_IS_DOOR_UNDO (self));

  scan = self->scan;
  if (self->page == NULL || foyer_id_is_none (&scan))
    return;
  self->scan = FOYER_ID_NONE;
  gtk_widget_action_set_enabled (GTK_WIDGET (self->page), "door.undo", FALSE);
  foyer_store_write_async (foyer_page_get_store (self->page), undo_scan, g_memdup2 (&scan, sizeof scan), g_free, NULL, undone_cb, g_object_ref (self));
}

void
foyer_door_undo_stop (FoyerDoorUndo *self)
{
  g_return_if_fail (FOYER_IS_DOOR_UNDO (self));

  self->page = NULL;
}

static void
foyer_door_undo_finalize (GObject *object)
{
  g_free (FOYER_DOOR_UNDO (object)->name);
  G_OBJECT_CLASS (foyer_door_undo_parent_class)->finalize (object);
}

static void
foyer_door_undo_class_init (FoyerDoorUndoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_door_undo_finalize;
  signals[UNDONE] = g_signal_new ("undone", FOYER_TYPE_DOOR_UNDO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
foyer_door_undo_init (FoyerDoorUndo *self)
{
}

FoyerDoorUndo *
foyer_door_undo_new (FoyerPage *page)
{
  FoyerDoorUndo *self = g_object_new (FOYER_TYPE_DOOR_UNDO, NULL);

  self->page = page;
  return self;
}
