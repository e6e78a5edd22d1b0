/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An adoption can be undone until a notice, a decision or a release rests on it, and the refusal says which. */
#include "config.h"

#include <string.h>

#include "case.h"
#include "reeve-change-log.h"
#include "reeve-error.h"

static char *
text_of (const char *number, const char *day)
{
  return g_strdup_printf ("reeve-ordinance: 1\nid: test\njurisdiction: Calder Bend\ntitle: Test\nauthority: none\nadopted: {ordinance: \"%s\", on: %s}\n"
                          "provisions:\n  - {id: licence, citation: a, title: Licence, text: A place has a licence., require: business.city-licence.valid}\n",
                          number, day);
}

typedef struct { const char *number, *day; } Adoption;

static gboolean
adopt_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  const Adoption *adoption = data;
  g_autofree char *text = text_of (adoption->number, adoption->day);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return reeve_ordinance_adopt (txn, "test", bytes, "R. Whitlow", NULL, error);
}

static gint64
adopt (Case *self, const char *number, const char *day)
{
  Adoption adoption = { number, day };
  g_autoptr (GError) error = NULL;
  gint64 entry = 0;

  reeve_db_write (self->db, "Adopt", adopt_cb, &adoption, &entry, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry, !=, 0);
  return entry;
}

static gint64
last_entry (Case *self)
{
  g_autoptr (ReeveReader) reader = reeve_reader_new (self->db, NULL);
  g_autoptr (GPtrArray) list = reeve_log_list (reeve_reader_get_conn (reader), 0, 1, NULL);

  return ((ReeveLogEntry *) g_ptr_array_index (list, 0))->entry;
}

static void
assert_stays (Case *self, gint64 entry, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (reeve_db_undo (self->db, entry, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, words));
}

static void
assert_goes (Case *self, gint64 entry)
{
  g_autoptr (GError) error = NULL;

  reeve_db_undo (self->db, entry, NULL, &error);
  g_assert_no_error (error);
}

static const char *notice_provisions, *notice_issued;

static void
add_notice (Case *self)
{
  case_add (self, "notice", "number", "N-7", "kind", "violation", "provisions", notice_provisions, "issued", notice_issued, NULL);
}

static void
notice (Case *self, const char *provisions, const char *issued)
{
  notice_provisions = provisions;
  notice_issued = issued;
  case_write (self, add_notice);
}

static const char *decided_on;

static void
add_decision (Case *self)
{
  case_add (self, "decision", "subject_kind", "business", "subject_id", "1", "ordinance", "test", "provision", "licence", "text_sha256", "0", "kind",
            "confirmed", "outcome_then", "violation", "decided_by", "R. Whitlow", "decided_on", decided_on, NULL);
}

static void
decision (Case *self, const char *day)
{
  decided_on = day;
  case_write (self, add_decision);
}

static void
add_release (Case *self)
{
  case_add (self, "release", "number", "3", "made_on", "2026-03-01", "made_by", "R. Whitlow", "audience", "internal", "as_of", "2026-03-01", "request", "{}",
            "format", "csv", "file_name", "a.csv", "sha256", "0", "size", "0", "made_from", "1", "log_entry", "0", NULL);
}

static void
test_nothing_rests (void)
{
  g_autoptr (Case) self = case_new ();

  assert_goes (self, adopt (self, "1", "2026-01-01"));
}

static void
test_notice (void)
{
  g_autoptr (Case) self = case_new ();
  gint64 entry = adopt (self, "2026-1", "2026-01-01");

  notice (self, "other-test/licence", "2026-02-01");           /* of another ordinance whose name ends alike */
  notice (self, "test/licence", "2025-12-31");                 /* of the day before it was in force */
  assert_goes (self, entry);
  entry = last_entry (self);
  assert_goes (self, entry);                                    /* done again */
  entry = last_entry (self);
  notice (self, "other/x test/licence", "2026-02-01");
  assert_stays (self, entry, "notice N-7 cites it");
  assert_goes (self, last_entry (self));                        /* the notice first */
  assert_goes (self, entry);
}

static void
test_notice_without_a_day (void)
{
  g_autoptr (Case) self = case_new ();
  gint64 entry = adopt (self, "2026-1", "2026-01-01");

  notice (self, "test/licence", "none");
  assert_stays (self, entry, "notice N-7 cites it");
}

/* What was decided before the version was in the file, or after the next one took its place, does not rest on it. */
static void
test_decision (void)
{
  g_autoptr (Case) self = case_new ();
  gint64 first, second;

  first = adopt (self, "1", "2020-01-01");
  decision (self, "2026-03-01");
  second = adopt (self, "2", "2026-01-01");
  assert_goes (self, second);
  second = adopt (self, "2", "2026-01-01");
  decision (self, "2026-03-02");
  assert_stays (self, second, "R. Whitlow, 2026-03-02");
  assert_stays (self, second, "Ordinance 2 stays");
  /* made under the first before the second came: with the second gone it would rest on the first again, but both words stand in the file */
  assert_goes (self, last_entry (self));
  assert_goes (self, second);
  assert_stays (self, first, "R. Whitlow, 2026-03-01");
}

static void
test_release (void)
{
  g_autoptr (Case) self = case_new ();
  gint64 before = adopt (self, "1", "2026-01-01"), after = adopt (self, "2", "2026-04-01");

  case_write (self, add_release);
  assert_stays (self, before, "release 3");
  assert_goes (self, after);                                    /* not yet in force on the day of the release */
}

static void
test_what_rests_goes (void)
{
  g_autoptr (Case) self = case_new ();

  adopt (self, "1", "2026-01-01");
  notice (self, "test/licence", "2026-02-01");
  assert_goes (self, last_entry (self));                        /* what rests on it can be undone itself */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/adoption/nothing-rests", test_nothing_rests);
  g_test_add_func ("/adoption/notice", test_notice);
  g_test_add_func ("/adoption/notice-without-a-day", test_notice_without_a_day);
  g_test_add_func ("/adoption/decision", test_decision);
  g_test_add_func ("/adoption/release", test_release);
  g_test_add_func ("/adoption/what-rests-goes", test_what_rests_goes);
  return g_test_run ();
}
