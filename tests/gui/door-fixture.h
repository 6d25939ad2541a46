/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gui-fixture.h"

#include "door/foyer-answer.h"
#include "door/foyer-scan-request.h"

G_BEGIN_DECLS

/** Door: the page, and an order of two tickets: Stalls for Anna Berg, who has a note,
 * and for Noël O’Hara. */
typedef struct
{
  GuiFixture   base;
  FoyerPage   *page;
  FoyerAnswer *answer;
  FoyerOrder  *order;
} Door;

void door_set_up (Door *door, gconstpointer data);
void door_tear_down (Door *door, gconstpointer data);

/** door_find: Returns: (transfer none): the widget of the page with @name, which is there */
GtkWidget *door_find (Door *door, GType type, const char *name);

const FoyerTicket *door_get_ticket (Door *door, guint index);
const char        *door_get_code (Door *door, guint index);

/** door_sell: Returns: (transfer full): an order of Stalls, one ticket for each of @names */
FoyerOrder *door_sell (Door *door, FoyerPaymentMethod method, const char *const names[]);

/** door_keep_picture: With FOYER_PICTURES in the environment keeps what is shown as NAME.png in that folder. */
void door_keep_picture (Door *door, const char *name);

/** door_type_code: Types @code where it is typed, and Enter. */
void door_type_code (Door *door, const char *code);
void door_set_mode (Door *door, const char *mode);

/** door_expect_answer: Waits until the door says @word, and fails when it does not, or in another kind. */
void door_expect_answer (Door *door, const char *word, FoyerAnswerKind kind);
void door_expect_text (Door *door, const char *text);

FoyerDoorState *door_read_state (Door *door);
void            door_expect_inside (Door *door, int inside, guint scans);

/** door_wait_for_dialog: Returns: (transfer none): the dialog that is shown */
AdwDialog *door_wait_for_dialog (Door *door);

/** door_find_in_dialog: Returns: (transfer none): the first widget of @type in the dialog that is shown, which may take a moment */
GtkWidget *door_find_in_dialog (Door *door, GType type);

/** door_respond: Answers the alert that is shown, and waits until it is gone. */
void door_respond (Door *door, const char *response);

/** door_let_in_by_hand: Says who lets in, where that is asked. */
void door_let_in_by_hand (Door *door);

G_END_DECLS
