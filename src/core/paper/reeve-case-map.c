/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Maps of a disclosure. Marks come from it alone; the ground comes from the city's layers. */
#include "config.h"

#include "reeve-case-map.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "reeve-map-paint.h"
#include "reeve-paper-private.h"
#include "reeve-paper-sheet.h"
#include "reeve-symbol.h"

#define SCALE 0.75               /* points per unit of the map painter */
#define SYMBOL 14.0
#define LEGEND 168.0
#define BESIDE 300.0             /* points of the column that holds a list */
#define CELLS_ACROSS 10          /* of the reference grid */
#define CELLS_DOWN 8
#define AROUND_M 350.0           /* what a page of one business shows, from its middle up and down */
#define METRES_PER_DEGREE 111132.0

/* A business, or a square with all of them in it. */
typedef struct { double x, y; ReeveWorldBox square; guint number, n; int shown /* -1 = not disclosed */; } Mark;

typedef struct
{
  const ReeveDisclosure *disclosure;
  const ReeveMapScene *scene;
  const ReeveCaseMapOptions *options;
  ReevePaper *paper;
  ReeveMapStyle style;
  GArray *marks;                 /* Mark, in order of number */
  guint *mark_of;                /* row -> mark + 1, 0 = not placed */
  guint n_rows, n_unplaced;
  double grid_m;
  gboolean has_outcomes;
  ReeveWorldBox whole;           /* what the first map shows, to the edge of its frame: the reference grid divides it */
  double record_scale;           /* of the pages of one business, all alike; 0 = none yet */
} Map;

static const char *const atlas_names[] = { "none", "record", "district" };
G_STATIC_ASSERT (G_N_ELEMENTS (atlas_names) == REEVE_N_ATLASES);

const char *
reeve_atlas_name (ReeveAtlas atlas)
{
  g_return_val_if_fail (atlas < REEVE_N_ATLASES, "none");
  return atlas_names[atlas];
}

gboolean
reeve_atlas_from_name (const char *name, ReeveAtlas *ret_atlas)
{
  for (guint i = 0; i < REEVE_N_ATLASES; i++)
    if (g_strcmp0 (atlas_names[i], name) == 0)
      {
        *ret_atlas = (ReeveAtlas) i;
        return TRUE;
      }
  return FALSE;
}

/* ---- marks ---------------------------------------------------------------------------------------------------------------------- */

static int
shown_of (const Map *self, guint row)
{
  const char *word = reeve_disclosure_get (self->disclosure, row, REEVE_DISCLOSED_BUSINESS_OUTCOME);

  for (guint i = 0; word != NULL && i < REEVE_N_SHOWN; i++)
    if (strcmp (word, reeve_shown_word ((ReeveShown) i)) == 0)
      return (int) i;
  return -1;
}

static ReeveWorldBox
square_at (const Map *self, double lon, double lat)
{
  double half = self->grid_m / METRES_PER_DEGREE / 2, wide = half / MAX (0.01, cos (lat * G_PI / 180));
  ReeveWorld a = reeve_world_from_lonlat (lon - wide, lat + half), b = reeve_world_from_lonlat (lon + wide, lat - half);

  return (ReeveWorldBox) { a.x, a.y, b.x, b.y };
}

static void
find_marks (Map *self)
{
  g_autoptr (GHashTable) squares = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->n_rows = reeve_disclosure_get_n_rows (self->disclosure, REEVE_SHEET_BUSINESS);
  self->mark_of = g_new0 (guint, self->n_rows + 1);
  for (guint row = 0; row < self->n_rows; row++)
    {
      double lon, lat;
      ReeveWorld world;
      Mark mark = { .n = 1, .shown = shown_of (self, row), .number = self->marks->len + 1 };

      if (!reeve_disclosure_get_position (self->disclosure, REEVE_SHEET_BUSINESS, row, &lon, &lat))
        {
          self->n_unplaced++;
          continue;
        }
      if (self->grid_m > 0)
        {
          g_autofree char *key = g_strdup_printf ("%.7f %.7f", lon, lat);
          guint known = GPOINTER_TO_UINT (g_hash_table_lookup (squares, key));

          if (known != 0)
            {
              g_array_index (self->marks, Mark, known - 1).n++;
              self->mark_of[row] = known;
              continue;
            }
          g_hash_table_insert (squares, g_steal_pointer (&key), GUINT_TO_POINTER (mark.number));
        }
      world = reeve_world_from_lonlat (lon, lat);
      mark.x = world.x;
      mark.y = world.y;
      mark.square = self->grid_m > 0 ? square_at (self, lon, lat) : (ReeveWorldBox) { world.x, world.y, world.x, world.y };
      g_array_append_val (self->marks, mark);
      self->mark_of[row] = mark.number;
    }
}

/* ---- one map -------------------------------------------------------------------------------------------------------------------- */

static gboolean
overlap (ReeveWorldBox a, ReeveWorldBox b)
{
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

static gboolean
is_free (const GArray *taken, ReeveWorldBox box)
{
  for (guint i = 0; i < taken->len; i++)
    if (overlap (g_array_index (taken, ReeveWorldBox, i), box))
      return FALSE;
  return TRUE;
}

static void
put_number (Map *self, cairo_t *cr, guint number, double x, double y, gboolean strong)
{
  char text[16];
  double size = strong ? 13 : 10.5, wide;

  g_snprintf (text, sizeof text, "%u", number);
  wide = (double) strlen (text) * size * 0.62;
  /* A body in the colour of the ground, so that it can be read on anything. */
  reeve_palette_set_source (cr, reeve_palette_get (self->style.palette, REEVE_COLOUR_MAP_GROUND), 0.85);
  cairo_rectangle (cr, x - wide / 2, y - size * 0.5, wide, size);
  cairo_fill (cr);
  reeve_palette_set_source (cr, reeve_palette_get (self->style.palette, REEVE_COLOUR_TEXT), 1);
  reeve_paint_text (cr, text, size, REEVE_TEXT_BOLD, x, y, REEVE_TEXT_CENTRE);
}

/* Beside its mark, where no other stands; else farther off, with a line to it. */
static void
place_number (Map *self, cairo_t *cr, GArray *taken, guint number, double x, double y, gboolean strong)
{
  static const double ways[8][2] = { { 1, -1 }, { 1, 0 }, { 1, 1 }, { 0, 1 }, { 0, -1 }, { -1, -1 }, { -1, 0 }, { -1, 1 } };
  double half = number < 10 ? 4 : number < 100 ? 7 : 10;
  double cx = x, cy = y;
  ReeveWorldBox box = { x, y, x, y };
  guint ring;

  gboolean found = FALSE;

  for (ring = 0; !found && ring < 6; ring += !found)
    for (guint i = 0; !found && i < 8; i++)
      {
        double reach = SYMBOL / 2 + 1 + ring * 11;

        cx = x + ways[i][0] * (reach + half);
        cy = y + ways[i][1] * (reach + (ways[i][0] == 0 ? 6 : ring == 0 ? 1 : 4));
        box = (ReeveWorldBox) { cx - half, cy - 6, cx + half, cy + 6 };
        found = is_free (taken, box);
      }
  if (ring > 0)
    {
      reeve_palette_set_source (cr, reeve_palette_get (self->style.palette, REEVE_COLOUR_TEXT), 1);
      cairo_set_line_width (cr, 0.7);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, cx, cy);
      cairo_stroke (cr);
    }
  g_array_append_val (taken, box);
  put_number (self, cr, number, cx, cy, strong);
}

static void
put_square (Map *self, cairo_t *cr, const Mark *mark, const ReeveMapView *view, gboolean strong)
{
  double x0 = (mark->square.x0 - view->x) * view->scale, y0 = (mark->square.y0 - view->y) * view->scale;
  double x1 = (mark->square.x1 - view->x) * view->scale, y1 = (mark->square.y1 - view->y) * view->scale;

  cairo_rectangle (cr, x0, y0, x1 - x0, y1 - y0);
  reeve_palette_set_source (cr, reeve_palette_get (self->style.palette, REEVE_COLOUR_TEXT), strong ? 0.3 : 0.14);
  cairo_fill_preserve (cr);
  reeve_palette_set_source (cr, reeve_palette_get (self->style.palette, REEVE_COLOUR_TEXT), 1);
  cairo_set_line_width (cr, strong ? 2 : 1);
  cairo_stroke (cr);
}

static void
put_symbol (Map *self, cairo_t *cr, const Mark *mark, double x, double y, gboolean strong)
{
  if (mark->shown >= 0)
    reeve_symbol_draw_with_halo (cr, (ReeveShown) mark->shown, self->style.palette, x, y, strong ? SYMBOL + 5 : SYMBOL, REEVE_MAP_SYMBOL_HALO_PX,
                                 reeve_palette_get (self->style.palette, REEVE_COLOUR_MAP_GROUND));
  else
    {
      cairo_arc (cr, x, y, strong ? 6 : 4, 0, 2 * G_PI);
      reeve_palette_set_source (cr, reeve_palette_get (self->style.palette, REEVE_COLOUR_TEXT), 1);
      cairo_fill (cr);
    }
}

/* Too many for numbers: clusters where outcomes may be seen, small discs where not. */
static void
put_many (Map *self, cairo_t *cr, const ReeveMapView *view, double width, double height)
{
  if (self->has_outcomes && self->grid_m <= 0)
    {
      GArray *points = g_array_sized_new (FALSE, TRUE, sizeof (ReeveMapPoint), self->marks->len);
      g_autoptr (ReevePointIndex) index = NULL;

      for (guint i = 0; i < self->marks->len; i++)
        {
          const Mark *mark = &g_array_index (self->marks, Mark, i);
          ReeveMapPoint point = { .id = mark->number, .x = mark->x, .y = mark->y,
                                  .shown = (guint8) (mark->shown < 0 ? REEVE_SHOWN_NOT_APPLICABLE : mark->shown) };

          g_array_append_val (points, point);
        }
      index = reeve_point_index_new (points);
      reeve_map_paint_points (cr, index, view, width, height, self->style.palette, NULL, NULL);
      return;
    }
  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);

      if (self->grid_m > 0)
        put_square (self, cr, mark, view, FALSE);
      else
        put_symbol (self, cr, mark, (mark->x - view->x) * view->scale, (mark->y - view->y) * view->scale, FALSE);
    }
}

/* @taken gets the boxes of marks and numbers that a name would hide. */
static void
put_marks (Map *self, cairo_t *cr, const ReeveMapView *view, double width, double height, guint strong, GArray *taken)
{
  const ReeveWorldBox seen = { view->x, view->y, view->x + width / view->scale, view->y + height / view->scale };
  g_autoptr (GArray) inside = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->marks->len; i++)
    {
      ReeveWorldBox box = g_array_index (self->marks, Mark, i).square;

      if (box.x0 <= seen.x1 && box.x1 >= seen.x0 && box.y0 <= seen.y1 && box.y1 >= seen.y0)
        g_array_append_val (inside, i);
    }
  if (inside->len > REEVE_CASE_MAP_NUMBERED)
    {
      put_many (self, cr, view, width, height);
      return;
    }
  for (guint k = 0; k < inside->len; k++)
    {
      guint i = g_array_index (inside, guint, k);
      const Mark *mark = &g_array_index (self->marks, Mark, i);
      double x = (mark->x - view->x) * view->scale, y = (mark->y - view->y) * view->scale;
      const ReeveWorldBox body = { x - SYMBOL / 2, y - SYMBOL / 2, x + SYMBOL / 2, y + SYMBOL / 2 };

      if (self->grid_m > 0)
        put_square (self, cr, mark, view, mark->number == strong);
      else
        put_symbol (self, cr, mark, x, y, mark->number == strong);
      if (self->grid_m <= 0)
        g_array_append_val (taken, body);
    }
  for (guint k = 0; k < inside->len; k++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, g_array_index (inside, guint, k));
      double x = (mark->x - view->x) * view->scale, y = (mark->y - view->y) * view->scale;

      if (self->grid_m > 0)
        put_number (self, cr, mark->number, x, y, mark->number == strong);
      else
        place_number (self, cr, taken, mark->number, x, y, mark->number == strong);
    }
}

/* @taken: what they keep clear of. */
static void
put_names (Map *self, cairo_t *cr, const ReeveMapView *view, double width, double height, const GArray *taken)
{
  g_autoptr (ReeveMapLabels) labels = reeve_map_labels_new (self->scene, view, width, height, &self->style, taken);

  reeve_map_labels_paint (labels, cr, 0, 0, width, height);
}

/* More than can be numbered: the list then says in which square of this grid a business is. */
static gboolean
has_reference (const Map *self)
{
  return self->marks->len > REEVE_CASE_MAP_NUMBERED && !self->options->no_list;
}

/* "C4": letters from the left, numbers from the top. */
static void
cell_name (const Map *self, const Mark *mark, char name[8])
{
  int across = (int) ((mark->x - self->whole.x0) / (self->whole.x1 - self->whole.x0) * CELLS_ACROSS);
  int down = (int) ((mark->y - self->whole.y0) / (self->whole.y1 - self->whole.y0) * CELLS_DOWN);

  if (across < 0 || across >= CELLS_ACROSS || down < 0 || down >= CELLS_DOWN)
    g_strlcpy (name, "\342\200\223", 8);   /* off the map */
  else
    g_snprintf (name, 8, "%c%d", 'A' + across, down + 1);
}

static void
put_reference (Map *self, cairo_t *cr, double width, double height)
{
  reeve_palette_set_source (cr, reeve_palette_get (self->style.palette, REEVE_COLOUR_SECONDARY), 0.35);
  cairo_set_line_width (cr, 0.5);
  for (guint i = 1; i < CELLS_ACROSS; i++)
    {
      cairo_move_to (cr, width * i / CELLS_ACROSS, 0);
      cairo_line_to (cr, width * i / CELLS_ACROSS, height);
    }
  for (guint i = 1; i < CELLS_DOWN; i++)
    {
      cairo_move_to (cr, 0, height * i / CELLS_DOWN);
      cairo_line_to (cr, width, height * i / CELLS_DOWN);
    }
  cairo_stroke (cr);
  reeve_palette_set_source (cr, reeve_palette_get (self->style.palette, REEVE_COLOUR_SECONDARY), 1);
  for (guint i = 0; i < CELLS_ACROSS; i++)
    {
      const char letter[2] = { (char) ('A' + i), '\0' };

      reeve_paint_text (cr, letter, 12, REEVE_TEXT_BOLD, width * (i + 0.5) / CELLS_ACROSS, 9, REEVE_TEXT_CENTRE);
    }
  for (guint i = 0; i < CELLS_DOWN; i++)
    {
      char number[4];

      g_snprintf (number, sizeof number, "%u", i + 1);
      reeve_paint_text (cr, number, 12, REEVE_TEXT_BOLD, 9, height * (i + 0.5) / CELLS_DOWN, REEVE_TEXT_CENTRE);
    }
}

/* Of one business: as many metres to the inch as on every such page. */
static ReeveMapView
view_of_record (Map *self, ReeveWorldBox box, double width, double height)
{
  ReeveMapView view = reeve_map_view_fit (box, width, height, 26, REEVE_POINT_TOP_LEVEL);

  if (self->record_scale == 0)
    self->record_scale = view.scale;
  return (ReeveMapView) { (box.x0 + box.x1) / 2 - width / 2 / self->record_scale, (box.y0 + box.y1) / 2 - height / 2 / self->record_scale,
                          self->record_scale };
}

static void
put_map (Map *self, cairo_t *cr, double x, double y, double width, double height, ReeveWorldBox box, guint strong)
{
  double w = width / SCALE, h = height / SCALE, bar = 0;
  const gboolean first = self->whole.x1 <= self->whole.x0;
  ReeveMapView view = strong > 0 ? view_of_record (self, box, w, h) : reeve_map_view_fit (box, w, h, 26, REEVE_POINT_TOP_LEVEL);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (ReeveWorldBox));
  g_autofree char *scale = NULL;

  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, SCALE, SCALE);
  reeve_map_paint_ground (cr, self->scene, &view, w, h, &self->style);
  if (!reeve_map_scene_has_ground (self->scene) || reeve_map_scene_get_n_features (self->scene, REEVE_MAP_DISTRICTS) == 0)
    reeve_map_paint_graticule (cr, &view, w, h, self->style.palette);
  if (first)
    self->whole = (ReeveWorldBox) { view.x, view.y, view.x + w / view.scale, view.y + h / view.scale };
  if (first && has_reference (self))
    put_reference (self, cr, w, h);
  put_marks (self, cr, &view, w, h, strong, taken);
  put_names (self, cr, &view, w, h, taken);
  /* Scale and north stand in a corner of their own. */
  scale = reeve_map_scale_text (&view, h, 150, &bar);
  cairo_rectangle (cr, w - bar - 96, h - 52, bar + 96, 52);
  reeve_palette_set_source (cr, reeve_palette_get (self->style.palette, REEVE_COLOUR_BASE), 1);
  cairo_fill (cr);
  reeve_map_paint_north (cr, w - 24, h - 26, 34, self->style.palette);
  reeve_map_paint_scale (cr, &view, h, w - bar - 60, h - 12, 150, self->style.palette);
  cairo_restore (cr);
  cairo_save (cr);
  reeve_palette_set_source (cr, reeve_palette_get (self->style.palette, REEVE_COLOUR_EDGE), 1);
  cairo_set_line_width (cr, 0.7);
  cairo_rectangle (cr, x, y, width, height);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* ---- beside the map --------------------------------------------------------------------------------------------------------------- */

/* One line of the legend; the caller draws its sign at @ret_x, @ret_y. */
static cairo_t *
legend_line (Map *self, const char *word, const char *number, double *ret_x, double *ret_y)
{
  ReevePaper *paper = self->paper;
  double x, y, width, height;
  cairo_t *cr = reeve_paper_figure (paper, 14.5, 0, &x, &y, &width, &height);
  double wide = 0;

  reeve_paper_ink (paper, REEVE_COLOUR_TEXT);
  if (number != NULL)
    wide = reeve_paint_text (cr, number, 9, REEVE_TEXT_PLAIN, x + width, y + 7, REEVE_TEXT_END) + 6;
  reeve_paint_text_fitted (cr, word, 9, REEVE_TEXT_PLAIN, x + 21, y + 7, REEVE_TEXT_START, width - 21 - wide);
  *ret_x = x + 8;
  *ret_y = y + 7;
  return cr;
}

static void
put_outcomes (Map *self)
{
  guint counts[REEVE_N_SHOWN] = { 0 };

  for (guint row = 0; row < self->n_rows; row++)
    {
      int shown = shown_of (self, row);

      if (shown >= 0)
        counts[shown]++;
    }
  reeve_paper_heading (self->paper, 2, _("Businesses, by outcome"));
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    {
      char number[16];
      double x, y;
      cairo_t *cr;

      g_snprintf (number, sizeof number, "%u", counts[i]);
      cr = legend_line (self, reeve_shown_word ((ReeveShown) i), number, &x, &y);
      reeve_symbol_draw (cr, (ReeveShown) i, self->style.palette, x, y, 12.5);
    }
  reeve_paper_skip (self->paper, 3);
  reeve_paper_note (self->paper, _("A filled diamond was decided by an officer. All else is computed from the city's records and decided by nobody."));
}

static void
put_layers (Map *self)
{
  static const struct { ReeveMapKind kind; const char *word; } rows[] = {
    { REEVE_MAP_PLACES, N_("Sensitive use") }, { REEVE_MAP_DISTRICTS, N_("District") }, { REEVE_MAP_BOUNDARY, N_("City boundary") },
    { REEVE_MAP_PARKS, N_("Park") }, { REEVE_MAP_WATER, N_("Water") },
  };

  reeve_paper_heading (self->paper, 2, _("Ground"));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean line = rows[i].kind == REEVE_MAP_DISTRICTS || rows[i].kind == REEVE_MAP_BOUNDARY;
      const double dash[] = { 5, 2 };
      double x, y;
      cairo_t *cr;

      if (reeve_map_scene_get_n_features (self->scene, rows[i].kind) == 0)
        continue;
      cr = legend_line (self, _(rows[i].word), NULL, &x, &y);
      cairo_save (cr);
      cairo_set_line_width (cr, rows[i].kind == REEVE_MAP_BOUNDARY ? 1.3 : 0.8);
      reeve_palette_set_source (cr, reeve_palette_get (self->style.palette, line ? REEVE_COLOUR_MAP_LINE : rows[i].kind == REEVE_MAP_PARKS ? REEVE_COLOUR_MAP_PARK
                                                       : rows[i].kind == REEVE_MAP_WATER ? REEVE_COLOUR_MAP_WATER : REEVE_COLOUR_MAP_PLACE), 1);
      if (line)
        {
          cairo_set_dash (cr, dash, 2, 0);
          cairo_move_to (cr, x - 8, y);
          cairo_line_to (cr, x + 8, y);
        }
      else
        {
          cairo_rectangle (cr, x - 7, y - 4, 14, 8);
          if (rows[i].kind != REEVE_MAP_PLACES)
            {
              cairo_fill_preserve (cr);
              reeve_paper_ink (self->paper, REEVE_COLOUR_EDGE);
            }
        }
      cairo_stroke (cr);
      cairo_restore (cr);
    }
}

static void
put_legend (Map *self)
{
  const ReeveDisclosureHead *head = reeve_disclosure_get_head (self->disclosure);
  const char *sources = reeve_map_scene_get_sources (self->scene);
  double x, y;

  if (self->has_outcomes)
    put_outcomes (self);
  else if (self->grid_m <= 0)
    {
      const Mark plain = { .shown = -1 };
      cairo_t *cr = legend_line (self, _("A business"), NULL, &x, &y);

      put_symbol (self, cr, &plain, x, y, FALSE);
    }
  if (self->grid_m > 0)
    {
      g_autofree char *metres = g_strdup_printf ("%.0f", self->grid_m), *line = NULL;
      /* Translators: metres */
      line = g_strdup_printf (_("A square is %s m wide: somewhere in it are the businesses of its number in the list. Points are not shown to this audience."), metres);
      reeve_paper_heading (self->paper, 2, _("Squares"));
      reeve_paper_note (self->paper, line);
    }
  if (self->n_unplaced > 0)
    {
      g_autofree char *count = g_strdup_printf ("%u", self->n_unplaced);
      /* Translators: a number of businesses */
      g_autofree char *line = g_strdup_printf (ngettext ("%s business has no position: it is in the list only.", "%s businesses have no position: they are in the list only.", self->n_unplaced), count);

      reeve_paper_note (self->paper, line);
    }
  put_layers (self);
  if (head->filters != NULL)
    {
      reeve_paper_heading (self->paper, 2, _("What was asked for"));
      reeve_paper_note (self->paper, head->filters);
    }
  reeve_paper_left_out (self->paper, self->disclosure);
  if (*sources != '\0')
    {
      /* Translators: who made the layers of the map */
      g_autofree char *line = g_strdup_printf (_("Sources: %s"), sources);

      reeve_paper_skip (self->paper, 4);
      reeve_paper_note (self->paper, line);
    }
}

/* ---- lists ---------------------------------------------------------------------------------------------------------------------- */

static const ReeveDisclosedField list_fields[] = {
  REEVE_DISCLOSED_BUSINESS_NAME, REEVE_DISCLOSED_BUSINESS_ADDRESS, REEVE_DISCLOSED_BUSINESS_CATEGORY, REEVE_DISCLOSED_BUSINESS_LICENCE_NUMBER,
  REEVE_DISCLOSED_BUSINESS_LICENCE_STATUS, REEVE_DISCLOSED_BUSINESS_OUTCOME,
};
#define BESIDE_FIELDS 2            /* of these a list beside the map has */

/* The businesses of @district, NULL = all, with the first @most of the fields. @by_cell: their squares of the reference grid, not their numbers. */
static ReevePaperTable *
make_list (Map *self, const char *district, guint most, gboolean by_cell)
{
  ReevePaperColumn columns[G_N_ELEMENTS (list_fields) + 1] = { { by_cell ? _("On the map") : self->grid_m > 0 ? _("Square") : _("No."), !by_cell } };
  ReeveDisclosedField shown[G_N_ELEMENTS (list_fields)];
  ReevePaperTable *table;
  guint n = 0;

  for (guint i = 0; i < most; i++)
    if (reeve_disclosure_wants (self->disclosure, list_fields[i]))
      {
        shown[n++] = list_fields[i];
        columns[n] = (ReevePaperColumn) { reeve_disclosed_field_label (list_fields[i]), FALSE };
      }
  table = reeve_paper_table_new (columns, n + 1);
  for (guint row = 0; row < self->n_rows; row++)
    {
      const char *cells[G_N_ELEMENTS (list_fields) + 1];
      const char *of = reeve_disclosure_get (self->disclosure, row, REEVE_DISCLOSED_BUSINESS_DISTRICT);
      char number[16];

      if (district != NULL && g_strcmp0 (of != NULL ? of : "", district) != 0)
        continue;
      g_snprintf (number, sizeof number, "%u", self->mark_of[row]);
      if (by_cell && self->mark_of[row] > 0)
        cell_name (self, &g_array_index (self->marks, Mark, self->mark_of[row] - 1), number);
      cells[0] = self->mark_of[row] > 0 ? number : "\342\200\223";
      for (guint i = 0; i < n; i++)
        cells[i + 1] = reeve_disclosure_get (self->disclosure, row, shown[i]);
      reeve_paper_table_add (table, cells, FALSE);
    }
  return table;
}

static void
put_list (Map *self, const char *district)
{
  g_autoptr (ReevePaperTable) table = make_list (self, district, G_N_ELEMENTS (list_fields), FALSE);

  reeve_paper_table_put (self->paper, table, _("There is no business to show."));
}

static void
end_page (Map *self)
{
  reeve_paper_set_column (self->paper, 0, 0);
}

/* Of the first map: what has room beside it, if that was asked for, then the rest on pages of its own. */
static void
put_whole_list (Map *self, gboolean beside)
{
  /* Pages of single businesses are found by their numbers, however many there are. */
  gboolean by_cell = has_reference (self) && self->options->atlas != REEVE_ATLAS_RECORD;
  guint done = 0;

  if (beside)
    {
      g_autoptr (ReevePaperTable) table = make_list (self, NULL, BESIDE_FIELDS, by_cell);

      reeve_paper_heading (self->paper, 2, _("The businesses on the map"));
      done = reeve_paper_table_put_some (self->paper, table, 0);
    }
  end_page (self);
  if (done < self->n_rows || !beside)
    {
      g_autoptr (ReevePaperTable) table = make_list (self, NULL, G_N_ELEMENTS (list_fields), by_cell);

      reeve_paper_page_break (self->paper);
      reeve_paper_heading (self->paper, 1, _("The businesses on the map"));
      reeve_paper_table_put (self->paper, table, _("There is no business to show."));
    }
}

/* ---- pages ---------------------------------------------------------------------------------------------------------------------- */

/* A map at the left of the page and room beside it, which becomes the column of text. */
static void
put_page (Map *self, ReeveWorldBox box, guint strong, double beside)
{
  ReevePaper *paper = self->paper;
  double x, y, width, height, top = paper->y;
  cairo_t *cr;

  if (paper->width < paper->height)
    {
      /* Standing: the map above, the text below. */
      double rest = paper->bottom - paper->y;

      cr = reeve_paper_figure (paper, rest * 0.62, 0, &x, &y, &width, &height);
      put_map (self, cr, x, y, width, height, box, strong);
      reeve_paper_skip (paper, 8);
      return;
    }
  cr = reeve_paper_figure (paper, 0, 300, &x, &y, &width, &height);
  put_map (self, cr, x, y, width - beside - 14, height, box, strong);
  paper->y = MIN (top, y);
  reeve_paper_set_column (paper, x + width - beside, beside);
}

static ReeveWorldBox
box_of (const Map *self, const char *district)
{
  ReeveWorldBox box = { 1, 1, 0, 0 }, whole;

  for (guint row = 0; row < self->n_rows; row++)
    {
      const char *of = reeve_disclosure_get (self->disclosure, row, REEVE_DISCLOSED_BUSINESS_DISTRICT);
      const Mark *mark;

      if (self->mark_of[row] == 0 || (district != NULL && g_strcmp0 (of != NULL ? of : "", district) != 0))
        continue;
      mark = &g_array_index (self->marks, Mark, self->mark_of[row] - 1);
      box = (ReeveWorldBox) { MIN (box.x0, mark->square.x0), MIN (box.y0, mark->square.y0), MAX (box.x1, mark->square.x1), MAX (box.y1, mark->square.y1) };
    }
  if (box.x0 <= box.x1)
    return box;
  return reeve_map_scene_get_box (self->scene, &whole) ? whole : (ReeveWorldBox) { 0.1, 0.3, 0.4, 0.5 };
}

static ReeveWorldBox
whole_box (const Map *self)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (ReeveMapPoint));
  g_autoptr (ReevePointIndex) index = NULL;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);
      ReeveMapPoint point = { .id = mark->number, .x = mark->x, .y = mark->y };

      g_array_append_val (points, point);
    }
  index = reeve_point_index_new (points);
  return reeve_map_whole_box (self->scene, index);
}

static void
put_record_page (Map *self, guint row)
{
  static const ReevePaperColumn columns[] = { { "", FALSE }, { "", FALSE } };
  g_autoptr (ReevePaperTable) table = reeve_paper_table_new (columns, 2);
  const Mark *mark = self->mark_of[row] > 0 ? &g_array_index (self->marks, Mark, self->mark_of[row] - 1) : NULL;
  const char *name = reeve_disclosure_get (self->disclosure, row, REEVE_DISCLOSED_BUSINESS_NAME);
  guint n;
  const ReeveDisclosedField *fields = reeve_disclosure_get_columns (self->disclosure, REEVE_SHEET_BUSINESS, &n);
  g_autofree char *title = mark != NULL ? g_strdup_printf ("%u. %s", mark->number, name != NULL ? name : "") : g_strdup (name);

  for (guint i = 0; i < n; i++)
    {
      const char *value = reeve_disclosure_get (self->disclosure, row, fields[i]);
      const char *cells[] = { reeve_disclosed_field_label (fields[i]), value };

      if (reeve_disclosed_field_type (fields[i]) == REEVE_CELL_TRUTH && value != NULL)
        cells[1] = *value == '1' ? _("yes") : _("no");
      if (value == NULL)
        cells[1] = _("not known");
      reeve_paper_table_add (table, cells, FALSE);
    }
  reeve_paper_page_break (self->paper);
  reeve_paper_heading (self->paper, 1, title);
  if (mark != NULL)
    {
      double reach = MAX (AROUND_M, self->grid_m * 1.5) / reeve_world_metres (mark->y);

      put_page (self, (ReeveWorldBox) { mark->x - reach, mark->y - reach, mark->x + reach, mark->y + reach }, mark->number, 230);
    }
  reeve_paper_table_put (self->paper, table, "");
  if (mark == NULL)
    reeve_paper_note (self->paper, _("Cannot be placed"));
  end_page (self);
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
put_district_pages (Map *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) districts = g_ptr_array_new ();

  for (guint row = 0; row < self->n_rows; row++)
    {
      const char *of = reeve_disclosure_get (self->disclosure, row, REEVE_DISCLOSED_BUSINESS_DISTRICT);

      if (g_hash_table_add (seen, (gpointer) (of != NULL ? of : "")))
        g_ptr_array_add (districts, (gpointer) (of != NULL ? of : ""));
    }
  g_ptr_array_sort (districts, compare_text);
  for (guint i = 0; i < districts->len && !reeve_paper_is_unwanted (self->paper); i++)
    {
      const char *district = districts->pdata[i];
      /* Translators: name of a district */
      g_autofree char *title = *district != '\0' ? g_strdup_printf (_("District %s"), district) : g_strdup (_("District not known"));

      reeve_paper_page_break (self->paper);
      reeve_paper_heading (self->paper, 1, title);
      put_page (self, box_of (self, district), 0, 330);
      put_list (self, district);
      end_page (self);
    }
}

ReevePaper *
reeve_case_map_new (const ReeveDisclosure *disclosure, const ReeveMapScene *scene, const ReeveCaseMapOptions *options)
{
  return reeve_case_map_new_watched (disclosure, scene, options, NULL, NULL);
}

ReevePaper *
reeve_case_map_new_watched (const ReeveDisclosure *disclosure, const ReeveMapScene *scene, const ReeveCaseMapOptions *options, ReevePaperPageFunc watch,
                            gpointer data)
{
  Map self = { .disclosure = disclosure, .scene = scene, .options = options, .paper = reeve_paper_new_for (disclosure, options->size, !options->portrait, _("Case map")),
               .style = { options->grey ? REEVE_PALETTE_PRINT : REEVE_PALETTE_LIGHT,
                          REEVE_MAP_SHOW_USUAL | (options->zoning ? REEVE_MAP_SHOW (REEVE_MAP_ZONING) : 0) },
               .marks = g_array_new (FALSE, FALSE, sizeof (Mark)),
               .grid_m = reeve_audience_grid_m (reeve_disclosure_get_audience (disclosure)),
               .has_outcomes = reeve_disclosure_wants (disclosure, REEVE_DISCLOSED_BUSINESS_OUTCOME) };

  const gboolean lists = !options->no_list && options->atlas != REEVE_ATLAS_DISTRICT;

  reeve_paper_watch (self.paper, watch, data);
  find_marks (&self);
  put_page (&self, whole_box (&self), 0, lists && options->list_beside ? BESIDE : LEGEND);
  put_legend (&self);
  if (lists)
    put_whole_list (&self, options->list_beside);
  end_page (&self);
  if (options->atlas == REEVE_ATLAS_RECORD)
    for (guint row = 0; row < self.n_rows && !reeve_paper_is_unwanted (self.paper); row++)
      put_record_page (&self, row);
  else if (options->atlas == REEVE_ATLAS_DISTRICT)
    put_district_pages (&self);
  g_array_unref (self.marks);
  g_free (self.mark_of);
  return self.paper;
}
