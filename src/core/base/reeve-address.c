/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key that tells two premises apart: a US street address and its suite in one spelling. It follows USPS Publication 28 (street
 * suffixes, directionals, secondary unit designators), and no further: it need not be a good address, only the same text for the same
 * place and another for another. In doubt two spellings stay apart, for two premises merged by mistake would share a history. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "reeve-text.h"

#define MAX_TOKENS 64

typedef struct
{
  const char *word, *short_form;
} Abbreviation;

/* Each list is sorted by word, for bsearch. */
static const Abbreviation directionals[] = {
  { "e", "e" }, { "east", "e" }, { "n", "n" }, { "ne", "ne" }, { "north", "n" }, { "northeast", "ne" }, { "northwest", "nw" },
  { "nw", "nw" }, { "s", "s" }, { "se", "se" }, { "south", "s" }, { "southeast", "se" }, { "southwest", "sw" }, { "sw", "sw" },
  { "w", "w" }, { "west", "w" },
};

static const Abbreviation suffixes[] = {
  { "alley", "aly" }, { "ally", "aly" }, { "aly", "aly" }, { "av", "ave" }, { "ave", "ave" }, { "aven", "ave" },
  { "avenue", "ave" }, { "avn", "ave" }, { "bend", "bnd" }, { "blv", "blvd" }, { "blvd", "blvd" }, { "bnd", "bnd" },
  { "boul", "blvd" }, { "boulevard", "blvd" }, { "br", "br" }, { "branch", "br" }, { "bridge", "brg" }, { "bypass", "byp" },
  { "center", "ctr" }, { "centre", "ctr" }, { "cir", "cir" }, { "circ", "cir" }, { "circle", "cir" }, { "court", "ct" },
  { "courts", "cts" }, { "cove", "cv" }, { "creek", "crk" }, { "crescent", "cres" }, { "crossing", "xing" }, { "ct", "ct" },
  { "ctr", "ctr" }, { "cv", "cv" }, { "dr", "dr" }, { "drive", "dr" }, { "drv", "dr" }, { "esplanade", "esp" },
  { "expressway", "expy" }, { "expwy", "expy" }, { "expy", "expy" }, { "ext", "ext" }, { "extension", "ext" },
  { "freeway", "fwy" }, { "frwy", "fwy" }, { "fwy", "fwy" }, { "garden", "gdn" }, { "gardens", "gdns" }, { "glen", "gln" },
  { "green", "grn" }, { "grove", "grv" }, { "harbor", "hbr" }, { "heights", "hts" }, { "highway", "hwy" }, { "highwy", "hwy" },
  { "hill", "hl" }, { "hills", "hls" }, { "hiway", "hwy" }, { "hl", "hl" }, { "hts", "hts" }, { "hwy", "hwy" }, { "island", "is" },
  { "junction", "jct" }, { "landing", "lndg" }, { "lane", "ln" }, { "ln", "ln" }, { "loop", "loop" }, { "manor", "mnr" },
  { "meadow", "mdw" }, { "meadows", "mdws" }, { "mount", "mt" }, { "mountain", "mtn" }, { "park", "park" }, { "parkway", "pkwy" },
  { "parkwy", "pkwy" }, { "pass", "pass" }, { "path", "path" }, { "pike", "pike" }, { "pkwy", "pkwy" }, { "pky", "pkwy" },
  { "pl", "pl" }, { "place", "pl" }, { "plaza", "plz" }, { "plz", "plz" }, { "point", "pt" }, { "pt", "pt" }, { "rd", "rd" },
  { "ridge", "rdg" }, { "road", "rd" }, { "route", "rte" }, { "row", "row" }, { "rte", "rte" }, { "run", "run" },
  { "shore", "shr" }, { "shores", "shrs" }, { "spring", "spg" }, { "springs", "spgs" }, { "sq", "sq" }, { "sqr", "sq" },
  { "square", "sq" }, { "st", "st" }, { "station", "sta" }, { "str", "st" }, { "street", "st" }, { "strt", "st" },
  { "ter", "ter" }, { "terr", "ter" }, { "terrace", "ter" }, { "tpke", "tpke" }, { "trace", "trce" }, { "trail", "trl" },
  { "trl", "trl" }, { "turnpike", "tpke" }, { "valley", "vly" }, { "view", "vw" }, { "village", "vlg" }, { "vista", "vis" },
  { "walk", "walk" }, { "way", "way" }, { "wy", "way" }, { "xing", "xing" },
};

static const Abbreviation other_words[] = {
  { "eighth", "8th" }, { "eleventh", "11th" }, { "fifteenth", "15th" }, { "fifth", "5th" }, { "first", "1st" }, { "fort", "ft" },
  { "fourteenth", "14th" }, { "fourth", "4th" }, { "nineteenth", "19th" }, { "ninth", "9th" }, { "saint", "st" },
  { "second", "2nd" }, { "seventeenth", "17th" }, { "seventh", "7th" }, { "sixteenth", "16th" }, { "sixth", "6th" },
  { "tenth", "10th" }, { "third", "3rd" }, { "thirteenth", "13th" }, { "twelfth", "12th" }, { "twentieth", "20th" },
};

/* "#": a suite of whatever name. "Ste 4", "Unit 4" and "#4" are the same door on two spreadsheets. */
static const Abbreviation units[] = {
  { "#", "#" }, { "apartment", "#" }, { "apt", "#" }, { "bldg", "bldg " }, { "building", "bldg " }, { "fl", "fl " }, { "flr", "fl " },
  { "floor", "fl " }, { "no", "#" }, { "number", "#" }, { "ofc", "#" }, { "office", "#" }, { "rm", "#" }, { "room", "#" },
  { "space", "#" }, { "spc", "#" }, { "ste", "#" }, { "suit", "#" }, { "suite", "#" }, { "unit", "#" }, { "unt", "#" },
};

/* Parts of a building that stand without a number. */
static const Abbreviation bare_units[] = {
  { "basement", "bsmt" }, { "bsmt", "bsmt" }, { "front", "frnt" }, { "frnt", "frnt" }, { "lbby", "lbby" }, { "lobby", "lbby" },
  { "lower", "lowr" }, { "lowr", "lowr" }, { "penthouse", "ph" }, { "ph", "ph" }, { "rear", "rear" }, { "upper", "uppr" },
  { "uppr", "uppr" },
};

static int
compare_words (gconstpointer key, gconstpointer item)
{
  return strcmp (key, ((const Abbreviation *) item)->word);
}

static const char *
look_up (const char *word, const Abbreviation *list, gsize n)
{
  const Abbreviation *found = bsearch (word, list, n, sizeof *list, compare_words);
  return found != NULL ? found->short_form : NULL;
}

#define LOOK_UP(word, list) look_up ((word), (list), G_N_ELEMENTS (list))

/* A word of an address: @folded for comparing, @from..@to where it stands in the text as entered. */
typedef struct
{
  char *folded;
  gsize from, to;
} Token;

static void
token_clear (gpointer data)
{
  g_free (((Token *) data)->folded);
}

static gboolean
is_separator (char c)
{
  return g_ascii_isspace (c) || c == ',' || c == ';';
}

/* "n.e." is "ne" and "O'Neil" "oneil"; "#4" is two words. */
static void
add_token (GArray *tokens, const char *text, gsize from, gsize to)
{
  if (text[from] == '#')
    {
      Token sign = { g_strdup ("#"), from, from + 1 };
      g_array_append_val (tokens, sign);
      if (++from == to)
        return;
    }
  g_autofree char *word = g_strndup (text + from, to - from);
  g_autofree char *folded = reeve_text_fold (word);
  GString *kept = g_string_new (NULL);
  for (const char *p = folded; *p != '\0'; p++)
    if (strchr (".'\"()#", *p) == NULL)
      g_string_append_c (kept, *p);
  if (kept->len == 0)
    {
      g_string_free (kept, TRUE);
      return;
    }
  Token token = { g_string_free (kept, FALSE), from, to };
  g_array_append_val (tokens, token);
}

static GArray *
split_words (const char *text)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  g_array_set_clear_func (tokens, token_clear);
  for (gsize i = 0; text[i] != '\0' && tokens->len < MAX_TOKENS;)
    {
      if (is_separator (text[i]))
        {
          i++;
          continue;
        }
      gsize from = i;
      while (text[i] != '\0' && !is_separator (text[i]) && (text[i] != '#' || i == from))
        i++;
      add_token (tokens, text, from, i);
    }
  return tokens;
}

static const char *
word_at (GArray *tokens, guint i)
{
  return i < tokens->len ? g_array_index (tokens, Token, i).folded : "";
}

static gboolean
has_digit (const char *word)
{
  return strpbrk (word, "0123456789") != NULL;
}

/* What may follow "Ste": 4, 230b, a, c-12. A word of letters is more likely the rest of a name ("Ste Marie", "Space Center"). */
static gboolean
is_unit_number (const char *word)
{
  gsize n = strlen (word);
  return n > 0 && n <= 8 && (has_digit (word) || (n == 1 && g_ascii_isalpha (word[0])));
}

/* A suite with no designator: "3014 STUDEBAKER RD A", "360 W OCEAN BLVD 1002". Only after number, name and suffix, so that
 * "1200 Highway 6", "100 W Avenue J" and "900 County Rd 12" keep their street. */
static gboolean
is_bare_number_unit (GArray *tokens, guint i)
{
  if (i != tokens->len - 1 || i < 2 || !is_unit_number (word_at (tokens, i)) || !g_ascii_isdigit (word_at (tokens, 0)[0]))
    return FALSE;
  if (LOOK_UP (word_at (tokens, i), directionals) != NULL)
    return FALSE;
  static const char *const numbered_roads[] = { "hwy", "rte", "fwy", "expy", "loop", NULL };
  static const char *const road_owners[] = { "county", "state", "us", "park", "market", "ranch", "township", "co", NULL };
  const char *before = word_at (tokens, i - 1);
  if (strcmp (before, "broadway") == 0)
    return TRUE;
  const char *suffix = LOOK_UP (before, suffixes), *name = word_at (tokens, i - 2);
  if (suffix == NULL || g_strv_contains (numbered_roads, suffix) || g_strv_contains (road_owners, name))
    return FALSE;
  return i >= 3 && (i > 3 || LOOK_UP (name, directionals) == NULL);
}

/* Does a unit begin at token @i? Tells how many tokens it takes, and its spelling in the key. */
static guint
match_unit (GArray *tokens, guint i, char **ret_unit)
{
  const char *word = word_at (tokens, i), *next = word_at (tokens, i + 1);
  const char *designator = LOOK_UP (word, units);
  if (i > 0 && g_strcmp0 (designator, "fl ") == 0 && (strlen (next) > 3 || !is_unit_number (next)))
    designator = NULL; /* Florida, and its postcodes */
  if (designator != NULL && strcmp (next, "#") == 0 && is_unit_number (word_at (tokens, i + 2)))
    {
      *ret_unit = g_strconcat (designator, word_at (tokens, i + 2), NULL);
      return 3;
    }
  if (i > 0 && designator != NULL && is_unit_number (next))
    {
      *ret_unit = g_strconcat (designator, next, NULL);
      return 2;
    }
  if (i > 1 && has_digit (word) && (strcmp (next, "floor") == 0 || strcmp (next, "flr") == 0))
    {
      g_autofree char *digits = g_strndup (word, strspn (word, "0123456789"));
      *ret_unit = g_strconcat ("fl ", digits, NULL);
      return 2;
    }
  if (i > 1 && i == tokens->len - 1 && LOOK_UP (word, bare_units) != NULL)
    {
      *ret_unit = g_strdup (LOOK_UP (word, bare_units));
      return 1;
    }
  if (is_bare_number_unit (tokens, i))
    {
      *ret_unit = g_strconcat ("#", word, NULL);
      return 1;
    }
  return 0;
}

/* "a-230" and "A230", "04" and "4" are one suite. */
static char *
tidy_unit (const char *unit)
{
  GString *tidy = g_string_new (NULL);
  gboolean at_number = TRUE;
  for (const char *p = unit; *p != '\0'; p++)
    {
      gboolean letters_meet_digits = *p == '-' && p > unit && g_ascii_isalpha (p[-1]) != g_ascii_isalpha (p[1]);
      if (letters_meet_digits || (at_number && *p == '0' && g_ascii_isdigit (p[1])))
        continue;
      g_string_append_c (tidy, *p);
      at_number = !g_ascii_isdigit (*p);
    }
  return g_string_free (tidy, FALSE);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_unit (GPtrArray *found, char *unit)
{
  g_autofree char *owned = unit;
  char *tidy = tidy_unit (owned);
  for (guint i = 0; i < found->len; i++)
    if (strcmp (g_ptr_array_index (found, i), tidy) == 0)
      {
        g_free (tidy);
        return;
      }
  g_ptr_array_add (found, tidy);
}

/* "100 East St" and "100 E St" can be two streets of one town; "100 East Main St" and "100 E Main St" cannot. */
static gboolean
is_street_name (GArray *tokens, guint i)
{
  if (LOOK_UP (word_at (tokens, i + 1), suffixes) == NULL)
    return FALSE;
  g_autofree char *unit = NULL;
  return i + 2 >= tokens->len || LOOK_UP (word_at (tokens, i + 2), directionals) != NULL || match_unit (tokens, i + 2, &unit) > 0;
}

static const char *
short_word (GArray *tokens, guint i)
{
  const char *word = word_at (tokens, i);
  const char *found = i > 0 && !is_street_name (tokens, i) ? LOOK_UP (word, directionals) : NULL;
  if (found == NULL && i > 0)
    found = LOOK_UP (word, suffixes);
  if (found == NULL && i > 0)
    found = LOOK_UP (word, other_words);
  return found != NULL ? found : word;
}

/* A suite told in a field of its own: "Suite 4", "# 4", "4", "2nd floor". */
static void
add_suite_field (GPtrArray *found, const char *suite)
{
  g_autoptr (GArray) tokens = split_words (suite);
  for (guint i = 0; i < tokens->len;)
    {
      const char *word = word_at (tokens, i);
      const char *designator = LOOK_UP (word, units);
      const char *next = word_at (tokens, i + 1);
      if (designator != NULL && strcmp (next, "#") == 0)
        i++;
      else if (designator != NULL && *next != '\0')
        {
          add_unit (found, g_strconcat (designator, next, NULL));
          i += 2;
        }
      else if (strcmp (next, "floor") == 0 || strcmp (next, "flr") == 0)
        {
          g_autofree char *digits = g_strndup (word, strspn (word, "0123456789"));
          add_unit (found, g_strconcat ("fl ", *digits != '\0' ? digits : word, NULL));
          i += 2;
        }
      else
        {
          const char *bare = LOOK_UP (word, bare_units);
          add_unit (found, bare != NULL ? g_strdup (bare) : g_strconcat ("#", word, NULL));
          i++;
        }
    }
}

/**
 * reeve_address_key:
 * @address: street address, perhaps with its suite, city and postcode
 * @suite: (nullable): suite told apart
 *
 * Returns: (transfer full): the normalised key, e.g. "1655 marl ave|#12"
 */
char *
reeve_address_key (const char *address, const char *suite)
{
  g_return_val_if_fail (address != NULL, NULL);
  g_autoptr (GArray) tokens = split_words (address);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  GString *key = g_string_new (NULL);
  for (guint i = 0; i < tokens->len;)
    {
      char *unit = NULL;
      guint taken = match_unit (tokens, i, &unit);
      if (taken > 0)
        add_unit (found, unit);
      else
        g_string_append_printf (key, "%s%s", key->len > 0 ? " " : "", short_word (tokens, i));
      i += MAX (taken, 1);
    }
  if (suite != NULL)
    add_suite_field (found, suite);
  g_ptr_array_sort (found, compare_strings);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (key, "%s%s", i == 0 ? "|" : " ", (const char *) g_ptr_array_index (found, i));
  return g_string_free (key, FALSE);
}

/* Spaces single, ends free of spaces and commas. */
static char *
tidy_text (const char *text)
{
  GString *tidy = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isspace (*p))
      {
        if (tidy->len > 0 && tidy->str[tidy->len - 1] != ' ')
          g_string_append_c (tidy, ' ');
      }
    else
      {
        if (*p == ',' && tidy->len > 0 && tidy->str[tidy->len - 1] == ' ')
          g_string_truncate (tidy, tidy->len - 1);
        g_string_append_c (tidy, *p);
      }
  while (tidy->len > 0 && strchr (" ,;", tidy->str[tidy->len - 1]) != NULL)
    g_string_truncate (tidy, tidy->len - 1);
  return g_string_free (tidy, FALSE);
}

/**
 * reeve_address_split:
 * @text: an address as one field tells it
 * @ret_address: (out) (transfer full): @text without its suite, spelled as entered, spaces single
 * @ret_suite: (out) (transfer full) (nullable): the suite as entered, "STE 12"
 */
void
reeve_address_split (const char *text, char **ret_address, char **ret_suite)
{
  g_return_if_fail (text != NULL);
  g_autoptr (GArray) tokens = split_words (text);
  GString *address = g_string_new (NULL), *suite = g_string_new (NULL);
  gsize kept_to = 0;
  for (guint i = 0; i < tokens->len;)
    {
      g_autofree char *unit = NULL;
      guint taken = match_unit (tokens, i, &unit);
      if (taken > 0)
        {
          Token *first = &g_array_index (tokens, Token, i), *last = &g_array_index (tokens, Token, i + taken - 1);
          g_string_append_len (address, text + kept_to, first->from - kept_to);
          g_string_append_printf (suite, "%s%.*s", suite->len > 0 ? " " : "", (int) (last->to - first->from), text + first->from);
          kept_to = last->to;
        }
      i += MAX (taken, 1);
    }
  g_string_append (address, text + kept_to);
  *ret_address = tidy_text (address->str);
  *ret_suite = suite->len > 0 ? tidy_text (suite->str) : NULL;
  g_string_free (address, TRUE);
  g_string_free (suite, TRUE);
}
