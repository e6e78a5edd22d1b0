/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record at a time on its way into the case file: the draft a row makes, the record that is there, what differs. Statements are built
 * once from the names of the dictionary; values are bound. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "reeve-import-private.h"

#define MAX_COLUMNS 63
#define SAME_REAL 5e-7      /* of a degree this is five centimetres: no spreadsheet means less */

typedef enum { CELL_EMPTY, CELL_TEXT, CELL_INT, CELL_REAL, CELL_BYTES } CellType;

typedef struct
{
  CellType type;
  const char *text;
  gint64 integer;
  double real;
  GBytes *bytes;
} Cell;

struct _ReeveImportTable
{
  const ReeveTableInfo *info;
  guint n;
  const ReeveFieldInfo *fields[MAX_COLUMNS];
  gboolean once[MAX_COLUMNS];
  Cell draft[MAX_COLUMNS];
  Cell old[MAX_COLUMNS];
  gint64 old_id;
  GStringChunk *old_texts;
  ReeveStmt *insert, *load, *update;
};

ReeveImportTable *
reeve_import_table_new (const char *name)
{
  ReeveImportTable *self = g_new0 (ReeveImportTable, 1);
  self->info = reeve_schema_find_table (name);
  if (self->info == NULL)
    g_error ("no table %s", name);
  self->old_texts = g_string_chunk_new (1024);
  return self;
}

static void
clear_cells (Cell *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_clear_pointer (&cells[i].bytes, g_bytes_unref);
      cells[i].type = CELL_EMPTY;
    }
}

void
reeve_import_table_free (ReeveImportTable *self)
{
  clear_cells (self->draft, self->n);
  clear_cells (self->old, self->n);
  g_string_chunk_free (self->old_texts);
  g_free (self);
}

guint
reeve_import_table_use (ReeveImportTable *self, const char *column)
{
  for (guint i = 0; i < self->n; i++)
    if (strcmp (self->fields[i]->name, column) == 0)
      return i;
  int at = reeve_table_find_field (self->info, column);
  if (at < 0 || self->n == MAX_COLUMNS || self->insert != NULL || self->load != NULL)
    g_error ("no column %s in %s", column, self->info->name);
  self->fields[self->n] = &self->info->fields[at];
  return self->n++;
}

void
reeve_import_table_set_once (ReeveImportTable *self, guint column)
{
  self->once[column] = TRUE;
}

void
reeve_import_table_clear (ReeveImportTable *self)
{
  clear_cells (self->draft, self->n);
}

void
reeve_import_table_set (ReeveImportTable *self, guint column, const char *value)
{
  Cell *cell = &self->draft[column];
  if (value == NULL)
    {
      cell->type = CELL_EMPTY;
      return;
    }
  switch (self->fields[column]->type)
    {
    case REEVE_FIELD_TRUTH:
    case REEVE_FIELD_INTEGER:
    case REEVE_FIELD_MONEY:
    case REEVE_FIELD_REFERENCE:
      reeve_import_table_set_int (self, column, g_ascii_strtoll (value, NULL, 10));
      break;
    case REEVE_FIELD_REAL:
      reeve_import_table_set_real (self, column, g_ascii_strtod (value, NULL));
      break;
    default:
      cell->type = CELL_TEXT;
      cell->text = value;
      break;
    }
}

void
reeve_import_table_set_int (ReeveImportTable *self, guint column, gint64 value)
{
  self->draft[column].type = CELL_INT;
  self->draft[column].integer = value;
}

void
reeve_import_table_set_real (ReeveImportTable *self, guint column, double value)
{
  self->draft[column].type = CELL_REAL;
  self->draft[column].real = value;
}

void
reeve_import_table_set_bytes (ReeveImportTable *self, guint column, GBytes *value)
{
  g_clear_pointer (&self->draft[column].bytes, g_bytes_unref);
  self->draft[column].type = CELL_BYTES;
  self->draft[column].bytes = g_bytes_ref (value);
}

void
reeve_import_table_unset (ReeveImportTable *self, guint column)
{
  self->draft[column].type = CELL_EMPTY;
}

gboolean
reeve_import_table_has (const ReeveImportTable *self, guint column)
{
  return self->draft[column].type != CELL_EMPTY;
}

guint64
reeve_import_table_given (const ReeveImportTable *self)
{
  guint64 mask = 0;
  for (guint i = 0; i < self->n; i++)
    if (self->draft[i].type != CELL_EMPTY && !self->once[i])
      mask |= G_GUINT64_CONSTANT (1) << i;
  return mask;
}

const ReeveFieldInfo *
reeve_import_table_field (const ReeveImportTable *self, guint column)
{
  return self->fields[column];
}

static void
bind_cell (ReeveStmt *stmt, int index, const Cell *cell)
{
  switch (cell->type)
    {
    case CELL_TEXT:
      reeve_stmt_bind_static_text (stmt, index, cell->text);
      break;
    case CELL_INT:
      reeve_stmt_bind_int (stmt, index, cell->integer);
      break;
    case CELL_REAL:
      reeve_stmt_bind_real (stmt, index, cell->real);
      break;
    case CELL_BYTES:
      reeve_stmt_bind_bytes (stmt, index, cell->bytes);
      break;
    case CELL_EMPTY:
    default:
      reeve_stmt_bind_null (stmt, index);
      break;
    }
}

/* "a, b, c" with @format for each name. */
static char *
list_columns (const ReeveImportTable *self, const char *before, const char *format, const char *after)
{
  GString *sql = g_string_new (before);
  for (guint i = 0; i < self->n; i++)
    {
      if (i > 0)
        g_string_append (sql, ", ");
      g_string_append_printf (sql, format, self->fields[i]->name);
    }
  g_string_append (sql, after);
  return g_string_free (sql, FALSE);
}

static gboolean
prepare_insert (ReeveImportTable *self, ReeveImportRun *run, GError **error)
{
  g_autofree char *before = g_strdup_printf ("INSERT INTO %s (id, ", self->info->name);
  g_autofree char *names = list_columns (self, before, "%s", ") VALUES (?");
  GString *sql = g_string_new (names);
  for (guint i = 0; i < self->n; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  self->insert = reeve_conn_prepare (run->conn, sql->str, error);
  g_string_free (sql, TRUE);
  return self->insert != NULL;
}

gboolean
reeve_import_table_insert (ReeveImportTable *self, ReeveImportRun *run, gint64 *ret_id, GError **error)
{
  if (self->insert == NULL && !prepare_insert (self, run, error))
    return FALSE;
  *ret_id = reeve_txn_new_id (run->txn, self->info->name);
  reeve_stmt_bind_int (self->insert, 1, *ret_id);
  for (guint i = 0; i < self->n; i++)
    bind_cell (self->insert, i + 2, &self->draft[i]);
  return reeve_stmt_run (self->insert, error);
}

static void
read_cell (ReeveImportTable *self, guint i, ReeveStmt *stmt)
{
  Cell *cell = &self->old[i];
  g_clear_pointer (&cell->bytes, g_bytes_unref);
  cell->type = CELL_EMPTY;
  if (reeve_stmt_is_null (stmt, i))
    return;
  switch (self->fields[i]->type)
    {
    case REEVE_FIELD_TRUTH:
    case REEVE_FIELD_INTEGER:
    case REEVE_FIELD_MONEY:
    case REEVE_FIELD_REFERENCE:
      cell->type = CELL_INT;
      cell->integer = reeve_stmt_int (stmt, i);
      break;
    case REEVE_FIELD_REAL:
      cell->type = CELL_REAL;
      cell->real = reeve_stmt_real (stmt, i);
      break;
    case REEVE_FIELD_GEOMETRY:
    case REEVE_FIELD_BYTES:
      cell->type = CELL_BYTES;
      cell->bytes = g_bytes_new (reeve_stmt_blob (stmt, i), reeve_stmt_size (stmt, i));
      break;
    default:
      cell->type = CELL_TEXT;
      cell->text = g_string_chunk_insert (self->old_texts, reeve_stmt_text (stmt, i));
      break;
    }
}

gboolean
reeve_import_table_load (ReeveImportTable *self, ReeveImportRun *run, gint64 id, GError **error)
{
  GError *local = NULL;
  if (self->load == NULL)
    {
      g_autofree char *after = g_strdup_printf (" FROM %s WHERE id = ?", self->info->name);
      g_autofree char *sql = list_columns (self, "SELECT ", "%s", after);
      self->load = reeve_conn_prepare (run->conn, sql, error);
      if (self->load == NULL)
        return FALSE;
    }
  g_string_chunk_clear (self->old_texts);
  self->old_id = id;
  reeve_stmt_bind_int (self->load, 1, id);
  if (reeve_stmt_step (self->load, &local))
    for (guint i = 0; i < self->n; i++)
      read_cell (self, i, self->load);
  else
    clear_cells (self->old, self->n);
  reeve_stmt_reset (self->load);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

const char *
reeve_import_table_old (const ReeveImportTable *self, guint column)
{
  return self->old[column].type == CELL_TEXT ? self->old[column].text : NULL;
}

gint64
reeve_import_table_old_int (const ReeveImportTable *self, guint column, gint64 if_unknown)
{
  return self->old[column].type == CELL_INT ? self->old[column].integer : if_unknown;
}

static gboolean
cells_equal (const Cell *a, const Cell *b)
{
  if (a->type != b->type)
    return FALSE;
  switch (a->type)
    {
    case CELL_TEXT:
      return strcmp (a->text, b->text) == 0;
    case CELL_INT:
      return a->integer == b->integer;
    case CELL_REAL:
      return fabs (a->real - b->real) < SAME_REAL;
    case CELL_BYTES:
      return g_bytes_equal (a->bytes, b->bytes);
    case CELL_EMPTY:
    default:
      return TRUE;
    }
}

int
reeve_import_table_differs (const ReeveImportTable *self, guint64 mask)
{
  for (guint i = 0; i < self->n; i++)
    if ((mask >> i & 1) != 0 && self->draft[i].type != CELL_EMPTY && !cells_equal (&self->draft[i], &self->old[i]))
      return i;
  return -1;
}

static char *
cell_text (const ReeveFieldInfo *field, const Cell *cell)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  switch (cell->type)
    {
    case CELL_TEXT:
      {
        g_autofree char *start = g_utf8_strlen (cell->text, -1) > 80 ? g_utf8_substring (cell->text, 0, 80) : NULL;
        return start != NULL ? g_strconcat (start, "…", NULL) : g_strdup (reeve_code_label (field, cell->text));
      }
    case CELL_INT:
      if (field->type == REEVE_FIELD_TRUTH)
        return g_strdup (cell->integer != 0 ? _("yes") : _("no"));
      if (field->type == REEVE_FIELD_MONEY)
        return g_strdup_printf ("%.2f", cell->integer / 100.0);
      return g_strdup_printf ("%" G_GINT64_FORMAT, cell->integer);
    case CELL_REAL:
      return g_strdup (g_ascii_formatd (number, sizeof number, "%.6f", cell->real));
    case CELL_BYTES:
      return g_strdup (_("another shape"));
    case CELL_EMPTY:
    default:
      return g_strdup (_("not known"));
    }
}

static void
tell_change (ReeveImportTable *self, ReeveImportRun *run, guint i, const char *title)
{
  if (run->import->changes->len >= REEVE_IMPORT_SHOWN)
    return;
  g_autofree char *old = cell_text (self->fields[i], &self->old[i]);
  g_autofree char *new = cell_text (self->fields[i], &self->draft[i]);
  /* Translators: record, field, value before, value after. */
  reeve_import_run_add_change (run, g_strdup_printf (_("%s: %s %s -> %s"), title, reeve_field_label (self->fields[i]), old, new));
}

gboolean
reeve_import_table_merge (ReeveImportTable *self, ReeveImportRun *run, const char *title, gboolean *changed, GError **error)
{
  gboolean differs = FALSE;
  for (guint i = 0; i < self->n; i++)
    {
      if (self->draft[i].type == CELL_EMPTY || self->once[i] || cells_equal (&self->draft[i], &self->old[i]))
        continue;
      tell_change (self, run, i, title);
      differs = TRUE;
    }
  if (!differs)
    return TRUE;
  *changed = TRUE;
  if (self->update == NULL)
    {
      g_autofree char *before = g_strdup_printf ("UPDATE %s SET ", self->info->name);
      g_autofree char *sql = list_columns (self, before, "%s = ?", " WHERE id = ?");
      self->update = reeve_conn_prepare (run->conn, sql, error);
      if (self->update == NULL)
        return FALSE;
    }
  for (guint i = 0; i < self->n; i++)
    bind_cell (self->update, i + 1, self->draft[i].type == CELL_EMPTY || self->once[i] ? &self->old[i] : &self->draft[i]);
  reeve_stmt_bind_int (self->update, self->n + 1, self->old_id);
  return reeve_stmt_run (self->update, error);
}
