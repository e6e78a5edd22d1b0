/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two ordinances side by side, word by word: what is taken out is struck, what is put in is underlined. */
#pragma once

#include <adwaita.h>
#include "reeve-comparison.h"

G_BEGIN_DECLS

/* Presents it over @parent. */
void reeve_ordinance_compare_present (GtkWindow *parent, const char *name_before, ReeveOrdinance *before, const char *name_after, ReeveOrdinance *after,
                                      ReeveDay day);

G_END_DECLS
