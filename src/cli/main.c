/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl: the same core as the window, on the command line. Only the table of commands and the dispatch are here. */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

#include "reeve-cli.h"

static const ReeveCliCommand *const commands[] = {
  &reeve_cli_new,
  &reeve_cli_sample,
  &reeve_cli_import,
  &reeve_cli_attach,
  &reeve_cli_attachments,
  &reeve_cli_ordinance,
  &reeve_cli_check,
  &reeve_cli_explain,
  &reeve_cli_compare,
  &reeve_cli_map,
  &reeve_cli_export,
  &reeve_cli_releases,
  &reeve_cli_records_request,
  &reeve_cli_report,
  &reeve_cli_log,
  &reeve_cli_undo,
  &reeve_cli_backup,
  &reeve_cli_verify,
  NULL,
};

static void
print_help (void)
{
  g_print ("%s\n\n", _("Usage: reevectl COMMAND [OPTION...]"));
  for (guint i = 0; commands[i] != NULL; i++)
    g_print ("  %-16s %s\n", commands[i]->name, _(commands[i]->summary));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  signal (SIGXFSZ, SIG_IGN);   /* a limit on file size is then an error of the write, told like a full disk */
  bindtextdomain (GETTEXT_PACKAGE, REEVE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (argc >= 2 && strcmp (argv[1], "--version") == 0)
    {
      g_print ("reevectl %s\n", REEVE_VERSION);
      return REEVE_EXIT_DONE;
    }
  if (argc < 2 || strcmp (argv[1], "--help") == 0)
    {
      print_help ();
      return argc < 2 ? REEVE_EXIT_USAGE : REEVE_EXIT_DONE;
    }
  for (guint i = 0; commands[i] != NULL; i++)
    if (strcmp (argv[1], commands[i]->name) == 0)
      return commands[i]->run (argc - 1, argv + 1);
  g_printerr (_("reevectl: there is no command '%s'; 'reevectl --help' lists them\n"), argv[1]);
  return REEVE_EXIT_USAGE;
}
