/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A release as one zip that proves itself elsewhere: the files, what they are and their hashes, the law, and the facts from which each
 * finding can be derived again (data/doc/package.md). */
#pragma once

#include "reeve-release.h"

G_BEGIN_DECLS

/* @conn: the state of the file that @disclosure was gathered from. The same state and request give the same bytes. */
GBytes *reeve_package_write (ReeveConn *conn, const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request, GError **error);

typedef struct
{
  char *program, *city, *audience, *to, *reason, *made_on, *made_by;  /* as the manifest says; NULL = not stated */
  char *head;                /* hash of the history it was made from */
  gint64 release;
  guint n_files, n_findings; /* checked */
  guint n_kept_back;         /* findings whose facts the audience may not see: outcome only */
  gint64 first_byte;         /* of the package, from 0: the first that was changed; -1 = none, or not to be told */
  GPtrArray *faults;         /* char *: whole sentences, translated; empty = the package is as it was made */
  GPtrArray *notes;          /* char *: what could not be compared */
} ReevePackageReport;

/* Needs no case file and believes nothing. NULL and error when it cannot be looked into at all. */
ReevePackageReport *reeve_package_verify (GBytes *package, GError **error);
void reeve_package_report_free (ReevePackageReport *report);

#define REEVE_PACKAGE_BLOCK 1024   /* bytes that have a hash of their own */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReevePackageReport, reeve_package_report_free)

G_END_DECLS
