/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet of a visit. It is made from the ordinance, never kept: which items exist is the text in force, which come first is what the
 * trace of each undecided provision names as missing, and the last answers are read from the visits. It asks; it judges nothing. */
#include "config.h"

#include <string.h>

#include "reeve-checklist.h"

void
reeve_checklist_entry_free (ReeveChecklistEntry *entry)
{
  if (entry == NULL)
    return;
  g_clear_pointer (&entry->ordinance, reeve_ordinance_unref);
  g_free (entry->of_whom);
  g_clear_pointer (&entry->provisions, g_ptr_array_unref);
  g_free (entry->last_answer);
  g_free (entry->last_date);
  g_free (entry);
}

static gboolean
node_reads_item (const ReeveNode *node, const char *item)
{
  if (node == NULL)
    return FALSE;
  if (node->kind == REEVE_NODE_ITEM && strcmp (node->text, item) == 0)
    return TRUE;
  for (guint i = 0; i < node->n_children; i++)
    if (node_reads_item (node->children[i], item))
      return TRUE;
  return FALSE;
}

static gboolean
version_reads_item (const ReeveProvisionVersion *version, const char *item)
{
  if (node_reads_item (version->applies, item) || node_reads_item (version->require, item) || node_reads_item (version->grounds, item))
    return TRUE;
  for (guint i = 0; version->unless != NULL && i < version->unless->len; i++)
    if (node_reads_item (((const ReeveUnless *) g_ptr_array_index (version->unless, i))->when, item))
      return TRUE;
  return FALSE;
}

GPtrArray *
reeve_checklist_provisions_reading (const ReeveCheck *check, ReeveOrdinance *ordinance, const char *item)
{
  const GPtrArray *programs = reeve_check_get_programs (check);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < programs->len; i++)
    {
      const ReeveProgram *program = g_ptr_array_index (programs, i);

      if (reeve_program_get_ordinance (program) == ordinance && version_reads_item (reeve_program_get_version (program), item))
        g_ptr_array_add (found, (gpointer) reeve_program_get_version (program));
    }
  return found;
}

/* Names of the items that stand in a settling set of an undecided provision of this business. */
static gboolean
collect_settling (const ReeveFinding *finding, gpointer data)
{
  GArray *undecided = data;

  if (finding->outcome == REEVE_OUTCOME_INSUFFICIENT)
    g_array_append_val (undecided, finding->program);
  return TRUE;
}

static GHashTable *
items_that_settle (ReeveCheck *check, ReeveConn *conn, gint64 business, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) undecided = g_array_new (FALSE, FALSE, sizeof (guint));
  const GPtrArray *programs = reeve_check_get_programs (check);

  if (!reeve_check_run_one (check, conn, REEVE_ABOUT_BUSINESS, business, collect_settling, undecided, error))
    return NULL;
  for (guint i = 0; i < undecided->len; i++)
    {
      const ReeveProgram *program = g_ptr_array_index (programs, g_array_index (undecided, guint, i));
      g_autoptr (ReeveTrace) trace = reeve_check_explain (check, conn, REEVE_ABOUT_BUSINESS, business,
                                                          reeve_program_get_provision (program)->id, NULL);
      const GPtrArray *sets = trace == NULL ? NULL : reeve_trace_get_settling (trace);

      for (guint s = 0; sets != NULL && s < sets->len; s++)
        for (char **path = ((const ReeveSettling *) g_ptr_array_index (sets, s))->paths; *path != NULL; path++)
          {
            const char *item = strstr (*path, "observed.");

            if (item != NULL)
              g_hash_table_add (names, g_strdup (item + strlen ("observed.")));
          }
    }
  return g_steal_pointer (&names);
}

/* Fills in the latest answer on or before @day to the item, asked of the place or of the entry's practitioner. */
static gboolean
read_last_answer (ReeveChecklistEntry *entry, ReeveConn *conn, gint64 business, const char *day, GError **error)
{
  g_autoptr (GError) local = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "SELECT i.answer, substr(v.at, 1, 10) FROM inspection v JOIN inspection_item i ON i.inspection_id = v.id"
                                        " WHERE v.business_id = ?1 AND i.item = ?2 AND i.practitioner_id IS ?3 AND substr(v.at, 1, 10) <= ?4"
                                        " ORDER BY v.at DESC, v.id DESC LIMIT 1", error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, business);
  reeve_stmt_bind_text (stmt, 2, entry->item->id);
  if (entry->practitioner == 0)
    reeve_stmt_bind_null (stmt, 3);
  else
    reeve_stmt_bind_int (stmt, 3, entry->practitioner);
  reeve_stmt_bind_text (stmt, 4, day);
  if (reeve_stmt_step (stmt, &local))
    {
      entry->last_answer = g_strdup (reeve_stmt_text (stmt, 0));
      entry->last_date = g_strdup (reeve_stmt_text (stmt, 1));
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

typedef struct { gint64 id; char *reference; } Worker;

static void
worker_clear (Worker *worker)
{
  g_free (worker->reference);
}

static GArray *
read_staff (ReeveConn *conn, gint64 business, const char *day, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GArray) staff = g_array_new (FALSE, FALSE, sizeof (Worker));
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "SELECT p.id, p.reference FROM employment e JOIN practitioner p ON p.id = e.practitioner_id"
                                        " WHERE e.business_id = ?1 AND (e.started IS NULL OR e.started <= ?2)"
                                        " AND (e.ended IS NULL OR e.ended = 'none' OR e.ended >= ?2) GROUP BY p.id ORDER BY p.id", error);

  g_array_set_clear_func (staff, (GDestroyNotify) worker_clear);
  if (stmt == NULL)
    return NULL;
  reeve_stmt_bind_int (stmt, 1, business);
  reeve_stmt_bind_text (stmt, 2, day);
  while (reeve_stmt_step (stmt, &local))
    {
      Worker worker = { reeve_stmt_int (stmt, 0), g_strdup (reeve_stmt_text (stmt, 1)) };

      g_array_append_val (staff, worker);
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return g_steal_pointer (&staff);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static ReeveChecklistEntry *
entry_new (ReeveCheck *check, ReeveOrdinance *ordinance, const ReeveItem *item, const Worker *worker, GHashTable *settling)
{
  ReeveChecklistEntry *entry = g_new0 (ReeveChecklistEntry, 1);

  entry->ordinance = reeve_ordinance_ref (ordinance);
  entry->item = item;
  entry->practitioner = worker == NULL ? 0 : worker->id;
  entry->of_whom = worker == NULL ? NULL : g_strdup (worker->reference);
  entry->provisions = reeve_checklist_provisions_reading (check, ordinance, item->id);
  entry->settles = g_hash_table_contains (settling, item->id);
  return entry;
}

/* A stable partition: g_ptr_array_sort() may reorder equals, so the two groups are gathered one after the other. */
static void
order_entries (GPtrArray *entries)
{
  g_autoptr (GPtrArray) ordered = g_ptr_array_sized_new (entries->len);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < entries->len; i++)
      if (((ReeveChecklistEntry *) g_ptr_array_index (entries, i))->settles == (pass == 0))
        g_ptr_array_add (ordered, g_ptr_array_index (entries, i));
  memcpy (entries->pdata, ordered->pdata, entries->len * sizeof (gpointer));
}

GPtrArray *
reeve_checklist_for_business (ReeveConn *conn, gint64 business, ReeveDay day, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_checklist_entry_free);
  g_autoptr (ReeveCheck) check = reeve_check_new (conn, day, NULL, NULL, error);
  g_autoptr (GHashTable) settling = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) staff = NULL;
  char day_text[REEVE_DAY_TEXT_SIZE];

  if (check == NULL)
    return NULL;
  reeve_day_format (day, day_text);
  settling = items_that_settle (check, conn, business, error);
  if (settling == NULL)
    return NULL;
  staff = read_staff (conn, business, day_text, error);
  if (staff == NULL)
    return NULL;
  for (guint p = 0; p < reeve_check_get_programs (check)->len; p++)
    {
      ReeveOrdinance *ordinance = reeve_program_get_ordinance (g_ptr_array_index (reeve_check_get_programs (check), p));
      const GPtrArray *items = reeve_ordinance_get_checklist (ordinance);

      if (!g_hash_table_add (seen, ordinance))
        continue;
      for (guint i = 0; i < items->len; i++)
        {
          const ReeveItem *item = g_ptr_array_index (items, i);

          if (item->of == REEVE_ITEM_VISIT)
            g_ptr_array_add (entries, entry_new (check, ordinance, item, NULL, settling));
          else if (item->of == REEVE_ITEM_STAFF)
            for (guint s = 0; s < staff->len; s++)
              g_ptr_array_add (entries, entry_new (check, ordinance, item, &g_array_index (staff, Worker, s), settling));
        }
    }
  order_entries (entries);
  for (guint i = 0; i < entries->len; i++)
    if (!read_last_answer (g_ptr_array_index (entries, i), conn, business, day_text, error))
      return NULL;
  return g_steal_pointer (&entries);
}
