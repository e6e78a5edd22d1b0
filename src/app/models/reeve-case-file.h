/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case file that a window has open, as the window needs it: the database, the day in view, one selection, the list of businesses,
 * worker threads for reading, and the state that strips and the sidebar's foot show. No widgets. */
#pragma once

#include "reeve-change-log.h"
#include "reeve-date.h"
#include "reeve-list-model.h"
#include "reeve-selection.h"

G_BEGIN_DECLS

#define REEVE_TYPE_CASE_FILE (reeve_case_file_get_type ())
G_DECLARE_FINAL_TYPE (ReeveCaseFile, reeve_case_file, REEVE, CASE_FILE, GObject)

/* Takes the open database; attaches the wake that keeps findings current (unless the file is read-only). */
ReeveCaseFile *reeve_case_file_new (ReeveDb *db, ReeveDay day);
/* Takes what reeve_day_copy_make_async() made: read-only, checked for another day, deleted when it is closed. */
ReeveCaseFile *reeve_case_file_new_day_view (ReeveDb *db, ReeveDay day, ReeveDay known_on);
gboolean reeve_case_file_is_day_view (ReeveCaseFile *self);
/* By what was recorded by the end of which day it is seen; REEVE_KNOWN_NOW = by everything recorded. */
#define REEVE_KNOWN_NOW G_MININT32
ReeveDay reeve_case_file_get_known_on (ReeveCaseFile *self);
void reeve_case_file_close (ReeveCaseFile *self);        /* stops the threads and closes the database; idempotent */

ReeveDb *reeve_case_file_get_db (ReeveCaseFile *self);                       /* transfer none */
ReeveDay reeve_case_file_get_day (ReeveCaseFile *self);
const char *reeve_case_file_get_city (ReeveCaseFile *self);
ReeveSelection *reeve_case_file_get_selection (ReeveCaseFile *self);         /* transfer none */
ReeveListModel *reeve_case_file_get_businesses (ReeveCaseFile *self);        /* transfer none; spec in reeve-lists.h */
ReeveConn *reeve_case_file_get_conn (ReeveCaseFile *self);                   /* main thread, for tiny reads only (a row, a page) */
gboolean reeve_case_file_is_read_only (ReeveCaseFile *self);

/* Reading off the main thread. Each lane is one thread with one reader, so that a slow sort does not hold up a detail. */
typedef enum { REEVE_LANE_LIST, REEVE_LANE_DETAIL, REEVE_N_LANES } ReeveLane;
typedef gpointer (*ReeveReadFunc) (ReeveConn *conn, gpointer data, GError **error);   /* NULL = error, or nothing to say */
void reeve_case_file_read_async (ReeveCaseFile *self, ReeveLane lane, ReeveReadFunc func, gpointer data, GDestroyNotify data_free,
                                 GDestroyNotify result_free, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gpointer reeve_case_file_read_finish (ReeveCaseFile *self, GAsyncResult *result, GError **error);

/* One named transaction. @written (may be NULL) runs on the main thread; @owner (may be NULL) is kept alive until then. With no
 * @written an error is shown as a toast. @toast: shown with an Undo button when it succeeded and changed something. */
typedef void (*ReeveWrittenFunc) (ReeveCaseFile *self, gint64 entry, const GError *error, gpointer owner);
void reeve_case_file_write (ReeveCaseFile *self, const char *name, ReeveWriteFunc func, gpointer data, GDestroyNotify data_free,
                            const char *toast, ReeveWrittenFunc written, gpointer owner);
/* Undoes @entry, or with 0 the newest that stands (@redo: the newest undo). The result is told by a toast. */
void reeve_case_file_undo (ReeveCaseFile *self, gint64 entry, gboolean redo);
void reeve_case_file_toast (ReeveCaseFile *self, const char *text, gint64 undo_entry);   /* 0: no Undo button */

/* Checks everything again in the background if something is stale. */
void reeve_case_file_check (ReeveCaseFile *self, gboolean even_if_fresh);
void reeve_case_file_cancel_check (ReeveCaseFile *self);

/* What strips show; "state-changed" tells. */
const char *reeve_case_file_get_progress (ReeveCaseFile *self, double *ret_fraction);    /* NULL = nothing is running */
void reeve_case_file_set_progress (ReeveCaseFile *self, const char *text, double fraction, GCancellable *cancellable); /* NULL text = done */
const char *reeve_case_file_get_problem (ReeveCaseFile *self);                           /* NULL = none */
void reeve_case_file_set_problem (ReeveCaseFile *self, const char *text);
gboolean reeve_case_file_is_writing (ReeveCaseFile *self);
void reeve_case_file_cancel (ReeveCaseFile *self);                                       /* what the strip's Cancel does */

/* Signals: "refreshed" (): records or findings changed, read again; "changed" (ReeveChanges): what one transaction changed;
 * "state-changed" (); "toast" (const char *text, gint64 undo_entry). */

G_END_DECLS
