/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reports share: the records of a period as plain facts, and counts of them that may be shown. Private to report/.
 *
 * How counts for council and public are kept safe, together, in all reports of one period:
 *   - places where someone lives, or works alone, are in no figure but one of the whole city;
 *   - groups of under five are put together until there are five, so that the sum of every line is shown;
 *   - within a line, what is under five is hidden with what would tell it (reeve_small_counts_hide_within);
 *   - nothing of this depends on which report it is for: two reports of one period hide the same;
 *   - figures of what stands on a day ("still open") are for the desk alone: two of them and the flow between tell each other. */
#pragma once

#include "reeve-check.h"
#include "reeve-report.h"

G_BEGIN_DECLS

#define REEVE_NO_DAY G_MININT32
#define REEVE_REPORT_MAX_COLUMNS 8

typedef enum { REEVE_BY_NOTHING, REEVE_BY_MONTH, REEVE_BY_DISTRICT, REEVE_BY_TYPE, REEVE_BY_ABOUT, REEVE_N_BYS } ReeveReportBy;

/* One thing that happened on a day: a complaint came in, a visit was made. Strings are interned; NULL = not known. */
typedef struct
{
  gint64 id;
  ReeveDay day;
  const char *keys[REEVE_N_BYS];      /* of DISTRICT, TYPE and ABOUT; the month is that of the day */
  guint8 columns[2];                  /* its column in each of two ways to divide them */
  gboolean home;
  double days;                        /* how long something took; NaN = not known */
  double days_visit;                  /* complaints: until the first visit */
} ReeveReportFact;

/* A way to divide facts, each into one column. */
typedef struct
{
  guint which;                        /* index into the fact's columns */
  guint n;
  const char *names[REEVE_REPORT_MAX_COLUMNS], *titles[REEVE_REPORT_MAX_COLUMNS];   /* titles: translated */
} ReeveReportDivision;

typedef struct
{
  char *label;
  GPtrArray *keys;                    /* interned, the groups in it; NULL in it = not known */
  ReeveCountLine counts;              /* the sum is always shown */
} ReeveReportLine;

typedef struct
{
  const ReeveReportDivision *division;
  guint least;
  gboolean too_few;                   /* the whole is under the least cell: nothing is shown */
  guint without;                      /* bit per grouping of whose lines only the sums can be shown */
  ReeveReportLine *total;
  GPtrArray *lines[REEVE_N_BYS];      /* ReeveReportLine; empty where not asked for */
} ReeveReportCounts;

/* @bys: bit per ReeveReportBy. @groups: for each grouping the keys that get a line also without facts, or NULL. */
ReeveReportCounts *reeve_report_counts_new (const GArray *facts, const ReeveReportDivision *division, guint bys, GPtrArray *const *groups, guint least,
                                            const char *(*label) (ReeveReportBy by, const char *key));
void reeve_report_counts_free (ReeveReportCounts *counts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveReportCounts, reeve_report_counts_free)

/* ---- records of a state of the file ---------------------------------------------------------------------------------------------- */

typedef struct
{
  ReeveConn *conn;
  const ReeveReportRequest *request;
  guint least;
  gboolean open;                      /* council and public */
  gboolean lists;                     /* records may be named: the desk */
  gboolean all_groups;                /* districts and types without any get a line, for the desk */
  char from[REEVE_DAY_TEXT_SIZE], until[REEVE_DAY_TEXT_SIZE], as_of[REEVE_DAY_TEXT_SIZE];
  GArray *received, *closed, *visits, *notices, *sanctions, *events, *decisions;   /* ReeveReportFact, of the period, homes included */
  GPtrArray *groups[REEVE_N_BYS];     /* districts and types that have a business */
  GHashTable *titles;                 /* "ordinance/provision" -> its citation and title, interned; until the report is made */
  ReeveCheck *check;
  GCancellable *cancellable;
} ReeveReportBook;

const ReeveReportDivision *reeve_division_all (void);
const ReeveReportDivision *reeve_division_origin (void);      /* of complaints received */
const ReeveReportDivision *reeve_division_repeat (void);
const ReeveReportDivision *reeve_division_outcome (void);     /* of complaints closed */
const ReeveReportDivision *reeve_division_reason (void);      /* of visits */
const ReeveReportDivision *reeve_division_result (void);
const ReeveReportDivision *reeve_division_correction (void);  /* of notices */
const ReeveReportDivision *reeve_division_decision (void);

gboolean reeve_report_book_load (ReeveReportBook *book, GError **error);
/* The programs of the day, and the titles of their provisions. */
gboolean reeve_report_book_load_titles (ReeveReportBook *book, GError **error);
void reeve_report_book_clear (ReeveReportBook *book);
/* Counts as the audience of the book may see them, homes left out where it must be. */
ReeveReportCounts *reeve_report_count (ReeveReportBook *book, const GArray *facts, const ReeveReportDivision *division, guint bys,
                                       const char *(*label) (ReeveReportBy by, const char *key));
const char *reeve_report_place_label (ReeveReportBy by, const char *key);       /* months, districts, types of business */
const char *reeve_report_complaint_label (ReeveReportBy by, const char *key);   /* the same, and what complaints are about */
const char *reeve_report_code (const char *table, const char *field, const char *code);

/* ---- parts of documents ---------------------------------------------------------------------------------------------------------- */

/* A table of @by: all, the columns of the division, and the share of column @share (-1 = none), titled @share_title. */
ReeveReportTable *reeve_report_put_counts (ReeveReport *report, const ReeveReportCounts *counts, ReeveReportBy by, const char *name, const char *title,
                                           const char *definition, int share, const char *share_title);
/* Days something took, by group: records, median, mean, longest; for others than the desk median and mean where there are five. */
void reeve_report_put_times (ReeveReport *report, const ReeveReportBook *book, const GArray *facts, gboolean until_visit, ReeveReportBy by,
                             const char *name, const char *title, const char *definition);
double reeve_report_median (GArray *days /* double, sorted by this */);
void reeve_report_put_maps (ReevePaper *paper, const GPtrArray *maps);
/* Runs @sql with ?1 from, ?2 until, ?3 as of, where it names them; @func for each row. */
typedef void (*ReeveReportRowFunc) (ReeveReportBook *book, ReeveStmt *stmt, gpointer data);
gboolean reeve_report_each (ReeveReportBook *book, const char *sql, ReeveReportRowFunc func, gpointer data, GError **error);

gboolean reeve_report_add_activity (ReeveReport *report, ReeveReportBook *book, GError **error);
gboolean reeve_report_add_compliance (ReeveReport *report, ReeveReportBook *book, GError **error);
gboolean reeve_report_add_provisions (ReeveReport *report, ReeveReportBook *book, GError **error);
gboolean reeve_report_add_equity (ReeveReport *report, ReeveReportBook *book, GError **error);
gboolean reeve_report_add_retention (ReeveReport *report, ReeveReportBook *book, GError **error);
gboolean reeve_report_add_yearly (ReeveReport *report, ReeveReportBook *book, GError **error);
/* What the city itself owes and is late with on the day. */
gboolean reeve_report_add_overdue (ReeveReport *report, ReeveReportBook *book, GError **error);

G_END_DECLS
