/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-answer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "foyer-format.h"
#include "foyer-money.h"

/* A yes has been seen at once; the line behind a no wants reading. */
#define FRESH_YES_MS 1600
#define FRESH_MS 2500
/* A yes is for one guest; a no is still being talked about. */
#define IDLE_AFTER_YES_S 12
#define IDLE_AFTER_NO_S 60
#define JUST_SCANNED (10 * FOYER_SECOND)

struct _FoyerAnswer
{
  AdwBin parent_instance;

  GtkStack         *stack;
  AdwStatusPage    *idle_page;
  AdwBreakpointBin *sizes;
  AdwBreakpoint    *large;
  AdwBreakpoint    *huge;
  GtkImage         *icon;
  GtkLabel         *word;
  GtkLabel         *name;
  GtkWidget        *full;
  GtkWidget        *place;
  GtkWidget        *chip;
  GtkLabel         *dot;
  GtkLabel         *category;
  GtkLabel         *seat;
  GtkLabel         *order;
  GtkLabel         *note;
  GtkLabel         *reason;
  GtkLabel         *advice;
  GtkLabel         *segment;
  GtkWidget        *offers;
  GtkWidget        *offer_admit;
  GtkButton        *offer_party;
  GtkWidget        *offer_payment;
  GtkWidget        *offer_unblock;
  GtkWidget        *offer_block;
  GtkWidget        *legend;
  GtkImage         *compact_icon;
  GtkLabel         *compact_word;
  GtkLabel         *compact_line;

  FoyerAnswerKind kind;
  gboolean        compact;
  gboolean        idle;
  guint           fresh_id;
  guint           idle_id;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerAnswer, foyer_answer, ADW_TYPE_BIN)

static const char *const styles[] = {
  [FOYER_ANSWER_YES] = "verdict-yes",
  [FOYER_ANSWER_NO] = "verdict-no",
  [FOYER_ANSWER_WAIT] = "verdict-wait",
  [FOYER_ANSWER_INFO] = "verdict-info",
  [FOYER_ANSWER_GENUINE] = "verdict-genuine",
};

static gboolean
is_just_scanned (const FoyerAdmission *admission)
{
  return admission->verdict == FOYER_VERDICT_ALREADY_IN && admission->last_here &&
         admission->made_at - admission->last_at < JUST_SCANNED;
}

FoyerAnswerKind
foyer_answer_kind_for (const FoyerAdmission *admission)
{
  const char *style = foyer_format_verdict_style (admission->verdict);

  if (is_just_scanned (admission))
    return FOYER_ANSWER_WAIT;
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (styles[i], style))
      return (FoyerAnswerKind) i;
  g_return_val_if_reached (FOYER_ANSWER_NO);
}

const char *
foyer_seat_after_category (const char *seat, const char *category)
{
  static const char separator[] = " · ";
  gsize             length = strlen (category);

  if (length > 0 && strncmp (seat, category, length) == 0 && g_str_has_prefix (seat + length, separator))
    return seat + length + strlen (separator);
  return seat;
}

static char *
describe_last_entry (const FoyerAdmission *admission, const char *zone)
{
  g_autofree char *when = NULL;
  g_autofree char *ago = NULL;
  g_autofree char *sentence = NULL;
  const char      *gate = admission->last_gate;

  if (admission->last_at == 0)
    return NULL;
  if (admission->made_at - admission->last_at < 12 * FOYER_HOUR)
    when = foyer_format_time (admission->last_at, zone);
  else
    when = foyer_format_date_time (admission->last_at, zone, admission->made_at);
  if (*gate != '\0' && admission->last_here)
    /* Translators: a time and the name of a gate: “Admitted 20:01 at Gate North by this laptop” */
    sentence = g_strdup_printf (_ ("Admitted %1$s at %2$s by this laptop"), when, gate);
  else if (*gate != '\0')
    /* Translators: a time and the name of a gate */
    sentence = g_strdup_printf (_ ("Admitted %1$s at %2$s by another laptop"), when, gate);
  else if (admission->last_here)
    /* Translators: a time */
    sentence = g_strdup_printf (_ ("Admitted %s by this laptop"), when);
  else
    /* Translators: a time */
    sentence = g_strdup_printf (_ ("Admitted %s by another laptop"), when);
  if (admission->made_at - admission->last_at >= FOYER_HOUR)
    return g_steal_pointer (&sentence);
  ago = foyer_format_ago (admission->last_at, admission->made_at);
  /* Translators: what happened, and how long ago: “Admitted 20:01 at Gate North by this laptop, 3 s ago” */
  return g_strdup_printf (_ ("%1$s, %2$s"), sentence, ago);
}

static char *
describe_opening (const FoyerAdmission *admission)
{
  g_autofree char *opens = NULL;

  if (admission->valid_from == 0)
    return NULL;
  opens = foyer_format_date_time (admission->valid_from, admission->timezone, admission->made_at);
  /* Translators: a date and time */
  return g_strdup_printf (_ ("Doors open: %s"), opens);
}

static char *
describe_closing (const FoyerAdmission *admission)
{
  g_autofree char *closes = NULL;

  if (admission->valid_until == 0)
    return NULL;
  closes = foyer_format_date_time (admission->valid_until, admission->timezone, admission->made_at);
  /* Translators: a date and time */
  return g_strdup_printf (_ ("Admitted until %s"), closes);
}

static char *
describe_reason (const FoyerAdmission *admission)
{
  g_autofree char *money = NULL;

  switch ((int) admission->verdict)
    {
    case FOYER_VERDICT_ALREADY_IN:
      return describe_last_entry (admission, admission->timezone);
    case FOYER_VERDICT_UNPAID:
      money = foyer_money_format_full (admission->amount_due, admission->currency);
      /* Translators: an amount of money */
      return g_strdup_printf (_ ("To pay: %s"), money);
    case FOYER_VERDICT_WRONG_EVENT:
      if (*admission->event == '\0')
        return NULL;
      /* Translators: the title of an event */
      return g_strdup_printf (_ ("For “%s”"), admission->event);
    case FOYER_VERDICT_TOO_EARLY:
      return describe_opening (admission);
    case FOYER_VERDICT_TOO_LATE:
      return describe_closing (admission);
    case FOYER_VERDICT_WRONG_GATE:
      /* Translators: the names of one or more gates */
      return *admission->gates != '\0' ? g_strdup_printf (_ ("This ticket is for: %s"), admission->gates) : NULL;
    case FOYER_VERDICT_FORGED:
      return admission->revoked_key ? g_strdup (_ ("Signed with a key that was revoked.")) : NULL;
    default:
      return *admission->reason != '\0' ? g_strdup (admission->reason) : NULL;
    }
}

static const char *
choose_advice (const FoyerAdmission *admission, FoyerAnswerOffers offers)
{
  if (offers & FOYER_OFFER_ADMIT)
    return _ ("Press Enter to let the guest in.");
  if (is_just_scanned (admission))
    return _ ("This ticket was scanned just now. It lets in one guest.");
  if (admission->verdict == FOYER_VERDICT_ADMITTED || admission->verdict == FOYER_VERDICT_EXITED)
    return NULL;
  return foyer_format_verdict_advice (admission->verdict);
}

static char *
describe_order (const FoyerAdmission *admission)
{
  if (admission->in_order < 2)
    return NULL;
  /* Translators: tickets of one order that came in, and all of them: “2 of 4 in order” */
  return g_strdup_printf (_ ("%1$d of %2$d in order"), MAX (admission->admitted_in_order, admission->verdict == FOYER_VERDICT_ADMITTED), admission->in_order);
}

static void
set_line (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_offers (FoyerAnswer *self, FoyerAnswerOffers offers, int left)
{
  g_autofree char *others = NULL;

  gtk_widget_set_visible (self->offers, offers != FOYER_OFFER_NONE);
  gtk_widget_set_visible (self->offer_admit, (offers & FOYER_OFFER_ADMIT) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->offer_party), (offers & FOYER_OFFER_PARTY) != 0);
  gtk_widget_set_visible (self->offer_payment, (offers & FOYER_OFFER_PAYMENT) != 0);
  gtk_widget_set_visible (self->offer_unblock, (offers & FOYER_OFFER_UNBLOCK) != 0);
  gtk_widget_set_visible (self->offer_block, (offers & FOYER_OFFER_BLOCK) != 0);
  /* Translators: a button: lets in the others of the same order */
  others = g_strdup_printf (ngettext ("Admit _%d More…", "Admit _%d More…", left), left);
  gtk_button_set_label (self->offer_party, others);
}

static void
show_category (FoyerAnswer *self, const FoyerAdmission *admission)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GdkRGBA  colour;
  gboolean coloured = gdk_rgba_parse (&colour, admission->colour);

  gtk_widget_set_visible (self->chip, *admission->category != '\0');
  gtk_label_set_label (self->category, admission->category);
  gtk_widget_set_visible (GTK_WIDGET (self->dot), coloured);
  if (coloured)
    pango_attr_list_insert (attributes, pango_attr_foreground_new ((guint16) (colour.red * G_MAXUINT16), (guint16) (colour.green * G_MAXUINT16), (guint16) (colour.blue * G_MAXUINT16)));
  gtk_label_set_attributes (self->dot, attributes);
  set_line (self->seat, foyer_seat_after_category (admission->seat, admission->category));
  gtk_widget_set_visible (self->place, *admission->category != '\0' || *admission->seat != '\0' || admission->in_order > 1);
}

static void
show_stage (FoyerAnswer *self)
{
  const char *stage = "full";

  if (self->idle)
    stage = "idle";
  else if (self->compact && self->fresh_id == 0)
    stage = "compact";
  gtk_stack_set_visible_child_name (self->stack, stage);
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    if (!self->idle && self->kind == (FoyerAnswerKind) i)
      gtk_widget_add_css_class (GTK_WIDGET (self), styles[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), styles[i]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
size_changed_cb (FoyerAnswer *self)
{
  AdwBreakpoint *current = adw_breakpoint_bin_get_current_breakpoint (self->sizes);
  const char    *none[] = { NULL };
  const char    *large[] = { "door-answer-large", NULL };
  const char    *huge[] = { "door-answer-huge", NULL };

  gtk_widget_set_css_classes (self->full, current == self->huge ? huge : current == self->large ? large
                                                                                                : none);
}

static gboolean
settled_cb (gpointer user_data)
{
  FoyerAnswer *self = user_data;

  self->fresh_id = 0;
  show_stage (self);
  return G_SOURCE_REMOVE;
}

static gboolean
idle_cb (gpointer user_data)
{
  FoyerAnswer *self = user_data;

  self->idle_id = 0;
  foyer_answer_clear (self);
  return G_SOURCE_REMOVE;
}

static void
announce (FoyerAnswer *self)
{
  GtkLabel *labels[] = { self->word, self->name, self->segment, self->category, self->seat, self->order, self->note, self->reason, self->advice };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const char *line = gtk_label_get_label (labels[i]);

      if (*line == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, ". ");
      g_string_append (text, line);
    }
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text->str, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
start (FoyerAnswer *self, FoyerAnswerKind kind, const char *icon)
{
  const char      *name = gtk_label_get_label (self->name);
  const char      *reason = gtk_label_get_label (self->reason);
  const char      *advice = gtk_label_get_label (self->advice);
  const char      *remark = *reason != '\0' ? reason : advice;
  gboolean         settled = kind == FOYER_ANSWER_YES || kind == FOYER_ANSWER_GENUINE || kind == FOYER_ANSWER_INFO;
  g_autofree char *line = NULL;

  if (*name != '\0' && *remark != '\0')
    line = g_strdup_printf ("%s · %s", name, remark);
  self->kind = kind;
  self->idle = FALSE;
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_image_set_from_icon_name (self->compact_icon, icon);
  gtk_label_set_label (self->compact_word, gtk_label_get_label (self->word));
  set_line (self->compact_line, line != NULL ? line : *name != '\0' ? name
                                                                    : remark);
  g_clear_handle_id (&self->fresh_id, g_source_remove);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  self->fresh_id = g_timeout_add (kind == FOYER_ANSWER_YES || kind == FOYER_ANSWER_GENUINE ? FRESH_YES_MS : FRESH_MS, settled_cb, self);
  self->idle_id = g_timeout_add_seconds (settled ? IDLE_AFTER_YES_S : IDLE_AFTER_NO_S, idle_cb, self);
  show_stage (self);
  announce (self);
}

void
foyer_answer_show (FoyerAnswer *self, const FoyerAdmission *admission, FoyerAnswerOffers offers)
{
  g_autofree char *reason = NULL;
  g_autofree char *order = NULL;

  g_return_if_fail (FOYER_IS_ANSWER (self));

  reason = describe_reason (admission);
  order = describe_order (admission);
  gtk_label_set_label (self->word, foyer_format_verdict (admission->verdict));
  set_line (self->name, admission->holder);
  show_category (self, admission);
  set_line (self->order, order);
  set_line (self->segment, admission->segment);
  set_line (self->note, admission->note);
  set_line (self->reason, reason);
  set_line (self->advice, choose_advice (admission, offers));
  show_offers (self, offers, admission->left_in_order);
  start (self, foyer_answer_kind_for (admission), is_just_scanned (admission) ? "dialog-warning-symbolic" : foyer_format_verdict_icon (admission->verdict));
}

void
foyer_answer_show_trouble (FoyerAnswer *self, FoyerAnswerKind kind, const char *word, const char *sentence)
{
  g_return_if_fail (FOYER_IS_ANSWER (self));

  gtk_label_set_label (self->word, word);
  set_line (self->name, NULL);
  set_line (self->seat, NULL);
  gtk_label_set_label (self->category, "");
  gtk_widget_set_visible (self->place, FALSE);
  set_line (self->order, NULL);
  set_line (self->segment, NULL);
  set_line (self->note, NULL);
  show_offers (self, FOYER_OFFER_NONE, 0);
  set_line (self->reason, NULL);
  set_line (self->advice, sentence);
  start (self, kind, "dialog-warning-symbolic");
}

void
foyer_answer_clear (FoyerAnswer *self)
{
  g_return_if_fail (FOYER_IS_ANSWER (self));

  g_clear_handle_id (&self->fresh_id, g_source_remove);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  self->idle = TRUE;
  self->kind = FOYER_ANSWER_INFO;
  show_stage (self);
}

void
foyer_answer_settle (FoyerAnswer *self)
{
  g_return_if_fail (FOYER_IS_ANSWER (self));

  if (self->fresh_id == 0)
    return;
  g_clear_handle_id (&self->fresh_id, g_source_remove);
  show_stage (self);
}

void
foyer_answer_set_explained (FoyerAnswer *self, gboolean explained)
{
  g_return_if_fail (FOYER_IS_ANSWER (self));

  gtk_widget_set_visible (self->legend, explained);
}

void
foyer_answer_set_mode (FoyerAnswer *self, FoyerScanMode mode)
{
  const char *title = NULL;
  const char *description = NULL;

  g_return_if_fail (FOYER_IS_ANSWER (self));

  switch (mode)
    {
    case FOYER_SCAN_ENTRY:
      title = _ ("Ready");
      description = _ ("Hold a ticket up to the camera.");
      break;
    case FOYER_SCAN_EXIT:
      title = _ ("Ready for Exits");
      description = _ ("Guests whose tickets are scanned leave.");
      break;
    case FOYER_SCAN_INFO:
      title = _ ("Looking Up");
      description = _ ("Tickets are only looked up. Nobody is admitted.");
      break;
    default:
      g_return_if_reached ();
    }
  adw_status_page_set_title (self->idle_page, title);
  adw_status_page_set_description (self->idle_page, description);
}

void
foyer_answer_set_compact (FoyerAnswer *self, gboolean compact)
{
  g_return_if_fail (FOYER_IS_ANSWER (self));

  if (self->compact == compact)
    return;
  self->compact = compact;
  show_stage (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPACT]);
}

gboolean
foyer_answer_get_compact (FoyerAnswer *self)
{
  g_return_val_if_fail (FOYER_IS_ANSWER (self), FALSE);

  return self->compact;
}

gboolean
foyer_answer_is_fresh (FoyerAnswer *self)
{
  g_return_val_if_fail (FOYER_IS_ANSWER (self), FALSE);

  return self->fresh_id != 0;
}

gboolean
foyer_answer_is_idle (FoyerAnswer *self)
{
  g_return_val_if_fail (FOYER_IS_ANSWER (self), TRUE);

  return self->idle;
}

FoyerAnswerKind
foyer_answer_get_kind (FoyerAnswer *self)
{
  g_return_val_if_fail (FOYER_IS_ANSWER (self), FOYER_ANSWER_INFO);

  return self->kind;
}

static void
foyer_answer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, FOYER_ANSWER (object)->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_answer_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_COMPACT:
      foyer_answer_set_compact (FOYER_ANSWER (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_answer_dispose (GObject *object)
{
  FoyerAnswer *self = FOYER_ANSWER (object);

  g_clear_handle_id (&self->fresh_id, g_source_remove);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  /* before the template takes it away behind the back of AdwBin */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_ANSWER);
  G_OBJECT_CLASS (foyer_answer_parent_class)->dispose (object);
}

static void
foyer_answer_class_init (FoyerAnswerClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = foyer_answer_dispose;
  object_class->get_property = foyer_answer_get_property;
  object_class->set_property = foyer_answer_set_property;
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", FOYER_TYPE_ANSWER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/door/foyer-answer.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, idle_page);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, sizes);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, large);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, huge);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, icon);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, word);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, name);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, full);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, place);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, chip);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, dot);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, category);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, seat);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, order);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, note);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, reason);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, advice);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, segment);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, offers);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, offer_admit);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, offer_party);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, offer_payment);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, offer_unblock);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, offer_block);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, legend);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, compact_icon);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, compact_word);
  gtk_widget_class_bind_template_child (widget_class, FoyerAnswer, compact_line);
  gtk_widget_class_bind_template_callback (widget_class, size_changed_cb);
}

static void
foyer_answer_init (FoyerAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  foyer_answer_set_mode (self, FOYER_SCAN_ENTRY);
  foyer_answer_set_explained (self, FALSE);
  foyer_answer_clear (self);
}
