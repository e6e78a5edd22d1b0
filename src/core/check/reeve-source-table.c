/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of sources: for each collection of the vocabulary, and each kind of subject it may be read for, one statement. CROSS JOIN and LEFT
 * JOIN fix the order of the loops, so that rows come in order of subject from the indexes without sorting. */
#include "config.h"

#include "reeve-source.h"

#define COLUMNS(name) static const ReeveColumn name[]

/* One person is one number: of a practitioner the id, of a party that is a practitioner too that one's, of another party its id below nothing. */
#define PARTY_PERSON(party) "ifnull ((SELECT h.practitioner_id FROM party h WHERE h.id = " party "), -" party ")"

COLUMNS (business_columns) = {
  { "category", "b.category", REEVE_AS_CODE },
  { "classes", "b.classes", REEVE_AS_CODES },
  { "provides", "b.provides", REEVE_AS_CODES },
  { "advertises", "b.advertises", REEVE_AS_CODES },
  { "opened", "b.opened", REEVE_AS_DATE },
  { "closed", "b.closed", REEVE_AS_DATE },
  { "principal-use", "b.principal_use", REEVE_AS_TRUTH },
  { "out-call-only", "b.out_call_only", REEVE_AS_TRUTH },
  { "nonconforming", "b.nonconforming", REEVE_AS_TRUTH },
  { "attached-to", "b.attached_to", REEVE_AS_CODE },
  { "staff-count", "b.staff_count", REEVE_AS_NUMBER },
  { NULL },
};

COLUMNS (premises_columns) = {
  { "floor", "p.floor", REEVE_AS_NUMBER },
  { "host", "p.host", REEVE_AS_CODE },
  { "home-occupation", "p.home_occupation", REEVE_AS_TRUTH },
  { "entrance-visible", "p.entrance_visible", REEVE_AS_TRUTH },
  { "parcel-shared", "p.parcel_shared", REEVE_AS_TRUTH },
  { "lease-from", "p.lease_from", REEVE_AS_DATE },
  { "lease-to", "p.lease_to", REEVE_AS_DATE },
  { "lease-clauses", "p.lease_clauses", REEVE_AS_CODES },
  { NULL },
};

COLUMNS (licence_columns) = {
  { "class", "l.class", REEVE_AS_CODE },
  { "scope", "l.scope", REEVE_AS_CODE },
  { "renewed", "l.renewed", REEVE_AS_DATE },
  { "first-issued", "l.first_issued", REEVE_AS_DATE },
  { "approvals", "l.approvals", REEVE_AS_CODES },
  { "fee-paid", "l.fee_paid_cents", REEVE_AS_MONEY },
  { "fee-due", "l.fee_due_cents", REEVE_AS_MONEY },
  { "for-cause", "l.for_cause", REEVE_AS_TRUTH },
  { "exempt-ground", "l.exempt_ground", REEVE_AS_CODE },
  { "holder", "CASE WHEN l.practitioner_id IS NOT NULL THEN l.practitioner_id ELSE (SELECT ifnull (h.practitioner_id, -h.id) FROM party h WHERE h.id = l.holder_id) END",
    REEVE_AS_PERSON },
  { NULL },
};

COLUMNS (span_columns) = { { NULL } };

COLUMNS (staff_columns) = {
  { "person", "e.practitioner_id", REEVE_AS_PERSON },
  { "role", "e.role", REEVE_AS_CODE },
  { "turned-18", "e.turned_18", REEVE_AS_TRUTH },
  { "turned-21", "e.turned_21", REEVE_AS_TRUTH },
  { "gives-massage", "e.gives_massage", REEVE_AS_TRUTH },
  { "contractor", "e.contractor", REEVE_AS_TRUTH },
  { "started", "e.started", REEVE_AS_DATE },
  { "ended", "e.ended", REEVE_AS_DATE },
  { "notified", "e.notified", REEVE_AS_DATE },
  { "notified-end", "e.notified_end", REEVE_AS_DATE },
  { "supervised-by", "e.supervised_by", REEVE_AS_PERSON },
  { NULL },
};

COLUMNS (principal_columns) = {
  { "person", PARTY_PERSON ("w.party_id"), REEVE_AS_PERSON },
  { "role", "w.role", REEVE_AS_CODE },
  { "turned-18", "w.turned_18", REEVE_AS_TRUTH },
  { "turned-21", "w.turned_21", REEVE_AS_TRUTH },
  { "share", "w.share_bp", REEVE_AS_PERCENT },
  { "from", "w.from_date", REEVE_AS_DATE },
  { "to", "w.to_date", REEVE_AS_DATE },
  { "disclosed", "w.disclosed", REEVE_AS_TRUTH },
  { "inquiry", "w.inquiry", REEVE_AS_CODE },
  { NULL },
};

COLUMNS (event_columns) = {
  { "kind", "v.kind", REEVE_AS_CODE },
  { "category", "v.category", REEVE_AS_CODE },
  { "date", "v.date", REEVE_AS_DATE },
  { "incident", "v.incident", REEVE_AS_TEXT },
  { "licence-class", "v.licence_class", REEVE_AS_CODE },
  { "for-cause", "v.for_cause", REEVE_AS_TRUTH },
  { "role", "v.role", REEVE_AS_CODE },
  { "provision", "v.provision", REEVE_AS_CODE },
  { NULL },
};

COLUMNS (inspection_columns) = {
  { "at", "i.at", REEVE_AS_INSTANT },
  { "date", "i.at", REEVE_AS_INSTANT_DAY },
  { "kind", "i.kind", REEVE_AS_CODE },
  { "announced", "i.announced", REEVE_AS_TRUTH },
  { "reason", "i.reason", REEVE_AS_CODE },
  { "legal-basis", "i.legal_basis", REEVE_AS_CODE },
  { "warrant", "i.warrant", REEVE_AS_DATE },
  { "credentials-shown", "i.credentials_shown", REEVE_AS_TRUTH },
  { "entry", "i.entry", REEVE_AS_CODE },
  { "areas", "i.areas", REEVE_AS_CODES },
  { "result", "i.result", REEVE_AS_CODE },
  { "by", "i.by_service", REEVE_AS_CODE },
  { "follow-up", "CASE WHEN i.kind IS NULL THEN NULL ELSE i.kind IN ('follow-up', 'reinspection') END", REEVE_AS_TRUTH },
  { "minutes", "CAST (round ((julianday (i.ended_at) - julianday (i.at)) * 1440) AS INTEGER)", REEVE_AS_NUMBER },
  { NULL },
};

COLUMNS (item_columns) = { { NULL } };
COLUMNS (present_columns) = { { "role", "r.role", REEVE_AS_CODE }, { NULL } };

COLUMNS (occupancy_columns) = {
  { "category", "c.category", REEVE_AS_CODE },
  { "from", "q.from_date", REEVE_AS_DATE },
  { "to", "q.to_date", REEVE_AS_DATE },
  { NULL },
};

COLUMNS (use_permit_columns) = {
  { "kind", "u.kind", REEVE_AS_CODE },
  { "status", "u.status", REEVE_AS_CODE },
  { "granted", "u.granted", REEVE_AS_DATE },
  { "ends", "u.ends", REEVE_AS_DATE },
  { "conditions", "u.conditions", REEVE_AS_CODES },
  { NULL },
};

COLUMNS (document_columns) = {
  { "kind", "d.kind", REEVE_AS_CODE },
  { "dated", "d.dated", REEVE_AS_DATE },
  { "filed", "d.filed", REEVE_AS_DATE },
  { "expires", "d.expires", REEVE_AS_DATE },
  { "amount", "d.amount_cents", REEVE_AS_MONEY },
  { "languages", "d.languages", REEVE_AS_CODES },
  { "signed-by", "d.signed_by", REEVE_AS_CODES },
  { NULL },
};

COLUMNS (notice_columns) = {
  { "kind", "n.kind", REEVE_AS_CODE },
  { "issued", "n.issued", REEVE_AS_DATE },
  { "sent", "n.sent", REEVE_AS_DATE },
  { "postmarked", "n.postmarked", REEVE_AS_DATE },
  { "served", "n.served", REEVE_AS_DATE },
  { "received", "n.received", REEVE_AS_DATE },
  { "returned", "n.returned", REEVE_AS_DATE },
  { "correct-by", "n.correct_by", REEVE_AS_DATE },
  { "method", "n.method", REEVE_AS_CODE },
  { "to", "n.addressees", REEVE_AS_CODES },
  { "states", "n.states", REEVE_AS_CODES },
  { NULL },
};

COLUMNS (complaint_columns) = {
  { "received", "k.received_at", REEVE_AS_INSTANT },
  { "category", "k.category", REEVE_AS_CODE },
  { "channel", "k.channel", REEVE_AS_CODE },
  { "priority", "k.priority", REEVE_AS_CODE },
  { "first-visit", "k.first_visit", REEVE_AS_DATE },
  { "acknowledged", "k.acknowledged", REEVE_AS_DATE },
  { "closed", "k.closed", REEVE_AS_DATE },
  { "outcome", "k.outcome", REEVE_AS_CODE },
  { NULL },
};

COLUMNS (exemption_columns) = {
  { "ground", "x.ground", REEVE_AS_CODE },
  { "from", "x.from_date", REEVE_AS_DATE },
  { "to", "x.to_date", REEVE_AS_DATE },
  { "proof", "x.proof", REEVE_AS_TRUTH },
  { NULL },
};

/* A finding that an officer confirmed. Earlier ones: of the same provision, in the history of the same business. */
#define TAKEN_BACK(y)                                                                                                                         \
  "EXISTS (SELECT 1 FROM decision w WHERE w.subject_kind = " y ".subject_kind AND w.subject_id = " y ".subject_id AND w.ordinance = " y          \
  ".ordinance AND w.provision = " y ".provision AND w.kind IN ('withdrawn', 'dismissed') AND w.decided_on <= ?3 AND (w.decided_on > " y          \
  ".decided_on OR (w.decided_on = " y ".decided_on AND w.id > " y ".id)))"
#define FOUND(y) "ifnull (" y ".found, " y ".decided_on)"
#define EARLIER(condition)                                                                                                                    \
  "(SELECT count (*) FROM decision z WHERE " condition " AND z.ordinance = y.ordinance AND z.provision = y.provision AND z.kind = 'confirmed' "  \
  "AND z.id <> y.id AND " FOUND ("z") " < " FOUND ("y") " AND NOT " TAKEN_BACK ("z") ")"
COLUMNS (violation_columns) = {
  { "provision", "y.ordinance || '/' || y.provision", REEVE_AS_CODE },
  { "found", FOUND ("y"), REEVE_AS_DATE },
  { "corrected", "y.corrected", REEVE_AS_DATE },
  { "from", "y.from_date", REEVE_AS_DATE },
  { "to", "y.to_date", REEVE_AS_DATE },
  { "evidence", "y.evidence", REEVE_AS_CODE },
  { "severity", "y.severity", REEVE_AS_CODE },
  { "correctable", "y.correctable", REEVE_AS_TRUTH },
  { "earlier", EARLIER ("z.subject_kind = 'business' AND z.subject_id = CASE y.subject_kind WHEN 'business' THEN y.subject_id ELSE y.business_id END")
    " + " EARLIER ("z.business_id = CASE y.subject_kind WHEN 'business' THEN y.subject_id ELSE y.business_id END AND z.subject_kind <> 'business'"),
    REEVE_AS_NUMBER },
  { NULL },
};

COLUMNS (application_columns) = {
  { "kind", "a.kind", REEVE_AS_CODE },
  { "filed", "a.filed", REEVE_AS_DATE },
  { "received", "a.received", REEVE_AS_DATE },
  { "complete", "a.complete", REEVE_AS_DATE },
  { "decided", "a.decided", REEVE_AS_DATE },
  { "decision", "a.decision", REEVE_AS_CODE },
  { "due", "a.due", REEVE_AS_DATE },
  { "extended", "a.extended", REEVE_AS_TRUTH },
  { "fee-paid", "a.fee_paid_cents", REEVE_AS_MONEY },
  { "class", "a.class", REEVE_AS_CODE },
  { NULL },
};

COLUMNS (application_person_columns) = {
  { "person", "CASE WHEN j.practitioner_id IS NOT NULL THEN j.practitioner_id ELSE " PARTY_PERSON ("j.party_id") " END", REEVE_AS_PERSON },
  { "role", "j.role", REEVE_AS_CODE },
  { "turned-18", "j.turned_18", REEVE_AS_TRUTH },
  { "turned-21", "j.turned_21", REEVE_AS_TRUTH },
  { "inquiry", "j.inquiry", REEVE_AS_CODE },
  { "disclosed", "j.disclosed", REEVE_AS_TRUTH },
  { NULL },
};

COLUMNS (sanction_columns) = {
  { "kind", "t.kind", REEVE_AS_CODE },
  { "issued", "t.issued", REEVE_AS_DATE },
  { "from", "t.from_date", REEVE_AS_DATE },
  { "to", "t.to_date", REEVE_AS_DATE },
  { "lifted", "t.lifted", REEVE_AS_DATE },
  { "amount", "t.amount_cents", REEVE_AS_MONEY },
  { "offence-from", "t.offence_from", REEVE_AS_DATE },
  { "offence-to", "t.offence_to", REEVE_AS_DATE },
  { "stayed", "t.stayed", REEVE_AS_TRUTH },
  { "stayed-from", "t.stayed_from", REEVE_AS_DATE },
  { "stayed-to", "t.stayed_to", REEVE_AS_DATE },
  { "reason", "t.reason", REEVE_AS_CODE },
  { "components", "t.components", REEVE_AS_CODES },
  { NULL },
};

COLUMNS (hearing_columns) = {
  { "kind", "g.kind", REEVE_AS_CODE },
  { "forum", "g.forum", REEVE_AS_CODE },
  { "requested", "g.requested", REEVE_AS_DATE },
  { "set-for", "g.set_for", REEVE_AS_DATE },
  { "held", "g.held", REEVE_AS_DATE },
  { "decided", "g.decided", REEVE_AS_DATE },
  { "decision", "g.decision", REEVE_AS_CODE },
  { NULL },
};

COLUMNS (fee_columns) = {
  { "kind", "f.kind", REEVE_AS_CODE },
  { "due", "f.due_cents", REEVE_AS_MONEY },
  { "charged", "f.charged_cents", REEVE_AS_MONEY },
  { "paid", "f.paid_cents", REEVE_AS_MONEY },
  { "date", "f.date", REEVE_AS_DATE },
  { "waived", "f.waived", REEVE_AS_TRUTH },
  { NULL },
};

COLUMNS (change_columns) = {
  { "kind", "c.kind", REEVE_AS_CODE },
  { "date", "c.date", REEVE_AS_DATE },
  { "approved", "c.approved", REEVE_AS_DATE },
  { NULL },
};

COLUMNS (room_columns) = { { "label", "r.label", REEVE_AS_TEXT }, { "kind", "r.kind", REEVE_AS_CODE }, { NULL } };
COLUMNS (holder_columns) = { { "person", "p.id", REEVE_AS_PERSON }, { NULL } };

#define LICENCE_FIXED "l.id, l.source, l.scope, l.applied, l.issued, l.expires, l.replaced_by, l.verified_on, l.number"
#define SPAN_PART                                                                                                                             \
  { REEVE_KIND_STATUS_SPAN, "s.id, s.status, s.from_date, s.to_date, s.source", 5, " LEFT JOIN licence_status s ON s.licence_id = l.id", "s.id", \
    span_columns }
#define EVENT_FIXED "v.id, v.source, v.premises_id, v.date"
#define NOTICE_FIXED "n.id, n.source, n.premises_id, n.provisions, coalesce (nullif (n.issued, 'none'), nullif (n.sent, 'none'), nullif (n.served, 'none')), n.sanction_id"
#define INSPECTION_FIXED "i.id, i.source, i.premises_id, i.at"
#define ITEM_PART                                                                                                                             \
  { REEVE_KIND_OBSERVATION, "m.id, m.item, m.answer, m.practitioner_id, m.part_id, m.present_id, m.party_id", 7, " LEFT JOIN inspection_item m ON m.inspection_id = i.id", "m.id",      \
    item_columns }
#define DONE "i.status = 'done'"
#define EVENT_PART(condition) { REEVE_KIND_EVENT, EVENT_FIXED, 4, " LEFT JOIN event v ON " condition, "v.id", event_columns }
#define LICENCE_PART(condition) { REEVE_KIND_LICENCE, LICENCE_FIXED, 9, " LEFT JOIN licence l ON " condition, "l.id", licence_columns }
#define SANCTION_DAY "coalesce (nullif (t.issued, 'none'), nullif (t.from_date, 'none'))"
#define CONFIRMED "y.kind = 'confirmed' AND NOT " TAKEN_BACK ("y")
#define AGAINST_BUSINESS " AND (y.duty IS NULL OR y.duty NOT IN ('city', 'property-owner'))"

/* Sources that several kinds of subject have alike. @column: what the rows are cut by; @subject: the subject's number, in the first column. */

#define APPLICATION_SOURCES(column, subject)                                                                                                  \
  [REEVE_SOURCE_APPLICATION] = { "application", column, NULL, {                                                                               \
    { REEVE_KIND_APPLICATION, subject ", a.id, a.source, ifnull (a.received, a.filed), a.issued_id, a.persons_complete, a.number", 7,           \
      "application a", column ", a.id", application_columns }, LICENCE_PART ("l.id = a.licence_id"), SPAN_PART } },                            \
  [REEVE_SOURCE_APPLICATION_PERSON] = { "application_person", column, NULL, {                                                                 \
    { REEVE_KIND_APPLICATION_PERSON, subject ", j.id, j.source, a.id, j.inquiry, a.filed, k.id, j.party_id, a.persons_complete, a.complete", 10, \
      "application a CROSS JOIN application_person j ON j.application_id = a.id LEFT JOIN party q ON q.id = j.party_id "                        \
      "LEFT JOIN practitioner k ON k.id = ifnull (j.practitioner_id, q.practitioner_id)", column ", a.id, j.id", application_person_columns },   \
    LICENCE_PART ("l.practitioner_id = k.id"), SPAN_PART } },                                                                                 \
  [REEVE_SOURCE_APPLICATION_EVENT] = { "event", column, NULL, { {                                                                             \
    REEVE_KIND_EVENT, subject ", " EVENT_FIXED ", j.id", 6,                                                                                   \
    "application a CROSS JOIN application_person j ON j.application_id = a.id CROSS JOIN event v ON v.party_id = j.party_id",                   \
    column ", a.id, j.id, v.id", event_columns } } },                                                                                         \
  [REEVE_SOURCE_APPLICATION_DOCUMENT] = { "document", column, NULL, { {                                                                       \
    REEVE_KIND_DOCUMENT, subject ", d.id, d.source, d.filed, a.id", 5, "application a CROSS JOIN document d ON d.application_id = a.id",        \
    column ", a.id, d.id", document_columns } } },                                                                                            \
  [REEVE_SOURCE_APPLICATION_FEE] = { "fee", column, NULL, { {                                                                                 \
    REEVE_KIND_FEE, subject ", f.id, f.source, NULL, a.id", 5, "application a CROSS JOIN fee f ON f.application_id = a.id",                     \
    column ", a.id, f.id", fee_columns } } }

#define NOTICE_SOURCES(column)                                                                                                                \
  [REEVE_SOURCE_NOTICE] = { "notice", column, NULL, { {                                                                                       \
    REEVE_KIND_NOTICE, column ", " NOTICE_FIXED, 7, "notice n", column ", n.id", notice_columns } } },                                         \
  [REEVE_SOURCE_NOTICE_VIOLATION] = { "decision", column, CONFIRMED, { {                                                                      \
    REEVE_KIND_VIOLATION, column ", y.id, NULL, " FOUND ("y") ", n.id", 5,                                                                    \
    "notice n CROSS JOIN notice_violation u ON u.notice_id = n.id CROSS JOIN decision y ON y.id = u.decision_id", column ", n.id, u.id",        \
    violation_columns } } }

#define SANCTION_SOURCES(column)                                                                                                              \
  [REEVE_SOURCE_SANCTION] = { "sanction", column, NULL, { {                                                                                   \
    REEVE_KIND_SANCTION, column ", t.id, t.source, " SANCTION_DAY ", t.length, t.length_unit, t.from_date, t.to_date, t.number", 9,            \
    "sanction t", column ", t.id", sanction_columns } } },                                                                                    \
  [REEVE_SOURCE_SANCTION_VIOLATION] = { "decision", column, CONFIRMED, { {                                                                    \
    REEVE_KIND_VIOLATION, column ", y.id, NULL, " FOUND ("y") ", t.id", 5,                                                                    \
    "sanction t CROSS JOIN sanction_violation u ON u.sanction_id = t.id CROSS JOIN decision y ON y.id = u.decision_id",                        \
    column ", t.id, u.id", violation_columns } } }

#define HEARING_SOURCE(column)                                                                                                                \
  [REEVE_SOURCE_HEARING] = { "hearing", column, NULL, { {                                                                                     \
    REEVE_KIND_HEARING, column ", g.id, g.source, coalesce (nullif (g.requested, 'none'), nullif (g.set_for, 'none'), nullif (g.held, 'none'), " \
    "nullif (g.decided, 'none')), g.notice_id, g.sanction_id, g.number", 7, "hearing g", column ", g.id", hearing_columns } } }

#define INSPECTION_SOURCES(column)                                                                                                            \
  [REEVE_SOURCE_INSPECTION] = { "inspection", column, DONE, {                                                                                 \
    { REEVE_KIND_INSPECTION, column ", " INSPECTION_FIXED, 5, "inspection i", column ", i.id", inspection_columns }, ITEM_PART } },            \
  [REEVE_SOURCE_PRESENT] = { "inspection", column, DONE, { {                                                                                  \
    REEVE_KIND_PERSON_PRESENT, column ", r.id, i.source, i.id, i.at, r.number", 6,                                                            \
    "inspection i CROSS JOIN inspection_present r ON r.inspection_id = i.id", column ", i.id, r.id", present_columns } } },                    \
  [REEVE_SOURCE_ROOM] = { "inspection_part", column, DONE " AND r.what = 'room'", { {                                                         \
    REEVE_KIND_ROOM, column ", r.id, i.source, i.at, i.id", 5,                                                                                \
    "inspection i CROSS JOIN inspection_part r ON r.inspection_id = i.id", column ", i.id, r.id", room_columns } } },                          \
  [REEVE_SOURCE_PART] = { "inspection_part", column, DONE " AND r.what = 'part'", { {                                                         \
    REEVE_KIND_PART, column ", r.id, i.source, i.at, i.id", 5,                                                                                \
    "inspection i CROSS JOIN inspection_part r ON r.inspection_id = i.id", column ", i.id, r.id", room_columns } } },                          \
  [REEVE_SOURCE_INSPECTION_FEE] = { "fee", column, DONE, { {                                                                                  \
    REEVE_KIND_FEE, column ", f.id, f.source, NULL, i.id", 5, "inspection i CROSS JOIN fee f ON f.inspection_id = i.id",                        \
    column ", i.id, f.id", fee_columns } } }

#define COMPLAINT_SOURCES(column)                                                                                                             \
  [REEVE_SOURCE_COMPLAINT] = { "complaint", column, NULL, { {                                                                                 \
    REEVE_KIND_COMPLAINT, column ", k.id, k.source, k.received_at", 4, "complaint k", column ", k.id", complaint_columns } } },                \
  [REEVE_SOURCE_COMPLAINT_INSPECTION] = { "inspection", column, DONE, { {                                                                     \
    REEVE_KIND_INSPECTION, column ", i.id, i.source, i.at, k.id", 5,                                                                          \
    "complaint k CROSS JOIN inspection i ON i.complaint_id = k.id", column ", k.id, i.id", inspection_columns } } }

#define VIOLATION_SOURCES(column, condition)                                                                                                  \
  [REEVE_SOURCE_VIOLATION] = { "decision", column, condition CONFIRMED, { {                                                                   \
    REEVE_KIND_VIOLATION, column ", y.id, NULL, " FOUND ("y") ", y.id, y.ordinance || '/' || y.provision", 6,                                  \
    "decision y", column ", y.id", violation_columns } } }


static const ReeveSourceDef sources[REEVE_N_SUBJECT_KEYS][REEVE_N_SOURCES] = {
  [REEVE_SUBJECT_BUSINESS] = {
    [REEVE_SOURCE_BUSINESS] = { "business", "b.id", NULL, { {
      REEVE_KIND_BUSINESS, "b.id, b.id, b.source, b.name, b.staff_complete_on, b.principals_complete_on, b.operating, b.opened, b.closed", 9,
      "business b", "b.id", business_columns } } },
    [REEVE_SOURCE_PREMISES] = { "premises", "o.business_id", NULL, { {
      REEVE_KIND_PREMISES, "o.business_id, p.id, p.source, o.from_date, o.to_date, p.lon, p.lat, p.position_method, p.position_accuracy_m, p.co_status, "
      "p.co_issued, p.co_use, p.address", 13, "occupancy o CROSS JOIN premises p ON p.id = o.premises_id", "o.business_id, o.id", premises_columns } } },
    [REEVE_SOURCE_HOURS] = { "opening_hours", "h.business_id", NULL, { {
      REEVE_KIND_BUSINESS, "h.business_id, h.id, h.source, h.schedule, h.from_date, h.to_date", 6, "opening_hours h", "h.business_id, h.id", span_columns } } },
    [REEVE_SOURCE_LICENCE] = { "licence", "l.business_id", NULL, {
      { REEVE_KIND_LICENCE, "l.business_id, " LICENCE_FIXED, 10, "licence l", "l.business_id, l.id", licence_columns }, SPAN_PART } },
    [REEVE_SOURCE_STAFF] = { "employment", "e.business_id", NULL, {
      { REEVE_KIND_STAFF, "e.business_id, e.id, e.source, e.practitioner_id, e.started, e.ended", 6, "employment e", "e.business_id, e.id", staff_columns },
      LICENCE_PART ("l.practitioner_id = e.practitioner_id"), SPAN_PART } },
    [REEVE_SOURCE_PRINCIPAL] = { "ownership", "w.business_id", NULL, {
      { REEVE_KIND_PRINCIPAL, "w.business_id, w.id, w.source, w.from_date, w.to_date, w.inquiry, w.party_id", 7, "ownership w", "w.business_id, w.id",
        principal_columns },
      EVENT_PART ("v.party_id = w.party_id") } },
    [REEVE_SOURCE_EVENT] = { "event", "v.business_id", NULL, { {
      REEVE_KIND_EVENT, "v.business_id, " EVENT_FIXED, 5, "event v", "v.business_id, v.id", event_columns } } },
    [REEVE_SOURCE_PLACE_EVENT] = { "event", "o.business_id", NULL, { {
      REEVE_KIND_EVENT, "o.business_id, " EVENT_FIXED, 5, "occupancy o CROSS JOIN event v ON v.premises_id = o.premises_id", "o.business_id, o.id, v.id",
      event_columns } } },
    [REEVE_SOURCE_OCCUPANCY] = { "occupancy", "o.business_id", NULL, { {
      REEVE_KIND_OCCUPANCY, "o.business_id, q.id, q.source, q.premises_id, q.business_id, q.from_date, q.to_date, c.name", 8,
      "occupancy o CROSS JOIN occupancy q ON q.premises_id = o.premises_id CROSS JOIN business c ON c.id = q.business_id", "o.business_id, o.id, q.id",
      occupancy_columns } } },
    [REEVE_SOURCE_USE_PERMIT] = { "use_permit", "o.business_id", NULL, { {
      REEVE_KIND_USE_PERMIT, "o.business_id, u.id, u.source, u.premises_id", 4, "occupancy o CROSS JOIN use_permit u ON u.premises_id = o.premises_id",
      "o.business_id, o.id, u.id", use_permit_columns } } },
    [REEVE_SOURCE_DOCUMENT] = { "document", "d.business_id", NULL, { {
      REEVE_KIND_DOCUMENT, "d.business_id, d.id, d.source, d.filed", 4, "document d", "d.business_id, d.id", document_columns } } },
    [REEVE_SOURCE_EXEMPTION] = { "exemption", "x.business_id", NULL, { {
      REEVE_KIND_EXEMPTION, "x.business_id, x.id, x.source, x.from_date", 4, "exemption x", "x.business_id, x.id", exemption_columns } } },
    [REEVE_SOURCE_PRINCIPAL_LICENCE] = { "licence", "w.business_id", NULL, {
      { REEVE_KIND_LICENCE, "w.business_id, " LICENCE_FIXED ", w.id", 11,
        "ownership w CROSS JOIN party q ON q.id = w.party_id CROSS JOIN licence l ON l.practitioner_id = q.practitioner_id", "w.business_id, w.id, l.id",
        licence_columns }, SPAN_PART } },
    [REEVE_SOURCE_FEE] = { "fee", "f.business_id", NULL, { {
      REEVE_KIND_FEE, "f.business_id, f.id, f.source, NULL", 4, "fee f", "f.business_id, f.id", fee_columns } } },
    [REEVE_SOURCE_CHANGE] = { "business_change", "c.business_id", NULL, { {
      REEVE_KIND_CHANGE, "c.business_id, c.id, c.source, c.date", 4, "business_change c", "c.business_id, c.id", change_columns } } },
    APPLICATION_SOURCES ("a.business_id", "a.business_id"), NOTICE_SOURCES ("n.business_id"), SANCTION_SOURCES ("t.business_id"),
    HEARING_SOURCE ("g.business_id"), INSPECTION_SOURCES ("i.business_id"), COMPLAINT_SOURCES ("k.business_id"),
    VIOLATION_SOURCES ("y.subject_id", "y.subject_kind = 'business'" AGAINST_BUSINESS " AND "),
    /* adopted about another record of the business: a licence, an application */
    [REEVE_SOURCE_OTHER_VIOLATION] = { "decision", "y.business_id", "y.subject_kind <> 'business'" AGAINST_BUSINESS " AND " CONFIRMED, { {
      REEVE_KIND_VIOLATION, "y.business_id, y.id, NULL, " FOUND ("y") ", y.id, y.ordinance || '/' || y.provision", 6, "decision y", "y.business_id, y.id",
      violation_columns } } },
  },
  [REEVE_SUBJECT_PREMISES] = {
    [REEVE_SOURCE_PREMISES] = { "premises", "p.id", NULL, { {
      REEVE_KIND_PREMISES, "p.id, p.id, p.source, NULL, 'none', p.lon, p.lat, p.position_method, p.position_accuracy_m, p.co_status, p.co_issued, p.co_use, "
      "p.address", 13, "premises p", "p.id", premises_columns } } },
    [REEVE_SOURCE_PLACE_EVENT] = { "event", "v.premises_id", NULL, { {
      REEVE_KIND_EVENT, "v.premises_id, " EVENT_FIXED, 5, "event v", "v.premises_id, v.id", event_columns } } },
    [REEVE_SOURCE_OCCUPANCY] = { "occupancy", "q.premises_id", NULL, { {
      REEVE_KIND_OCCUPANCY, "q.premises_id, q.id, q.source, q.premises_id, q.business_id, q.from_date, q.to_date, c.name", 8,
      "occupancy q CROSS JOIN business c ON c.id = q.business_id", "q.premises_id, q.id", occupancy_columns } } },
    [REEVE_SOURCE_USE_PERMIT] = { "use_permit", "u.premises_id", NULL, { {
      REEVE_KIND_USE_PERMIT, "u.premises_id, u.id, u.source, u.premises_id", 4, "use_permit u", "u.premises_id, u.id", use_permit_columns } } },
    NOTICE_SOURCES ("n.premises_id"), SANCTION_SOURCES ("t.premises_id"), HEARING_SOURCE ("g.premises_id"), INSPECTION_SOURCES ("i.premises_id"),
  },
  [REEVE_SUBJECT_OWN] = {
    APPLICATION_SOURCES ("a.id", "a.id"), NOTICE_SOURCES ("n.id"), SANCTION_SOURCES ("t.id"), HEARING_SOURCE ("g.id"), INSPECTION_SOURCES ("i.id"),
    COMPLAINT_SOURCES ("k.id"), VIOLATION_SOURCES ("y.id", ""),
    [REEVE_SOURCE_LICENCE] = { "licence", "l.id", NULL, {
      { REEVE_KIND_LICENCE, "l.id, " LICENCE_FIXED, 10, "licence l", "l.id", licence_columns }, SPAN_PART } },
    [REEVE_SOURCE_LICENCE_APPLICATION] = { "application", "a.issued_id", NULL, { {
      REEVE_KIND_APPLICATION, "a.issued_id, a.id, a.source, ifnull (a.received, a.filed), a.issued_id, a.persons_complete, a.number", 7, "application a",
      "a.issued_id, a.id", application_columns } } },
    [REEVE_SOURCE_HOLDER] = { "practitioner", "o.id", NULL, {
      { REEVE_KIND_HOLDER, "o.id, p.id, p.source, p.reference", 4, "licence o CROSS JOIN practitioner p ON p.id = o.practitioner_id", "o.id, p.id",
        holder_columns },
      LICENCE_PART ("l.practitioner_id = p.id"), SPAN_PART } },
    [REEVE_SOURCE_HOLDER_EMPLOYMENT] = { "employment", "o.id", NULL, { {
      REEVE_KIND_EMPLOYMENT, "o.id, e.id, e.source, e.practitioner_id, e.started, e.ended, e.business_id, e.turned_18, e.turned_21", 9,
      "licence o CROSS JOIN employment e ON e.practitioner_id = o.practitioner_id", "o.id, e.id", staff_columns } } },
    [REEVE_SOURCE_HOLDER_INQUIRY] = { "application_person", "o.id", NULL, { {
      REEVE_KIND_APPLICATION_PERSON, "o.id, j.id, j.source, a.filed, j.inquiry, j.turned_18, j.turned_21", 7,
      "licence o CROSS JOIN application_person j ON j.practitioner_id = o.practitioner_id CROSS JOIN application a ON a.id = j.application_id",
      "o.id, j.id", application_person_columns } } },
  },
  [REEVE_SUBJECT_CITY] = {
    APPLICATION_SOURCES ("a.id", "0"),
    [REEVE_SOURCE_LICENCE] = { "licence", "l.id", "l.scope IN ('city', 'local') AND l.replaced_by IS NULL", {
      { REEVE_KIND_LICENCE, "0, " LICENCE_FIXED, 10, "licence l", "l.id", licence_columns }, SPAN_PART } },
  },
};

const ReeveSourceDef *
reeve_source_find (ReeveSubjectKey key, ReeveSourceId source)
{
  const ReeveSourceDef *def = &sources[key][source];

  return def->table == NULL ? NULL : def;
}
