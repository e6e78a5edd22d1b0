/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table is a graph: its rows and columns are nodes, its cells edges. What is not shown may move by one along a cycle of edges, up and
 * down in turn, without changing any sum; a cell on no such cycle can be told. Where there is none, the cheapest is made by withholding
 * more (Gusfield, 1988, "A graph theoretic approach to statistical data security", with bounds on the cells). The column of sums is a
 * column as any other, with its sign turned. */
#include "config.h"

#include "reeve-small-counts.h"

#define NEVER G_MAXINT64

typedef struct { guint least, n_columns; gboolean sums_known; /* of lines: shown whatever they are */ } Rule;

/* The cost of moving line->n[c] by @by in the graph: 0 it is hidden and may, more: it must be hidden for that, NEVER: it may not. */
static gint64
cost_of (const Rule *rule, const ReeveCountLine *line, guint c, int by)
{
  gint64 value = line->n[c], moved = value + (c == rule->n_columns ? -by : by);

  if (rule->sums_known && c == rule->n_columns)
    return NEVER;
  if (line->state[c] == REEVE_COUNT_UNDER)
    return moved >= 0 && moved < rule->least ? 1 : NEVER;
  if (value < rule->least || moved < rule->least)
    return NEVER;
  return line->state[c] == REEVE_COUNT_WITHHELD ? 1 : 100 + value;
}

static void
withhold (ReeveCountLine *line, guint c)
{
  if (line->state[c] == REEVE_COUNT_SHOWN)
    line->state[c] = REEVE_COUNT_WITHHELD;
}

/* The cheapest way from node @from to node @to; nodes are the columns 0 to n_columns, then the lines. A step from a column to a line moves
 * the cell by @by, one from a line to a column by its opposite. @skip_line, @skip_column: a cell that is no step. @apply: hide what it takes. */
static gint64
find_way (const Rule *rule, GArray *lines, guint from, guint to, int by, int skip_line, int skip_column, gboolean apply)
{
  guint n_columns = rule->n_columns + 1, n = n_columns + lines->len;
  g_autofree gint64 *cost = g_new (gint64, n);
  g_autofree guint *before = g_new0 (guint, n);
  g_autofree gboolean *done = g_new0 (gboolean, n);

  for (guint i = 0; i < n; i++)
    cost[i] = NEVER;
  cost[from] = 0;
  for (;;)
    {
      guint at = n;

      for (guint i = 0; i < n; i++)
        if (!done[i] && cost[i] != NEVER && (at == n || cost[i] < cost[at]))
          at = i;
      if (at == n)
        return NEVER;
      done[at] = TRUE;
      if (at == to)
        break;
      for (guint i = at < n_columns ? n_columns : 0; i < (at < n_columns ? n : n_columns); i++)
        {
          guint column = at < n_columns ? at : i, line = (at < n_columns ? i : at) - n_columns;
          gint64 step;

          if ((int) line == skip_line && (int) column == skip_column)
            continue;
          step = cost_of (rule, &g_array_index (lines, ReeveCountLine, line), column, at < n_columns ? by : -by);
          if (step != NEVER && cost[at] + step < cost[i])
            {
              cost[i] = cost[at] + step;
              before[i] = at;
            }
        }
    }
  for (guint i = to; apply && i != from; i = before[i])
    {
      guint a = MIN (i, before[i]), b = MAX (i, before[i]);

      withhold (&g_array_index (lines, ReeveCountLine, b - n_columns), a);
    }
  return cost[to];
}

/* A sum of a column moves with another sum, or with the sum of all; every table must be able to move the same way. */
static gint64
total_cost (const Rule *rule, ReeveCountLine *totals, GArray *const *tables, guint n_tables, guint c, guint d, int by, gboolean apply)
{
  gint64 sum;

  if (cost_of (rule, totals, c, by) == NEVER)
    return NEVER;
  sum = cost_of (rule, totals, d, -by);
  for (guint t = 0; t < n_tables && sum != NEVER; t++)
    {
      gint64 way = find_way (rule, tables[t], c, d, by, -1, -1, apply);

      sum = way == NEVER ? NEVER : sum + way;
    }
  if (apply)
    withhold (totals, d);
  return sum;
}

static gboolean
protect_total (const Rule *rule, ReeveCountLine *totals, GArray *const *tables, guint n_tables, guint c)
{
  gint64 best = NEVER;
  guint best_d = 0;
  int best_by = 0;

  for (guint d = 0; d <= rule->n_columns; d++)
    for (int by = -1; d != c && by <= 1; by += 2)
      {
        gint64 cost = total_cost (rule, totals, tables, n_tables, c, d, by, FALSE);

        if (cost < best)
          {
            best = cost;
            best_d = d;
            best_by = by;
          }
      }
  if (best == NEVER)
    return FALSE;
  total_cost (rule, totals, tables, n_tables, c, best_d, best_by, TRUE);
  return TRUE;
}

/* With all sums of columns as they are: so it holds for a reader who learns those elsewhere. */
static gboolean
protect_cell (const Rule *rule, GArray *lines, guint r, guint c)
{
  guint node = rule->n_columns + 1 + r;
  gint64 cost[2];

  for (int i = 0; i < 2; i++)
    {
      int by = i == 0 ? 1 : -1;

      /* The cell moves by @by, so its line's next cell by its opposite: as a step from the line to a column. */
      cost[i] = cost_of (rule, &g_array_index (lines, ReeveCountLine, r), c, by) == NEVER ? NEVER
                : find_way (rule, lines, node, c, by, (int) r, (int) c, FALSE);
    }
  if (cost[0] == NEVER && cost[1] == NEVER)
    return FALSE;
  find_way (rule, lines, node, c, cost[0] <= cost[1] ? 1 : -1, (int) r, (int) c, TRUE);
  return TRUE;
}

static void
mark (const Rule *rule, ReeveCountLine *line, const ReeveCountLine *totals)
{
  for (guint c = 0; c < rule->n_columns + (rule->sums_known ? 0 : 1); c++)
    if (line->n[c] < rule->least && totals->n[c] > 0)
      line->state[c] = REEVE_COUNT_UNDER;
}

static gboolean
hide (const Rule *rule, ReeveCountLine *totals, GArray *const *tables, guint n_tables)
{
  mark (rule, totals, totals);
  for (guint t = 0; t < n_tables; t++)
    for (guint r = 0; r < tables[t]->len; r++)
      mark (rule, &g_array_index (tables[t], ReeveCountLine, r), totals);
  for (guint c = 0; c <= rule->n_columns; c++)
    if (totals->state[c] == REEVE_COUNT_UNDER && !protect_total (rule, totals, tables, n_tables, c))
      return FALSE;
  for (guint t = 0; t < n_tables; t++)
    for (guint r = 0; r < tables[t]->len; r++)
      for (guint c = 0; c <= rule->n_columns; c++)
        if (g_array_index (tables[t], ReeveCountLine, r).state[c] == REEVE_COUNT_UNDER && !protect_cell (rule, tables[t], r, c))
          return FALSE;
  return TRUE;
}

gboolean
reeve_small_counts_hide (guint n_columns, guint least, ReeveCountLine *totals, GArray *const *tables, guint n_tables)
{
  const Rule rule = { least, n_columns, FALSE };

  return hide (&rule, totals, tables, n_tables);
}

gboolean
reeve_small_counts_hide_within (guint n_columns, guint least, ReeveCountLine *totals, GArray *const *tables, guint n_tables)
{
  const Rule rule = { least, n_columns, TRUE };

  return hide (&rule, totals, tables, n_tables);
}
