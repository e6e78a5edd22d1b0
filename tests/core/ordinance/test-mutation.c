// SPDX-License-Identifier: GPL-3.0-or-later
/* The mutation report: what examples leave open is listed with its place; an example of the kind that the hint names closes it; the
 * ordinance itself is as before. */

#include <string.h>

#include "reeve-example.h"
#include "reeve-mutation.h"

static const char head[] =
  "reeve-ordinance: 1\n"
  "id: test\n"
  "jurisdiction: Example\n"
  "title: Test\n"
  "authority: Charter 1\n"
  "parameters:\n"
  "  far: 600 ft\n"
  "  shut:\n"
  "    - {from: 2020-01-01, value: 22:00-08:00}\n"
  "    - {from: 2024-01-01, value: [Fri 23:00-24:00, Sat 00:00-08:00]}\n"
  "definitions:\n"
  "  massage-place: business.category in [massage, spa]\n"
  "checklist:\n"
  "  - {id: open, ask: Open?}\n"
  "provisions:\n";

/* @without: what the head has that @provisions brings itself, or NULL. */
static ReeveOrdinance *
load_text (const char *provisions, const char *without)
{
  g_autoptr (GString) top = g_string_new (head);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ReeveMessages) messages = NULL;
  ReeveOrdinance *ordinance;
  g_autofree char *said = NULL;

  if (without != NULL)
    g_string_replace (top, without, "", 1);
  text = g_strconcat (top->str, provisions, NULL);
  bytes = g_bytes_new (text, strlen (text));
  ordinance = reeve_ordinance_load ("test", bytes, NULL, NULL, &messages);
  said = reeve_messages_format (messages);
  if (ordinance == NULL)
    g_error ("%s", said);
  if (reeve_examples_run (ordinance, NULL, messages).failed > 0)
    g_error ("%s", reeve_messages_format (messages));
  return ordinance;
}

static ReeveOrdinance *
load (const char *provisions)
{
  return load_text (provisions, NULL);
}

/* "before>after" of every survivor, in order of place. */
static char *
survivors (const char *provisions)
{
  g_autoptr (ReeveOrdinance) ordinance = load (provisions);
  g_autoptr (ReeveMutationReport) report = reeve_mutations_run (ordinance, NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < report->survivors->len; i++)
    {
      const ReeveMutation *mutation = report->survivors->pdata[i];

      g_assert_cmpuint (mutation->source.line, >, 0);
      g_assert_cmpuint (mutation->source.column, >, 0);
      g_assert_cmpuint (strlen (mutation->hint), >, 0);
      g_string_append_printf (out, "%s%s>%s", i > 0 ? "; " : "", mutation->before, mutation->after != NULL ? mutation->after : "");
    }
  return g_string_free (out, FALSE);
}

#define FLOOR                                                                                                                                 \
  "  - id: floor\n"                                                                                                                           \
  "    citation: Sec. 1\n"                                                                                                                    \
  "    text: Words.\n"                                                                                                                        \
  "    require: premises.floor <= 2\n"                                                                                                        \
  "    examples:\n"                                                                                                                           \
  "      - {name: low, on: 2024-01-02, given: {premises: {floor: 1}}, expect: compliant}\n"                                                   \
  "      - {name: high, on: 2024-01-02, given: {premises: {floor: 9}}, expect: violation}\n"

static void
test_limit (void)
{
  g_autofree char *open = survivors (FLOOR);
  g_autofree char *at = survivors (FLOOR "      - {name: at, on: 2024-01-02, given: {premises: {floor: 2}}, expect: compliant}\n");
  g_autofree char *closed = survivors (FLOOR "      - {name: at, on: 2024-01-02, given: {premises: {floor: 2}}, expect: compliant}\n"
                                             "      - {name: over, on: 2024-01-02, given: {premises: {floor: 3}}, expect: violation}\n");

  g_assert_cmpstr (open, ==, "<=><; 2>1; 2>3");
  g_assert_cmpstr (at, ==, "2>3");
  g_assert_cmpstr (closed, ==, "");
}

static void
test_place (void)
{
  g_autoptr (ReeveOrdinance) ordinance = load (FLOOR);
  g_autoptr (ReeveMutationReport) report = reeve_mutations_run (ordinance, reeve_ordinance_find_provision (ordinance, "floor"));
  const ReeveMutation *mutation;

  g_assert_cmpuint (report->n_killed, ==, 1);
  g_assert_cmpuint (report->survivors->len, ==, 3);
  mutation = report->survivors->pdata[1];
  g_assert_cmpstr (mutation->provision, ==, "floor");
  g_assert_cmpstr (mutation->part, ==, "require");
  g_assert_cmpuint (mutation->source.line, ==, 19);
  g_assert_cmpuint (mutation->source.column, ==, 32);
  g_assert_cmpstr (mutation->hint, ==, "An example with exactly 2, or with 1, would notice.");
}

/* Each operator once, with examples so few that the change is not noticed. */
static void
test_operators (void)
{
  static const struct { const char *rule, *given, *expect, *survivor; } cases[] = {
    { "require: business.operating and premises.floor = 1", "business: {operating: yes}, premises: {floor: 1}", "compliant", "and>or" },
    { "require: business.operating or business.nonconforming", "business: {operating: yes, nonconforming: yes}", "compliant", "or>and" },
    { "require: not business.operating or not business.nonconforming", "business: {operating: no, nonconforming: no}", "compliant", "or>and" },
    { "require: premises.host in [hotel, motel]", "premises: {host: hotel}", "compliant", "motel>" },
    { "require: premises.zone-allows has all of [massage, retail]", "premises: {zone-allows: [massage, retail]}", "compliant",
      "has all of>has any of" },
    { "require: premises.zone-allows has any of [massage, retail]", "premises: {zone-allows: [massage, retail]}", "compliant",
      "has any of>has all of" },
    { "require: every business.staff where gives-massage satisfies turned-18", "business: {staff: [{gives-massage: yes, turned-18: yes}]}",
      "compliant", "every>some" },
    { "require: no business.event where kind = arrest", "business: {event: []}", "compliant", "where kind = arrest>" },
    { "require: \"count(business.event where kind = arrest, distinct incident, in any 12 months) >= 1\"",
      "business: {event: [{kind: arrest, date: 2023-05-01, incident: A}]}", "compliant", "distinct incident>" },
    { "require: \"count(business.event where kind = arrest, distinct incident, in any 12 months) >= 1\"",
      "business: {event: [{kind: arrest, date: 2023-05-01, incident: A}]}", "compliant", "in any 1 year>" },
    { "require: business.city-licence.issued within 30 days before today", "business: {city-licence: {issued: 2024-06-01}}", "compliant",
      "30 days>31 days" },
    { "require: business.opened + 30 days <= today", "business: {opened: 2020-01-01}", "compliant", "+>-" },
    { "require: max(filed of business.document) >= 2024-01-01", "business: {document: [{filed: 2024-03-01}]}", "compliant", "max>min" },
    { "require: today <= next(12-31, business.opened)", "business: {opened: 2024-01-02}", "compliant", "12-31>12-30" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *provision = g_strdup_printf ("  - id: rule\n    citation: Sec. 1\n    text: Words.\n    %s\n    examples:\n"
                                                    "      - {name: one, on: 2024-06-15, given: {%s}, expect: %s}\n",
                                                    cases[i].rule, cases[i].given, cases[i].expect);
      g_autofree char *found = survivors (provision);
      g_auto (GStrv) list = g_strsplit (found, "; ", -1);

      if (!g_strv_contains ((const char *const *) list, cases[i].survivor))
        g_error ("%s: '%s' is not among '%s'", cases[i].rule, cases[i].survivor, found);
    }
}

/* What two provisions share survives only when neither notices. */
static void
test_shared (void)
{
  g_autofree char *alone = survivors ("  - id: one\n    citation: Sec. 1\n    text: Words.\n    applies: massage-place\n    require: business.operating\n"
                                      "    examples:\n"
                                      "      - {name: a, on: 2024-06-15, given: {business: {category: massage, operating: no}}, expect: violation}\n"
                                      "      - {name: b, on: 2024-06-15, given: {business: {category: retail, operating: no}}, expect: not-applicable}\n"
                                      "      - {name: c, on: 2024-06-15, given: {business: {category: massage, operating: yes}}, expect: compliant}\n");
  g_autofree char *both = survivors ("  - id: one\n    citation: Sec. 1\n    text: Words.\n    applies: massage-place\n    require: business.operating\n"
                                     "    examples:\n"
                                     "      - {name: a, on: 2024-06-15, given: {business: {category: massage, operating: no}}, expect: violation}\n"
                                     "      - {name: b, on: 2024-06-15, given: {business: {category: retail, operating: no}}, expect: not-applicable}\n"
                                     "      - {name: c, on: 2024-06-15, given: {business: {category: massage, operating: yes}}, expect: compliant}\n"
                                     "  - id: two\n    citation: Sec. 2\n    text: Words.\n    require: massage-place\n"
                                     "    examples:\n"
                                     "      - {name: a, on: 2024-06-15, given: {business: {category: spa}}, expect: compliant}\n");

  g_assert_cmpstr (alone, ==, "spa>");
  g_assert_cmpstr (both, ==, "");
}

static void
test_parameters (void)
{
  g_autofree char *open = survivors ("  - id: late\n    citation: Sec. 1\n    text: Words.\n"
                                     "    require: no business.observation where observed.open and at in shut\n    examples:\n"
                                     "      - {name: a, on: 2023-06-15, given: {business: {observation: [{at: 2023-06-14T22:00, observed: {open: yes}}]}}, expect: violation}\n"
                                     "      - {name: b, on: 2023-06-15, given: {business: {observation: [{at: 2023-06-14T08:00, observed: {open: yes}}]}}, expect: compliant}\n"
                                     "      - {name: c, on: 2024-06-16, given: {business: {observation: [{at: 2024-06-15T12:00, observed: {open: yes}}]}}, expect: compliant}\n"
                                     "      - {name: d, on: 2024-06-16, given: {business: {observation: [{at: 2024-06-15T07:59, observed: {open: no}}]}}, expect: compliant}\n"
                                     "      - {name: e, on: 2024-06-16, given: {business: {observation: [{at: 2024-06-15T07:59, observed: {open: yes}}]}}, expect: violation}\n");

  g_assert_cmpstr (open, ==,
                   "22:00-08:00>21:30-08:00; 22:00-08:00>22:00-07:30; "
                   "Fri 23:00-08:00>Fri 22:30-08:00; Fri 23:00-08:00>Fri 23:00-08:30; Fri 23:00-08:00>Fri 23:30-08:00");
}

static void
test_parts (void)
{
  g_autoptr (ReeveOrdinance) ordinance = load (
    "  - id: parts\n    citation: Sec. 1\n    text: Words.\n    from: 2020-01-01\n    applies: business.operating\n    require: premises.floor = 1\n"
    "    unless: [{id: hotel, text: Hotels., when: premises.host = hotel}]\n"
    "    grandfather: {when: business.nonconforming, until: in-force + 2 years}\n"
    "    cure: notice.served + 10 days\n    examples:\n"
    "      - {name: a, on: 2024-06-15, given: {business: {operating: yes, nonconforming: no}, premises: {floor: 2, host: none}}, expect: violation}\n"
    "  - {id: bare, citation: Sec. 2, text: Words., require: business.operating}\n");
  g_autoptr (ReeveMutationReport) report = reeve_mutations_run (ordinance, NULL);
  g_autoptr (GString) parts = g_string_new (NULL);

  for (guint i = 0; i < report->survivors->len; i++)
    {
      const ReeveMutation *mutation = report->survivors->pdata[i];

      if (mutation->after == NULL)
        g_string_append_printf (parts, "%s=%s; ", mutation->part, mutation->before);
    }
  g_assert_cmpstr (parts->str, ==, "applies=business.operating; unless hotel=premises.host = hotel; grandfather=business.nonconforming; "
                                   "cure=notice.served + 10 days; ");
  g_assert_cmpuint (report->untested->len, ==, 1);
  g_assert_cmpstr (report->untested->pdata[0], ==, "bare");
}

/* A definition of many parts, used more than once: of so many changes only the first are tried. */
static void
test_too_many (void)
{
  for (guint uses = 1; uses <= 6; uses += 5)
    {
      g_autoptr (GString) text = g_string_new ("  - id: big\n    citation: Sec. 1\n    text: Words.\n    require: low");
      g_autoptr (ReeveOrdinance) ordinance = NULL;
      g_autoptr (ReeveMutationReport) report = NULL;

      for (guint i = 1; i < uses; i++)
        g_string_append (text, " and low");
      g_string_append (text, "\n    examples:\n      - {name: a, on: 2024-06-15, given: {premises: {floor: 1}}, expect: compliant}\ndefinitions:\n"
                             "  low: premises.floor in [1");
      for (guint i = 2; i <= 400; i++)
        g_string_append_printf (text, ", %u", i);
      g_string_append (text, "]\n");
      ordinance = load_text (text->str, "definitions:\n  massage-place: business.category in [massage, spa]\n");
      report = reeve_mutations_run (ordinance, NULL);
      g_assert_cmpint (report->n_left_out > 0, ==, uses > 1);
      g_assert_cmpuint (report->survivors->len, >=, 399);
      g_assert_cmpuint (report->n_killed + report->survivors->len, <=, REEVE_MUTATIONS_MAX);
    }
}

/* Every form of the language is walked; twice gives the same, and the file's own examples pass as before. */
static void
test_untouched (void)
{
  static const char *const files[] = { "data/ordinances/calder-bend.ordinance.yaml", "tests/cases/good/every-form.ordinance.yaml",
                                       "tests/cases/good/small.ordinance.yaml", "tests/cases/good/forms.ordinance.yaml" };

  for (guint f = 0; f < G_N_ELEMENTS (files); f++)
    {
      g_autofree char *path = g_build_filename (g_getenv ("REEVE_SOURCE"), files[f], NULL), *text = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (ReeveMessages) messages = NULL;
      g_autoptr (ReeveOrdinance) ordinance = NULL;
      g_autoptr (ReeveMutationReport) first = NULL, second = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &text, &size, NULL));
      bytes = g_bytes_new (text, size);
      ordinance = reeve_ordinance_load (files[f], bytes, NULL, NULL, &messages);
      g_assert_nonnull (ordinance);
      first = reeve_mutations_run (ordinance, NULL);
      second = reeve_mutations_run (ordinance, NULL);
      g_assert_cmpuint (first->n_killed, ==, second->n_killed);
      g_assert_cmpuint (first->survivors->len, ==, second->survivors->len);
      g_assert_cmpuint (reeve_examples_run (ordinance, NULL, messages).failed, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mutation/limit", test_limit);
  g_test_add_func ("/mutation/place", test_place);
  g_test_add_func ("/mutation/operators", test_operators);
  g_test_add_func ("/mutation/shared", test_shared);
  g_test_add_func ("/mutation/parameters", test_parameters);
  g_test_add_func ("/mutation/parts", test_parts);
  g_test_add_func ("/mutation/too-many", test_too_many);
  g_test_add_func ("/mutation/untouched", test_untouched);
  return g_test_run ();
}
