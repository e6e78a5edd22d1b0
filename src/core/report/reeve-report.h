/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report: sections with words and tables, every figure with what it means and of how many it is. One value, which the writers of PDF, XLSX,
 * JSON and text put down without adding anything; and the reports of domain.md 8, made from the records of one state of a case file. */
#pragma once

#include <json-glib/json-glib.h>

#include "reeve-audience.h"
#include "reeve-db.h"
#include "reeve-ordinance.h"
#include "reeve-paper.h"
#include "reeve-small-counts.h"

G_BEGIN_DECLS

/* ---- the value ------------------------------------------------------------------------------------------------------------------ */

typedef enum
{
  REEVE_REPORT_WORDS,
  REEVE_REPORT_DAY,
  REEVE_REPORT_COUNT,
  REEVE_REPORT_NUMBER,     /* one decimal: days, visits per hundred places */
  REEVE_REPORT_SHARE       /* of one; shown in percent */
} ReeveReportType;

/* A cell of words has .text; a day has .number, a ReeveDay; a cell that is not known has neither: NaN. */
typedef struct { char *text; double number; ReeveCountState state; } ReeveReportCell;
typedef struct { char *name, *title; ReeveReportType type; } ReeveReportColumn;   /* name: JSON */
typedef struct { GArray *cells; gboolean strong; } ReeveReportRow;                 /* cells: ReeveReportCell */

typedef struct
{
  char *name, *title;      /* name: JSON, sheet of a workbook */
  char *definition;        /* one sentence: what is counted, of what */
  char *when_empty;
  GArray *columns;         /* ReeveReportColumn */
  GPtrArray *rows;         /* ReeveReportRow */
  int bars;                /* a column to draw beside the table, -1 = none */
} ReeveReportTable;

/* Areas of the city, each with a share: no points. */
typedef struct { char *label; GBytes *geometry; /* WKB, WGS 84 */ double share; /* NaN = not shown */ } ReeveReportArea;
typedef struct { char *title; GPtrArray *areas; } ReeveReportMap;

typedef enum { REEVE_REPORT_PARAGRAPH, REEVE_REPORT_NOTE, REEVE_REPORT_TABLE, REEVE_REPORT_MAPS, REEVE_REPORT_REDLINE } ReeveReportItemKind;
typedef struct
{
  ReeveReportItemKind kind;
  char *text;              /* PARAGRAPH, NOTE; REDLINE: the provision whose words these are; NULL = no words of law */
  ReeveReportTable *table;
  GPtrArray *maps;         /* MAPS: ReeveReportMap, side by side */
  GArray *runs;            /* REDLINE: ReevePaperRun */
} ReeveReportItem;
typedef struct { char *title; GPtrArray *items; gboolean own_page; } ReeveReportSection;

typedef struct
{
  char *name, *title, *subtitle;
  char *city, *to, *reason, *made_by;      /* NULL = not stated */
  ReeveAudience audience;
  guint least;                             /* a hidden count reads "under" this */
  ReeveDay from, until, as_of, made_on;    /* the period, both ends included; the day of what is not of a period */
  gint64 release;                          /* 0 = not a release */
  GPtrArray *sections;                     /* ReeveReportSection */
} ReeveReport;

ReeveReport *reeve_report_new (const char *name, const char *title);
void reeve_report_free (ReeveReport *report);

/* Building. What is added belongs to the last section. */
void reeve_report_add_section (ReeveReport *report, const char *title);
void reeve_report_add_paragraph (ReeveReport *report, const char *text);
void reeve_report_add_note (ReeveReport *report, const char *text);
ReeveReportTable *reeve_report_add_table (ReeveReport *report, const char *name, const char *title, const char *definition);
/* To an item of maps; @geometry may be NULL. */
ReeveReportMap *reeve_report_add_map (ReeveReportItem *item, const char *title);
void reeve_report_map_add_area (ReeveReportMap *map, const char *label, GBytes *geometry, double share);
ReeveReportItem *reeve_report_add_item (ReeveReport *report, ReeveReportItemKind kind);
void reeve_report_table_add_column (ReeveReportTable *table, const char *name, const char *title, ReeveReportType type);
void reeve_report_table_begin_row (ReeveReportTable *table, gboolean strong);
/* The next cell of the last row. */
void reeve_report_table_add_words (ReeveReportTable *table, const char *text);
void reeve_report_table_add_day (ReeveReportTable *table, const char *day);        /* ISO, or NULL */
void reeve_report_table_add_number (ReeveReportTable *table, double number);       /* NaN = cannot be said */
void reeve_report_table_add_count (ReeveReportTable *table, gint64 n, ReeveCountState state);
/* @n of @all; nothing where either is hidden or @all is 0. */
void reeve_report_table_add_share (ReeveReportTable *table, gint64 n, gint64 all, gboolean shown);
char *reeve_report_cell_text (const ReeveReportCell *cell, ReeveReportType type, guint least);   /* as a person reads it; transfer full */

/* Writing: the same report gives the same bytes. */
GBytes *reeve_report_write_pdf (const ReeveReport *report, ReevePaperSize size, GError **error);
GBytes *reeve_report_write_xlsx (const ReeveReport *report, GError **error);
JsonNode *reeve_report_to_json (const ReeveReport *report);                        /* transfer full */
char *reeve_report_to_text (const ReeveReport *report);                            /* transfer full */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveReport, reeve_report_free)

/* ---- the reports ---------------------------------------------------------------------------------------------------------------- */

typedef enum
{
  REEVE_REPORT_ACTIVITY,
  REEVE_REPORT_COMPLIANCE,
  REEVE_REPORT_PROVISIONS,
  REEVE_REPORT_EQUITY,
  REEVE_REPORT_RETENTION,
  REEVE_REPORT_YEARLY,
  REEVE_N_REPORTS
} ReeveReportKind;

const char *reeve_report_kind_name (ReeveReportKind kind);     /* "activity": command line, log */
const char *reeve_report_kind_label (ReeveReportKind kind);    /* translated: "Activity" */
gboolean reeve_report_kind_from_name (const char *name, ReeveReportKind *ret_kind);
/* Lists of records are for the desk alone: what is nothing else has no other audience. */
gboolean reeve_report_kind_has_audience (ReeveReportKind kind, ReeveAudience audience);

typedef struct
{
  ReeveReportKind kind;
  ReeveDay from, until;        /* both ends included */
  ReeveDay as_of;              /* the day of the findings in the file */
  ReeveAudience audience;
  GHashTable *homes;           /* ids of businesses (gint64 *) that are in no figure but those of the whole city; NULL = none */
} ReeveReportRequest;

/* @conn: a state of the file whose derived rows are those of @request's as_of. Head but for name, title and period is the caller's to fill. */
ReeveReport *reeve_report_make (ReeveConn *conn, const ReeveReportRequest *request, GCancellable *cancellable, GError **error);

/* What a fact is called where no record may be named, from its path ("peer.distance", "observed.clean"). Transfer full. */
char *reeve_report_fact_label (ReeveOrdinance *ordinance, const char *path);

G_END_DECLS
