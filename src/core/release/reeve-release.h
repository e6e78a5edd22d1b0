/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaving the office: what is asked for, for whom and why, becomes a disclosure, is written in a format, logged and packed (design 8).
 * This folder alone turns records into a disclosure. */
#pragma once

#include "reeve-db.h"
#include "reeve-export.h"
#include "reeve-shown.h"

G_BEGIN_DECLS

typedef struct
{
  ReeveAudience audience;
  ReeveDay day;                /* as of */
  ReeveDay made_on;
  const char *title;           /* or NULL */
  const char *to, *reason;     /* required but for INTERNAL */
  const char *made_by;
  const char *category, *district;      /* NULL = all */
  /* Choices that the audience could not make itself would tell what it may not see: refused for COUNCIL and PUBLIC. */
  guint shown;                 /* bit per ReeveShown; 0 = all */
  const gint64 *businesses;    /* ascending; NULL = all */
  gsize n_businesses;
  guint sheets;                /* bit per ReeveSheetKind; 0 = all the audience has */
  gint64 release;              /* number in the log, 0 = none yet */
} ReeveReleaseRequest;

/* TRUE when it may be made; else an error that says what is missing or why it is refused. */
gboolean reeve_release_request_check (const ReeveReleaseRequest *request, GError **error);
/* All that @request asks for and its audience may see, sealed. Findings must be up to date (reeve_findings_refresh). */
ReeveDisclosure *reeve_release_gather (ReeveConn *conn, const ReeveReleaseRequest *request, GCancellable *cancellable, GError **error);
/* The setting that narrows an audience: "audience-police-without", names "sheet.column" with spaces between. Transfer full. */
char *reeve_release_narrowing_key (ReeveAudience audience);

G_END_DECLS
