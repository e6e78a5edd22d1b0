// SPDX-License-Identifier: GPL-3.0-or-later
/* What the reference says is so: every example of an operator is read, every wrong line has the mistake it is shown for and every right one
 * has none, every remark is of a field that exists. */

#include <string.h>

#include "reeve-ordinance.h"
#include "reeve-reference.h"

/* NULL: good. Else the id of the first message that is an error. */
static char *
mistake_in (const char *condition)
{
  g_autofree char *text = g_strdup_printf ("reeve-ordinance: 1\nid: t\njurisdiction: X\ntitle: T\nauthority: A\n"
                                           "parameters:\n  allowed-zones: [C-1, C-2]\n  school-distance: 1000 ft\n"
                                           "checklist:\n  - {id: restrooms, ask: \"How many restrooms?\", answers: number}\n"
                                           "  - {id: front-door, ask: \"Was it locked?\"}\n"
                                           "provisions:\n  - id: p\n    citation: S\n    text: W\n    measure: unstated\n    require: >\n      %s\n",
                                           condition);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveOrdinance) ordinance = reeve_ordinance_load ("t", bytes, NULL, NULL, &messages);

  for (guint i = 0; i < reeve_messages_get_n (messages); i++)
    if (reeve_messages_get (messages, i)->severity == REEVE_SEVERITY_ERROR)
      return g_strdup (reeve_messages_get (messages, i)->id);
  g_assert_nonnull (ordinance);
  return NULL;
}

static void
test_operators (void)
{
  guint n;
  const ReeveOperatorDoc *docs = reeve_reference_operators (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *mistake = mistake_in (docs[i].example);

      if (mistake != NULL)
        g_error ("%s: '%s' has %s", docs[i].form, docs[i].example, mistake);
    }
}

static void
test_errors (void)
{
  guint n;
  const ReeveErrorDoc *docs = reeve_reference_errors (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *mistake = docs[i].wrong != NULL ? mistake_in (docs[i].wrong) : NULL;

      if (docs[i].wrong != NULL && g_strcmp0 (mistake, docs[i].id) != 0)
        g_error ("%s: '%s' has %s", docs[i].id, docs[i].wrong, mistake != NULL ? mistake : "no mistake");
    }
}

static void
test_right (void)
{
  guint n;
  const ReeveErrorDoc *docs = reeve_reference_errors (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *mistake = NULL;

      /* two answers say more than one line of condition can */
      if (docs[i].wrong == NULL || strcmp (docs[i].id, "E202") == 0 || strcmp (docs[i].id, "E208") == 0)
        continue;
      mistake = mistake_in (docs[i].right);
      if (mistake != NULL)
        g_error ("%s: '%s' has %s", docs[i].id, docs[i].right, mistake);
    }
}

static void
test_remarks (void)
{
  guint found = 0;

  for (guint k = 0; k < REEVE_N_KINDS; k++)
    for (guint f = 0; f < reeve_vocabulary_kind (k)->n_fields; f++)
      found += reeve_vocabulary_remark (k, f) != NULL;
  g_assert_cmpuint (found, ==, reeve_vocabulary_n_remarks ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reference/operators", test_operators);
  g_test_add_func ("/reference/errors", test_errors);
  g_test_add_func ("/reference/right", test_right);
  g_test_add_func ("/reference/remarks", test_remarks);
  return g_test_run ();
}
