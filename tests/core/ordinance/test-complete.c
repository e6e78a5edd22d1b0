/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is offered where: the place is marked by | in a text that is being typed. */
#include "config.h"

#include <string.h>

#include "reeve-completion.h"
#include "reeve-shipped.h"
#include "reeve-test.h"

#define HEAD "reeve-ordinance: 1\nid: x\nparameters:\n  far: 600 ft\nprovisions:\n  - id: rule\n    citation: 1\n"

static ReeveOrdinance *
load (void)
{
  g_autoptr (GBytes) text = reeve_shipped_lookup ("calder-bend");
  g_autoptr (ReeveMessages) messages = NULL;
  ReeveOrdinance *ordinance = reeve_ordinance_load ("test", text, reeve_shipped_find_library, NULL, &messages);

  g_assert_nonnull (ordinance);
  return ordinance;
}

static void
test_places (void)
{
  static const struct { const char *text, *first, *has, *has_not; } cases[] = {
    { HEAD "    req|", "require: ", NULL, "unless: " },
    { HEAD "    |", "id: ", "penalty: ", "parameters: " },
    { HEAD "    penalty:\n      - offence: 1\n        fi|", "fine: ", NULL, "penalty: " },
    { HEAD "    measure:\n      |", "from: ", "path: ", "fine: " },
    { "reeve-ordinance: 1\nti|", "title: ", NULL, "penalty: " },
    { HEAD "    require: premises.zo|", "premises.zone", "premises.zone-class", "business.hours" },
    { HEAD "    require: business.operating and has|", "has any of", "has only", "and" },
    { HEAD "    require: every business.staff where gives|", "gives-massage", NULL, "premises.zone" },
    { HEAD "    require: >-\n      business.operating\n      and premises.fl|", "premises.floor", NULL, "fine: " },
    { HEAD "    require: min(distance of premises.place where kind = school) >= school|", "school-distance", NULL, "and" },
    { HEAD "    duty: ci|", "city", NULL, "owner" },
    { HEAD "    about: lic|", "licence", NULL, "business" },
    { HEAD "    about: licence\n    require: licence.exp|", "licence.expires", NULL, "and" },
    { HEAD "    examples:\n      - name: a\n        expect: vi|", "violation", NULL, "compliant" },
    { HEAD "    examples:\n      - name: a\n        ex|", "expect: ", NULL, "citation: " },
  };
  g_autoptr (ReeveOrdinance) ordinance = load ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) halves = g_strsplit (cases[i].text, "|", 2);
      gsize begin = 0;
      g_autoptr (GPtrArray) offers = reeve_completion_list (halves[0], strlen (halves[0]), ordinance, &begin);
      gboolean has = cases[i].has == NULL;

      if (offers->len == 0)
        g_error ("nothing for: %s", halves[0] + strlen (halves[0]) - 30);
      g_assert_cmpstr (((ReeveCompletion *) g_ptr_array_index (offers, 0))->text, ==, cases[i].first);
      for (guint k = 0; k < offers->len; k++)
        {
          const char *text = ((ReeveCompletion *) g_ptr_array_index (offers, k))->text;

          has = has || g_str_equal (text, cases[i].has);
          g_assert_cmpstr (text, !=, cases[i].has_not);
        }
      g_assert_true (has);
    }
}

/* At every place of a real file, cut off there, it neither fails nor offers what it has not. */
static void
test_anywhere (void)
{
  g_autoptr (ReeveOrdinance) ordinance = load ();
  g_autoptr (GBytes) bytes = reeve_shipped_lookup ("calder-bend");
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_strndup (data, size);
  guint step = g_getenv ("REEVE_TEST_FEWER") == NULL ? 501 : 5003;

  for (gsize at = 0; at <= size; at += step)
    {
      gsize begin = 0;
      g_autoptr (GPtrArray) offers = reeve_completion_list (text, at, ordinance, &begin);

      g_assert_cmpuint (begin, <=, at);
      for (guint k = 0; k < offers->len; k++)
        g_assert_true (*((ReeveCompletion *) g_ptr_array_index (offers, k))->text != '\0');
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/complete/places", test_places);
  g_test_add_func ("/complete/anywhere", test_anywhere);
  return g_test_run ();
}
