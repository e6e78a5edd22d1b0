/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaving the office: what is asked for, for whom and why, becomes a disclosure, is written in a format, logged and packed (design 8).
 * This folder alone turns records into a disclosure. */
#pragma once

#include "reeve-case-map.h"
#include "reeve-db.h"
#include "reeve-export.h"
#include "reeve-shown.h"

G_BEGIN_DECLS

typedef struct
{
  ReeveAudience audience;
  ReeveDay day;                /* as of */
  ReeveDay made_on;
  const char *title;           /* or NULL */
  const char *to, *reason;     /* required but for INTERNAL */
  const char *made_by;
  const char *category, *district;      /* NULL = all */
  /* Choices that the audience could not make itself would tell what it may not see: refused for COUNCIL and PUBLIC. */
  guint shown;                 /* bit per ReeveShown; 0 = all */
  const gint64 *businesses;    /* ascending; NULL = all */
  gsize n_businesses;
  guint sheets;                /* bit per ReeveSheetKind; 0 = all the audience has */
  const char *without;         /* "sheet.column" names with spaces between: what its audience may see and does not get this time; or NULL */
  gint64 release;              /* number in the log, 0 = none yet */
  ReeveCaseMapOptions map;     /* of PDF and PNG */
  gint64 made_from;            /* entry of the history it is made from, 0 = the last */
  /* A report in place of records (reeve_report_kind_name), of a period with both ends, or "annex": what a draft would change. PDF or XLSX. */
  const char *report;
  const char *draft, *beside;  /* of an annex: the text of the ordinance file, and that of the one compared with; NULL = what is in force */
  const char *const *only;     /* of an annex: the provisions compared, NULL-terminated; NULL = all */
  gboolean as_on_day, without_grandfathering, sparing_all;   /* as in ReeveBacktestSpec, of the draft */
  const char *figures;         /* filled when made: what an annex shows, for the next to be held against */
  ReeveDay from, until;
  gint64 figures_from;         /* filled when made: the entry its figures come from, if an earlier release gave them; else 0 */
  const char *records_request; /* number of the public-records request that this answers, of ZIP for PUBLIC; or NULL */
  ReeveDay received;           /* the day that request came */
  const char *passphrase;      /* what is written is closed with it; the log keeps the hash of what is inside. NULL = open */
} ReeveReleaseRequest;

typedef enum { REEVE_FORMAT_CSV, REEVE_FORMAT_GEOJSON, REEVE_FORMAT_KML, REEVE_FORMAT_XLSX, REEVE_FORMAT_PDF, REEVE_FORMAT_PNG,
               REEVE_FORMAT_ZIP, REEVE_FORMAT_GPKG, REEVE_FORMAT_SHP, REEVE_N_FORMATS } ReeveFormat;

/* TRUE when it may be made; else an error that says what is missing or why it is refused. */
gboolean reeve_release_request_check (const ReeveReleaseRequest *request, GError **error);
/* All that @request asks for and its audience may see, sealed. Findings must be up to date (reeve_findings_refresh). */
ReeveDisclosure *reeve_release_gather (ReeveConn *conn, const ReeveReleaseRequest *request, GCancellable *cancellable, GError **error);
/* The same as it is needed for @format: a map shows businesses and places, so nothing else is brought for it, and nothing else left out. */
ReeveDisclosure *reeve_release_gather_for (ReeveConn *conn, const ReeveReleaseRequest *request, ReeveFormat format, GCancellable *cancellable,
                                           GError **error);
/* The setting that narrows an audience: "audience-police-without", names "sheet.column" with spaces between. Transfer full. */
char *reeve_release_narrowing_key (ReeveAudience audience);
/* A column's name there: "businesses.address". Transfer full. */
char *reeve_release_column_name (ReeveDisclosedField field);

/* The formats of one file. */
const char *reeve_format_name (ReeveFormat format);            /* "csv": command line, log; also what its files end with, but SHP, a zip */
gboolean reeve_format_from_name (const char *name, ReeveFormat *ret_format);
/* CSV and GeoJSON hold one sheet: the first asked for that the audience has. PDF is the case map with its list, PNG its first page; both need
 * @ground, the city's layers on the day of the request (reeve_release_read_ground), which nothing else does. Not ZIP: reeve_package_write. */
GBytes *reeve_release_write (const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request, ReeveFormat format, const ReeveMapScene *ground,
                             GError **error);
gboolean reeve_format_needs_ground (ReeveFormat format);
ReeveMapScene *reeve_release_read_ground (ReeveConn *conn, const ReeveReleaseRequest *request, GError **error);

/* GPKG, or SHP: a zip with a shapefile for each sheet that has places. Names of columns in a shapefile are cut to ten characters by its format. */
GBytes *reeve_release_write_gis (const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request, ReeveFormat format, GError **error);

/* Gathers, writes @path and records the release in the log, all or nothing; @request's number is that of the log. Findings are brought up to
 * date first. A file that may only be read makes no release, but INTERNAL copies, which are not numbered. @ret_number: 0 for these. */
gboolean reeve_release_make (ReeveDb *db, const ReeveReleaseRequest *request, ReeveFormat format, const char *path, gint64 *ret_number,
                             GError **error);
/* The case map for a printer: as reeve_release_make() with PDF, but the pages are given back instead of being written. The log has the hash of
 * the PDF that a reprint makes of them. @ret_paper: transfer full. */
gboolean reeve_release_print (ReeveDb *db, const ReeveReleaseRequest *request, ReevePaper **ret_paper, gint64 *ret_number, GError **error);
/* Writes release @number again, from the history, to @path: the same bytes, or DAMAGED. */
gboolean reeve_release_reprint (ReeveDb *db, gint64 number, const char *path, GError **error);
/* Says that release @number was called back, and why: an addition, nothing is erased. */
gboolean reeve_release_recall (ReeveDb *db, gint64 number, ReeveDay day, const char *reason, GError **error);
/* All releases, the latest first. (element-type ReeveRecord) Transfer full. */
GPtrArray *reeve_release_list (ReeveConn *conn, GError **error);

G_END_DECLS
