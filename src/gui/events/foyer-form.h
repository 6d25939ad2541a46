/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-change.h"
#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_TYPE_FORM (foyer_form_get_type ())

/**
 * FoyerForm:
 *
 * Keeps the fields of one thing of the catalogue (an event, a category, a
 * venue) and the store in step. What a person enters is checked as they type;
 * the sentence on what is wrong stands below the field, and a wrong value is
 * never saved. What is right becomes one change per field, of those that
 * differ from the store only.
 *
 * A form that saves by itself does so a moment after the last key, when the
 * focus leaves, when it is closed and when the program quits. Any other waits
 * for foyer_form_save().
 *
 * What comes from the store while a field is being edited does not touch it.
 *
 * Property `can-save` (boolean): something differs from the store and nothing is wrong.
 * Signal `failed` (GError): what was entered could not be saved; it is kept and
 * tried again. Signal `edited` (const char *): a person gave a field another value.
 * Signal `saved`: what was sent is on the disk.
 * Signal `stale`: a field that was passed over while the cursor was in it can be shown anew.
 */
G_DECLARE_FINAL_TYPE (FoyerForm, foyer_form, FOYER, FORM, GObject)

/**
 * FoyerFormParse:
 * @sentence: (out): what is wrong, translated
 *
 * Returns: (transfer full) (nullable): the value for the store; %NULL when @text is wrong
 */
typedef JsonNode *(*FoyerFormParse) (const char *text, gpointer data, char **sentence);

/** foyer_form_new: @autosave: whether it saves by itself */
FoyerForm *foyer_form_new (FoyerSession *session, FoyerChangeKind kind, const FoyerId *subject, gboolean autosave);

const FoyerId *foyer_form_get_subject (FoyerForm *self);

/** foyer_form_bind: Ties @field of the change to @widget, a row of a boxed list; the form must not outlive it without foyer_form_close(). */
void foyer_form_bind (FoyerForm *self, const char *field, GtkWidget *widget);

/** foyer_form_bind_text: As foyer_form_bind() for a GtkEditable. @parse: (nullable): any text will do */
void foyer_form_bind_text (FoyerForm *self, const char *field, GtkWidget *editable, FoyerFormParse parse, gpointer data);

/** foyer_form_bind_switch: As foyer_form_bind() for an AdwSwitchRow and a boolean field. */
void foyer_form_bind_switch (FoyerForm *self, const char *field, AdwSwitchRow *row);

/**
 * foyer_form_edit:
 * @value: (transfer full) (nullable): %NULL: what was entered is wrong
 * @sentence: (nullable): why it is wrong, or a hint on what is right
 *
 * A person gave @field another value.
 */
void foyer_form_edit (FoyerForm *self, const char *field, JsonNode *value, const char *sentence);

/** foyer_form_note: Says what is wrong with @field, %NULL: nothing, without any edit of it. */
void foyer_form_note (FoyerForm *self, const char *field, const char *sentence);

/** foyer_form_begin_show: To be called before a read of the store begins. Returns: what foyer_form_show() asks for */
guint64 foyer_form_begin_show (FoyerForm *self);

/**
 * foyer_form_show:
 * @value: (transfer full): what the store holds
 * @token: from foyer_form_begin_show()
 *
 * Returns: whether the widget is to be set to @value: it differs from what was
 *   known before, and nobody is busy with the field
 */
gboolean foyer_form_show (FoyerForm *self, const char *field, JsonNode *value, guint64 token);

/** foyer_form_show_text: foyer_form_show() for a GtkEditable that shows @value as @text. */
void foyer_form_show_text (FoyerForm *self, const char *field, JsonNode *value, const char *text, guint64 token);
void foyer_form_show_switch (FoyerForm *self, const char *field, gboolean value, guint64 token);

/** foyer_form_is_showing: Returns: whether widgets are being set from the store, so that their signals are nobody's edit */
gboolean foyer_form_is_showing (FoyerForm *self);

/** foyer_form_set_showing: Brackets the setting of widgets from the store. */
void foyer_form_set_showing (FoyerForm *self, gboolean showing);

/** foyer_form_is_valid: Returns: whether no field is wrong */
gboolean foyer_form_is_valid (FoyerForm *self);

/** foyer_form_can_save: Returns: whether something differs from the store and nothing is wrong */
gboolean foyer_form_can_save (FoyerForm *self);

/** foyer_form_save: Saves at once what is right and differs from the store. */
void foyer_form_save (FoyerForm *self);

/** foyer_form_close: The widgets go: saves, when it saves by itself, and forgets them. */
void foyer_form_close (FoyerForm *self);

/** foyer_value_text: Returns: (transfer full): a text as a value of a field */
JsonNode *foyer_value_text (const char *text);
JsonNode *foyer_value_integer (gint64 number);
JsonNode *foyer_value_boolean (gboolean value);
/** foyer_value_id: Returns: (transfer full): an id, none as "" */
JsonNode *foyer_value_id (const FoyerId *id);

/**
 * foyer_form_focus_first:
 *
 * Puts the focus on @row, the first one of @dialog, once that is shown: a list
 * that closes meanwhile, or a narrow window that makes a sheet of the dialog,
 * would take it elsewhere.
 */
void foyer_form_focus_first (GtkWidget *dialog, GtkWidget *row);

G_END_DECLS
