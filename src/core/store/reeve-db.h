/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one door to a case file. store/ is the only folder that includes sqlite3.h.
 *
 * ReeveDb owns the writer connection and its thread. Every write goes through reeve_db_write(): begin immediate, the callback, the
 * change-log entry (deflated session changeset, hash chain), commit; then the wake (derived data, set by check/) in a transaction of
 * its own; then "changed" on the main context the ReeveDb was opened in. Reading uses ReeveReader: a read-only connection, one per thread. */
#pragma once

#include <gio/gio.h>
#include "reeve-date.h"
#include "reeve-record.h"

G_BEGIN_DECLS

#define REEVE_APPLICATION_ID 0x52656576 /* "Reev" */
#define REEVE_TYPE_DB (reeve_db_get_type ())
G_DECLARE_FINAL_TYPE (ReeveDb, reeve_db, REEVE, DB, GObject)

typedef struct _ReeveConn ReeveConn;     /* something to run statements on: inside a reader or a transaction */
typedef struct _ReeveStmt ReeveStmt;     /* a prepared statement, cached by its connection */
typedef struct _ReeveTxn ReeveTxn;       /* an open write transaction; only inside a ReeveWriteFunc */
typedef struct _ReeveReader ReeveReader; /* a read-only connection with one consistent view while a statement runs */

typedef enum { REEVE_DB_READ_WRITE, REEVE_DB_READ_ONLY } ReeveDbMode;

/* What one transaction changed. Boxed, immutable. Rows of recorded tables only. */
typedef struct { const char *table; gint64 id; } ReeveChangedRow;
typedef struct _ReeveChanges ReeveChanges;
GType reeve_changes_get_type (void);
ReeveChanges *reeve_changes_ref (ReeveChanges *changes);
void reeve_changes_unref (ReeveChanges *changes);
gint64 reeve_changes_get_entry (const ReeveChanges *changes);
const ReeveChangedRow *reeve_changes_get_rows (const ReeveChanges *changes, gsize *ret_n);
gboolean reeve_changes_touch (const ReeveChanges *changes, const char *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveChanges, reeve_changes_unref)

/* Opening. Refused with a clear message: a directory, FIFO, missing or empty file, not SQLite, not ours, newer, damaged, on a network
 * share, locked by another process. The file is left as it was. */
ReeveDb *reeve_db_create (const char *path, const char *city, GError **error);
ReeveDb *reeve_db_open (const char *path, ReeveDbMode mode, GError **error);
/* What was recorded by the end of @day: a copy without the later entries of the history; @mode as for reeve_db_open(). What is derived in it
 * is that of the file and has to be made anew where it is read. */
ReeveDb *reeve_db_open_known_on (const char *path, ReeveDay day, ReeveDbMode mode, GError **error);
/* The same as it stood after @entry of the history, open for writing: what is derived is still that of today and has to be made anew. */
ReeveDb *reeve_db_open_at_entry (const char *path, gint64 entry, GError **error);
void reeve_db_close (ReeveDb *self);                           /* ends the writer thread, checkpoints; idempotent */
const char *reeve_db_get_path (ReeveDb *self);
gboolean reeve_db_is_read_only (ReeveDb *self);
void reeve_db_set_user (ReeveDb *self, const char *who);       /* who stands in the log; default: the login's real name */
const char *reeve_db_get_user (ReeveDb *self);

/* Writing. The callback returns TRUE to commit; FALSE with an error rolls back and leaves no trace. @name is shown in the history:
 * translated, a verb first ("Edit business Ninth Lantern"). A transaction that changed nothing adds no entry and @ret_entry is 0. */
typedef gboolean (*ReeveWriteFunc) (ReeveTxn *txn, gpointer data, GError **error);
gboolean reeve_db_write (ReeveDb *self, const char *name, ReeveWriteFunc func, gpointer data, gint64 *ret_entry, GError **error);
gboolean reeve_db_write_import (ReeveDb *self, const char *name, ReeveWriteFunc func, gpointer data, GCancellable *cancellable,
                                gint64 *ret_entry, GError **error);
void reeve_db_write_async (ReeveDb *self, const char *name, ReeveWriteFunc func, gpointer data, GDestroyNotify destroy,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean reeve_db_write_finish (ReeveDb *self, GAsyncResult *result, gint64 *ret_entry, GError **error);
/* Derived tables only: not logged, no "changed". check/ uses it for full checks. */
gboolean reeve_db_write_derived (ReeveDb *self, ReeveWriteFunc func, gpointer data, GError **error);
/* Called on the writer thread after each commit, in a derived transaction of its own. */
typedef gboolean (*ReeveWakeFunc) (ReeveTxn *txn, const ReeveChanges *changes, gpointer data, GError **error);
void reeve_db_set_wake (ReeveDb *self, ReeveWakeFunc func, gpointer data, GDestroyNotify destroy);
/* Signals: "changed" (ReeveChanges) after commit and wake; "derived-changed" () after a reeve_db_write_derived(). */

/* Rows through the dictionary. Values are bound, never pasted. */
gint64 reeve_txn_new_id (ReeveTxn *txn, const char *table);
gboolean reeve_txn_insert (ReeveTxn *txn, ReeveRecord *record, GError **error);          /* gives it an id if it has none */
gboolean reeve_txn_update (ReeveTxn *txn, const ReeveRecord *record, GError **error);    /* whole row, by id */
gboolean reeve_txn_delete (ReeveTxn *txn, const char *table, gint64 id, GError **error);
ReeveConn *reeve_txn_get_conn (ReeveTxn *txn);
GCancellable *reeve_txn_get_cancellable (ReeveTxn *txn);                                 /* may be NULL */
ReeveRecord *reeve_conn_load (ReeveConn *conn, const char *table, gint64 id, GError **error);
/* All rows of @table whose @field (a column of the dictionary) is @value, in order of id. (element-type ReeveRecord) */
GPtrArray *reeve_conn_load_where (ReeveConn *conn, const char *table, const char *field, gint64 value, GError **error);
char *reeve_conn_get_setting (ReeveConn *conn, const char *key);                         /* transfer full, NULL if unset */
gboolean reeve_txn_set_setting (ReeveTxn *txn, const char *key, const char *value, GError **error);

/* Filling an empty table of many rows: its indexes other than unique ones go before, and are made again after. A rollback brings them back.
 * (element-type utf8) Transfer full. */
GPtrArray *reeve_txn_drop_indexes (ReeveTxn *txn, const char *const *tables, GError **error);
gboolean reeve_txn_make_indexes (ReeveTxn *txn, const GPtrArray *indexes, GError **error);

/* Reading. A reader belongs to the thread that uses it. */
ReeveReader *reeve_reader_new (ReeveDb *db, GError **error);
void reeve_reader_free (ReeveReader *reader);
ReeveConn *reeve_reader_get_conn (ReeveReader *reader);
gboolean reeve_reader_begin (ReeveReader *reader, GError **error);  /* one view of the file across statements, until end */
void reeve_reader_end (ReeveReader *reader);
void reeve_reader_set_cancellable (ReeveReader *reader, GCancellable *cancellable);      /* interrupts a running statement */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveReader, reeve_reader_free)

/* Statements. @sql is a constant of the program: no user text ever becomes SQL. Prepared once per connection and cached by the
 * pointer-independent text; reset when handed out again. NULL on error. */
ReeveStmt *reeve_conn_prepare (ReeveConn *conn, const char *sql, GError **error);
/* The one number that @sql gives; @if_none if there is no row, or NULL in it. */
gboolean reeve_conn_get_int (ReeveConn *conn, const char *sql, gint64 if_none, gint64 *ret_value, GError **error);
void reeve_stmt_bind_int (ReeveStmt *stmt, int index, gint64 value);                     /* index from 1 */
void reeve_stmt_bind_real (ReeveStmt *stmt, int index, double value);
void reeve_stmt_bind_text (ReeveStmt *stmt, int index, const char *value);               /* NULL binds NULL; copied */
/* Not copied: @value must stay until the statement has run or another value is bound. For imports. */
void reeve_stmt_bind_static_text (ReeveStmt *stmt, int index, const char *value);
void reeve_stmt_bind_bytes (ReeveStmt *stmt, int index, GBytes *value);
void reeve_stmt_bind_null (ReeveStmt *stmt, int index);
/* For "is_among (?N, column)" in a statement: is the number among @ids, which ascend? Neither is copied: both must stay until the statement has
 * run or another value is bound. One list for each statement, which keeps its place in it; .at begins as 0. */
typedef struct { const gint64 *ids; guint n, at; } ReeveIdList;
void reeve_stmt_bind_id_list (ReeveStmt *stmt, int index, ReeveIdList *list);
/* TRUE = a row is there. FALSE = no more rows, or an error if @error (which must be given) is set. */
gboolean reeve_stmt_step (ReeveStmt *stmt, GError **error);
gboolean reeve_stmt_run (ReeveStmt *stmt, GError **error);                               /* steps to the end and resets */
void reeve_stmt_reset (ReeveStmt *stmt);
int reeve_stmt_columns (ReeveStmt *stmt);
gboolean reeve_stmt_is_null (ReeveStmt *stmt, int column);                               /* columns from 0 */
gint64 reeve_stmt_int (ReeveStmt *stmt, int column);
double reeve_stmt_real (ReeveStmt *stmt, int column);
const char *reeve_stmt_text (ReeveStmt *stmt, int column);                               /* NULL if NULL; valid until the next step */
gsize reeve_stmt_size (ReeveStmt *stmt, int column);                                     /* bytes of text or blob */
gconstpointer reeve_stmt_blob (ReeveStmt *stmt, int column);

G_END_DECLS
