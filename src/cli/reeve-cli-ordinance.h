/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands below `reevectl ordinance`. Each gets its own name as argv[0]. */
#pragma once

#include "reeve-cli.h"
#include "reeve-mutation.h"
#include "reeve-ordinance.h"

G_BEGIN_DECLS

extern const ReeveCliCommand reeve_cli_ordinance_fields, reeve_cli_ordinance_check, reeve_cli_ordinance_adopt, reeve_cli_ordinance_list,
  reeve_cli_ordinance_show, reeve_cli_ordinance_diff, reeve_cli_ordinance_export;

/* A whole file, or one that comes with Reeve, by its id; of a library beside it, see reeve-cli-ordinance-check.c. */
GBytes *reeve_cli_ordinance_read (const char *path, GError **error);

/* reeve-cli-ordinance-reference.c: data/doc/ordinance-reference.md, the same bytes in every language. */
void reeve_cli_ordinance_print_reference (void);

/* reeve-cli-ordinance-mutate.c: @name is the file's. */
void reeve_cli_ordinance_print_mutations (const char *name, const ReeveMutationReport *report);
void reeve_cli_ordinance_add_mutations (JsonBuilder *builder, const char *name, const ReeveMutationReport *report);
/* One member or element of what @builder is in: reeve-cli-ordinance-describe.c. */
void reeve_cli_ordinance_add_published (JsonBuilder *builder, const ReevePublished *published);
void reeve_cli_ordinance_add_provision (JsonBuilder *builder, const ReeveProvision *provision, const ReeveProvisionVersion *version);
void reeve_cli_ordinance_add_description (JsonBuilder *builder, const char *path, const ReeveOrdinance *ordinance);
/* Prints those that come with Reeve; the exit status. */
int reeve_cli_ordinance_list_shipped (gboolean json);
void reeve_cli_ordinance_describe (const ReeveOrdinance *ordinance);   /* prints it */

G_END_DECLS
