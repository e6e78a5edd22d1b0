/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row that says what one may do first, with its button or its key: on the first page and on empty pages. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @button: its label, or NULL: then the whole row is activated. @key: "Ctrl N" as printed, or NULL. */
GtkWidget *reeve_step_row_new (const char *icon, const char *title, const char *subtitle, const char *button, const char *key,
                               const char *action, gboolean suggested);
/* A small key cap, hidden from screen readers. */
GtkWidget *reeve_key_cap_new (const char *key);
/* A button with its key printed on it; @key may be NULL. */
GtkWidget *reeve_key_button_new (const char *label, const char *key);

G_END_DECLS
