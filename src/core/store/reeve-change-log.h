/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The change log: history, undo, verification. Each entry is who, when, what for, and the deflated session changeset, chained by SHA-256. */
#pragma once

#include "reeve-db.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 entry;
  char *at_utc, *who, *name, *kind;
  gint64 undo_of;              /* 0 = none */
  gint64 undone_by;            /* 0 = stands */
  guint rows;                  /* rows touched; filled by reeve_log_get only */
  char *hash;
} ReeveLogEntry;

typedef struct { const char *table; gint64 id; const char *field; char *old_value, *new_value; } ReeveLogChange; /* NULL value: unknown */

void reeve_log_entry_free (ReeveLogEntry *entry);
void reeve_log_change_free (ReeveLogChange *change);
/* Newest first, from @before (0 = newest). (element-type ReeveLogEntry) */
GPtrArray *reeve_log_list (ReeveConn *conn, gint64 before, guint most, GError **error);
/* One entry, with its number of rows; NULL and NOT_FOUND when there is none. */
ReeveLogEntry *reeve_log_get (ReeveConn *conn, gint64 entry, GError **error);
/* Field by field, read from the changeset. (element-type ReeveLogChange) */
GPtrArray *reeve_log_get_changes (ReeveConn *conn, gint64 entry, guint most, GError **error);
/* The newest entry that is neither an undo nor undone (what Ctrl+Z takes); the newest undo not itself undone (Ctrl+Shift+Z). 0 = none. */
gint64 reeve_log_next_undo (ReeveConn *conn, GError **error);
gint64 reeve_log_next_redo (ReeveConn *conn, GError **error);
/* The entry with this hash; 0 = there is none. */
gint64 reeve_log_find_hash (ReeveConn *conn, const char *hash, GError **error);
/* Applies the inverse of @entry as a new transaction. Fails with REEVE_ERROR_CONFLICT, naming record and field, when later edits
 * stand in the way; then nothing is changed. */
gboolean reeve_db_undo (ReeveDb *db, gint64 entry, gint64 *ret_new_entry, GError **error);
/* Walks the chain, and runs SQLite's quick_check and foreign_key_check. On a fault FALSE, with the entry named in the error. */
gboolean reeve_db_verify (ReeveDb *db, gint64 *ret_entries, char **ret_head_hash, GError **error);
/* Makes the records again from the history alone and compares: FALSE with the first record that differs named. For a record that was
 * changed past the program. Takes about as long as the imports of the history took. */
gboolean reeve_db_verify_records (ReeveDb *db, GError **error);
/* A verified copy by the backup API: written to a temporary name beside @path, checked, synced, renamed. Refuses to replace @path. */
gboolean reeve_db_backup (ReeveDb *db, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveLogEntry, reeve_log_entry_free)

G_END_DECLS
