// SPDX-License-Identifier: GPL-3.0-or-later
/* The vocabulary of version 1 (language.md 4 and 11.2) as one table: record kinds, their fields, shipped codes and collections.
 * A closed list (no OPEN) is the whole of what may be written; an open one may be added to by `codes:`. An open list without shipped
 * codes is the city's own (zones, licence classes of a register, sections of law): any code may be written. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reeve-vocabulary.h"

#define CODES(name, ...) static const char *const codes_##name[] = { __VA_ARGS__, NULL }

CODES (category, "massage", "reflexology", "spa", "salon", "barber", "tanning", "bathhouse", "sexually-oriented", "hospital", "clinic", "chiropractor",
       "school", "health-club", "hotel", "tattoo", "restaurant", "retail", "other");
CODES (service, "massage", "reflexology", "acupuncture", "acupressure", "bodywork", "facial", "nails", "hair", "waxing", "sauna", "steam", "hot-tub",
       "hydrotherapy", "cupping", "out-call", "chiropractic", "physical-therapy", "tanning", "bathing", "other");
CODES (attached, "none", "chiropractor", "doctor", "physical-therapist", "hospital", "clinic", "salon", "barber", "health-club", "hotel", "other");
CODES (zone_class, "residential", "commercial", "office", "industrial", "mixed", "agricultural", "institutional", "open-space", "planned", "other");
CODES (zone_allows, "residence", "massage", "personal-service", "retail", "office", "clinic", "hotel", "sexually-oriented", "home-occupation",
       "industry");
CODES (host, "none", "hotel", "motel", "bed-and-breakfast", "timeshare", "mall", "clinic", "hospital", "health-care", "health-club", "salon", "office",
       "dwelling", "airport", "pari-mutuel", "school", "mixed-use", "other");
CODES (co_status, "none", "applied", "issued", "denied", "revoked", "expired");
CODES (co_use, "massage", "personal-service", "retail", "office", "clinic", "residence", "hotel", "mixed", "other");
CODES (lease_clause, "crime-free-addendum", "nuisance-clause", "use-limited", "inspection-consent", "no-sublease");
CODES (licence_class, "massage", "massage-establishment", "massage-therapist", "massage-school", "massage-instructor", "out-call", "sole-practitioner",
       "work-permit", "manager", "reflexology", "spa", "business", "hospital", "health-care", "chiropractor", "physical-therapist", "cosmetology",
       "barber", "sexually-oriented", "home-occupation", "other");
CODES (licence_scope, "city", "state", "local", "other");
CODES (licence_status, "none", "applied", "under-review", "approved", "active", "suspended", "revoked", "surrendered", "denied", "lapsed", "expired",
       "exempt");
CODES (approval, "director", "police-chief", "police", "fire", "building", "health", "planning", "zoning", "clerk", "council", "finance");
CODES (exempt_ground, "none", "sole-practitioner", "health-care", "hospital", "hotel", "school", "athletic", "cosmetology", "barber", "chiropractor",
       "religious", "relative", "event", "special-event", "state-licensed", "home-care", "government", "hardship", "other");
CODES (role, "owner", "officer", "director", "equity-holder", "partner", "manager", "applicant", "therapist", "employee", "contractor", "receptionist",
       "client", "landlord", "interpreter", "other");
CODES (inquiry, "none", "asked", "clear", "listed-matter", "pending");
CODES (application_kind, "new", "renewal", "transfer", "change");
CODES (application_decision, "none", "granted", "denied", "withdrawn", "deemed-granted", "deemed-denied");
CODES (inspection_kind, "application", "routine", "complaint", "follow-up", "reinspection", "closing");
CODES (inspection_reason, "complaint", "schedule", "rule", "follow-up", "application");
CODES (legal_basis, "consent", "warrant", "licence-condition", "none");
CODES (entry, "granted", "delayed", "refused", "forced", "none");
CODES (area, "common", "reception", "treatment-room", "office", "storage", "residential", "all");
CODES (room_kind, "treatment-room", "reception", "office", "storage", "restroom", "shower", "sauna", "break-room", "laundry", "residential", "corridor",
       "other");
CODES (inspection_result, "nothing-needed", "corrections-wanted", "sent-to-enforcement", "access-refused", "closed-on-arrival");
CODES (inspection_by, "police", "fire", "code", "health", "building", "licensing", "planning", "state");
CODES (evidence, "inspection", "document", "admission", "photograph", "statement", "record", "other");
CODES (severity, "minor", "serious");
CODES (notice_kind, "violation", "correction", "renewal-reminder", "suspension", "summary-suspension", "revocation", "denial", "non-renewal", "hearing",
       "incomplete-application", "decision", "citation", "warning", "transfer", "inspection", "landlord", "other");
CODES (notice_method, "in-person", "posting", "certified-mail", "registered-mail", "e-mail", "first-class");
CODES (duty, "business", "owner", "practitioner", "property-owner", "city");
CODES (notice_states, "violation", "provision", "correction", "date", "rights");
CODES (hearing_kind, "hearing", "appeal");
CODES (hearing_decision, "none", "upheld", "modified", "reversed", "remanded", "withdrawn");
CODES (forum, "municipal-court", "county-court", "district-court", "hearing-officer", "board-of-appeals", "council", "city-manager", "director",
       "permit-board", "administrative-law-judge", "other");
CODES (sanction_kind, "warning", "citation", "fine", "suspension", "summary-suspension", "denial", "non-renewal", "revocation",
       "certificate-revocation", "nuisance-declaration", "offence");
CODES (sanction_reason, "violation", "repeated-violation", "conviction", "false-statement", "refused-entry", "danger", "unpaid-fee", "other");
CODES (sanction_component, "warning", "citation", "fine", "suspension", "revocation", "condition", "ineligibility");
CODES (complaint_category, "unlicensed", "hours", "noise", "sanitation", "building", "zoning", "signs", "conduct", "advertising", "safety", "labour",
       "parking", "other");
CODES (complaint_channel, "counter", "phone", "web", "mail", "officer", "other");
CODES (complaint_priority, "normal", "safety");
CODES (complaint_outcome, "completed", "cancelled", "declined", "referred");
CODES (event_kind, "arrest", "citation", "charge", "conviction", "deferred-adjudication", "dismissal", "suspension", "licence-revoked",
       "licence-denied", "licence-surrendered", "licence-surrendered-under-investigation", "licence-suspended", "violation", "warning", "fine",
       "nuisance-abatement", "criminal-violation", "state-licence-not-posted", "closure", "refused-entry", "false-statement", "other");
CODES (event_category, "sex-offence", "listed-offence", "trafficking", "violence", "theft", "fraud", "drugs", "labour", "licence", "nuisance", "other");
CODES (place_kind, "school", "elementary-school", "middle-school", "high-school", "child-care", "day-care", "worship", "park", "playground", "library",
       "hospital", "residential-zone", "residential-lot", "home", "named-street", "youth-center", "community-center", "college", "transit",
       "government", "bar", "shelter");
CODES (use_permit_kind, "special-use", "specific-use", "special-exception", "conditional-use", "plan-review", "variance", "site-plan",
       "home-occupation");
CODES (use_permit_status, "none", "applied", "approved", "denied", "lapsed");
CODES (document_kind, "floor-plan", "survey", "lease", "insurance", "bond", "employee-list", "licence-copy", "photo-id-copy", "fingerprint-receipt",
       "ownership-statement", "owner-consent", "certificate-of-occupancy", "health-certificate", "price-list", "training-record", "diagram",
       "fire-inspection", "tax-certificate", "other");
CODES (language, "en", "es", "zh", "ko", "vi", "th", "tl", "ja", "ru", "other");
CODES (signer, "applicant", "owner", "property-owner", "property-owner-or-lessor", "lessor", "manager", "notary", "surveyor", "architect");
CODES (change_kind, "floor-plan", "transparency", "hours", "staffing", "ownership", "name", "location", "services", "manager");
CODES (fee_kind, "application", "licence", "renewal", "late", "inspection", "reinspection", "investigation", "fingerprint", "transfer", "hearing",
       "copy", "other");
CODES (use_condition, "hours-limited", "parking", "screening", "term-limited", "owner-bound", "no-transfer");

/* T truth, N number, M money, L length, D date, I instant, H schedule, X text, P person; the second form may also be none. */
#define PLAIN(field_name, field_type, may_be_none, label_)                                                                                    \
  { .name = field_name, .type = REEVE_TYPE_##field_type, .none = may_be_none, .label = label_ }
#define T(n, l) PLAIN (n, TRUTH, FALSE, l)
#define N(n, l) PLAIN (n, NUMBER, FALSE, l)
#define M(n, l) PLAIN (n, MONEY, FALSE, l)
#define L_NONE(n, l) PLAIN (n, LENGTH, TRUE, l)
#define D(n, l) PLAIN (n, DATE, FALSE, l)
#define D_NONE(n, l) PLAIN (n, DATE, TRUE, l)
#define I(n, l) PLAIN (n, INSTANT, FALSE, l)
#define H(n, l) PLAIN (n, SCHEDULE, FALSE, l)
#define X(n, l) PLAIN (n, TEXT, FALSE, l)
#define X_NONE(n, l) PLAIN (n, TEXT, TRUE, l)
#define P(n, l) PLAIN (n, PERSON, FALSE, l)
#define P_NONE(n, l) PLAIN (n, PERSON, TRUE, l)
#define DURATION(n, l) PLAIN (n, DURATION, FALSE, l)
#define CODED(n, t, may_be_none, is_open, list, l)                                                                                            \
  { .name = n, .type = REEVE_TYPE_##t, .none = may_be_none, .open = is_open, .codes = list, .label = l }
#define C(n, list, l) CODED (n, CODE, FALSE, FALSE, codes_##list, l)
#define C_NONE(n, list, l) CODED (n, CODE, TRUE, FALSE, codes_##list, l)
#define C_OPEN(n, list, l) CODED (n, CODE, FALSE, TRUE, codes_##list, l)
#define C_OPEN_NONE(n, list, l) CODED (n, CODE, TRUE, TRUE, codes_##list, l)
#define C_CITY(n, l) CODED (n, CODE, FALSE, TRUE, NULL, l)
#define S(n, list, l) CODED (n, SET, FALSE, FALSE, codes_##list, l)
#define S_OPEN(n, list, l) CODED (n, SET, FALSE, TRUE, codes_##list, l)
#define S_CITY(n, l) CODED (n, SET, FALSE, TRUE, NULL, l)
#define R(n, k, l) { .name = n, .type = REEVE_TYPE_RECORD, .target = REEVE_KIND_##k, .label = l }
#define MANY(n, k, c, a, key_, l)                                                                                                             \
  { .name = n, .type = REEVE_TYPE_COLLECTION, .target = REEVE_KIND_##k, .class_ = REEVE_CLASS_##c, .as_of = REEVE_AS_OF_##a, .key = key_, .label = l }
#define REGISTER(n, k, l) MANY (n, k, REGISTER, UP_TO, NULL, l)

/* What every record of a person has. No birth date and no name: nothing is decided on them. */
#define PERSON_FIELDS                                                                                                                         \
  P ("person", NC_ ("fact", "person")), C_OPEN ("role", role, NC_ ("fact", "role")), T ("turned-18", NC_ ("fact", "turned 18")),              \
      T ("turned-21", NC_ ("fact", "turned 21")), X_NONE ("licence-number", NC_ ("fact", "licence number")),                                  \
      R ("state-licence", LICENCE, NC_ ("fact", "state licence")), R ("city-licence", LICENCE, NC_ ("fact", "work permit")),                  \
      MANY ("licence", LICENCE, KEYED, UP_TO, "scope", NC_ ("fact", "licences of the person")),                                               \
      MANY ("event", EVENT, KEYED, UP_TO, "kind", NC_ ("fact", "events of the person"))

#define EMPLOYMENT_FIELDS                                                                                                                     \
  T ("gives-massage", NC_ ("fact", "gives massage")), T ("contractor", NC_ ("fact", "is a contractor")),                                      \
      D_NONE ("started", NC_ ("fact", "start of work")), D_NONE ("ended", NC_ ("fact", "end of work")),                                       \
      D_NONE ("notified", NC_ ("fact", "day the city was told of the start")),                                                                \
      D_NONE ("notified-end", NC_ ("fact", "day the city was told of the end")), P_NONE ("supervised-by", NC_ ("fact", "supervisor"))

static const ReeveFieldDef subject_fields[] = {
  R ("business", BUSINESS, NC_ ("fact", "business")),
  R ("premises", PREMISES, NC_ ("fact", "premises")),
  R ("application", APPLICATION, NC_ ("fact", "application")),
  R ("licence", LICENCE, NC_ ("fact", "licence")),
  R ("inspection", INSPECTION, NC_ ("fact", "inspection")),
  R ("violation", VIOLATION, NC_ ("fact", "violation")),
  R ("notice", NOTICE, NC_ ("fact", "notice")),
  R ("sanction", SANCTION, NC_ ("fact", "sanction")),
  R ("hearing", HEARING, NC_ ("fact", "hearing")),
  R ("complaint", COMPLAINT, NC_ ("fact", "complaint")),
  R ("city", CITY, NC_ ("fact", "city")),
  R ("holder", HOLDER, NC_ ("fact", "holder of the licence")),
};

static const ReeveFieldDef business_fields[] = {
  C_OPEN ("category", category, NC_ ("fact", "category")),
  S_OPEN ("classes", category, NC_ ("fact", "regulated classes")),
  S_OPEN ("provides", service, NC_ ("fact", "services given")),
  S_OPEN ("advertises", service, NC_ ("fact", "words in its advertising")),
  T ("operating", NC_ ("fact", "operating")),
  D ("opened", NC_ ("fact", "opening day")),
  D_NONE ("closed", NC_ ("fact", "closing day")),
  T ("principal-use", NC_ ("fact", "massage is the principal use")),
  T ("out-call-only", NC_ ("fact", "works out-call only")),
  T ("nonconforming", NC_ ("fact", "nonconforming use")),
  C_OPEN_NONE ("attached-to", attached, NC_ ("fact", "practice it belongs to")),
  N ("staff-count", NC_ ("fact", "number of staff")),
  H ("hours", NC_ ("fact", "opening hours")),
  R ("city-licence", LICENCE, NC_ ("fact", "city licence")),
  R ("state-licence", LICENCE, NC_ ("fact", "state licence")),
  MANY ("staff", STAFF, ROSTER, THAT_DAY, NULL, NC_ ("fact", "staff")),
  MANY ("employment", EMPLOYMENT, ROSTER, UP_TO, NULL, NC_ ("fact", "present and former staff")),
  MANY ("principal", PRINCIPAL, ROSTER, THAT_DAY, NULL, NC_ ("fact", "owners, officers and managers")),
  MANY ("person-present", PERSON_PRESENT, EVIDENCE, LATEST_VISIT, NULL, NC_ ("fact", "persons at the latest visit")),
  MANY ("observation", OBSERVATION, EVIDENCE, UP_TO, NULL, NC_ ("fact", "looks at the place")),
  MANY ("room", ROOM, EVIDENCE, LATEST_VISIT, NULL, NC_ ("fact", "rooms at the latest visit")),
  MANY ("part", PART, EVIDENCE, LATEST_VISIT, NULL, NC_ ("fact", "parts of the place at the latest visit")),
  REGISTER ("inspection", INSPECTION, NC_ ("fact", "inspections")),
  MANY ("licence", LICENCE, KEYED, UP_TO, "scope", NC_ ("fact", "licences")),
  REGISTER ("application", APPLICATION, NC_ ("fact", "applications")),
  REGISTER ("document", DOCUMENT, NC_ ("fact", "documents")),
  REGISTER ("change", CHANGE, NC_ ("fact", "changes")),
  REGISTER ("notice", NOTICE, NC_ ("fact", "notices")),
  REGISTER ("sanction", SANCTION, NC_ ("fact", "sanctions")),
  REGISTER ("complaint", COMPLAINT, NC_ ("fact", "complaints")),
  REGISTER ("violation", VIOLATION, NC_ ("fact", "violations")),
  REGISTER ("hearing", HEARING, NC_ ("fact", "hearings")),
  REGISTER ("exemption", EXEMPTION, NC_ ("fact", "exemptions")),
  REGISTER ("fee", FEE, NC_ ("fact", "fees")),
  MANY ("event", EVENT, KEYED, UP_TO, "kind", NC_ ("fact", "events of the business")),
};

static const ReeveFieldDef premises_fields[] = {
  C_CITY ("zone", NC_ ("fact", "zone")),
  C ("zone-class", zone_class, NC_ ("fact", "class of zone")),
  S_OPEN ("zone-allows", zone_allows, NC_ ("fact", "uses the zone allows")),
  S_CITY ("overlays", NC_ ("fact", "zoning overlays")),
  N ("floor", NC_ ("fact", "floor")),
  C_OPEN_NONE ("host", host, NC_ ("fact", "place it is inside of")),
  T ("home-occupation", NC_ ("fact", "home occupation")),
  T ("entrance-visible", NC_ ("fact", "entrance visible from the street")),
  T ("parcel-shared", NC_ ("fact", "parcel shared with others")),
  R ("occupancy-certificate", OCCUPANCY_CERTIFICATE, NC_ ("fact", "certificate of occupancy")),
  D ("lease-from", NC_ ("fact", "start of the lease")),
  D_NONE ("lease-to", NC_ ("fact", "end of the lease")),
  S_OPEN ("lease-clauses", lease_clause, NC_ ("fact", "clauses of the lease")),
  MANY ("event", EVENT, KEYED, UP_TO, "kind", NC_ ("fact", "events at the place")),
  REGISTER ("occupancy", OCCUPANCY, NC_ ("fact", "businesses that were here")),
  REGISTER ("use-permit", USE_PERMIT, NC_ ("fact", "zoning approvals")),
  MANY ("place", PLACE, KEYED, THAT_DAY, "kind", NC_ ("fact", "sensitive places near by")),
  MANY ("peer", PEER, KEYED, THAT_DAY, "category", NC_ ("fact", "other businesses near by")),
};

static const ReeveFieldDef occupancy_certificate_fields[] = {
  C ("status", co_status, NC_ ("fact", "status")),
  D_NONE ("issued", NC_ ("fact", "day of issue")),
  C_OPEN ("use", co_use, NC_ ("fact", "use certified")),
};

static const ReeveFieldDef licence_fields[] = {
  C_OPEN ("class", licence_class, NC_ ("fact", "licence class")),
  C ("scope", licence_scope, NC_ ("fact", "licensing authority")),
  C ("status", licence_status, NC_ ("fact", "status")),
  D_NONE ("applied", NC_ ("fact", "day of application")),
  D_NONE ("issued", NC_ ("fact", "day of issue")),
  D_NONE ("first-issued", NC_ ("fact", "day of first issue")),
  D_NONE ("renewed", NC_ ("fact", "day of renewal")),
  D_NONE ("expires", NC_ ("fact", "day of expiry")),
  T ("valid", NC_ ("fact", "valid")),
  S_OPEN ("approvals", approval, NC_ ("fact", "approvals")),
  M ("fee-paid", NC_ ("fact", "fee paid")),
  M ("fee-due", NC_ ("fact", "fee due")),
  T ("for-cause", NC_ ("fact", "surrendered for cause")),
  C_OPEN_NONE ("exempt-ground", exempt_ground, NC_ ("fact", "ground of exemption")),
  P_NONE ("holder", NC_ ("fact", "holder")),
  R ("for-application", APPLICATION, NC_ ("fact", "application it was issued on")),
  REGISTER ("span", STATUS_SPAN, NC_ ("fact", "status history")),
};

static const ReeveFieldDef staff_fields[] = { PERSON_FIELDS, EMPLOYMENT_FIELDS };
static const ReeveFieldDef employment_fields[] = { PERSON_FIELDS, EMPLOYMENT_FIELDS };
static const ReeveFieldDef principal_fields[] = {
  PERSON_FIELDS,
  N ("share", NC_ ("fact", "share")),
  D ("from", NC_ ("fact", "since")),
  D_NONE ("to", NC_ ("fact", "until")),
  C ("inquiry", inquiry, NC_ ("fact", "background inquiry")),
  T ("disclosed", NC_ ("fact", "disclosed to the city")),
};
static const ReeveFieldDef application_person_fields[] = {
  PERSON_FIELDS,
  C ("inquiry", inquiry, NC_ ("fact", "background inquiry")),
  T ("disclosed", NC_ ("fact", "disclosed to the city")),
};
static const ReeveFieldDef person_present_fields[] = { PERSON_FIELDS };

static const ReeveFieldDef holder_fields[] = {
  PERSON_FIELDS,
  C ("inquiry", inquiry, NC_ ("fact", "background inquiry")),
  MANY ("employment", EMPLOYMENT, ROSTER, UP_TO, NULL, NC_ ("fact", "present and former work")),
};

static const ReeveFieldDef application_fields[] = {
  C ("kind", application_kind, NC_ ("fact", "kind of application")),
  D ("filed", NC_ ("fact", "day of filing")),
  D ("received", NC_ ("fact", "day of receipt")),
  D_NONE ("complete", NC_ ("fact", "day it was complete")),
  D_NONE ("decided", NC_ ("fact", "day of decision")),
  C ("decision", application_decision, NC_ ("fact", "decision")),
  D ("due", NC_ ("fact", "day the decision is due")),
  T ("extended", NC_ ("fact", "extended")),
  M ("fee-paid", NC_ ("fact", "fee paid")),
  C_OPEN ("class", licence_class, NC_ ("fact", "licence class")),
  R ("licence", LICENCE, NC_ ("fact", "licence renewed or replaced")),
  MANY ("person", APPLICATION_PERSON, REGISTER, FILED, NULL, NC_ ("fact", "persons named in the application")),
  REGISTER ("document", DOCUMENT, NC_ ("fact", "papers filed with it")),
  REGISTER ("fee", FEE, NC_ ("fact", "fees")),
};

static const ReeveFieldDef inspection_fields[] = {
  I ("at", NC_ ("fact", "time of the visit")),
  D ("date", NC_ ("fact", "day of the visit")),
  C ("kind", inspection_kind, NC_ ("fact", "kind of inspection")),
  T ("announced", NC_ ("fact", "announced")),
  C ("reason", inspection_reason, NC_ ("fact", "reason")),
  C ("legal-basis", legal_basis, NC_ ("fact", "legal basis of entry")),
  D_NONE ("warrant", NC_ ("fact", "day of the warrant")),
  T ("credentials-shown", NC_ ("fact", "credentials shown")),
  C ("entry", entry, NC_ ("fact", "entry")),
  S ("areas", area, NC_ ("fact", "areas seen")),
  C ("result", inspection_result, NC_ ("fact", "result")),
  C_OPEN ("by", inspection_by, NC_ ("fact", "service that inspected")),
  N ("minutes", NC_ ("fact", "length in minutes")),
  T ("follow-up", NC_ ("fact", "follow-up of an earlier visit")),
  REGISTER ("person-present", PERSON_PRESENT, NC_ ("fact", "persons present")),
  MANY ("room", ROOM, EVIDENCE, UP_TO, NULL, NC_ ("fact", "rooms seen")),
  MANY ("part", PART, EVIDENCE, UP_TO, NULL, NC_ ("fact", "parts of the place seen")),
  REGISTER ("fee", FEE, NC_ ("fact", "fees")),
};

static const ReeveFieldDef observation_fields[] = {
  I ("at", NC_ ("fact", "time of the look")),
  D ("date", NC_ ("fact", "day of the look")),
};

static const ReeveFieldDef violation_fields[] = {
  C_CITY ("provision", NC_ ("fact", "provision")),
  D_NONE ("found", NC_ ("fact", "day it was found")),
  D_NONE ("corrected", NC_ ("fact", "day it was corrected")),
  D_NONE ("from", NC_ ("fact", "first day")),
  D_NONE ("to", NC_ ("fact", "last day")),
  C ("evidence", evidence, NC_ ("fact", "evidence")),
  C ("severity", severity, NC_ ("fact", "severity")),
  T ("correctable", NC_ ("fact", "can be corrected")),
  N ("earlier", NC_ ("fact", "earlier violations of the same duty-holder")),
};

static const ReeveFieldDef notice_fields[] = {
  C_OPEN ("kind", notice_kind, NC_ ("fact", "kind of notice")),
  D_NONE ("issued", NC_ ("fact", "day of issue")),
  D_NONE ("sent", NC_ ("fact", "day of sending")),
  D_NONE ("postmarked", NC_ ("fact", "postmark")),
  D_NONE ("served", NC_ ("fact", "day of service")),
  D_NONE ("received", NC_ ("fact", "day of receipt")),
  D_NONE ("returned", NC_ ("fact", "day it came back")),
  D_NONE ("correct-by", NC_ ("fact", "last day to correct")),
  C ("method", notice_method, NC_ ("fact", "method of service")),
  S ("to", duty, NC_ ("fact", "recipients")),
  S ("states", notice_states, NC_ ("fact", "contents")),
  R ("sanction", SANCTION, NC_ ("fact", "sanction it announces")),
  REGISTER ("violation", VIOLATION, NC_ ("fact", "violations it names")),
};

static const ReeveFieldDef hearing_fields[] = {
  C ("kind", hearing_kind, NC_ ("fact", "hearing or appeal")),
  C_OPEN ("forum", forum, NC_ ("fact", "forum")),
  D_NONE ("requested", NC_ ("fact", "day it was asked for")),
  D_NONE ("set-for", NC_ ("fact", "day it is set for")),
  D_NONE ("held", NC_ ("fact", "day it was held")),
  D_NONE ("decided", NC_ ("fact", "day of decision")),
  C ("decision", hearing_decision, NC_ ("fact", "decision")),
};

static const ReeveFieldDef sanction_fields[] = {
  C ("kind", sanction_kind, NC_ ("fact", "kind of sanction")),
  D_NONE ("issued", NC_ ("fact", "day of issue")),
  D_NONE ("from", NC_ ("fact", "day it takes effect")),
  D_NONE ("to", NC_ ("fact", "last day")),
  D_NONE ("lifted", NC_ ("fact", "day it was lifted")),
  M ("amount", NC_ ("fact", "amount")),
  D ("offence-from", NC_ ("fact", "first day of the offence")),
  D ("offence-to", NC_ ("fact", "last day of the offence")),
  T ("stayed", NC_ ("fact", "stayed")),
  D_NONE ("stayed-from", NC_ ("fact", "first day of the stay")),
  D_NONE ("stayed-to", NC_ ("fact", "last day of the stay")),
  DURATION ("length", NC_ ("fact", "length")),
  C_OPEN ("reason", sanction_reason, NC_ ("fact", "reason")),
  S ("components", sanction_component, NC_ ("fact", "components")),
  REGISTER ("violation", VIOLATION, NC_ ("fact", "violations it rests on")),
};

static const ReeveFieldDef complaint_fields[] = {
  I ("received", NC_ ("fact", "time of receipt")),
  C_OPEN ("category", complaint_category, NC_ ("fact", "category")),
  C ("channel", complaint_channel, NC_ ("fact", "channel")),
  C ("priority", complaint_priority, NC_ ("fact", "priority")),
  D_NONE ("first-visit", NC_ ("fact", "first visit")),
  D_NONE ("acknowledged", NC_ ("fact", "day of acknowledgement")),
  D_NONE ("closed", NC_ ("fact", "day of closing")),
  C ("outcome", complaint_outcome, NC_ ("fact", "outcome")),
  REGISTER ("inspection", INSPECTION, NC_ ("fact", "inspections")),
};

static const ReeveFieldDef event_fields[] = {
  C_OPEN ("kind", event_kind, NC_ ("fact", "kind of event")),
  C_OPEN ("category", event_category, NC_ ("fact", "group of offences")),
  D ("date", NC_ ("fact", "date")),
  X ("incident", NC_ ("fact", "incident")),
  C_OPEN ("licence-class", licence_class, NC_ ("fact", "licence class")),
  T ("for-cause", NC_ ("fact", "for cause")),
  C_OPEN ("role", role, NC_ ("fact", "role")),
  C_CITY ("provision", NC_ ("fact", "section cited")),
};

static const ReeveFieldDef place_fields[] = {
  C_OPEN ("kind", place_kind, NC_ ("fact", "kind of place")),
  L_NONE ("distance", NC_ ("fact", "distance")),
  D_NONE ("since", NC_ ("fact", "since")),
  D_NONE ("until", NC_ ("fact", "until")),
};

static const ReeveFieldDef peer_fields[] = {
  C_OPEN ("category", category, NC_ ("fact", "category")),
  L_NONE ("distance", NC_ ("fact", "distance")),
  D_NONE ("opened", NC_ ("fact", "opening day")),
  D_NONE ("closed", NC_ ("fact", "closing day")),
  C_OPEN_NONE ("attached-to", attached, NC_ ("fact", "practice it belongs to")),
  T ("city-licensed", NC_ ("fact", "licensed by the city")),
};

static const ReeveFieldDef use_permit_fields[] = {
  C_OPEN ("kind", use_permit_kind, NC_ ("fact", "kind of approval")),
  C ("status", use_permit_status, NC_ ("fact", "status")),
  D_NONE ("granted", NC_ ("fact", "day of grant")),
  D_NONE ("ends", NC_ ("fact", "last day")),
  S_OPEN ("conditions", use_condition, NC_ ("fact", "conditions")),
};

static const ReeveFieldDef document_fields[] = {
  C_OPEN ("kind", document_kind, NC_ ("fact", "kind of document")),
  D_NONE ("dated", NC_ ("fact", "date of the document")),
  D_NONE ("filed", NC_ ("fact", "day of filing")),
  D_NONE ("expires", NC_ ("fact", "day of expiry")),
  M ("amount", NC_ ("fact", "amount")),
  S_OPEN ("languages", language, NC_ ("fact", "languages")),
  S_OPEN ("signed-by", signer, NC_ ("fact", "signed by")),
};

static const ReeveFieldDef change_fields[] = {
  C_OPEN ("kind", change_kind, NC_ ("fact", "kind of change")),
  D ("date", NC_ ("fact", "date")),
  D_NONE ("approved", NC_ ("fact", "day of approval")),
};

static const ReeveFieldDef exemption_fields[] = {
  C_OPEN ("ground", exempt_ground, NC_ ("fact", "ground of exemption")),
  D ("from", NC_ ("fact", "first day")),
  D_NONE ("to", NC_ ("fact", "last day")),
  T ("proof", NC_ ("fact", "proof on file")),
};

static const ReeveFieldDef status_span_fields[] = {
  C ("status", licence_status, NC_ ("fact", "status")),
  D ("from", NC_ ("fact", "first day")),
  D_NONE ("to", NC_ ("fact", "last day")),
};

static const ReeveFieldDef occupancy_fields[] = {
  C_OPEN ("category", category, NC_ ("fact", "category")),
  D ("from", NC_ ("fact", "first day")),
  D_NONE ("to", NC_ ("fact", "last day")),
  T ("same-business", NC_ ("fact", "the same business")),
};

static const ReeveFieldDef fee_fields[] = {
  C_OPEN ("kind", fee_kind, NC_ ("fact", "kind of fee")),
  M ("due", NC_ ("fact", "amount due")),
  M ("charged", NC_ ("fact", "amount charged")),
  M ("paid", NC_ ("fact", "amount paid")),
  D_NONE ("date", NC_ ("fact", "date")),
  T ("waived", NC_ ("fact", "waived")),
};

static const ReeveFieldDef city_fields[] = {
  REGISTER ("licence", LICENCE, NC_ ("fact", "licences of the city")),
  REGISTER ("application", APPLICATION, NC_ ("fact", "applications to the city")),
};

/* A room or another part an officer went through one by one: tubs, beds, exits. Its answers are items `of: room` and `of: part`. */
static const ReeveFieldDef room_fields[] = {
  X ("label", NC_ ("fact", "number or name of the room")),
  C_OPEN ("kind", room_kind, NC_ ("fact", "kind of room")),
};

static const ReeveFieldDef part_fields[] = {
  X ("label", NC_ ("fact", "number or name of the part")),
  C_CITY ("kind", NC_ ("fact", "kind of part")),
};

#define KIND(id, record_name, list, from_field, to_field, is_person, label_)                                                                  \
  [REEVE_KIND_##id] = { .name = record_name, .label = label_, .fields = list##_fields, .n_fields = G_N_ELEMENTS (list##_fields),              \
                        .from = from_field, .to = to_field, .person = is_person }

/* The dates decide membership: "that day" needs from <= today <= to, "up to" needs from <= today. A kind without them (licences with
 * their own status, notices with many dates, approvals still asked for) is on the books from the day it was recorded. */
static const ReeveKindDef kinds[REEVE_N_KINDS] = {
  KIND (SUBJECT, "subject", subject, NULL, NULL, FALSE, NC_ ("record", "record")),
  KIND (BUSINESS, "business", business, NULL, NULL, FALSE, NC_ ("record", "business")),
  KIND (PREMISES, "premises", premises, NULL, NULL, FALSE, NC_ ("record", "premises")),
  KIND (OCCUPANCY_CERTIFICATE, "occupancy-certificate", occupancy_certificate, NULL, NULL, FALSE, NC_ ("record", "certificate of occupancy")),
  KIND (LICENCE, "licence", licence, NULL, NULL, FALSE, NC_ ("record", "licence")),
  KIND (STAFF, "staff", staff, "started", "ended", TRUE, NC_ ("record", "person working there")),
  KIND (EMPLOYMENT, "employment", employment, "started", "ended", TRUE, NC_ ("record", "present or former worker")),
  KIND (PRINCIPAL, "principal", principal, "from", "to", TRUE, NC_ ("record", "owner, officer or manager")),
  KIND (APPLICATION_PERSON, "application.person", application_person, NULL, NULL, TRUE, NC_ ("record", "person named in the application")),
  KIND (PERSON_PRESENT, "person-present", person_present, NULL, NULL, TRUE, NC_ ("record", "person present")),
  KIND (APPLICATION, "application", application, "received", NULL, FALSE, NC_ ("record", "application")),
  KIND (INSPECTION, "inspection", inspection, "date", NULL, FALSE, NC_ ("record", "inspection")),
  KIND (OBSERVATION, "observation", observation, "date", NULL, FALSE, NC_ ("record", "look at the place")),
  KIND (VIOLATION, "violation", violation, "found", NULL, FALSE, NC_ ("record", "violation")),
  KIND (NOTICE, "notice", notice, NULL, NULL, FALSE, NC_ ("record", "notice")),
  KIND (HEARING, "hearing", hearing, NULL, NULL, FALSE, NC_ ("record", "hearing")),
  KIND (SANCTION, "sanction", sanction, "issued", NULL, FALSE, NC_ ("record", "sanction")),
  KIND (COMPLAINT, "complaint", complaint, "received", NULL, FALSE, NC_ ("record", "complaint")),
  KIND (EVENT, "event", event, "date", NULL, FALSE, NC_ ("record", "event")),
  KIND (PLACE, "place", place, "since", "until", FALSE, NC_ ("record", "sensitive place")),
  KIND (PEER, "peer", peer, "opened", "closed", FALSE, NC_ ("record", "other business")),
  KIND (USE_PERMIT, "use-permit", use_permit, NULL, NULL, FALSE, NC_ ("record", "zoning approval")),
  KIND (DOCUMENT, "document", document, "filed", NULL, FALSE, NC_ ("record", "document")),
  KIND (CHANGE, "change", change, "date", NULL, FALSE, NC_ ("record", "change")),
  KIND (EXEMPTION, "exemption", exemption, "from", NULL, FALSE, NC_ ("record", "exemption")),
  KIND (STATUS_SPAN, "span", status_span, "from", NULL, FALSE, NC_ ("record", "span of a status")),
  KIND (OCCUPANCY, "occupancy", occupancy, "from", NULL, FALSE, NC_ ("record", "business that was here")),
  KIND (FEE, "fee", fee, NULL, NULL, FALSE, NC_ ("record", "fee")),
  KIND (CITY, "city", city, NULL, NULL, FALSE, NC_ ("record", "city")),
  KIND (HOLDER, "holder", holder, NULL, NULL, TRUE, NC_ ("record", "holder of a licence")),
  KIND (ROOM, "room", room, NULL, NULL, FALSE, NC_ ("record", "room")),
  KIND (PART, "part", part, NULL, NULL, FALSE, NC_ ("record", "part of the place")),
};

/* language.md 4.1, with root `hearing` for sanctions of 11.2 and `city` everywhere. */
static const struct
{
  const char *name;
  ReeveKind kind;
  const char *roots[6];      /* the record's own first */
} abouts[REEVE_N_ABOUTS] = {
  [REEVE_ABOUT_BUSINESS] = { "business", REEVE_KIND_BUSINESS, { "business", "premises", "notice", "city" } },
  [REEVE_ABOUT_PREMISES] = { "premises", REEVE_KIND_PREMISES, { "premises", "notice", "city" } },
  [REEVE_ABOUT_APPLICATION] = { "application", REEVE_KIND_APPLICATION, { "application", "business", "premises", "notice", "city" } },
  [REEVE_ABOUT_LICENCE] = { "licence", REEVE_KIND_LICENCE, { "licence", "business", "premises", "notice", "city" } },
  [REEVE_ABOUT_INSPECTION] = { "inspection", REEVE_KIND_INSPECTION, { "inspection", "business", "premises", "notice", "city" } },
  [REEVE_ABOUT_VIOLATION] = { "violation", REEVE_KIND_VIOLATION, { "violation", "notice", "business", "premises", "city" } },
  [REEVE_ABOUT_NOTICE] = { "notice", REEVE_KIND_NOTICE, { "notice", "business", "premises", "city" } },
  [REEVE_ABOUT_SANCTION] = { "sanction", REEVE_KIND_SANCTION, { "sanction", "notice", "hearing", "business", "premises", "city" } },
  [REEVE_ABOUT_HEARING] = { "hearing", REEVE_KIND_HEARING, { "hearing", "notice", "sanction", "business", "premises", "city" } },
  [REEVE_ABOUT_COMPLAINT] = { "complaint", REEVE_KIND_COMPLAINT, { "complaint", "premises", "business", "notice", "city" } },
  [REEVE_ABOUT_PRACTITIONER_LICENCE]
  = { "practitioner-licence", REEVE_KIND_LICENCE, { "licence", "holder", "business", "premises", "notice", "city" } },
};

const ReeveKindDef *
reeve_vocabulary_kind (ReeveKind kind)
{
  g_return_val_if_fail ((guint) kind < REEVE_N_KINDS, NULL);

  return &kinds[kind];
}

int
reeve_vocabulary_field (ReeveKind kind, const char *name)
{
  g_return_val_if_fail ((guint) kind < REEVE_N_KINDS, -1);

  for (guint i = 0; i < kinds[kind].n_fields; i++)
    if (strcmp (kinds[kind].fields[i].name, name) == 0)
      return (int) i;
  return -1;
}

const char *
reeve_vocabulary_about_name (ReeveAbout about)
{
  g_return_val_if_fail ((guint) about < REEVE_N_ABOUTS, NULL);

  return abouts[about].name;
}

gboolean
reeve_vocabulary_about_from_name (const char *name, ReeveAbout *ret_about)
{
  for (guint i = 0; i < REEVE_N_ABOUTS; i++)
    if (strcmp (abouts[i].name, name) == 0)
      {
        *ret_about = i;
        return TRUE;
      }
  return FALSE;
}

const char *
reeve_vocabulary_about_root (ReeveAbout about)
{
  g_return_val_if_fail ((guint) about < REEVE_N_ABOUTS, NULL);

  return abouts[about].roots[0];
}

gboolean
reeve_vocabulary_has_root (ReeveAbout about, const char *name)
{
  g_return_val_if_fail ((guint) about < REEVE_N_ABOUTS, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (abouts[about].roots) && abouts[about].roots[i] != NULL; i++)
    if (strcmp (abouts[about].roots[i], name) == 0)
      return TRUE;
  return FALSE;
}

ReeveKind
reeve_vocabulary_about_kind (ReeveAbout about)
{
  g_return_val_if_fail ((guint) about < REEVE_N_ABOUTS, REEVE_KIND_BUSINESS);

  return abouts[about].kind;
}
