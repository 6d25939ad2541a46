/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ticket.h"

static void
test_new (void)
{
  g_autoptr (FoyerTicket) ticket = foyer_ticket_new ();

  g_assert_cmpint (ticket->copy, ==, 1);
  g_assert_cmpint (ticket->status, ==, FOYER_TICKET_VALID);
}

static void
test_copy (void)
{
  g_autoptr (FoyerTicket) ticket = foyer_ticket_new ();
  g_autoptr (FoyerTicket) copy = NULL;

  ticket->secret = g_strdup ("secret");
  ticket->price = 2400;
  copy = foyer_ticket_copy (ticket);
  g_set_str (&ticket->secret, "other");
  g_assert_cmpstr (copy->secret, ==, "secret");
  g_assert_null (copy->seat);
  g_assert_cmpint (copy->price, ==, 2400);
  g_assert_null (foyer_ticket_copy (NULL));
}

static void
test_number (void)
{
  g_autofree char *first = foyer_ticket_dup_number (42, 317);
  g_autofree char *last = foyer_ticket_dup_number (9999, 9999999);

  g_assert_cmpstr (first, ==, "0042-0000317");
  g_assert_cmpstr (last, ==, "9999-9999999");
}

static void
test_nicks (void)
{
  for (FoyerTicketStatus status = FOYER_TICKET_HELD; status <= FOYER_TICKET_EXPIRED; status++)
    g_assert_cmpint (foyer_ticket_status_from_nick (foyer_ticket_status_nick (status)), ==, status);
  g_assert_cmpint (foyer_ticket_status_from_nick ("newer"), ==, FOYER_TICKET_BLOCKED);
  g_assert_cmpint (foyer_ticket_status_from_nick (NULL), ==, FOYER_TICKET_BLOCKED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticket/a-new-ticket-is-valid-and-the-first-copy", test_new);
  g_test_add_func ("/ticket/a-copy-stands-on-its-own", test_copy);
  g_test_add_func ("/ticket/its-number-can-be-read-out", test_number);
  g_test_add_func ("/ticket/a-status-unknown-here-does-not-open-the-door", test_nicks);
  return g_test_run ();
}
