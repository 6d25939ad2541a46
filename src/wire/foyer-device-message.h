/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-role.h"

G_BEGIN_DECLS

/** FOYER_HEADER_UNSENT: the header by which a device tells how many changes it has not been able to send. */
#define FOYER_HEADER_UNSENT "Foyer-Unsent"

/** FOYER_DEVICE_GATE_MAX: bytes of the name of a gate. */
#define FOYER_DEVICE_GATE_MAX 200

/** FoyerDeviceReport: a device as its platform knows it. */
typedef struct
{
  FoyerId   id;
  char     *name;
  char     *version; /* of the program, or "" */
  char     *gate;    /* it stands at, or "" */
  FoyerTime paired_at;
  FoyerTime last_seen;
  gint64    unsent; /* changes that it had not sent, or that were refused, at its last contact */
  int       number;
  FoyerRole role;
  gboolean  revoked;
} FoyerDeviceReport;

void foyer_device_report_free (FoyerDeviceReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDeviceReport, foyer_device_report_free)

/** foyer_device_report_print: Returns: (transfer full): one device */
char *foyer_device_report_print (const FoyerDeviceReport *self);

/** foyer_device_reports_print: @devices: (element-type FoyerDeviceReport): Returns: (transfer full): the answer to `GET devices` */
char *foyer_device_reports_print (GPtrArray *devices);

/** foyer_device_reports_parse: Returns: (transfer full) (element-type FoyerDeviceReport) (nullable): the devices, or %NULL and %FOYER_ERROR_INVALID */
GPtrArray *foyer_device_reports_parse (const char *text, gsize length, GError **error);

/** FoyerDeviceEdit: the body of `PATCH devices/{id}`: what is to be otherwise. */
typedef struct
{
  char    *name;   /* (nullable): as it is */
  char    *gate;   /* (nullable): as it is */
  gboolean revoke; /* lock it out, for good: it has to be paired again */
} FoyerDeviceEdit;

void foyer_device_edit_free (FoyerDeviceEdit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDeviceEdit, foyer_device_edit_free)

char *foyer_device_edit_print (const FoyerDeviceEdit *self);

/** foyer_device_edit_parse: Returns: (transfer full) (nullable): the edit, or %NULL and %FOYER_ERROR_INVALID */
FoyerDeviceEdit *foyer_device_edit_parse (const char *text, gsize length, GError **error);

G_END_DECLS
