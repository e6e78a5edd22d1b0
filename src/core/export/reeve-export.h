/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats a disclosure can be written in. Each writer is pure: the same disclosure gives the same bytes. All text is UTF-8. */
#pragma once

#include "reeve-disclosure.h"

G_BEGIN_DECLS

/* One sheet as CSV (RFC 4180, CRLF, byte order mark so that spreadsheets read it as UTF-8). Dates ISO, money in units with two decimals,
 * truth "yes"/"no", not known empty; with positions, columns "longitude" and "latitude". A cell that a spreadsheet would run as a formula
 * (= + - @ tab or return first) gets an apostrophe before it. */
GBytes *reeve_export_csv (const ReeveDisclosure *disclosure, ReeveSheetKind sheet);
/* The rows of @sheet that have a position as GeoJSON (RFC 7946) points, properties named as the columns; the others follow with a null
 * geometry. Coordinates have 6 decimals (0.1 m). */
GBytes *reeve_export_geojson (const ReeveDisclosure *disclosure, ReeveSheetKind sheet);
/* Businesses and places as KML 2.2, a folder each. */
GBytes *reeve_export_kml (const ReeveDisclosure *disclosure);
/* Every sheet the audience has as a worksheet of one XLSX workbook: typed cells, header frozen and filtered, text never a formula; the
 * first worksheet says what it is, for whom, and what was left out and why. */
GBytes *reeve_export_xlsx (const ReeveDisclosure *disclosure, GError **error);

G_END_DECLS
