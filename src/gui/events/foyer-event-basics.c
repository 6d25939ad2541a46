/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-event-basics.h"

#include <glib/gi18n.h>

#include "foyer-field-check.h"
#include "foyer-form.h"
#include "foyer-format.h"
#include "foyer-money.h"
#include "foyer-venue-dialog.h"
#include "foyer-when-row.h"
#include "foyer-zone-row.h"

#define DESCRIPTION_MAX 200000 /* bytes, as in the fields of a change */

struct _FoyerEventBasics
{
  AdwBin parent_instance;

  FoyerSession  *session;
  FoyerForm     *form;
  GPtrArray     *venues; /* (nullable) (element-type FoyerVenue): in the order of the list */
  FoyerId        venue_id;
  char          *venue_query; /* typed into the search of the list, or "" */
  FoyerTime      last_start;  /* before it was moved: the doors and the end go with it */
  gint64         sold;
  GtkWidget     *title;
  AdwComboRow   *venue;
  GtkWidget     *organizer;
  FoyerWhenRow  *starts;
  FoyerWhenRow  *doors;
  FoyerWhenRow  *ends;
  FoyerZoneRow  *zone;
  char          *timezone; /* in which the times stand */
  GtkWidget     *capacity;
  AdwComboRow   *currency;
  GtkStringList *currencies;
  AdwSwitchRow  *reentry;
  GtkWidget     *description_row;
  GtkTextView   *description;
};

enum
{
  FAILED,
  STALE,
  EDITED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerEventBasics, foyer_event_basics, ADW_TYPE_BIN)

static const char *const common_currencies[] = {
  "EUR",
  "CHF",
  "GBP",
  "USD",
  "AUD",
  "BGN",
  "BRL",
  "CAD",
  "CNY",
  "CZK",
  "DKK",
  "HUF",
  "ILS",
  "INR",
  "ISK",
  "JPY",
  "KRW",
  "KWD",
  "MXN",
  "NOK",
  "NZD",
  "PLN",
  "RON",
  "SEK",
  "SGD",
  "TRY",
  "UAH",
  "ZAR",
};

/* --- when ------------------------------------------------------------------- */

/* Without a time of their own the doors open by the rule of foyer_event_opens(). */
static void
show_doors (FoyerEventBasics *self)
{
  FoyerEvent       event = { .starts = foyer_when_row_get_time (self->starts) };
  g_autofree char *opens = NULL;
  g_autofree char *subtitle = NULL;

  if (foyer_when_row_get_time (self->doors) == 0 && event.starts != 0)
    {
      opens = foyer_format_time (foyer_event_opens (&event), self->timezone);
      /* Translators: “%s” is a time of day; for an event whose doors have no time of their own */
      subtitle = g_strdup_printf (_ ("At %s, unless you set a time"), opens);
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->doors), subtitle != NULL ? subtitle : "");
}

static void
edit_time (FoyerEventBasics *self, const char *field, FoyerWhenRow *row, const char *sentence)
{
  if (foyer_when_row_is_wrong (row))
    foyer_form_edit (self->form, field, NULL, _ ("Enter a time of day like 20:00."));
  else
    foyer_form_edit (self->form, field, sentence == NULL ? foyer_value_integer (foyer_when_row_get_time (row)) : NULL, sentence);
}

/* The three of them are right or wrong together. */
static void
edit_times (FoyerEventBasics *self)
{
  FoyerTime   starts = foyer_when_row_get_time (self->starts);
  FoyerTime   doors = foyer_when_row_get_time (self->doors);
  FoyerTime   ends = foyer_when_row_get_time (self->ends);
  const char *doors_sentence = NULL;
  const char *ends_sentence = NULL;

  if (doors != 0 && starts != 0 && doors > starts)
    doors_sentence = _ ("Doors must open before the event starts.");
  if (ends != 0 && starts != 0 && ends <= starts)
    ends_sentence = _ ("The event must end after it starts.");
  edit_time (self, "starts", self->starts, NULL);
  edit_time (self, "doors", self->doors, doors_sentence);
  edit_time (self, "ends", self->ends, ends_sentence);
  show_doors (self);
}

static void
set_fallbacks (FoyerEventBasics *self)
{
  FoyerTime starts = foyer_when_row_get_time (self->starts);

  show_doors (self);
  foyer_when_row_set_fallback (self->doors, starts != 0 ? starts - FOYER_HOUR : 0);
  foyer_when_row_set_fallback (self->ends, starts != 0 ? starts + 3 * FOYER_HOUR : 0);
}

static void
move_with_start (FoyerWhenRow *row, FoyerTime delta, const char *zone)
{
  FoyerTime time = foyer_when_row_get_time (row);

  if (time != 0)
    foyer_when_row_set_time (row, time + delta, zone);
}

static void
starts_edited_cb (FoyerEventBasics *self)
{
  FoyerTime starts = foyer_when_row_get_time (self->starts);

  if (self->last_start != 0 && starts != 0 && starts != self->last_start)
    {
      move_with_start (self->doors, starts - self->last_start, self->timezone);
      move_with_start (self->ends, starts - self->last_start, self->timezone);
    }
  if (starts != 0)
    self->last_start = starts;
  set_fallbacks (self);
  edit_times (self);
}

static FoyerTime
same_time_in (FoyerTime time, const char *from, const char *to)
{
  g_autoptr (GTimeZone) there = g_time_zone_new_identifier (from);
  g_autoptr (GTimeZone) here = g_time_zone_new_identifier (to);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (time);
  g_autoptr (GDateTime) local = there != NULL ? g_date_time_to_timezone (utc, there) : g_date_time_to_local (utc);
  g_autofree char *text = g_date_time_format (local, "%Y-%m-%d %H:%M:%S");

  return time != 0 ? foyer_time_parse_iso (text, here) : 0;
}

/* Eight in the evening stays eight in the evening. */
static void
zone_chosen_cb (FoyerEventBasics *self)
{
  FoyerWhenRow *rows[] = { self->starts, self->doors, self->ends };
  const char   *zone = foyer_zone_row_get_zone (self->zone);

  if (foyer_form_is_showing (self->form) || g_strcmp0 (zone, self->timezone) == 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    foyer_when_row_set_time (rows[i], same_time_in (foyer_when_row_get_time (rows[i]), self->timezone, zone), zone);
  self->last_start = foyer_when_row_get_time (self->starts);
  g_set_str (&self->timezone, zone);
  set_fallbacks (self);
  foyer_form_edit (self->form, "timezone", foyer_value_text (zone), NULL);
  edit_times (self);
}

/* --- where ------------------------------------------------------------------ */

static void
select_venue (FoyerEventBasics *self, const FoyerId *venue)
{
  guint            position = 0;
  g_autofree char *address = NULL;

  self->venue_id = *venue;
  for (guint i = 0; self->venues != NULL && i < self->venues->len; i++)
    if (foyer_id_equal (&((FoyerVenue *) self->venues->pdata[i])->id, venue))
      {
        position = i + 1;
        address = foyer_venue_dup_address (self->venues->pdata[i]);
      }
  foyer_form_set_showing (self->form, TRUE);
  adw_combo_row_set_selected (self->venue, position);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->venue), address != NULL ? address : "");
  foyer_form_set_showing (self->form, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "basics.edit-venue", position > 0);
}

static void
venue_saved_cb (FoyerEventBasics *self, const char *text)
{
  FoyerId id;

  if (self->form == NULL || !foyer_id_parse (text, &id))
    return;
  self->venue_id = id; /* chosen as soon as the list knows it */
  foyer_form_edit (self->form, "venue", foyer_value_id (&id), NULL);
  foyer_form_save (self->form);
}

static void
present_venue (FoyerEventBasics *self, const FoyerVenue *venue)
{
  AdwDialog *dialog = foyer_venue_dialog_new (self->session, venue);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (venue_saved_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
new_venue_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present_venue (FOYER_EVENT_BASICS (widget), NULL);
}

static void
edit_venue_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerEventBasics *self = FOYER_EVENT_BASICS (widget);
  guint             position = adw_combo_row_get_selected (self->venue);

  if (self->venues != NULL && position >= 1 && position <= self->venues->len)
    present_venue (self, self->venues->pdata[position - 1]);
}

static void
venue_chosen_cb (FoyerEventBasics *self)
{
  guint   position = adw_combo_row_get_selected (self->venue);
  FoyerId venue = FOYER_ID_NONE;

  if (foyer_form_is_showing (self->form) || self->venues == NULL || position == GTK_INVALID_LIST_POSITION)
    return;
  if (position > self->venues->len)
    {
      select_venue (self, &self->venue_id); /* “New Venue…” is no venue */
      present_venue (self, NULL);
      return;
    }
  if (position > 0)
    venue = ((FoyerVenue *) self->venues->pdata[position - 1])->id;
  select_venue (self, &venue);
  foyer_form_edit (self->form, "venue", foyer_value_id (&venue), NULL);
}

/* What the search looks at: “New Venue…” stands below whatever is typed, so that
 * a name that is not there yet leads to it and not to an empty list. */
static char *
dup_venue_terms (GtkStringObject *item, FoyerEventBasics *self)
{
  const char *name = gtk_string_object_get_string (item);

  if (!g_str_equal (name, _ ("New Venue…")))
    return g_strdup (name);
  return g_strconcat (name, " ", self->venue_query, NULL);
}

static void
venue_searched_cb (FoyerEventBasics *self, GtkEditable *search)
{
  g_set_str (&self->venue_query, gtk_editable_get_text (search));
}

static GtkWidget *
find_search (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_SEARCH_ENTRY (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_search (child);
  return found;
}

static void
set_up_venue_search (FoyerEventBasics *self)
{
  GtkWidget *search = find_search (GTK_WIDGET (self->venue));

  adw_combo_row_set_expression (self->venue, gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (dup_venue_terms), self, NULL));
  adw_combo_row_set_search_match_mode (self->venue, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  /* before the row itself, which waits until the typing pauses */
  if (search != NULL)
    g_signal_connect_object (search, "changed", G_CALLBACK (venue_searched_cb), self, G_CONNECT_SWAPPED);
}

static void
show_venues (FoyerEventBasics *self, GPtrArray *venues)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("No Venue"));
  for (guint i = 0; i < venues->len; i++)
    {
      const FoyerVenue *venue = venues->pdata[i];

      gtk_string_list_append (names, *venue->name != '\0' ? venue->name : _ ("Unnamed Venue"));
    }
  gtk_string_list_append (names, _ ("New Venue…"));
  g_clear_pointer (&self->venues, g_ptr_array_unref);
  self->venues = g_ptr_array_ref (venues);
  foyer_form_set_showing (self->form, TRUE);
  adw_combo_row_set_model (self->venue, G_LIST_MODEL (names));
  foyer_form_set_showing (self->form, FALSE);
}

/* --- sale ------------------------------------------------------------------- */

static void
currency_chosen_cb (FoyerEventBasics *self)
{
  const char *code = gtk_string_list_get_string (self->currencies, adw_combo_row_get_selected (self->currency));

  if (!foyer_form_is_showing (self->form) && code != NULL)
    foyer_form_edit (self->form, "currency", foyer_value_text (code), NULL);
}

static void
select_currency (FoyerEventBasics *self, const char *code)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->currencies));
  guint position = 0;

  while (position < n && g_strcmp0 (gtk_string_list_get_string (self->currencies, position), code) != 0)
    position++;
  if (position == n)
    gtk_string_list_append (self->currencies, code);
  adw_combo_row_set_selected (self->currency, position);
}

static void
description_changed_cb (FoyerEventBasics *self, GtkTextBuffer *buffer)
{
  GtkTextIter      start, end;
  g_autofree char *text = NULL;

  if (foyer_form_is_showing (self->form))
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  if (strlen (text) > DESCRIPTION_MAX)
    foyer_form_edit (self->form, "description", NULL, _ ("This is too long to be kept. Make it shorter."));
  else
    foyer_form_edit (self->form, "description", foyer_value_text (text), NULL);
}

/* --- all -------------------------------------------------------------------- */

guint64
foyer_event_basics_begin_show (FoyerEventBasics *self)
{
  return foyer_form_begin_show (self->form);
}

static void
show_times (FoyerEventBasics *self, const FoyerEvent *event, guint64 token)
{
  gboolean zone = foyer_form_show (self->form, "timezone", foyer_value_text (event->timezone), token);
  gboolean starts = foyer_form_show (self->form, "starts", foyer_value_integer (event->starts), token);
  gboolean doors = foyer_form_show (self->form, "doors", foyer_value_integer (event->doors), token);
  gboolean ends = foyer_form_show (self->form, "ends", foyer_value_integer (event->ends), token);

  if (zone)
    {
      g_set_str (&self->timezone, event->timezone);
      foyer_zone_row_set_zone (self->zone, event->timezone);
    }
  if (starts || zone)
    foyer_when_row_set_time (self->starts, starts ? event->starts : foyer_when_row_get_time (self->starts), self->timezone);
  if (doors || zone)
    foyer_when_row_set_time (self->doors, doors ? event->doors : foyer_when_row_get_time (self->doors), self->timezone);
  if (ends || zone)
    foyer_when_row_set_time (self->ends, ends ? event->ends : foyer_when_row_get_time (self->ends), self->timezone);
  if (starts)
    self->last_start = event->starts;
  set_fallbacks (self);
}

void
foyer_event_basics_show (FoyerEventBasics *self, const FoyerEventSummary *summary, GPtrArray *venues, guint64 token)
{
  const FoyerEvent *event = summary->event;
  g_autofree char  *capacity = foyer_check_format_count (event->capacity, FOYER_UNLIMITED);
  FoyerForm        *form = self->form;

  g_return_if_fail (FOYER_IS_EVENT_BASICS (self));

  self->sold = summary->stock.sold;
  foyer_form_show_text (form, "title", foyer_value_text (event->title), event->title, token);
  foyer_form_show_text (form, "organizer", foyer_value_text (event->organizer), event->organizer, token);
  foyer_form_show_text (form, "capacity", foyer_value_integer (event->capacity), capacity, token);
  foyer_form_show_switch (form, "reentry", event->reentry, token);
  foyer_form_set_showing (form, TRUE);
  show_times (self, event, token);
  if (foyer_form_show (form, "currency", foyer_value_text (event->currency), token))
    select_currency (self, event->currency);
  if (foyer_form_show (form, "description", foyer_value_text (event->description), token))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->description), event->description, -1);
  foyer_form_set_showing (form, FALSE);
  if (foyer_form_show (form, "venue", foyer_value_id (&event->venue), token))
    self->venue_id = event->venue;
  show_venues (self, venues);
  select_venue (self, &self->venue_id);
  gtk_widget_set_sensitive (GTK_WIDGET (self->currency), self->sold == 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->currency), self->sold > 0 ? _ ("Tickets were sold in it") : "");
}

void
foyer_event_basics_focus_title (FoyerEventBasics *self)
{
  gtk_widget_grab_focus (self->title);
}

gboolean
foyer_event_basics_is_valid (FoyerEventBasics *self)
{
  return foyer_form_is_valid (self->form);
}

void
foyer_event_basics_save (FoyerEventBasics *self)
{
  foyer_form_save (self->form);
}

static void
failed_cb (FoyerEventBasics *self, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
stale_cb (FoyerEventBasics *self)
{
  g_signal_emit (self, signals[STALE], 0);
}

static void
edited_cb (FoyerEventBasics *self)
{
  g_signal_emit (self, signals[EDITED], 0);
}

static void
bind (FoyerEventBasics *self)
{
  FoyerForm *form = self->form;

  foyer_form_bind_text (form, "title", self->title, NULL, NULL);
  foyer_form_bind_text (form, "organizer", self->organizer, NULL, NULL);
  foyer_form_bind_text (form, "capacity", self->capacity, foyer_check_capacity, &self->sold);
  foyer_form_bind_switch (form, "reentry", self->reentry);
  foyer_form_bind (form, "venue", GTK_WIDGET (self->venue));
  foyer_form_bind (form, "starts", GTK_WIDGET (self->starts));
  foyer_form_bind (form, "doors", GTK_WIDGET (self->doors));
  foyer_form_bind (form, "ends", GTK_WIDGET (self->ends));
  foyer_form_bind (form, "timezone", GTK_WIDGET (self->zone));
  foyer_form_bind (form, "currency", GTK_WIDGET (self->currency));
  foyer_form_bind (form, "description", self->description_row);
}

void
foyer_event_basics_open (FoyerEventBasics *self, FoyerSession *session, const FoyerId *event)
{
  g_return_if_fail (FOYER_IS_EVENT_BASICS (self) && self->form == NULL);

  self->session = g_object_ref (session);
  self->form = foyer_form_new (session, FOYER_CHANGE_EVENT_EDIT, event, TRUE);
  bind (self);
  g_signal_connect_object (self->venue, "notify::selected", G_CALLBACK (venue_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->starts, "edited", G_CALLBACK (starts_edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->doors, "edited", G_CALLBACK (edit_times), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ends, "edited", G_CALLBACK (edit_times), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->zone, "notify::selected", G_CALLBACK (zone_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->currency, "notify::selected", G_CALLBACK (currency_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->description), "changed", G_CALLBACK (description_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "stale", G_CALLBACK (stale_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
}

static void
foyer_event_basics_dispose (GObject *object)
{
  FoyerEventBasics *self = FOYER_EVENT_BASICS (object);

  if (self->form != NULL)
    foyer_form_close (self->form);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_EVENT_BASICS);
  g_clear_object (&self->form);
  g_clear_object (&self->currencies);
  g_clear_object (&self->session);
  g_clear_pointer (&self->venues, g_ptr_array_unref);
  G_OBJECT_CLASS (foyer_event_basics_parent_class)->dispose (object);
}

static void
foyer_event_basics_finalize (GObject *object)
{
  g_free (FOYER_EVENT_BASICS (object)->timezone);
  g_free (FOYER_EVENT_BASICS (object)->venue_query);
  G_OBJECT_CLASS (foyer_event_basics_parent_class)->finalize (object);
}

static void
foyer_event_basics_class_init (FoyerEventBasicsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_event_basics_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_event_basics_finalize;
  signals[FAILED] = g_signal_new ("failed", FOYER_TYPE_EVENT_BASICS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[STALE] = g_signal_new ("stale", FOYER_TYPE_EVENT_BASICS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDITED] = g_signal_new ("edited", FOYER_TYPE_EVENT_BASICS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (FOYER_TYPE_WHEN_ROW);
  g_type_ensure (FOYER_TYPE_ZONE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/events/foyer-event-basics.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerEventBasics, title);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventBasics, venue);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventBasics, organizer);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventBasics, starts);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventBasics, doors);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventBasics, ends);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventBasics, zone);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventBasics, capacity);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventBasics, currency);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventBasics, reentry);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventBasics, description_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventBasics, description);
  gtk_widget_class_install_action (widget_class, "basics.new-venue", NULL, new_venue_action);
  gtk_widget_class_install_action (widget_class, "basics.edit-venue", NULL, edit_venue_action);
}

static void
foyer_event_basics_init (FoyerEventBasics *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->currencies = gtk_string_list_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (common_currencies); i++)
    if (foyer_currency_is_known (common_currencies[i]))
      gtk_string_list_append (self->currencies, common_currencies[i]);
  adw_combo_row_set_expression (self->currency, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  adw_combo_row_set_model (self->currency, G_LIST_MODEL (self->currencies));
  self->venue_query = g_strdup ("");
  set_up_venue_search (self);
}
