/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evaluator on rules written as counsel writes them: a table of expression, what is given, and the truth set that must come out; then
 * scope, cure, versions, limits, and what a program says it reads. Every shipped worked example is run too. */
#include "config.h"

#include <string.h>

#include "reeve-example.h"
#include "reeve-trace-private.h"

#define HEAD                                                                                                                                  \
  "reeve-ordinance: 1\nid: test\njurisdiction: Anywhere\ntitle: Test\nauthority: none\nadopted: {ordinance: \"1\", on: 2020-01-01}\n"         \
  "checklist:\n"                                                                                                                              \
  "  - {id: clean, ask: \"Is it clean?\"}\n"                                                                                                  \
  "  - {id: locks, ask: \"How many locks?\", answers: number}\n"                                                                              \
  "  - {id: posted, ask: \"What is posted?\", answers: \"any of [city, state, prices]\"}\n"                                                   \
  "  - {id: allowed, ask: \"What may be posted?\", answers: \"any of [city, state, prices]\"}\n"                                              \
  "  - {id: dated, ask: \"What date is on it?\", answers: date}\n"                                                                            \
  "  - {id: log, ask: \"Was the log shown?\", answers: \"one of [shown, refused]\"}\n"                                                        \
  "  - {id: register, ask: \"Is this person in the register?\", of: staff}\n"                                                                 \
  "parameters:\n"                                                                                                                             \
  "  closed-hours: 22:00-08:00\n"                                                                                                             \
  "  school-distance: 1000 ft\n"                                                                                                              \
  "  wanted-kinds: [school, park]\n"                                                                                                          \
  "definitions:\n"                                                                                                                            \
  "  licensed: {of: staff, is: state-licence.valid, text: holds a licence}\n"

static ReeveDay
day (const char *text)
{
  ReeveDay result;
  g_assert_true (reeve_day_parse (text, -1, &result));
  return result;
}

static ReeveOrdinance *
load (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (ReeveMessages) messages = NULL;
  ReeveOrdinance *ordinance = reeve_ordinance_load ("test", bytes, NULL, NULL, &messages);

  if (ordinance == NULL)
    {
      g_autofree char *said = reeve_messages_format (messages);
      g_error ("%s\n%s", text, said);
    }
  return ordinance;
}

/* A file with one provision: @provision are its keys, four spaces in; @given one line of flow YAML. */
static ReeveOrdinance *
load_provision (const char *provision, const char *given)
{
  g_autofree char *text = g_strdup_printf ("%sprovisions:\n  - id: rule\n    citation: Sec. 1\n    text: A rule.\n"
                                           "    measure: {from: door, to: property-line, path: straight}\n%s"
                                           "    examples:\n      - {name: one, on: 2024-06-15, expect: compliant, given: %s}\n",
                                           HEAD, provision, given);
  return load (text);
}

typedef struct
{
  ReeveOrdinance *ordinance;
  ReeveProgram *program;
  ReeveFacts *facts;
  ReeveTrace *trace;
  ReeveOutcome outcome;
  ReeveDay until;
} Run;

static void
run_on (Run *run, ReeveOrdinance *ordinance, const char *on, gboolean grandfathering)
{
  const ReeveProvision *provision = reeve_ordinance_get_provisions (ordinance)->pdata[0];
  g_autoptr (ReeveMessages) messages = reeve_messages_new ("test", "", 0);

  run->ordinance = ordinance;
  run->program = reeve_program_new (ordinance, provision, day (on), grandfathering);
  g_assert_nonnull (run->program);
  run->facts = reeve_facts_new (ordinance);
  run->trace = reeve_trace_new ();
  if (!reeve_facts_fill_example (run->facts, provision->examples->pdata[0], reeve_program_get_version (run->program)->about, messages))
    {
      g_autofree char *said = reeve_messages_format (messages);
      g_error ("%s", said);
    }
  run->outcome = reeve_program_evaluate (run->program, run->facts, &run->until, NULL);
  g_assert_cmpint (reeve_program_evaluate (run->program, run->facts, NULL, run->trace), ==, run->outcome);
}

static void
run_clear (Run *run)
{
  reeve_trace_free (run->trace);
  reeve_facts_free (run->facts);
  reeve_program_unref (run->program);
  reeve_ordinance_unref (run->ordinance);
}

/* --- every kind of node --- */

static const struct { const char *rule, *given, *expected; } cases[] = {
  /* what the second evaluator of tests/oracle found: dates that may or may not make a member, stand-ins that cannot be one */
  { "every business.staff satisfies turned-18", "{business: {staff: [{turned-18: no, ended: 2024-06-01..2024-07-01}]}}", "NY" },
  { "every business.staff satisfies turned-18", "{business: {staff: [{turned-18: no, started: 2024-06-01..2024-07-01}]}}", "NY" },
  { "every business.staff satisfies turned-18", "{business: {staff: [{turned-18: no, ended: 2024-06-16..2024-07-01}]}}", "N" },
  { "every business.staff satisfies turned-18", "{business: {staff: [{turned-18: no}]}}", "N" },
  { "no premises.place where kind = park", "{premises: {place: [maybe: {kind: park, until: 2024-06-14}]}}", "Y" },
  { "no premises.place where kind = park", "{premises: {place: [maybe: {kind: park, until: 2024-06-15}]}}", "NY" },
  { "some business.event where kind = arrest", "{business: {event: [maybe: {kind: arrest, date: 2024-06-16}]}}", "N" },
  /* a date may be answered "none" */
  { "observed.dated = none", "{observed: {dated: none}}", "Y" },
  { "observed.dated = none", "{}", "NY" },
  /* what is not there has no kind */
  { "business.city-licence.class = massage", "{business: {city-licence: none}}", "N" },
  { "notice.method = posting", "{notice: none}", "N" },
  { "business.city-licence.valid", "{business: {city-licence: {status: {not: active}}}}", "N" },
  { "business.city-licence.valid", "{business: {city-licence: {status: {not: expired}, expires: 2025-01-01}}}", "NY" },
  /* truth fields and items: known, unknown */
  { "business.operating", "{business: {operating: yes}}", "Y" },
  { "business.operating", "{business: {operating: no}}", "N" },
  { "business.operating", "{business: {category: massage}}", "NY" },
  { "business.operating", "{premises: {floor: 1}}", "NY" },
  { "observed.clean", "{observed: {clean: yes}}", "Y" },
  { "not observed.clean", "{observed: {clean: yes}}", "N" },
  { "observed.clean", "{observed: {clean: not-observed}}", "NY" },
  { "observed.locks = 0", "{observed: {locks: 0}}", "Y" },
  { "observed.locks = 0", "{observed: {locks: 2}}", "N" },
  { "observed.log = shown", "{observed: {log: refused}}", "N" },
  { "observed.log = shown", "{observed: {clean: yes}}", "NY" },
  /* and, or, not over unknown */
  { "business.operating and observed.clean", "{business: {operating: no}}", "N" },
  { "business.operating and observed.clean", "{business: {operating: yes}}", "NY" },
  { "business.operating or observed.clean", "{business: {operating: yes}}", "Y" },
  { "not (business.operating or observed.clean)", "{business: {operating: yes}}", "N" },
  /* codes */
  { "business.category = massage", "{business: {category: {not: massage}}}", "N" },
  { "business.category = spa", "{business: {category: {not: massage}}}", "NY" },
  { "business.category in [massage, spa]", "{business: {category: {not: [massage, spa]}}}", "N" },
  { "business.category in [massage, spa]", "{business: {category: spa}}", "Y" },
  { "business.attached-to = none", "{business: {attached-to: none}}", "Y" },
  { "business.attached-to in [doctor]", "{business: {attached-to: none}}", "N" },
  { "business.attached-to != none", "{business: {}}", "NY" },
  /* sets */
  { "observed.posted has all of [city, state]", "{observed: {posted: [city, state, prices]}}", "Y" },
  { "observed.posted has all of [city, state]", "{observed: {posted: [city]}}", "N" },
  { "observed.posted has all of [city]", "{observed: {posted: []}}", "N" },
  { "observed.posted has any of [city, state]", "{observed: {posted: [prices]}}", "N" },
  { "observed.posted has any of [city, state]", "{observed: {clean: yes}}", "NY" },
  { "observed.posted has only observed.allowed", "{observed: {posted: [city], allowed: [city, state]}}", "Y" },
  { "observed.posted has only observed.allowed", "{observed: {posted: [city, prices], allowed: [city, state]}}", "N" },
  { "observed.posted has only observed.allowed", "{observed: {posted: [city]}}", "NY" },
  /* a licence that is known not to exist */
  { "business.city-licence.valid", "{business: {city-licence: none}}", "N" },
  { "business.city-licence.status = none", "{business: {city-licence: none}}", "Y" },
  { "business.city-licence.expires < today", "{business: {city-licence: none}}", "Y" },
  { "business.city-licence.issued = none", "{business: {city-licence: none}}", "Y" },
  { "business.city-licence.fee-paid >= 75 USD", "{business: {city-licence: none}}", "N" },
  { "business.city-licence.approvals has any of [fire]", "{business: {city-licence: none}}", "N" },
  { "business.city-licence.valid", "{business: {city-licence: {status: active, expires: 2024-06-15}}}", "Y" },
  { "business.city-licence.valid", "{business: {city-licence: {status: active, expires: 2024-06-14}}}", "N" },
  { "business.city-licence.valid", "{business: {city-licence: {status: active, expires: none}}}", "Y" },
  { "business.city-licence.valid", "{business: {city-licence: {status: suspended}}}", "N" },
  { "business.city-licence.valid", "{business: {city-licence: {status: active}}}", "NY" },
  /* order, ranges, none */
  { "premises.floor in 1..2", "{premises: {floor: 2}}", "Y" },
  { "premises.floor in 1..2", "{premises: {floor: 3}}", "N" },
  { "premises.floor in [1, 3]", "{premises: {floor: 2}}", "N" },
  { "premises.floor in [1, 3]", "{premises: {floor: 2..4}}", "NY" },
  { "business.closed > today", "{business: {closed: none}}", "Y" },
  { "business.closed > today", "{business: {closed: 2024-06-15}}", "N" },
  { "business.opened < in-force", "{business: {opened: 2019-12-31}}", "Y" },
  { "business.opened < in-force", "{business: {opened: 2020-01-01}}", "N" },
  /* arithmetic, periods, deadlines; today is 15 June 2024 */
  { "today <= next(12-31, business.city-licence.issued)", "{business: {city-licence: {issued: 2023-12-31}}}", "N" },
  { "today <= next(12-31, business.city-licence.issued)", "{business: {city-licence: {issued: 2024-01-01}}}", "Y" },
  { "today - business.opened >= 30 days", "{business: {opened: 2024-05-16}}", "Y" },
  { "today - business.opened >= 30 days", "{business: {opened: 2024-05-17}}", "N" },
  { "business.closed by business.opened + 10 days", "{business: {opened: 2024-06-05, closed: none}}", "L" },
  { "business.closed by business.opened + 10 days", "{business: {opened: 2024-06-04, closed: none}}", "N" },
  { "business.closed by business.opened + 10 days", "{business: {opened: 2024-06-05}}", "LY" },
  { "business.closed by business.opened + 10 days", "{business: {closed: none}}", "NL" },
  { "days(business.opened..today) <= 30", "{business: {opened: 2024-05-17}}", "Y" },
  { "days(business.opened..today) <= 30", "{business: {opened: 2024-05-16}}", "N" },
  { "observed.locks * 10 >= count(business.staff)", "{observed: {locks: 0}, business: {staff: [{role: owner}]}}", "N" },
  /* schedules */
  { "business.hours has any of closed-hours", "{business: {hours: \"Mon-Sat 10:00-22:00\"}}", "N" },
  { "business.hours has any of closed-hours", "{business: {hours: \"Fri 10:00-22:30\"}}", "Y" },
  { "no business.observation where observed.clean and at in closed-hours",
    "{business: {observation: [{at: 2024-06-10T07:59, observed: {clean: yes}}]}}", "N" },
  { "no business.observation where observed.clean and at in closed-hours",
    "{business: {observation: [{at: 2024-06-10T08:00, observed: {clean: yes}}]}}", "Y" },
  { "no business.observation where observed.clean and at in closed-hours", "{business: {observation: [{at: 2024-06-10, observed: {clean: yes}}]}}",
    "NY" },
  /* evidence: nobody looked; register: empty is none; not written is unknown */
  { "no business.observation where observed.clean", "{business: {observation: []}}", "NY" },
  { "no business.event where kind = arrest", "{business: {event: []}}", "Y" },
  { "no business.event where kind = arrest", "{business: {category: massage}}", "NY" },
  { "no business.event where kind = arrest", "{business: {event: [maybe: {kind: arrest}]}}", "NY" },
  { "no business.event where kind = arrest", "{business: {event: [maybe: {kind: citation}]}}", "Y" },
  /* quantifiers with stand-ins and members that decide */
  { "every business.staff satisfies licensed", "{business: {staff: []}}", "Y" },
  { "every business.staff satisfies licensed", "{business: {staff: [{state-licence: {valid: no}}, maybe: {}]}}", "N" },
  { "every business.staff satisfies licensed", "{business: {staff: [{state-licence: {valid: yes}}, maybe: {}]}}", "NY" },
  { "every business.staff where gives-massage satisfies licensed", "{business: {staff: [{gives-massage: no}]}}", "Y" },
  { "every business.staff where gives-massage satisfies licensed", "{business: {staff: [{state-licence: none}]}}", "NY" },
  { "every business.staff where gives-massage satisfies licensed", "{business: {staff: [{state-licence: {valid: yes}}]}}", "Y" },
  { "every business.staff satisfies observed.register", "{business: {staff: [{observed: {register: yes}}, {observed: {register: no}}]}}", "N" },
  { "some business.principal where role = owner", "{business: {principal: [{role: manager}, {role: owner}]}}", "Y" },
  { "every business.principal satisfies no event where kind = conviction", "{business: {principal: [{event: []}]}}", "Y" },
  { "every business.principal satisfies no event where kind = conviction", "{business: {principal: [{role: owner}]}}", "NY" },
  /* members by their dates */
  { "every business.staff satisfies licensed", "{business: {staff: [{ended: 2024-06-14, state-licence: none}]}}", "Y" },
  { "every business.staff satisfies licensed", "{business: {staff: [{ended: 2024-06-15, state-licence: none}]}}", "N" },
  { "every business.staff satisfies licensed", "{business: {staff: [{started: 2024-06-16, state-licence: none}]}}", "Y" },
  { "every business.employment satisfies licensed", "{business: {employment: [{ended: 2024-06-14, state-licence: {valid: yes}}]}}", "Y" },
  { "count(business.event) = 1", "{business: {event: [{date: 2024-06-15}, {date: 2024-06-16}]}}", "Y" },
  /* counts and windows */
  { "count(business.event where kind = arrest) >= 2", "{business: {event: [{kind: arrest}, {kind: citation}]}}", "N" },
  { "count(business.event where kind = arrest) >= 2", "{business: {event: [{kind: arrest}, {date: 2024-01-01}]}}", "NY" },
  { "count(business.event where kind = arrest) >= 2", "{business: {event: [{kind: arrest}, {kind: arrest}, maybe: {}]}}", "Y" },
  { "count(business.event where kind = arrest) <= 2", "{business: {event: [{kind: arrest}, maybe: {}]}}", "NY" },
  { "count(business.event, in any 12 months) >= 2", "{business: {event: [{date: 2022-03-01}, {date: 2023-03-01}]}}", "Y" },
  { "count(business.event, in any 12 months) >= 2", "{business: {event: [{date: 2022-03-01}, {date: 2023-03-02}]}}", "N" },
  { "count(business.event, in any 12 months) >= 2", "{business: {event: [{date: 2022-03-01}, {kind: arrest}]}}", "NY" },
  { "count(business.event, in any 10 days) >= 2", "{business: {event: [{date: 2024-02-20}, {date: 2024-03-01}]}}", "Y" },
  { "count(business.event, in any 10 days) >= 2", "{business: {event: [{date: 2023-02-20}, {date: 2023-03-03}]}}", "N" },
  { "count(business.event, distinct incident) >= 2", "{business: {event: [{incident: A1}, {incident: A1}]}}", "N" },
  { "count(business.event, distinct incident) >= 2", "{business: {event: [{incident: A1}, {incident: A2}]}}", "Y" },
  { "count(business.event, distinct incident) >= 2", "{business: {event: [{incident: A1}, {kind: arrest}]}}", "NY" },
  /* a sequence */
  { "some business.event as s where kind = suspension and (some business.event where kind = violation and date within 12 months after s.date)",
    "{business: {event: [{kind: suspension, date: 2023-01-10}, {kind: violation, date: 2024-01-10}]}}", "Y" },
  { "some business.event as s where kind = suspension and (some business.event where kind = violation and date within 12 months after s.date)",
    "{business: {event: [{kind: suspension, date: 2023-01-10}, {kind: violation, date: 2024-01-11}]}}", "N" },
  { "some business.event as s where kind = suspension and (some business.event where kind = violation and date within 12 months after s.date)",
    "{business: {event: [{kind: suspension, date: 2023-01-10}, {kind: violation}]}}", "NY" },
  /* least and greatest; distances that straddle the limit */
  { "min(distance of premises.place where kind = school) >= school-distance", "{premises: {place: [{kind: school, distance: 1000 ft}]}}", "Y" },
  { "min(distance of premises.place where kind = school) >= school-distance", "{premises: {place: [{kind: school, distance: 999 ft}]}}", "N" },
  { "min(distance of premises.place where kind = school) >= school-distance",
    "{premises: {place: [{kind: school, distance: 995 ft..1013 ft}]}}", "NY" },
  { "min(distance of premises.place where kind = school) >= school-distance", "{premises: {place: []}}", "Y" },
  { "min(distance of premises.place where kind = school) >= school-distance", "{premises: {place: [{kind: school, distance: none}]}}", "Y" },
  { "min(distance of premises.place where kind = school) >= school-distance",
    "{premises: {place: [{kind: park, distance: 10 ft}, maybe: {kind: school}]}}", "NY" },
  { "min(distance of premises.place where kind in wanted-kinds) >= school-distance",
    "{premises: {place: [{kind: park, distance: 10 ft}, maybe: {kind: school}]}}", "N" },
  { "min(distance of premises.place where kind = school and since < business.opened) >= 600 ft",
    "{business: {opened: 2020-01-01}, premises: {place: [{kind: school, distance: 100 ft, since: 2021-01-01}]}}", "Y" },
  { "max(dated of business.document where kind = floor-plan) = 2024-02-01",
    "{business: {document: [{kind: floor-plan, dated: 2024-02-01}, {kind: floor-plan, dated: 2023-02-01}]}}", "Y" },
  { "sum(paid of business.fee) >= 100 USD", "{business: {fee: [{paid: 60 USD}, {paid: 40 USD}]}}", "Y" },
  { "sum(paid of business.fee) >= 100 USD", "{business: {fee: [{paid: 60 USD}, {kind: late}]}}", "NY" },
  { "sum(paid of business.fee) >= 100 USD", "{business: {fee: []}}", "N" },
};

static void
test_nodes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *provision = g_strdup_printf ("    require: >\n      %s\n", cases[i].rule);
      Run run;

      run_on (&run, load_provision (provision, cases[i].given), "2024-06-15", TRUE);
      if (strcmp (reeve_truth_name (run.trace->test.value.truth), cases[i].expected) != 0)
        {
          g_autofree char *text = reeve_trace_to_text (run.trace);
          g_error ("%s\nwith %s\nis %s, not %s\n%s", cases[i].rule, cases[i].given, reeve_truth_name (run.trace->test.value.truth), cases[i].expected,
                   text);
        }
      run_clear (&run);
    }
}

/* --- outcomes --- */

static void
test_outcome_table (void)
{
  static const struct { guint a, r; const char *expected; } table[] = {
    { 1, 1, "not-applicable" }, { 1, 4, "not-applicable" }, { 1, 5, "not-applicable" }, { 4, 4, "compliant" }, { 5, 4, "compliant" },
    { 2, 4, "compliant" },      { 4, 1, "violation" },      { 4, 2, "pending" },        { 4, 6, "pending" },   { 4, 5, "insufficient" },
    { 4, 3, "insufficient" },   { 4, 7, "insufficient" },   { 2, 1, "pending" },        { 3, 5, "pending" },   { 5, 2, "pending" },
    { 6, 6, "pending" },        { 5, 1, "insufficient" },   { 5, 5, "insufficient" },   { 6, 3, "insufficient" },
  };
  static const struct { guint a, g; const char *expected; } grounds[] = {
    { 4, 4, "grounds" }, { 4, 1, "no-grounds" }, { 5, 1, "no-grounds" }, { 4, 5, "insufficient" }, { 5, 4, "insufficient" },
    { 4, 2, "pending" }, { 4, 3, "pending" },    { 4, 6, "insufficient" }, { 1, 4, "not-applicable" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpstr (reeve_outcome_name (reeve_outcome_decide (table[i].a, table[i].r, FALSE)), ==, table[i].expected);
  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    g_assert_cmpstr (reeve_outcome_name (reeve_outcome_decide (grounds[i].a, grounds[i].g, TRUE)), ==, grounds[i].expected);
}

static const struct { const char *provision, *given, *on; gboolean grandfathering; const char *expected, *until; } provisions[] = {
  /* a known exemption hides an unknown requirement; a failed rule with an unknown exemption is insufficient; a met rule needs none */
  { "    require: observed.clean\n    unless:\n      - {id: home, text: Home, when: premises.home-occupation}\n", "{premises: {home-occupation: yes}}",
    "2024-06-15", TRUE, "not-applicable", NULL },
  { "    require: observed.clean\n    unless:\n      - {id: home, text: Home, when: premises.home-occupation}\n", "{observed: {clean: no}}",
    "2024-06-15", TRUE, "insufficient", NULL },
  { "    require: observed.clean\n    unless:\n      - {id: home, text: Home, when: premises.home-occupation}\n", "{observed: {clean: yes}}",
    "2024-06-15", TRUE, "compliant", NULL },
  { "    applies: business.operating\n    require: observed.clean\n", "{business: {operating: no}, observed: {clean: no}}", "2024-06-15", TRUE,
    "not-applicable", NULL },
  { "    about: sanction\n    require: sanction.length <= 28 days\n", "{sanction: {from: 2024-05-02..2024-05-05, to: 2024-05-30}}", "2024-06-15", TRUE,
    "insufficient", NULL },
  /* the third working day of an unknown year may be the day after tomorrow, if today is the first */
  { "    counting: {first-day: included, holidays: [2023-01-01]}\n    require: today + 3 business days >= 2024-06-14\n", "{}", "2024-06-12", TRUE,
    "compliant", NULL },
  { "    counting: {first-day: included, holidays: [2023-01-01]}\n    require: today + 3 business days >= 2024-06-15\n", "{}", "2024-06-12", TRUE,
    "insufficient", NULL },
  /* an amendment renews nobody's old right */
  { "    from: 2021-01-01\n    require: observed.clean\n    grandfather: {when: business.opened < in-force}\n"
    "    amended:\n      - {from: 2024-01-01, source: Ord. 2, text: Another.}\n",
    "{observed: {clean: no}, business: {opened: 2022-05-01}}", "2024-06-15", TRUE, "violation", NULL },
  { "    about: sanction\n    require: sanction.length <= 30 days\n", "{sanction: {from: 2024-05-02, to: none}}", "2024-06-15", TRUE, "violation", NULL },
  /* cure */
  { "    require: observed.clean\n    cure: notice.served + 10 days\n", "{observed: {clean: no}, notice: {served: 2024-06-05}}", "2024-06-15", TRUE,
    "pending", "2024-06-15" },
  { "    require: observed.clean\n    cure: notice.served + 10 days\n", "{observed: {clean: no}, notice: {served: 2024-06-05}}", "2024-06-16", TRUE,
    "violation", NULL },
  { "    require: observed.clean\n    cure: notice.served + 10 days\n", "{observed: {clean: no}, notice: {kind: violation}}", "2024-06-15", TRUE,
    "violation", NULL },
  { "    require: observed.clean\n    cure: notice.served + 10 days\n", "{observed: {clean: no}, notice: {served: 2024-06-05..2024-06-08}}",
    "2024-06-15", TRUE, "pending", "2024-06-15" },
  { "    require: observed.clean\n    cure: notice.served + 10 days\n", "{observed: {clean: no}, notice: {served: 2024-06-04..2024-06-08}}",
    "2024-06-15", TRUE, "violation", NULL },
  { "    require: observed.clean\n    cure: notice.served + 10 days\n", "{observed: {clean: no}, notice: none}", "2024-06-15", TRUE, "violation",
    NULL },
  { "    require: observed.clean\n    cure: notice.served + 10 days\n", "{observed: {clean: no}}", "2024-06-15", TRUE, "violation", NULL },
  /* grandfathering, up to and including its day, and switched off */
  { "    require: observed.clean\n    grandfather: {when: business.opened < 2019-01-01, until: 2024-06-15}\n",
    "{business: {opened: 2018-12-31}, observed: {clean: no}}", "2024-06-15", TRUE, "not-applicable", NULL },
  { "    require: observed.clean\n    grandfather: {when: business.opened < 2019-01-01, until: 2024-06-15}\n",
    "{business: {opened: 2018-12-31}, observed: {clean: no}}", "2024-06-16", TRUE, "violation", NULL },
  { "    require: observed.clean\n    grandfather: {when: business.opened < 2019-01-01}\n", "{business: {opened: 2018-12-31}, observed: {clean: no}}",
    "2024-06-15", FALSE, "violation", NULL },
  /* deadlines: the earliest that is open */
  { "    require: business.closed by business.opened + 10 days\n", "{business: {opened: 2024-06-10, closed: none}}", "2024-06-15", TRUE, "pending",
    "2024-06-20" },
  { "    require: business.closed by 2024-06-30 and business.city-licence.issued by 2024-06-20\n",
    "{business: {closed: none, city-licence: {issued: none}}}", "2024-06-15", TRUE, "pending", "2024-06-20" },
  { "    grounds: count(business.event) >= 1\n    sanction: {kind: revocation, effect: may}\n", "{business: {event: [{date: 2024-01-01}]}}",
    "2024-06-15", TRUE, "grounds", NULL },
  { "    grounds: count(business.event) >= 1\n    sanction: {kind: revocation, effect: may}\n", "{business: {event: []}}", "2024-06-15", TRUE,
    "no-grounds", NULL },
  /* evidence grows old; then it is as if nobody had looked */
  { "    evidence: 12 months\n    require: no business.observation where observed.clean\n",
    "{business: {observation: [{at: 2023-06-15T12:00, observed: {clean: yes}}]}}", "2024-06-15", TRUE, "violation", NULL },
  { "    evidence: 12 months\n    require: no business.observation where observed.clean\n",
    "{business: {observation: [{at: 2023-06-14T12:00, observed: {clean: yes}}]}}", "2024-06-15", TRUE, "insufficient", NULL },
  /* conduct before the present text is not tested by it */
  { "    require: no business.observation where observed.clean\n    amended:\n      - {from: 2024-06-01, source: Ord. 2, text: Another.}\n",
    "{business: {observation: [{at: 2024-05-31T12:00, observed: {clean: yes}}]}}", "2024-06-15", TRUE, "insufficient", NULL },
  { "    require: no business.observation where observed.clean\n    amended:\n      - {from: 2024-06-01, source: Ord. 2, text: Another.}\n",
    "{business: {observation: [{at: 2024-05-31T12:00, observed: {clean: yes}}]}}", "2024-05-31", TRUE, "violation", NULL },
};

static void
test_outcomes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (provisions); i++)
    {
      Run run;

      run_on (&run, load_provision (provisions[i].provision, provisions[i].given), provisions[i].on, provisions[i].grandfathering);
      if (strcmp (reeve_outcome_name (run.outcome), provisions[i].expected) != 0)
        g_error ("%s%s\nis %s, not %s", provisions[i].provision, provisions[i].given, reeve_outcome_name (run.outcome), provisions[i].expected);
      g_assert_cmpint (run.until, ==, provisions[i].until == NULL ? G_MAXINT32 : day (provisions[i].until));
      run_clear (&run);
    }
}

static void
test_versions (void)
{
  g_autoptr (ReeveOrdinance) ordinance = load ("reeve-ordinance: 1\nid: test\njurisdiction: Anywhere\ntitle: Test\nadopted: {ordinance: \"1\", on: 2020-01-01}\n"
                                               "parameters:\n  late: [{from: 2022-01-01, value: 2}]\n"
                                               "checklist:\n  - {id: clean, ask: \"Is it clean?\"}\n"
                                                    "provisions:\n"
                                                    "  - {id: rule, citation: Sec. 1, text: A rule., from: 2021-01-01, until: 2022-12-31, require: observed.clean}\n"
                                                    "  - {id: words, citation: Sec. 2, text: Words only.}\n"
                                                    "  - {id: dated, citation: Sec. 3, text: A number., require: premises.floor = late}\n");
  const ReeveProvision *rule = reeve_ordinance_find_provision (ordinance, "rule"), *words = reeve_ordinance_find_provision (ordinance, "words");
  const ReeveProvision *dated = reeve_ordinance_find_provision (ordinance, "dated");
  g_autoptr (ReeveProgram) on_time = NULL;
  g_autoptr (ReeveProgram) first = reeve_program_new (ordinance, rule, day ("2021-01-01"), TRUE);
  g_autoptr (ReeveProgram) last = reeve_program_new (ordinance, rule, day ("2022-12-31"), TRUE);

  g_assert_nonnull (first);
  g_assert_nonnull (last);
  g_assert_null (reeve_program_new (ordinance, rule, day ("2020-12-31"), TRUE));
  g_assert_null (reeve_program_new (ordinance, rule, day ("2023-01-01"), TRUE));
  g_assert_null (reeve_program_new (ordinance, words, day ("2022-01-01"), TRUE));
  /* Before the first value of a parameter that it reads, a provision is not in force. */
  g_assert_null (reeve_program_new (ordinance, dated, day ("2021-12-31"), TRUE));
  on_time = reeve_program_new (ordinance, dated, day ("2022-01-01"), TRUE);
  g_assert_nonnull (on_time);
  g_assert_cmpint (reeve_program_get_conduct_from (on_time), ==, day ("2022-01-01"));
}

/* --- what a program reads --- */

static gboolean
reads (const ReeveProgram *program, ReeveKind kind, const char *name)
{
  return reeve_program_reads (program, kind, (guint) reeve_vocabulary_field (kind, name));
}

static void
test_reads (void)
{
  Run run;

  run_on (&run,
          load_provision ("    applies: business.category = massage\n"
                          "    require: >\n      min(distance of premises.place where kind = school) >= school-distance + 50 ft and observed.clean\n",
                          "{premises: {place: []}}"),
          "2024-06-15", TRUE);
  g_assert_true (reads (run.program, REEVE_KIND_SUBJECT, "business"));
  g_assert_true (reads (run.program, REEVE_KIND_BUSINESS, "category"));
  g_assert_true (reads (run.program, REEVE_KIND_PREMISES, "place"));
  g_assert_true (reads (run.program, REEVE_KIND_PLACE, "distance"));
  g_assert_true (reads (run.program, REEVE_KIND_PLACE, "kind"));
  g_assert_false (reads (run.program, REEVE_KIND_BUSINESS, "staff"));
  g_assert_false (reads (run.program, REEVE_KIND_PREMISES, "peer"));
  g_assert_false (reads (run.program, REEVE_KIND_SUBJECT, "notice"));
  g_assert_true (reeve_program_reads_items (run.program, REEVE_KIND_SUBJECT));
  g_assert_false (reeve_program_reads_items (run.program, REEVE_KIND_STAFF));
  g_assert_cmpint (reeve_program_get_reach (run.program), ==, 1050 * 30480);
  g_assert_cmpint (reeve_program_get_conduct_from (run.program), ==, day ("2020-01-01"));
  run_clear (&run);
}

/* --- limits --- */

static void
test_too_many_members (void)
{
  Run run;
  guint event = (guint) reeve_vocabulary_field (REEVE_KIND_BUSINESS, "event");
  ReeveTrace *trace = reeve_trace_new ();

  run_on (&run, load_provision ("    require: count(business.event) >= 1\n", "{business: {event: []}}"), "2024-06-15", TRUE);
  for (guint i = 0; i < REEVE_FACTS_MAX_MEMBERS; i++)
    reeve_facts_add_row (run.facts, REEVE_KIND_EVENT, 0);
  reeve_facts_set_collection (run.facts, REEVE_KIND_BUSINESS, 0, event, 0, REEVE_FACTS_MAX_MEMBERS);
  g_assert_cmpint (reeve_program_evaluate (run.program, run.facts, NULL, NULL), ==, REEVE_OUTCOME_COMPLIANT);
  reeve_facts_add_row (run.facts, REEVE_KIND_EVENT, 0);
  reeve_facts_set_collection (run.facts, REEVE_KIND_BUSINESS, 0, event, 0, REEVE_FACTS_MAX_MEMBERS + 1);
  g_assert_cmpint (reeve_program_evaluate (run.program, run.facts, NULL, NULL), ==, REEVE_OUTCOME_INSUFFICIENT);
  g_assert_cmpint (reeve_program_evaluate (run.program, run.facts, NULL, trace), ==, REEVE_OUTCOME_INSUFFICIENT);
  g_assert_nonnull (strstr (reeve_trace_get_sentence (trace), "too large to check"));
  reeve_trace_free (trace);
  run_clear (&run);
}

/* Two nested loops over many members pass the limit on steps; the record is cut long before, and says so. */
static void
test_too_many_steps (void)
{
  Run run;
  guint event = (guint) reeve_vocabulary_field (REEVE_KIND_BUSINESS, "event");
  g_autoptr (ReeveTrace) trace = reeve_trace_new ();

  run_on (&run,
          load_provision ("    require: >\n      no business.event as a where (some business.event where date > a.date and kind = arrest)\n",
                          "{business: {event: []}}"),
          "2024-06-15", TRUE);
  for (guint i = 0; i < 200; i++)
    reeve_facts_add_row (run.facts, REEVE_KIND_EVENT, 0);
  reeve_facts_set_collection (run.facts, REEVE_KIND_BUSINESS, 0, event, 0, 200);
  g_assert_cmpint (reeve_program_evaluate (run.program, run.facts, NULL, trace), ==, REEVE_OUTCOME_INSUFFICIENT);
  g_assert_false (trace->too_large);
  g_assert_true (trace->cut);
  for (guint i = 200; i < 2000; i++)
    reeve_facts_add_row (run.facts, REEVE_KIND_EVENT, 0);
  reeve_facts_set_collection (run.facts, REEVE_KIND_BUSINESS, 0, event, 0, 2000);
  g_assert_cmpint (reeve_program_evaluate (run.program, run.facts, NULL, NULL), ==, REEVE_OUTCOME_INSUFFICIENT);
  g_assert_cmpint (reeve_program_evaluate (run.program, run.facts, NULL, trace), ==, REEVE_OUTCOME_INSUFFICIENT);
  g_assert_true (trace->too_large);
  run_clear (&run);
}

/* --- worked examples --- */

static void
run_examples (const char *path)
{
  g_autofree char *text = NULL, *said = NULL;
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveOrdinance) ordinance = NULL;
  g_autoptr (GBytes) bytes = NULL;
  ReeveExampleCounts counts;
  gsize size;

  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  bytes = g_bytes_new (text, size);
  ordinance = reeve_ordinance_load (path, bytes, NULL, NULL, &messages);
  g_assert_nonnull (ordinance);
  counts = reeve_examples_run (ordinance, NULL, messages);
  said = reeve_messages_format (messages);
  if (counts.failed > 0)
    g_error ("%s", said);
  g_assert_cmpuint (counts.examples, >, 0);
}

static void
test_shipped_examples (void)
{
  static const char *const files[] = { "data/ordinances/calder-bend.ordinance.yaml", "tests/cases/good/small.ordinance.yaml",
                                       "tests/cases/good/forms.ordinance.yaml", "tests/cases/good/whole.ordinance.yaml" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (g_getenv ("REEVE_SOURCE"), files[i], NULL);
      run_examples (path);
    }
}

/* A wrong expectation is an E401 that says why. Facts that do not fit are told when the file is read: cases/bad/e402-*. */
static void
test_failing_example (void)
{
  static const struct { const char *given, *expect, *message; } wrong[] = {
    { "{observed: {clean: no}}", "compliant", "E401: example 'one': expected compliant, got violation: The answer to “Is it clean?” was no" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = g_strdup_printf ("%sprovisions:\n  - id: rule\n    citation: Sec. 1\n    text: A rule.\n    require: observed.clean\n"
                                               "    examples:\n      - {name: one, on: 2024-06-15, expect: %s, given: %s}\n",
                                               HEAD, wrong[i].expect, wrong[i].given);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (ReeveMessages) messages = NULL;
      g_autoptr (ReeveOrdinance) ordinance = reeve_ordinance_load ("test", bytes, NULL, NULL, &messages);
      g_autofree char *said = NULL;
      if (ordinance != NULL)
        {
          ReeveExampleCounts counts = reeve_examples_run (ordinance, "rule", messages);
          g_assert_cmpuint (counts.failed, ==, 1);
        }
      said = reeve_messages_format (messages);
      if (strstr (said, wrong[i].message) == NULL)
        g_error ("no ‘%s’ in\n%s", wrong[i].message, said);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/evaluate/nodes", test_nodes);
  g_test_add_func ("/evaluate/outcome-table", test_outcome_table);
  g_test_add_func ("/evaluate/outcomes", test_outcomes);
  g_test_add_func ("/evaluate/versions", test_versions);
  g_test_add_func ("/evaluate/reads", test_reads);
  g_test_add_func ("/evaluate/too-many-members", test_too_many_members);
  g_test_add_func ("/evaluate/too-many-steps", test_too_many_steps);
  g_test_add_func ("/evaluate/shipped-examples", test_shipped_examples);
  g_test_add_func ("/evaluate/failing-example", test_failing_example);
  return g_test_run ();
}
