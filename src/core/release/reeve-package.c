/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a package: each sheet in each format, the manifest with a hash for every file and every kilobyte, and what proves the findings. */
#include "config.h"

#include "reeve-package-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-change-log.h"
#include "reeve-error.h"
#include "reeve-records-request.h"
#include "reeve-text.h"

GBytes *
reeve_package_json_bytes (JsonNode *node)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;
  gsize size;

  json_generator_set_pretty (generator, TRUE);
  json_generator_set_indent (generator, 1);
  json_generator_set_root (generator, node);
  text = json_generator_to_data (generator, &size);
  text[size] = '\n';   /* in place of the nul */
  json_node_unref (node);
  return g_bytes_new_take (g_steal_pointer (&text), size + 1);
}

char *
reeve_package_block_sums (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  GString *out = g_string_new (NULL);

  for (gsize at = 0; at < size; at += REEVE_PACKAGE_BLOCK)
    {
      g_autofree char *sha256 = reeve_sha256 (data + at, MIN (REEVE_PACKAGE_BLOCK, size - at));

      g_string_append_len (out, sha256, 32);
    }
  return g_string_free (out, FALSE);
}

char *
reeve_package_manifest_sums (GBytes *manifest)
{
  g_autofree char *sha256 = reeve_sha256 (g_bytes_get_data (manifest, NULL), g_bytes_get_size (manifest));
  g_autofree char *blocks = reeve_package_block_sums (manifest);

  return g_strdup_printf ("%s  manifest.json\n%s\n", sha256, blocks);
}

char *
reeve_package_library_name (const char *id, int version)
{
  return g_strdup_printf ("ordinances/library-%s-%d.ordinance.yaml", id, version);
}

/* ---- the manifest ----------------------------------------------------------------------------------------------------------------- */

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value == NULL)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, value);
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_day (JsonBuilder *builder, const char *name, ReeveDay day)
{
  char text[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (day, text);
  add_text (builder, name, text);
}

static void
add_files (JsonBuilder *builder, const GPtrArray *files)
{
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; i < files->len; i++)
    {
      const ReeveArchiveFile *file = files->pdata[i];
      g_autofree char *sha256 = reeve_sha256 (g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes));
      g_autofree char *blocks = reeve_package_block_sums (file->bytes);

      json_builder_begin_object (builder);
      add_text (builder, "name", file->name);
      add_number (builder, "size", (gint64) g_bytes_get_size (file->bytes));
      add_text (builder, "sha256", sha256);
      add_text (builder, "blocks", blocks);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_left_out (JsonBuilder *builder, const ReeveDisclosure *disclosure)
{
  const GArray *withheld = reeve_disclosure_get_withheld (disclosure);

  json_builder_set_member_name (builder, "left_out");
  json_builder_begin_array (builder);
  for (guint i = 0; i < withheld->len; i++)
    {
      const ReeveWithheld *entry = &g_array_index (withheld, ReeveWithheld, i);
      g_autofree char *n = reeve_disclosure_count_text (disclosure, entry->n);

      json_builder_begin_object (builder);
      add_text (builder, "sheet", reeve_sheet_name (entry->sheet));
      add_text (builder, "rows", n);
      add_text (builder, "reason", entry->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_answer (JsonBuilder *builder, const ReeveRecordsAnswer *answer)
{
  json_builder_set_member_name (builder, "records_request");
  json_builder_begin_object (builder);
  add_text (builder, "number", answer->number);
  add_day (builder, "received", answer->received);
  add_text (builder, "law", answer->title);
  json_builder_set_member_name (builder, "due");
  json_builder_begin_array (builder);
  for (guint i = 0; i < answer->due->len; i++)
    {
      const ReeveRecordsDue *due = answer->due->pdata[i];

      json_builder_begin_object (builder);
      add_day (builder, "day", due->day);
      add_text (builder, "what", due->what);
      add_text (builder, "citation", due->citation);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static GBytes *
write_manifest (const GPtrArray *files, const ReeveDisclosure *disclosure, const ReeveLogEntry *head_entry, const ReeveRecordsAnswer *answer)
{
  const ReeveDisclosureHead *head = reeve_disclosure_get_head (disclosure);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "format", "reeve-package");
  add_number (builder, "version", 1);
  add_text (builder, "program", "Reeve " REEVE_VERSION);
  add_text (builder, "container", reeve_archive_library ());
  add_text (builder, "language", g_get_language_names ()[0]);
  add_text (builder, "city", head->city);
  add_number (builder, "release", head->release);
  add_text (builder, "audience", reeve_audience_name (reeve_disclosure_get_audience (disclosure)));
  add_text (builder, "terms", reeve_audience_notice (reeve_disclosure_get_audience (disclosure)));
  add_text (builder, "to", head->to);
  add_text (builder, "reason", head->reason);
  add_text (builder, "made_by", head->made_by);
  add_day (builder, "made_on", head->made_on);
  add_day (builder, "as_of", head->as_of);
  add_text (builder, "title", head->title);
  add_text (builder, "asked_for", head->filters);
  add_left_out (builder, disclosure);
  if (answer != NULL)
    add_answer (builder, answer);
  json_builder_set_member_name (builder, "history");
  json_builder_begin_object (builder);
  add_number (builder, "entry", head_entry != NULL ? head_entry->entry : 0);
  add_text (builder, "sha256", head_entry != NULL ? head_entry->hash : NULL);
  json_builder_end_object (builder);
  add_number (builder, "block_size", REEVE_PACKAGE_BLOCK);
  add_files (builder, files);
  json_builder_end_object (builder);
  return reeve_package_json_bytes (json_builder_get_root (builder));
}

/* ---- the files -------------------------------------------------------------------------------------------------------------------- */

static void
add_sheets (GPtrArray *files, const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request)
{
  for (guint i = 0; i < REEVE_N_SHEETS; i++)
    {
      ReeveSheetKind sheet = (ReeveSheetKind) i;
      g_autofree char *csv_name = g_strdup_printf ("data/%s.csv", reeve_sheet_name (sheet));
      g_autofree char *json_name = g_strdup_printf ("data/%s.geojson", reeve_sheet_name (sheet));
      g_autoptr (GBytes) csv = NULL, json = NULL;

      if (!reeve_disclosure_wants_sheet (disclosure, sheet) || (request->sheets != 0 && (request->sheets & (1u << i)) == 0))
        continue;
      csv = reeve_export_csv (disclosure, sheet);
      reeve_archive_add (files, csv_name, csv);
      if (!reeve_disclosure_has_positions (disclosure, sheet))
        continue;
      json = reeve_export_geojson (disclosure, sheet);
      reeve_archive_add (files, json_name, json);
    }
}

/* The state of the history, by the entry the request was made from. */
static gboolean
find_head (ReeveConn *conn, const ReeveReleaseRequest *request, ReeveLogEntry **ret_entry, GError **error)
{
  g_autoptr (GPtrArray) last = NULL;
  gint64 entry = request->made_from;

  *ret_entry = NULL;
  if (entry == 0)
    {
      last = reeve_log_list (conn, 0, 1, error);
      if (last == NULL)
        return FALSE;
      entry = last->len > 0 ? ((const ReeveLogEntry *) last->pdata[0])->entry : 0;
    }
  if (entry == 0)
    return TRUE;
  *ret_entry = reeve_log_get (conn, entry, error);
  return *ret_entry != NULL;
}

/* To a public-records request: what is given out as a document, and the list of what is not. */
static gboolean
add_records (GPtrArray *files, ReeveConn *conn, const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request, ReeveRecordsAnswer **ret_answer,
             GError **error)
{
  g_autoptr (ReeveRecordsAnswer) answer = NULL;
  g_autoptr (GBytes) set = NULL, list = NULL, csv = NULL;

  if (request->records_request == NULL)
    return TRUE;
  answer = reeve_records_answer (conn, request->received, request->records_request, request, error);
  set = answer != NULL ? reeve_records_write_set (disclosure, request, error) : NULL;
  list = set != NULL ? reeve_records_write_paper (answer, disclosure, error) : NULL;
  if (list == NULL)
    return FALSE;
  csv = reeve_records_write_csv (answer, disclosure);
  reeve_archive_add (files, "records/records.pdf", set);
  reeve_archive_add (files, "records/withheld.pdf", list);
  reeve_archive_add (files, "records/withheld.csv", csv);
  *ret_answer = g_steal_pointer (&answer);
  return TRUE;
}

GBytes *
reeve_package_write (ReeveConn *conn, const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request, GError **error)
{
  g_autoptr (GPtrArray) files = reeve_archive_new (), all = reeve_archive_new ();
  g_autoptr (ReeveLogEntry) head = NULL;
  g_autoptr (GBytes) kml = reeve_export_kml (disclosure), xlsx = reeve_export_xlsx (disclosure, error), manifest = NULL, sums = NULL;
  g_autoptr (ReeveRecordsAnswer) answer = NULL;
  g_autofree char *text = NULL;

  if (xlsx == NULL || !find_head (conn, request, &head, error))
    return NULL;
  add_sheets (files, disclosure, request);
  reeve_archive_add (files, "data/map.kml", kml);
  reeve_archive_add (files, "data/release.xlsx", xlsx);
  if (!reeve_package_add_findings (files, conn, disclosure, request, error) || !reeve_package_add_hearing (files, conn, disclosure, request, error)
      || !add_records (files, conn, disclosure, request, &answer, error))
    return NULL;
  manifest = write_manifest (files, disclosure, head, answer);
  text = reeve_package_manifest_sums (manifest);
  sums = g_bytes_new (text, strlen (text));
  reeve_archive_add (all, "manifest.json", manifest);
  reeve_archive_add (all, "manifest.sha256", sums);
  for (guint i = 0; i < files->len; i++)
    reeve_archive_add (all, ((ReeveArchiveFile *) files->pdata[i])->name, ((ReeveArchiveFile *) files->pdata[i])->bytes);
  return reeve_archive_write (all, error);
}
