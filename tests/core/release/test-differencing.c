/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader of everything that went to the council or the public, while the city goes on recording, correcting and deleting: no count that was hidden
 * from them is ever told by a later release, alone or by subtraction. */
#include "config.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-findings.h"
#include "reeve-release-report.h"
#include "reeve-sample.h"
#include "reeve-test.h"

static ReeveDay
day_of (const char *text)
{
  ReeveDay day;

  g_assert_true (reeve_day_parse (text, -1, &day));
  return day;
}

static ReeveDb *
open_sample (void)
{
  g_autofree char *path = reeve_test_temp_path ("calder-bend.reeve");
  g_autoptr (GError) error = NULL;
  ReeveDb *db;

  reeve_sample_create_on (path, day_of ("2026-11-16"), NULL, &error);
  g_assert_no_error (error);
  db = reeve_db_open (path, REEVE_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  reeve_findings_attach (db, day_of ("2026-11-16"));
  return db;
}

static ReeveReleaseRequest
request_for (const char *report, ReeveAudience audience, const char *from, const char *until)
{
  return (ReeveReleaseRequest) { .report = report, .audience = audience, .from = day_of (from), .until = day_of (until), .day = day_of (until),
                                 .made_on = day_of ("2026-11-16"), .to = "Council", .reason = "A test", .made_by = "R. Whitlow" };
}

/* Some complaints of the period move, close, come or go. */
static gboolean
edit (ReeveTxn *txn, gpointer data, GError **error)
{
  GRand *random = data;
  ReeveConn *conn = reeve_txn_get_conn (txn);
  gint64 most;

  if (!reeve_conn_get_int (conn, "SELECT max (id) FROM complaint", 0, &most, error))
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (ReeveRecord) record = reeve_conn_load (conn, "complaint", g_rand_int_range (random, 1, (gint32) most + 1), NULL);

      if (record == NULL)
        continue;
      switch (g_rand_int_range (random, 0, 4))
        {
        case 0: reeve_record_set (record, "category", "noise"); break;
        case 1: reeve_record_set (record, "source_class", "officer"); break;
        case 2:
          if (!reeve_txn_delete (txn, "complaint", reeve_record_get_id (record), error))
            return FALSE;
          continue;
        default:
          {
            g_autoptr (ReeveRecord) another = reeve_record_copy (record);

            reeve_record_set_id (another, 0);
            reeve_record_set (another, "received_at", "2025-05-05T10:00");
            if (!reeve_txn_insert (txn, another, error))
              return FALSE;
            continue;
          }
        }
      if (!reeve_txn_update (txn, record, error))
        return FALSE;
    }
  return TRUE;
}

static void
edit_some (ReeveDb *db, GRand *random)
{
  g_autoptr (GError) error = NULL;

  reeve_db_write (db, "Edit", edit, random, NULL, &error);
  g_assert_no_error (error);
}

/* "table/row/column" -> what every release of the period said: the number, or "under" or "withheld". */
static guint
compare (GHashTable *said, const ReeveReport *report)
{
  guint n = 0;

  for (guint s = 0; s < report->sections->len; s++)
    {
      const ReeveReportSection *section = report->sections->pdata[s];

      for (guint i = 0; i < section->items->len; i++)
        {
          const ReeveReportTable *table = ((ReeveReportItem *) section->items->pdata[i])->table;

          for (guint r = 0; table != NULL && r < table->rows->len; r++)
            for (guint c = 1; c < table->columns->len; c++)
              {
                const ReeveReportRow *row = table->rows->pdata[r];
                const ReeveReportColumn *column = &g_array_index (table->columns, ReeveReportColumn, c);
                g_autofree char *key = g_strdup_printf ("%s/%s/%s/%s", report->name, table->name, g_array_index (row->cells, ReeveReportCell, 0).text,
                                                        column->name);
                char *value = reeve_report_cell_text (&g_array_index (row->cells, ReeveReportCell, c), column->type, report->least);
                const char *before = g_hash_table_lookup (said, key);

                if (before != NULL)
                  g_assert_cmpstr (before, ==, value);
                g_hash_table_insert (said, g_steal_pointer (&key), value);
                n++;
              }
        }
    }
  return n;
}

/* All reports of one period, to both, between edits: the same figures each time. Nothing can then follow that did not follow from one of them,
 * which report/counts tries. */
static void
test_edits (void)
{
  g_autoptr (ReeveDb) db = open_sample ();
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *path = reeve_test_temp_path ("release.xlsx");
  guint n = 0;

  for (guint round = 0; round < reeve_test_rounds (6, 3); round++)
    {
      const ReeveReportKind kind = (ReeveReportKind[]) { REEVE_REPORT_ACTIVITY, REEVE_REPORT_EQUITY, REEVE_REPORT_YEARLY }[round % 3];
      ReeveReleaseRequest request = request_for (reeve_report_kind_name (kind), round % 2 == 0 ? REEVE_AUDIENCE_COUNCIL : REEVE_AUDIENCE_PUBLIC,
                                                 "2025-01-01", "2025-12-31");
      g_autoptr (ReeveReport) report = NULL;
      g_autoptr (GError) error = NULL;
      gint64 number;

      reeve_release_make (db, &request, REEVE_FORMAT_XLSX, path, &number, &error);
      g_assert_no_error (error);
      /* A report of last year leaves the findings of the file those of today. */
      g_assert_true (round > 0 || !reeve_findings_is_stale (db, day_of ("2026-11-16")));
      report = reeve_release_preview_report (db, &request, NULL, &error);
      g_assert_no_error (error);
      n += compare (said, report);
      edit_some (db, random);
      /* The edits are seen by the desk. */
      reeve_release_reprint (db, number, path, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (n, >, 200);
}

/* Tables that two reports of a period share hide the same: a cell that one hides is not shown by the other. */
static void
test_shared (void)
{
  g_autoptr (ReeveDb) db = open_sample ();
  const ReeveReleaseRequest activity = request_for ("activity", REEVE_AUDIENCE_COUNCIL, "2025-01-01", "2026-06-30");
  const ReeveReleaseRequest equity = request_for ("equity", REEVE_AUDIENCE_PUBLIC, "2025-01-01", "2026-06-30");
  g_autoptr (ReeveReport) one = reeve_release_preview_report (db, &activity, NULL, NULL), two = reeve_release_preview_report (db, &equity, NULL, NULL);
  g_autoptr (GHashTable) cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const struct { const char *one, *two; } pairs[] = { { "visits-district", "reasons-district" }, { "visits-type", "reasons-type" } };
  guint n = 0;

  compare (cells, one);
  compare (cells, two);
  for (guint p = 0; p < G_N_ELEMENTS (pairs); p++)
    {
      GHashTableIter iter;
      gpointer key, value;
      g_autofree char *prefix = g_strdup_printf ("activity/%s/", pairs[p].one);

      g_hash_table_iter_init (&iter, cells);
      while (g_hash_table_iter_next (&iter, &key, &value))
        if (g_str_has_prefix (key, prefix))
          {
            g_autofree char *other = g_strdup_printf ("equity/%s/%s", pairs[p].two, (char *) key + strlen (prefix));

            g_assert_cmpstr (g_hash_table_lookup (cells, other), ==, value);
            n++;
          }
    }
  g_assert_cmpuint (n, >, 10);
}

/* Random periods: those that were let out never overlap but as a whole. */
static void
test_periods (void)
{
  g_autoptr (ReeveDb) db = open_sample ();
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autofree char *path = reeve_test_temp_path ("release.xlsx");
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (ReeveReleaseRequest));
  guint refused = 0;

  for (guint round = 0; round < reeve_test_rounds (14, 4); round++)
    {
      ReeveReleaseRequest request = request_for ("yearly", g_rand_boolean (random) ? REEVE_AUDIENCE_COUNCIL : REEVE_AUDIENCE_PUBLIC, "2025-01-01", "2025-01-31");
      g_autoptr (GError) error = NULL;
      gboolean meets = FALSE;
      gint64 number;

      request.from += 31 * g_rand_int_range (random, 0, 12);
      request.until = request.from + 31 * g_rand_int_range (random, 1, 4) - 1;
      for (guint i = 0; i < out->len; i++)
        {
          const ReeveReleaseRequest *earlier = &g_array_index (out, ReeveReleaseRequest, i);

          meets = meets || (earlier->from <= request.until && earlier->until >= request.from
                            && (earlier->from != request.from || earlier->until != request.until));
        }
      if (reeve_release_make (db, &request, REEVE_FORMAT_XLSX, path, &number, &error))
        {
          g_assert_false (meets);
          g_array_append_val (out, request);
        }
      else
        {
          g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
          g_assert_true (meets);
          refused++;
        }
    }
  g_assert_cmpuint (out->len, >, 0);
  g_assert_cmpuint (refused, >, 0);
}

static char *
draft_with (const char *feet)
{
  g_autofree char *file = reeve_test_source ("data/ordinances/calder-bend.ordinance.yaml"), *text = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *with = g_strdup_printf ("school-distance: %s ft", feet);

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  parts = g_strsplit (text, "school-distance: 1000 ft", 2);
  g_assert_nonnull (parts[1]);
  return g_strjoinv (with, parts);
}

/* Values of "figures" of the release of this number: shown ones without, hidden ones with a "?". */
static GHashTable *
figures_of (ReeveDb *db, gint64 number)
{
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, NULL);
  g_autoptr (GPtrArray) found = reeve_conn_load_where (reeve_reader_get_conn (reader), "release", "number", number, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  GHashTable *figures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) lines = NULL;

  g_assert_true (json_parser_load_from_data (parser, reeve_record_get (found->pdata[0], "request"), -1, NULL));
  lines = g_strsplit (json_object_get_string_member (json_node_get_object (json_parser_get_root (parser)), "figures"), "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      char *equals = strrchr (lines[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      g_hash_table_insert (figures, g_strdup (lines[i]), g_strdup (equals + 1));
    }
  return figures;
}

/* Annexes of drafts that are a little apart: of two that show a count, the counts are the same or five apart; and one draft again, after edits, has
 * the figures it had. */
static void
test_annexes (void)
{
  static const char *const feet[] = { "1500", "1450", "1500", "3000", "1050", "3100" };
  g_autoptr (ReeveDb) db = open_sample ();
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autofree char *path = reeve_test_temp_path ("annex.pdf");
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint shown = 0;

  for (guint i = 0; i < reeve_test_rounds (G_N_ELEMENTS (feet), 3); i++)
    {
      g_autofree char *draft = draft_with (feet[i]);
      ReeveReleaseRequest request = request_for (REEVE_RELEASE_ANNEX, REEVE_AUDIENCE_COUNCIL, "2026-11-16", "2026-11-16");
      g_autoptr (ReeveReport) report = NULL;
      g_autoptr (GError) error = NULL;
      gint64 number;

      request.draft = draft;
      reeve_release_make (db, &request, REEVE_FORMAT_PDF, path, &number, &error);
      g_assert_no_error (error);
      reeve_release_reprint (db, number, path, &error);
      g_assert_no_error (error);
      report = reeve_release_preview_report (db, &request, NULL, &error);
      g_assert_no_error (error);
      g_ptr_array_add (texts, reeve_report_to_text (report));
      for (gint64 before = 1; before < number; before++)
        {
          g_autoptr (GHashTable) one = figures_of (db, before), two = figures_of (db, number);
          const char *total[2] = { g_hash_table_lookup (one, "total/All/0"), g_hash_table_lookup (two, "total/All/0") };
          const char *text = texts->pdata[i], *earlier = texts->pdata[before - 1];
          gint64 apart = ABS (g_ascii_strtoll (*total[0] == '?' ? total[0] + 1 : total[0], NULL, 10)
                              - g_ascii_strtoll (*total[1] == '?' ? total[1] + 1 : total[1], NULL, 10));

          /* Where the totals are too near to both be shown, the later annex has no counts at all. */
          if (apart > 0 && apart < 5 && *total[1] != '?' && strstr (earlier, "The whole city") != NULL)
            g_assert_null (strstr (text, "The whole city"));
          shown += strstr (text, "The whole city") != NULL;
        }
      edit_some (db, random);
    }
  if (texts->len > 2)
    g_assert_cmpstr (texts->pdata[2], ==, texts->pdata[0]);   /* the same draft */
  g_assert_cmpuint (shown, >, 0);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/release/differencing/edits", test_edits);
  g_test_add_func ("/release/differencing/shared", test_shared);
  g_test_add_func ("/release/differencing/periods", test_periods);
  g_test_add_func ("/release/differencing/annexes", test_annexes);
  return g_test_run ();
}
