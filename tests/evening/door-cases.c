/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Makes the store of a door where everything can happen, and a picture of a
 * ticket for each answer: door-cases STORE FOLDER. Says in lines of JSON which
 * picture asks for which verdict, in the order in which they are to be shown.
 */
#include <locale.h>
#include <string.h>

#include "foyer-change-store.h"
#include "foyer-door-store.h"
#include "foyer-key-store.h"
#include "foyer-sale-store.h"
#include "foyer-store.h"
#include "foyer-windows.h"
#include "picture.h"

#define WIDTH 640
#define HEIGHT 480

typedef struct
{
  FoyerConnection *connection;
  const char      *folder;
  GRand           *chance;
  FoyerTime        now;
  FoyerId          event, matinee, cancelled;
  FoyerId          stalls, balcony, early, late, other, void_category;
  FoyerSigner     *signer;
  GError          *error;
} Town;

static void
apply (Town *self, FoyerChange *change, FoyerOrigin origin)
{
  foyer_change_store_apply (self->connection, change, origin, &self->error);
  g_assert_no_error (self->error);
  foyer_change_unref (change);
}

static FoyerId
new_id (Town *self)
{
  return foyer_id_generate (self->now, foyer_connection_random (self->connection));
}

static FoyerId
add_event (Town *self, const char *title, const char *status, int number)
{
  FoyerId      id = new_id (self);
  FoyerChange *change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &id);

  foyer_change_set_text (change, "title", title);
  foyer_change_set_text (change, "status", status);
  foyer_change_set_text (change, "timezone", "Europe/Berlin");
  foyer_change_set_text (change, "currency", "EUR");
  foyer_change_set_integer (change, "number", number);
  foyer_change_set_integer (change, "doors", self->now - FOYER_HOUR);
  foyer_change_set_integer (change, "starts", self->now + FOYER_HOUR);
  foyer_change_set_integer (change, "ends", self->now + 4 * FOYER_HOUR);
  apply (self, change, FOYER_ORIGIN_HERE);
  return id;
}

static FoyerId
add_category (Town *self, const FoyerId *event, const char *name, FoyerTime from, FoyerTime until)
{
  FoyerId      id = new_id (self);
  FoyerChange *change = foyer_change_new (FOYER_CHANGE_CATEGORY_EDIT, &id);

  foyer_change_set_id (change, "event", event);
  foyer_change_set_text (change, "name", name);
  foyer_change_set_text (change, "colour", "#3584e4");
  foyer_change_set_text (change, "status", "live");
  foyer_change_set_integer (change, "capacity", 100);
  foyer_change_set_integer (change, "price", 2400);
  if (until != 0)
    {
      g_autoptr (GArray) windows = g_array_new (FALSE, FALSE, sizeof (FoyerWindow));
      FoyerWindow      window = { from, until };
      g_autofree char *text = NULL;

      g_array_append_val (windows, window);
      text = foyer_windows_print (windows);
      foyer_change_set_text (change, "windows", text);
    }
  apply (self, change, FOYER_ORIGIN_HERE);
  return id;
}

static FoyerTicket *
sell (Town *self, const FoyerId *event, const FoyerId *category, const char *name, FoyerPaymentMethod method)
{
  g_autoptr (FoyerOrder) order = foyer_order_new ();
  FoyerAttendee *attendee = foyer_attendee_new ();
  FoyerTicket   *ticket = foyer_order_add (order, foyer_ticket_new (), attendee);

  g_set_str (&attendee->name, name);
  order->event = *event;
  ticket->category = *category;
  ticket->price = 2400;
  g_ptr_array_add (order->payments, foyer_payment_new (method, 2400));
  foyer_sale_store_sell (self->connection, order, &self->error);
  g_assert_no_error (self->error);
  ticket->order = order->id;
  return foyer_ticket_copy (ticket);
}

static char *
sign (Town *self, const FoyerId *ticket, FoyerTime until)
{
  FoyerSignedContent content = { *ticket, self->event, self->stalls, 0, until, "0123456789ABCDEFGHJKMNPQRS" };

  return foyer_signed_code_print (&content, self->signer);
}

/* Each picture is taken a little differently, as by hand. */
static void
show (Town *self, const char *code, const char *mode, const char *verdict, const char *colour)
{
  static int       number;
  Picture          picture = PICTURE_CLEAN (WIDTH, HEIGHT);
  g_autofree char *file = g_strdup_printf ("%s/%02d-%s.png", self->folder, ++number, verdict);
  g_autoptr (FoyerFrame) frame = NULL;

  picture.module = strlen (code) > 100 ? 7 : 9;
  picture.turn = g_rand_double_range (self->chance, -8, 8);
  picture.noise = 4;
  frame = picture_qr (&picture, code, strlen (code), 1, self->chance);
  picture_save (frame, file, "png", &self->error);
  g_assert_no_error (self->error);
  g_print ("{\"file\": \"%s\", \"mode\": \"%s\", \"verdict\": \"%s\", \"colour\": \"%s\"}\n", file, mode, verdict, colour);
}

static void
add_gates (Town *self)
{
  g_autoptr (FoyerGate) north = foyer_gate_new (&self->event, "North");
  g_autoptr (FoyerGate) south = foyer_gate_new (&self->event, "South");

  g_array_append_val (north->categories, self->stalls);
  g_array_append_val (north->categories, self->early);
  g_array_append_val (north->categories, self->late);
  g_array_append_val (south->categories, self->balcony);
  foyer_door_store_save_gate (self->connection, north, &self->error);
  foyer_door_store_save_gate (self->connection, south, &self->error);
  g_assert_no_error (self->error);
}

static void
admit_elsewhere (Town *self, const FoyerTicket *ticket)
{
  FoyerChange *change = foyer_change_new (FOYER_CHANGE_TICKET_SCAN, &ticket->id);

  change->id = new_id (self);
  change->device = new_id (self);
  change->made_at = self->now - 10 * FOYER_MINUTE;
  foyer_change_set_id (change, "event", &self->event);
  foyer_change_set_text (change, "mode", "entry");
  foyer_change_set_text (change, "verdict", "admitted");
  foyer_change_set_text (change, "gate", "South");
  apply (self, change, FOYER_ORIGIN_REMOTE);
}

static void
refund (Town *self, const FoyerTicket *ticket)
{
  FoyerChange *change = foyer_change_new (FOYER_CHANGE_ORDER_REFUND, &ticket->order);
  JsonArray   *tickets = json_array_new ();
  JsonObject  *entry = json_object_new ();
  char         id[FOYER_ID_TEXT_LENGTH + 1];

  json_object_set_string_member (entry, "id", foyer_id_print (&ticket->id, id));
  json_array_add_object_element (tickets, entry);
  foyer_change_set_integer (change, "amount", ticket->price);
  foyer_change_set_text (change, "reason", "ill");
  json_object_set_array_member (change->body, "tickets", tickets);
  apply (self, change, FOYER_ORIGIN_HERE);
}

static void
show_refusals (Town *self)
{
  g_autoptr (FoyerTicket) twice = sell (self, &self->event, &self->stalls, "Bo Ek", FOYER_PAYMENT_CASH);
  g_autoptr (FoyerTicket) torn = sell (self, &self->event, &self->stalls, "Cy Dahl", FOYER_PAYMENT_CASH);
  g_autoptr (FoyerTicket) matinee = sell (self, &self->matinee, &self->other, "Di Falk", FOYER_PAYMENT_CASH);
  g_autoptr (FoyerTicket) stolen = sell (self, &self->event, &self->stalls, "Eva Gran", FOYER_PAYMENT_CASH);
  g_autoptr (FoyerTicket) ill = sell (self, &self->event, &self->stalls, "Finn Holm", FOYER_PAYMENT_CASH);
  g_autoptr (FoyerTicket) called_off = sell (self, &self->cancelled, &self->void_category, "Gro Iversen", FOYER_PAYMENT_CASH);
  g_autoptr (FoyerTicket) unpaid = sell (self, &self->event, &self->stalls, "Hal Juhl", FOYER_PAYMENT_INVOICE);
  g_autoptr (FoyerTicket) early = sell (self, &self->event, &self->early, "Ida Krog", FOYER_PAYMENT_CASH);
  g_autoptr (FoyerTicket) late = sell (self, &self->event, &self->late, "Jo Lund", FOYER_PAYMENT_CASH);
  g_autoptr (FoyerTicket) upstairs = sell (self, &self->event, &self->balcony, "Kai Moe", FOYER_PAYMENT_CASH);
  g_autofree char *old = sign (self, &(FoyerId) { { 1, 2, 3, 4, 5, 6, 0x70, 7, 0x80 } }, self->now - FOYER_DAY);
  g_autofree char *forged = sign (self, &(FoyerId) { { 2, 2, 3, 4, 5, 6, 0x70, 7, 0x80 } }, 0);
  FoyerChange     *change = foyer_change_new (FOYER_CHANGE_TICKET_REPRINT, &torn->id);
  FoyerChange     *edit = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &self->cancelled);

  admit_elsewhere (self, twice);
  foyer_change_set_text (change, "secret", "ZZZZZZZZZZZZZZZZZZZZZZZZZZ");
  foyer_change_set_integer (change, "copy", 2);
  foyer_change_set_text (change, "reason", "torn");
  apply (self, change, FOYER_ORIGIN_HERE);
  change = foyer_change_new (FOYER_CHANGE_TICKET_BLOCK, &stolen->id);
  foyer_change_set_boolean (change, "blocked", TRUE);
  foyer_change_set_text (change, "reason", "Reported stolen");
  apply (self, change, FOYER_ORIGIN_HERE);
  refund (self, ill);
  foyer_change_set_text (edit, "status", "cancelled");
  apply (self, edit, FOYER_ORIGIN_HERE);
  forged[80] = forged[80] == 'A' ? 'B' : 'A';
  show (self, "NOT-A-TICKET-OF-OURS", "entry", "unknown", "no");
  show (self, forged, "entry", "forged", "no");
  show (self, torn->secret, "entry", "replaced", "no");
  show (self, matinee->secret, "entry", "wrong-event", "no");
  show (self, stolen->secret, "entry", "blocked", "no");
  show (self, ill->secret, "entry", "refunded", "no");
  show (self, called_off->secret, "entry", "cancelled", "no");
  show (self, unpaid->secret, "entry", "unpaid", "wait");
  show (self, old, "entry", "expired", "no");
  show (self, early->secret, "entry", "too-early", "wait");
  show (self, late->secret, "entry", "too-late", "no");
  show (self, upstairs->secret, "entry", "wrong-gate", "wait");
  show (self, twice->secret, "entry", "already-in", "no");
}

static gpointer
build (FoyerConnection *connection, gpointer data, GError **error)
{
  Town *self = data;
  g_autoptr (FoyerTicket) guest = NULL;
  g_autoptr (FoyerTicket) outside = NULL;
  g_autoptr (FoyerTicket) last = NULL;
  g_autofree char *genuine = NULL;

  self->connection = connection;
  self->event = add_event (self, "Tonight", "published", 42);
  self->matinee = add_event (self, "Matinee", "published", 43);
  self->cancelled = add_event (self, "Called Off", "published", 44);
  self->stalls = add_category (self, &self->event, "Stalls", 0, 0);
  self->balcony = add_category (self, &self->event, "Balcony", 0, 0);
  self->early = add_category (self, &self->event, "Late night", self->now + FOYER_HOUR, self->now + 4 * FOYER_HOUR);
  self->late = add_category (self, &self->event, "Rehearsal", self->now - 4 * FOYER_HOUR, self->now - FOYER_HOUR);
  self->other = add_category (self, &self->matinee, "Stalls", 0, 0);
  self->void_category = add_category (self, &self->cancelled, "Stalls", 0, 0);
  self->signer = foyer_signer_generate (foyer_connection_random (connection));
  foyer_key_store_announce (connection, self->signer, "Till 1", error);
  add_gates (self);
  guest = sell (self, &self->event, &self->stalls, "Anna Berg", FOYER_PAYMENT_CASH);
  outside = sell (self, &self->event, &self->stalls, "Lea Nord", FOYER_PAYMENT_CASH);
  last = sell (self, &self->event, &self->stalls, "Max Olsen", FOYER_PAYMENT_CASH);
  genuine = sign (self, &(FoyerId) { { 3, 2, 3, 4, 5, 6, 0x70, 7, 0x80 } }, 0);
  show (self, guest->secret, "info", "info", "info");
  show (self, guest->secret, "entry", "admitted", "yes");
  show_refusals (self);
  show (self, genuine, "entry", "genuine", "genuine");
  show (self, guest->secret, "exit", "exited", "yes");
  show (self, outside->secret, "exit", "not-inside", "wait");
  show (self, last->secret, "kill", "admitted", "yes");
  g_print ("{\"event\": \"%s\", \"also\": \"%s\"}\n", foyer_id_dup_text (&self->event), foyer_id_dup_text (&self->cancelled));
  foyer_signer_free (self->signer);
  return self;
}

int
main (int argc, char *argv[])
{
  g_autoptr (FoyerStore) store = NULL;
  g_autoptr (GRand) chance = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;
  Town town = { .now = g_get_real_time (), .chance = chance };

  setlocale (LC_ALL, "");
  if (argc != 3)
    return 2;
  town.folder = argv[2];
  store = foyer_store_open (argv[1], FALSE, &error);
  g_assert_no_error (error);
  foyer_store_write (store, build, &town, &error);
  g_assert_no_error (error);
  foyer_store_close (store);
  return 0;
}
