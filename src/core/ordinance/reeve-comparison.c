/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reeve-comparison.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Two provisions of different cities speak of the same when this share of their words is common (Jaccard index of the words of rule and
 * title). Found by trial on the 27 shipped ordinances: lower pairs hours with licences. */
#define LIKE_ENOUGH 0.4

/* ---- words ---------------------------------------------------------------------------------------------------------------------- */

static void
words_free (gpointer data)
{
  ReeveWords *words = data;

  g_free (words->text);
  g_free (words);
}

static GPtrArray *
split_words (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit_set (text != NULL ? text : "", " \t\r\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  return words;
}

static void
add_word (GPtrArray *runs, ReeveWordsKind kind, const char *word)
{
  ReeveWords *last = runs->len > 0 ? g_ptr_array_index (runs, runs->len - 1) : NULL;

  if (last != NULL && last->kind == kind)
    {
      char *joined = g_strconcat (last->text, " ", word, NULL);

      g_free (last->text);
      last->text = joined;
      return;
    }
  last = g_new0 (ReeveWords, 1);
  last->kind = kind;
  last->text = g_strdup (word);
  g_ptr_array_add (runs, last);
}

static gboolean
same_word (const GPtrArray *a, guint i, const GPtrArray *b, guint j)
{
  return strcmp (a->pdata[i], b->pdata[j]) == 0;
}

/* What lies between the common beginning and the common end, by dynamic programming. */
static void
compare_middle (GPtrArray *runs, const GPtrArray *a, guint a0, guint a1, const GPtrArray *b, guint b0, guint b1)
{
  guint n = a1 - a0, m = b1 - b0, i = 0, j = 0;
  g_autofree guint16 *length = NULL;   /* of the longest common subsequence of a[i..] and b[j..] */

  if (n <= REEVE_WORDS_MAX && m <= REEVE_WORDS_MAX)
    {
      length = g_new0 (guint16, (gsize) (n + 1) * (m + 1));
      for (guint x = n; x-- > 0;)
        for (guint y = m; y-- > 0;)
          length[(gsize) x * (m + 1) + y] = same_word (a, a0 + x, b, b0 + y)
                                              ? (guint16) (length[(gsize) (x + 1) * (m + 1) + y + 1] + 1)
                                              : MAX (length[(gsize) (x + 1) * (m + 1) + y], length[(gsize) x * (m + 1) + y + 1]);
    }
  while (i < n || j < m)
    if (length != NULL && i < n && j < m && same_word (a, a0 + i, b, b0 + j))
      {
        add_word (runs, REEVE_WORDS_SAME, a->pdata[a0 + i++]);
        j++;
      }
    else if (i < n && (length == NULL || j == m || length[(gsize) (i + 1) * (m + 1) + j] >= length[(gsize) i * (m + 1) + j + 1]))
      add_word (runs, REEVE_WORDS_REMOVED, a->pdata[a0 + i++]);
    else
      add_word (runs, REEVE_WORDS_ADDED, b->pdata[b0 + j++]);
}

GPtrArray *
reeve_words_compare (const char *before, const char *after)
{
  g_autoptr (GPtrArray) a = split_words (before), b = split_words (after);
  GPtrArray *runs = g_ptr_array_new_with_free_func (words_free);
  guint head = 0, tail = 0;

  while (head < a->len && head < b->len && same_word (a, head, b, head))
    add_word (runs, REEVE_WORDS_SAME, a->pdata[head++]);
  while (tail < a->len - head && tail < b->len - head && same_word (a, a->len - 1 - tail, b, b->len - 1 - tail))
    tail++;
  compare_middle (runs, a, head, a->len - tail, b, head, b->len - tail);
  for (guint i = a->len - tail; i < a->len; i++)
    add_word (runs, REEVE_WORDS_SAME, a->pdata[i]);
  return runs;
}

/* ---- keys ----------------------------------------------------------------------------------------------------------------------- */

static const struct { const char *key, *label; } key_labels[] = {
  { "citation", NC_("compared", "Citation") }, { "title", NC_("compared", "Title") }, { "text", NC_("compared", "Text of the law") },
  { "quote", NC_("compared", "Quoted text") }, { "about", NC_("compared", "Record tested") }, { "duty", NC_("compared", "Whose duty") },
  { "applies", NC_("compared", "Applies when") }, { "unless", NC_("compared", "Unless") }, { "grandfather", NC_("compared", "Spared as existing") },
  { "require", NC_("compared", "Requires") }, { "grounds", NC_("compared", "Grounds") }, { "sanction", NC_("compared", "Sanction") },
  { "measure", NC_("compared", "Measured") }, { "cure", NC_("compared", "To be corrected by") }, { "penalty", NC_("compared", "Penalty") },
  { "appeal", NC_("compared", "Appeal") }, { "from", NC_("compared", "In force from") }, { "until", NC_("compared", "In force until") },
  { "authority", NC_("compared", "Authority") }, { "parameters", NC_("compared", "Values used") },
};

const char *
reeve_comparison_key_label (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (key_labels); i++)
    if (strcmp (key_labels[i].key, key) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "compared", key_labels[i].label);
  return key;
}

const char *
reeve_compared_name (ReeveCompared state)
{
  static const char *const names[] = { "same", "changed", "added", "removed" };

  return names[state];
}

static void
change_free (gpointer data)
{
  ReeveKeyChange *change = data;

  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

/* Takes both. */
static void
compare_key (GPtrArray *changes, const char *key, char *before, char *after)
{
  ReeveKeyChange *change;

  if (g_strcmp0 (before, after) == 0)
    {
      g_free (before);
      g_free (after);
      return;
    }
  change = g_new0 (ReeveKeyChange, 1);
  change->key = key;
  change->before = before;
  change->after = after;
  g_ptr_array_add (changes, change);
}

static char *
printed (const ReeveNode *node)
{
  return node != NULL ? reeve_node_print (node) : NULL;
}

static char *
folded (const char *text)
{
  g_autoptr (GPtrArray) words = split_words (text);

  if (words->len == 0)
    return NULL;
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}

static char *
day_text (ReeveDay day)
{
  char text[REEVE_DAY_TEXT_SIZE];

  if (day == G_MININT32 || day == G_MAXINT32)
    return NULL;
  reeve_day_format (day, text);
  return g_strdup (text);
}

static char *
unless_text (const ReeveProvisionVersion *version)
{
  GString *out = NULL;

  for (guint i = 0; version->unless != NULL && i < version->unless->len; i++)
    {
      const ReeveUnless *unless = g_ptr_array_index (version->unless, i);
      g_autofree char *when = printed (unless->when);

      if (out == NULL)
        out = g_string_new (NULL);
      else
        g_string_append (out, "; ");
      g_string_append_printf (out, "%s (%s)", unless->text != NULL ? unless->text : unless->id, when);
    }
  return out != NULL ? g_string_free (out, FALSE) : NULL;
}

static char *
grandfather_text (const ReeveProvisionVersion *version)
{
  g_autofree char *when = printed (version->grandfather), *until = printed (version->grandfather_until);

  if (when == NULL)
    return NULL;
  return until != NULL ? g_strdup_printf (_("%s, until %s"), when, until) : g_steal_pointer (&when);
}

static char *
measure_text (const ReeveProvisionVersion *version)
{
  static const char *const ends[] = { NC_("measured end", "not stated"), NC_("measured end", "door"), NC_("measured end", "building"),
                                      NC_("measured end", "parcel"), NC_("measured end", "property line"), NC_("measured end", "edge of the zone") };

  if (!version->measure.given)
    return NULL;
  /* Translators: how a distance is measured: its two ends, and then in a straight line or as one walks */
  return g_strdup_printf (_("from: %1$s; to: %2$s; %3$s"), g_dpgettext2 (GETTEXT_PACKAGE, "measured end", ends[version->measure.from]),
                          g_dpgettext2 (GETTEXT_PACKAGE, "measured end", ends[version->measure.to]),
                          version->measure.path == REEVE_PATH_WALKING ? _("as one walks") : _("in a straight line"));
}

static char *
money_range (ReeveValue value)
{
  if (value.lo == value.hi)
    return g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", value.lo / 100, (int) (value.lo % 100));
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%02d..%" G_GINT64_FORMAT ".%02d", value.lo / 100, (int) (value.lo % 100), value.hi / 100,
                          (int) (value.hi % 100));
}

static char *
penalty_text (const ReeveProvisionVersion *version)
{
  GString *out = NULL;

  for (guint i = 0; version->penalty != NULL && i < version->penalty->len; i++)
    {
      const ReeveTier *tier = &g_array_index (version->penalty, ReeveTier, i);
      g_autofree char *fine = tier->fine_given ? money_range (tier->fine) : NULL;

      if (out == NULL)
        out = g_string_new (NULL);
      else
        g_string_append (out, "; ");
      g_string_append_printf (out, "%u:", tier->offence);
      if (fine != NULL)
        g_string_append_printf (out, " fine %s each %s", fine, tier->each != NULL ? tier->each : "offence");
      if (tier->jail != NULL)
        g_string_append_printf (out, " jail %s", tier->jail);
      if (tier->suspend_given)
        g_string_append (out, " suspension");
      if (tier->revoke)
        g_string_append (out, " revocation");
    }
  return out != NULL ? g_string_free (out, FALSE) : NULL;
}

static char *
appeal_text (const ReeveProvisionVersion *version)
{
  g_autofree char *by = printed (version->appeal_by);

  if (by == NULL && version->appeal_forum == NULL)
    return NULL;
  return g_strdup_printf ("%s, %s%s", by != NULL ? by : "-", version->appeal_forum != NULL ? version->appeal_forum : "-",
                          version->appeal_stays ? ", stays" : "");
}

static char *
sanction_text (const ReeveProvisionVersion *version)
{
  GString *out;

  if (version->sanctions == NULL || version->sanctions->len == 0)
    return NULL;
  out = g_string_new (version->sanction_shall ? "shall" : "may");
  for (guint i = 0; i < version->sanctions->len; i++)
    g_string_append_printf (out, "%s %s", i > 0 ? " or" : "", g_array_index (version->sanctions, ReeveSanction, i).kind);
  return g_string_free (out, FALSE);
}

static void
collect_parameters (const ReeveNode *node, GHashTable *names)
{
  if (node == NULL)
    return;
  if (node->kind == REEVE_NODE_PARAMETER)
    g_hash_table_add (names, node->text);
  for (guint i = 0; i < node->n_children; i++)
    collect_parameters (node->children[i], names);
}

/* "school-distance = 1000 ft; ...": a changed value changes every provision that reads it. */
static char *
parameters_text (ReeveOrdinance *ordinance, const ReeveProvisionVersion *version, ReeveDay day)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) sorted = NULL;
  GString *out = NULL;

  collect_parameters (version->applies, names);
  collect_parameters (version->require, names);
  collect_parameters (version->grounds, names);
  collect_parameters (version->grandfather, names);
  collect_parameters (version->cure, names);
  for (guint i = 0; version->unless != NULL && i < version->unless->len; i++)
    collect_parameters (((const ReeveUnless *) g_ptr_array_index (version->unless, i))->when, names);
  sorted = g_list_sort (g_hash_table_get_keys (names), (GCompareFunc) strcmp);
  for (GList *l = sorted; l != NULL; l = l->next)
    {
      const ReeveParameter *parameter = reeve_ordinance_find_parameter (ordinance, l->data);
      const ReeveParameterValue *value = parameter != NULL ? reeve_parameter_value_on (parameter, day) : NULL;

      if (out == NULL)
        out = g_string_new (NULL);
      else
        g_string_append (out, "; ");
      g_string_append_printf (out, "%s = %s", (const char *) l->data, value != NULL ? value->text : "-");
    }
  return out != NULL ? g_string_free (out, FALSE) : NULL;
}

static GPtrArray *
compare_versions (ReeveOrdinance *ordinance_a, const ReeveProvisionVersion *a, ReeveDay day_a, ReeveOrdinance *ordinance_b,
                  const ReeveProvisionVersion *b, ReeveDay day_b)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (change_free);

  compare_key (changes, "citation", g_strdup (a->citation), g_strdup (b->citation));
  compare_key (changes, "title", g_strdup (a->title), g_strdup (b->title));
  compare_key (changes, "text", folded (a->text), folded (b->text));
  compare_key (changes, "quote", folded (a->quote), folded (b->quote));
  compare_key (changes, "about", g_strdup (reeve_vocabulary_about_name (a->about)), g_strdup (reeve_vocabulary_about_name (b->about)));
  compare_key (changes, "duty", g_strdup (reeve_duty_label (a->duty)), g_strdup (reeve_duty_label (b->duty)));
  compare_key (changes, "applies", printed (a->applies), printed (b->applies));
  compare_key (changes, "unless", unless_text (a), unless_text (b));
  compare_key (changes, "grandfather", grandfather_text (a), grandfather_text (b));
  compare_key (changes, "require", printed (a->require), printed (b->require));
  compare_key (changes, "grounds", printed (a->grounds), printed (b->grounds));
  compare_key (changes, "sanction", sanction_text (a), sanction_text (b));
  compare_key (changes, "parameters", parameters_text (ordinance_a, a, day_a), parameters_text (ordinance_b, b, day_b));
  compare_key (changes, "measure", measure_text (a), measure_text (b));
  compare_key (changes, "cure", printed (a->cure), printed (b->cure));
  compare_key (changes, "penalty", penalty_text (a), penalty_text (b));
  compare_key (changes, "appeal", appeal_text (a), appeal_text (b));
  compare_key (changes, "from", day_text (a->from), day_text (b->from));
  compare_key (changes, "until", day_text (a->until), day_text (b->until));
  compare_key (changes, "authority", folded (a->authority), folded (b->authority));
  return changes;
}

/* ---- matching ------------------------------------------------------------------------------------------------------------------- */

/* The version of the day; before the first, the first; after the last, the last. */
static const ReeveProvisionVersion *
version_near (const ReeveProvision *provision, ReeveDay day)
{
  const ReeveProvisionVersion *version = reeve_provision_version_on (provision, day), *first, *last;

  if (version != NULL || provision->versions->len == 0)
    return version;
  first = g_ptr_array_index (provision->versions, 0);
  last = g_ptr_array_index (provision->versions, provision->versions->len - 1);
  return day < first->from ? first : last;
}

static GHashTable *
word_set (const ReeveProvisionVersion *version)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *require = printed (version->require), *grounds = printed (version->grounds);
  const char *const texts[] = { require, grounds, version->title };

  for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
    {
      g_autofree char *lower = texts[t] != NULL ? g_ascii_strdown (texts[t], -1) : NULL;
      g_auto (GStrv) words = lower != NULL ? g_strsplit_set (lower, " ()[],.<>=\"", -1) : NULL;

      for (guint i = 0; words != NULL && words[i] != NULL; i++)
        if (strlen (words[i]) > 3 && !g_ascii_isdigit (*words[i]))
          g_hash_table_add (set, g_strdup (words[i]));
    }
  return set;
}

static double
likeness (const ReeveProvisionVersion *a, const ReeveProvisionVersion *b)
{
  g_autoptr (GHashTable) x = word_set (a), y = word_set (b);
  GHashTableIter iter;
  gpointer word;
  guint common = 0, all;

  if (a->about != b->about)
    return 0;
  g_hash_table_iter_init (&iter, x);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    common += g_hash_table_contains (y, word);
  all = g_hash_table_size (x) + g_hash_table_size (y) - common;
  return all > 0 ? (double) common / all : 0;
}

static const ReeveProvision *
most_like (const ReeveProvision *provision, ReeveDay day, const GPtrArray *others, ReeveDay other_day, GHashTable *taken)
{
  const ReeveProvision *best = NULL;
  double most = LIKE_ENOUGH;

  for (guint i = 0; i < others->len; i++)
    {
      const ReeveProvision *other = g_ptr_array_index (others, i);
      double like;

      if (g_hash_table_contains (taken, other))
        continue;
      like = likeness (version_near (provision, day), version_near (other, other_day));
      if (like > most)
        {
          most = like;
          best = other;
        }
    }
  return best;
}

static void
provision_compared_free (gpointer data)
{
  ReeveProvisionCompared *compared = data;

  g_clear_pointer (&compared->changes, g_ptr_array_unref);
  g_free (compared);
}

static void
parameter_compared_free (gpointer data)
{
  ReeveParameterCompared *compared = data;

  g_free (compared->name);
  g_free (compared->before);
  g_free (compared->after);
  g_free (compared);
}

static ReeveProvisionCompared *
compared_new (ReeveCompared state, const ReeveProvision *before, ReeveDay day_before, const ReeveProvision *after, ReeveDay day_after)
{
  ReeveProvisionCompared *compared = g_new0 (ReeveProvisionCompared, 1);

  compared->state = state;
  compared->before = before;
  compared->after = after;
  compared->version_before = before != NULL ? version_near (before, day_before) : NULL;
  compared->version_after = after != NULL ? version_near (after, day_after) : NULL;
  return compared;
}

/* after -> before */
static GHashTable *
match (const GPtrArray *before, ReeveDay day_before, const GPtrArray *after, ReeveDay day_after, ReeveOrdinance *ordinance_before, GHashTable *taken)
{
  GHashTable *pairs = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < after->len; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (after, i);
      const ReeveProvision *other = reeve_ordinance_find_provision (ordinance_before, provision->id);

      if (other != NULL)
        {
          g_hash_table_insert (pairs, (gpointer) provision, (gpointer) other);
          g_hash_table_add (taken, (gpointer) other);
        }
    }
  for (guint i = 0; i < after->len; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (after, i), *other;

      if (g_hash_table_contains (pairs, provision))
        continue;
      other = most_like (provision, day_after, before, day_before, taken);
      if (other != NULL)
        {
          g_hash_table_insert (pairs, (gpointer) provision, (gpointer) other);
          g_hash_table_add (taken, (gpointer) other);
        }
    }
  return pairs;
}

/* What was removed, of @a from *@at up to @end (NULL = all that is left). */
static void
add_removed (ReeveComparison *self, const GPtrArray *a, guint *at, const ReeveProvision *end, GHashTable *taken, ReeveDay day_before)
{
  for (; *at < a->len && g_ptr_array_index (a, *at) != end; (*at)++)
    if (!g_hash_table_contains (taken, g_ptr_array_index (a, *at)))
      g_ptr_array_add (self->provisions, compared_new (REEVE_COMPARED_REMOVED, g_ptr_array_index (a, *at), day_before, NULL, 0));
}

static void
compare_provisions (ReeveComparison *self, ReeveOrdinance *before, ReeveDay day_before, ReeveOrdinance *after, ReeveDay day_after)
{
  const GPtrArray *a = reeve_ordinance_get_provisions (before), *b = reeve_ordinance_get_provisions (after);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) pairs = match (a, day_before, b, day_after, before, taken);
  guint at = 0, place;

  for (guint i = 0; i < b->len; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (b, i), *other = g_hash_table_lookup (pairs, provision);
      ReeveProvisionCompared *compared = compared_new (REEVE_COMPARED_ADDED, other, day_before, provision, day_after);

      if (other != NULL)
        {
          compared->by_likeness = strcmp (other->id, provision->id) != 0;
          compared->changes = compare_versions (before, compared->version_before, day_before, after, compared->version_after, day_after);
          compared->state = compared->changes->len > 0 ? REEVE_COMPARED_CHANGED : REEVE_COMPARED_SAME;
          if (g_ptr_array_find ((GPtrArray *) a, other, &place) && place >= at)
            add_removed (self, a, &at, other, taken, day_before);
        }
      g_ptr_array_add (self->provisions, compared);
    }
  add_removed (self, a, &at, NULL, taken, day_before);
  for (guint i = 0; i < self->provisions->len; i++)
    self->n[((ReeveProvisionCompared *) g_ptr_array_index (self->provisions, i))->state]++;
}

static void
add_parameter (ReeveComparison *self, const char *name, const ReeveParameterValue *before, const ReeveParameterValue *after)
{
  ReeveParameterCompared *compared = g_new0 (ReeveParameterCompared, 1);

  compared->name = g_strdup (name);
  compared->before = before != NULL ? g_strdup (before->text) : NULL;
  compared->after = after != NULL ? g_strdup (after->text) : NULL;
  compared->state = before == NULL ? REEVE_COMPARED_ADDED : after == NULL ? REEVE_COMPARED_REMOVED
                    : g_strcmp0 (before->text, after->text) == 0 ? REEVE_COMPARED_SAME : REEVE_COMPARED_CHANGED;
  g_ptr_array_add (self->parameters, compared);
}

static void
compare_parameters (ReeveComparison *self, ReeveOrdinance *before, ReeveDay day_before, ReeveOrdinance *after, ReeveDay day_after)
{
  const GPtrArray *a = reeve_ordinance_get_parameters (before), *b = reeve_ordinance_get_parameters (after);

  for (guint i = 0; i < b->len; i++)
    {
      const ReeveParameter *parameter = g_ptr_array_index (b, i), *other = reeve_ordinance_find_parameter (before, parameter->name);

      add_parameter (self, parameter->name, other != NULL ? reeve_parameter_value_on (other, day_before) : NULL,
                     reeve_parameter_value_on (parameter, day_after));
    }
  for (guint i = 0; i < a->len; i++)
    {
      const ReeveParameter *parameter = g_ptr_array_index (a, i);

      if (reeve_ordinance_find_parameter (after, parameter->name) == NULL)
        add_parameter (self, parameter->name, reeve_parameter_value_on (parameter, day_before), NULL);
    }
}

ReeveComparison *
reeve_comparison_new (ReeveOrdinance *before, ReeveDay day_before, ReeveOrdinance *after, ReeveDay day_after)
{
  ReeveComparison *self = g_new0 (ReeveComparison, 1);

  self->provisions = g_ptr_array_new_with_free_func (provision_compared_free);
  self->parameters = g_ptr_array_new_with_free_func (parameter_compared_free);
  compare_provisions (self, before, day_before, after, day_after);
  compare_parameters (self, before, day_before, after, day_after);
  return self;
}

void
reeve_comparison_free (ReeveComparison *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->provisions);
  g_ptr_array_unref (self->parameters);
  g_free (self);
}

/* ---- JSON ----------------------------------------------------------------------------------------------------------------------- */

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_words (JsonBuilder *builder, const char *before, const char *after)
{
  static const char *const names[] = { "same", "removed", "added" };
  g_autoptr (GPtrArray) runs = reeve_words_compare (before, after);

  json_builder_set_member_name (builder, "words");
  json_builder_begin_array (builder);
  for (guint i = 0; i < runs->len; i++)
    {
      const ReeveWords *words = g_ptr_array_index (runs, i);

      json_builder_begin_object (builder);
      add_text (builder, names[words->kind], words->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_provision_json (JsonBuilder *builder, const ReeveProvisionCompared *compared)
{
  json_builder_begin_object (builder);
  add_text (builder, "state", reeve_compared_name (compared->state));
  add_text (builder, "before", compared->before != NULL ? compared->before->id : NULL);
  add_text (builder, "after", compared->after != NULL ? compared->after->id : NULL);
  json_builder_set_member_name (builder, "by_likeness");
  json_builder_add_boolean_value (builder, compared->by_likeness);
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; compared->changes != NULL && i < compared->changes->len; i++)
    {
      const ReeveKeyChange *change = g_ptr_array_index (compared->changes, i);

      json_builder_begin_object (builder);
      add_text (builder, "key", change->key);
      add_text (builder, "before", change->before);
      add_text (builder, "after", change->after);
      if (strcmp (change->key, "text") == 0 || strcmp (change->key, "quote") == 0)
        add_words (builder, change->before, change->after);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

JsonNode *
reeve_comparison_to_json (const ReeveComparison *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (self->n); i++)
    {
      json_builder_set_member_name (builder, reeve_compared_name ((ReeveCompared) i));
      json_builder_add_int_value (builder, self->n[i]);
    }
  json_builder_set_member_name (builder, "provisions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->provisions->len; i++)
    add_provision_json (builder, g_ptr_array_index (self->provisions, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "parameters");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->parameters->len; i++)
    {
      const ReeveParameterCompared *compared = g_ptr_array_index (self->parameters, i);

      json_builder_begin_object (builder);
      add_text (builder, "state", reeve_compared_name (compared->state));
      add_text (builder, "name", compared->name);
      add_text (builder, "before", compared->before);
      add_text (builder, "after", compared->after);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
