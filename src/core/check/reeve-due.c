/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every provision about applications that sets a deadline for the decision is explained; its trace knows the day. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "reeve-due.h"

static gboolean
read_recorded (ReeveConn *conn, gint64 application, ReeveDue *due, GError **error)
{
  g_autoptr (ReeveRecord) record = reeve_conn_load (conn, "application", application, error);
  const char *text = record == NULL ? NULL : reeve_record_get (record, "due");

  if (text != NULL && !reeve_day_parse (text, -1, &due->recorded))
    due->recorded = G_MININT32;
  return record != NULL;
}

gboolean
reeve_due_read (ReeveCheck *check, ReeveConn *conn, gint64 application, ReeveDue *ret_due, GError **error)
{
  const GPtrArray *programs = reeve_check_get_programs (check);
  guint decided = (guint) reeve_vocabulary_field (REEVE_KIND_APPLICATION, "decided");

  *ret_due = (ReeveDue) { G_MININT32, G_MININT32, NULL };
  if (!read_recorded (conn, application, ret_due, error))
    return FALSE;
  for (guint i = 0; i < programs->len; i++)
    {
      const ReeveProgram *program = g_ptr_array_index (programs, i);
      const ReeveProvisionVersion *version = reeve_program_get_version (program);
      g_autoptr (ReeveTrace) trace = NULL;
      ReeveDay day;

      if (version->about != REEVE_ABOUT_APPLICATION || !version->has_deadline || version->duty != REEVE_DUTY_CITY)
        continue;
      trace = reeve_check_explain (check, conn, REEVE_ABOUT_APPLICATION, application, reeve_program_get_provision (program)->id, error);
      if (trace == NULL)
        {
          reeve_due_clear (ret_due);
          return FALSE;
        }
      if (!reeve_trace_get_due (trace, REEVE_KIND_APPLICATION, decided, &day) || (ret_due->computed != G_MININT32 && day >= ret_due->computed))
        continue;
      ret_due->computed = day;
      g_free (ret_due->citation);
      ret_due->citation = g_strdup (version->citation);
    }
  return TRUE;
}

char *
reeve_due_say (const ReeveDue *due, char *(*word) (ReeveDay day))
{
  g_autofree char *recorded = due->recorded == G_MININT32 ? NULL : word (due->recorded);
  g_autofree char *computed = due->computed == G_MININT32 ? NULL : word (due->computed);

  if (recorded == NULL && computed == NULL)
    return NULL;
  if (recorded == NULL)
    /* Translators: a day, and the citation of the provision it is computed from */
    return g_strdup_printf (_("The decision is due by %1$s, as computed from %2$s. No day is recorded."), computed, due->citation);
  if (computed == NULL)
    return g_strdup_printf (_("The decision is due by %s, as recorded."), recorded);
  if (due->recorded == due->computed)
    return g_strdup_printf (_("The decision is due by %1$s, as recorded and as computed from %2$s."), recorded, due->citation);
  /* Translators: two days, and the citation of the provision that the second is computed from */
  return g_strdup_printf (_("The recorded day for the decision is %1$s. Now computed: %2$s, from %3$s."), recorded, computed, due->citation);
}

void
reeve_due_clear (ReeveDue *due)
{
  g_clear_pointer (&due->citation, g_free);
  due->recorded = due->computed = G_MININT32;
}
