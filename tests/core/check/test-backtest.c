/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A back-test against two full checks of the same records, the classes by their table, constructed cases, sweeps against back-tests of each
 * value, and open sites in a small city. */
#include "config.h"

#include <string.h>

#include "case.h"
#include "reeve-error.h"
#include "reeve-open-sites.h"
#include "reeve-sample.h"
#include "reeve-sweep.h"
#include "reeve-test.h"

#define DAY "2026-11-16"

/* --- effects --- */

static void
test_effects (void)
{
  static const struct { ReeveOutcome before, after; ReeveEffect effect; } table[] = {
    { REEVE_OUTCOME_COMPLIANT, REEVE_OUTCOME_VIOLATION, REEVE_EFFECT_NEWLY },
    { REEVE_OUTCOME_NO_GROUNDS, REEVE_OUTCOME_GROUNDS, REEVE_EFFECT_NEWLY },
    { REEVE_OUTCOME_INSUFFICIENT, REEVE_OUTCOME_VIOLATION, REEVE_EFFECT_NEWLY },
    { REEVE_OUTCOME_PENDING, REEVE_OUTCOME_VIOLATION, REEVE_EFFECT_NEWLY },
    { REEVE_OUTCOME_VIOLATION, REEVE_OUTCOME_GROUNDS, REEVE_EFFECT_UNCHANGED },
    { REEVE_OUTCOME_VIOLATION, REEVE_OUTCOME_PENDING, REEVE_EFFECT_PENDING },
    { REEVE_OUTCOME_COMPLIANT, REEVE_OUTCOME_PENDING, REEVE_EFFECT_PENDING },
    { REEVE_OUTCOME_VIOLATION, REEVE_OUTCOME_INSUFFICIENT, REEVE_EFFECT_UNKNOWN },
    { REEVE_OUTCOME_NOT_APPLICABLE, REEVE_OUTCOME_INSUFFICIENT, REEVE_EFFECT_UNKNOWN },
    { REEVE_OUTCOME_VIOLATION, REEVE_OUTCOME_NOT_APPLICABLE, REEVE_EFFECT_RELIEVED },
    { REEVE_OUTCOME_PENDING, REEVE_OUTCOME_COMPLIANT, REEVE_EFFECT_RELIEVED },
    { REEVE_OUTCOME_INSUFFICIENT, REEVE_OUTCOME_NOT_APPLICABLE, REEVE_EFFECT_SETTLED },
    { REEVE_OUTCOME_COMPLIANT, REEVE_OUTCOME_NOT_APPLICABLE, REEVE_EFFECT_UNCHANGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpstr (reeve_effect_name (reeve_effect_of (table[i].before, table[i].after)), ==, reeve_effect_name (table[i].effect));
  for (guint before = 0; before < REEVE_N_OUTCOMES; before++)
    {
      g_assert_cmpint (reeve_effect_of (before, before), ==, REEVE_EFFECT_UNCHANGED);
      for (guint after = 0; after < REEVE_N_OUTCOMES; after++)
        g_assert_cmpint (reeve_effect_of (before, after), <, REEVE_N_EFFECTS);
    }
}

/* --- the sample city, and two full checks --- */

typedef struct { char *text; ReeveDb *db; } Sample;

/* Made once: it takes a second. */
static const char *
sample_path (void)
{
  static char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    {
      path = reeve_test_temp_path ("city.reeve");
      reeve_sample_create_on (path, case_day (DAY), NULL, &error);
      g_assert_no_error (error);
    }
  return path;
}

static void
sample_open (Sample *sample)
{
  g_autofree char *ordinance = reeve_test_source ("data/ordinances/calder-bend.ordinance.yaml");
  g_autoptr (GError) error = NULL;

  sample->db = reeve_db_open (sample_path (), REEVE_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  g_file_get_contents (ordinance, &sample->text, NULL, &error);
  g_assert_no_error (error);
}

static void
sample_close (Sample *sample)
{
  reeve_db_close (sample->db);
  g_object_unref (sample->db);
  g_free (sample->text);
}

static ReeveOrdinance *
load (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (ReeveMessages) messages = NULL;
  ReeveOrdinance *ordinance = reeve_ordinance_load ("draft.ordinance.yaml", bytes, NULL, NULL, &messages);

  if (ordinance == NULL)
    {
      g_autofree char *listed = reeve_messages_format (messages);

      g_error ("%s", listed);
    }
  return ordinance;
}

static char *
replace (const char *text, const char *old, const char *new)
{
  g_auto (GStrv) parts = g_strsplit (text, old, 2);

  g_assert_nonnull (parts[1]);
  return g_strjoinv (new, parts);
}

/* "about:subject provision" -> outcome + 1 */
typedef struct { GHashTable *found; const ReeveCheck *check; } Found;

static gboolean
take_finding (const ReeveFinding *finding, gpointer data)
{
  Found *found = data;
  const ReeveProgram *program = reeve_check_get_programs (found->check)->pdata[finding->program];

  g_hash_table_insert (found->found,
                       g_strdup_printf ("%d:%" G_GINT64_FORMAT " %s", finding->about, finding->subject, reeve_program_get_provision (program)->id),
                       GUINT_TO_POINTER (finding->outcome + 1));
  return TRUE;
}

static GHashTable *
check_all (ReeveDb *db, ReeveOrdinance *ordinance)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, &error);
  g_autoptr (ReeveCheck) check = reeve_check_new (reeve_reader_get_conn (reader), case_day (DAY), ordinance, NULL, &error);
  Found found = { table, check };

  g_assert_no_error (error);
  reeve_check_run (check, db, take_finding, NULL, &found, NULL, &error);
  g_assert_no_error (error);
  return table;
}

static ReeveOutcome
outcome_in (GHashTable *table, const char *key)
{
  guint stored = GPOINTER_TO_UINT (g_hash_table_lookup (table, key));

  return stored == 0 ? REEVE_OUTCOME_NOT_APPLICABLE : stored - 1;
}

static void
assert_adds_up (const ReeveBacktest *backtest)
{
  const GPtrArray *provisions = reeve_backtest_get_provisions (backtest);
  gint64 all = reeve_backtest_count_businesses (backtest), sum = 0;

  for (guint e = 0; e < REEVE_N_EFFECTS; e++)
    sum += reeve_backtest_get_businesses (backtest)->n[e];
  g_assert_cmpint (sum, ==, all);
  for (guint by = 0; by < REEVE_N_BACKTEST_BYS; by++)
    {
      const GPtrArray *groups = reeve_backtest_get_groups (backtest, by);
      gint64 businesses = 0, concerned = 0, newly = 0;

      for (guint i = 0; i < groups->len; i++)
        {
          const ReeveBacktestGroup *group = groups->pdata[i];
          gint64 of_group = 0;

          for (guint e = 0; e < REEVE_N_EFFECTS; e++)
            of_group += group->effects.n[e];
          g_assert_cmpint (of_group, ==, group->businesses);
          g_assert_cmpint (group->effects.n[REEVE_EFFECT_NEWLY], <=, group->concerned);
          businesses += group->businesses;
          concerned += group->concerned;
          newly += group->effects.n[REEVE_EFFECT_NEWLY];
        }
      g_assert_cmpint (businesses, ==, all);
      g_assert_cmpint (concerned, ==, reeve_backtest_count_concerned (backtest));
      g_assert_cmpint (newly, ==, reeve_backtest_get_businesses (backtest)->n[REEVE_EFFECT_NEWLY]);
    }
  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveBacktestProvision *provision = provisions->pdata[i];
      gint64 effects = 0, before = 0, after = 0;

      for (guint e = 0; e < REEVE_N_EFFECTS; e++)
        effects += provision->effects.n[e];
      for (guint o = 0; o < REEVE_N_OUTCOMES; o++)
        {
          before += provision->outcomes[0][o];
          after += provision->outcomes[1][o];
        }
      g_assert_cmpint (effects, ==, before);
      g_assert_cmpint (effects, ==, after);
      g_assert_true (provision->evaluated || effects == 0);
    }
}

/* Every pair that differs between two full checks is a change of the back-test with these outcomes, and there are no others. */
static void
assert_agrees (Sample *sample, ReeveOrdinance *before, ReeveOrdinance *after)
{
  g_autoptr (GHashTable) old = check_all (sample->db, before), new = check_all (sample->db, after), keys = g_hash_table_new (g_str_hash, g_str_equal);
  ReeveBacktestSpec spec = { .before = before, .after = after, .day = case_day (DAY), .as_on_day = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveBacktest) backtest = reeve_backtest_run (sample->db, &spec, NULL, NULL, NULL, &error);
  const ReeveBacktestChange *changes;
  GHashTableIter iter;
  gpointer key;
  guint n, expected = 0;

  g_assert_no_error (error);
  changes = reeve_backtest_get_changes (backtest, &n);
  for (guint i = 0; i < n; i++)
    {
      const ReeveBacktestProvision *provision = reeve_backtest_get_provisions (backtest)->pdata[changes[i].provision];
      g_autofree char *name = g_strdup_printf ("%d:%" G_GINT64_FORMAT " %s", changes[i].about, changes[i].subject, provision->id);

      g_assert_cmpstr (reeve_outcome_name (changes[i].before), ==, reeve_outcome_name (outcome_in (old, name)));
      g_assert_cmpstr (reeve_outcome_name (changes[i].after), ==, reeve_outcome_name (outcome_in (new, name)));
      g_assert_cmpint (changes[i].effect, ==, reeve_effect_of (changes[i].before, changes[i].after));
    }
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (keys, key);
  g_hash_table_iter_init (&iter, new);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (keys, key);
  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    expected += reeve_effect_of (outcome_in (old, key), outcome_in (new, key)) != REEVE_EFFECT_UNCHANGED;
  g_assert_cmpuint (n, ==, expected);
  assert_adds_up (backtest);
}

static void
test_agreement (void)
{
  static const char *const edits[][2] = {
    { "school-distance: 1000 ft", "school-distance: 1500 ft" },
    { "park-distance: 300 ft", "park-distance: 900 ft" },
    { "peer-distance: 600 ft", "peer-distance: 100 ft" },
    { "allowed-zones: [C-1, C-2, MX]", "allowed-zones: [C-1]" },
    { "value: 21:00-08:00", "value: 18:00-09:00" },
    { "look-back: 24 months", "look-back: 60 months" },
    { "visit-interval: 12 months", "visit-interval: 3 months" },
    { "cure-days: 10 days", "cure-days: 60 days" },
    { "massage-place: business.category = massage and business.operating", "massage-place: business.category in [massage, spa, salon] and business.operating" },
    { "massage-place: business.category = massage and business.operating", "massage-place: business.category = massage" },
    { "evidence: 12 months", "evidence: 2 months" },
    { "    grandfather: {when: business.city-licence.first-issued < 2019-03-01}\n", "" },
    { "measure: {from: door, to: property-line, path: straight}", "measure: {from: parcel, to: property-line, path: straight}" },
    { "  - {id: clean, ask: \"Are rooms, tables and instruments clean?\", lasts: 12 months}", "  - {id: clean, ask: \"Are rooms, tables and instruments clean?\", lasts: 1 month}" },
    { "id: calder-bend-ch-18", "id: calder-bend-other" },
  };
  Sample sample;
  g_autoptr (ReeveOrdinance) before = NULL;
  GRand *rand = g_rand_new_with_seed (18);

  sample_open (&sample);
  before = load (sample.text);
  for (guint round = 0; round < reeve_test_rounds (10, 1); round++)
    {
      g_autofree char *text = g_strdup (sample.text);
      g_autoptr (ReeveOrdinance) after = NULL;
      guint n = 1 + g_rand_int_range (rand, 0, 3);

      for (guint i = 0; i < n; i++)
        {
          const char *const *edit = edits[g_rand_int_range (rand, 0, G_N_ELEMENTS (edits))];
          g_autofree char *edited = strstr (text, edit[0]) == NULL ? g_strdup (text) : replace (text, edit[0], edit[1]);

          g_free (text);
          text = g_steal_pointer (&edited);
        }
      after = load (text);
      assert_agrees (&sample, before, after);
    }
  g_rand_free (rand);
  sample_close (&sample);
}

/* The words alone change nothing, and nothing is run. */
static void
test_words (void)
{
  Sample sample;
  g_autofree char *text = NULL;
  g_autoptr (ReeveOrdinance) after = NULL;
  g_autoptr (ReeveBacktest) backtest = NULL;
  g_autoptr (GError) error = NULL;
  ReeveBacktestSpec spec = { .day = case_day (DAY) };

  sample_open (&sample);
  text = replace (sample.text, "title: 1,000 feet from a school", "title: A thousand feet from a school");
  after = load (text);
  spec.after = after;
  backtest = reeve_backtest_run (sample.db, &spec, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < reeve_backtest_get_provisions (backtest)->len; i++)
    {
      const ReeveBacktestProvision *provision = reeve_backtest_get_provisions (backtest)->pdata[i];

      g_assert_cmpint (provision->state, ==, strcmp (provision->id, "school") == 0 ? REEVE_TEXT_WORDS : REEVE_TEXT_SAME);
      g_assert_false (provision->evaluated);
    }
  g_assert_cmpint (reeve_backtest_count_concerned (backtest), ==, 0);
  g_assert_cmpint (reeve_backtest_get_businesses (backtest)->n[REEVE_EFFECT_UNCHANGED], ==, reeve_backtest_count_businesses (backtest));
  assert_adds_up (backtest);
  sample_close (&sample);
}

/* A row names the business, its changes can be explained under both texts, and what cannot be told names what is missing. */
static void
test_explanations (void)
{
  Sample sample;
  g_autofree char *text = NULL;
  g_autoptr (ReeveOrdinance) after = NULL;
  g_autoptr (ReeveBacktest) backtest = NULL;
  g_autoptr (ReeveReader) reader = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (GError) error = NULL;
  ReeveBacktestSpec spec = { .day = case_day (DAY) };
  const ReeveBacktestRow *rows;
  const ReeveBacktestChange *changes;
  guint n, n_changes, sample_size;

  sample_open (&sample);
  text = replace (sample.text, "school-distance: 1000 ft", "school-distance: 1500 ft");
  after = load (text);
  spec.after = after;
  backtest = reeve_backtest_run (sample.db, &spec, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  reader = reeve_reader_new (sample.db, &error);
  rows = reeve_backtest_get_rows (backtest, &n);
  changes = reeve_backtest_get_changes (backtest, &n_changes);
  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ReeveTrace) before_trace = NULL, after_trace = NULL;

      g_assert_nonnull (rows[i].name);
      g_assert_cmpuint (rows[i].n, ==, 1);
      g_assert_cmpint (rows[i].effect, ==, changes[rows[i].first].effect);
      g_assert_true (reeve_backtest_explain (backtest, reeve_reader_get_conn (reader), changes[rows[i].first].provision, rows[i].subject,
                                             &before_trace, &after_trace, &error));
      g_assert_no_error (error);
      g_assert_cmpint (reeve_trace_get_outcome (before_trace), ==, changes[rows[i].first].before);
      g_assert_cmpint (reeve_trace_get_outcome (after_trace), ==, changes[rows[i].first].after);
    }
  missing = reeve_backtest_find_missing (backtest, reeve_reader_get_conn (reader), changes[0].provision, &sample_size, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sample_size, >, 0);
  g_assert_cmpuint (missing->len, >, 0);
  sample_close (&sample);
}

/* --- constructed cases --- */

#define RULES "provisions:\n  - {id: hall, citation: a, text: t, require: not business.out-call-only, grandfather: {when: business.city-licence.first-issued < 2015-01-01}}\n"
#define STRICTER "provisions:\n  - {id: hall, citation: a, text: t, require: not business.out-call-only and business.category = massage, grandfather: {when: business.city-licence.first-issued < 2015-01-01}}\n"

static gint64 ids[8];

static void
fill_few (Case *self)
{
  ids[0] = case_add (self, "business", "name", "Old", "category", "salon", "out_call_only", "0", NULL);
  ids[1] = case_add (self, "business", "name", "New", "category", "salon", "out_call_only", "0", NULL);
  ids[2] = case_add (self, "business", "name", "Massage", "category", "massage", "out_call_only", "0", NULL);
  ids[3] = case_add (self, "business", "name", "Unknown", "out_call_only", "0", NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *business = g_strdup_printf ("%" G_GINT64_FORMAT, ids[i]);

      case_add (self, "licence", "scope", "city", "business_id", business, "first_issued", i == 0 ? "2010-05-04" : "2024-05-04", "issued", "2024-05-04",
                NULL);
    }
}

static ReeveBacktest *
backtest_of (Case *self, ReeveOrdinance *before, ReeveOrdinance *after, gboolean grandfathering)
{
  ReeveBacktestSpec spec = { .before = before, .after = after, .day = case_day (DAY), .after_without_grandfathering = !grandfathering };
  g_autoptr (GError) error = NULL;
  ReeveBacktest *backtest = reeve_backtest_run (self->db, &spec, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  assert_adds_up (backtest);
  return backtest;
}

#define assert_count(backtest, effect, number) g_assert_cmpint (reeve_backtest_get_businesses (backtest)->n[REEVE_EFFECT_##effect], ==, number)

static void
test_grandfathering (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) before = case_ordinance (RULES), after = case_ordinance (STRICTER);
  g_autoptr (ReeveBacktest) with = NULL, without = NULL;

  case_write (self, fill_few);
  with = backtest_of (self, before, after, TRUE);
  assert_count (with, NEWLY, 1);
  assert_count (with, UNKNOWN, 1);
  assert_count (with, UNCHANGED, 2);
  without = backtest_of (self, before, after, FALSE);
  assert_count (without, NEWLY, 2);
  assert_count (without, UNKNOWN, 1);
  assert_count (without, UNCHANGED, 1);
}

/* Whoever is licensed keeps what he has, whatever the text says of it; who has no licence that anybody recorded cannot be told. */
static void
test_grandfathering_for_all (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) before = case_ordinance (RULES), after = case_ordinance (STRICTER);
  ReeveBacktestSpec spec = { .before = before, .after = after, .day = case_day (DAY), .after_sparing_all = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveBacktest) test = NULL;
  g_autoptr (ReeveReader) reader = NULL;
  g_autoptr (ReeveTrace) old = NULL, new = NULL;

  case_write (self, fill_few);
  test = reeve_backtest_run (self->db, &spec, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_adds_up (test);
  assert_count (test, NEWLY, 0);
  assert_count (test, UNKNOWN, 1);
  assert_count (test, UNCHANGED, 3);
  reader = reeve_reader_new (self->db, &error);
  g_assert_no_error (error);
  g_assert_true (reeve_backtest_explain (test, reeve_reader_get_conn (reader), 0, ids[1], &old, &new, &error));
  g_assert_no_error (error);
  g_assert_cmpint (reeve_trace_get_outcome (old), ==, REEVE_OUTCOME_COMPLIANT);
  g_assert_cmpint (reeve_trace_get_outcome (new), ==, REEVE_OUTCOME_NOT_APPLICABLE);
}

static void
test_added_and_dropped (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) before = case_ordinance ("provisions:\n  - {id: one, citation: a, text: t, require: business.category = massage}\n");
  g_autoptr (ReeveOrdinance) after = case_ordinance ("provisions:\n  - {id: two, citation: b, text: t, require: business.category = salon}\n");
  g_autoptr (ReeveBacktest) backtest = NULL;
  const ReeveBacktestProvision *added, *dropped;

  case_write (self, fill_few);
  backtest = backtest_of (self, before, after, TRUE);
  g_assert_cmpuint (reeve_backtest_get_provisions (backtest)->len, ==, 2);
  added = reeve_backtest_get_provisions (backtest)->pdata[0];
  dropped = reeve_backtest_get_provisions (backtest)->pdata[1];
  g_assert_cmpint (added->state, ==, REEVE_TEXT_ADDED);
  g_assert_cmpint (dropped->state, ==, REEVE_TEXT_DROPPED);
  g_assert_cmpint (added->effects.n[REEVE_EFFECT_NEWLY], ==, 1);
  g_assert_cmpint (added->effects.n[REEVE_EFFECT_UNKNOWN], ==, 1);
  g_assert_cmpint (dropped->effects.n[REEVE_EFFECT_RELIEVED], ==, 2);
  g_assert_cmpint (dropped->effects.n[REEVE_EFFECT_SETTLED], ==, 1);
  /* worst first: the massage place is newly in violation of one and clear of the other all along */
  assert_count (backtest, NEWLY, 1);
  assert_count (backtest, UNKNOWN, 1);
  assert_count (backtest, RELIEVED, 2);
}

/* Nothing adopted: every provision is new. Duties of the city never count for a business. */
static void
test_city_duties_apart (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) after = case_ordinance ("provisions:\n  - {id: visit, citation: a, text: t, duty: city, require: business.category = massage}\n");
  g_autoptr (ReeveBacktest) backtest = NULL;
  const ReeveBacktestRow *rows;
  guint n;

  case_write (self, fill_few);
  backtest = backtest_of (self, NULL, after, TRUE);
  g_assert_null (reeve_backtest_get_before (backtest));
  assert_count (backtest, UNCHANGED, 4);
  g_assert_cmpint (reeve_backtest_get_pairs (backtest, REEVE_BACKTEST_CITY)->n[REEVE_EFFECT_NEWLY], ==, 2);
  g_assert_cmpint (reeve_backtest_get_pairs (backtest, REEVE_BACKTEST_BUSINESS)->n[REEVE_EFFECT_NEWLY], ==, 0);
  rows = reeve_backtest_get_rows (backtest, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (rows[0].effect, ==, REEVE_EFFECT_UNCHANGED);
  g_assert_cmpint (rows[0].apart, ==, REEVE_EFFECT_NEWLY);
}

/* What begins next year is tried on today's records, unless only the law of the day is asked for. */
static void
test_law_to_come (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) before = case_ordinance ("provisions:\n  - {id: one, citation: a, text: t, require: business.category != barber}\n");
  g_autoptr (ReeveOrdinance) after = case_ordinance (
    "parameters:\n  wanted:\n    - {from: 2019-01-01, value: [barber]}\n    - {from: 2027-01-01, value: [salon]}\n"
    "provisions:\n  - {id: one, citation: a, text: t, require: not (business.category in wanted)}\n");
  ReeveBacktestSpec spec = { .before = before, .after = after, .day = case_day (DAY) };
  g_autoptr (ReeveBacktest) to_come = NULL, of_the_day = NULL;
  g_autoptr (GError) error = NULL;

  case_write (self, fill_few);
  to_come = reeve_backtest_run (self->db, &spec, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reeve_backtest_get_law_day (to_come), ==, case_day ("2027-01-01"));
  assert_count (to_come, NEWLY, 2);
  spec.as_on_day = TRUE;
  of_the_day = reeve_backtest_run (self->db, &spec, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_count (of_the_day, UNCHANGED, 4);
}

static void
fill_visit (Case *self)
{
  g_autofree char *business = NULL;

  fill_few (self);
  business = g_strdup_printf ("%" G_GINT64_FORMAT, ids[2]);
  ids[4] = case_add (self, "inspection", "business_id", business, "at", "2026-10-01T10:00", "status", "done", "legal_basis", "consent", "kind", "routine",
                     NULL);
}

/* An inspection's change is its business's. */
static void
test_records_of_a_business (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) after
    = case_ordinance ("provisions:\n  - {id: visits, citation: a, text: t, about: inspection, require: inspection.kind = complaint}\n");
  g_autoptr (ReeveBacktest) backtest = NULL;
  const ReeveBacktestRow *rows;
  const ReeveBacktestChange *changes;
  guint n;

  case_write (self, fill_visit);
  backtest = backtest_of (self, NULL, after, TRUE);
  rows = reeve_backtest_get_rows (backtest, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (rows[0].business, ==, ids[2]);
  g_assert_cmpstr (rows[0].name, ==, "Massage");
  changes = reeve_backtest_get_changes (backtest, &n);
  g_assert_cmpint (changes[0].about, ==, REEVE_ABOUT_INSPECTION);
  g_assert_cmpint (changes[0].subject, ==, ids[4]);
  assert_count (backtest, NEWLY, 1);
}

static void
fill_one (Case *self)
{
  ids[0] = case_add (self, "business", "name", "One", "category", "salon", NULL);
}

static void
test_empty_and_one (void)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) after = case_ordinance ("provisions:\n  - {id: one, citation: a, text: t, require: business.category = massage}\n");
  g_autoptr (ReeveBacktest) empty = backtest_of (self, NULL, after, TRUE), one = NULL;

  g_assert_cmpint (reeve_backtest_count_businesses (empty), ==, 0);
  case_write (self, fill_one);
  one = backtest_of (self, NULL, after, TRUE);
  g_assert_cmpint (reeve_backtest_count_businesses (one), ==, 1);
  assert_count (one, NEWLY, 1);
}

static void
test_errors (void)
{
  static const char *const only[] = { "absent", NULL };
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) after = case_ordinance (STRICTER);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (ReeveBacktest) backtest = NULL;
  g_autoptr (ReeveSweep) sweep = NULL;
  g_autoptr (GError) error = NULL;
  ReeveBacktestSpec spec = { .after = after, .day = case_day (DAY), .only = only };

  case_write (self, fill_few);
  backtest = reeve_backtest_run (self->db, &spec, NULL, NULL, NULL, &error);
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND);
  g_assert_null (backtest);
  g_clear_error (&error);
  spec.only = NULL;
  g_cancellable_cancel (cancellable);
  backtest = reeve_backtest_run (self->db, &spec, NULL, NULL, cancellable, &error);
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_CANCELLED);
  g_assert_null (backtest);
  g_clear_error (&error);
  sweep = reeve_sweep_run (self->db, &spec, "absent", only, NULL, NULL, NULL, &error);
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND);
  g_assert_null (sweep);
}

/* --- sweeps --- */

static void
test_sweep (void)
{
  static const char *const values[] = { "300 ft", "500 ft", "1000 ft", "1500 ft", "2500 ft", NULL };
  Sample sample;
  g_autoptr (ReeveOrdinance) draft = NULL;
  g_autoptr (ReeveSweep) sweep = NULL;
  g_autoptr (GError) error = NULL;
  ReeveBacktestSpec spec = { .day = case_day (DAY) };

  sample_open (&sample);
  draft = load (sample.text);
  spec.after = draft;
  sweep = reeve_sweep_run (sample.db, &spec, "school-distance", values, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sweep->now, ==, "1000 ft");
  g_assert_cmpuint (sweep->points->len, ==, 5);
  for (guint i = 0; i < sweep->points->len; i++)
    {
      const ReeveSweepPoint *point = sweep->points->pdata[i];
      g_autofree char *line = g_strconcat ("school-distance: ", values[i], NULL), *text = replace (sample.text, "school-distance: 1000 ft", line);
      g_autoptr (ReeveOrdinance) after = load (text);
      ReeveBacktestSpec one = { .after = after, .day = spec.day };
      g_autoptr (ReeveBacktest) backtest = reeve_backtest_run (sample.db, &one, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      for (guint e = 0; e < REEVE_N_EFFECTS; e++)
        g_assert_cmpint (point->businesses.n[e], ==, reeve_backtest_get_businesses (backtest)->n[e]);
      if (i > 0)
        g_assert_cmpint (point->standing[REEVE_OUTCOME_VIOLATION], >=,
                         ((ReeveSweepPoint *) sweep->points->pdata[i - 1])->standing[REEVE_OUTCOME_VIOLATION]);
    }
  sample_close (&sample);
}

static void
test_sweep_bad_value (void)
{
  static const char *const values[] = { "3 ft", "green", NULL };
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) after = case_ordinance ("parameters: {far: 500 ft}\nprovisions:\n"
                                                     "  - {id: one, citation: a, text: t, measure: {from: door, to: door, path: straight}, require: min(distance of premises.place where kind = school) >= far}\n");
  g_autoptr (GError) error = NULL;
  ReeveBacktestSpec spec = { .after = after, .day = case_day (DAY) };
  g_autoptr (ReeveSweep) sweep = reeve_sweep_run (self->db, &spec, "far", values, NULL, NULL, NULL, &error);

  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "green"));
  g_assert_null (sweep);
}

/* --- open sites --- */

/* Five premises in a row, 0.01 degrees (about 1.1 km) apart; a school beside the second, a massage place at the fourth, the fifth among
 * dwellings, a sixth without a position. */
static void
fill_city (Case *self)
{
  case_set_setting (self, "businesses-complete", "yes");
  case_add (self, "map_layer", "name", "Schools", "kind", "places", "what", "school", NULL);
  case_add_zone (self, "zoning", "C-1", "commercial", -95.005, 29.9, -94.965, 30.1);
  case_add_zone (self, "zoning", "R-1", "residential", -94.965, 29.9, -94.9, 30.1);
  case_add_zone (self, "district", "Centre", NULL, -95.1, 29.9, -94.985, 30.1);
  case_add_place (self, "school", "School", -94.99, 30.0005, 0);
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *lon = g_strdup_printf ("%.2f", -95 + 0.01 * i), *address = g_strdup_printf ("%u Row", i);
      g_autofree char *premises = NULL, *business = NULL;

      ids[i] = i == 5 ? case_add (self, "premises", "address", address, "address_key", address, NULL)
                      : case_add (self, "premises", "address", address, "address_key", address, "lon", lon, "lat", "30.0", "position_method", "surveyed",
                                  NULL);
      if (i != 3)
        continue;
      premises = g_strdup_printf ("%" G_GINT64_FORMAT, ids[i]);
      business = g_strdup_printf ("%" G_GINT64_FORMAT,
                                  case_add (self, "business", "name", "Place", "category", "massage", "operating", "1", "opened", "2020-01-01", NULL));
      case_add (self, "occupancy", "premises_id", premises, "business_id", business, "from_date", "2020-01-01", "to_date", "none", NULL);
    }
}

#define PLACE_RULES                                                                                                                           \
  "provisions:\n"                                                                                                                             \
  "  - {id: school, citation: a, text: t, measure: {from: door, to: door, path: straight}, applies: business.category = massage, require: min(distance of premises.place where kind = school) >= 500 ft}\n" \
  "  - {id: zone, citation: b, text: t, require: premises.zone = C-1}\n"                                                                   \
  "  - {id: papers, citation: c, text: t, require: business.city-licence.valid}\n"

static void
test_open_sites (void)
{
  static const char *const both[] = { "commercial", "residential", NULL };
  g_autoptr (Case) self = case_new ();
  g_autoptr (ReeveOrdinance) near = case_ordinance (PLACE_RULES);
  g_autoptr (ReeveOrdinance) peers = case_ordinance (
    PLACE_RULES "  - {id: peer, citation: d, text: t, measure: {from: door, to: door, path: straight}, require: min(distance of premises.peer where category = massage) >= 4000 ft}\n");
  ReeveOpenSitesSpec spec = { .ordinance = near, .day = case_day (DAY) };
  g_autoptr (ReeveOpenSites) sites = NULL, crowded = NULL, everywhere = NULL;
  g_autoptr (GError) error = NULL;
  const ReeveSiteProvision *provision;

  case_write (self, fill_city);
  sites = reeve_open_sites_run (self->db, &spec, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  /* "papers" does not ask about the place */
  g_assert_cmpuint (sites->provisions->len, ==, 2);
  g_assert_cmpuint (sites->sites->len, ==, 4);
  g_assert_cmpint (sites->n[REEVE_SITE_OPEN], ==, 3);
  g_assert_cmpint (sites->n[REEVE_SITE_CLOSED], ==, 1);
  g_assert_cmpint (sites->elsewhere, ==, 1);
  g_assert_cmpint (sites->unplaced, ==, 1);
  g_assert_cmpint (g_array_index (sites->sites, ReeveSite, 1).state, ==, REEVE_SITE_CLOSED);
  g_assert_cmpint (g_array_index (sites->sites, ReeveSite, 1).closed_by, ==, 0);
  provision = sites->provisions->pdata[0];
  g_assert_cmpint (provision->closed, ==, 1);
  g_assert_cmpint (provision->alone, ==, 1);
  g_assert_cmpuint (sites->districts->len, ==, 2);
  g_assert_cmpstr (((ReeveSiteGroup *) sites->districts->pdata[0])->district, ==, "Centre");
  g_assert_cmpint (((ReeveSiteGroup *) sites->districts->pdata[0])->n[REEVE_SITE_OPEN], ==, 1);

  /* the third is too near the massage place; the fourth is that place, given up */
  spec.ordinance = peers;
  crowded = reeve_open_sites_run (self->db, &spec, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_array_index (crowded->sites, ReeveSite, 2).state, ==, REEVE_SITE_CLOSED);
  g_assert_cmpint (g_array_index (crowded->sites, ReeveSite, 3).state, ==, REEVE_SITE_OPEN);

  spec.ordinance = near;
  spec.zone_classes = both;
  everywhere = reeve_open_sites_run (self->db, &spec, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (everywhere->sites->len, ==, 5);
  g_assert_cmpint (everywhere->n[REEVE_SITE_CLOSED], ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backtest/effects", test_effects);
  g_test_add_func ("/backtest/agreement", test_agreement);
  g_test_add_func ("/backtest/words", test_words);
  g_test_add_func ("/backtest/explanations", test_explanations);
  g_test_add_func ("/backtest/grandfathering", test_grandfathering);
  g_test_add_func ("/backtest/grandfathering-for-all", test_grandfathering_for_all);
  g_test_add_func ("/backtest/added-and-dropped", test_added_and_dropped);
  g_test_add_func ("/backtest/city-duties-apart", test_city_duties_apart);
  g_test_add_func ("/backtest/law-to-come", test_law_to_come);
  g_test_add_func ("/backtest/records-of-a-business", test_records_of_a_business);
  g_test_add_func ("/backtest/empty-and-one", test_empty_and_one);
  g_test_add_func ("/backtest/errors", test_errors);
  g_test_add_func ("/backtest/sweep", test_sweep);
  g_test_add_func ("/backtest/sweep-bad-value", test_sweep_bad_value);
  g_test_add_func ("/backtest/open-sites", test_open_sites);
  return g_test_run ();
}
