/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl ordinance check: compiles ordinance files and runs their worked examples. A library that a file includes is looked for beside
 * it, as ID-VERSION.ordinance.yaml or ID.ordinance.yaml, and then among those that come with Reeve. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-cli-ordinance.h"
#include "reeve-error.h"
#include "reeve-example.h"
#include "reeve-shipped.h"

typedef struct
{
  guint provisions, examples, failed, errors, survived;
  gboolean print, list_outcomes, describe, mutate;
  JsonBuilder *messages;   /* NULL: print them as text */
  JsonBuilder *outcomes, *files, *mutations;   /* NULL: not asked for, or printed as text */
} Totals;

GBytes *
reeve_cli_ordinance_read (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInfo) info = NULL;
  GBytes *bytes;
  char *text = NULL;
  gsize size = 0;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s is a folder, not an ordinance file."), path);
      return NULL;
    }
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (info == NULL && (bytes = reeve_shipped_lookup (path)) != NULL)
    return bytes;
  if (info == NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no file %s."), path);
      return NULL;
    }
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s is not a file that can be read."), path);
      return NULL;
    }
  /* one byte more than allowed is enough to be told that it is too large */
  if (g_file_info_get_size (info) > 4 * REEVE_ORDINANCE_MAX_BYTES)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_LIMIT, _("%s is too large for an ordinance file."), path);
      return NULL;
    }
  if (!g_file_load_contents (file, NULL, &text, &size, NULL, error))
    return NULL;
  bytes = g_bytes_new_take (text, size);
  return bytes;
}

static GBytes *
find_library (const char *id, int version, gpointer data)
{
  const char *folder = data;
  g_autofree char *exact = g_strdup_printf ("%s/%s-%d.ordinance.yaml", folder, id, version);
  g_autofree char *plain = g_strdup_printf ("%s/%s.ordinance.yaml", folder, id);
  GBytes *bytes = reeve_cli_ordinance_read (exact, NULL);

  if (bytes == NULL)
    bytes = reeve_cli_ordinance_read (plain, NULL);
  return bytes != NULL ? bytes : reeve_shipped_find_library (id, version, NULL);
}

static void
print_expression (const char *key, const ReeveNode *node)
{
  g_autofree char *text = NULL;

  if (node == NULL)
    return;
  text = reeve_node_print (node);
  g_print ("    %s: %s\n", key, text);
}

static void
print_version (const ReeveProvision *provision, const ReeveProvisionVersion *version)
{
  char from[REEVE_DAY_TEXT_SIZE] = "", until[REEVE_DAY_TEXT_SIZE] = "";

  if (version->from != G_MININT32)
    reeve_day_format (version->from, from);
  if (version->until != G_MAXINT32)
    reeve_day_format (version->until, until);
  g_print ("  %s %s..%s\n", provision->id, from, until);
  print_expression ("applies", version->applies);
  print_expression ("require", version->require);
  print_expression ("grounds", version->grounds);
  for (guint i = 0; i < version->unless->len; i++)
    print_expression ("unless", ((ReeveUnless *) g_ptr_array_index (version->unless, i))->when);
  print_expression ("grandfather", version->grandfather);
  print_expression ("until", version->grandfather_until);
  print_expression ("cure", version->cure);
  print_expression ("appeal", version->appeal_by);
}

static void
print_ordinance (const ReeveOrdinance *ordinance)
{
  const GPtrArray *provisions = reeve_ordinance_get_provisions (ordinance);

  g_print ("%s\n", reeve_ordinance_get_id (ordinance));
  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (provisions, i);

      for (guint v = 0; v < provision->versions->len; v++)
        print_version (provision, g_ptr_array_index (provision->versions, v));
    }
}

static void
add_message (JsonBuilder *builder, const char *path, const ReeveMessage *message)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, path);
  json_builder_set_member_name (builder, "line");
  json_builder_add_int_value (builder, message->source.line);
  json_builder_set_member_name (builder, "column");
  json_builder_add_int_value (builder, message->source.column);
  json_builder_set_member_name (builder, "length");
  json_builder_add_int_value (builder, message->source.length);
  json_builder_set_member_name (builder, "severity");
  json_builder_add_string_value (builder, message->severity == REEVE_SEVERITY_ERROR ? "error" : "warning");
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, message->id);
  json_builder_set_member_name (builder, "text");
  json_builder_add_string_value (builder, message->text);
  json_builder_set_member_name (builder, "replacement");
  if (message->replacement != NULL)
    json_builder_add_string_value (builder, message->replacement);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

static void
report (Totals *totals, const char *path, const ReeveMessages *messages)
{
  g_autofree char *text = NULL;

  if (totals->messages != NULL)
    {
      for (guint i = 0; i < reeve_messages_get_n (messages); i++)
        add_message (totals->messages, path, reeve_messages_get (messages, i));
      return;
    }
  text = reeve_messages_format (messages);
  g_printerr ("%s", text);
}

static void
add_settling (JsonBuilder *builder, const ReeveTrace *trace)
{
  const GPtrArray *sets = reeve_trace_get_settling (trace);

  json_builder_set_member_name (builder, "settling");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sets->len; i++)
    {
      const ReeveSettling *set = g_ptr_array_index (sets, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "outcome");
      json_builder_add_string_value (builder, reeve_outcome_name (set->outcome));
      json_builder_set_member_name (builder, "facts");
      json_builder_begin_array (builder);
      for (guint f = 0; set->paths[f] != NULL; f++)
        json_builder_add_string_value (builder, set->paths[f]);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_outcome (JsonBuilder *builder, const ReeveProvision *provision, const ReeveExample *example, const char *day, const char *outcome,
             const ReeveTrace *trace)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "provision");
  json_builder_add_string_value (builder, provision->id);
  json_builder_set_member_name (builder, "example");
  json_builder_add_string_value (builder, example->name);
  json_builder_set_member_name (builder, "on");
  json_builder_add_string_value (builder, day);
  json_builder_set_member_name (builder, "expected");
  json_builder_add_string_value (builder, example->expect);
  json_builder_set_member_name (builder, "outcome");
  json_builder_add_string_value (builder, outcome);
  if (trace != NULL)
    add_settling (builder, trace);
  json_builder_end_object (builder);
}

static void
take_outcome (const ReeveProvision *provision, const ReeveExample *example, ReeveDay day, ReeveOutcome outcome, const ReeveTrace *trace,
              gpointer data)
{
  Totals *totals = data;
  char on[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (day, on);
  if (totals->outcomes != NULL)
    add_outcome (totals->outcomes, provision, example, on, reeve_outcome_name (outcome), trace);
  else
    g_print ("%s  %-20s %-15s %s\n", on, provision->id, reeve_outcome_name (outcome), example->name);
}

static void
mutate (ReeveOrdinance *ordinance, const char *name, Totals *totals)
{
  g_autoptr (ReeveMutationReport) changes = reeve_mutations_run (ordinance, NULL);

  totals->survived += changes->survivors->len;
  if (totals->mutations != NULL)
    reeve_cli_ordinance_add_mutations (totals->mutations, name, changes);
  else
    reeve_cli_ordinance_print_mutations (name, changes);
}

static gboolean
check_file (const char *path, Totals *totals, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GBytes) text = reeve_cli_ordinance_read (path, error);
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveOrdinance) ordinance = NULL;

  if (text == NULL)
    return FALSE;
  ordinance = reeve_ordinance_load (name, text, find_library, folder, &messages);
  if (ordinance != NULL)
    {
      ReeveExampleCounts counts = reeve_examples_run_each (ordinance, NULL, messages, totals->list_outcomes ? take_outcome : NULL,
                                                          totals);

      totals->provisions += reeve_ordinance_get_provisions (ordinance)->len;
      totals->examples += counts.examples;
      totals->failed += counts.failed;
      if (totals->print)
        print_ordinance (ordinance);
      if (totals->files != NULL)
        reeve_cli_ordinance_add_description (totals->files, name, ordinance);
      else if (totals->describe)
        reeve_cli_ordinance_describe (ordinance);
      if (totals->mutate)
        mutate (ordinance, name, totals);
    }
  totals->errors += reeve_messages_count (messages, REEVE_SEVERITY_ERROR);
  report (totals, name, messages);
  return TRUE;
}

static void
print_totals_json (const Totals *totals)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "provisions");
  json_builder_add_int_value (builder, totals->provisions);
  json_builder_set_member_name (builder, "examples");
  json_builder_add_int_value (builder, totals->examples);
  json_builder_set_member_name (builder, "failed");
  json_builder_add_int_value (builder, totals->failed);
  json_builder_set_member_name (builder, "errors");
  json_builder_add_int_value (builder, totals->errors);
  json_builder_set_member_name (builder, "messages");
  json_builder_add_value (builder, json_builder_get_root (totals->messages));
  if (totals->outcomes != NULL)
    {
      json_builder_set_member_name (builder, "outcomes");
      json_builder_add_value (builder, json_builder_get_root (totals->outcomes));
    }
  if (totals->mutations != NULL)
    {
      json_builder_set_member_name (builder, "mutations");
      json_builder_add_value (builder, json_builder_get_root (totals->mutations));
    }
  if (totals->files != NULL)
    {
      json_builder_set_member_name (builder, "files");
      json_builder_add_value (builder, json_builder_get_root (totals->files));
    }
  json_builder_end_object (builder);
  reeve_cli_print_json (json_builder_get_root (builder));
}

static void
print_totals (const Totals *totals)
{
  g_print (_("Provisions: %u. Examples: %u, of them failed: %u. Errors: %u."), totals->provisions, totals->examples, totals->failed,
           totals->errors);
  g_print ("\n");
}

static int
run_check (int argc, char **argv)
{
  gboolean json = FALSE;
  Totals totals = { 0 };
  const GOptionEntry entries[] = {
    { "print", 0, 0, G_OPTION_ARG_NONE, &totals.print, N_("Print every expression in its canonical spelling"), NULL },
    { "outcomes", 0, 0, G_OPTION_ARG_NONE, &totals.list_outcomes, N_("List the outcome of every worked example"), NULL },
    { "mutate", 0, 0, G_OPTION_ARG_NONE, &totals.mutate, N_("Change each operator and constant in turn; list what no worked example notices"),
      NULL },
    { "describe", 0, 0, G_OPTION_ARG_NONE, &totals.describe, N_("Say of each provision what it is about, whose duty, and which forms it uses"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object"), NULL },
    { NULL },
  };
  g_autoptr (JsonBuilder) messages = NULL, outcomes = NULL, files = NULL, mutations = NULL;
  int status = reeve_cli_parse (&reeve_cli_ordinance_check, entries, &argc, &argv, 1, -1);

  if (status >= 0)
    return status;
  if (json)
    {
      totals.messages = messages = json_builder_new ();
      json_builder_begin_array (messages);
      totals.print = FALSE;
    }
  if (json && totals.mutate)
    {
      totals.mutations = mutations = json_builder_new ();
      json_builder_begin_array (mutations);
    }
  if (json && totals.list_outcomes)
    {
      totals.outcomes = outcomes = json_builder_new ();
      json_builder_begin_array (outcomes);
    }
  if (json && totals.describe)
    {
      totals.files = files = json_builder_new ();
      json_builder_begin_array (files);
    }
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!check_file (argv[i], &totals, &error))
        return reeve_cli_fail (&error);
    }
  if (json)
    {
      json_builder_end_array (messages);
      if (outcomes != NULL)
        json_builder_end_array (outcomes);
      if (mutations != NULL)
        json_builder_end_array (mutations);
      if (files != NULL)
        json_builder_end_array (files);
      print_totals_json (&totals);
    }
  else
    print_totals (&totals);
  return totals.errors > 0 || totals.failed > 0 || totals.survived > 0 ? REEVE_EXIT_FOUND : REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_ordinance_check = { "ordinance check", "FILE...", N_("Compile ordinance files and run their worked examples"),
                                                    run_check };
