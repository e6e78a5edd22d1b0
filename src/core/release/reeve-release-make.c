/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A release as an act: gathered from one state of the history, written, logged; later reprinted byte for byte, or recalled. */
#include "config.h"

#include "reeve-release.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-findings.h"
#include "reeve-package.h"
#include "reeve-release-report.h"
#include "reeve-release-scan.h"
#include "reeve-seal.h"
#include "reeve-text.h"

#define MAX_TRIES 5        /* when others write meanwhile */

static const char *const format_names[] = { "csv", "geojson", "kml", "xlsx", "pdf", "png", "zip", "gpkg", "shp" };
G_STATIC_ASSERT (G_N_ELEMENTS (format_names) == REEVE_N_FORMATS);

const char *
reeve_format_name (ReeveFormat format)
{
  g_return_val_if_fail (format < REEVE_N_FORMATS, "");
  return format_names[format];
}

gboolean
reeve_format_from_name (const char *name, ReeveFormat *ret_format)
{
  for (guint i = 0; i < REEVE_N_FORMATS; i++)
    if (g_strcmp0 (format_names[i], name) == 0)
      {
        *ret_format = (ReeveFormat) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
first_sheet (const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request, ReeveSheetKind *ret_sheet, GError **error)
{
  for (guint i = 0; i < REEVE_N_SHEETS; i++)
    if ((request->sheets == 0 || (request->sheets & (1u << i)) != 0) && reeve_disclosure_wants_sheet (disclosure, (ReeveSheetKind) i))
      {
        *ret_sheet = (ReeveSheetKind) i;
        return TRUE;
      }
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("The audience '%s' may see nothing of what was asked for."),
               reeve_audience_label (request->audience));
  return FALSE;
}

gboolean
reeve_format_needs_ground (ReeveFormat format)
{
  return format == REEVE_FORMAT_PDF || format == REEVE_FORMAT_PNG;
}

ReeveMapScene *
reeve_release_read_ground (ReeveConn *conn, const ReeveReleaseRequest *request, GError **error)
{
  ReeveMapScene *scene = reeve_map_scene_read (conn, request->day, error);

  if (scene != NULL)
    reeve_map_scene_seal (scene);
  return scene;
}

static GBytes *
write_map (const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request, ReeveFormat format, const ReeveMapScene *ground, GError **error)
{
  ReeveCaseMapOptions options = request->map;
  g_autoptr (ReevePaper) paper = NULL;

  if (format == REEVE_FORMAT_PNG)
    {
      options.no_list = !options.list_beside;
      options.atlas = REEVE_ATLAS_NONE;
    }
  paper = reeve_case_map_new (disclosure, ground, &options);
  return format == REEVE_FORMAT_PNG ? reeve_paper_finish_png (paper, 2, error) : reeve_paper_finish (paper, error);
}

ReeveDisclosure *
reeve_release_gather_for (ReeveConn *conn, const ReeveReleaseRequest *asked, ReeveFormat format, GCancellable *cancellable, GError **error)
{
  ReeveReleaseRequest request = *asked;

  if (reeve_format_needs_ground (format))
    request.sheets = (1u << REEVE_SHEET_BUSINESS) | (1u << REEVE_SHEET_PLACE);
  return reeve_release_gather (conn, &request, cancellable, error);
}

/* From one state of the file: @conn's. */
static GBytes *
gather_and_write (ReeveConn *conn, const ReeveReleaseRequest *request, ReeveFormat format, GError **error)
{
  g_autoptr (ReeveDisclosure) disclosure = reeve_release_gather_for (conn, request, format, NULL, error);
  g_autoptr (ReeveMapScene) ground = NULL;

  if (disclosure == NULL)
    return NULL;
  if (format == REEVE_FORMAT_ZIP)
    return reeve_package_write (conn, disclosure, request, error);
  if (reeve_format_needs_ground (format))
    {
      ground = reeve_release_read_ground (conn, request, error);
      if (ground == NULL)
        return NULL;
    }
  return reeve_release_write (disclosure, request, format, ground, error);
}

GBytes *
reeve_release_write (const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request, ReeveFormat format, const ReeveMapScene *ground,
                     GError **error)
{
  ReeveSheetKind sheet;

  g_return_val_if_fail (ground != NULL || !reeve_format_needs_ground (format), NULL);
  if (!first_sheet (disclosure, request, &sheet, error))
    return NULL;
  switch (format)
    {
    case REEVE_FORMAT_CSV: return reeve_export_csv (disclosure, sheet);
    case REEVE_FORMAT_GEOJSON: return reeve_export_geojson (disclosure, sheet);
    case REEVE_FORMAT_KML: return reeve_export_kml (disclosure);
    case REEVE_FORMAT_XLSX: return reeve_export_xlsx (disclosure, error);
    case REEVE_FORMAT_PDF: case REEVE_FORMAT_PNG: return write_map (disclosure, request, format, ground, error);
    case REEVE_FORMAT_GPKG: case REEVE_FORMAT_SHP: return reeve_release_write_gis (disclosure, request, format, error);
    case REEVE_FORMAT_ZIP:
    case REEVE_N_FORMATS: break;
    }
  g_return_val_if_reached (NULL);
}

/* ---- the request as text -------------------------------------------------------------------------------------------------------- */

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_truth (JsonBuilder *builder, const char *name, gboolean value)
{
  if (!value)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, TRUE);
}

static void
add_period (JsonBuilder *builder, const ReeveReleaseRequest *request)
{
  char day[REEVE_DAY_TEXT_SIZE];

  add_text (builder, "report", request->report);
  reeve_day_format (request->from, day);
  add_text (builder, "from", day);
  reeve_day_format (request->until, day);
  add_text (builder, "until", day);
  add_text (builder, "draft", request->draft);
  add_text (builder, "beside", request->beside);
  add_text (builder, "figures", request->figures);
  add_truth (builder, "as-on-day", request->as_on_day);
  add_truth (builder, "without-grandfathering", request->without_grandfathering);
  add_truth (builder, "sparing-all", request->sparing_all);
  if (request->only != NULL)
    {
      g_autofree char *only = g_strjoinv (" ", (char **) request->only);

      add_text (builder, "only", only);
    }
  if (request->figures_from == 0)
    return;
  json_builder_set_member_name (builder, "figures-from");
  json_builder_add_int_value (builder, request->figures_from);
}

static char *
request_to_text (const ReeveReleaseRequest *request)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "title", request->title);
  add_text (builder, "category", request->category);
  add_text (builder, "district", request->district);
  json_builder_set_member_name (builder, "shown");
  json_builder_add_int_value (builder, request->shown);
  json_builder_set_member_name (builder, "sheets");
  json_builder_add_int_value (builder, request->sheets);
  /* Only what is not as usual, so that the text of older requests stays what it was. */
  add_text (builder, "without", request->without);
  if (request->map.size != REEVE_PAPER_LETTER)
    add_text (builder, "paper", reeve_paper_size_name (request->map.size));
  if (request->map.atlas != REEVE_ATLAS_NONE)
    add_text (builder, "atlas", reeve_atlas_name (request->map.atlas));
  if (request->records_request != NULL)
    {
      char received[REEVE_DAY_TEXT_SIZE];

      reeve_day_format (request->received, received);
      add_text (builder, "records-request", request->records_request);
      add_text (builder, "received", received);
    }
  add_truth (builder, "portrait", request->map.portrait);
  add_truth (builder, "no-list", request->map.no_list);
  add_truth (builder, "list-beside", request->map.list_beside);
  add_truth (builder, "grey", request->map.grey);
  add_truth (builder, "zoning", request->map.zoning);
  if (request->report != NULL)
    add_period (builder, request);
  if (request->businesses != NULL)
    {
      json_builder_set_member_name (builder, "businesses");
      json_builder_begin_array (builder);
      for (gsize i = 0; i < request->n_businesses; i++)
        json_builder_add_int_value (builder, request->businesses[i]);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  return json_generator_to_data (generator, NULL);
}

/* A request read back; the strings are those of the record and of the parser. */
typedef struct { ReeveReleaseRequest request; JsonParser *parser; ReeveRecord *record; gint64 *businesses; ReeveFormat format; char **only; } Stored;

static void
stored_clear (Stored *stored)
{
  g_clear_object (&stored->parser);
  g_clear_pointer (&stored->record, reeve_record_free);
  g_free (stored->businesses);
  g_strfreev (stored->only);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stored, stored_clear)

static const char *
member_text (JsonObject *object, const char *name)
{
  return json_object_has_member (object, name) ? json_object_get_string_member (object, name) : NULL;
}

static gboolean
member_truth (JsonObject *object, const char *name)
{
  return json_object_has_member (object, name) && json_object_get_boolean_member (object, name);
}

/* FALSE: a paper or an atlas that this version does not know. */
static gboolean
read_map_options (JsonObject *object, ReeveCaseMapOptions *map)
{
  const char *paper = member_text (object, "paper"), *atlas = member_text (object, "atlas");

  map->portrait = member_truth (object, "portrait");
  map->no_list = member_truth (object, "no-list");
  map->list_beside = member_truth (object, "list-beside");
  map->grey = member_truth (object, "grey");
  map->zoning = member_truth (object, "zoning");
  return (paper == NULL || reeve_paper_size_from_name (paper, &map->size)) && (atlas == NULL || reeve_atlas_from_name (atlas, &map->atlas));
}

static gboolean
read_period (JsonObject *object, Stored *stored)
{
  ReeveReleaseRequest *request = &stored->request;

  request->report = member_text (object, "report");
  if (request->report == NULL)
    return TRUE;
  request->draft = member_text (object, "draft");
  request->beside = member_text (object, "beside");
  request->as_on_day = member_truth (object, "as-on-day");
  request->without_grandfathering = member_truth (object, "without-grandfathering");
  request->sparing_all = member_truth (object, "sparing-all");
  stored->only = member_text (object, "only") != NULL ? g_strsplit (member_text (object, "only"), " ", -1) : NULL;
  request->only = (const char *const *) stored->only;
  if (json_object_has_member (object, "figures-from"))
    request->figures_from = json_object_get_int_member (object, "figures-from");
  return json_object_has_member (object, "from") && json_object_has_member (object, "until")
         && reeve_day_parse (member_text (object, "from"), -1, &request->from) && reeve_day_parse (member_text (object, "until"), -1, &request->until);
}

static gboolean
read_stored (Stored *stored, GError **error)
{
  ReeveReleaseRequest *request = &stored->request;
  const ReeveRecord *record = stored->record;
  JsonObject *object;

  stored->parser = json_parser_new ();
  if (!json_parser_load_from_data (stored->parser, reeve_record_get (record, "request"), -1, NULL)
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (stored->parser))
      || !read_map_options (json_node_get_object (json_parser_get_root (stored->parser)), &request->map)
      || !read_period (json_node_get_object (json_parser_get_root (stored->parser)), stored)
      || !reeve_audience_from_name (reeve_record_get (record, "audience"), &request->audience)
      || !reeve_format_from_name (reeve_record_get (record, "format"), &stored->format)
      || !reeve_day_parse (reeve_record_get (record, "as_of"), -1, &request->day)
      || !reeve_day_parse (reeve_record_get (record, "made_on"), -1, &request->made_on))
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("This version of Reeve cannot make this release again: it does not know its kind."));
      return FALSE;
    }
  object = json_node_get_object (json_parser_get_root (stored->parser));
  request->title = member_text (object, "title");
  request->category = member_text (object, "category");
  request->district = member_text (object, "district");
  request->without = member_text (object, "without");
  request->shown = (guint) json_object_get_int_member (object, "shown");
  request->sheets = (guint) json_object_get_int_member (object, "sheets");
  request->to = reeve_record_get (record, "recipient");
  request->reason = reeve_record_get (record, "reason");
  request->made_by = reeve_record_get (record, "made_by");
  request->records_request = member_text (object, "records-request");
  if (request->records_request != NULL)
    reeve_day_parse (member_text (object, "received"), -1, &request->received);
  request->release = reeve_record_get_integer (record, "number", 0);
  request->made_from = reeve_record_get_integer (record, "made_from", 0);
  if (json_object_has_member (object, "businesses"))
    {
      JsonArray *array = json_object_get_array_member (object, "businesses");

      request->n_businesses = json_array_get_length (array);
      request->businesses = stored->businesses = g_new0 (gint64, request->n_businesses + 1);
      for (guint i = 0; i < request->n_businesses; i++)
        stored->businesses[i] = json_array_get_int_element (array, i);
    }
  return TRUE;
}

/* ---- making --------------------------------------------------------------------------------------------------------------------- */

static gboolean
one_number (ReeveConn *conn, const char *sql, gint64 *ret_number, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, error);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  if (reeve_stmt_step (stmt, &local))
    *ret_number = reeve_stmt_int (stmt, 0);
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

#define LAST_ENTRY "SELECT coalesce (max (entry), 0) FROM change_log"
#define NEXT_NUMBER "SELECT coalesce (max (number), 0) + 1 FROM release"

/* NULL: a report says so itself. */
static char *
left_out_text (const ReeveDisclosure *disclosure)
{
  const GArray *withheld = disclosure != NULL ? reeve_disclosure_get_withheld (disclosure) : NULL;
  GString *out = g_string_new (NULL);

  for (guint i = 0; withheld != NULL && i < withheld->len; i++)
    {
      const ReeveWithheld *entry = &g_array_index (withheld, ReeveWithheld, i);

      g_string_append_printf (out, "%s%s: %u. %s", i > 0 ? "\n" : "", reeve_sheet_label (entry->sheet), entry->n, entry->reason);
    }
  return g_string_free (out, FALSE);
}

/* @path: NULL = nothing is written. */
typedef struct { ReeveRecord *record; gint64 made_from; gboolean moved; const char *part, *path; } Logging;

/* The history must still stand where the release was made from: then its own entry is the next. The file gets its name inside the
 * transaction, so that there is no release without its file. */
static gboolean
log_release (ReeveTxn *txn, gpointer data, GError **error)
{
  Logging *logging = data;
  gint64 last;

  if (!one_number (reeve_txn_get_conn (txn), LAST_ENTRY, &last, error))
    return FALSE;
  if (last != logging->made_from)
    {
      logging->moved = TRUE;
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_CONFLICT, _("Somebody kept changing the file. Try again."));
      return FALSE;
    }
  reeve_record_set_integer (logging->record, "made_from", last);
  reeve_record_set_integer (logging->record, "log_entry", last + 1);
  if (!reeve_txn_insert (txn, logging->record, error))
    return FALSE;
  if (logging->path == NULL)
    return TRUE;
  if (g_rename (logging->part, logging->path) == 0)
    return TRUE;
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("%s cannot be written. Choose another place."), logging->path);
  return FALSE;
}

static ReeveRecord *
record_of (const ReeveReleaseRequest *request, ReeveFormat format, const char *name, const ReeveDisclosure *disclosure, GBytes *bytes)
{
  ReeveRecord *record = reeve_record_new ("release");
  g_autofree char *text = request_to_text (request), *left_out = left_out_text (disclosure);
  g_autofree char *sha256 = reeve_sha256 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *shown = g_filename_display_name (name);
  char day[REEVE_DAY_TEXT_SIZE];

  reeve_record_set_integer (record, "number", request->release);
  reeve_day_format (request->made_on, day);
  reeve_record_set (record, "made_on", day);
  reeve_record_set (record, "made_by", request->made_by);
  reeve_record_set (record, "audience", reeve_audience_name (request->audience));
  reeve_record_set (record, "recipient", request->to);
  reeve_record_set (record, "reason", request->reason);
  reeve_day_format (request->day, day);
  reeve_record_set (record, "as_of", day);
  reeve_record_set (record, "title", request->title);
  reeve_record_set (record, "request", text);
  reeve_record_set (record, "format", reeve_format_name (format));
  reeve_record_set (record, "file_name", shown);
  reeve_record_set (record, "sha256", sha256);
  reeve_record_set_integer (record, "size", (gint64) g_bytes_get_size (bytes));
  reeve_record_set (record, "left_out", *left_out != '\0' ? left_out : NULL);
  return record;
}

static gboolean
write_part (GBytes *made, const char *passphrase, const char *path, char **ret_part, GError **error)
{
  g_autofree char *part = g_strdup_printf ("%s.part", path);
  g_autoptr (GBytes) bytes = passphrase != NULL ? reeve_seal_close (made, passphrase, error) : g_bytes_ref (made);

  if (bytes == NULL
      || !g_file_set_contents_full (part, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), G_FILE_SET_CONTENTS_DURABLE, 0600, error))
    return FALSE;
  *ret_part = g_steal_pointer (&part);
  return TRUE;
}

/* Where it goes: into a file, or as pages to a printer. */
typedef struct { const char *path; ReevePaper **ret_paper; } Target;

static GBytes *
make_bytes (const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request, ReeveFormat format, const ReeveMapScene *ground, const Target *target,
            GError **error)
{
  ReeveSheetKind sheet;
  GBytes *bytes;

  if (target->ret_paper == NULL)
    return reeve_release_write (disclosure, request, format, ground, error);
  if (!first_sheet (disclosure, request, &sheet, error))
    return NULL;
  g_clear_pointer (target->ret_paper, reeve_paper_free);
  *target->ret_paper = reeve_case_map_new (disclosure, ground, &request->map);
  bytes = reeve_paper_finish (*target->ret_paper, error);
  if (bytes == NULL)
    g_clear_pointer (target->ret_paper, reeve_paper_free);
  return bytes;
}

/* What the log calls it. Transfer full. */
static char *
name_of (const ReeveReleaseRequest *request, const Target *target)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, request->release);

  return target->path != NULL ? g_path_get_basename (target->path) : g_strdup_printf ("release-%s-printed.pdf", number);
}

/* The bytes of a report, from a copy of the state its figures come from. */
static GBytes *
write_report (ReeveDb *db, const ReeveReleaseRequest *request, ReeveFormat format, char **ret_figures, GError **error)
{
  gint64 entry = request->figures_from > 0 ? request->figures_from : request->made_from;
  g_autoptr (ReeveDb) then = reeve_db_open_at_entry (reeve_db_get_path (db), entry, error);

  return then != NULL ? reeve_release_write_report (then, request, format, ret_figures, error) : NULL;
}

/* Nothing leaves in which somebody typed a name that no release names. */
static ReeveDisclosure *
gather_to_leave (ReeveConn *conn, const ReeveReleaseRequest *request, ReeveFormat format, GError **error)
{
  g_autoptr (ReeveDisclosure) disclosure = reeve_release_gather_for (conn, request, format, NULL, error);
  g_autoptr (GArray) faults = disclosure != NULL ? reeve_release_scan (conn, disclosure, request->sheets, error) : NULL;
  g_autofree char *text = faults != NULL ? reeve_release_scan_text (faults) : NULL;

  if (faults == NULL)
    return NULL;
  if (text == NULL)
    return g_steal_pointer (&disclosure);
  g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, text);
  return NULL;
}

/* One try. *@ret_moved: somebody wrote in between. */
static gboolean
make_once (ReeveDb *db, ReeveReader *reader, ReeveReleaseRequest *request, ReeveFormat format, const Target *target, gboolean *ret_moved, GError **error)
{
  ReeveConn *conn = reeve_reader_get_conn (reader);
  Logging logging = { .path = target->path };
  g_autoptr (ReeveDisclosure) disclosure = NULL;
  g_autoptr (ReeveMapScene) ground = NULL;
  g_autoptr (ReeveRecord) record = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *figures = NULL;
  g_autofree char *part = NULL, *name = NULL, *file_name = NULL;
  gboolean done;

  if (!reeve_reader_begin (reader, error))
    return FALSE;
  done = one_number (conn, LAST_ENTRY, &logging.made_from, error) && one_number (conn, NEXT_NUMBER, &request->release, error);
  request->made_from = logging.made_from;
  if (request->report != NULL)
    done = done && reeve_release_plan_report (conn, request, error);
  else
    disclosure = done ? gather_to_leave (conn, request, format, error) : NULL;
  if (disclosure != NULL && reeve_format_needs_ground (format))
    ground = reeve_release_read_ground (conn, request, error);
  if (disclosure != NULL && format == REEVE_FORMAT_ZIP)
    bytes = reeve_package_write (conn, disclosure, request, error);
  reeve_reader_end (reader);
  if (done && request->report != NULL)
    bytes = write_report (db, request, format, &figures, error);
  request->figures = figures;
  if (disclosure != NULL && format != REEVE_FORMAT_ZIP && (ground != NULL || !reeve_format_needs_ground (format)))
    bytes = make_bytes (disclosure, request, format, ground, target, error);
  if (bytes == NULL || (target->path != NULL && !write_part (bytes, request->passphrase, target->path, &part, error)))
    return FALSE;
  logging.part = part;
  file_name = name_of (request, target);
  logging.record = record = record_of (request, format, file_name, disclosure, bytes);
  /* Translators: named in the history: the audience */
  name = g_strdup_printf (_("Release to: %s"), reeve_audience_label (request->audience));
  done = reeve_db_write (db, name, log_release, &logging, NULL, error);
  if (!done && part != NULL)
    g_unlink (part);
  *ret_moved = logging.moved;
  return done;
}

static gboolean
make_copy (ReeveDb *db, ReeveReader *reader, ReeveReleaseRequest *request, ReeveFormat format, const char *path, GError **error)
{
  g_autoptr (GBytes) made = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (request->report == NULL)
    made = gather_and_write (reeve_reader_get_conn (reader), request, format, error);
  else if (one_number (reeve_reader_get_conn (reader), LAST_ENTRY, &request->made_from, error))
    made = write_report (db, request, format, NULL, error);
  bytes = made == NULL ? NULL : request->passphrase != NULL ? reeve_seal_close (made, request->passphrase, error) : g_bytes_ref (made);
  return bytes != NULL
         && g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static gboolean
print_copy (ReeveReader *reader, const ReeveReleaseRequest *request, const Target *target, GError **error)
{
  g_autoptr (ReeveDisclosure) disclosure = reeve_release_gather_for (reeve_reader_get_conn (reader), request, REEVE_FORMAT_PDF, NULL, error);
  g_autoptr (ReeveMapScene) ground = disclosure != NULL ? reeve_release_read_ground (reeve_reader_get_conn (reader), request, error) : NULL;
  g_autoptr (GBytes) bytes = ground != NULL ? make_bytes (disclosure, request, REEVE_FORMAT_PDF, ground, target, error) : NULL;

  return bytes != NULL;
}

static gboolean
make (ReeveDb *db, const ReeveReleaseRequest *asked, ReeveFormat format, const Target *target, gint64 *ret_number, GError **error)
{
  ReeveReleaseRequest request = *asked;
  g_autoptr (ReeveReader) reader = NULL;

  *ret_number = 0;
  if (request.made_by == NULL)
    request.made_by = reeve_db_get_user (db);
  if (!reeve_release_request_check (&request, error))
    return FALSE;
  if (request.report != NULL && format != REEVE_FORMAT_PDF && format != REEVE_FORMAT_XLSX)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("A report is written as PDF or XLSX."));
      return FALSE;
    }
  if (request.report != NULL && target->path == NULL)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("A report is saved as a file; print that."));
      return FALSE;
    }
  if (reeve_db_is_read_only (db) && request.audience != REEVE_AUDIENCE_INTERNAL)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_READ_ONLY, _("A release is recorded in the case file, and this one may only be read."));
      return FALSE;
    }
  /* A report is made from a copy: the day of this file's findings stays what it is. */
  if (request.report == NULL && !reeve_db_is_read_only (db) && reeve_findings_is_stale (db, request.day)
      && !reeve_findings_refresh (db, request.day, NULL, NULL, NULL, error))
    return FALSE;
  reader = reeve_reader_new (db, error);
  if (reader == NULL)
    return FALSE;
  if (reeve_db_is_read_only (db))
    return target->path != NULL ? make_copy (db, reader, &request, format, target->path, error) : print_copy (reader, &request, target, error);
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      g_autoptr (GError) local = NULL;
      gboolean moved = FALSE;

      if (make_once (db, reader, &request, format, target, &moved, &local))
        {
          *ret_number = request.release;
          return TRUE;
        }
      if (!moved || i + 1 == MAX_TRIES)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  return FALSE;
}

gboolean
reeve_release_make (ReeveDb *db, const ReeveReleaseRequest *request, ReeveFormat format, const char *path, gint64 *ret_number, GError **error)
{
  return make (db, request, format, &(const Target) { path, NULL }, ret_number, error);
}

gboolean
reeve_release_print (ReeveDb *db, const ReeveReleaseRequest *request, ReevePaper **ret_paper, gint64 *ret_number, GError **error)
{
  *ret_paper = NULL;
  if (make (db, request, REEVE_FORMAT_PDF, &(const Target) { NULL, ret_paper }, ret_number, error))
    return TRUE;
  g_clear_pointer (ret_paper, reeve_paper_free);
  return FALSE;
}

/* ---- afterwards ----------------------------------------------------------------------------------------------------------------- */

GPtrArray *
reeve_release_list (ReeveConn *conn, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_record_free);
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT id FROM release ORDER BY number DESC", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (reeve_stmt_step (stmt, &local))
    {
      gint64 id = reeve_stmt_int (stmt, 0);

      g_array_append_val (ids, id);
    }
  reeve_stmt_reset (stmt);
  for (guint i = 0; local == NULL && i < ids->len; i++)
    {
      ReeveRecord *record = reeve_conn_load (conn, "release", g_array_index (ids, gint64, i), &local);

      if (record != NULL)
        g_ptr_array_add (list, record);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

static ReeveRecord *
find_release (ReeveConn *conn, gint64 number, GError **error)
{
  g_autoptr (GPtrArray) found = reeve_conn_load_where (conn, "release", "number", number, error);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  if (found == NULL)
    return NULL;
  if (found->len > 0)
    return reeve_record_copy (g_ptr_array_index (found, 0));
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no release %s in this case file."), text);
  return NULL;
}

/* The state it was made from, with what is derived of it made anew on its day. */
static GBytes *
make_again (ReeveDb *db, Stored *stored, GError **error)
{
  g_autoptr (ReeveDb) then = NULL;
  g_autoptr (ReeveReader) reader = NULL;

  if (stored->request.report != NULL)
    return write_report (db, &stored->request, stored->format, NULL, error);
  then = reeve_db_open_at_entry (reeve_db_get_path (db), stored->request.made_from, error);
  if (then == NULL || !reeve_findings_refresh (then, stored->request.day, NULL, NULL, NULL, error))
    return NULL;
  reader = reeve_reader_new (then, error);
  return reader != NULL ? gather_and_write (reeve_reader_get_conn (reader), &stored->request, stored->format, error) : NULL;
}

gboolean
reeve_release_reprint (ReeveDb *db, gint64 number, const char *path, GError **error)
{
  g_auto (Stored) stored = { 0 };
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, error);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *sha256 = NULL, *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  stored.record = reader != NULL ? find_release (reeve_reader_get_conn (reader), number, error) : NULL;
  if (stored.record == NULL || !read_stored (&stored, error))
    return FALSE;
  bytes = make_again (db, &stored, error);
  if (bytes == NULL)
    return FALSE;
  sha256 = reeve_sha256 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (g_strcmp0 (sha256, reeve_record_get (stored.record, "sha256")) != 0)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_DAMAGED,
                   _("Release %s cannot be made again byte for byte: this version of Reeve writes it otherwise, or the file was changed past the program."), text);
      return FALSE;
    }
  return g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

typedef struct { gint64 number; ReeveDay day; const char *reason; } Recall;

static gboolean
write_recall (ReeveTxn *txn, gpointer data, GError **error)
{
  const Recall *recall = data;
  g_autoptr (ReeveRecord) record = find_release (reeve_txn_get_conn (txn), recall->number, error);
  char day[REEVE_DAY_TEXT_SIZE];

  if (record == NULL)
    return FALSE;
  reeve_day_format (recall->day, day);
  reeve_record_set (record, "recalled", day);
  reeve_record_set (record, "recall_reason", recall->reason);
  return reeve_txn_update (txn, record, error);
}

gboolean
reeve_release_recall (ReeveDb *db, gint64 number, ReeveDay day, const char *reason, GError **error)
{
  Recall recall = { number, day, reason };
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number), *name = g_strdup_printf (_("Recall release %s"), text);

  if (reason == NULL || *reason == '\0')
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("Say why: the legal basis or the reason."));
      return FALSE;
    }
  return reeve_db_write (db, name, write_recall, &recall, NULL, error);
}
