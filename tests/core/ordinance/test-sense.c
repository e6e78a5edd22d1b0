/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a careful reader would ask of a provision, and that the shipped laws give little cause to. */
#include "config.h"

#include <string.h>

#include "reeve-sense.h"
#include "reeve-shipped.h"
#include "reeve-test.h"

#define DAY 20773   /* 2026-11-16 */
#define HEAD "reeve-ordinance: 1\nid: test\njurisdiction: Anywhere\ntitle: Test\n%s\nparameters:\n  closing: 20:30-08:00\n  far: 1000 ft\nprovisions:\n  - id: rule\n    citation: 1\n"

static GPtrArray *
remarks_of (const char *authority, const char *rest)
{
  g_autofree char *head = g_strdup_printf (HEAD, authority), *text = g_strconcat (head, rest, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveOrdinance) ordinance = reeve_ordinance_load ("test", bytes, NULL, NULL, &messages);
  const ReeveProvision *provision;

  g_assert_nonnull (ordinance);
  provision = reeve_ordinance_find_provision (ordinance, "rule");
  return reeve_provision_list_remarks (ordinance, provision, g_ptr_array_index (provision->versions, 0), DAY);
}

static void
test_cases (void)
{
#define EXAMPLE "    examples: [{name: a, expect: insufficient}]\n"
  static const struct { const char *authority, *rest, *says; } cases[] = {
    { "authority: x", "    text: No one is open between 9 p.m. and 8 a.m.\n    require: not business.hours has any of closing\n" EXAMPLE, "The text says 9 p.m" },
    { "authority: x", "    text: No one is open between 8:30 p.m. and 8 a.m.\n    require: not business.hours has any of closing\n" EXAMPLE, NULL },
    { "authority: x", "    text: Not within 900 feet of a school.\n    measure: unstated\n    require: min(distance of premises.place where kind = school) >= far\n" EXAMPLE,
      "The text says 900 feet" },
    { "authority: x", "    text: Not within 1,000 feet of a school.\n    measure: unstated\n    require: min(distance of premises.place where kind = school) >= far\n" EXAMPLE, NULL },
    { "authority: x", "    text: Not within 1,000 of a school.\n    measure: unstated\n    require: min(distance of premises.place where kind = school) >= far\n" EXAMPLE,
      "without a unit" },
    { "authority: x", "    text: It is open.\n    require: business.operating\n", "No example shows" },
    { "", "    text: It is open.\n    require: business.operating\n" EXAMPLE, "No authority is stated" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) remarks = remarks_of (cases[i].authority, cases[i].rest);

      g_assert_cmpuint (remarks->len, ==, cases[i].says != NULL ? 1 : 0);
      if (cases[i].says != NULL)
        g_assert_nonnull (strstr (g_ptr_array_index (remarks, 0), cases[i].says));
    }
}

static void
test_shipped (void)
{
  g_auto (GStrv) names = reeve_shipped_list ();
  guint n = 0, n_provisions = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GBytes) text = reeve_shipped_lookup (names[i]);
      g_autoptr (ReeveMessages) messages = NULL;
      g_autoptr (ReeveOrdinance) ordinance = reeve_ordinance_load (names[i], text, reeve_shipped_find_library, NULL, &messages);

      for (guint k = 0; k < reeve_ordinance_get_provisions (ordinance)->len; k++)
        {
          const ReeveProvision *provision = g_ptr_array_index (reeve_ordinance_get_provisions (ordinance), k);
          g_autoptr (GPtrArray) remarks = reeve_provision_list_remarks (ordinance, provision, g_ptr_array_index (provision->versions, provision->versions->len - 1), DAY);

          for (guint r = 0; r < remarks->len; r++)
            g_test_message ("%s/%s: %s", names[i], provision->id, (char *) g_ptr_array_index (remarks, r));
          n += remarks->len;
          n_provisions++;
        }
    }
  /* laws that were checked word by word: a remark on one in six would be noise */
  g_assert_cmpuint (n * 6, <, n_provisions);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sense/cases", test_cases);
  g_test_add_func ("/sense/shipped", test_shipped);
  return g_test_run ();
}
