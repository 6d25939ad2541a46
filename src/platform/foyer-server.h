/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "foyer-bell.h"
#include "foyer-certificate.h"
#include "foyer-metrics.h"
#include "foyer-presence.h"
#include "foyer-rate-limit.h"
#include "foyer-token.h"
#include "foyer-worker.h"

G_BEGIN_DECLS

/** FoyerListener: a device that wants hints. */
typedef struct
{
  SoupWebsocketConnection *connection;
  FoyerId                  device;
} FoyerListener;

/**
 * FoyerServer:
 *
 * The platform's HTTP side: it listens, checks sizes, finds the route and
 * parses; everything that touches the storage goes to the worker. It belongs to
 * the main thread.
 */
typedef struct
{
  SoupServer       *soup;
  FoyerWorker      *worker;
  FoyerId           organization;
  FoyerCertificate *certificate;    /* (nullable): %NULL speaks plain HTTP */
  char             *public_url;     /* what pairing codes say */
  char             *shopify_secret; /* (nullable): with which the web shop signs what it tells */
  FoyerTokenHash    admin_token;    /* of the control file, for who may read the platform's folder */
  GPtrArray        *live;           /* (element-type FoyerListener): those that want hints */
  FoyerBell        *bell;           /* (nullable): what other processes announce */
  FoyerMetrics     *metrics;
  FoyerRateLimit   *limit;
  FoyerPresence    *presence;
  guint             presence_timer; /* source */
  gint64            head;           /* the newest rev that was announced */
  guint             n_open;         /* requests not yet answered */
  guint             n_pairings;     /* tried in the current minute */
  gint64            pairings_since; /* monotonic */
} FoyerServer;

/** FOYER_ORGANIZATION_NAME: of the one organization that a platform begins with. */
#define FOYER_ORGANIZATION_NAME "Foyer"

/** FOYER_REQUESTS_PER_SECOND: that a device may make in the long run, unless the operator says otherwise. */
#define FOYER_REQUESTS_PER_SECOND 100

/** FOYER_OPEN_REQUESTS_MAX: that are answered at the same time; more are told to come again. */
#define FOYER_OPEN_REQUESTS_MAX 1000

/** FOYER_PAIRINGS_PER_MINUTE: pairing codes that may be tried in a minute before the next are turned away unseen. */
#define FOYER_PAIRINGS_PER_MINUTE 60

/**
 * foyer_server_new:
 *
 * Takes @storage and @certificate (nullable: plain HTTP) over and reads the
 * organization; made when there is none.
 */
FoyerServer *foyer_server_new (FoyerStorage *storage, FoyerCertificate *certificate, GError **error);

/**
 * foyer_server_listen:
 * @address: (nullable): an IP address, %NULL for this machine only
 * @port: 0 takes any
 * @share: let other processes listen there, too; the system shares the connections out
 *
 * Begins to listen, and sets the public URL.
 */
gboolean foyer_server_listen (FoyerServer *self, const char *address, guint16 port, gboolean share, GError **error);

/** foyer_server_watch: Announces what other processes on the PostgreSQL database at @address announce. */
void foyer_server_watch (FoyerServer *self, const char *address);

/** foyer_server_make_url: Returns: (transfer full) (nullable): how other laptops reach a server on @address (nullable) and @port */
char *foyer_server_make_url (const char *scheme, const char *address, guint16 port, GError **error);

/** foyer_server_set_certificate: Shows @certificate to those who connect from now on; for a server that has one. Takes it over. */
void foyer_server_set_certificate (FoyerServer *self, FoyerCertificate *certificate);

/** foyer_server_get_port: Returns: the port that it listens on */
guint16 foyer_server_get_port (FoyerServer *self);

/** foyer_server_announce: Tells all who listen on `GET live` that the organization is at @head. */
void foyer_server_announce (FoyerServer *self, gint64 head);

void foyer_server_add_listener (FoyerServer *self, SoupWebsocketConnection *connection, const FoyerId *device);
void foyer_server_forget_listener (FoyerServer *self, SoupWebsocketConnection *connection);

/** foyer_server_hang_up: Ends the listening of @device, which then asks what became of it. */
void foyer_server_hang_up (FoyerServer *self, const FoyerId *device);

/** foyer_server_set_rate: Lets each device make @rate requests a second; 0: as many as it likes. */
void foyer_server_set_rate (FoyerServer *self, guint rate);

/** foyer_server_stop: Takes no more connections and waits up to @seconds for the open requests; runs the main context. */
void foyer_server_stop (FoyerServer *self, guint seconds);

/** foyer_server_free: Finishes the worker's jobs and closes the storage. */
void foyer_server_free (FoyerServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerServer, foyer_server_free)

G_END_DECLS
