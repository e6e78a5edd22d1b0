/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader of WKB and the geometry itself share; nobody else includes this. */
#pragma once

#include "reeve-geometry.h"

G_BEGIN_DECLS

typedef enum { REEVE_SHAPE_POINT, REEVE_SHAPE_LINE, REEVE_SHAPE_AREA } ReeveShape;

/* One point, line or ring. Rings keep their closing point. Rings of one polygon share .polygon; the first of them is its outer ring. */
typedef struct { guint32 first, n, polygon; } ReevePart;

struct _ReeveGeometry
{
  gatomicrefcount refs;
  ReeveShape shape;
  ReeveBox box;
  guint n_points, n_parts;
  ReevePoint *points;
  ReevePart *parts;
};

/* Takes both arrays (ReevePoint, ReevePart) and works out the box. */
ReeveGeometry *reeve_geometry_new_take (ReeveShape shape, GArray *points, GArray *parts);

G_END_DECLS
