/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the parts of the type checker: what names mean, what operators want, which codes there are. */
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

/* reeve-expression-check-codes.c: what codes a code or set may have. */
typedef struct
{
  const char *const *codes;   /* NULL: any */
  gboolean open;
  const char *owner;          /* "event.kind", "item posted" */
} ReeveCodeList;
/* The field a path ends at. @ret_kind: of the record it is in; may be NULL. */
const ReeveFieldDef *reeve_check_field_def (const ReeveChecker *checker, const ReeveNode *node, ReeveKind *ret_kind);
gboolean reeve_check_find_codes (const ReeveChecker *checker, const ReeveNode *node, ReeveCodeList *ret_list);
void reeve_check_code (ReeveChecker *checker, const ReeveCodeList *list, const ReeveNode *literal);
/* Every code that @set can hold: a list, or a parameter's lists of all dates. */
void reeve_check_codes (ReeveChecker *checker, const ReeveNode *left, const ReeveNode *set);
/* Two children of an "and" that allow one field no code in common. */
void reeve_check_disjoint (ReeveChecker *checker, const ReeveNode *node);

const char *reeve_item_of_name (ReeveItemOf of);
ReeveKind reeve_item_of_kind (ReeveItemOf of);

G_END_DECLS
