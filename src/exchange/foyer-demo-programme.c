/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-demo-private.h"

#define AT(hour, minute) ((hour) * 60 + (minute))

/* A seated category of rows and seats, one of numbered places, one without seats. */
#define ROWS(name, colour, price, capacity, sold, section, first_row, per_row) \
  { name, colour, NULL, section, NULL, price, capacity, sold, first_row, per_row, FALSE }
#define PLACES(name, colour, price, capacity, sold) \
  { name, colour, "Level access from the foyer\nOne companion comes free", name, "Place", price, capacity, sold, 1, 0, FALSE }
#define FREE_SEATING(name, colour, price, capacity, sold, benefits) \
  { name, colour, benefits, NULL, NULL, price, capacity, sold, 0, 0, FALSE }
#define HIDDEN(name, colour, price, capacity, sold, benefits) \
  { name, colour, benefits, NULL, NULL, price, capacity, sold, 0, 0, TRUE }

#define BLUE "#3584e4"
#define TEAL "#2190a4"
#define GREEN "#3a944a"
#define YELLOW "#c88800"
#define ORANGE "#ed5b00"
#define RED "#e62d42"
#define PINK "#d56199"
#define PURPLE "#9141ac"
#define SLATE "#6f8396"

const FoyerDemoVenue foyer_demo_venues[FOYER_DEMO_N_VENUES] = {
  { "Great Hall", "Lindenplatz 4", "04177", "Leipzig", "DE", "seated",
    "cloakroom, bar, lift, induction loop, wheelchair places", 374, 51.3371, 12.3325 },
  { "Kesselhaus", "Werkstraße 21", "04229", "Leipzig", "DE", "standing",
    "cloakroom, bar, level access, ear plugs", 320, 51.3212, 12.3197 },
  { "Garden Stage", "Parkallee 1", "04105", "Leipzig", "DE", "open-air",
    "food stalls, level access, bicycle stands", 900, 51.3492, 12.3618 },
};

const FoyerDemoEvent foyer_demo_events[FOYER_DEMO_N_EVENTS] = {
  {
    .title = "Der zerbrochne Krug",
    .description = "Lustspiel von **Heinrich von Kleist**. Somebody broke the jug, and the judge would rather not know who.\n\n"
                   "In German with English surtitles. One interval.",
    .tags = "stage/comedy, language/german",
    .venue = 0,
    .day = -21,
    .time = AT (19, 30),
    .minutes = 140,
    .vat_rate = 700,
    .status = FOYER_EVENT_PUBLISHED,
    .categories = {
      ROWS ("Stalls", BLUE, 2200, 192, 166, "Stalls", 1, 16),
      ROWS ("Balcony", TEAL, 1500, 112, 58, "Balcony", 1, 14),
      ROWS ("Student", YELLOW, 900, 64, 41, "Rear Stalls", 13, 16),
      PLACES ("Wheelchair", PURPLE, 1500, 6, 3),
    },
  },
  {
    .title = "Late Night Jazz: The Mercer Quartet",
    .description = "Four people, one upright bass, no set list. Doors at nine, first note when the room is ready.",
    .tags = "music/jazz, late",
    .venue = 1,
    .day = -12,
    .time = AT (21, 30),
    .minutes = 150,
    .vat_rate = 1900,
    .status = FOYER_EVENT_PUBLISHED,
    .reentry = TRUE,
    .categories = {
      FREE_SEATING ("Standing", BLUE, 1800, 220, 171, NULL),
      FREE_SEATING ("Gallery seat", TEAL, 2600, 40, 40, "A seat on the gallery, first come first served"),
      HIDDEN ("Friends of the house", PINK, 1200, 20, 14, "For members of the association"),
    },
  },
  {
    .title = "Open Air Cinema: Metropolis",
    .description = "Fritz Lang’s film from 1927 with a new score, played live by the **Werkstatt Ensemble**. Bring a blanket.",
    .tags = "film/silent, music/live, outdoors",
    .venue = 2,
    .day = -5,
    .time = AT (20, 0),
    .minutes = 170,
    .vat_rate = 700,
    .status = FOYER_EVENT_PUBLISHED,
    .reentry = TRUE,
    .categories = {
      FREE_SEATING ("Lawn", GREEN, 1400, 600, 288, NULL),
      FREE_SEATING ("Deck chair", ORANGE, 1900, 80, 76, "A deck chair and a blanket"),
      FREE_SEATING ("Child", YELLOW, 700, 120, 33, "Up to 14 years"),
    },
  },
  {
    .title = "A Midsummer Night’s Dream",
    .description = "Shakespeare’s comedy of one forest, four lovers and a weaver with long ears, played by the company of the house.\n\n"
                   "In English with German surtitles. One interval of twenty minutes.",
    .tags = "stage/comedy, language/english",
    .venue = 0,
    .day = 0,
    .minutes = 165,
    .vat_rate = 700,
    .status = FOYER_EVENT_PUBLISHED,
    .categories = {
      ROWS ("Stalls", BLUE, 2400, 192, 183, "Stalls", 1, 16),
      ROWS ("Balcony", TEAL, 1600, 112, 97, "Balcony", 1, 14),
      ROWS ("Student", YELLOW, 900, 64, 64, "Rear Stalls", 13, 16),
      PLACES ("Wheelchair", PURPLE, 1600, 6, 2),
    },
  },
  {
    .title = "Nordlicht Orchestra: Symphonies of the North",
    .description = "Sibelius, Nielsen, and the first performance of **Ina Sommer’s** “Polarnacht”.",
    .tags = "music/classical",
    .venue = 0,
    .day = 2,
    .time = AT (20, 0),
    .minutes = 130,
    .vat_rate = 700,
    .status = FOYER_EVENT_PUBLISHED,
    .categories = {
      ROWS ("Stalls", BLUE, 3800, 192, 133, "Stalls", 1, 16),
      ROWS ("Balcony", TEAL, 2800, 112, 107, "Balcony", 1, 14),
      ROWS ("Under 30", YELLOW, 1200, 64, 22, "Rear Stalls", 13, 16),
      PLACES ("Wheelchair", PURPLE, 2800, 6, 1),
    },
  },
  {
    .title = "Nachtschicht",
    .description = "Techno bis zur ersten Straßenbahn. Kein Einlass unter 18 Jahren.",
    .tags = "club/techno, late",
    .venue = 1,
    .day = 5,
    .time = AT (23, 0),
    .minutes = 420,
    .vat_rate = 1900,
    .status = FOYER_EVENT_PUBLISHED,
    .reentry = TRUE,
    .categories = {
      FREE_SEATING ("Early bird", GREEN, 1200, 60, 60, NULL),
      FREE_SEATING ("Regular", BLUE, 1600, 120, 120, NULL),
      HIDDEN ("Crew", SLATE, 0, 20, 20, "For people who work that night"),
    },
  },
  {
    .title = "Die Physiker",
    .description = "Komödie in zwei Akten von **Friedrich Dürrenmatt**. Three patients, one formula, no way to take a thought back.",
    .tags = "stage/comedy, language/german",
    .venue = 0,
    .day = 9,
    .time = AT (19, 30),
    .minutes = 125,
    .vat_rate = 700,
    .status = FOYER_EVENT_PUBLISHED,
    .categories = {
      ROWS ("Stalls", BLUE, 2200, 192, 88, "Stalls", 1, 16),
      ROWS ("Balcony", TEAL, 1500, 112, 19, "Balcony", 1, 14),
      ROWS ("School class", ORANGE, 600, 64, 57, "Rear Stalls", 13, 16),
      PLACES ("Wheelchair", PURPLE, 1500, 6, 0),
    },
  },
  {
    .title = "Harbour Lights: An Evening of Sea Songs",
    .description = "Forty voices and one concertina.",
    .tags = "music/choir",
    .cancel_reason = "The choir is ill. All tickets are refunded.",
    .venue = 1,
    .day = 12,
    .time = AT (20, 0),
    .minutes = 120,
    .vat_rate = 700,
    .status = FOYER_EVENT_PUBLISHED,
    .categories = {
      FREE_SEATING ("Standing", BLUE, 1600, 200, 44, NULL),
      FREE_SEATING ("Reduced", YELLOW, 1000, 60, 9, NULL),
    },
  },
  {
    .title = "Peter and the Wolf",
    .description = "A concert for families: Prokofiev’s tale, told twice, once by the orchestra and once by the children.",
    .tags = "music/classical, family",
    .venue = 0,
    .day = 16,
    .time = AT (15, 0),
    .minutes = 70,
    .vat_rate = 700,
    .status = FOYER_EVENT_PUBLISHED,
    .categories = {
      ROWS ("Adult", BLUE, 1400, 192, 61, "Stalls", 1, 16),
      ROWS ("Child", YELLOW, 700, 112, 74, "Balcony", 1, 14),
      PLACES ("Wheelchair", PURPLE, 700, 6, 1),
    },
  },
  {
    .title = "Songs in the Garden",
    .description = "Three songwriters, one stage, and the blackbirds. If it rains we move to the Kesselhaus.",
    .tags = "music/folk, outdoors",
    .venue = 2,
    .day = 45,
    .time = AT (18, 30),
    .minutes = 180,
    .vat_rate = 700,
    .status = FOYER_EVENT_PUBLISHED,
    .reentry = TRUE,
    .categories = {
      FREE_SEATING ("Lawn", GREEN, 2000, 700, 92, NULL),
      FREE_SEATING ("Deck chair", ORANGE, 2800, 80, 31, "A deck chair and a blanket"),
      FREE_SEATING ("Child", YELLOW, 800, 120, 11, "Up to 14 years"),
    },
  },
  {
    .title = "Lesung: Herbstlicht",
    .description = "Jana Wirth reads from her new novel; a talk follows.",
    .tags = "talk/reading, language/german",
    .venue = 1,
    .day = 52,
    .time = AT (19, 0),
    .minutes = 90,
    .vat_rate = 700,
    .status = FOYER_EVENT_DRAFT,
    .categories = {
      FREE_SEATING ("Seat", BLUE, 1000, 120, 0, NULL),
    },
  },
  {
    .title = "Spring Gala",
    .description = "The programme is not fixed yet.",
    .tags = "gala",
    .venue = 0,
    .day = 90,
    .time = AT (19, 0),
    .minutes = 180,
    .vat_rate = 700,
    .status = FOYER_EVENT_DRAFT,
    .categories = {
      ROWS ("Stalls", BLUE, 5500, 192, 0, "Stalls", 1, 16),
      ROWS ("Balcony", TEAL, 4200, 112, 0, "Balcony", 1, 14),
    },
  },
};
