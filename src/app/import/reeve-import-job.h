/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One walk over the file on a thread of its own: looking into it, planning (a dry run) or importing. Each walk opens the file anew with
 * the meanings given, so that nothing is shared with the page while it runs. */
#pragma once

#include "reeve-case-file.h"
#include "reeve-import.h"

G_BEGIN_DECLS

typedef struct
{
  const ReeveImportKind *kind;
  char *path;
  GHashTable *mapping;         /* field -> column or NULL; NULL = as guessed */
  char *what;                  /* option "what", or NULL */
  char *rejects;               /* where refused rows are written, or NULL */
  gboolean dry_run;
} ReeveImportOrder;

typedef struct
{
  ReeveImport *import;         /* with its refusals and changes */
  ReeveImportCounts counts;
  gint64 entry;
} ReeveImportResult;

void reeve_import_order_free (ReeveImportOrder *order);
void reeve_import_result_free (ReeveImportResult *result);

/* Opens the file as each kind there is (or only @kind) and returns the one that finds most of its fields. */
void reeve_import_look_async (const char *path, const ReeveImportKind *kind, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
ReeveImport *reeve_import_look_finish (GAsyncResult *result, const ReeveImportKind **ret_kind, GError **error);
/* Runs @order (transfer full) and shows its progress in the file's strip. */
void reeve_import_run_async (ReeveCaseFile *file, ReeveImportOrder *order, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
ReeveImportResult *reeve_import_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
