/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of store/ share. With reeve-change-log.h and reeve-db.h this is all there is; only .c files of store/ and its tests
 * include it. */
#pragma once

/* Debian builds SQLite with the session extension; its declarations hide behind the same names. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

#include "reeve-change-log.h"
#include "reeve-db.h"

G_BEGIN_DECLS

/* reeve-conn.c: a connection, its statements, and what SQLite's errors mean to the user. */

typedef enum
{
  REEVE_CONN_WRITER,    /* may write */
  REEVE_CONN_READER,    /* query_only, but may tidy the write-ahead log when it is the last to close */
  REEVE_CONN_UNWRITABLE /* the file or its folder cannot be written */
} ReeveConnKind;

struct _ReeveStmt
{
  ReeveConn *conn;
  sqlite3_stmt *handle;
};

typedef struct
{
  ReeveStmt *load, *insert, *update, *delete;
} ReeveRowStatements;

struct _ReeveConn
{
  sqlite3 *handle;
  char *path;
  char *shown;                /* what messages call it: a copy being made is known by its final name */
  GHashTable *statements;     /* text -> ReeveStmt */
  ReeveRowStatements *rows;   /* one per table of the dictionary, filled when first needed */
  GCancellable *cancellable;  /* interrupts a running statement */
};

ReeveConn *reeve_conn_open (const char *path, ReeveConnKind kind, GError **error);
void reeve_conn_close (ReeveConn *conn);
char *reeve_conn_unwritable_uri (const char *path);
void reeve_conn_set_shown (ReeveConn *conn, const char *path);
void reeve_conn_set_cancellable (ReeveConn *conn, GCancellable *cancellable);
gboolean reeve_conn_exec (ReeveConn *conn, const char *sql, GError **error);
/* Sets @error for SQLite's result code @code; always FALSE. */
gboolean reeve_conn_set_error (ReeveConn *conn, int code, GError **error);
void reeve_set_damaged (GError **error, const char *path, const char *detail);
#define REEVE_ID_LIST_POINTER "reeve-id-list"   /* its kind, as a bound pointer */
int reeve_functions_register (sqlite3 *handle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveConn, reeve_conn_close)

/* reeve-db-file.c: the file before SQLite touches it. */

typedef struct _ReeveLock ReeveLock;

/* Canonical path of a file that looks like a case file of this version or an older one; NULL and the reason otherwise. */
char *reeve_file_check (const char *path, GError **error);
gboolean reeve_file_is_writable (const char *path);
/* Refuses a folder on a network share. */
gboolean reeve_file_check_local (const char *path, GError **error);
gboolean reeve_file_sync (const char *path, GError **error);
/* Gives @temporary its final name, which must not exist, and makes that last. */
gboolean reeve_file_publish (const char *temporary, const char *path, GError **error);
/* SQLite's locks die when any descriptor of the file is closed in the process, so files that are open are counted. */
void reeve_file_note_open (const char *path);
void reeve_file_note_closed (const char *path);

/* Held for the whole life of a writing ReeveDb. */
ReeveLock *reeve_lock_take (const char *path, GError **error);
void reeve_lock_release (ReeveLock *lock);

/* reeve-migrate.c */

typedef struct
{
  int version;
  const char *sql;
} ReeveMigration;

int reeve_migrate_newest (void);
/* Brings the schema to the newest version in one transaction. */
gboolean reeve_migrate (ReeveConn *conn, const char *who, GError **error);
gboolean reeve_migrate_steps (ReeveConn *conn, const ReeveMigration *steps, guint n_steps, const char *who, GError **error);
/* What can be told in a few milliseconds: readable schema, tables of the dictionary, no foreign trigger, head of the change log. */
gboolean reeve_conn_check (ReeveConn *conn, GError **error);
gboolean reeve_conn_check_tables (ReeveConn *conn, GError **error);

/* reeve-db-writer.c */

struct _ReeveTxn
{
  ReeveDb *db;
  ReeveConn *conn;
  GCancellable *cancellable;
  gboolean derived;
  gint64 desk;
  GHashTable *next_ids;    /* table name -> gint64 *, taken from id_counter when first needed */
};

void reeve_txn_begin (ReeveTxn *txn, ReeveDb *db, ReeveConn *conn, gboolean derived);
void reeve_txn_clear (ReeveTxn *txn);
gboolean reeve_txn_store_ids (ReeveTxn *txn, GError **error);
gboolean reeve_txn_begin_immediate (ReeveConn *conn, GError **error);
void reeve_txn_roll_back (ReeveConn *conn);

typedef struct _ReeveWriter ReeveWriter;
typedef enum { REEVE_WRITE_EDIT, REEVE_WRITE_IMPORT, REEVE_WRITE_UNDO, REEVE_WRITE_DERIVED } ReeveWriteKind;

/* Takes @conn. */
ReeveWriter *reeve_writer_new (ReeveDb *db, ReeveConn *conn);
void reeve_writer_stop (ReeveWriter *writer);
gboolean reeve_writer_run (ReeveWriter *writer, ReeveWriteKind kind, const char *name, gint64 undo_of, ReeveWriteFunc func, gpointer data,
                           GCancellable *cancellable, gint64 *ret_entry, GError **error);
/* Returns the entry through @task. */
void reeve_writer_push (ReeveWriter *writer, const char *name, ReeveWriteFunc func, gpointer data, GDestroyNotify destroy, GTask *task);
void reeve_writer_set_wake (ReeveWriter *writer, ReeveWakeFunc func, gpointer data, GDestroyNotify destroy);
/* A read-only copy that goes, with the folder it is in, when it is closed. */
void reeve_db_take_copy (ReeveDb *self, const char *folder);
void reeve_db_remove_copy (const char *path, const char *folder);
/* Called by the writer on its own thread. */
void reeve_db_announce (ReeveDb *self, ReeveChanges *changes); /* NULL: derived data changed */
char *reeve_db_dup_user (ReeveDb *self);
ReeveWriter *reeve_db_get_writer (ReeveDb *self, GError **error);

/* reeve-changes.c */

/* Takes the rows (of ReeveChangedRow). */
ReeveChanges *reeve_changes_new (gint64 entry, GArray *rows);

/* reeve-change-session.c: recording and applying changesets. */

/* A changeset, and the operation on each of its rows. */
typedef struct
{
  int size;
  gpointer data;           /* from sqlite3_malloc */
} ReeveChangeset;

typedef struct
{
  const char *table;
  gint64 id;
  int operation;           /* SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE */
} ReeveOperation;

void reeve_changeset_clear (ReeveChangeset *changeset);
sqlite3_session *reeve_session_start (ReeveConn *conn, GError **error);
gboolean reeve_session_finish (ReeveConn *conn, sqlite3_session *session, ReeveChangeset *changeset, GError **error);
GArray *reeve_changeset_list (ReeveConn *conn, const ReeveChangeset *changeset, GError **error); /* of ReeveOperation */
/* Applies the inverse; nothing is forced. */
gboolean reeve_changeset_revert (ReeveConn *conn, const ReeveChangeset *changeset, GError **error);
/* Applies it as it is. */
gboolean reeve_changeset_replay (ReeveConn *conn, const ReeveChangeset *changeset, GError **error);
/* What would make the recorded tables of the attached database @other like those of "main". */
gboolean reeve_changeset_diff (ReeveConn *conn, const char *other, ReeveChangeset *changeset, GError **error);
char *reeve_record_describe (const char *table, gint64 id);
/* Foreign keys are off while a changeset is applied; this looks at exactly the rows that changed. */
gboolean reeve_changeset_check_references (ReeveConn *conn, GArray *operations, GError **error);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReeveChangeset, reeve_changeset_clear)

/* reeve-change-log.c */

/* Appends an entry inside the open transaction. */
gboolean reeve_log_append (ReeveConn *conn, const char *who, const char *name, const char *kind, gint64 undo_of,
                           const ReeveChangeset *changeset, gint64 *ret_entry, GError **error);
/* As reeve_log_get(), without the number of rows, for which a changeset has to be unpacked. */
ReeveLogEntry *reeve_log_find (ReeveConn *conn, gint64 entry, GError **error);
gboolean reeve_log_load_changeset (ReeveConn *conn, gint64 entry, ReeveChangeset *changeset, GError **error);
/* The changeset of a row whose @column is raw_size and the next the deflated bytes. @changeset is empty before. */
gboolean reeve_log_unpack (ReeveStmt *stmt, int column, gint64 entry, ReeveChangeset *changeset, GError **error);
/* Recomputes the hash of the row @stmt stands on (columns as REEVE_LOG_COLUMNS). Transfer full. */
#define REEVE_LOG_COLUMNS "entry, at_utc, who, name, kind, undo_of, raw_size, changeset, prev_hash, hash"
char *reeve_log_hash_row (ReeveStmt *stmt);
/* Walks the whole chain. */
gboolean reeve_log_check_chain (ReeveConn *conn, gint64 *ret_entries, char **ret_head, GError **error);
/* The last entry only. */
gboolean reeve_log_check_head (ReeveConn *conn, GError **error);

/* reeve-db-adoption.c */

/* FALSE with the reason in @error if @entry adopted an ordinance on which something rests by now. */
gboolean reeve_log_check_adoption (ReeveConn *conn, gint64 entry, GError **error);

/* reeve-db-verify.c */

/* Copies all pages to a new file @path, called @final_path in messages. */
gboolean reeve_conn_copy (ReeveConn *source, const char *path, const char *final_path, GError **error);
gboolean reeve_conn_verify (ReeveConn *conn, gint64 *ret_entries, char **ret_head, GError **error);

G_END_DECLS
