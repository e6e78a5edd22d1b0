/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words and keys of the seven ways to show an outcome. */
#include "config.h"

#include "reeve-shown.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *key;
  const char *word;
} table[REEVE_N_SHOWN] = {
  [REEVE_SHOWN_VIOLATION] = { "violation", NC_ ("outcome", "Violation") },
  [REEVE_SHOWN_NOT_MET] = { "not-met", NC_ ("outcome", "Not met") },
  [REEVE_SHOWN_GROUNDS] = { "grounds", NC_ ("outcome", "Grounds exist") },
  [REEVE_SHOWN_PENDING] = { "pending", NC_ ("outcome", "Pending") },
  [REEVE_SHOWN_NOT_KNOWN] = { "not-known", NC_ ("outcome", "Not known") },
  [REEVE_SHOWN_MET] = { "met", NC_ ("outcome", "Met") },
  [REEVE_SHOWN_NOT_APPLICABLE] = { "not-applicable", NC_ ("outcome", "Does not apply") },
};

/**
 * reeve_shown_word:
 *
 * Returns: (transfer none): the word of the window, translated
 */
const char *
reeve_shown_word (ReeveShown shown)
{
  g_return_val_if_fail ((int) shown >= 0 && shown < REEVE_N_SHOWN, "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "outcome", table[shown].word);
}

/**
 * reeve_shown_key:
 *
 * Returns: (transfer none): the stable key, never translated
 */
const char *
reeve_shown_key (ReeveShown shown)
{
  g_return_val_if_fail ((int) shown >= 0 && shown < REEVE_N_SHOWN, "");
  return table[shown].key;
}
