/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reeve-record-example.h"

#include <glib/gi18n-lib.h>

#include "reeve-check-shared.h"
#include "reeve-check.h"
#include "reeve-error.h"
#include "reeve-facts-given.h"

typedef struct { char *given; ReeveOutcome outcome; } Judged;

static gboolean
judged_cb (const ReeveProgram *program, const ReeveFacts *facts, gpointer data)
{
  Judged *judged = data;
  ReeveDay until;

  g_free (judged->given);
  judged->given = reeve_facts_to_given (facts, program);
  judged->outcome = reeve_program_evaluate (program, facts, &until, NULL);
  return FALSE;
}

char *
reeve_record_example (ReeveConn *conn, ReeveOrdinance *ordinance, const char *provision, gint64 subject, ReeveDay day, const char **ret_outcome, GError **error)
{
  const ReeveProvision *found = reeve_ordinance_find_provision (ordinance, provision);
  const ReeveProvisionVersion *version = found == NULL ? NULL : reeve_provision_version_on (found, day);
  g_autoptr (ReeveCheck) check = version == NULL ? NULL : reeve_check_new (conn, day, ordinance, provision, error);
  g_autofree char *given = NULL;
  Judged judged = { 0 };
  char on[REEVE_DAY_TEXT_SIZE];

  if (version == NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("No version of this provision is in force that day."));
      return NULL;
    }
  if (check == NULL || !reeve_check_judge (check, conn, version->about, subject, judged_cb, &judged, error))
    return NULL;
  given = judged.given;
  if (given == NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no such record for this provision to be tested on."));
      return NULL;
    }
  reeve_day_format (day, on);
  if (ret_outcome != NULL)
    *ret_outcome = reeve_outcome_name (judged.outcome);
  return g_strdup_printf ("name: \"%s %s\"\non: %s\ngiven: %s\nexpect: %s\n", _("a record as it stood on"), on, on, given, reeve_outcome_name (judged.outcome));
}
