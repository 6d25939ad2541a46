/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-attendee.h"

#include <string.h>

static void
test_copy (void)
{
  g_autoptr (FoyerAttendee) attendee = foyer_attendee_new ();
  g_autoptr (FoyerAttendee) copy = NULL;
  char **texts[] = { &attendee->name, &attendee->email, &attendee->phone, &attendee->company, &attendee->street,
                     &attendee->postcode, &attendee->city, &attendee->country, &attendee->segment, &attendee->note };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup_printf ("text %d", (int) i);
  attendee->id.bytes[0] = 7;
  attendee->consent = TRUE;
  copy = foyer_attendee_copy (attendee);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    (*texts[i])[0] = 'T';
  g_assert_cmpstr (copy->name, ==, "text 0");
  g_assert_cmpstr (copy->email, ==, "text 1");
  g_assert_cmpstr (copy->phone, ==, "text 2");
  g_assert_cmpstr (copy->company, ==, "text 3");
  g_assert_cmpstr (copy->street, ==, "text 4");
  g_assert_cmpstr (copy->postcode, ==, "text 5");
  g_assert_cmpstr (copy->city, ==, "text 6");
  g_assert_cmpstr (copy->country, ==, "text 7");
  g_assert_cmpstr (copy->segment, ==, "text 8");
  g_assert_cmpstr (copy->note, ==, "text 9");
  g_assert_true (copy->consent);
  g_assert_true (foyer_id_equal (&copy->id, &attendee->id));
}

static void
test_copy_of_little (void)
{
  g_autoptr (FoyerAttendee) attendee = foyer_attendee_new ();
  g_autoptr (FoyerAttendee) copy = foyer_attendee_copy (attendee);

  g_assert_null (copy->name);
  g_assert_false (copy->consent);
  g_assert_null (foyer_attendee_copy (NULL));
  foyer_attendee_free (NULL);
}

static void
test_plausible (void)
{
  static const char *const good[] = { "anna@example.org", "a.b+c@d.e-f.example", "a@b.c", "o'neill@example.org", "ä@müller.example", "x_y%z@1.example" };
  static const char *const bad[] = { "", "@", "anna", "anna@", "@example.org", "anna@example", "anna@@example.org", "anna@a@example.org",
                                     "anna@.org", "anna@example.", "an na@example.org", "anna@example.org ", "anna@example.org\n",
                                     "anna@example.org\nBcc: x@y.example", "anna@exa\tmple.org", "a,b@example.org", "a;b@example.org",
                                     "Anna <anna@example.org>", "\"anna\"@example.org", "anna\x01@example.org", "anna\x7f@example.org",
                                     "anna\v@example.org", "anna\xff@example.org" };
  g_autofree char         *name = g_strnfill (300, 'a');
  g_autofree char         *too_long = g_strconcat (name, "@example.org", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    if (!foyer_email_is_plausible (good[i]))
      g_error ("“%s” was refused", good[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    if (foyer_email_is_plausible (bad[i]))
      g_error ("“%s” was taken", bad[i]);
  g_assert_false (foyer_email_is_plausible (NULL));
  g_assert_false (foyer_email_is_plausible (too_long));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attendee/a-copy-stands-on-its-own", test_copy);
  g_test_add_func ("/attendee/somebody-of-whom-nothing-is-known-can-be-copied", test_copy_of_little);
  g_test_add_func ("/attendee/an-address-that-mail-could-reach-is-plausible", test_plausible);
  return g_test_run ();
}
