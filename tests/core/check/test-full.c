/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A full check passes over whatever it can tell needs no reading, and writes only what differs. Here it is held to two that do neither: the check
 * of each record by itself, and a check of the same file with nothing derived in it. Cities are random; edits come between the rounds. */
#include "config.h"

#include <string.h>

#include "case.h"
#include "reeve-check-shared.h"
#include "reeve-test.h"

#define DAY "2026-11-16"
#define BUSINESSES 1300
#define FAR_APART 40
#define ROUNDS 3
#define EDITS 40

/* Beside the sample city's, an ordinance with gates of its own. */
static const char gated_text[] =
  "reeve-ordinance: 1\nid: gated\njurisdiction: Calder Bend\ntitle: Gated\nauthority: none\nadopted: {ordinance: 1, on: 2019-01-01}\n"
  "provisions:\n"
  "  - {id: spa, citation: a, text: Spas are licensed., applies: business.category = spa, require: business.city-licence.valid}\n"
  "  - {id: open, citation: b, text: Who is open is licensed., applies: \"business.operating and business.category in [spa, massage]\", "
  "require: business.state-licence.valid}\n"
  "  - {id: paid, citation: c, text: Fees are paid., about: licence, applies: business.category = massage, require: licence.fee-paid >= 100 USD}\n"
  "  - {id: kept, citation: d, text: Permits are kept., about: practitioner-licence, duty: practitioner, require: licence.valid}\n"
  "  - {id: quick, citation: e, text: Complaints are answered., about: complaint, duty: city, "
  "require: complaint.acknowledged by complaint.received + 3 days}\n"
  "  - {id: staffed, citation: f, text: Somebody works there., applies: business.category = massage, require: some business.staff where gives-massage}\n";
/* One provision that shuts nobody out: every business is read. */
static const char open_text[] =
  "reeve-ordinance: 1\nid: open\njurisdiction: Calder Bend\ntitle: Open\nauthority: none\nadopted: {ordinance: 1, on: 2019-01-01}\n"
  "provisions:\n"
  "  - {id: all, citation: a, text: All are licensed., require: business.city-licence.valid}\n"
  "  - {id: some, citation: b, text: Spas are visited., applies: business.category = spa, "
  "require: some business.inspection where date within 12 months before today}\n"
  "  - {id: apart, citation: c, text: Apart, measure: {from: door, to: door, path: straight}, applies: business.category = massage, "
  "require: min(distance of premises.peer where category = massage) >= 600 ft}\n";

typedef struct { guint massage_in; gboolean with_open; } City;   /* one in so many is a massage establishment */

static GRand *dice;
static City city;
static gint64 businesses[BUSINESSES], premises[BUSINESSES];
static GArray *licences, *visits, *notices;

static char *
text_of (gint64 id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

static gboolean
one_in (guint n)
{
  return g_rand_int_range (dice, 0, (gint32) n) == 0;
}

static char *
some_day (void)
{
  return g_strdup_printf ("%d-%02d-%02d", g_rand_int_range (dice, 2023, 2028), g_rand_int_range (dice, 1, 13), g_rand_int_range (dice, 1, 29));
}

static gint64
add_numbered (Case *self, const char *table, gint64 id, const char *field, const char *value, const char *other_field, const char *other_value)
{
  g_autoptr (ReeveRecord) record = reeve_record_new (table);
  g_autoptr (GError) error = NULL;

  reeve_record_set_id (record, id);
  reeve_record_set (record, field, value);
  reeve_record_set (record, other_field, other_value);
  reeve_txn_insert (self->txn, record, &error);
  g_assert_no_error (error);
  return id;
}

static void
add_licence (Case *self, guint i)
{
  g_autofree char *business = text_of (businesses[i]), *expires = some_day (), *licence = NULL;
  gint64 id = case_add (self, "licence", "scope", one_in (3) ? "state" : "city", "business_id", business, "issued", "2022-05-04", "expires", expires,
                        "fee_paid_cents", one_in (2) ? "20000" : NULL, "class", one_in (2) ? "massage" : NULL, NULL);

  licence = text_of (id);
  if (!one_in (3))
    case_add (self, "licence_status", "licence_id", licence, "status", one_in (5) ? "suspended" : "active", "from_date", "2022-05-04", "to_date",
              one_in (4) ? "2026-06-01" : "none", NULL);
  g_array_append_val (licences, id);
}

static void
add_visit (Case *self, guint i)
{
  g_autofree char *business = text_of (businesses[i]), *day = some_day (), *at = g_strdup_printf ("%sT22:30", day), *visit = NULL;
  gint64 id = case_add (self, "inspection", "business_id", business, "at", at, "status", one_in (6) ? "planned" : "done", "legal_basis",
                        one_in (2) ? "consent" : NULL, "entry", one_in (3) ? "granted" : NULL, NULL);

  visit = text_of (id);
  case_add (self, "inspection_item", "inspection_id", visit, "item", one_in (2) ? "alcohol" : "clean", "answer", one_in (2) ? "yes" : "no", NULL);
  g_array_append_val (visits, id);
}

static void
add_worker (Case *self, guint i)
{
  g_autofree char *business = text_of (businesses[i]), *person = NULL, *expires = some_day ();
  static guint n;
  g_autofree char *reference = g_strdup_printf ("P-%u", n++);

  person = text_of (case_add (self, "practitioner", "reference", reference, NULL));
  case_add (self, "employment", "business_id", business, "practitioner_id", person, "gives_massage", "1", "started", "2024-01-01", "ended",
            one_in (3) ? NULL : "none", NULL);
  case_add (self, "licence", "scope", one_in (2) ? "state" : "city", "practitioner_id", person, "issued", "2022-01-01", "expires", expires, NULL);
}

static void
add_papers (Case *self, guint i)
{
  g_autofree char *business = text_of (businesses[i]), *place = text_of (premises[i]), *day = some_day (), *sanction = NULL, *notice = NULL;
  gint64 id;

  case_add (self, "application", "business_id", business, "kind", "new", "received", "2026-03-01", "complete", "2026-03-10", "decided",
            one_in (2) ? "none" : "2026-04-01", NULL);
  sanction = text_of (case_add (self, "sanction", "business_id", business, "kind", one_in (2) ? "fine" : "suspension", "issued", "2026-04-10",
                                "amount_cents", "60000", NULL));
  id = case_add (self, "notice", "kind", "violation", "business_id", business, "issued", "2026-05-20", "served", one_in (2) ? "2026-05-22" : NULL,
                 "sanction_id", one_in (2) ? sanction : NULL, "provisions", "calder-bend/staff", NULL);
  notice = text_of (id);
  g_array_append_val (notices, id);
  case_add (self, "hearing", "notice_id", notice, "kind", "appeal", "requested", "2026-06-01", "held", one_in (2) ? "none" : NULL, NULL);
  case_add (self, "complaint", "business_id", business, "received_at", "2026-07-01T10:00", "category", "noise", "acknowledged", one_in (2) ? day : NULL, NULL);
  case_add (self, "event", "premises_id", place, "kind", one_in (2) ? "nuisance-abatement" : "arrest", "date", day, NULL);
  case_add (self, "decision", "subject_kind", "business", "subject_id", business, "ordinance", "gated", "provision", "spa", "text_sha256", "0", "kind",
            one_in (3) ? "dismissed" : "confirmed", "outcome_then", "violation", "decided_by", "R. Whitlow", "decided_on", "2026-05-10", NULL);
}

/* The last few numbers lie far from the others: there each business is sought by itself. */
static void
add_business (Case *self, guint i)
{
  gint64 id = i < BUSINESSES - FAR_APART ? 1 + i : 1000000 + (gint64) i * 1000;
  g_autofree char *name = g_strdup_printf ("Place %u", i), *key = g_strdup_printf ("key %u", i), *place = NULL, *business = NULL;
  g_autofree char *lon = g_strdup_printf ("%.4f", -94.1 + 0.001 * (i % 40)), *lat = g_strdup_printf ("%.4f", 29.2 + 0.001 * (i / 40.0));
  const char *category = one_in (city.massage_in) ? "massage" : one_in (20) ? "spa" : one_in (40) ? NULL : "retail";
  gboolean busy = category != NULL && strcmp (category, "retail") != 0;

  businesses[i] = add_numbered (self, "business", id, "name", name, "category", category);
  premises[i] = case_add (self, "premises", "address", name, "address_key", key, "lon", one_in (10) ? NULL : lon, "lat", lat, NULL);
  place = text_of (premises[i]);
  business = text_of (id);
  case_set (self, "business", id, "operating", one_in (5) ? NULL : one_in (8) ? "0" : "1");
  case_set (self, "business", id, "staff_complete_on", one_in (2) ? "2026-01-01" : NULL);
  case_add (self, "occupancy", "premises_id", place, "business_id", business, "from_date", "2020-01-01", "to_date", one_in (9) ? "2026-01-01" : "none", NULL);
  for (guint k = 0; k < 3; k++)
    {
      if (one_in (busy ? 2 : 6))
        add_licence (self, i);
      if (one_in (busy ? 2 : 8))
        add_visit (self, i);
      if (one_in (busy ? 2 : 9))
        add_worker (self, i);
    }
  if (one_in (busy ? 3 : 30))
    add_papers (self, i);
}

static void
adopt (Case *self, const char *text, const char *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (GError) error = NULL;

  reeve_ordinance_adopt (self->txn, name, bytes, "council", &messages, &error);
  g_assert_no_error (error);
}

static void
fill (Case *self)
{
  g_autofree char *path = reeve_test_source ("data/ordinances/calder-bend.ordinance.yaml"), *text = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < BUSINESSES; i++)
    add_business (self, i);
  case_add_place (self, "school", "School", -94.09, 29.21, 0.001);
  case_add_place (self, "park", "Park", -94.07, 29.22, 0);
  case_set_setting (self, "businesses-complete", "yes");
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  adopt (self, text, "calder-bend.ordinance.yaml");
  adopt (self, gated_text, "gated.ordinance.yaml");
  if (city.with_open)
    adopt (self, open_text, "open.ordinance.yaml");
}

static gint64
any_of (const GArray *ids)
{
  return g_array_index (ids, gint64, g_rand_int_range (dice, 0, (gint32) ids->len));
}

static void
edit (Case *self)
{
  static const char *const categories[] = { "massage", "spa", "retail", NULL };
  g_autoptr (GError) error = NULL;

  for (guint k = 0; k < EDITS; k++)
    {
      guint i = (guint) g_rand_int_range (dice, 0, BUSINESSES);
      g_autofree char *day = some_day (), *other = text_of (any_of (licences));

      switch (g_rand_int_range (dice, 0, 10))
        {
        case 0:
          case_set (self, "business", businesses[i], "category", categories[g_rand_int_range (dice, 0, 4)]);
          break;
        case 1:
          case_set (self, "business", businesses[i], "closed", day);
          break;
        case 2:
          case_set (self, "premises", premises[i], "lat", "29.2100");
          break;
        case 3:
          case_set (self, "licence", any_of (licences), "expires", day);
          break;
        case 4:
          case_set (self, "licence", any_of (licences), "replaced_by", other);
          break;
        case 5:
          case_set (self, "inspection", any_of (visits), "status", "planned");
          break;
        case 6:
          case_set (self, "notice", any_of (notices), "served", day);
          break;
        case 7:
          add_worker (self, i);
          break;
        case 8:
          add_visit (self, i);
          break;
        default:
          add_papers (self, i);
          break;
        }
    }
}

static void
refresh (Case *self)
{
  g_autoptr (GError) error = NULL;

  reeve_findings_refresh (self->db, case_day (DAY), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
forget (ReeveTxn *txn, gpointer data, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM derived_finding", "DELETE FROM derived_record", "DELETE FROM derived_business", "DELETE FROM derived_search",
    "DELETE FROM derived_count",   "DELETE FROM derived_state",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      ReeveStmt *stmt = reeve_conn_prepare (reeve_txn_get_conn (txn), statements[i], error);

      if (stmt == NULL || !reeve_stmt_run (stmt, error))
        return FALSE;
    }
  return TRUE;
}

/* All that is derived but since when. */
static char *
dump (Case *self)
{
  static const char *const queries[] = {
    "SELECT subject_kind || ' ' || subject_id || ' ' || ordinance || '/' || provision || ' ' || outcome || ' ' || duty FROM derived_finding "
    "ORDER BY subject_kind, subject_id, ordinance, provision",
    "SELECT subject_kind || ' ' || subject_id || ' ' || outcomes FROM derived_record ORDER BY subject_kind, subject_id",
    "SELECT ordinance || '/' || provision || ' ' || outcome || ' ' || number FROM derived_count ORDER BY ordinance, provision, outcome",
    "SELECT business_id || ' ' || ifnull (premises_id, '-') || ' ' || ifnull (licence_number, '-') || ' ' || ifnull (licence_status, '-') || ' ' || "
    "shown || ' ' || not_met || ' ' || not_known || ' ' || outcomes || ' ' || row_hash || ' ' || words_hash FROM derived_business ORDER BY business_id",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (self->db, &error);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      ReeveStmt *stmt = reeve_conn_prepare (reeve_reader_get_conn (reader), queries[i], &error);

      g_assert_no_error (error);
      while (reeve_stmt_step (stmt, &error))
        g_string_append_printf (out, "%s\n", reeve_stmt_text (stmt, 0));
      g_assert_no_error (error);
      reeve_stmt_reset (stmt);
    }
  return g_string_free (out, FALSE);
}

static gboolean
keep_finding (const ReeveFinding *finding, gpointer data)
{
  g_array_append_val ((GArray *) data, *finding);
  return TRUE;
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const ReeveFinding *x = a, *y = b;

  if (x->about != y->about)
    return x->about < y->about ? -1 : 1;
  if (x->subject != y->subject)
    return x->subject < y->subject ? -1 : 1;
  return (x->program > y->program) - (x->program < y->program);
}

/* Every finding of the run is that of the record checked by itself. */
static void
assert_as_each_alone (Case *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (self->db, &error);
  ReeveConn *conn = reeve_reader_get_conn (reader);
  g_autoptr (ReeveCheck) check = reeve_check_new (conn, case_day (DAY), NULL, NULL, &error);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (ReeveFinding)), alone = g_array_new (FALSE, FALSE, sizeof (ReeveFinding));
  gboolean seen[REEVE_N_ABOUTS] = { FALSE };

  g_assert_no_error (error);
  reeve_check_run (check, self->db, keep_finding, NULL, all, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const ReeveFinding *finding = &g_array_index (all, ReeveFinding, i);

      seen[finding->about] = TRUE;
      if (i > 0 && finding[-1].about == finding->about && finding[-1].subject == finding->subject)
        continue;
      reeve_check_run_one (check, conn, finding->about, finding->subject, keep_finding, alone, &error);
      g_assert_no_error (error);
    }
  g_array_sort (all, compare_findings);
  g_array_sort (alone, compare_findings);
  g_assert_cmpuint (all->len, ==, alone->len);
  for (guint i = 0; i < all->len; i++)
    {
      const ReeveFinding *x = &g_array_index (all, ReeveFinding, i), *y = &g_array_index (alone, ReeveFinding, i);

      g_assert_cmpint (compare_findings (x, y), ==, 0);
      if (x->outcome != y->outcome || x->until != y->until)
        g_error ("%s:%" G_GINT64_FORMAT " %s: %s in the run, %s alone", reeve_vocabulary_about_name (x->about), x->subject,
                 reeve_program_get_provision (reeve_check_get_programs (check)->pdata[x->program])->id, reeve_outcome_name (x->outcome),
                 reeve_outcome_name (y->outcome));
    }
  for (guint about = 0; about < REEVE_N_ABOUTS; about++)
    g_assert_true (seen[about] || !reeve_check_has_about (check, about));
}

static void
test_city (gconstpointer data)
{
  g_autoptr (Case) self = case_new ();
  g_autoptr (GError) error = NULL;

  city = *(const City *) data;
  dice = g_rand_new_with_seed (g_test_rand_int ());
  licences = g_array_new (FALSE, FALSE, sizeof (gint64));
  visits = g_array_new (FALSE, FALSE, sizeof (gint64));
  notices = g_array_new (FALSE, FALSE, sizeof (gint64));
  case_write (self, fill);
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autofree char *kept = NULL, *anew = NULL;

      refresh (self);
      kept = dump (self);
      reeve_db_write_derived (self->db, forget, NULL, &error);
      g_assert_no_error (error);
      refresh (self);
      anew = dump (self);
      g_assert_true (strcmp (kept, anew) == 0);
      assert_as_each_alone (self);
      case_write (self, edit);
    }
  g_array_unref (licences);
  g_array_unref (visits);
  g_array_unref (notices);
  g_rand_free (dice);
}

int
main (int argc, char **argv)
{
  static const City few = { 60, FALSE }, many = { 3, FALSE }, none_shut_out = { 4, TRUE };

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/check/full/few-concerned", &few, test_city);
  g_test_add_data_func ("/check/full/many-concerned", &many, test_city);
  g_test_add_data_func ("/check/full/no-gate", &none_shut_out, test_city);
  return g_test_run ();
}
