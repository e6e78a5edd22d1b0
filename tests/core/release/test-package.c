/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A package proves itself without the case file: every changed byte is noticed and, alone, named; a changed fact or law shows in the
 * findings though all hashes were made to fit; what is no package of ours is refused; the passphrase opens it and nothing else does. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-findings.h"
#include "reeve-package-private.h"
#include "reeve-sample.h"
#include "reeve-seal.h"
#include "reeve-test.h"
#include "reeve-text.h"

static ReeveDay
day_of (const char *text)
{
  ReeveDay day;

  g_assert_true (reeve_day_parse (text, -1, &day));
  return day;
}

/* The package of one business with findings. */
static GBytes *
make_package_without (ReeveAudience audience, const char *passphrase, const char *without, char **ret_address)
{
  static char *city;
  g_autofree char *out = reeve_test_temp_path ("package.zip");
  g_autoptr (GError) error = NULL;
  gint64 ids[2] = { 0 }, number;
  ReeveReleaseRequest request = { .audience = audience, .day = day_of ("2026-11-16"), .made_on = day_of ("2026-11-17"), .to = "Municipal Court",
                                  .reason = "Cause 12", .made_by = "R. Whitlow", .without = without, .passphrase = passphrase };
  ReeveDb *db;
  ReeveReader *reader;
  ReeveStmt *stmt;
  char *text;
  gsize size;

  if (city == NULL)
    {
      city = reeve_test_temp_path ("calder-bend.reeve");
      g_assert_true (reeve_sample_create_on (city, request.day, NULL, &error));
    }
  db = reeve_db_open (city, REEVE_DB_READ_WRITE, &error);
  reader = reeve_reader_new (db, &error);
  stmt = reeve_conn_prepare (reeve_reader_get_conn (reader), "SELECT business_id, address FROM derived_business ORDER BY not_met DESC, business_id LIMIT 1", &error);
  g_assert_true (reeve_stmt_step (stmt, &error));
  ids[0] = reeve_stmt_int (stmt, 0);
  if (ret_address != NULL)
    *ret_address = g_strdup (reeve_stmt_text (stmt, 1));
  reeve_stmt_reset (stmt);
  reeve_reader_free (reader);
  if (!reeve_audience_hides_homes (audience))
    {
      request.businesses = ids;
      request.n_businesses = 1;
    }
  g_assert_true (reeve_release_make (db, &request, REEVE_FORMAT_ZIP, out, &number, &error));
  g_assert_no_error (error);
  reeve_db_close (db);
  g_assert_true (g_file_get_contents (out, &text, &size, &error));
  g_assert_cmpint (g_unlink (out), ==, 0);
  return g_bytes_new_take (text, size);
}

static GBytes *
make_package (ReeveAudience audience, const char *passphrase)
{
  return make_package_without (audience, passphrase, NULL, NULL);
}

static ReevePackageReport *
verify (GBytes *package)
{
  g_autoptr (GError) error = NULL;
  ReevePackageReport *report = reeve_package_verify (package, &error);

  g_assert_no_error (error);
  return report;
}

static void
test_whole (void)
{
  g_autoptr (GBytes) package = make_package (REEVE_AUDIENCE_COURT, NULL), public_package = make_package (REEVE_AUDIENCE_PUBLIC, NULL);
  g_autoptr (GBytes) police_package = make_package (REEVE_AUDIENCE_POLICE, NULL);
  g_autoptr (ReevePackageReport) report = verify (package), public_report = verify (public_package), police = verify (police_package);

  for (guint i = 0; i < report->faults->len; i++)
    g_test_message ("%s", (char *) report->faults->pdata[i]);
  {
    g_autofree char *fault = NULL;
    g_autoptr (GPtrArray) files = reeve_archive_read (package, &fault, NULL), others = reeve_archive_read (police_package, &fault, NULL);
    g_autofree char *timeline = NULL;

    g_assert_nonnull (reeve_archive_find (files, "hearing/custody.json"));
    g_assert_null (reeve_archive_find (others, "hearing/timeline.json"));
    timeline = g_strndup (g_bytes_get_data (reeve_archive_find (files, "hearing/timeline.json"), NULL),
                          g_bytes_get_size (reeve_archive_find (files, "hearing/timeline.json")));
    g_assert_nonnull (strstr (timeline, "\"day\" : \"20"));
  }
  g_assert_cmpuint (report->faults->len, ==, 0);
  g_assert_cmpuint (report->notes->len, ==, 0);
  g_assert_cmpint (report->first_byte, ==, -1);
  g_assert_cmpuint (report->n_findings, >, 5);
  g_assert_cmpuint (report->n_kept_back, ==, 0);
  g_assert_cmpstr (report->to, ==, "Municipal Court");
  g_assert_cmpuint (strlen (report->head), ==, 64);
  g_assert_cmpuint (public_report->faults->len, ==, 0);
  g_assert_cmpuint (public_report->n_findings, ==, 0);
  /* The police see no staff, hence no facts about them. */
  g_assert_cmpuint (police->faults->len, ==, 0);
  g_assert_cmpuint (police->n_kept_back, >, 0);
  g_assert_cmpuint (police->n_findings + police->n_kept_back, ==, report->n_findings);
}

static gboolean
holds (GBytes *bytes, const char *text)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text)) != NULL;
}

/* What was taken from the audience does not come back as a fact behind a finding. */
static void
test_without (void)
{
  g_autofree char *address = NULL, *fault = NULL;
  g_autoptr (GBytes) whole = make_package (REEVE_AUDIENCE_COURT, NULL);
  g_autoptr (GBytes) package = make_package_without (REEVE_AUDIENCE_COURT, NULL, "businesses.address history.address", &address);
  g_autoptr (GBytes) bare = make_package_without (REEVE_AUDIENCE_COURT, NULL, "findings.outcome", NULL);
  g_autoptr (ReevePackageReport) report = verify (package), whole_report = verify (whole);
  g_autoptr (GPtrArray) files = reeve_archive_read (package, &fault, NULL), whole_files = reeve_archive_read (whole, &fault, NULL);
  g_autoptr (GPtrArray) bare_files = reeve_archive_read (bare, &fault, NULL);

  g_assert_cmpuint (report->faults->len, ==, 0);
  g_assert_cmpuint (report->n_findings + report->n_kept_back, ==, whole_report->n_findings);
  g_assert_cmpuint (report->n_kept_back, >, 0);
  g_assert_true (holds (reeve_archive_find (whole_files, "data/businesses.csv"), address));
  for (guint i = 0; i < files->len; i++)
    {
      const ReeveArchiveFile *file = files->pdata[i];

      if (holds (file->bytes, address))
        g_error ("%s holds the address", file->name);
    }
  g_assert_nonnull (reeve_archive_find (whole_files, "findings.json"));
  g_assert_null (reeve_archive_find (bare_files, "findings.json"));
}

/* Bytes of every part: each change is noticed, and one alone is named exactly. */
static void
test_flipped (void)
{
  g_autoptr (GBytes) package = make_package (REEVE_AUDIENCE_COURT, NULL);
  gsize size = g_bytes_get_size (package);
  guint named = 0, tried = 0;

  for (guint i = 0; i < reeve_test_rounds (150, 6); i++)
    {
      gsize at = i < 30 ? i : i < 60 ? size - 1 - (i - 30) : (gsize) g_test_rand_int_range (0, (gint32) size);
      guint8 *data = g_memdup2 (g_bytes_get_data (package, NULL), size);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (ReevePackageReport) report = NULL;
      g_autoptr (GError) error = NULL;

      data[at] ^= (guint8) (1 << g_test_rand_int_range (0, 8));
      changed = g_bytes_new_take (data, size);
      report = reeve_package_verify (changed, &error);
      tried++;
      if (report == NULL)
        {
          g_assert_true (g_error_matches (error, REEVE_ERROR, REEVE_ERROR_INVALID) || g_error_matches (error, REEVE_ERROR, REEVE_ERROR_LIMIT));
          continue;
        }
      if (report->faults->len == 0)
        g_error ("byte %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " was changed, and nobody noticed", at, size);
      if (report->first_byte >= 0)
        {
          g_assert_cmpint (report->first_byte, <=, (gint64) at);
          named += report->first_byte == (gint64) at;
        }
    }
  g_test_message ("%u of %u single changes named to the byte", named, tried);
  g_assert_true (named > tried * 6 / 10 || tried < 100);
}

static void
test_damaged (void)
{
  g_autoptr (GBytes) package = make_package (REEVE_AUDIENCE_COURT, NULL);
  gsize size = g_bytes_get_size (package);

  for (guint i = 0; i < reeve_test_rounds (30, 4); i++)
    {
      guint8 *data = g_memdup2 (g_bytes_get_data (package, NULL), size);
      gsize left = i < 20 ? (gsize) g_test_rand_int_range (0, (gint32) size) : size;
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (ReevePackageReport) report = NULL;
      g_autoptr (GError) error = NULL;

      for (guint k = 0; i >= 20 && k < 50; k++)
        data[g_test_rand_int_range (0, (gint32) size)] = (guint8) g_test_rand_int_range (0, 256);
      changed = g_bytes_new_take (data, left);
      report = reeve_package_verify (changed, &error);
      g_assert_true (report == NULL ? error != NULL : report->faults->len > 0);
    }
}

/* ---- by someone who makes the hashes fit ------------------------------------------------------------------------------------------ */

/* The files of @package with @from replaced by @to in @name, and a manifest that fits. */
static GBytes *
forge (GBytes *package, const char *name, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *fault = NULL, *sums_text = NULL;
  g_autoptr (GPtrArray) files = reeve_archive_read (package, &fault, &error), forged = reeve_archive_new (), all = reeve_archive_new ();
  g_autoptr (GString) manifest = NULL;
  g_autoptr (GBytes) manifest_bytes = NULL, sums = NULL;
  GBytes *old = reeve_archive_find (files, "manifest.json");
  gboolean changed = FALSE;

  manifest = g_string_new_len (g_bytes_get_data (old, NULL), (gssize) g_bytes_get_size (old));
  for (guint i = 0; i < files->len; i++)
    {
      const ReeveArchiveFile *file = files->pdata[i];
      g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (file->bytes, NULL), (gssize) g_bytes_get_size (file->bytes));
      g_autofree char *sha = reeve_sha256 (text->str, text->len), *blocks = reeve_package_block_sums (file->bytes), *sha_new = NULL, *blocks_new = NULL;
      g_autofree char *size_old = g_strdup_printf ("\"name\" : \"%s\",\n   \"size\" : %" G_GSIZE_FORMAT, file->name, text->len), *size_new = NULL;
      g_autoptr (GBytes) bytes = NULL;

      if (g_str_has_prefix (file->name, "manifest."))
        continue;
      if (strcmp (file->name, name) == 0)
        changed = g_string_replace (text, from, to, 0) > 0;
      bytes = g_bytes_new (text->str, text->len);
      sha_new = reeve_sha256 (text->str, text->len);
      blocks_new = reeve_package_block_sums (bytes);
      size_new = g_strdup_printf ("\"name\" : \"%s\",\n   \"size\" : %" G_GSIZE_FORMAT, file->name, text->len);
      g_assert_cmpuint (g_string_replace (manifest, size_old, size_new, 1), ==, 1);
      g_string_replace (manifest, sha, sha_new, 1);
      g_string_replace (manifest, blocks, blocks_new, 1);
      reeve_archive_add (forged, file->name, bytes);
    }
  g_assert_true (changed);
  manifest_bytes = g_bytes_new (manifest->str, manifest->len);
  sums_text = reeve_package_manifest_sums (manifest_bytes);
  sums = g_bytes_new (sums_text, strlen (sums_text));
  reeve_archive_add (all, "manifest.json", manifest_bytes);
  reeve_archive_add (all, "manifest.sha256", sums);
  for (guint i = 0; i < forged->len; i++)
    reeve_archive_add (all, ((ReeveArchiveFile *) forged->pdata[i])->name, ((ReeveArchiveFile *) forged->pdata[i])->bytes);
  return reeve_archive_write (all, &error);
}

static void
assert_fault (GBytes *package, const char *part)
{
  g_autoptr (ReevePackageReport) report = verify (package);

  for (guint i = 0; i < report->faults->len; i++)
    if (strstr (report->faults->pdata[i], part) != NULL)
      return;
  g_error ("nobody said '%s'", part);
}

static void
test_forged (void)
{
  g_autoptr (GBytes) package = make_package (REEVE_AUDIENCE_COURT, NULL);
  g_autoptr (GBytes) outcome = forge (package, "findings.json", "\"outcome\" : \"violation\"", "\"outcome\" : \"compliant\"");
  g_autoptr (GBytes) fact = forge (package, "findings.json", "\"category\" : \"massage\"", "\"category\" : \"barber\"");
  g_autoptr (GBytes) law = forge (package, "ordinances/calder-bend-ch-18.ordinance.yaml", " shall ", " may ");
  g_autoptr (GBytes) broken = forge (package, "ordinances/calder-bend-ch-18.ordinance.yaml", "provisions:", "provision:");
  g_autoptr (GBytes) same = forge (package, "findings.json", "\"findings\"", "\"findings\"");
  g_autoptr (ReevePackageReport) report = verify (same);

  g_assert_cmpuint (report->faults->len, ==, 0);   /* the forger is one who works well */
  assert_fault (outcome, "outcome 'compliant'");
  assert_fault (fact, "its facts and its law give");
  assert_fault (law, "text_sha256");
  assert_fault (broken, "cannot be read");
}

/* ---- strangers' zips --------------------------------------------------------------------------------------------------------------- */

static void
test_hostile (void)
{
  static const char *const names[] = { "../outside", "/etc/passwd", "data/../../x", "C:evil", ".hidden", "data//x", "data/" };
  g_autoptr (GBytes) some = g_bytes_new_static ("x", 1);
  g_autofree char *fault = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) twice = reeve_archive_new (), many = reeve_archive_new ();
  g_autoptr (GBytes) twice_zip = NULL, many_zip = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPtrArray) files = reeve_archive_new ();
      g_autoptr (GBytes) zip = NULL;

      reeve_archive_add (files, names[i], some);
      zip = reeve_archive_write (files, &error);
      g_assert_no_error (error);
      g_assert_null (reeve_archive_read (zip, &fault, &error));
      g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
      g_clear_error (&error);
    }
  reeve_archive_add (twice, "a", some);
  reeve_archive_add (twice, "a", some);
  twice_zip = reeve_archive_write (twice, &error);
  g_assert_null (reeve_archive_read (twice_zip, &fault, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_clear_error (&error);
  for (guint i = 0; i <= REEVE_ARCHIVE_MAX_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("f%u", i);

      reeve_archive_add (many, name, some);
    }
  many_zip = reeve_archive_write (many, &error);
  g_assert_null (reeve_archive_read (many_zip, &fault, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_LIMIT);
}

static void
test_swapped (void)
{
  g_autoptr (GBytes) package = make_package (REEVE_AUDIENCE_COURT, NULL), swapped = NULL, added = NULL, less = NULL;
  g_autofree char *fault = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = reeve_archive_read (package, &fault, &error);
  ReeveArchiveFile *a = files->pdata[3], *b = files->pdata[4];
  GBytes *bytes = a->bytes;

  a->bytes = b->bytes;
  b->bytes = bytes;
  swapped = reeve_archive_write (files, &error);
  assert_fault (swapped, a->name);
  b->bytes = a->bytes;
  a->bytes = bytes;
  reeve_archive_add (files, "data/more.csv", bytes);
  added = reeve_archive_write (files, &error);
  assert_fault (added, "data/more.csv was added");
  g_ptr_array_set_size (files, (int) files->len - 1);
  g_ptr_array_remove_index (files, 5);
  less = reeve_archive_write (files, &error);
  assert_fault (less, "is missing");
}

static void
test_sealed (void)
{
  g_autoptr (GBytes) sealed = make_package (REEVE_AUDIENCE_COURT, "correct horse battery"), plain = NULL, cut = NULL, wrong = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReevePackageReport) report = NULL;
  gsize size = g_bytes_get_size (sealed);

  g_assert_true (reeve_seal_is_sealed (sealed));
  plain = reeve_seal_open (sealed, "correct horse battery", &error);
  g_assert_no_error (error);
  report = verify (plain);
  g_assert_cmpuint (report->faults->len, ==, 0);
  g_assert_null (reeve_seal_open (sealed, "correct horse batterz", &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_clear_error (&error);
  /* cut at a block, where a stream without an end mark would not show it */
  cut = g_bytes_new_from_bytes (sealed, 0, 32 + 24 + 65536 + 17);
  g_assert_cmpuint (size, >, g_bytes_get_size (cut));
  g_assert_null (reeve_seal_open (cut, "correct horse battery", &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_clear_error (&error);
  for (guint i = 0; i < 3; i++)
    {
      guint8 *data = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
      g_autoptr (GBytes) changed = NULL;

      data[i == 0 ? 20 : i == 1 ? 40 : size - 5] ^= 1;   /* salt, header of the stream, last block */
      changed = g_bytes_new_take (data, size);
      g_assert_null (reeve_seal_open (changed, "correct horse battery", &error));
      g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
      g_clear_error (&error);
    }
  {
    guint8 *data = g_memdup2 (g_bytes_get_data (sealed, NULL), size);

    memset (data + 12, 0xff, 4);   /* memory without measure */
    wrong = g_bytes_new_take (data, size);
    g_assert_null (reeve_seal_open (wrong, "correct horse battery", &error));
    g_assert_error (error, REEVE_ERROR, REEVE_ERROR_LIMIT);
    g_clear_error (&error);
  }
  g_assert_null (reeve_seal_close (plain, "short", &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/package/whole", test_whole);
  g_test_add_func ("/package/without", test_without);
  g_test_add_func ("/package/flipped", test_flipped);
  g_test_add_func ("/package/damaged", test_damaged);
  g_test_add_func ("/package/forged", test_forged);
  g_test_add_func ("/package/hostile", test_hostile);
  g_test_add_func ("/package/swapped", test_swapped);
  g_test_add_func ("/package/sealed", test_sealed);
  return g_test_run ();
}
