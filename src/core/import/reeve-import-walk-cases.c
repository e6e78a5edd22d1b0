/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens at places: complaints, inspections, applications, court and police events; and who works there. Who complained is never read; a worker is
 * a reference with a licence and a job, nothing else; an event hangs on a business or premises, never on a worker. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-import-private.h"
#include "reeve-text.h"

typedef struct
{
  ReeveImportPlace *place;         /* NULL: the kind makes no premises */
  ReeveImportTable *table;         /* the record of the row */
  guint c_business, c_premises, c_other, c_source, c_status;
  int f_number, f_other;
} CaseWalk;

typedef struct
{
  ReeveImportTable *practitioner, *employment, *licence;
  guint p_reference, p_source, e_business, e_practitioner, e_source, l_practitioner, l_scope, l_source;
  int f_reference, f_number, f_scope, f_status, f_status_from, f_issued, f_address;
} WorkerWalk;

static gboolean
step_to_id (ReeveStmt *stmt, gint64 *ret_id, GError **error)
{
  GError *local = NULL;
  *ret_id = reeve_stmt_step (stmt, &local) ? reeve_stmt_int (stmt, 0) : 0;
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
find_by_text (ReeveImportRun *run, const char *sql, const char *text, gint64 *ret_id, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (run->conn, sql, error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, text);
  return step_to_id (stmt, ret_id, error);
}

/* Where the row of @seen stands: new, in the file, or a second row of this run that must not contradict the first. */
static gboolean
check_repeated (ReeveImportRun *run, ReeveImportTable *table, const ReeveImportRow *row, ReeveImportSeen *seen, gboolean *refused, GError **error)
{
  *refused = FALSE;
  if (seen->line == 0)
    return TRUE;
  if (!reeve_import_table_load (table, run, seen->id, error))
    return FALSE;
  int at = reeve_import_table_differs (table, seen->given);
  if (at < 0)
    return TRUE;
  const ReeveFieldInfo *field = reeve_import_table_field (table, at);
  g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, seen->line);
  *refused = TRUE;
  return reeve_import_run_refuse (run, row, field->name,
                                  g_strdup_printf (_("Line %s already gave this number with another value: %s."), line, reeve_field_label (field)));
}

/* Inserts or merges the drafted record and its extras. */
static gboolean
write_record (ReeveImportRun *run, ReeveImportTable *table, const char *name, const ReeveImportRow *row, ReeveImportSeen *seen, const char *title, guint64 given,
              gboolean *changed, GError **error)
{
  gboolean is_new = seen->id == 0, repeated = seen->line != 0;
  if (is_new)
    {
      if (!reeve_import_table_insert (table, run, &seen->id, error))
        return FALSE;
    }
  else if ((!repeated && !reeve_import_table_load (table, run, seen->id, error)) || !reeve_import_table_merge (table, run, title, changed, error))
    return FALSE;
  if (!repeated && !reeve_import_run_write_extras (run, row, name, seen->id, is_new, changed, error))
    return FALSE;
  seen->given |= given;
  seen->line = repeated ? seen->line : row->line;
  run->result = is_new ? REEVE_ROW_ADDED : *changed ? REEVE_ROW_CHANGED : REEVE_ROW_UNCHANGED;
  return TRUE;
}

static gboolean
find_seen (ReeveImportRun *run, const char *table, const char *key, const char *sql, const char *number, ReeveImportSeen **ret_seen, GError **error)
{
  gboolean had;
  *ret_seen = reeve_import_run_find_seen (run, key);
  if (*ret_seen != NULL)
    return TRUE;
  *ret_seen = reeve_import_run_add_seen (run, key, 0);
  if (!reeve_import_run_had_rows (run, table, &had, error))
    return FALSE;
  return !had || find_by_text (run, sql, number, &(*ret_seen)->id, error);
}

static gboolean
names_business (ReeveImportRun *run)
{
  static const char *const fields[] = { "business.number", "business.licence", "business.name" };
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (reeve_import_run_value (run, reeve_import_run_field (run, fields[i])) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
walk_complaint (ReeveImportRun *run, const ReeveImportRow *row, GError **error)
{
  CaseWalk *self = run->walk_data;
  const char *number = reeve_import_run_value (run, self->f_number);
  ReeveImportSeen *seen;
  gboolean changed = FALSE, refused;
  gint64 premises, business = 0;
  g_autofree char *key = g_strconcat ("C", number, NULL);

  reeve_import_run_fill_drafts (run);
  guint64 given = reeve_import_table_given (self->table);
  if (!find_seen (run, "complaint", key, "SELECT id FROM complaint WHERE number = ? ORDER BY id LIMIT 1", number, &seen, error)
      || !check_repeated (run, self->table, row, seen, &refused, error))
    return FALSE;
  if (refused)
    return TRUE;
  reeve_import_place_check (self->place, run, row);
  gboolean repeated = seen->line != 0;
  if (!reeve_import_place_write (self->place, run, &premises, &changed, error))
    return FALSE;
  /* a second row with the same number may name another place: the first stays */
  if (premises != 0 && !repeated)
    reeve_import_table_set_int (self->table, self->c_premises, premises);
  if (names_business (run) && !repeated)
    {
      if (!reeve_import_find_business (run, premises, &business, error))
        return FALSE;
      if (business != 0)
        reeve_import_table_set_int (self->table, self->c_business, business);
      else
        reeve_import_run_note (run, row, "business", NULL, g_strdup (_("The business of the complaint was not found, so it is attached to its place only.")));
    }
  reeve_import_table_set (self->table, self->c_source, run->source);
  return write_record (run, self->table, "complaint", row, seen, number, given, &changed, error);
}

/* Answers as the checklist knows them; numbers, dates and codes stay as they are. */
static char *
canonical_answer (const char *text)
{
  static const struct
  {
    const char *word, *answer;
  } words[] = {
    { "y", "yes" }, { "true", "yes" }, { "n", "no" }, { "false", "no" }, { "not observed", "not-observed" }, { "n/o", "not-observed" }, { "not seen", "not-observed" },
  };
  g_autofree char *folded = reeve_text_fold (text);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (folded, words[i].word) == 0)
      return g_strdup (words[i].answer);
  if (strcmp (folded, "yes") == 0 || strcmp (folded, "no") == 0)
    return g_steal_pointer (&folded);
  return g_strstrip (g_strdup (text));
}

static gboolean
write_item (ReeveImportRun *run, gint64 inspection, gboolean is_new, const char *item, const char *answer, gboolean *changed, GError **error)
{
  GError *local = NULL;
  gint64 id = 0;
  if (!is_new)
    {
      ReeveStmt *stmt = reeve_conn_prepare (run->conn, "SELECT id, answer FROM inspection_item WHERE inspection_id = ? AND item = ?"
                                            " AND practitioner_id IS NULL ORDER BY id LIMIT 1", error);
      if (stmt == NULL)
        return FALSE;
      reeve_stmt_bind_int (stmt, 1, inspection);
      reeve_stmt_bind_text (stmt, 2, item);
      gboolean found = reeve_stmt_step (stmt, &local);
      gboolean same = found && strcmp (reeve_stmt_text (stmt, 1), answer) == 0;
      id = found ? reeve_stmt_int (stmt, 0) : 0;
      reeve_stmt_reset (stmt);
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      if (same)
        return TRUE;
    }
  *changed = TRUE;
  ReeveStmt *stmt = reeve_conn_prepare (run->conn, id != 0 ? "UPDATE inspection_item SET answer = ?1 WHERE id = ?2"
                                                           : "INSERT INTO inspection_item (answer, id, inspection_id, item) VALUES (?1, ?2, ?3, ?4)", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, answer);
  reeve_stmt_bind_int (stmt, 2, id != 0 ? id : reeve_txn_new_id (run->txn, "inspection_item"));
  if (id == 0)
    {
      reeve_stmt_bind_int (stmt, 3, inspection);
      reeve_stmt_bind_text (stmt, 4, item);
    }
  return reeve_stmt_run (stmt, error);
}

static gboolean
write_items (ReeveImportRun *run, const ReeveImportRow *row, gint64 inspection, gboolean is_new, gboolean *changed, GError **error)
{
  for (guint i = 0; i < run->import->items->len; i++)
    {
      const ReeveImportItem *item = &g_array_index (run->import->items, ReeveImportItem, i);
      const char *text = row->fields[item->column];
      if (text == NULL || text[strspn (text, " \t")] == '\0')
        continue;
      g_autofree char *answer = canonical_answer (text);
      if (!write_item (run, inspection, is_new, item->item, answer, changed, error))
        return FALSE;
    }
  return TRUE;
}

/* Without a number a visit is told by where and when it was. */
static gboolean
find_visit (ReeveImportRun *run, const char *number, gint64 business, gint64 premises, ReeveImportSeen **ret_seen, GError **error)
{
  const char *at = reeve_import_run_value (run, reeve_import_run_field (run, "inspection.at"));
  gboolean had;
  if (number != NULL)
    {
      g_autofree char *key = g_strconcat ("V", number, NULL);
      return find_seen (run, "inspection", key, "SELECT id FROM inspection WHERE number = ? ORDER BY id LIMIT 1", number, ret_seen, error);
    }
  g_autofree char *key = g_strdup_printf ("v%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n%s", business, premises, at);
  *ret_seen = reeve_import_run_find_seen (run, key);
  if (*ret_seen != NULL)
    return TRUE;
  *ret_seen = reeve_import_run_add_seen (run, key, 0);
  if (!reeve_import_run_had_rows (run, "inspection", &had, error))
    return FALSE;
  if (!had)
    return TRUE;
  ReeveStmt *stmt = reeve_conn_prepare (run->conn, "SELECT id FROM inspection WHERE at = ?1 AND business_id IS ?2 AND premises_id IS ?3 ORDER BY id LIMIT 1", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, at);
  reeve_stmt_bind_null (stmt, 2);
  reeve_stmt_bind_null (stmt, 3);
  if (business != 0)
    reeve_stmt_bind_int (stmt, 2, business);
  if (premises != 0)
    reeve_stmt_bind_int (stmt, 3, premises);
  return step_to_id (stmt, &(*ret_seen)->id, error);
}

/* Ties the drafted record to its business, premises and a third record; 0 = none. */
static void
link_row (CaseWalk *self, ReeveImportRun *run, gint64 business, gint64 premises, gint64 other)
{
  if (business != 0)
    reeve_import_table_set_int (self->table, self->c_business, business);
  if (premises != 0)
    reeve_import_table_set_int (self->table, self->c_premises, premises);
  if (other != 0)
    reeve_import_table_set_int (self->table, self->c_other, other);
  reeve_import_table_set (self->table, self->c_source, run->source);
}

/* The business and premises of a row that must hang on one of them. */
static gboolean
place_row (CaseWalk *self, ReeveImportRun *run, const ReeveImportRow *row, gint64 *ret_business, gint64 *ret_premises, gboolean *changed, gboolean *refused, GError **error)
{
  const char *address = reeve_import_run_value (run, reeve_import_run_field (run, "address"));
  const char *street = reeve_import_run_value (run, reeve_import_run_field (run, "street"));
  *refused = FALSE;
  *ret_premises = 0;
  if (address != NULL && !reeve_import_find_premises (run, address, reeve_import_run_value (run, reeve_import_run_field (run, "suite")), ret_premises, error))
    return FALSE;
  if (!reeve_import_find_business (run, *ret_premises, ret_business, error))
    return FALSE;
  if (*ret_business == 0 && address == NULL && street == NULL)
    {
      *refused = TRUE;
      return reeve_import_run_refuse (run, row, "business", names_business (run) ? g_strdup (_("The business named in the row is not in the case file, or more than one fits."))
                                                                                 : g_strdup (_("The row names neither a business nor an address.")));
    }
  reeve_import_place_check (self->place, run, row);
  return reeve_import_place_write (self->place, run, ret_premises, changed, error);
}

static gboolean
walk_inspection (ReeveImportRun *run, const ReeveImportRow *row, GError **error)
{
  CaseWalk *self = run->walk_data;
  const char *number = reeve_import_run_value (run, self->f_number), *complaint = reeve_import_run_value (run, self->f_other);
  ReeveImportSeen *seen;
  gboolean changed = FALSE, refused;
  gint64 premises, business, told = 0;

  reeve_import_run_fill_drafts (run);
  guint64 given = reeve_import_table_given (self->table);
  if (!place_row (self, run, row, &business, &premises, &changed, &refused, error))
    return FALSE;
  if (refused)
    return TRUE;
  if (!find_visit (run, number, business, premises, &seen, error) || !check_repeated (run, self->table, row, seen, &refused, error))
    return FALSE;
  if (refused)
    return TRUE;
  if (complaint != NULL && !find_by_text (run, "SELECT id FROM complaint WHERE number = ? ORDER BY id LIMIT 1", complaint, &told, error))
    return FALSE;
  link_row (self, run, business, premises, told);
  reeve_import_table_set (self->table, self->c_status, "done");
  gboolean is_new = seen->id == 0;
  if (!write_record (run, self->table, "inspection", row, seen, number != NULL ? number : _("Inspection"), given, &changed, error)
      || !write_items (run, row, seen->id, is_new, &changed, error))
    return FALSE;
  if (run->result == REEVE_ROW_UNCHANGED && changed)
    run->result = REEVE_ROW_CHANGED;
  return TRUE;
}

/* Whom an application names is not read: a column of names does not say who is an owner and who works there. */
static gboolean
walk_application (ReeveImportRun *run, const ReeveImportRow *row, GError **error)
{
  CaseWalk *self = run->walk_data;
  const char *number = reeve_import_run_value (run, self->f_number), *licence = reeve_import_run_value (run, self->f_other);
  ReeveImportSeen *seen;
  gboolean changed = FALSE, refused;
  gint64 premises, business, held = 0;

  reeve_import_run_fill_drafts (run);
  guint64 given = reeve_import_table_given (self->table);
  if (!place_row (self, run, row, &business, &premises, &changed, &refused, error))
    return FALSE;
  if (refused)
    return TRUE;
  g_autofree char *key = g_strdup_printf ("A%s", number);
  if (!find_seen (run, "application", key, "SELECT id FROM application WHERE number = ? ORDER BY id LIMIT 1", number, &seen, error)
      || !check_repeated (run, self->table, row, seen, &refused, error))
    return FALSE;
  if (refused)
    return TRUE;
  if (licence != NULL && !find_by_text (run, "SELECT id FROM licence WHERE number = ? ORDER BY id LIMIT 1", licence, &held, error))
    return FALSE;
  link_row (self, run, business, premises, held);
  return write_record (run, self->table, "application", row, seen, number, given, &changed, error);
}

static gboolean
walk_event (ReeveImportRun *run, const ReeveImportRow *row, GError **error)
{
  CaseWalk *self = run->walk_data;
  const char *kind = reeve_import_run_value (run, reeve_import_run_field (run, "event.kind"));
  const char *incident = reeve_import_run_value (run, reeve_import_run_field (run, "event.incident"));
  const char *date = reeve_import_run_value (run, reeve_import_run_field (run, "event.date"));
  const char *provision = reeve_import_run_value (run, reeve_import_run_field (run, "event.provision"));
  gboolean changed = FALSE, refused, had;
  gint64 premises, business;

  reeve_import_run_fill_drafts (run);
  if (!place_row (self, run, row, &business, &premises, &changed, &refused, error))
    return FALSE;
  if (refused)
    return TRUE;
  /* an incident has one event of a kind at a place; without an incident number the day tells */
  g_autofree char *key = g_strdup_printf ("E%s\n%s\n%s\n%s\n%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT, kind, incident != NULL ? incident : "",
                                          incident == NULL && date != NULL ? date : "", provision != NULL ? provision : "", business, premises);
  ReeveImportSeen *seen = reeve_import_run_find_seen (run, key);
  if (seen == NULL)
    {
      seen = reeve_import_run_add_seen (run, key, 0);
      if (!reeve_import_run_had_rows (run, "event", &had, error))
        return FALSE;
      ReeveStmt *stmt = had ? reeve_conn_prepare (run->conn, "SELECT id FROM event WHERE kind = ?1 AND incident IS ?2 AND (?2 IS NOT NULL OR date IS ?3)"
                                                  " AND provision IS ?4 AND business_id IS ?5 AND premises_id IS ?6 ORDER BY id LIMIT 1", error)
                            : NULL;
      if (had && stmt == NULL)
        return FALSE;
      if (had)
        {
          reeve_stmt_bind_text (stmt, 1, kind);
          reeve_stmt_bind_text (stmt, 2, incident);
          reeve_stmt_bind_text (stmt, 3, date);
          reeve_stmt_bind_text (stmt, 4, provision);
          reeve_stmt_bind_null (stmt, 5);
          reeve_stmt_bind_null (stmt, 6);
          if (business != 0)
            reeve_stmt_bind_int (stmt, 5, business);
          if (premises != 0)
            reeve_stmt_bind_int (stmt, 6, premises);
          if (!step_to_id (stmt, &seen->id, error))
            return FALSE;
        }
    }
  guint64 given = reeve_import_table_given (self->table);
  if (!check_repeated (run, self->table, row, seen, &refused, error))
    return FALSE;
  if (refused)
    return TRUE;
  link_row (self, run, business, premises, 0);
  return write_record (run, self->table, "event", row, seen, incident != NULL ? incident : kind, given, &changed, error);
}

static void
case_walk_free (gpointer data)
{
  CaseWalk *self = data;
  reeve_import_place_free (self->place);
  g_free (self);
}

static CaseWalk *
start_case (ReeveImportRun *run, const char *table)
{
  CaseWalk *self = g_new0 (CaseWalk, 1);
  self->place = reeve_import_place_new (run);
  self->table = reeve_import_run_table (run, table);
  self->c_business = reeve_import_table_use (self->table, "business_id");
  self->c_premises = reeve_import_table_use (self->table, "premises_id");
  self->c_source = reeve_import_table_use (self->table, "source");
  reeve_import_table_set_once (self->table, self->c_source);
  run->walk_data = self;
  run->walk_data_free = case_walk_free;
  return self;
}

ReeveImportWalk
reeve_import_walk_complaints (ReeveImportRun *run, GError **error)
{
  CaseWalk *self = start_case (run, "complaint");
  self->f_number = reeve_import_run_field (run, "complaint.number");
  return walk_complaint;
}

ReeveImportWalk
reeve_import_walk_inspections (ReeveImportRun *run, GError **error)
{
  CaseWalk *self = start_case (run, "inspection");
  self->c_other = reeve_import_table_use (self->table, "complaint_id");
  self->c_status = reeve_import_table_use (self->table, "status");
  self->f_number = reeve_import_run_field (run, "inspection.number");
  self->f_other = reeve_import_run_field (run, "inspection.complaint");
  return walk_inspection;
}

ReeveImportWalk
reeve_import_walk_applications (ReeveImportRun *run, GError **error)
{
  CaseWalk *self = start_case (run, "application");
  self->c_other = reeve_import_table_use (self->table, "licence_id");
  self->f_number = reeve_import_run_field (run, "application.number");
  self->f_other = reeve_import_run_field (run, "application.licence");
  return walk_application;
}

ReeveImportWalk
reeve_import_walk_events (ReeveImportRun *run, GError **error)
{
  start_case (run, "event");
  return walk_event;
}

static gboolean
find_employer (WorkerWalk *self, ReeveImportRun *run, const ReeveImportRow *row, gint64 *ret_business, gboolean *refused, GError **error)
{
  const char *address = reeve_import_run_value (run, self->f_address);
  gint64 premises = 0;
  *ret_business = 0;
  *refused = FALSE;
  if (!names_business (run))
    return TRUE;
  if (address != NULL && !reeve_import_find_premises (run, address, NULL, &premises, error))
    return FALSE;
  if (!reeve_import_find_business (run, premises, ret_business, error))
    return FALSE;
  if (*ret_business != 0)
    return TRUE;
  *refused = TRUE;
  return reeve_import_run_refuse (run, row, "business", g_strdup (_("The business named in the row is not in the case file, or more than one fits.")));
}

static gboolean
write_employment (WorkerWalk *self, ReeveImportRun *run, gint64 practitioner, gint64 business, const char *title, gboolean *changed, GError **error)
{
  gint64 id;
  if (business == 0)
    return TRUE;
  ReeveStmt *stmt = reeve_conn_prepare (run->conn, "SELECT id FROM employment WHERE practitioner_id = ? AND business_id = ?"
                                        " ORDER BY ended IS NULL OR ended = 'none' DESC, id DESC LIMIT 1", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, practitioner);
  reeve_stmt_bind_int (stmt, 2, business);
  if (!step_to_id (stmt, &id, error))
    return FALSE;
  reeve_import_table_set_int (self->employment, self->e_practitioner, practitioner);
  reeve_import_table_set_int (self->employment, self->e_business, business);
  reeve_import_table_set (self->employment, self->e_source, run->source);
  if (id != 0)
    return reeve_import_table_load (self->employment, run, id, error) && reeve_import_table_merge (self->employment, run, title, changed, error);
  *changed = TRUE;
  return reeve_import_table_insert (self->employment, run, &id, error);
}

static gboolean
write_worker_licence (WorkerWalk *self, ReeveImportRun *run, gint64 practitioner, const char *title, gboolean *changed, GError **error)
{
  const char *number = reeve_import_run_value (run, self->f_number), *scope = reeve_import_run_value (run, self->f_scope);
  const char *status = reeve_import_run_value (run, self->f_status), *from = reeve_import_run_value (run, self->f_status_from);
  gint64 id;
  if (number == NULL)
    return TRUE;
  scope = scope != NULL ? scope : "state";
  ReeveStmt *stmt = reeve_conn_prepare (run->conn, "SELECT id FROM licence WHERE number = ? AND scope = ? AND practitioner_id = ? ORDER BY id LIMIT 1", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, number);
  reeve_stmt_bind_text (stmt, 2, scope);
  reeve_stmt_bind_int (stmt, 3, practitioner);
  if (!step_to_id (stmt, &id, error))
    return FALSE;
  reeve_import_table_set_int (self->licence, self->l_practitioner, practitioner);
  reeve_import_table_set (self->licence, self->l_scope, scope);
  reeve_import_table_set (self->licence, self->l_source, run->source);
  gboolean is_new = id == 0;
  if (is_new)
    {
      *changed = TRUE;
      if (!reeve_import_table_insert (self->licence, run, &id, error))
        return FALSE;
    }
  else if (!reeve_import_table_load (self->licence, run, id, error) || !reeve_import_table_merge (self->licence, run, title, changed, error))
    return FALSE;
  gboolean stated = from != NULL;
  if (from == NULL && status != NULL && strcmp (status, "active") == 0)
    from = reeve_import_run_value (run, self->f_issued);
  if (from != NULL && strcmp (from, "none") == 0)
    from = NULL;
  return reeve_import_write_status (run, id, is_new, status, from, stated, title, changed, error);
}

static gboolean
walk_practitioner (ReeveImportRun *run, const ReeveImportRow *row, GError **error)
{
  WorkerWalk *self = run->walk_data;
  const char *reference = reeve_import_run_value (run, self->f_reference);
  g_autofree char *key = g_strconcat ("R", reference, NULL);
  ReeveImportSeen *seen;
  gboolean changed = FALSE, refused;
  gint64 business;

  reeve_import_run_fill_drafts (run);
  if (!find_employer (self, run, row, &business, &refused, error))
    return FALSE;
  if (refused)
    return TRUE;
  guint64 given = reeve_import_table_given (self->practitioner);
  if (!find_seen (run, "practitioner", key, "SELECT id FROM practitioner WHERE reference = ? ORDER BY id LIMIT 1", reference, &seen, error)
      || !check_repeated (run, self->practitioner, row, seen, &refused, error))
    return FALSE;
  if (refused)
    return TRUE;
  reeve_import_table_set (self->practitioner, self->p_source, run->source);
  /* one person may stand in several rows, one for each job */
  if (!write_record (run, self->practitioner, "practitioner", row, seen, reference, given, &changed, error)
      || !write_employment (self, run, seen->id, business, reference, &changed, error) || !write_worker_licence (self, run, seen->id, reference, &changed, error))
    return FALSE;
  if (run->result == REEVE_ROW_UNCHANGED && changed)
    run->result = REEVE_ROW_CHANGED;
  return TRUE;
}

ReeveImportWalk
reeve_import_walk_practitioners (ReeveImportRun *run, GError **error)
{
  WorkerWalk *self = g_new0 (WorkerWalk, 1);
  self->practitioner = reeve_import_run_table (run, "practitioner");
  self->employment = reeve_import_run_table (run, "employment");
  self->licence = reeve_import_run_table (run, "licence");
  self->p_reference = reeve_import_table_use (self->practitioner, "reference");
  self->p_source = reeve_import_table_use (self->practitioner, "source");
  self->e_business = reeve_import_table_use (self->employment, "business_id");
  self->e_practitioner = reeve_import_table_use (self->employment, "practitioner_id");
  self->e_source = reeve_import_table_use (self->employment, "source");
  self->l_practitioner = reeve_import_table_use (self->licence, "practitioner_id");
  self->l_scope = reeve_import_table_use (self->licence, "scope");
  self->l_source = reeve_import_table_use (self->licence, "source");
  reeve_import_table_set_once (self->practitioner, self->p_source);
  reeve_import_table_set_once (self->employment, self->e_source);
  reeve_import_table_set_once (self->licence, self->l_scope);
  reeve_import_table_set_once (self->licence, self->l_source);
  self->f_reference = reeve_import_run_field (run, "practitioner.reference");
  self->f_number = reeve_import_run_field (run, "licence.number");
  self->f_scope = reeve_import_run_field (run, "licence.scope");
  self->f_status = reeve_import_run_field (run, "licence.status");
  self->f_status_from = reeve_import_run_field (run, "licence.status_from");
  self->f_issued = reeve_import_run_field (run, "licence.issued");
  self->f_address = reeve_import_run_field (run, "address");
  run->walk_data = self;
  run->walk_data_free = g_free;
  return walk_practitioner;
}
