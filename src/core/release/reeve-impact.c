/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A back-test becomes counts that may be shown. After this nothing of the back-test's small numbers is left in the value. */
#include "config.h"

#include "reeve-impact.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static ReeveImpactLine *
line_new (const char *label, const ReeveEffectCounts *effects, gint64 concerned)
{
  ReeveImpactLine *line = g_new0 (ReeveImpactLine, 1);
  gint64 rest = concerned;

  line->label = g_strdup (label);
  line->counts.n = g_new0 (gint64, REEVE_N_EFFECTS + 1);
  line->counts.state = g_new0 (ReeveCountState, REEVE_N_EFFECTS + 1);
  for (guint i = 0; i < REEVE_EFFECT_UNCHANGED; i++)
    {
      line->counts.n[i] = effects->n[i];
      rest -= effects->n[i];
    }
  line->counts.n[REEVE_EFFECT_UNCHANGED] = MAX (rest, 0);
  line->counts.n[REEVE_N_EFFECTS] = concerned + MAX (-rest, 0);
  return line;
}

static void
line_clear (ReeveImpactLine *line)
{
  g_free (line->label);
  g_free (line->counts.n);
  g_free (line->counts.state);
}

static void
line_free (gpointer data)
{
  line_clear (data);
  g_free (data);
}

static void
unknown_free (gpointer data)
{
  ReeveImpactUnknown *unknown = data;

  g_free (unknown->label);
  g_free (unknown->missing);
  g_free (unknown);
}

static void
line_add (ReeveImpactLine *line, const ReeveImpactLine *other)
{
  for (guint i = 0; i <= REEVE_N_EFFECTS; i++)
    line->counts.n[i] += other->counts.n[i];
}

/* Groups of fewer than five concerned become one. */
static GPtrArray *
group_lines (const GPtrArray *groups)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  ReeveImpactLine *merged = NULL;

  for (guint i = 0; i < groups->len; i++)
    {
      const ReeveBacktestGroup *group = groups->pdata[i];
      ReeveImpactLine *line = line_new (group->label, &group->effects, group->concerned);

      if (line->counts.n[REEVE_N_EFFECTS] >= REEVE_IMPACT_LEAST)
        g_ptr_array_add (lines, line);
      else if (line->counts.n[REEVE_N_EFFECTS] == 0)
        line_free (line);
      else if (merged == NULL)
        {
          merged = line;
          g_free (merged->label);
          merged->label = g_strdup (_("Others, each with under 5"));
        }
      else
        {
          line_add (merged, line);
          line_free (line);
        }
    }
  if (merged != NULL)
    g_ptr_array_add (lines, merged);
  return lines;
}

static GArray *
counts_of (const GPtrArray *lines)
{
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (ReeveCountLine));

  for (guint i = 0; i < lines->len; i++)
    g_array_append_val (counts, ((ReeveImpactLine *) lines->pdata[i])->counts);   /* shares the arrays */
  return counts;
}

/* ---- provisions ----------------------------------------------------------------------------------------------------------------- */

static void
withhold_largest (ReeveCountLine *counts, guint but)
{
  int best = -1;

  for (guint i = 0; i < REEVE_N_EFFECTS; i++)
    if (i != but && counts->state[i] == REEVE_COUNT_SHOWN && counts->n[i] >= REEVE_IMPACT_LEAST && (best < 0 || counts->n[i] > counts->n[best]))
      best = (int) i;
  if (best >= 0)
    counts->state[best] = REEVE_COUNT_WITHHELD;
}

/* A business that several provisions meet is counted in each, and once in the totals: what is hidden there is hidden here, and where one
 * provision's count is small, the largest of the others in its column goes too, since the totals bound their sum. */
static gboolean
hide_provisions (GPtrArray *lines, const ReeveCountLine *totals)
{
  for (guint i = 0; i < lines->len; i++)
    {
      ReeveCountLine *counts = &((ReeveImpactLine *) lines->pdata[i])->counts;

      for (guint c = 0; c <= REEVE_N_EFFECTS; c++)
        if (totals->state[c] != REEVE_COUNT_SHOWN && counts->n[c] >= REEVE_IMPACT_LEAST)
          counts->state[c] = REEVE_COUNT_WITHHELD;
      if (!reeve_small_counts_hide (REEVE_N_EFFECTS, REEVE_IMPACT_LEAST, counts, NULL, 0))
        return FALSE;
    }
  for (guint c = 0; c < REEVE_EFFECT_UNCHANGED; c++)
    {
      ReeveImpactLine *largest = NULL;
      gboolean small = FALSE;

      for (guint i = 0; i < lines->len; i++)
        {
          ReeveImpactLine *line = lines->pdata[i];

          small = small || line->counts.state[c] == REEVE_COUNT_UNDER;
          if (line->counts.state[c] == REEVE_COUNT_SHOWN && line->counts.n[c] >= REEVE_IMPACT_LEAST
              && (largest == NULL || line->counts.n[c] > largest->counts.n[c]))
            largest = line;
        }
      if (!small || largest == NULL)
        continue;
      largest->counts.state[c] = REEVE_COUNT_WITHHELD;
      withhold_largest (&largest->counts, c);
    }
  return TRUE;
}

static char *
provision_label (const ReeveBacktestProvision *provision)
{
  const ReeveProvisionVersion *version = provision->after != NULL ? provision->after : provision->before;
  g_autofree char *label = g_strdup_printf ("%s %s", version->citation != NULL ? version->citation : "", version->title != NULL ? version->title : provision->id);

  if (provision->side == REEVE_BACKTEST_CITY)
    /* Translators: a provision */
    return g_strdup_printf (_("%s (a duty of the city)"), g_strstrip (label));
  return g_strdup (g_strstrip (label));
}

/* Bands, not numbers: they tell how good the records are and not how many places there are. */
static const char *
share_label (gint64 unknown, gint64 concerned)
{
  if (unknown == 0)
    return _("everything is known");
  if (concerned < 2 * REEVE_IMPACT_LEAST)
    return _("too few records to say");
  if (unknown * 10 < concerned)
    return _("under a tenth cannot be told");
  if (unknown * 4 < concerned)
    return _("a tenth to a quarter cannot be told");
  if (unknown * 2 < concerned)
    return _("a quarter to a half cannot be told");
  return _("more than half cannot be told");
}

static ReeveImpactUnknown *
unknown_of (ReeveBacktest *backtest, ReeveConn *conn, guint i, GError **error)
{
  const ReeveBacktestProvision *provision = reeve_backtest_get_provisions (backtest)->pdata[i];
  guint sample;
  g_autoptr (GPtrArray) facts = reeve_backtest_find_missing (backtest, conn, i, &sample, error);
  g_autoptr (GString) words = g_string_new (NULL);
  ReeveImpactUnknown *unknown;

  if (facts == NULL)
    return NULL;
  for (guint k = 0; k < MIN (facts->len, 3); k++)
    {
      g_autofree char *label = reeve_report_fact_label (reeve_backtest_get_after (backtest), ((const ReeveMissingFact *) facts->pdata[k])->path);

      g_string_append_printf (words, "%s%s", k > 0 ? "; " : "", label);
    }
  unknown = g_new0 (ReeveImpactUnknown, 1);
  unknown->label = provision_label (provision);
  unknown->share = share_label (provision->outcomes[1][REEVE_OUTCOME_INSUFFICIENT], provision->concerned);
  unknown->missing = words->len > 0 ? g_strdup (words->str) : NULL;
  return unknown;
}

/* ---- the whole ------------------------------------------------------------------------------------------------------------------ */

/* The numbers that are not shown are not kept either, but for the log of the file. */
static void
forget (ReeveCountLine *counts, gboolean all)
{
  for (guint i = 0; i <= REEVE_N_EFFECTS; i++)
    if (all || counts->state[i] != REEVE_COUNT_SHOWN)
      counts->n[i] = -1;
}

static void
forget_lines (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    forget (&((ReeveImpactLine *) lines->pdata[i])->counts, FALSE);
}

static gboolean
read_provisions (ReeveImpact *self, ReeveBacktest *backtest, ReeveConn *conn, GError **error)
{
  const GPtrArray *provisions = reeve_backtest_get_provisions (backtest);

  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveBacktestProvision *provision = provisions->pdata[i];
      g_autofree char *label = NULL;
      ReeveImpactUnknown *unknown;

      if (!provision->evaluated)
        continue;
      label = provision_label (provision);
      g_ptr_array_add (self->provisions, line_new (label, &provision->effects, provision->concerned));
      unknown = unknown_of (backtest, conn, i, error);
      if (unknown == NULL)
        return FALSE;
      g_ptr_array_add (self->unknown, unknown);
    }
  return TRUE;
}

static void
reset (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    memset (((ReeveImpactLine *) lines->pdata[i])->counts.state, 0, (REEVE_N_EFFECTS + 1) * sizeof (ReeveCountState));
}

/* The tables of the bits of @groups, and none of the others. */
static gboolean
try_to_hide (ReeveImpact *self, guint groups)
{
  GArray *tables[REEVE_N_BACKTEST_BYS];
  guint n = 0;
  gboolean done;

  memset (self->total.counts.state, 0, (REEVE_N_EFFECTS + 1) * sizeof (ReeveCountState));
  reset (self->provisions);
  for (guint by = 0; by < REEVE_N_BACKTEST_BYS; by++)
    {
      reset (self->groups[by]);
      if ((groups & (1u << by)) != 0)
        tables[n++] = counts_of (self->groups[by]);
    }
  done = reeve_small_counts_hide (REEVE_N_EFFECTS, REEVE_IMPACT_LEAST, &self->total.counts, tables, n)
         && hide_provisions (self->provisions, &self->total.counts);
  for (guint i = 0; i < n; i++)
    g_array_unref (tables[i]);
  return done;
}

/* ---- beside earlier annexes ----------------------------------------------------------------------------------------------------- */

static void
append_line (GString *out, const char *table, const ReeveImpactLine *line)
{
  for (guint c = 0; c <= REEVE_N_EFFECTS; c++)
    g_string_append_printf (out, "%s/%s/%u=%s%" G_GINT64_FORMAT "\n", table, line->label, c, line->counts.state[c] == REEVE_COUNT_SHOWN ? "" : "?",
                            line->counts.n[c]);
}

/* While the numbers are there. */
static void
note_figures (ReeveImpact *self)
{
  GString *out = g_string_new (NULL);

  append_line (out, "total", &self->total);
  append_line (out, "homes", &self->homes);
  for (guint by = 0; by < REEVE_N_BACKTEST_BYS; by++)
    for (guint i = 0; i < self->groups[by]->len; i++)
      append_line (out, reeve_backtest_by_name ((ReeveBacktestBy) by), self->groups[by]->pdata[i]);
  for (guint i = 0; i < self->provisions->len; i++)
    append_line (out, "provision", self->provisions->pdata[i]);
  self->figures = g_string_free (out, FALSE);
}

const char *
reeve_impact_get_figures (const ReeveImpact *self)
{
  return self->figures;
}

/* As many groupings as can be shown safely, districts before categories before ages. */
static void
hide (ReeveImpact *self)
{
  static const guint tries[] = { 7, 3, 5, 6, 1, 2, 4, 0 };
  guint groups = 0, possible = 0;
  gboolean done = FALSE;

  for (guint by = 0; by < REEVE_N_BACKTEST_BYS; by++)
    if (self->groups[by]->len > 1)   /* one alone would say what the total says */
      possible |= 1u << by;
  for (guint i = 0; !done && i < G_N_ELEMENTS (tries); i++)
    if ((tries[i] & ~possible) == 0)
      {
        groups = tries[i];
        done = try_to_hide (self, groups);
      }
  self->too_few = !done;
  for (guint by = 0; by < REEVE_N_BACKTEST_BYS; by++)
    if (!done || (groups & (1u << by)) == 0)
      g_ptr_array_set_size (self->groups[by], 0);
  if (!done)
    g_ptr_array_set_size (self->provisions, 0);
  note_figures (self);
  for (guint by = 0; by < REEVE_N_BACKTEST_BYS; by++)
    forget_lines (self->groups[by]);
  forget (&self->homes.counts, FALSE);
  forget_lines (self->provisions);
  forget (&self->total.counts, !done);
}

static void
area_free (gpointer data)
{
  ReeveImpactArea *area = data;

  g_free (area->key);
  g_free (area);
}

/* Shares of districts that have a line of their own, of five and more; the map shows only how large they are about. */
static void
read_areas (ReeveImpact *self, const ReeveBacktest *backtest)
{
  const GPtrArray *groups = reeve_backtest_get_groups (backtest, REEVE_BACKTEST_BY_DISTRICT);

  for (guint i = 0; i < groups->len; i++)
    {
      const ReeveBacktestGroup *group = groups->pdata[i];
      ReeveImpactArea *area = g_new0 (ReeveImpactArea, 1);

      area->key = g_strdup (group->key);
      for (guint side = 0; side < 2; side++)
        area->share[side] = group->concerned >= REEVE_IMPACT_LEAST && group->against[side] >= REEVE_IMPACT_LEAST
                            ? (double) group->against[side] / (double) group->concerned : NAN;
      g_ptr_array_add (self->areas, area);
    }
}

static void
read_homes (ReeveImpact *self, const ReeveBacktest *backtest, const ReeveBacktest *all)
{
  ReeveEffectCounts counts = { { 0 } };
  gint64 concerned = 0;
  ReeveImpactLine *line;

  for (guint i = 0; all != NULL && i < REEVE_N_EFFECTS; i++)
    counts.n[i] = reeve_backtest_get_businesses (all)->n[i] - reeve_backtest_get_businesses (backtest)->n[i];
  if (all != NULL)
    concerned = reeve_backtest_count_concerned (all) - reeve_backtest_count_concerned (backtest);
  line = line_new (_("Homes and people who work alone"), &counts, concerned);
  self->homes = *line;
  g_free (line);
  if (concerned < REEVE_IMPACT_LEAST || !reeve_small_counts_hide (REEVE_N_EFFECTS, REEVE_IMPACT_LEAST, &self->homes.counts, NULL, 0))
    for (guint c = 0; c <= REEVE_N_EFFECTS; c++)
      self->homes.counts.state[c] = concerned < REEVE_IMPACT_LEAST ? REEVE_COUNT_UNDER : REEVE_COUNT_WITHHELD;
}

/* Would the reader of both know a count of under five? */
static gboolean
tells (const ReeveImpactLine *line, const char *table, GHashTable *figures)
{
  for (guint c = 0; c <= REEVE_N_EFFECTS; c++)
    {
      g_autofree char *key = g_strdup_printf ("%s/%s/%u", table, line->label, c);
      const char *value = g_hash_table_lookup (figures, key);
      gint64 difference;

      if (value == NULL || line->counts.state[c] != REEVE_COUNT_SHOWN)
        continue;
      difference = ABS (g_ascii_strtoll (*value == '?' ? value + 1 : value, NULL, 10) - line->counts.n[c]);
      if (difference < REEVE_IMPACT_LEAST && (difference > 0 || *value == '?'))
        return TRUE;
    }
  return FALSE;
}

static gboolean
any_tells (const GPtrArray *lines, const char *table, GHashTable *figures)
{
  for (guint i = 0; i < lines->len; i++)
    if (tells (lines->pdata[i], table, figures))
      return TRUE;
  return FALSE;
}

static void
restrain (ReeveImpact *self, const char *text)
{
  g_auto (GStrv) rows = g_strsplit (text, "\n", -1);
  g_autoptr (GHashTable) figures = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; rows[i] != NULL; i++)
    {
      char *equals = strrchr (rows[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      g_hash_table_insert (figures, rows[i], equals + 1);
    }
  if (tells (&self->total, "total", figures))
    {
      self->too_few = TRUE;
      g_ptr_array_set_size (self->provisions, 0);
    }
  for (guint by = 0; by < REEVE_N_BACKTEST_BYS; by++)
    if (self->too_few || any_tells (self->groups[by], reeve_backtest_by_name ((ReeveBacktestBy) by), figures))
      g_ptr_array_set_size (self->groups[by], 0);
  if (any_tells (self->provisions, "provision", figures))
    g_ptr_array_set_size (self->provisions, 0);
  if (self->too_few || tells (&self->homes, "homes", figures))
    for (guint c = 0; c <= REEVE_N_EFFECTS; c++)
      self->homes.counts.state[c] = REEVE_COUNT_WITHHELD;
  if (self->too_few)
    for (guint c = 0; c <= REEVE_N_EFFECTS; c++)
      self->total.counts.state[c] = REEVE_COUNT_WITHHELD;
  forget (&self->total.counts, FALSE);
  forget (&self->homes.counts, FALSE);
}

ReeveImpact *
reeve_impact_new (ReeveBacktest *backtest, const ReeveBacktest *all, ReeveConn *conn, const GPtrArray *earlier, GError **error)
{
  g_autoptr (ReeveImpact) self = g_new0 (ReeveImpact, 1);
  ReeveImpactLine *total = line_new (_("All"), reeve_backtest_get_businesses (backtest), reeve_backtest_count_concerned (backtest));

  self->day = reeve_backtest_get_day (backtest);
  self->law_day = reeve_backtest_get_law_day (backtest);
  self->total = *total;
  g_free (total);
  self->provisions = g_ptr_array_new_with_free_func (line_free);
  self->unknown = g_ptr_array_new_with_free_func (unknown_free);
  self->areas = g_ptr_array_new_with_free_func (area_free);
  for (guint by = 0; by < REEVE_N_BACKTEST_BYS; by++)
    self->groups[by] = group_lines (reeve_backtest_get_groups (backtest, (ReeveBacktestBy) by));
  read_homes (self, backtest, all);
  if (!read_provisions (self, backtest, conn, error))
    return NULL;
  hide (self);
  for (guint i = 0; earlier != NULL && i < earlier->len; i++)
    restrain (self, earlier->pdata[i]);
  if (self->groups[REEVE_BACKTEST_BY_DISTRICT]->len > 0)
    read_areas (self, backtest);
  return g_steal_pointer (&self);
}

void
reeve_impact_free (ReeveImpact *self)
{
  if (self == NULL)
    return;
  line_clear (&self->total);
  line_clear (&self->homes);
  for (guint by = 0; by < REEVE_N_BACKTEST_BYS; by++)
    g_clear_pointer (&self->groups[by], g_ptr_array_unref);
  g_clear_pointer (&self->provisions, g_ptr_array_unref);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
  g_clear_pointer (&self->areas, g_ptr_array_unref);
  g_free (self->figures);
  g_free (self);
}

char *
reeve_impact_count_text (const ReeveCountLine *line, guint column)
{
  switch (line->state[column])
    {
    case REEVE_COUNT_SHOWN: return g_strdup_printf ("%" G_GINT64_FORMAT, line->n[column]);
    case REEVE_COUNT_UNDER: return g_strdup (_("under 5"));
    case REEVE_COUNT_WITHHELD: return g_strdup (C_("count", "withheld"));
    }
  g_return_val_if_reached (NULL);
}
