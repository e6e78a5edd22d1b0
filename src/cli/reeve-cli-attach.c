/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl attach, attachments: photographs and papers that hang on a record. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-attachment.h"
#include "reeve-cli.h"
#include "reeve-error.h"
#include "reeve-picture.h"

static GBytes *
read_file (const char *path, GError **error)
{
  char *data;
  gsize size;

  return g_file_get_contents (path, &data, &size, error) ? g_bytes_new_take (data, size) : NULL;
}

static void
print_added (gint64 id, GBytes *content, const char *path, gboolean json)
{
  g_autoptr (GBytes) clean = reeve_picture_clean (content, NULL, NULL);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "attachment");
      json_builder_add_int_value (builder, id);
      json_builder_set_member_name (builder, "can_be_cleared");
      json_builder_add_boolean_value (builder, clean != NULL);
      json_builder_end_object (builder);
      reeve_cli_print_json (json_builder_get_root (builder));
      return;
    }
  /* Translators: a file, and the number of the attachment */
  g_print (_("%s: attachment %s\n"), path, number);
  if (clean == NULL)
    g_print ("%s\n", _("It stays in the office: only JPEG and PNG pictures can be cleared of what is written in them beside the picture."));
}

static int
run_attach (int argc, char **argv)
{
  g_autofree char *caption = NULL, *taken = NULL;
  gboolean never = FALSE, json = FALSE;
  const GOptionEntry entries[] = {
    { "caption", 0, 0, G_OPTION_ARG_STRING, &caption, N_("What it shows"), N_("TEXT") },
    { "taken", 0, 0, G_OPTION_ARG_STRING, &taken, N_("The day it was taken, as 2026-11-16"), N_("DAY") },
    { "never-release", 0, 0, G_OPTION_ARG_NONE, &never, N_("No copy may leave the office, not even to a court"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print the result as JSON"), NULL },
    { NULL }
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = NULL;
  g_autoptr (GBytes) content = NULL;
  ReeveAttachmentSpec spec = { 0 };
  ReeveDay day;
  gint64 id;
  int status = reeve_cli_parse (&reeve_cli_attach, entries, &argc, &argv, 3, 3);

  if (status >= 0)
    return status;
  if (taken != NULL && !reeve_cli_parse_day (taken, &day))
    return REEVE_EXIT_USAGE;
  if (!reeve_cli_parse_record (argv[2], &spec.subject, &spec.subject_id, &error))
    return reeve_cli_fail (&error);
  content = read_file (argv[3], &error);
  if (content == NULL)
    return reeve_cli_fail (&error);
  spec.name = argv[3];
  spec.content = content;
  spec.caption = caption;
  spec.taken_on = taken;
  spec.never = never;
  spec.added_on = reeve_day_today ();
  db = reeve_db_open (argv[1], REEVE_DB_READ_WRITE, &error);
  if (db == NULL || !reeve_attachment_add (db, &spec, &id, &error))
    return reeve_cli_fail (&error);
  print_added (id, content, argv[3], json);
  return REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_attach = { "attach", N_("CASE RECORD FILE"), N_("Attach a photograph or a paper to a record"), run_attach };

/* ---- attachments ---------------------------------------------------------------------------------------------------------------- */

static void
print_one (const ReeveRecord *record)
{
  const char *caption = reeve_record_get (record, "caption"), *taken = reeve_record_get (record, "taken_on");

  g_print ("%4" G_GINT64_FORMAT "  %s:%s  %s  %s  %.16s  %s%s%s%s\n", reeve_record_get_id (record), reeve_record_get (record, "subject_kind"),
           reeve_record_get (record, "subject_id"), taken != NULL ? taken : "-", reeve_record_get (record, "media_type"),
           reeve_record_get (record, "sha256"), reeve_record_get (record, "name"), caption != NULL ? ": " : "", caption != NULL ? caption : "",
           strcmp (reeve_record_get (record, "may_leave"), "never") == 0 ? _(" (never leaves)") : "");
}

static void
print_json (const GPtrArray *list)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "attachments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->len; i++)
    {
      const ReeveRecord *record = list->pdata[i];
      const ReeveTableInfo *table = reeve_record_get_table (record);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "id");
      json_builder_add_int_value (builder, reeve_record_get_id (record));
      for (guint f = 0; f < table->n_fields; f++)
        {
          const char *value = reeve_record_get_at (record, f);

          json_builder_set_member_name (builder, table->fields[f].name);
          if (value == NULL)
            json_builder_add_null_value (builder);
          else if (table->fields[f].type == REEVE_FIELD_INTEGER || table->fields[f].type == REEVE_FIELD_REFERENCE)
            json_builder_add_int_value (builder, g_ascii_strtoll (value, NULL, 10));
          else
            json_builder_add_string_value (builder, value);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  reeve_cli_print_json (json_builder_get_root (builder));
}

/* The file as it came. */
static gboolean
take_out (ReeveConn *conn, gint64 id, const char *out, GError **error)
{
  g_autoptr (ReeveRecord) record = reeve_conn_load (conn, "attachment", id, error);
  g_autoptr (GBytes) bytes = record != NULL ? reeve_attachment_read (conn, record, error) : NULL;

  return bytes != NULL
         && g_file_set_contents_full (out, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static int
run_attachments (int argc, char **argv)
{
  g_autofree char *out = NULL;
  gint64 take = 0, id = 0;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "take-out", 0, 0, G_OPTION_ARG_INT64, &take, N_("Write attachment N as it came, for the office"), N_("N") },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Where --take-out writes"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print the result as JSON"), NULL },
    { NULL }
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = NULL;
  g_autoptr (ReeveReader) reader = NULL;
  g_autoptr (GPtrArray) list = NULL;
  const char *table = NULL;
  int status = reeve_cli_parse (&reeve_cli_attachments, entries, &argc, &argv, 1, 2);

  if (status >= 0)
    return status;
  if (take != 0 && out == NULL)
    {
      g_printerr ("%s\n", _("reevectl: attachments: say where the file goes with --out FILE"));
      return REEVE_EXIT_USAGE;
    }
  if (argc > 2 && !reeve_cli_parse_record (argv[2], &table, &id, &error))
    return reeve_cli_fail (&error);
  db = reeve_db_open (argv[1], REEVE_DB_READ_ONLY, &error);
  reader = db != NULL ? reeve_reader_new (db, &error) : NULL;
  if (reader == NULL)
    return reeve_cli_fail (&error);
  if (take != 0)
    return take_out (reeve_reader_get_conn (reader), take, out, &error) ? REEVE_EXIT_DONE : reeve_cli_fail (&error);
  list = reeve_attachment_list (reeve_reader_get_conn (reader), table, id, &error);
  if (list == NULL)
    return reeve_cli_fail (&error);
  if (json)
    print_json (list);
  else
    for (guint i = 0; i < list->len; i++)
      print_one (list->pdata[i]);
  return REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_attachments = { "attachments", N_("CASE [RECORD]"), N_("List what is attached, or take a file out"), run_attachments };
