/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page shows of a result: counts, bars, list and map, all of one choice. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-backtest-page-private.h"
#include "reeve-backtest-why.h"
#include "reeve-comparison.h"
#include "reeve-symbol-image.h"
#include "reeve-wording.h"

#define MAX_BARS 60

static const ReeveShown looks[REEVE_N_EFFECTS] = { REEVE_SHOWN_NOT_MET, REEVE_SHOWN_PENDING, REEVE_SHOWN_NOT_KNOWN, REEVE_SHOWN_MET, REEVE_SHOWN_MET,
                                                   REEVE_SHOWN_NOT_APPLICABLE };

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static const GPtrArray *
provisions_of (ReeveBacktestPage *self)
{
  return reeve_backtest_get_provisions (self->result->test);
}

/* --- counts --- */

/* Under a count: what stands out of it. */
static char *
count_note (ReeveBacktestPage *self, ReeveEffect effect)
{
  ReeveBacktest *test = self->result->test;
  gint64 homes = effect == REEVE_EFFECT_UNCHANGED ? 0 : reeve_backtest_count_homes (test, effect);
  g_autofree char *number = NULL;

  if (effect == REEVE_EFFECT_UNCHANGED)
    {
      number = reeve_word_count (reeve_backtest_count_businesses (test));
      /* Translators: number of businesses, seconds */
      return g_strdup_printf (ngettext ("of %s business, %.2f s", "of %s businesses, %.2f s", (gulong) reeve_backtest_count_businesses (test)), number,
                              self->result->seconds);
    }
  if (effect == REEVE_EFFECT_UNKNOWN)
    for (guint i = 0; i < provisions_of (self)->len; i++)
      {
        const ReeveBacktestProvision *provision = g_ptr_array_index (provisions_of (self), i);
        const ReeveMissingFact *fact;

        if (provision->effects.n[REEVE_EFFECT_UNKNOWN] == 0 || self->result->missing[i] == NULL || self->result->missing[i]->len == 0)
          continue;
        fact = g_ptr_array_index (self->result->missing[i], 0);
        number = reeve_word_count (fact->records);
        /* Translators: how many lack a fact, and which: "19 lack hours of Sunday" */
        return g_strdup_printf (ngettext ("%s lacks: %s", "%s lack: %s", fact->records), number, fact->label);
      }
  if (homes == 0)
    return g_strdup ("");
  number = reeve_word_count (homes);
  return g_strdup_printf (ngettext ("%s of them at a home", "%s of them at homes", (gulong) homes), number);
}

static void
count_toggled_cb (ReeveBacktestPage *self, GtkToggleButton *button)
{
  if (self->filling)
    return;
  self->choice.effect = -1;
  self->filling = TRUE;
  for (int e = 0; e < REEVE_N_EFFECTS; e++)
    if (self->count_buttons[e] == button && gtk_toggle_button_get_active (button))
      self->choice.effect = e;
    else if (self->count_buttons[e] != NULL)
      gtk_toggle_button_set_active (self->count_buttons[e], FALSE);
  self->filling = FALSE;
  reeve_backtest_page_follow_choice (self);
}

static GtkWidget *
count_new (ReeveBacktestPage *self, ReeveEffect effect, gint64 n)
{
  GtkWidget *button = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *symbol = g_object_new (REEVE_TYPE_SYMBOL_IMAGE, "size", 20, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_autofree char *number = reeve_word_count (n), *note = count_note (self, effect), *spoken = NULL;

  reeve_symbol_image_set_shown (REEVE_SYMBOL_IMAGE (symbol), looks[effect]);
  gtk_box_append (GTK_BOX (head), symbol);
  gtk_box_append (GTK_BOX (head), label_new (number, "question"));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), label_new (reeve_effect_label (effect), "field-label"));
  gtk_box_append (GTK_BOX (box), label_new (note, "caption-2"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "count-card");
  /* Translators: a count read aloud: effect, number, what stands out */
  spoken = g_strdup_printf (C_("count", "%s: %s. %s"), reeve_effect_label (effect), number, note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (count_toggled_cb), self, G_CONNECT_SWAPPED);
  self->count_buttons[effect] = GTK_TOGGLE_BUTTON (button);
  return button;
}

static void
clear_counts (ReeveBacktestPage *self)
{
  GtkWidget *child;

  memset (self->count_buttons, 0, sizeof self->count_buttons);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->counts))) != NULL)
    gtk_flow_box_remove (self->counts, child);
}

static const ReeveEffect count_order[] = REEVE_BACKTEST_COUNT_ORDER;

void
reeve_backtest_page_show_counts (ReeveBacktestPage *self)
{
  const ReeveEffectCounts *counts = reeve_backtest_get_businesses (self->result->test);

  guint n = 0;

  clear_counts (self);
  for (guint i = 0; i < G_N_ELEMENTS (count_order); i++)
    {
      ReeveEffect effect = count_order[i];
      GtkFlowBoxChild *child;

      if (i >= 4 && counts->n[effect] == 0)
        continue;
      gtk_flow_box_append (self->counts, count_new (self, effect, counts->n[effect]));
      child = gtk_flow_box_get_child_at_index (self->counts, (int) n++);
      gtk_widget_set_focusable (GTK_WIDGET (child), FALSE);
    }
  gtk_flow_box_set_max_children_per_line (self->counts, self->narrow ? 2 : n);
}

/* --- bars --- */

/* "1000 ft → 1500 ft": values of the ordinance that differ and that the provision reads; NULL = none. */
static char *
changed_values (const ReeveComparison *comparison, const char *provision)
{
  const char *read = NULL;
  GString *out = NULL;

  for (guint i = 0; comparison != NULL && i < comparison->provisions->len; i++)
    {
      const ReeveProvisionCompared *compared = g_ptr_array_index (comparison->provisions, i);

      for (guint k = 0; compared->after != NULL && compared->before != NULL && g_str_equal (compared->after->id, provision) && k < compared->changes->len; k++)
        if (g_str_equal (((ReeveKeyChange *) g_ptr_array_index (compared->changes, k))->key, "parameters"))
          read = ((ReeveKeyChange *) g_ptr_array_index (compared->changes, k))->after;
    }
  for (guint i = 0; read != NULL && i < comparison->parameters->len; i++)
    {
      const ReeveParameterCompared *parameter = g_ptr_array_index (comparison->parameters, i);

      if (parameter->before == NULL || parameter->after == NULL || g_str_equal (parameter->before, parameter->after) || strstr (read, parameter->name) == NULL)
        continue;
      if (out == NULL)
        out = g_string_new (NULL);
      /* Translators: a value before and after */
      g_string_append_printf (out, _("%s → %s"), parameter->before, parameter->after);
      g_string_append (out, "; ");
    }
  if (out == NULL)
    return NULL;
  g_string_truncate (out, out->len - 2);
  return g_string_free (out, FALSE);
}

/* Citation, title, and what is to be said of it. */
static char *
provision_label (const ReeveBacktestProvision *provision, const ReeveComparison *comparison)
{
  const ReeveProvisionVersion *version = provision->after != NULL ? provision->after : provision->before;
  g_autofree char *values = changed_values (comparison, provision->id);
  const char *words = provision->state == REEVE_TEXT_ADDED ? _("new") : provision->state == REEVE_TEXT_DROPPED ? _("dropped") : values;

  if (provision->side == REEVE_BACKTEST_CITY)
    words = _("a duty of the city");
  else if (provision->side != REEVE_BACKTEST_BUSINESS)
    words = _("not counted for the business");
  if (words == NULL)
    /* Translators: citation and title of a provision */
    return g_strdup_printf (C_("provision", "%s %s"), version->citation, version->title);
  /* Translators: citation of a provision, a remark on it, its title */
  return g_strdup_printf (C_("provision", "%s (%s) %s"), version->citation, words, version->title);
}

void
reeve_backtest_page_show_provisions (ReeveBacktestPage *self)
{
  g_autoptr (GPtrArray) bars = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_backtest_bar_free);
  ReeveOrdinance *before = reeve_backtest_get_before (self->result->test);
  g_autoptr (ReeveComparison) comparison = before == NULL ? NULL
                                           : reeve_comparison_new (before, reeve_backtest_get_day (self->result->test), reeve_backtest_get_after (self->result->test),
                                                                   reeve_backtest_get_law_day (self->result->test));
  guint same = 0, words = 0;
  g_autofree char *number = NULL, *others = NULL;

  g_array_set_size (self->bar_provisions, 0);
  for (guint i = 0; i < provisions_of (self)->len; i++)
    {
      const ReeveBacktestProvision *provision = g_ptr_array_index (provisions_of (self), i);
      ReeveBacktestBar *bar;

      if (!provision->evaluated)
        {
          words += provision->state != REEVE_TEXT_SAME;
          same += provision->state == REEVE_TEXT_SAME;
          continue;
        }
      bar = g_new0 (ReeveBacktestBar, 1);
      bar->label = provision_label (provision, comparison);
      bar->counts = provision->effects;
      bar->concerned = provision->concerned;
      g_ptr_array_add (bars, bar);
      g_array_append_val (self->bar_provisions, i);
    }
  reeve_backtest_bars_set (self->provision_bars, bars);
  number = g_strdup_printf ("%u", same);
  others = g_strdup_printf (ngettext ("%s other, not changed", "%s others, not changed", same), number);
  if (words > 0)
    {
      g_autofree char *first = others, *many = g_strdup_printf ("%u", words);
      g_autofree char *changed = g_strdup_printf (ngettext ("%s with other words only", "%s with other words only", words), many);

      others = g_strjoin ("; ", first, changed, NULL);
    }
  gtk_label_set_text (self->others_label, others);
}

ReeveBacktestShow
reeve_backtest_page_get_by (ReeveBacktestPage *self)
{
  return (ReeveBacktestShow) MIN (gtk_drop_down_get_selected (self->by_choice), REEVE_BACKTEST_SHOW_SITES);
}

static GPtrArray *
group_bars (ReeveBacktestPage *self, ReeveBacktestBy by)
{
  GPtrArray *bars = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_backtest_bar_free);
  const GPtrArray *groups = reeve_backtest_get_groups (self->result->test, by);

  for (guint i = 0; i < MIN (groups->len, MAX_BARS); i++)
    {
      const ReeveBacktestGroup *group = g_ptr_array_index (groups, i);
      ReeveBacktestBar *bar = g_new0 (ReeveBacktestBar, 1);

      bar->label = by == REEVE_BACKTEST_BY_CATEGORY && *group->key != '\0' ? reeve_word_value ("business", "category", group->key) : g_strdup (group->label);
      bar->counts = group->effects;
      bar->concerned = group->concerned;
      g_ptr_array_add (bars, bar);
    }
  return bars;
}

static GPtrArray *
sweep_bars (ReeveBacktestPage *self)
{
  GPtrArray *bars = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_backtest_bar_free);

  for (guint i = 0; self->sweep != NULL && i < self->sweep->points->len; i++)
    {
      const ReeveSweepPoint *point = g_ptr_array_index (self->sweep->points, i);
      ReeveBacktestBar *bar = g_new0 (ReeveBacktestBar, 1);
      g_autofree char *number = reeve_word_count (point->standing[REEVE_OUTCOME_VIOLATION] + point->standing[REEVE_OUTCOME_GROUNDS]);

      bar->label = g_strcmp0 (point->value, self->sweep->now) == 0 ? g_strdup_printf (_("%s, as now"), point->value) : g_strdup (point->value);
      /* Translators: how many businesses do not meet it at this value */
      bar->note = g_strdup_printf (_("%s not met in all"), number);
      bar->counts = point->businesses;
      bar->concerned = point->concerned;
      g_ptr_array_add (bars, bar);
    }
  return bars;
}

/* Open sites as "relieved" draws them, those of which nobody can tell dashed. */
static GPtrArray *
site_bars (ReeveBacktestPage *self)
{
  GPtrArray *bars = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_backtest_bar_free);
  const ReeveOpenSites *sites = self->sites == NULL ? NULL : self->sites->sites[1];

  for (guint i = 0; sites != NULL && i < MIN (sites->districts->len, MAX_BARS); i++)
    {
      const ReeveSiteGroup *group = g_ptr_array_index (sites->districts, i);
      gint64 all = group->n[REEVE_SITE_OPEN] + group->n[REEVE_SITE_CLOSED] + group->n[REEVE_SITE_UNKNOWN];
      g_autofree char *open = reeve_word_count (group->n[REEVE_SITE_OPEN]), *asked = reeve_word_count (all);
      ReeveBacktestBar *bar = g_new0 (ReeveBacktestBar, 1);

      bar->label = g_strdup (*group->district == '\0' ? _("District not known") : group->district);
      /* Translators: so many of so many premises are open to a new licence, and the share */
      bar->note = g_strdup_printf (_("%s of %s open, %.1f %%"), open, asked, all == 0 ? 0 : 100.0 * (double) group->n[REEVE_SITE_OPEN] / (double) all);
      bar->words = g_strdup (bar->note);
      bar->counts.n[REEVE_EFFECT_RELIEVED] = group->n[REEVE_SITE_OPEN];
      bar->counts.n[REEVE_EFFECT_UNKNOWN] = group->n[REEVE_SITE_UNKNOWN];
      g_ptr_array_add (bars, bar);
    }
  return bars;
}

static char *
sites_sentence (const ReeveOpenSites *sites, gboolean draft)
{
  gint64 asked = sites->n[REEVE_SITE_OPEN] + sites->n[REEVE_SITE_CLOSED] + sites->n[REEVE_SITE_UNKNOWN];
  g_autofree char *open = reeve_word_count (sites->n[REEVE_SITE_OPEN]), *all = reeve_word_count (asked);
  double share = asked == 0 ? 0 : 100.0 * (double) sites->n[REEVE_SITE_OPEN] / (double) asked;

  if (asked == 0)
    return g_strdup (_("No premises in a commercial zone are known: import the city’s zoning."));
  return draft ? g_strdup_printf (_("Draft: %s of %s premises in commercial zones (%.1f %%) are open to a new licence."), open, all, share)
               : g_strdup_printf (_("Compared with: %s of %s premises in commercial zones (%.1f %%)."), open, all, share);
}

static void
show_group_note (ReeveBacktestPage *self, ReeveBacktestShow by)
{
  g_autofree char *text = NULL;

  if (by == REEVE_BACKTEST_SHOW_SITES && self->sites != NULL)
    {
      g_autofree char *after = sites_sentence (self->sites->sites[1], TRUE);
      g_autofree char *before = self->sites->sites[0] == NULL ? NULL : sites_sentence (self->sites->sites[0], FALSE);

      text = g_strjoin ("\n", after, before, NULL);
    }
  else if (by == REEVE_BACKTEST_SHOW_VALUE)
    text = g_strdup (self->sweep == NULL ? _("Write the values to try and press Enter.") : self->sweep->now != NULL ? "" : _("The text compared with has no such value."));
  else if (by < REEVE_BACKTEST_SHOW_VALUE)
    text = g_strdup (_("Share: newly not met, of the businesses concerned there."));
  gtk_label_set_text (self->group_note, text != NULL ? text : "");
}

void
reeve_backtest_page_show_groups (ReeveBacktestPage *self)
{
  ReeveBacktestShow by = reeve_backtest_page_get_by (self);
  g_autoptr (GPtrArray) bars = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->sweep_box), by == REEVE_BACKTEST_SHOW_VALUE);
  if (self->result == NULL)
    return;
  bars = by == REEVE_BACKTEST_SHOW_VALUE ? sweep_bars (self) : by == REEVE_BACKTEST_SHOW_SITES ? site_bars (self) : group_bars (self, (ReeveBacktestBy) by);
  reeve_backtest_bars_set_table (self->group_bars, self->table && by != REEVE_BACKTEST_SHOW_SITES);
  reeve_backtest_bars_set (self->group_bars, bars);
  show_group_note (self, by);
}

/* --- list and map --- */

static void
set_map (ReeveBacktestPage *self)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (ReeveMapPoint));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  if (reeve_backtest_page_get_by (self) == REEVE_BACKTEST_SHOW_SITES && self->sites != NULL)
    {
      static const ReeveShown states[REEVE_N_SITE_STATES] = { REEVE_SHOWN_MET, REEVE_SHOWN_NOT_APPLICABLE, REEVE_SHOWN_NOT_KNOWN };
      const GArray *sites = self->sites->sites[1]->sites;

      for (guint i = 0; i < sites->len; i++)
        {
          const ReeveSite *site = &g_array_index (sites, ReeveSite, i);
          ReeveWorld world = reeve_world_from_lonlat (site->point.lon, site->point.lat);
          ReeveMapPoint point = { .id = -site->premises, .x = world.x, .y = world.y, .shown = (guint8) states[site->state] };

          g_array_append_val (points, point);
        }
      reeve_backtest_map_set_points (self->map, points, _("premises in commercial zones; met stands for open to a new licence"));
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      const ReeveBacktestRow *row = reeve_backtest_model_get_row (self->model, i);
      ReeveWorld world = reeve_world_from_lonlat (row->point.lon, row->point.lat);
      ReeveMapPoint point = { .id = row->business, .x = world.x, .y = world.y, .shown = (guint8) looks[row->effect] };

      if (row->has_point)
        g_array_append_val (points, point);
    }
  reeve_backtest_map_set_points (self->map, points, _("businesses whose answer changes"));
}

void
reeve_backtest_page_follow_selection (ReeveBacktestPage *self)
{
  gint64 business = reeve_selection_get_business (self->selection);
  guint position = reeve_backtest_model_find (self->model, business);

  self->following = TRUE;
  gtk_single_selection_set_selected (self->rows, position);
  self->following = FALSE;
  reeve_backtest_map_select (self->map, position == G_MAXUINT ? 0 : business,
                             position == G_MAXUINT ? NULL : reeve_backtest_model_get_row (self->model, position)->name);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backtest.why", position != G_MAXUINT);
}

void
reeve_backtest_page_follow_choice (ReeveBacktestPage *self)
{
  guint n;
  g_autofree char *number = NULL, *all = NULL, *text = NULL;

  if (self->result == NULL)
    return;
  reeve_backtest_model_set (self->model, self->result->test, &self->choice);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  number = reeve_word_count (n);
  all = reeve_word_count (reeve_backtest_count_businesses (self->result->test));
  /* Translators: how many, of how many businesses */
  text = g_strdup_printf (ngettext ("%s whose answer changes, of %s", "%s whose answer changes, of %s", n), number, all);
  gtk_label_set_text (self->list_label, text);
  set_map (self);
  reeve_backtest_page_follow_selection (self);
}

void
reeve_backtest_page_row_selected (ReeveBacktestPage *self)
{
  guint position = gtk_single_selection_get_selected (self->rows);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backtest.why", position != GTK_INVALID_LIST_POSITION);
  if (self->following || position == GTK_INVALID_LIST_POSITION)
    return;
  reeve_selection_set_business (self->selection, reeve_backtest_model_get_row (self->model, position)->business);
}

void
reeve_backtest_page_picked (ReeveBacktestPage *self, gint64 business)
{
  if (business >= 0)
    reeve_selection_set_business (self->selection, business);
}

void
reeve_backtest_page_why_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveBacktestPage *self = REEVE_BACKTEST_PAGE (widget);
  g_autoptr (ReeveBacktestItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), gtk_single_selection_get_selected (self->rows));
  g_autoptr (GError) error = NULL;
  const ReeveBacktestRow *row;
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWindow *window;

  if (item == NULL)
    return;
  row = reeve_backtest_item_get_row (item);
  window = reeve_backtest_why_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->result->test, reeve_case_file_get_conn (self->file), row,
                                   reeve_backtest_item_get_change (item)->provision, (const char *const *) self->names, &error);
  if (window == NULL)
    reeve_case_file_set_problem (self->file, error->message);
  else
    gtk_window_present (window);
}

void
reeve_backtest_page_row_activated (ReeveBacktestPage *self, guint position)
{
  gtk_single_selection_set_selected (self->rows, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "backtest.why", NULL);
}

/* --- rows --- */

void
reeve_backtest_page_setup_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *symbol = g_object_new (REEVE_TYPE_SYMBOL_IMAGE, "size", 16, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 1, "hexpand", TRUE, NULL);
  GtkWidget *why = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 1, "hexpand", TRUE, NULL);
  GtkWidget *effect = gtk_label_new (NULL);

  gtk_widget_add_css_class (name, "row-name");
  gtk_widget_add_css_class (why, "secondary");
  gtk_widget_add_css_class (why, "caption-2");
  gtk_widget_add_css_class (effect, "caption-2");
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), why);
  gtk_box_append (GTK_BOX (box), symbol);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), effect);
  gtk_widget_add_css_class (box, "backtest-row");
  gtk_list_item_set_child (item, box);
}

/* "Sec. 18-22: 1,288 ft from ...": the sentence of the explanation under the draft. Of rows in view alone. */
static char *
word_change (ReeveBacktestPage *self, const ReeveBacktestChange *change)
{
  const ReeveBacktestProvision *provision = g_ptr_array_index (provisions_of (self), change->provision);
  const ReeveProvisionVersion *version = provision->after != NULL ? provision->after : provision->before;
  ReeveTrace *before = NULL, *after = NULL;
  char *text = NULL;

  if (reeve_backtest_explain (self->result->test, reeve_case_file_get_conn (self->file), change->provision, change->subject, &before, &after, NULL))
    {
      const char *why = after == NULL ? _("no such provision in the draft") : reeve_trace_get_why_not_applicable (after);

      /* Translators: citation of a provision, and why */
      text = g_strdup_printf (C_("change", "%s: %s"), version->citation, why != NULL ? why : reeve_trace_get_sentence (after));
    }
  g_clear_pointer (&before, reeve_trace_free);
  g_clear_pointer (&after, reeve_trace_free);
  return text != NULL ? text : g_strdup (version->citation);
}

void
reeve_backtest_page_bind_row (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  ReeveBacktestPage *self = REEVE_BACKTEST_PAGE (data);
  ReeveBacktestItem *item = gtk_list_item_get_item (list_item);
  const ReeveBacktestRow *row = reeve_backtest_item_get_row (item);
  const ReeveBacktestChange *change = reeve_backtest_item_get_change (item);
  GtkWidget *box = gtk_list_item_get_child (list_item), *symbol = gtk_widget_get_first_child (box), *words = gtk_widget_get_next_sibling (symbol);
  GtkWidget *name = gtk_widget_get_first_child (words), *why = gtk_widget_get_last_child (words), *effect = gtk_widget_get_last_child (box);
  const char *title = row->name != NULL ? row->name : _("Record without a name");
  g_autofree char *text = word_change (self, change), *spoken = NULL;

  reeve_symbol_image_set_shown (REEVE_SYMBOL_IMAGE (symbol), looks[change->effect]);
  gtk_label_set_text (GTK_LABEL (name), title);
  gtk_label_set_text (GTK_LABEL (why), text);
  gtk_widget_set_tooltip_text (why, text);
  gtk_label_set_text (GTK_LABEL (effect), reeve_effect_label (change->effect));
  /* Translators: a row read aloud: name, effect, why */
  spoken = g_strdup_printf (C_("change", "%s, %s, %s"), title, reeve_effect_label (change->effect), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (name), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* --- choosing --- */

void
reeve_backtest_page_provision_chosen (ReeveBacktestPage *self, int bar)
{
  self->choice.provision = bar < 0 ? -1 : (int) g_array_index (self->bar_provisions, guint, bar);
  reeve_backtest_page_follow_choice (self);
}

void
reeve_backtest_page_group_chosen (ReeveBacktestPage *self, int bar)
{
  ReeveBacktestShow by = reeve_backtest_page_get_by (self);
  const GPtrArray *groups;

  g_clear_pointer (&self->choice.group, g_free);
  if (self->result != NULL && by < REEVE_BACKTEST_SHOW_VALUE && bar >= 0)
    {
      groups = reeve_backtest_get_groups (self->result->test, (ReeveBacktestBy) by);
      self->choice.by = (ReeveBacktestBy) by;
      self->choice.group = g_strdup (((ReeveBacktestGroup *) g_ptr_array_index (groups, bar))->key);
    }
  reeve_backtest_page_follow_choice (self);
}
