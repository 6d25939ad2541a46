/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FOYER_PLAN_SEATS_MAX: how many seats a plan may hold; the largest stadiums have some 115,000. */
#define FOYER_PLAN_SEATS_MAX 200000

/** FOYER_PLAN_SEAT_RADIUS: of a seat that names none, in units of the plan. */
#define FOYER_PLAN_SEAT_RADIUS 10.0

/** FOYER_PLAN_NO_CATEGORY: the category index of a seat that belongs to none. */
#define FOYER_PLAN_NO_CATEGORY G_MAXUINT

/** FoyerPlanRowName: where a row's name is written. */
typedef enum
{
  FOYER_PLAN_ROW_NAME_NONE,
  FOYER_PLAN_ROW_NAME_START,
  FOYER_PLAN_ROW_NAME_END,
  FOYER_PLAN_ROW_NAME_BOTH,
} FoyerPlanRowName;

/** FoyerPlanShape: what an area looks like. */
typedef enum
{
  FOYER_PLAN_SHAPE_POLYGON,
  FOYER_PLAN_SHAPE_RECTANGLE,
  FOYER_PLAN_SHAPE_ELLIPSE,
  FOYER_PLAN_SHAPE_CIRCLE,
  FOYER_PLAN_SHAPE_TEXT,
} FoyerPlanShape;

typedef struct
{
  double x;
  double y;
} FoyerPlanPoint;

/** FoyerPlanCategory: a price area of the plan; an event maps it onto one of its ticket categories by name. */
typedef struct
{
  char *name;
  char *colour; /* "#rrggbb", or "" */
} FoyerPlanCategory;

/** FoyerPlanSeat: one seat; its place counts from its row. */
typedef struct
{
  char          *guid;   /* unique in the plan; never changes once tickets were sold */
  char          *number; /* "12" */
  char          *uuid;   /* of the program the plan comes from, or "" */
  FoyerPlanPoint at;
  double         radius;
  guint          category;  /* index, or %FOYER_PLAN_NO_CATEGORY */
  char           direction; /* from where the seat is reached: '<', '>', 'b' for both, 0 not said */
} FoyerPlanSeat;

/** FoyerPlanRow: seats side by side, in the order in which they stand; its place counts from its zone. */
typedef struct
{
  char            *number;     /* "4" or "D" */
  char            *label;      /* "Row %s", or "" */
  char            *seat_label; /* "Seat %s", or "" */
  char            *uuid;
  FoyerPlanPoint   at;
  FoyerPlanRowName name_at;
  GArray          *seats; /* of FoyerPlanSeat */
} FoyerPlanRow;

/** FoyerPlanArea: what is drawn beside the seats: the stage, a bar, a standing area; its place counts from its zone. */
typedef struct
{
  FoyerPlanShape shape;
  char          *uuid;
  char          *colour;
  char          *border_colour;
  double         rotation; /* degrees, clockwise */
  FoyerPlanPoint at;
  FoyerPlanPoint size;   /* width and height; radii of an ellipse; the radius of a circle is x */
  GArray        *points; /* of FoyerPlanPoint, of a polygon */
  char          *text;
  FoyerPlanPoint text_at;
  char          *text_colour;
  double         text_size;
} FoyerPlanArea;

/** FoyerPlanZone: a part of the house, such as the stalls or the balcony. */
typedef struct
{
  char          *name;
  char          *zone_id; /* of the program the plan comes from, or "" */
  char          *uuid;
  FoyerPlanPoint at;
  GPtrArray     *rows;  /* of FoyerPlanRow */
  GPtrArray     *areas; /* of FoyerPlanArea */
} FoyerPlanZone;

/**
 * FoyerSeatingPlan:
 *
 * Where the seats of a venue stand. Lengths are units of the plan (pixels of its
 * drawing), y grows downwards. Texts are never %NULL.
 */
typedef struct
{
  char          *name;
  FoyerPlanPoint size;
  GPtrArray     *categories; /* of FoyerPlanCategory */
  GPtrArray     *zones;      /* of FoyerPlanZone */
} FoyerSeatingPlan;

FoyerSeatingPlan *foyer_seating_plan_new (const char *name);
void              foyer_seating_plan_free (FoyerSeatingPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSeatingPlan, foyer_seating_plan_free)

/** foyer_plan_zone_new: Returns: (transfer full): an empty zone at the plan's corner */
FoyerPlanZone *foyer_plan_zone_new (const char *name);
void           foyer_plan_zone_free (FoyerPlanZone *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerPlanZone, foyer_plan_zone_free)

/** foyer_plan_row_new: Returns: (transfer full): a row without seats at its zone's corner */
FoyerPlanRow *foyer_plan_row_new (const char *number);
void          foyer_plan_row_free (FoyerPlanRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerPlanRow, foyer_plan_row_free)

/** foyer_plan_row_add_seat: Adds a seat at the row's end. @category: index, or %FOYER_PLAN_NO_CATEGORY */
FoyerPlanSeat *foyer_plan_row_add_seat (FoyerPlanRow *self, const char *guid, const char *number, FoyerPlanPoint at, guint category);

/** foyer_plan_area_new: Returns: (transfer full): an area without size or text at its zone's corner */
FoyerPlanArea *foyer_plan_area_new (FoyerPlanShape shape);
void           foyer_plan_area_free (FoyerPlanArea *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerPlanArea, foyer_plan_area_free)

/** foyer_seating_plan_add_category: Returns: the index of the category called @name, which is added when it is new */
guint foyer_seating_plan_add_category (FoyerSeatingPlan *self, const char *name, const char *colour);

/** foyer_seating_plan_find_category: Returns: the index of the category called @name, or %FOYER_PLAN_NO_CATEGORY */
guint foyer_seating_plan_find_category (const FoyerSeatingPlan *self, const char *name);

/** foyer_seating_plan_count_seats: @category: an index, or %FOYER_PLAN_NO_CATEGORY for all seats */
guint foyer_seating_plan_count_seats (const FoyerSeatingPlan *self, guint category);

G_END_DECLS
