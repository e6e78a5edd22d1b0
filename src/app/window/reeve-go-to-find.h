/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What "Find or go to" finds in the case file, on a worker thread. */
#pragma once

#include "reeve-case-file.h"

G_BEGIN_DECLS

typedef struct
{
  const char *section;       /* translated, static */
  const char *icon;          /* static, or NULL: the symbol of @shown */
  guint shown;               /* ReeveShown */
  char *title, *subtitle;
  const char *action;        /* static */
  GVariant *target;          /* sunk */
  const char *key;           /* static, or NULL */
} ReeveFound;

void reeve_found_free (ReeveFound *found);

typedef struct { char *typed; ReeveDay day; } ReeveFindQuery;
void reeve_find_query_free (gpointer query);
/* A ReeveReadFunc over a ReeveFindQuery. Returns a GPtrArray of ReeveFound. A sign before the words narrows them: "@" people, "#" numbers,
 * "§" provisions. Sealed values are not looked into. */
gpointer reeve_find (ReeveConn *conn, gpointer query, GError **error);

G_END_DECLS
