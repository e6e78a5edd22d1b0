// SPDX-License-Identifier: GPL-3.0-or-later
/* Operators, literals, keys and messages of version 1, each said once. The reader does not work from these tables, for it has more to know
 * of each; the tests see to it that nothing is in one and not in the other. */

#include "config.h"

#include "reeve-reference.h"

static const ReeveOperatorDoc operators[] = {
  { "a and b", "truth, truth -> truth", "Both hold.", "No if one surely does not.", "business.operating and business.principal-use" },
  { "a or b", "truth, truth -> truth", "At least one holds. Never beside `and` without parentheses.", "Yes if one surely holds.",
    "business.operating or (business.nonconforming and business.principal-use)" },
  { "not a", "truth -> truth", "It does not hold.", "Stays unknown.", "not business.out-call-only" },
  { "a = b, a != b", "two of one type -> truth", "Equal; not equal. A lone word after it is a code when the left side is one.",
    "Unknown, unless the ranges do not meet.", "business.category = massage" },
  { "a = none, a != none", "a field that may be none -> truth", "It is known that there is none; that there is one.", "Unknown.",
    "business.closed = none" },
  { "a < b, <=, >, >=", "numbers, money, lengths, areas, days, instants; durations of one kind -> truth",
    "Order. A day against an instant: by the instant's day. none lies after every day and beyond every distance.",
    "Yes or no when it holds for all, or for none, of the range.", "premises.floor <= 2" },
  { "x in [a, b]", "code or ordered value, list -> truth", "It is one of them.", "Unknown.", "premises.host in [hotel, motel]" },
  { "x in NAME", "code, set or list parameter -> truth", "The same, with the list in a parameter.", "Unknown.", "premises.zone in allowed-zones" },
  { "x in A..B", "ordered, span -> truth", "From A to B, both included.", "As with the comparisons.", "premises.floor in 1..3" },
  { "t in HOURS", "instant, schedule -> truth", "The minute lies in the hours, from the first to before the last; a span over midnight belongs to "
    "the weekday on which it starts.", "A look known only by its day: unknown if the hours cut that day.",
    "no business.observation where at in 22:00-08:00" },
  { "S has all of L", "set, list -> truth", "Every element of L is in S.", "No if one surely is not in it.", "business.provides has all of [massage]" },
  { "S has any of L", "set, list; or two schedules -> truth", "They share an element; the hours overlap.", "Yes if one surely is in it.",
    "not business.advertises has any of [massage, sauna]" },
  { "S has only L", "set, list; or two schedules -> truth", "S holds nothing but elements of L; the hours never leave L.",
    "No if S surely holds another.", "business.hours has only 08:00-21:00" },
  { "D within N before E", "day, duration, day -> truth", "E - N <= D <= E: both ends count.", "As with the comparisons.",
    "business.opened within 2 years before today" },
  { "D within N after E", "day, duration, day -> truth", "E <= D <= E + N: both ends count.", "As with the comparisons.",
    "business.city-licence.issued within 30 days after business.opened" },
  { "D by E", "day, day -> truth", "It happened on or before E. Not happened, and E still to come: not yet (pending).",
    "Not happened after E: no. Unknown D: unknown, or not yet while E is to come.", "business.city-licence.issued by business.opened + 60 days" },
  { "every C where P satisfies Q", "collection, truth, truth -> truth", "Each member for which P holds meets Q. Met when there is none.",
    "A member that is uncertain or fails only perhaps makes it unknown; one that surely fails decides.",
    "every business.staff where gives-massage satisfies state-licence.valid" },
  { "some C where P", "collection, truth -> truth", "At least one member for which P holds.", "Yes if one surely is; no only when the list is complete.",
    "some business.exemption where ground = school" },
  { "no C where P", "collection, truth -> truth", "There is no such member.", "No if one surely is; yes only when the list is complete.",
    "no business.event where kind = closure" },
  { "C as s", "collection", "Names the member, so that an inner quantifier can speak of it; and so that a collection of it named like a root can be "
    "reached: s.licence.", "",
    "some business.event as s where kind = suspension and (some business.event where kind = violation and date within 12 months after s.date)" },
  { "count(C where P)", "collection, truth -> number", "How many members.", "From those surely in it to those perhaps in it.",
    "count(business.staff where gives-massage) <= 12" },
  { "count(..., distinct F)", "field of the member", "Different values of F instead of members: incidents, not arrests.",
    "An unknown value may be one of the others, or new.", "count(premises.event where kind = arrest, distinct incident) < 3" },
  { "count(..., in any N)", "duration", "The most that fall into one span d .. d + N, wherever it begins; both ends belong to it, so 30 days are 31 "
    "calendar days (with first-day: included, 30). With distinct: the most different values within one such span.",
    "A member known by month only may fall in or out.", "count(business.event where kind = suspension, in any 12 months) < 2" },
  { "sum(E of C where P)", "number or money over members", "Total; of nothing 0.", "From the least to the most it can be.",
    "sum(paid of business.fee where kind = late) <= 100 USD" },
  { "min(E of C where P)", "ordered value over members", "The least; of nothing beyond everything.", "A member nobody looked for may be nearer.",
    "min(distance of premises.place where kind = school) >= school-distance" },
  { "max(E of C where P)", "ordered value over members", "The greatest; of nothing before everything.", "A member nobody looked for may be later.",
    "max(expires of business.document where kind = insurance) >= today" },
  { "min(A, B), max(A, B)", "two or more ordered values of one type", "The less or earlier; the greater or later. none lies after everything.",
    "On both ends of the range.", "business.opened <= max(business.city-licence.issued, business.state-licence.issued)" },
  { "a + b, a - b", "numbers, money, lengths, areas, durations; day + duration; day - day -> days", "Sum, difference. A minus has a space on either "
    "side.", "On both ends of the range.", "business.city-licence.expires - 30 days >= today" },
  { "a * b", "value, number; length, length -> area", "Product. There is no division: multiply the other side.", "On both ends of the range.",
    "observed.restrooms * 10 >= count(business.staff)" },
  { "next(12-31, D)", "month and day, day -> day", "The first such day on or after D. Same calendar year: next(12-31, a) = next(12-31, b).",
    "On both ends of the range.", "today <= next(12-31, business.city-licence.issued)" },
  { "days(A..B)", "two days -> number", "Days from A to B, both counted.", "On both ends of the range.", "days(business.opened..today) > 30" },
  { "started(X, N)", "two of one type -> number", "How many units N were begun: 61 minutes are 2 started hours.", "On both ends of the range.",
    "started(count(business.staff), 5) <= observed.restrooms" },
  { "today", "day", "The day of the check. Never the clock.", "", "business.opened <= today" },
  { "in-force", "day", "The day on which this version of the provision came into force.", "", "business.opened < in-force" },
};

static const ReeveLiteralDoc literals[] = {
  { "12, 8.5", "number", "At most 6 decimals; no mark between thousands." },
  { "10%", "number", "The number 0.10." },
  { "500 USD, 7.50 EUR", "money", "Code of the currency; never mixed." },
  { "600 ft, 8 inch, 200 m, 1 mi", "length", "International foot; lengths mix freely." },
  { "80 sq ft, 12 sq m", "area", "" },
  { "10 days, 1 year, 24 months, 10 business days, 48 hours, 30 minutes", "duration", "Singular or plural. Months are never compared with days; hours and "
    "minutes need an instant." },
  { "2024-02-29", "date", "" },
  { "2024-02-29T21:30", "instant", "Local time; to the minute." },
  { "12-31, 02-end", "month and day", "For next( ); end is the last day of the month." },
  { "A..B", "span", "Of dates, money, numbers; both ends included." },
  { "22:00-08:00, Mon-Thu 22:00-08:00, [Fri 23:00-24:00, Sat 00:00-08:00]", "schedule", "No weekday: every day; what a weekday has comes on top of that." },
  { "[02:00-08:00, holiday 03:00-08:00, holiday-eve 23:00-06:00, 12-25 none, 2026-07-04 10:00-23:00]", "schedule", "Days with hours of their own, "
    "instead of the weekday's: a date before a month and day, before a holiday, before its eve. Holidays are those of counting.holidays." },
  { "[en, es], [\"R-7.5(A)\", C-3], [1 USD, 2 USD]", "list", "Of one type, 1 to 500. Words in it are codes." },
  { "massage, \"R-7.5(A)\"", "code", "In quotes when it has other characters than letters, digits and single hyphens, or is a word of the language." },
  { "none", "none", "Only after = or !=." },
};

#define TOP ""
#define PROVISION "provisions"

static const ReeveKeyDoc keys[] = {
  { TOP, "reeve-ordinance", "1", TRUE, NULL, "Version of language and vocabulary." },
  { TOP, "id", "name", TRUE, NULL, "Unique in the case file; findings refer to file-id/provision-id." },
  { TOP, "version", "number", FALSE, NULL, "Of a library: what includes it states the same." },
  { TOP, "jurisdiction", "text", TRUE, NULL, "Shown and printed." },
  { TOP, "title", "text", TRUE, NULL, "Shown and printed." },
  { TOP, "authority", "text", FALSE, "W1", "What lets the city regulate this." },
  { TOP, "purpose", "text", FALSE, NULL, "Findings and purpose of the ordinance." },
  { TOP, "published", "keys", FALSE, NULL, "Where the text can be read." },
  { TOP, "adopted", "keys", FALSE, "a draft: compared, never used for findings", "Number and date of the ordinance." },
  { TOP, "include", "list", FALSE, NULL, "Libraries whose provisions are tested beside these." },
  { TOP, "counting", "keys", FALSE, "as below", "How periods are counted." },
  { TOP, "evidence", "duration", FALSE, "no limit", "How long what an officer saw speaks." },
  { TOP, "codes", "keys", FALSE, NULL, "Adds codes to an open list: `event.kind: {slept-there: Someone slept there}`. A code with other characters is a "
    "quoted key." },
  { TOP, "parameters", "keys", FALSE, NULL, "Named values; with dates when they change." },
  { TOP, "definitions", "keys", FALSE, NULL, "Named conditions." },
  { TOP, "checklist", "list", FALSE, NULL, "What officers answer at a visit." },
  { TOP, "given", "keys", FALSE, NULL, "Facts that every example starts from." },
  { TOP, "provisions", "list", TRUE, NULL, "At least one." },

  { PROVISION, "id", "name", TRUE, NULL, "Stays for ever; never used again." },
  { PROVISION, "citation", "text", TRUE, NULL, "As printed." },
  { PROVISION, "citation-meant", "text", FALSE, NULL, "If the print is wrong." },
  { PROVISION, "title", "text", FALSE, NULL, "Short." },
  { PROVISION, "text", "text", TRUE, NULL, "What it says, in the city's or your own words." },
  { PROVISION, "quote", "text", FALSE, NULL, "The words of the law; their fingerprint goes into each finding." },
  { PROVISION, "published", "keys", FALSE, "the file's", "Where this provision can be read." },
  { PROVISION, "note", "text", FALSE, NULL, "For colleagues; not printed." },
  { PROVISION, "about", "subject", FALSE, "business", "Which record is tested; see the table of subjects." },
  { PROVISION, "duty", "business, owner, practitioner, property-owner or city", FALSE, "business", "Who owes it. A breach is shown against that party "
    "only; the city's own go to its own-duties report." },
  { PROVISION, "from", "date", FALSE, "adopted.on", "First day in force." },
  { PROVISION, "until", "date", FALSE, "for ever", "Last day in force." },
  { PROVISION, "applies", "condition", FALSE, "always", "Scope. Outside it: not applicable." },
  { PROVISION, "unless", "list", FALSE, NULL, "Exemptions of the whole provision, each named in the explanation." },
  { PROVISION, "grandfather", "keys", FALSE, NULL, "Old rights; a back-test can switch it off." },
  { PROVISION, "require", "condition", FALSE, NULL, "The duty. One of require, grounds, defines; with none it is text only." },
  { PROVISION, "grounds", "condition", FALSE, NULL, "What permits or commands a sanction, said positively. Needs sanction." },
  { PROVISION, "defines", "condition", FALSE, NULL, "What falls under a term: compliant when it does, else not applicable; never a violation." },
  { PROVISION, "sanction", "keys", FALSE, NULL, "What the grounds are for." },
  { PROVISION, "measure", "keys, or unstated", FALSE, NULL, "How distances are taken; needed when a distance is read." },
  { PROVISION, "evidence", "duration", FALSE, "the file's", "How long what an officer saw speaks." },
  { PROVISION, "counting", "keys", FALSE, "the file's", "How periods are counted." },
  { PROVISION, "cure", "day expression", FALSE, NULL, "Last day to put right once a notice cites this; reads notice." },
  { PROVISION, "on-miss", "nothing, deemed-granted, deemed-denied or fee-returned", FALSE, "nothing", "What a missed `by` of the city brings. An officer "
    "records it; nothing happens by itself." },
  { PROVISION, "penalty", "list", FALSE, NULL, "Tiers of exposure, shown with a finding." },
  { PROVISION, "appeal", "keys", FALSE, NULL, "For notices." },
  { PROVISION, "authority", "text", FALSE, "the file's", "What lets the city regulate this." },
  { PROVISION, "amended", "list", FALSE, NULL, "Later versions, each with only the keys that change; a key set to none is removed." },
  { PROVISION, "examples", "list", FALSE, "W3", "Worked examples; each runs whenever the file is read." },

  { "adopted", "ordinance", "text", TRUE, NULL, "Number of the ordinance." },
  { "adopted", "on", "date", TRUE, NULL, "Day of adoption, and the first day in force of every provision that has no `from` of its own: write the day in force where the law gives only that." },

  { "published", "url", "text", FALSE, NULL, "Address." },
  { "published", "year", "number", FALSE, NULL, "Year of the text read." },

  { "include", "library", "name", TRUE, NULL, "Its id." },
  { "include", "version", "number", TRUE, NULL, "Its version." },
  { "include", "without", "list of ids", FALSE, NULL, "Provisions left out, so that the city's stand in their place." },

  { "counting", "first-day", "excluded or included", FALSE, "excluded", "excluded: 10 days from the 1st end on the 11th. included: on the 10th. Also for -, "
    "within and `in any`." },
  { "counting", "month-end", "last-day or next-day", FALSE, "last-day", "31 January + 1 month: the last day of February, or 1 March." },
  { "counting", "roll", "none, next or previous", FALSE, "none", "A sum D + N that falls on a weekend or holiday moves. Never for - and before." },
  { "counting", "holidays", "list of dates", FALSE, "unknown", "The city's table, for business days and roll. A year with no date in it is unknown; `[]`: "
    "there are none in any year. An example may bring its own: `given: {holidays: [...]}`. Where a provision speaks of business days, every example needs "
    "a table, its own or this one (E402)." },

  { "parameters", "from", "date", TRUE, NULL, "First day of this value." },
  { "parameters", "value", "literal", TRUE, NULL, "Of one type with the others." },
  { "parameters", "source", "text", FALSE, NULL, "Ordinance that set it." },

  { "definitions", "of", "record", FALSE, "no record: roots only", "A condition on one record of that kind, read bare where one is at hand." },
  { "definitions", "is", "expression", TRUE, NULL, "The condition." },
  { "definitions", "text", "text", FALSE, NULL, "How explanations say it." },

  { "checklist", "id", "name", TRUE, NULL, "Read as observed.ID." },
  { "checklist", "ask", "text", TRUE, NULL, "Neutral: no answer is good or bad by itself." },
  { "checklist", "when", "condition", FALSE, "always", "Asked only if this holds; it reads questions above it. Not asked reads: no, 0, not-there, none, "
    "no codes." },
  { "checklist", "answers", "yes-no, number, length, area, money, date, \"one of [a, b]\" or \"any of [a, b]\"", FALSE, "yes-no", "What may be answered. "
    "\"Not observed\" is always offered, and is unknown." },
  { "checklist", "of", "visit, staff, employment, principal, person-present, room, part, or another record: application, violation, licence, notice, hearing, sanction, "
    "complaint, event, document, change, use-permit, occupancy, exemption, fee", FALSE, "visit",
    "Which record is asked about." },
  { "checklist", "note", "text", FALSE, NULL, "For the officer." },
  { "checklist", "lasts", "duration", FALSE, "evidence", "After it an answer is no longer known." },

  { "provisions.unless", "id", "name", TRUE, NULL, "Named in the explanation." },
  { "provisions.unless", "text", "text", TRUE, NULL, "Words of the exemption." },
  { "provisions.unless", "when", "condition", TRUE, NULL, "When it holds the whole provision is not applicable." },

  { "provisions.grandfather", "when", "condition", TRUE, NULL, "Who keeps old rights." },
  { "provisions.grandfather", "until", "day expression", FALSE, "for ever", "Last day of them, that day too: `in-force + 2 years`, or a plain date." },

  { "provisions.sanction", "kind", "code of sanction.kind", FALSE, NULL, "One kind; or any-of." },
  { "provisions.sanction", "effect", "may or shall", FALSE, "may", "Words only: a person decides in both cases." },
  { "provisions.sanction", "at-least", "duration", FALSE, NULL, "" },
  { "provisions.sanction", "at-most", "duration", FALSE, NULL, "" },
  { "provisions.sanction", "amount", "money, or A..B", FALSE, NULL, "" },
  { "provisions.sanction", "any-of", "list", FALSE, NULL, "Several, each with kind and limits." },

  { "provisions.measure", "from", "door, building, parcel or unstated", FALSE, "unstated", "Where it starts at the business." },
  { "provisions.measure", "to", "property-line, building, door, zone-edge or unstated", FALSE, "unstated", "Where it ends. Unstated: to the edge of the "
    "lot or zone; of a point, the point." },
  { "provisions.measure", "path", "straight or walking", FALSE, "straight", "Walking is not computed: unknown until an officer enters it." },

  { "provisions.penalty", "offence", "number", TRUE, NULL, "The tier for this and further offences." },
  { "provisions.penalty", "within", "duration", FALSE, "for ever", "Earlier offences count that long." },
  { "provisions.penalty", "fine", "money, A..B or none", FALSE, NULL, "" },
  { "provisions.penalty", "each", "offence, day or person", FALSE, "offence", "Unit of the fine; never multiplied out." },
  { "provisions.penalty", "jail", "duration", FALSE, NULL, "" },
  { "provisions.penalty", "class", "text", FALSE, NULL, "Class of the offence." },
  { "provisions.penalty", "suspend", "duration, or A..B", FALSE, NULL, "" },
  { "provisions.penalty", "revoke", "yes or no", FALSE, "no", "" },
  { "provisions.penalty", "ineligible", "duration", FALSE, NULL, "No new licence for so long." },
  { "provisions.penalty", "ineligible-for", "list of place, owner", FALSE, NULL, "Whom that binds." },

  { "provisions.appeal", "by", "day expression", FALSE, NULL, "Last day to appeal." },
  { "provisions.appeal", "forum", "text", FALSE, NULL, "To whom." },
  { "provisions.appeal", "stays", "yes or no", FALSE, "no", "Whether it stays the sanction." },

  { "provisions.amended", "from", "date", TRUE, NULL, "First day of the version." },
  { "provisions.amended", "source", "text", TRUE, NULL, "Ordinance that made it." },
  { "provisions.amended", "repealed", "yes", FALSE, NULL, "The provision ends the day before." },

  { "provisions.examples", "name", "text", TRUE, NULL, "Told when it fails." },
  { "provisions.examples", "on", "date", FALSE, "the latest day it mentions", "The day of the check." },
  { "provisions.examples", "given", "keys", FALSE, NULL, "Facts, laid over the file's given. Not written is unknown." },
  { "provisions.examples", "expect", "compliant, violation, not-applicable, insufficient, pending, grounds or no-grounds", TRUE, NULL,
    "What must come out." },
  { "provisions.examples", "why", "text", FALSE, NULL, "For readers." },
};

static const ReeveErrorDoc errors[] = {
  { "E100", "Too large, too deep or too many parts.", NULL, "Split the file, or name parts as definitions." },
  { "E101", "A character that expressions do not have.", "business.city-licence.fee-paid >= $75", "business.city-licence.fee-paid >= 75 USD" },
  { "E102", "Names have hyphens, not underscores.", "premises.home_occupation", "premises.home-occupation" },
  { "E103", "The YAML cannot be read.", NULL, "In { } put texts with a comma, colon or bracket in quotes, or on a line of their own." },
  { "E104", "Anchors, aliases, tags and merge keys are not part of this YAML.", NULL, "Write it out; use parameters and definitions." },
  { "E105", "An unknown key.", NULL, "The nearest key is named; see the table of keys." },
  { "E106", "A key twice in one place.", NULL, "Keep one." },
  { "E107", "A key that must be there is missing.", NULL, "Add it." },
  { "E108", "Something else is expected here.", "every business.staff where gives-massage", "every business.staff satisfies gives-massage" },
  { "E109", "Comparisons do not chain.", "1 < premises.floor < 3", "premises.floor in 1..3" },
  { "E110", "`and` and `or` beside each other: the law can be read two ways.", "business.operating and premises.home-occupation or business.nonconforming",
    "business.operating and (premises.home-occupation or business.nonconforming)" },
  { "E111", "A quantifier inside a condition stands in parentheses.", "business.operating and some business.event where kind = closure",
    "business.operating and (some business.event where kind = closure)" },
  { "E112", "A minus without spaces reads as part of a name.", "today >= business.city-licence.expires-30 days",
    "today >= business.city-licence.expires - 30 days" },
  { "E113", "There is no such date, time or month and day.", "business.opened < 2023-02-29", "business.opened < 2023-03-01" },
  { "E201", "An unknown field of this record.", "premises.zon = C-3", "premises.zone = C-3" },
  { "E202", "An unknown name, or a root that this `about` does not have.", "application.extended", "about: application" },
  { "E203", "An unknown code for this field.", "some business.event where kind = arest", "some business.event where kind = arrest" },
  { "E204", "A collection where one value is needed, or a whole record.", "business.staff.gives-massage",
    "every business.staff satisfies gives-massage" },
  { "E205", "A name that is used already.", NULL, "Names of fields, parameters and definitions share one space." },
  { "E206", "A definition that uses itself.", NULL, "Break the ring." },
  { "E207", "A library that is not found, or includes itself.", NULL, "It is looked for beside the file and in the case file." },
  { "E208", "An unknown checklist item.", "observed.front-dor", "observed.front-door, with an item of that id" },
  { "E209", "An item asked of a record that is not at hand here.", NULL, "An item of staff is read inside a quantifier over staff." },
  { "E210", "Two types that cannot be compared.", "min(distance of premises.place where kind = school) >= 1000",
    "min(distance of premises.place where kind = school) >= 1000 ft" },
  { "E211", "This operator needs another type.", "premises.floor has any of [massage]", "premises.floor in 1..3" },
  { "E212", "Months cannot be compared with days.", "today - business.opened > 12 months", "business.opened < today - 12 months" },
  { "E213", "Truth stands alone.", "business.operating = yes", "business.operating" },
  { "E214", "This field is never none.", "premises.floor = none", "premises.floor > 0" },
  { "E215", "The condition is always so, or never.", "count(business.staff) >= 0", "count(business.staff) >= 1" },
  { "E301", "A version that is never in force.", NULL, "Put the amendments in the order of their days." },
  { "E302", "Values of a parameter out of order or of different types.", NULL, "Rising days, one type and unit." },
  { "E303", "`grounds` without `sanction`, or two tests in one provision.", NULL, "One of require, grounds, defines." },
  { "E304", "A distance is read, but nothing says how it is taken.", NULL, "measure: {from: door, to: property-line, path: straight}, or measure: unstated" },
  { "E305", "The limit lies beyond the search radius of 2 miles.", NULL, "Nothing is known beyond it." },
  { "E306", "`on-miss` without a deadline, or not of a duty of the city.", NULL, "Write the duty with `by`, and duty: city." },
  { "E401", "A worked example comes out otherwise than expected.", NULL, "Read the reason behind the colon; then mend the rule or the example." },
  { "E402", "A fact of an example does not fit.", NULL, "See the fields and their types." },
  { "W1", "No authority is stated.", NULL, "authority: at the top or in the provision" },
  { "W2", "The duty falls on a worker.", NULL, "Ask whether the business can owe it." },
  { "W3", "A provision has no example.", NULL, "Two at least: one that is met, one that is not." },
  { "W4", "A definition that no provision uses.", NULL, "Use it or take it out." },
  { "W5", "Periods added in steps.", NULL, "D + 1 month + 1 month may differ from D + 2 months." },
  { "W6", "A fine over the cap that the parameter fine-cap states, in this file or in a library.", NULL, "Ask counsel." },
  { "W7", "Told by a check of a case file: a provision that applied to none of its records.", NULL, "Look at its scope, and at what is recorded." },
  { "W8", "Two provisions of the city that are alike but for one limit.", NULL, "Both are reported; say in a note which text prevails." },
  { "W9", "A reference that leads nowhere: a section that no provision cites, an id that no provision has.", NULL, "Mend the reference." },
};

#define RETURN_TABLE(table)                                                                                                                   \
  *ret_n = G_N_ELEMENTS (table);                                                                                                              \
  return table

const ReeveOperatorDoc *
reeve_reference_operators (guint *ret_n)
{
  RETURN_TABLE (operators);
}

const ReeveLiteralDoc *
reeve_reference_literals (guint *ret_n)
{
  RETURN_TABLE (literals);
}

const ReeveKeyDoc *
reeve_reference_keys (guint *ret_n)
{
  RETURN_TABLE (keys);
}

const ReeveErrorDoc *
reeve_reference_errors (guint *ret_n)
{
  RETURN_TABLE (errors);
}
