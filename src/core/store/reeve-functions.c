/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What statements and the schema may call. The checks of column types are deterministic and innocuous, so that they may stand in CHECK
 * constraints though the schema of a file is not trusted; NULL is unknown and passes. is_among() passes over rows of subjects that nobody
 * asked for: only statements may call it, for it follows a pointer that was bound to them. */
#include "config.h"

#include <string.h>

#include "reeve-date.h"
#include "reeve-db-private.h"
#include "reeve-text.h"

typedef gboolean (*TextTest) (const char *text, gssize length);

static gboolean
is_date (const char *text, gssize length)
{
  return reeve_day_parse (text, length, NULL);
}

static gboolean
is_date_or_none (const char *text, gssize length)
{
  return reeve_day_parse (text, length, NULL) || (length == 4 && strcmp (text, "none") == 0);
}

static gboolean
is_instant (const char *text, gssize length)
{
  return reeve_instant_parse (text, length, NULL);
}

static gboolean
is_codes (const char *text, gssize length)
{
  return (gsize) length == strlen (text) && reeve_codes_valid (text);
}

static gboolean
is_schedule (const char *text, gssize length)
{
  g_autoptr (ReeveSchedule) schedule = reeve_schedule_parse (text, length, NULL);
  return schedule != NULL;
}

static void
run_test (sqlite3_context *context, int n, sqlite3_value **values)
{
  TextTest test = (TextTest) sqlite3_user_data (context);
  int type = sqlite3_value_type (values[0]);
  if (type == SQLITE_NULL)
    {
      sqlite3_result_null (context);
      return;
    }
  const char *text = type == SQLITE_TEXT ? (const char *) sqlite3_value_text (values[0]) : NULL;
  sqlite3_result_int (context, text != NULL && test (text, sqlite3_value_bytes (values[0])) ? 1 : 0);
}

/* Rows mostly come in order of the id asked about, so the last place is where to look first. */
static void
run_among (sqlite3_context *context, int n, sqlite3_value **values)
{
  ReeveIdList *list = sqlite3_value_pointer (values[0], REEVE_ID_LIST_POINTER);
  gint64 id = sqlite3_value_int64 (values[1]);
  guint at;

  if (list == NULL || list->n == 0)
    {
      sqlite3_result_int (context, 0);
      return;
    }
  at = list->at;
  while (at > 0 && list->ids[at] > id)
    at--;
  while (at + 1 < list->n && list->ids[at] < id)
    at++;
  list->at = at;
  sqlite3_result_int (context, list->ids[at] == id);
}

int
reeve_functions_register (sqlite3 *handle)
{
  static const struct { const char *name; TextTest test; } functions[] = {
    { "is_date", is_date }, { "is_date_or_none", is_date_or_none }, { "is_instant", is_instant }, { "is_codes", is_codes }, { "is_schedule", is_schedule },
  };
  int code = SQLITE_OK;
  for (gsize i = 0; i < G_N_ELEMENTS (functions) && code == SQLITE_OK; i++)
    code = sqlite3_create_function_v2 (handle, functions[i].name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                       (gpointer) functions[i].test, run_test, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_create_function_v2 (handle, "is_among", 2, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL, run_among, NULL, NULL, NULL);
  return code;
}
