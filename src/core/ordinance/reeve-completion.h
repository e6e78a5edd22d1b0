/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be written at one place of an ordinance file: its keys, the words they take, and in conditions whatever the record at hand offers.
 * The text need not be in order: it is being typed. */
#pragma once

#include "reeve-ordinance.h"

G_BEGIN_DECLS

typedef struct
{
  char *text;              /* what is written */
  char *title;             /* in words, or NULL */
  const char *help;        /* a sentence, or NULL */
} ReeveCompletion;

/* Of the word that ends at byte @offset of @text; those that begin with it, else that hold it, the nearest first. @ordinance: the last state of the
 * text that could be read, or NULL. @ret_begin: byte where the word begins. (element-type ReeveCompletion) Transfer full. */
GPtrArray *reeve_completion_list (const char *text, gsize offset, ReeveOrdinance *ordinance, gsize *ret_begin);

G_END_DECLS
