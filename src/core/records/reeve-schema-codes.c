/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of codes of the dictionary: data only. A closed list repeats the CHECK of its column in data/schema; an open list is a start
 * that ordinances and imports add to. Codes are those of the ordinance language where it has them. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "reeve-schema-private.h"

const ReeveCodeInfo reeve_codes_position_method[] = {
  { "surveyed", NC_("code", "Surveyed") },
  { "parcel", NC_("code", "From the parcel") },
  { "geocoded", NC_("code", "From the address") },
  { "hand", NC_("code", "Placed by hand") },
  { "file", NC_("code", "From an imported file") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_host[] = {
  { "none", NC_("code", "None") },
  { "hotel", NC_("code", "Hotel") },
  { "motel", NC_("code", "Motel") },
  { "mall", NC_("code", "Shopping mall") },
  { "clinic", NC_("code", "Clinic") },
  { "health-care", NC_("code", "Health care building") },
  { "gym", NC_("code", "Gym") },
  { "dwelling", NC_("code", "Dwelling") },
  { "bed-and-breakfast", NC_("code", "Bed and breakfast") },
  { "timeshare", NC_("code", "Timeshare") },
  { "airport", NC_("code", "Airport") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_co_status[] = {
  { "none", NC_("code", "None") },
  { "applied", NC_("code", "Applied for") },
  { "issued", NC_("code", "Issued") },
  { "temporary", NC_("code", "Temporary") },
  { "revoked", NC_("code", "Revoked") },
  { "expired", NC_("code", "Expired") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_entity_type[] = {
  { "sole", NC_("code", "Sole proprietor") },
  { "partnership", NC_("code", "Partnership") },
  { "corporation", NC_("code", "Corporation") },
  { "llc", NC_("code", "Limited liability company") },
  { "llp", NC_("code", "Limited liability partnership") },
  { "trust", NC_("code", "Trust") },
  { "non-profit", NC_("code", "Non-profit") },
  { "government", NC_("code", "Government") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_category[] = {
  { "massage", NC_("code", "Massage establishment") },
  { "day-spa", NC_("code", "Day spa") },
  { "salon", NC_("code", "Hair or nail salon") },
  { "gym", NC_("code", "Gym or fitness") },
  { "chiropractor", NC_("code", "Chiropractor") },
  { "medical-office", NC_("code", "Medical office") },
  { "tattoo", NC_("code", "Tattoo studio") },
  { "sexually-oriented", NC_("code", "Sexually oriented business") },
  { "bar", NC_("code", "Bar") },
  { "restaurant", NC_("code", "Restaurant") },
  { "tobacco", NC_("code", "Tobacco or vape shop") },
  { "game-room", NC_("code", "Game room") },
  { "hotel", NC_("code", "Hotel or motel") },
  { "pawn", NC_("code", "Pawn shop") },
  { "retail", NC_("code", "Shop") },
  { "office", NC_("code", "Office") },
  { "rental", NC_("code", "Rental property") },
  { "contractor", NC_("code", "Contractor") },
  { "manufacturing", NC_("code", "Manufacturing") },
  { "service", NC_("code", "Service") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_services[] = {
  { "massage", NC_("code", "Massage") },
  { "spa", NC_("code", "Spa") },
  { "reflexology", NC_("code", "Reflexology") },
  { "bath", NC_("code", "Bath or sauna") },
  { "sauna", NC_("code", "Sauna") },
  { "facial", NC_("code", "Facial treatment") },
  { "nails", NC_("code", "Nails") },
  { "hair", NC_("code", "Hair") },
  { "tattoo", NC_("code", "Tattoo") },
  { "alcohol", NC_("code", "Alcohol") },
  { "tobacco", NC_("code", "Tobacco") },
  { "food", NC_("code", "Food") },
  { "lodging", NC_("code", "Lodging") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_attached_to[] = {
  { "none", NC_("code", "None") },
  { "chiropractor", NC_("code", "Chiropractor") },
  { "doctor", NC_("code", "Doctor") },
  { "salon", NC_("code", "Salon") },
  { "gym", NC_("code", "Gym") },
  { "hotel", NC_("code", "Hotel") },
  { "physical-therapist", NC_("code", "Physical therapist") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_name_kind[] = {
  { "dba", NC_("code", "Trade name") },
  { "former", NC_("code", "Former name") },
  { "legal", NC_("code", "Legal name") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_ended_why[] = {
  { "closed", NC_("code", "Closed") },
  { "moved", NC_("code", "Moved") },
  { "sold", NC_("code", "Sold") },
  { "evicted", NC_("code", "Lease ended by the landlord") },
  { "ordered", NC_("code", "Closed by order") },
  { "unknown", NC_("code", "Not known") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_party_kind[] = {
  { "person", NC_("code", "Person") },
  { "organisation", NC_("code", "Organisation") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_owner_role[] = {
  { "owner", NC_("code", "Owner") },
  { "officer", NC_("code", "Officer") },
  { "director", NC_("code", "Director") },
  { "equity-holder", NC_("code", "Equity holder") },
  { "partner", NC_("code", "Partner") },
  { "manager", NC_("code", "Manager") },
  { "lender", NC_("code", "Lender with control") },
  { "city", NC_("code", "City") },
  { "agent", NC_("code", "Agent") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_inquiry[] = {
  { "none", NC_("code", "Not asked") },
  { "asked", NC_("code", "Asked") },
  { "clear", NC_("code", "Clear") },
  { "listed-matter", NC_("code", "Listed matter") },
  { "pending", NC_("code", "Pending") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_staff_role[] = {
  { "therapist", NC_("code", "Therapist") },
  { "assistant", NC_("code", "Assistant") },
  { "receptionist", NC_("code", "Receptionist") },
  { "manager", NC_("code", "Manager") },
  { "instructor", NC_("code", "Instructor") },
  { "student", NC_("code", "Student") },
  { "cleaner", NC_("code", "Cleaner") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_scope[] = {
  { "city", NC_("code", "City") },
  { "state", NC_("code", "State") },
  { "local", NC_("code", "Other local") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_approvals[] = {
  { "zoning", NC_("code", "Zoning") },
  { "fire", NC_("code", "Fire") },
  { "building", NC_("code", "Building") },
  { "health", NC_("code", "Health") },
  { "police", NC_("code", "Police") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_exempt_ground[] = {
  { "none", NC_("code", "None") },
  { "solo", NC_("code", "Solo practitioner") },
  { "health-care", NC_("code", "Health care") },
  { "salon", NC_("code", "Salon") },
  { "gym", NC_("code", "Gym") },
  { "school", NC_("code", "School") },
  { "hotel", NC_("code", "Hotel") },
  { "home-occupation", NC_("code", "Home occupation") },
  { "out-call", NC_("code", "Out-call only") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_verified_how[] = {
  { "register", NC_("code", "State register, looked up") },
  { "paper", NC_("code", "Paper seen") },
  { "telephone", NC_("code", "Telephone") },
  { "letter", NC_("code", "Letter or e-mail") },
  { "file", NC_("code", "Imported file") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_licence_status[] = {
  { "none", NC_("code", "None") },
  { "applied", NC_("code", "Applied for") },
  { "under-review", NC_("code", "Under review") },
  { "approved", NC_("code", "Approved") },
  { "active", NC_("code", "Active") },
  { "suspended", NC_("code", "Suspended") },
  { "revoked", NC_("code", "Revoked") },
  { "surrendered", NC_("code", "Surrendered") },
  { "denied", NC_("code", "Denied") },
  { "lapsed", NC_("code", "Lapsed") },
  { "expired", NC_("code", "Expired") },
  { "exempt", NC_("code", "Exempt") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_document_kind[] = {
  { "floor-plan", NC_("code", "Floor plan") },
  { "lease", NC_("code", "Lease") },
  { "deed", NC_("code", "Deed") },
  { "survey", NC_("code", "Survey") },
  { "roster", NC_("code", "Roster") },
  { "price-list", NC_("code", "Price list") },
  { "insurance", NC_("code", "Insurance") },
  { "bond", NC_("code", "Bond") },
  { "certificate-of-occupancy", NC_("code", "Certificate of occupancy") },
  { "posted-licence", NC_("code", "Licence on display") },
  { "posted-notice", NC_("code", "Notice on display") },
  { "disclosure", NC_("code", "Disclosure of ownership") },
  { "identification", NC_("code", "Identification") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_signed_by[] = {
  { "owner", NC_("code", "Owner") },
  { "manager", NC_("code", "Manager") },
  { "landlord", NC_("code", "Landlord") },
  { "applicant", NC_("code", "Applicant") },
  { "surveyor", NC_("code", "Surveyor") },
  { "notary", NC_("code", "Notary") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_permit_kind[] = {
  { "conditional", NC_("code", "Conditional use permit") },
  { "special", NC_("code", "Special use permit") },
  { "specific", NC_("code", "Specific use permit") },
  { "exception", NC_("code", "Special exception") },
  { "variance", NC_("code", "Variance") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_permit_status[] = {
  { "none", NC_("code", "None") },
  { "applied", NC_("code", "Applied for") },
  { "approved", NC_("code", "Approved") },
  { "denied", NC_("code", "Denied") },
  { "lapsed", NC_("code", "Lapsed") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_exemption_ground[] = {
  { "solo", NC_("code", "Solo practitioner") },
  { "health-care", NC_("code", "Health care") },
  { "salon", NC_("code", "Salon") },
  { "gym", NC_("code", "Gym") },
  { "school", NC_("code", "School") },
  { "hotel", NC_("code", "Hotel") },
  { "special-event", NC_("code", "Special event") },
  { "athletic", NC_("code", "Athletic team") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_channel[] = {
  { "counter", NC_("code", "Counter") },
  { "phone", NC_("code", "Telephone") },
  { "web", NC_("code", "Web") },
  { "mail", NC_("code", "Mail") },
  { "officer", NC_("code", "Officer") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_source_class[] = {
  { "anonymous", NC_("code", "Anonymous") },
  { "resident", NC_("code", "Resident") },
  { "business", NC_("code", "Business") },
  { "other-agency", NC_("code", "Other agency") },
  { "officer", NC_("code", "Officer") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_complaint_category[] = {
  { "licence", NC_("code", "Licence") },
  { "hours", NC_("code", "Hours") },
  { "noise", NC_("code", "Noise") },
  { "signs", NC_("code", "Signs") },
  { "zoning", NC_("code", "Zoning") },
  { "sanitation", NC_("code", "Sanitation") },
  { "building", NC_("code", "Building") },
  { "parking", NC_("code", "Parking") },
  { "services", NC_("code", "Services offered") },
  { "safety", NC_("code", "Safety") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_priority[] = {
  { "normal", NC_("code", "Normal") },
  { "safety", NC_("code", "Safety") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_complaint_status[] = {
  { "pending", NC_("code", "Pending") },
  { "accepted", NC_("code", "Accepted") },
  { "in-progress", NC_("code", "In progress") },
  { "completed", NC_("code", "Completed") },
  { "cancelled", NC_("code", "Cancelled") },
  { "declined", NC_("code", "Declined") },
  { "referred", NC_("code", "Referred elsewhere") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_complaint_outcome[] = {
  { "no-violation", NC_("code", "No violation found") },
  { "corrected", NC_("code", "Corrected") },
  { "notice", NC_("code", "Notice issued") },
  { "citation", NC_("code", "Citation issued") },
  { "referred", NC_("code", "Referred elsewhere") },
  { "duplicate", NC_("code", "Duplicate") },
  { "not-reached", NC_("code", "Could not be looked into") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_inspection_kind[] = {
  { "application", NC_("code", "Application") },
  { "routine", NC_("code", "Routine") },
  { "complaint", NC_("code", "Complaint") },
  { "follow-up", NC_("code", "Follow-up") },
  { "reinspection", NC_("code", "Reinspection") },
  { "closing", NC_("code", "Closing") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_inspection_reason[] = {
  { "complaint", NC_("code", "Complaint") },
  { "schedule", NC_("code", "Schedule") },
  { "rule", NC_("code", "Rule") },
  { "follow-up", NC_("code", "Follow-up") },
  { "application", NC_("code", "Application") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_legal_basis[] = {
  { "consent", NC_("code", "Consent") },
  { "warrant", NC_("code", "Warrant") },
  { "licence-condition", NC_("code", "Licence condition") },
  { "none", NC_("code", "None") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_entry[] = {
  { "granted", NC_("code", "Granted") },
  { "delayed", NC_("code", "Delayed") },
  { "refused", NC_("code", "Refused") },
  { "forced", NC_("code", "Forced") },
  { "none", NC_("code", "No entry") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_areas[] = {
  { "common", NC_("code", "Common area") },
  { "reception", NC_("code", "Reception") },
  { "treatment-room", NC_("code", "Treatment rooms") },
  { "office", NC_("code", "Office") },
  { "storage", NC_("code", "Storage") },
  { "residential", NC_("code", "Residential part") },
  { "all", NC_("code", "All") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_by_service[] = {
  { "code", NC_("code", "Code enforcement") },
  { "police", NC_("code", "Police") },
  { "fire", NC_("code", "Fire") },
  { "health", NC_("code", "Health") },
  { "building", NC_("code", "Building") },
  { "state", NC_("code", "State agency") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_inspection_result[] = {
  { "nothing-needed", NC_("code", "Nothing needed") },
  { "corrections-wanted", NC_("code", "Corrections wanted") },
  { "sent-to-enforcement", NC_("code", "Sent to enforcement") },
  { "access-refused", NC_("code", "Access refused") },
  { "closed-on-arrival", NC_("code", "Closed on arrival") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_inspection_status[] = {
  { "planned", NC_("code", "Planned") },
  { "begun", NC_("code", "Begun") },
  { "done", NC_("code", "Done") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_present_role[] = {
  { "owner", NC_("code", "Owner") },
  { "manager", NC_("code", "Manager") },
  { "therapist", NC_("code", "Therapist") },
  { "receptionist", NC_("code", "Receptionist") },
  { "client", NC_("code", "Client") },
  { "landlord", NC_("code", "Landlord") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_event_kind[] = {
  { "arrest", NC_("code", "Arrest") },
  { "citation", NC_("code", "Citation") },
  { "charge", NC_("code", "Charge") },
  { "conviction", NC_("code", "Conviction") },
  { "deferred-adjudication", NC_("code", "Deferred adjudication") },
  { "dismissal", NC_("code", "Dismissal") },
  { "suspension", NC_("code", "Suspension") },
  { "licence-revoked", NC_("code", "Licence revoked") },
  { "licence-denied", NC_("code", "Licence denied") },
  { "licence-surrendered", NC_("code", "Licence surrendered") },
  { "licence-surrendered-under-investigation", NC_("code", "Licence surrendered while under investigation") },
  { "violation", NC_("code", "Violation") },
  { "nuisance-abatement", NC_("code", "Nuisance abatement") },
  { "criminal-violation", NC_("code", "Criminal violation") },
  { "state-licence-not-posted", NC_("code", "State licence not displayed") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_event_category[] = {
  { "licensing", NC_("code", "Licensing") },
  { "prostitution", NC_("code", "Prostitution") },
  { "human-trafficking", NC_("code", "Human trafficking") },
  { "assault", NC_("code", "Assault") },
  { "drugs", NC_("code", "Drugs") },
  { "gambling", NC_("code", "Gambling") },
  { "alcohol", NC_("code", "Alcohol") },
  { "fraud", NC_("code", "Fraud") },
  { "building", NC_("code", "Building") },
  { "health", NC_("code", "Health") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_notice_kind[] = {
  { "violation", NC_("code", "Notice of violation") },
  { "warning", NC_("code", "Warning") },
  { "correction", NC_("code", "Order to correct") },
  { "suspension", NC_("code", "Notice of suspension") },
  { "revocation", NC_("code", "Notice of revocation") },
  { "denial", NC_("code", "Notice of denial") },
  { "hearing", NC_("code", "Notice of hearing") },
  { "renewal-reminder", NC_("code", "Reminder to renew") },
  { "incomplete-application", NC_("code", "Application not complete") },
  { "decision", NC_("code", "Decision") },
  { "summary-suspension", NC_("code", "Notice of suspension at once") },
  { "non-renewal", NC_("code", "Notice of refusal to renew") },
  { "landlord", NC_("code", "Notice to the property owner") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_method[] = {
  { "in-person", NC_("code", "In person") },
  { "posting", NC_("code", "Posted at the premises") },
  { "certified-mail", NC_("code", "Certified mail") },
  { "registered-mail", NC_("code", "Registered mail") },
  { "e-mail", NC_("code", "E-mail") },
  { "first-class", NC_("code", "First-class mail") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_addressees[] = {
  { "business", NC_("code", "Business") },
  { "owner", NC_("code", "Owner") },
  { "practitioner", NC_("code", "Practitioner") },
  { "property-owner", NC_("code", "Property owner") },
  { "city", NC_("code", "City") },
  { "agent", NC_("code", "Agent") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_states[] = {
  { "violation", NC_("code", "The violation") },
  { "provision", NC_("code", "The provision") },
  { "correction", NC_("code", "The correction wanted") },
  { "date", NC_("code", "The date to correct by") },
  { "rights", NC_("code", "The right to a hearing") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_layer_kind[] = {
  { "places", NC_("code", "Places") },
  { "zones", NC_("code", "Zones") },
  { "streets", NC_("code", "Streets") },
  { "water", NC_("code", "Water") },
  { "parks", NC_("code", "Parks") },
  { "boundary", NC_("code", "Boundary") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_place_kind[] = {
  { "school", NC_("code", "School") },
  { "day-care", NC_("code", "Day care") },
  { "worship", NC_("code", "Place of worship") },
  { "park", NC_("code", "Park") },
  { "playground", NC_("code", "Playground") },
  { "library", NC_("code", "Library") },
  { "residence", NC_("code", "Residential zone") },
  { "hospital", NC_("code", "Hospital") },
  { "youth-center", NC_("code", "Youth centre") },
  { "elderly", NC_("code", "Home for the elderly") },
  { "public-building", NC_("code", "Public building") },
  { "university", NC_("code", "University") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_zone_kind[] = {
  { "zoning", NC_("code", "Zoning district") },
  { "overlay", NC_("code", "Overlay") },
  { "district", NC_("code", "District") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_zone_class[] = {
  { "residential", NC_("code", "Residential") },
  { "commercial", NC_("code", "Commercial") },
  { "industrial", NC_("code", "Industrial") },
  { "mixed", NC_("code", "Mixed") },
  { "institutional", NC_("code", "Institutional") },
  { "open-space", NC_("code", "Open space") },
  { "planned", NC_("code", "Planned development") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_feature_class[] = {
  { "major", NC_("code", "Major") },
  { "minor", NC_("code", "Minor") },
  { "rail", NC_("code", "Rail") },
  { "path", NC_("code", "Path") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_decision_kind[] = {
  { "confirmed", NC_("code", "Confirmed") },
  { "dismissed", NC_("code", "Dismissed") },
  { "exempted", NC_("code", "Exempted") },
  { "noticed", NC_("code", "Notice issued") },
  { "withdrawn", NC_("code", "Withdrawn") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_subject_kind[] = {
  { "business", NC_("code", "Business") },
  { "premises", NC_("code", "Premises") },
  { "application", NC_("code", "Application") },
  { "licence", NC_("code", "Licence") },
  { "inspection", NC_("code", "Inspection") },
  { "violation", NC_("code", "Violation") },
  { "notice", NC_("code", "Notice") },
  { "sanction", NC_("code", "Sanction") },
  { "hearing", NC_("code", "Hearing") },
  { "complaint", NC_("code", "Complaint") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_outcome[] = {
  { "compliant", NC_("code", "Met") },
  { "violation", NC_("code", "Not met") },
  { "insufficient", NC_("code", "Not known") },
  { "pending", NC_("code", "Pending") },
  { "not-applicable", NC_("code", "Does not apply") },
  { "grounds", NC_("code", "Grounds exist") },
  { "no-grounds", NC_("code", "No grounds") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_import_kind[] = {
  { "businesses", NC_("code", "Businesses") },
  { "licences", NC_("code", "Licences") },
  { "practitioners", NC_("code", "Practitioners") },
  { "complaints", NC_("code", "Complaints") },
  { "inspections", NC_("code", "Inspections") },
  { "events", NC_("code", "Events") },
  { "applications", NC_("code", "Applications") },
  { "places", NC_("code", "Places") },
  { "zones", NC_("code", "Zones") },
  { "streets", NC_("code", "Streets") },
  { "addresses", NC_("code", "Addresses") },
  { "layer", NC_("code", "Map layer") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_application_kind[] = {
  { "new", NC_("code", "New") },
  { "renewal", NC_("code", "Renewal") },
  { "transfer", NC_("code", "Transfer") },
  { "change", NC_("code", "Change") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_application_decision[] = {
  { "none", NC_("code", "Not decided") },
  { "granted", NC_("code", "Granted") },
  { "denied", NC_("code", "Denied") },
  { "withdrawn", NC_("code", "Withdrawn") },
  { "deemed-granted", NC_("code", "Deemed granted") },
  { "deemed-denied", NC_("code", "Deemed denied") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_application_role[] = {
  { "applicant", NC_("code", "Applicant") },
  { "owner", NC_("code", "Owner") },
  { "officer", NC_("code", "Officer") },
  { "director", NC_("code", "Director") },
  { "equity-holder", NC_("code", "Equity holder") },
  { "partner", NC_("code", "Partner") },
  { "manager", NC_("code", "Manager") },
  { "therapist", NC_("code", "Therapist") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_sanction_kind[] = {
  { "warning", NC_("code", "Warning") },
  { "citation", NC_("code", "Citation") },
  { "fine", NC_("code", "Fine") },
  { "suspension", NC_("code", "Suspension") },
  { "summary-suspension", NC_("code", "Suspension at once") },
  { "denial", NC_("code", "Denial") },
  { "non-renewal", NC_("code", "Refusal to renew") },
  { "revocation", NC_("code", "Revocation") },
  { "certificate-revocation", NC_("code", "Revocation of the certificate of occupancy") },
  { "nuisance-declaration", NC_("code", "Declaration of nuisance") },
  { "offence", NC_("code", "Offence") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_sanction_component[] = {
  { "warning", NC_("code", "Warning") },
  { "citation", NC_("code", "Citation") },
  { "fine", NC_("code", "Fine") },
  { "suspension", NC_("code", "Suspension") },
  { "revocation", NC_("code", "Revocation") },
  { "condition", NC_("code", "Condition") },
  { "ineligibility", NC_("code", "Ineligibility") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_sanction_reason[] = {
  { "violation", NC_("code", "Violation") },
  { "repeated-violation", NC_("code", "Repeated violation") },
  { "conviction", NC_("code", "Conviction") },
  { "false-statement", NC_("code", "False statement") },
  { "refused-entry", NC_("code", "Entry refused") },
  { "danger", NC_("code", "Danger") },
  { "unpaid-fee", NC_("code", "Fee not paid") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_length_unit[] = {
  { "days", NC_("code", "Days") },
  { "business-days", NC_("code", "Business days") },
  { "months", NC_("code", "Months") },
  { "years", NC_("code", "Years") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_hearing_kind[] = {
  { "hearing", NC_("code", "Hearing") },
  { "appeal", NC_("code", "Appeal") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_hearing_decision[] = {
  { "none", NC_("code", "Not decided") },
  { "upheld", NC_("code", "Upheld") },
  { "modified", NC_("code", "Modified") },
  { "reversed", NC_("code", "Reversed") },
  { "remanded", NC_("code", "Sent back") },
  { "withdrawn", NC_("code", "Withdrawn") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_forum[] = {
  { "municipal-court", NC_("code", "Municipal court") },
  { "county-court", NC_("code", "County court") },
  { "district-court", NC_("code", "District court") },
  { "hearing-officer", NC_("code", "Hearing officer") },
  { "board-of-appeals", NC_("code", "Board of appeals") },
  { "council", NC_("code", "Council") },
  { "city-manager", NC_("code", "City manager") },
  { "director", NC_("code", "Director") },
  { "permit-board", NC_("code", "Permit board") },
  { "administrative-law-judge", NC_("code", "Administrative law judge") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_fee_kind[] = {
  { "application", NC_("code", "Application") },
  { "licence", NC_("code", "Licence") },
  { "renewal", NC_("code", "Renewal") },
  { "late", NC_("code", "Late payment") },
  { "inspection", NC_("code", "Inspection") },
  { "reinspection", NC_("code", "Reinspection") },
  { "investigation", NC_("code", "Background inquiry") },
  { "fingerprint", NC_("code", "Fingerprints") },
  { "transfer", NC_("code", "Transfer") },
  { "hearing", NC_("code", "Hearing") },
  { "copy", NC_("code", "Copies") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_change_kind[] = {
  { "floor-plan", NC_("code", "Floor plan") },
  { "transparency", NC_("code", "Transparency of windows") },
  { "hours", NC_("code", "Hours") },
  { "staffing", NC_("code", "Staffing") },
  { "ownership", NC_("code", "Ownership") },
  { "name", NC_("code", "Name") },
  { "location", NC_("code", "Place") },
  { "services", NC_("code", "Services") },
  { "manager", NC_("code", "Manager") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_duty[] = {
  { "business", NC_("code", "Business") },
  { "owner", NC_("code", "Owner") },
  { "practitioner", NC_("code", "Practitioner") },
  { "property-owner", NC_("code", "Property owner") },
  { "city", NC_("code", "City") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_evidence[] = {
  { "inspection", NC_("code", "Inspection") },
  { "document", NC_("code", "Document") },
  { "admission", NC_("code", "Admission") },
  { "photograph", NC_("code", "Photograph") },
  { "statement", NC_("code", "Statement") },
  { "record", NC_("code", "Record") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_severity[] = {
  { "minor", NC_("code", "Minor") },
  { "serious", NC_("code", "Serious") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_inspection_part[] = {
  { "room", NC_("code", "Room") },
  { "part", NC_("code", "Other part") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_room_kind[] = {
  { "treatment-room", NC_("code", "Treatment room") },
  { "reception", NC_("code", "Reception") },
  { "office", NC_("code", "Office") },
  { "storage", NC_("code", "Storage") },
  { "restroom", NC_("code", "Restroom") },
  { "shower", NC_("code", "Shower") },
  { "sauna", NC_("code", "Sauna") },
  { "break-room", NC_("code", "Break room") },
  { "laundry", NC_("code", "Laundry") },
  { "residential", NC_("code", "Residential part") },
  { "corridor", NC_("code", "Corridor") },
  { "other", NC_("code", "Other") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_audience[] = {
  { "internal", NC_("code", "Internal") },
  { "police", NC_("code", "Police") },
  { "council", NC_("code", "Council") },
  { "court", NC_("code", "Court") },
  { "public", NC_("code", "Public") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_release_format[] = {
  { "csv", NC_("code", "CSV table") },
  { "geojson", NC_("code", "GeoJSON") },
  { "kml", NC_("code", "KML") },
  { "xlsx", NC_("code", "XLSX workbook") },
  { "pdf", NC_("code", "PDF") },
  { "png", NC_("code", "PNG") },
  { "zip", NC_("code", "Package") },
  { "gpkg", NC_("code", "GeoPackage") },
  { "shp", NC_("code", "Shapefile") },
  { NULL },
};

/* What a file can hang on: tables. */
const ReeveCodeInfo reeve_codes_attachment_subject[] = {
  { "premises", NC_("code", "Premises") },
  { "business", NC_("code", "Business") },
  { "licence", NC_("code", "Licence") },
  { "application", NC_("code", "Application") },
  { "document", NC_("code", "Document") },
  { "complaint", NC_("code", "Complaint") },
  { "inspection", NC_("code", "Inspection") },
  { "notice", NC_("code", "Notice") },
  { "event", NC_("code", "Event") },
  { "sanction", NC_("code", "Sanction") },
  { "hearing", NC_("code", "Hearing") },
  { "decision", NC_("code", "Decision") },
  { NULL },
};

const ReeveCodeInfo reeve_codes_may_leave[] = {
  { "never", NC_("code", "Never") },
  { "court", NC_("code", "To a court or hearing") },
  { NULL },
};
