/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-certificate.h"
#include "foyer-storage.h"

G_BEGIN_DECLS

/** FoyerPlatformOptions: what the command line asks for. */
typedef struct
{
  char    *folder;      /* (nullable): with a database elsewhere */
  char    *database;    /* (nullable): of PostgreSQL; a file in the folder */
  char    *address;     /* (nullable): this machine only */
  char    *url;         /* (nullable): as it listens */
  char    *certificate; /* (nullable): one of its own */
  char    *key;         /* (nullable): in the file of the certificate */
  char    *role;        /* (nullable): print a pairing code and end */
  char    *shopify;     /* (nullable): file with the secret of a shop */
  char    *backup;      /* (nullable): copy the database there and end */
  int      rate;        /* requests a second that one may make; 0: no limit */
  int      port;
  gboolean http;
  gboolean share; /* the port, with other processes */
  gboolean version;
} FoyerPlatformOptions;

/** foyer_platform_options_parse: Returns: FALSE and %FOYER_ERROR_INVALID or G_OPTION_ERROR; --help ends the program */
gboolean foyer_platform_options_parse (FoyerPlatformOptions *self, int *argc, char ***argv, GError **error);
void     foyer_platform_options_clear (FoyerPlatformOptions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FoyerPlatformOptions, foyer_platform_options_clear)

/** foyer_platform_options_open: Returns: (transfer full) (nullable): the database, with its organization in it */
FoyerStorage *foyer_platform_options_open (const FoyerPlatformOptions *self, GError **error);

/** foyer_platform_options_read_secret: Sets @secret (nullable) (transfer full) to that of the web shop. */
gboolean foyer_platform_options_read_secret (const FoyerPlatformOptions *self, char **secret, GError **error);

/** foyer_platform_options_back_up: Copies the database. */
gboolean foyer_platform_options_back_up (const FoyerPlatformOptions *self, GError **error);

/** foyer_platform_options_certify: Sets @certificate (nullable) (transfer full) to the one to show, %NULL with --http. */
gboolean foyer_platform_options_certify (const FoyerPlatformOptions *self, FoyerCertificate **certificate, GError **error);

G_END_DECLS
