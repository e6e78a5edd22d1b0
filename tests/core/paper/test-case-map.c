/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Maps and tables of disclosures that are empty, long, wide or many: every word of them must be on some page, and the bytes the same twice. */
#include "config.h"

#include "reeve-case-map.h"

#include <gio/gio.h>
#include <string.h>

static ReeveDisclosure *
disclosure_of (ReeveAudience audience, guint n, const char *name)
{
  ReeveDisclosure *disclosure = reeve_disclosure_new (audience, NULL);
  const ReeveDisclosureHead head = { .city = (char *) "Calder Bend", .to = (char *) "Sgt. Orne", .reason = (char *) "Case 12", .as_of = 20000, .made_on = 20000,
                                     .release = 7 };

  reeve_disclosure_set_head (disclosure, &head);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *own = g_strdup_printf ("%s %u.", name, i), *district = g_strdup_printf ("D%u", i % 7);

      reeve_disclosure_add_row (disclosure, REEVE_SHEET_BUSINESS, NULL);
      reeve_disclosure_set (disclosure, REEVE_DISCLOSED_BUSINESS_NAME, own);
      reeve_disclosure_set (disclosure, REEVE_DISCLOSED_BUSINESS_DISTRICT, district);
      reeve_disclosure_set (disclosure, REEVE_DISCLOSED_BUSINESS_OUTCOME, reeve_shown_word ((ReeveShown) (i % REEVE_N_SHOWN)));
      if (i % 50 != 49)
        reeve_disclosure_set_position (disclosure, -94.2 + 0.001 * (i % 101), 29.1 + 0.0007 * (i % 97));
    }
  reeve_disclosure_seal (disclosure);
  return disclosure;
}

static GBytes *
map_of (const ReeveDisclosure *disclosure, const ReeveCaseMapOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveMapScene) scene = reeve_map_scene_new ();
  g_autoptr (ReevePaper) paper = NULL;
  GBytes *bytes;

  reeve_map_scene_seal (scene);
  paper = reeve_case_map_new (disclosure, scene, options);
  bytes = reeve_paper_finish (paper, &error);
  g_assert_no_error (error);
  return bytes;
}

/* Without spaces: a wrapped cell is whole. */
static char *
text_of (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "pdftotext", "-raw",
                                                      "-", "-", NULL);
  g_autoptr (GBytes) text = NULL;
  GString *joined = g_string_new (NULL);
  const char *data;
  gsize size;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (process, pdf, NULL, &text, NULL, &error));
  g_assert_no_error (error);
  data = g_bytes_get_data (text, &size);
  for (gsize i = 0; i < size; i++)
    if (!g_ascii_isspace (data[i]))
      g_string_append_c (joined, data[i]);
  return g_string_free (joined, FALSE);
}

static void
test_every_row (void)
{
  for (guint atlas = 0; atlas < REEVE_N_ATLASES; atlas++)
    for (guint portrait = 0; portrait < 2; portrait++)
      {
        const ReeveCaseMapOptions options = { .atlas = (ReeveAtlas) atlas, .portrait = portrait, .size = (ReevePaperSize) (atlas + portrait) };
        g_autoptr (ReeveDisclosure) disclosure = disclosure_of (portrait ? REEVE_AUDIENCE_COUNCIL : REEVE_AUDIENCE_INTERNAL, 120, "Bodywork");
        g_autoptr (GBytes) pdf = map_of (disclosure, &options), again = map_of (disclosure, &options);
        g_autofree char *text = text_of (pdf);

        g_assert_true (g_bytes_equal (pdf, again));
        for (guint i = 0; i < 120; i++)
          {
            g_autofree char *name = g_strdup_printf ("Bodywork%u.", i);

            g_assert_nonnull (strstr (text, name));
          }
        g_assert_nonnull (strstr (text, "Release7"));
        g_assert_nonnull (strstr (text, "Page1of"));
      }
}

/* A name that is longer than a page goes on on the next, whole. */
static void
test_long (void)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (ReeveDisclosure) disclosure = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 1500; i++)
    g_string_append_printf (name, "word%u. ", i);
  disclosure = disclosure_of (REEVE_AUDIENCE_INTERNAL, 1, name->str);
  pdf = map_of (disclosure, &(const ReeveCaseMapOptions) { 0 });
  text = text_of (pdf);
  for (guint i = 0; i < 1500; i++)
    {
      g_autofree char *word = g_strdup_printf ("word%u.", i);

      g_assert_nonnull (strstr (text, word));
    }
}

static void
test_nothing (void)
{
  for (guint atlas = 0; atlas < REEVE_N_ATLASES; atlas++)
    {
      g_autoptr (ReeveDisclosure) disclosure = disclosure_of (REEVE_AUDIENCE_PUBLIC, 0, "");
      g_autoptr (GBytes) pdf = map_of (disclosure, &(const ReeveCaseMapOptions) { .atlas = (ReeveAtlas) atlas });
      g_autofree char *text = text_of (pdf);

      g_assert_nonnull (strstr (text, "Forthepublic."));
    }
}

static void
test_many (void)
{
  guint n = g_getenv ("REEVE_TEST_FEWER") != NULL ? 50 : 1000;
  g_autoptr (ReeveDisclosure) sheet = disclosure_of (REEVE_AUDIENCE_INTERNAL, 10 * n, "Bodywork"), book = disclosure_of (REEVE_AUDIENCE_INTERNAL, n, "Bodywork");
  gint64 start = g_get_monotonic_time (), middle;
  g_autoptr (GBytes) one = map_of (sheet, &(const ReeveCaseMapOptions) { 0 }), all = NULL;

  middle = g_get_monotonic_time ();
  all = map_of (book, &(const ReeveCaseMapOptions) { .atlas = REEVE_ATLAS_RECORD });
  g_test_message ("%u points: %.2f s, %zu bytes; %u pages: %.2f s, %zu bytes", 10 * n, (double) (middle - start) / 1e6, g_bytes_get_size (one), n,
                  (double) (g_get_monotonic_time () - middle) / 1e6, g_bytes_get_size (all));
  g_assert_cmpuint (g_bytes_get_size (one), >, 1000);
  g_assert_cmpuint (g_bytes_get_size (all), >, g_bytes_get_size (one));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-map/every-row", test_every_row);
  g_test_add_func ("/case-map/long", test_long);
  g_test_add_func ("/case-map/nothing", test_nothing);
  g_test_add_func ("/case-map/many", test_many);
  return g_test_run ();
}
