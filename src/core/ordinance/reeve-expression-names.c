// SPDX-License-Identifier: GPL-3.0-or-later
/* What a name in an expression means: alias, root, field of the record at hand, definition, parameter, checklist item (language.md 2.1).
 * Definitions are resolved anew at the place that uses them. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reeve-expression-check-private.h"
#include "reeve-text.h"

/* The part of a path's place that is segment @index. Paths are ASCII and stand on one line. */
static ReeveSource
segment_source (const ReeveNode *raw, char **segments, guint index)
{
  ReeveSource source = raw->source;
  guint before = 0;

  for (guint i = 0; i < index; i++)
    before += strlen (segments[i]) + 1;
  source.column += before;
  source.length = strlen (segments[index]);
  return source;
}

static void
add_kind_names (GPtrArray *names, ReeveKind kind)
{
  const ReeveKindDef *def = reeve_vocabulary_kind (kind);

  for (guint i = 0; i < def->n_fields; i++)
    g_ptr_array_add (names, (gpointer) def->fields[i].name);
}

static const char *
nearest_field (ReeveKind kind, const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  add_kind_names (names, kind);
  g_ptr_array_add (names, NULL);
  return reeve_text_nearest (name, (const char *const *) names->pdata, 2);
}

static const char *
nearest_name (ReeveChecker *checker, const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const ReeveKindDef *roots = reeve_vocabulary_kind (REEVE_KIND_SUBJECT);

  for (guint i = 0; i < roots->n_fields; i++)
    if (checker->any_about || reeve_vocabulary_has_root (checker->about, roots->fields[i].name))
      g_ptr_array_add (names, (gpointer) roots->fields[i].name);
  if (checker->hand > 0)
    add_kind_names (names, checker->scopes[checker->hand - 1].kind);
  for (guint i = checker->visible_from; i < checker->n_scopes; i++)
    if (checker->scopes[i].alias != NULL)
      g_ptr_array_add (names, (gpointer) checker->scopes[i].alias);
  for (guint i = 0; i < checker->ordinance->parameters->len; i++)
    g_ptr_array_add (names, ((ReeveParameter *) g_ptr_array_index (checker->ordinance->parameters, i))->name);
  for (guint i = 0; i < checker->ordinance->definitions->len; i++)
    g_ptr_array_add (names, ((ReeveDefinition *) g_ptr_array_index (checker->ordinance->definitions, i))->name);
  g_ptr_array_add (names, (gpointer) "observed");
  g_ptr_array_add (names, (gpointer) "in-force");
  g_ptr_array_add (names, (gpointer) "today");
  g_ptr_array_add (names, NULL);
  return reeve_text_nearest (name, (const char *const *) names->pdata, 2);
}

static gboolean
is_root (ReeveChecker *checker, const char *name)
{
  return reeve_vocabulary_field (REEVE_KIND_SUBJECT, name) >= 0
         && (checker->any_about || reeve_vocabulary_has_root (checker->about, name));
}

/* "expires-30": a minus without spaces reads as one name. */
static gboolean
tell_minus (ReeveChecker *checker, const ReeveNode *raw, const char *path, const char *last)
{
  const char *hyphen = strrchr (last, '-');
  g_autofree char *good = NULL;

  if (hyphen == NULL || hyphen[1] == '\0' || strspn (hyphen + 1, "0123456789") != strlen (hyphen + 1))
    return FALSE;
  good = g_strdup_printf ("%.*s - %s", (int) (strlen (path) - strlen (hyphen)), path, hyphen + 1);
  reeve_check_error (checker, raw->source, "E112", good, _("a minus needs spaces: '%s'"), good);
  return TRUE;
}

/* A list of the member at hand whose name is a root's too. */
static gboolean
tell_hidden_name (ReeveChecker *checker, ReeveSource source, const char *name)
{
  const ReeveScope *hand = checker->hand > 0 ? &checker->scopes[checker->hand - 1] : NULL;

  if (hand == NULL || reeve_vocabulary_field (REEVE_KIND_SUBJECT, name) < 0 || reeve_vocabulary_field (hand->kind, name) < 0)
    return FALSE;
  reeve_check_error (checker, source, "E202", NULL, _("'%s' is the name of a root too: name the member, as in '%s as x', and write 'x.%s'"), name,
                     reeve_vocabulary_kind (hand->kind)->name, name);
  return TRUE;
}

/* "fee-paid": a field whose record is not named. Looks at the roots and at the records they lead to. */
static gboolean
tell_missing_record (ReeveChecker *checker, ReeveSource source, const char *name)
{
  const ReeveKindDef *roots = reeve_vocabulary_kind (REEVE_KIND_SUBJECT);

  if (reeve_vocabulary_field (REEVE_KIND_SUBJECT, name) >= 0)
    return FALSE;
  for (guint deep = 0; deep < 2; deep++)
    for (guint i = 0; i < roots->n_fields; i++)
      {
        const ReeveKindDef *kind = reeve_vocabulary_kind (roots->fields[i].target);
        g_autofree char *good = NULL;

        if (!is_root (checker, roots->fields[i].name))
          continue;
        if (deep == 0 && reeve_vocabulary_field (roots->fields[i].target, name) >= 0)
          good = g_strdup_printf ("%s.%s", roots->fields[i].name, name);
        for (guint f = 0; deep == 1 && good == NULL && f < kind->n_fields; f++)
          if (kind->fields[f].type == REEVE_TYPE_RECORD && reeve_vocabulary_field (kind->fields[f].target, name) >= 0)
            good = g_strdup_printf ("%s.%s.%s", roots->fields[i].name, kind->fields[f].name, name);
        if (good == NULL)
          continue;
        reeve_check_error (checker, source, "E202", good, _("unknown name '%s' here; a field stands after its record, such as '%s'"), name, good);
        return TRUE;
      }
  return FALSE;
}

static void
tell_unknown_name (ReeveChecker *checker, const ReeveNode *raw, ReeveSource source, const char *name)
{
  g_autoptr (GString) roots = g_string_new (NULL);
  const ReeveKindDef *subject = reeve_vocabulary_kind (REEVE_KIND_SUBJECT);
  const char *near = nearest_name (checker, name);

  if (tell_minus (checker, raw, raw->text, name))
    return;
  if (reeve_ordinance_find_item (checker->ordinance, name, NULL) != NULL)
    {
      g_autofree char *good = g_strdup_printf ("observed.%s", name);

      reeve_check_error (checker, source, "E202", good, _("unknown name '%s' here; the answer to a checklist item is read as '%s'"), name, good);
      return;
    }
  if (tell_hidden_name (checker, source, name) || tell_missing_record (checker, source, name))
    return;
  if (near != NULL && strcmp (near, name) != 0)
    {
      reeve_check_error (checker, source, "E202", near, _("unknown name '%s' here; did you mean '%s'?"), name, near);
      return;
    }
  if (checker->any_about)
    {
      reeve_check_error (checker, source, "E202", NULL, _("unknown root or name '%s' here"), name);
      return;
    }
  for (guint i = 0; i < subject->n_fields; i++)
    if (reeve_vocabulary_has_root (checker->about, subject->fields[i].name))
      g_string_append_printf (roots, "%s%s", roots->len > 0 ? ", " : "", subject->fields[i].name);
  reeve_check_error (checker, source, "E202", NULL, _("unknown root or name '%s' here; the roots for 'about: %s' are %s"), name,
                     reeve_vocabulary_about_name (checker->about), roots->str);
}

static void
tell_unknown_field (ReeveChecker *checker, const ReeveNode *raw, char **segments, guint index, ReeveKind kind)
{
  const char *near = nearest_field (kind, segments[index]);
  g_autofree char *last = segments[index + 1] != NULL ? g_strjoinv (".", segments + index + 1) : NULL;
  char *rest = segments[index];
  g_autofree char *before = NULL;
  g_autofree char *good = NULL;

  if (tell_minus (checker, raw, raw->text, segments[g_strv_length (segments) - 1]))
    return;
  segments[index] = NULL;
  before = g_strjoinv (".", segments);
  segments[index] = rest;
  if (near == NULL)
    {
      reeve_check_error (checker, raw->source, "E201", NULL, _("unknown field '%s': %s has no '%s'"), raw->text,
                         reeve_vocabulary_kind (kind)->name, segments[index]);
      return;
    }
  good = g_strconcat (before, *before != '\0' ? "." : "", near, last != NULL ? "." : "", last, NULL);
  reeve_check_error (checker, raw->source, "E201", good, _("unknown field '%s'; did you mean '%s'?"), raw->text, good);
}

/* Walks the fields from @kind, beginning with segment @first. NULL when a step fails (told). */
static const ReeveFieldDef *
walk_fields (ReeveChecker *checker, const ReeveNode *raw, ReeveNode *node, char **segments, guint first, ReeveKind kind)
{
  const ReeveFieldDef *def = NULL;

  for (guint i = first; segments[i] != NULL; i++)
    {
      int field;

      if (def != NULL && def->type == REEVE_TYPE_COLLECTION)
        {
          reeve_check_error (checker, segment_source (raw, segments, i - 1), "E204", NULL,
                             _("'%s' is a collection: use every, some, no or count"), segments[i - 1]);
          return NULL;
        }
      if (def != NULL && reeve_type_is_day (def->type))
        {
          reeve_check_error (checker, segment_source (raw, segments, i), "E201", NULL,
                             _("a date has no '%s'; two days are in the same calendar year when 'next(12-31, A) = next(12-31, B)'"), segments[i]);
          return NULL;
        }
      if (def != NULL && def->type != REEVE_TYPE_RECORD)
        {
          reeve_check_error (checker, segment_source (raw, segments, i), "E201", NULL, _("unknown field '%s': '%s' has no parts"), raw->text,
                             segments[i - 1]);
          return NULL;
        }
      field = reeve_vocabulary_field (kind, segments[i]);
      if (field < 0)
        {
          tell_unknown_field (checker, raw, segments, i, kind);
          return NULL;
        }
      if (node->n_path >= G_N_ELEMENTS (node->path))
        {
          reeve_check_error (checker, raw->source, "E100", NULL, _("the path is too long"));
          return NULL;
        }
      node->path[node->n_path++] = (guint8) field;
      def = &reeve_vocabulary_kind (kind)->fields[field];
      kind = def->target;
    }
  return def;
}

/* Staff and employment are the same people: a question about one may be read of the other. */
static gboolean
kinds_agree (ReeveKind a, ReeveKind b)
{
  return a == b || (a == REEVE_KIND_STAFF && b == REEVE_KIND_EMPLOYMENT) || (a == REEVE_KIND_EMPLOYMENT && b == REEVE_KIND_STAFF);
}

/* What a question may be asked about. Those without a kind are a visit's. */
static const struct { const char *name; ReeveKind kind; } item_ofs[REEVE_N_ITEM_OFS] = {
  [REEVE_ITEM_VISIT] = { "visit", REEVE_KIND_SUBJECT },
  [REEVE_ITEM_STAFF] = { "staff", REEVE_KIND_STAFF },
  [REEVE_ITEM_EMPLOYMENT] = { "employment", REEVE_KIND_EMPLOYMENT },
  [REEVE_ITEM_PRINCIPAL] = { "principal", REEVE_KIND_PRINCIPAL },
  [REEVE_ITEM_PERSON_PRESENT] = { "person-present", REEVE_KIND_PERSON_PRESENT },
  [REEVE_ITEM_APPLICATION] = { "application", REEVE_KIND_APPLICATION },
  [REEVE_ITEM_VIOLATION] = { "violation", REEVE_KIND_VIOLATION },
  [REEVE_ITEM_ROOM] = { "room", REEVE_KIND_ROOM },
  [REEVE_ITEM_PART] = { "part", REEVE_KIND_PART },
  [REEVE_ITEM_LICENCE] = { "licence", REEVE_KIND_LICENCE },
  [REEVE_ITEM_NOTICE] = { "notice", REEVE_KIND_NOTICE },
  [REEVE_ITEM_HEARING] = { "hearing", REEVE_KIND_HEARING },
  [REEVE_ITEM_SANCTION] = { "sanction", REEVE_KIND_SANCTION },
  [REEVE_ITEM_COMPLAINT] = { "complaint", REEVE_KIND_COMPLAINT },
  [REEVE_ITEM_EVENT] = { "event", REEVE_KIND_EVENT },
  [REEVE_ITEM_DOCUMENT] = { "document", REEVE_KIND_DOCUMENT },
  [REEVE_ITEM_CHANGE] = { "change", REEVE_KIND_CHANGE },
  [REEVE_ITEM_USE_PERMIT] = { "use-permit", REEVE_KIND_USE_PERMIT },
  [REEVE_ITEM_OCCUPANCY] = { "occupancy", REEVE_KIND_OCCUPANCY },
  [REEVE_ITEM_EXEMPTION] = { "exemption", REEVE_KIND_EXEMPTION },
  [REEVE_ITEM_FEE] = { "fee", REEVE_KIND_FEE },
};

const char *
reeve_item_of_name (ReeveItemOf of)
{
  return item_ofs[of].name;
}

/* Kind of the record an item is asked about; SUBJECT for a visit's. */
ReeveKind
reeve_item_of_kind (ReeveItemOf of)
{
  return item_ofs[of].kind;
}

static gboolean
item_fits (ReeveItemOf of, ReeveKind kind)
{
  if (of == REEVE_ITEM_VISIT)
    return kind == REEVE_KIND_OBSERVATION || kind == REEVE_KIND_INSPECTION;
  return kinds_agree (kind, item_ofs[of].kind);
}

/* Is the answer at hand outside every quantifier, on the subject's own row? */
static gboolean
item_fits_subject (ReeveChecker *checker, ReeveItemOf of)
{
  if (of != REEVE_ITEM_VISIT && checker->any_about)
    return !reeve_vocabulary_kind (item_ofs[of].kind)->person && of != REEVE_ITEM_ROOM && of != REEVE_ITEM_PART;
  if (of != REEVE_ITEM_VISIT)
    return item_ofs[of].kind == reeve_vocabulary_about_kind (checker->about);
  return checker->any_about || checker->about == REEVE_ABOUT_BUSINESS || checker->about == REEVE_ABOUT_PREMISES
         || checker->about == REEVE_ABOUT_APPLICATION || checker->about == REEVE_ABOUT_INSPECTION || checker->about == REEVE_ABOUT_LICENCE;
}

static ReeveType
answer_type (ReeveAnswers answers)
{
  static const ReeveType types[] = { REEVE_TYPE_TRUTH, REEVE_TYPE_NUMBER, REEVE_TYPE_LENGTH, REEVE_TYPE_AREA, REEVE_TYPE_MONEY, REEVE_TYPE_DATE,
                                     REEVE_TYPE_CODE, REEVE_TYPE_SET };

  return types[answers];
}

/* What the question hangs on becomes the child of the node that reads the answer. */
static gboolean
add_condition (ReeveChecker *checker, ReeveNode *node, const ReeveItem *item, guint index)
{
  guint hand = checker->hand, visible_from = checker->visible_from, below = checker->item_below, scope = checker->item_scope;
  gboolean redirected = checker->redirected;
  ReeveSource redirect = checker->redirect;
  ReeveNode *when;

  if (!checker->redirected && index < checker->ordinance->checklist->len - checker->ordinance->own_checklist->len)
    {
      checker->redirected = TRUE;
      checker->redirect = node->source;
    }
  checker->hand = node->scope;
  checker->visible_from = checker->n_scopes;
  checker->item_below = index + 1;
  checker->item_scope = node->scope;
  when = reeve_check_truth (checker, item->when_raw);
  checker->hand = hand;
  checker->visible_from = visible_from;
  checker->item_below = below;
  checker->item_scope = scope;
  checker->redirected = redirected;
  checker->redirect = redirect;
  if (when == NULL)
    return FALSE;
  reeve_node_add (node, when);
  return TRUE;
}

/* observed.ITEM; @only: the scope named by an alias before it, or 0. */
static ReeveNode *
resolve_item (ReeveChecker *checker, const ReeveNode *raw, char **segments, guint first, guint only)
{
  const ReeveItem *item;
  g_autoptr (ReeveNode) node = NULL;
  guint scope = 0, index = 0;
  const char *id = segments[first];

  if (id == NULL || segments[first + 1] != NULL)
    {
      reeve_check_error (checker, raw->source, "E208", NULL, _("after 'observed' stands the id of one checklist item"));
      return NULL;
    }
  item = reeve_ordinance_find_item (checker->ordinance, id, &index);
  if (item == NULL)
    {
      g_autoptr (GPtrArray) ids = g_ptr_array_new ();
      const char *near;

      for (guint i = 0; i < checker->ordinance->checklist->len; i++)
        g_ptr_array_add (ids, ((ReeveItem *) g_ptr_array_index (checker->ordinance->checklist, i))->id);
      g_ptr_array_add (ids, NULL);
      near = reeve_text_nearest (id, (const char *const *) ids->pdata, 2);
      if (near != NULL)
        reeve_check_error (checker, segment_source (raw, segments, first), "E208", near, _("unknown checklist item '%s'; did you mean '%s'?"), id, near);
      else
        reeve_check_error (checker, segment_source (raw, segments, first), "E208", NULL, _("unknown checklist item '%s'; add it to 'checklist:'"), id);
      return NULL;
    }
  if (checker->item_below != 0 && index + 1 >= checker->item_below)
    {
      reeve_check_error (checker, raw->source, "E206", NULL,
                         _("a question may hang only on questions before it: put '%s' higher up in 'checklist:'"), id);
      return NULL;
    }
  for (guint i = checker->item_below != 0 ? checker->item_scope : checker->n_scopes; i > 0 && scope == 0; i--)
    if ((only == 0 || only == i) && item_fits (item->of, checker->scopes[i - 1].kind))
      scope = i;
  if (scope == 0 && (only != 0 || !item_fits_subject (checker, item->of)))
    {
      reeve_check_error (checker, raw->source, "E209", NULL, _("item '%s' is asked of '%s': read it inside a quantifier over them, or in a provision about one"), id,
                         reeve_item_of_name (item->of));
      return NULL;
    }
  node = reeve_node_new (REEVE_NODE_ITEM, raw->source);
  node->type = answer_type (item->answers);
  node->text = g_strdup (id);
  node->scope = scope;
  node->record_kind = scope > 0 ? checker->scopes[scope - 1].kind : REEVE_KIND_SUBJECT;
  if (item->when_raw != NULL && !add_condition (checker, node, item, index))
    return NULL;
  return g_steal_pointer (&node);
}

static ReeveNode *
resolve_parameter (ReeveChecker *checker, const ReeveNode *raw, const ReeveParameter *parameter)
{
  ReeveNode *node = reeve_node_new (REEVE_NODE_PARAMETER, raw->source);
  const ReeveParameterValue *first;

  node->type = parameter->type;
  node->text = g_strdup (parameter->name);
  if (parameter->values->len > 0)
    {
      first = &g_array_index (parameter->values, ReeveParameterValue, 0);
      node->value.aux = first->value.aux;
      if (first->list != NULL)
        node->element = first->list->element;
      checker->parameters_from = MAX (checker->parameters_from, first->from);
    }
  return node;
}

static gboolean
tell_loop (ReeveChecker *checker, const ReeveNode *raw, const ReeveDefinition *definition)
{
  g_autoptr (GString) chain = g_string_new (NULL);
  gboolean found = FALSE;

  for (guint i = 0; i < checker->chain->len; i++)
    {
      const ReeveDefinition *outer = g_ptr_array_index (checker->chain, i);

      found = found || outer == definition;
      if (found)
        g_string_append_printf (chain, "%s -> ", outer->name);
    }
  if (!found)
    return FALSE;
  g_string_append (chain, definition->name);
  for (guint i = 0; i < checker->chain->len; i++)
    ((ReeveDefinition *) g_ptr_array_index (checker->chain, i))->broken = TRUE;
  reeve_check_error (checker, raw->source, "E206", NULL, _("definition '%s' uses itself: %s"), definition->name, chain->str);
  return TRUE;
}

static ReeveNode *
resolve_definition (ReeveChecker *checker, const ReeveNode *raw, ReeveDefinition *definition)
{
  guint hand = checker->hand, visible_from = checker->visible_from, at = 0;
  gboolean redirected = checker->redirected;
  ReeveSource redirect = checker->redirect;
  ReeveNode *node, *body;

  definition->used = TRUE;
  if (definition->raw == NULL || definition->broken)
    {
      checker->failed = TRUE;    /* told where it stands */
      return NULL;
    }
  if (tell_loop (checker, raw, definition))
    return NULL;
  if (definition->of_given)
    {
      for (guint i = checker->n_scopes; i > checker->visible_from && at == 0; i--)
        if (kinds_agree (checker->scopes[i - 1].kind, definition->of))
          at = i;
      if (at == 0 && checker->hand > 0 && kinds_agree (checker->scopes[checker->hand - 1].kind, definition->of))
        at = checker->hand;
      if (at == 0)
        {
          reeve_check_error (checker, raw->source, "E209", NULL, _("'%s' is a condition on one record of '%s': use it inside a quantifier over them, as in 'every ... satisfies %s'"),
                             definition->name, reeve_vocabulary_kind (definition->of)->name, definition->name);
          return NULL;
        }
    }
  if (definition->included && !checker->redirected)
    {
      checker->redirected = TRUE;
      checker->redirect = raw->source;
    }
  g_ptr_array_add (checker->chain, definition);
  checker->hand = at;
  checker->visible_from = checker->n_scopes;
  body = reeve_check_node (checker, definition->raw);
  g_ptr_array_set_size (checker->chain, (int) checker->chain->len - 1);
  checker->hand = hand;
  checker->visible_from = visible_from;
  checker->redirected = redirected;
  checker->redirect = redirect;
  if (body == NULL)
    return NULL;
  node = reeve_node_new (REEVE_NODE_DEFINITION, raw->source);
  node->type = body->type;
  node->element = body->element;
  node->value.aux = body->value.aux;
  node->text = g_strdup (definition->name);
  reeve_node_add (node, body);
  return node;
}

/* The canonical spelling: bare where the record at hand has it and it is no root, else by alias. */
static char *
spell (ReeveChecker *checker, const ReeveNode *node, char **segments, guint first)
{
  const ReeveScope *scope;
  g_autofree char *fields = g_strjoinv (".", segments + first);

  if (node->scope == 0)
    return g_strjoinv (".", segments);
  scope = &checker->scopes[node->scope - 1];
  if (node->scope == checker->hand && reeve_vocabulary_field (REEVE_KIND_SUBJECT, segments[first]) < 0)
    return g_steal_pointer (&fields);
  return scope->alias != NULL ? g_strdup_printf ("%s.%s", scope->alias, fields) : g_steal_pointer (&fields);
}

static ReeveNode *
resolve_fields (ReeveChecker *checker, const ReeveNode *raw, char **segments, guint first, guint scope, ReeveKind kind)
{
  g_autoptr (ReeveNode) node = reeve_node_new (REEVE_NODE_FIELD, raw->source);
  const ReeveFieldDef *def;

  node->scope = scope;
  def = walk_fields (checker, raw, node, segments, first, kind);
  if (def == NULL)
    return NULL;
  node->type = def->type;
  node->record_kind = def->target;
  node->text = spell (checker, node, segments, first);
  if ((kind == REEVE_KIND_PLACE || kind == REEVE_KIND_PEER) && strcmp (def->name, "distance") == 0)
    checker->reads_distance = TRUE;
  return g_steal_pointer (&node);
}

ReeveNode *
reeve_check_path (ReeveChecker *checker, const ReeveNode *raw)
{
  g_auto (GStrv) segments = g_strsplit (raw->text, ".", -1);
  const char *name = segments[0];
  const ReeveParameter *parameter;
  const ReeveDefinition *definition;

  for (guint i = checker->n_scopes; i > checker->visible_from; i--)
    if (checker->scopes[i - 1].alias != NULL && strcmp (checker->scopes[i - 1].alias, name) == 0)
      {
        if (segments[1] == NULL)
          {
            reeve_check_error (checker, raw->source, "E204", NULL, _("'%s' is one record: name a field of it, '%s.FIELD'"), name, name);
            return NULL;
          }
        if (strcmp (segments[1], "observed") == 0)
          return resolve_item (checker, raw, segments, 2, i);
        return resolve_fields (checker, raw, segments, 1, i, checker->scopes[i - 1].kind);
      }
  if (strcmp (name, "observed") == 0)
    return resolve_item (checker, raw, segments, 1, 0);
  if (is_root (checker, name))
    return resolve_fields (checker, raw, segments, 0, 0, REEVE_KIND_SUBJECT);
  if (checker->hand > 0 && reeve_vocabulary_field (REEVE_KIND_SUBJECT, name) < 0
      && reeve_vocabulary_field (checker->scopes[checker->hand - 1].kind, name) >= 0)
    return resolve_fields (checker, raw, segments, 0, checker->hand, checker->scopes[checker->hand - 1].kind);
  if (segments[1] == NULL)
    {
      if (strcmp (name, "in-force") == 0)
        {
          ReeveNode *node = reeve_node_new (REEVE_NODE_IN_FORCE, raw->source);

          node->type = REEVE_TYPE_DATE;
          return node;
        }
      definition = reeve_ordinance_find_definition (checker->ordinance, name);
      if (definition != NULL)
        return resolve_definition (checker, raw, (ReeveDefinition *) definition);
      parameter = reeve_ordinance_find_parameter (checker->ordinance, name);
      if (parameter != NULL)
        return resolve_parameter (checker, raw, parameter);
    }
  if (reeve_vocabulary_field (REEVE_KIND_SUBJECT, name) < 0 && checker->hand > 0 && segments[1] == NULL
      && nearest_field (checker->scopes[checker->hand - 1].kind, name) != NULL)
    {
      tell_unknown_field (checker, raw, segments, 0, checker->scopes[checker->hand - 1].kind);
      return NULL;
    }
  tell_unknown_name (checker, raw, segment_source (raw, segments, 0), name);
  return NULL;
}
