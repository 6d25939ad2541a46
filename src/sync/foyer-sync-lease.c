/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-sync-lease.h"

#include "foyer-lease-store.h"
#include "foyer-sync-error.h"
#include "foyer-sync-settings.h"

/* A large order is filled in shares, each as large as the others of the house allow. */
#define ROUNDS 12

/* More than one new epoch in a row would mean that it is not the store that is wrong. */
#define TRIES 2

typedef struct
{
  const FoyerLeaseWishes *wishes;
  FoyerRole               role;
  gint64                  epoch;
  GArray                 *states; /* (element-type FoyerLeaseState) */
  GArray                 *grants; /* (nullable) (element-type FoyerLeaseGrant) */
} Leasing;

static gint64
move_of (const Leasing *leasing, const FoyerLeaseState *state)
{
  const FoyerLeaseWishes *wishes = leasing->wishes;
  FoyerLeaseNeed          need = state->need;
  gint64                  move;

  if (wishes->closing)
    need.on_sale = FALSE;
  move = foyer_lease_move (&state->lease, &need);
  if (!wishes->closing && foyer_id_equal (&state->category, &wishes->category))
    move = MAX (move, wishes->places - (foyer_lease_left (&state->lease) - need.held));
  return move;
}

static gboolean
load (FoyerConnection *connection, Leasing *leasing, GError **error)
{
  GError *local_error = NULL;

  g_clear_pointer (&leasing->states, g_array_unref);
  leasing->epoch = foyer_lease_store_epoch (connection, &local_error);
  if (local_error == NULL)
    leasing->states = foyer_lease_store_list (connection, &leasing->wishes->event, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gpointer
read_states (FoyerConnection *connection, gpointer data, GError **error)
{
  load (connection, data, error);
  return NULL;
}

/* What is given back leaves the store first: told too late, it is merely idle for a while. */
static gpointer
give_back (FoyerConnection *connection, gpointer data, GError **error)
{
  Leasing *leasing = data;

  if (leasing->epoch == 0 && !foyer_lease_store_begin (connection, error))
    return NULL;
  if (!load (connection, leasing, error))
    return NULL;
  for (guint i = 0; i < leasing->states->len; i++)
    {
      const FoyerLeaseState *state = &g_array_index (leasing->states, FoyerLeaseState, i);
      gint64                 move = move_of (leasing, state);

      if (move < 0 && !foyer_lease_store_give_back (connection, &state->category, -move, error))
        return NULL;
    }
  load (connection, leasing, error);
  return NULL;
}

static gpointer
begin_epoch (FoyerConnection *connection, gpointer data, GError **error)
{
  foyer_lease_store_begin (connection, error);
  return NULL;
}

static gpointer
keep_grants (FoyerConnection *connection, gpointer data, GError **error)
{
  Leasing *leasing = data;

  for (guint i = 0; i < leasing->grants->len; i++)
    {
      const FoyerLeaseGrant *grant = &g_array_index (leasing->grants, FoyerLeaseGrant, i);

      if (!foyer_lease_store_told (connection, leasing->epoch, &grant->category, &grant->lease, grant->scarce, error))
        return NULL;
    }
  return NULL;
}

static gboolean
write_store (FoyerStore *store, FoyerStoreFunc func, Leasing *leasing, GError **error)
{
  GError *problem = NULL;

  foyer_store_write (store, func, leasing, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
needs_write (const Leasing *leasing)
{
  if (leasing->epoch == 0)
    return leasing->states->len > 0;
  for (guint i = 0; i < leasing->states->len; i++)
    if (move_of (leasing, &g_array_index (leasing->states, FoyerLeaseState, i)) < 0)
      return TRUE;
  return FALSE;
}

static FoyerLeaseRequest *
make_request (const Leasing *leasing)
{
  FoyerLeaseRequest *request = foyer_lease_request_new (leasing->epoch);

  for (guint i = 0; i < leasing->states->len && request->asks->len < FOYER_LEASES_MAX; i++)
    {
      const FoyerLeaseState *state = &g_array_index (leasing->states, FoyerLeaseState, i);
      gint64                 move = MAX (move_of (leasing, state), 0);
      FoyerLeaseAsk          ask = { state->category, state->lease, move > 0 ? state->lease.granted + move : 0 };

      if (move > 0 || state->untold || (leasing->wishes->listening && foyer_lease_left (&state->lease) > 0))
        g_array_append_val (request->asks, ask);
    }
  return request;
}

static guint
count_held (const Leasing *leasing)
{
  guint count = 0;

  for (guint i = 0; i < leasing->states->len; i++)
    count += foyer_lease_left (&g_array_index (leasing->states, FoyerLeaseState, i).lease) > 0;
  return count;
}

static gboolean
prepare (FoyerStore *store, Leasing *leasing, GCancellable *cancellable, GError **error)
{
  GError *problem = NULL;

  foyer_store_read (store, read_states, leasing, cancellable, &problem);
  if (problem == NULL && needs_write (leasing))
    foyer_store_write (store, give_back, leasing, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

/* Returns: FALSE with @error; %FOYER_SYNC_ERROR_LEASE when another epoch may help */
static gboolean
ask (FoyerStore *store, FoyerRemote *remote, Leasing *leasing, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerLeaseRequest) request = NULL;

  if (!prepare (store, leasing, cancellable, error))
    return FALSE;
  /* Without a place for the epoch there is no lease; foyer_incarnation_begin() has said why. */
  if (leasing->epoch == 0)
    return TRUE;
  request = make_request (leasing);
  if (request->asks->len == 0)
    return TRUE;
  if (!remote->kind->lease (remote, request, &leasing->grants, cancellable, error))
    return FALSE;
  return write_store (store, keep_grants, leasing, error) &&
         (leasing->grants->len == 0 || prepare (store, leasing, cancellable, error));
}

static gint64
count_left (const Leasing *leasing, const FoyerId *category)
{
  for (guint i = 0; i < leasing->states->len; i++)
    {
      const FoyerLeaseState *state = &g_array_index (leasing->states, FoyerLeaseState, i);

      if (foyer_id_equal (&state->category, category))
        return foyer_lease_left (&state->lease) - state->need.held;
    }
  return 0;
}

/* Asks for a large order until it can be sold, or there is no more. */
static gboolean
ask_on (FoyerStore *store, FoyerRemote *remote, Leasing *leasing, GCancellable *cancellable, GError **error)
{
  const FoyerLeaseWishes *wishes = leasing->wishes;
  gint64                  before = -1;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 left;

      g_clear_pointer (&leasing->grants, g_array_unref);
      if (!ask (store, remote, leasing, cancellable, error))
        return FALSE;
      left = count_left (leasing, &wishes->category);
      if (left >= wishes->places || left == before)
        return TRUE;
      before = left;
    }
  return TRUE;
}

gboolean
foyer_sync_lease (FoyerStore *store, FoyerRemote *remote, const FoyerLeaseWishes *wishes, guint *n_held, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerSyncSettings) settings = foyer_sync_settings_load (store, error);
  Leasing  leasing = { .wishes = wishes };
  gboolean good = FALSE;

  *n_held = 0;
  if (settings == NULL)
    return FALSE;
  if (!foyer_role_may_make (settings->role, FOYER_CHANGE_ORDER_SALE))
    return TRUE;
  for (guint i = 1; !good; i++)
    {
      g_autoptr (GError) problem = NULL;

      good = ask_on (store, remote, &leasing, cancellable, &problem);
      if (good)
        break;
      if (i < TRIES && g_error_matches (problem, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_LEASE) && write_store (store, begin_epoch, &leasing, error))
        continue;
      if (error != NULL && *error == NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      break;
    }
  if (good)
    *n_held = count_held (&leasing);
  g_clear_pointer (&leasing.grants, g_array_unref);
  g_clear_pointer (&leasing.states, g_array_unref);
  return good;
}
