// SPDX-License-Identifier: GPL-3.0-or-later
/* Truth sets against language.md 3.5: the printed table, and Kleene's laws on N, Y, NY. */

#include <glib.h>

#include "reeve-value.h"

#define N REEVE_TRUTH_N
#define L REEVE_TRUTH_L
#define Y REEVE_TRUTH_Y
#define NY REEVE_TRUTH_NY
#define NL 3
#define LY 6

static void
test_table (void)
{
  static const guint operands[4] = { N, L, Y, NY };
  static const guint both[4][4] = { { N, N, N, N }, { N, L, L, NL }, { N, L, Y, NY }, { N, NL, NY, NY } };
  static const guint either[4][4] = { { N, L, Y, NY }, { L, L, Y, LY }, { Y, Y, Y, Y }, { NY, LY, Y, NY } };

  for (guint i = 0; i < 4; i++)
    for (guint j = 0; j < 4; j++)
      {
        g_assert_cmpuint (reeve_truth_and (operands[i], operands[j]), ==, both[i][j]);
        g_assert_cmpuint (reeve_truth_or (operands[i], operands[j]), ==, either[i][j]);
      }
}

static void
test_laws (void)
{
  for (guint a = 1; a < 8; a++)
    {
      g_assert_cmpuint (reeve_truth_not (reeve_truth_not (a)), ==, a);
      g_assert_cmpuint (reeve_truth_and (a, Y), ==, a);
      g_assert_cmpuint (reeve_truth_or (a, N), ==, a);
      for (guint b = 1; b < 8; b++)
        {
          g_assert_cmpuint (reeve_truth_and (a, b), ==, reeve_truth_and (b, a));
          g_assert_cmpuint (reeve_truth_not (reeve_truth_and (a, b)), ==, reeve_truth_or (reeve_truth_not (a), reeve_truth_not (b)));
          for (guint c = 1; c < 8; c++)
            g_assert_cmpuint (reeve_truth_and (reeve_truth_and (a, b), c), ==, reeve_truth_and (a, reeve_truth_and (b, c)));
        }
    }
}

static void
test_names (void)
{
  g_assert_cmpstr (reeve_truth_name (NY), ==, "NY");
  g_assert_cmpstr (reeve_truth_name (REEVE_TRUTH_ANY), ==, "NLY");
  g_assert_cmpuint (sizeof (ReeveValue), ==, 24);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ordinance/value/table", test_table);
  g_test_add_func ("/ordinance/value/laws", test_laws);
  g_test_add_func ("/ordinance/value/names", test_names);
  return g_test_run ();
}
