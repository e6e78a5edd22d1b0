/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules in words: some to the letter, and all shipped ones without gaps. */
#include "config.h"

#include <string.h>

#include "reeve-sentence.h"
#include "reeve-test.h"

#define DAY 20773   /* 2026-11-16 */
#define HEAD \
  "reeve-ordinance: 1\nid: test\njurisdiction: Anywhere\ntitle: Test\nauthority: none\nadopted: {ordinance: \"1\", on: 2020-01-01}\n" \
  "checklist:\n  - {id: clean, ask: \"Is it clean?\"}\n" \
  "parameters:\n  far: [{from: 2020-01-01, value: 600 ft, source: a}, {from: 2024-01-01, value: 1000 ft, source: b}]\n" \
  "provisions:\n  - id: rule\n    citation: Sec. 1\n    text: A rule.\n    measure: {from: door, to: property-line, path: straight}\n"

static ReeveOrdinance *
load (GBytes *text)
{
  ReeveMessages *messages = NULL;
  ReeveOrdinance *ordinance = reeve_ordinance_load ("test", text, NULL, NULL, &messages);
  g_autofree char *told = reeve_messages_format (messages);

  if (ordinance == NULL)
    g_error ("%s", told);
  reeve_messages_free (messages);
  return ordinance;
}

static void
test_exact (void)
{
  static const struct { const char *rule, *expected; } cases[] = {
    { "require: not observed.clean", "Required: the answer to “Is it clean?” is no." },
    { "require: observed.clean and business.operating", "Required: the answer to “Is it clean?” is yes, and operating: yes." },
    { "require: min(distance of premises.place where kind = school) >= far",
      "Required: the least distance of the sensitive places near by where kind of place is school is at least 1000 ft (far)." },
    { "require: business.city-licence.expires >= today", "Required: day of expiry of the city licence is not before the day of the check." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (HEAD "    %s\n", cases[i].rule);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (ReeveOrdinance) ordinance = load (bytes);
      const ReeveProvision *provision = reeve_ordinance_find_provision (ordinance, "rule");
      g_autoptr (GPtrArray) sentences = reeve_provision_sentences (ordinance, reeve_provision_version_on (provision, DAY), DAY);

      g_assert_cmpuint (sentences->len, ==, 1);
      g_assert_cmpstr (sentences->pdata[0], ==, cases[i].expected);
    }
}

static void
test_shipped (void)
{
  g_autofree char *folder = reeve_test_source ("data/ordinances");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GBytes) text = NULL;
      g_autoptr (ReeveOrdinance) ordinance = NULL;

      if (!g_str_has_suffix (name, ".ordinance.yaml"))
        continue;
      text = reeve_test_read (path);
      ordinance = load (text);
      for (guint i = 0; i < reeve_ordinance_get_provisions (ordinance)->len; i++)
        {
          const ReeveProvision *provision = g_ptr_array_index (reeve_ordinance_get_provisions (ordinance), i);
          const ReeveProvisionVersion *version = g_ptr_array_index (provision->versions, provision->versions->len - 1);
          g_autoptr (GPtrArray) sentences = reeve_provision_sentences (ordinance, version, DAY);

          g_assert_cmpint (sentences->len > 0, ==, version->require != NULL || version->grounds != NULL || version->applies != NULL || version->unless->len > 0);
          for (guint k = 0; k < sentences->len; k++)
            {
              const char *sentence = sentences->pdata[k];

              g_assert_true (g_utf8_validate (sentence, -1, NULL));
              g_assert_null (strstr (sentence, "(null)"));
              g_assert_null (strstr (sentence, " of the  "));
              g_assert_true (g_str_has_suffix (sentence, "."));
              g_test_message ("%s/%s: %s", name, provision->id, sentence);
              n++;
            }
        }
    }
  g_assert_cmpuint (n, >, 150);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentence/exact", test_exact);
  g_test_add_func ("/sentence/shipped", test_shipped);
  return g_test_run ();
}
