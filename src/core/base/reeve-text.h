/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding, keys and nearest names: the few text operations that more than one folder needs. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lower case, no diacritics, runs of white space as one space, ends trimmed. Transfer full. */
char *reeve_text_fold (const char *text);
/* Normalised key of a US address and suite: USPS suffixes and directionals abbreviated, units ("Ste 4", "#4", "Unit 4") unified,
 * so that two spellings of one premises give one key. Transfer full. */
char *reeve_address_key (const char *address, const char *suite);
/* Splits "1655 MARL AVE STE 12" into address and suite (NULL if none). Both transfer full. */
void reeve_address_split (const char *text, char **ret_address, char **ret_suite);
/* Damerau-Levenshtein distance, stopping above @limit (then limit + 1). */
guint reeve_text_distance (const char *a, const char *b, guint limit);
/* The nearest of @candidates within @limit edits, or NULL: for "did you mean". */
const char *reeve_text_nearest (const char *word, const char *const *candidates, guint limit);
/* "a b c" is one-space-separated codes of [A-Za-z0-9] and inner - . / ( ) : what the column type codes allows. */
gboolean reeve_codes_valid (const char *text);
/* SHA-256 in lower-case hex. Transfer full. */
char *reeve_sha256 (gconstpointer data, gsize size);

G_END_DECLS
