/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gauss over a prime field: what follows over the rationals follows here, but for one chance in a billion. */
#include "config.h"

#include "attack.h"

#define PRIME G_GINT64_CONSTANT (2147483647)

struct _Attack
{
  GHashTable *names;       /* char * -> index + 1 */
  GPtrArray *labels;
  GPtrArray *rows;         /* GArray of gint64, as long as there were unknowns; the last is not the sum: whether it follows is enough */
  GArray *hidden;          /* guint */
  guint shown;
  gboolean reduced;
};

Attack *
attack_new (void)
{
  Attack *self = g_new0 (Attack, 1);

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->labels = g_ptr_array_new ();
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->hidden = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
attack_free (Attack *self)
{
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->hidden);
  g_free (self);
}

guint
attack_variable (Attack *self, const char *name)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, name));
  char *copy;

  if (index > 0)
    return index - 1;
  copy = g_strdup (name);
  g_ptr_array_add (self->labels, copy);
  g_hash_table_insert (self->names, copy, GUINT_TO_POINTER (self->labels->len));
  return self->labels->len - 1;
}

void
attack_know (Attack *self, const guint *variables, guint n, gint64 sum)
{
  GArray *row = g_array_new (FALSE, TRUE, sizeof (gint64));

  g_array_set_size (row, self->labels->len);
  for (guint i = 0; i < n; i++)
    g_array_index (row, gint64, variables[i]) = (g_array_index (row, gint64, variables[i]) + 1) % PRIME;
  g_ptr_array_add (self->rows, row);
  self->reduced = FALSE;
}

static gint64
power (gint64 base, gint64 exponent)
{
  gint64 result = 1;

  for (; exponent > 0; exponent >>= 1, base = base * base % PRIME)
    if ((exponent & 1) != 0)
      result = result * base % PRIME;
  return result;
}

/* Reduced echelon form: an unknown is told when its row has nothing else. */
static void
reduce (Attack *self)
{
  guint n = self->labels->len, rank = 0;

  for (guint i = 0; i < self->rows->len; i++)
    g_array_set_size (self->rows->pdata[i], n);
  for (guint c = 0; c < n && rank < self->rows->len; c++)
    {
      guint pivot = rank;
      gint64 *at, inverse;

      while (pivot < self->rows->len && g_array_index ((GArray *) self->rows->pdata[pivot], gint64, c) == 0)
        pivot++;
      if (pivot == self->rows->len)
        continue;
      {
        gpointer other = self->rows->pdata[pivot];

        self->rows->pdata[pivot] = self->rows->pdata[rank];
        self->rows->pdata[rank] = other;
      }
      at = (gint64 *) (gpointer) ((GArray *) self->rows->pdata[rank])->data;
      inverse = power (at[c], PRIME - 2);
      for (guint k = c; k < n; k++)
        at[k] = at[k] * inverse % PRIME;
      for (guint r = 0; r < self->rows->len; r++)
        {
          gint64 *row = (gint64 *) (gpointer) ((GArray *) self->rows->pdata[r])->data, factor = row[c];

          for (guint k = c; r != rank && factor != 0 && k < n; k++)
            row[k] = (row[k] + (PRIME - factor) * at[k]) % PRIME;
        }
      rank++;
    }
  g_ptr_array_set_size (self->rows, (gint) rank);
  self->reduced = TRUE;
}

gboolean
attack_tells (Attack *self, guint variable)
{
  if (!self->reduced)
    reduce (self);
  for (guint r = 0; r < self->rows->len; r++)
    {
      const GArray *row = self->rows->pdata[r];
      guint others = 0;

      if (g_array_index (row, gint64, variable) == 0)
        continue;
      for (guint k = 0; k < row->len; k++)
        others += k != variable && g_array_index (row, gint64, k) != 0;
      if (others == 0)
        return TRUE;
    }
  return FALSE;
}

static guint
cell (Attack *self, const char *name, guint by, const ReeveReportLine *line, guint column)
{
  g_autofree char *key = g_strdup_printf ("%s/%u/%s/%u", name, by, line->label, column);

  return attack_variable (self, key);
}

static void
add_cell (Attack *self, guint variable, const ReeveCountLine *counts, guint column)
{
  if (counts->state[column] == REEVE_COUNT_SHOWN)
    {
      attack_know (self, &variable, 1, counts->n[column]);
      self->shown++;
    }
  else
    g_array_append_val (self->hidden, variable);
}

void
attack_add_counts (Attack *self, const ReeveReportCounts *counts, const char *name)
{
  guint n = counts->division->n;
  g_autofree guint *row = g_new (guint, n + 1);

  if (counts->too_few)
    return;
  for (guint c = 0; c < n; c++)
    {
      row[c] = cell (self, name, REEVE_BY_NOTHING, counts->total, c);
      add_cell (self, row[c], &counts->total->counts, c);
    }
  attack_know (self, row, n, counts->total->counts.n[n]);
  for (guint by = 0; by < REEVE_N_BYS; by++)
    {
      if (counts->lines[by] == NULL)
        continue;
      for (guint i = 0; i < counts->lines[by]->len; i++)
        {
          const ReeveReportLine *line = counts->lines[by]->pdata[i];

          for (guint c = 0; c < n; c++)
            {
              row[c] = cell (self, name, by, line, c);
              add_cell (self, row[c], &line->counts, c);
            }
          attack_know (self, row, n, line->counts.n[n]);
        }
      /* The lines of a grouping add up to the whole, column by column: their sum less the whole is nothing. */
      for (guint c = 0; c < n; c++)
        {
          guint n_lines = counts->lines[by]->len;
          GArray *balance = g_array_new (FALSE, TRUE, sizeof (gint64));

          g_array_set_size (balance, self->labels->len);
          for (guint i = 0; i < n_lines; i++)
            g_array_index (balance, gint64, cell (self, name, by, counts->lines[by]->pdata[i], c)) = 1;
          g_array_index (balance, gint64, cell (self, name, REEVE_BY_NOTHING, counts->total, c)) = PRIME - 1;
          g_ptr_array_add (self->rows, balance);
        }
    }
  self->reduced = FALSE;
}

guint
attack_run (Attack *self)
{
  for (guint i = 0; i < self->hidden->len; i++)
    if (attack_tells (self, g_array_index (self->hidden, guint, i)))
      g_error ("%s is hidden, and follows from what is shown", (const char *) self->labels->pdata[g_array_index (self->hidden, guint, i)]);
  return self->shown;
}
