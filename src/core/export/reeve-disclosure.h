/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one audience may see of a case file, and nothing else: the only thing that the writers of this folder receive. They are built
 * without the headers of records, store or check, so that they cannot reach anything behind it. A value that the audience is not allowed
 * is refused here, whoever brings it; positions are made as coarse as the audience's; what was left out is counted with its reason. */
#pragma once

#include "reeve-audience.h"
#include "reeve-date.h"

G_BEGIN_DECLS

typedef struct _ReeveDisclosure ReeveDisclosure;   /* filled, then sealed; immutable from then on, usable from several threads */

/* @narrowed: (nullable) "sheet.column" names, "sheet.position" too, that the city takes from this audience; an unknown name is ignored. */
ReeveDisclosure *reeve_disclosure_new (ReeveAudience audience, const char *const *narrowed);
ReeveDisclosure *reeve_disclosure_ref (ReeveDisclosure *disclosure);
void reeve_disclosure_unref (ReeveDisclosure *disclosure);

/* What stands at its head. Strings are copied; NULL = not stated. */
typedef struct
{
  char *city, *title, *filters;   /* filters: what was asked for, in words */
  char *to, *reason;              /* to whom, and the legal basis or reason */
  char *made_by;
  ReeveDay as_of, made_on;
  gint64 release;                 /* number in the release log, 0 = not a release */
} ReeveDisclosureHead;

/* Filling. */
gboolean reeve_disclosure_wants (const ReeveDisclosure *disclosure, ReeveDisclosedField field);
gboolean reeve_disclosure_wants_position (const ReeveDisclosure *disclosure, ReeveSheetKind sheet);   /* of rows of @sheet, if they have one */
gboolean reeve_disclosure_wants_sheet (const ReeveDisclosure *disclosure, ReeveSheetKind sheet);
void reeve_disclosure_set_head (ReeveDisclosure *disclosure, const ReeveDisclosureHead *head);
/* Begins a row; the values set next belong to it. @key: what its other rows call it ("business:12"), or NULL. */
void reeve_disclosure_add_row (ReeveDisclosure *disclosure, ReeveSheetKind sheet, const char *key);
/* FALSE when the audience may not see @field: the value is then dropped. NULL or "" = not known. */
gboolean reeve_disclosure_set (ReeveDisclosure *disclosure, ReeveDisclosedField field, const char *value);
gboolean reeve_disclosure_set_number (ReeveDisclosure *disclosure, ReeveDisclosedField field, gint64 value);
/* The place of the row, WGS 84 degrees, made as coarse as the audience's grid before it is kept. */
void reeve_disclosure_set_position (ReeveDisclosure *disclosure, double lon, double lat);
/* @n rows of @sheet stayed out for @reason (translated, whole sentence). */
void reeve_disclosure_withhold (ReeveDisclosure *disclosure, ReeveSheetKind sheet, const char *reason, guint n);
void reeve_disclosure_seal (ReeveDisclosure *disclosure);

/* Reading: only what is allowed is there. */
typedef struct { ReeveSheetKind sheet; char *reason; guint n; } ReeveWithheld;

ReeveAudience reeve_disclosure_get_audience (const ReeveDisclosure *disclosure);
const ReeveDisclosureHead *reeve_disclosure_get_head (const ReeveDisclosure *disclosure);
/* The columns of @sheet that this audience sees, in order; *@ret_n 0: no such sheet for it. */
const ReeveDisclosedField *reeve_disclosure_get_columns (const ReeveDisclosure *disclosure, ReeveSheetKind sheet, guint *ret_n);
guint reeve_disclosure_get_n_rows (const ReeveDisclosure *disclosure, ReeveSheetKind sheet);
const char *reeve_disclosure_get_key (const ReeveDisclosure *disclosure, ReeveSheetKind sheet, guint row);     /* NULL = none */
/* Canonical text (dates ISO, money cents, truth "0"/"1"), or NULL when not known or not allowed. */
const char *reeve_disclosure_get (const ReeveDisclosure *disclosure, guint row, ReeveDisclosedField field);
gboolean reeve_disclosure_get_position (const ReeveDisclosure *disclosure, ReeveSheetKind sheet, guint row, double *ret_lon, double *ret_lat);
gboolean reeve_disclosure_has_positions (const ReeveDisclosure *disclosure, ReeveSheetKind sheet);
/* A number of what was left out, as its audience may know it: rounded to the least cell, and "under 5" below it. Transfer full. */
char *reeve_disclosure_count_text (const ReeveDisclosure *disclosure, guint n);
const GArray *reeve_disclosure_get_withheld (const ReeveDisclosure *disclosure);                               /* ReeveWithheld */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveDisclosure, reeve_disclosure_unref)

G_END_DECLS
