/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our side of the comparison with other rule engines: a made-up city in a case file, twelve conditions, every outcome with its trace, on one
 * thread, rows read from the file each time. The same records go to a file of JSON lines for the others.
 *
 * bench-peers BUSINESSES ROUNDS RECORDS.jsonl     prints {"seconds": [...], "words": [...], "compliant": [...]}
 *
 * "seconds" is with the tree of conditions, what each read and what it came to, which is what the others give; "words" is once with the sentences
 * of an explanation on top. Processor time. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "reeve-gather.h"
#include "reeve-test.h"
#include "reeve-trace.h"

#define DAY "2026-11-16"

typedef struct { guint n; GRand *rand; FILE *records; } City;

static gint64
insert (ReeveTxn *txn, ReeveRecord *record)
{
  g_autoptr (GError) error = NULL;

  if (!reeve_txn_insert (txn, record, &error))
    g_error ("%s", error->message);
  return reeve_record_get_id (record);
}

/* Sets a random day and returns it as a number of days, which is what the others compare. */
static int
set_day (City *city, ReeveRecord *record, const char *field, int from_year, int to_year)
{
  g_autofree char *text = g_strdup_printf ("%d-%02d-%02d", g_rand_int_range (city->rand, from_year, to_year + 1), g_rand_int_range (city->rand, 1, 13),
                                           g_rand_int_range (city->rand, 1, 29));
  ReeveDay day;

  reeve_record_set (record, field, text);
  g_assert_true (reeve_day_parse (text, -1, &day));
  return day;
}

static void
add_business (City *city, ReeveTxn *txn, guint i)
{
  static const char *const categories[] = { "massage", "salon", "retail", "restaurant" };
  g_autoptr (ReeveRecord) business = reeve_record_new ("business");
  g_autoptr (ReeveRecord) licence = reeve_record_new ("licence");
  g_autoptr (ReeveRecord) status = reeve_record_new ("licence_status");
  g_autofree char *name = g_strdup_printf ("Place %u", i);
  const char *category = categories[g_rand_int_range (city->rand, 0, 4)], *word = g_rand_int_range (city->rand, 0, 10) == 0 ? "suspended" : "active";
  gboolean operating = g_rand_int_range (city->rand, 0, 20) > 0, out_call = g_rand_int_range (city->rand, 0, 10) == 0;
  int staff = g_rand_int_range (city->rand, 0, 14), opened, issued, first, expires;

  reeve_record_set (business, "name", name);
  reeve_record_set (business, "category", category);
  reeve_record_set (business, "operating", operating ? "1" : "0");
  reeve_record_set (business, "out_call_only", out_call ? "1" : "0");
  reeve_record_set_integer (business, "staff_count", staff);
  opened = set_day (city, business, "opened", 2000, 2025);
  reeve_record_set (business, "closed", "none");
  reeve_record_set (licence, "scope", "city");
  reeve_record_set_integer (licence, "business_id", insert (txn, business));
  issued = set_day (city, licence, "issued", 2021, 2025);
  first = set_day (city, licence, "first_issued", 2005, 2020);
  expires = set_day (city, licence, "expires", 2026, 2027);
  reeve_record_set_integer (status, "licence_id", insert (txn, licence));
  reeve_record_set (status, "status", word);
  reeve_record_set (status, "from_date", "2004-01-01");
  reeve_record_set (status, "to_date", "none");
  insert (txn, status);
  fprintf (city->records,
           "{\"operating\":%s,\"category\":\"%s\",\"outCallOnly\":%s,\"staffCount\":%d,\"opened\":%d,\"licence\":{\"status\":\"%s\",\"issued\":%d,"
           "\"firstIssued\":%d,\"expires\":%d}}\n",
           operating ? "true" : "false", category, out_call ? "true" : "false", staff, opened, word, issued, first, expires);
}

static gboolean
fill (ReeveTxn *txn, gpointer data, GError **error)
{
  City *city = data;

  for (guint i = 0; i < city->n; i++)
    add_business (city, txn, i);
  return TRUE;
}

static ReeveOrdinance *
load_ordinance (void)
{
  g_autofree char *path = reeve_test_source ("tests/bench/peers/peers.ordinance.yaml");
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (GError) error = NULL;
  ReeveOrdinance *ordinance;
  char *text;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, &error))
    g_error ("%s", error->message);
  {
    g_autoptr (GBytes) bytes = g_bytes_new_take (text, size);

    ordinance = reeve_ordinance_load (path, bytes, NULL, NULL, &messages);
  }
  if (ordinance == NULL)
    {
      g_autofree char *listed = reeve_messages_format (messages);

      g_error ("%s", listed);
    }
  return ordinance;
}

/* Every business, every condition, with the reasons. */
static void
run (ReeveConn *conn, ReeveGather *gather, const GArray *views, gboolean words, gint64 *compliant)
{
  g_autoptr (ReeveTrace) trace = words ? reeve_trace_new () : reeve_trace_new_bare ();
  GError *error = NULL;
  gint64 subject;

  reeve_gather_open (gather, conn, REEVE_SUBJECT_BUSINESS, G_MININT64, G_MAXINT64, NULL, NULL, &error);
  g_assert_no_error (error);
  while (reeve_gather_next (gather, &subject, &error))
    {
      reeve_gather_complete (gather);
      for (guint i = 0; i < views->len; i++)
        {
          const ReeveView *view = &g_array_index (views, ReeveView, i);

          reeve_gather_view (gather, view);
          compliant[i] += reeve_program_evaluate (view->program, reeve_gather_get_facts (gather), NULL, trace) == REEVE_OUTCOME_COMPLIANT;
        }
    }
  g_assert_no_error (error);
  reeve_gather_release (gather);
}

/* Of all threads; others on the machine do not change it. */
static double
processor_seconds (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spent);
  return spent.tv_sec + spent.tv_nsec / 1e9;
}

static void
bench (ReeveDb *db, guint rounds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, &error);
  ReeveConn *conn = reeve_reader_get_conn (reader);
  g_autoptr (ReeveOrdinance) ordinance = load_ordinance ();
  const GPtrArray *provisions = reeve_ordinance_get_provisions (ordinance);
  g_autoptr (GPtrArray) programs = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_program_unref);
  g_autoptr (GArray) views = g_array_new (FALSE, FALSE, sizeof (ReeveView));
  g_autoptr (ReeveRegisters) registers = reeve_registers_load (conn);
  g_autoptr (ReeveNeed) need = NULL;
  g_autoptr (ReeveGather) gather = NULL;
  gint64 compliant[32];
  ReeveDay day;

  g_assert_true (reeve_day_parse (DAY, -1, &day));
  for (guint i = 0; i < provisions->len; i++)
    g_ptr_array_add (programs, reeve_program_new (ordinance, provisions->pdata[i], day, TRUE));
  need = reeve_need_new (programs);
  for (guint i = 0; i < programs->len; i++)
    {
      ReeveView view = reeve_view_of (need, programs->pdata[i]);

      g_array_append_val (views, view);
    }
  gather = reeve_gather_new (ordinance, need, registers, day, TRUE);
  for (guint words = 0; words < 2; words++)
    {
      g_print ("%s", words ? "], \"words\": [" : "{\"seconds\": [");
      for (guint r = 0; r < (words ? 1 : rounds); r++)
        {
          double start = processor_seconds ();

          memset (compliant, 0, sizeof compliant);
          run (conn, gather, views, words, compliant);
          g_print ("%s%.4f", r > 0 ? ", " : "", processor_seconds () - start);
        }
    }
  g_print ("], \"compliant\": [");
  for (guint i = 0; i < views->len; i++)
    g_print ("%s%" G_GINT64_FORMAT, i > 0 ? ", " : "", compliant[i]);
  g_print ("]}\n");
}

int
main (int argc, char **argv)
{
  City city = { .n = argc > 1 ? (guint) atoi (argv[1]) : 100000, .rand = g_rand_new_with_seed (7) };
  guint rounds = argc > 2 ? (guint) atoi (argv[2]) : 5;
  g_autofree char *path = reeve_test_temp_path ("peers.reeve");
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = NULL;

  if (argc < 4)
    g_error ("bench-peers BUSINESSES ROUNDS RECORDS.jsonl");
  city.records = fopen (argv[3], "w");
  g_assert_nonnull (city.records);
  db = reeve_db_create (path, "Bench", &error);
  g_assert_no_error (error);
  if (!reeve_db_write_import (db, "Fill", fill, &city, NULL, NULL, &error))
    g_error ("%s", error->message);
  fclose (city.records);
  bench (db, rounds);
  reeve_db_close (db);
  g_rand_free (city.rand);
  return 0;
}
