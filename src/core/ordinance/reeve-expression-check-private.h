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

gboolean reeve_type_is_day (ReeveType type);         /* date or instant */
gboolean reeve_type_is_ordered (ReeveType type);
/* A node of the kind and place of @raw, with that type; children still to be added. */
ReeveNode *reeve_check_typed (const ReeveNode *raw, ReeveType type);
/* A value that is not none; a condition; a date for @operator; a duration for @operator. */
ReeveNode *reeve_check_plain (ReeveChecker *checker, const ReeveNode *raw);
ReeveNode *reeve_check_truth (ReeveChecker *checker, const ReeveNode *raw);
ReeveNode *reeve_check_day (ReeveChecker *checker, const ReeveNode *raw, const char *operator);
ReeveNode *reeve_check_period (ReeveChecker *checker, const ReeveNode *raw, const char *operator);
/* Same type, currency and kind of unit; hours only with an instant. */
gboolean reeve_check_same (ReeveChecker *checker, const ReeveNode *left, const ReeveNode *right);
gboolean reeve_check_hours (ReeveChecker *checker, const ReeveNode *day, const ReeveNode *period);

/* reeve-expression-check-members.c */
ReeveNode *reeve_check_sum (ReeveChecker *checker, const ReeveNode *raw);
ReeveNode *reeve_check_product (ReeveChecker *checker, const ReeveNode *raw);
ReeveNode *reeve_check_next (ReeveChecker *checker, const ReeveNode *raw);
ReeveNode *reeve_check_days (ReeveChecker *checker, const ReeveNode *raw);
ReeveNode *reeve_check_started (ReeveChecker *checker, const ReeveNode *raw);
ReeveNode *reeve_check_extreme (ReeveChecker *checker, const ReeveNode *raw);
ReeveNode *reeve_check_quantifier (ReeveChecker *checker, const ReeveNode *raw);
ReeveNode *reeve_check_count (ReeveChecker *checker, const ReeveNode *raw);
ReeveNode *reeve_check_aggregate (ReeveChecker *checker, const ReeveNode *raw);

const char *reeve_item_of_name (ReeveItemOf of);
ReeveKind reeve_item_of_kind (ReeveItemOf of);

G_END_DECLS
