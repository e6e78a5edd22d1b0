/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the trees of the provisions for two things the programs' own lists of fields do not tell: whether a rule about places or peers asks
 * for their distance (then its reach bounds the search; else the search radius does), and of which categories the peers are. */
#include "config.h"

#include <string.h>

#include "reeve-need.h"
#include "reeve-surroundings.h"

#define LENGTH_UNITS_PER_M 100000.0

typedef struct
{
  ReeveNeed *need;
  ReeveReach *reach;       /* of the program's measure */
  const ReeveProgram *program;
  int category, peer_distance, place_distance;
} Walk;

static gboolean
is_member_field (const ReeveNode *node, guint scope, int field)
{
  return node->kind == REEVE_NODE_FIELD && node->scope == scope && node->n_path == 1 && node->path[0] == field;
}

static gboolean
reads_member_field (const ReeveNode *node, guint scope, int field)
{
  if (node == NULL)
    return FALSE;
  if (is_member_field (node, scope, field))
    return TRUE;
  for (guint i = 0; i < node->n_children; i++)
    if (reads_member_field (node->children[i], scope, field))
      return TRUE;
  return FALSE;
}

static gboolean
is_quantifier (const ReeveNode *node, guint *ret_collection)
{
  switch (node->kind)
    {
    case REEVE_NODE_EVERY:
    case REEVE_NODE_SOME:
    case REEVE_NODE_NO:
    case REEVE_NODE_COUNT:
      *ret_collection = 0;
      return TRUE;
    case REEVE_NODE_SUM:
    case REEVE_NODE_MIN:
    case REEVE_NODE_MAX:
      *ret_collection = 1;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
take_codes (const ReeveNode *node, const Walk *walk, GPtrArray *codes)
{
  switch (node->kind)
    {
    case REEVE_NODE_LITERAL:
      if (node->text == NULL)
        return FALSE;
      g_ptr_array_add (codes, (gpointer) g_intern_string (node->text));
      return TRUE;
    case REEVE_NODE_LIST:
      for (guint i = 0; i < node->n_children; i++)
        if (!take_codes (node->children[i], walk, codes))
          return FALSE;
      return TRUE;
    case REEVE_NODE_DEFINITION:
      return take_codes (node->children[0], walk, codes);
    case REEVE_NODE_PARAMETER:
      {
        ReeveOrdinance *ordinance = reeve_program_get_ordinance (walk->program);
        const ReeveParameter *parameter = reeve_ordinance_find_parameter (ordinance, node->text);
        const ReeveParameterValue *value;

        value = parameter == NULL ? NULL : reeve_parameter_value_on (parameter, reeve_program_get_law_day (walk->program));
        return value != NULL && value->list != NULL && take_codes (value->list, walk, codes);
      }
    default:
      return FALSE;
    }
}

/* The codes the member's category must be one of for @where to hold; FALSE if it does not say. */
static gboolean
bounds_category (const ReeveNode *where, guint scope, const Walk *walk, GPtrArray *codes)
{
  if (where == NULL)
    return FALSE;
  if (where->kind == REEVE_NODE_DEFINITION)
    return bounds_category (where->children[0], scope, walk, codes);
  if (where->kind == REEVE_NODE_AND)
    {
      for (guint i = 0; i < where->n_children; i++)
        if (bounds_category (where->children[i], scope, walk, codes))
          return TRUE;
      return FALSE;
    }
  if ((where->kind == REEVE_NODE_EQ || where->kind == REEVE_NODE_IN) && is_member_field (where->children[0], scope, walk->category))
    {
      guint before = codes->len;

      if (take_codes (where->children[1], walk, codes))
        return TRUE;
      g_ptr_array_set_size (codes, before);
    }
  return FALSE;
}

static double
reach_m (const Walk *walk, gboolean reads_distance)
{
  gint64 reach = reeve_program_get_reach (walk->program);

  return reads_distance && reach > 0 && reach < REEVE_SEARCH_RADIUS_M * LENGTH_UNITS_PER_M ? reach / LENGTH_UNITS_PER_M : REEVE_SEARCH_RADIUS_M;
}

static void
walk_node (const ReeveNode *node, guint depth, const Walk *walk)
{
  guint at;
  gboolean quantifier;

  if (node == NULL)
    return;
  quantifier = is_quantifier (node, &at);
  if (quantifier && node->children[at]->record_kind == REEVE_KIND_PLACE)
    {
      double radius = reach_m (walk, reads_member_field (node, depth + 1, walk->place_distance));

      walk->reach->place_radius_m = MAX (walk->reach->place_radius_m, radius);
      walk->need->place_radius_m = MAX (walk->need->place_radius_m, radius);
    }
  else if (quantifier && node->children[at]->record_kind == REEVE_KIND_PEER)
    {
      double radius = reach_m (walk, reads_member_field (node, depth + 1, walk->peer_distance));

      walk->reach->peer_radius_m = MAX (walk->reach->peer_radius_m, radius);
      walk->need->peer_radius_m = MAX (walk->need->peer_radius_m, radius);
      if (!bounds_category (at + 1 < node->n_children ? node->children[at + 1] : NULL, depth + 1, walk, walk->need->peer_categories))
        walk->need->all_peer_categories = TRUE;
    }
  for (guint i = 0; i < node->n_children; i++)
    walk_node (node->children[i], quantifier ? depth + 1 : depth, walk);
}

static void
walk_program (ReeveNeed *need, ReeveReach *reach, const ReeveProgram *program)
{
  const ReeveProvisionVersion *version = reeve_program_get_version (program);
  Walk walk = { need, reach, program, reeve_vocabulary_field (REEVE_KIND_PEER, "category"), reeve_vocabulary_field (REEVE_KIND_PEER, "distance"),
                reeve_vocabulary_field (REEVE_KIND_PLACE, "distance") };

  walk_node (version->applies, 0, &walk);
  walk_node (version->require, 0, &walk);
  walk_node (version->grounds, 0, &walk);
  walk_node (version->grandfather, 0, &walk);
  walk_node (version->grandfather_until, 0, &walk);
  walk_node (version->cure, 0, &walk);
  for (guint i = 0; version->unless != NULL && i < version->unless->len; i++)
    walk_node (((const ReeveUnless *) version->unless->pdata[i])->when, 0, &walk);
}

static gboolean
same_measure (const ReeveMeasure *a, const ReeveMeasure *b)
{
  if (!a->given || !b->given)
    return a->given == b->given;
  return a->from == b->from && a->to == b->to && a->path == b->path;
}

guint
reeve_need_find_measure (const ReeveNeed *need, const ReeveMeasure *measure)
{
  for (guint i = 0; i < need->reaches->len; i++)
    if (same_measure (g_array_index (need->reaches, ReeveReach, i).measure, measure))
      return i;
  g_return_val_if_reached (0);
}

/* Good until the next one. */
static ReeveReach *
add_measure (ReeveNeed *need, const ReeveMeasure *measure)
{
  ReeveReach reach = { measure, 0, 0 };

  for (guint i = 0; i < need->reaches->len; i++)
    if (same_measure (g_array_index (need->reaches, ReeveReach, i).measure, measure))
      return &g_array_index (need->reaches, ReeveReach, i);
  g_array_append_val (need->reaches, reach);
  return &g_array_index (need->reaches, ReeveReach, need->reaches->len - 1);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
close_categories (ReeveNeed *need)
{
  GPtrArray *list = need->peer_categories;
  guint kept = 0;

  g_ptr_array_sort (list, compare_strings);
  for (guint i = 0; i < list->len; i++)
    if (kept == 0 || list->pdata[kept - 1] != list->pdata[i])
      list->pdata[kept++] = list->pdata[i];
  g_ptr_array_set_size (list, kept);
  g_ptr_array_add (list, NULL);
}

ReeveNeed *
reeve_need_new (const GPtrArray *programs)
{
  static const char *const zone_fields[] = { "zone", "zone-class", "zone-allows", "overlays" };
  ReeveNeed *need = g_new0 (ReeveNeed, 1);
  guint places = reeve_vocabulary_field (REEVE_KIND_PREMISES, "place"), peers = reeve_vocabulary_field (REEVE_KIND_PREMISES, "peer");

  need->reaches = g_array_new (FALSE, FALSE, sizeof (ReeveReach));
  need->peer_categories = g_ptr_array_new ();
  for (guint p = 0; p < programs->len; p++)
    {
      const ReeveProgram *program = programs->pdata[p];

      for (guint kind = 0; kind < REEVE_N_KINDS; kind++)
        {
          guint n = reeve_vocabulary_kind (kind)->n_fields;

          g_assert (n <= REEVE_NEED_MAX_FIELDS);
          for (guint field = 0; field < n; field++)
            need->reads[kind][field] |= reeve_program_reads (program, kind, field);
          need->items[kind] |= reeve_program_reads_items (program, kind);
        }
      /* the record that is tested, whether anything but its business is asked or not */
      need->reads[REEVE_KIND_SUBJECT][reeve_vocabulary_field (REEVE_KIND_SUBJECT, reeve_vocabulary_about_root (reeve_program_get_version (program)->about))]
        |= reeve_program_get_version (program)->about > REEVE_ABOUT_PREMISES;
      need->notices |= reeve_program_get_version (program)->cure != NULL
                       || reeve_program_reads (program, REEVE_KIND_SUBJECT, (guint) reeve_vocabulary_field (REEVE_KIND_SUBJECT, "notice"));
      if (reeve_program_reads (program, REEVE_KIND_PREMISES, places) || reeve_program_reads (program, REEVE_KIND_PREMISES, peers))
        walk_program (need, add_measure (need, &reeve_program_get_version (program)->measure), program);
    }
  need->surroundings = need->reads[REEVE_KIND_PREMISES][places] || need->reads[REEVE_KIND_PREMISES][peers];
  for (guint i = 0; i < G_N_ELEMENTS (zone_fields); i++)
    need->zones |= need->reads[REEVE_KIND_PREMISES][reeve_vocabulary_field (REEVE_KIND_PREMISES, zone_fields[i])];
  close_categories (need);
  return need;
}

void
reeve_need_free (ReeveNeed *need)
{
  if (need == NULL)
    return;
  g_array_unref (need->reaches);
  g_ptr_array_unref (need->peer_categories);
  g_free (need);
}
