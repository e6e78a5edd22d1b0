/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each shows the page first, which makes it if need be. */
#include "config.h"

#include "reeve-businesses-page.h"
#include "reeve-record-page.h"
#include "reeve-release-dialog.h"
#include "reeve-releases.h"
#include "reeve-reports.h"
#include "reeve-window-go.h"
#include "reeve-window.h"

static void
go_business_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);
  gboolean people = g_str_equal (name, "win.go-people");

  if (reeve_window_get_file (self) == NULL)
    return;
  reeve_selection_set_business (reeve_case_file_get_selection (reeve_window_get_file (self)), g_variant_get_int64 (parameter));
  reeve_window_show_page (self, "businesses");
  reeve_businesses_page_show_tab (REEVE_BUSINESSES_PAGE (reeve_window_get_page (self, "businesses")), people ? "people" : "findings");
}

static void
go_tab_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);

  reeve_window_show_page (self, "businesses");
  if (reeve_window_get_file (self) != NULL)
    reeve_businesses_page_show_tab (REEVE_BUSINESSES_PAGE (reeve_window_get_page (self, "businesses")), g_variant_get_string (parameter, NULL));
}

static void
go_provision_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);

  reeve_window_show_page (self, "businesses");
  if (reeve_window_get_file (self) != NULL)
    reeve_businesses_page_show_finding (REEVE_BUSINESSES_PAGE (reeve_window_get_page (self, "businesses")), g_variant_get_string (parameter, NULL));
}

static void
go_record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);
  const char *page = g_str_equal (name, "win.go-complaint") ? "complaints" : "inspections";

  reeve_window_show_page (self, page);
  if (reeve_window_get_file (self) != NULL)
    reeve_record_page_show (REEVE_RECORD_PAGE (reeve_window_get_page (self, page)), g_variant_get_int64 (parameter));
}

static void
saved_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);

  reeve_window_show_page (self, "businesses");
  if (reeve_window_get_file (self) != NULL)
    reeve_businesses_page_show_view (REEVE_BUSINESSES_PAGE (reeve_window_get_page (self, "businesses")), g_variant_get_int64 (parameter));
}

static void
release_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveCaseFile *file = reeve_window_get_file (REEVE_WINDOW (widget));

  if (file == NULL)
    return;
  if (g_str_equal (name, "win.releases"))
    gtk_window_present (GTK_WINDOW (reeve_releases_new (GTK_WINDOW (widget), file)));
  else
    {
      ReeveReleaseDialog *dialog = reeve_release_dialog_new (GTK_WINDOW (widget), file);

      if (g_str_equal (name, "win.records-request"))
        reeve_release_dialog_answer_request (dialog);
      gtk_window_present (GTK_WINDOW (dialog));
    }
}

static void
reports_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveCaseFile *file = reeve_window_get_file (REEVE_WINDOW (widget));

  if (file != NULL)
    gtk_window_present (GTK_WINDOW (reeve_reports_new (GTK_WINDOW (widget), file)));
}

void
reeve_window_go_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.go-business", "x", go_business_action);
  gtk_widget_class_install_action (widget_class, "win.go-people", "x", go_business_action);
  gtk_widget_class_install_action (widget_class, "win.go-complaint", "x", go_record_action);
  gtk_widget_class_install_action (widget_class, "win.go-inspection", "x", go_record_action);
  gtk_widget_class_install_action (widget_class, "win.go-tab", "s", go_tab_action);
  gtk_widget_class_install_action (widget_class, "win.go-provision", "s", go_provision_action);
  gtk_widget_class_install_action (widget_class, "win.saved-view", "x", saved_view_action);
  gtk_widget_class_install_action (widget_class, "win.release", NULL, release_action);
  gtk_widget_class_install_action (widget_class, "win.releases", NULL, release_action);
  gtk_widget_class_install_action (widget_class, "win.reports", NULL, reports_action);
  gtk_widget_class_install_action (widget_class, "win.records-request", NULL, release_action);
}
