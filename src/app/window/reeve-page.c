/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame of a page. The strip tells the state of the open file, so that it stands on whichever page is looked at: one thing at a
 * time, what runs before what is wrong before what cannot be done. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-page.h"
#include "reeve-wording.h"

typedef struct
{
  AdwHeaderBar *header;
  AdwBin *back_slot, *title_slot, *content_slot;
  GtkWidget *sidebar_button;
  GtkLabel *title_label, *subtitle_label, *strip_label;
  GtkWidget *strip;
  GtkImage *strip_icon;
  GtkProgressBar *strip_progress;
  GtkButton *strip_button;

  ReeveCaseFile *file;
} ReevePagePrivate;

static void reeve_page_buildable_init (GtkBuildableIface *iface);
static GtkBuildableIface *parent_buildable;

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (ReevePage, reeve_page, ADW_TYPE_BIN,
                                  G_ADD_PRIVATE (ReevePage)
                                  G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, reeve_page_buildable_init))

static ReevePagePrivate *
get_private (ReevePage *self)
{
  return reeve_page_get_instance_private (self);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
update_strip (ReevePage *self)
{
  ReevePagePrivate *priv = get_private (self);
  const char *progress = NULL, *problem = NULL, *text;
  gboolean read_only = FALSE, day_view = FALSE;
  g_autofree char *banner = NULL;
  double fraction = 0;

  if (priv->file != NULL)
    {
      progress = reeve_case_file_get_progress (priv->file, &fraction);
      problem = reeve_case_file_get_problem (priv->file);
      read_only = reeve_case_file_is_read_only (priv->file);
      day_view = progress == NULL && problem == NULL && reeve_case_file_is_day_view (priv->file);
    }
  if (day_view)
    {
      g_autofree char *day = reeve_word_day (reeve_case_file_get_day (priv->file), TRUE);

      if (reeve_case_file_get_known_on (priv->file) == REEVE_KNOWN_NOW)
        /* Translators: %s is a day that is not today */
        banner = g_strdup_printf (_("As of %s, by what is recorded today. Nothing can be changed here."), day);
      else
        {
          g_autofree char *known = reeve_word_day (reeve_case_file_get_known_on (priv->file), TRUE);

          /* Translators: a day, and the day by whose end everything shown was recorded */
          banner = g_strdup_printf (_("As of %1$s, as the city knew it on %2$s. Nothing can be changed here."), day, known);
        }
    }
  text = progress != NULL ? progress : problem != NULL ? problem : banner != NULL ? banner
         : read_only ? _("This file is open for reading only. Nothing can be changed here.") : NULL;
  set_class (priv->strip, "problem", progress == NULL && problem != NULL);
  set_class (priv->strip, "read-only", progress == NULL && problem == NULL && read_only);
  gtk_image_set_from_icon_name (priv->strip_icon, progress != NULL ? "content-loading-symbolic" : problem != NULL ? "dialog-warning-symbolic"
                                                 : day_view ? "document-open-recent-symbolic" : "changes-prevent-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (priv->strip_progress), progress != NULL);
  if (progress != NULL && fraction >= 0)
    gtk_progress_bar_set_fraction (priv->strip_progress, fraction);
  else if (progress != NULL)
    gtk_progress_bar_pulse (priv->strip_progress);
  gtk_widget_set_visible (GTK_WIDGET (priv->strip_button), progress != NULL || problem != NULL || day_view);
  gtk_button_set_label (priv->strip_button, day_view ? _("Back to today") : progress != NULL ? _("Cancel") : _("Close"));
  if (text != NULL)
    gtk_label_set_text (priv->strip_label, text);
  gtk_widget_set_visible (priv->strip, text != NULL);
}

static void
strip_button_clicked_cb (ReevePage *self)
{
  ReevePagePrivate *priv = get_private (self);

  if (priv->file == NULL)
    return;
  if (reeve_case_file_get_progress (priv->file, NULL) != NULL)
    reeve_case_file_cancel (priv->file);
  else if (reeve_case_file_get_problem (priv->file) != NULL)
    reeve_case_file_set_problem (priv->file, NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.today", NULL);
}

static void
reeve_page_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  ReevePagePrivate *priv = get_private (REEVE_PAGE (buildable));

  if (g_strcmp0 (type, "content") == 0)
    adw_bin_set_child (priv->content_slot, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "title") == 0)
    adw_bin_set_child (priv->title_slot, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "back") == 0)
    adw_bin_set_child (priv->back_slot, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "end") == 0)
    adw_header_bar_pack_end (priv->header, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
reeve_page_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = reeve_page_add_child;
}

static void
reeve_page_dispose (GObject *object)
{
  reeve_page_set_file (REEVE_PAGE (object), NULL);
  /* no page or form calls gtk_widget_dispose_template(): on 4.8 it unparents what the bin lets go of a second time, and asserts where a
   * subclass has a template too; the bin frees the whole tree */
  G_OBJECT_CLASS (reeve_page_parent_class)->dispose (object);
}

static void
reeve_page_class_init (ReevePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, ReevePage, back_slot);
  gtk_widget_class_bind_template_child_private (widget_class, ReevePage, content_slot);
  gtk_widget_class_bind_template_child_private (widget_class, ReevePage, header);
  gtk_widget_class_bind_template_child_private (widget_class, ReevePage, sidebar_button);
  gtk_widget_class_bind_template_child_private (widget_class, ReevePage, strip);
  gtk_widget_class_bind_template_child_private (widget_class, ReevePage, strip_button);
  gtk_widget_class_bind_template_child_private (widget_class, ReevePage, strip_icon);
  gtk_widget_class_bind_template_child_private (widget_class, ReevePage, strip_label);
  gtk_widget_class_bind_template_child_private (widget_class, ReevePage, strip_progress);
  gtk_widget_class_bind_template_child_private (widget_class, ReevePage, subtitle_label);
  gtk_widget_class_bind_template_child_private (widget_class, ReevePage, title_label);
  gtk_widget_class_bind_template_child_private (widget_class, ReevePage, title_slot);
  gtk_widget_class_bind_template_callback (widget_class, strip_button_clicked_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
}

static void
reeve_page_init (ReevePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reeve_page_set_file:
 * @file: (nullable): the open case file; its state is shown in the strip
 */
void
reeve_page_set_file (ReevePage *self, ReeveCaseFile *file)
{
  ReevePagePrivate *priv;

  g_return_if_fail (REEVE_IS_PAGE (self));
  priv = get_private (self);
  if (priv->file == file)
    return;
  if (priv->file != NULL)
    g_signal_handlers_disconnect_by_func (priv->file, update_strip, self);
  g_set_object (&priv->file, file);
  if (file != NULL)
    {
      g_signal_connect_object (file, "state-changed", G_CALLBACK (update_strip), self, G_CONNECT_SWAPPED);
      update_strip (self);
    }
}

ReeveCaseFile *
reeve_page_get_file (ReevePage *self)
{
  g_return_val_if_fail (REEVE_IS_PAGE (self), NULL);
  return get_private (self)->file;
}

void
reeve_page_set_title (ReevePage *self, const char *title)
{
  g_return_if_fail (REEVE_IS_PAGE (self));
  gtk_label_set_text (get_private (self)->title_label, title);
  if (*title != '\0')
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

void
reeve_page_set_subtitle (ReevePage *self, const char *subtitle)
{
  g_return_if_fail (REEVE_IS_PAGE (self));
  gtk_label_set_text (get_private (self)->subtitle_label, subtitle != NULL ? subtitle : "");
}

void
reeve_page_set_sidebar_folded (ReevePage *self, gboolean folded)
{
  g_return_if_fail (REEVE_IS_PAGE (self));
  gtk_widget_set_visible (get_private (self)->sidebar_button, folded);
}

void
reeve_page_find (ReevePage *self)
{
  if (reeve_page_can_find (self))
    REEVE_PAGE_GET_CLASS (self)->find (self);
}

void
reeve_page_add (ReevePage *self)
{
  if (reeve_page_can_add (self))
    REEVE_PAGE_GET_CLASS (self)->add (self);
}

void
reeve_page_finish (ReevePage *self)
{
  g_return_if_fail (REEVE_IS_PAGE (self));
  if (REEVE_PAGE_GET_CLASS (self)->finish != NULL)
    REEVE_PAGE_GET_CLASS (self)->finish (self);
}

/**
 * reeve_page_leave:
 *
 * Returns: %TRUE if there was something to leave: a search, a detail, a mode
 */
gboolean
reeve_page_leave (ReevePage *self)
{
  g_return_val_if_fail (REEVE_IS_PAGE (self), FALSE);
  return REEVE_PAGE_GET_CLASS (self)->leave != NULL && REEVE_PAGE_GET_CLASS (self)->leave (self);
}

gboolean
reeve_page_can_find (ReevePage *self)
{
  g_return_val_if_fail (REEVE_IS_PAGE (self), FALSE);
  return REEVE_PAGE_GET_CLASS (self)->find != NULL;
}

gboolean
reeve_page_can_add (ReevePage *self)
{
  g_return_val_if_fail (REEVE_IS_PAGE (self), FALSE);
  return REEVE_PAGE_GET_CLASS (self)->add != NULL;
}
