/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schema is numbered SQL steps in data/schema, compiled in. A released step never changes. All missing steps run in one
 * transaction with the new version number, so that a file is at the old version or at the new one and never between. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-db-private.h"
#include "reeve-error.h"

#define RESOURCE_FOLDER "/org/reeve/core/schema"

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  return ((const ReeveMigration *) a)->version - ((const ReeveMigration *) b)->version;
}

static gpointer
load_steps (gpointer data)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (ReeveMigration));
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = g_resources_enumerate_children (RESOURCE_FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (RESOURCE_FOLDER "/", names[i], NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
      if (bytes == NULL)
        break;
      gsize size;
      const char *text = g_bytes_get_data (bytes, &size);
      ReeveMigration step = { (int) g_ascii_strtoll (names[i], NULL, 10), g_strndup (text, size) };
      g_array_append_val (steps, step);
    }
  if (steps->len == 0)
    g_error ("The schema is not compiled in: %s", error != NULL ? error->message : RESOURCE_FOLDER);
  g_array_sort (steps, compare_steps);
  return steps;
}

static GArray *
get_steps (void)
{
  static GOnce once = G_ONCE_INIT;
  return g_once (&once, load_steps, NULL);
}

int
reeve_migrate_newest (void)
{
  GArray *steps = get_steps ();
  return g_array_index (steps, ReeveMigration, steps->len - 1).version;
}

static gboolean
run_steps (ReeveConn *conn, const ReeveMigration *steps, guint n_steps, gint64 from, const char *who, GError **error)
{
  gint64 version = from;
  for (guint i = 0; i < n_steps; i++)
    if (steps[i].version > version)
      {
        g_autofree char *bump = g_strdup_printf ("PRAGMA user_version = %d", steps[i].version);
        if (!reeve_conn_exec (conn, steps[i].sql, error) || !reeve_conn_exec (conn, bump, error))
          return FALSE;
        version = steps[i].version;
      }
  ReeveStmt *check = reeve_conn_prepare (conn, "SELECT \"table\", rowid FROM pragma_foreign_key_check LIMIT 1", error);
  GError *local = NULL;
  if (check == NULL)
    return FALSE;
  if (reeve_stmt_step (check, &local))
    {
      g_autofree char *detail = g_strdup_printf (_("a record of %s refers to one that does not exist"), reeve_stmt_text (check, 0));
      reeve_stmt_reset (check);
      reeve_set_damaged (error, conn->shown, detail);
      return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (from == 0)
    return TRUE;
  g_autofree char *name = g_strdup_printf (_("Bring the case file to version %d"), (int) version);
  const ReeveChangeset nothing = { 0, NULL };
  return reeve_log_append (conn, who, name, "migrate", 0, &nothing, NULL, error);
}

gboolean
reeve_migrate_steps (ReeveConn *conn, const ReeveMigration *steps, guint n_steps, const char *who, GError **error)
{
  gint64 from;
  if (!reeve_conn_get_int (conn, "PRAGMA user_version", 0, &from, error))
    return FALSE;
  if (n_steps == 0 || steps[n_steps - 1].version <= from)
    return TRUE;
  /* Tables are rebuilt under their references, which are checked as a whole before the commit. */
  if (!reeve_conn_exec (conn, "PRAGMA foreign_keys = OFF", error) || !reeve_txn_begin_immediate (conn, error))
    return FALSE;
  gboolean done = run_steps (conn, steps, n_steps, from, who, error) && reeve_conn_exec (conn, "COMMIT", error);
  if (!done)
    reeve_txn_roll_back (conn);
  /* Statements prepared against the old schema would be prepared again anyway. */
  return reeve_conn_exec (conn, "PRAGMA foreign_keys = ON", done ? error : NULL) && done;
}

gboolean
reeve_migrate (ReeveConn *conn, const char *who, GError **error)
{
  GArray *steps = get_steps ();
  return reeve_migrate_steps (conn, (const ReeveMigration *) (gconstpointer) steps->data, steps->len, who, error);
}

static gboolean
has_columns (ReeveConn *conn, const ReeveTableInfo *table, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT name FROM pragma_table_info(?1)", error);
  if (stmt == NULL)
    return FALSE;
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GError *local = NULL;
  reeve_stmt_bind_text (stmt, 1, table->name);
  while (reeve_stmt_step (stmt, &local))
    g_hash_table_add (names, g_strdup (reeve_stmt_text (stmt, 0)));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  gboolean complete = g_hash_table_contains (names, "id");
  for (guint i = 0; i < table->n_fields; i++)
    complete = complete && g_hash_table_contains (names, table->fields[i].name);
  if (complete)
    return TRUE;
  g_autofree char *detail = g_strdup_printf (_("the table %s is not as it should be"), table->name);
  reeve_set_damaged (error, conn->shown, detail);
  return FALSE;
}

gboolean
reeve_conn_check_tables (ReeveConn *conn, GError **error)
{
  guint n;
  const ReeveTableInfo *tables = reeve_schema_get_tables (&n);
  for (guint i = 0; i < n; i++)
    if (!has_columns (conn, &tables[i], error))
      return FALSE;
  return TRUE;
}

/* A trigger or view that the program did not make could change what the program writes, or what it reads. */
gboolean
reeve_conn_check (ReeveConn *conn, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view')"
                                        " AND name NOT IN ('change_log_no_update', 'change_log_no_delete') LIMIT 1", error);
  GError *local = NULL;
  if (stmt == NULL)
    return FALSE;
  if (reeve_stmt_step (stmt, &local))
    {
      g_autofree char *name = g_filename_display_name (conn->path);
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_REEVE_FILE,
                   _("%s holds a trigger or view, %s, that Reeve did not make. Remove it with the program that added it."), name,
                   reeve_stmt_text (stmt, 0));
      reeve_stmt_reset (stmt);
      return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return reeve_log_check_head (conn, error);
}
