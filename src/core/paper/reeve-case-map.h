/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case map on paper: the ground of the city, which is public, and on it what a disclosure holds, numbered, with the list of it. Where
 * the disclosure has made positions coarse, squares of its grid are drawn and no points. */
#pragma once

#include "reeve-disclosure.h"
#include "reeve-map-scene.h"
#include "reeve-paper.h"

G_BEGIN_DECLS

#define REEVE_CASE_MAP_NUMBERED 300      /* more marks than this on one map have no numbers: the list names squares of a reference grid */

typedef enum { REEVE_ATLAS_NONE, REEVE_ATLAS_RECORD, REEVE_ATLAS_DISTRICT, REEVE_N_ATLASES } ReeveAtlas;
const char *reeve_atlas_name (ReeveAtlas atlas);                    /* "none", "record", "district" */
gboolean reeve_atlas_from_name (const char *name, ReeveAtlas *ret_atlas);

/* Zeroed: one sheet, Letter, lying. */
typedef struct
{
  ReevePaperSize size;
  gboolean portrait;
  ReeveAtlas atlas;          /* after the whole, a page for each business or each district */
  gboolean no_list;
  gboolean list_beside;      /* the list begins beside the map, as far as there is room; else after it */
  gboolean grey;             /* black on white */
  gboolean zoning;
} ReeveCaseMapOptions;

/* @disclosure and @scene are sealed. Transfer full. */
ReevePaper *reeve_case_map_new (const ReeveDisclosure *disclosure, const ReeveMapScene *scene, const ReeveCaseMapOptions *options);
/* The same, telling of each page but the last when it is whole (reeve_paper_watch). */
ReevePaper *reeve_case_map_new_watched (const ReeveDisclosure *disclosure, const ReeveMapScene *scene, const ReeveCaseMapOptions *options,
                                        ReevePaperPageFunc watch, gpointer data);

G_END_DECLS
