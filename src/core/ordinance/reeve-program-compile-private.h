/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the compiler of expressions and that of a provision's version. */
#pragma once

#include "reeve-program-private.h"

G_BEGIN_DECLS

typedef struct
{
  ReeveProgram *program;
  guint depth;             /* of the tree */
  guint stack;             /* values on the stack here */
  guint nesting;           /* of loops */
  ReeveKind member[REEVE_PROGRAM_MAX_NESTING];
  ReeveDay law_day;        /* versions and parameter values are those of this day */
  ReeveDay latest;         /* the youngest parameter value read, or the version itself */
  gboolean missing;        /* a parameter has no value on the day */
} ReeveCompiler;

/* Where @node, which may be NULL, was put. */
ReeveSegment reeve_compile_segment (ReeveCompiler *c, const ReeveNode *node);
/* Notes that the program reads that field; -1 = none. */
void reeve_compile_mark_read (ReeveCompiler *c, ReeveKind kind, int field);
void reeve_list_free (ReeveList *list);

G_END_DECLS
