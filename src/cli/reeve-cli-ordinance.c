/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl ordinance: the table of what can be done with ordinance files. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-cli-ordinance.h"

static const ReeveCliCommand *const subcommands[] = {
  &reeve_cli_ordinance_fields,
  &reeve_cli_ordinance_check,
  &reeve_cli_ordinance_adopt,
  &reeve_cli_ordinance_list,
  &reeve_cli_ordinance_show,
  &reeve_cli_ordinance_diff,
  &reeve_cli_ordinance_export,
  NULL,
};

/* Dispatch */

static void
print_help (void)
{
  g_print ("%s\n\n", _("Usage: reevectl ordinance COMMAND [OPTION...]"));
  for (guint i = 0; subcommands[i] != NULL; i++)
    g_print ("  %s %s\n      %s\n", subcommands[i]->name + strlen ("ordinance "), subcommands[i]->arguments, _(subcommands[i]->summary));
}

static int
run (int argc, char **argv)
{
  if (argc < 2 || strcmp (argv[1], "--help") == 0)
    {
      print_help ();
      return argc < 2 ? REEVE_EXIT_USAGE : REEVE_EXIT_DONE;
    }
  for (guint i = 0; subcommands[i] != NULL; i++)
    if (strcmp (argv[1], subcommands[i]->name + strlen ("ordinance ")) == 0)
      return subcommands[i]->run (argc - 1, argv + 1);
  g_printerr (_("reevectl: there is no command 'ordinance %s'; 'reevectl ordinance --help' lists them\n"), argv[1]);
  return REEVE_EXIT_USAGE;
}

const ReeveCliCommand reeve_cli_ordinance = { "ordinance", "COMMAND ...", N_("Check, adopt and list ordinance files"), run };
