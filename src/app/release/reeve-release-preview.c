/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages come one by one from the thread that makes them, and can be turned meanwhile; only the page in view is painted. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-error.h"
#include "reeve-page-view.h"
#include "reeve-release-preview.h"
#include "reeve-release-rows.h"
#include "reeve-wording.h"

#define STEP 1.25              /* of a zoom */
#define ZOOM_LEAST 0.25
#define ZOOM_MOST 8.0

struct _ReeveReleasePreview
{
  AdwWindow parent_instance;

  AdwWindowTitle *title_widget;
  GtkStack *stack;
  GtkBox *tables, *page_tools;
  GtkDropDown *sheet;
  ReevePageView *view;
  GtkScrolledWindow *scroll;
  GtkLabel *message, *of_label, *zoom_label;
  GtkSpinButton *number;
  GtkSpinner *spinner;
  GtkWidget *print_button;

  ReeveReleaseOrder *order;
  ReeveReleaseDraft *draft;      /* of tables */
  GArray *sheets;                /* ReeveSheetKind: of .sheet */
  GPtrArray *pages;              /* cairo_surface_t that are whole, while .paper is being made */
  ReevePaper *paper;             /* all of them, with feet; NULL = still being made */
  GCancellable *cancellable;
  guint page;
  gboolean filling;
};

enum { PRINT, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveReleasePreview, reeve_release_preview, ADW_TYPE_WINDOW)

guint
reeve_release_preview_get_n_pages (ReeveReleasePreview *self)
{
  g_return_val_if_fail (REEVE_IS_RELEASE_PREVIEW (self), 0);
  return self->paper != NULL ? reeve_paper_get_n_pages (self->paper) : self->pages->len;
}

gboolean
reeve_release_preview_is_whole (ReeveReleasePreview *self)
{
  g_return_val_if_fail (REEVE_IS_RELEASE_PREVIEW (self), FALSE);
  return self->cancellable == NULL;
}

guint
reeve_release_preview_get_page (ReeveReleasePreview *self)
{
  g_return_val_if_fail (REEVE_IS_RELEASE_PREVIEW (self), 0);
  return self->page;
}

/* --- pages --- */

static void
draw_cb (cairo_t *cr, gpointer data)
{
  ReeveReleasePreview *self = data;

  if (self->paper != NULL)
    reeve_paper_draw_page (self->paper, cr, self->page);
  else if (self->page < self->pages->len)
    {
      cairo_set_source_surface (cr, g_ptr_array_index (self->pages, self->page), 0, 0);
      cairo_paint (cr);
    }
}

static void
show_zoom (ReeveReleasePreview *self)
{
  /* 96 pixels an inch are a page as large as on paper */
  g_autofree char *percent = g_strdup_printf ("%.0f", reeve_page_view_get_zoom (self->view) * 72 / 96 * 100);
  /* Translators: how large a page is shown, in percent */
  g_autofree char *text = reeve_page_view_get_zoom (self->view) > 0 ? g_strdup_printf (_("%s %%"), percent) : g_strdup (_("Whole page"));

  gtk_label_set_text (self->zoom_label, text);
}

static void
show_page (ReeveReleasePreview *self)
{
  guint n = reeve_release_preview_get_n_pages (self);
  g_autofree char *count = reeve_word_count (n), *number = reeve_word_count (self->page + 1), *name = NULL, *of = NULL;
  double width = 0, height = 0;

  if (n == 0)
    return;
  self->page = MIN (self->page, n - 1);
  if (self->paper != NULL)
    reeve_paper_get_size (self->paper, &width, &height);
  else
    {
      cairo_rectangle_t extents;

      cairo_recording_surface_get_extents (g_ptr_array_index (self->pages, self->page), &extents);
      width = extents.width;
      height = extents.height;
    }
  /* Translators: a page, and how many there are */
  name = g_strdup_printf (_("Page %s of %s"), number, count);
  /* Translators: how many pages there are; the second while more are being made */
  of = g_strdup_printf (reeve_release_preview_is_whole (self) ? _("of %s") : _("of %s so far"), count);
  reeve_page_view_set_page (self->view, width, height, name, draw_cb, self);
  gtk_label_set_text (self->of_label, of);
  self->filling = TRUE;
  gtk_spin_button_set_range (self->number, 1, n);
  gtk_spin_button_set_value (self->number, self->page + 1);
  self->filling = FALSE;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.previous", self->page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.next", self->page + 1 < n);
  gtk_stack_set_visible_child_name (self->stack, "pages");
}

void
reeve_release_preview_set_page (ReeveReleasePreview *self, guint page)
{
  g_return_if_fail (REEVE_IS_RELEASE_PREVIEW (self));
  if (page >= reeve_release_preview_get_n_pages (self))
    return;
  self->page = page;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroll), 0);
  show_page (self);
}

static void
number_cb (ReeveReleasePreview *self)
{
  if (!self->filling)
    reeve_release_preview_set_page (self, (guint) gtk_spin_button_get_value_as_int (self->number) - 1);
}

static void
fail (ReeveReleasePreview *self, const char *text)
{
  gtk_label_set_text (self->message, text);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

static void
page_shown (GObject *owner, cairo_surface_t *page)
{
  ReeveReleasePreview *self = REEVE_RELEASE_PREVIEW (owner);

  g_ptr_array_add (self->pages, cairo_surface_reference (page));
  /* the page in view stays; the count goes on, though not with every page of a thousand */
  if (self->pages->len <= 2 || self->pages->len % 16 == 0)
    show_page (self);
}

static void
finish_pages_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveReleasePreview) self = data;
  ReevePaper *paper = reeve_release_pages_finish (source, result, NULL);

  if (paper == NULL || self->order == NULL)
    {
      reeve_paper_free (paper);
      return;
    }
  self->paper = paper;
  g_ptr_array_set_size (self->pages, 0);
  g_clear_object (&self->cancellable);
  gtk_spinner_stop (self->spinner);
  show_page (self);
}

/* --- tables --- */

static void
sheet_cb (ReeveReleasePreview *self)
{
  guint at = gtk_drop_down_get_selected (self->sheet);
  GtkWidget *child;

  if (at >= self->sheets->len || self->draft == NULL)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tables))) != NULL)
    gtk_box_remove (self->tables, child);
  gtk_box_append (self->tables, reeve_release_rows_new (self->draft->disclosure, g_array_index (self->sheets, ReeveSheetKind, at)));
}

static void
show_tables (ReeveReleasePreview *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  const ReeveDisclosure *disclosure = self->draft->disclosure;

  for (guint i = 0; i < REEVE_N_SHEETS; i++)
    {
      ReeveSheetKind sheet = (ReeveSheetKind) i;
      g_autofree char *count = reeve_word_count (reeve_disclosure_get_n_rows (disclosure, sheet));

      if (!reeve_disclosure_wants_sheet (disclosure, sheet) || (self->order->request.sheets & (1u << i)) == 0)
        continue;
      g_array_append_val (self->sheets, sheet);
      /* Translators: a sheet, and how many rows it has */
      gtk_string_list_take (words, g_strdup_printf (_("%s: %s"), reeve_sheet_label (sheet), count));
    }
  if (self->sheets->len == 0)
    {
      fail (self, _("Nothing of what was chosen goes out."));
      return;
    }
  gtk_drop_down_set_model (self->sheet, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->sheet, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->sheet), self->sheets->len > 1);
  sheet_cb (self);
  gtk_stack_set_visible_child_name (self->stack, "tables");
}

/* --- reading --- */

static void
draft_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveReleasePreview) self = data;
  g_autoptr (GError) error = NULL;
  ReeveReleaseDraft *draft = reeve_release_draft_finish (REEVE_CASE_FILE (source), result, &error);

  if (self->order == NULL)
    {
      g_clear_pointer (&draft, reeve_release_draft_free);
      return;
    }
  if (draft == NULL)
    {
      gtk_spinner_stop (self->spinner);
      g_clear_object (&self->cancellable);
      fail (self, error != NULL ? error->message : _("It could not be read."));
      return;
    }
  if (reeve_format_is_paper (self->order->format))
    {
      reeve_release_pages_async (draft, self->order, page_shown, G_OBJECT (self), self->cancellable, finish_pages_cb, g_object_ref (self));
      return;
    }
  gtk_spinner_stop (self->spinner);
  g_clear_object (&self->cancellable);
  self->draft = draft;
  show_tables (self);
}

/* --- actions --- */

static void
turn_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveReleasePreview *self = REEVE_RELEASE_PREVIEW (widget);
  guint n = reeve_release_preview_get_n_pages (self);

  if (n == 0)
    return;
  if (g_str_equal (name, "preview.previous") && self->page > 0)
    reeve_release_preview_set_page (self, self->page - 1);
  else if (g_str_equal (name, "preview.next"))
    reeve_release_preview_set_page (self, self->page + 1);
  else if (g_str_equal (name, "preview.first"))
    reeve_release_preview_set_page (self, 0);
  else if (g_str_equal (name, "preview.last"))
    reeve_release_preview_set_page (self, n - 1);
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveReleasePreview *self = REEVE_RELEASE_PREVIEW (widget);
  double scale = reeve_page_view_get_scale (self->view);

  if (g_str_equal (name, "preview.fit"))
    reeve_page_view_set_zoom (self->view, 0);
  else
    reeve_page_view_set_zoom (self->view, CLAMP (g_str_equal (name, "preview.nearer") ? scale * STEP : scale / STEP, ZOOM_LEAST, ZOOM_MOST));
  show_zoom (self);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[PRINT], 0);
}

static void
reeve_release_preview_dispose (GObject *object)
{
  ReeveReleasePreview *self = REEVE_RELEASE_PREVIEW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->view != NULL)
    reeve_page_view_set_page (self->view, 0, 0, "", NULL, NULL);
  g_clear_pointer (&self->order, reeve_release_order_free);
  g_clear_pointer (&self->draft, reeve_release_draft_free);
  g_clear_pointer (&self->paper, reeve_paper_free);
  G_OBJECT_CLASS (reeve_release_preview_parent_class)->dispose (object);
}

static void
reeve_release_preview_finalize (GObject *object)
{
  ReeveReleasePreview *self = REEVE_RELEASE_PREVIEW (object);

  g_ptr_array_unref (self->pages);
  g_array_unref (self->sheets);
  G_OBJECT_CLASS (reeve_release_preview_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct { guint key; GdkModifierType modifiers; const char *action; } keys[] = {
    { GDK_KEY_Page_Up, 0, "preview.previous" }, { GDK_KEY_Page_Down, 0, "preview.next" }, { GDK_KEY_Home, GDK_CONTROL_MASK, "preview.first" },
    { GDK_KEY_End, GDK_CONTROL_MASK, "preview.last" }, { GDK_KEY_plus, 0, "preview.nearer" }, { GDK_KEY_equal, 0, "preview.nearer" },
    { GDK_KEY_KP_Add, 0, "preview.nearer" }, { GDK_KEY_minus, 0, "preview.farther" }, { GDK_KEY_KP_Subtract, 0, "preview.farther" },
    { GDK_KEY_0, 0, "preview.fit" }, { GDK_KEY_p, GDK_CONTROL_MASK, "preview.print" }, { GDK_KEY_Escape, 0, "window.close" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers, keys[i].action, NULL);
}

static void
reeve_release_preview_class_init (ReeveReleasePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_release_preview_dispose;
  G_OBJECT_CLASS (klass)->finalize = reeve_release_preview_finalize;
  signals[PRINT] = g_signal_new ("print", REEVE_TYPE_RELEASE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (REEVE_TYPE_PAGE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-release-preview.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ReeveReleasePreview, name)
  BIND (title_widget); BIND (stack); BIND (tables); BIND (page_tools); BIND (sheet); BIND (view); BIND (scroll); BIND (message); BIND (of_label);
  BIND (zoom_label); BIND (number); BIND (spinner); BIND (print_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, number_cb);
  gtk_widget_class_bind_template_callback (widget_class, sheet_cb);
  gtk_widget_class_install_action (widget_class, "preview.previous", NULL, turn_action);
  gtk_widget_class_install_action (widget_class, "preview.next", NULL, turn_action);
  gtk_widget_class_install_action (widget_class, "preview.first", NULL, turn_action);
  gtk_widget_class_install_action (widget_class, "preview.last", NULL, turn_action);
  gtk_widget_class_install_action (widget_class, "preview.nearer", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "preview.farther", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "preview.fit", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "preview.print", NULL, print_action);
  add_keys (widget_class);
}

static void
reeve_release_preview_init (ReeveReleasePreview *self)
{
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  self->sheets = g_array_new (FALSE, FALSE, sizeof (ReeveSheetKind));
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  show_zoom (self);
}

/**
 * reeve_release_preview_new:
 * @order: copied
 *
 * Returns: (transfer none): being read
 */
ReeveReleasePreview *
reeve_release_preview_new (GtkWindow *parent, ReeveCaseFile *file, const ReeveReleaseOrder *order)
{
  ReeveReleasePreview *self = g_object_new (REEVE_TYPE_RELEASE_PREVIEW, "transient-for", parent, "modal", TRUE, NULL);
  gboolean paper = reeve_format_is_paper (order->format);
  /* Translators: an audience: Police */
  g_autofree char *subtitle = g_strdup_printf (_("For the audience %s; nothing has gone out"), reeve_audience_label (order->request.audience));

  self->order = reeve_release_order_copy (order);
  adw_window_title_set_subtitle (self->title_widget, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->page_tools), paper);
  gtk_widget_set_visible (GTK_WIDGET (self->sheet), FALSE);
  gtk_widget_set_visible (self->print_button, order->format == REEVE_FORMAT_PDF);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.print", order->format == REEVE_FORMAT_PDF);
  gtk_spinner_start (self->spinner);
  reeve_release_draft_async (file, self->order, FALSE, self->cancellable, draft_cb, g_object_ref (self));
  return self;
}
