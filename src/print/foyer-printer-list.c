/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the print system knows of printers. */
#include "foyer-print-reason.h"
#include "foyer-print-system.h"
#include "foyer-printer.h"

#include <cups/pwg.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  cups_dest_t *dests;
  int          n_dests;
} Dests;

static void
dests_clear (Dests *found)
{
  cupsFreeDests (found->n_dests, found->dests);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Dests, dests_clear)

static int
dest_cb (void        *data,
         unsigned     flags,
         cups_dest_t *dest)
{
  Dests *found = data;

  if (flags & CUPS_DEST_FLAGS_REMOVED)
    found->n_dests = cupsRemoveDest (dest->name, dest->instance, found->n_dests, &found->dests);
  else if (dest->instance == NULL)
    found->n_dests = cupsCopyDest (dest, found->n_dests, &found->dests);
  return 1;
}

static const char *
option (const cups_dest_t *dest,
        const char        *name)
{
  const char *value = cupsGetOption (name, dest->num_options, dest->options);

  return value != NULL && *value != '\0' ? value : NULL;
}

static char **
reasons_of (const cups_dest_t *dest)
{
  const char *text = option (dest, "printer-state-reasons");
  g_auto (GStrv) keywords = g_strsplit (text != NULL ? text : "none", ",", -1);

  return foyer_print_reasons_to_words ((const char *const *) keywords, g_strv_length (keywords));
}

static FoyerPrinterState
state_of (const cups_dest_t *dest)
{
  const char *text = option (dest, "printer-state");

  switch (text != NULL ? atoi (text) : 0)
    {
    case IPP_PSTATE_IDLE:
      return FOYER_PRINTER_STATE_IDLE;
    case IPP_PSTATE_PROCESSING:
      return FOYER_PRINTER_STATE_PRINTING;
    case IPP_PSTATE_STOPPED:
      return FOYER_PRINTER_STATE_STOPPED;
    default:
      return FOYER_PRINTER_STATE_UNKNOWN;
    }
}

static gboolean
knows_media (const FoyerPrinter *printer,
             const char         *name)
{
  for (guint i = 0; i < printer->media->len; i++)
    if (strcmp (((FoyerPrinterMedia *) printer->media->pdata[i])->name, name) == 0)
      return TRUE;
  return FALSE;
}

static void
add_media (FoyerPrinter *printer,
           http_t       *http,
           cups_dest_t  *dest,
           cups_dinfo_t *info)
{
  ipp_attribute_t *supported = cupsFindDestSupported (http, dest, info, CUPS_MEDIA);
  int              n = cupsGetDestMediaCount (http, dest, info, CUPS_MEDIA_FLAGS_DEFAULT);
  cups_size_t      size;

  for (int i = 0; i < n; i++)
    {
      const char *words;

      if (!cupsGetDestMediaByIndex (http, dest, info, i, CUPS_MEDIA_FLAGS_DEFAULT, &size))
        continue;
      /* The same paper comes once for each tray and margin. */
      if (knows_media (printer, size.media))
        continue;
      words = cupsLocalizeDestMedia (http, dest, info, CUPS_MEDIA_FLAGS_DEFAULT, &size);
      foyer_printer_add_media (printer, size.media, words != NULL ? words : size.media, size.width, size.length);
    }
  if (cupsGetDestMediaDefault (http, dest, info, CUPS_MEDIA_FLAGS_DEFAULT, &size))
    printer->default_media = g_strdup (size.media);

  /* The limits of paper cut to measure are two more names. */
  n = supported != NULL ? ippGetCount (supported) : 0;
  for (int i = 0; i < n; i++)
    {
      const char  *name = ippGetString (supported, i, NULL);
      gboolean     is_min = g_str_has_prefix (name, "custom_min_");
      pwg_media_t *media = is_min || g_str_has_prefix (name, "custom_max_") ? pwgMediaForPWG (name) : NULL;

      if (media == NULL)
        continue;
      (is_min ? printer->custom_min : printer->custom_max)[0] = media->width;
      (is_min ? printer->custom_min : printer->custom_max)[1] = media->length;
    }
}

static void
add_details (FoyerPrinter *printer,
             http_t       *http,
             cups_dest_t  *dest)
{
  g_autoptr (cups_dinfo_t) info = cupsCopyDestInfo (http, dest);
  ipp_attribute_t *formats;

  if (info == NULL)
    return;
  formats = cupsFindDestSupported (http, dest, info, "document-format");
  printer->accepts_pdf = formats != NULL && ippContainsString (formats, "application/pdf");
  add_media (printer, http, dest, info);
  printer->has_details = TRUE;
}

static FoyerPrinter *
printer_from_dest (const cups_dest_t *dest)
{
  FoyerPrinter *printer = foyer_printer_new (dest->name);
  const char   *text = option (dest, "printer-is-accepting-jobs");

  if (option (dest, "printer-info") != NULL)
    g_set_str (&printer->description, option (dest, "printer-info"));
  printer->location = g_strdup (option (dest, "printer-location"));
  printer->model = g_strdup (option (dest, "printer-make-and-model"));
  printer->state = state_of (dest);
  g_strfreev (printer->reasons);
  printer->reasons = reasons_of (dest);
  printer->is_default = dest->is_default;
  printer->accepts_jobs = text == NULL || strcmp (text, "false") != 0;
  return printer;
}

static void
cancelled_cb (GCancellable *cancellable,
              int          *stop)
{
  g_atomic_int_set (stop, 1);
}

/**
 * foyer_printer_list:
 * @timeout_ms: how long to wait for printers on the network to tell of
 *   themselves
 * @cancellable: (nullable): ends the waiting
 * @error: return location
 *
 * Blocks; not for the main thread. Printers that have a queue come with all
 * details; those that were only seen on the network come without.
 *
 * Returns: (transfer full) (element-type FoyerPrinter) (nullable): the printers,
 *   perhaps none, or %NULL with an error
 */
GPtrArray *
foyer_printer_list (guint         timeout_ms,
                    GCancellable *cancellable,
                    GError      **error)
{
  g_autoptr (http_t) http = foyer_print_system_connect (cancellable, error);
  g_autoptr (GPtrArray) printers = NULL;
  g_auto (Dests) found = { 0 };
  int    stop = 0, ok;
  gulong id = 0;

  if (http == NULL)
    return NULL;

  if (cancellable != NULL)
    id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), &stop, NULL);
  ok = cupsEnumDests (CUPS_DEST_FLAGS_NONE, (int) MIN (timeout_ms, 60 * 1000), &stop, 0,
                      CUPS_PRINTER_FAX | CUPS_PRINTER_SCANNER, dest_cb, &found);
  g_cancellable_disconnect (cancellable, id);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!ok && found.n_dests == 0 && !foyer_print_system_check (http, cupsLastError (), error))
    return NULL;

  printers = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_printer_free);
  for (int i = 0; i < found.n_dests; i++)
    {
      FoyerPrinter *printer = printer_from_dest (&found.dests[i]);

      g_ptr_array_add (printers, printer);
      if (option (&found.dests[i], "printer-uri-supported") != NULL)
        add_details (printer, http, &found.dests[i]);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  return g_steal_pointer (&printers);
}

static void
list_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GError    *error = NULL;
  GPtrArray *printers = foyer_printer_list (GPOINTER_TO_UINT (data), cancellable, &error);

  if (printers != NULL)
    g_task_return_pointer (task, printers, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * foyer_printer_list_async:
 * @timeout_ms: see foyer_printer_list()
 * @cancellable: (nullable): ends the waiting
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 */
void
foyer_printer_list_async (guint               timeout_ms,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, foyer_printer_list_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (timeout_ms), NULL);
  g_task_run_in_thread (task, list_thread);
}

/**
 * foyer_printer_list_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full) (element-type FoyerPrinter) (nullable): the printers
 */
GPtrArray *
foyer_printer_list_finish (GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_printer_lookup:
 * @name: (nullable): name of a printer; %NULL for the default one
 * @cancellable: (nullable): looked at before each step
 * @error: return location
 *
 * Blocks; not for the main thread.
 *
 * Returns: (transfer full) (nullable): the printer with its details, or %NULL
 *   with %FOYER_PRINT_ERROR_NO_PRINTER or another error
 */
FoyerPrinter *
foyer_printer_lookup (const char   *name,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr (http_t) http = foyer_print_system_connect (cancellable, error);
  g_autoptr (FoyerPrinter) printer = NULL;
  cups_dest_t *dest;

  if (http == NULL)
    return NULL;
  dest = cupsGetNamedDest (http, name, NULL);
  if (dest == NULL)
    {
      if (foyer_print_system_is_lost (http, cupsLastError ()))
        (void) foyer_print_system_check (http, cupsLastError (), error);
      else if (name != NULL)
        g_set_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_PRINTER,
                     "There is no printer called “%s”.", name);
      else
        g_set_error_literal (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_PRINTER,
                             "There is no default printer.");
      return NULL;
    }
  printer = printer_from_dest (dest);
  add_details (printer, http, dest);
  cupsFreeDests (1, dest);
  if (!printer->has_details)
    {
      g_set_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_PRINTER,
                   "The printer “%s” does not answer.", printer->name);
      return NULL;
    }
  return g_steal_pointer (&printer);
}

/**
 * foyer_printer_resume:
 * @name: name of a printer
 * @cancellable: (nullable): looked at before it is done
 * @error: return location
 *
 * Lets a stopped queue go on; its waiting jobs print. Blocks; not for the main
 * thread.
 *
 * Returns: %FALSE with %FOYER_PRINT_ERROR_NOT_PERMITTED if that takes an
 *   administrator, or another error
 */
gboolean
foyer_printer_resume (const char   *name,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr (http_t) http = NULL;
  g_autoptr (ipp_t) answer = NULL;

  g_return_val_if_fail (name != NULL, FALSE);

  http = foyer_print_system_connect (cancellable, error);
  if (http == NULL)
    return FALSE;
  answer = foyer_print_system_request (http, foyer_print_system_new_printer_request (IPP_OP_RESUME_PRINTER, name),
                                       "/admin/", error);
  return answer != NULL;
}

static void
resume_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  GError *error = NULL;

  if (foyer_printer_resume (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * foyer_printer_resume_async:
 * @name: name of a printer
 * @cancellable: (nullable): looked at before it is done
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 */
void
foyer_printer_resume_async (const char         *name,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, foyer_printer_resume_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  g_task_run_in_thread (task, resume_thread);
}

/**
 * foyer_printer_resume_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: %FALSE with an error of foyer_printer_resume()
 */
gboolean
foyer_printer_resume_finish (GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
