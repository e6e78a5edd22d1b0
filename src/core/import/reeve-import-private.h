/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of import/ share. A row is read (value), walked into drafts of records (walk) and written (table); run holds it together. */
#pragma once

#include "reeve-csv.h"
#include "reeve-gis-reader.h"
#include "reeve-import-kinds.h"

G_BEGIN_DECLS

#define REEVE_IMPORT_PREVIEW_ROWS 100
#define REEVE_IMPORT_SHOWN 1000            /* refusals and differences kept for showing */
#define REEVE_IMPORT_MAX_REFUSED 100000    /* more than that is a wrong mapping, not a file with mistakes */

typedef struct
{
  char *item;                              /* checklist item of an inspection */
  int column;
} ReeveImportItem;

struct _ReeveImport
{
  const ReeveImportKind *kind;
  const ReeveImportSpec *specs;
  char *path, *file_name;
  ReeveCsv *csv;                           /* NULL: a map file */
  char **columns;
  guint n_columns;
  gboolean *forbidden;                     /* per column */
  gboolean *ours;                          /* per column: line and reason of an earlier --rejects */
  GPtrArray *preview;                      /* char **, n_columns values each */
  GArray *preview_lines;                   /* gint64, beside them; shorter when they have no lines */
  int *column_of;                          /* per field; -1 = not mapped */
  GArray *items;                           /* ReeveImportItem */
  int key;                                 /* field */
  GHashTable *options;
  GHashTable *values;                      /* "field\nvalue in the file, folded" -> value meant */
  GPtrArray *refusals;                     /* ReeveImportRefusal, the first 1000 */
  GPtrArray *changes;                      /* char * */
  GPtrArray *notes;                        /* char *: what the reader of the file had to say */
  gint64 left_unknown;
  gboolean opened;                         /* columns are known */
};

/* reeve-import.c */
const char *reeve_import_get_option (const ReeveImport *import, const char *option);
char *reeve_import_mapping_json (const ReeveImport *import);               /* what import_run.mapping and profiles hold */

/* A row of the file, whatever it came from. */
typedef struct
{
  gint64 line;
  char **fields;                           /* n_columns of the import; NULL = empty */
  const char *fault;                       /* untranslated */
  gconstpointer wkb;
  gsize wkb_size;
} ReeveImportRow;

typedef struct _ReeveImportRun ReeveImportRun;
typedef struct _ReeveImportTable ReeveImportTable;

/* reeve-import-value.c: from what stands in a cell to the canonical value of its field. */
typedef struct _ReeveImportValues ReeveImportValues;
typedef enum { REEVE_VALUE_GOOD, REEVE_VALUE_LEFT_UNKNOWN, REEVE_VALUE_REFUSED } ReeveValueVerdict;
ReeveImportValues *reeve_import_values_new (const ReeveImport *import);
void reeve_import_values_free (ReeveImportValues *values);
void reeve_import_values_begin_row (ReeveImportValues *values);                          /* values of the row before are gone */
/* @raw may be changed in place. @ret_value: NULL = unknown; good until the next row. @ret_reason: transfer full, with the last two verdicts. */
ReeveValueVerdict reeve_import_values_read (ReeveImportValues *values, guint field, char *raw, const char **ret_value, char **ret_reason);

/* reeve-import-table.c: a draft of one record, its insert and its merge into what is there. */
ReeveImportTable *reeve_import_table_new (const char *name);
void reeve_import_table_free (ReeveImportTable *table);
guint reeve_import_table_use (ReeveImportTable *table, const char *column);              /* index; adds it while none was written */
void reeve_import_table_set_once (ReeveImportTable *table, guint column);                /* written with a new record, never changed by a merge */
void reeve_import_table_clear (ReeveImportTable *table);
void reeve_import_table_set (ReeveImportTable *table, guint column, const char *value);  /* not copied; NULL = says nothing */
void reeve_import_table_set_int (ReeveImportTable *table, guint column, gint64 value);
void reeve_import_table_set_real (ReeveImportTable *table, guint column, double value);
void reeve_import_table_set_bytes (ReeveImportTable *table, guint column, GBytes *value);
void reeve_import_table_unset (ReeveImportTable *table, guint column);
gboolean reeve_import_table_has (const ReeveImportTable *table, guint column);
guint64 reeve_import_table_given (const ReeveImportTable *table);                        /* bit per column that the draft sets */
gboolean reeve_import_table_insert (ReeveImportTable *table, ReeveImportRun *run, gint64 *ret_id, GError **error);
/* Reads record @id to compare with. */
gboolean reeve_import_table_load (ReeveImportTable *table, ReeveImportRun *run, gint64 id, GError **error);
const char *reeve_import_table_old (const ReeveImportTable *table, guint column);        /* text of the loaded record, NULL = unknown */
gint64 reeve_import_table_old_int (const ReeveImportTable *table, guint column, gint64 if_unknown);
/* The first column among @mask whose draft differs from the loaded record, or -1. */
int reeve_import_table_differs (const ReeveImportTable *table, guint64 mask);
const ReeveFieldInfo *reeve_import_table_field (const ReeveImportTable *table, guint column);
/* Writes what the draft adds or changes in the loaded record. @title: the record, for the list of differences. */
gboolean reeve_import_table_merge (ReeveImportTable *table, ReeveImportRun *run, const char *title, gboolean *changed, GError **error);

/* reeve-import-run.c */
typedef struct
{
  gint64 id, other;                        /* 0 = not in the file yet */
  gint64 line;
  guint64 given;
  gboolean flag;
  gpointer link;                           /* to the one that stands for it */
} ReeveImportSeen;

typedef struct
{
  ReeveImportTable *table;                 /* NULL: the walk looks at it */
  guint column;
} ReeveImportSlot;

typedef gboolean (*ReeveImportWalk) (ReeveImportRun *run, const ReeveImportRow *row, GError **error);

/* Statements of nearly every row, kept at hand. */
typedef enum { REEVE_IMPORT_INSERT_EXTRA, REEVE_IMPORT_INSERT_STATUS, REEVE_IMPORT_INSERT_OCCUPANCY, REEVE_IMPORT_N_STATEMENTS } ReeveImportStatement;

typedef enum { REEVE_ROW_ADDED, REEVE_ROW_CHANGED, REEVE_ROW_UNCHANGED, REEVE_ROW_REFUSED } ReeveRowResult;

struct _ReeveImportRun
{
  ReeveImport *import;
  ReeveTxn *txn;
  ReeveConn *conn;
  GCancellable *cancellable;
  gboolean dry_run;
  gboolean dry_run_done;
  const char *rejects_path, *profile;
  ReeveImportProgress progress;
  gpointer progress_data;

  gint64 run_id;
  char source[40];                         /* "import 12" */
  char today[16];
  ReeveImportCounts counts;
  ReeveImportValues *values;
  const char **value;                      /* per field of the row at hand */
  ReeveImportSlot *slots;                  /* per field */
  GHashTable *tables;                      /* name -> ReeveImportTable */
  ReeveStmt *statements[REEVE_IMPORT_N_STATEMENTS];
  GHashTable *had_rows;                    /* table -> GINT_TO_POINTER (2 yes, 1 no) */
  GHashTable *seen;                        /* what this run wrote or matched: key -> ReeveImportSeen */
  GStringChunk *strings;
  GPtrArray *seen_blocks;
  GString *scratch;

  ReeveRowResult result;                   /* of the row at hand */
  gpointer walk_data;                      /* of the kind's walk */
  GDestroyNotify walk_data_free;
  ReeveImportWalk walk;

  GPtrArray *kept;                         /* ReeveImportRefusal: all that go into import_row */
  GArray *extra_columns;                   /* guint: columns without a field */
  GPtrArray *extra_names;                  /* their names, ready as JSON */
  GString *rejects;                        /* the file of refused rows so far */
  char *sha256;
  char *who;
};

ReeveImportTable *reeve_import_run_table (ReeveImportRun *run, const char *name);        /* made when first asked for */
ReeveStmt *reeve_import_run_prepare (ReeveImportRun *run, ReeveImportStatement which, GError **error);
int reeve_import_run_field (const ReeveImportRun *run, const char *name);                /* index or -1 */
const char *reeve_import_run_value (const ReeveImportRun *run, int field);               /* NULL = unknown, not mapped or no such field */
/* Fills the drafts of all tables of the kind from the row's values. */
void reeve_import_run_fill_drafts (ReeveImportRun *run);
/* The row is not taken. Always TRUE, so that a walk can return it. Takes @reason. */
gboolean reeve_import_run_refuse (ReeveImportRun *run, const ReeveImportRow *row, const char *field, char *reason);
void reeve_import_run_note (ReeveImportRun *run, const ReeveImportRow *row, const char *field, const char *value, char *reason);
void reeve_import_run_add_change (ReeveImportRun *run, char *text);
gboolean reeve_import_run_had_rows (ReeveImportRun *run, const char *table, gboolean *ret_had, GError **error);
ReeveImportSeen *reeve_import_run_find_seen (ReeveImportRun *run, const char *key);
ReeveImportSeen *reeve_import_run_add_seen (ReeveImportRun *run, const char *key, gint64 id);
/* Columns without a field, as JSON in import_extra. */
gboolean reeve_import_run_write_extras (ReeveImportRun *run, const ReeveImportRow *row, const char *table, gint64 id, gboolean is_new, gboolean *changed,
                                        GError **error);

/* reeve-import-walk.c: premises, businesses, licences. A kind sets walk_data and returns its walk; NULL on error. */
typedef struct _ReeveImportPlace ReeveImportPlace;
ReeveImportPlace *reeve_import_place_new (ReeveImportRun *run);
void reeve_import_place_free (ReeveImportPlace *place);
/* The premises of the row's address: found or made. 0 = the row has no address. */
gboolean reeve_import_place_write (ReeveImportPlace *place, ReeveImportRun *run, gint64 *ret_id, gboolean *changed, GError **error);
/* What can be said against the row's position before anything is written: notes it and leaves it unknown. */
void reeve_import_place_check (ReeveImportPlace *place, ReeveImportRun *run, const ReeveImportRow *row);
/* A business named by number, licence or name (at @premises, 0 = anywhere). 0 = none given or found; two of one name count as none. */
gboolean reeve_import_find_business (ReeveImportRun *run, gint64 premises, gint64 *ret_id, GError **error);
gboolean reeve_import_find_premises (ReeveImportRun *run, const char *address, const char *suite, gint64 *ret_id, GError **error);
/* Makes @status the licence's present status since @from (NULL = not known). */
gboolean reeve_import_write_status (ReeveImportRun *run, gint64 licence, gboolean is_new, const char *status, const char *from, gboolean from_stated,
                                    const char *title, gboolean *changed, GError **error);
ReeveImportWalk reeve_import_walk_licences (ReeveImportRun *run, GError **error);
ReeveImportWalk reeve_import_walk_businesses (ReeveImportRun *run, GError **error);
/* reeve-import-walk-cases.c */
ReeveImportWalk reeve_import_walk_complaints (ReeveImportRun *run, GError **error);
ReeveImportWalk reeve_import_walk_inspections (ReeveImportRun *run, GError **error);
ReeveImportWalk reeve_import_walk_practitioners (ReeveImportRun *run, GError **error);
ReeveImportWalk reeve_import_walk_applications (ReeveImportRun *run, GError **error);
ReeveImportWalk reeve_import_walk_events (ReeveImportRun *run, GError **error);
/* reeve-import-walk-gis.c */
ReeveImportWalk reeve_import_walk_features (ReeveImportRun *run, GError **error);

void reeve_import_refusal_free (ReeveImportRefusal *refusal);

G_END_DECLS
