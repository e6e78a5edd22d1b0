/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl map: the case file's map, PNG or PDF, with no display. For the office it is a sheet of its own; for anybody else it is a release:
 * made from what the audience may see, and logged. */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "reeve-cli.h"
#include "reeve-error.h"
#include "reeve-findings.h"
#include "reeve-map-sheet.h"
#include "reeve-map-tiles.h"
#include "reeve-release.h"

typedef struct
{
  char *out, *audience_name, *to, *reason, *category, *size, *tiles;
  ReeveAudience audience;
  gboolean dark, grey, zoning, all;
  int width, height;
} Options;

static gboolean
parse_size (Options *options, GError **error)
{
  char rest;

  options->width = 1684;
  options->height = 1190;
  if (options->size == NULL)
    return TRUE;
  if (sscanf (options->size, "%5dx%5d%c", &options->width, &options->height, &rest) == 2)
    return TRUE;
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("--size %s: a size is written as width x height, for instance 1684x1190."),
               options->size);
  return FALSE;
}

/* Findings of another day, or never made, would be a wrong map. A file that may only be read is drawn as it stands. */
static gboolean
bring_up_to_date (ReeveDb *db, ReeveDay day, GError **error)
{
  if (reeve_db_is_read_only (db) || !reeve_findings_is_stale (db, day))
    return TRUE;
  return reeve_findings_refresh (db, day, NULL, NULL, NULL, error);
}

static ReeveMapScene *
load_scene (ReeveConn *conn, ReeveDay day, const char *tiles_path, GError **error)
{
  g_autoptr (ReeveMapScene) scene = reeve_map_scene_read (conn, day, error);

  if (scene == NULL)
    return NULL;
  if (tiles_path != NULL)
    {
      g_autoptr (ReeveTiles) tiles = reeve_tiles_open (tiles_path, error);

      if (tiles == NULL)
        return NULL;
      if (reeve_tiles_get_kind (tiles) == REEVE_TILES_PICTURES)
        reeve_map_scene_set_pictures (scene, tiles);
      else if (!reeve_map_scene_add_tiles (scene, tiles, (ReeveWorldBox) { 0, 0, 1, 1 }, error))
        return NULL;
    }
  reeve_map_scene_seal (scene);
  return g_steal_pointer (&scene);
}

static char *
describe (const Options *options, const char *day)
{
  if (options->category != NULL)
    /* Translators: category of business; day of the check */
    return g_strdup_printf (_("Category %s: outcomes as of %s"), options->category, day);
  return g_strdup_printf (_("All businesses: outcomes as of %s"), day);
}

static gboolean
draw (const char *case_path, const Options *options, guint *ret_points, guint *ret_unplaced, GError **error)
{
  g_autoptr (ReeveDb) db = NULL;
  g_autoptr (ReeveReader) reader = NULL;
  g_autoptr (ReeveMapScene) scene = NULL;
  g_autoptr (ReevePointIndex) index = NULL;
  g_autofree char *subtitle = NULL, *made = NULL;
  ReeveDay day = reeve_day_today ();
  char text[REEVE_DAY_TEXT_SIZE];
  GArray *points;
  ReeveMapSheet sheet = { 0 };

  db = reeve_db_open (case_path, REEVE_DB_READ_WRITE, error);
  if (db == NULL || !bring_up_to_date (db, day, error))
    return FALSE;
  reader = reeve_reader_new (db, error);
  if (reader == NULL)
    return FALSE;
  scene = load_scene (reeve_reader_get_conn (reader), day, options->tiles, error);
  if (scene == NULL)
    return FALSE;
  points = reeve_map_points_load (reeve_reader_get_conn (reader), options->category, ret_unplaced, error);
  if (points == NULL)
    return FALSE;
  if (options->category != NULL && points->len == 0 && *ret_unplaced == 0)
    {
      g_array_unref (points);
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("No business in %s has the category '%s'."), case_path, options->category);
      return FALSE;
    }
  *ret_points = points->len;
  reeve_map_points_keep (points, options->all ? (1u << REEVE_N_SHOWN) - 1 : REEVE_MAP_OUTCOMES_USUAL, sheet.undrawn);
  index = reeve_point_index_new (points);
  reeve_day_format (day, text);
  subtitle = describe (options, text);
  made = g_strdup_printf (_("Made with Reeve %s"), REEVE_VERSION);
  sheet.scene = scene;
  sheet.index = index;
  sheet.style.palette = options->grey ? REEVE_PALETTE_PRINT : options->dark ? REEVE_PALETTE_DARK : REEVE_PALETTE_LIGHT;
  sheet.style.show = REEVE_MAP_SHOW_USUAL | (options->zoning ? REEVE_MAP_SHOW (REEVE_MAP_ZONING) : 0);
  sheet.title = *reeve_map_scene_get_city (scene) != '\0' ? reeve_map_scene_get_city (scene) : _("Case map");
  sheet.subtitle = subtitle;
  sheet.audience = _("Internal. Not for release.");
  sheet.made = made;
  sheet.unplaced = *ret_unplaced;
  return reeve_map_sheet_write (&sheet, options->out, options->width, options->height, day, error);
}

static gboolean
find_format (const char *path, ReeveFormat *ret_format, GError **error)
{
  g_autofree char *folded = g_ascii_strdown (path, -1);

  *ret_format = g_str_has_suffix (folded, ".pdf") ? REEVE_FORMAT_PDF : REEVE_FORMAT_PNG;
  if (*ret_format == REEVE_FORMAT_PDF || g_str_has_suffix (folded, ".png"))
    return TRUE;
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s: a map is written as .png or .pdf; name the file so."), path);
  return FALSE;
}

/* Drawn from a disclosure, so --all, --dark, --size and --tiles have no say. */
static int
release (const char *case_path, const Options *options, gboolean json)
{
  ReeveReleaseRequest request = { .audience = options->audience, .to = options->to, .reason = options->reason, .category = options->category,
                                  .map = { .grey = options->grey, .zoning = options->zoning } };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = NULL;
  ReeveFormat format;
  gint64 number = 0;

  if (!find_format (options->out, &format, &error))
    return reeve_cli_fail (&error);
  if (options->size != NULL || options->tiles != NULL || options->dark || options->all)
    {
      g_printerr ("%s\n", _("reevectl: map: --size, --tiles, --dark and --all are for internal maps; see 'reevectl export --help' for paper"));
      return REEVE_EXIT_USAGE;
    }
  request.day = request.made_on = reeve_day_today ();
  db = reeve_db_open (case_path, REEVE_DB_READ_WRITE, &error);
  if (db == NULL || !reeve_release_make (db, &request, format, options->out, &number, &error))
    return reeve_cli_fail (&error);
  reeve_cli_print_release (options->out, number, json);
  return REEVE_EXIT_DONE;
}

static int
run (int argc, char **argv)
{
  Options options = { 0 };
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &options.out, N_("Write the map to this file, .png or .pdf"), N_("FILE") },
    { "audience", 0, 0, G_OPTION_ARG_STRING, &options.audience_name, N_("For whom: internal (default), police, council, court or public"), N_("AUDIENCE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_("To whom it goes"), N_("WHOM") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, N_("Why"), N_("WHY") },
    { "category", 0, 0, G_OPTION_ARG_STRING, &options.category, N_("Only businesses of this category"), N_("CATEGORY") },
    { "size", 0, 0, G_OPTION_ARG_STRING, &options.size, N_("Width and height (default 1684x1190)"), N_("WxH") },
    { "tiles", 0, 0, G_OPTION_ARG_FILENAME, &options.tiles, N_("Draw on the tiles of this MBTiles file"), N_("FILE") },
    { "all", 0, 0, G_OPTION_ARG_NONE, &options.all, N_("Draw also the businesses to which nothing applies"), NULL },
    { "zoning", 0, 0, G_OPTION_ARG_NONE, &options.zoning, N_("Show the zoning districts"), NULL },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &options.dark, N_("Light on dark"), NULL },
    { "grey", 0, 0, G_OPTION_ARG_NONE, &options.grey, N_("Black on white, for print"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print the result as JSON"), NULL },
    { NULL }
  };
  g_autoptr (GError) error = NULL;
  guint n_points = 0, n_unplaced = 0;
  int status = reeve_cli_parse (&reeve_cli_map, entries, &argc, &argv, 1, 1);

  if (status >= 0)
    return status;
  if (options.out == NULL)
    {
      g_printerr ("%s\n", _("reevectl: map: say where the map goes with --out FILE.png or --out FILE.pdf"));
      status = REEVE_EXIT_USAGE;
    }
  else if (options.audience_name != NULL && !reeve_audience_from_name (options.audience_name, &options.audience))
    {
      g_printerr ("%s\n", _("reevectl: map: --audience is one of internal, police, council, court, public"));
      status = REEVE_EXIT_USAGE;
    }
  else if (options.audience != REEVE_AUDIENCE_INTERNAL)
    status = release (argv[1], &options, json);
  else if (!parse_size (&options, &error) || !draw (argv[1], &options, &n_points, &n_unplaced, &error))
    status = reeve_cli_fail (&error);
  else
    {
      status = REEVE_EXIT_DONE;
      if (json)
        {
          g_autoptr (JsonBuilder) builder = json_builder_new ();

          json_builder_begin_object (builder);
          json_builder_set_member_name (builder, "file");
          json_builder_add_string_value (builder, options.out);
          json_builder_set_member_name (builder, "businesses");
          json_builder_add_int_value (builder, n_points);
          json_builder_set_member_name (builder, "unplaced");
          json_builder_add_int_value (builder, n_unplaced);
          json_builder_end_object (builder);
          reeve_cli_print_json (json_builder_get_root (builder));
        }
      else
        {
          g_print (ngettext ("%s: the map of %u business", "%s: the map of %u businesses", n_points), options.out, n_points);
          g_print ("\n");
          if (n_unplaced > 0)
            g_print (ngettext ("%u business cannot be placed: it has no position\n", "%u businesses cannot be placed: they have no position\n",
                               n_unplaced), n_unplaced);
        }
    }
  g_free (options.out);
  g_free (options.audience_name);
  g_free (options.to);
  g_free (options.reason);
  g_free (options.category);
  g_free (options.size);
  g_free (options.tiles);
  return status;
}

const ReeveCliCommand reeve_cli_map = { "map", N_("CASE --out FILE"), N_("Draw the map of a case file as PNG or PDF"), run };
