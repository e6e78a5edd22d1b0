/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the case file to a disclosure: which rows there are, which stay out and why. Which values an audience sees is not decided here:
 * the disclosure refuses what is not on its list. */
#include "config.h"

#include "reeve-release.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-check-shared.h"
#include "reeve-error.h"
#include "reeve-findings.h"
#include "reeve-geometry.h"
#include "reeve-package-private.h"
#include "reeve-release-law.h"
#include "reeve-release-report.h"

#define SEEN(sheet) (1u << REEVE_SHEET_##sheet)

typedef struct
{
  ReeveConn *conn;
  const ReeveReleaseRequest *request;
  ReeveDisclosure *disclosure;
  ReeveCheck *check;               /* for the sentences of findings; NULL = none wanted */
  ReeveReleaseLaw *law;            /* for the words of questions */
  GHashTable *zone_classes;        /* code -> class */
  char day[REEVE_DAY_TEXT_SIZE];
  guint sheets;
  gboolean open;                   /* council and public: homes out, final facts only */
} Gather;

/* ---- what may be asked ------------------------------------------------------------------------------------------------------- */

static gboolean
check_report (const ReeveReleaseRequest *request, GError **error)
{
  ReeveReportKind kind;

  if (strcmp (request->report, REEVE_RELEASE_ANNEX) == 0)
    {
      if (request->draft != NULL && (request->audience == REEVE_AUDIENCE_INTERNAL || reeve_audience_hides_homes (request->audience)))
        return TRUE;
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("The annex is for the council or the public: it has counts and no names."));
    }
  else if (!reeve_report_kind_from_name (request->report, &kind))
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("There is no report called '%s'."), request->report);
  else if (!reeve_report_kind_has_audience (kind, request->audience))
    g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("This report is a list of records: it is for internal use only."));
  else if (request->from > request->until)
    g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("The period ends before it begins."));
  else if (request->until > request->made_on && reeve_audience_hides_homes (request->audience))
    g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("The period is not over yet: its figures, once released, would stay as they are."));
  else
    return TRUE;
  return FALSE;
}

gboolean
reeve_release_request_check (const ReeveReleaseRequest *request, GError **error)
{
  gboolean open = reeve_audience_hides_homes (request->audience);

  if (request->report != NULL && !check_report (request, error))
    return FALSE;

  if (request->audience != REEVE_AUDIENCE_INTERNAL && (request->to == NULL || *request->to == '\0'))
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("Say to whom it goes."));
      return FALSE;
    }
  if (request->audience != REEVE_AUDIENCE_INTERNAL && (request->reason == NULL || *request->reason == '\0'))
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("Say why: the legal basis or the reason."));
      return FALSE;
    }
  if (request->records_request != NULL && (request->audience != REEVE_AUDIENCE_PUBLIC || *request->records_request == '\0'))
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                           _("A public-records request has a number, and is answered for the audience 'public'."));
      return FALSE;
    }
  if (request->records_request != NULL && request->received > request->made_on)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("The request cannot have come after today."));
      return FALSE;
    }
  if (open && request->shown != 0)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                   _("A release for the audience '%s' cannot be chosen by outcome: the choice itself would tell the outcomes."),
                   reeve_audience_label (request->audience));
      return FALSE;
    }
  if (open && request->businesses != NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                   _("A release for the audience '%s' cannot be a selection of single places: choose a category or a district."),
                   reeve_audience_label (request->audience));
      return FALSE;
    }
  return TRUE;
}

char *
reeve_release_narrowing_key (ReeveAudience audience)
{
  return g_strdup_printf ("audience-%s-without", reeve_audience_name (audience));
}

char *
reeve_release_column_name (ReeveDisclosedField field)
{
  return g_strdup_printf ("%s.%s", reeve_sheet_name (reeve_disclosed_field_sheet (field)), reeve_disclosed_field_name (field));
}

/* The city's narrowing and this request's own. */
static ReeveDisclosure *
begin (ReeveConn *conn, const ReeveReleaseRequest *request)
{
  g_autofree char *key = reeve_release_narrowing_key (request->audience);
  g_autofree char *value = reeve_conn_get_setting (conn, key);
  g_autofree char *all = g_strdup_printf ("%s %s", value != NULL ? value : "", request->without != NULL ? request->without : "");
  g_auto (GStrv) narrowed = g_strsplit (all, " ", -1);

  return reeve_disclosure_new (request->audience, (const char *const *) narrowed);
}

/* ---- statements -------------------------------------------------------------------------------------------------------------- */

static void
set (Gather *self, ReeveDisclosedField field, ReeveStmt *stmt, int column)
{
  reeve_disclosure_set (self->disclosure, field, reeve_stmt_text (stmt, column));
}

/* A code as a person says it. */
static void
set_code (Gather *self, ReeveDisclosedField field, const char *table, const char *column_name, const char *code)
{
  const ReeveTableInfo *info = reeve_schema_find_table (table);
  int index = info != NULL ? reeve_table_find_field (info, column_name) : -1;

  reeve_disclosure_set (self->disclosure, field, code == NULL || index < 0 ? code : reeve_code_label (&info->fields[index], code));
}

/* Codes with spaces between, as a person says them. */
static void
set_codes (Gather *self, ReeveDisclosedField field, const char *table, const char *column_name, const char *codes)
{
  const ReeveTableInfo *info = reeve_schema_find_table (table);
  const ReeveFieldInfo *column = &info->fields[reeve_table_find_field (info, column_name)];
  g_auto (GStrv) all = g_strsplit (codes != NULL ? codes : "", " ", -1);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; all[i] != NULL; i++)
    if (*all[i] != '\0')
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", reeve_code_label (column, all[i]));
  reeve_disclosure_set (self->disclosure, field, words->str);
}

static gboolean
finish (ReeveStmt *stmt, GError *local, GError **error)
{
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

typedef void (*RowFunc) (Gather *self, ReeveStmt *stmt, const char *business);

/* The rows of @sql for one business, ?1 its id and ?2 the day. */
static gboolean
each_row (Gather *self, ReeveSheetKind sheet, const char *sql, gint64 id, const char *business, RowFunc func, GError **error)
{
  ReeveStmt *stmt;
  GError *local = NULL;

  if ((self->sheets & (1u << sheet)) == 0)
    return TRUE;
  stmt = reeve_conn_prepare (self->conn, sql, error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, id);
  reeve_stmt_bind_text (stmt, 2, self->day);
  while (reeve_stmt_step (stmt, &local))
    func (self, stmt, business);
  return finish (stmt, local, error);
}

/* ---- one function a sheet ------------------------------------------------------------------------------------------------------ */

static void
licence_row (Gather *self, ReeveStmt *stmt, const char *business)
{
  reeve_disclosure_add_row (self->disclosure, REEVE_SHEET_LICENCE, NULL);
  reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_LICENCE_BUSINESS, business);
  set (self, REEVE_DISCLOSED_LICENCE_NUMBER, stmt, 0);
  set (self, REEVE_DISCLOSED_LICENCE_CLASS, stmt, 1);
  set_code (self, REEVE_DISCLOSED_LICENCE_SCOPE, "licence", "scope", reeve_stmt_text (stmt, 2));
  set_code (self, REEVE_DISCLOSED_LICENCE_STATUS, "licence_status", "status", reeve_stmt_text (stmt, 3));
  set (self, REEVE_DISCLOSED_LICENCE_ISSUED, stmt, 4);
  set (self, REEVE_DISCLOSED_LICENCE_EXPIRES, stmt, 5);
}

static void
inspection_row (Gather *self, ReeveStmt *stmt, const char *business)
{
  /* Planned visits are in no release. */
  if (g_strcmp0 (reeve_stmt_text (stmt, 9), "done") != 0)
    {
      reeve_disclosure_withhold (self->disclosure, REEVE_SHEET_INSPECTION, _("Visits that are planned or not finished."), 1);
      return;
    }
  reeve_disclosure_add_row (self->disclosure, REEVE_SHEET_INSPECTION, NULL);
  reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_INSPECTION_BUSINESS, business);
  set (self, REEVE_DISCLOSED_INSPECTION_NUMBER, stmt, 0);
  set (self, REEVE_DISCLOSED_INSPECTION_DATE, stmt, 1);
  set_code (self, REEVE_DISCLOSED_INSPECTION_KIND, "inspection", "kind", reeve_stmt_text (stmt, 2));
  set_code (self, REEVE_DISCLOSED_INSPECTION_REASON, "inspection", "reason", reeve_stmt_text (stmt, 3));
  set_code (self, REEVE_DISCLOSED_INSPECTION_BASIS, "inspection", "legal_basis", reeve_stmt_text (stmt, 4));
  set_code (self, REEVE_DISCLOSED_INSPECTION_ENTRY, "inspection", "entry", reeve_stmt_text (stmt, 5));
  set_code (self, REEVE_DISCLOSED_INSPECTION_RESULT, "inspection", "result", reeve_stmt_text (stmt, 6));
  set (self, REEVE_DISCLOSED_INSPECTION_OFFICERS, stmt, 7);
  set (self, REEVE_DISCLOSED_INSPECTION_NOTE, stmt, 8);
}

static void
complaint_row (Gather *self, ReeveStmt *stmt, const char *business)
{
  reeve_disclosure_add_row (self->disclosure, REEVE_SHEET_COMPLAINT, NULL);
  reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_COMPLAINT_BUSINESS, business);
  set (self, REEVE_DISCLOSED_COMPLAINT_NUMBER, stmt, 0);
  set (self, REEVE_DISCLOSED_COMPLAINT_RECEIVED, stmt, 1);
  set_code (self, REEVE_DISCLOSED_COMPLAINT_CATEGORY, "complaint", "category", reeve_stmt_text (stmt, 2));
  set_code (self, REEVE_DISCLOSED_COMPLAINT_OUTCOME, "complaint", "outcome", reeve_stmt_text (stmt, 3));
}

static void
notice_row (Gather *self, ReeveStmt *stmt, const char *business)
{
  reeve_disclosure_add_row (self->disclosure, REEVE_SHEET_NOTICE, NULL);
  reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_NOTICE_BUSINESS, business);
  set (self, REEVE_DISCLOSED_NOTICE_NUMBER, stmt, 0);
  set_code (self, REEVE_DISCLOSED_NOTICE_KIND, "notice", "kind", reeve_stmt_text (stmt, 1));
  set (self, REEVE_DISCLOSED_NOTICE_PROVISIONS, stmt, 2);
  set (self, REEVE_DISCLOSED_NOTICE_ISSUED, stmt, 3);
  set (self, REEVE_DISCLOSED_NOTICE_SERVED, stmt, 4);
  set_code (self, REEVE_DISCLOSED_NOTICE_METHOD, "notice", "method", reeve_stmt_text (stmt, 5));
  set (self, REEVE_DISCLOSED_NOTICE_CORRECT_BY, stmt, 6);
  set (self, REEVE_DISCLOSED_NOTICE_SENT, stmt, 7);
  set (self, REEVE_DISCLOSED_NOTICE_POSTMARKED, stmt, 8);
  set (self, REEVE_DISCLOSED_NOTICE_RECEIVED, stmt, 9);
  set (self, REEVE_DISCLOSED_NOTICE_RETURNED, stmt, 10);
  set_codes (self, REEVE_DISCLOSED_NOTICE_ADDRESSEES, "notice", "addressees", reeve_stmt_text (stmt, 11));
}

/* Whom or what a question was asked about: never by name. */
static char *
asked_about (ReeveStmt *stmt)
{
  const char *kind = reeve_stmt_text (stmt, 4), *label = reeve_stmt_text (stmt, 5), *reference = reeve_stmt_text (stmt, 6);

  if (kind != NULL)
    {
      const ReeveTableInfo *info = reeve_schema_find_table ("inspection_part");
      const char *word = reeve_code_label (&info->fields[reeve_table_find_field (info, "kind")], kind);

      return label != NULL ? g_strdup_printf ("%s %s", word, label) : g_strdup (word);
    }
  if (reference != NULL)
    /* Translators: a member of staff, by reference */
    return g_strdup_printf (_("practitioner %s"), reference);
  return g_strdup (reeve_stmt_int (stmt, 7) != 0 ? _("an owner or officer") : reeve_stmt_int (stmt, 8) != 0 ? _("a person present") : NULL);
}

/* Yes, no, not observed; the rest as it was given. */
static const char *
answer_word (const char *answer)
{
  static const struct { const char *answer, *word; } words[] = {
    { "yes", NC_("answer", "yes") }, { "no", NC_("answer", "no") }, { "not-observed", NC_("answer", "not observed") }, { "none", NC_("answer", "none") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].answer, answer) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "answer", words[i].word);
  return answer;
}

static void
answer_row (Gather *self, ReeveStmt *stmt, const char *business)
{
  g_autofree char *about = asked_about (stmt), *codes = NULL;
  const char *answer = answer_word (reeve_stmt_text (stmt, 3));
  ReeveDay day = self->request->day;
  const ReeveItem *item;

  if (reeve_stmt_text (stmt, 1) != NULL)
    reeve_day_parse (reeve_stmt_text (stmt, 1), -1, &day);
  reeve_disclosure_add_row (self->disclosure, REEVE_SHEET_ANSWER, NULL);
  reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_ANSWER_BUSINESS, business);
  set (self, REEVE_DISCLOSED_ANSWER_INSPECTION, stmt, 0);
  set (self, REEVE_DISCLOSED_ANSWER_DATE, stmt, 1);
  item = reeve_release_law_question (self->law, day, reeve_stmt_text (stmt, 2));
  if (item != NULL && (item->answers == REEVE_ANSWER_ANY_OF || item->answers == REEVE_ANSWER_ONE_OF))
    {
      g_auto (GStrv) parts = g_strsplit (answer, " ", -1);

      answer = codes = g_strjoinv (", ", parts);
    }
  reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_ANSWER_QUESTION, item != NULL && item->ask != NULL ? item->ask : reeve_stmt_text (stmt, 2));
  reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_ANSWER_OF, about);
  reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_ANSWER_ANSWER, answer);
  set (self, REEVE_DISCLOSED_ANSWER_NOTE, stmt, 9);
}

/* What the office keeps even from a court stays out, and what came with a complaint: it may tell who complained. */
static void
attachment_row (Gather *self, ReeveStmt *stmt, const char *business)
{
  const char *kind = reeve_stmt_text (stmt, 1), *called = reeve_stmt_text (stmt, 2);
  const ReeveTableInfo *info = reeve_schema_find_table (kind);
  g_autofree char *record = NULL, *key = NULL;

  if (self->request->audience != REEVE_AUDIENCE_INTERNAL)
    {
      const char *reason = g_strcmp0 (kind, "complaint") == 0 ? _("What came with a complaint: it may tell who complained.")
                           : g_strcmp0 (reeve_stmt_text (stmt, 8), "never") == 0 ? _("Files that the city keeps in the office.") : NULL;

      if (reason != NULL)
        {
          reeve_disclosure_withhold (self->disclosure, REEVE_SHEET_ATTACHMENT, reason, 1);
          return;
        }
    }
  record = g_strdup_printf ("%s%s%s", info != NULL ? reeve_table_label (info) : kind, called != NULL ? " " : "", called != NULL ? called : "");
  key = g_strdup_printf ("attachment:%" G_GINT64_FORMAT, reeve_stmt_int (stmt, 0));
  reeve_disclosure_add_row (self->disclosure, REEVE_SHEET_ATTACHMENT, key);
  reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_ATTACHMENT_BUSINESS, business);
  reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_ATTACHMENT_RECORD, record);
  set (self, REEVE_DISCLOSED_ATTACHMENT_TAKEN, stmt, 3);
  set (self, REEVE_DISCLOSED_ATTACHMENT_CAPTION, stmt, 4);
  set (self, REEVE_DISCLOSED_ATTACHMENT_TYPE, stmt, 5);
  set (self, REEVE_DISCLOSED_ATTACHMENT_SHA256, stmt, 6);
  set (self, REEVE_DISCLOSED_ATTACHMENT_NAME, stmt, 7);
  set (self, REEVE_DISCLOSED_ATTACHMENT_ADDED, stmt, 9);
  set (self, REEVE_DISCLOSED_ATTACHMENT_ADDED_BY, stmt, 10);
}

static void
event_row (Gather *self, ReeveStmt *stmt, const char *business)
{
  reeve_disclosure_add_row (self->disclosure, REEVE_SHEET_EVENT, NULL);
  reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_EVENT_BUSINESS, business);
  set_code (self, REEVE_DISCLOSED_EVENT_KIND, "event", "kind", reeve_stmt_text (stmt, 0));
  set (self, REEVE_DISCLOSED_EVENT_CATEGORY, stmt, 1);
  set (self, REEVE_DISCLOSED_EVENT_DATE, stmt, 2);
  set (self, REEVE_DISCLOSED_EVENT_PROVISION, stmt, 3);
  set (self, REEVE_DISCLOSED_EVENT_AGENCY, stmt, 4);
}

/* For council and public an order counts when it is final: in effect, not stayed, and no contest of it is open. */
static void
sanction_row (Gather *self, ReeveStmt *stmt, const char *business)
{
  if (self->open && reeve_stmt_int (stmt, 5) == 0)
    {
      reeve_disclosure_withhold (self->disclosure, REEVE_SHEET_SANCTION, _("Orders that are not final."), 1);
      return;
    }
  reeve_disclosure_add_row (self->disclosure, REEVE_SHEET_SANCTION, NULL);
  reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_SANCTION_BUSINESS, business);
  set_code (self, REEVE_DISCLOSED_SANCTION_KIND, "sanction", "kind", reeve_stmt_text (stmt, 0));
  set (self, REEVE_DISCLOSED_SANCTION_ISSUED, stmt, 1);
  set (self, REEVE_DISCLOSED_SANCTION_FROM, stmt, 2);
  set (self, REEVE_DISCLOSED_SANCTION_TO, stmt, 3);
  set (self, REEVE_DISCLOSED_SANCTION_AMOUNT, stmt, 4);
}

static void
hearing_row (Gather *self, ReeveStmt *stmt, const char *business)
{
  reeve_disclosure_add_row (self->disclosure, REEVE_SHEET_HEARING, NULL);
  reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_HEARING_BUSINESS, business);
  set_code (self, REEVE_DISCLOSED_HEARING_KIND, "hearing", "kind", reeve_stmt_text (stmt, 0));
  set (self, REEVE_DISCLOSED_HEARING_REQUESTED, stmt, 1);
  set (self, REEVE_DISCLOSED_HEARING_HELD, stmt, 2);
  set (self, REEVE_DISCLOSED_HEARING_DECIDED, stmt, 3);
  set_code (self, REEVE_DISCLOSED_HEARING_DECISION, "hearing", "decision", reeve_stmt_text (stmt, 4));
}

static void
history_row (Gather *self, ReeveStmt *stmt, const char *business)
{
  g_autofree char *address = g_strconcat (reeve_stmt_text (stmt, 0) != NULL ? reeve_stmt_text (stmt, 0) : "",
                                          reeve_stmt_text (stmt, 1) != NULL ? " " : "", reeve_stmt_text (stmt, 1), NULL);

  reeve_disclosure_add_row (self->disclosure, REEVE_SHEET_HISTORY, NULL);
  reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_HISTORY_ADDRESS, address);
  set (self, REEVE_DISCLOSED_HISTORY_NAME, stmt, 2);
  set (self, REEVE_DISCLOSED_HISTORY_FROM, stmt, 3);
  set (self, REEVE_DISCLOSED_HISTORY_TO, stmt, 4);
  set_code (self, REEVE_DISCLOSED_HISTORY_ENDED_WHY, "occupancy", "ended_why", reeve_stmt_text (stmt, 5));
}

static void
owner_row (Gather *self, ReeveStmt *stmt, const char *business)
{
  reeve_disclosure_add_row (self->disclosure, REEVE_SHEET_OWNER, NULL);
  reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_OWNER_BUSINESS, business);
  set (self, REEVE_DISCLOSED_OWNER_NAME, stmt, 0);
  set_code (self, REEVE_DISCLOSED_OWNER_ROLE, "ownership", "role", reeve_stmt_text (stmt, 1));
  set (self, REEVE_DISCLOSED_OWNER_SHARE, stmt, 2);
}

/* Staff by reference, never by name. */
static void
staff_row (Gather *self, ReeveStmt *stmt, const char *business)
{
  reeve_disclosure_add_row (self->disclosure, REEVE_SHEET_STAFF, NULL);
  reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_STAFF_BUSINESS, business);
  set (self, REEVE_DISCLOSED_STAFF_REFERENCE, stmt, 0);
  set_code (self, REEVE_DISCLOSED_STAFF_ROLE, "employment", "role", reeve_stmt_text (stmt, 1));
  set_code (self, REEVE_DISCLOSED_STAFF_LICENCE_STATUS, "licence_status", "status", reeve_stmt_text (stmt, 2));
}

#define STATUS_ON_DAY(licence) \
  "(SELECT s.status FROM licence_status s WHERE s.licence_id = " licence " AND (s.from_date IS NULL OR s.from_date <= ?2)" \
  " ORDER BY s.from_date DESC, s.id DESC LIMIT 1)"

static const struct { ReeveSheetKind sheet; const char *sql; RowFunc func; } sheet_sources[] = {
  { REEVE_SHEET_LICENCE, "SELECT l.number, l.class, l.scope, " STATUS_ON_DAY ("l.id") ", l.issued, l.expires FROM licence l"
    " WHERE l.business_id = ?1 ORDER BY l.id", licence_row },
  { REEVE_SHEET_INSPECTION, "SELECT number, substr (at, 1, 10), kind, reason, legal_basis, entry, result, officers, note, status FROM inspection"
    " WHERE business_id = ?1 AND (at IS NULL OR substr (at, 1, 10) <= ?2 OR status <> 'done') ORDER BY at, id", inspection_row },
  { REEVE_SHEET_COMPLAINT, "SELECT number, substr (received_at, 1, 10), category, outcome FROM complaint WHERE business_id = ?1"
    " AND (received_at IS NULL OR substr (received_at, 1, 10) <= ?2) ORDER BY received_at, id", complaint_row },
  { REEVE_SHEET_NOTICE, "SELECT number, kind, provisions, issued, served, method, correct_by, sent, postmarked, received, returned, addressees FROM notice WHERE business_id = ?1"
    " AND (issued IS NULL OR issued = 'none' OR issued <= ?2) ORDER BY issued, id", notice_row },
  { REEVE_SHEET_EVENT, "SELECT kind, category, date, provision, agency FROM event WHERE business_id = ?1 AND (date IS NULL OR date <= ?2)"
    " ORDER BY date, id", event_row },
  { REEVE_SHEET_SANCTION, "SELECT s.kind, s.issued, s.from_date, s.to_date, s.amount_cents,"
    " s.from_date IS NOT NULL AND s.from_date <> 'none' AND s.from_date <= ?2 AND coalesce (s.stayed, 0) = 0"
    " AND NOT EXISTS (SELECT 1 FROM hearing h WHERE h.sanction_id = s.id AND (h.decided IS NULL OR h.decided = 'none' OR h.decided > ?2"
    " OR h.decision IS NULL OR h.decision IN ('none', 'reversed', 'remanded')))"
    " FROM sanction s WHERE s.business_id = ?1 AND (s.issued IS NULL OR s.issued = 'none' OR s.issued <= ?2) ORDER BY s.issued, s.id", sanction_row },
  { REEVE_SHEET_HEARING, "SELECT kind, requested, held, decided, decision FROM hearing WHERE business_id = ?1 AND (requested IS NULL OR requested = 'none' OR requested <= ?2)"
    " ORDER BY requested, id", hearing_row },
  { REEVE_SHEET_HISTORY, "SELECT p.address, p.suite, b.name, o.from_date, o.to_date, o.ended_why FROM occupancy here"
    " JOIN occupancy o ON o.premises_id = here.premises_id JOIN business b ON b.id = o.business_id JOIN premises p ON p.id = o.premises_id"
    " WHERE here.business_id = ?1 AND (o.from_date IS NULL OR o.from_date <= ?2) ORDER BY p.id, o.from_date, o.id", history_row },
  { REEVE_SHEET_OWNER, "SELECT p.name, o.role, o.share_bp FROM ownership o JOIN party p ON p.id = o.party_id WHERE o.business_id = ?1"
    " AND (o.from_date IS NULL OR o.from_date <= ?2) AND (o.to_date IS NULL OR o.to_date = 'none' OR o.to_date >= ?2) ORDER BY o.id", owner_row },
  { REEVE_SHEET_STAFF, "SELECT t.reference, e.role, (SELECT " STATUS_ON_DAY ("l.id") " FROM licence l WHERE l.practitioner_id = t.id"
    " ORDER BY l.issued DESC, l.id DESC LIMIT 1) FROM employment e JOIN practitioner t ON t.id = e.practitioner_id WHERE e.business_id = ?1"
    " AND (e.started IS NULL OR e.started <= ?2) AND (e.ended IS NULL OR e.ended = 'none' OR e.ended >= ?2) ORDER BY e.id", staff_row },
  { REEVE_SHEET_ANSWER, "SELECT i.number, substr (i.at, 1, 10), m.item, m.answer, p.kind, p.label, t.reference, m.party_id IS NOT NULL,"
    " m.present_id IS NOT NULL, m.note FROM inspection i JOIN inspection_item m ON m.inspection_id = i.id"
    " LEFT JOIN inspection_part p ON p.id = m.part_id LEFT JOIN practitioner t ON t.id = m.practitioner_id"
    " WHERE i.business_id = ?1 AND i.status = 'done' AND (i.at IS NULL OR substr (i.at, 1, 10) <= ?2) ORDER BY i.at, i.id, m.id", answer_row },
  { REEVE_SHEET_ATTACHMENT, "SELECT a.id, a.subject_kind, s.called, a.taken_on, a.caption, a.media_type, a.sha256, a.name, a.may_leave, a.added_on, a.added_by FROM ("
    " SELECT 'business' AS kind, id, name AS called FROM business WHERE id = ?1"
    " UNION ALL SELECT 'licence', id, number FROM licence WHERE business_id = ?1"
    " UNION ALL SELECT 'application', id, number FROM application WHERE business_id = ?1"
    " UNION ALL SELECT 'document', id, NULL FROM document WHERE business_id = ?1"
    " UNION ALL SELECT 'complaint', id, number FROM complaint WHERE business_id = ?1"
    " UNION ALL SELECT 'inspection', id, number FROM inspection WHERE business_id = ?1 AND status = 'done'"
    " UNION ALL SELECT 'notice', id, number FROM notice WHERE business_id = ?1"
    " UNION ALL SELECT 'event', id, NULL FROM event WHERE business_id = ?1"
    " UNION ALL SELECT 'sanction', id, number FROM sanction WHERE business_id = ?1"
    " UNION ALL SELECT 'hearing', id, number FROM hearing WHERE business_id = ?1"
    " UNION ALL SELECT 'decision', id, provision FROM decision WHERE business_id = ?1 OR (subject_kind = 'business' AND subject_id = ?1)) s"
    " JOIN attachment a ON a.subject_kind = s.kind AND a.subject_id = s.id WHERE a.added_on <= ?2 ORDER BY a.taken_on IS NULL, a.taken_on, a.id", attachment_row },
};

typedef struct { Gather *self; GHashTable *sentences; } Judging;

static char *
finding_key (const char *ordinance, const char *provision)
{
  return g_strdup_printf ("%s/%s", ordinance, provision);
}

/* Why, in a sentence; of facts that the audience may not see as rows it is not told as words either. */
static gboolean
take_sentence (const ReeveProgram *program, const ReeveFacts *facts, gpointer data)
{
  Judging *judging = data;
  g_autoptr (ReeveTrace) trace = reeve_trace_new ();
  g_autoptr (JsonNode) node = reeve_facts_to_json (facts, program);
  ReeveDay until;
  char *sentence;

  if (reeve_package_may_see_facts (judging->self->disclosure, node))
    {
      reeve_program_evaluate (program, facts, &until, trace);
      sentence = g_strdup (reeve_trace_get_sentence (trace));
    }
  else
    sentence = g_strdup (_("It rests on facts about persons or records that this audience may not see."));
  g_hash_table_insert (judging->sentences, finding_key (reeve_ordinance_get_id (reeve_program_get_ordinance (program)),
                                                        reeve_program_get_provision (program)->id), sentence);
  return TRUE;
}

static gboolean
finding_rows (Gather *self, gint64 id, const char *business, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GHashTable) sentences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Judging judging = { self, sentences };

  if ((self->sheets & SEEN (FINDING)) == 0)
    return TRUE;
  items = reeve_findings_of_business (self->conn, id, self->request->day, error);
  if (items == NULL || !reeve_check_judge (self->check, self->conn, REEVE_ABOUT_BUSINESS, id, take_sentence, &judging, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      const ReeveFindingItem *item = g_ptr_array_index (items, i);
      g_autofree char *key = finding_key (item->ordinance, item->provision);

      if (item->shown == REEVE_SHOWN_NOT_APPLICABLE && item->decision == NULL)
        continue;
      reeve_disclosure_add_row (self->disclosure, REEVE_SHEET_FINDING, NULL);
      reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_FINDING_BUSINESS, business);
      reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_FINDING_ORDINANCE, item->ordinance);
      reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_FINDING_PROVISION, item->provision);
      reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_FINDING_CITATION, item->citation);
      reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_FINDING_TITLE, item->title);
      reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_FINDING_DUTY, reeve_duty_label (item->duty));
      reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_FINDING_OUTCOME, reeve_shown_word (item->shown));
      reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_FINDING_SENTENCE, g_hash_table_lookup (sentences, key));
      reeve_disclosure_set (self->disclosure, REEVE_DISCLOSED_FINDING_DECISION, item->decision);
    }
  return TRUE;
}

/* ---- businesses --------------------------------------------------------------------------------------------------------------- */

/* Why a place stays out of what everybody can see, or NULL. What nobody recorded counts against showing it: someone may live there. */
static const char *
home_reason (Gather *self, ReeveStmt *stmt)
{
  gboolean home_known = !reeve_stmt_is_null (stmt, 17), staff_known = !reeve_stmt_is_null (stmt, 19);
  const char *host = reeve_stmt_text (stmt, 18), *entity = reeve_stmt_text (stmt, 20), *zone = reeve_stmt_text (stmt, 6);
  const char *klass = zone != NULL ? g_hash_table_lookup (self->zone_classes, zone) : NULL;
  gboolean dwelling = host != NULL && (strcmp (host, "dwelling") == 0 || strcmp (host, "bed-and-breakfast") == 0);
  gboolean trade_zone = klass != NULL && strcmp (klass, "residential") != 0;
  gboolean in_trade_building = host != NULL && !dwelling && strcmp (host, "none") != 0;

  if ((home_known && reeve_stmt_int (stmt, 17) != 0) || dwelling)
    return _("Businesses in somebody's home.");
  if (staff_known && reeve_stmt_int (stmt, 19) <= 1)
    return _("Places where one person works alone.");
  if (!staff_known && g_strcmp0 (entity, "sole") == 0 && !in_trade_building)
    return _("Places where one person may work alone: nobody recorded how many do.");
  if (!home_known && !trade_zone && !in_trade_building)
    return _("Places that may be somebody's home: nobody recorded that they are not.");
  return NULL;
}

static gboolean
chosen (const ReeveReleaseRequest *request, gint64 id, ReeveShown shown)
{
  if (request->shown != 0 && (request->shown & (1u << shown)) == 0)
    return FALSE;
  if (request->businesses == NULL)
    return TRUE;
  for (gsize low = 0, high = request->n_businesses; low < high;)
    {
      gsize middle = low + (high - low) / 2;

      if (request->businesses[middle] == id)
        return TRUE;
      if (request->businesses[middle] < id)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

static void
business_row (Gather *self, ReeveStmt *stmt, const char *key)
{
  ReeveDisclosure *out = self->disclosure;

  reeve_disclosure_add_row (out, REEVE_SHEET_BUSINESS, key);
  set (self, REEVE_DISCLOSED_BUSINESS_NAME, stmt, 1);
  set (self, REEVE_DISCLOSED_BUSINESS_NUMBER, stmt, 2);
  set_code (self, REEVE_DISCLOSED_BUSINESS_CATEGORY, "business", "category", reeve_stmt_text (stmt, 3));
  set (self, REEVE_DISCLOSED_BUSINESS_ADDRESS, stmt, 4);
  set (self, REEVE_DISCLOSED_BUSINESS_DISTRICT, stmt, 5);
  set (self, REEVE_DISCLOSED_BUSINESS_ZONE, stmt, 6);
  set (self, REEVE_DISCLOSED_BUSINESS_LICENCE_NUMBER, stmt, 7);
  set_code (self, REEVE_DISCLOSED_BUSINESS_LICENCE_STATUS, "licence_status", "status", reeve_stmt_text (stmt, 8));
  set (self, REEVE_DISCLOSED_BUSINESS_LICENCE_TO, stmt, 9);
  set (self, REEVE_DISCLOSED_BUSINESS_OPERATING, stmt, 10);
  reeve_disclosure_set (out, REEVE_DISCLOSED_BUSINESS_OUTCOME, reeve_shown_word ((ReeveShown) reeve_stmt_int (stmt, 13)));
  reeve_disclosure_set_number (out, REEVE_DISCLOSED_BUSINESS_NOT_MET, reeve_stmt_int (stmt, 14));
  reeve_disclosure_set_number (out, REEVE_DISCLOSED_BUSINESS_NOT_KNOWN, reeve_stmt_int (stmt, 15));
  reeve_disclosure_set_number (out, REEVE_DISCLOSED_BUSINESS_MET, reeve_stmt_int (stmt, 16));
  if (!reeve_stmt_is_null (stmt, 11) && !reeve_stmt_is_null (stmt, 12))
    reeve_disclosure_set_position (out, reeve_stmt_real (stmt, 11), reeve_stmt_real (stmt, 12));
}

typedef struct { gint64 id; char *name; } Included;

static void
included_clear (gpointer data)
{
  g_free (((Included *) data)->name);
}

static gboolean
gather_businesses (Gather *self, GArray *included, GCancellable *cancellable, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (self->conn,
    "SELECT d.business_id, d.name, d.number, d.category, d.address, d.district, d.zone, d.licence_number, d.licence_status, d.licence_to,"
    " d.operating, d.lon, d.lat, d.shown, d.not_met, d.not_known, d.met, p.home_occupation, p.host, b.staff_count, b.entity_type"
    " FROM derived_business d JOIN business b ON b.id = d.business_id LEFT JOIN premises p ON p.id = d.premises_id"
    " WHERE (?1 IS NULL OR d.category = ?1) AND (?2 IS NULL OR d.district = ?2) ORDER BY d.business_id", error);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, self->request->category);
  reeve_stmt_bind_text (stmt, 2, self->request->district);
  while (local == NULL && reeve_stmt_step (stmt, &local))
    {
      Included one = { reeve_stmt_int (stmt, 0), NULL };
      const char *reason;
      char key[40];

      if (!chosen (self->request, one.id, (ReeveShown) reeve_stmt_int (stmt, 13)))
        continue;
      reason = self->open ? home_reason (self, stmt) : NULL;
      if (reason != NULL)
        {
          reeve_disclosure_withhold (self->disclosure, REEVE_SHEET_BUSINESS, reason, 1);
          continue;
        }
      one.name = g_strdup (reeve_stmt_text (stmt, 1));
      g_array_append_val (included, one);
      if ((self->sheets & SEEN (BUSINESS)) != 0)
        {
          g_snprintf (key, sizeof key, "business:%" G_GINT64_FORMAT, one.id);
          business_row (self, stmt, key);
        }
      g_cancellable_set_error_if_cancelled (cancellable, &local);
    }
  return finish (stmt, local, error);
}

static gboolean
load_zone_classes (Gather *self, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (self->conn, "SELECT DISTINCT code, class FROM zone WHERE kind = 'zoning' AND class IS NOT NULL", error);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (reeve_stmt_step (stmt, &local))
    g_hash_table_insert (self->zone_classes, g_strdup (reeve_stmt_text (stmt, 0)), g_strdup (reeve_stmt_text (stmt, 1)));
  return finish (stmt, local, error);
}

#define ALL_BUSINESSES \
  "SELECT d.business_id, d.name, d.number, d.category, d.address, d.district, d.zone, d.licence_number, d.licence_status, d.licence_to," \
  " d.operating, d.lon, d.lat, d.shown, d.not_met, d.not_known, d.met, p.home_occupation, p.host, b.staff_count, b.entity_type" \
  " FROM derived_business d JOIN business b ON b.id = d.business_id LEFT JOIN premises p ON p.id = d.premises_id ORDER BY d.business_id"

GHashTable *
reeve_release_find_homes (ReeveConn *conn, GError **error)
{
  g_autoptr (GHashTable) homes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) zone_classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Gather self = { .conn = conn, .zone_classes = zone_classes };
  ReeveStmt *stmt;
  GError *local = NULL;

  if (!load_zone_classes (&self, error))
    return NULL;
  stmt = reeve_conn_prepare (conn, ALL_BUSINESSES, error);
  if (stmt == NULL)
    return NULL;
  while (reeve_stmt_step (stmt, &local))
    if (home_reason (&self, stmt) != NULL)
      {
        gint64 *id = g_new (gint64, 1);

        *id = reeve_stmt_int (stmt, 0);
        g_hash_table_add (homes, id);
      }
  return finish (stmt, local, error) ? g_steal_pointer (&homes) : NULL;
}

static gboolean
gather_places (Gather *self, GError **error)
{
  ReeveStmt *stmt;
  GError *local = NULL;

  if ((self->sheets & SEEN (PLACE)) == 0)
    return TRUE;
  stmt = reeve_conn_prepare (self->conn, "SELECT kind, name, geometry FROM place WHERE (since IS NULL OR since <= ?1)"
                                         " AND (until_date IS NULL OR until_date = 'none' OR until_date >= ?1) ORDER BY kind, name, id", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, self->day);
  while (reeve_stmt_step (stmt, &local))
    {
      g_autoptr (ReeveGeometry) geometry = reeve_geometry_from_wkb (reeve_stmt_blob (stmt, 2), reeve_stmt_size (stmt, 2), NULL);

      reeve_disclosure_add_row (self->disclosure, REEVE_SHEET_PLACE, NULL);
      set (self, REEVE_DISCLOSED_PLACE_KIND, stmt, 0);
      set (self, REEVE_DISCLOSED_PLACE_NAME, stmt, 1);
      if (geometry != NULL)
        {
          ReeveBox box = reeve_geometry_get_box (geometry);

          reeve_disclosure_set_position (self->disclosure, (box.west + box.east) / 2, (box.south + box.north) / 2);
        }
    }
  return finish (stmt, local, error);
}

static char *
filters_in_words (const ReeveReleaseRequest *request)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (request->category != NULL)
    g_string_append_printf (words, _("Category: %s. "), request->category);
  if (request->district != NULL)
    g_string_append_printf (words, _("District: %s. "), request->district);
  if (request->businesses != NULL)
    g_string_append_printf (words, ngettext ("%u business chosen. ", "%u businesses chosen. ", (gulong) request->n_businesses),
                            (guint) request->n_businesses);
  for (guint i = 0, first = TRUE; request->shown != 0 && i < REEVE_N_SHOWN; i++)
    if ((request->shown & (1u << i)) != 0)
      {
        g_string_append_printf (words, first ? _("Outcome: %s") : ", %s", reeve_shown_word ((ReeveShown) i));
        first = FALSE;
      }
  if (words->len == 0)
    g_string_append (words, _("All businesses."));
  return g_strdup (g_strstrip (words->str));
}

static gboolean
gather_rows (Gather *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) included = g_array_new (FALSE, FALSE, sizeof (Included));

  g_array_set_clear_func (included, included_clear);
  if (!load_zone_classes (self, error) || !gather_businesses (self, included, cancellable, error))
    return FALSE;
  for (guint i = 0; i < included->len; i++)
    {
      const Included *one = &g_array_index (included, Included, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !finding_rows (self, one->id, one->name, error))
        return FALSE;
      for (guint s = 0; s < G_N_ELEMENTS (sheet_sources); s++)
        if (!each_row (self, sheet_sources[s].sheet, sheet_sources[s].sql, one->id, one->name, sheet_sources[s].func, error))
          return FALSE;
    }
  return gather_places (self, error);
}

ReeveDisclosure *
reeve_release_gather (ReeveConn *conn, const ReeveReleaseRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (ReeveDisclosure) disclosure = NULL;
  g_autoptr (ReeveCheck) check = NULL;
  g_autoptr (ReeveReleaseLaw) law = reeve_release_law_new (conn);
  g_autoptr (GHashTable) zone_classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *city = reeve_conn_get_setting (conn, "city"), *filters = filters_in_words (request);
  Gather self = { .conn = conn, .request = request, .law = law, .zone_classes = zone_classes, .open = reeve_audience_hides_homes (request->audience) };
  ReeveDisclosureHead head = { .city = city, .title = (char *) request->title, .filters = filters, .to = (char *) request->to,
                               .reason = (char *) request->reason, .made_by = (char *) request->made_by, .as_of = request->day,
                               .made_on = request->made_on, .release = request->release };

  if (!reeve_release_request_check (request, error))
    return NULL;
  reeve_day_format (request->day, self.day);
  self.disclosure = disclosure = begin (conn, request);
  reeve_disclosure_set_head (disclosure, &head);
  for (guint i = 0; i < REEVE_N_SHEETS; i++)
    if (reeve_disclosure_wants_sheet (disclosure, (ReeveSheetKind) i) && (request->sheets == 0 || (request->sheets & (1u << i)) != 0))
      self.sheets |= 1u << i;
  if ((self.sheets & SEEN (FINDING)) != 0)
    {
      self.check = check = reeve_check_shared (conn, request->day, error);
      if (check == NULL)
        return NULL;
    }
  if (!gather_rows (&self, cancellable, error))
    return NULL;
  reeve_disclosure_seal (disclosure);
  return g_steal_pointer (&disclosure);
}
