/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A back-test as one JSON object. */
#include "config.h"

#include "reeve-cli-compare.h"

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value == NULL)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, value);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_day (JsonBuilder *builder, const char *name, ReeveDay day)
{
  char text[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (day, text);
  add_string (builder, name, text);
}

static void
add_effects (JsonBuilder *builder, const ReeveEffectCounts *counts)
{
  for (guint i = 0; i < REEVE_N_EFFECTS; i++)
    add_int (builder, reeve_effect_name (i), counts->n[i]);
}

static void
begin_array (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

static void
begin_object (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

static void
add_outcomes (JsonBuilder *builder, const char *name, const gint64 *outcomes)
{
  begin_object (builder, name);
  for (guint i = 0; i < REEVE_N_OUTCOMES; i++)
    add_int (builder, reeve_outcome_name (i), outcomes[i]);
  json_builder_end_object (builder);
}

static void
add_missing (JsonBuilder *builder, const GPtrArray *facts, guint sample)
{
  add_int (builder, "asked", sample);
  begin_array (builder, "missing");
  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      const ReeveMissingFact *fact = facts->pdata[i];

      json_builder_begin_object (builder);
      add_string (builder, "fact", fact->path);
      add_string (builder, "label", fact->label);
      add_int (builder, "records", fact->records);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_provisions (JsonBuilder *builder, const ReeveComparisonReport *report)
{
  const GPtrArray *provisions = reeve_backtest_get_provisions (report->backtest);

  begin_array (builder, "provisions");
  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveBacktestProvision *provision = provisions->pdata[i];
      const ReeveProvisionVersion *version = provision->after != NULL ? provision->after : provision->before;

      json_builder_begin_object (builder);
      add_string (builder, "id", provision->id);
      add_string (builder, "ordinance", provision->ordinance);
      add_string (builder, "citation", version->citation);
      add_string (builder, "change", reeve_text_state_name (provision->state));
      add_string (builder, "about", reeve_vocabulary_about_name (provision->about));
      add_string (builder, "counts_for", reeve_backtest_side_name (provision->side));
      json_builder_set_member_name (builder, "evaluated");
      json_builder_add_boolean_value (builder, provision->evaluated);
      if (provision->evaluated)
        {
          add_effects (builder, &provision->effects);
          add_int (builder, "concerned", provision->concerned);
          add_outcomes (builder, "before", provision->outcomes[0]);
          add_outcomes (builder, "after", provision->outcomes[1]);
          add_missing (builder, report->missing[i], report->samples[i]);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_groups (JsonBuilder *builder, const ReeveBacktest *backtest)
{
  for (guint by = 0; by < REEVE_N_BACKTEST_BYS; by++)
    {
      const GPtrArray *groups = reeve_backtest_get_groups (backtest, by);

      begin_array (builder, reeve_backtest_by_name (by));
      for (guint i = 0; i < groups->len; i++)
        {
          const ReeveBacktestGroup *group = groups->pdata[i];

          json_builder_begin_object (builder);
          add_string (builder, "key", group->key);
          add_string (builder, "label", group->label);
          add_int (builder, "businesses", group->businesses);
          add_int (builder, "concerned", group->concerned);
          add_effects (builder, &group->effects);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
    }
}

static void
add_rows (JsonBuilder *builder, const ReeveBacktest *backtest)
{
  const GPtrArray *provisions = reeve_backtest_get_provisions (backtest);
  guint n_rows, n_changes;
  const ReeveBacktestRow *rows = reeve_backtest_get_rows (backtest, &n_rows);
  const ReeveBacktestChange *changes = reeve_backtest_get_changes (backtest, &n_changes);

  begin_array (builder, "records");
  for (guint r = 0; r < n_rows; r++)
    {
      g_autofree char *record = g_strdup_printf ("%s:%" G_GINT64_FORMAT, reeve_vocabulary_about_name (rows[r].about), rows[r].subject);

      json_builder_begin_object (builder);
      add_string (builder, "record", record);
      add_string (builder, "name", rows[r].name);
      add_string (builder, "district", rows[r].district);
      add_string (builder, "category", rows[r].category);
      add_string (builder, "effect", reeve_effect_name (rows[r].effect));
      begin_array (builder, "changes");
      for (guint i = rows[r].first; i < rows[r].first + rows[r].n; i++)
        {
          const ReeveBacktestProvision *provision = provisions->pdata[changes[i].provision];
          g_autofree char *tested
            = g_strdup_printf ("%s:%" G_GINT64_FORMAT, reeve_vocabulary_about_name (changes[i].about), changes[i].subject);

          json_builder_begin_object (builder);
          add_string (builder, "record", tested);
          add_string (builder, "provision", provision->id);
          add_string (builder, "counts_for", reeve_backtest_side_name (provision->side));
          add_string (builder, "before", reeve_outcome_name (changes[i].before));
          add_string (builder, "after", reeve_outcome_name (changes[i].after));
          add_string (builder, "effect", reeve_effect_name (changes[i].effect));
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_sweep (JsonBuilder *builder, const ReeveSweep *sweep)
{
  begin_object (builder, "sweep");
  add_string (builder, "parameter", sweep->parameter);
  add_string (builder, "now", sweep->now);
  begin_array (builder, "values");
  for (guint i = 0; i < sweep->points->len; i++)
    {
      const ReeveSweepPoint *point = sweep->points->pdata[i];

      json_builder_begin_object (builder);
      add_string (builder, "value", point->value);
      add_effects (builder, &point->businesses);
      add_int (builder, "concerned", point->concerned);
      add_outcomes (builder, "standing", point->standing);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_sites (JsonBuilder *builder, const char *name, const ReeveOpenSites *sites)
{
  begin_object (builder, name);
  for (guint i = 0; i < REEVE_N_SITE_STATES; i++)
    add_int (builder, reeve_site_state_name (i), sites->n[i]);
  add_int (builder, "elsewhere", sites->elsewhere);
  add_int (builder, "unplaced", sites->unplaced);
  begin_array (builder, "provisions");
  for (guint i = 0; i < sites->provisions->len; i++)
    {
      const ReeveSiteProvision *provision = sites->provisions->pdata[i];

      json_builder_begin_object (builder);
      add_string (builder, "id", provision->id);
      add_int (builder, "closed", provision->closed);
      add_int (builder, "alone", provision->alone);
      add_int (builder, "unknown", provision->unknown);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  begin_array (builder, "districts");
  for (guint i = 0; i < sites->districts->len; i++)
    {
      const ReeveSiteGroup *group = sites->districts->pdata[i];

      json_builder_begin_object (builder);
      add_string (builder, "district", group->district);
      for (guint k = 0; k < REEVE_N_SITE_STATES; k++)
        add_int (builder, reeve_site_state_name (k), group->n[k]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_open_sites (JsonBuilder *builder, const ReeveComparisonReport *report)
{
  begin_object (builder, "open_sites");
  if (report->sites[0] != NULL)
    add_sites (builder, "before", report->sites[0]);
  add_sites (builder, "after", report->sites[1]);
  json_builder_end_object (builder);
}

static const char *
id_of (const ReeveOrdinance *ordinance)
{
  return ordinance == NULL ? NULL : reeve_ordinance_get_id (ordinance);
}

void
reeve_cli_compare_print_json (const ReeveComparisonReport *report)
{
  const ReeveBacktest *backtest = report->backtest;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_day (builder, "on", reeve_backtest_get_day (backtest));
  add_day (builder, "law_on", reeve_backtest_get_law_day (backtest));
  add_string (builder, "before", id_of (reeve_backtest_get_before (backtest)));
  add_string (builder, "after", id_of (reeve_backtest_get_after (backtest)));
  add_int (builder, "businesses", reeve_backtest_count_businesses (backtest));
  add_int (builder, "concerned", reeve_backtest_count_concerned (backtest));
  add_effects (builder, reeve_backtest_get_businesses (backtest));
  begin_object (builder, "records_and_provisions");
  for (guint side = 0; side < REEVE_N_BACKTEST_SIDES; side++)
    {
      begin_object (builder, reeve_backtest_side_name (side));
      add_effects (builder, reeve_backtest_get_pairs (backtest, side));
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  add_provisions (builder, report);
  add_groups (builder, backtest);
  if (report->list)
    add_rows (builder, backtest);
  if (report->sweep != NULL)
    add_sweep (builder, report->sweep);
  if (report->sites[1] != NULL)
    add_open_sites (builder, report);
  json_builder_end_object (builder);
  reeve_cli_print_json (json_builder_get_root (builder));
}
