/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flat program: post-order instructions for a stack machine, with the tables they point into. Compiler and evaluator share it. */
#pragma once

#include "reeve-operator.h"
#include "reeve-program.h"

G_BEGIN_DECLS

#define REEVE_PROGRAM_MAX_STACK 256
#define REEVE_PROGRAM_MAX_NESTING 8
#define REEVE_PROGRAM_MAX_PATH 8

typedef enum
{
  REEVE_OP_CONSTANT,      /* arg: constant */
  REEVE_OP_FIELD,         /* arg: path */
  REEVE_OP_ITEM,          /* arg: path to the row; a: 1 = the top of the stack says whether it is asked at all */
  REEVE_OP_DEFINITION,    /* nothing: names the value below for the trace */
  REEVE_OP_NOT,
  REEVE_OP_BEGIN,         /* a: 1 = and, 0 = or. Pushes the value of an empty junction */
  REEVE_OP_JOIN,          /* a: the same. Pops a child into the junction; arg: where to go when nothing can change it any more */
  REEVE_OP_COMPARE,       /* a: ReeveCompare */
  REEVE_OP_IDENTITY,      /* a: 1 = negated */
  REEVE_OP_EMPTY_SET,     /* set = none; a: 1 = negated */
  REEVE_OP_IN_SET,        /* code in list or set */
  REEVE_OP_IN_LIST,       /* ordered in list */
  REEVE_OP_IN_RANGE,      /* x, from, to */
  REEVE_OP_IN_SPAN,       /* x, one value whose ends are both included */
  REEVE_OP_IN_SCHEDULE,
  REEVE_OP_HAS,           /* a: 0 all, 1 any, 2 only; b: 1 = schedules */
  REEVE_OP_WITHIN,        /* a: 1 = before */
  REEVE_OP_BY,
  REEVE_OP_ADD, REEVE_OP_SUBTRACT, REEVE_OP_MULTIPLY, REEVE_OP_ADD_PERIOD, REEVE_OP_SUBTRACT_PERIOD,
  REEVE_OP_NEXT, REEVE_OP_DAYS, REEVE_OP_STARTED,
  REEVE_OP_EXTREME,       /* a: 1 = the greater */
  REEVE_OP_LOOP,          /* arg: loop; goes to its first member, or past its end */
  REEVE_OP_WHERE,         /* arg: loop; when surely not, skips to the next member */
  REEVE_OP_END_MEMBER,    /* arg: loop */
} ReeveOp;

typedef struct { guint8 op, a, b, type; guint32 arg; } ReeveInstruction;

typedef struct
{
  guint8 scope, n_steps;
  guint8 kinds[REEVE_PROGRAM_MAX_PATH + 1];  /* kinds[0]: of the row it starts from; kinds[i + 1]: after step i */
  guint8 fields[REEVE_PROGRAM_MAX_PATH];
  ReeveType type;                            /* of the last field; RECORD: the path leads to a row */
  guint32 item, nothing;                     /* item; the empty list it reads as when it is not asked */
} ReevePath;

typedef enum { REEVE_LOOP_EVERY, REEVE_LOOP_SOME, REEVE_LOOP_NO, REEVE_LOOP_COUNT, REEVE_LOOP_SUM, REEVE_LOOP_MIN, REEVE_LOOP_MAX } ReeveLoopKind;

typedef struct
{
  ReeveLoopKind what;
  guint32 path;            /* to the collection */
  ReeveKind member;
  ReeveCollectionClass class_;
  ReeveAsOf as_of;
  gboolean has_where, has_body;
  int from, to;            /* the member's own dates, or -1 */
  int distinct;            /* key field, or -1 */
  gboolean window;
  ReeveValue span;         /* of the window */
  int date;                /* field the window slides over, or -1 */
  ReeveType element;       /* SUM, MIN, MAX */
  guint32 depth;           /* 0 = outermost */
  guint32 start, end;      /* first instruction of a member; the one after END_MEMBER */
} ReeveLoop;

typedef struct { ReeveType element; GQuark *codes; gint64 *ints; guint n; } ReeveList;

typedef struct { guint32 start, end; gboolean given; } ReeveSegment;

struct _ReeveProgram
{
  gatomicrefcount ref;
  ReeveOrdinance *ordinance;
  const ReeveProvision *provision;
  const ReeveProvisionVersion *version;
  ReeveDay day, law_day, conduct_from;
  gboolean grandfathering, too_large;
  ReeveNode *spared;       /* NULL, or whom it spares in place of the version's `grandfather:` */
  ReeveCounting counting;                    /* of the version; a worked example may bring its own holidays */
  gint64 reach;
  GArray *code;            /* ReeveInstruction */
  GPtrArray *nodes;        /* const ReeveNode *, beside code */
  GArray *constants;       /* ReeveValue */
  GArray *paths;           /* ReevePath */
  GArray *loops;           /* ReeveLoop */
  GPtrArray *lists;        /* ReeveList */
  GPtrArray *schedules;    /* ReeveSchedule */
  ReeveSegment gate;       /* compiled once more, by itself */
  gboolean gate_is_all;    /* of applies */
  char *gate_text;
  ReeveSegment applies, test, grandfather, grandfather_until, cure, appeal;
  GArray *unless;          /* ReeveSegment */
  guint64 reads[REEVE_N_KINDS];
  guint8 reads_items[REEVE_N_KINDS];
  int notice_field;
};

/* The outcome of the table in language.md 5.1, before cure. @grounds: the provision states grounds. */
ReeveOutcome reeve_outcome_decide (guint applies, guint test, gboolean grounds);
/* The same for a definition: what falls under it is compliant, what does not is not applicable. */
ReeveOutcome reeve_outcome_decide_definition (guint applies, guint test);
/* @spared: (transfer full) (nullable): a condition that spares for ever, in place of that of the version */
ReeveProgram *reeve_program_compile (ReeveOrdinance *ordinance, const ReeveProvision *provision, ReeveDay day, ReeveDay law_day,
                                     gboolean grandfathering, ReeveNode *spared);
/* reeve-program-reach.c */
void reeve_program_find_reach (ReeveProgram *program, const ReeveNode *node);
void reeve_program_finish_reach (ReeveProgram *program);
/* Before the first evaluation. @days: sorted, must outlive @program. */
void reeve_program_set_holidays (ReeveProgram *program, const GArray *days);

G_END_DECLS
