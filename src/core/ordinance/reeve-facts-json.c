/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts to JSON and back. A table is an array under the name of its kind; rows refer to each other by their place in it. A cell that is as it
 * was when its row was made is left out, so most of what is not known costs nothing. */
#include "config.h"

#include "reeve-facts-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-facts-private.h"
#include "reeve-program-private.h"

typedef struct { const char *name; gint64 value; } Special;

/* Ends of ranges that are no numbers. */
static const Special specials[] = {
  { "none", REEVE_VALUE_NONE }, { "any", REEVE_VALUE_NONE - 1 }, { "past", REEVE_VALUE_LONG_PAST }, { "first", REEVE_VALUE_LONG_PAST + 1 },
};
static const char *const unit_names[] = { "days", "business-days", "hours", "months", "minutes" };
static const struct { const char *name; ReeveRowFlags flag; } flag_names[] = {
  { "stand-in", REEVE_ROW_STAND_IN }, { "uncertain", REEVE_ROW_UNCERTAIN }, { "no-record", REEVE_ROW_NO_RECORD },
};

/* ---- what is read --------------------------------------------------------------------------------------------------------------- */

typedef struct
{
  const ReeveFacts *facts;
  const ReeveProgram *program;
  JsonBuilder *builder;
  guint32 *places[REEVE_N_KINDS];   /* of each row: 1 + its place in the output, 0 = nobody gets there */
  GArray *queue;                    /* kind, row */
  GHashTable *persons;              /* id -> 1 + number */
} Writer;

static gboolean
is_read (const Writer *writer, ReeveKind kind, guint field)
{
  const char *name = reeve_vocabulary_kind (kind)->fields[field].name;

  if (reeve_program_reads (writer->program, kind, field))
    return TRUE;
  /* An explanation tells what the validity of a licence was computed from. */
  return kind == REEVE_KIND_LICENCE && (strcmp (name, "status") == 0 || strcmp (name, "expires") == 0)
         && reeve_program_reads (writer->program, kind, (guint) reeve_vocabulary_field (kind, "valid"));
}

static void
reach (Writer *writer, ReeveKind kind, gint64 row)
{
  guint pair[2] = { kind, (guint) row };

  if (row < 0 || row >= writer->facts->tables[kind].n_rows || writer->places[kind][row] != 0)
    return;
  writer->places[kind][row] = 1;
  g_array_append_vals (writer->queue, pair, 2);
}

static void
reach_all (Writer *writer)
{
  reach (writer, REEVE_KIND_SUBJECT, 0);
  for (guint at = 0; at + 1 < writer->queue->len; at += 2)
    {
      ReeveKind kind = (ReeveKind) g_array_index (writer->queue, guint, at);
      guint row = g_array_index (writer->queue, guint, at + 1);
      const ReeveKindDef *def = reeve_vocabulary_kind (kind);

      for (guint f = 0; f < def->n_fields; f++)
        {
          const ReeveValue *cell = reeve_facts_cell (writer->facts, kind, row, f);

          if (!is_read (writer, kind, f) || cell->lo < 0)
            continue;
          if (def->fields[f].type == REEVE_TYPE_RECORD)
            reach (writer, def->fields[f].target, cell->lo);
          for (gint64 i = 0; def->fields[f].type == REEVE_TYPE_COLLECTION && i < cell->hi; i++)
            reach (writer, def->fields[f].target, cell->lo + i);
        }
    }
  for (guint kind = 0; kind < REEVE_N_KINDS; kind++)
    for (guint row = 0, place = 1; row < writer->facts->tables[kind].n_rows; row++)
      if (writer->places[kind][row] != 0)
        writer->places[kind][row] = place++;
}

/* ---- writing ---------------------------------------------------------------------------------------------------------------------- */

static void
append_end (GString *text, ReeveType type, gint64 value)
{
  char day[REEVE_DAY_TEXT_SIZE];
  ReeveDay again;

  for (guint i = 0; i < G_N_ELEMENTS (specials); i++)
    if (specials[i].value == value)
      {
        g_string_append (text, specials[i].name);
        return;
      }
  if (type == REEVE_TYPE_DATE && value > -1000000 && value < 3000000)
    {
      reeve_day_format ((ReeveDay) value, day);
      if (reeve_day_parse (day, -1, &again) && again == value)
        {
          g_string_append (text, day);
          return;
        }
    }
  g_string_append_printf (text, "%" G_GINT64_FORMAT, value);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Sorted as words, for the numbers of words differ from run to run. */
static void
add_codes (Writer *writer, guint first, guint n)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (words, (gpointer) g_quark_to_string (g_array_index (writer->facts->codes, GQuark, first + i)));
  g_ptr_array_sort (words, compare_words);
  json_builder_begin_array (writer->builder);
  for (guint i = 0; i < words->len; i++)
    json_builder_add_string_value (writer->builder, words->pdata[i]);
  json_builder_end_array (writer->builder);
}

static void
add_set (Writer *writer, gint64 number)
{
  const ReeveCodeSet *set = &g_array_index (writer->facts->sets, ReeveCodeSet, (guint) number);

  if (!set->everything && set->sure == set->possible && set->n_sure == set->n_possible)
    {
      add_codes (writer, set->sure, set->n_sure);
      return;
    }
  json_builder_begin_object (writer->builder);
  json_builder_set_member_name (writer->builder, "sure");
  add_codes (writer, set->sure, set->n_sure);
  json_builder_set_member_name (writer->builder, "possible");
  if (set->everything)
    json_builder_add_string_value (writer->builder, "any");
  else
    add_codes (writer, set->possible, set->n_possible);
  json_builder_end_object (writer->builder);
}

static void
add_code (Writer *writer, const ReeveValue *cell)
{
  if (cell->lo >= 0)
    json_builder_add_string_value (writer->builder, g_quark_to_string ((GQuark) cell->lo));
  else if (cell->aux == 0)
    json_builder_add_null_value (writer->builder);
  else
    {
      const ReeveCodeSet *set = &g_array_index (writer->facts->sets, ReeveCodeSet, cell->aux);

      json_builder_begin_object (writer->builder);
      json_builder_set_member_name (writer->builder, "not");
      add_codes (writer, set->sure, set->n_sure);
      json_builder_end_object (writer->builder);
    }
}

static void
add_person (Writer *writer, gint64 id)
{
  gint64 number = GPOINTER_TO_INT (g_hash_table_lookup (writer->persons, &id));

  if (number == 0)
    {
      number = g_hash_table_size (writer->persons) + 1;
      g_hash_table_insert (writer->persons, g_memdup2 (&id, sizeof id), GINT_TO_POINTER ((int) number));
    }
  json_builder_add_int_value (writer->builder, number);
}

static void
add_range (Writer *writer, const ReeveValue *cell)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_end (text, cell->type, cell->lo);
  if (cell->hi != cell->lo)
    {
      g_string_append (text, "..");
      append_end (text, cell->type, cell->hi);
    }
  if (cell->type == REEVE_TYPE_DURATION && cell->aux < G_N_ELEMENTS (unit_names))
    g_string_append_printf (text, " %s", unit_names[cell->aux]);
  json_builder_add_string_value (writer->builder, text->str);
}

/* A reference to a row, by its place among those written. */
static gint64
place_of (const Writer *writer, ReeveKind kind, gint64 row)
{
  return row < writer->facts->tables[kind].n_rows ? (gint64) writer->places[kind][row] - 1 : 0;
}

static void
add_value (Writer *writer, const ReeveValue *cell, ReeveKind target)
{
  JsonBuilder *builder = writer->builder;
  g_autofree char *text = NULL;

  switch ((ReeveType) cell->type)
    {
    case REEVE_TYPE_TRUTH:
      json_builder_add_string_value (builder, reeve_truth_name (cell->truth));
      break;
    case REEVE_TYPE_CODE:
      add_code (writer, cell);
      break;
    case REEVE_TYPE_SET:
      if (cell->lo >= 0 && cell->lo < writer->facts->sets->len)
        add_set (writer, cell->lo);
      else
        json_builder_add_null_value (builder);
      break;
    case REEVE_TYPE_SCHEDULE:
      if (cell->lo >= 0 && cell->lo < writer->facts->schedules->len)
        text = reeve_schedule_format (writer->facts->schedules->pdata[cell->lo]);
      if (text != NULL || cell->lo == REEVE_VALUE_NONE)
        json_builder_add_string_value (builder, text != NULL ? text : "none");
      else
        json_builder_add_null_value (builder);
      break;
    case REEVE_TYPE_TEXT:   /* only whether there is one is ever tested: the words stay at home */
    case REEVE_TYPE_PERSON:
    case REEVE_TYPE_RECORD:
      if (cell->lo < 0)
        json_builder_add_null_value (builder);
      else if (cell->lo == REEVE_VALUE_NONE)
        json_builder_add_string_value (builder, "none");
      else if (cell->type == REEVE_TYPE_TEXT)
        json_builder_add_string_value (builder, "stated");
      else if (cell->type == REEVE_TYPE_PERSON)
        add_person (writer, cell->lo);
      else
        json_builder_add_int_value (builder, place_of (writer, target, cell->lo));
      break;
    case REEVE_TYPE_COLLECTION:
      if (cell->lo < 0)
        {
          json_builder_add_null_value (builder);
          break;
        }
      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, cell->hi > 0 ? place_of (writer, target, cell->lo) : 0);
      json_builder_add_int_value (builder, cell->hi);
      json_builder_end_array (builder);
      break;
    default:
      add_range (writer, cell);
      break;
    }
}

static gboolean
same_cell (const ReeveValue *a, const ReeveValue *b)
{
  return a->type == b->type && a->truth == b->truth && a->aux == b->aux && a->lo == b->lo && a->hi == b->hi;
}

static const ReeveValue *
template_of (const ReeveFacts *facts, ReeveKind kind, ReeveRowFlags flags)
{
  if (flags & REEVE_ROW_NO_RECORD)
    return facts->no_record_row[kind];
  return flags & REEVE_ROW_STAND_IN ? facts->stand_in_row[kind] : facts->unknown_row[kind];
}

static void
add_meta (Writer *writer, ReeveKind kind, const ReeveFactsRow *row)
{
  JsonBuilder *builder = writer->builder;
  char day[REEVE_DAY_TEXT_SIZE];

  if (row->flags != 0)
    {
      json_builder_set_member_name (builder, "@flags");
      json_builder_begin_array (builder);
      for (guint i = 0; i < G_N_ELEMENTS (flag_names); i++)
        if ((row->flags & flag_names[i].flag) != 0)
          json_builder_add_string_value (builder, flag_names[i].name);
      json_builder_end_array (builder);
    }
  if (row->origin.table != NULL)
    {
      g_autofree char *record = g_strdup_printf ("%s:%" G_GINT64_FORMAT, row->origin.table, row->origin.id);

      json_builder_set_member_name (builder, "@record");
      json_builder_add_string_value (builder, record);
    }
  if (row->origin.since > -1000000 && row->origin.since < 3000000)
    {
      reeve_day_format (row->origin.since, day);
      json_builder_set_member_name (builder, "@since");
      json_builder_add_string_value (builder, day);
    }
  if (kind == REEVE_KIND_PLACE && row->name != NULL)   /* schools, parks: the names of a public register */
    {
      json_builder_set_member_name (builder, "@name");
      json_builder_add_string_value (builder, row->name);
    }
}

static gboolean
item_is_read (const ReeveProgram *program, ReeveKind kind, guint item)
{
  for (guint i = 0; i < program->code->len; i++)
    {
      const ReeveInstruction *instruction = &g_array_index (program->code, ReeveInstruction, i);
      const ReevePath *path;

      if (instruction->op != REEVE_OP_ITEM)
        continue;
      path = &g_array_index (program->paths, ReevePath, instruction->arg);
      if (path->item == item && path->kinds[path->n_steps] == kind)
        return TRUE;
    }
  return FALSE;
}

static void
add_items (Writer *writer, ReeveKind kind, guint row)
{
  const GPtrArray *checklist = writer->facts->ordinance != NULL ? reeve_ordinance_get_checklist (writer->facts->ordinance) : NULL;
  JsonBuilder *builder = writer->builder;
  gboolean any = FALSE;
  char day[REEVE_DAY_TEXT_SIZE];

  if (!writer->program->reads_items[kind] || writer->facts->tables[kind].rows[row].items < 0)
    return;
  for (guint i = 0; i < writer->facts->n_items; i++)
    {
      const ReeveValue *value = reeve_facts_item_cell (writer->facts, kind, row, i);
      const ReeveItemOrigin *origin = reeve_facts_get_item_origin (writer->facts, kind, row, i);

      if (!item_is_read (writer->program, kind, i) || (same_cell (value, &writer->facts->unknown_items[i]) && origin->visit == 0))
        continue;
      if (!any)
        {
          json_builder_set_member_name (builder, "@observed");
          json_builder_begin_object (builder);
        }
      any = TRUE;
      json_builder_set_member_name (builder, ((const ReeveItem *) checklist->pdata[i])->id);
      json_builder_begin_array (builder);
      add_value (writer, value, REEVE_KIND_SUBJECT);
      json_builder_add_int_value (builder, origin->visit);
      if (origin->day > -1000000 && origin->day < 3000000)
        {
          reeve_day_format (origin->day, day);
          json_builder_add_string_value (builder, day);
        }
      json_builder_end_array (builder);
    }
  if (any)
    json_builder_end_object (builder);
}

static void
add_row (Writer *writer, ReeveKind kind, guint row)
{
  const ReeveKindDef *def = reeve_vocabulary_kind (kind);
  const ReeveFactsRow *meta = &writer->facts->tables[kind].rows[row];
  const ReeveValue *template = template_of (writer->facts, kind, meta->flags);

  json_builder_begin_object (writer->builder);
  add_meta (writer, kind, meta);
  for (guint f = 0; f < def->n_fields; f++)
    {
      const ReeveValue *cell = reeve_facts_cell (writer->facts, kind, row, f);

      if (!is_read (writer, kind, f) || same_cell (cell, &template[f]))
        continue;
      json_builder_set_member_name (writer->builder, def->fields[f].name);
      add_value (writer, cell, def->fields[f].target);
    }
  add_items (writer, kind, row);
  json_builder_end_object (writer->builder);
}

JsonNode *
reeve_facts_to_json (const ReeveFacts *facts, const ReeveProgram *program)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) persons = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Writer writer = { .facts = facts, .program = program, .builder = builder, .queue = queue, .persons = persons };

  for (guint kind = 0; kind < REEVE_N_KINDS; kind++)
    writer.places[kind] = g_new0 (guint32, facts->tables[kind].n_rows + 1);
  reach_all (&writer);
  json_builder_begin_object (builder);
  for (guint kind = 0; kind < REEVE_N_KINDS; kind++)
    {
      gboolean any = FALSE;

      for (guint row = 0; row < facts->tables[kind].n_rows; row++)
        if (writer.places[kind][row] != 0)
          {
            if (!any)
              {
                json_builder_set_member_name (builder, reeve_vocabulary_kind ((ReeveKind) kind)->name);
                json_builder_begin_array (builder);
              }
            any = TRUE;
            add_row (&writer, (ReeveKind) kind, row);
          }
      if (any)
        json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  for (guint kind = 0; kind < REEVE_N_KINDS; kind++)
    g_free (writer.places[kind]);
  return json_builder_get_root (builder);
}

/* ---- reading ---------------------------------------------------------------------------------------------------------------------- */

typedef struct { ReeveFacts *facts; char *wrong; } Reader;

static gboolean
wrong (Reader *reader, const char *where)
{
  if (reader->wrong == NULL)
    reader->wrong = g_strdup (where);
  return FALSE;
}

static const char *
text_of (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gboolean
number_of (JsonNode *node, gint64 *ret)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *ret = json_node_get_int (node);
  return TRUE;
}

static gboolean
read_end (ReeveType type, const char *text, gint64 *ret)
{
  ReeveDay day;

  for (guint i = 0; i < G_N_ELEMENTS (specials); i++)
    if (strcmp (specials[i].name, text) == 0)
      {
        *ret = specials[i].value;
        return TRUE;
      }
  if (type == REEVE_TYPE_DATE && reeve_day_parse (text, -1, &day))
    {
      *ret = day;
      return TRUE;
    }
  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, ret, NULL);
}

static gboolean
read_range (const char *text, ReeveValue *value)
{
  g_autofree char *copy = g_strdup (text);
  char *space = strchr (copy, ' '), *dots;

  if ((space != NULL) != (value->type == REEVE_TYPE_DURATION))
    return FALSE;
  if (space != NULL)
    {
      guint unit = 0;

      while (unit < G_N_ELEMENTS (unit_names) && strcmp (unit_names[unit], space + 1) != 0)
        unit++;
      if (unit == G_N_ELEMENTS (unit_names))
        return FALSE;
      value->aux = unit;
      *space = '\0';
    }
  dots = strstr (copy, "..");
  if (dots != NULL)
    *dots = '\0';
  return read_end (value->type, copy, &value->lo) && read_end (value->type, dots != NULL ? dots + 2 : copy, &value->hi) && value->lo <= value->hi;
}

/* NULL: not a list of words. */
static char **
words_of (JsonNode *node)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *word = text_of (json_array_get_element (array, i));

      if (word == NULL)
        return NULL;
      g_ptr_array_add (words, (gpointer) word);
    }
  g_ptr_array_add (words, NULL);
  return g_strdupv ((char **) words->pdata);
}

static gboolean
read_set (ReeveFacts *facts, JsonNode *node, ReeveValue *value)
{
  g_auto (GStrv) words = words_of (node), sure = NULL, possible = NULL;
  ReeveCodeSet set;
  JsonNode *sure_node, *possible_node;
  gint64 a, b;

  if (words != NULL)
    {
      *value = reeve_facts_add_codes (facts, (const char *const *) words);
      return TRUE;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  sure_node = json_object_get_member (json_node_get_object (node), "sure");
  possible_node = json_object_get_member (json_node_get_object (node), "possible");
  sure = sure_node != NULL ? words_of (sure_node) : NULL;
  possible = possible_node != NULL ? words_of (possible_node) : NULL;
  if (sure == NULL || (possible == NULL && (possible_node == NULL || g_strcmp0 (text_of (possible_node), "any") != 0)))
    return FALSE;
  a = reeve_facts_add_codes (facts, (const char *const *) sure).lo;
  set = g_array_index (facts->sets, ReeveCodeSet, (guint) a);
  set.everything = possible == NULL;
  if (possible != NULL)
    {
      b = reeve_facts_add_codes (facts, (const char *const *) possible).lo;
      set.possible = g_array_index (facts->sets, ReeveCodeSet, (guint) b).sure;
      set.n_possible = g_array_index (facts->sets, ReeveCodeSet, (guint) b).n_sure;
    }
  g_array_append_val (facts->sets, set);
  value->lo = value->hi = facts->sets->len - 1;
  return TRUE;
}

static gboolean
read_code (ReeveFacts *facts, JsonNode *node, ReeveValue *value)
{
  g_auto (GStrv) words = NULL;
  const char *text = text_of (node);

  if (text != NULL)
    {
      value->lo = value->hi = g_quark_from_string (text);
      return TRUE;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node) || !json_object_has_member (json_node_get_object (node), "not"))
    return FALSE;
  words = words_of (json_object_get_member (json_node_get_object (node), "not"));
  if (words == NULL)
    return FALSE;
  value->lo = value->hi = -1;
  value->aux = (guint32) reeve_facts_add_codes (facts, (const char *const *) words).lo;
  return TRUE;
}

static gboolean
read_truth (const char *text, ReeveValue *value)
{
  for (guint truth = 1; text != NULL && truth <= REEVE_TRUTH_ANY; truth++)
    if (strcmp (reeve_truth_name ((ReeveTruth) truth), text) == 0)
      {
        value->truth = (guint8) truth;
        value->lo = value->hi = G_MAXINT64;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_schedule (ReeveFacts *facts, const char *text, ReeveValue *value)
{
  g_autoptr (ReeveSchedule) schedule = text != NULL && strlen (text) < 4096 ? reeve_schedule_parse (text, -1, NULL) : NULL;

  if (schedule == NULL)
    return FALSE;
  *value = reeve_facts_add_schedule (facts, schedule);
  return TRUE;
}

/* What JSON's null means: nothing is known. @value comes as that. */
static gboolean
read_value (ReeveFacts *facts, JsonNode *node, ReeveValue *value)
{
  const char *text = text_of (node);
  gint64 number, count;

  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  switch ((ReeveType) value->type)
    {
    case REEVE_TYPE_TRUTH: return read_truth (text, value);
    case REEVE_TYPE_CODE: return read_code (facts, node, value);
    case REEVE_TYPE_SET: return read_set (facts, node, value);
    case REEVE_TYPE_COLLECTION:
      if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) != 2
          || !number_of (json_array_get_element (json_node_get_array (node), 0), &number)
          || !number_of (json_array_get_element (json_node_get_array (node), 1), &count) || number < 0 || count < 0
          || number > REEVE_FACTS_JSON_MAX_ROWS || count > REEVE_FACTS_JSON_MAX_ROWS)
        return FALSE;
      value->lo = number;
      value->hi = count;
      return TRUE;
    case REEVE_TYPE_SCHEDULE:
    case REEVE_TYPE_TEXT:
    case REEVE_TYPE_PERSON:
    case REEVE_TYPE_RECORD:
      if (text != NULL && strcmp (text, "none") == 0)
        value->lo = value->hi = REEVE_VALUE_NONE;
      else if (value->type == REEVE_TYPE_SCHEDULE)
        return read_schedule (facts, text, value);
      else if (value->type == REEVE_TYPE_TEXT)
        {
          if (text == NULL)
            return FALSE;
          g_ptr_array_add (facts->texts, (gpointer) g_intern_static_string ("…"));
          value->lo = value->hi = facts->texts->len - 1;
        }
      else if (!number_of (node, &number) || number < 0)
        return FALSE;
      else
        value->lo = value->hi = number;
      return TRUE;
    default:
      return text != NULL && read_range (text, value);
    }
}

static ReeveRowFlags
read_flags (JsonObject *object)
{
  g_auto (GStrv) words = json_object_has_member (object, "@flags") ? words_of (json_object_get_member (object, "@flags")) : NULL;
  ReeveRowFlags flags = 0;

  for (guint i = 0; words != NULL && i < G_N_ELEMENTS (flag_names); i++)
    if (g_strv_contains ((const char *const *) words, flag_names[i].name))
      flags |= flag_names[i].flag;
  return flags;
}

static const char *
member_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL ? text_of (node) : NULL;
}

static void
read_meta (Reader *reader, ReeveKind kind, guint row, JsonObject *object)
{
  const char *record = member_text (object, "@record"), *since = member_text (object, "@since"), *name = member_text (object, "@name");
  const char *colon = record != NULL ? strrchr (record, ':') : NULL;
  ReeveDay day = G_MININT32;
  gint64 id = 0;

  if (since != NULL && !reeve_day_parse (since, -1, &day))
    day = G_MININT32;
  if (colon != NULL && colon - record < 64 && g_ascii_string_to_signed (colon + 1, 10, G_MININT64, G_MAXINT64, &id, NULL))
    {
      g_autofree char *table = g_strndup (record, (gsize) (colon - record));

      reeve_facts_set_origin (reader->facts, kind, row, table, id, NULL, day);
    }
  else
    reeve_facts_set_origin (reader->facts, kind, row, NULL, 0, NULL, day);
  if (name != NULL)
    reeve_facts_set_name (reader->facts, kind, row, name);
}

static gboolean
read_items (Reader *reader, ReeveKind kind, guint row, JsonNode *node)
{
  JsonObjectIter iter;
  const char *id;
  JsonNode *answer;

  if (!JSON_NODE_HOLDS_OBJECT (node) || reader->facts->ordinance == NULL)
    return wrong (reader, "@observed");
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &id, &answer))
    {
      guint index;
      gint64 visit;
      ReeveValue value;
      ReeveDay day = G_MININT32;
      JsonArray *array = JSON_NODE_HOLDS_ARRAY (answer) ? json_node_get_array (answer) : NULL;
      guint n = array != NULL ? json_array_get_length (array) : 0;
      const char *text = n == 3 ? text_of (json_array_get_element (array, 2)) : NULL;

      if (reeve_ordinance_find_item (reader->facts->ordinance, id, &index) == NULL || n < 2 || n > 3
          || !number_of (json_array_get_element (array, 1), &visit) || (n == 3 && (text == NULL || !reeve_day_parse (text, -1, &day))))
        return wrong (reader, id);
      value = reader->facts->unknown_items[index];
      if (!read_value (reader->facts, json_array_get_element (array, 0), &value))
        return wrong (reader, id);
      reeve_facts_set_item_value (reader->facts, kind, row, index, value, visit, day);
    }
  return TRUE;
}

static gboolean
read_row (Reader *reader, ReeveKind kind, JsonNode *node)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  guint row;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return wrong (reader, reeve_vocabulary_kind (kind)->name);
  row = reeve_facts_add_row (reader->facts, kind, read_flags (json_node_get_object (node)));
  read_meta (reader, kind, row, json_node_get_object (node));
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &member))
    {
      int field = *name == '@' ? -1 : reeve_vocabulary_field (kind, name);
      ReeveValue value;

      if (strcmp (name, "@observed") == 0 && !read_items (reader, kind, row, member))
        return FALSE;
      if (*name == '@')
        continue;
      if (field < 0)
        return wrong (reader, name);
      value = reader->facts->stand_in_row[kind][field];
      if (!read_value (reader->facts, member, &value))
        return wrong (reader, name);
      reader->facts->tables[kind].cells[(gsize) row * reader->facts->tables[kind].stride + (guint) field] = value;
    }
  return TRUE;
}

/* No reference may lead out of its table. */
static gboolean
check_references (Reader *reader)
{
  for (guint kind = 0; kind < REEVE_N_KINDS; kind++)
    {
      const ReeveKindDef *def = reeve_vocabulary_kind ((ReeveKind) kind);

      for (guint row = 0; row < reader->facts->tables[kind].n_rows; row++)
        for (guint f = 0; f < def->n_fields; f++)
          {
            const ReeveValue *cell = reeve_facts_cell (reader->facts, (ReeveKind) kind, row, f);
            gint64 n = def->fields[f].type == REEVE_TYPE_RECORD || def->fields[f].type == REEVE_TYPE_COLLECTION
                       ? reader->facts->tables[def->fields[f].target].n_rows : 0;

            if ((def->fields[f].type == REEVE_TYPE_RECORD && cell->lo >= n && cell->lo != REEVE_VALUE_NONE)
                || (def->fields[f].type == REEVE_TYPE_COLLECTION && cell->lo >= 0 && cell->hi > 0 && cell->lo + cell->hi > n))
              return wrong (reader, def->fields[f].name);
          }
    }
  return reeve_facts_n_rows (reader->facts, REEVE_KIND_SUBJECT) > 0 || wrong (reader, "subject");
}

static gboolean
read_tables (Reader *reader, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  guint total = 0, known = 0;

  if (object == NULL)
    return wrong (reader, "facts");
  for (guint kind = 0; kind < REEVE_N_KINDS; kind++)
    {
      const char *name = reeve_vocabulary_kind ((ReeveKind) kind)->name;
      JsonNode *member = json_object_get_member (object, name);
      JsonArray *rows = member != NULL && JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;

      if (member == NULL)
        continue;
      known++;
      total += rows != NULL ? json_array_get_length (rows) : 0;
      if (rows == NULL || total > REEVE_FACTS_JSON_MAX_ROWS)
        return wrong (reader, name);
      for (guint i = 0; i < json_array_get_length (rows); i++)
        if (!read_row (reader, (ReeveKind) kind, json_array_get_element (rows, i)))
          return FALSE;
    }
  return (known == json_object_get_size (object) || wrong (reader, "facts")) && check_references (reader);
}

gboolean
reeve_facts_fill_json (ReeveFacts *facts, JsonNode *node, GError **error)
{
  Reader reader = { facts, NULL };

  if (read_tables (&reader, node))
    return TRUE;
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("The facts cannot be read at '%s'."), reader.wrong);
  g_free (reader.wrong);
  return FALSE;
}

gboolean
reeve_facts_json_holds (JsonNode *node, ReeveKind kind)
{
  return JSON_NODE_HOLDS_OBJECT (node) && json_object_has_member (json_node_get_object (node), reeve_vocabulary_kind (kind)->name);
}
