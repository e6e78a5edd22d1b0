/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands below `reevectl ordinance`. Each gets its own name as argv[0]. */
#pragma once

#include "reeve-cli.h"
#include "reeve-mutation.h"

G_BEGIN_DECLS

extern const ReeveCliCommand reeve_cli_ordinance_fields, reeve_cli_ordinance_check, reeve_cli_ordinance_adopt, reeve_cli_ordinance_list,
  reeve_cli_ordinance_show;

/* A whole file; of a library beside it, see reeve-cli-ordinance-check.c. */
GBytes *reeve_cli_ordinance_read (const char *path, GError **error);

/* reeve-cli-ordinance-mutate.c: @name is the file's. */
void reeve_cli_ordinance_print_mutations (const char *name, const ReeveMutationReport *report);
void reeve_cli_ordinance_add_mutations (JsonBuilder *builder, const char *name, const ReeveMutationReport *report);

G_END_DECLS
