/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** dump_shared: Returns: (transfer full): what all devices must agree on in the store at @path: rows sorted, one a line */
char *dump_shared (const char *path);

/** dump_tables: As dump_shared() for the tables named, up to %NULL. */
char *dump_tables (const char *path, const char *const *tables);

/** dump_number: Returns: the number that @sql yields; the test fails when it yields none */
gint64 dump_number (const char *path, const char *sql);

/** dump_text: Returns: (transfer full): the text that @sql yields, %NULL when it yields none */
char *dump_text (const char *path, const char *sql);

/** dump_execute: Runs @sql on the file, behind the back of the store. */
void dump_execute (const char *path, const char *sql);

G_END_DECLS
