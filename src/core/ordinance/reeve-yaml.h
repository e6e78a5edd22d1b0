/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The YAML of an ordinance file as a plain tree: maps, lists and texts, each with its span of bytes in the file. No implicit types,
 * no anchors, tags or merge keys. Private to the reader of ordinance files. */
#pragma once

#include "reeve-message.h"

G_BEGIN_DECLS

typedef enum { REEVE_YAML_TEXT, REEVE_YAML_LIST, REEVE_YAML_MAP } ReeveYamlKind;

typedef struct _ReeveYaml ReeveYaml;
struct _ReeveYaml
{
  ReeveYamlKind kind;
  char *text;            /* TEXT: decoded, no NUL inside */
  gboolean quoted, escaped, block; /* TEXT: in quotes; in double quotes; a literal or folded block */
  gsize begin, end;      /* bytes of the file */
  GPtrArray *items;      /* LIST, MAP: ReeveYaml */
  GPtrArray *keys;       /* MAP: ReeveYaml of kind TEXT, beside items */
};

/* NULL and messages (E100, E103, E104, E106) when it cannot be read. */
ReeveYaml *reeve_yaml_parse (const char *text, gsize size, ReeveMessages *messages);
void reeve_yaml_free (ReeveYaml *yaml);
/* Of a map: the item of @key, or NULL. */
ReeveYaml *reeve_yaml_get (const ReeveYaml *map, const char *key);
/* Of a text: for each byte of the decoded text, and for its end, the byte of the file it came from. Transfer full. */
gsize *reeve_yaml_map_offsets (const ReeveYaml *yaml, const char *file_text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveYaml, reeve_yaml_free)

G_END_DECLS
