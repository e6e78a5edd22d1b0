/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl backup: a verified copy, also while the case file is open in the window. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-change-log.h"
#include "reeve-cli.h"

static int
run (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object"), NULL },
    { NULL },
  };
  int status = reeve_cli_parse (&reeve_cli_backup, entries, &argc, &argv, 2, 2);
  if (status >= 0)
    return status;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = reeve_db_open (argv[1], REEVE_DB_READ_ONLY, &error);
  if (db == NULL || !reeve_db_backup (db, argv[2], &error))
    return reeve_cli_fail (&error);
  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      g_autofree char *path = g_filename_display_name (argv[2]);
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "path");
      json_builder_add_string_value (builder, path);
      json_builder_set_member_name (builder, "ok");
      json_builder_add_boolean_value (builder, TRUE);
      json_builder_end_object (builder);
      reeve_cli_print_json (json_builder_get_root (builder));
    }
  else
    g_print (_("Made and verified the copy %s.\n"), argv[2]);
  return REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_backup = { "backup", "CASE DEST", N_("Make a verified copy"), run };
