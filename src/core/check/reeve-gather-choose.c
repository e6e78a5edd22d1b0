/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which statements a gatherer reads: those of the collections that some program reads, for each kind of subject that has them. */
#include "config.h"

#include "reeve-gather-private.h"

#define ID(member, kind, name) ids.member = (guint) reeve_vocabulary_field (REEVE_KIND_##kind, name)

static ReeveFieldIds
resolve_field_ids (void)
{
  ReeveFieldIds ids;

  ID (subject_business, SUBJECT, "business");
  ID (subject_premises, SUBJECT, "premises");
  ID (subject_licence, SUBJECT, "licence");
  ID (subject_inspection, SUBJECT, "inspection");
  ID (subject_violation, SUBJECT, "violation");
  ID (subject_notice, SUBJECT, "notice");
  ID (subject_complaint, SUBJECT, "complaint");
  ID (subject_city, SUBJECT, "city");
  ID (subject_application, SUBJECT, "application");
  ID (subject_sanction, SUBJECT, "sanction");
  ID (subject_hearing, SUBJECT, "hearing");
  ID (subject_holder, SUBJECT, "holder");
  ID (business_operating, BUSINESS, "operating");
  ID (business_hours, BUSINESS, "hours");
  ID (business_city_licence, BUSINESS, "city-licence");
  ID (business_state_licence, BUSINESS, "state-licence");
  ID (business_staff, BUSINESS, "staff");
  ID (business_employment, BUSINESS, "employment");
  ID (business_principal, BUSINESS, "principal");
  ID (business_person_present, BUSINESS, "person-present");
  ID (business_observation, BUSINESS, "observation");
  ID (business_inspection, BUSINESS, "inspection");
  ID (business_licence, BUSINESS, "licence");
  ID (business_application, BUSINESS, "application");
  ID (business_document, BUSINESS, "document");
  ID (business_change, BUSINESS, "change");
  ID (business_notice, BUSINESS, "notice");
  ID (business_sanction, BUSINESS, "sanction");
  ID (business_complaint, BUSINESS, "complaint");
  ID (business_violation, BUSINESS, "violation");
  ID (business_hearing, BUSINESS, "hearing");
  ID (business_exemption, BUSINESS, "exemption");
  ID (business_fee, BUSINESS, "fee");
  ID (business_event, BUSINESS, "event");
  ID (business_room, BUSINESS, "room");
  ID (business_part, BUSINESS, "part");
  ID (premises_zone, PREMISES, "zone");
  ID (premises_zone_class, PREMISES, "zone-class");
  ID (premises_zone_allows, PREMISES, "zone-allows");
  ID (premises_overlays, PREMISES, "overlays");
  ID (premises_certificate, PREMISES, "occupancy-certificate");
  ID (premises_event, PREMISES, "event");
  ID (premises_occupancy, PREMISES, "occupancy");
  ID (premises_use_permit, PREMISES, "use-permit");
  ID (premises_place, PREMISES, "place");
  ID (premises_peer, PREMISES, "peer");
  ID (certificate_status, OCCUPANCY_CERTIFICATE, "status");
  ID (certificate_issued, OCCUPANCY_CERTIFICATE, "issued");
  ID (certificate_use, OCCUPANCY_CERTIFICATE, "use");
  ID (licence_scope, LICENCE, "scope");
  ID (licence_status, LICENCE, "status");
  ID (licence_applied, LICENCE, "applied");
  ID (licence_issued, LICENCE, "issued");
  ID (licence_first_issued, LICENCE, "first-issued");
  ID (licence_expires, LICENCE, "expires");
  ID (licence_valid, LICENCE, "valid");
  ID (licence_span, LICENCE, "span");
  ID (licence_for_application, LICENCE, "for-application");
  ID (span_status, STATUS_SPAN, "status");
  ID (span_from, STATUS_SPAN, "from");
  ID (span_to, STATUS_SPAN, "to");
  ID (person_state_licence, STAFF, "state-licence");
  ID (person_city_licence, STAFF, "city-licence");
  ID (person_licence, STAFF, "licence");
  ID (person_event, STAFF, "event");
  ID (person_role, STAFF, "role");
  ID (person_number, STAFF, "licence-number");
  ID (inspection_person_present, INSPECTION, "person-present");
  ID (inspection_fee, INSPECTION, "fee");
  ID (inspection_room, INSPECTION, "room");
  ID (inspection_part, INSPECTION, "part");
  ID (application_person, APPLICATION, "person");
  ID (application_document, APPLICATION, "document");
  ID (application_fee, APPLICATION, "fee");
  ID (application_licence, APPLICATION, "licence");
  ID (sanction_length, SANCTION, "length");
  ID (sanction_violation, SANCTION, "violation");
  ID (holder_person, HOLDER, "person");
  ID (holder_turned_18, HOLDER, "turned-18");
  ID (holder_turned_21, HOLDER, "turned-21");
  ID (holder_inquiry, HOLDER, "inquiry");
  ID (holder_employment, HOLDER, "employment");
  ID (notice_violation, NOTICE, "violation");
  ID (notice_sanction, NOTICE, "sanction");
  ID (complaint_inspection, COMPLAINT, "inspection");
  ID (observation_at, OBSERVATION, "at");
  ID (observation_date, OBSERVATION, "date");
  ID (event_kind, EVENT, "kind");
  ID (event_date, EVENT, "date");
  ID (occupancy_same_business, OCCUPANCY, "same-business");
  ID (place_kind, PLACE, "kind");
  ID (place_distance, PLACE, "distance");
  ID (place_since, PLACE, "since");
  ID (place_until, PLACE, "until");
  ID (peer_category, PEER, "category");
  ID (peer_distance, PEER, "distance");
  ID (peer_opened, PEER, "opened");
  ID (peer_closed, PEER, "closed");
  ID (peer_attached_to, PEER, "attached-to");
  ID (peer_city_licensed, PEER, "city-licensed");
  ID (city_licence, CITY, "licence");
  ID (city_application, CITY, "application");
  ids.code_active = g_quark_from_static_string ("active");
  ids.code_city = g_quark_from_static_string ("city");
  ids.code_local = g_quark_from_static_string ("local");
  ids.code_state = g_quark_from_static_string ("state");
  return ids;
}

const ReeveFieldIds *
reeve_field_ids (void)
{
  static ReeveFieldIds ids;
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      ids = resolve_field_ids ();
      g_once_init_leave (&once, 1);
    }
  return &ids;
}

static gboolean
reads (const ReeveGather *gather, ReeveKind kind, guint field)
{
  return gather->need->reads[kind][field];
}

static gboolean
person_reads_licence (const ReeveGather *gather, ReeveKind kind)
{
  const ReeveFieldIds *f = reeve_field_ids ();

  return reads (gather, kind, f->person_state_licence) || reads (gather, kind, f->person_city_licence) || reads (gather, kind, f->person_licence)
         || reads (gather, kind, f->person_number);
}

/* For every kind of subject that has the source. */
static void
want (ReeveGather *gather, ReeveSourceId source, gboolean wanted, guint n_parts)
{
  for (guint key = 0; wanted && key < REEVE_N_SUBJECT_KEYS; key++)
    if ((key != REEVE_SUBJECT_CITY || reads (gather, REEVE_KIND_SUBJECT, reeve_field_ids ()->subject_city)) && reeve_source_find (key, source) != NULL)
      reeve_statement_init (&gather->statements[key][source], source, key, gather->need, n_parts);
}

static gboolean
reads_spans (const ReeveGather *gather)
{
  const ReeveFieldIds *f = reeve_field_ids ();

  return reads (gather, REEVE_KIND_LICENCE, f->licence_status) || reads (gather, REEVE_KIND_LICENCE, f->licence_valid)
         || reads (gather, REEVE_KIND_LICENCE, f->licence_span);
}

static void
choose_people (ReeveGather *gather)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const ReeveKind b = REEVE_KIND_BUSINESS;
  gboolean spans = reads_spans (gather), principals = reads (gather, b, f->business_principal), holder = reads (gather, REEVE_KIND_SUBJECT, f->subject_holder);
  gboolean people = person_reads_licence (gather, REEVE_KIND_STAFF) || person_reads_licence (gather, REEVE_KIND_EMPLOYMENT);

  want (gather, REEVE_SOURCE_STAFF, reads (gather, b, f->business_staff) || reads (gather, b, f->business_employment), people ? spans ? 3 : 2 : 1);
  want (gather, REEVE_SOURCE_PRINCIPAL, principals, reads (gather, REEVE_KIND_PRINCIPAL, f->person_event) ? 2 : 1);
  want (gather, REEVE_SOURCE_PRINCIPAL_LICENCE, principals && person_reads_licence (gather, REEVE_KIND_PRINCIPAL), spans ? 2 : 1);
  want (gather, REEVE_SOURCE_HOLDER, holder, person_reads_licence (gather, REEVE_KIND_HOLDER) ? spans ? 3 : 2 : 1);
  want (gather, REEVE_SOURCE_HOLDER_EMPLOYMENT,
        holder && (reads (gather, REEVE_KIND_HOLDER, f->holder_employment) || reads (gather, REEVE_KIND_HOLDER, f->holder_turned_18)
                   || reads (gather, REEVE_KIND_HOLDER, f->holder_turned_21)), 1);
  want (gather, REEVE_SOURCE_HOLDER_INQUIRY,
        holder && (reads (gather, REEVE_KIND_HOLDER, f->holder_inquiry) || reads (gather, REEVE_KIND_HOLDER, f->holder_turned_18)
                   || reads (gather, REEVE_KIND_HOLDER, f->holder_turned_21)), 1);
}

static void
choose_visits (ReeveGather *gather)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const ReeveKind b = REEVE_KIND_BUSINESS, v = REEVE_KIND_INSPECTION;
  const gboolean *items = gather->need->items;
  gboolean present = reads (gather, b, f->business_person_present) || reads (gather, v, f->inspection_person_present);
  gboolean rooms = reads (gather, b, f->business_room) || reads (gather, v, f->inspection_room);
  gboolean parts = reads (gather, b, f->business_part) || reads (gather, v, f->inspection_part);
  gboolean with_items = items[REEVE_KIND_STAFF] || items[REEVE_KIND_EMPLOYMENT] || items[REEVE_KIND_SUBJECT] || items[REEVE_KIND_OBSERVATION]
                        || items[REEVE_KIND_PRINCIPAL] || items[v] || items[REEVE_KIND_PERSON_PRESENT] || items[REEVE_KIND_ROOM] || items[REEVE_KIND_PART];
  gboolean complaints = reads (gather, b, f->business_complaint) || reads (gather, REEVE_KIND_SUBJECT, f->subject_complaint);
  gboolean visits = with_items || present || rooms || parts || reads (gather, b, f->business_inspection) || reads (gather, b, f->business_observation)
                    || reads (gather, REEVE_KIND_SUBJECT, f->subject_inspection);

  want (gather, REEVE_SOURCE_INSPECTION, visits, with_items ? 2 : 1);
  want (gather, REEVE_SOURCE_PRESENT, present, 1);
  want (gather, REEVE_SOURCE_ROOM, rooms, 1);
  want (gather, REEVE_SOURCE_PART, parts, 1);
  want (gather, REEVE_SOURCE_INSPECTION_FEE, reads (gather, v, f->inspection_fee), 1);
  want (gather, REEVE_SOURCE_COMPLAINT, complaints, 1);
  want (gather, REEVE_SOURCE_COMPLAINT_INSPECTION, complaints && reads (gather, REEVE_KIND_COMPLAINT, f->complaint_inspection), 1);
}

static void
choose_applications (ReeveGather *gather)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const ReeveKind a = REEVE_KIND_APPLICATION;
  gboolean basis = reads (gather, REEVE_KIND_LICENCE, f->licence_for_application);
  gboolean applications = reads (gather, REEVE_KIND_BUSINESS, f->business_application) || reads (gather, REEVE_KIND_SUBJECT, f->subject_application)
                          || reads (gather, REEVE_KIND_CITY, f->city_application) || basis;
  gboolean persons = applications && reads (gather, a, f->application_person);

  want (gather, REEVE_SOURCE_APPLICATION, applications, reads (gather, a, f->application_licence) ? reads_spans (gather) ? 3 : 2 : 1);
  want (gather, REEVE_SOURCE_APPLICATION_PERSON, persons,
        person_reads_licence (gather, REEVE_KIND_APPLICATION_PERSON) ? reads_spans (gather) ? 3 : 2 : 1);
  want (gather, REEVE_SOURCE_APPLICATION_EVENT, persons && reads (gather, REEVE_KIND_APPLICATION_PERSON, f->person_event), 1);
  want (gather, REEVE_SOURCE_APPLICATION_DOCUMENT, applications && reads (gather, a, f->application_document), 1);
  want (gather, REEVE_SOURCE_APPLICATION_FEE, applications && reads (gather, a, f->application_fee), 1);
  want (gather, REEVE_SOURCE_LICENCE_APPLICATION, basis, 1);
}

static void
choose_enforcement (ReeveGather *gather)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const ReeveKind b = REEVE_KIND_BUSINESS, s = REEVE_KIND_SUBJECT;
  gboolean hearings = reads (gather, b, f->business_hearing) || reads (gather, s, f->subject_hearing);
  gboolean notices = gather->need->notices || reads (gather, b, f->business_notice) || reads (gather, s, f->subject_notice);
  gboolean sanctions = reads (gather, b, f->business_sanction) || reads (gather, s, f->subject_sanction)
                       || (notices && reads (gather, REEVE_KIND_NOTICE, f->notice_sanction)) || reads (gather, s, f->subject_hearing);
  gboolean violations = reads (gather, b, f->business_violation) || reads (gather, s, f->subject_violation);

  want (gather, REEVE_SOURCE_VIOLATION, violations, 1);
  want (gather, REEVE_SOURCE_OTHER_VIOLATION, violations, 1);
  want (gather, REEVE_SOURCE_SANCTION, sanctions, 1);
  want (gather, REEVE_SOURCE_SANCTION_VIOLATION, sanctions && reads (gather, REEVE_KIND_SANCTION, f->sanction_violation), 1);
  want (gather, REEVE_SOURCE_NOTICE, notices, 1);
  want (gather, REEVE_SOURCE_NOTICE_VIOLATION, notices && (reads (gather, REEVE_KIND_NOTICE, f->notice_violation) || reads (gather, s, f->subject_violation)), 1);
  want (gather, REEVE_SOURCE_HEARING, hearings, 1);
  want (gather, REEVE_SOURCE_FEE, reads (gather, b, f->business_fee), 1);
  want (gather, REEVE_SOURCE_CHANGE, reads (gather, b, f->business_change), 1);
}

void
reeve_gather_choose (ReeveGather *gather)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const ReeveKind b = REEVE_KIND_BUSINESS, p = REEVE_KIND_PREMISES;
  gboolean of_business = reads (gather, b, f->business_licence) || reads (gather, b, f->business_city_licence) || reads (gather, b, f->business_state_licence)
                         || reads (gather, REEVE_KIND_LICENCE, f->licence_for_application);
  gboolean licences = of_business || reads (gather, REEVE_KIND_SUBJECT, f->subject_licence) || reads (gather, REEVE_KIND_CITY, f->city_licence);
  gboolean place = gather->need->zones || gather->need->surroundings || reads (gather, REEVE_KIND_SUBJECT, f->subject_premises);

  want (gather, REEVE_SOURCE_BUSINESS, TRUE, 1);
  want (gather, REEVE_SOURCE_HOURS, reads (gather, b, f->business_hours), 1);
  want (gather, REEVE_SOURCE_LICENCE, licences, reads_spans (gather) ? 2 : 1);
  /* When only the licence tested is asked about, it is read by its own number, and the others of the business stay unread. */
  if (!of_business)
    reeve_statement_clear (&gather->statements[REEVE_SUBJECT_BUSINESS][REEVE_SOURCE_LICENCE]);
  want (gather, REEVE_SOURCE_EVENT, reads (gather, b, f->business_event), 1);
  want (gather, REEVE_SOURCE_DOCUMENT, reads (gather, b, f->business_document), 1);
  want (gather, REEVE_SOURCE_EXEMPTION, reads (gather, b, f->business_exemption), 1);
  want (gather, REEVE_SOURCE_PLACE_EVENT, reads (gather, p, f->premises_event), 1);
  want (gather, REEVE_SOURCE_OCCUPANCY, reads (gather, p, f->premises_occupancy), 1);
  want (gather, REEVE_SOURCE_USE_PERMIT, reads (gather, p, f->premises_use_permit), 1);
  want (gather, REEVE_SOURCE_PREMISES, place, 1);
  if (!place)
    reeve_statement_init (&gather->statements[REEVE_SUBJECT_PREMISES][REEVE_SOURCE_PREMISES], REEVE_SOURCE_PREMISES, REEVE_SUBJECT_PREMISES, gather->need, 1);
  choose_people (gather);
  choose_visits (gather);
  choose_applications (gather);
  choose_enforcement (gather);
}
