/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A release as the window asks for it, and the threads that look at it and make it. No widgets. */
#pragma once

#include "reeve-case-file.h"
#include "reeve-release.h"

G_BEGIN_DECLS

/* A request that owns what it points at. */
typedef struct
{
  ReeveReleaseRequest request;   /* its pointers are those below */
  ReeveFormat format;
  char *to, *reason, *category, *district, *without, *passphrase, *records_request;
  gint64 *businesses;
} ReeveReleaseOrder;

ReeveReleaseOrder *reeve_release_order_new (ReeveCaseFile *file);                 /* everything, for internal eyes, as CSV */
ReeveReleaseOrder *reeve_release_order_copy (const ReeveReleaseOrder *order);
void reeve_release_order_free (ReeveReleaseOrder *order);
/* NULL and "" = none; the text is trimmed. */
void reeve_release_order_set_text (ReeveReleaseOrder *order, char **field, const char *text);
/* @ids: copied and sorted; NULL = all */
void reeve_release_order_set_businesses (ReeveReleaseOrder *order, const gint64 *ids, gsize n);
/* The sheets that one file of @format can hold at most, of those the audience has: bits per ReeveSheetKind. */
guint reeve_release_order_possible_sheets (const ReeveReleaseOrder *order);
gboolean reeve_format_has_one_sheet (ReeveFormat format);
gboolean reeve_format_is_paper (ReeveFormat format);                              /* pages: it has a layout, and can be printed */
const char *reeve_release_order_suffix (const ReeveReleaseOrder *order);          /* of its file: "zip" for shapefiles, "sealed" with a passphrase */
gboolean reeve_release_order_check (const ReeveReleaseOrder *order, ReeveCaseFile *file, GError **error);

/* What would go out now, gathered really. To and reason are not needed for it. */
void reeve_release_look_async (ReeveCaseFile *file, const ReeveReleaseOrder *order, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
/* @ret_fault: why it may not leave although its columns are allowed (reeve_release_scan), or NULL. Both transfer full. */
ReeveDisclosure *reeve_release_look_finish (ReeveCaseFile *file, GAsyncResult *result, char **ret_fault, GError **error);
/* FALSE: a column of it is not on its audience's list, of which there is none unless the program is broken. */
gboolean reeve_release_is_within_list (const ReeveDisclosure *disclosure);

/* What stands in the file now, for the window alone: who it goes to and why need not be said yet. */
typedef struct
{
  ReeveDisclosure *disclosure;
  ReeveDisclosure *whole;        /* the same for internal eyes, by which what is left out is counted; NULL = not asked for */
  ReeveMapScene *ground;         /* of PDF and PNG */
} ReeveReleaseDraft;

void reeve_release_draft_free (ReeveReleaseDraft *draft);
void reeve_release_draft_async (ReeveCaseFile *file, const ReeveReleaseOrder *order, gboolean whole, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
ReeveReleaseDraft *reeve_release_draft_finish (ReeveCaseFile *file, GAsyncResult *result, GError **error);

/* The pages of a draft of PDF or PNG. @shown gets each on the main thread as soon as it is whole, @owner is kept until the end; the result is
 * the document. Cancelled, it stops at the next page. */
typedef void (*ReeveReleasePageFunc) (GObject *owner, cairo_surface_t *page);
void reeve_release_pages_async (ReeveReleaseDraft *draft, const ReeveReleaseOrder *order, ReeveReleasePageFunc shown, GObject *owner,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);   /* takes @draft */
ReevePaper *reeve_release_pages_finish (GObject *owner, GAsyncResult *result, GError **error);

/* A release made. */
typedef struct
{
  gint64 number;         /* 0 = a copy that is not logged */
  char *path, *sha256;   /* path: NULL = printed */
  guint n_files;         /* of a package, 0 = not one, or closed with a passphrase */
  char *manifest;        /* SHA-256 of its manifest, or NULL */
  ReevePaper *paper;     /* printed: its pages */
  ReeveRecord *record;   /* of the log; NULL for a copy */
  gboolean same;         /* the file, read back, has the hash that the log has */
} ReeveReleaseMade;

void reeve_release_made_free (ReeveReleaseMade *made);
char *reeve_release_receipt (ReeveRecord *record);   /* what may be handed over with the file, as lines; transfer full */
void reeve_release_make_async (ReeveCaseFile *file, const ReeveReleaseOrder *order, const char *path, GAsyncReadyCallback callback, gpointer user_data);
void reeve_release_print_async (ReeveCaseFile *file, const ReeveReleaseOrder *order, GAsyncReadyCallback callback, gpointer user_data);
ReeveReleaseMade *reeve_release_make_finish (ReeveCaseFile *file, GAsyncResult *result, GError **error);

void reeve_release_reprint_async (ReeveCaseFile *file, gint64 number, const char *path, GAsyncReadyCallback callback, gpointer user_data);
void reeve_release_recall_async (ReeveCaseFile *file, gint64 number, const char *reason, GAsyncReadyCallback callback, gpointer user_data);
gboolean reeve_release_act_finish (ReeveCaseFile *file, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveReleaseDraft, reeve_release_draft_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveReleaseOrder, reeve_release_order_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveReleaseMade, reeve_release_made_free)

G_END_DECLS
