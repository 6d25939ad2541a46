/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-storage.h"

#include <string.h>

FoyerValue
foyer_value_integer (gint64 value)
{
  return (FoyerValue) { .type = FOYER_VALUE_INTEGER, .integer = value };
}

FoyerValue
foyer_value_text (const char *value)
{
  return (FoyerValue) { .type = FOYER_VALUE_TEXT, .text = value, .length = strlen (value) };
}

FoyerValue
foyer_value_blob (const guint8 *bytes, gsize length)
{
  return (FoyerValue) { .type = FOYER_VALUE_BLOB, .bytes = bytes, .length = length };
}

FoyerValue
foyer_value_id (const FoyerId *id)
{
  return foyer_value_blob (id->bytes, FOYER_ID_SIZE);
}

gboolean
foyer_value_get_id (const FoyerValue *value, FoyerId *id)
{
  *id = FOYER_ID_NONE;
  if (value->type != FOYER_VALUE_BLOB || value->length != FOYER_ID_SIZE)
    return FALSE;
  memcpy (id->bytes, value->bytes, FOYER_ID_SIZE);
  return TRUE;
}

void
foyer_storage_close (FoyerStorage *self)
{
  if (self != NULL)
    self->driver->close (self);
}

gboolean
foyer_storage_run (FoyerStorage *self, const char *sql, const FoyerValue *values, guint n_values, FoyerRowFunc func, gpointer data, GError **error)
{
  return self->driver->run (self, sql, values, n_values, func, data, error);
}

gboolean
foyer_storage_run_plain (FoyerStorage *self, const char *sql, GError **error)
{
  return foyer_storage_run (self, sql, NULL, 0, NULL, NULL, error);
}

gboolean
foyer_storage_lock (FoyerStorage *self, GError **error)
{
  return self->driver->lock == NULL || self->driver->lock (self, error);
}

gboolean
foyer_storage_announce (FoyerStorage *self, const char *text, GError **error)
{
  return self->driver->announce == NULL || self->driver->announce (self, text, error);
}

static gboolean
keep_integer (const FoyerValue *columns, guint n_columns, gpointer data)
{
  if (columns[0].type == FOYER_VALUE_INTEGER)
    *(gint64 *) data = columns[0].integer;
  return FALSE;
}

gboolean
foyer_storage_get_integer (FoyerStorage *self, const char *sql, const FoyerValue *values, guint n_values, gint64 *result, GError **error)
{
  return foyer_storage_run (self, sql, values, n_values, keep_integer, result, error);
}
