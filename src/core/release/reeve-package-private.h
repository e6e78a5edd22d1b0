/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What writing and verifying a package share. */
#pragma once

#include "reeve-archive.h"
#include "reeve-facts-json.h"
#include "reeve-package.h"
#include "reeve-trace.h"

G_BEGIN_DECLS

/* Appends the law, and findings.json if the audience may see findings. */
gboolean reeve_package_add_findings (GPtrArray *files, ReeveConn *conn, const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request,
                                     GError **error);
/* What an audience may not see as rows it may not see as facts: @facts as reeve_facts_to_json() writes them. */
gboolean reeve_package_may_see_facts (const ReeveDisclosure *disclosure, JsonNode *facts);
/* For a court, of the one business chosen: what happened, with proof of service, and what was given out before. */
gboolean reeve_package_add_hearing (GPtrArray *files, ReeveConn *conn, const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request,
                                    GError **error);
/* Derives each finding of findings.json again; adds to faults and counts. */
void reeve_package_derive (const GPtrArray *files, const char *language, const char *program, ReevePackageReport *report);

/* The program's judgement on facts that came from JSON: outcome, until, pin, trace. Appends members to the object begun in @builder. */
void reeve_package_add_judgement (JsonBuilder *builder, const ReeveProgram *program, const ReeveFacts *facts);
char *reeve_package_library_name (const char *id, int version);     /* where a library stands in the package; transfer full */
char *reeve_package_block_sums (GBytes *bytes);                     /* 32 hexadecimal digits for each block; transfer full */
char *reeve_package_manifest_sums (GBytes *manifest);               /* the text of manifest.sha256; transfer full */
GBytes *reeve_package_json_bytes (JsonNode *node);                  /* indented, with a line end; takes @node */

G_END_DECLS
