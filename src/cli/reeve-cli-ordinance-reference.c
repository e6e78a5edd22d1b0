/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl ordinance fields --markdown: the reference of the language as one document, made from the tables that the program works with.
 * data/doc/ordinance-reference.md is its output, and a test holds the two against each other. Labels are not translated here: the document
 * is one, as the language is. */
#include "config.h"

#include <string.h>

#include "reeve-cli-ordinance.h"
#include "reeve-reference.h"

static const char *const class_names[] = { "register", "roster", "keyed", "evidence" };
static const char *const type_names[] = { "truth", "number", "money", "length", "area", "duration", "date", "instant", "month and day", "schedule",
                                          "code", "set of codes", "person", "text", "record", "collection" };

/* In a cell of a table a bar would begin the next cell. */
static char *
cell (const char *text)
{
  GString *out = g_string_new (text != NULL ? text : "");

  g_string_replace (out, "|", "\\|", 0);
  return g_string_free (out, FALSE);
}

static void
print_operators (void)
{
  guint n;
  const ReeveOperatorDoc *docs = reeve_reference_operators (&n);

  g_print ("\n## Operators\n\nEach with one example; a test reads them all. \"Partly known\" says what becomes of values that nobody recorded or that are known as a range only.\n\n"
           "| Write | Types | Meaning | Partly known | Example |\n|---|---|---|---|---|\n");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *form = cell (docs[i].form), *types = cell (docs[i].types), *meaning = cell (docs[i].meaning), *unknown = cell (docs[i].unknown);

      g_print ("| `%s` | %s | %s | %s | `%s` |\n", form, types, meaning, unknown, docs[i].example);
    }
}

static void
print_literals (void)
{
  guint n;
  const ReeveLiteralDoc *docs = reeve_reference_literals (&n);

  g_print ("\n## Values\n\n| Write | Type | Remark |\n|---|---|---|\n");
  for (guint i = 0; i < n; i++)
    g_print ("| `%s` | %s | %s |\n", docs[i].form, docs[i].kind, docs[i].remark);
}

static void
print_keys (void)
{
  guint n;
  const ReeveKeyDoc *docs = reeve_reference_keys (&n);

  g_print ("\n## Keys of a file\n\nA key that is not listed is an error. A dot leads to the keys below: `provisions.unless` are the keys of each entry of\n"
           "`unless` of a provision. An entry of `amended` has, beside its own, the keys of a provision save `id`, `from`, `amended` and `examples`.\n");
  for (guint i = 0; i < n; i++)
    {
      if (i == 0 || strcmp (docs[i].where, docs[i - 1].where) != 0)
        g_print ("\n### %s\n\n| Key | Value | Not written | Meaning |\n|---|---|---|---|\n", docs[i].where[0] == '\0' ? "Top level" : docs[i].where);
      g_print ("| `%s` | %s | %s | %s |\n", docs[i].name, docs[i].value, docs[i].required ? "**required**" : docs[i].standard != NULL ? docs[i].standard : "",
               docs[i].meaning);
    }
}

static void
print_subjects (void)
{
  const ReeveKindDef *subject = reeve_vocabulary_kind (REEVE_KIND_SUBJECT);

  g_print ("\n## What a provision may be about\n\n| `about` | Names that its conditions begin with |\n|---|---|\n");
  for (guint a = 0; a < REEVE_N_ABOUTS; a++)
    {
      g_print ("| `%s` |", reeve_vocabulary_about_name (a));
      for (guint f = 0; f < subject->n_fields; f++)
        if (reeve_vocabulary_has_root (a, subject->fields[f].name))
          g_print (" `%s`", subject->fields[f].name);
      g_print (" `observed` |\n");
    }
  g_print ("\n`observed.ITEM` is the answer to a checklist item. Inside a quantifier it is the answer of the member at hand, if the item is asked of such\n"
           "records; otherwise the latest answer about the place, as long as it lasts. It can be read whatever a provision is about.\n\n"
           "| Name | What it is |\n|---|---|\n");
  for (guint f = 0; f < subject->n_fields; f++)
    {
      const char *remark = reeve_vocabulary_remark (REEVE_KIND_SUBJECT, f);

      g_print ("| `%s` | -> %s.%s%s |\n", subject->fields[f].name, reeve_vocabulary_kind (subject->fields[f].target)->name, remark != NULL ? " " : "",
               remark != NULL ? remark : "");
    }
}

static void
print_field (ReeveKind kind, guint index)
{
  const ReeveFieldDef *field = &reeve_vocabulary_kind (kind)->fields[index];
  const char *remark = reeve_vocabulary_remark (kind, index);

  g_print ("| `%s` | ", field->name);
  if (field->type == REEVE_TYPE_RECORD)
    g_print ("-> %s", reeve_vocabulary_kind (field->target)->name);
  else if (field->type == REEVE_TYPE_COLLECTION)
    g_print ("collection of %s", reeve_vocabulary_kind (field->target)->name);
  else
    g_print ("%s%s", type_names[field->type], field->none ? " or none" : "");
  if ((field->type == REEVE_TYPE_CODE || field->type == REEVE_TYPE_SET) && field->codes == NULL)
    g_print (" (the city's)");
  else if ((field->type == REEVE_TYPE_CODE || field->type == REEVE_TYPE_SET) && field->open)
    g_print (" (open)");
  g_print (" | %s%s%s |\n", field->label, remark != NULL ? ". " : "", remark != NULL ? remark : "");
}

static void
print_records (void)
{
  g_print ("\n## Records and their fields\n\n\"or none\": it may be known that there is none, or that it has not happened. Codes are in the table after this.\n");
  for (guint k = REEVE_KIND_BUSINESS; k < REEVE_N_KINDS; k++)
    {
      const ReeveKindDef *kind = reeve_vocabulary_kind (k);

      g_print ("\n### %s\n\nA record of: %s.\n\n| Field | Type | Meaning |\n|---|---|---|\n", kind->name, kind->label);
      for (guint f = 0; f < kind->n_fields; f++)
        print_field (k, f);
    }
}

/* Every field that shares a shipped list, in the order of the vocabulary. */
static void
print_users (const char *const *codes)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *separator = "";

  for (guint k = REEVE_KIND_BUSINESS; k < REEVE_N_KINDS; k++)
    {
      const ReeveKindDef *kind = reeve_vocabulary_kind (k);

      for (guint f = 0; f < kind->n_fields; f++)
        if (kind->fields[f].codes == codes)
          {
            char *name = g_strdup_printf ("%s.%s", kind->name, kind->fields[f].name);

            if (!g_hash_table_contains (seen, name))
              {
                g_print ("%s`%s`", separator, name);
                separator = " ";
              }
            g_hash_table_add (seen, name);
          }
    }
}

static void
print_codes (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_print ("\n## Codes\n\nAll shipped codes. An open list takes more under `codes:`; a closed one is whole; a list that is the city's own (zones, sections of law) has\n"
           "no shipped codes and takes any. A code with other characters than letters, digits and single hyphens is written in quotes, as a key of\n"
           "`codes:` too.\n\n| Fields | List | Codes |\n|---|---|---|\n");
  for (guint k = REEVE_KIND_BUSINESS; k < REEVE_N_KINDS; k++)
    {
      const ReeveKindDef *kind = reeve_vocabulary_kind (k);

      for (guint f = 0; f < kind->n_fields; f++)
        {
          const ReeveFieldDef *field = &kind->fields[f];
          g_autofree char *codes = NULL;

          if (field->codes == NULL || !g_hash_table_add (seen, (gpointer) field->codes))
            continue;
          codes = g_strjoinv (", ", (char **) field->codes);
          g_print ("| ");
          print_users (field->codes);
          g_print (" | %s | %s |\n", field->open ? "open" : "closed", codes);
        }
    }
}

/* What makes a member one of that day, and what an unknown date does. */
static char *
as_of_words (const ReeveFieldDef *field)
{
  const ReeveKindDef *member = reeve_vocabulary_kind (field->target);

  switch (field->as_of)
    {
    case REEVE_AS_OF_THAT_DAY:
      return member->to == NULL ? g_strdup_printf ("from `%s`", member->from)
                                : g_strdup_printf ("that day: from `%s` to `%s`", member->from, member->to);
    case REEVE_AS_OF_UP_TO:
      return member->from == NULL ? g_strdup ("all on record that day")
                                  : g_strdup_printf ("up to that day, by `%s`", member->from);
    case REEVE_AS_OF_LATEST_VISIT:
      return g_strdup ("those of the latest visit up to that day");
    case REEVE_AS_OF_FILED:
    default:
      return g_strdup ("as filed");
    }
}

static void
print_collections (void)
{
  g_print ("\n## Collections\n\n"
           "What an empty or missing list means is its class. **register**: the city's own book; empty is none. **roster**: complete only when marked so on a\n"
           "day; else there may be more. **keyed**: complete for each value of the field named that was loaded or searched; of other values there may be\n"
           "some. **evidence**: empty means that nobody looked.\n\n"
           "In an example a list is complete as written, `[]` is known to be empty (looks, rooms, parts: nobody looked), and a list that is not written is\n"
           "unknown. To leave a list open there, add `- maybe: {...}`. In the case file: `what-a-check-knows.md`.\n\n"
           "A record of the case file whose own day nobody recorded is uncertain and counts only where it changes nothing, save that whoever has not ended\n"
           "has begun. In an example a record counts as written, unless its day says otherwise.\n\n"
           "| Path | Members | Class | Who counts that day |\n|---|---|---|---|\n");
  for (guint k = REEVE_KIND_BUSINESS; k < REEVE_N_KINDS; k++)
    {
      const ReeveKindDef *kind = reeve_vocabulary_kind (k);

      for (guint f = 0; f < kind->n_fields; f++)
        {
          const ReeveFieldDef *field = &kind->fields[f];
          g_autofree char *as_of = NULL;

          if (field->type != REEVE_TYPE_COLLECTION)
            continue;
          as_of = as_of_words (field);
          g_print ("| `%s.%s` | %s | %s", kind->name, field->name, reeve_vocabulary_kind (field->target)->name, class_names[field->class_]);
          if (field->key != NULL)
            g_print (" by `%s`", field->key);
          g_print (" | %s |\n", as_of);
        }
    }
}

static void
print_errors (void)
{
  guint n;
  const ReeveErrorDoc *docs = reeve_reference_errors (&n);

  g_print ("\n## Messages\n\nE: the file is not accepted. W: look again.\n\n| Id | Means | Wrong | Right |\n|---|---|---|---|\n");
  for (guint i = 0; i < n; i++)
    if (docs[i].wrong != NULL)
      g_print ("| %s | %s | `%s` | `%s` |\n", docs[i].id, docs[i].meaning, docs[i].wrong, docs[i].right);
    else
      g_print ("| %s | %s | | %s |\n", docs[i].id, docs[i].meaning, docs[i].right);
}

void
reeve_cli_ordinance_print_reference (void)
{
  g_print ("<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n"
           "# Reference of the ordinance language, version 1\n\n"
           "Made by `reevectl ordinance fields --markdown` from the tables of the program; do not edit it. How to write an ordinance:\n"
           "`ordinance-language.md`.\n");
  print_operators ();
  print_literals ();
  print_keys ();
  print_subjects ();
  print_records ();
  print_codes ();
  print_collections ();
  print_errors ();
}
