/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dictionary itself: data only. A column added in data/schema is added here too, and tests/core/records/test-schema.c compares
 * the two. Labels are sentence case, in the terms of the field. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "reeve-schema-private.h"

#define REQUIRED REEVE_FIELD_REQUIRED
#define OPEN REEVE_FIELD_OPEN
#define INTERNAL REEVE_FIELD_INTERNAL
#define PERSONAL REEVE_FIELD_PERSONAL

static const ReeveFieldInfo party_fields[] = {
  { "kind", NC_("field", "Person or organisation"), REEVE_FIELD_CODE, REQUIRED, reeve_codes_party_kind },
  { "name", NC_("field", "Name"), REEVE_FIELD_TEXT, REQUIRED | PERSONAL },
  { "phone", NC_("field", "Telephone"), REEVE_FIELD_TEXT, PERSONAL },
  { "mailing_address", NC_("field", "Mailing address"), REEVE_FIELD_TEXT, PERSONAL },
  { "note", NC_("field", "Note"), REEVE_FIELD_LONG_TEXT, PERSONAL },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { "practitioner_id", NC_("field", "The same person as practitioner"), REEVE_FIELD_REFERENCE, 0, NULL, "practitioner" },
  { NULL },
};

static const ReeveFieldInfo premises_fields[] = {
  { "address", NC_("field", "Address"), REEVE_FIELD_TEXT, REQUIRED },
  { "suite", NC_("field", "Suite"), REEVE_FIELD_TEXT, 0 },
  { "address_key", NC_("field", "Address key"), REEVE_FIELD_TEXT, REQUIRED | INTERNAL },
  { "postcode", NC_("field", "Postcode"), REEVE_FIELD_TEXT, 0 },
  { "parcel", NC_("field", "Parcel"), REEVE_FIELD_TEXT, 0 },
  { "lon", NC_("field", "Longitude"), REEVE_FIELD_REAL, 0, NULL, NULL, -180, 180 },
  { "lat", NC_("field", "Latitude"), REEVE_FIELD_REAL, 0, NULL, NULL, -90, 90 },
  { "position_method", NC_("field", "How the position was found"), REEVE_FIELD_CODE, 0, reeve_codes_position_method },
  { "position_accuracy_m", NC_("field", "Accuracy of the position, in metres"), REEVE_FIELD_REAL, 0, NULL, NULL, 0, 100000 },
  { "floor", NC_("field", "Floor"), REEVE_FIELD_INTEGER, 0, NULL, NULL, -20, 300 },
  { "host", NC_("field", "Building it is in"), REEVE_FIELD_CODE, OPEN, reeve_codes_host },
  { "home_occupation", NC_("field", "Home occupation"), REEVE_FIELD_TRUTH, 0 },
  { "entrance_visible", NC_("field", "Entrance visible from the street"), REEVE_FIELD_TRUTH, 0 },
  { "parcel_shared", NC_("field", "Parcel shared with others"), REEVE_FIELD_TRUTH, 0 },
  { "co_status", NC_("field", "Certificate of occupancy"), REEVE_FIELD_CODE, OPEN, reeve_codes_co_status },
  { "co_issued", NC_("field", "Certificate of occupancy issued"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "co_use", NC_("field", "Use on the certificate of occupancy"), REEVE_FIELD_CODE, OPEN },
  { "lease_from", NC_("field", "Lease from"), REEVE_FIELD_DATE, 0 },
  { "lease_to", NC_("field", "Lease to"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "lease_clauses", NC_("field", "Clauses of the lease"), REEVE_FIELD_CODES, OPEN },
  { "owner_id", NC_("field", "Property owner"), REEVE_FIELD_REFERENCE, 0, NULL, "party" },
  { "note", NC_("field", "Note"), REEVE_FIELD_LONG_TEXT, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo business_fields[] = {
  { "number", NC_("field", "Number"), REEVE_FIELD_TEXT, 0 },
  { "name", NC_("field", "Name"), REEVE_FIELD_TEXT, REQUIRED },
  { "legal_name", NC_("field", "Legal name"), REEVE_FIELD_TEXT, 0 },
  { "entity_type", NC_("field", "Legal form"), REEVE_FIELD_CODE, OPEN, reeve_codes_entity_type },
  { "category", NC_("field", "Category"), REEVE_FIELD_CODE, OPEN, reeve_codes_category },
  { "classes", NC_("field", "Classes"), REEVE_FIELD_CODES, OPEN },
  { "provides", NC_("field", "Services given"), REEVE_FIELD_CODES, OPEN, reeve_codes_services },
  { "advertises", NC_("field", "Services advertised"), REEVE_FIELD_CODES, OPEN, reeve_codes_services },
  { "operating", NC_("field", "In business"), REEVE_FIELD_TRUTH, 0 },
  { "opened", NC_("field", "Opened"), REEVE_FIELD_DATE, 0 },
  { "closed", NC_("field", "Closed"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "principal_use", NC_("field", "Principal use of the premises"), REEVE_FIELD_TRUTH, 0 },
  { "out_call_only", NC_("field", "Out-call only"), REEVE_FIELD_TRUTH, 0 },
  { "nonconforming", NC_("field", "Legal nonconforming use"), REEVE_FIELD_TRUTH, 0 },
  { "attached_to", NC_("field", "Part of the practice or shop of"), REEVE_FIELD_CODE, OPEN, reeve_codes_attached_to },
  { "staff_count", NC_("field", "Number of staff"), REEVE_FIELD_INTEGER, 0, NULL, NULL, 0, 1000000 },
  { "phone", NC_("field", "Telephone"), REEVE_FIELD_TEXT, 0 },
  { "website", NC_("field", "Website"), REEVE_FIELD_TEXT, 0 },
  { "mailing_address", NC_("field", "Mailing address"), REEVE_FIELD_TEXT, PERSONAL },
  { "staff_complete_on", NC_("field", "List of staff complete on"), REEVE_FIELD_DATE, 0 },
  { "principals_complete_on", NC_("field", "List of owners and officers complete on"), REEVE_FIELD_DATE, 0 },
  { "note", NC_("field", "Note"), REEVE_FIELD_LONG_TEXT, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo business_name_fields[] = {
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "business" },
  { "name", NC_("field", "Name"), REEVE_FIELD_TEXT, REQUIRED },
  { "kind", NC_("field", "Kind of name"), REEVE_FIELD_CODE, REQUIRED, reeve_codes_name_kind },
  { "from_date", NC_("field", "From"), REEVE_FIELD_DATE, 0 },
  { "to_date", NC_("field", "To"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo occupancy_fields[] = {
  { "premises_id", NC_("field", "Premises"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "premises" },
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "business" },
  { "from_date", NC_("field", "From"), REEVE_FIELD_DATE, 0 },
  { "to_date", NC_("field", "To"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "ended_why", NC_("field", "Why it ended"), REEVE_FIELD_CODE, OPEN, reeve_codes_ended_why },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo ownership_fields[] = {
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "business" },
  { "party_id", NC_("field", "Person or organisation"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "party" },
  { "role", NC_("field", "Role"), REEVE_FIELD_CODE, REQUIRED | OPEN, reeve_codes_owner_role },
  { "share_bp", NC_("field", "Share, in hundredths of a percent"), REEVE_FIELD_INTEGER, 0, NULL, NULL, 0, 10000 },
  { "from_date", NC_("field", "From"), REEVE_FIELD_DATE, 0 },
  { "to_date", NC_("field", "To"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "turned_18", NC_("field", "18 or over"), REEVE_FIELD_TRUTH, 0 },
  { "turned_21", NC_("field", "21 or over"), REEVE_FIELD_TRUTH, 0 },
  { "inquiry", NC_("field", "Background inquiry"), REEVE_FIELD_CODE, 0, reeve_codes_inquiry },
  { "disclosed", NC_("field", "Disclosed to the city"), REEVE_FIELD_TRUTH, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo practitioner_fields[] = {
  { "reference", NC_("field", "Reference"), REEVE_FIELD_TEXT, REQUIRED },
  { "name", NC_("field", "Name on the public register"), REEVE_FIELD_TEXT, PERSONAL },
  { "note", NC_("field", "Note"), REEVE_FIELD_LONG_TEXT, PERSONAL },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo employment_fields[] = {
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "business" },
  { "practitioner_id", NC_("field", "Practitioner"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "practitioner" },
  { "role", NC_("field", "Role"), REEVE_FIELD_CODE, OPEN, reeve_codes_staff_role },
  { "gives_massage", NC_("field", "Gives massage"), REEVE_FIELD_TRUTH, 0 },
  { "contractor", NC_("field", "Contractor"), REEVE_FIELD_TRUTH, 0 },
  { "started", NC_("field", "Started"), REEVE_FIELD_DATE, 0 },
  { "ended", NC_("field", "Ended"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "turned_18", NC_("field", "18 or over"), REEVE_FIELD_TRUTH, 0 },
  { "turned_21", NC_("field", "21 or over"), REEVE_FIELD_TRUTH, 0 },
  { "notified", NC_("field", "City told of the start"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "notified_end", NC_("field", "City told of the end"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { "supervised_by", NC_("field", "Supervisor"), REEVE_FIELD_REFERENCE, 0, NULL, "practitioner" },
  { NULL },
};

static const ReeveFieldInfo licence_fields[] = {
  { "scope", NC_("field", "Issued by"), REEVE_FIELD_CODE, REQUIRED, reeve_codes_scope },
  { "class", NC_("field", "Class"), REEVE_FIELD_CODE, OPEN },
  { "number", NC_("field", "Licence number"), REEVE_FIELD_TEXT, 0 },
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, 0, NULL, "business" },
  { "practitioner_id", NC_("field", "Practitioner"), REEVE_FIELD_REFERENCE, 0, NULL, "practitioner" },
  { "premises_id", NC_("field", "Premises"), REEVE_FIELD_REFERENCE, 0, NULL, "premises" },
  { "applied", NC_("field", "Applied for"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "issued", NC_("field", "Issued"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "first_issued", NC_("field", "First issued"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "renewed", NC_("field", "Renewed"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "expires", NC_("field", "Expires"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "fee_due_cents", NC_("field", "Fee due"), REEVE_FIELD_MONEY, 0, NULL, NULL, 0, 100000000000 },
  { "fee_paid_cents", NC_("field", "Fee paid"), REEVE_FIELD_MONEY, 0, NULL, NULL, 0, 100000000000 },
  { "approvals", NC_("field", "Approvals"), REEVE_FIELD_CODES, OPEN, reeve_codes_approvals },
  { "for_cause", NC_("field", "Surrendered for cause"), REEVE_FIELD_TRUTH, 0 },
  { "exempt_ground", NC_("field", "Ground of exemption"), REEVE_FIELD_CODE, OPEN, reeve_codes_exempt_ground },
  { "conditions", NC_("field", "Conditions"), REEVE_FIELD_LONG_TEXT, 0 },
  { "replaced_by", NC_("field", "Replaced by"), REEVE_FIELD_REFERENCE, 0, NULL, "licence" },
  { "verified_on", NC_("field", "Verified on"), REEVE_FIELD_DATE, 0 },
  { "verified_how", NC_("field", "How it was verified"), REEVE_FIELD_CODE, OPEN, reeve_codes_verified_how },
  { "note", NC_("field", "Note"), REEVE_FIELD_LONG_TEXT, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { "holder_id", NC_("field", "Holder"), REEVE_FIELD_REFERENCE, 0, NULL, "party" },
  { NULL },
};

static const ReeveFieldInfo licence_status_fields[] = {
  { "licence_id", NC_("field", "Licence"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "licence" },
  { "status", NC_("field", "Status"), REEVE_FIELD_CODE, REQUIRED, reeve_codes_licence_status },
  { "from_date", NC_("field", "From"), REEVE_FIELD_DATE, 0 },
  { "to_date", NC_("field", "To"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "reason", NC_("field", "Reason"), REEVE_FIELD_TEXT, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo opening_hours_fields[] = {
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "business" },
  { "schedule", NC_("field", "Hours"), REEVE_FIELD_SCHEDULE, REQUIRED },
  { "from_date", NC_("field", "From"), REEVE_FIELD_DATE, 0 },
  { "to_date", NC_("field", "To"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo document_fields[] = {
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, 0, NULL, "business" },
  { "premises_id", NC_("field", "Premises"), REEVE_FIELD_REFERENCE, 0, NULL, "premises" },
  { "kind", NC_("field", "Kind of document"), REEVE_FIELD_CODE, REQUIRED | OPEN, reeve_codes_document_kind },
  { "dated", NC_("field", "Dated"), REEVE_FIELD_DATE, 0 },
  { "filed", NC_("field", "Filed"), REEVE_FIELD_DATE, 0 },
  { "expires", NC_("field", "Expires"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "amount_cents", NC_("field", "Amount"), REEVE_FIELD_MONEY, 0 },
  { "languages", NC_("field", "Languages"), REEVE_FIELD_CODES, OPEN },
  { "signed_by", NC_("field", "Signed by"), REEVE_FIELD_CODES, OPEN, reeve_codes_signed_by },
  { "note", NC_("field", "Note"), REEVE_FIELD_LONG_TEXT, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { "application_id", NC_("field", "Filed with application"), REEVE_FIELD_REFERENCE, 0, NULL, "application" },
  { NULL },
};

static const ReeveFieldInfo use_permit_fields[] = {
  { "premises_id", NC_("field", "Premises"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "premises" },
  { "kind", NC_("field", "Kind of permit"), REEVE_FIELD_CODE, REQUIRED | OPEN, reeve_codes_permit_kind },
  { "status", NC_("field", "Status"), REEVE_FIELD_CODE, 0, reeve_codes_permit_status },
  { "granted", NC_("field", "Granted"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "ends", NC_("field", "Ends"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "conditions", NC_("field", "Conditions"), REEVE_FIELD_CODES, OPEN },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo exemption_fields[] = {
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "business" },
  { "ground", NC_("field", "Ground"), REEVE_FIELD_CODE, REQUIRED | OPEN, reeve_codes_exemption_ground },
  { "from_date", NC_("field", "From"), REEVE_FIELD_DATE, 0 },
  { "to_date", NC_("field", "To"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "proof", NC_("field", "Proof seen"), REEVE_FIELD_TRUTH, 0 },
  { "decided_by", NC_("field", "Decided by"), REEVE_FIELD_TEXT, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo complaint_fields[] = {
  { "number", NC_("field", "Number"), REEVE_FIELD_TEXT, 0 },
  { "received_at", NC_("field", "Received"), REEVE_FIELD_INSTANT, 0 },
  { "received_offset", NC_("field", "Minutes east of UTC when received"), REEVE_FIELD_INTEGER, INTERNAL, NULL, NULL, -840, 840 },
  { "channel", NC_("field", "How it came"), REEVE_FIELD_CODE, 0, reeve_codes_channel },
  { "source_class", NC_("field", "From"), REEVE_FIELD_CODE, 0, reeve_codes_source_class },
  { "category", NC_("field", "Category"), REEVE_FIELD_CODE, OPEN, reeve_codes_complaint_category },
  { "text", NC_("field", "What was told"), REEVE_FIELD_LONG_TEXT, 0 },
  { "place_told", NC_("field", "Place as told"), REEVE_FIELD_TEXT, 0 },
  { "premises_id", NC_("field", "Premises"), REEVE_FIELD_REFERENCE, 0, NULL, "premises" },
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, 0, NULL, "business" },
  { "priority", NC_("field", "Priority"), REEVE_FIELD_CODE, 0, reeve_codes_priority },
  { "assigned_to", NC_("field", "Assigned to"), REEVE_FIELD_TEXT, 0 },
  { "response_due", NC_("field", "Response due"), REEVE_FIELD_DATE, 0 },
  { "acknowledged", NC_("field", "Acknowledged"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "first_visit", NC_("field", "First visit"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "status", NC_("field", "Status"), REEVE_FIELD_CODE, 0, reeve_codes_complaint_status },
  { "closed", NC_("field", "Closed"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "outcome", NC_("field", "Outcome"), REEVE_FIELD_CODE, OPEN, reeve_codes_complaint_outcome },
  { "duplicate_of", NC_("field", "Duplicate of"), REEVE_FIELD_REFERENCE, 0, NULL, "complaint" },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo inspection_fields[] = {
  { "number", NC_("field", "Number"), REEVE_FIELD_TEXT, 0 },
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, 0, NULL, "business" },
  { "premises_id", NC_("field", "Premises"), REEVE_FIELD_REFERENCE, 0, NULL, "premises" },
  { "complaint_id", NC_("field", "Complaint"), REEVE_FIELD_REFERENCE, 0, NULL, "complaint" },
  { "at", NC_("field", "Begun"), REEVE_FIELD_INSTANT, 0 },
  { "at_offset", NC_("field", "Minutes east of UTC when begun"), REEVE_FIELD_INTEGER, INTERNAL, NULL, NULL, -840, 840 },
  { "ended_at", NC_("field", "Ended"), REEVE_FIELD_INSTANT, 0 },
  { "kind", NC_("field", "Kind of inspection"), REEVE_FIELD_CODE, 0, reeve_codes_inspection_kind },
  { "announced", NC_("field", "Announced"), REEVE_FIELD_TRUTH, 0 },
  { "reason", NC_("field", "Why it was chosen"), REEVE_FIELD_CODE, 0, reeve_codes_inspection_reason },
  { "reason_text", NC_("field", "Reason in words"), REEVE_FIELD_TEXT, 0 },
  { "legal_basis", NC_("field", "Legal basis"), REEVE_FIELD_CODE, 0, reeve_codes_legal_basis },
  { "basis_words", NC_("field", "Consent: by whom, in what words; warrant: its number"), REEVE_FIELD_TEXT, 0 },
  { "warrant", NC_("field", "Date of the warrant"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "credentials_shown", NC_("field", "Credentials shown"), REEVE_FIELD_TRUTH, 0 },
  { "entry", NC_("field", "Entry"), REEVE_FIELD_CODE, 0, reeve_codes_entry },
  { "areas", NC_("field", "Areas entered"), REEVE_FIELD_CODES, OPEN, reeve_codes_areas },
  { "by_service", NC_("field", "Service"), REEVE_FIELD_CODE, OPEN, reeve_codes_by_service },
  { "officers", NC_("field", "Officers"), REEVE_FIELD_TEXT, 0 },
  { "interpreter_used", NC_("field", "Interpreter used"), REEVE_FIELD_TRUTH, 0 },
  { "result", NC_("field", "Result"), REEVE_FIELD_CODE, 0, reeve_codes_inspection_result },
  { "status", NC_("field", "Status"), REEVE_FIELD_CODE, REQUIRED, reeve_codes_inspection_status },
  { "note", NC_("field", "Note"), REEVE_FIELD_LONG_TEXT, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo inspection_item_fields[] = {
  { "inspection_id", NC_("field", "Inspection"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "inspection" },
  { "item", NC_("field", "Item"), REEVE_FIELD_TEXT, REQUIRED },
  { "practitioner_id", NC_("field", "Practitioner"), REEVE_FIELD_REFERENCE, 0, NULL, "practitioner" },
  { "answer", NC_("field", "Answer"), REEVE_FIELD_TEXT, REQUIRED },
  { "note", NC_("field", "Note"), REEVE_FIELD_LONG_TEXT, 0 },
  { "part_id", NC_("field", "Room or part"), REEVE_FIELD_REFERENCE, 0, NULL, "inspection_part" },
  { "present_id", NC_("field", "Person present"), REEVE_FIELD_REFERENCE, 0, NULL, "inspection_present" },
  { "party_id", NC_("field", "Owner or officer"), REEVE_FIELD_REFERENCE, 0, NULL, "party" },
  { NULL },
};

static const ReeveFieldInfo inspection_part_fields[] = {
  { "inspection_id", NC_("field", "Inspection"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "inspection" },
  { "what", NC_("field", "Room or part"), REEVE_FIELD_CODE, REQUIRED, reeve_codes_inspection_part },
  { "kind", NC_("field", "Kind"), REEVE_FIELD_CODE, OPEN, reeve_codes_room_kind },
  { "label", NC_("field", "Number or name"), REEVE_FIELD_TEXT, 0 },
  { NULL },
};

static const ReeveFieldInfo record_answer_fields[] = {
  { "application_id", NC_("field", "Application"), REEVE_FIELD_REFERENCE, 0, NULL, "application" },
  { "decision_id", NC_("field", "Violation"), REEVE_FIELD_REFERENCE, 0, NULL, "decision" },
  { "item", NC_("field", "Item"), REEVE_FIELD_TEXT, REQUIRED },
  { "answer", NC_("field", "Answer"), REEVE_FIELD_TEXT, REQUIRED },
  { "date", NC_("field", "Date"), REEVE_FIELD_DATE, 0 },
  { "note", NC_("field", "Note"), REEVE_FIELD_LONG_TEXT, 0 },
  { "licence_id", NC_("field", "Licence"), REEVE_FIELD_REFERENCE, 0, NULL, "licence" },
  { "notice_id", NC_("field", "Notice"), REEVE_FIELD_REFERENCE, 0, NULL, "notice" },
  { "hearing_id", NC_("field", "Hearing or appeal"), REEVE_FIELD_REFERENCE, 0, NULL, "hearing" },
  { "sanction_id", NC_("field", "Sanction"), REEVE_FIELD_REFERENCE, 0, NULL, "sanction" },
  { "complaint_id", NC_("field", "Complaint"), REEVE_FIELD_REFERENCE, 0, NULL, "complaint" },
  { "event_id", NC_("field", "Event"), REEVE_FIELD_REFERENCE, 0, NULL, "event" },
  { "document_id", NC_("field", "Document"), REEVE_FIELD_REFERENCE, 0, NULL, "document" },
  { "change_id", NC_("field", "Change of a business"), REEVE_FIELD_REFERENCE, 0, NULL, "business_change" },
  { "use_permit_id", NC_("field", "Use permit"), REEVE_FIELD_REFERENCE, 0, NULL, "use_permit" },
  { "occupancy_id", NC_("field", "Occupancy"), REEVE_FIELD_REFERENCE, 0, NULL, "occupancy" },
  { "exemption_id", NC_("field", "Exemption"), REEVE_FIELD_REFERENCE, 0, NULL, "exemption" },
  { "fee_id", NC_("field", "Fee"), REEVE_FIELD_REFERENCE, 0, NULL, "fee" },
  { NULL },
};

static const ReeveFieldInfo inspection_present_fields[] = {
  { "inspection_id", NC_("field", "Inspection"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "inspection" },
  { "role", NC_("field", "Role"), REEVE_FIELD_CODE, REQUIRED | OPEN, reeve_codes_present_role },
  { "number", NC_("field", "Number of persons"), REEVE_FIELD_INTEGER, REQUIRED, NULL, NULL, 0, 100000 },
  { NULL },
};

static const ReeveFieldInfo event_fields[] = {
  { "kind", NC_("field", "Kind of event"), REEVE_FIELD_CODE, REQUIRED | OPEN, reeve_codes_event_kind },
  { "category", NC_("field", "Group of offence"), REEVE_FIELD_CODE, OPEN, reeve_codes_event_category },
  { "date", NC_("field", "Date"), REEVE_FIELD_DATE, 0 },
  { "incident", NC_("field", "Incident"), REEVE_FIELD_TEXT, 0 },
  { "licence_class", NC_("field", "Class of licence"), REEVE_FIELD_CODE, OPEN },
  { "for_cause", NC_("field", "For cause"), REEVE_FIELD_TRUTH, 0 },
  { "role", NC_("field", "Role"), REEVE_FIELD_CODE, OPEN, reeve_codes_owner_role },
  { "provision", NC_("field", "Provision"), REEVE_FIELD_TEXT, 0 },
  { "agency", NC_("field", "Agency"), REEVE_FIELD_TEXT, 0 },
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, 0, NULL, "business" },
  { "premises_id", NC_("field", "Premises"), REEVE_FIELD_REFERENCE, 0, NULL, "premises" },
  { "party_id", NC_("field", "Owner or officer"), REEVE_FIELD_REFERENCE, 0, NULL, "party" },
  { "note", NC_("field", "Note"), REEVE_FIELD_LONG_TEXT, PERSONAL },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo notice_fields[] = {
  { "number", NC_("field", "Number"), REEVE_FIELD_TEXT, 0 },
  { "kind", NC_("field", "Kind of notice"), REEVE_FIELD_CODE, REQUIRED | OPEN, reeve_codes_notice_kind },
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, 0, NULL, "business" },
  { "premises_id", NC_("field", "Premises"), REEVE_FIELD_REFERENCE, 0, NULL, "premises" },
  { "provisions", NC_("field", "Provisions"), REEVE_FIELD_CODES, OPEN },
  { "issued", NC_("field", "Issued"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "sent", NC_("field", "Sent"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "postmarked", NC_("field", "Postmarked"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "served", NC_("field", "Served"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "received", NC_("field", "Received"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "returned", NC_("field", "Returned"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "correct_by", NC_("field", "Correct by"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "method", NC_("field", "Method of service"), REEVE_FIELD_CODE, OPEN, reeve_codes_method },
  { "addressees", NC_("field", "Addressees"), REEVE_FIELD_CODES, OPEN, reeve_codes_addressees },
  { "states", NC_("field", "It states"), REEVE_FIELD_CODES, OPEN, reeve_codes_states },
  { "text", NC_("field", "Text"), REEVE_FIELD_LONG_TEXT, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { "sanction_id", NC_("field", "Sanction announced"), REEVE_FIELD_REFERENCE, 0, NULL, "sanction" },
  { NULL },
};

static const ReeveFieldInfo application_fields[] = {
  { "number", NC_("field", "Number"), REEVE_FIELD_TEXT, 0 },
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, 0, NULL, "business" },
  { "practitioner_id", NC_("field", "Practitioner"), REEVE_FIELD_REFERENCE, 0, NULL, "practitioner" },
  { "premises_id", NC_("field", "Premises"), REEVE_FIELD_REFERENCE, 0, NULL, "premises" },
  { "kind", NC_("field", "Kind of application"), REEVE_FIELD_CODE, 0, reeve_codes_application_kind },
  { "class", NC_("field", "Class of licence"), REEVE_FIELD_CODE, OPEN },
  { "filed", NC_("field", "Filed"), REEVE_FIELD_DATE, 0 },
  { "received", NC_("field", "Received"), REEVE_FIELD_DATE, 0 },
  { "complete", NC_("field", "Complete on"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "due", NC_("field", "Decision due"), REEVE_FIELD_DATE, 0 },
  { "extended", NC_("field", "Time extended"), REEVE_FIELD_TRUTH, 0 },
  { "decided", NC_("field", "Decided"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "decision", NC_("field", "Decision"), REEVE_FIELD_CODE, 0, reeve_codes_application_decision },
  { "decided_by", NC_("field", "Decided by"), REEVE_FIELD_TEXT, 0 },
  { "reason", NC_("field", "Reason"), REEVE_FIELD_LONG_TEXT, 0 },
  { "fee_paid_cents", NC_("field", "Fee paid"), REEVE_FIELD_MONEY, 0, NULL, NULL, 0, 100000000000 },
  { "licence_id", NC_("field", "Licence to be renewed or replaced"), REEVE_FIELD_REFERENCE, 0, NULL, "licence" },
  { "issued_id", NC_("field", "Licence issued on it"), REEVE_FIELD_REFERENCE, 0, NULL, "licence" },
  { "persons_complete", NC_("field", "Everyone who must be named is"), REEVE_FIELD_TRUTH, 0 },
  { "note", NC_("field", "Note"), REEVE_FIELD_LONG_TEXT, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo application_person_fields[] = {
  { "application_id", NC_("field", "Application"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "application" },
  { "party_id", NC_("field", "Owner or officer"), REEVE_FIELD_REFERENCE, 0, NULL, "party" },
  { "practitioner_id", NC_("field", "Practitioner"), REEVE_FIELD_REFERENCE, 0, NULL, "practitioner" },
  { "role", NC_("field", "Role"), REEVE_FIELD_CODE, REQUIRED | OPEN, reeve_codes_application_role },
  { "turned_18", NC_("field", "18 or over"), REEVE_FIELD_TRUTH, 0 },
  { "turned_21", NC_("field", "21 or over"), REEVE_FIELD_TRUTH, 0 },
  { "inquiry", NC_("field", "Background inquiry"), REEVE_FIELD_CODE, 0, reeve_codes_inquiry },
  { "disclosed", NC_("field", "Disclosed to the city"), REEVE_FIELD_TRUTH, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo sanction_fields[] = {
  { "number", NC_("field", "Number"), REEVE_FIELD_TEXT, 0 },
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, 0, NULL, "business" },
  { "premises_id", NC_("field", "Premises"), REEVE_FIELD_REFERENCE, 0, NULL, "premises" },
  { "licence_id", NC_("field", "Licence"), REEVE_FIELD_REFERENCE, 0, NULL, "licence" },
  { "kind", NC_("field", "Kind of sanction"), REEVE_FIELD_CODE, REQUIRED, reeve_codes_sanction_kind },
  { "components", NC_("field", "What it joins"), REEVE_FIELD_CODES, OPEN, reeve_codes_sanction_component },
  { "reason", NC_("field", "Reason"), REEVE_FIELD_CODE, OPEN, reeve_codes_sanction_reason },
  { "issued", NC_("field", "Issued"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "from_date", NC_("field", "From"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "to_date", NC_("field", "To"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "length", NC_("field", "Length"), REEVE_FIELD_INTEGER, 0, NULL, NULL, 1, 100000 },
  { "length_unit", NC_("field", "Unit of the length"), REEVE_FIELD_CODE, 0, reeve_codes_length_unit },
  { "lifted", NC_("field", "Lifted"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "stayed", NC_("field", "Stayed"), REEVE_FIELD_TRUTH, 0 },
  { "stayed_from", NC_("field", "Stayed from"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "stayed_to", NC_("field", "Stayed to"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "amount_cents", NC_("field", "Amount"), REEVE_FIELD_MONEY, 0, NULL, NULL, 0, 100000000000 },
  { "offence_from", NC_("field", "First day of the offence"), REEVE_FIELD_DATE, 0 },
  { "offence_to", NC_("field", "Last day of the offence"), REEVE_FIELD_DATE, 0 },
  { "decided_by", NC_("field", "Decided by"), REEVE_FIELD_TEXT, 0 },
  { "text", NC_("field", "Text"), REEVE_FIELD_LONG_TEXT, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo hearing_fields[] = {
  { "number", NC_("field", "Number"), REEVE_FIELD_TEXT, 0 },
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, 0, NULL, "business" },
  { "premises_id", NC_("field", "Premises"), REEVE_FIELD_REFERENCE, 0, NULL, "premises" },
  { "notice_id", NC_("field", "Notice contested"), REEVE_FIELD_REFERENCE, 0, NULL, "notice" },
  { "sanction_id", NC_("field", "Sanction contested"), REEVE_FIELD_REFERENCE, 0, NULL, "sanction" },
  { "kind", NC_("field", "Hearing or appeal"), REEVE_FIELD_CODE, 0, reeve_codes_hearing_kind },
  { "forum", NC_("field", "Forum"), REEVE_FIELD_CODE, OPEN, reeve_codes_forum },
  { "requested", NC_("field", "Asked for"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "set_for", NC_("field", "Set for"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "held", NC_("field", "Held"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "decided", NC_("field", "Decided"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "decision", NC_("field", "Decision"), REEVE_FIELD_CODE, 0, reeve_codes_hearing_decision },
  { "note", NC_("field", "Note"), REEVE_FIELD_LONG_TEXT, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo fee_fields[] = {
  { "kind", NC_("field", "Kind of fee"), REEVE_FIELD_CODE, REQUIRED | OPEN, reeve_codes_fee_kind },
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, 0, NULL, "business" },
  { "application_id", NC_("field", "Application"), REEVE_FIELD_REFERENCE, 0, NULL, "application" },
  { "inspection_id", NC_("field", "Inspection"), REEVE_FIELD_REFERENCE, 0, NULL, "inspection" },
  { "due_cents", NC_("field", "Amount due"), REEVE_FIELD_MONEY, 0, NULL, NULL, 0, 100000000000 },
  { "charged_cents", NC_("field", "Amount charged"), REEVE_FIELD_MONEY, 0, NULL, NULL, 0, 100000000000 },
  { "paid_cents", NC_("field", "Amount paid"), REEVE_FIELD_MONEY, 0, NULL, NULL, 0, 100000000000 },
  { "date", NC_("field", "Paid on"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "waived", NC_("field", "Waived"), REEVE_FIELD_TRUTH, 0 },
  { "note", NC_("field", "Note"), REEVE_FIELD_LONG_TEXT, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo business_change_fields[] = {
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "business" },
  { "kind", NC_("field", "Kind of change"), REEVE_FIELD_CODE, REQUIRED | OPEN, reeve_codes_change_kind },
  { "date", NC_("field", "Date"), REEVE_FIELD_DATE, 0 },
  { "approved", NC_("field", "Approved"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "note", NC_("field", "Note"), REEVE_FIELD_LONG_TEXT, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo notice_violation_fields[] = {
  { "notice_id", NC_("field", "Notice"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "notice" },
  { "decision_id", NC_("field", "Violation"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "decision" },
  { NULL },
};

static const ReeveFieldInfo sanction_violation_fields[] = {
  { "sanction_id", NC_("field", "Sanction"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "sanction" },
  { "decision_id", NC_("field", "Violation"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "decision" },
  { NULL },
};

static const ReeveFieldInfo map_layer_fields[] = {
  { "kind", NC_("field", "Kind of layer"), REEVE_FIELD_CODE, REQUIRED, reeve_codes_layer_kind },
  { "what", NC_("field", "What it shows"), REEVE_FIELD_CODE, OPEN },
  { "name", NC_("field", "Name"), REEVE_FIELD_TEXT, REQUIRED },
  { "attribution", NC_("field", "Attribution"), REEVE_FIELD_TEXT, 0 },
  { "data_date", NC_("field", "Date of the data"), REEVE_FIELD_DATE, 0 },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo place_fields[] = {
  { "layer_id", NC_("field", "Map layer"), REEVE_FIELD_REFERENCE, 0, NULL, "map_layer" },
  { "key", NC_("field", "Key in the layer"), REEVE_FIELD_TEXT, INTERNAL },
  { "kind", NC_("field", "Kind of place"), REEVE_FIELD_CODE, REQUIRED | OPEN, reeve_codes_place_kind },
  { "name", NC_("field", "Name"), REEVE_FIELD_TEXT, 0 },
  { "since", NC_("field", "Since"), REEVE_FIELD_DATE, 0 },
  { "until_date", NC_("field", "Until"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "accuracy_m", NC_("field", "Accuracy, in metres"), REEVE_FIELD_REAL, 0, NULL, NULL, 0, 100000 },
  { "geometry", NC_("field", "Shape"), REEVE_FIELD_GEOMETRY, REQUIRED },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo zone_fields[] = {
  { "layer_id", NC_("field", "Map layer"), REEVE_FIELD_REFERENCE, 0, NULL, "map_layer" },
  { "key", NC_("field", "Key in the layer"), REEVE_FIELD_TEXT, INTERNAL },
  { "kind", NC_("field", "Kind of zone"), REEVE_FIELD_CODE, REQUIRED, reeve_codes_zone_kind },
  { "code", NC_("field", "Zone code"), REEVE_FIELD_TEXT, REQUIRED },
  { "class", NC_("field", "Class of zone"), REEVE_FIELD_CODE, OPEN, reeve_codes_zone_class },
  { "name", NC_("field", "Name"), REEVE_FIELD_TEXT, 0 },
  { "allows", NC_("field", "Uses allowed"), REEVE_FIELD_CODES, OPEN },
  { "from_date", NC_("field", "From"), REEVE_FIELD_DATE, 0 },
  { "to_date", NC_("field", "To"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "geometry", NC_("field", "Shape"), REEVE_FIELD_GEOMETRY, REQUIRED },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo map_feature_fields[] = {
  { "layer_id", NC_("field", "Map layer"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "map_layer" },
  { "key", NC_("field", "Key in the layer"), REEVE_FIELD_TEXT, INTERNAL },
  { "name", NC_("field", "Name"), REEVE_FIELD_TEXT, 0 },
  { "class", NC_("field", "Class"), REEVE_FIELD_CODE, OPEN, reeve_codes_feature_class },
  { "geometry", NC_("field", "Shape"), REEVE_FIELD_GEOMETRY, REQUIRED },
  { NULL },
};

static const ReeveFieldInfo ordinance_version_fields[] = {
  { "ordinance", NC_("field", "Ordinance"), REEVE_FIELD_TEXT, REQUIRED },
  { "title", NC_("field", "Title"), REEVE_FIELD_TEXT, REQUIRED },
  { "jurisdiction", NC_("field", "Jurisdiction"), REEVE_FIELD_TEXT, REQUIRED },
  { "number", NC_("field", "Ordinance number"), REEVE_FIELD_TEXT, 0 },
  { "adopted_on", NC_("field", "Adopted on"), REEVE_FIELD_DATE, 0 },
  { "in_force", NC_("field", "In force from"), REEVE_FIELD_DATE, 0 },
  { "adopted_by", NC_("field", "Adopted here by"), REEVE_FIELD_TEXT, 0 },
  { "text", NC_("field", "File"), REEVE_FIELD_LONG_TEXT, REQUIRED },
  { "sha256", NC_("field", "SHA-256 of the file"), REEVE_FIELD_TEXT, REQUIRED | INTERNAL },
  { "source", NC_("field", "Source"), REEVE_FIELD_TEXT, INTERNAL },
  { NULL },
};

static const ReeveFieldInfo decision_fields[] = {
  { "subject_kind", NC_("field", "Kind of record"), REEVE_FIELD_CODE, REQUIRED | OPEN, reeve_codes_subject_kind },
  { "subject_id", NC_("field", "Record"), REEVE_FIELD_INTEGER, REQUIRED },
  { "ordinance", NC_("field", "Ordinance"), REEVE_FIELD_TEXT, REQUIRED },
  { "provision", NC_("field", "Provision"), REEVE_FIELD_TEXT, REQUIRED },
  { "text_sha256", NC_("field", "SHA-256 of the text decided on"), REEVE_FIELD_TEXT, REQUIRED | INTERNAL },
  { "kind", NC_("field", "Decision"), REEVE_FIELD_CODE, REQUIRED, reeve_codes_decision_kind },
  { "reason", NC_("field", "Reason"), REEVE_FIELD_LONG_TEXT, 0 },
  { "until_date", NC_("field", "Until"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "outcome_then", NC_("field", "Outcome when decided"), REEVE_FIELD_CODE, REQUIRED | OPEN, reeve_codes_outcome },
  { "decided_by", NC_("field", "Decided by"), REEVE_FIELD_TEXT, REQUIRED },
  { "decided_on", NC_("field", "Decided on"), REEVE_FIELD_DATE, REQUIRED },
  { "corrected", NC_("field", "Corrected on"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "business_id", NC_("field", "Business"), REEVE_FIELD_REFERENCE, 0, NULL, "business" },
  { "duty", NC_("field", "Who owed it"), REEVE_FIELD_CODE, OPEN, reeve_codes_duty },
  { "found", NC_("field", "Found on"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "from_date", NC_("field", "From"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "to_date", NC_("field", "To"), REEVE_FIELD_DATE_OR_NONE, 0 },
  { "evidence", NC_("field", "Evidence"), REEVE_FIELD_CODE, 0, reeve_codes_evidence },
  { "severity", NC_("field", "Severity"), REEVE_FIELD_CODE, 0, reeve_codes_severity },
  { "correctable", NC_("field", "Can be corrected"), REEVE_FIELD_TRUTH, 0 },
  { NULL },
};

static const ReeveFieldInfo import_run_fields[] = {
  { "kind", NC_("field", "Kind of import"), REEVE_FIELD_CODE, REQUIRED | OPEN, reeve_codes_import_kind },
  { "file_name", NC_("field", "File"), REEVE_FIELD_TEXT, REQUIRED },
  { "sha256", NC_("field", "SHA-256 of the file"), REEVE_FIELD_TEXT, REQUIRED | INTERNAL },
  { "at_utc", NC_("field", "Time (UTC)"), REEVE_FIELD_TEXT, REQUIRED },
  { "who", NC_("field", "By"), REEVE_FIELD_TEXT, REQUIRED },
  { "mapping", NC_("field", "Columns"), REEVE_FIELD_LONG_TEXT, REQUIRED | INTERNAL },
  { "profile", NC_("field", "Profile"), REEVE_FIELD_TEXT, 0 },
  { "added", NC_("field", "Added"), REEVE_FIELD_INTEGER, REQUIRED, NULL, NULL, 0, 9000000000000000 },
  { "changed", NC_("field", "Changed"), REEVE_FIELD_INTEGER, REQUIRED, NULL, NULL, 0, 9000000000000000 },
  { "unchanged", NC_("field", "Unchanged"), REEVE_FIELD_INTEGER, REQUIRED, NULL, NULL, 0, 9000000000000000 },
  { "refused", NC_("field", "Refused"), REEVE_FIELD_INTEGER, REQUIRED, NULL, NULL, 0, 9000000000000000 },
  { NULL },
};

static const ReeveFieldInfo import_row_fields[] = {
  { "run_id", NC_("field", "Import"), REEVE_FIELD_REFERENCE, REQUIRED, NULL, "import_run" },
  { "line", NC_("field", "Line"), REEVE_FIELD_INTEGER, REQUIRED, NULL, NULL, 0, 9000000000000000 },
  { "field", NC_("field", "Field"), REEVE_FIELD_TEXT, 0 },
  { "reason", NC_("field", "Reason"), REEVE_FIELD_LONG_TEXT, REQUIRED },
  { "raw", NC_("field", "Row as it stood in the file"), REEVE_FIELD_LONG_TEXT, REQUIRED | PERSONAL },
  { NULL },
};

static const ReeveFieldInfo import_extra_fields[] = {
  { "table_name", NC_("field", "Table"), REEVE_FIELD_TEXT, REQUIRED | INTERNAL },
  { "record_id", NC_("field", "Record"), REEVE_FIELD_INTEGER, REQUIRED | INTERNAL },
  { "columns", NC_("field", "Columns"), REEVE_FIELD_LONG_TEXT, REQUIRED | PERSONAL },
  { NULL },
};

static const ReeveFieldInfo saved_view_fields[] = {
  { "page", NC_("field", "Page"), REEVE_FIELD_TEXT, REQUIRED },
  { "name", NC_("field", "Name"), REEVE_FIELD_TEXT, REQUIRED },
  { "query", NC_("field", "Filter and columns"), REEVE_FIELD_LONG_TEXT, REQUIRED | INTERNAL },
  { NULL },
};

/* In order of dependence: a table comes after those it refers to (but for references to itself). */
static const ReeveFieldInfo release_fields[] = {
  { "number", NC_("field", "Number"), REEVE_FIELD_INTEGER, REQUIRED, NULL, NULL, 1, 1e9 },
  { "made_on", NC_("field", "Made on"), REEVE_FIELD_DATE, REQUIRED },
  { "made_by", NC_("field", "Made by"), REEVE_FIELD_TEXT, REQUIRED },
  { "audience", NC_("field", "For"), REEVE_FIELD_CODE, REQUIRED, reeve_codes_audience },
  { "recipient", NC_("field", "To"), REEVE_FIELD_TEXT, PERSONAL },
  { "reason", NC_("field", "Reason"), REEVE_FIELD_LONG_TEXT, 0 },
  { "as_of", NC_("field", "As of"), REEVE_FIELD_DATE, REQUIRED },
  { "title", NC_("field", "Title"), REEVE_FIELD_TEXT, 0 },
  { "request", NC_("field", "What was asked for"), REEVE_FIELD_LONG_TEXT, REQUIRED | INTERNAL },
  { "format", NC_("field", "Format"), REEVE_FIELD_CODE, REQUIRED | OPEN, reeve_codes_release_format },
  { "file_name", NC_("field", "File"), REEVE_FIELD_TEXT, REQUIRED },
  { "sha256", NC_("field", "SHA-256 of the file"), REEVE_FIELD_TEXT, REQUIRED },
  { "size", NC_("field", "Size in bytes"), REEVE_FIELD_INTEGER, REQUIRED, NULL, NULL, 0, 1e15 },
  { "left_out", NC_("field", "Left out"), REEVE_FIELD_LONG_TEXT, 0 },
  { "made_from", NC_("field", "Made from entry"), REEVE_FIELD_INTEGER, REQUIRED | INTERNAL, NULL, NULL, 0, 1e15 },
  { "log_entry", NC_("field", "Recorded by entry"), REEVE_FIELD_INTEGER, REQUIRED | INTERNAL, NULL, NULL, 0, 1e15 },
  { "recalled", NC_("field", "Recalled on"), REEVE_FIELD_DATE, 0 },
  { "recall_reason", NC_("field", "Why it was recalled"), REEVE_FIELD_LONG_TEXT, 0 },
  { NULL },
};

static const ReeveFieldInfo file_content_fields[] = {
  { "sha256", NC_("field", "SHA-256"), REEVE_FIELD_TEXT, REQUIRED | INTERNAL },
  { "content", NC_("field", "Contents"), REEVE_FIELD_BYTES, REQUIRED | INTERNAL },
  { NULL },
};

static const ReeveFieldInfo attachment_fields[] = {
  { "subject_kind", NC_("field", "Kind of record"), REEVE_FIELD_CODE, REQUIRED | INTERNAL, reeve_codes_attachment_subject },
  { "subject_id", NC_("field", "Record"), REEVE_FIELD_INTEGER, REQUIRED | INTERNAL, NULL, NULL, 1, 9e18 },
  { "content_id", NC_("field", "Contents"), REEVE_FIELD_REFERENCE, REQUIRED | INTERNAL, NULL, "file_content" },
  { "name", NC_("field", "File"), REEVE_FIELD_TEXT, REQUIRED | PERSONAL },
  { "media_type", NC_("field", "Kind of file"), REEVE_FIELD_TEXT, REQUIRED },
  { "sha256", NC_("field", "SHA-256 of the file"), REEVE_FIELD_TEXT, REQUIRED },
  { "size", NC_("field", "Size in bytes"), REEVE_FIELD_INTEGER, REQUIRED, NULL, NULL, 0, 1e15 },
  { "caption", NC_("field", "What it shows"), REEVE_FIELD_TEXT, 0 },
  { "taken_on", NC_("field", "Taken on"), REEVE_FIELD_DATE, 0 },
  { "may_leave", NC_("field", "May leave the office"), REEVE_FIELD_CODE, REQUIRED, reeve_codes_may_leave },
  { "added_on", NC_("field", "Added on"), REEVE_FIELD_DATE, REQUIRED },
  { "added_by", NC_("field", "Added by"), REEVE_FIELD_TEXT, REQUIRED },
  { NULL },
};

/* A table and the fields above that bear its name. */
#define TABLE(name, label) { #name, label, name##_fields, G_N_ELEMENTS (name##_fields) - 1 }

const ReeveTableInfo reeve_schema_tables[] = {
  TABLE (practitioner, NC_("table", "Practitioner")),
  TABLE (party, NC_("table", "Owner or other party")),
  TABLE (premises, NC_("table", "Premises")),
  TABLE (business, NC_("table", "Business")),
  TABLE (business_name, NC_("table", "Name of a business")),
  TABLE (occupancy, NC_("table", "Occupancy")),
  TABLE (ownership, NC_("table", "Owner or officer")),
  TABLE (employment, NC_("table", "Employment")),
  TABLE (licence, NC_("table", "Licence")),
  TABLE (licence_status, NC_("table", "Status of a licence")),
  TABLE (application, NC_("table", "Application")),
  TABLE (application_person, NC_("table", "Person named in an application")),
  TABLE (opening_hours, NC_("table", "Opening hours")),
  TABLE (document, NC_("table", "Document")),
  TABLE (use_permit, NC_("table", "Use permit")),
  TABLE (exemption, NC_("table", "Exemption")),
  TABLE (complaint, NC_("table", "Complaint")),
  TABLE (inspection, NC_("table", "Inspection")),
  TABLE (inspection_part, NC_("table", "Room or part of the place")),
  TABLE (inspection_present, NC_("table", "Persons present")),
  TABLE (inspection_item, NC_("table", "Answer to a checklist item")),
  TABLE (event, NC_("table", "Event")),
  TABLE (sanction, NC_("table", "Sanction")),
  TABLE (notice, NC_("table", "Notice")),
  TABLE (hearing, NC_("table", "Hearing or appeal")),
  TABLE (fee, NC_("table", "Fee")),
  TABLE (business_change, NC_("table", "Change of a business")),
  TABLE (map_layer, NC_("table", "Map layer")),
  TABLE (place, NC_("table", "Place")),
  TABLE (zone, NC_("table", "Zone")),
  TABLE (map_feature, NC_("table", "Map feature")),
  TABLE (ordinance_version, NC_("table", "Version of an ordinance")),
  TABLE (decision, NC_("table", "Decision")),
  TABLE (notice_violation, NC_("table", "Violation named in a notice")),
  TABLE (sanction_violation, NC_("table", "Violation a sanction rests on")),
  TABLE (record_answer, NC_("table", "Answer to a checklist item")),
  TABLE (import_run, NC_("table", "Import")),
  TABLE (import_row, NC_("table", "Refused row")),
  TABLE (import_extra, NC_("table", "Further columns of an imported row")),
  TABLE (saved_view, NC_("table", "Saved view")),
  TABLE (release, NC_("table", "Release")),
  TABLE (file_content, NC_("table", "Contents of a file")),
  TABLE (attachment, NC_("table", "Attachment")),
};

const guint reeve_schema_n_tables = G_N_ELEMENTS (reeve_schema_tables);
