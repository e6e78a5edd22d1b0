/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiles one version of a provision for one day: its parts, its gate, what it reads. reeve-program-compile.c compiles their expressions. */
#include "config.h"

#include "reeve-program-compile-private.h"

static ReeveDay
evidence_from (const ReeveProvisionVersion *version, ReeveDay day)
{
  ReeveValue today = { .type = REEVE_TYPE_DATE, .truth = REEVE_TRUTH_NY, .lo = day, .hi = day }, from;

  if (!version->evidence_given)
    return G_MININT32;
  from = reeve_period_add (&version->counting, today, version->evidence, TRUE, FALSE);
  return from.lo <= REEVE_FAR_PAST ? G_MININT32 : (ReeveDay) from.lo;
}

/* Does it ask for nothing but single values of the business's own row? Of `in-force` nothing can be said for other provisions. */
static gboolean
asks_business_only (const ReeveNode *node)
{
  switch (node->kind)
    {
    case REEVE_NODE_FIELD:
      return node->scope == 0 && node->n_path == 2 && node->path[0] == reeve_vocabulary_field (REEVE_KIND_SUBJECT, "business")
             && node->type != REEVE_TYPE_COLLECTION && node->type != REEVE_TYPE_RECORD && node->type != REEVE_TYPE_SCHEDULE;
    case REEVE_NODE_LITERAL:
    case REEVE_NODE_LIST:
    case REEVE_NODE_NONE:
    case REEVE_NODE_TODAY:
    case REEVE_NODE_PARAMETER:
      return TRUE;
    case REEVE_NODE_DEFINITION:
    case REEVE_NODE_NOT:
    case REEVE_NODE_AND:
    case REEVE_NODE_OR:
    case REEVE_NODE_EQ:
    case REEVE_NODE_NE:
    case REEVE_NODE_LT:
    case REEVE_NODE_LE:
    case REEVE_NODE_GT:
    case REEVE_NODE_GE:
    case REEVE_NODE_IN:
    case REEVE_NODE_RANGE:
      break;
    default:
      return FALSE;
    }
  for (guint i = 0; i < node->n_children; i++)
    if (node->children[i] != NULL && !asks_business_only (node->children[i]))
      return FALSE;
  return TRUE;
}

static const ReeveNode *
find_gate (const ReeveNode *applies)
{
  if (applies == NULL || asks_business_only (applies))
    return applies;
  for (guint i = 0; applies->kind == REEVE_NODE_AND && i < applies->n_children; i++)
    if (asks_business_only (applies->children[i]))
      return applies->children[i];
  return NULL;
}

/* The tier of a penalty counts earlier violations of the same provision. */
static void
mark_earlier_violations (ReeveCompiler *c)
{
  reeve_compile_mark_read (c, REEVE_KIND_SUBJECT, reeve_vocabulary_field (REEVE_KIND_SUBJECT, "business"));
  reeve_compile_mark_read (c, REEVE_KIND_BUSINESS, reeve_vocabulary_field (REEVE_KIND_BUSINESS, "violation"));
  reeve_compile_mark_read (c, REEVE_KIND_VIOLATION, reeve_vocabulary_field (REEVE_KIND_VIOLATION, "provision"));
  reeve_compile_mark_read (c, REEVE_KIND_VIOLATION, reeve_vocabulary_field (REEVE_KIND_VIOLATION, "found"));
}

static void
compile_version (ReeveCompiler *c)
{
  ReeveProgram *program = c->program;
  const ReeveProvisionVersion *version = program->version;
  const ReeveNode *gate = find_gate (version->applies);

  program->gate = reeve_compile_segment (c, gate);
  program->gate_is_all = gate != NULL && gate == version->applies;
  if (gate != NULL)
    program->gate_text = reeve_node_print (gate);
  program->applies = reeve_compile_segment (c, version->applies);
  for (guint i = 0; version->unless != NULL && i < version->unless->len; i++)
    {
      const ReeveUnless *unless = version->unless->pdata[i];
      ReeveSegment segment = reeve_compile_segment (c, unless->when);
      g_array_append_val (program->unless, segment);
      reeve_program_find_reach (program, unless->when);
    }
  if (program->spared != NULL)
    {
      program->grandfather = reeve_compile_segment (c, program->spared);
      reeve_program_find_reach (program, program->spared);
    }
  else if (program->grandfathering)
    {
      program->grandfather = reeve_compile_segment (c, version->grandfather);
      program->grandfather_until = reeve_compile_segment (c, version->grandfather_until);
      reeve_program_find_reach (program, version->grandfather);
    }
  program->test = reeve_compile_segment (c, version->require != NULL ? version->require : version->grounds);
  program->cure = reeve_compile_segment (c, version->cure);
  program->appeal = reeve_compile_segment (c, version->appeal_by);
  if (version->penalty->len > 0 && reeve_vocabulary_has_root (version->about, "business"))
    mark_earlier_violations (c);
  reeve_program_find_reach (program, version->applies);
  reeve_program_find_reach (program, version->require);
  reeve_program_find_reach (program, version->grounds);
}

/**
 * reeve_program_new:
 * @grandfathering: FALSE switches `grandfather:` off, as a back-test may
 *
 * Returns: (transfer full) (nullable): NULL when no version is in force on @day, a parameter it reads has no value yet, or the version is
 *   text only (neither require nor grounds) and so never tested
 */
ReeveProgram *
reeve_program_new (ReeveOrdinance *ordinance, const ReeveProvision *provision, ReeveDay day, gboolean grandfathering)
{
  return reeve_program_new_as_on (ordinance, provision, day, day, grandfathering);
}

ReeveProgram *
reeve_program_new_as_on (ReeveOrdinance *ordinance, const ReeveProvision *provision, ReeveDay day, ReeveDay law_day, gboolean grandfathering)
{
  return reeve_program_compile (ordinance, provision, day, law_day, grandfathering, NULL);
}

ReeveProgram *
reeve_program_compile (ReeveOrdinance *ordinance, const ReeveProvision *provision, ReeveDay day, ReeveDay law_day, gboolean grandfathering,
                       ReeveNode *spared)
{
  const ReeveProvisionVersion *version = reeve_provision_version_on (provision, law_day);
  ReeveCompiler c = { 0 };
  ReeveProgram *program;

  if (version == NULL || (version->require == NULL && version->grounds == NULL))
    {
      reeve_node_free (spared);
      return NULL;
    }
  program = g_new0 (ReeveProgram, 1);
  g_atomic_ref_count_init (&program->ref);
  program->ordinance = reeve_ordinance_ref (ordinance);
  program->provision = provision;
  program->version = version;
  program->day = day;
  program->law_day = law_day;
  program->grandfathering = grandfathering;
  program->spared = spared;
  program->counting = version->counting;
  program->code = g_array_new (FALSE, FALSE, sizeof (ReeveInstruction));
  program->nodes = g_ptr_array_new ();
  program->constants = g_array_new (FALSE, FALSE, sizeof (ReeveValue));
  program->paths = g_array_new (FALSE, FALSE, sizeof (ReevePath));
  program->loops = g_array_new (FALSE, FALSE, sizeof (ReeveLoop));
  program->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_list_free);
  program->schedules = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_schedule_unref);
  program->unless = g_array_new (FALSE, FALSE, sizeof (ReeveSegment));
  program->notice_field = reeve_vocabulary_field (REEVE_KIND_SUBJECT, "notice");
  c.program = program;
  c.law_day = law_day;
  c.latest = version->from;
  compile_version (&c);
  if (version->cure != NULL)
    reeve_compile_mark_read (&c, REEVE_KIND_SUBJECT, program->notice_field);
  reeve_program_finish_reach (program);
  /* Read as if it had long been in force, a text to come leaves no conduct out. */
  program->conduct_from = MAX (c.latest > day ? G_MININT32 : c.latest, evidence_from (version, day));
  if (c.missing)
    {
      reeve_program_unref (program);
      return NULL;
    }
  return program;
}

void
reeve_program_set_holidays (ReeveProgram *program, const GArray *days)
{
  program->counting.holidays = (const ReeveDay *) (gpointer) days->data;
  program->counting.n_holidays = days->len;
}

ReeveProgram *
reeve_program_ref (ReeveProgram *program)
{
  g_atomic_ref_count_inc (&program->ref);
  return program;
}

void
reeve_program_unref (ReeveProgram *program)
{
  if (program == NULL || !g_atomic_ref_count_dec (&program->ref))
    return;
  g_free (program->gate_text);
  g_array_unref (program->code);
  g_ptr_array_unref (program->nodes);
  g_array_unref (program->constants);
  g_array_unref (program->paths);
  g_array_unref (program->loops);
  g_ptr_array_unref (program->lists);
  g_ptr_array_unref (program->schedules);
  g_array_unref (program->unless);
  reeve_node_free (program->spared);
  reeve_ordinance_unref (program->ordinance);
  g_free (program);
}

const ReeveProvision *
reeve_program_get_provision (const ReeveProgram *program)
{
  return program->provision;
}

const ReeveProvisionVersion *
reeve_program_get_version (const ReeveProgram *program)
{
  return program->version;
}

ReeveOrdinance *
reeve_program_get_ordinance (const ReeveProgram *program)
{
  return program->ordinance;
}

ReeveDay
reeve_program_get_day (const ReeveProgram *program)
{
  return program->day;
}

ReeveDay
reeve_program_get_law_day (const ReeveProgram *program)
{
  return program->law_day;
}

gboolean
reeve_program_reads (const ReeveProgram *program, ReeveKind kind, guint field)
{
  return field < 64 && (program->reads[kind] >> field & 1) != 0;
}

gboolean
reeve_program_reads_items (const ReeveProgram *program, ReeveKind kind)
{
  return program->reads_items[kind];
}

gint64
reeve_program_get_reach (const ReeveProgram *program)
{
  return program->reach;
}

const char *
reeve_program_get_gate (const ReeveProgram *program)
{
  return program->gate_text;
}

ReeveDay
reeve_program_get_conduct_from (const ReeveProgram *program)
{
  return program->conduct_from;
}
