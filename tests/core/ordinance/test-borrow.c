/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Provisions of every shipped law as a start in two drafts: one that has nothing yet, and the template, whose names are in the way. */
#include "config.h"

#include <string.h>

#include "reeve-borrow.h"
#include "reeve-error.h"
#include "reeve-example.h"
#include "reeve-shipped.h"
#include "reeve-test.h"

#define DAY 20773   /* 2026-11-16 */

static const char bare[] =
  "# A draft.\nreeve-ordinance: 1\nid: draft\njurisdiction: Anywhere\ntitle: Draft\nauthority: home rule\n\n"
  "provisions:\n  - id: first   # the first\n    citation: 1\n    text: A place is open.\n    require: business.operating\n";

static ReeveOrdinance *
load (GBytes *text)
{
  ReeveMessages *messages = NULL;
  ReeveOrdinance *ordinance = reeve_ordinance_load ("test", text, reeve_shipped_find_library, NULL, &messages);
  g_autofree char *told = reeve_messages_format (messages);

  if (ordinance == NULL)
    g_error ("%s", told);
  reeve_messages_free (messages);
  return ordinance;
}

typedef struct { guint step, provisions, refused, examples, kept; } Counts;

/* What was there stays as it is, but for additions. */
static void
assert_lines_kept (GBytes *before, GBytes *after)
{
  g_autofree char *old = g_strndup (g_bytes_get_data (before, NULL), g_bytes_get_size (before));
  g_autofree char *now = g_strndup (g_bytes_get_data (after, NULL), g_bytes_get_size (after));
  g_auto (GStrv) lines = g_strsplit (old, "\n", -1);
  const char *at = now;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *found = strstr (at, lines[i]);

      if (found == NULL)
        g_error ("lost: %s", lines[i]);
      at = found + strlen (lines[i]);
    }
}

static void
borrow_all (GBytes *draft, ReeveOrdinance *into, ReeveOrdinance *from, Counts *counts)
{
  for (guint i = 0; i < reeve_ordinance_get_provisions (from)->len; i += counts->step)
    {
      const ReeveProvision *provision = g_ptr_array_index (reeve_ordinance_get_provisions (from), i);
      g_autoptr (GError) error = NULL;
      g_autofree char *id = NULL;
      g_autoptr (GBytes) now = NULL;
      g_autoptr (ReeveOrdinance) read = NULL;
      const ReeveProvision *copy;

      if (reeve_ordinance_get_home (from, provision) != from)
        continue;
      counts->provisions++;
      now = reeve_provision_borrow (draft, into, from, provision->id, DAY, reeve_shipped_find_library, NULL, &id, &error);
      if (now == NULL)
        {
          g_test_message ("%s/%s: %s", reeve_ordinance_get_id (from), provision->id, error->message);
          g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
          counts->refused++;
          continue;
        }
      read = load (now);
      copy = reeve_ordinance_find_provision (read, id);
      g_assert_nonnull (copy);
      counts->examples += provision->examples->len;
      counts->kept += copy->examples->len;
      {
        g_autoptr (ReeveMessages) messages = reeve_messages_new (NULL, "", 0);

        g_assert_cmpuint (reeve_examples_run (read, id, messages).failed, ==, 0);
      }
      assert_lines_kept (draft, now);
    }
}

static void
borrow_into (GBytes *draft, guint step)
{
  g_autoptr (ReeveOrdinance) into = load (draft);
  g_auto (GStrv) names = reeve_shipped_list ();
  Counts counts = { .step = step };

  for (guint i = 0; i < g_strv_length (names); i += step > 1 ? 4 : 1)
    {
      g_autoptr (GBytes) text = reeve_shipped_lookup (names[i]);
      g_autoptr (ReeveOrdinance) from = load (text);

      borrow_all (draft, into, from, &counts);
    }
  g_test_message ("%u provisions, %u refused, %u of %u examples kept", counts.provisions, counts.refused, counts.kept, counts.examples);
  g_assert_cmpuint (counts.provisions, >, step > 1 ? 5 : 100);
  g_assert_cmpuint (counts.refused * 50, <=, counts.provisions);
  /* the others are of days before an amendment, or bring holidays of their own */
  g_assert_cmpuint (counts.kept * 100, >=, counts.examples * (step > 1 ? 40 : 80));
}

static void
test_bare (void)
{
  g_autoptr (GBytes) draft = g_bytes_new_static (bare, strlen (bare));

  borrow_into (draft, g_getenv ("REEVE_TEST_FEWER") == NULL ? 1 : 4);
}

static void
test_template (void)
{
  g_autoptr (GBytes) draft = reeve_shipped_lookup ("calder-bend");

  borrow_into (draft, g_getenv ("REEVE_TEST_FEWER") == NULL ? 20 : 60);
}

static void
test_names (void)
{
  static const char draft_text[] =
    "reeve-ordinance: 1\nid: draft\njurisdiction: Anywhere\ntitle: Draft\nauthority: home rule\n\nparameters:\n  use-distance: 50 ft   # ours\n  peer-distance: 600 ft\n\n"
    "provisions:\n  - id: dist\n    citation: 1\n    text: Far.\n    measure: unstated\n    require: min(distance of premises.place where kind = park) >= use-distance\n"
    "  - id: peers\n    citation: 2\n    text: Far.\n    measure: unstated\n    require: min(distance of premises.peer where category = massage) >= peer-distance\n";
  g_autoptr (GBytes) draft = g_bytes_new_static (draft_text, strlen (draft_text)), law = reeve_shipped_lookup ("la-mirada-ca"), now = NULL;
  g_autoptr (ReeveOrdinance) into = load (draft), from = load (law);
  g_autofree char *id = NULL, *require = NULL, *value = NULL, *text = NULL;
  g_autoptr (GError) error = NULL;

  now = reeve_provision_borrow (draft, into, from, "dist", DAY, NULL, NULL, &id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "dist-2");
  require = reeve_edit_get (now, "provisions/dist-2/require", NULL);
  g_assert_nonnull (strstr (require, ">= use-distance-la-mirada-ca"));
  value = reeve_edit_get (now, "parameters/use-distance-la-mirada-ca", NULL);
  g_assert_cmpstr (value, ==, "600 ft");
  text = g_strndup (g_bytes_get_data (now, NULL), g_bytes_get_size (now));
  g_assert_nonnull (strstr (text, "# After La Mirada, California"));
  g_assert_nonnull (strstr (text, "use-distance: 50 ft   # ours"));
  g_assert_null (reeve_provision_borrow (draft, into, from, "nowhere", DAY, NULL, NULL, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/borrow/names", test_names);
  g_test_add_func ("/borrow/bare", test_bare);
  g_test_add_func ("/borrow/template", test_template);
  return g_test_run ();
}
