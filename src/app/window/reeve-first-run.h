/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first page: three ways to begin, three promises, nothing else. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REEVE_TYPE_FIRST_RUN (reeve_first_run_get_type ())
G_DECLARE_FINAL_TYPE (ReeveFirstRun, reeve_first_run, REEVE, FIRST_RUN, AdwBin)

G_END_DECLS
