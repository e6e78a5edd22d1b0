/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Officers' decisions: how they are recorded, which of them stands on a day, and how they change what is shown. A decision hangs on record,
 * provision and the words of the law; when the words change it speaks no more. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-derived.h"
#include "reeve-error.h"

struct _ReeveDecisions
{
  GHashTable *by_key;      /* "subject ordinance/provision" -> ReeveDecision */
  GHashTable *subjects;    /* ids of records that have one or had one: few, so most are asked about in vain */
};

static void
decision_free (gpointer data)
{
  ReeveDecision *decision = data;

  g_free (decision->text_sha256);
  g_free (decision->reason);
  g_free (decision->until);
  g_free (decision->who);
  g_free (decision->on);
  g_free (decision->corrected);
  g_free (decision);
}

void
reeve_decisions_free (ReeveDecisions *decisions)
{
  if (decisions == NULL)
    return;
  g_hash_table_unref (decisions->by_key);
  g_hash_table_unref (decisions->subjects);
  g_free (decisions);
}

static char *
decision_key (gint64 subject, const char *ordinance, const char *provision)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s/%s", subject, ordinance, provision);
}

ReeveDecisions *
reeve_decisions_load (ReeveConn *conn, ReeveAbout about, gint64 subject, ReeveDay day, GError **error)
{
  g_autoptr (ReeveDecisions) decisions = g_new0 (ReeveDecisions, 1);
  char day_text[REEVE_DAY_TEXT_SIZE];
  GError *local = NULL;
  ReeveStmt *stmt;

  decisions->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, decision_free);
  decisions->subjects = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  reeve_day_format (day, day_text);
  stmt = reeve_conn_prepare (conn,
                             "SELECT id, subject_id, ordinance, provision, kind, text_sha256, reason, until_date, decided_by, decided_on, corrected "
                             "FROM decision WHERE subject_kind = ?1 AND subject_id BETWEEN ?2 AND ?3 AND decided_on <= ?4 "
                             "AND kind IN ('confirmed', 'dismissed', 'exempted', 'withdrawn') ORDER BY decided_on, id",
                             error);
  if (stmt == NULL)
    return NULL;
  reeve_stmt_bind_text (stmt, 1, reeve_vocabulary_about_name (about));
  reeve_stmt_bind_int (stmt, 2, subject == 0 ? G_MININT64 : subject);
  reeve_stmt_bind_int (stmt, 3, subject == 0 ? G_MAXINT64 : subject);
  reeve_stmt_bind_text (stmt, 4, day_text);
  while (reeve_stmt_step (stmt, &local))
    {
      g_autofree char *key = decision_key (reeve_stmt_int (stmt, 1), reeve_stmt_text (stmt, 2), reeve_stmt_text (stmt, 3));
      const char *kind = reeve_stmt_text (stmt, 4), *until = reeve_stmt_text (stmt, 7), *corrected = reeve_stmt_text (stmt, 10);
      gint64 of_subject = reeve_stmt_int (stmt, 1);
      ReeveDecision *decision;

      if (!g_hash_table_contains (decisions->subjects, &of_subject))
        g_hash_table_add (decisions->subjects, g_memdup2 (&of_subject, sizeof of_subject));
      /* withdrawn, past its end, or put right since: as if it had not been */
      if (strcmp (kind, "withdrawn") == 0 || (until != NULL && strcmp (until, "none") != 0 && strcmp (until, day_text) < 0)
          || (corrected != NULL && strcmp (corrected, "none") != 0 && strcmp (corrected, day_text) <= 0))
        {
          g_hash_table_remove (decisions->by_key, key);
          continue;
        }
      decision = g_new0 (ReeveDecision, 1);
      decision->id = reeve_stmt_int (stmt, 0);
      decision->kind = *kind;
      decision->text_sha256 = g_strdup (reeve_stmt_text (stmt, 5));
      decision->reason = g_strdup (reeve_stmt_text (stmt, 6));
      decision->until = g_strdup (until);
      decision->who = g_strdup (reeve_stmt_text (stmt, 8));
      decision->on = g_strdup (reeve_stmt_text (stmt, 9));
      g_hash_table_replace (decisions->by_key, g_steal_pointer (&key), decision);
    }
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return g_steal_pointer (&decisions);
}

/* A decision stands as long as the law says what it said: by the quotation, or by the drafter's words before there was one. */
static gboolean
is_of_these_words (const ReeveDecision *decision, const ReeveProvisionVersion *version)
{
  return g_strcmp0 (decision->text_sha256, reeve_provision_version_get_pin (version)) == 0
         || g_strcmp0 (decision->text_sha256, version->text_sha256) == 0;
}

gboolean
reeve_decisions_touch (const ReeveDecisions *decisions, gint64 subject)
{
  return g_hash_table_size (decisions->subjects) > 0 && g_hash_table_contains (decisions->subjects, &subject);
}

const ReeveDecision *
reeve_decisions_find (const ReeveDecisions *decisions, gint64 subject, const ReeveProgram *program)
{
  g_autofree char *key = NULL;
  const ReeveDecision *decision;

  if (!reeve_decisions_touch (decisions, subject))
    return NULL;
  key = decision_key (subject, reeve_ordinance_get_id (reeve_program_get_ordinance (program)), reeve_program_get_provision (program)->id);
  decision = g_hash_table_lookup (decisions->by_key, key);
  return decision != NULL && is_of_these_words (decision, reeve_program_get_version (program)) ? decision : NULL;
}

ReeveShown
reeve_shown_of (ReeveOutcome outcome, const ReeveDecision *decision)
{
  if (decision != NULL && decision->kind != 'c' && outcome <= REEVE_OUTCOME_INSUFFICIENT)
    return REEVE_SHOWN_NOT_APPLICABLE;
  switch (outcome)
    {
    case REEVE_OUTCOME_VIOLATION:
      return decision != NULL ? REEVE_SHOWN_VIOLATION : REEVE_SHOWN_NOT_MET;
    case REEVE_OUTCOME_GROUNDS:
      return REEVE_SHOWN_GROUNDS;
    case REEVE_OUTCOME_PENDING:
      return REEVE_SHOWN_PENDING;
    case REEVE_OUTCOME_INSUFFICIENT:
      return REEVE_SHOWN_NOT_KNOWN;
    case REEVE_OUTCOME_COMPLIANT:
      return REEVE_SHOWN_MET;
    default:
      return REEVE_SHOWN_NOT_APPLICABLE;
    }
}

void
reeve_tally_add (ReeveTally *tally, const ReeveProgram *program, ReeveOutcome outcome, const ReeveDecision *decision)
{
  const ReeveProvisionVersion *version = reeve_program_get_version (program);
  gboolean own = version->nature == REEVE_NATURE_DUTY || version->nature == REEVE_NATURE_TRIGGER;

  /* A definition that fits, an appeal in time or a bound on a sanction says nothing of how the business does. */
  if (own && version->duty != REEVE_DUTY_CITY && version->duty != REEVE_DUTY_PROPERTY_OWNER)
    tally->numbers[reeve_shown_of (outcome, decision)]++;
}

ReeveShown
reeve_tally_worst (const ReeveTally *tally)
{
  for (guint shown = 0; shown < REEVE_N_SHOWN; shown++)
    if (tally->numbers[shown] > 0)
      return shown;
  return REEVE_SHOWN_NOT_APPLICABLE;
}

static char *
format_day (const char *iso)
{
  ReeveDay day;
  int year, month, day_of_month;
  g_autoptr (GDateTime) time = NULL;

  if (!reeve_day_parse (iso, -1, &day))
    return g_strdup (iso);
  reeve_day_to_ymd (day, &year, &month, &day_of_month);
  time = g_date_time_new_utc (year, month, day_of_month, 0, 0, 0);
  /* TRANSLATORS: a day within a sentence, "4 Nov 2026" */
  return g_date_time_format (time, _("%-d %b %Y"));
}

/* What was decided, in words. */
static char *
decision_words (const ReeveDecision *decision)
{
  g_autofree char *on = format_day (decision->on);
  const char *reason = decision->reason;

  switch (decision->kind)
    {
    case 'c':
      return g_strdup_printf (_("Violation, confirmed by %s, %s"), decision->who, on);
    case 'd':
      if (reason == NULL || *reason == '\0')
        return g_strdup_printf (_("Dismissed by %s, %s"), decision->who, on);
      /* TRANSLATORS: who, day, the reason in the officer's words */
      return g_strdup_printf (_("Dismissed by %s, %s: %s"), decision->who, on, reason);
    default:
      if (reason == NULL || *reason == '\0')
        return g_strdup_printf (_("Exempted by %s, %s"), decision->who, on);
      /* TRANSLATORS: who, day, the ground in the officer's words */
      return g_strdup_printf (_("Exempted by %s, %s: %s"), decision->who, on, reason);
    }
}

void
reeve_finding_item_free (ReeveFindingItem *item)
{
  if (item == NULL)
    return;
  g_free (item->ordinance);
  g_free (item->provision);
  g_free (item->citation);
  g_free (item->title);
  g_free (item->text);
  g_free (item->since);
  g_free (item->decision);
  g_free (item);
}

typedef struct
{
  ReeveCheck *check;
  ReeveDecisions *decisions;
  GPtrArray *items;
} Items;

static gboolean
take_item (const ReeveFinding *finding, gpointer data)
{
  Items *items = data;
  const ReeveProgram *program = reeve_check_get_programs (items->check)->pdata[finding->program];
  const ReeveProvisionVersion *version = reeve_program_get_version (program);
  const ReeveDecision *decision = reeve_decisions_find (items->decisions, finding->subject, program);
  ReeveFindingItem *item = g_new0 (ReeveFindingItem, 1);

  item->ordinance = g_strdup (reeve_ordinance_get_id (reeve_program_get_ordinance (program)));
  item->provision = g_strdup (reeve_program_get_provision (program)->id);
  item->citation = g_strdup (version->citation);
  item->title = g_strdup (version->title != NULL ? version->title : version->text);
  item->text = g_strdup (version->text);
  item->outcome = finding->outcome;
  item->shown = reeve_shown_of (finding->outcome, decision);
  item->duty = version->duty;
  if (decision != NULL)
    {
      item->decision = decision_words (decision);
      item->decision_id = decision->id;
    }
  g_ptr_array_add (items->items, item);
  return TRUE;
}

static gboolean
add_since (GPtrArray *items, ReeveConn *conn, gint64 business, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "SELECT ordinance, provision, outcome, since FROM derived_finding WHERE subject_kind = 'business' AND subject_id = ?1",
                                        error);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, business);
  while (reeve_stmt_step (stmt, &local))
    for (guint i = 0; i < items->len; i++)
      {
        ReeveFindingItem *item = items->pdata[i];

        if (strcmp (item->provision, reeve_stmt_text (stmt, 1)) == 0 && strcmp (item->ordinance, reeve_stmt_text (stmt, 0)) == 0
            && item->outcome == (ReeveOutcome) reeve_stmt_int (stmt, 2))
          {
            g_free (item->since);
            item->since = g_strdup (reeve_stmt_text (stmt, 3));
          }
      }
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

/* Worst first; the rest stays in file order, for the sort of a GPtrArray is stable. */
static int
compare_items (gconstpointer a, gconstpointer b)
{
  const ReeveFindingItem *x = *(const ReeveFindingItem *const *) a, *y = *(const ReeveFindingItem *const *) b;

  return (int) x->shown - (int) y->shown;
}

GPtrArray *
reeve_findings_of_business (ReeveConn *conn, gint64 business, ReeveDay day, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_finding_item_free);
  g_autoptr (ReeveCheck) check = reeve_check_shared (conn, day, error);
  g_autoptr (ReeveDecisions) decisions = NULL;
  Items items;

  if (check == NULL)
    return NULL;
  decisions = reeve_decisions_load (conn, REEVE_ABOUT_BUSINESS, business, day, error);
  if (decisions == NULL)
    return NULL;
  items = (Items) { check, decisions, list };
  if (!reeve_check_run_one (check, conn, REEVE_ABOUT_BUSINESS, business, take_item, &items, error) || !add_since (list, conn, business, error))
    return NULL;
  g_ptr_array_sort (list, compare_items);
  return g_steal_pointer (&list);
}

static const char *const decision_kinds[] = { "confirmed", "dismissed", "exempted", "withdrawn" };

static const char *const duties[] = { [REEVE_DUTY_BUSINESS] = "business", [REEVE_DUTY_OWNER] = "owner", [REEVE_DUTY_PRACTITIONER] = "practitioner",
                                      [REEVE_DUTY_PROPERTY_OWNER] = "property-owner", [REEVE_DUTY_CITY] = "city" };

typedef struct
{
  ReeveCheck *check;
  const char *ordinance, *provision;
  const ReeveProgram *program;
  ReeveOutcome outcome;
} Wanted;

static gboolean
take_wanted (const ReeveFinding *finding, gpointer data)
{
  Wanted *wanted = data;
  const ReeveProgram *program = reeve_check_get_programs (wanted->check)->pdata[finding->program];

  if (strcmp (reeve_program_get_provision (program)->id, wanted->provision) != 0
      || strcmp (reeve_ordinance_get_id (reeve_program_get_ordinance (program)), wanted->ordinance) != 0)
    return TRUE;
  wanted->program = program;
  wanted->outcome = finding->outcome;
  return FALSE;
}

gboolean
reeve_decide (ReeveTxn *txn, ReeveAbout about, gint64 subject, const char *ordinance, const char *provision, ReeveDecisionKind kind,
              const char *reason, const char *until, const char *who, ReeveDay day, GError **error)
{
  ReeveConn *conn = reeve_txn_get_conn (txn);
  g_autoptr (ReeveCheck) check = reeve_check_shared (conn, day, error);
  g_autoptr (ReeveRecord) record = NULL;
  Wanted wanted = { check, ordinance, provision, NULL, REEVE_OUTCOME_INSUFFICIENT };
  char day_text[REEVE_DAY_TEXT_SIZE];
  gint64 business, premises;

  if (check == NULL || !reeve_check_run_one (check, conn, about, subject, take_wanted, &wanted, error))
    return FALSE;
  if (wanted.program == NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("No provision '%s' is in force that day."), provision);
      return FALSE;
    }
  if ((kind == REEVE_DECISION_DISMISSED || kind == REEVE_DECISION_EXEMPTED) && (reason == NULL || *reason == '\0'))
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("Say why: a finding is dismissed or exempted only with a reason."));
      return FALSE;
    }
  reeve_day_format (day, day_text);
  if (!reeve_record_find_home (conn, about, subject, day_text, &business, &premises, error))
    return FALSE;
  record = reeve_record_new ("decision");
  reeve_record_set (record, "subject_kind", reeve_vocabulary_about_name (about));
  reeve_record_set_integer (record, "subject_id", subject);
  reeve_record_set (record, "ordinance", ordinance);
  reeve_record_set (record, "provision", provision);
  reeve_record_set (record, "text_sha256", reeve_provision_version_get_pin (reeve_program_get_version (wanted.program)));
  reeve_record_set (record, "kind", decision_kinds[kind]);
  reeve_record_set (record, "reason", reason);
  reeve_record_set (record, "until_date", until);
  reeve_record_set (record, "outcome_then", reeve_outcome_name (wanted.outcome));
  reeve_record_set (record, "decided_by", who);
  reeve_record_set (record, "decided_on", day_text);
  reeve_record_set (record, "duty", duties[reeve_program_get_version (wanted.program)->duty]);
  /* It stands in the history of the business only when the business owed it. */
  if (business != 0 && about != REEVE_ABOUT_BUSINESS && reeve_provision_version_counts_against_business (reeve_program_get_version (wanted.program)))
    reeve_record_set_integer (record, "business_id", business);
  return reeve_txn_insert (txn, record, error);
}
