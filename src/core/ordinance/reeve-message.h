/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with an ordinance file: id, place, words, source line with caret, one suggestion (language.md 7). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct { guint line, column, length; } ReeveSource;   /* from 1; columns and length in characters; line 0 = no place */

typedef enum { REEVE_SEVERITY_ERROR, REEVE_SEVERITY_WARNING } ReeveSeverity;

typedef struct
{
  ReeveSeverity severity;
  char *id;             /* "E201", "W3" */
  char *text;           /* with the suggestion: "unknown field 'premises.zon'; did you mean 'premises.zone'?" */
  char *replacement;    /* what to put in place of the marked part, or NULL */
  char *line_text;      /* the source line */
  ReeveSource source;
} ReeveMessage;

#define REEVE_MESSAGES_MAX 100

typedef struct _ReeveMessages ReeveMessages;

ReeveMessages *reeve_messages_new (const char *file_name, const char *text, gsize size);
void reeve_messages_free (ReeveMessages *messages);
void reeve_messages_add (ReeveMessages *messages, ReeveSeverity severity, const char *id, ReeveSource source, const char *replacement,
                         const char *format, ...) G_GNUC_PRINTF (6, 7);
guint reeve_messages_count (const ReeveMessages *messages, ReeveSeverity severity);
guint reeve_messages_get_n (const ReeveMessages *messages);
const ReeveMessage *reeve_messages_get (const ReeveMessages *messages, guint index);   /* in order of place */
char *reeve_messages_format (const ReeveMessages *messages);  /* "file:line:column: E201: ...", line, caret; transfer full */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveMessages, reeve_messages_free)

G_END_DECLS
