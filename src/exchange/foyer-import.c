/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "foyer-error.h"
#include "foyer-search-text.h"

#define PROGRESS_ROWS 4096

static void
category_free (gpointer data)
{
  FoyerImportCategory *self = data;

  g_free (self->name);
  g_free (self);
}

void
foyer_import_free (FoyerImport *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->file);
  g_free (self->currency);
  g_ptr_array_unref (self->headers);
  g_array_unref (self->fields);
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->categories);
  g_free (self);
}

void
foyer_import_row_free (FoyerImportRow *self)
{
  if (self == NULL)
    return;
  for (int i = 0; i < FOYER_IMPORT_N_FIELDS; i++)
    g_free (self->texts[i]);
  g_free (self->problem);
  g_free (self);
}

static void
problem_free (gpointer data)
{
  FoyerImportProblem *self = data;

  g_free (self->message);
  g_free (self);
}

static void
excess_free (gpointer data)
{
  g_free (((FoyerImportExcess *) data)->name);
  g_free (data);
}

FoyerImportResult *
foyer_import_result_new (void)
{
  FoyerImportResult *self = g_new0 (FoyerImportResult, 1);

  self->problems = g_ptr_array_new_with_free_func (problem_free);
  self->excess = g_ptr_array_new_with_free_func (excess_free);
  return self;
}

void
foyer_import_result_free (FoyerImportResult *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->excess);
  g_free (self);
}

void
foyer_import_result_add_bad (FoyerImportResult *self, const FoyerImportReading *reading)
{
  FoyerImportProblem *problem;

  self->bad++;
  if (self->problems->len >= FOYER_IMPORT_PROBLEMS_MAX)
    return;
  problem = g_new0 (FoyerImportProblem, 1);
  problem->line = reading->line;
  problem->message = g_strdup (reading->problem);
  g_ptr_array_add (self->problems, problem);
}

static void
add_category (FoyerImport *self, FoyerImportCategory *category, const char *sku)
{
  g_ptr_array_add (self->categories, category);
  g_hash_table_insert (self->by_name, foyer_search_fold (category->name), category);
  if (sku != NULL && *sku != '\0')
    g_hash_table_insert (self->by_name, foyer_search_fold (sku), category);
}

static void
copy_categories (FoyerImport *self, const FoyerEventSummary *event)
{
  for (guint i = 0; i < event->categories->len; i++)
    {
      const FoyerCategory *category = ((FoyerCategorySummary *) event->categories->pdata[i])->category;
      FoyerImportCategory *copy = g_new0 (FoyerImportCategory, 1);

      copy->id = category->id;
      copy->name = g_strdup (category->name);
      copy->price = category->price;
      copy->vat_rate = category->vat_rate;
      add_category (self, copy, category->sku);
    }
}

FoyerImportCategory *
foyer_import_find_category (FoyerImport *self, const char *text)
{
  g_autofree char     *folded = foyer_search_fold (text);
  FoyerImportCategory *category = g_hash_table_lookup (self->by_name, folded);
  g_autofree char     *purpose = NULL;

  if (category != NULL || !self->create_categories)
    return category;
  purpose = g_strconcat ("import.category\x1f", folded, NULL);
  category = g_new0 (FoyerImportCategory, 1);
  category->id = foyer_id_derive (purpose, &self->event, &FOYER_ID_NONE);
  category->name = g_strdup (text);
  category->is_new = TRUE;
  add_category (self, category, NULL);
  return category;
}

static void
map_columns (FoyerImport *self)
{
  for (int i = 0; i < FOYER_IMPORT_N_FIELDS; i++)
    self->columns[i] = -1;
  for (guint i = 0; i < self->headers->len; i++)
    {
      FoyerImportField field = foyer_import_field_recognise (self->headers->pdata[i]);

      /* of two columns of one kind the first counts */
      if (field != FOYER_IMPORT_IGNORE && self->columns[field] < 0)
        self->columns[field] = i;
      else
        field = FOYER_IMPORT_IGNORE;
      g_array_append_val (self->fields, field);
    }
}

static gboolean
is_mapped (FoyerImport *self, FoyerImportField field)
{
  return self->columns[field] >= 0;
}

static gboolean
check_mapping (FoyerImport *self, GError **error)
{
  if (is_mapped (self, FOYER_IMPORT_NAME) || is_mapped (self, FOYER_IMPORT_FIRST_NAME) || is_mapped (self, FOYER_IMPORT_LAST_NAME) ||
      is_mapped (self, FOYER_IMPORT_EMAIL) || is_mapped (self, FOYER_IMPORT_CODE))
    return TRUE;
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID,
               _ ("No column of the file is a name, an e-mail address or a code. Its first line must name the columns, for example: name, email, category."));
  return FALSE;
}

static gboolean
read_header (FoyerImport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerCsvReader) reader = foyer_csv_reader_open (self->file, &self->format, cancellable, error);
  FoyerCsvRecord record;
  GError        *local_error = NULL;

  if (reader == NULL)
    return FALSE;
  if (!foyer_csv_reader_next (reader, &record, cancellable, &local_error))
    {
      if (local_error == NULL)
        g_set_error (&local_error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("The file is empty."));
      g_propagate_error (error, local_error);
      return FALSE;
    }
  self->header_line = record.line;
  for (guint i = 0; i < record.n_cells; i++)
    g_ptr_array_add (self->headers, g_strstrip (g_strdup (record.cells[i])));
  map_columns (self);
  return TRUE;
}

FoyerImport *
foyer_import_open (GFile *file, const FoyerEventSummary *event, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerImport) self = g_new0 (FoyerImport, 1);

  self->file = g_object_ref (file);
  self->event = event->event->id;
  self->currency = g_strdup (*event->event->currency != '\0' ? event->event->currency : "EUR");
  self->headers = g_ptr_array_new_with_free_func (g_free);
  self->fields = g_array_new (FALSE, FALSE, sizeof (FoyerImportField));
  self->categories = g_ptr_array_new_with_free_func (category_free);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  copy_categories (self, event);
  if (!foyer_csv_format_detect (file, &self->format, &self->size, cancellable, error) ||
      !read_header (self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

const FoyerCsvFormat *
foyer_import_get_format (FoyerImport *self)
{
  return &self->format;
}

goffset
foyer_import_get_size (FoyerImport *self)
{
  return self->size;
}

guint
foyer_import_get_n_columns (FoyerImport *self)
{
  return self->headers->len;
}

const char *
foyer_import_get_header (FoyerImport *self, guint column)
{
  g_return_val_if_fail (column < self->headers->len, "");

  return self->headers->pdata[column];
}

FoyerImportField
foyer_import_get_field (FoyerImport *self, guint column)
{
  g_return_val_if_fail (column < self->fields->len, FOYER_IMPORT_IGNORE);

  return g_array_index (self->fields, FoyerImportField, column);
}

void
foyer_import_set_field (FoyerImport *self, guint column, FoyerImportField field)
{
  FoyerImportField *fields = (FoyerImportField *) self->fields->data;

  g_return_if_fail (column < self->fields->len && field < FOYER_IMPORT_N_FIELDS);

  if (fields[column] != FOYER_IMPORT_IGNORE)
    self->columns[fields[column]] = -1;
  if (field != FOYER_IMPORT_IGNORE && self->columns[field] >= 0)
    fields[self->columns[field]] = FOYER_IMPORT_IGNORE;
  fields[column] = field;
  if (field != FOYER_IMPORT_IGNORE)
    self->columns[field] = column;
}

void
foyer_import_set_create_categories (FoyerImport *self, gboolean create)
{
  GHashTableIter iter;
  gpointer       category;

  self->create_categories = create;
  if (create)
    return;
  /* those that a preview thought of */
  g_hash_table_iter_init (&iter, self->by_name);
  while (g_hash_table_iter_next (&iter, NULL, &category))
    if (((FoyerImportCategory *) category)->is_new)
      g_hash_table_iter_remove (&iter);
  for (guint i = self->categories->len; i-- > 0;)
    if (((FoyerImportCategory *) self->categories->pdata[i])->is_new)
      g_ptr_array_remove_index (self->categories, i);
}

void
foyer_import_set_skip_bad (FoyerImport *self, gboolean skip)
{
  self->skip_bad = skip;
}

void
foyer_import_set_over_capacity (FoyerImport *self, gboolean over)
{
  self->over_capacity = over;
}

static FoyerImportRow *
copy_row (const FoyerImportReading *reading)
{
  FoyerImportRow *row = g_new0 (FoyerImportRow, 1);

  row->line = reading->line;
  for (int i = 0; i < FOYER_IMPORT_N_FIELDS; i++)
    row->texts[i] = g_strdup (reading->texts[i]);
  if (reading->category != NULL)
    g_set_str (&row->texts[FOYER_IMPORT_CATEGORY], reading->category->name);
  row->price = reading->price;
  row->paid = reading->paid;
  row->refunded = reading->refunded;
  row->admitted = reading->admitted;
  row->consent = reading->consent;
  row->problem = g_strdup (reading->problem);
  return row;
}

GPtrArray *
foyer_import_preview (FoyerImport *self, guint limit, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_import_row_free);
  g_autoptr (FoyerImportReading) reading = NULL;
  GError *local_error = NULL;

  if (!check_mapping (self, error))
    return NULL;
  reading = foyer_import_reading_new (self, cancellable, error);
  if (reading == NULL)
    return NULL;
  while (rows->len < limit && foyer_import_reading_next (reading, cancellable, &local_error))
    g_ptr_array_add (rows, copy_row (reading));
  if (local_error == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, local_error);
  return NULL;
}

/* A new category costs what its first guest paid. */
static void
note_category (FoyerImportReading *reading)
{
  FoyerImportCategory *category = reading->category;

  if (category->is_new && !category->used)
    category->price = reading->price;
  category->used = TRUE;
  category->wanted += !reading->refunded;
}

FoyerImportResult *
foyer_import_check (FoyerImport *self, GCancellable *cancellable, GFileProgressCallback progress, gpointer progress_data, GError **error)
{
  g_autoptr (FoyerImportResult) result = foyer_import_result_new ();
  g_autoptr (FoyerImportReading) reading = NULL;
  GError *local_error = NULL;

  if (!check_mapping (self, error))
    return NULL;
  reading = foyer_import_reading_new (self, cancellable, error);
  if (reading == NULL)
    return NULL;
  for (guint i = 0; i < self->categories->len; i++)
    ((FoyerImportCategory *) self->categories->pdata[i])->wanted = 0;
  while (foyer_import_reading_next (reading, cancellable, &local_error))
    {
      result->rows++;
      if (reading->problem != NULL)
        foyer_import_result_add_bad (result, reading);
      else
        note_category (reading);
      if (progress != NULL && result->rows % PROGRESS_ROWS == 0)
        progress (foyer_csv_reader_get_position (reading->reader), self->size, progress_data);
    }
  if (local_error == NULL && result->rows == 0)
    g_set_error (&local_error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("The file has a first line with the names of its columns, but no guests."));
  if (local_error == NULL)
    return g_steal_pointer (&result);
  g_propagate_error (error, local_error);
  return NULL;
}
