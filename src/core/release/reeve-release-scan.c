/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names are folded and kept whole; each run of two to four words of a cell is looked up among them. */
#include "config.h"

#include "reeve-release-scan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-text.h"

#define MOST_WORDS 4

/* The columns in which there are words of a person; names and codes have columns of their own. */
static const ReeveDisclosedField texts[] = {
  REEVE_DISCLOSED_FINDING_SENTENCE, REEVE_DISCLOSED_FINDING_DECISION, REEVE_DISCLOSED_INSPECTION_NOTE, REEVE_DISCLOSED_NOTICE_PROVISIONS,
  REEVE_DISCLOSED_EVENT_PROVISION, REEVE_DISCLOSED_EVENT_AGENCY, REEVE_DISCLOSED_ANSWER_ANSWER, REEVE_DISCLOSED_ANSWER_NOTE,
  REEVE_DISCLOSED_ATTACHMENT_CAPTION,
};

/* The words of @text, folded, without what stands around them. Transfer full. */
static char **
words_of (const char *text)
{
  g_autofree char *folded = reeve_text_fold (text);
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || c == '\'' || c == '-')
        g_string_append_unichar (out, c);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  return g_strsplit (g_strstrip (out->str), " ", -1);
}

static char *
join (char **words, guint from, guint n)
{
  GString *out = g_string_new (words[from]);

  for (guint i = 1; i < n; i++)
    g_string_append_printf (out, " %s", words[from + i]);
  return g_string_free (out, FALSE);
}

/* "Odell Marsh" and "Marsh, Odell" are one name. */
static void
add_name (GHashTable *names, const char *text, gboolean add)
{
  g_auto (GStrv) words = words_of (text);
  guint n = g_strv_length (words);
  g_autofree char *name = NULL, *turned = NULL;

  if (n < 2 || n > MOST_WORDS)
    return;
  name = join (words, 0, n);
  {
    g_autofree char *rest = join (words, 1, n - 1);

    turned = g_strconcat (rest, " ", words[0], NULL);
  }
  if (add)
    {
      g_hash_table_add (names, g_steal_pointer (&name));
      g_hash_table_add (names, g_steal_pointer (&turned));
      return;
    }
  g_hash_table_remove (names, name);
  g_hash_table_remove (names, turned);
}

static gboolean
read_names (ReeveConn *conn, const char *sql, GHashTable *names, gboolean add, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, error);
  GError *local_error = NULL;

  if (stmt == NULL)
    return FALSE;
  while (reeve_stmt_step (stmt, &local_error))
    add_name (names, reeve_stmt_text (stmt, 0), add);
  reeve_stmt_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
names_somebody (GHashTable *names, const char *text)
{
  g_auto (GStrv) words = words_of (text);
  guint n = g_strv_length (words);

  for (guint from = 0; from + 1 < n; from++)
    for (guint length = 2; length <= MOST_WORDS && from + length <= n; length++)
      {
        g_autofree char *run = join (words, from, length);

        if (g_hash_table_contains (names, run))
          return TRUE;
      }
  return FALSE;
}

GArray *
reeve_release_scan (ReeveConn *conn, const ReeveDisclosure *disclosure, guint sheets, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) faults = g_array_new (FALSE, FALSE, sizeof (ReeveScanFault));

  if (reeve_disclosure_get_audience (disclosure) == REEVE_AUDIENCE_INTERNAL)
    return g_steal_pointer (&faults);
  if (!read_names (conn, "SELECT name FROM practitioner WHERE name IS NOT NULL", names, TRUE, error)
      || (reeve_disclosure_wants (disclosure, REEVE_DISCLOSED_OWNER_NAME) && !read_names (conn, "SELECT name FROM party WHERE name IS NOT NULL", names, FALSE, error)))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (texts) && g_hash_table_size (names) > 0; i++)
    {
      ReeveSheetKind sheet = reeve_disclosed_field_sheet (texts[i]);
      ReeveScanFault fault = { texts[i], 0 };

      if (!reeve_disclosure_wants (disclosure, texts[i]) || (sheets != 0 && (sheets & (1u << sheet)) == 0))
        continue;
      for (guint row = 0; row < reeve_disclosure_get_n_rows (disclosure, sheet); row++)
        {
          const char *text = reeve_disclosure_get (disclosure, row, texts[i]);

          fault.n += text != NULL && names_somebody (names, text);
        }
      if (fault.n > 0)
        g_array_append_val (faults, fault);
    }
  return g_steal_pointer (&faults);
}

char *
reeve_release_scan_text (const GArray *faults)
{
  GString *out;

  if (faults->len == 0)
    return NULL;
  out = g_string_new (NULL);
  for (guint i = 0; i < faults->len; i++)
    {
      const ReeveScanFault *fault = &g_array_index (faults, ReeveScanFault, i);
      g_autofree char *count = g_strdup_printf ("%u", fault->n);

      /* Translators: a sheet, a column of it, a number */
      g_string_append_printf (out, ngettext ("%s, column %s: the name of somebody who works there stands in %s row. ",
                                             "%s, column %s: names of people who work there stand in %s rows. ", fault->n),
                              reeve_sheet_label (reeve_disclosed_field_sheet (fault->field)), reeve_disclosed_field_label (fault->field), count);
    }
  g_string_append (out, _("Leave the column out, or correct the records."));
  return g_string_free (out, FALSE);
}
