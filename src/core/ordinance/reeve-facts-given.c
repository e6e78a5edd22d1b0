/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reeve-facts-given.h"

#include <string.h>

#include "reeve-facts-private.h"
#include "reeve-ordinance-private.h"
#include "reeve-program-private.h"

#define MAX_DEPTH 8

typedef struct
{
  const ReeveFacts *facts;
  const ReeveProgram *program;
  GHashTable *persons, *texts;   /* id -> 1 + number */
} Writer;

static gboolean write_record (Writer *self, GString *out, ReeveKind kind, gint64 row, guint depth);

static guint
number_of (GHashTable *numbers, gint64 id)
{
  gpointer key = GSIZE_TO_POINTER ((gsize) id + 1), number = g_hash_table_lookup (numbers, key);

  if (number == NULL)
    {
      number = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
      g_hash_table_insert (numbers, key, number);
    }
  return GPOINTER_TO_UINT (number);
}

static gboolean
is_read (const Writer *self, ReeveKind kind, guint field)
{
  const char *name = reeve_vocabulary_kind (kind)->fields[field].name;

  if (reeve_program_reads (self->program, kind, field))
    return TRUE;
  /* the example computes the validity of a licence from these */
  return kind == REEVE_KIND_LICENCE && (strcmp (name, "status") == 0 || strcmp (name, "expires") == 0)
         && reeve_program_reads (self->program, kind, (guint) reeve_vocabulary_field (kind, "valid"));
}

static gboolean
is_open_end (gint64 value)
{
  return value <= REEVE_VALUE_LONG_PAST + 1 || value >= REEVE_VALUE_NONE - 1;
}

static char *
print_end (ReeveType type, guint32 aux, gint64 value)
{
  ReeveNode node = { .kind = REEVE_NODE_LITERAL, .type = type, .distinct = -1 };

  node.value.type = (guint8) type;
  /* the money of a city's books is of one currency, which they need not name */
  node.value.aux = type == REEVE_TYPE_MONEY && aux == 0 ? g_quark_from_static_string ("USD") : aux;
  node.value.lo = node.value.hi = value;
  return reeve_node_print (&node);
}

static void
write_word (GString *out, const char *word)
{
  g_autofree char *escaped = g_strescape (word, NULL);

  g_string_append_printf (out, "\"%s\"", escaped);
}

static gboolean
write_codes (Writer *self, GString *out, gint64 number)
{
  const ReeveCodeSet *set = &g_array_index (self->facts->sets, ReeveCodeSet, (guint) number);

  if (set->everything || set->n_sure != set->n_possible)
    return FALSE;
  g_string_append_c (out, '[');
  for (guint i = 0; i < set->n_sure; i++)
    {
      g_string_append (out, i > 0 ? ", " : "");
      write_word (out, g_quark_to_string (g_array_index (self->facts->codes, GQuark, set->sure + i)));
    }
  g_string_append_c (out, ']');
  return TRUE;
}

/* What a code is known not to be: which books were looked through. */
static gboolean
write_other_than (Writer *self, GString *out, guint32 number)
{
  const ReeveCodeSet *set = &g_array_index (self->facts->sets, ReeveCodeSet, number);

  if (set->n_sure == 0)
    return FALSE;
  g_string_append (out, "{not: [");
  for (guint i = 0; i < set->n_sure; i++)
    {
      g_string_append (out, i > 0 ? ", " : "");
      write_word (out, g_quark_to_string (g_array_index (self->facts->codes, GQuark, set->sure + i)));
    }
  g_string_append (out, "]}");
  return TRUE;
}

static gboolean
write_range (GString *out, const ReeveValue *cell)
{
  g_autofree char *low = NULL, *high = NULL;

  if (cell->lo == REEVE_VALUE_NONE && cell->hi == REEVE_VALUE_NONE)
    {
      g_string_append (out, "none");
      return TRUE;
    }
  if (is_open_end (cell->lo) || is_open_end (cell->hi))
    return FALSE;
  low = print_end (cell->type, cell->aux, cell->lo);
  high = print_end (cell->type, cell->aux, cell->hi);
  if (cell->lo == cell->hi)
    g_string_append_printf (out, "\"%s\"", low);
  else
    g_string_append_printf (out, "\"%s..%s\"", low, high);
  return TRUE;
}

/* A code of the city's books that no list of the language has: in an example it is one that is none of those. */
static gboolean
write_foreign (Writer *self, GString *out, const ReeveFieldDef *field, const char *code)
{
  const GPtrArray *added = self->facts->ordinance == NULL || field == NULL || field->codes == NULL ? NULL : g_hash_table_lookup (self->facts->ordinance->codes, field->codes);

  if (field == NULL || field->codes == NULL || strcmp (code, "none") == 0 || g_strv_contains (field->codes, code))
    return FALSE;
  for (guint i = 0; added != NULL && i < added->len; i++)
    if (strcmp (g_ptr_array_index (added, i), code) == 0)
      return FALSE;
  g_string_append (out, "{not: [");
  for (guint i = 0; field->codes[i] != NULL; i++)
    {
      g_string_append (out, i > 0 ? ", " : "");
      write_word (out, field->codes[i]);
    }
  g_string_append (out, "]}");
  return TRUE;
}

/* @field: NULL for an answer. FALSE: not known, or not to be said in an example; nothing is written. */
static gboolean
write_value (Writer *self, GString *out, const ReeveFieldDef *field, const ReeveValue *cell)
{
  switch (cell->type)
    {
    case REEVE_TYPE_TRUTH:
      if (cell->truth != REEVE_TRUTH_Y && cell->truth != REEVE_TRUTH_N)
        return FALSE;
      g_string_append (out, cell->truth == REEVE_TRUTH_Y ? "yes" : "no");
      return TRUE;
    case REEVE_TYPE_CODE:
      if (cell->lo < 0)
        return cell->aux != 0 && write_other_than (self, out, cell->aux);
      if (!write_foreign (self, out, field, g_quark_to_string ((GQuark) cell->lo)))
        write_word (out, g_quark_to_string ((GQuark) cell->lo));
      return TRUE;
    case REEVE_TYPE_SET:
      return cell->lo >= 0 && write_codes (self, out, cell->lo);
    case REEVE_TYPE_SCHEDULE:
      if (cell->lo < 0 || cell->lo == REEVE_VALUE_NONE)
        return FALSE;
      {
        g_autofree char *text = reeve_schedule_format (g_ptr_array_index (self->facts->schedules, (guint) cell->lo));

        write_word (out, text);
        return TRUE;
      }
    case REEVE_TYPE_PERSON:
    case REEVE_TYPE_TEXT:
      if (cell->lo == REEVE_VALUE_NONE)
        g_string_append (out, "none");
      else if (cell->lo < 0)
        return FALSE;
      else
        g_string_append_printf (out, "%s-%u", cell->type == REEVE_TYPE_PERSON ? "person" : "text",
                                number_of (cell->type == REEVE_TYPE_PERSON ? self->persons : self->texts, cell->lo));
      return TRUE;
    case REEVE_TYPE_RECORD:
    case REEVE_TYPE_COLLECTION:
    case REEVE_TYPE_NONE:
    case REEVE_TYPE_LIST:
      return FALSE;
    default:
      return write_range (out, cell);
    }
}

static gboolean
write_members (Writer *self, GString *out, ReeveKind kind, const ReeveValue *cell, guint depth)
{
  g_string_append_c (out, '[');
  for (gint64 i = 0; i < cell->hi; i++)
    {
      ReeveRowFlags flags = self->facts->tables[kind].rows[cell->lo + i].flags;
      gboolean maybe = (flags & (REEVE_ROW_STAND_IN | REEVE_ROW_UNCERTAIN)) != 0;

      g_string_append (out, i > 0 ? ", " : "");
      g_string_append (out, maybe ? "{maybe: " : "");
      if (!write_record (self, out, kind, cell->lo + i, depth))
        g_string_append (out, "{}");
      g_string_append (out, maybe ? "}" : "");
    }
  g_string_append_c (out, ']');
  return TRUE;
}

static gboolean
write_cell (Writer *self, GString *out, const ReeveFieldDef *field, const ReeveValue *cell, guint depth)
{
  if (field->type == REEVE_TYPE_COLLECTION)
    return cell->lo >= 0 && write_members (self, out, field->target, cell, depth + 1);
  if (field->type != REEVE_TYPE_RECORD)
    return write_value (self, out, field, cell);
  if (cell->lo < 0 || cell->lo >= self->facts->tables[field->target].n_rows)
    return FALSE;
  if ((self->facts->tables[field->target].rows[cell->lo].flags & REEVE_ROW_NO_RECORD) != 0)
    {
      g_string_append (out, "none");
      return TRUE;
    }
  return write_record (self, out, field->target, cell->lo, depth + 1);
}

static void
write_items (Writer *self, GString *out, ReeveKind kind, guint row)
{
  const GPtrArray *checklist = self->facts->ordinance == NULL ? NULL : reeve_ordinance_get_checklist (self->facts->ordinance);
  g_autoptr (GString) answers = g_string_new (NULL);

  if (checklist == NULL || !reeve_program_reads_items (self->program, kind) || self->facts->tables[kind].rows[row].items < 0)
    return;
  for (guint i = 0; i < checklist->len; i++)
    {
      g_autoptr (GString) value = g_string_new (NULL);

      if (write_value (self, value, NULL, reeve_facts_item_cell (self->facts, kind, row, i)))
        g_string_append_printf (answers, "%s%s: %s", answers->len > 0 ? ", " : "", ((ReeveItem *) g_ptr_array_index (checklist, i))->id, value->str);
    }
  if (answers->len > 0)
    g_string_append_printf (out, "%sobserved: {%s}", out->str[out->len - 1] == '{' ? "" : ", ", answers->str);
}

/* FALSE: nothing of it is known; nothing is written. */
static gboolean
write_record (Writer *self, GString *out, ReeveKind kind, gint64 row, guint depth)
{
  const ReeveKindDef *def = reeve_vocabulary_kind (kind);
  g_autoptr (GString) text = g_string_new ("{");

  if (depth > MAX_DEPTH)
    return FALSE;
  for (guint f = 0; f < def->n_fields; f++)
    {
      g_autoptr (GString) value = g_string_new (NULL);

      if (is_read (self, kind, f) && write_cell (self, value, &def->fields[f], reeve_facts_cell (self->facts, kind, (guint) row, f), depth))
        g_string_append_printf (text, "%s%s: %s", text->len > 1 ? ", " : "", def->fields[f].name, value->str);
    }
  write_items (self, text, kind, (guint) row);
  if (text->len == 1)
    return FALSE;
  g_string_append_printf (out, "%s}", text->str);
  return TRUE;
}

char *
reeve_facts_to_given (const ReeveFacts *facts, const ReeveProgram *program)
{
  g_autoptr (GHashTable) persons = g_hash_table_new (NULL, NULL), texts = g_hash_table_new (NULL, NULL);
  Writer self = { facts, program, persons, texts };
  GString *out = g_string_new (NULL);

  if (!write_record (&self, out, REEVE_KIND_SUBJECT, 0, 0))
    g_string_append (out, "{}");
  return g_string_free (out, FALSE);
}
