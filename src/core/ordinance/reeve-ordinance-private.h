/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of an ordinance file while it is being read. */
#pragma once

#include "reeve-message-private.h"
#include "reeve-ordinance.h"
#include "reeve-yaml.h"

G_BEGIN_DECLS

/* A definition stays unresolved: it is resolved anew at each place that uses it. */
typedef struct
{
  char *name, *text;
  gboolean of_given; ReeveKind of;
  ReeveNode *raw;          /* NULL: it did not parse */
  ReeveSource source;
  gboolean used, included;
  gboolean broken;         /* uses itself, or is too large: told once, silent where it is used */
} ReeveDefinition;

struct _ReeveOrdinance
{
  int ref_count;
  GBytes *text;
  char *id, *title, *jurisdiction, *authority, *purpose, *adopted_number, *sha256;
  ReeveDay adopted_on;
  guint version;
  ReevePublished published;
  GPtrArray *provisions, *checklist, *parameters;   /* own ones first, then included; the included belong to .libraries */
  GPtrArray *own_provisions, *own_checklist, *own_parameters;
  GPtrArray *definitions, *own_definitions;         /* ReeveDefinition */
  GHashTable *parameter_index, *definition_index;   /* name -> the parameter, the definition */
  GHashTable *item_index;  /* id -> place in .checklist + 1 */
  GHashTable *codes;       /* pointer to a shipped list -> GPtrArray of char *, added by codes: */
  GPtrArray *code_labels;  /* char *: "event.kind\tcode\tlabel" */
  GPtrArray *libraries;    /* ReeveOrdinance */
  ReeveGiven *given;
  GArray *holidays;        /* ReeveDay, or NULL */
  GPtrArray *holiday_tables; /* GArray, of provisions with their own counting */
  ReeveCounting counting;
  gboolean evidence_given; ReeveValue evidence;
};

/* What @version is, told from its keys when all of them are read. */
ReeveNature reeve_provision_version_find_nature (const ReeveProvisionVersion *version);
/* Makes it visible to expressions; it stays with its owner. The first of a name stays. */
void reeve_ordinance_add_parameter (ReeveOrdinance *ordinance, ReeveParameter *parameter);
void reeve_ordinance_add_item (ReeveOrdinance *ordinance, ReeveItem *item);
void reeve_ordinance_add_definition (ReeveOrdinance *ordinance, ReeveDefinition *definition);
const ReeveDefinition *reeve_ordinance_find_definition (const ReeveOrdinance *ordinance, const char *name);
ReeveValue reeve_value_new (ReeveType type, guint32 aux, gint64 value);
void reeve_given_free (ReeveGiven *given);

G_END_DECLS
