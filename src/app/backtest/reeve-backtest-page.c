/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One choice (effect, provision, group) filters list and map; every control changes the choice and then all follow it. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-backtest-annex.h"
#include "reeve-backtest-page-private.h"
#include "reeve-error.h"
#include "reeve-ordinance-versions.h"
#include "reeve-wording.h"

#define NARROW 900             /* px: below, what stands side by side stands one above the other */

G_DEFINE_FINAL_TYPE (ReeveBacktestPage, reeve_backtest_page, REEVE_TYPE_PAGE)

static const ReeveEffect count_order[] = REEVE_BACKTEST_COUNT_ORDER;

/* --- running --- */

static const ReeveOrdinanceVersion *
version_at (ReeveBacktestPage *self, guint position)
{
  return position < self->versions->len ? g_ptr_array_index (self->versions, position) : NULL;
}

static ReeveOrdinance *
load_version (ReeveBacktestPage *self, const ReeveOrdinanceVersion *version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveMessages) messages = NULL;
  ReeveConn *conn = reeve_case_file_get_conn (self->file);
  g_autoptr (GBytes) text = reeve_ordinance_version_load (conn, version->id, &error);
  ReeveOrdinance *ordinance = text == NULL ? NULL : reeve_ordinance_load (version->title, text, reeve_check_find_library, conn, &messages);
  g_autofree char *name = reeve_ordinance_version_name (version), *problem = NULL;

  if (ordinance != NULL)
    return ordinance;
  /* Translators: the name of a draft */
  problem = error != NULL ? g_strdup (error->message) : g_strdup_printf (_("%s has an error and cannot be tried; its page shows where."), name);
  reeve_case_file_set_problem (self->file, problem);
  return NULL;
}

/* The texts chosen; FALSE = one of them cannot be read, which the strip says. Position 0 on the left is what is in force. */
static gboolean
read_spec (ReeveBacktestPage *self, ReeveBacktestSpec *spec)
{
  guint left = gtk_drop_down_get_selected (self->before_choice);
  const ReeveOrdinanceVersion *before = left == 0 ? NULL : version_at (self, left - 1);
  const ReeveOrdinanceVersion *after = version_at (self, gtk_drop_down_get_selected (self->after_choice));

  if (after == NULL)
    return FALSE;
  *spec = (ReeveBacktestSpec) { .day = reeve_case_file_get_day (self->file), .after_without_grandfathering = gtk_toggle_button_get_active (self->off) };
  spec->before_without_grandfathering = spec->after_without_grandfathering;
  spec->after_sparing_all = gtk_toggle_button_get_active (self->for_all);
  spec->after = load_version (self, after);
  if (spec->after != NULL && before != NULL)
    spec->before = load_version (self, before);
  if (spec->after == NULL || (before != NULL && spec->before == NULL))
    {
      g_clear_pointer (&spec->after, reeve_ordinance_unref);
      return FALSE;
    }
  g_free (self->names[0]);
  g_free (self->names[1]);
  self->names[0] = before == NULL ? g_strdup (_("In force")) : reeve_ordinance_version_name (before);
  self->names[1] = reeve_ordinance_version_name (after);
  return TRUE;
}

static void
spec_clear (ReeveBacktestSpec *spec)
{
  g_clear_pointer (&spec->before, reeve_ordinance_unref);
  g_clear_pointer (&spec->after, reeve_ordinance_unref);
}

static GCancellable *
begin (ReeveBacktestPage *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  self->running = g_cancellable_new ();
  self->is_running = TRUE;
  gtk_widget_add_css_class (GTK_WIDGET (self->counts), "running");
  return self->running;
}

/* FALSE: the page has begun another run since, or is gone. A run that the user cancelled is told. */
static gboolean
ended (ReeveBacktestPage *self, GAsyncResult *result, const GError *error)
{
  if (self->root == NULL || g_task_get_cancellable (G_TASK (result)) != self->running)
    return FALSE;
  self->is_running = FALSE;
  gtk_widget_remove_css_class (GTK_WIDGET (self->counts), "running");
  reeve_case_file_set_progress (self->file, NULL, 0, NULL);
  if (error == NULL)
    return TRUE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || g_error_matches (error, REEVE_ERROR, REEVE_ERROR_CANCELLED))
    gtk_label_set_text (self->sentence, _("Cancelled. Nothing was changed; Run again starts anew."));
  else
    gtk_label_set_text (self->sentence, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->sentence), TRUE);
  return FALSE;
}

static gboolean
nothing_changes (ReeveBacktestPage *self)
{
  guint n;

  reeve_backtest_get_rows (self->result->test, &n);
  return n == 0;
}

static void
show_result (ReeveBacktestPage *self)
{
  ReeveBacktest *test = self->result->test;
  gboolean nothing = nothing_changes (self);
  g_autofree char *day = reeve_word_day (reeve_backtest_get_day (test), FALSE), *law_day = reeve_word_day (reeve_backtest_get_law_day (test), FALSE);
  g_autofree char *number = reeve_word_count (reeve_backtest_count_businesses (test)), *text = NULL;

  if (reeve_backtest_get_day (test) == reeve_backtest_get_law_day (test))
    /* Translators: a day */
    text = g_strdup_printf (_("on records of %s"), day);
  else
    /* Translators: two days */
    text = g_strdup_printf (_("as it will stand on %2$s, on records of %1$s"), day, law_day);
  gtk_label_set_text (self->day_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->day_label), text);
  g_free (text);
  text = nothing ? g_strdup_printf (ngettext ("The draft changes nothing for the %s record of %s.", "The draft changes nothing for the %s records of %s.",
                                              (gulong) reeve_backtest_count_businesses (test)), number, day) : NULL;
  gtk_label_set_text (self->sentence, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->sentence), nothing);
  gtk_widget_set_visible (GTK_WIDGET (self->counts), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->middle), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->bottom), TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backtest.annex", TRUE);
  self->filling = TRUE;
  reeve_backtest_page_show_counts (self);
  self->filling = FALSE;
  reeve_backtest_page_show_provisions (self);
  reeve_backtest_page_show_groups (self);
  reeve_backtest_page_follow_choice (self);
}

/* "1000 ft", "14 days", "3": @ret_unit points behind the number. Not "21:00-08:00". */
static gboolean
is_amount (const char *text, double *ret_number, char **ret_unit)
{
  *ret_number = g_ascii_strtod (text, ret_unit);
  return *ret_unit != text && *ret_number > 0 && strpbrk (*ret_unit, "0123456789:") == NULL;
}

static void
show_parameters (ReeveBacktestPage *self)
{
  const GPtrArray *parameters = reeve_ordinance_get_parameters (reeve_backtest_get_after (self->result->test));
  ReeveOrdinance *before = reeve_backtest_get_before (self->result->test);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint first = 0;
  double number;
  char *unit;

  for (guint i = 0; i < parameters->len; i++)
    gtk_string_list_append (names, ((ReeveParameter *) g_ptr_array_index (parameters, i))->name);
  for (guint i = 0; before != NULL && i < parameters->len; i++)
    {
      const ReeveParameter *parameter = g_ptr_array_index (parameters, i), *old = reeve_ordinance_find_parameter (before, parameter->name);
      const ReeveParameterValue *a = old == NULL ? NULL : reeve_parameter_value_on (old, reeve_backtest_get_day (self->result->test));
      const ReeveParameterValue *b = reeve_parameter_value_on (parameter, reeve_backtest_get_law_day (self->result->test));

      if (a != NULL && b != NULL && g_strcmp0 (a->text, b->text) != 0 && is_amount (b->text, &number, &unit))
        {
          first = i;
          break;
        }
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->parameter_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->parameter_choice, first);
  self->filling = FALSE;
}

static void
drop_result (ReeveBacktestPage *self)
{
  g_clear_pointer (&self->choice.group, g_free);
  self->choice = REEVE_BACKTEST_CHOOSE_ALL;
  reeve_backtest_model_set (self->model, NULL, &self->choice);
  g_clear_pointer (&self->sweep, reeve_sweep_free);
  g_clear_pointer (&self->sites, reeve_open_sites_pair_free);
  g_clear_pointer (&self->result, reeve_backtest_result_free);
}

static void parameter_chosen_cb (ReeveBacktestPage *self);
static void by_chosen_cb (ReeveBacktestPage *self);

static void
tried_cb (GObject *source, GAsyncResult *async, gpointer data)
{
  g_autoptr (ReeveBacktestPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveBacktestResult) result = reeve_backtest_run_finish (async, &error);

  if (!ended (self, async, error))
    return;
  drop_result (self);
  self->result = g_steal_pointer (&result);
  show_parameters (self);
  parameter_chosen_cb (self);
  show_result (self);
  if (reeve_backtest_page_get_by (self) == REEVE_BACKTEST_SHOW_SITES)
    by_chosen_cb (self);
}

static void
run (ReeveBacktestPage *self)
{
  ReeveBacktestSpec spec = { 0 };

  self->stale = FALSE;
  if (!read_spec (self, &spec))
    return;
  reeve_backtest_run_async (self->file, &spec, FALSE, begin (self), tried_cb, g_object_ref (self));
  spec_clear (&spec);
}

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (REEVE_BACKTEST_PAGE (widget));
}

static void
choice_changed_cb (ReeveBacktestPage *self)
{
  if (!self->filling)
    run (self);
}

/* Of the two that one choice moves, the one that became active runs. */
static void
grandfathering_toggled_cb (ReeveBacktestPage *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button) && self->file != NULL)
    run (self);
}

/* --- values and sites --- */

static const ReeveParameter *
parameter_now (ReeveBacktestPage *self)
{
  const GPtrArray *parameters = self->result == NULL ? NULL : reeve_ordinance_get_parameters (reeve_backtest_get_after (self->result->test));
  guint position = gtk_drop_down_get_selected (self->parameter_choice);

  return parameters != NULL && position < parameters->len ? g_ptr_array_index (parameters, position) : NULL;
}

/* Half, its own, one and a half and twice the value compared with, in its unit: a start that one edits. */
static void
parameter_chosen_cb (ReeveBacktestPage *self)
{
  const ReeveParameter *parameter = self->filling ? NULL : parameter_now (self);
  ReeveOrdinance *before = parameter == NULL ? NULL : reeve_backtest_get_before (self->result->test);
  const ReeveParameter *old = before == NULL ? NULL : reeve_ordinance_find_parameter (before, parameter->name);
  const ReeveParameterValue *value = parameter == NULL || parameter->values->len == 0
                                       ? NULL : &g_array_index (parameter->values, ReeveParameterValue, parameter->values->len - 1);
  g_autoptr (GString) text = g_string_new (NULL);
  char *unit = NULL;
  double number;

  if (value == NULL)
    return;
  if (old != NULL && old->values->len > 0)
    value = &g_array_index (old->values, ReeveParameterValue, old->values->len - 1);
  if (!is_amount (value->text, &number, &unit))
    g_string_assign (text, value->text);
  else
    for (guint i = 1; i <= 4; i++)
      {
        char digits[G_ASCII_DTOSTR_BUF_SIZE];

        g_ascii_formatd (digits, sizeof digits, "%.10g", number * i / 2 == (double) (gint64) (number * i / 2) || number < 10 ? number * i / 2
                                                                                                                           : (double) (gint64) (number * i / 2));
        g_string_append_printf (text, "%s%s%s", i == 1 ? "" : ", ", digits, unit);
      }
  gtk_editable_set_text (GTK_EDITABLE (self->values_entry), text->str);
}

static void
swept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveBacktestPage) self = data;
  g_autoptr (GError) error = NULL;
  ReeveSweep *sweep = reeve_sweep_run_finish (result, &error);
  g_autofree char *message = NULL;

  if (self->root != NULL && g_task_get_cancellable (G_TASK (result)) == self->running && error != NULL)
    {
      /* where in the text is of no use here: what is wrong with the value is said in the first two lines */
      g_auto (GStrv) lines = g_strsplit (error->message, "\n", 3);

      if (g_strv_length (lines) > 2)
        g_clear_pointer (&lines[2], g_free);
      message = g_strjoinv (" ", lines);
      gtk_label_set_text (self->group_note, message);
    }
  if (!ended (self, result, NULL) || sweep == NULL)
    {
      g_clear_pointer (&sweep, reeve_sweep_free);
      return;
    }
  g_clear_pointer (&self->sweep, reeve_sweep_free);
  self->sweep = sweep;
  reeve_backtest_page_show_groups (self);
}

static void
sweep_cb (ReeveBacktestPage *self)
{
  const ReeveParameter *parameter = parameter_now (self);
  g_auto (GStrv) values = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->values_entry)), ",", -1);
  ReeveBacktestSpec spec = { 0 };

  for (guint i = 0; values[i] != NULL; i++)
    g_strstrip (values[i]);
  if (parameter == NULL || self->is_running || !read_spec (self, &spec))
    return;
  reeve_sweep_run_async (self->file, &spec, parameter->name, (const char *const *) values, begin (self), swept_cb, g_object_ref (self));
  spec_clear (&spec);
}

static void
sites_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveBacktestPage) self = data;
  g_autoptr (GError) error = NULL;
  ReeveOpenSitesPair *sites = reeve_open_sites_run_finish (result, &error);

  if (!ended (self, result, error))
    {
      g_clear_pointer (&sites, reeve_open_sites_pair_free);
      return;
    }
  g_clear_pointer (&self->sites, reeve_open_sites_pair_free);
  self->sites = sites;
  reeve_backtest_page_show_groups (self);
  reeve_backtest_page_follow_choice (self);
}

static void
by_chosen_cb (ReeveBacktestPage *self)
{
  ReeveBacktestShow by = reeve_backtest_page_get_by (self);
  ReeveBacktestSpec spec = { 0 };

  if (self->root == NULL || self->model == NULL)
    return;
  g_clear_pointer (&self->choice.group, g_free);
  reeve_backtest_page_show_groups (self);
  reeve_backtest_page_follow_choice (self);
  if (by != REEVE_BACKTEST_SHOW_SITES || self->result == NULL || self->sites != NULL || self->is_running || !read_spec (self, &spec))
    return;
  reeve_open_sites_run_async (self->file, reeve_backtest_get_before (self->result->test), &spec, begin (self), sites_found_cb, g_object_ref (self));
  spec_clear (&spec);
}

/* --- the annex --- */

static void
annex_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveBacktestPage *self = REEVE_BACKTEST_PAGE (widget);
  ReeveBacktestSpec spec = { 0 };
  GtkRoot *root = gtk_widget_get_root (widget);

  if (self->result == NULL || !read_spec (self, &spec))
    return;
  reeve_backtest_annex_ask (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->file, &spec);
  spec_clear (&spec);
}

/* --- texts and keys --- */

/* Reads what versions there are; what is chosen stays chosen. */
static void
reload (ReeveBacktestPage *self, gint64 wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkStringList) left = gtk_string_list_new (NULL), right = gtk_string_list_new (NULL);
  const ReeveOrdinanceVersion *before = self->versions == NULL || gtk_drop_down_get_selected (self->before_choice) == 0
                                          ? NULL : version_at (self, gtk_drop_down_get_selected (self->before_choice) - 1);
  const ReeveOrdinanceVersion *after = self->versions == NULL ? NULL : version_at (self, gtk_drop_down_get_selected (self->after_choice));
  gint64 left_id = before == NULL ? 0 : before->id, right_id = wanted != 0 ? wanted : after == NULL ? 0 : after->id;
  GPtrArray *versions = reeve_ordinance_versions_list (reeve_case_file_get_conn (self->file), &error);
  guint left_at = 0, right_at;
  gboolean one = TRUE;

  if (versions == NULL)
    {
      reeve_case_file_set_problem (self->file, error->message);
      return;
    }
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  self->versions = versions;
  right_at = versions->len == 0 ? 0 : versions->len - 1;
  gtk_string_list_append (left, _("In force"));
  for (guint i = 0; i < versions->len; i++)
    one = one && g_str_equal (((ReeveOrdinanceVersion *) g_ptr_array_index (versions, i))->ordinance,
                              ((ReeveOrdinanceVersion *) g_ptr_array_index (versions, 0))->ordinance);
  for (guint i = 0; i < versions->len; i++)
    {
      const ReeveOrdinanceVersion *version = g_ptr_array_index (versions, i);
      g_autofree char *name = reeve_ordinance_version_name (version), *words = NULL;

      /* of one ordinance the name alone tells them apart */
      words = one ? g_strdup (name) : g_strdup_printf (_("%s of %s"), name, version->title);
      gtk_string_list_append (left, words);
      gtk_string_list_append (right, words);
      left_at = version->id == left_id ? i + 1 : left_at;
      right_at = version->id == right_id ? i : right_at;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->before_choice, G_LIST_MODEL (left));
  gtk_drop_down_set_model (self->after_choice, G_LIST_MODEL (right));
  gtk_drop_down_set_selected (self->before_choice, left_at);
  if (versions->len > 0)
    gtk_drop_down_set_selected (self->after_choice, right_at);
  self->filling = FALSE;
  gtk_stack_set_visible_child_name (self->root, versions->len == 0 ? "empty" : "case");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backtest.run", versions->len > 0);
}

static void
changed_cb (ReeveBacktestPage *self, ReeveChanges *changes)
{
  if (reeve_changes_touch (changes, "ordinance_version"))
    reload (self, 0);
  self->stale = TRUE;
}

static gboolean
key_pressed_cb (ReeveBacktestPage *self, guint key, guint code, GdkModifierType state)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  if ((state & GDK_CONTROL_MASK) && (key == GDK_KEY_t || key == GDK_KEY_T))
    {
      self->table = !self->table;
      reeve_backtest_bars_set_table (self->provision_bars, self->table);
      reeve_backtest_page_show_groups (self);
      return GDK_EVENT_STOP;
    }
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) || GTK_IS_EDITABLE (focus) || GTK_IS_TEXT (focus))
    return GDK_EVENT_PROPAGATE;
  /* the window's own F5 is off where nothing can be written; a draft can be tried there too */
  if (key == GDK_KEY_F5)
    {
      run (self);
      return GDK_EVENT_STOP;
    }
  if (key >= GDK_KEY_1 && key < GDK_KEY_1 + G_N_ELEMENTS (count_order))
    {
      GtkToggleButton *button = self->count_buttons[count_order[key - GDK_KEY_1]];

      if (button != NULL)
        gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_g || key == GDK_KEY_G)
    {
      GtkToggleButton *next = gtk_toggle_button_get_active (self->as_drafted) ? self->off : gtk_toggle_button_get_active (self->off) ? self->for_all : self->as_drafted;

      gtk_toggle_button_set_active (next, TRUE);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* Esc first takes back the choice. */
static gboolean
page_leave (ReevePage *page)
{
  ReeveBacktestPage *self = REEVE_BACKTEST_PAGE (page);

  if (self->result == NULL || (self->choice.effect < 0 && self->choice.provision < 0 && self->choice.group == NULL))
    return FALSE;
  g_clear_pointer (&self->choice.group, g_free);
  self->choice = REEVE_BACKTEST_CHOOSE_ALL;
  self->filling = TRUE;
  for (guint e = 0; e < REEVE_N_EFFECTS; e++)
    if (self->count_buttons[e] != NULL)
      gtk_toggle_button_set_active (self->count_buttons[e], FALSE);
  self->filling = FALSE;
  reeve_backtest_bars_choose (self->provision_bars, -1);
  reeve_backtest_bars_choose (self->group_bars, -1);
  reeve_backtest_page_follow_choice (self);
  return TRUE;
}

static gboolean
narrow_idle (gpointer data)
{
  ReeveBacktestPage *self = data;
  GtkOrientation orientation = self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  if (self->root == NULL)
    return G_SOURCE_REMOVE;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->bar), orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->middle), orientation);
  gtk_box_set_homogeneous (self->middle, !self->narrow);
  gtk_flow_box_set_max_children_per_line (self->counts, self->narrow ? 2 : 4);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->bottom), orientation);
  /* stacked, all does not fit, and the bars would be cut to their least height */
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (gtk_widget_get_ancestor (GTK_WIDGET (self->middle), GTK_TYPE_VIEWPORT)),
                                     self->narrow ? GTK_SCROLL_NATURAL : GTK_SCROLL_MINIMUM);
  return G_SOURCE_REMOVE;
}

static void
reeve_backtest_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                             int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

/* While it is being allocated nothing may ask for another size. */
static void
reeve_backtest_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReeveBacktestPage *self = REEVE_BACKTEST_PAGE (widget);

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
  if ((width < NARROW) == self->narrow)
    return;
  self->narrow = width < NARROW;
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, narrow_idle, g_object_ref (self), g_object_unref);
}

static void
reeve_backtest_page_dispose (GObject *object)
{
  ReeveBacktestPage *self = REEVE_BACKTEST_PAGE (object);

  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  if (self->root != NULL)
    {
      gtk_list_view_set_model (self->list, NULL);
      drop_result (self);
    }
  self->root = NULL;
  g_clear_object (&self->running);
  g_clear_object (&self->rows);
  g_clear_object (&self->model);
  g_clear_object (&self->selection);
  g_clear_object (&self->file);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->bar_provisions, g_array_unref);
  g_clear_pointer (&self->names[0], g_free);
  g_clear_pointer (&self->names[1], g_free);
  G_OBJECT_CLASS (reeve_backtest_page_parent_class)->dispose (object);
}

static void
reeve_backtest_page_class_init (ReeveBacktestPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_backtest_page_dispose;
  widget_class->measure = reeve_backtest_page_measure;
  widget_class->size_allocate = reeve_backtest_page_size_allocate;
  REEVE_PAGE_CLASS (klass)->leave = page_leave;
  g_type_ensure (REEVE_TYPE_BACKTEST_BARS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-backtest-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, after_choice);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, as_drafted);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, bar);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, before_choice);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, bottom);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, by_choice);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, counts);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, day_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, for_all);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, group_bars);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, group_note);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, list);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, list_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, map_place);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, middle);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, off);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, others_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, parameter_choice);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, provision_bars);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, root);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, sweep_box);
  gtk_widget_class_bind_template_child (widget_class, ReeveBacktestPage, values_entry);
  gtk_widget_class_bind_template_callback (widget_class, by_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, grandfathering_toggled_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "group_chosen_cb", G_CALLBACK (reeve_backtest_page_group_chosen));
  gtk_widget_class_bind_template_callback (widget_class, parameter_chosen_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "provision_chosen_cb", G_CALLBACK (reeve_backtest_page_provision_chosen));
  gtk_widget_class_bind_template_callback_full (widget_class, "row_activated_cb", G_CALLBACK (reeve_backtest_page_row_activated));
  gtk_widget_class_bind_template_callback (widget_class, sweep_cb);
  gtk_widget_class_install_action (widget_class, "backtest.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "backtest.annex", NULL, annex_action);
  gtk_widget_class_install_action (widget_class, "backtest.why", NULL, reeve_backtest_page_why_action);
}

static void
reeve_backtest_page_init (ReeveBacktestPage *self)
{
  const char *const bys[] = { _("By district"), _("By category"), _("By age of licence"), _("At other values"), _("Where a new licence could be had"), NULL };
  g_autoptr (GtkStringList) by = gtk_string_list_new (bys);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* with a layout manager nobody asks this class what to do at another width */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  reeve_page_set_title (REEVE_PAGE (self), _("Back-test"));
  reeve_page_set_subtitle (REEVE_PAGE (self), _("internal"));
  self->choice = REEVE_BACKTEST_CHOOSE_ALL;
  self->bar_provisions = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_drop_down_set_model (self->by_choice, G_LIST_MODEL (by));
  gtk_widget_set_visible (GTK_WIDGET (self->counts), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->middle), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->bottom), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backtest.annex", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backtest.why", FALSE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
reeve_backtest_page_new (ReeveCaseFile *file)
{
  ReeveBacktestPage *self = g_object_new (REEVE_TYPE_BACKTEST_PAGE, NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  reeve_page_set_file (REEVE_PAGE (self), file);
  self->file = g_object_ref (file);
  self->selection = g_object_ref (reeve_case_file_get_selection (file));
  self->model = reeve_backtest_model_new ();
  self->rows = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_single_selection_set_autoselect (self->rows, FALSE);
  gtk_single_selection_set_can_unselect (self->rows, TRUE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (reeve_backtest_page_setup_row), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (reeve_backtest_page_bind_row), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->rows));
  self->map = REEVE_BACKTEST_MAP (reeve_backtest_map_new (file));
  adw_bin_set_child (self->map_place, GTK_WIDGET (self->map));
  g_signal_connect_object (self->rows, "notify::selected", G_CALLBACK (reeve_backtest_page_row_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "picked", G_CALLBACK (reeve_backtest_page_picked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::business", G_CALLBACK (reeve_backtest_page_follow_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  reload (self, 0);
  g_signal_connect_object (self->before_choice, "notify::selected", G_CALLBACK (choice_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->after_choice, "notify::selected", G_CALLBACK (choice_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
reeve_backtest_page_run (ReeveBacktestPage *self, gint64 version)
{
  g_return_if_fail (REEVE_IS_BACKTEST_PAGE (self));
  if (version != 0)
    reload (self, version);
  run (self);
}

gboolean
reeve_backtest_page_is_running (ReeveBacktestPage *self)
{
  g_return_val_if_fail (REEVE_IS_BACKTEST_PAGE (self), FALSE);
  return self->is_running;
}
