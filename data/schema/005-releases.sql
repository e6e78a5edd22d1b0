-- SPDX-License-Identifier: GPL-3.0-or-later
-- What left the office: one row a release, never taken back; a recall is an addition to it. With the state of the history it was made from,
-- the same request gives the same bytes again.
CREATE TABLE release (
  id            INTEGER PRIMARY KEY,
  number        INTEGER NOT NULL CHECK (number > 0),  -- 1, 2, 3 ... as people call it
  made_on       TEXT NOT NULL CHECK (is_date(made_on)),
  made_by       TEXT NOT NULL,
  audience      TEXT NOT NULL CHECK (audience = 'internal' OR audience = 'police' OR audience = 'council' OR audience = 'court'
                                     OR audience = 'public'),
  recipient     TEXT,
  reason        TEXT,
  as_of         TEXT NOT NULL CHECK (is_date(as_of)),
  title         TEXT,
  request       TEXT NOT NULL,                        -- what was asked for, as JSON
  format        TEXT NOT NULL,                        -- csv geojson kml xlsx pdf zip
  file_name     TEXT NOT NULL,
  sha256        TEXT NOT NULL,                        -- of the file
  size          INTEGER NOT NULL CHECK (size >= 0),
  left_out      TEXT,                                 -- what stayed out and why, a line each
  made_from     INTEGER NOT NULL,                     -- the last entry of the history that it was made from
  log_entry     INTEGER NOT NULL,                     -- the entry that records it
  recalled      TEXT CHECK (is_date(recalled)),
  recall_reason TEXT
) STRICT;
CREATE UNIQUE INDEX release_number ON release (number);
