// SPDX-License-Identifier: GPL-3.0-or-later
/* Reads an ordinance file: its top level and its libraries (language.md 1.1, 1.7). All mistakes are collected; only a file without any
 * becomes an ordinance. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reeve-example.h"
#include "reeve-loader-private.h"
#include "reeve-text.h"

#define MAX_INCLUDE_DEPTH 4

static const char *const top_keys[] = {
  "reeve-ordinance", "id", "version", "jurisdiction", "title", "authority", "purpose", "published", "adopted", "include", "counting", "evidence", "codes", "parameters",
  "definitions", "checklist", "given", "provisions", NULL,
};

static ReeveOrdinance *
ordinance_new (GBytes *text)
{
  ReeveOrdinance *ordinance = g_new0 (ReeveOrdinance, 1);
  gsize size;
  gconstpointer data = g_bytes_get_data (text, &size);

  ordinance->ref_count = 1;
  ordinance->text = g_bytes_ref (text);
  ordinance->sha256 = reeve_sha256 (data, size);
  ordinance->adopted_on = G_MININT32;
  ordinance->provisions = g_ptr_array_new ();
  ordinance->checklist = g_ptr_array_new ();
  ordinance->parameters = g_ptr_array_new ();
  ordinance->definitions = g_ptr_array_new ();
  ordinance->own_provisions = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_provision_free);
  ordinance->own_checklist = g_ptr_array_new ();
  ordinance->own_parameters = g_ptr_array_new ();
  ordinance->own_definitions = g_ptr_array_new ();
  ordinance->parameter_index = g_hash_table_new (g_str_hash, g_str_equal);
  ordinance->definition_index = g_hash_table_new (g_str_hash, g_str_equal);
  ordinance->item_index = g_hash_table_new (g_str_hash, g_str_equal);
  ordinance->codes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  ordinance->code_labels = g_ptr_array_new_with_free_func (g_free);
  ordinance->holiday_tables = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  ordinance->libraries = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_ordinance_unref);
  return ordinance;
}

/* Windows editors put a byte order mark in front of UTF-8. Transfer full. */
static GBytes *
without_mark (GBytes *text)
{
  gsize size;
  const char *bytes = g_bytes_get_data (text, &size);

  if (size >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    return g_bytes_new_from_bytes (text, 3, size - 3);
  return g_bytes_ref (text);
}

static void
read_version (ReeveLoader *loader, const ReeveYaml *root)
{
  const ReeveYaml *version = reeve_yaml_get (root, "reeve-ordinance");

  if (version == NULL)
    reeve_loader_error (loader, root, "E107", NULL, _("'%s' is required here"), "reeve-ordinance");
  else if (version->kind != REEVE_YAML_TEXT || strcmp (version->text, "1") != 0)
    reeve_loader_error (loader, version, "E108", "1", _("this version of the language is not known; this program reads version 1"));
}

/* A whole number from 1; 0: told. */
static guint
read_number (ReeveLoader *loader, const ReeveYaml *yaml, const char *what)
{
  guint64 number = 0;

  if (reeve_loader_expect (loader, yaml, REEVE_YAML_TEXT, what) && !g_ascii_string_to_unsigned (yaml->text, 10, 1, G_MAXINT, &number, NULL))
    reeve_loader_error (loader, yaml, "E108", NULL, _("expected %s, found '%s'"), what, yaml->text);
  return (guint) number;
}

static void
read_adopted (ReeveLoader *loader, const ReeveYaml *yaml)
{
  static const char *const keys[] = { "ordinance", "on", NULL };
  const ReeveYaml *on;

  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_MAP, _("'ordinance' and 'on'")))
    return;
  reeve_loader_check_keys (loader, yaml, keys);
  loader->ordinance->adopted_number = reeve_loader_text (loader, yaml, "ordinance", TRUE);
  on = reeve_yaml_get (yaml, "on");
  if (on == NULL)
    reeve_loader_error (loader, yaml, "E107", NULL, _("'%s' is required here"), "on");
  else
    reeve_loader_date (loader, on, &loader->ordinance->adopted_on);
}

/* Libraries */

static gboolean
is_dropped (const ReeveYaml *without, const char *id)
{
  for (guint i = 0; without != NULL && i < without->items->len; i++)
    {
      const ReeveYaml *name = g_ptr_array_index (without->items, i);

      if (name->kind == REEVE_YAML_TEXT && strcmp (name->text, id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_codes (ReeveOrdinance *ordinance, const ReeveOrdinance *library)
{
  GHashTableIter iter;
  gpointer list, codes;

  g_hash_table_iter_init (&iter, library->codes);
  while (g_hash_table_iter_next (&iter, &list, &codes))
    {
      GPtrArray *added = g_hash_table_lookup (ordinance->codes, list);

      if (added == NULL)
        {
          added = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (ordinance->codes, list, added);
        }
      for (guint i = 0; i < ((GPtrArray *) codes)->len; i++)
        g_ptr_array_add (added, g_strdup (g_ptr_array_index ((GPtrArray *) codes, i)));
    }
}

/* Its definitions are copied: they are resolved here among our names, and marked as used here. */
static void
add_definitions (ReeveOrdinance *ordinance, const ReeveOrdinance *library)
{
  for (guint i = 0; i < library->definitions->len; i++)
    {
      ReeveDefinition *definition = g_ptr_array_index (library->definitions, i);

      definition->included = TRUE;
      reeve_ordinance_add_definition (ordinance, definition);
    }
}

static void
add_library (ReeveLoader *loader, const ReeveYaml *place, ReeveOrdinance *library, const ReeveYaml *without)
{
  ReeveOrdinance *ordinance = loader->ordinance;

  for (guint i = 0; i < library->provisions->len; i++)
    {
      ReeveProvision *provision = g_ptr_array_index (library->provisions, i);

      if (!is_dropped (without, provision->id))
        g_ptr_array_add (ordinance->provisions, provision);
    }
  for (guint i = 0; i < library->checklist->len; i++)
    {
      ReeveItem *item = g_ptr_array_index (library->checklist, i);

      if (reeve_ordinance_find_item (ordinance, item->id, NULL) != NULL)
        reeve_loader_error (loader, place, "E205", NULL, _("name '%s' is already used by %s"), item->id, _("a checklist item of another library"));
      else
        reeve_ordinance_add_item (ordinance, item);
    }
  for (guint i = 0; i < library->parameters->len; i++)
    {
      ReeveParameter *parameter = g_ptr_array_index (library->parameters, i);

      if (reeve_ordinance_find_parameter (ordinance, parameter->name) != NULL)
        reeve_loader_error (loader, place, "E205", NULL, _("name '%s' is already used by %s"), parameter->name, _("a parameter of another library"));
      else
        reeve_ordinance_add_parameter (ordinance, parameter);
    }
  add_definitions (ordinance, library);
  add_codes (ordinance, library);
}

static void
check_without (ReeveLoader *loader, const ReeveYaml *without, const ReeveOrdinance *library)
{
  for (guint i = 0; i < without->items->len; i++)
    {
      const ReeveYaml *name = g_ptr_array_index (without->items, i);

      if (reeve_loader_expect (loader, name, REEVE_YAML_TEXT, _("the id of a provision"))
          && reeve_ordinance_find_provision (library, name->text) == NULL)
        reeve_loader_error (loader, name, "E201", NULL, _("library '%s' has no provision '%s'"), library->id, name->text);
    }
}

static ReeveOrdinance *
load_library (ReeveLoader *loader, const ReeveYaml *place, const char *id, int version)
{
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (GBytes) raw = NULL;
  g_autoptr (GBytes) text = NULL;
  ReeveOrdinance *library;
  gsize size;
  gconstpointer data;

  for (guint i = 0; i < loader->chain->len; i++)
    if (strcmp (g_ptr_array_index (loader->chain, i), id) == 0)
      {
        reeve_loader_error (loader, place, "E207", NULL, _("library '%s' includes itself, directly or through another"), id);
        return NULL;
      }
  if (loader->chain->len >= MAX_INCLUDE_DEPTH)
    {
      reeve_loader_error (loader, place, "E207", NULL, _("libraries are nested too deep: limit %d"), MAX_INCLUDE_DEPTH);
      return NULL;
    }
  raw = loader->library != NULL ? loader->library (id, version, loader->data) : NULL;
  text = raw != NULL ? without_mark (raw) : NULL;
  if (text == NULL)
    {
      reeve_loader_error (loader, place, "E207", NULL, _("library '%s', version %d, is not found; import it first"), id, version);
      return NULL;
    }
  data = g_bytes_get_data (text, &size);
  messages = reeve_messages_new (id, data, size);
  library = reeve_loader_load (text, loader->library, loader->data, loader->chain, messages);
  for (guint i = 0; i < reeve_messages_get_n (messages); i++)
    {
      const ReeveMessage *message = reeve_messages_get (messages, i);

      if (message->severity != REEVE_SEVERITY_ERROR)
        continue;
      reeve_loader_error (loader, place, "E207", NULL, _("library '%s' has a mistake in line %u: %s: %s"), id, message->source.line,
                          message->id, message->text);
      break;
    }
  return library;
}

static void
read_include (ReeveLoader *loader, const ReeveYaml *yaml)
{
  static const char *const keys[] = { "library", "version", "without", NULL };
  const ReeveYaml *name, *version, *without;
  ReeveOrdinance *library;
  guint number;

  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_MAP, _("'library' and 'version'")))
    return;
  reeve_loader_check_keys (loader, yaml, keys);
  name = reeve_yaml_get (yaml, "library");
  version = reeve_yaml_get (yaml, "version");
  without = reeve_yaml_get (yaml, "without");
  if (name == NULL || version == NULL)
    {
      reeve_loader_error (loader, yaml, "E107", NULL, _("'%s' is required here"), name == NULL ? "library" : "version");
      return;
    }
  if (!reeve_loader_name (loader, name))
    return;
  number = read_number (loader, version, _("the version of the library, a whole number"));
  if (number == 0)
    return;
  if (without != NULL && !reeve_loader_expect (loader, without, REEVE_YAML_LIST, _("a list of provision ids")))
    without = NULL;
  library = load_library (loader, name, name->text, (int) number);
  if (library == NULL)
    return;
  if (library->version != 0 && library->version != number)
    reeve_loader_error (loader, version, "E207", NULL, _("library '%s' is version %u; this file includes version %u"), name->text, library->version,
                        number);
  g_ptr_array_add (loader->ordinance->libraries, library);
  if (without != NULL)
    check_without (loader, without, library);
  add_library (loader, name, library, without);
}

void
reeve_loader_read_includes (ReeveLoader *loader, const ReeveYaml *yaml)
{
  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_LIST, _("a list of libraries")))
    return;
  for (guint i = 0; i < MIN (yaml->items->len, 20); i++)
    read_include (loader, g_ptr_array_index (yaml->items, i));
  if (yaml->items->len > 20)
    reeve_loader_error (loader, yaml, "E100", NULL, _("too many libraries: limit %d"), 20);
}

/* The whole */

/* FALSE when a library is missing: then half of the names are, and telling each of them would hide the one mistake. */
static gboolean
read_names (ReeveLoader *loader, const ReeveYaml *root)
{
  const ReeveYaml *value;
  guint errors = reeve_messages_count (loader->messages, REEVE_SEVERITY_ERROR);

  if ((value = reeve_yaml_get (root, "include")) != NULL)
    reeve_loader_read_includes (loader, value);
  if (reeve_messages_count (loader->messages, REEVE_SEVERITY_ERROR) > errors)
    return FALSE;
  if ((value = reeve_yaml_get (root, "codes")) != NULL)
    reeve_loader_read_codes (loader, value);
  if ((value = reeve_yaml_get (root, "parameters")) != NULL)
    reeve_loader_read_parameters (loader, value);
  if ((value = reeve_yaml_get (root, "checklist")) != NULL)
    reeve_loader_read_checklist (loader, value);
  if ((value = reeve_yaml_get (root, "definitions")) != NULL)
    reeve_loader_read_definitions (loader, value);
  reeve_loader_check_names (loader);
  return TRUE;
}

static void
read_top (ReeveLoader *loader, const ReeveYaml *root)
{
  ReeveOrdinance *ordinance = loader->ordinance;
  const ReeveYaml *value;
  gboolean named;

  if (!reeve_loader_expect (loader, root, REEVE_YAML_MAP, _("the keys of an ordinance: reeve-ordinance, id, title ...")))
    return;
  reeve_loader_check_keys (loader, root, top_keys);
  read_version (loader, root);
  ordinance->id = reeve_loader_text (loader, root, "id", TRUE);
  if (ordinance->id != NULL)
    reeve_loader_name (loader, reeve_yaml_get (root, "id"));
  if ((value = reeve_yaml_get (root, "version")) != NULL)
    ordinance->version = read_number (loader, value, _("the version of this file, a whole number"));
  ordinance->title = reeve_loader_text (loader, root, "title", TRUE);
  ordinance->jurisdiction = reeve_loader_text (loader, root, "jurisdiction", TRUE);
  ordinance->authority = reeve_loader_text (loader, root, "authority", FALSE);
  ordinance->purpose = reeve_loader_text (loader, root, "purpose", FALSE);
  if ((value = reeve_yaml_get (root, "adopted")) != NULL)
    read_adopted (loader, value);
  if ((value = reeve_yaml_get (root, "published")) != NULL)
    reeve_loader_published (loader, value, &ordinance->published);
  if ((value = reeve_yaml_get (root, "counting")) != NULL)
    reeve_loader_counting (loader, value, &ordinance->counting);
  if ((value = reeve_yaml_get (root, "evidence")) != NULL)
    ordinance->evidence_given = reeve_loader_duration (loader, value, &ordinance->evidence);
  if ((value = reeve_yaml_get (root, "given")) != NULL && reeve_loader_expect (loader, value, REEVE_YAML_MAP, _("roots with their fields")))
    {
      ordinance->given = reeve_loader_given (loader, value);
      loader->holidays_given = reeve_yaml_get (value, "holidays");
    }
  if (ordinance->id != NULL)
    g_ptr_array_add (loader->chain, ordinance->id);
  named = read_names (loader, root);
  if (ordinance->id != NULL)
    g_ptr_array_set_size (loader->chain, (int) loader->chain->len - 1);
  if (!named)
    return;
  reeve_loader_check_definitions (loader);
  reeve_loader_check_items (loader);
  if ((value = reeve_yaml_get (root, "provisions")) != NULL)
    reeve_loader_read_provisions (loader, value);
  else
    reeve_loader_error (loader, root, "E107", NULL, _("'%s' is required here"), "provisions");
  reeve_loader_warn_definitions (loader);
  reeve_loader_warn_provisions (loader);
}

/* Included provisions come after the file's own. */
static void
order_provisions (ReeveOrdinance *ordinance)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < ordinance->own_provisions->len; i++)
    g_ptr_array_add (all, g_ptr_array_index (ordinance->own_provisions, i));
  for (guint i = 0; i < ordinance->provisions->len; i++)
    g_ptr_array_add (all, g_ptr_array_index (ordinance->provisions, i));
  g_ptr_array_unref (ordinance->provisions);
  ordinance->provisions = all;
}

/* @chain: ids of the files that include this one. */
ReeveOrdinance *
reeve_loader_load (GBytes *text, ReeveLibraryFunc library, gpointer data, GPtrArray *chain, ReeveMessages *messages)
{
  ReeveLoader loader = { .messages = messages, .library = library, .data = data, .chain = chain };
  g_autoptr (ReeveYaml) root = NULL;

  loader.text = g_bytes_get_data (text, &loader.size);
  root = reeve_yaml_parse (loader.text, loader.size, messages);
  if (root == NULL)
    return NULL;
  loader.ordinance = ordinance_new (text);
  read_top (&loader, root);
  order_provisions (loader.ordinance);
  if (reeve_messages_count (messages, REEVE_SEVERITY_ERROR) == 0)
    reeve_examples_check (loader.ordinance, loader.ordinance->own_provisions, messages);
  if (reeve_messages_count (messages, REEVE_SEVERITY_ERROR) > 0)
    g_clear_pointer (&loader.ordinance, reeve_ordinance_unref);
  return loader.ordinance;
}

ReeveOrdinance *
reeve_ordinance_load (const char *name, GBytes *text, ReeveLibraryFunc library, gpointer data, ReeveMessages **ret_messages)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();
  g_autoptr (GBytes) unmarked = without_mark (text);
  ReeveOrdinance *ordinance;
  gsize size;
  gconstpointer bytes = g_bytes_get_data (unmarked, &size);

  *ret_messages = reeve_messages_new (name, bytes != NULL ? bytes : "", size);
  ordinance = reeve_loader_load (unmarked, library, data, chain, *ret_messages);
  if (ordinance != NULL && unmarked != text)
    {
      /* the hash is that of the file as it lies on the disk */
      g_free (ordinance->sha256);
      ordinance->sha256 = reeve_sha256 (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
    }
  return ordinance;
}
