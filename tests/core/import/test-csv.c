/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The CSV reader against csv-spectrum's expected values, csvkit's and the W3C's files, and hand-made hard cases. */
#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "reeve-csv.h"
#include "reeve-error.h"

static char *scratch;

static char *
write_file (const char *name, const char *content, gssize length)
{
  char *path = g_build_filename (scratch, name, NULL);
  g_assert_true (g_file_set_contents (path, content, length, NULL));
  return path;
}

static char *
shared (const char *relative)
{
  const char *root = g_getenv ("REEVE_SHARED");
  char *path = root != NULL ? g_build_filename (root, "data/conformance", relative, NULL) : NULL;
  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_clear_pointer (&path, g_free);
      g_test_skip ("the shared conformance files are not here");
    }
  return path;
}

/* "col=value col=value | ..." with the line before each record; a fault as "!". */
static char *
dump (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveCsv) csv = reeve_csv_new (path, &error);
  if (csv == NULL)
    return g_strdup_printf ("error: %s", error->message);
  const char *const *columns = reeve_csv_get_columns (csv, NULL);
  GString *out = g_string_new (reeve_encoding_name (reeve_text_source_get_encoding (reeve_csv_get_source (csv))));
  g_string_append_printf (out, " '%c' [", reeve_csv_get_separator (csv));
  for (guint i = 0; columns[i] != NULL; i++)
    g_string_append_printf (out, "%s%s", i == 0 ? "" : "|", columns[i]);
  g_string_append_c (out, ']');
  if (!reeve_csv_rewind (csv, &error))
    g_error ("%s", error->message);
  ReeveCsvRecord record;
  while (reeve_csv_next (csv, &record, &error))
    {
      g_string_append_printf (out, " %" G_GINT64_FORMAT ":", record.line);
      if (record.fault != NULL)
        {
          g_string_append_printf (out, "! %s", record.fault);
          continue;
        }
      for (guint i = 0; i < record.n_fields; i++)
        g_string_append_printf (out, "%s%s", i == 0 ? "" : "|", record.fields[i]);
    }
  if (error != NULL)
    g_string_append_printf (out, " error: %s", error->message);
  return g_string_free (out, FALSE);
}

static void
check (const char *content, gssize length, const char *expected)
{
  g_autofree char *path = write_file ("case.csv", content, length);
  g_autofree char *got = dump (path);
  g_assert_cmpstr (got, ==, expected);
}

static void
test_lines (void)
{
  check ("a,b\n1,2\n3,4\n", -1, "UTF-8 ',' [a|b] 2:1|2 3:3|4");
  check ("a,b\r\n1,2\r\n\r\n3,4", -1, "UTF-8 ',' [a|b] 2:1|2 4:3|4");
  check ("a,b\r1,2\r3,4\r", -1, "UTF-8 ',' [a|b] 2:1|2 3:3|4");
  check ("\n\na,b\n1,2\n", -1, "UTF-8 ',' [a|b] 4:1|2");
  check ("a,b\n\"x\ny\r\nz\",2\n3,4\n", -1, "UTF-8 ',' [a|b] 2:x\ny\r\nz|2 5:3|4");
  check ("a,b\n1,\"say \"\"so\"\"\"\n", -1, "UTF-8 ',' [a|b] 2:1|say \"so\"");
  check ("a,b\n 1 , 2\n", -1, "UTF-8 ',' [a|b] 2: 1 | 2");
  check ("a,b\n1,\"open\n3,4\n", -1,
         "UTF-8 ',' [a|b] error: case.csv, line 2: a quotation mark opened in this row is never closed, so the rows after it cannot be told "
         "apart; close it or remove it");
}

static void
test_separators (void)
{
  check ("a;b\n1,5;2\n3;4\n", -1, "UTF-8 ';' [a|b] 2:1,5|2 3:3|4");
  check ("a\tb\n1\t2\n", -1, "UTF-8 '\t' [a|b] 2:1|2");
  check ("a|b\n1|2\n", -1, "UTF-8 '|' [a|b] 2:1|2");
  check ("sep=;\na;b\n1;2,0\n", -1, "UTF-8 ';' [a|b] 3:1|2,0");
  check ("only\n1\n2\n", -1, "UTF-8 ',' [only] 2:1 3:2");
  check ("name,text\nx,\"a;b;c;d\"\ny,\"a;b;c;d\"\n", -1, "UTF-8 ',' [name|text] 2:x|a;b;c;d 3:y|a;b;c;d");
}

static void
test_headings (void)
{
  check ("a,a,,a\n1,2,3,4\n", -1, "UTF-8 ',' [a|a (2)|Column 3|a (3)] 2:1|2|3|4");
  check ("Licences of the city,,,\nas of May,,,\nno,name,from,to\n1,x,y,z\n", -1, "UTF-8 ',' [no|name|from|to] 4:1|x|y|z");
  check ("\" a\n b \",c\n1,2\n", -1, "UTF-8 ',' [a b|c] 3:1|2");
}

static void
test_faults (void)
{
  check ("a,b\n1\n1,2,3\n4,5\n", -1,
         "UTF-8 ',' [a|b] 2:! The row has fewer columns than the heading. 3:! The row has more columns than the heading. 4:4|5");
  check ("a,b\n\0,2\n3,4\n", 12, "UTF-8 ',' [a|b] 2:! The row holds a zero byte, which no text has; the file may be damaged. 3:3|4");
  GString *big = g_string_new ("a,b\n1,");
  for (guint i = 0; i < REEVE_CSV_MAX_FIELD + 1; i++)
    g_string_append_c (big, 'x');
  g_string_append (big, "\n3,4\n");
  check (big->str, big->len, "UTF-8 ',' [a|b] 2:! A field of the row is longer than 1 MB. 3:3|4");
  g_string_free (big, TRUE);
  GString *endless = g_string_new ("a,b\n1,\"");
  for (guint i = 0; i < REEVE_CSV_MAX_RECORD / 8; i++)
    g_string_append (endless, "word, a\n");
  g_autofree char *path = write_file ("endless.csv", endless->str, endless->len);
  g_autofree char *got = dump (path);
  g_assert_nonnull (strstr (got, "line 2: a quotation mark opened in this row is never closed"));
  g_string_free (endless, TRUE);
}

static void
test_encodings (void)
{
  check ("\xef\xbb\xbf" "a,b\n1,caf\xc3\xa9\n", -1, "UTF-8 with BOM ',' [a|b] 2:1|caf\xc3\xa9");
  check ("a,b\n1,caf\xe9\n", -1, "Latin-1 ',' [a|b] 2:1|caf\xc3\xa9");
  check ("a,b\n1,caf\xe9 \x96 \x80\n", -1, "Windows-1252 ',' [a|b] 2:1|caf\xc3\xa9 \xe2\x80\x93 \xe2\x82\xac");
  check ("a\0,\0b\0\n\0" "1\0,\0\xe9\0\n\0", 16, "UTF-16LE ',' [a|b] 2:1|\xc3\xa9");
  check ("\xfe\xff\0a\0,\0b\0\n\0" "1\0,\0\xe9\0\n", 18, "UTF-16BE ',' [a|b] 2:1|\xc3\xa9");
  /* a lone surrogate refuses its row only */
  check ("\xff\xfe" "a\0,\0b\0\n\0" "1\0,\0\0\xd8\n\0" "2\0,\0" "3\0\n\0", 26,
         "UTF-16LE ',' [a|b] 2:! The row holds bytes that are no characters in the file's encoding. 3:2|3");
  /* UTF-8 almost everywhere stays UTF-8; the bad row is refused */
  GString *mostly = g_string_new ("a,b\n");
  for (guint i = 0; i < 50; i++)
    g_string_append (mostly, "\xc3\xa9,x\n");
  g_string_append (mostly, "bad \xe9,x\n");
  g_autofree char *path = write_file ("mostly.csv", mostly->str, mostly->len);
  g_autofree char *got = dump (path);
  g_assert_true (g_str_has_prefix (got, "UTF-8 ',' "));
  g_assert_true (g_str_has_suffix (got, " 52:! The row holds bytes that are no characters in the file's encoding."));
  g_string_free (mostly, TRUE);
}

/* Pieces of every size must give the same characters: the conversion is cut anywhere. */
static void
test_long_utf16 (void)
{
  GString *text = g_string_new ("a,b\n");
  for (guint i = 0; i < 60000; i++)
    g_string_append_printf (text, "%u,\xf0\x9f\x98\x80 \xc3\xa9%u\n", i, i % 7);
  gsize length;
  g_autofree char *utf16 = g_convert (text->str, text->len, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  g_autofree char *path = write_file ("long.csv", utf16, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveCsv) csv = reeve_csv_new (path, &error);
  g_assert_no_error (error);
  g_assert_true (reeve_csv_rewind (csv, &error));
  ReeveCsvRecord record;
  guint n = 0;
  while (reeve_csv_next (csv, &record, &error))
    {
      g_autofree char *expected = g_strdup_printf ("\xf0\x9f\x98\x80 \xc3\xa9%u", n % 7);
      g_assert_cmpint (record.line, ==, n + 2);
      if (record.fault != NULL)
        g_test_message ("%u: %s: %s", n, record.fault, record.fields[0]);
      g_assert_null (record.fault);
      g_assert_cmpstr (record.fields[1], ==, expected);
      n++;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 60000);
  g_string_free (text, TRUE);
}

static void
test_not_a_table (void)
{
  g_autofree char *empty = write_file ("empty.csv", "", 0);
  g_autofree char *got = dump (empty);
  g_assert_true (g_str_has_suffix (got, "the file is empty"));
  g_autofree char *folder = dump (scratch);
  g_assert_nonnull (strstr (folder, "this is a folder"));
  g_autofree char *fifo = g_build_filename (scratch, "fifo", NULL);
  g_autofree char *command = g_strdup_printf ("mkfifo '%s'", fifo);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_autofree char *pipe = dump (fifo);
  g_assert_nonnull (strstr (pipe, "not a regular file"));
  g_autofree char *missing = dump ("/nonexistent/x.csv");
  g_assert_nonnull (strstr (missing, "could not be opened"));
  g_autofree char *pdf = write_file ("x.csv", "%PDF-1.4 ...", -1);
  g_autofree char *told = dump (pdf);
  g_assert_nonnull (strstr (told, "this is a PDF"));
  check ("\n\n\r\n", -1, "error: case.csv: there is nothing in the file but empty lines");
}

static void
compare_spectrum (const char *folder, const char *name)
{
  g_autofree char *csv_name = g_strconcat (name, ".csv", NULL);
  g_autofree char *json_name = g_strconcat (name, ".json", NULL);
  g_autofree char *csv_path = g_build_filename (folder, "csvs", csv_name, NULL);
  g_autofree char *json_path = g_build_filename (folder, "json", json_name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_assert_true (json_parser_load_from_file (parser, json_path, &error));
  JsonNode *root = json_parser_get_root (parser);
  g_autoptr (ReeveCsv) csv = reeve_csv_new (csv_path, &error);
  g_assert_no_error (error);
  g_assert_true (reeve_csv_rewind (csv, &error));
  const char *const *columns = reeve_csv_get_columns (csv, NULL);
  ReeveCsvRecord record;
  guint n = 0;
  while (reeve_csv_next (csv, &record, &error))
    {
      JsonObject *row = JSON_NODE_HOLDS_ARRAY (root) ? json_array_get_object_element (json_node_get_array (root), n) : json_node_get_object (root);
      for (guint i = 0; i < record.n_fields; i++)
        /* the expected values of this one file were published with another telephone number than the file */
        if (strcmp (columns[i], "Contact Phone Number") != 0 && json_object_has_member (row, columns[i]))
          g_assert_cmpstr (record.fields[i], ==, json_object_get_string_member (row, columns[i]));
      g_assert_null (record.fault);
      n++;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, JSON_NODE_HOLDS_ARRAY (root) ? json_array_get_length (json_node_get_array (root)) : 1);
}

static void
test_spectrum (void)
{
  g_autofree char *folder = shared ("csv/csv-spectrum");
  if (folder == NULL)
    return;
  static const char *const names[] = { "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "location_coordinates",
                                       "newlines", "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    compare_spectrum (folder, names[i]);
}

static void
test_csvkit (void)
{
  static const struct
  {
    const char *name, *expected;
  } cases[] = {
    { "mac_newlines.csv", "UTF-8 ',' [a|b|c] 2:1|2|3 3:Once upon\ra time|5|6" },
    { "null_byte.csv", "UTF-8 ',' [a|b|c] 2:! The row holds a zero byte, which no text has; the file may be damaged." },
    { "test_latin1.csv", "Latin-1 ',' [a|b|c] 2:1|2|3 3:4|5|\xc2\xa9" },
    { "test_utf16_big.csv", "UTF-16BE ',' [a|b|c] 2:1|2|3 3:4|5|\xca\xa4" },
    { "test_utf16_little.csv", "UTF-16LE ',' [a|b|c] 2:1|2|3 3:4|5|\xca\xa4" },
    { "test_utf8_bom.csv", "UTF-8 with BOM ',' [foo|bar|baz] 2:1|2|3 3:4|5|\xca\xa4" },
    { "test_skip_lines.csv", "UTF-8 ',' [a|b|c] 5:1|2|3" },
    { "test_locale.csv", "UTF-8 ',' [a|b|c] 2:1,7|200.000.000|" },
    { "optional_quote_characters.csv", "UTF-8 ',' [a|b|c] 2:1|2|3" },
    { "bad.csv", "UTF-8 ',' [column_a|column_b|column_c] 2:! The row has more columns than the heading. 3:! The row has fewer columns than the heading. "
                 "4:0|mixed types.... uh oh|17" },
    { "test_empty_columns.csv", "UTF-8 ',' [a|b|c|Column 4|Column 5] 2:a|||| 3:! The row has fewer columns than the heading." },
    { "no_header_row.csv", "UTF-8 ',' [1|2|3]" },
    { "test_header_newline.csv", "UTF-8 ',' [start end|b|c] 5:d|e|f" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *relative = g_strconcat ("csv/csvkit/", cases[i].name, NULL);
      g_autofree char *path = shared (relative);
      if (path == NULL)
        return;
      g_autofree char *got = dump (path);
      g_assert_cmpstr (got, ==, cases[i].expected);
    }
}

/* Every file that is around goes through: no crash, and either records or a message. */
static void
swallow (const char *folder, guint *n)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          swallow (path, n);
          continue;
        }
      g_autofree char *got = dump (path);
      g_assert_cmpuint (strlen (got), >, 0);
      (*n)++;
    }
}

static void
test_swallow (void)
{
  static const char *const archives[] = { "csv/w3c-csvw/csvw-tests.tar.zst", "json/JSONTestSuite.tar.zst" };
  for (guint i = 0; i < G_N_ELEMENTS (archives); i++)
    {
      g_autofree char *path = shared (archives[i]);
      if (path == NULL)
        return;
      g_autofree char *into = g_strdup_printf ("%s/archive%u", scratch, i);
      g_autofree char *command = g_strdup_printf ("tar --zstd -xf '%s' -C '%s'", path, into);
      g_mkdir (into, 0700);
      int status = 1;
      if (!g_spawn_command_line_sync (command, NULL, NULL, &status, NULL) || status != 0)
        {
          g_test_skip ("tar with zstd is not here");
          return;
        }
      guint n = 0;
      swallow (into, &n);
      g_assert_cmpuint (n, >, 100);
    }
  static const char *const folders[] = { "csv", "geojson", "kml", "gpkg", "sqlite", "tiles" };
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = shared (folders[i]);
      guint n = 0;
      if (path != NULL)
        swallow (path, &n);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *template = g_strdup ("/tmp/reeve-csv-XXXXXX");
  scratch = g_mkdtemp (template);
  g_test_add_func ("/import/csv/lines", test_lines);
  g_test_add_func ("/import/csv/separators", test_separators);
  g_test_add_func ("/import/csv/headings", test_headings);
  g_test_add_func ("/import/csv/faults", test_faults);
  g_test_add_func ("/import/csv/encodings", test_encodings);
  g_test_add_func ("/import/csv/long-utf16", test_long_utf16);
  g_test_add_func ("/import/csv/not-a-table", test_not_a_table);
  g_test_add_func ("/import/csv/spectrum", test_spectrum);
  g_test_add_func ("/import/csv/csvkit", test_csvkit);
  g_test_add_func ("/import/csv/swallow", test_swallow);
  int status = g_test_run ();
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", scratch);
  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
  return status;
}
