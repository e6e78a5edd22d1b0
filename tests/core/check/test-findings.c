/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is derived, after a full refresh and in the wake of edits. The rule of every test: after any edit the rows are the same as a full
 * refresh would make them. */
#include "config.h"

#include <string.h>

#include "case.h"
#include "reeve-change-log.h"
#include "reeve-city-duties.h"
#include "reeve-check-shared.h"
#include "reeve-db-private.h"
#include "reeve-error.h"

#define DAY "2026-11-16"

static const char ordinance_text[] =
  "reeve-ordinance: 1\nid: test\njurisdiction: Calder Bend\ntitle: Test\nauthority: none\nadopted: {ordinance: 1, on: 2019-01-01}\n"
  "checklist:\n  - {id: alcohol, ask: Alcohol}\n  - {id: called-back, ask: Called back, of: complaint}\n"
  "provisions:\n"
  "  - {id: licence, citation: a, title: Licence, text: A place has a licence., require: business.city-licence.valid}\n"
  "  - {id: alcohol, citation: b, text: No alcohol., require: not observed.alcohol}\n"
  "  - {id: staff, citation: c, text: Staff, require: every business.staff satisfies state-licence.valid}\n"
  "  - {id: visit, citation: d, text: The city visits., duty: city, require: some business.inspection where date within 12 months before today}\n"
  "  - {id: peer, citation: e, text: Apart, measure: {from: door, to: door, path: straight}, "
  "require: min(distance of premises.peer where category = massage) >= 600 ft}\n"
  "  - {id: kind, citation: f, text: Only massage, require: business.category = massage}\n"
  "  - {id: basis, citation: g, text: Entry, about: inspection, duty: city, require: \"inspection.legal-basis in [consent, warrant]\"}\n"
  "  - {id: decided, citation: h, text: Decided, about: application, duty: city, require: application.decided by application.received + 30 days}\n"
  "  - {id: named, citation: i, text: Named, about: application, require: every application.person satisfies turned-18}\n"
  "  - {id: capped, citation: j, text: Capped, about: sanction, duty: city, require: sanction.amount <= 500 USD}\n"
  "  - {id: heard, citation: k, text: Heard, about: hearing, duty: city, require: hearing.held by hearing.requested + 30 days}\n"
  "  - {id: told, citation: l, text: Told, about: violation, duty: city, require: notice.served by violation.found + 30 days}\n"
  "  - {id: permit, citation: m, text: Permit, about: practitioner-licence, duty: practitioner, require: licence.valid}\n"
  "  - {id: called, citation: o, text: Called, duty: city, require: every business.complaint satisfies observed.called-back}\n"
  "  - {id: repeat, citation: n, text: Repeated, grounds: \"count(business.violation, in any 24 months) >= 2\", sanction: {kind: suspension, effect: may}}\n";

static gint64 ids[8], premises[8], licence_id, visit_id, employment_id, complaint_id, answer_id;

static char *
text_of (gint64 id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

static void
add_place (Case *self, guint i, const char *lat)
{
  g_autofree char *key = g_strdup_printf ("key %u", i), *number = g_strdup_printf ("00%u", i);
  g_autofree char *place = NULL, *business = NULL;

  premises[i] = case_add (self, "premises", "address", "1655 Marl Ave", "suite", "Ste 4", "address_key", key, "lon", "-94.1", "lat", lat, "position_method",
                          "surveyed", NULL);
  ids[i] = case_add (self, "business", "name", "Ninth Lantern", "number", number, "category", "massage", "operating", "1", "staff_complete_on", "2026-01-01", NULL);
  place = text_of (premises[i]);
  business = text_of (ids[i]);
  case_add (self, "occupancy", "premises_id", place, "business_id", business, "from_date", "2020-01-01", "to_date", "none", NULL);
}

static void
fill (Case *self)
{
  g_autofree char *business = NULL, *licence = NULL, *visit = NULL;

  case_set_setting (self, "businesses-complete", "yes");
  add_place (self, 0, "29.2000");
  add_place (self, 1, "29.2010");
  add_place (self, 2, "29.3000");
  business = text_of (ids[0]);
  licence_id = case_add (self, "licence", "scope", "city", "business_id", business, "number", "MT-0412", "issued", "2021-05-04", "expires", "2027-03-31",
                         NULL);
  licence = text_of (licence_id);
  case_add (self, "licence_status", "licence_id", licence, "status", "active", "from_date", "2021-05-04", "to_date", "none", NULL);
  visit_id = case_add (self, "inspection", "business_id", business, "at", "2026-03-02T10:00", "status", "done", "legal_basis", "consent", NULL);
  visit = text_of (visit_id);
  case_add (self, "inspection_item", "inspection_id", visit, "item", "alcohol", "answer", "no", NULL);
  case_add_zone (self, "district", "D4", NULL, -94.2, 29.1, -94.0, 29.25);
  case_add (self, "ordinance_version", "ordinance", "test", "title", "Test", "jurisdiction", "Calder Bend", "number", "1", "adopted_on", "2019-01-01",
            "in_force", "2019-01-01", "text", ordinance_text, "sha256", "0", NULL);
}

/* Every derived row but the state, as text. */
static char *
dump (Case *self)
{
  static const char *const queries[] = {
    "SELECT subject_kind || ' ' || subject_id || ' ' || ordinance || '/' || provision || ' ' || outcome || ' ' || duty || ' ' || since FROM derived_finding "
    "ORDER BY subject_kind, subject_id, provision",
    "SELECT provision || ' ' || outcome || ' ' || number FROM derived_count WHERE number <> 0 ORDER BY provision, outcome",
    "SELECT business_id || ' ' || ifnull (premises_id, '-') || ' ' || name || ' ' || ifnull (number, '-') || ' ' || ifnull (address, '-') || ' ' || "
    "ifnull (district, '-') || ' ' || ifnull (licence_number, '-') || ' ' || ifnull (licence_status, '-') || ' ' || shown || ' ' || not_met || ' ' || "
    "not_known || ' ' || pending || ' ' || met || ' ' || not_applicable || ' ' || outcomes FROM derived_business ORDER BY business_id",
    "SELECT rowid || ' ' || name || ' ' || ifnull (number, '-') || ' ' || ifnull (address, '-') || ' ' || other FROM derived_search ORDER BY rowid",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (self->db, &error);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      ReeveStmt *stmt = reeve_conn_prepare (reeve_reader_get_conn (reader), queries[i], &error);

      g_assert_no_error (error);
      while (reeve_stmt_step (stmt, &error))
        g_string_append_printf (out, "%s\n", reeve_stmt_text (stmt, 0));
      g_assert_no_error (error);
      reeve_stmt_reset (stmt);
    }
  return g_string_free (out, FALSE);
}

static void
refresh (Case *self)
{
  g_autoptr (GError) error = NULL;

  reeve_findings_refresh (self->db, case_day (DAY), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static Case *
new_refreshed (void)
{
  Case *self = case_new ();

  case_write (self, fill);
  g_assert_true (reeve_findings_is_stale (self->db, case_day (DAY)));
  refresh (self);
  g_assert_false (reeve_findings_is_stale (self->db, case_day (DAY)));
  reeve_findings_attach (self->db, case_day (DAY));
  return self;
}

/* The rows the wake made are those that a refresh makes. */
static void
assert_current (Case *self)
{
  g_autofree char *woken = dump (self);
  g_autofree char *refreshed = NULL;

  g_assert_false (reeve_findings_is_stale (self->db, case_day (DAY)));
  refresh (self);
  refreshed = dump (self);
  g_assert_cmpstr (woken, ==, refreshed);
}

static gint64
ask (Case *self, const char *sql, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (self->db, &error);
  ReeveStmt *stmt = reeve_conn_prepare (reeve_reader_get_conn (reader), sql, &error);
  gint64 value = -1;

  g_assert_no_error (error);
  reeve_stmt_bind_int (stmt, 1, id);
  if (reeve_stmt_step (stmt, &error))
    value = reeve_stmt_int (stmt, 0);
  g_assert_no_error (error);
  reeve_stmt_reset (stmt);
  return value;
}

static ReeveFindingItem *
item (Case *self, guint i, const char *provision, GPtrArray **ret_items)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (self->db, &error);
  GPtrArray *items = reeve_findings_of_business (reeve_reader_get_conn (reader), ids[i], case_day (DAY), &error);

  g_assert_no_error (error);
  *ret_items = items;
  for (guint k = 0; k < items->len; k++)
    if (strcmp (((ReeveFindingItem *) items->pdata[k])->provision, provision) == 0)
      return items->pdata[k];
  g_assert_not_reached ();
}

static void
test_refresh (void)
{
  g_autoptr (Case) self = new_refreshed ();
  g_autofree char *first = dump (self), *second = NULL;

  g_test_message ("%s", first);
  refresh (self);
  second = dump (self);
  g_assert_cmpstr (first, ==, second);
  /* business 0: licence and alcohol met, peer not met */
  g_assert_cmpint (ask (self, "SELECT shown FROM derived_business WHERE business_id = ?1", ids[0]), ==, REEVE_SHOWN_NOT_MET);
  g_assert_cmpint (ask (self, "SELECT not_met FROM derived_business WHERE business_id = ?1", ids[0]), ==, 1);
  /* business 2: no licence; the visit the city owes is not held against it */
  g_assert_cmpint (ask (self, "SELECT not_met FROM derived_business WHERE business_id = ?1", ids[2]), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count (*) FROM derived_finding WHERE subject_id = ?1 AND provision = 'visit'", ids[2]), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count (*) FROM derived_search WHERE derived_search MATCH 'MT' AND rowid = ?1", ids[0]), ==, 1);
  g_assert_cmpint (ask (self, "SELECT district = 'D4' FROM derived_business WHERE business_id = ?1", ids[0]), ==, 1);
}

/* What the city owes: late before open, each with its business; those asked for and no more. */
static void
test_city_duties (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Case) self = new_refreshed ();
  g_autoptr (ReeveReader) reader = reeve_reader_new (self->db, &error);
  g_autoptr (ReeveCityDuties) duties = reeve_city_duties_read (reeve_reader_get_conn (reader), case_day (DAY), 100, &error);
  g_autoptr (ReeveCityDuties) one = reeve_city_duties_read (reeve_reader_get_conn (reader), case_day (DAY), 1, &error);
  const ReeveCityDuty *first;

  g_assert_no_error (error);
  g_assert_true (duties->any);
  /* nobody visited the second and third business within a year */
  g_assert_cmpint (duties->late, ==, 2);
  g_assert_cmpint (duties->late, ==, ask (self, "SELECT count (*) FROM derived_finding WHERE duty = 4 AND outcome = ?1", REEVE_OUTCOME_VIOLATION));
  g_assert_cmpuint (duties->duties->len, ==, duties->late + duties->open);
  first = g_ptr_array_index (duties->duties, 0);
  g_assert_cmpint (first->outcome, ==, REEVE_OUTCOME_VIOLATION);
  g_assert_cmpint (first->business, ==, ids[1]);
  g_assert_cmpstr (first->citation, ==, "d");
  g_assert_nonnull (first->sentence);
  g_assert_cmpuint (one->duties->len, ==, 1);
  g_assert_cmpint (one->late, ==, duties->late);
}

static void
expire (Case *self)
{
  case_set (self, "licence", licence_id, "expires", "2025-03-31");
}

static void
rename_business (Case *self)
{
  case_set (self, "business", ids[1], "name", "Ferry Street Spa");
}

static void
see_alcohol (Case *self)
{
  g_autofree char *business = text_of (ids[1]);
  gint64 visit = case_add (self, "inspection", "business_id", business, "at", "2026-11-01T10:00", "status", "done", "legal_basis", "none", NULL);
  g_autofree char *number = text_of (visit);

  case_add (self, "inspection_item", "inspection_id", number, "item", "alcohol", "answer", "yes", NULL);
}

static void
move_away (Case *self)
{
  case_set (self, "premises", premises[1], "lat", "29.2100");
}

static void
change_kind (Case *self)
{
  case_set (self, "business", ids[0], "category", "salon");
}

static void
hire (Case *self)
{
  g_autofree char *business = text_of (ids[0]), *who = NULL;
  gint64 person = case_add (self, "practitioner", "reference", "P-1", NULL);

  who = text_of (person);
  employment_id = case_add (self, "employment", "business_id", business, "practitioner_id", who, "started", "2026-01-01", "ended", "none", NULL);
  case_add (self, "licence", "scope", "state", "practitioner_id", who, "expires", "2025-01-01", NULL);
}

static void
dismiss_worker (Case *self)
{
  g_autoptr (GError) error = NULL;

  reeve_txn_delete (self->txn, "employment", employment_id, &error);
  g_assert_no_error (error);
}

static void
remove_business (Case *self)
{
  g_autoptr (GError) error = NULL;

  reeve_txn_delete (self->txn, "business", ids[1], &error);
  g_assert_no_error (error);
}

static void
complain (Case *self)
{
  g_autofree char *business = text_of (ids[0]);

  complaint_id = case_add (self, "complaint", "business_id", business, "received_at", "2026-11-02T10:00", "channel", "phone", "status", "pending", "text",
                           "Open late", NULL);
}

static void
answer_complaint (Case *self)
{
  g_autofree char *complaint = text_of (complaint_id);

  answer_id = case_add (self, "record_answer", "complaint_id", complaint, "item", "called-back", "answer", "yes", NULL);
}

static void
take_back_answer (Case *self)
{
  g_autoptr (GError) error = NULL;

  reeve_txn_delete (self->txn, "record_answer", answer_id, &error);
  g_assert_no_error (error);
}

static void
add_business (Case *self)
{
  add_place (self, 3, "29.2995");
}

/* One after another on one file: each leaves the rows as a refresh would. */
static void
test_wake (void)
{
  static const CaseFunc edits[] = { expire, rename_business, see_alcohol, move_away, change_kind, hire, dismiss_worker, complain, answer_complaint, take_back_answer,
                                    add_business, remove_business };
  g_autoptr (Case) self = new_refreshed ();

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *before = dump (self), *after = NULL;

      g_test_message ("edit %u", i);
      case_write (self, edits[i]);
      after = dump (self);
      g_assert_cmpstr (before, !=, after);
      assert_current (self);
    }
}

/* A neighbour bears its new name in explanations at once. */
static void
test_neighbour_name (void)
{
  g_autoptr (Case) self = new_refreshed ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ReeveCheck) check = NULL;
      g_autoptr (ReeveTrace) trace = NULL;
      g_autofree char *text = NULL;

      if (i == 1)
        case_write (self, rename_business);
      g_clear_pointer (&reader, reeve_reader_free);
      reader = reeve_reader_new (self->db, &error);
      check = reeve_check_shared (reeve_reader_get_conn (reader), case_day (DAY), &error);
      trace = reeve_check_explain (check, reeve_reader_get_conn (reader), REEVE_ABOUT_BUSINESS, ids[0], "peer", &error);
      g_assert_no_error (error);
      text = reeve_trace_to_text (trace);
      g_assert_nonnull (strstr (text, i == 0 ? "Ninth Lantern" : "Ferry Street Spa"));
    }
}

static void
test_undo (void)
{
  g_autoptr (Case) self = new_refreshed ();
  g_autofree char *before = dump (self), *after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 entry;

  case_write (self, hire);
  entry = ask (self, "SELECT max (entry) FROM change_log WHERE entry > ?1", 0);
  reeve_db_undo (self->db, entry, NULL, &error);
  g_assert_no_error (error);
  after = dump (self);
  g_assert_cmpstr (before, ==, after);
  assert_current (self);
}

static gboolean
wipe_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  static const char *const tables[] = { "finding", "count", "record", "business", "search", "state" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strconcat ("DELETE FROM derived_", tables[i], NULL);

      if (!reeve_stmt_run (reeve_conn_prepare (reeve_txn_get_conn (txn), sql, error), error))
        return FALSE;
    }
  return TRUE;
}

static void
assert_as_from_nothing (Case *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = dump (self), *anew = NULL;

  reeve_db_write_derived (self->db, wipe_cb, NULL, &error);
  g_assert_no_error (error);
  refresh (self);
  anew = dump (self);
  g_assert_cmpstr (kept, ==, anew);
}

static void
add_school (Case *self)
{
  case_add_place (self, "school", "Sabre River Elementary", -94.1, 29.2, 0.001);
}

static void
add_district (Case *self)
{
  case_add_zone (self, "district", "D5", NULL, -94.2, 29.25, -94.0, 29.35);
}

static void
unset_complete (Case *self)
{
  case_set_setting (self, "businesses-complete", "no");
}

static void
set_other (Case *self)
{
  case_set_setting (self, "note-to-self", "call the county");
}

static void
test_stale (void)
{
  g_autoptr (Case) self = new_refreshed ();

  g_assert_true (reeve_findings_is_stale (self->db, case_day ("2026-11-17")));
  case_write (self, add_district);
  g_assert_true (reeve_findings_is_stale (self->db, case_day (DAY)));
  case_write (self, rename_business);
  g_assert_true (reeve_findings_is_stale (self->db, case_day (DAY)));
  refresh (self);
  g_assert_false (reeve_findings_is_stale (self->db, case_day (DAY)));
  case_write (self, unset_complete);
  g_assert_true (reeve_findings_is_stale (self->db, case_day (DAY)));
  refresh (self);
  /* No provision asks for places, and not every setting is about what is known. */
  case_write (self, add_school);
  case_write (self, set_other);
  g_assert_false (reeve_findings_is_stale (self->db, case_day (DAY)));
  assert_as_from_nothing (self);
}

typedef struct { gint64 id; const char *provision; ReeveDecisionKind kind; const char *reason, *until; GError *error; } Decide;

static gboolean
decide_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  Decide *decide = data;

  return reeve_decide (txn, REEVE_ABOUT_BUSINESS, decide->id, "test", decide->provision, decide->kind, decide->reason, decide->until, "R. Whitlow",
                       case_day (DAY), error);
}

static void
decide (Case *self, guint i, const char *provision, ReeveDecisionKind kind, const char *reason)
{
  Decide decision = { ids[i], provision, kind, reason, NULL, NULL };
  g_autoptr (GError) error = NULL;

  reeve_db_write (self->db, "Decide", decide_cb, &decision, NULL, &error);
  g_assert_no_error (error);
}

static void
new_words (Case *self)
{
  g_auto (GStrv) parts = g_strsplit (ordinance_text, "A place has a licence.", 2);
  g_autofree char *text = g_strjoin ("A place holds a licence.", parts[0], parts[1], NULL);

  case_add (self, "ordinance_version", "ordinance", "test", "title", "Test", "jurisdiction", "Calder Bend", "number", "2", "adopted_on", "2026-01-01",
            "in_force", "2026-01-01", "text", text, "sha256", "1", NULL);
}

static void
test_decisions (void)
{
  g_autoptr (Case) self = new_refreshed ();
  g_autoptr (GPtrArray) items = NULL;
  Decide without_reason = { 0 };
  g_autoptr (GError) error = NULL;
  ReeveFindingItem *found = item (self, 1, "licence", &items);

  g_assert_cmpint (found->shown, ==, REEVE_SHOWN_NOT_MET);
  g_assert_null (found->decision);
  g_assert_cmpstr (found->since, ==, DAY);
  g_clear_pointer (&items, g_ptr_array_unref);

  decide (self, 1, "licence", REEVE_DECISION_CONFIRMED, NULL);
  found = item (self, 1, "licence", &items);
  g_assert_cmpint (found->shown, ==, REEVE_SHOWN_VIOLATION);
  g_assert_cmpstr (found->decision, ==, "Violation, confirmed by R. Whitlow, 16 Nov 2026");
  g_clear_pointer (&items, g_ptr_array_unref);
  g_assert_cmpint (ask (self, "SELECT shown FROM derived_business WHERE business_id = ?1", ids[1]), ==, REEVE_SHOWN_VIOLATION);
  assert_current (self);

  decide (self, 1, "licence", REEVE_DECISION_DISMISSED, "The number was mistyped");
  found = item (self, 1, "licence", &items);
  g_assert_cmpint (found->shown, ==, REEVE_SHOWN_NOT_APPLICABLE);
  g_assert_cmpstr (found->decision, ==, "Dismissed by R. Whitlow, 16 Nov 2026: The number was mistyped");
  g_clear_pointer (&items, g_ptr_array_unref);
  assert_current (self);

  decide (self, 1, "licence", REEVE_DECISION_WITHDRAWN, NULL);
  found = item (self, 1, "licence", &items);
  g_assert_cmpint (found->shown, ==, REEVE_SHOWN_NOT_MET);
  g_clear_pointer (&items, g_ptr_array_unref);

  /* a decision about other words says nothing about these */
  decide (self, 1, "licence", REEVE_DECISION_EXEMPTED, "By council");
  case_write (self, new_words);
  found = item (self, 1, "licence", &items);
  g_assert_cmpint (found->shown, ==, REEVE_SHOWN_NOT_MET);

  without_reason = (Decide) { ids[1], "licence", REEVE_DECISION_DISMISSED, "", NULL, NULL };
  g_assert_false (reeve_db_write (self->db, "Decide", decide_cb, &without_reason, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
}

/* The day since which an outcome stands outlives a refresh on another day, and starts anew when the outcome changes. */
static void
test_since (void)
{
  g_autoptr (Case) self = new_refreshed ();
  g_autoptr (GError) error = NULL;

  reeve_findings_refresh (self->db, case_day ("2026-12-01"), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (self, "SELECT since = '" DAY "' FROM derived_finding WHERE subject_id = ?1 AND provision = 'licence'", ids[1]), ==, 1);
  case_write (self, expire);
  reeve_findings_refresh (self->db, case_day ("2026-12-02"), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (self, "SELECT count (*) FROM derived_finding WHERE subject_id = ?1 AND provision = 'licence'", ids[0]), ==, 1);
}

/* Other provisions: 'alcohol' is gone, 'staff' asks something else, 'kind' is about visits, 'late' is new and first. */
static void
adopt_others (Case *self)
{
  g_auto (GStrv) parts = g_strsplit (ordinance_text, "provisions:\n", 2);
  g_autofree char *text = g_strconcat (parts[0],
    "provisions:\n"
    "  - {id: late, citation: z, text: Late, require: business.operating}\n"
    "  - {id: licence, citation: a, title: Licence, text: A place has a licence., require: business.city-licence.valid}\n"
    "  - {id: staff, citation: c, text: Staff, require: not (some business.staff where started > 2020-01-01)}\n"
    "  - {id: kind, citation: f, text: Only massage, about: inspection, require: inspection.legal-basis = consent}\n", NULL);

  case_add (self, "ordinance_version", "ordinance", "test", "title", "Test", "jurisdiction", "Calder Bend", "number", "2", "adopted_on", "2026-01-01",
            "in_force", "2026-01-01", "text", text, "sha256", "1", NULL);
}

/* Letters stored by other provisions say nothing, those written between the adoption and the next full check included. */
static void
test_other_provisions (void)
{
  g_autoptr (Case) self = new_refreshed ();

  case_write (self, adopt_others);
  case_write (self, rename_business);
  case_write (self, see_alcohol);
  refresh (self);
  assert_as_from_nothing (self);
  case_write (self, remove_business);
  case_write (self, change_kind);
  refresh (self);
  assert_as_from_nothing (self);
}

static void
fill_many (Case *self)
{
  for (guint i = 0; i < 2100; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      case_add (self, "business", "name", "Shop", "number", number, "category", i % 7 == 0 ? "massage" : "retail", NULL);
    }
}

/* Indexes are set aside for the first check of many, and are all there again after it. */
static void
test_first_of_many (void)
{
  static const char count_indexes[] = "SELECT count (*) FROM sqlite_schema WHERE type = 'index' AND tbl_name LIKE 'derived%' AND ?1 = 0";
  g_autoptr (Case) self = case_new ();
  gint64 before;

  case_write (self, fill);
  case_write (self, fill_many);
  before = ask (self, count_indexes, 0);
  refresh (self);
  g_assert_cmpint (ask (self, count_indexes, 0), ==, before);
  g_assert_cmpint (ask (self, "SELECT count (*) FROM derived_business WHERE business_id > ?1", 0), ==, 2103);
  g_assert_cmpint (ask (self, "SELECT count (*) FROM derived_finding INDEXED BY derived_finding_provision WHERE ordinance = 'test' AND "
                              "provision = 'licence' AND subject_id > ?1", 0), ==, 2102);
}


static void
test_nobody_exposed (void)
{
  g_autoptr (Case) self = new_refreshed ();

  case_write (self, hire);
  g_assert_cmpint (ask (self, "SELECT count (*) FROM derived_search WHERE derived_search MATCH '\"P-1\"' AND ?1 = 0", 0), ==, 0);
}

/* What was recorded on the first day, corrected on the second: the first day's finding is what the first day knew. */
static void
correct (Case *self)
{
  case_set (self, "licence", licence_id, "expires", "2025-03-31");
}

/* Dates the last entry @days later; @honest: with the hash that goes with it. */
static void
move_last_entry (Case *self, int days, gboolean honest)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveConn) conn = reeve_conn_open (reeve_db_get_path (self->db), REEVE_CONN_WRITER, &error);
  g_autofree char *move = g_strdup_printf ("UPDATE change_log SET at_utc = strftime ('%%Y-%%m-%%dT%%H:%%M:%%SZ', at_utc, '%d days') "
                                           "WHERE entry = (SELECT max (entry) FROM change_log)", days);

  g_assert_no_error (error);
  reeve_conn_exec (conn, "DROP TRIGGER change_log_no_update", &error);
  reeve_conn_exec (conn, move, &error);
  g_assert_no_error (error);
  if (honest)
    {
      ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT " REEVE_LOG_COLUMNS " FROM change_log ORDER BY entry DESC LIMIT 1", &error);
      g_autofree char *hash = NULL;

      g_assert_true (reeve_stmt_step (stmt, &error));
      hash = reeve_log_hash_row (stmt);
      reeve_stmt_reset (stmt);
      stmt = reeve_conn_prepare (conn, "UPDATE change_log SET hash = ?1 WHERE entry = (SELECT max (entry) FROM change_log)", &error);
      reeve_stmt_bind_text (stmt, 1, hash);
      reeve_stmt_run (stmt, &error);
    }
  reeve_conn_exec (conn, "CREATE TRIGGER change_log_no_update BEFORE UPDATE ON change_log BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END",
                   &error);
  g_assert_no_error (error);
}

static gboolean
take_into_array (const ReeveFinding *finding, gpointer data)
{
  g_array_append_vals (data, finding, 1);
  return TRUE;
}

static ReeveOutcome
outcome_known (Case *self, ReeveDay known, GError **error)
{
  g_autoptr (ReeveDb) db = reeve_db_open_known_on (reeve_db_get_path (self->db), known, REEVE_DB_READ_ONLY, error);
  g_autoptr (GError) local = NULL;

  if (db == NULL)
    return REEVE_N_OUTCOMES;
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, &local);
  g_autoptr (ReeveCheck) check = reeve_check_new (reeve_reader_get_conn (reader), case_day (DAY), NULL, "licence", &local);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (ReeveFinding));
  g_assert_no_error (local);
  reeve_check_run_one (check, reeve_reader_get_conn (reader), REEVE_ABOUT_BUSINESS, ids[0], take_into_array, found, &local);
  g_assert_no_error (local);
  return g_array_index (found, ReeveFinding, 0).outcome;
}

static void
test_known_on (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Case) self = case_new ();
  ReeveDay today = reeve_day_today ();

  case_write (self, fill);
  case_write (self, correct);
  /* The clock of the entries cannot be moved, so the history is: its last entry is of tomorrow. */
  reeve_db_close (self->db);
  move_last_entry (self, 1, TRUE);
  g_assert_cmpint (outcome_known (self, today, &error), ==, REEVE_OUTCOME_COMPLIANT);
  g_assert_no_error (error);
  g_assert_cmpint (outcome_known (self, today + 1, &error), ==, REEVE_OUTCOME_VIOLATION);
  g_assert_no_error (error);
  g_assert_cmpint (outcome_known (self, today - 2, &error), ==, REEVE_N_OUTCOMES);
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* What does not prove itself is not gone back in. */
  move_last_entry (self, 1, FALSE);
  g_assert_cmpint (outcome_known (self, today + 1, &error), ==, REEVE_N_OUTCOMES);
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_DAMAGED);
}

static gint64 application_id, person_id, sanction_id, hearing_id, notice_id, link_id, violation_id, permit_id, practitioner_id;

static void
add_enforcement (Case *self)
{
  g_autofree char *business = text_of (ids[0]), *practitioner = NULL, *application = NULL, *sanction = NULL, *notice = NULL;

  practitioner_id = case_add (self, "practitioner", "reference", "P-1", NULL);
  practitioner = text_of (practitioner_id);
  /* nobody's business: a work permit */
  application_id = case_add (self, "application", "practitioner_id", practitioner, "kind", "new", "received", "2026-09-01", "decided", "none", NULL);
  application = text_of (application_id);
  person_id = case_add (self, "application_person", "application_id", application, "practitioner_id", practitioner, "role", "applicant", "turned_18", "1",
                        NULL);
  permit_id = case_add (self, "licence", "scope", "city", "practitioner_id", practitioner, "number", "WP-1", "issued", "2020-01-01", "expires", "2025-01-01",
                        NULL);
  sanction_id = case_add (self, "sanction", "business_id", business, "kind", "fine", "issued", "2026-04-10", "amount_cents", "60000", NULL);
  sanction = text_of (sanction_id);
  notice_id = case_add (self, "notice", "kind", "violation", "business_id", business, "issued", "2026-05-20", "served", "2026-05-22", "sanction_id", sanction,
                        NULL);
  notice = text_of (notice_id);
  hearing_id = case_add (self, "hearing", "notice_id", notice, "kind", "appeal", "requested", "2026-06-01", "held", "none", NULL);
  violation_id = case_add (self, "decision", "subject_kind", "business", "subject_id", business, "ordinance", "test", "provision", "alcohol", "text_sha256",
                           "0", "kind", "confirmed", "outcome_then", "violation", "decided_by", "R. Whitlow", "decided_on", "2026-05-10", NULL);
}

static void
link_notice (Case *self)
{
  g_autofree char *notice = text_of (notice_id), *violation = text_of (violation_id);

  link_id = case_add (self, "notice_violation", "notice_id", notice, "decision_id", violation, NULL);
}

static void
unlink_notice (Case *self)
{
  g_autoptr (GError) error = NULL;

  reeve_txn_delete (self->txn, "notice_violation", link_id, &error);
  g_assert_no_error (error);
}

static void
decide_late (Case *self)
{
  case_set (self, "application", application_id, "decided", "2026-09-20");
}

static void
name_child (Case *self)
{
  case_set (self, "application_person", person_id, "turned_18", "0");
}

static void
lower_fine (Case *self)
{
  case_set (self, "sanction", sanction_id, "amount_cents", "50000");
}

static void
hold_hearing (Case *self)
{
  case_set (self, "hearing", hearing_id, "held", "2026-06-20");
}

static void
renew_permit (Case *self)
{
  g_autofree char *permit = text_of (permit_id);

  case_set (self, "licence", permit_id, "expires", "2027-01-01");
  case_add (self, "licence_status", "licence_id", permit, "status", "active", "from_date", "2020-01-01", "to_date", "none", NULL);
}

static void
take_violation_back (Case *self)
{
  g_autofree char *business = text_of (ids[0]);

  case_add (self, "decision", "subject_kind", "business", "subject_id", business, "ordinance", "test", "provision", "alcohol", "text_sha256", "0", "kind",
            "withdrawn", "outcome_then", "violation", "decided_by", "R. Whitlow", "decided_on", "2026-06-10", NULL);
}

static void
assert_stored (Case *self, const char *provision, gint64 id, ReeveOutcome outcome)
{
  g_autofree char *sql = g_strdup_printf ("SELECT outcome FROM derived_finding WHERE subject_id = ?1 AND provision = '%s'", provision);

  assert_current (self);
  g_test_message ("%s", provision);
  g_assert_cmpint (ask (self, sql, id), ==, outcome <= REEVE_OUTCOME_INSUFFICIENT ? (gint64) outcome : -1);
}

/* Every kind of record is rechecked when it, or what hangs on it, changes. */
static void
test_records (void)
{
  g_autoptr (Case) self = new_refreshed ();

  case_write (self, add_enforcement);
  assert_stored (self, "decided", application_id, REEVE_OUTCOME_VIOLATION);
  assert_stored (self, "capped", sanction_id, REEVE_OUTCOME_VIOLATION);
  assert_stored (self, "heard", hearing_id, REEVE_OUTCOME_VIOLATION);
  assert_stored (self, "told", violation_id, REEVE_OUTCOME_VIOLATION);
  assert_stored (self, "permit", permit_id, REEVE_OUTCOME_VIOLATION);
  /* what the city owes is held against nobody */
  g_assert_cmpint (ask (self, "SELECT not_met FROM derived_business WHERE business_id = ?1", ids[0]), ==, 1);
  case_write (self, link_notice);
  assert_stored (self, "told", violation_id, REEVE_OUTCOME_COMPLIANT);
  case_write (self, unlink_notice);
  assert_stored (self, "told", violation_id, REEVE_OUTCOME_VIOLATION);
  case_write (self, decide_late);
  assert_stored (self, "decided", application_id, REEVE_OUTCOME_COMPLIANT);
  case_write (self, name_child);
  assert_stored (self, "named", application_id, REEVE_OUTCOME_VIOLATION);
  case_write (self, lower_fine);
  assert_stored (self, "capped", sanction_id, REEVE_OUTCOME_COMPLIANT);
  case_write (self, hold_hearing);
  assert_stored (self, "heard", hearing_id, REEVE_OUTCOME_COMPLIANT);
  case_write (self, renew_permit);
  assert_stored (self, "permit", permit_id, REEVE_OUTCOME_COMPLIANT);
  case_write (self, take_violation_back);
  assert_stored (self, "told", violation_id, REEVE_OUTCOME_COMPLIANT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/findings/refresh", test_refresh);
  g_test_add_func ("/check/findings/wake", test_wake);
  g_test_add_func ("/check/findings/city-duties", test_city_duties);
  g_test_add_func ("/check/findings/neighbour-name", test_neighbour_name);
  g_test_add_func ("/check/findings/undo", test_undo);
  g_test_add_func ("/check/findings/stale", test_stale);
  g_test_add_func ("/check/findings/decisions", test_decisions);
  g_test_add_func ("/check/findings/since", test_since);
  g_test_add_func ("/check/findings/other-provisions", test_other_provisions);
  g_test_add_func ("/check/findings/first-of-many", test_first_of_many);
  g_test_add_func ("/check/findings/nobody-exposed", test_nobody_exposed);
  g_test_add_func ("/findings/records", test_records);
  g_test_add_func ("/findings/known-on", test_known_on);
  return g_test_run ();
}
