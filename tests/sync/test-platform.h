/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * TestPlatform:
 *
 * A real foyer-platform process in a folder of its own. The program is named by
 * FOYER_PLATFORM in the environment. With FOYER_DATABASE there it keeps its data
 * in a new database of that PostgreSQL.
 */
typedef struct
{
  GSubprocess *process; /* (nullable): while it runs */
  char        *folder;
  char        *database; /* (nullable): its address */
  char        *url;
  char        *pairing; /* (nullable): the code that its start printed */
  guint        port;
  gboolean     tls;
  char       **options; /* (nullable): more of the command line */
  gboolean     beside;  /* it joined another on its database, and invites nobody */
} TestPlatform;

/** test_platform_new: One that speaks plain HTTP. */
TestPlatform *test_platform_new (void);

/** test_platform_new_with: One that speaks plain HTTP and is started with more @options. */
TestPlatform *test_platform_new_with (const char *const *options);

/** test_platform_new_tls: One as it is by itself: with HTTPS and a certificate of its own. */
TestPlatform *test_platform_new_tls (void);

/** test_platform_start: Starts it, on the port it had before. Returns when it listens. */
void test_platform_start (TestPlatform *self);

/** test_platform_new_beside: Returns: (transfer full): another process on the database of @first, on a port of its own */
TestPlatform *test_platform_new_beside (const TestPlatform *first);

/** test_database_new: Returns: (transfer full) (nullable): the address of a new, empty database of the PostgreSQL at FOYER_DATABASE; %NULL without one */
char *test_database_new (void);

/** test_platform_kill: kill -9 */
void test_platform_kill (TestPlatform *self);

/** test_platform_stop: SIGTERM; it must end well. */
void test_platform_stop (TestPlatform *self);

/** test_platform_invite: Returns: (transfer full): a pairing code, printed by a second process */
char *test_platform_invite (TestPlatform *self, const char *role);
void  test_platform_free (TestPlatform *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestPlatform, test_platform_free)

/** TestAnswer: an HTTP answer, read to its end. */
typedef struct
{
  guint               status;
  char               *text; /* NUL-terminated */
  gsize               length;
  SoupMessageHeaders *headers;
} TestAnswer;

void test_answer_free (TestAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestAnswer, test_answer_free)

/** test_call: One request to @path below /api/v1; @token, @body (nullable). Fails the test when there is no answer. */
TestAnswer *test_call (const char *url, const char *method, const char *path, const char *token, const char *body);

/** test_call_raw: As test_call(), without decoding; @accept_gzip asks for gzip. */
TestAnswer *test_call_raw (const char *url, const char *path, const char *token, gboolean accept_gzip);

G_END_DECLS
