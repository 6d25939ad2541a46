/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "foyer-changes-message.h"
#include "foyer-feed-line.h"
#include "foyer-pair-message.h"
#include "foyer-pairing-code.h"
#include "foyer-wire-error.h"
#include "foyer-wire-json.h"
#include "test-platform.h"

G_BEGIN_DECLS

/* Ids of the tests' devices lack their last digit. */
#define DEVICE "0193a5c2-7a10-7c44-8f11-2b8de2c8000"
#define SUBJECT "0193a5c2-7a10-7c44-8f11-2b8de2c80009"

void server_set_up (TestPlatform **platform, gconstpointer data);
void server_tear_down (TestPlatform **platform, gconstpointer data);

/** try_pair: Lets device number @device use a pairing code. */
TestAnswer *try_pair (TestPlatform *platform, const char *code_text, guint device);

/** pair: Returns: (transfer full): the access token of device number @device, paired as @role */
char *pair (TestPlatform *platform, const char *role, guint device);

/** check_error: Fails the test unless the answer is this error. */
void check_error (TestAnswer *answer, guint status, const char *code);

G_END_DECLS
