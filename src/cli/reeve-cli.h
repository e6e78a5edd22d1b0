/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line is a contract (design: exit 0 done, 1 something found or refused, 2 usage, 3 could not do it). */
#pragma once

#include <json-glib/json-glib.h>
#include "reeve-check.h"

G_BEGIN_DECLS

enum { REEVE_EXIT_DONE = 0, REEVE_EXIT_FOUND = 1, REEVE_EXIT_USAGE = 2, REEVE_EXIT_FAILED = 3 };

typedef struct
{
  const char *name;
  const char *arguments;   /* "CASE KIND FILE", for --help */
  const char *summary;     /* untranslated */
  int (*run) (int argc, char **argv);   /* argv[0] is the command's name */
} ReeveCliCommand;

/* One per file reeve-cli-<command>.c, listed in main.c. */
extern const ReeveCliCommand reeve_cli_new, reeve_cli_sample, reeve_cli_import, reeve_cli_attach, reeve_cli_attachments, reeve_cli_ordinance, reeve_cli_check, reeve_cli_explain, reeve_cli_compare,
  reeve_cli_map, reeve_cli_export, reeve_cli_releases, reeve_cli_records_request, reeve_cli_report, reeve_cli_log, reeve_cli_undo, reeve_cli_backup, reeve_cli_verify;

/* Parses options with GOption, checks the number of the rest, prints help. On failure prints to stderr and returns REEVE_EXIT_USAGE. -1 = go on. */
int reeve_cli_parse (const ReeveCliCommand *command, const GOptionEntry *entries, int *argc, char ***argv, int min_args, int max_args);
/* "reevectl: MESSAGE" to stderr; returns the exit status that fits the error. Clears it. */
int reeve_cli_fail (GError **error);
/* One JSON object and a newline to stdout. Takes the node. */
void reeve_cli_print_json (JsonNode *node);
/* Says that @path was written, as release @number (0 = it was not recorded). */
void reeve_cli_print_release (const char *path, gint64 number, gboolean json);
/* "business:12" -> table and id. */
gboolean reeve_cli_parse_record (const char *text, const char **ret_table, gint64 *ret_id, GError **error);

/* An ISO day, or today when @text is NULL. Prints what is wrong. */
gboolean reeve_cli_parse_day (const char *text, ReeveDay *ret_day);
/* The case file to read: as it is, or as it stood at the end of a day. */
ReeveDb *reeve_cli_open_known_on (const char *path, const ReeveDay *known_on, GError **error);
/* The line that heads what was known on another day than now. */
void reeve_cli_print_known_on (ReeveDay day);
/* What a person calls the record a finding is tied to: "Ninth Lantern Wellness, 613 Marl Ave". Never a natural person's name; "" when
 * it has none. Transfer full. */
char *reeve_cli_describe (ReeveConn *conn, ReeveAbout about, gint64 subject);
/* Reads an ordinance file; what is wrong with it goes to stderr line by line, and the error says so. @conn: for `include:`.
 * @ret_messages: (nullable): the warnings of a file without errors. */
ReeveOrdinance *reeve_cli_load_ordinance (const char *path, ReeveConn *conn, ReeveMessages **ret_messages, GError **error);

G_END_DECLS
