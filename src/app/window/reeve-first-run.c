/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shown when no case file is open. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-first-run.h"
#include "reeve-step-row.h"

struct _ReeveFirstRun
{
  AdwBin parent_instance;
  GtkListBox *choices;
};

G_DEFINE_FINAL_TYPE (ReeveFirstRun, reeve_first_run, ADW_TYPE_BIN)

static void
reeve_first_run_class_init (ReeveFirstRunClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-first-run.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveFirstRun, choices);
}

static void
reeve_first_run_init (ReeveFirstRun *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_append (self->choices, reeve_step_row_new ("document-new-symbolic", _("Start a case file for your city"),
                                                          _("One file on your own disk holds everything. No server, no account, no network."),
                                                          _("New…"), "Ctrl N", "app.new", TRUE));
  gtk_list_box_append (self->choices, reeve_step_row_new ("folder-open-symbolic", _("Open a case file"),
                                                          _("A file with the ending .reeve, or a verified backup."), _("Open…"), "Ctrl O",
                                                          "app.open", FALSE));
  gtk_list_box_append (self->choices, reeve_step_row_new ("view-reveal-symbolic", _("Look around in Calder Bend"),
                                                          _("An invented city with 600 businesses and an ordinance. Nothing in it is real."),
                                                          _("Open the sample"), "Ctrl Shift O", "app.sample", FALSE));
}
