/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts of what is withheld come from the records, by kind; where they would point at few they are rounded when written. */
#include "config.h"

#include "reeve-records-request.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "reeve-check-shared.h"
#include "reeve-error.h"
#include "reeve-operator.h"

#define RESOURCE "/org/reeve/core/records/exceptions.json"
#define MAX_TABLE_BYTES 65536
#define MAX_DUE 20

static const struct { const char *name, *label; } kinds[] = {
#define REEVE_X(kind, name, label) { name, label },
  REEVE_WITHHELD_KINDS (REEVE_X)
#undef REEVE_X
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == REEVE_N_WITHHELD_KINDS);

const char *
reeve_withheld_kind_name (ReeveWithheldKind kind)
{
  g_return_val_if_fail (kind < REEVE_N_WITHHELD_KINDS, "");
  return kinds[kind].name;
}

const char *
reeve_withheld_kind_label (ReeveWithheldKind kind)
{
  g_return_val_if_fail (kind < REEVE_N_WITHHELD_KINDS, "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "withheld", kinds[kind].label);
}

/* ---- the table ------------------------------------------------------------------------------------------------------------------ */

const char *const *
reeve_records_shipped (void)
{
  static const char *const names[] = { "texas", "california", NULL };

  return names;
}

static const char *
member_text (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static JsonObject *
member_object (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
member_array (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* One of those shipped, as text. Transfer full. */
static char *
find_shipped (const char *name)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *table = root != NULL ? member_object (json_node_get_object (root), name) : NULL;

  return table != NULL ? json_to_string (json_object_get_member (json_node_get_object (root), name), TRUE) : NULL;
}

static gboolean
refuse (GError **error, const char *format, const char *what)
{
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, format, what);
  return FALSE;
}

static gboolean
check_due (JsonArray *due, GError **error)
{
  if (due == NULL || json_array_get_length (due) == 0 || json_array_get_length (due) > MAX_DUE)
    return refuse (error, _("The table of exceptions needs '%s', a list of periods."), "due");
  for (guint i = 0; i < json_array_get_length (due); i++)
    {
      JsonNode *node = json_array_get_element (due, i);
      JsonObject *one = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      JsonNode *days = one != NULL ? json_object_get_member (one, "days") : NULL;
      const char *unit = member_text (one, "unit");

      if (member_text (one, "what") == NULL || member_text (one, "citation") == NULL || days == NULL || !JSON_NODE_HOLDS_VALUE (days)
          || json_node_get_value_type (days) != G_TYPE_INT64 || json_node_get_int (days) < 0 || json_node_get_int (days) > 3650
          || (g_strcmp0 (unit, "days") != 0 && g_strcmp0 (unit, "business-days") != 0))
        return refuse (error, _("The table of exceptions: each of '%s' needs what, citation, days, and unit: days or business-days."), "due");
    }
  return TRUE;
}

static gboolean
check_cited (JsonObject *table, GError **error)
{
  JsonObject *exceptions = member_object (table, "exceptions"), *cite = member_object (table, "cite");

  for (guint i = 0; i < REEVE_N_WITHHELD_KINDS; i++)
    {
      const char *id = member_text (cite, kinds[i].name);
      JsonObject *exception = id != NULL ? member_object (exceptions, id) : NULL;

      if (member_text (exception, "citation") == NULL || member_text (exception, "words") == NULL)
        return refuse (error, _("The table of exceptions cites nothing for '%s': nothing is withheld without an exception, with citation and words."), kinds[i].name);
    }
  return TRUE;
}

char *
reeve_records_check_table (const char *json, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *table;
  char *shipped = NULL;

  for (guint i = 0; reeve_records_shipped ()[i] != NULL; i++)
    if (strcmp (json, reeve_records_shipped ()[i]) == 0)
      shipped = find_shipped (json);
  if (shipped != NULL)
    return shipped;
  root = strlen (json) <= MAX_TABLE_BYTES ? json_from_string (json, NULL) : NULL;
  table = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (member_text (table, "title") == NULL)
    {
      refuse (error, _("This is no table of exceptions: name one that is shipped, or give its text as 'reevectl records-request CASE --table' prints it.%s"), "");
      return NULL;
    }
  return check_due (member_array (table, "due"), error) && check_cited (table, error) ? json_to_string (root, TRUE) : NULL;
}

char *
reeve_records_get_table (ReeveConn *conn)
{
  g_autofree char *setting = reeve_conn_get_setting (conn, REEVE_RECORDS_SETTING);
  char *table = setting != NULL ? reeve_records_check_table (setting, NULL) : NULL;

  return table != NULL ? table : find_shipped ("texas");
}

/* ---- days ----------------------------------------------------------------------------------------------------------------------- */

static int
compare_day (gconstpointer a, gconstpointer b)
{
  return *(const ReeveDay *) a < *(const ReeveDay *) b ? -1 : *(const ReeveDay *) a > *(const ReeveDay *) b;
}

/* Those of the setting, and those that the ordinances in force count by. */
static GArray *
find_holidays (ReeveConn *conn, ReeveDay day)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (ReeveDay));
  g_autofree char *setting = reeve_conn_get_setting (conn, REEVE_HOLIDAYS_SETTING);
  g_auto (GStrv) words = g_strsplit_set (setting != NULL ? setting : "", " \n,", -1);
  g_autoptr (GPtrArray) adopted = reeve_check_load_adopted (conn, day, NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      ReeveDay one;

      if (reeve_day_parse (words[i], -1, &one))
        g_array_append_val (days, one);
    }
  for (guint i = 0; adopted != NULL && i < adopted->len; i++)
    {
      const GPtrArray *provisions = reeve_ordinance_get_provisions (adopted->pdata[i]);

      for (guint p = 0; p < provisions->len; p++)
        {
          const ReeveProvisionVersion *version = reeve_provision_version_on (provisions->pdata[p], day);

          if (version != NULL && version->counting.holidays != NULL)
            g_array_append_vals (days, version->counting.holidays, version->counting.n_holidays);
        }
    }
  g_array_sort (days, compare_day);
  for (guint i = days->len; i > 1; i--)
    if (g_array_index (days, ReeveDay, i - 1) == g_array_index (days, ReeveDay, i - 2))
      g_array_remove_index (days, i - 1);
  return days;
}

static void
due_free (gpointer data)
{
  ReeveRecordsDue *due = data;

  g_free (due->id);
  g_free (due->what);
  g_free (due->citation);
  g_free (due->rule);
  g_free (due);
}

static void
add_due (GPtrArray *list, JsonObject *one, ReeveDay received, const GArray *holidays)
{
  ReeveRecordsDue *due = g_new0 (ReeveRecordsDue, 1);
  gint64 n = json_object_get_int_member (one, "days");
  gboolean business = strcmp (member_text (one, "unit"), "business-days") == 0, roll = g_strcmp0 (member_text (one, "roll"), "next") == 0;
  static const ReeveDay none[] = { 0 };
  const ReeveCounting counting = { .roll = roll ? REEVE_ROLL_NEXT : REEVE_ROLL_NONE, .n_holidays = holidays->len,
                                   .holidays = holidays->len > 0 ? (const ReeveDay *) (gconstpointer) holidays->data : none };
  const ReeveValue from = { .type = REEVE_TYPE_DATE, .lo = received, .hi = received };
  const ReeveValue length = { .type = REEVE_TYPE_DURATION, .aux = business ? REEVE_UNIT_BUSINESS_DAYS : REEVE_UNIT_DAYS, .lo = n, .hi = n };

  due->id = g_strdup (member_text (one, "id"));
  due->what = g_strdup (member_text (one, "what"));
  due->citation = g_strdup (member_text (one, "citation"));
  due->rule = business ? g_strdup_printf (ngettext ("%d business day", "%d business days", (gulong) n), (int) n)
                       : g_strdup_printf (ngettext ("%d day", "%d days", (gulong) n), (int) n);
  due->day = (ReeveDay) reeve_period_add (&counting, from, length, FALSE, roll).hi;
  g_ptr_array_add (list, due);
}

/* ---- what is withheld ------------------------------------------------------------------------------------------------------------- */

#define SCOPE "(SELECT business_id FROM derived_business WHERE (?1 IS NULL OR category = ?1) AND (?2 IS NULL OR district = ?2))"
#define OF(table, also) "SELECT count (*) FROM " table " WHERE business_id IN " SCOPE also

/* Those not named here are counted by the disclosure. */
static const struct { ReeveWithheldKind kind; const char *sql; } counted[] = {
  { REEVE_WITHHELD_COMPLAINTS, OF ("complaint", "") },
  { REEVE_WITHHELD_COMPLAINANTS, OF ("complaint", " AND (source_class IS NOT NULL OR channel IS NOT NULL)") },
  { REEVE_WITHHELD_FINDINGS, "SELECT count (*) FROM derived_finding WHERE subject_kind = 'business' AND subject_id IN " SCOPE },
  { REEVE_WITHHELD_DECISIONS, "SELECT count (*) FROM decision WHERE (subject_kind = 'business' AND subject_id IN " SCOPE ") OR business_id IN " SCOPE },
  { REEVE_WITHHELD_INSPECTIONS, OF ("inspection", " AND status = 'done'") },
  { REEVE_WITHHELD_PLANNED, OF ("inspection", " AND status <> 'done'") },
  { REEVE_WITHHELD_NOTES, "SELECT (" OF ("inspection", " AND note IS NOT NULL") ") + (SELECT count (*) FROM business WHERE note IS NOT NULL AND id IN " SCOPE ")" },
  { REEVE_WITHHELD_OFFICERS, OF ("inspection", " AND officers IS NOT NULL") },
  { REEVE_WITHHELD_PRESENT, "SELECT count (*) FROM inspection_present p JOIN inspection i ON i.id = p.inspection_id WHERE i.business_id IN " SCOPE },
  { REEVE_WITHHELD_NOTICES, OF ("notice", "") },
  { REEVE_WITHHELD_EVENTS, OF ("event", "") },
  { REEVE_WITHHELD_HEARINGS, OF ("hearing", "") },
  { REEVE_WITHHELD_OWNERS, OF ("ownership", "") },
  { REEVE_WITHHELD_STAFF, OF ("employment", "") },
  { REEVE_WITHHELD_CONTACTS, "SELECT count (*) FROM business WHERE (phone IS NOT NULL OR mailing_address IS NOT NULL) AND id IN " SCOPE },
  { REEVE_WITHHELD_ATTACHMENTS, "SELECT count (*) FROM attachment a WHERE (a.subject_kind = 'business' AND a.subject_id IN " SCOPE ")"
    " OR (a.subject_kind = 'licence' AND a.subject_id IN (SELECT id FROM licence WHERE business_id IN " SCOPE "))"
    " OR (a.subject_kind = 'application' AND a.subject_id IN (SELECT id FROM application WHERE business_id IN " SCOPE "))"
    " OR (a.subject_kind = 'document' AND a.subject_id IN (SELECT id FROM document WHERE business_id IN " SCOPE "))"
    " OR (a.subject_kind = 'complaint' AND a.subject_id IN (SELECT id FROM complaint WHERE business_id IN " SCOPE "))"
    " OR (a.subject_kind = 'inspection' AND a.subject_id IN (SELECT id FROM inspection WHERE business_id IN " SCOPE "))"
    " OR (a.subject_kind = 'notice' AND a.subject_id IN (SELECT id FROM notice WHERE business_id IN " SCOPE "))"
    " OR (a.subject_kind = 'event' AND a.subject_id IN (SELECT id FROM event WHERE business_id IN " SCOPE "))"
    " OR (a.subject_kind = 'sanction' AND a.subject_id IN (SELECT id FROM sanction WHERE business_id IN " SCOPE "))"
    " OR (a.subject_kind = 'hearing' AND a.subject_id IN (SELECT id FROM hearing WHERE business_id IN " SCOPE "))"
    " OR (a.subject_kind = 'decision' AND a.subject_id IN (SELECT id FROM decision WHERE business_id IN " SCOPE "))"
    " OR (a.subject_kind = 'premises' AND a.subject_id IN (SELECT premises_id FROM occupancy WHERE business_id IN " SCOPE "))" },
};

static gboolean
count_kind (ReeveConn *conn, const char *sql, const ReeveReleaseRequest *request, guint *ret_n, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, error);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, request->category);
  reeve_stmt_bind_text (stmt, 2, request->district);
  if (reeve_stmt_step (stmt, &local))
    *ret_n = (guint) reeve_stmt_int (stmt, 0);
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* What the disclosure itself left out, or made coarse. */
static void
count_disclosed (const ReeveDisclosure *disclosure, guint counts[REEVE_N_WITHHELD_KINDS])
{
  const GArray *withheld = reeve_disclosure_get_withheld (disclosure);

  for (guint i = 0; i < withheld->len; i++)
    {
      const ReeveWithheld *entry = &g_array_index (withheld, ReeveWithheld, i);

      if (entry->sheet == REEVE_SHEET_BUSINESS)
        counts[REEVE_WITHHELD_HOMES] += entry->n;
      else if (entry->sheet == REEVE_SHEET_SANCTION)
        counts[REEVE_WITHHELD_ORDERS] += entry->n;
    }
  for (guint row = 0; row < reeve_disclosure_get_n_rows (disclosure, REEVE_SHEET_BUSINESS); row++)
    {
      double lon, lat;

      counts[REEVE_WITHHELD_POSITIONS] += reeve_disclosure_get_position (disclosure, REEVE_SHEET_BUSINESS, row, &lon, &lat);
    }
}

static void
item_free (gpointer data)
{
  ReeveWithheldItem *item = data;

  g_free (item->exception);
  g_free (item->citation);
  g_free (item->words);
  g_free (item);
}

void
reeve_records_answer_free (ReeveRecordsAnswer *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->number);
  g_ptr_array_unref (self->due);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static gboolean
add_items (ReeveRecordsAnswer *self, ReeveConn *conn, JsonObject *table, const ReeveReleaseRequest *request, GError **error)
{
  g_autoptr (ReeveDisclosure) disclosure = reeve_release_gather (conn, request, NULL, error);
  guint counts[REEVE_N_WITHHELD_KINDS] = { 0 };

  if (disclosure == NULL)
    return FALSE;
  count_disclosed (disclosure, counts);
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    if (!count_kind (conn, counted[i].sql, request, &counts[counted[i].kind], error))
      return FALSE;
  for (guint k = 0; k < REEVE_N_WITHHELD_KINDS; k++)
    {
      const char *id = member_text (member_object (table, "cite"), kinds[k].name);
      JsonObject *exception = id != NULL ? member_object (member_object (table, "exceptions"), id) : NULL;
      ReeveWithheldItem *item;

      if (counts[k] == 0 || exception == NULL)
        continue;
      item = g_new0 (ReeveWithheldItem, 1);
      *item = (ReeveWithheldItem) { (ReeveWithheldKind) k, counts[k], g_strdup (id), g_strdup (member_text (exception, "citation")),
                                    g_strdup (member_text (exception, "words")) };
      g_ptr_array_add (self->items, item);
    }
  return TRUE;
}

ReeveRecordsAnswer *
reeve_records_answer (ReeveConn *conn, ReeveDay received, const char *number, const ReeveReleaseRequest *request, GError **error)
{
  g_autoptr (ReeveRecordsAnswer) self = g_new0 (ReeveRecordsAnswer, 1);
  g_autofree char *text = reeve_records_get_table (conn);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *table = json_node_get_object (root);
  g_autoptr (GArray) holidays = find_holidays (conn, received);
  JsonArray *due = member_array (table, "due");

  self->title = g_strdup (member_text (table, "title"));
  self->number = g_strdup (number);
  self->received = received;
  self->n_holidays = holidays->len;
  self->due = g_ptr_array_new_with_free_func (due_free);
  self->items = g_ptr_array_new_with_free_func (item_free);
  for (guint i = 0; i < json_array_get_length (due); i++)
    add_due (self->due, json_array_get_object_element (due, i), received, holidays);
  if (request != NULL && !add_items (self, conn, table, request, error))
    return NULL;
  return g_steal_pointer (&self);
}
