/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-error.h"
#include "foyer-layout-picture.h"
#include "foyer-layout-store.h"
#include "foyer-ticket-store.h"
#include "store-devices.h"
#include "store-dump.h"

#include <string.h>

/* The smallest PNG: one white pixel. */
#define PIXEL "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="

static FoyerLayout *
create_layout (const char *name)
{
  FoyerLayout        *layout = foyer_layout_new (FOYER_LAYOUT_TICKET, name, 100000, 50000);
  FoyerLayoutElement *element = foyer_layout_element_new (FOYER_LAYOUT_PICTURE);
  GBytes             *png = foyer_layout_picture_decode (PIXEL, NULL);
  FoyerId             id = foyer_layout_picture_id (png);

  g_free (element->content);
  element->content = foyer_id_dup_text (&id);
  g_ptr_array_add (foyer_layout_get_page (layout, 0), element);
  layout->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_hash_table_insert (layout->pictures, foyer_id_dup_text (&id), png);
  return layout;
}

static gpointer
save_job (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_layout_store_save (connection, data, error));
}

static gpointer
load_job (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_layout_store_load (connection, data, error);
}

static gpointer
delete_job (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_layout_store_delete (connection, data, error));
}

static gpointer
list_job (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_layout_store_list (connection, error);
}

static void
save (FoyerStore *store, FoyerLayout *layout)
{
  g_autoptr (GError) error = NULL;

  foyer_store_write (store, save_job, layout, &error);
  g_assert_no_error (error);
}

static void
test_saved_layout_is_loaded_with_its_pictures (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerLayout) layout = create_layout ("Mine");
  g_autoptr (FoyerLayout) loaded = NULL;
  g_autoptr (GPtrArray) list = NULL;

  save (fixture->store, layout);
  save (fixture->store, layout);
  fixture_reopen (fixture);
  loaded = foyer_store_read (fixture->store, load_job, &layout->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (foyer_layout_equal (layout, loaded));
  g_assert_cmpuint (g_hash_table_size (loaded->pictures), ==, 1);
  list = foyer_store_read (fixture->store, list_job, NULL, NULL, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((FoyerLayoutEntry *) list->pdata[0])->name, ==, "Mine");
  g_assert_cmpint (((FoyerLayoutEntry *) list->pdata[0])->role, ==, FOYER_LAYOUT_TICKET);
}

static void
test_picture_is_kept_and_sent_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLayout) first = create_layout ("First");
  g_autoptr (FoyerLayout) second = create_layout ("Second");

  save (fixture->store, first);
  save (fixture->store, second);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM picture"), ==, 1);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM outbox WHERE line LIKE '%picture.edit%'"), ==, 1);
}

static void
test_deleted_layout_is_not_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerLayout) layout = create_layout ("Mine");

  save (fixture->store, layout);
  foyer_store_write (fixture->store, delete_job, &layout->id, &error);
  g_assert_no_error (error);
  g_assert_null (foyer_store_read (fixture->store, load_job, &layout->id, NULL, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND);
}

/* -- Choices -- */

static FoyerLayout *
ready (const FoyerId *id, FoyerLayoutRole role)
{
  FoyerLayout *layout;

  if (!foyer_id_is_none (id) && id->bytes[0] != 9)
    return NULL;
  layout = foyer_layout_new (role, foyer_id_is_none (id) ? "default" : "ready", 90000, 50000);
  layout->id = *id;
  layout->id.bytes[0] = 9;
  return layout;
}

static gpointer
name_job (FoyerConnection *connection, gpointer data, GError **error)
{
  const Fixture *fixture = data;
  g_autoptr (FoyerLayoutShelf) shelf = foyer_layout_shelf_new (ready);
  FoyerLayout *stalls = foyer_layout_shelf_get (shelf, connection, FOYER_LAYOUT_TICKET, &fixture->event, &fixture->stalls, error);
  FoyerLayout *balcony = foyer_layout_shelf_get (shelf, connection, FOYER_LAYOUT_TICKET, &fixture->event, &fixture->balcony, error);
  FoyerLayout *again = foyer_layout_shelf_get (shelf, connection, FOYER_LAYOUT_TICKET, &fixture->event, &fixture->stalls, error);

  g_assert_true (stalls == again);
  return g_strdup_printf ("%s, %s%s", stalls->name, balcony->name, stalls == balcony ? ", the same" : "");
}

static void
choose (Fixture *fixture, FoyerChangeKind kind, const FoyerId *subject, const FoyerId *layout)
{
  g_autoptr (FoyerChange) change = foyer_change_new (kind, subject);
  g_autoptr (GError) error = NULL;

  foyer_change_set_id (change, foyer_layout_store_choice_field (FOYER_LAYOUT_TICKET), layout);
  g_assert_true (fixture_apply (fixture, change, FOYER_ORIGIN_HERE, &error));
}

static void
assert_layouts (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *names = foyer_store_read (fixture->store, name_job, fixture, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (names, ==, expected);
}

static void
test_category_chooses_before_event_before_default (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLayout) mine = create_layout ("Mine");
  FoyerId ready_one = FOYER_ID_NONE;

  assert_layouts (fixture, "default, default, the same");
  save (fixture->store, mine);
  choose (fixture, FOYER_CHANGE_EVENT_EDIT, &fixture->event, &mine->id);
  assert_layouts (fixture, "Mine, Mine, the same");
  ready_one.bytes[0] = 9;
  ready_one.bytes[1] = 1;
  choose (fixture, FOYER_CHANGE_CATEGORY_EDIT, &fixture->balcony, &ready_one);
  assert_layouts (fixture, "Mine, ready");
  choose (fixture, FOYER_CHANGE_CATEGORY_EDIT, &fixture->balcony, NULL);
  assert_layouts (fixture, "Mine, Mine, the same");
}

static void
test_choice_that_is_gone_prints_in_the_default (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLayout) mine = create_layout ("Mine");
  g_autoptr (GError) error = NULL;

  save (fixture->store, mine);
  choose (fixture, FOYER_CHANGE_EVENT_EDIT, &fixture->event, &mine->id);
  foyer_store_write (fixture->store, delete_job, &mine->id, &error);
  g_assert_no_error (error);
  g_test_expect_message ("foyer-store", G_LOG_LEVEL_WARNING, "*chosen cannot be used*");
  g_test_expect_message ("foyer-store", G_LOG_LEVEL_WARNING, "*chosen cannot be used*");
  assert_layouts (fixture, "default, default, the same");
  g_test_assert_expected_messages ();
}

static gpointer
document_job (FoyerConnection *connection, gpointer data, GError **error)
{
  g_autoptr (FoyerTicketDetails) details = foyer_ticket_store_details (connection, data, error);

  return details != NULL ? foyer_ticket_details_dup_document (details, "de") : NULL;
}

static void
test_paper_says_what_the_store_knows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &fixture->event);
  g_autoptr (FoyerOrder) order = fixture_sell (fixture, &fixture->stalls, 1, &error);
  g_autoptr (FoyerDocumentData) document = NULL;

  foyer_change_set_text (change, "conditions", "No hats.");
  g_assert_true (fixture_apply (fixture, change, FOYER_ORIGIN_HERE, &error));
  document = foyer_store_read (fixture->store, document_job, &((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (foyer_document_data_get (document, FOYER_DOCUMENT_CONDITIONS), ==, "No hats.");
  g_assert_cmpstr (foyer_document_data_get (document, FOYER_DOCUMENT_CATEGORY), ==, "Stalls");
  g_assert_cmpstr (foyer_document_data_get (document, FOYER_DOCUMENT_COPY), ==, "");
  g_assert_cmpstr (foyer_document_data_get (document, FOYER_DOCUMENT_ORDER), ==, order->number);
  g_assert_nonnull (strstr (foyer_document_data_get (document, FOYER_DOCUMENT_DATE_TIME), " Uhr"));
  g_assert_nonnull (strstr (foyer_document_data_get (document, FOYER_DOCUMENT_PRICE), "24"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/store/layout/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("saved-layout-is-loaded-with-its-pictures", test_saved_layout_is_loaded_with_its_pictures);
  ADD ("picture-is-kept-and-sent-once", test_picture_is_kept_and_sent_once);
  ADD ("deleted-layout-is-not-found", test_deleted_layout_is_not_found);
  ADD ("category-chooses-before-event-before-default", test_category_chooses_before_event_before_default);
  ADD ("choice-that-is-gone-prints-in-the-default", test_choice_that_is_gone_prints_in_the_default);
  ADD ("paper-says-what-the-store-knows", test_paper_says_what_the_store_knows);
  return g_test_run ();
}
