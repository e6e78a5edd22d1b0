/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of findings. It is made anew after each check; which ones were open is remembered by provision, so an edit next door does not
 * fold what is being read. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-finding-row.h"
#include "reeve-findings-view.h"

struct _ReeveFindingsView
{
  AdwBin parent_instance;

  ReeveCaseFile *file;
  gint64 business;
  GtkWidget *box;
  GtkWidget *in_order;        /* box of the folded rows */
  GHashTable *open;           /* keys of open rows */
  GtkWidget *order_button;    /* NULL when nothing is in order */
  gboolean order_shown;
};

G_DEFINE_FINAL_TYPE (ReeveFindingsView, reeve_findings_view, ADW_TYPE_BIN)

static void
clear (ReeveFindingsView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  self->in_order = self->order_button = NULL;
}

static void
opened_cb (ReeveFindingRow *row, ReeveFindingsView *self)
{
  if (reeve_finding_row_get_open (row))
    g_hash_table_add (self->open, g_strdup (reeve_finding_row_get_key (row)));
  else
    g_hash_table_remove (self->open, reeve_finding_row_get_key (row));
}

static void
order_clicked_cb (GtkButton *button, ReeveFindingsView *self)
{
  GtkImage *arrow = g_object_get_data (G_OBJECT (button), "arrow");

  self->order_shown = !self->order_shown;
  gtk_widget_set_visible (self->in_order, self->order_shown);
  gtk_image_set_from_icon_name (arrow, self->order_shown ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, self->order_shown, -1);
}

static GtkWidget *
section_new (const char *title, const char *end)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "hexpand", TRUE, NULL), *last = gtk_label_new (end);

  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), last);
  return box;
}

static void
reeve_findings_view_dispose (GObject *object)
{
  ReeveFindingsView *self = REEVE_FINDINGS_VIEW (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->open, g_hash_table_unref);
  G_OBJECT_CLASS (reeve_findings_view_parent_class)->dispose (object);
}

static void
reeve_findings_view_class_init (ReeveFindingsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_findings_view_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_REGION);
}

static void
reeve_findings_view_init (ReeveFindingsView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->box);
  adw_bin_set_child (ADW_BIN (self), scroller);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Findings"), -1);
}

GtkWidget *
reeve_findings_view_new (void)
{
  return g_object_new (REEVE_TYPE_FINDINGS_VIEW, NULL);
}

void
reeve_findings_view_set_file (ReeveFindingsView *self, ReeveCaseFile *file)
{
  g_return_if_fail (REEVE_IS_FINDINGS_VIEW (self));
  g_set_object (&self->file, file);
}

typedef enum { GROUP_NEEDS_A_PERSON, GROUP_DECIDED, GROUP_IN_ORDER, N_GROUPS } Group;

/* What a person decided stays in sight whatever it is; what is met or does not apply is in order; the rest waits for somebody. */
static Group
group_of (const ReeveFindingItem *item)
{
  if (item->decision != NULL)
    return GROUP_DECIDED;
  return item->shown >= REEVE_SHOWN_MET ? GROUP_IN_ORDER : GROUP_NEEDS_A_PERSON;
}

static void
add_rows (ReeveFindingsView *self, GtkWidget *box, GPtrArray *findings, Group group, const char *focus_key)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const ReeveFindingItem *item = g_ptr_array_index (findings, i);
      GtkWidget *row;

      if (group_of (item) != group)
        continue;
      row = reeve_finding_row_new (self->file, self->business, findings, item);
      g_signal_connect_object (row, "opened", G_CALLBACK (opened_cb), self, 0);
      gtk_box_append (GTK_BOX (box), row);
      if (g_hash_table_contains (self->open, reeve_finding_row_get_key (REEVE_FINDING_ROW (row))))
        reeve_finding_row_set_open (REEVE_FINDING_ROW (row), TRUE);
      if (g_strcmp0 (focus_key, reeve_finding_row_get_key (REEVE_FINDING_ROW (row))) == 0)
        gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
    }
}

/* The key of the row that has the focus, or NULL. */
static char *
get_focus_key (ReeveFindingsView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);
  GtkWidget *row = focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ? NULL : gtk_widget_get_ancestor (focus, REEVE_TYPE_FINDING_ROW);

  return row == NULL ? NULL : g_strdup (reeve_finding_row_get_key (REEVE_FINDING_ROW (row)));
}

static void
add_in_order (ReeveFindingsView *self, GPtrArray *findings, guint met, guint not_applicable, const char *focus_key)
{
  GtkWidget *button = gtk_button_new (), *head, *arrow;
  g_autofree char *met_words = g_strdup_printf (ngettext ("%u met", "%u met", met), met);
  g_autofree char *other_words = g_strdup_printf (ngettext ("%u does not apply", "%u do not apply", not_applicable), not_applicable);
  /* Translators: "17 met, 8 do not apply" */
  g_autofree char *words = g_strdup_printf (_("%s, %s"), met_words, other_words);

  arrow = gtk_image_new_from_icon_name (self->order_shown ? "pan-down-symbolic" : "pan-end-symbolic");
  head = section_new (_("In order"), words);
  gtk_box_prepend (GTK_BOX (head), arrow);
  gtk_button_set_child (GTK_BUTTON (button), head);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "section-bar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("In order"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, self->order_shown, -1);
  g_object_set_data (G_OBJECT (button), "arrow", arrow);
  g_signal_connect_object (button, "clicked", G_CALLBACK (order_clicked_cb), self, 0);
  gtk_box_append (GTK_BOX (self->box), button);
  self->order_button = button;
  self->in_order = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_visible (self->in_order, self->order_shown);
  gtk_box_append (GTK_BOX (self->box), self->in_order);
  add_rows (self, self->in_order, findings, GROUP_IN_ORDER, focus_key);
}

static void
add_section (ReeveFindingsView *self, const char *title, GPtrArray *findings, Group group, guint number, const char *focus_key)
{
  g_autofree char *words = g_strdup_printf ("%u", number);
  GtkWidget *section;

  if (number == 0)
    return;
  section = section_new (title, words);
  gtk_widget_add_css_class (section, "section-bar");
  gtk_box_append (GTK_BOX (self->box), section);
  add_rows (self, self->box, findings, group, focus_key);
}

void
reeve_findings_view_set_findings (ReeveFindingsView *self, gint64 business, GPtrArray *findings)
{
  guint numbers[N_GROUPS] = { 0 }, met = 0;
  const ReeveFindingItem *first = NULL;
  g_autofree char *focus_key = NULL;

  g_return_if_fail (REEVE_IS_FINDINGS_VIEW (self) && self->file != NULL);
  focus_key = business == self->business ? get_focus_key (self) : NULL;
  for (guint i = 0; i < findings->len; i++)
    {
      const ReeveFindingItem *item = g_ptr_array_index (findings, i);

      numbers[group_of (item)]++;
      if (group_of (item) == GROUP_IN_ORDER)
        met += item->shown == REEVE_SHOWN_MET;
      else if (first == NULL || (group_of (first) == GROUP_DECIDED && group_of (item) == GROUP_NEEDS_A_PERSON))
        first = item;
    }
  if (business != self->business)
    {
      /* another business: its first open finding is explained at once */
      g_hash_table_remove_all (self->open);
      self->order_shown = FALSE;
      if (first != NULL)
        g_hash_table_add (self->open, g_strjoin ("/", first->ordinance, first->provision, NULL));
    }
  self->business = business;
  clear (self);
  if (findings->len == 0)
    {
      reeve_findings_view_set_message (self, _("No ordinance is in force in this file, so there is nothing to check against. Adopt one under Overview."));
      return;
    }
  add_section (self, _("Needs a person"), findings, GROUP_NEEDS_A_PERSON, numbers[GROUP_NEEDS_A_PERSON], focus_key);
  add_section (self, _("Decided"), findings, GROUP_DECIDED, numbers[GROUP_DECIDED], focus_key);
  if (numbers[GROUP_IN_ORDER] > 0)
    add_in_order (self, findings, met, numbers[GROUP_IN_ORDER] - met, focus_key);
}

void
reeve_findings_view_set_message (ReeveFindingsView *self, const char *text)
{
  GtkWidget *label;

  g_return_if_fail (REEVE_IS_FINDINGS_VIEW (self));
  clear (self);
  label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0, "margin-start", 16, "margin-end", 16, "margin-top", 14, NULL);
  gtk_widget_add_css_class (label, "secondary");
  gtk_box_append (GTK_BOX (self->box), label);
}

/* The row of @provision among the children of @box, or NULL. */
static ReeveFindingRow *
find_row (GtkWidget *box, const char *provision)
{
  for (GtkWidget *child = box == NULL ? NULL : gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (REEVE_IS_FINDING_ROW (child))
      {
        const char *key = strrchr (reeve_finding_row_get_key (REEVE_FINDING_ROW (child)), '/');

        if (key != NULL && strcmp (key + 1, provision) == 0)
          return REEVE_FINDING_ROW (child);
      }
  return NULL;
}

void
reeve_findings_view_show (ReeveFindingsView *self, const char *provision)
{
  ReeveFindingRow *row;

  g_return_if_fail (REEVE_IS_FINDINGS_VIEW (self));
  row = find_row (self->box, provision);
  if (row == NULL && (row = find_row (self->in_order, provision)) != NULL && !self->order_shown)
    order_clicked_cb (GTK_BUTTON (self->order_button), self);
  if (row == NULL)
    return;
  if (!reeve_finding_row_get_open (row))
    {
      reeve_finding_row_set_open (row, TRUE);
      opened_cb (row, self);
    }
  gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}
