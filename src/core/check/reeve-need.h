/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a set of programs reads, so that a check reads no more: fields, items, and how far and among whom they look around. Private to check/. */
#pragma once

#include "reeve-program.h"

G_BEGIN_DECLS

#define REEVE_NEED_MAX_FIELDS 64

/* How far the programs with one measure look by it; 0 = not at all. */
typedef struct { const ReeveMeasure *measure; double place_radius_m, peer_radius_m; } ReeveReach;

typedef struct
{
  gboolean reads[REEVE_N_KINDS][REEVE_NEED_MAX_FIELDS];
  gboolean items[REEVE_N_KINDS];
  gboolean surroundings;        /* places or peers */
  gboolean zones;
  gboolean notices;             /* the notice that cites a provision: for cure, or read */
  GArray *reaches;              /* ReeveReach, each of a different measure; the views of places and peers are made for each */
  double place_radius_m, peer_radius_m;  /* the farthest; 0 = not read */
  gboolean all_peer_categories;
  GPtrArray *peer_categories;   /* const char *, interned, NULL-terminated once closed */
} ReeveNeed;

/* @programs: ReeveProgram of one ordinance. */
ReeveNeed *reeve_need_new (const GPtrArray *programs);
void reeve_need_free (ReeveNeed *need);
/* Index of the program's measure in need->reaches. */
guint reeve_need_find_measure (const ReeveNeed *need, const ReeveMeasure *measure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveNeed, reeve_need_free)

G_END_DECLS
