/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding, nearest names, codes and hashes. Addresses have a file of their own: reeve-address.c. */
#include "config.h"

#include <string.h>

#include "reeve-text.h"

#define MAX_DISTANCE_LENGTH 256

static gboolean
is_mark (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);
  return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK || type == G_UNICODE_SPACING_MARK;
}

/* Most names are plain ASCII, and an import folds a hundred thousand of them. */
static char *
fold_ascii (const char *text)
{
  GString *folded = g_string_sized_new (strlen (text));
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (folded, g_ascii_tolower (*p));
    else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
      g_string_append_c (folded, ' ');
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);
  return g_string_free (folded, FALSE);
}

/**
 * reeve_text_fold:
 * @text: invalid UTF-8 is made valid first
 *
 * Returns: (transfer full): @text for comparing: case-folded, without diacritics, white space single and trimmed
 */
char *
reeve_text_fold (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  if (g_str_is_ascii (text))
    return fold_ascii (text);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  GString *bare = g_string_sized_new (strlen (decomposed));
  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isspace (c))
        g_string_append_c (bare, ' ');
      else if (!is_mark (c))
        g_string_append_unichar (bare, c);
    }
  g_autofree char *cased = g_utf8_casefold (bare->str, bare->len);
  g_string_free (bare, TRUE);
  return fold_ascii (cased);
}

/**
 * reeve_text_distance:
 * @limit: the greatest distance of interest
 *
 * Damerau-Levenshtein (optimal string alignment) in characters: insertions, deletions, replacements and swaps of neighbours.
 *
 * Returns: the distance, or @limit + 1 when it is greater
 */
guint
reeve_text_distance (const char *a, const char *b, guint limit)
{
  glong n, m;
  g_autofree gunichar *x = g_utf8_to_ucs4_fast (a, -1, &n);
  g_autofree gunichar *y = g_utf8_to_ucs4_fast (b, -1, &m);
  if ((guint) ABS (n - m) > limit || n > MAX_DISTANCE_LENGTH || m > MAX_DISTANCE_LENGTH)
    return n == m && memcmp (x, y, n * sizeof (gunichar)) == 0 ? 0 : limit + 1;
  guint rows[3][MAX_DISTANCE_LENGTH + 1];
  guint *two_above = rows[0], *above = rows[1], *row = rows[2];
  for (glong j = 0; j <= m; j++)
    above[j] = (guint) j;
  for (glong i = 1; i <= n; i++)
    {
      guint best = row[0] = (guint) i;
      for (glong j = 1; j <= m; j++)
        {
          guint cost = x[i - 1] == y[j - 1] ? 0 : 1;
          row[j] = MIN (MIN (above[j], row[j - 1]) + 1, above[j - 1] + cost);
          if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
            row[j] = MIN (row[j], two_above[j - 2] + 1);
          best = MIN (best, row[j]);
        }
      if (best > limit)
        return limit + 1;
      guint *spare = two_above;
      two_above = above;
      above = row;
      row = spare;
    }
  return MIN (above[m], limit + 1);
}

const char *
reeve_text_nearest (const char *word, const char *const *candidates, guint limit)
{
  const char *nearest = NULL;
  guint best = limit + 1;
  for (gsize i = 0; candidates[i] != NULL; i++)
    {
      guint distance = reeve_text_distance (word, candidates[i], limit);
      if (distance < best)
        {
          best = distance;
          nearest = candidates[i];
        }
    }
  return nearest;
}

gboolean
reeve_codes_valid (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);
  gboolean in_word = FALSE;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p))
        in_word = TRUE;
      else if (*p == ' ')
        {
          if (!in_word || p[1] == '\0')
            return FALSE;
          in_word = FALSE;
        }
      else if (!in_word || strchr ("-./():", *p) == NULL)
        return FALSE;
    }
  return TRUE;
}

char *
reeve_sha256 (gconstpointer data, gsize size)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);
}
