/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of any length over the case file. Only ids are kept for all rows (8 bytes each); the text of rows is read in pages by id.
 *
 * How changes are announced matters on GTK 4.8: replacing n rows by n rows in one go makes the toolkit fetch every one of them, and taking
 * all away to put them back makes it build every visible cell again. So a small difference is told as just that; in a new order the
 * objects stay where they are, become other rows and say "changed", and only the difference in length is told, at the end. */
#include "config.h"

#include <string.h>

#include "reeve-case-file.h"
#include "reeve-error.h"
#include "reeve-list-model.h"

#define PAGE_ROWS 128
#define MAX_PAGES 64
/* Up to this many rows a difference is told as such, keeping the scroll position. */
#define MAX_SPLICE 2000

struct _ReeveRow
{
  GObject parent_instance;
  gint64 id;
  guint n_columns;
  char **values;
};

enum { ROW_CHANGED, N_ROW_SIGNALS };
static guint row_signals[N_ROW_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveRow, reeve_row, G_TYPE_OBJECT)

typedef struct
{
  gboolean active;
  gint64 number;
  char *text;   /* NULL: the filter is a number */
} Filter;

struct _ReeveListModel
{
  GObject parent_instance;

  ReeveCaseFile *file;   /* unowned: the file owns its lists, or outlives them */
  const ReeveListSpec *spec;

  char *search;
  Filter filters[REEVE_LIST_MAX_FILTERS];
  guint sort;
  gboolean descending;

  gint64 *ids;
  guint n_ids;
  guint n_all;
  gboolean loaded;
  GCancellable *cancellable;   /* of the query that is running, or NULL */

  GHashTable *pages;           /* page number -> GPtrArray of ReeveRow */
  GQueue recent;               /* page numbers, the last used first */
};

enum { RELOADED, REORDERED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void reeve_list_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReeveListModel, reeve_list_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, reeve_list_model_list_init))

/* What a query needs, copied for the worker, and what it brings back. */
typedef struct
{
  const ReeveListSpec *spec;
  char *search;
  Filter filters[REEVE_LIST_MAX_FILTERS];
  guint sort;
  gboolean descending;
} Query;

typedef struct { GArray *ids; guint n_all; } Answer;

static void
query_free (gpointer data)
{
  Query *query = data;

  g_free (query->search);
  for (guint i = 0; i < REEVE_LIST_MAX_FILTERS; i++)
    g_free (query->filters[i].text);
  g_free (query);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  if (answer->ids != NULL)
    g_array_unref (answer->ids);
  g_free (answer);
}

/* The statement is put together from constant pieces only; what the user typed is bound. */
static char *
query_to_sql (const Query *query)
{
  GString *sql = g_string_new (query->spec->ids);
  const char *glue = " WHERE ";
  g_auto (GStrv) order = g_strsplit (query->spec->sorts[query->sort], "%s", 2);

  if (query->search != NULL)
    {
      g_string_append_printf (sql, "%s%s", glue, query->spec->search);
      glue = " AND ";
    }
  for (guint i = 0; i < REEVE_LIST_MAX_FILTERS; i++)
    if (query->filters[i].active)
      {
        g_string_append_printf (sql, "%s%s", glue, query->spec->filters[i]);
        glue = " AND ";
      }
  g_string_append (sql, " ORDER BY ");
  g_string_append (sql, order[0]);
  if (order[1] != NULL)
    g_string_append_printf (sql, "%s%s", query->descending ? "DESC" : "ASC", order[1]);
  return g_string_free (sql, FALSE);
}

static gpointer
read_ids (ReeveConn *conn, gpointer data, GError **error)
{
  const Query *query = data;
  g_autofree char *sql = query_to_sql (query);
  GError *local_error = NULL;
  Answer *answer;
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, error);

  if (stmt == NULL)
    return NULL;
  if (query->search != NULL)
    reeve_stmt_bind_text (stmt, 1, query->search);
  for (guint i = 0; i < REEVE_LIST_MAX_FILTERS; i++)
    if (query->filters[i].active && query->filters[i].text != NULL)
      reeve_stmt_bind_text (stmt, i + 2, query->filters[i].text);
    else if (query->filters[i].active)
      reeve_stmt_bind_int (stmt, i + 2, query->filters[i].number);

  answer = g_new0 (Answer, 1);
  answer->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (reeve_stmt_step (stmt, &local_error))
    {
      gint64 id = reeve_stmt_int (stmt, 0);
      g_array_append_val (answer->ids, id);
    }
  reeve_stmt_reset (stmt);
  if (local_error == NULL)
    {
      stmt = reeve_conn_prepare (conn, query->spec->count, &local_error);
      if (stmt != NULL && reeve_stmt_step (stmt, &local_error))
        answer->n_all = reeve_stmt_int (stmt, 0);
      if (stmt != NULL)
        reeve_stmt_reset (stmt);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      answer_free (answer);
      return NULL;
    }
  return answer;
}

/* Reads the columns of @row again. Returns TRUE if one of them differs. */
static gboolean
row_read (ReeveRow *row, ReeveStmt *stmt)
{
  g_autoptr (GError) error = NULL;
  gboolean differs = FALSE, there;

  reeve_stmt_reset (stmt);
  reeve_stmt_bind_int (stmt, 1, row->id);
  there = reeve_stmt_step (stmt, &error);
  for (guint i = 0; i < row->n_columns; i++)
    {
      const char *value = there ? reeve_stmt_text (stmt, i) : NULL;
      if (g_strcmp0 (row->values[i], value) != 0)
        {
          g_free (row->values[i]);
          row->values[i] = g_strdup (value);
          differs = TRUE;
        }
    }
  reeve_stmt_reset (stmt);
  if (error != NULL)
    g_warning ("%s", error->message);
  return differs;
}

static ReeveRow *
row_new (gint64 id, guint n_columns)
{
  ReeveRow *row = g_object_new (REEVE_TYPE_ROW, NULL);

  row->id = id;
  row->n_columns = n_columns;
  row->values = g_new0 (char *, n_columns + 1);
  return row;
}

static ReeveStmt *
prepare_row (ReeveListModel *self)
{
  g_autoptr (GError) error = NULL;
  ReeveConn *conn = self->file != NULL ? reeve_case_file_get_conn (self->file) : NULL;
  ReeveStmt *stmt;

  if (conn == NULL)
    return NULL;
  stmt = reeve_conn_prepare (conn, self->spec->row, &error);
  if (stmt == NULL)
    g_warning ("%s", error->message);
  return stmt;
}

static GPtrArray *
get_page (ReeveListModel *self, guint number)
{
  GPtrArray *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));
  guint first = number * PAGE_ROWS, last = MIN (first + PAGE_ROWS, self->n_ids);
  ReeveStmt *stmt;

  if (page != NULL)
    {
      if (GPOINTER_TO_UINT (g_queue_peek_head (&self->recent)) != number)
        {
          g_queue_remove (&self->recent, GUINT_TO_POINTER (number));
          g_queue_push_head (&self->recent, GUINT_TO_POINTER (number));
        }
      return page;
    }
  if (g_queue_get_length (&self->recent) >= MAX_PAGES)
    g_hash_table_remove (self->pages, g_queue_pop_tail (&self->recent));

  stmt = prepare_row (self);
  page = g_ptr_array_new_full (PAGE_ROWS, g_object_unref);
  for (guint i = first; i < last; i++)
    {
      ReeveRow *row = row_new (self->ids[i], self->spec->n_columns);
      if (stmt != NULL)
        row_read (row, stmt);
      g_ptr_array_add (page, row);
    }
  g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), page);
  g_queue_push_head (&self->recent, GUINT_TO_POINTER (number));
  return page;
}

static void
forget_pages (ReeveListModel *self)
{
  g_hash_table_remove_all (self->pages);
  g_queue_clear (&self->recent);
}

/* The order is as before: rows that are looked at are read again in place, other pages are forgotten. */
static void
refresh_pages (ReeveListModel *self)
{
  ReeveStmt *stmt = prepare_row (self);
  GHashTableIter iter;
  gpointer key, value;

  if (stmt == NULL)
    return;
  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      GPtrArray *page = value;
      gboolean seen = FALSE;

      for (guint i = 0; i < page->len && !seen; i++)
        seen = G_OBJECT (g_ptr_array_index (page, i))->ref_count > 1;
      if (!seen)
        {
          g_queue_remove (&self->recent, key);
          g_hash_table_iter_remove (&iter);
          continue;
        }
      for (guint i = 0; i < page->len; i++)
        if (row_read (g_ptr_array_index (page, i), stmt))
          g_signal_emit (g_ptr_array_index (page, i), row_signals[ROW_CHANGED], 0);
    }
}

/* The ids are new: the rows that are looked at become those that stand in their places now. Returns those that did. */
static GPtrArray *
retarget_pages (ReeveListModel *self)
{
  GPtrArray *changed = g_ptr_array_new_with_free_func (g_object_unref);
  ReeveStmt *stmt = prepare_row (self);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      GPtrArray *page = value;
      guint first = GPOINTER_TO_UINT (key) * PAGE_ROWS, length = first >= self->n_ids ? 0 : MIN (PAGE_ROWS, self->n_ids - first);
      gboolean seen = FALSE;

      for (guint i = 0; i < page->len && !seen; i++)
        seen = G_OBJECT (g_ptr_array_index (page, i))->ref_count > 1;
      if (!seen || length == 0 || stmt == NULL)
        {
          g_queue_remove (&self->recent, key);
          g_hash_table_iter_remove (&iter);
          continue;
        }
      if (page->len > length)
        g_ptr_array_set_size (page, length);
      while (page->len < length)
        g_ptr_array_add (page, row_new (self->ids[first + page->len], self->spec->n_columns));
      for (guint i = 0; i < length; i++)
        {
          ReeveRow *row = g_ptr_array_index (page, i);
          gboolean other = row->id != self->ids[first + i];

          row->id = self->ids[first + i];
          if (row_read (row, stmt) || other)
            g_ptr_array_add (changed, g_object_ref (row));
        }
    }
  return changed;
}

static void
take_order (ReeveListModel *self, gint64 *new_ids, guint n_new)
{
  g_autoptr (GPtrArray) changed = NULL;
  guint n_old = self->n_ids;

  g_free (self->ids);
  self->ids = new_ids;
  self->n_ids = n_new;
  changed = retarget_pages (self);
  g_signal_emit (self, signals[REORDERED], 0);
  if (n_new != n_old)
    g_list_model_items_changed (G_LIST_MODEL (self), MIN (n_old, n_new), n_old > n_new ? n_old - n_new : 0, n_new > n_old ? n_new - n_old : 0);
  for (guint i = 0; i < changed->len; i++)
    g_signal_emit (g_ptr_array_index (changed, i), row_signals[ROW_CHANGED], 0);
}

static void
take_ids (ReeveListModel *self, GArray *array)
{
  guint n_new = array->len, n_old = self->n_ids, head = 0, tail = 0;
  gint64 *new_ids = g_array_steal (array, NULL);

  while (head < n_new && head < n_old && new_ids[head] == self->ids[head])
    head++;
  while (tail < n_new - head && tail < n_old - head && new_ids[n_new - 1 - tail] == self->ids[n_old - 1 - tail])
    tail++;

  if (head == n_new && head == n_old)
    {
      g_free (new_ids);
      refresh_pages (self);
      return;
    }
  if (n_old - head - tail <= MAX_SPLICE && n_new - head - tail <= MAX_SPLICE && n_old > 0)
    {
      g_free (self->ids);
      self->ids = new_ids;
      self->n_ids = n_new;
      /* the rows of pages before the difference are still right by position, but their values may have changed */
      forget_pages (self);
      g_list_model_items_changed (G_LIST_MODEL (self), head, n_old - head - tail, n_new - head - tail);
      return;
    }
  take_order (self, new_ids, n_new);
}

static void
read_ids_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReeveListModel) self = user_data;
  g_autoptr (GError) error = NULL;
  Answer *answer = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || g_error_matches (error, REEVE_ERROR, REEVE_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  self->loaded = TRUE;
  if (answer != NULL)
    {
      self->n_all = answer->n_all;
      take_ids (self, answer->ids);
      answer_free (answer);
    }
  else if (error != NULL && self->file != NULL)
    reeve_case_file_set_problem (self->file, error->message);
  g_signal_emit (self, signals[RELOADED], 0);
}

static GType
reeve_list_model_get_item_type (GListModel *list)
{
  return REEVE_TYPE_ROW;
}

static guint
reeve_list_model_get_n_items (GListModel *list)
{
  return REEVE_LIST_MODEL (list)->n_ids;
}

static gpointer
reeve_list_model_get_item (GListModel *list, guint position)
{
  ReeveListModel *self = REEVE_LIST_MODEL (list);

  if (position >= self->n_ids)
    return NULL;
  return g_object_ref (g_ptr_array_index (get_page (self, position / PAGE_ROWS), position % PAGE_ROWS));
}

static void
reeve_list_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = reeve_list_model_get_item_type;
  iface->get_n_items = reeve_list_model_get_n_items;
  iface->get_item = reeve_list_model_get_item;
}

static void
reeve_list_model_finalize (GObject *object)
{
  ReeveListModel *self = REEVE_LIST_MODEL (object);

  g_clear_weak_pointer (&self->file);
  g_clear_object (&self->cancellable);
  g_free (self->search);
  for (guint i = 0; i < REEVE_LIST_MAX_FILTERS; i++)
    g_free (self->filters[i].text);
  g_free (self->ids);
  g_hash_table_unref (self->pages);
  g_queue_clear (&self->recent);
  G_OBJECT_CLASS (reeve_list_model_parent_class)->finalize (object);
}

static void
reeve_list_model_class_init (ReeveListModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reeve_list_model_finalize;
  /* before the rows of a new order are told: what was remembered by position is not right any more */
  signals[REORDERED] = g_signal_new ("reordered", REEVE_TYPE_LIST_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RELOADED] = g_signal_new ("reloaded", REEVE_TYPE_LIST_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
reeve_list_model_init (ReeveListModel *self)
{
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_queue_init (&self->recent);
}

static void
reeve_row_finalize (GObject *object)
{
  ReeveRow *self = REEVE_ROW (object);

  for (guint i = 0; i < self->n_columns; i++)
    g_free (self->values[i]);
  g_free (self->values);
  G_OBJECT_CLASS (reeve_row_parent_class)->finalize (object);
}

static void
reeve_row_class_init (ReeveRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reeve_row_finalize;
  row_signals[ROW_CHANGED] = g_signal_new ("changed", REEVE_TYPE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
reeve_row_init (ReeveRow *self)
{
}

gint64
reeve_row_get_id (ReeveRow *self)
{
  g_return_val_if_fail (REEVE_IS_ROW (self), 0);
  return self->id;
}

/**
 * reeve_row_get:
 * @column: index into the columns of the list's spec
 *
 * Returns: (nullable): the value as text, owned by the row until it says "changed"; %NULL when it is not known
 */
const char *
reeve_row_get (ReeveRow *self, guint column)
{
  g_return_val_if_fail (REEVE_IS_ROW (self) && column < self->n_columns, NULL);
  return self->values[column];
}

gint64
reeve_row_get_int (ReeveRow *self, guint column, gint64 if_unknown)
{
  const char *text = reeve_row_get (self, column);

  return text == NULL ? if_unknown : g_ascii_strtoll (text, NULL, 10);
}

/**
 * reeve_list_model_new:
 * @file: the open file; not kept alive
 * @spec: static
 *
 * Returns: (transfer full): an empty list; reeve_list_model_reload() fills it
 */
ReeveListModel *
reeve_list_model_new (ReeveCaseFile *file, const ReeveListSpec *spec)
{
  ReeveListModel *self = g_object_new (REEVE_TYPE_LIST_MODEL, NULL);

  g_set_weak_pointer (&self->file, file);
  self->spec = spec;
  return self;
}

void
reeve_list_model_reload (ReeveListModel *self)
{
  Query *query;

  g_return_if_fail (REEVE_IS_LIST_MODEL (self));
  if (self->file == NULL)
    return;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  query = g_new0 (Query, 1);
  query->spec = self->spec;
  query->search = reeve_list_search_text (self->search, self->spec->full_text);
  query->sort = self->sort;
  query->descending = self->descending;
  for (guint i = 0; i < REEVE_LIST_MAX_FILTERS; i++)
    {
      query->filters[i] = self->filters[i];
      query->filters[i].text = g_strdup (self->filters[i].text);
    }
  reeve_case_file_read_async (self->file, REEVE_LANE_LIST, read_ids, query, query_free, answer_free, self->cancellable, read_ids_cb,
                              g_object_ref (self));
}

/**
 * reeve_list_model_set_search:
 * @text: (nullable): as typed
 */
void
reeve_list_model_set_search (ReeveListModel *self, const char *text)
{
  g_return_if_fail (REEVE_IS_LIST_MODEL (self));
  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (self->search, text) == 0)
    return;
  g_free (self->search);
  self->search = g_strdup (text);
  reeve_list_model_reload (self);
}

void
reeve_list_model_set_filter_int (ReeveListModel *self, guint filter, gboolean active, gint64 value)
{
  Filter *f;

  g_return_if_fail (REEVE_IS_LIST_MODEL (self) && filter < REEVE_LIST_MAX_FILTERS);
  f = &self->filters[filter];
  if (f->active == active && (!active || f->number == value))
    return;
  g_clear_pointer (&f->text, g_free);
  f->active = active;
  f->number = value;
  reeve_list_model_reload (self);
}

gboolean
reeve_list_model_get_filter_int (ReeveListModel *self, guint filter, gint64 *ret_value)
{
  g_return_val_if_fail (REEVE_IS_LIST_MODEL (self) && filter < REEVE_LIST_MAX_FILTERS, FALSE);
  if (!self->filters[filter].active)
    return FALSE;
  *ret_value = self->filters[filter].number;
  return TRUE;
}

void
reeve_list_model_set_filter_text (ReeveListModel *self, guint filter, const char *value)
{
  Filter *f;

  g_return_if_fail (REEVE_IS_LIST_MODEL (self) && filter < REEVE_LIST_MAX_FILTERS);
  f = &self->filters[filter];
  if (f->active == (value != NULL) && g_strcmp0 (f->text, value) == 0)
    return;
  g_free (f->text);
  f->text = g_strdup (value);
  f->active = value != NULL;
  reeve_list_model_reload (self);
}

const char *
reeve_list_model_get_filter_text (ReeveListModel *self, guint filter)
{
  g_return_val_if_fail (REEVE_IS_LIST_MODEL (self) && filter < REEVE_LIST_MAX_FILTERS, NULL);
  return self->filters[filter].active ? self->filters[filter].text : NULL;
}

void
reeve_list_model_set_sort (ReeveListModel *self, guint sort, gboolean descending)
{
  g_return_if_fail (REEVE_IS_LIST_MODEL (self));
  if (self->sort == sort && self->descending == descending)
    return;
  self->sort = sort;
  self->descending = descending;
  reeve_list_model_reload (self);
}

guint
reeve_list_model_get_sort (ReeveListModel *self, gboolean *ret_descending)
{
  g_return_val_if_fail (REEVE_IS_LIST_MODEL (self), 0);
  *ret_descending = self->descending;
  return self->sort;
}

const char *
reeve_list_model_get_search (ReeveListModel *self)
{
  g_return_val_if_fail (REEVE_IS_LIST_MODEL (self), NULL);
  return self->search;
}

gboolean
reeve_list_model_is_filtered (ReeveListModel *self)
{
  g_return_val_if_fail (REEVE_IS_LIST_MODEL (self), FALSE);
  for (guint i = 0; i < REEVE_LIST_MAX_FILTERS; i++)
    if (self->filters[i].active)
      return TRUE;
  return self->search != NULL;
}

gboolean
reeve_list_model_is_loading (ReeveListModel *self)
{
  g_return_val_if_fail (REEVE_IS_LIST_MODEL (self), FALSE);
  return self->cancellable != NULL;
}

gboolean
reeve_list_model_is_loaded (ReeveListModel *self)
{
  g_return_val_if_fail (REEVE_IS_LIST_MODEL (self), FALSE);
  return self->loaded;
}

guint
reeve_list_model_get_n_all (ReeveListModel *self)
{
  g_return_val_if_fail (REEVE_IS_LIST_MODEL (self), 0);
  return self->n_all;
}

/**
 * reeve_list_model_get_ids:
 *
 * Returns: (transfer none) (array length=ret_n): the ids in order; valid until the list changes
 */
const gint64 *
reeve_list_model_get_ids (ReeveListModel *self, guint *ret_n)
{
  g_return_val_if_fail (REEVE_IS_LIST_MODEL (self), NULL);
  *ret_n = self->n_ids;
  return self->ids;
}

guint
reeve_list_model_find (ReeveListModel *self, gint64 id)
{
  g_return_val_if_fail (REEVE_IS_LIST_MODEL (self), G_MAXUINT);
  for (guint i = 0; i < self->n_ids; i++)
    if (self->ids[i] == id)
      return i;
  return G_MAXUINT;
}

/* Words become quoted prefixes, so that nothing typed is read as an operator of the query language. */
static char *
full_text_query (const char *typed)
{
  g_auto (GStrv) words = g_strsplit_set (typed, " \t\n", -1);
  GString *query = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = NULL;
      g_autofree char *quoted = NULL;
      gboolean has_letter = FALSE;

      /* a word of signs only has no token; it would make the whole query find nothing */
      for (const char *p = words[i]; *p != '\0'; p = g_utf8_next_char (p))
        has_letter |= g_unichar_isalnum (g_utf8_get_char (p));
      if (!has_letter)
        continue;
      parts = g_strsplit (words[i], "\"", -1);
      quoted = g_strjoinv ("\"\"", parts);
      g_string_append_printf (query, "%s\"%s\"*", query->len > 0 ? " " : "", quoted);
    }
  return g_string_free (query, query->len == 0);
}

/**
 * reeve_list_search_text:
 * @typed: (nullable): what was typed into a search field
 * @full_text: for FTS5, else for LIKE with backslash as escape
 *
 * Returns: (transfer full) (nullable): the text to bind, or %NULL when nothing is looked for
 */
char *
reeve_list_search_text (const char *typed, gboolean full_text)
{
  g_autofree char *valid = typed == NULL ? NULL : g_utf8_make_valid (typed, -1);
  GString *pattern;

  if (valid == NULL || *g_strstrip (valid) == '\0')
    return NULL;
  if (full_text)
    return full_text_query (valid);
  pattern = g_string_new ("%");
  for (const char *p = valid; *p != '\0'; p++)
    {
      if (*p == '%' || *p == '_' || *p == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *p);
    }
  g_string_append_c (pattern, '%');
  return g_string_free (pattern, FALSE);
}
