/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reeve-text.h"

static void
test_key (void)
{
  static const struct { const char *address, *suite, *key; } cases[] = {
    { "1655 MARL AVE STE 12", NULL, "1655 marl ave|#12" },
    { "1655 Marl Avenue, Suite 12", NULL, "1655 marl ave|#12" },
    { "1655  Marl Av.", "#12", "1655 marl ave|#12" },
    { "1655 Marl Ave", "Unit 12", "1655 marl ave|#12" },
    { "1655 Marl Ave", "012", "1655 marl ave|#12" },
    { "1655 Marl Ave # 12", NULL, "1655 marl ave|#12" },
    { "1655 Marl Ave Ste #12", NULL, "1655 marl ave|#12" },
    { "1655 Marl Ave #12", "12", "1655 marl ave|#12" },
    { "1655 MARL AVE 12", NULL, "1655 marl ave|#12" },
    { "3014  STUDEBAKER RD A", NULL, "3014 studebaker rd|#a" },
    { "360 W OCEAN BLVD 1002", NULL, "360 w ocean blvd|#1002" },
    { "360 West Ocean Boulevard", "Suite 1002", "360 w ocean blvd|#1002" },
    { "4301  2ND ST 1E", NULL, "4301 2nd st|#1e" },
    { "4301 Second Street", "1-E", "4301 2nd st|#1e" },
    { "3319 E BROADWAY  6", NULL, "3319 e broadway|#6" },
    { "101 Golf Course Drive, Suite A-230", NULL, "101 golf course dr|#a230" },
    { "219 South Dearborn 2nd Floor", NULL, "219 s dearborn|fl 2" },
    { "219 S. Dearborn", "Floor 2", "219 s dearborn|fl 2" },
    { "7 Oak St Bldg 2 Ste 4", NULL, "7 oak st|#4 bldg 2" },
    { "7 Oak St Rear", NULL, "7 oak st|rear" },
    /* not suites */
    { "1200 Highway 6", NULL, "1200 hwy 6" },
    { "900 County Rd 12", NULL, "900 county rd 12" },
    { "100 N Ave 26", NULL, "100 n ave 26" },
    { "100 W Avenue J", NULL, "100 w ave j" },
    { "12 Space Center Blvd", NULL, "12 space ctr blvd" },
    { "12 Main St, Sarasota FL 34236", NULL, "12 main st sarasota fl 34236" },
    { "12 Main St N", NULL, "12 main st n" },
    { "12 Main Street North", NULL, "12 main st n" },
    { "", NULL, "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = reeve_address_key (cases[i].address, cases[i].suite);
      g_assert_cmpstr (key, ==, cases[i].key);
    }
}

/* Spellings that must not be taken for one premises. */
static void
test_apart (void)
{
  static const char *const pairs[][2] = {
    { "100 East St", "100 E St" },   { "12 Main St", "12 Main St 4" },   { "12 Main St Ste 4", "12 Main St Ste 40" },
    { "12 N Main St", "12 S Main St" }, { "12 Main St", "12 Main Ave" }, { "12 Main St Fl 2", "12 Main St Ste 2" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *a = reeve_address_key (pairs[i][0], NULL);
      g_autofree char *b = reeve_address_key (pairs[i][1], NULL);
      g_assert_cmpstr (a, !=, b);
    }
}

static void
test_split (void)
{
  static const struct { const char *text, *address, *suite; } cases[] = {
    { "1655 MARL AVE STE 12", "1655 MARL AVE", "STE 12" },
    { "1655  Marl Ave,  # 12", "1655 Marl Ave", "# 12" },
    { "3014  STUDEBAKER RD A", "3014 STUDEBAKER RD", "A" },
    { "101 E Market St Unit 7, Long Beach", "101 E Market St, Long Beach", "Unit 7" },
    { "7 Oak St Bldg 2 Ste 4", "7 Oak St", "Bldg 2 Ste 4" },
    { "1241 W 19TH ST", "1241 W 19TH ST", NULL },
    { "", "", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = NULL;
      g_autofree char *suite = NULL;
      reeve_address_split (cases[i].text, &address, &suite);
      g_assert_cmpstr (address, ==, cases[i].address);
      g_assert_cmpstr (suite, ==, cases[i].suite);
      /* Told together or apart, it is the same premises. */
      g_autofree char *whole = reeve_address_key (cases[i].text, NULL);
      g_autofree char *parts = reeve_address_key (address, suite);
      g_assert_cmpstr (whole, ==, parts);
    }
}

/* No input may crash, and a key made of a key is the key. */
static void
test_odd_text (void)
{
  static const char *const odd[] = { "#", "# # #", "ste", "ste ste ste 4", "\xff\xfe", "fl", "12 # #", "floor floor", "((((", "    ", "unit #", "a#b#c" };
  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *key = reeve_address_key (odd[i], odd[i]);
      g_autofree char *address = NULL;
      g_autofree char *suite = NULL;
      reeve_address_split (odd[i], &address, &suite);
      g_assert_true (g_utf8_validate (key, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/key", test_key);
  g_test_add_func ("/address/apart", test_apart);
  g_test_add_func ("/address/split", test_split);
  g_test_add_func ("/address/odd-text", test_odd_text);
  return g_test_run ();
}
