/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows what paint/ draws. The drawing is kept as a texture per symbol, size, style and scale, since a list shows hundreds of them. */
#include "config.h"

#include <adwaita.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "reeve-symbol-image.h"
#include "reeve-symbol.h"

#define USUAL_TEXT 13.5    /* px */
#define LARGE_TEXT 1.3     /* times the usual, from which on symbols grow with it */

struct _ReeveSymbolImage
{
  GtkWidget parent_instance;
  ReeveShown shown;
  int size;
};

enum { PROP_0, PROP_SHOWN, PROP_SIZE, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ReeveSymbolImage, reeve_symbol_image, GTK_TYPE_WIDGET)

static GdkTexture *
get_texture (ReeveShown shown, int pixels, gboolean dark, gboolean strong)
{
  static GHashTable *textures;
  guint key = shown | (dark ? 1 << 4 : 0) | (strong ? 1 << 5 : 0) | ((guint) pixels << 6);
  GdkTexture *texture;
  cairo_surface_t *surface;
  cairo_t *cr;
  ReevePalette palette = dark ? REEVE_PALETTE_DARK : REEVE_PALETTE_LIGHT;
  g_autoptr (GBytes) bytes = NULL;
  int stride;

  if (textures == NULL)
    textures = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  texture = g_hash_table_lookup (textures, GUINT_TO_POINTER (key));
  if (texture != NULL)
    return texture;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, pixels);
  cr = cairo_create (surface);
  reeve_symbol_draw_coloured (cr, shown, reeve_palette_get_shown (palette, shown), strong ? 1.2 : 1.0, pixels / 2.0, pixels / 2.0, pixels);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) stride * pixels);
  cairo_surface_destroy (surface);
  texture = gdk_memory_texture_new (pixels, pixels, GDK_MEMORY_DEFAULT, bytes, stride);
  g_hash_table_insert (textures, GUINT_TO_POINTER (key), texture);
  return texture;
}

/* The size as asked for holds at the usual size of text; with text made much larger the symbol grows too. In pixels. */
static int
size_now (ReeveSymbolImage *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double text = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    text *= pango_cairo_context_get_resolution (context) / 72;
  return text > USUAL_TEXT * LARGE_TEXT ? (int) round (self->size * text / USUAL_TEXT) : self->size;
}

static void
reeve_symbol_image_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ReeveSymbolImage *self = REEVE_SYMBOL_IMAGE (widget);
  AdwStyleManager *style = adw_style_manager_get_default ();
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget), size = MIN (size_now (self), MIN (width, height));

  if (self->shown >= REEVE_N_SHOWN)
    return;
  gtk_snapshot_append_texture (snapshot,
                               get_texture (self->shown, size * gtk_widget_get_scale_factor (widget),
                                            adw_style_manager_get_dark (style), adw_style_manager_get_high_contrast (style)),
                               &GRAPHENE_RECT_INIT ((width - size) / 2, (height - size) / 2, size, size));
}

static void
reeve_symbol_image_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural = size_now (REEVE_SYMBOL_IMAGE (widget));
}

static void
reeve_symbol_image_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReeveSymbolImage *self = REEVE_SYMBOL_IMAGE (object);

  if (id == PROP_SHOWN)
    g_value_set_uint (value, self->shown);
  else if (id == PROP_SIZE)
    g_value_set_int (value, self->size);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
reeve_symbol_image_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ReeveSymbolImage *self = REEVE_SYMBOL_IMAGE (object);

  if (id == PROP_SHOWN)
    reeve_symbol_image_set_shown (self, g_value_get_uint (value));
  else if (id == PROP_SIZE)
    {
      self->size = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
reeve_symbol_image_class_init (ReeveSymbolImageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = reeve_symbol_image_get_property;
  object_class->set_property = reeve_symbol_image_set_property;
  widget_class->measure = reeve_symbol_image_measure;
  widget_class->snapshot = reeve_symbol_image_snapshot;
  properties[PROP_SHOWN] = g_param_spec_uint ("shown", NULL, NULL, 0, REEVE_N_SHOWN, REEVE_N_SHOWN,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 8, 128, 16, G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "symbol");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
reeve_symbol_image_init (ReeveSymbolImage *self)
{
  self->shown = REEVE_N_SHOWN;
}

/**
 * reeve_symbol_image_new:
 * @size: in logical pixels, 12 to 28
 */
GtkWidget *
reeve_symbol_image_new (ReeveShown shown, int size)
{
  ReeveSymbolImage *self = g_object_new (REEVE_TYPE_SYMBOL_IMAGE, "size", size, NULL);

  reeve_symbol_image_set_shown (self, shown);
  return GTK_WIDGET (self);
}

void
reeve_symbol_image_set_shown (ReeveSymbolImage *self, ReeveShown shown)
{
  g_return_if_fail (REEVE_IS_SYMBOL_IMAGE (self) && shown <= REEVE_N_SHOWN);
  if (self->shown == shown)
    return;
  self->shown = shown;
  if (shown < REEVE_N_SHOWN)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, reeve_shown_word (shown), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

ReeveShown
reeve_symbol_image_get_shown (ReeveSymbolImage *self)
{
  g_return_val_if_fail (REEVE_IS_SYMBOL_IMAGE (self), REEVE_N_SHOWN);
  return self->shown;
}
