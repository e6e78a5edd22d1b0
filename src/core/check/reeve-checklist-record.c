/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questions an ordinance asks of a record itself: of an application at its intake, of a complaint, of an event. Their answers hang on the
 * record; an answer given on another day stands beside the earlier one, so that each day keeps what was known on it. */
#include "config.h"

#include <string.h>

#include "reeve-checklist.h"

static const struct { const char *table, *field; ReeveItemOf of; } askable[] = {
  { "application", "application_id", REEVE_ITEM_APPLICATION }, { "decision", "decision_id", REEVE_ITEM_VIOLATION },
  { "licence", "licence_id", REEVE_ITEM_LICENCE },             { "notice", "notice_id", REEVE_ITEM_NOTICE },
  { "hearing", "hearing_id", REEVE_ITEM_HEARING },             { "sanction", "sanction_id", REEVE_ITEM_SANCTION },
  { "complaint", "complaint_id", REEVE_ITEM_COMPLAINT },       { "event", "event_id", REEVE_ITEM_EVENT },
  { "document", "document_id", REEVE_ITEM_DOCUMENT },          { "business_change", "change_id", REEVE_ITEM_CHANGE },
  { "use_permit", "use_permit_id", REEVE_ITEM_USE_PERMIT },    { "occupancy", "occupancy_id", REEVE_ITEM_OCCUPANCY },
  { "exemption", "exemption_id", REEVE_ITEM_EXEMPTION },       { "fee", "fee_id", REEVE_ITEM_FEE },
};

static int
find_askable (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (askable); i++)
    if (strcmp (askable[i].table, table) == 0)
      return (int) i;
  return -1;
}

/* The newest answer that counts on @day (ISO): one without a day is as old as the record. NULL: none. */
static const ReeveRecord *
newest_answer (const GPtrArray *answers, const char *item, const char *day)
{
  const ReeveRecord *newest = NULL;

  for (guint i = 0; i < answers->len; i++)
    {
      const ReeveRecord *answer = g_ptr_array_index (answers, i);
      const char *date = reeve_record_get (answer, "date"), *before = newest == NULL ? NULL : reeve_record_get (newest, "date");

      if (strcmp (reeve_record_get (answer, "item"), item) == 0 && (date == NULL || strcmp (date, day) <= 0)
          && (newest == NULL || g_strcmp0 (date, before) >= 0))
        newest = answer;
    }
  return newest;
}

/**
 * reeve_checklist_for_record:
 * @table: of the record
 *
 * Returns: (transfer full) (element-type ReeveChecklistEntry): the questions of the ordinances in force on @day, in their order, each with its
 *   newest answer; empty when nothing is asked of such records. %NULL on error.
 */
GPtrArray *
reeve_checklist_for_record (ReeveConn *conn, const char *table, gint64 id, ReeveDay day, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_checklist_entry_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (ReeveCheck) check = NULL;
  char text[REEVE_DAY_TEXT_SIZE];
  int kind = find_askable (table);

  if (kind < 0)
    return g_steal_pointer (&entries);
  check = reeve_check_new (conn, day, NULL, NULL, error);
  answers = check == NULL ? NULL : reeve_conn_load_where (conn, "record_answer", askable[kind].field, id, error);
  if (answers == NULL)
    return NULL;
  reeve_day_format (day, text);
  for (guint p = 0; p < reeve_check_get_programs (check)->len; p++)
    {
      ReeveOrdinance *ordinance = reeve_program_get_ordinance (g_ptr_array_index (reeve_check_get_programs (check), p));
      const GPtrArray *items = reeve_ordinance_get_checklist (ordinance);

      if (!g_hash_table_add (seen, ordinance))
        continue;
      for (guint i = 0; items != NULL && i < items->len; i++)
        {
          const ReeveItem *item = g_ptr_array_index (items, i);
          const ReeveRecord *answer = newest_answer (answers, item->id, text);
          ReeveChecklistEntry *entry;

          if (item->of != askable[kind].of)
            continue;
          entry = g_new0 (ReeveChecklistEntry, 1);
          entry->ordinance = reeve_ordinance_ref (ordinance);
          entry->item = item;
          entry->provisions = reeve_checklist_provisions_reading (check, ordinance, item->id);
          entry->last_answer = answer == NULL ? NULL : g_strdup (reeve_record_get (answer, "answer"));
          entry->last_date = answer == NULL ? NULL : g_strdup (reeve_record_get (answer, "date"));
          g_ptr_array_add (entries, entry);
        }
    }
  return g_steal_pointer (&entries);
}

/**
 * reeve_checklist_answer_record:
 * @answer: (nullable): %NULL takes the newest answer back
 *
 * An answer of the same day is put in place of the one given before; one of another day stands beside it.
 */
gboolean
reeve_checklist_answer_record (ReeveTxn *txn, const char *table, gint64 id, const char *item, const char *answer, ReeveDay day, GError **error)
{
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (ReeveRecord) record = NULL;
  const ReeveRecord *newest;
  char text[REEVE_DAY_TEXT_SIZE];
  int kind = find_askable (table);

  g_return_val_if_fail (kind >= 0, FALSE);
  answers = reeve_conn_load_where (reeve_txn_get_conn (txn), "record_answer", askable[kind].field, id, error);
  if (answers == NULL)
    return FALSE;
  reeve_day_format (day, text);
  newest = newest_answer (answers, item, text);
  if (answer == NULL)
    return newest == NULL || reeve_txn_delete (txn, "record_answer", reeve_record_get_id (newest), error);
  if (newest != NULL && g_strcmp0 (reeve_record_get (newest, "date"), text) == 0)
    record = reeve_record_copy (newest);
  else
    record = reeve_record_new ("record_answer");
  reeve_record_set_integer (record, askable[kind].field, id);
  reeve_record_set (record, "item", item);
  reeve_record_set (record, "answer", answer);
  reeve_record_set (record, "date", text);
  return reeve_record_get_id (record) != 0 ? reeve_txn_update (txn, record, error) : reeve_txn_insert (txn, record, error);
}
