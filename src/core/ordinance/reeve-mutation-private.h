/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the two halves of the mutation report: what may be changed, and whether an example notices. */
#pragma once

#include "reeve-expression-private.h"
#include "reeve-mutation.h"

G_BEGIN_DECLS

typedef struct _ReeveMutator ReeveMutator;

/* Takes all but @source. Puts @replacement (NULL: nothing) where *@slot is, runs the examples, and puts it back. Does one notice? */
gboolean reeve_mutator_try (ReeveMutator *mutator, ReeveNode **slot, ReeveNode *replacement, ReeveSource source, char *before, char *after,
                            char *hint);
/* The definition whose body is being walked, or NULL. FALSE: it is of a library, and stays as it is. */
gboolean reeve_mutator_enter_definition (ReeveMutator *mutator, const char *name);
void reeve_mutator_leave_definition (ReeveMutator *mutator, const char *previous);
const char *reeve_mutator_get_definition (const ReeveMutator *mutator);
/* A parameter is read: its values are changed later. */
void reeve_mutator_note_parameter (ReeveMutator *mutator, const char *name);

/* Every change of *@slot and what is below it. */
void reeve_mutator_walk (ReeveMutator *mutator, ReeveNode **slot);

/* A literal next to one: a step to either side, a span longer or shorter, an element less, another code. */
typedef struct
{
  ReeveNode *node;
  ReeveSource source;           /* of what is changed: the literal, or the element left out */
  char *before, *after, *hint;  /* as in ReeveMutation */
} ReeveNeighbour;

/* (element-type ReeveNeighbour) Transfer full. */
GPtrArray *reeve_mutation_neighbours (const ReeveNode *literal);

G_END_DECLS
