-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Case file, version 1. A released step is never changed: add 002-....sql.
--
-- Conventions (src/DESIGN.md says why):
--   id            64-bit, desk << 40 | n, given by the program (reeve_txn_new_id), never by SQLite
--   NULL          nobody recorded it (unknown). The text 'none' in a date or code column is a known absence.
--   date          TEXT 'YYYY-MM-DD' (or 'none' where the column allows it), checked by is_date()
--   ..._at        TEXT 'YYYY-MM-DDTHH:MM' local civil time, with ..._offset = minutes east of UTC seen then
--   utc           TEXT 'YYYY-MM-DDTHH:MM:SSZ'
--   truth         INTEGER 0 no, 1 yes
--   money         INTEGER cents
--   codes         TEXT, codes separated by one space; '' is the empty set
--   _m            metres
--   CHECK         lists of three or more are written x = 'a' OR x = 'b', for SQLite builds a table in memory, row for row, to look into
--                 an IN list: a fifth of the time of an import
--   lon, lat      REAL degrees, WGS 84
--   source        TEXT, where the row came from in words: 'form', 'import 12', 'visit'
-- Every child column of a foreign key is indexed (undoing a large import is 100 times slower without).
-- The recorded tables come first; what starts with derived_ can be dropped and rebuilt at any time and nothing recorded points at it.

CREATE TABLE setting (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE premises (
  id                 INTEGER PRIMARY KEY,
  address            TEXT NOT NULL,              -- as entered
  suite              TEXT,
  address_key        TEXT NOT NULL,              -- normalised address + suite: what tells two premises apart
  postcode           TEXT,
  parcel             TEXT,
  lon                REAL CHECK (lon BETWEEN -180 AND 180),
  lat                REAL CHECK (lat BETWEEN -90 AND 90),
  position_method    TEXT CHECK (position_method = 'surveyed' OR position_method = 'parcel'
                               OR position_method = 'geocoded' OR position_method = 'hand' OR position_method = 'file'),
  position_accuracy_m REAL CHECK (position_accuracy_m >= 0),
  floor              INTEGER,
  host               TEXT,
  home_occupation    INTEGER CHECK (home_occupation IN (0,1)),
  entrance_visible   INTEGER CHECK (entrance_visible IN (0,1)),
  parcel_shared      INTEGER CHECK (parcel_shared IN (0,1)),
  co_status          TEXT,                       -- certificate of occupancy
  co_issued          TEXT CHECK (is_date_or_none(co_issued)),
  co_use             TEXT,
  lease_from         TEXT CHECK (is_date(lease_from)),
  lease_to           TEXT CHECK (is_date_or_none(lease_to)),
  lease_clauses      TEXT CHECK (is_codes(lease_clauses)),
  owner_id           INTEGER REFERENCES party(id), -- property owner
  note               TEXT,
  source             TEXT
) STRICT;
CREATE INDEX premises_address_key ON premises (address_key);
CREATE INDEX premises_owner ON premises (owner_id);

CREATE TABLE business (
  id                 INTEGER PRIMARY KEY,
  number             TEXT,                       -- the city's own number, as text: leading zeros count
  name               TEXT NOT NULL,              -- name shown: trade name, else legal name
  legal_name         TEXT,
  entity_type        TEXT,
  category           TEXT,
  classes            TEXT CHECK (is_codes(classes)),
  provides           TEXT CHECK (is_codes(provides)),
  advertises         TEXT CHECK (is_codes(advertises)),
  operating          INTEGER CHECK (operating IN (0,1)),
  opened             TEXT CHECK (is_date(opened)),
  closed             TEXT CHECK (is_date_or_none(closed)),
  principal_use      INTEGER CHECK (principal_use IN (0,1)),
  out_call_only      INTEGER CHECK (out_call_only IN (0,1)),
  nonconforming      INTEGER CHECK (nonconforming IN (0,1)),
  attached_to        TEXT,
  staff_count        INTEGER CHECK (staff_count >= 0),
  phone              TEXT,
  website            TEXT,
  mailing_address    TEXT,
  staff_complete_on      TEXT CHECK (is_date(staff_complete_on)),      -- the list of staff was complete that day
  principals_complete_on TEXT CHECK (is_date(principals_complete_on)),
  note               TEXT,
  source             TEXT
) STRICT;
CREATE INDEX business_number ON business (number);
CREATE INDEX business_by_name ON business (name COLLATE NOCASE);
CREATE INDEX business_category ON business (category);

CREATE TABLE business_name (
  id          INTEGER PRIMARY KEY,
  business_id INTEGER NOT NULL REFERENCES business(id) ON DELETE CASCADE,
  name        TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind = 'dba' OR kind = 'former' OR kind = 'legal'),
  from_date   TEXT CHECK (is_date(from_date)),
  to_date     TEXT CHECK (is_date_or_none(to_date)),
  source      TEXT
) STRICT;
CREATE INDEX business_name_business ON business_name (business_id);

CREATE TABLE occupancy (
  id          INTEGER PRIMARY KEY,
  premises_id INTEGER NOT NULL REFERENCES premises(id),
  business_id INTEGER NOT NULL REFERENCES business(id) ON DELETE CASCADE,
  from_date   TEXT CHECK (is_date(from_date)),
  to_date     TEXT CHECK (is_date_or_none(to_date)),
  ended_why   TEXT,
  source      TEXT
) STRICT;
CREATE INDEX occupancy_premises ON occupancy (premises_id);
CREATE INDEX occupancy_business ON occupancy (business_id);

CREATE TABLE party (
  id      INTEGER PRIMARY KEY,
  kind    TEXT NOT NULL CHECK (kind IN ('person','organisation')),
  name    TEXT NOT NULL,
  phone   TEXT,
  mailing_address TEXT,
  note    TEXT,
  source  TEXT
) STRICT;
CREATE INDEX party_name ON party (name COLLATE NOCASE);

CREATE TABLE ownership (
  id          INTEGER PRIMARY KEY,
  business_id INTEGER NOT NULL REFERENCES business(id) ON DELETE CASCADE,
  party_id    INTEGER NOT NULL REFERENCES party(id),
  role        TEXT NOT NULL,                     -- owner, officer, director, equity-holder, partner, manager
  share_bp    INTEGER CHECK (share_bp BETWEEN 0 AND 10000),  -- hundredths of a percent
  from_date   TEXT CHECK (is_date(from_date)),
  to_date     TEXT CHECK (is_date_or_none(to_date)),
  turned_18   INTEGER CHECK (turned_18 IN (0,1)),
  turned_21   INTEGER CHECK (turned_21 IN (0,1)),
  inquiry     TEXT CHECK (inquiry = 'none' OR inquiry = 'asked' OR inquiry = 'clear' OR inquiry = 'listed-matter'
                               OR inquiry = 'pending'),
  disclosed   INTEGER CHECK (disclosed IN (0,1)),
  source      TEXT
) STRICT;
CREATE INDEX ownership_business ON ownership (business_id);
CREATE INDEX ownership_party ON ownership (party_id);

-- A person who gives massage or otherwise works under a state licence. By law of the project there is no field for a home
-- address, birth date, photograph, nationality, language or ethnicity here, and none may be added.
CREATE TABLE practitioner (
  id        INTEGER PRIMARY KEY,
  reference TEXT NOT NULL,                       -- the city's opaque reference
  name      TEXT,                                -- only as the public licence register shows it
  note      TEXT,
  source    TEXT
) STRICT;
CREATE INDEX practitioner_reference ON practitioner (reference);

CREATE TABLE employment (
  id              INTEGER PRIMARY KEY,
  business_id     INTEGER NOT NULL REFERENCES business(id) ON DELETE CASCADE,
  practitioner_id INTEGER NOT NULL REFERENCES practitioner(id),
  role            TEXT,
  gives_massage   INTEGER CHECK (gives_massage IN (0,1)),
  contractor      INTEGER CHECK (contractor IN (0,1)),
  started         TEXT CHECK (is_date(started)),
  ended           TEXT CHECK (is_date_or_none(ended)),
  turned_18       INTEGER CHECK (turned_18 IN (0,1)),
  turned_21       INTEGER CHECK (turned_21 IN (0,1)),
  notified        TEXT CHECK (is_date_or_none(notified)),
  notified_end    TEXT CHECK (is_date_or_none(notified_end)),
  source          TEXT
) STRICT;
CREATE INDEX employment_business ON employment (business_id);
CREATE INDEX employment_practitioner ON employment (practitioner_id);

-- Held by a business or by a practitioner, never both.
CREATE TABLE licence (
  id              INTEGER PRIMARY KEY,
  scope           TEXT NOT NULL CHECK (scope = 'city' OR scope = 'state' OR scope = 'local' OR scope = 'other'),
  class           TEXT,
  number          TEXT,
  business_id     INTEGER REFERENCES business(id) ON DELETE CASCADE,
  practitioner_id INTEGER REFERENCES practitioner(id) ON DELETE CASCADE,
  premises_id     INTEGER REFERENCES premises(id),
  applied         TEXT CHECK (is_date_or_none(applied)),
  issued          TEXT CHECK (is_date_or_none(issued)),
  first_issued    TEXT CHECK (is_date_or_none(first_issued)),
  renewed         TEXT CHECK (is_date_or_none(renewed)),
  expires         TEXT CHECK (is_date_or_none(expires)),
  fee_due_cents   INTEGER CHECK (fee_due_cents >= 0),
  fee_paid_cents  INTEGER CHECK (fee_paid_cents >= 0),
  approvals       TEXT CHECK (is_codes(approvals)),
  for_cause       INTEGER CHECK (for_cause IN (0,1)),
  exempt_ground   TEXT,
  conditions      TEXT,
  replaced_by     INTEGER REFERENCES licence(id),
  verified_on     TEXT CHECK (is_date(verified_on)),
  verified_how    TEXT,
  note            TEXT,
  source          TEXT,
  CHECK ((business_id IS NULL) <> (practitioner_id IS NULL))
) STRICT;
CREATE INDEX licence_business ON licence (business_id);
CREATE INDEX licence_practitioner ON licence (practitioner_id);
CREATE INDEX licence_premises ON licence (premises_id);
CREATE INDEX licence_replaced ON licence (replaced_by);
CREATE INDEX licence_number ON licence (number);

-- The one record of a licence's status: the span that contains the day. from_date NULL = it began nobody knows when.
CREATE TABLE licence_status (
  id         INTEGER PRIMARY KEY,
  licence_id INTEGER NOT NULL REFERENCES licence(id) ON DELETE CASCADE,
  status     TEXT NOT NULL CHECK (status = 'none' OR status = 'applied' OR status = 'under-review' OR status = 'approved'
                               OR status = 'active' OR status = 'suspended' OR status = 'revoked'
                               OR status = 'surrendered' OR status = 'denied' OR status = 'lapsed'
                               OR status = 'expired' OR status = 'exempt'),
  from_date  TEXT CHECK (is_date(from_date)),
  to_date    TEXT CHECK (is_date_or_none(to_date)),
  reason     TEXT,
  source     TEXT
) STRICT;
CREATE INDEX licence_status_licence ON licence_status (licence_id);

CREATE TABLE opening_hours (
  id          INTEGER PRIMARY KEY,
  business_id INTEGER NOT NULL REFERENCES business(id) ON DELETE CASCADE,
  schedule    TEXT NOT NULL CHECK (is_schedule(schedule)),   -- 'Mon-Thu 10:00-20:00, Fri 10:00-22:30'
  from_date   TEXT CHECK (is_date(from_date)),
  to_date     TEXT CHECK (is_date_or_none(to_date)),
  source      TEXT
) STRICT;
CREATE INDEX opening_hours_business ON opening_hours (business_id);

CREATE TABLE document (
  id           INTEGER PRIMARY KEY,
  business_id  INTEGER REFERENCES business(id) ON DELETE CASCADE,
  premises_id  INTEGER REFERENCES premises(id),
  kind         TEXT NOT NULL,
  dated        TEXT CHECK (is_date(dated)),
  filed        TEXT CHECK (is_date(filed)),
  expires      TEXT CHECK (is_date_or_none(expires)),
  amount_cents INTEGER,
  languages    TEXT CHECK (is_codes(languages)),
  signed_by    TEXT CHECK (is_codes(signed_by)),
  note         TEXT,
  source       TEXT
) STRICT;
CREATE INDEX document_business ON document (business_id);
CREATE INDEX document_premises ON document (premises_id);

CREATE TABLE use_permit (
  id          INTEGER PRIMARY KEY,
  premises_id INTEGER NOT NULL REFERENCES premises(id) ON DELETE CASCADE,
  kind        TEXT NOT NULL,
  status      TEXT CHECK (status = 'none' OR status = 'applied' OR status = 'approved' OR status = 'denied'
                               OR status = 'lapsed'),
  granted     TEXT CHECK (is_date_or_none(granted)),
  ends        TEXT CHECK (is_date_or_none(ends)),
  conditions  TEXT CHECK (is_codes(conditions)),
  source      TEXT
) STRICT;
CREATE INDEX use_permit_premises ON use_permit (premises_id);

CREATE TABLE exemption (
  id          INTEGER PRIMARY KEY,
  business_id INTEGER NOT NULL REFERENCES business(id) ON DELETE CASCADE,
  ground      TEXT NOT NULL,
  from_date   TEXT CHECK (is_date(from_date)),
  to_date     TEXT CHECK (is_date_or_none(to_date)),
  proof       INTEGER CHECK (proof IN (0,1)),
  decided_by  TEXT,
  source      TEXT
) STRICT;
CREATE INDEX exemption_business ON exemption (business_id);

-- Who complained is not here and never will be: identity is sealed, in a table of its own.
CREATE TABLE complaint (
  id              INTEGER PRIMARY KEY,
  number          TEXT,
  received_at     TEXT CHECK (is_instant(received_at)),
  received_offset INTEGER,
  channel         TEXT CHECK (channel = 'counter' OR channel = 'phone' OR channel = 'web' OR channel = 'mail'
                               OR channel = 'officer' OR channel = 'other'),
  source_class    TEXT CHECK (source_class = 'anonymous' OR source_class = 'resident' OR source_class = 'business'
                               OR source_class = 'other-agency' OR source_class = 'officer'),
  category        TEXT,
  text            TEXT,
  place_told      TEXT,                          -- the place as told, when no premises could be named
  premises_id     INTEGER REFERENCES premises(id),
  business_id     INTEGER REFERENCES business(id),
  priority        TEXT CHECK (priority IN ('normal','safety')),
  assigned_to     TEXT,
  response_due    TEXT CHECK (is_date(response_due)),
  acknowledged    TEXT CHECK (is_date_or_none(acknowledged)),
  first_visit     TEXT CHECK (is_date_or_none(first_visit)),
  status          TEXT CHECK (status = 'pending' OR status = 'accepted' OR status = 'in-progress'
                               OR status = 'completed' OR status = 'cancelled' OR status = 'declined'
                               OR status = 'referred'),
  closed          TEXT CHECK (is_date_or_none(closed)),
  outcome         TEXT,
  duplicate_of    INTEGER REFERENCES complaint(id),
  source          TEXT
) STRICT;
CREATE INDEX complaint_number ON complaint (number);
CREATE INDEX complaint_premises ON complaint (premises_id);
CREATE INDEX complaint_business ON complaint (business_id);
CREATE INDEX complaint_duplicate ON complaint (duplicate_of);

CREATE TABLE inspection (
  id                INTEGER PRIMARY KEY,
  number            TEXT,
  business_id       INTEGER REFERENCES business(id) ON DELETE CASCADE,
  premises_id       INTEGER REFERENCES premises(id),
  complaint_id      INTEGER REFERENCES complaint(id),
  at                TEXT CHECK (is_instant(at)),
  at_offset         INTEGER,
  ended_at          TEXT CHECK (is_instant(ended_at)),
  kind              TEXT CHECK (kind = 'application' OR kind = 'routine' OR kind = 'complaint' OR kind = 'follow-up'
                               OR kind = 'reinspection' OR kind = 'closing'),
  announced         INTEGER CHECK (announced IN (0,1)),
  reason            TEXT CHECK (reason = 'complaint' OR reason = 'schedule' OR reason = 'rule' OR reason = 'follow-up'
                               OR reason = 'application'),
  reason_text       TEXT,
  legal_basis       TEXT CHECK (legal_basis = 'consent' OR legal_basis = 'warrant' OR legal_basis = 'licence-condition'
                               OR legal_basis = 'none'),
  basis_words       TEXT,                        -- consent: by whom (role) and in what words; warrant: its number
  warrant           TEXT CHECK (is_date_or_none(warrant)),
  credentials_shown INTEGER CHECK (credentials_shown IN (0,1)),
  entry             TEXT CHECK (entry = 'granted' OR entry = 'delayed' OR entry = 'refused' OR entry = 'forced'
                               OR entry = 'none'),
  areas             TEXT CHECK (is_codes(areas)),
  by_service        TEXT,                        -- police fire code health building
  officers          TEXT,
  interpreter_used  INTEGER CHECK (interpreter_used IN (0,1)),
  result            TEXT CHECK (result = 'nothing-needed' OR result = 'corrections-wanted'
                               OR result = 'sent-to-enforcement' OR result = 'access-refused'
                               OR result = 'closed-on-arrival'),
  status            TEXT NOT NULL DEFAULT 'done' CHECK (status = 'planned' OR status = 'begun' OR status = 'done'),
  note              TEXT,
  source            TEXT
) STRICT;
CREATE INDEX inspection_business ON inspection (business_id);
CREATE INDEX inspection_premises ON inspection (premises_id);
CREATE INDEX inspection_complaint ON inspection (complaint_id);

-- One answer to one checklist item. answer: 'yes','no','not-observed', a number, a date, or codes.
CREATE TABLE inspection_item (
  id              INTEGER PRIMARY KEY,
  inspection_id   INTEGER NOT NULL REFERENCES inspection(id) ON DELETE CASCADE,
  item            TEXT NOT NULL,
  practitioner_id INTEGER REFERENCES practitioner(id),   -- for items asked of a member of staff
  answer          TEXT NOT NULL,
  note            TEXT
) STRICT;
CREATE INDEX inspection_item_inspection ON inspection_item (inspection_id);
CREATE INDEX inspection_item_practitioner ON inspection_item (practitioner_id);

-- Persons present, by role and number only.
CREATE TABLE inspection_present (
  id            INTEGER PRIMARY KEY,
  inspection_id INTEGER NOT NULL REFERENCES inspection(id) ON DELETE CASCADE,
  role          TEXT NOT NULL,
  number        INTEGER NOT NULL CHECK (number >= 0)
) STRICT;
CREATE INDEX inspection_present_inspection ON inspection_present (inspection_id);

-- A thing that happened, as ordinances count things. Never attached to a worker.
CREATE TABLE event (
  id            INTEGER PRIMARY KEY,
  kind          TEXT NOT NULL,
  category      TEXT,
  date          TEXT CHECK (is_date(date)),
  incident      TEXT,
  licence_class TEXT,
  for_cause     INTEGER CHECK (for_cause IN (0,1)),
  role          TEXT,
  provision     TEXT,
  agency        TEXT,
  business_id   INTEGER REFERENCES business(id),
  premises_id   INTEGER REFERENCES premises(id),
  party_id      INTEGER REFERENCES party(id),    -- an owner or officer
  note          TEXT,
  source        TEXT
) STRICT;
CREATE INDEX event_business ON event (business_id);
CREATE INDEX event_premises ON event (premises_id);
CREATE INDEX event_party ON event (party_id);

CREATE TABLE notice (
  id          INTEGER PRIMARY KEY,
  number      TEXT,
  kind        TEXT NOT NULL,
  business_id INTEGER REFERENCES business(id),
  premises_id INTEGER REFERENCES premises(id),
  provisions  TEXT CHECK (is_codes(provisions)), -- 'ordinance-id/provision-id ...'
  issued      TEXT CHECK (is_date_or_none(issued)),
  sent        TEXT CHECK (is_date_or_none(sent)),
  postmarked  TEXT CHECK (is_date_or_none(postmarked)),
  served      TEXT CHECK (is_date_or_none(served)),
  received    TEXT CHECK (is_date_or_none(received)),
  returned    TEXT CHECK (is_date_or_none(returned)),
  correct_by  TEXT CHECK (is_date_or_none(correct_by)),
  method      TEXT,
  addressees  TEXT CHECK (is_codes(addressees)),
  states      TEXT CHECK (is_codes(states)),
  text        TEXT,
  source      TEXT
) STRICT;
CREATE INDEX notice_business ON notice (business_id);
CREATE INDEX notice_premises ON notice (premises_id);

-- A layer brought from the city's GIS: one import of one file. What kinds of place are loaded is told by the layers present.
CREATE TABLE map_layer (
  id          INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind = 'places' OR kind = 'zones' OR kind = 'streets' OR kind = 'water'
                               OR kind = 'parks' OR kind = 'boundary' OR kind = 'other'),
  what        TEXT,                              -- places: the kind of place (school); zones: zoning, overlay, district
  name        TEXT NOT NULL,
  attribution TEXT,
  data_date   TEXT CHECK (is_date(data_date)),   -- the day the data describe
  source      TEXT
) STRICT;

-- Sensitive uses. geometry: WKB, WGS 84, point or (multi)polygon.
CREATE TABLE place (
  id         INTEGER PRIMARY KEY,
  layer_id   INTEGER REFERENCES map_layer(id) ON DELETE CASCADE,
  key        TEXT,                               -- the identifier in the layer, for an update
  kind       TEXT NOT NULL,
  name       TEXT,
  since      TEXT CHECK (is_date(since)),
  until_date TEXT CHECK (is_date_or_none(until_date)),
  accuracy_m REAL CHECK (accuracy_m >= 0),
  geometry   BLOB NOT NULL,
  source     TEXT
) STRICT;
CREATE INDEX place_layer ON place (layer_id);
CREATE INDEX place_kind ON place (kind);

CREATE TABLE zone (
  id        INTEGER PRIMARY KEY,
  layer_id  INTEGER REFERENCES map_layer(id) ON DELETE CASCADE,
  key       TEXT,
  kind      TEXT NOT NULL CHECK (kind = 'zoning' OR kind = 'overlay' OR kind = 'district'),
  code      TEXT NOT NULL,
  class     TEXT,                                -- residential, commercial, industrial ...
  name      TEXT,
  allows    TEXT CHECK (is_codes(allows)),
  from_date TEXT CHECK (is_date(from_date)),
  to_date   TEXT CHECK (is_date_or_none(to_date)),
  geometry  BLOB NOT NULL,
  source    TEXT
) STRICT;
CREATE INDEX zone_layer ON zone (layer_id);

CREATE TABLE map_feature (
  id       INTEGER PRIMARY KEY,
  layer_id INTEGER NOT NULL REFERENCES map_layer(id) ON DELETE CASCADE,
  key      TEXT,
  name     TEXT,
  class    TEXT,                                 -- street: major, minor, rail, path
  geometry BLOB NOT NULL
) STRICT;
CREATE INDEX map_feature_layer ON map_feature (layer_id);

CREATE TABLE ordinance_version (
  id           INTEGER PRIMARY KEY,
  ordinance    TEXT NOT NULL,                    -- id: of the file
  title        TEXT NOT NULL,
  jurisdiction TEXT NOT NULL,
  number       TEXT,                             -- adopted: ordinance number; NULL = draft
  adopted_on   TEXT CHECK (is_date(adopted_on)),
  in_force     TEXT CHECK (is_date(in_force)),   -- the version used for a day is the last whose in_force is not after it
  adopted_by   TEXT,
  text         TEXT NOT NULL,                    -- the file, whole
  sha256       TEXT NOT NULL,
  source       TEXT
) STRICT;
CREATE INDEX ordinance_version_ordinance ON ordinance_version (ordinance);

-- What an officer decided about a finding. Permanent: it hangs on record + provision + text, not on the finding's row.
CREATE TABLE decision (
  id           INTEGER PRIMARY KEY,
  subject_kind TEXT NOT NULL,
  subject_id   INTEGER NOT NULL,
  ordinance    TEXT NOT NULL,
  provision    TEXT NOT NULL,
  text_sha256  TEXT NOT NULL,
  kind         TEXT NOT NULL CHECK (kind = 'confirmed' OR kind = 'dismissed' OR kind = 'exempted' OR kind = 'noticed'
                               OR kind = 'withdrawn'),
  reason       TEXT,
  until_date   TEXT CHECK (is_date_or_none(until_date)),
  outcome_then TEXT NOT NULL,                    -- what was computed when it was decided
  decided_by   TEXT NOT NULL,
  decided_on   TEXT NOT NULL CHECK (is_date(decided_on)),
  corrected    TEXT CHECK (is_date_or_none(corrected))
) STRICT;
CREATE INDEX decision_subject ON decision (subject_kind, subject_id);

CREATE TABLE import_run (
  id        INTEGER PRIMARY KEY,
  kind      TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256    TEXT NOT NULL,
  at_utc    TEXT NOT NULL,
  who       TEXT NOT NULL,
  mapping   TEXT NOT NULL,                       -- JSON: field -> column, key, encoding, separator
  profile   TEXT,
  added     INTEGER NOT NULL,
  changed   INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  refused   INTEGER NOT NULL
) STRICT;

CREATE TABLE import_row (
  id       INTEGER PRIMARY KEY,
  run_id   INTEGER NOT NULL REFERENCES import_run(id) ON DELETE CASCADE,
  line     INTEGER NOT NULL,
  field    TEXT,
  reason   TEXT NOT NULL,
  raw      TEXT NOT NULL
) STRICT;
CREATE INDEX import_row_run ON import_row (run_id);

-- The columns of an imported row that have no field here, kept unread as JSON.
CREATE TABLE import_extra (
  id         INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL,
  record_id  INTEGER NOT NULL,
  columns    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX import_extra_record ON import_extra (table_name, record_id);

CREATE TABLE saved_view (
  id    INTEGER PRIMARY KEY,
  page  TEXT NOT NULL,
  name  TEXT NOT NULL,
  query TEXT NOT NULL                            -- JSON: filter, sort, columns
) STRICT;

-- Not recorded by the session, for it is the record of sessions.

-- hash = SHA-256 over length-prefixed (prev_hash, entry, at_utc, who, name, kind, undo_of, raw_size, changeset), see reeve-change-log.c.
CREATE TABLE change_log (
  entry     INTEGER PRIMARY KEY,                 -- 1, 2, 3 ... without a gap
  at_utc    TEXT NOT NULL,
  who       TEXT NOT NULL,
  name      TEXT NOT NULL,
  kind      TEXT NOT NULL CHECK (kind = 'create' OR kind = 'edit' OR kind = 'import' OR kind = 'undo' OR kind = 'migrate'),
  undo_of   INTEGER REFERENCES change_log(entry),
  raw_size  INTEGER NOT NULL,
  changeset BLOB NOT NULL,                       -- zlib
  prev_hash TEXT NOT NULL,
  hash      TEXT NOT NULL
) STRICT;
CREATE INDEX change_log_undo ON change_log (undo_of);
CREATE TRIGGER change_log_no_update BEFORE UPDATE ON change_log BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER change_log_no_delete BEFORE DELETE ON change_log BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;

-- Next number of each table on this desk. Not undone: an id is never used twice.
CREATE TABLE id_counter (
  table_name TEXT PRIMARY KEY NOT NULL,
  next       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Derived: rebuilt from the above.

CREATE TABLE derived_state (
  key   TEXT PRIMARY KEY NOT NULL,               -- checked_on, checked_entry, checked_with, stale, around_entry
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE derived_finding (                   -- violation, grounds, pending, insufficient; the rest only counted
  subject_kind TEXT NOT NULL,
  subject_id   INTEGER NOT NULL,
  ordinance    TEXT NOT NULL,
  provision    TEXT NOT NULL,
  outcome      INTEGER NOT NULL,                 -- ReeveOutcome
  duty         INTEGER NOT NULL,                 -- ReeveDuty
  since        TEXT NOT NULL,                    -- first day this outcome was computed
  PRIMARY KEY (subject_kind, subject_id, ordinance, provision)
) STRICT, WITHOUT ROWID;
CREATE INDEX derived_finding_provision ON derived_finding (ordinance, provision, outcome);

CREATE TABLE derived_count (                     -- outcomes per provision on the day of the check
  ordinance TEXT NOT NULL,
  provision TEXT NOT NULL,
  outcome   INTEGER NOT NULL,
  number    INTEGER NOT NULL,
  PRIMARY KEY (ordinance, provision, outcome)
) STRICT, WITHOUT ROWID;

CREATE TABLE derived_record (                    -- outcomes of records other than businesses, for the counts
  subject_kind TEXT NOT NULL,
  subject_id   INTEGER NOT NULL,
  outcomes     TEXT NOT NULL,                    -- a letter per provision tested on this kind: 'a' + ReeveOutcome
  PRIMARY KEY (subject_kind, subject_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE derived_business (                  -- one row per business: what the list, the map and search read
  business_id  INTEGER PRIMARY KEY,
  premises_id  INTEGER,
  name         TEXT NOT NULL,
  number       TEXT,
  address      TEXT,                             -- with suite
  category     TEXT,
  district     TEXT,
  zone         TEXT,
  licence_number TEXT,
  licence_status TEXT,
  licence_to   TEXT,
  operating    INTEGER,
  lon          REAL,
  lat          REAL,
  shown        INTEGER NOT NULL,                 -- ReeveShown: worst outcome in the order of the window
  not_met      INTEGER NOT NULL,
  not_known    INTEGER NOT NULL,
  pending      INTEGER NOT NULL,
  met          INTEGER NOT NULL,
  not_applicable INTEGER NOT NULL,
  outcomes     TEXT                              -- a letter per provision tested on businesses: 'a' + ReeveOutcome
) STRICT;
CREATE INDEX derived_business_shown ON derived_business (shown, name COLLATE NOCASE);
CREATE INDEX derived_business_name ON derived_business (name COLLATE NOCASE);
CREATE INDEX derived_business_premises ON derived_business (premises_id);
CREATE INDEX derived_business_place ON derived_business (lat, lon);
CREATE INDEX derived_business_district ON derived_business (district, name COLLATE NOCASE);
CREATE INDEX derived_business_licence_to ON derived_business (licence_to, name COLLATE NOCASE);

CREATE VIRTUAL TABLE derived_search USING fts5 (
  name, number, address, other,
  prefix='2 3', tokenize="unicode61 remove_diacritics 2"
);
