/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two explanations as the findings of a business show theirs; above them one line that says what changes. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-backtest-why.h"
#include "reeve-derived.h"
#include "reeve-explanation.h"

#define SIDE_WIDTH 300
#define NARROW 680              /* px: from here down one side stands below the other */

static GtkWidget *
side_new (ReeveTrace *trace, const ReeveProvisionVersion *version, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *head = g_object_new (GTK_TYPE_LABEL, "label", name, "xalign", 0.0, "wrap", TRUE, NULL);

  gtk_widget_add_css_class (box, "why-side");
  gtk_widget_add_css_class (head, "record-name");
  gtk_widget_set_size_request (box, SIDE_WIDTH, -1);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), head);
  if (trace == NULL || version == NULL)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", _("There is no such provision in force."), "xalign", 0.0, "wrap", TRUE, NULL));
  else
    {
      ReeveFindingItem item = { .citation = version->citation, .title = version->title, .text = version->text,
                                .shown = reeve_shown_of (reeve_trace_get_outcome (trace), NULL) };
      ReeveExplanation *explanation = reeve_explanation_new (trace, version);
      GtkWidget *widget = reeve_explanation_widget_new (explanation, &item);

      gtk_box_append (GTK_BOX (box), widget);
      g_object_set_data_full (G_OBJECT (widget), "explanation", explanation, (GDestroyNotify) reeve_explanation_free);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return box;
}

GtkWindow *
reeve_backtest_why_new (GtkWindow *parent, ReeveBacktest *test, ReeveConn *conn, const ReeveBacktestRow *row, guint provision,
                        const char *const names[2], GError **error)
{
  const GPtrArray *provisions = reeve_backtest_get_provisions (test);
  const ReeveBacktestProvision *tested = g_ptr_array_index (provisions, provision);
  GtkWidget *box, *sides, *scrolled, *window, *header;
  GtkEventController *keys;
  ReeveTrace *traces[2] = { NULL, NULL };
  gint64 subject = row->subject;
  gboolean narrow = parent != NULL && gtk_widget_get_width (GTK_WIDGET (parent)) > 0 && gtk_widget_get_width (GTK_WIDGET (parent)) < NARROW;
  guint n;
  const ReeveBacktestChange *changes = reeve_backtest_get_changes (test, &n);

  for (guint i = row->first; i < row->first + row->n; i++)
    if (changes[i].provision == provision)
      {
        subject = changes[i].subject;
        break;
      }
  if (!reeve_backtest_explain (test, conn, provision, subject, &traces[0], &traces[1], error))
    return NULL;
  sides = g_object_new (GTK_TYPE_BOX, "homogeneous", !narrow, "spacing", 12, "orientation", narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL,
                        "valign", GTK_ALIGN_START, NULL);
  gtk_box_append (GTK_BOX (sides), side_new (traces[0], tested->before, names[0]));
  gtk_box_append (GTK_BOX (sides), side_new (traces[1], tested->after, names[1]));
  scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE, "child", sides, NULL);
  gtk_widget_set_margin_start (sides, 12);
  gtk_widget_set_margin_end (sides, 12);
  gtk_widget_set_margin_top (sides, 12);
  gtk_widget_set_margin_bottom (sides, 12);
  header = adw_header_bar_new ();
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header),
                                   adw_window_title_new (row->name != NULL ? row->name : _("Record without a name"),
                                                         tested->after != NULL ? tested->after->title : tested->before->title));
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scrolled);
  window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE, "default-width", narrow ? 480 : 940, "default-height", 640, "content", box,
                         "title", _("Both explanations"), "destroy-with-parent", TRUE, NULL);
  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  return GTK_WINDOW (window);
}
