/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers to checklist items that are asked of a record rather than on a visit. They are few and belong to records of many kinds, so each
 * record's are looked up as it is read, and only where the programs ask for items of its kind and the file has answers to any. */
#include "config.h"

#include "reeve-gather-private.h"

/* The column of record_answer that points at records of a kind. */
static const char *const columns[REEVE_N_KINDS] = {
  [REEVE_KIND_APPLICATION] = "application_id", [REEVE_KIND_VIOLATION] = "decision_id",   [REEVE_KIND_LICENCE] = "licence_id",
  [REEVE_KIND_NOTICE] = "notice_id",           [REEVE_KIND_HEARING] = "hearing_id",      [REEVE_KIND_SANCTION] = "sanction_id",
  [REEVE_KIND_COMPLAINT] = "complaint_id",     [REEVE_KIND_EVENT] = "event_id",          [REEVE_KIND_DOCUMENT] = "document_id",
  [REEVE_KIND_CHANGE] = "change_id",           [REEVE_KIND_USE_PERMIT] = "use_permit_id", [REEVE_KIND_OCCUPANCY] = "occupancy_id",
  [REEVE_KIND_EXEMPTION] = "exemption_id",     [REEVE_KIND_FEE] = "fee_id",
};

#define HAS(column) "EXISTS (SELECT 1 FROM record_answer WHERE " column " IS NOT NULL)"
static const ReeveKind asked[] = {
  REEVE_KIND_APPLICATION, REEVE_KIND_VIOLATION, REEVE_KIND_LICENCE, REEVE_KIND_NOTICE,     REEVE_KIND_HEARING,   REEVE_KIND_SANCTION,  REEVE_KIND_COMPLAINT,
  REEVE_KIND_EVENT,       REEVE_KIND_DOCUMENT,  REEVE_KIND_CHANGE,  REEVE_KIND_USE_PERMIT, REEVE_KIND_OCCUPANCY, REEVE_KIND_EXEMPTION, REEVE_KIND_FEE,
};
/* In the order of @asked: in one statement, for a recheck of one record takes no longer than a few. */
static const char has_answers[] = "SELECT " HAS ("application_id") ", " HAS ("decision_id") ", " HAS ("licence_id") ", " HAS ("notice_id") ", "
  HAS ("hearing_id") ", " HAS ("sanction_id") ", " HAS ("complaint_id") ", " HAS ("event_id") ", " HAS ("document_id") ", " HAS ("change_id") ", "
  HAS ("use_permit_id") ", " HAS ("occupancy_id") ", " HAS ("exemption_id") ", " HAS ("fee_id");

static gboolean
find_answered (ReeveGather *gather, ReeveConn *conn, gboolean answered[REEVE_N_KINDS], GError **error)
{
  gboolean wanted = gather->need->items[REEVE_KIND_SUBJECT];
  GError *local = NULL;
  ReeveStmt *stmt;

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    wanted |= gather->need->items[asked[i]];
  if (!wanted)
    return TRUE;
  stmt = reeve_gather_prepare (&gather->answered, conn, has_answers, error);
  if (stmt == NULL)
    return FALSE;
  if (reeve_stmt_step (stmt, &local))
    for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
      answered[asked[i]] = reeve_stmt_int (stmt, (int) i) != 0;
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
reeve_gather_open_answers (ReeveGather *gather, ReeveConn *conn, GError **error)
{
  gboolean answered[REEVE_N_KINDS] = { FALSE };

  if (!find_answered (gather, conn, answered, error))
    return FALSE;
  for (guint kind = 0; kind < REEVE_N_KINDS; kind++)
    {
      g_autofree char *sql = NULL;

      gather->answers_of[kind] = NULL;
      if (!answered[kind] || !(gather->need->items[kind] || gather->need->items[REEVE_KIND_SUBJECT]))
        continue;
      sql = g_strdup_printf ("SELECT item, answer, date FROM record_answer WHERE %s = ?1 ORDER BY date, id", columns[kind]);
      gather->answers_of[kind] = reeve_conn_prepare (conn, sql, error);
      if (gather->answers_of[kind] == NULL)
        return FALSE;
    }
  return TRUE;
}

/* An answer without a day is as old as the record; one that is too old no longer speaks, as on a visit. */
void
reeve_gather_answers (ReeveGather *gather, ReeveKind kind, guint row, gint64 id, ReeveDay since)
{
  ReeveStmt *stmt = gather->answers_of[kind];
  const GPtrArray *checklist = reeve_ordinance_get_checklist (gather->ordinance);
  gboolean is_subject;
  GError *local = NULL;

  if (stmt == NULL)
    return;
  is_subject = gather->id == id && gather->about > REEVE_ABOUT_PREMISES && reeve_vocabulary_about_kind (gather->about) == kind;
  reeve_stmt_reset (stmt);
  reeve_stmt_bind_int (stmt, 1, id);
  while (reeve_stmt_step (stmt, &local))
    {
      gpointer index = g_hash_table_lookup (gather->items, GUINT_TO_POINTER (reeve_gather_peek_code (gather, stmt, 0)));
      ReeveDay day = reeve_stmt_is_null (stmt, 2) ? since : reeve_gather_day_of (reeve_stmt_text (stmt, 2));
      const char *answer = reeve_stmt_text (stmt, 1);
      guint item = GPOINTER_TO_UINT (index) - 1;

      if (index == NULL || day > gather->day)
        continue;
      if (day != G_MININT32 && !reeve_gather_still_speaks (gather, checklist->pdata[item], day))
        answer = NULL;
      reeve_facts_set_item (gather->facts, kind, row, item, answer, 0, day);
      if (is_subject)
        reeve_facts_set_item (gather->facts, REEVE_KIND_SUBJECT, 0, item, answer, 0, day);
    }
  reeve_stmt_reset (stmt);
  if (local != NULL && gather->error == NULL)
    gather->error = g_steal_pointer (&local);
  g_clear_error (&local);
}
