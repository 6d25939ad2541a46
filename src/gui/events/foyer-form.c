/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-form.h"

#include "foyer-error.h"
#include "foyer-field-error.h"

#define SAVE_PAUSE_MS 400
#define RETRY_SECONDS 5

typedef struct
{
  char            *name;
  GtkWidget       *widget;  /* (nullable): gone */
  FoyerFieldError *error;   /* (nullable): made when first needed */
  FoyerFormParse   parse;   /* (nullable) */
  gpointer         data;    /* of @parse */
  JsonNode        *saved;   /* (nullable): what the store holds, as far as known */
  JsonNode        *pending; /* (nullable): entered and right, but not yet saved */
  JsonNode        *sent;    /* (nullable): being saved */
  gboolean         wrong;   /* what stands in the widget is no value */
  gboolean         missed;  /* the store holds another value, but the cursor is in the widget */
  guint64          settled; /* a read that began before does not know what was saved last */
} Field;

struct _FoyerForm
{
  GObject parent_instance;

  FoyerSession   *session;
  GHashTable     *fields; /* name -> Field */
  FoyerChangeKind kind;
  FoyerId         subject;
  guint64         serial;
  guint           save_id;
  gboolean        autosave;
  gboolean        showing;
  gboolean        save_again; /* more was to be saved while something was on its way */
};

enum
{
  PROP_0,
  PROP_CAN_SAVE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  FAILED,
  EDITED,
  SAVED,
  STALE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerForm, foyer_form, G_TYPE_OBJECT)

static void
field_free (gpointer data)
{
  Field *field = data;

  g_clear_weak_pointer (&field->widget);
  g_clear_weak_pointer (&field->error);
  g_clear_pointer (&field->saved, json_node_unref);
  g_clear_pointer (&field->pending, json_node_unref);
  g_clear_pointer (&field->sent, json_node_unref);
  g_free (field->name);
  g_free (field);
}

JsonNode *
foyer_value_text (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

JsonNode *
foyer_value_integer (gint64 number)
{
  return json_node_init_int (json_node_alloc (), number);
}

JsonNode *
foyer_value_boolean (gboolean value)
{
  return json_node_init_boolean (json_node_alloc (), value);
}

JsonNode *
foyer_value_id (const FoyerId *id)
{
  char text[FOYER_ID_TEXT_LENGTH + 1];

  return foyer_value_text (foyer_id_is_none (id) ? "" : foyer_id_print (id, text));
}

static Field *
get_field (FoyerForm *self, const char *name)
{
  Field *field = g_hash_table_lookup (self->fields, name);

  g_assert (field != NULL);
  return field;
}

static gboolean
is_same (JsonNode *first, JsonNode *second)
{
  return first != NULL && second != NULL && json_node_equal (first, second);
}

const FoyerId *
foyer_form_get_subject (FoyerForm *self)
{
  g_return_val_if_fail (FOYER_IS_FORM (self), NULL);

  return &self->subject;
}

gboolean
foyer_form_is_valid (FoyerForm *self)
{
  GHashTableIter iter;
  gpointer       field;

  g_return_val_if_fail (FOYER_IS_FORM (self), FALSE);

  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, NULL, &field))
    if (((Field *) field)->wrong)
      return FALSE;
  return TRUE;
}

static gboolean
has_pending (FoyerForm *self)
{
  GHashTableIter iter;
  gpointer       field;

  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, NULL, &field))
    if (((Field *) field)->pending != NULL)
      return TRUE;
  return FALSE;
}

gboolean
foyer_form_can_save (FoyerForm *self)
{
  g_return_val_if_fail (FOYER_IS_FORM (self), FALSE);

  return has_pending (self) && foyer_form_is_valid (self);
}

static gboolean
is_sending (FoyerForm *self)
{
  GHashTableIter iter;
  gpointer       field;

  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, NULL, &field))
    if (((Field *) field)->sent != NULL)
      return TRUE;
  return FALSE;
}

static void
save_failed (FoyerForm *self, const GError *error)
{
  GHashTableIter iter;
  gpointer       item;

  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      Field *field = item;

      if (field->sent != NULL && field->pending == NULL && !is_same (field->sent, field->saved))
        field->pending = json_node_ref (field->sent);
      g_clear_pointer (&field->sent, json_node_unref);
    }
  g_message ("What was entered could not be saved: %s", error->message);
  g_signal_emit (self, signals[FAILED], 0, error);
}

static gboolean
save_due_cb (gpointer user_data)
{
  FoyerForm *self = user_data;

  self->save_id = 0;
  foyer_form_save (self);
  return G_SOURCE_REMOVE;
}

static void
queue_save (FoyerForm *self, guint milliseconds)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->autosave && has_pending (self))
    self->save_id = g_timeout_add (milliseconds, save_due_cb, self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerForm) self = user_data;
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer       item;

  if (!foyer_session_commit_finish (FOYER_SESSION (source), result, &error))
    {
      save_failed (self, error);
      if (!g_error_matches (error, FOYER_ERROR, FOYER_ERROR_INVALID)) /* which no second try mends */
        queue_save (self, RETRY_SECONDS * 1000);
      return;
    }
  self->serial++;
  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      Field *field = item;

      if (field->sent == NULL)
        continue;
      g_clear_pointer (&field->saved, json_node_unref);
      field->saved = g_steal_pointer (&field->sent);
      field->settled = self->serial;
    }
  g_signal_emit (self, signals[SAVED], 0);
  if (self->save_again)
    foyer_form_save (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_SAVE]);
}

static GPtrArray *
take_changes (FoyerForm *self)
{
  GPtrArray     *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_change_unref);
  GHashTableIter iter;
  gpointer       item;

  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      Field       *field = item;
      FoyerChange *change;

      if (field->pending == NULL)
        continue;
      change = foyer_change_new (self->kind, &self->subject);
      json_object_set_member (change->body, field->name, json_node_copy (field->pending));
      g_ptr_array_add (changes, change);
      g_clear_pointer (&field->sent, json_node_unref);
      field->sent = g_steal_pointer (&field->pending);
    }
  return changes;
}

static void
send (FoyerForm *self)
{
  g_autoptr (GPtrArray) changes = NULL;

  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_again = FALSE;
  if (!has_pending (self))
    return;
  changes = take_changes (self);
  foyer_session_commit_async (self->session, changes, saved_cb, g_object_ref (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_SAVE]);
}

/* One at a time, so that a field's answer belongs to what was sent of it. */
void
foyer_form_save (FoyerForm *self)
{
  g_return_if_fail (FOYER_IS_FORM (self));

  if (is_sending (self))
    self->save_again = TRUE;
  else
    send (self);
}

void
foyer_form_close (FoyerForm *self)
{
  GHashTableIter iter;
  gpointer       item;

  g_return_if_fail (FOYER_IS_FORM (self));

  if (self->autosave)
    send (self);
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->showing = TRUE; /* widgets that go are nobody's edit */
  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      Field *field = item;

      if (field->widget != NULL)
        g_signal_handlers_disconnect_by_data (field->widget, self);
      g_clear_weak_pointer (&field->widget);
      g_clear_weak_pointer (&field->error);
    }
}

void
foyer_form_note (FoyerForm *self, const char *name, const char *sentence)
{
  Field *field = get_field (self, name);

  if (field->widget == NULL || (sentence == NULL && field->error == NULL))
    return;
  if (field->error == NULL)
    g_set_weak_pointer (&field->error, foyer_field_error_new_below (field->widget));
  foyer_field_error_show (field->error, field->widget, sentence, field->wrong);
}

void
foyer_form_edit (FoyerForm *self, const char *name, JsonNode *value, const char *sentence)
{
  g_autoptr (JsonNode) entered = value;
  Field *field;

  g_return_if_fail (FOYER_IS_FORM (self));

  field = get_field (self, name);
  field->wrong = value == NULL;
  g_clear_pointer (&field->pending, json_node_unref);
  if (value != NULL && !is_same (value, field->sent != NULL ? field->sent : field->saved))
    field->pending = g_steal_pointer (&entered);
  foyer_form_note (self, name, sentence);
  queue_save (self, SAVE_PAUSE_MS);
  g_signal_emit (self, signals[EDITED], 0, name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_SAVE]);
}

static void
focus_left_cb (FoyerForm *self)
{
  GHashTableIter iter;
  gpointer       field;
  gboolean       missed = FALSE;

  if (self->autosave)
    foyer_form_save (self);
  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, NULL, &field))
    missed |= ((Field *) field)->missed;
  if (missed)
    g_signal_emit (self, signals[STALE], 0);
}

void
foyer_form_bind (FoyerForm *self, const char *name, GtkWidget *widget)
{
  Field              *field = g_new0 (Field, 1);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_return_if_fail (FOYER_IS_FORM (self));

  field->name = g_strdup (name);
  g_set_weak_pointer (&field->widget, widget);
  g_hash_table_replace (self->fields, field->name, field);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, focus);
}

static Field *
find_field (FoyerForm *self, gpointer widget)
{
  GHashTableIter iter;
  gpointer       field;

  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, NULL, &field))
    if ((gpointer) ((Field *) field)->widget == widget)
      return field;
  g_assert_not_reached ();
}

static void
text_changed_cb (FoyerForm *self, GtkEditable *editable)
{
  Field           *field = find_field (self, editable);
  const char      *text = gtk_editable_get_text (editable);
  g_autofree char *sentence = NULL;
  JsonNode        *value;

  if (self->showing)
    return;
  value = field->parse != NULL ? field->parse (text, field->data, &sentence) : foyer_value_text (text);
  foyer_form_edit (self, field->name, value, sentence);
}

void
foyer_form_bind_text (FoyerForm *self, const char *name, GtkWidget *editable, FoyerFormParse parse, gpointer data)
{
  Field *field;

  g_return_if_fail (GTK_IS_EDITABLE (editable));

  foyer_form_bind (self, name, editable);
  field = get_field (self, name);
  field->parse = parse;
  field->data = data;
  g_signal_connect_object (editable, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
switched_cb (FoyerForm *self, GParamSpec *pspec, AdwSwitchRow *row)
{
  if (!self->showing)
    foyer_form_edit (self, find_field (self, row)->name, foyer_value_boolean (adw_switch_row_get_active (row)), NULL);
}

void
foyer_form_bind_switch (FoyerForm *self, const char *name, AdwSwitchRow *row)
{
  foyer_form_bind (self, name, GTK_WIDGET (row));
  g_signal_connect_object (row, "notify::active", G_CALLBACK (switched_cb), self, G_CONNECT_SWAPPED);
}

guint64
foyer_form_begin_show (FoyerForm *self)
{
  g_return_val_if_fail (FOYER_IS_FORM (self), 0);

  return self->serial;
}

static gboolean
is_busy (Field *field, guint64 token)
{
  return field->pending != NULL || field->sent != NULL || field->wrong || field->settled > token;
}

gboolean
foyer_form_show (FoyerForm *self, const char *name, JsonNode *value, guint64 token)
{
  Field *field = get_field (self, name);
  g_autoptr (JsonNode) shown = value;

  if (is_busy (field, token) || is_same (field->saved, value))
    return FALSE;
  field->missed = field->saved != NULL && field->widget != NULL &&
                  (gtk_widget_get_state_flags (field->widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
  if (field->missed)
    return FALSE;
  g_clear_pointer (&field->saved, json_node_unref);
  field->saved = g_steal_pointer (&shown);
  return TRUE;
}

void
foyer_form_show_text (FoyerForm *self, const char *name, JsonNode *value, const char *text, guint64 token)
{
  GtkEditable *editable = GTK_EDITABLE (get_field (self, name)->widget);

  if (!foyer_form_show (self, name, value, token) || editable == NULL)
    return;
  self->showing = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (editable), text) != 0)
    gtk_editable_set_text (editable, text);
  self->showing = FALSE;
}

void
foyer_form_show_switch (FoyerForm *self, const char *name, gboolean value, guint64 token)
{
  AdwSwitchRow *row = ADW_SWITCH_ROW (get_field (self, name)->widget);

  if (!foyer_form_show (self, name, foyer_value_boolean (value), token) || row == NULL)
    return;
  self->showing = TRUE;
  adw_switch_row_set_active (row, value);
  self->showing = FALSE;
}

gboolean
foyer_form_is_showing (FoyerForm *self)
{
  g_return_val_if_fail (FOYER_IS_FORM (self), FALSE);

  return self->showing;
}

void
foyer_form_set_showing (FoyerForm *self, gboolean showing)
{
  g_return_if_fail (FOYER_IS_FORM (self));

  self->showing = showing;
}

static void
foyer_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CAN_SAVE:
      g_value_set_boolean (value, foyer_form_can_save (FOYER_FORM (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_form_finalize (GObject *object)
{
  FoyerForm *self = FOYER_FORM (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_pointer (&self->fields, g_hash_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (foyer_form_parent_class)->finalize (object);
}

static void
foyer_form_class_init (FoyerFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = foyer_form_get_property;
  object_class->finalize = foyer_form_finalize;
  properties[PROP_CAN_SAVE] = g_param_spec_boolean ("can-save", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[FAILED] = g_signal_new ("failed", FOYER_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SAVED] = g_signal_new ("saved", FOYER_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STALE] = g_signal_new ("stale", FOYER_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDITED] = g_signal_new ("edited", FOYER_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
foyer_form_init (FoyerForm *self)
{
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, field_free);
}

FoyerForm *
foyer_form_new (FoyerSession *session, FoyerChangeKind kind, const FoyerId *subject, gboolean autosave)
{
  FoyerForm *self = g_object_new (FOYER_TYPE_FORM, NULL);

  self->session = g_object_ref (session);
  self->kind = kind;
  self->subject = *subject;
  self->autosave = autosave;
  if (autosave)
    g_signal_connect_object (g_application_get_default (), "shutdown", G_CALLBACK (foyer_form_close), self, G_CONNECT_SWAPPED);
  return self;
}

#define SHOWN_MS 150

static gboolean
focus_cb (gpointer row)
{
  if (gtk_widget_get_mapped (row))
    gtk_widget_grab_focus (row);
  return G_SOURCE_REMOVE;
}

static void
shown_cb (GtkWidget *row)
{
  g_timeout_add_full (G_PRIORITY_DEFAULT, SHOWN_MS, focus_cb, g_object_ref (row), g_object_unref);
}

void
foyer_form_focus_first (GtkWidget *dialog, GtkWidget *row)
{
  g_signal_connect_object (dialog, "map", G_CALLBACK (shown_cb), row, G_CONNECT_SWAPPED);
}
