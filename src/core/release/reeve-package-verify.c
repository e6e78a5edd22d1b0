/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a package as it was made? Every byte: by the hash of its kilobyte a single changed byte is found and put right, and the container is
 * written again from the files and compared. Every finding: derived once more from its facts and the text of the law. */
#include "config.h"

#include "reeve-package-private.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-text.h"

#define MAX_FAULTS 100
#define HEX_OF_BLOCK 32

void
reeve_package_report_free (ReevePackageReport *report)
{
  if (report == NULL)
    return;
  g_free (report->program);
  g_free (report->city);
  g_free (report->audience);
  g_free (report->to);
  g_free (report->reason);
  g_free (report->made_on);
  g_free (report->made_by);
  g_free (report->head);
  g_ptr_array_unref (report->faults);
  g_ptr_array_unref (report->notes);
  g_free (report);
}

static void G_GNUC_PRINTF (2, 3)
add_fault (ReevePackageReport *report, const char *format, ...)
{
  va_list args;

  if (report->faults->len >= MAX_FAULTS)
    return;
  va_start (args, format);
  g_ptr_array_add (report->faults, g_strdup_vprintf (format, args));
  va_end (args);
}

/* ---- bytes ------------------------------------------------------------------------------------------------------------------------ */

static gboolean
fits (const crypto_hash_sha256_state *before, guint8 byte, const guint8 *rest, gsize n, const guint8 *sum)
{
  crypto_hash_sha256_state state = *before;
  guint8 got[crypto_hash_sha256_BYTES];

  crypto_hash_sha256_update (&state, &byte, 1);
  crypto_hash_sha256_update (&state, rest, n);
  crypto_hash_sha256_final (&state, got);
  return memcmp (got, sum, HEX_OF_BLOCK / 2) == 0;
}

/* The one byte of @block (n bytes) which, changed, gives @sum; tried out. FALSE: more than one was changed. */
static gboolean
find_byte (const guint8 *block, gsize n, const guint8 *sum, gsize *ret_at, guint8 *ret_byte)
{
  crypto_hash_sha256_state state;

  for (guint pass = 0; pass < 2; pass++)   /* a single bit, which is what disks and wires change, costs a thirtieth */
    {
      crypto_hash_sha256_init (&state);
      for (gsize at = 0; at < n; at++)
        {
          for (guint i = 0; i < (pass == 0 ? 8u : 256u); i++)
            {
              guint8 byte = (guint8) (pass == 0 ? block[at] ^ (1u << i) : i);

              if (byte == block[at] || !fits (&state, byte, block + at + 1, n - at - 1, sum))
                continue;
              *ret_at = at;
              *ret_byte = byte;
              return TRUE;
            }
          crypto_hash_sha256_update (&state, block + at, 1);
        }
    }
  return FALSE;
}

/* Says what of @name was changed, by the hashes of its blocks. Returns it as it was, if that can be told; else NULL. */
static GBytes *
blame (ReevePackageReport *report, const char *name, GBytes *bytes, const char *sha256, const char *blocks)
{
  gsize size, n_blocks = blocks != NULL ? strlen (blocks) / HEX_OF_BLOCK : 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *mended = g_memdup2 (data, MAX (size, 1));
  g_autofree char *whole = NULL, *from = NULL, *to = NULL;
  gboolean found = FALSE;

  for (gsize i = 0; i < n_blocks && i * REEVE_PACKAGE_BLOCK < size; i++)
    {
      gsize at = i * REEVE_PACKAGE_BLOCK, n = MIN (REEVE_PACKAGE_BLOCK, size - at), byte_at;
      g_autofree char *sum = reeve_sha256 (data + at, n);
      guint8 expected[HEX_OF_BLOCK / 2], byte;
      gsize n_expected;

      if (strncmp (sum, blocks + i * HEX_OF_BLOCK, HEX_OF_BLOCK) == 0)
        continue;
      if (found || sodium_hex2bin (expected, sizeof expected, blocks + i * HEX_OF_BLOCK, HEX_OF_BLOCK, NULL, &n_expected, NULL) != 0
          || !find_byte (data + at, n, expected, &byte_at, &byte))
        {
          if (found)
            break;
          from = g_strdup_printf ("%" G_GSIZE_FORMAT, at);
          to = g_strdup_printf ("%" G_GSIZE_FORMAT, at + n - 1);
          add_fault (report, _("%s was changed, first between byte %s and byte %s."), name, from, to);
          return NULL;
        }
      from = g_strdup_printf ("%" G_GSIZE_FORMAT, at + byte_at);
      add_fault (report, _("%s was changed, first at byte %s."), name, from);
      mended[at + byte_at] = byte;
      found = TRUE;
    }
  if (!found)
    add_fault (report, _("%s is not the file that was packed."), name);
  whole = reeve_sha256 (mended, size);
  return found && strcmp (whole, sha256) == 0 ? g_bytes_new_take (g_steal_pointer (&mended), size) : NULL;
}

/* ---- the manifest ----------------------------------------------------------------------------------------------------------------- */

static guint
count_differences (const char *a, const char *b, gsize *ret_first)
{
  guint n = 0;

  for (gsize i = strlen (a); i-- > 0;)
    if (a[i] != b[i])
      {
        n++;
        *ret_first = i;
      }
  return n;
}

/* The manifest as it was, if the sums or the manifest differ in no more than can be told. Transfer full. */
static GBytes *
check_manifest (ReevePackageReport *report, GBytes *manifest, GBytes *sums_bytes, GBytes **ret_sums)
{
  g_autofree char *expected = reeve_package_manifest_sums (manifest);
  g_autofree char *sums = g_strndup (g_bytes_get_data (sums_bytes, NULL), g_bytes_get_size (sums_bytes));
  g_auto (GStrv) lines = NULL;
  g_autofree char *sha256 = NULL, *at = NULL;
  GBytes *mended;
  gsize first = 0;

  *ret_sums = g_bytes_ref (sums_bytes);
  if (g_bytes_get_size (sums_bytes) == strlen (expected) && memcmp (expected, g_bytes_get_data (sums_bytes, NULL), strlen (expected)) == 0)
    return g_bytes_ref (manifest);
  if (strlen (sums) == strlen (expected) && count_differences (expected, sums, &first) == 1)
    {
      at = g_strdup_printf ("%" G_GSIZE_FORMAT, first);
      add_fault (report, _("%s was changed, first at byte %s."), "manifest.sha256", at);
      g_bytes_unref (*ret_sums);
      *ret_sums = g_bytes_new (expected, strlen (expected));
      return g_bytes_ref (manifest);
    }
  lines = g_strsplit (sums, "\n", 3);
  if (g_strv_length (lines) < 2 || strlen (lines[0]) < 64)
    {
      add_fault (report, _("%s is not the file that was packed."), "manifest.sha256");
      return g_bytes_ref (manifest);
    }
  sha256 = g_strndup (lines[0], 64);
  mended = blame (report, "manifest.json", manifest, sha256, lines[1]);
  return mended != NULL ? mended : g_bytes_ref (manifest);
}

static const char *
member_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gint64
member_number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : -1;
}

/* Any file twice, or more of it than there is, is no manifest of ours. NULL: no manifest. */
static JsonArray *
manifest_files (JsonNode *root, JsonObject **ret_object)
{
  JsonNode *files;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  *ret_object = json_node_get_object (root);
  files = json_object_get_member (*ret_object, "files");
  if (g_strcmp0 (member_text (*ret_object, "format"), "reeve-package") != 0 || files == NULL || !JSON_NODE_HOLDS_ARRAY (files)
      || json_array_get_length (json_node_get_array (files)) > REEVE_ARCHIVE_MAX_FILES)
    return NULL;
  return json_node_get_array (files);
}

static void
read_head (ReevePackageReport *report, JsonObject *object)
{
  JsonNode *history = json_object_get_member (object, "history");

  report->program = g_strdup (member_text (object, "program"));
  report->city = g_strdup (member_text (object, "city"));
  report->audience = g_strdup (member_text (object, "audience"));
  report->to = g_strdup (member_text (object, "to"));
  report->reason = g_strdup (member_text (object, "reason"));
  report->made_on = g_strdup (member_text (object, "made_on"));
  report->made_by = g_strdup (member_text (object, "made_by"));
  report->release = MAX (0, member_number (object, "release"));
  if (history != NULL && JSON_NODE_HOLDS_OBJECT (history))
    report->head = g_strdup (member_text (json_node_get_object (history), "sha256"));
}

/* One file of the manifest. Returns it as it was packed, or NULL when that cannot be told. */
static GBytes *
check_file (ReevePackageReport *report, const GPtrArray *files, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *name = object != NULL ? member_text (object, "name") : NULL, *sha256 = object != NULL ? member_text (object, "sha256") : NULL;
  GBytes *bytes = name != NULL ? reeve_archive_find (files, name) : NULL;
  g_autofree char *got = NULL;

  if (name == NULL || sha256 == NULL)
    {
      add_fault (report, _("%s is not the file that was packed."), "manifest.json");
      return NULL;
    }
  if (bytes == NULL)
    {
      add_fault (report, _("%s is missing."), name);
      return NULL;
    }
  got = reeve_sha256 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  report->n_files++;
  if (strcmp (got, sha256) == 0)
    return g_bytes_ref (bytes);
  if ((gint64) g_bytes_get_size (bytes) != member_number (object, "size"))
    {
      g_autofree char *has = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (bytes));
      g_autofree char *had = g_strdup_printf ("%" G_GINT64_FORMAT, member_number (object, "size"));

      add_fault (report, _("%s has %s bytes; when it was packed it had %s."), name, has, had);
      return NULL;
    }
  return blame (report, name, bytes, sha256, member_text (object, "blocks"));
}

/* Nothing that the manifest does not tell of. */
static void
check_strangers (ReevePackageReport *report, const GPtrArray *files, const GPtrArray *packed)
{
  for (guint i = 0; i < files->len; i++)
    {
      const ReeveArchiveFile *file = files->pdata[i];

      if (reeve_archive_find (packed, file->name) == NULL)
        add_fault (report, _("%s was added."), file->name);
    }
}

/* The container once more from its files: its first byte that is another. */
static void
check_container (ReevePackageReport *report, GBytes *package, const GPtrArray *packed, const char *library, const char *fault)
{
  g_autoptr (GBytes) again = NULL;
  gsize size, size_again, at = 0;
  const guint8 *data = g_bytes_get_data (package, &size), *data_again;
  g_autofree char *text = NULL;

  if (g_strcmp0 (library, reeve_archive_library ()) != 0)
    {
      g_ptr_array_add (report->notes, g_strdup (_("The package was written with another version of the zip library: its files were compared, not what holds them together.")));
      if (fault != NULL)
        add_fault (report, "%s", fault);
      return;
    }
  again = reeve_archive_write (packed, NULL);
  if (again == NULL)
    return;
  data_again = g_bytes_get_data (again, &size_again);
  while (at < size && at < size_again && data[at] == data_again[at])
    at++;
  if (at == size && at == size_again)
    return;
  report->first_byte = (gint64) at;
  text = g_strdup_printf ("%" G_GSIZE_FORMAT, at);
  if (report->faults->len > 0)
    return;
  if (at == size)
    add_fault (report, _("The package was cut at byte %s."), text);
  else
    add_fault (report, _("What holds the files together was changed, first at byte %s of the package."), text);
}

static void
verify_files (ReevePackageReport *report, GBytes *package, const GPtrArray *files, const char *fault)
{
  GBytes *manifest = reeve_archive_find (files, "manifest.json"), *sums = reeve_archive_find (files, "manifest.sha256");
  g_autoptr (GBytes) whole = NULL, whole_sums = NULL;
  g_autoptr (GPtrArray) packed = reeve_archive_new ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  gboolean complete = TRUE;
  JsonObject *object = NULL;
  JsonArray *list = NULL;

  if (manifest == NULL || sums == NULL)
    {
      add_fault (report, _("%s is missing."), manifest == NULL ? "manifest.json" : "manifest.sha256");
      return;
    }
  whole = check_manifest (report, manifest, sums, &whole_sums);
  if (g_bytes_get_size (whole) > 0 && json_parser_load_from_data (parser, g_bytes_get_data (whole, NULL), (gssize) g_bytes_get_size (whole), NULL))
    list = manifest_files (json_parser_get_root (parser), &object);
  if (list == NULL)
    {
      add_fault (report, _("manifest.json cannot be read."));
      return;
    }
  read_head (report, object);
  reeve_archive_add (packed, "manifest.json", whole);
  reeve_archive_add (packed, "manifest.sha256", whole_sums);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autoptr (GBytes) was = check_file (report, files, json_array_get_element (list, i));

      if (was != NULL)
        reeve_archive_add (packed, member_text (json_array_get_object_element (list, i), "name"), was);
      else
        complete = FALSE;
    }
  if (complete)
    {
      check_strangers (report, files, packed);
      check_container (report, package, packed, member_text (object, "container"), fault);
    }
  reeve_package_derive (files, member_text (object, "language"), member_text (object, "program"), report);
}

ReevePackageReport *
reeve_package_verify (GBytes *package, GError **error)
{
  g_autofree char *fault = NULL;
  g_autoptr (GPtrArray) files = NULL;
  ReevePackageReport *report;

  if (sodium_init () < 0)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("The package cannot be verified on this computer."));
      return NULL;
    }
  files = reeve_archive_read (package, &fault, error);
  if (files == NULL)
    return NULL;
  report = g_new0 (ReevePackageReport, 1);
  report->faults = g_ptr_array_new_with_free_func (g_free);
  report->notes = g_ptr_array_new_with_free_func (g_free);
  report->first_byte = -1;
  verify_files (report, package, files, fault);
  if (fault != NULL && report->faults->len == 0)
    add_fault (report, "%s", fault);
  return report;
}

/* ---- findings ---------------------------------------------------------------------------------------------------------------------- */

typedef struct
{
  const GPtrArray *files;
  ReevePackageReport *report;
  GHashTable *ordinances;    /* name -> ReeveOrdinance, NULL when it cannot be read */
  gboolean same_words;       /* the explanations can be compared */
} Derive;

static GBytes *
find_library (const char *id, int version, gpointer data)
{
  g_autofree char *name = reeve_package_library_name (id, version);
  GBytes *text = reeve_archive_find (((Derive *) data)->files, name);

  return text != NULL ? g_bytes_ref (text) : NULL;
}

static ReeveOrdinance *
ordinance_of (Derive *self, const char *name)
{
  gpointer found;
  GBytes *text = reeve_archive_find (self->files, name);
  g_autoptr (ReeveMessages) messages = NULL;
  ReeveOrdinance *ordinance;

  if (g_hash_table_lookup_extended (self->ordinances, name, NULL, &found))
    return found;
  ordinance = text != NULL && g_str_has_prefix (name, "ordinances/") ? reeve_ordinance_load (name, text, find_library, self, &messages) : NULL;
  if (ordinance == NULL)
    add_fault (self->report, _("The law in %s cannot be read, so no finding under it could be derived again."), name);
  g_hash_table_insert (self->ordinances, g_strdup (name), ordinance);
  return ordinance;
}

/* What one finding comes to on its facts, as it should stand there. NULL: it cannot be derived. */
static JsonNode *
derive (Derive *self, JsonObject *finding, ReeveDay day, ReeveOrdinance *ordinance, GError **error)
{
  const char *id = member_text (finding, "provision");
  const ReeveProvision *provision = id != NULL ? reeve_ordinance_find_provision (ordinance, id) : NULL;
  g_autoptr (ReeveProgram) program = provision != NULL ? reeve_program_new (ordinance, provision, day, TRUE) : NULL;
  g_autoptr (ReeveFacts) facts = reeve_facts_new (ordinance);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (program == NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("The law in the package has no provision '%s' in force that day."), id != NULL ? id : "");
      return NULL;
    }
  if (!reeve_facts_fill_json (facts, json_object_get_member (finding, "facts"), error))
    return NULL;
  json_builder_begin_object (builder);
  reeve_package_add_judgement (builder, program, facts);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
compare (Derive *self, JsonObject *finding, JsonObject *derived)
{
  static const char *const members[] = { "outcome", "until", "text_sha256" };
  const char *record = member_text (finding, "record"), *provision = member_text (finding, "provision");

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_strcmp0 (member_text (finding, members[i]), member_text (derived, members[i])) != 0)
      {
        const char *was = member_text (finding, members[i]), *is = member_text (derived, members[i]);

        /* Translators: a record, a provision, then the name of what differs and its two values */
        add_fault (self->report, _("%s, %s: the package says %s '%s', its facts and its law give '%s'."), record != NULL ? record : "?", provision,
                   members[i], was != NULL ? was : "", is != NULL ? is : "");
        return;
      }
  if (self->same_words)
    {
      JsonNode *was = json_object_get_member (finding, "trace");
      g_autofree char *a = was != NULL ? json_to_string (was, FALSE) : NULL, *b = json_to_string (json_object_get_member (derived, "trace"), FALSE);

      if (g_strcmp0 (a, b) != 0)
        add_fault (self->report, _("%s, %s: the explanation is not the one that its facts and its law give."), record != NULL ? record : "?", provision);
    }
}

static void
derive_one (Derive *self, JsonNode *node)
{
  JsonObject *finding = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *name = finding != NULL ? member_text (finding, "ordinance") : NULL, *day_text = finding != NULL ? member_text (finding, "day") : NULL;
  g_autoptr (JsonNode) derived = NULL;
  g_autoptr (GError) error = NULL;
  ReeveOrdinance *ordinance;
  ReeveDay day;

  if (name == NULL || day_text == NULL || !reeve_day_parse (day_text, -1, &day))
    {
      add_fault (self->report, _("%s holds something that is no finding."), "findings.json");
      return;
    }
  if (json_object_has_member (finding, "kept_back"))
    {
      self->report->n_kept_back++;
      return;
    }
  ordinance = ordinance_of (self, name);
  if (ordinance == NULL)
    return;
  if (json_object_has_member (finding, "facts"))
    derived = derive (self, finding, day, ordinance, &error);
  if (derived == NULL)
    {
      add_fault (self->report, _("%s, %s cannot be derived again. %s"), member_text (finding, "record") != NULL ? member_text (finding, "record") : "?",
                 member_text (finding, "provision") != NULL ? member_text (finding, "provision") : "?", error != NULL ? error->message : _("Its facts are missing."));
      return;
    }
  self->report->n_findings++;
  compare (self, finding, json_node_get_object (derived));
}

static void
unref_ordinance (gpointer ordinance)
{
  if (ordinance != NULL)
    reeve_ordinance_unref (ordinance);
}

void
reeve_package_derive (const GPtrArray *files, const char *language, const char *program, ReevePackageReport *report)
{
  GBytes *bytes = reeve_archive_find (files, "findings.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) ordinances = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_ordinance);
  Derive self = { files, report, ordinances, g_strcmp0 (language, g_get_language_names ()[0]) == 0 && g_strcmp0 (program, "Reeve " REEVE_VERSION) == 0 };
  JsonNode *root = NULL, *list = NULL;

  if (bytes == NULL)
    return;
  if (g_bytes_get_size (bytes) > 0 && json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL))
    root = json_parser_get_root (parser);
  list = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_object_get_member (json_node_get_object (root), "findings") : NULL;
  if (list == NULL || !JSON_NODE_HOLDS_ARRAY (list))
    {
      add_fault (report, _("%s holds something that is no finding."), "findings.json");
      return;
    }
  if (!self.same_words)
    g_ptr_array_add (report->notes, g_strdup (_("The explanations are in another language or of another version, and were not compared word by word.")));
  for (guint i = 0; i < json_array_get_length (json_node_get_array (list)); i++)
    derive_one (&self, json_array_get_element (json_node_get_array (list), i));
}
