/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few rows at first, all of them when asked. A row leads to the business its record is of. The card stays away where no provision binds the
 * city. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-city-duties-card.h"
#include "reeve-city-duties.h"
#include "reeve-record-words.h"
#include "reeve-window.h"
#include "reeve-wording.h"

#define FEW 8
#define MANY 500

struct _ReeveCityDutiesCard
{
  AdwBin parent_instance;

  ReeveCaseFile *file;
  GCancellable *reading;
  GtkWidget *box, *more;
  GtkLabel *count_label;
  GtkListBox *list;
  guint most;
};

G_DEFINE_FINAL_TYPE (ReeveCityDutiesCard, reeve_city_duties_card, ADW_TYPE_BIN)

/* What is read, with the words for each record. */
typedef struct { ReeveCityDuties *duties; GPtrArray *records, *names; } Reading;
typedef struct { ReeveDay day; guint most; } Request;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->duties, reeve_city_duties_free);
  g_clear_pointer (&reading->records, g_ptr_array_unref);
  g_clear_pointer (&reading->names, g_ptr_array_unref);
  g_free (reading);
}

/* The table of the records that provisions about @about test. */
static const char *
table_of (ReeveAbout about)
{
  switch (about)
    {
    case REEVE_ABOUT_VIOLATION:
      return "decision";
    case REEVE_ABOUT_PRACTITIONER_LICENCE:
      return "licence";
    default:
      return reeve_vocabulary_about_name (about);
    }
}

static char *
words_of (ReeveConn *conn, const char *table, gint64 id)
{
  g_autoptr (ReeveRecord) record = id == 0 ? NULL : reeve_conn_load (conn, table, id, NULL);

  g_autofree char *words = record == NULL ? NULL : reeve_record_words (conn, record);

  /* Translators: a kind of record, and what it is called: "Application: Renewal A-2026-004" */
  return words == NULL ? NULL : g_strdup_printf (C_("record", "%s: %s"), strcmp (table, "decision") == 0 ? _("Violation") : reeve_table_label (reeve_schema_find_table (table)), words);
}

static char *
name_of (ReeveConn *conn, gint64 business)
{
  g_autoptr (ReeveRecord) record = business == 0 ? NULL : reeve_conn_load (conn, "business", business, NULL);

  return record == NULL ? NULL : g_strdup (reeve_record_get (record, "name"));
}

static gpointer
read_duties (ReeveConn *conn, gpointer data, GError **error)
{
  const Request *request = data;
  ReeveCityDuties *duties = reeve_city_duties_read (conn, request->day, request->most, error);
  Reading *reading;

  if (duties == NULL)
    return NULL;
  reading = g_new0 (Reading, 1);
  reading->duties = duties;
  reading->records = g_ptr_array_new_with_free_func (g_free);
  reading->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < duties->duties->len; i++)
    {
      const ReeveCityDuty *duty = g_ptr_array_index (duties->duties, i);

      g_ptr_array_add (reading->records, duty->about == REEVE_ABOUT_BUSINESS ? NULL : words_of (conn, table_of (duty->about), duty->subject));
      g_ptr_array_add (reading->names, name_of (conn, duty->business));
    }
  return reading;
}

static GtkWidget *
text_new (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_row (ReeveCityDutiesCard *self, const ReeveCityDuty *duty, const char *record, const char *name)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gboolean late = duty->outcome == REEVE_OUTCOME_VIOLATION;
  g_autofree char *day = duty->until == G_MAXINT32 ? NULL : reeve_word_day (duty->until, TRUE);
  /* Translators: %s is the last day on which the city can still do it */
  g_autofree char *end = late ? g_strdup (_("late")) : day != NULL ? g_strdup_printf (_("by %s"), day) : g_strdup (_("open"));
  g_autofree char *head = g_strjoin (" · ", duty->title != NULL ? duty->title : duty->citation, record != NULL ? record : name,
                                     record != NULL ? name : NULL, NULL);
  g_autofree char *line = g_strjoin (" · ", duty->citation, duty->sentence, NULL);
  g_autofree char *spoken = g_strjoin (", ", end, head, line, NULL);
  GtkWidget *second = text_new (line, "secondary"), *last = text_new (end, late ? "late" : "secondary");

  gtk_widget_add_css_class (second, "caption-2");
  gtk_widget_add_css_class (last, "numeric");
  gtk_label_set_wrap (GTK_LABEL (last), FALSE);
  gtk_widget_set_valign (last, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), text_new (head, NULL));
  gtk_box_append (GTK_BOX (words), second);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), last);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), duty->business != 0);
  if (duty->business != 0)
    gtk_widget_set_tooltip_text (row, _("Open this business"));
  g_object_set_data_full (G_OBJECT (row), "business", g_memdup2 (&duty->business, sizeof duty->business), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->list, row);
}

static char *
say_counts (const ReeveCityDuties *duties)
{
  g_autofree char *late = reeve_word_count (duties->late), *open = reeve_word_count (duties->open), *unknown = reeve_word_count (duties->not_known);
  g_autofree char *first = NULL, *second = NULL, *third = NULL;

  if (duties->late + duties->open + duties->not_known == 0)
    return g_strdup (_("Nothing is late or open."));
  first = g_strdup_printf (ngettext ("%s is late", "%s are late", (gulong) duties->late), late);
  second = g_strdup_printf (ngettext ("%s is open", "%s are open", (gulong) duties->open), open);
  third = g_strdup_printf (ngettext ("of %s it cannot be told", "of %s it cannot be told", (gulong) duties->not_known), unknown);
  return g_strjoin (" · ", first, second, duties->not_known > 0 ? third : NULL, NULL);
}

static void
show_reading (ReeveCityDutiesCard *self, const Reading *reading)
{
  g_autofree char *counts = say_counts (reading->duties);
  gint64 all = reading->duties->late + reading->duties->open;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < reading->duties->duties->len; i++)
    add_row (self, g_ptr_array_index (reading->duties->duties, i), g_ptr_array_index (reading->records, i), g_ptr_array_index (reading->names, i));
  gtk_label_set_text (self->count_label, counts);
  gtk_widget_set_visible (GTK_WIDGET (self->list), reading->duties->duties->len > 0);
  gtk_widget_set_visible (self->more, self->most == FEW && all > (gint64) reading->duties->duties->len);
  gtk_widget_set_visible (GTK_WIDGET (self), reading->duties->any);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReeveCityDutiesCard) self = user_data;
  Reading *reading = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, NULL);

  if (reading != NULL && self->list != NULL && REEVE_CASE_FILE (source) == self->file)
    show_reading (self, reading);
  g_clear_pointer (&reading, reading_free);
}

static void
read_again (ReeveCityDutiesCard *self)
{
  Request *request;

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->file == NULL)
    return;
  self->reading = g_cancellable_new ();
  request = g_new0 (Request, 1);
  *request = (Request) { reeve_case_file_get_day (self->file), self->most };
  reeve_case_file_read_async (self->file, REEVE_LANE_DETAIL, read_duties, request, g_free, reading_free, self->reading, read_cb, g_object_ref (self));
}

static void
more_clicked_cb (ReeveCityDutiesCard *self)
{
  self->most = MANY;
  read_again (self);
}

static void
row_activated_cb (ReeveCityDutiesCard *self, GtkListBoxRow *row)
{
  const gint64 *business = g_object_get_data (G_OBJECT (row), "business");
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (business == NULL || *business == 0 || !REEVE_IS_WINDOW (root))
    return;
  reeve_selection_set_business (reeve_case_file_get_selection (self->file), *business);
  reeve_window_show_page (REEVE_WINDOW (root), "businesses");
}

static void
reeve_city_duties_card_dispose (GObject *object)
{
  ReeveCityDutiesCard *self = REEVE_CITY_DUTIES_CARD (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->file);
  self->list = NULL;
  G_OBJECT_CLASS (reeve_city_duties_card_parent_class)->dispose (object);
}

static void
reeve_city_duties_card_class_init (ReeveCityDutiesCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_city_duties_card_dispose;
}

static void
reeve_city_duties_card_init (ReeveCityDutiesCard *self)
{
  self->most = FEW;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->count_label = GTK_LABEL (text_new ("", "secondary"));
  self->list = GTK_LIST_BOX (g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL));
  self->more = g_object_new (GTK_TYPE_BUTTON, "label", _("Show all"), "halign", GTK_ALIGN_START, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->box, "card-box");
  gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "caption-2");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What the city itself owes"), -1);
  gtk_box_append (GTK_BOX (self->box), text_new (_("What the city itself owes"), "heading"));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->count_label));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self->box), self->more);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (more_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
}

void
reeve_city_duties_card_load (ReeveCityDutiesCard *self, ReeveCaseFile *file)
{
  g_return_if_fail (REEVE_IS_CITY_DUTIES_CARD (self));
  g_set_object (&self->file, file);
  if (file == NULL)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  read_again (self);
}
