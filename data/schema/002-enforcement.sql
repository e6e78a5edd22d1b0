-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Case file, version 2: what the city receives, decides and imposes. Conventions as in 001. No row that is there changes, only columns are
-- added, so that the history of a file made by version 1 still makes all its records again.

-- What somebody asked of the city: for a business, or a work permit for a practitioner.
CREATE TABLE application (
  id              INTEGER PRIMARY KEY,
  number          TEXT,
  business_id     INTEGER REFERENCES business(id) ON DELETE CASCADE,
  practitioner_id INTEGER REFERENCES practitioner(id) ON DELETE CASCADE,
  premises_id     INTEGER REFERENCES premises(id),
  kind            TEXT CHECK (kind = 'new' OR kind = 'renewal' OR kind = 'transfer' OR kind = 'change'),
  class           TEXT,                          -- of the licence asked for
  filed           TEXT CHECK (is_date(filed)),   -- by the applicant
  received        TEXT CHECK (is_date(received)), -- by the city
  complete        TEXT CHECK (is_date_or_none(complete)),
  due             TEXT CHECK (is_date(due)),     -- the day the decision is due
  extended        INTEGER CHECK (extended IN (0,1)),
  decided         TEXT CHECK (is_date_or_none(decided)),
  decision        TEXT CHECK (decision = 'none' OR decision = 'granted' OR decision = 'denied' OR decision = 'withdrawn'
                              OR decision = 'deemed-granted' OR decision = 'deemed-denied'),
  decided_by      TEXT,
  reason          TEXT,
  fee_paid_cents  INTEGER CHECK (fee_paid_cents >= 0),
  licence_id      INTEGER REFERENCES licence(id), -- the licence to be renewed or replaced
  issued_id       INTEGER REFERENCES licence(id), -- the licence issued on it
  persons_complete INTEGER CHECK (persons_complete IN (0,1)), -- everyone who must be named is
  note            TEXT,
  source          TEXT
) STRICT;
CREATE INDEX application_business ON application (business_id);
CREATE INDEX application_practitioner ON application (practitioner_id);
CREATE INDEX application_premises ON application (premises_id);
CREATE INDEX application_licence ON application (licence_id);
CREATE INDEX application_issued ON application (issued_id);
CREATE INDEX application_number ON application (number);

-- Everyone an application names: an owner or officer, or a practitioner, never both.
CREATE TABLE application_person (
  id              INTEGER PRIMARY KEY,
  application_id  INTEGER NOT NULL REFERENCES application(id) ON DELETE CASCADE,
  party_id        INTEGER REFERENCES party(id),
  practitioner_id INTEGER REFERENCES practitioner(id),
  role            TEXT NOT NULL,
  turned_18       INTEGER CHECK (turned_18 IN (0,1)),
  turned_21       INTEGER CHECK (turned_21 IN (0,1)),
  inquiry         TEXT CHECK (inquiry = 'none' OR inquiry = 'asked' OR inquiry = 'clear' OR inquiry = 'listed-matter'
                              OR inquiry = 'pending'),
  disclosed       INTEGER CHECK (disclosed IN (0,1)),
  source          TEXT,
  CHECK ((party_id IS NULL) <> (practitioner_id IS NULL))
) STRICT;
CREATE INDEX application_person_application ON application_person (application_id);
CREATE INDEX application_person_party ON application_person (party_id);
CREATE INDEX application_person_practitioner ON application_person (practitioner_id);

-- What the city, or a court for it, imposed.
CREATE TABLE sanction (
  id           INTEGER PRIMARY KEY,
  number       TEXT,
  business_id  INTEGER REFERENCES business(id),
  premises_id  INTEGER REFERENCES premises(id),
  licence_id   INTEGER REFERENCES licence(id),
  kind         TEXT NOT NULL CHECK (kind = 'warning' OR kind = 'citation' OR kind = 'fine' OR kind = 'suspension'
                              OR kind = 'summary-suspension' OR kind = 'denial' OR kind = 'non-renewal' OR kind = 'revocation'
                              OR kind = 'certificate-revocation' OR kind = 'nuisance-declaration' OR kind = 'offence'),
  components   TEXT CHECK (is_codes(components)), -- when it joins several: fine suspension ...
  reason       TEXT,
  issued       TEXT CHECK (is_date_or_none(issued)),
  from_date    TEXT CHECK (is_date_or_none(from_date)),
  to_date      TEXT CHECK (is_date_or_none(to_date)),
  length       INTEGER CHECK (length > 0),       -- as the order says it; with its unit
  length_unit  TEXT CHECK (length_unit = 'days' OR length_unit = 'business-days' OR length_unit = 'months' OR length_unit = 'years'),
  lifted       TEXT CHECK (is_date_or_none(lifted)),
  stayed       INTEGER CHECK (stayed IN (0,1)),
  stayed_from  TEXT CHECK (is_date_or_none(stayed_from)),
  stayed_to    TEXT CHECK (is_date_or_none(stayed_to)),
  amount_cents INTEGER CHECK (amount_cents >= 0),
  offence_from TEXT CHECK (is_date(offence_from)),
  offence_to   TEXT CHECK (is_date(offence_to)),
  decided_by   TEXT,
  text         TEXT,
  source       TEXT,
  CHECK ((length IS NULL) = (length_unit IS NULL))
) STRICT;
CREATE INDEX sanction_business ON sanction (business_id);
CREATE INDEX sanction_premises ON sanction (premises_id);
CREATE INDEX sanction_licence ON sanction (licence_id);

CREATE TABLE hearing (
  id          INTEGER PRIMARY KEY,
  number      TEXT,
  business_id INTEGER REFERENCES business(id),
  premises_id INTEGER REFERENCES premises(id),
  notice_id   INTEGER REFERENCES notice(id),     -- the notice contested
  sanction_id INTEGER REFERENCES sanction(id),   -- the sanction contested
  kind        TEXT CHECK (kind = 'hearing' OR kind = 'appeal'),
  forum       TEXT,
  requested   TEXT CHECK (is_date_or_none(requested)),
  set_for     TEXT CHECK (is_date_or_none(set_for)),
  held        TEXT CHECK (is_date_or_none(held)),
  decided     TEXT CHECK (is_date_or_none(decided)),
  decision    TEXT CHECK (decision = 'none' OR decision = 'upheld' OR decision = 'modified' OR decision = 'reversed'
                          OR decision = 'remanded' OR decision = 'withdrawn'),
  note        TEXT,
  source      TEXT
) STRICT;
CREATE INDEX hearing_business ON hearing (business_id);
CREATE INDEX hearing_premises ON hearing (premises_id);
CREATE INDEX hearing_notice ON hearing (notice_id);
CREATE INDEX hearing_sanction ON hearing (sanction_id);

CREATE TABLE fee (
  id             INTEGER PRIMARY KEY,
  kind           TEXT NOT NULL,
  business_id    INTEGER REFERENCES business(id) ON DELETE CASCADE,
  application_id INTEGER REFERENCES application(id) ON DELETE CASCADE,
  inspection_id  INTEGER REFERENCES inspection(id) ON DELETE CASCADE,
  due_cents      INTEGER CHECK (due_cents >= 0),
  charged_cents  INTEGER CHECK (charged_cents >= 0),
  paid_cents     INTEGER CHECK (paid_cents >= 0),
  date           TEXT CHECK (is_date_or_none(date)), -- of payment
  waived         INTEGER CHECK (waived IN (0,1)),
  note           TEXT,
  source         TEXT
) STRICT;
CREATE INDEX fee_business ON fee (business_id);
CREATE INDEX fee_application ON fee (application_id);
CREATE INDEX fee_inspection ON fee (inspection_id);

-- A change that the business made or asked leave for.
CREATE TABLE business_change (
  id          INTEGER PRIMARY KEY,
  business_id INTEGER NOT NULL REFERENCES business(id) ON DELETE CASCADE,
  kind        TEXT NOT NULL,                     -- floor-plan hours staffing ownership name ...
  date        TEXT CHECK (is_date(date)),
  approved    TEXT CHECK (is_date_or_none(approved)),
  note        TEXT,
  source      TEXT
) STRICT;
CREATE INDEX business_change_business ON business_change (business_id);

-- The finding that an officer confirmed is the adopted violation: one record, not two that could disagree.
ALTER TABLE decision ADD COLUMN business_id INTEGER REFERENCES business(id) ON DELETE SET NULL; -- in whose history it stands
ALTER TABLE decision ADD COLUMN duty TEXT;        -- who owed it; of what the city or a property owner owed nothing is held against a business
ALTER TABLE decision ADD COLUMN found TEXT CHECK (is_date_or_none(found));
ALTER TABLE decision ADD COLUMN from_date TEXT CHECK (is_date_or_none(from_date));
ALTER TABLE decision ADD COLUMN to_date TEXT CHECK (is_date_or_none(to_date));
ALTER TABLE decision ADD COLUMN evidence TEXT CHECK (evidence = 'inspection' OR evidence = 'document' OR evidence = 'admission'
                                                  OR evidence = 'photograph' OR evidence = 'statement' OR evidence = 'record' OR evidence = 'other');
ALTER TABLE decision ADD COLUMN severity TEXT CHECK (severity IN ('minor','serious'));
ALTER TABLE decision ADD COLUMN correctable INTEGER CHECK (correctable IN (0,1));
CREATE INDEX decision_business ON decision (business_id);

CREATE TABLE notice_violation (
  id          INTEGER PRIMARY KEY,
  notice_id   INTEGER NOT NULL REFERENCES notice(id) ON DELETE CASCADE,
  decision_id INTEGER NOT NULL REFERENCES decision(id) ON DELETE CASCADE
) STRICT;
CREATE INDEX notice_violation_notice ON notice_violation (notice_id);
CREATE INDEX notice_violation_decision ON notice_violation (decision_id);

CREATE TABLE sanction_violation (
  id          INTEGER PRIMARY KEY,
  sanction_id INTEGER NOT NULL REFERENCES sanction(id) ON DELETE CASCADE,
  decision_id INTEGER NOT NULL REFERENCES decision(id) ON DELETE CASCADE
) STRICT;
CREATE INDEX sanction_violation_sanction ON sanction_violation (sanction_id);
CREATE INDEX sanction_violation_decision ON sanction_violation (decision_id);

ALTER TABLE licence ADD COLUMN holder_id INTEGER REFERENCES party(id);      -- the person to whom it was issued
CREATE INDEX licence_holder ON licence (holder_id);
ALTER TABLE notice ADD COLUMN sanction_id INTEGER REFERENCES sanction(id);  -- the sanction it announces
CREATE INDEX notice_sanction ON notice (sanction_id);
ALTER TABLE document ADD COLUMN application_id INTEGER REFERENCES application(id);
CREATE INDEX document_application ON document (application_id);
ALTER TABLE employment ADD COLUMN supervised_by INTEGER REFERENCES practitioner(id);
CREATE INDEX employment_supervisor ON employment (supervised_by);
-- An owner who also works under a licence of his own: the two registers speak of one person.
ALTER TABLE party ADD COLUMN practitioner_id INTEGER REFERENCES practitioner(id) ON DELETE SET NULL;
CREATE INDEX party_practitioner ON party (practitioner_id);

-- A room, or another part of the place that an officer went through one by one: tubs, exits.
CREATE TABLE inspection_part (
  id            INTEGER PRIMARY KEY,
  inspection_id INTEGER NOT NULL REFERENCES inspection(id) ON DELETE CASCADE,
  what          TEXT NOT NULL CHECK (what IN ('room','part')),
  kind          TEXT,
  label         TEXT                             -- its number or name
) STRICT;
CREATE INDEX inspection_part_inspection ON inspection_part (inspection_id);

-- Whom or what an answer is about; at most one of these and practitioner_id, none: the place.
ALTER TABLE inspection_item ADD COLUMN part_id INTEGER REFERENCES inspection_part(id) ON DELETE CASCADE;
CREATE INDEX inspection_item_part ON inspection_item (part_id);
ALTER TABLE inspection_item ADD COLUMN present_id INTEGER REFERENCES inspection_present(id) ON DELETE CASCADE;
CREATE INDEX inspection_item_present ON inspection_item (present_id);
ALTER TABLE inspection_item ADD COLUMN party_id INTEGER REFERENCES party(id);
CREATE INDEX inspection_item_party ON inspection_item (party_id);

-- Answers to items asked without a visit: of an application at its intake, of a violation when it is adopted.
CREATE TABLE record_answer (
  id             INTEGER PRIMARY KEY,
  application_id INTEGER REFERENCES application(id) ON DELETE CASCADE,
  decision_id    INTEGER REFERENCES decision(id) ON DELETE CASCADE,
  item           TEXT NOT NULL,
  answer         TEXT NOT NULL,
  date           TEXT CHECK (is_date(date)),
  note           TEXT,
  CHECK ((application_id IS NULL) <> (decision_id IS NULL))
) STRICT;
CREATE INDEX record_answer_application ON record_answer (application_id);
CREATE INDEX record_answer_decision ON record_answer (decision_id);
