/* SPDX-License-Identifier: GPL-3.0-or-later */
/* List and form of one kind of record. The form is the subclass's; this joins the two and lets a narrow window go from one to the other. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-record-page.h"
#include "reeve-wording.h"

typedef struct
{
  AdwLeaflet *leaflet;
  ReeveRecordList *list;
  GtkStack *detail;
  AdwStatusPage *none_page;
  AdwBin *form_slot;
  GtkWidget *back_button, *add_button;
} ReeveRecordPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ReeveRecordPage, reeve_record_page, REEVE_TYPE_PAGE)

static ReeveRecordPagePrivate *
get_private (gpointer self)
{
  return reeve_record_page_get_instance_private (REEVE_RECORD_PAGE (self));
}

static gboolean
form_covers_list (ReeveRecordPagePrivate *priv)
{
  return adw_leaflet_get_folded (priv->leaflet) && adw_leaflet_get_visible_child (priv->leaflet) == GTK_WIDGET (priv->detail);
}

static void
folded_cb (ReeveRecordPage *self)
{
  ReeveRecordPagePrivate *priv = get_private (self);

  gtk_widget_set_visible (priv->back_button, form_covers_list (priv));
}

static void
selected_cb (ReeveRecordPage *self, gint64 id)
{
  REEVE_RECORD_PAGE_GET_CLASS (self)->show (self, id);
  gtk_stack_set_visible_child_name (get_private (self)->detail, "form");
}

static void
opened_cb (ReeveRecordPage *self, gint64 id)
{
  ReeveRecordPagePrivate *priv = get_private (self);

  selected_cb (self, id);
  adw_leaflet_set_visible_child (priv->leaflet, GTK_WIDGET (priv->detail));
  gtk_widget_child_focus (GTK_WIDGET (priv->form_slot), GTK_DIR_TAB_FORWARD);
}

static void
stored_cb (ReeveRecordPage *self, gint64 id)
{
  reeve_record_list_select (get_private (self)->list, id);
}

static void
finished_cb (ReeveRecordPage *self)
{
  ReeveRecordPagePrivate *priv = get_private (self);

  adw_leaflet_set_visible_child (priv->leaflet, GTK_WIDGET (priv->list));
  gtk_widget_child_focus (GTK_WIDGET (priv->list), GTK_DIR_TAB_FORWARD);
}

static void
gone_cb (ReeveRecordPage *self)
{
  ReeveRecordPagePrivate *priv = get_private (self);

  reeve_record_list_select (priv->list, 0);
  gtk_stack_set_visible_child_name (priv->detail, "none");
  adw_leaflet_set_visible_child (priv->leaflet, GTK_WIDGET (priv->list));
}

static void
back_cb (ReeveRecordPage *self)
{
  adw_leaflet_navigate (get_private (self)->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
refreshed_cb (ReeveRecordPage *self)
{
  reeve_list_model_reload (reeve_record_list_get_model (get_private (self)->list));
}

static void
count_cb (ReeveRecordPage *self)
{
  g_autofree char *count = reeve_word_count (reeve_list_model_get_n_all (reeve_record_list_get_model (get_private (self)->list)));

  reeve_page_set_subtitle (REEVE_PAGE (self), count);
}

static void
find (ReevePage *page)
{
  reeve_record_list_find (get_private (page)->list);
}

static void
add (ReevePage *page)
{
  reeve_record_page_begin (REEVE_RECORD_PAGE (page));
}

static gboolean
leave (ReevePage *page)
{
  ReeveRecordPagePrivate *priv = get_private (page);

  if (!form_covers_list (priv))
    return reeve_record_list_clear_search (priv->list);
  back_cb (REEVE_RECORD_PAGE (page));
  return TRUE;
}

static void
reeve_record_page_dispose (GObject *object)
{
  G_OBJECT_CLASS (reeve_record_page_parent_class)->dispose (object);
}

static void
reeve_record_page_class_init (ReeveRecordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ReevePageClass *page_class = REEVE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_record_page_dispose;
  page_class->find = find;
  page_class->add = add;
  page_class->leave = leave;
  g_type_ensure (REEVE_TYPE_RECORD_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-record-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, ReeveRecordPage, add_button);
  gtk_widget_class_bind_template_child_private (widget_class, ReeveRecordPage, back_button);
  gtk_widget_class_bind_template_child_private (widget_class, ReeveRecordPage, detail);
  gtk_widget_class_bind_template_child_private (widget_class, ReeveRecordPage, form_slot);
  gtk_widget_class_bind_template_child_private (widget_class, ReeveRecordPage, leaflet);
  gtk_widget_class_bind_template_child_private (widget_class, ReeveRecordPage, list);
  gtk_widget_class_bind_template_child_private (widget_class, ReeveRecordPage, none_page);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
reeve_record_page_init (ReeveRecordPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reeve_record_page_setup:
 * @file: the open case file
 * @form: (transfer floating): what shows one record
 *
 * To be called once, by the subclass.
 */
void
reeve_record_page_setup (ReeveRecordPage *self, ReeveCaseFile *file, GtkWidget *form)
{
  ReeveRecordPagePrivate *priv = get_private (self);
  ReeveRecordPageClass *klass = REEVE_RECORD_PAGE_GET_CLASS (self);

  reeve_page_set_file (REEVE_PAGE (self), file);
  reeve_page_set_title (REEVE_PAGE (self), _(klass->title));
  adw_status_page_set_title (priv->none_page, _(klass->none_title));
  adw_status_page_set_description (priv->none_page, _(klass->none_text));
  gtk_widget_set_tooltip_text (priv->add_button, _(klass->add_label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _(klass->add_label), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->add_button), klass->add_action);
  reeve_record_list_setup (priv->list, file, klass->list);
  adw_bin_set_child (priv->form_slot, form);
  g_signal_connect_object (form, "stored", G_CALLBACK (stored_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "gone", G_CALLBACK (gone_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reeve_record_list_get_model (priv->list), "reloaded", G_CALLBACK (count_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
}

void
reeve_record_page_begin (ReeveRecordPage *self)
{
  ReeveRecordPagePrivate *priv = get_private (self);
  ReeveCaseFile *file = reeve_page_get_file (REEVE_PAGE (self));

  if (reeve_case_file_is_read_only (file))
    return;
  reeve_record_list_select (priv->list, 0);
  gtk_stack_set_visible_child_name (priv->detail, "form");
  adw_leaflet_set_visible_child (priv->leaflet, GTK_WIDGET (priv->detail));
  REEVE_RECORD_PAGE_GET_CLASS (self)->begin (self, reeve_selection_get_business (reeve_case_file_get_selection (file)));
}

void
reeve_record_page_show (ReeveRecordPage *self, gint64 id)
{
  ReeveRecordPagePrivate *priv = get_private (self);

  reeve_record_list_select (priv->list, id);
  selected_cb (self, id);
  adw_leaflet_set_visible_child (priv->leaflet, GTK_WIDGET (priv->detail));
}
