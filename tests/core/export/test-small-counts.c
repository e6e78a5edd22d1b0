/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader could work out from tables with counts left out: every table that agrees with what is shown is tried, on small tables with
 * many small counts. Of no count under five may only one value be left. */
#include "config.h"

#include "reeve-small-counts.h"

#define COLUMNS 2
#define MOST_LINES 3
#define LEAST 5
#define REACH 9        /* what is withheld is tried up to this much above five */

typedef struct { guint n_lines; gint64 n[MOST_LINES][COLUMNS + 1]; ReeveCountState state[MOST_LINES][COLUMNS + 1]; } Table;
typedef struct { const Table *table; const Table *totals; GHashTable *sums; gint64 cells[MOST_LINES][COLUMNS]; int line, column; gint64 value; } Search;

static gboolean
agrees (const Table *table, guint line, guint column, gint64 value)
{
  switch (table->state[line][column])
    {
    case REEVE_COUNT_SHOWN: return value == table->n[line][column];
    case REEVE_COUNT_UNDER: return value < LEAST;
    case REEVE_COUNT_WITHHELD: return value >= LEAST;
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
line_agrees (const Search *search, guint line)
{
  gint64 sum = 0;

  for (guint c = 0; c < COLUMNS; c++)
    sum += search->cells[line][c];
  if (search->line == (int) line && search->column == COLUMNS && sum != search->value)
    return FALSE;
  return agrees (search->table, line, COLUMNS, sum);
}

/* Puts the sums of columns of every table that agrees into search->sums. */
static void
try_all (Search *search, guint at)
{
  guint line = at / COLUMNS, column = at % COLUMNS;
  gint64 sums[COLUMNS + 1] = { 0 };

  if (at > 0 && column == 0 && !line_agrees (search, line - 1))
    return;
  if (line < search->table->n_lines)
    {
      for (gint64 value = 0; value <= LEAST + REACH; value++)
        {
          if (!agrees (search->table, line, column, value)
              || (search->line == (int) line && search->column == (int) column && value != search->value))
            continue;
          search->cells[line][column] = value;
          try_all (search, at + 1);
        }
      /* Larger ones only where the table shows them. */
      if (search->table->n[line][column] > LEAST + REACH && search->table->state[line][column] == REEVE_COUNT_SHOWN && search->line < 0)
        g_error ("the values of this test are smaller");
      return;
    }
  for (guint l = 0; l < line; l++)
    for (guint c = 0; c < COLUMNS; c++)
      {
        sums[c] += search->cells[l][c];
        sums[COLUMNS] += search->cells[l][c];
      }
  for (guint c = 0; c <= COLUMNS; c++)
    if (!agrees (search->totals, 0, c, sums[c]))
      return;
  g_hash_table_add (search->sums, GUINT_TO_POINTER ((guint) (sums[0] * 1000 + sums[1] + 1)));
}

static GHashTable *
sums_of (const Table *table, const Table *totals, int line, int column, gint64 value)
{
  Search search = { .table = table, .totals = totals, .sums = g_hash_table_new (NULL, NULL), .line = line, .column = column, .value = value };

  try_all (&search, 0);
  return search.sums;
}

static gboolean
meet (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_hash_table_contains (b, key))
      return TRUE;
  return FALSE;
}

/* How many values of the cell agree with all that is shown, in this table and the other. */
static guint
possible_values (const Table *table, const Table *other, const Table *totals, guint line, guint column)
{
  g_autoptr (GHashTable) others = sums_of (other, totals, -1, -1, 0);
  guint n = 0;

  for (gint64 value = 0; value < LEAST; value++)
    {
      g_autoptr (GHashTable) own = sums_of (table, totals, (int) line, (int) column, value);

      n += meet (own, others);
    }
  return n;
}

static guint
possible_totals (const Table *tables, const Table *totals, guint column)
{
  g_autoptr (GHashTable) a = sums_of (&tables[0], totals, -1, -1, 0), b = sums_of (&tables[1], totals, -1, -1, 0), seen = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_hash_table_contains (b, key))
      {
        guint sums = GPOINTER_TO_UINT (key) - 1, value = column == 0 ? sums / 1000 : column == 1 ? sums % 1000 : sums / 1000 + sums % 1000;

        g_hash_table_add (seen, GUINT_TO_POINTER (value + 1));
      }
  return g_hash_table_size (seen);
}

static gint64
some_count (GRand *random)
{
  return g_rand_int_range (random, 0, 3) == 0 ? g_rand_int_range (random, 5, 9) : g_rand_int_range (random, 0, 5);
}

/* Two groupings of the same things: each count of the totals is dealt out anew. */
static void
deal (GRand *random, const Table *totals, Table *table, guint n_lines)
{
  *table = (Table) { .n_lines = n_lines };
  for (guint c = 0; c < COLUMNS; c++)
    for (gint64 i = 0; i < totals->n[0][c]; i++)
      {
        guint line = (guint) g_rand_int_range (random, 0, (gint32) n_lines);

        table->n[line][c]++;
        table->n[line][COLUMNS]++;
      }
}

static GArray *
lines_of (Table *table)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (ReeveCountLine));

  for (guint l = 0; l < table->n_lines; l++)
    {
      ReeveCountLine line = { table->n[l], table->state[l] };

      g_array_append_val (lines, line);
    }
  return lines;
}

static void
check (const Table *tables, const Table *totals, gboolean within, guint *ret_under)
{
  for (guint c = 0; c <= COLUMNS; c++)
    if (totals->state[0][c] == REEVE_COUNT_UNDER)
      g_assert_cmpuint (possible_totals (tables, totals, c), >=, 2);
  for (guint t = 0; t < 2; t++)
    for (guint l = 0; l < tables[t].n_lines; l++)
      for (guint c = 0; c <= COLUMNS; c++)
        {
          gint64 n = tables[t].n[l][c];

          /* What is under five is not shown, but for the zeros of a column that has nothing else. */
          g_assert_true (n >= LEAST || tables[t].state[l][c] == REEVE_COUNT_UNDER || totals->n[0][c] == 0 || (within && c == COLUMNS));
          if (within && c == COLUMNS)
            g_assert_cmpint (tables[t].state[l][c], ==, REEVE_COUNT_SHOWN);
          if (tables[t].state[l][c] != REEVE_COUNT_UNDER)
            continue;
          g_assert_cmpuint (possible_values (&tables[t], &tables[1 - t], totals, l, c), >=, 2);
          (*ret_under)++;
        }
}

/* With @data the sums of lines are known. */
static void
test_derive (gconstpointer data)
{
  const gboolean within = data != NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  guint under = 0, done = 0;

  for (guint round = 0; round < (g_test_slow () ? 2000 : g_getenv ("REEVE_TEST_FEWER") != NULL ? 50 : 150); round++)
    {
      Table totals = { .n_lines = 1 }, tables[2];
      ReeveCountLine line = { totals.n[0], totals.state[0] };
      GArray *lines[2];

      for (guint c = 0; c < COLUMNS; c++)
        totals.n[0][COLUMNS] += totals.n[0][c] = some_count (random) + (g_rand_boolean (random) ? 6 : 0);
      for (guint t = 0; t < 2; t++)
        {
          deal (random, &totals, &tables[t], 2);
          lines[t] = lines_of (&tables[t]);
        }
      if ((within ? reeve_small_counts_hide_within : reeve_small_counts_hide) (COLUMNS, LEAST, &line, lines, 2))
        {
          check (tables, &totals, within, &under);
          done++;
        }
      g_array_unref (lines[0]);
      g_array_unref (lines[1]);
    }
  g_test_message ("%u sets shown, %u counts under five in them", done, under);
  g_assert_cmpuint (done, >, within ? 5 : 20);
  g_assert_cmpuint (under, >, within ? 5 : 50);
}

/* The search does find what can be told: one count under five whose sum is shown. */
static void
test_search (void)
{
  Table totals = { .n_lines = 1, .n = { { 12, 9, 21 } } };
  Table tables[2] = { { .n_lines = 2, .n = { { 3, 5, 8 }, { 9, 4, 13 } }, .state = { { REEVE_COUNT_UNDER, 0, 0 }, { 0, REEVE_COUNT_UNDER, 0 } } },
                      { .n_lines = 2, .n = { { 6, 4, 10 }, { 6, 5, 11 } } } };

  g_assert_cmpuint (possible_values (&tables[0], &tables[1], &totals, 0, 0), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/small-counts/search", test_search);
  g_test_add_data_func ("/small-counts/derive", NULL, test_derive);
  g_test_add_data_func ("/small-counts/derive-within", "sums of lines known", test_derive);
  return g_test_run ();
}
