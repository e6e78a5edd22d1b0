/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a check, for the part that compiles the ordinances and tests one record, and the part that runs over all of them. */
#pragma once

#include "reeve-check-shared.h"
#include "reeve-gather.h"

G_BEGIN_DECLS

/* The programs of one ordinance about one kind of record: they share a checklist and a subject, hence facts. */
typedef struct
{
  ReeveOrdinance *ordinance;
  ReeveAbout about;
  GPtrArray *programs;      /* ReeveProgram, borrowed */
  GArray *indices;          /* guint: of each among all */
  GArray *views;            /* ReeveView of each */
  GPtrArray *gates;         /* const ReeveProgram *: the first of those with the same gate */
  GArray *gate_of;          /* guint: of each program, its place among the gates; G_MAXUINT = none */
  ReeveNeed *need;
  GPtrArray *idle[2];       /* ReeveGather without and with origins; under the check's lock */
} ReeveCheckGroup;

struct _ReeveCheck
{
  gatomicrefcount refs;
  ReeveDay day;
  GPtrArray *programs;      /* ReeveProgram */
  GPtrArray *groups;        /* ReeveCheckGroup */
  ReeveRegisters *registers;
  gboolean abouts[REEVE_N_ABOUTS];
  gboolean needs_places, needs_peers, needs_peer_licences, all_categories;
  double peer_radius_m;
  GPtrArray *categories;    /* of peers, NULL-terminated */
  GMutex lock;
  ReevePlaces *places;
  ReevePeers *peers;
};

/* Businesses and premises come in order of id; records of other kinds are looked up at their business or premises. */
gboolean reeve_about_is_streamed (ReeveAbout about);
/* What lies around, read at the first use. Both transfer full, or NULL when nobody asks. */
gboolean reeve_check_get_surroundings (ReeveCheck *check, ReeveConn *conn, ReevePlaces **ret_places, ReevePeers **ret_peers, GError **error);
/* @gate: of the view's program, as read from this subject; NULL = not read. */
ReeveOutcome reeve_gather_evaluate (ReeveGather *gather, const ReeveView *view, const ReeveValue *gate, ReeveDay *ret_until);

G_END_DECLS
