// SPDX-License-Identifier: GPL-3.0-or-later
/* Truth sets (language.md 3.5): the three truths no < not-yet < yes, and every non-empty set of them, with `and`, `or`, `not`
 * defined member by member. The tables are small enough to be worked out once by the definition itself. */

#include "config.h"

#include "reeve-value.h"

/* The lowest member of each set, and the highest, tell which members the minima and maxima of pairs can be. */
static ReeveTruth
combine (ReeveTruth a, ReeveTruth b, gboolean minimum)
{
  guint result = 0;

  for (guint x = REEVE_TRUTH_N; x <= REEVE_TRUTH_Y; x <<= 1)
    for (guint y = REEVE_TRUTH_N; y <= REEVE_TRUTH_Y; y <<= 1)
      if ((a & x) != 0 && (b & y) != 0)
        result |= minimum ? MIN (x, y) : MAX (x, y);
  return result;
}

ReeveTruth
reeve_truth_and (ReeveTruth a, ReeveTruth b)
{
  static gsize ready = 0;
  static guint8 table[8][8];

  if (g_once_init_enter (&ready))
    {
      for (guint x = 0; x < 8; x++)
        for (guint y = 0; y < 8; y++)
          table[x][y] = combine (x, y, TRUE);
      g_once_init_leave (&ready, 1);
    }
  return table[a & 7][b & 7];
}

ReeveTruth
reeve_truth_or (ReeveTruth a, ReeveTruth b)
{
  static gsize ready = 0;
  static guint8 table[8][8];

  if (g_once_init_enter (&ready))
    {
      for (guint x = 0; x < 8; x++)
        for (guint y = 0; y < 8; y++)
          table[x][y] = combine (x, y, FALSE);
      g_once_init_leave (&ready, 1);
    }
  return table[a & 7][b & 7];
}

ReeveTruth
reeve_truth_not (ReeveTruth a)
{
  static const guint8 table[8] = { 0, 4, 2, 6, 1, 5, 3, 7 };

  return table[a & 7];
}

const char *
reeve_truth_name (ReeveTruth truth)
{
  static const char *const names[8] = { "", "N", "L", "NL", "Y", "NY", "LY", "NLY" };

  return names[truth & 7];
}
