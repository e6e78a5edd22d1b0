/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands below `reevectl ordinance`. Each gets its own name as argv[0]. */
#pragma once

#include "reeve-cli.h"

G_BEGIN_DECLS

extern const ReeveCliCommand reeve_cli_ordinance_fields, reeve_cli_ordinance_check, reeve_cli_ordinance_adopt, reeve_cli_ordinance_list,
  reeve_cli_ordinance_show;

/* A whole file; of a library beside it, see reeve-cli-ordinance-check.c. */
GBytes *reeve_cli_ordinance_read (const char *path, GError **error);

G_END_DECLS
