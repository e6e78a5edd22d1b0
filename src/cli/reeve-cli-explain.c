/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl explain: why one provision comes out as it does for one record, in sentences or as the whole trace. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-check.h"
#include "reeve-due.h"
#include "reeve-cli.h"
#include "reeve-error.h"

/* Records are named as `check` prints them: violation:3 and practitioner-licence:7 are no tables of their own. */
static gboolean
parse_record (const char *record, ReeveAbout *ret_about, gint64 *ret_id, GError **error)
{
  const char *colon = strchr (record, ':'), *table;
  g_autofree char *name = colon == NULL ? NULL : g_strndup (record, (gsize) (colon - record));

  if (name != NULL && reeve_vocabulary_about_from_name (name, ret_about)
      && g_ascii_string_to_signed (colon + 1, 10, 1, G_MAXINT64, ret_id, NULL))
    return TRUE;
  if (!reeve_cli_parse_record (record, &table, ret_id, error))
    return FALSE;
  /* a violation is a decision that confirmed a finding */
  if (g_str_equal (table, "decision"))
    {
      *ret_about = REEVE_ABOUT_VIOLATION;
      return TRUE;
    }
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("No provision tests records of the kind '%s'."), table);
  return FALSE;
}

static char *
word_day (ReeveDay day)
{
  char text[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (day, text);
  return g_strdup (text);
}

static void
set_day (JsonObject *object, const char *name, ReeveDay day)
{
  g_autofree char *text = day == G_MININT32 ? NULL : word_day (day);

  if (text == NULL)
    json_object_set_null_member (object, name);
  else
    json_object_set_string_member (object, name, text);
}

static void
print_json (ReeveTrace *trace, const ReeveDay *known_on, const ReeveDue *due)
{
  JsonNode *node = reeve_trace_to_json (trace);
  char day[REEVE_DAY_TEXT_SIZE];

  if (known_on != NULL)
    {
      reeve_day_format (*known_on, day);
      json_object_set_string_member (json_node_get_object (node), "known_on", day);
    }
  if (due != NULL)
    {
      JsonObject *object = json_object_new ();

      set_day (object, "recorded", due->recorded);
      set_day (object, "computed", due->computed);
      json_object_set_object_member (json_node_get_object (node), "decision_due", object);
    }
  reeve_cli_print_json (node);
}

static void
print_due (const ReeveDue *due)
{
  g_autofree char *sentence = reeve_due_say (due, word_day);

  if (sentence != NULL)
    g_print ("%s\n", sentence);
}

/* By all that is in force, whichever provision is explained. */
static gboolean
read_due (ReeveConn *conn, ReeveDay day, ReeveAbout about, gint64 id, ReeveDue *due, GError **error)
{
  g_autoptr (ReeveCheck) check = NULL;

  if (about != REEVE_ABOUT_APPLICATION)
    return TRUE;
  check = reeve_check_new (conn, day, NULL, NULL, error);
  return check != NULL && reeve_due_read (check, conn, id, due, error);
}

static int
explain (ReeveConn *conn, ReeveDay day, const ReeveDay *known_on, const char *file, const char *record, const char *provision, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveOrdinance) ordinance = NULL;
  g_autoptr (ReeveCheck) check = NULL;
  g_autoptr (ReeveTrace) trace = NULL;
  ReeveDue due = { G_MININT32, G_MININT32, NULL };
  ReeveAbout about;
  gint64 id;

  if (!parse_record (record, &about, &id, &error))
    return reeve_cli_fail (&error);
  if (file != NULL)
    {
      ordinance = reeve_cli_load_ordinance (file, conn, NULL, &error);
      if (ordinance == NULL)
        return reeve_cli_fail (&error);
    }
  check = reeve_check_new (conn, day, ordinance, NULL, &error);
  if (check == NULL)
    return reeve_cli_fail (&error);
  trace = reeve_check_explain (check, conn, about, id, provision, &error);
  if (trace == NULL)
    return reeve_cli_fail (&error);
  if (!read_due (conn, day, about, id, &due, &error))
    return reeve_cli_fail (&error);
  if (json)
    print_json (trace, known_on, about == REEVE_ABOUT_APPLICATION ? &due : NULL);
  else
    {
      g_autofree char *text = reeve_trace_to_text (trace);
      g_autofree char *described = reeve_cli_describe (conn, about, id);

      if (known_on != NULL)
        reeve_cli_print_known_on (*known_on);
      if (*described != '\0')
        g_print ("%s\n", described);
      g_print ("%s", text);
      if (about == REEVE_ABOUT_APPLICATION)
        print_due (&due);
    }
  reeve_due_clear (&due);
  return REEVE_EXIT_DONE;
}

static int
run (int argc, char **argv)
{
  gboolean json = FALSE;
  g_autofree char *on = NULL, *known_on = NULL, *file = NULL;
  const GOptionEntry options[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_("As of this day (default: today)"), N_("DATE") },
    { "known-on", 0, 0, G_OPTION_ARG_STRING, &known_on, N_("With what had been recorded by the end of this day"), N_("DATE") },
    { "ordinance", 0, 0, G_OPTION_ARG_FILENAME, &file, N_("Explain by this file in place of the adopted ordinances"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print the whole trace as one JSON object"), NULL },
    { NULL },
  };
  int status = reeve_cli_parse (&reeve_cli_explain, options, &argc, &argv, 3, 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = NULL;
  g_autoptr (ReeveReader) reader = NULL;
  ReeveDay day, known = 0;

  if (status >= 0)
    return status;
  if (!reeve_cli_parse_day (on, &day))
    return REEVE_EXIT_USAGE;
  if (known_on != NULL && !reeve_cli_parse_day (known_on, &known))
    return REEVE_EXIT_USAGE;
  db = reeve_cli_open_known_on (argv[1], known_on != NULL ? &known : NULL, &error);
  if (db == NULL)
    return reeve_cli_fail (&error);
  reader = reeve_reader_new (db, &error);
  if (reader == NULL)
    return reeve_cli_fail (&error);
  return explain (reeve_reader_get_conn (reader), day, known_on != NULL ? &known : NULL, file, argv[2], argv[3], json);
}

const ReeveCliCommand reeve_cli_explain = { "explain", "CASE RECORD PROVISION", N_("Say why a provision is met, not met or not known"), run };
