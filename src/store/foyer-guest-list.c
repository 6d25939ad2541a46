/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-guest-list.h"

#include <string.h>

#define PAGE_SIZE 64
#define PAGES_MAX 64
#define NOT_LISTED G_MAXUINT

/* Lines that are there before all others are found: more than a view makes rows for. */
#define FIRST_LINES 256

/* A view makes a row for each of some 200 lines as soon as it hears of them, which
 * takes longer than the main loop may stand still; so it hears of a few at a time. */
#define GROW_LINES 32

/* How much longer than a question took the list rests before it asks the same again. */
#define REST_FACTOR 5
#define REST_MAX (10 * G_TIME_SPAN_SECOND)

struct _FoyerGuestItem
{
  GObject parent_instance;

  FoyerGuest *guest;
};

struct _FoyerGuestList
{
  GObject parent_instance;

  FoyerStore   *store;
  GArray       *keys;        /* gint64, one a line */
  guint         shown;       /* lines that views know of: all, or soon all */
  guint         grow_id;     /* source that tells them of more */
  GHashTable   *pages;       /* page number -> GPtrArray of FoyerGuestItem */
  GQueue        recent;      /* page numbers, the last used first */
  GHashTable   *kept;        /* key -> item of the pages before the last replacement, which views may still hold */
  GCancellable *cancellable; /* of the snapshot of keys; replaced with it */
  GCancellable *finding;     /* of the question for keys under way; NULL: none */

  /* the question that was asked last */
  FoyerId         event;
  char           *search;
  FoyerGuestOrder order;
  guint           limit; /* 0: all lines are asked for */
  gint64          asked;
  gint64          rests_until;
  gboolean        is_other; /* than the one that the keys answer */
  gboolean        again;    /* it is out of date before it is answered */
  guint           again_id; /* source that asks it once more */
};

enum
{
  ITEM_PROP_0,
  ITEM_PROP_LOADED,
  N_ITEM_PROPS
};
static GParamSpec *item_properties[N_ITEM_PROPS];

enum
{
  PROP_0,
  PROP_N_ITEMS,
  PROP_LOADING,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (FoyerGuestItem, foyer_guest_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerGuestList, foyer_guest_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

const FoyerGuest *
foyer_guest_item_get_guest (FoyerGuestItem *self)
{
  g_return_val_if_fail (FOYER_IS_GUEST_ITEM (self), NULL);

  return self->guest;
}

/* @guest: (transfer full) */
static void
set_guest (FoyerGuestItem *self, FoyerGuest *guest)
{
  foyer_guest_free (self->guest);
  self->guest = guest;
  g_object_notify_by_pspec (G_OBJECT (self), item_properties[ITEM_PROP_LOADED]);
}

typedef struct
{
  FoyerGuestList *list;
  GPtrArray      *items;
  gint64         *keys;
} PageJob;

static void
page_job_free (PageJob *job)
{
  g_object_unref (job->list);
  g_ptr_array_unref (job->items);
  g_free (job);
}

static gpointer
load_page (FoyerConnection *connection, gpointer data, GError **error)
{
  GArray *keys = data;

  return foyer_guest_store_load (connection, (const gint64 *) keys->data, keys->len, error);
}

static gint64
key_of (FoyerGuestList *self, guint position)
{
  return g_array_index (self->keys, gint64, position);
}

static void
report (FoyerGuestList *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
page_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PageJob *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) guests = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (guests == NULL)
    report (job->list, error);
  else
    {
      guint taken = 0;

      /* the item of a line that is gone since is empty until the keys are read anew */
      g_ptr_array_set_free_func (guests, NULL);
      for (guint i = 0; i < job->items->len; i++)
        {
          gboolean is_there = taken < guests->len && ((FoyerGuest *) guests->pdata[taken])->row == job->keys[i];

          set_guest (job->items->pdata[i], is_there ? guests->pdata[taken++] : NULL);
        }
      for (; taken < guests->len; taken++)
        foyer_guest_free (guests->pdata[taken]);
    }
  g_free (job->keys);
  page_job_free (job);
}

static void
read_page (FoyerGuestList *self, guint page, GPtrArray *items)
{
  guint    first = page * PAGE_SIZE;
  GArray  *keys = g_array_sized_new (FALSE, FALSE, sizeof (gint64), items->len);
  PageJob *job = g_new0 (PageJob, 1);

  g_array_append_vals (keys, &g_array_index (self->keys, gint64, first), items->len);
  job->list = g_object_ref (self);
  job->items = g_ptr_array_ref (items);
  job->keys = g_memdup2 (keys->data, sizeof (gint64) * keys->len);
  foyer_store_read_async (self->store, load_page, keys, (GDestroyNotify) g_array_unref, (GDestroyNotify) g_ptr_array_unref,
                          self->cancellable, page_loaded_cb, job);
}

static void
touch_page (FoyerGuestList *self, guint page)
{
  if (GPOINTER_TO_UINT (g_queue_peek_head (&self->recent)) == page && !g_queue_is_empty (&self->recent))
    return;
  g_queue_remove (&self->recent, GUINT_TO_POINTER (page));
  g_queue_push_head (&self->recent, GUINT_TO_POINTER (page));
  if (g_queue_get_length (&self->recent) > PAGES_MAX)
    g_hash_table_remove (self->pages, g_queue_pop_tail (&self->recent));
}

static GPtrArray *
ensure_page (FoyerGuestList *self, guint page)
{
  GPtrArray *items = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (page));

  if (items == NULL)
    {
      guint count = MIN (PAGE_SIZE, self->keys->len - page * PAGE_SIZE);

      items = g_ptr_array_new_full (count, g_object_unref);
      for (guint i = 0; i < count; i++)
        {
          gint64          key = key_of (self, page * PAGE_SIZE + i);
          FoyerGuestItem *kept = g_hash_table_lookup (self->kept, &key);

          g_ptr_array_add (items, kept != NULL ? g_object_ref (kept) : g_object_new (FOYER_TYPE_GUEST_ITEM, NULL));
        }
      g_hash_table_insert (self->pages, GUINT_TO_POINTER (page), items);
      read_page (self, page, items);
    }
  touch_page (self, page);
  return items;
}

static gpointer
foyer_guest_list_get_item (GListModel *model, guint position)
{
  FoyerGuestList *self = FOYER_GUEST_LIST (model);

  if (position >= self->shown)
    return NULL;
  return g_object_ref (g_ptr_array_index (ensure_page (self, position / PAGE_SIZE), position % PAGE_SIZE));
}

static guint
foyer_guest_list_get_n_items (GListModel *model)
{
  return FOYER_GUEST_LIST (model)->shown;
}

static GType
foyer_guest_list_get_item_type (GListModel *model)
{
  return FOYER_TYPE_GUEST_ITEM;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item = foyer_guest_list_get_item;
  iface->get_n_items = foyer_guest_list_get_n_items;
  iface->get_item_type = foyer_guest_list_get_item_type;
}

static gboolean
is_same (GArray *first, GArray *second)
{
  return first->len == second->len && memcmp (first->data, second->data, first->len * sizeof (gint64)) == 0;
}

static void
keep_items (FoyerGuestList *self, GArray *keys)
{
  GHashTableIter iter;
  gpointer       page, value;

  g_hash_table_remove_all (self->kept);
  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, &page, &value))
    {
      GPtrArray *items = value;
      guint      first = GPOINTER_TO_UINT (page) * PAGE_SIZE;

      for (guint i = 0; i < items->len; i++)
        g_hash_table_insert (self->kept, g_memdup2 (&g_array_index (keys, gint64, first + i), sizeof (gint64)),
                             g_object_ref (items->pdata[i]));
    }
}

static gboolean
grow_cb (gpointer user_data)
{
  FoyerGuestList *self = user_data;
  guint           before = self->shown;
  guint           more = self->keys->len - before;

  if (before < FIRST_LINES)
    more = MIN (more, GROW_LINES);
  self->shown = before + more;
  if (more > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, more);
  if (self->shown < self->keys->len)
    return G_SOURCE_CONTINUE;
  self->grow_id = 0;
  return G_SOURCE_REMOVE;
}

static void
forget_reads (FoyerGuestList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
}

/* Makes the pages that are kept as long as the keys have them. */
static void
fit_pages (FoyerGuestList *self)
{
  GHashTableIter iter;
  gpointer       key, value;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      GPtrArray *items = value;
      guint      first = GPOINTER_TO_UINT (key) * PAGE_SIZE;
      guint      count = first < self->keys->len ? MIN (PAGE_SIZE, self->keys->len - first) : 0;

      if (count == 0)
        {
          g_queue_remove (&self->recent, key);
          g_hash_table_iter_remove (&iter);
          continue;
        }
      if (items->len > count)
        g_ptr_array_set_size (items, count);
      while (items->len < count)
        g_ptr_array_add (items, g_object_new (FOYER_TYPE_GUEST_ITEM, NULL));
    }
}

/* Guests that are known go with their keys; the other places are empty until they are read. */
static void
move_guests (FoyerGuestList *self)
{
  g_autoptr (GHashTable) guests = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) foyer_guest_free);
  GHashTableIter iter;
  gpointer       key, value;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    for (guint i = 0; i < ((GPtrArray *) value)->len; i++)
      {
        FoyerGuest *guest = g_steal_pointer (&((FoyerGuestItem *) g_ptr_array_index ((GPtrArray *) value, i))->guest);

        if (guest != NULL)
          g_hash_table_replace (guests, &guest->row, guest);
      }
  fit_pages (self);
  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, &key, &value))
    for (guint i = 0; i < ((GPtrArray *) value)->len; i++)
      {
        gpointer guest = NULL;

        g_hash_table_steal_extended (guests, &g_array_index (self->keys, gint64, GPOINTER_TO_UINT (key) * PAGE_SIZE + i), NULL, &guest);
        set_guest (g_ptr_array_index ((GPtrArray *) value, i), guest);
      }
}

/* Other guests come into the places of those before: to write new text into rows
 * takes a tenth of the time that new rows take. */
static void
exchange_keys (FoyerGuestList *self)
{
  guint before = self->shown;

  forget_reads (self);
  g_hash_table_remove_all (self->kept);
  move_guests (self);
  self->shown = MIN (before, self->keys->len);
  if (before > self->shown)
    g_list_model_items_changed (G_LIST_MODEL (self), self->shown, before - self->shown, 0);
  foyer_guest_list_refresh (self);
  if (self->shown < self->keys->len && self->grow_id == 0 && grow_cb (self) == G_SOURCE_CONTINUE)
    self->grow_id = g_idle_add (grow_cb, self);
}

/* The same guests, and some more or fewer: a view keeps its place at the lines that are the same before and behind. */
static void
merge_keys (FoyerGuestList *self, GArray *old)
{
  GArray *keys = self->keys;
  guint   head = 0, tail = 0;

  forget_reads (self);
  keep_items (self, old);
  g_hash_table_remove_all (self->pages);
  g_queue_clear (&self->recent);
  while (head < MIN (old->len, keys->len) && g_array_index (old, gint64, head) == key_of (self, head))
    head++;
  while (tail < MIN (old->len, keys->len) - head &&
         g_array_index (old, gint64, old->len - 1 - tail) == key_of (self, keys->len - 1 - tail))
    tail++;
  self->shown = keys->len;
  g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail, keys->len - head - tail);
}

static void
replace_keys (FoyerGuestList *self, GArray *keys)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->keys);

  self->keys = g_array_ref (keys);
  if (is_same (old, keys))
    foyer_guest_list_refresh (self);
  else if (self->is_other || self->shown < old->len)
    exchange_keys (self);
  else
    merge_keys (self, old);
  if (old->len != keys->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

typedef struct
{
  FoyerId         event;
  char           *search;
  FoyerGuestOrder order;
  guint           limit;
} FindJob;

static void
find_job_free (gpointer data)
{
  FindJob *job = data;

  g_free (job->search);
  g_free (job);
}

static gpointer
find_keys (FoyerConnection *connection, gpointer data, GError **error)
{
  FindJob *job = data;

  if (job->limit > 0)
    return foyer_guest_store_find_first (connection, &job->event, job->order, job->limit, error);
  return foyer_guest_store_find (connection, &job->event, job->search, job->order, error);
}

static void keys_found_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* @limit: 0 for all lines */
static void
ask (FoyerGuestList *self, guint limit)
{
  FindJob *job = g_new0 (FindJob, 1);

  job->event = self->event;
  job->search = g_strdup (self->search);
  job->order = self->order;
  job->limit = self->limit = limit;
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  self->finding = g_cancellable_new ();
  self->asked = g_get_monotonic_time ();
  foyer_store_read_async (self->store, find_keys, job, find_job_free, (GDestroyNotify) g_array_unref, self->finding,
                          keys_found_cb, g_object_ref (self));
}

static gboolean
again_cb (gpointer user_data)
{
  FoyerGuestList *self = user_data;

  self->again_id = 0;
  ask (self, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  return G_SOURCE_REMOVE;
}

static void
plan_again (FoyerGuestList *self)
{
  gint64 rest = self->rests_until - g_get_monotonic_time ();

  self->again = FALSE;
  if (self->again_id == 0)
    self->again_id = g_timeout_add (MAX (rest, 0) / 1000, again_cb, self);
}

static void
keys_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerGuestList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys = foyer_store_read_finish (FOYER_STORE (source), result, &error);
  gint64 now = g_get_monotonic_time ();

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (keys != NULL && self->limit > 0 && keys->len == self->limit)
    {
      ask (self, 0);
      replace_keys (self, keys);
      return;
    }
  g_clear_object (&self->finding);
  self->rests_until = now + MIN (REST_FACTOR * (now - self->asked), REST_MAX);
  if (keys != NULL)
    replace_keys (self, keys);
  else
    report (self, error);
  self->is_other &= keys == NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  if (self->again)
    plan_again (self);
}

FoyerGuestList *
foyer_guest_list_new (FoyerStore *store)
{
  FoyerGuestList *self = g_object_new (FOYER_TYPE_GUEST_LIST, NULL);

  self->store = g_object_ref (store);
  return self;
}

void
foyer_guest_list_show (FoyerGuestList *self, const FoyerId *event, const char *search, FoyerGuestOrder order)
{
  gboolean searches = search != NULL && *search != '\0';
  gboolean is_new;

  g_return_if_fail (FOYER_IS_GUEST_LIST (self));

  is_new = self->keys->len == 0 || !foyer_id_equal (&self->event, event);
  self->event = *event;
  g_set_str (&self->search, search);
  self->order = order;
  self->is_other = TRUE;
  self->again = FALSE;
  g_clear_handle_id (&self->again_id, g_source_remove);
  ask (self, is_new && !searches ? FIRST_LINES : 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

void
foyer_guest_list_reload (FoyerGuestList *self)
{
  g_return_if_fail (FOYER_IS_GUEST_LIST (self));

  if (self->finding != NULL)
    self->again = TRUE;
  else
    plan_again (self);
}

void
foyer_guest_list_refresh (FoyerGuestList *self)
{
  g_return_if_fail (FOYER_IS_GUEST_LIST (self));

  for (GList *link = self->recent.head; link != NULL; link = link->next)
    read_page (self, GPOINTER_TO_UINT (link->data), g_hash_table_lookup (self->pages, link->data));
}

guint
foyer_guest_list_find_position (FoyerGuestList *self, gint64 row)
{
  for (guint i = 0; i < self->keys->len; i++)
    if (key_of (self, i) == row)
      return i;
  return NOT_LISTED;
}

static void
foyer_guest_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case ITEM_PROP_LOADED:
      g_value_set_boolean (value, FOYER_GUEST_ITEM (object)->guest != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_guest_item_finalize (GObject *object)
{
  foyer_guest_free (FOYER_GUEST_ITEM (object)->guest);
  G_OBJECT_CLASS (foyer_guest_item_parent_class)->finalize (object);
}

static void
foyer_guest_item_class_init (FoyerGuestItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = foyer_guest_item_get_property;
  object_class->finalize = foyer_guest_item_finalize;
  item_properties[ITEM_PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_ITEM_PROPS, item_properties);
}

static void
foyer_guest_item_init (FoyerGuestItem *self)
{
}

static void
foyer_guest_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerGuestList *self = FOYER_GUEST_LIST (object);

  switch (id)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->keys->len);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->finding != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_guest_list_dispose (GObject *object)
{
  FoyerGuestList *self = FOYER_GUEST_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->finding);
  g_clear_handle_id (&self->again_id, g_source_remove);
  g_clear_handle_id (&self->grow_id, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->finding);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (foyer_guest_list_parent_class)->dispose (object);
}

static void
foyer_guest_list_finalize (GObject *object)
{
  FoyerGuestList *self = FOYER_GUEST_LIST (object);

  g_free (self->search);
  g_array_unref (self->keys);
  g_hash_table_unref (self->pages);
  g_hash_table_unref (self->kept);
  g_queue_clear (&self->recent);
  G_OBJECT_CLASS (foyer_guest_list_parent_class)->finalize (object);
}

static void
foyer_guest_list_class_init (FoyerGuestListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = foyer_guest_list_get_property;
  object_class->dispose = foyer_guest_list_dispose;
  object_class->finalize = foyer_guest_list_finalize;
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[FAILED] = g_signal_new ("failed", FOYER_TYPE_GUEST_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
foyer_guest_list_init (FoyerGuestList *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->kept = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->cancellable = g_cancellable_new ();
}
