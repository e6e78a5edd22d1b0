/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields, names and synonyms of the kinds of import: data only, with the few look-ups over it. Patterns hold the canonical words of
 * reeve-import-guess.c; the first that fits wins, so the more particular stand first. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-import-kinds.h"

#define REQUIRED REEVE_SPEC_REQUIRED
#define BY_VALUE REEVE_SPEC_BY_VALUE
#define CONTAINS REEVE_SPEC_CONTAINS

/* clang-format off */
#define PLACE_SPECS \
  { "address", N_("Address"), "premises", "address", \
    "site addr|bus addr|prem addr|street addr|addr|site loc|lic addr|full addr|addr loc|bus loc|place|loc|site", 0 }, \
  { "house", N_("House number"), NULL, NULL, "house no|building no|street no|building|house|addr no", 0 }, \
  { "street", N_("Street"), NULL, NULL, "street name|street", 0 }, \
  { "suite", N_("Suite"), "premises", "suite", "suite|no suite", 0 }, \
  { "postcode", N_("Postcode"), "premises", "postcode", "code zip|zip|site zip|bus zip|addr zip", 0 }, \
  { "parcel", N_("Parcel"), "premises", "parcel", "no parcel|parcel", 0 }, \
  { "longitude", N_("Longitude"), "premises", "lon", "lon|lon site|coord lon|addr lon|loc lon|point lon", 0 }, \
  { "latitude", N_("Latitude"), "premises", "lat", "lat|lat site|coord lat|addr lat|loc lat|point lat", 0 }, \
  { "point", N_("Position as POINT (longitude latitude)"), NULL, NULL, "point|loc", BY_VALUE }, \
  { "premises.floor", N_("Floor"), "premises", "floor", NULL, 0 }, \
  { "premises.host", N_("Building it is in"), "premises", "host", NULL, 0 }, \
  { "premises.home_occupation", N_("Home occupation"), "premises", "home_occupation", "based home|home occ|bus home", 0 }

#define LINK_SPECS \
  { "business.number", N_("Business number"), NULL, NULL, "bus no|account no|no site", 0 }, \
  { "business.licence", N_("Licence number of the business"), NULL, NULL, "bus lic no|lic no|bus lic|camis", 0 }, \
  { "business.name", N_("Business name"), NULL, NULL, "dba|dba name|bus name|name trade|name prem", 0 }

#define STATUS_SPECS \
  { "licence.status", N_("Licence status"), "licence_status", "status", "lic stat|stat", 0 }, \
  { "licence.status_from", N_("Licence status since"), "licence_status", "from_date", "date stat|from stat", 0 }
/* clang-format on */

static const ReeveImportSpec licence_specs[] = {
  { "licence.number", N_ ("Licence number"), "licence", "number", "lic no|bus lic no|lic|account no|no", REQUIRED },
  STATUS_SPECS,
  { "licence.ended", N_ ("Licence ended"), NULL, NULL, "date inact|close date|close date lic|close|date end lic", 0 },
  { "licence.class", N_ ("Licence class"), "licence", "class", "cat desc lic|cat lic|desc lic type|class lic|class desc lic|lic type|class desc|class", 0 },
  { "licence.scope", N_ ("Licence issued by"), "licence", "scope", NULL, 0 },
  { "licence.applied", N_ ("Licence applied for"), "licence", "applied", "app date|app date lic|app date received", 0 },
  { "licence.issued", N_ ("Licence issued"), "licence", "issued",
    "date iss|date iss lic|iss|date lic|date eff|eff|date lic start|date start|date from valid|from valid", 0 },
  { "licence.first_issued", N_ ("Licence first issued"), "licence", "first_issued", "date first iss|first iss|date first lic|date lic", 0 },
  { "licence.renewed", N_ ("Licence renewed"), "licence", "renewed", "date renew|date last renew|renew", 0 },
  { "licence.expires", N_ ("Licence expires"), "licence", "expires",
    "date exp|date exp lic|exp|exp lic|date end|date end lic|date to valid|to valid", 0 },
  { "licence.fee_due", N_ ("Licence fee due"), "licence", "fee_due_cents", "due fee|amount due|fee lic", 0 },
  { "licence.fee_paid", N_ ("Licence fee paid"), "licence", "fee_paid_cents", "fee paid|amount paid", 0 },
  { "licence.approvals", N_ ("Approvals"), "licence", "approvals", NULL, 0 },
  { "licence.conditions", N_ ("Conditions of the licence"), "licence", "conditions", "cond lic|cond", 0 },
  { "licence.note", N_ ("Note on the licence"), "licence", "note", NULL, 0 },
  { "business.name", N_ ("Trade name"), "business", "name", "dba|dba name|as dba doing|as bus doing|bus name|name trade|bus lic name|name prem|name", 0 },
  { "business.legal_name", N_ ("Legal name"), "business", "legal_name",
    "legal name|bus legal name|full name|corp name|entity name|name owner|holder lic|holder lic name|name taxpayer|name org|co name", 0 },
  { "business.number", N_ ("Business number"), "business", "number", "bus no|account bus no|account no|customer no", 0 },
  { "business.category", N_ ("Category"), "business", "category",
    "bus type|bus cat|bus desc type|cat desc|cat|bus desc|bus class|desc naics|activity|activity bus|activity desc|type|desc", 0 },
  { "business.classes", N_ ("Regulated classes"), "business", "classes", NULL, 0 },
  { "business.entity_type", N_ ("Legal form"), "business", "entity_type", "co type|entity type|org type|ownership type|corp type|owner type|bus entity type", 0 },
  { "business.operating", N_ ("In business"), "business", "operating", NULL, 0 },
  { "business.opened", N_ ("Business opened"), "business", "opened", "bus date open|bus date start|date open", 0 },
  { "business.closed", N_ ("Business closed"), "business", "closed", "bus close date|bus date end", 0 },
  { "business.phone", N_ ("Telephone of the business"), "business", "phone", "bus phone|phone|no phone|bus no phone", 0 },
  { "business.website", N_ ("Website"), "business", "website", "web|bus web", 0 },
  { "business.mailing_address", N_ ("Mailing address"), "business", "mailing_address", "addr mail", 0 },
  { "business.staff_count", N_ ("Number of staff"), "business", "staff_count", NULL, 0 },
  { "business.note", N_ ("Note on the business"), "business", "note", NULL, 0 },
  PLACE_SPECS,
};

static const ReeveImportSpec business_specs[] = {
  { "business.number", N_ ("Business number"), "business", "number", "bus no|account bus no|account no|customer no|no", 0 },
  { "business.name", N_ ("Trade name"), "business", "name", "dba|dba name|as dba doing|bus name|name trade|name prem|name|bus", 0 },
  { "business.legal_name", N_ ("Legal name"), "business", "legal_name",
    "legal name|bus legal name|full name|corp name|entity name|name owner|name taxpayer|name org|co name", 0 },
  { "business.category", N_ ("Category"), "business", "category",
    "bus type|bus cat|bus desc type|cat desc|cat|bus desc|bus class|class desc|class|desc naics|activity|activity bus|activity desc|type|desc", 0 },
  { "business.classes", N_ ("Regulated classes"), "business", "classes", NULL, 0 },
  { "business.entity_type", N_ ("Legal form"), "business", "entity_type", "co type|entity type|org type|ownership type|corp type|owner type", 0 },
  { "business.provides", N_ ("Services given"), "business", "provides", "service", 0 },
  { "business.advertises", N_ ("Services advertised"), "business", "advertises", NULL, 0 },
  { "business.operating", N_ ("In business"), "business", "operating", NULL, 0 },
  { "business.opened", N_ ("Business opened"), "business", "opened", "bus date open|bus date start|date open|date start|open", 0 },
  { "business.closed", N_ ("Business closed"), "business", "closed", "bus close date|close date|bus date end|date end|close", 0 },
  { "business.principal_use", N_ ("Principal use of the premises"), "business", "principal_use", NULL, 0 },
  { "business.out_call_only", N_ ("Out-call only"), "business", "out_call_only", NULL, 0 },
  { "business.phone", N_ ("Telephone of the business"), "business", "phone", "bus phone|phone|no phone|bus no phone", 0 },
  { "business.website", N_ ("Website"), "business", "website", "web|bus web", 0 },
  { "business.mailing_address", N_ ("Mailing address"), "business", "mailing_address", "addr mail", 0 },
  { "business.staff_count", N_ ("Number of staff"), "business", "staff_count", NULL, 0 },
  { "business.staff_complete_on", N_ ("List of staff complete on"), "business", "staff_complete_on", NULL, 0 },
  { "business.note", N_ ("Note on the business"), "business", "note", NULL, 0 },
  { "hours", N_ ("Opening hours"), "opening_hours", "schedule", "hours|bus hours|hours open", 0 },
  PLACE_SPECS,
};

static const ReeveImportSpec practitioner_specs[] = {
  { "practitioner.reference", N_ ("Reference of the practitioner"), "practitioner", "reference", "no worker|ref worker|ref|no|no ref", REQUIRED },
  { "practitioner.name", N_ ("Name on the public register"), "practitioner", "name", "name worker|full name worker|full name|name", 0 },
  { "employment.role", N_ ("Role"), "employment", "role", "role|role type", 0 },
  { "employment.gives_massage", N_ ("Gives massage"), "employment", "gives_massage", "gives massage", 0 },
  { "employment.contractor", N_ ("Contractor"), "employment", "contractor", "contractor", 0 },
  { "employment.started", N_ ("Employment started"), "employment", "started", "date start|start|date start worker", 0 },
  { "employment.ended", N_ ("Employment ended"), "employment", "ended", "date end|end|date end worker", 0 },
  { "employment.turned_18", N_ ("18 or over"), "employment", "turned_18", NULL, 0 },
  { "employment.turned_21", N_ ("21 or over"), "employment", "turned_21", NULL, 0 },
  { "employment.notified", N_ ("City told of the start"), "employment", "notified", NULL, 0 },
  { "licence.number", N_ ("State licence number"), "licence", "number", "lic no state|lic no|lic state|lic no worker|lic", 0 },
  { "licence.scope", N_ ("Licence issued by"), "licence", "scope", NULL, 0 },
  { "licence.class", N_ ("Licence class"), "licence", "class", "lic type|class lic|cat lic", 0 },
  STATUS_SPECS,
  { "licence.issued", N_ ("Licence issued"), "licence", "issued", "date iss|date iss lic|iss", 0 },
  { "licence.expires", N_ ("Licence expires"), "licence", "expires", "date exp|date exp lic|exp|exp lic", 0 },
  { "licence.verified_on", N_ ("Licence verified on"), "licence", "verified_on", "date verified|verified", 0 },
  { "licence.verified_how", N_ ("Licence verified how"), "licence", "verified_how", NULL, 0 },
  { "business.number", N_ ("Business number"), NULL, NULL, "bus no|account no", 0 },
  { "business.licence", N_ ("Licence number of the business"), NULL, NULL, "bus lic no|bus lic", 0 },
  { "business.name", N_ ("Business name"), NULL, NULL, "dba|dba name|bus name|bus|name trade", 0 },
  { "address", N_ ("Address of the business"), NULL, NULL, "bus addr|addr prem|addr site|bus loc", 0 },
};

static const ReeveImportSpec complaint_specs[] = {
  { "complaint.number", N_ ("Complaint number"), "complaint", "number",
    "complaint no|case no|no request|no request service|incident no|no|case|case ref|ref", REQUIRED },
  { "complaint.received_at", N_ ("Received"), "complaint", "received_at",
    "date received|complaint date|date open|date received request|date start|create date|case date open|case date|date|open", 0 },
  { "complaint.category", N_ ("Category"), "complaint", "category",
    "complaint type|complaint cat|problem type|type violation|case type|cat problem|cat|cat violation|request type|type|problem|cat desc", 0 },
  { "complaint.text", N_ ("What was told"), "complaint", "text",
    "complaint text|complaint desc|complaint|case desc|desc problem|desc|desc violation|text|desc text|problem text", 0 },
  { "complaint.channel", N_ ("Channel"), "complaint", "channel", "channel|complaint channel", 0 },
  { "complaint.source_class", N_ ("Class of source"), "complaint", "source_class", NULL, 0 },
  { "complaint.priority", N_ ("Priority"), "complaint", "priority", "priority", 0 },
  { "complaint.assigned_to", N_ ("Assigned to"), "complaint", "assigned_to", "assigned", 0 },
  { "complaint.response_due", N_ ("Response due"), "complaint", "response_due", "date due|date due response", 0 },
  { "complaint.acknowledged", N_ ("Acknowledged"), "complaint", "acknowledged", "ack date|ack", 0 },
  { "complaint.first_visit", N_ ("First visit"), "complaint", "first_visit", "date first visit|date first insp|first visit|first insp", 0 },
  { "complaint.status", N_ ("Status"), "complaint", "status", "complaint stat|case stat|request stat|stat", 0 },
  { "complaint.closed", N_ ("Closed"), "complaint", "closed", "close date|case close date|close|close complaint date", 0 },
  { "complaint.outcome", N_ ("Outcome"), "complaint", "outcome", "outcome|outcome type|desc outcome", 0 },
  { "complaint.place_told", N_ ("Place as told"), "complaint", "place_told", NULL, 0 },
  LINK_SPECS,
  PLACE_SPECS,
};

static const ReeveImportSpec inspection_specs[] = {
  { "inspection.number", N_ ("Inspection number"), "inspection", "number", "insp no|no visit|activity no|ref|no", 0 },
  { "inspection.at", N_ ("Inspected at"), "inspection", "at", "date insp|date visit|insp|date start|date close|close|date", REQUIRED },
  { "inspection.ended_at", N_ ("Inspection ended at"), "inspection", "ended_at", "date end", 0 },
  { "inspection.kind", N_ ("Kind of inspection"), "inspection", "kind", "insp type|type visit|type", 0 },
  { "inspection.announced", N_ ("Announced"), "inspection", "announced", "announced", 0 },
  { "inspection.reason", N_ ("Reason for the inspection"), "inspection", "reason", NULL, 0 },
  { "inspection.reason_text", N_ ("Reason in words"), "inspection", "reason_text", "insp reason|reason", 0 },
  { "inspection.legal_basis", N_ ("Legal basis"), "inspection", "legal_basis", "basis legal", 0 },
  { "inspection.credentials_shown", N_ ("Credentials shown"), "inspection", "credentials_shown", NULL, 0 },
  { "inspection.entry", N_ ("Entry"), "inspection", "entry", "entry", 0 },
  { "inspection.by_service", N_ ("Inspected by (service)"), "inspection", "by_service", "agency|agency insp", 0 },
  { "inspection.officers", N_ ("Officers"), "inspection", "officers", NULL, 0 },
  { "inspection.result", N_ ("Result"), "inspection", "result", "insp outcome|outcome", 0 },
  { "inspection.note", N_ ("Note"), "inspection", "note", "insp text|text", 0 },
  { "inspection.complaint", N_ ("Complaint number"), NULL, NULL, "complaint no|case no", 0 },
  LINK_SPECS,
  PLACE_SPECS,
};

static const ReeveImportSpec application_specs[] = {
  { "application.number", N_ ("Application number"), "application", "number", "app no|no app|record no|permit no|ref|no", REQUIRED },
  { "application.kind", N_ ("Kind of application"), "application", "kind", "app type|type app|type", 0 },
  { "application.class", N_ ("Licence class"), "application", "class", "lic type|class lic|class", 0 },
  { "application.filed", N_ ("Filed"), "application", "filed", "app date|app date filed", 0 },
  { "application.received", N_ ("Received"), "application", "received", "date received|received|app date received", 0 },
  { "application.complete", N_ ("Complete on"), "application", "complete", "complete date|complete", 0 },
  { "application.due", N_ ("Decision due"), "application", "due", "date due|due", 0 },
  { "application.extended", N_ ("Time extended"), "application", "extended", "extended", 0 },
  { "application.decided", N_ ("Decided"), "application", "decided", "date decided|decided|date decision|date iss", 0 },
  { "application.decision", N_ ("Decision"), "application", "decision", "decision|outcome|app stat", 0 },
  { "application.fee_paid", N_ ("Fee paid"), "application", "fee_paid_cents", "fee paid|amount paid", 0 },
  { "application.note", N_ ("Note"), "application", "note", NULL, 0 },
  { "application.licence", N_ ("Licence to be renewed or replaced"), NULL, NULL, "lic no|lic", 0 },
  LINK_SPECS,
  PLACE_SPECS,
};

static const ReeveImportSpec event_specs[] = {
  { "event.kind", N_ ("Kind of event"), "event", "kind", "type event|type|event", REQUIRED },
  { "event.category", N_ ("Offence group"), "event", "category", "cat offence|cat|offence type|offence", 0 },
  { "event.date", N_ ("Date"), "event", "date", "date event|date|date incident", 0 },
  { "event.incident", N_ ("Incident"), "event", "incident", "incident no|incident|case no", 0 },
  { "event.licence_class", N_ ("Licence class"), "event", "licence_class", NULL, 0 },
  { "event.for_cause", N_ ("For cause"), "event", "for_cause", NULL, 0 },
  { "event.role", N_ ("Role"), "event", "role", NULL, 0 },
  { "event.provision", N_ ("Provision"), "event", "provision", "section|code section|section violation", 0 },
  { "event.agency", N_ ("Agency"), "event", "agency", "agency", 0 },
  { "event.note", N_ ("Note"), "event", "note", NULL, 0 },
  LINK_SPECS,
  PLACE_SPECS,
};

static const ReeveImportSpec place_specs[] = {
  { "place.key", N_ ("Identifier in the layer"), "place", "key", "global no|no object|object|no|no site|no school|no park", 0 },
  { "place.name", N_ ("Name"), "place", "name", "full name|name|name site|bus name|name school|name park|label|name project|name", CONTAINS },
  { "place.kind", N_ ("Kind of place"), "place", "kind", NULL, 0 },
  { "place.since", N_ ("There since"), "place", "since", "since", 0 },
  { "place.until", N_ ("There until"), "place", "until_date", NULL, 0 },
  { "place.accuracy_m", N_ ("Accuracy in metres"), "place", "accuracy_m", NULL, 0 },
};

static const ReeveImportSpec zone_specs[] = {
  { "zone.key", N_ ("Identifier in the layer"), "zone", "key", "global no|no object|object", 0 },
  { "zone.code", N_ ("Code of the zone"), "zone", "code",
    "code zone|type zone|zone|no zone|class zone|class specific|council no|council district|district no|district|council|district name|name|ward|beat no|use land|class|code",
    REQUIRED | CONTAINS },
  { "zone.class", N_ ("Class of the zone"), "zone", "class", "class general|cat zone|general", 0 },
  { "zone.name", N_ ("Name of the zone"), "zone", "name", "name zone|desc zone|label|full name|name|name overlay", 0 },
  { "zone.allows", N_ ("Uses allowed"), "zone", "allows", NULL, 0 },
  { "zone.from", N_ ("In force from"), "zone", "from_date", NULL, 0 },
  { "zone.to", N_ ("In force until"), "zone", "to_date", NULL, 0 },
};

static const ReeveImportSpec feature_specs[] = {
  { "feature.key", N_ ("Identifier in the layer"), "map_feature", "key", "global no|no object|object|no", 0 },
  { "feature.name", N_ ("Name"), "map_feature", "name", "full name street|full name|label|name street|street|name", CONTAINS },
  { "feature.class", N_ ("Class"), "map_feature", "class", "class street|class|street type|type", 0 },
};

typedef struct
{
  ReeveImportKind kind;
  const ReeveImportSpec *specs;
  ReeveForbiddenScope scope;
  gboolean extras;
  const char *action;             /* untranslated; stands in the history */
} KindRow;

#define SPECS(list) .kind.n_fields = G_N_ELEMENTS (list), .specs = list

static KindRow rows[] = {
  { { "licences", N_ ("Licences"), FALSE, .key = "licence.number" }, SPECS (licence_specs), .extras = TRUE, .action = N_ ("Import licences from %s") },
  { { "businesses", N_ ("Businesses"), FALSE, .key = "business.number" }, SPECS (business_specs), .extras = TRUE, .action = N_ ("Import businesses from %s") },
  /* what a city's list of workers holds beyond these fields is not for us */
  { { "practitioners", N_ ("Practitioners"), FALSE, .key = "practitioner.reference" }, SPECS (practitioner_specs), REEVE_FORBIDDEN_OF_WORKERS, .action = N_ ("Import practitioners from %s") },
  { { "complaints", N_ ("Complaints"), FALSE, .key = "complaint.number" }, SPECS (complaint_specs), REEVE_FORBIDDEN_IN_COMPLAINTS, .extras = TRUE, .action = N_ ("Import complaints from %s") },
  { { "inspections", N_ ("Inspections"), FALSE, .key = "inspection.number" }, SPECS (inspection_specs), REEVE_FORBIDDEN_IN_COMPLAINTS, .extras = TRUE, .action = N_ ("Import inspections from %s") },
  { { "applications", N_ ("Applications"), FALSE, .key = "application.number" }, SPECS (application_specs), REEVE_FORBIDDEN_OF_WORKERS, .action = N_ ("Import applications from %s") },
  { { "events", N_ ("Court and police events"), FALSE, .key = "event.incident" }, SPECS (event_specs), REEVE_FORBIDDEN_OF_WORKERS, .action = N_ ("Import events from %s") },
  { { "places", N_ ("Places such as schools and parks"), TRUE, .key = "place.key" }, SPECS (place_specs), .action = N_ ("Import places from %s") },
  { { "zones", N_ ("Zones and districts"), TRUE, .key = "zone.key" }, SPECS (zone_specs), .action = N_ ("Import zones from %s") },
  { { "streets", N_ ("Streets"), TRUE, .key = "feature.key" }, SPECS (feature_specs), .action = N_ ("Import streets from %s") },
  { { "layer", N_ ("Another map layer"), TRUE, .key = "feature.key" }, SPECS (feature_specs), .action = N_ ("Import a map layer from %s") },
};

static ReeveImportKind kinds[G_N_ELEMENTS (rows)];

const ReeveImportKind *
reeve_import_kinds (guint *ret_n)
{
  static gsize ready;
  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          ReeveImportField *fields = g_new0 (ReeveImportField, rows[i].kind.n_fields);
          for (guint j = 0; j < rows[i].kind.n_fields; j++)
            {
              const ReeveImportSpec *spec = &rows[i].specs[j];
              fields[j] = (ReeveImportField){ spec->name, spec->label, (spec->flags & REQUIRED) != 0 };
            }
          kinds[i] = rows[i].kind;
          kinds[i].fields = fields;
        }
      g_once_init_leave (&ready, 1);
    }
  if (ret_n != NULL)
    *ret_n = G_N_ELEMENTS (kinds);
  return kinds;
}

const ReeveImportKind *
reeve_import_find_kind (const char *name)
{
  guint n;
  const ReeveImportKind *all = reeve_import_kinds (&n);
  for (guint i = 0; i < n; i++)
    if (strcmp (all[i].name, name) == 0)
      return &all[i];
  return NULL;
}

const ReeveImportSpec *
reeve_import_kind_get_specs (const ReeveImportKind *kind)
{
  return rows[kind - kinds].specs;
}

ReeveForbiddenScope
reeve_import_kind_get_scope (const ReeveImportKind *kind)
{
  return rows[kind - kinds].scope;
}

char *
reeve_import_kind_describe (const ReeveImportKind *kind, const char *file_name)
{
  return g_strdup_printf (_(rows[kind - kinds].action), file_name);
}

gboolean
reeve_import_kind_keeps_extras (const ReeveImportKind *kind)
{
  return rows[kind - kinds].extras;
}

int
reeve_import_kind_find_field (const ReeveImportKind *kind, const char *name)
{
  const char *bare = g_str_has_prefix (name, "premises.") ? name + strlen ("premises.") : NULL;
  for (guint i = 0; i < kind->n_fields; i++)
    if (strcmp (kind->fields[i].name, name) == 0 || (bare != NULL && strcmp (kind->fields[i].name, bare) == 0))
      return i;
  return -1;
}

static const ReeveImportSynonym synonyms[] = {
  /* "Inactive" and "closed" end a licence with no action taken against it, which is what lapsed means here */
  { "licence_status", "status", "inactive*", "lapsed" },
  { "licence_status", "status", "closed*", "lapsed" },
  { "licence_status", "status", "cancel*", "lapsed" },
  { "licence_status", "status", "out of business*", "lapsed" },
  { "licence_status", "status", "not renewed*", "lapsed" },
  { "licence_status", "status", "delinquent*", "lapsed" },
  { "licence_status", "status", "issued*", "active" },
  { "licence_status", "status", "active*", "active" },
  { "licence_status", "status", "current*", "active" },
  { "licence_status", "status", "valid*", "active" },
  { "licence_status", "status", "renewed*", "active" },
  { "licence_status", "status", "good standing*", "active" },
  { "licence_status", "status", "licensed", "active" },
  { "licence_status", "status", "in effect", "active" },
  { "licence_status", "status", "exp", "expired" },
  { "licence_status", "status", "expired*", "expired" },
  { "licence_status", "status", "pending*", "applied" },
  { "licence_status", "status", "application*", "applied" },
  { "licence_status", "status", "submitted*", "applied" },
  { "licence_status", "status", "received*", "applied" },
  { "licence_status", "status", "in review*", "under-review" },
  { "licence_status", "status", "under review*", "under-review" },
  { "licence_status", "status", "review*", "under-review" },
  { "licence_status", "status", "suspended*", "suspended" },
  { "licence_status", "status", "suspension*", "suspended" },
  { "licence_status", "status", "revoked*", "revoked" },
  { "licence_status", "status", "revocation*", "revoked" },
  { "licence_status", "status", "surrender*", "surrendered" },
  { "licence_status", "status", "denied*", "denied" },
  { "licence_status", "status", "rejected*", "denied" },
  { "licence_status", "status", "refused*", "denied" },
  { "licence_status", "status", "approved*", "approved" },
  { "licence_status", "status", "exempt*", "exempt" },
  { "licence_status", "status", "void*", "none" },
  { "business", "category", "*massage*", "massage" },
  { "business", "entity_type", "sole*", "sole" },
  { "business", "entity_type", "individual*", "sole" },
  { "business", "entity_type", "corp*", "corporation" },
  { "business", "entity_type", "inc*", "corporation" },
  { "business", "entity_type", "partner*", "partnership" },
  { "business", "entity_type", "limited liability co*", "llc" },
  { "business", "entity_type", "limited liability partner*", "llp" },
  { "complaint", "status", "open*", "pending" },
  { "complaint", "status", "new*", "pending" },
  { "complaint", "status", "active*", "in-progress" },
  { "complaint", "status", "assigned*", "in-progress" },
  { "complaint", "status", "investigat*", "in-progress" },
  { "complaint", "status", "in progress*", "in-progress" },
  { "complaint", "status", "closed*", "completed" },
  { "complaint", "status", "resolved*", "completed" },
  { "complaint", "status", "duplicate*", "cancelled" },
  { "complaint", "status", "cancel*", "cancelled" },
  { "complaint", "status", "transfer*", "referred" },
  { "complaint", "channel", "*phone*", "phone" },
  { "complaint", "channel", "call*", "phone" },
  { "complaint", "channel", "311*", "phone" },
  { "complaint", "channel", "*web*", "web" },
  { "complaint", "channel", "*online*", "web" },
  { "complaint", "channel", "*app", "web" },
  { "complaint", "channel", "email*", "web" },
  { "complaint", "channel", "e-mail*", "web" },
  { "complaint", "channel", "walk*", "counter" },
  { "complaint", "channel", "letter*", "mail" },
  { "complaint", "channel", "*field*", "officer" },
  { "complaint", "channel", "*officer*", "officer" },
  { "complaint", "priority", "high*", "safety" },
  { "complaint", "priority", "urgent*", "safety" },
  { "complaint", "priority", "emergency*", "safety" },
  { "complaint", "priority", "low*", "normal" },
  { "complaint", "priority", "medium*", "normal" },
  { "inspection", "kind", "*reinspection*", "reinspection" },
  { "inspection", "kind", "*re-inspection*", "reinspection" },
  { "inspection", "kind", "*follow*up*", "follow-up" },
  { "inspection", "kind", "*complaint*", "complaint" },
  { "inspection", "kind", "*routine*", "routine" },
  { "inspection", "kind", "*annual*", "routine" },
  { "inspection", "kind", "*cycle*", "routine" },
  { "inspection", "kind", "*application*", "application" },
  { "inspection", "kind", "*pre-permit*", "application" },
  { "inspection", "kind", "*licens*", "application" },
  { "inspection", "kind", "*clos*", "closing" },
  { "inspection", "result", "pass*", "nothing-needed" },
  { "inspection", "result", "no violation*", "nothing-needed" },
  { "inspection", "result", "compliant*", "nothing-needed" },
  { "inspection", "result", "in compliance*", "nothing-needed" },
  { "inspection", "result", "fail*", "corrections-wanted" },
  { "inspection", "result", "violation*", "corrections-wanted" },
  { "inspection", "result", "correct*", "corrections-wanted" },
  { "inspection", "result", "*refer*", "sent-to-enforcement" },
  { "inspection", "result", "*refus*", "access-refused" },
  { "inspection", "result", "*closed*", "closed-on-arrival" },
};

const char *
reeve_import_find_synonym (const char *table, const char *column, const char *folded)
{
  for (guint i = 0; i < G_N_ELEMENTS (synonyms); i++)
    if (strcmp (synonyms[i].table, table) == 0 && strcmp (synonyms[i].column, column) == 0
        && g_pattern_match_simple (synonyms[i].words, folded))
      return synonyms[i].code;
  return NULL;
}
