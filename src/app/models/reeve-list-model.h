/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any table of the window as a GListModel of rows: an array of ids in the wanted order, and a cache of pages of rows. Sorting, filtering
 * and searching happen in SQL on a worker; the rows of a page are read by id when they come into view. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _ReeveCaseFile ReeveCaseFile;

/* One row: its id and the columns of the spec as text (NULL = unknown). The object lives on when its values are read again, and when in a
 * new order another row stands in its place: "changed". */
#define REEVE_TYPE_ROW (reeve_row_get_type ())
G_DECLARE_FINAL_TYPE (ReeveRow, reeve_row, REEVE, ROW, GObject)
gint64 reeve_row_get_id (ReeveRow *self);
const char *reeve_row_get (ReeveRow *self, guint column);
gint64 reeve_row_get_int (ReeveRow *self, guint column, gint64 if_unknown);

#define REEVE_LIST_MAX_FILTERS 4

/* What to read; all SQL is constant text of the program. */
typedef struct
{
  const char *row;             /* SELECT of one row's columns WHERE id = ?1 */
  guint n_columns;
  const char *ids;             /* "SELECT id FROM t" */
  const char *count;           /* how many there are with no filter */
  const char *search;          /* condition with ?1 = what reeve_list_search_text() made of the typed text */
  gboolean full_text;          /* ?1 is an FTS5 query, else a LIKE pattern */
  const char *filters[REEVE_LIST_MAX_FILTERS];   /* conditions with ?2 ... : bound as an integer or a text */
  const char *const *sorts;    /* ORDER BY terms with "%s" where ASC or DESC goes; NULL-terminated */
} ReeveListSpec;

#define REEVE_TYPE_LIST_MODEL (reeve_list_model_get_type ())
G_DECLARE_FINAL_TYPE (ReeveListModel, reeve_list_model, REEVE, LIST_MODEL, GObject)

ReeveListModel *reeve_list_model_new (ReeveCaseFile *file, const ReeveListSpec *spec);
/* Each of these reads the order again off the main thread and then swaps it in; "reloaded" is emitted after that, and "reordered" within
 * it when rows are other rows now without being told as removed and added. */
void reeve_list_model_reload (ReeveListModel *self);
void reeve_list_model_set_search (ReeveListModel *self, const char *text);
void reeve_list_model_set_filter_int (ReeveListModel *self, guint filter, gboolean active, gint64 value);
gboolean reeve_list_model_get_filter_int (ReeveListModel *self, guint filter, gint64 *ret_value);   /* FALSE = not active */
void reeve_list_model_set_filter_text (ReeveListModel *self, guint filter, const char *value);      /* NULL = not active */
const char *reeve_list_model_get_filter_text (ReeveListModel *self, guint filter);                  /* NULL = not active */
void reeve_list_model_set_sort (ReeveListModel *self, guint sort, gboolean descending);
guint reeve_list_model_get_sort (ReeveListModel *self, gboolean *ret_descending);
const char *reeve_list_model_get_search (ReeveListModel *self);                                     /* NULL or what was typed */
gboolean reeve_list_model_is_filtered (ReeveListModel *self);                                       /* by a search or a filter */
gboolean reeve_list_model_is_loading (ReeveListModel *self);
gboolean reeve_list_model_is_loaded (ReeveListModel *self);                                         /* read at least once */
guint reeve_list_model_get_n_all (ReeveListModel *self);                                            /* with no filter */
const gint64 *reeve_list_model_get_ids (ReeveListModel *self, guint *ret_n);                        /* valid until "reloaded" */
guint reeve_list_model_find (ReeveListModel *self, gint64 id);                                      /* position, or GTK_INVALID_LIST_POSITION (G_MAXUINT) */

char *reeve_list_search_text (const char *typed, gboolean full_text);   /* transfer full; NULL when nothing is looked for */

G_END_DECLS
