-- SPDX-License-Identifier: GPL-3.0-or-later
-- Photographs and scanned papers, whole and as they came: the city's evidence is never altered, what leaves is a copy. Contents are kept once,
-- by their hash, apart from the rows about them, so that a list of attachments reads no pictures.
CREATE TABLE file_content (
  id      INTEGER PRIMARY KEY,
  sha256  TEXT NOT NULL,
  content BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX file_content_sha256 ON file_content (sha256);

CREATE TABLE attachment (
  id           INTEGER PRIMARY KEY,
  subject_kind TEXT NOT NULL,                    -- the table of the record it hangs on
  subject_id   INTEGER NOT NULL CHECK (subject_id > 0),
  content_id   INTEGER NOT NULL REFERENCES file_content(id),
  name         TEXT NOT NULL,                    -- of the file as it came; never leaves
  media_type   TEXT NOT NULL,                    -- as the bytes say, not the name
  sha256       TEXT NOT NULL,                    -- of the file as it came
  size         INTEGER NOT NULL CHECK (size >= 0),
  caption      TEXT,
  taken_on     TEXT CHECK (is_date(taken_on)),
  may_leave    TEXT NOT NULL CHECK (may_leave IN ('never','court')),
  added_on     TEXT NOT NULL CHECK (is_date(added_on)),
  added_by     TEXT NOT NULL
) STRICT;
CREATE INDEX attachment_subject ON attachment (subject_kind, subject_id);
CREATE INDEX attachment_content ON attachment (content_id);
