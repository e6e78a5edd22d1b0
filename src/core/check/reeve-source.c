/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of sources. A statement is put together from these constants only, the columns being those that the programs read; the same text
 * with ?1..?2 spanning every business serves the full check, and with ?1 = ?2 one record. CROSS JOIN and LEFT JOIN fix the order of the loops,
 * so that rows come in order of subject from the indexes without sorting. */
#include "config.h"

#include "reeve-source.h"

#define COLUMNS(name) static const ReeveColumn name[]

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
  { "holder", "l.practitioner_id", REEVE_AS_PERSON },
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
  { NULL },
};

COLUMNS (principal_columns) = {
  { "person", "w.party_id", REEVE_AS_PERSON },
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

/* A finding that an officer confirmed. */
COLUMNS (violation_columns) = {
  { "provision", "y.ordinance || '/' || y.provision", REEVE_AS_CODE },
  { "found", "y.decided_on", REEVE_AS_DATE },
  { "corrected", "y.corrected", REEVE_AS_DATE },
  { NULL },
};

#define LICENCE_FIXED "l.id, l.source, l.scope, l.applied, l.issued, l.expires, l.replaced_by, l.verified_on, l.number"
#define SPAN_PART                                                                                                                             \
  { REEVE_KIND_STATUS_SPAN, "s.id, s.status, s.from_date, s.to_date, s.source", 5, " LEFT JOIN licence_status s ON s.licence_id = l.id", "s.id", \
    span_columns }
#define EVENT_FIXED "v.id, v.source, v.premises_id, v.date"
#define NOTICE_FIXED "n.id, n.source, n.premises_id, n.provisions, coalesce (nullif (n.issued, 'none'), nullif (n.sent, 'none'), nullif (n.served, 'none'))"
#define INSPECTION_FIXED "i.id, i.source, i.premises_id, i.at"
#define ITEM_PART                                                                                                                             \
  { REEVE_KIND_OBSERVATION, "m.id, m.item, m.answer, m.practitioner_id", 4, " LEFT JOIN inspection_item m ON m.inspection_id = i.id", "m.id",      \
    item_columns }
#define DONE "i.status = 'done'"

static const ReeveSourceDef sources[2][REEVE_N_SOURCES] = {
  {
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
    [REEVE_SOURCE_INSPECTION] = { "inspection", "i.business_id", DONE, {
      { REEVE_KIND_INSPECTION, "i.business_id, " INSPECTION_FIXED, 5, "inspection i", "i.business_id, i.id", inspection_columns }, ITEM_PART } },
    [REEVE_SOURCE_PRESENT] = { "inspection", "i.business_id", DONE, { {
      REEVE_KIND_PERSON_PRESENT, "i.business_id, r.id, i.source, i.id, i.at, r.number", 6,
      "inspection i CROSS JOIN inspection_present r ON r.inspection_id = i.id", "i.business_id, i.id, r.id", present_columns } } },
    [REEVE_SOURCE_STAFF] = { "employment", "e.business_id", NULL, {
      { REEVE_KIND_STAFF, "e.business_id, e.id, e.source, e.practitioner_id, e.started, e.ended", 6, "employment e", "e.business_id, e.id", staff_columns },
      { REEVE_KIND_LICENCE, LICENCE_FIXED, 9, " LEFT JOIN licence l ON l.practitioner_id = e.practitioner_id", "l.id", licence_columns }, SPAN_PART } },
    [REEVE_SOURCE_PRINCIPAL] = { "ownership", "w.business_id", NULL, {
      { REEVE_KIND_PRINCIPAL, "w.business_id, w.id, w.source, w.from_date, w.to_date, w.inquiry, w.party_id", 7, "ownership w", "w.business_id, w.id",
        principal_columns },
      { REEVE_KIND_EVENT, EVENT_FIXED, 4, " LEFT JOIN event v ON v.party_id = w.party_id", "v.id", event_columns } } },
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
    [REEVE_SOURCE_NOTICE] = { "notice", "n.business_id", NULL, { {
      REEVE_KIND_NOTICE, "n.business_id, " NOTICE_FIXED, 6, "notice n", "n.business_id, n.id", notice_columns } } },
    [REEVE_SOURCE_COMPLAINT] = { "complaint", "k.business_id", NULL, { {
      REEVE_KIND_COMPLAINT, "k.business_id, k.id, k.source, k.received_at", 4, "complaint k", "k.business_id, k.id", complaint_columns } } },
    [REEVE_SOURCE_EXEMPTION] = { "exemption", "x.business_id", NULL, { {
      REEVE_KIND_EXEMPTION, "x.business_id, x.id, x.source, x.from_date", 4, "exemption x", "x.business_id, x.id", exemption_columns } } },
    [REEVE_SOURCE_VIOLATION] = { "decision", "y.subject_id", "y.subject_kind = 'business' AND y.kind = 'confirmed'", { {
      REEVE_KIND_VIOLATION, "y.subject_id, y.id, NULL, y.decided_on", 4, "decision y", "y.subject_id, y.id", violation_columns } } },
  },
  {
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
    [REEVE_SOURCE_PLACE_NOTICE] = { "notice", "n.premises_id", NULL, { {
      REEVE_KIND_NOTICE, "n.premises_id, " NOTICE_FIXED, 6, "notice n", "n.premises_id, n.id", notice_columns } } },
    /* keyed by itself: a complaint may name neither business nor premises */
    [REEVE_SOURCE_LONE_COMPLAINT] = { "complaint", "k.id", NULL, { {
      REEVE_KIND_COMPLAINT, "k.id, k.id, k.source, k.received_at", 4, "complaint k", "k.id", complaint_columns } } },
    [REEVE_SOURCE_PLACE_INSPECTION] = { "inspection", "i.premises_id", DONE, {
      { REEVE_KIND_INSPECTION, "i.premises_id, " INSPECTION_FIXED, 5, "inspection i", "i.premises_id, i.id", inspection_columns }, ITEM_PART } },
  },
};

static void
add_bindings (ReeveStatement *statement, guint part, const ReeveNeed *need, GString *sql, guint *column)
{
  const ReeveSourcePart *def = &statement->def->parts[part];
  GArray *bindings = g_array_new (FALSE, FALSE, sizeof (ReeveBinding));

  for (const ReeveColumn *c = def->columns; c->field != NULL; c++)
    {
      int field = reeve_vocabulary_field (def->kind, c->field);
      ReeveBinding binding;
      gboolean reads;

      g_assert (field >= 0);
      reads = need->reads[def->kind][field];
      /* Present and former staff are two kinds of one table. */
      if (def->kind == REEVE_KIND_STAFF)
        reads |= need->reads[REEVE_KIND_EMPLOYMENT][field];
      if (!reads)
        continue;
      binding = (ReeveBinding) { *column, field, c->type };
      g_string_append_printf (sql, ", %s", c->sql);
      g_array_append_val (bindings, binding);
      (*column)++;
    }
  statement->bindings[part] = bindings;
}

void
reeve_statement_init (ReeveStatement *statement, ReeveSourceId source, ReeveSubjectKey key, const ReeveNeed *need, guint n_parts)
{
  const ReeveSourceDef *def = &sources[key][source];
  GString *sql = g_string_new ("SELECT ");
  guint column = 0;

  g_return_if_fail (def->table != NULL && n_parts >= 1 && n_parts <= REEVE_SOURCE_MAX_PARTS);
  statement->def = def;
  statement->n_parts = n_parts;
  for (guint part = 0; part < n_parts; part++)
    {
      statement->first[part] = column;
      g_string_append_printf (sql, "%s%s", part > 0 ? ", " : "", def->parts[part].fixed);
      column += def->parts[part].n_fixed;
      add_bindings (statement, part, need, sql, &column);
    }
  g_string_append (sql, " FROM ");
  for (guint part = 0; part < n_parts; part++)
    g_string_append (sql, def->parts[part].from);
  g_string_append_printf (sql, " WHERE %s BETWEEN ?1 AND ?2", def->subject);
  if (def->where != NULL)
    g_string_append_printf (sql, " AND %s", def->where);
  g_string_append (sql, " ORDER BY ");
  for (guint part = 0; part < n_parts; part++)
    g_string_append_printf (sql, "%s%s", part > 0 ? ", " : "", def->parts[part].order);
  statement->sql = g_string_free (sql, FALSE);
}

void
reeve_statement_clear (ReeveStatement *statement)
{
  g_clear_pointer (&statement->sql, g_free);
  for (guint part = 0; part < REEVE_SOURCE_MAX_PARTS; part++)
    g_clear_pointer (&statement->bindings[part], g_array_unref);
}
