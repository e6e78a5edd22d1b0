/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Indexes set aside while a table is filled. They are made again from the words the schema keeps of them, which are looked at first: a case
 * file may come from anywhere, and what its schema says is not run unless it is the making of that very index. */
#include "config.h"

#include <string.h>

#include "reeve-db-private.h"

static gboolean
is_plain (const char *sql, const char *name, const char *table)
{
  g_autofree char *start = g_strdup_printf ("CREATE INDEX %s ON %s (", name, table);
  const char *rest;

  if (sql == NULL || !g_str_has_prefix (sql, start))
    return FALSE;
  for (rest = sql + strlen (start); g_ascii_isalnum (*rest) || strchr ("_, ", *rest) != NULL; rest++)
    if (*rest == '\0')
      return FALSE;
  return strcmp (rest, ")") == 0;
}

static gboolean
list_indexes (ReeveConn *conn, const char *table, GPtrArray *names, GPtrArray *sql, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1", error);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, table);
  while (reeve_stmt_step (stmt, &local))
    {
      if (!is_plain (reeve_stmt_text (stmt, 1), reeve_stmt_text (stmt, 0), table))
        continue;
      g_ptr_array_add (names, g_strdup (reeve_stmt_text (stmt, 0)));
      g_ptr_array_add (sql, g_strdup (reeve_stmt_text (stmt, 1)));
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

GPtrArray *
reeve_txn_drop_indexes (ReeveTxn *txn, const char *const *tables, GError **error)
{
  ReeveConn *conn = reeve_txn_get_conn (txn);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) sql = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; tables[i] != NULL; i++)
    if (!list_indexes (conn, tables[i], names, sql, error))
      return NULL;
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *drop = g_strdup_printf ("DROP INDEX %s", (char *) names->pdata[i]);

      if (!reeve_conn_exec (conn, drop, error))
        return NULL;
    }
  return g_steal_pointer (&sql);
}

gboolean
reeve_txn_make_indexes (ReeveTxn *txn, const GPtrArray *indexes, GError **error)
{
  for (guint i = 0; i < indexes->len; i++)
    if (!reeve_conn_exec (reeve_txn_get_conn (txn), indexes->pdata[i], error))
      return FALSE;
  return TRUE;
}
