/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map as a finished sheet: title, map, legend with counts, scale, north, sources, and for whom it is. */
#pragma once

#include "reeve-map-paint.h"

G_BEGIN_DECLS

typedef struct
{
  const ReeveMapScene *scene;
  const ReevePointIndex *index;
  ReeveMapStyle style;
  const char *title;
  const char *subtitle;      /* what is shown, of which day */
  const char *audience;      /* for whom, and what they may do with it */
  const char *made;          /* day and program, small */
  guint unplaced;            /* businesses without a position: said, never silently missing */
  guint undrawn[REEVE_N_SHOWN]; /* placed, but left off the map for its sake: said too */
  gboolean has_box;          /* else the whole city */
  ReeveWorldBox box;
} ReeveMapSheet;

#define REEVE_MAP_SHEET_MIN_WIDTH 640
#define REEVE_MAP_SHEET_MIN_HEIGHT 480
#define REEVE_MAP_SHEET_MAX 12000

void reeve_map_sheet_paint (cairo_t *cr, const ReeveMapSheet *sheet, double width, double height);
/* Writes @path as PNG of @width x @height pixels or, named *.pdf, as a page of as many units of 1/96 inch. Replaces the file only when
 * the new one is whole. @day is the date in the PDF, so that the same input gives the same bytes. */
gboolean reeve_map_sheet_write (const ReeveMapSheet *sheet, const char *path, int width, int height, ReeveDay day, GError **error);

G_END_DECLS
