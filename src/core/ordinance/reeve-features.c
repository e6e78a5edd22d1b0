/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms of the language that a provision uses, read from its typed tree. A definition counts with what it says, since it stands for that. */
#include "config.h"

#include "reeve-features.h"

#include <string.h>

/* The names are a contract of `reevectl ordinance check --json`; their order is that of the lists. */
typedef enum
{
  FEATURE_APPLIES, FEATURE_UNLESS, FEATURE_GRANDFATHER, FEATURE_GROUNDS, FEATURE_DEFINES, FEATURE_OBSERVED, FEATURE_LOOKS, FEATURE_PEOPLE, FEATURE_PERSON_EVENT,
  FEATURE_BUSINESS_EVENT, FEATURE_PLACE_EVENT, FEATURE_LICENCE, FEATURE_SPAN, FEATURE_ZONE, FEATURE_APPROVAL, FEATURE_FLOOR, FEATURE_DISTANCE,
  FEATURE_DOCUMENT, FEATURE_DEFINITION, FEATURE_PARAMETER, FEATURE_EVERY, FEATURE_SOME, FEATURE_NO, FEATURE_NESTED, FEATURE_ALIAS, FEATURE_COUNT,
  FEATURE_WINDOW, FEATURE_DISTINCT, FEATURE_SUM, FEATURE_MIN, FEATURE_MAX, FEATURE_WITHIN, FEATURE_BY, FEATURE_SCHEDULE, FEATURE_RANGE,
  FEATURE_IN_LIST, FEATURE_HAS_ALL, FEATURE_HAS_ANY, FEATURE_HAS_ONLY, FEATURE_DATE_SUM, FEATURE_TIMES, FEATURE_NEXT, FEATURE_DAYS,
  FEATURE_STARTED, FEATURE_MONEY, FEATURE_LENGTH, FEATURE_NUMBER, FEATURE_NONE, FEATURE_TODAY, FEATURE_IN_FORCE, FEATURE_AND, FEATURE_OR,
  FEATURE_NOT, FEATURE_MEASURE, FEATURE_SANCTION, FEATURE_PENALTY, FEATURE_CURE, FEATURE_APPEAL, FEATURE_ON_MISS, FEATURE_FROM, FEATURE_UNTIL,
  FEATURE_AMENDED, FEATURE_QUOTE, N_FEATURES,
} Feature;

static const char *const feature_names[] = {
  "applies", "unless", "grandfather", "grounds", "defines", "observed", "looks", "people", "person event",
  "business event", "place event", "licence", "status span", "zone", "zoning approval", "floor", "distance",
  "document", "definition", "parameter", "every", "some", "no", "nested", "as", "count",
  "in any", "distinct", "sum", "min", "max", "within", "by", "schedule", "range",
  "in list", "has all", "has any", "has only", "date sum", "times", "next", "days",
  "started", "money", "length", "number", "none", "today", "in-force", "and", "or",
  "not", "measure", "sanction", "penalty", "cure", "appeal", "on-miss", "from", "until",
  "amended", "quote",
};
G_STATIC_ASSERT (G_N_ELEMENTS (feature_names) == N_FEATURES);

/* What a path reads, by one of its steps. */
static const struct { const char *step; Feature feature; } steps[] = {
  { "observation", FEATURE_LOOKS }, { "state-licence", FEATURE_LICENCE }, { "city-licence", FEATURE_LICENCE }, { "licence", FEATURE_LICENCE },
  { "span", FEATURE_SPAN }, { "zone", FEATURE_ZONE }, { "zone-class", FEATURE_ZONE }, { "zone-allows", FEATURE_ZONE }, { "overlays", FEATURE_ZONE },
  { "use-permit", FEATURE_APPROVAL }, { "floor", FEATURE_FLOOR }, { "distance", FEATURE_DISTANCE }, { "document", FEATURE_DOCUMENT },
};
static const char *const people[] = { "staff", "employment", "principal", "person", "person-present", NULL };

static void
add_path (const ReeveNode *node, gboolean *used)
{
  g_auto (GStrv) path = g_strsplit (node->text != NULL ? node->text : "", ".", -1);
  guint n = g_strv_length (path);

  for (guint i = 0; i < n; i++)
    for (guint s = 0; s < G_N_ELEMENTS (steps); s++)
      if (strcmp (path[i], steps[s].step) == 0)
        used[steps[s].feature] = TRUE;
  if (n == 0 || node->type != REEVE_TYPE_COLLECTION)
    return;
  if (g_strv_contains (people, path[n - 1]))
    used[FEATURE_PEOPLE] = TRUE;
  if (strcmp (path[n - 1], "event") == 0)
    used[n == 2 && strcmp (path[0], "business") == 0   ? FEATURE_BUSINESS_EVENT
         : n == 2 && strcmp (path[0], "premises") == 0 ? FEATURE_PLACE_EVENT
                                                       : FEATURE_PERSON_EVENT] = TRUE;
}

static void
add_type (const ReeveNode *node, gboolean *used)
{
  if (node->type == REEVE_TYPE_MONEY)
    used[FEATURE_MONEY] = TRUE;
  else if (node->type == REEVE_TYPE_LENGTH || node->type == REEVE_TYPE_AREA)
    used[FEATURE_LENGTH] = TRUE;
  else if (node->type == REEVE_TYPE_NUMBER)
    used[FEATURE_NUMBER] = TRUE;
}

static Feature
set_feature (const ReeveNode *set)
{
  return set->kind == REEVE_NODE_RANGE ? FEATURE_RANGE : set->type == REEVE_TYPE_SCHEDULE ? FEATURE_SCHEDULE : FEATURE_IN_LIST;
}

/* The forms that are one kind of node each; N_FEATURES = none, or it takes a look at the children. */
static Feature
kind_feature (const ReeveNode *node)
{
  switch (node->kind)
    {
    case REEVE_NODE_NONE: return FEATURE_NONE;
    case REEVE_NODE_TODAY: return FEATURE_TODAY;
    case REEVE_NODE_IN_FORCE: return FEATURE_IN_FORCE;
    case REEVE_NODE_PARAMETER: return FEATURE_PARAMETER;
    case REEVE_NODE_DEFINITION: return FEATURE_DEFINITION;
    case REEVE_NODE_ITEM: return FEATURE_OBSERVED;
    case REEVE_NODE_NOT: return FEATURE_NOT;
    case REEVE_NODE_AND: return FEATURE_AND;
    case REEVE_NODE_OR: return FEATURE_OR;
    case REEVE_NODE_IN: return set_feature (node->children[1]);
    case REEVE_NODE_HAS_ALL: return FEATURE_HAS_ALL;
    case REEVE_NODE_HAS_ANY: return FEATURE_HAS_ANY;
    case REEVE_NODE_HAS_ONLY: return FEATURE_HAS_ONLY;
    case REEVE_NODE_WITHIN_BEFORE:
    case REEVE_NODE_WITHIN_AFTER: return FEATURE_WITHIN;
    case REEVE_NODE_BY: return FEATURE_BY;
    case REEVE_NODE_EVERY: return FEATURE_EVERY;
    case REEVE_NODE_SOME: return FEATURE_SOME;
    case REEVE_NODE_NO: return FEATURE_NO;
    case REEVE_NODE_COUNT: return FEATURE_COUNT;
    case REEVE_NODE_SUM: return FEATURE_SUM;
    case REEVE_NODE_MIN:
    case REEVE_NODE_LEAST: return FEATURE_MIN;
    case REEVE_NODE_MAX:
    case REEVE_NODE_GREATEST: return FEATURE_MAX;
    case REEVE_NODE_MUL: return FEATURE_TIMES;
    case REEVE_NODE_NEXT: return FEATURE_NEXT;
    case REEVE_NODE_DAYS: return FEATURE_DAYS;
    case REEVE_NODE_STARTED: return FEATURE_STARTED;
    case REEVE_NODE_ADD:
    case REEVE_NODE_SUB: return node->type == REEVE_TYPE_DATE || node->type == REEVE_TYPE_INSTANT ? FEATURE_DATE_SUM : N_FEATURES;
    default: return N_FEATURES;
    }
}

static gboolean
is_quantifier (const ReeveNode *node)
{
  return node->kind == REEVE_NODE_EVERY || node->kind == REEVE_NODE_SOME || node->kind == REEVE_NODE_NO || node->kind == REEVE_NODE_COUNT
         || node->kind == REEVE_NODE_SUM || node->kind == REEVE_NODE_MIN || node->kind == REEVE_NODE_MAX;
}

/* Trees are at most REEVE_EXPRESSION_MAX_DEPTH deep, and so are the bodies of definitions. */
static void
add_node (const ReeveNode *node, gboolean inside, gboolean *used)
{
  Feature feature;

  if (node == NULL)
    return;
  feature = kind_feature (node);
  if (feature != N_FEATURES)
    used[feature] = TRUE;
  if (node->kind == REEVE_NODE_FIELD)
    add_path (node, used);
  if (node->kind != REEVE_NODE_FIELD || strcmp (node->text != NULL ? node->text : "", "distance") != 0)
    add_type (node, used);
  if (is_quantifier (node))
    {
      used[FEATURE_NESTED] |= inside;
      used[FEATURE_ALIAS] |= node->text != NULL;
      inside = TRUE;
    }
  if (node->kind == REEVE_NODE_COUNT)
    {
      used[FEATURE_WINDOW] |= node->n_children > 2 && node->children[2] != NULL;
      used[FEATURE_DISTINCT] |= node->distinct >= 0;
    }
  for (guint i = 0; i < node->n_children; i++)
    add_node (node->children[i], inside, used);
}

static void
add_version (const ReeveProvisionVersion *version, gboolean *used)
{
  const ReeveNode *const trees[] = { version->applies, version->require, version->grounds, version->grandfather, version->grandfather_until,
                                     version->cure, version->appeal_by };

  for (guint i = 0; i < G_N_ELEMENTS (trees); i++)
    add_node (trees[i], FALSE, used);
  for (guint i = 0; i < version->unless->len; i++)
    add_node (((const ReeveUnless *) version->unless->pdata[i])->when, FALSE, used);
  used[FEATURE_APPLIES] |= version->applies != NULL;
  used[FEATURE_UNLESS] |= version->unless->len > 0;
  used[FEATURE_GRANDFATHER] |= version->grandfather != NULL;
  used[FEATURE_GROUNDS] |= version->grounds != NULL;
  used[FEATURE_DEFINES] |= version->defines;
  used[FEATURE_MEASURE] |= version->measure.given;
  used[FEATURE_SANCTION] |= version->sanctions->len > 0;
  used[FEATURE_PENALTY] |= version->penalty->len > 0;
  used[FEATURE_CURE] |= version->cure != NULL;
  used[FEATURE_APPEAL] |= version->appeal_by != NULL;
  used[FEATURE_ON_MISS] |= version->on_miss != NULL;
  used[FEATURE_FROM] |= version->from != G_MININT32;
  used[FEATURE_UNTIL] |= version->until != G_MAXINT32;
  used[FEATURE_QUOTE] |= version->quote != NULL;
}

const char **
reeve_provision_get_features (const ReeveProvision *provision)
{
  const char **names = g_new0 (const char *, N_FEATURES + 1);
  gboolean used[N_FEATURES] = { FALSE };
  guint n = 0;

  for (guint i = 0; i < provision->versions->len; i++)
    add_version (provision->versions->pdata[i], used);
  used[FEATURE_AMENDED] = provision->versions->len > 1;
  for (guint f = 0; f < N_FEATURES; f++)
    if (used[f])
      names[n++] = feature_names[f];
  return names;
}
