/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of colours: window stylesheet, map, PDF and print all take theirs from here. */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "reeve-shown.h"

G_BEGIN_DECLS

typedef enum
{
  REEVE_PALETTE_LIGHT,
  REEVE_PALETTE_DARK,
  REEVE_PALETTE_PRINT,     /* black on white, for paper and greyscale */
  REEVE_N_PALETTES
} ReevePalette;

typedef enum
{
  REEVE_COLOUR_BASE,
  REEVE_COLOUR_TINT,
  REEVE_COLOUR_HAIRLINE,
  REEVE_COLOUR_TEXT,
  REEVE_COLOUR_SECONDARY,
  REEVE_COLOUR_ACCENT,         /* focus ring, ring of the selected point */
  REEVE_COLOUR_SELECTED,       /* selected row */
  REEVE_COLOUR_EDGE,           /* edge of fields and answers */
  REEVE_COLOUR_LAW,            /* ground of quoted law */
  REEVE_COLOUR_MAP_GROUND,
  REEVE_COLOUR_MAP_ROAD,
  REEVE_COLOUR_MAP_CASING,     /* edge of a road */
  REEVE_COLOUR_MAP_WATER,
  REEVE_COLOUR_MAP_PARK,
  REEVE_COLOUR_MAP_OUTSIDE,    /* ground beyond the city's boundary */
  REEVE_COLOUR_MAP_COMMERCIAL, /* zoning tints, by class */
  REEVE_COLOUR_MAP_RESIDENTIAL,
  REEVE_COLOUR_MAP_INDUSTRIAL,
  REEVE_COLOUR_MAP_INSTITUTIONAL,
  REEVE_COLOUR_MAP_LINE,       /* boundaries of districts */
  REEVE_COLOUR_MAP_PLACE,      /* sensitive uses and what is measured to them */
  REEVE_COLOUR_MAP_LABEL,      /* street names */
  REEVE_COLOUR_MAP_WATER_LABEL,
  REEVE_COLOUR_MAP_PARK_LABEL,
  REEVE_N_COLOURS
} ReeveColour;

guint32 reeve_palette_get (ReevePalette palette, ReeveColour colour);        /* 0xRRGGBB */
guint32 reeve_palette_get_shown (ReevePalette palette, ReeveShown shown);    /* 0xRRGGBB */
const char *reeve_colour_name (ReeveColour colour);                          /* "base", "map-ground": "reeve_base" in the stylesheet */
void reeve_palette_set_source (cairo_t *cr, guint32 rgb, double alpha);
/* WCAG 2 contrast ratio of two colours, 1 to 21. */
double reeve_palette_contrast (guint32 a, guint32 b);
/* @define-color lines for every colour and outcome, for the window's style provider. Transfer full. */
char *reeve_palette_to_css (ReevePalette palette);

G_END_DECLS
