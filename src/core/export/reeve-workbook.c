/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libxlsxwriter writes to a file only, so the bytes go through one of their own that is gone again before they are handed over. */
#include "config.h"

#include "reeve-workbook.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <time.h>
#include <unistd.h>

#include "reeve-error.h"

static lxw_error
write_book (const char *path, const char *title, ReeveDay made_on, ReeveWorkbookFunc fill, gconstpointer data)
{
  lxw_workbook_options options = { .constant_memory = LXW_FALSE };
  /* libxlsxwriter takes 0, the first second of 1970, for now */
  lxw_doc_properties properties = { .title = (char *) title, .author = "Reeve", .created = MAX ((time_t) made_on * 24 * 60 * 60, 1) };
  lxw_workbook *book = workbook_new_opt (path, &options);

  if (book == NULL)
    return LXW_ERROR_CREATING_XLSX_FILE;
  workbook_set_properties (book, &properties);
  fill (book, data);
  return workbook_close (book);
}

GBytes *
reeve_workbook_write (const char *title, ReeveDay made_on, ReeveWorkbookFunc fill, gconstpointer data, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) local = NULL;
  int fd = g_file_open_tmp ("reeve-XXXXXX.xlsx", &path, error);
  lxw_error problem;
  char *bytes = NULL;
  gsize size = 0;

  if (fd < 0)
    return NULL;
  close (fd);
  problem = write_book (path, title, made_on, fill, data);
  if (problem == LXW_NO_ERROR)
    g_file_get_contents (path, &bytes, &size, &local);
  g_unlink (path);
  if (problem != LXW_NO_ERROR)
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("The workbook could not be written: %s."), lxw_strerror (problem));
  else if (bytes == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return bytes != NULL ? g_bytes_new_take (bytes, size) : NULL;
}
