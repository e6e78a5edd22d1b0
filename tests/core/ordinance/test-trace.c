/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an explanation says: the sentence with its numbers in each mood, why something does not apply, what would settle it, the table of
 * facts, the deciding branch, and JSON that is the same bytes each time and outlives the facts. */
#include "config.h"

#include <string.h>

#include "reeve-facts-private.h"
#include "reeve-trace-private.h"

#define HEAD                                                                                                                                  \
  "reeve-ordinance: 1\nid: test\njurisdiction: Anywhere\ntitle: Test\nauthority: none\nadopted: {ordinance: \"1\", on: 2020-01-01}\n"         \
  "checklist:\n"                                                                                                                              \
  "  - {id: clean, ask: \"Is it clean?\"}\n"                                                                                                  \
  "  - {id: lit, ask: \"Is it lit?\", when: observed.clean}\n"                                                                               \
  "  - {id: posted, ask: \"What is posted?\", answers: \"any of [city, state, prices]\"}\n"                                                   \
  "parameters:\n"                                                                                                                             \
  "  closed-hours: [{from: 2020-01-01, value: 22:00-08:00, source: Ord. 9}]\n"                                                                \
  "  school-distance: 1000 ft\n"

static ReeveDay
day (const char *text)
{
  ReeveDay result;
  g_assert_true (reeve_day_parse (text, -1, &result));
  return result;
}

/* Evaluates the one provision on its example; the facts are gone when this returns. */
static ReeveTrace *
explain (const char *provision, const char *given)
{
  g_autofree char *text = g_strdup_printf ("%sprovisions:\n  - id: rule\n    citation: Sec. 1\n    text: A rule.\n"
                                           "    measure: {from: door, to: property-line, path: straight}\n%s"
                                           "    examples:\n      - {name: one, on: 2024-06-15, expect: compliant, given: %s}\n",
                                           HEAD, provision, given);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveOrdinance) ordinance = reeve_ordinance_load ("test", bytes, NULL, NULL, &messages);
  g_autoptr (ReeveProgram) program = NULL;
  g_autoptr (ReeveFacts) facts = NULL;
  const ReeveProvision *rule;
  ReeveTrace *trace = reeve_trace_new ();
  guint places;

  if (ordinance == NULL)
    {
      g_autofree char *said = reeve_messages_format (messages);
      g_error ("%s\n%s", text, said);
    }
  rule = reeve_ordinance_get_provisions (ordinance)->pdata[0];
  program = reeve_program_new (ordinance, rule, day ("2024-06-15"), TRUE);
  facts = reeve_facts_new (ordinance);
  g_assert_true (reeve_facts_fill_example (facts, rule->examples->pdata[0], ((ReeveProvisionVersion *) rule->versions->pdata[0])->about, messages));
  places = reeve_facts_n_rows (facts, REEVE_KIND_PLACE);
  for (guint i = 0; i < places; i++)
    if ((reeve_facts_get_flags (facts, REEVE_KIND_PLACE, i) & REEVE_ROW_STAND_IN) == 0)
      {
        reeve_facts_set_name (facts, REEVE_KIND_PLACE, i, "Sabre River Elementary");
        reeve_facts_set_origin (facts, REEVE_KIND_PLACE, i, "place", 7, "city GIS", day ("2024-01-02"));
      }
  reeve_program_evaluate (program, facts, NULL, trace);
  return trace;
}

static const struct { const char *provision, *given, *sentence; } cases[] = {
  { "    require: min(distance of premises.place where kind = school) >= school-distance\n", "{premises: {place: [{kind: school, distance: 912 ft}]}}",
    "912 ft from Sabre River Elementary; 1,000 ft or more is required." },
  { "    require: min(distance of premises.place where kind = school) >= school-distance\n",
    "{premises: {place: [{kind: school, distance: 1240 ft}]}}", "1,240 ft from Sabre River Elementary; 1,000 ft or more is required." },
  { "    require: min(distance of premises.place where kind = school) >= school-distance\n",
    "{premises: {place: [{kind: school, distance: 999.8 ft}]}}", "999.8 ft from Sabre River Elementary; 1,000 ft or more is required." },
  { "    require: min(distance of premises.place where kind = school) >= school-distance\n",
    "{premises: {place: [{kind: school, distance: 416 ft..429 ft}]}}",
    "416 ft to 429 ft from Sabre River Elementary; 1,000 ft or more is required." },
  { "    require: min(distance of premises.place where kind = school) >= school-distance\n",
    "{premises: {place: [{kind: school, distance: 995 ft..1013 ft}]}}",
    "1,004 ft from Sabre River Elementary, give or take 9 ft; the limit is 1,000 ft, so a survey would settle it." },
  { "    require: min(distance of premises.place where kind = school) >= school-distance\n", "{premises: {place: [maybe: {kind: school}]}}",
    "No layer of places of the kind “school” has been loaded." },
  { "    require: min(distance of premises.place where kind = school) >= school-distance\n", "{premises: {place: []}}",
    "Nothing that counts is on record under “sensitive places near by”; required: 1,000 ft or more." },
  { "    require: premises.floor = 1\n", "{premises: {floor: 3}}", "Floor: 3; required: 1." },
  { "    require: premises.floor = 1\n", "{premises: {zone: C-3}}", "Floor: not known; required: 1." },
  { "    require: premises.zone in [C-3, C-4]\n", "{premises: {zone: R-1}}", "Zone: R-1; required: one of C-3, C-4." },
  { "    require: not premises.host in [hotel]\n", "{premises: {host: hotel}}", "Place it is inside of: hotel; required: other than hotel." },
  { "    require: observed.posted has all of [city, state]\n", "{observed: {posted: [city]}}",
    "The answer to “What is posted?” was city; required: all of city, state; missing: state." },
  { "    require: observed.clean\n", "{observed: {clean: no}}", "The answer to “Is it clean?” was no on 15 Jun 2024." },
  { "    require: observed.clean\n", "{business: {category: massage}}", "Nobody has recorded an answer to “Is it clean?”." },
  { "    require: business.city-licence.valid\n", "{business: {city-licence: {valid: no}}}", "City licence valid: no." },
  { "    require: business.city-licence.fee-paid >= 1500 USD\n", "{business: {city-licence: {fee-paid: 75.50 USD}}}",
    "Fee paid of the city licence: 75.50 USD; required: 1,500 USD or more." },
  { "    require: business.closed by 2024-06-01\n", "{business: {closed: 2024-06-03}}", "Closing day is 3 Jun 2024, 2 days after the last day, 1 Jun 2024." },
  { "    require: business.closed by 2024-06-01\n", "{business: {closed: none}}", "Closing day: has not happened; the last day was 1 Jun 2024." },
  { "    require: business.closed by 2024-06-30\n", "{business: {closed: none}}", "Closing day: still open until 30 Jun 2024." },
  { "    require: every business.staff satisfies state-licence.valid\n", "{business: {staff: [{role: therapist, state-licence: none}]}}",
    "Therapist — state licence valid: no, status: none." },
  { "    require: every business.staff satisfies state-licence.valid\n", "{business: {staff: [{state-licence: {valid: yes}}, maybe: {}]}}",
    "The list “staff” is not complete." },
  { "    require: every business.staff satisfies state-licence.valid\n", "{business: {staff: [{state-licence: {valid: yes}}]}}",
    "The one that this concerns under “staff” is in order." },
  { "    require: no business.observation where observed.clean and at in closed-hours\n",
    "{business: {observation: [{at: 2024-06-10T22:30, observed: {clean: yes}}]}}",
    "Look at the place of 10 Jun 2024, 22:30 — the answer to “Is it clean?” was yes; time of the look: 10 Jun 2024, 22:30 (a time within "
    "22:00-08:00)." },
  { "    require: some business.event where kind in [arrest, citation] and date within 12 months before today and not for-cause\n",
    "{business: {event: [{kind: conviction, date: 2024-01-01}, {kind: charge, date: 2024-02-01}]}}",
    "None of the 2 on record under “events of the business” is what was looked for (kind of event: one of arrest, citation; date: a day within "
    "12 months before 15 Jun 2024; for cause: no)." },
  { "    require: no business.observation where observed.clean\n", "{business: {observation: []}}",
    "No look at the place that still counts is on record." },
  { "    require: count(business.event where kind = arrest, in any 12 months) < 2\n",
    "{business: {event: [{kind: arrest, date: 2024-01-01}, {kind: arrest, date: 2024-02-01}]}}",
    "Number of events of the business: 2 within 12 months from 1 Jan 2024; required: less than 2." },
  { "    applies: business.category = massage\n    require: observed.clean\n", "{business: {category: salon}}",
    "Out of scope: category: salon; this applies to massage." },
  { "    require: observed.clean\n    unless: [{id: home, text: Home occupations, when: premises.home-occupation}]\n", "{premises: {home-occupation: yes}}",
    "Exempt (Home occupations): home occupation: yes." },
  { "    require: observed.clean\n    grandfather: {when: business.opened < 2019-01-01, until: 2025-01-01}\n", "{business: {opened: 2018-01-01}}",
    "Grandfathered until 1 Jan 2025: opening day: 1 Jan 2018; the exemption is for a day before 1 Jan 2019." },
  { "    require: observed.clean\n    unless: [{id: home, text: Home occupations, when: premises.home-occupation}]\n", "{observed: {clean: no}}",
    "Whether the exemption holds is not known (Home occupations): home occupation: not recorded." },
};

static void
test_sentences (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ReeveTrace) trace = explain (cases[i].provision, cases[i].given);
      g_assert_cmpstr (reeve_trace_get_sentence (trace), ==, cases[i].sentence);
      g_assert_cmpstr (reeve_trace_get_sentences (trace)[0], ==, cases[i].sentence);
      if (reeve_trace_get_outcome (trace) == REEVE_OUTCOME_NOT_APPLICABLE)
        g_assert_cmpstr (reeve_trace_get_why_not_applicable (trace), ==, cases[i].sentence);
      else
        g_assert_null (reeve_trace_get_why_not_applicable (trace));
    }
}

static const ReeveTraceFact *
fact (const ReeveTrace *trace, const char *path)
{
  for (guint i = 0; i < reeve_trace_get_facts (trace)->len; i++)
    {
      const ReeveTraceFact *f = reeve_trace_get_facts (trace)->pdata[i];
      if (g_strcmp0 (f->field, path) == 0)
        return f;
    }
  g_error ("no fact %s", path);
}

/* A deadline of the city says what missing it brings, before and after. */
static void
test_missed_deadlines (void)
{
  const char *rule = "    duty: city\n    on-miss: deemed-granted\n    require: business.closed by 2024-06-%02d\n";
  g_autofree char *ahead = g_strdup_printf (rule, 30), *missed = g_strdup_printf (rule, 1);
  g_autoptr (ReeveTrace) open = explain (ahead, "{business: {closed: none}}"), late = explain (missed, "{business: {closed: none}}");

  g_assert_cmpint (reeve_trace_get_outcome (open), ==, REEVE_OUTCOME_PENDING);
  g_assert_cmpstr (reeve_trace_get_sentences (open)[1], ==, "If the last day passes, the application is deemed granted.");
  g_assert_cmpint (reeve_trace_get_outcome (late), ==, REEVE_OUTCOME_VIOLATION);
  g_assert_cmpstr (reeve_trace_get_sentences (late)[1], ==,
                   "The last day has passed: the application is deemed granted, which an officer records.");
}

static void
test_facts (void)
{
  g_autoptr (ReeveTrace) trace = explain ("    require: min(distance of premises.place where kind = school) >= school-distance and observed.clean and "
                                          "business.hours has any of closed-hours\n",
                                          "{premises: {place: [{kind: school, distance: 912 ft}, {kind: park, distance: 10 ft}]}}");

  g_assert_cmpstr (fact (trace, "place.distance")->value, ==, "912 ft");
  g_assert_cmpstr (fact (trace, "place.distance")->label, ==, "Sabre River Elementary: distance");
  g_assert_cmpstr (fact (trace, "place.distance")->record, ==, "place:7");
  g_assert_cmpstr (fact (trace, "place.distance")->source, ==, "city GIS");
  g_assert_cmpstr (fact (trace, "place.distance")->date, ==, "2024-01-02");
  g_assert_true (fact (trace, "place.distance")->known);
  g_assert_cmpstr (fact (trace, "school-distance")->value, ==, "1,000 ft");
  g_assert_cmpstr (fact (trace, "closed-hours")->source, ==, "Ord. 9");
  g_assert_cmpstr (fact (trace, "closed-hours")->date, ==, "2020-01-01");
  g_assert_cmpstr (fact (trace, "observed.clean")->value, ==, "not known");
  g_assert_false (fact (trace, "observed.clean")->known);
  g_assert_null (fact (trace, "observed.clean")->date);
  /* The park is looked at and left out: it decides nothing. */
  for (guint i = 0; i < reeve_trace_get_facts (trace)->len; i++)
    g_assert_cmpstr (((const ReeveTraceFact *) reeve_trace_get_facts (trace)->pdata[i])->value, !=, "10 ft");
}

/* The member an inner loop speaks of by its alias keeps its own facts. */
static void
test_facts_of_outer_member (void)
{
  g_autoptr (ReeveTrace) trace = explain ("    require: >\n      no business.observation as o where observed.clean and (some business.event where date > o.date)\n",
                                          "{business: {observation: [{at: 2024-06-10T12:00, observed: {clean: yes}}], event: [{kind: arrest, date: 2024-06-11}]}}");

  g_assert_cmpstr (fact (trace, "observation.date")->label, ==, "Look at the place of 10 Jun 2024, 12:00: day of the look");
  g_assert_cmpstr (fact (trace, "event.date")->label, ==, "Arrest of 11 Jun 2024: date");
}

static void
test_exceptions (void)
{
  g_autoptr (ReeveTrace) trace = explain ("    require: observed.clean\n"
                                          "    unless:\n"
                                          "      - {id: home, text: Home occupations, when: premises.home-occupation}\n"
                                          "      - {id: hotel, text: Hotels, when: \"premises.host in [hotel]\"}\n"
                                          "      - {id: closed, text: Closed places, when: not business.operating}\n",
                                          "{premises: {home-occupation: no, host: hotel}, observed: {clean: no}}");
  const GPtrArray *exceptions = reeve_trace_get_exceptions (trace);

  g_assert_cmpuint (exceptions->len, ==, 3);
  g_assert_cmpstr (exceptions->pdata[0], ==, "Not exempt (Home occupations): home occupation: no.");
  g_assert_cmpstr (exceptions->pdata[1], ==, "Exempt (Hotels): place it is inside of: hotel; the exemption is for hotel.");
  g_assert_cmpstr (exceptions->pdata[2], ==, "Not known whether exempt (Closed places): operating: not recorded.");
}

static void
test_settling (void)
{
  g_autoptr (ReeveTrace) trace = explain ("    applies: business.operating\n    require: observed.clean and premises.floor = 1\n",
                                          "{business: {category: massage}}");
  const GPtrArray *settling = reeve_trace_get_settling (trace);
  const ReeveSettling *first, *second, *third;

  g_assert_cmpuint (settling->len, ==, 3);
  first = settling->pdata[0];
  second = settling->pdata[1];
  third = settling->pdata[2];
  g_assert_cmpint (first->outcome, ==, REEVE_OUTCOME_NOT_APPLICABLE);
  g_assert_cmpstr (first->paths[0], ==, "business.operating");
  g_assert_null (first->paths[1]);
  g_assert_cmpint (second->outcome, ==, REEVE_OUTCOME_VIOLATION);
  g_assert_cmpuint (g_strv_length (second->paths), ==, 2);
  g_assert_cmpint (third->outcome, ==, REEVE_OUTCOME_COMPLIANT);
  g_assert_cmpstr (third->facts[0], ==, "Is it clean?");
  g_assert_cmpstr (third->facts[1], ==, "Floor");
}

/* A fact that settles it either way is marked; one of several is not. */
static void
test_decisive (void)
{
  g_autoptr (ReeveTrace) one = explain ("    require: observed.clean\n", "{}"), two = explain ("    applies: business.operating\n    require: observed.clean\n", "{}");
  g_autofree char *text = reeve_trace_to_text (one);

  g_assert_true (((const ReeveSettling *) reeve_trace_get_settling (one)->pdata[0])->decisive);
  g_assert_true (((const ReeveSettling *) reeve_trace_get_settling (one)->pdata[1])->decisive);
  g_assert_nonnull (strstr (text, "decisive, for “Not met” or “Met”: Is it clean?"));
  for (guint i = 0; i < reeve_trace_get_settling (two)->len; i++)
    g_assert_false (((const ReeveSettling *) reeve_trace_get_settling (two)->pdata[i])->decisive);
}

/* A question that may not arise: "no" follows from what it hangs on alone, "yes" needs both. */
static void
test_hanging_question (void)
{
  g_autoptr (ReeveTrace) open = explain ("    require: observed.lit\n", "{}"), not_asked = explain ("    require: observed.lit\n", "{observed: {clean: no}}");
  const ReeveSettling *violation = reeve_trace_get_settling (open)->pdata[0], *compliant = reeve_trace_get_settling (open)->pdata[1];

  g_assert_cmpint (violation->outcome, ==, REEVE_OUTCOME_VIOLATION);
  g_assert_cmpuint (g_strv_length (violation->paths), ==, 1);
  g_assert_cmpint (compliant->outcome, ==, REEVE_OUTCOME_COMPLIANT);
  g_assert_cmpuint (g_strv_length (compliant->paths), ==, 2);
  g_assert_cmpint (reeve_trace_get_outcome (not_asked), ==, REEVE_OUTCOME_VIOLATION);
  g_assert_cmpstr (reeve_trace_get_sentence (not_asked), ==, "The question “Is it lit?” does not arise.");
}

/* What a provision is, told from its keys; only a duty of the business or its owner counts against the business. */
static void
test_natures (void)
{
  static const struct { const char *provision, *nature; gboolean counts; } natures[] = {
    { "    require: observed.clean\n", "duty", TRUE },
    { "    duty: owner\n    require: observed.clean\n", "duty", TRUE },
    { "    duty: property-owner\n    require: observed.clean\n", "duty", FALSE },
    { "    duty: city\n    require: observed.clean\n", "city-duty", FALSE },
    { "    duty: city\n    require: business.closed by 2024-06-30\n", "deadline", FALSE },
    { "    grounds: observed.clean\n    sanction: {kind: suspension}\n", "sanction-trigger", FALSE },
    { "    defines: business.category = massage\n", "definition", FALSE },
    { "    about: sanction\n    require: sanction.amount <= 500 USD\n", "penalty", FALSE },
    { "    about: sanction\n    require: not sanction.stayed\n", "appeal", FALSE },
    { "    about: hearing\n    require: hearing.requested by notice.sent + 10 days\n", "appeal", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (natures); i++)
    {
      g_autoptr (ReeveTrace) trace = explain (natures[i].provision, "{}");

      g_assert_cmpstr (reeve_nature_name (reeve_provision_version_get_nature (trace->program->version)), ==, natures[i].nature);
      g_assert_cmpint (reeve_provision_version_counts_against_business (trace->program->version), ==, natures[i].counts);
    }
}

#define TIERS                                                                                                                                 \
  "    penalty:\n      - {offence: 1, fine: 0 USD..500 USD}\n"                                                                               \
  "      - {offence: 2, within: 12 months, fine: 200 USD..2000 USD, each: day, jail: 30 days, revoke: yes}\n"
#define LOOKS "observation: [{at: 2024-06-10T12:00, observed: {clean: yes}}, {at: 2024-06-12T12:00, observed: {clean: yes}}]"

static const struct { const char *provision, *given, *sentences[4]; } provided[] = {
  { "    require: observed.clean\n" TIERS, "{observed: {clean: no}, business: {violation: []}}",
    { "If an officer confirms it, it is offence 1 of this kind, and the law provides: a fine of 0 USD to 500 USD." } },
  { "    require: no business.observation where observed.clean\n" TIERS,
    "{business: {violation: [{provision: rule, found: 2024-01-10}, {provision: test/rule, found: 2023-01-10}, {provision: else, found: 2024-01-10}], " LOOKS
    "}}",
    { "If an officer confirms it, it is offence 2 of this kind, and the law provides: a fine of 200 USD to 2,000 USD for each day; jail: 30 days; "
      "revocation of the licence.",
      "It is shown from 10 Jun 2024 to 12 Jun 2024, 3 days." } },
  { "    require: not observed.clean\n" TIERS, "{observed: {clean: yes}, business: {violation: [{provision: rule}]}}",
    { "If an officer confirms it, the law provides, depending on earlier offences that are not known: a fine of 0 USD to 500 USD; or else: a fine of "
      "200 USD to 2,000 USD for each day; jail: 30 days; revocation of the licence.",
      "It is shown for one day, 15 Jun 2024." } },
  { "    grounds: observed.clean\n    sanction: {any-of: [{kind: suspension, at-least: 3 days, at-most: 30 days}, {kind: fine, amount: 50 USD}]}\n"
    "    appeal: {by: notice.served + 10 days, forum: municipal court, stays: yes}\n",
    "{observed: {clean: yes}, notice: {served: 2024-06-10}}",
    { "The law permits: suspension of 3 days to 30 days, or fine, 50 USD. A person decides.", "An appeal is open until 20 Jun 2024 (municipal court).",
      "An appeal stays the decision." } },
  { "    require: observed.clean\n    appeal: {by: notice.served + 10 days}\n", "{observed: {clean: no}}",
    { "The last day for an appeal is not known yet: the day it counts from is not on record." } },
  { "    duty: city\n    require: observed.clean\n" TIERS, "{observed: {clean: no}}", { NULL } },
  { "    require: observed.clean\n" TIERS, "{observed: {clean: yes}}", { NULL } },
};

/* What the law provides is told for what is not met, and only then; no total is ever made. */
static void
test_consequences (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (provided); i++)
    {
      g_autoptr (ReeveTrace) trace = explain (provided[i].provision, provided[i].given);
      g_autoptr (JsonNode) json = reeve_trace_to_json (trace);
      const GPtrArray *said = reeve_trace_get_consequences (trace);
      guint n = 0;
      for (; provided[i].sentences[n] != NULL; n++)
        {
          g_assert_cmpuint (n, <, said->len);
          g_assert_cmpstr (said->pdata[n], ==, provided[i].sentences[n]);
        }
      g_assert_cmpuint (said->len, ==, n);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (json), "consequences")), ==, n);
    }
}

static void
test_penalty_json (void)
{
  g_autoptr (ReeveTrace) trace = explain (provided[1].provision, provided[1].given);
  g_autoptr (JsonNode) json = reeve_trace_to_json (trace);
  JsonObject *penalty = json_object_get_object_member (json_node_get_object (json), "penalty"), *tier, *units;

  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (penalty, "offence"), "low"), ==, 2);
  tier = json_array_get_object_element (json_object_get_array_member (penalty, "tiers"), 0);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (tier, "fine"), "high_cents"), ==, 200000);
  units = json_object_get_object_member (penalty, "units");
  g_assert_cmpstr (json_object_get_string_member (units, "each"), ==, "day");
  g_assert_cmpint (json_object_get_int_member (units, "known"), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (units, "from"), ==, "2024-06-10");
}

static void
test_lines (void)
{
  g_autoptr (ReeveTrace) trace = explain ("    require: observed.clean and premises.floor = 1 and business.operating\n",
                                          "{premises: {floor: 3}, observed: {clean: yes}, business: {operating: no}}");
  static const struct { guint depth; const char *text, *value; gboolean deciding; } expected[] = {
    { 0, "Requires", "no", TRUE },
    { 1, "observed.clean and premises.floor = 1 and business.operating", "no", TRUE },
    { 2, "observed.clean", "yes", FALSE },
    { 2, "premises.floor = 1", "no", TRUE },
    { 3, "premises.floor", "3", TRUE },
    { 2, "business.operating", "no", FALSE },
  };
  const GPtrArray *lines = reeve_trace_get_lines (trace);

  g_assert_cmpuint (lines->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < lines->len; i++)
    {
      const ReeveTraceLine *line = lines->pdata[i];
      g_assert_cmpuint (line->depth, ==, expected[i].depth);
      g_assert_cmpstr (line->text, ==, expected[i].text);
      g_assert_cmpstr (line->value, ==, expected[i].value);
      g_assert_cmpint (line->deciding, ==, expected[i].deciding);
    }
}

static void
test_json (void)
{
  const char *rule = "    require: min(distance of premises.place where kind = school) >= school-distance\n";
  const char *given = "{premises: {place: [{kind: school, distance: 912 ft}]}}";
  g_autoptr (ReeveTrace) first = explain (rule, given), second = explain (rule, given);
  g_autoptr (JsonNode) a = reeve_trace_to_json (first), b = reeve_trace_to_json (second);
  g_autofree char *text_a = json_to_string (a, FALSE), *text_b = json_to_string (b, FALSE), *plain = reeve_trace_to_text (first);
  JsonObject *object = json_node_get_object (a);

  g_assert_cmpstr (text_a, ==, text_b);
  g_assert_true (g_str_has_prefix (text_a, "{\"ordinance\":\"test\",\"ordinance_sha256\":"));
  g_assert_cmpstr (json_object_get_string_member (object, "outcome"), ==, "violation");
  g_assert_cmpstr (json_object_get_string_member (object, "requires"), ==, "N");
  g_assert_cmpstr (json_object_get_string_member (object, "on"), ==, "2024-06-15");
  g_assert_cmpstr (json_object_get_string_member (object, "sentence"), ==, "912 ft from Sabre River Elementary; 1,000 ft or more is required.");
  g_assert_true (json_object_get_null_member (object, "until"));
  g_assert_true (g_str_has_prefix (plain, "Sec. 1  Not met\n912 ft from Sabre River Elementary; 1,000 ft or more is required.\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trace/sentences", test_sentences);
  g_test_add_func ("/trace/missed-deadlines", test_missed_deadlines);
  g_test_add_func ("/trace/facts", test_facts);
  g_test_add_func ("/trace/facts-of-outer-member", test_facts_of_outer_member);
  g_test_add_func ("/trace/exceptions", test_exceptions);
  g_test_add_func ("/trace/settling", test_settling);
  g_test_add_func ("/trace/natures", test_natures);
  g_test_add_func ("/trace/hanging-question", test_hanging_question);
  g_test_add_func ("/trace/decisive", test_decisive);
  g_test_add_func ("/trace/consequences", test_consequences);
  g_test_add_func ("/trace/penalty-json", test_penalty_json);
  g_test_add_func ("/trace/lines", test_lines);
  g_test_add_func ("/trace/json", test_json);
  return g_test_run ();
}
