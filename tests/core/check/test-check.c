/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From rows in a case file to outcomes: as-of days, completeness, distances with accuracy, the notice at hand, records of other kinds. */
#include "config.h"

#include <string.h>

#include "case.h"
#include "reeve-error.h"
#include "reeve-geometry.h"

#define BUSINESS REEVE_ABOUT_BUSINESS

static gint64 ids[16];

static gint64
add_licence (Case *self, gint64 business, const char *scope, const char *expires, const char *status, const char *from, const char *to)
{
  g_autofree char *holder = g_strdup_printf ("%" G_GINT64_FORMAT, business);
  gint64 id = case_add (self, "licence", "scope", scope, "business_id", holder, "issued", "2021-05-04", "expires", expires, NULL);
  g_autofree char *licence = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (status != NULL)
    case_add (self, "licence_status", "licence_id", licence, "status", status, "from_date", from, "to_date", to, NULL);
  return id;
}

static char *
text_of (gint64 id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

/* 0: licensed. 1: expired. 2: suspended for a while. 3: no licence recorded. 4: licence looked up at the state, none. */
static void
fill_licences (Case *self)
{
  gint64 licence;
  g_autofree char *looked_up = NULL;

  for (guint i = 0; i < 5; i++)
    ids[i] = case_add (self, "business", "name", "Place", "category", "massage", NULL);
  add_licence (self, ids[0], "city", "2027-03-31", "active", "2021-05-04", "none");
  add_licence (self, ids[1], "city", "2025-03-31", "active", "2021-05-04", "none");
  licence = add_licence (self, ids[2], "city", "2027-03-31", "active", "2021-05-04", "2026-05-31");
  looked_up = text_of (licence);
  case_add (self, "licence_status", "licence_id", looked_up, "status", "suspended", "from_date", "2026-06-01", "to_date", "2026-06-30", NULL);
  case_add (self, "licence_status", "licence_id", looked_up, "status", "active", "from_date", "2026-07-01", "to_date", "none", NULL);
  add_licence (self, ids[4], "state", NULL, "none", NULL, "none");
}

static void
test_licences (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance = case_ordinance (
    "provisions:\n"
    "  - {id: city, citation: a, text: t, require: business.city-licence.valid}\n"
    "  - {id: state, citation: b, text: t, require: business.state-licence.valid}\n"
    "  - {id: spans, citation: c, text: t, require: not (some business.city-licence.span where status = suspended)}\n"
    "  - {id: any, citation: d, text: t, require: some business.licence where scope = city}\n");

  case_write (self, fill_licences);
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[0], "city", "compliant");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[1], "city", "violation");
  case_assert (self, ordinance, "2025-03-31", BUSINESS, ids[1], "city", "compliant");
  case_assert (self, ordinance, "2026-05-31", BUSINESS, ids[2], "city", "compliant");
  case_assert (self, ordinance, "2026-06-01", BUSINESS, ids[2], "city", "violation");
  case_assert (self, ordinance, "2026-06-30", BUSINESS, ids[2], "city", "violation");
  case_assert (self, ordinance, "2026-07-01", BUSINESS, ids[2], "city", "compliant");
  case_assert (self, ordinance, "2026-05-31", BUSINESS, ids[2], "spans", "compliant");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[2], "spans", "violation");
  /* the city's register is its own book; the state's is not */
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[3], "city", "violation");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[3], "state", "insufficient");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[4], "state", "violation");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[3], "any", "violation");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[0], "any", "compliant");
  /* before it was issued there was no licence */
  case_assert (self, ordinance, "2021-05-03", BUSINESS, ids[0], "city", "violation");
}

static void
add_worker (Case *self, gint64 business, const char *reference, const char *started, const char *ended, const char *expires)
{
  g_autofree char *place = text_of (business);
  gint64 person = case_add (self, "practitioner", "reference", reference, NULL);
  g_autofree char *who = text_of (person);

  case_add (self, "employment", "business_id", place, "practitioner_id", who, "gives_massage", "1", "started", started, "ended", ended, NULL);
  if (expires != NULL)
    {
      gint64 licence = case_add (self, "licence", "scope", "state", "practitioner_id", who, "issued", "2020-01-01", "expires", expires, NULL);
      g_autofree char *number = text_of (licence);

      case_add (self, "licence_status", "licence_id", number, "status", "active", "from_date", "2020-01-01", "to_date", "none", NULL);
    }
}

/* 0: complete roster, all licensed. 1: the same, not marked complete. 2: one lapsed. 3: the lapsed one has left. 4: nobody knows whether the
 * lapsed one has left. 5: the same on a complete roster. 6: complete and empty. 7: nobody recorded any. */
static void
fill_staff (Case *self)
{
  for (guint i = 0; i < 8; i++)
    ids[i] = case_add (self, "business", "name", "Place", "staff_complete_on", i == 1 || i == 4 || i == 7 ? NULL : "2026-01-10", NULL);
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *reference = g_strdup_printf ("P-%u", i);

      add_worker (self, ids[i], reference, "2024-02-01", "none", "2027-01-31");
    }
  add_worker (self, ids[2], "P-20", "2024-02-01", "none", "2026-01-31");
  add_worker (self, ids[3], "P-30", "2024-02-01", "2026-03-01", "2026-01-31");
  add_worker (self, ids[4], "P-40", "2024-02-01", NULL, "2026-01-31");
  add_worker (self, ids[5], "P-50", "2024-02-01", NULL, "2026-01-31");
}

static void
test_staff (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance
    = case_ordinance ("provisions:\n"
                      "  - {id: staff, citation: a, text: t, require: every business.staff where gives-massage satisfies state-licence.valid}\n");
  const char *const expected[] = { "compliant", "insufficient", "violation", "compliant", "insufficient", "violation", "compliant", "insufficient" };

  case_write (self, fill_staff);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_test_message ("roster %u", i);
      case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[i], "staff", expected[i]);
    }
  /* before the count the list was not known to be complete */
  case_assert (self, ordinance, "2026-01-09", BUSINESS, ids[0], "staff", "insufficient");
  /* while the one who left was still there and his licence ran */
  case_assert (self, ordinance, "2026-01-31", BUSINESS, ids[3], "staff", "compliant");
  case_assert (self, ordinance, "2026-02-01", BUSINESS, ids[3], "staff", "violation");
}

static gint64
add_visit (Case *self, gint64 business, const char *at, const char *status, const char *item, const char *answer)
{
  g_autofree char *place = text_of (business);
  gint64 visit = case_add (self, "inspection", "business_id", place, "at", at, "status", status, "legal_basis", "consent", NULL);
  g_autofree char *number = text_of (visit);

  if (item != NULL)
    case_add (self, "inspection_item", "inspection_id", number, "item", item, "answer", answer, NULL);
  return visit;
}

/* 0: seen open at night. 1: seen only by day. 2: never seen. 3: the night visit is only planned. 4: seen at night long ago. 5: alcohol first no,
 * then yes. */
static void
fill_visits (Case *self)
{
  for (guint i = 0; i < 6; i++)
    ids[i] = case_add (self, "business", "name", "Place", NULL);
  add_visit (self, ids[0], "2026-10-02T14:00", "done", "open-to-customers", "yes");
  ids[10] = add_visit (self, ids[0], "2026-10-01T22:30", "done", "open-to-customers", "yes");
  add_visit (self, ids[1], "2026-10-01T21:59", "done", "open-to-customers", "yes");
  add_visit (self, ids[3], "2026-10-01T23:00", "planned", "open-to-customers", "yes");
  add_visit (self, ids[4], "2024-10-01T23:00", "done", "open-to-customers", "yes");
  add_visit (self, ids[5], "2026-09-01T10:00", "done", "alcohol", "yes");
  add_visit (self, ids[5], "2026-03-01T10:00", "done", "alcohol", "no");
}

static void
test_visits (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance = case_ordinance (
    "evidence: 12 months\n"
    "checklist:\n"
    "  - {id: open-to-customers, ask: Open}\n"
    "  - {id: alcohol, ask: Alcohol, lasts: 12 months}\n"
    "parameters: {closed-hours: \"22:00-08:00\"}\n"
    "provisions:\n"
    "  - {id: hours, citation: a, text: t, require: no business.observation where observed.open-to-customers and at in closed-hours}\n"
    "  - {id: alcohol, citation: b, text: t, require: not observed.alcohol}\n"
    "  - {id: visited, citation: c, text: t, duty: city, require: some business.inspection where date within 12 months before today}\n"
    "  - {id: night, citation: d, text: t, about: inspection, require: not observed.open-to-customers}\n");

  case_write (self, fill_visits);
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[0], "hours", "violation");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[1], "hours", "compliant");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[2], "hours", "insufficient");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[3], "hours", "insufficient");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[4], "hours", "insufficient");
  case_assert (self, ordinance, "2024-11-16", BUSINESS, ids[4], "hours", "violation");
  /* a day before the visit nobody had looked */
  case_assert (self, ordinance, "2026-09-30", BUSINESS, ids[0], "hours", "insufficient");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[5], "alcohol", "violation");
  case_assert (self, ordinance, "2026-08-31", BUSINESS, ids[5], "alcohol", "compliant");
  case_assert (self, ordinance, "2026-02-01", BUSINESS, ids[5], "alcohol", "insufficient");
  case_assert (self, ordinance, "2027-09-02", BUSINESS, ids[5], "alcohol", "insufficient");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[3], "visited", "violation");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[0], "visited", "compliant");
  case_assert (self, ordinance, "2026-11-16", REEVE_ABOUT_INSPECTION, ids[10], "night", "violation");
}

#define LON -94.1
#define LAT 29.2
#define FEET_NORTH(feet) ((feet) * REEVE_METRES_PER_FOOT / 110840.0)

static gint64
add_at (Case *self, const char *category, double feet_north, const char *accuracy, const char *operating)
{
  g_autofree char *lat = g_strdup_printf ("%.9f", LAT + FEET_NORTH (feet_north));
  g_autofree char *key = g_strdup_printf ("%f %s", feet_north, category);
  gint64 place, business;
  g_autofree char *premises = NULL, *number = NULL;

  place = case_add (self, "premises", "address", "1 Marl Ave", "address_key", key, "lon", accuracy == NULL ? NULL : "-94.1", "lat",
                    accuracy == NULL ? NULL : lat, "position_method", accuracy == NULL ? NULL : "surveyed", "position_accuracy_m", accuracy, NULL);
  business = case_add (self, "business", "name", "Place", "category", category, "operating", operating, NULL);
  premises = text_of (place);
  number = text_of (business);
  case_add (self, "occupancy", "premises_id", premises, "business_id", number, "from_date", "2020-01-01", "to_date", "none", NULL);
  return business;
}

/* A school whose southern edge lies 5,000 ft north of LAT. 0: 912 ft from it. 1: 1,100 ft. 2: 995 ft, to 3 m. 3: without position. */
static void
fill_places (Case *self)
{
  case_add_place (self, "school", "Sabre River Elementary", LON, LAT + FEET_NORTH (5000) + 0.001, 0.001);
  case_add_zone (self, "zoning", "C-1", "commercial", -94.2, 29.0, -94.0, LAT + FEET_NORTH (4000));
  ids[0] = add_at (self, "massage", 5000 - 912, "0", "1");
  ids[1] = add_at (self, "massage", 5000 - 1100, "0", "1");
  ids[2] = add_at (self, "massage", 5000 - 995, "3", "1");
  ids[3] = add_at (self, "massage", 0, NULL, "1");
}

static void
test_places (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance = case_ordinance (
    "provisions:\n"
    "  - {id: school, citation: a, text: t, measure: {from: door, to: property-line, path: straight}, "
    "require: min(distance of premises.place where kind = school) >= 1000 ft}\n"
    "  - {id: walk, citation: b, text: t, measure: {from: door, to: property-line, path: walking}, "
    "require: min(distance of premises.place where kind = school) >= 1000 ft}\n"
    "  - {id: park, citation: c, text: t, measure: {from: door, to: property-line, path: straight}, "
    "require: \"min(distance of premises.place where kind in [park, school]) >= 1000 ft\"}\n"
    "  - {id: zone, citation: d, text: t, require: \"premises.zone in [C-1, C-2]\"}\n"
    "  - {id: count, citation: e, text: t, measure: {from: door, to: property-line, path: straight}, "
    "require: count(premises.place where kind = school) = 0}\n");

  case_write (self, fill_places);
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[0], "school", "violation");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[1], "school", "compliant");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[2], "school", "insufficient");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[3], "school", "insufficient");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[0], "walk", "insufficient");
  /* no layer of parks: too near still decides, far enough cannot */
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[0], "park", "violation");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[1], "park", "insufficient");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[1], "count", "violation");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[1], "zone", "compliant");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[0], "zone", "insufficient");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[3], "zone", "insufficient");
}

/* 0 and 1 are 500 ft apart. 2 is far from both; 3, of another kind, stands beside it, and 4, closed. */
static void
fill_peers (Case *self)
{
  case_set_setting (self, "businesses-complete", "yes");
  ids[0] = add_at (self, "massage", 0, "0", "1");
  ids[1] = add_at (self, "massage", 500, "0", "1");
  ids[2] = add_at (self, "massage", 9000, "0", "1");
  ids[3] = add_at (self, "salon", 9050, "0", "1");
  ids[4] = add_at (self, "massage", 9100, "0", "0");
  case_set (self, "business", ids[4], "closed", "2026-02-01");
}

static void
test_peers (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance = case_ordinance (
    "provisions:\n"
    "  - {id: peer, citation: a, text: t, applies: business.category = massage, measure: {from: door, to: door, path: straight}, "
    "require: min(distance of premises.peer where category = massage) >= 600 ft}\n");

  case_write (self, fill_peers);
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[0], "peer", "violation");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[1], "peer", "violation");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[2], "peer", "compliant");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[3], "peer", "not-applicable");
}

static void
not_complete (Case *self)
{
  case_set_setting (self, "businesses-complete", "no");
}

static void
test_peers_unknown (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance = case_ordinance (
    "provisions:\n"
    "  - {id: peer, citation: a, text: t, measure: {from: door, to: door, path: straight}, "
    "require: min(distance of premises.peer where category = massage) >= 600 ft}\n");

  case_write (self, fill_peers);
  case_write (self, not_complete);
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[0], "peer", "violation");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[2], "peer", "insufficient");
}

static void
add_event (Case *self, gint64 business, const char *kind, const char *date)
{
  g_autofree char *place = text_of (business);

  case_add (self, "event", "business_id", place, "kind", kind, "date", date, NULL);
}

static void
fill_events (Case *self)
{
  for (guint i = 0; i < 3; i++)
    ids[i] = case_add (self, "business", "name", "Place", NULL);
  case_set_setting (self, "events-complete", "citation arrest:2024-01-01");
  add_event (self, ids[0], "suspension", "2025-03-01");
  add_event (self, ids[0], "suspension", "2026-03-01");
  add_event (self, ids[1], "suspension", "2025-03-01");
  add_event (self, ids[1], "suspension", "2026-03-02");
}

static void
test_events (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance = case_ordinance (
    "provisions:\n"
    "  - {id: twice, citation: a, text: t, grounds: \"count(business.event where kind = suspension, in any 12 months) >= 2\", "
    "sanction: {kind: revocation, effect: may}}\n"
    "  - {id: cited, citation: b, text: t, require: no business.event where kind = citation}\n"
    "  - {id: recent, citation: c, text: t, require: no business.event where kind = arrest and date within 24 months before today}\n"
    "  - {id: ever, citation: d, text: t, require: no business.event where kind = arrest}\n"
    "  - {id: charged, citation: e, text: t, require: no business.event where kind = charge}\n");

  case_write (self, fill_events);
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[0], "twice", "grounds");
  case_assert (self, ordinance, "2026-02-28", BUSINESS, ids[0], "twice", "no-grounds");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[1], "twice", "no-grounds");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[2], "cited", "compliant");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[2], "recent", "compliant");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[2], "ever", "insufficient");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[2], "charged", "insufficient");
}

static void
add_notice (Case *self, gint64 business, const char *provisions, const char *served)
{
  g_autofree char *place = text_of (business);

  case_add (self, "notice", "kind", "violation", "business_id", place, "provisions", provisions, "served", served, NULL);
}

static void
fill_notices (Case *self)
{
  for (guint i = 0; i < 3; i++)
    ids[i] = case_add (self, "business", "name", "Place", NULL);
  add_notice (self, ids[0], "test/licence", "2026-11-10");
  add_notice (self, ids[1], "test/licence-of-staff test/other", "2026-11-10");
  add_notice (self, ids[2], "test/other test/licence", "2026-10-01");
}

static void
test_cure (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance = case_ordinance (
    "provisions:\n"
    "  - {id: licence, citation: a, text: t, require: business.city-licence.valid, cure: notice.served + 10 days}\n");

  case_write (self, fill_notices);
  case_assert (self, ordinance, "2026-11-20", BUSINESS, ids[0], "licence", "pending");
  case_assert (self, ordinance, "2026-11-21", BUSINESS, ids[0], "licence", "violation");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[1], "licence", "violation");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[2], "licence", "violation");
}

/* Premises 12 had an abatement; 13 had none. Notice, licence, complaint and a confirmed finding all belong to business 0. */
static void
fill_kinds (Case *self)
{
  g_autofree char *place = NULL, *business = NULL;

  ids[0] = add_at (self, "massage", 0, "0", "1");
  business = text_of (ids[0]);
  ids[12] = case_add (self, "premises", "address", "2 Marl Ave", "address_key", "2", "lease_clauses", "", NULL);
  ids[13] = case_add (self, "premises", "address", "3 Marl Ave", "address_key", "3", "lease_clauses", "", NULL);
  place = text_of (ids[12]);
  case_add (self, "event", "premises_id", place, "kind", "nuisance-abatement", "date", "2025-01-01", NULL);
  ids[14] = case_add (self, "notice", "business_id", business, "kind", "violation", "method", "e-mail", NULL);
  ids[15] = add_licence (self, ids[0], "city", "2027-03-31", "active", "2021-05-04", "none");
  ids[11] = case_add (self, "complaint", "business_id", business, "received_at", "2026-01-01T10:00", "acknowledged", "2026-01-20", NULL);
  ids[9] = case_add (self, "complaint", "received_at", "2026-01-01T10:00", "acknowledged", "2026-01-02", NULL);
  ids[10] = case_add (self, "decision", "subject_kind", "business", "subject_id", business, "ordinance", "test", "provision", "x", "text_sha256", "0",
                      "kind", "confirmed", "outcome_then", "violation", "decided_by", "R. Whitlow", "decided_on", "2026-01-01", "corrected", "2026-01-05",
                      NULL);
}

static void
test_kinds (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance = case_ordinance (
    "provisions:\n"
    "  - {id: lease, citation: a, text: t, about: premises, duty: property-owner, applies: some premises.event where kind = nuisance-abatement, "
    "require: \"premises.lease-clauses has all of [crime-free-addendum]\"}\n"
    "  - {id: notice, citation: b, text: t, about: notice, duty: city, require: \"notice.method in [in-person, posting]\"}\n"
    "  - {id: licence, citation: c, text: t, about: licence, require: licence.valid and business.operating}\n"
    "  - {id: complaint, citation: d, text: t, about: complaint, duty: city, require: complaint.acknowledged <= 2026-01-10}\n"
    "  - {id: corrected, citation: e, text: t, about: violation, require: violation.corrected by violation.found + 10 days}\n");

  case_write (self, fill_kinds);
  case_assert (self, ordinance, "2026-11-16", REEVE_ABOUT_PREMISES, ids[12], "lease", "violation");
  case_assert (self, ordinance, "2026-11-16", REEVE_ABOUT_PREMISES, ids[13], "lease", "not-applicable");
  case_assert (self, ordinance, "2024-11-16", REEVE_ABOUT_PREMISES, ids[12], "lease", "not-applicable");
  case_assert (self, ordinance, "2026-11-16", REEVE_ABOUT_NOTICE, ids[14], "notice", "violation");
  case_assert (self, ordinance, "2026-11-16", REEVE_ABOUT_LICENCE, ids[15], "licence", "compliant");
  case_assert (self, ordinance, "2026-11-16", REEVE_ABOUT_COMPLAINT, ids[11], "complaint", "violation");
  case_assert (self, ordinance, "2026-11-16", REEVE_ABOUT_COMPLAINT, ids[9], "complaint", "compliant");
  case_assert (self, ordinance, "2026-11-16", REEVE_ABOUT_VIOLATION, ids[10], "corrected", "compliant");
}

/* Records of every kind strewn over businesses and premises, some of neither: in no order that their ids would tell. */
static void
fill_strewn (Case *self)
{
  static const char *const kinds[] = { "suspension", "fine" }, *const methods[] = { "in-person", "e-mail", "posting" };
  gint64 businesses[12], premises[6];

  for (guint i = 0; i < 12; i++)
    businesses[i] = case_add (self, "business", "name", "Place", "operating", i % 3 == 0 ? "0" : "1", NULL);
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *key = g_strdup_printf ("key %u", i), *place = NULL, *business = text_of (businesses[2 * i]);

      premises[i] = case_add (self, "premises", "address", "1 Marl Ave", "address_key", key, NULL);
      place = text_of (premises[i]);
      case_add (self, "occupancy", "premises_id", place, "business_id", business, "from_date", "2020-01-01", "to_date", "none", NULL);
      if (i % 2 == 0)
        case_add (self, "event", "premises_id", place, "kind", "nuisance-abatement", "date", "2025-01-01", NULL);
    }
  for (guint i = 0; i < 180; i++)
    {
      guint at = i * 7 % 13, door = i * 5 % 8;   /* 12 of 13, 6 of 8: else none */
      g_autofree char *business = at < 12 ? text_of (businesses[at]) : NULL, *place = door < 6 ? text_of (premises[door]) : NULL;
      g_autofree char *day = g_strdup_printf ("2026-%02u-%02u", 1 + i % 12, 1 + i % 28), *at_noon = g_strdup_printf ("%sT12:00", day);

      if (at < 12 && i % 3 == 0)
        add_licence (self, businesses[at], i % 2 == 0 ? "city" : "state", day, "active", "2021-05-04", "none");
      case_add (self, "notice", "business_id", business, "premises_id", place, "kind", "violation", "method", methods[i % 3], "issued", day, NULL);
      case_add (self, "sanction", "business_id", business, "kind", kinds[i % 2], "issued", day, "from_date", day, NULL);
      case_add (self, "complaint", "business_id", business, "premises_id", place, "received_at", at_noon, "acknowledged", day, NULL);
      if (at < 12 || door < 6)
        case_add (self, "inspection", "business_id", business, "premises_id", place, "at", at_noon, "status", "done", "legal_basis",
                  i % 2 == 0 ? "consent" : "none", NULL);
    }
}

static gboolean
count_outcome (const ReeveFinding *finding, gpointer data)
{
  GHashTable *found = data;
  char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT " %u", reeve_vocabulary_about_name (finding->about), finding->subject, finding->program);

  g_assert_true (g_hash_table_insert (found, key, g_strdup_printf ("%d %d", finding->outcome, finding->until)));
  return TRUE;
}

static gboolean
same_alone (const ReeveFinding *finding, gpointer data)
{
  GHashTable *found = data;
  g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT " %u", reeve_vocabulary_about_name (finding->about), finding->subject, finding->program);
  g_autofree char *outcome = g_strdup_printf ("%d %d", finding->outcome, finding->until);

  g_test_message ("%s", key);
  g_assert_cmpstr (g_hash_table_lookup (found, key), ==, outcome);
  g_hash_table_remove (found, key);
  return TRUE;
}

/* A full run reads records in the order of their businesses; each must come out as it does alone. */
static void
test_order (void)
{
  static const ReeveAbout abouts[] = { REEVE_ABOUT_LICENCE, REEVE_ABOUT_NOTICE, REEVE_ABOUT_SANCTION, REEVE_ABOUT_COMPLAINT, REEVE_ABOUT_INSPECTION };
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance = case_ordinance (
    "provisions:\n"
    "  - {id: licence, citation: a, text: t, about: licence, applies: business.operating, "
    "require: licence.valid and count(business.licence where scope = city) >= 2}\n"
    "  - {id: notice, citation: b, text: t, about: notice, duty: city, require: \"notice.method in [in-person, posting] and "
    "(business.operating or (some premises.event where kind = nuisance-abatement))\"}\n"
    "  - {id: sanction, citation: c, text: t, about: sanction, duty: city, require: \"sanction.kind = fine or count(business.sanction) >= 14\"}\n"
    "  - {id: complaint, citation: d, text: t, about: complaint, duty: city, require: complaint.acknowledged <= 2026-06-10 and business.operating}\n"
    "  - {id: entry, citation: e, text: t, about: inspection, duty: city, require: \"inspection.legal-basis in [consent, warrant]\"}\n");
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = NULL;
  g_autoptr (ReeveCheck) check = NULL;

  case_write (self, fill_strewn);
  reader = reeve_reader_new (self->db, &error);
  check = reeve_check_new (reeve_reader_get_conn (reader), case_day ("2026-07-16"), ordinance, NULL, &error);
  g_assert_true (reeve_check_run (check, self->db, count_outcome, NULL, found, NULL, &error));
  g_assert_cmpuint (g_hash_table_size (found), >, 400);
  for (guint i = 0; i < G_N_ELEMENTS (abouts); i++)
    for (gint64 id = 1; id <= 180; id++)
      {
        reeve_check_run_one (check, reeve_reader_get_conn (reader), abouts[i], id, same_alone, found, &error);
        if (g_error_matches (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND))
          g_clear_error (&error);
        g_assert_no_error (error);
      }
  g_assert_cmpuint (g_hash_table_size (found), ==, 0);
}

static void
test_explain (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance = case_ordinance (
    "provisions:\n"
    "  - {id: school, citation: a, text: t, measure: {from: door, to: property-line, path: straight}, "
    "require: min(distance of premises.place where kind = school) >= 1000 ft}\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = NULL;
  g_autoptr (ReeveCheck) check = NULL;
  g_autoptr (ReeveTrace) trace = NULL;
  g_autofree char *text = NULL;

  case_write (self, fill_places);
  reader = reeve_reader_new (self->db, &error);
  check = reeve_check_new (reeve_reader_get_conn (reader), case_day ("2026-11-16"), ordinance, NULL, &error);
  trace = reeve_check_explain (check, reeve_reader_get_conn (reader), BUSINESS, ids[0], "school", &error);
  g_assert_no_error (error);
  text = reeve_trace_to_text (trace);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, "912 ft"));
  g_assert_nonnull (strstr (text, "Sabre River Elementary"));
  g_assert_null (reeve_check_explain (check, reeve_reader_get_conn (reader), BUSINESS, ids[0], "scool", &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "school"));
  g_clear_error (&error);
  g_assert_null (reeve_check_explain (check, reeve_reader_get_conn (reader), REEVE_ABOUT_NOTICE, 1, "school", &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND);
}

static gboolean
stop_at_once (const ReeveFinding *finding, gpointer data)
{
  (*(guint *) data)++;
  return FALSE;
}

static void
test_stop_and_refuse (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance = case_ordinance ("provisions:\n  - {id: a, citation: a, text: t, require: business.operating}\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = NULL;
  g_autoptr (ReeveCheck) check = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint n = 0;

  case_write (self, fill_licences);
  reader = reeve_reader_new (self->db, &error);
  check = reeve_check_new (reeve_reader_get_conn (reader), case_day ("2026-11-16"), ordinance, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (reeve_check_run (check, self->db, stop_at_once, NULL, &n, NULL, &error));
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (reeve_check_run_one (check, reeve_reader_get_conn (reader), BUSINESS, 999, stop_at_once, &n, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (reeve_check_new (reeve_reader_get_conn (reader), case_day ("2026-11-16"), ordinance, "b", &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (reeve_check_run (check, self->db, stop_at_once, NULL, &n, cancellable, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_CANCELLED);
}

/* Sixty businesses, each with a licence: massage (0), unknown (30), closed and massage (59), all others something else. */
static void
fill_mostly_others (Case *self)
{
  for (guint i = 0; i < 60; i++)
    {
      gint64 id = case_add (self, "business", "name", "Place", "category", i == 30 ? NULL : i == 0 || i == 59 ? "massage" : "retail", NULL);

      if (i % 30 == 0 || i == 59)
        ids[i / 29] = id;
      add_licence (self, id, "city", i == 59 ? "2025-03-31" : "2027-03-31", "active", "2021-05-04", "none");
    }
}

/* Of a business to which nothing applies no more than its own row is read, and what is asked of the next one is still right. */
static void
test_gates (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) ordinance = case_ordinance (
    "definitions: {ours: business.category = massage}\n"
    "provisions:\n"
    "  - {id: whole, citation: a, text: t, applies: ours, require: business.city-licence.valid}\n"
    "  - {id: part, citation: b, text: t, applies: some business.licence where scope = city and ours, require: business.city-licence.valid}\n"
    "  - {id: second, citation: c, text: t, applies: business.city-licence.issued < 2022-01-01 and not (business.category != massage), "
    "require: business.city-licence.valid}\n"
    "  - {id: either, citation: d, text: t, applies: ours or business.city-licence.valid, require: some business.licence where scope = city}\n");
  static const struct { const char *provision; const char *outcome[3]; } wanted[] = {
    { "whole", { "compliant", "compliant", "violation" } },
    { "part", { "compliant", "compliant", "violation" } },
    { "second", { "compliant", "compliant", "violation" } },
    { "either", { "compliant", "compliant", "compliant" } },
  };

  case_write (self, fill_mostly_others);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    for (guint k = 0; k < 3; k++)
      case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[k], wanted[i].provision, wanted[i].outcome[k]);
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[0] + 1, "second", "not-applicable");
  case_assert (self, ordinance, "2026-11-16", BUSINESS, ids[0] + 1, "either", "compliant");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/licences", test_licences);
  g_test_add_func ("/check/staff", test_staff);
  g_test_add_func ("/check/visits", test_visits);
  g_test_add_func ("/check/places", test_places);
  g_test_add_func ("/check/peers", test_peers);
  g_test_add_func ("/check/peers-unknown", test_peers_unknown);
  g_test_add_func ("/check/events", test_events);
  g_test_add_func ("/check/cure", test_cure);
  g_test_add_func ("/check/kinds", test_kinds);
  g_test_add_func ("/check/order", test_order);
  g_test_add_func ("/check/gates", test_gates);
  g_test_add_func ("/check/explain", test_explain);
  g_test_add_func ("/check/stop-and-refuse", test_stop_and_refuse);
  return g_test_run ();
}
