/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call taken in under 90 seconds: how, from what sort of caller, where, about what, what was said. The complaint is kept from the first
 * field on. On the other side stands what the city knows of the place, the good visits too; a complaint changes no finding. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-complaint-form.h"
#include "reeve-new-visit.h"
#include "reeve-record-items.h"
#include "reeve-wording.h"

struct _ReeveComplaintForm
{
  AdwBin parent_instance;

  GtkBox *columns, *knowledge;
  GtkLabel *title_label, *subtitle_label, *kept_label;
  GtkWidget *scroller, *done_button, *wide_probe;
  AdwSqueezer *squeezer;
  ReeveRecordForm *form;
  ReevePlaceEntry *place;

  ReeveCaseFile *file;
  GCancellable *reading;
  ReeveRecordItems *items; /* what the ordinance asks of it */
  gboolean storing;        /* the new complaint is on its way to the file */
};

enum { STORED, FINISHED, GONE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveComplaintForm, reeve_complaint_form, ADW_TYPE_BIN)

static const char *const rows[] = {
  "channel", "source_class", "@where", "category", "text", "priority", "received_at assigned_to", "response_due acknowledged",
  "first_visit closed", "status", "outcome", "@items", NULL,
};

/* What the city knows of a place, read off the main thread. */
typedef struct { char *name, *hours, *hours_source, *licence_status, *licence_to, *last_visit, *last_result; gint64 visits, orderly; GPtrArray *similar; } Knowledge;
typedef struct { gint64 premises, business, complaint; } Where;

static void
knowledge_free (Knowledge *knowledge)
{
  g_free (knowledge->name);
  g_free (knowledge->hours);
  g_free (knowledge->hours_source);
  g_free (knowledge->licence_status);
  g_free (knowledge->licence_to);
  g_free (knowledge->last_visit);
  g_free (knowledge->last_result);
  g_ptr_array_unref (knowledge->similar);
  g_free (knowledge);
}

static gboolean
read_business (Knowledge *knowledge, ReeveConn *conn, gint64 business, GError **error)
{
  g_autoptr (GError) local = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "SELECT b.name, (SELECT schedule FROM opening_hours h WHERE h.business_id = b.id ORDER BY from_date DESC, id DESC LIMIT 1),"
                                        " (SELECT source FROM opening_hours h WHERE h.business_id = b.id ORDER BY from_date DESC, id DESC LIMIT 1),"
                                        " d.licence_status, d.licence_to FROM business b LEFT JOIN derived_business d ON d.business_id = b.id WHERE b.id = ?1", error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, business);
  if (reeve_stmt_step (stmt, &local))
    {
      knowledge->name = g_strdup (reeve_stmt_text (stmt, 0));
      knowledge->hours = g_strdup (reeve_stmt_text (stmt, 1));
      knowledge->hours_source = g_strdup (reeve_stmt_text (stmt, 2));
      knowledge->licence_status = g_strdup (reeve_stmt_text (stmt, 3));
      knowledge->licence_to = g_strdup (reeve_stmt_text (stmt, 4));
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    stmt = reeve_conn_prepare (conn, "SELECT at, result FROM inspection WHERE business_id = ?1 AND status = 'done' ORDER BY at DESC", &local);
  if (local == NULL)
    {
      reeve_stmt_bind_int (stmt, 1, business);
      while (reeve_stmt_step (stmt, &local))
        {
          if (knowledge->visits++ == 0)
            {
              knowledge->last_visit = g_strdup (reeve_stmt_text (stmt, 0));
              knowledge->last_result = g_strdup (reeve_stmt_text (stmt, 1));
            }
          knowledge->orderly += g_strcmp0 (reeve_stmt_text (stmt, 1), "nothing-needed") == 0;
        }
      reeve_stmt_reset (stmt);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
read_similar (Knowledge *knowledge, ReeveConn *conn, const Where *where, GError **error)
{
  g_autoptr (GError) local = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "SELECT number, received_at, text FROM complaint WHERE premises_id = ?1 AND id <> ?2"
                                        " AND coalesce(status, 'pending') IN ('pending','accepted','in-progress') ORDER BY received_at DESC LIMIT 3", error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, where->premises);
  reeve_stmt_bind_int (stmt, 2, where->complaint);
  while (reeve_stmt_step (stmt, &local))
    {
      g_autofree char *day = reeve_word_date (reeve_stmt_text (stmt, 1));

      g_ptr_array_add (knowledge->similar, g_strdup_printf (_("%s, received %s: %.120s"), reeve_stmt_is_null (stmt, 0) ? _("no number") : reeve_stmt_text (stmt, 0),
                                                            day, reeve_stmt_is_null (stmt, 2) ? "" : reeve_stmt_text (stmt, 2)));
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gpointer
read_knowledge (ReeveConn *conn, gpointer data, GError **error)
{
  const Where *where = data;
  Knowledge *knowledge = g_new0 (Knowledge, 1);

  knowledge->similar = g_ptr_array_new_with_free_func (g_free);
  if ((where->business == 0 || read_business (knowledge, conn, where->business, error))
      && (where->premises == 0 || read_similar (knowledge, conn, where, error)))
    return knowledge;
  knowledge_free (knowledge);
  return NULL;
}

static GtkWidget *
card_new (const char *title)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *label = gtk_label_new (title);

  gtk_widget_add_css_class (card, "card-box");
  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (card), label);
  return card;
}

static void
add_words (GtkWidget *card, const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  gtk_widget_add_css_class (label, "numeric");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (card), label);
}

static void
add_fact (GtkWidget *card, const char *name, const char *value)
{
  g_autofree char *text = g_strdup_printf (C_("fact, value", "%s: %s"), name, value);

  add_words (card, text, NULL);
}

static void
show_business (ReeveComplaintForm *self, const Knowledge *knowledge)
{
  GtkWidget *card = card_new (knowledge->name);
  g_autofree char *until = reeve_word_date (knowledge->licence_to), *visit = NULL, *visits = NULL, *result = NULL;

  add_fact (card, _("Hours"), knowledge->hours != NULL ? knowledge->hours : _("not known"));
  if (knowledge->licence_to != NULL)
    add_fact (card, _("Licence to"), until);
  else
    add_fact (card, _("Licence"), knowledge->licence_status != NULL ? knowledge->licence_status : _("none on file"));
  if (knowledge->visits > 0)
    {
      visit = reeve_word_date (knowledge->last_visit);
      result = reeve_word_value ("inspection", "result", knowledge->last_result);
      visits = g_strdup_printf (ngettext ("%d visit in all, %d with nothing needed", "%d visits in all, %d with nothing needed", (gulong) knowledge->visits),
                                (int) knowledge->visits, (int) knowledge->orderly);
      add_fact (card, _("Last visit"), visit);
      add_fact (card, _("Its result"), result);
      add_words (card, visits, "secondary");
    }
  else
    add_words (card, _("No visit is on file."), "secondary");
  gtk_box_append (self->knowledge, card);
}

static void
show_knowledge (ReeveComplaintForm *self, const Knowledge *knowledge)
{
  GtkWidget *child, *title;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->knowledge))) != NULL)
    gtk_box_remove (self->knowledge, child);
  title = g_object_new (GTK_TYPE_LABEL, "label", _("What the city knows here"), "xalign", 0.0, NULL);
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (self->knowledge, title);
  if (knowledge == NULL || knowledge->name == NULL)
    {
      child = card_new (_("Nobody is known to be here"));
      add_words (child, _("Say where, and what is on file about the place stands here."), "secondary");
      gtk_box_append (self->knowledge, child);
    }
  else
    show_business (self, knowledge);
  if (knowledge != NULL && knowledge->similar->len > 0)
    {
      child = card_new (_("Perhaps the same"));
      for (guint i = 0; i < knowledge->similar->len; i++)
        add_words (child, g_ptr_array_index (knowledge->similar, i), NULL);
      gtk_box_append (self->knowledge, child);
    }
  child = card_new (_("What this would touch"));
  add_words (child, _("A complaint changes no finding. It is a reason to look."), "secondary");
  gtk_box_append (self->knowledge, child);
}

static void
knowledge_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveComplaintForm) self = data;
  g_autoptr (GError) error = NULL;
  Knowledge *knowledge = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, &error);

  if (knowledge != NULL && self->file != NULL)
    show_knowledge (self, knowledge);
  g_clear_pointer (&knowledge, knowledge_free);
}

static void
read_place (ReeveComplaintForm *self)
{
  Where *where = g_new0 (Where, 1);

  where->premises = reeve_place_entry_get_premises (self->place);
  where->business = reeve_place_entry_get_business (self->place);
  where->complaint = reeve_complaint_form_get_complaint (self);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  reeve_case_file_read_async (self->file, REEVE_LANE_DETAIL, read_knowledge, where, g_free, (GDestroyNotify) knowledge_free, self->reading,
                              knowledge_read_cb, g_object_ref (self));
}

static void
show_head (ReeveComplaintForm *self)
{
  const ReeveRecord *record = reeve_record_form_get_record (self->form);
  const char *number = reeve_record_get (record, "number"), *received = reeve_record_get (record, "received_at");
  g_autofree char *title = NULL, *subtitle = NULL, *day = reeve_word_date (received);

  if (reeve_record_get_id (record) == 0)
    title = g_strdup (_("New complaint"));
  else
    title = number == NULL ? g_strdup (_("Complaint without a number")) : g_strdup_printf (_("Complaint %s"), number);
  if (received != NULL)
    subtitle = g_strdup_printf (_("received %s"), day);
  else
    subtitle = g_strdup (_("when it was received is not known"));
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->subtitle_label, subtitle);
  reeve_record_items_show (self->items, reeve_record_get_id (record));
  gtk_label_set_text (self->kept_label, reeve_record_get_id (record) == 0 ? _("Kept from the first field on") : _("Kept as you type"));
}

static void edited_cb (ReeveComplaintForm *self);

static void
placed_cb (ReeveComplaintForm *self)
{
  reeve_record_form_set_reference (self->form, "premises_id", reeve_place_entry_get_premises (self->place));
  reeve_record_form_set_reference (self->form, "business_id", reeve_place_entry_get_business (self->place));
  reeve_record_form_set_value (self->form, "place_told", reeve_place_entry_get_told (self->place));
  edited_cb (self);
  read_place (self);
}

static void
edited_cb (ReeveComplaintForm *self)
{
  const ReeveRecord *record = reeve_record_form_get_record (self->form);
  g_autofree char *name = NULL;

  if (self->storing || reeve_record_get_id (record) != 0)
    return;
  name = g_strdup_printf (_("Take complaint %s"), reeve_record_get (record, "number"));
  self->storing = reeve_record_form_store (self->form, name, NULL);
}

static void
stored_cb (ReeveComplaintForm *self, gint64 id)
{
  self->storing = FALSE;
  show_head (self);
  g_signal_emit (self, signals[STORED], 0, id);
}

/* The squeezer holds nothing but two probes: which of them fits says whether there is room for two columns (libadwaita 1.2 has no breakpoints). */
static void
room_changed_cb (ReeveComplaintForm *self)
{
  gboolean wide = adw_squeezer_get_visible_child (self->squeezer) == self->wide_probe;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
}

static void
done_cb (ReeveComplaintForm *self)
{
  reeve_complaint_form_finish (self);
}

static void
refreshed_cb (ReeveComplaintForm *self)
{
  gint64 id = reeve_complaint_form_get_complaint (self);

  if (id == 0 || self->storing)
    return;
  if (!reeve_record_form_load (self->form, id))
    {
      g_signal_emit (self, signals[GONE], 0);   /* undone, or deleted elsewhere */
      return;
    }
  show_head (self);
  read_place (self);
}

static void
reeve_complaint_form_dispose (GObject *object)
{
  ReeveComplaintForm *self = REEVE_COMPLAINT_FORM (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (reeve_complaint_form_parent_class)->dispose (object);
}

static void
reeve_complaint_form_class_init (ReeveComplaintFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_complaint_form_dispose;
  g_type_ensure (REEVE_TYPE_RECORD_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-complaint-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveComplaintForm, columns);
  gtk_widget_class_bind_template_child (widget_class, ReeveComplaintForm, done_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveComplaintForm, form);
  gtk_widget_class_bind_template_child (widget_class, ReeveComplaintForm, kept_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveComplaintForm, knowledge);
  gtk_widget_class_bind_template_child (widget_class, ReeveComplaintForm, scroller);
  gtk_widget_class_bind_template_child (widget_class, ReeveComplaintForm, squeezer);
  gtk_widget_class_bind_template_child (widget_class, ReeveComplaintForm, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveComplaintForm, title_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveComplaintForm, wide_probe);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, room_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stored_cb);
  signals[STORED] = g_signal_new ("stored", REEVE_TYPE_COMPLAINT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[GONE] = g_signal_new ("gone", REEVE_TYPE_COMPLAINT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", REEVE_TYPE_COMPLAINT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
reeve_complaint_form_init (ReeveComplaintForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
reeve_complaint_form_set_file (ReeveComplaintForm *self, ReeveCaseFile *file)
{
  g_return_if_fail (REEVE_IS_COMPLAINT_FORM (self) && self->file == NULL);
  self->file = g_object_ref (file);
  reeve_record_form_setup (self->form, file, "complaint", rows);
  self->place = reeve_new_visit_add_place (self->form, file);
  self->items = REEVE_RECORD_ITEMS (reeve_record_items_new (file, "complaint", 0));
  reeve_record_form_fill_slot (self->form, "items", GTK_WIDGET (self->items));
  g_signal_connect_object (self->place, "placed", G_CALLBACK (placed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
}

static void
show_place (ReeveComplaintForm *self)
{
  const ReeveRecord *record = reeve_record_form_get_record (self->form);

  reeve_place_entry_set_place (self->place, reeve_record_get_integer (record, "premises_id", 0), reeve_record_get_integer (record, "business_id", 0),
                               reeve_record_get (record, "place_told"));
  show_head (self);
  read_place (self);
}

void
reeve_complaint_form_show (ReeveComplaintForm *self, gint64 complaint)
{
  g_return_if_fail (REEVE_IS_COMPLAINT_FORM (self) && self->file != NULL);
  self->storing = FALSE;
  reeve_record_form_load (self->form, complaint);
  if (reeve_record_form_get_record (self->form) != NULL)
    show_place (self);
}

static const ReeveNewVisit new_complaint = {
  "complaint", "SELECT max(CAST(substr(number, 6) AS INTEGER)) FROM complaint WHERE number > ?1 AND number < ?2", 4, "received_at", "received_offset",
  "pending", "form",
};

void
reeve_complaint_form_begin (ReeveComplaintForm *self, gint64 business)
{
  g_return_if_fail (REEVE_IS_COMPLAINT_FORM (self) && self->file != NULL);
  self->storing = FALSE;
  reeve_record_form_set_record (self->form, reeve_new_visit (&new_complaint, self->file, business));
  show_place (self);
  if (business == 0)
    reeve_place_entry_focus (self->place);
  else
    reeve_record_form_focus (self->form, "text");
}

gint64
reeve_complaint_form_get_complaint (ReeveComplaintForm *self)
{
  const ReeveRecord *record = reeve_record_form_get_record (self->form);

  return record == NULL ? 0 : reeve_record_get_id (record);
}

void
reeve_complaint_form_finish (ReeveComplaintForm *self)
{
  const ReeveRecord *record = reeve_record_form_get_record (self->form);

  if (record == NULL || !reeve_record_form_check (self->form))
    return;
  if (reeve_record_get_id (record) != 0)
    reeve_record_form_store (self->form, NULL, NULL);
  else if (reeve_record_form_is_touched (self->form))
    edited_cb (self);
  g_signal_emit (self, signals[FINISHED], 0);
}
