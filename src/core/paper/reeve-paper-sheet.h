/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a disclosure holds, as parts of a document: its head on every page, a sheet as a table, what was left out. */
#pragma once

#include "reeve-disclosure.h"
#include "reeve-paper.h"

G_BEGIN_DECLS

/* A document with the city, day, audience's notice, recipient and release number of @disclosure at its head. @title: unless the disclosure has
 * one of its own. Transfer full. */
ReevePaper *reeve_paper_new_for (const ReeveDisclosure *disclosure, ReevePaperSize size, gboolean landscape, const char *title);
/* The rows of @sheet as a table. Columns that are empty in every row, and those of @without, stay away. */
void reeve_paper_sheet (ReevePaper *paper, const ReeveDisclosure *disclosure, ReeveSheetKind sheet, const ReeveDisclosedField *without,
                        guint n_without, const char *when_empty);
/* A value as a person reads it: "yes", "75.00", "not known" for NULL. Transfer full. */
char *reeve_paper_value (ReeveDisclosedField field, const char *value);
/* What stayed out and why, a note each, under a heading; nothing if nothing did. */
void reeve_paper_left_out (ReevePaper *paper, const ReeveDisclosure *disclosure);

G_END_DECLS
