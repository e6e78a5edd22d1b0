/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading an ordinance file: what its parts share. */
#pragma once

#include "reeve-expression-private.h"

G_BEGIN_DECLS

/* All expressions of a file together, definitions written out: beyond it a file is a bomb, not a law. */
#define REEVE_LOADER_MAX_NODES 2000000
#define REEVE_LOADER_MAX_AMENDMENTS 100
#define REEVE_LOADER_MAX_UNLESS 100

typedef struct
{
  const char *text;
  gsize size;
  ReeveMessages *messages;
  ReeveOrdinance *ordinance;
  ReeveLibraryFunc library;
  gpointer data;
  GPtrArray *chain;        /* ids of the files that include this one, char *, outermost first */
  guint64 n_nodes;
  const ReeveYaml *holidays_given; /* of the file's given:, or NULL */
} ReeveLoader;

void reeve_loader_error (ReeveLoader *loader, const ReeveYaml *yaml, const char *id, const char *replacement, const char *format, ...)
    G_GNUC_PRINTF (5, 6);
void reeve_loader_warn (ReeveLoader *loader, const ReeveYaml *yaml, const char *id, const char *format, ...) G_GNUC_PRINTF (4, 5);
ReeveSource reeve_loader_source (const ReeveLoader *loader, const ReeveYaml *yaml);

/* E108 unless it is of that kind; @what is translated. */
gboolean reeve_loader_expect (ReeveLoader *loader, const ReeveYaml *yaml, ReeveYamlKind kind, const char *what);
/* E105 for keys not in @allowed. */
void reeve_loader_check_keys (ReeveLoader *loader, const ReeveYaml *map, const char *const *allowed);
/* The text of @key, "" as NULL, transfer full; E107 when @required and missing. */
char *reeve_loader_text (ReeveLoader *loader, const ReeveYaml *map, const char *key, gboolean required);
gboolean reeve_loader_date (ReeveLoader *loader, const ReeveYaml *yaml, ReeveDay *ret_day);
gboolean reeve_loader_duration (ReeveLoader *loader, const ReeveYaml *yaml, ReeveValue *ret_value);
/* A or A..B of one type. */
gboolean reeve_loader_range (ReeveLoader *loader, const ReeveYaml *yaml, ReeveType type, ReeveValue *ret_value);
/* Index into @choices, or -1 (E108). */
int reeve_loader_choice (ReeveLoader *loader, const ReeveYaml *yaml, const char *const *choices);
gboolean reeve_loader_yes (ReeveLoader *loader, const ReeveYaml *yaml);
/* A name of 2.1: ids, parameters, definitions. */
gboolean reeve_loader_name (ReeveLoader *loader, const ReeveYaml *yaml);

/* NULL: told. */
ReeveNode *reeve_loader_parse (ReeveLoader *loader, const ReeveYaml *yaml);
ReeveNode *reeve_loader_check (ReeveLoader *loader, ReeveChecker *checker, const ReeveNode *raw, ReeveType expected);
/* A literal, a list of literals or a bare code. NULL: told. */
ReeveNode *reeve_loader_literal (ReeveLoader *loader, const ReeveYaml *yaml);

/* {url, year}; replaces what @published holds. */
void reeve_loader_published (ReeveLoader *loader, const ReeveYaml *yaml, ReevePublished *published);
gboolean reeve_loader_counting (ReeveLoader *loader, const ReeveYaml *yaml, ReeveCounting *counting);
/* A list of dates, sorted. NULL: told. */
GArray *reeve_loader_days (ReeveLoader *loader, const ReeveYaml *yaml);
ReeveGiven *reeve_loader_given (ReeveLoader *loader, const ReeveYaml *yaml);
/* reeve-ordinance-names.c: what expressions may name. */
void reeve_loader_read_codes (ReeveLoader *loader, const ReeveYaml *yaml);
void reeve_loader_read_parameters (ReeveLoader *loader, const ReeveYaml *yaml);
void reeve_loader_read_checklist (ReeveLoader *loader, const ReeveYaml *yaml);
void reeve_loader_read_definitions (ReeveLoader *loader, const ReeveYaml *yaml);
void reeve_loader_check_names (ReeveLoader *loader);
void reeve_loader_check_definitions (ReeveLoader *loader);
void reeve_loader_check_items (ReeveLoader *loader);
void reeve_loader_warn_definitions (ReeveLoader *loader);
/* reeve-ordinance-lint.c */
void reeve_loader_warn_provisions (ReeveLoader *loader);
/* reeve-ordinance-load.c */
void reeve_loader_read_includes (ReeveLoader *loader, const ReeveYaml *yaml);
ReeveOrdinance *reeve_loader_load (GBytes *text, ReeveLibraryFunc library, gpointer data, GPtrArray *chain, ReeveMessages *messages);
/* reeve-ordinance-provision.c */
void reeve_loader_read_provisions (ReeveLoader *loader, const ReeveYaml *yaml);
void reeve_provision_free (ReeveProvision *provision);

G_END_DECLS
