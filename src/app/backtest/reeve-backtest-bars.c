/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each bar is a drawing between two labels in a row of a list, so that keyboard and screen reader get the row and its words. */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "reeve-backtest-bars.h"
#include "reeve-palette.h"
#include "reeve-wording.h"

#define BAR_HEIGHT 14
#define COLUMN_WIDTH 64

struct _ReeveBacktestBars
{
  GtkBox parent_instance;
  GtkBox *head;
  GtkListBox *list;
  GtkSizeGroup *labels, *notes;
  GPtrArray *bars;             /* ReeveBacktestBar */
  gint64 most;                 /* the longest bar */
  int chosen;
  gboolean table;
};

G_DEFINE_FINAL_TYPE (ReeveBacktestBars, reeve_backtest_bars, GTK_TYPE_BOX)

/* In the order in which a bar is laid out, and the columns of the table. */
static const ReeveEffect parts[] = { REEVE_EFFECT_NEWLY, REEVE_EFFECT_PENDING, REEVE_EFFECT_UNKNOWN, REEVE_EFFECT_RELIEVED, REEVE_EFFECT_SETTLED };
static const ReeveShown looks[] = { REEVE_SHOWN_NOT_MET, REEVE_SHOWN_PENDING, REEVE_SHOWN_NOT_KNOWN, REEVE_SHOWN_MET, REEVE_SHOWN_MET };

void
reeve_backtest_bar_free (ReeveBacktestBar *bar)
{
  g_free (bar->label);
  g_free (bar->note);
  g_free (bar->words);
  g_free (bar);
}

static const char *
part_word (guint part)
{
  const char *const words[] = { C_("column of a table", "Newly not met"), C_("column of a table", "To cure"), C_("column of a table", "Not known"),
                                C_("column of a table", "Relieved"), C_("column of a table", "Settled") };

  return words[part];
}

static gint64
changed (const ReeveBacktestBar *bar)
{
  gint64 sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    sum += bar->counts.n[parts[i]];
  return sum;
}

/* "19 newly not met, 17 cannot be told, of 129": what is drawn, in words. */
static char *
describe (const ReeveBacktestBar *bar)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (bar->words != NULL)
    return g_strdup (bar->words);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (bar->counts.n[parts[i]] > 0)
      {
        g_autofree char *number = reeve_word_count (bar->counts.n[parts[i]]);

        /* Translators: an effect and how many: "Newly not met: 19" */
        g_string_append_printf (words, _("%s: %s"), reeve_effect_label (parts[i]), number);
        g_string_append (words, "; ");
      }
  if (words->len == 0)
    g_string_append (words, _("nothing changes; "));
  if (bar->concerned > 0)
    {
      g_autofree char *number = reeve_word_count (bar->concerned);

      /* Translators: %s is how many businesses a provision is about */
      g_string_append_printf (words, _("of %s concerned"), number);
    }
  else
    g_string_truncate (words, words->len - 2);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
draw_part (cairo_t *cr, guint part, ReevePalette palette, double x, double y, double width)
{
  static const double dashes[] = { 3, 2 };
  guint32 rgb = reeve_palette_get_shown (palette, looks[part]);

  reeve_palette_set_source (cr, rgb, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_set_dash (cr, dashes, 0, 0);
  if (parts[part] == REEVE_EFFECT_NEWLY)
    {
      cairo_rectangle (cr, x, y, width, BAR_HEIGHT);
      cairo_fill (cr);
      return;
    }
  if (parts[part] == REEVE_EFFECT_PENDING)
    {
      cairo_save (cr);
      cairo_rectangle (cr, x, y, width, BAR_HEIGHT);
      cairo_clip (cr);
      for (double dx = -BAR_HEIGHT; dx < width; dx += 4)
        {
          cairo_move_to (cr, x + dx, y + BAR_HEIGHT);
          cairo_line_to (cr, x + dx + BAR_HEIGHT, y);
        }
      cairo_stroke (cr);
      cairo_restore (cr);
    }
  if (parts[part] == REEVE_EFFECT_UNKNOWN)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_rectangle (cr, x + 0.75, y + 0.75, MAX (width - 1.5, 1), BAR_HEIGHT - 1.5);
  cairo_stroke (cr);
}

static void
draw_bar (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  ReeveBacktestBars *self = REEVE_BACKTEST_BARS (data);
  const ReeveBacktestBar *bar = g_object_get_data (G_OBJECT (area), "bar");
  ReevePalette palette = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? REEVE_PALETTE_DARK : REEVE_PALETTE_LIGHT;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (area)) == GTK_TEXT_DIR_RTL;
  double x = 0, y = (height - BAR_HEIGHT) / 2.0;

  if (rtl)
    {
      cairo_translate (cr, width, 0);
      cairo_scale (cr, -1, 1);
    }
  reeve_palette_set_source (cr, reeve_palette_get (palette, REEVE_COLOUR_HAIRLINE), 1);
  cairo_rectangle (cr, 0, 0, 1, height);
  cairo_fill (cr);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gint64 n = bar->counts.n[parts[i]];
      double part = n == 0 ? 0 : MAX (2, (double) n / (double) self->most * (width - 2));

      if (n > 0)
        draw_part (cr, i, palette, x, y, part);
      x += part;
    }
}

static GtkWidget *
number_new (gint64 n)
{
  g_autofree char *text = reeve_word_count (n);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_size_request (label, COLUMN_WIDTH, -1);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "caption-2");
  return label;
}

static char *
note_of (const ReeveBacktestBar *bar)
{
  gint64 newly = bar->counts.n[REEVE_EFFECT_NEWLY];
  g_autofree char *number = NULL, *of = NULL;

  if (bar->note != NULL)
    return g_strdup (bar->note);
  if (changed (bar) == 0)
    return g_strdup (_("no change"));
  number = reeve_word_count (newly);
  if (bar->concerned <= 0)
    return g_steal_pointer (&number);
  of = reeve_word_count (bar->concerned);
  /* Translators: so many of so many, and the share of it: "11 of 129, 8.5 %" */
  return g_strdup_printf (_("%s of %s, %.1f %%"), number, of, 100.0 * (double) newly / (double) bar->concerned);
}

static GtkWidget *
row_new (ReeveBacktestBars *self, const ReeveBacktestBar *bar)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", bar->label, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", MIN (32, (int) g_utf8_strlen (bar->label, -1)), "max-width-chars", 48,
                                   "tooltip-text", bar->label, NULL);
  g_autofree char *words = describe (bar), *spoken = NULL, *text = note_of (bar);

  gtk_widget_add_css_class (label, "caption-2");
  gtk_box_append (GTK_BOX (box), label);
  gtk_size_group_add_widget (self->labels, label);
  if (self->table)
    {
      gtk_widget_set_hexpand (label, TRUE);
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        gtk_box_append (GTK_BOX (box), number_new (bar->counts.n[parts[i]]));
      gtk_box_append (GTK_BOX (box), number_new (bar->concerned));
    }
  else
    {
      GtkWidget *area = gtk_drawing_area_new ();
      GtkWidget *note = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, NULL);

      gtk_widget_set_hexpand (area, TRUE);
      gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), 80);
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), BAR_HEIGHT + 8);
      g_object_set_data (G_OBJECT (area), "bar", (gpointer) bar);
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_bar, self, NULL);
      gtk_box_append (GTK_BOX (box), area);
      gtk_widget_add_css_class (note, "caption-2");
      gtk_widget_add_css_class (note, "numeric");
      gtk_size_group_add_widget (self->notes, note);
      gtk_box_append (GTK_BOX (box), note);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, words);
  /* Translators: a bar read aloud: what it is of, what it shows */
  spoken = g_strdup_printf (C_("bar", "%s. %s"), bar->label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

static void
fill (ReeveBacktestBars *self)
{
  GtkWidget *child, *what;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->head))) != NULL)
    gtk_box_remove (self->head, child);
  what = gtk_label_new (NULL);
  gtk_widget_set_hexpand (what, TRUE);
  gtk_box_append (self->head, what);
  for (guint i = 0; i <= G_N_ELEMENTS (parts); i++)
    {
      const char *word = i < G_N_ELEMENTS (parts) ? part_word (i) : C_("column of a table", "Concerned");
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", word, "xalign", 1.0, "wrap", TRUE, "max-width-chars", 8, "justify", GTK_JUSTIFY_RIGHT, NULL);

      gtk_widget_set_size_request (label, COLUMN_WIDTH, -1);
      gtk_widget_add_css_class (label, "caption-2");
      gtk_widget_add_css_class (label, "secondary");
      gtk_box_append (self->head, label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->head), self->table);
  clear_list (self->list);
  for (guint i = 0; self->bars != NULL && i < self->bars->len; i++)
    gtk_list_box_append (self->list, row_new (self, g_ptr_array_index (self->bars, i)));
  reeve_backtest_bars_choose (self, self->chosen);
}

static void
activated_cb (ReeveBacktestBars *self, GtkListBoxRow *row)
{
  int bar = gtk_list_box_row_get_index (row);

  reeve_backtest_bars_choose (self, bar == self->chosen ? -1 : bar);
  g_signal_emit_by_name (self, "chosen", self->chosen);
}

void
reeve_backtest_bars_choose (ReeveBacktestBars *self, int bar)
{
  GtkListBoxRow *row = bar < 0 ? NULL : gtk_list_box_get_row_at_index (self->list, bar);

  g_return_if_fail (REEVE_IS_BACKTEST_BARS (self));
  self->chosen = row == NULL ? -1 : bar;
  for (int i = 0; gtk_list_box_get_row_at_index (self->list, i) != NULL; i++)
    {
      GtkListBoxRow *other = gtk_list_box_get_row_at_index (self->list, i);

      if (other == row)
        gtk_widget_add_css_class (GTK_WIDGET (other), "chosen");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (other), "chosen");
      gtk_accessible_update_state (GTK_ACCESSIBLE (other), GTK_ACCESSIBLE_STATE_SELECTED, other == row, -1);
    }
}

void
reeve_backtest_bars_set (ReeveBacktestBars *self, GPtrArray *bars)
{
  g_return_if_fail (REEVE_IS_BACKTEST_BARS (self));
  clear_list (self->list);
  g_clear_pointer (&self->bars, g_ptr_array_unref);
  self->bars = g_ptr_array_ref (bars);
  self->chosen = -1;
  self->most = 1;
  for (guint i = 0; i < bars->len; i++)
    self->most = MAX (self->most, changed (g_ptr_array_index (bars, i)));
  fill (self);
}

void
reeve_backtest_bars_set_table (ReeveBacktestBars *self, gboolean table)
{
  g_return_if_fail (REEVE_IS_BACKTEST_BARS (self));
  self->table = table;
  fill (self);
}

static void
reeve_backtest_bars_dispose (GObject *object)
{
  ReeveBacktestBars *self = REEVE_BACKTEST_BARS (object);

  if (self->bars != NULL)
    clear_list (self->list);
  g_clear_pointer (&self->bars, g_ptr_array_unref);
  g_clear_object (&self->labels);
  g_clear_object (&self->notes);
  G_OBJECT_CLASS (reeve_backtest_bars_parent_class)->dispose (object);
}

static void
reeve_backtest_bars_class_init (ReeveBacktestBarsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_backtest_bars_dispose;
  g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
reeve_backtest_bars_init (ReeveBacktestBars *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->chosen = -1;
  self->most = 1;
  self->labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->notes = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->head = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10));
  gtk_widget_add_css_class (GTK_WIDGET (self->head), "bars-head");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "bars");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->head));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
}
