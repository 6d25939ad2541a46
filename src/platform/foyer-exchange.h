/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-device-register.h"
#include "foyer-server.h"
#include "foyer-wire-error.h"

G_BEGIN_DECLS

typedef struct _FoyerExchange FoyerExchange;

/** FoyerExchangeWork: On the worker's thread. Returns: FALSE after foyer_exchange_refuse() or with @error */
typedef gboolean (*FoyerExchangeWork) (FoyerExchange *exchange, FoyerStorage *storage, GError **error);

/** FoyerExchangeReply: On the main thread, after the COMMIT, unless the work failed; the client may be gone by then. */
typedef void (*FoyerExchangeReply) (FoyerExchange *exchange);

/** FoyerAccess: who may make a request */
typedef enum
{
  FOYER_ACCESS_ANYBODY,
  FOYER_ACCESS_DEVICE,    /* a paired device */
  FOYER_ACCESS_ORGANIZER, /* a device that may hand out pairing codes, or who holds the admin token */
} FoyerAccess;

/**
 * FoyerExchange:
 *
 * One request and its answer. Reference-counted on the main thread; while a job
 * of it is with the worker, only the worker may touch @device, @failure and @data.
 */
struct _FoyerExchange
{
  FoyerServer       *server;
  SoupServerMessage *message;
  char              *request_id;
  const char        *route;   /* (nullable): the path as it is described */
  char              *name;    /* (nullable): of the one thing that the path ends with */
  gint64             started; /* monotonic */
  FoyerTokenHash     token;
  gboolean           has_token;
  gboolean           is_admin;
  gboolean           authenticated; /* @device has shown its token */
  gboolean           is_streaming;  /* the answer has begun to go out */
  gboolean           over;          /* answered, or the client is gone */
  FoyerDevice        device;
  FoyerWireError    *failure; /* (nullable) */
  FoyerAccess        access;
  FoyerExchangeWork  work;
  FoyerExchangeReply reply;
  gpointer           data;
  GDestroyNotify     data_free;
};

/** foyer_exchange_new: Begins the answer to @message, which is paused until it is answered. Returns: (transfer full): */
FoyerExchange *foyer_exchange_new (FoyerServer *server, SoupServerMessage *message);
FoyerExchange *foyer_exchange_ref (FoyerExchange *self);
void           foyer_exchange_unref (FoyerExchange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerExchange, foyer_exchange_unref)

/** foyer_exchange_set_data: What the route keeps with the exchange. Takes @data over. */
void foyer_exchange_set_data (FoyerExchange *self, gpointer data, GDestroyNotify data_free);

/** foyer_exchange_run: Lets the worker check the token and do @work, then calls @reply. May be used again in @reply. */
void foyer_exchange_run (FoyerExchange *self, FoyerAccess access, FoyerExchangeWork work, FoyerExchangeReply reply);

/** foyer_exchange_refuse: For use in the work: what to answer instead. Returns: FALSE */
gboolean foyer_exchange_refuse (FoyerExchange *self, int status, const char *code, const char *message, const char *details);

/** foyer_exchange_organization: Returns: (transfer none): whose data the request is about; for use in the work and the reply */
const FoyerId *foyer_exchange_organization (FoyerExchange *self);

/** foyer_exchange_fail: Answers with an error at once; @details may be %NULL. */
void foyer_exchange_fail (FoyerExchange *self, int status, const char *code, const char *message, const char *details);

/** foyer_exchange_answer: Answers with @json; takes it over. */
void foyer_exchange_answer (FoyerExchange *self, int status, char *json);

/** foyer_exchange_answer_text: Answers with @text of another @type than JSON; takes it over. */
void foyer_exchange_answer_text (FoyerExchange *self, int status, const char *type, char *text);

/** foyer_exchange_may_go_on: Whether the one who asks has not asked too often, and the server is not too busy; answers otherwise. */
gboolean foyer_exchange_may_go_on (FoyerExchange *self);

/** foyer_server_message_token: Sets @hash to the hash of the bearer token of a request. Returns: whether it has one */
gboolean foyer_server_message_token (SoupServerMessage *message, FoyerTokenHash *hash);

G_END_DECLS
