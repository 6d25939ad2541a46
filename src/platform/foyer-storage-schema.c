/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-storage-schema.h"

#include "foyer-error.h"
#include "foyer-platform-resources.h"

#define FOLDER "/app/foyer/platform/migrations/"

/* One per released version; a released entry is never edited or moved. */
static const char *const scripts[] = {
  FOLDER "0001-base.sql",
  FOLDER "0002-device-report.sql",
  FOLDER "0003-web.sql",
  FOLDER "0004-stock.sql",
  FOLDER "0005-stock-wanted.sql",
};

gint64
foyer_storage_schema_version (void)
{
  return G_N_ELEMENTS (scripts);
}

char *
foyer_storage_schema_script (gint64 from, GError **error)
{
  g_autoptr (GBytes) script = NULL;

  g_return_val_if_fail (from >= 0 && from < (gint64) G_N_ELEMENTS (scripts), NULL);

  script = g_resource_lookup_data (foyer_platform_get_resource (), scripts[from], G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  return script != NULL ? g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script)) : NULL;
}

gboolean
foyer_storage_schema_check (gint64 version, GError **error)
{
  if (version <= foyer_storage_schema_version ())
    return TRUE;
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_TOO_NEW,
               "The platform's database was written by a newer version of Foyer (format %" G_GINT64_FORMAT ", this version knows %" G_GINT64_FORMAT "). It was not touched.",
               version, foyer_storage_schema_version ());
  return FALSE;
}
