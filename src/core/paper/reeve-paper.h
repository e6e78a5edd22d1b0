/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document on paper: headings, paragraphs, quoted law, words put in and taken out, tables that go on over pages, and figures, as PDF with
 * text that can be searched and fonts inside, or as a picture of its first page. The same calls give the same bytes. No GTK.
 * Lengths are points (1/72 inch). */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "reeve-date.h"

G_BEGIN_DECLS

typedef enum { REEVE_PAPER_LETTER, REEVE_PAPER_LEGAL, REEVE_PAPER_TABLOID, REEVE_PAPER_A4, REEVE_PAPER_A3, REEVE_N_PAPERS } ReevePaperSize;
const char *reeve_paper_size_name (ReevePaperSize size);                 /* "letter": command line, requests */
gboolean reeve_paper_size_from_name (const char *name, ReevePaperSize *ret_size);

/* What stands at the head and foot of every page. Strings are copied; NULL = not shown. */
typedef struct
{
  const char *title, *subtitle;
  const char *notice;           /* for whom it is and what they may do with it */
  const char *to;               /* to whom, and why; on every page */
  const char *release;          /* "Release 12" */
  ReeveDay made_on;             /* also the date of the PDF: nothing of a clock goes in */
} ReevePaperHead;

typedef struct _ReevePaper ReevePaper;

ReevePaper *reeve_paper_new (ReevePaperSize size, gboolean landscape, const ReevePaperHead *head);
void reeve_paper_free (ReevePaper *paper);

/* Text, from the top down; what does not fit goes on to the next page. */
void reeve_paper_heading (ReevePaper *paper, guint level /* 1, 2 */, const char *text);
void reeve_paper_paragraph (ReevePaper *paper, const char *text);
void reeve_paper_note (ReevePaper *paper, const char *text);             /* smaller, grey */
void reeve_paper_law (ReevePaper *paper, const char *text);              /* quoted law: serif, a bar at its side */

/* A run of words of a text in two versions. */
typedef enum { REEVE_PAPER_SAME, REEVE_PAPER_REMOVED /* struck */, REEVE_PAPER_ADDED /* underlined */ } ReevePaperRunKind;
typedef struct { ReevePaperRunKind kind; const char *text; } ReevePaperRun;
void reeve_paper_redline (ReevePaper *paper, const ReevePaperRun *runs, guint n, gboolean law);

/* Tables. Their head is repeated on every page they go on to. A cell of NULL is empty; nothing is cut off, long text is wrapped. */
typedef struct { const char *title; gboolean number /* to the right, as wide as its widest */; } ReevePaperColumn;
typedef struct _ReevePaperTable ReevePaperTable;
ReevePaperTable *reeve_paper_table_new (const ReevePaperColumn *columns, guint n);
void reeve_paper_table_free (ReevePaperTable *table);
void reeve_paper_table_add (ReevePaperTable *table, const char *const *cells, gboolean strong);
/* One line with @when_empty when it has no rows. */
void reeve_paper_table_put (ReevePaper *paper, const ReevePaperTable *table, const char *when_empty);
/* Its rows from @from on, as many as the page still has room for: the number of the first that was not put. */
guint reeve_paper_table_put_some (ReevePaper *paper, const ReevePaperTable *table, guint from);

/* Horizontal bars, a label before and a word after each. A negative value has no bar: it may not be known. */
typedef struct { const char *label, *word; double value; } ReevePaperBar;
void reeve_paper_bars (ReevePaper *paper, const ReevePaperBar *bars, guint n);

/* Drawing. */
void reeve_paper_page_break (ReevePaper *paper);                         /* nothing on a page that is still empty */
/* Room of @height at the current place (0 = all that is left of the page, on a new one if less than @least is). The context is the page's;
 * what is drawn must be saved and restored. */
cairo_t *reeve_paper_figure (ReevePaper *paper, double height, double least, double *ret_x, double *ret_y, double *ret_width, double *ret_height);
double reeve_paper_get_left (const ReevePaper *paper);                   /* height left on the page */
void reeve_paper_skip (ReevePaper *paper, double height);
/* Text goes into a column of the page until it is set back with width 0; on new pages too. */
void reeve_paper_set_column (ReevePaper *paper, double x, double width);

/* Looking at it. Pages that are being made are not counted; a page that is whole never changes. */
guint reeve_paper_get_n_pages (const ReevePaper *paper);
void reeve_paper_get_size (const ReevePaper *paper, double *ret_width, double *ret_height);
/* As it is in the document, its foot too: for a screen or a printer, on a ground that is white already. */
void reeve_paper_draw_page (ReevePaper *paper, cairo_t *cr, guint page);
/* Called with each page as soon as it is whole, in the thread that makes the document. @page: transfer none, without its foot, for the number of
 * pages is not known yet. FALSE: nobody wants more; what is still to be made may be left out. */
typedef gboolean (*ReevePaperPageFunc) (cairo_surface_t *page, gpointer data);
void reeve_paper_watch (ReevePaper *paper, ReevePaperPageFunc func, gpointer data);
gboolean reeve_paper_is_unwanted (const ReevePaper *paper);

GBytes *reeve_paper_finish (ReevePaper *paper, GError **error);          /* PDF */
/* The first page, @scale pixels a point. */
GBytes *reeve_paper_finish_png (ReevePaper *paper, double scale, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReevePaper, reeve_paper_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReevePaperTable, reeve_paper_table_free)

G_END_DECLS
