/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The size of a hardticket as printers count: hundredths of millimetres. */
#define FOYER_TICKET_MEDIA_WIDTH 13970
#define FOYER_TICKET_MEDIA_LENGTH 5080

/**
 * FoyerPrinterState:
 * @FOYER_PRINTER_STATE_IDLE: waits for jobs
 * @FOYER_PRINTER_STATE_PRINTING: prints
 * @FOYER_PRINTER_STATE_STOPPED: jobs wait until somebody resumes it
 * @FOYER_PRINTER_STATE_UNKNOWN: not told
 */
typedef enum
{
  FOYER_PRINTER_STATE_IDLE,
  FOYER_PRINTER_STATE_PRINTING,
  FOYER_PRINTER_STATE_STOPPED,
  FOYER_PRINTER_STATE_UNKNOWN,
} FoyerPrinterState;

/**
 * FoyerMediaFit:
 * @FOYER_MEDIA_FIT_EXACT: the printer has paper of this size
 * @FOYER_MEDIA_FIT_CUSTOM: the printer takes any size within limits
 * @FOYER_MEDIA_FIT_DEFAULT: the printer's usual paper is used, since it has no
 *   other; the page is printed on it in its true size
 */
typedef enum
{
  FOYER_MEDIA_FIT_EXACT,
  FOYER_MEDIA_FIT_CUSTOM,
  FOYER_MEDIA_FIT_DEFAULT,
} FoyerMediaFit;

/**
 * FoyerPrinterMedia:
 * @name: name for the print system, such as "iso_a4_210x297mm"
 * @words: name for people, such as "A4"
 * @width: in hundredths of millimetres
 * @length: in hundredths of millimetres
 */
typedef struct
{
  char *name;
  char *words;
  int   width;
  int   length;
} FoyerPrinterMedia;

/**
 * FoyerPrinter:
 * @name: name for the print system; what is remembered in settings
 * @description: name for people
 * @location: (nullable): where it stands
 * @model: (nullable): make and model
 * @state: what it does
 * @reasons: (array zero-terminated=1): what is the matter, in words; perhaps empty
 * @is_default: %TRUE for the default printer of this user
 * @accepts_jobs: %FALSE if it refuses new jobs
 * @has_details: %FALSE for a printer that was only seen on the network; then the
 *   fields below are not known until foyer_printer_lookup()
 * @accepts_pdf: %TRUE if it takes PDF documents
 * @media: (element-type FoyerPrinterMedia): sizes of paper
 * @default_media: (nullable): name of the usual one
 * @custom_min: smallest width and length of other paper; 0 if there is none
 * @custom_max: largest width and length of other paper
 *
 * A printer as the print system describes it at one moment. A plain value.
 */
typedef struct
{
  char             *name;
  char             *description;
  char             *location;
  char             *model;
  FoyerPrinterState state;
  char            **reasons;
  gboolean          is_default;
  gboolean          accepts_jobs;
  gboolean          has_details;
  gboolean          accepts_pdf;
  GPtrArray        *media;
  char             *default_media;
  int               custom_min[2];
  int               custom_max[2];
} FoyerPrinter;

FoyerPrinter *foyer_printer_new (const char *name);
void          foyer_printer_free (FoyerPrinter *printer);
void          foyer_printer_add_media (FoyerPrinter *printer,
                                       const char   *name,
                                       const char   *words,
                                       int           width,
                                       int           length);
char         *foyer_printer_choose_media (const FoyerPrinter *printer,
                                          int                 width,
                                          int                 length,
                                          FoyerMediaFit      *fit);
const char   *foyer_printer_state_to_words (FoyerPrinterState state);

GPtrArray    *foyer_printer_list (guint         timeout_ms,
                                  GCancellable *cancellable,
                                  GError      **error);
void          foyer_printer_list_async (guint               timeout_ms,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
GPtrArray    *foyer_printer_list_finish (GAsyncResult *result,
                                         GError      **error);
FoyerPrinter *foyer_printer_lookup (const char   *name,
                                    GCancellable *cancellable,
                                    GError      **error);
gboolean      foyer_printer_resume (const char   *name,
                                    GCancellable *cancellable,
                                    GError      **error);
void          foyer_printer_resume_async (const char         *name,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
gboolean      foyer_printer_resume_finish (GAsyncResult *result,
                                           GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerPrinter, foyer_printer_free)

G_END_DECLS
