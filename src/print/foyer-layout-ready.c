/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-ready.h"

#include <gio/gio.h>

#include "layout-resources.h"

static const char *const names[] = {
  "ticket-5.5x2", "ticket-8x3", "ticket-a4-3up", "ticket-a6", "badge-a6", "badge-id1", "label-62mm", "label-4x6", "note-a4", "receipt-80mm", "receipt-a4", NULL
};

const char *const *
foyer_layout_ready_names (void)
{
  return names;
}

FoyerId
foyer_layout_ready_id (const char *name)
{
  g_autofree char *purpose = g_strconcat ("ready-layout ", name, NULL);

  return foyer_id_derive (purpose, &FOYER_ID_NONE, &FOYER_ID_NONE);
}

FoyerLayout *
foyer_layout_ready_new (const char *name)
{
  g_autofree char *path = g_strdup_printf ("/app/foyer/print/layouts/%s.json", name);
  g_autoptr (GBytes) text = g_resource_lookup_data (foyer_layout_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  FoyerLayout *layout;

  g_assert (text != NULL);
  layout = foyer_layout_parse (g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text), &error);
  if (layout == NULL)
    g_error ("%s: %s", name, error->message);
  layout->id = foyer_layout_ready_id (name);
  return layout;
}

const char *
foyer_layout_ready_find (const FoyerId *id)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      FoyerId ready = foyer_layout_ready_id (names[i]);

      if (foyer_id_equal (&ready, id))
        return names[i];
    }
  return NULL;
}

FoyerLayout *
foyer_layout_ready_for (const FoyerId *id, FoyerLayoutRole role)
{
  const char *name = foyer_id_is_none (id) ? foyer_layout_ready_default (role) : foyer_layout_ready_find (id);

  return name != NULL ? foyer_layout_ready_new (name) : NULL;
}

const char *
foyer_layout_ready_default (FoyerLayoutRole role)
{
  switch (role)
    {
    case FOYER_LAYOUT_BADGE:
      return "badge-a6";
    case FOYER_LAYOUT_LABEL:
      return "label-62mm";
    case FOYER_LAYOUT_RECEIPT:
      return "receipt-80mm";
    case FOYER_LAYOUT_NOTE:
      return "note-a4";
    case FOYER_LAYOUT_TICKET:
    case FOYER_N_LAYOUT_ROLES:
    default:
      return "ticket-5.5x2";
    }
}
