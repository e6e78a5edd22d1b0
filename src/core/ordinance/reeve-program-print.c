/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an outcome depends on, written out: two programs that print alike need not both be run. Indices into a program's tables are replaced by
 * what they point to, so that the same rule prints alike whatever file it stands in. */
#include "config.h"

#include "reeve-program-private.h"

#include <string.h>

typedef struct
{
  const ReeveProgram *program;
  GByteArray *out;
} Printer;

static void
put (Printer *p, gint64 number)
{
  g_byte_array_append (p->out, (const guint8 *) &number, sizeof number);
}

static void
put_text (Printer *p, const char *text)
{
  put (p, text == NULL ? -1 : (gint64) strlen (text));
  if (text != NULL)
    g_byte_array_append (p->out, (const guint8 *) text, (guint) strlen (text));
}

static void
put_value (Printer *p, const ReeveValue *value)
{
  put (p, value->type << 24 | value->truth << 16 | value->flags);
  if ((value->flags & REEVE_VALUE_OF_PROGRAM) != 0 && value->type == REEVE_TYPE_SCHEDULE)
    {
      g_autofree char *text = reeve_schedule_format (p->program->schedules->pdata[value->lo]);

      put_text (p, text);
      return;
    }
  if ((value->flags & REEVE_VALUE_OF_PROGRAM) != 0)
    {
      const ReeveList *list = p->program->lists->pdata[value->lo];

      put (p, list->element);
      put (p, list->n);
      for (guint i = 0; i < list->n; i++)
        {
          put (p, list->codes[i]);
          put (p, list->ints[i]);
        }
      return;
    }
  put (p, value->aux);
  put (p, value->lo);
  put (p, value->hi);
}

static const ReevePath *
put_path (Printer *p, guint32 index)
{
  const ReevePath *path = &g_array_index (p->program->paths, ReevePath, index);

  put (p, path->scope);
  put (p, path->n_steps);
  for (guint i = 0; i <= path->n_steps; i++)
    put (p, path->kinds[i]);
  for (guint i = 0; i < path->n_steps; i++)
    put (p, path->fields[i]);
  return path;
}

static void
put_item (Printer *p, guint32 index)
{
  const ReevePath *path = put_path (p, index);
  const GPtrArray *checklist = reeve_ordinance_get_checklist (p->program->ordinance);

  if (checklist == NULL || path->item >= checklist->len)
    return;
  const ReeveItem *item = checklist->pdata[path->item];

  put_text (p, item->id);
  put (p, item->answers);
  put (p, item->of);
  put (p, item->lasts_given);
  if (item->lasts_given)
    put_value (p, &item->lasts);
  for (guint i = 0; item->codes != NULL && item->codes[i] != NULL; i++)
    put_text (p, item->codes[i]);
}

static void
put_loop (Printer *p, guint32 index, guint32 start)
{
  const ReeveLoop *loop = &g_array_index (p->program->loops, ReeveLoop, index);

  put (p, loop->what);
  put_path (p, loop->path);
  put (p, loop->member);
  put (p, loop->class_);
  put (p, loop->as_of);
  put (p, loop->has_where);
  put (p, loop->has_body);
  put (p, loop->from);
  put (p, loop->to);
  put (p, loop->distinct);
  put (p, loop->window);
  if (loop->window)
    put_value (p, &loop->span);
  put (p, loop->date);
  put (p, loop->element);
  put (p, loop->depth);
  put (p, loop->start - start);
  put (p, loop->end - start);
}

static void
put_argument (Printer *p, const ReeveInstruction *in, guint32 start)
{
  switch ((ReeveOp) in->op)
    {
    case REEVE_OP_CONSTANT:
      put_value (p, &g_array_index (p->program->constants, ReeveValue, in->arg));
      break;
    case REEVE_OP_FIELD:
      put_path (p, in->arg);
      break;
    case REEVE_OP_ITEM:
      put_item (p, in->arg);
      break;
    case REEVE_OP_LOOP:
      put_loop (p, in->arg, start);
      break;
    case REEVE_OP_JOIN:
      put (p, (gint64) in->arg - start);
      break;
    default: /* of a loop, which has been printed, or unused */
      break;
    }
}

/* Names given to a part of the tree change nothing, but places in the code count them. */
static void
put_segment (Printer *p, const ReeveSegment *segment)
{
  put (p, segment->given);
  put (p, segment->end - segment->start);
  for (guint32 at = segment->start; at < segment->end; at++)
    {
      const ReeveInstruction *in = &g_array_index (p->program->code, ReeveInstruction, at);

      put (p, (gint64) in->op << 24 | in->a << 16 | in->b << 8 | in->type);
      put_argument (p, in, segment->start);
    }
}

static void
put_counting (Printer *p, const ReeveCounting *counting)
{
  put (p, counting->first_day_included);
  put (p, counting->month_end);
  put (p, counting->roll);
  put (p, counting->holidays == NULL ? -1 : (gint64) counting->n_holidays);
  for (guint i = 0; counting->holidays != NULL && i < counting->n_holidays; i++)
    put (p, counting->holidays[i]);
}

GBytes *
reeve_program_get_print (const ReeveProgram *program)
{
  Printer p = { program, g_byte_array_new () };
  const ReeveProvisionVersion *version = program->version;

  put_text (&p, reeve_ordinance_get_id (program->ordinance));   /* notices cite it by both names */
  put_text (&p, program->provision->id);
  put (&p, version->about);
  put (&p, version->defines);
  put (&p, version->grounds != NULL);
  put (&p, program->day);
  put (&p, program->conduct_from);
  put (&p, program->too_large);
  put (&p, version->measure.given);
  if (version->measure.given)
    put (&p, version->measure.from << 16 | version->measure.to << 8 | version->measure.path);
  put_counting (&p, &program->counting);
  put_segment (&p, &program->applies);
  put (&p, program->unless->len);
  for (guint i = 0; i < program->unless->len; i++)
    put_segment (&p, &g_array_index (program->unless, ReeveSegment, i));
  put_segment (&p, &program->grandfather);
  put_segment (&p, &program->grandfather_until);
  put_segment (&p, &program->test);
  put_segment (&p, &program->cure);
  return g_byte_array_free_to_bytes (p.out);
}

gboolean
reeve_program_has_same_gate (const ReeveProgram *program, const ReeveProgram *other)
{
  Printer a = { program, NULL }, b = { other, NULL };
  gboolean same;

  if (program->gate_text == NULL || other->gate_text == NULL)
    return program->gate_text == other->gate_text;
  a.out = g_byte_array_new ();
  b.out = g_byte_array_new ();
  put_segment (&a, &program->gate);
  put_segment (&b, &other->gate);
  same = a.out->len == b.out->len && memcmp (a.out->data, b.out->data, a.out->len) == 0;
  g_byte_array_unref (a.out);
  g_byte_array_unref (b.out);
  return same;
}
