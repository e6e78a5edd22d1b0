/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl check: outcomes of every provision in force on a day, and the findings. Reads only; the window keeps findings in the file. */
#include "config.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>

#include "reeve-check.h"
#include "reeve-cli-ordinance.h"
#include "reeve-error.h"

gboolean
reeve_cli_parse_day (const char *text, ReeveDay *ret_day)
{
  if (text == NULL)
    {
      *ret_day = reeve_day_today ();
      return TRUE;
    }
  if (reeve_day_parse (text, -1, ret_day))
    return TRUE;
  g_printerr (_("reevectl: '%s' is not a day; write it as 2026-11-30.\n"), text);
  return FALSE;
}

typedef struct
{
  ReeveCheck *check;
  ReeveConn *conn;
  const ReeveDay *known_on;  /* NULL = now */
  gboolean insufficient_too;
  gint64 *counts;          /* program * REEVE_N_OUTCOMES + outcome */
  GArray *findings;        /* ReeveFinding */
} Report;

static gboolean
take (const ReeveFinding *finding, gpointer data)
{
  Report *report = data;

  report->counts[finding->program * REEVE_N_OUTCOMES + finding->outcome]++;
  if (finding->outcome < REEVE_OUTCOME_INSUFFICIENT || (finding->outcome == REEVE_OUTCOME_INSUFFICIENT && report->insufficient_too))
    g_array_append_vals (report->findings, finding, 1);
  return TRUE;
}

ReeveDb *
reeve_cli_open_known_on (const char *path, const ReeveDay *known_on, GError **error)
{
  if (known_on == NULL)
    return reeve_db_open (path, REEVE_DB_READ_ONLY, error);
  /* A reader that goes away early must not keep the copy from being removed. */
  signal (SIGPIPE, SIG_IGN);
  return reeve_db_open_known_on (path, *known_on, REEVE_DB_READ_ONLY, error);
}

void
reeve_cli_print_known_on (ReeveDay day)
{
  char text[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (day, text);
  /* TRANSLATORS: a day, 2026-11-30 */
  g_print (_("As known at the end of %s.\n"), text);
}

static const ReeveProgram *
program_of (const Report *report, guint index)
{
  return reeve_check_get_programs (report->check)->pdata[index];
}

static gint64
count (const Report *report, guint program, ReeveOutcome outcome)
{
  return report->counts[program * REEVE_N_OUTCOMES + outcome];
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_provisions (JsonBuilder *builder, const Report *report)
{
  json_builder_set_member_name (builder, "provisions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < reeve_check_get_programs (report->check)->len; i++)
    {
      const ReeveProgram *program = program_of (report, i);

      json_builder_begin_object (builder);
      add_string (builder, "id", reeve_program_get_provision (program)->id);
      add_string (builder, "ordinance", reeve_ordinance_get_id (reeve_program_get_ordinance (program)));
      add_string (builder, "citation", reeve_program_get_version (program)->citation);
      add_int (builder, "compliant", count (report, i, REEVE_OUTCOME_COMPLIANT));
      add_int (builder, "violation", count (report, i, REEVE_OUTCOME_VIOLATION));
      add_int (builder, "not_applicable", count (report, i, REEVE_OUTCOME_NOT_APPLICABLE));
      add_int (builder, "insufficient", count (report, i, REEVE_OUTCOME_INSUFFICIENT));
      add_int (builder, "pending", count (report, i, REEVE_OUTCOME_PENDING));
      add_int (builder, "grounds", count (report, i, REEVE_OUTCOME_GROUNDS));
      add_int (builder, "no_grounds", count (report, i, REEVE_OUTCOME_NO_GROUNDS));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static char *
record_name (const ReeveFinding *finding)
{
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT, reeve_vocabulary_about_name (finding->about), finding->subject);
}

char *
reeve_cli_describe (ReeveConn *conn, ReeveAbout about, gint64 subject)
{
  static const struct { ReeveAbout about; const char *sql; } queries[] = {
    { REEVE_ABOUT_BUSINESS, "SELECT b.name, p.address, p.suite FROM business b LEFT JOIN occupancy o ON o.business_id = b.id "
                            "LEFT JOIN premises p ON p.id = o.premises_id WHERE b.id = ? ORDER BY o.from_date DESC, o.id DESC LIMIT 1" },
    { REEVE_ABOUT_PREMISES, "SELECT address, suite, NULL FROM premises WHERE id = ?" },
    { REEVE_ABOUT_INSPECTION, "SELECT i.number, b.name, NULL FROM inspection i LEFT JOIN business b ON b.id = i.business_id WHERE i.id = ?" },
    { REEVE_ABOUT_COMPLAINT, "SELECT number, NULL, NULL FROM complaint WHERE id = ?" },
    { REEVE_ABOUT_APPLICATION, "SELECT a.number, b.name, NULL FROM application a LEFT JOIN business b ON b.id = a.business_id WHERE a.id = ?" },
    { REEVE_ABOUT_NOTICE, "SELECT n.number, b.name, NULL FROM notice n LEFT JOIN business b ON b.id = n.business_id WHERE n.id = ?" },
    { REEVE_ABOUT_SANCTION, "SELECT t.number, b.name, NULL FROM sanction t LEFT JOIN business b ON b.id = t.business_id WHERE t.id = ?" },
    { REEVE_ABOUT_HEARING, "SELECT g.number, b.name, NULL FROM hearing g LEFT JOIN business b ON b.id = g.business_id WHERE g.id = ?" },
    { REEVE_ABOUT_VIOLATION, "SELECT y.ordinance || '/' || y.provision, b.name, NULL FROM decision y LEFT JOIN business b ON b.id = "
                             "CASE y.subject_kind WHEN 'business' THEN y.subject_id ELSE y.business_id END WHERE y.id = ?" },
    { REEVE_ABOUT_PRACTITIONER_LICENCE, "SELECT l.number, p.reference, NULL FROM licence l JOIN practitioner p ON p.id = l.practitioner_id "
                                        "WHERE l.id = ?" },
    { REEVE_ABOUT_LICENCE, "SELECT l.number, b.name, NULL FROM licence l LEFT JOIN business b ON b.id = l.business_id WHERE l.id = ?" },
  };
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  char *described = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    if (queries[i].about == about)
      {
        ReeveStmt *stmt = reeve_conn_prepare (conn, queries[i].sql, &error);

        if (stmt == NULL)
          break;
        reeve_stmt_bind_int (stmt, 1, subject);
        if (reeve_stmt_step (stmt, &error))
          for (int column = 0; column < 3; column++)
            if (!reeve_stmt_is_null (stmt, column) && *reeve_stmt_text (stmt, column) != '\0')
              g_ptr_array_add (parts, (gpointer) reeve_stmt_text (stmt, column));
        g_ptr_array_add (parts, NULL);
        described = g_strjoinv (", ", (char **) parts->pdata);
        reeve_stmt_reset (stmt);
      }
  return described != NULL ? described : g_strdup ("");
}

static void
print_json (const Report *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  char day[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (reeve_check_get_day (report->check), day);
  json_builder_begin_object (builder);
  add_string (builder, "on", day);
  if (report->known_on != NULL)
    {
      reeve_day_format (*report->known_on, day);
      add_string (builder, "known_on", day);
    }
  add_provisions (builder, report);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const ReeveFinding *finding = &g_array_index (report->findings, ReeveFinding, i);
      const ReeveProgram *program = program_of (report, finding->program);
      g_autofree char *record = record_name (finding);
      g_autofree char *described = reeve_cli_describe (report->conn, finding->about, finding->subject);

      json_builder_begin_object (builder);
      add_string (builder, "record", record);
      add_string (builder, "name", described);
      add_string (builder, "ordinance", reeve_ordinance_get_id (reeve_program_get_ordinance (program)));
      add_string (builder, "provision", reeve_program_get_provision (program)->id);
      add_string (builder, "outcome", reeve_outcome_name (finding->outcome));
      add_string (builder, "duty", reeve_duty_name (reeve_program_get_version (program)->duty));
      if (finding->outcome == REEVE_OUTCOME_PENDING && finding->until != G_MAXINT32)
        {
          reeve_day_format (finding->until, day);
          add_string (builder, "until", day);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  reeve_cli_print_json (json_builder_get_root (builder));
}

static void
print_table (const Report *report)
{
  const GPtrArray *programs = reeve_check_get_programs (report->check);
  int width = 9;

  for (guint i = 0; i < programs->len; i++)
    width = MAX (width, (int) g_utf8_strlen (reeve_program_get_provision (programs->pdata[i])->id, -1));
  g_print ("%-*s %10s %10s %14s %12s %9s %9s\n", width, _("provision"), _("violation"), _("compliant"), _("not applicable"), _("insufficient"),
           _("pending"), _("grounds"));
  for (guint i = 0; i < programs->len; i++)
    g_print ("%-*s %10" G_GINT64_FORMAT " %10" G_GINT64_FORMAT " %14" G_GINT64_FORMAT " %12" G_GINT64_FORMAT " %9" G_GINT64_FORMAT
             " %9" G_GINT64_FORMAT "\n",
             width, reeve_program_get_provision (programs->pdata[i])->id, count (report, i, REEVE_OUTCOME_VIOLATION),
             count (report, i, REEVE_OUTCOME_COMPLIANT), count (report, i, REEVE_OUTCOME_NOT_APPLICABLE) + count (report, i, REEVE_OUTCOME_NO_GROUNDS),
             count (report, i, REEVE_OUTCOME_INSUFFICIENT), count (report, i, REEVE_OUTCOME_PENDING), count (report, i, REEVE_OUTCOME_GROUNDS));
}

static void
print_finding (const Report *report, const ReeveFinding *finding)
{
  const ReeveProgram *program = program_of (report, finding->program);
  g_autofree char *record = record_name (finding);
  g_autofree char *described = reeve_cli_describe (report->conn, finding->about, finding->subject);
  char day[REEVE_DAY_TEXT_SIZE];

  g_print ("%-20s %-24s %-12s", record, reeve_program_get_provision (program)->id, reeve_outcome_name (finding->outcome));
  if (finding->outcome == REEVE_OUTCOME_PENDING && finding->until != G_MAXINT32)
    {
      reeve_day_format (finding->until, day);
      /* TRANSLATORS: a day, 2026-11-30 */
      g_print (_(" until %s"), day);
    }
  g_print (*described != '\0' ? "  %s\n" : "%s\n", described);
}

/* What the city itself owes stands apart: it is in no business's list. */
static void
print_findings (const Report *report)
{
  for (guint own = 0; own < 2; own++)
    for (guint i = 0, n = 0; i < report->findings->len; i++)
      {
        const ReeveFinding *finding = &g_array_index (report->findings, ReeveFinding, i);

        if ((reeve_program_get_version (program_of (report, finding->program))->duty == REEVE_DUTY_CITY) != own)
          continue;
        if (n++ == 0)
          g_print ("\n");
        if (n == 1 && own)
          g_print ("%s\n", _("What the city itself owes:"));
        print_finding (report, finding);
      }
}

static gboolean
is_found (const Report *report)
{
  for (guint i = 0; i < reeve_check_get_programs (report->check)->len; i++)
    if (count (report, i, REEVE_OUTCOME_VIOLATION) + count (report, i, REEVE_OUTCOME_GROUNDS) > 0)
      return TRUE;
  return FALSE;
}

ReeveOrdinance *
reeve_cli_load_ordinance (const char *path, ReeveConn *conn, ReeveMessages **ret_messages, GError **error)
{
  g_autoptr (GBytes) bytes = reeve_cli_ordinance_read (path, error);
  g_autoptr (ReeveMessages) messages = NULL;
  g_autofree char *listed = NULL;
  ReeveOrdinance *ordinance;

  if (bytes == NULL)
    return NULL;
  ordinance = reeve_ordinance_load (path, bytes, reeve_check_find_library, conn, &messages);
  if (ordinance != NULL)
    {
      if (ret_messages != NULL)
        *ret_messages = g_steal_pointer (&messages);
      return ordinance;
    }
  listed = reeve_messages_format (messages);
  g_printerr ("%s", listed);
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s has errors; nothing was checked."), path);
  return NULL;
}

/* A draft whose rule applied to nothing is worth a second look. */
static void
warn_never_applied (const Report *report, ReeveMessages *messages)
{
  guint before = reeve_messages_get_n (messages);

  for (guint i = 0; i < reeve_check_get_programs (report->check)->len; i++)
    {
      gint64 total = 0;

      for (guint outcome = 0; outcome < REEVE_N_OUTCOMES; outcome++)
        total += count (report, i, outcome);
      if (total > 0 && total == count (report, i, REEVE_OUTCOME_NOT_APPLICABLE))
        reeve_provision_warn_never_applied (reeve_program_get_provision (program_of (report, i)), (guint) total, messages);
    }
  for (guint i = before; i < reeve_messages_get_n (messages); i++)
    {
      const ReeveMessage *message = reeve_messages_get (messages, i);

      g_printerr ("%s: %s\n", message->id, message->text);
    }
}

static int
run_check (ReeveDb *db, ReeveConn *conn, ReeveDay day, const ReeveDay *known_on, const char *file, const char *only, gboolean insufficient_too, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveOrdinance) ordinance = NULL;
  g_autoptr (ReeveCheck) check = NULL;
  g_autofree gint64 *counts = NULL;
  g_autoptr (GArray) findings = NULL;
  g_autoptr (ReeveMessages) messages = NULL;
  Report report;

  if (file != NULL)
    {
      ordinance = reeve_cli_load_ordinance (file, conn, &messages, &error);
      if (ordinance == NULL)
        return reeve_cli_fail (&error);
    }
  check = reeve_check_new (conn, day, ordinance, only, &error);
  if (check == NULL)
    return reeve_cli_fail (&error);
  if (reeve_check_get_programs (check)->len == 0)
    {
      g_set_error (&error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND,
                   _("No ordinance is in force that day. Adopt one with 'reevectl ordinance adopt CASE FILE', or name one with --ordinance FILE."));
      return reeve_cli_fail (&error);
    }
  counts = g_new0 (gint64, reeve_check_get_programs (check)->len * REEVE_N_OUTCOMES);
  findings = g_array_new (FALSE, FALSE, sizeof (ReeveFinding));
  report = (Report) { check, conn, known_on, insufficient_too, counts, findings };
  if (!reeve_check_run (check, db, take, NULL, &report, NULL, &error))
    return reeve_cli_fail (&error);
  if (messages != NULL)
    warn_never_applied (&report, messages);
  if (json)
    print_json (&report);
  else
    {
      if (known_on != NULL)
        reeve_cli_print_known_on (*known_on);
      print_table (&report);
      print_findings (&report);
    }
  return is_found (&report) ? REEVE_EXIT_FOUND : REEVE_EXIT_DONE;
}

static int
run (int argc, char **argv)
{
  gboolean json = FALSE, insufficient = FALSE;
  g_autofree char *on = NULL, *known_on = NULL, *file = NULL, *only = NULL;
  const GOptionEntry options[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_("As of this day (default: today)"), N_("DATE") },
    { "known-on", 0, 0, G_OPTION_ARG_STRING, &known_on, N_("With what had been recorded by the end of this day"), N_("DATE") },
    { "ordinance", 0, 0, G_OPTION_ARG_FILENAME, &file, N_("Check against this file in place of the adopted ordinances"), N_("FILE") },
    { "only", 0, 0, G_OPTION_ARG_STRING, &only, N_("Check this provision only"), N_("ID") },
    { "insufficient", 0, 0, G_OPTION_ARG_NONE, &insufficient, N_("List the findings for which facts are missing too"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object"), NULL },
    { NULL },
  };
  int status = reeve_cli_parse (&reeve_cli_check, options, &argc, &argv, 1, 1);
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
  return run_check (db, reeve_reader_get_conn (reader), day, known_on != NULL ? &known : NULL, file, only, insufficient, json);
}

const ReeveCliCommand reeve_cli_check = { "check", "CASE", N_("Check every record against the ordinances in force"), run };
