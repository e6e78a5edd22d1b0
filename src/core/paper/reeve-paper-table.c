/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables over pages, and bars. */
#include "config.h"

#include "reeve-paper-private.h"

#define SIZE 8.3
#define PAD 4.0
#define LEAST 30.0        /* the narrowest a column of words gets, unless the page has less */

typedef struct { char **cells; gboolean strong; } Row;

struct _ReevePaperTable
{
  guint n;
  ReevePaperColumn *columns;
  GPtrArray *rows;
};

static void
row_free (gpointer data)
{
  Row *row = data;

  g_strfreev (row->cells);
  g_free (row);
}

ReevePaperTable *
reeve_paper_table_new (const ReevePaperColumn *columns, guint n)
{
  ReevePaperTable *self = g_new0 (ReevePaperTable, 1);

  self->n = n;
  self->columns = g_new0 (ReevePaperColumn, n);
  for (guint i = 0; i < n; i++)
    self->columns[i] = (ReevePaperColumn) { g_strdup (columns[i].title), columns[i].number };
  self->rows = g_ptr_array_new_with_free_func (row_free);
  return self;
}

void
reeve_paper_table_free (ReevePaperTable *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n; i++)
    g_free ((char *) self->columns[i].title);
  g_free (self->columns);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

void
reeve_paper_table_add (ReevePaperTable *self, const char *const *cells, gboolean strong)
{
  Row *row = g_new0 (Row, 1);

  row->cells = g_new0 (char *, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    row->cells[i] = g_strdup (cells[i] != NULL ? cells[i] : "");
  row->strong = strong;
  g_ptr_array_add (self->rows, row);
}

static double
natural_width (const char *text, ReeveTextStyle style)
{
  g_autoptr (PangoLayout) layout = reeve_paint_layout (text, SIZE, style);
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE + 0.5;
}

/* Each column gets what it needs; if that is too much, the wide ones share what the narrow ones leave. */
static double *
measure (const ReevePaperTable *self, double room)
{
  double *widths = g_new0 (double, self->n), *wanted = g_new0 (double, self->n);
  double left = room - 2 * PAD * self->n;
  guint open = self->n;

  for (guint c = 0; c < self->n; c++)
    {
      g_auto (GStrv) words = g_strsplit (self->columns[c].title, " ", -1);

      for (guint i = 0; words[i] != NULL; i++)
        wanted[c] = MAX (wanted[c], natural_width (words[i], REEVE_TEXT_BOLD));
      if (!self->columns[c].number)
        wanted[c] = MAX (wanted[c], LEAST);
      /* The first 300 rows say how wide; a longer text further on is wrapped. */
      for (guint r = 0; r < MIN (self->rows->len, 300); r++)
        {
          const Row *row = self->rows->pdata[r];

          wanted[c] = MAX (wanted[c], natural_width (row->cells[c], row->strong ? REEVE_TEXT_BOLD : REEVE_TEXT_PLAIN));
        }
    }
  for (gboolean more = TRUE; more && open > 0;)
    {
      double share = left / open;

      more = FALSE;
      for (guint c = 0; c < self->n; c++)
        if (widths[c] == 0 && wanted[c] <= share)
          {
            widths[c] = MAX (wanted[c], 1);
            left -= widths[c];
            open--;
            more = TRUE;
          }
    }
  for (guint c = 0; c < self->n; c++)
    if (widths[c] == 0)
      widths[c] = MAX (left / open, LEAST);
  /* What is to spare lets titles stand in fewer lines, then goes to the first column of words. */
  for (guint c = 0; open == 0 && c < self->n; c++)
    {
      double more = MIN (left, 0.62 * natural_width (self->columns[c].title, REEVE_TEXT_BOLD) - widths[c]);

      if (more > 0)
        {
          widths[c] += more;
          left -= more;
        }
    }
  for (guint c = 0; open == 0 && c < self->n; c++)
    if (!self->columns[c].number)
      {
        widths[c] += MIN (left, 90);
        break;
      }
  g_free (wanted);
  return widths;
}

static void
hairline (ReevePaper *paper, double width, ReeveColour colour)
{
  reeve_paper_ink (paper, colour);
  cairo_set_line_width (paper->cr, 0.5);
  cairo_move_to (paper->cr, paper->x, paper->y);
  cairo_line_to (paper->cr, paper->x + width, paper->y);
  cairo_stroke (paper->cr);
}

/* One row from line @from of each cell on; returns the first line that did not fit in @most, or -1. */
static int
put_row (ReevePaper *paper, const ReevePaperTable *self, PangoLayout **layouts, const double *widths, int from, double most, double *ret_height)
{
  double x = paper->x, height = 0;
  int next = -1;

  for (guint c = 0; c < self->n; c++, x += widths[c - 1] + 2 * PAD)
    {
      double y = PAD * 0.7;
      int n = pango_layout_get_line_count (layouts[c]);

      for (int i = from; i < n; i++)
        {
          PangoLayoutLine *line = pango_layout_get_line_readonly (layouts[c], i);
          PangoRectangle logical;
          double line_height;

          pango_layout_line_get_extents (line, NULL, &logical);
          line_height = (double) logical.height / PANGO_SCALE;
          if (y + line_height > most && i > from)
            {
              next = next < 0 ? i : MIN (next, i);
              break;
            }
          cairo_move_to (paper->cr, self->columns[c].number ? x + PAD + widths[c] - (double) logical.width / PANGO_SCALE : x + PAD,
                         paper->y + y - (double) logical.y / PANGO_SCALE);
          pango_cairo_show_layout_line (paper->cr, line);
          cairo_new_path (paper->cr);
          y += line_height;
        }
      height = MAX (height, y + PAD * 0.7);
    }
  *ret_height = height;
  return next;
}

static double
height_of (PangoLayout **layouts, guint n)
{
  double height = 0;

  for (guint c = 0; c < n; c++)
    {
      int one;

      pango_layout_get_size (layouts[c], NULL, &one);
      height = MAX (height, (double) one / PANGO_SCALE);
    }
  return height + 1.4 * PAD;
}

/* A list of names and values has none. */
static gboolean
has_head (const ReevePaperTable *self)
{
  for (guint c = 0; c < self->n; c++)
    if (*self->columns[c].title != '\0')
      return TRUE;
  return FALSE;
}

static void
put_table_head (ReevePaper *paper, const ReevePaperTable *self, PangoLayout **heads, const double *widths, double width)
{
  double height = height_of (heads, self->n);

  if (!has_head (self))
    return;
  reeve_paper_ink (paper, REEVE_COLOUR_TINT);
  cairo_rectangle (paper->cr, paper->x, paper->y, width, height);
  cairo_fill (paper->cr);
  reeve_paper_ink (paper, REEVE_COLOUR_TEXT);
  put_row (paper, self, heads, widths, 0, G_MAXDOUBLE, &height);
  paper->y += height;
  hairline (paper, width, REEVE_COLOUR_EDGE);
}

void
reeve_paper_table_put (ReevePaper *paper, const ReevePaperTable *self, const char *when_empty)
{
  g_autofree double *widths = NULL;
  g_autofree PangoLayout **heads = g_new0 (PangoLayout *, self->n), **layouts = g_new0 (PangoLayout *, self->n);
  double width = 0, head;

  if (self->rows->len == 0)
    {
      reeve_paper_note (paper, when_empty);
      return;
    }
  widths = measure (self, paper->column);
  for (guint c = 0; c < self->n; c++)
    {
      heads[c] = reeve_paper_layout (self->columns[c].title, SIZE, REEVE_TEXT_BOLD, FALSE, widths[c]);
      width += widths[c] + 2 * PAD;
    }
  head = height_of (heads, self->n);
  reeve_paper_need (paper, head + 40);
  put_table_head (paper, self, heads, widths, width);
  for (guint r = 0; r < self->rows->len; r++)
    {
      const Row *row = self->rows->pdata[r];
      double height;
      int from = 0;

      for (guint c = 0; c < self->n; c++)
        layouts[c] = reeve_paper_layout (row->cells[c], SIZE, row->strong ? REEVE_TEXT_BOLD : REEVE_TEXT_PLAIN, FALSE, widths[c]);
      height = height_of (layouts, self->n);
      if (paper->y + height > paper->bottom && (height < paper->bottom - paper->top - head || paper->bottom - paper->y < 40))
        {
          reeve_paper_new_page (paper);
          put_table_head (paper, self, heads, widths, width);
        }
      do
        {
          reeve_paper_ink (paper, REEVE_COLOUR_TEXT);
          from = put_row (paper, self, layouts, widths, from, paper->bottom - paper->y, &height);
          paper->y += height;
          paper->empty = FALSE;
          hairline (paper, width, REEVE_COLOUR_HAIRLINE);
          if (from >= 0)
            {
              reeve_paper_new_page (paper);
              put_table_head (paper, self, heads, widths, width);
            }
        }
      while (from >= 0);
      for (guint c = 0; c < self->n; c++)
        g_clear_object (&layouts[c]);
    }
  for (guint c = 0; c < self->n; c++)
    g_object_unref (heads[c]);
  paper->y += 8;
}

guint
reeve_paper_table_put_some (ReevePaper *paper, const ReevePaperTable *self, guint from)
{
  g_autofree double *widths = measure (self, paper->column);
  g_autofree PangoLayout **layouts = g_new0 (PangoLayout *, self->n);
  double width = 0;
  guint r;

  for (guint c = 0; c < self->n; c++)
    {
      layouts[c] = reeve_paper_layout (self->columns[c].title, SIZE, REEVE_TEXT_BOLD, FALSE, widths[c]);
      width += widths[c] + 2 * PAD;
    }
  if (from < self->rows->len && paper->y + height_of (layouts, self->n) + 20 < paper->bottom)
    put_table_head (paper, self, layouts, widths, width);
  for (guint c = 0; c < self->n; c++)
    g_clear_object (&layouts[c]);
  for (r = from; r < self->rows->len; r++)
    {
      const Row *row = self->rows->pdata[r];
      double height;
      gboolean fits;

      for (guint c = 0; c < self->n; c++)
        layouts[c] = reeve_paper_layout (row->cells[c], SIZE, row->strong ? REEVE_TEXT_BOLD : REEVE_TEXT_PLAIN, FALSE, widths[c]);
      height = height_of (layouts, self->n);
      fits = paper->y + height <= paper->bottom;
      if (fits)
        {
          reeve_paper_ink (paper, REEVE_COLOUR_TEXT);
          put_row (paper, self, layouts, widths, 0, G_MAXDOUBLE, &height);
          paper->y += height;
          paper->empty = FALSE;
          hairline (paper, width, REEVE_COLOUR_HAIRLINE);
        }
      for (guint c = 0; c < self->n; c++)
        g_clear_object (&layouts[c]);
      if (!fits)
        break;
    }
  return r;
}

void
reeve_paper_bars (ReevePaper *paper, const ReevePaperBar *bars, guint n)
{
  double label = 0, word = 0, most = 0, room;

  for (guint i = 0; i < n; i++)
    {
      label = MAX (label, natural_width (bars[i].label, REEVE_TEXT_PLAIN));
      word = MAX (word, natural_width (bars[i].word, REEVE_TEXT_PLAIN));
      most = MAX (most, bars[i].value);
    }
  label = MIN (label, paper->column * 0.4);
  room = MAX (paper->column - label - word - 16, 20);
  for (guint i = 0; i < n; i++)
    {
      double long_ = most > 0 && bars[i].value > 0 ? room * bars[i].value / most : 0;

      reeve_paper_need (paper, 14);
      reeve_paper_ink (paper, REEVE_COLOUR_TEXT);
      reeve_paint_text_fitted (paper->cr, bars[i].label, SIZE, REEVE_TEXT_PLAIN, paper->x + label, paper->y + 7, REEVE_TEXT_END, label);
      reeve_paint_text (paper->cr, bars[i].word, SIZE, REEVE_TEXT_PLAIN, paper->x + label + 8 + long_ + (long_ > 0 ? 5 : 0), paper->y + 7,
                        REEVE_TEXT_START);
      reeve_paper_ink (paper, REEVE_COLOUR_SECONDARY);
      cairo_rectangle (paper->cr, paper->x + label + 8, paper->y + 3, long_, 8);
      cairo_fill (paper->cr);
      paper->y += 14;
      paper->empty = FALSE;
    }
  paper->y += 8;
}
