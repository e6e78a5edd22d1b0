/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the place is, is told from the indentation of the lines above it: a YAML reader cannot read what is half written. */
#include "config.h"

#include "reeve-completion.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-ordinance-private.h"
#include "reeve-program.h"
#include "reeve-reference.h"
#include "reeve-rule-rows.h"

#define MAX_DEPTH 8

/* Keys above the place, outermost first, and what stands on the line before it. */
typedef struct
{
  char *keys[MAX_DEPTH];
  guint n;
  char *line;              /* of the value so far, lines above it included */
  gboolean at_key;         /* a key is being typed, not a value */
  ReeveAbout about;
} Place;

static void
place_clear (Place *place)
{
  for (guint i = 0; i < place->n; i++)
    g_free (place->keys[i]);
  g_free (place->line);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static void
completion_free (gpointer data)
{
  ReeveCompletion *completion = data;

  g_free (completion->text);
  g_free (completion->title);
  g_free (completion);
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '.' || c == '_';
}

/* ---- the place ------------------------------------------------------------------------------------------------------------------ */

/* "  - id: x" is a key at column 4. FALSE: the line has none. */
static gboolean
read_key (const char *line, gsize length, guint *ret_column, char **ret_key, const char **ret_value, gboolean *ret_item)
{
  gsize at = 0, begin;

  *ret_item = FALSE;
  while (at < length && line[at] == ' ')
    at++;
  while (at + 1 < length && line[at] == '-' && line[at + 1] == ' ')
    {
      *ret_item = TRUE;
      for (at += 2; at < length && line[at] == ' '; at++)
        ;
    }
  begin = at;
  while (at < length && is_word (line[at]))
    at++;
  if (at == begin || at >= length || line[at] != ':' || (at + 1 < length && line[at + 1] != ' '))
    return FALSE;
  *ret_column = (guint) begin;
  *ret_key = g_strndup (line + begin, at - begin);
  *ret_value = line + at + 1;
  return TRUE;
}

static guint
indent_of (const char *line, gsize length, gboolean *ret_blank)
{
  guint n = 0;

  while (n < length && line[n] == ' ')
    n++;
  *ret_blank = n == length || line[n] == '#';
  if (n + 1 < length && line[n] == '-' && line[n + 1] == ' ')
    n += 2;
  return n;
}

static void
put_key (Place *place, char *key)
{
  if (place->n == MAX_DEPTH)
    {
      g_free (key);
      return;
    }
  memmove (place->keys + 1, place->keys, sizeof (char *) * place->n);
  place->keys[0] = key;
  place->n++;
}

/* Reads upward from the line at hand: each line further out names what this is in. */
static void
find_place (const char *text, gsize offset, gsize word, Place *place)
{
  const char *end = text + offset, *line = end;
  guint column = 0, at;
  gboolean item = FALSE, blank;
  const char *value = NULL;
  char *key = NULL;
  GString *above = g_string_new (NULL);

  place->about = REEVE_ABOUT_BUSINESS;
  while (line > text && line[-1] != '\n')
    line--;
  column = indent_of (line, (gsize) (end - line), &blank);
  if (read_key (line, (gsize) (end - line), &at, &key, &value, &item))
    {
      place->line = g_strndup (value, (gsize) (text + word - value) <= strlen (value) && text + word >= value ? (gsize) (text + word - value) : 0);
      put_key (place, key);
      column = at;
    }
  else
    {
      place->at_key = column == (guint) (text + word - line);
      g_string_append_len (above, line, text + word - line);
    }
  while (line > text)
    {
      const char *stop = line - 1;
      guint indent;

      line = stop;
      while (line > text && line[-1] != '\n')
        line--;
      indent = indent_of (line, (gsize) (stop - line), &blank);
      key = NULL;
      if (blank)
        continue;
      if (read_key (line, (gsize) (stop - line), &at, &key, &value, &item) && g_str_equal (key, "about") && place->about == REEVE_ABOUT_BUSINESS)
        {
          g_autofree char *about = g_strstrip (g_strndup (value, (gsize) (stop - value)));

          reeve_vocabulary_about_from_name (about, &place->about);
        }
      if (key != NULL && at < column)
        {
          if (place->line == NULL && place->n == 0)
            {
              /* a value that began further up, or a key of its map */
              g_string_prepend (above, " ");
              g_string_prepend_len (above, value, stop - value);
              place->line = g_strdup (above->str);
            }
          column = at;
          put_key (place, g_steal_pointer (&key));
        }
      else if (key == NULL && place->n == 0)
        {
          g_string_prepend (above, " ");
          g_string_prepend_len (above, line, stop - line);
        }
      /* an item's first key ends its map: what is further out is the list's own key */
      if (item && key == NULL && indent < column)
        column = indent;
      g_free (key);
      if (column == 0)
        break;
    }
  if (place->line == NULL)
    place->line = g_strdup (above->str);
  g_string_free (above, TRUE);
}

/* ---- offers --------------------------------------------------------------------------------------------------------------------- */

typedef struct { GPtrArray *out; const char *prefix; } Offers;

static void
offer (Offers *self, const char *text, const char *title, const char *help)
{
  ReeveCompletion *completion;

  for (guint i = 0; i < self->out->len; i++)
    if (g_str_equal (((ReeveCompletion *) g_ptr_array_index (self->out, i))->text, text))
      return;
  if (*self->prefix != '\0' && g_strstr_len (text, -1, self->prefix) == NULL)
    return;
  completion = g_new0 (ReeveCompletion, 1);
  completion->text = g_strdup (text);
  completion->title = g_strdup (title);
  completion->help = help;
  g_ptr_array_add (self->out, completion);
}

/* The name of the group of keys in the reference: "provisions.penalty"; items and names between do not count. */
static char *
where_of (const Place *place, guint n)
{
  if (n == 0)
    return g_strdup ("");
  if (g_str_equal (place->keys[0], "provisions") && n > 1 && !g_str_equal (place->keys[1], "amended") && !g_str_equal (place->keys[1], "examples"))
    return g_strdup_printf ("provisions.%s", place->keys[n - 1]);
  if (g_str_equal (place->keys[0], "provisions") && n > 1 && g_str_equal (place->keys[1], "examples"))
    return g_strdup (n > 2 ? "given" : "provisions.examples");
  return g_strdup (place->keys[0]);
}

static void
offer_keys (Offers *self, const Place *place)
{
  g_autofree char *where = where_of (place, place->n);
  guint n;
  const ReeveKeyDoc *keys = reeve_reference_keys (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (keys[i].where, where))
      {
        g_autofree char *text = g_strdup_printf ("%s: ", keys[i].name);

        offer (self, text, keys[i].value, keys[i].meaning);
      }
}

/* "business, owner or city": the words a key takes. */
static void
offer_words (Offers *self, const char *value)
{
  g_autofree char *flat = g_strdup (value);
  g_auto (GStrv) parts = NULL;
  char *or;

  while ((or = strstr (flat, " or ")) != NULL)
    memcpy (or, ",   ", 4);
  parts = g_strsplit (flat, ",", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_strstrip (parts[i]);
      if (*parts[i] != '\0' && strchr (parts[i], ' ') == NULL)
        offer (self, parts[i], NULL, NULL);
    }
}

static gboolean
is_condition_key (const char *key)
{
  static const char *const keys[] = { "applies", "require", "grounds", "defines", "when", "until", "cure", "by", "is", NULL };

  return g_strv_contains (keys, key);
}

/* The list of records that a "where" or "satisfies" before the place speaks of; NULL = none. */
static char *
collection_before (const char *line)
{
  static const char *const words[] = { "every", "some", "no", "of" };
  g_autofree char *flat = g_strdelimit (g_strdup (line), "(", ' ');
  g_auto (GStrv) tokens = g_strsplit_set (flat, " ", -1);
  const char *found = NULL;
  gboolean inside = FALSE;

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      gboolean opens = g_str_equal (tokens[i], "count");

      for (guint k = 0; k < G_N_ELEMENTS (words); k++)
        opens = opens || g_str_equal (tokens[i], words[k]);
      if (opens && tokens[i + 1] != NULL && strchr (tokens[i + 1], '.') != NULL)
        {
          found = tokens[i + 1];
          inside = FALSE;
        }
      inside = inside || g_str_equal (tokens[i], "where") || g_str_equal (tokens[i], "satisfies");
    }
  return inside && found != NULL ? g_strdup (found) : NULL;
}

static void
offer_facts (Offers *self, const Place *place, ReeveOrdinance *ordinance)
{
  g_autofree char *collection = collection_before (place->line), *some = collection == NULL ? NULL : g_strdup_printf ("some %s", collection);
  g_autoptr (ReeveRule) rule = some == NULL ? NULL : reeve_rule_new (ordinance, place->about, some, NULL);
  g_autoptr (GPtrArray) choices = reeve_rule_list_choices (ordinance, place->about, rule == NULL ? NULL : reeve_rule_get_root (rule));

  for (guint i = 0; i < choices->len; i++)
    {
      const ReeveChoice *choice = g_ptr_array_index (choices, i);

      offer (self, choice->text, choice->title, choice->help);
    }
}

static void
offer_operators (Offers *self)
{
  static const struct { const char *text, *title; } operators[] = {
    { "and", N_("both hold") }, { "or", N_("at least one holds") }, { "not", N_("does not hold") }, { "in", N_("is one of a list, a span or hours") },
    { "has any of", N_("a set shares an element") }, { "has all of", N_("a set has every element") }, { "has only", N_("a set has nothing else") },
    { "every", N_("each of the records") }, { "some", N_("at least one of the records") }, { "no", N_("none of the records") },
    { "where", N_("only the records for which it holds") }, { "satisfies", N_("what every one must meet") }, { "count(", N_("how many records") },
    { "min(", N_("the least") }, { "max(", N_("the greatest") }, { "sum(", N_("the total") }, { "within", N_("so near before or after a day") },
    { "before", N_("a day") }, { "after", N_("a day") }, { "by", N_("has happened on or before a day") }, { "today", N_("the day of the check") },
    { "in-force", N_("the day this came into force") }, { "none", N_("known not to be there") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    offer (self, operators[i].text, _(operators[i].title), NULL);
}

static void
offer_provisions (Offers *self, ReeveOrdinance *ordinance)
{
  const GPtrArray *provisions = reeve_ordinance_get_provisions (ordinance);

  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (provisions, i);

      offer (self, provision->id, ((ReeveProvisionVersion *) g_ptr_array_index (provision->versions, 0))->title, NULL);
    }
}

static void
offer_values (Offers *self, const Place *place, ReeveOrdinance *ordinance)
{
  const char *key = place->keys[place->n - 1];
  g_autofree char *where = where_of (place, place->n - 1);
  guint n;
  const ReeveKeyDoc *keys = reeve_reference_keys (&n);

  if (g_str_equal (key, "expect"))
    for (ReeveOutcome outcome = 0; outcome < REEVE_N_OUTCOMES; outcome++)
      offer (self, reeve_outcome_name (outcome), NULL, NULL);
  else if (g_str_equal (key, "about"))
    for (ReeveAbout about = 0; about < REEVE_N_ABOUTS; about++)
      offer (self, reeve_vocabulary_about_name (about), NULL, NULL);
  else if (g_str_equal (key, "without") && ordinance != NULL)
    offer_provisions (self, ordinance);
  else if (is_condition_key (key) || g_str_equal (place->keys[0], "definitions"))
    {
      if (ordinance != NULL && g_str_has_suffix (g_strchomp (place->line), "violation.provision ="))
        offer_provisions (self, ordinance);
      if (ordinance != NULL)
        offer_facts (self, place, ordinance);
      offer_operators (self);
    }
  else
    for (guint i = 0; i < n; i++)
      if (g_str_equal (keys[i].where, where) && g_str_equal (keys[i].name, key) && keys[i].value != NULL)
        offer_words (self, keys[i].value);
}

/* What begins with the word first; then in the order offered. */
static void
sort_offers (GPtrArray *offers, const char *prefix)
{
  g_autoptr (GPtrArray) later = g_ptr_array_new ();
  guint kept = 0;

  for (guint i = 0; i < offers->len; i++)
    if (g_str_has_prefix (((ReeveCompletion *) g_ptr_array_index (offers, i))->text, prefix))
      offers->pdata[kept++] = offers->pdata[i];
    else
      g_ptr_array_add (later, offers->pdata[i]);
  for (guint i = 0; i < later->len; i++)
    offers->pdata[kept++] = later->pdata[i];
}

GPtrArray *
reeve_completion_list (const char *text, gsize offset, ReeveOrdinance *ordinance, gsize *ret_begin)
{
  GPtrArray *out = g_ptr_array_new_with_free_func (completion_free);
  gsize begin = offset;
  g_autofree char *prefix = NULL;
  g_auto (Place) place = { 0 };
  Offers offers;

  while (begin > 0 && is_word (text[begin - 1]))
    begin--;
  prefix = g_strndup (text + begin, offset - begin);
  offers = (Offers) { out, prefix };
  *ret_begin = begin;
  find_place (text, offset, begin, &place);
  if (place.at_key && !(place.n > 0 && is_condition_key (place.keys[place.n - 1])))
    offer_keys (&offers, &place);
  else if (place.n > 0)
    offer_values (&offers, &place, ordinance);
  sort_offers (out, prefix);
  return out;
}
