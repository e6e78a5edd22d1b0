/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl ordinance check --mutate: the changes of a file that none of its worked examples notices. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-cli-ordinance.h"

#define SHOWN 100   /* characters of a condition; the place says where the rest is */

static char *
shortened (const char *text)
{
  if (g_utf8_strlen (text, -1) <= SHOWN)
    return g_strdup (text);
  {
    g_autofree char *start = g_utf8_substring (text, 0, SHOWN - 3);

    return g_strconcat (start, "...", NULL);
  }
}

static void
print_mutation (const char *name, const ReeveMutation *mutation)
{
  g_autofree char *before = shortened (mutation->before);

  g_print ("%s:%u:%u: ", name, mutation->source.line, mutation->source.column);
  if (mutation->after == NULL)
    g_print (_("%s, %s: no example notices when '%s' is left out."), mutation->provision, mutation->part, before);
  else
    {
      g_autofree char *after = shortened (mutation->after);

      g_print (_("%s, %s: no example notices when '%s' becomes '%s'."), mutation->provision, mutation->part, before, after);
    }
  g_print ("\n    %s\n", mutation->hint);
}

void
reeve_cli_ordinance_print_mutations (const char *name, const ReeveMutationReport *report)
{
  for (guint i = 0; i < report->survivors->len; i++)
    print_mutation (name, report->survivors->pdata[i]);
  for (guint i = 0; i < report->untested->len; i++)
    {
      g_print (_("%s: provision '%s' has no example that passes, so nothing in it was changed."), name, (char *) report->untested->pdata[i]);
      g_print ("\n");
    }
  g_print (_("Changes tried: %u. Noticed by an example: %u. Not noticed: %u."), report->n_killed + report->survivors->len, report->n_killed,
           report->survivors->len);
  g_print ("\n");
  if (report->n_left_out > 0)
    {
      g_print (ngettext ("%u further change was not tried: the provision is too large.", "%u further changes were not tried: a provision is too large.",
                         report->n_left_out), report->n_left_out);
      g_print ("\n");
    }
}

static void
add_string (JsonBuilder *builder, const char *key, const char *value)
{
  json_builder_set_member_name (builder, key);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_int (JsonBuilder *builder, const char *key, gint64 value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, value);
}

void
reeve_cli_ordinance_add_mutations (JsonBuilder *builder, const char *name, const ReeveMutationReport *report)
{
  json_builder_begin_object (builder);
  add_string (builder, "file", name);
  add_int (builder, "killed", report->n_killed);
  add_int (builder, "survived", report->survivors->len);
  add_int (builder, "left_out", report->n_left_out);
  json_builder_set_member_name (builder, "untested");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->untested->len; i++)
    json_builder_add_string_value (builder, report->untested->pdata[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "survivors");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->survivors->len; i++)
    {
      const ReeveMutation *mutation = report->survivors->pdata[i];

      json_builder_begin_object (builder);
      add_int (builder, "line", mutation->source.line);
      add_int (builder, "column", mutation->source.column);
      add_int (builder, "length", mutation->source.length);
      add_string (builder, "provision", mutation->provision);
      add_string (builder, "part", mutation->part);
      add_string (builder, "before", mutation->before);
      add_string (builder, "after", mutation->after);
      add_string (builder, "hint", mutation->hint);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}
