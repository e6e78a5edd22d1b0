/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts written as JSON and read back: every provision on every business of the sample city comes out the same, with the same steps; nothing
 * of a person goes along; hostile JSON is refused. */
#include "config.h"

#include <string.h>

#include "reeve-check-shared.h"
#include "reeve-error.h"
#include "reeve-facts-json.h"
#include "reeve-findings.h"
#include "reeve-sample.h"
#include "reeve-test.h"
#include "reeve-trace.h"

#define DAY "2026-11-16"

typedef struct { guint n, by_outcome[REEVE_N_OUTCOMES]; GPtrArray *texts; } Seen;

static char *
steps_of (const ReeveProgram *program, const ReeveFacts *facts, ReeveOutcome *ret_outcome, ReeveDay *ret_until)
{
  g_autoptr (ReeveTrace) trace = reeve_trace_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  *ret_outcome = reeve_program_evaluate (program, facts, ret_until, trace);
  for (guint i = 0; i < reeve_trace_get_lines (trace)->len; i++)
    {
      const ReeveTraceLine *line = reeve_trace_get_lines (trace)->pdata[i];

      /* Values show words that stay at home: the truths and the deciding ones are what a finding rests on. */
      g_string_append_printf (text, "%u %d %d %d\n", line->depth, line->is_truth, line->truth, line->deciding);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
round_trip (const ReeveProgram *program, const ReeveFacts *facts, gpointer data)
{
  Seen *seen = data;
  g_autoptr (JsonNode) node = reeve_facts_to_json (facts, program), again = NULL, parsed = NULL;
  g_autoptr (ReeveFacts) read = reeve_facts_new (reeve_program_get_ordinance (program));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = json_to_string (node, FALSE), *text_again = NULL, *here = NULL, *there = NULL;
  ReeveOutcome outcome, outcome_there;
  ReeveDay until, until_there;

  parsed = json_from_string (text, &error);
  g_assert_no_error (error);
  g_assert_true (reeve_facts_fill_json (read, parsed, &error));
  g_assert_no_error (error);
  again = reeve_facts_to_json (read, program);
  text_again = json_to_string (again, FALSE);
  g_assert_cmpstr (text, ==, text_again);
  here = steps_of (program, facts, &outcome, &until);
  there = steps_of (program, read, &outcome_there, &until_there);
  if (outcome != outcome_there || until != until_there || strcmp (here, there) != 0)
    g_error ("%s: %s, read back %s\n%s\n%s\n%s", reeve_program_get_provision (program)->id, reeve_outcome_name (outcome),
             reeve_outcome_name (outcome_there), text, here, there);
  seen->n++;
  seen->by_outcome[outcome]++;
  if (seen->texts->len < 200)
    g_ptr_array_add (seen->texts, g_steal_pointer (&text));
  return TRUE;
}

static ReeveDb *
open_sample (ReeveDay *ret_day)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = reeve_test_temp_path ("city.reeve");
  ReeveDb *db;

  g_assert_true (reeve_day_parse (DAY, -1, ret_day));
  g_assert_true (reeve_sample_create_on (path, *ret_day, NULL, &error));
  db = reeve_db_open (path, REEVE_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  return db;
}

static void
test_city (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = NULL;
  g_autoptr (ReeveCheck) check = NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  Seen seen = { .texts = texts };
  ReeveConn *conn;
  ReeveDay day;
  ReeveDb *db = open_sample (&day);
  ReeveStmt *stmt;

  reader = reeve_reader_new (db, &error);
  conn = reeve_reader_get_conn (reader);
  check = reeve_check_new (conn, day, NULL, NULL, &error);
  g_assert_no_error (error);
  for (gint64 id = 0, step = 1; step == 1;)
    {
      stmt = reeve_conn_prepare (conn, "SELECT id FROM business WHERE id > ?1 ORDER BY id LIMIT 1", &error);
      reeve_stmt_bind_int (stmt, 1, id);
      step = reeve_stmt_step (stmt, &error);
      id = step ? reeve_stmt_int (stmt, 0) : 0;
      reeve_stmt_reset (stmt);
      if (step)
        g_assert_true (reeve_check_judge (check, conn, REEVE_ABOUT_BUSINESS, id, round_trip, &seen, &error));
    }
  g_assert_cmpuint (seen.n, >, 1000);
  for (guint i = 0; i < REEVE_N_OUTCOMES; i++)
    g_test_message ("%s: %u", reeve_outcome_name ((ReeveOutcome) i), seen.by_outcome[i]);
  g_assert_cmpuint (seen.by_outcome[REEVE_OUTCOME_VIOLATION], >, 0);
  g_assert_cmpuint (seen.by_outcome[REEVE_OUTCOME_PENDING], >, 0);
  g_assert_cmpuint (seen.by_outcome[REEVE_OUTCOME_INSUFFICIENT], >, 0);
  /* Damage: whatever is read is whole, and whatever is not is refused. */
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *text = g_strdup (texts->pdata[i % texts->len]);
      g_autoptr (ReeveFacts) facts = reeve_facts_new (reeve_program_get_ordinance (reeve_check_get_programs (check)->pdata[0]));
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (GError) local = NULL;

      for (guint k = 0; k < 3; k++)
        text[g_test_rand_int_range (0, (gint32) strlen (text))] = "0123456789[]{}\",:-"[g_test_rand_int_range (0, 18)];
      node = json_from_string (text, NULL);
      if (node != NULL && reeve_facts_fill_json (facts, node, &local))
        for (guint p = 0; p < reeve_check_get_programs (check)->len; p++)
          {
            const ReeveProgram *program = reeve_check_get_programs (check)->pdata[p];
            g_autoptr (ReeveTrace) trace = reeve_trace_new ();
            ReeveDay until;

            if (reeve_program_get_ordinance (program) == reeve_program_get_ordinance (reeve_check_get_programs (check)->pdata[0]))
              reeve_program_evaluate (program, facts, &until, trace);
          }
    }
  g_clear_pointer (&check, reeve_check_free);
  g_clear_pointer (&reader, reeve_reader_free);
  reeve_db_close (db);
  g_object_unref (db);
}

static void
test_refused (void)
{
  static const char *const bad[] = {
    "[]", "{}", "{\"subject\": {}}", "{\"subject\": []}", "{\"subject\": [{}], \"nothing\": []}", "{\"subject\": [{\"business\": 0}]}",
    "{\"subject\": [{\"business\": 1}], \"business\": [{}]}", "{\"subject\": [{\"business\": -1}], \"business\": [{}]}",
    "{\"subject\": [{}], \"business\": [{\"licence\": [0, 1]}]}", "{\"subject\": [{}], \"business\": [{\"licence\": [0, -1]}]}",
    "{\"subject\": [{}], \"business\": [{\"licence\": [0]}]}", "{\"subject\": [{}], \"business\": [{\"category\": 3}]}",
    "{\"subject\": [{}], \"business\": [{\"hours\": \"soon\"}]}", "{\"subject\": [{}], \"business\": [{\"no-such\": 3}]}",
    "{\"subject\": [{}], \"licence\": [{\"expires\": \"2026-02-31\"}]}", "{\"subject\": [{}], \"licence\": [{\"expires\": \"2026-02-03..2025-01-01\"}]}",
    "{\"subject\": [{\"@observed\": {\"x\": [\"Y\", 0]}}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (ReeveFacts) facts = reeve_facts_new (NULL);
      g_autoptr (JsonNode) node = json_from_string (bad[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (node);
      if (reeve_facts_fill_json (facts, node, &error))
        g_error ("%s was taken", bad[i]);
      g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facts-json/city", test_city);
  g_test_add_func ("/facts-json/refused", test_refused);
  return g_test_run ();
}
