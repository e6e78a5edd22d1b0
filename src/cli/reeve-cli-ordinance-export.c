/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl ordinance export: an ordinance for other programs. */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "reeve-akoma-ntoso.h"
#include "reeve-cli-ordinance.h"

static int
run (int argc, char **argv)
{
  char *on = NULL, *out = NULL;
  const GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_("The text in force on this day (default: today)"), N_("DATE") },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Write to this file (default: print)"), N_("FILE") },
    { NULL }
  };
  int status = reeve_cli_parse (&reeve_cli_ordinance_export, entries, &argc, &argv, 1, 1);
  g_autofree char *on_owned = on, *out_owned = out;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveOrdinance) ordinance = NULL;
  g_autoptr (GBytes) xml = NULL;
  ReeveDay day;

  if (status >= 0)
    return status;
  if (!reeve_cli_parse_day (on_owned, &day))
    return REEVE_EXIT_USAGE;
  ordinance = reeve_cli_load_ordinance (argv[1], NULL, NULL, &error);
  if (ordinance == NULL)
    return reeve_cli_fail (&error);
  xml = reeve_ordinance_to_akoma_ntoso (ordinance, day);
  if (out_owned == NULL)
    fwrite (g_bytes_get_data (xml, NULL), 1, g_bytes_get_size (xml), stdout);
  else if (!g_file_set_contents (out_owned, g_bytes_get_data (xml, NULL), (gssize) g_bytes_get_size (xml), &error))
    return reeve_cli_fail (&error);
  return REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_ordinance_export = { "ordinance export", N_("FILE"), N_("Write the text of an ordinance as Akoma Ntoso (XML)"), run };
