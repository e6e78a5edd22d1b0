/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft through an edit that breaks it and one that mends it; its examples, failing first; what a provision lacks. */
#include "config.h"

#include <string.h>

#include "reeve-draft.h"
#include "reeve-test.h"

static ReeveDraft *
open_shipped (void)
{
  g_autofree char *path = reeve_test_source ("data/ordinances/calder-bend.ordinance.yaml");
  g_autoptr (GBytes) text = reeve_test_read (path);

  return reeve_draft_new ("draft", text, NULL, NULL);
}

static void
set (ReeveDraft *draft, const char *path, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveEdit) edit = reeve_edit_set (reeve_draft_get_text (draft), path, value, &error);

  g_assert_no_error (error);
  reeve_draft_apply (draft, edit);
}

static void
test_broken_and_mended (void)
{
  g_autoptr (ReeveDraft) draft = open_shipped ();
  g_autoptr (ReeveOrdinance) first = reeve_ordinance_ref (reeve_draft_get_ordinance (draft));
  guint line;

  g_assert_cmpuint (reeve_draft_get_broken_line (draft), ==, 0);
  set (draft, "provisions/school/require", "min(distance of premises.plaice) >= 3 ft");
  line = reeve_draft_get_broken_line (draft);
  g_assert_cmpuint (line, >, 10);
  g_assert_true (reeve_draft_get_ordinance (draft) == first);
  g_assert_cmpuint (reeve_messages_count (reeve_draft_get_messages (draft), REEVE_SEVERITY_ERROR), ==, 1);
  set (draft, "provisions/school/require", "min(distance of premises.place) >= 3 ft");
  g_assert_cmpuint (reeve_draft_get_broken_line (draft), ==, 0);
  g_assert_true (reeve_draft_get_ordinance (draft) != first);
}

static void
test_examples (void)
{
  g_autoptr (ReeveDraft) draft = open_shipped ();
  g_autoptr (GPtrArray) before = reeve_draft_run_examples (draft, "school"), after = NULL;
  g_autoptr (ReeveTrace) trace = NULL;
  guint failed = 0;

  g_assert_cmpuint (before->len, >, 2);
  for (guint i = 0; i < before->len; i++)
    {
      const ReeveExampleRun *run = g_ptr_array_index (before, i);

      g_assert_true (run->passed);
      g_assert_cmpuint (run->index, ==, i);
      g_assert_cmpuint (strlen (run->sentence), >, 5);
    }
  set (draft, "parameters/school-distance", "5 mi");
  g_assert_cmpuint (reeve_draft_get_broken_line (draft), >, 0);   /* beyond what is searched */
  set (draft, "parameters/school-distance", "1 mi");
  g_assert_cmpuint (reeve_draft_get_broken_line (draft), ==, 0);
  after = reeve_draft_run_examples (draft, "school");
  g_assert_cmpuint (after->len, ==, before->len);
  for (guint i = 0; i < after->len; i++)
    {
      const ReeveExampleRun *run = g_ptr_array_index (after, i);

      failed += !run->passed;
      g_assert_true (run->passed || failed == i + 1);   /* failing first */
    }
  g_assert_cmpuint (failed, >, 0);
  trace = reeve_draft_walk_through (draft, "school", ((const ReeveExampleRun *) g_ptr_array_index (after, 0))->index);
  g_assert_nonnull (trace);
  g_assert_cmpint (reeve_trace_get_outcome (trace), ==, ((const ReeveExampleRun *) g_ptr_array_index (after, 0))->outcome);
  g_assert_null (reeve_draft_walk_through (draft, "school", 999));
  g_assert_null (reeve_draft_walk_through (draft, "no-such-rule", 0));
}

static ReeveChecked
check (ReeveDraft *draft, const char *id, ReeveCheckpoint checkpoint)
{
  const ReeveProvision *provision = reeve_ordinance_find_provision (reeve_draft_get_ordinance (draft), id);

  return reeve_provision_check_point (reeve_draft_get_ordinance (draft), provision, g_ptr_array_index (provision->versions, 0), checkpoint);
}

static void
test_checkpoints (void)
{
  g_autoptr (ReeveDraft) draft = open_shipped ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveEdit) edit = NULL;

  for (guint i = 0; i < REEVE_N_CHECKPOINTS; i++)
    {
      g_assert_cmpuint (strlen (reeve_checkpoint_label ((ReeveCheckpoint) i)), >, 3);
      g_assert_true (g_str_has_suffix (reeve_checkpoint_question ((ReeveCheckpoint) i), "?") || i == REEVE_CHECKPOINT_AUTHORITY);
    }
  g_assert_cmpint (check (draft, "hours", REEVE_CHECKPOINT_CURE), ==, REEVE_CHECKED_THERE);
  g_assert_cmpint (check (draft, "hours", REEVE_CHECKPOINT_APPEAL), ==, REEVE_CHECKED_THERE);
  g_assert_cmpint (check (draft, "hours", REEVE_CHECKPOINT_EXAMPLES), ==, REEVE_CHECKED_THERE);
  g_assert_cmpint (check (draft, "annual-visit", REEVE_CHECKPOINT_PENALTY), ==, REEVE_CHECKED_NEEDLESS);
  edit = reeve_edit_remove (reeve_draft_get_text (draft), "provisions/hours/cure", &error);
  g_assert_no_error (error);
  reeve_draft_apply (draft, edit);
  g_assert_cmpint (check (draft, "hours", REEVE_CHECKPOINT_CURE), ==, REEVE_CHECKED_MISSING);
}

static void
test_never_readable (void)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("id: [x", 6);
  g_autoptr (ReeveDraft) draft = reeve_draft_new ("draft", text, NULL, NULL);
  g_autoptr (GPtrArray) runs = reeve_draft_run_examples (draft, "x");

  g_assert_null (reeve_draft_get_ordinance (draft));
  g_assert_cmpuint (reeve_draft_get_broken_line (draft), >, 0);
  g_assert_cmpuint (runs->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draft/broken-and-mended", test_broken_and_mended);
  g_test_add_func ("/draft/examples", test_examples);
  g_test_add_func ("/draft/checkpoints", test_checkpoints);
  g_test_add_func ("/draft/never-readable", test_never_readable);
  return g_test_run ();
}
