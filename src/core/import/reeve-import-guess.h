/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a column's name says: which field it most likely is, and whether it may be read at all. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of a column name in one canonical spelling, sorted, joined by blanks: "LICENSENO", "Lic. Number" and "licence_no" are all
 * "lic no". Transfer full. */
char *reeve_column_words (const char *name);
/* @patterns: such words in order of preference, separated by "|". The place of the first that fits, or -1. */
int reeve_column_fits (const char *words, const char *patterns);

typedef enum
{
  REEVE_FORBIDDEN_ANYWHERE,        /* origin, birth, religion, identity numbers */
  REEVE_FORBIDDEN_IN_COMPLAINTS,   /* also whatever tells who complained */
  REEVE_FORBIDDEN_OF_WORKERS,      /* also the address, face and body of a person who works */
} ReeveForbiddenScope;

/* TRUE: the column must not be read, shown or stored. */
gboolean reeve_column_is_forbidden (const char *name, ReeveForbiddenScope scope);

G_END_DECLS
