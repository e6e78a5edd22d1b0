/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result of a back-test: totals, groups, rows and explanations. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-backtest-private.h"
#include "reeve-error.h"
#include "reeve-schema.h"

#define SAMPLE 40          /* records asked for what is missing: an explanation each */

struct _ReeveBacktest
{
  ReeveGround *ground;
  ReevePlan *plan;
  ReevePass pass;
  ReeveDay day, law_day;
  ReeveOrdinance *before, *after;
  guint *pair_of;          /* provision -> index of its pair, or G_MAXUINT */
  guint *provision_of;     /* pair -> index of its provision */
  ReeveEffectCounts businesses, pairs[REEVE_N_BACKTEST_SIDES];
  gint64 n_concerned, homes[REEVE_N_EFFECTS];
  GPtrArray *groups[REEVE_N_BACKTEST_BYS];
  GArray *rows, *changes;  /* ReeveBacktestRow, ReeveBacktestChange */
};

const char *
reeve_effect_name (ReeveEffect effect)
{
  static const char *const names[REEVE_N_EFFECTS] = { "newly", "pending", "unknown", "relieved", "settled", "unchanged" };

  g_return_val_if_fail ((guint) effect < REEVE_N_EFFECTS, NULL);
  return names[effect];
}

const char *
reeve_effect_label (ReeveEffect effect)
{
  switch (effect)
    {
    case REEVE_EFFECT_NEWLY:
      return _("Newly not met");
    case REEVE_EFFECT_PENDING:
      return _("Newly within a time to cure");
    case REEVE_EFFECT_UNKNOWN:
      return _("Newly cannot be told");
    case REEVE_EFFECT_RELIEVED:
      return _("Relieved");
    case REEVE_EFFECT_SETTLED:
      return _("Can now be told, or no longer matters");
    case REEVE_EFFECT_UNCHANGED:
    case REEVE_N_EFFECTS:
    default:
      return _("Unchanged");
    }
}

const char *
reeve_backtest_side_name (ReeveBacktestSide side)
{
  static const char *const names[REEVE_N_BACKTEST_SIDES] = { "business", "property-owner", "city", "nobody" };

  g_return_val_if_fail ((guint) side < REEVE_N_BACKTEST_SIDES, NULL);
  return names[side];
}

const char *
reeve_text_state_name (ReeveTextState state)
{
  static const char *const names[] = { "same", "words", "rule", "added", "dropped" };

  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (names), NULL);
  return names[state];
}

const char *
reeve_backtest_by_name (ReeveBacktestBy by)
{
  static const char *const names[REEVE_N_BACKTEST_BYS] = { "district", "category", "licence_age" };

  g_return_val_if_fail ((guint) by < REEVE_N_BACKTEST_BYS, NULL);
  return names[by];
}

/* --- groups --- */

static const char *const ages[] = { "0-1", "1-3", "3-10", "10-", "" };

static const char *
age_key (int years)
{
  return ages[years < 0 ? 4 : years < 1 ? 0 : years < 3 ? 1 : years < 10 ? 2 : 3];
}

static const char *
age_label (const char *key)
{
  const char *const labels[] = { _("Licensed less than 1 year"), _("Licensed 1 to 3 years"), _("Licensed 3 to 10 years"),
                                 _("Licensed 10 years or more"), _("Licence age not known") };

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    if (strcmp (ages[i], key) == 0)
      return labels[i];
  return key;
}

static const char *
category_label (const char *key)
{
  const ReeveTableInfo *table = reeve_schema_find_table ("business");

  return reeve_code_label (&table->fields[reeve_table_find_field (table, "category")], key);
}

static const char *
group_label (ReeveBacktestBy by, const char *key)
{
  if (by == REEVE_BACKTEST_BY_LICENCE_AGE)
    return age_label (key);
  if (*key != '\0' && by == REEVE_BACKTEST_BY_CATEGORY)
    return category_label (key);
  if (*key != '\0')
    return key;
  return by == REEVE_BACKTEST_BY_DISTRICT ? _("District not known") : _("Category not known");
}

static void
group_free (gpointer data)
{
  ReeveBacktestGroup *group = data;

  g_free (group->key);
  g_free (group->label);
  g_free (group);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const ReeveBacktestGroup *x = *(ReeveBacktestGroup *const *) a, *y = *(ReeveBacktestGroup *const *) b;

  if ((*x->key == '\0') != (*y->key == '\0'))
    return *x->key == '\0' ? 1 : -1;
  return strcmp (x->key, y->key);
}

/* By length of time, not by spelling: "10-" after "3-10". */
static int
compare_ages (gconstpointer a, gconstpointer b)
{
  const ReeveBacktestGroup *x = *(ReeveBacktestGroup *const *) a, *y = *(ReeveBacktestGroup *const *) b;
  guint i = 0, j = 0;

  while (strcmp (ages[i], x->key) != 0)
    i++;
  while (strcmp (ages[j], y->key) != 0)
    j++;
  return (int) i - (int) j;
}

/* @key: interned, or one of ours: the pointer tells it. */
static ReeveBacktestGroup *
find_group (ReeveBacktest *self, GHashTable *known, ReeveBacktestBy by, const char *key)
{
  ReeveBacktestGroup *group = g_hash_table_lookup (known, key);

  if (group != NULL)
    return group;
  group = g_new0 (ReeveBacktestGroup, 1);
  group->key = g_strdup (key);
  group->label = g_strdup (group_label (by, key));
  g_hash_table_insert (known, (gpointer) key, group);
  g_ptr_array_add (self->groups[by], group);
  return group;
}

static const char *
key_of (const ReevePlaced *placed, ReeveBacktestBy by)
{
  const char *key = by == REEVE_BACKTEST_BY_DISTRICT ? placed->district
                    : by == REEVE_BACKTEST_BY_CATEGORY ? placed->category
                                                       : age_key (placed->licence_age);

  return key == NULL ? ages[4] : key;
}

static gboolean
is_left_out (const ReeveBacktest *self, const ReevePlaced *placed)
{
  return self->plan->without != NULL && g_hash_table_contains (self->plan->without, &placed->id);
}

static void
count_group (ReeveBacktest *self, ReeveBacktestBy by)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  const GArray *businesses = self->ground->businesses;

  self->groups[by] = g_ptr_array_new_with_free_func (group_free);
  for (guint i = 0; i < businesses->len; i++)
    {
      const ReevePlaced *placed = &g_array_index (businesses, ReevePlaced, i);
      ReeveBacktestGroup *group;

      if (is_left_out (self, placed))
        continue;
      group = find_group (self, known, by, key_of (placed, by));
      group->businesses++;
      group->concerned += self->pass.concerned[i];
      group->against[0] += self->pass.stood[i] <= REEVE_OUTCOME_GROUNDS;
      group->against[1] += self->pass.stands[i] <= REEVE_OUTCOME_GROUNDS;
      group->effects.n[self->pass.worst[i]]++;
    }
  g_ptr_array_sort (self->groups[by], by == REEVE_BACKTEST_BY_LICENCE_AGE ? compare_ages : compare_groups);
}

/* --- rows --- */

static int
compare_tallied (gconstpointer a, gconstpointer b)
{
  const ReeveTallied *x = a, *y = b;
  guint64 of_x = (guint64) x->business - 1, of_y = (guint64) y->business - 1;   /* 0, nobody's, comes last */

  if (of_x != of_y)
    return of_x < of_y ? -1 : 1;
  if (x->change.about != y->change.about)
    return x->change.about < y->change.about ? -1 : 1;
  if (x->subject != y->subject)
    return x->subject < y->subject ? -1 : 1;
  return x->change.provision < y->change.provision ? -1 : x->change.provision > y->change.provision;
}

static ReeveBacktestRow
begin_row (ReeveBacktest *self, const ReeveTallied *tallied)
{
  ReeveBacktestRow row = { .business = tallied->business, .about = tallied->change.about, .subject = tallied->subject, .licence_age = -1,
                           .effect = REEVE_EFFECT_UNCHANGED, .apart = REEVE_EFFECT_UNCHANGED, .first = self->changes->len };
  guint at = tallied->business == 0 ? G_MAXUINT : reeve_ground_find (self->ground, tallied->business);
  const ReevePlaced *placed;

  if (at == G_MAXUINT)
    return row;
  placed = &g_array_index (self->ground->businesses, ReevePlaced, at);
  row.about = REEVE_ABOUT_BUSINESS;
  row.subject = tallied->business;
  row.name = placed->name;
  row.number = placed->number;
  row.address = placed->address;
  row.district = placed->district;
  row.category = placed->category;
  row.home = placed->home;
  row.has_point = placed->has_point;
  row.point = placed->point;
  row.licence_age = placed->licence_age;
  return row;
}

static void
make_rows (ReeveBacktest *self)
{
  GArray *all = self->pass.changes;
  ReeveBacktestRow *row = NULL;

  g_array_sort (all, compare_tallied);
  for (guint i = 0; i < all->len; i++)
    {
      const ReeveTallied *tallied = &g_array_index (all, ReeveTallied, i);
      const ReeveTallied *last = i == 0 ? NULL : tallied - 1;
      const ReevePair *pair = &g_array_index (self->plan->pairs, ReevePair, tallied->change.provision);
      ReeveBacktestChange change = tallied->change;

      if (last == NULL || last->business != tallied->business
          || (tallied->business == 0 && (last->subject != tallied->subject || last->change.about != tallied->change.about)))
        {
          ReeveBacktestRow begun = begin_row (self, tallied);

          g_array_append_val (self->rows, begun);
          row = &g_array_index (self->rows, ReeveBacktestRow, self->rows->len - 1);
        }
      if (pair->provision->side == REEVE_BACKTEST_BUSINESS)
        row->effect = MIN (row->effect, change.effect);
      else
        row->apart = MIN (row->apart, change.effect);
      row->n++;
      change.provision = self->provision_of[tallied->change.provision];
      g_array_append_val (self->changes, change);
    }
  g_array_set_size (all, 0);
}

/* --- totals --- */

static void
count_all (ReeveBacktest *self)
{
  const GArray *businesses = self->ground->businesses;

  for (guint i = 0; i < businesses->len; i++)
    {
      if (is_left_out (self, &g_array_index (businesses, ReevePlaced, i)))
        continue;
      self->businesses.n[self->pass.worst[i]]++;
      self->n_concerned += self->pass.concerned[i];
      self->homes[self->pass.worst[i]] += g_array_index (businesses, ReevePlaced, i).home;
    }
  for (guint p = 0; p < self->plan->provisions->len; p++)
    {
      const ReeveBacktestProvision *provision = self->plan->provisions->pdata[p];

      for (guint e = 0; e < REEVE_N_EFFECTS; e++)
        self->pairs[provision->side].n[e] += provision->effects.n[e];
    }
  for (guint by = 0; by < REEVE_N_BACKTEST_BYS; by++)
    count_group (self, by);
}

static void
find_pairs (ReeveBacktest *self)
{
  self->pair_of = g_new (guint, self->plan->provisions->len + 1);
  self->provision_of = g_new (guint, self->plan->pairs->len + 1);
  for (guint i = 0; i < self->plan->provisions->len; i++)
    self->pair_of[i] = G_MAXUINT;
  for (guint i = 0; i < self->plan->pairs->len; i++)
    {
      guint at;

      if (!g_ptr_array_find (self->plan->provisions, g_array_index (self->plan->pairs, ReevePair, i).provision, &at))
        g_return_if_reached ();
      self->pair_of[at] = i;
      self->provision_of[i] = at;
    }
}

static gboolean
run (ReeveBacktest *self, ReeveDb *db, ReeveConn *conn, const ReeveBacktestSpec *spec, ReeveProgressFunc progress, gpointer data,
     GCancellable *cancellable, GError **error)
{
  ReeveOrdinance *before = spec->before;

  self->ground = reeve_ground_get (db, conn, spec->day, error);
  if (self->ground == NULL)
    return FALSE;
  if (before == NULL)
    {
      const GPtrArray *adopted = reeve_ground_get_adopted (self->ground, conn, error);

      if (adopted == NULL)
        return FALSE;
      before = reeve_plan_find_before (adopted, spec->after);
    }
  self->before = before == NULL ? NULL : reeve_ordinance_ref (before);
  self->after = reeve_ordinance_ref (spec->after);
  self->day = spec->day;
  self->law_day = spec->as_on_day ? spec->day : reeve_ordinance_last_day (spec->after, spec->day);
  self->plan = reeve_plan_new (before, &self->after, 1, spec, self->law_day, error);
  if (self->plan == NULL || !reeve_pass_run (&self->pass, self->plan, self->ground, db, conn, TRUE, progress, data, cancellable, error))
    return FALSE;
  find_pairs (self);
  count_all (self);
  make_rows (self);
  return TRUE;
}

ReeveBacktest *
reeve_backtest_run (ReeveDb *db, const ReeveBacktestSpec *spec, ReeveProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, error);
  g_autoptr (ReeveBacktest) self = g_new0 (ReeveBacktest, 1);
  gboolean ok;

  g_return_val_if_fail (spec->after != NULL, NULL);
  self->rows = g_array_new (FALSE, FALSE, sizeof (ReeveBacktestRow));
  self->changes = g_array_new (FALSE, FALSE, sizeof (ReeveBacktestChange));
  if (reader == NULL || !reeve_reader_begin (reader, error))
    return NULL;
  ok = run (self, db, reeve_reader_get_conn (reader), spec, progress, data, cancellable, error);
  reeve_reader_end (reader);
  return ok ? g_steal_pointer (&self) : NULL;
}

void
reeve_backtest_free (ReeveBacktest *self)
{
  if (self == NULL)
    return;
  for (guint by = 0; by < REEVE_N_BACKTEST_BYS; by++)
    g_clear_pointer (&self->groups[by], g_ptr_array_unref);
  g_array_unref (self->rows);
  g_array_unref (self->changes);
  g_free (self->pair_of);
  g_free (self->provision_of);
  reeve_pass_clear (&self->pass);
  reeve_plan_free (self->plan);
  g_clear_pointer (&self->before, reeve_ordinance_unref);
  g_clear_pointer (&self->after, reeve_ordinance_unref);
  reeve_ground_unref (self->ground);
  g_free (self);
}

ReeveDay
reeve_backtest_get_day (const ReeveBacktest *self)
{
  return self->day;
}

ReeveDay
reeve_backtest_get_law_day (const ReeveBacktest *self)
{
  return self->law_day;
}

ReeveOrdinance *
reeve_backtest_get_before (const ReeveBacktest *self)
{
  return self->before;
}

ReeveOrdinance *
reeve_backtest_get_after (const ReeveBacktest *self)
{
  return self->after;
}

const GPtrArray *
reeve_backtest_get_provisions (const ReeveBacktest *self)
{
  return self->plan->provisions;
}

gint64
reeve_backtest_count_businesses (const ReeveBacktest *self)
{
  return self->ground->businesses->len;
}

gint64
reeve_backtest_count_concerned (const ReeveBacktest *self)
{
  return self->n_concerned;
}

gint64
reeve_backtest_count_homes (const ReeveBacktest *self, ReeveEffect effect)
{
  return self->homes[effect];
}

const ReeveEffectCounts *
reeve_backtest_get_businesses (const ReeveBacktest *self)
{
  return &self->businesses;
}

const ReeveEffectCounts *
reeve_backtest_get_pairs (const ReeveBacktest *self, ReeveBacktestSide side)
{
  return &self->pairs[side];
}

const GPtrArray *
reeve_backtest_get_groups (const ReeveBacktest *self, ReeveBacktestBy by)
{
  return self->groups[by];
}

const ReeveBacktestRow *
reeve_backtest_get_rows (const ReeveBacktest *self, guint *ret_n)
{
  *ret_n = self->rows->len;
  return (const ReeveBacktestRow *) (gpointer) self->rows->data;
}

const ReeveBacktestChange *
reeve_backtest_get_changes (const ReeveBacktest *self, guint *ret_n)
{
  *ret_n = self->changes->len;
  return (const ReeveBacktestChange *) (gpointer) self->changes->data;
}

/* --- why --- */

static const ReevePair *
find_pair (const ReeveBacktest *self, guint provision)
{
  if (provision >= self->plan->provisions->len || self->pair_of[provision] == G_MAXUINT)
    return NULL;
  return &g_array_index (self->plan->pairs, ReevePair, self->pair_of[provision]);
}

gboolean
reeve_backtest_explain (ReeveBacktest *self, ReeveConn *conn, guint provision, gint64 subject, ReeveTrace **ret_before, ReeveTrace **ret_after,
                        GError **error)
{
  const ReevePair *pair = find_pair (self, provision);
  g_autoptr (ReeveTrace) before = NULL, after = NULL;

  *ret_before = *ret_after = NULL;
  if (pair == NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("Nothing of this provision was compared: it is the same on both sides, or has no test."));
      return FALSE;
    }
  if (pair->before != REEVE_NO_PROGRAM)
    {
      before = reeve_check_explain_program (self->pass.check, conn, pair->before, subject, error);
      if (before == NULL)
        return FALSE;
    }
  if (pair->after[0] != REEVE_NO_PROGRAM)
    {
      after = reeve_check_explain_program (self->pass.check, conn, pair->after[0], subject, error);
      if (after == NULL)
        return FALSE;
    }
  *ret_before = g_steal_pointer (&before);
  *ret_after = g_steal_pointer (&after);
  return TRUE;
}

void
reeve_missing_fact_free (ReeveMissingFact *fact)
{
  g_free (fact->label);
  g_free (fact->path);
  g_free (fact);
}

static int
compare_missing (gconstpointer a, gconstpointer b)
{
  const ReeveMissingFact *x = *(ReeveMissingFact *const *) a, *y = *(ReeveMissingFact *const *) b;

  if (x->records != y->records)
    return x->records > y->records ? -1 : 1;
  return strcmp (x->path, y->path);
}

/* A fact counts once for a record, in however many of its settling sets it stands. */
static void
add_missing (GPtrArray *facts, GHashTable *known, const ReeveTrace *trace)
{
  const GPtrArray *ways = reeve_trace_get_settling (trace);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint w = 0; ways != NULL && w < ways->len; w++)
    {
      const ReeveSettling *way = ways->pdata[w];

      for (guint i = 0; way->paths != NULL && way->paths[i] != NULL; i++)
        {
          ReeveMissingFact *fact = g_hash_table_lookup (known, way->paths[i]);

          if (!g_hash_table_add (seen, way->paths[i]))
            continue;
          if (fact == NULL)
            {
              fact = g_new0 (ReeveMissingFact, 1);
              fact->path = g_strdup (way->paths[i]);
              fact->label = g_strdup (way->facts[i]);
              g_hash_table_insert (known, fact->path, fact);
              g_ptr_array_add (facts, fact);
            }
          fact->records++;
        }
    }
}

GPtrArray *
reeve_backtest_find_missing (ReeveBacktest *self, ReeveConn *conn, guint provision, guint *ret_sample, GError **error)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_missing_fact_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  const ReevePair *pair = find_pair (self, provision);
  const GArray *unknowns = pair == NULL ? NULL : self->pass.unknowns[self->pair_of[provision]];
  guint n = unknowns == NULL || pair->after[0] == REEVE_NO_PROGRAM ? 0 : MIN (unknowns->len, SAMPLE);

  *ret_sample = n;
  for (guint i = 0; i < n; i++)
    {
      gint64 subject = g_array_index (unknowns, gint64, (guint64) i * unknowns->len / n);
      g_autoptr (ReeveTrace) trace = reeve_check_explain_program (self->pass.check, conn, pair->after[0], subject, error);

      if (trace == NULL)
        return NULL;
      add_missing (facts, known, trace);
    }
  g_ptr_array_sort (facts, compare_missing);
  return g_steal_pointer (&facts);
}
