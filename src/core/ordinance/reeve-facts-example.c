/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts of a worked example (language.md 1.8): a tree of map, list and scalar laid into rows. Not written = unknown, a list of records
 * is complete, `maybe:` adds a stand-in, and fields that the program computes are computed unless they are given. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-facts-private.h"
#include "reeve-operator.h"
#include "reeve-ordinance-private.h"
#include "reeve-text.h"

#define MAX_DEPTH REEVE_ORDINANCE_MAX_DEPTH

typedef struct
{
  ReeveFacts *facts;
  ReeveAbout about;
  ReeveDay day;
  ReeveMessages *messages;
  gboolean failed;
} Fill;

static gboolean fill_record (Fill *fill, const ReeveGiven *map, ReeveKind kind, guint row, const char *path, guint depth);

static void G_GNUC_PRINTF (4, 5)
complain (Fill *fill, ReeveSource source, const char *replacement, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  fill->failed = TRUE;
  if (fill->messages != NULL)
    reeve_messages_add (fill->messages, REEVE_SEVERITY_ERROR, "E402", source, replacement, "%s", text);
}

static void
complain_type (Fill *fill, const ReeveGiven *given, const char *path, ReeveType type)
{
  if (reeve_type_sample (type) != NULL)
    complain (fill, given->source, NULL, _("given: '%s' is of type %s: write it like '%s'"), path, reeve_type_name (type), reeve_type_sample (type));
  else
    complain (fill, given->source, NULL, _("given: '%s' takes a value of type %s"), path, reeve_type_name (type));
}

/* Where key @index of a map stands. */
static ReeveSource
key_source (const ReeveGiven *map, guint index)
{
  return g_array_index (map->key_sources, ReeveSource, index);
}

static gboolean
is_scalar (const ReeveGiven *given, const char *text)
{
  return given->kind == REEVE_GIVEN_SCALAR && strcmp (given->scalar, text) == 0;
}

/* The words of a list of scalars, or one scalar alone. NULL when an element is not a scalar. Borrowed strings. */
static GPtrArray *
words_of (const ReeveGiven *given)
{
  GPtrArray *words = g_ptr_array_new ();

  if (given->kind == REEVE_GIVEN_SCALAR)
    g_ptr_array_add (words, given->scalar);
  else if (given->kind == REEVE_GIVEN_LIST)
    for (guint i = 0; i < given->items->len; i++)
      {
        const ReeveGiven *item = given->items->pdata[i];
        if (item->kind != REEVE_GIVEN_SCALAR)
          {
            g_ptr_array_unref (words);
            return NULL;
          }
        g_ptr_array_add (words, item->scalar);
      }
  else
    {
      g_ptr_array_unref (words);
      return NULL;
    }
  g_ptr_array_add (words, NULL);
  return words;
}

static const ReeveGiven *
map_get (const ReeveGiven *map, const char *key)
{
  for (guint i = 0; i < map->items->len; i++)
    if (strcmp (map->keys->pdata[i], key) == 0)
      return map->items->pdata[i];
  return NULL;
}

/* A code of the shipped list, or one that the file's `codes:` added; where the list is the city's own, any. */
static gboolean
check_code (Fill *fill, const ReeveGiven *given, const ReeveFieldDef *def, const char *code, const char *path)
{
  const GPtrArray *added = def->codes == NULL || fill->facts->ordinance == NULL ? NULL : g_hash_table_lookup (fill->facts->ordinance->codes, def->codes);
  const char *near;

  if (def->codes == NULL || g_strv_contains (def->codes, code))
    return TRUE;
  for (guint i = 0; added != NULL && i < added->len; i++)
    if (strcmp (added->pdata[i], code) == 0)
      return TRUE;
  near = reeve_text_nearest (code, def->codes, 2);
  if (near != NULL)
    complain (fill, given->source, given->kind == REEVE_GIVEN_SCALAR ? near : NULL, _("given: '%s' is no code of '%s'; did you mean '%s'?"), code, path, near);
  else if (def->open)
    complain (fill, given->source, NULL, _("given: '%s' is no code of '%s'; add it under 'codes:'"), code, path);
  else
    {
      g_autofree char *words = g_strjoinv (", ", (char **) def->codes);

      complain (fill, given->source, NULL, _("given: '%s' is no code of '%s'; the codes are %s"), code, path, words);
    }
  return FALSE;
}

/* `category: {not: massage}`: any but these. */
static gboolean
fill_code_not (Fill *fill, const ReeveGiven *given, ReeveKind kind, guint row, guint field, const char *path)
{
  const ReeveGiven *codes = map_get (given, "not");
  g_autoptr (GPtrArray) words = codes == NULL || given->items->len != 1 ? NULL : words_of (codes);

  if (words == NULL)
    {
      complain (fill, given->source, NULL, _("given: '%s' needs a code, or {not: CODE}"), path);
      return FALSE;
    }
  for (guint i = 0; words->pdata[i] != NULL; i++)
    check_code (fill, given, &reeve_vocabulary_kind (kind)->fields[field], words->pdata[i], path);
  reeve_facts_set_code_not (fill->facts, kind, row, field, (const char *const *) words->pdata);
  return TRUE;
}

static gboolean
fill_schedule (Fill *fill, const ReeveGiven *given, ReeveKind kind, guint row, guint field, const char *path)
{
  g_autoptr (GPtrArray) words = words_of (given);
  g_autoptr (ReeveSchedule) schedule = NULL;
  g_autofree char *text = NULL;

  if (words != NULL)
    text = g_strjoinv (", ", (char **) words->pdata);
  if (text != NULL)
    schedule = reeve_schedule_parse (text, -1, NULL);
  if (schedule == NULL)
    {
      complain_type (fill, given, path, REEVE_TYPE_SCHEDULE);
      return FALSE;
    }
  reeve_facts_set_schedule (fill->facts, kind, row, field, schedule);
  return TRUE;
}

static gint64
person_number (const char *text)
{
  return g_quark_from_string (text);
}

/* One field that is neither a record nor a collection. */
static void
fill_field (Fill *fill, const ReeveGiven *given, ReeveKind kind, guint row, guint field, const char *path)
{
  const ReeveFieldDef *def = &reeve_vocabulary_kind (kind)->fields[field];
  g_autoptr (GPtrArray) words = NULL;
  ReeveValue value;

  if (def->type == REEVE_TYPE_SCHEDULE)
    fill_schedule (fill, given, kind, row, field, path);
  else if (def->type == REEVE_TYPE_SET)
    {
      words = is_scalar (given, "none") ? NULL : words_of (given);
      if (words != NULL)
        {
          for (guint i = 0; words->pdata[i] != NULL; i++)
            check_code (fill, given, def, words->pdata[i], path);
          reeve_facts_set_int (fill->facts, kind, row, field, reeve_facts_add_codes (fill->facts, (const char *const *) words->pdata).lo);
        }
      else if (is_scalar (given, "none"))
        reeve_facts_set_none (fill->facts, kind, row, field);
      else
        complain_type (fill, given, path, def->type);
    }
  else if (def->type == REEVE_TYPE_CODE && given->kind == REEVE_GIVEN_MAP)
    fill_code_not (fill, given, kind, row, field, path);
  else if (given->kind != REEVE_GIVEN_SCALAR)
    complain_type (fill, given, path, def->type);
  else if (def->type == REEVE_TYPE_CODE)
    {
      if (!(def->none && is_scalar (given, "none")))
        check_code (fill, given, def, given->scalar, path);
      reeve_facts_set_code (fill->facts, kind, row, field, given->scalar);
    }
  else if (is_scalar (given, "none"))
    {
      if (!def->none)
        complain (fill, given->source, NULL, _("given: 'none' is not possible for '%s'"), path);
      reeve_facts_set_none (fill->facts, kind, row, field);
    }
  else if (def->type == REEVE_TYPE_TRUTH)
    {
      if (!is_scalar (given, "yes") && !is_scalar (given, "no"))
        complain (fill, given->source, NULL, _("given: '%s' needs yes or no"), path);
      reeve_facts_set_truth (fill->facts, kind, row, field, is_scalar (given, "yes"));
    }
  else if (def->type == REEVE_TYPE_TEXT)
    reeve_facts_set_text (fill->facts, kind, row, field, given->scalar);
  else if (def->type == REEVE_TYPE_PERSON)
    reeve_facts_set_int (fill->facts, kind, row, field, person_number (given->scalar));
  else if (reeve_value_parse (def->type, given->scalar, &value))
    {
      reeve_facts_set_range (fill->facts, kind, row, field, value.lo, value.hi);
      fill->facts->tables[kind].cells[(gsize) row * fill->facts->tables[kind].stride + field].aux = value.aux;
    }
  else
    complain_type (fill, given, path, def->type);
}

static gboolean
item_value (Fill *fill, const ReeveGiven *given, const ReeveItem *item, ReeveValue *ret)
{
  g_autoptr (GPtrArray) words = NULL;
  ReeveValue value = reeve_value_unknown (reeve_item_type (item), FALSE);

  if (value.type == REEVE_TYPE_SET)
    {
      static const char *const nothing[] = { NULL };
      words = words_of (given);
      if (words == NULL)
        return FALSE;
      for (guint i = 0; !is_scalar (given, "none") && item->codes != NULL && words->pdata[i] != NULL; i++)
        if (!g_strv_contains ((const char *const *) item->codes, words->pdata[i]))
          return FALSE;
      *ret = reeve_facts_add_codes (fill->facts, is_scalar (given, "none") ? nothing : (const char *const *) words->pdata);
      return TRUE;
    }
  if (given->kind != REEVE_GIVEN_SCALAR)
    return FALSE;
  if (is_scalar (given, "not-observed"))
    ;
  else if (value.type == REEVE_TYPE_TRUTH)
    {
      if (!is_scalar (given, "yes") && !is_scalar (given, "no"))
        return FALSE;
      value.truth = is_scalar (given, "yes") ? REEVE_TRUTH_Y : REEVE_TRUTH_N;
    }
  else if (value.type == REEVE_TYPE_CODE)
    {
      if (item->codes != NULL && !g_strv_contains ((const char *const *) item->codes, given->scalar))
        return FALSE;
      value.lo = value.hi = g_quark_from_string (given->scalar);
    }
  else if (value.type == REEVE_TYPE_DATE && is_scalar (given, "none"))
    value.lo = value.hi = REEVE_VALUE_NONE;
  else if (!reeve_value_parse (value.type, given->scalar, &value))
    return FALSE;
  *ret = value;
  return TRUE;
}

static void
complain_answer (Fill *fill, const ReeveGiven *given, const ReeveItem *item)
{
  static const ReeveType types[] = { [REEVE_ANSWER_NUMBER] = REEVE_TYPE_NUMBER, [REEVE_ANSWER_LENGTH] = REEVE_TYPE_LENGTH,
                                     [REEVE_ANSWER_AREA] = REEVE_TYPE_AREA, [REEVE_ANSWER_MONEY] = REEVE_TYPE_MONEY,
                                     [REEVE_ANSWER_DATE] = REEVE_TYPE_DATE };
  const char *answer = given->kind == REEVE_GIVEN_SCALAR ? given->scalar : "this";

  if (item->answers == REEVE_ANSWER_YES_NO)
    complain (fill, given->source, NULL, _("given: '%s' is no answer to 'observed.%s'; write yes or no"), answer, item->id);
  else if (item->codes != NULL)
    {
      g_autofree char *words = g_strjoinv (", ", item->codes);

      complain (fill, given->source, NULL, _("given: '%s' is no answer to 'observed.%s'; the answers are %s"), answer, item->id, words);
    }
  else
    complain (fill, given->source, NULL, _("given: '%s' is no answer to 'observed.%s'; write it like '%s'"), answer, item->id,
              reeve_type_sample (types[item->answers]));
}

static void
fill_items (Fill *fill, const ReeveGiven *map, ReeveKind kind, guint row)
{
  if (map->kind != REEVE_GIVEN_MAP)
    {
      complain (fill, map->source, NULL, _("given: 'observed' needs the items and their answers"));
      return;
    }
  for (guint i = 0; i < map->items->len; i++)
    {
      const ReeveGiven *given = map->items->pdata[i];
      const char *id = map->keys->pdata[i];
      const ReeveItem *item;
      ReeveValue value;
      guint index;

      item = fill->facts->ordinance == NULL ? NULL : reeve_ordinance_find_item (fill->facts->ordinance, id, &index);
      if (item == NULL)
        complain (fill, key_source (map, i), NULL, _("given: 'observed.%s' is not in the checklist"), id);
      else if (!item_value (fill, given, item, &value))
        complain_answer (fill, given, item);
      else
        reeve_facts_set_item_value (fill->facts, kind, row, index, value, 0,
                                    kind == REEVE_KIND_SUBJECT ? fill->day : G_MININT32); /* looks and visits have days of their own */
    }
}

/* Members first, then their own records: rows of one collection stand one after another. */
static void
fill_collection (Fill *fill, const ReeveGiven *given, ReeveKind kind, guint row, guint field, const char *path, guint depth)
{
  ReeveKind target = reeve_vocabulary_kind (kind)->fields[field].target;
  guint first = reeve_facts_n_rows (fill->facts, target), n;

  if (is_scalar (given, "none"))
    {
      reeve_facts_set_collection (fill->facts, kind, row, field, 0, 0);
      return;
    }
  if (given->kind != REEVE_GIVEN_LIST)
    {
      complain (fill, given->source, NULL, _("given: '%s' needs a list, as in [{...}, {...}]"), path);
      return;
    }
  n = given->items->len;
  for (guint i = 0; i < n; i++)
    {
      const ReeveGiven *member = given->items->pdata[i];
      gboolean maybe = member->kind == REEVE_GIVEN_MAP && member->items->len == 1 && map_get (member, "maybe") != NULL;
      guint new_row = reeve_facts_add_row (fill->facts, target, maybe ? REEVE_ROW_STAND_IN : 0);
      for (guint f = 0; !maybe && f < fill->facts->tables[target].stride; f++)
        reeve_facts_set_unknown (fill->facts, target, new_row, f);
    }
  reeve_facts_set_collection (fill->facts, kind, row, field, first, n);
  for (guint i = 0; i < n; i++)
    {
      const ReeveGiven *member = given->items->pdata[i];
      const ReeveGiven *maybe = member->kind == REEVE_GIVEN_MAP && member->items->len == 1 ? map_get (member, "maybe") : NULL;
      fill_record (fill, maybe != NULL ? maybe : member, target, first + i, path, depth + 1);
    }
}

static void
fill_to_one (Fill *fill, const ReeveGiven *given, ReeveKind kind, guint row, guint field, const char *path, guint depth)
{
  ReeveKind target = reeve_vocabulary_kind (kind)->fields[field].target;
  const ReeveValue *cell = reeve_facts_cell (fill->facts, kind, row, field);
  guint target_row;

  if (is_scalar (given, "none") || is_scalar (given, "no"))
    {
      target_row = reeve_facts_add_row (fill->facts, target, REEVE_ROW_NO_RECORD);
      reeve_facts_set_record (fill->facts, kind, row, field, target_row);
      return;
    }
  if (cell->lo >= 0)
    target_row = (guint) cell->lo;
  else
    {
      target_row = reeve_facts_add_row (fill->facts, target, 0);
      for (guint f = 0; f < fill->facts->tables[target].stride; f++)
        reeve_facts_set_unknown (fill->facts, target, target_row, f);
      reeve_facts_set_record (fill->facts, kind, row, field, target_row);
    }
  fill_record (fill, given, target, target_row, path, depth + 1);
}

static int
field_named (ReeveKind kind, const char *name, ReeveType type)
{
  int field = reeve_vocabulary_field (kind, name);
  return field >= 0 && reeve_vocabulary_kind (kind)->fields[field].type == type ? field : -1;
}

/* `date` of a look or visit is the day of its `at`. */
static void
compute_date (Fill *fill, ReeveKind kind, guint row)
{
  int date = field_named (kind, "date", REEVE_TYPE_DATE), at = field_named (kind, "at", REEVE_TYPE_INSTANT);
  const ReeveValue *from;

  if (date < 0 || at < 0)
    return;
  from = reeve_facts_cell (fill->facts, kind, row, (guint) at);
  if (from->lo > REEVE_VALUE_LONG_PAST + 1 && from->hi < REEVE_VALUE_NONE - 1)
    reeve_facts_set_range (fill->facts, kind, row, (guint) date, from->lo / REEVE_MINUTES_PER_DAY - (from->lo < 0),
                           from->hi / REEVE_MINUTES_PER_DAY - (from->hi < 0));
}

/* Is another status known, or at least that it is not this one? */
static gboolean
is_other_than_active (const ReeveFacts *facts, const ReeveValue *status)
{
  GQuark active = g_quark_from_static_string ("active");
  const ReeveCodeSet *not_codes;

  if (status->lo >= 0)
    return status->lo != (gint64) active;
  if (status->aux == 0)
    return FALSE;
  not_codes = &g_array_index (facts->sets, ReeveCodeSet, status->aux);
  for (guint i = 0; i < not_codes->n_sure; i++)
    if (g_array_index (facts->codes, GQuark, not_codes->sure + i) == active)
      return TRUE;
  return FALSE;
}

/* `valid` is `status = active and expires >= today`. */
static void
compute_valid (Fill *fill, guint row)
{
  int valid = field_named (REEVE_KIND_LICENCE, "valid", REEVE_TYPE_TRUTH);
  int status = field_named (REEVE_KIND_LICENCE, "status", REEVE_TYPE_CODE);
  int expires = field_named (REEVE_KIND_LICENCE, "expires", REEVE_TYPE_DATE);
  const ReeveValue *s, *e;

  if (valid < 0 || status < 0 || expires < 0)
    return;
  s = reeve_facts_cell (fill->facts, REEVE_KIND_LICENCE, row, (guint) status);
  e = reeve_facts_cell (fill->facts, REEVE_KIND_LICENCE, row, (guint) expires);
  if (is_other_than_active (fill->facts, s) || e->hi < fill->day)
    reeve_facts_set_truth (fill->facts, REEVE_KIND_LICENCE, row, (guint) valid, FALSE);
  else if (s->lo >= 0 && e->lo >= fill->day)
    reeve_facts_set_truth (fill->facts, REEVE_KIND_LICENCE, row, (guint) valid, TRUE);
}

/* Days of a number in millionths; the ends of what is unknown stay. */
static gint64
days_of_number (gint64 number)
{
  return number <= REEVE_FAR_PAST || number >= REEVE_FAR_FUTURE ? number : number / 1000000;
}

/* `length` of a sanction: days(from..to), so none while it has no end. */
static void
compute_length (Fill *fill, guint row)
{
  int length = field_named (REEVE_KIND_SANCTION, "length", REEVE_TYPE_DURATION);
  int from = field_named (REEVE_KIND_SANCTION, "from", REEVE_TYPE_DATE), to = field_named (REEVE_KIND_SANCTION, "to", REEVE_TYPE_DATE);
  ReeveValue days;

  if (length < 0 || from < 0 || to < 0)
    return;
  days = reeve_days (*reeve_facts_cell (fill->facts, REEVE_KIND_SANCTION, row, (guint) from),
                     *reeve_facts_cell (fill->facts, REEVE_KIND_SANCTION, row, (guint) to));
  reeve_facts_set_range (fill->facts, REEVE_KIND_SANCTION, row, (guint) length, days_of_number (days.lo), days_of_number (days.hi));
}

static gboolean
is_given (const ReeveGiven *map, const char *key)
{
  return map_get (map, key) != NULL;
}

static void
tell_no_field (Fill *fill, ReeveSource source, ReeveKind kind, const char *path, const char *key)
{
  const ReeveKindDef *def = reeve_vocabulary_kind (kind);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *dot = *path == '\0' ? "" : ".", *near;

  for (guint f = 0; f < def->n_fields; f++)
    if (kind != REEVE_KIND_SUBJECT || reeve_vocabulary_has_root (fill->about, def->fields[f].name))
      g_ptr_array_add (names, (gpointer) def->fields[f].name);
  g_ptr_array_add (names, NULL);
  near = reeve_text_nearest (key, (const char *const *) names->pdata, 2);
  if (near != NULL)
    complain (fill, source, near, _("given: '%s%s%s' is not a field; did you mean '%s'?"), path, dot, key, near);
  else if (kind == REEVE_KIND_SUBJECT && reeve_vocabulary_field (kind, key) >= 0)
    complain (fill, source, NULL, _("given: '%s' is no root for 'about: %s'"), key, reeve_vocabulary_about_name (fill->about));
  else
    complain (fill, source, NULL, _("given: '%s%s%s' is not a field"), path, dot, key);
}

static gboolean
fill_record (Fill *fill, const ReeveGiven *map, ReeveKind kind, guint row, const char *path, guint depth)
{
  const ReeveKindDef *def = reeve_vocabulary_kind (kind);

  if (map->kind != REEVE_GIVEN_MAP)
    {
      complain (fill, map->source, NULL, _("given: '%s' needs fields and values"), path);
      return FALSE;
    }
  if (depth > MAX_DEPTH)
    {
      complain (fill, map->source, NULL, _("given: nested too deep"));
      return FALSE;
    }
  for (guint i = 0; i < map->items->len; i++)
    {
      const ReeveGiven *given = map->items->pdata[i];
      const char *key = map->keys->pdata[i];
      g_autofree char *here = g_strconcat (path, *path == '\0' ? "" : ".", key, NULL);
      int field = reeve_vocabulary_field (kind, key);

      if (kind == REEVE_KIND_SUBJECT && strcmp (key, "holidays") == 0)
        continue;   /* the reader took them */
      if (strcmp (key, "observed") == 0)
        fill_items (fill, given, kind, row);
      else if (field < 0 || (kind == REEVE_KIND_SUBJECT && !reeve_vocabulary_has_root (fill->about, key)))
        tell_no_field (fill, key_source (map, i), kind, path, key);
      else if (def->fields[field].type == REEVE_TYPE_RECORD)
        fill_to_one (fill, given, kind, row, (guint) field, here, depth);
      else if (def->fields[field].type == REEVE_TYPE_COLLECTION)
        fill_collection (fill, given, kind, row, (guint) field, here, depth);
      else
        fill_field (fill, given, kind, row, (guint) field, here);
    }
  if (!is_given (map, "date"))
    compute_date (fill, kind, row);
  if (kind == REEVE_KIND_LICENCE && !is_given (map, "valid"))
    compute_valid (fill, row);
  if (kind == REEVE_KIND_SANCTION && !is_given (map, "length"))
    compute_length (fill, row);
  return TRUE;
}

static void
latest_day (const ReeveGiven *given, guint depth, ReeveDay *latest)
{
  ReeveDay day;

  if (given->kind == REEVE_GIVEN_SCALAR)
    {
      if (strlen (given->scalar) >= 10 && reeve_day_parse (given->scalar, 10, &day))
        *latest = MAX (*latest, day);
      return;
    }
  for (guint i = 0; depth < MAX_DEPTH && i < given->items->len; i++)
    latest_day (given->items->pdata[i], depth + 1, latest);
}

ReeveDay
reeve_example_get_day (const ReeveOrdinance *ordinance, const ReeveExample *example)
{
  ReeveDay day = G_MININT32, adopted;

  if (example->on_given)
    return example->on;
  if (example->given != NULL)
    latest_day (example->given, 0, &day);
  adopted = ordinance == NULL ? 0 : reeve_ordinance_get_adopted_on (ordinance);
  return MAX (day, adopted);
}

/**
 * reeve_facts_fill_example:
 * @facts: cleared first
 * @about: says which roots may be given
 * @messages: (nullable): takes an E402 for each value that does not fit
 *
 * Returns: FALSE if something in `given:` does not fit the vocabulary
 */
gboolean
reeve_facts_fill_example (ReeveFacts *facts, const ReeveExample *example, ReeveAbout about, ReeveMessages *messages)
{
  Fill fill = { facts, about, reeve_example_get_day (facts->ordinance, example), messages, FALSE };
  guint subject;

  reeve_facts_clear (facts);
  subject = reeve_facts_add_row (facts, REEVE_KIND_SUBJECT, 0);
  if (example->file_given != NULL)
    {
      /* The file's facts serve every example, whatever it is about: roots that this one does not have are left out. */
      for (guint i = 0; example->file_given->kind == REEVE_GIVEN_MAP && i < example->file_given->items->len; i++)
        {
          const char *key = example->file_given->keys->pdata[i];
          const ReeveGiven *given = example->file_given->items->pdata[i];
          int field = reeve_vocabulary_field (REEVE_KIND_SUBJECT, key);
          if (strcmp (key, "holidays") == 0)
            continue;
          if (strcmp (key, "observed") == 0)
            fill_items (&fill, given, REEVE_KIND_SUBJECT, subject);
          else if (field < 0)
            tell_no_field (&fill, key_source (example->file_given, i), REEVE_KIND_SUBJECT, "", key);
          else if (reeve_vocabulary_has_root (about, key))
            fill_to_one (&fill, given, REEVE_KIND_SUBJECT, subject, (guint) field, key, 0);
        }
    }
  if (example->given != NULL)
    fill_record (&fill, example->given, REEVE_KIND_SUBJECT, subject, "", 0);
  return !fill.failed;
}
