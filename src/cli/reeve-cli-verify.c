/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl verify: is the case file whole, and does its history follow from a hash that was kept elsewhere; is a package as it was made. */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "reeve-change-log.h"
#include "reeve-cli.h"
#include "reeve-error.h"
#include "reeve-package.h"
#include "reeve-seal.h"

static void
print_json (gboolean ok, gint64 entries, const char *head, const char *fault)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "ok");
  json_builder_add_boolean_value (builder, ok);
  json_builder_set_member_name (builder, "entries");
  json_builder_add_int_value (builder, entries);
  if (head != NULL)
    {
      json_builder_set_member_name (builder, "head");
      json_builder_add_string_value (builder, head);
    }
  if (fault != NULL)
    {
      json_builder_set_member_name (builder, "fault");
      json_builder_add_string_value (builder, fault);
    }
  json_builder_end_object (builder);
  reeve_cli_print_json (json_builder_get_root (builder));
}

/* A fault that was looked for and found is not a failure to look. */
static int
report_fault (GError **error, gboolean json)
{
  if (!g_error_matches (*error, REEVE_ERROR, REEVE_ERROR_DAMAGED) && !g_error_matches (*error, REEVE_ERROR, REEVE_ERROR_CONFLICT))
    return reeve_cli_fail (error);
  if (json)
    print_json (FALSE, 0, NULL, (*error)->message);
  reeve_cli_fail (error);
  return REEVE_EXIT_FOUND;
}

static gboolean
check_known_head (ReeveDb *db, const char *known, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, error);
  if (reader == NULL)
    return FALSE;
  gint64 entry = reeve_log_find_hash (reeve_reader_get_conn (reader), known, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (entry != 0)
    return TRUE;
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_CONFLICT,
               _("No entry of the history has the hash %s. The end of the history was cut off, or the hash is of another case file."), known);
  return FALSE;
}

/* ---- packages -------------------------------------------------------------------------------------------------------------------- */

static gboolean
is_package (const char *path)
{
  char head[8] = "";
  /* a pipe would wait for somebody to write into it */
  FILE *file = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? fopen (path, "rb") : NULL;
  gsize n = file != NULL ? fread (head, 1, sizeof head, file) : 0;

  if (file != NULL)
    fclose (file);
  return n == sizeof head && (memcmp (head, "PK\003\004", 4) == 0 || memcmp (head, "REEVEPK1", 8) == 0);
}

static void
add_strings (JsonBuilder *builder, const char *name, const GPtrArray *texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (builder, texts->pdata[i]);
  json_builder_end_array (builder);
}

static void
print_package_json (const ReevePackageReport *report)
{
  const struct { const char *name; gint64 value; } numbers[] = { { "release", report->release }, { "files", report->n_files },
    { "findings", report->n_findings }, { "kept_back", report->n_kept_back }, { "first_byte", report->first_byte } };
  const struct { const char *name, *value; } texts[] = { { "city", report->city }, { "audience", report->audience }, { "to", report->to },
    { "reason", report->reason }, { "made_on", report->made_on }, { "made_by", report->made_by }, { "program", report->program }, { "head", report->head } };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "ok");
  json_builder_add_boolean_value (builder, report->faults->len == 0);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      json_builder_set_member_name (builder, numbers[i].name);
      json_builder_add_int_value (builder, numbers[i].value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      json_builder_set_member_name (builder, texts[i].name);
      if (texts[i].value != NULL)
        json_builder_add_string_value (builder, texts[i].value);
      else
        json_builder_add_null_value (builder);
    }
  add_strings (builder, "faults", report->faults);
  add_strings (builder, "notes", report->notes);
  json_builder_end_object (builder);
  reeve_cli_print_json (json_builder_get_root (builder));
}

static void
print_package (const ReevePackageReport *report)
{
  g_autofree char *release = g_strdup_printf ("%" G_GINT64_FORMAT, report->release), *first = g_strdup_printf ("%" G_GINT64_FORMAT, report->first_byte);

  if (report->city != NULL)
    g_print (_("Release %s of %s, made on %s for: %s\n"), release, report->city, report->made_on != NULL ? report->made_on : "?",
             report->to != NULL ? report->to : report->audience);
  g_print (ngettext ("%u file compared.\n", "%u files compared.\n", report->n_files), report->n_files);
  g_print (ngettext ("%u finding derived again from its facts and the law.\n", "%u findings derived again from their facts and the law.\n",
                     report->n_findings), report->n_findings);
  if (report->n_kept_back > 0)
    g_print (ngettext ("%u finding is without its facts, which the audience may not see.\n",
                       "%u findings are without their facts, which the audience may not see.\n", report->n_kept_back), report->n_kept_back);
  for (guint i = 0; i < report->notes->len; i++)
    g_print ("%s\n", (const char *) report->notes->pdata[i]);
  for (guint i = 0; i < report->faults->len; i++)
    g_print ("%s\n", (const char *) report->faults->pdata[i]);
  if (report->first_byte >= 0)
    g_print (_("The first byte of the package that was changed: %s\n"), first);
  if (report->faults->len == 0)
    g_print ("%s\n", _("The package is as it was made."));
}

static int
verify_package (const char *path, const char *passphrase_file, gboolean json)
{
  g_autofree char *text = NULL, *passphrase = NULL;
  g_autoptr (GBytes) bytes = NULL, opened = NULL;
  g_autoptr (ReevePackageReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, &error))
    return reeve_cli_fail (&error);
  bytes = g_bytes_new_take (g_steal_pointer (&text), size);
  if (reeve_seal_is_sealed (bytes))
    {
      if (passphrase_file == NULL)
        {
          g_printerr ("%s\n", _("reevectl: verify: the package is closed with a passphrase: give it with --passphrase-file FILE"));
          return REEVE_EXIT_USAGE;
        }
      passphrase = reeve_seal_read_passphrase (passphrase_file, &error);
      opened = passphrase != NULL ? reeve_seal_open (bytes, passphrase, &error) : NULL;
      if (opened == NULL)
        return reeve_cli_fail (&error);
    }
  report = reeve_package_verify (opened != NULL ? opened : bytes, &error);
  if (report == NULL)
    return reeve_cli_fail (&error);
  if (json)
    print_package_json (report);
  else
    print_package (report);
  return report->faults->len == 0 ? REEVE_EXIT_DONE : REEVE_EXIT_FOUND;
}

static int
run (int argc, char **argv)
{
  gboolean json = FALSE, records = FALSE;
  g_autofree char *known = NULL, *passphrase_file = NULL;
  const GOptionEntry options[] = {
    { "head", 0, 0, G_OPTION_ARG_STRING, &known, N_("A hash printed earlier, which the history must still contain"), N_("HASH") },
    { "records", 0, 0, G_OPTION_ARG_NONE, &records, N_("Also make the records again from the history and compare"), NULL },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &passphrase_file, N_("Open a package with the passphrase on the first line of this file"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object"), NULL },
    { NULL },
  };
  int status = reeve_cli_parse (&reeve_cli_verify, options, &argc, &argv, 1, 1);
  if (status >= 0)
    return status;
  if (is_package (argv[1]))
    return verify_package (argv[1], passphrase_file, json);
  gint64 entries = 0;
  g_autofree char *head = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = reeve_db_open (argv[1], REEVE_DB_READ_ONLY, &error);
  if (db == NULL || !reeve_db_verify (db, &entries, &head, &error) || (known != NULL && !check_known_head (db, known, &error))
      || (records && !reeve_db_verify_records (db, &error)))
    return report_fault (&error, json);
  if (json)
    {
      print_json (TRUE, entries, head, NULL);
      return REEVE_EXIT_DONE;
    }
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entries);
  g_print (_("The case file is whole. Entries in its history: %s.\n"), number);
  g_print (_("Keep this hash elsewhere, to show later that nothing was cut off: %s\n"), head);
  return REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_verify = { "verify", "CASE|PACKAGE", N_("Check that a case file and its history, or a package, are whole"), run };
