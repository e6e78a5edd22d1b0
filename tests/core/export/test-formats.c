/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each format says what the disclosure holds, and the same bytes for the same disclosure. */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "reeve-export.h"
#include "reeve-test.h"

static ReeveDisclosure *
make (ReeveAudience audience)
{
  ReeveDisclosure *disclosure = reeve_disclosure_new (audience, NULL);
  ReeveDay day;
  ReeveDisclosureHead head = { .city = (char *) "Calder Bend", .title = (char *) "Case map", .to = (char *) "Sgt. Orne <desk>" };

  g_assert_true (reeve_day_parse ("2026-11-16", -1, &day));
  head.as_of = head.made_on = day;
  reeve_disclosure_set_head (disclosure, &head);
  reeve_disclosure_add_row (disclosure, REEVE_SHEET_BUSINESS, "business:1");
  reeve_disclosure_set (disclosure, REEVE_DISCLOSED_BUSINESS_NAME, "=HYPERLINK(\"http://x\",\"Ann, & Co\")");
  reeve_disclosure_set (disclosure, REEVE_DISCLOSED_BUSINESS_NUMBER, "0012");
  reeve_disclosure_set (disclosure, REEVE_DISCLOSED_BUSINESS_LICENCE_TO, "2027-03-31");
  reeve_disclosure_set (disclosure, REEVE_DISCLOSED_BUSINESS_OPERATING, "1");
  reeve_disclosure_set_number (disclosure, REEVE_DISCLOSED_BUSINESS_NOT_MET, 3);
  reeve_disclosure_set_position (disclosure, -97.123456, 32.5);
  reeve_disclosure_add_row (disclosure, REEVE_SHEET_BUSINESS, NULL);
  reeve_disclosure_set (disclosure, REEVE_DISCLOSED_BUSINESS_NAME, "Zwölf\x01 \xff Spas\r\nTwo");
  reeve_disclosure_add_row (disclosure, REEVE_SHEET_SANCTION, NULL);
  reeve_disclosure_set (disclosure, REEVE_DISCLOSED_SANCTION_AMOUNT, "-7505");
  reeve_disclosure_withhold (disclosure, REEVE_SHEET_BUSINESS, "Homes.", 4);
  reeve_disclosure_seal (disclosure);
  return disclosure;
}

static void
test_csv (void)
{
  g_autoptr (ReeveDisclosure) disclosure = make (REEVE_AUDIENCE_POLICE);
  g_autoptr (GBytes) bytes = reeve_export_csv (disclosure, REEVE_SHEET_BUSINESS);
  g_autoptr (GBytes) money = reeve_export_csv (disclosure, REEVE_SHEET_SANCTION);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *sanctions = g_strndup (g_bytes_get_data (money, NULL), g_bytes_get_size (money));

  g_assert_true (g_str_has_prefix (text, "\xEF\xBB\xBFnumber,name,category,"));
  g_assert_nonnull (strstr (text, "0012,\"'=HYPERLINK(\"\"http://x\"\",\"\"Ann, & Co\"\")\","));
  g_assert_nonnull (strstr (text, ",2027-03-31,yes,,3,"));
  g_assert_nonnull (strstr (text, ",-97.123456,32.500000\r\n"));
  g_assert_nonnull (strstr (text, "Zw\xC3\xB6lf"));
  g_assert_null (strchr (text, '\x01'));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_nonnull (strstr (sanctions, "-75.05"));
}

static void
test_geojson (void)
{
  g_autoptr (ReeveDisclosure) disclosure = make (REEVE_AUDIENCE_COUNCIL);
  g_autoptr (GBytes) bytes = reeve_export_geojson (disclosure, REEVE_SHEET_BUSINESS);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *features;
  JsonObject *first, *properties;

  g_assert_true (json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error));
  g_assert_no_error (error);
  features = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "features");
  g_assert_cmpuint (json_array_get_length (features), ==, 2);
  first = json_array_get_object_element (features, 0);
  properties = json_object_get_object_member (first, "properties");
  g_assert_cmpstr (json_object_get_string_member (properties, "name"), ==, "=HYPERLINK(\"http://x\",\"Ann, & Co\")");
  g_assert_false (json_object_has_member (properties, "outcome"));
  g_assert_false (json_object_has_member (properties, "not_met"));
  g_assert_cmpfloat (json_array_get_double_element (json_object_get_array_member (json_object_get_object_member (first, "geometry"),
                                                                                 "coordinates"), 0), !=, -97.123456);
  g_assert_true (json_object_get_null_member (json_array_get_object_element (features, 1), "geometry"));
}

static void
test_kml (void)
{
  g_autoptr (ReeveDisclosure) disclosure = make (REEVE_AUDIENCE_POLICE);
  g_autoptr (GBytes) bytes = reeve_export_kml (disclosure);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&(GMarkupParser) { NULL }, 0, NULL, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GError) error = NULL;

  g_assert_true (g_markup_parse_context_parse (context, text, -1, &error) && g_markup_parse_context_end_parse (context, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "<coordinates>-97.123456,32.500000</coordinates>"));
  g_assert_nonnull (strstr (text, "Ann, &amp; Co"));
}

static void
test_xlsx (void)
{
  g_autoptr (ReeveDisclosure) disclosure = make (REEVE_AUDIENCE_INTERNAL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = reeve_export_xlsx (disclosure, &error), second = NULL;

  g_assert_no_error (error);
  g_usleep (2100 * 1000);   /* the clock of a zip file counts two seconds */
  second = reeve_export_xlsx (disclosure, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (first, NULL), 2, "PK", 2);
  g_assert_true (g_bytes_equal (first, second));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/csv", test_csv);
  g_test_add_func ("/formats/geojson", test_geojson);
  g_test_add_func ("/formats/kml", test_kml);
  g_test_add_func ("/formats/xlsx", test_xlsx);
  return g_test_run ();
}
