/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An adopted ordinance may be taken back until something rests on it: a notice that cites it, a decision under it, a release made from
 * findings by it. What was said to a business or given away must stay explainable by the words it was said under. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-db-private.h"
#include "reeve-error.h"

typedef struct
{
  gint64 id, entry;                             /* entry: the one that put it into the file */
  char *ordinance, *number, *in_force;
} Adopted;

static void
adopted_clear (Adopted *adopted)
{
  g_free (adopted->ordinance);
  g_free (adopted->number);
  g_free (adopted->in_force);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Adopted, adopted_clear)

static gboolean
read_adopted (ReeveConn *conn, gint64 id, Adopted *adopted, GError **error)
{
  g_autoptr (ReeveRecord) record = reeve_conn_load (conn, "ordinance_version", id, error);

  if (record == NULL)
    return FALSE;
  adopted->id = id;
  adopted->ordinance = g_strdup (reeve_record_get (record, "ordinance"));
  adopted->number = g_strdup (reeve_record_get (record, "number"));
  adopted->in_force = g_strdup (reeve_record_get (record, "in_force"));
  return TRUE;
}

/* Was a record put into the file after the entry? The history is read onwards from it. */
static gboolean
came_after (ReeveConn *conn, gint64 entry, const char *table, gint64 id, gboolean *ret, GError **error)
{
  g_autoptr (GPtrArray) newest = reeve_log_list (conn, 0, 1, error);
  gint64 last = newest == NULL || newest->len == 0 ? 0 : ((ReeveLogEntry *) g_ptr_array_index (newest, 0))->entry;

  *ret = FALSE;
  if (newest == NULL)
    return FALSE;
  for (gint64 at = entry + 1; at <= last && !*ret; at++)
    {
      g_auto (ReeveChangeset) changeset = { 0, NULL };
      g_autoptr (GArray) rows = reeve_log_load_changeset (conn, at, &changeset, error) ? reeve_changeset_list (conn, &changeset, error) : NULL;

      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len && !*ret; i++)
        {
          const ReeveOperation *row = &g_array_index (rows, ReeveOperation, i);

          *ret = row->id == id && row->operation != SQLITE_DELETE && strcmp (row->table, table) == 0;
        }
    }
  return TRUE;
}

/* Days for which the version is the one used: from its own on, before that of the next. ?1 ordinance, ?2 in_force, ?3 id. */
#define USED_ON(day) \
  day " >= ?2 AND NOT EXISTS (SELECT 1 FROM ordinance_version w WHERE w.ordinance = ?1 AND w.number IS NOT NULL AND w.in_force <= " day \
      " AND (w.in_force > ?2 OR (w.in_force = ?2 AND w.id > ?3)))"

/* The first row of a query that came into the file after the adoption; its second column, or NULL. */
static gboolean
find_resting (ReeveConn *conn, const Adopted *adopted, const char *table, const char *sql, char **ret_name, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, error);
  GError *local = NULL;

  *ret_name = NULL;
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, adopted->ordinance);
  reeve_stmt_bind_text (stmt, 2, adopted->in_force);
  reeve_stmt_bind_int (stmt, 3, adopted->id);
  while (reeve_stmt_step (stmt, &local))
    {
      gint64 id = reeve_stmt_int (stmt, 0);

      g_array_append_val (ids, id);
      g_ptr_array_add (names, g_strdup (reeve_stmt_text (stmt, 1)));
    }
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  for (guint i = 0; i < ids->len && *ret_name == NULL; i++)
    {
      gboolean after;

      if (!came_after (conn, adopted->entry, table, g_array_index (ids, gint64, i), &after, error))
        return FALSE;
      if (after)
        *ret_name = g_strdup (names->pdata[i]);
    }
  return TRUE;
}

static gboolean
check_one (ReeveConn *conn, const Adopted *adopted, GError **error)
{
  /* Each message is a whole sentence, of its own kind of record. */
  static const struct { const char *table, *sql, *reason; } kinds[] = {
    /* a notice without a day yet is about to be issued under what is in force now */
    { "notice",
      "SELECT id, coalesce (number, id) FROM notice WHERE instr (' ' || provisions || ' ', ' ' || ?1 || '/') > 0 "
      "AND (issued IS NULL OR issued = 'none' OR (" USED_ON ("issued") ")) ORDER BY issued, id",
      N_("Ordinance %s stays: notice %s cites it. Adopt a corrected version beside it; it is used from its own day on.") },
    { "decision",
      "SELECT id, decided_by || ', ' || decided_on FROM decision WHERE ordinance = ?1 AND " USED_ON ("decided_on") " ORDER BY decided_on, id",
      N_("Ordinance %s stays: a decision rests on it (%s). Undo the decision first, or adopt a corrected version beside it; it is used from its own day on.") },
    { "release",
      "SELECT id, number FROM release WHERE " USED_ON ("as_of") " ORDER BY id",
      N_("Ordinance %s stays: release %s was made from findings by it. Adopt a corrected version beside it; it is used from its own day on.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = NULL;

      if (!find_resting (conn, adopted, kinds[i].table, kinds[i].sql, &name, error))
        return FALSE;
      if (name != NULL)
        {
          g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _(kinds[i].reason), adopted->number, name);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
reeve_log_check_adoption (ReeveConn *conn, gint64 entry, GError **error)
{
  g_auto (ReeveChangeset) changeset = { 0, NULL };
  g_autoptr (GArray) rows = reeve_log_load_changeset (conn, entry, &changeset, error) ? reeve_changeset_list (conn, &changeset, error) : NULL;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const ReeveOperation *row = &g_array_index (rows, ReeveOperation, i);
      g_auto (Adopted) adopted = { .entry = entry };
      g_autoptr (GError) gone = NULL;

      if (row->operation == SQLITE_DELETE || strcmp (row->table, "ordinance_version") != 0)
        continue;
      /* not there any more: then the undo itself tells why it cannot be */
      if (!read_adopted (conn, row->id, &adopted, &gone))
        continue;
      if (adopted.number != NULL && adopted.in_force != NULL && !check_one (conn, &adopted, error))
        return FALSE;
    }
  return TRUE;
}
