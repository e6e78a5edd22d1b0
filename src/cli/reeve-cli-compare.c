/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl compare: what a draft would do, on the records of the file. Reads only. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-cli-compare.h"
#include "reeve-error.h"
#include "reeve-release-report.h"

typedef struct
{
  char *on, *with, *sweep, *pdf, *xlsx, *to, *reason, **only;
  gboolean no_grandfather, grandfather_all, as_on_day, open_sites, json, list;
} Options;

static char *
number (gint64 value)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, value);
}

static void
print_head (const ReeveBacktest *backtest)
{
  const ReeveOrdinance *before = reeve_backtest_get_before (backtest);
  g_autofree char *all = number (reeve_backtest_count_businesses (backtest)), *concerned = number (reeve_backtest_count_concerned (backtest));
  char day[REEVE_DAY_TEXT_SIZE], law_day[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (reeve_backtest_get_day (backtest), day);
  reeve_day_format (reeve_backtest_get_law_day (backtest), law_day);
  if (before == NULL)
    g_print (_("Nothing called '%s' is in force: every provision of the draft is new.\n"), reeve_ordinance_get_id (reeve_backtest_get_after (backtest)));
  else if (reeve_ordinance_get_adopted_number (before) != NULL)
    /* TRANSLATORS: id of an ordinance, number under which it was adopted */
    g_print (_("Compared with %s (%s).\n"), reeve_ordinance_get_id (before), reeve_ordinance_get_adopted_number (before));
  else
    g_print (_("Compared with %s, a draft.\n"), reeve_ordinance_get_id (before));
  if (strcmp (day, law_day) != 0)
    g_print (_("The draft is read as it will stand on %s.\n"), law_day);
  /* TRANSLATORS: number of businesses, a day, number of businesses */
  g_print (_("Of %s businesses on %s, a provision that differs applies, or may apply, to %s.\n\n"), all, day, concerned);
}

static void
print_totals (const ReeveBacktest *backtest)
{
  const ReeveEffectCounts *counts = reeve_backtest_get_businesses (backtest);

  for (guint i = 0; i < REEVE_N_EFFECTS; i++)
    {
      g_print ("%8" G_GINT64_FORMAT "  %s", counts->n[i], reeve_effect_label (i));
      if (i != REEVE_EFFECT_UNCHANGED && reeve_backtest_count_homes (backtest, i) > 0)
        {
          g_autofree char *homes = number (reeve_backtest_count_homes (backtest, i));

          /* TRANSLATORS: how many of the businesses just counted */
          g_print (_(", %s of them at a home"), homes);
        }
      g_print ("\n");
    }
}

/* The words of the columns. JSON has reeve_effect_name() and reeve_text_state_name(), which scripts read. */
static const char *
effect_word (ReeveEffect effect)
{
  static const char *const words[REEVE_N_EFFECTS] = { NC_("effect", "newly"), NC_("effect", "pending"), NC_("effect", "unknown"),
                                                      NC_("effect", "relieved"), NC_("effect", "settled"), NC_("effect", "unchanged") };

  return g_dpgettext2 (GETTEXT_PACKAGE, "effect", words[effect]);
}

static const char *
state_word (ReeveTextState state)
{
  static const char *const words[] = { NC_("text state", "same"), NC_("text state", "words"), NC_("text state", "rule"),
                                       NC_("text state", "added"), NC_("text state", "dropped") };

  return g_dpgettext2 (GETTEXT_PACKAGE, "text state", words[state]);
}

/* Widths are in characters; printf() would count bytes. */
static void
print_padded (const char *text, int width)
{
  int spaces = ABS (width) - (int) g_utf8_strlen (text, -1);

  if (width > 0)
    g_print ("%*s", MAX (spaces, 0), "");
  g_print ("%s", text);
  if (width < 0)
    g_print ("%*s", MAX (spaces, 0), "");
}

static void
print_columns (int width, const char *first, const char *second)
{
  g_print ("\n");
  print_padded (first, -width);
  g_print (" ");
  print_padded (second, 9);
  for (guint i = 0; i < REEVE_EFFECT_UNCHANGED; i++)
    {
      g_print (" ");
      print_padded (effect_word (i), 9);
    }
  g_print ("\n");
}

/* Counts and the share of those concerned that would newly be in violation. */
static void
print_effects (const ReeveEffectCounts *counts, gint64 concerned)
{
  for (guint i = 0; i < REEVE_EFFECT_UNCHANGED; i++)
    g_print (" %9" G_GINT64_FORMAT, counts->n[i]);
  if (concerned > 0 && counts->n[REEVE_EFFECT_NEWLY] > 0)
    g_print ("  %.1f %%", 100.0 * (double) counts->n[REEVE_EFFECT_NEWLY] / (double) concerned);
  g_print ("\n");
}

static void
print_provisions (const ReeveBacktest *backtest)
{
  const GPtrArray *provisions = reeve_backtest_get_provisions (backtest);
  int width = (int) g_utf8_strlen (_("provision"), -1);
  guint same = 0;

  for (guint i = 0; i < provisions->len; i++)
    width = MAX (width, (int) g_utf8_strlen (((ReeveBacktestProvision *) provisions->pdata[i])->id, -1));
  print_columns (width, _("provision"), _("change"));
  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveBacktestProvision *provision = provisions->pdata[i];

      if (provision->state == REEVE_TEXT_SAME && !provision->evaluated)
        {
          same++;
          continue;
        }
      g_print ("%-*s ", width, provision->id);
      print_padded (state_word (provision->state), 9);
      if (!provision->evaluated)
        {
          g_print ("\n");
          continue;
        }
      print_effects (&provision->effects, provision->concerned);
      if (provision->side == REEVE_BACKTEST_CITY)
        g_print ("%-*s %s\n", width, "", _("(a duty of the city)"));
      else if (provision->side != REEVE_BACKTEST_BUSINESS)
        g_print ("%-*s %s\n", width, "", _("(not counted for the business)"));
    }
  if (same > 0)
    {
      g_autofree char *count = g_strdup_printf ("%u", same);

      /* TRANSLATORS: how many provisions */
      g_print (ngettext ("%s provision is the same on both sides.\n", "%s provisions are the same on both sides.\n", same), count);
    }
}

static gboolean
is_touched (const ReeveBacktestGroup *group)
{
  return group->effects.n[REEVE_EFFECT_UNCHANGED] != group->businesses;
}

static void
print_groups (const ReeveBacktest *backtest, ReeveBacktestBy by, const char *title)
{
  const GPtrArray *groups = reeve_backtest_get_groups (backtest, by);
  int width = (int) g_utf8_strlen (title, -1);
  gboolean any = FALSE;

  for (guint i = 0; i < groups->len; i++)
    if (is_touched (groups->pdata[i]))
      {
        any = TRUE;
        width = MAX (width, (int) g_utf8_strlen (((ReeveBacktestGroup *) groups->pdata[i])->label, -1));
      }
  if (!any)
    return;
  print_columns (width, title, _("concerned"));
  for (guint i = 0; i < groups->len; i++)
    {
      const ReeveBacktestGroup *group = groups->pdata[i];

      if (!is_touched (group))
        continue;
      g_print ("%-*s %9" G_GINT64_FORMAT, width, group->label, group->concerned);
      print_effects (&group->effects, group->concerned);
    }
}

/* Where most cannot be told, the draft would be law that nobody can check. */
static void
print_missing (const ReeveComparisonReport *report)
{
  const GPtrArray *provisions = reeve_backtest_get_provisions (report->backtest);
  gboolean first = TRUE;

  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveBacktestProvision *provision = provisions->pdata[i];
      gint64 unknown = provision->outcomes[1][REEVE_OUTCOME_INSUFFICIENT];
      g_autofree char *count = number (unknown), *all = number (provision->concerned);

      if (unknown == 0)
        continue;
      if (first)
        g_print ("\n");
      first = FALSE;
      /* TRANSLATORS: id of a provision, number of records, number of records */
      g_print (_("%s: %s of %s records cannot be told under the draft."), provision->id, count, all);
      for (guint k = 0; report->missing[i] != NULL && k < MIN (report->missing[i]->len, 3); k++)
        {
          const ReeveMissingFact *fact = report->missing[i]->pdata[k];

          g_print (" %s%s (%u/%u)", k == 0 ? _("Missing: ") : "", fact->label, fact->records, report->samples[i]);
        }
      g_print ("\n");
    }
}

static void
print_rows (const ReeveBacktest *backtest)
{
  const GPtrArray *provisions = reeve_backtest_get_provisions (backtest);
  guint n_rows, n_changes;
  const ReeveBacktestRow *rows = reeve_backtest_get_rows (backtest, &n_rows);
  const ReeveBacktestChange *changes = reeve_backtest_get_changes (backtest, &n_changes);

  for (guint r = 0; r < n_rows; r++)
    {
      g_autofree char *record = g_strdup_printf ("%s:%" G_GINT64_FORMAT, reeve_vocabulary_about_name (rows[r].about), rows[r].subject);

      if (r == 0)
        g_print ("\n");
      g_print ("%-20s ", record);
      print_padded (effect_word (rows[r].effect), -10);
      g_print (" %s\n", rows[r].name == NULL ? "" : rows[r].name);
      for (guint i = rows[r].first; i < rows[r].first + rows[r].n; i++)
        {
          const ReeveBacktestProvision *provision = provisions->pdata[changes[i].provision];

          g_print ("  %-18s ", "");
          print_padded (effect_word (changes[i].effect), -10);
          g_print (" %s: %s -> %s%s%s\n", provision->id, reeve_outcome_name (changes[i].before), reeve_outcome_name (changes[i].after),
                   provision->side == REEVE_BACKTEST_CITY ? " " : "", provision->side == REEVE_BACKTEST_CITY ? _("(a duty of the city)") : "");
        }
    }
}

static void
print_sweep (const ReeveSweep *sweep)
{
  int width = (int) g_utf8_strlen (sweep->parameter, -1);

  for (guint i = 0; i < sweep->points->len; i++)
    width = MAX (width, (int) g_utf8_strlen (((ReeveSweepPoint *) sweep->points->pdata[i])->value, -1));
  print_columns (width, sweep->parameter, _("not met"));
  for (guint i = 0; i < sweep->points->len; i++)
    {
      const ReeveSweepPoint *point = sweep->points->pdata[i];

      g_print ("%-*s %9" G_GINT64_FORMAT, width, point->value, point->standing[REEVE_OUTCOME_VIOLATION] + point->standing[REEVE_OUTCOME_GROUNDS]);
      print_effects (&point->businesses, point->concerned);
    }
  if (sweep->now != NULL)
    g_print (_("In the text compared with it is %s.\n"), sweep->now);
}

static void
print_open_sites (const ReeveOpenSites *sites, const char *format)
{
  gint64 asked = sites->n[REEVE_SITE_OPEN] + sites->n[REEVE_SITE_CLOSED] + sites->n[REEVE_SITE_UNKNOWN];
  g_autofree char *open = number (sites->n[REEVE_SITE_OPEN]), *all = number (asked), *unknown = number (sites->n[REEVE_SITE_UNKNOWN]);
  g_autofree char *share = g_strdup_printf ("%.1f", asked == 0 ? 0 : 100.0 * (double) sites->n[REEVE_SITE_OPEN] / (double) asked);
  g_autofree char *unplaced = number (sites->unplaced);

  g_print (format, open, all, share, unknown);
  if (sites->provisions->len == 0)
    g_print (_("  No provision of it asks about the place.\n"));
  for (guint i = 0; i < sites->provisions->len; i++)
    {
      const ReeveSiteProvision *provision = sites->provisions->pdata[i];
      g_autofree char *closed = number (provision->closed), *alone = number (provision->alone);

      /* TRANSLATORS: id of a provision, number of sites, number of sites */
      g_print (_("  %s bars %s of them, %s by itself.\n"), provision->id, closed, alone);
    }
  if (sites->unplaced > 0)
    g_print (_("  %s premises have no position, or stand where no zoning is known.\n"), unplaced);
}

static void
print_text (const ReeveComparisonReport *report)
{
  print_head (report->backtest);
  print_totals (report->backtest);
  print_provisions (report->backtest);
  print_groups (report->backtest, REEVE_BACKTEST_BY_DISTRICT, _("district"));
  print_groups (report->backtest, REEVE_BACKTEST_BY_CATEGORY, _("category"));
  print_groups (report->backtest, REEVE_BACKTEST_BY_LICENCE_AGE, _("licence"));
  print_missing (report);
  if (report->sweep != NULL)
    print_sweep (report->sweep);
  if (report->sites[0] != NULL)
    {
      g_print ("\n");
      /* TRANSLATORS: number of sites, number of premises, per cent, number of premises */
      print_open_sites (report->sites[0], _("In force: %s of %s premises in commercial zones (%s %%) are open to a new licence; of %s it cannot be told.\n"));
    }
  if (report->sites[1] != NULL)
    /* TRANSLATORS: number of sites, number of premises, per cent, number of premises */
    print_open_sites (report->sites[1], _("Draft: %s of %s premises in commercial zones (%s %%) are open to a new licence; of %s it cannot be told.\n"));
  if (report->list)
    print_rows (report->backtest);
}

/* --- running --- */

static gboolean
find_missing (ReeveComparisonReport *report, GError **error)
{
  guint n = reeve_backtest_get_provisions (report->backtest)->len;

  report->missing = g_new0 (GPtrArray *, n + 1);
  report->samples = g_new0 (guint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      report->missing[i] = reeve_backtest_find_missing (report->backtest, report->conn, i, &report->samples[i], error);
      if (report->missing[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

/* "school-distance=500 ft,750 ft" */
static gboolean
run_sweep (ReeveComparisonReport *report, ReeveDb *db, const ReeveBacktestSpec *spec, const char *text, GError **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = equals == NULL ? NULL : g_strndup (text, (gsize) (equals - text));
  g_auto (GStrv) values = equals == NULL ? NULL : g_strsplit (equals + 1, ",", -1);

  if (equals == NULL || equals[1] == '\0')
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%s' is not a sweep; write it as --sweep 'school-distance=500 ft,750 ft,1000 ft'."),
                   text);
      return FALSE;
    }
  g_strstrip (name);
  for (guint i = 0; values[i] != NULL; i++)
    g_strstrip (values[i]);
  report->sweep = reeve_sweep_run (db, spec, name, (const char *const *) values, NULL, NULL, NULL, error);
  return report->sweep != NULL;
}

static gboolean
run_open_sites (ReeveComparisonReport *report, ReeveDb *db, const ReeveBacktestSpec *spec, GError **error)
{
  ReeveOpenSitesSpec sites = { .ordinance = reeve_backtest_get_before (report->backtest), .day = spec->day, .as_on_day = TRUE };

  if (sites.ordinance != NULL)
    {
      report->sites[0] = reeve_open_sites_run (db, &sites, NULL, NULL, NULL, error);
      if (report->sites[0] == NULL)
        return FALSE;
    }
  sites.ordinance = spec->after;
  sites.as_on_day = spec->as_on_day;
  report->sites[1] = reeve_open_sites_run (db, &sites, NULL, NULL, NULL, error);
  return report->sites[1] != NULL;
}

static gboolean
is_found (const ReeveBacktest *backtest)
{
  gint64 newly = reeve_backtest_get_businesses (backtest)->n[REEVE_EFFECT_NEWLY];

  for (guint side = 0; side < REEVE_N_BACKTEST_SIDES; side++)
    newly += reeve_backtest_get_pairs (backtest, side)->n[REEVE_EFFECT_NEWLY];
  return newly > 0;
}

static void
report_clear (ReeveComparisonReport *report)
{
  for (guint i = 0; report->missing != NULL && report->missing[i] != NULL; i++)
    g_ptr_array_unref (report->missing[i]);
  g_free (report->missing);
  g_free (report->samples);
  reeve_sweep_free (report->sweep);
  reeve_open_sites_free (report->sites[0]);
  reeve_open_sites_free (report->sites[1]);
  reeve_backtest_free (report->backtest);
}

static char *
text_of (ReeveOrdinance *ordinance)
{
  GBytes *text = reeve_ordinance_get_text (ordinance);

  return g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

/* The annex to one file: with someone it goes to a release, else a copy for the desk that is not recorded. */
static gboolean
write_annex (const char *path, const ReeveBacktestSpec *spec, const Options *options, const char *out, ReeveFormat format, GError **error)
{
  gboolean released = options->to != NULL || options->reason != NULL;
  g_autofree char *draft = text_of (spec->after), *beside = spec->before != NULL ? text_of (spec->before) : NULL;
  g_autoptr (ReeveDb) db = reeve_db_open (path, released ? REEVE_DB_READ_WRITE : REEVE_DB_READ_ONLY, error);
  const ReeveReleaseRequest request = { .audience = released ? REEVE_AUDIENCE_COUNCIL : REEVE_AUDIENCE_INTERNAL, .to = options->to,
                                        .reason = options->reason, .report = REEVE_RELEASE_ANNEX, .day = spec->day, .from = spec->day,
                                        .until = spec->day, .made_on = MAX (reeve_day_today (), spec->day), .draft = draft, .beside = beside,
                                        .only = spec->only, .as_on_day = spec->as_on_day,
                                        .without_grandfathering = spec->after_without_grandfathering, .sparing_all = spec->after_sparing_all };
  gint64 number;

  if (db == NULL || !reeve_release_make (db, &request, format, out, &number, error))
    return FALSE;
  if (number > 0 && !options->json)
    reeve_cli_print_release (out, number, FALSE);
  return TRUE;
}

static int
compare (const char *path, ReeveDb *db, ReeveConn *conn, const ReeveBacktestSpec *spec, const Options *options)
{
  ReeveComparisonReport report = { .conn = conn, .list = options->list };
  g_autoptr (GError) error = NULL;
  int status = REEVE_EXIT_DONE;

  report.backtest = reeve_backtest_run (db, spec, NULL, NULL, NULL, &error);
  if (report.backtest == NULL || !find_missing (&report, &error) || (options->sweep != NULL && !run_sweep (&report, db, spec, options->sweep, &error))
      || (options->open_sites && !run_open_sites (&report, db, spec, &error)) || (options->pdf != NULL && !write_annex (path, spec, options, options->pdf, REEVE_FORMAT_PDF, &error))
      || (options->xlsx != NULL && !write_annex (path, spec, options, options->xlsx, REEVE_FORMAT_XLSX, &error)))
    status = reeve_cli_fail (&error);
  else
    {
      (options->json ? reeve_cli_compare_print_json : print_text) (&report);
      status = is_found (report.backtest) ? REEVE_EXIT_FOUND : REEVE_EXIT_DONE;
    }
  report_clear (&report);
  return status;
}

static int
open_and_compare (const char *path, const char *draft, ReeveDay day, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = reeve_db_open (path, REEVE_DB_READ_ONLY, &error);
  g_autoptr (ReeveReader) reader = db == NULL ? NULL : reeve_reader_new (db, &error);
  g_autoptr (ReeveOrdinance) after = NULL, before = NULL;
  ReeveBacktestSpec spec = { .day = day, .as_on_day = options->as_on_day, .after_without_grandfathering = options->no_grandfather,
                             .after_sparing_all = options->grandfather_all,
                             .only = (const char *const *) options->only };

  if (reader == NULL)
    return reeve_cli_fail (&error);
  after = reeve_cli_load_ordinance (draft, reeve_reader_get_conn (reader), NULL, &error);
  if (after == NULL)
    return reeve_cli_fail (&error);
  if (options->with != NULL)
    {
      before = reeve_cli_load_ordinance (options->with, reeve_reader_get_conn (reader), NULL, &error);
      if (before == NULL)
        return reeve_cli_fail (&error);
    }
  spec.after = after;
  spec.before = before;
  return compare (path, db, reeve_reader_get_conn (reader), &spec, options);
}

static void
options_clear (Options *options)
{
  g_free (options->on);
  g_free (options->with);
  g_free (options->sweep);
  g_free (options->pdf);
  g_free (options->xlsx);
  g_free (options->to);
  g_free (options->reason);
  g_strfreev (options->only);
}

static int
run (int argc, char **argv)
{
  Options options = { NULL };
  const GOptionEntry entries[] = {
    { "with", 0, 0, G_OPTION_ARG_FILENAME, &options.with, N_("Compare with this file in place of the ordinance in force"), N_("FILE") },
    { "on", 0, 0, G_OPTION_ARG_STRING, &options.on, N_("On the records of this day (default: today)"), N_("DATE") },
    { "as-on-day", 0, 0, G_OPTION_ARG_NONE, &options.as_on_day, N_("Leave out what of the draft is not yet in force that day"), NULL },
    { "only", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.only, N_("Compare this provision only; may be given again"), N_("ID") },
    { "no-grandfather", 0, 0, G_OPTION_ARG_NONE, &options.no_grandfather, N_("Read the draft without what it grandfathers"), NULL },
    { "grandfather-all", 0, 0, G_OPTION_ARG_NONE, &options.grandfather_all, N_("Spare whoever is licensed from all that the draft alters"), NULL },
    { "sweep", 0, 0, G_OPTION_ARG_STRING, &options.sweep, N_("Count for each of these values of a parameter"), N_("PARAMETER=V1,V2,...") },
    { "open-sites", 0, 0, G_OPTION_ARG_NONE, &options.open_sites, N_("Count the premises where a new licence could be had"), NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &options.list, N_("List the businesses for which something changes"), NULL },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &options.pdf, N_("Write the annex for the council to this file: counts, no names"), N_("FILE") },
    { "xlsx", 0, 0, G_OPTION_ARG_FILENAME, &options.xlsx, N_("Write the annex as a workbook to this file"), N_("FILE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_("Release the annex to the council: to whom it goes"), N_("WHOM") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, N_("Why: the legal basis or the reason"), N_("WHY") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("Print one JSON object"), NULL },
    { NULL },
  };
  int status = reeve_cli_parse (&reeve_cli_compare, entries, &argc, &argv, 2, 2);
  ReeveDay day;

  if (status < 0 && options.no_grandfather && options.grandfather_all)
    {
      g_printerr ("reevectl: %s\n", _("--no-grandfather and --grandfather-all exclude each other."));
      status = REEVE_EXIT_USAGE;
    }
  if (status < 0)
    status = reeve_cli_parse_day (options.on, &day) ? open_and_compare (argv[1], argv[2], day, &options) : REEVE_EXIT_USAGE;
  options_clear (&options);
  return status;
}

const ReeveCliCommand reeve_cli_compare = { "compare", "CASE DRAFT", N_("Try a draft ordinance on the records"), run };
