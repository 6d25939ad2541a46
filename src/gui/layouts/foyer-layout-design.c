/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-design.h"

/* Steps that one can go back. */
#define MAX_STEPS 200

#define DUPLICATE_SHIFT (3 * FOYER_LAYOUT_MM)

struct _FoyerLayoutDesign
{
  GObject parent_instance;

  FoyerLayout *layout;
  GPtrArray   *past;   /* (element-type FoyerLayout), the latest last */
  GPtrArray   *future; /* the next one last */
  GArray      *selection;
  const char  *what; /* (nullable): of the last step, as long as it may go on */
  guint        page;
};

enum
{
  CHANGED,
  SELECTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerLayoutDesign, foyer_layout_design, G_TYPE_OBJECT)

FoyerLayout *
foyer_layout_design_get_layout (FoyerLayoutDesign *self)
{
  return self->layout;
}

guint
foyer_layout_design_get_page (FoyerLayoutDesign *self)
{
  return self->page;
}

GPtrArray *
foyer_layout_design_get_elements (FoyerLayoutDesign *self)
{
  return foyer_layout_get_page (self->layout, self->page);
}

static void
emit_selected (FoyerLayoutDesign *self)
{
  self->what = NULL;
  g_signal_emit (self, signals[SELECTED], 0);
}

void
foyer_layout_design_set_page (FoyerLayoutDesign *self, guint page)
{
  if (page >= self->layout->pages->len || page == self->page)
    return;
  self->page = page;
  g_array_set_size (self->selection, 0);
  emit_selected (self);
}

/* -- Back and forth -- */

void
foyer_layout_design_begin (FoyerLayoutDesign *self, const char *what)
{
  gboolean goes_on = what != NULL && self->what == what;

  self->what = what;
  if (goes_on)
    return;
  g_ptr_array_set_size (self->future, 0);
  if (self->past->len == MAX_STEPS)
    g_ptr_array_remove_index (self->past, 0);
  g_ptr_array_add (self->past, foyer_layout_copy (self->layout));
}

void
foyer_layout_design_end (FoyerLayoutDesign *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
foyer_layout_design_pause (FoyerLayoutDesign *self)
{
  self->what = NULL;
}

gboolean
foyer_layout_design_can_undo (FoyerLayoutDesign *self)
{
  return self->past->len > 0;
}

gboolean
foyer_layout_design_can_redo (FoyerLayoutDesign *self)
{
  return self->future->len > 0;
}

/* Takes the last one of @from, and puts what is now on @to. */
static void
go (FoyerLayoutDesign *self, GPtrArray *from, GPtrArray *to)
{
  if (from->len == 0)
    return;
  g_ptr_array_add (to, self->layout);
  self->layout = g_ptr_array_steal_index (from, from->len - 1);
  self->page = MIN (self->page, self->layout->pages->len - 1);
  for (guint i = self->selection->len; i-- > 0;)
    if (g_array_index (self->selection, guint, i) >= foyer_layout_design_get_elements (self)->len)
      g_array_remove_index (self->selection, i);
  foyer_layout_design_end (self);
  emit_selected (self);
}

void
foyer_layout_design_undo (FoyerLayoutDesign *self)
{
  go (self, self->past, self->future);
}

void
foyer_layout_design_redo (FoyerLayoutDesign *self)
{
  go (self, self->future, self->past);
}

/* -- Selection -- */

const GArray *
foyer_layout_design_get_selection (FoyerLayoutDesign *self)
{
  return self->selection;
}

gboolean
foyer_layout_design_is_selected (FoyerLayoutDesign *self, guint element)
{
  for (guint i = 0; i < self->selection->len; i++)
    if (g_array_index (self->selection, guint, i) == element)
      return TRUE;
  return FALSE;
}

FoyerLayoutElement *
foyer_layout_design_get_selected (FoyerLayoutDesign *self)
{
  return self->selection->len == 1 ? g_ptr_array_index (foyer_layout_design_get_elements (self), g_array_index (self->selection, guint, 0)) : NULL;
}

void
foyer_layout_design_select (FoyerLayoutDesign *self, guint element)
{
  g_return_if_fail (element < foyer_layout_design_get_elements (self)->len);

  g_array_set_size (self->selection, 0);
  g_array_append_val (self->selection, element);
  emit_selected (self);
}

static int
compare_indices (gconstpointer first, gconstpointer second)
{
  const guint *a = first, *b = second;

  return *a < *b ? -1 : *a > *b;
}

void
foyer_layout_design_toggle (FoyerLayoutDesign *self, guint element)
{
  g_return_if_fail (element < foyer_layout_design_get_elements (self)->len);

  if (foyer_layout_design_is_selected (self, element))
    {
      for (guint i = self->selection->len; i-- > 0;)
        if (g_array_index (self->selection, guint, i) == element)
          g_array_remove_index (self->selection, i);
    }
  else
    {
      g_array_append_val (self->selection, element);
      g_array_sort (self->selection, compare_indices);
    }
  emit_selected (self);
}

void
foyer_layout_design_select_all (FoyerLayoutDesign *self)
{
  g_array_set_size (self->selection, 0);
  for (guint i = 0; i < foyer_layout_design_get_elements (self)->len; i++)
    g_array_append_val (self->selection, i);
  emit_selected (self);
}

void
foyer_layout_design_select_none (FoyerLayoutDesign *self)
{
  if (self->selection->len == 0)
    return;
  g_array_set_size (self->selection, 0);
  emit_selected (self);
}

gboolean
foyer_layout_design_select_next (FoyerLayoutDesign *self, gboolean forwards)
{
  guint n = foyer_layout_design_get_elements (self)->len;
  guint at;

  if (n == 0)
    return FALSE;
  if (self->selection->len == 0)
    at = forwards ? 0 : n - 1;
  else
    {
      at = g_array_index (self->selection, guint, forwards ? self->selection->len - 1 : 0);
      if (forwards ? at + 1 == n : at == 0)
        return FALSE;
      at = forwards ? at + 1 : at - 1;
    }
  foyer_layout_design_select (self, at);
  return TRUE;
}

void
foyer_layout_design_select_within (FoyerLayoutDesign *self, const FoyerLayoutRect *rect)
{
  GPtrArray *elements = foyer_layout_design_get_elements (self);

  g_array_set_size (self->selection, 0);
  for (guint i = 0; i < elements->len; i++)
    {
      FoyerLayoutRect bounds = foyer_layout_element_bounds (elements->pdata[i]);

      if (bounds.x >= rect->x && bounds.y >= rect->y && bounds.x + bounds.width <= rect->x + rect->width &&
          bounds.y + bounds.height <= rect->y + rect->height)
        g_array_append_val (self->selection, i);
    }
  emit_selected (self);
}

static FoyerLayoutElement *
selected_at (FoyerLayoutDesign *self, guint i)
{
  return g_ptr_array_index (foyer_layout_design_get_elements (self), g_array_index (self->selection, guint, i));
}

gboolean
foyer_layout_design_bounds (FoyerLayoutDesign *self, FoyerLayoutRect *bounds)
{
  if (self->selection->len == 0)
    return FALSE;
  *bounds = foyer_layout_element_bounds (selected_at (self, 0));
  for (guint i = 1; i < self->selection->len; i++)
    {
      FoyerLayoutRect other = foyer_layout_element_bounds (selected_at (self, i));
      int             right = MAX (bounds->x + bounds->width, other.x + other.width);
      int             bottom = MAX (bounds->y + bounds->height, other.y + other.height);

      bounds->x = MIN (bounds->x, other.x);
      bounds->y = MIN (bounds->y, other.y);
      bounds->width = right - bounds->x;
      bounds->height = bottom - bounds->y;
    }
  return TRUE;
}

/* -- Edits -- */

void
foyer_layout_design_add (FoyerLayoutDesign *self, FoyerLayoutElement *element)
{
  GPtrArray *elements = foyer_layout_design_get_elements (self);

  if (elements->len >= FOYER_LAYOUT_MAX_ELEMENTS)
    {
      foyer_layout_element_free (element);
      return;
    }
  foyer_layout_design_begin (self, NULL);
  g_ptr_array_add (foyer_layout_design_get_elements (self), element);
  foyer_layout_design_end (self);
  foyer_layout_design_select (self, foyer_layout_design_get_elements (self)->len - 1);
}

void
foyer_layout_design_duplicate (FoyerLayoutDesign *self)
{
  GPtrArray *elements = foyer_layout_design_get_elements (self);
  guint      n = elements->len;

  if (self->selection->len == 0 || n + self->selection->len > FOYER_LAYOUT_MAX_ELEMENTS)
    return;
  foyer_layout_design_begin (self, NULL);
  for (guint i = 0; i < self->selection->len; i++)
    {
      FoyerLayoutElement *copy = foyer_layout_element_copy (selected_at (self, i));

      copy->x += DUPLICATE_SHIFT;
      copy->y += DUPLICATE_SHIFT;
      g_ptr_array_add (elements, copy);
    }
  g_array_set_size (self->selection, 0);
  for (guint i = n; i < elements->len; i++)
    g_array_append_val (self->selection, i);
  foyer_layout_design_end (self);
  emit_selected (self);
}

void
foyer_layout_design_delete (FoyerLayoutDesign *self)
{
  if (self->selection->len == 0)
    return;
  foyer_layout_design_begin (self, NULL);
  for (guint i = self->selection->len; i-- > 0;)
    g_ptr_array_remove_index (foyer_layout_design_get_elements (self), g_array_index (self->selection, guint, i));
  g_array_set_size (self->selection, 0);
  foyer_layout_design_end (self);
  emit_selected (self);
}

void
foyer_layout_design_move (FoyerLayoutDesign *self, int dx, int dy)
{
  if (self->selection->len == 0)
    return;
  foyer_layout_design_begin (self, "move");
  for (guint i = 0; i < self->selection->len; i++)
    {
      FoyerLayoutElement *element = selected_at (self, i);

      element->x = CLAMP (element->x + dx, -FOYER_LAYOUT_MAX_SIZE, 2 * FOYER_LAYOUT_MAX_SIZE);
      element->y = CLAMP (element->y + dy, -FOYER_LAYOUT_MAX_SIZE, 2 * FOYER_LAYOUT_MAX_SIZE);
    }
  foyer_layout_design_end (self);
}

void
foyer_layout_design_turn (FoyerLayoutDesign *self, int degrees)
{
  if (self->selection->len == 0)
    return;
  foyer_layout_design_begin (self, NULL);
  for (guint i = 0; i < self->selection->len; i++)
    if (selected_at (self, i)->type != FOYER_LAYOUT_LIST)
      selected_at (self, i)->rotation = (selected_at (self, i)->rotation + degrees + 360) % 360;
  foyer_layout_design_end (self);
}

static void
swap (FoyerLayoutDesign *self, guint i, guint to)
{
  GPtrArray *elements = foyer_layout_design_get_elements (self);
  guint     *at = &g_array_index (self->selection, guint, i);
  gpointer   element = elements->pdata[*at];

  if (*at == to || foyer_layout_design_is_selected (self, to))
    return;
  for (guint n = *at; n < to; n++)
    elements->pdata[n] = elements->pdata[n + 1];
  for (guint n = *at; n > to; n--)
    elements->pdata[n] = elements->pdata[n - 1];
  elements->pdata[to] = element;
  *at = to;
}

void
foyer_layout_design_order (FoyerLayoutDesign *self, FoyerLayoutOrder order)
{
  guint n = foyer_layout_design_get_elements (self)->len, chosen = self->selection->len;

  if (chosen == 0)
    return;
  foyer_layout_design_begin (self, NULL);
  for (guint i = 0; i < chosen; i++)
    {
      guint upwards = chosen - 1 - i;

      if (order == FOYER_LAYOUT_TO_TOP)
        swap (self, upwards, n - 1 - i);
      else if (order == FOYER_LAYOUT_UP)
        swap (self, upwards, MIN (g_array_index (self->selection, guint, upwards) + 1, n - 1));
      else if (order == FOYER_LAYOUT_DOWN)
        swap (self, i, MAX (g_array_index (self->selection, guint, i), 1) - 1);
      else
        swap (self, i, i);
    }
  foyer_layout_design_end (self);
  emit_selected (self);
}

static void
align_element (FoyerLayoutElement *element, const FoyerLayoutRect *to, FoyerLayoutSide side)
{
  FoyerLayoutRect bounds = foyer_layout_element_bounds (element);

  switch (side)
    {
    case FOYER_LAYOUT_SIDE_LEFT:
      element->x += to->x - bounds.x;
      break;
    case FOYER_LAYOUT_SIDE_CENTER:
      element->x += to->x + to->width / 2 - bounds.x - bounds.width / 2;
      break;
    case FOYER_LAYOUT_SIDE_RIGHT:
      element->x += to->x + to->width - bounds.x - bounds.width;
      break;
    case FOYER_LAYOUT_SIDE_TOP:
      element->y += to->y - bounds.y;
      break;
    case FOYER_LAYOUT_SIDE_MIDDLE:
      element->y += to->y + to->height / 2 - bounds.y - bounds.height / 2;
      break;
    case FOYER_LAYOUT_SIDE_BOTTOM:
    default:
      element->y += to->y + to->height - bounds.y - bounds.height;
      break;
    }
}

void
foyer_layout_design_align (FoyerLayoutDesign *self, FoyerLayoutSide side)
{
  FoyerLayoutRect to = { 0, 0, self->layout->width, self->layout->height };

  if (self->selection->len == 0)
    return;
  if (self->selection->len > 1)
    foyer_layout_design_bounds (self, &to);
  foyer_layout_design_begin (self, NULL);
  for (guint i = 0; i < self->selection->len; i++)
    align_element (selected_at (self, i), &to, side);
  foyer_layout_design_end (self);
}

void
foyer_layout_design_add_page (FoyerLayoutDesign *self)
{
  if (self->layout->pages->len >= FOYER_LAYOUT_MAX_PAGES)
    return;
  foyer_layout_design_begin (self, NULL);
  foyer_layout_add_page (self->layout);
  foyer_layout_design_end (self);
  foyer_layout_design_set_page (self, self->layout->pages->len - 1);
}

void
foyer_layout_design_delete_page (FoyerLayoutDesign *self)
{
  if (self->layout->pages->len < 2)
    return;
  foyer_layout_design_begin (self, NULL);
  g_array_set_size (self->selection, 0);
  g_ptr_array_remove_index (self->layout->pages, self->page);
  self->page = MIN (self->page, self->layout->pages->len - 1);
  foyer_layout_design_end (self);
  emit_selected (self);
}

/* -- The object -- */

static void
foyer_layout_design_finalize (GObject *object)
{
  FoyerLayoutDesign *self = FOYER_LAYOUT_DESIGN (object);

  g_ptr_array_unref (self->past);
  g_ptr_array_unref (self->future);
  g_array_unref (self->selection);
  g_clear_pointer (&self->layout, foyer_layout_unref);
  G_OBJECT_CLASS (foyer_layout_design_parent_class)->finalize (object);
}

static void
foyer_layout_design_class_init (FoyerLayoutDesignClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_layout_design_finalize;
  signals[CHANGED] = g_signal_new ("changed", FOYER_TYPE_LAYOUT_DESIGN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SELECTED] = g_signal_new ("selected", FOYER_TYPE_LAYOUT_DESIGN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
foyer_layout_design_init (FoyerLayoutDesign *self)
{
  self->past = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_layout_unref);
  self->future = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_layout_unref);
  self->selection = g_array_new (FALSE, FALSE, sizeof (guint));
}

FoyerLayoutDesign *
foyer_layout_design_new (const FoyerLayout *layout)
{
  FoyerLayoutDesign *self = g_object_new (FOYER_TYPE_LAYOUT_DESIGN, NULL);

  self->layout = foyer_layout_copy (layout);
  return self;
}
