/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts become counts that may be shown. The sums of lines are made large enough to be shown before anything is hidden, so that they bind every
 * division of the same facts alike: what is hidden within one can then be moved without the others noticing. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-report-private.h"

static ReeveReportLine *
line_new (guint n_columns, char *label)
{
  ReeveReportLine *line = g_new0 (ReeveReportLine, 1);

  line->label = label;
  line->keys = g_ptr_array_new ();
  line->counts.n = g_new0 (gint64, n_columns + 1);
  line->counts.state = g_new0 (ReeveCountState, n_columns + 1);
  return line;
}

static void
line_free (gpointer data)
{
  ReeveReportLine *line = data;

  g_free (line->label);
  g_ptr_array_unref (line->keys);
  g_free (line->counts.n);
  g_free (line->counts.state);
  g_free (line);
}

void
reeve_report_counts_free (ReeveReportCounts *counts)
{
  if (counts == NULL)
    return;
  g_clear_pointer (&counts->total, line_free);
  for (guint by = 0; by < REEVE_N_BYS; by++)
    g_clear_pointer (&counts->lines[by], g_ptr_array_unref);
  g_free (counts);
}

/* Months, quarters, years: as long as it takes for each that has any to have enough. */
typedef enum { BY_MONTHS, BY_QUARTERS, BY_YEARS } Span;

static const char *
span_key (ReeveDay day, Span span)
{
  char text[REEVE_DAY_TEXT_SIZE];
  g_autofree char *key = NULL;
  int year, month, of_month;

  reeve_day_to_ymd (day, &year, &month, &of_month);
  reeve_day_format (day, text);
  text[span == BY_YEARS ? 4 : 7] = '\0';
  if (span != BY_QUARTERS)
    return g_intern_string (text);
  /* Translators: a year, and which quarter of it */
  key = g_strdup_printf (C_("quarter", "%04d, quarter %d"), year, (month + 2) / 3);
  return g_intern_string (key);
}

static Span
span_of (const GArray *facts, guint least)
{
  for (Span span = BY_MONTHS; span < BY_YEARS; span++)
    {
      g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
      gboolean enough = TRUE;
      GHashTableIter iter;
      gpointer n;

      for (guint i = 0; i < facts->len; i++)
        {
          const char *key = span_key (g_array_index (facts, ReeveReportFact, i).day, span);

          g_hash_table_insert (counts, (gpointer) key, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
        }
      g_hash_table_iter_init (&iter, counts);
      while (g_hash_table_iter_next (&iter, NULL, &n))
        enough = enough && GPOINTER_TO_UINT (n) >= least;
      if (enough)
        return span;
    }
  return BY_YEARS;
}

/* In order of label, what is not known last. */
static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const ReeveReportLine *x = *(ReeveReportLine *const *) a, *y = *(ReeveReportLine *const *) b;
  gboolean x_known = x->keys->pdata[0] != NULL, y_known = y->keys->pdata[0] != NULL;

  if (x_known != y_known)
    return x_known ? -1 : 1;
  return g_utf8_collate (x->label, y->label);
}

static ReeveReportLine *
find_line (ReeveReportCounts *counts, ReeveReportBy by, GHashTable *lines, const char *key, const char *(*label) (ReeveReportBy, const char *))
{
  ReeveReportLine *line = g_hash_table_lookup (lines, key != NULL ? key : "");

  if (line != NULL)
    return line;
  line = line_new (counts->division->n, g_strdup (label (by, key)));
  g_ptr_array_add (line->keys, (gpointer) key);
  g_hash_table_insert (lines, (gpointer) (key != NULL ? key : ""), line);
  g_ptr_array_add (counts->lines[by], line);
  return line;
}

static void
group (ReeveReportCounts *counts, const GArray *facts, ReeveReportBy by, const GPtrArray *always, const char *(*label) (ReeveReportBy, const char *))
{
  g_autoptr (GHashTable) lines = g_hash_table_new (g_str_hash, g_str_equal);
  Span span = by == REEVE_BY_MONTH ? span_of (facts, counts->least) : BY_MONTHS;
  guint n = counts->division->n;

  for (guint i = 0; always != NULL && i < always->len; i++)
    find_line (counts, by, lines, always->pdata[i], label);
  for (guint i = 0; i < facts->len; i++)
    {
      const ReeveReportFact *fact = &g_array_index (facts, ReeveReportFact, i);
      ReeveReportLine *line = find_line (counts, by, lines, by == REEVE_BY_MONTH ? span_key (fact->day, span) : fact->keys[by], label);

      line->counts.n[fact->columns[counts->division->which]]++;
      line->counts.n[n]++;
    }
  g_ptr_array_sort (counts->lines[by], compare_lines);
}

static const char *
together_label (ReeveReportBy by)
{
  switch (by)
    {
    case REEVE_BY_MONTH: return _("Other times together");
    case REEVE_BY_DISTRICT: return _("Other districts together");
    case REEVE_BY_TYPE: return _("Other types together");
    case REEVE_BY_NOTHING: case REEVE_BY_ABOUT: case REEVE_N_BYS: break;
    }
  return _("Others together");
}

static void
move_into (ReeveReportLine *to, GPtrArray *lines, guint index, guint n)
{
  ReeveReportLine *from = lines->pdata[index];

  for (guint c = 0; c <= n; c++)
    to->counts.n[c] += from->counts.n[c];
  for (guint k = 0; k < from->keys->len; k++)
    g_ptr_array_add (to->keys, from->keys->pdata[k]);
  g_ptr_array_remove_index (lines, index);
}

static int
smallest_of (const GPtrArray *lines, guint n, gint64 under)
{
  int best = -1;

  for (guint i = 0; i < lines->len; i++)
    {
      gint64 sum = ((ReeveReportLine *) lines->pdata[i])->counts.n[n];

      if (sum < under && (best < 0 || sum < ((ReeveReportLine *) lines->pdata[best])->counts.n[n]))
        best = (int) i;
    }
  return best;
}

/* Lines of under five become one; while that is under five itself, the next smallest joins it. */
static void
merge (ReeveReportCounts *counts, ReeveReportBy by)
{
  GPtrArray *lines = counts->lines[by];
  guint n = counts->division->n;
  ReeveReportLine *together = NULL;
  int index;

  while ((index = smallest_of (lines, n, counts->least)) >= 0)
    {
      if (together == NULL)
        together = line_new (n, g_strdup (together_label (by)));
      move_into (together, lines, (guint) index, n);
    }
  while (together != NULL && together->counts.n[n] < counts->least && (index = smallest_of (lines, n, G_MAXINT64)) >= 0)
    move_into (together, lines, (guint) index, n);
  if (together != NULL)
    g_ptr_array_add (lines, together);
}

static void
set_states (ReeveReportCounts *counts, GPtrArray *lines, ReeveCountState state)
{
  for (guint i = 0; i < lines->len; i++)
    for (guint c = 0; c < counts->division->n; c++)
      ((ReeveReportLine *) lines->pdata[i])->counts.state[c] = state;
}

/* The groupings of the bits of @bys; what is in the lines of the others is not shown. */
static gboolean
try_to_hide (ReeveReportCounts *counts, guint bys)
{
  GArray *tables[REEVE_N_BYS];
  guint n_tables = 0;
  gboolean done;

  memset (counts->total->counts.state, 0, (counts->division->n + 1) * sizeof (ReeveCountState));
  for (guint by = 0; by < REEVE_N_BYS; by++)
    {
      if (counts->lines[by] == NULL || counts->lines[by]->len < 2)
        continue;
      set_states (counts, counts->lines[by], (bys & (1u << by)) != 0 ? REEVE_COUNT_SHOWN : REEVE_COUNT_WITHHELD);
      if ((bys & (1u << by)) == 0)
        continue;
      tables[n_tables] = g_array_new (FALSE, FALSE, sizeof (ReeveCountLine));
      for (guint i = 0; i < counts->lines[by]->len; i++)
        g_array_append_val (tables[n_tables], ((ReeveReportLine *) counts->lines[by]->pdata[i])->counts);   /* shares the arrays */
      n_tables++;
    }
  done = reeve_small_counts_hide_within (counts->division->n, counts->least, &counts->total->counts, tables, n_tables);
  for (guint t = 0; t < n_tables; t++)
    g_array_unref (tables[t]);
  return done;
}

/* As many groupings as can be shown safely; of as many, districts and types before times. */
static void
hide (ReeveReportCounts *counts)
{
  static const guint8 order[] = { REEVE_BY_DISTRICT, REEVE_BY_TYPE, REEVE_BY_ABOUT, REEVE_BY_MONTH };
  guint possible = 0;

  for (guint by = 0; by < REEVE_N_BYS; by++)
    possible |= counts->lines[by] != NULL && counts->lines[by]->len > 1 ? 1u << by : 0;
  for (int size = (int) G_N_ELEMENTS (order); size >= 0; size--)
    for (guint set = 0; set < (1u << G_N_ELEMENTS (order)); set++)
      {
        guint bys = 0;

        for (guint i = 0; i < G_N_ELEMENTS (order); i++)
          bys |= (set & (1u << i)) != 0 ? 1u << order[i] : 0;
        if (__builtin_popcount (bys) != size || (bys & ~possible) != 0 || !try_to_hide (counts, bys))
          continue;
        counts->without = possible & ~bys;
        return;
      }
  for (guint by = 0; by < REEVE_N_BYS; by++)
    if (counts->lines[by] != NULL)
      set_states (counts, counts->lines[by], REEVE_COUNT_WITHHELD);
  for (guint c = 0; c < counts->division->n; c++)
    counts->total->counts.state[c] = REEVE_COUNT_WITHHELD;
  counts->without = possible | (1u << REEVE_BY_NOTHING);
}

/* A single line is the whole. */
static void
copy_states (ReeveReportCounts *counts)
{
  for (guint by = 0; by < REEVE_N_BYS; by++)
    if (counts->lines[by] != NULL && counts->lines[by]->len == 1)
      memcpy (((ReeveReportLine *) counts->lines[by]->pdata[0])->counts.state, counts->total->counts.state,
              (counts->division->n + 1) * sizeof (ReeveCountState));
}

ReeveReportCounts *
reeve_report_counts_new (const GArray *facts, const ReeveReportDivision *division, guint bys, GPtrArray *const *groups, guint least,
                         const char *(*label) (ReeveReportBy by, const char *key))
{
  ReeveReportCounts *counts = g_new0 (ReeveReportCounts, 1);

  counts->division = division;
  counts->least = least;
  counts->total = line_new (division->n, g_strdup (_("All")));
  for (guint i = 0; i < facts->len; i++)
    {
      counts->total->counts.n[g_array_index (facts, ReeveReportFact, i).columns[division->which]]++;
      counts->total->counts.n[division->n]++;
    }
  counts->too_few = counts->total->counts.n[division->n] < least;
  for (guint by = 0; by < REEVE_N_BYS; by++)
    if ((bys & (1u << by)) != 0)
      {
        counts->lines[by] = g_ptr_array_new_with_free_func (line_free);
        if (counts->too_few)
          continue;
        group (counts, facts, (ReeveReportBy) by, groups != NULL ? groups[by] : NULL, label);
        if (least > 0)
          merge (counts, (ReeveReportBy) by);
      }
  if (counts->too_few)
    for (guint c = 0; c <= division->n; c++)
      counts->total->counts.state[c] = REEVE_COUNT_UNDER;
  else if (least > 0)
    {
      hide (counts);
      copy_states (counts);
    }
  return counts;
}
