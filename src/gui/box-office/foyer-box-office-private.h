/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-box-office-page.h"
#include "foyer-order-pane.h"
#include "foyer-till.h"
#include "foyer-wedge.h"

G_BEGIN_DECLS

/* What the files of the page share; for no other file. */

/** FoyerApprovedFunc: goes on with what somebody had to approve; @approver: none when nobody had to */
typedef void (*FoyerApprovedFunc) (FoyerBoxOfficePage *self, const FoyerId *approver);

struct _FoyerBoxOfficePage
{
  FoyerPage parent_instance;

  FoyerTill  *till;
  FoyerWedge *wedge;
  GArray     *shown;   /* (element-type guint): indices of the categories that have a button */
  GArray     *waiting; /* (element-type guint): keys pressed while a sale was being committed */
  guint       wedge_id;

  GtkStack       *stack;
  AdwBanner      *banner;
  GtkWidget      *recall;
  GtkWidget      *entry_box;
  GtkLabel       *entry;
  GtkLabel       *event_title;
  GtkLabel       *event_when;
  GtkFlowBox     *categories;
  FoyerOrderPane *pane;

  FoyerApprovedFunc approved; /* what waits for a PIN */
  FoyerRight        right;    /* that it needs */
  char             *reason;   /* of it */
  gint64            amount;
  FoyerDrawerCause  cause;
  guint             wrong_pins;

  AdwWindowTitle *title;
  AdwBanner      *training;
};

/** foyer_box_office_present: Shows @dialog; the entry gets the focus back when it goes. */
void foyer_box_office_present (FoyerBoxOfficePage *self, AdwDialog *dialog);

/** foyer_box_office_pin_dialog_new: Returns: an alert dialog whose extra child is a list of one row, the PIN; response “apply” */
AdwDialog *foyer_box_office_pin_dialog_new (const char *heading, const char *body, const char *apply);

/** foyer_box_office_approve: Calls @then, at once when whoever sits here may do it, else once somebody who may has entered a PIN. */
void foyer_box_office_approve (FoyerBoxOfficePage *self, FoyerRight right, FoyerApprovedFunc then);

/* Steps that ask first; each is also an action. */
void foyer_box_office_comp (FoyerBoxOfficePage *self);
void foyer_box_office_void (FoyerBoxOfficePage *self);
void foyer_box_office_reprint (FoyerBoxOfficePage *self);
void foyer_box_office_clear (FoyerBoxOfficePage *self);
void foyer_box_office_recall (FoyerBoxOfficePage *self);
void foyer_box_office_set_price (FoyerBoxOfficePage *self);
void foyer_box_office_pay_otherwise (FoyerBoxOfficePage *self);

/** foyer_box_office_install_shift: Installs the actions of shifts and cashiers, `shift.…`. */
void foyer_box_office_install_shift (GtkWidgetClass *widget_class);

/** foyer_box_office_enable_shift: Enables those that make sense now. */
void foyer_box_office_enable_shift (FoyerBoxOfficePage *self);

/** foyer_box_office_get_key_name: Returns: (nullable): the key of the category at @position */
const char *foyer_box_office_get_key_name (guint position);

/** foyer_box_office_start_keys: Begins to listen to keys and to a scanner, with the settings of the session. */
void foyer_box_office_start_keys (FoyerBoxOfficePage *self);

/** foyer_box_office_add_keys: Adds the controller; nothing is heard before foyer_box_office_start_keys(). */
void foyer_box_office_add_keys (FoyerBoxOfficePage *self);

/** foyer_box_office_press_waiting: A commit is over: presses the keys that were typed ahead, when it is @done. */
void foyer_box_office_press_waiting (FoyerBoxOfficePage *self, gboolean done);

G_END_DECLS
