/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every command does alike: reading its arguments, failing, printing JSON, naming records. */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "reeve-cli.h"
#include "reeve-error.h"
#include "reeve-text.h"

/* Messages are whole sentences of the core; only the name of the program stands before them. */
static void
print_error (const char *message)
{
  g_printerr ("reevectl: %s\n", message);
}

int
reeve_cli_parse (const ReeveCliCommand *command, const GOptionEntry *entries, int *argc, char ***argv, int min_args, int max_args)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_strdup_printf ("reevectl %s", command->name);
  g_autoptr (GOptionContext) context = g_option_context_new (command->arguments);
  g_set_prgname (program);
  g_option_context_set_summary (context, _(command->summary));
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  /* The first word would be taken for the program's name. */
  gboolean parsed = g_option_context_parse (context, argc, argv, &error);
  g_set_prgname ("reevectl");
  if (!parsed)
    {
      print_error (error->message);
      return REEVE_EXIT_USAGE;
    }
  /* "--" only marks the end of the options. */
  if (*argc > 1 && strcmp ((*argv)[1], "--") == 0)
    {
      memmove (*argv + 1, *argv + 2, sizeof (char *) * (gsize) (*argc - 1));
      (*argc)--;
    }
  int args = *argc - 1;
  if (args >= min_args && (max_args < 0 || args <= max_args))
    return -1;
  g_printerr (_("Usage: reevectl %s [OPTION...] %s"), command->name, command->arguments);
  g_printerr ("\n");
  return REEVE_EXIT_USAGE;
}

static int
exit_status (const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return REEVE_EXIT_USAGE;
  if (error->domain != REEVE_ERROR)
    return REEVE_EXIT_FAILED;
  switch ((ReeveErrorCode) error->code)
    {
    case REEVE_ERROR_INVALID:
    case REEVE_ERROR_CONFLICT:
    case REEVE_ERROR_LIMIT:
      return REEVE_EXIT_FOUND;
    case REEVE_ERROR_FAILED:
    case REEVE_ERROR_NOT_FOUND:
    case REEVE_ERROR_NOT_REEVE_FILE:
    case REEVE_ERROR_NEWER:
    case REEVE_ERROR_DAMAGED:
    case REEVE_ERROR_NETWORK_SHARE:
    case REEVE_ERROR_READ_ONLY:
    case REEVE_ERROR_LOCKED:
    case REEVE_ERROR_DISK_FULL:
    case REEVE_ERROR_CANCELLED:
    default:
      return REEVE_EXIT_FAILED;
    }
}

int
reeve_cli_fail (GError **error)
{
  g_return_val_if_fail (error != NULL && *error != NULL, REEVE_EXIT_FAILED);
  int status = exit_status (*error);
  print_error ((*error)->message);
  g_clear_error (error);
  return status;
}

void
reeve_cli_print_json (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);
  /* Not g_print: JSON is UTF-8 whatever the terminal's character set is. */
  fputs (text, stdout);
  fputc ('\n', stdout);
  fflush (stdout);
  json_node_unref (node);
}

static void
set_unknown_table (GError **error, const char *name)
{
  guint n;
  const ReeveTableInfo *tables = reeve_schema_get_tables (&n);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, (gpointer) tables[i].name);
  g_ptr_array_add (names, NULL);
  const char *nearest = reeve_text_nearest (name, (const char *const *) names->pdata, 3);
  if (nearest != NULL)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("There is no kind of record '%s'; did you mean '%s'?"), name, nearest);
  else
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("There is no kind of record '%s'. Name a record as business:12."), name);
}

gboolean
reeve_cli_parse_record (const char *text, const char **ret_table, gint64 *ret_id, GError **error)
{
  const char *colon = strchr (text, ':');
  gint64 id;
  if (colon == NULL || !g_ascii_string_to_signed (colon + 1, 10, 1, G_MAXINT64, &id, NULL))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%s' does not name a record. Name a record as business:12."), text);
      return FALSE;
    }
  g_autofree char *name = g_strndup (text, (gsize) (colon - text));
  const ReeveTableInfo *table = reeve_schema_find_table (name);
  if (table == NULL)
    {
      set_unknown_table (error, name);
      return FALSE;
    }
  *ret_table = table->name;
  *ret_id = id;
  return TRUE;
}
