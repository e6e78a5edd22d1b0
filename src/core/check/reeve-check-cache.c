/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks kept between readings. Compiling the ordinances and reading the layers takes longer than testing one business, so the last check of
 * each open file stays until an ordinance, a layer, a place or a word on completeness changes. Other businesses are read anew whenever
 * the change log has grown. */
#include "config.h"

#include "reeve-check-shared.h"

typedef struct
{
  char *stamp;
  gint64 entry;
  ReeveCheck *check;
} Kept;

static GMutex lock;
static GHashTable *kept = NULL;     /* path and day -> Kept */

static void
kept_free (gpointer data)
{
  Kept *one = data;

  g_free (one->stamp);
  reeve_check_free (one->check);
  g_free (one);
}

/* What a check rests on beside the records it tests. Places are stamped by the last entry of the log that may have touched one: counting
 * alone would miss a corrected shape. */
static char *
read_stamp (ReeveConn *conn, char **ret_path, gint64 *ret_entry, GError **error)
{
  GError *local = NULL;
  char *stamp = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "SELECT (SELECT file FROM pragma_database_list WHERE name = 'main'), "
                                        "(SELECT coalesce (max (entry), 0) FROM change_log), "
                                        "(SELECT count (*) || ':' || coalesce (max (id), 0) FROM ordinance_version), "
                                        "(SELECT coalesce (group_concat (key || '=' || value, ';'), '') FROM setting WHERE key IN "
                                        "('events-complete', 'licences-complete', 'businesses-complete')), "
                                        "(SELECT count (*) || ':' || coalesce (max (id), 0) FROM place), "
                                        "(SELECT count (*) || ':' || coalesce (max (id), 0) FROM zone), "
                                        "(SELECT count (*) || ':' || coalesce (max (id), 0) FROM map_layer), "
                                        "(SELECT value FROM derived_state WHERE key = 'around_entry')",
                                        error);

  if (stmt == NULL)
    return NULL;
  if (reeve_stmt_step (stmt, &local))
    {
      *ret_path = g_strdup (reeve_stmt_text (stmt, 0));
      *ret_entry = reeve_stmt_int (stmt, 1);
      stamp = g_strdup_printf ("%s|%s|%s|%s|%s|%s", reeve_stmt_text (stmt, 2), reeve_stmt_text (stmt, 3), reeve_stmt_text (stmt, 4),
                               reeve_stmt_text (stmt, 5), reeve_stmt_text (stmt, 6), reeve_stmt_is_null (stmt, 7) ? "" : reeve_stmt_text (stmt, 7));
    }
  reeve_stmt_reset (stmt);
  if (stamp == NULL)
    g_propagate_error (error, local);
  return stamp;
}

ReeveCheck *
reeve_check_shared (ReeveConn *conn, ReeveDay day, GError **error)
{
  g_autofree char *path = NULL, *stamp = NULL, *key = NULL;
  g_autoptr (ReeveCheck) check = NULL;
  gint64 entry;
  Kept *one;

  stamp = read_stamp (conn, &path, &entry, error);
  if (stamp == NULL)
    return NULL;
  key = g_strdup_printf ("%d %s", day, path);
  g_mutex_lock (&lock);
  if (kept == NULL)
    kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, kept_free);
  one = g_hash_table_lookup (kept, key);
  if (one != NULL && g_str_equal (one->stamp, stamp))
    {
      check = reeve_check_ref (one->check);
      if (one->entry != entry)
        reeve_check_forget_peers (check);
      one->entry = entry;
    }
  g_mutex_unlock (&lock);
  if (check != NULL)
    return g_steal_pointer (&check);

  check = reeve_check_new (conn, day, NULL, NULL, error);
  if (check == NULL)
    return NULL;
  one = g_new (Kept, 1);
  *one = (Kept) { g_steal_pointer (&stamp), entry, reeve_check_ref (check) };
  g_mutex_lock (&lock);
  /* A few days of a few files: enough for a window, bounded for a server. */
  if (g_hash_table_size (kept) >= 4)
    g_hash_table_remove_all (kept);
  g_hash_table_replace (kept, g_steal_pointer (&key), one);
  g_mutex_unlock (&lock);
  return g_steal_pointer (&check);
}

void
reeve_check_pass_over (ReeveConn *conn, ReeveDay day, gint64 entry)
{
  g_autofree char *path = NULL, *stamp = NULL, *key = NULL;
  gint64 last;
  Kept *one;

  stamp = read_stamp (conn, &path, &last, NULL);
  if (stamp == NULL)
    return;
  key = g_strdup_printf ("%d %s", day, path);
  g_mutex_lock (&lock);
  one = kept == NULL ? NULL : g_hash_table_lookup (kept, key);
  if (one != NULL && one->entry == entry - 1)
    one->entry = entry;
  g_mutex_unlock (&lock);
}
