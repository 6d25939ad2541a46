/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The set of bad pictures. Each kind of trouble is a function that takes an
 * everyday scene and sheet and spoils them; how much it spoils them is chosen
 * so that about half to three quarters are read by an engine alone.
 */
#include "degraded.h"

#define SECRET 26
#define SIGNED 150

/* What is being made up. */
typedef struct
{
  Scene  scene;
  Sheet *sheet;
  GRand *rand;
} Story;

typedef void (*Spoil) (Story *story);

static double
between (Story *story,
         double low,
         double high)
{
  return g_rand_double_range (story->rand, low, high);
}

static gboolean
one_in (Story *story,
        int    n)
{
  return g_rand_int_range (story->rand, 0, n) == 0;
}

/* --- Tickets at a door --- */

static Sheet *
make_ticket (Story *story)
{
  g_autofree char *code = sheet_random_text (story->rand, one_in (story, 4) ? SIGNED : SECRET);

  return sheet_ticket (code, (guint) g_rand_int_range (story->rand, 0, 5000));
}

static Sheet *
make_phone (Story   *story,
            gboolean dark)
{
  g_autofree char *code = sheet_random_text (story->rand, one_in (story, 3) ? SIGNED : SECRET);

  return sheet_phone (code, dark, story->rand);
}

/* A webcam on a tripod: what every ticket goes through. */
static void
begin_ticket (Story *story)
{
  gboolean large = one_in (story, 4);

  story->scene = (Scene) {
    .width = large ? 1920 : 1280,
    .height = large ? 1080 : 720,
    .module = between (story, 2.4, 5.5),
    .shift_x = between (story, -120, 120),
    .shift_y = between (story, -60, 60),
    .turn = between (story, -40, 40),
    .tilt_x = between (story, -0.1, 0.1),
    .tilt_y = between (story, -0.1, 0.1),
    .dark = between (story, 15, 60),
    .light = between (story, 150, 235),
    .shade = between (story, 0, 0.3),
    .blur = between (story, 0.5, 1.0),
    .noise = between (story, 1, 5),
    .clutter = 8,
  };
}

static void
ticket_tilted (Story *story)
{
  story->scene.tilt_x = between (story, 0.1, 0.4) * (one_in (story, 2) ? -1 : 1);
  story->scene.tilt_y = between (story, 0.05, 0.3);
  story->scene.turn = between (story, 0, 360);
  story->scene.module = between (story, 3, 6);
}

static void
ticket_small (Story *story)
{
  story->scene.module = between (story, 1.5, 2.8);
  story->scene.blur = between (story, 0.4, 0.8);
}

static void
ticket_blurred (Story *story)
{
  story->scene.blur = story->scene.module * between (story, 0.45, 0.8);
}

static void
ticket_moved (Story *story)
{
  story->scene.motion = story->scene.module * between (story, 0.9, 2.2);
}

static void
ticket_noisy (Story *story)
{
  story->scene.noise = between (story, 14, 32);
  story->scene.light = between (story, 110, 190);
}

static void
ticket_dark (Story *story)
{
  story->scene.dark = between (story, 4, 16);
  story->scene.light = story->scene.dark + between (story, 14, 34);
  story->scene.noise = between (story, 2, 5);
}

static void
ticket_pale (Story *story)
{
  story->scene.dark = between (story, 130, 190);
  story->scene.light = story->scene.dark + between (story, 12, 40);
}

static void
ticket_glare (Story *story)
{
  story->scene.glare = between (story, 90, 230);
}

static void
ticket_lamps (Story *story)
{
  story->scene.spots = 1 + (guint) g_rand_int_range (story->rand, 0, 3);
  story->scene.spot = between (story, 2, 4.5);
  story->scene.module = between (story, 4, 8);
}

static void
ticket_packed (Story *story)
{
  story->scene.quality = g_rand_int_range (story->rand, 5, 16);
  story->scene.module = between (story, 2.5, 5);
}

static void
ticket_moire (Story *story)
{
  sheet_free (story->sheet);
  story->sheet = make_phone (story, FALSE);
  story->scene.moire = between (story, 0.35, 0.9);
  story->scene.pitch = between (story, 2.1, 7);
  story->scene.light = between (story, 120, 255);
}

static void
ticket_cut (Story *story)
{
  sheet_tear (story->sheet, between (story, 0.03, 0.10), story->rand);
}

static void
ticket_curled (Story *story)
{
  story->scene.curl = between (story, 0.7, 2.0);
  story->scene.curl_turn = between (story, 0, 180);
  story->scene.module = between (story, 4, 8);
}

static void
ticket_creased (Story *story)
{
  sheet_crease (story->sheet, 2 + (guint) g_rand_int_range (story->rand, 0, 4), story->rand);
  story->scene.module = between (story, 3.5, 7);
}

static void
ticket_scratched (Story *story)
{
  sheet_scratch (story->sheet, 5 + (guint) g_rand_int_range (story->rand, 0, 9), between (story, 0.4, 1.1), story->rand);
  story->scene.module = between (story, 3.5, 7);
}

static void
ticket_inverted (Story *story)
{
  sheet_free (story->sheet);
  story->sheet = make_phone (story, TRUE);
  story->scene.module = between (story, 2, 4);
  story->scene.blur = between (story, 0.7, 1.3);
}

static void
ticket_several (Story *story)
{
  sheet_free (story->sheet);
  story->sheet = sheet_lots (2 + (guint) g_rand_int_range (story->rand, 0, 2), 1 + (guint) g_rand_int_range (story->rand, 0, 2), story->rand);
  story->scene.module = between (story, 2, 3.4);
  story->scene.turn = between (story, -15, 15);
  story->scene.shade = between (story, 0.3, 0.7);
}

static void
spoil_bars (Story *story)
{
  story->scene.module = between (story, 1.5, 3.2);
  story->scene.turn = between (story, -30, 30);
  story->scene.blur = between (story, 0.5, 1.3);
  story->scene.noise = between (story, 2, 9);
}

static void
ticket_ean_13 (Story *story)
{
  g_autofree char *digits = sheet_random_ean_13 (story->rand);

  sheet_free (story->sheet);
  story->sheet = sheet_ean_13 (digits);
  spoil_bars (story);
}

static void
ticket_code_128 (Story *story)
{
  g_autofree char *text = sheet_random_text (story->rand, 12);

  sheet_free (story->sheet);
  story->sheet = sheet_code_128 (text);
  spoil_bars (story);
}

/* --- Photographs --- */

/* A phone's picture of a poster, a package, a shop window, in the sizes in
 * which such pictures are sent around.
 */
static void
begin_photo (Story *story)
{
  static const int sizes[][2] = { { 640, 480 }, { 1024, 768 }, { 1280, 960 }, { 1280, 720 }, { 1600, 1200 }, { 2048, 1536 } };
  const int       *size = sizes[g_rand_int_range (story->rand, 0, G_N_ELEMENTS (sizes))];
  g_autofree char *code = sheet_random_text (story->rand, (guint) g_rand_int_range (story->rand, 18, 70));
  double           share = between (story, 0.3, 0.6);

  sheet_free (story->sheet);
  story->sheet = sheet_qr (code, g_rand_int_range (story->rand, 0, 4), 4, one_in (story, 2) ? story->rand : NULL);
  story->scene = (Scene) {
    .width = size[0],
    .height = size[1],
    .module = share * size[1] / (2 * story->sheet->extent / story->sheet->module),
    .shift_x = between (story, -0.1, 0.1) * size[0],
    .shift_y = between (story, -0.1, 0.1) * size[1],
    .turn = between (story, -25, 25),
    .tilt_x = between (story, -0.12, 0.12),
    .tilt_y = between (story, -0.12, 0.12),
    .dark = between (story, 15, 70),
    .light = between (story, 150, 240),
    .shade = between (story, 0, 0.3),
    .blur = between (story, 0.5, 1.2),
    .noise = between (story, 1, 6),
    .quality = g_rand_int_range (story->rand, 50, 92),
    .clutter = 10,
  };
}

static void
replace_sheet (Story *story,
               Sheet *sheet)
{
  double share = 2 * story->sheet->extent / story->sheet->module * story->scene.module;

  sheet_free (story->sheet);
  story->sheet = sheet;
  story->scene.module = share / (2 * sheet->extent / sheet->module);
}

static void
photo_blurred (Story *story)
{
  if (one_in (story, 2))
    story->scene.blur = story->scene.module * between (story, 0.5, 0.95);
  else
    story->scene.motion = story->scene.module * between (story, 1.2, 2.8);
}

static void
photo_spots (Story *story)
{
  story->scene.spots = 2 + (guint) g_rand_int_range (story->rand, 0, 3);
  story->scene.spot = between (story, 2, 5);
}

static void
photo_exposure (Story *story)
{
  if (one_in (story, 2))
    {
      story->scene.dark = between (story, 190, 225);
      story->scene.light = between (story, 250, 330);
    }
  else
    {
      story->scene.dark = between (story, 2, 12);
      story->scene.light = story->scene.dark + between (story, 14, 40);
    }
}

static void
photo_close (Story *story)
{
  story->scene.module *= between (story, 1.6, 2.2);
  story->scene.turn = between (story, -6, 6);
  story->scene.shift_x = story->scene.shift_y = 0;
  story->scene.blur = story->scene.module * between (story, 0.1, 0.4);
}

static void
photo_curved (Story *story)
{
  story->scene.curl = between (story, 1.0, 2.3);
  story->scene.curl_turn = one_in (story, 2) ? story->scene.turn : between (story, 0, 180);
}

static void
photo_damaged (Story *story)
{
  if (one_in (story, 3))
    sheet_tear (story->sheet, between (story, 0.04, 0.12), story->rand);
  sheet_blot (story->sheet, 1 + (guint) g_rand_int_range (story->rand, 0, 5), 3, story->rand);
  sheet_scratch (story->sheet, 4 + (guint) g_rand_int_range (story->rand, 0, 9), between (story, 0.4, 1.0), story->rand);
  sheet_crease (story->sheet, 1 + (guint) g_rand_int_range (story->rand, 0, 3), story->rand);
}

static void
photo_glare (Story *story)
{
  story->scene.glare = between (story, 110, 260);
  story->scene.shade = between (story, 0.2, 0.5);
}

static void
photo_dense (Story *story)
{
  g_autofree char *code = sheet_random_text (story->rand, (guint) g_rand_int_range (story->rand, 300, 1000));

  replace_sheet (story, sheet_qr (code, g_rand_int_range (story->rand, 0, 2), 4, NULL));
  story->scene.width = 2048;
  story->scene.height = 1536;
  story->scene.module = between (story, 2.6, 7);
  story->scene.turn = between (story, -12, 12);
  story->scene.tilt_x *= 0.5;
  story->scene.tilt_y *= 0.5;
}

static void
photo_lots (Story *story)
{
  sheet_free (story->sheet);
  story->sheet = sheet_lots (4 + (guint) g_rand_int_range (story->rand, 0, 3), 3 + (guint) g_rand_int_range (story->rand, 0, 2), story->rand);
  story->scene.width = 2048;
  story->scene.height = 1536;
  story->scene.module = between (story, 1.7, 3);
  story->scene.shift_x = story->scene.shift_y = 0;
  story->scene.turn = between (story, -8, 8);
}

static void
photo_monitor (Story *story)
{
  story->scene.moire = between (story, 0.3, 0.85);
  story->scene.pitch = between (story, 2.1, 6);
  story->scene.light = between (story, 160, 280);
}

static void
photo_plain (Story *story)
{
}

static void
photo_designed (Story *story)
{
  g_autofree char *code = sheet_random_text (story->rand, 24);

  if (one_in (story, 3))
    replace_sheet (story, sheet_qr (code, 1, 0.6, NULL));
  else
    replace_sheet (story, sheet_dotted (code, story->rand));
  if (one_in (story, 3))
    sheet_invert (story->sheet);
}

static void
photo_camouflaged (Story *story)
{
  g_autofree char *code = sheet_random_text (story->rand, 24);

  replace_sheet (story, sheet_qr (code, 1, between (story, 1, 3), NULL));
  sheet_surround (story->sheet, between (story, 0.8, 4), story->rand);
}

static void
photo_tilted (Story *story)
{
  story->scene.tilt_x = between (story, 0.2, 0.55) * (one_in (story, 2) ? -1 : 1);
  story->scene.tilt_y = between (story, -0.35, 0.35);
  story->scene.module *= 0.8;
}

static void
photo_turned (Story *story)
{
  story->scene.turn = between (story, 0, 360);
  story->scene.tilt_x = between (story, -0.25, 0.25);
  story->scene.blur = story->scene.module * between (story, 0.15, 0.55);
}

static void
photo_shadow (Story *story)
{
  story->scene.shadow = between (story, 0.4, 0.85);
  story->scene.shade = between (story, 0.2, 0.6);
}

static void
photo_far (Story *story)
{
  story->scene.module = between (story, 1.5, 2.6);
  story->scene.blur = between (story, 0.4, 0.9);
  story->scene.width = 2048;
  story->scene.height = 1536;
}

/* Twelve megapixels, and none of them sharp. */
static void
photo_phone (Story *story)
{
  story->scene.module *= 3000.0 / story->scene.height;
  story->scene.width = 4000;
  story->scene.height = 3000;
  story->scene.blur = story->scene.module * between (story, 0.15, 0.6);
  story->scene.noise = between (story, 6, 22);
  story->scene.quality = 80;
}

static const struct
{
  const char *name;
  Spoil       spoil;
} kinds[] = {
  { "ticket-tilted", ticket_tilted },
  { "ticket-small", ticket_small },
  { "ticket-blurred", ticket_blurred },
  { "ticket-moved", ticket_moved },
  { "ticket-noisy", ticket_noisy },
  { "ticket-dark", ticket_dark },
  { "ticket-pale", ticket_pale },
  { "ticket-glare", ticket_glare },
  { "ticket-lamps", ticket_lamps },
  { "ticket-packed", ticket_packed },
  { "ticket-moire", ticket_moire },
  { "ticket-cut", ticket_cut },
  { "ticket-curled", ticket_curled },
  { "ticket-creased", ticket_creased },
  { "ticket-scratched", ticket_scratched },
  { "ticket-inverted", ticket_inverted },
  { "ticket-several", ticket_several },
  { "ticket-ean-13", ticket_ean_13 },
  { "ticket-code-128", ticket_code_128 },
  { "photo-blurred", photo_blurred },
  { "photo-spots", photo_spots },
  { "photo-exposure", photo_exposure },
  { "photo-close", photo_close },
  { "photo-curved", photo_curved },
  { "photo-damaged", photo_damaged },
  { "photo-glare", photo_glare },
  { "photo-dense", photo_dense },
  { "photo-lots", photo_lots },
  { "photo-monitor", photo_monitor },
  { "photo-plain", photo_plain },
  { "photo-designed", photo_designed },
  { "photo-camouflaged", photo_camouflaged },
  { "photo-tilted", photo_tilted },
  { "photo-turned", photo_turned },
  { "photo-shadow", photo_shadow },
  { "photo-far", photo_far },
  { "photo-phone", photo_phone },
};
#define TICKET_KINDS 19

guint
degraded_count (void)
{
  return G_N_ELEMENTS (kinds);
}

guint
degraded_tickets (void)
{
  return TICKET_KINDS;
}

const char *
degraded_name (guint kind)
{
  g_assert (kind < G_N_ELEMENTS (kinds));
  return kinds[kind].name;
}

static Degraded *
finish (Story *story)
{
  Degraded *self = g_new0 (Degraded, 1);

  self->frame = scene_take (&story->scene, story->sheet, story->rand);
  self->texts = g_ptr_array_ref (story->sheet->texts);
  sheet_free (story->sheet);
  g_rand_free (story->rand);
  return self;
}

Degraded *
degraded_new (guint kind,
              guint number)
{
  Story story = { .rand = g_rand_new_with_seed (20260927 + kind * 1000 + number) };

  g_assert (kind < G_N_ELEMENTS (kinds));
  story.sheet = make_ticket (&story);
  begin_ticket (&story);
  if (kind >= TICKET_KINDS)
    begin_photo (&story);
  kinds[kind].spoil (&story);
  return finish (&story);
}

Degraded *
degraded_new_pose (double module,
                   guint  number)
{
  Story story = { .rand = g_rand_new_with_seed (20261114 + number) };

  story.sheet = number % 4 == 3 ? make_phone (&story, number % 8 == 7) : make_ticket (&story);
  begin_ticket (&story);
  story.scene.width = 1280;
  story.scene.height = 720;
  story.scene.module = module;
  story.scene.turn = between (&story, 0, 360);
  story.scene.tilt_x = between (&story, -0.12, 0.12);
  story.scene.tilt_y = between (&story, -0.12, 0.12);
  story.scene.blur = between (&story, 0.6, 1.1);
  story.scene.noise = 6;
  return finish (&story);
}

FoyerFrame *
degraded_noise (guint number)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20270101 + number);
  const int width = 320, height = 240;
  guint8   *data = g_malloc (width * height);
  int       cell_x = g_rand_int_range (rand, 1, 9), cell_y = number % 3 == 2 ? g_rand_int_range (rand, 30, 240) : g_rand_int_range (rand, 1, 9);
  guint32   salt = g_rand_int (rand), grain = g_rand_int (rand);
  int       noise = g_rand_int_range (rand, 1, 120);
  gboolean  two_shades = number % 2 == 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint32 hash = ((guint32) (x / cell_x) * 2654435761u) ^ ((guint32) (y / cell_y) * 2246822519u) ^ salt;
        int     value;

        hash ^= hash >> 15;
        hash *= 2246822519u;
        hash ^= hash >> 13;
        value = two_shades ? (hash & 1 ? 40 : 215) : (int) (hash & 255);
        grain = grain * 1664525u + 1013904223u;
        value += (int) ((grain >> 8) % (guint) noise) - noise / 2;
        data[y * width + x] = (guint8) CLAMP (value, 0, 255);
      }
  return foyer_frame_new_take (data, width, height, 0);
}

void
degraded_free (Degraded *self)
{
  if (self == NULL)
    return;
  foyer_frame_unref (self->frame);
  g_ptr_array_unref (self->texts);
  g_free (self);
}
