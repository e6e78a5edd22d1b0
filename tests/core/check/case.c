/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "case.h"
#include "reeve-geometry.h"
#include "reeve-test.h"

Case *
case_new (void)
{
  Case *self = g_new0 (Case, 1);
  g_autofree char *path = reeve_test_temp_path ("check.reeve");
  g_autoptr (GError) error = NULL;

  self->db = reeve_db_create (path, "Calder Bend", &error);
  g_assert_no_error (error);
  return self;
}

void
case_free (Case *self)
{
  reeve_db_close (self->db);
  g_object_unref (self->db);
  g_free (self);
}

typedef struct { Case *self; CaseFunc func; } Call;

static gboolean
write_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  Call *call = data;

  call->self->txn = txn;
  call->func (call->self);
  call->self->txn = NULL;
  return TRUE;
}

void
case_write (Case *self, CaseFunc func)
{
  Call call = { self, func };
  g_autoptr (GError) error = NULL;

  reeve_db_write (self->db, "Fill", write_cb, &call, NULL, &error);
  g_assert_no_error (error);
}

static gint64
insert (Case *self, ReeveRecord *record)
{
  g_autoptr (GError) error = NULL;

  reeve_txn_insert (self->txn, record, &error);
  g_assert_no_error (error);
  return reeve_record_get_id (record);
}

gint64
case_add (Case *self, const char *table, ...)
{
  g_autoptr (ReeveRecord) record = reeve_record_new (table);
  const char *field;
  va_list args;

  va_start (args, table);
  while ((field = va_arg (args, const char *)) != NULL)
    reeve_record_set (record, field, va_arg (args, const char *));
  va_end (args);
  return insert (self, record);
}

void
case_set (Case *self, const char *table, gint64 id, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveRecord) record = reeve_conn_load (reeve_txn_get_conn (self->txn), table, id, &error);

  g_assert_no_error (error);
  reeve_record_set (record, field, value);
  reeve_txn_update (self->txn, record, &error);
  g_assert_no_error (error);
}

static GBytes *
box_wkb (double west, double south, double east, double north)
{
  const ReevePoint ring[] = { { west, south }, { east, south }, { east, north }, { west, north }, { west, south } };
  const guint8 little = 1;
  const guint32 words[] = { 3, 1, 5 };
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, &little, 1);
  g_byte_array_append (out, (const guint8 *) words, sizeof words);
  g_byte_array_append (out, (const guint8 *) ring, sizeof ring);
  return g_byte_array_free_to_bytes (out);
}

gint64
case_add_place (Case *self, const char *kind, const char *name, double lon, double lat, double half_side)
{
  g_autoptr (ReeveRecord) record = reeve_record_new ("place");
  g_autoptr (ReeveGeometry) point = reeve_geometry_new_point ((ReevePoint) { lon, lat });
  g_autoptr (GBytes) wkb = half_side > 0 ? box_wkb (lon - half_side, lat - half_side, lon + half_side, lat + half_side) : reeve_geometry_to_wkb (point);

  reeve_record_set (record, "kind", kind);
  reeve_record_set (record, "name", name);
  reeve_record_set_bytes (record, "geometry", wkb);
  return insert (self, record);
}

gint64
case_add_zone (Case *self, const char *kind, const char *code, const char *class_, double west, double south, double east, double north)
{
  g_autoptr (ReeveRecord) record = reeve_record_new ("zone");
  g_autoptr (GBytes) wkb = box_wkb (west, south, east, north);

  reeve_record_set (record, "kind", kind);
  reeve_record_set (record, "code", code);
  reeve_record_set (record, "class", class_);
  reeve_record_set_bytes (record, "geometry", wkb);
  return insert (self, record);
}

void
case_set_setting (Case *self, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  reeve_txn_set_setting (self->txn, key, value, &error);
  g_assert_no_error (error);
}

ReeveOrdinance *
case_ordinance (const char *provisions)
{
  g_autofree char *text = g_strconcat ("reeve-ordinance: 1\nid: test\njurisdiction: Calder Bend\ntitle: Test\nauthority: none\n"
                                       "adopted: {ordinance: 1, on: 2019-01-01}\n",
                                       provisions, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (ReeveMessages) messages = NULL;
  ReeveOrdinance *ordinance = reeve_ordinance_load ("test.ordinance.yaml", bytes, NULL, NULL, &messages);

  if (ordinance == NULL)
    {
      g_autofree char *listed = reeve_messages_format (messages);

      g_error ("%s", listed);
    }
  return ordinance;
}

ReeveDay
case_day (const char *iso)
{
  ReeveDay day;

  g_assert_true (reeve_day_parse (iso, -1, &day));
  return day;
}

typedef struct { gint64 id; ReeveOutcome outcome; guint n; } Wanted;

static gboolean
take (const ReeveFinding *finding, gpointer data)
{
  Wanted *wanted = data;

  if (finding->subject == wanted->id)
    {
      wanted->outcome = finding->outcome;
      wanted->n++;
    }
  return TRUE;
}

/* Asked both ways: of all records and of the one. They must agree. */
ReeveOutcome
case_outcome (Case *self, ReeveOrdinance *ordinance, const char *day, ReeveAbout about, gint64 id, const char *provision)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (self->db, &error);
  g_autoptr (ReeveCheck) check = NULL;
  Wanted all = { id, REEVE_N_OUTCOMES, 0 }, one = { id, REEVE_N_OUTCOMES, 0 };

  g_assert_no_error (error);
  check = reeve_check_new (reeve_reader_get_conn (reader), case_day (day), ordinance, provision, &error);
  g_assert_no_error (error);
  reeve_check_run (check, self->db, take, NULL, &all, NULL, &error);
  g_assert_no_error (error);
  reeve_check_run_one (check, reeve_reader_get_conn (reader), about, id, take, &one, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all.n, ==, 1);
  g_assert_cmpuint (one.n, ==, 1);
  g_assert_cmpstr (reeve_outcome_name (all.outcome), ==, reeve_outcome_name (one.outcome));
  return one.outcome;
}
