/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the two halves of the type checker: what names mean, and what operators want. */
#pragma once

#include "reeve-expression-private.h"

G_BEGIN_DECLS

/* NULL: told. */
ReeveNode *reeve_check_node (ReeveChecker *checker, const ReeveNode *raw);
ReeveNode *reeve_check_path (ReeveChecker *checker, const ReeveNode *raw);
void reeve_check_error (ReeveChecker *checker, ReeveSource source, const char *id, const char *replacement, const char *format, ...)
    G_GNUC_PRINTF (5, 6);

const char *reeve_item_of_name (ReeveItemOf of);

G_END_DECLS
