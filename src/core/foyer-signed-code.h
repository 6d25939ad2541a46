/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-id.h"
#include "foyer-key.h"

G_BEGIN_DECLS

/** FoyerSignedForm: the ways in which a code can bear a signature. */
typedef enum
{
  FOYER_SIGNED_NONE,
  FOYER_SIGNED_FOYER, /* ours: 102 bytes in base45 behind an F */
  FOYER_SIGNED_JWS,   /* RFC 7515 in compact form, with the claims sub, evt, typ, ver, iat, exp */
  FOYER_SIGNED_SIG1,  /* pretix_sig1 */
  FOYER_N_SIGNED_FORMS,
} FoyerSignedForm;

const char *foyer_signed_form_nick (FoyerSignedForm form);
/** foyer_signed_form_from_nick: Returns: %FOYER_SIGNED_NONE for a form unknown here */
FoyerSignedForm foyer_signed_form_from_nick (const char *nick);

/** FOYER_SIGNED_CODE_LENGTH: characters of our own signed code: what a QR code of version 6 with correction level M holds. */
#define FOYER_SIGNED_CODE_LENGTH 154

#define FOYER_SECRET_TAG_SIZE 4

/**
 * FoyerSignedCode:
 *
 * What a signed code says, whether its signature is right or not. Of an event
 * and a category our own codes hold the end of the id only; it is long enough
 * to tell those of one organisation apart.
 */
typedef struct
{
  FoyerSignedForm form;
  FoyerAlgorithm  algorithm; /* that it claims; of no weight */
  char           *kid;       /* (nullable): the key that it names */
  FoyerId         ticket;    /* of JWS and sig1 none unless the subject is an id */
  char           *subject;   /* "" for ours; else what the other system calls the ticket */
  char           *event;     /* "" for ours and sig1 */
  char           *category;  /* "" for ours */
  guint8          event_tag[4];
  guint8          category_tag[3];
  guint8          secret_tag[FOYER_SECRET_TAG_SIZE];
  FoyerTime       valid_from;  /* 0: no bound */
  FoyerTime       valid_until; /* 0: no bound */
  GBytes         *message;     /* what was signed */
  GBytes         *signature;
} FoyerSignedCode;

void foyer_signed_code_free (FoyerSignedCode *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSignedCode, foyer_signed_code_free)

/**
 * foyer_signed_form_of:
 * @code: (nullable)
 *
 * Returns: the form that @code has by its looks, without reading it; a code that
 *   looks signed and is not is forged, one that does not is at most unknown
 */
FoyerSignedForm foyer_signed_form_of (const char *code);

/**
 * foyer_signed_code_parse:
 * @code: what was scanned; nobody vouches for it
 *
 * Takes a signed code apart. Nothing of it is to be believed before
 * foyer_signed_code_verify(). Refused: trailing bytes, wrong lengths, anything
 * that can be written in two ways, and of JWS what RFC 8725 warns of: no
 * algorithm, keys or addresses of keys inside, `crit`, members named twice.
 *
 * Returns: (transfer full) (nullable): what it says, or %FOYER_ERROR_INVALID
 */
FoyerSignedCode *foyer_signed_code_parse (const char *code, GError **error);

/** foyer_signed_code_verify: Returns: whether @key, by its own algorithm, made the signature; no matter what the code says of it */
gboolean foyer_signed_code_verify (const FoyerSignedCode *self, const FoyerKey *key);

/** FoyerSignedContent: what a code of ours is to say. */
typedef struct
{
  FoyerId     ticket;
  FoyerId     event;
  FoyerId     category;
  FoyerTime   valid_from;  /* to the minute; 0: no bound */
  FoyerTime   valid_until; /* to the minute; 0: no bound */
  const char *secret;      /* of the ticket; ties the code to this copy of it */
} FoyerSignedContent;

/**
 * foyer_signed_code_print:
 *
 * Layout, numbers with the high byte first: 1 version (1), 4 key, 4 end of the
 * event's id, 16 ticket, 3 end of the category's id, 3 valid from and 3 valid
 * until (minutes since 2020, 0: no bound), 4 of the SHA-256 of the secret,
 * 64 Ed25519 signature of all before. The same key says the same each time.
 *
 * Returns: (transfer full): FOYER_SIGNED_CODE_LENGTH characters
 */
char *foyer_signed_code_print (const FoyerSignedContent *content, const FoyerSigner *signer);

/**
 * foyer_signed_code_print_jws:
 * @subject: the ticket
 * @event: where it admits
 * @category: what kind it is of
 * @issued: when
 * @expires: until when, a year later as a rule
 *
 * Returns: (transfer full): a JWS in compact form with the claims of the EventApp, EdDSA
 */
char *foyer_signed_code_print_jws (const char *subject, const char *event, const char *category, FoyerTime issued, FoyerTime expires, const FoyerSigner *signer);

/** foyer_secret_tag: Writes by what a signed code names @secret. */
void foyer_secret_tag (const char *secret, guint8 tag[FOYER_SECRET_TAG_SIZE]);

/** foyer_signed_code_is_for_event: Returns: whether a code of ours names @event */
gboolean foyer_signed_code_is_for_event (const FoyerSignedCode *self, const FoyerId *event);
/** foyer_signed_code_is_for_category: Returns: whether a code of ours names @category */
gboolean foyer_signed_code_is_for_category (const FoyerSignedCode *self, const FoyerId *category);

G_END_DECLS
