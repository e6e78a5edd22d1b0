/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-ordinance-fields.h"

static const ReeveLawChoice duties[] = {
  { NULL, NC_ ("law", "the business") },
  { "business", NC_ ("law", "the business") },
  { "owner", NC_ ("law", "its owner") },
  { "practitioner", NC_ ("law", "the practitioner") },
  { "property-owner", NC_ ("law", "the owner of the property") },
  { "city", NC_ ("law", "the city") },
  { NULL, NULL },
};
static const ReeveLawChoice from_ends[] = {
  { NULL, NC_ ("law", "not stated") },
  { "door", NC_ ("law", "the door of the business") },
  { "building", NC_ ("law", "its building") },
  { "parcel", NC_ ("law", "its parcel") },
  { "unstated", NC_ ("law", "the text does not say") },
  { NULL, NULL },
};
static const ReeveLawChoice to_ends[] = {
  { NULL, NC_ ("law", "not stated") },
  { "property-line", NC_ ("law", "the property line of the place") },
  { "building", NC_ ("law", "the building of the place") },
  { "door", NC_ ("law", "the door of the place") },
  { "zone-edge", NC_ ("law", "the edge of the zone") },
  { "unstated", NC_ ("law", "the text does not say") },
  { NULL, NULL },
};
static const ReeveLawChoice paths[] = {
  { NULL, NC_ ("law", "in a straight line") },
  { "straight", NC_ ("law", "in a straight line") },
  { "walking", NC_ ("law", "as one walks") },
  { NULL, NULL },
};
static const ReeveLawChoice yes_no[] = {
  { NULL, NC_ ("law", "no") },
  { "yes", NC_ ("law", "yes") },
  { "no", NC_ ("law", "no") },
  { NULL, NULL },
};
static const ReeveLawChoice each[] = {
  { NULL, NC_ ("law", "each offence") },
  { "offence", NC_ ("law", "each offence") },
  { "day", NC_ ("law", "each day") },
  { "person", NC_ ("law", "each person") },
  { NULL, NULL },
};
static const ReeveLawChoice effects[] = {
  { NULL, NC_ ("law", "the city may") },
  { "may", NC_ ("law", "the city may") },
  { "shall", NC_ ("law", "the city shall") },
  { NULL, NULL },
};
static const ReeveLawChoice sanctions[] = {
  { NULL, NC_ ("law", "not stated") },
  { "warning", NC_ ("law", "warn") },
  { "citation", NC_ ("law", "cite") },
  { "fine", NC_ ("law", "fine") },
  { "suspension", NC_ ("law", "suspend the licence") },
  { "summary-suspension", NC_ ("law", "suspend the licence at once") },
  { "denial", NC_ ("law", "deny the licence") },
  { "non-renewal", NC_ ("law", "not renew the licence") },
  { "revocation", NC_ ("law", "revoke the licence") },
  { "certificate-revocation", NC_ ("law", "revoke the certificate of occupancy") },
  { "nuisance-declaration", NC_ ("law", "declare a nuisance") },
  { NULL, NULL },
};
static const ReeveLawChoice misses[] = {
  { NULL, NC_ ("law", "nothing happens by itself") },
  { "nothing", NC_ ("law", "nothing happens by itself") },
  { "deemed-granted", NC_ ("law", "deemed granted") },
  { "deemed-denied", NC_ ("law", "deemed denied") },
  { "fee-returned", NC_ ("law", "the fee is returned") },
  { NULL, NULL },
};

static const ReeveLawField provision_fields[] = {
  { "title", NC_ ("law", "Title"), REEVE_LAW_LINE, .always = TRUE },
  { "citation", NC_ ("law", "Citation"), REEVE_LAW_LINE, .always = TRUE },
  { "text", NC_ ("law", "Text"), REEVE_LAW_TEXT, .always = TRUE },
  { "quote", NC_ ("law", "Quoted law"), REEVE_LAW_TEXT },
  { "applies", NC_ ("law", "Applies to"), REEVE_LAW_CONDITION, .always = TRUE },
  { "duty", NC_ ("law", "Duty of"), REEVE_LAW_CHOICE, duties, .always = TRUE },
  { "require", NC_ ("law", "Requires"), REEVE_LAW_CONDITION },
  { "grounds", NC_ ("law", "Grounds"), REEVE_LAW_CONDITION },
  { "defines", NC_ ("law", "Defines"), REEVE_LAW_CONDITION },
  { NULL },
};
/* Below the conditions, the parameters and the groups. */
static const ReeveLawField more_fields[] = {
  { "cure", NC_ ("law", "Cure"), REEVE_LAW_DEADLINE, .always = TRUE },
  { "evidence", NC_ ("law", "Evidence lasts"), REEVE_LAW_AMOUNT, NULL, REEVE_TYPE_DURATION, TRUE },
  { "on-miss", NC_ ("law", "If the city is late"), REEVE_LAW_CHOICE, misses },
  { "authority", NC_ ("law", "Authority"), REEVE_LAW_LINE, .always = TRUE },
  { "note", NC_ ("law", "Note"), REEVE_LAW_LINE, .always = TRUE },
  { NULL },
};
static const ReeveLawField measure_fields[] = {
  { "from", NC_ ("law", "From"), REEVE_LAW_CHOICE, from_ends, .always = TRUE },
  { "to", NC_ ("law", "To"), REEVE_LAW_CHOICE, to_ends, .always = TRUE },
  { "path", NC_ ("law", "How"), REEVE_LAW_CHOICE, paths, .always = TRUE },
  { NULL },
};
static const ReeveLawField penalty_fields[] = {
  { "offence", NC_ ("law", "From which offence on"), REEVE_LAW_AMOUNT, NULL, REEVE_TYPE_NUMBER, TRUE },
  { "fine", NC_ ("law", "Fine"), REEVE_LAW_RANGE, NULL, REEVE_TYPE_MONEY, TRUE },
  { "each", NC_ ("law", "For"), REEVE_LAW_CHOICE, each, .always = TRUE },
  { "within", NC_ ("law", "Earlier ones count for"), REEVE_LAW_AMOUNT, NULL, REEVE_TYPE_DURATION, TRUE },
  { "jail", NC_ ("law", "Jail"), REEVE_LAW_LINE },
  { "class", NC_ ("law", "Class"), REEVE_LAW_LINE },
  { "suspend", NC_ ("law", "Suspension"), REEVE_LAW_RANGE, NULL, REEVE_TYPE_DURATION },
  { "revoke", NC_ ("law", "Revocation"), REEVE_LAW_CHOICE, yes_no },
  { "ineligible", NC_ ("law", "No new licence for"), REEVE_LAW_AMOUNT, NULL, REEVE_TYPE_DURATION },
  { NULL },
};
static const ReeveLawField appeal_fields[] = {
  { "by", NC_ ("law", "Last day"), REEVE_LAW_DEADLINE, .always = TRUE },
  { "forum", NC_ ("law", "To whom"), REEVE_LAW_LINE, .always = TRUE },
  { "stays", NC_ ("law", "Stays the sanction"), REEVE_LAW_CHOICE, yes_no, .always = TRUE },
  { NULL },
};
static const ReeveLawField sanction_fields[] = {
  { "effect", NC_ ("law", "Effect"), REEVE_LAW_CHOICE, effects, .always = TRUE },
  { "kind", NC_ ("law", "Sanction"), REEVE_LAW_CHOICE, sanctions, .always = TRUE },
  { "at-least", NC_ ("law", "At least"), REEVE_LAW_AMOUNT, NULL, REEVE_TYPE_DURATION },
  { "at-most", NC_ ("law", "At most"), REEVE_LAW_AMOUNT, NULL, REEVE_TYPE_DURATION },
  { "amount", NC_ ("law", "Amount"), REEVE_LAW_RANGE, NULL, REEVE_TYPE_MONEY },
  { NULL },
};
static const ReeveLawField unless_fields[] = {
  { "text", NC_ ("law", "Who is exempt"), REEVE_LAW_LINE, .always = TRUE },
  { "when", NC_ ("law", "When"), REEVE_LAW_CONDITION, .always = TRUE },
  { NULL },
};
static const ReeveLawField grandfather_fields[] = {
  { "when", NC_ ("law", "Who is spared"), REEVE_LAW_CONDITION, .always = TRUE },
  { "until", NC_ ("law", "Until"), REEVE_LAW_EXPRESSION, .always = TRUE },
  { NULL },
};

const ReeveLawField *
reeve_law_fields (const char *group)
{
  static const struct { const char *group; const ReeveLawField *fields; } groups[] = {
    { "", provision_fields }, { "more", more_fields }, { "measure", measure_fields }, { "penalty", penalty_fields }, { "appeal", appeal_fields },
    { "sanction", sanction_fields }, { "unless", unless_fields }, { "grandfather", grandfather_fields },
  };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_str_equal (groups[i].group, group))
      return groups[i].fields;
  return more_fields;
}

const ReeveLawGroup *
reeve_law_groups (guint *ret_n)
{
  static const ReeveLawGroup groups[] = {
    { "measure", NC_ ("law", "Measured"), NC_ ("law", "Say how a distance is measured"), "from: door\nto: property-line\npath: straight", FALSE },
    { "unless", NC_ ("law", "Unless"), NC_ ("law", "Add an exception"), "id: %s\ntext: Who is exempt\nwhen: today < 1900-01-01", TRUE },
    { "penalty", NC_ ("law", "Penalty"), NC_ ("law", "Add a step"), "offence: %u\nfine: 0 USD..500 USD", TRUE },
    { "sanction", NC_ ("law", "Sanction"), NULL, NULL, FALSE },
    { "appeal", NC_ ("law", "Appeal"), NC_ ("law", "Say who hears an appeal"), "by: notice.served + 10 days\nforum: municipal court\nstays: no", FALSE },
    { "grandfather", NC_ ("law", "Grandfather"), NC_ ("law", "Spare what was there before"), "when: business.opened < in-force", FALSE },
  };

  *ret_n = G_N_ELEMENTS (groups);
  return groups;
}
