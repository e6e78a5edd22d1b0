/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reeve-text.h"

static void
test_fold (void)
{
  static const struct { const char *text, *folded; } cases[] = {
    { "  Ninth \t Lantern\n", "ninth lantern" }, { "Café  Ünïque", "cafe unique" }, { "STRASSE", "strasse" }, { "Straße", "strasse" },
    { "a\xc2\xa0 b", "a b" }, { "", "" }, { "   ", "" }, { "caf\xe9", "caf\xef\xbf\xbd" }, { "ﬁne", "fine" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = reeve_text_fold (cases[i].text);
      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

static void
test_distance (void)
{
  static const struct { const char *a, *b; guint limit, distance; } cases[] = {
    { "premisis", "premises", 3, 1 }, { "premises", "premises", 3, 0 }, { "ab", "ba", 3, 1 }, { "kitten", "sitting", 5, 3 },
    { "kitten", "sitting", 2, 3 }, { "", "abc", 5, 3 }, { "", "abc", 2, 3 }, { "naïve", "naive", 2, 1 }, { "abc", "", 3, 3 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (reeve_text_distance (cases[i].a, cases[i].b, cases[i].limit), ==, cases[i].distance);
  static const char *const names[] = { "premises", "business", "licence", NULL };
  g_assert_cmpstr (reeve_text_nearest ("premisis.", names, 2), ==, "premises");
  g_assert_cmpstr (reeve_text_nearest ("license", names, 2), ==, "licence");
  g_assert_null (reeve_text_nearest ("weather", names, 2));
}

static void
test_codes (void)
{
  static const char *const good[] = { "", "a", "a b c", "R-7.5(A)", "sec/12:3", "massage spa" };
  static const char *const bad[] = { " a", "a ", "a  b", "-a", "a_b", "a,b", "é", "a\tb", " " };
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (reeve_codes_valid (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (reeve_codes_valid (bad[i]));
}

static void
test_sha256 (void)
{
  g_autofree char *empty = reeve_sha256 ("", 0);
  g_autofree char *abc = reeve_sha256 ("abc", 3);
  g_assert_cmpstr (empty, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  g_assert_cmpstr (abc, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/distance", test_distance);
  g_test_add_func ("/text/codes", test_codes);
  g_test_add_func ("/text/sha256", test_sha256);
  return g_test_run ();
}
