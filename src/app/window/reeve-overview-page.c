/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first minute of the day: what is due, and where things stand. Counts come from the derived rows; nothing is computed here. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-agenda-view.h"
#include "reeve-businesses-page.h"
#include "reeve-city-duties-card.h"
#include "reeve-findings.h"
#include "reeve-overview-page.h"
#include "reeve-records-request.h"
#include "reeve-symbol-image.h"
#include "reeve-window.h"
#include "reeve-wording.h"
#include "reeve-wrap-box.h"

#define LATEST 10
#define BESIDE_WIDTH 900
#define CARDS_WIDTH 370
#define PAGE_WIDTH 1240
#define TEMPLATE "/org/reeve/core/ordinances/calder-bend.ordinance.yaml"
#define TEMPLATE_NAME "calder-bend.ordinance.yaml"

struct _ReeveOverviewPage
{
  ReevePage parent_instance;

  GtkScrolledWindow *scroll;
  AdwClamp *cards;
  GtkWidget *columns, *ordinance_card, *unplaced_card, *template_button, *file_button;
  GtkLabel *ordinance_problem, *counts_title, *unplaced_title;
  GtkListBox *counts_list, *changes_list;
  ReeveAgendaView *agenda;
  ReeveCityDutiesCard *city_card;

  GtkFileChooserNative *chooser;
  gboolean reading, beside;  /* .beside: there is room for the cards at the side */
};

G_DEFINE_FINAL_TYPE (ReeveOverviewPage, reeve_overview_page, REEVE_TYPE_PAGE)

typedef struct
{
  gint64 counts[REEVE_N_SHOWN], all, provisions, unplaced;
  gboolean has_ordinance;
  GPtrArray *log;         /* ReeveLogEntry */
  GPtrArray *agenda;      /* ReeveAgendaItem */
  guint done;             /* bit per ReeveFirstStep */
  char *holidays;
} State;

static void
state_free (gpointer data)
{
  State *state = data;

  g_clear_pointer (&state->log, g_ptr_array_unref);
  g_clear_pointer (&state->agenda, g_ptr_array_unref);
  g_free (state->holidays);
  g_free (state);
}

static gboolean
read_number (ReeveConn *conn, const char *sql, const char *bound, gint64 *ret_number, GError **error)
{
  GError *local_error = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, error);

  if (stmt == NULL)
    return FALSE;
  if (bound != NULL)
    reeve_stmt_bind_text (stmt, 1, bound);
  if (reeve_stmt_step (stmt, &local_error))
    *ret_number = reeve_stmt_int (stmt, 0);
  reeve_stmt_reset (stmt);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

/* What a new file needs, as far as it is there; and what is due. */
static gboolean
read_agenda (ReeveConn *conn, const char *today, State *state, GError **error)
{
  gint64 streets = 0, holidays = 0;
  ReeveDay day = 0;

  if (!reeve_day_parse (today, -1, &day)
      || !read_number (conn, "SELECT EXISTS (SELECT 1 FROM map_feature) + EXISTS (SELECT 1 FROM place)", NULL, &streets, error)
      || !read_number (conn, "SELECT EXISTS (SELECT 1 FROM ordinance_version WHERE in_force <= ?1 AND instr (text, 'holidays:') > 0)", today, &holidays, error))
    return FALSE;
  state->holidays = reeve_conn_get_setting (conn, REEVE_HOLIDAYS_SETTING);
  state->done = (state->all > 0 ? 1u << REEVE_STEP_LICENCES : 0) | (streets > 0 ? 1u << REEVE_STEP_STREETS : 0)
                | (state->has_ordinance ? 1u << REEVE_STEP_ORDINANCE : 0)
                | (holidays > 0 || (state->holidays != NULL && *state->holidays != '\0') ? 1u << REEVE_STEP_HOLIDAYS : 0);
  state->agenda = reeve_agenda_read (conn, day, REEVE_AGENDA_DAYS, error);
  return state->agenda != NULL;
}

static gpointer
read_state (ReeveConn *conn, gpointer data, GError **error)
{
  State *state = g_new0 (State, 1);
  GError *local_error = NULL;
  gint64 ordinances = 0;
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT shown, count(*) FROM derived_business GROUP BY shown", &local_error);

  while (stmt != NULL && reeve_stmt_step (stmt, &local_error))
    {
      gint64 shown = reeve_stmt_int (stmt, 0);
      if (shown >= 0 && shown < REEVE_N_SHOWN)
        state->counts[shown] = reeve_stmt_int (stmt, 1);
      state->all += reeve_stmt_int (stmt, 1);
    }
  if (stmt != NULL)
    reeve_stmt_reset (stmt);
  if (local_error == NULL
      && read_number (conn, "SELECT count(*) FROM ordinance_version WHERE in_force <= ?1", data, &ordinances, &local_error)
      && read_number (conn, "SELECT count(DISTINCT ordinance || '/' || provision) FROM derived_count", NULL, &state->provisions, &local_error)
      && read_number (conn, "SELECT count(*) FROM derived_business WHERE lon IS NULL", NULL, &state->unplaced, &local_error))
    state->log = reeve_log_list (conn, 0, LATEST, &local_error);
  state->has_ordinance = ordinances > 0;
  if (local_error == NULL && read_agenda (conn, data, state, &local_error))
    return state;
  g_propagate_error (error, local_error);
  state_free (state);
  return NULL;
}

static GtkWidget *
text_new (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "max-width-chars", 40, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

static void
fill_counts (ReeveOverviewPage *self, const State *state)
{
  g_autofree char *all = reeve_word_count (state->all), *provision_count = reeve_word_count (state->provisions);
  g_autofree char *businesses = g_strdup_printf (ngettext ("%s business", "%s businesses", (gulong) state->all), all);
  g_autofree char *provisions = g_strdup_printf (ngettext ("%s provision", "%s provisions", (gulong) state->provisions), provision_count);
  /* Translators: "418 businesses against 30 provisions" */
  g_autofree char *title = g_strdup_printf (_("%s against %s"), businesses, provisions);

  gtk_label_set_text (self->counts_title, state->provisions > 0 ? title : businesses);
  clear_list (self->counts_list);
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    {
      GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *word = text_new (reeve_shown_word (i), NULL);
      g_autofree char *number = reeve_word_count (state->counts[i]);
      GtkWidget *count = text_new (number, "fact-value");
      g_autofree char *label = g_strdup_printf ("%s: %s", reeve_shown_word (i), number);

      gtk_widget_set_hexpand (word, TRUE);
      gtk_box_append (GTK_BOX (box), g_object_new (REEVE_TYPE_SYMBOL_IMAGE, "size", 16, "shown", i, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
      gtk_box_append (GTK_BOX (box), word);
      gtk_box_append (GTK_BOX (box), count);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), state->counts[i] > 0);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      gtk_list_box_append (self->counts_list, row);
    }
}

static void
undo_clicked_cb (GtkButton *button, ReeveOverviewPage *self)
{
  gint64 *entry = g_object_get_data (G_OBJECT (button), "entry");

  reeve_case_file_undo (reeve_page_get_file (REEVE_PAGE (self)), *entry, FALSE);
}

static void
add_change (ReeveOverviewPage *self, const ReeveLogEntry *entry)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (entry->at_utc, NULL);
  g_autoptr (GDateTime) local = utc == NULL ? NULL : g_date_time_to_local (utc);
  g_autofree char *when = local == NULL ? g_strdup (entry->at_utc) : g_date_time_format (local, _("%-d %b %Y, %H:%M"));
  /* Translators: when a change was made, and by whom */
  g_autofree char *line = g_strdup_printf (_("%s · %s"), when, entry->who);
  g_autofree char *name = entry->undo_of == 0 ? g_strdup (entry->name) : g_strdup_printf (_("Undone: %s"), entry->name);
  GtkWidget *second = text_new (line, "secondary");

  gtk_widget_add_css_class (second, "caption-2");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), text_new (name, NULL));
  gtk_box_append (GTK_BOX (words), second);
  gtk_box_append (GTK_BOX (box), words);
  if (entry->undone_by != 0)
    gtk_box_append (GTK_BOX (box), text_new (_("undone"), "secondary"));
  else if (entry->entry > 1 && g_strcmp0 (entry->kind, "migrate") != 0 && !reeve_case_file_is_read_only (reeve_page_get_file (REEVE_PAGE (self))))
    {
      GtkWidget *button = gtk_button_new_with_label (entry->undo_of == 0 ? _("Undo") : _("Do again"));
      g_autofree char *label = g_strdup_printf (_("Undo: %s"), name);

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "caption-2");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      g_object_set_data_full (G_OBJECT (button), "entry", g_memdup2 (&entry->entry, sizeof entry->entry), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (undo_clicked_cb), self, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->changes_list, row);
}

static void
read_state_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReeveOverviewPage) self = user_data;
  State *state = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, NULL);
  g_autofree char *unplaced = NULL, *unplaced_count = NULL;

  self->reading = FALSE;
  if (state == NULL)
    return;
  if (self->counts_list != NULL && reeve_page_get_file (REEVE_PAGE (self)) != NULL)
    {
      reeve_agenda_view_set (self->agenda, state->agenda, reeve_case_file_get_day (REEVE_CASE_FILE (source)), state->done, state->holidays);
      fill_counts (self, state);
      gtk_widget_set_visible (self->ordinance_card, !state->has_ordinance && !reeve_case_file_is_read_only (REEVE_CASE_FILE (source)));
      gtk_widget_set_visible (self->unplaced_card, state->unplaced > 0);
      unplaced_count = reeve_word_count (state->unplaced);
      unplaced = g_strdup_printf (ngettext ("%s business is not on the map", "%s businesses are not on the map", (gulong) state->unplaced), unplaced_count);
      gtk_label_set_text (self->unplaced_title, unplaced);
      clear_list (self->changes_list);
      for (guint i = 0; i < state->log->len; i++)
        add_change (self, g_ptr_array_index (state->log, i));
    }
  state_free (state);
}

static void
reload (ReeveOverviewPage *self)
{
  ReeveCaseFile *file = reeve_page_get_file (REEVE_PAGE (self));
  char *today;

  /* unseen, it reads when it is shown */
  if (file == NULL || self->reading || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->reading = TRUE;
  reeve_city_duties_card_load (self->city_card, file);
  today = g_malloc (REEVE_DAY_TEXT_SIZE);
  reeve_day_format (reeve_case_file_get_day (file), today);
  reeve_case_file_read_async (file, REEVE_LANE_LIST, read_state, today, g_free, state_free, NULL, read_state_cb, g_object_ref (self));
}

static void
count_activated_cb (ReeveOverviewPage *self, GtkListBoxRow *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  ReevePage *page = REEVE_IS_WINDOW (root) ? reeve_window_get_page (REEVE_WINDOW (root), "businesses") : NULL;

  if (page == NULL)
    return;
  reeve_businesses_page_filter_shown (REEVE_BUSINESSES_PAGE (page), 1u << gtk_list_box_row_get_index (row));
  reeve_window_show_page (REEVE_WINDOW (root), "businesses");
}

/* --- adopting --- */

typedef struct { char *name, *who; GBytes *text; gatomicrefcount refs; char *messages; } AdoptJob;

static void
adopt_job_unref (gpointer data)
{
  AdoptJob *job = data;

  if (!g_atomic_ref_count_dec (&job->refs))
    return;
  g_free (job->name);
  g_free (job->who);
  g_free (job->messages);
  g_bytes_unref (job->text);
  g_free (job);
}

static gboolean
adopt (ReeveTxn *txn, gpointer data, GError **error)
{
  AdoptJob *job = data;
  g_autoptr (ReeveMessages) messages = NULL;
  gboolean ok = reeve_ordinance_adopt (txn, job->name, job->text, job->who, &messages, error);

  if (!ok && messages != NULL)
    job->messages = reeve_messages_format (messages);
  return ok;
}

static void
adopted_cb (ReeveCaseFile *file, gint64 entry, const GError *error, gpointer owner)
{
  ReeveOverviewPage *self = owner;
  AdoptJob *job = g_object_get_data (G_OBJECT (self), "adopting");
  g_autofree char *text = error == NULL ? NULL : g_strjoin ("\n", error->message, job != NULL ? job->messages : NULL, NULL);

  gtk_widget_set_sensitive (self->template_button, TRUE);
  gtk_widget_set_sensitive (self->file_button, TRUE);
  gtk_label_set_text (self->ordinance_problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->ordinance_problem), text != NULL);
  g_object_set_data (G_OBJECT (self), "adopting", NULL);
  reload (self);
}

static void
start_adopt (ReeveOverviewPage *self, const char *name, GBytes *text)
{
  ReeveCaseFile *file = reeve_page_get_file (REEVE_PAGE (self));
  AdoptJob *job = g_new0 (AdoptJob, 1);
  /* Translators: in the history; %s is the name of a file */
  g_autofree char *title = g_strdup_printf (_("Adopt the ordinance %s"), name);

  g_atomic_ref_count_init (&job->refs);
  g_atomic_ref_count_inc (&job->refs);
  job->name = g_strdup (name);
  job->who = g_strdup (reeve_db_get_user (reeve_case_file_get_db (file)));
  job->text = g_bytes_ref (text);
  g_object_set_data_full (G_OBJECT (self), "adopting", job, adopt_job_unref);
  gtk_widget_set_sensitive (self->template_button, FALSE);
  gtk_widget_set_sensitive (self->file_button, FALSE);
  reeve_case_file_write (file, title, adopt, job, adopt_job_unref, _("Ordinance adopted."), adopted_cb, self);
}

static void
template_clicked_cb (ReeveOverviewPage *self)
{
  g_autoptr (GBytes) text = g_resources_lookup_data (TEMPLATE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_return_if_fail (text != NULL);
  start_adopt (self, TEMPLATE_NAME, text);
}

static void
chooser_response_cb (GtkNativeDialog *dialog, int response, ReeveOverviewPage *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GBytes) text = NULL;

  g_clear_object (&self->chooser);
  if (file == NULL)
    return;
  text = g_file_load_bytes (file, NULL, NULL, &error);
  name = g_file_get_basename (file);
  if (text != NULL)
    start_adopt (self, name, text);
  else
    reeve_case_file_toast (reeve_page_get_file (REEVE_PAGE (self)), error->message, 0);
}

static void
file_clicked_cb (ReeveOverviewPage *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Adopt an ordinance"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), GTK_FILE_CHOOSER_ACTION_OPEN,
                                               _("_Adopt"), _("_Cancel"));
  gtk_file_filter_set_name (filter, _("Ordinance files"));
  gtk_file_filter_add_pattern (filter, "*.yaml");
  gtk_file_filter_add_pattern (filter, "*.yml");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chooser_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
arrange_idle (gpointer data)
{
  ReeveOverviewPage *self = data;

  if (self->columns != NULL)
    {
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), self->beside ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
      adw_clamp_set_maximum_size (self->cards, self->beside ? CARDS_WIDTH : PAGE_WIDTH);
      adw_clamp_set_tightening_threshold (self->cards, self->beside ? CARDS_WIDTH : PAGE_WIDTH);
    }
  return G_SOURCE_REMOVE;
}

/* While it is being allocated nothing may ask for another size. */
static void
width_cb (ReeveOverviewPage *self, GParamSpec *pspec, GtkAdjustment *adjustment)
{
  gboolean beside = gtk_adjustment_get_page_size (adjustment) >= BESIDE_WIDTH;

  if (beside == self->beside)
    return;
  self->beside = beside;
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, arrange_idle, g_object_ref (self), g_object_unref);
}

static void
reeve_overview_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (reeve_overview_page_parent_class)->map (widget);
  reload (REEVE_OVERVIEW_PAGE (widget));
}

static void
reeve_overview_page_dispose (GObject *object)
{
  g_clear_object (&REEVE_OVERVIEW_PAGE (object)->chooser);
  G_OBJECT_CLASS (reeve_overview_page_parent_class)->dispose (object);
}

static void
reeve_overview_page_class_init (ReeveOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_overview_page_dispose;
  widget_class->map = reeve_overview_page_map;
  g_type_ensure (REEVE_TYPE_AGENDA_VIEW);
  g_type_ensure (REEVE_TYPE_WRAP_BOX);
  g_type_ensure (REEVE_TYPE_CITY_DUTIES_CARD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveOverviewPage, agenda);
  gtk_widget_class_bind_template_child (widget_class, ReeveOverviewPage, cards);
  gtk_widget_class_bind_template_child (widget_class, ReeveOverviewPage, changes_list);
  gtk_widget_class_bind_template_child (widget_class, ReeveOverviewPage, city_card);
  gtk_widget_class_bind_template_child (widget_class, ReeveOverviewPage, columns);
  gtk_widget_class_bind_template_child (widget_class, ReeveOverviewPage, counts_list);
  gtk_widget_class_bind_template_child (widget_class, ReeveOverviewPage, counts_title);
  gtk_widget_class_bind_template_child (widget_class, ReeveOverviewPage, file_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveOverviewPage, ordinance_card);
  gtk_widget_class_bind_template_child (widget_class, ReeveOverviewPage, ordinance_problem);
  gtk_widget_class_bind_template_child (widget_class, ReeveOverviewPage, scroll);
  gtk_widget_class_bind_template_child (widget_class, ReeveOverviewPage, template_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveOverviewPage, unplaced_card);
  gtk_widget_class_bind_template_child (widget_class, ReeveOverviewPage, unplaced_title);
  gtk_widget_class_bind_template_callback (widget_class, count_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, file_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_clicked_cb);
}

static void
reeve_overview_page_init (ReeveOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroll), "notify::page-size", G_CALLBACK (width_cb), self, G_CONNECT_SWAPPED);
  reeve_page_set_title (REEVE_PAGE (self), _("Overview"));
}

GtkWidget *
reeve_overview_page_new (ReeveCaseFile *file)
{
  ReeveOverviewPage *self = g_object_new (REEVE_TYPE_OVERVIEW_PAGE, NULL);

  reeve_page_set_file (REEVE_PAGE (self), file);
  g_signal_connect_object (file, "refreshed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
