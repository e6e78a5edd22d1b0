/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of ordinances that the case file holds: adopted ones, which never change, and drafts, which have no number. */
#pragma once

#include "reeve-case-file.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char *ordinance, *title, *number, *in_force;   /* number, in_force: NULL for a draft */
  char *source;                                  /* where its file came from, or NULL */
  guint draft;                                   /* from 1 among the drafts of its ordinance; 0 = adopted */
} ReeveOrdinanceVersion;

/* By ordinance; adopted ones by their day, then drafts. (element-type ReeveOrdinanceVersion) Transfer full. */
GPtrArray *reeve_ordinance_versions_list (ReeveConn *conn, GError **error);
/* The latest adopted version of the ordinance that @draft is of; NULL = none. Transfer none. */
const ReeveOrdinanceVersion *reeve_ordinance_versions_find_base (const GPtrArray *versions, const ReeveOrdinanceVersion *draft);
char *reeve_ordinance_version_name (const ReeveOrdinanceVersion *version);       /* "Draft 3", "Ord. 2023-90"; transfer full */
/* Where, when and what: for the source of a draft that begins from a file. Transfer full. */
char *reeve_ordinance_provenance (GFile *file, GBytes *text);
/* The title in the text of an ordinance file, found without reading the rest: for lists of many. NULL = none. Transfer full. */
char *reeve_ordinance_text_title (GBytes *text);
GBytes *reeve_ordinance_version_load (ReeveConn *conn, gint64 id, GError **error);

/* Named transactions. @written as in reeve_case_file_write(). */
void reeve_ordinance_draft_store (ReeveCaseFile *file, gint64 id, GBytes *text, ReeveWrittenFunc written, gpointer owner);
/* A new draft from @text, without the number and day it may have been adopted with. FALSE if it cannot be read. */
gboolean reeve_ordinance_draft_begin (ReeveCaseFile *file, const char *name, GBytes *text, ReeveWrittenFunc written, gpointer owner, GError **error);
void reeve_ordinance_draft_delete (ReeveCaseFile *file, gint64 id);
/* Adopts the draft; its row goes. */
void reeve_ordinance_draft_adopt (ReeveCaseFile *file, gint64 id, const char *number, const char *day, const char *who,
                                  ReeveWrittenFunc written, gpointer owner);

G_END_DECLS
