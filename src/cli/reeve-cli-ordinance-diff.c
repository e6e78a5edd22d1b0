/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl ordinance diff: two ordinances side by side. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-cli-ordinance.h"
#include "reeve-comparison.h"
#include "reeve-redline.h"

/* Words taken out stand in [- -], words put in in {+ +}, as other comparers of words print them. */
static char *
words_text (const char *before, const char *after)
{
  g_autoptr (GPtrArray) runs = reeve_words_compare (before, after);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const ReeveWords *words = g_ptr_array_index (runs, i);
      const char *form = words->kind == REEVE_WORDS_SAME ? "%s%s" : words->kind == REEVE_WORDS_REMOVED ? "%s[-%s-]" : "%s{+%s+}";

      g_string_append_printf (out, form, i > 0 ? " " : "", words->text);
    }
  return g_string_free (out, FALSE);
}

static void
print_provision (const ReeveProvisionCompared *compared)
{
  static const char marks[] = { ' ', '~', '+', '-' };
  const ReeveProvisionVersion *version = compared->version_after != NULL ? compared->version_after : compared->version_before;
  const char *id = compared->after != NULL ? compared->after->id : compared->before->id;

  if (compared->state == REEVE_COMPARED_SAME)
    return;
  g_print ("%c %s  %s", marks[compared->state], id, version->citation);
  if (compared->by_likeness)
    /* Translators: a provision of one city is set beside the most similar one of another; its id and citation */
    g_print (_("  (beside %s, %s)"), compared->before->id, compared->version_before->citation);
  g_print ("\n");
  for (guint i = 0; compared->changes != NULL && i < compared->changes->len; i++)
    {
      const ReeveKeyChange *change = g_ptr_array_index (compared->changes, i);
      g_autofree char *words = words_text (change->before, change->after);

      g_print ("    %s: %s\n", reeve_comparison_key_label (change->key), words);
    }
}

static void
print_parameters (const ReeveComparison *comparison)
{
  gboolean any = FALSE;

  for (guint i = 0; i < comparison->parameters->len; i++)
    {
      const ReeveParameterCompared *compared = g_ptr_array_index (comparison->parameters, i);
      g_autofree char *words = NULL;

      if (compared->state == REEVE_COMPARED_SAME)
        continue;
      if (!any)
        g_print ("\n%s\n", _("Parameters"));
      any = TRUE;
      words = words_text (compared->before, compared->after);
      g_print ("    %s: %s\n", compared->name, words);
    }
}

static gboolean
write_pdf (ReeveOrdinance *before, ReeveOrdinance *after, ReeveDay day, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = reeve_redline_write (before, after, day, reeve_day_today (), REEVE_PAPER_LETTER, error);

  return bytes != NULL && g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error);
}

static int
run (int argc, char **argv)
{
  char *on = NULL, *pdf = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_("Compare the text in force on this day (default: today)"), N_("DATE") },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &pdf, N_("Write what changes to this file, for print"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print the result as JSON"), NULL },
    { NULL }
  };
  int status = reeve_cli_parse (&reeve_cli_ordinance_diff, entries, &argc, &argv, 2, 2);
  g_autofree char *on_owned = on, *pdf_owned = pdf;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveOrdinance) before = NULL, after = NULL;
  g_autoptr (ReeveComparison) comparison = NULL;
  ReeveDay day;

  if (status >= 0)
    return status;
  if (!reeve_cli_parse_day (on_owned, &day))
    return REEVE_EXIT_USAGE;
  before = reeve_cli_load_ordinance (argv[1], NULL, NULL, &error);
  after = before != NULL ? reeve_cli_load_ordinance (argv[2], NULL, NULL, &error) : NULL;
  if (after == NULL)
    return reeve_cli_fail (&error);
  if (pdf != NULL && !write_pdf (before, after, day, pdf, &error))
    return reeve_cli_fail (&error);
  comparison = reeve_comparison_new (before, day, after, day);
  if (json)
    reeve_cli_print_json (reeve_comparison_to_json (comparison));
  else
    {
      for (guint i = 0; i < comparison->provisions->len; i++)
        print_provision (g_ptr_array_index (comparison->provisions, i));
      print_parameters (comparison);
      g_print (_("%u provisions alike, %u changed, %u added, %u removed\n"), comparison->n[REEVE_COMPARED_SAME],
               comparison->n[REEVE_COMPARED_CHANGED], comparison->n[REEVE_COMPARED_ADDED], comparison->n[REEVE_COMPARED_REMOVED]);
    }
  return comparison->n[REEVE_COMPARED_SAME] == comparison->provisions->len ? REEVE_EXIT_DONE : REEVE_EXIT_FOUND;
}

const ReeveCliCommand reeve_cli_ordinance_diff = { "ordinance diff", N_("BEFORE AFTER"), N_("Set two ordinances side by side"), run };
