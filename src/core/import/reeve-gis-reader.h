/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parent's side of reeve-gis: starts it, reads its messages as those of a stranger, ends it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _ReeveGisReader ReeveGisReader;

typedef struct
{
  gint64 number;             /* of the feature in the file, from 1 */
  gint64 fid;                /* the file's own number for it, -1 = none */
  char **texts;              /* one per column, NULL = empty; owned by the reader, good until the next feature; may be changed in place */
  guint n_texts;
  gconstpointer wkb;         /* WGS 84, not checked yet; NULL = no geometry */
  gsize wkb_size;
} ReeveGisFeature;

/* Starts reading @path. @srs: EPSG number as text, or NULL = as the file says. @limit: features to read, 0 = all. */
ReeveGisReader *reeve_gis_reader_new (const char *path, const char *srs, guint limit, GCancellable *cancellable, GError **error);
void reeve_gis_reader_free (ReeveGisReader *reader);     /* kills the process if it still runs */
const char *reeve_gis_reader_get_layer (const ReeveGisReader *reader);
const char *const *reeve_gis_reader_get_columns (const ReeveGisReader *reader, guint *ret_n);
const GPtrArray *reeve_gis_reader_get_notes (const ReeveGisReader *reader);      /* char * */
gint64 reeve_gis_reader_get_total (const ReeveGisReader *reader);
/* FALSE at the end, or an error if @error (which must be given) is set. */
gboolean reeve_gis_reader_next (ReeveGisReader *reader, ReeveGisFeature *ret_feature, GError **error);
/* Has the helper write the GeoJSON files @paths as @format ("GPKG", "SHP") into @folder. */
gboolean reeve_gis_convert (const char *format, const char *folder, const GPtrArray *paths, GError **error);
/* Transfer full. */
char *reeve_gis_file_sha256 (const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveGisReader, reeve_gis_reader_free)

G_END_DECLS
