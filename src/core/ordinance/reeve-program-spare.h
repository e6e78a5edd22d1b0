/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A provision read as if it spared everybody who was there before it: what a back-test calls grandfathering for all. */
#pragma once

#include "reeve-program.h"

G_BEGIN_DECLS

/* As reeve_program_new_as_on(), but a business first licensed by the city on or before @licensed_by is spared for as long as it lasts, beside
 * those whom the provision itself spares. A provision that is not about a business spares as it is written. */
ReeveProgram *reeve_program_new_sparing (ReeveOrdinance *ordinance, const ReeveProvision *provision, ReeveDay day, ReeveDay law_day,
                                         ReeveDay licensed_by);

G_END_DECLS
