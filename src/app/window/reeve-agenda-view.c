/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows are made anew when records changed: there are never more than some dozens, for many of a kind fold into one. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-agenda-view.h"
#include "reeve-wording.h"

#define STRIP_DAYS 14
#define MOST_ROWS 12           /* of one kind in a section; more are one row that says how many */
#define MOST_DOTS 5

struct _ReeveAgendaView
{
  GtkBox parent_instance;
  GtkWidget *strip, *sections;
  GtkWidget *days[STRIP_DAYS];
  GPtrArray *items;
  ReeveDay today, chosen;        /* chosen: 0 = all days */
  guint done;
  char *holidays;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (ReeveAgendaView, reeve_agenda_view, GTK_TYPE_BOX)

static void show_sections (ReeveAgendaView *self);

static GtkWidget *
text_new (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/* --- the strip --- */

static GDateTime *
date_of (ReeveDay day)
{
  char iso[REEVE_DAY_TEXT_SIZE];
  g_autofree char *instant = NULL;

  reeve_day_format (day, iso);
  instant = g_strconcat (iso, "T12:00:00Z", NULL);
  return g_date_time_new_from_iso8601 (instant, NULL);
}

static char *
format_day (ReeveDay day, const char *format)
{
  g_autoptr (GDateTime) date = date_of (day);

  return g_date_time_format (date, format);
}

static void
day_toggled_cb (GtkToggleButton *button, ReeveAgendaView *self)
{
  guint at = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "day"));

  if (self->filling)
    return;
  self->filling = TRUE;
  self->chosen = gtk_toggle_button_get_active (button) ? self->today + (ReeveDay) at : 0;
  for (guint i = 0; i < STRIP_DAYS; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->days[i]), self->chosen == self->today + (ReeveDay) i);
  self->filling = FALSE;
  show_sections (self);
}

static void
all_days_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveAgendaView *self = REEVE_AGENDA_VIEW (widget);

  for (guint i = 0; i < STRIP_DAYS; i++)
    if (self->days[i] != NULL && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->days[i])))
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->days[i]), FALSE);
}

/* Diamonds for what is overdue, squares for what is due; many are a number. */
static GtkWidget *
dots_new (const char *dot, guint n, const char *css_class)
{
  g_autoptr (GString) out = g_string_new (NULL);
  GtkWidget *label;

  if (n > MOST_DOTS)
    g_string_append_printf (out, "%s%u", dot, n);
  else
    for (guint i = 0; i < n; i++)
      g_string_append (out, dot);
  label = gtk_label_new (out->str);
  gtk_widget_add_css_class (label, "caption-2");
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
day_new (ReeveAgendaView *self, guint at, guint overdue, guint due)
{
  ReeveDay day = self->today + (ReeveDay) at;
  char iso[REEVE_DAY_TEXT_SIZE];
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *weekday = NULL, *number = NULL, *whole = reeve_word_day (day, TRUE), *label = NULL;
  g_autofree char *overdue_text = NULL, *due_text = NULL;
  GtkWidget *button = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *name, *marks = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  gboolean holiday, weekend;

  reeve_day_format (day, iso);
  date = date_of (day);
  weekday = g_date_time_format (date, "%a");
  number = g_date_time_format (date, "%-d");
  holiday = self->holidays != NULL && strstr (self->holidays, iso) != NULL;
  weekend = g_date_time_get_day_of_week (date) >= 6;
  due_text = g_strdup_printf (ngettext ("%u due", "%u due", due), due);
  overdue_text = g_strdup_printf (ngettext ("%u overdue", "%u overdue", overdue), overdue);
  /* Translators: a day, how many things are due, how many overdue */
  label = overdue > 0 ? g_strdup_printf (_("%s, %s, %s"), whole, due_text, overdue_text) : g_strdup_printf (_("%s, %s"), whole, due_text);
  name = gtk_label_new (weekday);
  gtk_widget_add_css_class (name, "caption-2");
  gtk_widget_add_css_class (name, "secondary");
  if (overdue > 0)
    gtk_box_append (GTK_BOX (marks), dots_new ("◆", overdue, "late"));
  gtk_box_append (GTK_BOX (marks), dots_new ("▪", due, "due"));
  gtk_widget_set_halign (marks, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), gtk_label_new (number));
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "numeric");
  gtk_box_append (GTK_BOX (box), marks);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "agenda-day");
  if (weekend || holiday)
    gtk_widget_add_css_class (button, "day-off");
  if (at == 0)
    gtk_widget_add_css_class (button, "today");
  if (holiday)
    gtk_widget_set_tooltip_text (button, _("A holiday of the city"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "day", GUINT_TO_POINTER (at));
  g_signal_connect (button, "toggled", G_CALLBACK (day_toggled_cb), self);
  return button;
}

static void
show_strip (ReeveAgendaView *self)
{
  guint overdue = 0, due[STRIP_DAYS] = { 0 };

  for (guint i = 0; i < self->items->len; i++)
    {
      const ReeveAgendaItem *item = g_ptr_array_index (self->items, i);

      if (item->day < self->today)
        overdue++;
      else if (item->day < self->today + STRIP_DAYS)
        due[item->day - self->today]++;
    }
  self->filling = TRUE;
  clear_box (self->strip);
  for (guint i = 0; i < STRIP_DAYS; i++)
    {
      self->days[i] = day_new (self, i, i == 0 ? overdue : 0, due[i]);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->days[i]), self->chosen == self->today + (ReeveDay) i);
      gtk_box_append (GTK_BOX (self->strip), self->days[i]);
    }
  self->filling = FALSE;
}

/* --- sections --- */

/* When, for a row: so many days late, today, a day. Transfer full. */
static char *
when_text (ReeveAgendaView *self, ReeveDay day)
{
  guint late = day < self->today ? (guint) (self->today - day) : 0;

  if (late > 0)
    return g_strdup_printf (ngettext ("%u day late", "%u days late", late), late);
  if (day == self->today)
    return g_strdup (_("today"));
  /* no year: it is within two months */
  return format_day (day, _("%a %-d %b"));
}

static GtkWidget *
row_new (const char *icon_name, const char *when, gboolean late, const char *title, const char *subtitle, const char *duty)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *time = text_new (when, "numeric"), *icon = gtk_image_new_from_icon_name (icon_name);
  g_autofree char *label = g_strjoin (", ", title, when, subtitle != NULL ? subtitle : duty, subtitle != NULL ? duty : NULL, NULL);

  gtk_label_set_width_chars (GTK_LABEL (time), 11);
  gtk_label_set_max_width_chars (GTK_LABEL (time), 15);
  gtk_widget_add_css_class (icon, late ? "late" : "secondary");
  gtk_widget_add_css_class (time, late ? "late" : "secondary");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), text_new (title, "row-name"));
  /* natural widths at which two columns have room beside each other */
  gtk_label_set_max_width_chars (GTK_LABEL (gtk_widget_get_first_child (words)), 32);
  if (subtitle != NULL)
    {
      gtk_box_append (GTK_BOX (words), text_new (subtitle, "caption-2"));
      gtk_widget_add_css_class (gtk_widget_get_last_child (words), "secondary");
      gtk_label_set_max_width_chars (GTK_LABEL (gtk_widget_get_last_child (words)), 38);
    }
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), time);
  gtk_box_append (GTK_BOX (box), words);
  if (duty != NULL)
    {
      GtkWidget *tag = text_new (duty, "duty-tag");

      gtk_label_set_wrap (GTK_LABEL (tag), FALSE);

      gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (tag, late ? "late" : "secondary");
      gtk_box_append (GTK_BOX (box), tag);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return row;
}

static const char *
duty_word (ReeveAgendaKind kind)
{
  return reeve_agenda_is_city_duty (kind) ? _("city's duty") : _("business's duty");
}

static GtkWidget *
item_row (ReeveAgendaView *self, const ReeveAgendaItem *item)
{
  static const char *const actions[REEVE_N_AGENDA_KINDS] = { "win.go-inspection", "win.go-complaint", "win.go-business", "win.go-business", "win.go-business" };
  g_autofree char *when = when_text (self, item->day), *title = reeve_agenda_title (item);
  /* Translators: an address, the number of a record */
  g_autofree char *where = item->where != NULL && item->number != NULL ? g_strdup_printf (_("%s · %s"), item->where, item->number)
                                                                       : g_strdup (item->where != NULL ? item->where : item->number);
  GtkWidget *row = row_new (reeve_agenda_icon (item->kind), when, item->day < self->today, title, where, duty_word (item->kind));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), actions[item->kind]);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", item->id);
  return row;
}

static GtkWidget *
list_new (const char *title)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "agenda-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return list;
}

/* The items from @first to @last. Nothing for none. */
static void
add_section (ReeveAgendaView *self, const char *title, ReeveDay first, ReeveDay last, gboolean folded)
{
  guint counts[REEVE_N_AGENDA_KINDS] = { 0 }, n = 0;
  g_autofree char *heading = NULL, *count = NULL;
  GtkWidget *list, *head;
  gboolean told[REEVE_N_AGENDA_KINDS] = { FALSE };

  for (guint i = 0; i < self->items->len; i++)
    {
      const ReeveAgendaItem *item = g_ptr_array_index (self->items, i);

      if (item->day >= first && item->day <= last)
        {
          counts[item->kind]++;
          n++;
        }
    }
  if (n == 0)
    return;
  count = reeve_word_count (n);
  /* Translators: a part of the agenda, how many things are in it: Overdue 3 */
  heading = g_strdup_printf (_("%s %s"), title, count);
  list = list_new (title);
  for (guint i = 0; i < self->items->len; i++)
    {
      const ReeveAgendaItem *item = g_ptr_array_index (self->items, i);

      if (item->day < first || item->day > last)
        continue;
      if (counts[item->kind] <= MOST_ROWS)
        gtk_list_box_append (GTK_LIST_BOX (list), item_row (self, item));
      else if (!told[item->kind])
        {
          g_autofree char *words = reeve_agenda_count_title (item->kind, counts[item->kind]), *when = when_text (self, item->day);
          /* Translators: a day: the first of several */
          g_autofree char *from = g_strdup_printf (_("the first: %s"), when);
          GtkWidget *row = row_new (reeve_agenda_icon (item->kind), "", item->day < self->today, words, from, duty_word (item->kind));

          gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
          gtk_list_box_append (GTK_LIST_BOX (list), row);
          told[item->kind] = TRUE;
        }
    }
  if (folded)
    {
      head = gtk_expander_new (heading);
      gtk_expander_set_child (GTK_EXPANDER (head), list);
      gtk_widget_set_margin_top (list, 6);
      gtk_box_append (GTK_BOX (self->sections), head);
      return;
    }
  head = text_new (heading, "heading");
  gtk_box_append (GTK_BOX (self->sections), head);
  gtk_box_append (GTK_BOX (self->sections), list);
}

/* There is something to check, and something to check it against: the rest can wait. */
static gboolean
is_begun (ReeveAgendaView *self)
{
  const guint needed = 1u << REEVE_STEP_LICENCES | 1u << REEVE_STEP_ORDINANCE;

  return (self->done & needed) == needed;
}

static void
add_first_steps (ReeveAgendaView *self)
{
  static const struct { const char *title, *why, *action, *target; } steps[REEVE_N_STEPS] = {
    { N_("Bring the list of licences"), N_("The list you already have; Reeve shows what it would do before it does anything."), "win.import", NULL },
    { N_("Bring the city's streets and places"), N_("For the map, and for distances to schools."), "win.import", NULL },
    { N_("Adopt an ordinance"), N_("Until then there is nothing to check the records against."), "win.page", "ordinances" },
    { N_("Write down the city's holidays"), N_("Business days are counted without them; they stand in the ordinance."), "win.page", "ordinances" },
  };
  GtkWidget *list = list_new (_("First steps"));

  for (guint i = 0; i < REEVE_N_STEPS; i++)
    {
      gboolean done = (self->done & (1u << i)) != 0;
      GtkWidget *row;

      if (done && is_begun (self))
        continue;
      row = row_new (done ? "object-select-symbolic" : "go-next-symbolic", done ? _("done") : _("to do"), FALSE, _(steps[i].title), _(steps[i].why), NULL);

      gtk_widget_set_sensitive (row, !done);
      if (!done)
        {
          gtk_actionable_set_action_name (GTK_ACTIONABLE (row), steps[i].action);
          if (steps[i].target != NULL)
            gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", steps[i].target);
        }
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_box_append (GTK_BOX (self->sections), text_new (_("First steps"), "heading"));
  gtk_box_append (GTK_BOX (self->sections), list);
}

static void
show_sections (ReeveAgendaView *self)
{
  guint before;

  clear_box (self->sections);
  if (self->chosen != 0)
    {
      g_autofree char *title = reeve_word_day (self->chosen, TRUE), *none = g_strdup_printf (_("Nothing is due on %s."), title);

      add_section (self, title, self->chosen, self->chosen, FALSE);
      if (gtk_widget_get_first_child (self->sections) == NULL)
        gtk_box_append (GTK_BOX (self->sections), text_new (none, "secondary"));
      return;
    }
  if (!is_begun (self))
    add_first_steps (self);
  before = gtk_widget_get_last_child (self->sections) != NULL;
  add_section (self, _("Overdue"), 0, self->today - 1, FALSE);
  add_section (self, _("Today"), self->today, self->today, FALSE);
  add_section (self, _("Next seven days"), self->today + 1, self->today + 7, FALSE);
  add_section (self, _("Later"), self->today + 8, self->today + REEVE_AGENDA_DAYS, TRUE);
  if (self->items->len == 0 && !before)
    gtk_box_append (GTK_BOX (self->sections), text_new (_("Nothing is due in the next two months."), "secondary"));
  if (is_begun (self) && self->done != (1u << REEVE_N_STEPS) - 1)
    add_first_steps (self);
}

static void
reeve_agenda_view_finalize (GObject *object)
{
  ReeveAgendaView *self = REEVE_AGENDA_VIEW (object);

  g_ptr_array_unref (self->items);
  g_free (self->holidays);
  G_OBJECT_CLASS (reeve_agenda_view_parent_class)->finalize (object);
}

static void
reeve_agenda_view_class_init (ReeveAgendaViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = reeve_agenda_view_finalize;
  gtk_widget_class_install_action (widget_class, "agenda.all-days", NULL, all_days_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "agenda.all-days", NULL);
}

static void
reeve_agenda_view_init (ReeveAgendaView *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->items = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
  self->strip = g_object_new (GTK_TYPE_BOX, "spacing", 3, "homogeneous", TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->strip), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The next two weeks"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->strip);
  self->sections = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self), scroll);
  gtk_box_append (GTK_BOX (self), self->sections);
}

void
reeve_agenda_view_set (ReeveAgendaView *self, GPtrArray *items, ReeveDay today, guint done, const char *holidays)
{
  g_return_if_fail (REEVE_IS_AGENDA_VIEW (self) && items != NULL);
  g_ptr_array_ref (items);
  g_ptr_array_unref (self->items);
  self->items = items;
  self->today = today;
  self->done = done;
  g_free (self->holidays);
  self->holidays = g_strdup (holidays);
  if (self->chosen < today || self->chosen >= today + STRIP_DAYS)
    self->chosen = 0;
  show_strip (self);
  show_sections (self);
}
