/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far distances matter to a provision: the largest length that one is compared with, so that a check need not look farther. */
#include "config.h"

#include "reeve-program-private.h"

#define MAX_DEPTH 512
#define SEARCH_RADIUS (2 * G_GINT64_CONSTANT (160934400)) /* 2 mi: how far check/ looks for places at all */

static gboolean
reads_distance (const ReeveNode *node, guint depth)
{
  if (node == NULL || depth > MAX_DEPTH)
    return FALSE;
  if (node->kind == REEVE_NODE_FIELD && node->type == REEVE_TYPE_LENGTH)
    return TRUE;
  for (guint i = 0; i < node->n_children; i++)
    if (reads_distance (node->children[i], depth + 1))
      return TRUE;
  return FALSE;
}

/* The largest length an expression of constants can be; the search radius when it is not made of constants alone. */
static gint64
largest_length (const ReeveProgram *program, const ReeveNode *node, guint depth)
{
  const ReeveParameter *parameter;
  const ReeveParameterValue *bound;
  gint64 most = 0;

  if (node == NULL || depth > MAX_DEPTH)
    return 0;
  switch (node->kind)
    {
    case REEVE_NODE_LITERAL:
      return node->type == REEVE_TYPE_LENGTH ? node->value.hi : 0;
    case REEVE_NODE_PARAMETER:
      parameter = reeve_ordinance_find_parameter (program->ordinance, node->text);
      bound = parameter == NULL ? NULL : reeve_parameter_value_on (parameter, program->law_day);
      if (bound == NULL || node->type == REEVE_TYPE_NUMBER)
        return 0;
      return bound->list == NULL ? bound->value.hi : largest_length (program, bound->list, depth + 1);
    case REEVE_NODE_MUL:
      return SEARCH_RADIUS;
    case REEVE_NODE_ADD:
      return largest_length (program, node->children[0], depth + 1) + largest_length (program, node->children[1], depth + 1);
    case REEVE_NODE_FIELD:
    case REEVE_NODE_ITEM:
      return node->type == REEVE_TYPE_LENGTH ? SEARCH_RADIUS : 0;
    default:
      for (guint i = 0; i < node->n_children; i++)
        {
          gint64 of_child = largest_length (program, node->children[i], depth + 1);   /* once: MAX would walk it twice at every level */
          most = MAX (most, of_child);
        }
      return most;
    }
}

static gboolean
is_relation (ReeveNodeKind kind)
{
  return kind >= REEVE_NODE_EQ && kind <= REEVE_NODE_IN;
}

static void
find_reach (ReeveProgram *program, const ReeveNode *node, guint depth)
{
  if (node == NULL || depth > MAX_DEPTH)
    return;
  if (is_relation (node->kind) && node->n_children == 2)
    for (guint side = 0; side < 2; side++)
      {
        const ReeveNode *measured = node->children[side], *limit = node->children[1 - side];
        if ((measured->type == REEVE_TYPE_LENGTH) && reads_distance (measured, 0))
          {
            gint64 of_limit = largest_length (program, limit, 0);
            of_limit = MIN (of_limit, SEARCH_RADIUS * 100);
            program->reach = MAX (program->reach, of_limit);
          }
      }
  for (guint i = 0; i < node->n_children; i++)
    find_reach (program, node->children[i], depth + 1);
}

static gboolean
reads_any_distance (const ReeveProgram *program)
{
  return reeve_program_reads (program, REEVE_KIND_PLACE, (guint) reeve_vocabulary_field (REEVE_KIND_PLACE, "distance"))
         || reeve_program_reads (program, REEVE_KIND_PEER, (guint) reeve_vocabulary_field (REEVE_KIND_PEER, "distance"));
}

/* Widens the program's reach by what @node, one of its conditions, compares distances with. */
void
reeve_program_find_reach (ReeveProgram *program, const ReeveNode *node)
{
  find_reach (program, node, 0);
}

/* After all conditions: a distance that is compared with nothing constant matters as far as places are looked for. */
void
reeve_program_finish_reach (ReeveProgram *program)
{
  if (reads_any_distance (program) && program->reach == 0)
    program->reach = SEARCH_RADIUS;
}
