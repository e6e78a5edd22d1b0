/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl import: takes a table or a map file into the case file, or tells with --dry-run what that would do. */
#include "config.h"

#include <glib/gi18n.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "reeve-cli.h"
#include "reeve-error.h"
#include "reeve-findings.h"
#include "reeve-import.h"

#define SHOWN_REFUSALS 20

typedef struct
{
  char **maps, **values;
  char *profile, *key, *rejects, *srs, *what, *name, *attribution, *date, *encoding, *separator;
  gboolean dry_run, json, show;
} Options;

static void
options_clear (Options *options)
{
  g_strfreev (options->maps);
  g_strfreev (options->values);
  g_free (options->profile);
  g_free (options->key);
  g_free (options->rejects);
  g_free (options->srs);
  g_free (options->what);
  g_free (options->name);
  g_free (options->attribution);
  g_free (options->date);
  g_free (options->encoding);
  g_free (options->separator);
}

/* Ctrl+C leaves the case file as it was. A signal handler may not take a lock, as cancelling does, so a thread waits for the signals. */
typedef struct { GMainContext *context; GThread *thread; GSource *sources[2]; gint ended; } Watch;

static gboolean
interrupt_cb (gpointer stopped)
{
  g_cancellable_cancel (stopped);
  return G_SOURCE_CONTINUE;
}

static gpointer
watch_thread (gpointer data)
{
  Watch *watch = data;
  while (!g_atomic_int_get (&watch->ended))
    g_main_context_iteration (watch->context, TRUE);
  return NULL;
}

static void
watch_begin (Watch *watch, GCancellable *stopped)
{
  static const int signals[] = { SIGINT, SIGTERM };
  watch->context = g_main_context_new ();
  watch->ended = 0;
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      watch->sources[i] = g_unix_signal_source_new (signals[i]);
      g_source_set_callback (watch->sources[i], interrupt_cb, stopped, NULL);
      g_source_attach (watch->sources[i], watch->context);
    }
  watch->thread = g_thread_new ("signals", watch_thread, watch);
}

static void
watch_end (Watch *watch)
{
  for (guint i = 0; i < G_N_ELEMENTS (watch->sources); i++)
    {
      g_source_destroy (watch->sources[i]);
      g_source_unref (watch->sources[i]);
    }
  g_atomic_int_set (&watch->ended, 1);
  g_main_context_wakeup (watch->context);
  g_thread_join (watch->thread);
  g_main_context_unref (watch->context);
}

static void
progress_cb (gint64 done, gint64 all, const ReeveImportCounts *counts, gpointer data)
{
  int *last = data, now = all > 0 ? (int) (done * 100 / all) : 100;
  if (now == *last)
    return;
  *last = now;
  g_printerr ("\r%3d %%", now);
  if (now == 100)
    g_printerr ("\r     \r");
}

static int
fail_usage (GError **error)
{
  reeve_cli_fail (error);
  return REEVE_EXIT_USAGE;
}

static int
fail (GError **error)
{
  reeve_cli_fail (error);
  return REEVE_EXIT_FAILED;
}

static gboolean
set_options (ReeveImport *import, const Options *options, GError **error)
{
  const struct
  {
    const char *name, *value;
  } plain[] = {
    { "encoding", options->encoding }, { "separator", options->separator }, { "srs", options->srs },   { "what", options->what },
    { "name", options->name },         { "attribution", options->attribution }, { "date", options->date },
  };
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (plain[i].value != NULL && !reeve_import_set_option (import, plain[i].name, plain[i].value, error))
      return FALSE;
  for (guint i = 0; options->values != NULL && options->values[i] != NULL; i++)
    if (!reeve_import_set_option (import, "value", options->values[i], error))
      return FALSE;
  return TRUE;
}

/* "licence.number=LICENSENO"; nothing after "=" leaves the field out. */
static gboolean
set_mappings (ReeveImport *import, const Options *options, GError **error)
{
  for (guint i = 0; options->maps != NULL && options->maps[i] != NULL; i++)
    {
      const char *equals = strchr (options->maps[i], '=');
      if (equals == NULL)
        {
          g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("--map %s: write it as FIELD=COLUMN."), options->maps[i]);
          return FALSE;
        }
      g_autofree char *field = g_strndup (options->maps[i], equals - options->maps[i]);
      if (!reeve_import_set_mapping (import, field, equals[1] != '\0' ? equals + 1 : NULL, error))
        return FALSE;
    }
  return options->key == NULL || reeve_import_set_key (import, options->key, error);
}

static void
add_count (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
print_json (ReeveImport *import, const ReeveImportCounts *counts, const Options *options)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *const *columns = reeve_import_get_columns (import);
  json_builder_begin_object (builder);
  add_count (builder, "added", counts->added);
  add_count (builder, "changed", counts->changed);
  add_count (builder, "unchanged", counts->unchanged);
  add_count (builder, "refused", counts->refused);
  add_count (builder, "left_unknown", reeve_import_get_left_unknown (import));
  json_builder_set_member_name (builder, "forbidden");
  json_builder_begin_array (builder);
  for (guint i = 0; columns[i] != NULL; i++)
    if (reeve_import_is_forbidden (import, i))
      json_builder_add_string_value (builder, columns[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "encoding");
  json_builder_add_string_value (builder, reeve_import_get_encoding (import));
  json_builder_set_member_name (builder, "refusals");
  if (options->rejects != NULL && counts->refused > 0)
    json_builder_add_string_value (builder, options->rejects);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  reeve_cli_print_json (json_builder_get_root (builder));
}

static void
print_notes (ReeveImport *import)
{
  const char *const *columns = reeve_import_get_columns (import);
  const GPtrArray *notes = reeve_import_get_notes (import);
  for (guint i = 0; i < notes->len; i++)
    g_printerr ("reevectl: %s\n", (char *) notes->pdata[i]);
  for (guint i = 0; columns[i] != NULL; i++)
    if (reeve_import_is_forbidden (import, i))
      {
        g_printerr (_("reevectl: The column '%s' is not read: Reeve keeps no origin, birth, language or identity of persons, and not who complained."), columns[i]);
        g_printerr ("\n");
      }
}

static void
print_mapping (ReeveImport *import, const ReeveImportKind *kind)
{
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const char *column = reeve_import_get_mapping (import, kind->fields[i].name);
      g_print ("%-28s %-20s %s\n", kind->fields[i].name, column != NULL ? column : "-", _(kind->fields[i].label));
    }
}

/* The number goes in as text: a macro within a string cuts it short for translators. */
static void
print_count (const char *sentence, gint64 count)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, count);

  g_print (sentence, number);
}

static void
print_plain (ReeveImport *import, const ReeveImportCounts *counts, const Options *options)
{
  const GPtrArray *refusals = reeve_import_get_refusals (import), *changes = reeve_import_get_changes (import);
  for (guint i = 0; i < MIN (changes->len, SHOWN_REFUSALS); i++)
    g_print ("%s\n", (char *) changes->pdata[i]);
  for (guint i = 0; i < MIN (refusals->len, SHOWN_REFUSALS); i++)
    {
      const ReeveImportRefusal *refusal = refusals->pdata[i];
      g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, refusal->line);

      g_print (_("Line %s: %s\n"), line, refusal->reason);
    }
  if (refusals->len > SHOWN_REFUSALS)
    g_print ("...\n");
  g_print (_("Encoding: %s\n"), reeve_import_get_encoding (import));
  print_count (_("Added: %s\n"), counts->added);
  print_count (_("Changed: %s\n"), counts->changed);
  print_count (_("Unchanged: %s\n"), counts->unchanged);
  print_count (_("Refused: %s\n"), counts->refused);
  if (reeve_import_get_left_unknown (import) > 0)
    print_count (_("Values left unknown: %s\n"), reeve_import_get_left_unknown (import));
  if (options->rejects != NULL && counts->refused > 0)
    g_print (_("The refused rows are in %s.\n"), options->rejects);
  if (options->dry_run)
    g_print ("%s\n", _("This was a dry run. Nothing was changed."));
}

static const ReeveImportKind *
find_kind (const char *name)
{
  const ReeveImportKind *kind = reeve_import_find_kind (name);
  if (kind != NULL)
    return kind;
  guint n;
  const ReeveImportKind *kinds = reeve_import_kinds (&n);
  g_autoptr (GString) list = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", kinds[i].name);
  g_printerr (_("reevectl: There is no kind of import '%s'; possible are: %s."), name, list->str);
  g_printerr ("\n");
  return NULL;
}

static gboolean
load_profile (ReeveImport *import, ReeveDb *db, const char *name, GError **error)
{
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, error);
  g_autoptr (GError) local = NULL;
  if (reader == NULL)
    return FALSE;
  if (reeve_import_load_profile (import, reeve_reader_get_conn (reader), name, &local))
    return TRUE;
  /* a new name: the mapping of this run is saved under it */
  if (g_error_matches (local, REEVE_ERROR, REEVE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static int
import_file (ReeveDb *db, const ReeveImportKind *kind, const char *path, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveImport) import = reeve_import_new (kind, path, &error);
  ReeveImportCounts counts = { 0 };
  int percent = -1;
  if (import == NULL)
    return fail (&error);
  if (!set_options (import, options, &error) || (options->profile != NULL && !load_profile (import, db, options->profile, &error))
      || !set_mappings (import, options, &error))
    return fail_usage (&error);
  print_notes (import);
  if (options->show)
    {
      print_mapping (import, kind);
      return REEVE_EXIT_DONE;
    }
  reeve_findings_attach (db, reeve_day_today ());
  g_autoptr (GCancellable) stopped = g_cancellable_new ();
  Watch watch;
  watch_begin (&watch, stopped);
  gboolean good = reeve_import_run (import, db, options->dry_run, options->rejects, options->profile, isatty (2) ? progress_cb : NULL, &percent, stopped, &counts,
                                    NULL, &error);
  watch_end (&watch);
  if (!good)
    return fail (&error);
  if (options->json)
    print_json (import, &counts, options);
  else
    print_plain (import, &counts, options);
  return counts.refused > 0 || reeve_import_get_left_unknown (import) > 0 ? REEVE_EXIT_FOUND : REEVE_EXIT_DONE;
}

static int
run (int argc, char **argv)
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "map", 'm', 0, G_OPTION_ARG_STRING_ARRAY, &options.maps, N_("Read a field from a column (nothing after = leaves it out)"), N_("FIELD=COLUMN") },
    { "value", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.values, N_("Say what a value of the file means"), N_("FIELD:VALUE=MEANING") },
    { "key", 'k', 0, G_OPTION_ARG_STRING, &options.key, N_("Field that tells records apart"), N_("FIELD") },
    { "profile", 'p', 0, G_OPTION_ARG_STRING, &options.profile, N_("Use, or save, a mapping under this name"), N_("NAME") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, N_("Tell what would be done and change nothing"), NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &options.rejects, N_("Write refused rows with their reasons to this file"), N_("FILE") },
    { "columns", 0, 0, G_OPTION_ARG_NONE, &options.show, N_("Print the fields and their columns, and stop"), NULL },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &options.encoding, N_("Encoding of the file, when the guess is wrong"), N_("NAME") },
    { "separator", 0, 0, G_OPTION_ARG_STRING, &options.separator, N_("Separator of the columns, when the guess is wrong"), N_("CHARACTER") },
    { "srs", 0, 0, G_OPTION_ARG_STRING, &options.srs, N_("Coordinate system of a map file, when the file does not say"), N_("EPSG") },
    { "what", 0, 0, G_OPTION_ARG_STRING, &options.what, N_("What the layer holds: school, park ...; zoning, overlay, district; water, parks ..."), N_("KIND") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, N_("Name of the layer"), N_("NAME") },
    { "attribution", 0, 0, G_OPTION_ARG_STRING, &options.attribution, N_("Whose data the layer holds"), N_("TEXT") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &options.date, N_("Day the data describe"), N_("DATE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("Print one JSON object"), NULL },
    { NULL },
  };
  int status = reeve_cli_parse (&reeve_cli_import, entries, &argc, &argv, 3, 3);
  if (status < 0)
    {
      g_autoptr (GError) error = NULL;
      const ReeveImportKind *kind = find_kind (argv[2]);
      g_autoptr (ReeveDb) db = kind != NULL ? reeve_db_open (argv[1], REEVE_DB_READ_WRITE, &error) : NULL;
      status = kind == NULL ? REEVE_EXIT_USAGE : db == NULL ? fail (&error) : import_file (db, kind, argv[3], &options);
    }
  options_clear (&options);
  return status;
}

const ReeveCliCommand reeve_cli_import = { "import", "CASE KIND FILE", N_("Take a table or a map file into the case file"), run };
