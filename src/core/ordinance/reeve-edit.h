/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits to the text of an ordinance file that touch nothing else: each replaces the smallest span of bytes, so that comments, layout and
 * the words of everything around survive. What is edited is named by a path of keys: "parameters/closed-hours/2024-01-01/value",
 * "provisions/school/measure/from", "provisions/hours/examples/2/expect". An item of a list is named by its id, name, from or library, else
 * by its number from 0. Pure text: the file need not compile, but it must be YAML. */
#pragma once

#include "reeve-message.h"

G_BEGIN_DECLS

typedef struct { gsize begin, end; char *text; } ReeveEdit;   /* bytes begin..end become text */

void reeve_edit_free (ReeveEdit *edit);
GBytes *reeve_edit_apply (GBytes *text, const ReeveEdit *edit);              /* transfer full */
/* Takes @edit of @before back. */
ReeveEdit *reeve_edit_inverse (GBytes *before, const ReeveEdit *edit);

/* All fail with INVALID when the text is not YAML, NOT_FOUND when @path leads nowhere. */
/* The text at @path; NULL and error if there is none or it is a list or map. Transfer full. */
char *reeve_edit_get (GBytes *text, const char *path, GError **error);
/* Names of what is at @path: keys of a map, items of a list. Transfer full. */
char **reeve_edit_list (GBytes *text, const char *path, GError **error);
/* Puts @value there, quoted or folded as it needs; a missing last key is added to its map. */
ReeveEdit *reeve_edit_set (GBytes *text, const char *path, const char *value, GError **error);
/* The same, but where the text there differs only in its middle only that is replaced: a rule written over several lines stays so. */
ReeveEdit *reeve_edit_revise (GBytes *text, const char *path, const char *value, GError **error);
/* Takes a key or an item out; a list or map that would be left empty goes with it. */
ReeveEdit *reeve_edit_remove (GBytes *text, const char *path, GError **error);
/* Adds the key at the end of @path with a map written as YAML without indentation ("by: x\nforum: y"); INVALID when it is there already. */
ReeveEdit *reeve_edit_add (GBytes *text, const char *path, const char *yaml, GError **error);
/* Adds an item, written as YAML without indentation ("id: x\ncitation: ..."), at the end of the list at @path; the list is made when its
 * key is missing. */
ReeveEdit *reeve_edit_append (GBytes *text, const char *path, const char *yaml, GError **error);
/* Adds an item to the list at @path after the one named @after. */
ReeveEdit *reeve_edit_insert_after (GBytes *text, const char *path, const char *after, const char *yaml, GError **error);
/* The part of an expression that a ReeveNode's .source spans. */
ReeveEdit *reeve_edit_span (GBytes *text, ReeveSource source, const char *replacement, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveEdit, reeve_edit_free)

G_END_DECLS
