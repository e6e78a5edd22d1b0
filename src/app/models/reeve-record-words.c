/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One statement and a few fields for each kind of record. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-record-words.h"
#include "reeve-wording.h"

#define APPLICATIONS "(SELECT id FROM application WHERE business_id = ?1)"

static const struct
{
  const char *table, *sql;
  const char *title[2];    /* fields of the name */
  const char *date;        /* and the day after it */
  const char *end;         /* what a list shows at the far side */
  struct { const char *field, *words; } line[6];   /* and below; the words untranslated */
} kinds[] = {
  { "application", "SELECT id FROM application WHERE business_id = ?1 ORDER BY coalesce(received, filed, '') DESC, id DESC",
    { "kind", "number" }, "received", "decision", { { "class", N_("class %s") }, { "filed", N_("filed %s") }, { "complete", N_("complete %s") }, { "due", N_("due %s") }, { "decided", N_("decided %s") } } },
  { "application_person", "SELECT id FROM application_person WHERE application_id IN " APPLICATIONS " ORDER BY application_id DESC, id",
    { "role" }, NULL, "inquiry", { { "turned_21", N_("21 or over: %s") }, { "disclosed", N_("disclosed: %s") } } },
  { "document", "SELECT id FROM document WHERE business_id = ?1 OR application_id IN " APPLICATIONS " ORDER BY coalesce(filed, dated, '') DESC, id DESC",
    { "kind" }, "filed", NULL, { { "dated", N_("dated %s") }, { "expires", N_("to %s") }, { "amount_cents", "%s" }, { "languages", N_("in %s") } } },
  { "exemption", "SELECT id FROM exemption WHERE business_id = ?1 ORDER BY coalesce(from_date, '') DESC, id DESC",
    { "ground" }, "from_date", NULL, { { "to_date", N_("to %s") }, { "proof", N_("proof seen: %s") }, { "decided_by", N_("decided by %s") } } },
  { "business_change", "SELECT id FROM business_change WHERE business_id = ?1 ORDER BY coalesce(date, '') DESC, id DESC",
    { "kind" }, "date", NULL, { { "approved", N_("approved %s") }, { "note", "%s" } } },
  { "fee", "SELECT id FROM fee WHERE business_id = ?1 OR application_id IN " APPLICATIONS " OR inspection_id IN (SELECT id FROM inspection WHERE "
           "business_id = ?1) ORDER BY coalesce(nullif(date, 'none'), '') DESC, id DESC",
    { "kind" }, "date", "paid_cents", { { "due_cents", N_("due: %s") }, { "charged_cents", N_("charged: %s") }, { "waived", N_("waived: %s") } } },
  { "use_permit", "SELECT id FROM use_permit WHERE premises_id IN (SELECT premises_id FROM occupancy WHERE business_id = ?1) "
                  "ORDER BY coalesce(granted, '') DESC, id DESC",
    { "kind" }, "granted", "status", { { "ends", N_("to %s") }, { "conditions", "%s" } } },
  { "notice", "SELECT id FROM notice WHERE business_id = ?1 ORDER BY coalesce(nullif(served, 'none'), nullif(issued, 'none'), '') DESC, id DESC",
    { "kind", "number" }, "issued", NULL, { { "served", N_("served %s") }, { "method", "%s" }, { "correct_by", N_("correct by %s") }, { "returned", N_("returned %s") } } },
  { "sanction", "SELECT id FROM sanction WHERE business_id = ?1 ORDER BY coalesce(nullif(issued, 'none'), '') DESC, id DESC",
    { "kind", "number" }, "issued", "amount_cents", { { "from_date", N_("from %s") }, { "to_date", N_("to %s") }, { "stayed", N_("stayed: %s") }, { "lifted", N_("lifted %s") } } },
  { "hearing", "SELECT id FROM hearing WHERE business_id = ?1 OR notice_id IN (SELECT id FROM notice WHERE business_id = ?1) OR sanction_id IN "
               "(SELECT id FROM sanction WHERE business_id = ?1) ORDER BY coalesce(nullif(requested, 'none'), '') DESC, id DESC",
    { "kind", "number" }, "requested", "decision", { { "forum", "%s" }, { "set_for", N_("set for %s") }, { "held", N_("held %s") }, { "decided", N_("decided %s") } } },
  { "event", "SELECT id FROM event WHERE business_id = ?1 OR premises_id IN (SELECT premises_id FROM occupancy WHERE business_id = ?1) "
             "ORDER BY coalesce(date, '') DESC, id DESC",
    { "kind" }, "date", "category", { { "incident", N_("incident %s") }, { "agency", "%s" }, { "note", "%s" } } },
  { "decision", "SELECT id FROM decision WHERE kind = 'confirmed' AND (business_id = ?1 OR (subject_kind = 'business' AND subject_id = ?1)) "
                "ORDER BY coalesce(nullif(found, 'none'), decided_on) DESC, id DESC",
    { "provision" }, "found", "severity", { { "decided_on", N_("confirmed %s") }, { "decided_by", N_("by %s") }, { "evidence", N_("evidence: %s") }, { "correctable", N_("can be corrected: %s") }, { "corrected", N_("corrected %s") } } },
  { "licence", "SELECT id FROM licence WHERE business_id = ?1 ORDER BY coalesce(nullif(issued, 'none'), nullif(applied, 'none'), '') DESC, id DESC",
    { "scope", "number" }, "issued", NULL, { { NULL } } },
  { "licence_status", "SELECT s.id FROM licence l CROSS JOIN licence_status s ON s.licence_id = l.id WHERE l.business_id = ?1 "
                      "ORDER BY coalesce(s.from_date, '') DESC, s.id DESC",
    { "status" }, "from_date", NULL, { { "to_date", N_("to %s") }, { "reason", "%s" } } },
  { "inspection", "SELECT id FROM inspection WHERE business_id = ?1 ORDER BY at DESC, id DESC LIMIT 200",
    { "kind" }, "at", NULL, { { NULL } } },
  { "premises", "SELECT premises_id FROM occupancy WHERE business_id = ?1 GROUP BY premises_id ORDER BY max(coalesce(from_date, '')) DESC",
    { "address", "suite" }, NULL, NULL, { { NULL } } },
  { "party", "SELECT party_id FROM ownership WHERE business_id = ?1 GROUP BY party_id ORDER BY party_id",
    { "name" }, NULL, NULL, { { NULL } } },
  { "practitioner", "SELECT practitioner_id FROM employment WHERE business_id = ?1 GROUP BY practitioner_id ORDER BY practitioner_id",
    { "name", "reference" }, NULL, NULL, { { NULL } } },
};

/* The name of the record that a field points at, or NULL. */
static char *
pointed_words (ReeveConn *conn, const ReeveRecord *record, const char *field)
{
  const ReeveTableInfo *table = reeve_record_get_table (record);
  int index = reeve_table_find_field (table, field);
  g_autoptr (ReeveRecord) target = NULL;

  if (index < 0 || reeve_record_get_at (record, (guint) index) == NULL)
    return NULL;
  target = reeve_conn_load (conn, table->fields[index].target, reeve_record_get_integer (record, field, 0), NULL);
  return target == NULL ? NULL : reeve_record_words (conn, target);
}

char *
reeve_record_words (ReeveConn *conn, const ReeveRecord *record)
{
  const ReeveTableInfo *table = reeve_record_get_table (record);
  GString *words = g_string_new (NULL);
  g_autofree char *person = strcmp (table->name, "application_person") != 0 ? NULL : pointed_words (conn, record, "party_id");

  if (person == NULL && strcmp (table->name, "application_person") == 0)
    person = pointed_words (conn, record, "practitioner_id");
  if (person != NULL)
    g_string_append_printf (words, "%s, ", person);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (strcmp (kinds[i].table, table->name) != 0)
        continue;
      for (guint f = 0; f < G_N_ELEMENTS (kinds[i].title) && kinds[i].title[f] != NULL; f++)
        {
          const char *value = reeve_record_get (record, kinds[i].title[f]);
          g_autofree char *shown = value == NULL ? NULL : reeve_word_value (table->name, kinds[i].title[f], value);

          if (shown != NULL)
            g_string_append_printf (words, "%s%s", f > 0 && words->len > 0 ? " " : "", shown);
        }
      if (kinds[i].date != NULL && reeve_record_get (record, kinds[i].date) != NULL && strcmp (reeve_record_get (record, kinds[i].date), "none") != 0)
        {
          g_autofree char *day = reeve_word_date (reeve_record_get (record, kinds[i].date));

          g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", day);
        }
    }
  if (words->len == 0)
    g_string_append (words, reeve_table_label (table));
  return g_string_free (words, FALSE);
}

GPtrArray *
reeve_records_of_business (ReeveConn *conn, const char *table, gint64 business, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_record_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds) && local == NULL; i++)
    {
      ReeveStmt *stmt;

      if (strcmp (kinds[i].table, table) != 0)
        continue;
      stmt = reeve_conn_prepare (conn, kinds[i].sql, error);
      if (stmt == NULL)
        return NULL;
      reeve_stmt_bind_int (stmt, 1, business);
      while (reeve_stmt_step (stmt, &local))
        {
          gint64 id = reeve_stmt_int (stmt, 0);

          g_array_append_val (ids, id);
        }
      reeve_stmt_reset (stmt);
    }
  for (guint i = 0; i < ids->len && local == NULL; i++)
    {
      ReeveRecord *record = reeve_conn_load (conn, table, g_array_index (ids, gint64, i), &local);

      if (record != NULL)
        g_ptr_array_add (records, record);
    }
  if (local == NULL)
    return g_steal_pointer (&records);
  g_propagate_error (error, local);
  return NULL;
}

static void
text_free (gpointer data)
{
  ReeveRecordText *text = data;

  reeve_record_free (text->record);
  g_free (text->title);
  g_free (text->end);
  g_free (text->line);
  g_free (text);
}

static char *
line_of (ReeveConn *conn, const ReeveRecord *record, guint kind)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds[kind].line) && kinds[kind].line[i].field != NULL; i++)
    {
      const char *value = reeve_record_get (record, kinds[kind].line[i].field);
      g_autofree char *words = NULL;

      if (value == NULL || strcmp (value, "none") == 0)
        continue;
      words = reeve_word_value (kinds[kind].table, kinds[kind].line[i].field, value);
      if (line->len > 0)
        g_string_append (line, " · ");
      g_string_append_printf (line, _(kinds[kind].line[i].words), words);
    }
  return g_string_free (line, FALSE);
}

GPtrArray *
reeve_record_texts_of_business (ReeveConn *conn, const char *table, gint64 business, GError **error)
{
  GPtrArray *records = reeve_records_of_business (conn, table, business, error);
  GPtrArray *texts = records == NULL ? NULL : g_ptr_array_new_with_free_func (text_free);
  guint kind = 0;

  if (records == NULL)
    return NULL;
  while (strcmp (kinds[kind].table, table) != 0)
    kind++;
  for (guint i = 0; i < records->len; i++)
    {
      ReeveRecordText *text = g_new0 (ReeveRecordText, 1);
      const char *end = kinds[kind].end;

      text->record = reeve_record_copy (g_ptr_array_index (records, i));
      text->title = reeve_record_words (conn, text->record);
      if (end != NULL && reeve_record_get (text->record, end) != NULL)
        text->end = reeve_word_value (table, end, reeve_record_get (text->record, end));
      text->line = line_of (conn, text->record, kind);
      g_ptr_array_add (texts, text);
    }
  g_ptr_array_unref (records);
  return texts;
}
