/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An ordinance while it is being written: the text as it stands, what is wrong with it, the last state of it that could be read, and its
 * worked examples run. What an editor holds; no store, no widgets. Not thread-safe. */
#pragma once

#include "reeve-edit.h"
#include "reeve-trace.h"

G_BEGIN_DECLS

typedef struct _ReeveDraft ReeveDraft;

/* @name is shown in messages. @library as in reeve_ordinance_load(). */
ReeveDraft *reeve_draft_new (const char *name, GBytes *text, ReeveLibraryFunc library, gpointer data);
void reeve_draft_free (ReeveDraft *draft);

/* Takes the new text and reads it. */
void reeve_draft_set_text (ReeveDraft *draft, GBytes *text);
void reeve_draft_apply (ReeveDraft *draft, const ReeveEdit *edit);
GBytes *reeve_draft_get_text (const ReeveDraft *draft);                  /* transfer none */
/* The last text that could be read; NULL if none ever could. Transfer none: take a reference to keep it over the next change. */
ReeveOrdinance *reeve_draft_get_ordinance (const ReeveDraft *draft);
/* 0: the ordinance is that of the text. Else the line of the first error: forms show "as of before line N". */
guint reeve_draft_get_broken_line (const ReeveDraft *draft);
/* Of the text as it stands: errors of reading, warnings. Not the failures of examples, see below. */
const ReeveMessages *reeve_draft_get_messages (const ReeveDraft *draft);

typedef struct
{
  const ReeveExample *example;   /* of the ordinance */
  guint index;                   /* its place in the file: "provisions/ID/examples/INDEX" is its path for edits */
  ReeveDay day;
  ReeveOutcome outcome;
  gboolean passed;
  char *sentence;                /* why, translated */
} ReeveExampleRun;

/* Failing ones first, else in the order of the file. (element-type ReeveExampleRun) Transfer full. Some milliseconds. */
GPtrArray *reeve_draft_run_examples (ReeveDraft *draft, const char *provision);
/* The whole trace of one example. NULL when no version is in force that day. Transfer full. */
ReeveTrace *reeve_draft_walk_through (ReeveDraft *draft, const char *provision, guint index);

/* What a drafter should not forget (domain.md 5.5): each part of a provision with whether it is there. */
typedef enum
{
  REEVE_CHECKPOINT_DUTY, REEVE_CHECKPOINT_TEST, REEVE_CHECKPOINT_EVIDENCE, REEVE_CHECKPOINT_CURE, REEVE_CHECKPOINT_PENALTY, REEVE_CHECKPOINT_APPEAL,
  REEVE_CHECKPOINT_AUTHORITY, REEVE_CHECKPOINT_EFFECTIVE, REEVE_CHECKPOINT_EXEMPTION, REEVE_CHECKPOINT_EXAMPLES,
  REEVE_N_CHECKPOINTS
} ReeveCheckpoint;
typedef enum { REEVE_CHECKED_THERE, REEVE_CHECKED_MISSING, REEVE_CHECKED_NEEDLESS } ReeveChecked;

const char *reeve_checkpoint_label (ReeveCheckpoint checkpoint);          /* translated: "Who owes it" */
/* What it asks, as a whole sentence for the drafter; translated. */
const char *reeve_checkpoint_question (ReeveCheckpoint checkpoint);
/* NEEDLESS: this kind of provision has no such part (a definition has no penalty). */
ReeveChecked reeve_provision_check_point (ReeveOrdinance *ordinance, const ReeveProvision *provision, const ReeveProvisionVersion *version,
                                          ReeveCheckpoint checkpoint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveDraft, reeve_draft_free)

G_END_DECLS
