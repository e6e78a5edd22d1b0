/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms in a window of their own. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-record-dialog.h"
#include "reeve-step-row.h"

typedef struct { ReeveStoreFormsFunc func; gpointer data; GDestroyNotify data_free; gatomicrefcount refs; } Store;

typedef struct
{
  ReeveCaseFile *file;
  AdwHeaderBar *header;
  GtkBox *box;
  GtkLabel *problem;
  GtkWidget *button;
  GPtrArray *forms;      /* ReeveRecordForm, owned by box */
  GArray *optional;      /* gboolean */
  char *name, *toast;
  Store *store;
  GPtrArray *written;    /* what is being written */
} ReeveRecordDialogPrivate;

enum { ADDED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_TYPE_WITH_PRIVATE (ReeveRecordDialog, reeve_record_dialog, ADW_TYPE_WINDOW)

typedef struct { Store *store; GPtrArray *records; } StoreJob;

static void
store_unref (Store *store)
{
  if (!g_atomic_ref_count_dec (&store->refs))
    return;
  if (store->data_free != NULL)
    store->data_free (store->data);
  g_free (store);
}

static void
store_job_free (gpointer data)
{
  StoreJob *job = data;

  store_unref (job->store);
  g_ptr_array_unref (job->records);
  g_free (job);
}

static gboolean
store_forms (ReeveTxn *txn, gpointer data, GError **error)
{
  StoreJob *job = data;

  return job->store->func (txn, job->records, job->store->data, error);
}

static void
set_problem (ReeveRecordDialogPrivate *priv, const char *text)
{
  gtk_label_set_text (priv->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->problem), text != NULL);
}

static void
written_cb (ReeveCaseFile *file, gint64 entry, const GError *error, gpointer owner)
{
  ReeveRecordDialog *self = owner;
  ReeveRecordDialogPrivate *priv = reeve_record_dialog_get_instance_private (self);
  g_autoptr (GPtrArray) records = g_steal_pointer (&priv->written);

  gtk_widget_set_sensitive (GTK_WIDGET (priv->box), TRUE);
  gtk_widget_set_sensitive (priv->button, TRUE);
  if (error != NULL)
    {
      set_problem (priv, error->message);
      return;
    }
  g_signal_emit (self, signals[ADDED], 0, reeve_record_get_id (g_ptr_array_index (records, 0)));
  gtk_window_close (GTK_WINDOW (self));
}

static void
record_free0 (gpointer record)
{
  if (record != NULL)
    reeve_record_free (record);
}

void
reeve_record_dialog_store (ReeveRecordDialog *self)
{
  ReeveRecordDialogPrivate *priv = reeve_record_dialog_get_instance_private (self);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (record_free0);
  StoreJob *job;

  if (priv->store == NULL || priv->written != NULL)
    return;
  set_problem (priv, NULL);
  /* what stands in the field that has the focus counts as typed */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  for (guint i = 0; i < priv->forms->len; i++)
    {
      ReeveRecordForm *form = g_ptr_array_index (priv->forms, i);

      if (g_array_index (priv->optional, gboolean, i) && !reeve_record_form_is_touched (form))
        {
          g_ptr_array_add (records, NULL);
          continue;
        }
      if (!reeve_record_form_check (form))
        {
          set_problem (priv, _("One of the fields is not filled as it should be; it is marked."));
          return;
        }
      g_ptr_array_add (records, reeve_record_copy (reeve_record_form_get_record (form)));
    }
  gtk_widget_set_sensitive (GTK_WIDGET (priv->box), FALSE);
  gtk_widget_set_sensitive (priv->button, FALSE);
  priv->written = g_ptr_array_ref (records);
  job = g_new0 (StoreJob, 1);
  g_atomic_ref_count_inc (&priv->store->refs);
  job->store = priv->store;
  job->records = g_ptr_array_ref (records);
  reeve_case_file_write (priv->file, priv->name, store_forms, job, store_job_free, priv->toast, written_cb, self);
}

static void
store_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reeve_record_dialog_store (REEVE_RECORD_DIALOG (widget));
}

static void
reeve_record_dialog_map (GtkWidget *widget)
{
  ReeveRecordDialogPrivate *priv = reeve_record_dialog_get_instance_private (REEVE_RECORD_DIALOG (widget));

  GTK_WIDGET_CLASS (reeve_record_dialog_parent_class)->map (widget);
  /* what is typed first is the first field, not the button */
  if (priv->forms->len > 0)
    gtk_widget_child_focus (g_ptr_array_index (priv->forms, 0), GTK_DIR_TAB_FORWARD);
}

static void
reeve_record_dialog_dispose (GObject *object)
{
  ReeveRecordDialogPrivate *priv = reeve_record_dialog_get_instance_private (REEVE_RECORD_DIALOG (object));

  g_clear_object (&priv->file);
  g_clear_pointer (&priv->forms, g_ptr_array_unref);
  g_clear_pointer (&priv->optional, g_array_unref);
  g_clear_pointer (&priv->store, store_unref);
  g_clear_pointer (&priv->written, g_ptr_array_unref);
  g_clear_pointer (&priv->name, g_free);
  g_clear_pointer (&priv->toast, g_free);
  G_OBJECT_CLASS (reeve_record_dialog_parent_class)->dispose (object);
}

static void
reeve_record_dialog_class_init (ReeveRecordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_record_dialog_dispose;
  widget_class->map = reeve_record_dialog_map;
  signals[ADDED] = g_signal_new ("added", REEVE_TYPE_RECORD_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_install_action (widget_class, "dialog.store", NULL, store_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "dialog.store", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
reeve_record_dialog_init (ReeveRecordDialog *self)
{
  ReeveRecordDialogPrivate *priv = reeve_record_dialog_get_instance_private (self);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE,
                                      "propagate-natural-height", TRUE, "max-content-height", 640, NULL);
  GtkWidget *clamp = g_object_new (ADW_TYPE_CLAMP, "maximum-size", 640, NULL);

  priv->forms = g_ptr_array_new ();
  priv->optional = g_array_new (FALSE, FALSE, sizeof (gboolean));
  priv->header = ADW_HEADER_BAR (adw_header_bar_new ());
  priv->box = GTK_BOX (g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 14, "margin-start", 18, "margin-end", 18,
                                     "margin-top", 12, "margin-bottom", 18, NULL));
  priv->problem = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "visible", FALSE, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (priv->problem), "wrong-text");
  gtk_widget_add_css_class (GTK_WIDGET (priv->header), "flat");
  gtk_box_append (priv->box, GTK_WIDGET (priv->problem));
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (priv->box));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (priv->header));
  gtk_box_append (GTK_BOX (content), scroller);
  adw_window_set_content (ADW_WINDOW (self), content);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 560, -1);
}

/**
 * reeve_record_dialog_new:
 * @parent: (nullable): above which it stands
 *
 * Returns: (transfer none): a dialog without forms
 */
ReeveRecordDialog *
reeve_record_dialog_new (GtkWindow *parent, ReeveCaseFile *file, const char *title)
{
  ReeveRecordDialog *self = g_object_new (REEVE_TYPE_RECORD_DIALOG, "transient-for", parent, "title", title, NULL);
  ReeveRecordDialogPrivate *priv = reeve_record_dialog_get_instance_private (self);

  priv->file = g_object_ref (file);
  return self;
}

ReeveRecordForm *
reeve_record_dialog_add_form (ReeveRecordDialog *self, const char *heading, ReeveRecord *record, const char *const *rows, gboolean optional)
{
  ReeveRecordDialogPrivate *priv = reeve_record_dialog_get_instance_private (self);
  ReeveRecordForm *form = g_object_new (REEVE_TYPE_RECORD_FORM, NULL);

  if (heading != NULL)
    {
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", heading, "xalign", 0.0, "margin-top", 6, NULL);
      gtk_widget_add_css_class (label, "heading");
      gtk_box_append (priv->box, label);
    }
  reeve_record_form_setup (form, priv->file, reeve_record_get_table (record)->name, rows);
  reeve_record_form_set_record (form, record);
  gtk_box_append (priv->box, GTK_WIDGET (form));
  g_ptr_array_add (priv->forms, form);
  g_array_append_val (priv->optional, optional);
  return form;
}

void
reeve_record_dialog_set_store (ReeveRecordDialog *self, const char *button, const char *name, const char *toast, ReeveStoreFormsFunc func,
                               gpointer data, GDestroyNotify data_free)
{
  ReeveRecordDialogPrivate *priv = reeve_record_dialog_get_instance_private (self);

  g_return_if_fail (REEVE_IS_RECORD_DIALOG (self) && priv->store == NULL);
  priv->store = g_new0 (Store, 1);
  g_atomic_ref_count_init (&priv->store->refs);
  priv->store->func = func;
  priv->store->data = data;
  priv->store->data_free = data_free;
  priv->name = g_strdup (name);
  priv->toast = g_strdup (toast);
  priv->button = reeve_key_button_new (button, "Ctrl ↵");
  gtk_widget_add_css_class (priv->button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->button), "dialog.store");
  adw_header_bar_pack_end (priv->header, priv->button);
}

void
reeve_record_dialog_add_widget (ReeveRecordDialog *self, GtkWidget *widget)
{
  ReeveRecordDialogPrivate *priv = reeve_record_dialog_get_instance_private (self);

  gtk_box_append (priv->box, widget);
}

typedef struct { char *table; gint64 id; } Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_free (removal->table);
  g_free (removal);
}

static gboolean
remove_record (ReeveTxn *txn, gpointer data, GError **error)
{
  const Removal *removal = data;

  return reeve_txn_delete (txn, removal->table, removal->id, error);
}

static void
removed_cb (ReeveCaseFile *file, gint64 entry, const GError *error, gpointer owner)
{
  if (error != NULL)
    set_problem (reeve_record_dialog_get_instance_private (REEVE_RECORD_DIALOG (owner)), error->message);
  else
    gtk_window_close (GTK_WINDOW (owner));
}

static void
remove_clicked_cb (ReeveRecordDialog *self)
{
  ReeveRecordDialogPrivate *priv = reeve_record_dialog_get_instance_private (self);
  const ReeveRecord *record = reeve_record_form_get_record (g_ptr_array_index (priv->forms, 0));
  const ReeveTableInfo *table = reeve_record_get_table (record);
  Removal *removal = g_new0 (Removal, 1);
  /* Translators: in the history, and told when it is done; a kind of record */
  g_autofree char *name = g_strdup_printf (_("Remove: %s"), reeve_table_label (table)), *toast = g_strdup_printf (_("Removed: %s"), reeve_table_label (table));

  removal->table = g_strdup (table->name);
  removal->id = reeve_record_get_id (record);
  reeve_case_file_write (priv->file, name, remove_record, removal, removal_free, toast, removed_cb, self);
}

void
reeve_record_dialog_set_removable (ReeveRecordDialog *self)
{
  ReeveRecordDialogPrivate *priv = reeve_record_dialog_get_instance_private (self);
  GtkWidget *button = gtk_button_new_with_label (_("Remove"));

  gtk_widget_add_css_class (button, "destructive-action");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (priv->header, button);
}
