/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every report for every audience, of a city, of a file with nothing in it, and with many rows: nothing small or named for council and public, the
 * same bytes twice, and figures that agree with the records. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-findings.h"
#include "reeve-release-report.h"
#include "reeve-report-private.h"
#include "reeve-report-retention.h"
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
  return db;
}

static ReeveReleaseRequest
request_for (ReeveReportKind kind, ReeveAudience audience)
{
  return (ReeveReleaseRequest) { .report = reeve_report_kind_name (kind), .audience = audience, .from = day_of ("2025-01-01"), .until = day_of ("2026-10-31"),
                                 .day = day_of ("2026-10-31"), .made_on = day_of ("2026-11-16"), .to = "Council", .reason = "Yearly report" };
}

static ReeveReport *
make (ReeveDb *db, ReeveReportKind kind, ReeveAudience audience)
{
  const ReeveReleaseRequest request = request_for (kind, audience);
  g_autoptr (GError) error = NULL;
  ReeveReport *report = reeve_release_preview_report (db, &request, NULL, &error);

  g_assert_no_error (error);
  return report;
}

/* What may stand in a row of an open report only as words. */
static GPtrArray *
names_of (ReeveDb *db)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, NULL);
  ReeveStmt *stmt = reeve_conn_prepare (reeve_reader_get_conn (reader),
                                        "SELECT name FROM business UNION SELECT address FROM premises UNION SELECT number FROM complaint"
                                        " UNION SELECT number FROM licence WHERE number IS NOT NULL UNION SELECT name FROM party UNION SELECT name FROM place", NULL);
  GError *error = NULL;

  while (reeve_stmt_step (stmt, &error))
    if (reeve_stmt_text (stmt, 0) != NULL && strlen (reeve_stmt_text (stmt, 0)) > 4)
      g_ptr_array_add (names, g_strdup (reeve_stmt_text (stmt, 0)));
  g_assert_no_error (error);
  reeve_stmt_reset (stmt);
  g_assert_cmpuint (names->len, >, 500);
  return names;
}

static void
check_open (const ReeveReport *report, const GPtrArray *names)
{
  g_autofree char *text = reeve_report_to_text (report);

  for (guint i = 0; i < names->len; i++)
    if (strstr (text, names->pdata[i]) != NULL)
      g_error ("%s names %s", report->name, (const char *) names->pdata[i]);
  for (guint s = 0; s < report->sections->len; s++)
    {
      const ReeveReportSection *section = report->sections->pdata[s];

      for (guint i = 0; i < section->items->len; i++)
        {
          const ReeveReportTable *table = ((ReeveReportItem *) section->items->pdata[i])->table;

          for (guint r = 0; table != NULL && r < table->rows->len; r++)
            for (guint c = 0; c < table->columns->len; c++)
              {
                const ReeveReportCell *cell = &g_array_index (((ReeveReportRow *) table->rows->pdata[r])->cells, ReeveReportCell, c);

                if (g_array_index (table->columns, ReeveReportColumn, c).type != REEVE_REPORT_COUNT || isnan (cell->number))
                  continue;
                if (cell->number > 0 && cell->number < 5)
                  g_error ("%s: table %s shows %.0f", report->name, table->name, cell->number);
              }
        }
    }
}

static void
check_whole (const ReeveReport *report)
{
  g_assert_cmpuint (report->sections->len, >, 0);
  for (guint s = 0; s < report->sections->len; s++)
    {
      const ReeveReportSection *section = report->sections->pdata[s];

      for (guint i = 0; i < section->items->len; i++)
        {
          const ReeveReportTable *table = ((ReeveReportItem *) section->items->pdata[i])->table;

          if (table == NULL)
            continue;
          g_assert_nonnull (table->definition);
          g_assert_true (g_str_has_suffix (table->definition, "."));
          for (guint r = 0; r < table->rows->len; r++)
            g_assert_cmpuint (((ReeveReportRow *) table->rows->pdata[r])->cells->len, ==, table->columns->len);
        }
    }
}

static void
check_bytes (ReeveReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = reeve_report_write_pdf (report, REEVE_PAPER_LETTER, &error), again = reeve_report_write_pdf (report, REEVE_PAPER_LETTER, NULL);
  g_autoptr (GBytes) book = reeve_report_write_xlsx (report, &error), once_more = reeve_report_write_xlsx (report, NULL);
  g_autoptr (JsonNode) json = reeve_report_to_json (report);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (pdf, again));
  g_assert_true (g_bytes_equal (book, once_more));
  g_assert_true (JSON_NODE_HOLDS_OBJECT (json));
}

static void
test_all (void)
{
  static const ReeveAudience order[REEVE_N_AUDIENCES] = { REEVE_AUDIENCE_COUNCIL, REEVE_AUDIENCE_INTERNAL, REEVE_AUDIENCE_PUBLIC, REEVE_AUDIENCE_POLICE,
                                                          REEVE_AUDIENCE_COURT };
  g_autoptr (ReeveDb) db = open_sample ();
  g_autoptr (GPtrArray) names = names_of (db);

  for (guint kind = 0; kind < REEVE_N_REPORTS; kind++)
    for (guint i = 0; i < reeve_test_rounds (REEVE_N_AUDIENCES, 2); i++)
      {
        const ReeveAudience audience = order[i];
        g_autoptr (ReeveReport) report = NULL;

        if (!reeve_report_kind_has_audience (kind, audience))
          continue;
        report = make (db, kind, audience);
        check_whole (report);
        if (reeve_audience_hides_homes (audience))
          check_open (report, names);
        if (audience == REEVE_AUDIENCE_INTERNAL || audience == REEVE_AUDIENCE_COUNCIL)
          check_bytes (report);
      }
}

static const ReeveReportTable *
find_table (const ReeveReport *report, const char *name)
{
  for (guint s = 0; s < report->sections->len; s++)
    {
      const ReeveReportSection *section = report->sections->pdata[s];

      for (guint i = 0; i < section->items->len; i++)
        {
          const ReeveReportTable *table = ((ReeveReportItem *) section->items->pdata[i])->table;

          if (table != NULL && strcmp (table->name, name) == 0)
            return table;
        }
    }
  g_error ("%s has no table %s", report->name, name);
}

static double
cell_of (const ReeveReportTable *table, const char *first, const char *column)
{
  for (guint r = 0; r < table->rows->len; r++)
    {
      const ReeveReportRow *row = table->rows->pdata[r];

      if (strcmp (g_array_index (row->cells, ReeveReportCell, 0).text, first) != 0)
        continue;
      for (guint c = 0; c < table->columns->len; c++)
        if (strcmp (g_array_index (table->columns, ReeveReportColumn, c).name, column) == 0)
          return g_array_index (row->cells, ReeveReportCell, c).number;
    }
  g_error ("%s has no %s of %s", table->name, column, first);
}

static gint64
count (ReeveDb *db, const char *sql)
{
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, NULL);
  gint64 n;

  g_assert_true (reeve_conn_get_int (reeve_reader_get_conn (reader), sql, 0, &n, NULL));
  return n;
}

static void
test_figures (void)
{
  g_autoptr (ReeveDb) db = open_sample ();
  g_autoptr (ReeveReport) report = make (db, REEVE_REPORT_ACTIVITY, REEVE_AUDIENCE_INTERNAL);
  gint64 n = count (db, "SELECT count(*) FROM complaint WHERE received_at >= '2025-01-01' AND received_at < '2026-11-01'");

  g_assert_cmpint (n, >, 20);
  g_assert_cmpfloat (cell_of (find_table (report, "received-about"), "All", "all"), ==, (double) n);
  g_assert_cmpfloat (cell_of (find_table (report, "received-district"), "All", "all"), ==, (double) n);
  g_assert_cmpfloat (cell_of (find_table (report, "received-about"), "All", "officer"), ==,
                     (double) count (db, "SELECT count(*) FROM complaint WHERE received_at >= '2025-01-01' AND received_at < '2026-11-01' AND source_class = 'officer'"));
  g_assert_cmpfloat (cell_of (find_table (report, "visits-type"), "All", "all"), ==,
                     (double) count (db, "SELECT count(*) FROM inspection WHERE status = 'done' AND at >= '2025-01-01' AND at < '2026-11-01'"));
  g_assert_cmpfloat (cell_of (find_table (report, "days-closing-about"), "All", "known"), ==,
                     (double) count (db, "SELECT count(*) FROM complaint WHERE closed BETWEEN '2025-01-01' AND '2026-10-31'"));
}

static void
test_empty (void)
{
  g_autofree char *path = reeve_test_temp_path ("empty.reeve");
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = reeve_db_create (path, "Nowhere", &error);

  g_assert_no_error (error);
  for (guint kind = 0; kind < REEVE_N_REPORTS; kind++)
    for (guint audience = 0; audience < REEVE_N_AUDIENCES; audience += REEVE_AUDIENCE_COUNCIL)
      if (reeve_report_kind_has_audience (kind, audience))
        {
          g_autoptr (ReeveReport) report = make (db, kind, audience);

          check_whole (report);
          check_bytes (report);
        }
}

static void
test_retention (void)
{
  g_autoptr (ReeveDb) db = open_sample ();
  g_autoptr (ReeveReport) none = make (db, REEVE_REPORT_RETENTION, REEVE_AUDIENCE_INTERNAL), some = NULL;
  const ReeveReleaseRequest council = request_for (REEVE_REPORT_RETENTION, REEVE_AUDIENCE_COUNCIL);
  g_autoptr (GError) error = NULL;
  gint64 before = count (db, "SELECT count(*) FROM complaint");

  g_assert_cmpuint (find_table (none, "retention")->rows->len, ==, 0);
  g_assert_false (reeve_retention_set_table (db, "complaint soon PW", &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (reeve_retention_set_table (db, "# ours\nperson 3 PW", &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (reeve_retention_set_table (db, "# ours\ncomplaint 1 PW5250-12\ninspection 2 PW5250-13\n", &error));
  g_assert_no_error (error);
  some = make (db, REEVE_REPORT_RETENTION, REEVE_AUDIENCE_INTERNAL);
  g_assert_cmpfloat (cell_of (find_table (some, "retention"), "Complaint", "past"), ==,
                     (double) count (db, "SELECT count(*) FROM complaint WHERE closed <= '2025-10-31'"));
  g_assert_cmpint (count (db, "SELECT count(*) FROM complaint"), ==, before);
  g_assert_false (reeve_release_request_check (&council, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
}

static void
test_median (void)
{
  const struct { double days[4]; guint n; double median; } cases[] = { { { 0 }, 0, NAN }, { { 7 }, 1, 7 }, { { 9, 1 }, 2, 5 }, { { 9, 1, 100 }, 3, 9 }, { { 4, 2, 8, 100 }, 4, 6 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (double));
      double median;

      g_array_append_vals (days, cases[i].days, cases[i].n);
      median = reeve_report_median (days);
      g_assert_true (isnan (cases[i].median) ? isnan (median) : median == cases[i].median);
    }
}

/* A thousand lines go on from page to page; text that looks like a formula stays text. */
static void
test_long (void)
{
  g_autoptr (ReeveReport) report = reeve_report_new ("long", "A long table");
  ReeveReportTable *table;

  reeve_report_add_section (report, "One");
  table = reeve_report_add_table (report, "long", "Many lines", "Lines, as they are.");
  reeve_report_table_add_column (table, "what", "What", REEVE_REPORT_WORDS);
  reeve_report_table_add_column (table, "number", "Number", REEVE_REPORT_COUNT);
  for (guint i = 0; i < 1000; i++)
    {
      reeve_report_table_begin_row (table, i % 100 == 99);
      reeve_report_table_add_words (table, i % 7 == 0 ? "=1+1" : "Words that are long enough to be wrapped in a narrow column of a page that has many of them, one after another");
      reeve_report_table_add_count (table, i, i < 5 ? REEVE_COUNT_UNDER : REEVE_COUNT_SHOWN);
    }
  check_bytes (report);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/all", test_all);
  g_test_add_func ("/report/figures", test_figures);
  g_test_add_func ("/report/empty", test_empty);
  g_test_add_func ("/report/retention", test_retention);
  g_test_add_func ("/report/median", test_median);
  g_test_add_func ("/report/long", test_long);
  return g_test_run ();
}
