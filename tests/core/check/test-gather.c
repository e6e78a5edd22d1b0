/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every field of the vocabulary can be made known by a record in the file, or is named here with the reason why it cannot. A case file
 * holds one of everything; every kind of record is gathered, with everything read; then each field of each kind must have been known once. */
#include "config.h"

#include <string.h>

#include "case.h"
#include "reeve-due.h"
#include "reeve-error.h"
#include "reeve-facts-private.h"
#include "reeve-gather-private.h"

static gint64 ids[REEVE_N_ABOUTS];

static char *
text_of (gint64 id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

#define ADD(name, ...)                                                                                                                        \
  gint64 name##_id = case_add (self, __VA_ARGS__, NULL);                                                                                      \
  g_autofree char *name = text_of (name##_id);                                                                                                \
  (void) name

static void
fill (Case *self)
{
  ADD (practitioner, "practitioner", "reference", "P-1");
  ADD (supervisor, "practitioner", "reference", "P-2");
  ADD (owner, "party", "kind", "person", "name", "Avery Thornbury", "practitioner_id", practitioner);
  ADD (premises, "premises", "address", "1655 Marl Ave", "address_key", "a", "lon", "-94.1", "lat", "29.2", "position_method", "surveyed", "floor", "1",
       "host", "mall", "home_occupation", "0", "entrance_visible", "1", "parcel_shared", "1", "co_status", "issued", "co_issued", "2019-01-02", "co_use",
       "massage", "lease_from", "2020-01-01", "lease_to", "2028-01-01", "lease_clauses", "use-limited");
  ADD (other_premises, "premises", "address", "1657 Marl Ave", "address_key", "b", "lon", "-94.1", "lat", "29.201", "position_method", "surveyed");
  ADD (business, "business", "name", "Ninth Lantern", "category", "massage", "classes", "massage", "provides", "massage", "advertises", "massage",
       "operating", "1", "opened", "2019-01-01", "closed", "none", "principal_use", "1", "out_call_only", "0", "nonconforming", "0", "attached_to", "none",
       "staff_count", "3", "staff_complete_on", "2026-01-01", "principals_complete_on", "2026-01-01");
  ADD (peer, "business", "name", "Ferry Street Spa", "category", "massage", "operating", "1", "opened", "2018-01-01", "closed", "none", "attached_to",
       "none");
  ADD (occupancy, "occupancy", "premises_id", premises, "business_id", business, "from_date", "2019-01-01", "to_date", "none");
  ADD (peer_occupancy, "occupancy", "premises_id", other_premises, "business_id", peer, "from_date", "2018-01-01", "to_date", "none");
  ADD (ownership, "ownership", "business_id", business, "party_id", owner, "role", "owner", "share_bp", "10000", "from_date", "2019-01-01", "to_date",
       "none", "turned_18", "1", "turned_21", "1", "inquiry", "clear", "disclosed", "1");
  ADD (employment, "employment", "business_id", business, "practitioner_id", practitioner, "role", "therapist", "gives_massage", "1", "contractor", "0",
       "started", "2020-01-01", "ended", "none", "turned_18", "1", "turned_21", "1", "notified", "2020-01-03", "notified_end", "none", "supervised_by",
       supervisor);
  ADD (licence, "licence", "scope", "city", "business_id", business, "number", "MT-1", "class", "massage", "applied", "2020-11-01", "issued", "2021-01-04",
       "first_issued", "2021-01-04", "renewed", "2024-01-04", "expires", "2027-03-31", "fee_due_cents", "15000", "fee_paid_cents", "15000", "approvals",
       "fire", "for_cause", "0", "exempt_ground", "none", "holder_id", owner);
  ADD (span, "licence_status", "licence_id", licence, "status", "active", "from_date", "2021-01-04", "to_date", "none");
  ADD (state, "licence", "scope", "state", "business_id", business, "number", "ME-1", "issued", "2021-01-04", "expires", "2027-03-31");
  ADD (state_span, "licence_status", "licence_id", state, "status", "active", "from_date", "2021-01-04", "to_date", "none");
  ADD (permit, "licence", "scope", "city", "practitioner_id", practitioner, "number", "WP-1", "class", "work-permit", "issued", "2022-01-04", "expires",
       "2027-03-31");
  ADD (permit_span, "licence_status", "licence_id", permit, "status", "active", "from_date", "2022-01-04", "to_date", "none");
  ADD (own_licence, "licence", "scope", "state", "practitioner_id", practitioner, "number", "MT100001", "issued", "2018-01-04", "expires", "2027-03-31");
  ADD (own_span, "licence_status", "licence_id", own_licence, "status", "active", "from_date", "2018-01-04", "to_date", "none");
  ADD (hours, "opening_hours", "business_id", business, "schedule", "Mon-Fri 09:00-17:00", "from_date", "2019-01-01", "to_date", "none");
  ADD (permit_use, "use_permit", "premises_id", premises, "kind", "specific-use", "status", "approved", "granted", "2019-05-01", "ends", "none",
       "conditions", "parking");
  ADD (exemption, "exemption", "business_id", business, "ground", "hospital", "from_date", "2020-01-01", "to_date", "2020-12-31", "proof", "1");
  ADD (application, "application", "number", "A-1", "business_id", business, "premises_id", premises, "kind", "renewal", "class", "massage", "filed",
       "2026-02-01", "received", "2026-02-02", "complete", "2026-02-10", "due", "2026-03-04", "extended", "0", "decided", "2026-03-01", "decision",
       "granted", "fee_paid_cents", "15000", "licence_id", licence, "issued_id", licence, "persons_complete", "1");
  ADD (named, "application_person", "application_id", application, "party_id", owner, "role", "owner", "turned_18", "1", "turned_21", "1", "inquiry",
       "clear", "disclosed", "1");
  ADD (permit_application, "application", "practitioner_id", practitioner, "kind", "new", "filed", "2021-12-01", "received", "2021-12-01", "issued_id",
       permit);
  ADD (applicant, "application_person", "application_id", permit_application, "practitioner_id", practitioner, "role", "applicant", "inquiry", "clear");
  ADD (paper, "document", "business_id", business, "application_id", application, "kind", "survey", "dated", "2026-01-20", "filed", "2026-02-01",
       "expires", "none", "amount_cents", "100", "languages", "en", "signed_by", "surveyor");
  ADD (complaint, "complaint", "premises_id", premises, "business_id", business, "received_at", "2026-04-01T09:00", "category", "hours", "channel",
       "phone", "priority", "normal", "first_visit", "2026-04-03", "acknowledged", "2026-04-02", "closed", "none", "outcome", "referred");
  ADD (visit, "inspection", "business_id", business, "premises_id", premises, "complaint_id", complaint, "at", "2026-04-03T10:00", "ended_at",
       "2026-04-03T10:45", "status", "done", "kind", "complaint", "announced", "0", "reason", "complaint", "legal_basis", "consent", "warrant", "none",
       "credentials_shown", "1", "entry", "granted", "areas", "reception", "by_service", "code", "result", "nothing-needed");
  ADD (present, "inspection_present", "inspection_id", visit, "role", "manager", "number", "1");
  ADD (room, "inspection_part", "inspection_id", visit, "what", "room", "kind", "treatment-room", "label", "3");
  ADD (part, "inspection_part", "inspection_id", visit, "what", "part", "kind", "hot-tub", "label", "A");
  ADD (fee, "fee", "kind", "application", "business_id", business, "application_id", application, "inspection_id", visit, "due_cents", "5000",
       "charged_cents", "5000", "paid_cents", "5000", "date", "2026-02-02", "waived", "0");
  ADD (change, "business_change", "business_id", business, "kind", "hours", "date", "2026-01-05", "approved", "none");
  ADD (earlier, "decision", "subject_kind", "business", "subject_id", business, "ordinance", "test", "provision", "hours", "text_sha256", "0", "kind",
       "confirmed", "outcome_then", "violation", "decided_by", "R. Whitlow", "decided_on", "2025-04-05");
  ADD (violation, "decision", "subject_kind", "business", "subject_id", business, "ordinance", "test", "provision", "hours", "text_sha256", "0", "kind",
       "confirmed", "outcome_then", "violation", "decided_by", "R. Whitlow", "decided_on", "2026-04-05", "duty", "business", "found", "2026-04-03",
       "from_date", "2026-04-03", "to_date", "2026-04-04", "evidence", "inspection", "severity", "serious", "correctable", "1", "corrected", "none");
  ADD (sanction, "sanction", "business_id", business, "premises_id", premises, "licence_id", licence, "kind", "fine", "components", "fine", "reason",
       "violation", "issued", "2026-04-10", "from_date", "2026-05-01", "to_date", "2026-05-30", "lifted", "none", "stayed", "1", "stayed_from",
       "2026-05-02", "stayed_to", "2026-05-09", "amount_cents", "20000", "offence_from", "2026-04-03", "offence_to", "2026-04-04");
  ADD (sanction_link, "sanction_violation", "sanction_id", sanction, "decision_id", violation);
  ADD (notice, "notice", "kind", "violation", "business_id", business, "premises_id", premises, "issued", "2026-04-06", "sent", "2026-04-06",
       "postmarked", "2026-04-06", "served", "2026-04-08", "received", "2026-04-08", "returned", "none", "correct_by", "2026-04-20", "method",
       "certified-mail", "addressees", "business", "states", "violation", "sanction_id", sanction);
  ADD (notice_link, "notice_violation", "notice_id", notice, "decision_id", violation);
  ADD (hearing, "hearing", "business_id", business, "notice_id", notice, "sanction_id", sanction, "kind", "appeal", "forum", "municipal-court",
       "requested", "2026-04-12", "set_for", "2026-05-01", "held", "2026-05-01", "decided", "2026-05-09", "decision", "upheld");
  ADD (event, "event", "kind", "suspension", "category", "licence", "date", "2025-05-01", "incident", "25-1", "licence_class", "massage", "for_cause", "1",
       "role", "owner", "provision", "hours", "business_id", business, "premises_id", premises, "party_id", owner);
  gint64 school_id = case_add_place (self, "school", "Sabre River Elementary", -94.1, 29.205, 0.0005);
  case_set (self, "place", school_id, "since", "1950-01-01");
  case_set (self, "place", school_id, "until_date", "none");
  gint64 zone_id = case_add_zone (self, "zoning", "C-2", "commercial", -94.2, 29.1, -94.0, 29.3);
  case_set (self, "zone", zone_id, "allows", "massage retail");
  case_add_zone (self, "overlay", "DT", NULL, -94.2, 29.1, -94.0, 29.3);
  case_set_setting (self, "businesses-complete", "yes");
  ids[REEVE_ABOUT_BUSINESS] = business_id;
  ids[REEVE_ABOUT_PREMISES] = premises_id;
  ids[REEVE_ABOUT_APPLICATION] = application_id;
  ids[REEVE_ABOUT_LICENCE] = licence_id;
  ids[REEVE_ABOUT_INSPECTION] = visit_id;
  ids[REEVE_ABOUT_VIOLATION] = violation_id;
  ids[REEVE_ABOUT_NOTICE] = notice_id;
  ids[REEVE_ABOUT_SANCTION] = sanction_id;
  ids[REEVE_ABOUT_HEARING] = hearing_id;
  ids[REEVE_ABOUT_COMPLAINT] = complaint_id;
  ids[REEVE_ABOUT_PRACTITIONER_LICENCE] = permit_id;
}

/* What no record makes known, and why. kind NULL: of every kind of person. */
static const struct { const char *kind, *field, *why; } never[] = {
  { "staff", "event", "nothing that happened is ever attached to one who works there" },
  { "employment", "event", "nothing that happened is ever attached to one who works there" },
  { "holder", "event", "nothing that happened is ever attached to one who works there" },
  { "person-present", "person", "who was met is written down by role and number only" },
  { "person-present", "turned-18", "who was met is written down by role and number only" },
  { "person-present", "turned-21", "who was met is written down by role and number only" },
  { "person-present", "licence-number", "who was met is written down by role and number only" },
  { "person-present", "state-licence", "who was met is written down by role and number only" },
  { "person-present", "city-licence", "who was met is written down by role and number only" },
  { "person-present", "licence", "who was met is written down by role and number only" },
  { "person-present", "event", "who was met is written down by role and number only" },
  { "holder", "role", "a role is had in a business: read employment" },
};

static gboolean
is_known (const ReeveFieldDef *def, ReeveValue value)
{
  switch (def->type)
    {
    case REEVE_TYPE_TRUTH:
      return value.truth == REEVE_TRUTH_N || value.truth == REEVE_TRUTH_Y;
    case REEVE_TYPE_COLLECTION:
      return value.hi > 0;
    case REEVE_TYPE_CODE:
    case REEVE_TYPE_SET:
    case REEVE_TYPE_SCHEDULE:
    case REEVE_TYPE_TEXT:
    case REEVE_TYPE_PERSON:
    case REEVE_TYPE_RECORD:
      return value.lo == value.hi && value.lo != -1;
    case REEVE_TYPE_LENGTH:
      return value.hi < REEVE_VALUE_NONE - 1;
    default:
      return value.lo == value.hi;
    }
}

static void
note_known (const ReeveFacts *facts, gboolean seen[REEVE_N_KINDS][REEVE_NEED_MAX_FIELDS])
{
  for (guint kind = 0; kind < REEVE_N_KINDS; kind++)
    for (guint row = 0; row < reeve_facts_n_rows (facts, kind); row++)
      for (guint field = 0; field < reeve_vocabulary_kind (kind)->n_fields; field++)
        if ((reeve_facts_get_flags (facts, kind, row) & (REEVE_ROW_STAND_IN | REEVE_ROW_NO_RECORD)) == 0)
          seen[kind][field] |= is_known (&reeve_vocabulary_kind (kind)->fields[field], reeve_facts_get (facts, kind, row, field));
}

static const char *
find_reason (const char *kind, const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    if (strcmp (never[i].kind, kind) == 0 && strcmp (never[i].field, field) == 0)
      return never[i].why;
  return NULL;
}

static void
test_everything (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance
    = case_ordinance ("provisions:\n  - {id: near, citation: a, text: Far, measure: {from: door, to: door, path: straight}, require: "
                      "min(distance of premises.place where kind = school) >= 600 ft and min(distance of premises.peer) >= 600 ft}\n");
  g_autoptr (GPtrArray) programs = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_program_unref);
  gboolean seen[REEVE_N_KINDS][REEVE_NEED_MAX_FIELDS] = { { FALSE } };
  guint missing = 0;

  case_write (self, fill);
  g_ptr_array_add (programs, reeve_program_new (ordinance, reeve_ordinance_get_provisions (ordinance)->pdata[0], case_day ("2026-11-16"), TRUE));
  g_autoptr (ReeveReader) reader = reeve_reader_new (self->db, &error);
  ReeveConn *conn = reeve_reader_get_conn (reader);
  g_autoptr (ReeveNeed) need = reeve_need_new (programs);
  ReeveRegisters *registers = reeve_registers_load (conn);
  g_autoptr (ReevePlaces) places = reeve_places_load (conn, case_day ("2026-11-16"), &error);
  g_autoptr (ReevePeers) peers = reeve_peers_load (conn, case_day ("2026-11-16"), NULL, TRUE, &error);

  for (guint kind = 0; kind < REEVE_N_KINDS; kind++)
    for (guint field = 0; field < REEVE_NEED_MAX_FIELDS; field++)
      need->reads[kind][field] = TRUE;
  need->zones = need->notices = need->surroundings = TRUE;
  for (guint about = 0; about < REEVE_N_ABOUTS; about++)
    {
      ReeveGather *gather = reeve_gather_new (ordinance, need, registers, case_day ("2026-11-16"), TRUE);
      ReeveView view = reeve_view_of (need, programs->pdata[0]);

      reeve_gather_record (gather, conn, about, ids[about], places, peers, &error);
      g_assert_no_error (error);
      reeve_gather_surround (gather, TRUE);
      view.observations = TRUE;
      reeve_gather_view (gather, &view);
      note_known (reeve_gather_get_facts (gather), seen);
      reeve_gather_free (gather);
    }
  for (guint kind = 0; kind < REEVE_N_KINDS; kind++)
    {
      const ReeveKindDef *def = reeve_vocabulary_kind (kind);

      for (guint field = 0; field < def->n_fields; field++)
        {
          const char *reason = find_reason (def->name, def->fields[field].name);

          if (seen[kind][field] != (reason == NULL))
            {
              g_test_message ("%s.%s is %s", def->name, def->fields[field].name, seen[kind][field] ? "known after all" : "never known");
              missing++;
            }
        }
    }
  g_assert_cmpuint (missing, ==, 0);
  reeve_registers_free (registers);
}

static gint64 second_licence_id;

static void
fill_city (Case *self)
{
  ADD (one, "business", "name", "One Oak Massage", "category", "massage", "operating", "1");
  ADD (two, "business", "name", "Two Rivers Massage", "category", "massage", "operating", "1");
  ADD (first, "licence", "scope", "city", "business_id", one, "class", "massage", "issued", "2021-01-04", "expires", "2027-03-31");
  ADD (first_span, "licence_status", "licence_id", first, "status", "active", "from_date", "2021-01-04", "to_date", "none");
  ADD (second, "licence", "scope", "city", "business_id", two, "class", "massage", "issued", "2021-01-04", "expires", "2027-03-31");
  ADD (second_span, "licence_status", "licence_id", second, "status", "active", "from_date", "2021-01-04", "to_date", "none");
  ids[REEVE_ABOUT_BUSINESS] = one_id;
  second_licence_id = second_id;
}

static void
end_second (Case *self)
{
  case_set (self, "licence", second_licence_id, "expires", "2026-01-01");
}

/* A quota counts the licences of the whole city, as they stand when it is asked. */
static void
test_city (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance
    = case_ordinance ("provisions:\n  - {id: quota, citation: a, text: One, duty: city, require: count(city.licence where class = massage and valid) <= 1}\n"
                      "  - {id: seen, citation: b, text: Two, duty: city, require: count(city.licence where class = massage) = 2}\n");

  case_write (self, fill_city);
  case_assert (self, ordinance, "2026-11-16", REEVE_ABOUT_BUSINESS, ids[REEVE_ABOUT_BUSINESS], "quota", "violation");
  case_assert (self, ordinance, "2026-11-16", REEVE_ABOUT_BUSINESS, ids[REEVE_ABOUT_BUSINESS], "seen", "compliant");
  case_write (self, end_second);
  case_assert (self, ordinance, "2026-11-16", REEVE_ABOUT_BUSINESS, ids[REEVE_ABOUT_BUSINESS], "quota", "compliant");
  case_assert (self, ordinance, "2026-11-16", REEVE_ABOUT_BUSINESS, ids[REEVE_ABOUT_BUSINESS], "seen", "compliant");
}

static void
fill_moving (Case *self)
{
  ADD (here, "premises", "address", "1655 Marl Ave", "address_key", "a", "host", "mall");
  ADD (there, "premises", "address", "1657 Marl Ave", "address_key", "b", "host", "hotel");
  ADD (business, "business", "name", "Ninth Lantern", "category", "massage", "operating", "1");
  ADD (occupancy, "occupancy", "premises_id", here, "business_id", business, "from_date", "2019-01-01", "to_date", "none");
  ADD (application, "application", "business_id", business, "premises_id", there, "kind", "transfer", "received", "2026-10-01");
  ids[REEVE_ABOUT_APPLICATION] = application_id;
}

static gboolean
count_one (const ReeveFinding *finding, gpointer data)
{
  ++*(guint *) data;
  return TRUE;
}

/* An application is tested at the premises it is for; before it came there is nothing to test. */
static void
test_application (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance
    = case_ordinance ("provisions:\n  - {id: place, citation: a, text: Place, about: application, require: premises.host = hotel}\n"
                      "  - {id: mall, citation: b, text: Mall, about: business, require: premises.host = mall}\n");

  case_write (self, fill_moving);
  case_assert (self, ordinance, "2026-11-16", REEVE_ABOUT_APPLICATION, ids[REEVE_ABOUT_APPLICATION], "place", "compliant");
  g_autoptr (ReeveReader) reader = reeve_reader_new (self->db, &error);
  g_autoptr (ReeveCheck) check = reeve_check_new (reeve_reader_get_conn (reader), case_day ("2026-09-01"), ordinance, "place", &error);
  guint n = 0;
  reeve_check_run (check, self->db, count_one, NULL, &n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 0);
  g_assert_false (reeve_check_run_one (check, reeve_reader_get_conn (reader), REEVE_ABOUT_APPLICATION, ids[REEVE_ABOUT_APPLICATION], count_one, &n, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND);
}

/* One record of each kind that can be asked about, and the column of its answers. */
static const struct { const char *of, *members, *column; } asked[] = {
  { "application", "business.application", "application_id" }, { "licence", "business.licence where scope = city", "licence_id" },
  { "notice", "business.notice", "notice_id" },                { "hearing", "business.hearing", "hearing_id" },
  { "sanction", "business.sanction", "sanction_id" },          { "complaint", "business.complaint", "complaint_id" },
  { "event", "business.event where kind = arrest", "event_id" },                   { "document", "business.document", "document_id" },
  { "change", "business.change", "change_id" },                { "use-permit", "premises.use-permit", "use_permit_id" },
  { "occupancy", "premises.occupancy", "occupancy_id" },       { "exemption", "business.exemption", "exemption_id" },
  { "fee", "business.fee", "fee_id" },                         { "violation", "business.violation", "decision_id" },
};
static char *asked_ids[G_N_ELEMENTS (asked)], *asked_business, *answer_text, *answer_day;

static void
fill_asked (Case *self)
{
  ADD (premises, "premises", "address", "1655 Marl Ave", "address_key", "a");
  ADD (business, "business", "name", "Ninth Lantern", "category", "massage", "operating", "1");
  ADD (occupancy, "occupancy", "premises_id", premises, "business_id", business, "from_date", "2019-01-01", "to_date", "none");
  ADD (application, "application", "business_id", business, "kind", "new", "received", "2026-01-01");
  ADD (licence, "licence", "scope", "city", "business_id", business, "issued", "2026-01-01");
  ADD (notice, "notice", "business_id", business, "kind", "violation", "served", "2026-01-01", "method", "certified-mail", "provisions", "test/one");
  ADD (sanction, "sanction", "business_id", business, "kind", "suspension", "issued", "2026-01-01");
  ADD (hearing, "hearing", "business_id", business, "kind", "hearing", "requested", "2026-01-01");
  ADD (complaint, "complaint", "business_id", business, "received_at", "2026-01-01T10:00", "status", "pending");
  ADD (event, "event", "business_id", business, "kind", "arrest", "date", "2026-01-01");
  ADD (document, "document", "business_id", business, "kind", "manager-designation", "filed", "2026-01-01");
  ADD (change, "business_change", "business_id", business, "kind", "name", "date", "2026-01-01");
  ADD (use_permit, "use_permit", "premises_id", premises, "kind", "specific-use", "status", "approved", "granted", "2026-01-01");
  ADD (exemption, "exemption", "business_id", business, "ground", "medical", "from_date", "2026-01-01");
  ADD (fee, "fee", "business_id", business, "kind", "application", "due_cents", "100");
  ADD (violation, "decision", "kind", "confirmed", "subject_kind", "business", "subject_id", business, "ordinance", "test", "provision", "one",
       "outcome_then", "violation", "text_sha256", "0", "reason", "Seen", "decided_on", "2026-01-01", "decided_by", "Officer Wray", "found", "2026-01-01");
  char *all[] = { application, licence, notice, hearing, sanction, complaint, event, document, change, use_permit, occupancy, exemption, fee, violation };

  case_set_setting (self, "events-complete", "arrest");
  asked_business = g_strdup (business);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    asked_ids[i] = g_strdup (all[i]);
}

static void
answer_all (Case *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    case_add (self, "record_answer", asked[i].column, asked_ids[i], "item", asked[i].of, "answer", answer_text, "date", answer_day, NULL);
}

static void
assert_answers (Case *self, ReeveOrdinance *ordinance, const char *expected)
{
  gint64 business = g_ascii_strtoll (asked_business, NULL, 10);

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      ReeveAbout about = REEVE_ABOUT_BUSINESS;
      g_autofree char *own = g_strconcat ("own-", asked[i].of, NULL);

      g_test_message ("%s", asked[i].of);
      case_assert (self, ordinance, "2026-11-16", REEVE_ABOUT_BUSINESS, business, asked[i].of, expected);
      if (reeve_vocabulary_about_from_name (asked[i].of, &about))
        case_assert (self, ordinance, "2026-11-16", about, g_ascii_strtoll (asked_ids[i], NULL, 10), own, expected);
    }
}

/* An item can be asked of every kind of record the language names; the newest answer of the day speaks, and not longer than it lasts. */
static void
test_answers (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance = NULL;
  GString *text = g_string_new ("checklist:\n");
  static const struct { const char *answer, *day, *expected; } steps[] = {
    { "yes", "2025-01-01", "insufficient" },   /* too old by now */
    { "yes", "2026-02-01", "compliant" },
    { "not-observed", "2026-02-02", "insufficient" },
    { "no", "2026-02-03", "violation" },
    { "yes", "2026-12-01", "violation" },           /* after the day */
    { "yes", "2026-03-01", "compliant" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    g_string_append_printf (text, "  - {id: %s, ask: Well, of: %s, lasts: 12 months}\n", asked[i].of, asked[i].of);
  g_string_append (text, "provisions:\n");
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      ReeveAbout about;

      g_string_append_printf (text, "  - {id: %1$s, citation: a, text: One, duty: city, require: every %2$s satisfies observed.%1$s}\n", asked[i].of, asked[i].members);
      if (reeve_vocabulary_about_from_name (asked[i].of, &about))
        g_string_append_printf (text, "  - {id: own-%1$s, citation: b, text: Two, about: %1$s, duty: city, require: observed.%1$s}\n", asked[i].of);
    }
  ordinance = case_ordinance (text->str);
  g_string_free (text, TRUE);
  case_write (self, fill_asked);
  assert_answers (self, ordinance, "insufficient");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      answer_text = (char *) steps[i].answer;
      answer_day = (char *) steps[i].day;
      case_write (self, answer_all);
      assert_answers (self, ordinance, steps[i].expected);
    }
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    g_clear_pointer (&asked_ids[i], g_free);
  g_clear_pointer (&asked_business, g_free);
}

static void
fill_due (Case *self)
{
  ADD (business, "business", "name", "Ninth Lantern", "category", "massage", "operating", "1");
  ADD (application, "application", "business_id", business, "kind", "new", "received", "2026-01-01", "complete", "2026-01-10", "due", "2026-02-01",
       "extended", "1");
  ADD (open, "application", "business_id", business, "kind", "new", "received", "2026-01-01", "complete", "2026-01-10");
  ADD (withdrawn, "application", "business_id", business, "kind", "new", "received", "2026-01-01", "complete", "2026-01-10", "due", "2026-02-01", "extended",
       "0", "decision", "withdrawn");

  ids[0] = application_id;
  ids[1] = open_id;
  ids[2] = withdrawn_id;
}

static char *
iso_day (ReeveDay day)
{
  char text[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (day, text);
  return g_strdup (text);
}

/* The day of a decision: an alternative that is open gives the latest day; one of which it is not known whether it is open gives none. */
static void
test_due (void)
{
  static const struct { const char *said; } expected[] = {
    { "The recorded day for the decision is 2026-02-01. Now computed: 2026-03-11, from Sec. 1." },
    { NULL },                                                       /* nobody recorded whether it was extended */
    { "The decision is due by 2026-02-01, as recorded." },          /* the provision does not apply */
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance
    = case_ordinance ("provisions:\n  - {id: decide, citation: Sec. 1, text: Decide, about: application, duty: city, applies: \"not (application.decision = "
                      "withdrawn)\", require: application.decided by application.complete + 30 days or (application.extended and application.decided by "
                      "application.complete + 60 days)}\n"
                      "  - {id: fee, citation: Sec. 2, text: Fee, about: application, require: some application.fee}\n");

  case_write (self, fill_due);
  g_autoptr (ReeveReader) reader = reeve_reader_new (self->db, &error);
  g_autoptr (ReeveCheck) check = reeve_check_new (reeve_reader_get_conn (reader), case_day ("2026-03-01"), ordinance, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      ReeveDue due;
      g_autofree char *said = NULL;

      reeve_due_read (check, reeve_reader_get_conn (reader), ids[i], &due, &error);
      g_assert_no_error (error);
      said = reeve_due_say (&due, iso_day);
      g_assert_cmpstr (said, ==, expected[i].said);
      reeve_due_clear (&due);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gather/everything", test_everything);
  g_test_add_func ("/gather/city", test_city);
  g_test_add_func ("/gather/application", test_application);
  g_test_add_func ("/gather/answers", test_answers);
  g_test_add_func ("/gather/due", test_due);
  return g_test_run ();
}
