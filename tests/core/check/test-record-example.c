/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Examples made of the records of the sample city: they come to what is found of the record, and say nothing that names it. */
#include "config.h"

#include <string.h>

#include "reeve-draft.h"
#include "reeve-error.h"
#include "reeve-record-example.h"
#include "reeve-sample.h"
#include "reeve-shipped.h"
#include "reeve-test.h"

#define DAY "2026-11-16"

typedef struct { ReeveConn *conn; ReeveDay day; GPtrArray *names; guint made, same; } Fixture;

static void
collect_names (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (fixture->conn, "SELECT name FROM business UNION SELECT address FROM premises UNION SELECT name FROM party UNION SELECT phone FROM business",
                                        &error);

  g_assert_no_error (error);
  while (reeve_stmt_step (stmt, &error))
    if (reeve_stmt_text (stmt, 0) != NULL && strlen (reeve_stmt_text (stmt, 0)) > 6)
      g_ptr_array_add (fixture->names, g_strdup (reeve_stmt_text (stmt, 0)));
  reeve_stmt_reset (stmt);
}

static void
try_business (Fixture *fixture, GBytes *law, ReeveOrdinance *ordinance, gint64 id)
{
  g_autoptr (GBytes) text = g_bytes_ref (law);
  g_autoptr (GPtrArray) tried = g_ptr_array_new ();
  g_autoptr (ReeveDraft) draft = NULL;

  for (guint i = 0; i < reeve_ordinance_get_provisions (ordinance)->len; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (reeve_ordinance_get_provisions (ordinance), i);
      const ReeveProvisionVersion *version = reeve_provision_version_on (provision, fixture->day);
      g_autofree char *path = g_strdup_printf ("provisions/%s/examples", provision->id), *yaml = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (ReeveEdit) edit = NULL;
      const char *outcome = NULL;
      GBytes *now;

      if (version == NULL || version->about != REEVE_ABOUT_BUSINESS || reeve_ordinance_get_home (ordinance, provision) != ordinance
          || (version->require == NULL && version->grounds == NULL))
        continue;
      yaml = reeve_record_example (fixture->conn, ordinance, provision->id, id, fixture->day, &outcome, &error);
      g_assert_no_error (error);
      g_assert_nonnull (outcome);
      for (guint k = 0; k < fixture->names->len; k++)
        if (strstr (yaml, g_ptr_array_index (fixture->names, k)) != NULL)
          g_error ("%s names %s", yaml, (char *) g_ptr_array_index (fixture->names, k));
      edit = reeve_edit_append (text, path, yaml, &error);
      g_assert_no_error (error);
      now = reeve_edit_apply (text, edit);
      g_bytes_unref (text);
      text = now;
      g_ptr_array_add (tried, provision->id);
    }
  draft = reeve_draft_new ("draft", text, reeve_shipped_find_library, NULL);
  {
    const ReeveMessages *messages = reeve_draft_get_messages (draft);

    if (reeve_draft_get_broken_line (draft) != 0)
      g_error ("%s", reeve_messages_format (messages));
  }
  for (guint i = 0; i < tried->len; i++)
    {
      g_autoptr (GPtrArray) runs = reeve_draft_run_examples (draft, g_ptr_array_index (tried, i));

      for (guint k = 0; k < runs->len; k++)
        {
          const ReeveExampleRun *run = g_ptr_array_index (runs, k);

          if (!g_str_has_prefix (run->example->name, "a record"))
            continue;
          fixture->made++;
          fixture->same += run->passed;
          if (!run->passed)
            g_test_message ("%s: expected %s: %s", (char *) g_ptr_array_index (tried, i), run->example->expect, run->sentence);
        }
    }
}

static void
test_sample (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = reeve_test_temp_path ("city.reeve");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) law = reeve_shipped_lookup ("calder-bend");
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveOrdinance) ordinance = reeve_ordinance_load ("law", law, reeve_shipped_find_library, NULL, &messages);
  g_autoptr (ReeveReader) reader = NULL;
  Fixture fixture = { .names = names };
  ReeveDb *db;
  guint n = g_getenv ("REEVE_TEST_FEWER") == NULL ? 4 : 2;

  g_assert_true (reeve_day_parse (DAY, -1, &fixture.day));
  g_assert_true (reeve_sample_create_on (path, fixture.day, NULL, &error));
  db = reeve_db_open (path, REEVE_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  reader = reeve_reader_new (db, &error);
  fixture.conn = reeve_reader_get_conn (reader);
  collect_names (&fixture);
  g_assert_cmpuint (names->len, >, 100);
  for (guint i = 0; i < n; i++)
    {
      ReeveStmt *stmt = reeve_conn_prepare (fixture.conn, "SELECT id FROM business WHERE category = 'massage' ORDER BY id LIMIT 1 OFFSET ?1", &error);
      gint64 id;

      reeve_stmt_bind_int (stmt, 1, i * 7);
      g_assert_true (reeve_stmt_step (stmt, &error));
      id = reeve_stmt_int (stmt, 0);
      reeve_stmt_reset (stmt);
      try_business (&fixture, law, ordinance, id);
    }
  g_test_message ("%u of %u examples come to what is found", fixture.same, fixture.made);
  g_assert_cmpuint (fixture.made, >, n * 20);
  g_assert_cmpuint (fixture.same * 100, >=, fixture.made * 90);
  g_assert_null (reeve_record_example (fixture.conn, ordinance, "nowhere", 1, fixture.day, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND);
  g_clear_pointer (&reader, reeve_reader_free);
  g_object_unref (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record-example/sample", test_sample);
  return g_test_run ();
}
