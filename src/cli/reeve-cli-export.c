/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl export, releases: what leaves the office, for whom, and the list of what left. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-cli.h"
#include "reeve-error.h"
#include "reeve-release.h"
#include "reeve-seal.h"

static gboolean
parse_sheets (char **names, guint *ret_sheets, GError **error)
{
  *ret_sheets = 0;
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      guint sheet = 0;

      while (sheet < REEVE_N_SHEETS && strcmp (reeve_sheet_name ((ReeveSheetKind) sheet), names[i]) != 0)
        sheet++;
      if (sheet == REEVE_N_SHEETS)
        {
          g_autoptr (GString) all = g_string_new (NULL);

          for (guint s = 0; s < REEVE_N_SHEETS; s++)
            g_string_append_printf (all, "%s%s", s > 0 ? ", " : "", reeve_sheet_name ((ReeveSheetKind) s));
          g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("--sheet %s: there are %s."), names[i], all->str);
          return FALSE;
        }
      *ret_sheets |= 1u << sheet;
    }
  return TRUE;
}

/* A wrong name would let out what was to stay. */
static gboolean
join_columns (char **names, char **ret_without, GError **error)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      gboolean known = FALSE;

      for (guint f = 0; f < REEVE_N_DISCLOSED_FIELDS && !known; f++)
        {
          g_autofree char *name = reeve_release_column_name ((ReeveDisclosedField) f);

          known = strcmp (name, names[i]) == 0;
        }
      for (guint sheet = 0; sheet < REEVE_N_SHEETS && !known; sheet++)
        known = g_strcmp0 (reeve_sheet_position_name ((ReeveSheetKind) sheet), names[i]) == 0;
      if (!known)
        {
          g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("--without %s: there is no such column. It is a sheet and a column of it, as businesses.address."),
                       names[i]);
          return FALSE;
        }
    }
  *ret_without = names != NULL ? g_strjoinv (" ", names) : NULL;
  return TRUE;
}

void
reeve_cli_print_release (const char *path, gint64 number, gboolean json)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "file");
      json_builder_add_string_value (builder, path);
      json_builder_set_member_name (builder, "release");
      json_builder_add_int_value (builder, number);
      json_builder_end_object (builder);
      reeve_cli_print_json (json_builder_get_root (builder));
    }
  else if (number > 0)
    /* Translators: a file, and the number of the release in the log */
    g_print (_("%s: release %s\n"), path, text);
  else
    g_print (_("%s: made, and not recorded: the case file may only be read\n"), path);
}

/* FALSE: told. */
static gboolean
check_usage (const char *format, const char *out, const char *audience, ReeveFormat *ret_format, ReeveAudience *ret_audience)
{
  if (out == NULL)
    g_printerr ("%s\n", _("reevectl: export: say where it goes with --out FILE"));
  else if (!reeve_format_from_name (format, ret_format))
    g_printerr ("%s\n", _("reevectl: export: --format is one of csv, geojson, kml, xlsx, pdf, png, zip, gpkg, shp"));
  else if (!reeve_audience_from_name (audience, ret_audience))
    g_printerr ("%s\n", _("reevectl: export: --audience is one of internal, police, council, court, public"));
  else
    return TRUE;
  return FALSE;
}

/* FALSE: told. */
static gboolean
take_list (const char *list, ReeveCaseMapOptions *map)
{
  if (list == NULL || strcmp (list, "after") == 0)
    return TRUE;
  map->list_beside = strcmp (list, "beside") == 0;
  map->no_list = strcmp (list, "none") == 0;
  if (map->list_beside || map->no_list)
    return TRUE;
  g_printerr ("%s\n", _("reevectl: export: --list is one of beside, after, none"));
  return FALSE;
}

/* FALSE: told. */
static gboolean
take_records_request (ReeveReleaseRequest *request, ReeveFormat format, const char *received)
{
  if (request->records_request == NULL && received == NULL)
    return TRUE;
  if (request->records_request == NULL || received == NULL || format != REEVE_FORMAT_ZIP)
    {
      g_printerr ("%s\n", _("reevectl: export: --records-request NUMBER goes with --received DAY and --format zip"));
      return FALSE;
    }
  if (request->reason == NULL)
    request->reason = _("Public-records request");
  return reeve_cli_parse_day (received, &request->received);
}

static int
run_export (int argc, char **argv)
{
  g_autofree char *passphrase_file = NULL, *passphrase = NULL;
  g_autofree char *format_name = NULL, *out = NULL, *audience_name = NULL, *to = NULL, *reason = NULL, *category = NULL, *district = NULL, *title = NULL;
  g_auto (GStrv) sheets = NULL, without_columns = NULL;
  g_autofree char *without = NULL;
  g_autofree char *paper = NULL, *atlas = NULL, *records = NULL, *received = NULL, *list = NULL;
  gboolean json = FALSE;
  gint64 business = 0;
  ReeveReleaseRequest request = { 0 };
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format_name, N_("csv, geojson, kml, xlsx, the map as pdf or png, zip (a package), gpkg or shp (a zip)"), N_("FORMAT") },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Write to this file"), N_("FILE") },
    { "audience", 0, 0, G_OPTION_ARG_STRING, &audience_name, N_("For whom: internal, police, council, court or public"), N_("AUDIENCE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_("To whom it goes"), N_("WHOM") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why: the legal basis or the reason"), N_("WHY") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, N_("What it is called"), N_("TITLE") },
    { "category", 0, 0, G_OPTION_ARG_STRING, &category, N_("Only businesses of this category"), N_("CATEGORY") },
    { "district", 0, 0, G_OPTION_ARG_STRING, &district, N_("Only businesses in this district"), N_("DISTRICT") },
    { "sheet", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sheets, N_("Only this kind of rows: businesses, licences, findings ... (may be given again)"), N_("SHEET") },
    { "without", 0, 0, G_OPTION_ARG_STRING_ARRAY, &without_columns, N_("Leave out this column, as businesses.address (may be given again)"), N_("COLUMN") },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &paper, N_("Paper of the map: letter, legal, tabloid, a4 or a3"), N_("PAPER") },
    { "portrait", 0, 0, G_OPTION_ARG_NONE, &request.map.portrait, N_("Stand the paper upright"), NULL },
    { "atlas", 0, 0, G_OPTION_ARG_STRING, &atlas, N_("A page more for each: record or district"), N_("WHAT") },
    { "list", 0, 0, G_OPTION_ARG_STRING, &list, N_("The list of what is on the map: beside it, after it (the default) or none"), N_("WHERE") },
    { "no-list", 0, 0, G_OPTION_ARG_NONE, &request.map.no_list, N_("The same as --list none"), NULL },
    { "grey", 0, 0, G_OPTION_ARG_NONE, &request.map.grey, N_("Black on white, for print"), NULL },
    { "zoning", 0, 0, G_OPTION_ARG_NONE, &request.map.zoning, N_("Show the zoning districts"), NULL },
    { "business", 0, 0, G_OPTION_ARG_INT64, &business, N_("Only this business; for a court the package then holds its timeline"), N_("ID") },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &passphrase_file, N_("Close it with the passphrase on the first line of this file"), N_("FILE") },
    { "records-request", 0, 0, G_OPTION_ARG_STRING, &records, N_("Answer public-records request NUMBER: a package with a list of what is withheld"), N_("NUMBER") },
    { "received", 0, 0, G_OPTION_ARG_STRING, &received, N_("The day that request came"), N_("DAY") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print the result as JSON"), NULL },
    { NULL }
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = NULL;
  ReeveFormat format;
  gint64 number = 0;
  int status = reeve_cli_parse (&reeve_cli_export, entries, &argc, &argv, 1, 1);

  if (status >= 0)
    return status;
  if (!check_usage (format_name, out, audience_name, &format, &request.audience))
    return REEVE_EXIT_USAGE;
  if ((paper != NULL && !reeve_paper_size_from_name (paper, &request.map.size)) || (atlas != NULL && !reeve_atlas_from_name (atlas, &request.map.atlas)))
    {
      g_printerr ("%s\n", _("reevectl: export: --paper is one of letter, legal, tabloid, a4, a3; --atlas is record or district"));
      return REEVE_EXIT_USAGE;
    }
  request.day = request.made_on = reeve_day_today ();
  request.title = title;
  request.to = to;
  request.reason = reason;
  request.category = category;
  request.district = district;
  if (!take_list (list, &request.map))
    return REEVE_EXIT_USAGE;
  request.records_request = records;
  if (!take_records_request (&request, format, received))
    return REEVE_EXIT_USAGE;
  if (!parse_sheets (sheets, &request.sheets, &error) || !join_columns (without_columns, &without, &error))
    return reeve_cli_fail (&error);
  request.without = without;
  if (passphrase_file != NULL && (passphrase = reeve_seal_read_passphrase (passphrase_file, &error)) == NULL)
    return reeve_cli_fail (&error);
  request.passphrase = passphrase;
  if (business != 0)
    {
      request.businesses = &business;
      request.n_businesses = 1;
    }
  db = reeve_db_open (argv[1], REEVE_DB_READ_WRITE, &error);
  if (db == NULL || !reeve_release_make (db, &request, format, out, &number, &error))
    return reeve_cli_fail (&error);
  reeve_cli_print_release (out, number, json);
  return REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_export = { "export", N_("CASE --format FORMAT --out FILE --audience AUDIENCE"), N_("Release records to an audience"),
                                           run_export };

/* ---- releases ------------------------------------------------------------------------------------------------------------------- */

static void
print_release (const ReeveRecord *record)
{
  const char *to = reeve_record_get (record, "recipient"), *reason = reeve_record_get (record, "reason"), *recalled = reeve_record_get (record, "recalled");

  g_print ("%4s  %s  %-9s %-7s %s  %s%s%s\n", reeve_record_get (record, "number"), reeve_record_get (record, "made_on"),
           reeve_record_get (record, "audience"), reeve_record_get (record, "format"), reeve_record_get (record, "file_name"), to != NULL ? to : "",
           reason != NULL ? ": " : "", reason != NULL ? reason : "");
  if (recalled != NULL)
    /* Translators: the day a release was called back, and why */
    g_print (_("      recalled on %s: %s\n"), recalled, reeve_record_get (record, "recall_reason"));
}

static void
print_releases_json (const GPtrArray *list)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "releases");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->len; i++)
    {
      const ReeveRecord *record = g_ptr_array_index (list, i);
      const ReeveTableInfo *table = reeve_record_get_table (record);

      json_builder_begin_object (builder);
      for (guint f = 0; f < table->n_fields; f++)
        {
          const char *value = reeve_record_get_at (record, f);

          json_builder_set_member_name (builder, table->fields[f].name);
          if (value == NULL)
            json_builder_add_null_value (builder);
          else if (table->fields[f].type == REEVE_FIELD_INTEGER)
            json_builder_add_int_value (builder, g_ascii_strtoll (value, NULL, 10));
          else
            json_builder_add_string_value (builder, value);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  reeve_cli_print_json (json_builder_get_root (builder));
}

static gboolean
list_releases (ReeveDb *db, gboolean json, GError **error)
{
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, error);
  g_autoptr (GPtrArray) list = reader != NULL ? reeve_release_list (reeve_reader_get_conn (reader), error) : NULL;

  if (list == NULL)
    return FALSE;
  if (json)
    print_releases_json (list);
  else
    for (guint i = 0; i < list->len; i++)
      print_release (g_ptr_array_index (list, i));
  return TRUE;
}

static int
run_releases (int argc, char **argv)
{
  g_autofree char *out = NULL, *reason = NULL;
  gint64 reprint = 0, recall = 0;
  gboolean json = FALSE, done;
  const GOptionEntry entries[] = {
    { "reprint", 0, 0, G_OPTION_ARG_INT64, &reprint, N_("Write release N again, byte for byte"), N_("N") },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Where --reprint writes"), N_("FILE") },
    { "recall", 0, 0, G_OPTION_ARG_INT64, &recall, N_("Say that release N was called back"), N_("N") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why it was called back"), N_("WHY") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print the result as JSON"), NULL },
    { NULL }
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = NULL;
  int status = reeve_cli_parse (&reeve_cli_releases, entries, &argc, &argv, 1, 1);

  if (status >= 0)
    return status;
  if (reprint != 0 && out == NULL)
    {
      g_printerr ("%s\n", _("reevectl: releases: say where the reprint goes with --out FILE"));
      return REEVE_EXIT_USAGE;
    }
  db = reeve_db_open (argv[1], recall != 0 ? REEVE_DB_READ_WRITE : REEVE_DB_READ_ONLY, &error);
  if (db == NULL)
    return reeve_cli_fail (&error);
  if (recall != 0)
    done = reeve_release_recall (db, recall, reeve_day_today (), reason, &error);
  else if (reprint != 0)
    done = reeve_release_reprint (db, reprint, out, &error);
  else
    done = list_releases (db, json, &error);
  return done ? REEVE_EXIT_DONE : reeve_cli_fail (&error);
}

const ReeveCliCommand reeve_cli_releases = { "releases", N_("CASE"), N_("List what left the office; reprint or recall it"), run_releases };
