/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-printer.h"

#include <cups/cups.h>
#include <cups/pwg.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>

/* Two points: drivers round sizes to points, and names to tenths of an inch. */
#define MEDIA_TOLERANCE 71

static void
media_free (FoyerPrinterMedia *media)
{
  g_free (media->name);
  g_free (media->words);
  g_free (media);
}

/**
 * foyer_printer_new:
 * @name: name for the print system
 *
 * Returns: (transfer full): a printer of which nothing else is known
 */
FoyerPrinter *
foyer_printer_new (const char *name)
{
  FoyerPrinter *printer = g_new0 (FoyerPrinter, 1);

  printer->name = g_strdup (name);
  printer->description = g_strdup (name);
  printer->state = FOYER_PRINTER_STATE_UNKNOWN;
  printer->reasons = g_new0 (char *, 1);
  printer->accepts_jobs = TRUE;
  printer->media = g_ptr_array_new_with_free_func ((GDestroyNotify) media_free);
  return printer;
}

/**
 * foyer_printer_free:
 * @printer: (nullable) (transfer full): a printer
 */
void
foyer_printer_free (FoyerPrinter *printer)
{
  if (printer == NULL)
    return;
  g_free (printer->name);
  g_free (printer->description);
  g_free (printer->location);
  g_free (printer->model);
  g_strfreev (printer->reasons);
  g_ptr_array_unref (printer->media);
  g_free (printer->default_media);
  g_free (printer);
}

/**
 * foyer_printer_add_media:
 * @printer: a printer
 * @name: name for the print system
 * @words: name for people
 * @width: in hundredths of millimetres
 * @length: in hundredths of millimetres
 */
void
foyer_printer_add_media (FoyerPrinter *printer,
                         const char   *name,
                         const char   *words,
                         int           width,
                         int           length)
{
  FoyerPrinterMedia *media = g_new0 (FoyerPrinterMedia, 1);

  media->name = g_strdup (name);
  media->words = g_strdup (words);
  media->width = width;
  media->length = length;
  g_ptr_array_add (printer->media, media);
}

static const FoyerPrinterMedia *
media_of_size (const FoyerPrinter *printer,
               int                 width,
               int                 length)
{
  const FoyerPrinterMedia *best = NULL;
  int                      best_error = 2 * MEDIA_TOLERANCE + 1;

  for (guint i = 0; i < printer->media->len; i++)
    {
      const FoyerPrinterMedia *media = printer->media->pdata[i];
      int                      dw = abs (media->width - width), dl = abs (media->length - length);

      if (dw <= MEDIA_TOLERANCE && dl <= MEDIA_TOLERANCE && dw + dl < best_error)
        {
          best = media;
          best_error = dw + dl;
        }
    }
  return best;
}

static gboolean
takes_size (const FoyerPrinter *printer,
            int                 width,
            int                 length)
{
  return printer->custom_max[0] > 0 &&
         width >= printer->custom_min[0] && width <= printer->custom_max[0] &&
         length >= printer->custom_min[1] && length <= printer->custom_max[1];
}

/**
 * foyer_printer_choose_media:
 * @printer: a printer with details
 * @width: width of the page in hundredths of millimetres
 * @length: its length
 * @fit: (out): how well that suits
 *
 * Chooses the paper for a page: paper of its size, upright or turned (a ticket
 * of 5.5 x 2 inches leaves a narrow printer with its short side first), else a
 * size made to measure, else the usual paper.
 *
 * Returns: (transfer full) (nullable): name of the paper for the print system;
 *   %NULL for the usual one of a printer that does not name it
 */
char *
foyer_printer_choose_media (const FoyerPrinter *printer,
                            int                 width,
                            int                 length,
                            FoyerMediaFit      *fit)
{
  const FoyerPrinterMedia *media;
  char                     name[128];

  *fit = FOYER_MEDIA_FIT_EXACT;
  media = media_of_size (printer, width, length);
  if (media == NULL)
    media = media_of_size (printer, length, width);
  if (media != NULL)
    return g_strdup (media->name);

  *fit = FOYER_MEDIA_FIT_CUSTOM;
  if (takes_size (printer, width, length) &&
      pwgFormatSizeName (name, sizeof name, "custom", "ticket", width, length, NULL))
    return g_strdup (name);
  if (takes_size (printer, length, width) &&
      pwgFormatSizeName (name, sizeof name, "custom", "ticket", length, width, NULL))
    return g_strdup (name);

  *fit = FOYER_MEDIA_FIT_DEFAULT;
  return g_strdup (printer->default_media);
}

/**
 * foyer_printer_state_to_words:
 * @state: a state
 *
 * Returns: (transfer none): the state in words, marked for translation
 */
const char *
foyer_printer_state_to_words (FoyerPrinterState state)
{
  switch (state)
    {
    case FOYER_PRINTER_STATE_IDLE:
      return N_ ("Ready");
    case FOYER_PRINTER_STATE_PRINTING:
      return N_ ("Printing");
    case FOYER_PRINTER_STATE_STOPPED:
      return N_ ("Stopped");
    case FOYER_PRINTER_STATE_UNKNOWN:
    default:
      return N_ ("Unknown");
    }
}
