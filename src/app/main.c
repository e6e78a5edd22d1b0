/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reeve: the window. */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>

#include "reeve-application.h"

int
main (int argc, char **argv)
{
  g_autoptr (ReeveApplication) application = NULL;

  setlocale (LC_ALL, "");
  signal (SIGXFSZ, SIG_IGN);   /* a limit on file size is then an error of the write, told like a full disk */
  bindtextdomain (GETTEXT_PACKAGE, REEVE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = reeve_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
