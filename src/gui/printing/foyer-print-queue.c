/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-print-queue.h"

#include <glib/gi18n.h>

#include "foyer-print-worker.h"

struct _FoyerPrintQueue
{
  GObject parent_instance;

  FoyerPrintWorker *worker;
  GSettings        *settings;
};

G_DEFINE_FINAL_TYPE (FoyerPrintQueue, foyer_print_queue, G_TYPE_OBJECT)

static void
store_changed_cb (FoyerPrintQueue *self, guint subjects)
{
  if (subjects & FOYER_SUBJECT_PRINTING)
    foyer_print_worker_order (self->worker, FOYER_PRINT_ORDER_LOOK, NULL, NULL);
}

static void
printer_changed_cb (FoyerPrintQueue *self)
{
  g_autofree char *printer = g_settings_get_string (self->settings, "ticket-printer");

  foyer_print_worker_order (self->worker, FOYER_PRINT_ORDER_USE_PRINTER, NULL, printer);
}

void
foyer_print_queue_retry (FoyerPrintQueue *self, const FoyerId *job)
{
  g_return_if_fail (FOYER_IS_PRINT_QUEUE (self));

  foyer_print_worker_order (self->worker, FOYER_PRINT_ORDER_RETRY, job, NULL);
}

void
foyer_print_queue_cancel (FoyerPrintQueue *self, const FoyerId *job)
{
  g_return_if_fail (FOYER_IS_PRINT_QUEUE (self));

  foyer_print_worker_order (self->worker, FOYER_PRINT_ORDER_CANCEL, job, NULL);
}

void
foyer_print_queue_open_drawer (FoyerPrintQueue *self)
{
  g_autofree char *printer = NULL;

  g_return_if_fail (FOYER_IS_PRINT_QUEUE (self));

  printer = g_settings_get_string (self->settings, "receipt-printer");
  if (*printer != '\0')
    foyer_print_worker_order (self->worker, FOYER_PRINT_ORDER_OPEN_DRAWER, NULL, printer);
}

char *
foyer_print_queue_dup_message (const FoyerPrintJob *job)
{
  g_auto (GStrv) lines = g_strsplit (job->message != NULL ? job->message : "", "\n", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '\0')
        continue; /* gettext keeps its own header there */
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, _ (lines[i]));
    }
  return g_string_free (text, FALSE);
}

static void
foyer_print_queue_dispose (GObject *object)
{
  FoyerPrintQueue *self = FOYER_PRINT_QUEUE (object);

  g_clear_pointer (&self->worker, foyer_print_worker_stop);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (foyer_print_queue_parent_class)->dispose (object);
}

static void
foyer_print_queue_class_init (FoyerPrintQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_print_queue_dispose;
}

static void
foyer_print_queue_init (FoyerPrintQueue *self)
{
}

FoyerPrintQueue *
foyer_print_queue_new (FoyerStore *store, GSettings *settings)
{
  FoyerPrintQueue *self = g_object_new (FOYER_TYPE_PRINT_QUEUE, NULL);
  g_autofree char *printer = g_settings_get_string (settings, "ticket-printer");

  self->settings = g_object_ref (settings);
  self->worker = foyer_print_worker_start (store, printer);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::ticket-printer", G_CALLBACK (printer_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
