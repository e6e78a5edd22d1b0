/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file being imported before anything is written: what it is, its columns, what each column means, which are not read at all. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-import-private.h"
#include "reeve-text.h"

#define GUESS_BY_VALUE_ROWS 20

static void
preview_row_free (gpointer data)
{
  char **row = data;
  /* a forbidden or empty value is NULL, so the row is no string vector; its first cell keeps the length */
  for (gsize i = 1; i <= GPOINTER_TO_SIZE (row[0]); i++)
    g_free (row[i]);
  g_free (row);
}

static void
add_preview_row (ReeveImport *self, char **fields, guint n)
{
  char **row = g_new0 (char *, self->n_columns + 1);
  row[0] = GSIZE_TO_POINTER (self->n_columns);
  for (guint i = 0; i < MIN (n, self->n_columns); i++)
    if (!self->forbidden[i] && fields[i] != NULL)
      row[i + 1] = g_utf8_make_valid (fields[i], -1);
  g_ptr_array_add (self->preview, row);
}

static void
take_columns (ReeveImport *self, const char *const *columns, guint n)
{
  g_strfreev (self->columns);
  g_free (self->forbidden);
  g_free (self->ours);
  self->columns = g_strdupv ((char **) columns);
  self->n_columns = n;
  self->forbidden = g_new0 (gboolean, n + 1);
  self->ours = g_new0 (gboolean, n + 1);
  for (guint i = 0; i < n; i++)
    {
      self->forbidden[i] = reeve_column_is_forbidden (columns[i], reeve_import_kind_get_scope (self->kind));
      self->ours[i] = strcmp (columns[i], "reeve:line") == 0 || strcmp (columns[i], "reeve:reason") == 0;
    }
  g_ptr_array_set_size (self->preview, 0);
  g_array_set_size (self->preview_lines, 0);
}

static gboolean
is_taken (const ReeveImport *self, guint column)
{
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (self->column_of[i] == (int) column)
      return TRUE;
  return FALSE;
}

static gboolean
holds_points (const ReeveImport *self, guint column)
{
  for (guint i = 0; i < MIN (self->preview->len, GUESS_BY_VALUE_ROWS); i++)
    {
      const char *text = reeve_import_get_preview (self, i, column);
      if (text != NULL && *text != '\0')
        return g_ascii_strncasecmp (text, "POINT", 5) == 0;
    }
  return FALSE;
}

static int
guess_field (const ReeveImport *self, const ReeveImportSpec *spec, char **words)
{
  int best = -1, best_rank = G_MAXINT;
  for (guint i = 0; i < self->n_columns; i++)
    {
      if (self->forbidden[i] || self->ours[i] || is_taken (self, i))
        continue;
      gboolean point = holds_points (self, i);
      int rank = reeve_column_fits (words[i], spec->patterns);
      if ((spec->flags & REEVE_SPEC_BY_VALUE) != 0)
        rank = point ? 0 : -1;
      else if (point)
        rank = -1;
      if (rank >= 0 && rank < best_rank)
        {
          best = i;
          best_rank = rank;
        }
    }
  if (best >= 0 || (spec->flags & REEVE_SPEC_CONTAINS) == 0 || spec->patterns == NULL)
    return best;
  const char *word = strrchr (spec->patterns, '|');
  word = word != NULL ? word + 1 : spec->patterns;
  for (guint i = 0; i < self->n_columns; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], " ", 0);
      if (!self->forbidden[i] && !is_taken (self, i) && g_strv_contains ((const char *const *) parts, word))
        return i;
    }
  return -1;
}

/* A table that gives only one of category and class means both by it. */
static void
share_column (ReeveImport *self, const char *field, const char *with)
{
  int at = reeve_import_kind_find_field (self->kind, field), other = reeve_import_kind_find_field (self->kind, with);
  if (at >= 0 && other >= 0 && self->column_of[at] < 0)
    self->column_of[at] = self->column_of[other];
}

static void
guess_mapping (ReeveImport *self)
{
  g_autofree char **words = g_new0 (char *, self->n_columns + 1);
  for (guint i = 0; i < self->n_columns; i++)
    words[i] = reeve_column_words (self->columns[i]);
  for (guint i = 0; i < self->kind->n_fields; i++)
    self->column_of[i] = -1;
  for (guint i = 0; i < self->kind->n_fields; i++)
    self->column_of[i] = guess_field (self, &self->specs[i], words);
  share_column (self, "business.category", "licence.class");
  share_column (self, "licence.class", "business.category");
  g_array_set_size (self->items, 0);
  for (guint i = 0; i < self->n_columns && strcmp (self->kind->name, "inspections") == 0; i++)
    if (g_str_has_prefix (self->columns[i], "item.") && self->columns[i][5] != '\0' && !self->forbidden[i])
      {
        ReeveImportItem item = { g_strdup (self->columns[i] + 5), i };
        g_array_append_val (self->items, item);
      }
  for (guint i = 0; i < self->n_columns; i++)
    g_free (words[i]);
}

static gboolean
open_csv (ReeveImport *self, GError **error)
{
  ReeveCsvRecord record;
  GError *local = NULL;
  guint n;
  const char *const *columns = reeve_csv_get_columns (self->csv, &n);
  take_columns (self, columns, n);
  if (!reeve_csv_rewind (self->csv, error))
    return FALSE;
  while (self->preview->len < REEVE_IMPORT_PREVIEW_ROWS && reeve_csv_next (self->csv, &record, &local))
    {
      add_preview_row (self, record.fields, record.n_fields);
      g_array_append_val (self->preview_lines, record.line);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  guess_mapping (self);
  return TRUE;
}

static gboolean
open_gis (ReeveImport *self, GError **error)
{
  g_autoptr (ReeveGisReader) reader = reeve_gis_reader_new (self->path, reeve_import_get_option (self, "srs"), REEVE_IMPORT_PREVIEW_ROWS, NULL, error);
  if (reader == NULL)
    return FALSE;
  ReeveGisFeature feature;
  GError *local = NULL;
  guint n;
  const char *const *columns = reeve_gis_reader_get_columns (reader, &n);
  take_columns (self, columns, n);
  while (reeve_gis_reader_next (reader, &feature, &local))
    add_preview_row (self, feature.texts, feature.n_texts);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  const GPtrArray *notes = reeve_gis_reader_get_notes (reader);
  g_ptr_array_set_size (self->notes, 0);
  for (guint i = 0; i < notes->len; i++)
    g_ptr_array_add (self->notes, g_strdup (notes->pdata[i]));
  if (reeve_import_get_option (self, "name") == NULL && reeve_gis_reader_get_layer (reader) != NULL)
    g_hash_table_insert (self->options, g_strdup ("name"), g_strdup (reeve_gis_reader_get_layer (reader)));
  guess_mapping (self);
  return TRUE;
}

static void
clear_item (gpointer data)
{
  ReeveImportItem *item = data;
  g_free (item->item);
}

static void
guess_what (ReeveImport *self)
{
  static const struct
  {
    const char *kind, *part, *what;
  } guesses[] = {
    { "places", "day*care", "day-care" },   { "places", "child*care", "day-care" },      { "places", "playground", "playground" },
    { "places", "librar", "library" },      { "places", "church", "worship" },           { "places", "worship", "worship" },
    { "places", "youth", "youth-center" },  { "places", "elderly", "elderly" },          { "places", "senior", "elderly" },
    { "places", "hospital", "hospital" },   { "places", "universit", "university" },     { "places", "municipal", "public-building" },
    { "places", "school", "school" },       { "places", "park", "park" },                { "places", "open*space", "park" },
    { "zones", "overlay", "overlay" },      { "zones", "zoning", "zoning" },             { "zones", "council*district", "district" },
    { "zones", "police", "district" },      { "zones", "neighbo", "district" },          { "zones", "ward", "district" },
    { "zones", "beat", "district" },        { "layer", "water", "water" },               { "layer", "hydro", "water" },
    { "layer", "park", "parks" },           { "layer", "open*space", "parks" },          { "layer", "boundary", "boundary" },
  };
  g_autofree char *name = reeve_text_fold (self->file_name);
  for (guint i = 0; i < G_N_ELEMENTS (guesses); i++)
    {
      g_autofree char *pattern = g_strdup_printf ("*%s*", guesses[i].part);
      if (strcmp (guesses[i].kind, self->kind->name) == 0 && g_pattern_match_simple (pattern, name))
        {
          g_hash_table_insert (self->options, g_strdup ("what"), g_strdup (guesses[i].what));
          return;
        }
    }
}

ReeveImport *
reeve_import_new (const ReeveImportKind *kind, const char *path, GError **error)
{
  g_return_val_if_fail (kind != NULL && path != NULL, NULL);
  g_autoptr (ReeveImport) self = g_new0 (ReeveImport, 1);
  self->kind = kind;
  self->specs = reeve_import_kind_get_specs (kind);
  self->path = g_strdup (path);
  g_autofree char *base = g_path_get_basename (path);
  self->file_name = g_filename_display_name (base);
  self->preview = g_ptr_array_new_with_free_func (preview_row_free);
  self->preview_lines = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->column_of = g_new (int, kind->n_fields);
  self->items = g_array_new (FALSE, FALSE, sizeof (ReeveImportItem));
  g_array_set_clear_func (self->items, clear_item);
  self->key = reeve_import_kind_find_field (kind, kind->key);
  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_import_refusal_free);
  self->changes = g_ptr_array_new_with_free_func (g_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  if (kind->gis)
    guess_what (self);
  else
    {
      self->csv = reeve_csv_new (path, error);
      if (self->csv == NULL)
        return NULL;
    }
  if (!(kind->gis ? open_gis (self, error) : open_csv (self, error)))
    return NULL;
  return g_steal_pointer (&self);
}

void
reeve_import_free (ReeveImport *self)
{
  if (self == NULL)
    return;
  reeve_csv_free (self->csv);
  g_strfreev (self->columns);
  g_free (self->forbidden);
  g_free (self->ours);
  g_clear_pointer (&self->preview, g_ptr_array_unref);
  g_free (self->column_of);
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->options, g_hash_table_unref);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_clear_pointer (&self->refusals, g_ptr_array_unref);
  g_clear_pointer (&self->preview_lines, g_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self->path);
  g_free (self->file_name);
  g_free (self);
}

const char *
reeve_import_get_encoding (const ReeveImport *self)
{
  return self->csv != NULL ? reeve_encoding_name (reeve_text_source_get_encoding (reeve_csv_get_source (self->csv))) : "UTF-8";
}

const char *const *
reeve_import_get_columns (const ReeveImport *self)
{
  return (const char *const *) self->columns;
}

guint
reeve_import_get_n_preview (const ReeveImport *self)
{
  return self->preview->len;
}

const char *
reeve_import_get_preview (const ReeveImport *self, guint row, guint column)
{
  g_return_val_if_fail (row < self->preview->len && column < self->n_columns, NULL);
  return ((char **) self->preview->pdata[row])[column + 1];
}

gint64
reeve_import_get_preview_line (const ReeveImport *self, guint row)
{
  return row < self->preview_lines->len ? g_array_index (self->preview_lines, gint64, row) : 0;
}

gboolean
reeve_import_is_forbidden (const ReeveImport *self, guint column)
{
  g_return_val_if_fail (column < self->n_columns, TRUE);
  return self->forbidden[column];
}

const char *
reeve_import_get_mapping (const ReeveImport *self, const char *field)
{
  int at = reeve_import_kind_find_field (self->kind, field);
  return at >= 0 && self->column_of[at] >= 0 ? self->columns[self->column_of[at]] : NULL;
}

static gboolean
find_column (const ReeveImport *self, const char *name, int *ret_column, GError **error)
{
  int loose = -1;
  for (guint i = 0; i < self->n_columns; i++)
    {
      if (strcmp (self->columns[i], name) == 0)
        {
          *ret_column = i;
          return TRUE;
        }
      if (loose < 0 && g_ascii_strcasecmp (self->columns[i], name) == 0)
        loose = i;
    }
  if (loose >= 0)
    {
      *ret_column = loose;
      return TRUE;
    }
  const char *nearest = reeve_text_nearest (name, (const char *const *) self->columns, 3);
  if (nearest != NULL)
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("%s has no column '%s'; did you mean '%s'?"), self->file_name, name, nearest);
  else
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("%s has no column '%s'."), self->file_name, name);
  return FALSE;
}

static gboolean
fail_unknown_field (const ReeveImport *self, const char *field, GError **error)
{
  g_autofree const char **names = g_new0 (const char *, self->kind->n_fields + 1);
  for (guint i = 0; i < self->kind->n_fields; i++)
    names[i] = self->kind->fields[i].name;
  const char *nearest = reeve_text_nearest (field, names, 4);
  if (nearest != NULL)
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no field '%s' in %s; did you mean '%s'?"), field, self->kind->name, nearest);
  else
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no field '%s' in %s."), field, self->kind->name);
  return FALSE;
}

static gboolean
map_item (ReeveImport *self, const char *item, int column)
{
  for (guint i = self->items->len; i > 0; i--)
    if (strcmp (g_array_index (self->items, ReeveImportItem, i - 1).item, item) == 0)
      g_array_remove_index (self->items, i - 1);
  if (column >= 0)
    {
      ReeveImportItem new = { g_strdup (item), column };
      g_array_append_val (self->items, new);
    }
  return TRUE;
}

gboolean
reeve_import_set_mapping (ReeveImport *self, const char *field, const char *column, GError **error)
{
  int at = reeve_import_kind_find_field (self->kind, field), index = -1;
  gboolean item = strcmp (self->kind->name, "inspections") == 0 && g_str_has_prefix (field, "item.") && field[5] != '\0';
  if (at < 0 && !item)
    return fail_unknown_field (self, field, error);
  if (column != NULL && *column != '\0')
    {
      if (!find_column (self, column, &index, error))
        return FALSE;
      if (self->forbidden[index])
        {
          g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                       _("The column '%s' tells of origin, birth, a complainant or another matter that Reeve does not keep, so it is not read."), self->columns[index]);
          return FALSE;
        }
    }
  if (item)
    return map_item (self, field + 5, index);
  self->column_of[at] = index;
  return TRUE;
}

gboolean
reeve_import_set_key (ReeveImport *self, const char *field, GError **error)
{
  static const struct
  {
    const char *kind, *keys;
  } allowed[] = {
    { "licences", "licence.number" },           { "businesses", "business.number|business.name" },
    { "practitioners", "practitioner.reference" }, { "complaints", "complaint.number" },
    { "inspections", "inspection.number" },     { "events", "event.incident" },
    { "applications", "application.number" },
    { "places", "place.key|place.name" },       { "zones", "zone.key|zone.code|zone.name" },
    { "streets", "feature.key|feature.name" },  { "layer", "feature.key|feature.name" },
  };
  int at = reeve_import_kind_find_field (self->kind, field);
  if (at < 0)
    return fail_unknown_field (self, field, error);
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    {
      g_auto (GStrv) keys = g_strsplit (allowed[i].keys, "|", 0);
      if (strcmp (allowed[i].kind, self->kind->name) != 0)
        continue;
      if (g_strv_contains ((const char *const *) keys, self->kind->fields[at].name))
        {
          self->key = at;
          return TRUE;
        }
      g_autofree char *list = g_strjoinv (", ", keys);
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("'%s' cannot tell records of %s apart; possible is: %s."), field, self->kind->name, list);
      return FALSE;
    }
  return FALSE;
}

const char *
reeve_import_get_option (const ReeveImport *self, const char *option)
{
  return g_hash_table_lookup (self->options, option);
}

/* "licence.status:Closed W/ Bal=lapsed" */
static gboolean
add_value (ReeveImport *self, const char *text, GError **error)
{
  const char *colon = strchr (text, ':'), *equals = strrchr (text, '=');
  if (colon == NULL || equals == NULL || equals < colon)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("'%s' is not of the form FIELD:VALUE=MEANING."), text);
      return FALSE;
    }
  g_autofree char *field = g_strndup (text, colon - text);
  g_autofree char *value = g_strndup (colon + 1, equals - colon - 1);
  g_autofree char *folded = reeve_text_fold (value);
  int at = reeve_import_kind_find_field (self->kind, field);
  if (at < 0)
    return fail_unknown_field (self, field, error);
  g_hash_table_insert (self->values, g_strconcat (self->kind->fields[at].name, "\n", folded, NULL), g_strdup (equals + 1));
  return TRUE;
}

static gboolean
set_separator (ReeveImport *self, const char *value, GError **error)
{
  char c = strcmp (value, "tab") == 0 || strcmp (value, "\\t") == 0 ? '\t' : value[0];
  if (self->csv == NULL || (c != '\t' && (strlen (value) != 1 || strchr (",;|", c) == NULL)))
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("'%s' is not a separator; possible are comma, semicolon, | and tab."), value);
      return FALSE;
    }
  return reeve_csv_set_separator (self->csv, c, error) && open_csv (self, error);
}

gboolean
reeve_import_set_option (ReeveImport *self, const char *option, const char *value, GError **error)
{
  static const char *const known[] = { "what", "srs", "name", "attribution", "date", NULL };
  ReeveEncoding encoding;
  if (strcmp (option, "value") == 0)
    return add_value (self, value, error);
  if (strcmp (option, "separator") == 0)
    return set_separator (self, value, error);
  if (strcmp (option, "encoding") == 0)
    {
      if (self->csv == NULL || !reeve_encoding_find (value, &encoding))
        {
          g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                       _("The encoding '%s' is not known; possible are UTF-8, UTF-16LE, UTF-16BE, Latin-1 and Windows-1252."), value);
          return FALSE;
        }
      return reeve_csv_set_encoding (self->csv, encoding, error) && open_csv (self, error);
    }
  if (!g_strv_contains (known, option))
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no option '%s'."), option);
      return FALSE;
    }
  if (strcmp (option, "srs") == 0)
    {
      gint64 number;
      const char *digits = g_ascii_strncasecmp (value, "EPSG:", 5) == 0 ? value + 5 : value;
      if (!g_ascii_string_to_signed (digits, 10, 1024, 999999, &number, NULL))
        {
          g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("'%s' is not the EPSG number of a coordinate system."), value);
          return FALSE;
        }
      g_hash_table_insert (self->options, g_strdup (option), g_strdup_printf ("%" G_GINT64_FORMAT, number));
      return self->kind->gis ? open_gis (self, error) : TRUE;
    }
  g_hash_table_insert (self->options, g_strdup (option), g_strdup (value));
  return TRUE;
}

static void
build_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

char *
reeve_import_mapping_json (const ReeveImport *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "map");
  json_builder_begin_object (builder);
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (self->column_of[i] >= 0)
      build_string (builder, self->kind->fields[i].name, self->columns[self->column_of[i]]);
  for (guint i = 0; i < self->items->len; i++)
    {
      const ReeveImportItem *item = &g_array_index (self->items, ReeveImportItem, i);
      g_autofree char *name = g_strconcat ("item.", item->item, NULL);
      build_string (builder, name, self->columns[item->column]);
    }
  json_builder_end_object (builder);
  build_string (builder, "key", self->kind->fields[self->key].name);
  build_string (builder, "encoding", reeve_import_get_encoding (self));
  if (self->csv != NULL)
    {
      char separator[2] = { reeve_csv_get_separator (self->csv), '\0' };
      build_string (builder, "separator", separator);
    }
  g_autoptr (GList) values = g_list_sort (g_hash_table_get_keys (self->values), (GCompareFunc) strcmp);
  json_builder_set_member_name (builder, "values");
  json_builder_begin_object (builder);
  for (GList *l = values; l != NULL; l = l->next)
    {
      g_autofree char *name = g_strdelimit (g_strdup (l->data), "\n", ':');
      build_string (builder, name, g_hash_table_lookup (self->values, l->data));
    }
  json_builder_end_object (builder);
  g_autoptr (GList) options = g_list_sort (g_hash_table_get_keys (self->options), (GCompareFunc) strcmp);
  json_builder_set_member_name (builder, "options");
  json_builder_begin_object (builder);
  for (GList *l = options; l != NULL; l = l->next)
    build_string (builder, l->data, g_hash_table_lookup (self->options, l->data));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* A member of @object that is an object, or NULL: a setting may have been written by anybody. */
static JsonObject *
object_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
string_of (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

gboolean
reeve_import_load_profile (ReeveImport *self, ReeveConn *conn, const char *name, GError **error)
{
  g_autofree char *key = g_strdup_printf ("import-profile/%s/%s", self->kind->name, name);
  g_autofree char *text = reeve_conn_get_setting (conn, key);
  if (text == NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no profile '%s' for %s."), name, self->kind->name);
      return FALSE;
    }
  g_autoptr (JsonNode) root = json_from_string (text, error);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("The profile '%s' cannot be read."), name);
      return FALSE;
    }
  JsonObject *map = object_member (json_node_get_object (root), "map"), *values = object_member (json_node_get_object (root), "values");
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;
  if (map != NULL)
    {
      for (guint i = 0; i < self->kind->n_fields; i++)
        self->column_of[i] = -1;
      json_object_iter_init (&iter, map);
      while (json_object_iter_next (&iter, &member, &node))
        if (string_of (node) != NULL && !reeve_import_set_mapping (self, member, string_of (node), error))
          return FALSE;
    }
  if (values != NULL)
    {
      json_object_iter_init (&iter, values);
      while (json_object_iter_next (&iter, &member, &node))
        {
          g_autofree char *pair = g_strconcat (member, "=", string_of (node), NULL);
          if (string_of (node) != NULL && !add_value (self, pair, error))
            return FALSE;
        }
    }
  const char *wanted = json_object_get_string_member_with_default (json_node_get_object (root), "key", NULL);
  return wanted == NULL || reeve_import_set_key (self, wanted, error);
}

const GPtrArray *
reeve_import_get_refusals (const ReeveImport *self)
{
  return self->refusals;
}

const GPtrArray *
reeve_import_get_changes (const ReeveImport *self)
{
  return self->changes;
}

const GPtrArray *
reeve_import_get_notes (const ReeveImport *self)
{
  return self->notes;
}

gint64
reeve_import_get_left_unknown (const ReeveImport *self)
{
  return self->left_unknown;
}
