/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a worked example is put to its provision: shared by the examples' own run and the mutation report. */
#pragma once

#include "reeve-example.h"

G_BEGIN_DECLS

ReeveDay reeve_example_run_day (const ReeveOrdinance *ordinance, const ReeveProvision *provision, const ReeveExample *example);
ReeveAbout reeve_example_about (const ReeveProvision *provision, ReeveDay day);

G_END_DECLS
