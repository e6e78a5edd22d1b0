/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the provisions in force do, for whoever drafts them: which are breached most, which never, which nobody can check and what is missing. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "reeve-check.h"
#include "reeve-report-private.h"
#include "reeve-vocabulary.h"

#define SAMPLE 12          /* records asked for what is missing: an explanation each */
#define MAX_FACTS 3        /* named of what is missing */

/* What the outcomes of a provision amount to. */
enum { BREACHED, WAITING, NOT_KNOWN, KEPT, APART, N_STANDINGS };

typedef struct
{
  const ReeveProgram *program;
  const char *key, *title;             /* interned */
  gint64 n[N_STANDINGS + 1];           /* the last: all of its kind */
  ReeveCountState state[N_STANDINGS + 1];
  gboolean withheld;
  char *missing;
} Provision;

static void
provision_clear (gpointer data)
{
  g_free (((Provision *) data)->missing);
}

static guint
standing_of (ReeveOutcome outcome)
{
  switch (outcome)
    {
    case REEVE_OUTCOME_VIOLATION: case REEVE_OUTCOME_GROUNDS: return BREACHED;
    case REEVE_OUTCOME_PENDING: return WAITING;
    case REEVE_OUTCOME_INSUFFICIENT: return NOT_KNOWN;
    case REEVE_OUTCOME_COMPLIANT: case REEVE_OUTCOME_NO_GROUNDS: return KEPT;
    case REEVE_OUTCOME_NOT_APPLICABLE: case REEVE_N_OUTCOMES: break;
    }
  return APART;
}

static char *
key_of (const ReeveProgram *program)
{
  return g_strdup_printf ("%s/%s", reeve_ordinance_get_id (reeve_program_get_ordinance (program)), reeve_program_get_provision (program)->id);
}

static const char *
title_of (const ReeveProgram *program)
{
  const ReeveProvisionVersion *version = reeve_program_get_version (program);
  g_autofree char *title = g_strdup_printf ("%s %s", version->citation != NULL ? version->citation : "",
                                            version->title != NULL ? version->title : reeve_program_get_provision (program)->id);

  return g_intern_string (g_strstrip (title));
}

gboolean
reeve_report_book_load_titles (ReeveReportBook *book, GError **error)
{
  const GPtrArray *programs;

  book->check = reeve_check_new (book->conn, book->request->as_of, NULL, NULL, error);
  if (book->check == NULL)
    return FALSE;
  book->titles = g_hash_table_new (g_str_hash, g_str_equal);
  programs = reeve_check_get_programs (book->check);
  for (guint i = 0; i < programs->len; i++)
    {
      g_autofree char *key = key_of (programs->pdata[i]);

      g_hash_table_insert (book->titles, (gpointer) g_intern_string (key), (gpointer) title_of (programs->pdata[i]));
    }
  return TRUE;
}

/* ---- counting ------------------------------------------------------------------------------------------------------------------- */

static void
business_row (ReeveReportBook *book, ReeveStmt *stmt, gpointer data)
{
  GArray *provisions = data;
  gint64 id = reeve_stmt_int (stmt, 0);
  const char *letters = reeve_stmt_text (stmt, 1);

  if (book->open && book->request->homes != NULL && g_hash_table_contains (book->request->homes, &id))
    return;
  for (guint i = 0; i < provisions->len && letters != NULL && *letters != '\0'; i++)
    {
      Provision *provision = &g_array_index (provisions, Provision, i);

      if (reeve_program_get_version (provision->program)->about != REEVE_ABOUT_BUSINESS)
        continue;
      provision->n[standing_of ((ReeveOutcome) (*letters - 'a'))]++;
      provision->n[N_STANDINGS]++;
      letters++;
    }
}

static void
count_row (ReeveReportBook *book, ReeveStmt *stmt, gpointer data)
{
  GArray *provisions = data;

  for (guint i = 0; i < provisions->len; i++)
    {
      Provision *provision = &g_array_index (provisions, Provision, i);

      if (reeve_program_get_version (provision->program)->about == REEVE_ABOUT_BUSINESS
          || strcmp (provision->key, reeve_stmt_text (stmt, 0)) != 0)
        continue;
      provision->n[standing_of ((ReeveOutcome) reeve_stmt_int (stmt, 1))] += reeve_stmt_int (stmt, 2);
      provision->n[N_STANDINGS] += reeve_stmt_int (stmt, 2);
    }
}

/* Of the records of other kinds nobody noted whether they are of a home: they are for the desk alone. */
static gboolean
is_shown (const ReeveReportBook *book, const ReeveProgram *program)
{
  const ReeveProvisionVersion *version = reeve_program_get_version (program);

  return version->nature != REEVE_NATURE_DEFINITION && (!book->open || version->about == REEVE_ABOUT_BUSINESS);
}

static void
hide (Provision *provision, guint least)
{
  ReeveCountLine line = { provision->n, provision->state };

  if (provision->n[N_STANDINGS] < (gint64) least || !reeve_small_counts_hide_within (N_STANDINGS, least, &line, NULL, 0))
    {
      provision->withheld = TRUE;
      for (guint i = 0; i <= N_STANDINGS; i++)
        provision->state[i] = REEVE_COUNT_WITHHELD;
    }
}

/* ---- what is missing ------------------------------------------------------------------------------------------------------------ */

static gint64
applied (const Provision *provision)
{
  return provision->n[N_STANDINGS] - provision->n[APART];
}

static void
add_facts (GHashTable *counts, const ReeveTrace *trace)
{
  const GPtrArray *ways = reeve_trace_get_settling (trace);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint w = 0; ways != NULL && w < ways->len; w++)
    {
      const ReeveSettling *way = ways->pdata[w];

      for (guint i = 0; way->paths != NULL && way->paths[i] != NULL; i++)
        {
          const char *path = g_intern_string (way->paths[i]);

          if (!g_hash_table_add (seen, (gpointer) path))
            continue;
          g_hash_table_insert (counts, (gpointer) path, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, path)) + 1));
        }
    }
}

static char *
name_facts (ReeveOrdinance *ordinance, GHashTable *counts)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint k = 0; k < MAX_FACTS && g_hash_table_size (counts) > 0; k++)
    {
      g_autofree char *label = NULL;
      const char *path, *best = NULL;
      gpointer key, value;
      guint most = 0;
      GHashTableIter iter;

      g_hash_table_iter_init (&iter, counts);
      while (g_hash_table_iter_next (&iter, &key, &value))
        {
          path = key;
          if (GPOINTER_TO_UINT (value) > most || (GPOINTER_TO_UINT (value) == most && strcmp (path, best) < 0))
            {
              most = GPOINTER_TO_UINT (value);
              best = path;
            }
        }
      label = reeve_report_fact_label (ordinance, best);
      g_string_append_printf (words, "%s%s", k > 0 ? "; " : "", label);
      g_hash_table_remove (counts, best);
    }
  return g_strdup (words->str);
}

static gboolean
find_subjects (ReeveReportBook *book, const Provision *provision, GArray *subjects, GError **error)
{
  const char *slash = strchr (provision->key, '/');
  g_autofree char *ordinance = g_strndup (provision->key, (gsize) (slash - provision->key));
  ReeveStmt *stmt = reeve_conn_prepare (book->conn, "SELECT subject_id FROM derived_finding WHERE ordinance = ?1 AND provision = ?2 AND outcome = ?3"
                                                    " ORDER BY subject_id", error);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, ordinance);
  reeve_stmt_bind_text (stmt, 2, slash + 1);
  reeve_stmt_bind_int (stmt, 3, REEVE_OUTCOME_INSUFFICIENT);
  while (reeve_stmt_step (stmt, &local))
    {
      gint64 id = reeve_stmt_int (stmt, 0);

      g_array_append_val (subjects, id);
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
find_missing (ReeveReportBook *book, Provision *provision, GError **error)
{
  g_autoptr (GArray) subjects = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  guint n;

  if (!find_subjects (book, provision, subjects, error))
    return FALSE;
  n = MIN (subjects->len, SAMPLE);
  for (guint i = 0; i < n; i++)
    {
      gint64 subject = g_array_index (subjects, gint64, (guint64) i * subjects->len / n);
      g_autoptr (ReeveTrace) trace = reeve_check_explain (book->check, book->conn, reeve_program_get_version (provision->program)->about, subject,
                                                          reeve_program_get_provision (provision->program)->id, error);

      if (trace == NULL || g_cancellable_set_error_if_cancelled (book->cancellable, error))
        return FALSE;
      add_facts (counts, trace);
    }
  provision->missing = name_facts (reeve_program_get_ordinance (provision->program), counts);
  return TRUE;
}

/* ---- tables --------------------------------------------------------------------------------------------------------------------- */

static int
compare_breached (gconstpointer a, gconstpointer b)
{
  const Provision *x = *(Provision *const *) a, *y = *(Provision *const *) b;
  gint64 n = x->state[BREACHED] == REEVE_COUNT_SHOWN ? x->n[BREACHED] : 0, m = y->state[BREACHED] == REEVE_COUNT_SHOWN ? y->n[BREACHED] : 0;

  return n != m ? (n > m ? -1 : 1) : strcmp (x->title, y->title);
}

/* Where fewer than this can be told, "never" would say nothing. */
static gboolean
is_never (const Provision *provision)
{
  return provision->n[BREACHED] == 0 && provision->state[BREACHED] == REEVE_COUNT_SHOWN && provision->n[KEPT] + provision->n[WAITING] > 0;
}

static gboolean
is_uncheckable (const Provision *provision)
{
  return !provision->withheld && applied (provision) > 0 && provision->n[NOT_KNOWN] == applied (provision);
}

static void
put_most (ReeveReport *report, const GPtrArray *provisions)
{
  ReeveReportTable *table = reeve_report_add_table (report, "breached", _("Not met, most often first"),
    _("Records to which the provision applies on the day of the report, by what its check came to; the share is of those of which it could be told. Not met is no finding of an officer."));

  reeve_report_table_add_column (table, "provision", _("Provision"), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (table, "duty", _("Whose duty"), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (table, "not_met", _("Not met"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (table, "pending", _("Pending"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (table, "not_known", _("Not known"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (table, "met", _("Met"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (table, "share", _("Share not met"), REEVE_REPORT_SHARE);
  for (guint i = 0; i < provisions->len; i++)
    {
      const Provision *provision = provisions->pdata[i];

      if ((provision->n[BREACHED] == 0 && provision->state[BREACHED] == REEVE_COUNT_SHOWN) || provision->withheld)
        continue;
      reeve_report_table_begin_row (table, FALSE);
      reeve_report_table_add_words (table, provision->title);
      reeve_report_table_add_words (table, reeve_duty_label (reeve_program_get_version (provision->program)->duty));
      reeve_report_table_add_count (table, provision->n[BREACHED], provision->state[BREACHED]);
      reeve_report_table_add_count (table, provision->n[WAITING], provision->state[WAITING]);
      reeve_report_table_add_count (table, provision->n[NOT_KNOWN], provision->state[NOT_KNOWN]);
      reeve_report_table_add_count (table, provision->n[KEPT], provision->state[KEPT]);
      reeve_report_table_add_share (table, provision->n[BREACHED], provision->n[BREACHED] + provision->n[KEPT],
                                    provision->state[BREACHED] == REEVE_COUNT_SHOWN && provision->state[KEPT] == REEVE_COUNT_SHOWN);
    }
  table->when_empty = g_strdup (_("No provision is recorded as not met."));
}

static void
put_never (ReeveReport *report, const GPtrArray *provisions)
{
  ReeveReportTable *table = reeve_report_add_table (report, "never", _("Never recorded as not met"),
    _("Provisions that could be told of at least one record, and were met, or are pending, in all of these."));

  reeve_report_table_add_column (table, "provision", _("Provision"), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (table, "met", _("Met"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (table, "not_known", _("Not known"), REEVE_REPORT_COUNT);
  for (guint i = 0; i < provisions->len; i++)
    {
      const Provision *provision = provisions->pdata[i];

      if (!is_never (provision) || provision->withheld)
        continue;
      reeve_report_table_begin_row (table, FALSE);
      reeve_report_table_add_words (table, provision->title);
      reeve_report_table_add_count (table, provision->n[KEPT], provision->state[KEPT]);
      reeve_report_table_add_count (table, provision->n[NOT_KNOWN], provision->state[NOT_KNOWN]);
    }
}

static void
put_unknown (ReeveReport *report, const GPtrArray *provisions)
{
  ReeveReportTable *table = reeve_report_add_table (report, "not-known", _("What could not be told, and what is missing"),
    _("Records to which the provision applies or may apply; not known are those where a fact it reads is not recorded. What is missing most often is named first, from a sample of these."));
  gboolean any = FALSE;

  reeve_report_table_add_column (table, "provision", _("Provision"), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (table, "applies", _("Applies"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (table, "not_known", _("Not known"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (table, "share", _("Share not known"), REEVE_REPORT_SHARE);
  reeve_report_table_add_column (table, "missing", _("What is most often missing"), REEVE_REPORT_WORDS);
  for (guint i = 0; i < provisions->len; i++)
    {
      const Provision *provision = provisions->pdata[i];
      gboolean shown = provision->state[NOT_KNOWN] == REEVE_COUNT_SHOWN && provision->state[APART] == REEVE_COUNT_SHOWN;

      if (provision->n[NOT_KNOWN] == 0 || provision->withheld)
        continue;
      any = any || is_uncheckable (provision);
      reeve_report_table_begin_row (table, is_uncheckable (provision));
      reeve_report_table_add_words (table, provision->title);
      reeve_report_table_add_count (table, applied (provision), shown ? REEVE_COUNT_SHOWN : REEVE_COUNT_WITHHELD);
      reeve_report_table_add_count (table, provision->n[NOT_KNOWN], provision->state[NOT_KNOWN]);
      reeve_report_table_add_share (table, provision->n[NOT_KNOWN], applied (provision), shown);
      reeve_report_table_add_words (table, provision->missing);
    }
  table->when_empty = g_strdup (_("Everything could be told."));
  if (any)
    reeve_report_add_note (report, _("Bold: nobody could check it of any record. Such a provision wants other words, or an inspection that asks."));
}

gboolean
reeve_report_add_provisions (ReeveReport *report, ReeveReportBook *book, GError **error)
{
  const GPtrArray *programs = reeve_check_get_programs (book->check);
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (Provision));
  g_autoptr (GPtrArray) shown = g_ptr_array_new (), sorted = NULL;
  guint withheld = 0;

  g_array_set_clear_func (all, provision_clear);
  for (guint i = 0; i < programs->len; i++)
    {
      g_autofree char *key = key_of (programs->pdata[i]);
      const Provision provision = { .program = programs->pdata[i], .key = g_intern_string (key), .title = title_of (programs->pdata[i]) };

      g_array_append_val (all, provision);
    }
  if (!reeve_report_each (book, "SELECT business_id, outcomes FROM derived_business ORDER BY business_id", business_row, all, error)
      || !reeve_report_each (book, "SELECT ordinance || '/' || provision, outcome, number FROM derived_count", count_row, all, error))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      Provision *provision = &g_array_index (all, Provision, i);

      if (!is_shown (book, provision->program))
        continue;
      if (book->least > 0)
        hide (provision, book->least);
      withheld += provision->withheld;
      if (provision->n[NOT_KNOWN] > 0 && !provision->withheld && !find_missing (book, provision, error))
        return FALSE;
      g_ptr_array_add (shown, provision);
    }
  sorted = g_ptr_array_copy (shown, NULL, NULL);
  g_ptr_array_sort (sorted, compare_breached);
  reeve_report_add_section (report, _("What the provisions come to"));
  if (book->open)
    reeve_report_add_paragraph (report, _("Provisions tested on businesses alone, without places where someone lives or works alone."));
  if (withheld > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u provision is left out: its counts are too small to be shown.",
                                                         "%u provisions are left out: their counts are too small to be shown.", withheld), withheld);

      reeve_report_add_paragraph (report, text);
    }
  put_most (report, sorted);
  put_never (report, shown);
  put_unknown (report, shown);
  return TRUE;
}
