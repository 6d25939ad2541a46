/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-document-data.h"
#include "foyer-layout.h"

G_BEGIN_DECLS

/**
 * FoyerLayoutIssue:
 * @FOYER_LAYOUT_NO_EVENT: a ticket or badge that does not say what for
 * @FOYER_LAYOUT_NO_DATE: a ticket that does not say when
 * @FOYER_LAYOUT_NO_PLACE: a ticket that does not say where
 * @FOYER_LAYOUT_NO_ORGANIZER: a ticket or receipt that does not say who invites
 * @FOYER_LAYOUT_NO_CODE: a ticket that no door can scan
 * @FOYER_LAYOUT_NO_NAME: a badge without a name
 * @FOYER_LAYOUT_NO_ADDRESS: an address label without an address
 * @FOYER_LAYOUT_NO_LIST: a receipt or delivery note without its lines
 * @FOYER_LAYOUT_UNKNOWN_FIELD: a name in braces stands for nothing
 * @FOYER_LAYOUT_OUTSIDE: an element leaves the paper
 * @FOYER_LAYOUT_ON_STUB_LINE: an element is torn in two with the stub
 * @FOYER_LAYOUT_ON_FOLD: a code is folded
 * @FOYER_LAYOUT_QUIET_ZONE: something is too near at a code
 * @FOYER_LAYOUT_TOO_FINE: a code is too fine for the printer's dots
 * @FOYER_LAYOUT_LEFT_OUT: a code cannot say what it should
 * @FOYER_LAYOUT_CUT: a text loses its end
 * @FOYER_LAYOUT_NO_PICTURE: a picture is not here
 * @FOYER_LAYOUT_NO_FONT: a font is not here, another one takes its place
 * @FOYER_LAYOUT_SHEET_TOO_SMALL: not all papers fit on the sheet
 */
typedef enum
{
  FOYER_LAYOUT_NO_EVENT,
  FOYER_LAYOUT_NO_DATE,
  FOYER_LAYOUT_NO_PLACE,
  FOYER_LAYOUT_NO_ORGANIZER,
  FOYER_LAYOUT_NO_CODE,
  FOYER_LAYOUT_NO_NAME,
  FOYER_LAYOUT_NO_ADDRESS,
  FOYER_LAYOUT_NO_LIST,
  FOYER_LAYOUT_UNKNOWN_FIELD,
  FOYER_LAYOUT_OUTSIDE,
  FOYER_LAYOUT_ON_STUB_LINE,
  FOYER_LAYOUT_ON_FOLD,
  FOYER_LAYOUT_QUIET_ZONE,
  FOYER_LAYOUT_TOO_FINE,
  FOYER_LAYOUT_LEFT_OUT,
  FOYER_LAYOUT_CUT,
  FOYER_LAYOUT_NO_PICTURE,
  FOYER_LAYOUT_NO_FONT,
  FOYER_LAYOUT_SHEET_TOO_SMALL,
} FoyerLayoutIssue;

/** FOYER_LAYOUT_WHOLE: the element of a finding that is about the whole layout */
#define FOYER_LAYOUT_WHOLE G_MAXUINT

/** FoyerLayoutFinding: something that a layout lacks or does wrong. */
typedef struct
{
  FoyerLayoutIssue issue;
  guint            page;
  guint            element; /* or %FOYER_LAYOUT_WHOLE */
  char            *detail;  /* the unknown name, the missing font; or %NULL */
} FoyerLayoutFinding;

void foyer_layout_finding_free (FoyerLayoutFinding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerLayoutFinding, foyer_layout_finding_free)

/**
 * foyer_layout_check:
 * @layout: with its pictures
 * @papers: (element-type FoyerDocumentData): what to try it with, the longest texts among them
 * @language: (nullable): of the words, where @layout does not say
 * @dpi: resolution of the printer; 0 for %FOYER_LAYOUT_DEFAULT_DPI
 *
 * Looks at @layout as somebody would who has to work with the paper.
 *
 * Returns: (transfer full) (element-type FoyerLayoutFinding): what was found, the gravest first; empty when all is well
 */
GPtrArray *foyer_layout_check (FoyerLayout *layout, const GPtrArray *papers, const char *language, double dpi);

G_END_DECLS
