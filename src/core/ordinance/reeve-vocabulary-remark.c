// SPDX-License-Identifier: GPL-3.0-or-later
/* What a drafter must know of a field beyond its name and type, said once: the reference, the editor and the command line read it here.
 * In English, as the words of the language are; what a trace shows is the label, which is translated. */

#include "config.h"

#include <string.h>

#include "reeve-vocabulary.h"

#define PERSON_REMARKS(kind)                                                                                                                  \
  { kind, "person", "Opaque; only = and !=. There is no name and no birth date." },                                                          \
  { kind, "turned-18", "As the officer saw the document; no birth date is kept." },                                                          \
  { kind, "licence-number", "Text: only the test for none." },                                                                               \
  { kind, "city-licence", "A person's licence of the city: the work permit." },                                                              \
  { kind, "licence", "All licences of the person ever; say which with scope and class." },                                                   \
  { kind, "event", "Events that follow the person, wherever they happened." }

#define EMPLOYMENT_REMARKS(kind)                                                                                                              \
  { kind, "ended", "none: still working there." },                                                                                           \
  { kind, "notified", "For duties to report a new hire." },                                                                                  \
  { kind, "supervised-by", "none: works without a supervisor." }

static const struct { ReeveKind kind; const char *field, *remark; } remarks[] = {
  { REEVE_KIND_SUBJECT, "business", "The business itself, or that of the record tested." },
  { REEVE_KIND_SUBJECT, "premises", "Where the business is on the day; the address and what is around it." },
  { REEVE_KIND_SUBJECT, "notice", "About a notice: that notice. Otherwise the latest notice that cites this provision." },
  { REEVE_KIND_SUBJECT, "city", "The whole city: its registers, for quotas." },
  { REEVE_KIND_SUBJECT, "holder", "Who holds the practitioner's licence." },
  { REEVE_KIND_SUBJECT, "sanction", "About a hearing or appeal: the sanction contested." },
  { REEVE_KIND_SUBJECT, "hearing", "About a sanction: the hearing on it." },

  { REEVE_KIND_BUSINESS, "category", "The main one. A place under two codes: classes." },
  { REEVE_KIND_BUSINESS, "classes", "All regulated classes at once." },
  { REEVE_KIND_BUSINESS, "provides", "Services given, as recorded; not what is advertised." },
  { REEVE_KIND_BUSINESS, "advertises", "Services offered in its advertising, as an officer coded them." },
  { REEVE_KIND_BUSINESS, "operating", "Open for business that day." },
  { REEVE_KIND_BUSINESS, "closed", "none: not closed." },
  { REEVE_KIND_BUSINESS, "out-call-only", "Serves only at the customer's place." },
  { REEVE_KIND_BUSINESS, "nonconforming", "A lawful use from before the zoning that forbids it." },
  { REEVE_KIND_BUSINESS, "attached-to", "none: belongs to no practice." },
  { REEVE_KIND_BUSINESS, "staff-count", "As stated by the business; count(business.staff) counts the recorded persons." },
  { REEVE_KIND_BUSINESS, "hours", "Stated hours of that day. What officers saw is observation." },
  { REEVE_KIND_BUSINESS, "city-licence", "The licence of the authority that uses this file: a city, or a county (its scope is then local). The latest that "
                                         "no other replaced." },
  { REEVE_KIND_BUSINESS, "state-licence", "The state's licence of the establishment, the latest that no other replaced." },
  { REEVE_KIND_BUSINESS, "staff", "Who works there that day." },
  { REEVE_KIND_BUSINESS, "employment", "Staff and former staff." },
  { REEVE_KIND_BUSINESS, "principal", "Owners, officers, managers of that day; role says which." },
  { REEVE_KIND_BUSINESS, "person-present", "Who was there at the latest visit, by role, never by name." },
  { REEVE_KIND_BUSINESS, "observation", "One for each look at the place; conduct is judged on all of them within evidence:." },
  { REEVE_KIND_BUSINESS, "licence", "All licences ever. Of another authority: where scope = other." },
  { REEVE_KIND_BUSINESS, "notice", "Every notice about this business, those to third parties too: to says who got it." },
  { REEVE_KIND_BUSINESS, "sanction", "A fine with a suspension is one record: kind is the heavier, components names both, amount and from..to hold." },
  { REEVE_KIND_BUSINESS, "violation", "Only those that an officer confirmed." },
  { REEVE_KIND_BUSINESS, "event", "What happened to this enterprise; premises.event stays with the address." },

  { REEVE_KIND_PREMISES, "zone", "Of the zone layer of that day; unknown when not matched or on a border. The codes are the city's own." },
  { REEVE_KIND_PREMISES, "zone-allows", "What the zone allows, as the city's table says." },
  { REEVE_KIND_PREMISES, "floor", "1 = street level." },
  { REEVE_KIND_PREMISES, "host", "The larger place it is inside of; none: it stands alone." },
  { REEVE_KIND_PREMISES, "event", "Events at this address, whoever held it then." },
  { REEVE_KIND_PREMISES, "occupancy", "Businesses that were at this address, this one included (same-business)." },
  { REEVE_KIND_PREMISES, "place", "Within the search radius of 2 miles; distance is taken as the provision's measure says." },
  { REEVE_KIND_PREMISES, "peer", "Other businesses within 2 miles; this one is left out." },

  { REEVE_KIND_LICENCE, "scope", "city, state, local (the authority that uses this file, whichever it is), other." },
  { REEVE_KIND_LICENCE, "status", "Of that day. none when there is no such licence." },
  { REEVE_KIND_LICENCE, "expires", "none: without end. A licence that does not exist expired long ago." },
  { REEVE_KIND_LICENCE, "valid", "Computed: status = active and expires >= today. No licence: no." },
  { REEVE_KIND_LICENCE, "first-issued", "Of the first in an unbroken row of renewals." },
  { REEVE_KIND_LICENCE, "for-cause", "Surrendered while something was pending." },
  { REEVE_KIND_LICENCE, "holder", "none: nobody in person." },

  PERSON_REMARKS (REEVE_KIND_STAFF), EMPLOYMENT_REMARKS (REEVE_KIND_STAFF),
  PERSON_REMARKS (REEVE_KIND_EMPLOYMENT), EMPLOYMENT_REMARKS (REEVE_KIND_EMPLOYMENT),
  PERSON_REMARKS (REEVE_KIND_PRINCIPAL), PERSON_REMARKS (REEVE_KIND_APPLICATION_PERSON),
  PERSON_REMARKS (REEVE_KIND_PERSON_PRESENT), PERSON_REMARKS (REEVE_KIND_HOLDER),
  { REEVE_KIND_PRINCIPAL, "share", "A part of 1: 10% or 0.10." },
  { REEVE_KIND_PRINCIPAL, "inquiry", "How the background inquiry came out; a clear one makes the person's events complete." },
  { REEVE_KIND_APPLICATION_PERSON, "disclosed", "Named what the form asks for." },

  { REEVE_KIND_APPLICATION, "filed", "By the applicant." },
  { REEVE_KIND_APPLICATION, "received", "By the city." },
  { REEVE_KIND_APPLICATION, "complete", "none: still incomplete." },
  { REEVE_KIND_APPLICATION, "decided", "none: not decided. Of a deemed decision, the day it is deemed." },
  { REEVE_KIND_APPLICATION, "decision", "deemed-granted and deemed-denied stand only once an officer has recorded them." },
  { REEVE_KIND_APPLICATION, "due", "Computed: last day for the city's decision, from its deadline with tolling and extension." },
  { REEVE_KIND_APPLICATION, "person", "Everyone named: applicant, owner, officer, partner, manager, therapist." },

  { REEVE_KIND_INSPECTION, "entry", "none: closed on arrival." },
  { REEVE_KIND_INSPECTION, "warrant", "none: no warrant." },
  { REEVE_KIND_INSPECTION, "by", "The service that inspected." },
  { REEVE_KIND_OBSERVATION, "at", "Day and time of the look; a look known only by its day is uncertain in any hours that cut the day." },

  { REEVE_KIND_VIOLATION, "provision", "Id of a provision, as file-id/id." },
  { REEVE_KIND_VIOLATION, "found", "Day on which an officer confirmed it." },
  { REEVE_KIND_VIOLATION, "corrected", "none: not yet." },
  { REEVE_KIND_VIOLATION, "earlier", "Computed: earlier confirmed ones of the same provision and duty-holder." },

  { REEVE_KIND_NOTICE, "issued", "Date of the letter; for periods counted from issue." },
  { REEVE_KIND_NOTICE, "served", "Day on which service took effect." },
  { REEVE_KIND_NOTICE, "returned", "none: it did not come back." },
  { REEVE_KIND_NOTICE, "correct-by", "Last day to correct with extensions; prefer it to your own sum where the city grants some." },
  { REEVE_KIND_NOTICE, "to", "All recipients: business, owner, practitioner, property-owner, city." },
  { REEVE_KIND_NOTICE, "states", "What the letter says." },

  { REEVE_KIND_HEARING, "decision", "none: not decided. Effect of an appeal: reversed, modified ..." },
  { REEVE_KIND_SANCTION, "kind", "offence: a plain breach that brings only a penalty." },
  { REEVE_KIND_SANCTION, "issued", "Date of the letter." },
  { REEVE_KIND_SANCTION, "from", "Day it takes effect." },
  { REEVE_KIND_SANCTION, "length", "As imposed; computed from from..to when not recorded." },
  { REEVE_KIND_SANCTION, "components", "What one decision combines: fine and suspension ..." },
  { REEVE_KIND_SANCTION, "offence-from", "First day for which a daily fine was counted." },

  { REEVE_KIND_COMPLAINT, "received", "Day and time. Who complained is not known here, ever." },
  { REEVE_KIND_COMPLAINT, "first-visit", "none: no visit yet." },

  { REEVE_KIND_EVENT, "kind", "The kind that was recorded; never one inferred from another (an arrest is no conviction)." },
  { REEVE_KIND_EVENT, "date", "Of that kind of event: of the conviction, not of the offence." },
  { REEVE_KIND_EVENT, "incident", "What several events belong to; count(..., distinct incident) counts incidents." },
  { REEVE_KIND_EVENT, "provision", "Section cited, for repeat rules by section." },

  { REEVE_KIND_PLACE, "kind", "One kind each; a church or temple is worship." },
  { REEVE_KIND_PLACE, "distance", "By the provision's measure; a range, as wide as both positions are uncertain." },
  { REEVE_KIND_PLACE, "since", "For texts that ask what was there first." },
  { REEVE_KIND_PEER, "distance", "By the provision's measure." },
  { REEVE_KIND_USE_PERMIT, "granted", "none: not granted; status tells why." },
  { REEVE_KIND_USE_PERMIT, "ends", "none: without end." },
  { REEVE_KIND_DOCUMENT, "filed", "Day on which the city got it." },
  { REEVE_KIND_DOCUMENT, "languages", "Languages the paper is in." },
  { REEVE_KIND_CHANGE, "approved", "none: not approved." },
  { REEVE_KIND_EXEMPTION, "proof", "The papers that prove it are on file." },
  { REEVE_KIND_STATUS_SPAN, "to", "none: it still holds." },
  { REEVE_KIND_OCCUPANCY, "same-business", "This very business, not one before it." },
  { REEVE_KIND_FEE, "kind", "Every charge other than the fee of an application or licence." },
  { REEVE_KIND_CITY, "licence", "All licences the city issued; for quotas: count(city.licence where ...) <= 20." },
};

const char *
reeve_vocabulary_remark (ReeveKind kind, guint field)
{
  const ReeveKindDef *def = reeve_vocabulary_kind (kind);

  g_return_val_if_fail (def != NULL && field < def->n_fields, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (remarks); i++)
    if (remarks[i].kind == kind && strcmp (remarks[i].field, def->fields[field].name) == 0)
      return remarks[i].remark;
  return NULL;
}

guint
reeve_vocabulary_n_remarks (void)
{
  return G_N_ELEMENTS (remarks);
}
