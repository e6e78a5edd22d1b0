/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The condition is written in the language and read as a text's own would be, so that explanations say it in the same words. */
#include "config.h"

#include <string.h>

#include "reeve-expression-private.h"
#include "reeve-program-private.h"
#include "reeve-program-spare.h"

static ReeveNode *
read_condition (const char *text, ReeveOrdinance *ordinance, ReeveAbout about)
{
  gsize length = strlen (text);
  g_autofree gsize *offsets = g_new (gsize, length + 1);
  g_autoptr (ReeveMessages) messages = reeve_messages_new ("", text, length);
  ReeveExpressionText expression = { text, length, offsets, messages };
  ReeveChecker checker = { .messages = messages, .ordinance = ordinance, .about = about };
  g_autoptr (ReeveNode) raw = NULL;

  for (gsize i = 0; i <= length; i++)
    offsets[i] = i;
  raw = reeve_expression_parse (&expression);
  return raw == NULL ? NULL : reeve_expression_check (&checker, raw, REEVE_TYPE_TRUTH);
}

static ReeveNode *
either (ReeveNode *a, ReeveNode *b)
{
  ReeveNode *node = reeve_node_new (REEVE_NODE_OR, a->source);

  node->type = REEVE_TYPE_TRUTH;
  reeve_node_add (node, a);
  reeve_node_add (node, b);
  return node;
}

ReeveProgram *
reeve_program_new_sparing (ReeveOrdinance *ordinance, const ReeveProvision *provision, ReeveDay day, ReeveDay law_day, ReeveDay licensed_by)
{
  const ReeveProvisionVersion *version = reeve_provision_version_on (provision, law_day);
  ReeveNode *spared = NULL;
  char until[REEVE_DAY_TEXT_SIZE];
  g_autofree char *text = NULL;

  if (version != NULL && reeve_vocabulary_has_root (version->about, "business"))
    {
      reeve_day_format (licensed_by, until);
      text = g_strdup_printf ("business.city-licence.first-issued <= %s", until);
      spared = read_condition (text, ordinance, version->about);
    }
  if (spared != NULL && version->grandfather != NULL)
    spared = either (reeve_node_copy (version->grandfather), spared);
  return reeve_program_compile (ordinance, provision, day, law_day, TRUE, spared);
}
