/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-document-data.h"
#include "foyer-order.h"
#include "foyer-shift-report.h"

G_BEGIN_DECLS

/** foyer_shift_paper_report: Returns: (transfer full): an X or Z report in the words of the program's language, for screen and paper alike */
FoyerDocumentData *foyer_shift_paper_report (const FoyerShiftReport *report);

G_END_DECLS
