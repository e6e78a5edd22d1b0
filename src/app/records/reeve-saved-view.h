/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved views: a named search, filters, order and columns of a list, kept in the case file so that every desk has them. */
#pragma once

#include "reeve-case-file.h"

G_BEGIN_DECLS

typedef struct { gint64 id; char *name, *query; } ReeveSavedView;

void reeve_saved_view_free (ReeveSavedView *view);
/* Those of one page by name. (element-type ReeveSavedView) */
GPtrArray *reeve_saved_views_read (ReeveConn *conn, const char *page, GError **error);
ReeveSavedView *reeve_saved_view_read (ReeveConn *conn, gint64 id);   /* NULL = there is none */

/* The businesses list's question as text for the file, and back. Unknown parts are ignored, so that an older program reads a newer view. */
char *reeve_saved_view_describe (ReeveListModel *model, const char *const *columns);
GVariant *reeve_saved_view_parse (const char *query);                 /* a{sv}, sunk; NULL = no view */
char **reeve_saved_view_get_columns (GVariant *view);                 /* transfer full; NULL = it says nothing of them */

/* One named transaction each, told by a toast. */
void reeve_saved_view_keep (ReeveCaseFile *file, const char *page, const char *name, const char *query);
void reeve_saved_view_remove (ReeveCaseFile *file, gint64 id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveSavedView, reeve_saved_view_free)

G_END_DECLS
