/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the case file knows of releases before one is asked for: what earlier ones said, what the city narrowed, the next number. */
#pragma once

#include "reeve-case-file.h"
#include "reeve-audience.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *recipients[REEVE_N_AUDIENCES], *reasons[REEVE_N_AUDIENCES];   /* char *: the latest first, each once */
  char *narrowed[REEVE_N_AUDIENCES];                                      /* NULL = as the program has it */
  gint64 next;                                                            /* the number of the next release, if nobody else makes one first */
} ReeveReleaseMemory;

void reeve_release_memory_free (ReeveReleaseMemory *memory);
void reeve_release_memory_async (ReeveCaseFile *file, GAsyncReadyCallback callback, gpointer user_data);
ReeveReleaseMemory *reeve_release_memory_finish (ReeveCaseFile *file, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveReleaseMemory, reeve_release_memory_free)

G_END_DECLS
