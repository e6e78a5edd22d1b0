// SPDX-License-Identifier: GPL-3.0-or-later
/* Warnings about a file that says what it means, and may not mean it (language.md 7): a fine over the cap that a library states (W6), a rule
 * that applied to nothing in a case file (W7), two rules alike but for one limit (W8), references that lead nowhere (W9). */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reeve-loader-private.h"

#define CAP_PARAMETER "fine-cap"
#define MAX_PAIRS 20000

static void
warn (ReeveMessages *messages, const ReeveProvision *provision, const char *id, char *text)
{
  reeve_messages_add (messages, REEVE_SEVERITY_WARNING, id, provision->source, NULL, "%s", text);
  g_free (text);
}

static const ReeveProvisionVersion *
latest (const ReeveProvision *provision)
{
  return provision->versions->len > 0 ? g_ptr_array_index (provision->versions, provision->versions->len - 1) : NULL;
}

/* --- W6: over the cap --- */

/* The cap that holds while this version does: the last value of the parameter that starts before its end. */
static const ReeveParameterValue *
cap_of (const ReeveOrdinance *ordinance, const ReeveProvisionVersion *version)
{
  const ReeveParameter *parameter = reeve_ordinance_find_parameter (ordinance, CAP_PARAMETER);

  return parameter != NULL && parameter->type == REEVE_TYPE_MONEY ? reeve_parameter_value_on (parameter, version->until) : NULL;
}

static void
check_cap (ReeveLoader *loader, const ReeveProvision *provision, const ReeveProvisionVersion *version)
{
  const ReeveParameterValue *cap = cap_of (loader->ordinance, version);

  for (guint i = 0; cap != NULL && i < version->penalty->len; i++)
    {
      const ReeveTier *tier = &g_array_index (version->penalty, ReeveTier, i);

      if (!tier->fine_given || tier->fine.aux != cap->value.aux || tier->fine.hi <= cap->value.lo)
        continue;
      warn (loader->messages, provision, "W6",
            g_strdup_printf (_("the fine for offence %u is over the cap of %s ('%s')"), tier->offence, cap->text, CAP_PARAMETER));
      return;
    }
}

/* --- W8: alike but for one limit --- */

typedef struct { const ReeveNode *a, *b; guint n; } Difference;

static gboolean
is_limit (const ReeveNode *node)
{
  return (node->kind == REEVE_NODE_LITERAL || node->kind == REEVE_NODE_PARAMETER)
         && (node->type == REEVE_TYPE_LENGTH || node->type == REEVE_TYPE_NUMBER || node->type == REEVE_TYPE_MONEY || node->type == REEVE_TYPE_DURATION
             || node->type == REEVE_TYPE_AREA || node->type == REEVE_TYPE_SCHEDULE);
}

static gboolean
same_word (const ReeveNode *a, const ReeveNode *b)
{
  g_autofree char *x = reeve_node_print (a);
  g_autofree char *y = reeve_node_print (b);

  return strcmp (x, y) == 0;
}

/* FALSE when they differ in anything but limits of one type; .n counts those. */
static gboolean
compare_trees (const ReeveNode *a, const ReeveNode *b, Difference *difference)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (is_limit (a) && is_limit (b) && a->type == b->type)
    {
      if (!same_word (a, b))
        {
          difference->a = a;
          difference->b = b;
          difference->n++;
        }
      return TRUE;
    }
  if (a->kind != b->kind || a->n_children != b->n_children || a->type != b->type)
    return FALSE;
  if (a->n_children == 0)
    return same_word (a, b);
  if (g_strcmp0 (a->text, b->text) != 0)
    return FALSE;
  for (guint i = 0; i < a->n_children; i++)
    if (!compare_trees (a->children[i], b->children[i], difference))
      return FALSE;
  return TRUE;
}

static char *
limit_text (const ReeveOrdinance *ordinance, const ReeveNode *limit)
{
  const ReeveParameter *parameter = limit->kind == REEVE_NODE_PARAMETER ? reeve_ordinance_find_parameter (ordinance, limit->text) : NULL;

  if (parameter != NULL && parameter->values->len > 0)
    return g_strdup (g_array_index (parameter->values, ReeveParameterValue, parameter->values->len - 1).text);
  return reeve_node_print (limit);
}

static void
check_pair (ReeveLoader *loader, const ReeveProvision *a, const ReeveProvision *b)
{
  const ReeveProvisionVersion *x = latest (a), *y = latest (b);
  Difference scope = { 0 }, test = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (x == NULL || y == NULL || x->require == NULL || y->require == NULL || x->about != y->about || x->duty != y->duty || x->from > y->until
      || y->from > x->until || !compare_trees (x->applies, y->applies, &scope) || scope.n > 0
      || !compare_trees (x->require, y->require, &test) || test.n != 1)
    return;
  first = limit_text (loader->ordinance, test.a);
  second = limit_text (loader->ordinance, test.b);
  if (strcmp (first, second) == 0)
    return;
  warn (loader->messages, b, "W8",
        g_strdup_printf (_("'%1$s' and '%2$s' are alike but for one limit: %3$s and %4$s; if the texts differ, both are reported"), a->id, b->id, first,
                         second));
}

/* --- W9: references --- */

/* "12-40" of "Sec. 12-40(a)": the number a section goes by, at the first digit. NULL if there is none. */
static char *
section_number (const char *text, const char **ret_end)
{
  const char *begin = text, *end;

  while (*begin != '\0' && !g_ascii_isdigit (*begin))
    begin++;
  for (end = begin; g_ascii_isalnum (*end) || ((*end == '-' || *end == '.') && g_ascii_isalnum (end[1])); end++)
    ;
  if (ret_end != NULL)
    *ret_end = end;
  return end > begin ? g_strndup (begin, (gsize) (end - begin)) : NULL;
}

/* The chapter of "12-40" is "12-"; a number without a mark has none. */
static gsize
chapter_length (const char *number)
{
  gsize length = strcspn (number, "-.");

  return number[length] == '\0' ? 0 : length + 1;
}

static void
add_citation (GHashTable *sections, GHashTable *chapters, const char *citation)
{
  g_autofree char *number = citation == NULL ? NULL : section_number (citation, NULL);

  if (number == NULL || chapter_length (number) == 0)
    return;
  g_hash_table_add (chapters, g_strndup (number, chapter_length (number)));
  g_hash_table_add (sections, g_steal_pointer (&number));
}

/* Where the text speaks of a section: "Sec. 12-40", "Section 12-40", the section sign. NULL at the end. */
static const char *
next_reference (const char *text)
{
  static const char *const signs[] = { "Sec. ", "Section ", "section ", "sec. ", "\xc2\xa7 ", "\xc2\xa7" };
  const char *found = NULL;
  gsize length = 0;

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      const char *at = strstr (text, signs[i]);

      if (at != NULL && (found == NULL || at < found))
        {
          found = at;
          length = strlen (signs[i]);
        }
    }
  return found == NULL ? NULL : found + length;
}

/* A section of this very chapter that no provision of the file cites. Others' chapters cannot be known here. */
static void
check_references (ReeveLoader *loader, const ReeveProvision *provision, const char *text, GHashTable *sections, GHashTable *chapters)
{
  const char *at = text;

  while (at != NULL && (at = next_reference (at)) != NULL)
    {
      g_autofree char *number = g_ascii_isdigit (*at) ? section_number (at, &at) : NULL;
      g_autofree char *chapter = number == NULL ? NULL : g_strndup (number, chapter_length (number));

      if (number == NULL || *chapter == '\0' || !g_hash_table_contains (chapters, chapter) || g_hash_table_contains (sections, number))
        continue;
      warn (loader->messages, provision, "W9", g_strdup_printf (_("the text refers to section %s, which no provision of this file cites"), number));
      return;
    }
}

/* Does @node read what a violation is of? @kinds: of the members bound around it. */
static gboolean
reads_violated (const ReeveNode *node, const GArray *kinds)
{
  ReeveKind kind;

  if (node == NULL || node->kind != REEVE_NODE_FIELD || node->text == NULL)
    return FALSE;
  if (node->scope == 0)
    return strcmp (node->text, "violation.provision") == 0;
  if (node->scope > kinds->len || node->n_path != 1)
    return FALSE;
  kind = g_array_index (kinds, ReeveKind, node->scope - 1);
  return kind == REEVE_KIND_VIOLATION && node->path[0] == reeve_vocabulary_field (kind, "provision");
}

static gboolean
is_own (const ReeveLoader *loader, const char *id)
{
  for (guint i = 0; i < loader->ordinance->own_provisions->len; i++)
    if (strcmp (((const ReeveProvision *) g_ptr_array_index (loader->ordinance->own_provisions, i))->id, id) == 0)
      return TRUE;
  return reeve_ordinance_find_provision (loader->ordinance, id) != NULL;
}

static void
check_name (ReeveLoader *loader, const ReeveProvision *provision, const ReeveNode *code)
{
  const char *slash = code->text == NULL ? NULL : strchr (code->text, '/'), *id = slash != NULL ? slash + 1 : code->text;

  if (id != NULL && !is_own (loader, id))
    warn (loader->messages, provision, "W9", g_strdup_printf (_("there is no provision '%s' that a violation could be of"), id));
}

/* Provisions named in conditions on violations: `provision = hours`, `provision in [hours, "example-ch-12/doors"]`. */
static void
check_named (ReeveLoader *loader, const ReeveProvision *provision, const ReeveNode *node, GArray *kinds)
{
  const ReeveNode *last;
  guint outer = kinds->len;

  if (node == NULL)
    return;
  last = node->n_children > 1 ? node->children[1] : NULL;
  if ((node->kind == REEVE_NODE_EQ || node->kind == REEVE_NODE_NE || node->kind == REEVE_NODE_IN) && reads_violated (node->children[0], kinds))
    {
      if (last->kind == REEVE_NODE_LITERAL)
        check_name (loader, provision, last);
      for (guint i = 0; last->kind == REEVE_NODE_LIST && i < last->n_children; i++)
        check_name (loader, provision, last->children[i]);
    }
  for (guint i = 0; i < node->n_children && kinds->len == outer; i++)
    if (node->children[i] != NULL && node->children[i]->type == REEVE_TYPE_COLLECTION)
      g_array_append_val (kinds, node->children[i]->record_kind);
  for (guint i = 0; i < node->n_children; i++)
    check_named (loader, provision, node->children[i], kinds);
  g_array_set_size (kinds, outer);
}

void
reeve_loader_warn_provisions (ReeveLoader *loader)
{
  const GPtrArray *provisions = loader->ordinance->own_provisions;
  g_autoptr (GHashTable) sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) chapters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) kinds = g_array_new (FALSE, FALSE, sizeof (ReeveKind));
  guint pairs = 0;

  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (provisions, i);

      for (guint v = 0; v < provision->versions->len; v++)
        {
          const ReeveProvisionVersion *version = g_ptr_array_index (provision->versions, v);

          add_citation (sections, chapters, version->citation);
          add_citation (sections, chapters, version->citation_meant);
        }
    }
  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (provisions, i);
      const ReeveProvisionVersion *version = latest (provision);

      if (version == NULL)
        continue;
      check_cap (loader, provision, version);
      check_references (loader, provision, version->text, sections, chapters);
      check_named (loader, provision, version->require, kinds);
      check_named (loader, provision, version->grounds, kinds);
      for (guint j = 0; j < i && pairs < MAX_PAIRS; j++, pairs++)
        check_pair (loader, g_ptr_array_index (provisions, j), provision);
    }
}

/**
 * reeve_provision_warn_never_applied:
 * @n_records: records of its subject that a check looked at
 *
 * Adds W7: in that case file it was never anything but not applicable. For whoever has checked one.
 */
void
reeve_provision_warn_never_applied (const ReeveProvision *provision, guint n_records, ReeveMessages *messages)
{
  warn (messages, provision, "W7",
        g_strdup_printf (ngettext ("'%1$s' applied to none of %2$u record; is its scope as the law has it?",
                                   "'%1$s' applied to none of %2$u records; is its scope as the law has it?", n_records),
                         provision->id, n_records));
}
