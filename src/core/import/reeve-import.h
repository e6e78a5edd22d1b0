/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Import: raw row -> mapped -> checked -> plan -> records. The dry run and the real run are the same walk; the plan shown is the plan run. */
#pragma once

#include "reeve-db.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;        /* what --map FIELD=COLUMN takes: "licence.expires", "business.name", "address" */
  const char *label;       /* untranslated */
  gboolean required;
} ReeveImportField;

typedef struct
{
  const char *name;        /* "licences", "complaints", "places" ... */
  const char *label;       /* untranslated */
  gboolean gis;            /* read by reeve-gis */
  const ReeveImportField *fields; guint n_fields;
  const char *key;         /* default --key */
} ReeveImportKind;

const ReeveImportKind *reeve_import_kinds (guint *ret_n);
const ReeveImportKind *reeve_import_find_kind (const char *name);

typedef struct _ReeveImport ReeveImport;   /* one file being imported */

/* Opens and reads the head: encoding, separator, columns, first rows. */
ReeveImport *reeve_import_new (const ReeveImportKind *kind, const char *path, GError **error);
void reeve_import_free (ReeveImport *import);
const char *reeve_import_get_encoding (const ReeveImport *import);      /* "UTF-8 with BOM" ... as shown */
const char *const *reeve_import_get_columns (const ReeveImport *import);
guint reeve_import_get_n_preview (const ReeveImport *import);
const char *reeve_import_get_preview (const ReeveImport *import, guint row, guint column);
gint64 reeve_import_get_preview_line (const ReeveImport *import, guint row);   /* as in ReeveImportRefusal; 0 = not a line */
/* Columns of persons' origin and the like: never read, never stored; their preview is NULL. */
gboolean reeve_import_is_forbidden (const ReeveImport *import, guint column);
/* A guess by name at opening; changed by --map or the window. NULL column = not mapped. */
const char *reeve_import_get_mapping (const ReeveImport *import, const char *field);    /* column name */
gboolean reeve_import_set_mapping (ReeveImport *import, const char *field, const char *column, GError **error);
gboolean reeve_import_set_key (ReeveImport *import, const char *field, GError **error);
/* Options: "what" (places: the kind of place; zones: zoning, overlay, district; layer: water, parks, boundary, other), "srs" (EPSG number),
 * "name", "attribution", "date" (the day the data describe); for tables "encoding", "separator" (both look at the file anew, so before
 * any mapping); "value" (more than once): "FIELD:VALUE IN THE FILE=MEANING". */
gboolean reeve_import_set_option (ReeveImport *import, const char *option, const char *value, GError **error);
gboolean reeve_import_load_profile (ReeveImport *import, ReeveConn *conn, const char *name, GError **error);

typedef struct { gint64 added, changed, unchanged, refused; } ReeveImportCounts;
typedef struct { gint64 line; char *field; char *reason; char *raw; gboolean taken; /* the row was taken without this value */ } ReeveImportRefusal;

/* Called on the thread that writes. */
typedef void (*ReeveImportProgress) (gint64 bytes_done, gint64 bytes_all, const ReeveImportCounts *counts, gpointer data);

/* Runs it. @dry_run: walks the same way inside a transaction that is rolled back. @rejects: path for refused rows, or NULL.
 * Cancelled: nothing is left. */
gboolean reeve_import_run (ReeveImport *import, ReeveDb *db, gboolean dry_run, const char *rejects, const char *profile, ReeveImportProgress progress,
                           gpointer data, GCancellable *cancellable, ReeveImportCounts *ret_counts, gint64 *ret_entry, GError **error);
const GPtrArray *reeve_import_get_refusals (const ReeveImport *import);   /* the first 1000, ReeveImportRefusal; those of a value only have a row that was taken */
/* Values of rows that were taken but could not be so (a date before 1900, an unknown status): left unknown, listed among the refusals. */
gint64 reeve_import_get_left_unknown (const ReeveImport *import);
const GPtrArray *reeve_import_get_notes (const ReeveImport *import);      /* what the reader of a map file had to say, char * */
const GPtrArray *reeve_import_get_changes (const ReeveImport *import);    /* the first 1000 differences, char * "Ninth Lantern: Licence expires 2026-06-30 -> 2027-06-30" */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveImport, reeve_import_free)

G_END_DECLS
