/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-role.h"

G_BEGIN_DECLS

#define FOYER_DEVICE_NAME_MAX 200 /* bytes */

/** FoyerPairRequest: the body of `POST device/pair`. */
typedef struct
{
  char   *token;   /* of the pairing code */
  char   *name;    /* of the laptop, for people */
  char   *version; /* of the program, or "" */
  FoyerId device;  /* made by the laptop's store */
} FoyerPairRequest;

FoyerPairRequest *foyer_pair_request_new (const char *token, const FoyerId *device, const char *name, const char *version);
void              foyer_pair_request_free (FoyerPairRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerPairRequest, foyer_pair_request_free)

char *foyer_pair_request_print (const FoyerPairRequest *self);

/** foyer_pair_request_parse: Returns: (transfer full) (nullable): the request, or %NULL and %FOYER_ERROR_INVALID */
FoyerPairRequest *foyer_pair_request_parse (const char *text, gsize length, GError **error);

/** FoyerPairAnswer: what the platform gives a device that paired. */
typedef struct
{
  char     *access_token;      /* for `Authorization: Bearer`; kept in the keyring, nowhere else */
  char     *gate;              /* the device stands at, or "" */
  char     *organization_name; /* for people */
  FoyerId   organization;
  FoyerId   device;
  int       number; /* 1 to 99: the device's own range of serials and order numbers */
  FoyerRole role;
} FoyerPairAnswer;

FoyerPairAnswer *foyer_pair_answer_new (void);
void             foyer_pair_answer_free (FoyerPairAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerPairAnswer, foyer_pair_answer_free)

char *foyer_pair_answer_print (const FoyerPairAnswer *self);

/** foyer_pair_answer_parse: Returns: (transfer full) (nullable): the answer, or %NULL and %FOYER_ERROR_INVALID */
FoyerPairAnswer *foyer_pair_answer_parse (const char *text, gsize length, GError **error);

G_END_DECLS
