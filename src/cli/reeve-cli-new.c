/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl new: an empty case file. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-cli.h"

static int
run (int argc, char **argv)
{
  g_autofree char *city = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "city", 0, 0, G_OPTION_ARG_STRING, &city, N_("Name of the city"), N_("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object"), NULL },
    { NULL },
  };
  int status = reeve_cli_parse (&reeve_cli_new, entries, &argc, &argv, 1, 1);
  if (status >= 0)
    return status;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = reeve_db_create (argv[1], city, &error);
  if (db == NULL)
    return reeve_cli_fail (&error);
  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      g_autofree char *path = g_filename_display_name (reeve_db_get_path (db));
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "path");
      json_builder_add_string_value (builder, path);
      json_builder_set_member_name (builder, "city");
      json_builder_add_string_value (builder, city);
      json_builder_end_object (builder);
      reeve_cli_print_json (json_builder_get_root (builder));
    }
  else
    g_print (_("Made the case file %s.\n"), argv[1]);
  return REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_new = { "new", "CASE", N_("Make an empty case file"), run };
