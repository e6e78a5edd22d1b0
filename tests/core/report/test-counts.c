/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be worked out from the counts of a report: all shown cells, of both divisions of the same facts and of every grouping, are equations
 * over the hidden ones; no hidden cell may follow from them. */
#include "config.h"

#include "attack.h"
#include "reeve-report-private.h"
#include "reeve-test.h"

#define LEAST 5

static const char *
label (ReeveReportBy by, const char *key)
{
  return key != NULL ? key : "not known";
}

/* The smaller of two throws: small numbers come more often. */
static guint
throw (GRand *random, gint32 a, gint32 b)
{
  gint32 one = g_rand_int_range (random, 0, a), two = g_rand_int_range (random, 0, b);

  return (guint) MIN (one, two);
}

static GArray *
some_facts (GRand *random, guint n)
{
  static const char *const districts[] = { "Central", "East", "West", NULL }, *const types[] = { "gym", "massage", "salon" };
  GArray *facts = g_array_new (FALSE, FALSE, sizeof (ReeveReportFact));

  for (guint i = 0; i < n; i++)
    {
      ReeveReportFact fact = { .id = i + 1, .day = 20000 + g_rand_int_range (random, 0, 200) };

      fact.keys[REEVE_BY_DISTRICT] = g_intern_static_string (districts[throw (random, 4, 5)]);
      fact.keys[REEVE_BY_TYPE] = g_intern_static_string (types[throw (random, 3, 3)]);
      fact.columns[0] = (guint8) throw (random, 6, 4);
      fact.columns[1] = (guint8) throw (random, 5, 3);
      g_array_append_val (facts, fact);
    }
  return facts;
}

static void
check_small (const ReeveReportCounts *counts, guint *ret_hidden)
{
  guint n = counts->division->n;

  for (guint by = 0; by < REEVE_N_BYS; by++)
    for (guint i = 0; counts->lines[by] != NULL && i < counts->lines[by]->len; i++)
      {
        const ReeveReportLine *line = counts->lines[by]->pdata[i];

        g_assert_cmpint (line->counts.n[n], >=, LEAST);
        g_assert_cmpint (line->counts.state[n], ==, REEVE_COUNT_SHOWN);
        for (guint c = 0; c < n; c++)
          {
            if (line->counts.state[c] == REEVE_COUNT_SHOWN)
              g_assert_true (line->counts.n[c] >= LEAST || counts->total->counts.n[c] == 0);
            else
              (*ret_hidden)++;
          }
      }
}

static void
test_random (void)
{
  const guint bys = (1u << REEVE_BY_MONTH) | (1u << REEVE_BY_DISTRICT) | (1u << REEVE_BY_TYPE);
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  guint hidden = 0, shown = 0;

  for (guint round = 0; round < reeve_test_rounds (300, 20); round++)
    {
      g_autoptr (GArray) facts = some_facts (random, (guint) g_rand_int_range (random, 0, 160));
      g_autoptr (ReeveReportCounts) reasons = reeve_report_counts_new (facts, reeve_division_reason (), bys, NULL, LEAST, label);
      g_autoptr (ReeveReportCounts) results = reeve_report_counts_new (facts, reeve_division_result (), bys, NULL, LEAST, label);
      g_autoptr (Attack) attack = attack_new ();

      g_assert_cmpint (reasons->too_few, ==, facts->len < LEAST);
      check_small (reasons, &hidden);
      check_small (results, &hidden);
      /* Whatever divides them, the lines are the same. */
      for (guint by = 0; by < REEVE_N_BYS; by++)
        for (guint i = 0; reasons->lines[by] != NULL && i < reasons->lines[by]->len; i++)
          g_assert_cmpint (((ReeveReportLine *) reasons->lines[by]->pdata[i])->counts.n[6], ==, ((ReeveReportLine *) results->lines[by]->pdata[i])->counts.n[5]);
      attack_add_counts (attack, reasons, "reasons");
      attack_add_counts (attack, results, "results");
      shown += attack_run (attack);
    }
  g_assert_cmpuint (hidden, >, 100);
  g_assert_cmpuint (shown, >, 100);
}

/* The attack itself finds what a careless table tells. */
static void
test_attack (void)
{
  g_autoptr (Attack) attack = attack_new ();
  const guint row[] = { attack_variable (attack, "a"), attack_variable (attack, "b"), attack_variable (attack, "c") };

  attack_know (attack, row, 3, 12);
  attack_know (attack, row, 2, 9);
  g_assert_true (attack_tells (attack, row[2]));
  g_assert_false (attack_tells (attack, row[0]));
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/counts/attack", test_attack);
  g_test_add_func ("/report/counts/random", test_random);
  return g_test_run ();
}
