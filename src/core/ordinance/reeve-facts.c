/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of one subject: a table of cells for each record kind, and pools for what does not fit a cell. Everything is kept from one
 * subject to the next and only the counters go back to nothing, so a check over a whole city allocates for its largest subject once. */
#include "config.h"

#include "reeve-facts-private.h"

#include <string.h>

#define BLOCK_SIZE 16384

struct _ReeveFactsBlock
{
  ReeveFactsBlock *next;
  gsize size, used;
  char bytes[];
};

static GQuark
none_quark (void)
{
  static GQuark quark;
  if (quark == 0)
    quark = g_quark_from_static_string ("none");
  return quark;
}

/* The value of which nothing is known. @none: that there is none is possible too. */
ReeveValue
reeve_value_unknown (ReeveType type, gboolean none)
{
  ReeveValue value = { .type = type, .truth = REEVE_TRUTH_NY, .lo = -1, .hi = -1 };

  switch (type)
    {
    case REEVE_TYPE_LENGTH:
    case REEVE_TYPE_AREA:
    case REEVE_TYPE_MONEY:
      value.lo = 0;
      value.hi = none ? REEVE_VALUE_NONE : REEVE_VALUE_NONE - 1;
      break;
    case REEVE_TYPE_DURATION:
      value.lo = 0;
      value.hi = REEVE_VALUE_NONE; /* what has no end lasts longer than any period */
      break;
    case REEVE_TYPE_NUMBER:
    case REEVE_TYPE_DATE:
    case REEVE_TYPE_INSTANT:
      value.lo = REEVE_VALUE_LONG_PAST + 1;
      value.hi = none ? REEVE_VALUE_NONE : REEVE_VALUE_NONE - 1;
      break;
    case REEVE_TYPE_COLLECTION:
      value.hi = 0;
      break;
    default:
      break;
    }
  if (type == REEVE_TYPE_TRUTH)
    value.lo = value.hi = G_MAXINT64;
  return value;
}

ReeveType
reeve_item_type (const ReeveItem *item)
{
  switch (item->answers)
    {
    case REEVE_ANSWER_NUMBER:
      return REEVE_TYPE_NUMBER;
    case REEVE_ANSWER_LENGTH:
      return REEVE_TYPE_LENGTH;
    case REEVE_ANSWER_AREA:
      return REEVE_TYPE_AREA;
    case REEVE_ANSWER_MONEY:
      return REEVE_TYPE_MONEY;
    case REEVE_ANSWER_DATE:
      return REEVE_TYPE_DATE;
    case REEVE_ANSWER_ONE_OF:
      return REEVE_TYPE_CODE;
    case REEVE_ANSWER_ANY_OF:
      return REEVE_TYPE_SET;
    case REEVE_ANSWER_YES_NO:
    default:
      return REEVE_TYPE_TRUTH;
    }
}

static ReeveValue
truth_value (ReeveTruth truth)
{
  return (ReeveValue) { .type = REEVE_TYPE_TRUTH, .truth = truth, .lo = G_MAXINT64, .hi = G_MAXINT64 };
}

/* How a field reads when the record itself is known not to exist (language.md 3.4 and 4.2, "No record"). Set number 0 is the empty set. */
static ReeveValue
no_record_value (ReeveKind kind, const ReeveFieldDef *def)
{
  ReeveValue value = reeve_value_unknown (def->type, def->none);

  if (kind == REEVE_KIND_LICENCE && strcmp (def->name, "expires") == 0)
    value.lo = value.hi = REEVE_VALUE_LONG_PAST;
  else if (def->type == REEVE_TYPE_CODE)
    value.lo = value.hi = none_quark (); /* what is not there has no kind, class or method either */
  else if (def->type == REEVE_TYPE_TRUTH)
    value = truth_value (REEVE_TRUTH_N);
  else if (def->type == REEVE_TYPE_SET || def->type == REEVE_TYPE_MONEY)
    value.lo = value.hi = 0;
  else if (def->type == REEVE_TYPE_COLLECTION)
    value.lo = value.hi = 0;
  else if (def->none && def->type != REEVE_TYPE_RECORD)
    value.lo = value.hi = REEVE_VALUE_NONE;
  return value;
}

static void
make_templates (ReeveFacts *facts)
{
  for (guint kind = 0; kind < REEVE_N_KINDS; kind++)
    {
      const ReeveKindDef *def = reeve_vocabulary_kind (kind);
      facts->tables[kind].stride = def->n_fields;
      facts->unknown_row[kind] = g_new0 (ReeveValue, def->n_fields);
      facts->stand_in_row[kind] = g_new0 (ReeveValue, def->n_fields);
      facts->no_record_row[kind] = g_new0 (ReeveValue, def->n_fields);
      for (guint i = 0; i < def->n_fields; i++)
        {
          ReeveValue unknown = reeve_value_unknown (def->fields[i].type, def->fields[i].none);
          facts->stand_in_row[kind][i] = unknown;
          if (def->fields[i].type == REEVE_TYPE_COLLECTION)
            unknown.lo = 0;
          facts->unknown_row[kind][i] = unknown;
          facts->no_record_row[kind][i] = no_record_value (kind, &def->fields[i]);
        }
    }
}

static void
add_empty_set (ReeveFacts *facts)
{
  ReeveCodeSet empty = { 0 };
  g_array_append_val (facts->sets, empty);
  facts->kept_sets = facts->sets->len;
}

/**
 * reeve_facts_new:
 * @ordinance: (nullable): its checklist gives the items; NULL = there are none
 *
 * Returns: (transfer full): facts without a row
 */
ReeveFacts *
reeve_facts_new (const ReeveOrdinance *ordinance)
{
  ReeveFacts *facts = g_new0 (ReeveFacts, 1);

  if (ordinance != NULL)
    {
      const GPtrArray *checklist = reeve_ordinance_get_checklist (ordinance);
      facts->ordinance = reeve_ordinance_ref ((ReeveOrdinance *) ordinance);
      facts->n_items = checklist == NULL ? 0 : checklist->len;
      facts->unknown_items = g_new0 (ReeveValue, facts->n_items);
      for (guint i = 0; i < facts->n_items; i++)
        {
          ReeveType type = reeve_item_type (checklist->pdata[i]);
          facts->unknown_items[i] = reeve_value_unknown (type, type == REEVE_TYPE_DATE); /* a date may be answered "none" */
        }
    }
  facts->items = g_array_sized_new (FALSE, FALSE, sizeof (ReeveValue), 64);
  facts->item_origins = g_array_sized_new (FALSE, FALSE, sizeof (ReeveItemOrigin), 64);
  facts->codes = g_array_sized_new (FALSE, FALSE, sizeof (GQuark), 64);
  facts->sets = g_array_sized_new (FALSE, FALSE, sizeof (ReeveCodeSet), 64);
  facts->schedules = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_schedule_unref);
  facts->texts = g_ptr_array_new ();
  facts->scratch = g_array_sized_new (FALSE, FALSE, sizeof (ReeveScratchMember), 64);
  make_templates (facts);
  add_empty_set (facts);
  return facts;
}

void
reeve_facts_free (ReeveFacts *facts)
{
  if (facts == NULL)
    return;
  for (guint kind = 0; kind < REEVE_N_KINDS; kind++)
    {
      g_free (facts->tables[kind].cells);
      g_free (facts->tables[kind].rows);
      g_free (facts->unknown_row[kind]);
      g_free (facts->stand_in_row[kind]);
      g_free (facts->no_record_row[kind]);
    }
  g_free (facts->unknown_items);
  g_array_unref (facts->items);
  g_array_unref (facts->item_origins);
  g_array_unref (facts->codes);
  g_array_unref (facts->sets);
  g_ptr_array_unref (facts->schedules);
  g_ptr_array_unref (facts->texts);
  g_array_unref (facts->scratch);
  for (ReeveFactsBlock *block = facts->blocks, *next; block != NULL; block = next)
    {
      next = block->next;
      g_free (block);
    }
  g_clear_pointer (&facts->ordinance, reeve_ordinance_unref);
  g_free (facts);
}

/* Forgets every row that was not kept; what was allocated stays for the next subject. */
void
reeve_facts_clear (ReeveFacts *facts)
{
  for (guint kind = 0; kind < REEVE_N_KINDS; kind++)
    facts->tables[kind].n_rows = facts->kept.n_rows[kind];
  g_array_set_size (facts->items, facts->kept.items);
  g_array_set_size (facts->item_origins, facts->kept.items);
  g_array_set_size (facts->codes, MAX (facts->kept.codes, facts->kept_codes));
  g_array_set_size (facts->sets, MAX (facts->kept.sets, facts->kept_sets));
  g_ptr_array_set_size (facts->schedules, (int) facts->kept.schedules);
  g_ptr_array_set_size (facts->texts, (int) facts->kept.texts);
  facts->block = facts->kept.block != NULL ? facts->kept.block : facts->blocks;
  if (facts->block != NULL)
    facts->block->used = facts->kept.used;
}

void
reeve_facts_keep (ReeveFacts *facts)
{
  for (guint kind = 0; kind < REEVE_N_KINDS; kind++)
    facts->kept.n_rows[kind] = facts->tables[kind].n_rows;
  facts->kept.items = facts->items->len;
  facts->kept.codes = facts->codes->len;
  facts->kept.sets = facts->sets->len;
  facts->kept.schedules = facts->schedules->len;
  facts->kept.texts = facts->texts->len;
  facts->kept.block = facts->block;
  facts->kept.used = facts->block == NULL ? 0 : facts->block->used;
}

void
reeve_facts_forget (ReeveFacts *facts)
{
  memset (&facts->kept, 0, sizeof facts->kept);
  reeve_facts_clear (facts);
}

static const char *
keep_text (ReeveFacts *facts, const char *text)
{
  gsize size = strlen (text) + 1;
  char *copy;

  while (facts->block != NULL && facts->block->used + size > facts->block->size && facts->block->next != NULL)
    {
      facts->block = facts->block->next;
      facts->block->used = 0;
    }
  if (facts->block == NULL || facts->block->used + size > facts->block->size)
    {
      ReeveFactsBlock *block = g_malloc (sizeof *block + MAX (size, BLOCK_SIZE));
      block->size = MAX (size, BLOCK_SIZE);
      block->used = 0;
      block->next = NULL;
      if (facts->block == NULL)
        facts->blocks = block;
      else
        facts->block->next = block;
      facts->block = block;
    }
  copy = facts->block->bytes + facts->block->used;
  memcpy (copy, text, size);
  facts->block->used += size;
  return copy;
}

guint
reeve_facts_add_row (ReeveFacts *facts, ReeveKind kind, ReeveRowFlags flags)
{
  ReeveFactsTable *table = &facts->tables[kind];
  const ReeveValue *template = facts->unknown_row[kind];
  guint row = table->n_rows;

  if (row == table->allocated)
    {
      table->allocated = MAX (8, table->allocated * 2);
      table->cells = g_renew (ReeveValue, table->cells, (gsize) table->allocated * table->stride);
      table->rows = g_renew (ReeveFactsRow, table->rows, table->allocated);
    }
  if (flags & REEVE_ROW_NO_RECORD)
    template = facts->no_record_row[kind];
  else if (flags & REEVE_ROW_STAND_IN)
    template = facts->stand_in_row[kind];
  memcpy (table->cells + (gsize) row * table->stride, template, table->stride * sizeof (ReeveValue));
  table->rows[row] = (ReeveFactsRow) { .flags = flags, .items = -1, .origin.since = G_MININT32 };
  table->n_rows++;
  return row;
}

guint
reeve_facts_n_rows (const ReeveFacts *facts, ReeveKind kind)
{
  return facts->tables[kind].n_rows;
}

ReeveRowFlags
reeve_facts_get_flags (const ReeveFacts *facts, ReeveKind kind, guint row)
{
  if (row == REEVE_ROW_UNKNOWN)
    return REEVE_ROW_STAND_IN;
  g_return_val_if_fail (row < facts->tables[kind].n_rows, 0);
  return facts->tables[kind].rows[row].flags;
}

void
reeve_facts_set_origin (ReeveFacts *facts, ReeveKind kind, guint row, const char *table, gint64 id, const char *source, ReeveDay since)
{
  ReeveOrigin *origin;

  g_return_if_fail (row < facts->tables[kind].n_rows);
  origin = &facts->tables[kind].rows[row].origin;
  origin->table = table == NULL ? NULL : g_intern_string (table);
  origin->id = id;
  origin->source = source == NULL ? NULL : keep_text (facts, source);
  origin->since = since;
}

const ReeveOrigin *
reeve_facts_get_origin (const ReeveFacts *facts, ReeveKind kind, guint row)
{
  static const ReeveOrigin nowhere = { .since = G_MININT32 };

  if (row == REEVE_ROW_UNKNOWN)
    return &nowhere;
  g_return_val_if_fail (row < facts->tables[kind].n_rows, &nowhere);
  return &facts->tables[kind].rows[row].origin;
}

void
reeve_facts_set_name (ReeveFacts *facts, ReeveKind kind, guint row, const char *name)
{
  g_return_if_fail (row < facts->tables[kind].n_rows);
  facts->tables[kind].rows[row].name = name == NULL ? NULL : keep_text (facts, name);
}

const char *
reeve_facts_get_name (const ReeveFacts *facts, ReeveKind kind, guint row)
{
  if (row == REEVE_ROW_UNKNOWN)
    return NULL;
  g_return_val_if_fail (row < facts->tables[kind].n_rows, NULL);
  return facts->tables[kind].rows[row].name;
}

/* The cell to write, with the field's type; NULL (and a critical) outside the table. */
static ReeveValue *
cell_for (ReeveFacts *facts, ReeveKind kind, guint row, guint field)
{
  ReeveFactsTable *table;

  g_return_val_if_fail (kind < REEVE_N_KINDS, NULL);
  table = &facts->tables[kind];
  g_return_val_if_fail (row < table->n_rows && field < table->stride, NULL);
  return table->cells + (gsize) row * table->stride + field;
}

void
reeve_facts_set_truth (ReeveFacts *facts, ReeveKind kind, guint row, guint field, gboolean value)
{
  ReeveValue *cell = cell_for (facts, kind, row, field);
  if (cell != NULL)
    *cell = truth_value (value ? REEVE_TRUTH_Y : REEVE_TRUTH_N);
}

void
reeve_facts_set_range (ReeveFacts *facts, ReeveKind kind, guint row, guint field, gint64 lo, gint64 hi)
{
  ReeveValue *cell = cell_for (facts, kind, row, field);
  if (cell == NULL)
    return;
  cell->aux = 0;
  cell->lo = MIN (lo, hi);
  cell->hi = MAX (lo, hi);
}

void
reeve_facts_set_int (ReeveFacts *facts, ReeveKind kind, guint row, guint field, gint64 value)
{
  reeve_facts_set_range (facts, kind, row, field, value, value);
}

void
reeve_facts_set_duration (ReeveFacts *facts, ReeveKind kind, guint row, guint field, gint64 count, ReeveDurationUnit unit)
{
  reeve_facts_set_int (facts, kind, row, field, count);
  facts->tables[kind].cells[(gsize) row * facts->tables[kind].stride + field].aux = unit;
}

void
reeve_facts_set_none (ReeveFacts *facts, ReeveKind kind, guint row, guint field)
{
  ReeveValue *cell = cell_for (facts, kind, row, field);
  if (cell == NULL)
    return;
  cell->aux = 0;
  if (cell->type == REEVE_TYPE_CODE)
    cell->lo = cell->hi = none_quark ();
  else if (cell->type == REEVE_TYPE_SET || cell->type == REEVE_TYPE_COLLECTION)
    cell->lo = cell->hi = 0;
  else
    cell->lo = cell->hi = REEVE_VALUE_NONE;
}

void
reeve_facts_set_unknown (ReeveFacts *facts, ReeveKind kind, guint row, guint field)
{
  ReeveValue *cell = cell_for (facts, kind, row, field);
  if (cell != NULL)
    *cell = facts->stand_in_row[kind][field];
}

void
reeve_facts_set_code (ReeveFacts *facts, ReeveKind kind, guint row, guint field, const char *code)
{
  if (code == NULL || *code == '\0')
    reeve_facts_set_unknown (facts, kind, row, field);
  else
    reeve_facts_set_int (facts, kind, row, field, g_quark_from_string (code));
}

static int
compare_quarks (gconstpointer a, gconstpointer b)
{
  GQuark x = *(const GQuark *) a, y = *(const GQuark *) b;
  return x < y ? -1 : x > y;
}

/* Sorts and thins the codes added since @first, and makes a set of them. Returns its number. */
static gint64
close_set (ReeveFacts *facts, guint first)
{
  GQuark *codes = &g_array_index (facts->codes, GQuark, first);
  guint n = facts->codes->len - first, kept = 0;
  ReeveCodeSet set;

  if (n == 0)
    return 0;
  qsort (codes, n, sizeof *codes, compare_quarks);
  for (guint i = 0; i < n; i++)
    if (kept == 0 || codes[kept - 1] != codes[i])
      codes[kept++] = codes[i];
  g_array_set_size (facts->codes, first + kept);
  set = (ReeveCodeSet) { first, kept, first, kept, FALSE };
  g_array_append_val (facts->sets, set);
  return facts->sets->len - 1;
}

static void
add_code (ReeveFacts *facts, const char *code)
{
  GQuark quark = g_quark_from_string (code);
  g_array_append_val (facts->codes, quark);
}

ReeveValue
reeve_facts_add_codes (ReeveFacts *facts, const char *const *codes)
{
  ReeveValue value = { .type = REEVE_TYPE_SET };
  guint first = facts->codes->len;

  for (guint i = 0; codes[i] != NULL; i++)
    add_code (facts, codes[i]);
  value.lo = value.hi = close_set (facts, first);
  return value;
}

void
reeve_facts_set_code_not (ReeveFacts *facts, ReeveKind kind, guint row, guint field, const char *const *not_codes)
{
  ReeveValue *cell = cell_for (facts, kind, row, field);
  if (cell == NULL)
    return;
  cell->lo = cell->hi = -1;
  cell->aux = (guint32) reeve_facts_add_codes (facts, not_codes).lo;
}

guint
reeve_facts_keep_codes (ReeveFacts *facts, const char *const *codes)
{
  guint kept = (guint) reeve_facts_add_codes (facts, codes).lo;

  g_return_val_if_fail (facts->tables[REEVE_KIND_SUBJECT].n_rows == 0, 0);
  facts->kept_codes = facts->codes->len;
  facts->kept_sets = facts->sets->len;
  return kept;
}

void
reeve_facts_set_code_not_kept (ReeveFacts *facts, ReeveKind kind, guint row, guint field, guint kept)
{
  ReeveValue *cell = cell_for (facts, kind, row, field);

  if (cell == NULL)
    return;
  cell->lo = cell->hi = -1;
  cell->aux = kept;
}

static gint64
split_codes (ReeveFacts *facts, const char *text)
{
  guint first = facts->codes->len;
  char word[256];

  while (*text != '\0')
    {
      gsize length = strcspn (text, " ,\t\n");
      if (length > 0 && length < sizeof word)
        {
          memcpy (word, text, length);
          word[length] = '\0';
          add_code (facts, word);
        }
      text += length;
      text += strspn (text, " ,\t\n");
    }
  return close_set (facts, first);
}

/* @space_separated: "" is the empty set; NULL unknown. */
void
reeve_facts_set_codes (ReeveFacts *facts, ReeveKind kind, guint row, guint field, const char *space_separated)
{
  if (space_separated == NULL)
    reeve_facts_set_unknown (facts, kind, row, field);
  else
    reeve_facts_set_int (facts, kind, row, field, split_codes (facts, space_separated));
}

ReeveValue
reeve_facts_add_schedule (ReeveFacts *facts, ReeveSchedule *schedule)
{
  ReeveValue value = { .type = REEVE_TYPE_SCHEDULE, .lo = facts->schedules->len, .hi = facts->schedules->len };
  g_ptr_array_add (facts->schedules, reeve_schedule_ref (schedule));
  return value;
}

void
reeve_facts_set_schedule (ReeveFacts *facts, ReeveKind kind, guint row, guint field, ReeveSchedule *schedule)
{
  if (schedule == NULL)
    reeve_facts_set_unknown (facts, kind, row, field);
  else
    reeve_facts_set_int (facts, kind, row, field, reeve_facts_add_schedule (facts, schedule).lo);
}

void
reeve_facts_set_text (ReeveFacts *facts, ReeveKind kind, guint row, guint field, const char *text)
{
  if (text == NULL)
    {
      reeve_facts_set_unknown (facts, kind, row, field);
      return;
    }
  g_ptr_array_add (facts->texts, (gpointer) keep_text (facts, text));
  reeve_facts_set_int (facts, kind, row, field, facts->texts->len - 1);
}

void
reeve_facts_set_record (ReeveFacts *facts, ReeveKind kind, guint row, guint field, guint target_row)
{
  reeve_facts_set_int (facts, kind, row, field, target_row);
}

void
reeve_facts_set_collection (ReeveFacts *facts, ReeveKind kind, guint row, guint field, guint first, guint count)
{
  ReeveValue *cell = cell_for (facts, kind, row, field);
  if (cell == NULL)
    return;
  cell->lo = first;
  cell->hi = count;
}

ReeveValue
reeve_facts_get (const ReeveFacts *facts, ReeveKind kind, guint row, guint field)
{
  return *reeve_facts_cell (facts, kind, row, field);
}

void
reeve_facts_set_item_value (ReeveFacts *facts, ReeveKind kind, guint row, guint item, ReeveValue value, gint64 visit, ReeveDay day)
{
  ReeveFactsRow *meta;

  g_return_if_fail (row < facts->tables[kind].n_rows && item < facts->n_items);
  meta = &facts->tables[kind].rows[row];
  if (meta->items < 0)
    {
      meta->items = (gint32) facts->items->len;
      g_array_append_vals (facts->items, facts->unknown_items, facts->n_items);
      g_array_set_size (facts->item_origins, facts->items->len);
      for (guint i = 0; i < facts->n_items; i++)
        g_array_index (facts->item_origins, ReeveItemOrigin, (guint) meta->items + i) = (ReeveItemOrigin) { 0, G_MININT32 };
    }
  g_array_index (facts->items, ReeveValue, (guint) meta->items + item) = value;
  g_array_index (facts->item_origins, ReeveItemOrigin, (guint) meta->items + item) = (ReeveItemOrigin) { visit, day };
}

void
reeve_facts_set_item (ReeveFacts *facts, ReeveKind kind, guint row, guint item, const char *answer, gint64 visit, ReeveDay day)
{
  const ReeveItem *def;
  ReeveValue value;

  g_return_if_fail (item < facts->n_items);
  def = reeve_ordinance_get_checklist (facts->ordinance)->pdata[item];
  value = facts->unknown_items[item];
  if (answer == NULL || strcmp (answer, "not-observed") == 0)
    ;
  else if (value.type == REEVE_TYPE_TRUTH)
    {
      if (strcmp (answer, "yes") == 0 || strcmp (answer, "no") == 0)
        value = truth_value (*answer == 'y' ? REEVE_TRUTH_Y : REEVE_TRUTH_N);
    }
  else if (value.type == REEVE_TYPE_CODE)
    {
      if (*answer != '\0' && (def->codes == NULL || g_strv_contains ((const char *const *) def->codes, answer)))
        value.lo = value.hi = g_quark_from_string (answer);
    }
  else if (value.type == REEVE_TYPE_SET)
    value.lo = value.hi = split_codes (facts, strcmp (answer, "none") == 0 ? "" : answer);
  else if (value.type == REEVE_TYPE_DATE && strcmp (answer, "none") == 0)
    value.lo = value.hi = REEVE_VALUE_NONE;
  else
    reeve_value_parse (value.type, answer, &value);
  reeve_facts_set_item_value (facts, kind, row, item, value, visit, day);
}

ReeveValue
reeve_facts_get_item (const ReeveFacts *facts, ReeveKind kind, guint row, guint item)
{
  return *reeve_facts_item_cell (facts, kind, row, item);
}

const ReeveItemOrigin *
reeve_facts_get_item_origin (const ReeveFacts *facts, ReeveKind kind, guint row, guint item)
{
  static const ReeveItemOrigin nowhere = { 0, G_MININT32 };
  gint32 items = row == REEVE_ROW_UNKNOWN ? -1 : facts->tables[kind].rows[row].items;
  return items < 0 ? &nowhere : &g_array_index (facts->item_origins, ReeveItemOrigin, (guint) items + item);
}
